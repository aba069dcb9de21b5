"""`stratdocs import`: tables of other tools in, a linked strategy out, and again."""

import csv
import io
import json
import os
import sys
import zipfile
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from textwrap import dedent

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stratdocs import Severity, Stack, lint, load
from stratdocs.cli import main
from stratdocs.exchange.importing import Prepared, opened, prepared
from stratdocs.exchange.mapping import ColumnMap
from stratdocs.exchange.memory import Remembered, memory_text, read_memory
from stratdocs.model.finding import StratdocsError

SAMPLES = Path(__file__).parent / "imports"
REAL = Path(__file__).parents[2] / "shared" / "okr-corpus" / "real"
TODAY = date(2027, 2, 20)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("mkdocs.yml").write_text(
        "docs_dir: docs\nplugins:\n  - stratdocs:\n      today: 2027-02-20\n", "utf-8"
    )
    Path("docs/strategy").mkdir(parents=True)
    return tmp_path


def put(name: str, text: str) -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(dedent(text).lstrip("\n"), encoding="utf-8", newline="")


def files() -> dict[str, str]:
    """The files of the strategy and what is remembered."""
    paths = [*Path("docs/strategy").rglob("*.yml"), *Path(".stratdocs").rglob("*.yml")]
    return {str(path): path.read_text("utf-8") for path in sorted(paths)}


def stack() -> Stack:
    texts = {path: text for path, text in files().items() if "imports.yml" not in path}
    return load(texts, today=TODAY)


def imported(name: str, *options: str) -> int:
    return main(["import", name, "--write", *options])


def item(identity: str) -> dict[str, object]:
    entity = next(entity for entity in stack().entities if entity.id == identity)
    return {"kind": entity.collection, "serves": entity.serves, **entity.node.values}


def field(identity: str, *route: str | int) -> str | None:
    entity = next(entity for entity in stack().entities if entity.id == identity)
    node = entity.node_at(*route)
    return getattr(node, "text", None)


def serves() -> dict[str, tuple[str, ...]]:
    return {e.id: e.serves for e in stack().entities if e.collection not in ("people", "teams")}


# --- what each tool writes ------------------------------------------------------------------------

WHOLE = [
    "asana.csv", "azure-devops.csv", "clickup.csv", "github-projects.tsv", "hand-made-de.csv",
    "hand-made.xlsx", "jira.csv", "linear.csv", "notion-database.csv", "peoplebox.csv",
    "perdoo-api.json", "viva-goals.csv", "monday.xlsx",
]  # fmt: skip


@pytest.mark.parametrize("name", WHOLE)
def test_each_sample_becomes_a_strategy_without_errors_and_again_without_a_change(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    imported(str(SAMPLES / name))
    before = files()

    assert [f for f in lint(stack()) if f.severity is Severity.ERROR] == []
    assert len(stack().entities) > 5
    capsys.readouterr()
    imported(str(SAMPLES / name))
    assert files() == before
    assert "Nothing would change." in capsys.readouterr().out


@pytest.mark.parametrize("path", sorted(REAL.glob("*.json")), ids=lambda path: path.stem)
def test_the_goals_of_real_organisations_are_read_whole_and_linked(path: Path) -> None:
    goals = json.loads(path.read_text("utf-8"))["objectives"]
    results = sum(len(goal.get("key_results", [])) for goal in goals)

    imported(str(path))

    counts = dict.fromkeys(("objectives", "key_results"), 0)
    for entity in stack().entities:
        if entity.collection in counts:
            counts[entity.collection] += 1
    assert counts == {"objectives": len(goals), "key_results": results}
    assert [f for f in lint(stack()) if f.severity is Severity.ERROR] == []
    before = files()
    imported(str(path))
    assert files() == before


FIRST_WEEK = "new-centres-sell-within-their-first-week"
ACTIVATION = "increase-7-day-activation-from-40-to-55"


@pytest.mark.parametrize(
    "name", ["viva-goals.csv", "clickup.csv", "peoplebox.csv", "perdoo-api.json", "hand-made.xlsx",
             "notion-database.csv", "asana.csv", "github-projects.tsv"],
)  # fmt: skip
def test_the_same_plan_comes_out_of_each_format(name: str) -> None:
    imported(str(SAMPLES / name))

    assert item(ACTIVATION)["kind"] == "key_results"
    assert item(ACTIVATION)["serves"] == (FIRST_WEEK,)
    assert item(FIRST_WEEK)["kind"] == "objectives"
    assert field(ACTIVATION, "owner") == "jo-park"
    assert field(ACTIVATION, "target") in ("55%", None)  # None: no column holds it


def test_viva_goals_gives_check_ins_scores_and_second_parents() -> None:
    imported(str(SAMPLES / "viva-goals.csv"))

    entries = [field(ACTIVATION, "check_ins", n, "value") for n in (0, 1)]
    assert entries == ["43%", "46%"]
    assert field(ACTIVATION, "check_ins", 0, "note") == "First two weeks; no effect yet"
    assert serves()["web-shop-cancellations-for-lack-of-stock-from-2-4-to-0-8"] == (
        "shelves-tills-and-the-web-shop-agree",
        FIRST_WEEK,
    )
    assert field("stocktakes-without-a-closed-day", "score") == "0.7"
    assert field("nps-of-garden-centres-from-5-to-20", "baseline") == "-5"


def test_the_zip_of_viva_goals_gives_owners_and_check_ins_by_id() -> None:
    with zipfile.ZipFile("everything.csv", "w") as archive:  # whatever its name says
        for path in sorted((SAMPLES / "viva-goals-export").glob("*.json")):
            archive.write(path, f"../../{path.name}")

    imported("everything.csv")

    assert field(ACTIVATION, "check_ins", 1, "value") == "46%"
    assert field(ACTIVATION, "owner") == "jo-park"
    assert not Path("../objectives.json").exists()


def test_jira_links_by_issue_id_by_key_and_by_epic_link() -> None:
    imported(str(SAMPLES / "jira.csv"))

    assert serves()[FIRST_WEEK] == ("garden-centres-run-their-spring-on-fernhollow",)
    assert serves()["guided-import-of-plant-lists"] == (FIRST_WEEK,)
    assert serves()["cycle-counts-on-the-phone"] == ("shelves-tills-and-the-web-shop-agree",)
    assert field("guided-import-of-plant-lists", "estimate") == "16 h"
    tags = stack().graph.by_id["guided-import-of-plant-lists"].tags
    assert tags == ("onboarding", "import", "customer-request")


def test_a_german_sheet_gives_its_numbers_and_days() -> None:
    imported(str(SAMPLES / "hand-made-de.csv"))

    assert field("aktivierung-nach-7-tagen-von-40-auf-55", "by") == "2027-03-31"
    assert field("aktivierung-nach-7-tagen-von-40-auf-55", "target") == "55,0 %"
    found = stack().graph.by_id["jahresumsatz-von-1-25-mio-auf-1-9-mio"]
    assert found.target is not None
    assert found.target.number == 1_900_000


def test_the_sub_items_of_monday_belong_to_the_item_above_them() -> None:
    imported(str(SAMPLES / "monday.xlsx"))

    set_up = "cut-median-set-up-time-from-9-to-4-days"
    assert serves() == {
        FIRST_WEEK: (),
        ACTIVATION: (FIRST_WEEK,),
        set_up: (FIRST_WEEK,),
        "shelves-tills-and-the-web-shop-agree": (),
        "guided-import-of-plant-lists": (),
        "starter-price-book": (),
        "10-shrinkage-pilot": (),
    }
    assert [field(i, "check_ins", 0, "value") for i in (ACTIVATION, set_up)] == ["46%", "7.5 days"]
    assert item("starter-price-book")["kind"] == "work"


def test_groups_that_repeat_the_header_give_their_kind_status_or_period(
    capsys: pytest.CaptureFixture[str],
) -> None:
    put(
        "board.csv",
        """
        Plan,,
        Q1 2027,,
        Name,Owner,Type
        Sell more,Jo Park,Objective
        At risk,,
        Name,Owner,Type
        Sell faster,Jo Park,Objective
        Somewhere else,,
        Name,Owner,Type
        Sell better,Jo Park,Objective
        Alone,,
    """,
    )

    imported("board.csv")

    assert field("sell-more", "period") == "2027-Q1"
    assert field("sell-faster", "status") == "at_risk"
    out = capsys.readouterr().out
    assert "groups that aren't a kind, status or period: left out: 2 (Somewhere else)" in out
    assert "rows above the first header: 1, left out" in out
    assert "alone" in serves()


# --- again ----------------------------------------------------------------------------------------

SHEET = """
    Id,Title,Type,Parent,Owner,Start value,Target,Current value,Status,Due date
    1,Centres stay,Objective,,Jo Park,,,,On track,
    2,Raise retention from 60% to 75%,Key result,1,Jo Park,60%,75%,62%,On track,2027-06-30
    3,Cut returns from 9% to 4%,Key result,1,Tom Weiß,9%,4%,8%,At risk,2027-06-30
"""
RETENTION = "raise-retention-from-60-to-75"


def edit(old: str, new: str, path: str = "docs/strategy/goals.yml") -> None:
    text = Path(path).read_text("utf-8")
    assert text.count(old) == 1, old
    Path(path).write_text(text.replace(old, new), "utf-8")


def test_a_change_there_and_an_edit_here_are_both_kept() -> None:
    put("goals.csv", SHEET)
    assert imported("goals.csv") == 0
    edit("    title: Centres stay\n", "    title: Centres stay with us  # said better\n")
    edit("target: 75%", "target: 80%")

    put("goals.csv", SHEET.replace("9%,4%,8%,At risk", "9%,3%,7%,On track"))
    assert imported("goals.csv") == 0

    text = Path("docs/strategy/goals.yml").read_text("utf-8")
    assert "title: Centres stay with us  # said better\n" in text
    assert "target: 80%" in text
    assert field("cut-returns-from-9-to-4", "target") == "3%"
    assert field("cut-returns-from-9-to-4", "status") == "on_track"
    assert field("cut-returns-from-9-to-4", "check_ins", 0, "value") == "7%"
    again = files()
    assert imported("goals.csv") == 0
    assert files() == again


def test_a_field_changed_in_both_places_stays_as_it_is_here_and_is_listed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    put("goals.csv", SHEET)
    imported("goals.csv")
    edit("target: 75%", "target: 80%")
    put("goals.csv", SHEET.replace("60%,75%", "60%,70%"))
    capsys.readouterr()

    assert imported("goals.csv") == 1

    assert field(RETENTION, "target") == "80%"
    assert f"  {RETENTION}: target is 80%, there 70%\n" in capsys.readouterr().out


def test_only_the_lines_of_a_change_differ() -> None:
    put("goals.csv", SHEET)
    imported("goals.csv")
    before = Path("docs/strategy/goals.yml").read_text("utf-8")
    put("goals.csv", SHEET.replace("62%,On track", "66%,At risk"))

    imported("goals.csv")

    after = Path("docs/strategy/goals.yml").read_text("utf-8")
    lines = zip(before.splitlines(), after.splitlines(), strict=True)
    assert [(old.strip(), new.strip()) for old, new in lines if old != new] == [
        ("status: on_track", "status: at_risk"),
        (
            "- {date: 2027-02-20, value: 62%, status: on_track}",
            "- {date: 2027-02-20, value: 66%, status: at_risk}",
        ),
    ]


def test_a_check_in_of_the_day_that_was_edited_here_stays_and_is_listed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    put("goals.csv", SHEET)
    imported("goals.csv")
    edit("value: 62%", "value: 63%")
    put("goals.csv", SHEET.replace("62%,On track", "66%,On track"))
    capsys.readouterr()

    assert imported("goals.csv") == 1

    assert field(RETENTION, "check_ins", 0, "value") == "63%"
    assert "check-in of 2027-02-20, value is 63%, there 66%" in capsys.readouterr().out


def test_a_new_value_on_a_later_day_is_appended() -> None:
    put("goals.csv", SHEET)
    imported("goals.csv")
    edit("today: 2027-02-20", "today: 2027-03-01", "mkdocs.yml")
    put("goals.csv", SHEET.replace("75%,62%", "75%,66%"))

    imported("goals.csv")

    entries = [
        (field(RETENTION, "check_ins", n, "date"), field(RETENTION, "check_ins", n, "value"))
        for n in (0, 1)
    ]
    assert entries == [("2027-02-20", "62%"), ("2027-03-01", "66%")]


def test_a_row_that_is_gone_is_listed_and_its_item_stays(
    capsys: pytest.CaptureFixture[str],
) -> None:
    put("goals.csv", SHEET)
    imported("goals.csv")
    before = Path("docs/strategy/goals.yml").read_text("utf-8")
    put("goals.csv", "\n".join(SHEET.rstrip().splitlines()[:-1]) + "\n")
    capsys.readouterr()

    imported("goals.csv")

    assert Path("docs/strategy/goals.yml").read_text("utf-8") == before
    assert 'stratdocs retire cut-returns-from-9-to-4 --because "..."' in capsys.readouterr().out


def test_new_rows_go_below_their_objective_and_moved_ones_move() -> None:
    put("goals.csv", SHEET)
    imported("goals.csv")
    new = "    4,Tills agree,Objective,,Jo Park,,,,On track,\n"
    new += "    5,Raise matches from 80% to 99%,Key result,1,Jo Park,80%,99%,,On track,\n"
    put("goals.csv", SHEET.replace("Key result,1,Tom", "Key result,4,Tom") + new)

    imported("goals.csv")

    assert serves() == {
        "centres-stay": (),
        RETENTION: ("centres-stay",),
        "raise-matches-from-80-to-99": ("centres-stay",),
        "tills-agree": (),
        "cut-returns-from-9-to-4": ("tills-agree",),
    }


def test_an_item_that_was_renamed_or_removed_here_stays_so() -> None:
    put("goals.csv", SHEET)
    imported("goals.csv")
    main(["rename", RETENTION, "retention"])
    text = Path("docs/strategy/goals.yml").read_text("utf-8")
    start = text.index("      - id: cut-returns")
    end = text.index("\npeople:")
    Path("docs/strategy/goals.yml").write_text(text[:start] + text[end:], "utf-8")
    put("goals.csv", SHEET.replace("60%,75%", "60%,78%"))

    imported("goals.csv")

    assert field("retention", "target") == "78%"
    assert set(serves()) == {"centres-stay", "retention"}


def test_what_is_remembered_follows_an_item_over_several_new_ids() -> None:
    put("goals.csv", SHEET)
    imported("goals.csv")
    main(["rename", RETENTION, "retention"])
    main(["rename", "retention", "staying"])
    put("goals.csv", SHEET.replace("60%,75%", "60%,78%"))

    imported("goals.csv")

    assert field("staying", "target") == "78%"
    assert "retention" not in serves()


def test_a_new_title_without_an_id_is_asked_about(capsys: pytest.CaptureFixture[str]) -> None:
    sheet = """
        Objective,Key result,Owner,Target
        Centres stay,Raise retention to 75%,Jo Park,75%
        ,Cut returns to 4%,Tom Weiß,4%
    """
    put("goals.csv", sheet)
    imported("goals.csv")
    before = Path("docs/strategy/goals.yml").read_text("utf-8")
    put("goals.csv", sheet.replace("Cut returns to 4%", "Bring returns down to 4%"))
    capsys.readouterr()

    assert imported("goals.csv") == 1

    assert "may be cut-returns-to-4 with a new title" in capsys.readouterr().out
    assert Path("docs/strategy/goals.yml").read_text("utf-8") == before
    put("map.yml", "same: {Bring returns down to 4%: cut-returns-to-4}\n")
    assert imported("goals.csv", "--map", "map.yml") == 0
    assert field("cut-returns-to-4", "title") == "Bring returns down to 4%"


def test_items_that_are_here_already_are_linked_by_their_title() -> None:
    put(
        "docs/strategy/a.yml",
        """
        people: [{id: jo, title: Jo Park}]
        objectives:
          - id: stay
            title: Centres stay
            owner: jo
    """,
    )
    put("goals.csv", SHEET)

    imported("goals.csv")

    assert serves()[RETENTION] == ("stay",)
    assert field(RETENTION, "owner") == "jo"
    assert field("stay", "status") == "on_track"


HERE = """
    people: [{id: jo, title: Jo Park}, {id: ana, title: Ana Reis}, {id: ana-z, title: Ana Zeh}]
    teams: [{id: growth, title: Growth}]
    metrics: [{id: nps, title: Net promoter score}]
    objectives:
      - {id: stay, title: Centres stay, period: 2027-Q1}
      - {id: speed-a, title: Be fast}
      - {id: speed-b, title: Be fast}
      - {id: old, title: Sell more, status: done}
      - {id: new, title: Sell more}
    work: [{id: data, title: Data cleaned}]
"""


@pytest.mark.parametrize(
    ("cells", "field_and_value"),
    [
        ({"Parent": "Centres stay"}, ("serves", ("stay",))),
        ({"Parent": "centres  STAY"}, ("serves", ("stay",))),
        ({"Parent": "O1: Centres stay"}, ("serves", ("stay",))),
        ({"Parent": "stay"}, ("serves", ("stay",))),
        ({"Parent": "Sell more"}, ("serves", ("new",))),
        ({"Parent": "stay, new"}, ("serves", ("stay", "new"))),
        ({"Parent": "Be fast"}, ("serves", ())),
        ({"Parent": "Unheard of"}, ("serves", ())),
        ({"Owner": "Jo"}, ("owner", "jo")),
        ({"Owner": "Jo Park"}, ("owner", "jo")),
        ({"Owner": "jo.park@x.org"}, ("owner", "jo")),
        ({"Owner": "Growth"}, ("owner", "growth")),
        ({"Owner": "Ana"}, ("owner", "ana")),
        ({"Owner": "Mia Li"}, ("owner", "mia-li")),
        ({"Metric": "Net Promoter Score"}, ("metric", "nps")),
        ({"Metric": "Calls a day"}, ("metric", "Calls a day")),
        ({"Blocked by": "Data cleaned"}, ("depends_on", ("data",))),
    ],
    ids=str,
)
def test_what_only_the_strategy_has_is_found_by_id_or_title(
    cells: dict[str, str], field_and_value: tuple[str, object]
) -> None:
    put("docs/strategy/a.yml", HERE)
    row = {"Title": "Keep nine in ten", "Type": "Key result", "Target": "90%", **cells}
    put("k.csv", ",".join(row) + "\n" + ",".join(f'"{cell}"' for cell in row.values()) + "\n")

    imported("k.csv")

    name, value = field_and_value
    entity = stack().graph.by_id["keep-nine-in-ten"]
    assert getattr(entity, name) == value
    before = files()
    imported("k.csv")
    assert files() == before


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ("Be fast,", "is the title of several items here (speed-a and speed-b); give the id"),
        ("Unheard of,", 'its parent "Unheard of" is neither in the file nor in the strategy'),
        (",Zoe", 'row 2: the owner "Zoe" could be any of zoe-a and zoe-b; give the full name'),
    ],
)
def test_what_may_be_several_items_is_asked_and_what_is_missing_is_listed(
    cells: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    put("docs/strategy/a.yml", HERE)
    put("docs/strategy/p.yml", "people: [{id: zoe-a, title: Zoe A}, {id: zoe-b, title: Zoe B}]\n")
    put("k.csv", f"Title,Type,Parent,Owner,Target\nKeep it,Key result,{cells},90%\n")

    imported("k.csv")

    assert said in capsys.readouterr().out


def test_a_row_without_an_id_keeps_its_item_when_its_parent_is_found_later() -> None:
    put("k.csv", "Title,Type,Parent,Target\nKeep it,Key result,Centres stay,90%\n")
    imported("k.csv")
    put("docs/strategy/a.yml", "objectives: [{id: stay, title: Centres stay}]\n")

    imported("k.csv")

    assert serves() == {"stay": (), "keep-it": ("stay",)}
    put("k.csv", "Title,Type,Parent,Target\nKeep it,Key result,,95%\n")
    imported("k.csv")
    assert set(serves()) == {"stay", "keep-it"}
    assert field("keep-it", "target") == "95%"


def test_a_filtered_view_keeps_its_links_to_rows_of_an_earlier_import() -> None:
    put("goals.csv", SHEET)
    imported("goals.csv")
    head, _, *results = dedent(SHEET).strip().splitlines()
    put("goals.csv", "\n".join([head, *results]) + "\n")

    imported("goals.csv")

    assert serves()[RETENTION] == ("centres-stay",)


@pytest.mark.parametrize(
    ("title", "current", "expected"),
    [
        ("Raise NPS from 30 to 50", "", ("30", "50")),
        ("Cut churn from 9% to 4%", "7%", ("9%", "4%")),
        ("Cut set-up time from 9 to 4 days", "", ("9 days", "4 days")),
        ("Cut set-up time from nine to four days", "", ("9 days", "4 days")),
        ("Revenue from €1.2M to €2M by June", "", ("€1.2M", "€2M")),
        ("Cut set-up time from 9 to 4 days", "7.5", ("9 days", "4 days")),
        ("Cut set-up time from 9 to 4 days", "180", (None, None)),
        ("Cut set-up time from 9 to 4 days", "€7", (None, None)),
        ("Revenue from 1.2 to 1.5M", "", (None, None)),
        ("Move from Oracle 9 to Postgres 16", "", (None, None)),
        ("Keep churn below 3%", "", (None, None)),
        ("Reach 500 customers", "", (None, None)),
        ("Launch in Q2 2027", "", (None, None)),
        ("From Q1 2027 to Q3 2027 nobody leaves", "", (None, None)),
    ],
)
def test_baseline_and_target_come_from_a_title_that_says_both(
    title: str, current: str, expected: tuple[str | None, str | None]
) -> None:
    put("k.csv", f"Title,Type,Current value\n{title},Key result,{current}\n")

    imported("k.csv")

    identity = next(e.id for e in stack().entities if e.collection == "key_results")
    assert (field(identity, "baseline"), field(identity, "target")) == expected


def test_a_cell_counts_more_than_the_title(capsys: pytest.CaptureFixture[str]) -> None:
    put("k.csv", "Title,Type,Target\nFrom 3 to 5,Key result,6\nFrom 7 to 8,Key result,\n")

    imported("k.csv")

    ends = [(field(i, "baseline"), field(i, "target")) for i in ("from-3-to-5", "from-7-to-8")]
    assert ends == [(None, "6"), ("7", "8")]
    out = capsys.readouterr().out
    assert "baseline and target read from the title, since no cell has them: 1 (From 7 to 8" in out


# --- what is written, and what is not -------------------------------------------------------------


def test_without_write_nothing_is_written(capsys: pytest.CaptureFixture[str]) -> None:
    put("goals.csv", SHEET)

    assert main(["import", "goals.csv"]) == 0
    assert files() == {}
    out = capsys.readouterr().out
    assert "To add: 1 objective, 2 key results and 2 people" in out
    assert "Files: docs/strategy/goals.yml (new), .stratdocs/imports.yml (new)" in out
    assert main(["import", "goals.csv", "--dry-run"]) == 0
    assert "+  - id: centres-stay\n" in capsys.readouterr().out
    assert files() == {}


def test_the_preview_as_json_names_all_that_was_guessed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    put("goals.csv", SHEET.replace("Due date", "Mood"))

    main(["import", "goals.csv", "--format", "json"])

    found = json.loads(capsys.readouterr().out)
    columns = {column["header"]: column["field"] for column in found["columns"]}
    assert columns == {
        "Id": "id", "Title": "title", "Type": "kind", "Parent": "serves", "Owner": "owner",
        "Start value": "baseline", "Target": "target", "Current value": "value",
        "Status": "status", "Mood": None,
    }  # fmt: skip
    assert [new["id"] for new in found["new"]][-3:] == [
        "centres-stay", RETENTION, "cut-returns-from-9-to-4",
    ]  # fmt: skip


def test_a_saved_map_reads_the_table_as_before_and_can_be_corrected() -> None:
    put("goals.csv", SHEET.replace("Owner", "Mood"))
    assert main(["import", "goals.csv", "--save-map", "map.yml"]) == 0
    text = Path("map.yml").read_text("utf-8")
    assert "  Mood: ignore\n" in text
    Path("map.yml").write_text(text.replace("Mood: ignore", "Mood: owner"), "utf-8")

    imported("goals.csv", "--map", "map.yml")

    assert field(RETENTION, "owner") == "jo-park"


def test_nothing_is_lost_when_the_process_ends_between_two_writes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    put("goals.csv", SHEET)
    imported("goals.csv")
    put("goals.csv", SHEET.replace("60%,75%", "60%,78%"))
    replace: Callable[..., None] = os.replace
    count = 0

    def stopped(source: str, target: str) -> None:
        nonlocal count
        count += "stratdocs-journal" not in str(target)
        if count == 2:
            raise KeyboardInterrupt
        replace(source, target)

    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", stopped)
        assert imported("goals.csv") in (2, 130)

    imported("goals.csv")
    assert field(RETENTION, "target") == "78%"
    before = files()
    assert imported("goals.csv") == 0
    assert files() == before


# --- bad input ------------------------------------------------------------------------------------


def sheets(*rows: Sequence[object]) -> bytes:
    book = openpyxl.Workbook()
    for title in ("Q1", "Q2"):
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


BAD: dict[str, tuple[bytes, str]] = {
    "empty": (b"\n\n", "is empty"),
    "header only": (b"Title,Owner,Target\n", "there are no rows below the header"),
    "no header": (b"Foo,3,5\nBar,4,6\n", "like a header"),
    "nothing mapped": (b"Alpha,Beta,Gamma\nx,y,z\n", "like a header"),
    "no title": (b"Owner,Target,Status\nJo,4,Done\n", "no column looks like a title"),
    "a loop": (b"Id,Title,Parent\n1,A,2\n2,B,1\n", "parents form a loop (row 2 → row 3 → row 2)"),
    "an id twice": (b"Id,Title,Owner\n1,A,Jo\n1,B,Jo\n", "rows 2 and 3 have the same id 1"),
    "too long": (b"Id,Title,Owner\n" + b"".join(b"%d,T,J\n" % n for n in range(200_000)),
                 "more than 20,000 rows"),
    "an open quote": (b'Title,Owner,Status\nA,Jo,Done\n"B,Jo,Done\nC,Jo,Done\n',
                      "has a quotation mark that is never closed"),
    "a broken ZIP": (b"PK\x03\x04 nothing", "is a damaged or locked ZIP archive"),
    "a PDF": (b"%PDF-1.7 ...", "is a PDF"),
    "old Excel": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99, "is an old Excel file"),
    "bytes": (bytes(range(256)) * 9, "it contains bytes that aren't text"),
    "broken UTF-16": ("Id\tTitle\n1\tA".encode("utf-16") + b"\0", "is broken at byte"),
    "a page": (b"<!DOCTYPE html><p>Goals</p>", "is a web page or XML"),
    "broken JSON": (b'{"goals": [1, 2}', "isn't valid JSON"),
    "deep JSON": (b"[" * 99_999 + b"]" * 99_999, "is nested too deeply"),
    "JSON without goals": (b'{"goals": {"a": 3}}', "list of goals"),
    "two sheets alike": (sheets(("Title", "Owner", "Target"), ("A", "Jo", 5)),
                         'the sheets "Q1" and "Q2" have the same columns'),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_bad_input_gets_one_sentence_and_leaves_the_files(
    case: str, capsys: pytest.CaptureFixture[str]
) -> None:
    data, message = BAD[case]
    Path("goals.csv").write_bytes(data)
    put("docs/strategy/a.yml", "objectives: [{id: a, title: A}]\n")
    before = files()

    assert imported("goals.csv") == 2

    said = capsys.readouterr()
    assert message in said.err
    assert said.err.count("\n") == 1
    assert files() == before


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["none.csv"], "there is no file none.csv"),
        (["docs"], "docs is a folder; name the file to import"),
        (["goals.csv", "--sheet", "Q9"], 'goals.csv has no sheet "Q9"'),
        (["goals.csv", "--preset", "jiraa"], 'invalid --preset "jiraa"'),
        (
            ["goals.csv", "--map", "none.yml"],
            ("map none.yml doesn't exist; create one with --save-map"),
        ),
        (["goals.csv", "--map", "map.yml"], 'map.yml:2: Title can\'t be "titel"'),
        (["goals.csv", "--save-map", "map.yml"], "map.yml already exists"),
        (["goals.csv", "--into", "elsewhere.yml"], "--into elsewhere.yml isn't below"),
        (["goals.csv", "nowhere.yml"], "nowhere.yml doesn't exist"),
        (["goals.csv", "broken"], "broken/a.yml:1: "),
    ],
)
def test_a_wrong_call_gets_one_sentence(
    options: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    put("goals.csv", SHEET)
    put("map.yml", "columns:\n  Title: titel\n")
    put("broken/a.yml", "objectives: [\n")

    assert main(["import", *options, "--write"]) == 2

    said = capsys.readouterr().err
    assert message in said
    assert said.count("\n") == 1
    assert files() == {}


def test_a_damaged_memory_names_its_line(capsys: pytest.CaptureFixture[str]) -> None:
    put("goals.csv", SHEET)
    imported("goals.csv")
    edit('"goals":\n', '<<<<<<< HEAD\n"goals":\n', ".stratdocs/imports.yml")
    capsys.readouterr()

    assert imported("goals.csv") == 2
    assert "imports.yml:3 can't be read; restore the file from git" in capsys.readouterr().err


# --- what cells mean ------------------------------------------------------------------------------


def read(text: str) -> tuple[Stack, list[str]]:
    """What a table becomes, and what is to be decided."""
    file = opened(dedent(text).lstrip("\n").encode(), "t.csv", ColumnMap())
    ready = prepared(file, load({}, today=TODAY), {}, into="t.yml", today=TODAY)
    questions = [*ready.source.notes.questions, *ready.plan.questions]
    return load(ready.plan.texts, today=TODAY), questions


@pytest.mark.parametrize(
    ("header", "cell", "route", "expected"),
    [
        ("Start", "40%", "baseline", "40%"),
        ("Current status", "🟡", "status", "at_risk"),
        ("RAG", "G", "status", "on_track"),
        ("Due", "46477", "by", "2027-03-31"),
        ("Due", "31/Mar/27 12:00 AM", "by", "2027-03-31"),
        ("Deadline", "March 31, 2027", "by", "2027-03-31"),
        ("Target Date", "31.03.27", "by", "2027-03-31"),
        ("Due date", "2027-03-31T10:00:00Z", "by", "2027-03-31"),
        ("Due date", "1806451200000", "by", "2027-03-31"),
        ("Period", "2027 Q1", "period", "2027-Q1"),
        ("Time frame", "H1 2027", "period", "2027-H1"),
        ("Zuständig", "Weiß, Tom", "owner", "tom-weiss"),
        ("Owner", "Tom Weiß (tom@x.example)", "owner", "tom-weiss"),
        ("Assignee Email", "tom.weiss@x.example", "owner", "tom-weiss"),
        ("Team Name", "Web Shop", "team", "web-shop"),
    ],
)
def test_a_cell_is_read_as_it_is_meant(header: str, cell: str, route: str, expected: str) -> None:
    stream = io.StringIO()
    csv.writer(stream).writerows([
        ["Title", "Type", "Target", header], ["Retention rises", "Key result", "75%", cell],
    ])  # fmt: skip

    found, _ = read(stream.getvalue())

    node = found.graph.by_id["retention-rises"].node_at(route)
    assert getattr(node, "text", None) == expected


def test_start_is_a_day_or_a_number_by_its_values() -> None:
    found, _ = read("""
        Title,Type,Start,End,Target
        A grows,Key result,2027-01-01,2027-03-31,4
        B grows,Key result,2027-01-01,2027-06-30,4
    """)
    assert found.graph.by_id["a-grows"].node.get("baseline") is None
    assert found.graph.by_id["b-grows"].node_at("period").text == "2027-H1"  # type: ignore[union-attr]


def test_what_can_be_read_in_two_ways_is_asked_and_left_out() -> None:
    found, questions = read("""
        Title,Type,Target,Due
        A grows,Key result,1.250,03/04/2027
        B grows,Key result,7,05/06/2027
    """)
    assert found.graph.by_id["a-grows"].node.get("target") is None
    assert found.graph.by_id["a-grows"].node.get("by") is None
    assert [question.partition(":")[0] for question in questions] == [
        "2 dates could have the day or the month first",
        "1 number such as 1.250 could use a comma or a point for decimals",
    ]


def test_a_fiscal_year_is_a_period_once_it_is_known_when_it_starts() -> None:
    sheet = "Title,Type,Period\nA grows,Objective,FY2027\n"
    found, questions = read(sheet)
    assert found.graph.by_id["a-grows"].period is None
    assert questions[0].startswith("1 period is a fiscal year, kept as `fields.period`")

    put("docs/strategy/s.yml", "settings: {year_starts: 7}\n")
    put("goals.csv", sheet)
    imported("goals.csv")
    assert field("a-grows", "period") == "FY2027"


def test_fractions_are_percentages_only_where_a_title_says_so() -> None:
    sheet = "Title,Type,Start value,Target\nRaise use from 40% to 55%,Key result,{},{}\n"

    scaled, _ = read(sheet.format("0.4", "0.55"))
    kept, _ = read(sheet.replace("40%", "0.4%").replace("55%", "0.5%").format("0.4", "0.5"))

    assert scaled.graph.by_id["raise-use-from-40-to-55"].node_at("target").text == "55%"  # type: ignore[union-attr]
    assert kept.graph.by_id["raise-use-from-0-4-to-0-5"].node_at("target").text == "0.5%"  # type: ignore[union-attr]


HEAD = "Title,Type,Parent\n"


@pytest.mark.parametrize(
    ("case", "sheet"),
    [
        ("levels", "L1,L2,Owner,Status\nA stays,,Jo,Done\n,B grows,Jo,Done\n"),
        ("numbers", "No,Title,Owner\nO1,A stays,Jo\nO1.1,B grows,Jo\n"),
        ("prefixes", "Title,Owner,Status\nO1: A stays,Jo,Done\nKR1.1: B grows,Jo,Done\n"),
        ("kinds in order", "Title,Type,Owner\nA stays,Objective,Jo\nB grows,KR,Jo\n"),
        ("names", "Title,Type,Parent\nB grows,KR,A stays\nA stays,Objective,\n"),
        ("indent", "Title,Owner,Status\nA stays,Jo,Done\n  B grows,Jo,Done\n"),
        ("wide", "Objective,Key result 1,Key result 1 target,Key result 2\nA stays,B grows,4,\n"),
        ("blank", "Objective,Key Result,Owner\nA stays,,Jo\n,B grows,Jo\n"),
        ("legend above", f"Goals,,\n,,\nGreen is good,,\n{HEAD}A stays,O,\nB grows,KR,A stays\n"),
        ("repeated header", f"{HEAD}A stays,O,\n{HEAD}B grows,KR,A stays\n"),
    ],
)  # fmt: skip
def test_the_tree_is_found(case: str, sheet: str) -> None:
    found, _ = read(sheet)

    assert found.graph.by_id["b-grows"].serves == ("a-stays",)


PAGE = """
    # Growth team: OKRs for Q1 2027

    ## Objective 1: Centres stay

    Owner: Jo Park

    ### Key results

    - **KR 1:** Raise retention from 60% to 75% (owner: Tom Weiß)
    - [x] Cut returns from 9% to 4%
      - Ask each centre why

    ## Notes

    - not a goal

    ## O2 – Tills agree

    1. Raise matches from 80% to 99%
"""


def test_a_page_of_a_handbook_becomes_goals() -> None:
    put("okrs.md", PAGE)

    assert imported("okrs.md") == 0

    assert serves() == {
        "centres-stay": (),
        RETENTION: ("centres-stay",),
        "cut-returns-from-9-to-4": ("centres-stay",),
        "ask-each-centre-why": ("cut-returns-from-9-to-4",),
        "tills-agree": (),
        "raise-matches-from-80-to-99": ("tills-agree",),
    }
    assert field("centres-stay", "period") == "2027-Q1"
    assert field("centres-stay", "owner") == "jo-park"
    assert field(RETENTION, "owner") == "tom-weiss"
    assert field("cut-returns-from-9-to-4", "status") == "done"


def test_a_table_on_a_page_is_read_as_well() -> None:
    put(
        "okrs.md",
        """
        # OKRs

        | Objective | Key result | Owner |
        | --- | --- | --- |
        | Centres stay | Raise retention to 75% | Jo Park |
        | | Cut returns to 4% | Tom Weiß |
    """,
    )
    imported("okrs.md")

    assert serves()["cut-returns-to-4"] == ("centres-stay",)


# --- what we wrote ourselves ----------------------------------------------------------------------


def test_a_table_with_the_names_of_our_fields_keeps_its_ids_and_finds_its_items() -> None:
    put(
        "docs/strategy/a.yml",
        """
        objectives:
          - {id: stay, title: Centres stay, status: on_track}
    """,
    )
    put(
        "objectives.csv",
        """
        id,title,status,serves,progress (computed)
        stay,Centres stay with us,at_risk,,40%
        tills,Tills agree,proposed,stay,
    """,
    )

    imported("objectives.csv")

    assert field("stay", "status") == "on_track"  # different here, and never imported before
    assert serves() == {"stay": (), "tills": ("stay",)}
    assert field("tills", "title") == "Tills agree"


@pytest.mark.parametrize(
    ("word", "status"),
    [("en retard", "at_risk"), ("Im Plan", "on_track"), ("TERMINÉ", "done"), ("❌", "dropped")],
)
def test_status_words_of_other_languages_are_read(word: str, status: str) -> None:
    found, _ = read(f"Title,Type,Status\nA grows,KR,{word}\n")
    assert found.graph.by_id["a-grows"].status == status


def test_a_list_of_tasks_is_work_and_a_list_of_measured_goals_key_results() -> None:
    work, _ = read("Task,Assignee,Due,Status\nWrite it,Jo,2027-03-01,Done\n")
    goals, _ = read("Goal,Target,Current,Owner\nRaise NPS,40,30,Jo\n")

    assert work.graph.by_id["write-it"].collection == "work"
    assert goals.graph.by_id["raise-nps"].collection == "key_results"


def test_levels_and_kinds_may_share_a_column() -> None:
    found, _ = read("""
        Level,Title,Owner,Target
        Company,A stays,Maya,
        KR,B grows,Jo,40%
    """)
    assert found.graph.by_id["a-stays"].node_at("level").text == "organisation"  # type: ignore[union-attr]
    assert found.graph.by_id["b-grows"].serves == ("a-stays",)


# --- properties -----------------------------------------------------------------------------------

TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=0, max_size=12
)
CELLS = st.one_of(
    TEXT,
    st.sampled_from([
        "", "40%", "0.4", "1.250,00 €", "Objective", "KR", "Task", "1", "2", "3", "On track",
        "Done", "2027-03-31", "03/04/2027", "Q1 2027", "Jo Park", "Park, Jo; Tom", "=1+2", "- x",
        "n/a", "yes", "null", "O1: A", "KR1.1 B", "#", "[[a]]", "a: b", "'", '"', "1.2E+15", "🟢",
    ]),
)  # fmt: skip
HEADERS = st.lists(
    st.sampled_from([
        "Title", "Id", "Type", "Parent", "Owner", "Start", "Target", "Current", "Status", "Due",
        "Period", "Team", "Objective", "Key result", "Score", "Confidence", "Tags", "Notes",
        "Progress", "Level", "31 Jan 2027", "Weight", "Mood", "Depends on", "Row ID",
    ]),
    min_size=3, max_size=9, unique=True,
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(HEADERS, st.data())
def test_any_table_is_refused_or_becomes_yaml_that_reads_and_stays(
    headers: list[str], data: st.DataObject
) -> None:
    rows = data.draw(st.lists(st.lists(CELLS, min_size=1, max_size=10), min_size=1, max_size=8))
    stream = io.StringIO()
    csv.writer(stream).writerows([headers, *rows])
    try:
        file = opened(stream.getvalue().encode(), "t.csv", ColumnMap())
        first = prepared(file, load({}, today=TODAY), {}, into="t.yml", today=TODAY)
    except StratdocsError as error:
        assert "\n" not in str(error)  # noqa: PT017  # a refusal is one of two right answers
        return
    text = memory_text({"t": first.plan.rows})
    remembered = read_memory("imports.yml", text)["t"]
    there = load(first.plan.texts, today=TODAY)
    assert {identity for identity, _ in first.plan.new} <= set(there.graph.by_id)
    assert [d.faults for d in there.documents if d.faults] == []
    again = prepared(file, there, remembered, into="t.yml", today=TODAY)
    assert dict(again.plan.texts) == {}
    assert memory_text({"t": again.plan.rows}) == text


@given(st.dictionaries(TEXT, st.dictionaries(TEXT, TEXT, max_size=3), max_size=4))
def test_what_is_remembered_comes_back(rows: dict[str, dict[str, str]]) -> None:
    memory = {"s": {key: Remembered("a", "work", values, {}) for key, values in rows.items()}}

    assert read_memory("m", memory_text(memory)) == memory


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.json", '[{"title": "A", "target": NaN, "type": "Key result"}]', "To add: 1 key result"),
        ("a.json", '{"objectives": [{"title": "Grow", "key_results": ["Raise x to 5"]}]}',
         "1 objective and 1 key result"),
        ("a.json", '"hi"', "list of goals"),
        ("a.json", '{"version": 1, "items": [], "findings": []}', "export xlsx or csv"),
        ("a.md", "---\ntitle: X\ngenerator: stratdocs\n---\n# X\n", "a page that stratdocs wrote"),
        ("a.csv", "| Title | Type |\n|---|---|\n| Grow | Objective |\n", "a line of dashes"),
        ("a.csv", "Title,Type,Due\nA,Work,31/04/2027\n", 'the date "31/04/2027" couldn\'t be read'),
        ("a.csv", "Title,Type,Note\nA,Key result,Well\n", "which would be a check-in: left out"),
        ("a.csv", "Title,Type,Unit,Target\nTo 40%,Key result,%,0.4\nB,Key result,%,40\n",
         'row 2: the target "0.4" looks like 40%'),
    ],
    ids=str,
)  # fmt: skip
def test_nothing_is_dropped_without_a_word(
    name: str, text: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path(name).write_text(text, "utf-8")

    imported(name)

    out = capsys.readouterr()
    assert said in out.out + out.err


# --- objectives beside key results ----------------------------------------------------------------

BESIDE = """
    Quarter,Objective,Objective owner,Key result,KR owner,Start,Current,Target,Comments
    Q1 2027,Customers stay,Maya Berg,Raise NPS,Jo Park,30,34,50,
    Q1 2027,Customers stay,Maya Berg,Cut churn,Tom Lee,5%,4%,3%,
    Q1 2027,Engineers ship,Ana Reis,Raise NPS,Jo Park,10,12,40,slow start
    Q1 2027,Engineers ship,Ana Reis,Cut lead time,Tom Lee,9 days,8 days,4 days,
"""


def test_an_objective_and_its_key_results_each_have_their_owner() -> None:
    put("okrs.csv", BESIDE)

    assert imported("okrs.csv") == 0

    owners = {e.id: e.owner for e in stack().entities if e.collection != "people"}
    assert owners == {
        "customers-stay": "maya-berg",
        "raise-nps": "jo-park",
        "cut-churn": "tom-lee",
        "engineers-ship": "ana-reis",
        "raise-nps-2": "jo-park",
        "cut-lead-time": "tom-lee",
    }
    assert "co_owners" not in files()["docs/strategy/okrs.yml"]


@pytest.mark.parametrize(
    ("header", "objective", "result"),
    [
        ("Objective,Owner,Key result,KR owner", "maya", "jo"),
        ("Objective name,Objective owner,Key result name,Owner", "maya", "jo"),
        ("Ziel,Goal owner,Key Result,Owner", "maya", "jo"),
        ("Objective,Objective status,Key Result,Owner", "", "jo"),
    ],
)
def test_a_column_belongs_to_what_its_header_names(
    header: str, objective: str, result: str
) -> None:
    first = "On track" if "status" in header else "Maya"
    put("okrs.csv", f"{header}\nCustomers stay,{first},Raise NPS from 3 to 5,Jo\n")

    assert imported("okrs.csv") == 0

    assert field("customers-stay", "owner") == (objective or None)
    assert field("customers-stay", "status") == (None if objective else "on_track")
    assert field("raise-nps-from-3-to-5", "owner") == result


def test_ids_of_objectives_are_not_those_of_their_key_results() -> None:
    put(
        "okrs.csv",
        """
        Objective ID,Objective,KR ID,Key result,Target
        O-1,Customers stay,KR-1,Raise NPS,50
        O-1,Customers stay,KR-2,Cut churn,3%
        """,
    )

    assert imported("okrs.csv") == 0
    before = files()
    put(
        "okrs.csv",
        """
        Objective ID,Objective,KR ID,Key result,Target
        O-1,Customers love us,KR-1,Raise our NPS,50
        O-1,Customers love us,KR-2,Cut churn,3%
        """,
    )
    assert imported("okrs.csv") == 0

    lines = zip(*(f["docs/strategy/okrs.yml"].splitlines() for f in (before, files())), strict=True)
    assert [new.strip() for old, new in lines if old != new] == [
        "title: Customers love us",
        "title: Raise our NPS",
    ]


def test_an_objective_with_a_new_title_is_known_by_its_key_results(
    capsys: pytest.CaptureFixture[str],
) -> None:
    put("okrs.csv", BESIDE)
    imported("okrs.csv")
    before = files()["docs/strategy/okrs.yml"]
    put("okrs.csv", BESIDE.replace("Engineers ship", "Teams release without fear"))
    capsys.readouterr()

    assert imported("okrs.csv") == 0

    after = files()["docs/strategy/okrs.yml"]
    assert after == before.replace("title: Engineers ship", "title: Teams release without fear")
    assert "engineers-ship: title Engineers ship → Teams release" in capsys.readouterr().out
    assert imported("okrs.csv") == 0
    assert files()["docs/strategy/okrs.yml"] == after


def test_the_same_titles_in_the_next_quarter_are_new_items() -> None:
    put("okrs.csv", BESIDE)
    imported("okrs.csv")
    before = files()["docs/strategy/okrs.yml"]
    put("okrs.csv", BESIDE.replace("Q1 2027", "Q2 2027"))

    imported("okrs.csv")

    after = files()["docs/strategy/okrs.yml"]
    assert after.startswith(before.partition("\npeople:")[0].rstrip())
    assert len([e for e in stack().entities if e.collection == "key_results"]) == 8


def test_two_objectives_that_share_all_key_results_are_not_mistaken_for_each_other() -> None:
    put(
        "okrs.csv",
        """
        Objective,Key result,Target
        East grows,Raise NPS,50
        East grows,Cut churn,3%
        West grows,Raise NPS,40
        West grows,Cut churn,5%
        """,
    )
    imported("okrs.csv")
    put(
        "okrs.csv",
        """
        Objective,Key result,Target
        The east wins,Raise NPS,50
        The east wins,Cut churn,3%
        The west wins,Raise NPS,40
        The west wins,Cut churn,5%
        """,
    )

    imported("okrs.csv")

    assert field("east-grows", "title") == "East grows"
    assert field("west-grows", "title") == "West grows"


def test_a_new_comment_on_an_unchanged_value_is_a_check_in() -> None:
    put("okrs.csv", BESIDE)
    imported("okrs.csv")
    edit("today: 2027-02-20", "today: 2027-02-27", "mkdocs.yml")
    put("okrs.csv", BESIDE.replace("slow start", "two clinics more"))

    assert imported("okrs.csv") == 0

    assert field("raise-nps-2", "check_ins", 1, "date") == "2027-02-27"
    assert field("raise-nps-2", "check_ins", 1, "value") == "12"
    assert field("raise-nps-2", "check_ins", 1, "note") == "two clinics more"
    assert field("cut-churn", "check_ins", 1) is None


def test_a_map_links_all_goals_to_one_item() -> None:
    put("docs/strategy/s.yml", "strategies:\n  - {id: win, title: Win, level: company}\n")
    put("okrs.csv", BESIDE)
    put("map.yml", "serves: win\n")

    assert imported("okrs.csv", "--map", "map.yml") == 0

    assert serves()["customers-stay"] == ("win",)
    assert serves()["engineers-ship"] == ("win",)
    assert serves()["raise-nps"] == ("customers-stay",)
    assert imported("okrs.csv") == 0
    assert serves()["customers-stay"] == ("win",)
    put("map.yml", "serves: lose\n")
    assert imported("okrs.csv", "--map", "map.yml") == 2


def test_a_title_across_the_table_is_no_header(capsys: pytest.CaptureFixture[str]) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Company OKRs 2027"])
    sheet.merge_cells("A1:D1")
    sheet.append([])
    sheet.append(["Objective", "Key Result", "Start", "Target"])
    sheet.append(["Customers stay", "Raise NPS", 30, 50])
    book.save("okrs.xlsx")

    assert imported("okrs.xlsx") == 0

    assert field("raise-nps", "target") == "50"
    assert "Company OKRs" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("unit", "target"),
    [
        ("€M", "€1.2M"), ("M€", "€1.2M"), ("k€", "€1.2k"), ("$M", "$1.2M"),
        ("EUR m", "1.2M EUR"), ("/5", "1.2/5"), ("k", "1.2k"), ("M", "1.2M"), ("#", "1.2"),
    ],
)  # fmt: skip
def test_a_unit_of_money_with_its_scale_is_written_as_money(unit: str, target: str) -> None:
    put("okrs.csv", f"Objective,Key result,Unit,Target\nWe grow,Revenue,{unit},1.2\n")

    imported("okrs.csv")

    assert field("revenue", "target") == target


def test_nothing_in_an_import_grows_faster_than_its_rows() -> None:
    def calls(rows: int) -> int:
        lines = ["Quarter,Objective,Key result,Owner,Target"]
        lines += [f"Q1 2027,Goal {n // 4},Raise NPS,Jo {n % 9},{n}%" for n in range(rows)]
        later = [line.replace("Goal", "Aim").replace("NPS", "sales") for line in lines]
        count = 0

        def seen(*_: object) -> None:
            nonlocal count
            count += 1

        sheet, again = "\n".join(lines).encode(), "\n".join(later).encode()
        sys.setprofile(seen)
        try:
            first = read_in(sheet, load({}, today=TODAY))
            here = load(first.plan.texts, today=TODAY)
            read_in(again, here, first.plan.rows)
        finally:
            sys.setprofile(None)
        return count

    assert calls(160) < 2.4 * calls(80)


def read_in(data: bytes, into: Stack, rows: dict[str, Remembered] | None = None) -> Prepared:
    file = opened(data, "okrs.csv", ColumnMap())
    return prepared(file, into, rows or {}, into="okrs.yml", today=TODAY)


def test_a_new_file_leads_editors_to_the_schema_as_the_others_do() -> None:
    put("goals.csv", "Objective,Owner\nCentres stay,\n")
    assert imported("goals.csv") == 0
    (new,) = [text for path, text in files().items() if "imports.yml" not in path]
    assert new.startswith("# yaml-language-server: $schema=https://")

    put("docs/strategy/a.yml", "# $schema: ../schema.json\nteams: [{id: a, title: A}]\n")
    put("more.csv", "Objective,Owner\nClinics sign at once,\n")
    assert imported("more.csv", "--into", "docs/strategy/okrs/new.yml") == 0
    assert files()["docs/strategy/okrs/new.yml"].startswith("# $schema: ../../schema.json\n")

"""`stratdocs new`: a new item in its place, linked, with what is still open as comments."""

import io
import re
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stratdocs.authoring.new_items import Wanted, kind_named, new_item
from stratdocs.cli import main
from stratdocs.linting.lint import lint
from stratdocs.model.finding import Severity, StratdocsError
from stratdocs.model.kinds import KINDS, Bet
from stratdocs.model.stack import load

TODAY = date(2027, 2, 15)
COMPANY = """\
# What we are about.
strategies:
  - id: stay   # the one
    title: Win by keeping customers
    level: company
    period: 2027
people:
  - {id: maya, title: Maya Lind}
"""
BETS = """\
bets:
  # this year
  - id: first-week
    title: Value in the first week
    serves: stay
    status: proposed   # until March
  # next year
"""
OKRS = """\
objectives:
  - id: start
    title: Clinics start in their first week
    serves: first-week
    period: 2027-Q1
    owner: maya
    status: proposed
    key_results:
      - {id: activation, title: Increase activation from 40% to 55%}
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("mkdocs.yml").write_text(
        "site_name: x\nplugins:\n  - stratdocs: {today: 2027-02-15}\n", encoding="utf-8"
    )
    put("company", COMPANY)
    put("bets", BETS)
    put("okrs", OKRS)
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    return tmp_path


def put(name: str, text: str) -> None:
    Path("docs/strategy").mkdir(parents=True, exist_ok=True)
    Path(f"docs/strategy/{name}.yml").write_bytes(text.encode())


def text(name: str) -> str:
    return Path(f"docs/strategy/{name}.yml").read_bytes().decode()


def new(*arguments: str) -> int:
    return main(["new", *arguments])


def test_a_bet_goes_to_the_file_of_the_bets(capsys: pytest.CaptureFixture[str]) -> None:
    assert new("bet", "Größere Kliniken zuerst", "--set", "size=big") == 0

    assert text("bets").startswith(BETS.removesuffix("  # next year\n"))
    assert (
        "  - id: groessere-kliniken-zuerst\n"
        "    title: Größere Kliniken zuerst\n"
        "    status: proposed\n"
        "    serves: stay\n"
        "    size: big\n"
        "    # owner: maya  # The one person accountable for it.\n"
    ) in text("bets")
    assert "# lno: leverage  # leverage, neutral or overhead\n" in text("bets")
    assert "a bet in docs/strategy/bets.yml:9, serves stay" in capsys.readouterr().err
    assert text("company") == COMPANY


def test_a_key_result_goes_into_its_objective_with_the_figures_of_its_title() -> None:
    assert new("key-result", "Cut calls from 9 to 5", "--serves", "start") == 0

    stack = load({"a": text("okrs"), "b": text("bets"), "c": text("company")}, today=TODAY)
    made = stack.get("cut-calls-from-9-to-5")
    assert made is not None
    assert made.nested_in == "start"
    assert str(getattr(made, "baseline", "")) == "9"
    assert str(getattr(made, "target", "")) == "5"
    assert not stack.findings


def test_the_comments_are_fields_that_can_be_switched_on() -> None:
    assert new("bet", "Another bet", "--serves", "stay") == 0

    lines = text("bets").splitlines()
    at = lines.index("  - id: another-bet")
    lines[at:] = [line.replace("# ", "", 1) for line in lines[at:] if line.strip() != "# next year"]
    bets = "\n".join(lines) + "\n"
    stack = load({"a": bets, "c": COMPANY}, today=TODAY)
    assert [finding.rule for finding in stack.findings] in ([], ["unknown-reference"])
    made = stack.get("another-bet")
    assert isinstance(made, Bet)
    assert made.success is not None
    assert made.dhm is not None


def test_comments_name_only_what_there_is() -> None:
    assert new("team", "Onboarding") == new("metric", "Churn") == 0
    for kind in KINDS:
        above = ["--serves", "start"] if kind.collection == "key_results" else []
        assert new(kind.noun.replace(" ", "-"), f"One more {kind.noun}", *above) == 0
    texts = {
        path.name: re.sub(r"(?m)^( *)# ( *(?:- \{)?\w+:)", r"\1\2", path.read_text("utf-8"))
        for path in Path("docs/strategy").glob("*.yml")
    }

    errors = [f.message for f in load(texts, today=TODAY).findings if f.severity is Severity.ERROR]

    assert errors == []


def test_an_id_that_is_taken_gets_a_number() -> None:
    assert new("bet", "First week") == 0
    assert new("bet", "First week") == 0

    assert "id: first-week-2\n" in text("bets")
    assert "id: first-week-3\n" in text("bets")


def test_a_long_title_has_a_short_id() -> None:
    made = new_item(
        load({"a.yml": BETS}, today=TODAY), Wanted(Bet, "A bet " + "on something long " * 9)
    )

    assert len(made.item.id) <= 40


def test_a_shortened_id_ends_in_a_word_that_means_something() -> None:
    title = "Cut support calls per new customer from 6 to 3"
    made = new_item(load({"a.yml": BETS}, today=TODAY), Wanted(Bet, title))

    assert made.item.id == "cut-support-calls-per-new-customer"


def test_the_first_of_its_kind_gets_a_file() -> None:
    assert new("metric", "7-day activation", "--set", "unit=%", "--set", "drives=") == 2
    assert new("metric", "7-day activation", "--set", "unit=%") == 0

    assert text("metrics").startswith("metrics:\n  - id: 7-day-activation\n")
    assert 'unit: "%"\n' in text("metrics").replace("'", '"')


def test_an_empty_folder_gets_its_first_file() -> None:
    Path("plan").mkdir()

    assert new("strategy", "Win by keeping customers", "plan") == 0
    assert new("bet", "Value in the first week", "--set", "size=big", "plan") == 0

    stack = load({"a": Path("plan/strategies.yml").read_text(encoding="utf-8")}, today=TODAY)
    assert [(item.id, item.serves) for item in stack.entities] == [
        ("win-by-keeping-customers", ()),
        ("value-in-the-first-week", ("win-by-keeping-customers",)),
    ]
    assert "level: company" in stack.texts["a"]


def test_where_each_item_has_its_file_a_new_one_has_too() -> None:
    put("bets", "")
    for name in ("one", "two"):
        put(f"bets-{name}", f"bets:\n  - {{id: {name}, title: Bet {name}, serves: stay}}\n")

    assert new("bet", "Three") == 0

    assert text("three").startswith("bets:\n  - id: three\n")


def test_a_file_can_be_named() -> None:
    assert new("bet", "Elsewhere", "--file", "okrs.yml") == 0
    assert new("bet", "Here", "--file", "docs/strategy/more.yml") == 0

    assert "bets:\n  - id: elsewhere\n" in text("okrs")
    assert "bets:\n  - id: here\n" in text("more")


def test_groups_and_lists_are_set_by_name() -> None:
    call = [
        "success.target=55%", "success.by=2027-06-30", "tags=a, b", "confidence.problem=high",
        "owner=maya", "not_doing=Fax, or paper",
    ]  # fmt: skip

    assert new("bet", "Set", *(word for value in call for word in ("--set", value))) == 0

    made = load({"a": text("bets"), "c": COMPANY}, today=TODAY).get("set")
    assert isinstance(made, Bet)
    assert made.success is not None
    assert str(made.success.target) == "55%"
    assert made.tags == ("a", "b")
    assert [refusal.title for refusal in made.not_doing] == ["Fax, or paper"]


def test_a_dry_run_shows_the_difference(capsys: pytest.CaptureFixture[str]) -> None:
    assert new("bet", "Shown", "--dry-run") == 0

    assert "+  - id: shown\n" in capsys.readouterr().out
    assert text("bets") == BETS


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (["initative", "X"], 'unknown kind "initative"; did you mean initiative?'),
        (["bet"], "the title is missing"),
        (["bet", "  "], "the title is empty"),
        (["bet", "X", "--set", "title=Y"], "the title is given twice"),
        (["bet", "?!"], 'no id can be made from "?!"'),
        (["bet", "战略"], "no id can be made from"),
        (["bet", "X", "--serves", "sty"], "sty doesn't exist; did you mean stay?"),
        (
            ["bet", "X", "--serves", "maya"],
            ("maya is a person; a bet can serve a strategy, an outcome"),
        ),
        (
            ["experiment", "X", "--serves", "stay"],
            ("stay is a strategy; an experiment can serve a"),
        ),
        (["bet", "X", "--set", "period=2027-Q5"], 'period is "2027-Q5"'),
        (["bet", "X", "--set", "size=huge"], 'size is "huge"; use'),
        (["bet", "X", "--set", "siez=big"], "did you mean size?"),
        (["bet", "X", "--set", "owner=mya"], "did you mean maya?"),
        (["bet", "X", "--set", "success.by=soon"], 'by is "soon"'),
        (["bet", "X", "--set", "size"], "--set takes a field and its value, such as owner=maya"),
        (["bet", "X", "--set", "size=big", "--set", "size=small"], "--set size is given twice"),
        (["bet", "X", "--set", "id=stay"], "the id stay is already used by a strategy"),
        (["bet", "X", "--set", "id=Not Good"], 'id is "Not Good"'),
        (["bet", "X", "--file", "../x.yml"], "../x.yml wouldn't be read as part of the"),
        (["bet", "X", "--file", ".x.yml"], ".x.yml wouldn't be read as part of the strategy"),
        (["bet", "X", "--file", "bets.txt"], "bets.txt isn't a YAML file"),
    ],
)
def test_what_cannot_be_right_is_one_sentence(
    call: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert new(*call) == 2

    said = capsys.readouterr().err
    assert message in said
    assert said.count("\n") == 1
    assert (text("bets"), text("okrs"), text("company")) == (BETS, OKRS, COMPANY)


def test_what_lives_in_a_parent_needs_one(capsys: pytest.CaptureFixture[str]) -> None:
    put("okrs", OKRS + "  - {id: later, title: Later, serves: first-week}\n")

    assert new("key-result", "Cut calls from 9 to 5") == 2

    said = "a key result belongs inside an objective; name it with --serves, such as --serves start"
    assert said in capsys.readouterr().err


def test_a_broken_file_is_left_alone(capsys: pytest.CaptureFixture[str]) -> None:
    broken = BETS.replace("Value in", '"Value in')
    put("bets", broken)

    assert new("bet", "X", "--serves", "stay", "--file", "bets.yml") == 2

    assert "docs/strategy/bets.yml:" in capsys.readouterr().err
    assert text("bets") == broken


def test_the_first_of_its_kind_may_be_in_a_file_that_cannot_be_read(
    capsys: pytest.CaptureFixture[str],
) -> None:
    put("more", "metrics: [\n")

    assert new("metric", "Calls") == 2

    assert "docs/strategy/more.yml:" in capsys.readouterr().err
    assert not Path("docs/strategy/metrics.yml").exists()


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.collection)
def test_every_kind_has_a_new_item_without_errors(kind: type) -> None:
    named = kind_named(kind.noun)
    stack = load({"c.yml": COMPANY, "b.yml": BETS, "o.yml": OKRS}, today=TODAY)

    made = new_item(stack, Wanted(named, "Something quite new"))

    assert made.item.title == "Something quite new"
    assert not made.stack.findings
    worst = [f for f in lint(made.stack) if f.item == made.item.id and f.severity.name == "ERROR"]
    assert not worst
    for path, after in made.texts.items():
        kept = [line for line in stack.texts.get(path, "").splitlines() if line not in after]
        assert not kept


@given(title=st.text(min_size=1, max_size=60))
def test_whatever_the_title_the_rest_stays(title: str) -> None:
    stack = load({"b.yml": BETS, "c.yml": COMPANY}, today=TODAY)

    try:
        made = new_item(stack, Wanted(Bet, title))
    except StratdocsError:
        return

    assert made.item.title == " ".join(title.split())
    assert made.stack.get("first-week") is not None
    assert "  # next year\n" in made.texts["b.yml"]

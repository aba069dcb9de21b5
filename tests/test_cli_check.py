"""`stratdocs check` with a baseline, since a commit, and in every format; explain and rules."""

import json
import os
import subprocess
from pathlib import Path
from textwrap import dedent
from xml.etree import ElementTree as ET

import pytest

from stratdocs.cli import main
from stratdocs.linting.rules import RULES
from stratdocs.model.explained import kind_and_field_names, kind_or_field_explained
from stratdocs.reports import FORMATS

CLEAN = """
strategies:
  - {id: stay, title: Win by keeping customers, level: company}
bets:
  - {id: first-week, title: Value in the first week, serves: stay}
"""
WRONG = CLEAN.replace("serves: stay", "serves: sty")
TWO_WRONG = WRONG + "  - {id: calm, title: Calm mornings, serves: styy, status: proposed}\n"
OTHER = (
    "s/a.yml:6:46: error unknown-reference: "
    "calm serves styy, which doesn't exist; did you mean stay?\n"
)

DEBT = "1 in the baseline"
FEW = (
    f"not judged: {len(RULES) - 2} of {len(RULES)} rules: --select or --ignore leaves them out; "
    "run without these options to check everything\n"
)
SINCE = (
    "not judged: items unchanged since main: --since leaves them out; "
    "run without it to check everything\n"
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


def put(name: str, text: str) -> None:
    file = Path(name)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(dedent(text), encoding="utf-8")


def check(*arguments: str) -> int:
    return main(["check", "s", "--select", "unknown-reference,orphan", *arguments])


# --- the baseline ---------------------------------------------------------------------------------


def test_old_debt_is_accepted_and_new_findings_fail(capsys: pytest.CaptureFixture[str]) -> None:
    put("s/a.yml", WRONG)
    assert check("--baseline", "debt.json", "--update-baseline") == 0
    assert capsys.readouterr() == (
        (
            f"checked 2 items in 1 file: no findings; {DEBT}; 1 thing not judged\n{FEW}"
            "No new problems found in what could be judged of 2 items, checked against 2 rules\n"
        ),
        "stratdocs: debt.json lists 1 finding: 1 new, 0 entries gone\n",
    )

    put("s/a.yml", TWO_WRONG.replace("\nbets:", "\n# further down\nbets:"))
    assert check("--baseline", "debt.json") == 1
    assert capsys.readouterr() == (
        OTHER.replace(":6:", ":7:")
        + f"checked 3 items in 1 file: 1 error; {DEBT}; 1 thing not judged\n{FEW}"
        + "fixable by stratdocs check: 1 with --fix\n",
        "",
    )


def test_entries_that_no_longer_occur_are_reported_and_pruned(
    capsys: pytest.CaptureFixture[str],
) -> None:
    put("s/a.yml", TWO_WRONG)
    check("--baseline", "debt.json", "--update-baseline")
    put("s/a.yml", WRONG)
    capsys.readouterr()

    assert check("--baseline", "debt.json") == 0
    assert capsys.readouterr().err == (
        "stratdocs: 1 entry in the baseline no longer occurs; --update-baseline removes it\n"
    )
    assert check("--baseline", "debt.json", "--update-baseline") == 0
    assert capsys.readouterr().err == (
        "stratdocs: debt.json lists 1 finding: 0 new, 1 entry gone\n"
    )
    assert [
        finding["item"] for finding in json.loads(Path("debt.json").read_text())["findings"]
    ] == ["first-week"]


def test_what_is_not_checked_is_not_pruned() -> None:
    put("s/a.yml", WRONG)
    put("s/b.yml", "work:\n  - {id: logo, title: A logo, status: on_track}\n")
    put("s/gone.yml", "work:\n  - {id: sign, title: A sign, status: on_track}\n")
    check("--baseline", "debt.json", "--update-baseline")
    before = Path("debt.json").read_text()
    Path("s/gone.yml").unlink()

    baseline = ["--baseline", "debt.json", "--update-baseline"]
    main(["check", "s", "--select", "unknown-reference", *baseline])
    assert Path("debt.json").read_text() == before

    main(["check", "s/b.yml", "--select", "orphan", *baseline])
    items = [finding["item"] for finding in json.loads(Path("debt.json").read_text())["findings"]]
    assert items == ["first-week", "logo"]


def test_a_baseline_is_counted_in_json_and_marked_in_sarif(
    capsys: pytest.CaptureFixture[str],
) -> None:
    put("s/a.yml", TWO_WRONG)
    check("--baseline", "debt.json", "--update-baseline")
    capsys.readouterr()

    check("--baseline", "debt.json", "--format", "json")
    data = json.loads(capsys.readouterr().out)
    assert (data["summary"]["errors"], data["summary"]["baselined"]) == (0, 2)
    assert check("--baseline", "debt.json", "--format", "sarif") == 0
    (run,) = json.loads(capsys.readouterr().out)["runs"]
    assert [result["baselineState"] for result in run["results"]] == ["unchanged", "unchanged"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--update-baseline"], "--update-baseline needs --baseline FILE, the file it writes"),
        (
            ["--baseline", "none.json"],
            "baseline none.json doesn't exist; create it with --update-baseline",
        ),
        (["--baseline", "s"], "s can't be read: Is a directory"),
        (
            ["--baseline", "s/a.yml"],
            "s/a.yml isn't a baseline (Expecting value: line 2 column 1 (char 1)); name",
        ),
        (
            ["--baseline", "x", "--update-baseline", "--since", "main"],
            ("can't be used with --since"),
        ),
        (["--since", "main"], "s isn't in a git repository"),
        (["--since=-x"], '"-x" isn\'t a commit, branch or tag'),
        (["--statistics", "--format", "json"], "leave out --format json"),
        (["--baselin", "x"], "did you mean --baseline?"),
    ],
)
def test_contradicting_options_give_one_sentence(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    put("s/a.yml", CLEAN)

    assert check(*arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("stratdocs: ")
    assert err.count("\n") == 1
    assert message in err


def test_a_baseline_that_cannot_be_written_leaves_the_old_one(
    capsys: pytest.CaptureFixture[str],
) -> None:
    put("s/a.yml", WRONG)

    assert check("--baseline", "no/debt.json", "--update-baseline") == 2
    assert "could not write no/debt.json" in capsys.readouterr().err


# --- since ----------------------------------------------------------------------------------------


def test_since_a_commit_only_changed_items_are_reported(capsys: pytest.CaptureFixture[str]) -> None:
    put("s/a.yml", WRONG)
    for words in (
        "init -q -b main",
        "add -A",
        "-c user.name=Ana -c user.email=ana@example.com commit -qm one",
    ):
        subprocess.run(["git", *words.split()], check=True)

    assert check("--since", "main") == 0
    assert capsys.readouterr().out == (
        f"checked 2 items in 1 file: no findings; 2 things not judged\n{FEW}{SINCE}"
        "No problems found in what could be judged of 2 items, checked against 2 rules\n"
    )

    Path("s/a.yml").rename("s/b.yml")
    put("s/b.yml", "# moved\n" + TWO_WRONG)
    assert check("--since", "main") == 1
    assert capsys.readouterr().out == (
        OTHER.replace("a.yml:6", "b.yml:7")
        + f"checked 3 items in 1 file: 1 error; 2 things not judged\n{FEW}{SINCE}"
        + "fixable by stratdocs check: 1 with --fix\n"
    )


# --- formats --------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_ends_as_any_other(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    put("s/a.yml", CLEAN)
    assert check("--format", form) == 0
    put("s/a.yml", WRONG)
    assert check("--format", form) == 1
    assert check("--format", form, "--fail-on", "never") == 0
    assert check("--format", form, "--output", "report") == 1
    capsys.readouterr()
    assert "first-week" in Path("report").read_text(encoding="utf-8")


@pytest.mark.parametrize("form", FORMATS)
def test_programs_get_a_report_of_nothing_too(
    form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("s").mkdir()

    assert check("--format", form) == 3
    out = capsys.readouterr().out
    match form:
        case "json" | "sarif" | "gitlab" | "rdjson":
            json.loads(out)
        case "junit":
            ET.fromstring(out)
        case "full" | "concise":
            assert out == ""
        case _:
            assert out


def test_statistics_replace_the_findings(capsys: pytest.CaptureFixture[str]) -> None:
    put("s/a.yml", TWO_WRONG)

    assert check("--statistics") == 1
    assert capsys.readouterr().out == (
        f"2  unknown-reference  error\nchecked 3 items in 1 file: 2 errors; "
        f"1 thing not judged\n{FEW}"
    )


def test_a_finding_leads_to_the_page_of_its_rule(capsys: pytest.CaptureFixture[str]) -> None:
    put("s/a.yml", WRONG)
    site = "site_name: S\nplugins: [stratdocs]\nsite_url: https://strategy.example/s"
    urls = []
    for text in (site, site + "\nuse_directory_urls: false", site.replace("stratdocs", "search")):
        put("mkdocs.yml", text + "\n")
        check("--format", "json")
        urls.append(json.loads(capsys.readouterr().out)["findings"][0]["url"])

    expected = [
        "https://strategy.example/s/rules/unknown-reference/",
        "https://strategy.example/s/rules/unknown-reference.html",
        None,
    ]
    assert expected == urls


def test_without_a_path_written_pages_are_checked_too(capsys: pytest.CaptureFixture[str]) -> None:
    put("mkdocs.yml", "site_name: S\nplugins: [stratdocs]\ndocs_dir: d\n")
    put("d/strategy/a.yml", "bets:\n  - {id: one, title: One, status: proposed}\n")
    put("d/deep/er.md", "See [[one]] and [[two]].\r\n\r\n```stratdocs\r\nview: tabel\r\n```\r\n")
    put("d/.hidden/no.md", "[[three]]")
    put("d/b.md", "```\n[[four]]\n```")

    assert main(["check", "--format", "concise"]) == 1
    assert capsys.readouterr().out.replace("; 0", "\n").splitlines()[:3] == [
        ("d/deep/er.md:1:19: error unknown-reference: this page names two, which doesn't exist"),
        "d/deep/er.md:4:7: error invalid-value: unknown view tabel; did you mean table?",
        "checked 1 item in 3 files: 2 errors; 1 thing not judged",
    ]
    assert main(["check", "d/strategy"]) == 0


# --- what rules say of themselves -----------------------------------------------------------------


def test_a_rule_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "orphan"]) == 0
    assert capsys.readouterr().out.startswith(
        "orphan: An item doesn't lead to a company strategy.\n\nwarning"
    )


def test_a_misspelt_rule_is_guessed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "orfan"]) == 2
    assert capsys.readouterr().err == (
        'stratdocs: unknown rule, kind, field or pack "orfan"; did you mean orphan?\n'
    )
    assert main(["explain", "zzzzzzzz"]) == 2
    assert capsys.readouterr().err == (
        'stratdocs: unknown rule, kind, field or pack "zzzzzzzz"; stratdocs rules lists the rules\n'
    )


@pytest.mark.parametrize("name", ["bets", "bet", "Bets"])
def test_a_kind_is_explained_with_its_fields_and_an_example(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["explain", name]) == 0
    out = capsys.readouterr().out
    assert out.startswith(
        "bets: A product bet: an investment, large enough to name, that we believe"
    )
    assert "    size\n        big, medium or small, by impact" in out
    assert "Also, as in every item: id, title," in out
    assert "For example:\n\n    bets:\n" in out


@pytest.mark.parametrize(
    "name", ["success.by", "bet.success.by", "bet.success", "size", "key_results.by", "owner"]
)
def test_a_field_is_explained_wherever_it_belongs(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["explain", name]) == 0
    place = {
        "success.by": "by, a field of bets.success:",
        "bet.success.by": "by, a field of bets.success:",
        "bet.success": "success, a field of bets:",
        "size": "size, a field of bets:",
        "key_results.by": "by, a field of key_results:",
        "owner": "owner, a field of every item:",
    }[name]
    assert capsys.readouterr().out.startswith(f"{place}\n\n")


def test_a_name_of_a_kind_and_a_field_is_explained_as_both(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["explain", "risk"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("risks: What could go wrong,")
    assert "\n\nrisk, a field of bets:\n\nHow much is at stake.\n" in out


def test_a_field_is_explained_with_an_example(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "check-ins"]) == 0
    assert capsys.readouterr().out.endswith(
        "For example:\n\n"
        "    check_ins: [{date: 2027-01-31, value: 43%, status: on_track, confidence: 7}]\n"
    )


def test_a_value_is_explained_by_the_fields_that_can_have_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["explain", "half-yearly"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("half-yearly, a value of cadence in strategies:\n\n")


def test_every_kind_and_field_can_be_explained() -> None:
    assert all(kind_or_field_explained(name) for name in kind_and_field_names())


def test_the_rules_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules"]) == 0
    assert "\norphan " in capsys.readouterr().out


# --- what is shown --------------------------------------------------------------------------------


BET = """\
  - id: bet-{n}
    title: Clinics of kind {n} order without calling
    serves: part-{half}
    size: {size}
    owner: person-{n}
    status: committed
    period: 2027-Q1
    approved_by: person-0
    success:
      outcome: They order alone
      measure: metric-{n}
      baseline: 10%
      target: 40%
      by: 2027-03-31
"""
GOAL = """\
  - id: goal-{n}
    title: Clinics of kind {n} save an hour a day
    serves: bet-{sixth}
    level: team
    team: team-{fourth}
    owner: person-{n}
    period: 2027-Q1
    status: committed
    key_results:
      - id: kr-{n}
        title: Raise orders online from 10% to 40%
        metric: metric-{n}
        baseline: 10%
        target: 40%
        by: 2027-03-31
        owner: person-{n}
"""
ONE_LINE = {
    "metrics": "{id: metric-{n}, title: Orders {n}, unit: '%', stage: outcome, timing: lagging}",
    "people": "{id: person-{n}, title: Person {n}}",
    "teams": "{id: team-{n}, title: Team {n}, members: [person-{n}]}",
    "risks": "{id: risk-{n}, title: Lists are wrong, serves: bet-{n}, probability: 3, impact: 3,"
    " mitigation: Clean them, owner: person-{n}}",
    "work": "{id: work-{n}, title: Form {n}, serves: kr-{n}, owner: person-{n}, due: 2027-02-10}",
}
NUMBER = {"metrics": 10, "people": 8, "teams": 4, "risks": 6, "work": 7}


def draft() -> str:
    """A decent first draft of 60 items: what a company writes in its first week."""
    text = "strategies:\n  - {id: win, title: Win clinics before the chains do, level: company}\n"
    for n in range(2):
        text += f"  - {{id: part-{n}, title: Region {n} stays, level: product, serves: win}}\n"
    sizes = ("big", "medium", "small")
    bets = (BET.format(n=n, half=n % 2, size=sizes[n % 3]) for n in range(6))
    goals = (GOAL.format(n=n, sixth=n % 6, fourth=n % 4) for n in range(8))
    text += "".join(("bets:\n", *bets, "objectives:\n", *goals))
    for collection, item in ONE_LINE.items():
        items = (f"  - {item.replace('{n}', str(n))}\n" for n in range(NUMBER[collection]))
        text += "".join((f"{collection}:\n", *items))
    return text


def test_a_decent_draft_gets_at_most_twelve_lines_of_advice(
    capsys: pytest.CaptureFixture[str],
) -> None:
    put("s/a.yml", draft())
    put("mkdocs.yml", "docs_dir: .\nplugins: [{stratdocs: {source: s, today: 2026-12-01}}]")

    assert main(["check"]) == 0
    shown = capsys.readouterr().out
    assert main(["check", "--level", "advice"]) == 0
    listed = capsys.readouterr().out

    assert "checked 60 items" in shown
    assert 0 < shown.count(" advice ") <= 12
    assert listed.count(" advice ") > 12
    assert f"--level advice lists all {listed.count(' advice ')} suggestions" in shown


def test_advice_of_a_rule_is_one_line_unless_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    put("s/a.yml", draft())

    for asked in (
        ["--level", "advice"],
        ["--select", "single-metric-target"],
        ["--fail-on", "advice"],
    ):
        main(["check", "s", "--ignore", "overdue", *asked])
        assert capsys.readouterr().out.count(" single-metric-target: ") > 1
    main(["check", "s"])
    (line,) = [
        one for one in capsys.readouterr().out.split("\n") if " single-metric-target: " in one
    ]
    assert "more like this: bet-1, bet-2, bet-3, bet-4, ...)" in line
    main(["check", "s", "--format", "json"])
    found = json.loads(capsys.readouterr().out)["findings"]
    assert sum(one["rule"] == "single-metric-target" for one in found) > 1


def test_a_level_hides_what_is_below_it_but_counts_it(capsys: pytest.CaptureFixture[str]) -> None:
    put("s/a.yml", draft().replace("serves: win}", "serves: wim}", 1))

    assert main(["check", "s", "--level", "warning"]) == 1
    shown = capsys.readouterr().out
    assert ": advice " not in shown
    assert "suggestions not shown" in shown
    assert main(["check", "s", "--level", "error", "--format", "json"]) == 1
    data = json.loads(capsys.readouterr().out)
    assert {one["severity"] for one in data["findings"]} == {"error"}
    assert data["summary"]["advice"] > 1


def test_what_fails_is_shown_whatever_the_level(capsys: pytest.CaptureFixture[str]) -> None:
    put("s/a.yml", draft())

    assert main(["check", "s", "--level", "error", "--fail-on", "advice"]) == 1
    assert " advice " in capsys.readouterr().out


@pytest.mark.parametrize("form", ["concise", "full"])
def test_people_read_the_worst_first(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    put("s/a.yml", draft())
    put("s/z.yml", "risks:\n  - {id: late, title: Late, serves: nothing}\n")

    main(["check", "s", "--format", form])
    out = capsys.readouterr().out
    main(["check", "s", "--format", "json"])
    paths = [one["path"] for one in json.loads(capsys.readouterr().out)["findings"]]

    assert out.startswith("s/z.yml:2:")
    assert paths == sorted(paths)


# --- a file named alone ---------------------------------------------------------------------------

TOP = "strategies:\n  - {id: stay, title: Win by staying, level: company}\n"
PARTS = {
    "docs/strategy/top.yml": TOP,
    "docs/strategy/teams/bets.yml": "bets:\n  - {id: week, title: Value, serves: stay}\n",
    "docs/strategy/broken.yml": "bets:\n  - {id: calm, title: Calm, serves: nothing}\n",
}


def test_a_file_named_alone_is_checked_with_its_strategy(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name, text in PARTS.items():
        put(name, text)
    put("mkdocs.yml", "site_name: X\nplugins: [stratdocs]\n")

    assert main(["check", "docs/strategy/teams/bets.yml"]) == 0
    out, err = capsys.readouterr()
    assert out.startswith(
        "checked 1 item in 1 file (links looked up in docs/strategy): no findings"
    )
    assert err == ""
    every = ["docs/strategy/broken.yml", "docs/strategy/top.yml", "docs/strategy/teams/bets.yml"]
    assert main(["check", *every]) == 1
    assert capsys.readouterr().err == ""  # there are no other files to name
    assert main(["check", "docs/strategy/broken.yml", "docs/strategy/top.yml"]) == 1
    out = capsys.readouterr().out
    assert "calm serves nothing, which doesn't exist" in out
    assert "checked 2 items in 2 files (links looked up in docs/strategy): 1 error" in out


def test_without_settings_the_files_beside_it_are_its_strategy(
    capsys: pytest.CaptureFixture[str],
) -> None:
    put("s/top.yml", TOP)
    put("s/bets.yml", PARTS["docs/strategy/teams/bets.yml"])

    assert main(["check", "s/bets.yml"]) == 1
    assert (
        "read only s/bets.yml; name the folder to find ids in other files"
        in capsys.readouterr().err
    )
    Path(".git").mkdir()
    assert main(["check", "s/bets.yml", "--ignore", "stale"]) == 0
    assert "(links looked up in s): no findings" in capsys.readouterr().out

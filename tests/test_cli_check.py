"""`stratdocs check` with a baseline, since a commit, and in every format; explain and rules."""

import json
import os
import subprocess
from pathlib import Path
from textwrap import dedent
from xml.etree import ElementTree as ET

import pytest
from reported import NONE

from stratdocs.cli import main
from stratdocs.linting.rules import RULES
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
    "calm serves styy, which is defined nowhere; did you mean stay?\n"
)

DEBT = NONE.replace("0 baselined", "1 baselined")
FEW = (
    f"not judged: {len(RULES) - 2} of {len(RULES)} rules: --select or --ignore leaves them out; "
    "check without these options for the whole\n"
)
SINCE = (
    "not judged: items that did not change since main: --since leaves them out; "
    "check without it for the whole\n"
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
            f"checked 2 items in 1 file: nothing found; {DEBT}; 1 thing not judged\n{FEW}"
            "No new problems found in what could be judged of 2 items, checked against 2 rules\n"
        ),
        "stratdocs: debt.json lists 1 finding: 1 new, 0 entries gone\n",
    )

    put("s/a.yml", TWO_WRONG.replace("\nbets:", "\n# further down\nbets:"))
    assert check("--baseline", "debt.json") == 1
    assert capsys.readouterr() == (
        OTHER.replace(":6:", ":7:")
        + f"checked 3 items in 1 file: 1 error; {DEBT}; 1 thing not judged\n{FEW}"
        + "can be mended: 1 by --fix\n",
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
        "stratdocs: 1 entry of the baseline no longer occurs; --update-baseline prunes it\n"
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
        (["--update-baseline"], "--update-baseline needs --baseline FILE, which it writes"),
        (
            ["--baseline", "none.json"],
            "there is no baseline none.json; --update-baseline writes it",
        ),
        (["--baseline", "s"], "s cannot be read: Is a directory"),
        (
            ["--baseline", "s/a.yml"],
            "s/a.yml is no baseline (Expecting value: line 2 column 1 (char 1)); name another file",
        ),
        (["--baseline", "x", "--update-baseline", "--since", "main"], "cannot go with --since"),
        (["--since", "main"], "s lies in no git repository"),
        (["--since=-x"], '"-x" is no commit, branch or tag'),
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
    assert "cannot write to no/debt.json" in capsys.readouterr().err


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
        f"checked 2 items in 1 file: nothing found; {NONE}; 2 things not judged\n{FEW}{SINCE}"
        "No problems found in what could be judged of 2 items, checked against 2 rules\n"
    )

    Path("s/a.yml").rename("s/b.yml")
    put("s/b.yml", "# moved\n" + TWO_WRONG)
    assert check("--since", "main") == 1
    assert capsys.readouterr().out == (
        OTHER.replace("a.yml:6", "b.yml:7")
        + f"checked 3 items in 1 file: 1 error; {NONE}; 2 things not judged\n{FEW}{SINCE}"
        + "can be mended: 1 by --fix\n"
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
        f"2  unknown-reference  error\nchecked 3 items in 1 file: 2 errors; {NONE}; "
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
        "d/deep/er.md:1:19: error unknown-reference: this page names two, which is defined nowhere",
        "d/deep/er.md:4:7: error invalid-value: there is no view tabel; did you mean table?",
        "checked 1 item in 3 files: 2 errors",
    ]
    assert main(["check", "d/strategy"]) == 0


# --- what rules say of themselves -----------------------------------------------------------------


def test_a_rule_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "orphan"]) == 0
    assert capsys.readouterr().out.startswith("orphan: It reaches no company strategy.\n\nwarning")


def test_a_misspelt_rule_is_guessed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "orfan"]) == 2
    assert capsys.readouterr().err == (
        'stratdocs: there is no rule "orfan"; did you mean orphan?\n'
    )
    assert main(["explain", "zzzzzzzz"]) == 2
    assert capsys.readouterr().err == (
        'stratdocs: there is no rule "zzzzzzzz"; stratdocs rules lists them\n'
    )


def test_the_rules_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules"]) == 0
    assert "\norphan " in capsys.readouterr().out

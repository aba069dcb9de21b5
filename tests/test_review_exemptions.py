"""An author who approves herself inside the change: no way ends calm, and each is said first."""

# ruff: noqa: E501  # edits and sentences read across

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from clinics import TEXTS
from repository import git, new_repository, put

from stratdocs.cli import main
from stratdocs.reviewing import compare
from stratdocs.reviewing.reports import FORMATS, report
from stratdocs.reviewing.value import Review

pytestmark = pytest.mark.slow

OKRS, BETS = "strategy/okrs.yml", "strategy/bets.yml"
ACCEPTED = ".stratdocs-accepted.yml"
SITE = """\
site_name: Clinics
docs_dir: .
plugins:
  - stratdocs: {today: 2027-01-29}
"""
WORKFLOW = """\
on: pull_request
jobs:
  review:
    runs-on: ubuntu-latest
    steps:
      - uses: stratdocs/stratdocs@0123456789012345678901234567890123456789
"""
HOOKS = ".pre-commit-config.yaml"
HOOKED = """\
repos:
  - repo: https://github.com/stratdocs/stratdocs
    rev: v1
    hooks: [{id: stratdocs-check}]
  - repo: https://github.com/psf/black
    rev: v1
    hooks: [{id: black}]
"""
GITLAB = """\
include:
  - remote: https://example.org/stratdocs.gitlab-ci.yml
test:
  script: [make test]
"""
SETTINGS = (
    "settings:\n  rules:\n    stale: {severity: error, weeks: 4}\n  review: {owner: breaking}\n"
)


@pytest.fixture(autouse=True)
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A strategy on main, with the terms by which changes of it are judged; topic is checked out."""
    folder = new_repository(tmp_path, monkeypatch, "Ana Reis", "ana@example.com")
    put("mkdocs.yml", SITE)
    put("strategy/settings.yml", SETTINGS)
    put(".github/workflows/strategy.yml", WORKFLOW)
    put(HOOKS, HOOKED)
    put(".gitlab-ci.yml", GITLAB)
    put("Makefile", "check:\n\tstratdocs check\ntest:\n\tpytest\n")
    put("known.json", '{\n  "version": 1,\n  "findings": []\n}\n')
    for path, text in TEXTS.items():
        put(path, text)
    away = "# stratdocs: allow stale until 2027-02-01 -- Jo is away"
    put(
        BETS,
        TEXTS[BETS].replace(
            "owner: jo, approved_by: maya}\n", f"owner: jo, approved_by: maya}} {away}\n", 1
        ),
    )
    commit("The strategy", "2026-12-20")
    git("checkout", "-qb", "topic")
    return folder


def commit(message: str, day: str = "2027-01-28", *who: str) -> None:
    git("add", "-A")
    git(*who, "commit", "-q", "--allow-empty", "-m", message, day=day)


MIRA = ("-c", "user.name=Mira Holt", "-c", "user.email=mira@example.com")


def edit(old: str, new: str, path: str = OKRS) -> None:
    text = Path(path).read_text(encoding="utf-8")
    assert old in text
    put(path, text.replace(old, new, 1))


def lower() -> None:
    edit("target: 55%\n", "target: 48%\n")


def review(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, dict[str, Any]]:
    capsys.readouterr()
    code = main(["diff", *words, "--format", "json"])
    said = capsys.readouterr()
    assert said.out, said.err
    return code, json.loads(said.out)


@pytest.fixture
def reviews(monkeypatch: pytest.MonkeyPatch) -> list[Review]:
    """What `diff` reports, for tests that look at it in more than one format."""
    found: list[Review] = []
    review_of = compare.review_of

    def recorded(*words: Any, **more: Any) -> Review:
        found.append(review_of(*words, **more))
        return found[-1]

    monkeypatch.setattr(compare, "review_of", recorded)
    return found


def text_of(capsys: pytest.CaptureFixture[str], form: str, *words: str) -> str:
    capsys.readouterr()
    main(["diff", *words, "--format", form])
    return capsys.readouterr().out


def mark(capsys: pytest.CaptureFixture[str]) -> str:
    """The fingerprint of the first change."""
    found: str = review(capsys)[1]["changes"][0]["fingerprint"]
    return found


def accept(fingerprint: str, because: str = "ok", path: str = ACCEPTED) -> None:
    put(path, f"accepted:\n  - {{change: {fingerprint}, because: {because}}}\n")


Way = Callable[[pytest.CaptureFixture[str]], None]


def _accepts(capsys: pytest.CaptureFixture[str]) -> None:
    lower()
    accept(mark(capsys))


def _accepts_in_the_folder(capsys: pytest.CaptureFixture[str]) -> None:
    lower()
    accept(mark(capsys), path=f"strategy/{ACCEPTED}")


def _accepts_in_an_earlier_commit(capsys: pytest.CaptureFixture[str]) -> None:
    lower()
    fingerprint = mark(capsys)
    git("checkout", "-q", ".")
    accept(fingerprint)
    commit("An acceptance")
    lower()
    commit("Lower it")


def _accepts_beforehand(_: pytest.CaptureFixture[str]) -> None:
    accept("0123456789ab")


def _accepts_in_the_name_of_others(capsys: pytest.CaptureFixture[str]) -> None:
    lower()
    accept(mark(capsys), "Mira Holt approved it")
    commit("Lower it\n\nAccepted-by: Mira Holt <mira@example.com>")


def _signs_with_her_own_name(capsys: pytest.CaptureFixture[str]) -> None:
    lower()
    accept(mark(capsys))
    commit("Lower it\n\nAccepted-by: Ana Reis <ana@example.com>")


def _allows(_: pytest.CaptureFixture[str]) -> None:
    lower()
    edit("target: 48%", "target: 48%  # stratdocs: allow goalpost-moved -- ok")


def _allows_a_new_finding(_: pytest.CaptureFixture[str]) -> None:
    edit("- id: first-week\n", "- id: first-week  # stratdocs: allow orphan -- so\n")
    edit("    serves: first-week-value\n    key_results", "    key_results")


def _allows_beforehand(_: pytest.CaptureFixture[str]) -> None:
    edit("- id: first-week\n", "- id: first-week  # stratdocs: allow goalpost-moved -- so\n")


def setting(text: str) -> Way:
    def way(_: pytest.CaptureFixture[str]) -> None:
        put("strategy/settings.yml", text)

    return way


def added_setting(text: str) -> Way:
    def way(_: pytest.CaptureFixture[str]) -> None:
        put("strategy/own.yml", text)

    return way


def site(old: str, new: str) -> Way:
    def way(_: pytest.CaptureFixture[str]) -> None:
        edit(old, new, "mkdocs.yml")

    return way


def _moves_the_day(_: pytest.CaptureFixture[str]) -> None:
    lower()
    edit("2027-01-29", "2026-01-29", "mkdocs.yml")


def _lowers_the_weights(_: pytest.CaptureFixture[str]) -> None:
    lower()
    put("strategy/settings.yml", SETTINGS.replace("{owner: breaking}", "{goalpost: minor}"))


def _lowers_the_weight_of_a_field(_: pytest.CaptureFixture[str]) -> None:
    lower()
    put(
        "strategy/settings.yml",
        SETTINGS.replace("{owner: breaking}", "{key_results.target: minor}"),
    )


def _removes_a_weight(_: pytest.CaptureFixture[str]) -> None:
    edit("    owner: jo\n", "    owner: maya\n")
    put("strategy/settings.yml", SETTINGS.replace("  review: {owner: breaking}\n", ""))


def baseline(*entries: tuple[str, str]) -> Way:
    def way(_: pytest.CaptureFixture[str]) -> None:
        listed = [
            {"rule": r, "item": i, "path": OKRS, "fingerprint": f"0{n}"}
            for n, (r, i) in enumerate(entries)
        ]
        put("known.json", json.dumps({"version": 1, "findings": listed}))

    return way


def _new_baseline(_: pytest.CaptureFixture[str]) -> None:
    listed = [{"rule": "orphan", "item": "x", "path": OKRS, "fingerprint": "01"}]
    put("ci/stratdocs-baseline", json.dumps({"version": 1, "findings": listed}))


def workflow(old: str, new: str) -> Way:
    def way(_: pytest.CaptureFixture[str]) -> None:
        edit(old, new, ".github/workflows/strategy.yml")

    return way


def _overrides(_: pytest.CaptureFixture[str]) -> None:
    put("strategy/zz.yml", "settings: {rules: {stale: advice}}\n")


def _extends_an_allow(_: pytest.CaptureFixture[str]) -> None:
    edit("until 2027-02-01 -- Jo is away", "until 2027-12-31 -- Jo is away", BETS)


def _hooks_pass(_: pytest.CaptureFixture[str]) -> None:
    edit("id: stratdocs-check", "id: stratdocs-check, args: [--fail-on, never]", HOOKS)


def _gitlab(_: pytest.CaptureFixture[str]) -> None:
    put(".gitlab-ci.yml", f"{GITLAB}variables:\n  STRATDOCS_FAIL_ON: never\n")


def _no_target(_: pytest.CaptureFixture[str]) -> None:
    put("Makefile", "check:\n\tstratdocs check --ignore orphan\ntest:\n\tpytest\n")


def _no_workflow(_: pytest.CaptureFixture[str]) -> None:
    Path(".github/workflows/strategy.yml").unlink()


LAST = "4567890123456789\n"
WAYS: dict[str, Way] = {
    "she accepts her change": _accepts,
    "she accepts it in a nearer file": _accepts_in_the_folder,
    "she accepts it in an earlier commit": _accepts_in_an_earlier_commit,
    "she accepts what is to come": _accepts_beforehand,
    "she signs as somebody else in the message": _accepts_in_the_name_of_others,
    "she signs as herself": _signs_with_her_own_name,
    "she allows the moved goalpost": _allows,
    "she allows what she breaks": _allows_a_new_finding,
    "she allows what she will break": _allows_beforehand,
    "she switches a rule off": setting(SETTINGS.replace("{severity: error, weeks: 4}", "off")),
    "she switches another rule off": added_setting("settings: {rules: {goalpost-moved: off}}\n"),
    "she lowers a severity": setting(SETTINGS.replace("error", "advice")),
    "she takes a severity out": setting(SETTINGS.replace("severity: error, ", "")),
    "she raises a limit": setting(SETTINGS.replace("weeks: 4", "weeks: 40")),
    "she takes a limit out": setting(SETTINGS.replace(", weeks: 4", "")),
    "she deletes the settings": setting("settings: {}\n"),
    "she overrides them in a later file": _overrides,
    "she extends an allow": _extends_an_allow,
    "she lowers the pace that is asked for": added_setting(
        "settings: {rules: {green-but-flat: {pace: 5}}}\n"
    ),
    "she builds on a softer pack": added_setting("settings: {extends: startup}\n"),
    "she moves the fiscal year": setting(SETTINGS + "  year_starts: 06\n"),
    "she judges wording more gently": added_setting("settings: {strictness: gentle}\n"),
    "she lowers the weight of a class": _lowers_the_weights,
    "she lowers the weight of a field": _lowers_the_weight_of_a_field,
    "she removes a weight": _removes_a_weight,
    "she stops no build": site("{today: 2027-01-29}", "{today: 2027-01-29, fail_on: never}"),
    "she follows links out": site("{today: 2027-01-29}", "{today: 2027-01-29, follow: true}"),
    "she follows them in the words of YAML": site("2027-01-29}", "2027-01-29, follow: Yes}"),
    "she lets the environment say so": site("2027-01-29}", "2027-01-29, follow: !ENV OUT}"),
    "she moves the day": _moves_the_day,
    "she takes the plugin out": site("  - stratdocs: {today: 2027-01-29}", "  - search"),
    "she extends the baseline": baseline(("orphan", "first-week"), ("unknown-reference", "x")),
    "she begins a baseline": _new_baseline,
    "she fails never on the host": workflow(LAST, LAST + "        with: {fail-on: never}\n"),
    "she runs it no longer": workflow("stratdocs/stratdocs@", "other/action@"),
    "she removes the workflow": _no_workflow,
    "she runs it on nothing": workflow("on: pull_request", "on: workflow_dispatch"),
    "her hooks let pass": _hooks_pass,
    "she lets GitLab pass": _gitlab,
    "she ignores a rule in the Makefile": _no_target,
    "she goes on after an error": workflow(
        "    runs-on", "    continue-on-error: true\n    runs-on"
    ),
    "she sets a label that her own run knows": workflow(
        LAST, LAST + "        with: {accept-label: bug}\n"
    ),
}


@pytest.mark.parametrize("committed", [False, True], ids=["lying there", "committed"])
@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS.keys())
def test_no_way_to_approve_oneself_ends_calm(
    way: Way, committed: bool, capsys: pytest.CaptureFixture[str], reviews: list[Review]
) -> None:
    way(capsys)
    if committed:
        commit("A change")
    words = ("main", "HEAD", "--accept-trailers") if committed else ("main",)

    code, found = review(capsys, *words)

    assert found["exemptions"], found["headline"]
    assert found["summary"]["exemptions"] == len(found["exemptions"])
    first = found["exemptions"][0]
    assert first["confirmed"] is None
    assert first["weight"] in ("breaking", "notable")
    assert found["decisions"][0]["question"].startswith("Should this count: ")
    for calm in ("inor changes only", "othing to worry", "othing changed", "as it was"):
        assert calm not in found["headline"]
    if committed:
        assert (first["who"], first["when"]) == ("Ana Reis", "2027-01-28")
    heaviest = {e["weight"] for e in found["exemptions"]} | {c["weight"] for c in found["changes"]}
    assert code == ("breaking" in heaviest)
    if not committed:
        return
    said = report(reviews[-1], "text").splitlines()
    title = said.index("exemptions this change brings with it")
    assert [line for line in said[1:title] if not line.startswith("note: ")][1:] == [""]
    assert f": {first['message']}" in said[title + 1]
    comment = report(reviews[-1], "markdown")
    assert "✅" not in comment
    assert "**Exemptions this change brings with it**" in comment.split("<details>")[0]
    assert "in this change" in report(reviews[-1], "html").split("<details>")[0]
    assert "in this change" in report(reviews[-1], "github")


def test_an_allow_weighs_as_the_change_of_which_it_gives_the_reason(
    capsys: pytest.CaptureFixture[str],
) -> None:
    _allows(capsys)

    code, found = review(capsys, "main")

    assert code == 1
    assert found["exemptions"][0]["weight"] == "breaking"
    assert [change["weight"] for change in found["changes"]] == ["notable"]


def test_a_link_to_acceptances_accepts_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    lower()
    accept(mark(capsys), path="elsewhere.yml")
    Path(ACCEPTED).symlink_to("elsewhere.yml")
    assert review(capsys, "main")[0] == 1

    commit("A link")
    code, found = review(capsys, "main", "HEAD")

    assert (code, found["accepted"]) == (1, [])


def test_acceptances_that_could_not_be_read_before_can_be_repaired(
    capsys: pytest.CaptureFixture[str],
) -> None:
    git("checkout", "-q", "main")
    put(ACCEPTED, "accepted: [\n")
    commit("A slip")
    git("checkout", "-qB", "topic", "main")
    put(ACCEPTED, "accepted: []\n")

    assert review(capsys, "main")[0] == 0


def test_the_day_that_the_change_sets_does_not_judge_it(capsys: pytest.CaptureFixture[str]) -> None:
    _moves_the_day(capsys)

    code, found = review(capsys, "main")

    assert code == 1
    assert [change["weight"] for change in found["changes"]] == ["breaking"]


def test_weights_that_the_change_lowers_do_not_judge_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    _lowers_the_weights(capsys)

    code, found = review(capsys, "main")

    assert code == 1
    assert [change["weight"] for change in found["changes"]] == ["breaking"]


# --- what counts ----------------------------------------------------------------------------------


def test_the_label_that_a_host_vouches_for_confirms_all_of_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    lower()
    accept(mark(capsys), "The board agreed.")
    edit("stale: {severity: error, weeks: 4}", "stale: off", "strategy/settings.yml")
    commit("Lower it")
    words = ("main", "HEAD", "--accepted-by", "mira, by the label strategy-accepted")

    code, found = review(capsys, *words)

    assert code == 0
    assert found["changes"] == []
    assert [change["accepted"] for change in found["accepted"]] == [
        "The board agreed. (Ana Reis, 28 Jan 2027)"
    ]
    confirmed = [exemption["message"] for exemption in found["exemptions"]]
    assert len(confirmed) == 2
    assert all(m.endswith("; confirmed by mira, by the label strategy-accepted") for m in confirmed)
    assert found["decisions"] == []
    comment = text_of(capsys, "markdown", *words)
    assert "confirmed by mira" in comment.split("<details>")[0]
    assert "counts once a reviewer" not in comment


def test_an_acceptance_is_undone_by_taking_it_out(capsys: pytest.CaptureFixture[str]) -> None:
    lower()
    fingerprint = mark(capsys)
    git("stash", "-q")
    git("checkout", "-q", "main")
    accept(fingerprint)
    commit("Accept it")
    git("checkout", "-qB", "topic", "main")
    git("stash", "pop", "-q")
    assert review(capsys, "main")[0] == 0

    Path(ACCEPTED).unlink()

    assert review(capsys, "main")[0] == 1


def test_old_acceptances_that_match_nothing_are_noted(capsys: pytest.CaptureFixture[str]) -> None:
    git("checkout", "-q", "main")
    accept("0123456789ab", "Long ago")
    commit("Accept it")
    git("checkout", "-qB", "topic", "main")
    lower()

    _, found = review(capsys, "main")

    (note,) = [note for note in found["notes"] if "0123456789ab" in note]
    assert note.startswith(
        f"{ACCEPTED} accepts changes that aren't in this comparison: 0123456789ab"
    )
    assert found["exemptions"] == []


SIGNED = "Looks right\n\nAccepted-by: Mira Holt <mira@example.com>"


def signed(capsys: pytest.CaptureFixture[str]) -> str | None:
    """Who confirms by a trailer; None if nobody does."""
    code, found = review(capsys, "main", "HEAD", "--accept-trailers")
    (exemption,) = found["exemptions"]
    assert code == (exemption["confirmed"] is None)
    confirmed: str | None = exemption["confirmed"]
    return confirmed


def lowered(capsys: pytest.CaptureFixture[str]) -> None:
    lower()
    accept(mark(capsys))
    commit("Lower it")


def test_a_reviewer_confirms_with_a_commit_of_her_own(capsys: pytest.CaptureFixture[str]) -> None:
    lowered(capsys)
    commit(SIGNED, "2027-01-28", *MIRA)

    assert signed(capsys) == "Mira Holt, who signed it with Accepted-by"
    assert review(capsys, "main", "HEAD")[0] == 1  # unless the host's template says so

    put("README.md", "Of something else.")
    commit("Something else")
    assert signed(capsys) is not None


def test_a_trailer_covers_nothing_that_came_later(capsys: pytest.CaptureFixture[str]) -> None:
    lowered(capsys)
    commit(SIGNED, "2027-01-28", *MIRA)
    edit(
        "  stale: {severity: error, weeks: 4}",
        "  stale: {severity: error, weeks: 4}\n    orphan: error",
        "strategy/settings.yml",
    )
    commit("One thing more")

    assert signed(capsys) is None


def test_a_later_merge_that_changes_more_is_not_covered(capsys: pytest.CaptureFixture[str]) -> None:
    lowered(capsys)
    commit(SIGNED, "2027-01-28", *MIRA)
    git("checkout", "-q", "main")
    put("notes.md", "Of somebody else.")
    commit("Notes")
    git("checkout", "-q", "topic")
    git("merge", "-q", "--no-commit", "--no-ff", "main")
    edit("12 h", "18 h")
    commit("Merge main")

    code, found = review(capsys, "main", "HEAD", "--accept-trailers")

    assert code == 1
    assert found["exemptions"][0]["confirmed"] is None


def test_a_plain_merge_of_main_changes_nothing_of_it(capsys: pytest.CaptureFixture[str]) -> None:
    lowered(capsys)
    commit(SIGNED, "2027-01-28", *MIRA)
    git("checkout", "-q", "main")
    edit("Clinics plan a week ahead", "Clinics plan one week ahead")
    commit(
        "Somebody else's words",
        "2027-01-28",
        *MIRA[:1],
        "user.name=Bo",
        "-c",
        "user.email=bo@example.com",
    )
    git("checkout", "-q", "topic")
    git("merge", "-q", "--no-edit", "main")

    assert signed(capsys) is not None


@pytest.mark.parametrize(
    ("who", "message"),
    [
        (MIRA, "Looks right\n\nAccepted-by: Somebody Else <else@example.com>"),
        (MIRA, "Looks right, Accepted-by: me"),
        ((), SIGNED),
        (("-c", "user.name=Mira Holt", "-c", "user.email=ana@example.com"), SIGNED),
        (("-c", "user.name=Ana Reis", "-c", "user.email=mira@example.com"), SIGNED),
        (("-c", "user.name=ANA REIS", "-c", "user.email=mira@example.com"), SIGNED),
    ],
    ids=["someone else", "in a sentence", "herself", "her address", "her name", "her name, loud"],
)
def test_a_trailer_of_nobody_else_confirms_nothing(
    who: tuple[str, ...], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    lowered(capsys)
    commit(message, "2027-01-28", *who)

    assert signed(capsys) is None


@pytest.mark.parametrize("trailer", ["Co-authored-by: Mira Holt <mira@example.com>", ""])
def test_who_wrote_some_of_it_does_not_confirm_it(
    trailer: str, capsys: pytest.CaptureFixture[str]
) -> None:
    lower()
    accept(mark(capsys))
    commit(f"Lower it\n\n{trailer}", "2027-01-28", *(() if trailer else MIRA))
    commit(SIGNED, "2027-01-28", *MIRA)

    assert signed(capsys) is None


# --- what is no exemption -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("strategy/settings.yml", SETTINGS.replace("weeks: 4", "weeks: 3")),
        (
            "strategy/settings.yml",
            SETTINGS.replace("{owner: breaking}", "{owner: breaking, goalpost: breaking}"),
        ),
        ("strategy/own.yml", "settings: {rules: {orphan: error}}\n"),
        ("strategy/own.yml", "# stratdocs: allow orphan\nsettings: {}\n"),
        ("mkdocs.yml", SITE.replace("today: 2027-01-29", "today: 2027-01-29, fail_on: warning")),
        ("mkdocs.yml", SITE.replace("Clinics", "Our clinics")),
        ("mkdocs.yml", SITE.replace("2027-01-29}", "2027-01-29, follow: false}")),
        (".github/workflows/strategy.yml", "# What it says.\n" + WORKFLOW),
        (".github/workflows/other.yml", "on: push\njobs: {}\n"),
        (
            ".github/workflows/strategy.yml",
            WORKFLOW + "  test:\n    runs-on: ubuntu-latest\n    steps: [{run: make test}]\n",
        ),
        (HOOKS, HOOKED.replace("id: black", "id: black, args: [-q]")),
        (".gitlab-ci.yml", GITLAB.replace("make test", "make quick")),
        ("Makefile", "check:\n\tstratdocs check\ntest:\n\tpytest -q\n"),
        ("package.json", '{"fingerprint": "01"}'),
        ("known.json", '{"version": 1, "findings": [ ]}'),
        ("torn.json", '{"version": 1, "fingerprint"'),
        (ACCEPTED, "accepted:\n  - {change: 0123456789ab}\n"),
    ],
)
def test_what_excuses_nothing_is_no_exemption(
    path: str, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    put(path, text)

    assert review(capsys, "main")[1]["exemptions"] == []


def test_an_allow_that_moves_with_its_item_is_no_new_one(
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = Path(BETS).read_text()
    line = next(line for line in text.splitlines() if "allow stale" in line)
    put(BETS, text.replace(f"{line}\n", ""))
    put(
        "strategy/more.yml",
        f"bets:\n{line.replace('id: calm-mornings', 'id: calm, was: calm-mornings')}\n",
    )

    assert review(capsys, "main")[1]["exemptions"] == []


def test_a_baseline_that_follows_a_rename_excuses_nothing_new(
    capsys: pytest.CaptureFixture[str],
) -> None:
    def listing(item: str, fingerprint: str) -> None:
        entry = {"rule": "orphan", "item": item, "path": BETS, "fingerprint": fingerprint}
        put("known.json", json.dumps({"version": 1, "findings": [entry]}))

    git("checkout", "-q", "main")
    listing("open-north", "01")
    commit("The baseline")
    git("checkout", "-qB", "topic", "main")
    edit("id: open-north", "id: north, was: open-north", BETS)
    listing("north", "02")

    assert review(capsys, "main")[1]["exemptions"] == []


def test_a_baseline_follows_a_rename_over_two_ids(capsys: pytest.CaptureFixture[str]) -> None:
    def listing(item: str, fingerprint: str) -> None:
        entry = {"rule": "orphan", "item": item, "path": BETS, "fingerprint": fingerprint}
        put("known.json", json.dumps({"version": 1, "findings": [entry]}))

    git("checkout", "-q", "main")
    listing("open-north", "01")
    commit("The baseline")
    git("checkout", "-qB", "topic", "main")
    edit("id: open-north", "id: north, was: open-north", BETS)
    commit("Rename it")
    edit("id: north, was: open-north", "id: far-north, was: north", BETS)
    listing("far-north", "02")
    commit("Rename it once more")

    assert review(capsys, "main", "HEAD")[1]["exemptions"] == []


def test_a_check_with_a_baseline_follows_a_rename_over_two_ids() -> None:
    check = ["check", "strategy", "--baseline", "known.json", "--fail-on", "advice"]
    assert main([*check, "--update-baseline"]) == 0
    assert '"item": "open-north"' in Path("known.json").read_text()
    commit("The baseline")
    for old, new in (("open-north", "north"), ("north", "far-north")):
        assert main(["rename", old, new, "strategy"]) == 0
        commit(f"Rename {old}")

    assert main(check) == 0


def test_an_acceptance_follows_a_rename_over_two_ids(capsys: pytest.CaptureFixture[str]) -> None:
    lower()
    fingerprint = mark(capsys)
    git("stash", "-q")
    git("checkout", "-q", "main")
    accept(fingerprint, "The board agreed.")
    commit("Accept it")
    git("checkout", "-qB", "topic", "main")
    git("stash", "pop", "-q")
    item = next(change["item"] for change in review(capsys, "main")[1]["accepted"])
    assert main(["rename", item, "once", "strategy"]) == 0
    commit("Rename it")
    assert main(["rename", "once", "twice", "strategy"]) == 0

    code, found = review(capsys, "main")

    assert code == 0
    assert [change["item"] for change in found["accepted"]] == ["twice"]


def test_a_review_of_two_folders_knows_the_acceptances_of_both(
    capsys: pytest.CaptureFixture[str],
) -> None:
    lower()
    fingerprint = mark(capsys)
    git("worktree", "add", "-q", "old", "main")
    folders = ("old/strategy", "strategy")
    assert review(capsys, *folders)[0] == 1

    accept(fingerprint, path=f"strategy/{ACCEPTED}")
    code, found = review(capsys, *folders)
    assert (code, len(found["exemptions"])) == (1, 1)

    accept(fingerprint, path=f"old/strategy/{ACCEPTED}")
    assert review(capsys, *folders)[0] == 0


def test_all_formats_show_many_exemptions(capsys: pytest.CaptureFixture[str]) -> None:
    marks = "".join(f"  - {{change: {n:012}, because: ok}}\n" for n in range(300))
    put(ACCEPTED, f"accepted:\n{marks}")

    for form in FORMATS:
        assert text_of(capsys, form, "main")
    assert "and 280 more" in text_of(capsys, "markdown", "main")


# --- weights that a team sets ---------------------------------------------------------------------


def set_on_main(review: str) -> None:
    git("checkout", "-q", "main")
    put("strategy/settings.yml", SETTINGS.replace("{owner: breaking}", review))
    commit("Our weights")
    git("checkout", "-qB", "topic", "main")


@pytest.mark.parametrize(
    ("weights", "old", "new", "weight"),
    [
        ("{}", "    owner: jo\n", "    owner: maya\n", "notable"),
        ("{accountability: breaking}", "    owner: jo\n", "    owner: maya\n", "breaking"),
        ("{owner: breaking}", "    owner: jo\n", "    owner: maya\n", "breaking"),
        ("{objectives.owner: breaking}", "    owner: jo\n", "    owner: maya\n", "breaking"),
        ("{key_results.owner: breaking}", "    owner: jo\n", "    owner: maya\n", "notable"),
        (
            "{owner: minor, accountability: breaking}",
            "    owner: jo\n",
            "    owner: maya\n",
            "minor",
        ),
        ("{goalpost: notable}", "target: 55%\n", "target: 48%\n", "notable"),
        ("{target: minor}", "target: 55%\n", "target: 48%\n", "minor"),
        ("{target: breaking}", "target: 55%\n", "target: 60%\n", "breaking"),
        (
            "{check_ins.value: breaking}",
            "value: 42%, status: on_track, confidence: 7",
            "value: 44%, status: on_track, confidence: 7",
            "breaking",
        ),
        (
            "{goalpost: breaking}",
            "baseline: 10%, target: 40%}",
            "baseline: 10%, target: 30%}",
            "minor",
        ),  # a draft
        (
            "{goalpost: breaking}",
            "target: 55%\n",
            "target: 48%\n        because: The pilot took longer.\n",
            "notable",
        ),
    ],
)
def test_a_team_sets_the_weight_of_classes_and_fields(
    weights: str, old: str, new: str, weight: str, capsys: pytest.CaptureFixture[str]
) -> None:
    set_on_main(weights)
    edit(old, new)

    _, found = review(capsys, "main")

    assert [change["weight"] for change in found["changes"]] == [weight]
    if weights != "{}":
        assert any(note.startswith("weights set by this strategy: ") for note in found["notes"])


def test_a_first_value_breaks_nothing_whatever_is_set(capsys: pytest.CaptureFixture[str]) -> None:
    set_on_main("{accountability: breaking}")
    edit("    owner: jo\n    serves", "    serves")
    commit("Nobody")
    git("branch", "-qf", "main", "HEAD")
    edit(
        "    serves: first-week-value\n    key_results",
        "    owner: jo\n    serves: first-week-value\n    key_results",
    )

    _, found = review(capsys, "main")

    assert [change["weight"] for change in found["changes"]] == ["minor"]


def test_what_the_change_makes_heavier_weighs_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    set_on_main("{}")
    put(
        "strategy/settings.yml", SETTINGS.replace("{owner: breaking}", "{accountability: breaking}")
    )
    edit("    owner: jo\n", "    owner: maya\n")

    code, found = review(capsys, "main")

    assert code == 1
    assert [change["weight"] for change in found["changes"]] == ["breaking"]
    assert found["exemptions"] == []

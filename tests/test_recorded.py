"""A recorded history: read instead of git it says the same, and its faults have a place."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from subprocess import run
from textwrap import dedent

import pytest
from markdown import Markdown
from sites import build

from stratdocs.cli import main
from stratdocs.markdown_extension.extension import StratdocsExtension
from stratdocs.model.history import History
from stratdocs.model.recorded import read_log, replay
from stratdocs.model.stack import Stack, load
from stratdocs.repo import git, past
from stratdocs.repo.content import read_content

TODAY = date(2027, 2, 15)
STRATEGY = """
    people: [{id: ana, title: Ana Reis}, {id: jo, title: Jo Kern}]
    strategies: [{id: stay, title: Customers stay, level: company, period: 2027, owner: ana}]
    objectives:
      - id: week
        title: Value in the first week
        serves: stay
        period: 2027-Q1
        status: on_track
        owner: ana
        key_results:
          - {id: activation, title: More activation, baseline: 40%, target: 48%, owner: jo}
"""
LOG = """
    history:
      - date: 2027-02-03
        author: ana
        message: Lower the target
        because: The import waits for the vendor
        changes:
          - {item: activation, field: target, from: 55%, to: 48%}
"""


def recorded(log: str, strategy: str = STRATEGY) -> tuple[Stack, list[str], str | None]:
    """The stack with its recorded history, what is wrong with the log, and what is unknown."""
    stack = load({"s.yml": dedent(strategy)}, today=TODAY)
    found = replay(read_log("history.yml", dedent(log).strip()), stack)
    findings = [f"{f.span.line}:{f.span.column} {f.rule}: {f.message}" for f in found.findings]
    return stack, findings, found.gap.sentence if found.gap else None


def faults(log: str) -> list[str]:
    return recorded(log)[1]


def commit(day: str, message: str) -> None:
    when = f"{day}T10:00:00"
    dates = {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when, "PATH": "/usr/bin:/bin"}
    who = ("-c", "user.name=Ana R.", "-c", "user.email=ana@clinic.example")
    run(["git", "add", "-A"], check=True)
    run(["git", *who, "commit", "-qm", message], check=True, env=dates)


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A strategy that was changed, renamed, moved and cut over some weeks."""
    monkeypatch.chdir(tmp_path)
    run(["git", "init", "-q"], check=True)
    file = Path("strategy/s.yml")
    file.parent.mkdir()
    text = dedent(STRATEGY).replace(
        "{id: ana, title: Ana Reis}",
        "{id: ana, title: Ana Reis, fields: {e-mail: Ana@Clinic.example}}",
    )
    steps = [
        ("2027-01-04", "The plan", text),
        ("2027-01-11", "Lower\n\nBecause: the vendor is late", ("48%", "45%")),
        ("2027-01-12", "Rename", ("id: week", "id: first-week\n    was: week")),
        ("2027-01-13", "Title", ("title: More activation", "title: 'Activation: now, not later'")),
        ("2027-01-18", "Work", ("owner: jo}\n", "owner: jo, work: [{id: w, title: Import}]}\n")),
        (
            "2027-01-19",
            "A bet",
            ("objectives:", "bets: [{id: b, title: B, serves: stay}]\nobjectives:"),
        ),
        ("2027-01-20", "Moved", ("serves: stay\n    period", "serves: b\n    period")),
        (
            "2027-01-25",
            "More\n\nBecause: first-week needs it\nBecause: w is late",
            (
                "status: on_track\n    owner: ana",
                "status: at_risk\n    owner: jo\n    tags: [a, b]",
            ),
        ),
        ("2027-02-01", "Gone", (", work: [{id: w, title: Import}]", "")),
        ("2027-02-02", "Kind", ("bets: [{id: b, title: B,", "initiatives: [{id: b, title: B,")),
        (
            "2027-02-08",
            "Check-in",
            ("owner: jo}\n", "owner: jo, check_ins: [{date: 2027-02-08}]}\n"),
        ),
        ("2027-02-09", "Broken", ("strategies: [", "strategies: [{")),
        ("2027-02-10", "Whole", ("strategies: [{", "strategies: [")),
    ]
    for day, message, change in steps:
        text = change if isinstance(change, str) else text.replace(*change)
        file.write_text(text)
        commit(day, message)
    return tmp_path


def both(log: str) -> tuple[Stack, Stack]:
    """The stack of the working directory with git's history, and with a recorded one."""
    stack = load(read_content(["strategy"]).texts, today=TODAY)
    return (
        git.with_history(stack, ["strategy"], for_site=True),
        past.with_history(stack, ["strategy"], for_site=True, log=log),
    )


def nobody(history: History | None) -> tuple[object, object]:
    """A history without its authors, whose names git has from elsewhere."""
    assert history is not None
    return (
        [change._replace(who=None) for change in history.changes],
        {
            item: [move._replace(who=None) for move in moves]
            for item, moves in history.moves.items()
        },
    )


def test_a_record_of_git_says_the_same_as_git(repository: Path) -> None:
    assert main(["history", "strategy", "--record", "history.yml"]) == 0
    by_git, by_file = both("history.yml")

    assert by_file.gap is None
    assert by_file.findings == by_git.findings
    assert nobody(by_file.history) == nobody(by_git.history)
    assert by_git.history is not None
    assert len(by_git.history.changes) >= 8
    assert {item: len(moves) for item, moves in by_file.moves.items()} == {
        item: len(moves) for item, moves in by_git.moves.items()
    }
    assert by_file.history is not None
    assert {change.who for change in by_file.history.changes} == {"Ana Reis"}


def test_a_record_is_continued(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["history", "strategy", "--record", "history.yml"])
    before = Path("history.yml").read_text()
    assert main(["history", "strategy", "--record", "history.yml"]) == 0
    assert "history.yml already has all that git knows" in capsys.readouterr().err

    file = Path("strategy/s.yml")
    file.write_text(file.read_text().replace("45%", "44%"))
    commit("2027-02-12", "Lower again")
    main(["history", "strategy", "--record", "history.yml"])

    after = Path("history.yml").read_text()
    assert after.startswith(before)
    assert after.endswith("      - {item: activation, field: target, from: 45%, to: 44%}\n")


def test_without_a_commit_since_the_first_there_is_nothing_to_record(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    run(["git", "init", "-q"], check=True)
    Path("s.yml").write_text(dedent(STRATEGY))
    commit("2027-01-04", "The plan")

    assert main(["history", "."]) == 3
    assert "nothing to record" in capsys.readouterr().err


def test_a_change_has_its_author_reason_and_values() -> None:
    stack, findings, gap = recorded(LOG)
    (version,) = replay(read_log("history.yml", dedent(LOG)), stack).versions

    assert (findings, gap) == ([], None)
    assert (version.author, version.because) == ("Ana Reis", "The import waits for the vendor")
    assert "target: 55%" in "".join(version.before.values()).replace('"', "")
    assert "target: 48%" in "".join(version.after.values()).replace('"', "")


@pytest.mark.parametrize(
    ("change", "gap"),
    [
        (
            ("to: 48%", "to: 47%"),
            (
                "history.yml ends in a different state than the files: `target` of `activation` "
                "is 48%, but was last recorded as 47%; record the change with its date and author"
            ),
        ),
        (
            ("item: activation", "item: activations"),
            (
                "history.yml ends in a different state than the files: `activations` isn't in the "
                "files; did you mean activation; record the change with its date and author"
            ),
        ),
        (
            ("field: target, from: 55%, to: 48%", "collection: key_results, removed: {title: A}"),
            (
                "history.yml ends in a different state than the files: `activation` "
                "is in the files, but was recorded as removed; record the change "
                "with its date and author"
            ),
        ),
    ],
)
def test_a_log_that_does_not_lead_to_the_files_is_unknown(
    change: tuple[str, str], gap: str
) -> None:
    assert recorded(LOG.replace(*change))[1:] == ([], gap)


def test_what_nobody_recorded_is_a_change_of_today_by_nobody() -> None:
    stack, _, _ = recorded(LOG)
    log = read_log("history.yml", dedent(LOG.replace("to: 48%", "to: 50%")))
    *_, last = replay(log, stack).versions

    assert (last.day, last.author, last.commit) == (TODAY, None, None)
    assert "50%" in "".join(last.before.values())
    assert "48%" in "".join(last.after.values())


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (
            ("2027-02-03", "3 Feb"),
            '2:11 invalid-value: `date` is "3 Feb"; use a date such as 2026-11-21',
        ),
        (
            ("- date: 2027-02-03\n        author", "- author"),
            ("2:5 invalid-value: this entry has no `date`; use a date such as 2026-11-21"),
        ),
        (
            ("author: ana", "author: anna"),
            (
                "3:13 unknown-reference: `author` is `anna`, which isn't the id of a "
                "person; did you mean ana?"
            ),
        ),
        (("author", "autor"), "3:5 unknown-field: an entry has no `autor`; did you mean author?"),
        (
            ("field: target", "field: targt"),
            ("7:16 unknown-field: a key result has no `targt`; did you mean target?"),
        ),
        (
            ("from: 55%, to: 48%", "from: 48%, to: 48%"),
            ("7:16 invalid-value: `target` of `activation` is the same in `from` and `to`"),
        ),
        (
            ("field: target, ", ""),
            (
                "7:16 invalid-value: the change of `activation` needs one of "
                "`field`, `added` and `removed`"
            ),
        ),
        (
            ("item: activation, ", ""),
            ("7:10 invalid-value: this change has no `item`, the id of what changed"),
        ),
        (
            ("history:", "histories:"),
            ("1:1 unknown-field: a recorded history has no `histories`; did you mean history?"),
        ),
        (
            ("item: activation, field: target", "item: week, field: key_results"),
            (
                "7:16 invalid-value: "
                "`key_results` has items with an id; record each of them as its own change"
            ),
        ),
        (
            ("field: target, from: 55%, to: 48%", "removed: {title: x}, collection: bet"),
            (
                "7:16 invalid-value: what was removed of `activation` must be a "
                "group of its fields below `removed`, with the `collection` that it "
                "was in, such as bets; did you mean bets?"
            ),
        ),
        (
            ("message: Lower the target", "message: 'Lower' the target"),
            "4:22 invalid-yaml: there is text after the closing quote; quote the whole value",
        ),
    ],
)
def test_a_fault_has_its_place_and_its_cure(change: tuple[str, str], fault: str) -> None:
    assert fault in faults(LOG.replace(*change))


def test_a_change_that_does_not_go_on_where_the_last_ended_is_a_fault() -> None:
    log = LOG + (
        "      - {date: 2027-02-05, changes: [{item: activation, field: target, from: 50%, to: "
        "48%}]}"
    )

    assert faults(log) == [
        (
            "7:16 invalid-value: `target` of `activation` becomes 48% here, but its next "
            "change, in "
            "line 8, starts from 50%"
        )
    ]


def test_the_newest_entry_is_last() -> None:
    log = LOG + (
        "      - {date: 2027-02-01, changes: [{item: week, field: owner, from: jo, to: ana}]}"
    )

    assert faults(log) == [
        (
            "8:12 invalid-value: `date` is 2027-02-01, before the entry above it; "
            "put the newest entry last"
        )
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "history:",
        "history: []",
        "history: 3",
        "[]",
        "x",
        "history: [x, {date: 2027-01-01}]",
        "history: [{date: 2027-01-01, changes: [x, {item: a}, {item: {}}, {added: true}]}]",
        "history: [{date: [1], author: [2], changes: {}}]",
        (
            "history: [{date: 2027-01-01, changes: "
            "[{item: week, added: true}, {item: week, field: id, from: week, to: week2}, "
            "{item: activation, field: within, from: nowhere, to: week}, "
            "{item: z, removed: {title: Z}, collection: work, within: stay}]}]"
        ),
        "\x00",
        "history: [{",
    ],
)
def test_no_text_breaks_the_reader(text: str) -> None:
    recorded(text)


def test_a_site_reads_it_and_does_not_publish_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("docs/strategy").mkdir(parents=True)
    Path("docs/strategy/s.yml").write_text(dedent(STRATEGY))
    Path("docs/history.yml").write_text(dedent(LOG))
    Path("mkdocs.yml").write_text(
        "site_name: Clinic\ntheme: {name: material, font: false}\nplugins:\n"
        "  - stratdocs: {today: 2027-02-15, history: docs/history.yml}\n"
    )
    site = build(tmp_path)

    page = site.page("changes/")
    assert "The import waits for the vendor" in page
    assert "As recorded in <code>docs/history.yml</code> since 3 Feb 2027" in page
    assert not Path(site.folder, "site/history.yml").exists()

    Path("docs/history.yml").unlink()
    assert any("docs/history.yml doesn't exist" in line for line in build(tmp_path).messages)


def test_other_generators_show_it_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("docs/strategy").mkdir(parents=True)
    Path("docs/strategy/s.yml").write_text(dedent(STRATEGY))
    Path("docs/history.yml").write_text(dedent(LOG))
    Path("mkdocs.yml").write_text(
        "site_name: Clinic\nplugins: [stratdocs: {today: 2027-02-15, history: docs/history.yml}]"
    )
    shown = "As recorded in <code>docs/history.yml</code> since 3 Feb 2027"

    assert main(["export", "--format", "markdown", "--output", "out"]) == 0
    assert shown in Path("out/docs/changes.md").read_text()
    assert not Path("out/docs/history.yml").exists()

    def block() -> str:
        extension = StratdocsExtension(source="docs/strategy", today="2027-02-15")
        return Markdown(extensions=[extension]).convert("```stratdocs\nview: changes\n```")

    assert "The import waits for the vendor" in block()
    log = dedent(LOG).replace("The import waits for the vendor", "The vendor is late")
    Path("docs/history.yml").write_text(log)
    assert "The vendor is late" in block()


def test_a_check_reads_it_and_reports_its_faults(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("docs/strategy").mkdir(parents=True)
    Path("docs/strategy/s.yml").write_text(dedent(STRATEGY))
    Path("mkdocs.yml").write_text("plugins: [stratdocs: {today: 2027-02-15, history: h.yml}]")
    Path("h.yml").write_text(dedent(LOG).replace("because", "becaus").strip())

    main(["check", "--format", "concise"])
    said = capsys.readouterr().out
    assert "h.yml:5:5: error unknown-field: an entry has no `becaus`; did you mean because?" in said
    assert "h.yml has 1 fault, so some of it isn't read; fix what the findings report" in said

    Path("h.yml").unlink()
    main(["check", "--format", "concise"])
    assert "h.yml, the recorded history, can't be read" in capsys.readouterr().out


def test_the_demos_log_leads_to_its_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where this fails, an edit of content/ changed what content/history.yml says: record it."""
    monkeypatch.chdir(Path(__file__).parents[1])
    stack = load(read_content(["content/strategy"]).texts, today=date(2026, 11, 21))
    text = Path("content/history.yml").read_text("utf-8")
    found = replay(read_log("content/history.yml", text), stack)

    assert (found.gap, found.findings) == (None, ())
    assert {version.author for version in found.versions} <= {p.title for p in stack.entities}


@pytest.mark.parametrize(
    "place", ["docs/strategy/history.yml", "docs/strategy/log/Was war.yaml", "docs/h.yml", "h.yml"]
)
@pytest.mark.parametrize(
    "text", [LOG, "history:\n", "history: [\n", "\ufeff# c\n---\n'history': []"]
)
def test_the_log_is_never_read_as_strategy_wherever_it_lies(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    place: str,
    text: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    source = Path("docs/strategy")
    source.mkdir(parents=True)
    (source / "s.yml").write_text(dedent(STRATEGY))
    Path(place).parent.mkdir(exist_ok=True)
    Path(place).write_text(dedent(text), encoding="utf-8")
    Path("mkdocs.yml").write_text(
        f"site_name: S\ntheme: mkdocs\nplugins:\n  - stratdocs:\n      history: {place}\n"
        "      today: 2027-02-15\n      fail_on: never\n"
    )
    broken = text == "history: [\n"

    for paths in ([], ["docs"], ["docs/strategy"]):
        main(["check", *paths])
        said = capsys.readouterr().out
        assert "isn't a collection" not in said
        assert "isn't read unless" not in said
        assert said.count(f"{Path(place).name}:") == said.count("invalid-yaml") == broken, said
    built = build(tmp_path)
    assert not list((tmp_path / "site").rglob("*.y*ml"))
    if text is LOG:
        assert "Lower the target" in built.page("changes/")


def test_a_log_that_no_settings_name_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("s.yml").write_text(dedent(STRATEGY))
    Path("log.yml").write_text(dedent(LOG))

    main(["check", "."])

    said = capsys.readouterr().out
    assert "log.yml:1:1: warning unknown-field: this is a recorded history, which" in said
    assert "isn't a collection" not in said


def test_a_strategy_with_a_key_for_its_history_is_still_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("s.yml").write_text(f"history: []\n{dedent(STRATEGY)}")

    main(["check", "."])

    said = capsys.readouterr().out
    assert "s.yml:1:1: error unknown-field: history isn't a collection" in said
    assert "4 items" in said or "5 items" in said


def test_the_log_is_not_published_by_a_link_either(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("pages/strategy").mkdir(parents=True)
    Path("docs").symlink_to("pages")
    Path("pages/strategy/s.yml").write_text(dedent(STRATEGY))
    Path("pages/h.yml").write_text(dedent(LOG))
    Path("mkdocs.yml").write_text(
        "site_name: S\ntheme: mkdocs\nplugins:\n  - stratdocs: {history: pages/h.yml, "
        "today: 2027-02-15, fail_on: never}\n"
    )

    built = build(tmp_path)

    assert not list((tmp_path / "site").rglob("*.y*ml"))
    assert "Lower the target" in built.page("changes/")

"""Reports as the user sees them, compared whole."""

import json
import re
from datetime import date
from importlib import import_module
from pkgutil import iter_modules
from textwrap import dedent

import pytest

from stratdocs import reports
from stratdocs.linting.lint import lint
from stratdocs.model.finding import Finding, Severity
from stratdocs.model.stack import load
from stratdocs.reports.checked import Checked, summary
from stratdocs.reports.concise import concise
from stratdocs.reports.full import full
from stratdocs.reports.json import json as as_json
from stratdocs.reviewing import reports as of_reviews
from stratdocs.yamltext.source import Span


def checked(**texts: str) -> Checked:
    """The texts, by file name without `.yml`, checked."""
    stack = load(
        {f"{name}.yml": dedent(text) for name, text in texts.items()}, today=date(2026, 11, 21)
    )
    return Checked(lint(stack), stack.texts, len(stack.entities))


def checked_line(
    line: str, start: int, end: int, message: str = "it is so", suggestion: str | None = None
) -> Checked:
    """One error in the one line of a text, at the characters from start to end."""
    span = Span("a.yml", 1, start + 1, 1, end + 1)
    finding = Finding("a-rule", Severity.ERROR, message, span, suggestion=suggestion)
    return Checked([finding], {"a.yml": line}, 1)


def frame(line: str, start: int, end: int, width: int = 120) -> list[str]:
    """The two lines of the frame that show the text and the marks."""
    return full(checked_line(line, start, end), width=width).split("\n")[2:4]


MISTAKES = {
    "a": """
        strategies:
          - {id: stay, title: Win by keeping customers, level: company}
        bets:
          - id: week
            title: Value in the first week
            serves: sta
            size: big
            size: small
        """,
    "b": """
        metrics:
          - {id: stay, title: Who stays}
        """,
}


SHARED = {"checked", "export", "indented", "statistics"}
"""Modules of the room that are not a format."""


def test_each_module_of_a_format_is_in_the_list() -> None:
    modules = {found.name for found in iter_modules(reports.__path__)} - SHARED

    assert modules == set(reports.FORMATS), "a module of reports is a format in FORMATS"


@pytest.mark.parametrize("form", reports.FORMATS)
def test_each_format_is_written_by_its_module(form: str) -> None:
    found = checked(**MISTAKES)
    write = getattr(import_module(f"stratdocs.reports.{form}"), form)

    assert reports.report(found, form) == write(found), f"report() has no case for {form}"


def test_each_module_of_a_reviews_format_is_in_the_list() -> None:
    modules = {found.name for found in iter_modules(of_reviews.__path__)}

    assert modules == set(of_reviews.FORMATS), "a module of reviewing/reports is a format"


def test_full_shows_the_lines_in_question() -> None:
    actual = full(checked(**MISTAKES))

    assert actual == dedent("""\
        a.yml:7:13: error[unknown-reference]: week serves sta, which doesn't exist; did you mean stay?
          |
        7 |     serves: sta
          |             ^^^

        a.yml:9:5: error[invalid-yaml]: size is set twice; only the first counts
          |
        9 |     size: small
          |     ^^^^
         ::: a.yml:8:5
          |
        8 |     size: big
          |     ---- first written here

        b.yml:3:10: error[duplicate-id]: the id stay is already used by a strategy (a.yml:3:10); ids must be unique across all kinds
          |
        3 |   - {id: stay, title: Who stays}
          |          ^^^^
         ::: a.yml:3:10
          |
        3 |   - {id: stay, title: Win by keeping customers, level: company}
          |          ---- first used here

        checked 3 items in 2 files: 3 errors
        """)  # noqa: E501  # as the user sees it


def test_concise_has_one_line_a_finding() -> None:
    actual = concise(checked(**MISTAKES))

    assert [line.split(": ")[:2] for line in actual.split("\n")[:3]] == [
        ["a.yml:7:13", "error unknown-reference"],
        ["a.yml:9:5", "error invalid-yaml"],
        ["b.yml:3:10", "error duplicate-id"],
    ]
    assert actual.endswith("\nchecked 3 items in 2 files: 3 errors\n")


def test_a_hint_is_shown_below() -> None:
    actual = full(checked_line("title: Launch", 7, 13, "an output", "Increase sales"))

    assert actual == dedent("""\
        a.yml:1:8: error[a-rule]: an output
          |
        1 | title: Launch
          |        ^^^^^^
          = help: Increase sales

        checked 1 item in 1 file: 1 error
        """)


def test_what_the_message_suggests_is_not_repeated() -> None:
    assert "help" not in full(checked_line("a", 0, 1, "b; did you mean c?", "c"))


def test_the_summary_counts_in_words() -> None:
    def of(severity: Severity) -> Finding:
        return Finding("r", severity, "m", Span("a", 1, 1, 1, 2))

    nothing = Checked([], {}, 0)
    some = Checked([of(Severity.ADVICE), of(Severity.ERROR), of(Severity.ERROR)], {"a": ""}, 1)
    many = Checked([of(Severity.WARNING)] + [of(Severity.ADVICE)] * 2, {"a": "", "b": ""}, 12_345)

    assert [summary(found).split("; ")[0] for found in (nothing, some, many)] == [
        "checked 0 items in 0 files: no findings",
        "checked 1 item in 1 file: 2 errors, 1 suggestion",
        "checked 12,345 items in 2 files: 1 warning, 2 suggestions",
    ]


def test_marks_line_up_under_wide_letters_accents_and_tabs() -> None:
    assert frame("a: 新しい, b", 8, 9) == ["1 | a: 新しい, b", "  |            ^"]
    assert frame("a: 新しい", 3, 6) == ["1 | a: 新しい", "  |    ^^^^^^"]
    assert frame("a: e\u0301e x", 7, 8) == ["1 | a: e\u0301e x", "  |       ^"]
    assert frame("a:\tb", 3, 4) == ["1 | a:  b", "  |     ^"]
    assert frame("abc\td", 3, 4) == ["1 | abc d", "  |    ^"]


def test_a_place_without_characters_is_marked_as_well() -> None:
    assert frame("a: ", 3, 3) == ["1 | a:", "  |    ^"]
    assert frame("", 5, 9) == ["1 |", "  | ^"]


def test_a_span_of_several_lines_is_marked_to_the_end_of_the_first() -> None:
    span = Span("a.yml", 1, 4, 3, 2)
    finding = Finding("a-rule", Severity.ERROR, "m", span)

    actual = full(Checked([finding], {"a.yml": "a: bcd\nef\ng"}, 1))

    assert actual.split("\n")[2:4] == ["1 | a: bcd", "  |    ^^^"]


def test_long_lines_are_cut_around_what_is_marked() -> None:
    words = " ".join(f"word{n}" for n in range(400))
    start = words.index("word200")

    shown, marks = frame(words, start, start + 7, width=60)

    assert len(shown) <= 60
    assert shown.startswith("1 | …")
    assert shown.endswith("…")
    assert shown[marks.index("^") : marks.rindex("^") + 1] == "word200"


def test_long_marked_text_is_cut_as_well() -> None:
    shown, marks = frame("title: " + "x" * 5000 + " end", 7, 5007, width=60)

    assert len(shown) <= 60
    assert shown.startswith("1 | title: xxx")
    assert "…" in shown
    assert marks.count("^") > 30


def test_a_megabyte_on_one_line_takes_no_time() -> None:
    shown, _ = frame("x" * 1_000_000, 500_000, 500_001)

    assert len(shown) <= 120


def test_no_text_controls_the_terminal() -> None:
    hostile = checked_line(
        "a: \x1b[31mred\u202e \x07", 3, 8, "says \x1b[2J\nand \u202eso", "\x1b[0m"
    )

    for report in (full(hostile), concise(hostile)):
        assert "\x1b" not in report
        assert "\u202e" not in report
    assert concise(hostile).startswith("a.yml:1:4: error a-rule: says \ufffd[2J and \ufffdso\n")


def test_lines_break_as_yaml_breaks_them_and_a_byte_order_mark_has_no_width() -> None:
    for text in ("\ufeffa: 1\r\nb: 2\r\n", "a: 1\rb: 2", "a: 1\nb: 2\n"):
        finding = Finding("a-rule", Severity.ERROR, "m", Span("a.yml", 2, 4, 2, 5))

        actual = full(Checked([finding], {"a.yml": text}, 1))

        assert actual.split("\n")[2:4] == ["2 | b: 2", "  |    ^"]


def test_a_finding_of_a_file_that_could_not_be_read_has_no_frame() -> None:
    finding = Finding("invalid-yaml", Severity.ERROR, "cannot be read", Span("a.yml", 1, 1, 1, 2))

    assert full(Checked([finding], {}, 0)).split("\n")[:2] == [
        "a.yml:1:1: error[invalid-yaml]: cannot be read",
        "",
    ]


def test_colour_changes_nothing_else() -> None:
    plain, coloured = (full(checked(**MISTAKES), colour=c) for c in (False, True))

    assert "\x1b[1;31merror[unknown-reference]\x1b[0m" in coloured
    assert re.sub("\x1b\\[[0-9;]*m", "", coloured) == plain


# --- JSON -----------------------------------------------------------------------------------------


def test_json_is_as_promised() -> None:
    actual = json.loads(as_json(checked(**MISTAKES)))

    assert actual["version"] == 1
    assert actual["summary"] == {
        "files": 2,
        "items": 3,
        "errors": 3,
        "warnings": 0,
        "advice": 0,
        "suppressed": 0,
        "baselined": 0,
        "expiring": 0,
        "not_judged": [],
    }
    fingerprint = actual["findings"][1].pop("fingerprint")
    assert len(fingerprint) == 20
    assert actual["findings"][1] == {
        "rule": "invalid-yaml",
        "severity": "error",
        "message": "size is set twice; only the first counts",
        "item": None,
        "path": "a.yml",
        "line": 9,
        "column": 5,
        "end_line": 9,
        "end_column": 9,
        "related": [{"path": "a.yml", "line": 8, "column": 5, "message": "first written here"}],
        "suggestion": None,
        "fix": None,
        "url": None,
    }


def fingerprints(text: str) -> list[str]:
    return [finding["fingerprint"] for finding in json.loads(as_json(checked(a=text)))["findings"]]


def test_a_fingerprint_survives_edits_elsewhere() -> None:
    text = """
        bets:
          - {id: first, title: First, serves: nowhere, colour: red}
          - {id: second, title: Second, serves: nowhere, colour: red, shape: round}
        """

    before = fingerprints(text)
    after = fingerprints("\n# a line more\n" + text.replace("Second", "The second"))
    one_less = fingerprints(text.replace(", colour: red}", "}"))

    assert len(set(before)) == len(before) == 5
    assert after == before
    assert set(one_less) < set(before)
    assert len(one_less) == 4

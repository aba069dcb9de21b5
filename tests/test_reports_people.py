"""What people read: full, concise, Markdown and statistics."""

import re
from datetime import date

import pytest
from reported import CLEAN, FOUND, OLD, TEXT, checked, golden, hostile, many

from stratdocs.linting.verdict import verdict
from stratdocs.model.finding import Severity
from stratdocs.model.stack import load
from stratdocs.reports import FOR_PEOPLE, FORMATS, report
from stratdocs.reports.checked import Checked
from stratdocs.reports.markdown import MAX_CHARACTERS, escape_markdown, markdown
from stratdocs.reports.statistics import statistics

ALWAYS = (*FOR_PEOPLE, "github", "junit", "markdown")
"""The formats that close in words."""


@pytest.mark.parametrize("form", FOR_PEOPLE)
def test_what_was_found_reads_like_this(form: str) -> None:
    golden(f"found.{form}.txt", report(FOUND, form))


def test_statistics_count_the_most_frequent_first() -> None:
    report_text = statistics(checked((*many(11).findings, *FOUND.findings)))

    expected = """\
12  orphan             warning
 1  duplicate-id       error
 1  output-key-result  warning
 1  unknown-reference  error
checked 4 items in 1 file: 2 errors, 12 warnings, 1 suggestion
"""
    assert expected == report_text
    assert statistics(CLEAN) == "checked 4 items in 1 file: no findings\n"


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (FOUND, "1 suppressed, 1 suppression expires within 30 days"),
        (
            OLD._replace(expiring=2),
            "1 suppressed, 2 in the baseline, 2 suppressions expire within 30 days",
        ),
    ],
)
def test_what_is_accepted_is_counted(found: Checked, words: str) -> None:
    for report_text in (*(report(found, form) for form in ALWAYS), statistics(found)):
        assert f"; {words}" in report_text


def test_what_is_zero_is_left_out() -> None:
    for report_text in (*(report(CLEAN, form) for form in ALWAYS), statistics(CLEAN)):
        assert "silenced" not in report_text
        assert "baselined" not in report_text


# --- Markdown -------------------------------------------------------------------------------------


def test_a_comment_reads_like_this() -> None:
    golden("found.md", markdown(FOUND))


def test_a_report_without_findings_has_a_sentence_for_it() -> None:
    expected = """\
### ✅ The strategy: no problems found

<sub>stratdocs checked 4 items in 1 file</sub>
"""
    assert expected == markdown(CLEAN)


@pytest.mark.parametrize(
    ("number", "kept"),
    [
        (100, ("<details>", "work-99 serves nothing")),
        (300, ("work-299 serves nothing", "The lines in question are left out")),
        (10_000, ("| ⚠️ warning | `orphan` | 10,000 |", "`stratdocs check` lists them all")),
    ],
)
def test_a_comment_grows_shorter_in_steps(number: int, kept: tuple[str, ...]) -> None:
    report_text = markdown(many(number))

    assert len(report_text) <= MAX_CHARACTERS
    assert f"### ⚠️ The strategy: {number:,} warnings" in report_text
    for words in kept:
        assert words in report_text


def test_a_comment_says_what_to_begin_with() -> None:
    stack = load({"strategy/okrs.yml": TEXT}, today=date(2026, 11, 21))
    report_text = markdown(FOUND._replace(verdict=verdict(stack, FOUND.findings)))

    assert report_text.split("\n\n")[1] == (
        "Fix the 2 errors first: until then parts of the strategy are ignored; then look at "
        "clarity (1 warning). Start here: calm-mornings serves first-weak, which doesn't exist; "
        "did you mean first-week? (strategy/okrs.yml:4:13; affects 3 items below it)."
    )


def test_where_all_is_accepted_nothing_is_new() -> None:
    assert "no new problems found" in markdown(OLD._replace(findings=()))


@pytest.mark.slow
def test_a_comment_has_an_end_whatever_it_holds() -> None:
    report_text = markdown(
        many(2_000, Severity.ERROR)._replace(url=lambda _: "https://x/" + "y" * MAX_CHARACTERS)
    )

    assert len(report_text) <= MAX_CHARACTERS
    assert "2,000 errors" in report_text


def test_a_comment_calls_nobody_and_ends_no_cell() -> None:
    row = next(line for line in markdown(hostile()).split("\n") if line.startswith("| ⛔"))

    words, _ = row.split(" | `", 1)  # a place is code, where nothing has a meaning
    assert "@you" not in words
    assert "<" not in re.sub(r"\\<|<br>|<!-- -->", "", words)
    assert len(re.findall(r"(?<!\\)(?:\\\\)*\|", row)) == 5


def test_the_lines_in_question_do_not_end_their_fence() -> None:
    with_fence = checked(finding._replace(message="`````") for finding in FOUND.findings)

    assert "\n``````text\n" in markdown(with_fence)


def test_every_format_survives_hostile_characters() -> None:
    for form in FORMATS:
        assert report(hostile(), form).endswith("\n")


def test_hosts_make_no_links_of_a_text() -> None:
    assert escape_markdown("GH-1, gh-2, www.example.com") == (
        "GH<!-- -->-1, gh<!-- -->-2, www<!-- -->.example.com"
    )
    assert escape_markdown("high-1 awww. GH-x") == "high-1 awww. GH-x"

"""Findings as a comment on a change: what a reviewer who is not an engineer can read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from stratdocs.model.finding import Severity
from stratdocs.reports.checked import (
    Checked,
    accepted_words,
    clean,
    count_phrase,
    found_words,
    others_words,
    place,
    shown,
)
from stratdocs.reports.full import code_frames

MAX_CHARACTERS = 65_000
"""Characters of a comment; hosts of code refuse more than 65,536."""
ICONS = {Severity.ERROR: "⛔", Severity.WARNING: "⚠️", Severity.ADVICE: "💬"}


def markdown(checked: Checked) -> str:
    """A headline, a table, and the lines in question folded away.

    If that is too long for a comment, first the lines are left out, then the rows of the table
    become counts by rule.
    """
    for layout in (_full, _table, _rules, _headline):
        text = "\n\n".join(layout(checked)) + "\n"
        if len(text) <= MAX_CHARACTERS:
            return text
    return text[: MAX_CHARACTERS - 2] + "…\n"


def _full(checked: Checked) -> Iterator[str]:
    yield _head(checked)
    yield from _verdict(checked)
    if checked.findings:
        yield "\n".join(_rows(checked))
        frames = "\n".join(_until_too_long(code_frames(checked, width=100)))
        fence = _fence(frames)
        yield (
            "<details><summary>The lines in question</summary>\n\n"
            f"{fence}text\n{frames}{fence}\n\n</details>"
        )
    yield _foot(checked)


def _until_too_long(texts: Iterable[str]) -> Iterator[str]:
    """The texts, up to the one with which they are too long for a comment."""
    length = 0
    for text in texts:
        yield text
        length += len(text)
        if length > MAX_CHARACTERS:
            return


def _table(checked: Checked) -> Iterator[str]:
    yield _head(checked)
    yield from _verdict(checked)
    yield "\n".join(_rows(checked))
    yield "The lines in question are left out: they are too long for a comment."
    yield _foot(checked)


def _rules(checked: Checked) -> Iterator[str]:
    yield _head(checked)
    yield from _verdict(checked)
    counts = Counter((finding.severity, finding.rule) for finding in checked.findings)
    ranked = sorted(counts, key=lambda key: (-key[0], -counts[key], key[1]))
    rows = [
        f"| {_severity_cell(severity)} | {_rule_link(rule, checked)} | {counts[severity, rule]:,} |"
        for severity, rule in ranked
    ]
    yield "\n".join(("| | Rule | Findings |", "| --- | --- | ---: |", *rows))
    yield "There are too many for a comment; `stratdocs check` lists them all."
    yield _foot(checked)


def _headline(checked: Checked) -> Iterator[str]:
    yield _head(checked)
    yield "There are too many for a comment; `stratdocs check` lists them all."


def _head(checked: Checked) -> str:
    found = found_words(checked.findings)
    if not found:
        new = "new " if checked.silenced or checked.baselined else ""
        if checked.verdict is not None and checked.verdict.unsolved:
            return f"### 🔎 The strategy: no {new}findings, but some problems remain"
        if checked.not_judged:  # no tick: what is unknown is not fine
            return f"### 🔎 The strategy: no {new}problems found in what could be judged"
        return f"### ✅ The strategy: no {new}problems found"
    worst = max(finding.severity for finding in checked.findings)
    *first, last = found.split(", ")
    return f"### {ICONS[worst]} The strategy: {', '.join(first) + ' and ' if first else ''}{last}"


def _verdict(checked: Checked) -> Iterator[str]:
    """The verdict in words, which a single finding does not need unless something is wrong that it
    does not report, and what could not be judged.
    """
    if checked.not_judged:
        lines = (f"- {escape_markdown(entry.sentence)}." for entry in checked.not_judged)
        yield "\n".join(("**Not judged**", "", *lines))
    if checked.verdict is not None and (len(checked.findings) > 1 or checked.verdict.unsolved):
        advice = checked.verdict.advice
        yield (
            escape_markdown(checked.verdict.headline)
            + "."
            + (f" {escape_markdown(advice)}." if advice else "")
        )


def _foot(checked: Checked) -> str:
    items = count_phrase(checked.items, "item", "items")
    files = count_phrase(checked.number_of_files, "file", "files")
    accepted = accepted_words(checked)
    return f"<sub>stratdocs checked {items} in {files}{accepted and '; ' + accepted}</sub>"


def _rows(checked: Checked) -> Iterator[str]:
    yield "| | Rule | What | Where |"
    yield "| --- | --- | --- | --- |"
    for finding, others in shown(checked.findings, folded=checked.folded):
        hint = finding.hint
        what = escape_markdown(finding.message) + (f"<br>*{escape_markdown(hint)}*" if hint else "")
        what += f"<br>{escape_markdown(others_words(others))}" if others else ""
        where = code_span(place(finding.span))
        rule = _rule_link(finding.rule, checked)
        yield f"| {_severity_cell(finding.severity)} | {rule} | {what} | {where} |"


def _severity_cell(severity: Severity) -> str:
    return f"{ICONS[severity]} {severity.word}"


def _rule_link(rule: str, checked: Checked) -> str:
    url = checked.url(rule)
    return f"[`{rule}`]({url})" if url else f"`{rule}`"


_MARKUP = re.compile(r"[\\`*_{}\[\]<>#|~$!]")


_LINKED = re.compile(r"(?i)\bgh(?=-\d)|\bwww(?=\.)")
"""The start of what hosts make links of by themselves: `GH-1` and `www.`."""


def escape_markdown(text: str) -> str:
    """The text as it is: no markup, no mention of anybody, no reference, no end of a cell."""
    escaped = _MARKUP.sub(lambda match: f"\\{match[0]}", clean(text).replace("&", "&amp;"))
    escaped = escaped.replace("@", "@<!-- -->").replace("://", ":<!-- -->//")
    return _LINKED.sub(lambda match: f"{match[0]}<!-- -->", escaped)


def code_span(text: str) -> str:
    """The text as code within a table."""
    escaped = text.replace("|", "\\|")
    ticks = "`" * (1 + max((len(run) for run in re.findall("`+", escaped)), default=0))
    pad = " " if "`" in escaped else ""
    return f"{ticks}{pad}{escaped}{pad}{ticks}"


def _fence(text: str) -> str:
    """A fence longer than any run of backticks in the text."""
    return "`" * max(3, 1 + max((len(run) for run in re.findall("`+", text)), default=0))

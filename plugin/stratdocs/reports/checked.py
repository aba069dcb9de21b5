"""What was checked, what was found, and the words that several reports use."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from stratdocs.linting.allows import EXPIRING_DAYS, Silenced
from stratdocs.linting.not_judged import NotJudged
from stratdocs.linting.verdict import Verdict
from stratdocs.model.finding import Finding, Severity
from stratdocs.yamltext.source import Span


class Checked(NamedTuple):
    """The checked texts, the findings, and those that the authors accept."""

    findings: Sequence[Finding]
    texts: Mapping[str, str]
    items: int
    silenced: Sequence[Silenced] = ()
    """Findings that an allow in the files accepts."""
    expiring: int = 0
    """How many allows end soon."""
    baseline: str | None = None
    """The file that accepts old findings; None if the call names none."""
    baselined: Sequence[Finding] = ()
    """Findings that it accepts."""
    url: Callable[[str], str | None] = lambda _: None
    """The address of a rule's page, None if the strategy has no site."""
    verdict: Verdict | None = None
    """The verdict; None if there is none to give."""
    notes: tuple[str, ...] = ()
    """Sentences to print beside the report."""
    not_judged: tuple[NotJudged, ...] = ()
    """What could not be judged, and why."""

    def fingerprints(self) -> dict[Finding, str]:
        """The fingerprint of each finding, accepted ones included."""
        from stratdocs.reports.export import fingerprints

        ordered = sorted((*self.findings, *self.baselined), key=lambda finding: finding.order)
        return fingerprints(
            (*ordered, *(accepted.finding for accepted in self.silenced)), self.texts
        )


def summary(checked: Checked) -> str:
    """The numbers of findings, reported and accepted: `checked 342 items in 31 files: 2 warnings;
    3 silenced, 12 baselined, 1 allow ends within 30 days`.
    """
    items = count_phrase(checked.items, "item", "items")
    files = count_phrase(len(checked.texts), "file", "files")
    found = found_words(checked.findings) or "nothing found"
    line = f"checked {items} in {files}: {found}; {accepted_words(checked)}"
    if checked.not_judged:
        line += f"; {count_phrase(len(checked.not_judged), 'thing', 'things')} not judged"
    return line


def not_judged_lines(checked: Checked) -> list[str]:
    """What could not be judged, each in a line below the summary."""
    return [f"not judged: {clean(entry.sentence)}" for entry in checked.not_judged]


def closing_lines(checked: Checked) -> str:
    """The lines below all findings: how many there are, how many could be fixed, the verdict.

    A single finding needs no verdict. Ends in a newline.
    """
    lines = [summary(checked), *not_judged_lines(checked)]
    if words := fixable_words(checked.findings):
        lines.append(words)
    if checked.verdict is not None and len(checked.findings) != 1:
        lines.append(clean(checked.verdict.headline))
        if checked.verdict.advice:
            lines.append(clean(checked.verdict.advice))
    return "\n".join(lines) + "\n"


def fixable_words(findings: Iterable[Finding]) -> str:
    """How many of the findings have a fix; empty for none."""
    safe = unsafe = 0
    for finding in findings:
        if finding.fix is not None:
            safe += finding.fix.safe
            unsafe += not finding.fix.safe
    counts = [
        f"{number:,} by {option}"
        for number, option in ((safe, "--fix"), (unsafe, "--unsafe-fixes"))
        if number
    ]
    return f"can be mended: {', '.join(counts)}" if counts else ""


def found_words(findings: Iterable[Finding]) -> str:
    """How many of each severity, the worst first: `1 error, 2 warnings`; empty for none."""
    number = counts(findings)
    return ", ".join(
        count_phrase(number[severity], word, words)
        for severity, word, words in (
            (Severity.ERROR, "error", "errors"),
            (Severity.WARNING, "warning", "warnings"),
            (Severity.ADVICE, "piece of advice", "pieces of advice"),
        )
        if number[severity]
    )


def accepted_words(checked: Checked) -> str:
    """What is accepted, and what of it ends soon. Shown even if it is nothing, since a reader of
    `nothing found` wants to know at what price.
    """
    ending = count_phrase(checked.expiring, "allow ends", "allows end")
    return (
        f"{len(checked.silenced):,} silenced, {len(checked.baselined):,} baselined, "
        f"{ending} within {EXPIRING_DAYS} days"
    )


def count_phrase(number: int, word: str, words: str) -> str:
    """A number with its noun."""
    return f"{number:,} {word if number == 1 else words}"


def counts(findings: Iterable[Finding]) -> dict[Severity, int]:
    """How many findings there are of each severity."""
    number = dict.fromkeys(Severity, 0)
    for finding in findings:
        number[finding.severity] += 1
    return number


def place(span: Span) -> str:
    """`path:line:col`."""
    return f"{clean(span.path)}:{span.line}:{span.column}"


def line(finding: Finding) -> str:
    """A finding in one line: `path:line:col: severity rule: message`."""
    where = place(finding.span)
    return f"{where}: {finding.severity.word} {finding.rule}: {clean(finding.message)}"


def clean(text: str) -> str:
    """The text on one line, without characters that control the terminal or hide text."""
    if text.isprintable():
        return text
    return "".join(visible(char) for char in text)


def visible(char: str) -> str:
    """A character, or a replacement if it cannot be shown."""
    if char.isprintable() or char == "\u200d":  # the joiner within an emoji
        return char
    if char.isspace():
        return " "
    return "\ufffd"

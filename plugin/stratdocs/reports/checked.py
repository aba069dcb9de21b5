"""What was checked, what was found, and the words that several reports use."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from stratdocs.linting.allows import EXPIRING_DAYS, Silenced
from stratdocs.linting.not_judged import NotJudged
from stratdocs.linting.verdict import Verdict
from stratdocs.model.finding import Finding, Severity
from stratdocs.yamltext.source import Span


class Checked(NamedTuple):
    """The checked texts, the findings, and those that are accepted."""

    findings: Sequence[Finding]
    texts: Mapping[str, str]
    items: int
    silenced: Sequence[Silenced] = ()
    """Findings that are suppressed in the files."""
    expiring: int = 0
    """How many suppressions expire soon."""
    baseline: str | None = None
    """The file that accepts old findings; None if the call names none."""
    baselined: Sequence[Finding] = ()
    """Findings that it accepts."""
    url: Callable[[str], str | None] = lambda _: None
    """The address of a rule's page, None if the strategy has no site."""
    verdict: Verdict | None = None
    """The verdict; None if there is none to give."""
    notes: tuple[str, ...] = ()
    """Sentences to print next to the report."""
    not_judged: tuple[NotJudged, ...] = ()
    """What couldn't be judged, and why."""
    hidden: Sequence[Finding] = ()
    """Findings below the level of the call: counted, but not shown."""
    folded: bool = False
    """Whether people see the suggestions of a rule in one line with a count."""
    files: int | None = None
    """How many files were asked about; None for all that were read."""
    beside: str | None = None
    """The folder whose other files were read only for the links to them; None if there is none."""

    @property
    def number_of_files(self) -> int:
        """How many files were asked about."""
        return len(self.texts) if self.files is None else self.files

    def fingerprints(self, ids: Mapping[str, str] = MappingProxyType({})) -> dict[Finding, str]:
        """The fingerprint of each finding, accepted ones included; `ids` says by which other id an
        item goes.
        """
        from stratdocs.reports.export import fingerprints

        found = (*self.findings, *self.hidden, *self.baselined)
        ordered = sorted(found, key=lambda finding: finding.order)
        return fingerprints(
            (*ordered, *(accepted.finding for accepted in self.silenced)), self.texts, ids
        )


class Shown(NamedTuple):
    """A finding that people are shown, and the suggestions of the same rule that it represents."""

    finding: Finding
    others: tuple[Finding, ...] = ()


def worst_first(findings: Iterable[Finding]) -> list[Finding]:
    """The findings as people read them: errors, then warnings, then advice."""
    return sorted(findings, key=lambda finding: (-finding.severity, finding.order))


def shown(findings: Iterable[Finding], *, folded: bool) -> list[Shown]:
    """The findings as people are shown them, the worst first; if folded, the advice of each rule
    as the first of it.
    """
    found: list[Shown] = []
    places: dict[str, int] = {}
    for finding in worst_first(findings):
        if not folded or finding.severity is not Severity.ADVICE:
            found.append(Shown(finding))
        elif finding.rule in places:
            first = found[places[finding.rule]]
            found[places[finding.rule]] = first._replace(others=(*first.others, finding))
        else:
            places[finding.rule] = len(found)
            found.append(Shown(finding))
    return found


def others_words(others: Sequence[Finding]) -> str:
    """The words for advice that is not shown one by one: `and 13 more: k2, k3, k4, ...`."""
    if not others:
        return ""
    subjects = list(dict.fromkeys(finding.item or finding.span.path for finding in others))
    named = ", ".join((*subjects[:MAX_NAMED], *(["..."] if len(subjects) > MAX_NAMED else [])))
    return f"and {len(others):,} more like this: {named}"


MAX_NAMED = 4
"""Items that are named where suggestions are folded."""


def summary(checked: Checked) -> str:
    """The numbers of findings, reported and accepted: `checked 342 items in 31 files: 2 warnings;
    3 silenced, 12 baselined, 1 allow ends within 30 days`. What is zero is left out.
    """
    items = count_phrase(checked.items, "item", "items")
    files = count_phrase(checked.number_of_files, "file", "files")
    if checked.beside is not None:
        files += f" (links looked up in {clean(checked.beside)})"
    unjudged = len(checked.not_judged)
    parts = (
        found_words(checked.findings) or ("" if checked.hidden else "no findings"),
        f"{found_words(checked.hidden)} not shown" if checked.hidden else "",
        accepted_words(checked),
        f"{count_phrase(unjudged, 'thing', 'things')} not judged" if unjudged else "",
    )
    return f"checked {items} in {files}: {'; '.join(filter(None, parts))}"


def not_judged_lines(checked: Checked) -> list[str]:
    """What could not be judged, each in a line below the summary."""
    return [f"not judged: {clean(entry.sentence)}" for entry in checked.not_judged]


def closing_lines(checked: Checked) -> str:
    """The lines below all findings: how many there are, how many could be fixed, the verdict.

    A single finding needs no verdict, unless something is wrong that it does not report. Ends in a
    newline.
    """
    lines = [summary(checked), *not_judged_lines(checked)]
    if words := fixable_words(checked.findings):
        lines.append(words)
    advice = counts(checked.findings)[Severity.ADVICE]
    if any(each.others for each in shown(checked.findings, folded=checked.folded)):
        lines.append(f"--level advice lists all {advice:,} suggestions")
    if checked.verdict is not None and (len(checked.findings) != 1 or checked.verdict.unsolved):
        lines.append(clean(checked.verdict.headline))
        if checked.verdict.advice and checked.verdict.first not in checked.hidden:
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
        f"{number:,} with {option}"
        for number, option in ((safe, "--fix"), (unsafe, "--unsafe-fixes"))
        if number
    ]
    return f"fixable by stratdocs check: {', '.join(counts)}" if counts else ""


def found_words(findings: Iterable[Finding]) -> str:
    """How many of each severity, the worst first: `1 error, 2 warnings`; empty for none."""
    number = counts(findings)
    return ", ".join(
        count_phrase(number[severity], word, words)
        for severity, word, words in (
            (Severity.ERROR, "error", "errors"),
            (Severity.WARNING, "warning", "warnings"),
            (Severity.ADVICE, "suggestion", "suggestions"),
        )
        if number[severity]
    )


def accepted_words(checked: Checked) -> str:
    """What is accepted, and what of it ends soon; empty if nothing is."""
    ending = count_phrase(checked.expiring, "suppression expires", "suppressions expire")
    counts_in_words = (
        (len(checked.silenced), f"{len(checked.silenced):,} suppressed"),
        (len(checked.baselined), f"{len(checked.baselined):,} in the baseline"),
        (checked.expiring, f"{ending} within {EXPIRING_DAYS} days"),
    )
    return ", ".join(words for number, words in counts_in_words if number)


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


def line(finding: Finding, others: Sequence[Finding] = ()) -> str:
    """A finding in one line: `path:line:col: severity rule: message`."""
    where = place(finding.span)
    more = f" ({others_words(others)})" if others else ""
    return f"{where}: {finding.severity.word} {finding.rule}: {clean(finding.message + more)}"


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

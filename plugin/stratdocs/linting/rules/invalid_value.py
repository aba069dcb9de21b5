from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from stratdocs.analysis.looks import misdated
from stratdocs.analysis.safeguards import ends_before_granted
from stratdocs.linting.rules.base import ReadingRule
from stratdocs.model.days import day_words
from stratdocs.model.decode import SLUG
from stratdocs.model.finding import Finding, Related, Severity
from stratdocs.model.kinds import CheckIn, Entity, Initiative, KeyResult, Metric, Reading
from stratdocs.model.stack import Stack
from stratdocs.words.phrases import excerpt
from stratdocs.yamltext.source import Edit, Fix, ScalarNode


class InvalidValue(ReadingRule):
    """A value doesn't fit its field.

    Dates, periods, quantities and the method's fixed words are used in calculations. A value that
    can't be read would silently drop out of every table. A check-in or reading has a wrong date if
    it is in the future, out of order, or the second on the same day. It then counts in no progress
    and no trend (a warning).
    """

    bad = """
        bets:
          - id: first-week-value
            title: Value in the first week
            period: 2027-Q5   # <- invalid-value
    """
    good = """
        bets:
          - id: first-week-value
            title: Value in the first week
            period: 2027-Q1
    """

    def check(self, stack: Stack) -> Iterator[Finding]:
        """What reading found; an invalid id gets a fix that writes a valid one, if that is free."""
        cut_off = list(self._cut_off(stack))
        cut_titles = {finding.item for finding in cut_off}
        taken: set[str] = set()
        linked: set[str] | None = None
        for finding in stack.found(self.name):
            if finding.item in cut_titles and finding.message.endswith(" has no title"):
                continue  # it has one, which YAML takes for a comment
            if finding.field == "id" and finding.item is not None and finding.suggestion:
                if linked is None:
                    linked = _linked_ids(stack)
                fix = _rename_fix(stack, finding.item, finding.suggestion)
                if (
                    fix is not None
                    and finding.item not in linked
                    and finding.suggestion not in taken
                ):
                    taken.add(finding.suggestion)
                    finding = finding._replace(fix=fix)
            yield finding
        yield from cut_off
        yield from self._half_quoted(stack)
        yield from self._safeguards(stack)
        for goal in stack.of(KeyResult):
            yield from self._misdated(stack, goal, goal.check_ins, "check-in")
        for metric in stack.of(Metric):
            yield from self._misdated(stack, metric, metric.readings, "reading")

    def _safeguards(self, stack: Stack) -> Iterator[Finding]:
        """Days of exceptions and controls that cannot be right."""
        for initiative in stack.of(Initiative):
            for number, exception in enumerate(initiative.exceptions):
                if ends_before_granted(exception):
                    yield self.finding(
                        initiative,
                        f"an exception of {initiative.id} ends on {_day(exception.until)}, before it was "
                        f"granted on {_day(exception.granted)}",
                        "exceptions",
                        number,
                        "until",
                        severity=Severity.WARNING,
                    )
            for number, control in enumerate(initiative.controls):
                if control.tested is not None and control.tested > stack.today:
                    yield self.finding(
                        initiative,
                        f"the last test of a control of {initiative.id}, on "
                        f"{_day(control.tested)}, is in the future, so it doesn't count",
                        "controls",
                        number,
                        "tested",
                        severity=Severity.WARNING,
                    )

    def _cut_off(self, stack: Stack) -> Iterator[Finding]:
        """Titles in which YAML takes a # and what follows for a comment."""
        cut: dict[str, dict[int, str]] = {}
        for path, text in stack.texts.items():
            if " #" in text:
                for match in re.finditer(_CUT, text.removeprefix("\ufeff")):
                    cut.setdefault(path, {})[match.start()] = match[0]
        if not cut:
            return
        for entity in stack.entities:
            found = cut.get(entity.path)
            if found is None:
                continue
            yield from self._emptied(entity, found)
            node = entity.node.get("title")
            if not isinstance(node, ScalarNode) or not node.plain:
                continue
            rest = found.get(node.end)
            if rest is not None:
                whole = f"{node.text} {rest.strip()}".strip()
                ends = f'ends at "{excerpt(node.text)}"' if node.text else "is empty"
                comment = entity.path.span(node.end, node.end + len(rest))
                edits = (Edit(entity.at("title"), whole, "value"), Edit(comment, ""))
                is_title = not node.text or re.match(_NO_COMMENT, rest)
                yield self.finding(
                    entity,
                    f"the title of {entity.id} {ends}, because YAML reads "
                    f'"{excerpt(rest.strip())}" as a comment; quote a title that contains " '
                    '#"',
                    "title",
                    severity=Severity.WARNING if node.text else Severity.ERROR,
                    suggestion=f'"{whole}"',
                    fix=Fix(safe=False, edits=edits) if is_title else None,
                )

    def _half_quoted(self, stack: Stack) -> Iterator[Finding]:
        """Titles with a quote at the end and none at the beginning."""
        for entity in stack.entities:
            node = entity.node.get("title")
            if isinstance(node, ScalarNode) and node.plain and re.search(_HALF_QUOTED, node.text):
                whole = node.text[:-1].rstrip()
                yield self.finding(
                    entity,
                    f"the title of {entity.id} ends with a quote that was never opened; add the "
                    "first quote or remove the last",
                    "title",
                    severity=Severity.WARNING,
                    suggestion=f'"{whole}"',
                    fix=Fix(safe=False, edits=(Edit(entity.at("title"), whole, "value"),)),
                )

    def _emptied(self, entity: Entity, comments: Mapping[int, str]) -> Iterator[Finding]:
        """Fields that are empty, since their value begins with a #, as in `#growth` or `#N/A`."""
        for name, node in entity.node.values.items():
            if name == "title" or not isinstance(node, ScalarNode) or node.text:
                continue
            rest = comments.get(node.end, "").strip()
            if re.match(r"#\w", rest):
                yield self.finding(
                    entity,
                    f'{name} of {entity.id} is empty, because YAML reads "{excerpt(rest)}" '
                    "as a comment; quote a text that begins with #",
                    name,
                    severity=Severity.WARNING,
                )

    def _misdated(
        self,
        stack: Stack,
        entity: KeyResult | Metric,
        looks: Sequence[CheckIn | Reading],
        noun: str,
    ) -> Iterator[Finding]:
        """Check-ins and readings whose day is wrong, once for each reason; they count nowhere."""
        list_name = "check_ins" if noun == "check-in" else "readings"
        by_reason: dict[str, list[int]] = {}
        for number, why in misdated(looks, stack.today).items():
            by_reason.setdefault(why, []).append(number)
        for why, (first, *others) in by_reason.items():
            more = f"; the same goes for {len(others)} more" if others else ""
            yield self.finding(
                entity,
                f"the {noun} of {entity.id} on {_day(looks[first].date)} {why}, so it doesn't "
                f"count{more}",
                list_name,
                first,
                "date",
                severity=Severity.WARNING,
                related=[
                    Related(entity.at(list_name, number, "date"), f"this {why} too")
                    for number in others
                ],
            )
        undated = [
            number
            for number, look in enumerate(looks)
            if look.value and not look.date and entity.node_at(list_name, number, "date") is None
        ]
        if undated:
            more = f"; the same goes for {len(undated) - 1} more" if undated[1:] else ""
            yield self.finding(
                entity,
                f"the {noun} of {entity.id} with {looks[undated[0]].value} has no date{more}",
                list_name,
                undated[0],
                "value",
                severity=Severity.WARNING,
                related=[
                    Related(entity.at(list_name, number, "value"), "no date either")
                    for number in undated[1:]
                ],
            )


_HALF_QUOTED = r'^[^"]*[^"\d]"$'
"""A text with one quote, at its end; after a digit it may mean inches."""
_CUT = r"(?<=\S) #(?!\s*stratdocs:)[^\n\r]*"
"""A comment after a single space: a comment that is meant as one mostly has two before it."""

_NO_COMMENT = r"\s*#(?:\w|\s*of\b|.*\bto\s+[^\s\d]?\d)"
"""The rest of a title rather than a comment: `#1 in town`, `# of orders`, `# orders from 10 to 20`."""


def _linked_ids(stack: Stack) -> set[str]:
    """Ids that prose links to; a fix of them would have to change the prose."""
    matches = (match for text in stack.texts.values() for match in re.finditer(_LINK, text))
    return {match[1].strip() for match in matches}


_LINK = r"\[\[([^\]|\n]*)"


def _rename_fix(stack: Stack, old: str, new: str) -> Fix | None:
    """The fix that changes an id and all its mentions; safe if there are none."""
    entity = stack.get(old)
    node = entity.node.get("id") if entity is not None else None
    if entity is None or not isinstance(node, ScalarNode) or node.text.strip() != old:
        return None
    if not SLUG.fullmatch(new) or stack.get(new) is not None or old in stack.graph.wrong_kind:
        return None
    mentions = [mention for mention in stack.mentions(entity) if mention.id == old]
    places = (entity.at("id"), *(mention.entity.at(*mention.route) for mention in mentions))
    edits = tuple(Edit(place, new, "name") for place in dict.fromkeys(places))
    return Fix(safe=not mentions, edits=edits)


def _day(when: date | None) -> str:
    return day_words(when) if when is not None else "an unknown day"

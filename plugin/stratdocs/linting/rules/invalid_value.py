from __future__ import annotations

import re
from collections.abc import Iterator

from stratdocs.linting.rules.base import ReadingRule
from stratdocs.model.decode import SLUG
from stratdocs.model.finding import Finding
from stratdocs.model.stack import Stack
from stratdocs.yamltext.source import Edit, Fix, ScalarNode


class InvalidValue(ReadingRule):
    """A value does not fit its field.

    Dates, periods, quantities and the fixed words of the method are computed with. One that cannot
    be read would drop out of every table without a word.
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
        taken: set[str] = set()
        linked: set[str] | None = None
        for finding in stack.found(self.name):
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
    edits = tuple(Edit(place, new, "value") for place in dict.fromkeys(places))
    return Fix(safe=not mentions, edits=edits)

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
        """What reading found; an id that is none gets the one it could be, if that is free."""
        taken: set[str] = set()
        linked: set[str] | None = None
        for finding in stack.found(self.name):
            if finding.field == "id" and finding.item is not None and finding.suggestion:
                if linked is None:
                    linked = _linked_ids(stack)
                fix = _renaming(stack, finding.item, finding.suggestion)
                if (
                    fix is not None
                    and finding.item not in linked
                    and finding.suggestion not in taken
                ):
                    taken.add(finding.suggestion)
                    finding = finding._replace(fix=fix)
            yield finding


def _linked_ids(stack: Stack) -> set[str]:
    """Ids to which prose links; a change of them would have to change the prose."""
    found = (match for text in stack.texts.values() for match in re.finditer(_LINK, text))
    return {match[1].strip() for match in found}


_LINK = r"\[\[([^\]|\n]*)"


def _renaming(stack: Stack, old: str, new: str) -> Fix | None:
    """The id, and all that mentions it, changed; safe if nothing does."""
    entity = stack.get(old)
    node = entity.node.get("id") if entity is not None else None
    if entity is None or not isinstance(node, ScalarNode) or node.text.strip() != old:
        return None
    if not SLUG.fullmatch(new) or stack.get(new) is not None or old in stack.graph.wrong_kind:
        return None
    mentions = [one for one in stack.mentions(entity) if one.id == old]
    places = (entity.at("id"), *(one.entity.at(*one.route) for one in mentions))
    edits = tuple(Edit(place, new, "value") for place in dict.fromkeys(places))
    return Fix(safe=not mentions, edits=edits)

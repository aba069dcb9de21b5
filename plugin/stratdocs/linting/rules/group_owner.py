from __future__ import annotations

from collections.abc import Iterator

from stratdocs.analysis.state import state_of
from stratdocs.linting.rules.base import Rule
from stratdocs.model.finding import Finding, Severity
from stratdocs.model.kinds import KINDS, Entity, Health, Initiative, Person, Team
from stratdocs.model.stack import Stack
from stratdocs.words.phrases import pattern


class GroupOwner(Rule):
    """The owner is a group, not a person.

    When everyone owns something, no one reports on it. Name the one person who is accountable for
    it; the others help.
    """

    severity = Severity.WARNING
    group = "clarity"
    bad = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        teams:
          - {id: growth, title: Growth}
        objectives:
          - id: first-week
            title: New clinics get value in their first week
            serves: customers-that-stay
            owner: growth   # <- group-owner
    """
    good = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        people:
          - {id: ana, title: Ana Reis}
        objectives:
          - id: first-week
            title: New clinics get value in their first week
            serves: customers-that-stay
            owner: ana
    """

    def check(self, stack: Stack) -> Iterator[Finding]:
        listed = bool(stack.of(Person) or stack.of(Team))
        owners = {entity.owner for entity in stack.entities}
        for kind in _KINDS_WITH_PARTS:
            owners.update(
                owner for entity in stack.of(kind) for owner, _, _ in _part_owners(entity)
            )
        groups = {
            owner: phrase
            for owner in owners
            if owner and (phrase := _group_words(stack, owner, listed=listed))
        }
        if not groups:
            return
        for entity, owner, what, route in _owners(stack):
            phrase = groups.get(owner)
            if phrase and state_of(stack, entity).in_force:
                yield self.finding(
                    entity, f"{what or entity.id} is owned by {phrase}, not by a person", *route
                )


_Route = tuple[str | int, ...]
_KINDS_WITH_PARTS = tuple(
    kind
    for kind in KINDS
    if {"triggers", "gaps", "controls", "checklist"}.intersection(kind.declared)
)


def _owners(stack: Stack) -> Iterator[tuple[Entity, str, str, _Route]]:
    """Every owner that entities or their parts name: entity, owner, what is owned, route."""
    for entity in stack.entities:
        if entity.owner:
            yield entity, entity.owner, "", ("owner",)
    for kind in _KINDS_WITH_PARTS:
        for entity in stack.of(kind):
            for owner, what, route in _part_owners(entity):
                yield entity, owner, what, route


def _part_owners(entity: Entity) -> Iterator[tuple[str, str, _Route]]:
    for at, trigger in enumerate(getattr(entity, "triggers", ())):
        if trigger.owner:
            yield trigger.owner, f"a trigger of {entity.id}", ("triggers", at, "owner")
    if isinstance(entity, Initiative):
        for at, gap in enumerate(entity.gaps):
            for number, action in enumerate(gap.actions):
                if action.owner:
                    route = ("gaps", at, "actions", number, "owner")
                    yield action.owner, f"an action of {entity.id}", route
        for at, control in enumerate(entity.controls):
            if control.owner:
                yield control.owner, f"a control of {entity.id}", ("controls", at, "owner")
    if isinstance(entity, Health):
        for at, check in enumerate(entity.checklist):
            if check.owner:
                yield check.owner, f"a check of {entity.id}", ("checklist", at, "owner")


_GROUPS = r"""
    (?:the\s+)?(?:whole\s+)?(?:everyone|everybody|all|all\s+of\s+us|all\s+(?:teams?|leads?|hands|staff|employees|managers)
      |we|us|team|teams|(?:the\s+)?(?:company|organi[sz]ation)|various|several|multiple|shared|joint(?:ly)?|both)
  | .+[\s-](?:team|teams|squad|squads|tribe|department|dept\.?|group|guild|chapter|committee|board|council|leads|managers
      |engineers|designers|staff)
  | (?:team|squad|tribe|department|group|guild|chapter)[\s-]\S.*
  | (?:leadership|management|engineering|marketing|sales|product|design|finance|operations|support|hr|it|legal)"""
_NOBODY = r"tbd|tba|tbc|n/?a|none|nobody|unassigned|unknown|to\s+be\s+(?:defined|decided|determined|announced|named|hired)|\?+|open|vacant"
_SEVERAL = r"[^,&+/;()]+?(?:\s+and\s+|\s*[,&+;]\s*|\s+/\s+|\s+or\s+)[^,&+/;()]+.*"


def _group_words(stack: Stack, owner: str, *, listed: bool) -> str | None:
    """The owner in words if it is not a single person; None if it may be one."""
    known = stack.get(owner)
    if known is not None:
        return f"the team {owner}" if isinstance(known, Team) else None
    if listed:
        return None  # reported as an id that doesn't exist
    text = owner.strip()
    if pattern(_NOBODY).fullmatch(text):
        return f'"{text}"'
    if pattern(_GROUPS).fullmatch(text) or pattern(_SEVERAL).fullmatch(text):
        return f'"{text}"'
    return None

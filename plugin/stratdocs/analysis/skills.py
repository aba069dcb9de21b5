"""What a team can do, and what its work asks of it."""

from __future__ import annotations

from typing import NamedTuple

from stratdocs.model.kinds import Person, Team, Work
from stratdocs.model.stack import Stack


class Skill(NamedTuple):
    """One thing that a team can do, or should be able to."""

    name: str
    """As written where it was found first."""
    named: bool
    """Whether the team says so of itself."""
    people: tuple[Person, ...]
    """Who in it says so."""
    asked: tuple[Work, ...]
    """The open work that asks for it."""
    lacking: tuple[Work, ...]
    """That of it for which nobody has it: neither in the team nor the work's owner."""


def comparable(skill: str) -> str:
    """A skill as it is compared: `Data-Cleaning` is `data cleaning`."""
    return " ".join(skill.casefold().replace("-", " ").split())


def team_members(stack: Stack, team: Team) -> tuple[Person, ...]:
    """The people of a team: whom it names, and who name it."""
    found: dict[str, Person] = {}
    for identity in team.members:
        named = stack.get(identity)
        if isinstance(named, Person):
            found[named.id] = named
    for mention in stack.mentions(team):
        if isinstance(mention.entity, Person) and mention.route == ("team",):
            found.setdefault(mention.entity.id, mention.entity)
    return tuple(found.values())


def team_skills(stack: Stack, team: Team) -> tuple[Skill, ...]:
    """The skills of a team: what nobody has first, then what its open work asks for most.

    Where neither the team nor anybody in it lists a skill, none is lacking: nobody was asked.
    """
    names: dict[str, str] = {comparable(skill): skill for skill in reversed(team.skills)}
    own = frozenset(names)
    having: dict[str, list[Person]] = {}
    for person in team_members(stack, team):
        for skill in person.skills:
            names.setdefault(comparable(skill), skill)
            having.setdefault(comparable(skill), []).append(person)
    listed = bool(own or having)
    asked: dict[str, list[Work]] = {}
    lacking: dict[str, list[Work]] = {}
    for work in stack.of_team(team):
        if not isinstance(work, Work) or not work.stands:
            continue
        owner = stack.get(work.owner)
        theirs = {comparable(one) for one in owner.skills} if isinstance(owner, Person) else set()
        for skill in work.skills:
            key = comparable(skill)
            names.setdefault(key, skill)
            asked.setdefault(key, []).append(work)
            if listed and key not in own and key not in having and key not in theirs:
                lacking.setdefault(key, []).append(work)
    found = (
        Skill(
            name,
            key in own,
            tuple(having.get(key, ())),
            tuple(asked.get(key, ())),
            tuple(lacking.get(key, ())),
        )
        for key, name in names.items()
    )
    return tuple(sorted(found, key=lambda one: (not one.lacking, -len(one.asked), one.name)))

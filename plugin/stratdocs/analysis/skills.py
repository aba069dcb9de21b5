"""The skills that a team has, and those that its work needs."""

from __future__ import annotations

from typing import NamedTuple

from stratdocs.model.kinds import Person, Team, Work
from stratdocs.model.stack import Stack


class Skill(NamedTuple):
    """One skill that a team has or needs."""

    name: str
    """As written in the first place where it was found."""
    listed_by_team: bool
    """Whether the team itself lists it."""
    people: tuple[Person, ...]
    """The people of the team who list it."""
    needed_by: tuple[Work, ...]
    """The open work that needs it."""
    lacking: tuple[Work, ...]
    """The part of that work for which neither the team nor the owner has the skill."""


def comparable(skill: str) -> str:
    """A skill in the form in which skills are compared: `Data-Cleaning` is `data cleaning`."""
    return " ".join(skill.casefold().replace("-", " ").split())


def team_members(stack: Stack, team: Team) -> tuple[Person, ...]:
    """The people of a team: those whom it names, and those who name it."""
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
    """The skills of a team: missing ones first, then by how much open work needs them.

    If neither the team nor anybody in it lists a skill, none counts as missing: nobody was asked.
    """
    names: dict[str, str] = {comparable(skill): skill for skill in reversed(team.skills)}
    own = frozenset(names)
    having: dict[str, list[Person]] = {}
    for person in team_members(stack, team):
        for skill in person.skills:
            names.setdefault(comparable(skill), skill)
            having.setdefault(comparable(skill), []).append(person)
    anybody = bool(own or having)
    needed: dict[str, list[Work]] = {}
    lacking: dict[str, list[Work]] = {}
    for work in stack.of_team(team):
        if not isinstance(work, Work) or not work.live:
            continue
        owner = stack.get(work.owner)
        theirs = (
            {comparable(skill) for skill in owner.skills} if isinstance(owner, Person) else set()
        )
        for skill in work.skills:
            key = comparable(skill)
            names.setdefault(key, skill)
            needed.setdefault(key, []).append(work)
            if anybody and key not in own and key not in having and key not in theirs:
                lacking.setdefault(key, []).append(work)
    found = (
        Skill(
            name,
            key in own,
            tuple(having.get(key, ())),
            tuple(needed.get(key, ())),
            tuple(lacking.get(key, ())),
        )
        for key, name in names.items()
    )
    return tuple(
        sorted(found, key=lambda skill: (not skill.lacking, -len(skill.needed_by), skill.name))
    )

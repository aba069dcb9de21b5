"""What the pages of teams and people show: who is in it, and what they answer for."""

from __future__ import annotations

from collections.abc import Iterator

from stratdocs.model import Entity, Person, Team
from stratdocs.views.page import Picture, collection_title
from stratdocs.views.section import Section

MOST_OWNED = 300
"""Things of one kind that a page lists."""


def person(picture: Picture, somebody: Person) -> Iterator[Section]:
    """What the person owns, each with the reason for it."""
    yield from _owned(picture, somebody, "owner", "What they answer for")


def team(picture: Picture, group: Team) -> Iterator[Section]:
    """What the team works on, each with the reason for it."""
    yield from _owned(picture, group, "team", "What the team works on")


def _owned(picture: Picture, who: Entity, field: str, title: str) -> Iterator[Section]:
    groups: dict[str, list[Entity]] = {}
    for mention in picture.stack.mentions(who):
        if mention.route == (field,) and mention.entity.collection != "people":
            groups.setdefault(mention.entity.collection, []).append(mention.entity)
    if groups:
        yield Section(
            "owns",
            title,
            "owned",
            {
                "groups": [
                    {
                        "title": collection_title(name),
                        "rows": [_row(picture, entity) for entity in owned[:MOST_OWNED]],
                        "more": max(0, len(owned) - MOST_OWNED),
                        "measured": any(picture.progress.bar(e)[1] for e in owned[:MOST_OWNED]),
                        "stated": any(picture.progress.status(e) for e in owned[:MOST_OWNED]),
                    }
                    for name, owned in groups.items()
                ]
            },
        )


def _row(picture: Picture, entity: Entity) -> dict[str, object]:
    primary = picture.stack.primary(entity)
    top = picture.stack.trace(entity)[-1]
    share, words = picture.progress.bar(entity)
    return {
        "ref": picture.ref(entity),
        "status": picture.progress.status(entity),
        "period": picture.stack.period_of(entity),
        "for": picture.ref(primary) if primary else None,
        "top": picture.ref(top) if top is not entity and top is not primary else None,
        "share": share,
        "words": words,
    }

"""Every field of every kind, taken out, replaced and written unreadably: what a review says of it.

The whole table is `golden/review_fields.txt`, one line for each sort of change, with the kinds that
it is so for. What a field promises, decides or records is at least notable when it goes or says
less; what may go unnoticed is listed here, and why.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any, NamedTuple

import pytest
from reported import golden
from test_fields import fields

from stratdocs.model.fields import Field, fields_of
from stratdocs.model.kinds import Entity, Metric, Strategy
from stratdocs.model.stack import Stack, load
from stratdocs.reviewing.compare import failing, review_of
from stratdocs.reviewing.sides import sides_of
from stratdocs.reviewing.value import Change, Weight

pytestmark = pytest.mark.slow

TODAY = date(2027, 2, 20)
STRATEGY: dict[str, list[dict[str, Any]]] = {
    "strategies": [
        {"id": "win", "title": "Win", "level": "company", "period": "2027", "owner": "maya"},
        {"id": "win-b", "title": "Win twice", "level": "company", "period": "2027"},
    ],
    "people": [{"id": "maya", "title": "Maya Lind"}, {"id": "jo", "title": "Jo Kern"}],
    "teams": [{"id": "north", "title": "North"}, {"id": "south", "title": "South"}],
    "metrics": [{"id": "load", "title": "Load"}, {"id": "speed", "title": "Speed of answers"}],
    "decisions": [{"id": "first", "title": "Begin"}, {"id": "second", "title": "Go further"}],
    "bets": [{"id": "bet", "title": "A bet", "serves": "win", "status": "on_track"}],
    "work": [
        {"id": "w-one", "title": "First work", "serves": "bet", "status": "on_track"},
        {"id": "w-two", "title": "More work", "serves": "bet", "status": "on_track"},
    ],
}
STRONG = "Every ship must carry two lifeboats and a doctor."
WEAKER = "Most ships should carry two lifeboats and a doctor."
OTHER = "Crews are paid by the hour from the first day on board."

UNNOTICED = {
    "tags": "sorts items",
    "links": "points elsewhere",
    "url": "points elsewhere",
    "skills": "says what one can do",
    "role": "says what one does",
    "factor": "sorts risks",
    "fields": "are the company's own; money of what others rely on is notable",
    "questions_to": "says where to ask",
    "serves": "of a metric, promises nothing",
    "description": "promises nothing; that of a metric is notable",
    "reviewed": "is found by the rules on reviews",
    "started": "says how it goes",
    "ended": "says how it goes",
    "finished": "says how it goes",
    "last_held": "is found by the rules on rhythm",
    "date": "says when it was written",
    "planned": "says where work came from",
    "estimate": "is found by the rules on capacity",
    "lno": "of work, is its own team's",
    "period": "of a metric, promises nothing",
    "status": "of a metric, says nothing",
    "title": "of a metric, is found by the rule on titles",
    "lag": "puts off no conclusion any more",
    "attendees": "come and go",
    "members": "come and go",
    "asks": "of a meeting, come and go",
    "refers_to": "points elsewhere",
    "gaps": "is closed here: its action is done",
    "gaps.actions": "is done here",
    "gaps.dimension": "is closed here",
    "links.title": "points elsewhere",
    "links.url": "points elsewhere",
    "note": "explains a score",
    "phases.status": "says how it goes",
}
"""What may go unnoticed, by its route or last name, and why."""


class Edit(NamedTuple):
    """A change of one field of one kind."""

    kind: type[Entity]
    route: str
    does: str
    before: dict[str, Any]
    after: dict[str, Any]


def value_pair(field: Field) -> tuple[Any, Any]:
    """Two values of a field: a strong or early one, and a weaker or later one."""
    match field.sort:
        case "text" | "prose":
            return STRONG, OTHER
        case "bool":
            return True, False
        case "date":
            return "2027-03-20", "2027-06-20"
        case "period":
            return "2027-Q1", "2027-Q2"
        case "quantity":
            return "40%", "20%"
        case "duration":
            return "2 months", "6 months"
        case "number":
            return 3, 2
        case "choice":
            if field.name == "status":
                return "at_risk", "on_track"
            return field.choices[0], field.choices[-1]
        case "reference":
            kinds = field.refers.kinds if field.refers is not None else ()
            for kind, pair in (
                ("people", ("maya", "jo")),
                ("teams", ("north", "south")),
                ("metrics", ("load", "speed")),
                ("decisions", ("first", "second")),
            ):
                if kind in kinds:
                    return pair
            return ("win", "win-b") if field.name == "serves" else ("w-one", "w-two")
    return {"budget": "10 d"}, {"budget": "5 d"}


def filled(field: Field, *, second: bool = False) -> dict[str, Any]:
    """A group with a value in each of its fields."""
    found: dict[str, Any] = {}
    assert field.group is not None
    for inner in fields_of(field.group):
        named = second and inner.name in field.group.named_by
        value = filled(inner) if inner.group is not None else value_pair(inner)[named]
        found[inner.name] = [value] if inner.many else value
    return found


def nested(route: tuple[Field, ...], value: Any) -> Any:
    """What the outermost field of a route holds, with that value at the end; None for nothing."""
    field, *rest = route
    if not rest:
        return (
            [value] if field.many and value is not None and not isinstance(value, list) else value
        )
    inner = nested(tuple(rest), value)
    group: dict[str, Any] = {}
    if field.many:
        group |= {f.name: value_pair(f)[0] for f in fields_of(field.group) if _names(field, f)}  # type: ignore[arg-type]
    group[rest[0].name] = inner
    group = {name: held for name, held in group.items() if held is not None}
    return [group] if field.many else group or None


def _names(holder: Field, field: Field) -> bool:
    return holder.group is not None and field.name in holder.group.named_by


def edits() -> Iterator[Edit]:
    """The edits of every field."""
    for kind, names, route in fields():
        field, name = route[-1], ".".join(names)
        if names[0] in ("id", "was"):
            continue

        def item(value: Any, kind: type[Entity] = kind, route: tuple[Field, ...] = route) -> Any:
            found = {"id": "thing", "title": "The thing itself", "owner": "maya", "serves": "win"}
            found |= {"period": "2027-Q1", "status": "on_track"}
            if kind is Strategy:
                found |= {"level": "company", "serves": None}
            found[route[0].name] = nested(route, value)
            return {key: held for key, held in found.items() if held is not None}

        if field.group is not None:
            one, two = filled(field), filled(field, second=True)
            yield Edit(kind, name, "taken out", item(one), item(None))
            if field.many:
                yield Edit(kind, name, "one of two taken out", item([one, two]), item(one))
            continue
        old, new = value_pair(field)
        yield Edit(kind, name, "taken out", item(old), item(None))
        yield Edit(kind, name, "replaced", item(old), item(new))
        if field.sort in ("text", "prose"):
            yield Edit(kind, name, "weaker", item(old), item(WEAKER))
        if field.many:
            yield Edit(kind, name, "one of two taken out", item([old, new]), item(old))
        elif field.sort not in ("text", "prose", "reference", "own"):
            yield Edit(kind, name, "replaced the other way", item(new), item(old))
            yield Edit(kind, name, "unreadable", item(old), item("no idea yet"))


def stack(kind: type[Entity], item: dict[str, Any]) -> Stack:
    found = copy.deepcopy(STRATEGY)
    found.setdefault(kind.collection, []).append(item)
    metric = "thing" if kind is Metric else "load"
    goal = {"id": "goal", "title": "Reach the goal", "metric": metric, "target": "90%"}
    found.setdefault("key_results", []).append({**goal, "owner": "maya", "status": "on_track"})
    return load({"s.yml": json.dumps(found)}, today=TODAY)


@cache
def outcomes() -> tuple[tuple[Edit, Change | None, bool], ...]:
    """Each edit with its heaviest change, and whether a build that fails at breaking fails."""
    found = []
    for edit in edits():
        review = review_of(sides_of(stack(edit.kind, edit.before), stack(edit.kind, edit.after)))
        change = max(review.changes, key=lambda change: change.weight, default=None)
        without_findings = review._replace(new=())
        found.append((edit, change, failing(without_findings, Weight.BREAKING)))
    return tuple(found)


def test_what_a_review_says_of_each_field() -> None:
    table: dict[str, list[str]] = {}
    for edit, change, _ in outcomes():
        said = f"{change.weight.word} {change.category}" if change is not None else "nothing"
        table.setdefault(f"{edit.route} {edit.does}: {said}", []).append(edit.kind.noun)

    golden("review_fields.txt", "".join(f"{say} ({', '.join(table[say])})\n" for say in table))


def test_nothing_that_goes_is_calm_but_what_may_go_unnoticed() -> None:
    calm = {
        edit.route
        for edit, change, _ in outcomes()
        if edit.does in ("taken out", "one of two taken out")
        and (change is None or change.weight is Weight.MINOR)
    }

    assert set() == {
        route for route in calm if not {route, route.split(".")[-1]} & UNNOTICED.keys()
    }


def test_what_cannot_be_read_is_never_calm() -> None:
    calm = [
        f"{edit.kind.noun} {edit.route}"
        for edit, change, _ in outcomes()
        if edit.does == "unreadable" and (change is None or change.weight is Weight.MINOR)
    ]

    assert calm == []


def test_what_breaks_a_promise_fails_and_nothing_else() -> None:
    for edit, change, fails in outcomes():
        assert fails == (change is not None and change.weight is Weight.BREAKING), edit

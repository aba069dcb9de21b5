"""The stated reasons for changes: on an item, in an allow, in a commit message.

A reason belongs to one item and one step. Which changes it covers is decided in `model.history`,
for reviews and for the rules that look back alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from stratdocs.analysis.aims import stated_value
from stratdocs.analysis.promises import Scale, better_direction
from stratdocs.linting.allows import Allow, allows
from stratdocs.model.diff import as_text
from stratdocs.model.history import (
    Reader,
    Version,
    history,
    is_new_reason,
    newest_versions,
    reason_in,
)
from stratdocs.model.kinds import Bet, Entity
from stratdocs.model.stack import Stack
from stratdocs.model.values import Quantity
from stratdocs.reviewing.changes import ItemDifference
from stratdocs.words.phrases import is_empty_phrase

ALLOWED = {
    "goalpost-moved": ("target", "baseline", "by", "metric", "success", "period", "due"),
    "group-owner": ("owner",),
    "too-many-priorities": ("", "status", "approved_by", "size"),
    "skipped-layer": ("serves",),
    "orphan": ("serves",),
}
"""The rules whose allow gives a reason for a change, with the fields that it covers."""


class _Step(NamedTuple):
    """A change of one field in one version."""

    field: str
    """The route as text; empty if the item was added or removed."""
    name: str
    """The name of the field itself."""
    before: Any
    after: Any
    reason: str | None
    when: date


class Reasons:
    """The reasons that are stated for the changes between two stacks."""

    def __init__(
        self, before: Stack, after: Stack, versions: Sequence[Version], *, dated: bool = False
    ) -> None:
        self.before, self.after, self.dated = before, after, dated
        self.steps = _steps(before, after, versions, dated=dated)
        old = {(allow.rule, allow.reason) for allow in allows(before)}
        self.allowed: dict[str, list[Allow]] = {}
        for allow in allows(after):
            if allow.rule in ALLOWED and (allow.rule, allow.reason) not in old:
                self.allowed.setdefault(allow.span.path, []).append(allow)

    def __call__(self, difference: ItemDifference) -> str | None:
        """The reason for a difference; None if nobody gives one, or not for every step of it."""
        found = (self._allow(difference), self._part(difference), self._stated(difference))
        return next((reason for reason in found if not is_empty_phrase(reason)), None)

    def day_of(self, difference: ItemDifference) -> date | None:
        """The day of the last commit that made a difference; None if that is not known."""
        if not self.dated:
            return None
        steps = [
            step for step in self.steps.get(difference.item, ()) if step.field == difference.field
        ]
        return steps[-1].when if difference.field and steps else None

    def _stated(self, difference: ItemDifference) -> str | None:
        """The last reason of the steps that led to a difference; None if a step has none."""
        if not self.steps:
            return None
        known = self.steps.get(difference.item, ())
        steps = [step for step in known if step.field == difference.field]
        top = _top(difference)
        steps = steps or [step for step in known if top and step.field.startswith(top)]
        if not steps:
            return self._beyond_versions(difference)
        if any(step.reason is None and not self._is_harder(difference, step) for step in steps):
            return None
        return next((step.reason for step in reversed(steps) if step.reason is not None), None)

    def _is_harder(self, difference: ItemDifference, step: _Step) -> bool:
        """Whether a step made a goal harder, which takes no reason."""
        scale = scale_of(self.before, difference.old)
        return scale.ease(step.name, step.before, step.after) == "harder"

    def _beyond_versions(self, difference: ItemDifference) -> str | None:
        """The reason for a difference that no version shows as such: of an item under a new id, or
        in a file that could not be read.
        """
        old, new = difference.old, difference.new
        for item in (old, new):
            came = self.steps.get(item.id, ()) if item is not None and old != new else ()
            if reason := next((step.reason for step in came if not step.field), None):
                return reason
        if new is None or not is_new_reason(old.because if old else None, new.because):
            return None
        return new.because

    def _allow(self, difference: ItemDifference) -> str | None:
        entity = difference.new
        if entity is None or entity.path not in self.allowed:
            return None
        first, last = entity.node.lines(entity.path)
        nested = [
            child.node.lines(child.path)
            for child in self.after.children(entity)
            if child.nested_in == entity.id and child.path == entity.path
        ]
        for allow in self.allowed[entity.path]:
            own = not any(start <= allow.line <= end for start, end in nested)
            if first <= allow.line <= last and own and _first(difference) in ALLOWED[allow.rule]:
                return allow.reason
        return None

    def _part(self, difference: ItemDifference) -> str | None:
        """The reason that an added part of a list gives itself."""
        because = getattr(difference.after, "because", None) if difference.sort == "added" else None
        return because if isinstance(because, str) else None


def scale_of(stack: Stack, goal: Entity | None) -> Scale:
    """Which way is easier for a goal."""
    holder: Any = goal.success if isinstance(goal, Bet) else goal
    baseline, target = getattr(holder, "baseline", None), getattr(holder, "target", None)
    name = getattr(holder, "measure", None) or getattr(holder, "metric", None)
    title = goal.title if goal is not None else ""
    return Scale(better_direction(stack, baseline, target, name, title))


def _first(difference: ItemDifference) -> str:
    return difference.names[0] if difference.names else ""


def _top(difference: ItemDifference) -> str:
    """The field of the item, or of a group in it: `target`, `success.target`, `check_ins`."""
    first, second = (*difference.route[:2], "", "")[:2]
    return f"{first}.{second}" if second and isinstance(second, str) else str(first)


def _steps(
    before: Stack, after: Stack, versions: Sequence[Version], *, dated: bool
) -> Mapping[str, tuple[_Step, ...]]:
    """What happened to each item, step by step; empty if no reason is stated anywhere, and all
    happened on one day.
    """
    stated = any(reason_in(version.message) or _adds_reason(version) for version in versions)
    earlier = dated and any(version.day < after.today for version in versions)
    if (
        not stated
        and not earlier
        and not any(
            is_new_reason(_because_of(before, entity), entity.because)
            for entity in after.entities
            if entity.because
        )
    ):
        return {}
    every = newest_versions((*versions, *_last(before, after, versions)), records=True).versions
    reader = Reader(everything=True, records=True, calendar=after.calendar, value_in=stated_value)
    found: dict[str, list[_Step]] = {}
    for change in reversed(history(every, after.entities, reader).changes):
        steps = found.setdefault(change.item, [])
        if not change.fields:
            steps.append(_Step("", "", None, None, change.reason, change.when))
        steps.extend(
            _Step(
                field.field, field.names[-1], field.before, field.after, change.reason, change.when
            )
            for field in change.fields
        )
    return {item: tuple(_with_known_reasons(steps)) for item, steps in found.items()}


def _adds_reason(version: Version) -> bool:
    """Whether a version may add a reason to an item."""
    return any(
        "because" in line
        for path, text in version.after.items()
        if "because" in text
        for line in {*text.splitlines()} - {*version.before.get(path, "").splitlines()}
    )


def _because_of(stack: Stack, entity: Entity) -> str | None:
    old = stack.get(entity.id) or stack.get(entity.was or "")
    return old.because if old is not None else None


def _last(before: Stack, after: Stack, versions: Sequence[Version]) -> Iterator[Version]:
    """What the versions leave over: changes that are not committed, or all of two folders."""
    texts = dict(before.texts)
    for version in versions:
        for path in version.before:
            texts.pop(path, None)
        texts.update(version.after)
    paths = [
        path
        for path in dict.fromkeys((*before.texts, *after.texts))
        if texts.get(path) != after.texts.get(path)
    ]
    if paths:
        old = {path: texts[path] for path in paths if path in texts}
        new = {path: after.texts[path] for path in paths if path in after.texts}
        yield Version(after.today, None, None, "", old, new)


def _with_known_reasons(steps: Sequence[_Step]) -> Iterator[_Step]:
    """The steps of an item; one change may arrive by two branches, and needs one reason."""
    known = {_content(step): step.reason for step in steps if step.reason is not None}
    for step in steps:
        yield step if step.reason else step._replace(reason=known.get(_content(step)))


def _content(step: _Step) -> tuple[object, ...]:
    """What makes two steps the same change."""
    sides = (step.before, step.after)
    return step.field, *(v if isinstance(v, Quantity) else as_text(v) for v in sides)

"""Why something was changed, where somebody says so: on the item, in an allow, in a commit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from stratdocs.linting.allows import Allow, allows
from stratdocs.model.history import Version, reason_in
from stratdocs.model.kinds import Entity
from stratdocs.model.stack import Stack, load
from stratdocs.reviewing.changes import ItemDifference, compared

ALLOWED = {
    "goalpost-moved": ("target", "baseline", "by", "metric", "success", "period", "due"),
    "group-owner": ("owner",),
    "too-many-priorities": ("", "status", "approved_by", "size"),
    "skipped-layer": ("serves",),
    "orphan": ("serves",),
}
"""The rules whose allow gives a reason for a change, and of which fields."""
MAX_READ = 4_000_000
"""Characters of commits with a reason that are read, the newest first."""


class Reasons:
    """The reasons that are stated for the changes between two stacks."""

    def __init__(self, before: Stack, after: Stack, versions: Sequence[Version]) -> None:
        self.before, self.after = before, after
        self.from_commits = _from_commits(versions, before, after)
        old = {(allow.rule, allow.reason) for allow in allows(before)}
        self.allowed: dict[str, list[Allow]] = {}
        for allow in allows(after):
            if allow.rule in ALLOWED and (allow.rule, allow.reason) not in old:
                self.allowed.setdefault(allow.span.path, []).append(allow)

    def __call__(self, one: ItemDifference) -> str | None:
        """The reason of one difference, None where nobody gives any."""
        return (
            self._because(one)
            or self._allow(one)
            or self._part(one)
            or self.from_commits.get((one.item, _top(one)))
            or (one.old is not None and self.from_commits.get((one.old.id, _top(one))))
            or None
        )

    def _because(self, one: ItemDifference) -> str | None:
        """What is newly written on the item, or on what it serves."""
        for new, old in self._near(one):
            if new.because and (old is None or old.because != new.because):
                return new.because
        return None

    def _near(self, one: ItemDifference) -> Iterator[tuple[Entity, Entity | None]]:
        entity = one.new if one.new is not None else one.old
        if entity is None:
            return
        if one.new is not None:
            yield one.new, one.old
        for parent in entity.serves[:1]:
            above = self.after.get(parent)
            if above is not None:
                yield above, self.before.get(parent)

    def _allow(self, one: ItemDifference) -> str | None:
        entity = one.new
        if entity is None or entity.path not in self.allowed:
            return None
        first, last = entity.node.lines(entity.path)
        for allow in self.allowed[entity.path]:
            if first <= allow.line <= last and _top(one) in ALLOWED[allow.rule]:
                return allow.reason
        return None

    def _part(self, one: ItemDifference) -> str | None:
        """What a part that came says itself."""
        because = getattr(one.after, "because", None) if one.sort == "added" else None
        return because if isinstance(because, str) else None


def _top(one: ItemDifference) -> str:
    return one.names[0] if one.names else ""


def _from_commits(
    versions: Sequence[Version], before: Stack, after: Stack
) -> Mapping[tuple[str, str], str]:
    """What the messages of commits say of each item and field that they changed."""
    found: dict[tuple[str, str], str] = {}
    left = MAX_READ
    for version in reversed(versions):
        reason = reason_in(version.message)
        if reason is None:
            continue
        whole = dict(version.before) == {p: before.texts.get(p) for p in version.before} and dict(
            version.after
        ) == {p: after.texts.get(p) for p in version.after}
        if whole and _covers(version, before, after):
            sides = (before, after)
        else:
            left -= sum(len(text) for text in (*version.before.values(), *version.after.values()))
            if left < 0:
                break
            sides = (
                load(version.before, today=after.today),
                load(version.after, today=after.today),
            )
        for one in compared(*sides).differences:
            found.setdefault((one.item, _top(one)), reason)
    return found


def _covers(version: Version, before: Stack, after: Stack) -> bool:
    """Whether the version holds everything by which the stacks differ."""
    different = {
        path
        for path in {*before.texts, *after.texts}
        if before.texts.get(path) != after.texts.get(path)
    }
    return different <= {*version.before, *version.after}

"""The stated reasons for changes: on an item, in an allow, in a commit message."""

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
"""The rules whose allow gives a reason for a change, with the fields that it covers."""
MAX_CHARACTERS_READ = 4_000_000
"""Characters of commits with a reason that are read at most, the newest first."""


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

    def __call__(self, difference: ItemDifference) -> str | None:
        """The reason for a difference; None if nobody gives one."""
        return (
            self._because(difference)
            or self._allow(difference)
            or self._part(difference)
            or self.from_commits.get((difference.item, _top(difference)))
            or (
                difference.old is not None
                and self.from_commits.get((difference.old.id, _top(difference)))
            )
            or None
        )

    def _because(self, difference: ItemDifference) -> str | None:
        """A new `because` on the item, or on what it serves."""
        for new, old in self._with_parent(difference):
            if new.because and (old is None or old.because != new.because):
                return new.because
        return None

    def _with_parent(self, difference: ItemDifference) -> Iterator[tuple[Entity, Entity | None]]:
        entity = difference.new if difference.new is not None else difference.old
        if entity is None:
            return
        if difference.new is not None:
            yield difference.new, difference.old
        for parent in entity.serves[:1]:
            above = self.after.get(parent)
            if above is not None:
                yield above, self.before.get(parent)

    def _allow(self, difference: ItemDifference) -> str | None:
        entity = difference.new
        if entity is None or entity.path not in self.allowed:
            return None
        first, last = entity.node.lines(entity.path)
        for allow in self.allowed[entity.path]:
            if first <= allow.line <= last and _top(difference) in ALLOWED[allow.rule]:
                return allow.reason
        return None

    def _part(self, difference: ItemDifference) -> str | None:
        """The reason that an added part of a list gives itself."""
        because = getattr(difference.after, "because", None) if difference.sort == "added" else None
        return because if isinstance(because, str) else None


def _top(difference: ItemDifference) -> str:
    return difference.names[0] if difference.names else ""


def _from_commits(
    versions: Sequence[Version], before: Stack, after: Stack
) -> Mapping[tuple[str, str], str]:
    """The reasons in commit messages, by the item and field that the commit changed."""
    found: dict[tuple[str, str], str] = {}
    left = MAX_CHARACTERS_READ
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
        for difference in compared(*sides).differences:
            found.setdefault((difference.item, _top(difference)), reason)
    return found


def _covers(version: Version, before: Stack, after: Stack) -> bool:
    """Whether the version contains every difference between the stacks."""
    different = {
        path
        for path in {*before.texts, *after.texts}
        if before.texts.get(path) != after.texts.get(path)
    }
    return different <= {*version.before, *version.after}

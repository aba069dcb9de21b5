"""The history of promises: each change of a target, a baseline, a date, a measure or an owner, with
who, when and why.

Items are the same if their ids match, or `was:` names the old id, whatever file they are in.
Nothing is guessed: an item has not changed in the version that first shows it, nor has what cannot
be read there. A version in which a text is broken is skipped; the changes count for the version
that repairs it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Literal, NamedTuple

from stratdocs.model.decode import decode, vocabulary
from stratdocs.model.diff import Difference, Renamed, diff, is_blank, is_unread, leaves, same
from stratdocs.model.fields import promised
from stratdocs.model.kinds import Bet, Entity, KeyResult, Objective, Status
from stratdocs.model.periods import NO_FISCAL_YEAR, Calendar, Period
from stratdocs.model.values import Quantity
from stratdocs.yamltext.source import MappingNode, read

Value = Quantity | Period | date | str

MAX_DECODED = 2_000_000
"""Characters of earlier texts that are decoded, the newest first: about a second."""

TRACKED: tuple[type[Entity], ...] = (Bet, Objective, KeyResult)
"""The kinds that promise something."""


class Gap(NamedTuple):
    """Why the history is unknown, or known in part only."""

    why: str
    help: str
    """What would bring it."""
    what: str = "history (moved targets, changed priorities)"
    """What is unknown for that reason."""

    @property
    def sentence(self) -> str:
        """The reason and the cure."""
        return f"{self.why}; {self.help}"


class Version(NamedTuple):
    """One change of the files, like a commit; texts that it does not change may be left out."""

    day: date
    author: str | None
    commit: str | None
    """Its short hash; None if not committed yet."""
    message: str
    before: Mapping[str, str]
    """Path to text, without added files."""
    after: Mapping[str, str]
    """Path to text, without removed files."""


class Move(NamedTuple):
    """One change of a promise."""

    item: str
    """The id that it has today, or had last."""
    kind: type[Entity]
    field: str
    """The route of the field, as in `success.target`; empty if the item was added or removed."""
    before: Value | None
    """The old value; the title of a removed item."""
    after: Value | None
    when: date
    who: str | None
    """The author of the commit; None if not committed yet."""
    commit: str | None
    reason: str | None
    """The reason: a `because` written with it or later, on the item or what it serves, or a reason
    in the commit's message."""
    status: Status | None
    """The status before, its own or its parent's; proposed for a bet that nobody approved."""
    within: str | None
    """The id of its parent then."""
    beside: Mapping[str, Value | None]
    """Its other values by field, before the change; for an added item, after it."""


def moves(
    versions: Sequence[Version], entities: Iterable[Entity], reader: Reader | None = None
) -> dict[str, tuple[Move, ...]]:
    """The changes of each item's promises, oldest first.

    `versions` are the earlier ones, oldest first; `entities` are those of today.
    """
    return _Ledger(newest_versions(versions).versions, entities, reader or Reader()).moves()


Event = Literal["added", "removed", "changed"]
"""What happened to an item in a version."""


class Change(NamedTuple):
    """The change of one item in one version."""

    item: str
    """The id that it has today, or had last."""
    kind: type[Entity]
    title: str
    """The title then."""
    event: Event
    fields: tuple[Difference, ...]
    """The differences, in the order written; empty if it was added or removed."""
    when: date
    who: str | None
    """The author of the commit; None if not committed yet."""
    commit: str | None
    subject: str
    """The first line of the commit's message."""
    reason: str | None


class History(NamedTuple):
    """The past of a stack, as far back as a site shows it."""

    changes: tuple[Change, ...]
    """The changes of all items, the newest first."""
    moves: Mapping[str, tuple[Move, ...]]
    """The changes of promises, by id, oldest first."""
    since: date | None = None
    """The first day that it covers; None if there is nothing to show."""
    missing: str | None = None
    """What could not be read, in a sentence."""


def history(
    versions: Sequence[Version],
    entities: Iterable[Entity],
    reader: Reader,
    *,
    since: date | None = None,
    missing: str | None = None,
) -> History:
    """The history of all items; the reader has to read everything."""
    ledger = _Ledger(versions, entities, reader)
    changes = tuple(ledger.changes())[::-1]
    return History(changes, ledger.moves(), since, missing)


RECORDS = frozenset(("because", "check_ins", "readings", "reviewed"))
"""Fields that record what happened: a change in them does not change the strategy."""


# --- the reason -----------------------------------------------------------------------------------

# compiled when needed: a check without a history does not pay for them
_LINE = r"(?im)^\s*(?:because|reason)\s*:\s*(\S.*)"
_SENTENCE = r"(?i)\bbecause\s+(\S+\s+\S.*)"


def reason_in(message: str) -> str | None:
    """The reason in a commit's message: a line that begins with `Because:` or `Reason:`, or the
    words after `because`.

    The rest of a message says what was done, seldom why.
    """
    found = re.search(_LINE, message) or re.search(_SENTENCE, message)
    return found[1].strip() if found else None


# --- the items of each version --------------------------------------------------------------------


class _Snapshot(NamedTuple):
    """An item as it is in one version."""

    kind: type[Entity]
    title: str
    values: Mapping[str, Value | None]
    """The tracked fields, without unreadable ones."""
    because: str | None
    was: str | None
    status: Status | None
    within: str | None
    entity: Entity | None
    """The item itself, if everything is read."""


def _snapshot(entity: Entity, value_in: ValueIn, *, everything: bool) -> _Snapshot:
    values = {}
    for field in promised(type(entity)) if type(entity) in TRACKED else ():
        value = value_in(entity, field)
        if value is not None or not _is_written(entity, field):
            values[field] = value
    status = entity.status
    if isinstance(entity, Bet) and not entity.committed:
        status = "proposed"
    within = entity.nested_in or (entity.serves[0] if entity.serves else None)
    return _Snapshot(
        type(entity),
        entity.title,
        values,
        entity.because,
        entity.was,
        status,
        within,
        entity if everything else None,
    )


def value_of(entity: Entity, field: str) -> Value | None:
    """The value of a field, by its route as in `success.target`."""
    value: object = entity
    for name in field.split("."):
        value = getattr(value, name, None)
    return value if isinstance(value, (Quantity, Period, date, str)) else None


def _is_written(entity: Entity, field: str) -> bool:
    node = entity.node_at(*field.split("."))
    return node is not None and not is_blank(node)


ValueIn = Callable[[Entity, str], "Value | None"]
"""The value of a field of an item, by its route."""


class Reader:
    """Reads texts, each only once, for any number of histories."""

    def __init__(
        self,
        *,
        everything: bool = False,
        calendar: Calendar = NO_FISCAL_YEAR,
        value_in: ValueIn | None = None,
    ) -> None:
        self.everything = everything
        """Whether all kinds and fields are read, not only promises."""
        self.value_in = value_in or value_of
        """How the value of a field is found, where more is known than what the field says."""
        self.calendar = calendar
        """When the fiscal year starts, in old texts too."""
        self._texts: dict[str, dict[str, _Snapshot] | None] = {}

    def read(self, text: str) -> dict[str, _Snapshot] | None:
        """The tracked items of a text, by id; None if it is broken."""
        if text not in self._texts:
            self._texts[text] = self._read(text)
        return self._texts[text]

    def _read(self, text: str) -> dict[str, _Snapshot] | None:
        document = read("", text, vocabulary)
        if document.faults or not document.complete:
            return None
        decoded = decode((document,), calendar=self.calendar)
        nameless = set(map(id, decoded.nameless))
        found: dict[str, _Snapshot] = {}
        for entity in decoded.entities:
            if (self.everything or type(entity) in TRACKED) and id(entity) not in nameless:
                found.setdefault(
                    entity.id, _snapshot(entity, self.value_in, everything=self.everything)
                )
        return found


_RECORD = r"\s*(?:- \{date:[^{}]*\}\s*)?(?:#.*)?"
"""A line with a check-in or a reading, or an empty one: most versions only add such lines."""


class Newest(NamedTuple):
    """The newest versions that may change a promise."""

    versions: tuple[Version, ...]
    whole: bool
    """Whether they are all; if there are too many, the oldest are left out."""


def newest_versions(versions: Sequence[Version]) -> Newest:
    """The newest versions that may change a promise, as many as can be decoded in a second."""
    kept: list[Version] = []
    seen: set[str] = set()
    size = 0
    for version in reversed(versions):
        texts = {*version.before.values(), *version.after.values()}
        if _only_records(version):
            continue
        size += sum(len(text) for text in texts - seen)
        if size > MAX_DECODED:
            return Newest(tuple(reversed(kept)), whole=False)
        seen |= texts
        kept.append(version)
    return Newest(tuple(reversed(kept)), whole=True)


def _only_records(version: Version) -> bool:
    before = Counter(line for text in version.before.values() for line in text.splitlines())
    after = Counter(line for text in version.after.values() for line in text.splitlines())
    different = (*(before - after), *(after - before))
    return all(re.fullmatch(_RECORD, line) for line in different)


# --- one version after the other ------------------------------------------------------------------


class _Step(NamedTuple):
    version: Version
    before: Mapping[str, _Snapshot]
    after: Mapping[str, _Snapshot]


class _Ledger:
    """The changes in a sequence of versions."""

    def __init__(
        self, versions: Iterable[Version], entities: Iterable[Entity], reader: Reader
    ) -> None:
        self.reader = reader
        self.steps = tuple(self._steps(versions))
        entities = tuple(entities)
        self.names = self._names(entities)
        self.found: dict[str, list[Move]] = {}

    def _steps(self, versions: Iterable[Version]) -> Iterator[_Step]:
        """The readable versions, each with its items before and after."""
        held: dict[str, str] = {}  # path to the last readable text of broken ones
        for version in versions:
            before = {path: held.pop(path, text) for path, text in version.before.items()}
            old, new = self._snapshots(before), self._snapshots(version.after)
            if new is None:
                held.update(before)
            elif old is not None:
                yield _Step(version, old, new)

    def _snapshots(self, texts: Mapping[str, str]) -> dict[str, _Snapshot] | None:
        items: dict[str, _Snapshot] = {}
        for _, text in sorted(texts.items()):
            found = self.reader.read(text)
            if found is None:
                return None
            items = {**found, **items}
        return items

    def _names(self, entities: Iterable[Entity]) -> dict[str, str]:
        """Former id to the last known one."""
        taken: set[str] = set()
        names: dict[str, str] = {}
        former: list[tuple[str | None, str]] = []
        for entity in entities:
            taken.add(entity.id)
            former.append((entity.was, entity.id))
        for step in reversed(self.steps):
            former.extend((item.was, identity) for identity, item in step.after.items())
        for was, identity in former:
            now = names.get(identity, identity)
            if was and was not in taken and was not in names and was != now:
                names[was] = now
        return names

    def _current_id(self, identity: str) -> str:
        """The current id of an item; a cycle of former ids is walked once."""
        seen = {identity}
        while (later := self.names.get(identity)) is not None and later not in seen:
            seen.add(later)
            identity = later
        return identity

    def moves(self) -> dict[str, tuple[Move, ...]]:
        for step in self.steps:
            self._step(step)
        known: dict[tuple[object, ...], str] = {}
        for listed in self.found.values():  # one change may arrive by two branches, or twice
            for move in listed:
                if move.reason is not None:
                    known[move[:5]] = move.reason
        return {
            item: tuple(
                move if move.reason else move._replace(reason=known.get(move[:5]))
                for move in self.found[item]
            )
            for item in sorted(self.found)
        }

    def _sides(self, step: _Step) -> tuple[dict[str, _Snapshot], dict[str, _Snapshot], Renamed]:
        """The items before and after by current id, and the ids that the version itself renamed."""
        before = {self._current_id(identity): identity for identity in step.before}
        after = {self._current_id(identity): identity for identity in step.after}
        renamed = {
            identity: after[current]
            for current, identity in before.items()
            if current in after and identity not in step.after
        }
        return (
            {current: step.before[identity] for current, identity in before.items()},
            {current: step.after[identity] for current, identity in after.items()},
            renamed,
        )

    def changes(self) -> Iterator[Change]:
        """The changes of each item in each version, oldest first."""
        for step in self.steps:
            before, after, renamed = self._sides(step)
            version = step.version
            from_message = reason_in(version.message)
            subject = version.message.strip().partition("\n")[0]
            for item in sorted({*before, *after}):
                old, new = before.get(item), after.get(item)
                latest = new or old
                if latest is None:
                    continue
                event: Event = "changed"
                fields: tuple[Difference, ...] = ()
                reason = from_message
                if old is None or new is None or old.kind is not new.kind:
                    event = "removed" if new is None else "added"
                else:
                    fields = tuple(_differences(old, new, renamed))
                    if not fields:
                        continue
                if new is not None and new.because and (old is None or old.because != new.because):
                    reason = new.because
                yield Change(
                    item,
                    latest.kind,
                    latest.title,
                    event,
                    fields,
                    version.day,
                    version.author,
                    version.commit,
                    subject,
                    reason,
                )

    def _step(self, step: _Step) -> None:
        before, after, renamed = self._sides(step)
        before = {item: old for item, old in before.items() if old.kind in TRACKED}
        after = {item: new for item, new in after.items() if new.kind in TRACKED}
        from_message = reason_in(step.version.message)
        written = {
            item: new.because
            for item, new in after.items()
            if new.because and (item not in before or before[item].because != new.because)
        }
        for item in sorted({*before, *after}):
            old, new = before.get(item), after.get(item)
            latest = old or new
            if latest is None or (old and new and old.kind is not new.kind):
                continue
            within = self._current_id(latest.within) if latest.within else None
            above = before.get(within) if within else None
            reason = written.get(item) or written.get(within or "") or from_message
            status = latest.status or (above.status if above else None)
            moved = [
                Move(
                    item,
                    latest.kind,
                    field,
                    *values,
                    step.version.day,
                    step.version.author,
                    step.version.commit,
                    reason,
                    status,
                    within,
                    latest.values,
                )
                for field, values in _moved_values(old, new, renamed)
            ]
            if moved:
                self.found.setdefault(item, []).extend(moved)
                written.pop(item, None)
        self._explain(written)

    def _explain(self, written: Mapping[str, str]) -> None:
        """Adds a reason that was written later, to the item and to what serves it."""
        for listed in self.found.values() if written else ():
            for at, move in enumerate(listed):
                reason = written.get(move.item) or written.get(move.within or "")
                if move.reason is None and reason:
                    listed[at] = move._replace(reason=reason)


def _moved_values(
    old: _Snapshot | None, new: _Snapshot | None, renamed: Renamed
) -> Iterator[tuple[str, tuple[Value | None, Value | None]]]:
    """The tracked fields that differ; the empty field for an added or removed item."""
    if old is None or new is None:
        yield "", (old and old.title, new and new.title)
        return
    for field, before in old.values.items():
        if field in new.values and not same(before, new.values[field], renamed):
            yield field, (before, new.values[field])


def _differences(old: _Snapshot, new: _Snapshot, renamed: Renamed) -> Iterator[Difference]:
    """The differences field by field in the order written, without records."""
    before, after = old.entity, new.entity
    if before is None or after is None:
        return
    names = dict.fromkeys((*_written_fields(after), *_written_fields(before)))
    order = {name: number for number, name in enumerate(names)}

    def place(difference: Difference) -> int:
        return order.get(".".join(difference.names[:2]), order.get(difference.names[0], len(order)))

    found = [
        leaf
        for difference in diff(before, after, renamed)
        if difference.names[0] not in RECORDS
        and not is_unread(before, difference.route)
        and not is_unread(after, difference.route)
        for leaf in leaves(difference)
    ]
    yield from sorted(found, key=place)


def _written_fields(entity: Entity) -> Iterator[str]:
    """The routes of the fields in the order written, one or two names long."""
    for name, node in entity.node.values.items():
        yield name
        if isinstance(node, MappingNode):
            yield from (f"{name}.{part}" for part in node.values)

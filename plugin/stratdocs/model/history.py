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
from functools import lru_cache
from typing import Literal, NamedTuple

from stratdocs.model.decode import decode, vocabulary
from stratdocs.model.diff import Difference, Renamed, diff, leaves, same
from stratdocs.model.fields import promised
from stratdocs.model.kinds import Bet, Entity, KeyResult, Objective, Status
from stratdocs.model.periods import NO_FISCAL_YEAR, Calendar, Period
from stratdocs.model.unread import is_written
from stratdocs.model.values import Quantity
from stratdocs.words.phrases import is_empty_phrase
from stratdocs.yamltext.source import MappingNode, Node, ScalarNode, read

Value = Quantity | Period | date | str

MAX_DECODED = 2_000_000
"""Characters of earlier texts that are decoded, the newest first: about a second."""

TRACKED: tuple[type[Entity], ...] = (Bet, Objective, KeyResult)
"""The kinds that make a commitment for a period."""


class Gap(NamedTuple):
    """Why the history is unknown, or known only in part."""

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
    because: str | None = None
    """The reason for all that it changed, where a record says it; in git the message has it."""


class Move(NamedTuple):
    """One change of a commitment."""

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
    """The reason: a `because` written on the item with it or later, or a reason in the commit's
    message."""
    status: Status | None
    """The status before, its own or its parent's; proposed for a bet that nobody approved."""
    within: str | None
    """The id of its parent then."""
    beside: Mapping[str, Value | None]
    """Its other values by field, before the change; for an added item, after it."""

    @property
    def added(self) -> bool:
        """Whether the item was added."""
        return not self.field and self.before is None


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
    """The changes of commitments, by id, oldest first."""
    since: date | None = None
    """The first day that it covers; None if there is nothing to show."""
    missing: str | None = None
    """What couldn't be read, in a sentence."""
    source: str | None = None
    """The file in which it is recorded; None if it is git's."""


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

    The rest of a message says what was done, rarely why.
    """
    return next(iter(_reasons_in(message)), None)


def _reasons_in(message: str) -> list[str]:
    """The reasons in a commit's message: each line that gives one, or else the first sentence."""
    lines = [found[1].strip() for found in re.finditer(_LINE, message)]
    lines = [line for line in lines if not is_empty_phrase(line)]
    sentence = re.search(_SENTENCE, message) if not lines else None
    return lines or ([sentence[1].strip()] if sentence else [])


class Mentions:
    """The items that a text names, by id or by a title of two words or more."""

    def __init__(self, text: str) -> None:
        self.words = frozenset(word.rstrip(".-") for word in re.findall(_ID, text))
        self.folded = f" {' '.join(re.findall(_TITLE_WORD, text.casefold()))} "

    def any_of(self, names: Iterable[str]) -> bool:
        """Whether the text names an item with one of these ids and titles."""
        return any(name in self.words or self._has_title(name) for name in names)

    def _has_title(self, name: str) -> bool:
        title = re.findall(_TITLE_WORD, name.casefold())
        return len(title) > 1 and f" {' '.join(title)} " in self.folded


_ID = r"[^\W_][\w.-]*"
_TITLE_WORD = r"[\w%€$£]+"


def reasons_by_item(message: str, changed: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """The reason that a commit's message gives for each of the items that the commit changed.

    A reason is about the changed items that it names or, if it names none, that the message names;
    if that names none either, it is about all of them. `changed` is the ids and titles of each.
    """
    reasons = _reasons_in(message)
    if not reasons:
        return {}
    found: dict[str, str] = {}
    general: list[str] = []
    for reason in reasons:
        mentions = Mentions(reason)
        named = [item for item, names in changed.items() if mentions.any_of(names)]
        for item in named:
            found.setdefault(item, reason)
        if not named:
            general.append(reason)
    if general:
        mentions = Mentions(re.sub(_LINE, "", message))
        named = [item for item, names in changed.items() if mentions.any_of(names)]
        for item in named or changed:
            found.setdefault(item, general[0])
    return found


def is_new_reason(before: str | None, after: str | None) -> bool:
    """Whether a reason was given, and not only an old one edited: most of its words are new, or
    words were added to it.
    """
    if after is None or is_empty_phrase(after):
        return False
    if before is None or is_empty_phrase(before):
        return True
    old, new = (Counter(re.findall(r"\w+", text.casefold())) for text in (before, after))
    added = sum((new - old).values())
    if not old - new:  # the old one stands, with something added
        return added >= _MIN_ADDED
    return 2 * added > sum(new.values())


_MIN_ADDED = 4
"""Words added to a reason, from which they are another one."""


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
        if value is not None or not is_written(entity, *field.split(".")):
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


ValueIn = Callable[[Entity, str], "Value | None"]
"""The value of a field of an item, by its route."""


class Reader:
    """Reads texts, each only once, for any number of histories."""

    def __init__(
        self,
        *,
        everything: bool = False,
        records: bool = False,
        calendar: Calendar = NO_FISCAL_YEAR,
        value_in: ValueIn | None = None,
    ) -> None:
        self.everything = everything
        """Whether all kinds and fields are read, not only promises."""
        self.records = records
        """Whether check-ins and readings are compared too."""
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

    def forget(self, texts: Iterable[str]) -> None:
        """Drops what was read of some texts."""
        for text in texts:
            self._texts.pop(text, None)

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


def written_former_ids(versions: Iterable[Version]) -> dict[str, str]:
    """The former id of each item that says one in some version."""
    found: dict[str, str] = {}
    for version in versions:
        for path, text in version.after.items():
            if "was" in text:
                for root in read(path, text).roots:
                    found.update(_ids_with_former(root))
    return found


def _ids_with_former(node: Node) -> Iterator[tuple[str, str]]:
    if isinstance(node, MappingNode):
        identity, was = node.get("id"), node.get("was")
        if isinstance(identity, ScalarNode) and isinstance(was, ScalarNode):
            yield identity.text.strip(), was.text.strip()
    inner = node.values.values() if isinstance(node, MappingNode) else getattr(node, "nodes", ())
    for child in inner:
        yield from _ids_with_former(child)


_RECORD = r"\s*(?:- \{date:[^{}]*\}\s*)?(?:#.*)?"
"""A line with a check-in or a reading, or an empty one: most versions only add such lines."""


class Newest(NamedTuple):
    """The newest versions that may change a commitment."""

    versions: tuple[Version, ...]
    whole: bool
    """Whether they are all; if there are too many, the oldest are left out."""


def newest_versions(versions: Sequence[Version], *, records: bool = False) -> Newest:
    """The newest versions that may change a promise, as many as can be decoded in a second; those
    that only add `records` as well.
    """
    kept: list[Version] = []
    seen: set[str] = set()
    size = 0
    for version in reversed(versions):
        texts = {*version.before.values(), *version.after.values()}
        if not records and _only_records(version):
            continue
        size += sum(len(text) for text in texts - seen)
        if size > MAX_DECODED:
            return Newest(tuple(reversed(kept)), whole=False)
        seen |= texts
        kept.append(version)
    return Newest(tuple(reversed(kept)), whole=True)


def _only_records(version: Version) -> bool:
    return _adds_only_records(tuple(version.before.values()), tuple(version.after.values()))


@lru_cache(maxsize=500)
def _adds_only_records(old: tuple[str, ...], new: tuple[str, ...]) -> bool:
    before = Counter(line for text in old for line in text.splitlines())
    after = Counter(line for text in new for line in text.splitlines())
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
        self.walked = False
        self.found: dict[str, list[Move]] = {}
        self.changed: list[Change] = []
        self.ahead: dict[str, str] = {}
        """The reasons that were written before what they are about, by item."""
        self.explained: set[str] = set()
        self.last_read: dict[str, dict[str, Value | None]] = {}
        """The last value of each field that cannot be read now."""
        self.full: Reader | None = None

    def _steps(self, versions: Iterable[Version]) -> Iterator[_Step]:
        """The readable versions, each with its items before and after."""
        held: dict[str, str] = {}  # path to the last readable text of broken ones
        for version in versions:
            before = {path: held.pop(path, text) for path, text in version.before.items()}
            old = _snapshots(self.reader, before)
            new = _snapshots(self.reader, version.after)
            if new is None:
                held.update(before)
            elif old is not None:
                yield _Step(version, old, new)

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
        self._walk()
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

    def changes(self) -> list[Change]:
        """The changes of each item in each version, oldest first."""
        self._walk()
        return self.changed

    def _walk(self) -> None:
        if not self.walked:
            self.walked = True
            for step in self.steps:
                self._step(step)

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

    def _step(self, step: _Step) -> None:
        before, after, renamed = self._sides(step)
        version = step.version
        changed: Mapping[str, _Happening] = {}
        if self.reader.everything:
            changed = _happenings(before, after, renamed, records=self.reader.records)
        from_message = self._from_message(step, before, after)
        written = {
            item: new.because
            for item, new in after.items()
            if new.because and is_new_reason(_because(before.get(item)), new.because)
        }
        subject = version.message.strip().partition("\n")[0]
        moved = {
            item: found
            for item in sorted({*before, *after})
            if (
                found := tuple(self._moved_values(item, before.get(item), after.get(item), renamed))
            )
        }
        took_place: set[str] = set()
        for item in sorted({*moved, *changed}):
            old, new = before.get(item), after.get(item)
            latest = old or new
            if latest is None:
                continue
            within = self._current_id(latest.within) if latest.within else None
            above = before.get(within) if within else None
            found = moved.get(item, ())
            happened = bool(found) or (
                latest.kind not in TRACKED and item in changed and not _is_reason(changed[item])
            )
            reason = written.get(item) or from_message.get(item) or version.because
            if reason is None and new is None and within is not None:
                above_says = written.get(within)  # what is gone has no place for a reason
                named = within not in moved or _is_about(above_says, (item, latest.title))
                reason = above_says if named else None
                if reason:
                    took_place.add(within)
            if happened:
                took_place.add(item)
                ahead = self.ahead.pop(item, None)
                if reason is None and ahead is not None and ahead == _because(new):
                    reason = ahead
            status = latest.status or (above.status if above else None)
            self.found.setdefault(item, []).extend(
                Move(
                    item,
                    latest.kind,
                    field,
                    *values,
                    version.day,
                    version.author,
                    version.commit,
                    reason,
                    status,
                    within,
                    latest.values,
                )
                for field, values in found
            )
            if not self.found[item]:
                del self.found[item]
            if item in changed:
                event, fields = changed[item]
                self.changed.append(
                    Change(
                        item,
                        (new or latest).kind,
                        (new or latest).title,
                        event,
                        fields,
                        version.day,
                        version.author,
                        version.commit,
                        subject,
                        reason,
                    )
                )
        alone = {item: reason for item, reason in written.items() if item not in took_place}
        self._explain(alone)
        for item, reason in alone.items():
            if item in before and item not in self.explained:
                self.ahead[item] = reason

    def _from_message(
        self, step: _Step, before: Mapping[str, _Snapshot], after: Mapping[str, _Snapshot]
    ) -> Mapping[str, str]:
        """The reason in the commit's message for each item that it is about."""
        message = step.version.message
        reason = reason_in(message)
        if reason is None:
            return {}
        texts = {*step.version.before.values(), *step.version.after.values()}
        whole = self._whole(step) if _names_something(message, texts) else None
        if whole is None:
            return dict.fromkeys((*before, *after), reason)
        old, new, renamed = whole
        names: dict[str, list[str]] = {}
        for item in _happenings(old, new, renamed, records=True):
            for side in (old, new):
                if item in side:
                    names.setdefault(item, [item]).append(side[item].title)
        for identity in (*step.before, *step.after):
            if (now := self._current_id(identity)) in names and now != identity:
                names[now].append(identity)
        return reasons_by_item(message, names)

    def _whole(
        self, step: _Step
    ) -> tuple[dict[str, _Snapshot], dict[str, _Snapshot], Renamed] | None:
        """The items of all kinds before and after a version; None if it cannot be read."""
        if self.reader.everything:
            return self._sides(step)
        if self.full is None:
            self.full = Reader(
                everything=True, calendar=self.reader.calendar, value_in=self.reader.value_in
            )
        before = _snapshots(self.full, step.version.before)
        after = _snapshots(self.full, step.version.after)
        if before is None or after is None:
            return None
        return self._sides(_Step(step.version, before, after))

    def _explain(self, written: Mapping[str, str]) -> None:
        """Adds a reason that was written later to the changes of the item."""
        self.explained = set()
        if not written:
            return
        for item, listed in self.found.items():
            for at, move in enumerate(listed):
                reason = written.get(item)
                if reason is None and move.after is None and not move.field:
                    reason = written.get(move.within or "")
                if move.reason is None and reason:
                    listed[at] = move._replace(reason=reason)
                    self.explained |= {item, move.within or item}
        for at, change in enumerate(self.changed):
            if change.reason is None and change.item in written:
                self.changed[at] = change._replace(reason=written[change.item])
                self.explained.add(change.item)

    def _moved_values(
        self, item: str, old: _Snapshot | None, new: _Snapshot | None, renamed: Renamed
    ) -> Iterator[tuple[str, tuple[Value | None, Value | None]]]:
        """The tracked fields that differ; the empty field for an added or removed item; nothing
        of kinds that promise nothing.

        A value that cannot be read is passed over: the next is compared with the last one read.
        """
        latest = old or new
        if latest is None or latest.kind not in TRACKED:
            return
        if old is None or new is None:
            yield "", (old and old.title, new and new.title)
            return
        if old.kind is not new.kind:
            return
        for field in dict.fromkeys((*old.values, *self.last_read.get(item, ()))):
            if field not in new.values:
                if field in old.values:
                    self.last_read.setdefault(item, {})[field] = old.values[field]
                continue
            last = self.last_read.get(item, {})
            before = old.values[field] if field in old.values else last.get(field)
            last.pop(field, None)
            if not same(before, new.values[field], renamed):
                yield field, (before, new.values[field])


_Happening = tuple[Event, tuple[Difference, ...]]
"""What happened to an item in a version."""


def _happenings(
    before: Mapping[str, _Snapshot],
    after: Mapping[str, _Snapshot],
    renamed: Renamed,
    *,
    records: bool,
) -> dict[str, _Happening]:
    """What happened to each item in a version, if everything is read."""
    found: dict[str, _Happening] = {}
    for item in sorted({*before, *after}):
        old, new = before.get(item), after.get(item)
        if old is None or new is None or old.kind is not new.kind:
            found[item] = ("removed" if new is None else "added", ())
        elif fields := tuple(_differences(old, new, renamed, records=records)):
            found[item] = ("changed", fields)
    return found


def _is_reason(happening: _Happening) -> bool:
    """Whether nothing but the reason of an item changed."""
    event, fields = happening
    return event == "changed" and all(field.names[0] == "because" for field in fields)


def _snapshots(reader: Reader, texts: Mapping[str, str]) -> dict[str, _Snapshot] | None:
    """The items in all texts, by id; None if one of them is broken."""
    items: dict[str, _Snapshot] = {}
    for _, text in sorted(texts.items()):
        found = reader.read(text)
        if found is None:
            return None
        items = {**found, **items}
    return items


def _because(item: _Snapshot | None) -> str | None:
    return item.because if item is not None else None


def _is_about(reason: str | None, names: Iterable[str]) -> bool:
    return reason is not None and Mentions(reason).any_of(names)


_DEFINED = r"\b(?:id|title): *[\"']?([^\"',}\n#]+)"


def _names_something(message: str, texts: Iterable[str]) -> bool:
    """Whether a commit's message names something that a text defines."""
    mentions = Mentions(message)
    names = (name.strip() for text in texts for name in re.findall(_DEFINED, text))
    return mentions.any_of(names)


def _differences(
    old: _Snapshot, new: _Snapshot, renamed: Renamed, *, records: bool
) -> Iterator[Difference]:
    """The differences field by field in the order written."""
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
        if (records or difference.names[0] not in RECORDS) and not difference.unread
        for leaf in leaves(difference)
    ]
    yield from sorted(found, key=place)


def _written_fields(entity: Entity) -> Iterator[str]:
    """The routes of the fields in the order written, one or two names long."""
    for name, node in entity.node.values.items():
        yield name
        if isinstance(node, MappingNode):
            yield from (f"{name}.{part}" for part in node.values)

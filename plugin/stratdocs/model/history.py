"""What was promised before: each change of a target, a baseline, a date, a measure, an owner, with
who, when and why.

Items are the same when their ids are (or when `was:` says so), in whatever file they are written.
Nothing is guessed: an item that a version shows first has not changed then, and what cannot be read
there has not either. A text that is broken in one version is passed over; what changed meanwhile
counts for the version that mends it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Literal, NamedTuple

from stratdocs.model.decode import decode, vocabulary
from stratdocs.model.fields import promised
from stratdocs.model.kinds import Bet, Entity, KeyResult, Objective, Status
from stratdocs.model.values import Period, Quantity
from stratdocs.yamltext.source import MappingNode, Node, ScalarNode, SequenceNode, read

Value = Quantity | Period | date | str

MOST_DECODED = 2_000_000
"""Characters of earlier texts that are decoded, the newest first: about a second."""

TRACKED: tuple[type[Entity], ...] = (Bet, Objective, KeyResult)
"""The kinds that promise something."""


class Version(NamedTuple):
    """One change of the files, as a commit makes it; texts that it leaves alone may be left out."""

    day: date
    author: str | None
    commit: str | None
    """Its short name, None for what is not committed yet."""
    message: str
    before: Mapping[str, str]
    """Path to text; a file that it adds is not in it."""
    after: Mapping[str, str]
    """Path to text; a file that it removes is not in it."""


class Move(NamedTuple):
    """One change of what was promised."""

    item: str
    """The id that it has today, or had last."""
    kind: type[Entity]
    field: str
    """The route of the field, as in `success.target`; empty where the item itself came or went."""
    before: Value | None
    """The value; the title of an item that went."""
    after: Value | None
    when: date
    who: str | None
    """The author of the commit, None for what is not committed yet."""
    commit: str | None
    reason: str | None
    """Why: a `because` that was written with it or later, on the item or on what it serves, or what
    the commit's message says."""
    status: Status | None
    """The status before, its own or its parent's; of a bet that nobody approved it is proposed."""
    within: str | None
    """The id of what it served."""
    beside: Mapping[str, Value | None]
    """What else it said, by field: before the change or, where it came, with it."""


def moves(
    versions: Sequence[Version], entities: Iterable[Entity], reader: Reader | None = None
) -> dict[str, tuple[Move, ...]]:
    """The changes of each item, oldest first.

    `versions` are the earlier ones, oldest first; `entities` are those of today.
    """
    return _Ledger(telling(versions).versions, entities, reader or Reader()).moves()


Plain = str | tuple["Plain", ...] | None
"""What is written in a field, without its place: a text, a list, or nothing."""


class Difference(NamedTuple):
    """A field that says something else than before."""

    field: str
    """Its route, as in `success.target`."""
    before: Plain
    after: Plain


class Change(NamedTuple):
    """What one version made of one item."""

    item: str
    """The id that it has today, or had last."""
    kind: type[Entity]
    title: str
    """The title then."""
    event: Literal["came", "went", "changed"]
    fields: tuple[Difference, ...]
    """The fields that differ; empty for what came or went."""
    when: date
    who: str | None
    """The author of the commit, None for what is not committed yet."""
    commit: str | None
    subject: str
    """The first line of the commit's message."""
    reason: str | None


class History(NamedTuple):
    """The past of a stack, as far back as a site tells it."""

    changes: tuple[Change, ...]
    """Of all items, the newest first."""
    moves: Mapping[str, tuple[Move, ...]]
    """What was changed of what was promised, by id, oldest first."""
    since: date | None = None
    """The day from which on it is told; None where there is none to tell."""
    missing: str | None = None
    """What of it could not be had, in a sentence."""


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


UNTOLD = frozenset(("id", "was", "because", "check_ins", "readings", "reviewed"))
"""Fields in which a change is none of the strategy: records, and what is told otherwise."""


# --- the reason -----------------------------------------------------------------------------------

# compiled when they are needed: a check without a history does not pay for them
_LINE = r"(?im)^\s*(?:because|reason)\s*:\s*(\S.*)"
_SENTENCE = r"(?i)\bbecause\s+(\S+\s+\S.*)"


def reason_in(message: str) -> str | None:
    """The reason that a commit's message gives: a line that begins with `Because:` or `Reason:`, or
    what follows the word because.

    Other words of a message say what was done, seldom why.
    """
    found = re.search(_LINE, message) or re.search(_SENTENCE, message)
    return found[1].strip() if found else None


# --- what each version says -----------------------------------------------------------------------


class _Said(NamedTuple):
    """What a version says of one item."""

    kind: type[Entity]
    title: str
    values: Mapping[str, Value | None]
    """The tracked fields; one that cannot be read is not in it."""
    because: str | None
    was: str | None
    status: Status | None
    within: str | None
    fields: Mapping[str, Plain]
    """All that is written, where everything is asked for."""


def _said(entity: Entity, *, everything: bool) -> _Said:
    values = {}
    for field in promised(type(entity)) if type(entity) in TRACKED else ():
        value = value_of(entity, field)
        if value is not None or not _written(entity, field):
            values[field] = value
    status = entity.status
    if isinstance(entity, Bet) and not entity.committed:
        status = "proposed"
    within = entity.nested_in or (entity.serves[0] if entity.serves else None)
    was = entity.was
    fields = _fields(entity) if everything else {}
    return _Said(type(entity), entity.title, values, entity.because, was, status, within, fields)


def _fields(entity: Entity) -> dict[str, Plain]:
    """What is written of an item: what is nested in it is an item of its own, and nesting there is
    the same as serving.
    """
    fields: dict[str, Plain] = {}
    for name, node in entity.node.values.items():
        if name in UNTOLD or name in entity.nests:
            continue
        parts: Iterable[tuple[str, Plain]] = ((name, _plain(node)),)
        if isinstance(node, MappingNode):
            parts = ((f"{name}.{part}", _plain(one)) for part, one in node.values.items())
        fields.update((route, plain) for route, plain in parts if plain is not None)
    if entity.serves:
        fields["serves"] = entity.serves
    return fields


def _plain(node: Node) -> Plain:
    if isinstance(node, ScalarNode):
        return None if node.empty else node.text
    if isinstance(node, SequenceNode):
        return tuple(_plain(one) for one in node.nodes)
    return tuple((name, _plain(one)) for name, one in node.values.items())


def value_of(entity: Entity, field: str) -> Value | None:
    """What an item says in a field, by its route as in `success.target`."""
    value: object = entity
    for name in field.split("."):
        value = getattr(value, name, None)
    return value if isinstance(value, (Quantity, Period, date, str)) else None


def _written(entity: Entity, field: str) -> bool:
    node = entity.node_at(*field.split("."))
    return node is not None and not (isinstance(node, ScalarNode) and node.empty)


class Reader:
    """Reads texts, each once, however often a history is gone through."""

    def __init__(self, *, everything: bool = False) -> None:
        self.everything = everything
        """Whether all kinds and fields are read, not only promises."""
        self._texts: dict[str, dict[str, _Said] | None] = {}

    def read(self, text: str) -> dict[str, _Said] | None:
        """What a text says of the items that are tracked, by id; None where it is broken."""
        if text not in self._texts:
            self._texts[text] = self._read(text)
        return self._texts[text]

    def _read(self, text: str) -> dict[str, _Said] | None:
        document = read("", text, vocabulary)
        if document.faults or not document.complete:
            return None
        decoded = decode((document,))
        nameless = set(map(id, decoded.nameless))
        found: dict[str, _Said] = {}
        for entity in decoded.entities:
            if (self.everything or type(entity) in TRACKED) and id(entity) not in nameless:
                found.setdefault(entity.id, _said(entity, everything=self.everything))
        return found


_RECORD = r"\s*(?:- \{date:[^{}]*\}\s*)?(?:#.*)?"
"""A line that records a check-in or a reading, or nothing at all: most versions only add such."""


class Telling(NamedTuple):
    """Versions that may change a promise."""

    versions: tuple[Version, ...]
    whole: bool
    """Whether they are all; the oldest are left out where there are too many."""


def telling(versions: Sequence[Version]) -> Telling:
    """The versions that may change a promise: the newest, as many as are decoded in a second."""
    kept: list[Version] = []
    seen: set[str] = set()
    size = 0
    for version in reversed(versions):
        texts = {*version.before.values(), *version.after.values()}
        if _only_records(version):
            continue
        size += sum(len(text) for text in texts - seen)
        if size > MOST_DECODED:
            return Telling(tuple(reversed(kept)), whole=False)
        seen |= texts
        kept.append(version)
    return Telling(tuple(reversed(kept)), whole=True)


def _only_records(version: Version) -> bool:
    before = Counter(line for text in version.before.values() for line in text.splitlines())
    after = Counter(line for text in version.after.values() for line in text.splitlines())
    different = (*(before - after), *(after - before))
    return all(re.fullmatch(_RECORD, line) for line in different)


# --- one version after the other ------------------------------------------------------------------


class _Step(NamedTuple):
    version: Version
    before: Mapping[str, _Said]
    after: Mapping[str, _Said]


class _Ledger:
    """Goes through the versions and writes down what moved."""

    def __init__(
        self, versions: Iterable[Version], entities: Iterable[Entity], reader: Reader
    ) -> None:
        self.reader = reader
        self.steps = tuple(self._steps(versions))
        entities = tuple(entities)
        self.names = self._names(entities)
        self.found: dict[str, list[Move]] = {}

    def _steps(self, versions: Iterable[Version]) -> Iterator[_Step]:
        """The versions that can be read, each with what it says before and after."""
        held: dict[str, str] = {}  # the last text that could be read, of those that are broken
        for version in versions:
            before = {path: held.pop(path, text) for path, text in version.before.items()}
            old, new = self._all(before), self._all(version.after)
            if new is None:
                held.update(before)
            elif old is not None:
                yield _Step(version, old, new)

    def _all(self, texts: Mapping[str, str]) -> dict[str, _Said] | None:
        items: dict[str, _Said] = {}
        for _, text in sorted(texts.items()):
            said = self.reader.read(text)
            if said is None:
                return None
            items = {**said, **items}
        return items

    def _names(self, entities: Iterable[Entity]) -> dict[str, str]:
        """Former id to the last one known."""
        taken: set[str] = set()
        names: dict[str, str] = {}
        former: list[tuple[str | None, str]] = []
        for entity in entities:
            taken.add(entity.id)
            former.append((entity.was, entity.id))
        for step in reversed(self.steps):
            former.extend((said.was, identity) for identity, said in step.after.items())
        for was, identity in former:
            now = names.get(identity, identity)
            if was and was not in taken and was not in names and was != now:
                names[was] = now
        return names

    def _now(self, identity: str) -> str:
        """The id that an item has today; a circle of former ids is walked once."""
        seen = {identity}
        while (later := self.names.get(identity)) is not None and later not in seen:
            seen.add(later)
            identity = later
        return identity

    def moves(self) -> dict[str, tuple[Move, ...]]:
        for step in self.steps:
            self._step(step)
        known: dict[tuple[object, ...], str] = {}
        for listed in self.found.values():  # one change may come by two branches, or twice
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

    def changes(self) -> Iterator[Change]:
        """What each version made of each item, oldest first."""
        for step in self.steps:
            before = {self._now(identity): said for identity, said in step.before.items()}
            after = {self._now(identity): said for identity, said in step.after.items()}
            version = step.version
            spoken = reason_in(version.message)
            subject = version.message.strip().partition("\n")[0]
            for item in sorted({*before, *after}):
                old, new = before.get(item), after.get(item)
                said = new or old
                if said is None:
                    continue
                event: Literal["came", "went", "changed"] = "changed"
                fields: tuple[Difference, ...] = ()
                reason = spoken
                if old is None or new is None or old.kind is not new.kind:
                    event = "went" if new is None else "came"
                else:
                    fields = tuple(_told(old.fields, new.fields))
                    if not fields:
                        continue
                if new is not None and new.because and (old is None or old.because != new.because):
                    reason = new.because
                yield Change(
                    item,
                    said.kind,
                    said.title,
                    event,
                    fields,
                    version.day,
                    version.author,
                    version.commit,
                    subject,
                    reason,
                )

    def _step(self, step: _Step) -> None:
        before = {self._now(i): said for i, said in step.before.items() if said.kind in TRACKED}
        after = {self._now(i): said for i, said in step.after.items() if said.kind in TRACKED}
        spoken = reason_in(step.version.message)
        written = {
            item: said.because
            for item, said in after.items()
            if said.because and (item not in before or before[item].because != said.because)
        }
        for item in sorted({*before, *after}):
            old, new = before.get(item), after.get(item)
            said = old or new
            if said is None or (old and new and old.kind is not new.kind):
                continue
            within = self._now(said.within) if said.within else None
            above = before.get(within) if within else None
            reason = written.get(item) or written.get(within or "") or spoken
            status = said.status or (above.status if above else None)
            moved = [
                Move(
                    item,
                    said.kind,
                    field,
                    *values,
                    step.version.day,
                    step.version.author,
                    step.version.commit,
                    reason,
                    status,
                    within,
                    said.values,
                )
                for field, values in _differences(old, new)
            ]
            if moved:
                self.found.setdefault(item, []).extend(moved)
                written.pop(item, None)
        self._explain(written)

    def _explain(self, written: Mapping[str, str]) -> None:
        """A reason that is written later is one, for the item and for what serves it."""
        for listed in self.found.values() if written else ():
            for at, move in enumerate(listed):
                reason = written.get(move.item) or written.get(move.within or "")
                if move.reason is None and reason:
                    listed[at] = move._replace(reason=reason)


def _differences(
    old: _Said | None, new: _Said | None
) -> Iterator[tuple[str, tuple[Value | None, Value | None]]]:
    """The tracked fields in which two sayings differ; the empty one where there is only one."""
    if old is None or new is None:
        yield "", (old and old.title, new and new.title)
        return
    for field, before in old.values.items():
        if field in new.values and new.values[field] != before:
            yield field, (before, new.values[field])


def _told(old: Mapping[str, Plain], new: Mapping[str, Plain]) -> Iterator[Difference]:
    """The fields that differ, in the order written."""
    if old == new:
        return
    for field in dict.fromkeys((*new, *old)):
        before, after = old.get(field), new.get(field)
        if before != after:
            yield Difference(field, before, after)

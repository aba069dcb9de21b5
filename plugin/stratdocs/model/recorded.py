"""A recorded history: a log of changes that is read instead of git.

The log says what changed, the files say how it is now. So the log is walked from its end: each
change is taken back, which gives the texts before and after it, the same as git has. What looks
back on them knows no difference.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from stratdocs.model.days import day
from stratdocs.model.decode import HISTORY, SLUG
from stratdocs.model.finding import Finding, Related, Severity
from stratdocs.model.history import MAX_DECODED, Event, Gap, Version
from stratdocs.model.kinds import BY_COLLECTION, Entity, Person
from stratdocs.model.stack import Stack
from stratdocs.words.nearest import nearest
from stratdocs.words.phrases import did_you_mean, excerpt, is_empty_phrase
from stratdocs.yamltext.source import (
    NULLS,
    MappingNode,
    Node,
    ScalarNode,
    SequenceNode,
    SourceFile,
    Span,
    read,
)

Data = None | str | list["Data"] | dict[str, "Data"]
"""A value as it is written, without its place."""

IDENTITY, WITHIN = "id", "within"
"""What can change besides a field: the id itself, and the item that an item is nested in."""
UNKNOWN_NOW = "history (what the record and the files disagree on)"


class Step(NamedTuple):
    """A change of one item, as recorded."""

    item: str
    """The id that it had after the change; for a removed item, before it."""
    event: Event
    field: str
    """The route of the field; empty if the item was added or removed."""
    before: Data
    """The old value; of a removed item, all of its fields."""
    after: Data
    collection: str
    """Where a removed item stood."""
    within: str | None
    """The item in which a removed one was nested."""
    span: Span


class Entry(NamedTuple):
    """What somebody changed on a day, and why: like a commit."""

    day: date
    author: str | None
    """A person's id, or a name."""
    message: str
    """What was done, and why if it says so as a commit's message does."""
    because: str | None
    """The reason for all of its changes."""
    commit: str
    """The short hash of the commit that it was recorded from, else a name of its own."""
    steps: tuple[Step, ...]
    author_span: Span | None = None


class Log(NamedTuple):
    """A recorded history, oldest first."""

    path: str
    entries: tuple[Entry, ...]
    findings: tuple[Finding, ...]
    """What is wrong in the file."""


class Replay(NamedTuple):
    """What a log says of a strategy."""

    versions: tuple[Version, ...]
    """Oldest first; the last may be what differs today from the end of the log."""
    gap: Gap | None
    findings: tuple[Finding, ...]


# --- reading the file -----------------------------------------------------------------------------

_ENTRY_KEYS = ("date", "author", "message", "because", "commit", "changes")
_STEP_KEYS = ("item", "field", "from", "to", "added", "removed", "collection", "within")


def read_log(path: str, text: str) -> Log:
    """The log in a text. All faults are findings, and what can be read counts."""
    document = read(path, text)
    reader = _LogReader(document.path)
    for fault in document.faults:
        reader.report("invalid-yaml", fault.span, fault.message)
    entries = tuple(entry for root in document.roots for entry in reader.root(root))
    for earlier, later in pairwise(entries):
        if later.entry.day < earlier.entry.day:
            reader.report(
                "invalid-value",
                later.day_span,
                f"`date` is {later.entry.day}, before the entry above it; put the newest "
                "entry last",
            )
    ordered = sorted((read.entry for read in entries), key=lambda entry: entry.day)
    return Log(path, tuple(ordered), tuple(reader.findings))


class _ReadEntry(NamedTuple):
    entry: Entry
    day_span: Span


class _LogReader:
    def __init__(self, path: SourceFile) -> None:
        self.path = path
        self.findings: list[Finding] = []

    def report(self, rule: str, span: Span, message: str, *related: Related) -> None:
        self.findings.append(Finding(rule, Severity.ERROR, message, span, related=related))

    def root(self, root: Node) -> Iterator[_ReadEntry]:
        if isinstance(root, ScalarNode) and root.empty:
            return
        listed = root.get(HISTORY) if isinstance(root, MappingNode) else None
        if isinstance(root, MappingNode):
            self._report_unknown(root, (HISTORY,), "a recorded history")
        if isinstance(listed, ScalarNode) and listed.empty:
            return
        if not isinstance(listed, SequenceNode):
            self.report(
                "invalid-value",
                (listed or root).grip(self.path),
                f"a recorded history must be a list below `{HISTORY}:`, with the newest entry last",
            )
            return
        for node in listed.nodes:
            if isinstance(node, MappingNode):
                yield from self._entry(node)
            else:
                message = "an entry needs a `date` and `changes`"
                self.report("invalid-value", node.grip(self.path), message)

    def _entry(self, node: MappingNode) -> Iterator[_ReadEntry]:
        self._report_unknown(node, _ENTRY_KEYS, "an entry")
        written = self._text(node, "date")
        when = day(written) if written is not None else None
        place = node.grip(self.path, ("date",))
        if when is None:
            has = f'`date` is "{excerpt(written)}"' if written else "this entry has no `date`"
            self.report("invalid-value", place, f"{has}; use a date such as 2026-11-21")
            return
        author = self._text(node, "author")
        message, because = self._text(node, "message") or "", self._text(node, "because")
        changes = node.get("changes")
        nodes = changes.nodes if isinstance(changes, SequenceNode) else ()
        if not nodes:
            place = (changes or node).grip(self.path)
            self.report("invalid-value", place, "`changes` must list what changed")
        steps = tuple(step for change in nodes for step in self._step(change))
        name = self._text(node, "commit") or _name_of(when, author, message, steps)
        known = node.get("author")
        author_span = known.grip(self.path) if known is not None and author else None
        because = " ".join(because.split()) if because else None
        yield _ReadEntry(Entry(when, author, message, because, name, steps, author_span), place)

    def _step(self, node: Node) -> Iterator[Step]:
        if not isinstance(node, MappingNode):
            message = "a change needs its `item` and what changed, such as {item: ..., field: ...}"
            self.report("invalid-value", node.grip(self.path), message)
            return
        self._report_unknown(node, _STEP_KEYS, "a change")
        item, place = self._text(node, "item"), node.grip(self.path, ("item",))
        if not item:
            self.report("invalid-value", place, "this change has no `item`, the id of what changed")
            return
        field, removed = self._text(node, "field"), node.get("removed")
        collection, within = self._text(node, "collection") or "", self._text(node, WITHIN)
        step = Step(item, "changed", "", None, None, collection, within, place)
        sorts = [field is not None, "added" in node.values, removed is not None]
        if sum(sorts) != 1:
            message = f"the change of `{item}` needs one of `field`, `added` and `removed`"
            self.report("invalid-value", place, message)
        elif removed is not None:
            if not isinstance(removed, MappingNode) or collection not in BY_COLLECTION:
                guess = did_you_mean(nearest(collection, BY_COLLECTION)) if collection else ""
                message = (
                    f"what was removed of `{item}` must be a group of its fields below "
                    f"`removed`, with the `collection` that it was in, such as bets{guess}"
                )
                self.report("invalid-value", place, message)
                return
            yield step._replace(event="removed", before=data_of(removed))
        elif field is None:
            yield step._replace(event="added")
        else:
            before, after = (data_of(value) for value in (node.get("from"), node.get("to")))
            if before == after:
                message = f"`{field}` of `{item}` is the same in `from` and `to`"
                self.report("invalid-value", place, message)
                return
            yield step._replace(field=field, before=before, after=after)

    def _text(self, node: MappingNode, name: str) -> str | None:
        value = node.get(name)
        if value is None or (isinstance(value, ScalarNode) and value.empty):
            return None
        if isinstance(value, ScalarNode):
            return value.text.strip()
        self.report("invalid-value", value.grip(self.path), f"`{name}` must be a text")
        return None

    def _report_unknown(self, node: MappingNode, known: Sequence[str], what: str) -> None:
        for name in node.values:
            if name not in known:
                hint = did_you_mean(nearest(name, known)) or f"; it has {', '.join(known)}"
                place = node.key_span(self.path, name)
                self.report("unknown-field", place, f"{what} has no `{excerpt(name)}`{hint}")


def _name_of(when: date, author: str | None, message: str, steps: Iterable[Step]) -> str:
    """A name that stays the same wherever the entry stands, as that of a commit does."""
    said = (str(when), author, message, [step[:5] for step in steps])
    text = json.dumps(said, ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()[:9]


def data_of(node: Node | None) -> Data:
    """A value as it is written."""
    match node:
        case None:
            return None
        case ScalarNode():
            return None if node.empty else node.text
        case SequenceNode():
            return [data_of(inner) for inner in node.nodes]
    return {name: data_of(value) for name, value in node.values.items()}


def is_same_data(first: Data, second: Data) -> bool:
    """Whether two values read the same; a list of one value is that value."""
    match first, second:
        case dict(), dict():
            names = {*first, *second}
            return all(is_same_data(first.get(name), second.get(name)) for name in names)
        case list(), list():
            return len(first) == len(second) and all(map(is_same_data, first, second))
        case ([alone], _) if isinstance(second, str):
            return is_same_data(alone, second)
        case (_, [alone]) if isinstance(first, str):
            return is_same_data(first, alone)
        case str(), str():
            return " ".join(first.split()) == " ".join(second.split())
    return first == second


# --- the strategy as data, which changes are taken back from --------------------------------------


class Place:
    """An item in its list, as data that can be changed."""

    __slots__ = ("above", "collection", "data", "path", "siblings")

    def __init__(
        self,
        data: dict[str, Data],
        siblings: list[Data],
        collection: str,
        path: str,
        above: Place | None,
    ) -> None:
        self.data = data
        self.siblings = siblings
        self.collection = collection
        self.path = path
        self.above = above
        """The item that it is nested in."""

    @property
    def id(self) -> str:
        """The id that it has now."""
        return str(self.data.get(IDENTITY) or "")

    @property
    def root(self) -> Place:
        """The item at the top of its nesting."""
        place = self
        while place.above is not None:
            place = place.above
        return place


class Places:
    """All items of a strategy by id, as data."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        self.by_id: dict[str, Place] = {}
        for entity in entities:
            if entity.nested_in is None:
                data = data_of(entity.node)
                self.add(data, [data], entity.collection, entity.path, None)

    def add(
        self, data: Data, siblings: list[Data], collection: str, path: str, above: Place | None
    ) -> None:
        """Adds an item that is among its siblings, and what is nested in it."""
        if not isinstance(data, dict):
            return
        place = Place(data, siblings, collection, path, above)
        if place.id:
            self.by_id.setdefault(place.id, place)
        for field, inner in BY_COLLECTION[collection].nests.items():
            members = data.get(field)
            if isinstance(members, list):
                for member in tuple(members):
                    self.add(member, members, inner, path, place)

    def remove(self, place: Place) -> None:
        """Takes an item out of its list, with what is nested in it."""
        place.siblings[:] = [member for member in place.siblings if member is not place.data]
        self._forget(place.data, place.collection)

    def _forget(self, data: Data, collection: str) -> None:
        """Drops the ids of an item and of what is nested in it."""
        if not isinstance(data, dict):
            return
        known = self.by_id.get(str(data.get(IDENTITY) or ""))
        if known is not None and known.data is data:
            del self.by_id[known.id]
        for field, inner in BY_COLLECTION[collection].nests.items():
            members = data.get(field)
            for member in members if isinstance(members, list) else ():
                self._forget(member, inner)

    def nest(self, data: Data, collection: str, within: str | None, path: str) -> bool:
        """Adds an item to the one that it is nested in, or to none; returns whether that fits."""
        if within is None:
            self.add(data, [data], collection, path, None)
            return True
        above = self.by_id.get(within)
        fields = BY_COLLECTION[above.collection].nests if above is not None else {}
        field = next((name for name, inner in fields.items() if inner == collection), None)
        if above is None or field is None:
            return False
        found = above.data.get(field)
        members: list[Data] = found if isinstance(found, list) else []
        above.data[field] = members
        members.append(data)
        self.add(data, members, collection, above.path, above)
        return True


def text_of_root(place: Place) -> str:
    """An item with all that is nested in it, as a file of its own."""
    return f"{place.collection}: [{_flow(place.data)}]"


def _flow(value: Data) -> str:
    match value:
        case None:
            return "null"
        case str():
            return _scalar(value)
        case list():
            return f"[{', '.join(map(_flow, value))}]"
    return "{" + ", ".join(f"{_scalar(key)}: {_flow(inner)}" for key, inner in value.items()) + "}"


@lru_cache(maxsize=20_000)
def _scalar(text: str) -> str:
    plain = re.fullmatch(r"[A-Za-z0-9][\w.%-]*", text) and text not in NULLS
    return text if plain else json.dumps(text, ensure_ascii=False)


def value_at(data: Mapping[str, Data], route: str) -> Data:
    """The value of a field, by its route as in `success.target`."""
    value: Data = dict(data)
    for name in route.split("."):
        value = value.get(name) if isinstance(value, dict) else None
    return value


def _set(data: dict[str, Data], route: str, value: Data) -> None:
    """Sets a field, or takes it out if the value is null; groups on the way are made."""
    *way, last = route.split(".")
    for name in way:
        inner = data.get(name)
        if not isinstance(inner, dict):
            inner = data[name] = {}
        data = inner
    if value is None:
        data.pop(last, None)
    else:
        data[last] = value


# --- from the end of the log to its start ---------------------------------------------------------


def replay(log: Log, stack: Stack) -> Replay:
    """The versions that a log holds of a strategy, up to its texts of today."""
    return _Replay(log, stack).run()


class _Replay:
    def __init__(self, log: Log, stack: Stack) -> None:
        self.log = log
        self.stack = stack
        self.places = Places(stack.entities)
        self.findings: list[Finding] = []
        self.open: list[str] = []
        """What the log and the files disagree on, in words."""
        self.now: dict[str, str] = {}
        """Former id to the one after it."""
        self.later: dict[tuple[int, str], Step] = {}
        """The change after this one, by item and field."""
        self.unknown: set[str] = set()
        self.hints: dict[str, str] = {}
        self.taken_out: list[Data] = []
        """Items that are gone, kept so that no later one is taken for them."""

    def run(self) -> Replay:
        versions: list[Version] = []
        last = self._unrecorded()
        size = 0
        for entry in reversed(self.log.entries):
            version = self._version(entry)
            if version is not None:
                versions.append(version)
                texts = (*version.before.values(), *version.after.values())
                size += sum(map(len, texts))
            if size > 2 * MAX_DECODED:  # what is older is not looked at, and that is said
                break
        versions.reverse()
        return Replay(
            (*versions, *([last] if last is not None else [])),
            self._gap(),
            (*self.log.findings, *self.findings),
        )

    def _gap(self) -> Gap | None:
        faults = len(self.log.findings) + len(self.findings)
        if faults:
            return Gap(
                f"{self.log.path} has {faults} {'fault' if faults == 1 else 'faults'}, so some of "
                "it isn't read",
                "fix what the findings report",
            )
        if not self.open:
            return None
        more = f", and {len(self.open) - 1} more" if len(self.open) > 1 else ""
        return Gap(
            f"{self.log.path} ends in a different state than the files: {self.open[0]}{more}",
            "record the change with its date and author",
            UNKNOWN_NOW,
        )

    def _report(self, rule: str, span: Span, message: str, *related: Related) -> None:
        self.findings.append(Finding(rule, Severity.ERROR, message, span, related=related))

    # --- where the log ends

    def _unrecorded(self) -> Version | None:
        """What differs today from the end of the log, as a change that nobody recorded."""
        ends = [
            (place, step)
            for place, step in self._ends()
            if not is_same_data(_value(place, step), step.after)
        ]
        if not ends:
            return None
        after = self._texts(place for place, _ in ends)
        for place, step in ends:
            shown = _shown(_value(place, step)), _shown(step.after)
            self.open.append(
                f"`{step.field}` of `{place.id}` is {shown[0]}, but was last recorded as {shown[1]}"
            )
            if step.field not in (IDENTITY, WITHIN):
                _set(place.data, step.field, step.after)
        before = self._texts(place for place, _ in ends)
        return Version(self.stack.today, None, None, "", before, after)

    def _ends(self) -> Iterator[tuple[Place, Step]]:
        """The newest change of each field of each item, with the item."""
        seen: set[tuple[str, str]] = set()
        closed: set[str] = set()
        now: dict[str, str] = {}
        for entry in reversed(self.log.entries):
            for step in reversed(entry.steps):
                item = now.get(step.item, step.item)
                if step.field == IDENTITY and isinstance(step.before, str):
                    now[step.before] = item
                if item in closed:
                    continue
                place = self.places.by_id.get(item)
                if step.event == "removed":
                    closed.add(item)
                    if place is not None and (item, "") not in seen:
                        self.open.append(f"`{item}` is in the files, but was recorded as removed")
                    continue
                if step.event == "added":
                    closed.add(item)
                if place is None:
                    self._miss(item)
                elif step.event == "changed" and (item, step.field) not in seen:
                    seen.add((item, step.field))
                    yield place, step
                seen.add((item, ""))

    def _miss(self, item: str) -> None:
        """Notes an item of the log that the files do not have."""
        if item not in self.unknown:
            self.unknown.add(item)
            hint = "" if self.open else did_you_mean(nearest(item, self.places.by_id))
            self.open.append(f"`{item}` isn't in the files{hint.rstrip('?')}")

    # --- one entry after the other, the newest first

    def _version(self, entry: Entry) -> Version | None:
        """The texts before and after an entry, which is taken back."""
        touched = [place for step in entry.steps for place in self._touched(step)]
        after = self._texts(touched)
        taken: list[Place] = []
        for step in reversed(entry.steps):
            if self._is_possible(step):
                taken.extend(self._take_back(step))
        before = self._texts((*touched, *taken))
        if before == after:
            return None
        author = self._author(entry)
        reason = entry.because if not is_empty_phrase(entry.because or "") else None
        return Version(entry.day, author, entry.commit, entry.message, before, after, reason)

    def _texts(self, places: Iterable[Place]) -> dict[str, str]:
        """The items at the top of these, each as a text, without those that are not there."""
        roots = {id(place.root): place.root for place in places}
        return {
            f"{root.path}#{root.id}": text_of_root(root)
            for root in roots.values()
            if any(member is root.data for member in root.siblings)
        }

    def _author(self, entry: Entry) -> str | None:
        """The author's name."""
        if entry.author is None or entry.author_span is None:
            return None
        found = self.stack.get(entry.author)
        if isinstance(found, Person):
            return found.title
        if SLUG.fullmatch(entry.author) and self.stack.of(Person):
            hint = self._author_hint(entry.author)
            message = f"`author` is `{entry.author}`, which isn't the id of a person{hint}"
            self._report("unknown-reference", entry.author_span, message)
        return entry.author

    def _author_hint(self, author: str) -> str:
        """What helps where an author is not known."""
        if author not in self.hints:
            people = [person.id for person in self.stack.of(Person)]
            guess = did_you_mean(nearest(author, people))
            self.hints[author] = guess or "; write anyone else with first and last name"
        return self.hints[author]

    def _find(self, item: str) -> Place | None:
        """The item of an id that it has now or has had later."""
        seen: set[str] = set()
        while item not in self.places.by_id and item in self.now and item not in seen:
            seen.add(item)
            item = self.now[item]
        return self.places.by_id.get(item)

    def _is_possible(self, step: Step) -> bool:
        if step.event == "removed":
            return self._find(step.item) is None
        place = self._find(step.item)
        if place is None:
            if step.item not in self.unknown:
                message = f"`{step.item}` changed here, before it was added"
                self._report("invalid-value", step.span, message)
            return False
        kind = BY_COLLECTION[place.collection]
        name = step.field.partition(".")[0]
        if step.event == "added" or name in (IDENTITY, WITHIN):
            return True
        if name in kind.nests:
            message = f"`{name}` has items with an id; record each of them as its own change"
            self._report("invalid-value", step.span, message)
            return False
        if name not in kind.declared:
            hint = did_you_mean(nearest(name, kind.declared))
            message = f"a {kind.noun} has no `{excerpt(name)}`{hint}"
            self._report("unknown-field", step.span, message)
            return False
        return True

    def _touched(self, step: Step) -> Iterator[Place]:
        """What a change may alter, as it is before it is taken back."""
        for identity in (step.item, step.within, step.before if step.field == WITHIN else None):
            place = self._find(identity) if isinstance(identity, str) else None
            if place is not None:
                yield place.root

    def _take_back(self, step: Step) -> Iterator[Place]:
        """Takes a change back; what it brings back is given."""
        if step.event == "removed":
            data = {IDENTITY: step.item, **step.before} if isinstance(step.before, dict) else None
            above = self._find(step.within) if step.within else None
            within = above.id if above is not None else step.within
            path = above.path if above is not None else self.log.path
            if not self.places.nest(_copy(data), step.collection, within, path):
                message = f"`{step.item}` was in `{step.within}`, with no {step.collection} then"
                self._report("invalid-value", step.span, message)
            if (place := self.places.by_id.get(step.item)) is not None:
                yield place
            return
        place = self._find(step.item)
        if place is None:
            return
        if step.event == "added":
            self.places.remove(place)
            self.taken_out.append(place.data)
            return
        self._compare(place, step)
        if step.field == IDENTITY:
            if isinstance(step.before, str) and step.before not in self.places.by_id:
                self.now[place.id] = step.before
                self.places.by_id[step.before] = self.places.by_id.pop(place.id)
                place.data[IDENTITY] = step.before
        elif step.field == WITHIN:
            self.places.remove(place)
            before = step.before if isinstance(step.before, str) else None
            self.places.nest(place.data, place.collection, before, place.path)
            yield from filter(None, [self.places.by_id.get(place.id)])
        else:
            _set(place.data, step.field, _copy(step.before))

    def _compare(self, place: Place, step: Step) -> None:
        """Reports a change whose end is not where the next change of the field starts."""
        key = (id(place.data), step.field)
        later = self.later.get(key)
        if later is not None and not is_same_data(later.before, step.after):
            self._report(
                "invalid-value",
                step.span,
                f"`{step.field}` of `{step.item}` becomes {_shown(step.after)} here, but its next "
                f"change, in line {later.span.line}, starts from {_shown(later.before)}",
                Related(later.span, "the next change"),
            )
        self.later[key] = step


def _value(place: Place, step: Step) -> Data:
    """The value that a change was of, as it is now."""
    if step.field == WITHIN:
        return place.above.id if place.above is not None else None
    return value_at(place.data, step.field)


def _copy(data: Data) -> Data:
    match data:
        case dict():
            return {name: _copy(value) for name, value in data.items()}
        case list():
            return [_copy(value) for value in data]
    return data


def _shown(value: Data) -> str:
    """A value as messages show it."""
    return "not there" if value is None else excerpt(_flow(value)) if value else '""'

"""Located YAML nodes in, typed entities out, by the fields that the model declares.

Whatever does not fit becomes a finding.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Literal, NamedTuple, get_args

from stratdocs.model.aliases import (
    Meant,
    Renamed,
    choice_meant,
    collection_meant,
    field_meant,
    invisible_in,
    is_placeholder,
    latin_letters,
    may_be_opposite,
    point_meant,
    without_invisible,
)
from stratdocs.model.costs import cost, cost_hint
from stratdocs.model.days import day, day_hint, day_meant, month_number, other_day_hint
from stratdocs.model.durations import duration, duration_hint
from stratdocs.model.fields import Field, fields_of, names_of_fields
from stratdocs.model.finding import Finding, Related, Severity
from stratdocs.model.kinds import BY_COLLECTION, Cost, Entity, Part, Range, Ref
from stratdocs.model.periods import (
    NO_FISCAL_YEAR,
    Calendar,
    Period,
    period,
    period_hint,
    period_meant,
)
from stratdocs.model.values import (
    Quantity,
    has_decimal_comma,
    may_be_decimal,
    quantity,
    quantity_hint,
)
from stratdocs.words.nearest import Guess, best_guess
from stratdocs.words.phrases import did_you_mean, excerpt, join_words, with_article
from stratdocs.yamltext.source import (
    Document,
    Edit,
    Fix,
    MappingNode,
    Node,
    ScalarNode,
    SequenceNode,
    SourceFile,
    Span,
)

SLUG = re.compile(r"[a-z0-9]+(?:[-_.][a-z0-9]+)*")
"""The form of an id."""
ID_CHARACTERS = "lower-case letters, digits, hyphens, underscores and dots"
MAX_ID = 120
"""Characters in an id; it becomes a folder's name in the site."""

SETTINGS = "settings"
"""The one key of a file that isn't a collection: how this strategy is checked."""
HISTORY = "history"
"""The one key of a file that records a strategy's history; it isn't read as strategy."""
_BOOLS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}


class Mention(NamedTuple):
    """An id that one entity mentions, and where."""

    entity: Entity
    route: tuple[str | int, ...]
    id: str
    ref: Ref
    span: Span | None = None
    """Its place in a text, for one written `[[id]]`; None if it is the whole value."""

    @property
    def place(self) -> Span:
        """The place to underline."""
        return self.span or self.entity.at(*self.route)


class Decoded(NamedTuple):
    """The result of decoding."""

    entities: list[Entity]
    mentions: list[Mention]
    nameless: list[Entity]
    """Items without an id; they are also among `entities`."""
    findings: list[Finding]
    unlisted: set[tuple[str, int]]
    """Path and start of single items where a list belongs."""
    worded: list[Mention]
    """Plain words where an id could be; they may be the title of what is meant."""
    unread_ids: set[str]
    """Ids below keys that are not a collection: what they name may be there."""
    calendar_question: Finding | None = None
    """The finding that asks when the fiscal year starts; once in a strategy is enough."""


Names = Mapping[tuple[str, int], str]
"""Placeholder ids for entities without an id, by path and start."""


def settings_nodes(documents: Iterable[Document]) -> Iterator[tuple[SourceFile, Node]]:
    """What stands under `settings:` in the documents, each with its path."""
    for document in documents:
        for root in document.roots:
            node = root.get(SETTINGS) if isinstance(root, MappingNode) else None
            if node is not None:
                yield document.path, node


def calendar_of(documents: Iterable[Document]) -> Calendar:
    """The calendar that `settings:` describes by `year_starts`, a month from 1 to 12; later files
    override earlier ones, and other values do not count.
    """
    year_starts = None
    written = False
    for _, settings in settings_nodes(documents):
        node = settings.get("year_starts") if isinstance(settings, MappingNode) else None
        if isinstance(node, ScalarNode) and node.empty:
            continue
        written = written or node is not None
        if isinstance(node, ScalarNode):
            year_starts = month_read(node.text) or year_starts
    return Calendar(year_starts, is_unread=written and year_starts is None)


Strictness = Literal["gentle", "usual", "strict"]
STRICTNESSES: tuple[Strictness, ...] = get_args(Strictness)
"""How readily wording is reported, as `settings:` has it, the most lenient first."""


def strictness_of(documents: Iterable[Document]) -> Strictness:
    """The strictness that `settings:` asks for; later files override earlier ones, and other values
    do not count.
    """
    found: Strictness = "usual"
    for _, settings in settings_nodes(documents):
        node = settings.get("strictness") if isinstance(settings, MappingNode) else None
        text = node.text if isinstance(node, ScalarNode) else None
        found = next((known for known in STRICTNESSES if known == text), found)
    return found


def month_read(text: str) -> int | None:
    """The month of a number from 1 to 12, or of a name; None if there is none."""
    if re.fullmatch("0?[1-9]|1[0-2]", text):
        return int(text)
    return month_number({"word": text.strip()}) or None


def is_recorded_history(document: Document) -> bool:
    """Whether a document holds a recorded history and nothing else."""
    keys = {
        name
        for root in document.roots
        for name in (root.values if isinstance(root, MappingNode) else ("",))
    }
    return keys == {HISTORY}


def decode(
    documents: Iterable[Document], names: Names | None = None, calendar: Calendar = NO_FISCAL_YEAR
) -> Decoded:
    """The entities of all documents, in the order written; nested ones follow their parents."""
    return together(decode_document(document, names or {}, calendar) for document in documents)


def decode_document(document: Document, names: Names, calendar: Calendar) -> Decoded:
    """The entities of a single document."""
    decoder = _Decoder(names, calendar)
    decoder.document(document)
    return Decoded(
        decoder.entities,
        decoder.mentions,
        decoder.nameless,
        decoder.findings,
        decoder.unlisted,
        decoder.worded,
        decoder.unread_ids,
        decoder.calendar_question,
    )


def together(parts: Iterable[Decoded]) -> Decoded:
    """What several documents decode to, as one; the parts stay as they are. When the fiscal year
    starts is asked once.
    """
    whole = Decoded([], [], [], [], set(), [], set())
    asked: Finding | None = None
    for part in parts:
        whole.entities.extend(part.entities)
        whole.mentions.extend(part.mentions)
        whole.nameless.extend(part.nameless)
        question = part.calendar_question
        if question is None or asked is None:
            whole.findings.extend(part.findings)
            asked = asked or question
        else:
            whole.findings.extend(found for found in part.findings if found is not question)
        whole.unlisted.update(part.unlisted)
        whole.worded.extend(part.worded)
        whole.unread_ids.update(part.unread_ids)
    return whole._replace(calendar_question=asked)


def vocabulary() -> Mapping[str, frozenset[str]]:
    """The keys that fit below each key of a strategy file; below the empty key, the collections."""
    words: dict[str, set[str]] = {"": set(BY_COLLECTION)}
    for collection, kind in BY_COLLECTION.items():
        words.setdefault(collection, set()).update(("id", *_table(kind), *kind.nests))
        parts: list[tuple[str, type[Entity | Part]]] = [(collection, kind)]
        for _, holder in parts:
            for field in fields_of(holder):
                part = field.group
                if part is not None and (field.name, part) not in parts:
                    words.setdefault(field.name, set()).update(_table(part))
                    parts.append((field.name, part))
    return {key: frozenset(below) for key, below in words.items()}


def slug(text: str) -> str:
    """A text as an id: lower-case letters, digits and hyphens; `größe` is `groesse`."""
    return re.sub(r"[^a-z0-9]+", "-", latin_letters(text)).strip("-")[:MAX_ID].strip("-")


def shown_id(text: str) -> str:
    """An id as messages show it; what cannot be one is in quotes."""
    return text if SLUG.fullmatch(text) and len(text) <= MAX_ID else f'"{excerpt(text)}"'


def id_like(text: str) -> str:
    """The id nearest to a text: in small letters if that is one, else its slug."""
    small = text.strip().lower()
    return small if SLUG.fullmatch(small) and len(small) <= MAX_ID else slug(text)


def loses_letters(text: str) -> bool:
    """Whether the slug of a text lacks some of its letters or digits."""
    return any(char.isalnum() and not char.isascii() for char in latin_letters(text))


_Reader = Callable[["_Decoder", Node], Any]


class _Decoder:
    def __init__(self, names: Names, calendar: Calendar) -> None:
        self.names = dict(names)
        self.calendar = calendar
        self.asks_for_calendar = not calendar.is_unread
        """Whether nobody was asked yet when the fiscal year starts; once is enough."""
        self.calendar_question: Finding | None = None
        self.entities: list[Entity] = []
        self.mentions: list[Mention] = []
        self.nameless: list[Entity] = []
        self.unlisted: set[tuple[str, int]] = set()
        self.worded: list[Mention] = []
        self.unread_ids: set[str] = set()
        self.meant: tuple[str, Quantity] | None = None
        """A field of the group being read and its value, where a decimal comma cut it in two."""
        self.findings: list[Finding] = []
        self.path = SourceFile("", "")
        self.roots: Sequence[Node] = ()  # of the document being read
        self.decimal_commas: bool | None = None  # whether it has some, once that was asked
        self.id: str | None = None
        self.trail: list[str | int] = []  # the route within the entity being read
        self.routes: dict[tuple[str | int, ...], tuple[str | int, ...]] = {}
        """Each route once, since thousands of mentions have the same."""
        self.reading = Entity()  # the entity whose mentions are being read

    # --- findings

    def report(
        self,
        rule: str,
        span: Span,
        message: str,
        *related: Related,
        suggestion: str | None = None,
        fix: Fix | None = None,
    ) -> None:
        field = ".".join(str(step) for step in self.trail if isinstance(step, str))
        self.findings.append(
            Finding(rule, Severity.ERROR, message, span, self.id, field, related, suggestion, fix)
        )

    def report_value(
        self, node: Node, wants: str, suggestion: str | None = None, *, safe: bool | None = None
    ) -> None:
        """Reports a value of the wrong sort for its field.

        If `safe` is given, the suggestion becomes a fix, safe or not.
        """
        name = next((step for step in reversed(self.trail) if isinstance(step, str)), "this")
        match node:
            case ScalarNode():
                has = f'is "{excerpt(node.text)}"'
                unseen = invisible_in(node.text)
                if unseen:
                    has = f'is "{excerpt(without_invisible(node.text))}" with {unseen}'
                elif is_placeholder(node.text) and "did you mean" not in wants:
                    wants, suggestion = "leave it empty until you know it", None
            case SequenceNode():
                has = "is a list"
            case _:
                has = "is a group of fields"
        place = node.grip(self.path)
        fix = None
        if suggestion is not None and safe is not None:
            fix = Fix(safe=safe, edits=(Edit(place, suggestion, "value"),))
        self.report(
            "invalid-value", place, f"{name} {has}; {wants}", suggestion=suggestion, fix=fix
        )

    # --- documents

    def document(self, document: Document) -> None:
        self.path = document.path
        self.roots, self.decimal_commas = document.roots, None
        for root in document.roots:
            if isinstance(root, ScalarNode) and root.empty:
                continue
            if not isinstance(root, MappingNode):
                self.report(
                    "invalid-value",
                    root.grip(self.path),
                    "a strategy file starts with a collection and a colon, such as bets:, "
                    "with its items below, each with a hyphen",
                )
                continue
            for name, node in root.values.items():
                if name == SETTINGS:
                    continue
                kind = BY_COLLECTION.get(name)
                if kind is None:
                    kind = self.unknown_collection(root, name)
                if kind is not None:
                    self.collection(kind, node, None, ())
                else:
                    self.unread_ids.update(_ids_below(node))

    def unknown_collection(self, root: MappingNode, name: str) -> type[Entity] | None:
        """Reports a key that is not a collection; returns the kind that is probably meant."""
        meant = collection_meant(without_invisible(name), (*BY_COLLECTION, SETTINGS))
        close = Guess(meant.name, meant.sure) if meant else best_guess(name, BY_COLLECTION)
        guess = close and close.name
        place = root.key_span(self.path, name)
        doubled = guess in root.values
        hint = did_you_mean(guess)
        if doubled:
            hint = f"; put its items below {guess}, which this file already has"
        if close is None and name in Entity.declared:
            hint = "; it's a field, so indent it below its item"
        self.report(
            "unknown-field",
            place,
            f"{excerpt(name)} isn't a collection{hint}",
            suggestion=guess or f"the collections are {join_words((*BY_COLLECTION, SETTINGS))}",
            fix=None if doubled else _rename_fix(place, close),
        )
        return BY_COLLECTION.get(close.name) if close and close.sure else None

    def has_decimal_commas(self) -> bool:
        """Whether a value of the document has a comma before its fraction."""
        if self.decimal_commas is None:
            self.decimal_commas = any(map(has_decimal_comma, _scalars(self.roots)))
        return self.decimal_commas

    def collection(
        self, kind: type[Entity], node: Node, parent: str | None, route: tuple[str | int, ...]
    ) -> None:
        if isinstance(node, SequenceNode):
            for number, item in enumerate(node.nodes):
                if isinstance(item, MappingNode):
                    alone = len(item.values) == 1
                    if alone and self.only_its_id(item, node.nodes[number + 1 : number + 2]):
                        continue
                    self.entity(kind, item, parent, (*route, kind.collection, number))
                else:
                    self.trail = [kind.collection]
                    self.report_value(
                        item, f"write each {kind.noun} as fields, with at least id and title"
                    )
                    self.trail = []
        elif isinstance(node, MappingNode) or not node.empty:
            self.unlisted_collection(kind, node, parent, route)

    def unlisted_collection(
        self,
        kind: type[Entity],
        node: MappingNode | ScalarNode,
        parent: str | None,
        route: tuple[str | int, ...],
    ) -> None:
        """Reports a collection that is not a list, and reads what it seems to hold."""
        values = node.values if isinstance(node, MappingNode) else {}
        for name, value in values.items():
            marked = re.match(rf"([{_DASHES}])\s*(\S.*)", name)
            if marked:
                message = (
                    f'add a space after this hyphen: "- {marked[2]}:"'
                    if marked[1] == "-"
                    else f'start an item with a plain hyphen and a space, not "{marked[1]}"'
                )
                self.report("invalid-yaml", value_key(self.path, value), message)
                self.unread_ids.update(_ids_below(node))
                if marked[2] == "id" and isinstance(value, ScalarNode):
                    self.unread_ids.add(value.text.strip())
                return
        self.trail = [kind.collection]
        wants = f"this must be a list: put a hyphen before each {kind.noun}"
        keyed = bool(values) and all(isinstance(value, MappingNode) for value in values.values())
        if keyed:
            wants += f', and write "- id: {excerpt(next(iter(values)))}" where its name is now'
        self.report_value(node, wants)
        self.trail = []
        if isinstance(node, ScalarNode):
            return
        if "id" in values or "title" in values:
            self.unlisted.add((self.path, node.start))
            self.entity(kind, node, parent, (*route, kind.collection))
        elif keyed:
            for name, value in values.items():
                if isinstance(value, MappingNode):
                    self.names[self.path, value.start] = name
                    self.unlisted.add((self.path, value.start))
                    self.entity(kind, value, parent, (*route, kind.collection, name))

    def only_its_id(self, item: MappingNode, following: Sequence[Node]) -> bool:
        """Whether the item only repeats the first line of the next one."""
        if not following or not isinstance(following[0], MappingNode):
            return False
        own, following_id = item.get("id"), following[0].get("id")
        if (
            not isinstance(own, ScalarNode)
            or not isinstance(following_id, ScalarNode)
            or own.text != following_id.text
        ):
            return False
        first = Related(own.grip(self.path), "first written here")
        self.report(
            "duplicate-id",
            following_id.grip(self.path),
            f"{following_id.text} is used twice here",
            first,
        )
        return True

    # --- entities

    def entity(  # noqa: C901  # runs for each of 10,000 items: calls would cost a tenth
        self,
        kind: type[Entity],
        node: MappingNode,
        parent: str | None,
        route: tuple[str | int, ...],
    ) -> None:
        outer = (self.id, self.trail, self.reading)
        readers = _table(kind)
        values: dict[str, Any] = {
            "path": self.path,
            "node": node,
            "route": route,
            "nested_in": parent,
        }
        written = node.values
        id_node = written.get("id")
        named = isinstance(id_node, ScalarNode) and not id_node.empty and id_node.text.strip() != ""
        placeholder = self.names.get((self.path, node.start)) if self.names else None
        if placeholder is not None:
            identity = placeholder
        elif named:
            identity = id_node.text.strip()  # type: ignore[union-attr]  # asked above
        else:
            identity = f"?{self.path}:{node.start}"
        entity = object.__new__(kind)
        self.id, self.trail, self.reading = identity, [], entity
        values["id"] = identity
        nests = kind.nests
        nested: list[tuple[str, Node]] = []
        trail = self.trail
        for name, value in written.items():
            reader = readers.get(name)
            if reader is not None:
                # runs for each value: a long one is not empty, and costs no hash
                if value.__class__ is ScalarNode and len(value.text) < 5 and value.empty:
                    continue
                trail.append(name)
                found = reader(self, value)
                trail.pop()
                if found is not None:
                    values[name] = found
            elif name in nests:
                nested.append((name, value))
            elif name != "id":
                guess = self.report_unknown(kind, (*readers, *nests), node, name)
                if guess == "id":
                    self.unlisted.add((self.path, node.start))  # that is reported already
                elif guess is None or guess in values:
                    pass
                elif guess in nests:
                    nested.append((guess, value))
                else:
                    self.read_misspelt(readers[guess], guess, value, values)
        if named:
            self.check_id(id_node)  # type: ignore[arg-type]  # asked above
        if not values.get("title") and named:
            titled = written.get("title")
            if titled is None or (
                isinstance(titled, ScalarNode) and (titled.empty or not titled.text.strip())
            ):
                place = node.grip(self.path, ("id",)) if titled is None else titled.grip(self.path)
                self.report("invalid-value", place, f"the {kind.noun} {identity} has no title")
            values["title"] = identity
        elif not named:
            values.setdefault("title", "")
        if parent is not None:
            values["serves"] = (parent, *(s for s in values.get("serves", ()) if s != parent))
        object.__setattr__(entity, "__dict__", values)
        self.entities.append(entity)
        if not named:
            self.nameless.append(entity)
        for name, value in nested:
            self.collection(BY_COLLECTION[nests[name]], value, identity, route)
        self.id, self.trail, self.reading = outer

    def check_id(self, node: ScalarNode) -> None:
        bare = node.text.strip()
        if bare != node.text and SLUG.fullmatch(bare):
            self.trail.append("id")
            self.report_value(node, f"it has a space around it; write {bare}", bare, safe=True)
            self.trail.pop()
        elif not SLUG.fullmatch(node.text) or len(node.text) > MAX_ID:
            guess = "" if loses_letters(node.text) else id_like(node.text)
            self.trail.append("id")
            self.report_value(
                node,
                f"use {ID_CHARACTERS}"
                + (f", such as {guess}" if guess else "")
                + (f", up to {MAX_ID} in total" if len(node.text) > MAX_ID else ""),
                guess or None,
            )
            self.trail.pop()

    def report_unknown(
        self,
        holder: type[Entity | Part],
        names: Collection[str],
        node: MappingNode,
        name: str,
    ) -> str | None:
        """Reports a field that does not exist; returns the one that is probably meant."""
        value = node.values[name]
        if _is_bare(value, name) and self.report_cut(holder, node, name, names):
            return None
        place = node.key_span(self.path, name)
        glued = re.match(r"([\w-]+):\S", name)
        if glued and (glued[1] in names or glued[1] == "id"):
            message = f"add a space after the colon of {glued[1]}"
            self.report("invalid-yaml", place, message)
            return glued[1]
        clean = without_invisible(name)
        if clean != name and clean in names:
            message = f"{clean} contains {invisible_in(name)}, which is invisible"
            fix = _rename_fix(place, Guess(clean, sure=clean not in node.values))
            self.report("unknown-field", place, message, suggestion=clean, fix=fix)
            return clean
        inside = next((step for step in reversed(self.trail) if isinstance(step, str)), "")
        what = with_article(holder.noun) if issubclass(holder, Entity) else inside
        fact = f"{excerpt(name)} isn't a field of {what}"
        close = best_guess(name, (n for n in names if n not in node.values))
        help_: str | None = None
        hint = ""
        if close is None or not close.sure:
            suiting = [field.name for field in fields_of(holder) if _suits(field, value)]
            suiting += [n for n in names if not _is_field(holder, n)]  # what nests here
            meant = field_meant(name, suiting, node.values)
            if issubclass(holder, Entity) and isinstance(value, ScalarNode):
                word = name.strip().lower().replace("_", " ")
                own = word == holder.noun or (word == "kr" and holder.noun == "key result")
                if own and "title" not in node.values:  # `objective: Clinics stay with us`
                    meant = Renamed("title", sure=True)
            written = field_meant(name, suiting, ())
            within = _within_group(holder, name) if meant is None or not meant.sure else None
            text = excerpt(value.text) if isinstance(value, ScalarNode) else "..."
            if meant is None and written is not None and written.listed:
                meant = written
            if meant is not None and meant.listed:
                hint, close = "; add its date", None
                help_ = f"{meant.name}: [{{date: ..., value: {text}}}]"
            elif within is not None:
                hint, close = f"; use {within[1]} in {within[0]}", None
                help_ = f"{within[0]}: {{{within[1]}: {text}}}"
            elif meant is not None:
                close = Guess(meant.name, meant.sure)
            elif written is not None:
                hint, close = f"; did you mean {written.name}, which is already here?", None
            elif close is None and (near := best_guess(name, names)) is not None and near.sure:
                hint = f"; did you mean {near.name}, which is already here?"
        guess = close and close.name
        if not hint:
            hint, help_ = did_you_mean(guess), guess
        if not hint:
            hint, help_ = self.what_exists(holder, names, name)
        fix = _rename_fix(place, close)
        self.report("unknown-field", place, fact + hint, suggestion=help_, fix=fix)
        return guess

    def what_exists(
        self, holder: type[Entity | Part], names: Collection[str], name: str
    ) -> tuple[str, str | None]:
        """The end of a message about an unknown field that is like none, and what would help."""
        if not issubclass(holder, Entity):
            if "date" in names and day(name) and "value" in names:
                form = f"{{date: {day(name)}, value: ...}}"
                return f"; use {form}", form
            return f"; it has {join_words(names)}", None
        nested = collection_meant(name, BY_COLLECTION)
        if nested is not None and nested.sure:
            plural = BY_COLLECTION[nested.name].plural
            return f"; {plural} can't be nested here; link them with `serves`", None
        own = [n for n in names if n not in Entity.declared]
        help_ = f"{with_article(holder.noun)} has {join_words(own)}; and {_COMMON}"
        return "; put custom fields under `fields`", help_

    def report_cut(
        self, holder: type[Entity | Part], node: MappingNode, name: str, names: Collection[str]
    ) -> bool:
        """Reports what stands between commas without a colon; False if it may be a field."""
        glued = re.match(r"([\w-]+)\s*([:：=;])\s*", name)
        if glued and (glued[1] in names or glued[1] == "id"):
            if glued[1] == "id":
                self.unlisted.add((self.path, node.start))
            message = f"add a space after the colon of {glued[1]}"
            if glued[2] != ":":
                message = f'use a plain colon and a space after {glued[1]}, not "{glued[2]}"'
            self.report("invalid-yaml", node.key_span(self.path, name), message)
            return True
        before: str | None = None
        cut: list[str] = []
        for key, value in node.values.items():
            if _is_bare(value, key) and key not in names:
                if before is None:
                    return False
                cut.append(key)
            elif name in cut:
                break
            else:
                cut = []
                before = key if isinstance(value, ScalarNode) and not value.empty else None
        if before is None or best_guess(name, names) is not None:
            return False
        if cut[0] != name:
            return True  # it was reported with the first
        start = node.values[before]
        if not isinstance(start, ScalarNode):
            return False
        text = ", ".join((start.text, *cut))
        fix = None
        field = next((each for each in fields_of(holder) if each.name == before), None)
        message = f"{before} ends at the comma before this; quote text that contains a comma"
        suggestion = f'{before}: "{excerpt(text)}"'
        if field is not None and field.sort == "reference":
            message = f"{before} ends at the comma before this; it takes one id"
            suggestion = f"{before}: {start.text}"
            if field.many:
                message = f"{before} ends at the comma before this; put a list in brackets"
                suggestion = f"{before}: [{excerpt(text)}]"
        elif start.plain:
            meant = self.meant_by(field, start.text, cut)
            if meant is not None:
                message = f"{before} ends at the comma before this; write {meant}"
                text = suggestion = meant
                grip = start.grip(self.path)
                self.findings = [found for found in self.findings if found.span != grip]
            spans = [(node.values[key].key, node.values[key].end) for key in cut]
            removals = (Edit(self.path.span(*span), "", "pair") for span in spans)
            whole = Edit(start.grip(self.path), text, "value")
            fix = Fix(safe=meant is None, edits=(whole, *removals))
        self.report(
            "invalid-yaml",
            node.key_span(self.path, name),
            message,
            suggestion=suggestion,
            fix=fix,
        )
        return True

    def meant_by(self, field: Field | None, whole: str, cut: Sequence[str]) -> str | None:
        """What a date or a value with a comma in it must be; its parts are what the comma cut."""
        if field is not None and field.sort == "date":
            return day_meant(", ".join((whole, *cut)))
        if field is None or field.sort != "quantity" or len(cut) > 1:
            return None
        meant = _with_point(whole, cut[0])
        value = quantity(meant) if meant is not None else None
        self.meant = (field.name, value) if value is not None else None
        return meant

    def read_misspelt(self, read: _Reader, name: str, node: Node, values: dict[str, Any]) -> None:
        """Reads a misspelt field as the one meant, so that one typo is one finding."""
        if isinstance(node, ScalarNode) and node.empty:
            return
        before = len(self.findings)
        self.trail.append(name)
        found = read(self, node)
        self.trail.pop()
        del self.findings[before:]
        if found is not None:
            values[name] = found

    def part(self, kind: type[Part], node: Node) -> Any:
        if isinstance(node, ScalarNode):
            if kind.short is None:
                self.report_value(node, f"it has its own fields: {join_words(_table(kind))}")
                return None
            reader = _table(kind)[kind.short]
            self.trail.append(kind.short)
            found = reader(self, node)
            self.trail.pop()
            return None if found is None else kind(**{kind.short: found})
        if isinstance(node, SequenceNode):
            self.report_value(node, f"it has these fields: {join_words(_table(kind))}")
            return None
        readers = _table(kind)
        values: dict[str, Any] = {}
        for name, value in node.values.items():
            reader_or_none = readers.get(name)
            if reader_or_none is None:
                guess = self.report_unknown(kind, readers, node, name)
                if self.meant is not None:
                    values.update([self.meant])
                    self.meant = None
                if guess is not None and guess not in values:
                    self.read_misspelt(readers[guess], guess, value, values)
            elif not (isinstance(value, ScalarNode) and value.empty):
                self.trail.append(name)
                found = reader_or_none(self, value)
                self.trail.pop()
                if found is not None:
                    values[name] = found
        if kind.needs is not None and kind.needs not in values:
            if kind.needs not in node.values:
                self.report_value(node, f"it needs {kind.needs}")
            return None
        made = object.__new__(kind)
        object.__setattr__(made, "__dict__", values)
        return made


# --- readers, one for each type that the model uses -----------------------------------------------

_tables: dict[type, dict[str, _Reader]] = {}


def _table(kind: type[Entity | Part]) -> dict[str, _Reader]:
    """The readers of a kind's fields by name; made when the kind is first met."""
    table = _tables.get(kind)
    if table is None:
        read_first = "id" if issubclass(kind, Entity) else ""  # read before all others
        table = _tables[kind] = {
            field.name: _reader(field) for field in fields_of(kind) if field.name != read_first
        }
    return table


def _reader(field: Field) -> _Reader:
    read = _value_reader(field)
    return _list_reader(read) if field.many else read


def _value_reader(field: Field) -> _Reader:
    match field.sort:
        case "reference":
            return _ref_reader(field.refers or Ref())
        case "choice" if field.cost is not None:
            return _cost_reader(field.cost, _choice_reader(field.choices))
        case "choice":
            return _choice_reader(field.choices)
        case "number" if field.limits is not None:
            return _range_reader(field.limits)
        case "part" if field.group is not None:
            group = field.group
            return lambda decoder, node: decoder.part(group, node)
    return _READERS.get(field.sort, _open)


def _with_point(whole: str, rest: str) -> str | None:
    """A value that a decimal comma has cut in two, with a point; None for any other."""
    text = f"{whole}.{rest}"
    if not re.search(r"\d\.\d", text) or re.search(r"\.\d{3}(?!\d)", text):
        return None  # `1,200` may be twelve hundred
    return text if quantity(text) is not None else None


def _text(decoder: _Decoder, node: Node) -> str | None:
    if node.__class__ is ScalarNode:
        return node.text
    hint = "; quote text that contains brackets"
    if isinstance(node, MappingNode):
        hint = "; quote text that contains braces or a colon"
    decoder.report_value(node, f"it must be a single text{hint}")
    return None


def _line(decoder: _Decoder, node: Node) -> str | None:
    text = node.text if node.__class__ is ScalarNode else _text(decoder, node)
    if text is not None and "\n" in text:
        return " ".join(text.split())
    return text


def _prose(decoder: _Decoder, node: Node) -> str | None:
    text = _text(decoder, node)
    if text is None:
        return None
    if "[" in text and "[[" in text:  # one character is found much faster than two
        from stratdocs.markdowntext.scan import (
            scan,
        )  # few texts need it, and its import takes 2 ms

        for link in scan(text).links:
            start = link.start + 2
            span = node.within(decoder.path, start, start + len(link.id))  # type: ignore[union-attr]  # it is a text
            route = tuple(decoder.trail)
            decoder.mentions.append(Mention(decoder.reading, route, link.id, _NAMED, span))
    return text.strip()


_NAMED = Ref()
"""Reads the ids that a text mentions in square brackets."""


def _bool(decoder: _Decoder, node: Node) -> bool | None:
    if isinstance(node, ScalarNode) and node.plain and node.text in _BOOLS:
        return _BOOLS[node.text]
    meant = choice_meant(node.text, ("true", "false")) if isinstance(node, ScalarNode) else None
    guess = meant and meant.only
    safe = meant.sure if meant else None
    decoder.report_value(node, f"use true or false{did_you_mean(guess)}", guess, safe=safe)
    return None


def _date(decoder: _Decoder, node: Node) -> date | None:
    text = node.text.strip() if isinstance(node, ScalarNode) else ""
    found = day(text)
    if found is None and not _report_trimmed(decoder, node, day):
        meant = day_meant(text)
        wants = day_hint(text) if meant is None else None
        if wants is None and meant is None:
            wants, meant = other_day_hint(text)
        ended = re.sub(r"(?i)^(?:by )?(?:the )?end of (?:the )?", "", text)
        span = period(ended) or period(period_meant(ended) or "")
        if wants is None and meant is None and span is not None:
            meant = span.end.isoformat()
            wants = f"a date is one day; the last day of {span.text} is {meant}"
        if wants is None:
            wants = f"use {meant}" if meant else "use one date, such as 2027-03-31"
        decoder.report_value(node, wants, meant, safe=False)
    return found


def _period(decoder: _Decoder, node: Node) -> Period | None:
    text = node.text.strip() if isinstance(node, ScalarNode) else ""
    found = decoder.calendar.period(text)
    if found is None and not _report_trimmed(decoder, node, decoder.calendar.period):
        asks = False
        meant = period_meant(text)
        if meant and "FY" in meant and decoder.calendar.year_starts is None:
            if not decoder.asks_for_calendar:
                return None
            decoder.asks_for_calendar = False
            asks = True
        wants = period_hint(text, decoder.calendar)
        if isinstance(node, SequenceNode):
            wants = (
                "write several periods as one range, from month to month, as in 2027-01..2027-06"
            )
        suggestion = meant if meant != text else None
        decoder.report_value(node, wants, suggestion, safe=False if suggestion else None)
        if asks:
            decoder.calendar_question = decoder.findings[-1]
    return found


def _scalars(nodes: Iterable[Node]) -> Iterator[str]:
    """The texts below nodes."""
    ahead = list(nodes)
    while ahead:
        match ahead.pop():
            case ScalarNode() as node:
                yield node.text
            case SequenceNode() as node:
                ahead.extend(node.nodes)
            case node:
                ahead.extend(node.values.values())


def _quantity(decoder: _Decoder, node: Node) -> Quantity | None:
    found = _certain(decoder, quantity(node.text) if isinstance(node, ScalarNode) else None)
    if found is None and not _report_trimmed(decoder, node, quantity):
        text = node.text if isinstance(node, ScalarNode) else ""
        decoder.report_value(node, *quantity_hint(text), safe=False)
    return found


def _certain(decoder: _Decoder, found: Quantity | None) -> Quantity | None:
    """The quantity, unless its comma may be a decimal one as elsewhere in the texts."""
    if found is not None and "," in found.text and may_be_decimal(found.text):
        return None if decoder.has_decimal_commas() else found
    return found


def _duration(decoder: _Decoder, node: Node) -> Quantity | None:
    text = node.text if isinstance(node, ScalarNode) else ""
    found = duration(text)
    if found is None and not _report_trimmed(decoder, node, duration):
        decoder.report_value(node, *duration_hint(text), safe=False)
    return found


def _report_trimmed(decoder: _Decoder, node: Node, read: Callable[[str], object]) -> bool:
    """Reports a value that only has something around it: curly quotes, a comma, blanks."""
    if not isinstance(node, ScalarNode):
        return False
    trimmed = without_invisible(node.text).rstrip(",;.").strip(_QUOTES)
    if trimmed == node.text or not read(trimmed):
        return False
    decoder.report_value(node, f"write only {trimmed}", trimmed, safe=True)
    return True


_QUOTES = "\"'“”„‟‘’‚«»`´ "
"""Quotation marks of word processors, which are part of a text to YAML."""


def _open(decoder: _Decoder, node: Node) -> Any:
    if isinstance(node, MappingNode):
        return {name: _plain_value(value) for name, value in node.values.items()}
    decoder.report_value(node, "it must be a group of fields with names of your own")
    return None


def _plain_value(node: Node) -> Any:
    match node:
        case ScalarNode():
            return None if node.empty else node.text
        case SequenceNode():
            return [_plain_value(inner) for inner in node.nodes]
    return {name: _plain_value(value) for name, value in node.values.items()}


_READERS: Mapping[str, _Reader] = {
    "text": _line,
    "prose": _prose,
    "bool": _bool,
    "date": _date,
    "period": _period,
    "quantity": _quantity,
    "duration": _duration,
}


def _list_reader(read: _Reader) -> _Reader:
    def items(decoder: _Decoder, node: Node) -> tuple[Any, ...]:
        if not isinstance(node, SequenceNode):
            decoder.trail.append(0)
            found = read(decoder, node)
            decoder.trail.pop()
            return () if found is None else (found,)
        values = []
        for number, inner in enumerate(node.nodes):
            if isinstance(inner, ScalarNode) and inner.empty:
                continue
            decoder.trail.append(number)
            found = read(decoder, inner)
            decoder.trail.pop()
            if found is not None:
                values.append(found)
        return tuple(values)

    return items


def _choice_reader(choices: tuple[str, ...]) -> _Reader:
    allowed = {choice: choice for choice in choices}
    wants = f"use {join_words(choices, 'or')}"

    def choice(decoder: _Decoder, node: Node) -> str | None:
        text = ""
        if isinstance(node, ScalarNode):
            found = allowed.get(node.text)
            if found is not None:
                return found
            text = without_invisible(node.text).strip(_QUOTES)
        meant = choice_meant(text, choices) if text else None
        if meant is not None:
            likely = meant.words[0] if meant.sure else None
            hint = did_you_mean(join_words(meant.words, "or"))
            decoder.report_value(node, wants + hint, meant.only, safe=_is_safe(meant))
            return likely
        plain = text.lower()
        close = best_guess(plain.replace(" ", "_"), choices) or best_guess(plain, choices)
        if close is not None and may_be_opposite(text, close.name):
            close = None
        guess = close and close.name
        safe = True if close and close.sure else None
        decoder.report_value(node, wants + did_you_mean(guess), guess, safe=safe)
        return guess

    return choice


def _cost_reader(kind: Cost, choice: _Reader) -> _Reader:
    def value(decoder: _Decoder, node: Node) -> Any:
        text = node.text if isinstance(node, ScalarNode) else ""
        if not any(map(str.isdigit, text)):
            return choice(decoder, node)
        found = _certain(decoder, cost(text, repeats=kind.repeats))
        if found is None:
            hint = cost_hint(text, repeats=kind.repeats)
            if quantity(text) is None:
                hint, _ = quantity_hint(text)
            decoder.report_value(node, hint)
        return found

    return value


def _is_safe(meant: Meant) -> bool | None:
    """Whether the fix of a word is safe; None if it has none, since more than one may be meant."""
    return meant.sure if meant.only is not None else None


def _range_reader(limits: Range) -> _Reader:
    def number(decoder: _Decoder, node: Node) -> int | None:
        point: int | None = None
        sure = False
        if isinstance(node, ScalarNode):
            if re.fullmatch(r"-?\d{1,9}", node.text):
                value = int(node.text)
                if limits.low <= value <= limits.high:
                    return value
            point, sure = point_meant(node.text, limits.low, limits.high) or (None, False)
        guess = None if point is None else str(point)
        wants = f"use a whole number from {limits.low} to {limits.high:,}{did_you_mean(guess)}"
        decoder.report_value(node, wants, guess, safe=None if guess is None else sure)
        return None

    return number


def _ref_reader(ref: Ref) -> _Reader:
    def reference(decoder: _Decoder, node: Node) -> str | None:
        if node.__class__ is not ScalarNode:
            if isinstance(node, MappingNode):
                only = _only_text(node.get("id") or node)
                decoder.report_value(node, "it must be an id" + (f"; write {only}" if only else ""))
            else:
                wants = "it takes one id, not a list"
                only = _only_text(node)
                if only is not None:
                    wants = f"it takes one id; write {only}"
                elif "people" in ref.kinds:
                    wants = "it takes one id: name the one person who is accountable for it"
                decoder.report_value(node, wants)
            return None
        text: str = node.text.strip()
        # as Mention(...), without the extra call
        route = tuple(decoder.trail)
        route = decoder.routes.setdefault(route, route)
        parts = (decoder.reading, route, text, ref, None)
        mention = tuple.__new__(Mention, parts)
        (decoder.worded if ref.words and " " in text else decoder.mentions).append(mention)
        return text

    return reference


_COMMON = (
    "title, description, owner, period, status, serves, depends_on, tags and links, like every item"
)

# --- what was probably meant ----------------------------------------------------------------------

_DASHES = "-–—−‐‑•▪◦●○‣·∙*+"
"""Signs that people and word processors put before an item."""


def value_key(path: SourceFile, value: Node) -> Span:
    """The place of the key that a value belongs to."""
    return path.span(value.key, value.key + value.key_size)


def _only_text(node: Node) -> str | None:
    """The only text in a list, or in a list in it; None if there are several."""
    while isinstance(node, SequenceNode) and len(node.nodes) == 1:
        node = node.nodes[0]
    return node.text if isinstance(node, ScalarNode) and not node.empty else None


def _is_bare(value: Node, name: str) -> bool:
    """Whether a key within braces has neither a colon nor a value."""
    if not isinstance(value, ScalarNode) or value.text or value.start != value.end:
        return False
    return value.start == value.key + value.key_size or (value.plain and " " in name)


def _is_field(holder: type[Entity | Part], name: str) -> bool:
    return name in names_of_fields(holder)


def _within_group(holder: type[Entity | Part], name: str) -> tuple[str, str] | None:
    """A group of fields, and the one within it that a name means; None if there is none."""
    for field in fields_of(holder):
        if field.group is None or field.many or field.name != "success":
            continue
        inner = [each.name for each in fields_of(field.group)]
        meant = field_meant(name, inner, ())
        if name in inner or (meant is not None and meant.sure):
            return field.name, name if meant is None or name in inner else meant.name
    return None


def _suits(field: Field, value: Node) -> bool:
    """Whether a value may be meant for a field, as far as its form shows."""
    if not isinstance(value, ScalarNode):
        return field.sort in ("part", "reference", "own") or field.many
    text = value.text.strip()
    is_day = bool(day(text) or day_meant(text))
    match field.sort:
        case "date":
            return is_day or not quantity(text)
        case "quantity":
            return not is_day
        case "period":
            return not quantity(text) or bool(period(text))
        case "choice":
            return text in field.choices or choice_meant(text, field.choices) is not None
        case "reference":
            return not is_day
        case "part":
            return field.group is not None and (field.many or field.group.short is not None)
    return field.sort != "own"


def _ids_below(node: Node) -> set[str]:
    """All that is written as an id below a node."""
    found: set[str] = set()
    ahead = [node]
    while ahead:
        part = ahead.pop()
        if isinstance(part, SequenceNode):
            ahead.extend(part.nodes)
        elif isinstance(part, MappingNode):
            identity = part.get("id")
            if isinstance(identity, ScalarNode):
                found.add(identity.text.strip())
            ahead.extend(part.values.values())
    return found


def _rename_fix(key: Span, guess: Guess | None) -> Fix | None:
    """The fix that renames a key; None if it is unsure which one is meant."""
    return Fix(safe=True, edits=(Edit(key, guess.name, "key"),)) if guess and guess.sure else None

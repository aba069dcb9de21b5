"""A new item: the fields that its kind needs, the others as comments, linked, and in its place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from typing import NamedTuple

from stratdocs.authoring.placing import Place, file_place, list_in_file, nested_place
from stratdocs.authoring.proof import item_named, item_of, proven, refuse_unsound
from stratdocs.editing.edits import InsertComments, InsertItem, edited, place_of
from stratdocs.editing.pieces import is_schema_line, schema_line_moved
from stratdocs.editing.splices import EditRefused
from stratdocs.editing.yaml_writer import Value, holds_text, scalar_text
from stratdocs.language.measures import stated
from stratdocs.model.aliases import collection_meant
from stratdocs.model.decode import loses_letters, slug
from stratdocs.model.fields import Field, field_of, fields_of
from stratdocs.model.finding import StratdocsError
from stratdocs.model.kinds import BY_COLLECTION, KINDS, Entity
from stratdocs.model.periods import Period
from stratdocs.model.schema import MODELINE, starter
from stratdocs.model.stack import Stack
from stratdocs.words.nearest import nearest
from stratdocs.words.phrases import did_you_mean, join_words, with_article

MAX_MADE_ID = 40
"""Characters of an id that is made from a title, as far as whole words allow."""
_LINKING_WORDS = frozenset(
    "a an and as at by for from in into of on or our per so that the to with without".split()
)
"""Words that a shortened id should not end with."""
MAX_ABOUT = 60
"""Characters of what is said of a field behind its example."""
PROPOSED = ("strategies", "outcomes", "bets", "objectives", "initiatives", "work")
"""Kinds that start as a proposal."""
FREE = ("teams", "people", "metrics", "rituals", "risks", "decisions")
"""Kinds that need no parent."""
_ABOUT = ("objectives", "bets", "strategies")
"""Kinds that something is mostly about which may be about anything."""
_DATED = {"retrospectives": "date", "health": "date", "decisions": "decided"}
"""Kinds that are about a day, and the field that says which."""
_BY_COMMAND = ("check_ins", "readings")
"""Fields that other commands write."""


class Wanted(NamedTuple):
    """What to create."""

    kind: type[Entity]
    title: str
    serves: tuple[str, ...] = ()
    values: tuple[tuple[str, str], ...] = ()
    """Fields and their values, as texts."""
    file: str | None = None
    folder: str = ""
    """The folder of the strategy, to which new files go."""


class Made(NamedTuple):
    """A new item in its text."""

    item: Entity
    texts: dict[str, str]
    """The changed texts."""
    stack: Stack
    """The strategy with the item."""


# --- what is asked for ----------------------------------------------------------------------------


def kind_named(word: str) -> type[Entity]:
    """The kind of a word: `bets`, `bet`, `key-result`. Raises StratdocsError for any other."""
    plain = word.strip().lower().replace("_", " ").replace("-", " ")
    for kind in KINDS:
        if plain in (kind.collection.replace("_", " "), kind.noun, kind.plural):
            return kind
    meant = collection_meant(word, BY_COLLECTION)
    if meant is not None and meant.sure:
        return BY_COLLECTION[meant.name]
    nouns = [kind.noun.replace(" ", "-") for kind in KINDS]
    hint = did_you_mean(nearest(word.lower(), nouns) or (meant and _noun(meant.name)))
    known = f"; use {join_words(nouns, 'or')}"
    raise StratdocsError(f'unknown kind "{word}"{hint or known}')


def _noun(collection: str) -> str:
    return BY_COLLECTION[collection].noun.replace(" ", "-")


def field_and_value(text: str) -> tuple[str, str]:
    """A field and its value of `field=value`. Raises StratdocsError for any other text."""
    name, sign, value = text.partition("=")
    name, value = name.strip(), value.strip()
    if not sign or not name:
        raise StratdocsError(f'--set takes a field and its value, such as owner=maya, not "{text}"')
    if not value:
        raise StratdocsError(f"--set {name}= has no value; leave it out until you know it")
    return name, value


def made_id(stack: Stack, title: str) -> str:
    """An id from a title that no item has. Raises StratdocsError if the title has no letters that
    an id could have.
    """
    whole = slug(title)
    if not whole or (loses_letters(title) and len(whole) < len(title) / 2):
        raise StratdocsError(
            f'no id can be made from "{title}"; give one, such as --set id=first-week'
        )
    short = whole
    while len(short) > MAX_MADE_ID and "-" in short:
        short = short.rpartition("-")[0]
    while short != whole and short.rpartition("-")[2] in _LINKING_WORDS and "-" in short:
        short = short.rpartition("-")[0]
    taken = {item.id for item in stack.entities} | {item.was for item in stack.entities if item.was}
    number, identity = 2, short
    while identity in taken:
        identity = f"{short}-{number}"
        number += 1
    return identity


# --- the item -------------------------------------------------------------------------------------


def new_item(stack: Stack, wanted: Wanted) -> Made:
    """The texts with a new item. Raises StratdocsError if it cannot be right."""
    title = " ".join(wanted.title.split())
    if not title:
        raise StratdocsError("the title is empty; say in one line what it is")
    kind = wanted.kind
    given = _values(kind, wanted.values)
    if "title" in given:
        raise StratdocsError("the title is given twice; leave out --set title=...")
    identity = str(given.pop("id", "")) or made_id(stack, title)
    if stack.get(identity) is not None:
        raise StratdocsError(
            f"the id {identity} is already used by "
            f"{with_article(item_named(stack, identity).noun)}; give a different one with "
            "--set id=..."
        )
    parents = _parents(stack, wanted, given.pop("serves", ()))
    parent = parents[0] if parents else None
    fields = {**_defaults(stack, kind, title), **given}
    period = _period(stack, fields.get("period"), parent)
    place = _place(stack, wanted, parent, period, identity)
    item: dict[str, Value] = {"id": identity, "title": title, **fields}
    texts = _inserted(stack, kind, place, item, parents)
    if texts is None:
        place = file_place(stack, kind, parent, period, identity, wanted.folder)
        texts = _inserted(stack, kind, place, item, parents)
    if texts is None:
        raise StratdocsError(f"{identity} can't be added to {place.path}; nothing was changed")
    after = proven(stack, texts)
    made = item_named(after, identity)
    after = _with_comments(after, made)
    changed = {path: text for path, text in after.texts.items() if text != stack.texts.get(path)}
    return Made(item_named(after, identity), changed, after)


def _values(kind: type[Entity], values: Iterable[tuple[str, str]]) -> dict[str, Value]:
    """The values of fields, groups within groups, as they are to be written."""
    found: dict[str, Value] = {}
    for name, text in values:
        *outer, last = name.split(".")
        inside: dict[str, Value] = found
        holder: type[object] | None = kind
        for step in outer:
            below = inside.setdefault(step, {})
            if not isinstance(below, dict):
                raise StratdocsError(f"--set {name}: {step} already has a value")
            inside = below
            field = _field(holder, step)
            holder = field.group if field is not None else None
        field = _field(holder, last)
        value = _value(field, text)
        before = inside.get(last)
        if isinstance(before, list) and isinstance(value, list):
            value = [*before, *value]
        elif before is not None:
            raise StratdocsError(f"--set {name} is given twice; give one value")
        inside[last] = value
    return found


def _field(holder: type[object] | None, name: str) -> Field | None:
    if holder is None or not hasattr(holder, "declared"):
        return None
    return field_of(holder, name)  # type: ignore[arg-type]  # it declares fields


def _value(field: Field | None, text: str) -> Value:
    """A text as the value of a field: a list where there may be several."""
    if field is None or not field.many:
        return text
    if field.sort in ("prose", "part"):  # a comma may belong to the sentence
        return [text]
    return [part.strip() for part in text.split(",") if part.strip()]


def _parents(stack: Stack, wanted: Wanted, more: Value) -> list[Entity]:
    """The items that the new one serves; the only one that fits, if none is named."""
    kind = wanted.kind
    names = [*wanted.serves, *(more if isinstance(more, (list, tuple)) else [more])]
    parents = [item_of(stack, name) for name in dict.fromkeys(map(str, names))]
    for parent in parents:
        if kind.fits and parent.collection not in kind.fits:
            fits = [with_article(BY_COLLECTION[name].noun) for name in kind.fits]
            raise StratdocsError(
                f"{parent.id} is {with_article(parent.noun)}; {with_article(kind.noun)} can "
                f"serve {join_words(fits, 'or')}"
            )
    if parents or kind.collection in FREE:
        return parents
    usual = [item for item in stack.entities if item.collection == kind.fits[0] and not item.over]
    if len(usual) == 1:
        return usual
    others = stack.of(kind)
    if kind.collection == "key_results" or (others and all(item.nested_in for item in others)):
        above = BY_COLLECTION[kind.fits[0]].noun
        example = f", such as --serves {usual[0].id}" if usual else ""
        raise StratdocsError(
            f"{with_article(kind.noun)} belongs inside {with_article(above)}; name it with "
            f"--serves{example}"
        )
    return []


def _defaults(stack: Stack, kind: type[Entity], title: str) -> dict[str, Value]:
    """The fields that a new item of a kind needs and whose values follow from what is there."""
    found: dict[str, Value] = {}
    if kind.collection in PROPOSED:
        found["status"] = "proposed"
    if kind.collection == "strategies":
        found["level"] = "company" if stack.company is None else "product"
    if kind.collection == "objectives" and (period := _usual_period(stack, kind)):
        found["period"] = period
    if kind.collection in _DATED:
        found[_DATED[kind.collection]] = stack.today.isoformat()
    if kind.collection == "key_results":
        figures = stated(title).figures
        if figures.target is not None:
            found |= {"baseline": figures.baseline} if figures.baseline else {}
            found["target"] = figures.target
    return found


def _usual_period(stack: Stack, kind: type[Entity]) -> str | None:
    """The period of its siblings that includes today, or else the quarter of today."""
    texts = Counter(
        item.period.text
        for item in stack.of(kind)
        if item.period is not None and item.period.includes(stack.today)
    )
    if texts:
        return max(texts, key=lambda text: (texts[text], text))
    if stack.calendar.year_starts not in (None, 1):
        return None
    return quarter(stack.today)


def quarter(today: date) -> str:
    """The quarter of a day, as a period is written: `2027-Q1`."""
    return f"{today.year}-Q{(today.month + 2) // 3}"


def _period(stack: Stack, text: Value | None, parent: Entity | None) -> Period | None:
    """The period of a new item: its own, or that of its parent."""
    if isinstance(text, str):
        same = (item.period for item in stack.entities if item.period is not None)
        return next((period for period in same if period.text == text), None)
    return stack.period_of(parent) if parent is not None else None


def _place(
    stack: Stack, wanted: Wanted, parent: Entity | None, period: Period | None, identity: str
) -> Place:
    if wanted.file is not None:
        return list_in_file(stack, wanted.kind, wanted.file)
    return nested_place(stack, wanted.kind, parent) or file_place(
        stack, wanted.kind, parent, period, identity, wanted.folder
    )


def _ordered(kind: type[Entity], fields: Mapping[str, Value]) -> dict[str, Value]:
    """Fields in the order in which people write them: as in the starter, then as declared."""
    names = dict.fromkeys(
        ("id", "title", *_starter_lines(kind.collection), *(f.name for f in fields_of(kind)))
    )
    return {name: fields[name] for name in (*names, *fields) if name in fields}


def _inserted(
    stack: Stack,
    kind: type[Entity],
    place: Place,
    item: Mapping[str, Value],
    parents: Iterable[Entity],
) -> dict[str, str] | None:
    """The texts with an item in its place; None if that is written in a way that has no room."""
    above = [parent.id for parent in parents if parent is not place.within]
    link: dict[str, Value] = {"serves": above if len(above) > 1 else above[0]} if above else {}
    value = _ordered(kind, {**item, **link})
    texts = dict(stack.texts)
    if place.new:
        texts[place.path] = schema_line(stack, place.path)
    refuse_unsound(stack, [place.path])
    try:
        return edited(texts, [InsertItem(place.path, place.route, value, None, place.document)])
    except EditRefused:
        if place.within is None:
            raise
        return None


def schema_line(stack: Stack, path: str) -> str:
    """The line by which editors find the schema, as other files have it, those in the same folder
    first; none if they have none. The first file of a strategy names the published schema.
    """
    folder = path.rpartition("/")[0]
    if not stack.entities:
        return MODELINE
    for other, text in sorted(
        stack.texts.items(), key=lambda entry: (entry[0].rpartition("/")[0] != folder, entry[0])
    ):
        first = text.removeprefix("\ufeff").split("\n", 1)[0].rstrip("\r")
        if is_schema_line(first):
            return f"{schema_line_moved(first, other, path)}\n"
    return ""


# --- optional fields, as comments -----------------------------------------------------------------


def _with_comments(stack: Stack, item: Entity) -> Stack:
    """The strategy with the optional fields of an item as comments below it; unchanged where it is
    written in braces, in which comments have no place.
    """
    path = str(item.path)
    document = next(found for found in stack.documents if found.path == path)
    number, route = place_of(document, item.node)
    lines = _comments(stack, item)
    try:
        changed = edited(stack.texts, [InsertComments(path, route, lines, document=number)])
    except EditRefused:
        return stack
    return proven(stack, changed)


def _comments(stack: Stack, item: Entity) -> tuple[str, ...]:
    """The optional fields of an item, each with an example and what it is for."""
    found: list[str] = []
    for name, lines in _starter_lines(item.collection).items():
        field = field_of(type(item), name)
        nested = name == "serves" and item.serves
        if field is None or name in item.node.values or name in _BY_COMMAND or nested:
            continue
        first, *rest = lines
        if not rest:
            first = _example(stack, item, field, first)
            about = field.single_type if field.sort == "choice" else _short(field.doc)
            first = f"{first}  # {about}"
        found += [f"# {line}" for line in (first, *(_inner(stack, field, line) for line in rest))]
    return tuple(found)


def _short(sentence: str) -> str:
    """The beginning of a sentence that is too long for the end of a line."""
    if len(sentence) <= MAX_ABOUT:
        return sentence
    return re.split(r"[:;,] ", sentence, maxsplit=1)[0].removesuffix(".")


def _example(stack: Stack, item: Entity, field: Field, line: str) -> str:
    """The line of a field with a value that is possible here."""
    parent = stack.primary(item)
    period = stack.period_of(item)
    chosen: str | None = None
    if field.name == "serves":
        chosen = _first_id(stack, type(item).fits or _ABOUT)
    elif field.name == "owner" and parent is not None and parent.owner:
        chosen = parent.owner
    elif field.sort == "period":
        chosen = period.text if period is not None else quarter(stack.today)
    elif field.sort == "date" and period is not None:
        chosen = period.end.isoformat()
    elif field.refers is not None:
        chosen = _first_id(stack, field.refers.kinds)
    if not chosen:
        return line
    text = scalar_text(chosen, text_field=holds_text(field.name))
    several = field.many and line.startswith(f"{field.name}: [")
    return f"{field.name}: [{text}]" if several else f"{field.name}: {text}"


def _inner(stack: Stack, field: Field, line: str) -> str:
    """A line within the group of a field, with an id that there is."""
    name = line.strip().partition(":")[0]
    inner = _field(field.group, name)
    there = inner and inner.refers and not inner.many and _first_id(stack, inner.refers.kinds)
    if not there:
        return line
    return f"{line[: line.index(name)]}{name}: {scalar_text(there, text_field=holds_text(name))}"


def _first_id(stack: Stack, kinds: Iterable[str]) -> str | None:
    """The first item of the first of the kinds that there is."""
    for kind in kinds:
        for item in stack.entities:
            if item.collection == kind and not item.over:
                return item.id
    return None


@cache
def _starter_lines(collection: str) -> Mapping[str, tuple[str, ...]]:
    """The lines of each field in the starter of a kind, from the first column."""
    lines = starter(collection).splitlines()[1:]
    found: dict[str, list[str]] = {}
    name = ""
    for line in lines:
        text = line[4:]
        match = re.match(r"(\w+):", text)
        if match is not None:
            name = match[1]
            found[name] = []
        found[name].append(text)
    return {name: tuple(own) for name, own in found.items() if name not in ("id", "title")}

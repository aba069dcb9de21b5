"""Check-ins: one dated value of a key result or metric, checked before it is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from stratdocs.analysis.aims import aim, metric_aim
from stratdocs.analysis.looks import counting
from stratdocs.analysis.progress import metric_with_values
from stratdocs.authoring.proof import item_of, proven, refuse_unsound
from stratdocs.editing.edits import InsertItem, InsertPair, Operation, Replace, edited, place_of
from stratdocs.editing.yaml_writer import Value
from stratdocs.model.days import day, day_hint, day_meant, day_words
from stratdocs.model.finding import Severity, StratdocsError
from stratdocs.model.kinds import CheckIn, KeyResult, Metric, Reading
from stratdocs.model.stack import Stack, load
from stratdocs.model.units import is_known
from stratdocs.model.values import Quantity, quantity, quantity_hint, quantity_pattern, slip
from stratdocs.words.phrases import with_article
from stratdocs.yamltext.source import MappingNode

Measured = KeyResult | Metric
"""What has values over time."""


class Entry(NamedTuple):
    """A check-in as given: texts, and its date."""

    item: Measured
    on: date
    value: str = ""
    status: str = ""
    confidence: str = ""
    note: str = ""


class Doubt(NamedTuple):
    """Why an entry may not be what was meant."""

    sentence: str
    likely: str | None = None
    """The value that is probably meant."""
    same_day: bool = False
    """Whether there is already an entry for that day, which this one would replace."""

    @property
    def with_help(self) -> str:
        """The sentence, and what would help."""
        if self.same_day:
            return f"{self.sentence}; replace it with --replace"
        if self.likely is not None:
            return f"{self.sentence}; write {self.likely} if you mean that, else --as-written"
        return f"{self.sentence}; check it, or add --as-written"


# --- what is given --------------------------------------------------------------------------------


def measured_item(stack: Stack, identity: str) -> Measured:
    """The key result or metric with an id. Raises StratdocsError if it is none of both."""
    item = item_of(stack, identity)
    if isinstance(item, (KeyResult, Metric)):
        return item
    below = [child.id for child in stack.children(item) if isinstance(child, KeyResult)]
    hint = f"; its key results are {', '.join(below[:5])}" if below else ""
    raise StratdocsError(
        f"{identity} is {with_article(item.noun)}; check-ins are for key results and metrics{hint}"
    )


def entry_day(text: str, today: date) -> date:
    """The day of a check-in. Raises StratdocsError for any text that is none, or a day to come."""
    found = day(day_meant(text) or text)
    if found is None:
        wants = day_hint(text) or f"use a date such as {today}"
        raise StratdocsError(f'date is "{text}"; {wants}')
    if found > today:
        raise StratdocsError(
            f"{text} is in the future (today is {today}); a check-in records what was seen"
        )
    return found


def entry_value(item: Measured, text: str) -> Quantity:
    """The value of a check-in. Raises StratdocsError if it states none, or may state two."""
    value = quantity(text)
    if value is None:
        raise StratdocsError(f'the value of {item.id} is "{text}"; {quantity_hint(text)[0]}')
    return value


def fault_of(name: str, text: str) -> str | None:
    """What is wrong with the text of a field of a check-in; None if it can be written."""
    alone = "key_results:\n  - id: any\n    title: Any\n    check_ins:\n      - date: 2027-01-01\n"
    route = ("key_results", 0, "check_ins", 0)
    texts = edited({"": alone}, [InsertPair("", route, name, text)])
    found = load(texts, today=date(2027, 1, 1)).findings
    return next((f.message for f in found if f.severity is Severity.ERROR), None)


def check_fields(entry: Entry) -> None:
    """Raises StratdocsError if the entry has fields that its item has no place for."""
    if isinstance(entry.item, Metric):
        if not entry.value:
            raise StratdocsError(f"{entry.item.id} is a metric, so its reading needs a value")
        for name in ("status", "confidence"):
            if getattr(entry, name):
                raise StratdocsError(
                    f"{entry.item.id} is a metric, so its reading has no {name}; add that "
                    "to a key result"
                )


def placed(stack: Stack, entry: Entry) -> tuple[Entry, ...]:
    """The entry as it is written: the value of a key result that takes it from its metric is a
    reading of the metric, so that it stands in one place; status and confidence stay its own.
    """
    item = entry.item
    metric = metric_with_values(stack, item) if isinstance(item, KeyResult) else None
    if metric is None or not entry.value:
        return (entry,)
    if not (entry.status or entry.confidence):
        return (entry._replace(item=metric),)
    reading = Entry(metric, entry.on, entry.value)
    return (reading, entry._replace(value=""))


def doubts(stack: Stack, entry: Entry) -> tuple[Doubt, ...]:
    """Why an entry may not be what was meant; nothing if it fits what is known of its item."""
    return tuple(doubt for part in placed(stack, entry) for doubt in _doubts(stack, part))


def _doubts(stack: Stack, entry: Entry) -> tuple[Doubt, ...]:
    found: list[Doubt] = []
    if entry.value:
        doubt = _value_doubt(stack, entry.item, entry_value(entry.item, entry.value))
        if doubt is not None:
            found.append(doubt)
    place = _same_day(entry.item, entry.on)
    if place is not None:
        look = _looks(entry.item)[place]
        said = f"{look.value}" if look.value else "no value"
        found.append(
            Doubt(
                f"{entry.item.id} already has an entry for {day_words(entry.on)}, with {said}",
                same_day=True,
            )
        )
    return tuple(found)


class _Known(NamedTuple):
    """A value that is known of an item."""

    role: str
    value: Quantity


def _value_doubt(stack: Stack, item: Measured, value: Quantity) -> Doubt | None:
    known = _known_values(stack, item)
    unit = _unit(stack, item)
    if not known and unit is not None:
        like = quantity(f"1{unit}" if unit == "%" else f"1 {unit}")
        if like is not None and value.within(like) is None:
            return _other_unit(item, value, like, f"it is measured in {unit}")
        return None
    if not known:
        return None
    role, reference = next((k for k in known if k.value.number or k.value.unit), known[0])
    bare = bool(not value.unit and value.number and reference.unit)  # pages may read a share in it
    if bare or value.within(reference) is None:
        return _other_unit(item, value, reference, f"its {role} is {reference}")
    factor = slip(value, [other.value for other in known], tenfold=True)
    if factor is None:
        return None
    times, more = (factor, "less") if factor > 1 else (1 / factor, "more")
    return Doubt(
        f"{value} is about {times:,.0f} times {more} than the {role} of {item.id}, {reference}",
        _with_number(reference, f"{value.number * factor * _scale(reference):.10g}"),
    )


def _scale(like: Quantity) -> float:
    """By what a number in the plain unit is multiplied to be written as the other is: with its k
    or M.
    """
    match = quantity_pattern().fullmatch(like.text)
    if match is None or not match["mag"] or not like.number:
        return 1.0
    plain = quantity(match["num"])
    return abs(plain.number / like.number) if plain is not None else 1.0


def _other_unit(item: Measured, value: Quantity, like: Quantity, why: str) -> Doubt:
    """The doubt about a value that cannot be compared with another."""
    if not value.unit and like.unit == "%" and 0 < abs(value.number) < 1:
        share = f"{value.number * 100:.10g}%"
        return Doubt(
            f"{value} could mean {share} or {value.number:g}%, since {why}",
            share,
        )
    sentence = f"{value} can't be compared with the other values of {item.id}: {why}"
    if not value.unit:
        return Doubt(sentence, _like(like, value))
    if value.unit == "%" and not like.unit and abs(like.number) <= 1:
        return Doubt(sentence, f"{value.number / 100:.10g}")
    return Doubt(sentence)


def _like(like: Quantity, value: Quantity) -> str | None:
    """A value without a unit in the form of another: `900` like `€1.2M` is `€900k`. None if none of
    the ways to write it is of the other's order of magnitude.
    """
    form, own = (quantity_pattern().fullmatch(text) for text in (like.text, value.text))
    if form is None or own is None or not (form["mag"] or own["mag"]):
        return _with_number(like, value.text)
    sizes = (own["mag"],) if own["mag"] else (form["mag"], "k", "M", "")
    head = like.text[form.start("cur") : form.start("num")] if form["cur"] else ""
    tail = like.text[form.end("mag") if form["mag"] else form.end("num") :]
    for size in sizes:
        written = quantity(f"{head.strip('-−–')}{own['num']}{size}{tail}")
        near = written.within(like) if written is not None else None
        if near is not None and abs(like.number) / _SIZE < abs(near) < abs(like.number) * _SIZE:
            return str(written)
    return None


_SIZE = 6
"""How many times beyond another value a plausible one may be."""


def _with_number(like: Quantity, number: str) -> str | None:
    """A number in the form of another value: `43` like `40%` is `43%`."""
    match = quantity_pattern().fullmatch(like.text)
    if match is None:
        return None
    start, end = match.span("num")
    before = "" if match["cur"] is None else match["cur"]
    tail = like.text[end : match.start("after")] if match["after"] else like.text[end:]
    gap = like.text[match.end("cur") : start] if match["cur"] else ""
    return f"{before}{gap.strip('-−–')}{number}{tail}".strip()


def _known_values(stack: Stack, item: Measured) -> list[_Known]:
    """What a new value should be comparable with, the most telling first."""
    looks = [look.value for look in _counting(stack, item) if look.value]
    found: list[tuple[str, Quantity | None]]
    if isinstance(item, KeyResult):
        aims = aim(stack, item)
        found = [("target", aims.target), ("baseline", aims.baseline)]
        metric = stack.metric(item.metric)
        if not looks and not aims.target and not aims.baseline and metric is not None:
            return _known_values(stack, metric)
    else:
        found = [("threshold", item.threshold)]
        if not looks:
            found.append(("target", metric_aim(stack, item).level))
    found += [("last value", value) for value in reversed(looks[-3:])]
    return [_Known(role, value) for role, value in found if value is not None]


def _unit(stack: Stack, item: Measured) -> str | None:
    """The unit in which an item is measured, if it is one that we know."""
    metric = item if isinstance(item, Metric) else stack.metric(item.metric)
    unit = metric.unit if metric is not None else None
    return unit if unit is not None and is_known(unit) else None


# --- where it goes --------------------------------------------------------------------------------


def checked_in(stack: Stack, entries: Iterable[Entry], *, replace: bool = False) -> dict[str, str]:
    """The changed texts after all entries; with `replace`, an entry takes the place of one of the
    same day.

    Raises StratdocsError if one of them cannot be written; then none is.
    """
    now = stack
    left = [part for entry in entries for part in placed(stack, entry)]
    while left:
        first = {entry.item.id: entry for entry in reversed(left)}
        left = [entry for entry in left if entry is not first[entry.item.id]]
        operations: list[Operation] = []
        for identity, entry in sorted(first.items()):
            item = measured_item(now, identity)
            refuse_unsound(stack, [str(item.path)])
            operations += _operations(now, entry._replace(item=item), replace=replace)
        now = proven(now, edited(now.texts, operations))
    return {path: text for path, text in now.texts.items() if text != stack.texts[path]}


def _operations(stack: Stack, entry: Entry, *, replace: bool) -> list[Operation]:
    """The edits that write an entry."""
    item = entry.item
    document = next(found for found in stack.documents if found.path == item.path)
    number, route = place_of(document, item.node)
    field = "check_ins" if isinstance(item, KeyResult) else "readings"
    path, into = str(item.path), (*route, field)
    same = _same_day(item, entry.on)
    if same is not None and replace:
        node = item.node_at(field, same)
        written = node.values if isinstance(node, MappingNode) else {}
        if isinstance(item.node.get(field), MappingNode):
            same_route = into  # a single entry, written without a list
        else:
            same_route = (*into, same)
        return [
            Replace(path, (*same_route, name), value, number)
            if name in written
            else InsertPair(path, same_route, name, value, document=number)
            for name, value in _fields(entry).items()
            if name != "date"
        ]
    if field not in item.node.values:
        own = [key for key in item.node.values if key not in type(item).nests]
        beside = any(
            other.path == item.path and field in other.node.values for other in stack.of(type(item))
        )
        made = InsertPair(path, route, field, [_fields(entry)], own[-1], number, braced=not beside)
        return [made]
    where = _position(_looks(item), entry.on)
    return [InsertItem(path, into, _fields(entry), where, number)]


def _fields(entry: Entry) -> Mapping[str, Value]:
    """The fields of an entry, in the order in which they are written."""
    given = {**entry._asdict(), "date": entry.on.isoformat()}
    return {name: given[name] for name in CheckIn.declared if given[name]}


def _looks(item: Measured) -> Sequence[CheckIn | Reading]:
    return item.check_ins if isinstance(item, KeyResult) else item.readings


def _counting(stack: Stack, item: Measured) -> Sequence[CheckIn | Reading]:
    """The looks at an item whose day can be right."""
    if isinstance(item, KeyResult):
        return counting(item.check_ins, stack.today)
    return counting(item.readings, stack.today)


def _same_day(item: Measured, on: date) -> int | None:
    """The place of the entry of a day."""
    return next((place for place, look in enumerate(_looks(item)) if look.date == on), None)


def _position(looks: Sequence[CheckIn | Reading], on: date) -> int | None:
    """The place of a new day among others, which may be written oldest or newest first."""
    dated = [(place, look.date) for place, look in enumerate(looks) if look.date is not None]
    if not dated:
        return None
    newest_first = dated[0][1] > dated[-1][1]
    if newest_first:
        return next((place for place, taken in dated if taken <= on), None)
    return next((place for place, taken in dated if taken > on), None)

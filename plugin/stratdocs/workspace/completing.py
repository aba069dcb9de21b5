"""What may be written at a place, the likeliest first."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Literal, NamedTuple

from stratdocs.authoring.new_items import made_id
from stratdocs.language.measures import stated
from stratdocs.linting.allows import NO_REASON
from stratdocs.linting.packs import PACKS
from stratdocs.linting.rules import RULES
from stratdocs.linting.settings import FIELDS as SETTING_NAMES
from stratdocs.linting.settings import OFF, SEVERITIES, WEIGHTS, review_names
from stratdocs.model.decode import SETTINGS, STRICTNESSES
from stratdocs.model.fields import Field, field_of, fields_of, prose
from stratdocs.model.finding import StratdocsError
from stratdocs.model.kinds import BY_COLLECTION, KINDS, Entity, Metric, Part
from stratdocs.model.periods import Period
from stratdocs.model.schema import starter
from stratdocs.model.stack import Stack
from stratdocs.model.values import Quantity
from stratdocs.workspace.candidates import candidates, fit, text_of
from stratdocs.workspace.choices import groups, words_of_choice
from stratdocs.workspace.cursor import Cursor, cursor_at, cursor_in_page
from stratdocs.workspace.likelihood import items_by_path
from stratdocs.workspace.meaning import Meaning, meaning_of
from stratdocs.workspace.snippets import indented, new_item
from stratdocs.workspace.workspace import Snapshot

MOST = 100
"""How many are offered at once."""
Sort = Literal["id", "field", "value", "item", "collection", "rule"]


class Completion(NamedTuple):
    """One thing that may be written."""

    label: str
    insert: str
    sort: Sort
    detail: str = ""
    """A few words beside it."""
    doc: str = ""
    """More about it, in Markdown."""
    filter: str = ""
    """The text by which it is found; the label if empty."""
    snippet: bool = False
    """Whether what is inserted has places to fill in, as editors write them: `${1:40%}`."""


class Completions(NamedTuple):
    """What may be written at a place, and what it replaces."""

    items: tuple[Completion, ...]
    start: int
    end: int
    """The columns of the word that is replaced, counted from 0."""
    whole: bool
    """Whether these are all; else there are more once more is typed."""


def completions(
    snapshot: Snapshot, path: str, lines: Sequence[str], line: int, column: int
) -> Completions:
    """What may be written at a place in a text of the strategy or a page. Lines and columns count
    from 0.
    """
    if snapshot.home.shows(path) and not snapshot.home.holds(path):
        cursor = cursor_in_page(lines, line, column)
    else:
        cursor = cursor_at(lines, line, column)
    found = _matching(_all(snapshot, path, lines, line, column, cursor), cursor.typed)
    items = tuple(found[: MOST + 1])
    return Completions(items[:MOST], cursor.start, cursor.end, whole=len(items) <= MOST)


def _all(
    snapshot: Snapshot, path: str, lines: Sequence[str], line: int, column: int, cursor: Cursor
) -> Iterable[Completion]:
    stack = snapshot.stack
    if cursor.place == "text":
        return ()
    if cursor.place == "comment":
        return _allows(snapshot, path, lines[line][:column], line)
    meaning = meaning_of(cursor)._replace(line=line + 1)
    if cursor.place == "link":
        return _ids(stack, meaning._replace(field=None), path)
    if meaning.setting:
        return _settings(meaning)
    if cursor.place == "key" and meaning.field is None:
        return _keys(stack, meaning, path, lines, line)
    if cursor.key == "id" and meaning.field is not None:
        return _own_id(stack, meaning)
    return _values(stack, meaning, path) if meaning.field is not None else ()


def _matching(found: Iterable[Completion], typed: str) -> list[Completion]:
    """Those that fit what has been typed: first what begins with it, then what holds it."""
    wanted = typed.strip().lower()
    if not wanted:
        return list(found)
    ranked = []
    for number, item in enumerate(found):
        rank = fit(item.label, item.filter or item.label, wanted)
        if rank is not None:
            ranked.append((rank, number, item))
    ranked.sort(key=lambda entry: entry[:2])
    return [item for _, _, item in ranked]


# --- ids ------------------------------------------------------------------------------------------


def _ids(stack: Stack, meaning: Meaning, path: str) -> Iterator[Completion]:
    for found in candidates(stack, meaning, path):
        if found.item is None:
            yield Completion(found.id, found.id, "id")
            continue
        item = found.item
        yield Completion(
            item.id,
            item.id,
            "id",
            detail=item.title,
            doc=f"{item.noun.capitalize()}{f', {item.status}' if item.status else ''}",
            filter=text_of(item),
        )


def _own_id(stack: Stack, meaning: Meaning) -> Iterator[Completion]:
    """An id for an item, from its title."""
    title = meaning.value("title")
    try:
        made = made_id(stack, title)
    except StratdocsError:
        return
    bare = made.removesuffix("-2")  # the item itself may go by that until it has an id
    own = stack.get(bare)
    written = own.node.get("id") if own is not None else None
    if own is not None and own.title == title and not getattr(written, "text", ""):
        made = bare
    yield Completion(made, made, "id", detail="from the title")


# --- keys -----------------------------------------------------------------------------------------


def _keys(
    stack: Stack, meaning: Meaning, path: str, lines: Sequence[str], line: int
) -> Iterator[Completion]:
    cursor, holder = meaning.cursor, meaning.holder
    written = {key for level in cursor.levels[-1:] for key in level.keys}
    if holder is None:
        if not cursor.route and not cursor.in_flow:
            yield from _collections(stack, written, lines)
        return
    level = cursor.levels[-1]
    if meaning.many and not (level.listed or level.keys or cursor.in_flow or cursor.first):
        dashed = cursor._replace(indent=cursor.indent + 2, first=True)
        for item in _of_holder(stack, meaning._replace(cursor=dashed), written):
            yield item._replace(insert=f"- {item.insert}")
    elif cursor.first and _ends_in_hyphen(lines[line][: cursor.start]):
        for item in _of_holder(stack, meaning, written):
            yield item._replace(insert=f" {item.insert}")
    else:
        yield from _of_holder(stack, meaning, written)
    short = holder.short if issubclass(holder, Part) else None
    if cursor.first and short is not None:
        field = field_of(holder, short)
        yield from _values(stack, meaning._replace(field=field), path)


def _ends_in_hyphen(before: str) -> bool:
    """Whether a hyphen stands right before the place, without the blank that it needs."""
    return before.endswith("-") and not before.strip("- \t")


def _of_holder(stack: Stack, meaning: Meaning, written: Collection[str]) -> Iterator[Completion]:
    """A new item, where one begins, and the fields that are not written yet."""
    cursor, kind, holder = meaning.cursor, meaning.kind, meaning.holder
    assert holder is not None  # noqa: S101  # the caller has asked
    if cursor.first and kind is holder and kind is not None:
        yield Completion(
            f"new {kind.noun}",
            new_item(stack, kind, cursor.indent, in_flow=cursor.in_flow),
            "item",
            detail="with the usual fields",
            doc=f"```yaml\n{starter(kind.collection)}```",
            filter=f"new {kind.noun} id {kind.collection}",
            snippet=True,
        )
    for field in _usual_first(holder):
        if field.name not in written:
            text = _key_text(field, cursor)
            yield Completion(field.name, text, "field", field.type, field.doc, snippet="$" in text)
    if kind is holder and kind is not None and not cursor.in_flow:
        for name, collection in kind.nests.items():
            if name not in written:
                nested = BY_COLLECTION[collection]
                yield Completion(
                    name,
                    f"{name}:\n{indented('- $0', cursor.indent + 2)}",
                    "field",
                    detail=f"{nested.plural} that serve this {kind.noun}",
                    doc=prose(nested),
                    snippet=True,
                )


def _usual_first(holder: type[Entity | Part]) -> list[Field]:
    """The fields of a kind or group: as in the starter, then as declared."""
    fields = fields_of(holder)
    if not issubclass(holder, Entity):
        return list(fields)
    names = re.findall(r"(?m)^(?:  - |    )(\w+):", starter(holder.collection))
    order = {name: number for number, name in enumerate(dict.fromkeys(("id", "title", *names)))}
    return sorted(fields, key=lambda field: order.get(field.name, len(order)))


def _key_text(field: Field, cursor: Cursor) -> str:
    """A key, with what begins its value."""
    if cursor.in_flow or field.group is None or field.group.short is not None:
        return f"{field.name}: "
    mark = "- $0" if field.many else "$0"
    return f"{field.name}:\n{indented(mark, cursor.indent + 2)}"


def _collections(
    stack: Stack, written: Iterable[str], lines: Sequence[str]
) -> Iterator[Completion]:
    """The collections that a file may begin, those with most items first."""
    numbers = Counter(item.collection for item in stack.entities)
    last = re.search(r"(?m)^(\s*)- ", "\n".join(lines[:2000]))
    dash = len(last[1]) if last is not None else 2
    present = set(written)
    for kind in sorted(KINDS, key=lambda kind: -numbers[kind.collection]):
        if kind.collection not in present:
            item = new_item(stack, kind, dash + 2, in_flow=False)
            yield Completion(
                kind.collection,
                f"{kind.collection}:\n{indented('- ', dash)}{item}",
                "collection",
                detail=kind.layer,
                doc=prose(kind),
                snippet=True,
            )
    if SETTINGS not in present:
        yield Completion(
            SETTINGS,
            f"{SETTINGS}:\n  $0",
            "collection",
            detail="how this strategy is checked",
            snippet=True,
        )


# --- values ---------------------------------------------------------------------------------------


def _values(stack: Stack, meaning: Meaning, path: str) -> Iterable[Completion]:
    field = meaning.field
    assert field is not None  # noqa: S101  # the caller has asked
    if field.group is not None and field.group.short is not None:
        short = next(f for f in fields_of(field.group) if f.name == field.group.short)
        return _values(stack, meaning._replace(field=short), path)
    match field.sort:
        case "reference":
            return _ids(stack, meaning, path)
        case "choice":
            return _words(field, words_of_choice(stack, meaning, path))
        case "bool":
            return _words(field, ("true", "false"))
        case "number" if field.limits is not None and field.limits.high - field.limits.low < 12:
            low, high = field.limits
            return _words(field, [str(number) for number in range(low, high + 1)])
        case "period":
            return _words(field, _periods(stack, meaning, path))
        case "date":
            return _words(field, _dates(stack, meaning, path))
        case "quantity":
            return _quantities(stack, meaning)
        case "duration":
            return _words(field, ("1 month", "3 months", "6 weeks", "1 year"))
        case "text" if field.name == "unit":
            return _words(field, _units(stack))
        case "text" if field.many:
            return _words(field, _used_elsewhere(stack, field.name, meaning))
    return _ids(stack, meaning, path) if field.names else ()


def _words(field: Field, words: Iterable[str]) -> Iterator[Completion]:
    for word in words:
        yield Completion(word, word, "value", detail=field.label, doc=field.doc)


def _used_elsewhere(stack: Stack, name: str, meaning: Meaning) -> list[str]:
    """The words that others have written in a list of that name, the most frequent first."""
    used: Counter[str] = Counter()
    for item in stack.of(meaning.kind) if meaning.kind is not None else ():
        value = getattr(item, name, ())
        if isinstance(value, tuple):
            used.update(word for word in value if isinstance(word, str))
    return [word for word, _ in used.most_common() if word not in meaning.cursor.values]


def _periods(stack: Stack, meaning: Meaning, path: str) -> list[str]:
    """Periods, the likeliest first: that in the name of the file, those of its siblings in the
    file, of what it serves and what serves it; this and the next one of the usual length, then this
    year, half, quarter and month.
    """
    kind = meaning.kind
    items = stack.of(kind) if kind is not None else stack.entities
    beside = [item for item in stack.once(items_by_path).get(path, ()) if type(item) is kind]
    everywhere = Counter(item.period.text for item in items if item.period is not None)
    own = Counter(item.period.text for item in beside if item.period is not None)
    weights: dict[str, float] = {}

    def add(text: str, weight: float) -> None:
        weights[text] = weights.get(text, 0.0) + weight

    for word in _IN_PATH.findall(path):
        if (named := stack.calendar.period(word.upper())) is not None:
            add(named.text, 3.0)
    for counted, weight in ((own, 3.0), (everywhere, 1.0)):
        for text, number in counted.items():
            add(text, weight * number / (counted.total() + 1))
    lengths = Counter(_months(item.period) for item in items if item.period is not None)
    usual = [months for months, _ in lengths.most_common() if months in (1, 3, 6, 12)]
    likely = list(dict.fromkeys((*usual, 3, 6, 12, 1)))
    linked = (*stack.graph.children.get(meaning.id, ()), *re.findall(_ID, meaning.value("serves")))
    for identity in (*linked, *meaning.around[-1:]):
        item = stack.get(identity)
        if item is not None and item.period is not None:
            add(item.period.text, 1.0 if _months(item.period) == likely[0] else 0.2)
    for number, months in enumerate(likely):
        this = stack.calendar.around(stack.today, months)
        add(this.text, 1.5 / (1 + number))
        add(stack.calendar.around(this.end + timedelta(days=1), months).text, 1.0 / (1 + number))
    return sorted(weights, key=lambda text: -weights[text])


_IN_PATH = re.compile(r"(?<!\d)\d{4}(?:-[QqHh]\d|-\d\d)?(?!\d)")
"""A period in the name of a file or folder."""
_ID = re.compile(r"[\w.-]+")


def _months(period: Period) -> int:
    return round((period.end - period.start).days / 30.4)


def _dates(stack: Stack, meaning: Meaning, path: str) -> list[str]:
    """Days that are likely: today for what looks back, the end of its period for what looks ahead,
    and the days of its siblings.
    """
    field = meaning.field
    assert field is not None  # noqa: S101  # the caller has asked
    ends = [_end_of_period(stack, meaning), stack.calendar.around(stack.today, 3).end]
    next_quarter = stack.calendar.around(ends[1] + timedelta(days=1), 3).end
    ahead = [day.isoformat() for day in (*ends, next_quarter)]
    beside = Counter(
        value.isoformat()
        for item in stack.once(items_by_path).get(path, ())
        if isinstance(value := getattr(item, field.name, None), date)
    )
    used = [day for day, _ in beside.most_common(3)]
    today = stack.today.isoformat()
    if field.about.review == "goalpost":  # a promise, mostly still to come
        return list(dict.fromkeys((ahead[0], *used, *ahead, today)))
    return list(dict.fromkeys((today, *used, *ahead)))


def _end_of_period(stack: Stack, meaning: Meaning) -> date:
    own = stack.calendar.period(meaning.value("period"))
    if own is None and meaning.around:
        parent = stack.get(meaning.around[-1])
        own = stack.period_of(parent) if parent is not None else None
    if own is None and (served := stack.get(meaning.value("serves"))) is not None:
        own = stack.period_of(served)
    return own.end if own is not None else stack.calendar.around(stack.today, 3).end


def _quantities(stack: Stack, meaning: Meaning) -> Iterator[Completion]:
    """Values with the unit of the metric: its last reading, the number that was typed, and a place
    to fill in.
    """
    field = meaning.field
    assert field is not None  # noqa: S101  # the caller has asked
    metric = stack.metric(meaning.value("metric") or meaning.value("measure") or meaning.id)
    unit = metric.unit if metric is not None else None
    typed = meaning.cursor.typed.strip()
    if re.fullmatch(r"-?[\d.,]+", typed) and unit:
        text = f"{unit}{typed}" if unit in _BEFORE else f"{typed}{_gap(unit)}{unit}"
        yield Completion(text, text, "value", detail=field.label, doc=field.doc)
    said = stated(meaning.value("title")).figures
    in_title = {"target": said.target, "baseline": said.baseline}.get(field.name)
    known = [*([in_title] if in_title else []), *_known_values(stack, meaning, metric)]
    known += _used_values(stack, meaning) if metric is None else []
    for text in dict.fromkeys(known):
        yield Completion(text, text, "value", detail=field.label, doc=field.doc)
    if unit and not typed:
        example = "${1:55}"
        text = f"{unit}{example}" if unit in _BEFORE else f"{example}{_gap(unit)}{unit}"
        label = text.replace(example, "55")
        yield Completion(label, text, "value", detail=field.label, doc=field.doc, snippet=True)


_BEFORE = ("€", "$", "£", "¥")
"""Units in front of their number."""


def _gap(unit: str) -> str:
    return "" if unit[:1] in "%/" else " "


def _known_values(stack: Stack, meaning: Meaning, metric: Metric | None) -> Iterator[str]:
    """The values that are written of a metric, the likeliest for a field first."""
    if metric is None or meaning.field is None:
        return
    name = meaning.field.name
    readings = [reading.value.text for reading in metric.readings if reading.value is not None]
    mentions = [m for m in stack.mentions(metric) if m.entity.id != meaning.id]
    wanted = ("target", "baseline") if name == "target" else ("baseline", "target")
    if name != "target":
        yield from reversed(readings[-1:])
    for field in wanted:
        for mention in mentions:
            holder = getattr(mention.entity, "success", None) or mention.entity
            value = getattr(holder, field, None)
            if value is not None:
                yield value.text


def _used_values(stack: Stack, meaning: Meaning) -> list[str]:
    """What other items of the kind have in the field, the most frequent first."""
    if meaning.kind is None or meaning.field is None or meaning.field.about.promise:
        return []
    used = Counter(
        value.text
        for item in stack.of(meaning.kind)
        for holder in groups(item, meaning.inside)
        if isinstance(value := getattr(holder, meaning.field.name, None), Quantity)
        and item.id != meaning.id
    )
    return [text for text, _ in used.most_common(5)]


def _units(stack: Stack) -> list[str]:
    """The units of metrics, those that are used first."""
    used = Counter(metric.unit for metric in stack.of(Metric) if metric.unit)
    return list(dict.fromkeys((*(_quoted(unit) for unit, _ in used.most_common()), *_UNITS)))


_UNITS = ('"%"', "h", "d", "min", "s", "€", "$", "people", "/5")
"""Units that are usual, as YAML wants them written."""


def _quoted(unit: str) -> str:
    return f'"{unit}"' if unit[:1] in "%@`&*!|>?-:#" else unit


# --- settings and allows --------------------------------------------------------------------------


def _settings(meaning: Meaning) -> Iterator[Completion]:
    route = meaning.setting[1:]
    if meaning.cursor.place == "key":
        written = meaning.cursor.levels[-1].keys
        for name, detail, doc in _setting_names(route):
            if name not in written:
                yield Completion(name, f"{name}: ", "field", detail, doc)
    else:
        for word, doc in _setting_values(route, meaning.cursor.key):
            yield Completion(word, word, "value", doc=doc)


def _setting_names(route: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
    """The keys that fit below a route in the settings, with words beside each and a sentence."""
    match route:
        case ():
            yield from ((name, "setting", "") for name in SETTING_NAMES)
        case ("rules",):
            yield from ((rule.name, rule.severity.word, rule.summary) for rule in RULES)
        case ("rules", name):
            yield "severity", "error, warning, advice or off", ""
            rule = next((rule for rule in RULES if rule.name == name), None)
            for limit in rule.declared_limits() if rule is not None else ():
                yield limit.name, f"default {limit.default}", limit.doc
        case ("review",):
            yield from ((name, "class or field of a change", "") for name in review_names())


def _setting_values(route: tuple[str, ...], key: str) -> Iterator[tuple[str, str]]:
    """The values that fit a key of the settings, each with a sentence."""
    match route, key:
        case ((), "strictness"):
            yield from ((word, "") for word in STRICTNESSES)
        case ((), "year_starts"):
            yield from ((f"{month:02}", "") for month in range(1, 13))
        case ((), "extends") | (("extends",), _):
            yield from ((name, pack.doc) for name, pack in PACKS.items())
        case (("review",), _):
            yield from ((word, "") for word in WEIGHTS)
        case (("rules",) | ("rules", _), _):
            yield from ((word, "") for word in (OFF, *SEVERITIES))


_ALLOW = re.compile(r"#\s*stratdocs:\s*allow\s+[\w-]*$")
_PREFIX = re.compile(r"#\s*[\w-]*$")


def _allows(snapshot: Snapshot, path: str, before: str, line: int) -> Iterator[Completion]:
    """The rules that a comment may allow: those that find something there first."""
    if not _ALLOW.search(before):
        if _PREFIX.search(before):
            text = f"stratdocs: allow ${{1:rule}} -- ${{2:{NO_REASON}}}"
            yield Completion("stratdocs: allow", text, "value", "accept a finding", snippet=True)
        return
    here = [f.rule for f in snapshot.findings.get(path, ()) if abs(f.span.line - line - 1) <= 1]
    for rule in sorted(RULES, key=lambda rule: (rule.name not in here, rule.name)):
        yield Completion(rule.name, rule.name, "rule", rule.severity.word, rule.summary)

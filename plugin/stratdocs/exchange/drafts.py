"""Rows as drafts of items: what each is, what it is called, and what it belongs to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from stratdocs.exchange.cells import is_nothing, number_in, period_of, status_of, title_of
from stratdocs.exchange.known import OURS, Known
from stratdocs.exchange.layouts import Layout
from stratdocs.exchange.mapping import ColumnMap
from stratdocs.exchange.tables import Row
from stratdocs.exchange.words import KINDS, LEVELS, OBJECTIVE, normal
from stratdocs.model.decode import slug
from stratdocs.model.finding import StratdocsError
from stratdocs.model.kinds import BY_COLLECTION, Entity
from stratdocs.words.phrases import few, in_quotes, with_article
from stratdocs.yamltext.source import ScalarNode


class Notes:
    """What a reader of the preview must know, gathered while rows are read."""

    def __init__(self) -> None:
        self.conversions: Counter[str] = Counter()
        self.examples: dict[str, str] = {}
        self.left_out: list[tuple[int, str]] = []
        self.unlinked: list[tuple[int, str]] = []
        self.questions: list[str] = []
        self.unread: list[tuple[int, str]] = []

    def converted(self, rule: str, example: str = "") -> None:
        """Counts a conversion, and keeps its first example."""
        self.conversions[rule] += 1
        if example:
            self.examples.setdefault(rule, example)


class Draft:
    """An item to be: its cells by field, and its place in the tree."""

    def __init__(self, line: int, title: str) -> None:
        self.line = line
        self.title, self.number = title_of(title)
        self.kind = ""
        self.key = ""
        self.identity = ""
        self.aliases: list[str] = []
        self.row = ""
        self.cells: dict[str, list[str]] = {}
        self.dated: list[tuple[str, str]] = []
        self.parents: list[Draft] = []
        self.children: list[Draft] = []
        self.depth = 0
        self.hint = ""
        """The kind that the header of its title names."""
        self.outside = False
        """Whether it is an item of the strategy and not a row: something that rows belong to."""

    def first(self, field: str) -> str:
        """The first filled cell of a field."""
        return next((cell for cell in self.cells.get(field, ()) if not is_nothing(cell)), "")

    def all(self, field: str) -> list[str]:
        """All filled cells of a field."""
        return [cell for cell in self.cells.get(field, ()) if not is_nothing(cell)]

    @property
    def measured(self) -> bool:
        """Whether it has a target or a value, or its title says from what to what."""
        amounts = (self.first("target"), self.first("baseline"), self.first("value"))
        return any(number_in(amount) is not None for amount in amounts) or bool(
            _FROM_TO.search(self.title)
        )


_FROM_TO = re.compile(
    r"(?i)\b(?:from|von|de)\s+[^\s]*\d[^\s]*(?:\s\S+){0,4}?\s+(?:to|auf|à|a)\s+[^\s]*\d"
)


class Drafts(NamedTuple):
    """All drafts of a table, in order."""

    drafts: tuple[Draft, ...]
    notes: Notes


def drafts_of(layout: Layout, name: str, given: ColumnMap, known: Known) -> Drafts:
    """The drafts that a table holds. `known` is the strategy that they may belong to."""
    notes = Notes()
    drafts = list(_rows(layout, notes))
    if not drafts:
        raise StratdocsError(f"{name}: no row has a title, so there is nothing to import")
    _identities(drafts, name, notes)
    _kinds_by_word(drafts, layout, given, notes)
    _link(drafts, name, notes, known)
    _kinds_by_place(drafts, layout, notes, given, name)
    if wanted := given.settings.get("serves"):
        _link_to(wanted, drafts, notes, known)
    _lift(drafts, notes)
    for draft in drafts:
        if draft.identity:
            draft.key = draft.identity
    _keys(drafts)
    return Drafts(tuple(drafts), notes)


# --- rows -----------------------------------------------------------------------------------------

_SUMS = re.compile(
    r"(?i)(?:average|total|sum|totals|subtotal|mean|durchschnitt|summe|gesamt|moyenne|media|overall)"
    r"(?: (?:score|progress|of .*))?:?"
)


_RULE = re.compile(r":?[-=_]{2,}:?")


def _rows(layout: Layout, notes: Notes) -> Iterator[Draft]:
    """A draft for each row, and for each objective that rows of key results name."""
    reader = _RowReader(layout, notes)
    notes.left_out += [(line, "a repeated header in the table") for line in layout.repeated]
    for row in layout.body:
        if not all(is_nothing(cell) for cell in row.cells) and not reader.left_out(row):
            yield from reader.drafts(row)


class _RowReader:
    """What the rows above a row have said."""

    def __init__(self, layout: Layout, notes: Notes) -> None:
        self.layout, self.notes = layout, notes
        self.hint = _hint(layout)
        self.levels = sorted(
            (c for c in layout.columns if (c.field or "").startswith("title:")),
            key=lambda column: column.field or "",
        )
        self.pairs = bool(layout.at("key_result")) and bool(layout.at("objective"))
        self.wide = any((c.field or "").startswith("kr:") for c in layout.columns)
        self.seen: dict[tuple[str, ...], int] = {}
        self.objectives: dict[str, Draft] = {}
        self.objective: Draft | None = None
        self.above: list[tuple[int, Draft]] = []

    def left_out(self, row: Row) -> bool:
        """Whether a row is none of its own: one that repeats another, a sum, a deletion."""
        if row.cells in self.seen and sum(map(bool, row.cells)) > 2:
            self._skip(row, f"the same as row {self.seen[row.cells]}")
            return True
        self.seen[row.cells] = row.line
        cells = _by_field(self.layout, row)
        text = _first(cells, "title", "objective", "key_result")
        if all(_RULE.fullmatch(cell) for cell in row.cells if cell):
            self._skip(row, "a line of dashes")
            return True
        if _SUMS.fullmatch(text):
            self._skip(row, f'a total row, "{text}"')
            return True
        action = normal(_first(cells, "action"))
        if action in ("delete", "remove", "archive"):
            self._skip(row, f'marked "{action}" there')
            return True
        return False

    def drafts(self, row: Row) -> Iterator[Draft]:
        """The drafts that a row gives."""
        cells = _by_field(self.layout, row)
        if self.levels:
            found = self._level(row, cells)
        elif self.pairs:
            found = self._pair(row, cells)
        else:
            found = self._single(row, cells)
        if not found:
            self._skip(row, "it has no title")
        yield from found

    def _skip(self, row: Row, why: str) -> None:
        self.notes.left_out.append((row.line, why))

    def _single(self, row: Row, cells: Mapping[str, list[str]]) -> list[Draft]:
        text = _first(cells, "title", "objective", "key_result")
        if not text:
            return []
        draft = Draft(row.line, text)
        draft.hint = self.hint
        _fill(draft, cells)
        draft.depth = row.indent
        if not self.wide:
            return [draft]
        draft.kind = "objectives"
        return [draft, *_wide_drafts(draft, cells, row)]

    def _pair(self, row: Row, cells: Mapping[str, list[str]]) -> list[Draft]:
        """A key result with the objective beside it, or that of the rows above."""
        name, result = _first(cells, "objective"), _first(cells, "key_result")
        found: list[Draft] = []
        own = {
            field.removeprefix(OBJECTIVE): found
            for field, found in cells.items()
            if field.startswith(OBJECTIVE)
        }
        cells = {field: c for field, c in cells.items() if not field.startswith(OBJECTIVE)}
        if name:
            key = f"{normal(title_of(name)[0])}\n{normal(_first(cells, 'period'))}"
            objective = self.objectives.get(key)
            if objective is None:
                objective = self.objectives[key] = Draft(row.line, name)
                objective.kind = "objectives"
                objective.cells = {f: cells[f] for f in _OF_OBJECTIVE if f in cells} | own
                found.append(objective)
            if not result:
                _fill(objective, {**cells, **own})
                if "serves" not in own:
                    objective.cells.pop("serves", None)
                found = found or [objective]
            self.objective = objective
        if result:
            draft = Draft(row.line, result)
            draft.kind = "key_results"
            _fill(draft, cells)
            draft.parents = [self.objective] if self.objective is not None else []
            found.append(draft)
        return found

    def _level(self, row: Row, cells: Mapping[str, list[str]]) -> list[Draft]:
        """The draft of a row whose level is the title column that is filled."""
        filled = [
            (depth, row.cells[column.position])
            for depth, column in enumerate(self.levels)
            if column.position < len(row.cells) and not is_nothing(row.cells[column.position])
        ]
        if not filled:
            return []
        depth, title = filled[-1]
        draft = Draft(row.line, title)
        while self.above and self.above[-1][0] >= depth:
            self.above.pop()
        if self.above:
            draft.parents = [self.above[-1][1]]
        self.above.append((depth, draft))
        _fill(draft, cells)
        return [draft]


_OF_OBJECTIVE = ("period", "team", "level")
"""What the first row of an objective says of it as well as of its key result."""


def _first(cells: Mapping[str, list[str]], *fields: str) -> str:
    """The first filled cell of some fields."""
    return next((c for f in fields for c in cells.get(f, ()) if not is_nothing(c)), "")


def _hint(layout: Layout) -> str:
    """The kind that the header of the titles names."""
    for column in layout.at("title"):
        for word in (normal(column.header), *normal(column.header).rsplit(" ", 1)[:1]):
            if word in KINDS and word != "goal":
                return KINDS[word]
    return ""


def _by_field(layout: Layout, row: Row) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for column in layout.columns:
        if column.field and column.position < len(row.cells):
            cell = row.cells[column.position]
            if cell and (column.field != "objective" or not is_nothing(cell)):
                found.setdefault(column.field, []).append(cell)
    return found


def _fill(draft: Draft, cells: Mapping[str, list[str]]) -> None:
    draft.cells = dict(cells)
    draft.dated = [
        (field.removeprefix("value:"), cell)
        for field, found in cells.items()
        if field.startswith("value:")
        for cell in found
        if not is_nothing(cell)
    ]


def _wide_drafts(objective: Draft, cells: Mapping[str, list[str]], row: Row) -> Iterator[Draft]:
    """The key results that stand in one row with their objective."""
    by_number: dict[int, dict[str, list[str]]] = {}
    for field, found in cells.items():
        if field.startswith("kr:"):
            _, number, what = field.split(":")
            by_number.setdefault(int(number), {})[what] = found
    for place, own in sorted(by_number.items()):
        title = next(iter(own.get("title", [])), "")
        if is_nothing(title):
            continue
        draft = Draft(row.line, title)
        draft.kind = "key_results"
        draft.cells = {
            **{field: cells[field] for field in ("period", "by") if field in cells}, **own
        }  # fmt: skip
        draft.parents = [objective]
        if objective.first("id"):
            draft.identity = f"{objective.first('id')}#{place}"
        yield draft


# --- identity -------------------------------------------------------------------------------------

_SPOILT = re.compile(r"\d(?:[.,]\d+)?E\+\d+", re.IGNORECASE)


def _identities(drafts: Sequence[Draft], name: str, notes: Notes) -> None:
    """The ids that the source gives. Raises StratdocsError if two rows have the same."""
    seen: dict[str, Draft] = {}
    for draft in drafts:
        if draft.identity:
            continue
        identity = draft.first("id")
        if _SPOILT.fullmatch(identity):
            notes.unread.append(
                (draft.line, f"the id {identity} was damaged by a spreadsheet; its title is in")
            )
            identity = ""
        draft.row = draft.first("row")
        draft.aliases = draft.all("alias")
        if identity:
            if identity in seen:
                raise StratdocsError(
                    f"{name}: rows {seen[identity].line} and {draft.line} have the same id "
                    f"{' '.join(identity.split())[:60]}; each item needs its own id"
                )
            seen[identity] = draft
            draft.identity = identity


def _keys(drafts: Sequence[Draft]) -> None:
    """The keys of those without an id: kind, parent, title and period."""
    taken = {draft.key for draft in drafts if draft.key}
    numbers: dict[str, int] = {}
    """The last number that was tried for each key that several have."""
    for draft in drafts:
        if draft.key:
            continue
        parent = draft.parents[0] if draft.parents else None
        if parent is not None and not parent.outside:
            named = (slug(parent.title), slug(parent.first("period")))
            above = parent.identity or "/".join(filter(None, named))
        else:  # the same, whether the strategy has what the cell names or not
            above = slug(draft.first("serves"))
        parts = [draft.kind, above, slug(draft.title) or draft.title]
        if draft.kind != "key_results":
            parts.append(slug(draft.first("period")))
        whole = key = "/".join(part for part in parts if part)
        if key in taken and (owner := slug(draft.first("owner"))):
            key = f"{whole}/{owner}"
        while key in taken:
            numbers[whole] = numbers.get(whole, 1) + 1
            key = f"{whole}/{numbers[whole]}"
        taken.add(key)
        draft.key = key


# --- what each is, by its words -------------------------------------------------------------------


def _kinds_by_word(drafts: Sequence[Draft], layout: Layout, given: ColumnMap, notes: Notes) -> None:
    presets = layout.preset.kinds if layout.preset else {}
    unknown: Counter[str] = Counter()
    levels = {normal(draft.first("level")) for draft in drafts} - {""}
    mixed_levels = any(level in KINDS and level not in LEVELS for level in levels)
    for draft in drafts:
        if section := draft.first("section"):
            if normal(section) in KINDS and "kind" not in draft.cells:
                draft.cells["kind"] = [section]
            elif status_of(section) and not draft.first("status"):
                draft.cells["status"] = [section]
            elif period_of(section) and not draft.first("period"):
                draft.cells["period"] = [section]
            elif status_of(section) is None and period_of(section) is None:
                notes.converted("groups that aren't a kind, status or period: left out", section)
        word = draft.first("kind")
        level = normal(draft.first("level"))
        if not word and mixed_levels and level in KINDS and level not in LEVELS:
            word = draft.cells.pop("level")[0]
        elif not word and mixed_levels and level in LEVELS:
            draft.kind = draft.kind or "objectives"
        if not draft.kind and word:
            own = normal(word)
            draft.kind = given.kinds.get(own) or presets.get(own) or KINDS.get(own, "")
            if not draft.kind:
                unknown[word] += 1
        if not draft.kind and draft.number:
            if draft.number.startswith(("KR", "KEYRESULT", "SE")) or "KR" in draft.number:
                draft.kind = "key_results"
            elif draft.number.startswith(("O", "GOAL", "ZIEL")):
                draft.kind = "objectives"
    for word, count in unknown.items():
        notes.questions.append(
            f'unknown kind "{word}" (rows: {count}); add it to a map, such as `kinds: '
            f"{{{word}: objectives}}`"
        )


def _kinds_by_place(
    drafts: Sequence[Draft], layout: Layout, notes: Notes, given: ColumnMap, name: str
) -> None:
    """What the rest are: by the preset, else by what is above and below them."""
    default = given.settings.get("kind") or (layout.preset.default_kind if layout.preset else "")
    if layout.own and (collection := _collection(layout.table.name or name)):
        default = collection
    flat = not any(draft.parents or draft.children for draft in drafts)
    ordered = top_down(drafts)
    mixed = {id(parent) for draft in drafts if draft.children for parent in draft.parents}
    """Those with something below that has something below itself."""
    for draft in ordered:
        if draft.kind:
            continue
        if default:
            draft.kind = default
        else:
            draft.kind = _kind_by_place(draft, mixed, flat=flat)
        notes.converted(f"its kind isn't stated: read as {plural_of(draft.kind)}", draft.title)


def _collection(name: str) -> str:
    """The collection that a file or sheet is named after, as exports are."""
    stem = re.sub(r"\.[A-Za-z]+$", "", name)
    return stem if stem in BY_COLLECTION else ""


def _kind_by_place(draft: Draft, mixed: Collection[int], *, flat: bool) -> str:
    parent = draft.parents[0] if draft.parents else None
    if flat and draft.hint:
        return draft.hint
    if parent is None:
        return "objectives" if draft.children or not draft.measured else "key_results"
    if parent.kind in ("key_results", "work", "initiatives"):
        return "work"
    if draft.children and any(child.measured or child.children for child in draft.children):
        return "objectives"
    if draft.measured:
        return "key_results"
    if draft.children or id(parent) in mixed:
        return "objectives"
    return "work"


def plural_of(kind: str) -> str:
    """What several items of a kind are called."""
    return "work items" if kind == "work" else BY_COLLECTION[kind].plural


# --- what each belongs to -------------------------------------------------------------------------

_WEIGHTED = re.compile(
    r"\s*(?P<title>.*?)\s*\((?i:weight):[^()]*?(?:,\s*Id:\s*(?P<id>[\w-]+))?\s*\)(?:[,;]\s*|$)",
    re.DOTALL,
)
_LINKED = re.compile(r"\s*(?P<title>.*?)\s*\((?P<id>https?://[^)\s]+)\)(?:,\s*|$)")


def _link(drafts: Sequence[Draft], name: str, notes: Notes, known: Known) -> None:
    """Links drafts with their parents. Raises StratdocsError for a loop."""
    index = _index(drafts, known)
    for draft in drafts:
        if draft.parents:
            continue
        cells = draft.all("serves")
        found: list[Draft] = []
        missing: list[str] = []
        for cell in cells:
            missing += index.resolved(cell, draft, found)
        draft.parents = list(dict.fromkeys(found))
        for problem in missing:
            if "is the title of several" in problem:
                notes.questions.append(
                    f"row {draft.line}, {in_quotes(draft.title)}: {problem}; give the id of "
                    "the one you mean"
                )
            else:
                notes.unlinked.append((draft.line, f"{in_quotes(draft.title)}: {problem}"))
    if not any(draft.parents for draft in drafts):
        _link_by_number(drafts)
    if not any(draft.parents for draft in drafts):
        _link_by_indent(drafts)
    if not any(draft.all("serves") for draft in drafts):
        _link_by_order(drafts, notes)
    _reject_loops(drafts, name)
    for draft in drafts:
        for parent in draft.parents:
            parent.children.append(draft)


def _index(drafts: Sequence[Draft], known: Known) -> _Index:
    by_id: dict[str, Draft] = {}
    by_title: dict[str, list[Draft]] = {}
    for draft in drafts:
        for text in (draft.identity, *draft.aliases, draft.row and f"row {draft.row}"):
            if text:
                by_id.setdefault(text, draft)
        by_title.setdefault(normal(draft.title), []).append(draft)
    numbers = Counter(draft.number for draft in drafts if draft.number)
    for draft in drafts:
        if numbers[draft.number] == 1:
            by_id.setdefault(draft.number, draft)
    return _Index(by_id, by_title, known, {})


_GOALS = tuple(
    name for name in BY_COLLECTION if any(name in kind.fits for kind in BY_COLLECTION.values())
)
"""The kinds that something can serve."""


class _Index(NamedTuple):
    by_id: Mapping[str, Draft]
    by_title: Mapping[str, Sequence[Draft]]
    known: Known
    outside: dict[str, Draft]
    """Items of the strategy that rows belong to, by key."""

    def resolved(self, cell: str, draft: Draft, found: list[Draft]) -> Iterator[str]:
        """Adds the parents that a cell names; yields the problems with those not found."""
        for pattern in (_WEIGHTED, _LINKED):
            matches = list(pattern.finditer(cell))
            if matches and matches[0].start() == 0:
                for match in matches:
                    hexes = re.findall(r"[0-9a-f]{32}", match["id"] or "")
                    ids = [match["id"] or "", *hexes]
                    if problem := self._one([*ids, match["title"]], draft, found):
                        yield problem
                return
        if self._one([cell], draft, found) is None:
            return
        parts = [part.strip() for part in re.split(r"[,;\n]", cell) if part.strip()]
        for part in parts if len(parts) > 1 else [cell]:
            if problem := self._one([part], draft, found):
                yield problem

    def _one(self, texts: Sequence[str], draft: Draft, found: list[Draft]) -> str | None:
        """The problem with one parent; None if it was found."""
        for text in texts:
            parent = self.by_id.get(text) or self.by_id.get(f"row {text}")
            if text and parent is not None:
                if parent is draft:
                    return f'it has itself, "{text}", as its parent'
                found.append(parent)
                return None
            if text and self.known.is_row(text):
                entity = self.known.row(text)
                if entity is None:
                    return f'its parent "{text}" was removed from the strategy'
                found.append(self._outside(text, entity))
                return None
        for text in texts:
            for title in (text, title_of(text)[0]):
                same = [d for d in self.by_title.get(normal(title), ()) if d is not draft]
                if len(same) > 1:
                    lines = few([str(d.line) for d in same])
                    return f'its parent "{text}" is the title of several rows ({lines})'
                if same:
                    found.append(same[0])
                    return None
        return self._in_strategy([text for text in texts if text], draft, found)

    def _in_strategy(self, texts: Sequence[str], draft: Draft, found: list[Draft]) -> str | None:
        """The problem with a parent that only the strategy can have; None if it has it."""
        kinds = BY_COLLECTION[draft.kind].fits if draft.kind else _GOALS
        for text in dict.fromkeys(t for cell in texts for t in (cell, title_of(cell)[0])):
            same = self.known.named(text, kinds) or self.known.named(text, _GOALS)
            open_ = [entity for entity in same if not entity.over]
            wanted = open_ if len(open_) == 1 else same
            if len(wanted) > 1:
                ids = few([entity.id for entity in wanted])
                return f'its parent "{text}" is the title of several items here ({ids})'
            if wanted:
                found.append(self._outside(f"{OURS}{wanted[0].id}", wanted[0]))
                return None
        return f'its parent "{texts[-1]}" is neither in the file nor in the strategy'

    def _outside(self, key: str, entity: Entity) -> Draft:
        """An item of the strategy as a parent of rows."""
        if key not in self.outside:
            self.outside[key] = _outside(key, entity)
        return self.outside[key]


def _outside(key: str, entity: Entity) -> Draft:
    draft = Draft(0, entity.title)
    draft.outside = True
    draft.kind, draft.key = entity.collection, key
    for field in ("period", "ambition"):
        node = entity.node_at(field)
        if isinstance(node, ScalarNode) and not node.empty:
            draft.cells[field] = [node.text]
    return draft


def _link_to(wanted: str, drafts: Iterable[Draft], notes: Notes, known: Known) -> None:
    """Links goals without a parent to the item that the map names. Raises StratdocsError if it
    does not exist.
    """
    entity = known.item(wanted)
    if entity is None:
        raise StratdocsError(f"the map says `serves: {wanted}`, which doesn't exist")
    parent = _outside(f"{OURS}{entity.id}", entity)
    for draft in drafts:
        if not draft.parents and not draft.all("serves"):
            if entity.collection in BY_COLLECTION[draft.kind].fits:
                draft.parents = [parent]
                notes.converted(f"linked to {entity.id}, as the map says", draft.title)


def _link_by_number(drafts: Sequence[Draft]) -> None:
    """Links by numbers: `1.2` below `1`, `KR1.2` below `O1`."""
    by_number: dict[str, Draft] = {}
    for draft in drafts:
        number = draft.number or draft.row or draft.identity
        if re.fullmatch(r"(?:[A-Z]*)\d+(?:\.\d+)*", number, re.IGNORECASE):
            by_number.setdefault(number.upper(), draft)
    for number, draft in by_number.items():
        digits = re.sub(r"^[A-Z]*", "", number)
        above = digits.rpartition(".")[0]
        if not above:
            continue
        for prefix in ("O", "OBJECTIVE", "GOAL", "", "OKR", "ZIEL", "KR"):
            parent = by_number.get(f"{prefix}{above}")
            if parent is not None and parent is not draft:
                draft.parents = [parent]
                break


def _link_by_indent(drafts: Sequence[Draft]) -> None:
    """Links by indentation, where rows are indented."""
    if len({draft.depth for draft in drafts}) < 2:
        return
    above: list[Draft] = []
    for draft in drafts:
        while above and above[-1].depth >= draft.depth:
            above.pop()
        if above and not draft.parents:
            draft.parents = [above[-1]]
        above.append(draft)


def _link_by_order(drafts: Sequence[Draft], notes: Notes) -> None:
    """Links key results to the objective above them, and work to the key result or objective,
    where no column names parents.
    """
    objective: Draft | None = None
    result: Draft | None = None
    group = ""
    for draft in drafts:
        if (section := draft.first("section")) and section != group:
            group, objective, result = section, None, None
        if draft.kind == "objectives":
            objective, result = draft, None
        elif not draft.parents and draft.kind == "key_results":
            result = draft
            if objective is not None:
                draft.parents = [objective]
                notes.converted("linked to the objective above it", draft.title)
        elif not draft.parents and draft.kind in ("work", "initiatives"):
            if (above := result or objective) is not None:
                draft.parents = [above]
                notes.converted("linked to the goal above it", draft.title)


def _reject_loops(drafts: Iterable[Draft], name: str) -> None:
    state: dict[int, int] = {}
    for start in drafts:
        path: list[Draft] = []
        waiting: list[tuple[Draft, int]] = [(start, 0)]
        while waiting:
            draft, at = waiting.pop()
            if at == 0:
                if state.get(id(draft)) == 2:
                    continue
                state[id(draft)] = 1
                path.append(draft)
            if at < len(draft.parents):
                waiting.append((draft, at + 1))
                parent = draft.parents[at]
                if state.get(id(parent)) == 1:
                    loop = [*path[path.index(parent) :], parent]
                    lines = " → ".join(f"row {d.line}" for d in loop[:6])
                    raise StratdocsError(
                        f"{name}: parents form a loop ({lines}); correct one of them in the source"
                    )
                if state.get(id(parent)) != 2:
                    waiting.append((parent, 0))
            else:
                state[id(draft)] = 2
                path.pop()


def top_down(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, parents before their children; without what is only in the strategy."""
    done: dict[int, Draft] = {}
    for start in drafts:
        waiting = [start]
        while waiting:
            draft = waiting[-1]
            missing = [p for p in draft.parents if id(p) not in done and not p.outside]
            if missing and id(draft) not in done:
                waiting.append(missing[0])
                continue
            done[id(draft)] = draft
            waiting.pop()
    return list(done.values())


def _lift(drafts: Sequence[Draft], notes: Notes) -> None:
    """Links each draft to the nearest ancestor that something of its kind can serve."""
    for draft in drafts:
        if draft.kind == "initiatives" and any(c.kind == "initiatives" for c in draft.children):
            draft.kind = "objectives"
            notes.converted("an initiative with initiatives below it: an objective", draft.title)
    for draft in top_down(drafts):
        fits = BY_COLLECTION[draft.kind].fits
        kept: list[Draft] = []
        for parent in draft.parents:
            if not fits or parent.kind in fits:
                kept.append(parent)
                continue
            above = _ancestor(parent, fits)
            one, other = (with_article(BY_COLLECTION[d.kind].noun) for d in (draft, parent))
            words = f"{one} can't serve {other}"
            if above is not None:
                notes.converted(f"{words}: linked to the next goal above it", draft.title)
                kept.append(above)
            else:
                notes.unlinked.append(
                    (draft.line, f"{in_quotes(draft.title)}: {words}, and nothing above it fits")
                )
        draft.parents = list(dict.fromkeys(kept))


def _ancestor(draft: Draft, fits: Sequence[str]) -> Draft | None:
    """The nearest ancestor of a kind that fits; parents were lifted before."""
    seen = {id(draft)}
    level = list(draft.parents)
    while level:
        for parent in level:
            if parent.kind in fits:
                return parent
        level = [p for d in level for p in d.parents if id(p) not in seen]
        seen.update(map(id, level))
    return None

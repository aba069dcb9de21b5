"""Which row is the header, and which field each column holds: by the map, a preset, the header's
words, and where those have two meanings, by the values.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from stratdocs.exchange.boards import GROUP
from stratdocs.exchange.cells import (
    Ways,
    day_of,
    is_nothing,
    is_two_days,
    number_in,
    period_of,
    range_of,
    status_of,
    ways_of,
)
from stratdocs.exchange.columns import COMPUTED, own_headings
from stratdocs.exchange.mapping import ColumnMap
from stratdocs.exchange.presets import PRESETS, Preset
from stratdocs.exchange.tables import Row, Table
from stratdocs.exchange.words import (
    AMBIGUOUS,
    AMBITIONS,
    BY_WORD,
    FIELDS,
    IGNORE,
    KINDS,
    LEVELS,
    LINE_UNITS,
    OBJECTIVE,
    normal,
)
from stratdocs.model.finding import StratdocsError

HEADER_ROWS = 15
"""Rows among which the header is looked for."""
_SAMPLE = 400
"""Cells of a column that are looked at."""


class Column(NamedTuple):
    """A column and what it is read as."""

    position: int
    header: str
    field: str | None
    """None if nothing says what it is."""
    why: str
    filled: int
    sample: str


class Layout(NamedTuple):
    """A table with the meaning of its columns."""

    table: Table
    header_line: int
    columns: tuple[Column, ...]
    body: tuple[Row, ...]
    ways: Ways
    preset: Preset | None
    skipped: int
    """Rows above the header."""
    repeated: tuple[int, ...] = ()
    """The lines of headers within the table."""
    own: bool = False
    """Whether its header has the names of our fields: ids stay."""
    exported: bool = False
    """Whether it is a table as our export writes it, whose cells need no interpretation."""

    def at(self, *fields: str) -> list[Column]:
        """The columns of a field, or of several, from left to right."""
        return [column for column in self.columns if column.field in fields]


def layout_of(table: Table, name: str, given: ColumnMap, preset: str | None) -> Layout:
    """The layout of a table. Raises StratdocsError if no row is a header, or none is below it."""
    if not table.rows:
        raise StratdocsError(f"{name} has no rows")
    own = _own_words(given)
    index, height, headers = _header(table, name, given, own)
    top = table.rows[index]
    body = [row for row in table.rows[index + height :] if row.cells]
    repeated = tuple(row.line for row in body if _is_header(row, headers))
    body = [row for row in body if row.line not in set(repeated)] if repeated else body
    if not body:
        raise StratdocsError(
            f"{name}: there are no rows below the header in row {top.line or 1}; nothing to import"
        )
    width = max(len(headers), *(len(row.cells) for row in body))
    headers = [*headers, *[""] * (width - len(headers))]
    chosen = _preset(headers, table, preset or given.settings.get("preset"))
    ways = _ways(body, width, given)
    year = _year(table, body)
    columns: list[Column] = []
    for position in range(width):
        cells = [row.cells[position] for row in body if position < len(row.cells)]
        filled = [cell for cell in cells if cell and not is_nothing(cell)]
        if not headers[position] and not filled:
            continue
        field, why = _field(position, headers, filled, chosen, given, ways, columns, year)
        columns.append(
            Column(
                position, headers[position], field, why, len(filled), filled[0] if filled else ""
            )
        )
    columns = _settled(_of_either(columns))
    return Layout(
        table,
        top.line,
        tuple(columns),
        tuple(body),
        ways,
        chosen,
        index,
        repeated,
        own_headings(headers),
    )


def _base(field: str | None) -> str:
    """`title` for `title:2`."""
    return (field or "").partition(":")[0]


def require_title(layout: Layout, name: str) -> None:
    """Raises StratdocsError if no column of a table is read as a title."""
    fields = {_base(column.field) for column in layout.columns if column.filled}
    if not {"title", "objective", "key_result"} & fields:
        seen = ", ".join(column.header for column in layout.columns if column.header)[:160]
        raise StratdocsError(
            f"{name}: no column looks like a title (row {layout.header_line or 1} has "
            f"{seen}); name one in a map (create it with --save-map)"
        )


# --- the header -----------------------------------------------------------------------------------


def _own_words(given: ColumnMap) -> frozenset[str]:
    return frozenset(given.columns)


def _known(header: str, own: frozenset[str] = frozenset()) -> bool:
    word = normal(header)
    return bool(word) and (
        word in own
        or word in BY_WORD
        or word in AMBIGUOUS
        or bool(_LEVEL.fullmatch(word))
        or bool(_WIDE.fullmatch(word))
        or any(word in preset.columns for preset in PRESETS.values())
    )


_LEVEL = re.compile(r"(?:title|l|level) ?([1-9])")
_WIDE = re.compile(
    r"(?:key result|kr|key results)[ #]*([1-9]\d?)(?: (?P<what>.+))?"
    r"|(?P<field>[a-z ]+) (?:kr|key result) ?(?P<n>\d+)"
)


def _header(
    table: Table, name: str, given: ColumnMap, own: frozenset[str]
) -> tuple[int, int, list[str]]:
    """The index of the header's row, the number of rows that it takes, and its words."""
    rows = table.rows
    if wanted := given.settings.get("header"):
        for index, row in enumerate(rows):
            if str(row.line) == wanted:
                return index, 1, list(row.cells)
        raise StratdocsError(f"{name} has no row {wanted}, which the map gives as the header")
    best: tuple[int, int, int, list[str]] | None = None
    for index, row in enumerate(rows[:HEADER_ROWS]):
        single = sum(_known(cell, own) for cell in row.cells)
        filled = sum(bool(cell) for cell in row.cells)
        numbers = sum(_FIGURE.fullmatch(cell) is not None for cell in row.cells)
        if not filled or numbers > filled // 3:
            continue
        if index + 1 < len(rows) and (joined := _joined(row, rows[index + 1], own)):
            return index, 2, joined
        below = max((sum(map(bool, r.cells)) for r in rows[index + 1 : index + 6]), default=0)
        enough = single >= 3 or (1 <= single == filled >= below) or (single == 2 and filled <= 4)
        if enough:
            return index, 1, list(row.cells)
        if single >= 2 and (best is None or single > best[0]):
            best = (single, index, 1, list(row.cells))
    if best is not None:
        return best[1:]
    seen = " | ".join(cell for cell in rows[0].cells if cell)[:120]
    raise StratdocsError(
        f"{name}: none of the first {HEADER_ROWS} rows looks like a header (the first is: "
        f"{seen}); give its row in a map, such as `header: 3`, or add one with Title, "
        "Owner, Target"
    )


_SHORT_DAY = re.compile(
    r"(?i)\d{1,2}\.? ?[a-zä]{3,9}\.?|[a-z]{3,9}\.? \d{1,2}|(?:w|kw|cw|week) ?\d{1,2}"
)
_FIGURE = re.compile(r"[-+−]?[€$£]?\d[\d.,]*\s*%?")


def _joined(top: Row, below: Row, own: frozenset[str]) -> list[str] | None:
    """Two rows as one header, where the upper one spans several columns of the lower one."""
    width = max(len(top.cells), len(below.cells))
    upper = [*top.cells, *[""] * (width - len(top.cells))]
    lower = [*below.cells, *[""] * (width - len(below.cells))]
    named = [cell for cell in lower if cell]
    if len(named) < 2 or sum(map(bool, upper)) < 2 or any(map(_FIGURE.fullmatch, named)):
        return None
    if len(set(filter(None, upper))) == 1 and len(set(named)) == len(named):
        return None  # a title across the table
    spans = any(
        lower[at] and ((at > 0 and upper[at] == upper[at - 1]) or not upper[at])
        for at in range(width)
    )
    named = [cell for cell in named if not _SHORT_DAY.fullmatch(cell)]
    known = sum(_known(cell, own) for cell in named)
    # a first row of data has its own texts: two thirds of what stands below must be known words
    fresh = [at for at in range(width) if lower[at] and lower[at] != upper[at]]
    if not spans or len(fresh) < 2 or known * 3 < len(named) * 2:
        return None
    joined, last = [], ""
    for at in range(width):
        last = upper[at] or (last if lower[at] and at and not _known(last) else "")
        if not lower[at] or lower[at] == upper[at]:
            joined.append(upper[at])
        elif not last or _SHORT_DAY.fullmatch(lower[at]):
            joined.append(lower[at])
        else:
            joined.append(f"{last} {lower[at]}")
    return joined if sum(_field_words(cell) is not None for cell in joined) >= 3 else None


def _is_header(row: Row, headers: Sequence[str]) -> bool:
    """Whether a row repeats the header, or is that of another part of the table."""
    filled = [(cell, header) for cell, header in zip(row.cells, headers, strict=False) if cell]
    if len(filled) >= 2 and all(normal(cell) == normal(header) for cell, header in filled):
        return True
    known = sum(normal(cell) in BY_WORD for cell, _ in filled)
    same = sum(normal(cell) == normal(header) for cell, header in filled)
    return known >= 4 and same >= 2 and known * 3 >= len(filled) * 2


# --- presets --------------------------------------------------------------------------------------


def _preset(headers: Sequence[str], table: Table, wanted: str | None) -> Preset | None:
    if wanted:
        return PRESETS[wanted]
    if table.shape in PRESETS:
        return PRESETS[table.shape]
    if table.shape:
        return None
    words = {normal(header) for header in headers}
    best: Preset | None = None
    best_size = 0
    for preset in PRESETS.values():
        for must in preset.must:
            if words >= set(must):
                size = len(must) + sum(word in words for word in preset.columns)
                if size > best_size:
                    best, best_size = preset, size
    return best


# --- the fields -----------------------------------------------------------------------------------


def _made_here(header: str) -> tuple[str, str] | None:
    """The field of a column that a program of ours has made."""
    if header == GROUP:
        return "section", "the groups of the table"
    return (IGNORE, "computed by an export") if header.endswith(COMPUTED) else None


def _field(
    position: int,
    headers: Sequence[str],
    filled: Sequence[str],
    preset: Preset | None,
    given: ColumnMap,
    ways: Ways,
    before: Sequence[Column],
    year: str,
) -> tuple[str | None, str]:
    """The field of a column, and how it was recognised."""
    word = normal(headers[position])
    for key in (word, f"#{position + 1}"):
        if key in given.columns:
            return given.columns[key], "the map"
    if preset is not None and word in preset.columns:
        return preset.columns[word], f"the preset {preset.name}"
    if made := _made_here(headers[position]):
        return made
    if not word:
        if before and before[-1].field == "check_ins" and before[-1].position == position - 1:
            return "check_ins", "next to the check-ins"
        return None, "it has no header"
    if (match := _LEVEL.fullmatch(word)) and any(
        normal(other) != word and _LEVEL.fullmatch(normal(other)) for other in headers
    ):
        return f"title:{match[1]}", "its header"
    if wide := _wide_field(word, headers):
        return wide, "its header"
    if when := _dated(headers[position], ways, year):
        return f"value:{when}", "a day in its header"
    found = AMBIGUOUS.get(word)
    if found is None:
        single = _field_words(headers[position])
        if single is None:
            return None, "unknown header"
        found = AMBIGUOUS.get(single[1], (single[0],))
        if single[0] == IGNORE:
            return IGNORE, "recognised, but not kept"
    if "objective" in found and any(normal(h) in _RESULT_WORDS for h in headers):
        if found[0] == "objective" or not filled or not _fits(found[0], filled, ways):
            return "objective", "its header, next to key results"
    return _by_values(found, filled, ways)


_RESULT_WORDS = {word for word, field in BY_WORD.items() if field == "key_result"}


def _wide_field(word: str, headers: Sequence[str]) -> str | None:
    """`key result 2 target` is the target of the second key result of a row."""
    match = _WIDE.fullmatch(word)
    if match is None:
        return None
    if not any(
        (other := _WIDE.fullmatch(normal(header))) and normal(header) != word and other[0] != word
        for header in headers
    ):
        return None
    number = match[1] or match["n"]
    what = match["what"] or match["field"] or "title"
    field = BY_WORD.get(normal(what), None) if what != "title" else "title"
    if field is None or field in (IGNORE, "key_result"):
        field = "title" if what in ("title", "name", "description", "text") else None
    return f"kr:{number}:{field}" if field else None


def _year(table: Table, body: Iterable[Row]) -> str:
    """The year that a table is about, for days in its header that have none."""
    if match := re.search(r"20\d\d", table.name):
        return match[0]
    found = Counter(
        match[0] for row in body for cell in row.cells if (match := re.search(r"\b20\d\d\b", cell))
    )
    return found.most_common(1)[0][0] if found else ""


def _dated(header: str, ways: Ways, year: str) -> str | None:
    """The day that a header names, for columns of weekly values."""
    text = header.strip()
    if _SHORT_DAY.fullmatch(text) and year and not text.casefold().startswith(("w", "kw", "cw")):
        text = f"{text} {year}"
    if not re.search(r"\d", text):
        return None
    if re.fullmatch(r"\d{1,5}", text):
        return None
    found = day_of(text, ways)
    if found:
        return found
    if (match := re.fullmatch(r"(?i)(?:w|kw|cw|week) ?(\d{1,2})", text)) and year:
        try:
            return date.fromisocalendar(int(year), int(match[1]), 5).isoformat()
        except ValueError:
            return None
    return None


def _field_words(header: str) -> tuple[str, str] | None:
    """The field of a header and the word that names it: the whole, else the longest within."""
    word = normal(header)
    if word in BY_WORD:
        return BY_WORD[word], word
    bare = normal(re.sub(r"\([^)]*\)|\[[^\]]*\]", " ", header))
    if bare in BY_WORD:
        return BY_WORD[bare], bare
    if any(cut in word.split() for cut in _NOT_WITHIN):
        return None
    parts = bare.split()
    if len(parts) > 5:
        return None
    for size in range(len(parts) - 1, 0, -1):
        for start in range(len(parts) - size, -1, -1):  # of two, the later one is what it is about
            piece = " ".join(parts[start : start + size])
            if len(piece) >= 3 and piece in BY_WORD and BY_WORD[piece] not in _WHOLE:
                return BY_WORD[piece], piece
    return None


_NOT_WITHIN = ("created", "updated", "modified", "creator", "count", "number", "previous", "last",
               "summary", "parent", "old")  # fmt: skip
_WHOLE = frozenset(("row", "id", "alias", "url", IGNORE, "action", "archived"))
"""Fields that only a whole header names."""


def _share(filled: Sequence[str], test: Callable[[str], bool]) -> float:
    cells = filled[:_SAMPLE]
    return sum(map(test, cells)) / len(cells) if cells else 0.0


def _fits(field: str, filled: Sequence[str], ways: Ways) -> bool:
    """Whether the values of a column suit a field."""
    if not filled:
        return True
    match field:
        case "unit":
            short = _share(filled, lambda cell: len(cell) <= 20 and number_in(cell) is None)
            known = _share(filled, lambda cell: normal(cell) in LINE_UNITS or len(cell) <= 8)
            return short >= 0.8 and known >= 0.5
        case "score" | "progress" | "confidence":
            numbers = [n for cell in filled[:_SAMPLE] if (n := number_in(cell)) is not None]
            enough = len(numbers) * 2 >= len(filled[:_SAMPLE])
            top = max(numbers, default=0.0)
            if field == "confidence":
                return (enough and top <= 10) or not numbers
            return enough and (field == "progress" or top <= 1)
    test = _TESTS.get(field)
    return test is None or _share(filled, lambda cell: test[0](cell, ways)) >= test[1]


def _is_number(cell: str, ways: Ways) -> bool:
    return (number_in(cell) is not None or _LOOSE_NUMBER.fullmatch(cell) is not None) and not (
        _is_day(cell, ways) and not re.fullmatch(r"\d+", cell)
    )


_LOOSE_NUMBER = re.compile(
    r"[<>≤≥~=]*\s*(?:[-+−]?[€$£¥]\s*|[-+−]\s*)?\d[\d.,'\s]*(?:%|€|\$|£|[a-zA-Z]{1,8})?"
)


_LIKE_A_DAY = re.compile(r"\d{4}-\d\d-\d\d|\d{1,2}([/.-])\d{1,2}\1\d{4}")
"""Also one that does not exist: 31/04/2027."""


def _is_day(cell: str, ways: Ways) -> bool:
    if re.fullmatch(r"\d{1,4}|\d{6,9}|\d{11,12}|\d{14,}|[\d.]*%", cell):
        return False
    if _LIKE_A_DAY.fullmatch(cell):
        return True
    return bool(day_of(cell, ways)) or is_two_days(cell, ways) or range_of(cell, ways) is not None


def _is_period(cell: str, ways: Ways) -> bool:
    return (
        period_of(cell) is not None
        or range_of(cell, ways) is not None
        or bool(re.match(r"(?i)q[1-4]|h[12]|fy|quarter|annual", cell))
        or _is_day(cell, ways)
    )


Test = Callable[[str, Ways], bool]
_TESTS: Mapping[str, tuple[Test, float]] = {
    **dict.fromkeys(("baseline", "target", "value"), (_is_number, 0.5)),
    **dict.fromkeys(("starts", "by", "value_date", "finished"), (_is_day, 0.5)),
    **dict.fromkeys(
        ("title", "objective", "key_result"), (lambda cell, _: number_in(cell) is None, 0.5)
    ),
    "kind": (lambda cell, _: normal(cell) in KINDS, 0.5),
    "level": (lambda cell, _: normal(cell) in LEVELS, 0.5),
    "ambition": (lambda cell, _: normal(cell) in AMBITIONS, 0.5),
    "period": (_is_period, 0.4),
    "status": (lambda cell, _: status_of(cell) is not None, 0.3),
    "estimate": (lambda cell, _: number_in(cell) is not None, 0.5),
    "owner": (lambda cell, ways: not _is_number(cell, ways), 0.5),
}
"""What the cells of a field are like, and the share of them that must be."""
_OTHERWISE: Mapping[str, tuple[str, ...]] = {
    "baseline": ("starts",), "target": ("by", "metric"), "value": ("value_date", "note"),
    "starts": ("baseline",), "by": ("target", "period"), "value_date": ("note",),
    "kind": ("unit", "level", "tags"), "level": ("kind",), "period": ("tags",),
    "score": ("confidence", "progress"), "status": ("note",), "objective": ("target", "by"),
    "unit": ("metric",), "ambition": ("kind",), "estimate": ("note",), "owner": (),
}  # fmt: skip
"""What a column may be whose values do not suit the field that its header names."""


def _by_values(fields: Sequence[str], filled: Sequence[str], ways: Ways) -> tuple[str | None, str]:
    several = len(fields) > 1
    for field in fields:
        if _fits(field, filled, ways):
            return field, "its header and values" if several and filled else "its header"
    for field in _OTHERWISE.get(fields[0], ()):
        if field in FIELDS and _fits(field, filled, ways):
            return field, "its values"
    return None, f"its values don't look like {fields[0].replace('_', ' ')}"


_GOAL_WORDS = re.compile(r"(?:parent )?(?:objectives?|obj|objectif|objetivo|obiettivo|o)\b")
_GOAL = re.compile(r"(?:goal|ziel)\b(?! (?:value|amount|number|date|target)\b)")
_RESULT = re.compile(
    r"(?:key results?|krs?|schlüsselergebnis(?:se)?|résultats? clés?|resultados? clave|measure)\b"
)
_EITHER = frozenset(
    ("owner", "team", "status", "title", "description", "id", "by", "starts", "period", "score",
     "tags", "confidence", "progress", "ambition", "level", "url", "note", "serves")
)  # fmt: skip
"""Fields that a goal may have as well as its key results."""


def _of_either(columns: list[Column]) -> list[Column]:
    """The columns of a table that has objectives beside their key results, each with what it is
    about: `objective:owner` is the owner of the objective.
    """
    about = [_about(column) for column in columns]
    fields = {column.field for column in columns}
    titled = {w for c, w in zip(columns, about, strict=True) if c.field == "title" and c.filled}
    pairs = {"objective", "key_result"} <= (fields | titled)
    if not pairs:
        return columns
    found = []
    for column, word in zip(columns, about, strict=True):
        field = column.field
        if column.why == "the map" or field not in _EITHER:
            found.append(column)
            continue
        if field == "title" and word:
            found.append(column._replace(field=word))
            continue
        others = {w for c, w in zip(columns, about, strict=True) if c.field == field}
        if word == "objective" or (not word and others == {"", "key_result"}):
            column = column._replace(field=f"{OBJECTIVE}{field}", why="its header, of objectives")
        found.append(column)
    return found


def _about(column: Column) -> str:
    """Whether a header names objectives or key results: `objective`, `key_result` or neither."""
    word = normal(column.header)
    if _GOAL_WORDS.match(word) or _GOAL.match(word):
        return "objective"
    return "key_result" if _RESULT.match(word) else ""


def _settled(columns: list[Column]) -> list[Column]:
    """The columns, where one meaning rules out another.

    `Objective` is the title where no other column is; an `objective` beside a title, without key
    results, is its parent.
    """
    fields = {_base(column.field) for column in columns if column.filled}
    settled = []
    for column in columns:
        field = column.field
        if field == "objective" and "key_result" not in fields and column.why != "the map":
            wide = any((c.field or "").startswith("kr:") for c in columns)
            if not wide:
                field = "serves" if "title" in fields else "title"
        if field == "key_result" and "objective" not in fields and "title" not in fields:
            field = "title"
        settled.append(column._replace(field=field))
    return settled


def _ways(body: Iterable[Row], width: int, given: ColumnMap) -> Ways:
    """How the table writes days and numbers; the map decides, else its clear cells."""
    found = ways_of(cell for row in body for cell in row.cells[:width])
    dates, numbers = given.settings.get("dates"), given.settings.get("numbers")
    return Ways(
        found.day_first if dates is None else dates == "day-first",
        found.decimal_comma if numbers is None else numbers == "comma",
    )

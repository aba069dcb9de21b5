"""Boards as tables: groups that repeat the header, and sub-items with a header of their own between
the items, as Monday exports them. They become a single table with a column for the group.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from stratdocs.exchange.tables import Row, Table, begins_as_export
from stratdocs.exchange.words import BY_WORD, normal

GROUP = "Group of rows"
"""The heading of the column for the group."""
_NAME = "name"
_SUB_ITEMS = ("subitems", "sub items", "subtasks", "sub tasks")


def ungrouped(table: Table) -> Table:
    """The table without headers of groups and sub-items within it; as it is if it has none."""
    if begins_as_export(table.rows):
        return table
    header = _group_header(table.rows)
    if header is None:
        return table
    heads = {row.cells for row in table.rows if row.cells == header or _is_sub_header(row)}
    if len([row for row in table.rows if row.cells in heads]) < 2:
        return table
    subs = [list(cells) for cells in heads if cells != header]
    headings = list(dict.fromkeys([*header, *(h for sub in subs for h in sub), GROUP]))
    headings = [heading for heading in headings if heading]
    rows: list[Row] = []
    current: tuple[str, ...] = ()
    group, depth, waiting, above = "", 0, True, 0
    for number, row in enumerate(table.rows):
        following = table.rows[number + 1] if number + 1 < len(table.rows) else None
        if row.cells == header:
            current, depth = header, 0
            if waiting:
                rows.append(Row(row.line, tuple(headings)))
                waiting = False
        elif _is_sub_header(row):
            current, depth = row.cells, 1
        elif sum(map(bool, row.cells)) == 1 and following and following.cells == header:
            group = next(filter(None, row.cells))
        elif not waiting:
            if depth and row.cells and row.cells[0]:
                current, depth = header, 0  # the next item, after the sub-items of the last
            cells = dict(zip(current, row.cells, strict=False))
            cells[GROUP] = "" if depth else group
            if any(row.cells):
                rows.append(Row(row.line, tuple(cells.get(h, "") for h in headings), depth))
        else:
            above += any(row.cells)
    notes = (f"rows above the first header: {above}, left out",) if above else ()
    return table._replace(rows=tuple(rows), notes=(*table.notes, *notes))


def _group_header(rows: Sequence[Row]) -> tuple[str, ...] | None:
    """The header that groups repeat below their names, or that has sub-items below it."""
    above = Counter(
        row.cells
        for before, row in pairwise(rows)
        if sum(map(bool, before.cells)) == 1 and _is_header(row)
    )
    if not above:
        return None
    header, count = above.most_common(1)[0]
    if count > 1 or any(_is_sub_header(row) for row in rows):
        return header
    return None


def _is_header(row: Row) -> bool:
    filled = [cell for cell in row.cells if cell]
    return len(filled) >= 3 and sum(normal(cell) in BY_WORD for cell in filled) >= 2


def _is_sub_header(row: Row) -> bool:
    """Whether a row begins as the header of sub-items does: `Subitems`, `Name`."""
    return (
        len(row.cells) >= 3
        and normal(row.cells[0]) in _SUB_ITEMS
        and any(normal(cell) == _NAME for cell in row.cells[1:3])
    )

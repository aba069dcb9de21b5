"""A table as CSV, as RFC 4180 has it and as Excel reads it."""

from __future__ import annotations

import re

from stratdocs.exchange.columns import Table
from stratdocs.exchange.formulas import guarded

BOM = "\ufeff"
"""Without it, Excel takes UTF-8 for the code page of its computer."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def csv(table: Table) -> str:
    """A table with a heading and lines that end with CRLF. No cell is run as a formula."""
    rows = (table.headings, *table.rows)
    return BOM + "".join(",".join(map(_quoted, row)) + "\r\n" for row in rows)


def _quoted(text: str) -> str:
    safe = guarded(_CONTROL.sub("", text))
    if any(sign in safe for sign in ',"\r\n') or safe != safe.strip():
        return '"' + safe.replace('"', '""') + '"'
    return safe

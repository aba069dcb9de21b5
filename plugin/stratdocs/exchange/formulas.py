"""Cells of CSV that a spreadsheet would run, and how an export guards them."""

from __future__ import annotations

import re

_FORMULA = re.compile(r"[\s']*[=+\-@＝＋－＠]|'*[\t\r\n]")
_NUMBER = re.compile(r"[-+]?[0-9]+(?:[.,][0-9]+)*%?")


def guarded(text: str) -> str:
    """A text that no spreadsheet takes for a formula: `'` stands before what would start one.

    A number keeps its sign.
    """
    if _FORMULA.match(text) and not _NUMBER.fullmatch(text):
        return f"'{text}"
    return text


def unguarded(text: str) -> str:
    """The text as it was before `guarded`."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text

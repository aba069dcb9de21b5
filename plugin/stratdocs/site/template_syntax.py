"""How built-in templates are written: what decides how Jinja compiles them, here and in a wheel.

`check/compile_templates.py` reads this file alone, before anything is installed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from jinja2.ext import Extension

FILTERS = ("code", "day", "prose", "status_words")
"""The filters of ours that templates call; `rendering` says what they do."""

_INDENTATION = re.compile(r"(?m)^[ \t]+")
_PREFORMATTED = re.compile(r"(?s)(<(pre|script|style|textarea)\b.*?</\2>)")


class WithoutIndentation(Extension):
    """Removes indentation from templates when they are compiled.

    It serves the authors of templates; on thousands of pages it would be sent to readers for
    nothing.
    """

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """The template without indentation, except where that is significant."""
        del name, filename
        pieces = _PREFORMATTED.split(source)
        pieces[::3] = [_INDENTATION.sub("", piece) for piece in pieces[::3]]
        del pieces[2::3]  # the names of the elements that are kept
        return "".join(pieces)


OPTIONS: Mapping[str, Any] = {
    "autoescape": True,
    "trim_blocks": True,
    "lstrip_blocks": True,
    "extensions": [WithoutIndentation],
}
"""The options of an environment that decide how its templates are compiled."""

"""Which of the options of a decision a text takes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from stratdocs.reviewing.meanings import meaning


def chosen(options: Sequence[str], choice: str) -> str | None:
    """The option that a choice names first; None if it names none of them plainly."""
    words = _words(choice)
    found = [
        (-matched, first, option)
        for option in options
        if (wanted := set(_words(option)))
        and (places := [words.index(word) for word in wanted if word in words])
        and (matched := len(places) / len(wanted)) >= _LEAST_MATCHED
        and (first := min(places)) < _OPENING
    ]
    if not found:
        return None
    first = min(first for _, first, _ in found)
    leading = sorted(entry for entry in found if entry[1] == first)
    if len(leading) > 1 and leading[0][0] == leading[1][0]:
        return max(leading[:2], key=lambda entry: len(entry[2]))[2]
    return leading[0][2]


_LEAST_MATCHED = 0.7
"""The share of an option's words that a choice has to say."""
_OPENING = 3
"""The words of a choice in which it names what it takes."""


def _words(text: str) -> list[str]:
    found = (meaning(word) for word in re.findall(r"[^\W_]+", text.casefold()))
    return [word for word in found if word]

"""Two texts side by side, word by word."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import NamedTuple

MAX_COMPARED_WORDS = 1_500
"""Words up to which differing stretches are compared one by one."""
_WORD = re.compile(r"\s+|[^\W_][\w.,'’-]*[^\W_]%?|\w%?|[^\w\s]")
_CONTEXT_CHARACTERS = 60
"""Characters of an unchanged stretch that are kept next to a change."""


class Piece(NamedTuple):
    """A stretch of a text, and whether only this side has it."""

    text: str
    differs: bool = False


def pieces(before: str, after: str, most: int) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Both texts in pieces, each cut to about `most` characters around the differences."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    same: list[tuple[int, int, int, int, bool]] = []
    head = _common_length(old, new)
    tail = _common_length(old[head:][::-1], new[head:][::-1])
    a, b = old[head : len(old) - tail], new[head : len(new) - tail]
    if len(a) + len(b) > MAX_COMPARED_WORDS:
        same = [(0, len(a), 0, len(b), False)]
    else:
        matcher = SequenceMatcher(None, a, b, autojunk=False)
        same = [(i, j, k, m, tag == "equal") for tag, i, j, k, m in matcher.get_opcodes()]
    left, right = [Piece("".join(old[:head]))], [Piece("".join(new[:head]))]
    for number, (i, j, k, m, equal) in enumerate(same):
        left_text, right_text = "".join(a[i:j]), "".join(b[k:m])
        if equal and not left_text.strip() and 0 < number < len(same) - 1:
            equal = False  # a space between two words that differ
        left.append(Piece(left_text, not equal))
        right.append(Piece(right_text, not equal))
    end = len(old) - tail
    left.append(Piece("".join(old[end:])))
    right.append(Piece("".join(new[len(new) - tail :])))
    return _shortened(_merged(left), most), _shortened(_merged(right), most)


def clipped(text: str, most: int) -> str:
    """A text cut to at most `most` characters."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def _common_length(old: list[str], new: list[str]) -> int:
    number = 0
    for first, second in zip(old, new, strict=False):
        if first != second:
            break
        number += 1
    return number


def _merged(stretches: list[Piece]) -> list[Piece]:
    """The stretches with equal neighbours merged and empty ones dropped."""
    found: list[Piece] = []
    for piece in stretches:
        if not piece.text:
            continue
        if found and found[-1].differs == piece.differs:
            found[-1] = Piece(found[-1].text + piece.text, piece.differs)
        else:
            found.append(piece)
    return found


def _shortened(stretches: list[Piece], most: int) -> tuple[Piece, ...]:
    """The pieces: if too long, unchanged ones are cut first, then the rest is dropped."""
    if sum(len(piece.text) for piece in stretches) <= most:
        return tuple(stretches)
    found: list[Piece] = []
    left = most
    for number, piece in enumerate(stretches):
        text = piece.text
        if not piece.differs and len(text) > 2 * _CONTEXT_CHARACTERS + 20:
            start = text[:_CONTEXT_CHARACTERS] if number else ""
            end = text[-_CONTEXT_CHARACTERS:] if number < len(stretches) - 1 else ""
            text = f"{start} … {end}"
        if len(text) > left:
            found.append(Piece(clipped(text, max(2, left)), piece.differs))
            break
        left -= len(text)
        found.append(Piece(text, piece.differs))
    return tuple(found)

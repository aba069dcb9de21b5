"""Phrases that messages and pages share."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache


def with_article(noun: str) -> str:
    """The noun with its article: `a bet`, `an outcome`."""
    return f"{'an' if noun[0] in 'aeio' else 'a'} {noun}"


def join_words(words: Iterable[str], last: str = "and") -> str:
    """The words as a list in a sentence: `big, medium and small`."""
    *others, final = list(words) or [""]
    return f"{', '.join(others)} {last} {final}" if others else final


def did_you_mean(guess: str | None) -> str:
    """The end of a message for a guess: `; did you mean bets?`; empty without one."""
    return f"; did you mean {guess}?" if guess else ""


def excerpt(text: str) -> str:
    """A text on one line, cut to 60 characters, as messages quote it."""
    text = " ".join(text.split())
    return text if len(text) <= 60 else text[:57] + "..."


@cache
def pattern(source: str) -> re.Pattern[str]:
    """The compiled pattern, which ignores case; compiled when it is first needed, to start fast."""
    return re.compile(source, re.VERBOSE | re.IGNORECASE)


# --- what changed --------------------------------------------------------------------------------

MAX_SHOWN_CHARACTERS = 90
"""Characters of both values together, up to which a sentence shows the values of a change."""


def change_phrase(what: str, before: str | None, after: str | None, verb: str = "changed") -> str:
    """The words for a change: `target lowered from 55% to 48%`, `owner set to Ana Reis`."""
    if before is None:
        return f"{what} set to {elide(after)}" if after else f"{what} added"
    if after is None:
        return f"{what} removed (was {elide(before)})"
    return f"{what} {verb} from {elide(before)} to {elide(after)}"


def elide(text: str | None, max_length: int = 80) -> str:
    """A text, cut to a number of characters; `nothing` for an empty one."""
    text = text or "nothing"
    return text if len(text) <= max_length else f"{text[: max_length - 1].rstrip()}…"


def in_quotes(text: str, max_length: int = 80, *, always: bool = False) -> str:
    """A text within a sentence: in quotation marks, unless it is an id or a lower-case word; those
    too if `always`.
    """
    text = " ".join(text.split())
    if not always and " " not in text and text == text.lower():
        return elide(text, max_length)
    return f"“{elide(text.removesuffix('.').translate(_QUOTES), max_length)}”"


_QUOTES = str.maketrans("“”", "‘’")
_STRAIGHT = str.maketrans("“”", '""')


def for_terminals(sentence: str) -> str:
    """A sentence that pages share, with the straight quotes of a terminal."""
    return sentence.translate(_STRAIGHT)


def few(words: Iterable[str], most: int = 3) -> str:
    """The first words of a list, and how many more there are: `a, b, c and 2 more`."""
    listed = list(words)
    if len(listed) <= most + 1:
        return join_words(listed)
    return f"{', '.join(listed[:most])} and {len(listed) - most:,} more"


def is_empty_phrase(text: str | None) -> bool:
    """Whether a text says nothing, like `None.`, `n/a` or `tbd`."""
    return not re.sub(r"\W+", "", text or "") or bool(re.fullmatch(_EMPTY, (text or "").strip()))


_EMPTY = (
    r"(?i)(?:none|n/?a|nil|nothing|no reason(?: given)?|tbd|tba|todo|to be (?:decided|defined)|-+)"
    r"\W*"
)

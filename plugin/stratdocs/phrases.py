"""Turns of phrase that messages and pages share."""

from __future__ import annotations

from collections.abc import Iterable


def a(noun: str) -> str:
    """The noun with its article: `a bet`, `an outcome`."""
    return f"{'an' if noun[0] in 'aeio' else 'a'} {noun}"


def listed(words: Iterable[str], last: str = "and") -> str:
    """The words as one names them: `big, medium and small`."""
    *others, final = list(words) or [""]
    return f"{', '.join(others)} {last} {final}" if others else final


def meant(guess: str | None) -> str:
    """What a message adds where there is a guess: `; did you mean bets?`."""
    return f"; did you mean {guess}?" if guess else ""

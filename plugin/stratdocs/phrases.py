"""Turns of phrase that messages and pages share."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping


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


# --- what changed --------------------------------------------------------------------------------

LONG = 90
"""Characters of both values up to which they are told."""
_PART = re.compile(r"([\w ]+)(?:\[((?:[^\[\]]|\[[^\]]*\])*)\])?")
_FIELDS: Mapping[str, str] = {
    "by": "date",
    "check_ins": "check-in",
    "readings": "reading",
    "not_doing": "what is not done",
    "deprioritises": "what waits",
    "gaps": "gap",
    "actions": "action",
    "phases": "phase",
    "triggers": "trigger",
    "passes_if": "test criterion",
    "done_when": "done criterion",
    "approved_by": "approver",
    "approved_on": "approval day",
    "lno": "leverage",
    "fixed": "what is fixed",
    "open": "what teams decide",
    "confirmed": "confirmation",
    "metric": "measure",
    "serves": "parent",
    "depends_on": "dependencies",
    "ends": "end",
    "starts": "start",
    "because": "reason",
}


def field_words(route: str) -> str:
    """A field as one says it, by its route: `target`, `confidence in the outcome`,
    `phase (Ask the pilots) end`.
    """
    words = []
    for name, key in _PART.findall(route):
        if name:
            plain = _FIELDS.get(name, name.replace("_", " "))
            words.append(f"{plain} ({brief(key, 50)})" if key else plain)
    if len(words) > 1 and words[0] in ("success", "fields"):
        words = words[1:]
    if route.startswith("confidence."):
        tail = " evidence" if route.endswith(".evidence") else ""
        return f"confidence in the {route.split('.')[1]}{tail}"
    return " ".join(words) or route


def changed(what: str, before: str | None, after: str | None, verb: str = "changed") -> str:
    """A value that is another: `target lowered from 55% to 48%`, `owner set to Ana Reis`."""
    if before is None:
        return f"{what} set to {brief(after)}" if after else f"{what} added"
    if after is None:
        return f"{what} taken out (it was {brief(before)})"
    return f"{what} {verb} from {brief(before)} to {brief(after)}"


def brief(text: str | None, most: int = 80) -> str:
    """A text, cut where it is long; nothing is said to be so."""
    text = text or "nothing"
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"

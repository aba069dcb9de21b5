"""Turns of phrase that messages and pages share."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
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
"""Characters up to which a sentence shows both values of a change."""
_PART = re.compile(r"([\w ]+)(?:\[((?:[^\[\]]|\[[^\]]*\])*)\])?")
_TELLING = (["when"], ["title"], ["what"], ["says"], ["item"], ["url"])
_WITHIN = {
    "confidence": "confidence in the {0}",
    "success": "{1}",
    "fields": "{1}",
    "plan": "plan score for {0} as {1}",
    "ballot": "votes for {1}",
    "triad": "{1} of {0} in the triad",
    "reading": "reading of the strategy ({1})",
    "empowered": "{1} given to the owner",
    "dhm": "{1} argument",
    "aspects": "aspect {1}",
    "pulse": "pulse on {1}",
}
"""The words for a field within a group, by the group; {0} is the first name in it, {1} the last."""
_LABELS: Mapping[str, str] = {
    "by": "date",
    "due": "due date",
    "check_ins": "check-in",
    "readings": "reading",
    "not_doing": "refusal",
    "deprioritises": "postponed",
    "gaps": "gap in",
    "actions": "action",
    "phases": "phase",
    "triggers": "trigger",
    "checklist": "answer on",
    "audits": "audit of",
    "lessons": "lesson",
    "earlier": "earlier plan",
    "links": "link",
    "approvals": "approval",
    "when": "event",
    "then": "consequence",
    "fired": "day",
    "done": "completion",
    "passes_if": "test criterion",
    "done_when": "done criterion",
    "approved_by": "approver",
    "approved_on": "approval day",
    "lno": "leverage class",
    "fixed": "fixed points",
    "open": "points that teams decide",
    "confirmed": "confirmation",
    "metric": "measure",
    "serves": "parent",
    "depends_on": "dependencies",
    "drives": "driven metrics",
    "ends": "end",
    "ended": "end",
    "finished": "end",
    "starts": "start",
    "started": "start",
    "last_held": "last meeting",
    "reviewed": "last review",
    "because": "reason",
    "asks": "questions",
    "improve": "resolutions",
    "worked": "what worked",
    "did_not": "what did not work",
}


def field_words(route: str) -> str:
    """The words for a field, by its route: `target`, `date of the action “Ask the pilots”`."""
    parts = [(name, key) for name, key in _PART.findall(route) if name]
    if not parts:
        return route
    top = parts[0][0]
    if len(parts) > 1 and not parts[0][1]:
        names = [name.replace("_", " ") for name, _ in parts]
        last = str(_LABELS.get(parts[-1][0], names[-1]))
        if top == "confidence" and len(names) > 2 and last == "evidence":
            return f"evidence for the confidence in the {names[1]}"
        if top == "plan" and (len(names) < 3 or last == "note"):
            return f"plan {' '.join(names[1:])}"
        if top in _WITHIN:
            return _WITHIN[top].format(names[1], last)
    keyed = [number for number, (_, key) in enumerate(parts) if key]
    if not keyed:
        return " ".join(_LABELS.get(name, name.replace("_", " ")) for name, _ in parts)
    name, key = parts[keyed[-1]]
    noun = str(_LABELS.get(name, name.replace("_", " ")))
    if re.fullmatch(r"\d{4}-\d\d-\d\d", key):
        phrase = f"{noun} of {key}"
    elif name in ("confirmed", "approvals"):
        by, _, level = key.partition(" ")
        phrase = f"{noun} by {by}" + (f" ({level})" if level else "")
    else:
        phrase = f"{noun} {in_quotes(key, 50)}"
    if [name for name, _ in parts[keyed[-1] + 1 :]] in _TELLING:
        return noun  # what identifies it is what changed
    tail = " ".join(_LABELS.get(name, name.replace("_", " ")) for name, _ in parts[keyed[-1] + 1 :])
    return f"{tail} of the {phrase}" if tail else phrase


def change_phrase(what: str, before: str | None, after: str | None, verb: str = "changed") -> str:
    """The words for a change: `target lowered from 55% to 48%`, `owner set to Ana Reis`."""
    if before is None:
        return f"{what} set to {elide(after)}" if after else f"{what} added"
    if after is None:
        return f"{what} taken out (it was {elide(before)})"
    return f"{what} {verb} from {elide(before)} to {elide(after)}"


def elide(text: str | None, most: int = 80) -> str:
    """A text, cut if it is longer than that many characters; `nothing` for an empty one."""
    text = text or "nothing"
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def in_quotes(text: str, most: int = 80) -> str:
    """A text within a sentence: in quotation marks, unless it is an id or a lower-case word."""
    text = " ".join(text.split())
    if " " not in text and text == text.lower():
        return elide(text, most)
    return f"“{elide(text.removesuffix('.').translate(_QUOTES), most)}”"


_QUOTES = str.maketrans("“”", "‘’")

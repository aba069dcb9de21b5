"""The classes of changes, each with what it is about and what weighs in it: the words of
`stratdocs explain goalpost`, and of the page of the class.
"""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import wrap
from typing import NamedTuple

from stratdocs.model.kinds import Class

WIDTH = 80


class ChangeClass(NamedTuple):
    """A class of changes."""

    name: Class
    summary: str
    """What it is about, to follow its name."""
    reason: str
    """Why that matters to somebody who runs a company."""
    breaking: tuple[str, ...]
    """Changes that break what others rely on."""
    notable: tuple[str, ...]
    """Changes that a reviewer should see."""
    minor: tuple[str, ...]
    """Changes that need no decision."""


CLASSES: Mapping[Class, ChangeClass] = {
    found.name: found
    for found in (
        ChangeClass(
            "goalpost",
            "what was promised: a target, a date, a baseline, a criterion",
            "Others plan by it. A target that moves after the start, to where the figure happens "
            "to stand, turns a miss into a success that nobody can learn from.",
            (
                "A target made easier, a date put off, a key result taken out after the start.",
                "A baseline rewritten, so that progress jumps with nothing done.",
                "A title, a success criterion or a guardrail that asks for less.",
            ),
            (
                "A target made harder, or a promise changed before its start.",
                "The same as above, with the reason (because).",
            ),
            ("Any of it in a draft.", "A target, date or criterion where there was none."),
        ),
        ChangeClass(
            "accountability",
            "who answers for it",
            "One person has to know that it is theirs. What changes hands unnoticed, or goes to a "
            "group, ends up with nobody.",
            ("An owner or approver taken out.", "A person replaced by a group."),
            (
                "A different owner, approver or decider.",
                "An approval, a confirmation or a right taken out; a later day of approval.",
                "A meeting held less often.",
            ),
            ("An owner where there was none.", "A confirmation by somebody."),
        ),
        ChangeClass(
            "focus",
            "what counts now, and what does not",
            "A strategy is a choice. Each additional bet, and each refusal lifted, takes attention "
            "from what is already running.",
            (
                "A running bet or objective given up.",
                "One major bet too many for all of them to be priorities.",
                "A decision reversed.",
            ),
            (
                "A bet or objective that begins.",
                "Something that is no longer ruled out.",
                "A fixed point, a constraint or a trade-off in words that mean something else.",
            ),
            ("An idea, a draft, a small bet.",),
        ),
        ChangeClass(
            "traceability",
            "what it serves, and what depends on it",
            "People know why they do a piece of work by what it serves. Where the chain breaks, "
            "they work for a goal that is gone.",
            (
                "An item that no longer serves anything, or reaches no company strategy.",
                "Something taken out that others serve or are measured by.",
            ),
            ("An item that serves a different goal.", "A dependency taken out."),
            ("A further link.",),
        ),
        ChangeClass(
            "evidence",
            "what we believe, and what that rests on",
            "Decisions rest on it. A belief that grows firmer without new evidence, or a record "
            "that is rewritten, misleads whoever decides next.",
            (),
            (
                "A check-in, reading or result rewritten or taken out.",
                "Confidence raised without new evidence.",
                "A mitigation, or the reason for a decision, taken out.",
            ),
            ("A risk, experiment or finding added.", "Evidence added."),
        ),
        ChangeClass(
            "progress",
            "where it stands: check-ins, readings, reviews",
            "It should move every week, and needs a decision only where something ends or stops.",
            ("Something called done although its target was missed, which nobody says.",),
            (
                "Something called done while others still serve it.",
                "A bet or objective that is blocked.",
            ),
            ("A check-in, a reading, a review, a status on the way.",),
        ),
        ChangeClass(
            "clarification",
            "how it is worded",
            "Better words are welcome. Words that promise less are not a clarification; they are "
            "reported under what they change.",
            (),
            (),
            ("A text that says the same in other words.", "A note, a description, a link."),
        ),
        ChangeClass(
            "structure",
            "in which file it is, and under which id",
            "The file does not matter. The id does: links and the item's history depend on it.",
            ("An id that now belongs to something else.",),
            ("An item that seems to have a new id and does not name the old one (was).",),
            ("An item in another file.", "A new id that names the old one (was).", "Work added."),
        ),
    )
}

_HEADINGS = {
    "breaking": "Breaking: it breaks what others rely on",
    "notable": "Notable: a reviewer should see it",
    "minor": "Minor: no decision is needed",
}


def weights(found: ChangeClass) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The headings of the weights that the class has, each with its cases."""
    cases = (found.breaking, found.notable, found.minor)
    return tuple(
        (heading, listed)
        for heading, listed in zip(_HEADINGS.values(), cases, strict=True)
        if listed
    )


def class_explanation(found: ChangeClass) -> str:
    """A class in plain text: what it is about, why that matters, what weighs in it."""
    parts = [f"{found.name}: {found.summary}.", "\n".join(wrap(found.reason, WIDTH))]
    for heading, listed in weights(found):
        parts.append("\n".join((f"{heading}.", *(f"    {case}" for case in listed))))
    parts.append(
        "\n".join(
            wrap(
                "stratdocs diff reports the changes of a branch by these classes. A stated reason "
                "(because) takes one step off the weight.",
                WIDTH,
            )
        )
    )
    return "\n\n".join(parts) + "\n"

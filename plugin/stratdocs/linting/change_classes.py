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
                "A success criterion that asks for less.",
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
            "One person has to know that it is theirs. What passes from hand to hand unseen, or "
            "into the hands of a group, is nobody's.",
            ("An owner or approver taken out.", "A person replaced by a group."),
            ("One owner, approver or decider replaced by another.", "A later day of approval."),
            ("An owner where there was none.", "A confirmation by somebody."),
        ),
        ChangeClass(
            "focus",
            "what counts now, and what does not",
            "A strategy is a choice. Each bet more, and each refusal lifted, takes attention from "
            "what runs already.",
            (
                "A running bet or objective given up.",
                "A major bet more than can be a priority at once.",
            ),
            (
                "A bet or objective that begins.",
                "What was ruled out is ruled out no longer.",
                "A choice that reads otherwise.",
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
            ("An item that serves another goal than before.",),
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
                "A mitigation taken out.",
            ),
            ("A risk, experiment or finding added.", "Evidence added."),
        ),
        ChangeClass(
            "progress",
            "where it stands: check-ins, readings, reviews",
            "It should move every week. It weighs only where it ends something or stops it.",
            (),
            ("Something is done though others still serve it.", "A bet or objective is blocked."),
            ("A check-in, a reading, a review, a status on the way.",),
        ),
        ChangeClass(
            "clarification",
            "how it is worded",
            "Better words are welcome. Words that promise less are no clarification: they are "
            "reported as what they change.",
            (),
            (),
            ("A text that says the same in other words.", "A note, a description, a link."),
        ),
        ChangeClass(
            "structure",
            "how it is filed and called",
            "Where an item is written means nothing. What it is called matters for links and for "
            "its history.",
            ("An id that is given to something else.",),
            ("An id that seems to be new for an old item, without was.",),
            ("An item in another file.", "A new id with was.", "Work added."),
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

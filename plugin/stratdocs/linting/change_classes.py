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
    """Why that matters to someone who runs a company."""
    breaking: tuple[str, ...]
    """Changes to a commitment."""
    notable: tuple[str, ...]
    """Changes that need a reviewer."""
    minor: tuple[str, ...]
    """Changes that are for information."""


CLASSES: Mapping[Class, ChangeClass] = {
    found.name: found
    for found in (
        ChangeClass(
            "goalpost",
            "the commitment: a target, a date, a baseline, a criterion",
            "Others plan around it. A target that moves after the start, to wherever the "
            "figure happens to be, turns a miss into a success that no one can learn from.",
            (
                "A target made easier, a date postponed, or a key result removed after the start.",
                "A baseline rewritten, so that progress jumps without any work.",
                "A title, a success criterion or a guardrail that asks for less.",
            ),
            (
                "A target made harder, or a commitment changed before its start.",
                "The same as above, with the reason (because).",
            ),
            ("Any of these in a draft.", "A target, date or criterion added where there was none."),
        ),
        ChangeClass(
            "accountability",
            "who is accountable for it",
            "One person has to know that it is theirs. An item that changes hands "
            "unnoticed, or goes to a group, ends up with no one.",
            ("An owner or approver removed.", "A person replaced by a group."),
            (
                "A different owner, approver or decision owner.",
                "An approval, a confirmation or a decision right removed; a later approval date.",
                "A meeting held less often.",
            ),
            ("An owner added where there was none.", "A confirmation by someone."),
        ),
        ChangeClass(
            "focus",
            "what has priority, and what doesn't",
            "A strategy is a choice. Each additional bet, and each exclusion that is "
            "lifted, takes attention from what is already under way.",
            (
                "An active bet or objective dropped.",
                "One major bet too many for all of them to be priorities.",
                "A decision reversed.",
            ),
            (
                "A bet or objective that starts.",
                "Something that is no longer ruled out.",
                "A fixed point, constraint or trade-off reworded to mean something else.",
            ),
            ("An idea, a draft, a small bet.",),
        ),
        ChangeClass(
            "traceability",
            "what it supports, and what depends on it",
            "People know why they do their work by what it supports. If the chain breaks, "
            "they work for a goal that is gone.",
            (
                "An item that no longer serves anything, or no longer leads to a company strategy.",
                "Something removed that others serve or are measured by.",
            ),
            ("An item that serves a different goal.", "A dependency removed."),
            ("An additional link.",),
        ),
        ChangeClass(
            "evidence",
            "what we believe, and the evidence for it",
            "Decisions rest on it. A belief that grows firmer without new evidence, or a "
            "record that is rewritten, misleads the next person to decide.",
            (),
            (
                "A check-in, reading or result rewritten or removed.",
                "Confidence raised without new evidence.",
                "A mitigation, or the reason for a decision, removed.",
            ),
            ("A risk, experiment or finding added.", "Evidence added."),
        ),
        ChangeClass(
            "progress",
            "progress: check-ins, readings, reviews",
            "It should move every week, and needs a decision only where something ends or stops.",
            ("Something marked done although its target was missed, without saying so.",),
            (
                "Something marked done while others still serve it.",
                "A bet or objective that is blocked.",
            ),
            ("A check-in, a reading, a review, a status along the way.",),
        ),
        ChangeClass(
            "clarification",
            "the wording",
            "Better words are welcome. Words that commit to less aren't a clarification; "
            "they are reported under what they change.",
            (),
            (),
            ("A text that says the same in other words.", "A note, a description, a link."),
        ),
        ChangeClass(
            "structure",
            "the file it is in, and its id",
            "The file doesn't matter. The id does: links and the item's history depend on it.",
            ("An id that now belongs to something else.",),
            ("An item that seems to have a new id but doesn't name the old one (`was`).",),
            (
                "An item moved to a different file.",
                "A new id that names the old one (`was`).",
                "Work added.",
            ),
        ),
    )
}

_HEADINGS = {
    "breaking": "Breaking: changes a commitment",
    "notable": "Notable: needs a reviewer",
    "minor": "Minor: for information",
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
                "stratdocs diff reports the changes of a branch by these classes. A stated "
                "reason (`because`) lowers the weight by one step.",
                WIDTH,
            )
        )
    )
    return "\n\n".join(parts) + "\n"

"""Which comes first of what is wrong, in every list and headline.

Harm comes first: a value that somebody has read shows that a limit is broken or a promise missed.
Then what others wait for, since each day costs them one. Then words and facts that contradict each
other, because decisions are made by the wrong ones. Then silence, behind which any of these may
hide. What is only missing or vague comes last: it costs nothing today.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, get_args

Urgency = Literal["harm", "waiting", "contradiction", "silence", "gap"]
"""How soon someone should act, the soonest first."""
_ORDER: tuple[Urgency, ...] = get_args(Urgency)

_RULES: Mapping[Urgency, tuple[str, ...]] = {
    "harm": (
        "guardrail-broken",
        "trigger-fired",
        "threshold-missed",
        "unanswered-signal",
    ),
    "waiting": (
        "blocked-without-escalation",
        "unapproved-bet",
        "over-capacity",
        "late-dependency",
        "overdue",
        "red-without-intervention",
        "unaddressed-gap",
        "dependency-cycle",
    ),
    "contradiction": (
        "done-without-result",
        "green-but-flat",
        "misdiagnosed-initiative",
        "nature-against-vote",
        "decided-against-evidence",
        "deprioritised-yet-running",
        "executing-with-low-confidence",
        "goalpost-moved",
        "metric-conflict",
        "metric-kind-vs-profile",
        "broken-metric-chain",
        "title-contradicts-fields",
        "too-many-priorities",
        "split-ballot",
        "unlike-units",
        "repeated-nature",
        "unconfirmed-strategy",
    ),
    "silence": (
        "period-over",
        "never-reported",
        "stale",
        "exception-expired",
        "control-untested",
        "ritual-missed",
        "undecided-experiment",
        "unscored-objective",
        "risk-without-mitigation",
    ),
}
"""The rules by what they show; all others report what is missing or vague."""

_OF_RULE = {rule: urgency for urgency, rules in _RULES.items() for rule in rules}


def rule_rank(rule: str) -> int:
    """The rank of what a rule reports; 0 is the most urgent."""
    return rank(_OF_RULE.get(rule, "gap"))


def rank(urgency: Urgency) -> int:
    """The rank of an urgency; 0 is the most urgent."""
    return _ORDER.index(urgency)


HARM = rank("harm")
"""The rank of what does harm today."""

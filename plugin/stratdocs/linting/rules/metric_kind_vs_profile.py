from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal

from stratdocs.analysis.aims import aim
from stratdocs.analysis.diagnosis import diagnose
from stratdocs.linting.rules.base import Rule
from stratdocs.model.finding import Finding, Severity
from stratdocs.model.kinds import Initiative, KeyResult, Metric, Nature
from stratdocs.model.stack import Stack

_TRAINING = r"\b(train(?:ed|ing|ings)|course completions?|e-?learning|briefed)\b"
_HEAD_COUNT = (
    r"\b(licen[cs]es?|log-?ins?|logins?|sign-?ins?|log-?ons?|attend(?:ees|ance|ed)?"
    r"|accounts? (?:created|activated|provisioned|set up))\b"
)
_NOT_A_HEAD_COUNT = r"\b(without|failed|fail|refus\w+|wait|time to)\b"
"""Words next to which a sign-in is what works or fails, and not a head count."""


class MetricKindVsProfile(Rule):
    """An initiative's metrics suit the other kind, or only count effort.

    A rule is followed or it isn't: that it is followed a little more often doesn't show who works
    around it. A product is worth what people get out of it: that everyone has a licence doesn't
    show use. Completed training is a fair checkpoint for a rule, but doesn't prove that it is
    followed.
    """

    severity = Severity.WARNING
    group = "alignment"
    heuristic = True
    bad = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        metrics:
          - {id: joined, title: People who joined the campaign, stage: outcome, shape: gradient}
        initiatives:
          - id: supplier-score
            title: A sustainability score for every large order
            serves: customers-that-stay
            status: committed
            nature: policy
            escalates_to: goran
            metrics: [joined]   # <- metric-kind-vs-profile
    """
    good = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        metrics:
          - {id: spend-scored, title: Spend covered by a valid score, stage: outcome, shape: threshold, threshold: 100%}
        initiatives:
          - id: supplier-score
            title: A sustainability score for every large order
            serves: customers-that-stay
            status: committed
            nature: policy
            escalates_to: goran
            metrics: [spend-scored]
    """

    def check(self, stack: Stack) -> Iterator[Finding]:
        for initiative in stack.of(Initiative):
            if not initiative.live or not initiative.metrics:
                continue
            nature = diagnose(stack, initiative).known_nature
            if nature is None:
                continue
            mismatch = _mismatch(stack, initiative, nature)
            if mismatch is not None:
                message, certain = mismatch
                yield self.finding(
                    initiative,
                    f"{initiative.id} is a {nature} {message}",
                    "metrics",
                    severity=None if certain else Severity.ADVICE,
                )


def _mismatch(stack: Stack, initiative: Initiative, nature: Nature) -> tuple[str, bool] | None:
    """How the metrics do not fit the nature, and whether that is declared rather than read from words."""
    metrics = [stack.metric(text) for text in initiative.metrics]
    words = [m.title if m else name for m, name in zip(metrics, initiative.metrics, strict=True)]
    named = words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
    if all(_mentions(_TRAINING, text) for text in words):
        message = (
            f"measured by training alone ({named}), which shows who was trained, not who complies"
        )
        return message, nature == "policy"
    if nature == "product" and all(
        _mentions(_HEAD_COUNT, w) and not _mentions(_NOT_A_HEAD_COUNT, w) for w in words
    ):
        return f"measured by who has it or opens it ({named}), not by what they get from it", False
    if all(metric and metric.stage == "input" for metric in metrics):
        return f"measured only by effort ({named}), not by results", True
    shapes = {_shape(stack, metric) for metric in metrics}
    if nature == "policy" and shapes == {"gradient"}:
        return (
            f"measured only by gradients ({named}): none shows whether the rule is followed",
            True,
        )
    if nature == "product" and shapes == {"threshold"}:
        return f"measured only by thresholds ({named}): none shows how much people use it", True
    return None


def _shape(stack: Stack, metric: Metric | None) -> Literal["gradient", "threshold"] | None:
    """The shape of a metric. One that a key result wants to be all or nothing is a threshold."""
    if metric is None:
        return None
    if metric.threshold is not None or _all_or_nothing(stack, metric):
        return "threshold"
    return metric.shape


def _all_or_nothing(stack: Stack, metric: Metric) -> bool:
    goals: Iterable[KeyResult] = (
        mention.entity
        for mention in stack.mentions(metric)
        if isinstance(mention.entity, KeyResult)
    )
    targets = (aim(stack, goal).target for goal in goals if goal.metric == metric.id)
    return any(
        target is not None and (target.number == 0 or (target.unit == "%" and target.number == 100))
        for target in targets
    )


def _mentions(pattern: str, text: str) -> bool:
    return re.search(pattern, text, re.IGNORECASE) is not None

from __future__ import annotations

from collections.abc import Iterator

from stratdocs.analysis.thresholds import (
    missed_thresholds,
    not_held,
    uneven_thresholds,
    uneven_words,
)
from stratdocs.linting.rules.base import Rule
from stratdocs.model.finding import Finding, Related, Severity
from stratdocs.model.stack import Stack


class ThresholdMissed(Rule):
    """A threshold is missed, by the last reading.

    A threshold has no "nearly": a rule that four orders in ten follow isn't enforced. As long as
    its item says "on track", no one asks why it isn't followed, and those who follow it feel
    foolish. A key result that moves the same number towards it and is on pace is enough. If a
    reading gives the `worst` place, the threshold counts there too: a rule that one office ignores
    isn't followed evenly, however good the average.
    """

    severity = Severity.WARNING
    group = "feedback"
    bad = """
        strategies:
          - {id: responsible-supply, title: Buy from suppliers we can answer for, level: company}
        metrics:
          - id: spend-scored
            title: Spend covered by a valid score
            shape: threshold
            threshold: 100%
            readings:
              - {date: 2026-11-30, value: 41%}
              - {date: 2026-12-31, value: 40%}
              - {date: 2027-01-31, value: 40%}
        initiatives:
          - id: supplier-score
            title: A sustainability score for every large order
            serves: responsible-supply
            nature: policy
            status: on_track
            escalates_to: nadia
            metrics: [spend-scored]   # <- threshold-missed
    """
    good = """
        strategies:
          - {id: responsible-supply, title: Buy from suppliers we can answer for, level: company}
        metrics:
          - id: spend-scored
            title: Spend covered by a valid score
            shape: threshold
            threshold: 100%
            readings:
              - {date: 2026-11-30, value: 41%}
              - {date: 2026-12-31, value: 96%}
              - {date: 2027-01-31, value: 100%}
        initiatives:
          - id: supplier-score
            title: A sustainability score for every large order
            serves: responsible-supply
            nature: policy
            status: on_track
            escalates_to: nadia
            metrics: [spend-scored]
    """

    def check(self, stack: Stack) -> Iterator[Finding]:
        for missed in missed_thresholds(stack):
            first = missed.uses[0]
            more = f" and {len(missed.uses) - 1} more" if missed.uses[1:] else ""
            yield self.finding(
                first.holder,
                f"{missed.check.metric.id}, by which {first.item.id}{more} "
                f"{'are' if more else 'is'} judged, {missed.check.words}",
                *first.route,
                related=[
                    Related(
                        missed.check.metric.at("readings", missed.check.last.place, "value"),
                        "its last reading",
                    )
                ],
            )
        for uneven in uneven_thresholds(stack):
            first, check = uneven.uses[0], uneven.check
            metric = check.metric
            yield self.finding(
                first.holder,
                f"{metric.id}, by which {first.item.id} is judged, {uneven_words(check)}",
                *first.route,
                related=[
                    Related(metric.at("readings", check.last.place, "worst"), "the worst place")
                ],
            )
        for item in not_held(stack):
            yield self.finding(item.item, f"{item.item.id} {item.words}", *item.route)

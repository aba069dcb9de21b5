from __future__ import annotations

from collections.abc import Iterator

from stratdocs.analysis.signals import unanswered_signals
from stratdocs.linting.rules.base import Rule
from stratdocs.model.finding import Finding, Severity
from stratdocs.model.stack import Stack
from stratdocs.words.phrases import for_terminals


class UnansweredSignal(Rule):
    """A policy's exceptions surge, or a product's users leave, and no one has responded.

    A surge in exceptions doesn't call for another policy: its wording is unclear, or its controls
    are too weak. A fall in use after a launch is what a product learns from. Either is cheap to
    answer in the first month and expensive in the sixth. A decision since then is an answer, and so
    is a review since the last figure.
    """

    severity = Severity.WARNING
    group = "feedback"
    bad = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        metrics:
          - id: waivers
            title: Requests for exceptions
            readings:
              - {date: 2026-10-31, value: 2}
              - {date: 2026-11-30, value: 9}
              - {date: 2026-12-31, value: 40}
              - {date: 2027-01-31, value: 88}
        initiatives:
          - id: supplier-score   # <- unanswered-signal
            title: A sustainability score for every large order
            serves: customers-that-stay
            status: on_track
            nature: policy
            escalates_to: goran
            metrics: [waivers]
    """
    good = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        metrics:
          - id: waivers
            title: Requests for exceptions
            readings:
              - {date: 2026-10-31, value: 2}
              - {date: 2026-11-30, value: 9}
              - {date: 2026-12-31, value: 40}
              - {date: 2027-01-31, value: 88}
        initiatives:
          - id: supplier-score
            title: A sustainability score for every large order
            serves: customers-that-stay
            status: on_track
            nature: policy
            escalates_to: goran
            metrics: [waivers]
        decisions:
          - {id: clearer-words, title: What counts as one order is said in one line, serves: supplier-score, decided: 2027-02-08}
    """

    def check(self, stack: Stack) -> Iterator[Finding]:
        for initiative, signal in unanswered_signals(stack):
            yield self.finding(
                initiative,
                f"{signal.event} in {initiative.id}, with no decision or review since: "
                f"{for_terminals(signal.because.rstrip('.'))}",
            )

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stratdocs.analysis.safeguards import OLD_TEST, test_age
from stratdocs.analysis.state import state_of
from stratdocs.linting.rules.base import Limit, Rule
from stratdocs.model.days import day_words
from stratdocs.model.finding import Finding, Severity
from stratdocs.model.kinds import Control, Initiative
from stratdocs.model.stack import Stack
from stratdocs.words.phrases import excerpt
from stratdocs.yamltext.source import MappingNode, ScalarNode


class ControlUntested(Rule):
    """A control hasn't been tested for a year, or ever, although others have.

    A check that has stopped working looks like a rule that everyone follows: nothing is reported.
    Only a test shows the difference. If no control has a test date, there is one finding for all of
    them.
    """

    days = Limit(OLD_TEST, "Days after which a control needs another test.")

    severity = Severity.WARNING
    group = "feedback"
    bad = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        initiatives:
          - id: supplier-score
            title: A sustainability score for every large order
            serves: customers-that-stay
            status: on_track
            nature: policy
            controls:
              - {what: Twenty orders a month are drawn by lot, owner: Maya Lind, tested: 2026-11-12}
              - {what: No order without a score can be paid, owner: Ivo Brandt, tested: 2025-11-12}   # <- control-untested
    """
    good = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        initiatives:
          - id: supplier-score
            title: A sustainability score for every large order
            serves: customers-that-stay
            status: on_track
            nature: policy
            controls:
              - {what: Twenty orders a month are drawn by lot, owner: Maya Lind, tested: 2026-11-12}
              - {what: No order without a score can be paid, owner: Ivo Brandt, tested: 2026-11-12}
    """

    def check(self, stack: Stack) -> Iterator[Finding]:
        listed: list[_Listed] = [
            (initiative, number, control, test_age(control, stack.today))
            for initiative in stack.of(Initiative)
            if initiative.controls and state_of(stack, initiative).stage == "running"
            for number, control in enumerate(initiative.controls)
            if control.tested is not None or not _is_unread(initiative, number)
        ]
        if listed and all(age is None for *_, age in listed):
            yield self._once(listed)
            return
        for initiative, number, control, age in listed:
            which = f'the control "{excerpt(control.what)}" of {initiative.id}'
            if age is None:
                yield self.finding(
                    initiative,
                    f"{which} has never been tested, although others have",
                    "controls",
                    number,
                    "what",
                )
            elif age > self.days and control.tested is not None:
                yield self.finding(
                    initiative,
                    f"{which} was last tested on {day_words(control.tested)}, {age} days ago",
                    "controls",
                    number,
                    "tested",
                )

    def _once(self, listed: Sequence[_Listed]) -> Finding:
        """The one finding where nobody keeps track of tests."""
        first = listed[0][0]
        ids = {initiative.id for initiative, *_ in listed}
        whose = f"of {first.id}" if len(ids) == 1 else f"in {len(ids)} initiatives"
        words = f"none of the {len(listed)} controls {whose} has a date for its last test"
        if len(listed) == 1:
            words = f"the only control {whose} has no date for its last test"
        return self.finding(
            first, words, "controls", listed[0][1], "what", severity=Severity.ADVICE
        )


def _is_unread(initiative: Initiative, number: int) -> bool:
    """Whether the day of a test is written, but could not be read, which is a finding already."""
    control = initiative.node_at("controls", number)
    node = control.get("tested") if isinstance(control, MappingNode) else None
    return node is not None and not (isinstance(node, ScalarNode) and node.empty)


_Listed = tuple[Initiative, int, Control, int | None]
"""A control with its initiative, its number there, and the days since its last test."""

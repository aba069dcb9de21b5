from __future__ import annotations

from collections.abc import Iterator

from stratdocs.analysis.diagnosis import NATURE_WORDS, OTHER_NATURE, diagnose
from stratdocs.linting.rules.base import Rule
from stratdocs.model.finding import Finding, Severity
from stratdocs.model.kinds import Initiative
from stratdocs.model.stack import Stack


class RepeatedNature(Rule):
    """The secondary nature of an initiative is the same as its nature.

    `secondary` is for hybrids: it names the other nature, which contributes a few guardrails. If
    both are the same, one of them may be a slip, and the initiative is judged by the wrong profile.
    Or it isn't a hybrid and needs no second nature.
    """

    severity = Severity.WARNING
    group = "clarity"
    bad = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        initiatives:
          - id: drill-log
            title: The drill log on every vessel
            serves: customers-that-stay
            nature: product
            secondary: product   # <- repeated-nature
    """
    good = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        initiatives:
          - id: drill-log
            title: The drill log on every vessel
            serves: customers-that-stay
            nature: product
            secondary: policy
            guardrails: [A signed entry is never changed]
    """

    def check(self, stack: Stack) -> Iterator[Finding]:
        for initiative in stack.of(Initiative):
            if initiative.over or initiative.secondary is None:
                continue
            found = diagnose(stack, initiative)
            nature = found.nature
            if nature and found.repeated and found.decided != "consistently higher row":
                source = "is declared" if initiative.nature else "is, by its vote,"
                yield self.finding(
                    initiative,
                    f"{initiative.id} {source} a {NATURE_WORDS[nature]}, and its secondary "
                    f"nature is {nature} too; use {OTHER_NATURE[nature]} for a hybrid, or "
                    "remove it",
                    "secondary",
                )

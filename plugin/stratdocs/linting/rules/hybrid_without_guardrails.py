from __future__ import annotations

from collections.abc import Iterator

from stratdocs.analysis.diagnosis import diagnose
from stratdocs.linting.rules.base import Rule
from stratdocs.model.finding import Finding, Severity
from stratdocs.model.kinds import Initiative
from stratdocs.model.stack import Stack


class HybridWithoutGuardrails(Rule):
    """A hybrid has no guardrails from its other nature.

    Mandatory software whose value is accurate reports is a product with a few rules in it. If those
    few aren't written as guardrails, either each of them is up for discussion or everything becomes
    a rule.
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
            status: committed
            nature: product
            secondary: policy   # <- hybrid-without-guardrails
    """
    good = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        initiatives:
          - id: drill-log
            title: The drill log on every vessel
            serves: customers-that-stay
            status: committed
            nature: product
            secondary: policy
            guardrails: [A signed entry is never changed, Every drill that the law asks for has one]
    """

    def check(self, stack: Stack) -> Iterator[Finding]:
        for initiative in stack.of(Initiative):
            if not initiative.live or initiative.guardrails:
                continue
            found = diagnose(stack, initiative)
            if found.hybrid is not None:
                yield self.finding(
                    initiative,
                    f"{initiative.id} is a {found.nature} with a {found.hybrid} side, but "
                    f"no guardrail says which {found.hybrid} points are non-negotiable",
                    "secondary",
                )

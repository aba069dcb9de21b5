from __future__ import annotations

from collections.abc import Iterator

from stratdocs.analysis.risks import MAX_LOW_EXPOSURE, is_open
from stratdocs.linting.rules.base import Limit, Rule
from stratdocs.model.finding import Finding, Severity
from stratdocs.model.kinds import Person, Risk
from stratdocs.model.stack import Stack
from stratdocs.words.phrases import join_words
from stratdocs.yamltext.source import ScalarNode


class RiskWithoutMitigation(Rule):
    """A risk is incomplete or has no mitigation.

    Without a probability, an impact, a mitigation and an owner, a risk is only a worry: it is read
    out in every review and changes nothing. What is both unlikely and harmless needs none of this.
    The owner of an item is also accountable for its risks, unless someone else is named.
    """

    low = Limit(
        MAX_LOW_EXPOSURE,
        "Highest score (probability times impact, at most 25) that needs no mitigation.",
    )

    severity = Severity.WARNING
    group = "feedback"
    bad = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company, owner: maya}
        risks:
          - id: dirty-lists   # <- risk-without-mitigation
            title: Customers' lists are dirty
            serves: customers-that-stay
            probability: 4
            impact: 3
            owner: lea
    """
    good = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company, owner: maya}
        bets:
          - {id: first-week-value, title: Value in the first week, serves: customers-that-stay}
        risks:
          - id: dirty-lists
            title: Customers' lists are dirty
            serves: customers-that-stay
            probability: 4
            impact: 3
            owner: lea
            mitigation: Lea cleans the first ten by hand and writes down what was wrong with them
    """

    def check(self, stack: Stack) -> Iterator[Finding]:
        people = bool(stack.of(Person))
        for risk in stack.of(Risk):
            if not is_open(stack, risk):
                continue
            parents = stack.parents(risk)
            if risk.probability and risk.impact and risk.probability * risk.impact <= self.low:
                continue
            missing = [words for name, words in _QUESTIONS.items() if _is_missing(risk, name)]
            if _is_missing(risk, "mitigation"):
                missing.append("mitigation")
            if people and not risk.owner and not any(parent.owner for parent in parents):
                missing.append("owner")
            if not missing:
                continue
            weight = ""
            if risk.probability and risk.impact:
                weight = f" ({risk.probability} × {risk.impact})"
            unmitigated = _is_missing(risk, "mitigation")
            yield self.finding(
                risk,
                f"{risk.id}{weight} has no {join_words(missing, 'or')}",
                *(("mitigation",) if unmitigated else ()),
                severity=None if unmitigated else Severity.ADVICE,
            )


_QUESTIONS = {"probability": "probability", "impact": "impact"}


def _is_missing(risk: Risk, name: str) -> bool:
    """Whether nothing is written; a value that cannot be read is reported as that."""
    node = risk.node_at(name)
    return node is None or (isinstance(node, ScalarNode) and node.empty)

from __future__ import annotations

from collections.abc import Iterator

from stratdocs.analysis.readiness import SUCCESS_PARTS
from stratdocs.linting.rules.base import Rule
from stratdocs.model.finding import Finding, Severity
from stratdocs.model.kinds import Bet, Success
from stratdocs.model.stack import Stack
from stratdocs.words.phrases import join_words
from stratdocs.yamltext.source import SequenceNode


class MissingSuccessCriteria(Rule):
    """A committed bet doesn't say how we will know that it worked.

    Five questions need an answer before a bet starts: which outcome, how it is measured, the
    baseline today, the target, and by when. Once the work is under way, any result will look like
    success. Proposals may leave them open.
    """

    severity = Severity.WARNING
    group = "feedback"
    bad = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        bets:
          - id: first-week-value   # <- missing-success-criteria
            title: Value in the first week
            serves: customers-that-stay
            status: committed
            success:
              outcome: New customers do real work within a week
              measure: 7-day activation, from the product's events
              baseline: 40%
              by: 2027-03-31
    """
    good = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        bets:
          - id: first-week-value
            title: Value in the first week
            serves: customers-that-stay
            status: committed
            success:
              outcome: New customers do real work within a week
              measure: 7-day activation, from the product's events
              baseline: 40%
              target: 55%
              by: 2027-03-31
    """

    def check(self, stack: Stack) -> Iterator[Finding]:
        for bet in stack.of(Bet):
            if not bet.committed or bet.status == "dropped":
                continue
            if isinstance(bet.node.get("success"), SequenceNode):
                continue  # it is reported that it cannot be read
            success = bet.success or Success()
            missing = [name for name in SUCCESS_PARTS if _is_unanswered(bet, success, name)]
            if not missing:
                continue
            listed = join_words([SUCCESS_PARTS[name] for name in missing], "or")
            lacks = (
                f"success criteria: no {listed}" if len(missing) == len(SUCCESS_PARTS) else listed
            )
            route = ("success", missing[0]) if len(missing) == 1 else ("success",)
            yield self.finding(
                bet,
                f"{bet.id} is committed but has no {lacks}",
                *(route if bet.success is None or len(missing) == 1 else ()),
            )


def _is_unanswered(bet: Bet, success: Success, name: str) -> bool:
    """Whether nothing is written; a value that cannot be read is reported as that."""
    return getattr(success, name) is None and _is_empty(bet, name)


def _is_empty(bet: Bet, name: str) -> bool:
    node = bet.node_at("success", name)
    return node is None or getattr(node, "empty", False)

from __future__ import annotations

from collections.abc import Iterator

from stratdocs.analysis.context import major_bets
from stratdocs.analysis.readiness import dhm_answers
from stratdocs.linting.rules.base import Rule
from stratdocs.model.finding import Finding, Severity
from stratdocs.model.kinds import Bet
from stratdocs.model.stack import Stack

_PHRASES = {
    "delight": "how it delights customers",
    "hard_to_copy": "why it's hard to copy",
    "margin": "how it improves the margin",
}


class DhmUnanswered(Rule):
    """A committed major bet doesn't say why it is worth making.

    A bet pays off when it delights customers in a way that others can't copy quickly and the
    business earns from. A bet that answers only one of the three is a feature, a moat around
    nothing, or a price increase.

    Reported where any bet in the stack answers one of the three questions (`dhm`).
    """

    severity = Severity.ADVICE
    group = "clarity"
    bad = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        bets:
          - id: first-week-value
            title: Value in the first week
            serves: customers-that-stay
            size: medium
            status: committed
            dhm:   # <- dhm-unanswered
              delight: A clinic sees its own patients on the first day.
            success: {outcome: Clinics work with us in week one, measure: 7-day activation, baseline: 40%, target: 55%, by: 2027-03-31}
    """
    good = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        bets:
          - id: first-week-value
            title: Value in the first week
            serves: customers-that-stay
            size: medium
            status: committed
            dhm:
              delight: A clinic sees its own patients on the first day.
              hard_to_copy: It rests on forty import formats that took us six years.
              margin: Clinics that start in a week need a third of the support.
            success: {outcome: Clinics work with us in week one, measure: 7-day activation, baseline: 40%, target: 55%, by: 2027-03-31}
    """

    def check(self, stack: Stack) -> Iterator[Finding]:
        if all(bet.dhm is None for bet in stack.of(Bet)):
            return
        for bet in major_bets(stack):
            missing = [answer.key for answer in dhm_answers(bet) if answer.missing]
            if missing:
                phrases = [_PHRASES[key] for key in missing]
                listed = (
                    phrases[0]
                    if len(phrases) == 1
                    else f"{', '.join(phrases[:-1])} or {phrases[-1]}"
                )
                route = ("dhm", missing[0]) if len(missing) == 1 else ("dhm",)
                yield self.finding(
                    bet,
                    f"{bet.id} doesn't say {listed}",
                    *(route if bet.dhm is not None else ()),
                )

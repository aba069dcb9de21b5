from __future__ import annotations

from collections.abc import Iterator

from stratdocs.analysis.readiness import readiness
from stratdocs.linting.rules.base import Rule
from stratdocs.model.finding import Finding, Related, Severity
from stratdocs.model.kinds import Bet, Entity, Experiment, Initiative, Outcome, Solution, Work
from stratdocs.model.stack import Stack


class ExecutingWithLowConfidence(Rule):
    """A bet is being built despite low confidence.

    Low confidence in the problem, the solution or the outcome calls for discovery first. An
    experiment costs days, while delivering the answer to the wrong question costs quarters and is
    rarely stopped. Experiments and the work for them may go on. A bet under way with nothing below
    it is reported only as a suggestion.
    """

    severity = Severity.WARNING
    group = "feedback"
    bad = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        bets:
          - id: first-week-value
            title: Value in the first week
            serves: customers-that-stay
            status: committed
            confidence: {problem: high, solution: low, outcome: medium}   # <- executing-with-low-confidence
        work:
          - {id: guided-import, title: Guided import of customer lists, serves: first-week-value, status: on_track}
    """
    good = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        bets:
          - id: first-week-value
            title: Value in the first week
            serves: customers-that-stay
            status: committed
            confidence: {problem: high, solution: low, outcome: medium}
            success:
              outcome: New customers do real work within a week
              measure: 7-day activation, from the product's events
              baseline: 40%
              target: 55%
              by: 2027-03-31
        outcomes:
          - id: lists-come-along
            title: New customers bring their lists along
            serves: first-week-value
            opportunities:
              - id: lists-are-dirty
                title: Nobody's list loads at the first attempt
                solutions:
                  - {id: cleaning-service, title: We clean the list for them}
                  - id: guided-import
                    title: Guided import
                    experiments:
                      - id: ten-lists
                        title: Ten customers' lists by hand
                        assumption: A customer can mend a list when told which lines are wrong
                        started: 2027-01-12
    """

    def check(self, stack: Stack) -> Iterator[Finding]:
        for bet in stack.of(Bet):
            if bet.confidence is None or not bet.active:
                continue
            ready = readiness(bet)
            if ready.says != "discovery first":
                continue
            below = list(_below(stack, bet))
            running = [e for e in below if isinstance(e, (Work, Initiative)) and _runs(e)]
            if running:
                first, *others = running
                more = f" and {len(others)} more" if others else ""
                what = f"{first.id}{more} {('are' if others else 'is')} under way for {bet.id}"
            elif bet.under_way and not _discovers(stack, bet, below):
                what = f"{bet.id} is under way"
            else:
                continue
            yield self.finding(
                bet,
                f"{what}, although {ready.because}",
                "confidence",
                ready.weakest[0],
                "level",
                severity=None if running else Severity.ADVICE,
                related=[Related(e.grip, f"{e.id} is under way for it") for e in running[:3]],
            )


def _runs(entity: Entity) -> bool:
    """Whether somebody works on it."""
    if isinstance(entity, Work) and entity.status in (None, "committed"):
        return entity.started is not None and entity.finished is None
    return entity.under_way


def _below(stack: Stack, bet: Bet) -> Iterator[Entity]:
    """What lies below a bet to deliver it. Nothing is followed below outcomes and other bets."""
    waiting = list(stack.branches(bet))[::-1]
    while waiting:
        entity = waiting.pop()
        yield entity
        if not isinstance(entity, (Outcome, Bet)):
            waiting.extend(stack.branches(entity)[::-1])


def _discovers(stack: Stack, bet: Bet, below: list[Entity]) -> bool:
    """Whether the bet lies in an opportunity solution tree, or has one of its own."""
    return any(isinstance(e, Outcome) for e in below) or any(
        isinstance(e, (Outcome, Solution, Experiment)) for e in stack.parents(bet)
    )

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from stratdocs.linting.rules.base import Rule
from stratdocs.model.days import day_words
from stratdocs.model.finding import Finding, Related, Severity
from stratdocs.model.kinds import Bet, Entity, Experiment, Initiative, Solution, Work
from stratdocs.model.stack import Stack
from stratdocs.words.phrases import pattern

_NEGATIVE = (
    r"^\W*(?:it\s+|they\s+|the\s+(?:test|experiment|assumption|idea)\s+)?(?:was\s+|were\s+|is\s+)?"
    r"(?:failed|refuted|disproved|disproven|rejected|negative|wrong|not\s+(?:confirmed|true|passed"
    r"|supported)|did\s+not\s+pass|no\s*(?:[.:,;]|$))"
)
"""How a result begins that contradicts the assumption."""


class DecidedAgainstEvidence(Rule):
    """An experiment said stop, but what it tested goes on or is still rated highly.

    The experiment was cheap and its answer clear, and the solution was built anyway. That is the
    one way to get nothing out of discovery. Either the solution stops, or something newer gives a
    reason to go on: another experiment, or a lower confidence.
    """

    severity = Severity.WARNING
    group = "feedback"
    bad = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        outcomes:
          - id: back-after-a-week
            title: New customers come back after a week
            serves: customers-that-stay
            opportunities:
              - id: lists-are-typed
                title: Customers type their old lists in by hand
                evidence: [Seen at four of five customers]
                solutions:
                  - id: read-lists
                    title: Lists are read from a file
                    status: on_track   # <- decided-against-evidence
                    experiments:
                      - id: five-lists
                        title: Five lists by hand
                        assumption: Old lists are clean enough to be read
                        method: Five customers send theirs
                        ended: 2027-01-15
                        result: One of five could be read
                        decision: stop
                  - {id: typed-for-them, title: We type them}
    """
    good = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        outcomes:
          - id: back-after-a-week
            title: New customers come back after a week
            serves: customers-that-stay
            opportunities:
              - id: lists-are-typed
                title: Customers type their old lists in by hand
                evidence: [Seen at four of five customers]
                solutions:
                  - id: read-lists
                    title: Lists are read from a file
                    status: dropped
                    because: One of five lists could be read
                    experiments:
                      - id: five-lists
                        title: Five lists by hand
                        assumption: Old lists are clean enough to be read
                        method: Five customers send theirs
                        ended: 2027-01-15
                        result: One of five could be read
                        decision: stop
                  - {id: typed-for-them, title: We type them, status: on_track}
    """

    def check(self, stack: Stack) -> Iterator[Finding]:
        reported: set[str] = set()
        without_other: dict[str, bool] = {}
        for solution in stack.of(Solution):
            against = _against(stack, solution)
            if against is None or solution.over:
                continue
            for entity, says, route in _goes_on(stack, solution, without_other):
                if entity.id in reported:
                    continue
                reported.add(entity.id)
                when = f" on {day_words(against.ended)}" if against.ended else ""
                said = "said stop" if against.decision == "stop" else "contradicted it"
                yield self.finding(
                    entity,
                    f"{against.id} {said}{when}, but {says}",
                    *route,
                    severity=Severity.ADVICE if route[0] == "confidence" else None,
                    related=[Related(against.at("decision"), f"the result of {against.id}")],
                )


def _against(stack: Stack, solution: Solution) -> Experiment | None:
    """The experiment that speaks against a solution, unless a later one speaks for it."""
    last: Experiment | None = None
    for child in stack.children(solution):
        if isinstance(child, Experiment) and child.undertaken and child.decision:
            if last is None or (child.ended or date.min) >= (last.ended or date.min):
                last = child
    if last is None:
        return None
    if last.decision == "stop":
        return last
    negative = last.result and pattern(_NEGATIVE).search(last.result)
    return last if negative and last.decision == "proceed" else None


_GoingOn = tuple[Entity, str, tuple[str, ...]]


def _goes_on(
    stack: Stack, solution: Solution, without_other: dict[str, bool]
) -> Iterator[_GoingOn]:
    """What goes on with a solution or is sure of it, in words, and where that is written.

    `without_other` keeps of bets whether they have no other solution.
    """
    if solution.under_way:
        yield solution, f"{solution.id} is still `{solution.status}`", ("status",)
    else:
        working = [
            child
            for child in stack.below(solution)
            if isinstance(child, (Work, Initiative)) and child.under_way
        ]
        if working:
            first = working[0]
            more = f" and {len(working) - 1} more are under way" if working[1:] else " is under way"
            yield first, f"{first.id}{more} for {solution.id}", ("status",)
    for bet in _bets(stack, solution, without_other):
        if bet.under_way and solution in stack.parents(bet):
            yield bet, f"{bet.id} is still `{bet.status}`", ("status",)
        elif bet.active and bet.confidence and bet.confidence.solution:
            if bet.confidence.solution.level == "high":
                yield (
                    bet,
                    f"{bet.id} still has high confidence in its solution",
                    ("confidence", "solution", "level"),
                )


def _bets(stack: Stack, solution: Solution, without_other: dict[str, bool]) -> Iterator[Bet]:
    """The bets on a solution: those that serve it, and those above that have no other one."""
    for child in stack.children(solution):
        if isinstance(child, Bet):
            yield child
    for above in stack.trace(solution)[1:]:
        if isinstance(above, Bet):
            if above.id not in without_other:
                without_other[above.id] = not any(
                    isinstance(other, Solution)
                    and other.undertaken
                    and _against(stack, other) is None
                    for other in stack.below(above)
                )
            if without_other[above.id]:
                yield above
            return

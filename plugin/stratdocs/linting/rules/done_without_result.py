from __future__ import annotations

from collections.abc import Iterator

from stratdocs.analysis.results import Result, keeps_values, result_of
from stratdocs.analysis.state import state_of
from stratdocs.linting.rules.base import FEW, Rule, in_groups
from stratdocs.model.finding import Finding, Related, Severity
from stratdocs.model.kinds import Bet, Initiative, KeyResult, Objective, Outcome
from stratdocs.model.stack import Stack
from stratdocs.words.phrases import few, for_terminals

_Promise = Bet | Objective | KeyResult | Initiative | Outcome
_Finished = tuple[_Promise, Result]


class DoneWithoutResult(Rule):
    """An item is done, but its result was missed or is unknown.

    "Did we complete the tasks?" isn't the same as "did we achieve results?" A bet that is done at
    19% where 1% was promised teaches nothing as long as it counts as a success. Record what came
    out: drop it with the reason, score it, or go on. A key result that got most of the way counts
    as met.
    """

    severity = Severity.WARNING
    group = "feedback"
    bad = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        metrics:
          - id: lists-refused
            title: Lists that cannot be loaded
            direction: down
            readings:
              - {date: 2026-10-31, value: 22%}
              - {date: 2026-12-31, value: 19%}
        bets:
          - id: guided-import
            title: Guided import of lists
            serves: customers-that-stay
            period: 2026-Q4
            status: done   # <- done-without-result
            success: {outcome: Every list loads, measure: lists-refused, baseline: 24%, target: 1%, by: 2026-12-31}
    """
    good = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        metrics:
          - id: lists-refused
            title: Lists that cannot be loaded
            direction: down
            readings:
              - {date: 2026-10-31, value: 22%}
              - {date: 2026-12-31, value: 0.8%}
        bets:
          - id: guided-import
            title: Guided import of lists
            serves: customers-that-stay
            period: 2026-Q4
            status: done
            success: {outcome: Every list loads, measure: lists-refused, baseline: 24%, target: 1%, by: 2026-12-31}
    """

    def check(self, stack: Stack) -> Iterator[Finding]:
        unknown: list[_Finished] = []
        reported: set[str] = set()
        promises: tuple[_Promise, ...] = (
            *stack.of(Bet),
            *stack.of(Objective),
            *stack.of(KeyResult),
            *stack.of(Initiative),
            *stack.of(Outcome),
        )
        for item in promises:
            if not _is_done(stack, item):
                continue
            above = stack.primary(item) if isinstance(item, KeyResult) else None
            if above is not None and above.id in reported:
                continue
            result = result_of(stack, item)
            match result.says:
                case "missed":
                    reported.add(item.id)
                    yield self._missed(item, result)
                case "nearly" | "unknown" if isinstance(item, Bet):
                    reported.add(item.id)
                    yield self._missed(item, result, Severity.ADVICE)
                case "nothing said":
                    reported.add(item.id)
                    unknown.append((item, result))
        most = FEW if keeps_values(stack) else 1
        for group in in_groups(unknown, lambda pair: _group(stack, pair[0], most), most):
            yield self._unknown(stack, group, asked=most > 1)

    def _missed(self, item: _Promise, result: Result, severity: Severity | None = None) -> Finding:
        match item:
            case Bet() | Outcome():
                stood = "its metric was at "
            case KeyResult():
                stood = "was at "
            case _:
                stood = ""
        return self.finding(
            item,
            f"{item.id} is done, but {stood}{for_terminals(result.words)}",
            *_route(item),
            severity=severity,
        )

    def _unknown(self, stack: Stack, group: tuple[_Finished, ...], *, asked: bool) -> Finding:
        item, result = group[0]
        if len(group) == 1:
            message = f"{item.id} is done, but {for_terminals(result.words)}"
        else:
            kinds = {type(done) for done, _ in group}
            what = item.plural if len(kinds) == 1 else "items"
            period = stack.period_of(item) if len(kinds) == 1 else None
            when = f" of {period}" if period else ""
            message = (
                f"{len(group)} {what}{when} are done, with no result recorded: "
                f"{few((done.id for done, _ in group))}"
            )
        return self.finding(
            item,
            message,
            *_route(item),
            severity=None
            if asked or any(result.promised for _, result in group)
            else Severity.ADVICE,
            related=[Related(done.grip, f"{done.id} is done too") for done, _ in group[1:6]],
        )


def _is_done(stack: Stack, item: _Promise) -> bool:
    """Whether somebody says that it is done; of a key result, its last check-in or its objective."""
    if not isinstance(item, KeyResult):
        return item.status == "done"
    above = stack.primary(item)
    if above is not None and not above.undertaken:
        return False
    return state_of(stack, item).reported == "done"


def _group(stack: Stack, item: _Promise, most: int) -> tuple[object, ...]:
    """What is reported together: a kind in a period; everything where nobody keeps any values."""
    return (item.noun, stack.period_of(item)) if most > 1 else ()


def _route(item: _Promise) -> tuple[str | int, ...]:
    if isinstance(item, KeyResult) and item.status != "done":
        for place in reversed(range(len(item.check_ins))):
            if item.check_ins[place].status == "done":
                return ("check_ins", place, "status")
    return ("status",)

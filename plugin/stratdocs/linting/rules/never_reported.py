from __future__ import annotations

from collections.abc import Iterator

from stratdocs.analysis.endings import never_reported, silent_measures
from stratdocs.analysis.looks import read_values
from stratdocs.analysis.results import guarding, keeps_values
from stratdocs.analysis.trends import trend
from stratdocs.linting.rules.base import Rule, in_groups
from stratdocs.model.days import day_words
from stratdocs.model.finding import Finding, Related, Severity
from stratdocs.model.kinds import KeyResult, Metric
from stratdocs.model.stack import Stack
from stratdocs.words.phrases import few, join_words


class NeverReported(Rule):
    """A key result or metric has never been reported on, well into its period or after it.

    A key result that no one tracks is a wish with a number. A strategy without any updates looks
    the calmest of all, since nothing in it can be late or behind. Ten minutes a month are enough:
    the value, and on track or not. The key results of one period are reported together. One that
    was added mid-period, by the git history, counts from that day.
    """

    severity = Severity.WARNING
    group = "feedback"
    reads_history = True
    bad = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        objectives:
          - id: back-in-autumn
            title: Customers come back after a month
            serves: customers-that-stay
            period: 2026-Q3
            key_results:
              - {id: back, title: Raise the share of customers who come back from 30% to 40%}   # <- never-reported
              - {id: calls, title: Cut calls in the first month from 9 to 5}
    """
    good = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        objectives:
          - id: back-in-autumn
            title: Customers come back after a month
            serves: customers-that-stay
            period: 2026-Q3
            key_results:
              - id: back
                title: Raise the share of customers who come back from 30% to 40%
                check_ins: [{date: 2026-09-25, value: 38%}]
              - id: calls
                title: Cut calls in the first month from 9 to 5
                check_ins: [{date: 2026-09-25, value: 8}]
    """

    def check(self, stack: Stack) -> Iterator[Finding]:
        goals = [goal for goal in never_reported(stack) if not stack.unsure_period(goal)]
        by_period = keeps_values(stack)
        for group in in_groups(goals, lambda g: stack.period_of(g) if by_period else None, most=0):
            yield self._key_results(stack, group)
        yield from self._metrics(stack)

    def _key_results(self, stack: Stack, group: tuple[KeyResult, ...]) -> Finding:
        first = group[0]
        periods = list(dict.fromkeys(p for goal in group if (p := stack.period_of(goal))))
        over = all(period.end < stack.today for period in periods)
        when = f" of {join_words([str(period) for period in periods])}" if periods else ""
        if over and len(periods) == 1:
            when += f" (ended on {day_words(periods[0].end)})"
        message = (
            (f"{len(group)} key results{when} have no check-in: {few((goal.id for goal in group))}")
            if group[1:]
            else f"{first.id}, a key result{when}, has no check-in"
        )
        return self.finding(
            first,
            message,
            severity=None if over else Severity.ADVICE,
            related=[Related(goal.grip, f"{goal.id} has none either") for goal in group[1:6]],
        )

    def _metrics(self, stack: Stack) -> Iterator[Finding]:
        """Metrics of bets that nobody reads, and guardrails that nobody reads any more."""
        unread = [
            (metric, f"by which {bet.id} is judged") for bet, metric in silent_measures(stack)
        ]
        known = {metric.id for metric, _ in unread}
        kept = any(metric.readings for metric in stack.of(Metric))
        for found in guarding(stack).values():
            metric = found[0].metric
            if not kept or metric.id in known:
                continue
            read = read_values(metric, stack.today)
            if not read or trend(stack, metric).health == "out of date":
                unread.append((metric, f"which guards {found[0].item.id}"))
        for group in in_groups(unread, lambda _: None, most=1):
            yield self._unread(stack, group)

    def _unread(self, stack: Stack, group: tuple[tuple[Metric, str], ...]) -> Finding:
        first, role = group[0]
        names = [metric.id for metric, _ in group]
        read = read_values(first, stack.today)
        last = f"was last read on {day_words(read[-1].date)}" if read else "has no reading"
        counts = " that counts" if first.readings and not read else ""
        message = (
            f"{len(group)} metrics by which bets are judged or guarded have no current "
            f"reading: {few(names)}"
            if group[1:]
            else f"{first.id}, {role}, {last}{counts}, so its current value is unknown"
        )
        return self.finding(first, message, severity=Severity.ADVICE)

from __future__ import annotations

from collections.abc import Iterator

from stratdocs.analysis.endings import Unclosed, never_reported, unclosed
from stratdocs.analysis.results import keeps_values
from stratdocs.linting.rules.base import FEW, Rule, in_groups
from stratdocs.model.days import day_words
from stratdocs.model.finding import Finding, Related, Severity
from stratdocs.model.stack import Stack
from stratdocs.words.phrases import few


class PeriodOver(Rule):
    """A period has ended, but no result is recorded.

    A period ends so that someone has to say what it brought: reached, half of it, or wrong. An item
    still "on track" months after its end is neither stopped nor renewed. It still takes people, and
    it no longer counts among the priorities that someone chose. It is a warning if the item is
    still marked active.
    """

    severity = Severity.WARNING
    group = "feedback"
    bad = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        objectives:
          - id: back-in-autumn
            title: Customers come back after a month
            serves: customers-that-stay
            period: 2026-Q3
            status: on_track   # <- period-over
    """
    good = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        objectives:
          - id: back-in-autumn
            title: Customers come back after a month
            serves: customers-that-stay
            period: 2026-Q3
            status: done
            score: 0.4
    """

    def check(self, stack: Stack) -> Iterator[Finding]:
        found = [over for over in unclosed(stack) if not stack.unsure_period(over.item)]
        claiming = [over for over in found if over.claims]
        for group in in_groups(claiming, lambda over: (over.item.noun, over.period)):
            yield self._over(group, None)
        most = FEW if keeps_values(stack) or any(item.over for item in stack.entities) else 1
        silent = [over for over in found if not over.claims]
        if most == 1 and never_reported(stack):
            return  # nobody reports on anything, which is said once
        for group in in_groups(
            silent, lambda over: (over.item.noun, over.period) if most > 1 else 0, most
        ):
            yield self._over(group, Severity.ADVICE)

    def _over(self, group: tuple[Unclosed, ...], severity: Severity | None) -> Finding:
        first = group[0]
        item = first.item
        ended = f"period ended on {day_words(first.ended)}"
        if len(group) == 1:
            message = (
                f"{item.id} is still marked `{first.claims}`, but its {ended}, with no result recorded"
                if first.claims
                else f"{item.id} has no recorded result, although its {ended}"
            )
        else:
            names = [over.item.id for over in group]
            kinds = {over.item.noun for over in group}
            what = item.plural if len(kinds) == 1 else "items"
            when = f" of {first.period}" if len({over.period for over in group}) == 1 else ""
            message = (
                f"{len(group)} {what}{when} have no result recorded, though their {ended}: "
                f"{few(names)}"
            )
        return self.finding(
            item,
            message,
            "status",
            severity=severity,
            related=[Related(over.item.grip, f"{over.item.id} too") for over in group[1:6]],
        )

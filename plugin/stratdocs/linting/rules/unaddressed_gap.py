from __future__ import annotations

from collections.abc import Iterator

from stratdocs.analysis.diagnosis import ExecutionGap, diagnose
from stratdocs.analysis.rhythm import days_words
from stratdocs.linting.rules.base import Rule
from stratdocs.model.finding import Finding, Severity
from stratdocs.model.kinds import Initiative, Nature
from stratdocs.model.stack import Stack


class UnaddressedGap(Rule):
    """A plan falls short of what the initiative is, and nobody is mending that.

    Where the plan scores low on its own row, it will not work there, however well it is carried
    out. That wants a root cause and two or three changes, each with an owner and a date; an action
    whose date has passed is a gap that is open again.
    """

    severity = Severity.WARNING
    group = "alignment"
    bad = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        initiatives:
          - id: supplier-score
            title: A sustainability score for every large order
            serves: customers-that-stay
            nature: policy
            plan:
              leverage: {product: 2, policy: 4}
              feedback: {product: 2, policy: 1}   # <- unaddressed-gap
              measurement: {product: 1, policy: 4}
              velocity: {product: 2, policy: 4}
    """
    good = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        initiatives:
          - id: supplier-score
            title: A sustainability score for every large order
            serves: customers-that-stay
            nature: policy
            plan:
              leverage: {product: 2, policy: 4}
              feedback: {product: 2, policy: 1}
              measurement: {product: 1, policy: 4}
              velocity: {product: 2, policy: 4}
            gaps:
              - dimension: feedback
                cause: Nobody had the task of reading the ledger by supplier
                actions:
                  - {title: Audit all orders of a quarter by supplier, owner: goran, by: 2027-03-31}
                  - {title: Ask the buyers of split orders why, owner: goran, by: 2027-04-15}
    """

    def check(self, stack: Stack) -> Iterator[Finding]:
        for initiative in stack.of(Initiative):
            if not initiative.stands:
                continue
            found = diagnose(stack, initiative)
            if found.nature is None:
                continue
            for gap in found.gaps:
                yield from self._unaddressed(initiative, found.nature, gap)
            for gap in (*found.gaps, *found.watched):
                yield from self._late(stack, initiative, gap)

    def _unaddressed(
        self, initiative: Initiative, nature: Nature, gap: ExecutionGap
    ) -> Iterator[Finding]:
        if gap.missing:
            missing = gap.missing
            listed = (
                missing[0] if len(missing) == 1 else f"{', '.join(missing[:-1])} and {missing[-1]}"
            )
            yield self.finding(
                initiative,
                f"{gap.dimension.title.lower()} of {initiative.id} is {gap.score} of 5 for a "
                f"{nature}, with {listed}",
                *gap.route,
                suggestion=gap.dimension.of(nature).remedy if not gap.actions else None,
            )

    def _late(self, stack: Stack, initiative: Initiative, gap: ExecutionGap) -> Iterator[Finding]:
        """Actions on a gap whose date has passed, each at its place."""
        for number, declared in enumerate(initiative.gaps):
            if declared.dimension != gap.dimension.key:
                continue
            for place, action in enumerate(declared.actions):
                if action.done is None and action.by is not None and action.by < stack.today:
                    who = f" by {stack.person(action.owner)}" if action.owner else ""
                    late = days_words((stack.today - action.by).days)
                    yield self.finding(
                        initiative,
                        f'"{action.title}"{who}, for the {gap.dimension.title.lower()} of '
                        f"{initiative.id}, is {late} overdue",
                        "gaps",
                        number,
                        "actions",
                        place,
                        "by",
                    )

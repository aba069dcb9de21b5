from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from stratdocs.analysis.diagnosis import MAX_ACTIONS, ExecutionGap, InitiativeDiagnosis, diagnose
from stratdocs.analysis.rhythm import days_words
from stratdocs.linting.rules.base import Rule
from stratdocs.model.finding import Finding, Related, Severity
from stratdocs.model.kinds import Initiative
from stratdocs.model.stack import Stack
from stratdocs.words.phrases import excerpt, join_words


class UnaddressedGap(Rule):
    """An initiative's plan has a gap that no one is closing.

    A plan that scores low on its own row won't work there, however well it is carried out. Each
    such gap needs a root cause and two or three actions, each with an owner and a date. An action
    past its date opens the gap again, and a list of more than three actions is rarely carried out.
    Gaps with nothing written about them yet are reported together.
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
            if not initiative.live:
                continue
            found = diagnose(stack, initiative)
            if found.nature is None:
                continue
            if not found.disputed:
                bare = [gap for gap in found.gaps if gap.unanswered]
                if len(bare) > 1:
                    yield self._unanswered(initiative, found, bare)
                for gap in found.gaps:
                    if len(bare) < 2 or not gap.unanswered:
                        yield from self._unaddressed(initiative, found, gap)
            shown = (*found.gaps, *found.watched)
            for gap in shown:
                yield from self._crowded(initiative, gap)
            yield from self._late(stack, initiative, [gap.dimension.key for gap in shown])

    def _unaddressed(
        self, initiative: Initiative, found: InitiativeDiagnosis, gap: ExecutionGap
    ) -> Iterator[Finding]:
        if gap.missing and found.nature is not None:
            yield self.finding(
                initiative,
                f"{initiative.id} scores {gap.score} of 5 on {gap.dimension.title.lower()} "
                f"for {_nature_words(found)}, with {join_words(gap.missing)}",
                *gap.route,
                suggestion=gap.dimension.of(found.nature).remedy if not gap.actions else None,
            )

    def _unanswered(
        self, initiative: Initiative, found: InitiativeDiagnosis, gaps: Sequence[ExecutionGap]
    ) -> Finding:
        """One finding for all gaps on which nothing is written yet."""
        first, *others = gaps
        scores = join_words(f"{gap.dimension.title.lower()} ({gap.score} of 5)" for gap in gaps)
        return self.finding(
            initiative,
            f"{len(gaps)} gaps of {initiative.id} for {_nature_words(found)} have no root cause "
            f"and no action: {scores}",
            *first.route,
            suggestion=first.dimension.of(found.nature).remedy if found.nature else None,
            related=[
                Related(initiative.at(*gap.route), f"{gap.dimension.title.lower()} too")
                for gap in others
            ],
        )

    def _crowded(self, initiative: Initiative, gap: ExecutionGap) -> Iterator[Finding]:
        """A gap with more open actions than people carry out."""
        if gap.crowded:
            yield self.finding(
                initiative,
                f"{len(gap.open)} actions are open on {gap.dimension.title.lower()} of "
                f"{initiative.id}; choose the {MAX_ACTIONS} that matter most",
                *gap.route,
                "actions",
                severity=Severity.ADVICE,
            )

    def _late(
        self, stack: Stack, initiative: Initiative, dimensions: Container[str]
    ) -> Iterator[Finding]:
        """Actions on gaps whose date has passed; several are one finding."""
        late = [
            (action, action.by, declared.dimension, ("gaps", number, "actions", place, "by"))
            for number, declared in enumerate(initiative.gaps)
            if declared.dimension in dimensions
            for place, action in enumerate(declared.actions)
            if action.done is None and action.by is not None and action.by < stack.today
        ]
        if not late:
            return
        (action, by, dimension, route), *others = late
        who = f" by {stack.person(action.owner)}" if action.owner else ""
        days = days_words((stack.today - by).days)
        more = (
            f"; {len(others)} more of its actions {('is' if len(others) == 1 else 'are')} overdue"
        )
        yield self.finding(
            initiative,
            f'"{action.title}"{who}, for the {dimension} of {initiative.id}, is {days} overdue'
            f"{more if others else ''}",
            *route,
            related=[
                Related(initiative.at(*where), f'"{excerpt(other.title)}" is overdue too')
                for other, _, _, where in others
            ],
        )


def _nature_words(found: InitiativeDiagnosis) -> str:
    """The nature against which a gap is measured, marked where it is only a guess."""
    guess = "what is probably " if found.decided == "consistently higher row" else ""
    return f"{guess}a {found.nature}"

from __future__ import annotations

from collections.abc import Iterator

from stratdocs.analysis.diagnosis import (
    InitiativeDiagnosis,
    diagnose,
    is_profiled,
    plan_doubt,
    unscored,
)
from stratdocs.linting.rules.base import Rule
from stratdocs.model.finding import Finding, Related, Severity
from stratdocs.model.kinds import Initiative
from stratdocs.model.stack import Stack
from stratdocs.words.phrases import join_words


class IncompleteProfile(Rule):
    """The profile of a running initiative is only half there.

    A dimension that nobody scored is where the surprise comes from, a single row cannot show which
    way a plan leans, and a vote of one hides the disagreement that a vote is for. What nobody
    looked at is unknown, and is not shown as fine. What all initiatives lack is reported once.
    """

    severity = Severity.ADVICE
    group = "clarity"
    bad = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        initiatives:
          - id: one-workspace
            title: One workspace for work that crosses teams
            serves: customers-that-stay
            status: on_track
            nature: product
            ballot: {product: 1}
            plan:   # <- incomplete-profile
              leverage: {product: 5, policy: 1}
              feedback: {product: 4}
    """
    good = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        initiatives:
          - id: one-workspace
            title: One workspace for work that crosses teams
            serves: customers-that-stay
            status: on_track
            nature: product
            ballot: {product: 8, policy: 1}
            plan:
              leverage: {product: 5, policy: 1}
              feedback: {product: 4, policy: 2}
              measurement: {product: 4, policy: 2}
              velocity: {product: 4, policy: 1}
    """

    def check(self, stack: Stack) -> Iterator[Finding]:
        by_lack: dict[str, list[tuple[Initiative, str]]] = {}
        profiled = 0
        for initiative in stack.of(Initiative):
            if not initiative.active or not is_profiled(initiative):
                continue
            profiled += 1
            lacks = dict(_lacking(diagnose(stack, initiative)))
            if lacks:
                words = join_words(lacks.values())
                by_lack.setdefault(words, []).append((initiative, next(iter(lacks))))
        for words, lacking in by_lack.items():
            yield from self._found(words, lacking, everywhere=1 < len(lacking) == profiled)

    def _found(
        self, words: str, lacking: list[tuple[Initiative, str]], *, everywhere: bool
    ) -> Iterator[Finding]:
        if everywhere:
            (first, route), *others = lacking
            yield self.finding(
                first,
                f"the profiles of all {len(lacking)} running initiatives, such as {first.id}, are "
                f"incomplete in the same way: {words}",
                route,
                related=[Related(other.at(place), f"{other.id}, too") for other, place in others],
            )
            return
        for initiative, route in lacking:
            yield self.finding(
                initiative, f"the profile of {initiative.id} is incomplete: {words}", route
            )


def _lacking(found: InitiativeDiagnosis) -> Iterator[tuple[str, str]]:
    """What is missing in a profile, each with the field where it belongs."""
    clauses = unscored(found.scores)
    if clauses:
        yield "plan", join_words(clauses)
    if found.vote is not None and found.vote.single:
        against = (
            f", against the declared {found.nature}"
            if found.nature is not None and found.vote.majority != found.nature
            else ""
        )
        yield "ballot", f"only one person voted{against}"
    undecided = found.nature is None and plan_doubt(found) is not None
    if found.vote is None and found.decided != "declared" and not undecided:
        yield "nature", "its nature is neither declared nor voted on"

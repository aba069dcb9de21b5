from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from stratdocs.analysis.diagnosis import (
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
    """The profile of an active initiative is incomplete.

    A dimension that no one scored is where the surprise comes from. A single row can't show which
    way a plan leans, and a vote of one hides the disagreement that a vote is meant to show. What no
    one has checked is unknown, never fine. What all initiatives lack is reported once.
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
        lacks = [
            (initiative, dict(_lacking(stack, initiative)))
            for initiative in stack.of(Initiative)
            if initiative.active and is_profiled(initiative)
        ]
        counts = Counter(clause for _, lacking in lacks for clause in lacking.items())
        everywhere = {lack for lack, count in counts.items() if 1 < count == len(lacks)}
        if everywhere:
            (first, lacking), *others = lacks
            shared = [clause for clause in lacking.items() if clause in everywhere]
            route = shared[0][0]
            every = "both" if len(lacks) == 2 else f"all {len(lacks)}"
            yield self.finding(
                first,
                f"the profiles of {every} initiatives committed or under way, such as {first.id}, are "
                f"incomplete in the same way: {join_words(words for _, words in shared)}",
                route,
                related=[Related(other.at(route), f"{other.id} too") for other, _ in others],
            )
        for initiative, lacking in lacks:
            own = [clause for clause in lacking.items() if clause not in everywhere]
            if own:
                *first_clauses, last = [words for _, words in own]
                clauses = f"{', '.join(first_clauses)}, and {last}" if first_clauses else last
                yield self.finding(
                    initiative,
                    f"the profile of {initiative.id} is incomplete: {clauses}",
                    own[0][0],
                )


def _lacking(stack: Stack, initiative: Initiative) -> Iterator[tuple[str, str]]:
    """What is missing in a profile, each with the field where it belongs."""
    found = diagnose(stack, initiative)
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
    unread = found.decided != "declared" and initiative.node_at("nature") is not None
    if found.vote is None and found.decided != "declared" and not undecided and not unread:
        yield "nature", "its nature is neither declared nor voted on"

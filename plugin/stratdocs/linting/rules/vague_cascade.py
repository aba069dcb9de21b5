from __future__ import annotations

from collections.abc import Iterator

from stratdocs.analysis.cascade import STEPS, only_repeats
from stratdocs.analysis.state import state_of
from stratdocs.linting.rules.base import Rule
from stratdocs.model.finding import Finding, Related, Severity
from stratdocs.model.stack import Stack


class VagueCascade(Rule):
    """An objective only repeats the one above it.

    Each level from company to team says something more definite than the last: who it is about, how
    much, who is responsible, by when. One that repeats its parent's words and adds no owner,
    number, team or date passes the vagueness on, and everyone below has to guess.
    """

    severity = Severity.ADVICE
    group = "clarity"
    heuristic = True
    bad = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        objectives:
          - id: satisfied
            title: Clinics are more satisfied with our answers
            level: organisation
            serves: customers-that-stay
          - id: support-satisfied
            title: More satisfied clinics   # <- vague-cascade
            level: team
            serves: satisfied
    """
    good = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        objectives:
          - id: satisfied
            title: Clinics are more satisfied with our answers
            level: organisation
            serves: customers-that-stay
          - id: support-satisfied
            title: Reduce average response time from 24 h to 12 h
            level: department
            serves: satisfied
    """

    def check(self, stack: Stack) -> Iterator[Finding]:
        parents, by_id = stack.graph.parents, stack.graph.by_id
        for above, identities in stack.graph.children.items():
            parent = by_id[above]
            if not isinstance(parent, STEPS):
                continue
            for identity in identities:
                entity = by_id[identity]
                if not isinstance(entity, STEPS) or parents[identity][0] != above:
                    continue
                if not only_repeats(stack, entity, parent):
                    continue
                if state_of(stack, entity).in_force:
                    yield self.finding(
                        entity,
                        f"{entity.id} repeats {parent.id}, which it serves, and adds no "
                        "owner, number, team or date",
                        "title",
                        related=[Related(parent.at("title"), f"the same words in {parent.id}")],
                    )

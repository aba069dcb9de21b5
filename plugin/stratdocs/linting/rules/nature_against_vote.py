from __future__ import annotations

from collections.abc import Iterator

from stratdocs.analysis.diagnosis import OTHER_NATURE, diagnose
from stratdocs.linting.rules.base import Rule
from stratdocs.model.finding import Finding, Related, Severity
from stratdocs.model.kinds import Initiative
from stratdocs.model.stack import Stack


class NatureAgainstVote(Rule):
    """An initiative is declared the opposite of what its people voted.

    People plan and work by what they believe it is, whatever the file says. Either the declaration
    is wrong, or those who must carry it out have misunderstood it. Settle that with the decision
    owner before anything else, and write the reason in `because`.
    """

    severity = Severity.WARNING
    group = "clarity"
    bad = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        initiatives:
          - id: one-workspace
            title: One workspace for work that crosses teams
            serves: customers-that-stay
            nature: policy   # <- nature-against-vote
            ballot: {product: 9, policy: 2}
    """
    good = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        initiatives:
          - id: one-workspace
            title: One workspace for work that crosses teams
            serves: customers-that-stay
            nature: policy
            because: Maya decided after the vote; the auditor asks for one place, whoever likes it
            ballot: {product: 9, policy: 2}
    """

    def check(self, stack: Stack) -> Iterator[Finding]:
        for initiative in stack.of(Initiative):
            if initiative.over:
                continue
            found = diagnose(stack, initiative)
            if not found.disputed or found.nature is None or found.vote is None:
                continue
            voted = OTHER_NATURE[found.nature]
            plan = f", and its plan fits a {voted} better too" if found.lean == voted else ""
            votes, total = max(found.vote.product, found.vote.policy), found.vote.total
            who = (
                ("both" if total == 2 else f"all {total}")
                if votes == total
                else f"{votes} of the {total}"
            )
            yield self.finding(
                initiative,
                f"{initiative.id} is declared a {found.nature}, but {who} who voted see it "
                f"as a {voted}{plan}; settle what it is, and write down why",
                "nature",
                related=[Related(initiative.at("ballot"), "the vote")],
            )

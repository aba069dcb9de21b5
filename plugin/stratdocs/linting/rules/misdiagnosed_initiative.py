from __future__ import annotations

from collections.abc import Iterator

from stratdocs.analysis.diagnosis import diagnose
from stratdocs.linting.rules.base import Rule
from stratdocs.model.finding import Finding, Severity
from stratdocs.model.kinds import Initiative
from stratdocs.model.stack import Stack


class MisdiagnosedInitiative(Rule):
    """An initiative is run as what it isn't: a product as a policy, or a policy as a product.

    People install a product that is imposed and leave it alone; they work around a rule that is
    only advertised. Either way the plan is carried out, nothing changes and people get the blame.
    What an initiative is comes from its declared nature, or else from a clear vote. The mistake
    costs least before the start, so proposals are judged too.
    """

    severity = Severity.WARNING
    group = "alignment"
    bad = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        initiatives:
          - id: one-workspace
            title: One workspace for work that crosses teams
            serves: customers-that-stay
            nature: product
            plan:   # <- misdiagnosed-initiative
              leverage: {product: 2, policy: 5, note: Made compulsory by a mail}
              feedback: {product: 1, policy: 4, note: Tickets are counted and closed}
              measurement: {product: 3, policy: 4, note: Sign-ins a week}
              velocity: {product: 4, policy: 4}
            gaps:
              - dimension: leverage
                cause: We took the price for proof of its worth
                actions:
                  - {title: Ask three teams what they need, owner: ivo, by: 2027-03-05}
                  - {title: Set it up together with them, owner: ivo, by: 2027-03-26}
              - dimension: feedback
                cause: The help desk was the only way to be heard
                actions:
                  - {title: Half an hour with each team every second week, owner: ivo, by: 2027-03-05}
                  - {title: Read which work ended in mail after all, owner: bea, by: 2027-03-31}
              - dimension: measurement
                cause: Sign-ins came with the licence
                actions:
                  - {title: Count work finished in it, owner: bea, by: 2027-03-05}
                  - {title: Ask who would miss it, owner: ivo, by: 2027-03-31}
    """
    good = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        initiatives:
          - id: one-workspace
            title: One workspace for work that crosses teams
            serves: customers-that-stay
            nature: product
            plan:
              leverage: {product: 5, policy: 1, note: The three teams with the worst pain chose it}
              feedback: {product: 4, policy: 2, note: Every second week with each of them}
              measurement: {product: 4, policy: 2, note: Work finished in it}
              velocity: {product: 4, policy: 1, note: A change a fortnight}
    """

    def check(self, stack: Stack) -> Iterator[Finding]:
        for initiative in stack.of(Initiative):
            if initiative.over:
                continue
            found = diagnose(stack, initiative)
            if found.misdiagnosed:
                headline = found.headline[0].lower() + found.headline[1:]
                yield self.finding(
                    initiative, f"{initiative.id} is {headline}: {found.because}", "plan"
                )

from __future__ import annotations

from collections.abc import Iterator

from stratdocs.analysis.diagnosis import diagnose
from stratdocs.linting.rules.base import Rule
from stratdocs.model.finding import Finding, Related, Severity
from stratdocs.model.kinds import Initiative
from stratdocs.model.stack import Stack
from stratdocs.words.phrases import join_words


class ProductUnderControls(Rule):
    """A product rollout is run with the controls and exceptions of a policy.

    Usage protocols and access tiers tell people how to use what they should want to use. No one
    recommends a tool for its protocol, and adoption dies before it has started. If the control is
    required by law or contract, the rollout is a hybrid: set `secondary: policy`, and make the
    control a guardrail.
    """

    severity = Severity.ADVICE
    group = "alignment"
    bad = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        initiatives:
          - id: one-workspace
            title: One workspace for work that crosses teams
            serves: customers-that-stay
            owner: ana
            status: on_track
            nature: product
            controls:   # <- product-under-controls
              - {what: Every project has a room named by the protocol, owner: ana, tested: 2027-01-20}
            plan:
              leverage: {product: 5, policy: 1}
              feedback: {product: 4, policy: 2}
              measurement: {product: 4, policy: 2}
              velocity: {product: 4, policy: 1}
    """
    good = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        initiatives:
          - id: one-workspace
            title: One workspace for work that crosses teams
            serves: customers-that-stay
            owner: ana
            status: on_track
            nature: product
            secondary: policy
            guardrails: [Contracts stay in the archive for ten years]
            controls:
              - {what: Contracts are in the archive, owner: ana, tested: 2027-01-20}
            plan:
              leverage: {product: 5, policy: 2}
              feedback: {product: 4, policy: 2}
              measurement: {product: 4, policy: 2}
              velocity: {product: 4, policy: 2}
    """

    def check(self, stack: Stack) -> Iterator[Finding]:
        for initiative in stack.of(Initiative):
            written = [name for name in ("controls", "exceptions") if getattr(initiative, name)]
            if (
                not written
                or not initiative.active
                or initiative.secondary
                or initiative.guardrails
            ):
                continue
            if stack.unsure(initiative) or initiative.node_at("secondary") is not None:
                continue
            if diagnose(stack, initiative).known_nature == "product":
                yield self.finding(
                    initiative,
                    f"{initiative.id} is a product but has {join_words(written)}, like a "
                    "policy; if they are needed, it is a hybrid (`secondary: policy`)",
                    written[0],
                    related=[Related(initiative.at(name), name) for name in written[1:]],
                )

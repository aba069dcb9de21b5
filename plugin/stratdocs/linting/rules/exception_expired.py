from __future__ import annotations

from collections.abc import Iterator, Sequence

from stratdocs.analysis.safeguards import endless_places, expired_exceptions
from stratdocs.analysis.state import state_of
from stratdocs.linting.rules.base import Rule, in_groups
from stratdocs.model.days import day_words
from stratdocs.model.finding import Finding, Related, Severity
from stratdocs.model.kinds import Initiative
from stratdocs.model.stack import Stack
from stratdocs.words.phrases import excerpt


class ExceptionExpired(Rule):
    """An exception to a policy has expired without a review, or never expires.

    An exception is granted for a time, so that in the end the policy holds for everyone. One that
    simply continues is a second policy that no one decided, and the next person to ask will point
    at it. Renew it or close it: a review of the policy after that date counts as an answer. One
    without an end date, where others have one, never comes up for a decision at all.
    """

    severity = Severity.WARNING
    group = "feedback"
    bad = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        initiatives:
          - id: supplier-score
            title: A sustainability score for every large order
            serves: customers-that-stay
            status: on_track
            nature: policy
            exceptions:
              - for: Spare parts from the maker
                granted_by: Maya Lind
                granted: 2026-06-01
                until: 2026-12-31   # <- exception-expired
                because: There is no second source
    """
    good = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        initiatives:
          - id: supplier-score
            title: A sustainability score for every large order
            serves: customers-that-stay
            status: on_track
            nature: policy
            exceptions:
              - for: Spare parts from the maker
                granted_by: Maya Lind
                granted: 2026-06-01
                until: 2027-06-30
                because: There is no second source
    """

    def check(self, stack: Stack) -> Iterator[Finding]:
        policies = [
            initiative
            for initiative in stack.of(Initiative)
            if initiative.exceptions and state_of(stack, initiative).stage in ("planned", "running")
        ]
        yield from self._endless(policies)
        for initiative in policies:
            ended = expired_exceptions(initiative, stack.today)
            if not ended:
                continue
            (number, first), others = ended[0], ended[1:]
            which = f'"{excerpt(first.for_)}"' if first.for_ else "an unnamed case"
            more = f", as have {len(others)} more" if len(others) > 1 else ""
            more = ", as has 1 more" if len(others) == 1 else more
            on = day_words(first.until) if first.until else ""
            yield self.finding(
                initiative,
                f"the exception to {initiative.id} for {which} ended on {on}{more}, with no "
                "review since; renew it or close it",
                "exceptions",
                number,
                "until",
                related=[
                    Related(initiative.at("exceptions", place, "until"), "also ended")
                    for place, _ in others
                ],
            )

    def _endless(self, policies: Sequence[Initiative]) -> Iterator[Finding]:
        """Exceptions without a last day, where any has one: one finding for each policy, or one for
        many policies.
        """
        if not any(exception.until for policy in policies for exception in policy.exceptions):
            return
        endless = [(policy, places) for policy in policies if (places := endless_places(policy))]
        for group in in_groups(endless, lambda _: None):
            policy, places = group[0]
            count = sum(len(more) for _, more in group)
            of = f"{len(group)} policies" if len(group) > 1 else policy.id
            name = excerpt(policy.exceptions[places[0]].for_)
            which = f' for "{name}"' if name and count == 1 else ""
            words = (
                f"{count} exceptions to {of} have"
                if count > 1
                else f"the exception to {of}{which} has"
            )
            yield self.finding(
                policy,
                f"{words} no end date, although others do; add `until`",
                "exceptions",
                places[0],
                severity=Severity.ADVICE,
                related=[
                    Related(other.at("exceptions", place), "no end date either")
                    for other, more in group
                    for place in more
                    if (other, place) != (policy, places[0])
                ],
            )

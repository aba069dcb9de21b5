from __future__ import annotations

from collections.abc import Iterator

from stratdocs.analysis.safeguards import expired_exceptions
from stratdocs.analysis.state import state_of
from stratdocs.linting.rules.base import Rule
from stratdocs.model.days import day_words
from stratdocs.model.finding import Finding, Related, Severity
from stratdocs.model.kinds import Initiative
from stratdocs.model.stack import Stack
from stratdocs.words.phrases import excerpt


class ExceptionExpired(Rule):
    """An exception to a policy has ended, and nobody has looked at it since.

    An exception is granted for a time, so that the policy holds for everybody in the end. One that
    goes on without a word is a second policy that nobody decided, and the next one who asks will
    point at it. Renew it, or close it: a review of the policy after that day is an answer.
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
        for initiative in stack.of(Initiative):
            if not initiative.exceptions:
                continue
            if state_of(stack, initiative).stage not in ("planned", "running"):
                continue
            ended = expired_exceptions(initiative, stack.today)
            if not ended:
                continue
            (number, first), others = ended[0], ended[1:]
            which = f'"{excerpt(first.for_)}"' if first.for_ else "an unnamed case"
            more = f", and {len(others)} more have ended" if len(others) > 1 else ""
            more = ", and one more has ended" if len(others) == 1 else more
            on = day_words(first.until) if first.until else ""
            yield self.finding(
                initiative,
                f"the exception of {initiative.id} for {which} ended on {on}{more}, and nobody has "
                "looked at it since; renew it or close it",
                "exceptions",
                number,
                "until",
                related=[
                    Related(initiative.at("exceptions", place, "until"), "ended as well")
                    for place, _ in others
                ],
            )

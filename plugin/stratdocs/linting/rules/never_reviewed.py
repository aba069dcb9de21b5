from __future__ import annotations

from collections.abc import Iterator

from stratdocs.analysis.rhythm import CADENCE_DAYS, GRACE_DAYS, days_words
from stratdocs.analysis.state import state_of
from stratdocs.linting.rules.base import Limit, Rule, in_groups
from stratdocs.model.finding import Finding, Related, Severity
from stratdocs.model.kinds import Bet, Entity, Initiative, Strategy
from stratdocs.model.stack import Stack
from stratdocs.words.phrases import few


class NeverReviewed(Rule):
    """An item has been active for months without a review, although others are reviewed.

    What is reviewed now and then is corrected now and then. What never comes up goes on as planned,
    whatever was learned in the meantime, and looks fresher than something reviewed long ago.
    Reported for strategies, bets and initiatives where others of the kind have a date for their
    last review (`reviewed`).
    """

    after = Limit(
        CADENCE_DAYS["quarterly"] + GRACE_DAYS,
        "Days after its start within which it needs a review.",
    )

    severity = Severity.ADVICE
    group = "feedback"
    bad = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        bets:
          - {id: first-week-value, title: Value in the first week, serves: customers-that-stay, period: 2026-H2..2027-H1, status: on_track, reviewed: 2027-02-01}
          - {id: calm-mornings, title: Calm mornings, serves: customers-that-stay, period: 2026-H2..2027-H1, status: on_track}   # <- never-reviewed
    """
    good = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        bets:
          - {id: first-week-value, title: Value in the first week, serves: customers-that-stay, period: 2026-H2..2027-H1, reviewed: 2027-02-01}
          - {id: calm-mornings, title: Calm mornings, serves: customers-that-stay, period: 2026-H2..2027-H1, reviewed: 2027-01-18}
    """

    def check(self, stack: Stack) -> Iterator[Finding]:
        for kind in (Strategy, Bet, Initiative):
            running = [
                item
                for item in stack.of(kind)
                if item.active
                and state_of(stack, item).stage == "running"
                and not stack.unsure(item)
            ]
            never = [item for item in running if item.node_at("reviewed") is None]
            if len(never) == len(running):
                continue
            late: list[tuple[Entity, int | None]] = []
            for item in never:
                if isinstance(item, Strategy) and item.cadence is not None:
                    continue  # its cadence says when, and `rhythm-missing` that it was not kept
                start = state_of(stack, item).start
                age = (stack.today - start).days if start is not None else None
                if age is None or age > self.after:
                    late.append((item, age))
            for (first, days), *others in in_groups(late, lambda pair: pair[0].collection):
                since = (
                    "is under way" if days is None else f"has been active for {days_words(days)}"
                )
                message = (
                    f"{first.id} {since} and has never been reviewed, although other "
                    f"{kind.plural} have"
                )
                if others:
                    ids = few(item.id for item, _ in ((first, days), *others))
                    message = (
                        f"{len(others) + 1} of {len(running)} {kind.plural} under way have "
                        f"never been reviewed: {ids}"
                    )
                yield self.finding(
                    first, message, related=[Related(item.grip, item.id) for item, _ in others]
                )

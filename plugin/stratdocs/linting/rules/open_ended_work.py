from __future__ import annotations

from collections.abc import Iterator

from stratdocs.analysis.aims import aim
from stratdocs.analysis.state import state_of
from stratdocs.linting.rules.base import Limit, Rule, in_groups
from stratdocs.model.finding import Finding, Related, Severity
from stratdocs.model.kinds import KeyResult, Work
from stratdocs.model.stack import Stack
from stratdocs.model.unread import is_written
from stratdocs.words.phrases import few


class OpenEndedWork(Rule):
    """Work is under way without a definition of done or a due date.

    If you can't say in one sentence what "done" looks like, the work will be nearly done for weeks,
    and without a due date no one notices. Either is enough, and so is the due date of the key
    result that it supports. Reported where other work has one; where no work does, there is one
    finding.
    """

    enough = Limit(5, "Fewest active work items for one finding that none of them has an end.")

    severity = Severity.ADVICE
    group = "clarity"
    bad = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        bets:
          - {id: first-week-value, title: Value in the first week, serves: customers-that-stay}
        work:
          - {id: import-api, title: An interface for lists, serves: first-week-value, status: on_track, due: 2027-03-10, done_when: A list of 10 MB is in within a minute}
          - {id: guided-import, title: Guided import of patient lists, serves: first-week-value, status: on_track}   # <- open-ended-work
    """
    good = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        bets:
          - {id: first-week-value, title: Value in the first week, serves: customers-that-stay}
        work:
          - {id: import-api, title: An interface for lists, serves: first-week-value, owner: ana, status: on_track, due: 2027-03-10, done_when: A list of 10 MB is in within a minute}
          - {id: guided-import, title: Guided import of patient lists, serves: first-week-value, owner: ben, status: on_track, due: 2027-03-24, done_when: A clinic imports its list without a call}
    """

    def check(self, stack: Stack) -> Iterator[Finding]:
        under_way = [work for work in stack.of(Work) if work.under_way]
        used = {
            field
            for field in _WORDS
            if any(getattr(work, field) is not None for work in stack.of(Work))
        }
        if not used:
            if len(under_way) < self.enough:
                return
        asked = used or set(_WORDS)
        silent = [
            work for work in under_way if not any(_is_said(stack, work, field) for field in asked)
        ]
        open_ended = [work for work in silent if _is_running(stack, work)]
        if not open_ended:
            return
        running = [work for work in under_way if _is_running(stack, work)]
        if not used and len(running) < self.enough:
            return
        used = asked
        words = " or ".join(_WORDS[field] for field in _WORDS if field in used)
        for first, *others in in_groups(open_ended, lambda work: work.noun):
            message = f"{first.id} is under way without {words}"
            if others:
                ids = few(work.id for work in (first, *others))
                message = (
                    f"{1 + len(others)} of {len(running)} work items under way lack {words}: {ids}"
                )
            yield self.finding(
                first,
                message,
                related=[Related(work.grip, work.id) for work in others],
            )


_WORDS = {"done_when": "a definition of done", "due": "a due date"}
"""What each field holds."""


def _is_running(stack: Stack, work: Work) -> bool:
    return state_of(stack, work).in_force and not stack.unsure(work)


def _is_said(stack: Stack, work: Work, field: str) -> bool:
    if getattr(work, field) is not None or is_written(work, field):
        return True  # what could not be read is a finding already
    above = stack.primary(work)
    return field == "due" and isinstance(above, KeyResult) and aim(stack, above).by is not None

from __future__ import annotations

from collections.abc import Iterator

from stratdocs.analysis.aims import aim
from stratdocs.analysis.state import state_of
from stratdocs.linting.rules.base import Limit, Rule, in_groups
from stratdocs.model.days import day_words
from stratdocs.model.finding import Finding, Related, Severity
from stratdocs.model.kinds import KeyResult, Work
from stratdocs.model.stack import Stack
from stratdocs.model.unread import is_written
from stratdocs.words.phrases import few


class DoneUndefined(Rule):
    """Work has a due date but no definition of done.

    On the due date two people look at the same thing, and only one of them thinks it is finished.
    If you can't say in one sentence what done looks like, the goal needs breaking down further.
    Reported where other work for the same goal has a definition, or most of the work under way
    does.
    """

    enough = Limit(3, "Fewest work items with a definition of done that make it the custom.")

    severity = Severity.ADVICE
    group = "clarity"
    bad = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        bets:
          - {id: first-week-value, title: Value in the first week, serves: customers-that-stay}
        work:
          - {id: import-api, title: An interface for lists, serves: first-week-value, owner: ana, due: 2027-03-10, status: on_track, done_when: A list of 10 MB is in within a minute}
          - {id: guided-import, title: Guided import of patient lists, serves: first-week-value, owner: ben, due: 2027-03-24, status: on_track}   # <- done-undefined
    """
    good = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        bets:
          - {id: first-week-value, title: Value in the first week, serves: customers-that-stay}
        work:
          - {id: import-api, title: An interface for lists, serves: first-week-value, owner: ana, due: 2027-03-10, status: on_track, done_when: A list of 10 MB is in within a minute}
          - {id: guided-import, title: Guided import of patient lists, serves: first-week-value, owner: ben, due: 2027-03-24, status: on_track, done_when: A clinic imports its list without a call}
    """

    def check(self, stack: Stack) -> Iterator[Finding]:
        running = [
            work
            for work in stack.of(Work)
            if (state := state_of(stack, work)).stage == "running"
            and state.in_force
            and not stack.unsure(work)
        ]
        defined = [work for work in running if work.done_when]
        if not defined:
            return
        goals = {goal for work in stack.of(Work) if work.done_when for goal in work.serves[:1]}
        usual = len(defined) >= self.enough and len(defined) * 2 > len(running)
        vague = [
            work
            for work in running
            if _has_end(stack, work)
            and not _is_said(work)
            and (usual or not goals.isdisjoint(work.serves[:1]))
        ]
        for first, *others in in_groups(vague, type):
            when = (
                f"is due on {day_words(first.due)}"
                if first.due
                else "has a due date from its parent"
            )
            message = f"{first.id} {when} but has no definition of done"
            if others:
                ids = few(work.id for work in (first, *others))
                message = (
                    f"{1 + len(others)} of {len(running)} work items under way have a date "
                    f"but no definition of done: {ids}"
                )
            yield self.finding(
                first,
                f"{message} (`done_when`)",
                related=[Related(work.grip, work.id) for work in others],
            )


def _has_end(stack: Stack, work: Work) -> bool:
    """Whether it has a day, or the key result that it is for has one."""
    above = stack.primary(work)
    return work.due is not None or (
        isinstance(above, KeyResult) and aim(stack, above).by is not None
    )


def _is_said(work: Work) -> bool:
    """Whether it says what done means, or something that could not be read."""
    return bool(work.done_when) or is_written(work, "done_when")

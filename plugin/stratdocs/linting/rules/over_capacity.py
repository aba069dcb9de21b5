from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence

from stratdocs.analysis.capacity import (
    NO_ESTIMATE,
    USUAL_PERCENT,
    PersonLoad,
    PlannedWork,
    TeamGap,
    TeamLoad,
    amount_words,
    overloaded_people,
    team_gaps,
    team_loads,
)
from stratdocs.linting.rules.base import Limit, Rule
from stratdocs.model.finding import Finding, Related, Severity
from stratdocs.model.kinds import Person, Work
from stratdocs.model.periods import Period
from stratdocs.model.stack import Stack
from stratdocs.words.phrases import join_words

MAX_LISTED = 4
"""Work items that a finding names."""
MIN_UNESTIMATED = 2
"""Open work items without an estimate that are worth a finding where no work has an estimate."""


class OverCapacity(Rule):
    """A team or person has planned more work than they have capacity for, or no one can tell.

    Questions, illness, meetings and mistakes take a third of the time of people who work with their
    heads. Whatever is planned beyond that is done late, badly or not at all, and no one has chosen
    which. So a plan above 70% of the capacity is too much, even if the team's own `utilisation` is
    higher; a lower one counts.

    Hours, days, weeks, months and full-time people (FTE) are converted: a day is 8 hours, a week 5
    days, a month 20, a quarter 60, as planning tools count. Points count only against points. Work
    that spans several periods is divided by weekdays. Other work counts in the period in which it
    is due, or in the period of its goal. Finished work counts too.

    Work without an estimate, or in a unit that can't be converted, makes the planned load a lower
    bound: there is one such suggestion per team. It is also a suggestion if one person owns more
    estimated work in a quarter than it has working days.
    """

    limit = Limit(
        USUAL_PERCENT,
        "Highest percentage of its capacity that a team may plan, even if its utilisation is higher.",
    )

    severity = Severity.WARNING
    group = "alignment"
    bad = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        teams:
          - id: onboarding
            title: Onboarding
            capacity: 60 d   # <- over-capacity
        bets:
          - {id: first-week-value, title: Value in the first week, serves: customers-that-stay, period: 2027-Q1}
        work:
          - {id: guided-import, title: Guided import of customer lists, serves: first-week-value, team: onboarding, estimate: 35 d, due: 2027-02-26}
          - {id: nicer-mails, title: Nicer mails, serves: first-week-value, team: onboarding, estimate: 15 d, due: 2027-03-12, lno: neutral}
    """
    good = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        teams:
          - id: onboarding
            title: Onboarding
            capacity: 60 d
        bets:
          - {id: first-week-value, title: Value in the first week, serves: customers-that-stay, period: 2027-Q1}
        work:
          - {id: guided-import, title: Guided import of customer lists, serves: first-week-value, team: onboarding, estimate: 35 d, due: 2027-02-26}
          - {id: nicer-mails, title: Nicer mails, serves: first-week-value, team: onboarding, estimate: 15 d, due: 2027-04-16, lno: neutral}
    """

    def check(self, stack: Stack) -> Iterator[Finding]:
        overloads = [
            load
            for load in team_loads(stack, self.limit)
            if load.above and not _is_past(load.period, stack)
        ]
        for load in overloads:
            yield self._overload(load)
        named = {
            item.work.id
            for load in overloads
            for item in load.uncounted
            if item.because == NO_ESTIMATE
        }
        yield from self._gaps(stack, named)
        for load_of_person in overloaded_people(stack):
            if not _is_past(load_of_person.quarter, stack):
                yield self._overloaded_person(stack, load_of_person)

    def _overload(self, load: TeamLoad) -> Finding:
        expendable = load.expendable()
        in_period = f" for {load.period}" if load.period else ""
        missing = [item.work.id for item in load.uncounted]
        not_counted = (
            f"; {_items(len(missing))} of that period not counted: {_listed(missing)}"
            if missing
            else ""
        )
        cut = f"; neutral or overhead work to cut: {_listed(_part(load, i) for i in expendable)}"
        return self.finding(
            load.team,
            f"{load.team.id} has planned {load.planned_words} of its "
            f"{load.capacity_words}{in_period} ({load.share_words}), "
            f"{load.amount(load.over)} over "
            f"{load.bar_words}{not_counted}{(cut if expendable else '')}",
            "capacity",
            related=[
                Related(item.work.at("estimate"), f"{item.work.id}, {item.work.lno}")
                for item in expendable[:MAX_LISTED]
            ],
        )

    def _gaps(self, stack: Stack, named: Container[str]) -> Iterator[Finding]:
        """What could not be counted: once for each team, or once if nobody estimates anything.

        What only lacks an estimate is `named` where the plan of its period is too full without it.
        """
        gaps = tuple(team_gaps(stack, self.limit))
        somebody_estimates = any(work.estimate for work in stack.of(Work))
        if somebody_estimates or not all(gap.is_all_unestimated for gap in gaps):
            for gap in gaps:
                if not all(item.work.id in named for item in gap.uncounted):
                    yield self._gap((gap,), _gap_words(gap))
            return
        count = sum(gap.open_count for gap in gaps)
        if count < MIN_UNESTIMATED:
            return
        teams = _listed(gap.team.id for gap in gaps)
        yield self._gap(
            gaps,
            f"none of the {_open_items(count)} of {teams} has an estimate, so the planned "
            "share of capacity is unknown",
        )

    def _gap(self, gaps: Sequence[TeamGap], message: str) -> Finding:
        return self.finding(
            gaps[0].team,
            message,
            "capacity",
            severity=Severity.ADVICE,
            related=[
                Related(item.work.at("estimate"), f"{item.work.id}, {item.because}")
                for gap in gaps
                for item in gap.uncounted
            ][:MAX_LISTED],
        )

    def _overloaded_person(self, stack: Stack, load: PersonLoad) -> Finding:
        largest = max(load.items, key=lambda item: item.effort).work
        message = (
            f"{load.person} alone has {amount_words(load.days)} d of work in "
            f"{load.quarter}, which has {load.working_days} working days: "
            f"{_listed(item.work.id for item in load.items)}"
        )
        somebody = stack.get(load.person)
        related = [
            Related(item.work.at("owner"), f"{item.work.id}, {item.work.estimate}")
            for item in load.items[:MAX_LISTED]
        ]
        if isinstance(somebody, Person):
            return self.finding(somebody, message, severity=Severity.ADVICE, related=related)
        return self.finding(largest, message, "owner", severity=Severity.ADVICE, related=related)


def _is_past(period: Period | None, stack: Stack) -> bool:
    """Whether nobody can plan a period any more; what is open in it is late, which is said there."""
    return period is not None and period.end < stack.today


def _gap_words(gap: TeamGap) -> str:
    """What of a team's work could not be counted, why, and what follows."""
    reasons: dict[str, list[str]] = {}
    for item in gap.uncounted:
        words = f"{item.work.id} ({item.words})" if item.words else item.work.id
        reasons.setdefault(item.because, []).append(words)
    count, whose = len(gap.uncounted), f"{_open_items(gap.open_count)} of {gap.team.id}"
    counted = f"{count} of {whose}"
    if gap.open_count == 1:
        counted = f"the only open work item of {gap.team.id}"
    if list(reasons) == [NO_ESTIMATE]:
        verb = "has" if count == 1 else "have"
        what = f"{counted} {verb} no estimate ({_listed(reasons[NO_ESTIMATE])})"
    else:
        listed = "; ".join(f"{because}: {_listed(ids)}" for because, ids in reasons.items())
        what = (
            f"{counted} couldn't be counted against its capacity of {gap.team.capacity} ({listed})"
        )
    if gap.load is None:
        return f"{what}, so its planned share of capacity is unknown"
    period = f" for {gap.load.period}" if gap.load.period else ""
    return f"{what}, so the {gap.load.percent} planned{period} is a lower bound"


def _part(load: TeamLoad, item: PlannedWork) -> str:
    """A work item with what it takes in the period of a load."""
    whole = str(item.work.estimate)
    return f"{item.work.id} ({load.amount(item.effort) + ' of ' if item.is_part else ''}{whole})"


def _open_items(count: int) -> str:
    return "1 open work item" if count == 1 else f"{count} open work items"


def _items(count: int) -> str:
    return "1 work item" if count == 1 else f"{count} work items"


def _listed(words: Iterable[str]) -> str:
    """The first of the words as a list in a sentence, and how many more there are."""
    listed = list(words)
    more = len(listed) - MAX_LISTED
    if more <= 0:
        return join_words(listed)
    return f"{', '.join(listed[:MAX_LISTED])} and {more} more"

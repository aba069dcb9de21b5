"""What a team has planned against its capacity, and what to cut."""

from __future__ import annotations

from datetime import date
from textwrap import dedent

import pytest

from stratdocs.analysis.capacity import TeamLoad, current_loads, team_loads
from stratdocs.analysis.effort import effort_of
from stratdocs.linting.lint import lint
from stratdocs.model.stack import load
from stratdocs.model.values import quantity

FULL = """
    teams:
      - {id: blue, title: Blue, capacity: 60 d, utilisation: 65%}
    work:
      - {id: core, team: blue, estimate: 30 d, lno: leverage, due: 2027-02-26, status: on_track}
      - {id: mails, team: blue, estimate: 6 d, lno: neutral, due: 2027-02-12, status: on_track}
      - {id: colours, team: blue, estimate: 4 d, lno: neutral, due: 2027-03-12}
      - {id: forms, team: blue, estimate: 5 d, lno: overhead, due: 2027-03-05, status: on_track}
      - {id: idea, team: blue, estimate: 90 d, due: 2027-03-05, status: proposed}
"""


def found(text: str) -> list[TeamLoad]:
    return list(team_loads(load({"s.yml": dedent(text)}, today=date(2027, 2, 1))))


def test_a_plan_above_the_limit_gives_its_figures() -> None:
    (blue,) = found(FULL)

    assert blue.above
    assert blue.because == ("45 d planned of 60 d (75%); its limit of 65% is 39 d")


def test_overhead_is_cut_first_then_the_least_committed_neutral_work() -> None:
    (blue,) = found(FULL)

    assert [(cut.work.id, cut.enough) for cut in blue.cuts()] == [
        ("forms", False),
        ("colours", True),
    ]
    assert blue.cuts()[1].because == "neutral, not started: it pays for itself and no more"


def test_leverage_is_cut_last() -> None:
    (blue,) = found(FULL.replace("30 d", "60 d"))

    assert [cut.work.id for cut in blue.cuts()] == ["forms", "colours", "mails", "core"]


def test_a_plan_that_fits_needs_no_cut() -> None:
    (blue,) = found(FULL.replace("30 d", "20 d"))

    assert not blue.above
    assert blue.cuts() == ()


def test_work_that_is_done_cannot_be_cut() -> None:
    (blue,) = found(FULL.replace("30 d", "60 d").replace("on_track", "done"))

    assert [(cut.work.id, cut.enough) for cut in blue.cuts()] == [("colours", False)]


def test_without_a_limit_of_its_own_the_usual_one_counts() -> None:
    (blue,) = found(FULL.replace(", utilisation: 65%", ""))

    assert (blue.limit, blue.own_limit) == (0.7, None)


# --- a strategy in, its loads and findings out ----------------------------------------------------


def loads_and_findings(text: str) -> str:
    """The loads in words, and the messages of the rule, each with its severity."""
    stack = load({"s.yml": text}, today=date(2027, 2, 1))
    loads = [
        f"{found.period or 'no date'}: {found.planned_words} of {found.capacity_words}, "
        f"{found.share_words}, {found.state}"
        for found in team_loads(stack)
    ]
    findings = [
        f"{finding.severity.word}: {finding.message}"
        for finding in lint(stack)
        if finding.rule == "over-capacity"
    ]
    return " ".join([*loads, *findings]) or "nothing"


CASES = """
## 65%
teams: [{id: t, title: T, capacity: 100 d}]
work:
  - {id: a, team: t, due: 2027-02-12, estimate: 65 d}
->
2027-Q1: 65 d of 100 d, 65%, fits

## exactly 70%
teams: [{id: t, title: T, capacity: 100 d}]
work:
  - {id: a, team: t, due: 2027-02-12, estimate: 70 d}
->
2027-Q1: 70 d of 100 d, 70%, fits

## 72%
teams: [{id: t, title: T, capacity: 100 d}]
work:
  - {id: a, team: t, due: 2027-02-12, estimate: 72 d}
->
2027-Q1: 72 d of 100 d, 72%, over
warning: t has planned 72 d of its 100 d for 2027-Q1 (72%), 2 d over the usual limit of
    70%

## just above 70%
teams: [{id: t, title: T, capacity: 100 d}]
work:
  - {id: a, team: t, due: 2027-02-12, estimate: 70.2 d}
->
2027-Q1: 70.2 d of 100 d, 70.2%, over
warning: t has planned 70.2 d of its 100 d for 2027-Q1 (70.2%), 0.2 d over the usual limit
    of 70%

## all of it done
teams: [{id: t, title: T, capacity: 100 d}]
work:
  - {id: a, team: t, due: 2027-02-12, estimate: 99 d, status: done}
->
2027-Q1: 99 d of 100 d, 99%, over but done

## its own limit is 100%
teams: [{id: t, title: T, capacity: 100 d, utilisation: 100%}]
work:
  - {id: a, team: t, due: 2027-02-12, estimate: 95 d}
->
2027-Q1: 95 d of 100 d, 95%, over
warning: t has planned 95 d of its 100 d for 2027-Q1 (95%), 25 d over 70%, the most that
    knowledge work sustains; its own limit of 100% isn't a limit

## its own limit is 80%
teams: [{id: t, title: T, capacity: 100 d, utilisation: 0.8}]
work:
  - {id: a, team: t, due: 2027-02-12, estimate: 75 d}
->
2027-Q1: 75 d of 100 d, 75%, over
warning: t has planned 75 d of its 100 d for 2027-Q1 (75%), 5 d over 70%, the most that
    knowledge work sustains; its own limit of 80% is too high

## a limit of 100% that is not used
teams: [{id: t, title: T, capacity: 100 d, utilisation: 100%}]
work:
  - {id: a, team: t, due: 2027-02-12, estimate: 60 d}
->
2027-Q1: 60 d of 100 d, 60%, fits

## a limit written as a bare number
teams: [{id: t, title: T, capacity: 100 d, utilisation: 50}]
work:
  - {id: a, team: t, due: 2027-02-12, estimate: 60 d}
->
2027-Q1: 60 d of 100 d, 60%, over
warning: t has planned 60 d of its 100 d for 2027-Q1 (60%), 10 d over its limit of 50%

## hours on days
teams: [{id: t, title: T, capacity: 100 d}]
work:
  - {id: a, team: t, due: 2027-02-12, estimate: 800 h}
->
2027-Q1: 100 d of 100 d, 100%, over
warning: t has planned 100 d of its 100 d for 2027-Q1 (100%), 30 d over the usual limit of
    70%

## weeks, person-days, months and minutes on hours
teams: [{id: t, title: T, capacity: 800 h}]
work:
  - {id: a, team: t, due: 2027-02-12, estimate: 2 weeks}
  - {id: b, team: t, due: 2027-02-12, estimate: 5 person-days}
  - {id: c, team: t, due: 2027-02-12, estimate: 1 month}
  - {id: d, team: t, due: 2027-02-12, estimate: 480 min}
->
2027-Q1: 288 h of 800 h, 36%, fits

## a capacity in people
teams: [{id: t, title: T, capacity: 2 FTE}]
work:
  - {id: a, team: t, due: 2027-02-12, estimate: 90 d}
->
2027-Q1: 90 d of 2 FTE (120 d), 75%, over
warning: t has planned 90 d of its 2 FTE (120 d) for 2027-Q1 (75%), 6 d over the usual
    limit of 70%

## people on people
teams: [{id: t, title: T, capacity: 3 FTE}]
work:
  - {id: a, team: t, due: 2027-02-12, estimate: 0.5 FTE}
  - {id: b, team: t, due: 2027-02-12, estimate: 1 person}
->
2027-Q1: 90 d of 3 FTE (180 d), 50%, fits

## half a person for half a quarter
teams: [{id: t, title: T, capacity: 100 d}]
work:
  - {id: a, team: t, started: 2027-01-01, due: 2027-02-15, estimate: 0.5 FTE}
->
2027-Q1: 15 d of 100 d, 15%, fits

## hours a week
teams: [{id: t, title: T, capacity: 80 h/week}]
work:
  - {id: a, team: t, due: 2027-02-12, estimate: 60 d}
->
2027-Q1: 60 d of 80 h/week (120 d), 50%, fits

## points on points
teams: [{id: t, title: T, capacity: 40 pts}]
work:
  - {id: a, team: t, due: 2027-02-12, estimate: 8 points}
  - {id: b, team: t, due: 2027-02-12, estimate: 4 story points}
->
2027-Q1: 12 pts of 40 pts, 30%, fits

## points on days
teams: [{id: t, title: T, capacity: 100 d}]
work:
  - {id: a, team: t, due: 2027-02-12, estimate: 8 points}
  - {id: b, team: t, due: 2027-02-12, estimate: 20 d}
->
2027-Q1: at least 20 d of 100 d, at least 20%, at least
advice: 1 of 2 open work items of t couldn't be counted against its capacity of 100 d (not
    in working time: a (8 points)), so the 20% planned for 2027-Q1 is a lower bound

## nothing but points on days
teams: [{id: t, title: T, capacity: 100 d}]
work:
  - {id: a, team: t, due: 2027-02-12, estimate: 8 points}
  - {id: b, team: t, due: 2027-02-12, estimate: 3}
->
2027-Q1: unknown of 100 d, unknown, unknown
advice: 2 of 2 open work items of t couldn't be counted against its capacity of 100 d (not
    in working time: a (8 points) and b (3)), so its planned share of capacity is unknown

## no estimates at all
teams: [{id: t, title: T, capacity: 100 d}]
work:
  - {id: a, team: t, due: 2027-02-12, status: on_track}
  - {id: b, team: t, due: 2027-02-12, status: on_track}
->
2027-Q1: unknown of 100 d, unknown, unknown
advice: none of the 2 open work items of t has an estimate, so the planned share of
    capacity is unknown

## no estimates in two teams
teams: [{id: t, title: T, capacity: 100 d}, {id: u, title: T, capacity: 100 d}]
work:
  - {id: a, team: t, due: 2027-02-12}
  - {id: b, team: u}
->
2027-Q1: unknown of 100 d, unknown, unknown
no date: unknown of 100 d, unknown, unknown
advice: none of the 2 open work items of t and u has an estimate, so the planned share of
    capacity is unknown

## a single work item where nobody estimates anything
teams: [{id: t, title: T, capacity: 100 d}]
work:
  - {id: a, team: t, due: 2027-02-12}
->
2027-Q1: unknown of 100 d, unknown, unknown

## no estimates in one team while others estimate
teams: [{id: t, title: T, capacity: 100 d}, {id: u, title: U}]
work:
  - {id: a, team: t, due: 2027-02-12}
  - {id: b, team: u, due: 2027-02-12, estimate: 9 d}
->
2027-Q1: unknown of 100 d, unknown, unknown
advice: the only open work item of t has no estimate (a), so its planned share of capacity
    is unknown

## some without an estimate
teams: [{id: t, title: T, capacity: 100 d}]
work:
  - {id: a, team: t, due: 2027-02-12, estimate: 40 d}
  - {id: b, team: t, due: 2027-02-12}
  - {id: c, team: t, due: 2027-02-12}
->
2027-Q1: at least 40 d of 100 d, at least 40%, at least
advice: 2 of 3 open work items of t have no estimate (b and c), so the 40% planned for
    2027-Q1 is a lower bound

## above the limit although some are missing
teams: [{id: t, title: T, capacity: 100 d}]
work:
  - {id: a, team: t, due: 2027-02-12, estimate: 80 d}
  - {id: b, team: t, due: 2027-02-12}
->
2027-Q1: at least 80 d of 100 d, at least 80%, over
warning: t has planned at least 80 d of its 100 d for 2027-Q1 (at least 80%), 10 d over
    the usual limit of 70%; 1 work item of that period not counted: b

## drafts and finished work without an estimate
teams: [{id: t, title: T, capacity: 100 d}]
work:
  - {id: a, team: t, due: 2027-02-12, estimate: 40 d}
  - {id: b, team: t, due: 2027-02-12, status: proposed}
  - {id: c, team: t, due: 2026-11-02, status: done}
->
2027-Q1: 40 d of 100 d, 40%, fits
2026-Q4: unknown of 100 d, unknown, unknown

## an estimate below 0
teams: [{id: t, title: T, capacity: 100 d}]
work:
  - {id: a, team: t, due: 2027-02-12, estimate: 90 d}
  - {id: b, team: t, due: 2027-02-12, estimate: -50 d}
->
2027-Q1: at least 90 d of 100 d, at least 90%, over
advice: 1 of 2 open work items of t couldn't be counted against its capacity of 100 d
    (with a negative estimate: b (-50 d)), so the 90% planned for 2027-Q1 is a lower bound
warning: t has planned at least 90 d of its 100 d for 2027-Q1 (at least 90%), 20 d over
    the usual limit of 70%; 1 work item of that period not counted: b

## a capacity of nothing
teams: [{id: t, title: T, capacity: 0 d}]
work:
  - {id: a, team: t, due: 2027-02-12, estimate: 9 d}
->
2027-Q1: unknown of 0 d, unknown, unknown
advice: the only open work item of t couldn't be counted against its capacity of 0 d (with
    no capacity to count it against: a (9 d)), so its planned share of capacity is unknown

## work over two quarters
teams: [{id: t, title: T, capacity: 100 d}]
work:
  - {id: a, team: t, estimate: 90 d, started: 2027-01-05, due: 2027-04-05}
->
2027-Q1: 85.8 d of 100 d, 86%, over
2027-Q2: 4.2 d of 100 d, 4%, fits
warning: t has planned 85.8 d of its 100 d for 2027-Q1 (86%), 15.8 d over the usual limit
    of 70%

## work over a year
teams: [{id: t, title: T, capacity: 100 d}]
work:
  - {id: a, team: t, estimate: 200 d, started: 2027-01-01, due: 2027-12-31}
->
2027-Q1: 49 d of 100 d, 49%, fits
2027-Q2: 49.8 d of 100 d, 50%, fits
2027-Q3: 50.6 d of 100 d, 51%, fits
2027-Q4: 50.6 d of 100 d, 51%, fits

## begun after it was due
teams: [{id: t, title: T, capacity: 100 d}]
work:
  - {id: a, team: t, estimate: 20 d, started: 2027-01-11, due: 2026-12-01}
->
2027-Q1: 20 d of 100 d, 20%, fits

## over a weekend
teams: [{id: t, title: T, capacity: 100 d}]
work:
  - {id: a, team: t, estimate: 2 d, started: 2027-01-30, due: 2027-01-31}
->
2027-Q1: 2 d of 100 d, 2%, fits

## a thousand years
teams: [{id: t, title: T, capacity: 100 d}]
work:
  - {id: a, team: t, estimate: 20 d, started: 1027-01-11, due: 2027-02-01}
->
2027-Q1: 20 d of 100 d, 20%, fits

## some work without a date
teams: [{id: t, title: T, capacity: 100 d}]
work:
  - {id: a, team: t, due: 2027-02-12, estimate: 60 d}
  - {id: b, team: t, estimate: 50 d}
->
2027-Q1: 60 d of 100 d, 60%, fits
no date: unknown of 100 d, unknown, unknown

## no work with a date
teams: [{id: t, title: T, capacity: 100 d}]
work:
  - {id: a, team: t, estimate: 60 d}
  - {id: b, team: t, estimate: 50 d}
->
no date: 110 d of 100 d, 110%, over
warning: t has planned 110 d of its 100 d (110%), 40 d over the usual limit of 70%

## one person with 90 days of a quarter
teams: [{id: t, title: T}]
work:
  - {id: a, team: t, due: 2027-02-12, owner: ana, estimate: 50 d}
  - {id: b, team: t, due: 2027-02-12, owner: ana, estimate: 320 h}
->
advice: ana alone has 90 d of work in 2027-Q1, which has 64 working days: a and b

## one person with 64 days of a quarter
teams: [{id: t, title: T}]
work:
  - {id: a, team: t, due: 2027-02-12, owner: ana, estimate: 64 d}
  - {id: b, team: t, due: 2027-02-12, owner: t, estimate: 90 d}
->
nothing
"""


@pytest.mark.parametrize("case", CASES.strip().split("\n## "), ids=lambda case: case.split("\n")[0])
def test_loads_and_findings(case: str) -> None:
    text, _, expected = case.split("\n", 1)[1].partition("->")

    assert loads_and_findings(text) == " ".join(expected.split())


GOALS = """
    strategies: [{id: s, title: Win, level: company, period: 2027}]
    bets: [{id: quarter, title: B, serves: s, period: 2027-Q1},
           {id: half, title: B, serves: s, period: 2027-H1},
           {id: draft, title: B, serves: s, period: 2027-Q1, status: proposed},
           {id: later, title: B, serves: s, period: 2027-Q1}]
    initiatives:
      - id: rollout
        title: R
        serves: s
        phases: [{title: One, starts: 2027-03-01, ends: 2027-03-12},
                 {title: Two, starts: 2027-04-01, ends: 2027-04-09}]
"""


def test_work_without_dates_falls_in_the_period_or_the_phases_above_it() -> None:
    work = """
    teams: [{id: t, title: T, capacity: 100 d}]
    work:
      - {id: a, team: t, serves: quarter, estimate: 10 d}
      - {id: b, team: t, serves: half, estimate: 20 d}
      - {id: c, team: t, serves: rollout, estimate: 30 d}
      - {id: d, team: t, serves: s, estimate: 40 d}
      - {id: e, team: t, serves: draft, estimate: 99 d}
      - {id: f, team: t, serves: later, estimate: 1 d}
    """

    assert loads_and_findings(GOALS + work) == (
        "2027-Q1: 43.9 d of 100 d, 44%, fits 2027-Q2: 17.1 d of 100 d, 17%, fits "
        "no date: unknown of 100 d, unknown, unknown"
    )


TWO = """
    teams: [{id: t, title: T, capacity: 100 d}]
    work: [{id: a, team: t, due: 2027-02-12, estimate: 85 d}, {id: b, team: t}]
"""


def test_a_load_without_a_date_does_not_hide_the_one_that_runs() -> None:
    stack = load({"s.yml": TWO}, today=date(2027, 2, 1))

    assert [str(found.period) for found in current_loads(stack).values()] == ["2027-Q1"]


def test_the_most_that_may_be_planned_is_a_setting() -> None:
    settings = "    settings: {rules: {over-capacity: {limit: 90}}}"

    assert "warning" in loads_and_findings(TWO)
    assert "warning" not in loads_and_findings(TWO + settings)


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("8 h", 1, "working time"),
        ("1.5 person-weeks", 7.5, "working time"),
        ("2 man-days", 2, "working time"),
        ("3 months", 60, "working time"),
        ("1 quarter", 60, "working time"),
        ("2 FTEs", 2, "people"),
        ("5 people", 5, "people"),
        ("40 h per week", 1, "people"),
        ("60 d per quarter", 1, "people"),
        ("60 d per period", 60, "working time"),
        ("5 SP", 5, "point"),
        ("3 m", 3, "m"),
        ("4", 4, ""),
    ],
)
def test_an_amount_of_work_in_any_unit(text: str, number: float, unit: str) -> None:
    read = quantity(text)

    assert read is not None
    assert effort_of(read) == (number, unit)


def test_the_first_and_the_last_day_of_the_calendar_are_counted() -> None:
    text = """
    settings: {year_starts: 02}
    teams: [{id: t, title: T, capacity: 9 d}]
    work:
      - {id: a, team: t, estimate: 3 d, due: 0001-01-01}
      - {id: b, team: t, estimate: 3 d, started: 0001-01-01, due: 9999-12-31}
    """

    assert loads_and_findings(text).count("3 d of 9 d, 33%, fits") == 2

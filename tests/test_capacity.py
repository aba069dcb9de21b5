"""What a team has planned against its capacity, and what to cut."""

from __future__ import annotations

from datetime import date
from textwrap import dedent

from stratdocs.analysis.capacity import TeamLoad, team_loads
from stratdocs.model.stack import load

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
    assert blue.because == ("45 d planned of 60 d, which is 75%; its limit of 65% is 39 d")


def test_overhead_is_cut_first_then_the_least_committed_neutral_work() -> None:
    (blue,) = found(FULL)

    assert [(cut.work.id, cut.enough) for cut in blue.cuts()] == [
        ("forms", False),
        ("colours", True),
    ]
    assert blue.cuts()[1].because == "neutral, not begun: it pays for itself and no more"


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

"""The five symptoms of the gap between strategy and execution."""

from __future__ import annotations

from conftest import stack_of

from stratdocs.analysis.symptoms import Point, Symptom, symptoms

COMPANY = """
strategies:
  - {id: company, title: Company, level: company, period: 2027}
  - {id: web, title: Web, level: product, serves: company, period: 2027, status: on_track}
bets:
  - {id: wide, title: Wide, serves: web}
"""


def found(key: str, text: str) -> Symptom:
    return next(symptom for symptom in symptoms(stack_of(COMPANY + text)) if symptom.key == key)


def shown(key: str, text: str) -> tuple[int | None, int, list[str]]:
    symptom = found(key, text)
    return symptom.shown, symptom.total, [item.id for item in symptom.items]


def test_work_without_a_strategy_is_counted_among_work_under_way() -> None:
    work = """
work:
  - {id: a, title: A, serves: wide, status: on_track}
  - {id: b, title: B, status: on_track}
  - {id: c, title: C, status: done, due: 2026-11-30}
  - {id: d, title: D, serves: wide, status: done, due: 2026-12-01}
  - {id: e, title: E, status: proposed}
"""
    assert shown("off-strategy", work) == (1, 2, ["b"])
    assert found("off-strategy", work).trend == (Point("Q4 2026", 1, 2),)


def test_without_work_or_with_broken_links_it_is_unknown() -> None:
    assert found("off-strategy", "").reason == "no work is under way"
    broken = found("off-strategy", "work: [{id: a, title: A, serves: gone, status: on_track}]")
    assert (broken.shown, broken.reason) == (None, "some links can't be followed")


def test_work_outside_the_plan_is_unknown_until_somebody_says_what_was_planned() -> None:
    silent = "work: [{id: a, title: A, serves: wide, status: on_track}]"
    said = """
work:
  - {id: a, title: A, serves: wide, status: on_track, planned: true}
  - {id: b, title: B, serves: wide, status: at_risk, planned: false}
  - {id: c, title: C, serves: wide, status: blocked}
"""
    assert found("off-plan", silent).reason == "no work is marked as planned or unplanned"
    assert shown("off-plan", said) == (1, 3, ["b"])


def test_strategies_that_no_ritual_refers_to() -> None:
    unsaid = "rituals: [{id: r, title: R, serves: company}]"
    said = "rituals: [{id: r, title: R, serves: company, refers_to: [web]}]"
    both = "rituals: [{id: r, title: R, refers_to: [web, company]}]"

    assert found("unread", "").reason == "there are no rituals"
    assert found("unread", unsaid).reason == "no ritual says what it reviews"
    assert shown("unread", said) == (1, 2, ["company"])
    assert shown("unread", both) == (0, 2, [])


def test_requests_that_displaced_priorities() -> None:
    silent = "work: [{id: a, title: A, serves: wide, status: on_track}]"
    said = """
work:
  - {id: a, title: A, status: on_track, requested_by: Sales, displaces: [wide]}
  - {id: b, title: B, status: dropped, displaces: [wide]}
  - {id: c, title: C, status: done, due: 2026-11-30, displaces: [wide]}
"""
    assert found("displaced", silent).shown is None
    assert shown("displaced", said) == (2, 0, ["a", "c"])
    assert found("displaced", said).trend == (Point("Q4 2026", 1, 1),)


READINGS = """
teams:
  - id: one
    title: One
    reading: {asks: Answer newcomers first, will_not_do: Night shifts, date: 2026-12-01}
  - {id: two, title: Two}
  - {id: three, title: Three}
objectives:
  - {id: o1, title: Clinics stay, serves: web, team: one, status: on_track}
  - {id: o2, title: Clinics stay, serves: web, team: two, status: on_track}
"""


def test_teams_whose_reading_is_missing() -> None:
    assert shown("unclear", READINGS) == (1, 2, ["two"])
    assert found("unclear", READINGS).trend == (Point("2027-01-01", 1, 2),)


def test_an_earlier_figure_is_unknown_if_a_reading_was_written_since() -> None:
    assert found("unclear", READINGS.replace("2026-12-01", "2027-02-01")).trend == ()
    assert found("unclear", READINGS.replace(", date: 2026-12-01", "")).trend == ()


def test_without_any_reading_it_is_unknown() -> None:
    assert found("unclear", "teams: [{id: one, title: One}]").shown is None

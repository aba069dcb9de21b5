"""This week on the home page: who moved what, what changed, what is due, who has not reported."""

from __future__ import annotations

from datetime import date, timedelta
from textwrap import dedent

import pytest
from pages import TODAY, page_text, site_of_stack

from stratdocs.model.history import Reader, Version, history
from stratdocs.model.kinds import KeyResult
from stratdocs.model.stack import Stack, load
from stratdocs.site.views import home, okr, week

WEDNESDAY = TODAY + timedelta(days=2)
STRATEGY = """
    people: [{id: ana, title: Ana Reis}, {id: jo, title: Jo Kern}]
    strategies: [{id: stay, title: Customers stay, level: company, period: 2027, owner: ana}]
    objectives:
      - id: week
        title: Value in the first week
        serves: stay
        period: 2027-Q1
        status: on_track
        owner: ana
        key_results:
          - id: calls
            title: Cut calls from 40 to 20 a day
            baseline: 40
            target: 20
            owner: jo
            check_ins: [{date: 2027-01-29, value: 34}, {date: 2027-02-16, value: 28}]
          - id: share
            title: Raise the share from 40% to 50%
            baseline: 40%
            target: 50%
            owner: ana
            check_ins: [{date: 2027-01-29, value: 44%}, {date: 2027-02-16, value: 43%}]
          - id: silent
            title: Raise activation from 40% to 55% on island piers
            baseline: 40%
            target: 55%
            owner: jo
            check_ins: [{date: 2027-01-29, value: 44%, status: on_track}]
    work:
      - {id: soon, title: Guided import, serves: calls, owner: jo,
          status: on_track, due: 2027-02-19}
      - {id: done, title: Finished, serves: calls, owner: jo, due: 2027-02-19, status: done}
      - {id: later, title: Later, serves: calls, owner: jo, due: 2027-03-19, status: on_track}
"""


def stack(text: str = STRATEGY, today: date = WEDNESDAY) -> Stack:
    return load({"s.yml": dedent(text)}, today=today)


def shown(found: Stack) -> str:
    """What the home page says of the week."""
    text = page_text(next(iter(home.pages(site_of_stack(found)))))
    return text[text.index("This week") :]


def changed(before: str, after: str, message: str = "") -> Stack:
    found = stack(after)
    texts = ({"s.yml": dedent(before)}, {"s.yml": dedent(after)})
    version = Version(WEDNESDAY - timedelta(days=1), "Ana Reis", "abc", message, *texts)
    past = history([version], found.entities, Reader(everything=True), since=date(2026, 2, 1))
    return found.with_history({}, past)


def test_check_ins_stand_by_how_far_they_moved() -> None:
    text = shown(stack())

    assert text.startswith("This week Mon 15 to Wed 17 February")
    assert "Moved forward Cut calls 34 → 28 target 20 Jo Kern" in text
    assert "Moved back Raise the share 44 → 43% target 50% Ana Reis All 2 check-ins" in text


def test_open_work_of_the_days_ahead_is_due() -> None:
    text = shown(stack())

    assert "Due by 24 Feb: Guided import (Jo Kern, 19 Feb)." in text
    assert "Finished (" not in text
    assert "Later (" not in text


def test_who_has_not_reported_is_named() -> None:
    assert "No check-in since 29 Jan or before: 1 key result : Jo Kern." in shown(stack())


def test_changes_stand_by_weight_and_without_a_reason_are_marked() -> None:
    later = STRATEGY.replace("on_track, due: 2027-02-19", "on_track, due: 2027-02-12")
    text = shown(changed(later, STRATEGY))
    assert (
        "Changed, by weight notable Guided import ? No reason given 12 Feb → 19 Feb Ana Reis"
        in text
    )

    text = shown(changed(later, STRATEGY, "Because: the vendor is late"))
    assert "Guided import the vendor is late 12 Feb → 19 Feb Ana Reis" in text


def test_an_empty_week_says_what_was_last_and_what_is_next() -> None:
    quiet = STRATEGY.replace(", {date: 2027-02-16, value: 28}", "").replace(
        ", {date: 2027-02-16, value: 43%}", ""
    )
    past = history([], (), Reader(everything=True), since=date(2026, 2, 1))
    text = shown(stack(quiet).with_history({}, past))

    assert "No one has reported and nothing has changed since Monday." in text
    assert "The last check-in was on 29 Jan 2027." in text


def test_an_unknown_history_is_said() -> None:
    assert "Not all changes are known: the history of the files wasn't read." in shown(stack())
    past = history([], (), Reader(everything=True), missing="this clone is shallow")

    assert "Not all changes are known: this clone is shallow." in shown(
        stack().with_history({}, past)
    )


def test_an_empty_strategy_has_a_week() -> None:
    week.week_data(site_of_stack(load({}, today=TODAY)))


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("Raise the share from 40% to 50%", "Raise the share"),
        ("Raise the share from 40% to 50% a week", "Raise the share"),
        ("Raise the share, from 40% to 50%", "Raise the share"),
        ("Raise the share from 40% to 55%", "Raise the share from 40% to 55%"),
        ("Raise the share from 40% to 50% on piers", "Raise the share from 40% to 50% on piers"),
        ("From 40% to 50%", "From 40% to 50%"),
    ],
)
def test_a_title_loses_the_figures_that_its_fields_have(title: str, short: str) -> None:
    found = stack(f"""
        key_results: [{{id: k, title: "{title}", baseline: 40%, target: 50%}}]
    """)
    (goal,) = found.of(KeyResult)

    assert okr.short_title(goal) == short

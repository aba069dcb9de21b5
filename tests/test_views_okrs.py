"""What a reader sees of goals by period and team, and of one key result and one metric."""

from __future__ import annotations

import re
from datetime import date
from textwrap import dedent

import pytest
from pages import html, page_text

from stratdocs.model.kinds import KeyResult, Metric
from stratdocs.model.stack import load
from stratdocs.site.views import item, okrs
from stratdocs.site.views.ask import ALL, Ask
from stratdocs.site.views.page import Page, SiteContext

GOALS = """
    teams: [{id: growth, title: Growth}, {id: care, title: Care}]
    people: [{id: jo, title: Jo Berg}]
    metrics:
      - id: activation-7d
        title: 7-day activation
        stage: outcome
        guardrails: [load]
        drives: [stay]
        readings:
          - {date: 2026-12-31, value: 40%}
          - {date: 2027-01-31, value: 42%}
          - {date: 2027-02-26, value: 44%, note: The guide is read. And followed.}
      - {id: stay, title: Clinics that stay, stage: impact}
      - {id: load, title: Support load, shape: threshold, direction: down, threshold: 6,
         readings: [{date: 2027-02-01, value: 7}]}
    objectives:
      - id: care-fast
        title: Clinics get answers
        team: care
        period: 2027-Q1
        key_results: [{id: hours, title: Answer in 12 h, baseline: 24 h, target: 12 h}]
      - id: first-week
        title: New clinics get value
        team: growth
        period: 2027-Q1
        status: on_track
        key_results:
          - id: activation
            title: Raise activation
            metric: activation-7d
            baseline: 40%
            target: 60%
            owner: jo
            guardrails: [load]
            check_ins:
              - {date: 2027-01-31, value: 42%, status: on_track}
              - {date: 2027-02-26, value: 44%, status: on_track, confidence: 6, note: Slow. Very.}
      - {id: whole, title: We stay small, level: organisation, period: 2027-Q1}
      - id: autumn
        title: Clinics renew
        team: growth
        period: 2026-Q4
        status: done
        score: 0.7
        key_results:
          - id: renewals
            title: Raise renewals
            baseline: 60%
            target: 80%
            score: 0.7
            check_ins: [{date: 2026-12-20, value: 75%, status: done}]
      - {id: someday, title: Some day, status: proposed}
"""


def site(text: str = GOALS) -> SiteContext:
    return SiteContext(load({"s.yml": dedent(text)}, today=date(2027, 3, 1)), ())


def by_path(context: SiteContext) -> dict[str, Page]:
    return {page.path: page for page in okrs.pages(context)}


def test_the_current_period_has_the_main_page_and_each_other_its_own():
    found = by_path(site())

    assert list(found) == ["okrs/2026-Q4", "okrs", "okrs/undated"]
    assert found["okrs"].title == "Goals of Q1 2027"
    assert (found["okrs"].listed, found["okrs/2026-Q4"].listed) == ("Goals", None)
    assert "Q4 2026 over Q1 2027 now without a period" in page_text(found["okrs"])
    assert "1 Jan to 31 Mar; 67% of the quarter has passed." in page_text(found["okrs"])


def test_goals_go_from_the_organisation_down_team_by_team():
    text = page_text(by_path(site())["okrs"])

    places = [
        text.index(title) for title in ("We stay small", "New clinics", "Clinics get answers")
    ]
    assert places == sorted(places)
    assert "We stay small no key results yet" in text


def test_a_key_result_shows_its_progress_its_pace_and_its_owners_word():
    page = by_path(site())["okrs"]

    assert "Raise activation behind pace since 31 Jan 2027 On track 44% → 60% Jo Berg" in page_text(
        page
    )
    assert "a steady pace would be at 67%" in html(page)


def test_the_head_lists_where_word_and_pace_differ():
    text = page_text(by_path(site())["okrs"])

    assert (
        "Reported on track, but behind pace: 1 Raise activation 44% after 67% of the quarter, "
        "expected 53%. “Slow.” 44% → 60% Jo Berg" in text
    )


def test_an_ended_period_shows_its_result():
    text = page_text(by_path(site())["okrs/2026-Q4"])

    assert "0 reached the target 1 missed it 1 key result" in text
    assert "Clinics renew scored 0.7 Done" in text
    assert "ended at 75%, 75% of the way to 80%; scored 0.7" in text
    assert "expected today" not in text


@pytest.mark.parametrize(
    ("ask", "results"),
    [
        (ALL, ["activation", "hours"]),
        (Ask(of=("key_results",)), ["activation", "hours"]),
        (Ask(of=("renewals",)), ["renewals"]),
        (Ask(of=("autumn",)), ["renewals"]),
        (Ask(of=("objectives",), where=lambda _, goal: goal.status == "done"), ["renewals"]),
    ],
)
def test_a_block_shows_the_requested_goals(ask: Ask, results: list[str]):
    data = okrs.OKRS.data(site(), ask)

    assert [
        row.ref.id for group in data.groups for goal in group.goals for row in goal.rows
    ] == results


def test_key_results_without_an_objective_are_not_lost():
    page = by_path(site("key_results: [{id: a, title: A, period: 2027-Q1}]"))["okrs"]

    assert "Key result without an objective" in page_text(page)
    assert "No team" in page_text(page)


def test_without_goals_there_is_no_page_and_a_block_has_a_starter():
    context = site("people: [{id: jo, title: Jo}]")

    assert by_path(context) == {}
    assert "objectives:" in okrs.OKRS.data(context, ALL).starter


def test_the_page_of_a_key_result_draws_its_progress_against_the_pace():
    context = site()
    goal = next(goal for goal in context.stack.of(KeyResult) if goal.id == "activation")
    page = item.item_page(context, goal)

    assert "Expected today 53%" in page_text(page)
    assert (
        "Reported on track, behind pace since 31 Jan 2027: 44%, where a steady pace would be "
        "at 53%." in page_text(page)
    )
    assert "sd-draw__expected" in html(page)
    assert "Must not get worse: Support load (7, broken)." in page_text(page)


def test_the_page_of_a_metric_has_its_chart_its_guardrails_and_who_uses_it():
    context = site()
    page = item.item_page(context, context.stack.of(Metric)[0])
    text = page_text(page)

    assert "not enough data 3 readings, 44% on 26 Feb 2027; it takes 5 to show a movement" in text
    assert "target 60%" in text
    assert "26 Feb 2027: The guide is read." in html(page)
    assert "Support load 7 broken" in text
    assert "key result Raise activation measures 40% to 60% On track Q1 2027" in text


def test_titles_are_escaped():
    evil = '"<img src=x onerror=alert(1)>' + "y" * 300 + '"'
    context = site(
        f"teams: [{{id: t, title: {evil}}}]\n"
        f"objectives: [{{id: a, title: {evil}, team: t, period: 2027-Q1, key_results: "
        f"[{{id: b, title: {evil}, baseline: 1, target: 3, check_ins: "
        f"[{{date: 2027-02-01, value: 1, note: {evil}}}, {{date: 2027-02-02, value: 2}}]}}]}}]"
    )

    for page in (by_path(context)["okrs"], item.item_page(context, context.stack.of(KeyResult)[0])):
        assert "<img" not in html(page)


def test_two_thousand_key_results_are_split_into_pages():
    goals = "\n".join(
        f"  - {{id: o{n}, title: Objective {n}, period: 2027-Q1, key_results: ["
        + ", ".join(
            f"{{id: k{n}-{m}, title: Raise {m} of {n}, baseline: 1, target: 9, check_ins: "
            "[{date: 2027-01-31, value: 2, status: on_track, note: As planned},"
            " {date: 2027-02-26, value: 2.5, status: on_track}]}"
            for m in range(4)
        )
        + "]}"
        for n in range(500)
    )
    context = SiteContext(load({"s.yml": f"objectives:\n{goals}"}, today=date(2027, 3, 1)), ())
    found = by_path(context)

    assert len(found) == 21
    assert max(len(html(page)) for page in (found["okrs"], found["okrs/page/9"])) < 400_000


def test_of_many_periods_the_nearest_and_the_running_one_are_linked() -> None:
    goals = "\n".join(
        f"  - {{id: o{year}, title: Clinics stay {year}, period: {year}}}"
        for year in range(1970, 2070)
    )
    stack = load({"s.yml": f"objectives:\n{goals}\n"}, today=date(2027, 2, 15))
    found = {page.path: html(page) for page in okrs.pages(SiteContext(stack, ()))}

    def linked(path: str) -> list[str]:
        nav = found[path].partition("</nav>")[0]
        return [link.strip("./") for link in re.findall(r'href="([^"]+)"', nav)]

    assert len(found) == 100
    first = linked("okrs/1970")
    assert len(first) == okrs.MAX_PERIODS
    assert first[-1] == "okrs"
    ahead = ["okrs"]
    for path in ahead:
        ahead += [link for link in linked(path) if link not in ahead]
    assert set(ahead) == set(found)

"""What a reader sees of all bets together, and of everything we're not doing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from textwrap import dedent
from typing import Any

from pages import html, page_text

from stratdocs.analysis.readiness import approval
from stratdocs.model.kinds import Bet
from stratdocs.model.stack import load
from stratdocs.site.views import not_doing, portfolio
from stratdocs.site.views.ask import ALL, Ask
from stratdocs.site.views.page import Page, SiteContext

BETS = """
    teams: [{id: growth, title: Growth}]
    people: [{id: maya, title: Maya Lind}]
    bets:
      - id: fax
        title: Bridge to fax
        size: small
        status: proposed
      - id: first-week
        title: Value in the first week
        status: on_track
        size: big
        lno: leverage
        approved_by: maya
        approved_on: 2026-12-01
        confidence:
          {problem: {level: high, evidence: 31 interviews}, solution: medium, outcome: low}
        dhm: {delight: A calm first morning, margin: Fewer calls}
        cost_of_delay: high
        cost_of_rework: low
        value: high
        risk: low
        deprioritises: [{what: fax, because: Few still use it}, A new logo]
        not_doing: [{title: Training videos, because: Nobody watches them.}]
      - id: fares
        title: Fair fares
        size: big
        status: committed
        regulated: true
        cost_of_delay: high
        cost_of_rework: high
      - id: stamps
        title: Stamps
        size: small
        status: dropped
        because: Regulars want a season ticket.
    objectives:
      - {id: week, title: Clinics get value, team: growth, work: [
          {id: import, title: Import, lno: leverage, status: on_track},
          {id: forms, title: Forms, lno: overhead, status: done},
          {id: gone, title: Gone, lno: neutral, status: dropped, because: Nobody asked.},
          {id: rush, title: A rush, status: done, requested_by: Sales, displaces: [forms]}]}
"""


def site(text: str = BETS) -> SiteContext:
    return SiteContext(load({"s.yml": dedent(text)}, today=date(2027, 1, 20)), ())


def page_of(context: SiteContext) -> Page:
    return next(portfolio.pages(context))


def view(name: str, context: SiteContext, ask: Ask = ALL) -> Mapping[str, Any]:
    return next(view for view in portfolio.EMBEDS if view.name == name).data(context, ask)


def test_the_portfolio_shows_size_confidence_and_balance():
    text = page_text(page_of(site()))

    assert "Portfolio: risk is concentrated 2 of 2 bets are big." in text
    assert "3 bets by sureness (across) and size (up); the table below says the same." in html(
        page_of(site())
    )
    assert "Value in the first week On track big low weakest: outcome leverage" in text
    assert "1 bet that is done or dropped is left out" in text


def test_each_bet_is_in_the_column_of_its_weakest_confidence():
    shapes = view("portfolio", site()).drawing.shapes
    items = [shape for shape in shapes if shape.path]

    title = "Value in the first week: big; discovery first: confidence in the outcome is low"
    assert [s.title for s in items if s.path == "bets/first-week"] == [title]
    assert any(s.kind == "item draft" for s in items)


def test_readiness_marks_bets_ahead_of_their_discovery():
    text = page_text(page_of(site()))

    assert (
        "discovery first confidence in the outcome is low, but it is already under way. No evidence for the solution and outcome"  # noqa: E501
        in text
    )


def test_delay_is_compared_with_rework():
    rows = view("cost-of-delay", site()).rows

    assert [(row.bet.ref.id, row.says) for row in rows] == [
        ("first-week", "ship early and iterate"),
        ("fares", "get it right first"),
        ("fax", "not enough data"),
    ]


def test_the_mix_of_each_team_in_numbers():
    rows = view("lno", site()).rows

    assert [(row.ref.title, dict(row.counts), row.without_sort) for row in rows] == [
        ("Growth", {"leverage": 1, "neutral": 0, "overhead": 1}, 1)
    ]
    assert "1 leverage, 1 overhead, 1 not marked" in html(page_of(site()))


def test_missing_approvals_come_first():
    text = page_text(page_of(site()))

    assert (
        "Approval is missing for 1 bet: Fair fares Committed : it is big and "
        "committed, with no named approver."
    ) in text
    assert "1 bet is proposed but not committed. Bridge to fax , small" in text
    assert "Value in the first week On track big Maya Lind 1 Dec 2026" in text


def test_a_small_bet_under_way_names_its_approver_or_the_team():
    stack = load(
        {"s.yml": "bets: [{id: a, title: A, status: on_track, size: small}]"},
        today=date(2027, 1, 20),
    )

    assert approval(stack.of(Bet)[0]) == (
        "owed",
        "it is under way, with no named approver; smaller bets are up to the team",
    )


def test_what_waits_for_each_bet_and_bets_that_name_nothing():
    data = view("waits", site())

    assert [wait.because for row in data.rows for wait in row.waits][:1] == ["Few still use it"]
    assert [ref.title for ref in data.silent] == ["Fair fares"]
    assert "On hold for these bets" not in page_text(page_of(site()))


def test_a_filter_may_select_ended_bets():
    ask = Ask(of=("bets",), where=lambda _, entity: entity.status == "dropped")

    assert [row.bet.ref.id for row in view("portfolio", site(), ask).rows] == ["stamps"]


def test_without_bets_there_is_no_page_and_a_block_has_a_starter():
    context = site("people: [{id: maya, title: Maya}]")

    assert list(portfolio.pages(context)) == []
    assert "bets:" in view("portfolio", context).others.starter
    assert view("lno", context).drawing is None


# --- everything we're not doing ------------------------------------------------------------------

NOT_DOING = """
    strategies:
      - id: keep
        title: Win by keeping customers
        level: company
        period: 2027
        not_doing: [{title: A marketplace, because: Customers would pay us to compete.}, Kiosks]
    teams: [{id: growth, title: Growth, reading: {will_not_do: No fleets above ten.}}]
    outcomes:
      - id: week
        title: Value in week one
        opportunities:
          - id: hurry
            title: No time
            status: dropped
            because: Two interviews said otherwise.
    decisions:
      - id: log-first
        title: The log first
        options: [Drill log, Fuel reports]
        choice: The drill log; its rule starts in March.
      - {id: vague, title: Vague, options: [Many, Few], choice: It depends.}
"""


def test_everything_we_are_not_doing_has_its_reason_and_its_source():
    text = page_text(next(not_doing.pages(site(NOT_DOING))))

    assert "5 things are left out, postponed or dropped; 1 of them without a reason." in text
    assert (
        "A marketplace Customers would pay us to compete. strategy Win by keeping customers 2027"
        in text
    )
    assert "Kiosks no reason given" in text
    assert "No time opportunity Two interviews said otherwise. outcome Value in week one" in text
    assert "Fuel reports The drill log; its rule starts in March. decision The log first" in text
    assert "Many" not in text
    assert "No fleets above ten. team Growth" in text


def test_bets_and_work_are_listed_too():
    text = page_text(next(not_doing.pages(site())))

    assert "Training videos Nobody watches them. bet Value in the first week" in text
    assert "Stamps bet Regulars want a season ticket." in text
    assert "Forms work item requested by Sales work item A rush" in text


def test_a_strategy_that_leaves_nothing_out_gets_a_starter():
    text = page_text(next(not_doing.pages(site("people: [{id: maya, title: Maya}]"))))

    assert "Nothing is left out yet." in text
    assert "not_doing: - {title:" in text


# --- whatever is written --------------------------------------------------------------------------


def test_titles_are_escaped():
    evil = '"<script>alert(1)</script>' + "x" * 300 + '"'
    context = site(
        f"bets: [{{id: a, title: {evil}, status: on_track, size: big, cost_of_delay: high, "
        f"confidence: {{problem: high, solution: high, outcome: high}}, "
        f"not_doing: [{evil}], deprioritises: [{evil}]}}]"
    )

    for page in (page_of(context), next(not_doing.pages(context))):
        assert "<script>" not in html(page)
        assert "style=" not in html(page)


def test_two_thousand_bets_fit_on_a_page():
    bets = "\n".join(
        f"  - {{id: b{n}, title: Bet {n}, status: on_track, size: big, cost_of_delay: high, "
        f"cost_of_rework: low, dhm: {{delight: Much}}, not_doing: [Thing {n}], "
        f"deprioritises: [Other {n}], confidence: {{problem: high, solution: low}}}}"
        for n in range(2000)
    )
    context = SiteContext(load({"s.yml": f"bets:\n{bets}"}, today=date(2027, 1, 20)), ())

    assert len(html(page_of(context))) < 400_000
    assert len(html(next(not_doing.pages(context)))) < 400_000


def test_costs_in_money_have_a_place_of_their_own_and_come_first():
    context = site("""
        bets:
          - {id: low, title: Low, status: on_track, cost_of_delay: low, cost_of_rework: low}
          - {id: week, title: W, status: on_track, cost_of_delay: €20k/week, cost_of_rework: €50k}
          - {id: day, title: Day, status: on_track, cost_of_delay: €5k/day}
    """)
    found = view("cost-of-delay", context)

    assert [(row.bet.ref.id, row.delay) for row in found.rows] == [
        ("day", "€5k/day"),
        ("week", "€20k/week"),
        ("low", "low"),
    ]
    assert "in money" in html(page_of(context))
    assert "2.5 weeks of delay" in page_text(page_of(context))

"""What a reader sees of one bet, and of all bets side by side."""

from __future__ import annotations

from datetime import date
from textwrap import dedent

from pages import page_text

from stratdocs.model.kinds import Bet
from stratdocs.model.stack import load
from stratdocs.site.views import collection, item
from stratdocs.site.views.page import SiteContext

BETS = """
    metrics: [{id: activation-7d, title: 7-day activation}]
    bets:
      - id: first-week
        title: Value in the first week
        status: committed
        size: big
        lno: leverage
        confidence:
          problem: {level: high, evidence: 31 interviews}
          solution: medium
          outcome: low
        success:
          outcome: Customers do real work
          measure: activation-7d
          baseline: 40%
          by: 2027-03-31
        dhm: {delight: A calm first morning, margin: Fewer calls}
        cost_of_delay: high
        cost_of_rework: low
        value: high
        risk: low
        deprioritises: [{what: fax, because: Few still use it}, A new logo]
      - {id: fax, title: Bridge to fax, size: small, status: proposed}
      - {id: fares, title: Fair fares, size: medium, status: on_track, lno: neutral}
"""


def site() -> SiteContext:
    return SiteContext(load({"s.yml": dedent(BETS)}, today=date(2027, 1, 20)), ())


def bet(number: int) -> str:
    context = site()
    return page_text(item.item_page(context, context.stack.of(Bet)[number]))


def test_a_bet_shows_its_readiness_and_the_reason():
    page = bet(0)

    assert "Discovery first Confidence in the outcome is low." in page
    assert "Problem high Solution medium Outcome low" in page
    assert "More evidence Problem 31 interviews" in page


def test_a_bet_shows_answers_to_the_five_questions_and_open_ones():
    page = bet(0)

    assert (
        "What we expect Customers do real work Measured by 7-day activation "
        "Baseline 40% Now – Target, by 31 Mar – Unknown: its metric has no reading. "
        "Not set yet: target." in page
    )


def test_a_bet_shows_its_economics_and_what_waits():
    page = bet(0)

    assert "Ship early and iterate The cost of delay is high" in page
    assert "More to win than to lose" in page
    assert "Why can't others copy it quickly? not answered" in page
    assert "Bridge to fax Few still use it" in page
    assert "A new logo" in page


def test_a_proposal_shows_no_open_answers():
    page = bet(1)

    assert "not answered" not in page
    assert "Not enough data" not in page


def test_all_bets_side_by_side():
    context = site()
    text = page_text(next(page for page in collection.pages(context) if page.path == "bets"))

    assert "3 bets: 1 on track, 1 committed, 1 proposed." in text
    assert (
        "Value in the first week Committed Customers do real work 7-day activation 40% unknown not set 31 Mar 2027"  # noqa: E501
        in text
    )

"""The page of an item: its order, its rows, and what is unknown."""

from __future__ import annotations

import re

from pages import html, page_text, site_of

from stratdocs.site.views import item
from stratdocs.site.views.page import SiteContext

STORY = """
people: [{id: ana, title: Ana}, {id: bo, title: Bo}]
strategies:
  - {id: win, title: Win harbours, level: company, owner: ana, why: Berths pay.,
     where_we_play: Harbours, constraints: [No debt],
     not_doing: [{title: Ferries, because: Others do}]}
bets:
  - id: phone
    title: Berths by phone
    serves: win
    status: on_track
    owner: ana
    period: 2027-Q1
    approved_by: bo
    approved_on: 2026-12-01
    why: Callers book.
    success: {outcome: Skippers call, measure: Calls, baseline: 0, target: 100, by: 2027-03-31}
    confidence: {problem: {level: high, evidence: 40 talks}, solution: low, outcome: high}
    rights: {decides: bo}
    constraints: [One line]
    risks: [{id: storm, title: Storm, probability: 3, impact: 4, mitigation: Anchors, owner: bo}]
objectives: [{id: calm, title: Calm berths, serves: phone, period: 2027-Q1, owner: ana}]
key_results:
  - {id: calls, title: Raise calls, serves: calm, baseline: 0, target: 100, owner: ana,
     check_ins: [{date: 2027-02-12, value: 60, status: on_track}]}
  - {id: odd, title: Cut waits, serves: calm, baseline: 9 d, target: 3 d, owner: bo,
     check_ins: [{date: 2027-02-12, value: 4 boats, status: at_risk}]}
work:
  - {id: paint, title: Paint the pier, serves: calls, status: done, owner: ana}
  - {id: wire, title: Wire the pier, serves: calls, status: on_track, due: 2027-03-01, owner: bo}
"""


def shown(site: SiteContext, name: str) -> str:
    found = site.stack.get(name)
    assert found is not None
    return page_text(item.item_page(site, found))


def test_a_bet_reads_in_order() -> None:
    text = shown(site_of(STORY), "phone")

    parts = (
        "Approved by Bo , 1 Dec 2026",
        "Callers book.",
        "Win harbours › this bet",
        "What we expect Skippers call",
        "Confidence Discovery first",
        "Weakest evidence, solution: no evidence.",
        "Progress of its goals",
        "2 work items: 1 done, 1 on track",
        "Risks Risk Probability Impact Mitigation Owner Storm possible major Anchors Bo",
        "Context for teams Constraints",
        "Decision Rights",
    )
    flat = text.replace(" ,", " ,")
    places = [flat.find(part) for part in parts]
    assert -1 not in places, parts[places.index(-1)]
    assert places == sorted(places)


def test_a_bar_has_its_pace_and_an_unknown_one_its_reason() -> None:
    site = site_of(STORY)
    calls, odd = site.stack.get("calls"), site.stack.get("odd")
    assert calls is not None
    assert odd is not None

    assert site.bar(calls)[:2] == (0.6, 46 / 90)
    assert site.bar(calls).now == "60"
    assert (site.bar(odd).share, site.bar(odd).now) == (None, "4 boats")
    assert site.bar(odd).unknown == "4 boats can't be compared with 3 d"
    assert "Progress unknown: 4 boats can't be compared with 3 d" in shown(site, "odd")
    assert "sd-unknown--large" in html(item.item_page(site, odd))


def test_the_pace_of_an_item_is_that_of_what_fills_its_bar() -> None:
    site = site_of(STORY)
    bet = site.stack.get("phone")
    assert bet is not None

    assert site.bar(bet).expected == 46 / 90  # the other key result fills nothing
    assert site.bar(bet).partly == "1 of 2"

    timeless = site_of(
        STORY.replace("period: 2027-Q1, owner: ana}", "owner: ana}").replace(
            "    period: 2027-Q1\n", ""
        )
    )
    assert timeless.bar(bet).expected is None


def test_what_is_done_has_no_tick() -> None:
    site = site_of(STORY.replace("value: 60, status: on_track", "value: 60, status: done"))
    calls = site.stack.get("calls")
    assert calls is not None

    assert site.bar(calls).expected is None


def test_an_objective_lists_its_key_results_once() -> None:
    text = shown(site_of(STORY), "calm")

    assert (
        "Key results key result Raise calls 0 → 100; last check-in 3 days ago On track 60 Ana"
        in text
    )
    assert text.count("Raise calls") == 1
    assert "Work work item Paint the pier Done Ana" in text
    assert "Wire the pier On track due 1 Mar Bo" in text


def test_a_strategy_begins_with_its_choices_and_what_it_leaves_out() -> None:
    text = shown(site_of(STORY), "win")

    order = ("Berths pay.", "Where we play Harbours", "Bets and goals", "What we're not doing")
    places = [text.find(part) for part in order]
    assert -1 not in places
    assert places == sorted(places)
    assert text.index("Ferries") < text.index("No debt")


def test_each_row_has_its_kind_and_its_columns() -> None:
    site = site_of(STORY)
    bet = site.stack.get("phone")
    assert bet is not None

    rows = re.findall(
        r'<div class="sd-twig sd-row[^"]*">(.*?)</div>', html(item.item_page(site, bet)), re.DOTALL
    )
    assert len(rows) == 5
    assert all('class="sd-owner"' in row and 'class="sd-icon"' in row for row in rows)


def test_more_than_seven_work_items_are_folded() -> None:
    more = "".join(
        f"\n  - {{id: w{n}, title: Plank {n}, serves: calls, status: done, owner: bo}}"
        for n in range(8)
    )
    site = site_of(STORY.rstrip() + more + "\n")

    assert "3 more of 10 work items: 9 done, 1 on track" in shown(site, "calls")

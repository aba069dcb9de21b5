"""The first page: YAML in, words out."""

from __future__ import annotations

import re

from pages import NASTY, html, page, page_text, site_of

from stratdocs.site.views import home
from stratdocs.site.views.page import Page

STORY = """
people: [{id: ana, title: Ana}]
strategies:
  - id: company
    title: Win harbours
    level: company
    where_we_play: Small harbours
    how_we_win: By phone
    not_doing: [{title: Ferries, because: Others do}]
bets:
  - {id: a, title: Berths by phone, serves: company, size: big, status: on_track, approved_by: ana}
  - {id: b, title: Night watch, serves: company, size: medium, status: at_risk, owner: ana}
  - {id: c, title: Paint, serves: company, size: small, status: on_track}
  - {id: d, title: Lamps, serves: company, size: big, status: proposed}
objectives:
  - {id: o, title: Calm berths, serves: a, period: 2027-Q1}
key_results:
  - id: k
    title: Raise calls from 0 to 100
    serves: o
    baseline: 0
    target: 100
    owner: ana
    check_ins: [{date: 2027-02-12, value: 3, status: on_track, note: Few ring.}]
"""


def first(yaml: str) -> Page:
    return page(home.pages, "", site_of(yaml))


def test_it_shows_the_strategy_the_focus_and_the_portfolio() -> None:
    text = page_text(first(STORY))

    assert "Win harbours" in text
    assert "Where we play Small harbours How we win By phone" in text
    assert "2 major bets in the first quarter of 2027. A good strategy has 2 to 4" in text
    assert "big 1 medium 1 small 1 balanced" in text
    assert "One thing we are not doing" in text


def test_it_lists_what_needs_a_decision_and_who_decides() -> None:
    text = page_text(first(STORY))

    assert (
        "word and pace differ Raise calls from 0 to 100 key result Because: it stood at 3" in text
    )
    assert "Ana decides." in text
    assert "1 is behind pace, 1 of them against its owner’s word." in text
    assert "Also in trouble At risk Night watch" in text


def test_a_crowded_page_is_folded_counted_and_small() -> None:
    risks = "".join(
        f"\n  - {{id: r{n}, title: Storm {n}, serves: company, probability: 4, impact: 4}}"
        for n in range(2000)
    )
    bets = "".join(
        f"\n  - {{id: bet{n}, title: Bet {n}, serves: company, size: small}}" for n in range(2000)
    )
    shown = first(f"{STORY}risks:{risks}\n".replace("objectives:", f"{bets[1:]}\nobjectives:", 1))

    text = page_text(shown)
    assert "What needs a decision" in text
    assert "1993 more" in text
    assert "and 1953 more, on the pages of goals, risks and capacity." in text
    assert len(html(shown)) < 300_000


def test_an_empty_strategy_explains_what_is_missing() -> None:
    text = page_text(first("bets: []\n"))

    assert "No company strategy is written yet." in text
    assert "What needs a decision" not in text


def test_titles_are_text() -> None:
    printed = html(first(STORY.replace("Night watch", f"'{NASTY}'")))

    assert "<script" not in printed
    assert re.findall(r"\son[a-z]+=|\sstyle=", printed) == []

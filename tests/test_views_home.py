"""The first page: YAML in, words out."""

from __future__ import annotations

import re

from pages import NASTY, html, page, site_of, words

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


def test_it_tells_the_strategy_the_focus_and_the_portfolio() -> None:
    told = words(first(STORY))

    assert "Win harbours" in told
    assert "Where we play Small harbours How we win By phone" in told
    assert "2 of 4 major bets in the first quarter of 2027." in told
    assert "big 1 medium 1 small 1 balanced" in told
    assert "One thing we are not doing" in told


def test_it_tells_what_needs_a_decision_and_who_decides() -> None:
    told = words(first(STORY))

    assert (
        "word and pace differ Raise calls from 0 to 100 key result Because: it stood at 3" in told
    )
    assert "Ana decides." in told
    assert "1 is behind pace, 1 of them against its owner’s word." in told
    assert "Also in trouble At risk Night watch" in told


def test_what_is_crowded_is_folded_counted_and_small() -> None:
    risks = "".join(
        f"\n  - {{id: r{n}, title: Storm {n}, serves: company, probability: 4, impact: 4}}"
        for n in range(2000)
    )
    bets = "".join(
        f"\n  - {{id: bet{n}, title: Bet {n}, serves: company, size: small}}" for n in range(2000)
    )
    shown = first(f"{STORY}risks:{risks}\n".replace("objectives:", f"{bets[1:]}\nobjectives:", 1))

    told = words(shown)
    assert "What needs a decision" in told
    assert "1993 more" in told
    assert "and 1953 more, on the pages of goals, risks and capacity." in told
    assert len(html(shown)) < 300_000


def test_an_empty_strategy_says_what_it_wants() -> None:
    told = words(first("bets: []\n"))

    assert "No company strategy is written yet." in told
    assert "What needs a decision" not in told


def test_titles_are_text() -> None:
    printed = html(first(STORY.replace("Night watch", f"'{NASTY}'")))

    assert "<script" not in printed
    assert re.findall(r"\son[a-z]+=|\sstyle=", printed) == []

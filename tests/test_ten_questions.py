"""Ten questions that somebody asks of a company's strategy, answered from the YAML of the demo and
from the pages of its site: who reads the one has to answer as who reads the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from pages import page_text

from stratdocs.analysis.promises import moved_promises
from stratdocs.linting.lint import lint
from stratdocs.model.kinds import (
    Bet,
    Decision,
    Entity,
    KeyResult,
    Retrospective,
    Risk,
    Strategy,
    Work,
)
from stratdocs.model.periods import period
from stratdocs.model.stack import Stack, load
from stratdocs.repo.content import read_content
from stratdocs.repo.git import with_history
from stratdocs.site.pages import pages
from stratdocs.site.views.page import Page, SiteContext

ROOT = Path(__file__).parents[1]
TODAY = date(2026, 11, 21)
NOW = period("2026-Q4")


@pytest.fixture(scope="module")
def stack() -> Stack:
    content = read_content([ROOT / "content" / "strategy"])
    read = load(dict(content.texts), today=TODAY, findings=content.findings)
    return with_history(read, [str(ROOT / "content" / "strategy")], home=str(ROOT), for_site=True)


@pytest.fixture(scope="module")
def site(stack: Stack) -> dict[str, Page]:
    return {page.path: page for page in pages(SiteContext(stack, lint(stack)))}


def flat(text: str | None) -> str:
    """A text as a page prints it: without marks of Markdown, in single spaces, quotes alike."""
    plain = re.sub(r"[*_`]|\[\[[^\]]*\]\]", "", unescape(text or ""))
    return " ".join(plain.split()).translate(str.maketrans("’‘“”", "''\"\""))


def missing(page: Page, answers: Iterator[str | None]) -> list[str]:
    """The answers that the page does not hold; there has to be one to look for."""
    expected = [flat(answer) for answer in answers if answer]
    assert expected
    text = flat(page_text(page)).replace(" ,", ",").replace(" .", ".")
    return [answer for answer in expected if answer not in text]


def running(stack: Stack) -> list[KeyResult]:
    """The key results of the quarter."""
    assert NOW is not None
    return [
        goal
        for goal in stack.of(KeyResult)
        if (its := stack.period_of(goal)) is not None
        and its.overlaps(NOW)
        and goal.status != "dropped"
    ]


def test_why_am_i_doing_this(stack: Stack, site: dict[str, Page]) -> None:
    """Rory, who waits for tablet stands, finds the way up to the company strategy on its page."""
    stands = stack.get("tablet-stands")
    assert isinstance(stands, Work)
    way: list[Entity] = [stands]
    while (above := stack.primary(way[-1])) is not None:
        way.append(above)

    assert way[-1].id == "run-the-whole-day"
    assert missing(site["work/tablet-stands"], (item.title for item in way)) == []


def test_what_did_we_decide_not_to_do(stack: Stack, site: dict[str, Page]) -> None:
    refused = (
        text
        for strategy in stack.of(Strategy)
        for refusal in strategy.not_doing
        for text in (refusal.title, refusal.because)
    )

    assert missing(site["not-doing"], refused) == []


def test_what_do_we_bet_on_and_how_big_are_the_bets(stack: Stack, site: dict[str, Page]) -> None:
    bets = [bet for bet in stack.of(Bet) if bet.active]
    major = [bet for bet in bets if bet.size != "small"]

    assert missing(site[""], (bet.title for bet in bets)) == []
    assert missing(site[""], iter([f"{len(major)} major bets"])) == []
    assert missing(site["bets/portfolio"], (bet.title for bet in bets)) == []


def test_where_are_we(stack: Stack, site: dict[str, Page]) -> None:
    """Each key result of the quarter, with the value of its last check-in."""
    stand = (
        text
        for goal in running(stack)
        for text in (goal.title, goal.check_ins[-1].value.text if goal.check_ins else None)
    )

    assert missing(site["okrs"], stand) == []


def test_what_is_in_trouble_and_why(stack: Stack, site: dict[str, Page]) -> None:
    """What its owner calls at risk or blocked is on the first page, with what was last said."""
    trouble = [
        goal
        for goal in running(stack)
        if goal.check_ins and goal.check_ins[-1].status in ("at_risk", "blocked")
    ]
    stuck = [work for work in stack.of(Work) if work.status == "blocked"]

    assert missing(site[""], (item.title for item in (*trouble, *stuck))) == []
    assert missing(site[""], (item.because for item in stuck)) == []
    for goal in trouble:
        assert missing(site[f"key_results/{goal.id}"], iter([goal.check_ins[-1].note])) == []


def test_what_changed(stack: Stack, site: dict[str, Page]) -> None:
    """Each promise that was moved, as it was first, as it is now, and the stated reason."""
    if stack.history is None or stack.history.missing:
        pytest.skip("the history of the demo is not here")
    moves = stack.history.moves
    changes = [
        (goal.title, move.reason)
        for goal in stack.of(KeyResult)
        for promise in moved_promises(goal, moves)
        for move in promise.moves
    ]
    if not changes:
        pytest.skip("no promise was moved in this history")

    assert missing(site["changes"], (text for pair in changes for text in pair)) == []


def test_what_do_we_do_if_it_goes_otherwise(stack: Stack, site: dict[str, Page]) -> None:
    sources = (*stack.of(Strategy), *stack.of(Bet))
    triggers = (
        text
        for entity in sources
        if entity.status not in ("done", "dropped")
        for trigger in entity.triggers
        for text in (trigger.when, trigger.then)
    )

    assert missing(site["rhythm"], triggers) == []


def test_who_decided_what(stack: Stack, site: dict[str, Page]) -> None:
    decisions = stack.of(Decision)
    names = (
        person.title
        for decision in decisions
        if decision.rights and decision.rights.decides
        for person in [stack.get(decision.rights.decides)]
        if person is not None
    )

    assert missing(site["decisions/log"], (decision.title for decision in decisions)) == []
    assert missing(site["decisions/log"], (decision.choice for decision in decisions)) == []
    assert missing(site["decisions/log"], names) == []


def test_what_can_go_wrong_and_what_is_done_about_it(stack: Stack, site: dict[str, Page]) -> None:
    heavy = [
        risk
        for risk in stack.of(Risk)
        if (risk.probability or 0) * (risk.impact or 0) >= 12 and risk.status is None
    ]

    assert missing(site["delivery"], (risk.title for risk in heavy)) == []
    assert missing(site["delivery"], (risk.mitigation for risk in heavy)) == []


def test_what_did_we_learn(stack: Stack, site: dict[str, Page]) -> None:
    lessons = (
        lesson.title
        for retrospective in stack.of(Retrospective)
        for lesson in retrospective.lessons
    )

    assert missing(site["rhythm"], lessons) == []

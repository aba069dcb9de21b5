"""The strategy on a page: what we want, what we bet on, where we are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from stratdocs.finding import Severity
from stratdocs.model import KINDS, Bet, Entity, KeyResult, Objective, Strategy
from stratdocs.rules.too_many_priorities import TooManyPriorities
from stratdocs.values import Period, day_words
from stratdocs.views.page import Page, Picture, collection_title, first_sentence
from stratdocs.views.tree import tree

_ON_THE_PAGE = ("strategies", "bets", "objectives", "key_results")
_STATUSES = ("on_track", "at_risk", "blocked", "done", "dropped", "committed", "proposed")


def pages(picture: Picture) -> Iterator[Page]:
    """The home page."""
    stack = picture.stack
    company = [s for s in stack.of(Strategy) if stack.is_company(s) and s.status != "dropped"]
    now = _now(picture)
    bets = [b for b in stack.of(Bet) if b.active and (now is None or _runs(picture, b, now))]
    goals = [
        k
        for k in stack.of(KeyResult)
        if now is None or ((p := stack.period_of(k)) is not None and p.overlaps(now))
    ]
    counts: Counter[str] = Counter(picture.progress.status(goal) or "committed" for goal in goals)
    found = Counter(finding.severity for finding in picture.findings)
    roots: list[Entity] = list(company) or _roots(picture)
    budget = max(40, 200 // max(1, len(roots)))
    yield Page(
        path="",
        title="Strategy on a page",
        template="home",
        listed="Overview",
        hide=("navigation", "toc"),
        gist=first_sentence(company[0].description or company[0].why) if company else "",
        data={
            "company": [_strategy(picture, strategy) for strategy in company],
            "period": now,
            "period_words": now.words if now else None,
            "today": day_words(stack.today),
            "bets": [_bet(picture, bet) for bet in bets],
            "major": sum(1 for bet in bets if bet.size != "small"),
            "most": TooManyPriorities.most,
            "sizes": Counter(bet.size or "unsized" for bet in bets),
            "statuses": [(status, counts[status]) for status in _STATUSES if counts[status]],
            "goals": len(goals),
            "trees": [
                tree(picture, root, kinds=_ON_THE_PAGE, budget=budget) for root in roots[:20]
            ],
            "not_shown": max(0, len(roots) - 20),
            "trouble": [
                {
                    "ref": picture.ref(entity),
                    "status": picture.progress.status(entity),
                    "owner": picture.who(entity.owner),
                    "note": _note(entity),
                }
                for entity in (*bets, *goals)
                if picture.progress.status(entity) in ("at_risk", "blocked")
            ][:12],
            "collections": [
                (kind.collection, collection_title(kind.collection), len(stack.of(kind)))
                for kind in KINDS
                if stack.of(kind)
            ],
            "found": [(s.word, found[s]) for s in sorted(Severity, reverse=True) if found[s]],
            "items": len(stack.entities),
        },
    )


def _now(picture: Picture) -> Period | None:
    """The period of goals that is running: the shortest one that holds today, else the last that
    began.
    """
    today = picture.stack.today
    goals = (*picture.stack.of(Objective), *picture.stack.of(Bet))
    periods = {p for goal in goals if (p := picture.stack.period_of(goal)) is not None}
    running = [p for p in periods if p.includes(today)]
    if running:
        return min(running, key=lambda p: (p.months, p.text))
    begun = [p for p in periods if p.start <= today]
    return max(begun, key=lambda p: (p.start, -p.months, p.text), default=None)


def _runs(picture: Picture, bet: Bet, now: Period) -> bool:
    period = picture.stack.period_of(bet)
    return period is None or period.overlaps(now)


def _roots(picture: Picture) -> list[Entity]:
    """Where trees start when no company strategy is written: whatever serves nothing."""
    stack = picture.stack
    return [
        entity
        for entity in stack.entities
        if entity.collection in _ON_THE_PAGE
        and not stack.parents(entity)
        and not stack.is_company(entity)
    ]


def _strategy(picture: Picture, strategy: Strategy) -> dict[str, Any]:
    return {
        "ref": picture.ref(strategy),
        "status": strategy.status if strategy.status == "proposed" else None,
        "text": strategy.description or strategy.why,
        "where": strategy.where_we_play,
        "how": strategy.how_we_win,
        "not_doing": strategy.not_doing,
        "owner": picture.who(strategy.owner),
        "period": strategy.period,
        "reviewed": day_words(strategy.reviewed) if strategy.reviewed else None,
    }


def _bet(picture: Picture, bet: Bet) -> dict[str, Any]:
    share, words = picture.progress.bar(bet)
    return {
        "ref": picture.ref(bet),
        "size": bet.size,
        "status": picture.progress.status(bet),
        "owner": picture.who(bet.owner),
        "outcome": bet.success.outcome if bet.success else None,
        "share": share,
        "words": words,
    }


def _note(entity: Entity) -> str:
    """What was last said of it."""
    if isinstance(entity, KeyResult) and entity.check_ins:
        return first_sentence(entity.check_ins[-1].note)
    return first_sentence(entity.because)

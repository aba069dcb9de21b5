"""The strategy on a page: what we want, what we bet on, where we are, what waits to be decided.

Everything on it stands in full on another page; here it is so short that it prints on one sheet.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from stratdocs.analysis.state import state_of
from stratdocs.model.finding import Severity
from stratdocs.model.kinds import KINDS, Bet, Entity, KeyResult, Light, Objective, Strategy, Work
from stratdocs.analysis.pending import Pending, pending
from stratdocs.analysis.readiness import SIZES, portfolio
from stratdocs.analysis.rhythm import health_checks, decision_lag, on_time, starting_point
from stratdocs.lint.rules.too_many_priorities import TooManyPriorities
from stratdocs.model.values import Period, day_words
from stratdocs.site.views.ask import ALL
from stratdocs.site.views.bet import SIDE_BY_SIDE, TONES
from stratdocs.site.views.changes import CHANGES
from stratdocs.site.views.page import Page, Picture, collection_title, first_sentence
from stratdocs.site.views.tree import Twig, tree

COMPANY = 8
"""Company strategies that are told; more are none."""
TREES = 20
"""Trees that start on the page."""
BETS = 12
"""Bets that are told one by one."""
WAITING = 8
"""Matters that wait for a decision, before the fold."""
FOLDED = 40
"""Matters behind the fold."""
TROUBLE = 8
"""Items that are named as at risk or blocked."""
CHANGED = 5
"""Changes that are told."""
ON_PAPER = 60
"""Lines of the tree that a sheet has room for; with more, only its two upper levels are printed."""
MARKS = 45
"""Marks of one bar; of more, each mark stands for several."""

_ON_THE_PAGE = ("strategies", "bets", "objectives", "key_results")
_STATUSES = ("on_track", "at_risk", "blocked", "done", "dropped", "committed", "proposed")
_LIGHTS: Mapping[Light, str] = {"green": "good", "yellow": "watch", "red": "bad"}


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
    found = Counter(finding.severity for finding in picture.findings)
    roots: list[Entity] = list(company) or _roots(picture)
    budget = max(40, 200 // max(1, len(roots)))
    waiting = pending(stack, picture.progress)
    trees = [tree(picture, root, kinds=_ON_THE_PAGE, budget=budget) for root in roots[:TREES]]
    yield Page(
        path="",
        title="Strategy on a page",
        template="home",
        listed="Overview",
        hide=("navigation", "toc"),
        gist=first_sentence(company[0].description or company[0].why) if company else "",
        data={
            "company": [_strategy(picture, strategy) for strategy in company[:COMPANY]],
            "more_company": max(0, len(company) - COMPANY),
            "period_words": now.inside if now else None,
            "today": day_words(stack.today),
            "items": len(stack.entities),
            "found": [(s.word, found[s]) for s in sorted(Severity, reverse=True) if found[s]],
            "not_doing": _not_doing(picture),
            "focus": _focus(bets) if bets else None,
            "sizes": _sizes(bets) if bets else None,
            "goals": _goals(picture, goals, waiting) if goals else None,
            "health": _health(picture),
            "waiting": [_matter(picture, one) for one in waiting[:WAITING]],
            "folded": [_matter(picture, one) for one in waiting[WAITING : WAITING + FOLDED]],
            "not_told": max(0, len(waiting) - WAITING - FOLDED),
            "changed": _changed(picture),
            "trouble": _trouble(picture, (*bets, *goals), waiting[:WAITING]),
            "trees": trees,
            "crowded": sum(_shallow(twig) for twig in trees) > ON_PAPER,
            "not_shown": max(0, len(roots) - TREES),
            "bets": [_bet(picture, bet) for bet in bets[:BETS]],
            "more_bets": max(0, len(bets) - BETS),
            "portfolio": SIDE_BY_SIDE,
            "collections": [
                (kind.collection, collection_title(kind.collection), len(stack.of(kind)))
                for kind in KINDS
                if stack.of(kind)
            ],
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


def _shallow(twig: Twig) -> int:
    """The lines of a tree down to the bets."""
    return 1 + sum(1 + len(branch.branches) for branch in twig.branches)


def _strategy(picture: Picture, strategy: Strategy) -> dict[str, Any]:
    share, words = picture.progress.bar(strategy)
    return {
        "ref": picture.ref(strategy),
        "status": picture.progress.status(strategy),
        "text": first_sentence(strategy.description or strategy.why),
        "where": first_sentence(strategy.where_we_play),
        "how": first_sentence(strategy.how_we_win),
        "owner": picture.who(strategy.owner),
        "period": strategy.period.words if strategy.period else None,
        "share": share,
        "words": words,
    }


def _not_doing(picture: Picture) -> int:
    """How many things the strategies and bets leave out on purpose."""
    stack = picture.stack
    return sum(len(one.not_doing) for one in stack.of(Strategy)) + sum(
        len(bet.deprioritises) for bet in stack.of(Bet)
    )


# --- the tiles ------------------------------------------------------------------------------------


def _focus(bets: Sequence[Bet]) -> dict[str, Any]:
    """How many major bets run, of as many as a period carries."""
    major = sum(bet.size != "small" for bet in bets)
    most = TooManyPriorities.most
    return {"major": major, "most": int(most), "over": max(0, major - most)}


def _sizes(bets: Sequence[Bet]) -> dict[str, Any]:
    """The bets by size, each with a mark, and whether that is balanced."""
    found = portfolio(bets)
    rows: list[tuple[str, int]] = list(found.counts.items())
    if found.unsized:
        rows.append(("without a size", found.unsized))
    return {
        "rows": _bars([(word, word, count, "calm") for word, count in rows]),
        "says": found.says,
        "because": found.because,
        "tone": TONES.get(found.says, "watch"),
        "about": SIZES,
    }


_TONES_OF_STATUS: Mapping[str, str] = {
    "on_track": "good",
    "done": "good",
    "at_risk": "watch",
    "blocked": "bad",
}


def _goals(
    picture: Picture, goals: Sequence[KeyResult], waiting: Iterable[Pending]
) -> dict[str, Any]:
    """The key results of the period by status, and how many are behind what their time asks for."""
    counts: Counter[str] = Counter(picture.progress.status(goal) or "committed" for goal in goals)
    known = {goal.id for goal in goals}
    behind = [one for one in waiting if one.entity.id in known and one.matter in _BEHIND]
    return {
        "total": len(goals),
        "rows": _bars(
            [
                (status, status, counts[status], _TONES_OF_STATUS.get(status, "calm"))
                for status in _STATUSES
                if counts[status]
            ]
        ),
        "behind": len(behind),
        "differ": sum(one.matter == "word and pace differ" for one in behind),
        "more": bool(picture.stack.of(Objective)),
    }


_BEHIND = ("behind pace", "word and pace differ")


def _bars(rows: Iterable[tuple[str, str, int, str]]) -> list[dict[str, Any]]:
    """Counts as rows of marks, all with the same worth of a mark."""
    rows = list(rows)
    each = max(1, -(-max((count for _, _, count, _ in rows), default=1) // MARKS))
    return [
        {"id": name, "word": word, "count": count, "marks": -(-count // each), "tone": tone}
        for name, word, count, tone in rows
    ]


def _health(picture: Picture) -> dict[str, Any] | None:
    """The two computed figures, and the lights of the latest check of execution health."""
    stack = picture.stack
    share = on_time(stack, stack.of(Work))
    days = decision_lag(stack)
    row = max(health_checks(stack), key=len, default=())
    latest = row[-1] if row else None
    lights = Counter(check.status for check in latest.checklist) if latest else Counter()
    start = starting_point(row)
    if share.share is None and days.usual is None and latest is None:
        return None
    return {
        "share": None if share.share is None else f"{share.share:.0%}",
        "because": share.because,
        "days": None if days.usual is None else f"{days.usual:g}",
        "days_because": days.because,
        "latest": picture.ref(latest) if latest else None,
        "date": latest.date if latest else None,
        "lights": [(light, lights[light], tone) for light, tone in _LIGHTS.items()],
        "start": (start.check.item or "").replace("_", " ") if start else None,
        "start_because": start.because if start else None,
    }


# --- what waits, what is in trouble, what changed -------------------------------------------------


def _matter(picture: Picture, one: Pending) -> dict[str, Any]:
    return {
        "ref": picture.ref(one.entity),
        "matter": one.matter,
        "tone": "bad" if one.matter in _PRESSING else "watch",
        "because": one.because,
        "who": picture.who(one.who),
    }


_PRESSING = ("trigger due", "approval owed", "blocked")


def _trouble(
    picture: Picture, entities: Iterable[Entity], waiting: Iterable[Pending]
) -> list[dict[str, Any]]:
    """What says that it is at risk or blocked, and does not wait for a decision above."""
    told = {one.entity.id for one in waiting}
    return [
        {
            "ref": picture.ref(entity),
            "status": status,
            "owner": picture.who(entity.owner),
            "note": _note(picture, entity),
        }
        for entity in entities
        if entity.id not in told
        and (status := picture.progress.status(entity)) in ("at_risk", "blocked")
    ][:TROUBLE]


def _note(picture: Picture, entity: Entity) -> str:
    """What was last said of it; what only shows the state of something below names that."""
    if isinstance(entity, KeyResult) and entity.check_ins:
        return first_sentence(entity.check_ins[-1].note)
    if entity.because:
        return first_sentence(entity.because)
    source = state_of(picture.stack, entity).derived_from
    cause = picture.stack.get(source)
    return f"That follows from: {cause.title}" if cause is not None else ""


def _changed(picture: Picture) -> dict[str, Any] | None:
    """The newest month in which the strategy changed, and its last changes; None without any."""
    history = picture.stack.history
    if history is None or not history.changes:
        return None
    months = CHANGES.data(picture, ALL)["months"]
    rows = [
        {**row, "when": commit["when"], "who": commit["who"], "kept": bool(commit["commit"])}
        for month in months
        for commit in month["commits"]
        for row in commit["rows"]
    ]
    first = months[0]
    return {
        "title": first["title"],
        "kinds": first["kinds"],
        "anchor": first["id"],
        "rows": rows[:CHANGED],
    }


# --- bets -----------------------------------------------------------------------------------------


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

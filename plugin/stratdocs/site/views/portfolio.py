"""All bets together: how big and how sure, worth, readiness, economics, approvals, and what waits
for them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from stratdocs.model.kinds import Bet, Level, Team, Work
from stratdocs.words.phrases import join_words
from stratdocs.analysis.readiness import (
    DHM,
    LNO,
    LEVEL_RANK,
    SIZES,
    Economics,
    Readiness,
    approval,
    economics,
    lno_mix,
    portfolio,
    readiness,
)
from stratdocs.model.schema import starter
from stratdocs.model.values import day_words
from stratdocs.site.views.ask import Ask, View
from stratdocs.site.views.bet import SIDE_BY_SIDE, TONES, answers, waiting
from stratdocs.site.drawing.charts import Bar, Item, Piece, bars, grid
from stratdocs.site.views.page import Page, Picture
from stratdocs.site.views.part import page, section

SHOWN = 100
"""Bets that a view sets side by side; nobody compares more."""
_TEAMS = 60
"""Teams whose mix one picture shows."""
_UNSAID = "not said"
_LEVELS: tuple[Level, ...] = ("low", "medium", "high")


def pages(picture: Picture) -> Iterator[Page]:
    """The portfolio, once there are bets."""
    if picture.stack.of(Bet):
        yield page(
            SIDE_BY_SIDE,
            "The portfolio of bets",
            [section(picture, view) for view in EMBEDS],
            lead=(
                "What we bet on, how big and how sure each bet is, what it is worth, what it is "
                "ready for, and what waits because of it."
            ),
            listed="Strategy",
            parent="bets",
            hide=("toc",),
        )


def bets(picture: Picture, ask: Ask) -> tuple[Bet, ...]:
    """The bets asked about: without a filter those that are not over, the active ones first."""
    kept = [bet for bet in ask.keeps(picture, picture.stack.of(Bet)) if isinstance(bet, Bet)]
    if ask.where is None:
        kept = [bet for bet in kept if not bet.over or bet.id in ask.of]
    return tuple(sorted(kept, key=lambda bet: not bet.active))


def _shown(picture: Picture, ask: Ask) -> tuple[tuple[Bet, ...], dict[str, Any]]:
    """The bets that a view shows, and what its template says of the others."""
    found = bets(picture, ask)
    return found[:SHOWN], {
        "more": max(0, len(found) - SHOWN),
        "over": sum(bet.over for bet in picture.stack.of(Bet)) if ask.where is None else 0,
        "starter": None if picture.stack.of(Bet) else starter("bets"),
    }


def _head(picture: Picture, bet: Bet) -> dict[str, Any]:
    return {
        "ref": picture.ref(bet),
        "status": picture.progress.status(bet),
        "draft": not bet.committed,
    }


# --- size and confidence ------------------------------------------------------------------------


def _portfolio(picture: Picture, ask: Ask) -> Mapping[str, Any]:
    """The table of bets, their sizes against how sure we are, and whether that is balanced."""
    shown, rest = _shown(picture, ask)
    every = bets(picture, ask)
    balance = portfolio(bet for bet in every if bet.active)
    rows = [
        {
            **_head(picture, bet),
            "size": bet.size,
            "sure": _sureness(bet),
            "weakest": readiness(bet).weakest,
            "lno": bet.lno,
            "outcome": bet.success.outcome if bet.success else None,
            "bar": picture.progress.bar(bet),
            "owner": picture.who(bet.owner),
            "period": period.words if (period := picture.stack.period_of(bet)) else "",
        }
        for bet in shown
    ]
    return {
        **rest,
        "rows": rows,
        "running": sum(bet.active for bet in every),
        "drafts": sum(not bet.committed for bet in every),
        "sizes": [(size, balance.counts[size], about) for size, about in SIZES.items()],
        "unsized": balance.unsized,
        "balance": {
            "says": balance.says,
            "because": balance.because,
            "tone": TONES.get(balance.says, "watch"),
        },
        "drawing": _sizes(picture, every) if every else None,
    }


def _said(found: Readiness | Economics) -> str:
    return f"{found.says}, because {found.because}"


def _sureness(bet: Bet) -> str:
    """How sure we are of a bet as a whole: as sure as of the weakest of the three."""
    said = [LEVEL_RANK[level] for level in readiness(bet).levels.values() if level is not None]
    if not said or (len(said) < 3 and min(said) > 1):
        return _UNSAID
    return _LEVELS[min(said) - 1]


def _sizes(picture: Picture, found: Sequence[Bet]) -> Any:
    items = [
        Item(
            _sureness(bet),
            bet.size or _UNSAID,
            bet.title,
            picture.path(bet),
            "" if bet.active else "draft",
            f"{bet.title}: {bet.size or 'no size'}; {_said(readiness(bet))}",
        )
        for bet in found
    ]
    across = {item.across for item in items}
    up = {item.up for item in items}
    return grid(
        items,
        columns=[*((level, level) for level in _LEVELS), *_unsaid(across)],
        rows=[*((size, size) for size in SIZES), *_unsaid(up)],
        across="how sure we are of the weakest of problem, solution and outcome",
        up="size",
        tones={(level, size): TONES[level] for level in _LEVELS for size in SIZES},
        cell=190,
        words=_grid_words(items, "sureness", "size"),
    )


def _unsaid(keys: set[str]) -> list[tuple[str, str]]:
    return [(_UNSAID, _UNSAID)] if _UNSAID in keys else []


def _grid_words(items: Sequence[Item], across: str, up: str) -> str:
    count = "One bet" if len(items) == 1 else f"{len(items)} bets"
    return f"{count} by {across} (across) and {up} (up); the table below says the same."


# --- worth --------------------------------------------------------------------------------------


def _dhm(picture: Picture, ask: Ask) -> Mapping[str, Any]:
    """Delight, hard to copy, margin: the answers of all bets side by side."""
    shown, rest = _shown(picture, ask)
    return {
        **rest,
        "heads": list(zip(("Delight", "Hard to copy", "Margin"), DHM.values(), strict=True)),
        "rows": [
            {**_head(picture, bet), "answers": answers(picture, bet, "dhm")}
            for bet in shown
            if bet.dhm is not None or bet.active
        ],
    }


def _lno(picture: Picture, ask: Ask) -> Mapping[str, Any]:
    """What each team's work is made of: leverage, neutral and overhead."""
    stack = picture.stack
    teams: dict[str | None, list[Work]] = {}
    for work in ask.keeps(picture, stack.of(Work)) if _about_work(ask) else stack.of(Work):
        if isinstance(work, Work) and work.undertaken:
            team = stack.team_of(work)
            teams.setdefault(team.id if team else None, []).append(work)
    order: list[Team | None] = [team for team in stack.of(Team) if team.id in teams]
    if None in teams:
        order.append(None)
    rows = []
    for team in order[:_TEAMS]:
        mix = lno_mix(teams[team.id if team else None])
        rows.append(
            {
                "ref": picture.ref(team) if team else None,
                "counts": [(sort, mix.counts[sort]) for sort in LNO],
                "unsaid": mix.without_sort,
                "sentence": mix.sentence,
            }
        )
    chosen = bets(picture, ask)
    return {
        "rows": rows,
        "more": max(0, len(order) - _TEAMS),
        "sorts": list(LNO.items()),
        "bets": lno_mix(bet for bet in chosen if bet.active).sentence if chosen else "",
        "drawing": _mixes(rows) if rows else None,
        "starter": None if rows or chosen else starter("work"),
    }


def _about_work(ask: Ask) -> bool:
    return ask.where is not None or bool(ask.of and "bets" not in ask.of)


def _mixes(rows: Sequence[Mapping[str, Any]]) -> Any:
    return bars(
        [
            Bar(
                row["ref"].title if row["ref"] else "No team",
                (
                    *(
                        Piece(count, sort, f"{count} {sort}")
                        for sort, count in row["counts"]
                        if count
                    ),
                    Piece(row["unsaid"], "unsaid", f"{row['unsaid']} not said"),
                ),
                _numbers(row),
                path=row["ref"].path if row["ref"] else None,
            )
            for row in rows
        ],
        words="Deliverables of each team by leverage, neutral and overhead; "
        "the table below has the numbers.",
    )


def _numbers(row: Mapping[str, Any]) -> str:
    """A mix in numbers: `12 leverage, 3 neutral`."""
    said = [f"{count} {sort}" for sort, count in row["counts"] if count]
    if row["unsaid"]:
        said.append(f"{row['unsaid']} not said")
    return ", ".join(said)


# --- readiness ----------------------------------------------------------------------------------

_FIRST = ("discovery first", "mixed", "not enough data", "execute")


def _readiness(picture: Picture, ask: Ask) -> Mapping[str, Any]:
    """What each bet is ready for, discovery first, with the reason."""
    shown, rest = _shown(picture, ask)
    rows = []
    for bet in shown:
        found = readiness(bet)
        under_way = bet.under_way
        rows.append(
            {
                **_head(picture, bet),
                "levels": [
                    (level, TONES.get(level or "", "calm")) for level in found.levels.values()
                ],
                "says": found.says,
                "because": found.because,
                "tone": TONES.get(found.says, "calm"),
                "early": under_way and found.says == "discovery first",
                "bare": join_words(found.without_evidence),
            }
        )
    rows.sort(key=lambda row: _FIRST.index(row["says"]))
    counts = [(says, sum(row["says"] == says for row in rows)) for says in _FIRST]
    return {**rest, "rows": rows, "counts": [(says, n) for says, n in counts if n]}


# --- economics ----------------------------------------------------------------------------------


def _economics(picture: Picture, ask: Ask) -> Mapping[str, Any]:
    """Cost of delay against cost of rework: where speed is cheaper, and where care is."""
    shown, rest = _shown(picture, ask)
    rows = []
    for bet in shown:
        found = economics(bet)
        rows.append(
            {
                **_head(picture, bet),
                "delay": bet.cost_of_delay,
                "rework": bet.cost_of_rework,
                "says": found.says,
                "because": found.because,
                "regulated": bool(bet.regulated),
                "value": bet.value,
                "risk": bet.risk,
                "precedence": found.precedence,
            }
        )
    rows.sort(key=lambda row: -(row["precedence"] if row["precedence"] is not None else -9))
    return {**rest, "rows": rows, "drawing": _costs(picture, shown)}


def _costs(picture: Picture, found: Sequence[Bet]) -> Any:
    items = [
        Item(
            bet.cost_of_rework or _UNSAID,
            bet.cost_of_delay or _UNSAID,
            f"{bet.title} (regulated)" if bet.regulated else bet.title,
            picture.path(bet),
            "regulated" if bet.regulated else "",
            f"{bet.title}: {_said(economics(bet))}",
        )
        for bet in found
        if bet.cost_of_delay or bet.cost_of_rework
    ]
    if not items:
        return None
    across, up = {item.across for item in items}, {item.up for item in items}
    return grid(
        items,
        columns=[*((level, level) for level in _LEVELS), *_unsaid(across)],
        rows=[*((level, level) for level in reversed(_LEVELS)), *_unsaid(up)],
        across="what doing it over would cost",
        up="what waiting costs",
        tones={
            (rework, delay): "good" if LEVEL_RANK[delay] >= LEVEL_RANK[rework] else "watch"
            for rework in _LEVELS
            for delay in _LEVELS
        },
        cell=190,
        words=_grid_words(items, "cost of rework", "cost of delay"),
    )


# --- approvals, and what waits ------------------------------------------------------------------


def _approvals(picture: Picture, ask: Ask) -> Mapping[str, Any]:
    """Who committed to each bet, and where that is still owed."""
    shown, rest = _shown(picture, ask)
    groups: dict[str, list[dict[str, Any]]] = {"owed": [], "to be decided": [], "given": []}
    for bet in shown:
        found = approval(bet)
        groups[found.says].append(
            {
                **_head(picture, bet),
                "because": found.because,
                "size": bet.size,
                "by": picture.who(bet.approved_by),
                "on": day_words(bet.approved_on) if bet.approved_on else None,
                "owner": picture.who(bet.owner),
            }
        )
    return {**rest, "groups": groups}


def _waits(picture: Picture, ask: Ask) -> Mapping[str, Any]:
    """What each bet deprioritises."""
    shown, rest = _shown(picture, ask)
    return {
        **rest,
        "rows": [
            {**_head(picture, bet), "waits": waiting(picture, bet)}
            for bet in shown
            if bet.deprioritises
        ],
        "silent": picture.refs(bet for bet in shown if bet.active and not bet.deprioritises),
    }


EMBEDS: tuple[View, ...] = (
    View(
        "portfolio",
        "How big, and how sure",
        "Which bets do we hold, how big are they, and how sure are we of each?",
        "portfolio",
        _portfolio,
    ),
    View(
        "readiness",
        "Discover or execute",
        "Which bets want discovery first, and which can be carried out?",
        "bets_readiness",
        _readiness,
    ),
    View(
        "cost-of-delay",
        "Early or right",
        "Where does waiting cost more than doing it over, and where less?",
        "bets_economics",
        _economics,
    ),
    View(
        "dhm",
        "Delight, hard to copy, margin",
        "What makes each bet worth making?",
        "bets_dhm",
        _dhm,
    ),
    View(
        "lno",
        "What our effort goes into",
        "How much of each team's work pays back many times over, and how much only keeps us going?",
        "lno",
        _lno,
    ),
    View(
        "approvals",
        "Who committed to it",
        "Which bets have been approved, by whom, and where is that still owed?",
        "approvals",
        _approvals,
    ),
    View(
        "waits",
        "What waits because of them",
        "What does each bet push back?",
        "bets_waits",
        _waits,
    ),
)
"""The views of this page, each for itself too."""

"""All bets together: size, confidence, worth, readiness, economics, approvals, and what waits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from stratdocs.analysis.readiness import (
    DHM,
    LEVEL_RANK,
    LNO,
    SIZES,
    Economics,
    Readiness,
    approval,
    delay_rank,
    economics,
    lno_mix,
    portfolio,
    readiness,
)
from stratdocs.model.days import day_words
from stratdocs.model.kinds import Bet, Level, Team, Work
from stratdocs.model.schema import starter
from stratdocs.model.values import Quantity
from stratdocs.site.drawing.charts import Bar, Item, Piece, bars, grid
from stratdocs.site.drawing.shapes import Drawing
from stratdocs.site.views.ask import Ask, View
from stratdocs.site.views.bet import (
    SIDE_BY_SIDE,
    TONES,
    AnswerRow,
    Balance,
    WaitingItem,
    answer_rows,
    balance_of,
    waiting_items,
)
from stratdocs.site.views.page import Page, Ref, SiteContext
from stratdocs.site.views.part import view_section, views_page
from stratdocs.site.views.template_data import TemplateData
from stratdocs.words.phrases import join_words

MAX_BETS = 100
"""Bets that a view compares."""
_MAX_TEAMS = 60
"""Teams whose mix is shown."""
_NOT_SAID = "not set"
_IN_MONEY = "in money"
_LEVELS: tuple[Level, ...] = ("low", "medium", "high")
_LEVEL_RANK: Mapping[str, int] = {level: rank for rank, level in enumerate(_LEVELS, 1)}
_SIZE_RANK: Mapping[str, int] = {"small": 1, "medium": 2, "big": 3}


def pages(site: SiteContext) -> Iterator[Page]:
    """The portfolio, once there are bets."""
    if site.stack.of(Bet):
        yield views_page(
            SIDE_BY_SIDE,
            "Bet portfolio",
            [view_section(site, view) for view in EMBEDS if view is not WAITS],
            lead=(
                "How big each bet is, how sure we are of it, what it is worth, and what it is "
                "ready for."
            ),
            listed="Strategy",
            parent="bets",
            hide=("toc",),
        )


def selected_bets(site: SiteContext, ask: Ask) -> tuple[Bet, ...]:
    """The requested bets, active ones first; without a filter, those that are not over."""
    kept = [bet for bet in ask.select(site, site.stack.of(Bet)) if isinstance(bet, Bet)]
    if ask.where is None:
        kept = [bet for bet in kept if not bet.over or bet.id in ask.of]
    return tuple(sorted(kept, key=lambda bet: not bet.active))


class OtherBets(TemplateData):
    """The number of bets that a view does not show."""

    more: int
    over: int
    starter: str | None


def _shown_bets(site: SiteContext, ask: Ask) -> tuple[tuple[Bet, ...], OtherBets]:
    """The bets that a view shows, and the number of the others."""
    found = selected_bets(site, ask)
    return found[:MAX_BETS], OtherBets(
        more=max(0, len(found) - MAX_BETS),
        over=sum(bet.over for bet in site.stack.of(Bet)) if ask.where is None else 0,
        starter=None if site.stack.of(Bet) else starter("bets"),
    )


class BetHead(TemplateData):
    """The cell that names a bet."""

    ref: Ref
    status: str | None


def _bet_head(site: SiteContext, bet: Bet) -> BetHead:
    return BetHead(
        ref=site.ref(bet),
        status=site.progress.status(bet),
    )


# --- size and confidence ------------------------------------------------------------------------


class PortfolioRow(TemplateData):
    """One bet of the portfolio."""

    bet: BetHead
    size: str | None
    size_rank: int | None
    confidence: str
    confidence_rank: int | None
    weakest: tuple[str, ...]
    lno: str | None
    owner: Ref | str | None
    period: str


class PortfolioData(TemplateData):
    """Bet portfolio."""

    others: OtherBets
    rows: Sequence[PortfolioRow]
    running: int
    drafts: int
    sizes: Sequence[tuple[str, int, str]]
    unsized: int
    balance: Balance
    drawing: Drawing | None


def _portfolio(site: SiteContext, ask: Ask) -> PortfolioData:
    """The bets by size and confidence, and whether that is balanced."""
    shown, others = _shown_bets(site, ask)
    every = selected_bets(site, ask)
    balance = portfolio(bet for bet in every if bet.active)
    rows = [
        PortfolioRow(
            bet=_bet_head(site, bet),
            size=bet.size,
            size_rank=_SIZE_RANK.get(bet.size or ""),
            confidence=(confidence := _confidence_level(bet)),
            confidence_rank=_LEVEL_RANK.get(confidence),
            weakest=readiness(bet).weakest,
            lno=bet.lno,
            owner=site.ref_or_text(bet.owner),
            period=period.short if (period := site.stack.period_of(bet)) else "",
        )
        for bet in shown
    ]
    return PortfolioData(
        others=others,
        rows=rows,
        running=sum(bet.active for bet in every),
        drafts=sum(not bet.committed for bet in every),
        sizes=[(size, balance.counts[size], about) for size, about in SIZES.items()],
        unsized=balance.unsized,
        balance=balance_of(balance),
        drawing=_size_drawing(site, every) if every else None,
    )


def _conclusion(found: Readiness | Economics) -> str:
    return f"{found.says}: {found.because}"


def _confidence_level(bet: Bet) -> str:
    """The confidence in a bet: that of the weakest of problem, solution and outcome."""
    ranks = [LEVEL_RANK[level] for level in readiness(bet).levels.values() if level is not None]
    if not ranks or (len(ranks) < 3 and min(ranks) > 1):
        return _NOT_SAID
    return _LEVELS[min(ranks) - 1]


def _size_drawing(site: SiteContext, found: Sequence[Bet]) -> Drawing:
    items = [
        Item(
            _confidence_level(bet),
            bet.size or _NOT_SAID,
            bet.title,
            site.path(bet),
            "" if bet.active else "draft",
            f"{bet.title}: {bet.size or 'no size'}; {_conclusion(readiness(bet))}",
        )
        for bet in found
    ]
    across = {item.across for item in items}
    up = {item.up for item in items}
    return grid(
        items,
        columns=[*((level, level) for level in _LEVELS), *_not_said_column(across)],
        rows=[*((size, size) for size in SIZES), *_not_said_column(up)],
        across="lowest confidence",
        up="size",
        tones={(level, size): TONES[level] for level in _LEVELS for size in SIZES},
        cell=190,
        label_rows=3,
        words=_grid_words(items, "sureness", "size"),
    )


def _not_said_column(keys: set[str]) -> list[tuple[str, str]]:
    return [(_NOT_SAID, _NOT_SAID)] if _NOT_SAID in keys else []


def _extra_columns(keys: set[str]) -> list[tuple[str, str]]:
    return [(key, key) for key in (_IN_MONEY, _NOT_SAID) if key in keys]


def _grid_words(items: Sequence[Item], across: str, up: str) -> str:
    count = "One bet" if len(items) == 1 else f"{len(items)} bets"
    return f"{count} by {across} (across) and {up} (up); the table below says the same."


# --- worth --------------------------------------------------------------------------------------


class DhmData(TemplateData):
    """Delight, hard to copy and margin of the bets."""

    others: OtherBets
    heads: Sequence[tuple[str, str]]
    rows: Sequence[DhmRow]


class DhmRow(TemplateData):
    """The answers of one bet."""

    bet: BetHead
    answers: Sequence[AnswerRow]


def _dhm(site: SiteContext, ask: Ask) -> DhmData:
    """Delight, hard to copy, margin: the answers of all bets side by side."""
    shown, others = _shown_bets(site, ask)
    return DhmData(
        others=others,
        heads=list(zip(("Delight", "Hard to copy", "Margin"), DHM.values(), strict=True)),
        rows=[
            DhmRow(bet=_bet_head(site, bet), answers=answer_rows(site, bet, "dhm"))
            for bet in shown
            if bet.dhm is not None or bet.active
        ],
    )


class LnoRow(TemplateData):
    """The mix of one team's work."""

    ref: Ref | None
    counts: Sequence[tuple[str, int]]
    without_sort: int
    sentence: str


class LnoData(TemplateData):
    """The mix of each team's work."""

    rows: Sequence[LnoRow]
    more: int
    sorts: Sequence[tuple[str, str]]
    bets: str
    drawing: Drawing | None
    starter: str | None


def _lno(site: SiteContext, ask: Ask) -> LnoData:
    """The mix of each team's work: leverage, neutral and overhead."""
    stack = site.stack
    teams: dict[str | None, list[Work]] = {}
    for work in ask.select(site, stack.of(Work)) if _about_work(ask) else stack.of(Work):
        if isinstance(work, Work) and work.undertaken:
            team = stack.team_of(work)
            teams.setdefault(team.id if team else None, []).append(work)
    order: list[Team | None] = [team for team in stack.of(Team) if team.id in teams]
    if None in teams:
        order.append(None)
    rows = []
    for team in order[:_MAX_TEAMS]:
        mix = lno_mix(teams[team.id if team else None])
        rows.append(
            LnoRow(
                ref=site.ref(team) if team else None,
                counts=[(sort, mix.counts[sort]) for sort in LNO],
                without_sort=mix.without_sort,
                sentence=mix.sentence,
            )
        )
    chosen = selected_bets(site, ask)
    return LnoData(
        rows=rows,
        more=max(0, len(order) - _MAX_TEAMS),
        sorts=list(LNO.items()),
        bets=lno_mix(bet for bet in chosen if bet.active).sentence if chosen else "",
        drawing=_mix_drawing(rows) if rows else None,
        starter=None if rows or chosen else starter("work"),
    )


def _about_work(ask: Ask) -> bool:
    return ask.where is not None or bool(ask.of and "bets" not in ask.of)


def _mix_drawing(rows: Sequence[LnoRow]) -> Drawing:
    return bars(
        [
            Bar(
                row.ref.title if row.ref else "No team",
                (
                    *(Piece(count, sort, f"{count} {sort}") for sort, count in row.counts if count),
                    Piece(row.without_sort, "unsaid", f"{row.without_sort} not marked"),
                ),
                _mix_words(row),
                path=row.ref.path if row.ref else None,
            )
            for row in rows
        ],
        words="Each team's work by leverage, neutral and overhead; the table below has the "
        "numbers.",
    )


def _mix_words(row: LnoRow) -> str:
    """A mix in numbers: `12 leverage, 3 neutral`."""
    parts = [f"{count} {sort}" for sort, count in row.counts if count]
    if row.without_sort:
        parts.append(f"{row.without_sort} not marked")
    return ", ".join(parts)


# --- readiness ----------------------------------------------------------------------------------

_READINESS_ORDER = ("discovery first", "mixed", "not enough data", "execute")


class ReadinessRow(TemplateData):
    """How sure we are of one bet, and what it is ready for."""

    bet: BetHead
    levels: Sequence[tuple[str | None, str]]
    says: str
    because: str
    tone: str
    early: bool
    without_evidence: str


class ReadinessData(TemplateData):
    """What each bet is ready for."""

    others: OtherBets
    rows: Sequence[ReadinessRow]
    counts: Sequence[tuple[str, int]]


def _readiness(site: SiteContext, ask: Ask) -> ReadinessData:
    """What each bet is ready for, discovery first, with the reason."""
    shown, others = _shown_bets(site, ask)
    rows = []
    for bet in shown:
        found = readiness(bet)
        under_way = bet.under_way
        rows.append(
            ReadinessRow(
                bet=_bet_head(site, bet),
                levels=[(level, TONES.get(level or "", "calm")) for level in found.levels.values()],
                says=found.says,
                because=found.because,
                tone=TONES.get(found.says, "calm"),
                early=under_way and found.says == "discovery first",
                without_evidence=join_words(found.without_evidence),
            )
        )
    rows.sort(key=lambda row: _READINESS_ORDER.index(row.says))
    counts = [(says, sum(row.says == says for row in rows)) for says in _READINESS_ORDER]
    return ReadinessData(others=others, rows=rows, counts=[(says, n) for says, n in counts if n])


# --- economics ----------------------------------------------------------------------------------


class EconomicsRow(TemplateData):
    """What waiting and redoing cost for one bet."""

    bet: BetHead
    delay: str | None
    rework: str | None
    says: str
    because: str
    regulated: bool
    value: str | None
    risk: str | None
    precedence: int | None


class EconomicsData(TemplateData):
    """Cost of delay against cost of rework."""

    others: OtherBets
    rows: Sequence[EconomicsRow]
    drawing: Drawing | None


def _economics(site: SiteContext, ask: Ask) -> EconomicsData:
    """Cost of delay against cost of rework: where speed is cheaper, and where care is."""
    shown, others = _shown_bets(site, ask)
    rows = []
    for bet in sorted(shown, key=delay_rank, reverse=True):
        found = economics(bet)
        rows.append(
            EconomicsRow(
                bet=_bet_head(site, bet),
                delay=_text(bet.cost_of_delay),
                rework=_text(bet.cost_of_rework),
                says=found.says,
                because=found.because,
                regulated=bool(bet.regulated),
                value=bet.value,
                risk=bet.risk,
                precedence=found.precedence,
            )
        )
    rows.sort(key=lambda row: -(row.precedence if row.precedence is not None else -9))
    return EconomicsData(others=others, rows=rows, drawing=_cost_drawing(site, shown))


def _text(value: Level | Quantity | None) -> str | None:
    return None if value is None else str(value)


def _cost_place(value: Level | Quantity | None) -> str:
    """The column or row of a cost: its level, if it is one."""
    if isinstance(value, Quantity):
        return _IN_MONEY
    return value or _NOT_SAID


def _cost_drawing(site: SiteContext, found: Sequence[Bet]) -> Drawing | None:
    items = [
        Item(
            _cost_place(bet.cost_of_rework),
            _cost_place(bet.cost_of_delay),
            f"{bet.title} (regulated)" if bet.regulated else bet.title,
            site.path(bet),
            "regulated" if bet.regulated else "",
            f"{bet.title}: {_conclusion(economics(bet))}",
        )
        for bet in found
        if bet.cost_of_delay or bet.cost_of_rework
    ]
    if not items:
        return None
    across, up = {item.across for item in items}, {item.up for item in items}
    return grid(
        items,
        columns=[*((level, level) for level in _LEVELS), *_extra_columns(across)],
        rows=[*((level, level) for level in reversed(_LEVELS)), *_extra_columns(up)],
        across="cost of rework",
        up="cost of delay",
        tones={
            (rework, delay): "good" if LEVEL_RANK[delay] >= LEVEL_RANK[rework] else "watch"
            for rework in _LEVELS
            for delay in _LEVELS
        },
        cell=190,
        label_rows=3,
        words=_grid_words(items, "cost of rework", "cost of delay"),
    )


# --- approvals, and what waits ------------------------------------------------------------------


class ApprovalRow(TemplateData):
    """Who committed to one bet."""

    bet: BetHead
    because: str
    size: str | None
    by: Ref | str | None
    on: str | None
    owner: Ref | str | None


class ApprovalsData(TemplateData):
    """Which bets are approved, and which are not."""

    others: OtherBets
    owed: Sequence[ApprovalRow]
    to_be_decided: Sequence[ApprovalRow]
    given: Sequence[ApprovalRow]


def _approvals(site: SiteContext, ask: Ask) -> ApprovalsData:
    """Who committed to each bet, and where that is still owed."""
    shown, others = _shown_bets(site, ask)
    groups: dict[str, list[ApprovalRow]] = {"owed": [], "to be decided": [], "given": []}
    for bet in shown:
        found = approval(bet)
        groups[found.says].append(
            ApprovalRow(
                bet=_bet_head(site, bet),
                because=found.because,
                size=bet.size,
                by=site.ref_or_text(bet.approved_by),
                on=day_words(bet.approved_on) if bet.approved_on else None,
                owner=site.ref_or_text(bet.owner),
            )
        )
    return ApprovalsData(
        others=others,
        owed=groups["owed"],
        to_be_decided=groups["to be decided"],
        given=groups["given"],
    )


class WaitsData(TemplateData):
    """What waits because of the bets."""

    others: OtherBets
    rows: Sequence[WaitsRow]
    silent: tuple[Ref, ...]


class WaitsRow(TemplateData):
    """What waits because of one bet."""

    bet: BetHead
    waits: Sequence[WaitingItem]


def _waits(site: SiteContext, ask: Ask) -> WaitsData:
    """What each bet deprioritises."""
    shown, others = _shown_bets(site, ask)
    return WaitsData(
        others=others,
        rows=[
            WaitsRow(bet=_bet_head(site, bet), waits=waiting_items(site, bet))
            for bet in shown
            if bet.deprioritises
        ],
        silent=site.refs(bet for bet in shown if bet.active and not bet.deprioritises),
    )


WAITS = View(
    "waits",
    "On hold for these bets",
    "What does each bet put on hold?",
    "bets_waits",
    _waits,
)

EMBEDS: tuple[View, ...] = (
    View(
        "portfolio",
        "Size and confidence",
        "Which bets do we have, how big are they, and how sure are we of each?",
        "portfolio",
        _portfolio,
    ),
    View(
        "readiness",
        "Discover or execute",
        "Which bets need discovery first, and which are ready to execute?",
        "bets_readiness",
        _readiness,
    ),
    View(
        "cost-of-delay",
        "Ship early or get it right",
        "Where does waiting cost more than rework, and where less?",
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
        "Where our effort goes",
        "How much of each team's work pays back many times over, and how much only keeps us going?",
        "lno",
        _lno,
    ),
    View(
        "approvals",
        "Approvals",
        "Which bets are approved, by whom, and which still need approval?",
        "approvals",
        _approvals,
    ),
    WAITS,
)
"""The views of bets; a block can ask for each of them. The page leaves out what waits, which is on
the page of what we are not doing.
"""

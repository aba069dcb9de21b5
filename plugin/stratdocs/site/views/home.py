"""The strategy on a page: goals, bets, progress, decisions to make.

Other pages have the details; this one prints on one sheet.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Literal

from stratdocs.analysis.focus import bets_by_strategy, good_number, major_bets
from stratdocs.analysis.looks import in_order
from stratdocs.analysis.not_doing import not_doing
from stratdocs.analysis.pace import PaceCounts, all_paces, paces_below
from stratdocs.analysis.pending import Pending, pending
from stratdocs.analysis.readiness import SIZES, portfolio
from stratdocs.analysis.results import Outcome, finished_bets
from stratdocs.analysis.rhythm import (
    days_words,
    decision_lag,
    health_checks,
    on_time,
    starting_point,
)
from stratdocs.analysis.state import state_of
from stratdocs.analysis.symptoms import symptoms
from stratdocs.analysis.trouble import Trouble, in_trouble
from stratdocs.linting.not_judged import NotJudged
from stratdocs.linting.rules.too_many_priorities import TooManyPriorities
from stratdocs.linting.settings import as_set
from stratdocs.model.days import day_words, short_day
from stratdocs.model.kinds import (
    KINDS,
    Bet,
    Entity,
    KeyResult,
    Light,
    Objective,
    Status,
    Strategy,
    Work,
)
from stratdocs.model.periods import Period
from stratdocs.site.views.ask import View
from stratdocs.site.views.bet import SIDE_BY_SIDE, TONES
from stratdocs.site.views.okrs import CurrentGoals, current_goals, pace_sentence
from stratdocs.site.views.page import (
    Bar,
    Page,
    Ref,
    SiteContext,
    collection_title,
    first_sentence,
    severity_counts,
)
from stratdocs.site.views.template_data import TemplateData
from stratdocs.site.views.tree import TreeNode, tree
from stratdocs.site.views.week import WeekData, week_data
from stratdocs.words.phrases import join_words

MAX_COMPANY_STRATEGIES = 8
"""Company strategies on the page; a company with more has none."""
MAX_TREES = 20
"""Trees on the page."""
MAX_FINISHED = 6
"""Finished bets on the page."""
MAX_WAITING = 7
"""Matters that wait for a decision, in the open list."""
MAX_FOLDED = 40
"""Further matters, in the folded list."""
MAX_TROUBLE = 7
"""Items in trouble that are listed."""
MAX_PRINTED_LINES = 60
"""Lines of the tree that a sheet has room for; with more, only the two upper levels are printed."""
MAX_MARKS = 45
"""Marks of one bar; above that, each mark counts for several."""

FIRST_LINES = """\
strategies:
  - {id: first-call, title: Be the first call when something at home breaks, level: company}
bets:
  - {id: price-first, title: A price before the visit, serves: first-call, size: big, period: 2027}
objectives:
  - id: sure-of-the-price
    title: Households book because they know what it will cost
    serves: price-first
    key_results:
      - {id: first-quote, title: Raise quotes accepted at once from 35% to 50%, baseline: 35%, target: 50%}
"""  # noqa: E501 - as the README has it
"""The ten lines that an empty strategy begins with."""
_ON_THE_PAGE = ("strategies", "bets", "objectives", "key_results")
_STATUSES = ("on_track", "at_risk", "blocked", "done", "dropped", "committed", "proposed")
_LIGHT_TONES: Mapping[Light, str] = {"green": "good", "yellow": "watch", "red": "bad"}


class HomePage(TemplateData):
    """The strategy on a page."""

    lead: Sequence[LeadPart]
    tiles: Sequence[Tile]
    """The second half of the lead as figures, for phones."""
    company: Sequence[StrategyRow]
    more_company: int
    today: str
    items: int
    starter: str | None
    """What to write first, where nothing is written."""
    finding_counts: tuple[str, ...]
    """The number of findings of each severity, in words."""
    not_judged: Sequence[NotJudged]
    unknown: int
    """How many questions about the three causes the data do not answer."""
    accepted: int
    """The number of findings that the authors accept."""
    concluded: int
    """How much the analyses conclude to be wrong that no finding reports."""
    symptoms: int
    """How many symptoms of the gap show."""
    symptoms_known: int
    symptoms_unknown: int
    not_doing: int
    unexplained: int
    """How much of that has no reason."""
    focus: FocusTile | None
    sizes: SizesTile | None
    goals: GoalsTile | None
    health: HealthTile | None
    waiting: Sequence[MatterRow]
    folded: Sequence[MatterRow]
    not_listed: int
    week: WeekData
    trouble: Sequence[TroubleRow]
    more_trouble: Sequence[MoreTrouble]
    trees: Sequence[TreeNode]
    crowded: bool
    not_shown: int
    finished: Sequence[FinishedBet]
    portfolio: str
    collections: Sequence[tuple[str, str, int]]


EMBEDS: tuple[View, ...] = ()


def pages(site: SiteContext) -> Iterator[Page]:
    """The home page."""
    stack = site.stack
    company = [s for s in stack.of(Strategy) if stack.is_company(s) and s.status != "dropped"]
    now = _running_period(site)
    bets = [b for b in stack.of(Bet) if b.active and (now is None or _overlaps(site, b, now))]
    goals = current_goals(site)
    roots: list[Entity] = list(company) or _roots(site)
    budget = max(40, 200 // max(1, len(roots)))
    waiting = pending(stack, site.progress)
    troubles = _unasked_troubles(site, waiting)
    left_out = tuple(not_doing(stack))
    signs = symptoms(stack)
    trees = [tree(site, root, kinds=_ON_THE_PAGE, budget=budget) for root in roots[:MAX_TREES]]
    yield Page(
        path="",
        title="Strategy on a page",
        template="home",
        listed="Overview",
        hide=("toc",),
        gist=first_sentence(company[0].description or company[0].why) if company else "",
        data=HomePage(
            lead=_lead(site, company, goals, waiting),
            tiles=_tiles(goals, waiting),
            company=[
                _strategy_row(site, strategy) for strategy in company[:MAX_COMPANY_STRATEGIES]
            ],
            more_company=max(0, len(company) - MAX_COMPANY_STRATEGIES),
            today=day_words(stack.today),
            items=len(stack.entities),
            starter=None if stack.entities else FIRST_LINES,
            finding_counts=severity_counts(site.findings),
            not_judged=site.not_judged,
            unknown=sum(len(report.unknown) for report in site.verdict.causes),
            accepted=len(site.silenced),
            concluded=sum(
                found.covers for part in site.verdict.parts for found in part.conclusions
            ),
            symptoms=sum(bool(symptom.shown) for symptom in signs),
            symptoms_known=sum(symptom.shown is not None for symptom in signs),
            symptoms_unknown=sum(symptom.shown is None for symptom in signs),
            not_doing=len(left_out),
            unexplained=sum(item.unexplained for item in left_out),
            focus=_focus_tile(site, bets, now) if bets else None,
            sizes=_sizes_tile([b for b in stack.of(Bet) if b.active]) if bets else None,
            goals=_goals_tile(site, goals) if goals else None,
            health=_health_tile(site),
            waiting=[_matter_row(site, matter) for matter in waiting[:MAX_WAITING]],
            folded=[
                _matter_row(site, matter)
                for matter in waiting[MAX_WAITING : MAX_WAITING + MAX_FOLDED]
            ],
            not_listed=max(0, len(waiting) - MAX_WAITING - MAX_FOLDED),
            week=week_data(site),
            trouble=[_trouble_row(site, trouble) for trouble in troubles[:MAX_TROUBLE]],
            more_trouble=_more_trouble(troubles[MAX_TROUBLE:]),
            trees=trees,
            crowded=sum(_upper_lines(twig) for twig in trees) > MAX_PRINTED_LINES,
            not_shown=max(0, len(roots) - MAX_TREES),
            finished=_finished_bets(site),
            portfolio=SIDE_BY_SIDE,
            collections=[
                (kind.collection, collection_title(kind.collection), len(stack.of(kind)))
                for kind in KINDS
                if stack.of(kind)
            ],
        ),
    )


def _running_period(site: SiteContext) -> Period | None:
    """The current period of goals: the shortest one that holds today, else the last that began."""
    today = site.stack.today
    goals = (*site.stack.of(Objective), *site.stack.of(Bet))
    periods = {p for goal in goals if (p := site.stack.period_of(goal)) is not None}
    running = [p for p in periods if p.includes(today)]
    if running:
        return min(running, key=lambda p: (p.months, p.text))
    begun = [p for p in periods if p.start <= today]
    return max(begun, key=lambda p: (p.start, -p.months, p.text), default=None)


def _overlaps(site: SiteContext, bet: Bet, now: Period) -> bool:
    period = site.stack.period_of(bet)
    return period is None or period.overlaps(now)


def _roots(site: SiteContext) -> list[Entity]:
    """The roots of trees without a company strategy: items that serve nothing."""
    stack = site.stack
    return [
        entity
        for entity in stack.entities
        if entity.collection in _ON_THE_PAGE
        and not stack.parents(entity)
        and not stack.is_company(entity)
    ]


def _upper_lines(twig: TreeNode) -> int:
    """The number of lines in the upper two levels of a tree."""
    return 1 + sum(1 + len(branch.branches) for branch in twig.branches)


class StrategyRow(TemplateData):
    """A company strategy in a row."""

    ref: Ref
    bar: Bar
    why: str
    """The item below from which its status follows, or else what it is about."""
    cause: Ref | None
    paces: str
    """How many of the running key results below are on pace: `17 of 22`; empty without any."""
    owner: Ref | str | None


def _strategy_row(site: SiteContext, strategy: Strategy) -> StrategyRow:
    cause = site.stack.get(state_of(site.stack, strategy).derived_from)
    paces = paces_below(site.stack, strategy)
    text = strategy.why or strategy.description or strategy.where_we_play
    return StrategyRow(
        ref=site.ref(strategy),
        bar=site.bar(strategy),
        why=first_sentence(text),
        cause=site.ref(cause) if cause is not None else None,
        paces=f"{paces.fine} of {paces.running}" if paces.running else "",
        owner=site.ref_or_text(strategy.owner),
    )


class LeadPart(TemplateData):
    """A sentence of where we are; a part of it is a link."""

    before: str
    link: str
    path: str
    after: str


def _lead(
    site: SiteContext,
    company: Sequence[Strategy],
    goals: CurrentGoals | None,
    waiting: Sequence[Pending],
) -> list[LeadPart]:
    """Where we are: the strategies, the key results, and what waits for a decision."""
    parts = []
    if company:
        statuses = Counter(site.progress.status(strategy) for strategy in company)
        words = join_words(
            f"{statuses[status]} {phrases[statuses[status] > 1]}"
            for status, phrases in STATUS_PHRASES.items()
            if statuses[status]
        )
        total = len(company)
        before = "The strategy " if total == 1 else f"Of {total} strategies, "
        if total == 1:
            words = STATUS_PHRASES[site.progress.status(company[0])][0]
        parts.append(LeadPart(before=before, link=words, path="", after=". "))
    if goals is not None:
        paces = goals.head.paces
        before = f"In {goals.period.short}, " if goals.period else ""
        if not paces.running and not all_paces(site.stack).running:
            paces, before = all_paces(site.stack), "No key result is active today: "
        head, rest = pace_sentence(paces)
        parts.append(LeadPart(before=before, link=head, path="okrs", after=f"{rest}. "))
    if waiting:
        number = len(waiting)
        words = f"{number} decision{' is' if number == 1 else 's are'} needed"
        named = {matter.who for matter in waiting}
        who = site.ref_or_text(min(filter(None, named), default=None))
        name = who.title if isinstance(who, Ref) else who
        both = "" if number == 1 else "both " if number == 2 else "all "
        after = f", {both}for {name}." if len(named) == 1 and name else "."
        parts.append(LeadPart(before="", link=words, path="#decide", after=after))
    elif site.stack.entities:
        read = "" if site.stack.whole else " in what could be read"
        words = f"No decision is needed{read}."
        parts.append(LeadPart(before=words, link="", path="", after=""))
    return parts


class Tile(TemplateData):
    """A figure with its words, which are a link."""

    figure: int
    words: str
    path: str


def _tiles(goals: CurrentGoals | None, waiting: Sequence[Pending]) -> list[Tile]:
    tiles = []
    if waiting:
        words = "decision needed" if len(waiting) == 1 else "decisions needed"
        tiles.append(Tile(figure=len(waiting), words=words, path="#decide"))
    if goals is not None and goals.head.paces.running:
        paces = goals.head.paces
        tiles.append(Tile(figure=paces.behind, words="behind pace", path="okrs"))
        tiles.append(Tile(figure=paces.fine, words="on pace", path="okrs"))
    return tiles


STATUS_PHRASES: Mapping[Status | None, tuple[str, str]] = {
    "blocked": ("is blocked", "are blocked"),
    "at_risk": ("is at risk", "are at risk"),
    "on_track": ("is reported on track", "are reported on track"),
    "done": ("is done", "are done"),
    "committed": ("is committed, with no status yet", "are committed, with no status yet"),
    "proposed": ("is proposed", "are proposed"),
    "dropped": ("is dropped", "are dropped"),
    None: ("has no status", "have no status"),
}
"""Each status as a predicate, for one item and for several; the worst first."""


# --- the tiles ------------------------------------------------------------------------------------


class FocusTile(TemplateData):
    """The number of major bets: of the company, and of each strategy."""

    major: int
    good_number: str
    """How many major bets a good strategy has: `2 to 4`."""
    over: int
    """How many are too many, over all strategies."""
    most_company: int
    too_many: bool
    """Whether the company has so many that none of them is a priority."""
    strategies: Sequence[FocusRow]
    """Each strategy's own bets; empty if there is only one."""
    period: str


class FocusRow(TemplateData):
    """The number of major bets of one strategy."""

    ref: Ref | None
    """None for bets below no strategy."""
    major: int
    over: int


def _focus_tile(site: SiteContext, bets: Sequence[Bet], now: Period | None) -> FocusTile:
    """The number of major bets among those that run now, by strategy."""
    rule = as_set(site.stack, TooManyPriorities())
    counted = set(major_bets(site.stack))
    major = [bet for bet in bets if bet in counted]
    rows = [
        FocusRow(
            ref=site.ref(strategy) if strategy else None,
            major=len(own),
            over=max(0, len(own) - rule.most),
        )
        for strategy, own in bets_by_strategy(site.stack, major).items()
    ]
    return FocusTile(
        major=len(major),
        good_number=good_number(rule.most),
        over=sum(row.over for row in rows),
        most_company=rule.most_company,
        too_many=len(major) > rule.most_company,
        strategies=rows if len(rows) > 1 else [],
        period=now.short if now else "",
    )


class SizesTile(TemplateData):
    """The bets by size, and whether that is balanced."""

    rows: Sequence[CountBar]
    says: str
    because: str
    tone: str
    about: Mapping[Literal["small", "medium", "big"], str]


def _sizes_tile(bets: Sequence[Bet]) -> SizesTile:
    """The bets by size, each with a mark, and whether that is balanced."""
    found = portfolio(bets)
    rows: list[tuple[str, int]] = list(found.counts.items())
    if found.unsized:
        rows.append(("without a size", found.unsized))
    return SizesTile(
        rows=_count_bars([(word, word, count, "calm") for word, count in rows]),
        says=found.says,
        because=found.because,
        tone=TONES.get(found.says, "watch"),
        about=SIZES,
    )


_STATUS_TONES: Mapping[str, str] = {
    "on_track": "good",
    "done": "good",
    "at_risk": "watch",
    "blocked": "bad",
}


class GoalsTile(TemplateData):
    """The key results of the period by status."""

    total: int
    period: str
    rows: Sequence[CountBar]
    paces: PaceCounts
    more: bool


def _goals_tile(site: SiteContext, goals: CurrentGoals) -> GoalsTile:
    """The key results of the period by status, and how many are behind their pace; the same figures
    as on the page of goals.
    """
    counts: Counter[str] = Counter(
        site.progress.status(goal) or NO_STATUS for goal in goals.results
    )
    return GoalsTile(
        total=goals.head.results,
        period=goals.period.short if goals.period else "",
        rows=_count_bars(
            [
                (status, status, counts[status], _STATUS_TONES.get(status, "calm"))
                for status in (*_STATUSES, NO_STATUS)
                if counts[status]
            ]
        ),
        paces=goals.head.paces,
        more=bool(site.stack.of(Objective)),
    )


NO_STATUS = "no status"
"""What is said of a key result that nobody has reported on."""


class CountBar(TemplateData):
    """A count as a row of marks."""

    id: str
    word: str
    count: int
    marks: int
    tone: str


def _count_bars(rows: Iterable[tuple[str, str, int, str]]) -> list[CountBar]:
    """Counts as rows of marks, all on the same scale."""
    rows = list(rows)
    each = max(1, -(-max((count for _, _, count, _ in rows), default=1) // MAX_MARKS))
    return [
        CountBar(id=name, word=word, count=count, marks=-(-count // each), tone=tone)
        for name, word, count, tone in rows
    ]


class HealthTile(TemplateData):
    """The figures and lights of execution health."""

    share: str | None
    because: str
    days: str | None
    days_because: str
    latest: Ref | None
    date: date | None
    lights: Sequence[tuple[str, int, str]]
    start: str | None


def _health_tile(site: SiteContext) -> HealthTile | None:
    """The two computed figures, and the lights of the latest check of execution health."""
    stack = site.stack
    share = on_time(stack, stack.of(Work))
    days = decision_lag(stack)
    row = max(health_checks(stack), key=len, default=())
    latest = row[-1] if row else None
    lights = Counter(check.status for check in latest.checklist) if latest else Counter()
    start = starting_point(row)
    if share.share is None and days.usual is None and latest is None:
        return None
    return HealthTile(
        share=None if share.share is None else f"{share.share:.0%}",
        because=share.because,
        days=None if days.usual is None else f"{days.usual:g}",
        days_because=days.because,
        latest=site.ref(latest) if latest else None,
        date=latest.date if latest else None,
        lights=[(light, lights[light], tone) for light, tone in _LIGHT_TONES.items()],
        start=(start.check.item or "").replace("_", " ") if start else None,
    )


# --- what waits, what is in trouble -------------------------------------------------------------


class MatterRow(TemplateData):
    """Something that waits for a decision."""

    ref: Ref
    matter: str
    because: str
    who: Ref | str | None
    age: str
    """How long it waits, as in `12 days`; empty if that is unknown."""
    since: str


def _matter_row(site: SiteContext, matter: Pending) -> MatterRow:
    today, since = site.stack.today, matter.since
    because = matter.because[:1].upper() + matter.because[1:]
    return MatterRow(
        ref=site.ref(matter.entity),
        matter=matter.matter,
        because=because if because[-1:] in ("?", "!") else f"{because}.",
        who=site.ref_or_text(matter.who),
        age=days_words((today - since).days) if since else "",
        since=short_day(since, today) if since else "",
    )


class TroubleRow(TemplateData):
    """An item in trouble."""

    ref: Ref
    late: str
    """That it is late, in words; empty if it is not."""
    owner: Ref | str | None
    note: str


class MoreTrouble(TemplateData):
    """Further items in trouble of one kind."""

    path: str
    query: str
    """The filter of that list, if one word does."""
    words: str


def _unasked_troubles(site: SiteContext, waiting: Iterable[Pending]) -> list[Trouble]:
    """What is in trouble and does not wait for a decision already; company strategies stand above
    with their status.
    """
    asked = {matter.entity.id for matter in waiting}
    company = {
        strategy.id for strategy in site.stack.of(Strategy) if site.stack.is_company(strategy)
    }
    known = asked | company  # company strategies stand above with their status
    return [trouble for trouble in in_trouble(site.stack) if trouble.item.id not in known]


def _trouble_row(site: SiteContext, trouble: Trouble) -> TroubleRow:
    return TroubleRow(
        ref=site.ref(trouble.item),
        late=f"{days_words(trouble.late)} late" if trouble.late else "",
        owner=site.ref_or_text(trouble.item.owner),
        note=_trouble_note(trouble.item, site.stack.today),
    )


def _more_trouble(troubles: Iterable[Trouble]) -> list[MoreTrouble]:
    """Further items in trouble by kind, each kind with the list that has them."""
    counts = Counter((type(trouble.item), trouble.status) for trouble in troubles)
    rows = []
    for (kind, status), count in counts.items():
        words = f"{count} {kind.counted(count)}"
        found = status if status in ("blocked", "at_risk") else None
        shown = (found or "late").replace("_", " ")
        query = f"?filter={found.replace('_', '+')}" if found else ""
        rows.append(MoreTrouble(path=kind.collection, query=query, words=f"{words} {shown}"))
    return rows


def _trouble_note(entity: Entity, today: date) -> str:
    """Its last note, or its reason."""
    if isinstance(entity, KeyResult) and (looks := in_order(entity.check_ins, today)):
        return first_sentence(looks[-1].note)
    return first_sentence(entity.because)


# --- bets -----------------------------------------------------------------------------------------


class FinishedBet(TemplateData):
    """A bet that was finished lately, and what came out."""

    ref: Ref
    word: str
    tone: str
    words: str


_OUTCOMES: Mapping[Outcome, tuple[str, str]] = {
    "reached": ("reached", "good"),
    "nearly": ("nearly reached", "watch"),
    "missed": ("missed", "bad"),
    "ended": ("no target", "calm"),
    "said": ("done", "calm"),
    "nothing said": ("unknown", "watch"),
    "unknown": ("unknown", "watch"),
}
"""The word for an outcome, and its tone."""


def _finished_bets(site: SiteContext) -> list[FinishedBet]:
    """The bets that were finished lately, the newest first, each with what came out."""
    rows = []
    for _, bet, result in finished_bets(site.stack)[:MAX_FINISHED]:
        word, tone = _OUTCOMES[result.says]
        rows.append(FinishedBet(ref=site.ref(bet), word=word, tone=tone, words=result.words))
    return rows

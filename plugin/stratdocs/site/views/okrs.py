"""Objectives and key results by period and team: where each is, where it should be today, and
whether its owner's word agrees.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from itertools import groupby
from typing import NamedTuple

from stratdocs.analysis.aims import aim
from stratdocs.analysis.ambition import ambition_of, result_words
from stratdocs.analysis.looks import in_order
from stratdocs.analysis.pace import Pace, PaceCounts, pace, pace_count
from stratdocs.analysis.progress import share_of
from stratdocs.model.days import day_words
from stratdocs.model.kinds import KeyResult, Objective, Team
from stratdocs.model.periods import Period
from stratdocs.model.schema import starter
from stratdocs.site.views.ask import ALL, Ask, View
from stratdocs.site.views.okr import Spark, score_tone, spark
from stratdocs.site.views.page import Page, Ref, SiteContext, first_sentence
from stratdocs.site.views.part import views_page
from stratdocs.site.views.section import Section
from stratdocs.site.views.template_data import TemplateData

ROWS_PER_PAGE = 120
"""Key results on one page, or in a block."""
_MAX_TROUBLE = 20
"""Key results whose word and pace differ that the head of a page names."""
PATH = "okrs"
_UNDATED = "undated"


class _Goal(NamedTuple):
    """An objective with the key results to show, or key results without an objective."""

    objective: Objective | None
    results: tuple[KeyResult, ...]


def pages(site: SiteContext) -> Iterator[Page]:
    """A page for the running period, and one for each other period."""
    goals: dict[Period | None, list[_Goal]] = {}
    for goal in _selected_goals(site, ALL):
        goals.setdefault(_period_of(site, goal), []).append(goal)
    if not goals:
        return
    now = _running_period(site, goals)
    periods = sorted(
        (period for period in goals if period is not None),
        key=lambda p: (p.start, -p.months, p.text),
    )
    ordered: list[Period | None] = [*periods, *([None] if None in goals else [])]
    links = [
        (_period_path(period, now), _period_words(period), _period_state(site, period))
        for period in ordered
    ]
    for period in ordered:
        yield from _period_pages(site, period, goals[period], now, links)


class CurrentGoals(NamedTuple):
    """The goals of the period that runs, as the first page of goals counts them."""

    head: OkrsHead
    results: tuple[KeyResult, ...]
    period: Period | None


def current_goals(site: SiteContext) -> CurrentGoals | None:
    """The goals of the period that runs; None without any."""
    goals: dict[Period | None, list[_Goal]] = {}
    for goal in _selected_goals(site, ALL):
        goals.setdefault(_period_of(site, goal), []).append(goal)
    period = _running_period(site, goals)
    now = goals.get(period, [])
    results = tuple(result for goal in now for result in goal.results)
    return CurrentGoals(_okrs_head(site, now), results, period) if results else None


def _period_pages(
    site: SiteContext,
    period: Period | None,
    goals: Sequence[_Goal],
    now: Period | None,
    links: Sequence[tuple[str, str, str]],
) -> Iterator[Page]:
    path = _period_path(period, now)
    every = _in_order(site, goals)
    parts = _page_parts(every)
    head = _okrs_head(site, goals)
    for number, part in enumerate(parts):
        data = OkrsData(
            head=head,
            first=number == 0,
            groups=_team_goals(site, part),
            links=links,
            here=path,
            starter=None,
            more=0,
            pages=[
                (path if n == 0 else f"{path}/page/{n + 1}", n + 1, n == number)
                for n in range(len(parts))
            ],
        )
        when = _period_words(period)
        yield views_page(
            path if number == 0 else f"{path}/page/{number + 1}",
            f"OKRs, {when}" if period else "OKRs without a period",
            [Section("okrs", "Objectives and key results", "okrs", data)],
            lead=(
                "How far each key result is from baseline to target, where a steady pace would "
                "be today, and whether the reported status agrees."
            ),
            listed="Goals",
            parent=PATH if path != PATH or number else None,
            hide=("toc",),
        )._replace(listed="Goals" if path == PATH and number == 0 else None)


class OkrsData(TemplateData):
    """Objectives and key results, group by group."""

    head: OkrsHead
    groups: Sequence[TeamGoals]
    first: bool
    links: Sequence[tuple[str, str, str]]
    here: str
    pages: Sequence[tuple[str, int, bool]]
    more: int
    starter: str | None


def _okrs_data(site: SiteContext, ask: Ask) -> OkrsData:
    """The requested goals; without a filter, those of the current period."""
    goals = list(_selected_goals(site, ask))
    if ask.where is None and not _asks_for_items(site, ask):
        by_period: dict[Period | None, list[_Goal]] = {}
        for goal in goals:
            by_period.setdefault(_period_of(site, goal), []).append(goal)
        goals = by_period.get(_running_period(site, by_period), [])
    every = _in_order(site, goals)
    parts = _page_parts(every)
    shown = parts[0] if parts else []
    count = sum(len(goal.results) for goal in every)
    return OkrsData(
        head=_okrs_head(site, goals),
        groups=_team_goals(site, shown),
        first=True,
        links=[],
        here="",
        pages=[],
        more=count - sum(len(goal.results) for goal in shown),
        starter=starter("objectives") if not site.stack.of(Objective) else None,
    )


def _asks_for_items(site: SiteContext, ask: Ask) -> bool:
    """Whether single items are requested."""
    return any(site.stack.get(name) is not None for name in ask.of)


def _selected_goals(site: SiteContext, ask: Ask) -> Iterator[_Goal]:
    """Objectives with their key results; where key results are requested, only those."""
    stack = site.stack
    by_result = any(
        name == KeyResult.collection or isinstance(stack.get(name), KeyResult) for name in ask.of
    )
    if by_result:
        kept = {goal.id for goal in ask.select(site, stack.of(KeyResult))}
    else:
        kept = {goal.id for goal in ask.select(site, stack.of(Objective))}
    for objective in stack.of(Objective):
        results = tuple(
            child
            for child in stack.branches(objective)
            if isinstance(child, KeyResult) and (not by_result or child.id in kept)
        )
        if objective.id in kept or (by_result and results):
            yield _Goal(objective, results)
    if ask == ALL or by_result:
        loose = tuple(
            goal
            for goal in stack.of(KeyResult)
            if not isinstance(stack.primary(goal), Objective) and (not by_result or goal.id in kept)
        )
        for goal in loose:
            yield _Goal(None, (goal,))


# --- periods ------------------------------------------------------------------------------------


def _period_of(site: SiteContext, goal: _Goal) -> Period | None:
    return site.stack.period_of(goal.objective or goal.results[0])


def _running_period(site: SiteContext, periods: Iterable[Period | None]) -> Period | None:
    """The shortest period that holds today, else the last that began, else the next."""
    today = site.stack.today
    known = [period for period in periods if period is not None]
    running = [period for period in known if period.includes(today)]
    if running:
        return min(running, key=lambda p: (p.months, p.text))
    begun = [period for period in known if period.start <= today]
    if begun:
        return max(begun, key=lambda p: (p.start, -p.months, p.text))
    return min(known, key=lambda p: (p.start, p.months, p.text), default=None)


def _period_path(period: Period | None, now: Period | None) -> str:
    return PATH if period == now else f"{PATH}/{period.slug if period else _UNDATED}"


def _period_words(period: Period | None) -> str:
    if period is None:
        return "without a period"
    return period.words


def _period_state(site: SiteContext, period: Period | None) -> str:
    if period is None:
        return ""
    today = site.stack.today
    return "running" if period.includes(today) else "ended" if period.end < today else "to come"


# --- order and size -----------------------------------------------------------------------------

_LEVELS = ("organisation", "department", "team", "individual")


def _in_order(site: SiteContext, goals: Iterable[_Goal]) -> list[_Goal]:
    """From the organisation down, then by team; without a team last."""
    order = {team.id: place for place, team in enumerate(site.stack.of(Team))}

    def rank(goal: _Goal) -> tuple[int, int, int]:
        level = goal.objective.level if goal.objective else None
        place = _LEVELS.index(level) if level else len(_LEVELS)
        team = site.stack.team_of(goal.objective or goal.results[0])
        if team is None:
            return (0 if level in ("organisation", "department") else 2, place, 0)
        return (1, order[team.id], place)

    return sorted(goals, key=rank)


def _page_parts(goals: Sequence[_Goal]) -> list[list[_Goal]]:
    """Goals divided into pages; an objective with too many key results is split."""
    parts: list[list[_Goal]] = []
    room = 0
    for goal in goals:
        for start in range(0, max(1, len(goal.results)), ROWS_PER_PAGE):
            piece = goal._replace(results=goal.results[start : start + ROWS_PER_PAGE])
            size = 1 + len(piece.results)
            if not parts or size > room:
                parts.append([])
                room = ROWS_PER_PAGE
            parts[-1].append(piece)
            room -= size
    return parts


# --- what is shown ------------------------------------------------------------------------------


class OkrsHead(TemplateData):
    """The goals in numbers, and where word and pace differ."""

    objectives: int
    results: int
    paces: PaceCounts
    trouble: Sequence[DifferRow]
    more_trouble: int
    aspirational: bool
    """Whether any of them that runs is aspirational."""
    today: str


def pace_sentence(counts: PaceCounts) -> tuple[str, str]:
    """How many key results are on pace, and how the others do: `33 of 41 key results`, ` are on
    pace, 5 behind; pace unknown for 3`.
    """
    if not counts.running and not counts.over:
        idle = f"{counts.idle} key result{'' if counts.idle == 1 else 's'}"
        return idle, f" {'is' if counts.idle == 1 else 'are'} proposed or dropped"
    if not counts.running:
        over = f"{counts.over} key result{'' if counts.over == 1 else 's'}"
        reached = f"{counts.met} reached the target"
        if counts.silent == counts.over:
            reached = "with no result recorded for "
            reached += "it" if counts.over == 1 else "them"
        elif counts.silent:
            reached += f" and {counts.silent} {_results(counts.silent)}"
        return over, f" {'has' if counts.over == 1 else 'have'} ended, {reached}"
    head = f"{counts.fine} of {counts.running} key result{'' if counts.running == 1 else 's'}"
    words = f" {'is' if 1 in (counts.fine, counts.running) else 'are'} on pace"
    words += f", {counts.behind} behind" if counts.behind else ""
    apart = [
        f"{text} {number}"
        for text, number in (
            ("pace unknown for", counts.unknown),
            ("too early to tell for", counts.early),
        )
        if number
    ]
    if counts.over:
        silent = f" and {counts.silent} {_results(counts.silent)}" if counts.silent else ""
        apart.append(
            f"{counts.over} more {'has' if counts.over == 1 else 'have'} ended, "
            f"{counts.met} at the target{silent}"
        )
    return head, "; ".join([words, *apart])


def _results(number: int) -> str:
    return f"with {'an unknown result' if number == 1 else 'unknown results'}"


class DifferRow(TemplateData):
    """A key result whose word and pace differ."""

    ref: Ref
    word: str
    because: str


def _okrs_head(site: SiteContext, goals: Sequence[_Goal]) -> OkrsHead:
    """The goals in numbers, and where word and pace differ."""
    paced = [(goal, _pace_of(site, goal)) for group in goals for goal in group.results]
    differ = [(goal, found) for goal, found in paced if found.differs]
    return OkrsHead(
        objectives=sum(group.objective is not None for group in goals),
        results=len(paced),
        paces=reduce(
            PaceCounts.plus,
            (pace_count(site.stack, goal, found) for goal, found in paced),
            PaceCounts(),
        ),
        trouble=[
            DifferRow(ref=site.ref(goal), word=found.summary, because=found.because)
            for goal, found in differ[:_MAX_TROUBLE]
        ],
        more_trouble=max(0, len(differ) - _MAX_TROUBLE),
        aspirational=any(
            ambition_of(site.stack, goal) == "aspirational"
            for goal, found in paced
            if not found.ended
        ),
        today=day_words(site.stack.today),
    )


class TeamGoals(TemplateData):
    """The goals of a team or of a level."""

    key: str
    title: str
    ref: Ref | None
    goals: Sequence[GoalRows]


def _team_goals(site: SiteContext, goals: Sequence[_Goal]) -> Sequence[TeamGoals]:
    """Goals by team, each objective with its key results."""
    return [
        TeamGoals(
            key=key,
            title=title,
            ref=ref,
            goals=[_goal_rows(site, goal) for goal in members],
        )
        for (key, title, ref), members in groupby(goals, key=lambda goal: _group_of(site, goal))
    ]


def _group_of(site: SiteContext, goal: _Goal) -> tuple[str, str, Ref | None]:
    objective = goal.objective
    team = site.stack.team_of(objective or goal.results[0])
    if team is not None:
        return team.id, team.title, site.ref(team)
    level = objective.level if objective else None
    if level in ("organisation", "department"):
        return level, level.capitalize(), None
    return "no-team", "No team", None


class GoalRows(TemplateData):
    """An objective with its key results; without `ref`, key results that have no objective."""

    ref: Ref | None
    status: str | None
    owner: Ref | str | None
    serves: Ref | None
    share: float | None
    words: str
    score: str | None
    score_tone: str
    ambition: str | None
    ended: bool
    rows: Sequence[KeyResultRow]


def _goal_rows(site: SiteContext, goal: _Goal) -> GoalRows:
    objective = goal.objective
    rows = [_key_result_row(site, result) for result in goal.results]
    if objective is None:
        return GoalRows(
            ref=None,
            status=None,
            owner=None,
            serves=None,
            share=None,
            words="",
            score=None,
            score_tone="calm",
            ambition=None,
            ended=all(row.ended for row in rows),
            rows=rows,
        )
    above = site.stack.primary(objective)
    share, words = site.progress.bar(objective)
    period = site.stack.period_of(objective)
    return GoalRows(
        ref=site.ref(objective),
        status=site.progress.status(objective),
        owner=site.ref_or_text(objective.owner),
        serves=site.ref(above) if above is not None else None,
        share=share,
        words=words,
        score=_score_words(objective),
        score_tone=score_tone(objective.ambition, share_of(objective.score)),
        ambition=objective.ambition,
        ended=period is not None and period.end < site.stack.today,
        rows=rows,
    )


def _score_words(objective: Objective) -> str | None:
    """The score of an objective, and what it means for a goal of its ambition."""
    score, share = objective.score, share_of(objective.score)
    if score is None:
        return None
    meaning = result_words(objective.ambition, share) if share is not None else ""
    return f"{score}: {meaning}" if meaning else score.text


class KeyResultRow(TemplateData):
    """One key result with its pace."""

    ref: Ref
    owner: Ref | str | None
    status: str | None
    baseline: str
    now: str
    target: str
    share: float | None
    words: str
    expected: float | None
    expected_value: str
    spark: Spark | None
    tone: str
    word: str
    pace_words: str
    because: str
    ended: bool
    score: str
    ambition: str | None
    """Its own ambition, if its objective has another one."""
    confidence: int | None
    note: str


def _key_result_row(site: SiteContext, goal: KeyResult) -> KeyResultRow:
    found = _pace_of(site, goal)
    progress = site.progress.of_key_result(goal)
    aims = aim(site.stack, goal)
    checks = in_order(goal.check_ins, site.stack.today)
    last = next((check for check in reversed(checks) if check.note or check.confidence), None)
    return KeyResultRow(
        ref=site.ref(goal),
        owner=site.ref_or_text(goal.owner),
        status=progress.status,
        baseline=aims.baseline.text if aims.baseline else "",
        now=progress.value.text if progress.value else "",
        target=aims.target.text if aims.target else "",
        share=progress.bar,
        words=progress.words,
        expected=None if found.ended else found.expected,
        expected_value="" if found.ended or not found.expected else found.expected_value,
        spark=spark(checks, aims.baseline, aims.target),
        tone=found.tone,
        word=found.summary,
        pace_words=found.pace_words if progress.status != "dropped" else "",
        because=found.because,
        ended=found.ended,
        score=goal.score.text if goal.score else "",
        ambition=goal.ambition if goal.ambition != _objective_ambition(site, goal) else None,
        confidence=last.confidence if last else None,
        note=first_sentence(last.note) if last else "",
    )


def _objective_ambition(site: SiteContext, goal: KeyResult) -> str | None:
    above = site.stack.primary(goal)
    return ambition_of(site.stack, above) if above is not None else None


def _pace_of(site: SiteContext, goal: KeyResult) -> Pace:
    return pace(site.stack, goal, site.progress.of_key_result(goal))


OKRS = View(
    "okrs",
    "Objectives and key results",
    "How far is each key result, and how far should it be today?",
    "okrs",
    _okrs_data,
)

EMBEDS = (OKRS,)

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
from stratdocs.analysis.pace import Pace, PaceCounts, pace, pace_count, share_of_time_gone
from stratdocs.analysis.progress import share_of
from stratdocs.model.days import day_words, short_day
from stratdocs.model.kinds import KeyResult, Objective, Team
from stratdocs.model.periods import Period
from stratdocs.model.schema import starter
from stratdocs.model.values import without_unit
from stratdocs.site.views.ask import ALL, Ask, View
from stratdocs.site.views.okr import short_title
from stratdocs.site.views.page import Bar, Page, Ref, SiteContext, first_sentence
from stratdocs.site.views.part import views_page
from stratdocs.site.views.section import Section
from stratdocs.site.views.template_data import TemplateData

ROWS_PER_PAGE = 120
"""Key results on one page, or in a block."""
_MAX_DIFFER = 7
"""Key results whose status and pace differ that the head of a page names."""
_LONG_UNIT = 5
"""Letters of a unit that is written once for two values."""
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
        (
            _period_path(period, now),
            period.short if period else "without a period",
            _period_state(site, period),
        )
        for period in ordered
    ]
    current = next((n for n, (path, *_) in enumerate(links) if path == PATH), None)
    for number, period in enumerate(ordered):
        yield from _period_pages(site, period, goals[period], now, _near(links, number, current))


_PeriodLink = tuple[str, str, str]
"""The path of a period's page, its name, and whether it is over, now or not started."""

MAX_PERIODS = 40
"""Periods to which the page of each one leads."""


def _near(links: Sequence[_PeriodLink], number: int, current: int | None) -> Sequence[_PeriodLink]:
    """The links for the page of one period: all, or if there are too many, those around it and the
    one to the period that runs.
    """
    if len(links) <= MAX_PERIODS:
        return links
    first = min(max(number - MAX_PERIODS // 2, 0), len(links) - MAX_PERIODS)
    near = links[first : first + MAX_PERIODS]
    if current is None or first <= current < first + MAX_PERIODS:
        return near
    return [links[current], *near] if current < first else [*near, links[current]]


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
    links: Sequence[_PeriodLink],
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
        yield views_page(
            path if number == 0 else f"{path}/page/{number + 1}",
            f"Goals of {period.short}" if period else "Goals without a period",
            [Section("okrs", "Objectives and key results", "okrs", data, headed=True)],
            lead=_period_lead(site, period),
            gist=(
                "Where each key result is between its baseline and its target, where a steady pace "
                "would be today, and whether the reported status agrees."
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
    links: Sequence[_PeriodLink]
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


def _period_lead(site: SiteContext, period: Period | None) -> str:
    """The days of a period, and how much of it has passed."""
    if period is None:
        return "These goals have no period, so no pace can be worked out for them."
    today = site.stack.today
    days = f"{short_day(period.start, today)} to {short_day(period.end, today)}"
    if period.start > today:
        return f"{days}; not started yet."
    if period.end < today:
        return f"{days}; over."
    passed = share_of_time_gone((period.start, period.end), today)
    return f"{days}; {passed:.0%} of {_span_words(period)} has passed."


def _span_words(period: Period | None) -> str:
    """A period by its length: `the quarter`."""
    lengths = {1: "the month", 3: "the quarter", 6: "the half-year", 12: "the year"}
    return lengths.get(period.months, "the period") if period else "its time"


def _period_state(site: SiteContext, period: Period | None) -> str:
    if period is None:
        return ""
    today = site.stack.today
    return "now" if period.includes(today) else "over" if period.end < today else "not started"


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
    behind: Sequence[DifferRow]
    """Those reported as on track or done that are behind pace."""
    more_behind: int
    ahead: Sequence[Ref]
    """Those reported as at risk or blocked that are on pace."""
    more_ahead: int
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
    """A key result that is behind pace though its owner reports it as on track or done."""

    ref: Ref
    owner: Ref | str | None
    value: RowValue
    facts: str
    note: str


def _okrs_head(site: SiteContext, goals: Sequence[_Goal]) -> OkrsHead:
    """The goals in numbers, and where word and pace differ."""
    paced = [(goal, _pace_of(site, goal)) for group in goals for goal in group.results]
    behind = [(goal, found) for goal, found in paced if found.differs and found.tone == "bad"]
    ahead = [goal for goal, found in paced if found.differs and found.tone != "bad"]
    return OkrsHead(
        objectives=sum(group.objective is not None for group in goals),
        results=len(paced),
        paces=_counted(site, paced),
        behind=[_differ_row(site, goal, found) for goal, found in behind[:_MAX_DIFFER]],
        more_behind=max(0, len(behind) - _MAX_DIFFER),
        ahead=site.refs(ahead[:_MAX_DIFFER]),
        more_ahead=max(0, len(ahead) - _MAX_DIFFER),
        aspirational=any(
            ambition_of(site.stack, goal) == "aspirational"
            for goal, found in paced
            if not found.ended
        ),
        today=day_words(site.stack.today),
    )


def _counted(site: SiteContext, paced: Iterable[tuple[KeyResult, Pace]]) -> PaceCounts:
    counts = (pace_count(site.stack, goal, found) for goal, found in paced)
    return reduce(PaceCounts.plus, counts, PaceCounts())


def _differ_row(site: SiteContext, goal: KeyResult, found: Pace) -> DifferRow:
    progress = site.progress.of_key_result(goal)
    period = _span_words(site.stack.period_of(goal))
    facts = f"{found.because[:1].upper()}{found.because[1:]}."
    if progress.value and found.expected_value and found.gone is not None:
        facts = (
            f"{progress.value} after {found.gone:.0%} of {period}, expected {found.expected_value}."
        )
    noted = [check.note for check in in_order(goal.check_ins, site.stack.today) if check.note]
    return DifferRow(
        ref=site.ref(goal),
        owner=site.ref_or_text(goal.owner),
        value=_row_value(site, goal, found),
        facts=facts,
        note=first_sentence(noted[-1]) if noted else "",
    )


class RowValue(TemplateData):
    """The bar of a row, with the value today and the target: `6.2 s → 6.0 s`."""

    bar: Bar
    now: str
    beyond: str
    """What follows the value where there is room: ` → 6.0 s`, `, reached`."""
    unit: str
    """The unit of both, written once if it is long: `18 → 15 a week`."""


def _row_value(site: SiteContext, goal: KeyResult, found: Pace) -> RowValue:
    bar, aims = site.bar(goal), aim(site.stack, goal)
    if bar.share is None or aims.target is None or found.ended:
        return RowValue(bar=bar, now=bar.now, beyond="", unit="")
    if found.says == "met":
        return RowValue(bar=bar, now=bar.now, beyond=", reached", unit="")
    number, unit = without_unit(bar.now)
    target, its_unit = without_unit(aims.target.text)
    if unit != its_unit or len(unit) < _LONG_UNIT:
        return RowValue(bar=bar, now=bar.now, beyond=f" → {aims.target.text}", unit="")
    return RowValue(bar=bar, now=number, beyond=f" → {target}", unit=unit)


class TeamGoals(TemplateData):
    """The goals of a team or of a level."""

    key: str
    title: str
    ref: Ref | None
    sum: str
    """How many goals there are and how they do: `2 objectives, 5 key results, all on pace`."""
    goals: Sequence[GoalRows]


def _team_goals(site: SiteContext, goals: Sequence[_Goal]) -> Sequence[TeamGoals]:
    """Goals by team, each objective with its key results."""
    groups = []
    for (key, title, ref), found in groupby(goals, key=lambda goal: _group_of(site, goal)):
        members = list(found)
        groups.append(
            TeamGoals(
                key=key,
                title=title,
                ref=ref,
                sum=_sum_words(site, members),
                goals=[_goal_rows(site, goal) for goal in members],
            )
        )
    return groups


def _sum_words(site: SiteContext, goals: Sequence[_Goal]) -> str:
    """How many goals there are and how they do: `2 objectives, 5 key results, all on pace`."""
    results = [goal for group in goals for goal in group.results]
    counts = _counted(site, ((goal, _pace_of(site, goal)) for goal in results))
    objectives = len({group.objective.id for group in goals if group.objective is not None})
    words = [
        f"{number} {noun}{'' if number == 1 else 's'}"
        for number, noun in ((objectives, "objective"), (len(results), "key result"))
        if number
    ]
    if counts.running and counts.fine == len(results):
        words.append("all on pace" if len(results) > 1 else "on pace")
    else:
        unmet = counts.over - counts.met - counts.silent
        words += [
            f"{number} {text}"
            for number, text in (
                (counts.behind, "behind pace"),
                (counts.unknown, "with an unknown pace"),
                (counts.early, "too early to judge"),
                (counts.met, "reached"),
                (unmet, "missed"),
                (counts.silent, "with an unknown result"),
            )
            if number
        ]
    return ", ".join(words)


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
    bar: Bar | None
    owner: Ref | str | None
    note: str
    rows: Sequence[KeyResultRow]


def _goal_rows(site: SiteContext, goal: _Goal) -> GoalRows:
    objective = goal.objective
    rows = [_key_result_row(site, result) for result in goal.results]
    if objective is None:
        return GoalRows(ref=None, bar=None, owner=None, note="", rows=rows)
    score = _score_words(objective)
    notes = (objective.ambition, f"scored {score}" if score else None)
    return GoalRows(
        ref=site.ref(objective),
        bar=site.bar(objective),
        owner=site.ref_or_text(objective.owner),
        note="; ".join(filter(None, notes)),
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
    tail: str
    """The end of its title that only repeats its baseline and target."""
    value: RowValue
    note: str
    """Its pace where the bar alone does not show it, and once its time is over how it ended."""


def _key_result_row(site: SiteContext, goal: KeyResult) -> KeyResultRow:
    found = _pace_of(site, goal)
    own_ambition = goal.ambition if goal.ambition != _objective_ambition(site, goal) else None
    return KeyResultRow(
        ref=site.ref(goal),
        owner=site.ref_or_text(goal.owner),
        tail=goal.title.removeprefix(short_title(goal)),
        value=_row_value(site, goal, found),
        note="; ".join(filter(None, (own_ambition, _row_note(site, goal, found)))),
    )


def _row_note(site: SiteContext, goal: KeyResult, found: Pace) -> str:
    if site.ref(goal).status == "dropped":
        return ""
    if found.ended:
        return found.summary
    if found.says == "not enough data" and site.bar(goal).unknown:
        return ""  # the bar says why
    return "" if found.tone == "good" else found.pace_words


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

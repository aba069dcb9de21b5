"""Objectives and key results by period and team: where each stands, where it should stand today,
and whether its owner's word says the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from stratdocs.model.kinds import KeyResult, Objective, Team
from stratdocs.analysis.pace import Pace, pace
from stratdocs.model.schema import starter
from stratdocs.model.values import Period, day_words
from stratdocs.site.views.ask import ALL, Ask, View
from stratdocs.site.views.okr import spark
from stratdocs.site.views.page import Page, Picture, first_sentence
from stratdocs.site.views.part import page
from stratdocs.site.views.section import Section

ROWS = 120
"""Key results on one page; more go on on the next, and a block shows no more than these."""
_TROUBLE = 20
"""Key results that the head of a page names because word and pace differ."""
PATH = "okrs"
_UNDATED = "undated"


class _Goal(NamedTuple):
    """An objective with those of its key results that are shown; None for those without one."""

    objective: Objective | None
    results: tuple[KeyResult, ...]


def pages(picture: Picture) -> Iterator[Page]:
    """A page for the running period, and one for each other period."""
    goals: dict[Period | None, list[_Goal]] = {}
    for goal in _goals(picture, ALL):
        goals.setdefault(_period(picture, goal), []).append(goal)
    if not goals:
        return
    now = _running(picture, goals)
    periods = sorted(
        (period for period in goals if period is not None),
        key=lambda p: (p.start, -p.months, p.text),
    )
    ordered: list[Period | None] = [*periods, *([None] if None in goals else [])]
    links = [(_path(period, now), _title(period), _when(picture, period)) for period in ordered]
    for period in ordered:
        yield from _of_period(picture, period, goals[period], now, links)


def _of_period(
    picture: Picture,
    period: Period | None,
    goals: Sequence[_Goal],
    now: Period | None,
    links: Sequence[tuple[str, str, str]],
) -> Iterator[Page]:
    path = _path(period, now)
    every = _sorted(picture, goals)
    parts = _parts(every)
    head = _head(picture, goals)
    for number, part in enumerate(parts):
        data = {
            **head,
            "first": number == 0,
            **_body(picture, part),
            "links": links,
            "here": path,
            "starter": None,
            "more": 0,
            "pages": [
                (path if n == 0 else f"{path}/page/{n + 1}", n + 1, n == number)
                for n in range(len(parts))
            ],
        }
        when = _title(period)
        yield page(
            path if number == 0 else f"{path}/page/{number + 1}",
            f"Goals of {when}" if period else "Goals without a period",
            [Section("okrs", "Objectives and key results", "okrs", {"lead": "", **data})],
            lead=(
                "Where each key result stands between its baseline and its target, where a steady "
                "pace would be today, and whether its owner's word says the same."
            ),
            listed="Goals",
            parent=PATH if path != PATH or number else None,
            hide=("toc",),
        )._replace(listed="Goals" if path == PATH and number == 0 else None)


def _data(picture: Picture, ask: Ask) -> Mapping[str, Any]:
    """The goals asked about; without a filter, those of the running period."""
    goals = list(_goals(picture, ask))
    if ask.where is None and not _named(picture, ask):
        by_period: dict[Period | None, list[_Goal]] = {}
        for goal in goals:
            by_period.setdefault(_period(picture, goal), []).append(goal)
        goals = by_period.get(_running(picture, by_period), [])
    every = _sorted(picture, goals)
    parts = _parts(every)
    shown = parts[0] if parts else []
    count = sum(len(goal.results) for goal in every)
    return {
        **_head(picture, goals),
        **_body(picture, shown),
        "first": True,
        "links": [],
        "here": "",
        "pages": [],
        "more": count - sum(len(goal.results) for goal in shown),
        "starter": starter("objectives") if not picture.stack.of(Objective) else None,
    }


def _named(picture: Picture, ask: Ask) -> bool:
    """Whether single items are asked about."""
    return any(picture.stack.get(name) is not None for name in ask.of)


def _goals(picture: Picture, ask: Ask) -> Iterator[_Goal]:
    """Objectives with their key results; where key results are asked about, only those."""
    stack = picture.stack
    by_result = any(
        name == KeyResult.collection or isinstance(stack.get(name), KeyResult) for name in ask.of
    )
    if by_result:
        kept = {goal.id for goal in ask.keeps(picture, stack.of(KeyResult))}
    else:
        kept = {goal.id for goal in ask.keeps(picture, stack.of(Objective))}
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


def _period(picture: Picture, goal: _Goal) -> Period | None:
    return picture.stack.period_of(goal.objective or goal.results[0])


def _running(picture: Picture, periods: Iterable[Period | None]) -> Period | None:
    """The shortest period that holds today, else the last that began, else the first to come."""
    today = picture.stack.today
    known = [period for period in periods if period is not None]
    running = [period for period in known if period.includes(today)]
    if running:
        return min(running, key=lambda p: (p.months, p.text))
    begun = [period for period in known if period.start <= today]
    if begun:
        return max(begun, key=lambda p: (p.start, -p.months, p.text))
    return min(known, key=lambda p: (p.start, p.months, p.text), default=None)


def _path(period: Period | None, now: Period | None) -> str:
    return PATH if period == now else f"{PATH}/{period.text if period else _UNDATED}"


def _title(period: Period | None) -> str:
    if period is None:
        return "without a period"
    return period.words if period.months in (1, 12) else f"the {period.words}"


def _when(picture: Picture, period: Period | None) -> str:
    if period is None:
        return ""
    today = picture.stack.today
    return "running" if period.includes(today) else "ended" if period.end < today else "to come"


# --- order and size -----------------------------------------------------------------------------

_LEVELS = ("organisation", "department", "team", "individual")


def _sorted(picture: Picture, goals: Iterable[_Goal]) -> list[_Goal]:
    """From the organisation down, then team by team; what belongs to none comes last."""
    order = {team.id: place for place, team in enumerate(picture.stack.of(Team))}

    def rank(goal: _Goal) -> tuple[int, int, int]:
        level = goal.objective.level if goal.objective else None
        place = _LEVELS.index(level) if level else len(_LEVELS)
        team = picture.stack.team_of(goal.objective or goal.results[0])
        if team is None:
            return (0 if level in ("organisation", "department") else 2, place, 0)
        return (1, order[team.id], place)

    return sorted(goals, key=rank)


def _parts(goals: Sequence[_Goal]) -> list[list[_Goal]]:
    """Goals in portions that a page can hold; an objective with more key results is split."""
    parts: list[list[_Goal]] = []
    room = 0
    for goal in goals:
        for start in range(0, max(1, len(goal.results)), ROWS):
            piece = goal._replace(results=goal.results[start : start + ROWS])
            size = 1 + len(piece.results)
            if not parts or size > room:
                parts.append([])
                room = ROWS
            parts[-1].append(piece)
            room -= size
    return parts


# --- what is shown ------------------------------------------------------------------------------


def _head(picture: Picture, goals: Sequence[_Goal]) -> dict[str, Any]:
    """The goals in numbers, and where word and pace differ."""
    paced = [(goal, _pace(picture, goal)) for group in goals for goal in group.results]
    running = [(goal, found) for goal, found in paced if not found.ended]
    ended = [(goal, found) for goal, found in paced if found.ended and found.summary != "dropped"]
    tones = [found.tone for _, found in running]
    differ = [(goal, found) for goal, found in running if found.differs]
    return {
        "objectives": sum(group.objective is not None for group in goals),
        "results": len(paced),
        "running": len(running),
        "fine": tones.count("good"),
        "behind": tones.count("watch") + tones.count("bad"),
        "open": tones.count("calm"),
        "ended": len(ended),
        "met": sum(found.says == "met" for _, found in ended),
        "trouble": [
            {"ref": picture.ref(goal), "word": found.summary, "because": found.because}
            for goal, found in differ[:_TROUBLE]
        ],
        "more_trouble": max(0, len(differ) - _TROUBLE),
        "today": day_words(picture.stack.today),
    }


def _body(picture: Picture, goals: Sequence[_Goal]) -> dict[str, Any]:
    """Goals by team, each objective with its key results."""
    groups: list[dict[str, Any]] = []
    for goal in goals:
        key, title, ref = _group(picture, goal)
        if not groups or groups[-1]["key"] != key:
            groups.append({"key": key, "title": title, "ref": ref, "goals": []})
        groups[-1]["goals"].append(_goal(picture, goal))
    return {"groups": groups}


def _group(picture: Picture, goal: _Goal) -> tuple[str, str, Any]:
    objective = goal.objective
    team = picture.stack.team_of(objective or goal.results[0])
    if team is not None:
        return team.id, team.title, picture.ref(team)
    level = objective.level if objective else None
    if level in ("organisation", "department"):
        return level, level.capitalize(), None
    return "no-team", "No team", None


def _goal(picture: Picture, goal: _Goal) -> dict[str, Any]:
    objective = goal.objective
    rows = [_row(picture, result) for result in goal.results]
    if objective is None:
        return {"ref": None, "rows": rows, "ended": all(row["ended"] for row in rows)}
    above = picture.stack.primary(objective)
    share, words = picture.progress.bar(objective)
    period = picture.stack.period_of(objective)
    return {
        "ref": picture.ref(objective),
        "status": picture.progress.status(objective),
        "owner": picture.who(objective.owner),
        "for": picture.ref(above) if above is not None else None,
        "share": share,
        "words": words,
        "score": objective.score.text if objective.score else None,
        "ended": period is not None and period.end < picture.stack.today,
        "rows": rows,
    }


def _row(picture: Picture, goal: KeyResult) -> dict[str, Any]:
    found = _pace(picture, goal)
    standing = picture.progress.of_key_result(goal)
    last = next(
        (check for check in reversed(goal.check_ins) if check.note or check.confidence), None
    )
    return {
        "ref": picture.ref(goal),
        "owner": picture.who(goal.owner),
        "status": standing.status,
        "baseline": goal.baseline.text if goal.baseline else "",
        "now": standing.value.text if standing.value else "",
        "target": goal.target.text if goal.target else "",
        "share": standing.bar,
        "words": standing.words,
        "expected": None if found.ended else found.expected,
        "expected_value": "" if found.ended or not found.expected else found.expected_value,
        "spark": spark(goal.check_ins, goal.baseline, goal.target),
        "tone": found.tone,
        "word": found.summary,
        "told": found.pace_words if standing.status != "dropped" else "",
        "because": found.because,
        "ended": found.ended,
        "score": goal.score.text if goal.score else "",
        "confidence": last.confidence if last else None,
        "note": first_sentence(last.note) if last else "",
    }


def _pace(picture: Picture, goal: KeyResult) -> Pace:
    return pace(picture.stack, goal, picture.progress.of_key_result(goal))


OKRS = View(
    "okrs",
    "Objectives and key results",
    "Where does each key result stand, and where should it stand today?",
    "okrs",
    _data,
)

EMBEDS = (OKRS,)

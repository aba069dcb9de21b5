"""Dependencies as a graph, a list and a matrix of teams; risks as a map and a register."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from stratdocs.analysis.risks import (
    IMPACT_WORDS,
    PROBABILITY_WORDS,
    RiskWeight,
    exposure,
    is_open,
    risk_weight,
)
from stratdocs.analysis.schedule import (
    CriticalPath,
    Schedule,
    Wait,
    WaitState,
    due_day,
    responsible_team,
    wait_counts,
)
from stratdocs.model.days import day_words
from stratdocs.model.kinds import Entity, Risk, Team
from stratdocs.model.schema import starter
from stratdocs.model.stack import Stack
from stratdocs.site.drawing.charts import Item, grid
from stratdocs.site.drawing.layered import Arrow, Box, layered
from stratdocs.site.drawing.shapes import STATUS_WORDS, Drawing
from stratdocs.site.views import part
from stratdocs.site.views.ask import Ask, View
from stratdocs.site.views.page import Page, Ref, SiteContext
from stratdocs.site.views.template_data import TemplateData
from stratdocs.words.phrases import join_words

# --- dependencies --------------------------------------------------------------------------------

MAX_BOXES = 90
"""Items in the graph."""
MAX_ROWS = 150
"""Rows of the list, the most pressing first."""
MAX_LATE = 7
"""What is late, in short, above the picture."""
MAX_TEAMS = 24
"""Teams in the matrix."""
_MAX_WAITS_IN_CELL = 2
"""Waits that are named in one cell of the matrix."""
_MAX_MATRIX_LINKS = 120
"""Waits that are named in the whole matrix."""

_STATE_WORDS: Mapping[WaitState, str] = {
    "there": "Done",
    "on time": "On time",
    "no date": "No date",
    "tight": "Tight",
    "overdue": "Overdue",
    "late": "Late",
    "dropped": "Dropped",
    "in a cycle": "In a cycle",
}
_TONES: Mapping[WaitState, str] = {
    "there": "good",
    "on time": "good",
    "no date": "calm",
    "tight": "watch",
    "overdue": "watch",
    "late": "bad",
    "dropped": "bad",
    "in a cycle": "bad",
}
_LATE: tuple[WaitState, ...] = ("late", "overdue", "dropped")
_SIGNS = {"good": "✓", "calm": "○", "watch": "▲", "bad": "■"}
_URGENCY: Mapping[WaitState, int] = {
    "in a cycle": 0,
    "dropped": 1,
    "late": 2,
    "overdue": 3,
    "tight": 4,
    "no date": 5,
    "on time": 6,
    "there": 7,
}


class _Selection(NamedTuple):
    """The requested waits, and the critical path among them."""

    schedule: Schedule
    waits: tuple[Wait, ...]
    critical: CriticalPath | None


class DependenciesData(TemplateData):
    """What waits for what, with the critical path and the cycles."""

    counts: Sequence[tuple[str, int, str, str]]
    total: int
    open: int
    path: Sequence[Ref]
    path_more: int
    because: str
    late: Sequence[WaitRow]
    """What others wait for too long, the most pressing first, at most `MAX_LATE`."""
    more_late: int
    cycles: Sequence[tuple[tuple[Ref, ...], int]]
    drawing: Drawing | None
    not_drawn: int
    rows: Sequence[WaitRow]
    more: int
    matrix: TeamsMatrix | None
    starter: str | None


def _dependencies(site: SiteContext, ask: Ask) -> DependenciesData:
    schedule = Schedule(site.stack)
    ends = [entity for wait in schedule.waits for entity in (wait.waiting, wait.needed)]
    kept = {entity.id for entity in ask.select(site, dict.fromkeys(ends))}
    waits = tuple(
        wait for wait in schedule.waits if wait.waiting.id in kept or wait.needed.id in kept
    )
    critical = schedule.critical
    if critical is not None and not any(entity.id in kept for entity in critical.items):
        critical = None
    selection = _Selection(schedule, waits, critical)
    chain = {entity.id for entity in critical.items} if critical else set()
    ordered = sorted(waits, key=lambda wait: _urgency_key(site.stack, wait, chain))
    cycles = [cycle for cycle in schedule.cycles if any(entity.id in kept for entity in cycle)]
    drawn, left_out = _drawn_items(ordered, critical)
    late = [wait for wait in ordered if wait.state in _LATE]
    return DependenciesData(
        counts=[
            (_STATE_WORDS[state], count, _TONES[state], _SIGNS[_TONES[state]])
            for state, count in wait_counts(waits)
        ],
        total=len(waits),
        open=sum(1 for wait in waits if wait.open),
        path=[site.ref(entity) for entity in critical.items[:_MAX_PATH_ITEMS]] if critical else [],
        path_more=max(0, len(critical.items) - _MAX_PATH_ITEMS) if critical else 0,
        because=critical.because if critical else "",
        late=[_wait_row(site, wait, chain) for wait in late[:MAX_LATE]],
        more_late=max(0, len(late) - MAX_LATE),
        cycles=[
            (site.refs(cycle[:_MAX_PATH_ITEMS]), max(0, len(cycle) - _MAX_PATH_ITEMS))
            for cycle in cycles
        ][:_MAX_PATH_ITEMS],
        drawing=_dependency_drawing(site, selection, drawn) if waits else None,
        not_drawn=left_out,
        rows=[_wait_row(site, wait, chain) for wait in ordered[:MAX_ROWS]],
        more=max(0, len(ordered) - MAX_ROWS),
        matrix=_teams_matrix(site, waits),
        starter=None if schedule.waits else _STARTER,
    )


_MAX_PATH_ITEMS = 12
"""Items of the critical path, or of a cycle, that a sentence names."""

_STARTER = """work:
  - id: import-api
    title: Import API
    due: 2027-01-22
  - id: guided-import
    title: Guided import of customer lists
    due: 2027-02-26
    depends_on: [import-api]
"""


def _urgency_key(stack: Stack, wait: Wait, chain: set[str]) -> tuple[int, bool, int, str, str]:
    """Sorts by state, then the critical path, then the day."""
    critical = wait.waiting.id in chain and wait.needed.id in chain
    day = due_day(stack, wait.waiting)
    late = day.toordinal() if day else 0
    return (_URGENCY[wait.state], not critical, late, wait.waiting.id, wait.needed.id)


def _drawn_items(
    ordered: Sequence[Wait], critical: CriticalPath | None
) -> tuple[dict[str, Entity], int]:
    """The items to draw: the critical path, then the most pressing waits while there is room; and
    how many are left out.
    """
    found: dict[str, Entity] = {}
    if critical is not None:
        found.update((entity.id, entity) for entity in critical.items[:MAX_BOXES])
    everything: set[str] = set(found)
    for wait in ordered:
        pair = {wait.needed.id: wait.needed, wait.waiting.id: wait.waiting}
        everything.update(pair)
        if len(found) < MAX_BOXES and len(found | pair) <= MAX_BOXES:
            found.update(pair)
    return found, len(everything) - len(found)


def _dependency_drawing(
    site: SiteContext, selection: _Selection, drawn: Mapping[str, Entity]
) -> Drawing:
    place = {entity.id: number for number, entity in enumerate(site.stack.entities)}
    chain = {entity.id for entity in selection.critical.items} if selection.critical else set()
    steps: set[tuple[str, str]] = set()
    if selection.critical:
        ids = [entity.id for entity in selection.critical.items]
        steps = set(pairwise(ids))
    boxes = [
        _dependency_box(site, entity, critical=entity.id in chain)
        for entity in sorted(drawn.values(), key=lambda entity: place[entity.id])
    ]
    arrows = [
        Arrow(
            wait.needed.id,
            wait.waiting.id,
            _arrow_kind(wait, critical=(wait.needed.id, wait.waiting.id) in steps),
            f"“{wait.waiting.title}” depends on “{wait.needed.title}”: {wait.because}",
        )
        for wait in selection.waits
        if wait.waiting.id in drawn and wait.needed.id in drawn
    ]
    count = sum(
        1 for cycle in selection.schedule.cycles if any(entity.id in drawn for entity in cycle)
    )
    marked = [f"{len(chain)} on the critical path"] if chain else []
    if count:
        marked.append("one cycle" if count == 1 else f"{count} cycles")
    words = f"Dependencies of {len(boxes)} items, each to the right of what it depends on"
    if marked:
        words += f"; {join_words(marked)} marked"
    return layered(boxes, arrows, words=f"{words}; the list below says the same", gap=44)


def _dependency_box(site: SiteContext, entity: Entity, *, critical: bool) -> Box:
    status = site.progress.status(entity)
    day = due_day(site.stack, entity)
    group = responsible_team(site.stack, entity)
    notes = [STATUS_WORDS.get(status or "", "")]
    notes.append(day_words(day) if day else "")
    kinds = [f"is-{status}"] if status in ("done", "at_risk", "blocked") else []
    if critical:
        kinds.append("critical")
    over = group.title if group else entity.noun
    title = f"{entity.noun} {entity.title}" + (f", {group.title}" if group else "")
    return Box(
        entity.id,
        entity.title,
        site.path(entity),
        " ".join(kinds),
        ", ".join(note for note in notes if note),
        over,
        title,
    )


def _arrow_kind(wait: Wait, *, critical: bool) -> str:
    kinds = ["critical"] if critical else []
    match wait.state:
        case "in a cycle":
            kinds.append("cycle")
        case "late" | "dropped":
            kinds.append("late")
        case "there":
            kinds.append("met")
    return " ".join(kinds)


class WaitRow(TemplateData):
    """One item that waits for another."""

    waiting: Ref
    waiting_team: Ref | None
    needed: Ref
    needed_team: Ref | None
    status: str | None
    due: str
    state: str
    tone: str
    sign: str
    because: str
    critical: bool
    owner: Ref | str | None


def _wait_row(site: SiteContext, wait: Wait, chain: set[str]) -> WaitRow:
    stack = site.stack
    tone = _TONES[wait.state]
    return WaitRow(
        waiting=site.ref(wait.waiting),
        waiting_team=_team_ref(site, wait.waiting),
        needed=site.ref(wait.needed),
        needed_team=_team_ref(site, wait.needed),
        status=site.progress.status(wait.needed),
        due=_due_words(site, wait.needed),
        state=_STATE_WORDS[wait.state],
        tone=tone,
        sign=_SIGNS[tone],
        because=wait.because,
        critical=wait.waiting.id in chain and wait.needed.id in chain,
        owner=site.ref_or_text(wait.needed.owner or _owner_of(stack.primary(wait.needed))),
    )


def _owner_of(entity: Entity | None) -> str | None:
    return entity.owner if entity is not None else None


def _team_ref(site: SiteContext, entity: Entity) -> Ref | None:
    found = responsible_team(site.stack, entity)
    return site.ref(found) if found else None


def _due_words(site: SiteContext, entity: Entity) -> str:
    day = due_day(site.stack, entity)
    return day_words(day) if day else ""


# --- who waits for whom --------------------------------------------------------------------------


class TeamsCell(TemplateData):
    """How often a team waits for another."""

    count: int
    refs: Sequence[tuple[Ref, Ref]]
    more: int
    own: bool
    late: bool


class TeamsRow(TemplateData):
    """A team and how often it waits for each of the others."""

    team: Ref
    cells: Sequence[TeamsCell]


class TeamsMatrix(TemplateData):
    """Teams by teams: who waits for whom."""

    teams: Sequence[Ref]
    rows: Sequence[TeamsRow]
    more: int
    without: int
    most: tuple[Ref, int] | None


def _teams_matrix(site: SiteContext, waits: Iterable[Wait]) -> TeamsMatrix | None:
    """How often each team waits for each of the others; None if no team waits."""
    stack = site.stack
    cells: dict[tuple[str, str], list[Wait]] = {}
    teams: dict[str, Team] = {}
    without = 0
    for wait in waits:
        if not wait.open:
            continue
        team, needed_team = (
            responsible_team(stack, wait.waiting),
            responsible_team(stack, wait.needed),
        )
        if team is None or needed_team is None:
            without += 1
            continue
        teams[team.id], teams[needed_team.id] = team, needed_team
        cells.setdefault((team.id, needed_team.id), []).append(wait)
    if not cells:
        return None
    order = {team.id: number for number, team in enumerate(stack.of(Team))}
    involved = sorted(teams, key=order.__getitem__)
    shown = involved[:MAX_TEAMS]
    left = _MAX_MATRIX_LINKS
    rows = []
    for name in shown:
        row = []
        for other_name in shown:
            found = cells.get((name, other_name), [])
            named = found[:_MAX_WAITS_IN_CELL] if left >= _MAX_WAITS_IN_CELL else []
            left -= len(named)
            row.append(
                TeamsCell(
                    count=len(found),
                    refs=[(site.ref(w.waiting), site.ref(w.needed)) for w in named],
                    more=len(found) - len(named),
                    own=name == other_name,
                    late=any(_TONES[w.state] == "bad" for w in found),
                )
            )
        rows.append(TeamsRow(team=site.ref(teams[name]), cells=row))
    waited_for: dict[str, int] = {}
    for (name, other_name), found in cells.items():
        if name != other_name:
            waited_for[other_name] = waited_for.get(other_name, 0) + len(found)
    most = max(waited_for, key=lambda name: (waited_for[name], name), default="")
    return TeamsMatrix(
        teams=[site.ref(teams[team]) for team in shown],
        rows=rows,
        more=len(involved) - len(shown),
        without=without,
        most=(site.ref(teams[most]), waited_for[most]) if waited_for.get(most, 0) > 1 else None,
    )


DEPENDENCIES = View(
    "dependencies",
    "Dependencies",
    "Work and initiatives that depend on each other, with the critical path and cycles marked.",
    "dependencies",
    _dependencies,
)

# --- risks ---------------------------------------------------------------------------------------

MAX_RISKS = 200
"""Risks in the register, the heaviest first."""
_MAX_MAPPED = 150
"""Risks on the map, the heaviest first."""
_WEIGHT_TONES: Mapping[RiskWeight, str] = {
    "low": "good",
    "medium": "watch",
    "high": "bad",
    "not rated": "calm",
}


class RisksData(TemplateData):
    """The risks as a map and a register."""

    total: int
    closed: int
    counts: Sequence[tuple[str, int, str, str]]
    drawing: Drawing | None
    not_drawn: int
    rows: Sequence[RiskRow]
    more: int
    starter: str | None


def _risks(site: SiteContext, ask: Ask) -> RisksData:
    """The open risks by weight; a request for another item gives the risks to it."""
    stack = site.stack
    subjects = {
        name for name in ask.of if (found := stack.get(name)) and not isinstance(found, Risk)
    }
    requested = (
        tuple(
            risk
            for risk in stack.of(Risk)
            if any(step.id in subjects for step in stack.above(risk))
            and (ask.where is None or ask.where(site, risk))
        )
        if subjects
        else ask.select(site, stack.of(Risk))
    )
    open_risks = sorted(
        (risk for risk in requested if is_open(stack, risk)),
        key=lambda risk: (-(exposure(risk) or _UNRATED_EXPOSURE), risk.id),
    )
    rated = [risk for risk in open_risks if exposure(risk)]
    weights = [risk_weight(risk.probability, risk.impact) for risk in open_risks]
    return RisksData(
        total=len(open_risks),
        closed=len(requested) - len(open_risks),
        counts=[
            (name, weights.count(name), _WEIGHT_TONES[name], _SIGNS[_WEIGHT_TONES[name]])
            for name in ("high", "medium", "low", "not rated")
            if name in weights
        ],
        drawing=_risk_drawing(site, rated[:_MAX_MAPPED]) if rated else None,
        not_drawn=max(0, len(rated) - _MAX_MAPPED),
        rows=[_risk_row(site, risk) for risk in open_risks[:MAX_RISKS]],
        more=max(0, len(open_risks) - MAX_RISKS),
        starter=None if requested else starter("risks"),
    )


_UNRATED_EXPOSURE = 26
"""The sort key of a risk that nobody has rated: above the highest exposure."""


def _risk_drawing(site: SiteContext, risks: Sequence[Risk]) -> Drawing:
    items = [
        Item(
            str(risk.impact),
            str(risk.probability),
            risk.title,
            site.path(risk),
            title=f"{risk.title}: {PROBABILITY_WORDS.get(risk.probability or 0, '')}, "
            f"{IMPACT_WORDS.get(risk.impact or 0, '')} impact",
        )
        for risk in risks
    ]
    tones = {
        (str(impact), str(probability)): _WEIGHT_TONES[risk_weight(probability, impact)]
        for probability in PROBABILITY_WORDS
        for impact in IMPACT_WORDS
    }
    return grid(
        items,
        columns=[(str(number), f"{number}, {words}") for number, words in IMPACT_WORDS.items()],
        rows=[
            (str(number), f"{number}, {words}")
            for number, words in reversed(list(PROBABILITY_WORDS.items()))
        ],
        words=f"{len(risks)} risks by probability and impact; the register below says the same",
        across="Impact",
        up="Probability",
        tones=tones,
        cell=158,
        max_items=6,
        label_rows=4,
    )


class RiskRow(TemplateData):
    """One risk of the register."""

    ref: Ref
    about: tuple[Ref, ...]
    more: int
    probability: int | None
    impact: int | None
    exposure: int | None
    weight: str
    tone: str
    sign: str
    factor: str | None
    mitigation: str | None
    needs_mitigation: bool
    owner: Ref | str | None


def _risk_row(site: SiteContext, risk: Risk) -> RiskRow:
    found = risk_weight(risk.probability, risk.impact)
    about = site.stack.parents(risk)
    return RiskRow(
        ref=site.ref(risk),
        about=site.refs(about[:3]),
        more=max(0, len(about) - 3),
        probability=risk.probability,
        impact=risk.impact,
        exposure=exposure(risk),
        weight=found.capitalize(),
        tone=_WEIGHT_TONES[found],
        sign=_SIGNS[_WEIGHT_TONES[found]],
        factor=risk.factor,
        mitigation=risk.mitigation,
        needs_mitigation=found in ("medium", "high", "not rated"),
        owner=site.ref_or_text(
            risk.owner or next((subject.owner for subject in about if subject.owner), None)
        ),
    )


RISK_MAP = View(
    "risk-map",
    "Risks",
    "Risks by probability and impact, with what we do about each.",
    "risk_map",
    _risks,
)

EMBEDS = (DEPENDENCIES, RISK_MAP)


def pages(site: SiteContext) -> Iterator[Page]:
    """The page of delivery."""
    yield part.views_page(
        "delivery",
        "Dependencies and risks",
        [part.view_section(site, DEPENDENCIES), part.view_section(site, RISK_MAP)],
        lead="Who depends on whom, whether it will be on time, and what could go wrong on the way.",
        listed="Delivery",
        hide=("toc",),
    )

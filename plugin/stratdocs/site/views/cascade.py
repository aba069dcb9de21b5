"""The cascade from the organisation to each person: every step beside the one that it refines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import get_args

from stratdocs.analysis.cascade import addition
from stratdocs.model.days import day_words
from stratdocs.model.kinds import (
    Bet,
    CascadeLevel,
    Confirmation,
    ConfirmationLevel,
    Entity,
    Objective,
    Strategy,
    Work,
)
from stratdocs.model.schema import starter
from stratdocs.site.views import part
from stratdocs.site.views.ask import Ask, View
from stratdocs.site.views.facts import message_with_titles
from stratdocs.site.views.page import Page, Ref, SiteContext
from stratdocs.site.views.template_data import TemplateData

MAX_STEPS = 150
"""Steps on one page; the pages of the objectives show the rest."""
MAX_WORK = 5
"""Work items shown below one objective, as the step of each person."""
MAX_CONFIRMED = 60
"""Strategies, bets and objectives whose confirmations are listed."""

_LEVELS: tuple[CascadeLevel, ...] = get_args(CascadeLevel)
_LEVEL_WORDS: Mapping[CascadeLevel, str] = {
    "organisation": "the organisation",
    "department": "departments",
    "team": "teams",
    "individual": "individuals",
}
_ADDITION_WORDS = {
    "owner": "an owner",
    "team": "a team",
    "period": "a period",
    "due": "a date",
    "done_when": "a definition of done",
    "description": "a description",
    "why": "a reason",
    "success": "a metric",
}


# --- the steps ------------------------------------------------------------------------------------


class CascadeData(TemplateData):
    """The cascade of objectives with its counts."""

    rows: Sequence[Step]
    more: int
    levels: Sequence[tuple[str, int]]
    without_level: int
    repeating: int
    skipping: int
    total: int
    starter: str | None


def _cascade(site: SiteContext, ask: Ask) -> CascadeData:
    goals = [
        goal
        for goal in ask.select(site, site.stack.of(Objective))
        if isinstance(goal, Objective) and goal.live
    ]
    kept = {goal.id for goal in goals}
    below: dict[str, list[Objective]] = {}
    roots: list[Objective] = []
    for goal in goals:
        above = _nearest_objective(site, goal)
        if above is not None and above.id in kept:
            below.setdefault(above.id, []).append(goal)
        else:
            roots.append(goal)
    roots.sort(key=lambda goal: _LEVELS.index(goal.level) if goal.level else len(_LEVELS))
    builder = _StepBuilder(site, below, ask.depth or 12)
    rows = [row for root in roots if (row := builder.step(root, site.stack.primary(root), 1))]
    levels = Counter(goal.level for goal in goals)
    return CascadeData(
        rows=rows,
        more=max(0, len(goals) - builder.goals),
        levels=[(_LEVEL_WORDS[level], levels[level]) for level in _LEVELS if levels[level]],
        without_level=levels[None],
        repeating=builder.repeating,
        skipping=builder.skipping,
        total=len(goals),
        starter=None if goals else starter("objectives"),
    )


def _nearest_objective(site: SiteContext, goal: Objective) -> Objective | None:
    """The nearest objective above an entity."""
    way = site.stack.above(goal)
    return next((step for step in way if isinstance(step, Objective)), None)


class Step(TemplateData):
    """An objective of the cascade with what refines it."""

    line: StepLine
    steps: Sequence[Step]
    work: Sequence[StepLine]
    work_more: int


class StepLine(TemplateData):
    """The title of one step, and what it adds to the step above."""

    ref: Ref
    pieces: tuple[tuple[str, bool], ...]
    kind: str
    """Its level, and its noun where it is not an objective."""
    status: str | None
    owner: Ref | str | None
    refines: Ref | None
    adds: Sequence[str]
    copies: bool
    skips: Sequence[Sequence[str | Ref]]


class _StepBuilder:
    """Makes steps until the page is full."""

    def __init__(
        self, site: SiteContext, below: Mapping[str, Sequence[Objective]], depth: int
    ) -> None:
        self.site = site
        self.below = below
        self.depth = depth
        self.left = MAX_STEPS
        self.goals = 0
        self.repeating = 0
        self.skipping = 0

    def step(self, goal: Objective, above: Entity | None, depth: int) -> Step | None:
        """An objective, what it adds, and what is below it; None when the page is full."""
        if self.left <= 0 or depth > self.depth:
            return None
        self.goals += 1
        row = self._line(goal, above, goal.level)
        lower = self.below.get(goal.id, ())
        steps = [found for item in lower if (found := self.step(item, goal, depth + 1))]
        work = [item for item in self.site.stack.below(goal) if self._is_personal_work(item, goal)]
        shown = work[: min(MAX_WORK, max(0, self.left))]
        return Step(
            line=row,
            steps=steps,
            work=[self._line(item, goal, "individual") for item in shown],
            work_more=len(work) - len(shown),
        )

    def _is_personal_work(self, entity: Entity, goal: Objective) -> bool:
        return (
            isinstance(entity, Work)
            and entity.owner is not None
            and entity.live
            and self._goal_of(entity) is goal
        )

    def _goal_of(self, entity: Entity) -> Entity | None:
        way = self.site.stack.above(entity)
        return next((step for step in way if isinstance(step, Objective)), None)

    def _line(self, entity: Entity, above: Entity | None, level: str | None) -> StepLine:
        self.left -= 1
        found = addition(self.site.stack, entity, above) if above is not None else None
        skips = [
            message_with_titles(self.site, f)
            for f in self.site.findings_of(entity)
            if f.rule == "skipped-layer"
        ]
        copied = found is not None and found.copies
        self.repeating += copied
        self.skipping += bool(skips)
        additions = [_ADDITION_WORDS[name] for name in found.fields] if found else []
        if found is not None and found.measures:
            additions.insert(0, "a target")
        return StepLine(
            ref=self.site.ref(entity),
            pieces=found.title if found else ((entity.title, False),),
            kind=(level or "no level")
            + ("" if isinstance(entity, Objective) else f", {entity.noun}"),
            status=self.site.progress.status(entity),
            owner=self.site.ref_or_text(entity.owner),
            refines=self.site.ref(above)
            if above is not None and not isinstance(above, Objective)
            else None,
            adds=additions,
            copies=copied,
            skips=skips,
        )


# --- who has understood ---------------------------------------------------------------------------


class UnderstoodRow(TemplateData):
    """Who has confirmed that they understood an item, level by level."""

    ref: Ref
    levels: Sequence[Sequence[tuple[Ref | str | None, str | None]]]
    findings: Sequence[Sequence[str | Ref]]


class UnderstoodData(TemplateData):
    """Who has understood what."""

    heads: tuple[str, ...]
    rows: Sequence[UnderstoodRow]
    more: int
    confirmed: bool


def _understood(site: SiteContext, ask: Ask) -> UnderstoodData:
    stack = site.stack
    items: list[Entity] = [*stack.of(Strategy), *stack.of(Bet), *stack.of(Objective)]
    rows = []
    for entity in ask.select(site, items):
        confirmed: tuple[Confirmation, ...] = getattr(entity, "confirmed", ())
        if not entity.live:
            continue
        if not confirmed and not isinstance(entity, Strategy):
            continue
        rows.append(
            UnderstoodRow(
                ref=site.ref(entity),
                levels=[
                    [
                        (
                            site.ref_or_text(confirmation.by),
                            day_words(confirmation.date) if confirmation.date else None,
                        )
                        for confirmation in confirmed
                        if confirmation.level == level
                    ][:4]
                    for level in get_args(ConfirmationLevel)
                ],
                findings=[
                    message_with_titles(site, f)
                    for f in site.findings_of(entity)
                    if f.rule == "unconfirmed-strategy"
                ],
            )
        )
    return UnderstoodData(
        heads=get_args(ConfirmationLevel),
        rows=rows[:MAX_CONFIRMED],
        more=max(0, len(rows) - MAX_CONFIRMED),
        confirmed=any(any(row.levels) for row in rows),
    )


CASCADE = View(
    "cascade",
    "From the organisation to each person",
    "Each level of the cascade next to the one that it refines, with what it adds.",
    "cascade",
    _cascade,
    options=("depth",),
)
UNDERSTOOD = View(
    "understood",
    "Confirmed understanding",
    "Who has confirmed, level by level, that they understand what is meant.",
    "understood",
    _understood,
)
EMBEDS = (CASCADE, UNDERSTOOD)


def pages(site: SiteContext) -> Iterator[Page]:
    """The cascade on one page."""
    yield part.views_page(
        "cascade",
        "Goal cascade",
        (part.view_section(site, CASCADE), part.view_section(site, UNDERSTOOD)),
        lead="Each level is more specific than the one above it: who it is about, how much, who "
        "is accountable, by when. New words are in bold.",
        hide=("toc",),
        listed="Organisation" if site.stack.of(Objective) else None,
    )

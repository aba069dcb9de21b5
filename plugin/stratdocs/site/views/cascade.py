"""The cascade from the organisation to each person: every step beside the one that it refines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, get_args

from stratdocs.analysis.cascade import addition
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
from stratdocs.model.values import day_words
from stratdocs.site.views import part
from stratdocs.site.views.ask import Ask, View
from stratdocs.site.views.page import Page, Picture

BUDGET = 150
"""Steps that one page shows; below that the pages of the objectives go on."""
WORK = 5
"""Pieces of work that are shown below one goal, as the step of each person."""
CONFIRMED = 60
"""Strategies, bets and objectives whose confirmations are listed."""

_LEVELS: tuple[CascadeLevel, ...] = get_args(CascadeLevel)
_SAID = {
    "owner": "who answers for it",
    "team": "whose it is",
    "period": "when",
    "due": "by when",
    "done_when": "when it is done",
    "description": "what is meant",
    "why": "why",
    "success": "how it is measured",
}


# --- the steps ------------------------------------------------------------------------------------


def _cascade(picture: Picture, ask: Ask) -> Mapping[str, Any]:
    goals = [
        one
        for one in ask.keeps(picture, picture.stack.of(Objective))
        if isinstance(one, Objective) and one.stands
    ]
    kept = {one.id for one in goals}
    below: dict[str, list[Objective]] = {}
    roots: list[Objective] = []
    for goal in goals:
        above = _above(picture, goal)
        if above is not None and above.id in kept:
            below.setdefault(above.id, []).append(goal)
        else:
            roots.append(goal)
    roots.sort(key=lambda one: _LEVELS.index(one.level) if one.level else len(_LEVELS))
    drawn = _Drawn(picture, below, ask.depth or 12)
    rows = [row for root in roots if (row := drawn.step(root, picture.stack.primary(root), 1))]
    levels = Counter(goal.level for goal in goals)
    return {
        "rows": rows,
        "more": max(0, len(goals) - drawn.goals),
        "levels": [(level, levels[level]) for level in _LEVELS if levels[level]],
        "unsaid": levels[None],
        "repeating": drawn.repeating,
        "skipping": drawn.skipping,
        "total": len(goals),
        "starter": None if goals else starter("objectives"),
    }


def _above(picture: Picture, goal: Objective) -> Objective | None:
    """The objective that it refines: the nearest one up its trace."""
    way = picture.stack.trace(goal)[1:]
    return next((one for one in way if isinstance(one, Objective)), None)


class _Drawn:
    """Draws steps until the budget is spent."""

    def __init__(
        self, picture: Picture, below: Mapping[str, Sequence[Objective]], depth: int
    ) -> None:
        self.picture = picture
        self.below = below
        self.depth = depth
        self.left = BUDGET
        self.goals = 0
        self.repeating = 0
        self.skipping = 0

    def step(self, goal: Objective, above: Entity | None, depth: int) -> dict[str, Any] | None:
        """One goal, what it adds, and what stands below it; None beyond the budget."""
        if self.left <= 0 or depth > self.depth:
            return None
        self.goals += 1
        row = self._row(goal, above, goal.level)
        lower = self.below.get(goal.id, ())
        steps = [found for one in lower if (found := self.step(one, goal, depth + 1))]
        work = [one for one in self.picture.stack.below(goal) if self._somebodys(one, goal)]
        shown = work[: min(WORK, max(0, self.left))]
        return {
            **row,
            "steps": steps,
            "work": [self._row(one, goal, "individual") for one in shown],
            "work_more": len(work) - len(shown),
        }

    def _somebodys(self, one: Entity, goal: Objective) -> bool:
        return (
            isinstance(one, Work)
            and one.owner is not None
            and one.stands
            and self._goal_of(one) is goal
        )

    def _goal_of(self, one: Entity) -> Entity | None:
        way = self.picture.stack.trace(one)[1:]
        return next((step for step in way if isinstance(step, Objective)), None)

    def _row(self, one: Entity, above: Entity | None, level: str | None) -> dict[str, Any]:
        self.left -= 1
        found = addition(self.picture.stack, one, above) if above is not None else None
        skips = [f.message for f in self.picture.findings_of(one) if f.rule == "skipped-layer"]
        copied = found is not None and found.copies
        self.repeating += copied
        self.skipping += bool(skips)
        said = [_SAID[name] for name in found.fields] if found else []
        if found is not None and found.measures:
            said.insert(0, "how much")
        return {
            "ref": self.picture.ref(one),
            "pieces": found.title if found else ((one.title, False),),
            "level": level,
            "status": self.picture.progress.status(one),
            "owner": self.picture.who(one.owner),
            "refines": self.picture.ref(above)
            if above is not None and not isinstance(above, Objective)
            else None,
            "adds": said,
            "copies": copied,
            "skips": skips,
        }


# --- who has understood ---------------------------------------------------------------------------


def _understood(picture: Picture, ask: Ask) -> Mapping[str, Any]:
    stack = picture.stack
    items: list[Entity] = [*stack.of(Strategy), *stack.of(Bet), *stack.of(Objective)]
    rows = []
    for entity in ask.keeps(picture, items):
        confirmed: tuple[Confirmation, ...] = getattr(entity, "confirmed", ())
        if not entity.stands:
            continue
        if not confirmed and not isinstance(entity, Strategy):
            continue
        rows.append(
            {
                "ref": picture.ref(entity),
                "levels": [
                    [
                        (picture.who(one.by), day_words(one.date) if one.date else None)
                        for one in confirmed
                        if one.level == level
                    ][:4]
                    for level in get_args(ConfirmationLevel)
                ],
                "findings": [
                    f.message
                    for f in picture.findings_of(entity)
                    if f.rule == "unconfirmed-strategy"
                ],
            }
        )
    return {
        "heads": get_args(ConfirmationLevel),
        "rows": rows[:CONFIRMED],
        "more": max(0, len(rows) - CONFIRMED),
        "any": any(any(row["levels"]) for row in rows),
    }


CASCADE = View(
    "cascade",
    "From the organisation to each person",
    "Each step of the cascade beside the one that it refines, with what is new in it.",
    "cascade",
    _cascade,
    takes=("depth",),
)
UNDERSTOOD = View(
    "understood",
    "Who has understood it",
    "Who has confirmed, level by level, that they understood what is meant.",
    "understood",
    _understood,
)
EMBEDS = (CASCADE, UNDERSTOOD)


def pages(picture: Picture) -> Iterator[Page]:
    """The cascade on one page."""
    yield part.page(
        "cascade",
        "The cascade",
        (part.section(picture, CASCADE), part.section(picture, UNDERSTOOD)),
        lead="Each step says something more definite than the one above it: whom it is about, how "
        "much, who sees to it, by when. Words that are new in a step are bold.",
        hide=("toc",),
        listed="Organisation" if picture.stack.of(Objective) else None,
    )

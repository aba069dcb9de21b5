"""Everything that we are not doing: what, why, and where that is written.

What a strategy leaves out says as much as what it contains. It is written in many places: in
strategies and bets, in dropped items, pruned branches of discovery, teams and decisions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from stratdocs.model.kinds import (
    Bet,
    Decision,
    Entity,
    Experiment,
    Initiative,
    KeyResult,
    Objective,
    Opportunity,
    Outcome,
    Solution,
    Strategy,
    Team,
    Work,
)
from stratdocs.model.stack import Stack

NotDoingSort = Literal[
    "ruled out", "waits", "dropped", "pruned", "not by us", "not chosen", "displaced"
]

NOT_DOING_SORTS: Mapping[NotDoingSort, tuple[str, str]] = {
    "ruled out": ("Ruled out", "What strategies and bets leave out on purpose."),
    "waits": ("On hold for a bet", "What was postponed so that a bet can go ahead."),
    "dropped": ("Dropped", "What was started or planned, then dropped."),
    "pruned": ("Pruned in discovery", "Problems and solutions that were considered and dropped."),
    "not chosen": ("Not chosen", "What decisions considered and rejected."),
    "not by us": ("What teams won't do", "The teams' own interpretation of the strategy."),
    "displaced": ("Displaced by requests", "What was postponed for unplanned work."),
}
"""Each sort with its title and what it is."""

_DROPPED: tuple[type[Entity], ...] = (
    Strategy,
    Outcome,
    Bet,
    Objective,
    KeyResult,
    Initiative,
    Work,
)
_DISCOVERY: tuple[type[Entity], ...] = (Opportunity, Solution, Experiment)


class NotDoing(NamedTuple):
    """One thing that we are not doing."""

    sort: NotDoingSort
    what: Entity | str
    """An item, or words if there is none."""
    because: str | None
    """Why not; None if no reason is written."""
    where: Entity
    """Where it was decided: the strategy, bet or decision; the item itself if it was dropped
    without a decision."""

    @property
    def unexplained(self) -> bool:
        """Whether a reason is missing; a team and a request have said enough by themselves."""
        return self.because is None and self.sort not in ("not by us", "displaced")


def not_doing(stack: Stack) -> Iterator[NotDoing]:
    """Everything that we are not doing, by sort, in the order in which it is written."""
    yield from _ruled_out(stack)
    for bet in stack.of(Bet):
        if _rules_out(bet):
            for loser in bet.deprioritises:
                if loser.what:
                    what = stack.get(loser.what) or loser.what
                    yield NotDoing("waits", what, loser.because, bet)
    for kinds, sort in ((_DROPPED, "dropped"), (_DISCOVERY, "pruned")):
        for kind in kinds:
            yield from _given_up(stack, kind, "dropped" if sort == "dropped" else "pruned")
    for decision in stack.of(Decision):
        for option in rejected(decision):
            yield NotDoing("not chosen", option, decision.choice, decision)
    for team in stack.of(Team):
        if team.reading is not None and team.reading.will_not_do:
            yield NotDoing("not by us", team.reading.will_not_do, None, team)
    for work in stack.of(Work):
        for identity in work.displaces:
            item = stack.get(identity)
            if item is not None:
                because = f"requested by {work.requested_by}" if work.requested_by else None
                yield NotDoing("displaced", item, because, work)


def _ruled_out(stack: Stack) -> Iterator[NotDoing]:
    saying: tuple[Strategy | Bet, ...] = (*stack.of(Strategy), *stack.of(Bet))
    for entity in saying:
        if _rules_out(entity):
            for refusal in entity.not_doing:
                if refusal.title:
                    yield NotDoing("ruled out", refusal.title, refusal.because, entity)


def _rules_out(entity: Strategy | Bet) -> bool:
    """Whether what it rules out counts; that of a draft does too."""
    return not entity.over


def _given_up(
    stack: Stack, kind: type[Entity], sort: Literal["dropped", "pruned"]
) -> Iterator[NotDoing]:
    for entity in stack.of(kind):
        stopped = isinstance(entity, Experiment) and entity.decision == "stop"
        if entity.status == "dropped" or stopped:
            decided = next((d for d in stack.children(entity) if isinstance(d, Decision)), entity)
            because = entity.because
            if because is None and isinstance(entity, Experiment):
                because = entity.result
            yield NotDoing(sort, entity, because, decided)


_ARTICLE = re.compile(r"^(?:the|an?|we)\s+", re.IGNORECASE)


def rejected(decision: Decision) -> tuple[str, ...]:
    """The options that a decision weighed and did not choose.

    The chosen option is the one with which its `choice` begins. If none or more than one fits, the
    choice is unknown, and no option counts as rejected.
    """
    if not decision.choice:
        return ()
    choice = _normalised(decision.choice)
    chosen = [option for option in decision.options if _starts_with(choice, _normalised(option))]
    if len(chosen) != 1:
        return ()
    return tuple(option for option in decision.options if option is not chosen[0])


def _normalised(text: str) -> str:
    return _ARTICLE.sub("", " ".join(text.split())).casefold().rstrip(".")


def _starts_with(text: str, start: str) -> bool:
    return bool(start) and re.match(rf"{re.escape(start)}\b", text) is not None

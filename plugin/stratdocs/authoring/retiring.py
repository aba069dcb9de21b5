"""Retires an item: closes it as its kind closes, or removes it with everything that names it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from stratdocs.analysis.state import state_of
from stratdocs.authoring.moving import moved_below
from stratdocs.authoring.proof import item_of
from stratdocs.authoring.removing import MAX_LISTED, field_words, items_removed
from stratdocs.authoring.rewrite import Place, Rewrite, new_errors, place, reloaded
from stratdocs.editing.edits import InsertPair, Operation, Replace, edited_together
from stratdocs.model.finding import StratdocsError
from stratdocs.model.kinds import (
    Bet,
    Decision,
    Entity,
    Experiment,
    Health,
    Initiative,
    KeyResult,
    Objective,
    Opportunity,
    Outcome,
    Person,
    Retrospective,
    Solution,
    Strategy,
    Team,
    Work,
)
from stratdocs.model.stack import Stack
from stratdocs.words.phrases import few, with_article

_REMOVED = (Person, Team, Decision, Retrospective, Health)
"""The kinds without a status to close them: they are removed."""
_PLANS = (
    Strategy,
    Outcome,
    Opportunity,
    Solution,
    Experiment,
    Bet,
    Objective,
    KeyResult,
    Initiative,
    Work,
)
"""The kinds that people keep working on until they are done or dropped."""


class Below(NamedTuple):
    """What should happen to the open items below a retired one; the default is undecided."""

    retire: bool = False
    """They are retired too."""
    keep: bool = False
    """They stay as they are."""
    move_to: str | None = None
    """They move below the item of that id."""

    @property
    def decided(self) -> bool:
        """Whether somebody has decided."""
        return self.retire or self.keep or self.move_to is not None


def is_removed(item: Entity) -> bool:
    """Whether an item of its kind is removed instead of closed."""
    return isinstance(item, _REMOVED)


def left_open(stack: Stack, identity: str, *, remove: bool) -> tuple[Entity, ...]:
    """The items below that somebody has to decide about: those that stay open when it is closed,
    or all that would lose their parent when it is removed.
    """
    item = item_of(stack, identity)
    if remove or is_removed(item):
        return tuple(stack.below(item))
    after = reloaded(stack, _closed(stack, [item], None))
    return tuple(
        below
        for below in after.below(item_of(after, identity))
        if isinstance(below, _PLANS) and not state_of(after, below).is_over
    )


def retired(
    stack: Stack,
    identity: str,
    because: str,
    below: Below = Below(),  # noqa: B008  # it is immutable
    *,
    remove: bool = False,
    clean: bool = False,
    pages: Mapping[str, str] | None = None,
) -> Rewrite:
    """The texts with the item closed or, if `remove` or its kind asks for it, removed.

    `clean` takes out the links to what is removed; without it, a list of them is the error.
    """
    if not because.strip():
        raise StratdocsError("--because needs a reason in a few words")
    item = item_of(stack, identity)
    remove = remove or is_removed(item)
    if not remove and item.over:
        raise StratdocsError(f"{identity} is already {item.status}; remove it with --remove")
    open_below = left_open(stack, identity, remove=remove)
    if below.move_to is not None:
        _reject_new_parent(stack, item, item_of(stack, below.move_to))
    if open_below and not below.decided:
        raise StratdocsError(_undecided(identity, open_below, remove=remove))
    if remove and below.keep and open_below:
        raise StratdocsError(
            f"{few(entity.id for entity in open_below)} would serve nothing without "
            f"{identity}; use --with-below or --move-below ID"
        )
    original = stack
    texts: dict[str, str | None] = {}
    notes: list[str] = []
    if below.move_to is not None:
        known = {entity.id for entity in open_below}
        movable = [child for child in stack.branches(item) if _leads_to(stack, child, known)]
        for child in movable:
            moved = moved_below(stack, child.id, below.move_to)
            texts |= moved.texts
            notes += moved.notes[:1]
            stack = reloaded(stack, moved.texts)
        item = item_of(stack, identity)
    gone = [item]
    if below.retire:
        gone += [item_of(stack, entity.id) for entity in open_below]
    if remove:
        rewrite = items_removed(stack, gone, because, clean=clean, pages=pages or {})
    else:
        rewrite = _dropped(stack, gone, because, kept=open_below if below.keep else ())
    texts |= rewrite.texts
    after = reloaded(original, {p: t for p, t in texts.items() if p not in (pages or {})})
    wrong = list(new_errors(original, after))
    if wrong:
        raise StratdocsError(f"{identity} can't be retired: {wrong[0]}; nothing was changed")
    return Rewrite(texts, (*notes, *rewrite.notes), rewrite.open_points)


def _reject_new_parent(stack: Stack, item: Entity, parent: Entity) -> None:
    """Raises StratdocsError if the open items below would still end below the retired one."""
    if parent is item:
        raise StratdocsError(
            f"{item.id} is the item you are retiring; give a different one with --move-below"
        )
    if any(below.id == parent.id for below in stack.below(item)):
        raise StratdocsError(
            f"{parent.id} is itself below {item.id}; give an item elsewhere with --move-below"
        )


def _undecided(identity: str, below: Sequence[Entity], *, remove: bool) -> str:
    ids = [entity.id for entity in below]
    listed = few(ids, MAX_LISTED)
    number = f"1 item below {identity}" if len(ids) == 1 else f"{len(ids)} items below {identity}"
    if remove:
        return (
            f"{number} would lose what they serve: {listed}; use --with-below to remove "
            "them too, or --move-below ID"
        )
    verb = "is" if len(ids) == 1 else "are"
    return (
        f"{number} {verb} open: {listed}; use --with-below to retire them too, "
        "--keep-below, or --move-below ID"
    )


def _leads_to(stack: Stack, child: Entity, known: Collection[str]) -> bool:
    return child.id in known or any(entity.id in known for entity in stack.below(child))


# --- closing --------------------------------------------------------------------------------------


def _dropped(stack: Stack, gone: Sequence[Entity], because: str, kept: Sequence[Entity]) -> Rewrite:
    """The texts with those items dropped, and who still goes by them."""
    texts = _closed(stack, gone, because)
    first, *others = gone
    notes = [f"{first.id} dropped"]
    if others:
        notes[0] += f", with {few(e.id for e in others)}"
    if kept:
        notes.append(f"still open below it: {few(entity.id for entity in kept)}")
    after = reloaded(stack, texts)
    ids = {entity.id for entity in gone}
    below = {entity.id for entity in stack.below(first)}
    users = [
        mention
        for identity in ids
        for mention in after.graph.mentions.get(identity, ())
        if mention.entity.id not in ids | below
        and mention.span is None
        and mention.route[0] != "serves"
        and not state_of(after, mention.entity).is_over
    ]
    if users:
        listed = few((field_words(mention) for mention in users), MAX_LISTED)
        notes.append(f"still referenced by {listed}")
    return Rewrite(texts, tuple(notes), open_points=bool(users or kept))


def _closed(stack: Stack, items: Iterable[Entity], because: str | None) -> dict[str, str]:
    """The texts with those items dropped."""
    edits: list[Operation] = []
    for item in items:
        at = place(stack, item)
        after = _last_of(item, "title", "owner")
        edits.append(_set(item, at, "status", "dropped", after))
        if because is not None:
            after = "status" if "status" in item.node.values else after
            edits.append(_set(item, at, "because", because, after))
    return edited_together(stack.texts, edits)


def _last_of(item: Entity, *names: str) -> str:
    """The last of those fields that the item has, in the order written; else its id."""
    return next((name for name in reversed(names) if name in item.node.values), "id")


def _set(item: Entity, at: Place, name: str, value: str, after: str) -> Operation:
    """The edit after which a field has a value."""
    if name in item.node.values:
        return Replace(at.path, (*at.route, name), value, at.document)
    return InsertPair(at.path, at.route, name, value, after, at.document)


# --- asking ---------------------------------------------------------------------------------------


def decision(answer: str, stack: Stack) -> Below | None:
    """What somebody has answered to the question what happens to the items below; None for no
    answer.
    """
    word = answer.strip().lower()
    if word in ("r", "retire"):
        return Below(retire=True)
    if word in ("k", "keep"):
        return Below(keep=True)
    if word in stack.graph.by_id:
        return Below(move_to=word)
    return None


def question(identity: str, below: Sequence[Entity]) -> str:
    """The question what happens to the items below."""
    listed = few((f"{entity.id} ({with_article(entity.noun)})" for entity in below), MAX_LISTED)
    return (
        f"open below {identity}: {listed}\n"
        "r to retire them too, k to keep them, or the id of a new parent: "
    )

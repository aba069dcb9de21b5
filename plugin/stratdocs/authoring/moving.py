"""Moves an item below a different parent, with all that is nested in it."""

from __future__ import annotations

from collections.abc import Sequence

from stratdocs.authoring.proof import item_of
from stratdocs.authoring.rewrite import (
    Place,
    Rewrite,
    new_errors,
    place,
    reloaded,
    without_empty_list,
)
from stratdocs.editing.edits import (
    InsertItem,
    InsertPair,
    Move,
    Operation,
    Remove,
    Replace,
    edited,
)
from stratdocs.editing.splices import EditRefused
from stratdocs.model.finding import StratdocsError
from stratdocs.model.kinds import BY_COLLECTION, Entity
from stratdocs.model.stack import Stack
from stratdocs.words.phrases import join_words, with_article
from stratdocs.yamltext.source import Node, ScalarNode, SequenceNode


def moved_below(stack: Stack, identity: str, parent_id: str) -> Rewrite:
    """The texts with the item below a different primary parent.

    What is nested in its parent stays nested, if the new parent's own items are; everything else
    gets a new `serves`. Further parents and all references stay.
    """
    item, parent = item_of(stack, identity), item_of(stack, parent_id)
    _reject_unfit(stack, item, parent)
    before = stack.primary(item)
    if before is parent:
        return Rewrite({}, (f"{identity} is already below {parent_id}",))
    texts = _moved(stack, item, parent)
    after = reloaded(stack, texts)
    wrong = list(new_errors(stack, after))
    now = after.primary(item_of(after, identity)) if identity in after.graph.by_id else None
    if wrong or now is None or now.id != parent_id:
        why = f": {wrong[0]}" if wrong else ""
        raise StratdocsError(
            f"{identity} can't be moved below {parent_id}{why}; nothing was changed"
        )
    source = f" from below {before.id}" if before is not None else ""
    notes = [f"{identity} moved{source} to below {parent_id}"]
    notes += _inherited(stack, after, identity)
    return Rewrite(texts, tuple(notes))


def _reject_unfit(stack: Stack, item: Entity, parent: Entity) -> None:
    """Raises StratdocsError if the item cannot be below that parent."""
    for mention in stack.graph.unresolved:
        if mention.entity.id == item.id and mention.route[0] == "serves":
            raise StratdocsError(
                f"{item.id} serves {mention.id}, which doesn't exist; fix that first"
            )
    if item is parent:
        raise StratdocsError(f"{item.id} can't be below itself")
    if item.fits and parent.collection not in item.fits:
        fitting = join_words((BY_COLLECTION[name].plural for name in item.fits), "or")
        raise StratdocsError(
            f"{parent.id} is {with_article(parent.noun)}; {with_article(item.noun)} goes "
            f"below {fitting}"
        )
    ahead, seen = [parent.id], {parent.id}
    while ahead:
        for above in stack.graph.parents.get(ahead.pop(), ()):
            if above == item.id:
                raise StratdocsError(
                    f"{parent.id} is itself below {item.id}, so that would be a cycle; move "
                    f"{parent.id} first"
                )
            if above not in seen:
                seen.add(above)
                ahead.append(above)


def nest_key(item: Entity, parent: Entity) -> str | None:
    """The field of the parent in which such an item nests; None if there is none."""
    return next((key for key, name in parent.nests.items() if name == item.collection), None)


def _moved(stack: Stack, item: Entity, parent: Entity) -> dict[str, str]:
    """The texts that change."""
    here = place(stack, item)
    if item.nested_in is None:
        primary = stack.primary(item)
        former = primary.id if primary is not None else None
        return edited(stack.texts, _served_by(item, here, parent.id, former))
    key = nest_key(item, parent)
    siblings = [child for child in stack.branches(parent) if child.collection == item.collection]
    if key is not None and all(child.nested_in == parent.id for child in siblings):
        there = place(stack, parent)
        into = Place(there.path, there.document, (*there.route, key))
        try:
            return _carried(stack, item, into, _no_longer_served(item, here, parent.id))
        except EditRefused:  # between the parent's braces is no place for its lines
            pass
    flat = [child for child in siblings if child.nested_in is None]
    last = place(stack, flat[-1]) if flat else here
    into = Place(last.path, last.document, (item.collection,))
    return _carried(stack, item, into, _served_by(item, here, parent.id, None))


def _carried(stack: Stack, item: Entity, into: Place, edits: Sequence[Operation]) -> dict[str, str]:
    """The texts after those edits with the item in a different list, and none left empty."""
    here = place(stack, item)
    move = Move(
        here.path,
        here.route,
        into.path,
        into.route,
        document=here.document,
        to_document=into.document,
    )
    return _without_empty_list(stack, edited(stack.texts, [*edits, move]), item)


def _without_empty_list(stack: Stack, changed: dict[str, str], item: Entity) -> dict[str, str]:
    """The texts without the list that the item was nested in, if nothing is left in it."""
    above = stack.get(item.nested_in)
    now = reloaded(stack, changed)
    holder = now.get(item.nested_in)
    if above is None or holder is None:
        return changed
    at = place(now, holder)
    for key in holder.nests:
        left = holder.node.get(key)
        was = above.node.get(key)
        if _is_empty_list(left) and not _is_empty_list(was) and was is not None:
            texts = {**stack.texts, **changed}
            changed |= without_empty_list(texts, at._replace(route=(*at.route, key)))
    return changed


def _is_empty_list(node: Node | None) -> bool:
    return isinstance(node, SequenceNode) and not node.nodes


def _served_by(item: Entity, at: Place, new: str, former: str | None) -> list[Operation]:
    """The edits after which the first parent that is written is the new one, in place of the former
    one.
    """
    route = (*at.route, "serves")
    node = item.node.get("serves")
    if node is None:
        after = "title" if item.node.get("title") is not None else "id"
        return [InsertPair(at.path, at.route, "serves", new, after, at.document)]
    if not isinstance(node, SequenceNode):
        written = _text(node)
        if written == new:
            return []
        if written in ("", former):
            return [Replace(at.path, route, new, at.document)]
        return [InsertItem(at.path, route, new, 0, at.document)]
    names = [_text(child) for child in node.nodes]
    edits: list[Operation] = []
    if new in names:
        edits.append(Remove(at.path, (*route, names.index(new)), at.document))
        names.remove(new)
    if former in names:
        edits.append(Replace(at.path, (*route, names.index(former)), new, at.document))
    else:
        edits.append(InsertItem(at.path, route, new, 0, at.document))
    return edits


def _no_longer_served(item: Entity, at: Place, parent_id: str) -> list[Operation]:
    """The edits after which the item does not say that it serves what it will be nested in."""
    route = (*at.route, "serves")
    node = item.node.get("serves")
    names = [_text(child) for child in node.nodes] if isinstance(node, SequenceNode) else []
    if node is None or parent_id not in (*names, _text(node)):
        return []
    if len(names) > 1:
        return [Remove(at.path, (*route, names.index(parent_id)), at.document)]
    return [Remove(at.path, route, at.document)]


def _text(node: Node) -> str:
    return node.text.strip() if isinstance(node, ScalarNode) and not node.empty else ""


def _inherited(before: Stack, after: Stack, identity: str) -> list[str]:
    """What else changes for the item because of what is above it now."""
    old, new = before.graph.by_id[identity], after.graph.by_id[identity]
    notes = []
    periods = before.period_of(old), after.period_of(new)
    if periods[0] != periods[1] and periods[1] is not None:
        notes.append(f"its period is now {periods[1].text}, like its parent's")
    teams = before.team_of(old), after.team_of(new)
    if teams[0] is not None and teams[1] is not None and teams[0].id != teams[1].id:
        notes.append(f"its team is now {teams[1].id}, like its parent's")
    return notes

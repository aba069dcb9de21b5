"""Retires an item: closes it as its kind closes, or removes it with everything that names it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from stratdocs.analysis.state import state_of
from stratdocs.authoring.moving import moved_below
from stratdocs.authoring.rewrite import Place, Rewrite, item_of, new_errors, place, reloaded
from stratdocs.editing.edits import InsertPair, Operation, Remove, Replace, edited, edited_together
from stratdocs.editing.splices import EditRefused
from stratdocs.markdowntext.scan import Link, scan, with_replacements
from stratdocs.model.decode import Mention
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
    Part,
    Person,
    Retrospective,
    Solution,
    Strategy,
    Team,
    Work,
)
from stratdocs.model.stack import Stack
from stratdocs.words.phrases import few, with_article
from stratdocs.yamltext.source import MappingNode, ScalarNode, SequenceNode, read

_REMOVED = (Person, Team, Decision, Retrospective, Health)
"""The kinds that have no end to state: they are removed."""
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
"""The kinds that somebody goes on with until they are done or dropped."""
MAX_LISTED = 10
"""The number of places that a message lists."""


class Below(NamedTuple):
    """What is to happen to the open items below a retired one; the default is not decided."""

    retire: bool = False
    """They are retired, too."""
    keep: bool = False
    """They stay as they are."""
    move_to: str | None = None
    """They move below the item of that id."""

    @property
    def decided(self) -> bool:
        """Whether somebody has decided."""
        return self.retire or self.keep or self.move_to is not None


class Page(NamedTuple):
    """What a written page says of retired items."""

    path: str
    line: int
    block: bool
    """Whether it is a block, which no text can replace."""


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
        raise StratdocsError(f"{identity} is {item.status} already; --remove takes it out")
    open_below = left_open(stack, identity, remove=remove)
    if open_below and not below.decided:
        raise StratdocsError(_undecided(identity, open_below, remove=remove))
    if remove and below.keep and open_below:
        raise StratdocsError(
            f"{few(entity.id for entity in open_below)} would serve nothing without {identity}; "
            "use --with-below or --move-below ID"
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
        rewrite = _removed(stack, gone, because, clean=clean, pages=pages or {})
    else:
        rewrite = _dropped(stack, gone, because, kept=open_below if below.keep else ())
    texts |= rewrite.texts
    after = reloaded(original, {p: t for p, t in texts.items() if p not in (pages or {})})
    wrong = list(new_errors(original, after))
    if wrong:
        raise StratdocsError(f"{identity} cannot be retired: {wrong[0]}; nothing was changed")
    return Rewrite(texts, (*notes, *rewrite.notes), rewrite.open_points)


def _undecided(identity: str, below: Sequence[Entity], *, remove: bool) -> str:
    ids = [entity.id for entity in below]
    listed = few(ids, MAX_LISTED)
    number = f"1 item below {identity}" if len(ids) == 1 else f"{len(ids)} items below {identity}"
    if remove:
        return (
            f"{number} would lose what they serve: {listed}; say --with-below to remove them too, "
            "or --move-below ID"
        )
    verb = "is" if len(ids) == 1 else "are"
    return (
        f"{number} {verb} open: {listed}; say --with-below to retire them too, --keep-below, or "
        "--move-below ID"
    )


def _leads_to(stack: Stack, child: Entity, known: Collection[str]) -> bool:
    return child.id in known or any(entity.id in known for entity in stack.below(child))


# --- closing --------------------------------------------------------------------------------------


def _dropped(stack: Stack, gone: Sequence[Entity], because: str, kept: Sequence[Entity]) -> Rewrite:
    """The texts with those items dropped, and who still goes by them."""
    texts = _closed(stack, gone, because)
    first, *others = gone
    notes = [f"{first.id} is dropped"]
    if others:
        notes[0] += f", and so {'is' if len(others) == 1 else 'are'} {few(e.id for e in others)}"
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
        listed = few((_field_words(mention) for mention in users), MAX_LISTED)
        notes.append(f"still named by {listed}")
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


# --- removing -------------------------------------------------------------------------------------


def _removed(
    stack: Stack,
    gone: Sequence[Entity],
    because: str,
    *,
    clean: bool,
    pages: Mapping[str, str],
) -> Rewrite:
    """The texts without those items, and without what names them."""
    removed = _with_nested(stack, gone)
    ids = {entity.id for entity in removed}
    mentions = [
        mention
        for identity in ids
        for mention in (
            *stack.graph.mentions.get(identity, ()),
            *stack.graph.named.get(identity, ()),
        )
        if mention.entity.id not in ids
    ]
    on_pages = list(_on_pages(pages, ids))
    blocks = [page for page in on_pages if page.block]
    if (mentions or on_pages) and (not clean or blocks):
        listed = [_place_words(mention) for mention in mentions] if not clean else []
        listed += [f"{page.path}:{page.line}" for page in (blocks if clean else on_pages)]
        help_ = "change those blocks first" if clean else "--clean-links takes those links out"
        raise StratdocsError(
            f"{gone[0].id} is still named in {few(listed, MAX_LISTED)}; {help_}, nothing was "
            "changed"
        )
    titles = {entity.id: entity.title or entity.id for entity in removed}
    texts: dict[str, str | None] = dict(
        edited_together(stack.texts, list(_cleaning(stack, mentions, titles)))
    )
    now = {**stack.texts, **texts}
    texts |= _without_items(stack, {p: t for p, t in now.items() if t is not None}, removed)
    for page in on_pages:
        texts[page.path] = _without_links(pages[page.path], titles)
    number = len(mentions) + len(on_pages)
    others = f" with {few(entity.id for entity in removed[1:])}" if len(removed) > 1 else ""
    notes = [f"{gone[0].id} is removed{others}"]
    if number:
        notes.append("1 link to it is taken out" if number == 1 else f"{number} links taken out")
    notes.append(f"the reason belongs in the commit's message: Because: {because.strip()}")
    return Rewrite(texts, tuple(notes))


def _with_nested(stack: Stack, gone: Sequence[Entity]) -> tuple[Entity, ...]:
    """The items, and all that is nested in them."""
    ids = {entity.id for entity in gone}
    nested = []
    for entity in stack.entities:  # what is nested follows what it is nested in
        if entity.nested_in in ids and entity.id not in ids:
            ids.add(entity.id)
            nested.append(entity)
    return (*gone, *nested)


def _cleaning(
    stack: Stack, mentions: Iterable[Mention], titles: Mapping[str, str]
) -> Iterator[Operation]:
    """The edits that take mentions out: list items from the last to the first."""
    prose: dict[tuple[str, tuple[str | int, ...]], Mention] = {}
    lists: dict[tuple[str, tuple[str | int, ...]], tuple[Entity, set[int]]] = {}
    pairs: dict[tuple[str, tuple[str | int, ...]], Entity] = {}
    for mention in mentions:
        entity = mention.entity
        if mention.span is not None:
            prose[entity.id, mention.route] = mention
            continue
        route = _unit(entity, mention.route)
        around = entity.node_at(*route[:-1])
        if isinstance(route[-1], int) and isinstance(around, SequenceNode):
            listed = lists.setdefault((entity.id, route[:-1]), (entity, set()))
            listed[1].add(route[-1])
        else:
            while isinstance(route[-1], int):
                route = route[:-1]
            pairs[entity.id, route] = entity
    for (_, route), (entity, numbers) in lists.items():
        at = place(stack, entity)
        around = entity.node_at(*route)
        if isinstance(around, SequenceNode) and len(numbers) == len(around.nodes):
            yield Remove(at.path, (*at.route, *route), at.document)
            continue
        for number in sorted(numbers, reverse=True):
            yield Remove(at.path, (*at.route, *route, number), at.document)
    for (_, route), entity in pairs.items():
        at = place(stack, entity)
        yield Remove(at.path, (*at.route, *route), at.document)
    for (_, route), mention in prose.items():
        at = place(stack, mention.entity)
        node = mention.entity.node_at(*route)
        if isinstance(node, ScalarNode):
            text = _without_links(node.text, titles)
            yield Replace(at.path, (*at.route, *_written(mention.entity, route)), text, at.document)


def _unit(entity: Entity, route: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """The route to what means nothing without the mention at a route: the mention itself, or the
    group that it names.
    """
    holder: object = entity
    for step in route[:-1]:
        if isinstance(step, int) and isinstance(holder, Sequence):
            holder = holder[step] if step < len(holder) else None
        else:
            holder = getattr(holder, str(step), None)
    last = route[-1]
    if isinstance(holder, Part) and last in (holder.short, holder.needs, *holder.named_by):
        return route[:-1]
    return route


def _written(entity: Entity, route: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """The route to a text as it is written, where a single one may stand for a list or a group."""
    node = entity.node
    for number in range(len(route)):
        found = entity.node_at(*route[: number + 1])
        around = entity.node_at(*route[:number]) if number else node
        if found is around or not isinstance(around, (MappingNode, SequenceNode)):
            return route[:number]
    return route


def _without_links(text: str, titles: Mapping[str, str]) -> str:
    """A text with words in place of the links to those items."""

    def words(link: Link) -> str:
        if link.id not in titles:
            return text[link.start : link.end]
        return (link.text or titles[link.id]).strip()

    requests = scan(text)
    return with_replacements(text, requests._replace(blocks=()), lambda block: block.text, words)


def _on_pages(pages: Mapping[str, str], ids: Collection[str]) -> Iterator[Page]:
    """Where written pages name those items."""
    for path, text in pages.items():
        found = scan(text)
        for link in found.links:
            if link.id in ids:
                yield Page(path, link.line, block=False)
        for block in found.blocks:
            for root in read("", block.text).roots:
                about = root.get("of") if isinstance(root, MappingNode) else None
                nodes = about.nodes if isinstance(about, SequenceNode) else (about,)
                if any(isinstance(node, ScalarNode) and node.text in ids for node in nodes):
                    yield Page(path, block.line, block=True)


def _without_items(
    stack: Stack, texts: Mapping[str, str], removed: Sequence[Entity]
) -> dict[str, str | None]:
    """The changed texts without those items; None for a file that held nothing else."""
    ids = {entity.id for entity in removed}
    tops = [entity for entity in removed if entity.nested_in not in ids]
    places = sorted(
        (place(stack, entity) for entity in tops), key=lambda at: _order(at.route), reverse=True
    )
    now = dict(texts)
    now |= edited_together(now, [Remove(at.path, at.route, at.document) for at in places])
    gone: set[str] = set()
    lists = dict.fromkeys(Place(at.path, at.document, at.route[:-1]) for at in places)
    for at in lists:
        document = read(at.path, now[at.path])
        left = _node(document.roots[at.document], at.route)
        if isinstance(left, SequenceNode) and not left.nodes:
            try:
                now |= edited(now, [Remove(at.path, at.route, at.document)])
            except EditRefused:  # it is all that the file says
                if len(document.roots) == 1:
                    gone.add(at.path)
    changed: dict[str, str | None] = {p: text for p, text in now.items() if text != texts[p]}
    return {**changed, **dict.fromkeys(gone)}


def _order(route: Sequence[str | int]) -> tuple[tuple[bool, int, str], ...]:
    return tuple(
        (isinstance(step, int), step if isinstance(step, int) else 0, str(step)) for step in route
    )


def _node(root: object, route: Sequence[str | int]) -> object:
    for step in route:
        if isinstance(root, MappingNode) and isinstance(step, str):
            root = root.get(step)
        elif isinstance(root, SequenceNode) and isinstance(step, int):
            root = root.nodes[step]
    return root


# --- words ----------------------------------------------------------------------------------------


def _field_words(mention: Mention) -> str:
    """Where it is named: the item and the field."""
    field = next((str(step) for step in reversed(mention.route) if isinstance(step, str)), "")
    return f"{mention.entity.id} ({field})"


def _place_words(mention: Mention) -> str:
    """Where it is named: the place, the item and the field."""
    span = mention.place
    return f"{span.path}:{span.line} {_field_words(mention)}"


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

"""Removes items, and takes out what names them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from stratdocs.authoring.rewrite import Place, Rewrite, place, without_empty_list
from stratdocs.editing.edits import Operation, Remove, Replace, edited_together
from stratdocs.editing.splices import EditRefused
from stratdocs.markdowntext.scan import Link, scan, with_replacements
from stratdocs.model.decode import Mention
from stratdocs.model.finding import StratdocsError
from stratdocs.model.kinds import Entity, Part
from stratdocs.model.stack import Stack
from stratdocs.words.phrases import few
from stratdocs.yamltext.source import MappingNode, ScalarNode, SequenceNode, read

MAX_LISTED = 10
"""The number of places that a message lists."""


class Page(NamedTuple):
    """What a written page says of retired items."""

    path: str
    line: int
    block: bool
    """Whether it is a block, which no text can replace."""


def items_removed(
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
        help_ = "change those blocks first" if clean else "--clean-links removes those links"
        raise StratdocsError(
            f"{gone[0].id} is still referenced in {few(listed, MAX_LISTED)}; {help_} "
            "(nothing was changed)"
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
    notes = [f"{gone[0].id} removed{others}"]
    if number:
        notes.append("1 link to it removed" if number == 1 else f"{number} links removed")
    notes.append(f"put the reason in the commit message: Because: {because.strip()}")
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
                now |= without_empty_list(now, at)
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


def field_words(mention: Mention) -> str:
    """Where it is named: the item and the field."""
    field = next((str(step) for step in reversed(mention.route) if isinstance(step, str)), "")
    return f"{mention.entity.id} ({field})"


def _place_words(mention: Mention) -> str:
    """Where it is named: the place, the item and the field."""
    span = mention.place
    return f"{span.path}:{span.line} {field_words(mention)}"

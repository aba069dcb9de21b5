"""The trace of an item: the chain up to the strategy as a sentence, the tree down to the work."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from typing import Any, NamedTuple

from stratdocs.analysis.state import state_of
from stratdocs.analysis.why import why_steps
from stratdocs.authoring.proof import item_of
from stratdocs.model.kinds import (
    Bet,
    Entity,
    Experiment,
    Initiative,
    KeyResult,
    Objective,
    Opportunity,
    Outcome,
    Solution,
    Strategy,
    Work,
)
from stratdocs.model.stack import Stack
from stratdocs.words.phrases import few, in_quotes, join_words

FORMATS = ("text", "json", "markdown", "mermaid")
MAX_LISTED = 5
"""How many of the items that name a person or metric are listed."""
_LED_UP = (
    *(Strategy, Outcome, Opportunity, Solution, Experiment, Bet),
    *(Objective, KeyResult, Initiative, Work),
)
"""The kinds that lead up to a company strategy."""


class Twig(NamedTuple):
    """An item below, with its depth: 1 for what serves the traced item itself."""

    depth: int
    item: Entity
    contributes: bool
    """Whether its primary parent is a different one."""


class Trace(NamedTuple):
    """The trace of an item."""

    stack: Stack
    item: Entity
    way: tuple[Entity, ...]
    """The item and what it leads up to, by primary parents."""
    further: tuple[Entity, ...]
    """What else the item serves."""
    below: tuple[Twig, ...]
    problems: tuple[str, ...]
    """What is broken in the links, in sentences."""

    def status(self, item: Entity) -> str:
        """The status of an item in words: `on track`; empty if it has none."""
        return (state_of(self.stack, item).status or "").replace("_", " ")

    @property
    def sentence(self) -> str:
        """The chain up to the strategy."""
        steps = why_steps(self.way)
        if not steps:
            if self.stack.is_company(self.item):
                return f"This {self.item.noun} is the top: everything else leads up to it."
            if self.item.id in self.stack.graph.broken_upward:
                return f"What this {self.item.noun} serves is unknown."
            if not isinstance(self.item, _LED_UP):
                return self._mentions
            return f"This {self.item.noun} serves nothing."
        return "".join(f"{words} {_named(item)}" for words, item in steps) + "."

    @property
    def _mentions(self) -> str:
        """Which items name one that need not lead up to anything: a person, a metric."""
        mentions = self.stack.graph.mentions.get(self.item.id, ())
        ids = tuple(dict.fromkeys(mention.entity.id for mention in mentions))
        if not ids:
            return f"No item refers to this {self.item.noun}."
        if len(ids) == 1:
            return f"1 item refers to this {self.item.noun}: {ids[0]}."
        return f"{len(ids)} items refer to this {self.item.noun}: {few(ids, MAX_LISTED)}."


def trace(stack: Stack, identity: str) -> Trace:
    """The trace of the item of that id."""
    item = item_of(stack, identity)
    way = stack.trace(item)
    below = tuple(_below(stack, item))
    shown = {entity.id: entity for entity in (*way, *(twig.item for twig in below))}
    problems = tuple(_problems(stack, way, shown))
    return Trace(stack, item, way, stack.parents(item)[1:], below, problems)


def trace_text(found: Trace, form: str) -> str:
    """The trace in the format of that name."""
    match form:
        case "json":
            return _json(found)
        case "markdown":
            return _markdown(found)
        case "mermaid":
            return _mermaid(found)
    return _plain(found)


def _below(stack: Stack, item: Entity) -> Iterator[Twig]:
    """Everything below an item, depth first; each item once, contributions without what is below
    them.
    """
    seen = {item.id}
    ahead = [Twig(1, child, _contributes(stack, child, item)) for child in stack.children(item)]
    ahead.reverse()
    while ahead:
        twig = ahead.pop()
        if twig.item.id in seen:
            continue
        yield twig
        if twig.contributes:
            continue
        seen.add(twig.item.id)
        ahead += [
            Twig(twig.depth + 1, child, _contributes(stack, child, twig.item))
            for child in reversed(stack.children(twig.item))
        ]


def _contributes(stack: Stack, child: Entity, parent: Entity) -> bool:
    return stack.graph.parents[child.id][0] != parent.id


def _problems(stack: Stack, way: tuple[Entity, ...], shown: Mapping[str, Entity]) -> Iterator[str]:
    """What is broken in the links that are shown, and what could not be read."""
    for document in stack.documents:
        for fault in document.faults[:1]:
            span = fault.span
            yield f"{span.path}:{span.line}: {fault.message}; something may be missing here"
    for mention in stack.graph.unresolved:
        if mention.entity.id in shown and mention.route[0] in ("serves", "depends_on"):
            verb = "serves" if mention.route[0] == "serves" else "depends on"
            span = mention.place
            yield (
                f"{span.path}:{span.line}: {mention.entity.id} {verb} {mention.id}, which "
                "doesn't exist"
            )
    for cycle in stack.graph.serves_cycles:
        if not shown.keys().isdisjoint(cycle):
            yield f"{' → '.join(_circle(stack, cycle))} is a cycle"
    last = way[-1]
    if last.id in stack.graph.broken_upward or stack.is_company(last) or not stack.whole:
        return
    if isinstance(last, _LED_UP):
        yield f"{last.id} serves nothing, so the chain doesn't lead to a company strategy"


def _circle(stack: Stack, members: Collection[str]) -> list[str]:
    """The way round a cycle, from the member that is written first, if it leads there."""
    way = [next(identity for identity in stack.graph.by_id if identity in members)]
    while True:
        above = next(p for p in stack.graph.parents[way[-1]] if p in members)
        if above in way:
            return [*way[way.index(above) :], above]
        way.append(above)


def _named(item: Entity) -> str:
    return f"{in_quotes(item.title, always=True)} ({item.id})"


def _plain(found: Trace) -> str:
    """For people, on a terminal."""
    lines = [_line(found, found.item), "", found.sentence]
    if found.further:
        lines.append(f"It also contributes to {join_words(map(_named, found.further))}.")
    if found.below:
        lines.append("")
        for twig in found.below:
            also = " (contributes)" if twig.contributes else ""
            lines.append(f"{'  ' * twig.depth}{_line(found, twig.item)}{also}")
    if found.problems:
        lines += ["", *(f"broken: {problem}" for problem in found.problems)]
    return "\n".join(lines) + "\n"


def _line(found: Trace, item: Entity) -> str:
    status = found.status(item)
    return f"{item.id}: {item.title} ({item.noun}{', ' if status else ''}{status})"


def _markdown(found: Trace) -> str:
    """As a list that can be pasted."""
    lines = [f"**{escaped(found.item.title)}** (`{found.item.id}`)", "", escaped(found.sentence)]
    if found.further:
        further = join_words(map(_named, found.further))
        lines.append(escaped(f"It also contributes to {further}."))
    if found.below:
        lines.append("")
        for twig in found.below:
            status = found.status(twig.item)
            words = [f"`{twig.item.id}`", twig.item.noun, *([status] if status else [])]
            words += ["contributes"] if twig.contributes else []
            indent = "    " * (twig.depth - 1)
            lines.append(f"{indent}- {escaped(twig.item.title)} ({', '.join(words)})")
    if found.problems:
        lines += ["", *(f"- Broken: {escaped(problem)}" for problem in found.problems)]
    return "\n".join(lines) + "\n"


def escaped(text: str) -> str:
    """A text as Markdown shows it, character by character."""
    return "".join(f"\\{char}" if char in "\\`*_[]<>#|" else char for char in text)


def _mermaid(found: Trace) -> str:
    """As a flowchart: an arrow leads from each item to its parent."""
    shown = {entity.id: entity for entity in (*found.way, *found.further)}
    shown |= {twig.item.id: twig.item for twig in found.below}
    names = {identity: f"i{number}" for number, identity in enumerate(shown)}
    lines = ["flowchart BT"]
    for identity, item in shown.items():
        status = found.status(item)
        words = _label(item.title) + (f"<br/>{status}" if status else "")
        lines.append(f'    {names[identity]}["{words}"]')
    for identity in shown:
        for place, parent in enumerate(found.stack.graph.parents.get(identity, ())):
            if parent in names:
                arrow = "-.->" if place else "-->"
                lines.append(f"    {names[identity]} {arrow} {names[parent]}")
    lines.append(f"    style {names[found.item.id]} stroke-width:3px")
    return "\n".join(lines) + "\n"


def _label(text: str) -> str:
    """A title as the label of a box, whatever characters are in it."""
    plain = " ".join(text.split())
    return "".join(f"#{ord(char)};" if char in '"#<>&`\\;' else char for char in plain)


def _json(found: Trace) -> str:
    """For programs."""
    data = {
        "version": 1,
        **_item(found, found.item),
        "sentence": found.sentence,
        "up": [_item(found, item) for item in found.way[1:]],
        "also_serves": [_item(found, item) for item in found.further],
        "down": _nested(found),
        "problems": list(found.problems),
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _item(found: Trace, item: Entity) -> dict[str, Any]:
    state = state_of(found.stack, item)
    return {
        "id": item.id,
        "kind": item.noun,
        "title": item.title,
        "status": state.status,
        "stage": state.stage,
    }


def _nested(found: Trace) -> list[dict[str, Any]]:
    """What is below, each item with its own items."""
    levels: list[list[dict[str, Any]]] = [[]]
    for twig in found.below:
        del levels[twig.depth :]
        own: list[dict[str, Any]] = []
        entry = {**_item(found, twig.item), "contributes": twig.contributes, "down": own}
        levels[-1].append(entry)
        levels.append(own)
    return levels[0]

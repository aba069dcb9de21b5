"""Ways to mutilate a strategy, each with the one finding that has to come of it.

A mutilation is drawn from the strategy as it was read: which ids, links, lines and keys there are,
and where. It is text in, text out; `expected` is the rule and the place of the finding in the
mutilated text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from stratdocs.model.kinds import BY_COLLECTION, Bet, Entity, KeyResult
from stratdocs.model.stack import Stack
from stratdocs.yamltext.source import MappingNode, Node, ScalarNode, SequenceNode, SourceFile, Span

Texts = Mapping[str, str]
Place = tuple[str, str, int, int]
"""What is compared of a finding: rule, path, line, column."""


class Mutilation(NamedTuple):
    what: str
    """In words, for the reader of a failure."""
    path: str
    lines: Mapping[int, tuple[str, ...]]
    """The new lines by the line that they replace, counted from 1."""
    expected: Place
    ids: frozenset[str] = frozenset()
    """The items it is about: two mutilations of the same item may hide each other."""


def mutilated(texts: Texts, *mutilations: Mutilation) -> tuple[dict[str, str], set[Place]]:
    """The texts with all of the mutilations, and the findings to expect in them."""
    made = dict(texts)
    for path in {m.path for m in mutilations}:
        lines = texts[path].split("\n")
        edits = {n: new for m in mutilations if m.path == path for n, new in m.lines.items()}
        made[path] = "\n".join(
            new for n, line in enumerate(lines, 1) for new in edits.get(n, (line,))
        )
    expected = set()
    for mutilation in mutilations:
        rule, path, line, column = mutilation.expected
        moved = 0
        for other in mutilations:
            if other is not mutilation and other.path == path:
                moved += sum(len(new) - 1 for n, new in other.lines.items() if n < line)
        expected.add((rule, path, line + moved, column))
    return made, expected


def _lines(stack: Stack, path: str) -> list[str]:
    return ["", *stack.texts[path].split("\n")]


def _cut(text: str, span: Span, new: str) -> str:
    return text[: span.column - 1] + new + text[span.end_column - 1 :]


# --- ids -----------------------------------------------------------------------------------------


def deleted_ids(stack: Stack) -> Iterator[Mutilation]:
    """An item without its id: the line gone, or the dash left alone, or its next field there."""
    for entity in stack.entities:
        span = entity.node.get("id").grip(entity.path)
        title = entity.node.get("title").grip(entity.path)
        lines = _lines(stack, entity.path)
        text = lines[span.line]
        rule = "invalid-value"
        what = f"{entity.id} without its id"
        if re.fullmatch(r"\s+id: \S+\s*(#.*)?", text):
            moved = title.line - (title.line > span.line)
            place = (rule, entity.path, moved, title.column)
            yield Mutilation(what, entity.path, {span.line: ()}, place, frozenset((entity.id,)))
        elif match := re.fullmatch(r"(\s*(?:- )+)id: \S+\s*(#.*)?", text):
            place = (rule, entity.path, title.line, title.column)
            ids = frozenset((entity.id,))
            yield Mutilation(what, entity.path, {span.line: (match[1],)}, place, ids)
            below = lines[span.line + 1].lstrip()
            if re.match(r"[\w.-]+:", below):
                moved = title.line - 1
                place = (rule, entity.path, moved, title.column)
                pulled = {span.line: (match[1] + below,), span.line + 1: ()}
                yield Mutilation(f"{what}, closed up", entity.path, pulled, place, ids)
        elif match := re.search(rf"\bid: {re.escape(entity.id)}, *", text):
            cut = text[: match.start()] + text[match.end() :]
            column = title.column - (len(text) - len(cut)) * (title.column > span.column)
            place = (rule, entity.path, title.line, column)
            ids = frozenset((entity.id,))
            yield Mutilation(f"{what}, in braces", entity.path, {span.line: (cut,)}, place, ids)


def deleted_first_lines(stack: Stack) -> Iterator[tuple[Mutilation, set[Place]]]:
    """An item whose first line is gone, hyphen and all; with the places that would do."""
    for entity in stack.entities:
        span = entity.node.get("id").grip(entity.path)
        lines = _lines(stack, entity.path)
        if re.fullmatch(r"\s*- id: \S+\s*(#.*)?", lines[span.line]) and len(entity.node.values) > 2:
            first, last = entity.node.lines(entity.path)
            places = {
                (rule, entity.path, line, column)
                for rule in ("invalid-yaml", "invalid-value")
                for line in range(first - 1, last)
                for column in range(1, 120)
            }
            what = f"{entity.id} without its first line"
            yield Mutilation(what, entity.path, {span.line: ()}, min(places)), places


# --- links ---------------------------------------------------------------------------------------


def _links(stack: Stack) -> Iterator[tuple[Entity, Span, str, tuple[str, ...]]]:
    """Every link of an item: the item, the place, the id, and the kinds that fit."""
    for mentions in stack.graph.mentions.values():
        for mention in mentions:
            node = mention.entity.node_at(*mention.route)
            if isinstance(node, ScalarNode) and node.text == mention.id:
                span = mention.entity.at(*mention.route)
                text = _lines(stack, span.path)[span.line]
                if text[span.column - 1 : span.end_column - 1] == mention.id:
                    upward = mention.route[0] == "serves"
                    kinds = mention.entity.fits if upward else mention.ref.kinds
                    yield mention.entity, span, mention.id, kinds


def swapped_letters(stack: Stack) -> Iterator[Mutilation]:
    for entity, span, target, _ in _links(stack):
        swaps = [
            target[:n] + target[n + 1] + target[n] + target[n + 2 :]
            for n in range(1, len(target) - 1)
            if target[n] != target[n + 1] and target[n].isalpha() and target[n + 1].isalpha()
        ]
        new = next((s for s in swaps[len(swaps) // 2 :] if s not in stack.graph.by_id), None)
        if new is not None:
            yield _relinked(stack, entity, span, target, new, "unknown-reference")


def garbage_links(stack: Stack) -> Iterator[Mutilation]:
    for entity, span, target, _ in _links(stack):
        yield _relinked(stack, entity, span, target, "qqz7", "unknown-reference")


def wrong_kinds(stack: Stack) -> Iterator[Mutilation]:
    usual = [next(e for e in stack.entities if e.collection == c) for c in _present(stack)]
    for entity, span, target, kinds in _links(stack):
        wrong = [other for other in usual if kinds and other.collection not in kinds]
        if wrong:
            other = wrong[len(entity.id) % len(wrong)]
            yield _relinked(stack, entity, span, target, other.id, "wrong-kind")


def _present(stack: Stack) -> list[str]:
    return [c for c in BY_COLLECTION if any(e.collection == c for e in stack.entities)]


def _relinked(
    stack: Stack, entity: Entity, span: Span, old: str, new: str, rule: str
) -> Mutilation:
    text = _cut(_lines(stack, span.path)[span.line], span, new)
    place = (rule, span.path, span.line, span.column)
    ids = frozenset((entity.id, old, new))
    return Mutilation(f"{entity.id} links to {new}", span.path, {span.line: (text,)}, place, ids)


def cycles(stack: Stack) -> Iterator[Mutilation]:
    """Something serves what stands below it; waits for what waits for it; drives what drives it."""
    graph = stack.graph
    for field, links, rule in (
        ("serves", graph.parents, "serves-cycle"),
        ("depends_on", graph.dependencies, "dependency-cycle"),
        ("drives", graph.drives, "dependency-cycle"),
    ):
        for low, highs in links.items():
            ids = frozenset((low,))
            for high_id in _chain(links, highs[0]):
                ids |= {high_id, *links.get(high_id, ())}
                high = graph.by_id[high_id]
                if field == "serves" and graph.by_id[low].collection not in high.fits:
                    continue
                if high.fits == () and field == "serves":
                    continue
                node = high.node.get(field)
                what = f"{high_id} {field} {low}"
                if isinstance(node, SequenceNode) and node.nodes:
                    node = node.nodes[0]
                if isinstance(node, ScalarNode):
                    span = node.grip(high.path)
                    text = _cut(_lines(stack, high.path)[span.line], span, low)
                    place = (rule, high.path, span.line, span.column)
                    yield Mutilation(what, high.path, {span.line: (text,)}, place, ids)
                elif node is None:
                    yield from (
                        mutilation._replace(ids=ids)
                        for mutilation in _inserted(stack, high, field, low, rule, what)
                    )


def _inserted(
    stack: Stack, entity: Entity, field: str, value: str, rule: str, what: str
) -> Iterator[Mutilation]:
    title = entity.node.get("title")
    span = title.grip(entity.path)
    key = entity.node.key_span(entity.path, "title")
    text = _lines(stack, entity.path)[span.line]
    if span.line != key.line or span.end_line != span.line:
        return
    if not text[span.end_column - 1 :].strip():
        new = " " * (key.column - 1) + f"{field}: {value}"
        place = (rule, entity.path, span.line + 1, key.column + len(field) + 2)
        yield Mutilation(what, entity.path, {span.line: (text, new)}, place)
    elif text[span.end_column - 1] in ",}":
        new = f"{text[: span.end_column - 1]}, {field}: {value}{text[span.end_column - 1 :]}"
        place = (rule, entity.path, span.line, span.end_column + len(field) + 4)
        yield Mutilation(what, entity.path, {span.line: (new,)}, place)


def _chain(links: Mapping[str, tuple[str, ...]], start: str) -> Iterator[str]:
    seen: set[str] = set()
    while start not in seen:
        seen.add(start)
        yield start
        if start not in links:
            return
        start = links[start][0]


# --- content -------------------------------------------------------------------------------------


def clones(stack: Stack, original: Bet, number: int) -> Mutilation:
    """So many copies of a bet behind it, under ids of their own."""
    first, last = original.node.lines(original.path)
    lines = _lines(stack, original.path)
    while not lines[last].strip() or lines[last].lstrip().startswith("#"):
        last -= 1
    nested: set[int] = set()  # copied, its ids would be there twice
    risks = original.node.get("risks")
    if risks is not None:
        top = original.node.key_span(original.path, "risks").line
        nested = set(range(top, min(last, original.path.line_and_column(risks.end)[0] - 1) + 1))
    block: list[str] = []
    id_at = (0, 0)
    for copy in range(number):
        span = original.node.get("id").grip(original.path)
        for n in range(first, last + 1):
            text = lines[n]
            if n in nested:
                continue
            if n == span.line:
                text = _cut(text, span, f"{original.id}-copy-{copy}")
                id_at = (last + len(block) + 1, span.column)
            block.append(text)
    place = ("too-many-priorities", original.path, *id_at)
    edits = {last: (lines[last], *block)}
    return Mutilation(f"{number} copies of {original.id}", original.path, edits, place)


def lost_targets(stack: Stack) -> Iterator[Mutilation]:
    for bet in stack.of(Bet):
        node = bet.node_at("success", "target")
        if not bet.committed or bet.status == "dropped" or node is None:
            continue
        key = bet.node_at("success").key_span(bet.path, "target")
        span = node.grip(bet.path)
        text = _lines(stack, bet.path)[key.line]
        at = bet.node.get("id").grip(bet.path)
        if not text[: key.column - 1].strip() and not text[span.end_column - 1 :].strip():
            edits: Mapping[int, tuple[str, ...]] = {key.line: ()}
            moved = at.line - (at.line > key.line)
        else:
            cut = re.sub(r"\btarget: [^,}]+(, *)?", "", text)
            edits = {key.line: (cut,)}
            moved = at.line
        place = ("missing-success-criteria", bet.path, moved, at.column)
        what = f"{bet.id} without a target"
        yield Mutilation(what, bet.path, edits, place, frozenset((bet.id,)))


def output_worded(stack: Stack) -> Iterator[Mutilation]:
    for goal in stack.of(KeyResult):
        objective = stack.primary(goal)
        if objective is not None and getattr(objective, "level", None) == "individual":
            continue
        span = goal.node.get("title").grip(goal.path)
        text = _lines(stack, goal.path)[span.line]
        if span.line == goal.node.key_span(goal.path, "title").line:
            place = ("output-key-result", goal.path, span.line, span.column)
            new = _cut(text, span, "Launch the new onboarding")
            if new != text and "title:" in text[: span.column]:
                yield Mutilation(f"{goal.id} as an output", goal.path, {span.line: (new,)}, place)


# --- text ----------------------------------------------------------------------------------------


def tabs(stack: Stack) -> Iterator[Mutilation]:
    """A tab instead of a line's indentation, and in front of it."""
    for path in stack.texts:
        for number, text in enumerate(_lines(stack, path)):
            if not text.strip() or text.startswith(("---", "%")):
                continue
            place = ("invalid-yaml", path, number, 1)
            what = f"a tab in line {number} of {path}"
            if text.startswith(" "):
                new = "\t" + text.lstrip(" ")
                yield Mutilation(f"{what} for its spaces", path, {number: (new,)}, place)
            if not text.startswith("#"):
                yield Mutilation(f"{what} in front", path, {number: ("\t" + text,)}, place)


def doubled_keys(stack: Stack) -> Iterator[Mutilation]:
    """A line that begins with a key, written twice."""
    for document in stack.documents:
        lines = _lines(stack, document.path)
        for root in document.roots:
            yield from _doubled(document.path, lines, root)


def _doubled(path: SourceFile, lines: list[str], node: Node) -> Iterator[Mutilation]:
    if isinstance(node, SequenceNode):
        for inner in node.nodes:
            yield from _doubled(path, lines, inner)
    elif isinstance(node, MappingNode):
        names = list(node.values)
        for name, inner in node.values.items():
            key = node.key_span(path, name)
            text = lines[key.line]
            if re.fullmatch(r" *(- )*", text[: key.column - 1]):
                start, end = (path.line_and_column(at)[0] for at in (inner.start, inner.end))
                brackets = text.rstrip().endswith(("{", "[", ","))
                quoted = isinstance(inner, ScalarNode) and not inner.plain and start != end
                block = re.search(r"[|>][+-]?\d*\s*$", text)
                if not brackets and (not quoted or block):
                    dashed = "-" in text[: key.column - 1]
                    first = name == names[0] and dashed
                    rule = "invalid-yaml"
                    if first and name == "id":
                        rule = "duplicate-id"
                        column = inner.grip(path).column
                    else:
                        column = key.column
                    if not first or name == "id":
                        place = (rule, path, key.line + 1, column)
                        what = f"{name} twice in line {key.line} of {path}"
                        yield Mutilation(what, path, {key.line: (text, text)}, place)
                    if first:  # the same key again, without a hyphen
                        copy = " " * (key.column - 1) + text[key.column - 1 :]
                        place = ("invalid-yaml", path, key.line + 1, key.column)
                        what = f"{name} twice, below the hyphen, in line {key.line} of {path}"
                        yield Mutilation(what, path, {key.line: (text, copy)}, place)
            yield from _doubled(path, lines, inner)


SORTS = {
    "deleted id": deleted_ids,
    "swapped letters": swapped_letters,
    "link to nothing": garbage_links,
    "link to the wrong kind": wrong_kinds,
    "cycle": cycles,
    "no target": lost_targets,
    "output-worded key result": output_worded,
    "tab": tabs,
    "duplicate key": doubled_keys,
}


def spread(many: list[Mutilation], most: int) -> list[Mutilation]:
    """So many of them at most, evenly spread."""
    if len(many) <= most:
        return many
    return [many[n * len(many) // most] for n in range(most)]

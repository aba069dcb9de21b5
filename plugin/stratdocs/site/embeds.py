"""Views in pages that people write: what a fenced block asks for, and what is wrong with it.

```stratdocs
view: table
of: bets
where: size == big and not owner
columns: [status, progress, serves]
sort: -progress
```
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from stratdocs.markdowntext.scan import Block, PageRequests, scan
from stratdocs.model.finding import Finding, Severity
from stratdocs.model.kinds import BY_COLLECTION, KINDS, Entity
from stratdocs.model.stack import Stack
from stratdocs.site.query import query
from stratdocs.site.views import EMBEDS
from stratdocs.site.views.ask import Ask, View
from stratdocs.site.views.table import column_names, yaml_name
from stratdocs.words.nearest import Nearest, nearest
from stratdocs.words.phrases import did_you_mean, excerpt, join_words
from stratdocs.yamltext.source import MappingNode, Node, ScalarNode, SequenceNode, Span, read

MAX_DEPTH = 12
"""Levels of a tree that a block may ask for."""
KEYS: Mapping[str, str] = {
    "view": "The view; see the list below.",
    "of": "What it is about: a collection (bets), an item (its id), or a list of them. Without "
    "it: everything that the view covers.",
    "where": "A filter for what is shown.",
    "columns": "The columns of a table: fields or computed values. Without it: the columns of "
    "the collection's index.",
    "sort": "The column to sort by; put - in front to reverse the order.",
    "depth": f"How many levels are shown, from 1 to {MAX_DEPTH}.",
}
"""The keys of a block, each with its meaning."""


class BlockAnswer(NamedTuple):
    """What a block asks for, and what is wrong with it."""

    view: View | None
    """None if it cannot be answered."""
    ask: Ask
    findings: tuple[Finding, ...]


class PageReader:
    """Reads written pages. Never raises, whatever a page holds."""

    def __init__(self, stack: Stack) -> None:
        self._stack = stack
        self._ids = Nearest(entity.id for entity in stack.entities)

    def findings(
        self, path: str, text: str, keep: Callable[[PageRequests], PageRequests] | None = None
    ) -> Iterator[Finding]:
        """What is wrong with the blocks and links of a page, or with those of them to `keep`."""
        written = scan(text)
        if keep is not None:
            written = keep(written)
        for block in written.blocks:
            yield from self.answer(path, block).findings
        yield from self.unknown_links(path, written)

    def unknown_links(self, path: str, written: PageRequests) -> Iterator[Finding]:
        """Links to undefined ids; none if a file of the strategy could not be read."""
        for link in written.links if self._stack.whole else ():
            if self._stack.get(link.id) is None:
                guess = self._ids.to(link.id)
                yield Finding(
                    "unknown-reference",
                    Severity.ERROR,
                    f"this page names {link.id}, which doesn't exist{did_you_mean(guess)}",
                    Span(path, link.line, link.column, link.line, link.column + len(link.id)),
                    suggestion=guess,
                )

    def answer(self, path: str, block: Block) -> BlockAnswer:
        """The view that a block asks for, and what is wrong with the block."""
        reader = _BlockReader(path, block, self._stack, self._ids)
        view = reader.read()
        return BlockAnswer(view, reader.ask, tuple(reader.findings))


class _BlockReader:
    """Reads one block; what does not fit is reported and left out."""

    def __init__(self, path: str, block: Block, stack: Stack, ids: Nearest) -> None:
        self.document = read(path, block.text)
        self.path = self.document.path
        self.block = block
        self.stack = stack
        self.ids = ids
        self.ask = Ask()
        self.findings: list[Finding] = []

    def report(self, rule: str, span: Span, message: str, suggestion: str | None = None) -> None:
        """Adds a finding; `span` is within the block, the finding's within the page."""
        ahead = self.block.column - 1
        place = Span(
            self.path,
            span.line + self.block.line,
            span.column + ahead,
            span.end_line + self.block.line,
            span.end_column + ahead,
        )
        self.findings.append(Finding(rule, Severity.ERROR, message, place, suggestion=suggestion))

    def read(self) -> View | None:
        """The requested view; None if the block cannot be answered."""
        fence = Span(self.path, 0, 1, 0, 4)  # the line above the block
        if not self.block.closed:
            self.report("invalid-yaml", fence, "this block is never closed")
            return None
        document = self.document
        for fault in document.faults:
            self.report("invalid-yaml", fault.span, fault.message)
        root = document.roots[0] if document.roots else None
        if not isinstance(root, MappingNode):
            if not document.faults:
                place = fence if root is None else root.grip(self.path)
                self.report(
                    "invalid-value", place, f"a block must say what it shows, such as {_EXAMPLE}"
                )
            return None
        if document.faults:
            return None
        for name in root.values:
            if name not in KEYS:
                guess = nearest(name, (key for key in KEYS if key not in root.values))
                message = f"{excerpt(name)} isn't a key of a block{did_you_mean(guess)}"
                place = root.key_span(self.path, name)
                self.report("unknown-field", place, message + ("" if guess else _KEYS_HINT), guess)
        view = self.view(root)
        kinds = self.of(root.get("of"))
        sound = self.where(root.get("where"), kinds)
        self.columns(root.get("columns"), kinds)
        self.sort(root.get("sort"), kinds)
        self.depth(root.get("depth"))
        if view is not None:
            for name in ("columns", "sort", "depth"):
                if name in root.values and name not in view.options:
                    others = [other.name for other in EMBEDS.values() if name in other.options]
                    message = (
                        f"{name} has no effect on {view.name}; it applies to {join_words(others)}"
                    )
                    place = root.key_span(self.path, name)
                    self.report("unknown-field", place, message)
        return view if sound else None

    def view(self, root: MappingNode) -> View | None:
        node = root.get("view")
        if node is None:
            if not any(nearest(name, ("view",)) for name in root.values):
                place = root.grip(self.path)
                self.report("invalid-value", place, f"this block has no view; write {_EXAMPLE}")
            return None
        name = self.text(node, "view", "the name of a view")
        if name is not None and name not in EMBEDS:
            guess = nearest(name, EMBEDS)
            hint = did_you_mean(guess) or f"; use {join_words(sorted(EMBEDS), 'or')}"
            message = f"unknown view {excerpt(name)}{hint}"
            self.report("invalid-value", node.grip(self.path), message, guess)
        return EMBEDS.get(name or "")

    def of(self, node: Node | None) -> tuple[type[Entity], ...]:
        """Reads the subject; gives the kinds whose fields filters and columns may name."""
        found: list[str] = []
        kinds: list[type[Entity]] = []
        lone = False
        for name, place in self.names(node, "of"):
            if name in BY_COLLECTION:
                kinds.append(BY_COLLECTION[name])
            elif self.stack.get(name) is not None:
                lone = True
            else:
                if self.stack.whole:
                    plural = next((k.collection for k in KINDS if k.noun == name), None)
                    guess = plural or nearest(name, BY_COLLECTION) or self.ids.to(name)
                    message = f"{excerpt(name)} isn't a collection or an item{did_you_mean(guess)}"
                    self.report("unknown-reference", place, message, guess)
                lone = True
            found.append(name)
        self.ask = self.ask._replace(of=tuple(found))
        return KINDS if lone or not kinds else tuple(dict.fromkeys(kinds))

    def where(self, node: Node | None, kinds: tuple[type[Entity], ...]) -> bool:
        """Reads the filter; gives whether it is valid."""
        if node is None or (isinstance(node, ScalarNode) and node.empty):
            return True
        if not isinstance(node, ScalarNode):
            message = "where must be one line, such as: size == big and not owner"
            self.report("invalid-value", node.grip(self.path), message)
            return False
        found = query(node.text, kinds, self.stack if self.stack.whole else None)
        for error in found.errors:
            place = node.within(self.path, error.start, error.end)
            self.report(error.rule, place, error.message, error.suggestion)
        self.ask = self.ask._replace(where=found.test)
        return found.test is not None

    def columns(self, node: Node | None, kinds: tuple[type[Entity], ...]) -> None:
        known = column_names(kinds)
        wanted = []
        for name, place in self.names(node, "columns"):
            if self.is_column(name, place, known, kinds):
                wanted.append(yaml_name(name))
        self.ask = self.ask._replace(columns=tuple(wanted))

    def sort(self, node: Node | None, kinds: tuple[type[Entity], ...]) -> None:
        if node is None or (isinstance(node, ScalarNode) and node.empty):
            return
        name = self.text(node, "sort", "the name of a column, with - in front to reverse the order")
        if name is not None:
            bare = name.removeprefix("-").strip()
            if self.is_column(bare, node.grip(self.path), column_names(kinds), kinds):
                self.ask = self.ask._replace(sort=("-" if name != bare else "") + yaml_name(bare))

    def is_column(
        self, name: str, place: Span, known: Sequence[str], kinds: tuple[type[Entity], ...]
    ) -> bool:
        if yaml_name(name) in known:
            return True
        guess = nearest(yaml_name(name), known)
        about = f"of {kinds[0].plural}" if len(kinds) == 1 else "here"
        message = f"unknown column {excerpt(name)} {about}{did_you_mean(guess)}"
        self.report("unknown-field", place, message, guess)
        return False

    def depth(self, node: Node | None) -> None:
        if node is None or (isinstance(node, ScalarNode) and node.empty):
            return
        wants = f"a whole number from 1 to {MAX_DEPTH}"
        text = self.text(node, "depth", wants)
        if text is None:
            return
        if text.isascii() and text.isdecimal() and len(text) < 3 and 1 <= int(text) <= MAX_DEPTH:
            self.ask = self.ask._replace(depth=int(text))
        else:
            message = f"depth is {excerpt(text)}; use {wants}"
            self.report("invalid-value", node.grip(self.path), message)

    def text(self, node: Node, name: str, wants: str) -> str | None:
        if isinstance(node, ScalarNode) and not node.empty:
            return node.text.strip()
        self.report("invalid-value", node.grip(self.path), f"{name} must be {wants}")
        return None

    def names(self, node: Node | None, name: str) -> Iterator[tuple[str, Span]]:
        """The names in a list, or in one line with commas, each with its place."""
        for item in node.nodes if isinstance(node, SequenceNode) else (node,):
            if isinstance(item, ScalarNode):
                at = 0
                for part in item.text.split(","):
                    start = at + len(part) - len(part.lstrip())
                    if part.strip():
                        end = start + len(part.strip())
                        yield part.strip(), item.within(self.path, start, end)
                    at += len(part) + 1
            elif item is not None:
                self.report(
                    "invalid-value", item.grip(self.path), f"{name} must be a list of names"
                )


_EXAMPLE = "view: table"
_KEYS_HINT = f"; use {join_words(KEYS, 'or')}"

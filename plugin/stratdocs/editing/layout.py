"""The layout of a text: the lines and columns of its nodes, their comments, and the style of its
author.

Which node a comment belongs to:

- On the line of a node, to that node.
- On its own lines, to the next node if it is directly above it, at the same column.
- Otherwise to the previous node if it is indented deeper, or directly below the node or its
  comments, at the same column.
- Any other, such as a heading between blank lines, belongs to none and stays where it is.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from stratdocs.editing.yaml_writer import Style
from stratdocs.model.decode import vocabulary
from stratdocs.yamltext.source import MappingNode, Node, ScalarNode, SequenceNode, Span, read

BREAK = re.compile("\r\n|\r|\n")
_MARKS = re.compile(r"(?:[&!]\S*(?:\s+(?:#[^\r\n]*)?)+)*")
"""An anchor and a tag before a value, with the line breaks and comments behind them."""
_OUTSIDE = re.compile(r"(?:---|\.\.\.)(?:[ \t]|\Z)")
"""The start or end of a document."""


class Part(NamedTuple):
    """An item of a list or a pair of a mapping, with its lines, counted from 0."""

    start: int
    """The offset where it begins: its hyphen, its key, or in brackets its value."""
    column: int
    """The column of that, counted from 0."""
    lead: int
    """The first line of its own comments."""
    first: int
    """Its first line without comments."""
    last: int
    """Its last line without comments."""
    end: int
    """The line after it and its own comments."""
    whole: bool
    """Whether nothing else is on its lines."""
    open_ended: bool
    """Whether the blank lines below it belong to it."""


class LocatedText:
    """A text with its nodes; offsets are counted in characters from its beginning."""

    def __init__(self, path: str, text: str) -> None:
        self.text = text
        self.document = read(path, text, vocabulary)
        self.path = self.document.path
        self.starts = [
            int(text.startswith("\ufeff")),
            *(match.end() for match in BREAK.finditer(text)),
        ]
        found = BREAK.search(text)
        self.line_break = found[0] if found else "\n"
        self.block_texts = True
        """Whether texts of several lines may be written as blocks, with | and their lines."""

    # --- characters and lines

    def at(self, line: int, column: int) -> int:
        """The offset of a line and column, both counted from 1."""
        if line > len(self.starts):
            return len(self.text)
        end = self.starts[line] if line < len(self.starts) else len(self.text)
        return min(self.starts[line - 1] + column - 1, end)

    def range(self, span: Span) -> tuple[int, int]:
        """The start and end offsets of a span."""
        return self.at(span.line, span.column), self.at(span.end_line, span.end_column)

    def span(self, start: int, end: int) -> Span:
        """The span between two offsets."""
        first, last = (bisect_right(self.starts, at) for at in (start, end))
        columns = start - self.starts[first - 1], end - self.starts[last - 1]
        return Span(self.path, first, columns[0] + 1, last, columns[1] + 1)

    def offset(self, position: int) -> int:
        """The offset in the text of a position in what was read, which may have been repaired."""
        return self.at(*self.path.line_and_column(position))

    def line_at(self, offset: int) -> int:
        """The line of an offset, counted from 0."""
        return max(bisect_right(self.starts, offset) - 1, 0)

    def line_start(self, line: int) -> int:
        """The offset where a line begins; after the last line, the end of the text."""
        return self.starts[line] if line < len(self.starts) else len(self.text)

    def line(self, number: int) -> str:
        """A line without its line break."""
        return self.text[self.line_start(number) : self.line_start(number + 1)].rstrip("\r\n")

    def column(self, offset: int) -> int:
        """The column of an offset, counted from 0."""
        return offset - self.line_start(self.line_at(offset))

    def lines(self) -> int:
        """The number of lines; an empty rest after the last line break does not count."""
        return len(self.starts) - (self.starts[-1] == len(self.text))

    # --- nodes

    def node(self, route: Sequence[str | int], document: int = 0) -> Node | None:
        """The node at a route; None if there is none."""
        roots = self.document.roots
        found: Node | None = roots[document] if document < len(roots) else None
        for step in route:
            match found:
                case MappingNode() if isinstance(step, str):
                    found = found.get(step)
                case SequenceNode() if isinstance(step, int) and 0 <= step < len(found.nodes):
                    found = found.nodes[step]
                case _:
                    return None
        return found

    def opening(self, node: Node) -> int:
        """The offset where a value begins, after an anchor and a tag."""
        match = _MARKS.match(self.text, self.offset(node.start))
        return match.end() if match else self.offset(node.start)

    def in_brackets(self, node: Node) -> bool:
        """Whether it is a list or a mapping in brackets."""
        return not isinstance(node, ScalarNode) and self.text.startswith(
            ("{", "["), self.opening(node)
        )

    def is_block_scalar(self, node: Node) -> bool:
        """Whether it is a block scalar, which begins with | or >."""
        return (
            isinstance(node, ScalarNode)
            and not node.plain
            and self.text.startswith(("|", ">"), self.opening(node))
        )

    def end(self, node: Node) -> int:
        """The offset where a value ends, without comments and blank lines after it."""
        end = self.offset(node.end)
        if isinstance(node, ScalarNode):
            if not self.is_block_scalar(node):
                return end
            start = self.opening(node)
            raw = self.text[start:end]
            if self.keeps_blank_lines(node):
                return start + len(re.sub(r"(?:\r\n|\r|\n)\Z", "", raw))
            return start + len(raw.rstrip())
        if self.in_brackets(node):
            return end
        inner = self.children(node)
        known = self.end(inner[-1]) if inner else self.offset(node.start)
        # duplicate keys and merged ones are not among the values
        last, below = self.line_at(known), self.line_at(end)
        if end == len(self.text) and self.column(end):  # there is no last line break
            below += 1
        for line in range(below - 1, last, -1):
            if not _is_blank_or_comment(self.line(line)):
                return self.line_start(line) + len(self.line(line))
        return known

    def keeps_blank_lines(self, node: Node) -> bool:
        """Whether the blank lines below a value belong to it."""
        if isinstance(node, ScalarNode):
            start = self.opening(node)
            header = re.match(r"[|>][^\r\n#]*", self.text[start : start + 9])
            return self.is_block_scalar(node) and header is not None and "+" in header[0]
        inner = self.children(node)
        return bool(inner) and not self.in_brackets(node) and self.keeps_blank_lines(inner[-1])

    @staticmethod
    def children(node: Node) -> list[Node]:
        """The values of a list or mapping."""
        match node:
            case SequenceNode():
                return list(node.nodes)
            case MappingNode():
                return list(node.values.values())
        return []

    def walk(self) -> Iterator[tuple[Node, bool]]:
        """Every node, and whether it is within brackets."""
        waiting = [(root, False) for root in reversed(self.document.roots)]
        while waiting:
            node, within = waiting.pop()
            yield node, within
            inner = self.children(node)
            if inner:
                flow = within or self.in_brackets(node)
                waiting.extend((child, flow) for child in reversed(inner))

    # --- items, pairs and their comments

    def parts(self, node: SequenceNode | MappingNode) -> list[Part]:
        """The items or pairs of a block, in the order written."""
        made: list[Part] = []
        line = self.line_at(self.opening(node))
        column = self.column(self.opening(node))
        children = self.children(node)
        if isinstance(node, MappingNode):  # of a duplicate key, the later value may count
            children.sort(key=lambda child: child.key)
        for child in children:
            if isinstance(node, MappingNode):
                start = self.offset(child.key)
            elif not made:
                start = self.opening(node)
            else:
                line = made[-1].last + 1
                while line < self.lines() and _is_blank_or_comment(self.line(line)):
                    line += 1
                start = self.line_start(line) + column
            first, last = self.line_at(start), self.line_at(self.end(child))
            column = self.column(start)
            whole = not self.text[self.line_start(first) : start].strip()
            lead = self.lead(first, column) if whole else first
            end = self.trail(last, column)
            open_ended = end == last + 1 and self.keeps_blank_lines(child)
            made.append(Part(start, column, lead, first, last, end, whole, open_ended))
        return made

    def lead(self, line: int, column: int) -> int:
        """The first line of the comments directly above a line, at its column."""
        while line > 0 and self.comment(line - 1) == column:
            line -= 1
        return line

    def trail(self, last: int, column: int) -> int:
        """The line after the comments of a node with that column and last line."""
        following = last + 1
        while following < self.lines() and _is_blank_or_comment(self.line(following)):
            following += 1
        stop = following
        if following < self.lines():
            ahead = self.line(following)
            stop = self.lead(following, len(ahead) - len(ahead.lstrip()))
            if _OUTSIDE.match(ahead):
                stop = following
        end = last + 1
        for line in range(last + 1, stop):
            at = self.comment(line)
            if at is not None and (at > column or (at == column and line == end)):
                end = line + 1
            elif at is not None:
                break
        return max(min(end, stop), last + 1)

    def comment(self, line: int) -> int | None:
        """The column of a comment line, counted from 0; None for any other line."""
        text = self.line(line)
        content = text.lstrip()
        return len(text) - len(content) if content[:1] == "#" else None

    def blank_lines(self, parts: Sequence[Part]) -> int:
        """The number of blank lines between the items or pairs of a block; 0 if some have none."""
        counts = []
        for above, below in pairwise(parts):
            end = above.end
            while end < below.lead and not self.line(end).strip():
                end += 1
            counts.append(end - above.end)
        return min(counts, default=0)

    # --- style

    def style(self, near: Node | None = None, name: str | None = None) -> Style:
        """The style of lists and mappings at a place: like its own and its neighbours', or else
        like the first in the text.
        """
        found: dict[str, int | bool] = {}
        named = [] if name is None else self.called.get(name, [])
        for node in (*named, *([] if near is None else self.below(near))):
            self.measure(node, found)
        made = Style(braced=self.braced_lists, block_texts=self.block_texts)
        return made._replace(**{**self.usual_style, **found})  # type: ignore[arg-type]  # measured with their types

    @cached_property
    def called(self) -> Mapping[str, Sequence[Node]]:
        """The values outside of brackets, by their key."""
        called: dict[str, list[Node]] = {}
        for node, within in self.walk():
            if isinstance(node, MappingNode) and not within:
                for key, value in node.values.items():
                    called.setdefault(key, []).append(value)
        return called

    @cached_property
    def braced_lists(self) -> frozenset[str]:
        """The keys of lists whose first one begins with a mapping in braces."""
        braced: dict[str, bool] = {}
        for key, values in self.called.items():
            for value in values:
                if isinstance(value, SequenceNode) and value.nodes:
                    braces = not self.in_brackets(value) and self.in_brackets(value.nodes[0])
                    braced.setdefault(key, braces)
        return frozenset(key for key, braces in braced.items() if braces)

    @cached_property
    def usual_style(self) -> Mapping[str, int | bool]:
        """What the first lists and mappings of the text show about its style."""
        found: dict[str, int | bool] = {}
        for node, within in self.walk():
            if not within:
                self.measure(node, found)
        return found

    def below(self, node: Node) -> Iterable[Node]:
        """A node and those in it."""
        yield node
        if not self.in_brackets(node):
            for child in self.children(node):
                yield from self.below(child)

    def measure(self, node: Node, found: dict[str, int | bool]) -> None:
        """Records what a value shows about the style that it is written in."""
        start = self.opening(node)
        inner = self.children(node)
        if (
            isinstance(node, SequenceNode)
            and inner
            and all(isinstance(child, ScalarNode) for child in inner)
        ):
            found.setdefault("brackets", self.in_brackets(node))
        if self.in_brackets(node):
            if inner and isinstance(node, MappingNode):
                found.setdefault("spaced", self.text[start + 1 : start + 2] in (" ", "\t"))
            return
        if isinstance(node, ScalarNode):
            return
        if node.key >= 0 and self.line_at(self.offset(node.key)) < self.line_at(start):
            step = self.column(start) - self.column(self.offset(node.key))
            found.setdefault("offset" if isinstance(node, SequenceNode) else "indent", step)
        if not isinstance(node, SequenceNode):
            return
        for child in node.nodes:
            if isinstance(child, MappingNode):
                found.setdefault("braces", self.in_brackets(child))
            if not isinstance(child, ScalarNode) or child.text:
                inside = self.opening(child)
                if self.line_at(inside) == self.line_at(start):
                    found.setdefault("gap", max(inside - start - 1, 1))
                break


def _is_blank_or_comment(line: str) -> bool:
    """Whether a line is blank or a comment."""
    content = line.strip()
    return not content or content[0] == "#"

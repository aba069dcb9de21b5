"""Insertion into lists and mappings whose items have lines of their own, and removal from them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from stratdocs.editing.layout import BREAK, Part
from stratdocs.editing.splices import Payload, Splice, SplicedText, Step, refuse, shifted
from stratdocs.editing.yaml_writer import Style, Value, may_end
from stratdocs.yamltext.source import MappingNode, Node, SequenceNode


class BlockText(SplicedText):
    """A text with lists and mappings whose items have lines of their own."""

    def into_block(
        self, parts: Sequence[Part], index: int, new: Payload, style: Style, name: str
    ) -> tuple[Splice, ...]:
        """The splices that put lines between the items of a list or the pairs of a mapping."""
        column = parts[0].column
        lines = shifted(new.lines(style), column)
        number = self.blank_lines(parts) if len(parts) > 1 else new.blank_lines
        blanks = [""] * number
        if index and parts[index - 1].open_ended:
            blanks = []
        elif index and not blanks and self.comment(parts[index - 1].end - 1) == column:
            blanks = [""]  # otherwise that comment would seem to be about the new lines
        if index == 0:
            first = parts[0]
            if first.whole:
                return (self.line_splice(first.lead, [*lines, *blanks]),)
            text = self.line_break.join([*lines, ""]) + " " * column
            return (Splice(first.start, first.start, text[column:]),)
        above = parts[index - 1]
        if index > 1 and above.end == above.first:
            refuse(name, "can't be added to as it is written")
        return (self.line_splice(above.end, [*blanks, *lines], unended=new.unended),)

    def put(
        self, start: int, end: int, first: str, rest: list[str], column: int, new: Payload
    ) -> tuple[Splice, ...]:
        """The splices that put a value after a colon, its lines below that line and its
        comments.
        """
        splices = [Splice(start, end, first)] if first or start < end else []
        if rest:
            line = self.line_at(end) + 1
            while not first and (self.comment(line) or -1) > column:
                line += 1
            splices.append(self.line_splice(line, rest, unended=new.unended))
        return tuple(splices)

    def empty_value_range(self, node: Node, name: str) -> tuple[int, int]:
        """The offsets from after the colon or hyphen to the end of an empty value."""
        end = self.end(node)
        start = self.behind_key(node)
        if start is None or BREAK.search(self.text, start, end) or "#" in self.text[start:end]:
            refuse(name, "can't be added to as it is written")
        return start, max(start, end)

    def aligned(self, fields: MappingNode, lines: list[str]) -> list[str]:
        """The lines of a pair, its value aligned with the others of the mapping if they are
        aligned.
        """
        columns: set[int] = set()
        padded = False
        for child in fields.values.values():
            start, key = self.offset(child.start), self.offset(child.key)
            if self.line_at(start) == self.line_at(key) and child.end > child.start:
                columns.add(self.column(start) - self.column(key))
                padded |= self.text[start - 2 : start].isspace()
        match = _PAIR.match(lines[0])
        if len(columns) != 1 or not padded or match is None:
            return lines
        return [f"{match['key']:<{columns.pop() - 1}} {match['value']}", *lines[1:]]

    def own_lines(self, parts: Sequence[Part], index: int) -> tuple[int, int]:
        """The lines of an item or pair with its comments and the blank lines above it, or for the
        first those below it.
        """
        part = parts[index]
        start, end = part.lead, part.end
        if index:
            above = parts[index - 1]
            while start > above.end and not self.line(start - 1).strip():
                start -= 1
            while above.open_ended and end < self.lines() and not self.line(end).strip():
                end += 1
        else:
            while end < parts[1].lead and not self.line(end).strip():
                end += 1
        return start, end

    def emptied(self, node: SequenceNode | MappingNode, part: Part, name: str) -> Step:
        """The removal of the only item or pair of a block, which is left as `[]` or `{}`."""
        empty = "[]" if isinstance(node, SequenceNode) else "{}"

        def check(after: Node) -> bool:
            return after.__class__ is node.__class__ and not self.children(after)

        values = {id(node): check}
        if part.whole:
            at = self.behind_key(node)
            if at is None:
                refuse(name, "is the only thing there")
            marks = _ON_LINE.match(self.text, at)
            at = marks.end() if marks else at
            cut = self.line_cut(part.lead, part.end)
            return Step((Splice(at, at, f" {empty}"), cut), values=values)
        end = self.line_start(part.last) + len(self.line(part.last))
        splices = [Splice(part.start, end, empty)]
        if part.end > part.last + 1:
            splices.append(self.line_cut(part.last + 1, part.end))
        return Step(tuple(splices), values=values)

    def exchanged(
        self, found: Node, at: int, lines: list[str], column: int, value: Value
    ) -> tuple[Splice, ...]:
        """The splices that put new lines in place of an old value."""
        start, end = self.offset(found.start), self.end(found)
        above, last = self.line_at(at), self.line_at(end)
        rest = shifted(lines[1:], column)
        splices = []
        if self.line_at(start) > above:  # a block below its key: the comment stays
            splices.append(Splice(at, at, lines[0]))
            below = max(self.trail(last, self.column(start)), last + 1)
            cut = self.line_cut(above + 1, below)
            if rest:
                start, text = self.line_start(above + 1), self.line_break.join(rest)
                ends = start <= cut.start or not may_end(value)
                cut = Splice(start, cut.end, text + self.line_break * ends)
            splices.append(cut)
        else:
            splices.append(Splice(at, max(at, end), lines[0]))
            if rest:
                splices.append(self.line_splice(last + 1, rest, unended=may_end(value)))
        return tuple(splices)

    def ends_in_block(self, node: Node) -> bool:
        """Whether a value ends with a block scalar, which begins with | or >."""
        inner = self.children(node)
        if inner and not self.in_brackets(node):
            return self.ends_in_block(inner[-1])
        return self.is_block_scalar(node)


_ON_LINE = re.compile(r"(?:[ \t]+[&!]\S*)*")
"""An anchor and a tag after a key."""
_PAIR = re.compile(r"(?P<key>[^\s:#'\"]+:) +(?P<value>[^\s|>].*)")

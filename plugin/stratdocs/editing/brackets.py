"""Insertion into lists and mappings in brackets, and removal from them."""

from __future__ import annotations

import re

from stratdocs.editing.splices import REST, Splice, SplicedText, refuse
from stratdocs.yamltext.source import MappingNode, SequenceNode


class BracketText(SplicedText):
    """A text with lists and mappings in brackets."""

    def elements(self, node: SequenceNode | MappingNode) -> list[tuple[int, int]]:
        """The start and end of each element in brackets."""
        return [
            (
                self.offset(child.key if isinstance(node, MappingNode) else child.start),
                self.end(child),
            )
            for child in self.children(node)
        ]

    def into_brackets(
        self, node: SequenceNode | MappingNode, index: int, text: str, name: str
    ) -> tuple[Splice, ...]:
        """The splices that put a text between brackets, on its own line if the others have one."""
        spans = self.elements(node)
        opened = self.opening(node)
        if not self.text.startswith(("]", "}"), self.end(node) - 1):
            refuse(name, "can't be added to as it is written")
        if not spans:
            return (Splice(opened + 1, opened + 1, text),)
        gap = self.text[spans[0][1] : spans[1][0]] if len(spans) > 1 else ", "
        comma = gap if re.fullmatch(r",[ \t]*", gap) else ", "
        start, end = spans[max(index - 1, 0)]
        line = self.line_at(start)
        indent = self.text[self.line_start(line) : start]
        behind = REST.match(self.text, end)
        alone = not indent.strip() and self.line_at(opened) < line and behind is not None
        if index == 0:
            if alone:
                return (self.line_splice(line, [f"{indent}{text},"]),)
            return (Splice(start, start, text + comma),)
        if alone and behind is not None and (behind["comment"] or behind["break"] is not None):
            below = self.line_at(end) + 1
            if behind["comma"]:
                return (self.line_splice(below, [f"{indent}{text},"]),)
            if index == len(spans):
                return Splice(end, end, ","), self.line_splice(below, [indent + text])
        return (Splice(end, end, comma + text),)

    def out_of_brackets(
        self, node: SequenceNode | MappingNode, index: int, name: str
    ) -> tuple[Splice, ...]:
        """The splices that remove an element in brackets, with one comma and a line of its own."""
        spans = self.elements(node)
        start, end = spans[index]
        behind = REST.match(self.text, end)
        comma = behind.end("comma") if behind is not None and behind["comma"] else end
        line, last = self.line_at(start), self.line_at(end)
        ahead = self.text[self.line_start(line) : start]
        ends = behind is not None and (behind["comment"] or behind["break"] is not None)
        if not ahead.strip() and ends and self.line_at(self.opening(node)) < line:
            lead = self.lead(line, len(ahead))
            cut = Splice(self.line_start(lead), self.line_start(last + 1), "")
            if index == len(spans) - 1 > 0 and comma == end:
                above = spans[index - 1][1]
                gap = re.compile(r"[ \t]*,").match(self.text, above)
                if gap is not None and gap.end() <= cut.start:
                    return Splice(above, gap.end(), ""), cut
            return (cut,)
        if index < len(spans) - 1:
            gap_text = self.text[end : spans[index + 1][0]]
            clear = re.fullmatch(r"[ \t]*,[ \t]*", gap_text)
            return (Splice(start, spans[index + 1][0] if clear else comma, ""),)
        if index:
            above = spans[index - 1][1]
            if "#" in self.text[above:start]:
                refuse(name, "can't be removed without the comment before it")
            return (Splice(above, end, ""),)
        return (Splice(start, comma, ""),)

    def comments_in_brackets(
        self, node: SequenceNode | MappingNode, start: int, end: int
    ) -> tuple[list[str], str]:
        """The comments of an element in brackets: those above it, and the one on its line; none
        unless the line is its own, since they stay where others share it.
        """
        line = self.line_at(start)
        ahead = self.text[self.line_start(line) : start]
        behind = REST.match(self.text, end)
        if ahead.strip() or behind is None or self.line_at(self.opening(node)) == line:
            return [], ""
        if not behind["comment"] and behind["break"] is None:
            return [], ""
        above = [self.line(number).strip() for number in range(self.lead(line, len(ahead)), line)]
        if not behind["comment"]:
            return above, ""
        return above, self.text[behind.start("comment") :].split(self.line_break, 1)[0].rstrip()

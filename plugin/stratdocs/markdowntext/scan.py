"""Written pages: where their Markdown asks for a view, and where it names an item.

    ```stratdocs
    view: table
    of: bets
    ```

    [[first-week-value]] is the largest of them.

Nothing within code, comments or tags of HTML counts. The text is only looked through, so that it
reads the same to any converter of Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple


class Block(NamedTuple):
    """A fenced block that asks for a view."""

    start: int
    end: int
    """Its first and last character in the page, the end exclusive; whole lines."""
    line: int
    """The line of its fence, counted from 1."""
    column: int
    """Where the fence begins, counted from 1."""
    quote: str
    """What stands in front of each line of a quotation: `> `."""
    indent: str
    """The blanks in front of the fence."""
    text: str
    """What stands within, without what stands in front of each line."""
    closed: bool


class Link(NamedTuple):
    """An item that is named in square brackets: `[[id]]` or `[[id|text]]`."""

    id: str
    text: str | None
    start: int
    end: int
    line: int
    column: int
    """Where the id begins, counted from 1."""
    heading: bool
    """Whether it stands in a heading."""


class Written(NamedTuple):
    """What a page wants from stratdocs, in the order written."""

    blocks: tuple[Block, ...]
    links: tuple[Link, ...]


NAME = "stratdocs"
"""The word behind the fence of a block."""


def concerned(text: str) -> bool:
    """Whether the page can want anything at all."""
    return "[[" in text or (NAME in text and _ASKS.search(text) is not None)


_ASKS = re.compile(rf"^[ \t>]*(?:`{{3,}}|~{{3,}})[ \t]*\{{?[ \t]*\.?{NAME}\b", re.MULTILINE)


def scan(text: str) -> Written:
    """The blocks and links of a page."""
    if not concerned(text):
        return Written((), ())
    scanner = _Scanner(text)
    scanner.run()
    return Written(tuple(scanner.blocks), tuple(_links(text, "\n".join(scanner.masked))))


def rewritten(
    text: str, found: Written, block: Callable[[Block], str], link: Callable[[Link], str]
) -> str:
    """The page with something else in the place of its blocks and links."""
    pieces: list[str] = []
    at = 0
    changes = [(one.start, one.end, block(one)) for one in found.blocks]
    changes += [(one.start, one.end, link(one)) for one in found.links]
    for start, end, instead in sorted(changes):
        pieces += (text[at:start], instead)
        at = end
    return "".join((*pieces, text[at:]))


def plain(text: str, title: Callable[[str], str | None]) -> str:
    """A text with the words of its links instead of the links: for where no link can be."""
    if "[[" not in text:
        return text
    return _LINK.sub(lambda m: (m["text"] or title(m["id"]) or m["id"]).strip(), text)


# --- lines ----------------------------------------------------------------------------------------

_FRONT = re.compile(r"---[ \t]*\n(?:.*\n)*?(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_LINE = re.compile(r"(?P<quote>(?:[ \t]{0,3}>[ \t]?)*)(?P<indent>[ \t]*)(?P<rest>.*)")
_FENCE = re.compile(r"(?P<sign>`{3,}(?=[^`]*$)|~{3,})[ \t]*(?P<info>.*)")
_INFO = re.compile(r"\{?[ \t]*\.?(?P<name>[\w-]+)")
_ITEM = re.compile(r"(?:[-*+]|\d{1,9}[.)])[ \t]+")
_HOLDS = re.compile(r"(?:!!!|\?\?\?\+?|===[!+]*)[ \t]|\[\^[^\]]+\]:|:[ \t]")
"""What holds the lines below that are indented by four: a note, a tab, a footnote, a definition."""


class _Open(NamedTuple):
    """A fence that waits for its end."""

    sign: str
    quote: str
    indent: str
    width: int
    number: int
    named: bool


class _Scanner:
    """Goes through the lines; what is code or comment is blanked in `masked`."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = text.split("\n")
        self.masked: list[str] = []
        self.blocks: list[Block] = []
        self.starts = [0]
        for line in self.lines:
            self.starts.append(self.starts[-1] + len(line) + 1)
        self.fence: _Open | None = None
        self.inside: list[str] = []
        self.comment = False
        self.holders: list[int] = []
        """How far what a list item or note holds is indented, the innermost last."""
        self.blank = True
        self.code = False

    def run(self) -> None:
        front = _FRONT.match(self.text)
        skipped = front[0].count("\n") if front else 0
        for number, line in enumerate(self.lines):
            self.masked.append(" " * len(line))
            if number < skipped:
                continue
            if self.fence is not None and self.in_fence(number, line):
                continue
            if self.comment:
                self.comment = "-->" not in line
            else:
                self.outside(number, line)
        if self.fence is not None:
            self.close(len(self.lines), closed=False)

    def in_fence(self, number: int, line: str) -> bool:
        """Whether the line belongs to the fence that is open."""
        fence = self.fence
        assert fence is not None  # noqa: S101  # asked before
        parts = _parts(line)
        rest = parts["rest"].rstrip()
        depth = parts["quote"].count(">")
        if depth < fence.quote.count(">"):
            self.close(number, closed=False)
            return False
        if rest and not rest.strip(fence.sign[0]) and len(rest) >= len(fence.sign):
            if _width(parts["indent"]) <= fence.width + 3:
                self.close(number + 1, closed=True)
                return True
        if rest and _width(parts["indent"]) < fence.width:
            self.close(number, closed=False)
            return False
        self.inside.append(line)
        return True

    def outside(self, number: int, line: str) -> None:
        """A line of text, or the beginning of something else."""
        parts = _parts(line)
        rest, width = parts["rest"], _width(parts["indent"])
        if not rest.strip():
            self.blank = True
            return
        if self.blank or self.code:
            while self.holders and width < self.holders[-1]:
                self.holders.pop()
            base = self.holders[-1] if self.holders else 0
            self.code = width - base >= 4 and not parts["quote"]
            if self.code:
                return
        opening = _FENCE.match(rest)
        if opening is not None:
            info = _INFO.match(opening["info"])
            named = info is not None and info["name"] == NAME
            self.fence = _Open(
                opening["sign"], parts["quote"], parts["indent"], width, number, named
            )
            self.inside = []
            self.blank = False
            return
        self.hold(rest, width)
        self.blank = False
        opened = _SPAN.sub(_blanked, line).rfind("<!--")
        if opened >= 0 and "-->" not in line[opened:]:
            self.comment = True
            line = line[:opened]
        self.masked[-1] = line + self.masked[-1][len(line) :]

    def hold(self, rest: str, width: int) -> None:
        """Notes what a line holds of those below it."""
        item = _ITEM.match(rest)
        holds = _HOLDS.match(rest)
        if item is None and holds is None:
            return
        while self.holders and width < self.holders[-1]:
            self.holders.pop()
        self.holders.append(width + (min(4, item.end()) if item is not None else 4))

    def close(self, number: int, *, closed: bool) -> None:
        """The fence ends before the line of that number."""
        fence = self.fence
        self.fence = None
        self.blank = True
        if fence is None or not fence.named:
            return
        ahead = len(fence.quote) + len(fence.indent)
        start = self.starts[fence.number]
        end = max(start, self.starts[number] - 1)
        self.blocks.append(
            Block(
                start,
                end,
                fence.number + 1,
                ahead + 1,
                fence.quote,
                fence.indent,
                "\n".join(_without(line, ahead) for line in self.inside),
                closed,
            )
        )


def _parts(line: str) -> re.Match[str]:
    found = _LINE.match(line)
    assert found is not None  # noqa: S101  # the pattern fits any line
    return found


def _width(blanks: str) -> int:
    return len(blanks.expandtabs(4))


def _without(line: str, ahead: int) -> str:
    """The line without what stands in front of it; at most blanks and signs of quotation."""
    return line[ahead:] if not line[:ahead].strip(" \t>") else line.lstrip(" \t>")


# --- links ----------------------------------------------------------------------------------------

_LINK = re.compile(
    r"(?<![!\[\\])\[\[[ \t]*(?P<id>[^\[\]|\s\\][^\[\]|\n\\]{0,199}?)[ \t]*"
    r"(?:\\?\|(?P<text>[^\[\]\n]{1,300}))?\]\](?![(\[\]])"
)
_HIDDEN = re.compile(
    r"\\[\\`\[\]<]"
    r"|(?<!`)(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\n)[\s\S])+?(?<!`)(?P=ticks)(?!`)"
    r"|<!--[\s\S]*?(?:-->|\Z)"
    r"|<(?P<raw>script|style|pre|code|textarea)\b[\s\S]*?(?:</(?P=raw)\s*>|\Z)"
    r"|</?[A-Za-z][^<>\n]*(?:\n[^<>\n]+){0,9}>",
    re.IGNORECASE,
)
_SPAN = re.compile(r"`[^`]*`")
_BELOW = re.compile(r"[ \t]*(?:=+|-+)[ \t]*")
_ABOVE = re.compile(r"[ \t>]*#{1,6}(?!#)")


def _links(text: str, masked: str) -> list[Link]:
    if "[[" not in masked:
        return []
    masked = _HIDDEN.sub(_blanked, masked)
    found: list[Link] = []
    line, begins = 1, 0
    for match in _LINK.finditer(masked):
        start = match.start()
        line += text.count("\n", begins, start)
        begins = text.rfind("\n", 0, start) + 1
        ends = text.find("\n", start)
        following = ""
        if ends >= 0:
            beyond = text.find("\n", ends + 1)
            following = text[ends + 1 : beyond if beyond >= 0 else len(text)]
        heading = _ABOVE.match(text[begins:start]) or _BELOW.fullmatch(following)
        said = match["text"]
        found.append(
            Link(
                match["id"],
                text[match.start("text") : match.end("text")].strip() if said else None,
                start,
                match.end(),
                line,
                match.start("id") - begins + 1,
                heading is not None,
            )
        )
    return found


def _blanked(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])

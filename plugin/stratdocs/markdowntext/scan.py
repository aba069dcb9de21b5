"""Written pages: where their Markdown asks for a view, and where it names an item.

    ```stratdocs
    view: table
    of: bets
    ```

    [[first-week-value]] is the largest of them.

Nothing within code, comments or HTML tags counts. The text is only scanned, not converted, so that
the result is the same for every Markdown converter.
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
    """The prefix of each line of a quotation: `> `."""
    indent: str
    """The indentation of the fence."""
    text: str
    """The content, without the prefix and indentation of each line."""
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
    """Whether it is in a heading."""


class PageRequests(NamedTuple):
    """What a page asks of stratdocs, in the order written."""

    blocks: tuple[Block, ...]
    links: tuple[Link, ...]


_COMPUTED = re.compile(r"\{[{%#]")
"""Where a template computes a part of a page."""


def not_computed(written: PageRequests) -> PageRequests:
    """What a page asks for, without what a template has yet to compute."""
    return PageRequests(
        tuple(block for block in written.blocks if not _COMPUTED.search(block.text)),
        tuple(link for link in written.links if not _COMPUTED.search(link.id)),
    )


NAME = "stratdocs"
"""The word after the fence of a block."""


def may_need_stratdocs(text: str) -> bool:
    """Whether a page may hold a block or a link: a quick look before the scan."""
    return "[[" in text or (NAME in text and _FENCE_OF_OURS.search(text) is not None)


_FENCE_OF_OURS = re.compile(
    rf"^[ \t>]*(?:`{{3,}}|~{{3,}})[ \t]*\{{?[ \t]*\.?{NAME}\b", re.MULTILINE
)


def scan(text: str) -> PageRequests:
    """The blocks and links of a page."""
    if not may_need_stratdocs(text):
        return PageRequests((), ())
    scanner = _Scanner(text)
    scanner.run()
    return PageRequests(tuple(scanner.blocks), tuple(_links(text, "\n".join(scanner.masked))))


def without_code(text: str) -> str:
    """A page of the same length with blanks in place of its code and comments."""
    scanner = _Scanner(text)
    scanner.run()
    return _HIDDEN.sub(_blanked, "\n".join(scanner.masked))


def with_replacements(
    text: str, requests: PageRequests, block: Callable[[Block], str], link: Callable[[Link], str]
) -> str:
    """The page with its blocks and links replaced."""
    pieces: list[str] = []
    at = 0
    replacements = [(request.start, request.end, block(request)) for request in requests.blocks]
    replacements += [(request.start, request.end, link(request)) for request in requests.links]
    for start, end, replacement in sorted(replacements):
        pieces += (text[at:start], replacement)
        at = end
    return "".join((*pieces, text[at:]))


def without_links(text: str, title: Callable[[str], str | None]) -> str:
    """A text with the words of its links in their place, for where no link can be."""
    if "[[" not in text:
        return text
    return _LINK.sub(lambda m: (m["text"] or title(m["id"]) or m["id"]).strip(), text)


# --- lines ----------------------------------------------------------------------------------------

_FRONT_MATTER = re.compile(r"---[ \t]*\n(?:.*\n)*?(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_LINE = re.compile(r"(?P<quote>(?:[ \t]{0,3}>[ \t]?)*)(?P<indent>[ \t]*)(?P<rest>.*)")
_FENCE = re.compile(r"(?P<sign>`{3,}(?=[^`]*$)|~{3,})[ \t]*(?P<info>.*)")
_INFO = re.compile(r"\{?[ \t]*\.?(?P<name>[\w-]+)")
_ITEM = re.compile(r"(?:[-*+]|\d{1,9}[.)])[ \t]+")
_CONTAINER = re.compile(r"(?:!!!|\?\?\?\+?|===[!+]*)[ \t]|\[\^[^\]]+\]:|:[ \t]")
"""What contains the lines below it, indented by four: a note, a tab, a footnote, a definition."""


class _OpenFence(NamedTuple):
    """A fence that is not closed yet."""

    sign: str
    quote: str
    indent: str
    width: int
    number: int
    named: bool


class _Scanner:
    """Finds the blocks, line by line; code and comments are blanked in `masked`."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = text.split("\n")
        self.masked: list[str] = []
        self.blocks: list[Block] = []
        self.starts = [0]
        for line in self.lines:
            self.starts.append(self.starts[-1] + len(line) + 1)
        self.fence: _OpenFence | None = None
        self.fenced: list[str] = []
        self.comment = False
        self.containers: list[int] = []
        """Indentation of the content of each open list item or note, the innermost last."""
        self.blank = True
        self.code = False

    def run(self) -> None:
        front = _FRONT_MATTER.match(self.text)
        skipped = front[0].count("\n") if front else 0
        for number, line in enumerate(self.lines):
            self.masked.append(" " * len(line))
            if number < skipped:
                continue
            if self.fence is not None and self.continue_fence(number, line):
                continue
            if self.comment:
                self.comment = "-->" not in line
            else:
                self.scan_line(number, line)
        if self.fence is not None:
            self.close_fence(len(self.lines), closed=False)

    def continue_fence(self, number: int, line: str) -> bool:
        """Adds a line to the open fence, or closes it; returns whether the line belongs to it."""
        fence = self.fence
        assert fence is not None  # noqa: S101  # the caller has checked
        parts = _parts(line)
        rest = parts["rest"].rstrip()
        depth = parts["quote"].count(">")
        if depth < fence.quote.count(">"):
            self.close_fence(number, closed=False)
            return False
        if rest and not rest.strip(fence.sign[0]) and len(rest) >= len(fence.sign):
            if _width(parts["indent"]) <= fence.width + 3:
                self.close_fence(number + 1, closed=True)
                return True
        if rest and _width(parts["indent"]) < fence.width:
            self.close_fence(number, closed=False)
            return False
        self.fenced.append(line)
        return True

    def scan_line(self, number: int, line: str) -> None:
        """Scans a line outside of fences."""
        parts = _parts(line)
        rest, width = parts["rest"], _width(parts["indent"])
        if not rest.strip():
            self.blank = True
            return
        if self.blank or self.code:
            while self.containers and width < self.containers[-1]:
                self.containers.pop()
            base = self.containers[-1] if self.containers else 0
            self.code = width - base >= 4 and not parts["quote"]
            if self.code:
                return
        opening = _FENCE.match(rest)
        if opening is not None:
            info = _INFO.match(opening["info"])
            named = info is not None and info["name"] == NAME
            self.fence = _OpenFence(
                opening["sign"], parts["quote"], parts["indent"], width, number, named
            )
            self.fenced = []
            self.blank = False
            return
        self.open_container(rest, width)
        self.blank = False
        opened = _CODE_SPAN.sub(_blanked, line).rfind("<!--")
        if opened >= 0 and "-->" not in line[opened:]:
            self.comment = True
            line = line[:opened]
        self.masked[-1] = line + self.masked[-1][len(line) :]

    def open_container(self, rest: str, width: int) -> None:
        """Opens a container if a line begins one, for the lines below it."""
        item = _ITEM.match(rest)
        container = _CONTAINER.match(rest)
        if item is None and container is None:
            return
        while self.containers and width < self.containers[-1]:
            self.containers.pop()
        self.containers.append(width + (min(4, item.end()) if item is not None else 4))

    def close_fence(self, number: int, *, closed: bool) -> None:
        """Ends the open fence before the line of that number."""
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
                "\n".join(_fence_content(line, ahead) for line in self.fenced),
                closed,
            )
        )


def _parts(line: str) -> re.Match[str]:
    found = _LINE.match(line)
    assert found is not None  # noqa: S101  # the pattern fits any line
    return found


def _width(blanks: str) -> int:
    return len(blanks.expandtabs(4))


def _fence_content(line: str, ahead: int) -> str:
    """A line without the first columns; of more than blanks and quotation signs nothing is cut."""
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
_CODE_SPAN = re.compile(r"`[^`]*`")
_UNDERLINE = re.compile(r"[ \t]*(?:=+|-+)[ \t]*")
_HASHES = re.compile(r"[ \t>]*#{1,6}(?!#)")


def _links(text: str, masked: str) -> list[Link]:
    if "[[" not in masked:
        return []
    masked = _HIDDEN.sub(_blanked, masked)
    found: list[Link] = []
    line, line_start = 1, 0
    for match in _LINK.finditer(masked):
        start = match.start()
        line += text.count("\n", line_start, start)
        line_start = text.rfind("\n", 0, start) + 1
        line_end = text.find("\n", start)
        following = ""
        if line_end >= 0:
            next_end = text.find("\n", line_end + 1)
            following = text[line_end + 1 : next_end if next_end >= 0 else len(text)]
        heading = _HASHES.match(text[line_start:start]) or _UNDERLINE.fullmatch(following)
        label = match["text"]
        found.append(
            Link(
                match["id"],
                text[match.start("text") : match.end("text")].strip() if label else None,
                start,
                match.end(),
                line,
                match.start("id") - line_start + 1,
                heading is not None,
            )
        )
    return found


def _blanked(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])

"""The content of a page as plain Markdown, for programs that read text: headings, paragraphs,
lists, tables and links. Pictures are left out: each has the same as a table or list beside it.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

_LEFT_OUT = frozenset(("svg", "script", "style", "template", "button", "input", "select", "nav"))
_HEADINGS = {f"h{level}": "#" * level for level in range(1, 7)}
_BLOCKS = frozenset(
    "address article aside blockquote caption dd details div dl dt fieldset figcaption figure "
    "footer form header hr main p section summary".split()
)
_EMPTY = frozenset(("br", "hr", "img", "input", "wbr", "col", "source", "link", "meta", "area"))
_MARKS = {"strong": "**", "b": "**", "em": "*", "i": "*", "code": "`"}
_OPENING = ("", " ", "[", "*", "`", "“", "(")
"""What a word may follow without a blank."""


def plain_markdown(title: str, html: str) -> str:
    """The Markdown of a page; it begins with its title."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    text = reader.text()
    return (
        text if re.search(r"^# ", text, re.MULTILINE) else f"# {' '.join(title.split())}\n\n{text}"
    )


def markdown_href(href: str) -> str:
    """The address of a page's Markdown; other addresses as they are."""
    path, mark, rest = href.partition("#")
    if re.match(r"[a-z][a-z0-9+.-]*:|//", path, re.IGNORECASE) or "?" in path or not path:
        return href
    if path.endswith("/"):
        path += "index.md"
    elif path in (".", ".."):
        path += "/index.md"
    elif path.endswith(".html"):
        path = path.removesuffix(".html") + ".md"
    return f"{path}{mark}{rest}"


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[str] = []
        self._line = ""
        self._start = ""
        """What begins the line: a heading, or the hyphen of a list."""
        self._depth = 0
        """Lists around the text."""
        self._hidden = 0
        """Elements around the text that are left out."""
        self._verbatim = 0
        self._hrefs: list[str | None] = []
        self._row: list[str] | None = None
        self._head = True
        self._ended = False
        """Whether an element has just ended: what follows is a different word."""

    def text(self) -> str:
        """What was read."""
        self._end_line()
        whole = "\n".join(line.rstrip() for line in self._lines)
        return re.sub(r"\n{3,}", "\n\n", whole).strip() + "\n"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begins a block, or marks words."""
        if self._hidden:
            self._hidden += tag not in _EMPTY
            return
        in_cell = self._row is not None and tag == "span"
        if (self._ended or in_cell) and self._line[-1:] not in _OPENING and not self._verbatim:
            self._line += " "
        self._ended = False
        values = dict(attrs)
        is_mark = "headerlink" in (values.get("class") or "") or "hidden" in values
        if (tag in _LEFT_OUT or is_mark) and tag not in _EMPTY:
            self._hidden = 1
        elif tag in _HEADINGS:
            self._block()
            self._start = f"{_HEADINGS[tag]} "
        elif tag in ("ul", "ol"):
            self._end_line()
            if not self._depth and self._row is None:
                self._lines.append("")
            self._depth += 1
        elif tag == "li":
            self._end_line()
            self._start = f"{'  ' * max(0, self._depth - 1)}- "
        elif tag == "table":
            self._block()
            self._head = True
        elif tag == "tr":
            self._end_line()
            self._row = []
        elif tag == "pre":
            self._block()
            self._lines.append("```")
            self._verbatim += 1
        elif tag == "a":
            self._hrefs.append(values.get("href"))
            self._line += "["
        elif tag == "br":
            self._line += " "
        elif tag in _MARKS and not self._verbatim:
            self._line += _MARKS[tag]
        elif tag in _BLOCKS:
            self._block()

    def handle_endtag(self, tag: str) -> None:
        """Ends a block, or marked words."""
        if self._hidden:
            self._hidden -= tag not in _EMPTY
            return
        self._ended = True
        if tag in _HEADINGS:
            self._block()
        elif tag in ("ul", "ol"):
            self._end_line()
            self._depth = max(0, self._depth - 1)
            if not self._depth and self._row is None:
                self._lines.append("")
        elif tag in ("td", "th") and self._row is not None:
            self._row.append(" ".join(self._line.split()).replace("|", "\\|"))
            self._line = ""
        elif tag == "tr" and self._row is not None:
            self._end_row(self._row)
        elif tag == "pre":
            self._lines += [*self._line.strip("\n").split("\n"), "```", ""]
            self._line = ""
            self._verbatim = max(0, self._verbatim - 1)
        elif tag == "a" and self._hrefs:
            self._end_link(self._hrefs.pop())
        elif tag in _MARKS and not self._verbatim:
            self._line += _MARKS[tag]
        elif tag == "li":
            self._end_line()
        elif tag in _BLOCKS or tag == "table":
            self._block()

    def handle_data(self, data: str) -> None:
        """Takes words."""
        if self._hidden:
            return
        self._ended = False
        self._line += data if self._verbatim else re.sub(r"\s+", " ", data)

    def _end_link(self, href: str | None) -> None:
        words, mark, text = self._line.rpartition("[")
        text = text.strip()
        if mark and href and text:
            self._line = f"{words}[{text}]({markdown_href(href)})"
        else:
            self._line = f"{words}{text}"

    def _end_row(self, row: list[str]) -> None:
        self._row = None
        if row:
            self._lines.append(f"| {' | '.join(row)} |")
            if self._head:
                self._lines.append(f"|{' --- |' * len(row)}")
            self._head = False

    def _block(self) -> None:
        """Ends what was before, with an empty line outside of lists and tables."""
        if self._row is not None:
            self._line += " "
            return
        self._end_line()
        if not self._depth:
            self._lines.append("")

    def _end_line(self) -> None:
        if self._row is not None:
            self._line += " "
            return
        line = re.sub(r"\*\*\*\*|``", "", self._line).strip()
        if line:
            self._lines.append(f"{self._start}{line}")
            self._start = "  " * self._depth if self._depth else ""
        self._line = ""

"""Projects drawn as text, built by the real MkDocs, and read again as a browser would."""

from __future__ import annotations

import json
import logging
import posixpath
import warnings
from collections.abc import Iterator
from functools import cache, cached_property
from html.parser import HTMLParser
from pathlib import Path
from textwrap import dedent
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config

SETTINGS = """
    site_name: Harbour
    theme: {name: material, font: false}
    plugins:
      - search
      - stratdocs: {today: 2026-11-21}
"""


def draw(folder: Path, tree: str) -> Path:
    """Writes a tree of files: each path at the margin, what the file holds indented below it."""
    files: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in dedent(tree).strip("\n").split("\n"):
        if line and not line[0].isspace():
            lines = files.setdefault(line, [])
        else:
            lines.append(line)
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent("\n".join(content)).strip("\n") + "\n", encoding="utf-8")
    if "mkdocs.yml" not in files:
        (folder / "mkdocs.yml").write_text(dedent(SETTINGS), encoding="utf-8")
    return folder


class Built(NamedTuple):
    """A site, and what its build logged."""

    folder: Path
    status: int
    messages: list[str]
    """`LEVEL message`, in order."""

    def page(self, path: str) -> str:
        """The HTML at an address, as in `bets/first/`."""
        file = self.folder / "site" / path
        return (file / "index.html" if path.endswith("/") or not path else file).read_text("utf-8")

    def json(self, path: str) -> Any:
        return json.loads((self.folder / "site" / path).read_text("utf-8"))

    @property
    def entries(self) -> dict[str, Any]:
        """The search index, by location."""
        return {entry["location"]: entry for entry in self.json("search/search_index.json")["docs"]}


def build(folder: Path, *, strict: bool = False) -> Built:
    """Builds the project in a folder, as `mkdocs build` does."""
    messages: list[str] = []
    handler = logging.Handler()
    handler.emit = lambda record: messages.append(f"{record.levelname} {record.getMessage()}")  # type: ignore[method-assign]
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    status = 0
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # those of MkDocs and its friends
            config = load_config(str(folder / "mkdocs.yml"), strict=strict)
            config.plugins.on_startup(command="build", dirty=False)
            mkdocs_build(config)
    except SystemExit as stop:  # what MkDocs raises to end with a message
        messages.append(f"STOP {stop}")
        status = 1
    finally:
        logger.removeHandler(handler)
    return Built(folder, status, messages)


# Reading pages


class Element(NamedTuple):
    """A tag with its attributes, and the tags around it."""

    tag: str
    attributes: dict[str, str | None]
    within: tuple[str, ...]
    line: int


VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
MAY_BE_OPEN = frozenset("html head body p li dt dd tr td th thead tbody option".split())


class Reader(HTMLParser):
    """The elements of a page in order, and where tags are closed that were not open."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self.text: list[str] = []
        self.wrong: list[str] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line = self.getpos()[0]
        if len({name for name, _ in attrs}) != len(attrs):
            self.wrong.append(f"{line}: an attribute is given twice in <{tag}>")
        self.elements.append(Element(tag, dict(attrs), tuple(self._open), line))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        while self._open and self._open[-1] != tag and self._open[-1] in MAY_BE_OPEN:
            self._open.pop()
        if self._open and self._open[-1] == tag:
            self._open.pop()
        else:
            about = self._open[-1] if self._open else "nothing"
            self.wrong.append(f"{self.getpos()[0]}: </{tag}> closes <{about}>")
            if tag in self._open:
                while self._open.pop() != tag:
                    pass

    def handle_data(self, data: str) -> None:
        if not self._open or self._open[-1] not in ("script", "style"):
            self.text.append(data)


def text(html: str) -> str:
    """What a reader sees of a piece of HTML, in one line."""
    return " ".join("".join(Reader(html).text).split())


def article(html: str) -> str:
    """The part of a page that is ours."""
    start = html.index("<article")
    return html[start : html.index("</article>")]


class Site:
    """Every page of a built site."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @cached_property
    def pages(self) -> dict[str, Reader]:
        """Path below the site to what was read."""
        return {
            file.relative_to(self.folder).as_posix(): Reader(file.read_text("utf-8"))
            for file in sorted(self.folder.rglob("*.html"))
        }

    @cached_property
    def files(self) -> frozenset[str]:
        return frozenset(
            file.relative_to(self.folder).as_posix()
            for file in self.folder.rglob("*")
            if file.is_file()
        )

    @cached_property
    def anchors(self) -> dict[str, set[str]]:
        return {
            path: {
                name
                for element in page.elements
                for name in (element.attributes.get("id"), element.attributes.get("name"))
                if name
            }
            for path, page in self.pages.items()
        }

    def broken(self) -> Iterator[str]:
        """Every link to a page, file or anchor that is not there."""
        for path, page in self.pages.items():
            for element in page.elements:
                for name in ("href", "xlink:href", "src"):
                    link = element.attributes.get(name)
                    if link is not None and (why := self._broken(path, link)):
                        yield f"{path}:{element.line}: {link} {why}"

    def _broken(self, path: str, link: str) -> str:
        parts = urlsplit(link)
        if parts.scheme or parts.netloc:
            return ""
        if path == "404.html":
            return ""  # its links start at the root of wherever the site is put
        target = path
        if parts.path:
            if parts.path.startswith("/"):
                return "starts at the root of the host"
            target = posixpath.normpath(
                posixpath.join(posixpath.dirname(path), unquote(parts.path))
            )
            if parts.path.endswith(("/", ".")):
                target = posixpath.normpath(posixpath.join(target, "index.html"))
            if target.startswith(".."):
                return "leads out of the site"
            if target not in self.files:
                return "is not there"
        fragment = unquote(parts.fragment)
        if fragment and target in self.anchors and fragment not in self.anchors[target]:
            return "has no such anchor"
        return ""


@cache
def read_site(folder: Path) -> Site:
    """A site that no test changes, of which each page is read once for all files of tests."""
    return Site(folder)

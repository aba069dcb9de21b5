"""A page of the strategy as a Markdown file: headings in Markdown, all else as raw HTML.

Generators read the contents of a page from Markdown headings, and search finds what is below them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from html import escape, unescape

from stratdocs.publishing.embedding import without_markup
from stratdocs.site.views.page import Page

GENERATOR = "stratdocs"
"""How the front matter of an exported page says who wrote it."""


def markdown_page(
    page: Page, html: str, above: Iterable[tuple[str, str]], edit: str | None = None
) -> str:
    """The file of a page. `above` are the title and link of the pages that lead to it: many
    generators show no way up from a page that the navigation does not list. `edit` is the address
    of its YAML, since the button of a generator leads to the exported file.
    """
    trail = "".join(
        f'<a href="{escape(href)}">{escape(title)}</a><span aria-hidden="true"> › </span>'
        for title, href in above
    )
    parts = [_front_matter(page)]
    if trail:
        parts.append(f'<div class="sd sd-trail"><nav aria-label="Pages above">{trail}</nav></div>')
    if edit is not None:
        html = _SOURCE.sub(lambda found: f'{found[1]}<a href="{escape(edit)}">{found[2]}</a>', html)
    parts += _parts(html.replace(" xlink:href=", " href="))
    return "\n\n".join(parts) + "\n"


_SOURCE = re.compile(r'(<p class="sd-source">\s*Written in )(<code>[^<]*</code>)')
"""Where a page names its YAML."""


def _front_matter(page: Page) -> str:
    """Themes print the title and the description as HTML, so both are escaped."""
    values: dict[str, object] = {"title": escape(page.title)}
    if page.gist:
        values["description"] = escape(page.gist)
    if page.tags:
        values["tags"] = [escape(tag) for tag in page.tags]
    if page.hide:
        values["hide"] = list(page.hide)
    values["generator"] = GENERATOR
    lines = (f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in values.items())
    return "\n".join(("---", *lines, "---"))


# --- headings -------------------------------------------------------------------------------------

_TAG = re.compile(
    r"""<(?P<end>/?)(?P<name>[a-zA-Z][^\s/>]*)(?P<rest>(?:[^>"']|"[^"]*"|'[^']*')*)>"""
)
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr")
)
_HEADING = re.compile(
    r"""<h(?P<level>[12])(?: id="(?P<id>[^"]*)")?>(?P<words>[^<]*)</h(?P=level)>"""
)
_ID = re.compile(r' id="[^"]*"')


def _parts(html: str) -> Iterator[str]:
    """The HTML in pieces: headings as Markdown, what lies between them as raw blocks.

    A page is one element around everything. It is closed before each heading and opened again
    after it. A heading deeper within, as in a panel, stays HTML.
    """
    depth = at = 0
    around = ""
    for tag in _TAG.finditer(html):
        if tag.start() < at:
            continue
        if tag["end"]:
            depth -= 1
            if depth == 0:
                yield from _raw(html[at : tag.start()], around)
                at, around = tag.end(), ""
            continue
        heading = _HEADING.match(html, tag.start()) if depth <= 1 else None
        if heading is not None:
            yield from _raw(html[at : tag.start()], around)
            yield _markdown_heading(heading)
            around = _ID.sub("", around)
            at = heading.end()
            continue
        if tag["name"].lower() in _VOID or tag["rest"].endswith("/"):
            continue
        if depth == 0:
            yield from _raw(html[at : tag.start()], "")
            at, around = tag.end(), tag[0]
        depth += 1
    yield from _raw(html[at:], around)


def _raw(html: str, around: str) -> Iterator[str]:
    """A raw block within its element; nothing for blanks."""
    html = html.strip()
    if html:
        opening = around or "<div>"
        name = opening[1:].split(">")[0].split()[0]
        yield _inert(f"{opening}\n{html}\n</{name}>")


def _markdown_heading(heading: re.Match[str]) -> str:
    words = without_markup(" ".join(unescape(heading["words"]).split()))
    mark = f" {{ #{heading['id']} }}" if heading["id"] else ""
    return f"{'#' * int(heading['level'])} {words}{mark}"


_SIGNS = re.compile(r"[`{]|\[(?=\[)|^(?:~(?=~~)|:(?=::))", re.MULTILINE)


def _inert(html: str) -> str:
    """HTML without what an extension of Markdown, or a program that runs before it, would take for
    its own: fences, links in brackets, variables.
    """
    return _SIGNS.sub(lambda sign: f"&#{ord(sign[0])};", html)

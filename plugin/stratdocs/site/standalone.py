"""A page as one file of HTML, and a picture as one file of SVG: neither asks for another file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import escape, unescape
from pathlib import Path

from stratdocs.exchange.xmltext import without_control_characters
from stratdocs.model.finding import StratdocsError
from stratdocs.site.pages import pages
from stratdocs.site.prose import Prose
from stratdocs.site.rendering import ROOT, Renderer, templates_dir
from stratdocs.site.views.page import Page, Ref, SiteContext

_NOWHERE = "stratdocs-nowhere:"
"""The address of what cannot be linked to."""
_LINK_NOWHERE = re.compile(
    rf'<a\b[^>]*?\bhref="{_NOWHERE}[^"]*"[^>]*>(?P<inside>.*?)</a>', re.DOTALL
)
_DARK = re.compile(r'@media screen \{([^{}]*)\[data-md-color-scheme="slate"\] \.sd\b')
"""Where a site says its dark colours, which a reader chooses by its switch."""
_BY_SYSTEM = r"@media screen and (prefers-color-scheme: dark) {\1.sd"
_PICTURE = re.compile(r'<svg class="sd-draw__svg".*?</svg>', re.DOTALL)


def find_page(site: SiteContext, name: str) -> Page:
    """The page of an item by its id, or a page by its path; the strategy on a page for an empty
    name.
    """
    entity = site.stack.get(name)
    path = site.path(entity) if entity is not None else name.strip("/").removesuffix(".html")
    found = next((page for page in pages(site) if page.path == path), None)
    if found is None:
        raise StratdocsError(
            f"{name} isn't an item or a page; use an item's id or a page's address in the site, "
            "such as bets/portfolio"
        )
    return found


def html(
    site: SiteContext,
    page: Page,
    address: Callable[[str], str | None],
    folders: tuple[Path, ...] = (),
) -> str:
    """The page with its styles. `address` gives the address of another page, if that is known;
    what cannot be linked to is plain text.
    """
    assets = templates_dir()
    own, shared = (
        (assets / name).read_text(encoding="utf-8")
        for name in ("standalone.css", "assets/stratdocs.css")
    )
    styles = [own, _DARK.sub(_BY_SYSTEM, shared, count=1)]
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="generator" content="stratdocs">\n'
        f"<title>{escape(page.title)}</title>\n<style>\n{''.join(styles)}</style>\n</head>\n"
        f'<body>\n<main class="md-typeset">\n{_content(site, page, address, folders)}</main>\n'
        "</body>\n</html>\n"
    )


def _content(
    site: SiteContext,
    page: Page,
    address: Callable[[str], str | None],
    folders: tuple[Path, ...] = (),
) -> str:
    """The content of a page; links to itself lead to its top, others away."""
    renderer = _renderer(
        site, lambda path: "" if path == page.path else address(path) or _NOWHERE, folders
    )
    content = renderer.html(page, "").content
    return _LINK_NOWHERE.sub(lambda match: match["inside"], content)


def _renderer(
    site: SiteContext, link: Callable[[str], str], folders: tuple[Path, ...] = ()
) -> Renderer:
    def lookup(identity: str) -> Ref | None:
        found = site.stack.get(identity)
        return site.ref(found) if found is not None else None

    return Renderer(link=link, prose=Prose().html, lookup=lookup, folders=folders)


# --- pictures -------------------------------------------------------------------------------------


def svg(site: SiteContext, page: Page, number: int, address: Callable[[str], str | None]) -> str:
    """A picture of a page, counted from 1, with its styles."""
    found = _PICTURE.findall(_drawn(site, page, address))
    if not found:
        raise StratdocsError(
            f"{page.path or 'the strategy on a page'} has no picture; these pages have one: "
            f"{', '.join(_pages_with_pictures(site))}"
        )
    if not 0 < number <= len(found):
        raise StratdocsError(
            f"{page.path} has {len(found)} picture{'s' if len(found) > 1 else ''}; "
            f"it has no number {number}"
        )
    return _alone(found[number - 1])


def _drawn(site: SiteContext, page: Page, address: Callable[[str], str | None]) -> str:
    """The HTML that holds the pictures of a page."""
    if page.picture is None:
        return _content(site, page, address)
    renderer = _renderer(site, lambda path: address(path) or _NOWHERE)
    return _LINK_NOWHERE.sub(
        lambda match: match["inside"], renderer.picture(page.picture()).replace(ROOT, "")
    )


def _pages_with_pictures(site: SiteContext) -> list[str]:
    """The paths of some views that draw a picture."""
    renderer = _renderer(site, lambda path: path)
    listed = (page for page in pages(site) if page.listed)
    shown = [
        page.path
        for page in listed
        if page.picture is not None or _PICTURE.search(renderer.html(page, "").content)
    ]
    return shown or ["none"]


def _alone(picture: str) -> str:
    """A picture of a page as a document of its own."""
    head, body = picture.split(">", 1)
    attributes = dict(re.findall(r'([\w:-]+)="([^"]*)"', head))
    words = attributes.get("aria-label", "")
    shapes = without_control_characters(body.removesuffix("</svg>").strip())
    shapes = shapes.replace("xlink:href=", "href=")
    style = _style(
        {name for group in re.findall(r'class="([^"]*)"', picture) for name in group.split()}
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<svg xmlns="http://www.w3.org/2000/svg" class="md-typeset sd sd-draw" role="img" '
        f'viewBox="{attributes["viewBox"]}" width="{attributes["width"]}" '
        f'height="{attributes["height"]}" font-family="Helvetica, Arial, sans-serif">\n'
        f"<title>{without_control_characters(words)}</title>\n<style>\n{style}</style>\n"
        f'<rect width="100%" height="100%" fill="#fff"/>\n{shapes}\n</svg>\n'
    )


_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_VARIABLE = re.compile(r"var\((--[\w-]+)(?:,\s*((?:[^()]|\([^()]*\))*))?\)")


def _style(classes: set[str]) -> str:
    """The rules of the site's style for the classes of a picture, with the colours for paper."""
    sheet = (templates_dir() / "assets/stratdocs.css").read_text(encoding="utf-8")
    flat = _without_media(re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL))
    rules = [(selectors.strip(), body.strip()) for selectors, body in _RULE.findall(flat)]
    variables = {
        name: value
        for selectors, body in rules
        if selectors == ".sd"
        for name, value in re.findall(r"(--[\w-]+):\s*([^;]+);", body)
    }
    kept = []
    for selectors, body in rules:
        fitting = [name.strip() for name in selectors.split(",") if _draws(name.strip(), classes)]
        if fitting:
            kept.append(f"{', '.join(fitting)} {{ {_resolved(body, variables)} }}\n")
    return "".join(kept)


def _draws(selector: str, classes: set[str]) -> bool:
    """Whether a selector is about the shapes of a picture, and not about its frame or a pointer."""
    if ":" in selector or "[" in selector or "sd-draw" not in selector:
        return False
    if selector in (".sd-draw", ".sd-draw a") or "sd-draw__svg" in selector:
        return False
    names = set(re.findall(r"\.([\w-]+)", selector)) - {"sd", "sd-draw", "md-typeset"}
    return names <= classes


def _without_media(sheet: str) -> str:
    """A style sheet without rules for some media only."""
    return "".join(_outside_media(sheet))


def _outside_media(sheet: str) -> Iterator[str]:
    depth, start, place = 0, 0, 0
    while (begin := sheet.find("@", place)) >= 0:
        yield sheet[start:begin]
        place = sheet.index("{", begin) + 1
        depth = 1
        while depth and place < len(sheet):
            depth += {"{": 1, "}": -1}.get(sheet[place], 0)
            place += 1
        start = place
    yield sheet[start:]


def _resolved(text: str, variables: dict[str, str]) -> str:
    """Declarations with values in place of variables."""

    def value(match: re.Match[str]) -> str:
        return variables.get(match[1]) or match[2] or "inherit"

    for _ in range(5):  # variables name variables
        text = _VARIABLE.sub(value, text)
    return unescape(text)

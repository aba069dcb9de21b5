"""What search finds: the texts of pages, by sections.

The entries hold what somebody wrote about an item, not what pages repeat of others, so that the
index grows with the strategy and no faster.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from stratdocs.linting.rules.base import Rule
from stratdocs.markdowntext.scan import without_links
from stratdocs.model.fields import KindReference
from stratdocs.model.kinds import BY_COLLECTION
from stratdocs.site.drawing.shapes import STATUS_WORDS
from stratdocs.site.framework_texts import Framework
from stratdocs.site.views.facts import Fact, facts
from stratdocs.site.views.item import ItemPage
from stratdocs.site.views.page import Page, Ref, SiteContext

MANUAL_BOOST = 0.0005
"""What a word on a page of the manual counts: less in its title than in the text of an item."""
MAIN_BOOST = 1.5
"""What a word counts on pages in the navigation, which stand before items with the same title."""
TROUBLE = ("at_risk", "blocked")
"""The states by which items are found first. A tag counts more than any title, and Material takes
each word of a question for the beginning of one: with `Done`, "what do we" would find all that is
done, and with owners, each "in" would find Ingrid.
"""
LONG = 160
"""Letters of a text that is found by itself, with its own heading; shorter ones are found with
their item.
"""


class SearchEntry(NamedTuple):
    """A page or a section of one, as search knows it."""

    path: str
    """The path of the page."""
    title: str
    texts: tuple[str, ...]
    """Its paragraphs."""
    anchor: str = ""
    """The section's id; empty for the page itself."""
    tags: tuple[str, ...] = ()
    """What counts most: the page's tags, and the state of an item in trouble."""
    boost: float = 1


def search_entries(site: SiteContext, pages: Iterable[Page]) -> Iterator[SearchEntry]:
    """The entries of the pages; those of a page's sections follow its own."""
    for page in pages:
        if isinstance(page.data, ItemPage):
            yield from _item_entries(site, page, page.data)
        else:
            yield _page_entry(page)


def _page_entry(page: Page) -> SearchEntry:
    """A page that is not about one item."""
    kind = BY_COLLECTION.get(page.path)
    tags = page.tags
    if kind is not None and kind.noun in _WORDS_OF_STATES:
        tags = (*tags, kind.noun)  # or a state that contains the word would stand before the page
    words = (
        page.path.replace("-", " ").replace("/", " ") if page.listed and not page.is_manual else ""
    )
    return SearchEntry(
        page.path,
        page.title,
        tuple(dict.fromkeys(filter(None, (page.gist, words, *_manual_texts(page))))),
        tags=tags,
        boost=MANUAL_BOOST if page.is_manual else MAIN_BOOST if page.listed else 1,
    )


def _manual_texts(page: Page) -> Iterator[str]:
    """The texts of a page that explains a rule, a framework or a kind."""
    for about in vars(page.data).values():
        match about:
            case Rule():
                yield " ".join(about.reason.split())
            case Framework():
                yield from (about.theory, about.wrong)
                yield from (f"{part} {words}" for part, words in (*about.parts, *about.practice))
            case KindReference():
                yield about.doc
                yield from (f"{field.name}: {field.doc}" for field in about.fields)


_STATES = {status: words[2:] for status, words in STATUS_WORDS.items()}
"""The words of each status, as pages show them."""
_WORDS_OF_STATES = frozenset(word for name in TROUBLE for word in _STATES[name].split())


def _item_entries(site: SiteContext, page: Page, data: ItemPage) -> Iterator[SearchEntry]:
    """The item, then each of its long texts and sections."""
    entity = data.entity
    state = _STATES.get(data.status or "", "")
    owner = data.owner.title if isinstance(data.owner, Ref) else data.owner or ""
    period = data.period.words if data.period is not None else ""
    short = [", ".join(filter(None, (data.noun, entity.id, state, owner, period)))]
    short += [_plain(site, text) for text in (entity.because, entity.description) if text]
    sections: list[SearchEntry] = []
    by_section: dict[str, list[str]] = {}
    page_sections = (*data.early, *data.late)
    headings = {name: section.id for section in page_sections for name in section.fields}
    listed = {
        fact.name for fact in (*data.choices, *(f for group in data.groups for f in group.facts))
    }
    for fact in facts(site, entity, ()):
        text = _plain(site, " ".join(map(_sentence, _words(fact))))
        if not text:
            continue
        if fact.shape in ("word", "link"):
            text = f"{fact.label}: {text}"
        if fact.name in headings:
            by_section.setdefault(headings[fact.name], []).append(text)
        elif len(text) >= LONG and fact.name in listed:
            sections.append(SearchEntry(page.path, fact.label, (text,), fact.name))
        else:
            short.append(text)
    for section in page_sections:
        texts = by_section.get(section.id, [])
        if sum(map(len, texts)) >= LONG:
            sections.append(SearchEntry(page.path, section.title, tuple(texts), section.id))
        else:
            short += texts
    short += [link.title for link in entity.links if link.title]
    short += [f"{name} {value}" for name, value in entity.fields.items() if isinstance(value, str)]
    found = tuple(dict.fromkeys(finding.message for finding in data.findings))
    if sum(map(len, found)) >= LONG:
        sections.append(SearchEntry(page.path, "Findings", found, "findings"))
    else:
        short += found
    trouble = (state,) if data.status in TROUBLE else ()
    yield SearchEntry(page.path, page.title, tuple(short), tags=(*page.tags, *trouble))
    yield from sections


def _words(fact: Fact) -> Iterator[str]:
    """The words of a field, with those of its parts; no numbers and days, since many are alike."""
    values: Sequence[object] = fact.value if fact.many else (fact.value,)
    for value in values:
        if fact.shape in ("line", "prose", "word"):
            if value not in ("yes", "no"):  # of a field, whose name is not here
                yield str(value)
        elif isinstance(value, Ref):
            yield value.title
        elif fact.shape == "link":
            yield str(value)
        elif fact.shape == "part" and isinstance(value, tuple):
            for inner in value:
                if inner.shape in ("line", "prose", "part", "link"):
                    yield from _words(inner)


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?", ":", "…")) else f"{text}."


_MARKUP = re.compile(
    r"(?<![\w`])[*_`~]{1,3}(?=\S)|(?<=\S)[*_`~]{1,3}(?![\w`])|^\s{0,3}(?:#+|>|[-+*])\s",
    re.MULTILINE,
)
_MARKDOWN_LINK = re.compile(r"!?\[([^\]\[]*)\]\([^()\s]*\)")


def _plain(site: SiteContext, text: str) -> str:
    """A text without its markup, in one line."""

    def title(identity: str) -> str | None:
        named = site.stack.get(identity)
        return named.title if named is not None else None

    return " ".join(_MARKUP.sub("", _MARKDOWN_LINK.sub(r"\1", without_links(text, title))).split())

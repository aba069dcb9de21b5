"""The reference of kinds, fields and embedded views, from their declarations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stratdocs.linting.change_classes import CLASSES, weights
from stratdocs.model.fields import Field, KindReference, reference
from stratdocs.model.kinds import BY_COLLECTION, KINDS
from stratdocs.model.schema import starter
from stratdocs.site.embeds import KEYS
from stratdocs.site.query import COMPUTED, SYNTAX, Attribute, Syntax, attributes
from stratdocs.site.views import EMBEDS
from stratdocs.site.views.ask import View
from stratdocs.site.views.collection import ROWS_PER_PAGE
from stratdocs.site.views.page import Page, SiteContext, collection_title
from stratdocs.site.views.template_data import TemplateData

VIEWS_PATH = "reference/views"
EXAMPLE = """\
view: table
of: bets
where: size == big and progress < 50%
columns: [status, progress, owner, success.by]
sort: -progress
"""
"""A block with every key of a table."""


class ReferencePage(TemplateData):
    """The list of the kinds."""

    kinds: Sequence[tuple[str, str, str, str, str]]
    classes: Sequence[tuple[str, str, str]]
    views_path: str


class ClassPage(TemplateData):
    """What weighs in one class of changes."""

    summary: str
    reason: str
    weights: Sequence[tuple[str, Sequence[str]]]


class KindPage(TemplateData):
    """The fields of one kind."""

    kind: KindReference
    starter: str
    serves: Sequence[str]
    nests: Sequence[tuple[str, str]]
    own: Sequence[Field]
    shared: Sequence[Field]


def pages(site: SiteContext) -> Iterator[Page]:
    """A page that lists the kinds, and one page for each."""
    del site  # the reference is the same for every strategy
    kinds = reference()
    yield Page(
        path="reference",
        title="Reference",
        template="reference",
        listed="Reference",
        gist="Every collection and field that a strategy can have.",
        data=ReferencePage(
            kinds=[
                (f"reference/{k.collection}", k.collection, k.noun, k.layer, k.doc) for k in kinds
            ],
            classes=[
                (f"reference/{found.name}", found.name, found.summary) for found in CLASSES.values()
            ],
            views_path=VIEWS_PATH,
        ),
    )
    yield views_page()
    yield from _class_pages()
    shared = [field for field in kinds[0].fields if all(field in kind.fields for kind in kinds)]
    for kind in kinds:
        yield Page(
            path=f"reference/{kind.collection}",
            title=f"{collection_title(kind.collection)} in YAML",
            template="reference_kind",
            parent="reference",
            gist=f"The fields of {kind.plural}.",
            data=KindPage(
                kind=kind,
                starter=starter(kind.collection),
                serves=[BY_COLLECTION[name].noun for name in kind.fits],
                nests=[(field, BY_COLLECTION[name].plural) for field, name in kind.nests.items()],
                own=[field for field in kind.fields if field not in shared],
                shared=shared,
            ),
        )


def _class_pages() -> Iterator[Page]:
    """A page for each class of changes."""
    for found in CLASSES.values():
        yield Page(
            path=f"reference/{found.name}",
            title=f"{found.name.capitalize()}, a class of changes",
            template="reference_class",
            parent="reference",
            gist=f"Changes of {found.summary}.",
            data=ClassPage(summary=found.summary, reason=found.reason, weights=weights(found)),
        )


class ViewsReference(TemplateData):
    """What written pages can ask for."""

    example: str
    keys: Sequence[tuple[str, str, Sequence[str]]]
    views: Sequence[tuple[str, str, str, str]]
    syntax: tuple[Syntax, ...]
    computed: tuple[Attribute, ...]
    shared: Sequence[Attribute]
    kinds: Sequence[tuple[str, str]]
    rows: int


def views_page() -> Page:
    """The page on views in written pages."""
    computed = {name.name for name in COMPUTED}
    return Page(
        path=VIEWS_PATH,
        title="Views in your own pages",
        template="reference_views",
        parent="reference",
        gist="How to show and filter a view in a written page, and link to items.",
        data=ViewsReference(
            example=EXAMPLE,
            keys=[
                (key, doc, [view.name for view in EMBEDS.values() if key in view.options])
                for key, doc in KEYS.items()
            ],
            views=[
                (view.name, view.title, view.about, _smallest_block(view))
                for view in EMBEDS.values()
            ],
            syntax=SYNTAX,
            computed=COMPUTED,
            shared=[
                name
                for name in attributes(KINDS).values()
                if name.name not in computed
                and all(name.name in attributes((kind,)) for kind in KINDS)
                and "." not in name.name
                and name.sort != "own"
            ],
            kinds=[(f"reference/{name}", name) for name in BY_COLLECTION],
            rows=ROWS_PER_PAGE,
        ),
    )


def _smallest_block(view: View) -> str:
    """The shortest block for a view."""
    lines = [f"view: {view.name}"]
    if "columns" in view.options:
        lines.append("of: work")
    if "depth" in view.options:
        lines.append("depth: 3")
    return "\n".join(lines)

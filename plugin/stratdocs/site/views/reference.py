"""What may be written: every kind and field, from the declarations that reading follows."""

from __future__ import annotations

from collections.abc import Iterator

from stratdocs.model.kinds import BY_COLLECTION, KINDS
from stratdocs.site.query import COMPUTED, SIGNS, names
from stratdocs.model.fields import reference
from stratdocs.model.schema import starter
from stratdocs.site.views.ask import View
from stratdocs.site.views.collection import ROWS
from stratdocs.site.views.embeds import EMBEDS, KEYS
from stratdocs.site.views.page import Page, Picture, collection_title

IN_PAGES = "reference/views"
EXAMPLE = """\
view: table
of: bets
where: size == big and progress < 50%
columns: [status, progress, owner, success.by]
sort: -progress
"""
"""A block that says all that a table can be asked."""


def pages(picture: Picture) -> Iterator[Page]:
    """A page that lists the kinds, and one page for each."""
    del picture  # the reference is the same for every strategy
    kinds = reference()
    yield Page(
        path="reference",
        title="Reference",
        template="reference",
        listed="Reference",
        gist="Every collection and field that a strategy may hold.",
        data={
            "kinds": [
                (f"reference/{k.collection}", k.collection, k.noun, k.layer, k.doc) for k in kinds
            ],
            "in_pages": IN_PAGES,
        },
    )
    yield in_pages()
    shared = [field for field in kinds[0].fields if all(field in kind.fields for kind in kinds)]
    for kind in kinds:
        yield Page(
            path=f"reference/{kind.collection}",
            title=f"{collection_title(kind.collection)} in YAML",
            template="reference_kind",
            parent="reference",
            gist=f"The fields of {kind.plural}.",
            data={
                "kind": kind,
                "starter": starter(kind.collection),
                "serves": [BY_COLLECTION[name].noun for name in kind.fits],
                "nests": [
                    (field, BY_COLLECTION[name].plural) for field, name in kind.nests.items()
                ],
                "own": [field for field in kind.fields if field not in shared],
                "shared": shared,
            },
        )


def in_pages() -> Page:
    """What written pages can ask for, from the lists that answer it."""
    computed = {name.name for name in COMPUTED}
    return Page(
        path=IN_PAGES,
        title="Views in your own pages",
        template="reference_views",
        parent="reference",
        gist="How a written page shows a view, filters it, and links to items.",
        data={
            "example": EXAMPLE,
            "keys": [
                (key, doc, [view.name for view in EMBEDS.values() if key in view.takes])
                for key, doc in KEYS.items()
            ],
            "views": [
                (view.name, view.title, view.about, _block(view)) for view in EMBEDS.values()
            ],
            "signs": SIGNS,
            "computed": COMPUTED,
            "shared": [
                name
                for name in names(KINDS).values()
                if name.name not in computed
                and all(name.name in names((kind,)) for kind in KINDS)
                and "." not in name.name
                and name.sort != "own"
            ],
            "kinds": [(f"reference/{name}", name) for name in BY_COLLECTION],
            "rows": ROWS,
        },
    )


def _block(view: View) -> str:
    """The least that a block says to get a view."""
    lines = [f"view: {view.name}"]
    if "columns" in view.takes:
        lines.append("of: work")
    if "depth" in view.takes:
        lines.append("depth: 3")
    return "\n".join(lines)

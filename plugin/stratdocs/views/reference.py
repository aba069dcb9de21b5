"""What may be written: every kind and field, from the declarations that reading follows."""

from __future__ import annotations

from collections.abc import Iterator

from stratdocs.model import BY_COLLECTION
from stratdocs.schema import reference, starter
from stratdocs.views.page import Page, Picture, collection_title


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
            ]
        },
    )
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

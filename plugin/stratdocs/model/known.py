"""What was read before, so that a text that has not changed is not read again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from stratdocs.model.decode import Decoded, Names, decode_document, together, vocabulary
from stratdocs.model.periods import Calendar
from stratdocs.yamltext.source import Document, read

KEPT = 3
"""Versions of a text that are kept: a review compares two, and an editor changes one at a time."""


class Known:
    """Documents, and what they decode to, by path and text. Stacks never change either, so that
    they may share them. It does not grow with the number of edits.
    """

    def __init__(self) -> None:
        self._documents: dict[str, dict[str, Document]] = {}
        self._decoded: dict[str, dict[tuple[int, tuple[object, ...], Calendar], _Kept]] = {}

    def document(self, path: str, text: str) -> Document:
        """The document of a text."""
        versions = self._documents.setdefault(path, {})
        document = versions.get(text)
        if document is None:
            document = versions[text] = read(path, text, vocabulary)
            if len(versions) > KEPT:
                del versions[next(iter(versions))]
        return document

    def decoded(self, documents: Sequence[Document], names: Names, calendar: Calendar) -> Decoded:
        """The entities of all documents, in the order written."""
        by_path: dict[str, dict[tuple[str, int], str]] = {}
        for place, name in names.items():
            by_path.setdefault(place[0], {})[place] = name
        return together(self._parts(documents, by_path, calendar))

    @property
    def paths(self) -> set[str]:
        """The paths of the texts that are known."""
        return set(self._documents)

    def forget(self, path: str) -> None:
        """Drops what is known of a text that is no longer there."""
        self._documents.pop(path, None)
        self._decoded.pop(path, None)

    def _parts(
        self,
        documents: Sequence[Document],
        names: Mapping[str, Mapping[tuple[str, int], str]],
        calendar: Calendar,
    ) -> Iterator[Decoded]:
        for document in documents:
            own = names.get(document.path, {})
            key = (id(document), tuple(own.items()), calendar)
            versions = self._decoded.setdefault(document.path.plain, {})
            kept = versions.get(key)
            if kept is None or kept[0] is not document:
                kept = versions[key] = (document, decode_document(document, own, calendar))
                if len(versions) > KEPT:
                    del versions[next(iter(versions))]
            yield kept[1]


_Kept = tuple[Document, Decoded]
"""The document is kept beside, so that no other one has its identity."""

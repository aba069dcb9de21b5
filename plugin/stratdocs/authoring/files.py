"""Files split by collection or by item, and put together."""

from __future__ import annotations

from collections.abc import Sequence
from posixpath import splitext
from typing import Literal

from stratdocs.authoring.rewrite import Rewrite, new_errors, reloaded
from stratdocs.editing.pieces import joined, split_by_collection, split_by_item
from stratdocs.model.decode import SETTINGS
from stratdocs.model.finding import StratdocsError
from stratdocs.model.kinds import BY_COLLECTION
from stratdocs.model.stack import Stack
from stratdocs.words.phrases import few
from stratdocs.yamltext.source import MappingNode

By = Literal["collection", "item"]


def file_split(stack: Stack, path: str, by: By | None = None, folder: str | None = None) -> Rewrite:
    """The texts with a file split into several in a folder of its name, or in the one given.

    A file of several collections gets a file for each of them, one of a single collection a file
    for each item; `by` says which it is to be. Settings stay where they are.
    """
    text = stack.texts[path]
    folder = folder if folder is not None else splitext(path)[0]
    if by is None:
        by = "collection" if len(_collections(stack, path)) > 1 else "item"
    split = split_by_collection if by == "collection" else split_by_item
    texts = split(path, text, folder.rstrip("/"))
    taken = sorted(new for new in texts if new != path and new in stack.texts)
    if taken:
        raise StratdocsError(f"{taken[0]} already exists; give a different folder with --into")
    _reject_changes(stack, texts)
    made = [new for new in texts if new != path]
    rest = "" if texts[path] is None else f"; everything that isn't an item stays in {path}"
    return Rewrite(texts, (f"{path} split into {few(made)}{rest}",))


def files_joined(stack: Stack, paths: Sequence[str]) -> Rewrite:
    """The texts with several files put together in the first one; the others go."""
    if len(set(paths)) < len(paths):
        raise StratdocsError("the same file is named twice; name each once")
    for path in paths:
        _reject_foreign(stack, path)
    first, *others = paths
    texts: dict[str, str | None] = {first: joined(stack.texts, paths), **dict.fromkeys(others)}
    _reject_changes(stack, texts)
    return Rewrite(texts, (f"{few(others)} joined into {first}",))


def _reject_foreign(stack: Stack, path: str) -> None:
    """Raises StratdocsError for a file of something else: it has keys, and none of a strategy's."""
    document = next(document for document in stack.documents if document.path == path)
    keys = {key for root in document.roots if isinstance(root, MappingNode) for key in root.values}
    if keys and not document.faults and not keys & {*BY_COLLECTION, SETTINGS}:
        raise StratdocsError(
            f"{path} has no items or settings of a strategy, so it can't be joined"
        )


def _collections(stack: Stack, path: str) -> set[str]:
    """The collections at the top of a file."""
    document = next(document for document in stack.documents if document.path == path)
    return {
        key
        for root in document.roots
        if isinstance(root, MappingNode)
        for key in root.values
        if key in BY_COLLECTION
    }


def _reject_changes(stack: Stack, texts: dict[str, str | None]) -> None:
    """Raises StratdocsError if the strategy would not be the same one."""
    after = reloaded(stack, texts)
    wrong = list(new_errors(stack, after))
    if wrong:
        raise StratdocsError(f"{wrong[0]}; nothing was changed")
    if stack.calendar != after.calendar or stack.strictness != after.strictness:
        raise StratdocsError(
            "the settings would no longer apply as they do, because a later file overrides "
            "them; nothing was changed"
        )

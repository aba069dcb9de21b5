"""What an edit would make wrong, before anything is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from stratdocs.model.decode import shown_id
from stratdocs.model.finding import Severity, StratdocsError
from stratdocs.model.kinds import Entity
from stratdocs.model.stack import Stack, load
from stratdocs.words.nearest import nearest
from stratdocs.words.phrases import did_you_mean


def proven(stack: Stack, texts: Mapping[str, str]) -> Stack:
    """The stack after some texts have changed. Raises StratdocsError if they say something wrong
    that was not wrong before.
    """
    after = load({**stack.texts, **texts}, today=stack.today)
    known = {(finding.rule, finding.message) for finding in stack.findings}
    for finding in after.findings:
        new = (finding.rule, finding.message) not in known
        if new and finding.severity is Severity.ERROR:
            raise StratdocsError(f"{finding.message}; nothing was changed")
    return after


def item_named(stack: Stack, identity: str) -> Entity:
    """The item with an id. Raises StratdocsError if there is none."""
    found = stack.get(identity)
    if found is not None:
        return found
    hint = did_you_mean(nearest(identity, (item.id for item in stack.entities)))
    raise StratdocsError(f"{shown_id(identity)} doesn't exist{hint}{_unread(stack)}")


def item_of(stack: Stack, identity: str) -> Entity:
    """The item of that id. Raises StratdocsError if there is none, or if it is not the only one."""
    found = item_named(stack, identity)
    if any(finding.item == identity for finding in stack.found("duplicate-id")):
        raise StratdocsError(f"several items have the id {identity}; give them different ids first")
    return found


def _unread(stack: Stack) -> str:
    """Where the item may be, if a text could not be read for sure."""
    for document in stack.documents:
        if document.faults:
            fault = document.faults[0]
            return (
                f"; {fault.span.path}:{fault.span.line} couldn't be read ({fault.message}), "
                "so it may be in there"
            )
    return ""


def locked_texts(stack: Stack) -> frozenset[str]:
    """The paths of files whose bytes are not their text, because they are not UTF-8."""
    return frozenset(
        finding.span.path
        for finding in stack.findings
        if finding.rule == "invalid-yaml" and "UTF-8" in finding.message
    )


def refuse_unsound(stack: Stack, paths: Iterable[str]) -> None:
    """Raises StratdocsError if one of the files is not sound YAML, or not UTF-8: an edit could take
    one thing for another there.
    """
    wanted = set(paths)
    locked = sorted(locked_texts(stack) & wanted)
    if locked:
        raise StratdocsError(f"{locked[0]} isn't UTF-8; save it as UTF-8 first")
    for document in stack.documents:
        if document.path in wanted and document.faults:
            fault = document.faults[0]
            raise StratdocsError(
                f"{fault.span.path}:{fault.span.line}:{fault.span.column}: {fault.message}; fix "
                "that first (nothing was changed)"
            )

"""Answers about items: search, get, trace and why."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple, get_args

from stratdocs.analysis.progress import Progress
from stratdocs.analysis.state import state_of
from stratdocs.analysis.why import why_steps
from stratdocs.authoring.tracing import Trace, Twig
from stratdocs.authoring.tracing import trace as trace_of
from stratdocs.mcp.answer import Answer, Verdict
from stratdocs.mcp.findings import finding_entries, messages
from stratdocs.mcp.written import fields_written, name_written, written, written_line
from stratdocs.model.finding import Finding, Severity, StratdocsError
from stratdocs.model.kinds import BY_COLLECTION, Entity, Metric, Person, Status, Team
from stratdocs.model.stack import Stack
from stratdocs.reviewing.impact import owner_of, reached_from
from stratdocs.words.nearest import Nearest
from stratdocs.words.phrases import join_words

STATUSES: tuple[str, ...] = get_args(Status)
_STANDING = (Metric, Person, Team)
"""Kinds that are not begun and ended."""
MOST_FOUND = 50
"""The most items that a search gives."""


def item(stack: Stack, identity: str) -> Entity:
    """The item of an id. Raises StratdocsError if there is none, with the nearest one."""
    found = stack.get(identity.strip())
    if found is not None:
        return found
    guess = Nearest(entity.id for entity in stack.entities).to(identity.strip())
    hint = f"; did you mean {guess}?" if guess else "; call search with a few words of its title"
    unread = "; some text can't be read and may have it, see check" if _has_faults(stack) else ""
    raise StratdocsError(f"{name_written(identity)} doesn't exist{hint}{unread}")


def _has_faults(stack: Stack) -> bool:
    """Whether the YAML of a file is broken, so that items may be missing."""
    return any(document.faults for document in stack.documents)


def kind_named(name: str) -> type[Entity]:
    """The kind of a collection or noun. Raises StratdocsError if there is none."""
    wanted = name.strip().lower().replace("_", " ")
    for collection, kind in BY_COLLECTION.items():
        if wanted in (collection.replace("_", " "), kind.noun, kind.plural):
            return kind
    raise StratdocsError(f"unknown kind; use {join_words(BY_COLLECTION, 'or')}")


def _status_named(word: str) -> str:
    """A status as it is written. Raises StratdocsError if there is none of that name."""
    status = word.lower().replace(" ", "_").replace("-", "_")
    if status in STATUSES:
        return status
    raise StratdocsError(f"there is no such status; it can be {join_words(STATUSES, 'or')}")


# --- search ---------------------------------------------------------------------------------------


class Wanted(NamedTuple):
    """What is looked for; what is empty does not matter."""

    words: str = ""
    kind: str = ""
    owner: str = ""
    status: str = ""
    under: str = ""
    """The id of the item that they lead up to."""


def search(stack: Stack, looked_for: Wanted, limit: int | None) -> Answer:
    """The items that have all of the words, the best first; without a limit, all of them."""
    words, kind, owner, status, under = (value.strip() for value in looked_for)
    wanted = words.lower().split()
    only = kind_named(kind) if kind else None
    status = _status_named(status) if status else ""
    if owner:
        item(stack, owner)
    among = stack.entities if not under else _under(stack, item(stack, under))
    ranked = [
        (rank, number, entity)
        for number, entity in enumerate(among)
        if (only is None or isinstance(entity, only))
        and (not owner or entity.owner == owner)
        and (not status or state_of(stack, entity).status == status)
        and (rank := _rank(entity, wanted)) is not None
    ]
    found = [entity for _, _, entity in sorted(ranked, key=lambda entry: entry[:2])]
    shown = found if limit is None else found[: max(1, min(limit, MOST_FOUND))]
    concluded = {
        "found": len(found),
        "items": [{**_line(stack, entity), "at": place(entity)} for entity in shown],
    }
    if not found and not wanted and not _has_faults(stack):
        return Answer("fine", "the strategy has no such item", concluded)
    if not found:
        return Answer("unknown", _not_found(stack), concluded)
    return Answer("fine", f"{len(found):,} found, {len(shown)} shown", concluded)


def _under(stack: Stack, entity: Entity) -> Sequence[Entity]:
    """All that leads up to an item."""
    return [twig.item for twig in trace_of(stack, entity.id).below]


def _not_found(stack: Stack) -> str:
    unread = "; some text can't be read and may have it, see check" if _has_faults(stack) else ""
    return f"no item has all of these words; try fewer or different ones{unread}"


def _rank(entity: Entity, wanted: Sequence[str]) -> int | None:
    """How well an item fits words, 0 best; None if it lacks one of them."""
    identity, title = entity.id.lower(), entity.title.lower()
    if " ".join(wanted) in (identity, title):
        return 0
    if all(word in identity or word in title for word in wanted):
        return 1
    more = f"{identity} {title} {fields_written(entity, None)}".lower()
    return 2 if all(word in more for word in wanted) else None


# --- get ------------------------------------------------------------------------------------------


def get(stack: Stack, found: Sequence[Finding], identity: str) -> Answer:
    """All that is said of one item, and what is concluded of it."""
    entity = item(stack, identity)
    own = [finding for finding in found if finding.item == entity.id]
    share, _ = Progress(stack).bar(entity)
    concluded = {
        **_line(stack, entity),
        "at": place(entity),
        "owner": _known(stack, entity.owner),
        "period": str(entity.period) if entity.period else None,
        "stage": None if isinstance(entity, _STANDING) else state_of(stack, entity).stage,
        "progress": None if share is None else round(share, 3),
        "serves": _ids(stack.parents(entity)),
        "served_by": _ids(stack.children(entity)),
        "depends_on": _ids(stack.dependencies(entity)),
        "needed_by": _ids(stack.dependents(entity)),
        "findings": finding_entries(own),
    }
    said = {
        "fields": fields_written(entity, None),
        **({"messages": messages(own)} if own else {}),
    }
    return Answer(*standing(stack, entity, own), _without_empty(concluded), said)


def standing(stack: Stack, entity: Entity, own: Iterable[Finding]) -> tuple[Verdict, str]:
    """Whether an item is fine, and why."""
    own = list(own)
    weak = [finding for finding in own if finding.severity > Severity.ADVICE]
    if weak:
        rules = join_words(dict.fromkeys(finding.rule for finding in weak))
        return "wrong", f"check reports {rules}"
    if stack.unsure(entity):
        return "unknown", "some of what is written here couldn't be read; run check"
    return "fine", "no rule reports an error or a warning about it"


# --- trace and why --------------------------------------------------------------------------------


def trace(stack: Stack, identity: str, depth: int | None, *, down: bool) -> Answer:
    """The chain up to the strategy; with `down`, also what is below and what a change touches."""
    entity = item(stack, identity)
    found = trace_of(stack, entity.id)
    concluded: dict[str, Any] = {
        "id": name_written(entity.id),
        "up": [{**_line(stack, above), **_owned(stack, above)} for above in found.way[1:]],
        "also_serves": _ids(found.further),
    }
    if down:
        below = [twig for twig in found.below if depth is None or twig.depth <= max(1, depth)]
        concluded["down"] = [_twig(stack, twig) for twig in below]
        concluded["below"] = len(found.below)
        if len(below) < len(found.below):
            concluded["deeper"] = len(found.below) - len(below)
        touched = reached_from(stack, entity)
        concluded["touches"] = [
            {
                "id": name_written(each.item),
                "kind": each.kind.noun,
                "by": next((str(step) for step in each.link if isinstance(step, str)), ""),
                "of": name_written(each.target),
                "owner": _known(stack, each.owner),
            }
            for each in touched
        ]
        concluded["touched"] = len(touched)
    return Answer(*_chain(stack, found), _without_empty(concluded), {"sentence": _said(found)})


def why(stack: Stack, found: Sequence[Finding], identity: str) -> Answer:
    """Why an item exists: the chain up, who owns each step, and what is wrong on the way."""
    entity = item(stack, identity)
    traced = trace_of(stack, entity.id)
    on_the_way = {step.id for step in traced.way}
    weak = [f for f in found if f.item in on_the_way and f.severity > Severity.ADVICE]
    concluded = {
        "id": name_written(entity.id),
        "chain": [
            {**_line(stack, step), **_owned(stack, step), "at": place(step)} for step in traced.way
        ],
        "findings": finding_entries(weak),
    }
    said = {
        "sentence": _said(traced),
        "reasons": {
            name_written(step.id): written(str(reason), None)
            for step in traced.way
            if (reason := getattr(step, "why", None) or step.description)
        },
    }
    return Answer(*_chain(stack, traced), _without_empty(concluded), _without_empty(said))


def _chain(stack: Stack, found: Trace) -> tuple[Verdict, str]:
    """Whether the chain reaches a company strategy."""
    last = found.way[-1]
    ids = " → ".join(name_written(step.id) for step in found.way[:6])
    if stack.is_company(last):
        return "fine", f"it leads up to a company strategy: {ids}"
    if not stack.whole or last.id in stack.graph.broken_upward:
        return "unknown", f"the chain couldn't be read to its end: {ids}; run check"
    if found.problems:
        return "wrong", f"the chain ends before a company strategy: {ids}"
    return "fine", f"a {last.noun} need not lead up to a strategy: {ids}"


def _said(found: Trace) -> str:
    """The chain as a sentence, with titles."""
    steps = why_steps(found.way)
    if not steps:
        return written(found.sentence, None)
    return written("".join(f"{words} “{step.title}” ({step.id})" for words, step in steps), None)


# --- as a resource --------------------------------------------------------------------------------


def item_page(stack: Stack, found: Sequence[Finding], identity: str) -> str:
    """An item as Markdown: what is concluded, then its YAML as a block of data."""
    entity = item(stack, identity)
    own = [finding for finding in found if finding.item == entity.id]
    answer, because = standing(stack, entity, own)
    lines = [
        f"# {name_written(entity.id)}",
        "",
        f"- kind: {entity.noun}",
        f"- at: {place(entity)}",
        f"- answer: {answer} ({because})",
        f"- leads up through: {', '.join(_ids(stack.trace(entity)[1:])) or 'nothing'}",
        f"- served by: {', '.join(_ids(stack.children(entity))) or 'nothing'}",
        *(
            f"- {finding.severity.word}: {finding.rule}, line {finding.span.line}"
            for finding in own
        ),
    ]
    whole = stack.texts.get(entity.path, "")
    text = whole[whole.rfind("\n", 0, entity.node.start) + 1 : entity.node.end]
    shown = "\n".join(written_line(line) for line in text.splitlines())
    fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", shown)), default=0))
    lines += ["", "What its authors wrote, as data:", "", f"{fence}yaml", shown, fence]
    return "\n".join(lines) + "\n"


# --- parts of answers -----------------------------------------------------------------------------


def _line(stack: Stack, entity: Entity) -> dict[str, Any]:
    status = state_of(stack, entity).status
    return {
        "id": name_written(entity.id),
        "kind": entity.noun,
        **({"status": status} if status else {}),
    }


def _known(stack: Stack, identity: str | None) -> str | None:
    """An id, if there is an item of it; any other text is for the authors to say."""
    return identity if stack.get(identity) is not None else None


def _owned(stack: Stack, entity: Entity) -> dict[str, str]:
    owner = _known(stack, owner_of(stack, entity))
    return {} if owner is None else {"owner": name_written(owner)}


def _twig(stack: Stack, twig: Twig) -> dict[str, Any]:
    return {
        **_line(stack, twig.item),
        "depth": twig.depth,
        **({"contributes": True} if twig.contributes else {}),
    }


def place(entity: Entity) -> str:
    """Where an item is written: `strategy/bets.yml:12`."""
    return f"{written(str(entity.path), 200)}:{entity.grip.line}"


def _ids(items: Iterable[Entity]) -> list[str]:
    return [name_written(entity.id) for entity in items]


def _without_empty(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in (None, [], {}, "")}

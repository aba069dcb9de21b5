"""What serves what: the tree of the whole stack, the matrix of what carries each strategy and bet
out, and the opportunity solution tree of each outcome.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from stratdocs.analysis.coverage import LAYERS, CoverageRow, unanchored, coverage
from stratdocs.model.kinds import Entity, Experiment, Outcome, Strategy
from stratdocs.model.schema import starter
from stratdocs.site.views import part
from stratdocs.site.views.ask import Ask, View
from stratdocs.site.drawing.shapes import STATUS, Drawing
from stratdocs.site.drawing.layered import Arrow, Box, layered
from stratdocs.site.views.page import Page, Picture, Ref, first_sentence
from stratdocs.site.views.section import Section
from stratdocs.site.views.tree import DEPTH, size, tree

# --- the tree ------------------------------------------------------------------------------------

_TREES = 20
"""Roots whose trees one page draws."""
_BUDGET = 200
"""Items that the trees of one page show together."""
_OPEN = 60
"""Items up to which a tree stands open to its third level."""


def _tree(picture: Picture, ask: Ask) -> Mapping[str, Any]:
    roots = _roots(picture, ask)
    budget = max(20, _BUDGET // max(1, min(len(roots), _TREES)))
    depth = DEPTH if ask.depth is None else max(0, ask.depth)
    trees = [tree(picture, root, budget=budget, depth=depth) for root in roots[:_TREES]]
    return {
        "trees": trees,
        "open_to": 3 if sum(map(size, trees)) <= _OPEN else 2,
        "more": max(0, len(roots) - _TREES),
        "more_of": sorted({root.collection for root in roots[_TREES:]}),
        "starter": None if picture.stack.of(Strategy) or roots else starter("strategies"),
    }


def _roots(picture: Picture, ask: Ask) -> list[Entity]:
    """Where trees start: what is asked about, but nothing that stands below another root.

    Where nothing is asked in particular: the company strategies, then whatever serves nothing
    though it should.
    """
    stack = picture.stack
    if not ask.of and ask.where is None:
        company = [one for one in stack.of(Strategy) if stack.is_company(one)]
        strays = [
            one
            for one in stack.entities
            if one.collection in TRACED
            and not stack.parents(one)
            and not stack.is_company(one)
            and (one.status != "dropped" or stack.branches(one))
        ]
        return [*company, *strays]
    kept = ask.keeps(picture, (one for one in stack.entities if one.collection in TRACED))
    ids = {one.id for one in kept}
    return [
        one for one in kept if not any(above.id in ids for above in picture.stack.trace(one)[1:])
    ]


TRACED = frozenset(
    (
        "strategies",
        "outcomes",
        "opportunities",
        "solutions",
        "experiments",
        "bets",
        "objectives",
        "key_results",
        "initiatives",
        "work",
    )
)

TREE = View(
    "tree",
    "Everything, from the strategy to the work",
    "What serves what, from the company strategy down to the work.",
    "tree",
    _tree,
    takes=("depth",),
)

# --- the matrix ----------------------------------------------------------------------------------

ROWS = 200
"""Strategies and bets that one matrix lists."""
_TITLES: Mapping[str, str] = {
    "bets": "Bets",
    "outcomes": "Outcomes and opportunities",
    "objectives": "Objectives",
    "initiatives": "Initiatives",
    "work": "Work",
}
_GAPS = 50
"""Gaps that are told below the matrix."""
_STRAYS = 12
"""Items below no strategy or bet that are named."""


def _matrix(picture: Picture, ask: Ask) -> Mapping[str, Any]:
    covers = coverage(picture.stack)
    kept = {one.id for one in ask.keeps(picture, (cover.entity for cover in covers))}
    asked = [cover for cover in covers if cover.entity.id in kept]
    stray = unanchored(picture.stack) if len(asked) == len(covers) else {}
    names = [
        layer
        for layer in LAYERS
        if stray.get(layer) or any(one.layers[layer] or one.gap(layer) for one in asked)
    ]
    gaps = [(cover.entity, gap) for cover in asked for gap in cover.gaps]
    astray = [one for name in names for one in stray.get(name, ())]
    return {
        "columns": [_TITLES[name] for name in names],
        "rows": [_row(picture, cover, names) for cover in asked[:ROWS]],
        "more": max(0, len(asked) - ROWS),
        "stray": [len(stray.get(name, ())) for name in names] if astray else None,
        "astray": picture.refs(astray[:_STRAYS]),
        "more_astray": max(0, len(astray) - _STRAYS),
        "gaps": len(gaps),
        "reasons": [(picture.ref(one), gap.words, gap.because) for one, gap in gaps[:_GAPS]],
        "starter": None if asked else starter("bets"),
    }


def _row(picture: Picture, cover: CoverageRow, names: Sequence[str]) -> dict[str, Any]:
    one = cover.entity
    return {
        "ref": picture.ref(one),
        "status": picture.progress.status(one),
        "depth": min(cover.depth, 4),
        "below": any(child.collection in TRACED for child in picture.stack.branches(one)),
        "cells": [
            {
                "count": len(cover.layers[name]),
                "what": _counted(name, cover.layers[name]),
                "gap": cover.gap(name),
                "one": picture.ref(cover.layers[name][0]) if len(cover.layers[name]) == 1 else None,
            }
            for name in names
        ],
    }


def _counted(layer: str, entities: Sequence[Entity]) -> str:
    """What a cell counts, in words: `3 objectives`."""
    title = _TITLES[layer].lower()
    return f"{len(entities)} {title}" if len(entities) != 1 else f"1 {entities[0].noun}"


MATRIX = View(
    "matrix",
    "What carries each strategy and bet out",
    "Strategies and bets by objectives, outcomes, initiatives and work, with the gaps.",
    "matrix",
    _matrix,
)

# --- opportunity solution trees ------------------------------------------------------------------


class Bough(NamedTuple):
    """One item of an opportunity solution tree, with what grows from it."""

    ref: Ref
    status: str | None
    note: str
    """What was seen, or what came out of a test; why it was pruned."""
    decided: str
    """What was decided on a test, in words; empty where it is none, or nothing was decided yet."""
    grows: tuple[Bough, ...]
    pruned: tuple[Bough, ...]
    """What was given up; it stays, so that nobody grows it again without reading why."""
    more: int
    """How many below it are not shown."""


_DISCOVERY = ("opportunities", "solutions", "experiments", "bets")
BOXES = 150
"""Items that one opportunity solution tree shows; several on a page share twice as many."""
_DEEPEST = 8
_DRAWN = 5
"""Outcomes whose trees one block draws."""


def _opportunity_trees(picture: Picture, ask: Ask) -> Mapping[str, Any]:
    """The trees of the outcomes that are asked for."""
    outcomes = ask.keeps(picture, picture.stack.of(Outcome))
    depth = _DEEPEST if ask.depth is None else max(0, min(ask.depth, _DEEPEST))
    budget = BOXES if len(outcomes) <= 1 else 2 * BOXES // min(len(outcomes), _DRAWN)
    return {
        "outcomes": [_outcome(picture, one, depth, budget) for one in outcomes[:_DRAWN]],
        "several": len(outcomes) > 1,
        "others": picture.refs(outcomes[_DRAWN : _DRAWN + 100]),
        "more": max(0, len(outcomes) - _DRAWN - 100),
        "starter": None if outcomes else starter("outcomes"),
    }


def _outcome(picture: Picture, outcome: Outcome, depth: int, budget: int) -> dict[str, Any]:
    root = _bough(picture, outcome, depth, budget)
    return {
        "root": root,
        "drawing": _drawn(root),
        "empty": not root.grows and not root.pruned,
    }


def _bough(picture: Picture, root: Entity, depth: int, budget: int) -> Bough:
    """The tree below an entity, level by level until there is no room for more."""
    stack = picture.stack
    shown: dict[str, list[Entity]] = {}
    more: dict[str, int] = {}
    level: list[Entity] = [root]
    left = budget
    seen = {root.id}
    for number in range(_DEEPEST + 1):
        below: list[Entity] = []
        for one in level:
            children = [
                child
                for child in stack.children(one)
                if child.collection in _DISCOVERY and child.id not in seen
            ]
            room = max(0, left) if number < depth else 0
            shown[one.id] = children[:room]
            left -= len(shown[one.id])
            seen.update(child.id for child in shown[one.id])
            if len(children) > room:
                more[one.id] = len(children) - room
            below.extend(shown[one.id])
        level = below

    def made(one: Entity) -> Bough:
        boughs = [(child, made(child)) for child in shown.get(one.id, ())]
        return Bough(
            picture.ref(one),
            picture.progress.status(one),
            _note(one),
            _DECIDED[one.decision] if isinstance(one, Experiment) and one.decision else "",
            tuple(bough for child, bough in boughs if not pruned(child)),
            tuple(bough for child, bough in boughs if pruned(child)),
            more.get(one.id, 0),
        )

    return made(root)


def pruned(entity: Entity) -> bool:
    """Whether a branch was given up: it was dropped. A test that said stop is a finding, and
    stays.
    """
    return entity.status == "dropped"


def _note(entity: Entity) -> str:
    if entity.status == "dropped" and entity.because:
        return first_sentence(entity.because)
    if isinstance(entity, Experiment) and entity.decision:
        said = first_sentence(entity.result)
        return f"{entity.decision}: {said}" if said else entity.decision
    evidence = getattr(entity, "evidence", ())
    return first_sentence(evidence[0].says) if evidence else ""


def _drawn(root: Bough) -> Drawing:
    """The tree as a picture, from the outcome on the left to the tests on the right."""
    boxes: list[Box] = []
    arrows: list[Arrow] = []

    def draw(bough: Bough) -> None:
        ref = bough.ref
        note = STATUS.get(bough.status or "", "") or bough.decided
        if bough.more:
            note = f"{note}, {bough.more} more below" if note else f"{bough.more} more below"
        kind = f"ost-{ref.noun.replace(' ', '-')}"
        if bough.status in ("blocked", "at_risk", "done", "proposed"):
            kind += f" is-{bough.status}"
        title = f"{ref.title}: {bough.note}" if bough.note else ref.title
        boxes.append(Box(ref.id, ref.title, ref.path, kind, note, ref.noun, title))
        for child in bough.grows:
            arrows.append(Arrow(ref.id, child.ref.id))
            draw(child)
        if bough.pruned:
            fold = f"{ref.id}\npruned"
            one = len(bough.pruned) == 1
            boxes.append(
                Box(
                    fold,
                    bough.pruned[0].ref.title if one else f"{len(bough.pruned)} branches",
                    bough.pruned[0].ref.path if one else None,
                    "folded",
                    "",
                    "Pruned",
                    "; ".join(
                        f"{each.ref.title}: {each.note}" if each.note else each.ref.title
                        for each in bough.pruned
                    ),
                )
            )
            arrows.append(Arrow(ref.id, fold, "folded"))

    draw(root)
    return layered(
        boxes,
        arrows,
        words=f"Opportunity solution tree of {root.ref.title}; the same as a list follows",
        anchor="",
        box=154,
        gap=30,
        rows=3,
    )


_DECIDED = {
    "proceed": "✓ Decided to proceed",
    "change": "▲ Decided to change it",
    "stop": "✕ Decided to stop",
}

OPPORTUNITY_TREE = View(
    "opportunity-tree",
    "Opportunity solution tree",
    "From an outcome to the customers' problems, our answers to them, and the tests of those.",
    "opportunity_tree",
    _opportunity_trees,
    takes=("depth",),
)


def outcome(picture: Picture, one: Outcome) -> Iterator[Section]:
    """What an outcome's own page shows: its opportunity solution tree."""
    if any(child.collection in _DISCOVERY for child in picture.stack.children(one)):
        yield part.section(picture, OPPORTUNITY_TREE, Ask(of=(one.id,)))._replace(wide=True)


# --- the page ------------------------------------------------------------------------------------

EMBEDS = (TREE, MATRIX, OPPORTUNITY_TREE)


def _discovery(picture: Picture) -> Section:
    """Which outcomes have a tree, and how far it has grown."""
    stack = picture.stack
    rows = []
    for one in stack.of(Outcome)[:ROWS]:
        below = list(stack.below(one))
        count = {
            name: sum(1 for each in below if each.collection == name and each.status != "dropped")
            for name in ("opportunities", "solutions", "experiments")
        }
        rows.append(
            {
                "ref": picture.ref(one),
                "status": picture.progress.status(one),
                "counts": list(count.values()),
                "pruned": sum(1 for each in below if each.status == "dropped"),
            }
        )
    more = max(0, len(stack.of(Outcome)) - ROWS)
    data = {
        "lead": "",
        "rows": rows,
        "more": more,
        "starter": None if rows else starter("outcomes"),
    }
    return Section("discovery", "Opportunity solution trees", "discovery", data)


def pages(picture: Picture) -> Iterator[Page]:
    """The page of traceability."""
    yield part.page(
        "traceability",
        "Traceability",
        [
            part.section(picture, MATRIX),
            part.section(picture, TREE),
            _discovery(picture),
        ],
        lead="What serves what: which strategies and bets are carried out, by what, and where "
        "something is missing between what we intend and what we do.",
        listed="Overview",
        hide=("toc",),
    )

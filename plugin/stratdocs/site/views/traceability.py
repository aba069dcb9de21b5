"""What serves what: the tree of the whole stack, the matrix of strategies and bets, and the
opportunity solution tree of each outcome.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from stratdocs.analysis.coverage import LAYERS, CoverageGap, CoverageRow, coverage, unanchored
from stratdocs.model.kinds import Entity, Experiment, Outcome, Strategy
from stratdocs.model.schema import starter
from stratdocs.site.drawing.layered import Arrow, Box, layered
from stratdocs.site.drawing.shapes import STATUS_WORDS, Drawing
from stratdocs.site.views import part
from stratdocs.site.views.ask import Ask, View
from stratdocs.site.views.page import Page, Ref, SiteContext, first_sentence
from stratdocs.site.views.section import Section
from stratdocs.site.views.template_data import TemplateData
from stratdocs.site.views.tree import MAX_DEPTH, TRACED, TreeNode, size, tree

# --- the tree ------------------------------------------------------------------------------------

_MAX_TREES = 20
"""Trees on one page."""
_MAX_ITEMS = 200
"""Items in all trees of one page."""
_MAX_OPEN_ITEMS = 60
"""Items up to which trees are open to their third level."""


class TreeData(TemplateData):
    """The trees of what serves what."""

    trees: Sequence[TreeNode]
    open_to: int
    more: int
    more_of: Sequence[str]
    starter: str | None


def _tree_data(site: SiteContext, ask: Ask) -> TreeData:
    roots = _tree_roots(site, ask)
    budget = max(20, _MAX_ITEMS // max(1, min(len(roots), _MAX_TREES)))
    depth = MAX_DEPTH if ask.depth is None else max(0, ask.depth)
    trees = [tree(site, root, budget=budget, depth=depth) for root in roots[:_MAX_TREES]]
    return TreeData(
        trees=trees,
        open_to=3 if sum(map(size, trees)) <= _MAX_OPEN_ITEMS else 2,
        more=max(0, len(roots) - _MAX_TREES),
        more_of=sorted({root.collection for root in roots[_MAX_TREES:]}),
        starter=None if site.stack.of(Strategy) or roots else starter("strategies"),
    )


def _tree_roots(site: SiteContext, ask: Ask) -> list[Entity]:
    """The roots of trees: the requested items, without those below another root.

    Without a request: the company strategies, then items that serve nothing though they should.
    """
    stack = site.stack
    if not ask.of and ask.where is None:
        company = [entity for entity in stack.of(Strategy) if stack.is_company(entity)]
        strays = [
            entity
            for entity in stack.entities
            if entity.collection in TRACED
            and not stack.parents(entity)
            and not stack.is_company(entity)
            and (entity.status != "dropped" or stack.branches(entity))
        ]
        return [*company, *strays]
    kept = ask.select(site, (entity for entity in stack.entities if entity.collection in TRACED))
    ids = {entity.id for entity in kept}
    return [
        entity for entity in kept if not any(above.id in ids for above in site.stack.above(entity))
    ]


TREE = View(
    "tree",
    "Everything, from the strategy to the work",
    "What supports what, from the company strategy down to the work.",
    "tree",
    _tree_data,
    options=("depth",),
)

# --- the matrix ----------------------------------------------------------------------------------

MAX_ROWS = 200
"""Strategies and bets in the matrix."""
_TITLES: Mapping[str, str] = {
    "bets": "Bets",
    "outcomes": "Outcomes and opportunities",
    "objectives": "Objectives",
    "initiatives": "Initiatives",
    "work": "Work",
}
_MAX_GAPS = 50
"""Gaps that are listed below the matrix."""
_MAX_UNANCHORED = 12
"""Items below no strategy or bet that are listed."""


class MatrixData(TemplateData):
    """What supports each strategy and bet."""

    columns: Sequence[str]
    rows: Sequence[MatrixRow]
    more: int
    unanchored_counts: Sequence[int] | None
    unanchored_items: tuple[Ref, ...]
    more_unanchored: int
    gaps: int
    reasons: Sequence[tuple[Ref, str, str]]
    starter: str | None


def _matrix_data(site: SiteContext, ask: Ask) -> MatrixData:
    covers = coverage(site.stack)
    kept = {entity.id for entity in ask.select(site, (cover.entity for cover in covers))}
    rows = [cover for cover in covers if cover.entity.id in kept]
    stray = unanchored(site.stack) if len(rows) == len(covers) else {}
    names = [
        layer
        for layer in LAYERS
        if stray.get(layer) or any(cover.layers[layer] or cover.gap(layer) for cover in rows)
    ]
    gaps = [(cover.entity, gap) for cover in rows for gap in cover.gaps]
    unanchored_items = [entity for name in names for entity in stray.get(name, ())]
    return MatrixData(
        columns=[_TITLES[name] for name in names],
        rows=[_matrix_row(site, cover, names) for cover in rows[:MAX_ROWS]],
        more=max(0, len(rows) - MAX_ROWS),
        unanchored_counts=[len(stray.get(name, ())) for name in names]
        if unanchored_items
        else None,
        unanchored_items=site.refs(unanchored_items[:_MAX_UNANCHORED]),
        more_unanchored=max(0, len(unanchored_items) - _MAX_UNANCHORED),
        gaps=len(gaps),
        reasons=[(site.ref(entity), gap.words, gap.because) for entity, gap in gaps[:_MAX_GAPS]],
        starter=None if rows else starter("bets"),
    )


class MatrixRow(TemplateData):
    """One strategy or bet."""

    ref: Ref
    status: str | None
    depth: int
    below: bool
    cells: Sequence[MatrixCell]


class MatrixCell(TemplateData):
    """How much of one layer carries it out."""

    count: int
    words: str
    gap: CoverageGap | None
    only: Ref | None


def _matrix_row(site: SiteContext, cover: CoverageRow, names: Sequence[str]) -> MatrixRow:
    entity = cover.entity
    return MatrixRow(
        ref=site.ref(entity),
        status=site.progress.status(entity),
        depth=min(cover.depth, 4),
        below=any(child.collection in TRACED for child in site.stack.branches(entity)),
        cells=[
            MatrixCell(
                count=len(cover.layers[name]),
                words=_count_words(name, cover.layers[name]),
                gap=cover.gap(name),
                only=site.ref(cover.layers[name][0]) if len(cover.layers[name]) == 1 else None,
            )
            for name in names
        ],
    )


def _count_words(layer: str, entities: Sequence[Entity]) -> str:
    """The count of a cell in words: `3 objectives`."""
    title = _TITLES[layer].lower()
    return f"{len(entities)} {title}" if len(entities) != 1 else f"1 {entities[0].noun}"


MATRIX = View(
    "matrix",
    "What supports each strategy and bet",
    "Strategies and bets by objectives, outcomes, initiatives and work, with the gaps.",
    "matrix",
    _matrix_data,
)

# --- opportunity solution trees ------------------------------------------------------------------


class OpportunityBranch(NamedTuple):
    """One item of an opportunity solution tree, with its branches."""

    ref: Ref
    status: str | None
    note: str
    """Its evidence, the result of a test, or why it was pruned."""
    decision_words: str
    """The decision on a test, in words; empty without one."""
    branches: tuple[OpportunityBranch, ...]
    pruned: tuple[OpportunityBranch, ...]
    """Branches that were given up; they stay visible, with the reason."""
    more: int
    """The number of items below it that are not shown."""


_DISCOVERY = ("opportunities", "solutions", "experiments", "bets")
MAX_BOXES = 150
"""Items that one opportunity solution tree shows; several on a page share twice as many."""
_MAX_OPPORTUNITY_LEVELS = 8
_MAX_DRAWN = 5
"""Outcomes whose trees are drawn."""


class OpportunityTrees(TemplateData):
    """The requested opportunity solution trees."""

    outcomes: Sequence[OpportunityTree]
    several: bool
    others: tuple[Ref, ...]
    more: int
    starter: str | None


def _opportunity_trees(site: SiteContext, ask: Ask) -> OpportunityTrees:
    """The trees of the requested outcomes."""
    outcomes = ask.select(site, site.stack.of(Outcome))
    depth = (
        _MAX_OPPORTUNITY_LEVELS
        if ask.depth is None
        else max(0, min(ask.depth, _MAX_OPPORTUNITY_LEVELS))
    )
    budget = MAX_BOXES if len(outcomes) <= 1 else 2 * MAX_BOXES // min(len(outcomes), _MAX_DRAWN)
    return OpportunityTrees(
        outcomes=[
            _opportunity_tree(site, outcome, depth, budget) for outcome in outcomes[:_MAX_DRAWN]
        ],
        several=len(outcomes) > 1,
        others=site.refs(outcomes[_MAX_DRAWN : _MAX_DRAWN + 100]),
        more=max(0, len(outcomes) - _MAX_DRAWN - 100),
        starter=None if outcomes else starter("outcomes"),
    )


class OpportunityTree(TemplateData):
    """The tree of one outcome."""

    root: OpportunityBranch
    drawing: Drawing
    empty: bool


def _opportunity_tree(
    site: SiteContext, outcome: Outcome, depth: int, budget: int
) -> OpportunityTree:
    root = _opportunity_branch(site, outcome, depth, budget)
    return OpportunityTree(
        root=root,
        drawing=_opportunity_drawing(root),
        empty=not root.branches and not root.pruned,
    )


def _opportunity_branch(
    site: SiteContext, root: Entity, depth: int, budget: int
) -> OpportunityBranch:
    """The tree below an entity, level by level while there is room."""
    stack = site.stack
    shown: dict[str, list[Entity]] = {}
    more: dict[str, int] = {}
    level: list[Entity] = [root]
    left = budget
    seen = {root.id}
    for number in range(_MAX_OPPORTUNITY_LEVELS + 1):
        below: list[Entity] = []
        for entity in level:
            children = [
                child
                for child in stack.children(entity)
                if child.collection in _DISCOVERY and child.id not in seen
            ]
            room = max(0, left) if number < depth else 0
            shown[entity.id] = children[:room]
            left -= len(shown[entity.id])
            seen.update(child.id for child in shown[entity.id])
            if len(children) > room:
                more[entity.id] = len(children) - room
            below.extend(shown[entity.id])
        level = below

    def branch_of(entity: Entity) -> OpportunityBranch:
        branches = [(child, branch_of(child)) for child in shown.get(entity.id, ())]
        return OpportunityBranch(
            site.ref(entity),
            site.progress.status(entity),
            _branch_note(entity),
            _DECISION_WORDS[entity.decision]
            if isinstance(entity, Experiment) and entity.decision
            else "",
            tuple(branch for child, branch in branches if not is_pruned(child)),
            tuple(branch for child, branch in branches if is_pruned(child)),
            more.get(entity.id, 0),
        )

    return branch_of(root)


def is_pruned(entity: Entity) -> bool:
    """Whether a branch was dropped. A test that said stop is a finding, and stays."""
    return entity.status == "dropped"


def _branch_note(entity: Entity) -> str:
    if entity.status == "dropped" and entity.because:
        return first_sentence(entity.because)
    if isinstance(entity, Experiment) and entity.decision:
        result = first_sentence(entity.result)
        return f"{entity.decision}: {result}" if result else entity.decision
    evidence = getattr(entity, "evidence", ())
    return first_sentence(evidence[0].says) if evidence else ""


def _opportunity_drawing(root: OpportunityBranch) -> Drawing:
    """The tree as a picture, from the outcome on the left to the tests on the right."""
    boxes: list[Box] = []
    arrows: list[Arrow] = []

    def draw(branch: OpportunityBranch) -> None:
        ref = branch.ref
        note = STATUS_WORDS.get(branch.status or "", "") or branch.decision_words
        if branch.more:
            note = f"{note}, {branch.more} more below" if note else f"{branch.more} more below"
        kind = f"ost-{ref.noun.replace(' ', '-')}"
        if branch.status in ("blocked", "at_risk", "done", "proposed"):
            kind += f" is-{branch.status}"
        title = f"{ref.title}: {branch.note}" if branch.note else ref.title
        boxes.append(Box(ref.id, ref.title, ref.path, kind, note, ref.noun, title))
        for child in branch.branches:
            arrows.append(Arrow(ref.id, child.ref.id))
            draw(child)
        if branch.pruned:
            fold = f"{ref.id}\npruned"
            single = len(branch.pruned) == 1
            boxes.append(
                Box(
                    fold,
                    branch.pruned[0].ref.title if single else f"{len(branch.pruned)} branches",
                    branch.pruned[0].ref.path if single else None,
                    "folded",
                    "",
                    "Pruned",
                    "; ".join(
                        f"{each.ref.title}: {each.note}" if each.note else each.ref.title
                        for each in branch.pruned
                    ),
                )
            )
            arrows.append(Arrow(ref.id, fold, "folded"))

    draw(root)
    return layered(
        boxes,
        arrows,
        words=f"Opportunity solution tree of {root.ref.title}; the list below says the same",
        anchor="",
        box=154,
        gap=30,
        rows=6,
    )


_DECISION_WORDS = {
    "proceed": "✓ Decided: proceed",
    "change": "▲ Decided: change",
    "stop": "✕ Decided: stop",
}

OPPORTUNITY_TREE = View(
    "opportunity-tree",
    "Opportunity solution tree",
    "From an outcome to the customers' problems, our solutions and the tests of their assumptions.",
    "opportunity_tree",
    _opportunity_trees,
    options=("depth",),
)


def outcome_sections(site: SiteContext, outcome: Outcome) -> Iterator[Section]:
    """The opportunity solution tree of an outcome, for its page."""
    if any(child.collection in _DISCOVERY for child in site.stack.children(outcome)):
        yield part.view_section(site, OPPORTUNITY_TREE, Ask(of=(outcome.id,)))._replace(wide=True)


# --- the page ------------------------------------------------------------------------------------

EMBEDS = (TREE, MATRIX, OPPORTUNITY_TREE)


class DiscoveryRow(TemplateData):
    """One outcome, and how far its tree has grown."""

    ref: Ref
    status: str | None
    counts: Sequence[int]
    pruned: int


class DiscoveryData(TemplateData):
    """The outcomes with their trees."""

    rows: Sequence[DiscoveryRow]
    more: int
    starter: str | None


def _discovery_section(site: SiteContext) -> Section:
    """Which outcomes have a tree, and how far it has grown."""
    stack = site.stack
    rows = []
    for outcome in stack.of(Outcome)[:MAX_ROWS]:
        below = list(stack.below(outcome))
        count = {
            name: sum(
                1 for entity in below if entity.collection == name and entity.status != "dropped"
            )
            for name in ("opportunities", "solutions", "experiments")
        }
        rows.append(
            DiscoveryRow(
                ref=site.ref(outcome),
                status=site.progress.status(outcome),
                counts=list(count.values()),
                pruned=sum(1 for entity in below if entity.status == "dropped"),
            )
        )
    more = max(0, len(stack.of(Outcome)) - MAX_ROWS)
    data = DiscoveryData(
        rows=rows,
        more=more,
        starter=None if rows else starter("outcomes"),
    )
    return Section("discovery", "Opportunity solution trees", "discovery", data)


def pages(site: SiteContext) -> Iterator[Page]:
    """The page of traceability."""
    yield part.views_page(
        "traceability",
        "Traceability",
        [
            part.view_section(site, MATRIX),
            part.view_section(site, TREE),
            _discovery_section(site),
        ],
        lead="What supports what: which strategies and bets have support, from what, and where "
        "links are missing between intent and work.",
        listed="Overview",
        hide=("toc",),
    )

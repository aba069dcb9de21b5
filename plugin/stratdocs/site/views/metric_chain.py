"""The chain of metrics from what is put in to what it brings, drawn, and what it says of the
strategy.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from stratdocs.analysis.chain import STAGES, Chain, ChainDiagnosis, Evidence, Trend, chain
from stratdocs.model.kinds import Metric
from stratdocs.model.schema import starter
from stratdocs.site.views.ask import Ask, View
from stratdocs.site.drawing.shapes import Drawing, Shape, number
from stratdocs.site.drawing.layered import Arrow, Box, layered
from stratdocs.site.views.okr import HEALTH
from stratdocs.site.views.page import Page, Picture
from stratdocs.site.views.part import page, section

DRAWN = 120
"""Metrics that the picture holds; the table has all of them."""
ROWS = 300
"""Metrics in the table."""
_TOLD = 40
"""Diagnoses of one sort that are told."""
_BOX, _GAP, _TOP = 124.0, 22.0, 30.0
_EDGE = 6.0
"""The picture's own margin, before its first column."""


def pages(picture: Picture) -> Iterator[Page]:
    """The page of the chain, once there are metrics."""
    if picture.stack.of(Metric):
        yield page(
            "metrics/chain",
            "The metric chain",
            [section(picture, METRIC_CHAIN)],
            lead=(
                "From what we put in to what it brings: which metrics move, which do not, and "
                "whether that is a fault of the strategy or of the business model."
            ),
            listed="Goals",
            parent="metrics",
            hide=("navigation", "toc"),
        )


def _data(picture: Picture, ask: Ask) -> Mapping[str, Any]:
    """The chain of the metrics asked about, with its diagnosis; what is over is left out."""
    found = chain(picture.stack)
    kept = [
        metric
        for metric in ask.keeps(picture, picture.stack.of(Metric))
        if isinstance(metric, Metric) and metric.id in found.trends
    ]
    ids = {metric.id for metric in kept}
    diagnoses = [one for one in found.diagnoses if one.effect.metric.id in ids]
    linked = _linked(picture, found, kept)
    return {
        "drawing": _drawing(picture, found, linked) if linked else None,
        "undrawn": len(_joined(picture, kept)) - len(linked),
        "problems": [_told(picture, one) for one in diagnoses if one.says.endswith("problem")],
        "waiting": _some(picture, diagnoses, "the causes stand still"),
        "moving": _some(picture, diagnoses, "cause and effect move"),
        "unknown": _some(picture, diagnoses, "not enough data"),
        "counts": {
            says: sum(one.says == says for one in diagnoses)
            for says in ("the causes stand still", "cause and effect move", "not enough data")
        },
        "told": _TOLD,
        "stages": _stages(picture, found, kept[:ROWS]),
        "more": max(0, len(kept) - ROWS),
        "metrics": len(kept),
        "starter": starter("metrics") if not picture.stack.of(Metric) else None,
    }


# --- the diagnosis ------------------------------------------------------------------------------


def _some(picture: Picture, found: Sequence[ChainDiagnosis], says: str) -> list[dict[str, Any]]:
    return [_told(picture, one) for one in [one for one in found if one.says == says][:_TOLD]]


def _told(picture: Picture, one: ChainDiagnosis) -> dict[str, Any]:
    return {
        "says": one.says,
        "effect": _evidence(picture, one.effect),
        "causes": [_evidence(picture, cause) for cause in one.causes],
        "because": one.because,
        "asks": one.asks,
    }


def _evidence(picture: Picture, one: Evidence) -> dict[str, Any]:
    return {
        "ref": picture.ref(one.metric),
        "stage": one.metric.stage or "",
        **_trend(one.trend),
    }


def _trend(found: Trend) -> dict[str, Any]:
    return {
        "health": found.health,
        "tone": HEALTH.get(found.health, "calm"),
        "words": found.words,
        "latest": found.last.text if found.last else "",
    }


# --- the table ----------------------------------------------------------------------------------


def _stages(picture: Picture, found: Chain, metrics: Sequence[Metric]) -> list[dict[str, Any]]:
    """The metrics by stage, each with its trend and what it drives."""
    stack = picture.stack
    groups: list[dict[str, Any]] = []
    for stage, about in (*STAGES.items(), (None, "where in the chain it stands is not said")):
        rows = [
            {
                "ref": picture.ref(metric),
                "timing": metric.timing or "",
                **_trend(found.trends[metric.id]),
                "drives": picture.refs(
                    stack.graph.by_id[name] for name in stack.graph.drives.get(metric.id, ())
                ),
                "guardrails": [
                    picture.ref(held)
                    for name in metric.guardrails
                    if (held := stack.metric(name)) is not None
                ],
            }
            for metric in metrics
            if metric.stage == stage
        ]
        if rows:
            groups.append({"stage": stage or "no stage", "about": about, "rows": rows})
    return groups


# --- the picture --------------------------------------------------------------------------------


def _joined(picture: Picture, metrics: Sequence[Metric]) -> list[Metric]:
    """The metrics that drive another one, or are driven, of those that are asked about."""
    graph = picture.stack.graph
    ids = {metric.id for metric in metrics}
    return [
        metric
        for metric in metrics
        if not ids.isdisjoint(graph.drives.get(metric.id, ()))
        or not ids.isdisjoint(graph.driven_by.get(metric.id, ()))
    ]


def _linked(picture: Picture, found: Chain, metrics: Sequence[Metric]) -> list[Metric]:
    """The metrics that the picture holds: where they are too many, problems first."""
    joined = _joined(picture, metrics)
    if len(joined) <= DRAWN:
        return joined
    first: dict[str, None] = {}
    for one in found.diagnoses:
        for evidence in (one.effect, *one.causes):
            first.setdefault(evidence.metric.id)
    rank = {identity: place for place, identity in enumerate(first)}
    chosen = sorted(joined, key=lambda metric: rank.get(metric.id, len(rank)))[:DRAWN]
    ids = {metric.id for metric in chosen}
    return [metric for metric in joined if metric.id in ids]


_SIGNS = {"rising": "▲", "falling": "▼", "flat": "▬", "not enough data": "?"}


def _drawing(picture: Picture, found: Chain, metrics: Sequence[Metric]) -> Drawing:
    """The metrics in columns by stage, with arrows from causes to effects."""
    drives = picture.stack.graph.drives
    ids = {metric.id for metric in metrics}
    broken = {one.effect.metric.id for one in found.problems}
    columns, bands = _columns(picture, metrics)
    boxes = []
    for metric in metrics:
        trend = found.trends[metric.id]
        latest = f"{trend.last} " if trend.last else ""
        moves = trend.health if trend.known else "no trend yet"
        tone = "bad" if metric.id in broken else HEALTH.get(trend.health, "calm")
        boxes.append(
            Box(
                metric.id,
                metric.title,
                picture.path(metric),
                f"metric-{tone}{' broken' if metric.id in broken else ''}",
                note=f"{_SIGNS[trend.way]} {latest}{moves}",
                title=f"{metric.title}: {trend.words}",
            )
        )
    arrows = [
        Arrow(metric.id, other, "broken" if other in broken else "")
        for metric in metrics
        for other in drives.get(metric.id, ())
        if other in ids
    ]
    drawn = layered(
        boxes,
        arrows,
        words="Metrics from input to impact, each with its latest value and its trend; arrows "
        "lead from what moves to what it should move. The table below says the same.",
        box=_BOX,
        gap=_GAP,
        rows=3,
        least=columns,
    )
    return _banded(drawn, bands)


def _columns(
    picture: Picture, metrics: Sequence[Metric]
) -> tuple[dict[str, int], list[tuple[str, int, int]]]:
    """The column of each metric, and for each stage its first column and how many it has.

    Within a stage, what drives stands before what it drives.
    """
    driven_by = picture.stack.graph.driven_by
    stage_of = {metric.id: metric.stage for metric in metrics}
    depths: dict[str, int] = {}

    def depth(identity: str) -> int:
        if identity not in depths:
            depths[identity] = 0  # so that a circle is walked once
            same = [
                depth(cause)
                for cause in driven_by.get(identity, ())
                if cause in stage_of and stage_of[cause] == stage_of[identity]
            ]
            depths[identity] = max(same, default=-1) + 1
        return depths[identity]

    columns: dict[str, int] = {}
    bands = []
    start = 0
    for stage in STAGES:
        members = [identity for identity, own in stage_of.items() if own == stage]
        if members:
            for identity in members:
                columns[identity] = start + depth(identity)
            wide = max(map(depth, members)) + 1
            bands.append((stage, start, wide))
            start += wide
    return columns, bands


def _banded(drawn: Drawing, bands: Sequence[tuple[str, int, int]]) -> Drawing:
    """The picture with its stages as bands behind it, each with its name."""
    shapes: list[Shape] = []
    for stage, start, wide in bands:
        left = _EDGE + start * (_BOX + _GAP) - _EDGE
        room = wide * (_BOX + _GAP) - _GAP + 2 * _EDGE
        place = (
            ("x", number(left)),
            ("y", "0"),
            ("width", number(room)),
            ("height", number(drawn.height + _TOP)),
            ("rx", "4"),
        )
        shapes.append(Shape("rect", place, "band"))
        shapes.append(
            Shape(
                "text",
                (("x", number(left + _EDGE + 2)), ("y", "19")),
                "axis-title",
                stage.capitalize(),
            )
        )
    inside = Shape("g", (("transform", f"translate(0 {_TOP:g})"),), "chain", inside=drawn.shapes)
    right = max([drawn.width, *(start + wide for _, start, wide in bands)])
    return Drawing(right, drawn.height + _TOP, (*shapes, inside), drawn.words)


METRIC_CHAIN = View(
    "metric-chain",
    "From input to impact",
    "Which metrics move what they should move, and where does the chain break?",
    "metric_chain",
    _data,
)

EMBEDS = (METRIC_CHAIN,)

"""The chain of metrics from input to impact, drawn, with its diagnoses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from stratdocs.analysis.chain import (
    HEALTHY,
    STAGES,
    UNKNOWN,
    Chain,
    ChainDiagnosis,
    DiagnosisSort,
    Evidence,
    chain,
)
from stratdocs.analysis.trends import MIN_READINGS, Trend
from stratdocs.model.kinds import Effect, Metric
from stratdocs.model.schema import starter
from stratdocs.site.drawing.layered import Arrow, Box, layered
from stratdocs.site.drawing.shapes import Drawing, Shape, svg_number
from stratdocs.site.views.ask import Ask, View
from stratdocs.site.views.okr import HEALTH_TONES
from stratdocs.site.views.page import Page, Ref, SiteContext, first_sentence
from stratdocs.site.views.part import view_section, views_page
from stratdocs.site.views.template_data import TemplateData

MAX_DRAWN = 120
"""Metrics in the picture."""
MAX_ROWS = 300
"""Metrics in the table."""
_MAX_DIAGNOSES = 40
"""Diagnoses of one sort that are listed."""
_BOX, _GAP, _TOP = 124.0, 22.0, 30.0
_EDGE = 6.0
"""The picture's own margin, before its first column."""


def pages(site: SiteContext) -> Iterator[Page]:
    """The page of the chain, once there are metrics."""
    if site.stack.of(Metric):
        yield views_page(
            "metrics/chain",
            "Metric chain",
            [view_section(site, METRIC_CHAIN)],
            lead=(
                "From what we put in to what it brings: which metrics move, which don't, and "
                "whether the cause is the strategy or the business model."
            ),
            listed="Goals",
            parent="metrics",
            hide=("navigation", "toc"),
        )


class MetricChainData(TemplateData):
    """The metrics in a chain, with the diagnoses."""

    drawing: Drawing | None
    not_drawn: int
    problems: Sequence[DiagnosisRow]
    healthy: int
    """Places where cause and effect are healthy."""
    unjudged: int
    """Places where nothing can be concluded."""
    groups: Sequence[DiagnosisGroup]
    undriven: Sequence[Ref]
    """Outcomes and impacts that no metric drives."""
    stages: Sequence[StageGroup]
    more: int
    metrics: int
    readings: int
    """Readings that a movement needs."""
    starter: str | None


def _metric_chain_data(site: SiteContext, ask: Ask) -> MetricChainData:
    """The chain of the requested metrics, with its diagnoses, without metrics that are over."""
    found = chain(site.stack)
    kept = [
        metric
        for metric in ask.select(site, site.stack.of(Metric))
        if isinstance(metric, Metric) and metric.id in found.trends
    ]
    ids = {metric.id for metric in kept}
    diagnoses = [diagnosis for diagnosis in found.diagnoses if diagnosis.effect.metric.id in ids]
    linked = _drawn_metrics(site, found, kept)
    judged = {diagnosis.effect.metric.id for diagnosis in found.diagnoses}
    undriven = [
        metric
        for metric in kept
        if metric.stage in ("outcome", "impact") and metric.id not in judged
    ]
    return MetricChainData(
        drawing=_chain_drawing(site, found, linked) if linked else None,
        not_drawn=len(_connected_metrics(site, kept)) - len(linked),
        problems=[
            _diagnosis_row(site, diagnosis)
            for diagnosis in diagnoses
            if diagnosis.says.endswith("problem")
        ],
        healthy=sum(diagnosis.says in HEALTHY for diagnosis in diagnoses),
        unjudged=sum(diagnosis.says in UNKNOWN for diagnosis in diagnoses),
        groups=_diagnosis_groups(site, diagnoses),
        undriven=site.refs(undriven) if linked else (),
        stages=_stage_groups(site, found, kept[:MAX_ROWS]),
        more=max(0, len(kept) - MAX_ROWS),
        metrics=len(kept),
        readings=MIN_READINGS,
        starter=starter("metrics") if not site.stack.of(Metric) else None,
    )


# --- the diagnoses --------------------------------------------------------------------------------

_GROUPS: Mapping[DiagnosisSort, tuple[str, str]] = {
    "level not stated": (
        "Kept up, without a stated level",
        "A steady input is healthy if it is at the intended level.",
    ),
    "only some causes are healthy": (
        "Only some causes are healthy",
        "Too few to doubt the strategy, and the effect doesn't move.",
    ),
    "the causes get worse": (
        "Causes that get worse",
        "Their effect can't improve until they do.",
    ),
    "the causes are flat": (
        "Effects whose causes are flat",
        "That isn't a strategy problem yet: an effect can't move before its causes do.",
    ),
    "the effect moves alone": (
        "Effects that move without their causes",
        "Something else seems to move them.",
    ),
    "too early to tell": ("Too early to tell", "The causes are healthy, and their effect is due."),
    "cause and effect are healthy": ("Cause and effect are healthy", ""),
    "not enough data": ("Not enough data", "Nothing can be concluded here yet."),
}
"""The heading of each sort of diagnosis that is no problem, and a sentence about it."""


class DiagnosisGroup(TemplateData):
    """The diagnoses of one sort."""

    heading: str
    about: str
    rows: Sequence[DiagnosisRow]
    count: int
    more: int
    folded: bool


def _diagnosis_groups(
    site: SiteContext, diagnoses: Sequence[ChainDiagnosis]
) -> list[DiagnosisGroup]:
    groups = []
    for sort, (heading, about) in _GROUPS.items():
        members = [diagnosis for diagnosis in diagnoses if diagnosis.says == sort]
        if members:
            groups.append(
                DiagnosisGroup(
                    heading=heading,
                    about=about,
                    rows=[
                        _diagnosis_row(site, diagnosis) for diagnosis in members[:_MAX_DIAGNOSES]
                    ],
                    count=len(members),
                    more=max(0, len(members) - _MAX_DIAGNOSES),
                    folded=sort == "cause and effect are healthy",
                )
            )
    return groups


class DiagnosisRow(TemplateData):
    """A diagnosis with its evidence."""

    says: str
    effect: EvidenceRow
    causes: Sequence[EvidenceRow]
    because: str
    asks: str
    age: str


def _diagnosis_row(site: SiteContext, diagnosis: ChainDiagnosis) -> DiagnosisRow:
    return DiagnosisRow(
        says=diagnosis.says,
        effect=_evidence_row(site, diagnosis.effect),
        causes=[_evidence_row(site, cause) for cause in diagnosis.causes],
        because=diagnosis.because,
        asks=diagnosis.asks,
        age=diagnosis.age,
    )


class EvidenceRow(TemplateData):
    """A metric on which a diagnosis is based."""

    ref: Ref
    stage: str
    trend: TrendWords


def _evidence_row(site: SiteContext, evidence: Evidence) -> EvidenceRow:
    return EvidenceRow(
        ref=site.ref(evidence.metric),
        stage=evidence.metric.stage or "",
        trend=_trend_words(evidence.trend),
    )


class TrendWords(TemplateData):
    """A trend, ready to print."""

    health: str
    tone: str
    words: str
    latest: str


def _trend_words(found: Trend) -> TrendWords:
    return TrendWords(
        health=found.health,
        tone=HEALTH_TONES.get(found.health, "calm"),
        words=found.words,
        latest=found.last.text if found.last else "",
    )


# --- the table ----------------------------------------------------------------------------------


class MetricRow(TemplateData):
    """One metric of the table."""

    ref: Ref
    timing: str
    trend: TrendWords
    drives: tuple[Ref, ...]
    guardrails: Sequence[Ref]


class StageGroup(TemplateData):
    """The metrics of one stage."""

    stage: str
    about: str
    rows: Sequence[MetricRow]


def _stage_groups(site: SiteContext, found: Chain, metrics: Sequence[Metric]) -> list[StageGroup]:
    """The metrics by stage, each with its trend and what it drives."""
    stack = site.stack
    groups: list[StageGroup] = []
    for stage, about in (*STAGES.items(), (None, "its stage isn't stated")):
        rows = [
            MetricRow(
                ref=site.ref(metric),
                timing=metric.timing or "",
                trend=_trend_words(found.trends[metric.id]),
                drives=site.refs(
                    stack.graph.by_id[name] for name in stack.graph.drives.get(metric.id, ())
                ),
                guardrails=[
                    site.ref(held)
                    for name in metric.guardrails
                    if (held := stack.metric(name)) is not None
                ],
            )
            for metric in metrics
            if metric.stage == stage
        ]
        if rows:
            groups.append(StageGroup(stage=stage or "no stage", about=about, rows=rows))
    return groups


# --- the picture --------------------------------------------------------------------------------


def _connected_metrics(site: SiteContext, metrics: Sequence[Metric]) -> list[Metric]:
    """The requested metrics that drive others or are driven."""
    graph = site.stack.graph
    ids = {metric.id for metric in metrics}
    return [
        metric
        for metric in metrics
        if not ids.isdisjoint(graph.drives.get(metric.id, ()))
        or not ids.isdisjoint(graph.driven_by.get(metric.id, ()))
    ]


def _drawn_metrics(site: SiteContext, found: Chain, metrics: Sequence[Metric]) -> list[Metric]:
    """The metrics to draw: where there are too many, those with problems first."""
    joined = _connected_metrics(site, metrics)
    if len(joined) <= MAX_DRAWN:
        return joined
    first: dict[str, None] = {}
    for diagnosis in found.diagnoses:
        for evidence in (diagnosis.effect, *diagnosis.causes):
            first.setdefault(evidence.metric.id)
    rank = {identity: place for place, identity in enumerate(first)}
    chosen = sorted(joined, key=lambda metric: rank.get(metric.id, len(rank)))[:MAX_DRAWN]
    ids = {metric.id for metric in chosen}
    return [metric for metric in joined if metric.id in ids]


_SIGNS = {"rising": "▲", "falling": "▼", "flat": "▬", "unclear": "?", "unknown": "?"}


def _chain_drawing(site: SiteContext, found: Chain, metrics: Sequence[Metric]) -> Drawing:
    """The metrics in columns by stage, with arrows from causes to effects."""
    drives = site.stack.graph.drives
    ids = {metric.id for metric in metrics}
    broken = {problem.effect.metric.id for problem in found.problems}
    columns, bands = _stage_columns(site, metrics)
    boxes = []
    for metric in metrics:
        trend = found.trends[metric.id]
        latest = f"{trend.last} " if trend.last else ""
        sign = "" if trend.known and trend.way in ("unclear", "unknown") else _SIGNS[trend.way]
        moves = "no trend yet" if trend.health == "not enough data" else trend.health
        tone = "bad" if metric.id in broken else HEALTH_TONES.get(trend.health, "calm")
        boxes.append(
            Box(
                metric.id,
                metric.title,
                site.path(metric),
                f"metric-{tone}{' broken' if metric.id in broken else ''}",
                note=f"{sign} {latest}{moves}".lstrip(),
                title=f"{metric.title}: {trend.words}",
            )
        )
    arrows = [
        Arrow(metric.id, other, "broken" if other in broken else "", _link_words(metric, other))
        for metric in metrics
        for other in drives.get(metric.id, ())
        if other in ids
    ]
    drawn = layered(
        boxes,
        arrows,
        words="Metrics from input to impact, each with its latest value and its trend; arrows "
        "lead from a metric to the ones it should move. The table below says the same.",
        box=_BOX,
        gap=_GAP,
        rows=7,
        least=columns,
    )
    return _with_bands(drawn, bands)


def _link_words(metric: Metric, effect: str) -> str:
    """The lag and the assumption of a link: `After 3 months: who is visited books`."""
    link = next((link for link in metric.drives if link.metric == effect), Effect(metric=effect))
    lag = f"After {link.lag}" if link.lag is not None else ""
    return ": ".join(word for word in (lag, first_sentence(link.because)) if word)


def _stage_columns(
    site: SiteContext, metrics: Sequence[Metric]
) -> tuple[dict[str, int], list[tuple[str, int, int]]]:
    """The column of each metric, and for each stage its first column and their number.

    Within a stage, a metric is before those that it drives.
    """
    driven_by = site.stack.graph.driven_by
    stage_of = {metric.id: metric.stage for metric in metrics}
    depths: dict[str, int] = {}

    def depth(identity: str) -> int:
        if identity not in depths:
            depths[identity] = 0  # so that a cycle is walked once
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


def _with_bands(drawn: Drawing, bands: Sequence[tuple[str, int, int]]) -> Drawing:
    """The picture with its stages as bands behind it, each with its name."""
    shapes: list[Shape] = []
    for stage, start, wide in bands:
        left = _EDGE + start * (_BOX + _GAP) - _EDGE
        room = wide * (_BOX + _GAP) - _GAP + 2 * _EDGE
        place = (
            ("x", svg_number(left)),
            ("y", "0"),
            ("width", svg_number(room)),
            ("height", svg_number(drawn.height + _TOP)),
            ("rx", "4"),
        )
        shapes.append(Shape("rect", place, "band"))
        shapes.append(
            Shape(
                "text",
                (("x", svg_number(left + _EDGE + 2)), ("y", "19")),
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
    _metric_chain_data,
)

EMBEDS = (METRIC_CHAIN,)

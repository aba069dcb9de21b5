"""The index of metrics: by stage, each with its latest value, its trend, and who uses it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from stratdocs.analysis.aims import metric_aim
from stratdocs.analysis.chain import STAGES
from stratdocs.analysis.looks import counting
from stratdocs.analysis.trends import trend
from stratdocs.model.kinds import Entity, Metric
from stratdocs.site.views.okr import (
    HEALTH_TONES,
    MetricStanding,
    Spark,
    metric_standing,
    spark,
    use_rows,
)
from stratdocs.site.views.page import Ref, SiteContext
from stratdocs.site.views.template_data import TemplateData

_FEW_USES = 1
"""Users of a metric that its row names: a second one takes two more lines of every row."""


class StageRows(TemplateData):
    """The metrics of one stage."""

    stage: str
    about: str
    rows: Sequence[MetricIndexRow]


class MetricIndexRow(TemplateData):
    """A metric with its latest value against its target."""

    ref: Ref
    timing: str
    spark: Spark | None
    standing: MetricStanding
    health: str
    tone: str
    uses: Sequence[Ref]
    more_uses: int
    owner: Ref | str | None


def by_stage(metrics: Iterable[Entity]) -> tuple[Metric, ...]:
    """The metrics from input to impact, those without a stage last."""
    order = {stage: place for place, stage in enumerate(STAGES)}
    known = (metric for metric in metrics if isinstance(metric, Metric))
    return tuple(sorted(known, key=lambda metric: order.get(metric.stage or "", len(order))))


def stage_rows(site: SiteContext, metrics: Iterable[Entity]) -> list[StageRows]:
    """Metrics in the order of `by_stage`, as groups of rows."""
    groups: dict[str, list[MetricIndexRow]] = {}
    for metric in by_stage(metrics):
        groups.setdefault(metric.stage or "", []).append(_row(site, metric))
    return [
        StageRows(
            stage=stage.capitalize() or "No stage",
            about=dict(STAGES.items()).get(stage, "its stage isn't stated"),
            rows=rows,
        )
        for stage, rows in groups.items()
    ]


def _row(site: SiteContext, metric: Metric) -> MetricIndexRow:
    found = trend(site.stack, metric)
    read = counting(metric.readings, site.stack.today)
    uses = list({row.ref.id: row.ref for row in use_rows(site, metric)}.values())
    return MetricIndexRow(
        ref=site.ref(metric),
        timing=metric.timing or "",
        spark=spark(read, None, metric_aim(site.stack, metric).level),
        standing=metric_standing(site, metric),
        health=found.health,
        tone=HEALTH_TONES.get(found.health, "calm"),
        uses=uses[:_FEW_USES],
        more_uses=max(0, len(uses) - _FEW_USES),
        owner=site.ref_or_text(metric.owner),
    )

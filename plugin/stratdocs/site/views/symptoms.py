"""The symptoms of the gap between strategy and execution: five numbers, each with its list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from stratdocs.analysis.symptoms import Key, Point, Symptom, symptoms
from stratdocs.model.days import day, day_words
from stratdocs.site.views.ask import Ask, View
from stratdocs.site.views.page import Page, Ref, SiteContext
from stratdocs.site.views.template_data import TemplateData

MAX_LISTED = 7
"""Items listed behind a number."""

_WORDS: Mapping[Key, tuple[str, str]] = {
    "off-strategy": (
        "Work without a strategy",
        "work items under way that lead to no strategy",
    ),
    "off-plan": ("Work outside the plan", "work items under way that were not planned"),
    "unread": ("Strategies no one opens", "active strategies that no ritual refers to"),
    "displaced": ("Priorities displaced", "requests that displaced priorities"),
    "unclear": (
        "Unclear readings",
        "teams whose reading of the strategy is missing, stale, or only repeats its words",
    ),
}
"""The title of each symptom, and what is counted."""


class SymptomRow(TemplateData):
    """One symptom."""

    title: str
    counted: str
    figure: str
    """`2 of 31`, `4`, or `not known`."""
    tone: str
    """good if nothing shows, watch if something does; empty if it is unknown."""
    trend: str
    """How it was before, in words."""
    reason: str
    help: str
    items: tuple[Ref, ...]
    more: int


class SymptomsData(TemplateData):
    """The symptoms of the gap."""

    rows: Sequence[SymptomRow]


def _symptoms(site: SiteContext, ask: Ask) -> SymptomsData:
    """All symptoms; a filter does not apply to them."""
    del ask
    return SymptomsData(rows=[_row(site, symptom) for symptom in symptoms(site.stack)])


def _row(site: SiteContext, symptom: Symptom) -> SymptomRow:
    title, counted = _WORDS[symptom.key]
    return SymptomRow(
        title=title,
        counted=counted,
        figure=_figure(symptom.shown, symptom.total),
        tone="" if symptom.shown is None else "watch" if symptom.shown else "good",
        trend=_trend_words(symptom),
        reason=symptom.reason,
        help=symptom.help,
        items=site.refs(symptom.items[:MAX_LISTED]),
        more=max(0, len(symptom.items) - MAX_LISTED),
    )


def _figure(shown: int | None, total: int) -> str:
    if shown is None:
        return "unknown"
    return f"{shown:,} of {total:,}" if total else f"{shown:,}"


def _trend_words(symptom: Symptom) -> str:
    """The earlier figures: `1 of 12 in Q2 2026, 3 of 14 in Q3 2026`."""
    if symptom.shown is None:
        return ""
    if not symptom.trend:
        return "no earlier value"
    return ", ".join(_point_words(point, symptom.total) for point in symptom.trend)


def _point_words(point: Point, total: int) -> str:
    moment = day(point.when)
    when = f"on {day_words(moment)}" if moment else f"in {point.when}"
    return f"{_figure(point.shown, point.total if total else 0)} {when}"


SYMPTOMS = View(
    "symptoms",
    "Symptoms of the gap",
    "Five numbers that rise when strategy and work drift apart, before results do.",
    "symptoms",
    _symptoms,
)
EMBEDS = (SYMPTOMS,)


def pages(site: SiteContext) -> Iterator[Page]:
    """None: they are shown on the page about the rhythm."""
    del site
    yield from ()

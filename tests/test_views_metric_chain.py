"""What a reader sees of the chain of metrics: the picture, the diagnosis, the table."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from textwrap import dedent

from pages import html, page_text

from stratdocs.model.stack import load
from stratdocs.site.drawing.shapes import Drawing, Shape
from stratdocs.site.views import item, metric_chain
from stratdocs.site.views.ask import ALL, Ask
from stratdocs.site.views.page import Page, SiteContext

STAGES = ("input", "output", "outcome", "impact")
METRICS = """
    metrics:
      - id: visits
        title: Visits
        stage: input
        timing: leading
        drives: [desks]
        readings:
          - {date: 2026-08-31, value: 4}
          - {date: 2026-09-30, value: 6}
          - {date: 2026-10-31, value: 8}
          - {date: 2026-11-30, value: 11}
          - {date: 2026-12-31, value: 16}
      - id: desks
        title: Desks signed up
        stage: output
        drives: [share]
        guardrails: [refunds]
        readings:
          - {date: 2026-08-31, value: 9}
          - {date: 2026-09-30, value: 11}
          - {date: 2026-10-31, value: 14}
          - {date: 2026-11-30, value: 19}
          - {date: 2026-12-31, value: 28}
      - id: share
        title: Share of bookings
        stage: outcome
        drives: [sales]
        readings:
          - {date: 2026-08-31, value: 4%}
          - {date: 2026-09-30, value: 4%}
          - {date: 2026-10-31, value: 4%}
          - {date: 2026-11-30, value: 4%}
          - {date: 2026-12-31, value: 4%}
      - {id: sales, title: Sales, stage: impact, readings: [{date: 2026-12-31, value: €5M}]}
      - {id: refunds, title: Refunds, readings: [{date: 2026-12-31, value: 4%}]}
      - {id: old, title: Old, stage: output, status: dropped, drives: [share]}
"""


def site(text: str = METRICS) -> SiteContext:
    return SiteContext(load({"s.yml": dedent(text)}, today=date(2027, 1, 20)), ())


def page_of(context: SiteContext) -> Page:
    return next(metric_chain.pages(context))


def shapes(drawn: Iterable[Shape]) -> Iterable[Shape]:
    for shape in drawn:
        yield shape
        yield from shapes(shape.inside)


def left(drawing: Drawing, identity: str) -> float:
    """Where the box of a metric begins."""
    group = next(s for s in shapes(drawing.shapes) if ("id", f"node-{identity}") in s.attributes)
    return float(dict(group.inside[0].attributes)["x"])


def test_the_diagnosis_comes_first_with_its_evidence():
    text = page_text(page_of(site()))

    assert (
        "A strategy problem at Share of bookings “Desks signed up” rose from 9 to 28, while "
        "“Share of bookings” showed no movement in 5 readings (4%). The work is done, but the "
        "outcome hasn't followed." in text
    )
    assert "The last readings are 20 days old. improving Desks signed up output :" in text
    assert "rising, from 9 to 28 since 31 Aug 2026; last read 20 days ago" in text
    assert (
        "Not enough data (1). Nothing can be concluded here yet. Sales : “Share of bookings” "
        "showed no movement in 5 readings (4%), and “Sales” had 1 reading. Each needs 5 readings"
        in text
    )


def test_stages_go_from_left_to_right_under_their_names():
    drawing = metric_chain.METRIC_CHAIN.data(site(), ALL).drawing

    places = [left(drawing, name) for name in ("visits", "desks", "share", "sales")]
    assert places == sorted(set(places))
    titles = [s.text for s in drawing.shapes if s.kind == "axis-title"]
    assert titles == ["Input", "Output", "Outcome", "Impact"]


def test_each_box_has_its_value_and_its_trend_in_words():
    page = page_of(site())

    assert "▲ 28 improving" in page_text(page)
    assert "▬ 4% no movement" in page_text(page)
    assert "? €5M no trend yet" in page_text(page)
    assert "<title>Share of bookings: no movement that 5 readings can show since" in html(page)


def test_unlinked_metrics_are_in_the_table_and_dropped_ones_nowhere():
    page = page_of(site())

    assert 'id="row-refunds"' in html(page)
    assert 'id="node-refunds"' not in html(page)
    assert "Old" not in page_text(page)
    assert "Desks signed up improving rising" in page_text(page)


def test_a_moving_chain_is_named_together_with_what_is_unknown():
    moving = METRICS
    for day, value in (("09-30", "5%"), ("10-31", "6%"), ("11-30", "7%"), ("12-31", "8%")):
        moving = moving.replace(f"2026-{day}, value: 4%", f"2026-{day}, value: {value}", 1)

    text = page_text(page_of(site(moving)))

    assert (
        "No break in the chain Places where cause and effect are healthy: 1. "
        "Places where nothing can be concluded yet: 1." in text
    )
    assert (
        "Cause and effect are healthy in 1 place Share of bookings : “Desks signed up” rose" in text
    )


def test_the_picture_and_the_page_of_a_metric_say_the_assumption_and_the_lag_of_a_link():
    context = site(
        METRICS.replace(
            "drives: [share]",
            "drives: [{metric: share, because: Who has a desk sells., lag: 7 months}]",
            1,
        )
    )

    assert "<title>After 7 months: Who has a desk sells.</title>" in html(page_of(context))
    assert "Too early to tell (1)." in page_text(page_of(context))
    desks, share = context.stack.get("desks"), context.stack.get("share")
    assert "Moves no movement Share of bookings after 7 months Who has a desk sells." in page_text(
        item.item_page(context, desks)
    )
    assert "Moved by improving Desks signed up after 7 months Who has a desk sells." in page_text(
        item.item_page(context, share)
    )


def test_outcomes_that_nothing_is_said_to_move_are_listed():
    text = page_text(page_of(site(METRICS.replace("drives: [sales]", ""))))

    assert "Outcomes and impacts without a stated cause: 1 Sales" in text


def test_metrics_without_links_get_an_explanation():
    text = page_text(page_of(site("metrics: [{id: a, title: A}]")))

    assert "No metric says what it drives: drives: [retention] ." in text
    assert "Not enough data No outcome or impact has causes" in text


def test_without_metrics_there_is_no_page_and_a_block_has_a_starter():
    context = site("people: [{id: jo, title: Jo}]")

    assert list(metric_chain.pages(context)) == []
    assert "metrics:" in metric_chain.METRIC_CHAIN.data(context, ALL).starter


def test_a_block_of_some_metrics():
    data = metric_chain.METRIC_CHAIN.data(site(), Ask(of=("visits", "desks")))

    assert [row.ref.id for group in data.stages for row in group.rows] == [
        "visits",
        "desks",
    ]
    assert data.problems == []


def test_cycles_and_arrows_against_the_stages_are_drawn():
    context = site("""
        metrics:
          - {id: a, title: A, stage: impact, drives: [b]}
          - {id: b, title: B, stage: input, drives: [c, b]}
          - {id: c, title: C, stage: outcome, drives: [b, a]}
          - {id: d, title: D, drives: [a]}
    """)

    assert 'id="node-d"' in html(page_of(context))


def test_titles_are_escaped():
    evil = '"<svg onload=alert(1)>' + "z" * 300 + '"'
    context = site(
        f"metrics: [{{id: a, title: {evil}, stage: input, drives: [b]}}, "
        f"{{id: b, title: {evil}, stage: outcome}}]"
    )

    assert "<svg onload" not in html(page_of(context))


def test_two_thousand_metrics_fit_on_a_page():
    metrics = "\n".join(
        f"  - {{id: m{n}, title: Metric number {n}, stage: {STAGES[n % 4]}, "
        f"drives: [m{(n + 1) % 2000}, m{(n * 7) % 2000}], "
        f"readings: [{{date: 2026-10-31, value: {n}}}, {{date: 2026-11-30, value: {n + 1}}}, "
        f"{{date: 2026-12-31, value: {n + 1 + n % 3}}}]}}"
        for n in range(2000)
    )
    context = SiteContext(load({"s.yml": f"metrics:\n{metrics}"}, today=date(2027, 1, 20)), ())
    page = page_of(context)

    assert len(html(page)) < 400_000
    assert "1880 more linked metrics are in the table only." in page_text(page)

"""What a metric drives, on which assumption and after which time, wherever that is read."""

from __future__ import annotations

from datetime import date
from textwrap import dedent

import pytest
from jsonschema import Draft202012Validator

from stratdocs.editing.renaming import rename_item
from stratdocs.linting.lint import lint
from stratdocs.model.durations import day_after, duration, duration_hint
from stratdocs.model.kinds import Effect, Metric
from stratdocs.model.schema import file_schema
from stratdocs.model.stack import Stack, load
from stratdocs.reports.export import strategy
from stratdocs.reviewing.compare import review_of
from stratdocs.reviewing.sides import sides_of
from stratdocs.reviewing.wording import message
from stratdocs.site.views import collection
from stratdocs.site.views.page import SiteContext

TODAY = date(2027, 1, 20)
MIXED = dedent("""
    metrics:
      - id: visits
        title: Visits
        stage: output
        drives: [desks, {metric: share, because: Who is visited books., lag: 3 months}]
      - {id: desks, title: Desks, stage: output, drives: share}
      - {id: share, title: Share, stage: outcome}
""")


LAG = "lag of the driven metric share of visits"
BOOKS = "“Who is visited books”"
ASSUMPTION = "assumption of the driven metric share of visits"


def stack(text: str = MIXED) -> Stack:
    return load({"s.yml": text}, today=TODAY)


def test_ids_and_groups_of_fields_may_stand_side_by_side():
    visits, desks, _ = stack().of(Metric)

    assert visits.drives == (
        Effect(metric="desks"),
        Effect(metric="share", because="Who is visited books.", lag=duration("3 months")),
    )
    assert desks.drives == (Effect(metric="share"),)
    assert stack().graph.driven_by == {"desks": ("visits",), "share": ("visits", "desks")}
    assert not [finding for finding in lint(stack()) if finding.severity.word == "error"]


def test_the_export_has_ids_where_nothing_else_is_said():
    items = {item["id"]: item["fields"] for item in strategy(stack(), ())["items"]}

    assert items["desks"]["drives"] == ["share"]
    assert items["visits"]["drives"] == [
        "desks",
        {"metric": "share", "because": "Who is visited books.", "lag": "3 months"},
    ]


def test_a_table_shows_the_driven_metrics():
    context = SiteContext(stack(), ())
    cell = collection.table_cell(context, "drives", context.stack.of(Metric)[0])

    assert [ref.title for ref in cell.value] == ["Desks", "Share"]


def test_an_id_is_renamed_within_a_group():
    text = rename_item({"s.yml": MIXED}, "share", "part").texts["s.yml"]

    assert "{metric: part, because: Who is visited books., lag: 3 months}" in text
    assert "drives: part" in text


@pytest.mark.parametrize(
    ("before", "now", "messages"),
    [
        ("3 months", "1 quarter", []),
        (
            "3 months",
            "6 months",
            [f"notable: {LAG} changed from 3 months to 6 months, no reason given"],
        ),
        (
            "3 months",
            "6 weeks",
            [f"minor: {LAG} changed from 3 months to 6 weeks"],
        ),
        (
            "Who is visited books.",
            "Trust sells.",
            [
                f"notable: {ASSUMPTION} changed from {BOOKS} to “Trust sells”, no reason given",
            ],
        ),
        ("[desks, ", "[", ["notable: visits no longer drives desks, no reason given"]),
        (
            "drives: share",
            "drives: [{metric: share, lag: 2 weeks}]",
            ["notable: lag of the driven metric share of desks set to 2 weeks, no reason given"],
        ),
        (
            "drives: share",
            "drives: [share, {metric: visits, because: Word of mouth., lag: 1 year}]",
            ["minor: desks now drives visits after 1 year (Word of mouth)"],
        ),
    ],
)
def test_a_review_says_what_changed_of_a_link(before: str, now: str, messages: list[str]):
    found = review_of(sides_of(stack(), stack(MIXED.replace(before, now))))

    assert [f"{change.weight.word}: {message(change)}" for change in found.changes] == messages


@pytest.mark.parametrize(
    ("written", "finding"),
    [
        ("[{lag: 3 months}]", "drives is a group of fields; it needs metric"),
        ("[{}]", "drives is a group of fields; it needs metric"),
        ("{metric: [share]}", "metric is a list; it takes one id; write share"),
        ("{metric: shore}", "a drives shore, which doesn't exist; did you mean share?"),
        (
            "{metric: share, lagg: 3 months}",
            "lagg isn't a field of drives; did you mean lag?",
        ),
        (
            "{metric: share, lag: 3m}",
            'lag is "3m"; use a length of time, such as 3 months or 6 weeks',
        ),
        (
            "{metric: share, lag: 6-9 months}",
            'lag is "6-9 months"; use one length of time instead of a range: the longest',
        ),
        (
            "{metric: share, lag: 30%}",
            'lag is "30%"; use a length of time, such as 3 months or 6 weeks',
        ),
    ],
)
def test_what_is_wrong_with_a_link_is_reported_once(written: str, finding: str):
    text = (
        f"metrics:\n  - {{id: a, title: A, stage: output, drives: {written}}}\n"
        "  - {id: share, title: Share, stage: outcome}"
    )

    found = lint(stack(text))

    assert [one.message for one in found if one.severity.word == "error"] == [finding]


@pytest.mark.parametrize(
    ("lag", "valid"),
    [
        ("3 months", True),
        ("6 weeks", True),
        ("1.5 years", True),
        ("90d", True),
        ("3", False),
        ("a quarter", False),
        ("-3 months", False),
        ("3 h a day", False),
        ("30%", False),
        ("3 m", False),
    ],
)
def test_editors_and_check_agree_on_a_lag(lag: str, valid: bool):
    item = {"id": "a", "title": "A", "drives": ["b", {"metric": "a", "lag": lag}]}

    assert Draft202012Validator(file_schema()).is_valid({"metrics": [item]}) is valid
    assert (duration(lag) is not None) is valid


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("3m", "3 months"),
        ("P6W", "6 weeks"),
        ("a quarter", "1 quarter"),
        ("three months", "3 months"),
        ("half a year", "6 months"),
        ("about 6 weeks", "6 weeks"),
        ("3 Months", "3 months"),
        ("soon", None),
        ("6-9 months", None),
    ],
)
def test_a_lag_in_a_different_notation_is_understood(text: str, meant: str | None):
    assert duration_hint(text)[1] == meant


@pytest.mark.parametrize(
    ("start", "lag", "day"),
    [
        (date(2026, 8, 31), "6 months", date(2027, 2, 28)),
        (date(2026, 11, 30), "1 quarter", date(2027, 2, 28)),
        (date(2026, 8, 3), "6 weeks", date(2026, 9, 14)),
        (date(2024, 2, 29), "1 year", date(2025, 2, 28)),
        (date(2026, 1, 1), "1.5 months", date(2026, 2, 16)),
        (date(2026, 1, 1), "2 h", date(2026, 1, 1)),
        (date(2026, 1, 1), "9999 years", date.max),
        (date(2026, 1, 1), "999999 weeks", date.max),
    ],
)
def test_a_lag_ends_on_a_day(start: date, lag: str, day: date):
    found = duration(lag)

    assert found is not None
    assert day_after(start, found) == day

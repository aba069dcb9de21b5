"""Values that are odd, or that two people would read in two ways: progress is right, or unknown and
said to be.
"""

from __future__ import annotations

import json
from datetime import date

import pytest
from pages import site_of_stack

from stratdocs import lint, load, review
from stratdocs.analysis.progress import KeyResultProgress, Progress
from stratdocs.editing.autofix import apply_fix
from stratdocs.model.kinds import KeyResult
from stratdocs.model.values import quantity, quantity_hint
from stratdocs.reports.export import strategy, strategy_schema
from stratdocs.site.views.okr import CheckInsSection, key_result_sections


def judged(
    baseline: str | None, target: str | None, value: str, title: str = "Orders"
) -> tuple[KeyResultProgress, set[str]]:
    """The progress of a key result, and the rules that find something about it."""
    fields = {"id": "k", "title": title, "baseline": baseline, "target": target}
    given = {name: text for name, text in fields.items() if text is not None}
    goal = {**given, "check_ins": [{"date": "2027-02-01", "value": value}]}
    objective = {"id": "o", "title": "Clinics reorder", "period": "2027-Q1", "key_results": [goal]}
    text = json.dumps({"objectives": [objective]})
    stack = load({"a.yml": text}, today=date(2027, 3, 1))
    found = {finding.rule for finding in lint(stack) if finding.item == "k"}
    return Progress(stack).of_key_result(stack.of(KeyResult)[0]), found


@pytest.mark.parametrize(
    ("baseline", "target", "value", "share"),
    [
        ("10", "20 or more", "15", 0.5),
        ("10", "20 and up", "15", 0.5),
        ("20", "10 max.", "15", 0.5),
        ("40%", "50%", "ca 45%", 0.5),
        ("–5%", "5%", "0%", 0.5),
        ("1h 30m", "30 min", "1h", 0.5),
        ("2 days 12 hours", "12 h", "1.5 days", 0.5),
        ("2½ h", "1½ h", "2 h", 0.5),
        ("1x", "2x", "1.5 times", 0.5),
        ("3%", "5%", "40‰", 0.5),
        ("30 Prozent", "50%", "40 pour cent", 0.5),
        ("2 Stunden", "60 min", "1,5 Std.", 0.5),
        ("1 fortnight", "1 week", "10.5 days", 0.5),
        ("200 µs", "100 µs", "0.15 ms", 0.5),
        ("30 pts", "50 points", "40 pt", 0.5),
        ("10%", "20%", "15٪", 0.5),
        ("10%", "1%", "0.1%", 1.1),
        ("Fr. 100.-", "Fr. 200.–", "Fr. 150.--", 0.5),
        ("2 t", "1,000 kg", "1.5 tonnes", 0.5),
    ],
)
def test_progress_is_right(baseline: str, target: str, value: str, share: float) -> None:
    progress, found = judged(baseline, target, value)

    assert progress.share == pytest.approx(share)
    assert not found & {"unlike-units", "invalid-value"}


@pytest.mark.parametrize(
    ("baseline", "target", "value", "rule"),
    [
        ("12,5 €", "1,234 €", "100 €", "invalid-value"),
        ("1 234,50 €", "2,000 €", "1 500 €", "invalid-value"),
        ("10", "20 to 30", "15", "invalid-value"),
        ("10", "10..20", "15", "invalid-value"),
        ("1 March 2026", "1 January 2026", "1 February 2026", "invalid-value"),
        ("10", "twice", "15", "invalid-value"),
        ("10", "20", "tbd", "invalid-value"),
        ("10 times", "20 times", "15 s", "unlike-units"),
        ("€1.2M", "€1.5M", "€1.3", "unlike-units"),
        ("£900k", "£1.2m", "£950", "unlike-units"),
        ("€1.2M", "€1.5M", "1,3 Mrd €", "unlike-units"),
        ("0.8", "0.9", "85", "unlike-units"),
        ("99.5%", "99.9%", "0.997%", "unlike-units"),
    ],
)
def test_progress_is_unknown_and_somebody_is_asked(
    baseline: str, target: str, value: str, rule: str
) -> None:
    progress, found = judged(baseline, target, value)

    assert progress.share is None
    assert rule in found


@pytest.mark.parametrize(
    ("text", "number"),
    [("1.200 h", None), ("1.000 %", None), ("1.250 s", 1.25), ("99.875%", 99.875)],
)
def test_thousandths_are_read_where_people_count_them(text: str, number: float | None) -> None:
    found = quantity(text)

    assert (found and found.number) == number


def test_a_comma_groups_thousands_where_nothing_speaks_against_it() -> None:
    assert judged("900 €", "1,234 €", "1,067 €")[0].share == 0.5
    assert judged("1,234.50 €", "2,000 €", "1,500 €")[0].share is not None


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        (("10", "1.200 €", "12"), "12, its target can't be read"),
        (("many", "20", "12"), "12; the target is 20, but its baseline can't be read"),
        (
            ("10", "20", "TBD"),
            ("last checked in on 1 Feb 2027, with a value that can't be read"),
        ),
        (("10", None, "12"), "12, no target"),
        (("10%", "< 5%", "5%"), "5%, not yet < 5%"),
        (
            (None, None, "€1.3M", "Grow revenue from €1.2 to 1.5M"),
            "€1.3M, the figures of its title can't be read",
        ),
    ],
)
def test_what_cannot_be_read_is_not_called_absent(
    fields: tuple[str | None, str | None, str], words: str
) -> None:
    assert judged(*fields)[0].words == words


@pytest.mark.parametrize(("target", "met"), [("> 5", None), ("≥ 5", 1.0), ("5", 1.0)])
def test_more_than_five_is_not_met_by_five(target: str, met: float | None) -> None:
    assert judged(None, target, "5", "Raise the number of orders")[0].share == met


def test_nobody_raises_anything_to_nothing() -> None:
    assert judged(None, "0", "5", "Raise the number of orders")[0].share is None
    assert judged(None, "0 incidents", "0 incidents", "Incidents")[0].share == 1.0


@pytest.mark.parametrize(
    ("title", "value", "share"),
    [
        ("Raise orders from 10,000 to 20,000 per month", "15,000", 0.5),
        ("Raise orders from 1,000 € to 2,000 €", "1,500 €", 0.5),
        ("Cut the cost from 900 € to 850,50 €", "900 €", 0.0),
        ("Cut the wait from 1h 30m to 30 min", "1h", 0.5),
        ("Raise the rating from 4.2 to 4.6 out of 5", "4.4", 0.5),
        ("Raise orders from zero to 20", "10", 0.5),
        ("Raise the margin from -5% to +5%", "0%", 0.5),
        ("Grow revenue from €1.2 to 1.5M", "€1.3M", None),
        ("Raise orders from 500 to 20k", "10,250", 0.5),
        ("At least 95% of orders arrive on time", "96%", 1.0),
        ("Average time to hire is ≤45 days", "40 days", 1.0),
        ("No more than 5 incidents a month", "3", 1.0),
        ("No more than 5 incidents a month", "3 incidents", None),
        ("Maintain response time below 4 hours", "3 h", 1.0),
        ("Grow revenue from 1.2 to 1.5 million euros", "1.3 million euros", None),
    ],
)
def test_figures_of_a_title_are_read_whole_or_not_at_all(
    title: str, value: str, share: float | None
) -> None:
    progress, found = judged(None, None, value, title)

    assert progress.share == (share if share is None else pytest.approx(share))
    assert "unmeasurable-key-result" not in found


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("zero", "write 0"),
        ("a third", "as 33%"),
        ("n/a", "leave it out until you know the number"),
        ("2027-03-31", "goes in `by`"),
        ("1:30", "as 90 min"),
        ("double", "write the number itself"),
        ("between 20 and 30", "instead of a range"),
    ],
)
def test_words_for_numbers_get_a_hint(text: str, hint: str) -> None:
    assert quantity(text) is None
    assert hint in quantity_hint(text)[0]


# --- what follows from it -------------------------------------------------------------------------

QUARTER = """
objectives:
  - id: o
    title: Clinics reorder without a call
    period: 2027-Q1
    key_results:
"""


def test_a_number_sign_that_cuts_a_title_can_be_fixed() -> None:
    text = f"{QUARTER}      - id: k\n        title: Raise # of orders from 10 to 20\n"
    text += "      - id: l\n        title: Raise orders # now\n"
    stack = load({"a.yml": text}, today=date(2027, 2, 1))
    found = [finding for finding in lint(stack) if finding.rule == "invalid-value"]
    fix = found[0].fix

    assert fix is not None
    after = apply_fix({"a.yml": text}, fix)
    assert after is not None
    assert "title: 'Raise # of orders from 10 to 20'\n" in after["a.yml"]
    assert found[1].fix is None


def test_the_strategy_as_data_has_the_figures_of_titles() -> None:
    text = f"{QUARTER}      - {{id: k, title: Raise orders from 10 to 20 by 2027-03-01}}\n"
    data = strategy(load({"a.yml": text}, today=date(2027, 2, 1)), ())
    fields = next(item["fields"] for item in data["items"] if item["id"] == "k")

    assert fields == {"baseline": "10", "target": "20", "by": "2027-03-01"}


def test_the_schema_knows_progress_that_is_unknown() -> None:
    text = (
        f"{QUARTER}      - {{id: k, title: A, target: 20%, baseline: 10%, "
        "check_ins: [{date: 2027-01-20, value: 15}]}\n"
    )
    data = strategy(load({"a.yml": text}, today=date(2027, 2, 1)), ())
    progress = next(item["progress"] for item in data["items"] if item["id"] == "k")
    allowed = strategy_schema()["$defs"]["item"]["properties"]["progress"]["properties"]

    assert progress["unknown"] == "15 can't be compared with 20%"
    assert progress.keys() <= allowed.keys()


def test_a_value_from_the_future_makes_nothing_fresh() -> None:
    text = (
        f"{QUARTER}      - {{id: k, title: A, status: on_track, target: 20, baseline: 10, "
        "check_ins: [{date: 2027-01-02, value: 11}, {date: 2027-09-20, value: 15}]}\n"
    )
    stack = load({"a.yml": text}, today=date(2027, 3, 25))

    assert "stale" in {finding.rule for finding in lint(stack)}
    site = site_of_stack(stack)
    sections = key_result_sections(site, stack.of(KeyResult)[0])
    (rows,) = [found.data.rows for found in sections if isinstance(found.data, CheckInsSection)]
    assert [row.void for row in rows] == ["is in the future", ""]


def test_a_review_says_that_the_way_is_unknown() -> None:
    before, after = (
        load(
            {"a.yml": f"{QUARTER}      - {{id: k, title: Orders, target: {target}}}\n"},
            today=date(2027, 2, 20),
        )
        for target in ("48%", "55%")
    )
    (change,) = review(before, after).changes

    assert "(its direction isn't stated)" in str(change.what)

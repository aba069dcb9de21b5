"""The filter language: what it finds, its mistakes, and that no text breaks it."""

from __future__ import annotations

from functools import cache

import pytest
from conftest import stack_of
from hypothesis import example, given
from hypothesis import strategies as st

from stratdocs.linting.lint import lint
from stratdocs.model.kinds import BY_COLLECTION, KINDS, Bet
from stratdocs.site.query import COMPUTED, MAX_DEPTH, MAX_TEXT, attributes, query
from stratdocs.site.views.page import SiteContext

HARBOUR = """
strategies:
  - {id: win, title: Win the small harbours, level: company, owner: ada, period: 2027}
bets:
  - id: phone
    title: A berth by phone
    serves: win
    size: big
    status: committed
    tags: [berths, Mobile]
    owner: ada
    cost_of_delay: high
    confidence: {problem: high, solution: {level: medium, evidence: Ten calls}}
    success: {measure: Share, baseline: 20%, target: 45%, by: 2027-06-30}
    constraints: [No new hardware in the harbours]
    fields: {budget: 40 k, region: [North, South]}
  - {id: map, title: "A <b>map</b> of berths", serves: win, size: small, regulated: true}
  - {id: later, title: Later, serves: win, size: medium, status: proposed, period: 2028-Q1}
objectives:
  - id: ahead
    title: Skippers know their berth before they leave
    serves: phone
    team: quay
    period: 2027-Q1
    key_results:
      - id: booked
        title: Raise berths booked ahead from 20% to 40%
        baseline: 20%
        target: 40%
        check_ins: [{date: 2027-01-31, value: 30%, status: on_track, confidence: 7}]
work:
  - {id: form, title: The form, serves: booked, due: 2027-02-10, estimate: 8 d}
  - {id: call, title: The call, serves: booked, due: 2027-03-10, estimate: 12 d, status: done}
teams: [{id: quay, title: Quay}]
people: [{id: ada, title: Ada Moor}]
risks:
  - {id: storm, title: Storms, serves: phone, probability: 4, impact: 3}
metrics:
  - {id: calls, title: Calls, unit: h, readings: [{date: 2027-01-31, value: 24 h}]}
"""


@cache
def site() -> SiteContext:
    stack = stack_of(HARBOUR)
    return SiteContext(stack, lint(stack))


def ids(text: str, *collections: str) -> list[str]:
    """The ids that a filter keeps."""
    kinds = [BY_COLLECTION[name] for name in collections] or KINDS
    found = query(text, kinds, site().stack)
    assert found.errors == ()
    assert found.test is not None
    test = found.test
    return [
        entity.id
        for entity in site().stack.entities
        if isinstance(entity, tuple(kinds)) and test(site(), entity)
    ]


def mistakes(text: str, *collections: str) -> list[str]:
    """The mistakes of a filter, each with the characters at fault."""
    kinds = [BY_COLLECTION[name] for name in collections] or KINDS
    found = query(text, kinds, site().stack)
    assert found.test is None
    return [f"{text[w.start : w.end]} | {w.rule}: {w.message}" for w in found.errors]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("size == big", ["phone"]),
        ("size = big", ["phone"]),
        ("size != big", ["map", "later"]),
        ("size >= medium", ["phone", "later"]),
        ("cost-of-delay > low", ["phone"]),
        ("size in [big, small]", ["phone", "map"]),
        ("size not in [big, small]", ["later"]),
        ("size == big or size == small and regulated", ["phone", "map"]),
        ("(size == big or size == small) and regulated", ["map"]),
        ("not (size == big or regulated)", ["later"]),
        ("NOT regulated AND size == big", ["phone"]),
        ("regulated == no", []),
        ("regulated == yes", ["map"]),
        ("owner", ["phone"]),
        ("not owner", ["map", "later"]),
        ("owner == none", ["map", "later"]),
        ("owner != none", ["phone"]),
        ("owner == ada", ["phone"]),
        ('owner == "Ada Moor"', ["phone"]),
        ("owner == Ada Moor", ["phone"]),
        ("serves == win", ["phone", "map", "later"]),
        ("tags contains mobile", ["phone"]),
        ("tags contains mob", []),
        ("title contains BERTH", ["phone", "map"]),
        ("title contains '<b>map</b>'", ["map"]),
        ("title == a berth by phone", ["phone"]),
        ("constraints contains hardware", ["phone"]),
        ("status == committed", []),  # what is below is under way, and that is shown
        ("status == on track", ["phone"]),
        ("progress >= 50%", ["phone"]),
        ("progress < 0.5", []),
        ("progress == 0.5", ["phone"]),
        ("confidence.problem == high", ["phone"]),
        ("confidence.solution < high", ["phone"]),
        ("success.target > 40%", ["phone"]),
        ("success.target > 40", ["phone"]),
        ("success.target > 40 h", []),
        ("success.by <= 2027-06-30", ["phone"]),
        ("success.by in 2027-Q2", ["phone"]),
        ("success.by > 2027-Q2", []),
        ("success.by > today", ["phone"]),
        ("period in 2027", ["phone", "map"]),  # from the strategy above
        ("period == 2028-Q1", ["later"]),
        ("period > 2027", ["later"]),
        ("period contains today", ["phone", "map"]),
        ("fields.budget >= 40 k", ["phone"]),
        ("fields.region contains South", ["phone"]),
        ("fields.nothing.here == x", []),
        ("findings > 0 and rules contains missing-success-criteria", ["phone"]),
    ],
)
def test_filters_of_bets(text: str, expected: list[str]) -> None:
    actual = ids(text, "bets")

    assert expected == actual


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("kind == key_result", ["booked"]),
        ("kind == key result or kind == risks", ["booked", "storm"]),
        ("kind in [team, person]", ["quay", "ada"]),
        ("due < today and status != done", ["form"]),
        ("estimate >= 8 d and estimate <= 10 d", ["form"]),
        ("team == quay", ["ahead", "booked", "form", "call"]),
        ("trace contains phone and kind == work", ["form", "call"]),
        ("served_by >= 3", ["win"]),
        ("score > 10", ["storm"]),
        ("now == 30%", ["booked"]),
        ("latest < 25 h", ["calls"]),
        ("check_ins.confidence > 6", ["booked"]),
        ("check_ins.value == 30%", ["booked"]),
        ("id == form", ["form"]),
    ],
)
def test_filters_of_all_kinds(text: str, expected: list[str]) -> None:
    actual = ids(text)

    assert expected == actual


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sise == big", "sise | unknown-field: sise isn't a field of a bet; did you mean size?"),
        ("due < today", "due | unknown-field: due isn't a field of a bet"),
        (
            "size == bigg",
            (
                "bigg | invalid-value: size is never bigg; compare it with big, medium or "
                "small; did you mean big?"
            ),
        ),
        (
            "owner == adda",
            (
                "adda | unknown-reference: owner is compared with adda, which doesn't exist; "
                "did you mean ada?"
            ),
        ),
        ("title < 5", "< | invalid-value: title can't be ordered; use ==, != or in"),
        (
            "lno > neutral",
            "neutral | invalid-value: lno can't be ordered; use ==, != or in",
        ),
        (
            "progress > 50",
            "50 | invalid-value: progress must be from 0 to 1, or from 0% to 100%; did you mean 50%?",  # noqa: E501
        ),
        (
            "success.by < 31.03.2027",
            (
                "31.03.2027 | invalid-value: success.by is never 31.03.2027; compare it with "
                "a day (2027-03-31), a period (2027-Q1) or today; did you mean 2027-03-31?"
            ),
        ),
        (
            "success.target > much",
            (
                "much | invalid-value: success.target is never much; compare it with a number, "
                "with or without its unit"
            ),
        ),
        (
            "success.by contains 2027",
            "contains | invalid-value: success.by is a single value; compare it with ==",
        ),
        ("size ==", "== | invalid-value: add a value after =="),
        (
            "size == big owner == ada",
            "owner | invalid-value: add and or or before owner",
        ),
        ("size == [big]", "[ | invalid-value: == takes one value; use in with a list"),
        ("size in [big, small", "[ | invalid-value: this list is never closed"),
        ("size in []", "[ | invalid-value: this list is empty"),
        ("(size == big", "( | invalid-value: this bracket is never closed"),
        ("size == big)", ") | invalid-value: this bracket has no opening bracket"),
        ("size big", "big | invalid-value: add a comparison between size and big"),
        ("owner && size", "&& | invalid-value: use and instead of &&"),
        ("!owner", "! | invalid-value: unexpected !; put not in front to negate"),
        ('title == "open', '" | invalid-value: the text that starts with this " is never closed'),
        (
            '"size" == big',
            '"size" | invalid-value: start a comparison with the name of a field, without quotes',
        ),
        ("owner and", "d | invalid-value: the filter is incomplete"),
        ("and owner", "and | invalid-value: put a field name before and"),
    ],
)
def test_a_mistake_has_its_place(text: str, expected: str) -> None:
    actual = mistakes(text, "bets")

    assert [expected] == actual


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("cost_of_delay > €10k/week", ["week", "day"]),
        ("cost_of_delay >= €5k per day", ["day"]),
        ("cost_of_delay == 20k EUR a week", ["week"]),
        ("cost_of_delay > $1/week", []),
        ("cost_of_delay > low", ["high"]),
        ("cost_of_delay", ["high", "week", "day"]),
    ],
)
def test_a_cost_in_money_is_compared_with_money(text: str, expected: list[str]) -> None:
    stack = stack_of("""
        bets:
          - {id: high, title: High, cost_of_delay: high}
          - {id: week, title: Week, cost_of_delay: €20k/week}
          - {id: day, title: Day, cost_of_delay: €5k/day}
          - {id: none, title: None}
    """)
    found = query(text, [Bet], stack)

    assert found.errors == ()
    assert found.test is not None
    context = SiteContext(stack, ())
    assert [bet.id for bet in stack.of(Bet) if found.test(context, bet)] == expected


def test_all_independent_mistakes_are_reported() -> None:
    actual = mistakes("sise == big and onwer == ada and size == bigg", "bets")

    assert [line.split(" | ")[0] for line in actual] == ["sise", "onwer", "bigg"]


def test_an_empty_filter_is_a_mistake() -> None:
    assert (
        query("  ").errors[0].message == "the filter is empty; leave out `where` to show everything"
    )


def test_people_may_be_plain_names_until_people_are_listed() -> None:
    stack = stack_of("bets: [{id: one, title: One, owner: maya}]")

    assert query("owner == maja", [Bet], stack).errors == ()


def test_long_and_deep_filters_are_refused() -> None:
    assert "the limit is" in query("a" * (MAX_TEXT + 1)).errors[0].message
    assert "deep" in query("(" * 900 + "owner" + ")" * 900).errors[0].message
    assert "deep" in query("not " * 400 + "owner").errors[0].message
    nested = "(" * (MAX_DEPTH - 1) + "owner" + ")" * (MAX_DEPTH - 1)
    assert query(nested).errors == ()
    assert query(" and ".join(["owner"] * 200)).errors == ()


def test_every_attribute_has_its_descriptions() -> None:
    for name in attributes(KINDS).values():
        assert name.operand_words
    assert all(name.doc for name in COMPUTED)


PIECES = [
    *attributes(KINDS),
    "==",
    "!=",
    "<",
    "<=",
    ">",
    ">=",
    "in",
    "not in",
    "contains",
    "and",
    "or",
]
PIECES += ["not", "(", ")", "[", "]", ",", "big", "'a b'", '"', "'", "40%", "2027-Q1", "today"]
PIECES += ["none", "true", "ada", "fields.budget", "__class__", "fields.__class__.x", "0", "-1"]


@given(st.text(max_size=80) | st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join))
@example("fields.__class__ == x")
@example("\x00\ud800")
@example("9" * 400 + " == " + "9" * 400)
@example("progress > " + "9" * 400)
@example("success.target < " + "9" * 400 + "%")
def test_any_text_gives_a_filter_or_a_mistake(text: str) -> None:
    found = query(text, KINDS, site().stack)

    assert (found.test is None) == bool(found.errors)
    for error in found.errors:
        assert 0 <= error.start < error.end <= max(1, len(text))
        assert error.message
    if found.test is not None:
        for entity in site().stack.entities:
            assert found.test(site(), entity) in (True, False)

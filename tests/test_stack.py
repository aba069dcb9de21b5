"""The road as a whole: texts in, the stack out, and no finding that only follows from another."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stratdocs.linting.lint import lint
from stratdocs.model.finding import Finding, Severity
from stratdocs.model.kinds import Bet, KeyResult, Objective, Strategy, Work
from stratdocs.model.stack import Stack, load
from stratdocs.yamltext.source import Span

Load = Callable[[str | Mapping[str, str]], Stack]
Check = Callable[[str | Mapping[str, str]], list[str]]

TREE = """\
    people: [{id: ana, title: Ana Reis}]
    teams: [{id: team, title: The team, members: [ana]}]
    strategies:
      - {id: company, title: C, level: company, period: 2027}
      - {id: product, title: P, serves: company}
    bets:
      - {id: bet, title: B, serves: [product, company], period: 2027-H1}
    objectives:
      - id: goal
        title: Customers stay
        team: team
        serves: bet
        key_results:
          - {id: result, title: Reduce churn from 9% to 5%, period: 2027-Q1}
    work:
      - {id: made, title: M, serves: [result, goal], owner: ana}
      - {id: stray, title: S, depends_on: made}
"""


def _ids(entities: object) -> list[str]:
    return [entity.id for entity in entities]  # type: ignore[attr-defined]


# --- asking --------------------------------------------------------------------------------------


def test_entities_are_found_by_kind_and_by_id(stack: Load) -> None:
    loaded = stack(TREE)

    assert _ids(loaded.of(Strategy)) == ["company", "product"]
    assert loaded.get("bet") is loaded.of(Bet)[0]
    assert loaded.get("nothing") is None
    assert loaded.get(None) is None
    assert _ids(loaded.owned()) == ["made"]
    assert loaded.person("ana") == "Ana Reis"
    assert loaded.person("team") == "The team"
    assert loaded.person("somebody") == "somebody"
    assert loaded.person(None) == ""


def test_links_can_be_followed_in_every_direction(stack: Load) -> None:
    loaded = stack(TREE)
    bet, goal, result, made = (loaded.get(i) for i in ("bet", "goal", "result", "made"))

    assert bet
    assert goal
    assert result
    assert made
    assert _ids(loaded.trace(made)) == ["made", "result", "goal", "bet", "product", "company"]
    assert _ids(loaded.parents(made)) == ["result", "goal"]
    assert _ids(loaded.children(goal)) == ["result", "made"]
    assert _ids(loaded.branches(goal)) == ["result"]
    assert _ids(loaded.contributors(goal)) == ["made"]
    assert _ids(loaded.below(bet)) == ["goal", "result", "made"]
    assert _ids(loaded.dependents(made)) == ["stray"]
    assert _ids(m.entity for m in loaded.mentions(made)) == ["stray"]


def test_what_reaches_the_company_strategy_is_known(stack: Load) -> None:
    loaded = stack(TREE)

    assert loaded.is_company(loaded.get("company"))
    assert not loaded.is_company(loaded.get("product"))
    assert loaded.reaches_company(loaded.of(Objective)[0])
    assert not loaded.reaches_company(loaded.of(Work)[1])


def test_period_and_team_come_from_above_where_they_are_not_said(stack: Load) -> None:
    loaded = stack(TREE)
    (result,) = loaded.of(KeyResult)
    made, stray = loaded.of(Work)
    (goal,) = loaded.of(Objective)

    assert str(loaded.period_of(result)) == "2027-Q1"
    assert str(loaded.period_of(made)) == "2027-Q1"
    assert str(loaded.period_of(goal)) == "2027-H1"
    assert loaded.period_of(stray) is None
    assert loaded.team_of(made) is loaded.get("team")
    assert loaded.team_of(stray) is None


def test_files_are_read_in_the_order_of_their_paths(stack: Load) -> None:
    loaded = stack(
        {
            "b.yml": "bets: [{id: two, title: Two, serves: s}]",
            "a/z.yml": "bets: [{id: one, title: One, serves: s}]",
            "c.yml": "strategies: [{id: s, title: S, level: company}]",
        }
    )

    assert _ids(loaded.entities) == ["one", "two", "s"]
    assert not loaded.findings


def test_findings_of_whoever_read_the_files_come_along() -> None:
    found = Finding("invalid-yaml", Severity.ERROR, "cannot be read", Span("z.yml", 1, 1, 1, 2))
    loaded = load({}, today=date(2027, 1, 1), findings=[found])

    assert loaded.findings == (found,)
    assert lint(loaded) == (found,)


# --- ids -----------------------------------------------------------------------------------------


def test_a_duplicate_id_is_reported_where_it_is_written_again(stack: Load) -> None:
    (finding,) = stack(
        {
            "a.yml": "metrics: [{id: active, title: A}]",
            "b.yml": "outcomes: [{id: active, title: B}]",
        }
    ).findings

    assert finding.message == (
        "the id active is already used by a metric (a.yml:1:16); ids must be unique "
        "across all kinds"
    )
    assert finding.span == Span("b.yml", 1, 17, 1, 23)
    assert finding.related[0].span == Span("a.yml", 1, 16, 1, 22)


def test_who_has_a_taken_id_keeps_what_is_nested_in_it(stack: Load) -> None:
    loaded = stack("""\
        objectives:
          - {id: stay, title: Customers stay, key_results: [{id: one, title: O}]}
          - {id: stay, title: Customers come, key_results: [{id: two, title: T}]}
    """)

    assert _ids(loaded.entities) == ["stay", "one", "customers-come", "two"]
    assert loaded.graph.parents["two"] == ("customers-come",)
    assert len(loaded.findings) == 1


def test_an_item_without_an_id_is_what_others_speak_of(stack: Load) -> None:
    loaded = stack("""\
        strategies:
          - title: Win independent clinics
            level: company
        bets:
          - {id: a, title: A, serves: win-clinics}
          - {id: b, title: B, serves: win-clinics}
    """)

    (finding,) = loaded.findings
    assert finding.span[1:3] == (2, 12)
    assert finding.message == (
        "this strategy (Win independent clinics) has no id; a and 1 more refer to "
        "win-clinics; is that its id?"
    )
    assert finding.suggestion == "id: win-clinics"
    assert finding.related[0].span[1:3] == (5, 31)
    assert loaded.graph.parents == {"a": ("win-clinics",), "b": ("win-clinics",)}


def test_an_item_that_nothing_mentions_is_called_by_its_title(stack: Load) -> None:
    loaded = stack("bets: [{title: A new way}, {title: A new way}, {size: big}]")

    assert _ids(loaded.entities) == ["a-new-way", "a-new-way-2", "bets"]
    assert [finding.rule for finding in loaded.findings] == ["invalid-value"] * 3


def test_a_missing_id_and_a_misspelt_link_are_two_findings(reads: Check) -> None:
    actual = reads("""\
        strategies:
          - {id: win-clinics, title: Win clinics}
          - {title: Keep hospitals}
        bets:
          - {id: a, title: A, serves: win-clinisc}
    """)

    assert [line.split(" ")[2] for line in actual] == ["invalid-value:", "unknown-reference:"]


@pytest.mark.slow
def test_thousands_of_items_without_an_id_are_read(stack: Load) -> None:
    rows = "".join(f"  - {{title: T {n}, serves: none-{n}}}\n" for n in range(3_000))
    loaded = stack("bets:\n" + rows)

    assert len(loaded.entities) == 3_000


# --- one slip, one finding -----------------------------------------------------------------------

SOUND = """\
    strategies:
      - {id: company, title: C, level: company}
      - {id: north, title: N, level: product, serves: company}
    bets:
      - id: bet
        title: B
        serves: north
        status: committed
        success: {outcome: more, measure: trips, baseline: 4, target: 8, by: 2027-03-31}
"""


@pytest.mark.parametrize(
    ("line", "slip", "rule"),
    [
        ("        serves: north", "        serves: nroth", "unknown-reference"),
        ("        serves: north", "        serves: somewhere-else", "unknown-reference"),
        ("        serves: north", "        serves: bet", "wrong-kind"),
        ("        serves: north", "        serves: {north: yes}", "invalid-value"),
        ("        serves: north", "        servse: north", "unknown-field"),
        ("        serves: north", "        serves north", "invalid-yaml"),
        ("        serves: north", "        serves: *north", "invalid-yaml"),
        ("        serves: north", "        serves: north: south", "invalid-yaml"),
        ("        status: committed", "        status: comitted", "invalid-value"),
        ("        status: committed", "        status: yes", "invalid-value"),
        ("    bets:", "    bet:", "unknown-field"),
        ("    strategies:", "    stratgies:", "unknown-field"),
        ("    strategies:", "    strategies", "invalid-yaml"),
        ("baseline: 4, target: 8", "baseline: 4, target: much", "invalid-value"),
        ("baseline: 4, target: 8", "baseline: 4, targt: 8", "unknown-field"),
        ("by: 2027-03-31}", "by: 2027-03-31", "invalid-yaml"),
        ("      - id: bet", "      - bet", "invalid-yaml"),
        ("      - id: bet", "        id: bet", "invalid-value"),
    ],
)
def test_what_only_follows_from_a_slip_is_not_reported(
    check: Check, line: str, slip: str, rule: str
) -> None:
    assert check(SOUND) == []
    assert line in SOUND
    actual = check(SOUND.replace(line, slip))

    assert [line.split(" ")[2] for line in actual] == [f"{rule}:"]


def test_what_may_be_in_unread_lines_is_not_missed(check: Check) -> None:
    actual = check(
        {
            "one.yml": "strategies: [{id: company, title: C, level: company}]",
            "two.yml": "bets: [{id: bet, title: B, serves: company}, {id: lost, ][",
            "three.yml": "work: [{id: w, title: W, serves: bet, depends_on: lost}]",
        }
    )

    assert [line.split(" ")[2] for line in actual] == ["invalid-yaml:"]


def test_a_file_that_ends_in_the_dark_hides_what_it_may_hold(check: Check) -> None:
    deep = "[" * 200 + "]"
    actual = check(
        {
            "one.yml": "strategies: [{id: company, title: C, level: company}]",
            "two.yml": f"bets: [{{id: bet, title: B, x: {deep}\nwork: [{{id: lost, title: L}}]",
            "three.yml": "work: [{id: w, title: W, serves: bet, depends_on: lost}]",
        }
    )

    assert len(actual) == 2
    assert "unknown-field: x isn't a field of a bet" in actual[0]
    assert "nested more than 100 levels deep" in actual[1]


YAMLISH = st.text(alphabet=st.sampled_from("ab: -\n\n  \t'\"[]{},#&*!|>"), max_size=60)
WORDS = """\
bets:
  - id: a
    title: A
    serves: a
objectives:
  - {id: a}
    key_results: [{id: b}]
\ttitle: T
strategies: {}
    status: done
    serves: [b, c]
    success:
      target: 4
    size: big
---
  - id: b
  -
work: x
"""
LINES = st.lists(st.sampled_from(WORDS.splitlines()), max_size=14).map("\n".join)


@given(st.dictionaries(st.sampled_from(["a.yml", "b.yml"]), st.one_of(LINES, YAMLISH), max_size=2))
def test_any_texts_make_a_stack_with_findings_in_order(texts: dict[str, str]) -> None:
    loaded = load(texts, today=date(2027, 1, 1))
    found = lint(loaded)

    assert list(found) == sorted(found, key=lambda finding: finding.order)
    assert len(set(found)) == len(found)
    assert len(loaded.graph.by_id) == len(loaded.entities)
    assert all(finding.span.path in texts for finding in found)
    for entity in loaded.entities:
        loaded.trace(entity)
        list(loaded.below(entity))
        loaded.period_of(entity)

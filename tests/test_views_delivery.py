"""What readers see of traceability, dependencies, risks, capacity and the timeline."""

from __future__ import annotations

import re
from datetime import date
from html.parser import HTMLParser
from textwrap import dedent
from typing import Any

import pytest
from pages import html, page_text

from stratdocs.model.kinds import Outcome
from stratdocs.model.stack import load
from stratdocs.site.views import capacity, delivery, item, timeline, traceability
from stratdocs.site.views.ask import ALL, Ask, View
from stratdocs.site.views.page import SiteContext

TODAY = date(2027, 2, 1)
PAGES = (traceability.pages, delivery.pages, capacity.pages, timeline.pages)


def site(text: str) -> SiteContext:
    return SiteContext(load({"s.yml": dedent(text)}, today=TODAY), ())


def data(view: View, text: str, ask: Ask = ALL) -> Any:
    return view.data(site(text), ask)


STACK = """
    teams:
      - {id: blue, title: Blue, capacity: 20 d}
      - {id: red, title: Red, capacity: 60 d, utilisation: 60%}
    strategies:
      - {id: stay, title: Clinics that stay, level: company}
    outcomes:
      - id: easier
        title: The first week is easy
        serves: stay
        opportunities:
          - id: dirty
            title: Lists are dirty
            evidence: [{says: Nine of ten lists had doubles}]
            solutions:
              - id: clean
                title: Clean on import
                status: on_track
                experiments:
                  - id: ten
                    title: Ten lists
                    result: All clean
                    decision: proceed
              - {id: by-hand, title: Clean by hand, status: dropped, because: Too slow.}
    bets:
      - {id: import, title: Guided import, serves: stay, status: on_track, period: 2027-H1}
      - {id: lost, title: Lost bet, serves: stay, status: on_track, period: 2027-Q1}
    objectives:
      - {id: easy, title: Importing is easy, serves: import, team: blue, period: 2027-Q1}
    work:
      - {id: api, title: Import API, serves: easy, due: 2027-02-12, estimate: 12 d, lno: leverage}
      - id: wizard
        title: The wizard
        serves: easy
        due: 2027-02-26
        estimate: 8 d
        lno: neutral
        team: red
        depends_on: [api, done]
      - {id: done, title: It is done, serves: easy, status: done, due: 2027-01-15}
      - {id: polish, title: Polish, serves: easy, due: 2027-03-12, estimate: 9 d, lno: overhead}
      - {id: spring, title: Spring cleaning, serves: easy, due: 2027-05-12}
    risks:
      - {id: law, title: The law changes, serves: import, probability: 4, impact: 4}
      - {id: rain, title: It rains, serves: import, probability: 2, impact: 1}
      - {id: fog, title: Fog, serves: import}
"""


# --- traceability


def test_the_matrix_counts_links_and_marks_gaps() -> None:
    text = page_text(next(traceability.pages(site(STACK))))

    assert "bet Guided import On track – ▲ no outcome 1 5 bet Lost bet" in text
    assert "▲ no objective" in text
    assert "Lost bet has no work: the bet is under way but has no work." in text


def test_the_matrix_of_one_bet() -> None:
    found = data(traceability.MATRIX, STACK, Ask(of=("import",)))

    assert [row.ref.id for row in found.rows] == ["import"]
    assert found.unanchored_counts is None


def test_the_tree_starts_at_the_requested_item() -> None:
    found = data(traceability.TREE, STACK, Ask(of=("objectives",), depth=1))

    assert [tree.ref.id for tree in found.trees] == ["easy"]
    assert [twig.ref.id for twig in found.trees[0].branches][:2] == ["api", "wizard"]


def test_the_whole_tree_starts_at_company_strategies_and_unlinked_items() -> None:
    found = data(traceability.TREE, STACK.replace("serves: import, team", "team"))

    assert [tree.ref.id for tree in found.trees] == ["stay", "easy"]
    lost = data(traceability.TREE, "work: [{id: stray, title: Stray}]")
    assert [tree.ref.id for tree in lost.trees] == ["stray"]


def test_an_outcome_draws_its_opportunity_solution_tree_with_pruned_branches_folded() -> None:
    context = site(STACK)
    page = item.item_page(context, context.stack.of(Outcome)[0])
    text = page_text(page)

    assert 'id="opportunity-tree"' in html(page)
    assert "✓ Decided: proceed" in text
    assert "1 branch was pruned solution Clean by hand Dropped Too slow." in text


def test_an_outcome_without_a_tree_has_no_section() -> None:
    context = site("outcomes: [{id: easier, title: Easier}]")

    assert "opportunity-tree" not in html(item.item_page(context, context.stack.of(Outcome)[0]))


# --- dependencies


def test_the_graph_has_a_description() -> None:
    text = page_text(next(delivery.pages(site(STACK))))

    assert "Critical path: Import API → The wizard ." in text
    assert "2 open items in a row with 20 working days estimated, the most of any chain" in text
    assert "10 working days between 12 Feb 2027 and 26 Feb 2027" in text
    assert "✓ Done 1" in text


def test_teams_wait_for_teams() -> None:
    found = data(delivery.DEPENDENCIES, STACK).matrix

    assert [team.id for team in found.teams] == ["blue", "red"]
    assert [[cell.count for cell in row.cells] for row in found.rows] == [[0, 0], [1, 0]]


def test_a_cycle_comes_first() -> None:
    text = page_text(
        next(
            delivery.pages(
                site(
                    """
                    work:
                      - {id: a, title: Hen, depends_on: b}
                      - {id: b, title: Egg, depends_on: a}
                    """
                )
            )
        )
    )

    assert "A cycle: no item in it can start Hen , Egg depend on each other" in text
    assert "one cycle marked" in html(
        next(delivery.pages(site("work: [{id: a, depends_on: b}, {id: b, depends_on: a}]")))
    )


def test_dependencies_of_one_item() -> None:
    found = data(delivery.DEPENDENCIES, STACK, Ask(of=("done",)))

    assert [row.needed.id for row in found.rows] == ["done"]
    assert found.path == []


# --- risks


def test_the_register_has_unrated_risks_first_then_the_heaviest() -> None:
    found = data(delivery.RISK_MAP, STACK)

    assert [(row.ref.id, row.weight) for row in found.rows] == [
        ("fog", "Not rated"),
        ("law", "High"),
        ("rain", "Low"),
    ]


def test_a_risk_to_an_ended_item_is_closed() -> None:
    found = data(
        delivery.RISK_MAP,
        """
        bets: [{id: a, title: A, status: dropped}]
        risks: [{id: r, title: R, serves: a, probability: 4, impact: 4}]
        """,
    )

    assert (found.total, found.closed) == (0, 1)


def test_a_request_for_a_bet_gives_its_risks() -> None:
    found = data(delivery.RISK_MAP, STACK, Ask(of=("import",)))

    assert found.total == 3


# --- capacity


def test_an_overloaded_plan_lists_what_to_cut_and_why() -> None:
    text = page_text(next(capacity.pages(site(STACK))))

    assert "■ Over the limit: 1" in text
    assert "Blue needs to cut at least 7 d" in text
    assert "at least 21 d 20 d at least 105%" in text
    assert "Polish , 9 d: overhead, not started" in text
    assert "That frees 9 d, and the plan fits." in text


def test_what_could_not_be_counted_is_never_shown_as_room() -> None:
    text = page_text(
        next(
            capacity.pages(
                site(
                    """
                    teams:
                      - {id: part, title: Part, capacity: 60 d}
                      - {id: dark, title: Dark, capacity: 60 d}
                      - {id: bare, title: Bare}
                    work:
                      - {id: a, title: A, team: part, estimate: 12 d, due: 2027-02-12}
                      - {id: b, title: B, team: part, due: 2027-02-12}
                      - {id: c, title: C, team: dark, estimate: 8 points, due: 2027-02-12}
                    """
                )
            )
        )
    )

    assert "? What could be counted fits : 2 teams with work; 1 could only be counted in" in text
    assert "at least 12 d 60 d at least 20% 70% (usual) ? at most 30 d free: 1 not counted" in text
    assert "? unknown: 1 not counted" in text
    assert "Dark : 1 work item not counted Not in working time: C (8 points)" in text
    assert "Without a capacity, so it's unknown whether their plans fit: Bare" in text
    assert "✓" not in text


def test_a_full_plan_has_nothing_free() -> None:
    text = page_text(next(capacity.pages(site(STACK.replace("20 d}", "30 d}")))))

    assert "0 d free" in text
    assert "-0" not in text


# --- timeline


def test_now_next_and_later() -> None:
    found = data(
        timeline.TIMELINE,
        STACK.replace("id: spring,", "id: far, due: 2028-01-12}\n      - {id: spring,"),
    )
    columns = {
        column.title: [row.ref.id for group in column.groups for row in group.rows]
        for column in found.columns
    }

    assert columns["Now"] == ["lost", "import", "api", "wizard", "polish"]
    assert columns["Next"] == ["spring"]
    assert columns["Later"] == ["far"]
    assert found.done == 1


def test_quarters_hold_what_ends_in_them() -> None:
    text = page_text(next(timeline.pages(site(STACK))))

    assert "Q1 2027 now" in text
    assert "Q2 2027" in text


# --- all of them


@pytest.mark.parametrize("text", ["", "people: [{id: jo, title: Jo}]"])
def test_an_empty_page_shows_how_it_is_filled(text: str) -> None:
    for pages in PAGES:
        for page in pages(site(text)):
            assert "<pre><code>" in html(page)


HOSTILE = '<script>alert("x")</script> & שלום ' + "long " * 70


class _Checker(HTMLParser):
    """Notes elements and attributes that a strict policy forbids."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "style") or any(n == "style" or n[:2] == "on" for n, _ in attrs):
            self.found.append(tag)


def test_hostile_titles_are_text_and_pictures_cut_them() -> None:
    context = site(re.sub(r"title: [^,}\n]+", lambda m: f"title: '{HOSTILE}'", STACK))
    checker = _Checker()
    for pages in PAGES:
        for page in pages(context):
            checker.feed(html(page))
    checker.feed(html(item.item_page(context, context.stack.of(Outcome)[0])))

    assert checker.found == []


def test_ids_are_used_once_on_a_page() -> None:
    for pages in PAGES:
        for page in pages(site(STACK)):
            ids = re.findall(r' id="([^"]+)"', html(page))

            assert len(ids) == len(set(ids))


@pytest.mark.slow
def test_two_thousand_items_stay_within_a_page() -> None:
    lines = ["teams:"] + [f"  - {{id: t{n}, title: Team {n}, capacity: 9 d}}" for n in range(80)]
    lines += ["bets:"] + [
        f"  - {{id: b{n}, title: Bet {n}, status: on_track, period: 2027-H1}}" for n in range(500)
    ]
    lines += ["risks:"] + [
        f"  - {{id: r{n}, title: Risk {n}, serves: b{n}, probability: 3, impact: {n % 5 + 1}}}"
        for n in range(400)
    ]
    lines += ["work:"] + [
        f"  - {{id: w{n}, title: Work {n}, serves: b{n % 500}, team: t{n % 80}, estimate: 3 d, "
        f"due: 2027-0{n % 9 + 1}-12, depends_on: [w{n * 7 % 1000}, w{n // 2}]}}"
        for n in range(1000)
    ]
    context = SiteContext(load({"s.yml": "\n".join(lines)}, today=TODAY), ())
    for pages in PAGES:
        for page in pages(context):
            assert len(html(page)) < 370_000


def test_what_is_past_its_last_day_is_not_under_now() -> None:
    columns = data(
        timeline.TIMELINE,
        """
        strategies:
          - {id: stay, title: Clinics that stay, level: company}
        bets:
          - {id: over, title: Over, serves: stay, status: on_track, period: 2026-Q4}
          - {id: silent, title: Silent, serves: stay, status: committed, period: 2026-Q3}
          - {id: draft, title: Draft, serves: stay, status: proposed, period: 2026-Q4}
          - {id: later, title: Due later, serves: stay, status: on_track, period: 2026-Q4,
             success: {by: 2027-03-31}}
          - {id: on, title: On, serves: stay, status: on_track, period: 2027-Q1}
          - {id: closed, title: Closed, serves: stay, status: done, period: 2026-Q4}
        initiatives:
          - {id: old, title: Old, serves: over, status: on_track, period: 2026-Q4}
          - {id: open, title: Open, serves: over, status: on_track, period: 2026-Q4,
             phases: [{step: build, starts: 2026-11-01}]}
        work:
          - {id: late, title: Late, serves: on, status: on_track, due: 2027-01-15}
        """,
    ).columns

    listed = {
        column.title: [row.ref.id for group in column.groups for row in group.rows]
        for column in columns
    }
    assert listed == {
        "Time is up": ["silent", "draft", "over", "old"],
        "Now": ["later", "on", "open", "late"],
        "Next": [],
        "Later": [],
    }

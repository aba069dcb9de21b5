"""The frameworks in plain words, with the company's data beside them."""

from __future__ import annotations

import pytest
from pages import NASTY, html, page, page_text, site_of

from stratdocs.linting.rules import RULES
from stratdocs.model.kinds import BY_COLLECTION
from stratdocs.site.framework_texts import FRAMEWORKS, Framework
from stratdocs.site.views.frameworks import COMPANY_DATA, pages

SOME = """
    strategies: [{id: stay, title: Win by keeping customers, level: company}]
    bets:
      - {id: week, title: Value in the first week, serves: stay, status: on_track, size: big,
         lno: leverage, dhm: {delight: A calm first morning},
         confidence: {problem: high, solution: high, outcome: low}}
    teams:
      - {id: support, title: Support, triad: {metrics: {status: red, note: Pays for calls}}}
"""


def test_theory_and_data_are_on_one_page() -> None:
    text = page_text(page(pages, "compare/dhm", site_of(SOME)))

    assert "Delight How does it delight customers?" in text
    assert "1 of 1 active bets leave something open." in text
    assert "Value in the first week A calm first morning not set not set" in text


def test_the_conclusion_is_that_of_the_analysis() -> None:
    text = page_text(page(pages, "compare/confidence", site_of(SOME)))

    assert "Discovery first: confidence in the outcome is low." in text


def test_a_red_leg_has_its_note() -> None:
    text = page_text(page(pages, "compare/triad", site_of(SOME)))

    assert "Support not set not set red Pays for calls" in text


def test_the_index_has_the_conclusion_of_each() -> None:
    text = page_text(page(pages, "compare", site_of(SOME)))

    assert "Delight, hard to copy, margin Is this bet worth making? 1 of 1" in text


def test_each_has_data_of_the_company() -> None:
    assert list(COMPANY_DATA) == [framework.key for framework in FRAMEWORKS]


@pytest.mark.parametrize("framework", FRAMEWORKS, ids=lambda framework: framework.key)
def test_each_has_a_starter_where_there_is_nothing_to_show(framework: Framework) -> None:
    text = page_text(page(pages, f"compare/{framework.key}", site_of("")))

    assert framework.asks in text
    assert framework.key == "causes" or "Start like this: " in text


@pytest.mark.parametrize("framework", FRAMEWORKS, ids=lambda framework: framework.key)
def test_each_names_only_known_rules_and_collections(framework: Framework) -> None:
    assert set(framework.rules) <= {rule.name for rule in RULES}
    assert framework.collection in BY_COLLECTION


def test_advice_for_practice_stands_below_the_data() -> None:
    text = page_text(page(pages, "compare/causes", site_of(SOME)))

    assert "Best used when effort is high and results are poor." in text
    assert text.index("In this strategy") < text.index("In practice")


def test_steps_of_the_course_that_no_phase_is_are_named() -> None:
    text = page_text(
        page(
            pages,
            "compare/product-or-policy",
            site_of("""
                initiatives:
                  - {id: score, title: Supplier score, nature: policy, status: on_track,
                     reviewed: 2026-10-02,
                     phases: [{title: Decided, step: mandate}, {title: Rules, step: rules},
                              {title: Told, step: announcement}]}
                  - {id: tool, title: Chart room, nature: product, status: on_track}
                  - {id: old, title: Old rule, nature: policy, status: done}
            """),
        )
    )

    assert "0 of 2 initiatives have a known nature and a scored plan." in text
    assert "monitoring, exceptions 2 Oct 2026" in text
    assert "Old rule" not in text


def test_the_five_points_say_what_their_frameworks_say() -> None:
    site = site_of(SOME)
    text = page_text(page(pages, "compare/closing-the-gap", site))

    for look in ("strategy-stack", "confidence"):
        assert COMPANY_DATA[look](site).says in text
    assert "of 5 symptoms of the gap" in text
    assert "Work without a strategy" in text


def test_titles_are_text() -> None:
    yaml = f"""
        bets: [{{id: b, title: '{NASTY}', status: on_track, dhm: {{delight: '{NASTY}'}}}}]
        risks: [{{id: r, title: '{NASTY}', mitigation: '{NASTY}'}}]
    """
    for shown in pages(site_of(yaml)):
        assert "<script>" not in html(shown)


def test_thousands_of_items_are_cut() -> None:
    lines = ["bets:"]
    lines += [f"  - {{id: b{n}, title: Bet {n}, status: on_track}}" for n in range(2000)]
    site = site_of("\n".join(lines))
    for shown in pages(site):
        assert len(html(shown)) < 60_000

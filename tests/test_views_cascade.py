"""What a reader sees of the cascade: each step beside the one above, and what is new in it."""

from __future__ import annotations

import re

from conftest import stack_of
from pages import NASTY, html, page, page_text, site_of

from stratdocs.analysis.cascade import addition, only_repeats
from stratdocs.site.views import cascade

STEPS = """
    people: [{id: ana, title: Ana Reis}]
    strategies:
      - {id: stay, title: Win by keeping customers, level: company,
         confirmed: [{by: ana, level: leadership, date: 2027-01-11}]}
    objectives:
      - {id: content, title: Clinics are more content, level: organisation, serves: stay,
         status: on_track, owner: ana}
      - {id: quick, title: Clinics are answered within 12 h, level: department, serves: content,
         status: on_track, owner: jo}
      - {id: copied, title: More content clinics, level: team, serves: content, status: on_track}
      - {id: over, title: Last year's goal, level: team, serves: content, status: done}
    work:
      - {id: triage, title: Urgent tickets first, serves: quick, owner: jo, status: on_track}
"""


def test_each_step_is_below_the_one_that_it_refines() -> None:
    text = page_text(page(cascade.pages, "cascade", site_of(STEPS)))

    assert "3 active objectives: 1 of the organisation, 1 of departments, 1 of teams." in text
    assert text.index("Clinics are more content") < text.index("answered within 12 h")
    assert "Supports Win by keeping customers ." in text
    assert "Last year's goal" not in text
    assert "1 work item by person individual, work item Urgent tickets" in text


def test_words_that_are_new_are_bold() -> None:
    printed = html(page(cascade.pages, "cascade", site_of(STEPS)))

    assert "Clinics are <b>answered within 12 h</b>" in printed


def test_a_step_that_only_copies_is_marked() -> None:
    text = page_text(page(cascade.pages, "cascade", site_of(STEPS)))

    assert "1 objective repeats its parent" in text
    assert re.search(r"team More content clinics .{0,40}repeats its parent It adds no", text)


def test_rule_and_page_agree_on_what_a_step_adds() -> None:
    stack = stack_of(STEPS)
    content, quick, copied = (stack.get(name) for name in ("content", "quick", "copied"))
    assert content
    assert quick
    assert copied

    assert only_repeats(stack, copied, content)
    assert addition(stack, copied, content).copies
    found = addition(stack, quick, content)
    assert (found.fields, found.measures, found.copies) == (("owner",), True, False)


def test_confirmations_are_listed_by_level() -> None:
    text = page_text(page(cascade.pages, "cascade", site_of(STEPS)))

    assert (
        "Leadership Product leadership Team Individual Win by keeping customers Ana Reis "
        "11 Jan 2027 – – –" in text
    )


def test_an_empty_strategy_gets_a_starter() -> None:
    text = page_text(page(cascade.pages, "cascade", site_of("")))

    assert "No active objectives yet." in text
    assert "No confirmations yet." in text


def test_titles_are_escaped_and_a_cycle_ends() -> None:
    yaml = f"""
        objectives:
          - {{id: a, title: '{NASTY}', serves: b, status: on_track}}
          - {{id: b, title: '{NASTY}', serves: a, status: on_track}}
    """

    assert "<script>" not in html(page(cascade.pages, "cascade", site_of(yaml)))


def test_thousands_of_steps_are_cut() -> None:
    lines = ["objectives:", "  - {id: top, title: Top, status: on_track, level: organisation}"]
    lines += [
        f"  - {{id: o{n}, title: Goal {n}, serves: top, status: on_track, level: team}}"
        for n in range(2000)
    ]
    printed = html(page(cascade.pages, "cascade", site_of("\n".join(lines))))

    assert "more aren't shown here" in printed
    assert len(printed) < 200_000

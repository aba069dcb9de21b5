"""What a reader sees of an initiative's diagnosis, and of all initiatives side by side."""

from __future__ import annotations

from datetime import date
from textwrap import dedent

from pages import page_text

from stratdocs.analysis.diagnosis import course_steps
from stratdocs.model.kinds import Initiative
from stratdocs.model.stack import load
from stratdocs.site.drawing.course import course_drawing
from stratdocs.site.prose import Prose
from stratdocs.site.rendering import Renderer
from stratdocs.site.views import compare, item
from stratdocs.site.views.page import SiteContext

CHARTROOM = """
    people: [{id: ivo, title: Ivo Kralj}]
    initiatives:
      - id: chartroom
        title: One place to work together
        nature: product
        goal: People finish work together without asking where it stands.
        ballot: {product: 7, policy: 2}
        plan:
          leverage:    {product: 1, policy: 5, note: A mail made it compulsory}
          feedback:    {product: 2, policy: 4}
          measurement: {product: 3, policy: 3}
          velocity:    {product: 1, policy: 4}
        gaps:
          - dimension: leverage
            cause: Nobody asked who needed it.
            actions:
              - {title: Ask three groups, owner: ivo, by: 2027-01-10, done: 2027-01-08}
              - {title: Set it up with them, owner: ivo, by: 2027-01-15}
              - {title: Tell their story, owner: ivo, by: 2027-02-15}
        aspects: {done_state: Everybody trained}
        phases: [{title: Pilot, status: on_track, starts: 2027-01-04}]
        earlier:
          - {date: 2026-07-20, note: Before the vote., plan: {leverage: {product: 3, policy: 4}}}
"""


def site(text: str) -> SiteContext:
    return SiteContext(load({"s.yml": dedent(text)}, today=date(2027, 1, 20)), ())


def page_of(text: str) -> str:
    context = site(text)
    return page_text(item.item_page(context, context.stack.of(Initiative)[0]))


def test_the_page_shows_verdict_vote_and_evidence():
    page = page_of(CHARTROOM)

    assert (
        "A product rollout, run as a policy Because its plan fits a policy better in leverage (5 "
        "against 1), "
        "feedback (4 against 2) and velocity (4 against 1); measurement is even." in page
    )
    assert "It is declared a product rollout." in page
    assert "7 product 2 policy" in page
    assert "A mail made it compulsory" in page


def test_gaps_show_cause_actions_and_what_is_missing():
    page = page_of(CHARTROOM)

    assert "Nobody asked who needed it." in page
    assert "Ask three groups Ivo Kralj 10 January 2027 done 8 January 2027" in page
    assert "Set it up with them Ivo Kralj 15 January 2027 overdue" in page
    assert "Tell their story Ivo Kralj 15 February 2027 open" in page
    assert "Still wanted: no root cause, no action." in page  # of feedback
    assert "To be watched, in the middle of the scale: measurement (3 of 5)." in page


def test_aspects_phases_and_earlier_scores_follow():
    page = page_of(CHARTROOM)

    assert "Never quite: part of daily business, and still developing" in page
    assert "A fixed state: part of the controls and of the audit plan Everybody trained" in page
    assert "Pilot now On track 4 January 2027" in page
    assert "Leverage 3 product 4 policy 1 product 5 policy −2" in page


def test_an_empty_initiative_has_a_diagnosis_only():
    page = page_of("initiatives: [{id: it, title: It}]")

    assert "Not enough data Because nobody has declared its nature or voted, and its plan" in page
    assert "Seven aspects" not in page
    assert "How far the plan fits" not in page


def test_a_split_vote_is_to_be_settled_first():
    page = page_of("initiatives: [{id: it, title: It, ballot: {product: 4, policy: 5}}]")

    assert "Split vote People do not agree on what it is. Settle that first" in page


def test_what_follows_from_the_vote_is_said_under_it():
    def advice(more: str) -> str:
        page = page_of(f"initiatives: [{{id: it, title: It, {more}}}]")
        return page.split(" policy ", 1)[1]

    assert "so the vote decides: a product." in advice("ballot: {product: 9, policy: 2}")
    assert "declared a policy" not in advice("ballot: {product: 9, policy: 2}")
    assert "but it is declared a policy without a reason. Settle that first" in advice(
        "nature: policy, ballot: {product: 9, policy: 2}"
    )
    assert "it is declared a policy all the same, with a reason." in advice(
        "nature: policy, because: The law, ballot: {product: 9, policy: 2}"
    )
    assert "isn't a vote, and this one contradicts the declared policy. Ask" in advice(
        "nature: policy, ballot: {product: 1}"
    )
    assert "it was settled as a policy, with a reason." in advice(
        "nature: policy, because: Settled by Ingrid, ballot: {product: 4, policy: 5}"
    )


def test_a_gap_with_too_many_actions_says_so():
    actions = ", ".join(f"{{title: A{n}, owner: ivo, by: 2027-03-0{n}}}" for n in range(1, 6))
    page = page_of(
        "initiatives: [{id: it, title: It, nature: product, plan: {feedback: {product: 1}}, gaps: "
        f"[{{dimension: feedback, cause: So, actions: [{actions}]}}]}}]"
    )

    assert "5 actions are open; choose the two or three that matter most." in page


def test_the_comparison_names_what_is_disputed_and_what_is_a_guess():
    (page,) = compare.pages(
        site("""
            initiatives:
              - {id: a, title: A, nature: policy, ballot: {product: 9, policy: 1}}
              - {id: b, title: B, ballot: {product: 9, policy: 1}}
              - {id: c, title: C, plan: {leverage: {product: 4, policy: 1}, feedback: {product: 4, policy: 1}, velocity: {product: 4, policy: 1}}}
        """)  # noqa: E501  # a plan reads on one line
    )
    text = page_text(page)

    assert "1 declared against the vote" in text
    assert "2 with too little data for a diagnosis" in text
    assert "product by vote A product rollout by vote; whether its plan fits is unknown." in text
    assert "product, a guess Probably a product rollout, by its plan alone." in text


def test_guardrails_of_a_hybrid():
    page = page_of("""
        initiatives:
          - {id: it, title: It, nature: product, secondary: policy, guardrails: [Audited every
          quarter]} """)

    assert "Guardrails from the policy side, not to be negotiated Audited every quarter" in page


def test_all_initiatives_side_by_side():
    (page,) = compare.pages(site(CHARTROOM))
    text = page_text(page)

    assert page.path == "compare/initiatives"
    assert "1 run as what it is not 0 split votes" in text
    assert "3 execution gaps, 2 without a cause or enough owned, dated actions" in text
    assert "7 of 9 say product 1 5 2 4 3 3 1 4 3 2 actions open, 1 done 1 overdue" in text
    assert "Where it is missing: Use is ordered instead of earned" in text


def test_without_initiatives_there_is_nothing_to_compare():
    assert not list(compare.pages(site("bets: [{id: it, title: It}]")))


def test_texts_of_users_are_escaped():
    context = site(
        "initiatives: [{id: it, title: '<b>It</b>', gaps: [{dimension: leverage, actions: "
        "['<script>']}]}]"
    )
    renderer = Renderer(link=lambda path: f"{path}/", prose=Prose().html)

    for page in (*compare.pages(context), item.item_page(context, context.stack.of(Initiative)[0])):
        content = renderer.html(page, "").content
        assert "<b>It" not in content
        assert "<script>" not in content


def test_both_courses_are_drawn_with_the_current_phase():
    text = CHARTROOM.replace(
        "phases: [{title: Pilot, status: on_track, starts: 2027-01-04}]",
        "phases: [{title: Mail to all, step: announcement, status: done}, "
        "{title: Pilot, step: launch, status: on_track, starts: 2027-01-04}, "
        "{title: For all, step: launch, starts: 2027-03-01}]",
    )

    page = page_of(text)

    assert "Now: Pilot." in page
    assert "Product rollout , its nature" in page
    assert "Launch to some now: Pilot" in page
    assert "Announcement to everyone affected done: Mail to all" in " ".join(page.split())
    assert "marks it here" not in page


def test_courses_without_steps_explain_how_to_name_them():
    page = page_of(CHARTROOM)

    assert "No phase says which step of them it is; step: launch in a phase marks it here." in page


def test_a_course_marks_the_place_of_the_initiative():
    stack = site("""
        initiatives:
          - id: score
            title: Score
            nature: policy
            phases:
              - {title: Letter, step: mandate, status: done}
              - {title: Rules, step: rules, starts: 2027-01-01, ends: 2027-01-31}
              - {title: Old, step: announcement, status: dropped}
              - {title: Audit, step: monitoring, starts: 2027-06-01}
    """).stack

    steps = course_steps(stack.of(Initiative)[0], "policy", stack.today)

    assert [step.state for step in steps] == ["done", "now", "not said", "ahead", "not said"]
    assert "Rules and procedures (now: Rules)" in course_drawing("policy", steps).words


def test_a_course_holds_long_and_hostile_words():
    evil = "<script>" + "w" * 300
    stack = site(f"""
        initiatives:
          - id: a
            title: A
            nature: product
            phases: [{{title: "{evil}", step: build, status: on_track}}]
    """).stack

    drawn = course_drawing("product", course_steps(stack.of(Initiative)[0], "product", stack.today))

    assert all(len(text.text) < 40 for shape in drawn.shapes for text in shape.inside)

"""What a reader sees of an initiative's diagnosis, and of all initiatives side by side."""

from __future__ import annotations

from datetime import date
from textwrap import dedent

import pytest
from pages import page_text

from stratdocs.analysis.diagnosis import course_steps
from stratdocs.analysis.signals import signals
from stratdocs.model.kinds import Initiative
from stratdocs.model.stack import load
from stratdocs.site.drawing.course import course_drawing
from stratdocs.site.prose import Prose
from stratdocs.site.rendering import Renderer
from stratdocs.site.views import compare, exceptions, item
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
        "A product rollout, run as a policy Its plan fits a policy better in leverage (5 "
        "against 1), "
        "feedback (4 against 2) and velocity (4 against 1); measurement is even." in page
    )
    assert "It is declared a product rollout." in page
    assert "7 product 2 policy" in page
    assert "A mail made it compulsory" in page


def test_gaps_show_cause_actions_and_what_is_missing():
    page = page_of(CHARTROOM)

    assert "Nobody asked who needed it." in page
    assert "Ask three groups Ivo Kralj done 8 Jan" in page
    assert "Set it up with them Ivo Kralj overdue, due 15 Jan" in page
    assert "Tell their story Ivo Kralj due 15 Feb" in page
    assert "Still missing: no root cause, no action." in page  # of feedback
    assert "Watch these, in the middle of the scale: measurement (3 of 5)." in page


def test_aspects_phases_and_earlier_scores_follow():
    page = page_of(CHARTROOM)

    assert "Never quite: part of daily business, and still developing" in page
    assert "A fixed state: part of the controls and of the audit plan Everybody trained" in page
    assert "Pilot now On track 4 Jan" in page
    assert "Leverage 3 product 4 policy 1 product 5 policy −2" in page


def test_an_empty_initiative_has_a_diagnosis_only():
    page = page_of("initiatives: [{id: it, title: It}]")

    assert "Not enough data Its nature is neither declared nor voted on, and its plan" in page
    assert "Seven aspects" not in page
    assert "Plan fit" not in page


def test_a_split_vote_is_to_be_settled_first():
    page = page_of("initiatives: [{id: it, title: It, ballot: {product: 4, policy: 5}}]")

    assert "Split vote People don't agree on what it is. Settle that first" in page


def test_what_follows_from_the_vote_is_said_under_it():
    def advice(more: str) -> str:
        page = page_of(f"initiatives: [{{id: it, title: It, {more}}}]")
        return page.split(" policy ", 1)[1]

    assert "so the vote decides: a product." in advice("ballot: {product: 9, policy: 2}")
    assert "declared a policy" not in advice("ballot: {product: 9, policy: 2}")
    assert "but it is declared a policy without a reason. Settle that first" in advice(
        "nature: policy, ballot: {product: 9, policy: 2}"
    )
    assert "it is declared a policy anyway, with a reason." in advice(
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

    assert "Non-negotiable guardrails from the policy side Audited every quarter" in page


def test_all_initiatives_side_by_side():
    (page,) = compare.pages(site(CHARTROOM))
    text = page_text(page)

    assert page.path == "compare/initiatives"
    assert "1 run as the wrong kind 0 split votes" in text
    assert "3 execution gaps, 2 without a cause or enough owned, dated actions" in text
    assert "7 of 9 say product 1 5 2 4 3 3 1 4 3 2 actions open, 1 done 1 overdue" in text
    assert "If it's missing: Use is imposed instead of earned" in text


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

    assert "Now: Pilot" in page
    assert "Product rollout , its nature" in page
    assert "Launch to some now: Pilot" in page
    assert "Announcement to everyone affected done: Mail to all" in " ".join(page.split())
    assert "marks it here" not in page


def test_courses_without_steps_explain_how_to_name_them():
    page = page_of(CHARTROOM)

    assert "No phase says which step it is; add step: launch to a phase to mark it here." in page


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


SCORE = """
    people: [{id: ivo, title: Ivo Kralj}]
    initiatives:
      - id: score
        title: A score for every order
        status: on_track
        nature: policy
        exceptions:
          - {for: Old contracts, granted_by: ivo, granted: 2026-06-01, until: 2026-12-31}
          - {for: Spare parts, granted_by: ivo, until: 2027-06-30, because: There is one maker.}
          - {for: Refills}
          - {for: The north, granted: 2027-03-01, until: 2027-06-30}
        controls:
          - {what: Twenty orders a month, owner: ivo, tested: 2026-11-01}
          - {what: No payment without a score, tested: 2025-11-01}
          - A look at split orders
"""


def test_the_register_says_who_granted_an_exception_and_until_when() -> None:
    text = page_of(SCORE)

    assert "Spare parts no date given by Ivo Kralj 30 Jun 2027 open There is one maker." in text
    assert "Old contracts 1 Jun 2026 by Ivo Kralj 31 Dec 2026" in text
    assert "Refills no date given by no one yet no end set open, without an end not given" in text
    assert "1 Mar 2027 by no one yet 30 Jun 2027 not yet" in text
    assert text.index("Spare parts") < text.index("Old contracts")


def test_a_control_says_when_it_was_last_tested() -> None:
    text = page_of(SCORE)

    assert "Twenty orders a month Ivo Kralj 1 Nov 2026" in text
    assert "1 Nov 2025 445 days ago" in text
    assert "A look at split orders no one yet never tested" in text


def test_exceptions_of_all_policies_have_a_page() -> None:
    (found,) = exceptions.pages(site(SCORE))
    text = page_text(found)

    assert text.index("Spare parts") < text.index("Old contracts")
    assert list(exceptions.pages(site(CHARTROOM))) == []


def granted(*days: str) -> str:
    rows = ", ".join(f"{{for: Case {n}, granted: {day}}}" for n, day in enumerate(days))
    return (
        "initiatives: [{id: score, title: Score, nature: policy, status: on_track, "
        f"exceptions: [{rows}]}}]"
    )


NOW = ("2027-01-02", "2027-01-05", "2027-01-08", "2027-01-12", "2027-01-15")


@pytest.mark.parametrize(
    ("text", "because"),
    [
        (granted(*NOW), None),  # nothing shows that it held before
        (granted("2026-01-10", *NOW), (5, 0)),
        (granted("2026-09-01", "2026-10-01", *NOW), (5, 2)),
        (granted("2026-09-01", "2026-09-10", "2026-10-01", *NOW), None),
        (granted("2026-09-01", *NOW[1:]), None),
        (granted("2026-09-01", *NOW[1:], "2027-02-01"), None),
    ],
)
def test_exceptions_that_more_than_double_ask_to_clarify_the_rule(
    text: str, because: tuple[int, int] | None
) -> None:
    stack = load({"s.yml": text}, today=date(2027, 1, 20))
    found = [signal.because for signal in signals(stack, stack.of(Initiative)[0])]

    assert found == (
        [
            (
                f"{because[0]} exceptions were granted in the last 91 days, {because[1]} in the 91 "
                "days before."
            )
        ]
        if because
        else []
    )


@pytest.mark.parametrize(
    ("nature", "metric", "because"),
    [
        (
            "product",
            (
                "title: People who use it, readings: [{date: 2026-09-30, value: 900}, "
                "{date: 2026-12-31, value: 100}]"
            ),
            (
                "“People who use it” since the launch on 1 Sep 2026: 900 on 30 Sep 2026, "
                "100 on 31 Dec 2026."
            ),
        ),
        (
            "product",
            (
                "title: People who use it, readings: [{date: 2026-06-30, value: 5000}, "
                "{date: 2026-09-30, value: 900}, {date: 2026-12-31, value: 800}]"
            ),
            None,  # before the launch it was another thing
        ),
        (
            "product",
            (
                "title: Calls, direction: down, readings: [{date: 2026-09-30, value: 900}, "
                "{date: 2026-12-31, value: 100}]"
            ),
            None,
        ),
        (
            "policy",
            (
                "title: Requests for exceptions, readings: [{date: 2026-09-30, value: 2}, "
                "{date: 2026-12-31, value: 88}]"
            ),
            "“Requests for exceptions”: 2 on 30 Sep 2026, 88 on 31 Dec 2026.",
        ),
        (
            "policy",
            (
                "title: Orders with a score, readings: [{date: 2026-09-30, value: 2}, "
                "{date: 2026-12-31, value: 88}]"
            ),
            None,
        ),
        ("product", "title: People who use it", None),
    ],
)
def test_a_metric_may_signal_that_users_leave_or_ask_for_exceptions(
    nature: str, metric: str, because: str | None
) -> None:
    text = f"""
        metrics: [{{id: m, {metric}}}]
        initiatives:
          - {{id: score, title: Score, nature: {nature}, status: on_track, metrics: [m],
             phases: [{{title: Go, step: launch, starts: 2026-09-01}}]}}
    """
    stack = load({"s.yml": dedent(text)}, today=date(2027, 1, 20))

    assert [signal.because for signal in signals(stack, stack.of(Initiative)[0])] == (
        [because] if because else []
    )


def test_the_pure_forms_and_the_day_of_the_scores_are_those_of_the_plan():
    page = page_of("""
        initiatives:
          - id: chartroom
            title: One place to work together
            nature: product
            plan:
              date: 2027-01-12
              leverage:
                {product: 4, policy: 1, as_product: Teams ask for a room, as_policy: A decree}
    """)

    assert "Scored 12 Jan 2027." in page
    assert "4 Persuasion. Teams ask for a room" in page
    assert "1 Authority. A decree" in page

"""What an initiative is and where its plan does not fit, on the worked cases and at the edges."""

from __future__ import annotations

from datetime import date
from textwrap import dedent

import pytest

from stratdocs.analysis import diagnosis
from stratdocs.analysis.diagnosis import InitiativeDiagnosis, Vote, diagnose
from stratdocs.model.kinds import Aspects, Initiative, Plan
from stratdocs.model.stack import load


def of(text: str) -> InitiativeDiagnosis:
    """The diagnosis of the first initiative in the text."""
    stack = load({"s.yml": dedent(text)}, today=date(2027, 1, 20))
    assert not [finding for finding in stack.findings if finding.severity == "error"]
    return diagnose(stack, stack.of(Initiative)[0])


def plan(
    *fits: tuple[int | None, int | None], nature: str | None = None, more: str = ""
) -> InitiativeDiagnosis:
    """The diagnosis of a plan with those scores (product, policy) on the four dimensions."""
    lines = ["initiatives:", "  - id: it", "    title: It"]
    if nature:
        lines.append(f"    nature: {nature}")
    if fits:
        lines.append("    plan:")
    for key, (product, policy) in zip(
        ("leverage", "feedback", "measurement", "velocity"), fits, strict=False
    ):
        written = [
            f"{row}: {score}"
            for row, score in (("product", product), ("policy", policy))
            if score is not None
        ]
        lines.append(f"      {key}: {{{', '.join(written)}}}")
    if more:
        lines.append(f"    {more}")
    return of("\n".join(lines))


def keys(gaps: tuple[diagnosis.ExecutionGap, ...]) -> list[str]:
    return [gap.dimension.key for gap in gaps]


# --- the worked cases ---------------------------------------------------------------------------


def test_a_product_launched_by_mandate_is_misdiagnosed_with_four_gaps():
    found = of("""
        initiatives:
          - id: one-workspace
            title: One place to work together
            nature: product
            ballot: {product: 7, policy: 2}
            plan:
              leverage:    {product: 1, policy: 5, note: By order of the board; training for all}
              feedback:    {product: 2, policy: 4, note: Tickets at the help desk}
              measurement: {product: 1, policy: 5, note: Logins}
              velocity:    {product: 1, policy: 4, note: No new features}
    """)

    assert found.nature == "product"
    assert found.decided == "declared"
    assert found.lean == "policy"
    assert found.misdiagnosed
    assert keys(found.gaps) == ["leverage", "feedback", "measurement", "velocity"]
    assert [gap.score for gap in found.gaps] == [1, 2, 1, 1]
    assert all(gap.missing == ("no root cause", "no action") for gap in found.gaps)
    assert not found.split
    assert found.verdict == (
        "A product rollout, run as a policy: its plan fits a policy better in leverage (5"
        " against 1), feedback (4 against 2), measurement (5 against 1) and velocity (4 against "
        "1)."
    )


def test_a_policy_promoted_by_a_campaign_has_gaps_in_leverage_feedback_and_measurement():
    found = of("""
        initiatives:
          - id: vendor-score
            title: A sustainability score for every large order
            nature: policy
            ballot: {product: 3, policy: 5}
            plan:
              leverage:    {product: 5, policy: 1, note: Branding, champions and incentives}
              feedback:    {product: 2, policy: 1, note: Nobody audits split orders}
              measurement: {product: 4, policy: 2, note: Participation}
              velocity:    {product: 2, policy: 4}
    """)

    assert found.nature == "policy"
    assert found.lean == "mixed"
    assert found.misdiagnosed
    assert keys(found.gaps) == ["leverage", "feedback", "measurement"]
    assert found.watched == found.further == ()
    assert found.split
    assert found.verdict == (
        "A policy implementation, run mostly as a product: its plan fits a product better"
        " in leverage (5 against 1), feedback (2 against 1) and measurement (4 against 2)."
    )


def test_mandatory_software_worth_its_accurate_reports_is_a_product_with_policy_guardrails():
    found = of("""
        initiatives:
          - id: field-reports
            title: Field reports that can be trusted
            nature: product
            secondary: policy
            plan:
              leverage:    {product: 4, policy: 4}
              feedback:    {product: 4, policy: 2}
              measurement: {product: 5, policy: 3}
              velocity:    {product: 4, policy: 2}
            guardrails:
              - Every site uses it from March on
              - Reports are audited every quarter
    """)

    assert found.nature == "product"
    assert found.hybrid == "policy"
    assert found.guardrails == (
        "Every site uses it from March on",
        "Reports are audited every quarter",
    )
    assert found.lean == "product"
    assert not found.misdiagnosed
    assert found.gaps == ()
    assert found.verdict == (
        "A product rollout with policy guardrails whose plan fits: it scores 4 of 5 in "
        "leverage, 4 of 5 in feedback, 5 of 5 in measurement and 4 of 5 in velocity."
    )


# --- what decides -------------------------------------------------------------------------------


def test_where_nobody_voted_the_consistently_higher_row_is_a_guess():
    found = plan((4, 1), (5, 2), (4, 2), (3, 3))

    assert (found.nature, found.decided) == ("product", "consistently higher row")
    assert not found.misdiagnosed
    assert found.known_nature is None
    assert found.verdict == (
        "Probably a product rollout, by its plan alone: its nature is neither "
        "declared nor voted on, and its product row is consistently higher: it scores 4 "
        "of 5 in leverage, 5 of 5 in feedback, 4 of 5 in measurement and 3 of 5 in "
        "velocity."
    )


def test_a_plan_with_mixed_rows_decides_nothing():
    found = plan((5, 1), (1, 5), (5, 1), (5, 1))

    assert (found.nature, found.decided, found.lean) == (None, None, "mixed")
    assert found.gaps == ()
    assert found.verdict == (
        "A plan with a split personality: its nature is neither declared nor voted on, and its "
        "plan fits a product better in leverage (5 against 1), measurement (5 against 1) and "
        "velocity (5 against 1), but a policy better in feedback (5 against 1)."
    )


def test_a_clear_vote_decides_where_nothing_is_declared():
    found = plan(more="ballot: {product: 0, policy: 9}")

    assert (found.nature, found.decided, found.vote) == ("policy", "vote", Vote(0, 9))
    assert found.verdict == (
        "A policy implementation by vote; whether its plan fits is unknown: all 9 say "
        "policy, and its plan isn't scored."
    )


def test_the_scores_are_not_evidence_against_the_vote():
    found = plan((1, 5), (1, 4), (1, 4), (1, 5), more="ballot: {product: 9, policy: 2}")

    assert found.misdiagnosed
    assert found.verdict == (
        "A product rollout by vote, run as a policy: 9 of 11 say product, and its plan "
        "fits a policy better in leverage (5 against 1), feedback (4 against 1), measurement (4 "
        "against 1) and velocity (5 against 1)."
    )


def test_a_clear_vote_against_the_declaration_comes_first():
    found = plan(
        (1, 5),
        (2, 4),
        (1, 5),
        (2, 4),
        nature="policy",
        more="ballot: {product: 10, policy: 0}",
    )

    assert (found.nature, found.decided, found.disputed) == ("policy", "declared", True)
    assert found.known_nature is None
    assert found.verdict == (
        "Declared a policy, but voted a product: all 10 say product, though its plan fits "
        "a policy better: it scores 5 of 5 in leverage, 4 of 5 in feedback, 5 of 5 in measurement "
        "and 4 of 5 in velocity."
    )


@pytest.mark.parametrize(("product", "policy"), [(4, 4), (2, 1), (1, 0)])
def test_a_split_vote_and_a_vote_of_one_leave_the_nature_open(product, policy):
    found = plan(
        (5, 1),
        (5, 1),
        (5, 1),
        (5, 1),
        more=f"ballot: {{product: {product}, policy: {policy}}}",
    )

    assert (found.nature, found.decided) == (None, None)
    assert found.headline.endswith("vote; its nature isn't settled")


def test_a_majority_with_the_rest_even_is_consistent():
    found = plan((1, 4), (2, 5), (3, 3), (1, 4), nature="product")

    assert found.misdiagnosed
    assert found.because.endswith("; measurement is even")


def test_two_dimensions_and_two_ties_are_not_a_majority():
    assert plan((1, 4), (2, 5), (3, 3), (3, 3), nature="product").lean == "mixed"


def test_two_dimensions_show_gaps_but_no_lean():
    found = plan((1, 5), (1, 5), nature="product")

    assert found.lean is None
    assert not found.misdiagnosed
    assert not found.enough
    assert keys(found.gaps) == ["leverage", "feedback"]
    assert found.verdict == (
        "A product rollout with two execution gaps: leverage (1 of 5) and feedback (1 of "
        "5) are low; measurement and velocity aren't scored."
    )


def test_a_declared_nature_without_scores_is_still_a_nature():
    found = plan(nature="policy")

    assert (found.nature, found.lean, found.gaps) == ("policy", None, ())


# --- gaps ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("right", "other", "expected"),
    [
        (1, 1, "gap"),
        (2, 1, "gap"),
        (2, None, "gap"),
        (3, 4, "gap"),
        (3, 3, "watch"),
        (3, None, "watch"),
        (4, 5, "fine"),
        (5, 1, "fine"),
    ],
)
def test_low_scores_are_gaps_and_middling_ones_if_the_other_row_is_higher(right, other, expected):
    found = plan((right, other), nature="product")

    assert keys(found.gaps) == (["leverage"] if expected == "gap" else [])
    assert keys(found.watched) == (["leverage"] if expected == "watch" else [])


def test_a_plan_that_scores_high_on_both_rows_is_neither_misdiagnosed_nor_fine():
    found = plan((4, 5), (4, 5), (4, 5), (4, 5), nature="product")

    assert not found.misdiagnosed
    assert found.outlook == "wrong"
    assert found.verdict == (
        "A product rollout whose plan fits a policy better: it scores high on both rows, "
        "and higher on the policy row: product 4 and policy 5 in leverage, feedback, measurement "
        "and velocity."
    )


def test_a_gap_needs_a_cause_and_two_or_three_owned_dated_actions():
    found = of("""
        initiatives:
          - id: it
            title: It
            nature: policy
            plan:
              leverage: {product: 5, policy: 1}
              feedback: {product: 4, policy: 2}
              measurement: {product: 1, policy: 5}
              velocity: {product: 1, policy: 5}
            gaps:
              - dimension: feedback
                actions: [Audit all orders]
              - dimension: leverage
                cause: The team has only ever run campaigns.
                actions:
                  - {title: Sign a directive, owner: jo, by: 2027-01-15}
                  - {title: Make the field mandatory, owner: lea, by: 2027-02-15}
                  - {title: Name whom to escalate to, owner: jo, by: 2027-01-10, done: 2027-01-08}
    """)

    leverage, feedback = found.gaps
    assert leverage.addressed
    assert leverage.cause == "The team has only ever run campaigns."
    assert [action.title for action in leverage.overdue] == ["Sign a directive"]
    assert (len(leverage.open), len(leverage.done)) == (2, 1)
    assert leverage.route == ("gaps", 1)
    assert feedback.missing == (
        "no root cause",
        "only one action",
        "one action without an owner",
        "one action without a date",
    )
    assert feedback.route == ("gaps", 0)
    assert (found.actions_open, found.actions_done) == (3, 1)
    assert found.headline == "A policy implementation, run in part as a product"


def test_a_low_score_on_both_rows_is_a_gap_without_a_lean():
    found = plan((5, 1), (2, 2), (5, 1), (5, 1), nature="product")

    assert found.verdict == ("A product rollout with one execution gap: feedback (2 of 5) is low.")


def test_a_written_gap_without_a_low_score_is_kept():
    found = plan(
        (5, 1), nature="product", more="gaps: [{dimension: leverage, cause: Was once an order}]"
    )

    assert found.gaps == ()
    assert keys(found.further) == ["leverage"]


# --- the ballot ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("product", "policy", "split", "says"),
    [
        (4, 4, True, "split: 4 say product, 4 say policy"),
        (3, 5, True, "split: 5 of 8 say policy"),
        (1, 2, True, "split: 2 of 3 say policy"),
        (6, 2, False, "6 of 8 say product"),
        (6, 0, False, "all 6 say product"),
        (0, 1, False, "the one vote says policy"),
    ],
)
def test_a_ballot_is_split_from_one_in_three_on(product, policy, split, says):
    vote = Vote(product, policy)

    assert (split, says) == (vote.split, vote.says)


def test_a_ballot_without_votes_has_no_result():
    assert plan(more="ballot: {product: 0}").vote is None


# --- hybrids ------------------------------------------------------------------------------------


def test_a_declared_hybrid_without_guardrails_is_reported_as_such():
    found = plan((4, 1), (4, 1), (4, 1), (4, 1), nature="product", more="secondary: policy")

    assert found.hybrid == "policy"
    assert found.headline == (
        "A product rollout with policy traits (no guardrails yet) whose plan fits"
    )


def test_a_secondary_nature_equal_to_the_first_is_not_a_hybrid():
    found = plan(nature="product", more="secondary: product")

    assert found.hybrid is None
    assert found.repeated


# --- what is missing ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fits", "expected"),
    [
        ((), ("its plan isn't scored",)),
        (((5, None),) * 4, ("its policy row isn't scored",)),
        (
            ((5, None),) * 2,
            (
                "its policy row isn't scored",
                "neither are measurement and velocity on its product row",
            ),
        ),
        (((5, 1),) * 3, ("velocity isn't scored",)),
        (((5, 1),) * 2, ("measurement and velocity aren't scored",)),
        (
            ((5, None), (5, 1), (None, 1), (5, 1)),
            (
                "measurement is scored only on its policy row",
                "leverage is scored only on its product row",
            ),
        ),
        (((5, 1),) * 4, ()),
    ],
)
def test_what_is_not_scored_is_named(fits, expected):
    assert diagnosis.unscored(plan(*fits).scores) == expected


# --- the profiles -------------------------------------------------------------------------------


def test_the_profiles_cover_every_aspect_and_dimension_that_can_be_written():
    for profile in diagnosis.PROFILES.values():
        assert tuple(profile.aspects) == Aspects.declared
        assert (*profile.dimensions, "date") == Plan.declared

"""What the analyses conclude about the three causes: YAML in, conclusions and unknowns out."""

from __future__ import annotations

import json

from conftest import TODAY, stack_of
from pages import page, page_text, site_of_stack

from stratdocs.analysis.conclusions import CauseReport, cause_reports, conclusions, sort_words
from stratdocs.linting.lint import examine
from stratdocs.linting.verdict import verdict
from stratdocs.model.stack import load
from stratdocs.reports import report
from stratdocs.reports.checked import Checked
from stratdocs.site.views import frameworks, rhythm
from stratdocs.site.views.page import SiteContext

ABOVE = """
people: [{id: ana, title: Ana}]
strategies: [{id: company, title: Win harbours, level: company, owner: ana}]
"""


def about(cause: str, yaml: str) -> CauseReport:
    return next(found for found in cause_reports(stack_of(ABOVE + yaml)) if found.cause == cause)


def concluded(yaml: str) -> list[str]:
    return [
        f"{found.cause}, {found.tone}: {found.item.id}, {found.sort}"
        for found in conclusions(stack_of(ABOVE + yaml))
    ]


def unknown(cause: str, yaml: str) -> list[str]:
    return [f"{entry.what}: {entry.reason}" for entry in about(cause, yaml).unknown]


# --- conclusions ----------------------------------------------------------------------------------

PLATFORM = """
initiatives:
  - id: platform
    title: A platform for all
    serves: company
    status: on_track
    {more}
    plan:
      leverage: {{product: 1, policy: 5}}
      feedback: {{product: 1, policy: 4}}
      measurement: {{product: 1, policy: 4}}
      velocity: {{product: 1, policy: 5}}
"""


def test_a_plan_for_the_other_nature_is_misalignment() -> None:
    assert concluded(PLATFORM.format(more="nature: product")) == [
        "alignment, bad: platform, misdiagnosed initiative"
    ]
    assert concluded(PLATFORM.format(more="nature: policy")) == []
    found = conclusions(stack_of(ABOVE + PLATFORM.format(more="ballot: {product: 9, policy: 2}")))
    assert [entry.sentence for entry in found] == [
        (
            "A platform for all: a product rollout by vote, run as a policy. 9 of 11 say "
            "product, and its plan fits a policy better in leverage (5 against 1), feedback "
            "(4 against 1), measurement (4 against 1) and velocity (5 against 1)"
        )
    ]


def test_a_split_vote_and_a_vote_against_the_declaration_are_ambiguity() -> None:
    vote = "initiatives: [{{id: i, title: I, serves: company, status: on_track, {}}}]"

    assert concluded(vote.format("ballot: {product: 4, policy: 5}")) == [
        "clarity, bad: i, split vote"
    ]
    assert concluded(vote.format("nature: policy, ballot: {product: 9, policy: 1}")) == [
        "clarity, bad: i, disputed nature"
    ]
    assert concluded(vote.format("nature: policy, ballot: {product: 1, policy: 9}")) == []
    settled = "nature: policy, because: The law says so, ballot: {product: 4, policy: 5}"
    assert concluded(vote.format(settled)) == []


def test_drafts_and_what_is_over_are_not_judged() -> None:
    for status in ("proposed", "done", "dropped"):
        yaml = PLATFORM.format(more="nature: product").replace("on_track", status)
        assert concluded(yaml) == []


def test_each_red_health_item_belongs_to_its_cause() -> None:
    yaml = """
health:
  - {id: before, title: Before, date: 2026-10-10, serves: company,
     checklist: [{item: dependencies, status: red}]}
  - id: h
    title: Health
    date: 2027-01-10
    serves: company
    checklist:
      - {item: strategic_clarity, status: red, evidence: Nobody knows.}
      - {item: resources, status: red, evidence: Too few., action: Hire, owner: ana, by: 2027-03-01}
      - {item: progress_tracking, status: yellow}
"""
    assert concluded(yaml) == [
        "clarity, bad: h, red health item",
        "alignment, watch: h, red health item",
    ]


def test_a_broken_guardrail_a_missed_meeting_and_a_silent_ending_are_missing_feedback() -> None:
    yaml = """
metrics:
  - {id: m, title: Complaints, direction: down, threshold: 5%,
     readings: [{date: 2026-12-31, value: 9%}]}
bets:
  - {id: b, title: Berths, serves: company, size: small, status: on_track, guardrails: [m]}
objectives: [{id: o, title: Calm, serves: b, period: 2026-Q2, status: on_track, owner: ana}]
rituals: [{id: weekly, title: Weekly, cadence: weekly, last_held: 2026-10-01}]
"""
    assert concluded(yaml) == [
        "feedback, bad: b, broken guardrail",
        "feedback, bad: o, unreported ending",
        "feedback, bad: weekly, missed meeting",
    ]


def test_a_team_over_its_limit_and_a_red_leg_are_misalignment() -> None:
    yaml = """
teams:
  - {id: crew, title: Crew, owner: ana, capacity: 10 d,
     triad: {metrics: {status: red, note: Paid by the hour}}}
objectives: [{id: o, title: Calm berths, serves: company, team: crew, period: 2027-Q1}]
work: [{id: w, title: Paint, serves: o, estimate: 9 d, status: on_track, owner: ana}]
"""
    assert concluded(yaml) == [
        "alignment, bad: crew, team over its limit",
        "alignment, bad: crew, red leg",
    ]


def test_sorts_are_counted_in_words() -> None:
    yaml = PLATFORM.format(more="nature: product")
    second = yaml.replace("id: platform", "id: second").replace("\ninitiatives:\n", "")
    both = conclusions(stack_of(ABOVE + yaml + second))

    assert sort_words(both) == "2 misdiagnosed initiatives"
    assert sort_words(()) == ""


# --- fine and unknown -----------------------------------------------------------------------------


def test_of_an_empty_strategy_everything_is_unknown() -> None:
    for found in cause_reports(stack_of("bets: []")):
        assert found.outlook == "unknown"
        assert found.looked_at == ()
        assert found.unknown != ()


def test_what_nobody_keeps_is_unknown_with_its_reason() -> None:
    assert unknown("feedback", "") == [
        "whether results are reviewed: there are no meetings",
        "how well decisions are carried out: there is no check of execution health",
        "when to change course: no trigger is agreed",
        "what success must not cost: no active bet, initiative or key result has a guardrail",
    ]
    draft = "bets: [{id: b, title: B, serves: company, status: proposed}]"
    assert "what has priority, and whether it is ready: no bet is committed" in unknown(
        "clarity", draft
    )


def test_a_part_that_is_unknown_keeps_the_rest_from_being_fine() -> None:
    meetings = """
rituals:
  - {id: a, title: Monday, cadence: weekly, last_held: 2027-02-08}
  - {id: b, title: Friday, cadence: weekly}
"""
    found = about("feedback", meetings)

    assert found.looked_at == ("1 of 2 meetings",)
    assert found.outlook == "unknown"
    assert "whether 1 meeting is held: it has no date for when it was last held (“Friday”)" in [
        f"{entry.what}: {entry.reason}" for entry in found.unknown
    ]


def test_fine_is_what_was_looked_at_as_a_whole() -> None:
    yaml = """
bets: [{id: b, title: B, serves: company, size: small, status: on_track, owner: ana}]
objectives: [{id: o, title: Calm berths, serves: b, period: 2027-Q1, status: on_track}]
"""
    found = about("clarity", yaml)

    assert (found.outlook, found.looked_at, found.unknown) == ("fine", ("1 goal", "1 bet"), ())


# --- where they count -----------------------------------------------------------------------------

ACCEPTED = ABOVE + PLATFORM.format(more="nature: product").replace(
    "  - id: platform", "  - id: platform  # stratdocs: allow misdiagnosed-initiative -- known"
)


def checked(text: str) -> Checked:
    stack = load({"a.yml": text}, today=TODAY)
    found = examine(stack)
    accepted = [silenced.finding for silenced in found.silenced]
    return Checked(
        found.findings,
        stack.texts,
        len(stack.entities),
        silenced=found.silenced,
        verdict=verdict(stack, found.findings, accepted=accepted),
    )


def test_what_is_accepted_still_counts_in_the_verdict() -> None:
    found = checked(ACCEPTED).verdict

    assert found is not None
    part = found.part("alignment")
    assert part.words.endswith("1 misdiagnosed initiative (1 accepted)")
    assert "in alignment: 1 misdiagnosed initiative (1 accepted)" in found.unsolved


def test_a_conclusion_that_a_finding_reports_is_counted_once() -> None:
    found = checked(ACCEPTED.replace("# stratdocs: allow misdiagnosed-initiative -- known", ""))

    assert found.verdict is not None
    assert found.verdict.part("alignment").conclusions == ()
    assert [entry.sort for entry in found.verdict.conclusions] == ["misdiagnosed initiative"]


def test_json_has_conclusions_with_what_is_accepted_and_unknown() -> None:
    data = json.loads(report(checked(ACCEPTED), "json"))["verdict"]

    assert [(entry["item"], entry["sort"], entry["group"]) for entry in data["conclusions"]] == [
        ("platform", "misdiagnosed initiative", "alignment")
    ]
    assert data["groups"]["alignment"]["accepted"] == 1
    assert "there are no meetings" in [entry["why"] for entry in data["unknown"]]


def test_the_pages_on_causes_and_rhythm_list_them() -> None:
    stack = load({"a.yml": ACCEPTED}, today=TODAY)
    examined = examine(stack)
    site = SiteContext(stack, examined.findings, examined.silenced)

    for pages, path in ((frameworks.pages, "compare/causes"), (rhythm.pages, "rhythm")):
        text = page_text(page(pages, path, site))
        assert "A platform for all : a product rollout, run as a policy." in text
        assert "Accepted, not solved: known." in text
        assert "Unknown: whether results are reviewed. There are no meetings;" in text


def test_pages_do_not_call_unknown_fine() -> None:
    text = page_text(page(frameworks.pages, "compare/causes", site_of_stack(stack_of(ABOVE))))

    assert "Ambiguity nothing found" not in text
    assert "No feedback nothing found" not in text

"""The question that leads from a line to a stronger one."""

import csv
import re
from pathlib import Path
from typing import NamedTuple

import pytest

from stratdocs.language.questions import question
from stratdocs.language.wording import judge

SEE = ", and which metric will show it?"


class Found(NamedTuple):
    """A judgement as far as a question goes."""

    label: str
    place: tuple[int, int] = (0, 0)


def asked(line: str, label: str = "output", parent: str = "") -> str:
    return question(line, Found(label), parent)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "Launch the new portal",
            "What will customers do differently once the new portal is launched",
        ),
        (
            "Roll out guided import to clinics by Q2",
            "What will clinics do differently once the guided import is rolled out",
        ),
        ("Build and launch an API", "What will customers do differently once the API is launched"),
        ("Ship v2", "What will customers do differently once v2 is shipped"),
        (
            "Deploy Kubernetes",
            "What will customers do differently once Kubernetes is deployed",
        ),
        (
            "Our new app is live",
            "What will customers do differently once your new app is live",
        ),
        (
            "New onboarding flow",
            "What will customers do differently once the new onboarding flow is in place",
        ),
        (
            "Write the security handbook",
            "Who will work or decide differently once the security handbook is written",
        ),
        ("Docs published", "Who will work or decide differently once docs are published"),
        ("Hire 3 engineers", "What will be possible that isn't today once 3 engineers are hired"),
        (
            "Introduce a triage process",
            "What will be faster, cheaper or better once the triage process is introduced",
        ),
        (
            "Migrate billing to the new cloud",
            "What will be faster, cheaper or safer once the billing is migrated",
        ),
        (
            "Move to the cloud",
            "What will be faster, cheaper or safer once you have moved to the cloud",
        ),
        (
            "Decide the pricing strategy",
            "What will change for customers once the pricing strategy is decided",
        ),
        (
            "Fix 20 bugs for farmers",
            "What will farmers no longer run into once 20 bugs are fixed",
        ),
        (
            "Train 40 nurses on triage",
            "What will participants do differently once you have trained 40 nurses",
        ),
        (
            "Attend 5 conferences",
            "What will be different once you have attended 5 conferences",
        ),
    ],
)
def test_it_follows_what_is_made_in_the_words_of_the_line(line: str, expected: str) -> None:
    label = "activity" if "once you have" in expected else "output"

    assert asked(line, label) == expected + SEE


@pytest.mark.parametrize(
    ("line", "label", "expected"),
    [
        (
            "Host 3 meetups",
            "activity",
            (
                "What will participants do differently once you have hosted 3 meetups, and "
                "how many of them?"
            ),
        ),
        (
            "Publish 12 blog posts",
            "activity",
            "What will people do once you have published 12 blog posts, and how many of them?",
        ),
        (
            "Interview 20 users",
            "activity",
            (
                "Which decision will follow once you have interviewed 20 users, and which "
                "result will it improve?"
            ),
        ),
        (
            "Launch portal to reduce churn",
            "output",
            "By how much will it reduce churn, and what is the value today?",
        ),
        (
            "Redesign checkout so that customers pay faster",
            "output",
            "Which metric will show that customers pay faster, and what is its value today?",
        ),
        ("Growth", "unclear", "On the last day, what would you check to call this met?"),
        ("Reduce churn from 9% to 4%", "outcome", ""),
        ("Reduce churn to 4%", "outcome", "What is the value today?"),
    ],
)
def test_some_work_a_purpose_and_results_have_questions_of_their_own(
    line: str, label: str, expected: str
) -> None:
    assert asked(line, label) == expected


def test_what_it_serves_is_asked_for() -> None:
    assert asked("Launch the portal", parent="New clinics get value in their first week.") == (
        'Which measure of "New clinics get value in their first week" will move once the portal is '
        "launched, from which value to which?"
    )


def test_every_question_about_an_invented_line_is_a_sentence() -> None:
    with Path(__file__).with_name("wording_lines.csv").open(encoding="utf-8") as stream:
        lines = [row["text"] for row in csv.DictReader(stream)]
    broken = re.compile(r"  |\b(?:the the|the a|a the|is is|are are|once\?|once,| ,)\b|\.\?|\{|\}")

    for line in lines:
        words = question(line, judge(line))
        assert not words or (words.endswith("?") and words[0].isupper()), line
        assert not broken.search(words), (line, words)
        assert len(words) < 300, line


def test_the_words_of_another_language_stay_out_of_an_english_question() -> None:
    assert asked("Publier un guide pour les usagers") == (
        f"What will customers do differently once this is done{SEE}"
    )


@pytest.mark.parametrize(
    ("line", "label", "once"),
    [
        ("Understand the market", "activity", "once you have understood the market"),
        ("Hold weekly 1:1s with every report", "activity", "once you have held weekly 1:1s"),
        ("Define KPIs", "output", "once KPIs are defined"),
        ("Backfills are complete", "output", "once backfills are complete"),
        ("Identified 1 key measure", "activity", "once you have identified 1 key measure"),
        ("Move the database out of the old hall", "output", "once the database is moved"),
        ("Number of trees planted", "output", "once trees are planted"),
        ("Publish 2 guides focused on clinics", "output", "once 2 guides are published"),
        ("Make sure we have a plan", "output", "once this is done"),
        ("No invoices written by hand", "output", "once this is done"),
        ("Payment and billing flow", "output", "once this is done"),
        ("Customer portal & app", "output", "once the customer portal is in place"),
        ("All clinics have delivered at least one report", "output", "once this is done"),
    ],
)
def test_what_is_done_is_said_in_english_or_not_at_all(line: str, label: str, once: str) -> None:
    assert f" {once}" in asked(line, label)


def test_a_noun_that_looks_like_a_verb_is_not_done() -> None:
    found = question("Multi-site support with a dashboard", Found("output", (11, 18)))
    assert "once Multi-site support is in place" in found


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "Customers stay because setup takes an hour",
            "Which metric will show it, what is its value today, and what is the target?",
        ),
        ("Improve satisfaction", "What is the value today, and what is the target?"),
    ],
)
def test_what_a_result_lacks_is_asked_part_by_part(line: str, expected: str) -> None:
    assert asked(line, "outcome") == expected

"""A reason belongs to one item and one step, for a review and for the rule that looks back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from textwrap import dedent
from typing import NamedTuple

import pytest
from hypothesis import given as tried
from hypothesis import settings
from hypothesis import strategies as some

from stratdocs.linting.lint import lint
from stratdocs.linting.rules.goalpost_moved import GoalpostMoved
from stratdocs.model.history import Version, is_new_reason, moves
from stratdocs.model.stack import load
from stratdocs.reviewing.compare import review_of
from stratdocs.reviewing.sides import sides_of
from stratdocs.reviewing.value import Change, Weight

TODAY = date(2027, 3, 10)


class Step(NamedTuple):
    """The texts after a commit, by what they say of two key results and their objective."""

    first: str = "55%"
    second: str = "30%"
    because: str | None = None
    """On the first key result."""
    above: str | None = None
    """On the objective."""
    message: str = ""
    kept: bool = True
    """Whether the second key result is there."""

    @property
    def text(self) -> str:
        why = f", because: {self.because}" if self.because else ""
        above = f"\n    because: {self.above}" if self.above else ""
        second = (
            f"\n      - {{id: repeat-use, title: Repeat use, metric: repeat, baseline: 10%, "
            f"target: {self.second}}}"
            if self.kept
            else ""
        )
        return dedent("""\
            strategies:
              - {id: stay, title: Win by keeping customers, level: company}
            objectives:
              - id: first-week
                title: New clinics get value
                serves: stay
                period: 2027-Q1
                status: on_track""") + (
            f"{above}\n    key_results:\n"
            f"      - {{id: activation, title: Activation, metric: logins, baseline: 20%, "
            f"target: {self.first}{why}}}{second}\n"
        )


def versions_of(steps: Sequence[Step]) -> list[Version]:
    start = date(2027, 2, 1)
    return [
        Version(
            start + timedelta(days=number),
            "Ana Reis",
            f"c{number}",
            now.message,
            {"a.yml": was.text},
            {"a.yml": now.text},
        )
        for number, (was, now) in enumerate(pairwise(steps))
    ]


def changes(steps: Sequence[Step]) -> tuple[Change, ...]:
    """What a review of all steps together says."""
    before, after = (load({"a.yml": step.text}, today=TODAY) for step in (steps[0], steps[-1]))
    sides = sides_of(before, after)._replace(versions=tuple(versions_of(steps)))
    return review_of(sides).changes


def accused_by_review(steps: Sequence[Step]) -> set[str]:
    """The key results that were eased or taken out without a reason."""
    return {
        change.item
        for change in changes(steps)
        if change.weight is Weight.BREAKING and change.category == "goalpost"
    }


def accused_by_check(steps: Sequence[Step]) -> set[str]:
    stack = load({"a.yml": steps[-1].text}, today=TODAY)
    found = lint(stack.with_history(moves(versions_of(steps), stack.entities)), [GoalpostMoved()])
    return {
        "repeat-use" if "repeat-use" in finding.message else str(finding.item) for finding in found
    }


FIGURES = ("55%", "55 %", "0.55", "49%", "49.0%", "0.49", "36%", "36 percent", "60%")
REASONS = (
    None,
    "Imports slipped by a month.",
    "Imports slipped by two months.",
    "Two have left us.",
)
MESSAGES = (
    "Adjust",
    "Less\n\nBecause: the pilot was late",
    "Less\n\nBecause: activation waits for the import",
    "Less of repeat-use\n\nBecause: nobody comes twice",
    "Tidy up because it was a mess",
)
STEP = some.builds(
    Step,
    some.sampled_from(FIGURES),
    some.sampled_from(("30%", "25%", "0.22", "22%")),
    some.sampled_from(REASONS),
    some.sampled_from((None, "Callum is away until January.")),
    some.sampled_from(MESSAGES),
    some.sampled_from((True, True, True, False)),
)


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@tried(some.lists(STEP, min_size=1, max_size=6))
def test_review_and_rule_agree_on_what_nobody_explained(later: list[Step]) -> None:
    steps = [Step(), *(step._replace(kept=True) for step in later[:-1]), later[-1]]

    assert accused_by_check(steps) == accused_by_review(steps)


@pytest.mark.parametrize(
    ("steps", "accused"),
    [
        ([Step(first="49%")], {"activation"}),
        ([Step(first="49%", because="Imports slipped.")], set()),
        ([Step(first="49%", above="Callum is away.")], {"activation"}),
        ([Step(first="49%", message="Less\n\nBecause: rounded")], set()),
        (
            [Step(first="49%", message="Less\n\nBecause: rounded"), Step(first="36%")],
            {"activation"},
        ),
        (
            [Step(first="49%"), Step(first="36%", message="Less\n\nBecause: imports slipped")],
            {"activation"},
        ),
        (
            [Step(first="49%"), Step(first="49%", because="Imports slipped.")],
            set(),
        ),
        (
            [Step(because="Imports slipped."), Step(first="49%", because="Imports slipped.")],
            set(),
        ),
        (
            [
                Step(first="49%", because="Imports slipped."),
                Step(first="36%", because="Imports slipped."),
            ],
            {"activation"},
        ),
        (
            [Step(first="49%", second="22%", message="Because: activation waits")],
            {"repeat-use"},
        ),
        ([Step(first="49%", second="22%", message="Because: all is late")], set()),
        ([Step(kept=False, above="Callum is away.")], set()),
        ([Step(kept=False)], {"repeat-use"}),
        ([Step(kept=False, message="Because: repeat-use is free")], set()),
        ([Step(first="0.55", second="0.3")], set()),
        ([Step(first="0.49")], {"activation"}),
        ([Step(first="49%", because="n/a")], {"activation"}),
        ([Step(first="49%", message="Because: .")], {"activation"}),
        ([Step(first="many"), Step(first="49%")], {"activation"}),
        ([Step(first="60%"), Step(first="49%", message="Because: imports slipped")], set()),
    ],
)
def test_a_reason_covers_its_step_and_its_item(steps: list[Step], accused: set[str]) -> None:
    every = [Step(), *steps]

    assert (accused, accused) == (accused_by_review(every), accused_by_check(every))


@pytest.mark.parametrize(
    ("before", "after", "new"),
    [
        (None, "Imports slipped.", True),
        (None, "n/a", False),
        ("tbd", "Imports slipped.", True),
        ("Imports slipped.", None, False),
        ("Imports slipped.", "Imports slipped", False),
        ("A week before counts the old plan.", "A week before that counts the old plan.", False),
        ("Imports slipped by a month.", "Imports slipped by two months.", False),
        ("Imports slipped.", "Imports slipped. Two of the five clinics start in April.", True),
        ("Imports slipped.", "Petra moves to Gothenburg.", True),
    ],
)  # fmt: skip
def test_an_old_reason_edited_is_no_new_one(before: str, after: str, new: bool) -> None:
    assert is_new_reason(before, after) is new

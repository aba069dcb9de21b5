"""What the vote, the declaration and the scores of an initiative say together, case by case.

Each case is three lines. The first is a name, the declared nature, the votes (product : policy),
the plan in its four dimensions (product / policy, 1 to 5) and what else is written; `-` is nothing.
The second is the headline of its page, the third whether it is fine, wrong or unknown, with the
rules that report it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import pytest
from conftest import stack_of

from stratdocs.analysis.diagnosis import DIMENSIONS, diagnose
from stratdocs.linting.lint import lint
from stratdocs.model.kinds import Initiative
from stratdocs.model.stack import Stack

CASES = """\
# the two scenarios
A declared | product | 7:2 | 1/5 2/4 1/5 1/4 |
    A product rollout, run as a policy
    wrong: misdiagnosed-initiative, unaddressed-gap
A by vote | - | 9:2 | 1/5 1/4 1/4 1/5 |
    A product rollout by vote, run as a policy
    wrong: misdiagnosed-initiative, unaddressed-gap
A nobody voted | - | - | 1/5 1/4 1/4 1/5 |
    Probably a policy implementation, by its plan alone
    unknown: incomplete-profile
A one vote | - | 1:0 | 1/5 1/4 1/4 1/5 |
    Only one vote; its nature isn't settled
    unknown: incomplete-profile
A split vote | - | 4:5 | 1/5 1/4 1/4 1/5 |
    Split vote; its nature isn't settled
    wrong: split-ballot
A declared policy | policy | 9:2 | 1/5 1/4 1/4 1/5 | escalates_to: jo
    Declared a policy, but voted a product
    wrong: nature-against-vote
B declared | policy | 1:8 | 5/1 2/1 4/2 2/4 | escalates_to: jo
    A policy implementation, run mostly as a product
    wrong: misdiagnosed-initiative, unaddressed-gap
B by vote | - | 1:8 | 5/1 2/1 4/2 2/4 | escalates_to: jo
    A policy implementation by vote, run mostly as a product
    wrong: misdiagnosed-initiative, unaddressed-gap
B nobody voted | - | - | 5/1 2/1 4/2 2/4 |
    A plan with a split personality
    wrong: inconclusive-plan
B declared product | product | 1:8 | 5/1 2/1 4/2 2/4 |
    Declared a product, but voted a policy
    wrong: nature-against-vote
# the vote against the declaration
plan as declared | policy | 10:0 | 1/5 2/4 1/5 2/4 |
    Declared a policy, but voted a product
    wrong: nature-against-vote
plan as voted | policy | 10:0 | 5/1 4/2 5/1 4/2 |
    Declared a policy, but voted and planned as a product
    wrong: misdiagnosed-initiative, nature-against-vote
no plan | product | 2:7 | - |
    Declared a product, but voted a policy
    wrong: incomplete-profile, nature-against-vote
a reason settles it | policy | 10:0 | 1/5 2/4 1/5 2/4 | {because: By law, escalates_to: jo}
    Declared a policy, but voted a product
    fine: nothing found
agrees | policy | 0:10 | 1/5 2/4 1/5 2/4 | escalates_to: jo
    A policy implementation whose plan fits
    fine: nothing found
# how clear a vote is
tie | - | 5:5 | 4/1 4/1 4/1 4/1 |
    Split vote; its nature isn't settled
    wrong: split-ballot
two of three | - | 2:1 | 4/1 4/1 4/1 4/1 |
    Split vote; its nature isn't settled
    wrong: split-ballot
five of eight | - | 5:3 | 4/1 4/1 4/1 4/1 |
    Split vote; its nature isn't settled
    wrong: split-ballot
three of four | - | 3:1 | 4/1 4/1 4/1 4/1 |
    A product rollout by vote whose plan fits
    fine: nothing found
seven of ten | - | 7:3 | 4/1 4/1 4/1 4/1 |
    A product rollout by vote whose plan fits
    fine: nothing found
two of two | - | 2:0 | 4/1 4/1 4/1 4/1 |
    A product rollout by vote whose plan fits
    fine: nothing found
one of one | - | 1:0 | 4/1 4/1 4/1 4/1 |
    Only one vote; its nature isn't settled
    unknown: incomplete-profile
nobody | - | 0:0 | 4/1 4/1 4/1 4/1 |
    Probably a product rollout, by its plan alone
    unknown: incomplete-profile
split and declared | product | 5:4 | 4/1 4/1 4/1 4/1 |
    A product rollout; the vote is split
    wrong: split-ballot
split and settled | product | 5:4 | 4/1 4/1 4/1 4/1 | because: Maya decided
    A product rollout whose plan fits
    fine: nothing found
split, declared, with gaps | product | 5:4 | 1/5 4/1 4/1 4/1 |
    A product rollout, run in part as a policy
    wrong: split-ballot, unaddressed-gap
one vote, declared | product | 1:0 | 4/1 4/1 4/1 4/1 |
    A product rollout; only one person voted
    unknown: incomplete-profile
one vote against | product | 0:1 | 4/1 4/1 4/1 4/1 |
    A product rollout; only one person voted
    unknown: incomplete-profile
vote and no plan | - | 0:9 | - | escalates_to: jo
    A policy implementation by vote; whether its plan fits is unknown
    unknown: incomplete-profile
split and no plan | - | 4:4 | - |
    Split vote; its nature isn't settled
    wrong: incomplete-profile, split-ballot
# equal rows, both rows high, halfway
equal in the middle | product | - | 3/3 3/3 3/3 3/3 |
    A product rollout whose plan fits both profiles alike
    wrong: inconclusive-plan
equal and low | product | - | 2/2 2/2 2/2 2/2 |
    A product rollout whose plan fits neither profile
    wrong: inconclusive-plan, unaddressed-gap
equal and high | policy | - | 4/4 4/4 4/4 4/4 | escalates_to: jo
    A policy implementation whose plan fits a product as well
    wrong: inconclusive-plan
both full | product | - | 5/5 5/5 5/5 5/5 |
    A product rollout whose plan fits a policy as well
    wrong: inconclusive-plan
other row higher | product | - | 4/5 4/5 4/5 4/5 |
    A product rollout whose plan fits a policy better
    wrong: inconclusive-plan
own row higher | product | - | 5/4 5/4 5/4 5/4 |
    A product rollout whose plan fits a policy as well
    wrong: inconclusive-plan
three high on both | product | - | 5/5 4/4 4/5 5/1 |
    A product rollout whose plan fits a policy as well
    wrong: inconclusive-plan
one high on both | product | - | 4/4 4/1 5/1 4/2 |
    A product rollout whose plan fits
    fine: nothing found
halfway | product | - | 3/2 3/2 3/2 3/2 |
    A product rollout whose plan fits only halfway
    wrong: inconclusive-plan
halfway, clearly | product | - | 3/1 3/1 3/1 4/1 |
    A product rollout whose plan fits only halfway
    wrong: inconclusive-plan
one in the middle | product | - | 3/1 4/1 4/1 5/1 |
    A product rollout whose plan mostly fits
    fine: nothing found
equal, undeclared | - | - | 3/3 3/3 3/3 3/3 |
    A plan that fits both profiles alike
    wrong: inconclusive-plan
equal and low, undeclared | - | - | 1/1 1/1 1/1 1/1 |
    A plan that fits neither profile
    wrong: inconclusive-plan
equal, voted | - | 8:1 | 3/3 3/3 3/3 3/3 |
    A product rollout by vote whose plan fits both profiles alike
    wrong: inconclusive-plan
both high, undeclared | - | - | 4/5 4/5 4/5 4/5 |
    Probably a policy implementation whose plan fits a product as well
    wrong: incomplete-profile, inconclusive-plan
own row below | product | - | 3/4 3/4 3/4 3/4 |
    A product rollout, run as a policy
    wrong: misdiagnosed-initiative, unaddressed-gap
# a split personality
three to one, undeclared | - | - | 5/1 5/1 5/1 1/5 |
    A plan with a split personality
    wrong: inconclusive-plan
two to two, undeclared | - | - | 5/1 5/1 1/5 1/5 |
    A plan with a split personality
    wrong: inconclusive-plan
two, and two even | - | - | 1/4 1/4 3/3 3/3 |
    A plan without a clear lean
    wrong: inconclusive-plan
three to one, declared | product | - | 5/1 5/1 5/1 1/5 |
    A product rollout, run in part as a policy
    wrong: unaddressed-gap
three to one, voted | - | 8:1 | 5/1 5/1 5/1 1/5 |
    A product rollout by vote, run in part as a policy
    wrong: unaddressed-gap
two to two, declared | product | - | 5/1 5/1 1/5 1/5 |
    A product rollout, run in part as a policy
    wrong: unaddressed-gap
one to three, declared | product | - | 5/1 1/5 1/5 1/5 |
    A product rollout, run mostly as a policy
    wrong: misdiagnosed-initiative, unaddressed-gap
three away, one even | product | - | 1/4 2/5 3/3 1/4 |
    A product rollout, run as a policy
    wrong: misdiagnosed-initiative, unaddressed-gap
three to one, split vote | - | 4:4 | 5/1 5/1 5/1 1/5 |
    Split vote; its nature isn't settled
    wrong: split-ballot
# half a grid
one row of ones | product | - | 1/- 1/- 1/- 1/- |
    A product rollout with four execution gaps
    wrong: incomplete-profile, unaddressed-gap
one row of fives | product | - | 5/- 5/- 5/- 5/- |
    A product rollout; whether its plan fits is unknown
    unknown: incomplete-profile
only the other row | product | - | -/5 -/5 -/5 -/5 |
    A product rollout; whether its plan fits is unknown
    unknown: incomplete-profile
two dimensions | product | - | 4/1 4/1 |
    A product rollout; whether its plan fits is unknown
    unknown: incomplete-profile
two low dimensions | product | - | 1/5 1/5 |
    A product rollout with two execution gaps
    wrong: incomplete-profile, unaddressed-gap
three dimensions | product | - | 4/1 4/1 4/1 |
    A product rollout whose plan fits as far as it is scored
    unknown: incomplete-profile
three low dimensions | product | - | 1/5 1/5 1/5 |
    A product rollout, run as a policy
    wrong: incomplete-profile, misdiagnosed-initiative, unaddressed-gap
scattered | product | - | 4/- -/3 4/2 |
    A product rollout; whether its plan fits is unknown
    unknown: incomplete-profile
one score, undeclared | - | - | 4/2 |
    Not enough data
    unknown: incomplete-profile
one row, undeclared | - | - | 5/- 5/- 5/- 5/- |
    Not enough data
    unknown: incomplete-profile
declared, no plan | policy | - | - | escalates_to: jo
    A policy implementation; whether its plan fits is unknown
    unknown: incomplete-profile
nothing at all | - | - | - |
    Not enough data
    unknown: unprofiled-initiative
# hybrids and the secondary nature
a hybrid | product | 8:3 | 4/3 5/3 4/4 4/3 | {secondary: policy, guardrails: [Signed]}
    A product rollout with policy guardrails whose plan fits
    fine: nothing found
fits both | product | 8:3 | 4/5 4/5 4/5 4/5 | {secondary: policy, guardrails: [Signed]}
    A product rollout with policy guardrails whose plan fits
    fine: nothing found
full on both | product | 8:3 | 5/5 5/5 5/5 5/5 | {secondary: policy, guardrails: [Signed]}
    A product rollout with policy guardrails whose plan fits
    fine: nothing found
no guardrail | product | 8:3 | 4/2 4/2 4/2 4/2 | secondary: policy
    A product rollout with policy traits (no guardrails yet) whose plan fits
    wrong: hybrid-without-guardrails
secondary the same | product | 9:1 | 4/1 4/1 4/1 4/1 | secondary: product
    A product rollout (its secondary nature is product too) whose plan fits
    wrong: repeated-nature
the same by vote | - | 1:9 | 1/4 1/4 1/4 1/4 | {secondary: policy, escalates_to: jo}
    A policy implementation by vote (its secondary nature is policy too) whose plan fits
    wrong: repeated-nature
a hybrid halfway | product | 8:3 | 3/3 3/3 3/3 3/3 | {secondary: policy, guardrails: [Signed]}
    A product rollout with policy guardrails whose plan fits only halfway
    wrong: inconclusive-plan
a hybrid run as a rule | product | 8:3 | 1/5 1/5 2/5 1/5 | {secondary: policy, guardrails: [Signed]}
    A product rollout with policy guardrails, run as a policy
    wrong: misdiagnosed-initiative, unaddressed-gap
# one dimension
a policy that is iterated | policy | 1:8 | 2/5 2/4 2/4 5/1 | escalates_to: jo
    A policy implementation, run in part as a product
    wrong: unaddressed-gap
a product that is frozen | product | 8:1 | 5/1 4/2 4/2 1/5 |
    A product rollout, run in part as a policy
    wrong: unaddressed-gap
a tax rule by campaign | policy | 0:7 | 5/1 2/4 1/5 1/4 | escalates_to: jo
    A policy implementation, run in part as a product
    wrong: unaddressed-gap
both profiles missed in one | product | - | 5/1 2/2 5/1 5/1 |
    A product rollout with one execution gap
    wrong: unaddressed-gap
low on both rows | product | - | 1/1 2/1 1/2 1/1 |
    A product rollout whose plan fits neither profile
    wrong: unaddressed-gap
one low on both rows | product | - | 5/1 5/1 4/2 1/2 |
    A product rollout with one execution gap
    wrong: unaddressed-gap
guess with gaps | - | - | 2/1 2/1 2/1 2/1 |
    Probably a product rollout with four execution gaps
    wrong: incomplete-profile, unaddressed-gap
"""
RULES = {
    "hybrid-without-guardrails",
    "incomplete-profile",
    "inconclusive-plan",
    "misdiagnosed-initiative",
    "nature-against-vote",
    "policy-without-exception-path",
    "repeated-nature",
    "split-ballot",
    "unaddressed-gap",
    "unprofiled-initiative",
}


def cases() -> Iterator[tuple[str, str, str]]:
    """The line, the headline and the findings of each case."""
    lines = [line.strip() for line in CASES.splitlines() if not line.startswith("#")]
    yield from zip(lines[::3], lines[1::3], lines[2::3], strict=True)


def stack_for(line: str) -> Stack:
    """The strategy with the one initiative that the line of a case describes."""
    _, nature, votes, plan, more = (part.strip() for part in line.split("|"))
    fields = ["id: x", "title: X", "serves: s", "status: on_track"]
    if nature != "-":
        fields.append(f"nature: {nature}")
    if votes != "-":
        fields.append("ballot: {{product: {}, policy: {}}}".format(*votes.split(":")))
    if plan != "-":
        pairs = zip(DIMENSIONS, plan.split(), strict=False)
        fits = [f"{dimension.key}: {{{_fit(pair)}}}" for dimension, pair in pairs]
        fields.append(f"plan: {{{', '.join(fits)}}}")
    if more:
        fields.append(re.sub(r"^{|}$", "", more))
    return stack_of(
        "strategies: [{id: s, title: S, level: company}]\n"
        f"initiatives: [{{{', '.join(fields)}}}]\n"
    )


def _fit(pair: str) -> str:
    """`product: 4, policy: 1` for `4/1`."""
    scores = zip(("product", "policy"), pair.split("/"), strict=True)
    return ", ".join(f"{row}: {score}" for row, score in scores if score != "-")


@pytest.mark.parametrize(
    ("line", "headline", "outcome"),
    [pytest.param(*case, id=case[0].split(" |")[0]) for case in cases()],
)
def test_a_case_is_concluded_as_a_careful_reader_would(
    line: str, headline: str, outcome: str
) -> None:
    stack = stack_for(line)
    found = diagnose(stack, stack.of(Initiative)[0])
    counts = Counter(finding.rule for finding in lint(stack) if finding.rule in RULES)
    rules = [f"{rule} x{count}" if count > 1 else rule for rule, count in sorted(counts.items())]

    actual = (found.headline, f"{found.outlook}: {', '.join(rules) or 'nothing found'}")

    assert actual == (headline, outcome)
    assert found.because


def test_the_cases_of_a_kind_have_names_of_their_own() -> None:
    names = [line.split(" |")[0] for line, _, _ in cases()]

    assert len(names) == len(set(names)) > 56

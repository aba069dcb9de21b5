"""The order of what is wrong."""

from __future__ import annotations

from itertools import pairwise
from typing import get_args

from stratdocs.analysis import conclusions, pending, urgency
from stratdocs.linting.rules import RULES


def test_each_rule_that_is_ranked_is_a_rule_and_ranked_once() -> None:
    ranked = [name for rules in urgency._RULES.values() for name in rules]

    assert set(ranked) <= {rule.name for rule in RULES}
    assert len(ranked) == len(set(ranked))


def test_a_broken_guardrail_comes_before_what_is_missing() -> None:
    assert urgency.rule_rank("guardrail-broken") == urgency.HARM
    assert urgency.rule_rank("guardrail-broken") < urgency.rule_rank("missing-success-criteria")
    assert urgency.rule_rank("green-but-flat") < urgency.rule_rank("stale")


def test_each_kind_of_conclusion_has_one_rank() -> None:
    assert sorted(conclusions._SORTS) == sorted(get_args(conclusions.Sort))


def test_matters_are_in_the_order_of_what_they_show() -> None:
    ranks = [
        conclusions._RANKS[conclusions._MATTER_SORTS[matter][1]]
        for matter in pending.MATTERS
        if matter in conclusions._MATTER_SORTS
    ]

    assert all(before <= after for before, after in pairwise(ranks))

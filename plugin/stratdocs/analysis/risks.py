"""The weight of risks: probability times impact, and which of them are still open."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from stratdocs.analysis.state import state_of
from stratdocs.model.kinds import Risk
from stratdocs.model.stack import Stack

MAX_LOW_EXPOSURE = 4
"""Highest score (probability times impact, at most 25) that needs no mitigation."""
MIN_SEVERE_EXPOSURE = 12
"""Probability times impact from which a risk is high."""

PROBABILITY_WORDS: Mapping[int, str] = {
    1: "rare",
    2: "unlikely",
    3: "possible",
    4: "likely",
    5: "almost certain",
}
IMPACT_WORDS: Mapping[int, str] = {
    1: "negligible",
    2: "minor",
    3: "moderate",
    4: "major",
    5: "critical",
}

RiskWeight = Literal["low", "medium", "high", "not rated"]


def risk_weight(
    probability: int | None, impact: int | None, low: int = MAX_LOW_EXPOSURE
) -> RiskWeight:
    """The weight of a risk of that probability and impact."""
    if not probability or not impact:
        return "not rated"
    product = probability * impact
    if product <= low:
        return "low"
    return "high" if product >= MIN_SEVERE_EXPOSURE else "medium"


def exposure(risk: Risk) -> int | None:
    """Probability times impact, from 1 to 25; None if one of them is missing."""
    return risk.probability * risk.impact if risk.probability and risk.impact else None


def is_open(stack: Stack, risk: Risk) -> bool:
    """Whether it still threatens anything: the risk itself is in force, and so is something that it
    is about, if that is written.
    """
    about = stack.parents(risk)
    return risk.live and (not about or any(state_of(stack, item).in_force for item in about))

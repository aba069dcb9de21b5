"""A sample of projects to look at closely: drawn by chance, the same for all in a quarter."""

from __future__ import annotations

from hashlib import sha256
from typing import NamedTuple

from stratdocs.analysis.state import state_of
from stratdocs.model.kinds import Bet, Entity, Health, Initiative
from stratdocs.model.stack import Stack

USUAL_SAMPLE = 3
"""Projects that can be audited in a quarter."""
_YEAR_DAYS = 365
"""Days after which a project can be audited again."""


class AuditSample(NamedTuple):
    """The projects to audit in this quarter."""

    quarter: str
    """In words."""
    items: tuple[Entity, ...]
    drawn_from: int
    """The bets and initiatives under way that haven't been audited within a year."""


def audit_sample(stack: Stack, size: int = USUAL_SAMPLE) -> AuditSample:
    """Which bets and initiatives under way to audit in this quarter.

    Nobody chooses them: the draw depends on the quarter and the ids alone. So it stays the same
    until the quarter ends, and what was audited meanwhile makes room.
    """
    quarter = stack.calendar.around(stack.today, 3)
    lately = {
        audit.of
        for health in stack.of(Health)
        for audit in health.audits
        if (day := audit.date or health.date) is not None and (stack.today - day).days <= _YEAR_DAYS
    }
    due = [
        item
        for kind in (Bet, Initiative)
        for item in stack.of(kind)
        if item.active and state_of(stack, item).stage == "running" and item.id not in lately
    ]
    drawn = sorted(due, key=lambda item: sha256(f"{quarter} {item.id}".encode()).digest())
    return AuditSample(quarter.words, tuple(drawn[:size]), len(due))

"""Settings to build on, for kinds of organisations whose strategies are judged differently."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple


class Pack(NamedTuple):
    """Settings that a strategy can extend: what they are for, and their fields by rule."""

    doc: str
    rules: Mapping[str, Mapping[str, Any]]


PACKS: Mapping[str, Pack] = {
    "startup": Pack(
        "For a company with a few teams that is still looking for its market. Fewer bets at "
        "once, a review every month, no plans beyond the quarter, and no board that "
        "approves or balances a portfolio.",
        {
            "too-many-priorities": {"most": 3},
            "stale": {"weeks": 4},
            "far-detail": {"months": 3},
            "portfolio-balance": {"severity": "off"},
            "unapproved-bet": {"severity": "off"},
        },
    ),
    "regulated": Pack(
        "For work where safety or legal rules make rework costlier than delay. Success is "
        "defined and doubts are settled before work starts. Every risk except the smallest "
        "has a mitigation, a big bet has an approver, and a rule has a way to ask for an "
        "exception.",
        {
            "missing-success-criteria": {"severity": "error"},
            "executing-with-low-confidence": {"severity": "error"},
            "risk-without-mitigation": {"severity": "error", "low": 2},
            "unapproved-bet": {"severity": "error"},
            "policy-without-exception-path": {"severity": "warning"},
        },
    ),
    "public-sector": Pack(
        "For organisations with policies as well as products, and annual budgets. More may "
        "be active at once, and work is planned a year ahead and reviewed each quarter. A rule "
        "has a way to ask for an exception, and no margin or competitive advantage is "
        "required.",
        {
            "too-many-priorities": {"most": 6},
            "far-detail": {"months": 12},
            "stale": {"weeks": 13},
            "policy-without-exception-path": {"severity": "warning"},
            "dhm-unanswered": {"severity": "off"},
        },
    ),
}
"""The packs that ship with stratdocs, by the name that `extends:` takes."""

"""Settings to build on, for kinds of organisations whose strategies are judged differently."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple


class Pack(NamedTuple):
    """Settings that a strategy may extend: what they are for, and their fields by rule."""

    doc: str
    rules: Mapping[str, Mapping[str, Any]]


PACKS: Mapping[str, Pack] = {
    "startup": Pack(
        "A company of a few teams that still looks for its market: fewer bets at once, a look "
        "every month, no plans beyond the quarter, and no board that approves or balances "
        "a portfolio.",
        {
            "too-many-priorities": {"most": 3},
            "stale": {"weeks": 4},
            "far-detail": {"months": 3},
            "portfolio-balance": {"severity": "off"},
            "unapproved-bet": {"severity": "off"},
        },
    ),
    "regulated": Pack(
        "Where safety or law makes rework dearer than delay: what would show success is written "
        "down and what is doubtful is found out before work begins, every risk but the smallest "
        "has an answer, a big bet a name, and a rule a way to ask for an exception.",
        {
            "missing-success-criteria": {"severity": "error"},
            "executing-with-low-confidence": {"severity": "error"},
            "risk-without-mitigation": {"severity": "error", "low": 2},
            "unapproved-bet": {"severity": "error"},
            "policy-without-exception-path": {"severity": "warning"},
        },
    ),
    "public-sector": Pack(
        "Policies beside products, and budgets by the year: more may run at once, work is planned "
        "a year ahead and looked at each quarter, a rule has a way to ask for an exception, and "
        "nobody is asked for a margin or for what competitors cannot copy.",
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

"""Settings to build on, for kinds of organisations whose strategies are judged differently."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple


class Pack(NamedTuple):
    """Settings that a strategy may extend: what for, and what is set of which rule."""

    doc: str
    rules: Mapping[str, Mapping[str, Any]]


PACKS: Mapping[str, Pack] = {
    "startup": Pack(
        "A company of one or two teams: fewer bets at once, and no portfolio to balance.",
        {"too-many-priorities": {"most": 3}, "portfolio-balance": {"severity": "off"}},
    ),
    "regulated": Pack(
        "Where safety or law makes rework dearer than delay: what is open is settled first.",
        {
            "missing-success-criteria": {"severity": "error"},
            "executing-with-low-confidence": {"severity": "error"},
        },
    ),
    "public-sector": Pack(
        "Policies beside products, several levels of organisation, yearly periods.",
        {"too-many-priorities": {"most": 6}},
    ),
}
"""The packs that ship with stratdocs, by the name that `extends:` takes."""

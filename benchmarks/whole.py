"""A strategy that uses everything, as a large company would, to measure the pages of views.

Where `check.py` has many work items and little else, this has all kinds in the shares of a real
company: bets with confidence and triggers, teams with capacity, check-ins and readings, outcomes
with their opportunities, dependencies, risks, decisions and meetings.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Item = dict[str, Any]

SHARES = {
    "bets": 0.04,
    "outcomes": 0.01,
    "opportunities": 0.05,
    "solutions": 0.07,
    "experiments": 0.05,
    "objectives": 0.08,
    "key_results": 0.18,
    "initiatives": 0.02,
    "work": 0.31,
    "metrics": 0.05,
    "teams": 0.01,
    "people": 0.05,
    "risks": 0.05,
    "rituals": 0.005,
    "retrospectives": 0.005,
    "decisions": 0.02,
    "health": 0.002,
}
LEVELS = ("low", "medium", "high")
STATUSES = ("committed", "on_track", "at_risk", "blocked", "done")


def strategy(total: int) -> dict[str, list[Item]]:
    """Collections with their items, about that many in total."""
    counts = {name: max(2, round(share * total)) for name, share in SHARES.items()}
    strategies: list[Item] = [
        {"id": "company", "title": "Win by keeping customers", "level": "company"},
        *(
            {"id": f"s-{n}", "title": f"Lead in segment {n}", "serves": "company"}
            for n in range(12)
        ),
    ]
    return {
        "strategies": strategies,
        **{name: list(_items(name, count, counts)) for name, count in counts.items()},
    }


def _items(name: str, count: int, counts: dict[str, int]) -> Iterator[Item]:
    made = globals()[f"_{name}"]
    for n in range(count):
        yield {"id": f"{name}-{n}", **made(n, counts)}


def _bets(n: int, counts: dict[str, int]) -> Item:
    return {
        "title": f"Customers of segment {n} do without paper",
        "serves": f"s-{n % 12}",
        "size": ("small", "medium", "big")[n % 3],
        "status": STATUSES[n % 5],
        "lno": ("leverage", "neutral", "overhead")[n % 3],
        "period": f"2027-Q{n % 4 + 1}",
        "owner": f"people-{n % counts['people']}",
        "confidence": {
            key: {"level": LEVELS[(n + i) % 3], "evidence": "Asked twelve customers"}
            for i, key in enumerate(("problem", "solution", "outcome"))
        },
        "success": {
            "outcome": f"Segment {n} stays",
            "measure": f"metrics-{n % counts['metrics']}",
            "baseline": "20%",
            "target": "50%",
            "by": "2027-12-31",
        },
        "triggers": [{"when": f"Segment {n} shrinks", "then": "Stop", "fired": "2027-01-10"}],
        "deprioritises": [{"what": f"Reports for segment {n}", "because": "Few ask for them"}],
        "depends_on": [f"bets-{n - 1}"] if n % 3 else [],
    }


def _outcomes(n: int, counts: dict[str, int]) -> Item:
    return {"title": f"More of segment {n} stay", "serves": f"s-{n % 12}", "metric": "metrics-0"}


def _opportunities(n: int, counts: dict[str, int]) -> Item:
    return {
        "title": f"Segment {n} loses an hour a day",
        "serves": f"outcomes-{n % min(8, counts['outcomes'])}",
        "evidence": ["Interviews in May"],
    }


def _solutions(n: int, counts: dict[str, int]) -> Item:
    return {"title": f"A form for {n}", "serves": f"opportunities-{n % counts['opportunities']}"}


def _experiments(n: int, counts: dict[str, int]) -> Item:
    return {
        "title": f"Would segment {n} fill in a form",
        "serves": f"solutions-{n % counts['solutions']}",
        "assumption": "They would",
        "result": "Nine of twelve did",
    }


def _objectives(n: int, counts: dict[str, int]) -> Item:
    return {
        "title": f"Segment {n} relies on us",
        "serves": f"bets-{n % counts['bets']}",
        "level": "team",
        "team": f"teams-{n % counts['teams']}",
        "period": "2027-Q1",
        "owner": f"people-{n % counts['people']}",
        "depends_on": [f"objectives-{n - 1}"] if n % 4 else [],
    }


def _key_results(n: int, counts: dict[str, int]) -> Item:
    return {
        "title": f"Raise the weekly use of segment {n} from 20% to 50%",
        "serves": f"objectives-{n % counts['objectives']}",
        "baseline": "20%",
        "target": "50%",
        "metric": f"metrics-{n % counts['metrics']}",
        "owner": f"people-{n % counts['people']}",
        "check_ins": [
            {
                "date": f"2027-01-{7 + 7 * i:02}",
                "value": f"{20 + (n + 2 * i) % 20}%",
                "status": STATUSES[1 + n % 3],
                "note": f"Looked at {n} again",
            }
            for i in range(3)
        ],
    }


def _initiatives(n: int, counts: dict[str, int]) -> Item:
    return {
        "title": f"A form for all of segment {n}",
        "serves": f"bets-{n % counts['bets']}",
        "nature": ("product", "policy")[n % 2],
        "owner": f"people-{n % counts['people']}",
    }


def _work(n: int, counts: dict[str, int]) -> Item:
    return {
        "title": f"Part {n} of the form",
        "serves": f"key_results-{n % counts['key_results']}",
        "status": STATUSES[n % 5],
        "team": f"teams-{n % counts['teams']}",
        "owner": f"people-{n % counts['people']}",
        "due": f"2027-{n % 12 + 1:02}-15",
        "estimate": f"{n % 9 + 1} d",
        "lno": ("leverage", "neutral", "overhead")[n % 3],
        "depends_on": [f"work-{n // 2}"] if n else [],
        "done_when": "It is used",
    }


def _metrics(n: int, counts: dict[str, int]) -> Item:
    return {
        "title": f"Weekly use in segment {n}",
        "stage": ("input", "output", "outcome", "impact")[n % 4],
        "timing": ("leading", "lagging")[n % 2],
        "direction": "up",
        "drives": [f"metrics-{n + 1}"] if n % 4 < 3 and n + 1 < counts["metrics"] else [],
        "readings": [
            {"date": f"2027-01-{1 + 4 * i:02}", "value": f"{20 + (n * i) % 30}%"} for i in range(6)
        ],
    }


def _teams(n: int, counts: dict[str, int]) -> Item:
    return {
        "title": f"Team {n}",
        "members": [f"people-{i % counts['people']}" for i in range(5 * n, 5 * n + 5)],
        "capacity": "120 d",
        "utilisation": "70%",
        "reading": {"asks": f"Segment {n} stays", "will_not_do": "Paper", "date": "2027-01-04"},
    }


def _people(n: int, counts: dict[str, int]) -> Item:
    return {"title": f"Person {n}", "role": "Engineer", "skills": ["web"]}


def _risks(n: int, counts: dict[str, int]) -> Item:
    return {
        "title": f"Segment {n} goes elsewhere",
        "serves": f"bets-{n % counts['bets']}",
        "probability": n % 5 + 1,
        "impact": n // 5 % 5 + 1,
        **({"mitigation": "Ring them"} if n % 2 else {}),
    }


def _rituals(n: int, counts: dict[str, int]) -> Item:
    return {
        "title": f"Meeting {n}",
        "cadence": "weekly",
        "last_held": "2027-01-25",
        "owner": "people-0",
    }


def _retrospectives(n: int, counts: dict[str, int]) -> Item:
    return {
        "title": f"Looking back on {n}",
        "date": "2027-01-11",
        "worked": ["Asking first"],
        "lessons": [{"title": f"Ask {n} before building"}],
    }


def _decisions(n: int, counts: dict[str, int]) -> Item:
    return {
        "title": f"Which segment comes before {n}",
        "serves": f"bets-{n % counts['bets']}",
        "decided": f"2026-{n % 12 + 1:02}-03",
        "choice": "The larger one",
        "first_output": f"2027-01-{n % 28 + 1:02}",
        "owner": "people-0",
    }


def _health(n: int, counts: dict[str, int]) -> Item:
    return {
        "title": f"Execution health, check {n}",
        "serves": "company",
        "date": f"20{26 - n // 12:02}-{12 - n % 12:02}-01",
        "checklist": [{"item": "resources", "status": "yellow", "evidence": "Two teams"}],
    }


def write(folder: Path, total: int) -> None:
    """Writes it, one file for each collection; JSON is YAML."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, items in strategy(total).items():
        lines = ",\n".join(json.dumps(item) for item in items)
        (folder / f"{name}.yml").write_text(f'{{"{name}": [\n{lines}\n]}}\n', encoding="utf-8")

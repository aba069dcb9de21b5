"""OKRs that real teams have published, read from the shared folder beside the checkout where it is.

Nothing of them is part of the repository.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sites import Site, article, build, draw, text

from stratdocs.linting.lint import lint
from stratdocs.model.decode import slug
from stratdocs.model.finding import Severity
from stratdocs.model.kinds import KeyResult, Objective
from stratdocs.model.periods import period
from stratdocs.model.stack import load

FOLDER = Path(__file__).parents[2] / "shared" / "okr-corpus" / "real"
SETS = sorted(FOLDER.glob("*.json")) if FOLDER.is_dir() else []

pytestmark = [
    pytest.mark.skipif(not SETS, reason="the real OKR sets are not beside this checkout"),
]
SITE = """
    mkdocs.yml
        site_name: OKRs
        theme: {name: material, font: false}
        plugins: [search, stratdocs: {today: 2026-11-21, fail_on: never}]
    docs/index.md
        # OKRs
"""
real = pytest.mark.parametrize("file", [pytest.param(file, id=file.stem) for file in SETS])


def strategy(data: dict[str, Any]) -> str:
    """An organisation's OKRs as its people would write them for us: what does not fit a field is
    kept in `fields`."""
    return "\n".join(_lines(data)) + "\n"


def _lines(data: dict[str, Any]) -> Iterator[str]:
    yield "strategies:"
    yield f"  - id: {slug(data['organisation'])[:40]}"
    yield f"    title: {json.dumps(data['organisation'])}"
    yield "    level: company"
    teams = {
        objective["team"]: slug(objective["team"])
        for objective in data["objectives"]
        if objective.get("team")
    }
    if teams:
        yield "teams:"
        for name, identity in teams.items():
            yield f"  - {{id: team-{identity}, title: {json.dumps(name)}}}"
    people = {name for goal in _goals(data) if (name := goal.get("owner")) and " " not in name}
    if people:
        yield "people:"
        for name in sorted(people):
            yield f"  - {{id: {slug(name)}, title: {json.dumps(name)}}}"
    yield "objectives:"
    for objective in data["objectives"]:
        yield from _item(objective, "  ", teams)
        yield f"    serves: {slug(data['organisation'])[:40]}"
        yield "    key_results:"
        for key_result in objective["key_results"]:
            yield from _item(key_result, "      ", teams)


def _item(item: dict[str, Any], margin: str, teams: dict[str, str]) -> Iterator[str]:
    label = item.get("period", {}).get("label")
    end = item.get("period", {}).get("end")
    level = {"personal": "individual"}.get(item.get("level", ""), item.get("level"))
    own = {
        "id": item["id"].lower(),
        "title": item["text"],
        "level": level if level in ("organisation", "department", "team", "individual") else None,
        "team": f"team-{teams[item['team']]}" if "team" in item else None,
        "owner": _owner(item.get("owner")),
        "period": label if label and period(label) else None,
        "score": item.get("score"),
        "tags": item.get("tags"),
    }
    rest = {
        "period": label if not own["period"] else None,
        "ends": end or item.get("period", {}).get("end_note"),
        "short title": item.get("title"),
        "progress": item.get("progress"),
        "review": item.get("review"),
        "tracked by": item.get("tracked_by"),
        "source": item.get("source_path"),
        "owners": ", ".join(owner["name"] for owner in item.get("owners", ())) or None,
    }
    start = "- "
    for name, value in own.items():
        if value is not None:
            yield f"{margin}{start}{name}: {json.dumps(value, ensure_ascii=False)}"
            start = "  "
    kept = {name: value for name, value in rest.items() if value is not None}
    if kept:
        yield f"{margin}  fields: {json.dumps(kept, ensure_ascii=False)}"


def _owner(name: str | None) -> str | None:
    """A person by their id; who is several people stays as written, and is found."""
    return slug(name) if name and " " not in name else name


def _goals(data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every objective and key result."""
    for objective in data["objectives"]:
        yield objective
        yield from objective["key_results"]


@real
def test_all_of_it_is_read_and_what_is_found_is_about_its_words_and_measures(file: Path) -> None:
    data = json.loads(file.read_text("utf-8"))

    stack = load({"okrs.yml": strategy(data)}, today=date(2026, 11, 21))
    findings = lint(stack)

    goals = (*stack.of(Objective), *stack.of(KeyResult))
    assert [entity.title for entity in goals if not entity.title] == []
    assert len(goals) == len(list(_goals(data)))
    shared = [goal["id"].lower() for goal in _goals(data) if " " in goal.get("owner", "")]
    wrong = [f for f in findings if f.severity is Severity.ERROR]
    assert [(f.rule, f.field, f.item) for f in wrong] == [
        ("unknown-reference", "owner", identity) for identity in shared
    ]
    assert {f.rule for f in findings} - {"unknown-reference"} <= ABOUT
    assert len(findings) < len(goals)  # nobody is buried


ABOUT = {
    "never-reported",
    "output-key-result",
    "output-objective",
    "skipped-layer",
    "too-many-objectives",
    "unmeasurable-key-result",
    "unowned",
    "vague-objective",
}
"""What there is to say of goals that come with a title and seldom more."""


@real
@pytest.mark.slow
def test_each_objective_and_key_result_has_a_page(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    data = json.loads(file.read_text("utf-8"))
    draw(tmp_path, SITE)
    (tmp_path / "docs" / "strategy").mkdir()
    (tmp_path / "docs" / "strategy" / "okrs.yml").write_text(strategy(data), encoding="utf-8")

    built = build(tmp_path)

    assert built.status == 0
    for goal in _goals(data):
        collection = "objectives" if "key_results" in goal else "key_results"
        html = built.page(f"{collection}/{goal['id'].lower()}/")
        heading = re.search(r"<h1.*?</h1>", html, re.DOTALL)
        assert heading is not None
        assert text(heading[0]) == " ".join(goal["text"].split())
        assert data["organisation"] in text(article(html))
    assert list(Site(tmp_path / "site").broken()) == []

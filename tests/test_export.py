"""strategy.json: all of a strategy for other programs."""

import json
from datetime import date
from textwrap import dedent
from typing import Any

import jsonschema

from stratdocs.linting.lint import lint
from stratdocs.model.kinds import KINDS
from stratdocs.model.schema import starter
from stratdocs.model.stack import load
from stratdocs.reports.export import as_json, strategy, strategy_schema

VALIDATOR = jsonschema.Draft202012Validator(strategy_schema())
TODAY = date(2027, 2, 15)


def exported(text: str) -> dict[str, Any]:
    stack = load({"s/a.yml": dedent(text)}, today=TODAY)
    data = strategy(stack, lint(stack), url=lambda entity: f"{entity.collection}/{entity.id}/")
    VALIDATOR.validate(json.loads(as_json(data)))
    return data


def item(data: dict[str, Any], identity: str) -> dict[str, Any]:
    return next(item for item in data["items"] if item["id"] == identity)


def test_its_schema_is_valid() -> None:
    jsonschema.Draft202012Validator.check_schema(strategy_schema())


def test_an_item_is_exported_as_written_with_its_links_both_ways() -> None:
    data = exported("""
        strategies:
          - {id: stay, title: Win by keeping customers, level: company}
        bets:
          - id: first-week
            title: Value in the first week
            serves: stay
            period: 2027-H1
            regulated: false
            links: https://example.com
            fields: {board: {item: 7}}
            success: {target: "€1.2M", by: 2027-06-30}
        work:
          - {id: import, title: Import, serves: first-week, depends_on: [ask]}
          - {id: ask, title: Ask, serves: [first-week, open]}
        objectives:
          - {id: open, title: Customers start at once, serves: first-week}
        """)

    assert [item["id"] for item in data["items"]] == ["ask", "first-week", "import", "open", "stay"]
    bet = item(data, "first-week")
    del bet["readiness"], bet["economics"]
    assert bet == {
        "kind": "bets",
        "id": "first-week",
        "title": "Value in the first week",
        "fields": {
            "period": "2027-H1",
            "regulated": False,
            "links": [{"url": "https://example.com"}],
            "success": {"target": "€1.2M", "by": "2027-06-30"},
        },
        "own_fields": {"board": {"item": "7"}},
        "path": "s/a.yml",
        "line": 5,
        "url": "bets/first-week/",
        "serves": ["stay"],
        "served_by": ["import", "ask", "open"],
        "depends_on": [],
    }
    assert item(data, "import")["depends_on"] == ["ask"]
    assert item(data, "ask")["serves"] == ["first-week", "open"]


def test_conclusions_are_exported_with_the_item() -> None:
    data = exported("".join(starter(kind.collection) for kind in KINDS))

    assert item(data, "activation")["progress"] == {
        "share": 0.2,
        "words": "43%: 20% of the way from 40% to 55%",
        "status": "on_track",
        "because": None,
    }
    assert item(data, "first-week-value")["readiness"]["says"] == "mixed"
    assert item(data, "import-for-all")["diagnosis"]["nature"] == "product"
    assert item(data, "import-for-all")["diagnosis"]["misdiagnosed"] is False
    assert "progress" not in item(data, "maya")


def test_findings_are_exported_as_check_reports_them() -> None:
    data = exported("bets:\n  - {id: a, title: A, serves: nowhere, colour: red}\n")

    assert [finding["rule"] for finding in data["findings"]] == [
        "unknown-reference",
        "unknown-field",
    ]


def test_the_same_content_gives_the_same_bytes_in_whatever_order_it_is_read() -> None:
    texts = {f"{kind.collection}.yml": starter(kind.collection) for kind in KINDS}

    def exported_text(names: list[str]) -> str:
        stack = load({name: texts[name] for name in names}, today=TODAY)
        return as_json(strategy(stack, lint(stack)))

    assert exported_text(list(texts)) == exported_text(list(texts)[::-1])
    assert exported_text(list(texts)).endswith("}\n")


def test_wrong_content_is_exported_as_well() -> None:
    for text in ("", "bets: [", "bets:\n  - {title: No id}\n  - {id: a}\n  - {id: a, title: B}\n"):
        exported(text)


def test_an_exception_is_exported_under_the_name_that_people_write() -> None:
    data = exported("""
        initiatives:
          - {id: score, title: Score, exceptions: [{for: Refills, until: 2026-10-01}]}
    """)

    assert data["items"][0]["fields"]["exceptions"] == [{"for": "Refills", "until": "2026-10-01"}]

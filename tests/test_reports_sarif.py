"""SARIF, for code hosts and editors."""

import json
from typing import Any

import pytest
from reported import CLEAN, FIXABLE, FIXED, FOUND, OLD, golden, hostile, many, wrong

from stratdocs.linting.catalogue import as_markdown, explanation
from stratdocs.linting.rules.output_key_result import OutputKeyResult
from stratdocs.reports.checked import Checked
from stratdocs.reports.sarif import sarif


def run(checked: Checked) -> dict[str, Any]:
    """The one run of the report."""
    (only,) = json.loads(sarif(checked))["runs"]
    return only  # type: ignore[no-any-return]


@pytest.mark.parametrize("checked", [FOUND, OLD, CLEAN, FIXABLE, hostile(), many(50)])
def test_it_is_valid(checked: Checked) -> None:
    assert wrong(json.loads(sarif(checked)), "sarif-2.1.0.json") == []


def test_it_reads_like_this() -> None:
    data = json.loads(sarif(FOUND))
    driver = data["runs"][0]["tool"]["driver"]
    driver["rules"] = [rule["id"] for rule in driver["rules"]]  # their words change with the rules
    del driver["semanticVersion"]

    golden("found.sarif.json", json.dumps(data, ensure_ascii=False, indent=2) + "\n")


def test_a_rule_brings_its_help() -> None:
    results = next(
        rule for rule in run(FOUND)["tool"]["driver"]["rules"] if rule["id"] == "output-key-result"
    )
    rule = OutputKeyResult()

    expected = {
        "id": "output-key-result",
        "name": "OutputKeyResult",
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": " ".join(rule.reason.split())},
        "help": {"text": explanation(rule), "markdown": as_markdown(rule)},
        "helpUri": "https://strategy.example/rules/output-key-result/",
        "defaultConfiguration": {"level": "warning"},
        "properties": {
            "group": "clarity",
            "heuristic": True,
            "precision": "medium",
            "tags": ["strategy", "clarity"],
        },
    }
    assert expected == results


def test_what_the_baseline_lists_is_marked_and_not_dropped() -> None:
    results = {
        result["ruleId"]: (
            result["baselineState"],
            [suppression["kind"] for suppression in result.get("suppressions", ())],
        )
        for result in run(OLD)["results"]
        if "desks" not in result["message"]["text"]
    }

    expected = {
        "unknown-reference": ("new", []),
        "output-key-result": ("unchanged", ["external"]),
        "duplicate-id": ("unchanged", ["external"]),
    }
    assert expected == results


def test_without_a_baseline_nothing_is_new_or_old() -> None:
    assert all("baselineState" not in result for result in run(FOUND)["results"])


def test_an_alert_keeps_its_fingerprint_when_it_is_accepted() -> None:
    def named(checked: Checked) -> dict[str, str]:
        return {
            result["message"]["text"]: result["partialFingerprints"]["stratdocs/v1"]
            for result in run(checked)["results"]
        }

    assert named(FOUND).items() >= named(OLD).items()


def test_a_path_is_given_as_an_address() -> None:
    (place, *_) = FOUND.findings
    odd = place._replace(span=place.span._replace(path="strategy/q 1#ü.yml"))
    away = place._replace(span=place.span._replace(path="/srv/a.yml"), item="x")
    results = run(FOUND._replace(findings=[odd, away], silenced=()))["results"]

    results = [
        location["locations"][0]["physicalLocation"]["artifactLocation"] for location in results
    ]
    assert results == [
        {"uri": "file:///srv/a.yml"},
        {"uri": "strategy/q%201%23%C3%BC.yml", "uriBaseId": "%SRCROOT%"},
    ]


def test_a_fix_says_what_goes_and_what_comes_where() -> None:
    results = {result["ruleId"]: result for result in run(FIXABLE)["results"]}

    def replaced(rule: str) -> list[tuple[int, ...] | str]:
        ((change,),) = ([fix["artifactChanges"][0]] for fix in results[rule]["fixes"])
        ((piece),) = change["replacements"]
        return [tuple(piece["deletedRegion"].values()), piece["insertedContent"]["text"]]

    assert replaced("unknown-reference") == [(3, 58, 3, 71), "keep-customers"]
    assert (
        results["unknown-reference"]["fixes"][0]["description"]["text"] == "It can only mean this."
    )
    assert replaced("invalid-value") == [(3, 81, 3, 90), "'2027-Q1'"]
    assert results["invalid-value"]["fixes"][0]["description"]["text"] == "It probably means this."
    assert all("fixes" not in result for result in run(FOUND)["results"])


def test_fixes_made_from_the_report_are_those_that_fix_makes() -> None:
    lines = FIXABLE.texts["strategy/bets.yml"].split("\n")
    pieces = [
        piece
        for result in run(FIXABLE)["results"]
        for fix in result["fixes"]
        for piece in fix["artifactChanges"][0]["replacements"]
    ]
    for piece in sorted(pieces, key=lambda piece: -piece["deletedRegion"]["startColumn"]):
        place = piece["deletedRegion"]
        line = lines[place["startLine"] - 1]
        before, after = line[: place["startColumn"] - 1], line[place["endColumn"] - 1 :]
        lines[place["startLine"] - 1] = before + piece["insertedContent"]["text"] + after

    assert "\n".join(lines) == FIXED

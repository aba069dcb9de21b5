"""Reports for what reviews changes: GitHub, GitLab, Jenkins and its kin, Reviewdog."""

import json
import re
from xml.etree import ElementTree as ET

import pytest
import xmlschema
from reported import (
    CLEAN,
    FIXABLE,
    FIXED,
    FOUND,
    OLD,
    SCHEMAS,
    checked,
    golden,
    hostile,
    many,
    wrong,
)

from stratdocs.model.finding import Severity
from stratdocs.reports.checked import Checked
from stratdocs.reports.github import github
from stratdocs.reports.gitlab import gitlab
from stratdocs.reports.junit import junit
from stratdocs.reports.rdjson import rdjson

ALL = pytest.mark.parametrize("found", [FOUND, OLD, CLEAN, FIXABLE, hostile(), many(30)])


# --- GitHub ---------------------------------------------------------------------------------------


def test_annotations_read_like_this() -> None:
    golden("found.github.txt", github(FOUND))


@pytest.mark.parametrize("severity", list(Severity))
def test_up_to_ten_annotations_are_shown_each(severity: Severity) -> None:
    lines = github(many(10, severity)).splitlines()

    assert sum(line.startswith("::") for line in lines) == 10
    assert "more" not in lines[9]


def test_of_more_than_ten_the_last_annotation_counts_the_rest_and_the_log_lists_them() -> None:
    found = checked((*many(14).findings, *many(11, Severity.ERROR).findings))
    lines = github(found).splitlines()

    assert [line.split(" ", 1)[0] for line in lines[:20]] == ["::error"] * 10 + ["::warning"] * 10
    assert lines[9] == "::error title=stratdocs::2 more errors in the log of this step"
    assert lines[19] == "::warning title=stratdocs::5 more warnings in the log of this step"
    assert len(lines) == 20 + 2 + 5 + 1
    assert not any(line.startswith("::") for line in lines[20:])


def test_a_strategy_gives_no_commands_to_github() -> None:
    findings = many(30).findings
    diagnostics = github(
        checked(
            finding._replace(message=f"::stop-commands::{finding.message}##[error]")
            for finding in findings
        )
    )
    log = diagnostics.splitlines()[10:]

    assert all("::" not in line and "##[" not in line for line in log)


def test_what_is_escaped_can_be_read_back() -> None:
    (line, *_) = github(hostile()).split("\n")
    match = re.fullmatch(r"::error ([^:]*)::(.*)", line)

    assert match is not None
    properties = dict(pair.split("=", 1) for pair in match[1].split(","))
    path = properties["file"]
    for code, char in (("%2C", ","), ("%3A", ":"), ("%0A", "\n"), ("%0D", "\r"), ("%25", "%")):
        path = path.replace(code, char)
    assert path == hostile().findings[0].span.path


# --- GitLab ---------------------------------------------------------------------------------------


def test_code_quality_reads_like_this() -> None:
    golden("found.gitlab.json", gitlab(FOUND))


@ALL
def test_code_quality_is_valid_and_its_fingerprints_differ(found: Checked) -> None:
    data = json.loads(gitlab(found))

    assert wrong(data, "code-quality.json") == []
    assert len({issue["fingerprint"] for issue in data}) == len(found.findings)


# --- JUnit ----------------------------------------------------------------------------------------


def test_a_suite_reads_like_this() -> None:
    golden("found.junit.xml", junit(FOUND))


def test_a_clean_strategy_passes() -> None:
    suite = ET.fromstring(junit(CLEAN))

    assert suite.attrib == {"name": "stratdocs", "tests": "1", "failures": "0", "errors": "0"}
    assert [list(case) for case in suite.iter("testcase")] == [[]]


@ALL
def test_a_suite_counts_what_it_holds(found: Checked) -> None:
    suite = ET.fromstring(junit(found))[0]
    cases = list(suite.iter("testcase"))

    assert suite.attrib["tests"] == str(len(cases))
    assert suite.attrib["failures"] == str(len(list(suite.iter("failure"))))
    assert suite.attrib["skipped"] == str(len(list(suite.iter("skipped"))))
    names = [(case.attrib["classname"], case.attrib["name"]) for case in cases]
    assert len(set(names)) == len(names)  # servers tell cases apart by them


@ALL
def test_a_suite_is_valid(found: Checked) -> None:
    xmlschema.XMLSchema(SCHEMAS / "junit-10.xsd").validate(junit(found))


# --- Reviewdog ------------------------------------------------------------------------------------


def test_diagnostics_read_like_this() -> None:
    golden("found.rdjson.json", rdjson(FOUND))


@ALL
def test_diagnostics_are_valid(found: Checked) -> None:
    assert wrong(json.loads(rdjson(found)), "rdjson.json") == []


def test_columns_of_diagnostics_count_bytes() -> None:
    diagnostic = next(
        found
        for found in json.loads(rdjson(FOUND))["diagnostics"]
        if found["code"]["value"] == "output-key-result"
    )
    line = FOUND.texts["strategy/okrs.yml"].split("\n")[5].encode()
    place = diagnostic["location"]["range"]

    assert (
        line[place["start"]["column"] - 1 : place["end"]["column"] - 1] == b"launch | it <b>now</b>"
    )


def test_a_fix_is_a_suggestion_at_its_bytes() -> None:
    line = FIXABLE.texts["strategy/bets.yml"].split("\n")[2].encode()
    diagnostics = json.loads(rdjson(FIXABLE))["diagnostics"]
    pieces = [piece for diagnostic in diagnostics for piece in diagnostic["suggestions"]]
    for piece in sorted(pieces, key=lambda piece: -piece["range"]["start"]["column"]):
        start, end = piece["range"]["start"]["column"] - 1, piece["range"]["end"]["column"] - 1
        line = line[:start] + piece["text"].encode() + line[end:]

    assert len(pieces) == 2
    assert line.decode() == FIXED.split("\n")[2]
    assert all(
        "suggestions" not in diagnostic for diagnostic in json.loads(rdjson(FOUND))["diagnostics"]
    )

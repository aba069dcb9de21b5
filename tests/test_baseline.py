"""Old debt is accepted, new findings are not."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as some

from stratdocs.linting.baseline import Entry, as_text, compare, read, update
from stratdocs.model.finding import Finding, Severity, StratdocsError
from stratdocs.yamltext.source import Span

ENTRIES = (
    Entry("b.yml", "orphan", "", "02"),
    Entry("a.yml", "stale", "calm mornings", "03"),
    Entry("a.yml", "orphan", "first-week", "01"),
)


def finding(number: str, rule: str = "orphan") -> Finding:
    """A finding whose fingerprint is the number."""
    return Finding(rule, Severity.WARNING, number, Span("a.yml", 1, 1, 1, 2), f"item-{number}")


def fingerprints(*findings: Finding) -> dict[Finding, str]:
    return {finding: finding.message for finding in findings}


def never_skipped(_: Entry) -> bool:
    return False


def test_a_baseline_is_sorted_and_can_be_read_by_people() -> None:
    expected = """\
{
  "version": 1,
  "findings": [
    {"rule": "orphan", "item": "first-week", "path": "a.yml", "fingerprint": "01"},
    {"rule": "stale", "item": "calm mornings", "path": "a.yml", "fingerprint": "03"},
    {"rule": "orphan", "item": null, "path": "b.yml", "fingerprint": "02"}
  ]
}
"""
    assert expected == as_text(ENTRIES)
    assert as_text(()) == '{\n  "version": 1,\n  "findings": []\n}\n'


@given(some.lists(some.builds(Entry, *([some.text(min_size=1)] * 4))))
def test_what_is_written_is_read_again(entries: list[Entry]) -> None:
    assert read(as_text(entries), "debt.json") == tuple(sorted(set(entries)))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"version": 2, "findings": []}',
        '{"version": 1}',
        '{"version": 1, "findings": [1]}',
        '{"version": 1, "findings": [{"rule": "orphan"}]}',
        "<<<<<<< HEAD\n",
    ],
)
def test_a_file_that_is_not_a_baseline_gives_one_sentence(text: str) -> None:
    with pytest.raises(StratdocsError, match=r"debt\.json isn't a baseline.*--update-baseline"):
        read(text, "debt.json")


def test_a_baseline_of_other_programs_need_only_hold_fingerprints() -> None:
    text = json.dumps({"version": 1, "findings": [{"fingerprint": "01"}]})

    assert read(text, "debt.json") == (Entry("", "", "", "01"),)


def test_listed_is_accepted_new_is_not_and_gone_is_stale() -> None:
    old, new = finding("01"), finding("04")

    found = compare(ENTRIES, (old, new), fingerprints(old, new), never_skipped)

    assert found.new == (new,)
    assert found.baselined == (old,)
    assert [entry.fingerprint for entry in found.stale] == ["03", "02"]


def test_what_was_skipped_is_not_stale_and_stays() -> None:
    old = finding("01")

    def was_skipped(entry: Entry) -> bool:
        return entry.rule == "stale"

    found = compare(ENTRIES, (old,), fingerprints(old), was_skipped)
    now = update(ENTRIES, (old,), fingerprints(old), was_skipped)

    assert [entry.fingerprint for entry in found.stale] == ["02"]
    assert sorted(entry.fingerprint for entry in now) == ["01", "03"]

"""What differs between two states of an item; and that every door agrees on it."""

from __future__ import annotations

import os
import subprocess
from datetime import date
from pathlib import Path
from textwrap import indent
from typing import Any

import pytest
from sites import Built, build, draw

from stratdocs.cli import main
from stratdocs.model.diff import Difference, diff, same
from stratdocs.model.kinds import Entity
from stratdocs.model.stack import load
from stratdocs.model.values import quantity


def bet(fields: str) -> Entity:
    """A bet that says this besides its title."""
    text = "bets:\n  - id: value\n    title: Value in a week\n" + indent(fields, "    ")
    found = load({"s.yml": text}, today=date(2027, 2, 15)).get("value")
    assert found is not None
    return found


def differences(
    before: str, after: str, renamed: dict[str, str] | None = None
) -> list[tuple[Any, ...]]:
    """The differences between two such bets: field, before and after."""
    found = diff(bet(before), bet(after), renamed or {})
    return [(difference.field, difference.before, difference.after) for difference in found]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("success: {target: 55%}", "success: {target: 55 %}"),
        ("success: {target: 1200000 €}", "success: {target: 1.2M €}"),
        ("tags: [one, two]", "tags: [two, one]"),
        ("guardrails: load", "guardrails: [load]"),
        ("fixed: [offline first]", "fixed: [offline   first]"),
        ("serves: [a, b, c]", "serves: [a, c, b]"),
        (
            "not_doing: [{title: Maps, because: late}, {title: Chat}]",
            "not_doing: [{title: Chat}, {title: Maps, because: late}]",
        ),
        ("fields: {budget: [one, two]}", "fields: {budget: [two, one]}"),
        ("why: Because it is so", "why: >-\n  Because\n  it is so"),
    ],
)
def test_what_means_the_same_does_not_differ(before: str, after: str) -> None:
    assert differences(before, after) == []


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (
            "success: {target: 55%}",
            "success: {target: 48%}",
            [("success.target", quantity("55%"), quantity("48%"))],
        ),
        (
            "success: {target: 55%}",
            "success: {target: ≥ 55%}",
            [("success.target", quantity("55%"), quantity("≥ 55%"))],
        ),
        ("tags: [one, two]", "tags: [two, three]", [("tags", ("one",), ("three",))]),
        ("tags: [one]", "tags: [one, one]", [("tags", (), ("one",))]),
        ("serves: [a, b]", "serves: [b, a]", [("serves", ("a", "b"), ("b", "a"))]),
        ("fields: {budget: 5}", "fields: {}", [("fields.budget", "5", None)]),
        (
            "triggers: [{when: Churn, then: Stop, owner: ana}]",
            "triggers: [{when: Churn, then: Stop, owner: jo}]",
            [("triggers[Churn].owner", "ana", "jo")],
        ),
    ],
)
def test_differences_are_given_by_route(
    before: str, after: str, expected: list[tuple[Any, ...]]
) -> None:
    assert expected == differences(before, after)


def test_a_renamed_id_is_the_same_id() -> None:
    assert differences("guardrails: [load]", "guardrails: [work-load]", {"load": "work-load"}) == []
    assert differences("guardrails: [load]", "guardrails: [work-load]") == [
        ("guardrails", ("load",), ("work-load",))
    ]


def test_a_part_that_is_reworded_is_not_lost() -> None:
    (difference,) = diff(
        bet("not_doing: [{title: Maps of every single pier, because: nobody asked}]"),
        bet("not_doing: [{title: Maps of each single pier, because: nobody asked}]"),
    )

    assert difference.field == "not_doing[Maps of each single pier].title"
    assert difference.place == ("not_doing", 0, "title")


def test_what_a_field_says_first_is_marked() -> None:
    before, after = bet("tags: [one]"), bet("tags: [one, two]\nguardrails: [load]")

    assert {difference.field: difference.first for difference in diff(before, after)} == {
        "tags": False,
        "guardrails": True,
    }


def test_equality_is_what_no_difference_means() -> None:
    texts = (
        "tags: [a, b]",
        "tags: [b, a]",
        "tags: [a]",
        "triggers: [{when: Churn, then: Stop}]",
        "triggers: [{when: Churn, then: Wait}]",
        "success: {target: 5%}",
        "success: {target: 5 %}",
        "success: {outcome: More}",
    )
    bets = [bet(text) for text in texts]
    for first in bets:
        for second in bets:
            equal = all(
                same(getattr(first, name), getattr(second, name))
                for name in ("tags", "triggers", "success")
            )
            assert equal == (not list(diff(first, second)))


def test_values_that_are_equal_are_one_in_a_set() -> None:
    assert len({quantity("55%"), quantity("55 %"), quantity("56%")}) == 2
    assert (quantity("55%") != quantity("55 %")) is False


def test_a_route_reads_as_text() -> None:
    assert Difference(("success", "target"), None, None).top == "success.target"


# --- every door -----------------------------------------------------------------------------------

WRITTEN = """
    mkdocs.yml
        site_name: Harbour
        theme: {name: material, font: false}
        plugins:
          - search
          - stratdocs: {today: 2027-02-15, fail_on: never, compare_to: HEAD~1}
    docs/index.md
        # Harbour
    docs/strategy/s.yml
        strategies: [{id: stay, title: Customers stay, level: company, period: 2027}]
        metrics: [{id: load, title: Load on the crew}]
        people: [{id: ana, title: Ana Reis}]
        objectives:
          - id: week
            title: Value in the first week
            serves: stay
            period: 2027-Q1
            status: on_track
            owner: ana
            tags: [one, two]
            key_results:
              - id: activation
                title: More activation
                baseline: 40%
                target: 55%
                guardrails: load
"""
FILE = Path("docs/strategy/s.yml")
REWRITTEN = (
    ("target: 55%", "target: 55 %"),
    ("[one, two]", "[two, one]"),
    ("guardrails: load", "guardrails: [load]"),
)


def git(folder: Path, *words: str, day: str = "2027-02-01") -> None:
    who = ("-c", "user.name=Ana Reis", "-c", "user.email=ana@example.org")
    when = {"GIT_AUTHOR_DATE": f"{day}T10:00:00", "GIT_COMMITTER_DATE": f"{day}T10:00:00"}
    subprocess.run(
        ["git", *who, *words],
        cwd=folder,
        env={**os.environ, **when},
        check=True,
        capture_output=True,
    )


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with one commit."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    draw(tmp_path, WRITTEN)
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "The strategy", day="2027-01-04")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def rewrite(folder: Path, *pairs: tuple[str, str]) -> None:
    """A commit in which each text is replaced by the one beside it."""
    file = folder / FILE
    text = file.read_text()
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    file.write_text(text)
    git(folder, "commit", "-qam", "Rewrite")


def printed(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    main(words)
    return capsys.readouterr().out


@pytest.mark.slow
def test_what_means_the_same_has_changed_for_no_door(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rewrite(folder, *REWRITTEN)

    assert "Nothing changed" in printed(capsys, "diff", "HEAD~1", "HEAD")
    found = printed(capsys, "check", "--since", "HEAD~1", "--format", "concise")
    assert "activation" not in found
    assert "week" not in found
    assert "goalpost-moved" not in printed(capsys, "check", "--format", "concise")
    page = built(folder).page("changes/")
    assert "Nothing changed" in page
    assert "no reason given" not in page
    assert "0 of 1 key results" not in page
    assert "in a different order" not in page


@pytest.mark.slow
def test_what_differs_has_changed_for_every_door(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rewrite(folder, ("target: 55%", "target: 48%"), ("status: on_track", "status: at_risk"))

    assert "lowered from 55% to 48%" in printed(capsys, "diff", "HEAD~1", "HEAD")
    assert "activation" in printed(capsys, "check", "--since", "HEAD~1", "--format", "concise")
    assert "goalpost-moved" in printed(capsys, "check", "--format", "concise")
    page = built(folder).page("changes/")
    assert "0 of 1 key results and bets are unchanged" in page
    assert "lowered from 55% to 48%" in page


@pytest.mark.slow
def test_a_broken_link_in_a_page_leaves_the_history_whole(folder: Path) -> None:
    rewrite(folder, ("target: 55%", "target: 48%"))
    (folder / "docs/index.md").write_text("# Harbour\n\nSee [[nothing-here]].\n")
    site = built(folder)

    assert any("nothing-here" in line for line in site.messages)
    page = site.page("changes/")
    assert "lowered from 55% to 48%" in page
    assert "the history of the files wasn't read" not in page


def built(folder: Path) -> Built:
    site = build(folder)
    assert site.status == 0, site.messages
    return site

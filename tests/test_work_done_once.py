"""A check does each piece of work once. These counts are the same on every machine."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import pytest

from stratdocs.language import wording
from stratdocs.linting.lint import lint
from stratdocs.linting.not_judged import not_judged
from stratdocs.model import stack as stack_module
from stratdocs.model.stack import Stack, load
from stratdocs.reports import full, markdown
from stratdocs.reports.checked import Checked
from stratdocs.words import nearest
from stratdocs.yamltext import source

TODAY = date(2027, 2, 1)


def _counted(monkeypatch: pytest.MonkeyPatch, owner: Any, name: str) -> Counter[str]:
    """How often a function is called from now on."""
    calls: Counter[str] = Counter()
    original = getattr(owner, name)

    def counted(*arguments: Any, **named: Any) -> Any:
        calls[name] += 1
        return original(*arguments, **named)

    monkeypatch.setattr(owner, name, counted)
    return calls


def _work(number: int, line: str) -> str:
    return "work:\n" + "".join(
        f"  - {{id: w{n}, title: Part {n}, {line}}}\n" for n in range(number)
    )


def _goals(number: int) -> Stack:
    lines = "".join(
        f"  - {{id: k{n}, title: Ship part{n}x of the import, baseline: 1 h, target: 3 h}}\n"
        for n in range(number)
    )
    return load({"goals.yml": f"key_results:\n{lines}"}, today=TODAY)


def test_each_text_is_parsed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    parsers = _counted(monkeypatch, source, "_Parser")

    load({f"{n}.yml": _work(3, "owner: ana") for n in range(5)}, today=TODAY)

    assert parsers["_Parser"] == 5


def test_the_events_of_a_text_are_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    events: Counter[str] = Counter()
    parser = source._Parser

    class Counting(parser):  # type: ignore[misc, valid-type]
        def get_event(self) -> Any:
            events["read"] += 1
            return super().get_event()

    monkeypatch.setattr(source, "_Parser", Counting)
    load({"work.yml": _work(100, "owner: ana")}, today=TODAY)

    around, item = 9, 8  # an item: its start and end, and three keys with their values
    assert events["read"] == around + 100 * item


def test_an_unknown_id_is_compared_once_however_often_it_is_mentioned(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    comparisons = _counted(monkeypatch, nearest, "_close")

    load({"work.yml": _work(200, "depends_on: nowhere")}, today=TODAY)

    assert comparisons["_close"] == 1


def test_a_title_is_judged_once_however_many_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    many = wording.MAX_LINES_KEPT + 100
    stack = _goals(many)
    judged = _counted(monkeypatch, wording, "decide")
    wording.judge.cache_clear()

    lint(stack)
    not_judged(stack)

    assert judged["decide"] == many


def test_lines_that_differ_in_their_figures_are_weighed_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    judged = _counted(monkeypatch, wording, "decide")
    titles = [
        f"Cut calls in region {n} from {90 - n}% to {n}% (of {n * 1000} a day)" for n in range(80)
    ]

    assert len({wording.judge(title).probability for title in titles}) < 5
    assert judged["decide"] < 5
    assert {wording.judge(title).clause.line for title in titles} == set(titles)


def test_what_could_not_be_read_is_sought_once(monkeypatch: pytest.MonkeyPatch) -> None:
    stack = load({"work.yml": _work(50, "status: on_track")}, today=TODAY)
    asked = _counted(monkeypatch, stack_module, "_unread")
    for _ in range(3):
        assert not any(map(stack.unsure, stack.entities))

    assert asked["_unread"] == 50  # the one field on which judgements rest


def test_no_more_lines_are_drawn_than_a_comment_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    stack = load({"work.yml": _work(3_000, "due: 2026-01-01, status: on_track")}, today=TODAY)
    checked = Checked(lint(stack), stack.texts, len(stack.entities))
    drawn = _counted(monkeypatch, full._Frames, "frame")

    markdown.markdown(checked)

    assert 0 < drawn["frame"] < 1_000 < len(checked.findings)

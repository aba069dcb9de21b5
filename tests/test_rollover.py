"""`stratdocs rollover`: the next period begins with what is open in this one."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as some
from written_strategies import meaning, stack_from, written

from stratdocs.authoring.rewrite import Rewrite, new_errors
from stratdocs.authoring.rollover import ending, rolled_over, scores_from
from stratdocs.cli import main
from stratdocs.model.finding import StratdocsError

QUARTER = """\
# 2027-Q1, team Onboarding.
objectives:
  - id: stay
    title: Clinics stay   # the word
    period: 2027-Q1
    status: on_track
    level: organisation
    key_results:
      - id: churn
        title: Cut churn from 9% to 6% by 2027-03-31
        baseline: 9%
        target: 6%
        by: 2027-03-31
        owner: jo
        check_ins:
          - {date: 2027-02-01, value: 8%, status: on_track}
      - {id: reached, title: Raise use from 10% to 20%, baseline: 10%, target: 20%, score: 1}
  - id: first-week-q1
    title: Value in the first week
    serves: stay
    period: 2027-Q1
    status: at_risk
  - {id: over, title: Over, period: 2027-Q1, status: done, score: 0.5}
  - {id: idea, title: An idea, period: 2027-Q1, status: proposed}
  - {id: later, title: Later, period: 2027-Q3, status: committed}
people: [{id: jo, title: Jo}]
"""


def rolled(texts: dict[str, str], period: str = "2027-Q2", **scores: str) -> Rewrite:
    stack = stack_from(texts)
    return rolled_over(stack, ending(stack, period), scores)


def test_open_objectives_become_drafts_and_the_former_ones_are_scored() -> None:
    result = rolled({"okrs.yml": QUARTER}, stay="0.7")

    expected = QUARTER.replace(
        "    status: on_track\n    level", "    status: done\n    score: 0.7\n    level"
    )
    expected = expected.replace(
        "    status: at_risk\n",
        "    status: at_risk\n    # score: the result, 0 to 1; then status: done\n",
    )
    drafts = """\
  - id: stay-2027-q2
    title: Clinics stay
    description: Carried over from [[stay]] (2027-Q1).
    level: organisation
    period: 2027-Q2
    status: proposed
    key_results:
      - id: churn-2027-q2
        title: Cut churn from 8% to 6% by 2027-03-31
        owner: jo
        baseline: 8%
        target: 6%
  - id: first-week-q2
    title: Value in the first week
    description: Carried over from [[first-week-q1]] (2027-Q1).
    period: 2027-Q2
    status: proposed
    serves: stay-2027-q2
"""
    assert result.texts == {"okrs.yml": expected.replace("people:", f"{drafts}people:")}
    assert result.open_points


def test_a_file_that_is_named_after_the_period_gets_a_successor() -> None:
    result = rolled({"okrs/2027-q1.yml": QUARTER}).texts

    assert sorted(result) == ["okrs/2027-q1.yml", "okrs/2027-q2.yml"]
    assert str(result["okrs/2027-q2.yml"]).startswith(
        "# 2027-Q2, team Onboarding.\nobjectives:\n  - id: stay-2027-q2\n"
    )


def test_a_second_time_changes_nothing() -> None:
    texts = {"okrs.yml": QUARTER}
    once = {path: text for path, text in rolled(texts).texts.items() if text is not None}

    again = rolled(once)

    assert again.texts == {}
    assert again.open_points


def test_results_in_lists_of_their_own_stay_there() -> None:
    text = """\
        objectives:
          - {id: o, title: O, period: 2027-Q1, status: on_track}
        key_results:
          - {id: k, title: K, serves: o}
        work:
          - {id: w, title: W, serves: k}
    """

    result = rolled({"a.yml": dedent(text)}, o="50%")

    assert "  - {id: k-2027-q2, title: K, serves: o-2027-q2}\n" in str(result.texts["a.yml"])
    assert "  - {id: o, title: O, period: 2027-Q1, status: done, score: 50%}\n" in str(
        result.texts["a.yml"]
    )
    assert not any("open work" in note for note in result.notes)


def test_a_result_that_says_its_figures_in_the_title_goes_on_saying_them_there() -> None:
    text = """\
        objectives:
          - id: o
            title: O
            period: 2027-Q1
            status: on_track
            key_results:
              - id: k
                title: Raise use from 1 to 2
                check_ins: [{date: 2027-02-01, value: 1.5}]
              - id: l
                title: Raise trust
                check_ins: [{date: 2027-02-01, value: 7}]
    """

    after = str(rolled({"a.yml": dedent(text)}).texts["a.yml"])

    assert after.endswith(
        "      - id: k-2027-q2\n"
        "        title: Raise use from 1.5 to 2\n"
        "      - id: l-2027-q2\n"
        "        title: Raise trust\n"
        "        baseline: 7\n"
    )


@pytest.mark.parametrize(
    ("period", "former", "message"),
    [
        ("2027-Q9", None, '"2027-Q9" isn\'t a valid period; a year has 4 quarters'),
        ("2027-Q4", None, "nothing to roll over: "),
        ("2026-Q4", None, "2026-Q3 has no objectives"),
        ("2027-Q1", "2027-Q1", "2027-Q1 doesn't end before 2027-Q1 begins"),
        ("2027-02..2027-06", None, "say which period comes before"),
    ],
)
def test_a_period_without_a_former_one_is_refused(
    period: str, former: str | None, message: str
) -> None:
    text = QUARTER.replace("2027-Q3, status: committed", "2027-Q3, status: dropped")

    with pytest.raises(StratdocsError, match=message):
        ending(stack_from({"a.yml": text}), period, former)


@pytest.mark.parametrize(
    ("scores", "message"),
    [
        ({"idea": "1"}, "idea isn't an open objective of 2027-Q1"),
        ({"none": "1"}, "none doesn't exist"),
        ({"stay": "great"}, 'score is "great"'),
        ({"stay": "7"}, "7 isn't a valid score for stay; use 0 to 1"),
        ({"stay": "-1"}, "-1 isn't a valid score for stay"),
    ],
)
def test_a_score_that_cannot_be_is_refused(scores: dict[str, str], message: str) -> None:
    with pytest.raises(StratdocsError, match=message):
        rolled({"a.yml": QUARTER}, **scores)


def test_scores_are_read_from_a_call() -> None:
    assert scores_from(["a=0.7,b=40%", "c = 1"]) == {"a": "0.7", "b": "40%", "c": "1"}
    with pytest.raises(StratdocsError, match='"a" isn\'t a score; write it as'):
        scores_from(["a"])


@given(written(), some.data())
def test_no_rollover_breaks_a_reference(texts: dict[str, str], data: some.DataObject) -> None:
    stack = stack_from(texts)
    end = ending(stack, "2027-Q2")
    scored = data.draw(some.lists(some.sampled_from([o.id for o in end.closing]), unique=True))

    result = rolled_over(stack, end, dict.fromkeys(scored, "0.6"))

    now = stack_from({**texts, **result.texts})
    assert list(new_errors(stack, now)) == []
    before, after = meaning(stack), meaning(now)
    assert before.keys() <= after.keys()
    for objective in end.carried:
        (draft,) = (
            item
            for item in now.entities
            if item.id not in before and f"[[{objective.id}]]" in (item.description or "")
        )
        assert draft.status == "proposed"
        assert draft.period == end.following
    for identity, values in before.items():
        changed = {"status", "score"} if identity in scored else set()
        assert {k: v for k, v in after[identity].items() if k not in changed} == {
            k: v for k, v in values.items() if k not in changed
        }


def test_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "okrs.yml").write_text(QUARTER)

    scores = "stay=0.7,first-week-q1=0.4"
    assert main(["rollover", "2027-Q2", "--scores", scores, "--dry-run", "."]) == 0
    assert "+    score: 0.7\n" in capsys.readouterr().out
    assert (tmp_path / "okrs.yml").read_text() == QUARTER
    assert main(["rollover", "2027-Q2", "--scores", scores, "."]) == 0
    assert main(["rollover", "2027-Q2", "."]) == 2


@pytest.mark.parametrize(
    ("period", "why"),
    [
        ("2027-Q3", "2027-Q2 has only drafts (d1 and d2); commit to them"),
        ("2026-Q4", "the only objective of 2026-Q3 is scored, done or dropped"),
        (
            "2026-Q3",
            ("2026-Q2 has no objectives; other periods with objectives are 2027-Q2 (--from)"),
        ),
    ],
)
def test_what_there_is_instead_of_open_objectives_is_said(period: str, why: str) -> None:
    text = """\
    objectives:
      - {id: d1, title: Clinics stay, period: 2027-Q2, status: proposed}
      - {id: d2, title: Clinics pay, period: 2027-Q2, status: proposed}
      - {id: d3, title: Clinics came, period: 2026-Q3, status: done, score: 0.5}
    """

    with pytest.raises(StratdocsError) as error:
        ending(stack_from({"a.yml": dedent(text)}), period)

    assert f"nothing to roll over: {why}" in str(error.value)

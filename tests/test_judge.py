"""`stratdocs judge`: a wording tried out before it is written down."""

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from stratdocs.cli import main
from stratdocs.cli.judge import _as_json, _as_text
from stratdocs.language.judgement import Judgement


def lines_of(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, list[dict[str, Any]]]:
    code = main(["judge", "--format", "json", *words])
    data = json.loads(capsys.readouterr().out)
    assert data["version"] == 1
    return code, data["lines"]


def typed(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


def test_an_output_is_shown_with_what_decided_and_the_better_question(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code = main(["judge", "Launch the new portal"])

    shown, marks, verdict, *_, ask = capsys.readouterr().out.rstrip("\n").split("\n")
    assert code == 0
    assert shown == "Launch the new portal"
    assert set(marks) == {"^"}
    assert verdict.startswith("  wrong: surely an output")
    assert ask == (
        "  ask: What will customers do differently once the new portal is launched, and "
        "which metric will show it?"
    )


def test_an_outcome_with_its_figures_is_fine_and_asks_nothing(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, (line,) = lines_of(capsys, "Increase 7-day activation from 40% to 55%")

    assert (code, line["answer"], line["label"], line["question"]) == (0, "fine", "outcome", None)
    assert line["line"][line["column"] - 1 : line["end_column"] - 1] == line["cue"]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("Lanciare la nuova app", "it is in Italian, where wording isn't judged"),
        ("新しいアプリを公開する", "it is in Japanese, where wording isn't judged"),
        ("Clientes felices", "it is in another language, where wording isn't judged"),
        ("Kunden bleiben länger", "it is in German, where few wordings are judged"),
        ("12345", "it has no words"),
        ("Launch it " * 200, "it has 1,999 characters; a goal is a sentence or two"),
    ],
)
def test_what_is_not_judged_says_why(
    line: str, why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, (found,) = lines_of(capsys, line)

    assert (code, found["answer"], found["label"], found["why"]) == (0, "unknown", None, why)


def test_a_line_without_a_claim_is_unknown(capsys: pytest.CaptureFixture[str]) -> None:
    _, (found,) = lines_of(capsys, "Growth")

    assert (found["answer"], found["label"]) == ("unknown", "unclear")


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("NPS", '"NPS" is a single word, which makes no claim'),
        ("TODO", '"TODO" is a single word, which makes no claim'),
        (
            "Make sure we have a good plan",
            "the words together read like work, not its result",
        ),
        (
            "Keep the docs current",
            '"Keep" names something the team works on, not what changes for customers',
        ),
    ],
)
def test_the_reason_is_true_of_the_line(
    line: str, why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    _, (found,) = lines_of(capsys, line)

    assert found["why"] == why


def test_the_numbers_of_a_list_are_not_part_of_its_lines(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    typed(monkeypatch, b"1. Launch the portal\n 12) Ship the app\n3.5 stars in the shop\n")

    _, found = lines_of(capsys, "-")

    assert [line["line"] for line in found] == [
        "Launch the portal",
        "Ship the app",
        "3.5 stars in the shop",
    ]


def test_many_lines_come_from_standard_input_and_a_bad_one_stops_none(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    typed(
        monkeypatch,
        b"\xef\xbb\xbfLaunch the portal\r\n\n\xff\xfe\nShip \x07 it\n"
        b"Publicar 12 art\xc3\xadculos\n",
    )

    code, found = lines_of(capsys, "-")

    assert code == 0
    assert [line["answer"] for line in found] == ["wrong", "unknown", "unknown", "wrong"]
    assert found[0]["line"] == "Launch the portal"
    assert found[1]["why"] == "it isn't UTF-8 (character 1)"
    assert found[2]["why"] == "it has a control character (U+0007, character 6)"
    assert found[3]["cue"] == "Publicar 12 artículos"


def test_a_megabyte_is_answered_in_one_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    typed(monkeypatch, b"launch " * 150_000)

    assert main(["judge", "-"]) == 0
    shown, why = capsys.readouterr().out.rstrip("\n").split("\n")
    assert len(shown) <= 120
    assert why == (
        "  unknown: not judged: it has 1,049,999 characters; a goal is a sentence or two"
    )


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("judge", ""), 3, "nothing to judge: the line is empty"),
        (("judge", "-"), 3, "nothing to judge: standard input is empty"),
        (("judge",), 2, "LINE is missing; see stratdocs judge --help"),
        (
            ("judge", "Launch \x1b[31mit"),
            2,
            "the line can't be judged: it has a control character (U+001B, character 8)",
        ),
        (
            ("judge", "Launch \udcff"),
            2,
            "the line can't be judged: it isn't UTF-8 (character 8)",
        ),
        (
            ("judge", "--parent", "a\x00b", "Launch it"),
            2,
            "--parent can't be read: it has a control character (U+0000, character 2)",
        ),
        (
            ("judge", "--kind", "goal", "Launch it"),
            2,
            'invalid --kind "goal"; use objective or key_result',
        ),
    ],
)
def test_what_cannot_be_judged_at_all_is_one_sentence(
    words: tuple[str, ...],
    code: int,
    sentence: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    typed(monkeypatch, b" \n\n")

    assert main(list(words)) == code
    out, err = capsys.readouterr()
    assert (out, err) == ("", f"stratdocs: {sentence}\n")


@pytest.mark.parametrize(
    ("line", "level", "code"),
    [
        ("Launch the new portal", "error", 0),
        ("Launch the new portal", "warning", 1),
        ("Launch the new portal", "never", 0),
        ("Publicar 12 artículos", "warning", 0),
        ("Publicar 12 artículos", "advice", 1),
        ("Reduce churn from 9% to 4%", "advice", 0),
    ],
)
def test_fail_on_says_what_ends_with_1(line: str, level: str, code: int) -> None:
    assert main(["judge", "--fail-on", level, line]) == code


def test_an_objective_need_not_be_measured(capsys: pytest.CaptureFixture[str]) -> None:
    _, (objective,) = lines_of(capsys, "--kind", "objective", "Clinics renew earlier")
    _, (result,) = lines_of(capsys, "--kind", "key_result", "Clinics renew earlier")

    assert objective["question"] is None
    assert result["question"]


def test_a_parent_that_is_work_itself_leads_nowhere(capsys: pytest.CaptureFixture[str]) -> None:
    _, (work,) = lines_of(capsys, "--parent", "Launch the app", "Write the guide")
    _, (result,) = lines_of(capsys, "--parent", "Clinics stay", "Write the guide")

    assert "Launch the app" not in work["question"]
    assert '"Clinics stay"' in result["question"]


def test_unquoted_words_are_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    _, (line,) = lines_of(capsys, "Launch", "the", "portal")

    assert line["line"] == "Launch the portal"


def test_the_row_and_the_words_that_weigh_are_shown_where_there_are_some() -> None:
    found = Judgement(
        "Launch it",
        "wrong",
        "why",
        "output",
        "sure",
        0.974,
        (0, 6),
        "made",
        (("Launch", 0.81), ("it", 0.001)),
    )

    assert _as_text(found) == (
        "Launch it\n"
        "^^^^^^\n"
        "  wrong: surely an output (97%): why\n"
        "  row: made\n"
        "  words: Launch +0.8\n"
    )
    (line,) = json.loads(_as_json([found]))["lines"]
    assert (line["probability"], line["row"]) == (0.974, "made")
    assert line["weighing"][0] == {"word": "Launch", "weight": 0.81}


LINES = (
    "Launch the new portal",
    "Support local growers with advice",
    "Better onboarding for new clinics",
    "Make cities safe and inclusive",
    "Expand the workshop",
    "Keep the price list up to date",
    "Weekly digest for subscribers",
    "Stronger ties with the harbour",
)


def answers(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *words: str
) -> int:
    """How many of the lines are found to be work."""
    typed(monkeypatch, "\n".join(LINES).encode())
    _, lines = lines_of(capsys, "-", *words)
    return sum(line["answer"] == "wrong" for line in lines)


def test_the_settings_of_the_strategy_around_say_how_strict_it_is(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: A\nplugins: [stratdocs]\n")
    folder = tmp_path / "docs" / "strategy"
    folder.mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    found = {}
    for strictness in ("gentle", "usual", "strict"):
        settings = f"settings:\n  strictness: {strictness}\n"
        (folder / "settings.yaml").write_text(settings)
        found[strictness] = answers(capsys, monkeypatch)
        asked = [
            answers(capsys, monkeypatch, "--strictness", each) for each in ("gentle", "strict")
        ]
        assert asked[0] < asked[1]

    assert found["gentle"] == asked[0]
    assert found["strict"] == asked[1]
    assert found["gentle"] <= found["usual"] < found["strict"]


def test_without_a_strategy_around_it_is_as_usual(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)

    usual = answers(capsys, monkeypatch, "--strictness", "usual")

    assert answers(capsys, monkeypatch) == usual

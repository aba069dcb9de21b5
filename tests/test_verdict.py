"""What a check comes to, in whole sentences."""

import json
from pathlib import Path
from textwrap import dedent

import jsonschema
import pytest
from conftest import TODAY, stack_of
from sites import article, build, draw, text

from stratdocs.cli import main
from stratdocs.linting.lint import lint
from stratdocs.linting.not_judged import NotJudged
from stratdocs.linting.rules import RULES
from stratdocs.linting.verdict import Verdict, verdict
from stratdocs.model.finding import Finding, Severity
from stratdocs.model.stack import Stack, load
from stratdocs.reports import report
from stratdocs.reports.checked import Checked
from stratdocs.yamltext.source import Span

STACK = stack_of("""
    strategies:
      - {id: stay, title: Win by keeping customers, level: company}
    bets:
      - {id: big, title: Big, serves: stay, status: on_track}
      - {id: small, title: Small, serves: stay, status: on_track}
      - {id: draft, title: Draft, serves: stay, status: proposed}
    objectives:
      - {id: one, title: One, serves: big}
      - {id: two, title: Two, serves: big}
      - {id: three, title: Three, serves: draft}
      - {id: four, title: Four, serves: draft}
      - {id: five, title: Five, serves: draft}
    """)

CLARITY, ALIGNMENT, FEEDBACK = "group-owner", "skipped-layer", "stale"
READING = "invalid-value"


def finding(rule: str, severity: Severity, item: str | None, line: int = 1) -> Finding:
    headline_and_advice = f"{item} is not right" if item else "this is not right"
    return Finding(rule, severity, headline_and_advice, Span("a.yml", line, 1, line, 2), item)


def error(rule: str, item: str | None, line: int = 1) -> Finding:
    return finding(rule, Severity.ERROR, item, line)


def warning(rule: str, item: str | None, line: int = 1) -> Finding:
    return finding(rule, Severity.WARNING, item, line)


def advice(rule: str, item: str | None, line: int = 1) -> Finding:
    return finding(rule, Severity.ADVICE, item, line)


def headline_and_advice(*findings: Finding, stack: Stack = STACK) -> tuple[str, str | None]:
    found = verdict(stack, findings)
    return found.headline, found.advice


def test_the_calm_sentence_names_what_was_checked() -> None:
    checked = f"9 items, checked against {len(RULES)} rules"

    assert headline_and_advice() == (f"No problems found in {checked}", None)
    assert (
        verdict(STACK, (), accepted=(warning(CLARITY, "one"),)).headline
        == f"No new problems found in {checked}"
    )
    assert verdict(STACK, (), RULES[:1]).headline.endswith("checked against 1 rule")


def test_what_could_not_be_judged_is_not_fine() -> None:
    found = verdict(STACK, (), not_judged=(NotJudged("history", "it is gone", "bring it"),))

    assert found.headline.startswith("No problems found in what could be judged of 9 items")
    assert found.says == f"{found.headline}; not judged: history"


def test_the_worst_group_is_named_with_its_two_worst_findings() -> None:
    assert headline_and_advice(
        warning(FEEDBACK, "one", 1),
        error(ALIGNMENT, "big", 2),
        warning(ALIGNMENT, "two", 3),
        advice(ALIGNMENT, "one", 4),
        warning(CLARITY, "two", 5),
    ) == (
        (
            "Weakest area: alignment (1 error, 1 warning and 1 suggestion), mainly big "
            "and two (skipped-layer)"
        ),
        "Start here: big is not right (a.yml:2:1; affects 2 items below it)",
    )


def test_findings_of_two_rules_are_named_by_rule_and_two_are_enough() -> None:
    assert headline_and_advice(warning(CLARITY, "one"), advice("far-detail", "two", 2)) == (
        (
            "Weakest area: clarity (1 warning and 1 suggestion), one (group-owner) and "
            "two (far-detail)"
        ),
        "Start here: one is not right (a.yml:1:1)",
    )


def test_one_committed_bet_outweighs_two_drafts() -> None:
    headline, _ = headline_and_advice(
        warning(CLARITY, "draft", 1), warning(CLARITY, "draft", 2), warning(FEEDBACK, "big", 3)
    )

    assert headline == "Weakest area: feedback (1 warning), big (stale)"


def test_more_dependents_weigh_more() -> None:
    headline, first = headline_and_advice(
        warning(CLARITY, "small", 1), warning(FEEDBACK, "stay", 2)
    )

    assert headline == "Weakest area: feedback (1 warning), stay (stale)"
    assert first == "Start here: stay is not right (a.yml:2:1; affects 8 items below it)"


def test_the_worst_finding_comes_first_in_any_group() -> None:
    many = [warning(CLARITY, "big", line) for line in range(1, 9)]

    assert headline_and_advice(*many, error(ALIGNMENT, "small", 9)) == (
        "Weakest area: clarity (8 warnings), mainly big (group-owner)",
        "Start here: small is not right (a.yml:9:1)",
    )


def test_errors_in_the_text_come_before_all_else() -> None:
    assert headline_and_advice(
        error(ALIGNMENT, "stay", 1), error(READING, "one", 2), error(READING, None, 3)
    ) == (
        (
            "Fix the 2 errors first: until then parts of the strategy are ignored; then "
            "look at alignment (1 error)"
        ),
        "Start here: one is not right (a.yml:2:1)",
    )
    assert headline_and_advice(error(READING, None)) == (
        "Fix the error first: until then parts of the strategy are ignored",
        "Start here: this is not right (a.yml:1:1)",
    )


def test_unused_allows_are_about_the_text_not_the_strategy() -> None:
    assert headline_and_advice(warning("unused-allow", None)) == (
        "No problems found in clarity, alignment and feedback; about the text itself: 1 warning",
        "Start here: this is not right (a.yml:1:1)",
    )


def test_an_item_is_named_if_the_message_does_not() -> None:
    finding = warning(CLARITY, "one")._replace(message="nobody answers for it")

    assert headline_and_advice(finding)[1] == "Start here: one: nobody answers for it (a.yml:1:1)"


def test_equal_weights_go_by_the_order_of_the_groups() -> None:
    found = verdict(STACK, [warning(FEEDBACK, "one"), warning(CLARITY, "two", 2)])

    assert [part.group for part in found.parts] == ["clarity", "feedback"]


def test_cycles_end() -> None:
    cycle = stack_of("""
        strategies:
          - {id: a, title: A, serves: b}
          - {id: b, title: B, serves: a}
          - {id: c, title: C, serves: a}
        """)

    assert headline_and_advice(warning(CLARITY, "c"), stack=cycle)[1] == (
        "Start here: c is not right (a.yml:1:1)"
    )


# --- where it is shown ----------------------------------------------------------------------------

TWO = dedent("""
    strategies:
      - {id: stay, title: Win by keeping customers, level: company}
    bets:
      - {id: week, title: Value in the first week, serves: sty, size: Big}
    """)


def checked() -> Checked:
    stack = load({"a.yml": TWO}, today=TODAY)
    found = lint(stack)
    return Checked(found, stack.texts, len(stack.entities), verdict=verdict(stack, found))


@pytest.mark.parametrize("form", ["concise", "full"])
def test_it_comes_at_the_end(form: str) -> None:
    assert report(checked(), form).endswith(
        "checked 2 items in 1 file: 2 errors\n"
        "fixable by stratdocs check: 1 with --fix\n"
        "Fix the 2 errors first: until then parts of the strategy are ignored\n"
        "Start here: week serves sty, which doesn't exist; did you mean stay? "
        "(a.yml:5:56)\n"
    )


def test_one_finding_speaks_for_itself() -> None:
    single = checked()._replace(findings=checked().findings[:1])

    assert report(single, "concise").count("\n") == 2


def test_json_names_findings_by_fingerprint() -> None:
    data = json.loads(report(checked(), "json"))

    names = [finding["fingerprint"] for finding in data["findings"]]
    unknown = data["verdict"].pop("unknown")
    assert {"clarity", "alignment", "feedback"} == {entry["group"] for entry in unknown}
    assert data["verdict"] == {
        "says": "Fix the 2 errors first: until then parts of the strategy are ignored",
        "worst": None,
        "groups": {"reading": {"findings": 2, "conclusions": 0, "accepted": 0, "weight": 18.0}},
        "conclusions": [],
        "evidence": names,
        "first": names[0],
        "advice": (
            "Start here: week serves sty, which doesn't exist; did you mean stay? (a.yml:5:56)"
        ),
    }


def test_check_prints_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.yml").write_text(TWO, encoding="utf-8")

    assert main(["check", "a.yml"]) == 1

    assert "--fix\nFix the 2 errors first:" in capsys.readouterr().out


@pytest.mark.slow
def test_the_findings_page_begins_with_it(tmp_path: Path) -> None:
    tree = """
        docs/strategy/a.yml
            strategies:
              - {id: stay, title: Win by keeping customers, level: company}
            bets:
              - {id: week, title: Value in the first week, serves: sty, size: Big}
        mkdocs.yml
            site_name: Harbour
            theme: {name: material, font: false}
            plugins: [search, stratdocs: {fail_on: never, today: 2027-02-15}]
        """

    words = text(article(build(draw(tmp_path, tree)).page("findings/")))

    assert words.startswith(
        "Findings 2 errors in 2 items of 1 file. "
        "Fix the 2 errors first: until then parts of the strategy are ignored. "
        "Not judged"
    )
    assert "serves sty, which doesn't exist; did you mean stay?" in words.partition("Start here")[2]


def test_there_is_none_where_nothing_was_checked(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert main(["check", str(tmp_path), "--format", "json"]) == 3

    data = json.loads(capsys.readouterr().out)
    jsonschema.validate(data["verdict"], {"type": "null"})


def test_an_empty_verdict_has_no_parts() -> None:
    nothing = Verdict((), None, 0, accepted=False, items=0, rules=0)

    assert (nothing.worst, nothing.reading_errors, nothing.evidence) == (None, None, ())


def test_harm_comes_before_what_is_missing_however_much_that_is() -> None:
    many = [warning("group-owner", "stay", line) for line in range(1, 9)]

    headline, first = headline_and_advice(
        *many,
        warning("missing-success-criteria", "big", 10),
        warning("guardrail-broken", "small", 11),
    )

    assert headline == (
        "Weakest area: feedback (2 warnings), small (guardrail-broken) and big "
        "(missing-success-criteria)"
    )
    assert first == "Start here: small is not right (a.yml:11:1)"

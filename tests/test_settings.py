"""How a strategy wants to be judged, and the packs that it may build on."""

from textwrap import dedent

import pytest
from conftest import stack_of

from stratdocs.linting.lint import lint
from stratdocs.linting.packs import PACKS
from stratdocs.linting.rules import RULES
from stratdocs.linting.settings import SEVERITIES, settings
from stratdocs.model.finding import Severity

STRATEGY = """
    strategies:
      - {id: stay, title: Win by keeping customers, level: company, colour: red}
    objectives:
      - id: first-week
        title: New clinics get value in their first week
        serves: stay
        key_results:
          - {id: portal, title: Launch the portal, target: 10}
          - {id: workshops, title: Define our company values, target: 10}
    """


def found(yaml: str) -> dict[str, list[str]]:
    """How bad each rule's findings are, where the strategy has these settings."""
    severities: dict[str, list[str]] = {}
    for finding in lint(stack_of(dedent(STRATEGY) + dedent(yaml))):
        severities.setdefault(finding.rule, []).append(finding.severity.word)
    return severities


def wrong(yaml: str) -> list[str]:
    """What is wrong with settings, each with the words at fault."""
    text = dedent(STRATEGY).replace(", colour: red", "") + dedent(yaml)
    lines = text.split("\n")
    return [
        f"{lines[f.span.line - 1][f.span.column - 1 : f.span.end_column - 1]}: {f.message}"
        for f in lint(stack_of(text))
        if f.field == "settings"
    ]


def test_unless_set_a_rule_may_be_softer_where_it_is_less_sure() -> None:
    assert found("")["output-key-result"] == ["warning", "advice"]


@pytest.mark.parametrize("severity", list(Severity))
def test_a_severity_that_is_set_holds_in_all_cases_of_a_rule(severity: Severity) -> None:
    severities = found(f"""
        settings:
          rules:
            output-key-result: {severity.word}
            unknown-field: {{severity: {severity.word}}}
        """)

    assert severities["output-key-result"] == [severity.word] * 2
    assert severities["unknown-field"] == [severity.word]


def test_what_is_off_is_silent() -> None:
    assert found("settings: {rules: {output-key-result: off}}").keys() == {"unknown-field"}


@pytest.mark.parametrize(
    ("yaml", "expected"),
    [
        (
            "extends: [startup, regulatd]",
            (
                'regulatd: unknown pack "regulatd"; use startup, regulated or '
                "public-sector; did you mean regulated?"
            ),
        ),
        ("extend: startup", "extend: extend isn't a field of settings; did you mean extends?"),
        (
            "rules: {orphn: off}",
            "orphn: orphn isn't a field of the rules; did you mean orphan?",
        ),
        (
            "rules: {orphan: errer}",
            (
                'errer: unknown severity "errer"; use error, warning, advice or off; '
                "did you mean error?"
            ),
        ),
        (
            "rules: {orphan: {most: 3}}",
            "most: most isn't a field of orphan; it has severity",
        ),
        (
            "rules: {too-many-priorities: {most: three}}",
            'three: most of too-many-priorities is "three"; use a whole number',
        ),
        (
            "rules: [orphan]",
            "rules: rules must be a mapping from rule names to their settings",
        ),
    ],
)
def test_a_wrong_setting_is_a_finding_at_its_place(yaml: str, expected: str) -> None:
    assert wrong(f"settings: {{{yaml}}}") == [expected]


def test_settings_may_be_milder_about_themselves() -> None:
    severities = found("settings: {extend: startup, rules: {unknown-field: advice}}")

    assert severities["unknown-field"] == ["advice"] * 2


# --- packs ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", PACKS)
def test_a_pack_sets_what_its_rules_know(name: str) -> None:
    known = {rule.name: rule for rule in RULES}
    for rule, fields in PACKS[name].rules.items():
        limits = {limit.name for limit in type(known[rule]).declared_limits()}

        assert fields.keys() <= {"severity"} | limits
        assert fields.get("severity", "error") in {*SEVERITIES, "off"}
        changed = {
            limit
            for limit in limits & fields.keys()
            if fields[limit] != getattr(known[rule], limit)
        }
        assert changed == limits & fields.keys()


@pytest.mark.parametrize("name", PACKS)
@pytest.mark.parametrize("form", ["{}", "[{}]"])
def test_a_strategy_that_extends_a_pack_is_judged_by_it(name: str, form: str) -> None:
    stack = stack_of(dedent(STRATEGY) + f"settings: {{extends: {form.format(name)}}}\n")
    applied = {rule.name: rule for rule in settings(stack, RULES).apply(RULES)}

    assert settings(stack, RULES).findings == ()
    for rule, fields in PACKS[name].rules.items():
        if fields.get("severity") == "off":
            assert rule not in applied
            continue
        for limit in fields.keys() - {"severity"}:
            assert getattr(applied[rule], limit) == fields[limit]
        severity = applied[rule].set_severity
        assert (severity.word if severity else None) == fields.get("severity")


def test_what_a_strategy_says_itself_counts_more_than_its_pack() -> None:
    stack = stack_of("""
        settings:
          rules: {too-many-priorities: {severity: advice}, portfolio-balance: warning}
          extends: startup
        """)
    applied = {rule.name: rule for rule in settings(stack, RULES).apply(RULES)}

    assert applied["too-many-priorities"].set_severity is Severity.ADVICE
    assert applied["too-many-priorities"].limits == {"most": 3}
    assert applied["portfolio-balance"].set_severity is Severity.WARNING


def test_of_two_packs_the_later_counts() -> None:
    stack = stack_of("settings: {extends: [public-sector, startup]}")
    applied = {rule.name: rule for rule in settings(stack, RULES).apply(RULES)}

    assert applied["too-many-priorities"].limits == {"most": 3}
    assert "dhm-unanswered" not in applied


# --- how much a change weighs ---------------------------------------------------------------------


def test_the_weight_of_classes_and_fields_can_be_set() -> None:
    found = settings(
        stack_of("""
        settings:
          review:
            accountability: breaking
            success.target: notable
            objectives.owner: minor
            check_ins.value: breaking
        """),
        RULES,
    )

    assert found.findings == ()
    assert found.review == {
        "accountability": "breaking",
        "success.target": "notable",
        "objectives.owner": "minor",
        "check_ins.value": "breaking",
    }


@pytest.mark.parametrize(
    ("review", "message"),
    [
        (
            "{acountability: breaking}",
            "acountability: review sets acountability, which is neither a class of changes nor",
        ),
        (
            "{accountability: error}",
            'error: unknown weight "error" for accountability; use breaking, notable or minor',
        ),
        ("{owner: off}", 'weight "off" for owner; use'),
        ("{owner: [breaking]}", 'weight "" for owner; use'),
        ("breaking", "review must be a mapping from a class or field to its weight,"),
        ("[owner]", "review must be a mapping from a class or field to its weight,"),
        ("{headcount: breaking}", "the classes are goalpost, accountability, focus"),
    ],
)
def test_a_weight_that_cannot_be_is_a_finding_at_its_place(review: str, message: str) -> None:
    (found,) = wrong(f"""
    settings:
      review: {review}
    """)

    assert message in found


def test_no_weights_set_is_fine() -> None:
    assert wrong("settings:\n  review:\n") == []


# --- strictness -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("strictness", "expected"),
    [
        ("gentle", ["warning"]),
        ("usual", ["warning", "advice"]),
        ("strict", ["warning", "advice"]),
    ],
)
def test_strictness_moves_what_is_stated_and_asked(strictness: str, expected: list[str]) -> None:
    stack = stack_of(f"""
        settings: {{strictness: {strictness}}}
        objectives:
          - id: first-week
            title: New clinics get value in their first week
            key_results:
              - {{id: portal, title: Launch the portal}}
              - {{id: posts, title: Publicar 12 artículos en el blog}}
        """)

    severities = [f.severity.word for f in lint(stack) if f.rule == "output-key-result"]

    assert sorted(severities, reverse=True) == expected


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        (
            "settings: {strictness: softt}",
            'softt: unknown strictness "softt"; use gentle, usual or strict',
        ),
        (
            "settings: {strictness: low}",
            'low: unknown strictness "low"; use gentle, usual or strict; did you mean gentle?',
        ),
        (
            "settings: {strictness: 3}",
            '3: unknown strictness "3"; use gentle, usual or strict',
        ),
        (
            "settings: {strictness: gentle}\n---\nsettings: {strictness: strict}",
            "strict: strictness is strict here and gentle in a.yml, line 11; set it once",
        ),
        (
            "settings: {strictnes: strict}",
            "strictnes: strictnes isn't a field of settings; did you mean strictness?",
        ),
    ],
)
def test_a_wrong_strictness_is_a_sentence(settings: str, message: str) -> None:
    assert message in wrong(settings)


def test_no_strictness_and_an_empty_one_are_the_usual() -> None:
    assert stack_of("settings: {strictness: }").strictness == "usual"
    assert stack_of("bets: []").strictness == "usual"


@pytest.mark.parametrize("name", ["extends", "rules", "review", "strictness", "year_starts"])
def test_a_setting_without_a_value_says_nothing_yet(name: str) -> None:
    assert wrong(f"settings:\n  {name}:\n") == []
    assert found(f"settings:\n  {name}:\n") == found("")

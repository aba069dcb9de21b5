"""What rules say of themselves."""

import pytest

from stratdocs.linting.allows import SAMPLE_REASON
from stratdocs.linting.catalogue import (
    GROUPS,
    LEVELS,
    allow_example,
    as_markdown,
    explanation,
    figures,
    rule_table,
    setting_example,
)
from stratdocs.linting.lint import examine
from stratdocs.linting.rules import RULES
from stratdocs.linting.rules.base import Limit, Rule
from stratdocs.model.finding import Severity


class BareDesk(Rule):
    """A desk has nothing on it.

    Who has nothing on the desk has nothing to do, or hides it well. Ask which of the two it is, for
    the cures differ.
    """

    severity = Severity.ADVICE
    group = "clarity"
    heuristic = True
    most = Limit(3, "Things that make a desk.")
    bad = """
        work:
          - {id: desk, title: A desk}   # <- bare-desk
    """
    good = """
        work:
          - {id: desk, title: A desk with a lamp}
    """


def test_a_rule_is_explained_like_this() -> None:
    expected = """\
bare-desk: A desk has nothing on it.

advice (worth discussing), clarity (is it clear what is meant?)

This rule judges wording and can be wrong; suppress it where it is. Wording is
judged in English, and where it is plain in German, French, Spanish and
Portuguese. Other titles are reported as not judged.

Who has nothing on the desk has nothing to do, or hides it well. Ask which of
the two it is, for the cures differ.

Weak:

    work:
      - {id: desk, title: A desk}   # <- bare-desk

Strong:

    work:
      - {id: desk, title: A desk with a lamp}

Parameters you can change in the settings:

    most (default 3): Things that make a desk.

To suppress one finding, on its line or on the item's first line:

    # stratdocs: allow bare-desk until 2027-03-31 -- why this is fine here

To change the rule for the whole strategy, in any of its files:

    settings:
      rules:
        bare-desk: {severity: advice, most: 3}
"""
    assert expected == explanation(BareDesk())


def test_a_rule_that_looks_back_says_what_stood_there_before() -> None:
    class FullerDesk(BareDesk):
        """A desk has more on it."""

        earlier = """
            work:
              - {id: desk, title: A desk with a lamp}
        """

    before = "Before:\n\n    work:\n      - {id: desk, title: A desk with a lamp}\n\nWeak:\n"
    assert before in explanation(FullerDesk())
    assert before.replace("    work", "```yaml\nwork")[:20] in as_markdown(FullerDesk())


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_can_be_explained(rule: Rule) -> None:
    text = explanation(rule)

    assert text.startswith(f"{rule.name}: {rule.summary}\n")
    assert all(f"{name} (default {default}): {doc}" in text for name, default, doc in figures(rule))
    assert rule.summary in as_markdown(rule)
    assert rule.group in GROUPS
    assert rule.severity in LEVELS


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_examples_of_settings_and_allows_are_valid(rule: Rule, stack: "object") -> None:
    allow = allow_example(rule).replace(SAMPLE_REASON, "the audit is in May")
    text = f"{setting_example(rule)}\nbets:\n  - {{id: a, title: B}}  {allow}\n"
    examined = examine(stack(text))  # type: ignore[operator]
    about = ("invalid-value", "unknown-field", "invalid-allow")

    assert [finding.message for finding in examined.findings if finding.rule in about] == []


def test_the_table_has_a_line_for_each_rule() -> None:
    expected = "bare-desk  advice  clarity  A desk has nothing on it.\n"

    assert expected == rule_table([BareDesk()])
    assert len(rule_table(RULES).splitlines()) == len(RULES)
    assert [line.split()[0] for line in rule_table(RULES).splitlines()] == [
        rule.name for rule in RULES
    ]

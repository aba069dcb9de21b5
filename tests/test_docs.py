"""What the README and its neighbours show is true."""

import re
from datetime import date
from pathlib import Path

import yaml

from stratdocs.cli import VERBS, check
from stratdocs.cli.parser import Parser
from stratdocs.linting.lint import lint
from stratdocs.linting.rules import RULES
from stratdocs.model.finding import Finding
from stratdocs.model.stack import load
from stratdocs.reports import FORMATS
from stratdocs.site.views import EMBEDS

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CHANGELOG = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
TEN_LINES, MKDOCS = re.findall(r"^```yaml\n(.*?)^```", README, re.DOTALL | re.MULTILINE)
CHECK = (ROOT / "content/guide/check.md").read_text(encoding="utf-8")
TODAY = date(2026, 11, 21)


def found(text: str) -> list[Finding]:
    return list(lint(load({"strategy/all.yml": text}, today=TODAY)))


def concise(finding: Finding) -> str:
    place = f"{finding.span.path}:{finding.span.line}:{finding.span.column}"
    return f"{place}: {finding.severity.name.lower()} {finding.rule}: {finding.message}"


def test_the_ten_lines_are_ten_and_clean() -> None:
    assert len(TEN_LINES.splitlines()) == 10
    assert found(TEN_LINES) == []


def test_the_two_mistakes_are_found_as_the_readme_shows_them() -> None:
    mistaken = TEN_LINES.replace("serves: price-first", "serves: price-frist").replace(
        "Raise quotes accepted at once from 35% to 50%", "Launch the new quote form"
    )

    actual = [concise(finding) for finding in found(mistaken)]

    expected = [
        line.strip() for line in README.splitlines() if line.startswith("    strategy/all.yml:")
    ]
    assert expected == actual


def test_the_settings_shown_for_mkdocs_name_the_plugin_and_what_its_pages_need() -> None:
    settings = yaml.safe_load(MKDOCS)

    assert settings["plugins"] == ["search", "stratdocs"]
    assert {"attr_list", "md_in_html"} <= {
        name for name in settings["markdown_extensions"] if isinstance(name, str)
    }


def test_every_option_of_check_and_every_format_is_shown() -> None:
    parser = Parser(prog="stratdocs check", add_help=False)
    check.declare(parser)

    assert len(parser.options) > 10
    assert [word for word in (*parser.options, *FORMATS) if f"`{word}" not in CHECK] == []


def test_every_rule_is_in_the_changelog() -> None:
    missing = [rule.name for rule in RULES if f"`{rule.name}`" not in CHANGELOG]

    assert missing == [], "each rule is named in CHANGELOG.md, as in `group-owner`"


def test_every_view_is_in_the_changelog() -> None:
    missing = [name for name in EMBEDS if f"`{name}`" not in CHANGELOG]

    assert missing == [], "each view for a block is named in CHANGELOG.md, as in `okrs`"


def test_every_command_is_in_the_changelog() -> None:
    missing = [verb for verb in VERBS if f"`stratdocs {verb}" not in CHANGELOG]

    assert missing == [], "each command is named in CHANGELOG.md, as in `stratdocs check`"

"""Pages on the rules: each with its reason, a weak and a strong example, and what it found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stratdocs.linting.catalogue import (
    GROUPS,
    HEURISTIC_NOTE,
    LEVELS,
    allow_example,
    bad_example,
    earlier_example,
    figures,
    good_example,
    pack_settings,
    setting_example,
)
from stratdocs.linting.packs import PACKS
from stratdocs.linting.rules import RULES
from stratdocs.linting.rules.base import Rule
from stratdocs.linting.settings import OFF, RuleSetting, settings
from stratdocs.model.finding import Finding
from stratdocs.site.views.page import Page, Ref, SiteContext
from stratdocs.site.views.template_data import TemplateData

MAX_FINDINGS = 100
"""Findings on the page of a rule."""


def rule_path(name: str) -> str:
    """The path of a rule's page."""
    return f"rules/{name}"


class RulesPage(TemplateData):
    """The list of the rules."""

    groups: Sequence[tuple[str, str, Sequence[tuple[str, Rule, str, int]]]]
    counted: bool
    packs: Sequence[tuple[str, str, Sequence[tuple[str, str, str]]]]


def pages(site: SiteContext) -> Iterator[Page]:
    """A page that lists the rules, and one page for each."""
    found: dict[str, list[Finding]] = {}
    for finding in site.findings:
        found.setdefault(finding.rule, []).append(finding)
    rule_settings = settings(site.stack, RULES).rules
    yield Page(
        path="rules",
        title="Rules",
        template="rules",
        listed="Reference",
        gist="What stratdocs checks in a strategy, and why.",
        data=RulesPage(
            groups=[
                (
                    group,
                    about,
                    [
                        (
                            rule_path(rule.name),
                            rule,
                            _severity_word(rule, rule_settings.get(rule.name)),
                            len(found.get(rule.name, ())),
                        )
                        for rule in RULES
                        if rule.group == group
                    ],
                )
                for group, about in GROUPS.items()
            ],
            counted=bool(found),
            packs=[
                (
                    name,
                    pack.doc,
                    [(rule_path(rule), rule, words) for rule, words in pack_settings(pack).items()],
                )
                for name, pack in PACKS.items()
            ],
        ),
    )
    for rule in RULES:
        yield Page(
            path=rule_path(rule.name),
            title=rule.name,
            template="rule",
            parent="rules",
            gist=rule.summary,
            data=_rule_page(site, rule, rule_settings.get(rule.name), found.get(rule.name, [])),
        )


def _severity_word(rule: Rule, own: RuleSetting | None) -> str:
    """Its severity here: from the settings, else from the rule."""
    if own is None:
        return rule.severity.word
    return OFF if own.off else (own.severity or rule.severity).word


class RulePage(TemplateData):
    """One rule."""

    rule: Rule
    severity: str
    severity_words: str
    about: str
    heuristic_note: str | None
    earlier_example: str
    bad_lines: Sequence[tuple[str, str, bool]]
    good_example: str
    figures: Sequence[tuple[str, int, int, str]]
    off: bool
    set_to: str | None
    found: Sequence[tuple[str, Ref | None]]
    more: int
    allow_example: str
    setting_example: str


def _rule_page(
    site: SiteContext, rule: Rule, own: RuleSetting | None, found: list[Finding]
) -> RulePage:
    limits = {} if own is None else own.limits
    return RulePage(
        rule=rule,
        severity=rule.severity.word,
        severity_words=LEVELS[rule.severity],
        about=GROUPS[rule.group],
        heuristic_note=HEURISTIC_NOTE if rule.heuristic else None,
        earlier_example=earlier_example(rule),
        bad_lines=[
            (line[: len(line) - len(line.lstrip())], line.lstrip(), f"# <- {rule.name}" in line)
            for line in bad_example(rule).split("\n")
        ],
        good_example=good_example(rule),
        figures=[
            (name, default, limits.get(name, default), doc) for name, default, doc in figures(rule)
        ],
        off=own is not None and own.off,
        set_to=own.severity.word if own and own.severity else None,
        found=[
            (
                finding.message,
                site.ref(entity) if (entity := site.stack.get(finding.item)) else None,
            )
            for finding in found[:MAX_FINDINGS]
        ],
        more=max(0, len(found) - MAX_FINDINGS),
        allow_example=allow_example(rule),
        setting_example=setting_example(rule),
    )

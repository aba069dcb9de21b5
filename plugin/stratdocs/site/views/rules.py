"""What is asked of a strategy: every rule, with its reason and what is weak and strong to it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from stratdocs.lint.catalogue import (
    HEURISTIC_NOTE,
    GROUPS,
    LEVELS,
    allow_example,
    earlier_example,
    figures,
    pack_settings,
    setting_example,
    good_example,
    bad_example,
)
from stratdocs.model.finding import Finding
from stratdocs.lint.packs import PACKS
from stratdocs.lint.rules import RULES
from stratdocs.lint.rules.base import Rule
from stratdocs.lint.settings import OFF, RuleSetting, settings
from stratdocs.site.views.page import Page, Picture

MOST = 100
"""Findings that the page of a rule lists."""


def rule_path(name: str) -> str:
    """Where the page of a rule is."""
    return f"rules/{name}"


def pages(picture: Picture) -> Iterator[Page]:
    """A page that lists the rules, and one page for each."""
    found: dict[str, list[Finding]] = {}
    for finding in picture.findings:
        found.setdefault(finding.rule, []).append(finding)
    said = settings(picture.stack, RULES).rules
    yield Page(
        path="rules",
        title="Rules",
        template="rules",
        listed="Reference",
        gist="What stratdocs asks of a strategy, and why.",
        data={
            "groups": [
                (
                    group,
                    about,
                    [
                        (
                            rule_path(rule.name),
                            rule,
                            _severity(rule, said.get(rule.name)),
                            len(found.get(rule.name, ())),
                        )
                        for rule in RULES
                        if rule.group == group
                    ],
                )
                for group, about in GROUPS.items()
            ],
            "counted": bool(found),
            "packs": [
                (
                    name,
                    pack.doc,
                    [(rule_path(rule), rule, words) for rule, words in pack_settings(pack).items()],
                )
                for name, pack in PACKS.items()
            ],
        },
    )
    for rule in RULES:
        yield Page(
            path=rule_path(rule.name),
            title=rule.name,
            template="rule",
            parent="rules",
            gist=rule.summary,
            data=_rule(picture, rule, said.get(rule.name), found.get(rule.name, [])),
        )


def _severity(rule: Rule, said: RuleSetting | None) -> str:
    """How bad it is here: as the settings have it, else as the rule does."""
    if said is None:
        return rule.severity.word
    return OFF if said.off else (said.severity or rule.severity).word


def _rule(
    picture: Picture, rule: Rule, said: RuleSetting | None, found: list[Finding]
) -> dict[str, Any]:
    limits = {} if said is None else said.limits
    return {
        "rule": rule,
        "severity": rule.severity.word,
        "means": LEVELS[rule.severity],
        "about": GROUPS[rule.group],
        "errs": HEURISTIC_NOTE if rule.heuristic else None,
        "earlier": earlier_example(rule),
        "weak": [
            (line[: len(line) - len(line.lstrip())], line.lstrip(), f"# <- {rule.name}" in line)
            for line in bad_example(rule).split("\n")
        ],
        "strong": good_example(rule),
        "figures": [
            (name, default, limits.get(name, default), doc) for name, default, doc in figures(rule)
        ],
        "off": said is not None and said.off,
        "set_to": said.severity.word if said and said.severity else None,
        "found": [
            (
                finding.message,
                picture.ref(entity) if (entity := picture.stack.get(finding.item)) else None,
            )
            for finding in found[:MOST]
        ],
        "more": max(0, len(found) - MOST),
        "allowing": allow_example(rule),
        "setting": setting_example(rule),
    }

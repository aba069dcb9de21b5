"""Asks every rule about a stack."""

from __future__ import annotations

from collections.abc import Iterable

from stratdocs.finding import Finding
from stratdocs.rules import RULES
from stratdocs.rules.base import ReadingRule, Rule
from stratdocs.stack import Stack


def lint(stack: Stack, rules: Iterable[Rule] = RULES) -> tuple[Finding, ...]:
    """All findings of a stack, by path, line, column and rule; each once.

    Where lines of an entity could not be read, only that is told of it: what seems to be missing
    may stand on them.
    """
    found: dict[Finding, None] = {}
    for rule in rules:
        for finding in rule.check(stack):
            entity = stack.get(finding.item)
            if isinstance(rule, ReadingRule) or entity is None or not stack.unsure(entity):
                found[finding] = None
    return tuple(sorted(found, key=lambda finding: finding.order))

"""Checks a stack with every rule, by the stack's own settings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from stratdocs.analysis.promises import start_of_running_periods
from stratdocs.linting.allows import (
    Allow,
    AllowResult,
    Silenced,
    allows,
    apply_allows,
    is_expired,
    is_expiring,
)
from stratdocs.linting.rules import RULES
from stratdocs.linting.rules.base import ReadingRule, Rule
from stratdocs.linting.settings import settings
from stratdocs.model.days import day_words
from stratdocs.model.finding import Finding, Severity, StratdocsError
from stratdocs.model.kinds import Work
from stratdocs.model.stack import Stack
from stratdocs.words.phrases import did_you_mean
from stratdocs.yamltext.source import Fix

INVALID, EXPIRED, UNUSED = "invalid-allow", "expired-allow", "unused-allow"
"""The rules about suppressions: they are checked after all others."""


class LintResult(NamedTuple):
    """All findings of a stack, and those that its authors accept."""

    findings: tuple[Finding, ...]
    """By path, line, column and rule; each once."""
    silenced: tuple[Silenced, ...]
    expiring: int
    """How many suppressions expire within the next 30 days."""


def lint(stack: Stack, rules: Iterable[Rule] = RULES) -> tuple[Finding, ...]:
    """The findings of a stack that no allow accepts, by path, line, column and rule.

    Settings in the stack can switch a rule off or change its severity and limits. Raises
    StratdocsError if an argument has the wrong type.
    """
    if not isinstance(stack, Stack):
        raise StratdocsError(f"lint takes a stack, as load gives it, not {_typed(stack)}")
    if not isinstance(rules, Iterable):
        raise StratdocsError(f"lint takes several rules, as in RULES, not {_typed(rules)}")
    rules = tuple(rules)
    for rule in rules:
        if not isinstance(rule, Rule):
            raise StratdocsError(f"lint takes rules, such as those of RULES, not {_typed(rule)}")
    return examine(stack, rules).findings


def _typed(value: object) -> str:
    if isinstance(value, type):
        return f"the class {value.__name__}"
    return f"a value of the type {type(value).__name__}"


def examine(stack: Stack, rules: Iterable[Rule] = RULES) -> LintResult:
    """All findings of a stack, with those that its allows accept.

    If some lines of an entity could not be read, that is the only finding about it: what seems to
    be missing may be on those lines.
    """
    stack_settings = settings(stack, RULES)
    wanted = stack_settings.apply(tuple(rules))
    names = {rule.name for rule in wanted}
    found: dict[Finding, None] = dict.fromkeys(
        f for f in stack_settings.findings if f.rule in names
    )
    for rule in wanted:
        for finding in rule.check(stack):
            entity = stack.get(finding.item)
            if isinstance(rule, ReadingRule) or entity is None or not stack.unsure(entity):
                found[finding] = None
    result = apply_allows(stack, found, allows(stack))
    severities = {rule.name: rule.set_severity or rule.severity for rule in wanted}
    allow_findings = _allow_findings(stack, result, severities, all_rules=len(names) >= len(RULES))
    return LintResult(
        tuple(
            sorted(
                (*_each_said_once(stack, result.findings, found), *allow_findings),
                key=lambda finding: finding.order,
            )
        ),
        result.silenced,
        sum(
            1
            for allow in result.allows
            if allow.problem is None and is_expiring(allow, stack.today)
        ),
    )


def _each_said_once(
    stack: Stack, findings: Iterable[Finding], found: Iterable[Finding]
) -> Iterator[Finding]:
    """The findings without those on single work items of a team of which one finding says that none
    of its work leads to the strategy.
    """
    teams = {finding.item for finding in found if finding.rule == "team-without-strategic-work"}
    for finding in findings:
        if finding.rule == "orphan" and teams and not finding.related:
            item = stack.get(finding.item)
            team = stack.team_of(item) if isinstance(item, Work) else None
            if team is not None and team.id in teams:
                continue
        yield finding


def history_start(stack: Stack, rules: Iterable[Rule] = RULES) -> date | None:
    """The day from which the rules need the history: the first of the periods that run today. None
    if none runs, or no rule looks back.
    """
    day = start_of_running_periods(stack)
    if day is None or not any(map(_looks_back, rules)):
        return None
    wanted = settings(stack, RULES).apply(tuple(rules))
    return day if any(map(_looks_back, wanted)) else None


def _looks_back(rule: Rule) -> bool:
    return bool(rule.earlier) or rule.reads_history


def _allow_findings(
    stack: Stack, result: AllowResult, severities: dict[str, Severity], *, all_rules: bool
) -> Iterator[Finding]:
    """What is wrong with the allows themselves. An unused one is only reported if its rule ran."""
    known = {rule.name for rule in RULES} | severities.keys()

    def finding(rule: str, allow: Allow, message: str, fix: Fix | None = None) -> Iterator[Finding]:
        if rule in severities:
            yield Finding(rule, severities[rule], message, allow.span, fix=fix)

    for allow in result.allows:
        if allow.problem is not None:
            yield from finding(INVALID, allow, allow.problem)
        elif allow.rule not in known:
            from stratdocs.words.nearest import best_guess

            guess = best_guess(allow.rule, known)
            hint = did_you_mean(guess and guess.name)
            yield from finding(INVALID, allow, f"unknown rule {allow.rule}{hint}")
        elif allow.until is not None and is_expired(allow, stack.today):
            message = f"the suppression of {allow.rule} expired on {day_words(allow.until)}"
            yield from finding(EXPIRED, allow, message)
    if stack.findings:
        return  # what cannot be read may keep a rule from finding what an allow accepts
    for allow in result.unused:
        if allow.rule in known and (all_rules or allow.rule in severities):
            message = f"{allow.rule} reports nothing here; remove this suppression"
            yield from finding(UNUSED, allow, message, allow.removal)

"""Rules by the names that users type."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from stratdocs.cli.parser import suggestion
from stratdocs.linting.rules import RULES
from stratdocs.linting.rules.base import Rule
from stratdocs.model.finding import StratdocsError


def rules_named(words: Sequence[str]) -> list[Rule]:
    """The rules of those names; a word may hold several, with commas."""
    names = [name.strip() for word in words for name in word.split(",")]
    return [rule_named(name) for name in names if name or not any(names)]


def rule_named(name: str, others: Iterable[str] = ()) -> Rule:
    """The rule of that name; `others` are names of something else that may have been meant."""
    known = {rule.name: rule for rule in RULES}
    if name not in known:
        others = tuple(others)
        what = "rule, kind, field or pack" if others else "rule"
        lists = "; stratdocs rules lists the rules" if others else "; see stratdocs rules"
        hint = suggestion(name, (*known, *others)) or lists
        raise StratdocsError(f'unknown {what} "{name}"{hint}')
    return known[name]

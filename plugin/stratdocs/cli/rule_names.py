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
    """The rule of that name; `others` are names that may have been meant as well."""
    known = {rule.name: rule for rule in RULES}
    if name not in known:
        hint = suggestion(name, (*known, *others)) or "; stratdocs rules lists them"
        raise StratdocsError(f'there is no rule "{name}"{hint}')
    return known[name]

"""Names that people type: what they mean, and what they may have meant."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from stratdocs.model.finding import StratdocsError

if TYPE_CHECKING:
    from stratdocs.lint.rules.base import Rule


def meant(word: str, known: Iterable[str]) -> str:
    """A question about a word that is close to a known one; empty where none is."""
    from stratdocs.words.nearest import nearest

    guess = nearest(word, known)
    return f"; did you mean {guess}?" if guess else ""


def rules_named(words: Sequence[str]) -> list[Rule]:
    """The rules of those names; a word may hold several, with commas."""
    names = [name.strip() for word in words for name in word.split(",")]
    return [rule_named(name) for name in names if name or not any(names)]


def rule_named(name: str, others: Iterable[str] = ()) -> Rule:
    """The rule of that name; `others` are names that may have been meant as well."""
    from stratdocs.lint.rules import RULES

    known = {rule.name: rule for rule in RULES}
    if name not in known:
        hint = meant(name, (*known, *others)) or "; stratdocs rules lists them"
        raise StratdocsError(f'there is no rule "{name}"{hint}')
    return known[name]

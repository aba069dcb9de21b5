"""Strategy as code: YAML goes in, is checked like a program, and comes out as a linked site.

The library takes texts and gives values. It reads no disk and no clock: the day is an argument.

    >>> from datetime import date
    >>> from stratdocs import lint, load, review
    >>> text = '''
    ... strategies: [{id: stay, title: Win by keeping customers, level: company}]
    ... bets: [{id: first-week, title: Value in the first week, serves: stya}]
    ... '''
    >>> before = load({"bets.yml": text}, today=date(2027, 1, 11))
    >>> [(finding.rule, finding.span.line) for finding in lint(before)]
    [('unknown-reference', 3)]
    >>> after = load({"bets.yml": text.replace("stya", "stay")}, today=date(2027, 1, 11))
    >>> [(change.item, change.field) for change in review(before, after).changes]
    [('first-week', 'serves')]

`load` takes a mapping of path to text. Whatever is wrong in the texts becomes a finding of the
stack, never an exception. `lint` runs all rules, or those of `RULES` that you pick, as the settings
in the texts ask for; `review` compares two stacks and says what the change means. A call that
cannot work, such as a folder in place of its texts, raises `StratdocsError`, which holds one
sentence with what would help. Stacks and findings are immutable, and can be pickled.

Only what `__all__` lists is public. From 1.0 on, these names, their arguments, and the documented
attributes of their results stay the same within a major version; until then, within a minor one. A
name that is to be removed warns for one such version first. The sentences in findings and changes
are for people and may be reworded at any time; programs should use `rule`, `severity`, `item` and
`field`. New rules come with minor versions. Any other module or name may change in every version.
"""

from __future__ import annotations

__version__ = "0.1.0"
__all__ = [
    "RULES",
    "Change",
    "Finding",
    "Review",
    "Rule",
    "Severity",
    "Span",
    "Stack",
    "StratdocsError",
    "Weight",
    "__version__",
    "lint",
    "load",
    "review",
]

TYPE_CHECKING = False  # that of `typing` would cost its import, even for `--version`
if TYPE_CHECKING:
    from stratdocs.linting.lint import lint
    from stratdocs.linting.rules import RULES
    from stratdocs.linting.rules.base import Rule
    from stratdocs.model.finding import Finding, Severity, StratdocsError
    from stratdocs.model.stack import Stack, load
    from stratdocs.reviewing.compare import review
    from stratdocs.reviewing.value import Change, Review, Weight
    from stratdocs.yamltext.source import Span

_MODULES = {
    "RULES": "stratdocs.linting.rules",
    "Change": "stratdocs.reviewing.value",
    "Finding": "stratdocs.model.finding",
    "Review": "stratdocs.reviewing.value",
    "Rule": "stratdocs.linting.rules.base",
    "Severity": "stratdocs.model.finding",
    "Span": "stratdocs.yamltext.source",
    "Stack": "stratdocs.model.stack",
    "StratdocsError": "stratdocs.model.finding",
    "Weight": "stratdocs.reviewing.value",
    "lint": "stratdocs.linting.lint",
    "load": "stratdocs.model.stack",
    "review": "stratdocs.reviewing.compare",
}
"""The module of each public name; it is imported when the name is first used."""


def __getattr__(name: str) -> object:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value: object = getattr(import_module(_MODULES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})

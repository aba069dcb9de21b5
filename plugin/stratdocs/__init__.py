"""Strategy as code: YAML in, checked like a program, a linked and living site out.

As a library, texts go in and values come out. Nothing is read from a disk, and the day is given:

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

`load` takes a mapping of path to text and never fails on what the texts hold: whatever is wrong
becomes a finding, also in the settings. `lint` takes all rules or those of `RULES` that you pick;
`review` says what a change means. A call that cannot be, such as a folder instead of its texts,
raises `StratdocsError`, with a sentence that says what would help. Stacks and findings are
immutable, and can be pickled.

Public is what `__all__` lists, and nothing else. From 1.0 on, these names, what they take, and the
documented attributes of what they give stay as they are within a major version; until then, within
a minor one. What is to go warns for one such version first. Sentences in findings and changes are
for people, and may be worded better at any time: programs go by `rule`, `severity`, `item` and
`field`. Rules come with minor versions. Any other module or name may change with every version.
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

TYPE_CHECKING = False  # that of `typing` costs its import, which a plain `--version` shall not pay
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
"""Where each public name comes from; it is imported when it is first asked for."""


def __getattr__(name: str) -> object:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value: object = getattr(import_module(_MODULES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})

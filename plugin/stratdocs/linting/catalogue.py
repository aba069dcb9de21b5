"""The documentation of each rule: the same words for the terminal, the site and reports."""

from __future__ import annotations

from collections.abc import Iterable
from textwrap import dedent, indent, wrap

from stratdocs.linting.allows import SAMPLE_REASON
from stratdocs.linting.packs import PACKS, Pack
from stratdocs.linting.rules.base import Rule
from stratdocs.model.finding import Severity

LEVELS = {
    Severity.ERROR: "broken: it can't be read or linked as written",
    Severity.WARNING: "a strong strategy avoids this",
    Severity.ADVICE: "worth discussing",
}
"""What each severity means."""
GROUPS = {
    "reading": "what the files say",
    "clarity": "is it clear what is meant?",
    "alignment": "does everything serve the same end?",
    "feedback": "would you notice if it went wrong?",
}
"""What the rules of each group are about."""
HEURISTIC_NOTE = (
    "This rule judges wording and can be wrong; suppress it where it is. Wording is judged "
    "in English, and where it is plain in German, French, Spanish and Portuguese. Other "
    "titles are reported as not judged."
)
WIDTH = 80


def bad_example(rule: Rule) -> str:
    """The weak example; an arrow marks the line of the finding."""
    return dedent(rule.bad).strip("\n")


def earlier_example(rule: Rule) -> str:
    """The text before both examples; empty for a rule that does not look back."""
    return dedent(rule.earlier).strip("\n")


def good_example(rule: Rule) -> str:
    """The strong example."""
    return dedent(rule.good).strip("\n")


def allow_example(rule: Rule) -> str:
    """The comment that accepts one finding, on its line."""
    return f"# stratdocs: allow {rule.name} until 2027-03-31 -- {SAMPLE_REASON}"


def setting_example(rule: Rule) -> str:
    """The setting of a rule for a whole strategy: its limits, if it has any, else off."""
    limits = ", ".join(f"{limit.name}: {limit.default}" for limit in rule.declared_limits())
    value = f"{{severity: {rule.severity.word}, {limits}}}" if limits else "off"
    return f"settings:\n  rules:\n    {rule.name}: {value}"


def figures(rule: Rule) -> tuple[tuple[str, int, str], ...]:
    """The limits of a rule, which settings may change: name, default, meaning."""
    return tuple((limit.name, limit.default, limit.doc) for limit in rule.declared_limits())


def pack_settings(pack: Pack) -> dict[str, str]:
    """What a pack sets, by rule: `error, low: 2`."""
    return {
        rule: ", ".join(
            str(value) if name == "severity" else f"{name}: {value}"
            for name, value in fields.items()
        )
        for rule, fields in pack.rules.items()
    }


def pack_explanation(name: str) -> str:
    """A pack in plain text: what it is for, what it sets, how to build on it."""
    pack = PACKS[name]
    lines = (f"    {rule}: {words}" for rule, words in pack_settings(pack).items())
    return "\n\n".join(
        (
            f"{name}: settings to build on",
            "\n".join(wrap(pack.doc, WIDTH)),
            "Rules it changes:",
            "\n".join(lines),
            "To build on it, in any file of the strategy (`rules` overrides it):",
            f"    settings:\n      extends: {name}\n      rules:\n        orphan: error\n",
        )
    )


def explanation(rule: Rule) -> str:
    """A rule in plain text: why it matters, a weak and a strong example, how to silence it."""
    parts = [
        f"{rule.name}: {rule.summary}",
        f"{rule.severity.word} ({LEVELS[rule.severity]}), {rule.group} ({GROUPS[rule.group]})",
        *(["\n".join(wrap(HEURISTIC_NOTE, WIDTH))] if rule.heuristic else []),
        *("\n".join(wrap(paragraph, WIDTH)) for paragraph in rule.reason.split("\n\n")),
        *([f"Before:\n\n{indent(earlier_example(rule), '    ')}"] if rule.earlier else []),
        f"Weak:\n\n{indent(bad_example(rule), '    ')}",
        f"Strong:\n\n{indent(good_example(rule), '    ')}",
    ]
    if limits := figures(rule):
        lines = [f"    {name} (default {default}): {doc}" for name, default, doc in limits]
        parts.append("Parameters you can change in the settings:\n\n" + "\n".join(lines))
    parts.append(
        "To suppress one finding, on its line or on the item's first line:\n\n"
        f"    {allow_example(rule)}\n\n"
        "To change the rule for the whole strategy, in any of its files:\n\n"
        + indent(setting_example(rule), "    ")
    )
    return "\n\n".join(parts) + "\n"


def as_markdown(rule: Rule) -> str:
    """A rule in Markdown, for programs that show help with a finding."""
    parts = [
        rule.summary,
        rule.reason,
        *([f"*{HEURISTIC_NOTE}*"] if rule.heuristic else []),
        *([f"Before:\n\n```yaml\n{earlier_example(rule)}\n```"] if rule.earlier else []),
        f"Weak:\n\n```yaml\n{bad_example(rule)}\n```",
        f"Strong:\n\n```yaml\n{good_example(rule)}\n```",
    ]
    if limits := figures(rule):
        lines = [f"- `{name}` (default {default}): {doc}" for name, default, doc in limits]
        parts.append("Parameters you can change in the settings:\n\n" + "\n".join(lines))
    parts.append(
        f"To suppress one finding, on its line:\n\n```yaml\n{allow_example(rule)}\n```\n\n"
        f"To change the rule for the whole strategy:\n\n```yaml\n{setting_example(rule)}\n```"
    )
    return "\n\n".join(parts)


def rule_table(rules: Iterable[Rule]) -> str:
    """The rules, one a line: name, severity, group and summary."""
    rows = [(rule.name, rule.severity.word, rule.group, rule.summary) for rule in rules]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    return "".join(
        "  ".join((*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[3]))
        + "\n"
        for row in rows
    )

"""The settings of a strategy: severities and limits of rules, packs, the fiscal year, how strictly
wording is judged, and how much a change weighs in a review.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple, TypeVar, get_args

from stratdocs.linting.packs import PACKS
from stratdocs.linting.rules.base import Rule
from stratdocs.model.decode import STRICTNESSES, month_read, settings_nodes
from stratdocs.model.fields import fields_of
from stratdocs.model.finding import Finding, Severity
from stratdocs.model.kinds import BY_COLLECTION, KINDS, Class, Entity, Part
from stratdocs.model.stack import Stack
from stratdocs.words.nearest import nearest
from stratdocs.words.phrases import did_you_mean, excerpt, join_words
from stratdocs.yamltext.source import (
    Document,
    MappingNode,
    Node,
    ScalarNode,
    SequenceNode,
    SourceFile,
    Span,
)

SomeRule = TypeVar("SomeRule", bound=Rule)

OFF = "off"
FIELDS = ("extends", "rules", "review", "strictness", "year_starts")
SEVERITIES = {severity.word: severity for severity in Severity}
WEIGHTS = ("breaking", "notable", "minor")
"""How much a change weighs, as `review` sets it."""


class RuleSetting(NamedTuple):
    """The settings of one rule."""

    off: bool = False
    severity: Severity | None = None
    limits: Mapping[str, int] = {}


class Settings(NamedTuple):
    """The settings of all rules, and what is wrong with them."""

    rules: Mapping[str, RuleSetting]
    findings: tuple[Finding, ...] = ()
    review: Mapping[str, str] = {}
    """The weight of changes, by class or field: `accountability` or `success.target`."""

    def apply(self, rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
        """The rules with their settings; without those that are switched off."""
        return tuple(
            rule if setting is None else type(rule)(setting.severity, setting.limits)
            for rule in rules
            if (setting := self.rules.get(rule.name)) is None or not setting.off
        )


def settings(stack: Stack, rules: tuple[Rule, ...]) -> Settings:
    """The `settings:` of all files; later files override earlier ones, all override packs.

    Written as

        settings:
          extends: [regulated]
          rules:
            too-many-priorities: {severity: error, most: 3}
            portfolio-balance: off
          strictness: gentle
          review: {accountability: breaking, success.target: notable}
    """
    reader = _read(stack.documents, rules)
    counts = reader if stack.set_by is None else _read(stack.set_by, rules)
    set_rules = {**counts.packed, **counts.rules}
    found = tuple(_with_set_severity(finding, set_rules) for finding in reader.findings)
    return Settings(set_rules, found, counts.review)


def _read(documents: Iterable[Document], rules: tuple[Rule, ...]) -> _Reader:
    reader = _Reader({rule.name: rule for rule in rules})
    nodes = list(settings_nodes(documents))
    for path, node in nodes:  # packs first: the rules override them
        if isinstance(node, MappingNode) and (packs := node.get("extends")) is not None:
            reader.path = path
            reader.extend(packs)
    for path, node in nodes:
        reader.read(path, node)
    return reader


def as_set(stack: Stack, rule: SomeRule) -> SomeRule:
    """A rule with the severity and limits that the settings of a strategy give it, even if they
    switch it off.
    """
    setting = settings(stack, (rule,)).rules.get(rule.name)
    return rule if setting is None else type(rule)(setting.severity, setting.limits)


def _with_set_severity(finding: Finding, rules: Mapping[str, RuleSetting]) -> Finding:
    """A finding about the settings, with the severity that they set for its rule."""
    severity = rules[finding.rule].severity if finding.rule in rules else None
    return finding._replace(severity=severity or finding.severity)


class _Reader:
    def __init__(self, known: Mapping[str, Rule]) -> None:
        self.known = known
        self.packed: dict[str, RuleSetting] = {}
        self.rules: dict[str, RuleSetting] = {}
        self.review: dict[str, str] = {}
        self.findings: list[Finding] = []
        self.path = SourceFile("", "")
        self.year_start: tuple[int, Span] | None = None
        self.strict: tuple[str, Span] | None = None

    def report(self, rule: str, span: Span, message: str, suggestion: str | None = None) -> None:
        self.findings.append(
            Finding(rule, Severity.ERROR, message, span, field="settings", suggestion=suggestion)
        )

    def read(self, path: SourceFile, node: Node) -> None:
        self.path = path
        if isinstance(node, ScalarNode) and node.empty:
            return
        if not isinstance(node, MappingNode):
            self.report(
                "invalid-value", node.grip(path), f"settings has the fields {join_words(FIELDS)}"
            )
            return
        for name, value in node.values.items():
            if name == "extends":
                continue
            if name in FIELDS and isinstance(value, ScalarNode) and value.empty:
                continue  # it says nothing yet
            if name == "year_starts":
                self.year_starts(value)
                continue
            if name == "strictness":
                self.strictness(value)
                continue
            if name == "review":
                self.weights(value)
                continue
            if name == "rules" and isinstance(value, MappingNode):
                for rule, setting in value.values.items():
                    self.rule(value, rule, setting)
            elif name == "rules":
                self.report(
                    "invalid-value",
                    value.grip(path),
                    "rules must be a mapping from rule names to their settings",
                )
            else:
                self.unknown(node, name, "settings", FIELDS)

    def year_starts(self, node: Node) -> None:
        """Reports a month that is not from 1 to 12; decoding reads it."""
        text = node.text if isinstance(node, ScalarNode) else ""
        if not text.isdecimal() or not month_read(text):
            meant = month_read(text)
            guess = f"{meant:02}" if meant else None
            self.report(
                "invalid-value",
                node.grip(self.path),
                f'year_starts "{excerpt(text)}" isn\'t a month; use 01 to 12 for the month '
                f"in which your fiscal year starts{did_you_mean(guess)}",
                guess,
            )
        month = month_read(text)
        if month and self.year_start and month != self.year_start[0]:
            first, place = self.year_start
            self.report(
                "invalid-value",
                node.grip(self.path),
                f"year_starts is {month:02} here and {first:02} in {place.path}, line "
                f"{place.line}; set it once",
            )
        elif month:
            self.year_start = month, node.grip(self.path)

    def strictness(self, node: Node) -> None:
        """Reports a word that is no strictness, and a second file with a different one."""
        text = node.text if isinstance(node, ScalarNode) else "a group"
        if text not in STRICTNESSES:
            guess = _STRICTNESS_WORDS.get(text.lower()) or nearest(text, STRICTNESSES)
            self.report(
                "invalid-value",
                node.grip(self.path),
                f'unknown strictness "{excerpt(text)}"; use '
                f"{join_words(STRICTNESSES, 'or')}{did_you_mean(guess)}",
                guess,
            )
        elif self.strict and text != self.strict[0]:
            first, place = self.strict
            self.report(
                "invalid-value",
                node.grip(self.path),
                f"strictness is {text} here and {first} in {place.path}, line {place.line}; "
                "set it once",
            )
        else:
            self.strict = text, node.grip(self.path)

    def weights(self, node: Node) -> None:
        """Takes the weights of classes and fields; reports what is neither, and no weight."""
        if not isinstance(node, MappingNode):
            self.report(
                "invalid-value",
                node.grip(self.path),
                "review must be a mapping from a class or field to its weight, such as "
                "{accountability: breaking, success.target: notable}",
            )
            return
        for name, value in node.values.items():
            if name not in review_names():
                guess = nearest(name, review_names())
                hint = did_you_mean(guess) or f"; the classes are {join_words(get_args(Class))}"
                self.report(
                    "unknown-field",
                    node.key_span(self.path, name),
                    f"review sets {name}, which is neither a class of changes nor a field{hint}",
                    guess,
                )
                continue
            text = value.text if isinstance(value, ScalarNode) else ""
            if text in WEIGHTS:
                self.review[name] = text
                continue
            guess = _WEIGHT_WORDS.get(text.lower()) or nearest(text, WEIGHTS)
            self.report(
                "invalid-value",
                value.grip(self.path),
                f'unknown weight "{excerpt(text)}" for {name}; use breaking, notable or '
                f"minor{did_you_mean(guess)}",
                guess,
            )

    def extend(self, node: Node) -> None:
        """Lays packs over those named earlier."""
        if isinstance(node, ScalarNode) and node.empty:
            return
        for pack in self.pack_names(node):
            for rule, packed in PACKS[pack].rules.items():
                self.packed[rule] = self.pack_setting(packed)

    def pack_names(self, node: Node) -> Iterator[str]:
        for entry in node.nodes if isinstance(node, SequenceNode) else [node]:
            if isinstance(entry, ScalarNode) and entry.text in PACKS:
                yield entry.text
            else:
                text = entry.text if isinstance(entry, ScalarNode) else ""
                guess = nearest(text, PACKS)
                self.report(
                    "invalid-value",
                    entry.grip(self.path),
                    f'unknown pack "{text}"; use {join_words(PACKS, "or")}{did_you_mean(guess)}',
                    guess,
                )

    def pack_setting(self, fields: Mapping[str, Any]) -> RuleSetting:
        """A pack's setting of a rule."""
        limits = {name: value for name, value in fields.items() if name != "severity"}
        word = fields.get("severity")
        if word == OFF:
            return RuleSetting(off=True)
        return RuleSetting(severity=SEVERITIES[word] if word else None, limits=limits)

    def rule(self, rules: MappingNode, name: str, node: Node) -> None:
        rule = self.known.get(name)
        if rule is None:
            self.unknown(rules, name, "the rules", self.known)
            return
        current = self.rules.get(name) or self.packed.get(name) or RuleSetting()
        if isinstance(node, ScalarNode) and node.text.isdecimal():
            limits = [limit.name for limit in type(rule).declared_limits()]
            wants = (
                f"write {name}: {{{limits[0]}: {node.text}}}" if limits else "it has no parameters"
            )
            message = f"{name} is {node.text}; {wants}"
            self.report("invalid-value", node.grip(self.path), message)
            return
        if isinstance(node, ScalarNode) and node.empty:
            return
        if isinstance(node, ScalarNode):
            self.rules[name] = self.severity(node, current)
            return
        if not isinstance(node, MappingNode):
            self.report(
                "invalid-value", node.grip(self.path), f"{name} must be a severity, or have fields"
            )
            return
        known = {limit.name: limit for limit in type(rule).declared_limits()}
        setting = current._replace(off=False)
        for field, value in node.values.items():
            if field == "severity" and isinstance(value, ScalarNode):
                setting = self.severity(value, setting)
            elif field in known:
                if isinstance(value, ScalarNode) and value.text.isdecimal() and len(value.text) < 9:
                    figures = {**setting.limits, field: int(value.text)}
                    setting = setting._replace(limits=figures)
                else:
                    text = value.text if isinstance(value, ScalarNode) else "a group"
                    self.report(
                        "invalid-value",
                        value.grip(self.path),
                        f'{field} of {name} is "{text}"; use a whole number',
                    )
            else:
                self.unknown(node, field, name, ("severity", *known))
        self.rules[name] = setting

    def severity(self, node: ScalarNode, current: RuleSetting) -> RuleSetting:
        if node.text == OFF:
            return current._replace(off=True)
        if node.text in SEVERITIES:
            return current._replace(off=False, severity=SEVERITIES[node.text])
        guess = _SEVERITY_WORDS.get(node.text.lower()) or nearest(node.text, (*SEVERITIES, OFF))
        self.report(
            "invalid-value",
            node.grip(self.path),
            f'unknown severity "{node.text}"; use error, warning, advice or '
            f"off{did_you_mean(guess)}",
            guess,
        )
        return current

    def unknown(self, node: MappingNode, name: str, inside: str, known: Collection[str]) -> None:
        """Reports a name that does not exist there, with what is meant or what exists."""
        guess = nearest(name, known)
        hint = did_you_mean(guess)
        if inside == "settings" and name in self.known:
            hint = "; it's a rule, so put it under rules"
        elif not hint and len(known) < 9:
            guess = _setting_meant(name.lower(), known)
            hint = did_you_mean(guess) or f"; it has {join_words(known)}"
        self.report(
            "unknown-field",
            node.key_span(self.path, name),
            f"{name} isn't a field of {inside}{hint}",
            guess,
        )


@cache
def review_names() -> frozenset[str]:
    """What a weight can be set for: a class of changes, or a field of any kind, alone or behind the
    name of the field that holds it or of its kind: `target`, `success.target`,
    `bets.success.target`.
    """
    names: set[str] = set(get_args(Class))
    for kind in KINDS:
        for route in _field_routes(kind):
            names.update(".".join(route[start:]) for start in range(len(route)))
            names.add(".".join((kind.collection, *route)))
    return frozenset(names - BY_COLLECTION.keys())


def _field_routes(holder: type[Entity | Part]) -> Iterator[tuple[str, ...]]:
    """The routes of the fields of a kind and of its groups, lists included."""
    for field in fields_of(holder):
        yield (field.name,)
        if field.group is not None and field.group is not holder:
            yield from ((field.name, *route) for route in _field_routes(field.group))


_STRICTNESS_WORDS = {
    **dict.fromkeys(("lenient", "loose", "low", "soft", "lax", "mild", "relaxed"), "gentle"),
    **dict.fromkeys(("normal", "default", "medium", "standard", "moderate"), "usual"),
    **dict.fromkeys(("high", "hard", "harsh", "severe", "strong", "pedantic"), "strict"),
}
"""What other tools call a strictness."""
_WEIGHT_WORDS = {
    **dict.fromkeys(("error", "err", "critical", "high", "major", "break", "fail"), "breaking"),
    **dict.fromkeys(("warning", "warn", "medium", "important"), "notable"),
    **dict.fromkeys(("advice", "info", "low", "none", "off", "false", "no", "never"), "minor"),
}
"""What other tools call a weight."""
_SEVERITY_WORDS = {
    **dict.fromkeys(("warn", "warnings", "medium", "minor", "yellow"), "warning"),
    **dict.fromkeys(
        ("info", "note", "notice", "hint", "suggestion", "low", "information"), "advice"
    ),
    **dict.fromkeys(("err", "errors", "critical", "fatal", "blocker", "high", "major"), "error"),
    **dict.fromkeys(
        ("no", "false", "none", "never", "disable", "disabled", "ignore", "skip", "silent", "0"),
        OFF,
    ),
}
"""What other tools call a severity."""
_UPPER_WORDS = frozenset("max maximum upper upto up_to max_count ceiling cap no_more_than".split())
_LIMIT_WORDS = frozenset("limit threshold count number value allowed".split())
"""What other tools call a limit."""


def _setting_meant(name: str, known: Collection[str]) -> str | None:
    """The setting of a rule that a name of a different tool means; None if none is known to be."""
    limits = [each for each in known if each != "severity"]
    if name in ("level", "priority", "importance", "enabled", "state"):
        return "severity"
    if name in _UPPER_WORDS or name in _LIMIT_WORDS:
        upper = ["most"] if "most" in limits else [each for each in limits if "most" in each]
        if len(upper) == 1 or (len(limits) == 1 and name in _LIMIT_WORDS):
            return (upper or limits)[0]
    return None

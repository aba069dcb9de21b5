"""How a strategy wants to be judged: severities and figures of rules, and packs to build on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from stratdocs.linting.packs import PACKS
from stratdocs.linting.rules.base import Rule
from stratdocs.model.decode import SETTINGS
from stratdocs.model.finding import Finding, Severity
from stratdocs.model.stack import Stack
from stratdocs.words.nearest import nearest
from stratdocs.words.phrases import did_you_mean
from stratdocs.yamltext.source import MappingNode, Node, ScalarNode, SequenceNode, SourceFile, Span

OFF = "off"
SEVERITIES = {severity.word: severity for severity in Severity}


class RuleSetting(NamedTuple):
    """What the settings say of one rule."""

    off: bool = False
    severity: Severity | None = None
    limits: Mapping[str, int] = {}


class Settings(NamedTuple):
    """What the settings say of all rules, and what is wrong with them."""

    rules: Mapping[str, RuleSetting]
    findings: tuple[Finding, ...] = ()

    def apply(self, rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
        """The rules as this strategy wants them; those switched off left out."""
        return tuple(
            rule if setting is None else type(rule)(setting.severity, setting.limits)
            for rule in rules
            if (setting := self.rules.get(rule.name)) is None or not setting.off
        )


def settings(stack: Stack, rules: tuple[Rule, ...]) -> Settings:
    """What the `settings:` of all files say, later files over earlier ones, all over their packs.

    Written as

        settings:
          extends: [regulated]
          rules:
            too-many-priorities: {severity: error, most: 3}
            portfolio-balance: off
    """
    reader = _Reader({rule.name: rule for rule in rules})
    written = [
        (document.path, node)
        for document in stack.documents
        for root in document.roots
        if isinstance(root, MappingNode) and (node := root.get(SETTINGS)) is not None
    ]
    for path, node in written:  # packs first: the rules are laid over them
        if isinstance(node, MappingNode) and (named := node.get("extends")) is not None:
            reader.path = path
            reader.extend(named)
    for path, node in written:
        reader.read(path, node)
    set_rules = {**reader.packed, **reader.rules}
    found = tuple(_with_set_severity(finding, set_rules) for finding in reader.findings)
    return Settings(set_rules, found)


def _with_set_severity(finding: Finding, rules: Mapping[str, RuleSetting]) -> Finding:
    """A finding about the settings, as bad as they say of its rule."""
    severity = rules[finding.rule].severity if finding.rule in rules else None
    return finding._replace(severity=severity or finding.severity)


class _Reader:
    def __init__(self, known: Mapping[str, Rule]) -> None:
        self.known = known
        self.packed: dict[str, RuleSetting] = {}
        self.rules: dict[str, RuleSetting] = {}
        self.findings: list[Finding] = []
        self.path = SourceFile("", "")

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
                "invalid-value", node.grip(path), "settings has two fields: extends and rules"
            )
            return
        for name, value in node.values.items():
            if name == "extends":
                continue
            if name == "rules" and isinstance(value, MappingNode):
                for rule, setting in value.values.items():
                    self.rule(value, rule, setting)
            elif name == "rules":
                self.report(
                    "invalid-value",
                    value.grip(path),
                    "rules is a mapping from the names of rules to what is set of them",
                )
            else:
                self.unknown(node, name, "settings", ("extends", "rules"))

    def extend(self, node: Node) -> None:
        """Lays packs over those that were named earlier."""
        for pack in self.packs(node):
            for rule, packed in PACKS[pack].rules.items():
                self.packed[rule] = self.of_pack(packed)

    def packs(self, node: Node) -> Iterator[str]:
        for one in node.nodes if isinstance(node, SequenceNode) else [node]:
            if isinstance(one, ScalarNode) and one.text in PACKS:
                yield one.text
            else:
                text = one.text if isinstance(one, ScalarNode) else ""
                guess = nearest(text, PACKS)
                self.report(
                    "invalid-value",
                    one.grip(self.path),
                    f'there is no pack "{text}"; there are {", ".join(PACKS)}{did_you_mean(guess)}',
                    guess,
                )

    def of_pack(self, fields: Mapping[str, Any]) -> RuleSetting:
        """A rule's setting as a pack has it."""
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
        before = self.rules.get(name) or self.packed.get(name) or RuleSetting()
        if isinstance(node, ScalarNode):
            self.rules[name] = self.severity(node, before)
            return
        if not isinstance(node, MappingNode):
            self.report(
                "invalid-value", node.grip(self.path), f"{name} is a severity, or has fields"
            )
            return
        limits = {limit.name: limit for limit in type(rule).declared_limits()}
        setting = before._replace(off=False)
        for field, value in node.values.items():
            if field == "severity" and isinstance(value, ScalarNode):
                setting = self.severity(value, setting)
            elif field in limits:
                if isinstance(value, ScalarNode) and value.text.isdecimal() and len(value.text) < 9:
                    figures = {**setting.limits, field: int(value.text)}
                    setting = setting._replace(limits=figures)
                else:
                    text = value.text if isinstance(value, ScalarNode) else "a group"
                    self.report(
                        "invalid-value",
                        value.grip(self.path),
                        f'{field} of {name} is "{text}"; it is a whole number',
                    )
            else:
                self.unknown(node, field, name, ("severity", *limits))
        self.rules[name] = setting

    def severity(self, node: ScalarNode, before: RuleSetting) -> RuleSetting:
        if node.text == OFF:
            return before._replace(off=True)
        if node.text in SEVERITIES:
            return before._replace(off=False, severity=SEVERITIES[node.text])
        guess = nearest(node.text, (*SEVERITIES, OFF))
        self.report(
            "invalid-value",
            node.grip(self.path),
            f'a severity is "{node.text}"; it can be error, warning, advice or off'
            f"{did_you_mean(guess)}",
            guess,
        )
        return before

    def unknown(self, node: MappingNode, name: str, inside: str, known: Any) -> None:
        guess = nearest(name, known)
        self.report(
            "unknown-field",
            node.key_span(self.path, name),
            f"{name} is not a field of {inside}{did_you_mean(guess)}",
            guess,
        )

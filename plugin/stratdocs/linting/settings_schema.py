"""The JSON Schema of what a strategy says below `settings:`, and that of a whole file with it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, get_args

from stratdocs.linting.packs import PACKS
from stratdocs.linting.rules import RULES
from stratdocs.linting.rules.base import Rule
from stratdocs.linting.settings import OFF, SEVERITIES, review_names
from stratdocs.model.decode import STRICTNESSES
from stratdocs.model.kinds import Class, Entity
from stratdocs.model.schema import ADDRESS, schema_text

_MOST = 99_999_999
"""The largest limit of a rule that can be read."""
_SEVERITY = {"$ref": "#/$defs/severity"}
_WEIGHT = {"$ref": "#/$defs/weight"}
_SEVERITY_MEANINGS = {
    "error": "Broken: fix it. It stops a check and a build.",
    "warning": "A strong strategy avoids this.",
    "advice": "Worth discussing.",
    OFF: "This rule isn't applied.",
}
_WEIGHT_MEANINGS = {
    "breaking": "It changes a commitment.",
    "notable": "It needs a reviewer.",
    "minor": "For information.",
}
_STRICTNESS_MEANINGS = {
    "gentle": "Only wording that is surely weak is reported.",
    "usual": "What fits most organisations.",
    "strict": "Wording that may be weak is reported as well.",
}


def strategy_files_schema(
    *, address: str | None = ADDRESS, ids: Sequence[Entity] | None = None
) -> str:
    """The JSON Schema of a strategy's files, with the settings, as text."""
    return schema_text(settings_schema(RULES), address=address, ids=ids)


def settings_schema(rules: Sequence[Rule]) -> dict[str, Any]:
    """The JSON Schema of `settings:`."""
    pack = _words({name: pack.doc for name, pack in PACKS.items()})
    fields = "|".join(map(re.escape, sorted(review_names() - set(get_args(Class)))))
    return {
        "$defs": {"severity": _severity(), "weight": _words(_WEIGHT_MEANINGS)},
        "description": "How this strategy is checked and reviewed. It can be in any file.",
        "type": ["object", "null"],
        "properties": {
            "extends": {
                "description": "The packs whose settings come first; `rules` overrides them.",
                "anyOf": [pack, {"type": "array", "items": pack}, {"type": "null"}],
            },
            "rules": {
                "description": "The severity of a rule, or a group with its severity and limits.",
                "type": ["object", "null"],
                "properties": {rule.name: _rule(rule) for rule in rules},
                "additionalProperties": False,
            },
            "review": {
                "description": "The weight of a change, by its class or by the field it is in.",
                "type": ["object", "null"],
                "properties": dict.fromkeys(get_args(Class), _WEIGHT),
                "patternProperties": {f"^(?:{fields})$": _WEIGHT},
                "additionalProperties": False,
            },
            "strictness": {
                "description": "How readily wording is reported.",
                "default": "usual",
                "anyOf": [
                    _words({name: _STRICTNESS_MEANINGS[name] for name in STRICTNESSES}),
                    {"type": "null"},
                ],
            },
            "year_starts": {
                "description": "The month in which your fiscal year starts, from 01 to 12.",
                "type": ["string", "integer", "null"],
                "minimum": 1,
                "maximum": 12,
                "pattern": "^(0?[1-9]|1[0-2])$",
                "patternErrorMessage": "Write a month from 01 to 12.",
                "default": 1,
                "examples": [4, 7, 10],
            },
        },
        "additionalProperties": False,
    }


def _rule(rule: Rule) -> dict[str, Any]:
    """What may be set of a rule."""
    limits = {
        limit.name: {
            "description": limit.doc,
            "type": "integer",
            "minimum": 0,
            "maximum": _MOST,
            "default": limit.default,
        }
        for limit in type(rule).declared_limits()
    }
    whole = {
        "type": "object",
        "properties": {"severity": _SEVERITY, **limits},
        "additionalProperties": False,
    }
    return {
        "description": rule.summary,
        "default": rule.severity.word,
        "anyOf": [_SEVERITY, {"type": "null"}, whole],
    }


def _severity() -> dict[str, Any]:
    return _words({word: _SEVERITY_MEANINGS[word] for word in (*reversed(SEVERITIES), OFF)})


def _words(meanings: dict[str, str]) -> dict[str, Any]:
    return {"enum": list(meanings), "markdownEnumDescriptions": list(meanings.values())}

"""The stack and its findings as plain data, for other programs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from hashlib import blake2b
from types import MappingProxyType
from typing import Any

from stratdocs.analysis.aims import aim
from stratdocs.analysis.diagnosis import diagnose
from stratdocs.analysis.progress import Progress
from stratdocs.analysis.readiness import economics, readiness
from stratdocs.analysis.state import state_of
from stratdocs.linting.not_judged import NotJudged
from stratdocs.model.finding import Finding, Severity
from stratdocs.model.kinds import BY_COLLECTION, Bet, Entity, Initiative, KeyResult
from stratdocs.model.plain import plain_fields
from stratdocs.model.stack import Stack
from stratdocs.yamltext.source import Span, lines_of

VERSION = 1
"""The version of the form of `strategy.json`; a change that breaks readers raises it."""


# --- the whole strategy ---------------------------------------------------------------------------


def strategy(
    stack: Stack,
    findings: Iterable[Finding],
    url: Callable[[Entity], str | None] = lambda _: None,
    rule_url: Callable[[str], str | None] = lambda _: None,
    not_judged: Iterable[NotJudged] = (),
) -> dict[str, Any]:
    """All of a strategy for other programs: the items with links and conclusions, the findings, and
    what could not be judged.

    Items are sorted by id. It names no time and no machine: equal content gives equal bytes.
    """
    progress = Progress(stack)
    return {
        "version": VERSION,
        "items": [
            _item(stack, entity, progress, url(entity))
            for entity in sorted(stack.entities, key=lambda entity: entity.id)
        ],
        "findings": finding_data(findings, stack.texts, url=rule_url),
        "not_judged": not_judged_data(not_judged),
    }


def as_json(data: Mapping[str, Any]) -> str:
    """Data as text, the same for the same data: keys are sorted."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"


def _item(stack: Stack, entity: Entity, progress: Progress, url: str | None) -> dict[str, Any]:
    graph = stack.graph
    return {
        "kind": entity.collection,
        "id": entity.id,
        "title": entity.title,
        "fields": {**plain_fields(entity), **_stated(stack, entity)},
        "own_fields": dict(entity.fields),
        "path": entity.path,
        "line": entity.grip.line,
        "url": url,
        "serves": list(graph.parents.get(entity.id, ())),
        "served_by": list(graph.children.get(entity.id, ())),
        "depends_on": list(graph.dependencies.get(entity.id, ())),
        **_conclusions(stack, entity, progress),
    }


def _stated(stack: Stack, entity: Entity) -> dict[str, Any]:
    """The figures of a key result that stand in its title alone."""
    if not isinstance(entity, KeyResult):
        return {}
    found = aim(stack, entity)
    values = (("baseline", found.baseline), ("target", found.target), ("by", found.by))
    return {
        name: str(value)
        for name, value in values
        if value is not None and getattr(entity, name) is None
    }


def _conclusions(stack: Stack, entity: Entity, progress: Progress) -> dict[str, Any]:
    """What follows from an item's data, for the kinds that allow a conclusion."""
    concluded: dict[str, Any] = {}
    if isinstance(entity, Initiative):
        concluded["diagnosis"] = _diagnosis(stack, entity)
    if isinstance(entity, Bet):
        ready, pace = readiness(entity), economics(entity)
        concluded["readiness"] = {
            "says": ready.says,
            "because": ready.because,
            "weakest": list(ready.weakest),
        }
        concluded["economics"] = {"says": pace.says, "because": pace.because}
    share, words = progress.bar(entity)
    unknown = progress.of_key_result(entity).unknown if isinstance(entity, KeyResult) else None
    state = state_of(stack, entity)
    if isinstance(entity, KeyResult) or share is not None or state.derived_from:
        concluded["progress"] = {
            "share": None if share is None else round(share, 4),
            "words": words,
            "status": state.status,
            "because": state.derived_from,
            **({"unknown": unknown} if unknown else {}),
        }
    return concluded


def _diagnosis(stack: Stack, initiative: Initiative) -> dict[str, Any]:
    found = diagnose(stack, initiative)
    return {
        "nature": found.nature,
        "decided": found.decided,
        "vote": None if found.vote is None else found.vote.says,
        "split": found.split,
        "lean": found.lean,
        "misdiagnosed": found.misdiagnosed,
        "hybrid": found.hybrid,
        "gaps": [
            {"dimension": gap.dimension.key, "score": gap.score, "missing": list(gap.missing)}
            for gap in found.gaps
        ],
        "says": found.headline,
        "because": found.because,
    }


# --- findings -------------------------------------------------------------------------------------


def finding_data(
    findings: Iterable[Finding],
    texts: Mapping[str, str],
    *,
    url: Callable[[str], str | None] = lambda _: None,
    known_fingerprints: Mapping[Finding, str] | None = None,
) -> list[dict[str, Any]]:
    """Findings as `check --format json` and `strategy.json` hold them.

    `url` leads from a rule to its page.
    """
    listed = list(findings)
    names = fingerprints(listed, texts) if known_fingerprints is None else known_fingerprints
    return [
        {
            "rule": finding.rule,
            "severity": finding.severity.word,
            "message": finding.message,
            "item": finding.item,
            **_place(finding.span),
            "end_line": finding.span.end_line,
            "end_column": finding.span.end_column,
            "related": [
                {**_place(related.span), "message": related.message} for related in finding.related
            ],
            "suggestion": finding.suggestion or None,
            "fix": finding.fix and ("safe" if finding.fix.safe else "unsafe"),
            "url": url(finding.rule),
            "fingerprint": names[finding],
        }
        for finding in listed
    ]


def not_judged_data(entries: Iterable[NotJudged]) -> list[dict[str, str]]:
    """What could not be judged, as every format of JSON holds it."""
    return [{"what": entry.what, "why": entry.why, "help": entry.help} for entry in entries]


def _place(span: Span) -> dict[str, Any]:
    return {"path": span.path, "line": span.line, "column": span.column}


def fingerprints(
    findings: Iterable[Finding],
    texts: Mapping[str, str],
    ids: Mapping[str, str] = MappingProxyType({}),
) -> dict[Finding, str]:
    """A name for each finding that stays for as long as its fault does, since no line is in it.

    It hashes the rule, the item (else the file) and the field; where there is no field, the words
    that are underlined. Equal ones are counted, in the order given. `ids` says by which other id an
    item goes, as before or after a rename.
    """
    lines = Lines(texts)
    count: dict[tuple[str, ...], int] = {}
    found: dict[Finding, str] = {}
    for finding in findings:
        subject = finding.field or lines.at(finding.span)
        item = ids.get(finding.item or "", finding.item)
        if item != finding.item and subject == finding.item:
            subject = item or ""
        key = (finding.rule, item or finding.span.path, subject)
        count[key] = count.get(key, 0) + 1
        text = "\0".join((*key, str(count[key])))
        found[finding] = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=10).hexdigest()
    return found


class Lines:
    """The lines of texts; each text is split once."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts
        self._lines: dict[str, list[str]] = {}

    def of(self, path: str) -> list[str]:
        """The lines of one text; none if the text is unknown."""
        if path not in self._lines:
            text = self._texts.get(path)
            self._lines[path] = [] if text is None else lines_of(text.removeprefix("\ufeff"))
        return self._lines[path]

    def at(self, span: Span) -> str:
        """The text of a span; empty if it crosses lines."""
        lines = self.of(span.path)
        if span.end_line != span.line or not 0 < span.line <= len(lines):
            return ""
        return lines[span.line - 1][span.column - 1 : span.end_column - 1]


# --- the schema -----------------------------------------------------------------------------------


def strategy_schema(address: str | None = None) -> dict[str, Any]:
    """The JSON Schema (2020-12) of `strategy.json`, with the address at which it is published."""
    text, words = {"type": "string"}, {"type": ["string", "null"]}
    texts = {"type": "array", "items": text}
    line = {"type": "integer", "minimum": 1}
    place = {"path": text, "line": line, "column": line}
    says = {"says": text, "because": text}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **({} if address is None else {"$id": address}),
        "title": "strategy.json",
        "description": "A strategy as stratdocs read it: every item, its links, and the findings.",
        **_object_schema(
            {
                "version": {"const": VERSION},
                "items": _list_schema("item"),
                "findings": _list_schema("finding"),
                "not_judged": {
                    "description": (
                        "What couldn't be judged: the absence of a finding doesn't mean that "
                        "it is fine."
                    ),
                    "type": "array",
                    "items": _object_schema({"what": text, "why": text, "help": text}),
                },
            }
        ),
        "$defs": {
            "item": _object_schema(
                {
                    "kind": {"enum": sorted(BY_COLLECTION)},
                    "id": text,
                    "title": text,
                    "fields": {
                        "type": "object",
                        "description": (
                            "Its fields by name; dates, periods and quantities as written. For "
                            "a key result, also what only its title says. Empty fields are "
                            "left out."
                        ),
                    },
                    "own_fields": {
                        "type": "object",
                        "description": "The custom fields, under `fields` in YAML.",
                    },
                    "path": text,
                    "line": line,
                    "url": {**words, "description": "Its page, from the site's root."},
                    "serves": {**texts, "description": "Ids, the primary parent first."},
                    "served_by": texts,
                    "depends_on": texts,
                },
                {
                    "diagnosis": {"$ref": "#/$defs/diagnosis"},
                    "readiness": _object_schema({**says, "weakest": texts}),
                    "economics": _object_schema(says),
                    "progress": _object_schema(
                        {
                            "share": {"type": ["number", "null"], "minimum": 0, "maximum": 1},
                            "words": text,
                            "status": words,
                            "because": {
                                **words,
                                "description": "The id of the item that the status follows from.",
                            },
                        },
                        {
                            "unknown": {
                                **text,
                                "description": "Why the share is unknown, though there is a value.",
                            }
                        },
                    ),
                },
            ),
            "diagnosis": _object_schema(
                {
                    "nature": {"enum": ["product", "policy", None]},
                    "decided": words,
                    "vote": words,
                    "split": {"type": "boolean"},
                    "lean": words,
                    "misdiagnosed": {"type": "boolean"},
                    "hybrid": {"enum": ["product", "policy", None]},
                    "gaps": {
                        "type": "array",
                        "items": _object_schema(
                            {
                                "dimension": text,
                                "score": {"type": ["integer", "null"]},
                                "missing": texts,
                            }
                        ),
                    },
                    **says,
                }
            ),
            "finding": _object_schema(
                {
                    "rule": text,
                    "severity": {"enum": [severity.word for severity in Severity]},
                    "message": text,
                    "item": words,
                    **place,
                    "end_line": line,
                    "end_column": line,
                    "related": {
                        "type": "array",
                        "items": _object_schema({**place, "message": text}),
                    },
                    "suggestion": words,
                    "fix": {"enum": ["safe", "unsafe", None]},
                    "url": words,
                    "fingerprint": text,
                }
            ),
        },
    }


def _object_schema(
    properties: Mapping[str, Any], more: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """The schema of an object with all of the properties, and perhaps with `more`."""
    return {
        "type": "object",
        "properties": {**properties, **(more or {})},
        "required": sorted(properties),
        "additionalProperties": False,
    }


def _list_schema(name: str) -> dict[str, Any]:
    return {"type": "array", "items": {"$ref": f"#/$defs/{name}"}}

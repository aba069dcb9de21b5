"""The baseline: a file of old findings that are accepted, so that only new ones fail.

It is sorted and has one line a finding, so that changes of it can be read and merged.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from stratdocs.model.finding import Finding, StratdocsError

VERSION = 1
HOW_TO_REPLACE = "name a different file, or delete it and recreate it with --update-baseline"


class Entry(NamedTuple):
    """One accepted finding: its fingerprint and, for people, what it is about."""

    path: str
    rule: str
    item: str
    """The item's id; empty if the finding is about a file."""
    fingerprint: str


class Comparison(NamedTuple):
    """Findings compared with a baseline."""

    new: tuple[Finding, ...]
    baselined: tuple[Finding, ...]
    stale: tuple[Entry, ...]
    """Entries that no longer occur, though their rules ran and their files were read."""


def read(text: str, name: str) -> tuple[Entry, ...]:
    """The entries of a baseline's text; `name` is the name of its file."""
    try:
        data = json.loads(text)
    except RecursionError as error:
        raise StratdocsError(f"{name} is nested too deeply; {HOW_TO_REPLACE}") from error
    except ValueError as error:
        raise StratdocsError(f"{name} isn't a baseline ({error}); {HOW_TO_REPLACE}") from error
    if not isinstance(data, dict) or data.get("version") != VERSION:
        raise StratdocsError(f"{name} isn't a baseline of this version; {HOW_TO_REPLACE}")
    findings = data.get("findings")
    entries: list[Any] = findings if isinstance(findings, list) else [None]
    if not all(isinstance(entry, dict) and entry.get("fingerprint") for entry in entries):
        raise StratdocsError(
            f"{name} isn't a baseline, because one of its findings isn't a mapping with a "
            f"fingerprint; {HOW_TO_REPLACE}"
        )
    return tuple(
        Entry(*(str(entry.get(field) or "") for field in Entry._fields)) for entry in entries
    )


def as_text(entries: Iterable[Entry]) -> str:
    """The text of a baseline: sorted, one line a finding."""
    lines = [
        json.dumps(
            {
                "rule": entry.rule,
                "item": entry.item or None,
                "path": entry.path,
                "fingerprint": entry.fingerprint,
            },
            ensure_ascii=False,
        )
        for entry in sorted(set(entries))
    ]
    body = "".join(f"\n    {line}," for line in lines).removesuffix(",")
    array = f"[{body}\n  ]" if lines else "[]"
    return f'{{\n  "version": {VERSION},\n  "findings": {array}\n}}\n'


def compare(
    entries: Iterable[Entry],
    findings: Iterable[Finding],
    fingerprints: Mapping[Finding, str],
    was_skipped: Callable[[Entry], bool],
    former: Mapping[Finding, str] = MappingProxyType({}),
) -> Comparison:
    """Which findings are new, which are listed, and which entries no longer occur.

    `former` are the fingerprints that findings had when their items were called something else: a
    baseline follows a rename. An entry that `was_skipped` is unknown: its rule did not run or its
    file was not read.
    """
    unseen = {entry.fingerprint: entry for entry in entries}
    new: list[Finding] = []
    baselined: list[Finding] = []
    known = frozenset(unseen)
    for finding in findings:
        fingerprint = fingerprints[finding]
        if fingerprint not in known:
            fingerprint = former.get(finding, fingerprint)
        unseen.pop(fingerprint, None)
        (baselined if fingerprint in known else new).append(finding)
    stale = tuple(entry for entry in sorted(unseen.values()) if not was_skipped(entry))
    return Comparison(tuple(new), tuple(baselined), stale)


def update(
    entries: Iterable[Entry],
    findings: Iterable[Finding],
    fingerprints: Mapping[Finding, str],
    was_skipped: Callable[[Entry], bool],
) -> tuple[Entry, ...]:
    """The entries for the current findings, and the old ones that `was_skipped` keeps."""
    now = (
        Entry(finding.span.path, finding.rule, finding.item or "", fingerprints[finding])
        for finding in findings
    )
    return (*filter(was_skipped, entries), *now)

"""The past of a strategy, from the file in which it is recorded or else from git."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from stratdocs.linting.lint import history_start
from stratdocs.linting.rules import RULES
from stratdocs.linting.rules.base import Rule
from stratdocs.model.finding import Finding, Severity
from stratdocs.model.history import Gap, History, Move, Version
from stratdocs.model.recorded import Replay, read_log, replay
from stratdocs.model.stack import Stack
from stratdocs.repo import git
from stratdocs.repo.git import Past, history_of_year, moves_since
from stratdocs.repo.here import from_here
from stratdocs.repo.project import named_histories
from stratdocs.yamltext.source import MAX_FILE, Span


def with_history(
    stack: Stack,
    paths: Sequence[str],
    rules: Iterable[Rule] = RULES,
    home: str = os.curdir,
    *,
    for_site: bool = False,
    past: Past | None = None,
    log: str | None = None,
) -> Stack:
    """The stack with its history: from the file `log`, or without one from git. The rest is as in
    `git.with_history`.
    """
    stack = _with_unnamed_records(stack, home)
    if log is None:
        return git.with_history(stack, paths, rules, home, for_site=for_site, past=past)
    shown = from_here(log, home).replace(os.sep, "/")
    try:
        with open(log, encoding="utf-8") as stream:
            text = stream.read(MAX_FILE)
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else "it isn't UTF-8"
        gap = Gap(
            f"{shown}, the recorded history, can't be read: {why}",
            f"write it from git with stratdocs history --record {shown}",
        )
        empty = History((), {}, None, gap.sentence, shown) if for_site else None
        return stack.with_history({}, empty, gap)
    return _with_recorded(stack, replay(read_log(shown, text), stack), rules, past or Past(),
                          for_site=for_site, file=shown)  # fmt: skip


def _with_unnamed_records(stack: Stack, home: str) -> Stack:
    """The stack with a finding for each recorded history that no settings name."""
    places = {record: os.path.join(home, record) for record in stack.records}
    named = named_histories(places.values()) if places else set()
    unnamed = [name for name, place in places.items() if os.path.realpath(place) not in named]
    if not unnamed:
        return stack
    return stack.with_findings(
        Finding(
            "unknown-field",
            Severity.WARNING,
            "this is a recorded history, which isn't read unless mkdocs.yml names it with "
            "`history:`",
            Span(name, 1, 1, 1, 1),
        )
        for name in unnamed
    )


class _Recorded:
    """The versions of a recorded history."""

    def __init__(self, found: Replay) -> None:
        self.found = found
        self.committed = bool(found.versions)

    def versions(
        self, day: date, texts: Mapping[str, str], stack: Stack
    ) -> tuple[tuple[Version, ...], Gap | None]:
        """The versions since a day, oldest first; and what is missing."""
        del texts, stack
        known = tuple(version for version in self.found.versions if version.day >= day)
        return known, self.found.gap


def _with_recorded(
    stack: Stack, found: Replay, rules: Iterable[Rule], past: Past, *, for_site: bool, file: str
) -> Stack:
    """The stack with what its log says, and with what is wrong in the log."""
    log, texts = _Recorded(found), stack.texts
    reader = past.reader(stack.calendar, everything=for_site)
    day = history_start(stack, rules)
    moved: dict[str, tuple[Move, ...]] = {}
    history: History | None = None
    gap: Gap | None = None
    if day is not None:
        moved, gap = moves_since(log, day, texts, stack, reader)
    if for_site:
        history, gap = history_of_year(log, texts, stack, reader, None)
        begun = found.versions[0].day if found.versions else None
        if history.since is not None and begun is not None:
            history = history._replace(since=max(history.since, begun))
        history = history._replace(source=file)
    stack = stack.with_findings(found.findings) if found.findings else stack
    return stack.with_history(moved, history, gap)

"""The goalpost ledger: of each key result and bet, every change of a target, date, owner or
criterion that the git history holds: who, when, which commit, and why, where that was stated.

It rests on the same moves as the rule goalpost-moved, only from the first commit on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from stratdocs.analysis.promises import Ease, Scale, better_direction, duration_words
from stratdocs.model.finding import StratdocsError
from stratdocs.model.history import Move, Version, moves, telling
from stratdocs.model.kinds import Bet, KeyResult
from stratdocs.model.stack import Stack
from stratdocs.repo.content import repository
from stratdocs.repo.git import whole_log

TOLD = frozenset(
    ("target", "baseline", "by", "metric", "owner", "period", "status", "outcome", "measure", "")
)
"""The fields whose changes are entries, by the last name on their route; empty for an item that
went."""
CUT = "the history is long, so only the last part of it is looked at"


class Entry(NamedTuple):
    """One change of what was promised."""

    field: str
    """The route, as in `success.target`; empty where the item itself went."""
    before: str | None
    after: str | None
    when: date
    who: str | None
    commit: str | None
    """The commit's short name, None for what is not committed yet."""
    reason: str | None
    late: str
    """When that was: `four weeks after the start`; empty where no start is known."""
    ease: Ease | None = None
    """What it did to the goal, by the scale that goalpost-moved goes by; None where that cannot be
    told."""

    @property
    def words(self) -> str:
        """The entry in a sentence."""
        name = self.field.rpartition(".")[2].replace("_", " ") or "item"
        name = {"by": "date", "metric": "measure"}.get(name, name)
        if self.field == "":
            what = "taken out" if self.after is None else "added"
        elif self.after is None:
            what = f"taken out (it was {self.before})"
        elif self.before is None:
            what = f"set to {self.after}"
        else:
            what = f"changed from {self.before} to {self.after}"
        why = f", because {self.reason}" if self.reason else ", no reason given"
        return f"{name} {what}{f' {self.late}' if self.late else ''}{why}"


class Account(NamedTuple):
    """What became of one promise."""

    item: str
    entries: tuple[Entry, ...]
    """Oldest first."""
    promised: Mapping[str, str]
    """What was promised first, by field: of those that changed since."""


class Ledger(NamedTuple):
    """The accounts of a strategy, by id, and what of the history could not be had."""

    accounts: Mapping[str, Account]
    missing: str | None = None

    def of(self, item: str) -> Account | None:
        """The account of one item, None where nothing of it changed."""
        return self.accounts.get(item)


def ledger(stack: Stack, paths: Sequence[str]) -> Ledger:
    """The ledger of a strategy whose files lie at the paths; empty where there is no history, which
    it says.
    """
    if repository(paths) is None:
        return Ledger({}, "there is no git repository, so no history to look at")
    try:
        found = whole_log(paths)
    except StratdocsError as error:
        return Ledger({}, str(error))
    return ledger_of(stack, found.versions, found.missing)


def ledger_of(stack: Stack, versions: Sequence[Version], missing: str | None = None) -> Ledger:
    """The ledger that earlier versions make; the first one of all brought the promises."""
    told, whole = telling(versions)
    listed = moves(told, stack.entities)
    accounts: dict[str, Account] = {}
    for item, every in listed.items():
        entries = tuple(_entries(stack, item, every))
        if entries:
            first: dict[str, str] = {}
            for entry in entries:
                if entry.before is not None and entry.field:
                    first.setdefault(entry.field, entry.before)
            accounts[item] = Account(item, entries, first)
    return Ledger(accounts, missing or (None if whole else CUT))


def _entries(stack: Stack, item: str, every: Sequence[Move]) -> Iterator[Entry]:
    """The entries of one key result or bet; that it came is none."""
    entity = stack.get(item)
    for move in every:
        if move.kind not in (Bet, KeyResult) or move.field.rpartition(".")[2] not in TOLD:
            continue
        if not move.field and move.after is not None:
            continue
        start = None
        period = stack.period_of(entity) if entity is not None else None
        if period is not None:
            start = period.start
            if isinstance(entity, Bet) and entity.approved_on:
                start = max(start, entity.approved_on)
        late = ""
        if start is not None:
            days = (move.when - start).days
            late = f"{duration_words(abs(days))} {'after' if days > 0 else 'before'} the start"
        values = [None if value is None else str(value) for value in (move.before, move.after)]
        prefix = "success." if move.kind is Bet else ""
        said = {name: move.beside.get(prefix + name) for name in ("baseline", "target")}
        metric = move.beside.get("success.measure" if prefix else "metric")
        scale = Scale(better_direction(stack, said["baseline"], said["target"], metric))
        ease = scale.ease(move.field.rpartition(".")[2], move.before, move.after)
        yield Entry(
            move.field,
            values[0],
            values[1],
            move.when,
            move.who,
            move.commit,
            move.reason,
            late,
            ease,
        )

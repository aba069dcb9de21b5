"""What a check could not judge, and why: the part of every report that says where it knows nothing.

"Nothing found" is worth only as much as what was looked at. So each way not to know has one entry
here, with its count and what would help, and every report prints them beside what it found.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from stratdocs.analysis.progress import unknown_progress
from stratdocs.analysis.state import state_of
from stratdocs.language.stance import OTHER_LANGUAGES, wording_of
from stratdocs.language.tongues import is_english, languages_named, says_nothing
from stratdocs.linting.rules import RULES
from stratdocs.linting.rules.base import Rule
from stratdocs.linting.settings import settings
from stratdocs.model.finding import Severity
from stratdocs.model.history import Gap
from stratdocs.model.kinds import (
    Bet,
    Entity,
    Initiative,
    KeyResult,
    Metric,
    Objective,
    Outcome,
    Risk,
    Ritual,
    Strategy,
    Team,
)
from stratdocs.model.stack import Stack
from stratdocs.model.values import Quantity
from stratdocs.words.phrases import excerpt, few, join_words

MAX_NAMED = 3
"""Rules or kinds that are named one by one where the words should stay short."""


class NotJudged(NamedTuple):
    """Something that couldn't be judged."""

    what: str
    """A few words, as in `the wording of 3 of 5 titles`."""
    why: str
    help: str
    """What would help."""

    @property
    def sentence(self) -> str:
        """All of it in one sentence, without a full stop."""
        return f"{self.what}: {self.why}; {self.help}"


def not_judged(
    stack: Stack,
    rules: Iterable[Rule] = RULES,
    *,
    since: str | None = None,
) -> tuple[NotJudged, ...]:
    """What the rules could not judge in a stack, one entry for each reason.

    `since` is the commit that the report is restricted to. If only a few rules are asked for, the
    questions of the others are left out.
    """
    asked = frozenset(rule.name for rule in rules)
    entries = [*_unread(stack), *history_gap(stack.gap)]
    if not asked.isdisjoint(_WORDING):
        entries.extend(_titles(stack))
    if "unlike-units" in asked:
        entries.extend(_values(stack))
    if len(asked) >= len(RULES):
        entries.extend(_absent_kinds(stack))
    return (*entries, *_rules(stack, asked), *_unchanged(since))


def names_of(entries: Sequence[NotJudged]) -> str:
    """What could not be judged, in a few words: `history and the wording of 3 of 5 titles`."""
    return join_words(entry.what for entry in entries)


def _unread(stack: Stack) -> Iterator[NotJudged]:
    """The files and items that could not be read."""
    errors = [f for f in stack.findings if f.severity is Severity.ERROR]
    if not errors and stack.whole:
        return
    files = {f.span.path for f in errors if f.rule == "invalid-yaml"} - stack.texts.keys()
    files |= {f.span.path for f in errors if f.span.path in stack.texts} - {
        entity.path for entity in stack.entities
    }
    items = [entity for entity in stack.entities if stack.unsure(entity)]
    parts = [_count(len(items), "item")] if items else []
    parts += [_count(len(files), "file")] if files else []
    if not parts and not stack.whole:
        parts = [_count(len({f.span.path for f in errors}), "file")]
    if parts:
        example = f", such as {(items[0].id if items else min(files))}" if items or files else ""
        yield NotJudged(
            join_words(parts),
            f"some of the text couldn't be read{example}",
            "fix the errors reported for it",
        )


def history_gap(gap: Gap | None) -> Iterator[NotJudged]:
    """The entry for a history, or files of the repository, that are not known or not whole."""
    if gap is not None:
        yield NotJudged(gap.what, gap.why, gap.help)


_WORDING = ("output-key-result", "output-objective", "vague-objective", "vanity-metric")
"""The rules that judge the wording of titles."""
WORDED: tuple[type[Entity], ...] = (Objective, KeyResult, Outcome, Metric)
"""The kinds whose titles are judged by their wording."""


_FOREIGN = 0.5
"""The share of titles in other languages from which on a title without an English word counts as
one.
"""


def _titles(stack: Stack) -> Iterator[NotJudged]:
    """The titles in other languages."""
    titles = [entity.title for kind in WORDED for entity in stack.of(kind) if entity.title]
    others = [title for title in titles if not is_english(title)]
    foreign = [title for title in others if wording_of(title) is None]
    # most titles are English, and the first of them decides
    speaking = (title for title in titles if not says_nothing(title))
    if not any(True for _ in islice(speaking, int(len(others) / _FOREIGN), None)):
        unread = frozenset(foreign)
        foreign = [t for t in titles if t in unread or (says_nothing(t) and is_english(t))]
    if foreign:
        number = f"{len(foreign):,} of {_count(len(titles), 'title')}"
        yield NotJudged(
            f"the wording of {number}",
            f'{languages_named(foreign)} ("{excerpt(foreign[0])}"); wording is judged in English, '
            f"and only where it is plain in {OTHER_LANGUAGES}",
            "see stratdocs explain output-key-result for what to check yourself",
        )


# --- values ---------------------------------------------------------------------------------------


def _values(stack: Stack) -> Iterator[NotJudged]:
    """The items whose progress is unknown though they have values."""
    unknown = tuple(_unknown_progress(stack))
    if not unknown:
        return
    entity, reason = unknown[0]
    more = f" and {len(unknown) - 1:,} more" if len(unknown) > 1 else ""
    yield NotJudged(
        f"the progress of {_count(len(unknown), 'item')}",
        f"{reason} ({entity.id}{more})",
        next((cure for words, cure in _CURES.items() if words in reason), _ONE_UNIT),
    )


_ONE_UNIT = "give the value, baseline and target in the same unit"
_CURES = {
    "of its title": "write the baseline and target in the unit of its values",
    "title alone": "add it as `target`, in the unit of its values",
    "can't be read": "fix what invalid-value reports for it",
    "no target": "give it a target in the unit of its values",
    "no baseline": "give it a baseline in the unit of its values",
    "direction isn't stated": "add a baseline, or the direction of its metric",
}
"""What helps, by the reason why progress is unknown."""


def _unknown_progress(stack: Stack) -> Iterator[tuple[Entity, str]]:
    for goal in stack.of(KeyResult):
        if state_of(stack, goal).reported in ("proposed", "dropped"):
            continue
        if reason := unknown_progress(stack, goal):
            yield goal, reason
    for bet in stack.of(Bet):
        if bet.success is not None and (
            reason := _unlike((bet.success.target, bet.success.baseline))
        ):
            yield bet, reason
    for outcome in stack.of(Outcome):
        if reason := _unlike((outcome.target, outcome.baseline)):
            yield outcome, reason
    for metric in stack.of(Metric):
        readings = (reading.value for reading in reversed(metric.readings))
        if reason := _unlike((metric.threshold, *readings)):
            yield metric, reason


def _unlike(values: Iterable[Quantity | None]) -> str | None:
    """The first value that cannot be compared with the first of all, in words."""
    known = [value for value in values if value is not None]
    for value in known[1:]:
        if value.within(known[0]) is None:
            return f"{value} can't be compared with {known[0]}"
    return None


# --- questions ------------------------------------------------------------------------------------

_QUESTIONS: tuple[tuple[tuple[type[Entity], ...], str, str], ...] = (
    ((Strategy,), "strategies", "whether everything serves one strategy"),
    ((Bet,), "bets", "focus, portfolio, readiness and the five questions"),
    ((Objective, KeyResult), "objectives", "goals, their progress and pace"),
    ((Metric,), "metrics", "the metric chain and guardrails"),
    ((Initiative,), "initiatives", "product or policy, and how the plan fits"),
    ((Team,), "teams", "capacity and skills"),
    ((Risk,), "risks", "what could go wrong"),
    ((Ritual,), "rituals", "whether meetings are held"),
)
"""Kinds without which whole questions can't be answered: the kinds, their name, the questions."""


def _absent_kinds(stack: Stack) -> Iterator[NotJudged]:
    """The kinds that are absent, in one entry: a small strategy rightly lacks some."""
    absent = [
        (name, questions)
        for kinds, name, questions in _QUESTIONS
        if not any(stack.of(kind) for kind in kinds)
    ]
    if absent and stack.entities:
        missing = join_words(f"no {name} ({questions})" for name, questions in absent)
        yield NotJudged(
            f"questions about {few([name for name, _ in absent], MAX_NAMED)}",
            f"there are {missing}",
            "add the ones you have",
        )


def _rules(stack: Stack, asked: Collection[str]) -> Iterator[NotJudged]:
    """The rules that the call leaves out, and those that the settings turn off."""
    left_out = [rule.name for rule in RULES if rule.name not in asked]
    if left_out:
        yield NotJudged(
            f"{len(left_out):,} of {len(RULES):,} rules",
            "--select or --ignore leaves them out",
            "run without these options to check everything",
        )
    set_rules = settings(stack, RULES).rules
    off = [name for name, setting in set_rules.items() if setting.off and name in asked]
    if off:
        yield NotJudged(
            _count(len(off), "rule"),
            f"the settings turn {('it' if len(off) == 1 else 'them')} off ({few(off, MAX_NAMED)})",
            f"remove that from the settings to turn {('it' if len(off) == 1 else 'them')} on",
        )


def _unchanged(since: str | None) -> Iterator[NotJudged]:
    if since is not None:
        yield NotJudged(
            f"items unchanged since {since}",
            "--since leaves them out",
            "run without it to check everything",
        )


def _count(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def _is(number: int) -> str:
    return "it is" if number == 1 else "they are"

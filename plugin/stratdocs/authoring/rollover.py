"""The change from one period to the next: what is open becomes a draft of the next period, and what
ends gets its score.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from stratdocs.analysis.aims import aim
from stratdocs.analysis.progress import key_result_progress, share_of
from stratdocs.analysis.state import state_of
from stratdocs.authoring.proof import item_of
from stratdocs.authoring.rewrite import Place, Rewrite, new_errors, place, reloaded
from stratdocs.editing.edits import (
    InsertComments,
    InsertItem,
    InsertPair,
    Operation,
    Replace,
    edited_together,
)
from stratdocs.editing.layout import LocatedText
from stratdocs.editing.pieces import is_schema_line
from stratdocs.editing.yaml_writer import Value
from stratdocs.model.decode import MAX_ID
from stratdocs.model.finding import StratdocsError
from stratdocs.model.kinds import Entity, KeyResult, Objective, Work
from stratdocs.model.periods import Period, period_hint
from stratdocs.model.stack import Stack
from stratdocs.model.values import quantity
from stratdocs.words.phrases import few

ASK_FOR_SCORE = "score: the result, 0 to 1; then status: done"
"""The comment below an objective without a score."""
MAX_LISTED = 10
"""The number of ids that a note lists."""


class Ending(NamedTuple):
    """What a period leaves behind."""

    former: Period
    following: Period
    closing: tuple[Objective, ...]
    """The objectives that need a score, in the order written."""
    carried: tuple[Objective, ...]
    """Those that are still open and become drafts of the next period."""

    def unscored(self, stack: Stack) -> Iterator[Objective | KeyResult]:
        """The objectives and their key results without a score."""
        for objective in self.closing:
            goals: tuple[Objective | KeyResult, ...] = (objective, *_results(stack, objective))
            for goal in goals:
                if goal.score is None and goal.status != "dropped":
                    yield goal


def ending(stack: Stack, following: str, former: str | None = None) -> Ending:
    """What the period before the following one leaves behind. Raises StratdocsError where either
    period cannot be read, or has no open objectives.
    """
    new = _period(stack, following)
    if former is not None:
        old = _period(stack, former)
    elif new.months in (1, 3, 6, 12) and new.start > date.min:
        old = stack.calendar.around(new.start - timedelta(days=1), new.months)
    else:
        raise StratdocsError(f"use --from to say which period comes before {new.text}")
    if old.end >= new.start:
        raise StratdocsError(f"{old.text} doesn't end before {new.text} begins")
    closing = tuple(
        objective
        for objective in stack.of(Objective)
        if stack.period_of(objective) == old
        and not objective.over
        and state_of(stack, objective).stage != "draft"
        and not state_of(stack, objective).is_dropped
    )
    begun = {o.id for o in stack.of(Objective) if stack.period_of(o) == new}
    named = {
        identity
        for identity, mentions in stack.graph.named.items()
        if any(mention.entity.id in begun for mention in mentions)
    }
    carried = tuple(
        objective
        for objective in closing
        if not state_of(stack, objective).is_over and objective.id not in named
    )
    if not closing:
        raise StratdocsError(f"nothing to roll over: {_why_nothing(stack, old)}")
    return Ending(old, new, closing, carried)


def _why_nothing(stack: Stack, old: Period) -> str:
    """What there is of a period without an open objective, and what would help."""
    there = [objective for objective in stack.of(Objective) if stack.period_of(objective) == old]
    drafts = [o.id for o in there if not o.over and state_of(stack, o).stage == "draft"]
    if drafts:
        ids = few(drafts, MAX_LISTED)
        them = (
            "it, or give it the next period"
            if len(drafts) == 1
            else ("them, or give them the next period")
        )
        return f"{old.text} has only drafts ({ids}); commit to {them}"
    if there:
        number = "the only objective" if len(there) == 1 else f"all {len(there)} objectives"
        return (
            f"{number} of {old.text} {'is' if len(there) == 1 else 'are'} scored, done or dropped"
        )
    others = sorted(
        {period for o in stack.of(Objective) if not o.over and (period := stack.period_of(o))},
        key=lambda period: (period.end, period.start),
    )
    if not others:
        return f"{old.text} has no objectives"
    texts = few((period.text for period in reversed(others)), 3)
    return f"{old.text} has no objectives; other periods with objectives are {texts} (--from)"


def rolled_over(stack: Stack, end: Ending, scores: Mapping[str, str]) -> Rewrite:
    """The texts with the drafts of the following period and the scores of the former one.

    An objective with a score is done; below any other a comment asks for it.
    """
    known = {goal.id for o in end.closing for goal in (o, *_results(stack, o))}
    for identity in scores:
        if identity not in known:
            item_of(stack, identity)
            raise StratdocsError(
                f"{identity} isn't an open objective of {end.former.text}, nor a key result of one"
            )
        if (score := quantity(scores[identity])) is not None and share_of(score) is None:
            raise StratdocsError(
                f"{score} isn't a valid score for {identity}; use 0 to 1, 70% or 7/10; "
                "nothing was changed"
            )
    texts = dict(_with_drafts(stack, end))
    texts |= _closed(stack, texts, end, scores)
    after = reloaded(stack, texts)
    wrong = list(new_errors(stack, after))
    if wrong:
        raise StratdocsError(f"{wrong[0]}; nothing was changed")
    return Rewrite(texts, *_notes(after, end, scores))


def _period(stack: Stack, text: str) -> Period:
    found = stack.calendar.period(text)
    if found is None:
        raise StratdocsError(f'"{text}" isn\'t a valid period; {period_hint(text, stack.calendar)}')
    return found


def _results(stack: Stack, objective: Objective) -> tuple[KeyResult, ...]:
    return tuple(child for child in stack.branches(objective) if isinstance(child, KeyResult))


# --- the drafts -----------------------------------------------------------------------------------


def _with_drafts(stack: Stack, end: Ending) -> dict[str, str]:
    """The texts with a draft for each objective that is carried over."""
    carried: list[Entity] = []
    for objective in end.carried:
        carried += [objective, *(r for r in _results(stack, objective) if _is_open(stack, r))]
    taken = set(stack.graph.by_id)
    ids: dict[str, str] = {}
    for item in carried:
        ids[item.id] = _next_id(item.id, end, taken)
        taken.add(ids[item.id])
    now: dict[str, str] = dict(stack.texts)
    edits: list[Operation] = []
    for item in carried:
        if not isinstance(item, (Objective, KeyResult)) or item.nested_in in ids:
            continue
        nested = [r for r in carried if isinstance(r, KeyResult) and r.nested_in == item.id]
        value = dict(_draft(stack, item, end, ids))
        if nested:
            value["key_results"] = [dict(_draft(stack, r, end, ids)) for r in nested]
        at = place(stack, item)
        path = _next_path(at.path, end)
        if path != at.path:
            now.setdefault(path, _head(stack.texts[at.path], end))
            at = Place(path, 0, ())
        edits.append(InsertItem(path, (item.collection,), value, None, at.document))
    now |= edited_together(now, edits)
    return {path: text for path, text in now.items() if stack.texts.get(path) != text}


def _draft(
    stack: Stack, item: Objective | KeyResult, end: Ending, ids: Mapping[str, str]
) -> Iterator[tuple[str, Value]]:
    """The fields of a draft of the next period, in the order written."""
    now = _value_now(stack, item) if isinstance(item, KeyResult) else None
    title = item.title
    if isinstance(item, KeyResult) and now and (start := aim(stack, item).baseline) is not None:
        title = title.replace(f"from {start.text} ", f"from {now} ", 1)
    yield "id", ids[item.id]
    yield "title", title
    if isinstance(item, Objective):
        yield "description", f"Carried over from [[{item.id}]] ({end.former.text})."
        for name in ("level", "team"):
            yield from _own(item, name)
        yield "period", end.following.text
        yield "status", "proposed"
    parents = [ids.get(p, p) for p in stack.graph.parents.get(item.id, ()) if p != item.nested_in]
    if parents:
        yield "serves", parents[0] if len(parents) == 1 else parents
    yield from _own(item, "owner")
    if isinstance(item, KeyResult):
        yield from _own(item, "team")
        yield from _own(item, "metric")
        if item.baseline is not None or (now and title == item.title):  # else the title says it
            yield "baseline", now or str(item.baseline)
        if item.target is not None:
            yield "target", item.target.text
        if item.by is not None and item.by > end.former.end:
            yield "by", item.by.isoformat()
        if item.guardrails:
            yield "guardrails", list(item.guardrails)
    else:
        yield from _own(item, "why")
    yield from _own(item, "ambition")


def _own(item: Entity, name: str) -> Iterator[tuple[str, Value]]:
    value = getattr(item, name)
    if value is not None:
        yield name, str(value)


def _is_open(stack: Stack, goal: KeyResult) -> bool:
    """Whether a key result was neither reached nor ended."""
    share = key_result_progress(stack, goal).share
    return not state_of(stack, goal).is_over and goal.score is None and (share is None or share < 1)


def _value_now(stack: Stack, goal: KeyResult) -> str | None:
    """The last value of a key result, as written."""
    value = key_result_progress(stack, goal).value
    return None if value is None else value.text


# --- names ----------------------------------------------------------------------------------------


def _next_id(identity: str, end: Ending, taken: Iterable[str]) -> str:
    """The id for the next period: the former period in it is replaced, or the next one added."""
    found = _in_next_period(identity, end)
    if found == identity:
        found = f"{identity}-{end.following.slug.lower()}"
    found = found[:MAX_ID].rstrip("-._")
    number = 2
    unique = found
    while unique in taken:
        unique = f"{found[: MAX_ID - 4]}-{number}"
        number += 1
    return unique


def _next_path(path: str, end: Ending) -> str:
    """The file for the next period: the same one, unless the former period is part of its name."""
    return _in_next_period(path, end)


def _in_next_period(text: str, end: Ending) -> str:
    """A name with the next period in place of the former one, however it is written there."""
    for old, new in _spellings(end):
        pattern = re.compile(rf"(?<![A-Za-z0-9]){re.escape(old)}(?![A-Za-z0-9])", re.IGNORECASE)
        if pattern.search(text):

            def like(match: re.Match[str], new: str = new) -> str:
                return new.lower() if match[0] == match[0].lower() else new

            return pattern.sub(like, text)
    return text


def _spellings(end: Ending) -> Iterator[tuple[str, str]]:
    """The former and the next period in each way that names have them, the longest first."""
    old, new = end.former.text.split("-"), end.following.text.split("-")
    for joined_by in ("-", "_", ".", " ", "/", ""):
        yield joined_by.join(old), joined_by.join(new)
        if len(old) == len(new) == 2:
            yield joined_by.join(reversed(old)), joined_by.join(reversed(new))
    if len(old) == len(new) == 2:
        yield old[1], new[1]


def _head(text: str, end: Ending) -> str:
    """The first lines of a new file: those of the old one that name its period or its schema."""
    lines = []
    for line in text.removeprefix("\ufeff").splitlines():
        if not line.startswith("#"):
            break
        if is_schema_line(line) or _in_next_period(line, end) != line:
            lines.append(_in_next_period(line, end) + "\n")
    return "".join(lines)


# --- scores ---------------------------------------------------------------------------------------


def _closed(
    stack: Stack, texts: Mapping[str, str], end: Ending, scores: Mapping[str, str]
) -> dict[str, str]:
    """The texts with the scores, and with a comment where one is missing."""
    now = {**stack.texts, **texts}
    edits: list[Operation] = []
    located: dict[str, LocatedText] = {}
    for objective in end.closing:
        for goal in (objective, *_results(stack, objective)):
            if goal.id in scores:
                at = place(stack, goal)
                if goal is objective:
                    edits += _set(goal, at, "status", "done")
                edits += _set(goal, at, "score", scores[goal.id])
        if objective.id not in scores and objective.score is None:
            at = place(stack, objective)
            if at.path not in located:
                located[at.path] = LocatedText(at.path, stack.texts[at.path])
            if not _has_no_place(located[at.path], objective):
                below = "status" if "status" in objective.node.values else "title"
                line = f"# {ASK_FOR_SCORE}"
                edits.append(InsertComments(at.path, at.route, (line,), below, at.document))
    now |= edited_together(now, edits)
    return {path: text for path, text in now.items() if stack.texts.get(path) != text}


def _has_no_place(text: LocatedText, objective: Objective) -> bool:
    """Whether the comment that asks for the score is there already, or has no place in braces."""
    first, last = objective.node.lines(objective.path)
    lines = map(text.line, range(first - 1, last))
    return text.in_brackets(objective.node) or any(ASK_FOR_SCORE in line for line in lines)


def _set(item: Entity, at: Place, name: str, value: str) -> Iterator[Operation]:
    """The edit after which a field has a value."""
    if name in item.node.values:
        yield Replace(at.path, (*at.route, name), value, at.document)
        return
    after = next((key for key in ("status", "title") if key in item.node.values), "id")
    yield InsertPair(at.path, at.route, name, value, after, at.document)


# --- what is said about it ------------------------------------------------------------------------


def _notes(after: Stack, end: Ending, scores: Mapping[str, str]) -> tuple[tuple[str, ...], bool]:
    """What was done and what is left, and whether something is left."""
    old, new = end.former.text, end.following.text
    notes = []
    if end.carried:
        notes.append(
            f"drafts for {new}: {few((o.id for o in end.carried), MAX_LISTED)} carried "
            "over; revise their targets, then commit to them"
        )
    left = [o.id for o in end.closing if o.id not in scores and o.score is None]
    if left:
        notes.append(
            f"{old} has no score for {few(left, MAX_LISTED)}; use --scores {left[0]}=0.7, "
            "or write it where the comment asks for it"
        )
    work = [
        item.id
        for objective in end.closing
        for item in after.below(item_of(after, objective.id))
        if isinstance(item, Work) and not state_of(after, item).is_over
    ]
    if work:
        notes.append(
            f"open work stays below {old}: {few(work, MAX_LISTED)}; use stratdocs move to "
            "take it along"
        )
    return tuple(notes), bool(left or work)


def scores_from(pairs: Iterable[str]) -> dict[str, str]:
    """The scores of a call: `first-week=0.7`, or several with commas between them."""
    found: dict[str, str] = {}
    for pair in (part for text in pairs for part in text.split(",")):
        identity, sign, score = (part.strip() for part in pair.partition("="))
        if not (identity and sign and score):
            raise StratdocsError(f'"{pair}" isn\'t a score; write it as first-week=0.7')
        found[identity] = score
    return found

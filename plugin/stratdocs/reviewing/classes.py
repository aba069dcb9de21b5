"""The class of each change, its weight, and what happened in words.

Each difference has a full weight: how much it matters by itself. Before the start, in a draft and
on kinds that little relies on it weighs less, and a stated reason takes one step off.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from hashlib import blake2b
from typing import Any, NamedTuple

from stratdocs.analysis.ambition import ambition_of
from stratdocs.analysis.focus import good_number, major_bets, strategy_of
from stratdocs.analysis.promises import Scale
from stratdocs.analysis.results import result_of
from stratdocs.analysis.state import state_of
from stratdocs.linting.rules.too_many_priorities import TooManyPriorities
from stratdocs.linting.settings import as_set
from stratdocs.linting.verdict import descendant_counts
from stratdocs.model.diff import ALIKE, as_text, text_likeness
from stratdocs.model.durations import day_after
from stratdocs.model.fields import field_words, fields_at, reviewed
from stratdocs.model.finding import Finding
from stratdocs.model.history import is_new_reason
from stratdocs.model.kinds import (
    Bet,
    Class,
    Decision,
    Effect,
    Entity,
    Experiment,
    FieldWeight,
    Health,
    Initiative,
    KeyResult,
    Metric,
    Objective,
    Opportunity,
    Outcome,
    Part,
    Person,
    PolicyException,
    Retrospective,
    Risk,
    Ritual,
    Solution,
    Strategy,
    Team,
    Work,
)
from stratdocs.model.periods import Period
from stratdocs.model.stack import Stack
from stratdocs.model.unread import holds_unread
from stratdocs.model.values import Quantity, amount_within
from stratdocs.reviewing.changes import ItemDifference, keywords, unlike
from stratdocs.reviewing.choices import chosen
from stratdocs.reviewing.lifecycle import (
    HEAVY,
    SETTLING_DAYS,
    BelowEach,
    Dependents,
    Lifecycle,
    lifecycle,
)
from stratdocs.reviewing.phrase import Named, Phrase, joined, number_words
from stratdocs.reviewing.reasons import Reasons, scale_of
from stratdocs.reviewing.rewording import (
    Rewording,
    Verdict,
    as_read,
    gravest,
    rewording,
    turning_sign,
)
from stratdocs.reviewing.value import Change, Weight
from stratdocs.words.phrases import MAX_SHOWN_CHARACTERS, elide, in_quotes, is_empty_phrase


class Judged(NamedTuple):
    """What a difference is about, and how much it matters by itself."""

    category: Class
    weight: Weight
    """Its full weight, from which the item's stage and a stated reason take off."""
    words: Phrase
    """What happened, without when, why and what depends on it."""
    firm: bool = False
    """Whether it weighs as much on kinds that little relies on, and before the start."""


class Judge:
    """Decides what each difference between two stacks is about, and how much it matters."""

    def __init__(
        self, before: Stack, after: Stack, new: tuple[Finding, ...], reasons: Reasons
    ) -> None:
        self.before, self.after = before, after
        self.today: date = after.today
        self.reasons = reasons
        self.layer_skippers = {f.item for f in new if f.rule in ("skipped-layer", "orphan")}
        self.unresolved_ids = {mention.id for mention in after.graph.unresolved}
        self.fields: dict[str, set[str]] = {}
        """The changed fields of each item, complete before any of them is judged."""
        self._lifecycles: dict[tuple[bool, str], Lifecycle] = {}
        self._running: dict[tuple[Period | None, str], tuple[int, int]] = {}
        self._counts: dict[Stack, Mapping[str, int]] = {}
        self._below_before, self._below_after = BelowEach(before), BelowEach(after)

    def changes(self, differences: tuple[ItemDifference, ...]) -> Iterator[Change]:
        """Every difference as a change; a new reason is left out if other fields changed too, as
        it is shown with them.
        """
        for difference in differences:
            self.fields.setdefault(difference.item, set()).add(difference.field)
        for difference in differences:
            if difference.field == "because" and self.fields[difference.item] - {"because", ""}:
                if is_new_reason(difference.before, difference.after):
                    continue
            yield self.change(difference)

    def change(self, difference: ItemDifference) -> Change:
        """A difference as a change, judged and weighed."""
        judged = self.judged(difference)
        entity = difference.entity
        life = self.lifecycle_of(difference)
        begins = life.stage in ("draft", "dropped") and difference.field in _DRAFT_ENDING_FIELDS
        if begins and difference.new is not None:
            life = lifecycle(self.after, difference.new)  # it counts for what it becomes
        day = self.reasons.day_of(difference) or self.today
        if difference.old is not None and not difference.old.over:
            life = life.on(day)
        moment = life.moment(day)
        if moment.stage == "draft" and self._commits(difference):
            moment = moment._replace(days=0)
        reason = self.reasons(difference)
        if difference.field == "because":
            reason = None  # a reason excuses no change of itself
        weight = self.weight(difference, judged, life, reason, day)
        old = difference.new is None or (difference.sort == "removed" and bool(difference.field))
        holder = difference.old if old and difference.old is not None else entity
        route = difference.route
        if old and difference.new is not None and holder.node_at(*route) is None:
            holder, old, route = difference.new, False, ()
        before, after = as_text(difference.before), as_text(difference.after)
        change = Change(
            item=difference.item,
            kind=type(entity),
            title=entity.title,
            field=difference.field,
            sort=difference.sort,
            before=before,
            after=after,
            parts=(_single_values(difference.before), _single_values(difference.after)),
            category=judged.category,
            full_weight=judged.weight,
            weight=weight,
            what=judged.words,
            moment=moment,
            span=holder.at(*route),
            old=old,
            fingerprint=fingerprint(
                difference.item, difference.field or difference.sort, before, after
            ),
            reason=reason,
            below=self.descendant_count(difference),
        )
        if change.counts and weight > Weight.MINOR:
            change = change._replace(dependents=self.dependents(difference))
        return change

    # --- weighing

    def weight(
        self,
        difference: ItemDifference,
        judged: Judged,
        life: Lifecycle,
        reason: str | None,
        day: date,
    ) -> Weight:
        """How much a difference matters: its full weight, less what stage and reason take off."""
        weight = judged.weight
        if life.stage in ("draft", "dropped") and not (
            judged.firm
            and (
                judged.weight is Weight.BREAKING
                or (life.stage == "dropped" and judged.category == "evidence")  # its record
            )
        ):
            return Weight.MINOR
        entity = difference.old or difference.new
        light = not isinstance(entity, HEAVY)
        if light and not judged.firm:
            if weight is Weight.BREAKING:
                weight = Weight.NOTABLE
            elif weight is Weight.NOTABLE and not self.descendant_count(difference):
                weight = Weight.MINOR
        early = life.stage == "planned" or (
            life.stage == "running"
            and not life.settled(day)
            and not isinstance(entity, Experiment)  # its criterion counts from the first day
        )
        if judged.category == "goalpost" and early and weight is Weight.BREAKING:
            weight = Weight.NOTABLE
        return weight if reason is None else _lowered(weight)

    def lifecycle_of(self, difference: ItemDifference) -> Lifecycle:
        """How far along the item was; for a new one, how far along it is."""
        old = difference.old is not None
        key = (old, difference.item)
        if key not in self._lifecycles:
            entity = difference.old if difference.old is not None else difference.entity
            self._lifecycles[key] = lifecycle(self.before if old else self.after, entity)
        return self._lifecycles[key]

    def _commits(self, difference: ItemDifference) -> bool:
        """Whether the item is a draft no more."""
        now = difference.new
        return now is not None and lifecycle(self.after, now).stage != "draft"

    def descendant_count(self, difference: ItemDifference) -> int:
        """The number of items below it: now, or before it was removed."""
        if difference.new is not None:
            return self._descendant_counts(self.after).get(difference.item, 0)
        return self._descendant_counts(self.before).get(difference.item, 0)

    def dependents(self, difference: ItemDifference) -> tuple[Dependents, ...]:
        """The items below it by kind, unless they are too many to go through."""
        entity = difference.new or difference.old
        stack = self.after if difference.new is not None else self.before
        if entity is None or not 0 < self.descendant_count(difference) <= _MAX_COUNTED_BELOW:
            return ()
        below = self._below_before if stack is self.before else self._below_after
        return below.of(entity)

    def _descendant_counts(self, stack: Stack) -> Mapping[str, int]:
        if stack not in self._counts:
            self._counts[stack] = descendant_counts(stack)
        return self._counts[stack]

    # --- what a difference is about

    def judged(self, difference: ItemDifference) -> Judged:
        """What a difference is about."""
        match difference.sort:
            case "renamed":
                was, now = Named(difference.before), Named(difference.after)
                same = str(difference.before).casefold() == str(difference.after).casefold()
                if difference.likely and same:
                    words = Phrase(was, " is now spelled ", now, "; was: ", was)
                    return Judged("structure", Weight.MINOR, words + " keeps its history")
                if difference.likely:
                    words = Phrase(was, " was probably renamed to ", now, "; without was: ", was)
                    return Judged(
                        "structure", Weight.NOTABLE, words + " its history is lost", firm=True
                    )
                return Judged("structure", Weight.MINOR, Phrase(was, " renamed to ", now, ""))
            case "moved":
                words = Phrase(
                    _subject(difference), f" moved from {difference.before} to {difference.after}"
                )
                return Judged("structure", Weight.MINOR, words)
        if difference.sort == "changed" and not difference.field:
            return self.judge_replaced(difference)
        if not difference.field:
            return (
                self.judge_added(difference)
                if difference.old is None
                else self.judge_removed(difference)
            )
        if difference.field == "kind":
            words = Phrase(
                _subject(difference), f" changed from {difference.before} to {difference.after}"
            )
            return Judged("structure", Weight.NOTABLE, words, firm=True)
        if difference.unread:
            return self.judge_unread(difference)
        judge = reviewed(type(difference.entity), difference.names).judge
        found = None if judge is None else JUDGES[judge](self, difference)
        return found if found is not None else self.judge_plain(difference)

    def judge_unread(self, difference: ItemDifference) -> Judged:
        """A value that could not be read before or after, so that nobody knows what it does."""
        about = reviewed(type(difference.entity), difference.names)
        category: Class = about.review or "clarification"
        unread_now = holds_unread(difference.after)
        words = self.what_changed(difference)
        words += ", which can't be read" if unread_now else ", which couldn't be read"
        if not unread_now:
            words = Phrase(self.what_changed(difference), "; the old value couldn't be read")
        promised = category == "goalpost" and difference.sort != "added"
        return Judged(category, Weight.BREAKING if promised else Weight.NOTABLE, words, firm=True)

    # items

    def judge_added(self, difference: ItemDifference) -> Judged:
        """An item that was added."""
        entity = difference.entity
        words = Phrase(_with_kind(entity), " added", _parent_phrase(self.after, entity, "to"))
        state = self.lifecycle_of(difference)
        draft = state.stage in ("draft", "dropped", "over")
        match entity:
            case Bet():
                return self.judge_extra_bet(entity, words)
            case Strategy() | Objective() | Initiative():
                if isinstance(entity, Initiative) and not entity.active:
                    draft = True
                return Judged("focus", Weight.MINOR if draft else Weight.NOTABLE, words)
            case KeyResult():
                late = state.stage == "running" and state.settled(self.today)
                late = (
                    late and self.before.get(entity.serves[0] if entity.serves else "") is not None
                )
                return Judged(
                    "goalpost" if late else "structure",
                    Weight.NOTABLE if late else Weight.MINOR,
                    words,
                )
            case Work() if entity.planned is False:
                return Judged("focus", Weight.MINOR, words + ", which is unplanned")
            case Risk() | Opportunity() | Solution() | Experiment() | Outcome():
                return Judged("evidence", Weight.MINOR, words)
            case Decision() if entity.supersedes and not draft:
                words = Phrase(words, ", which supersedes ", Named(entity.supersedes))
                return Judged("focus", Weight.NOTABLE, words, firm=True)
            case Decision() if entity.choice and not draft:
                return Judged("focus", Weight.NOTABLE, words, firm=True)
            case Decision() | Retrospective() | Health() | Ritual():
                return Judged("progress", Weight.MINOR, words)
        return Judged("structure", Weight.MINOR, words)

    def judge_extra_bet(self, bet: Bet, words: Phrase) -> Judged:
        """A bet that has begun to count, and may be one too many."""
        if not bet.active:
            return Judged("focus", Weight.MINOR, words)
        if bet.size == "small":
            return Judged("focus", Weight.MINOR, words)
        if bet.id not in self._major_bets:
            return Judged("focus", Weight.MINOR, words)  # part of another bet
        together, own = self.running_with(bet)
        most, most_company = self.most_bets
        if together > most_company:
            words += (
                f": active major bet number {together} of the company; with "
                f"{most_company + 1} or more, nothing is a priority"
            )
            return Judged("focus", Weight.BREAKING, words)
        if own > most:
            words += f": active major bet number {own}; aim for {good_number(most)}"
            return Judged("focus", Weight.BREAKING, words)
        return Judged("focus", Weight.NOTABLE, words)

    def running_with(self, bet: Bet) -> tuple[int, int]:
        """The number of major bets that run at the same time as one of them, itself included: of
        the company, and of its strategy.
        """
        period, strategy = key = self._major_bets[bet.id]
        if key not in self._running:
            together = [
                its_strategy
                for its, its_strategy in self._major_bets.values()
                if period is None or its is None or its.overlaps(period)
            ]
            self._running[key] = len(together), together.count(strategy)
        return self._running[key]

    @cached_property
    def _major_bets(self) -> Mapping[str, tuple[Period | None, str]]:
        """The major bets by id: the period of each, and the id of its strategy."""
        found: dict[str, tuple[Period | None, str]] = {}
        for bet in major_bets(self.after):
            strategy = strategy_of(self.after, bet)
            found[bet.id] = self.after.period_of(bet), strategy.id if strategy else ""
        return found

    @cached_property
    def most_bets(self) -> tuple[int, int]:
        """The most major bets of a strategy and of the company, by the strategy's settings."""
        rule = as_set(self.after, TooManyPriorities())
        return rule.most, rule.most_company

    def judge_removed(self, difference: ItemDifference) -> Judged:
        """An item that was removed."""
        entity = difference.entity
        words = Phrase(_with_kind(entity), " removed", _parent_phrase(self.before, entity, "of"))
        left = [
            child for child in self.before.children(entity) if self.after.get(child.id) is not None
        ]
        missed = entity.id in self.unresolved_ids
        state = self.lifecycle_of(difference)
        if state.stage == "over" and isinstance(entity, HEAVY) and not missed:
            return Judged("evidence", Weight.NOTABLE, words + ", which removes its record")
        match entity:
            case Person() | Team() if missed:
                return Judged(
                    "accountability", Weight.BREAKING, words + ", but still referenced", firm=True
                )
            case Person() | Team():
                return Judged("structure", Weight.MINOR, words)
            case KeyResult():
                return Judged("goalpost", Weight.BREAKING, words)
            case Metric():
                used = missed or bool(self.before.mentions(entity))
                if used:
                    words += ", which others use"
                    return Judged("traceability", Weight.BREAKING, words, firm=missed)
                return Judged("structure", Weight.MINOR, words)
        if missed and left:
            words += _still_served_words(len(left))
            return Judged("traceability", Weight.BREAKING, words, firm=True)
        match entity:
            case Bet() | Objective():
                return Judged("focus", Weight.BREAKING, words)
            case Strategy():
                return Judged("traceability" if left else "focus", Weight.BREAKING, words)
            case Initiative():
                return Judged(
                    "focus",
                    Weight.BREAKING if self.descendant_count(difference) else Weight.NOTABLE,
                    words,
                )
            case Work():
                return Judged("focus", Weight.NOTABLE, words, firm=entity.active)
            case Risk() | Decision() | Retrospective() | Health():
                kind: Class = "focus" if isinstance(entity, Decision) else "evidence"
                return Judged(kind, Weight.NOTABLE, words, firm=True)
            case Experiment():
                return Judged("evidence", Weight.NOTABLE, words, firm=entity.result is not None)
            case Ritual():
                return Judged("accountability", Weight.NOTABLE, words, firm=True)
        return Judged(
            "evidence", Weight.NOTABLE if self.descendant_count(difference) else Weight.MINOR, words
        )

    def judge_replaced(self, difference: ItemDifference) -> Judged:
        """A different item under the same id."""
        heavy = isinstance(difference.entity, (*HEAVY, Outcome, Metric))
        kind: Class = (
            "goalpost" if isinstance(difference.entity, (KeyResult, Metric)) else "structure"
        )
        after, before = _value_phrase(difference.after), _value_phrase(difference.before)
        words = Phrase(
            "the id ",
            Named(difference.item),
            f" now belongs to a different {difference.entity.noun}: ",
        )
        words = Phrase(words, after, ", was ", before)
        return Judged(kind, Weight.BREAKING if heavy else Weight.NOTABLE, words, firm=True)

    # fields

    def judge_plain(self, difference: ItemDifference) -> Judged:
        """A field that is judged by its declaration alone."""
        about = reviewed(type(difference.entity), difference.names)
        category: Class = about.review or "clarification"
        weight = Weight.NOTABLE if _is_notable(about.weight, difference) else Weight.MINOR
        lost = difference.sort == "removed"
        if lost and category == "evidence" and about.weight != "minor":
            weight = Weight.NOTABLE
        firm = weight is Weight.NOTABLE and (lost or about.weight == "changed")
        if category in ("structure", "accountability"):  # names are not reworded
            return Judged(category, weight, self.what_changed(difference), firm)
        if _is_sentence(difference.before) and _is_sentence(difference.after):
            verdict = rewording(difference.before, difference.after).verdict
            alike = is_reworded(difference.before, difference.after)
            if verdict == "same" or (alike and verdict not in _GRAVE):
                category, weight = "clarification", Weight.MINOR
            if verdict in ("weaker", "opposite"):
                weight = Weight.NOTABLE
            return Judged(category, weight, self.reworded(difference), firm)
        return Judged(category, weight, self.what_changed(difference), firm)

    def judge_words(
        self,
        difference: ItemDifference,
        category: Class,
        grave: Weight = Weight.NOTABLE,
        *,
        firm: bool = False,
    ) -> Judged:
        """Words that promise or decide, and read otherwise now; `grave` is the weight of what is
        weaker or the opposite.
        """
        found = wordings(difference.before, difference.after)
        words = self.reworded(difference)
        if found.verdict == "same" and not found.lost:
            return Judged("clarification", Weight.MINOR, words)
        if found.verdict in _GRAVE or found.lost:
            return Judged(category, grave, words, firm or grave is Weight.NOTABLE)
        return Judged(category, Weight.NOTABLE, words, firm=True)

    def reworded(self, difference: ItemDifference) -> Phrase:
        """A change of words in words: both sides, cut around what differs, and what it comes to."""
        found = wordings(difference.before, difference.after)
        long = len(as_text(difference.before) or "") + len(as_text(difference.after) or "")
        hidden = turning_sign(*(as_text(value) or "" for value in _sides(difference)))
        if found.pairs and (
            long > MAX_SHOWN_CHARACTERS or found.lost or found.gained or hidden is not None
        ):
            what = _part_of_subject(_field_phrase(difference), difference)
            parts = [pair.words for pair in found.pairs if pair.changed]
            parts += [f"{_phrase_of(difference, text)} removed" for text in found.lost]
            parts += [f"{_phrase_of(difference, text)} added" for text in found.gained]
            far = all(pair.share_changed > _REWRITTEN for pair in found.pairs)
            if found.verdict == "same" and not found.lost and not found.gained:
                words = what + " reworded, in spelling or style only"
            elif far and not found.lost and not found.gained:
                words = what + " rewritten"
            else:
                words = what + f" reworded: {elide('; '.join(parts), _WORDS_SHOWN)}"
        else:
            words = self.what_changed(difference)
        alike = found.verdict == "same" and not found.lost and not found.gained
        shown = (as_read(str(_value_phrase(value))) for value in _sides(difference))
        if alike and len({*shown}) == 1:
            what = _part_of_subject(_field_phrase(difference), difference)
            words = what + " reworded, in spelling or style only"
        return words + _VERDICT_WORDS.get(found.verdict, "")

    def what_changed(self, difference: ItemDifference, verb: str = "changed") -> Phrase:
        """A difference in words: `target of activation lowered from 55% to 48%`."""
        what = _part_of_subject(_field_phrase(difference), difference)
        before, after = (_phrase_of(difference, value) for value in _sides(difference))
        if (
            isinstance(difference.before, tuple)
            and isinstance(difference.after, tuple)
            and not _is_single_value(difference.before)
        ):
            if not difference.before:
                return Phrase(what, ": ", after, " added")
            if not difference.after:
                return Phrase(what, ": ", before, " removed")
            return Phrase(what, ": ", before, " became ", after)
        if difference.field.endswith("]") and difference.sort != "changed":
            more = (
                f": {after}" if difference.sort == "added" and str(after) not in str(what) else ""
            )
            return what + f" {('added' if difference.sort == 'added' else 'removed')}{more}"
        if difference.sort == "added":
            return Phrase(what, " set to ", after)
        if difference.sort == "removed":
            return Phrase(what, " removed (was ", before, ")")
        if (
            len(as_text(difference.before) or "") + len(as_text(difference.after) or "")
            > MAX_SHOWN_CHARACTERS
        ):
            if not is_reworded(difference.before, difference.after):
                return what + " rewritten"
            return figures_phrase(what, difference.before, difference.after) or what + " reworded"
        return Phrase(what, f" {verb} from ", before, " to ", after)

    def scale(self, difference: ItemDifference) -> Scale:
        """Which way is easier for a goal, as it was before."""
        return scale_of(self.before, difference.old)


_GRAVE = ("moved", "weaker", "opposite")
"""What a change of words may come to that somebody should decide."""
_VERDICT_WORDS = {
    "weaker": ", which is weaker",
    "opposite": ", which says the opposite",
    "stronger": ", which is stronger",
}
_REWRITTEN = 0.8
"""The share of words that changed, from which a text counts as a different one."""
_WORDS_SHOWN = 240
"""Characters of changed words within a sentence."""


class Wordings(NamedTuple):
    """A text or a list of texts, before and after."""

    verdict: Verdict
    pairs: tuple[Rewording, ...]
    """The texts that are worded differently."""
    lost: tuple[str, ...]
    """Members that nothing replaced."""
    gained: tuple[str, ...]


def wordings(before: Any, after: Any) -> Wordings:
    """How texts are worded otherwise; members of a list are paired by likeness."""
    old, new = ([str(text) for text in _members(value)] for value in (before, after))
    if isinstance(before, str) and isinstance(after, str):
        pairs = [(before, after)]
        old, new = [], []
    else:
        likely = sorted(
            (-text_likeness(was, now), was, now)
            for was in old[:_MAX_PAIRED]
            for now in new[:_MAX_PAIRED]
            if " " in was and not unlike(was, now)
        )
        pairs = []
        for _, was, now in likely:
            if was in old and now in new:
                old.remove(was)
                new.remove(now)
                pairs.append((was, now))
    found = tuple(rewording(was, now) for was, now in pairs)
    return Wordings(gravest([pair.verdict for pair in found]), found, tuple(old), tuple(new))


_MAX_PAIRED = 30


def _members(value: Any) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) and not _is_single_value(value) else ()


# --- fields with a judge of their own -------------------------------------------------------------


def _judge_target(judge: Judge, difference: ItemDifference) -> Judged | None:
    before, after = difference.before, difference.after
    if difference.sort == "added":
        return Judged("goalpost", Weight.MINOR, judge.what_changed(difference))
    verb = "changed"
    now = _comparable(before, after)
    if now is not None:
        lower = now < before.number
        verb = "lowered" if lower else "raised" if now > before.number else "changed"
    scale = judge.scale(difference)
    ease = scale.ease("target", before, after)
    words = judge.what_changed(difference, verb)
    if verb != "changed" and scale.way not in ("up", "down"):
        words += " (its direction isn't stated)"
    if (verb, ease) in (("raised", "easier"), ("lowered", "harder")):  # less is better
        words += f" ({ease})"
    return Judged(
        "goalpost",
        Weight.NOTABLE if ease == "harder" else Weight.BREAKING,
        words,
        _counts_without_period(difference),
    )


def _comparable(before: object, after: object) -> float | None:
    """The number after a change in the unit before it; None if the two cannot be compared."""
    if isinstance(before, Quantity) and isinstance(after, Quantity):
        return amount_within(after, before)
    return None


def _counts_without_period(difference: ItemDifference) -> bool:
    """Whether the goal counts fully without a period."""
    return isinstance(difference.old, Outcome)


def _judge_baseline(judge: Judge, difference: ItemDifference) -> Judged | None:
    if difference.sort == "added":
        return Judged("goalpost", Weight.MINOR, judge.what_changed(difference))
    ease = judge.scale(difference).ease("baseline", difference.before, difference.after)
    words = judge.what_changed(difference, "rewritten")
    return Judged(
        "goalpost",
        Weight.NOTABLE if ease == "harder" else Weight.BREAKING,
        words,
        _counts_without_period(difference),
    )


def _judge_deadline(judge: Judge, difference: ItemDifference) -> Judged | None:
    if difference.sort == "added":
        return Judged("goalpost", Weight.MINOR, judge.what_changed(difference))
    ease = judge.scale(difference).ease("by", difference.before, difference.after)
    words = judge.what_changed(difference, "moved")
    if isinstance(difference.new, Work) and _is_a_fortnight(judge, difference):
        return Judged("goalpost", Weight.MINOR, words)
    return Judged(
        "goalpost",
        Weight.NOTABLE if ease == "harder" else Weight.BREAKING,
        words,
        _counts_without_period(difference),
    )


def _is_a_fortnight(judge: Judge, difference: ItemDifference) -> bool:
    """Whether work moved by two weeks at most, and within the period of what it serves."""
    before, after = difference.before, difference.after
    if not isinstance(before, date) or not isinstance(after, date) or difference.new is None:
        return False
    period = judge.after.period_of(difference.new)
    near = abs((after - before).days) <= SETTLING_DAYS
    return near and period is not None and after <= period.end


def _judge_step_date(judge: Judge, difference: ItemDifference) -> Judged | None:
    """A date of an action or phase: a step on the way, not a promise."""
    found = _judge_deadline(judge, difference)
    return found and found._replace(weight=_lowered(found.weight), firm=True)


def _judge_period(judge: Judge, difference: ItemDifference) -> Judged | None:
    before, after = difference.before, difference.after
    if difference.sort == "added":
        return Judged("goalpost", Weight.MINOR, judge.what_changed(difference))
    carried = isinstance(before, Period) and before.end < judge.today
    eased = judge.scale(difference).ease("period", before, after) == "easier"
    words = judge.what_changed(difference, "moved")
    return Judged("goalpost", Weight.BREAKING if eased and not carried else Weight.NOTABLE, words)


def _judge_measure(judge: Judge, difference: ItemDifference) -> Judged | None:
    if _is_sentence(difference.before) and _is_sentence(difference.after):
        if wordings(*_sides(difference)).verdict == "same":
            return Judged("clarification", Weight.MINOR, judge.what_changed(difference))
    weight = Weight.MINOR if difference.sort == "added" else Weight.BREAKING
    return Judged("goalpost", weight, judge.what_changed(difference))


def _judge_criterion(judge: Judge, difference: ItemDifference) -> Judged | None:
    """A criterion in words: with a different number it is a different criterion."""
    if difference.sort == "added":
        return Judged("goalpost", Weight.MINOR, judge.what_changed(difference))
    firm = isinstance(difference.old, Experiment)
    if difference.sort == "changed" and is_reworded(difference.before, difference.after):
        return judge.judge_words(difference, "goalpost", Weight.BREAKING, firm=firm)
    if difference.sort == "changed" and wordings(*_sides(difference)).verdict == "same":
        return Judged("clarification", Weight.MINOR, judge.what_changed(difference))
    return Judged("goalpost", Weight.BREAKING, judge.reworded(difference), firm=firm)


def _sides(difference: ItemDifference) -> tuple[Any, Any]:
    return difference.before, difference.after


def _judge_success_criteria(judge: Judge, difference: ItemDifference) -> Judged | None:
    if len(difference.names) > 1:
        return None
    return Judged(
        "goalpost",
        Weight.MINOR if difference.sort == "added" else Weight.BREAKING,
        judge.what_changed(difference),
    )


def _judge_title(judge: Judge, difference: ItemDifference) -> Judged | None:
    """A title; with different figures it states a different goal, unless the fields say so too."""
    words = judge.what_changed(difference)
    new = difference.new
    if difference.after == difference.item:
        lost = Phrase(
            _part_of_subject("title", difference),
            " removed (was ",
            _value_phrase(difference.before),
            ")",
        )
        if isinstance(new, (Objective, KeyResult)):
            return Judged("goalpost", Weight.BREAKING, lost)
        if isinstance(new, (Bet, Strategy, Initiative, Decision, Outcome)):
            return Judged("focus", Weight.NOTABLE, lost, firm=True)
        return Judged("clarification", Weight.MINOR, lost)
    verdict = wordings(*_sides(difference)).verdict
    if verdict == "same":
        return Judged("clarification", Weight.MINOR, words)
    if isinstance(new, (KeyResult, Objective, Bet, Strategy, Initiative, Outcome)):
        other = judge.fields.get(difference.item, set())
        follows = any(field.endswith(("target", "baseline", "by")) for field in other)
        before, after = figures(difference.before), figures(difference.after)
        if before != after and not follows:
            words = (
                figures_phrase(
                    _part_of_subject("title", difference), difference.before, difference.after
                )
                or words
            )
            stays = _contradicted_target(new, before, after)
            if stays is not None:
                words += f", while its target is still {stays}"
                return Judged("goalpost", Weight.NOTABLE, words)
            return Judged(
                "goalpost",
                Weight.BREAKING if _title_became_easier(judge, difference) else Weight.NOTABLE,
                words,
            )
        if unlike(str(difference.before), str(difference.after)) and not follows:
            kind: Class = "goalpost" if isinstance(new, KeyResult) else "focus"
            return Judged(kind, Weight.NOTABLE, words + ", which says something else")
        if before == after or not follows or verdict in ("weaker", "opposite"):
            return _judge_title_words(judge, difference, verdict)
    if isinstance(new, Decision):
        weight = Weight.BREAKING if verdict in ("weaker", "opposite") else Weight.NOTABLE
        return Judged("focus", weight, judge.reworded(difference), firm=True)
    if isinstance(new, Work) and verdict in _GRAVE:
        return Judged("goalpost", Weight.NOTABLE, judge.reworded(difference), firm=True)
    if isinstance(new, Metric) and _is_used_by_goals(judge, new):
        before_words, after_words = (
            keywords(str(difference.before)),
            keywords(str(difference.after)),
        )
        if before_words - after_words and after_words - before_words:
            return Judged("goalpost", Weight.NOTABLE, words + ", which goals depend on", firm=True)
    return Judged("clarification", Weight.MINOR, words)


def _contradicted_target(item: Entity, before: list[str], after: list[str]) -> Quantity | None:
    """The target of an item, if a title now names another figure in its place."""
    holder: Any = item.success if isinstance(item, Bet) else item
    target = getattr(holder, "target", None)
    if not isinstance(target, Quantity) or not after:
        return None
    was_named = not before or target.number in map(_number, before)
    return target if was_named and target.number not in map(_number, after) else None


def _judge_title_words(judge: Judge, difference: ItemDifference, verdict: Verdict) -> Judged:
    """The words of a title: those of objectives and key results are promises."""
    words = judge.reworded(difference)
    grave = verdict in _GRAVE
    if isinstance(difference.new, (Objective, KeyResult)):
        return Judged("goalpost", Weight.BREAKING if grave else Weight.NOTABLE, words)
    before, after = keywords(str(difference.before)), keywords(str(difference.after))
    if verdict == "opposite":
        return Judged("focus", Weight.BREAKING, words)
    if grave and isinstance(difference.new, Outcome):
        return Judged("focus", Weight.NOTABLE, words, firm=True)
    if grave or verdict == "stronger" or (before - after and after - before):
        return Judged("focus", Weight.NOTABLE, words)
    return Judged("clarification", Weight.MINOR, words)


def _title_became_easier(judge: Judge, difference: ItemDifference) -> bool:
    """Whether a title now states an easier goal, or no longer states one."""
    before, after = figures(difference.before), figures(difference.after)
    if not after or len(before) != len(after):
        return len(after) < len(before)
    old, new = before[-1], after[-1]
    if len(before) > 1 and before[0] != before[-1]:
        rising = _number(before[-1]) > _number(before[0])
    else:
        rising = judge.scale(difference).way != "down"
    return _number(new) < _number(old) if rising else _number(new) > _number(old)


def _judge_owner(judge: Judge, difference: ItemDifference) -> Judged | None:
    words = judge.what_changed(difference)
    if difference.sort == "removed":
        return Judged("accountability", Weight.BREAKING, words)
    before, after = str(difference.before or ""), str(difference.after or "")
    if _is_group(judge.after, after):
        was_group = _is_group(judge.before, before)
        if difference.sort != "added" and not was_group:
            words += ", a group"
            return Judged("accountability", Weight.BREAKING, words)
        return Judged("accountability", Weight.NOTABLE, words)
    if difference.sort == "added" or _is_group(judge.before, before):
        return Judged("accountability", Weight.MINOR, words)
    return Judged("accountability", Weight.NOTABLE, words)


def _judge_part_owner(judge: Judge, difference: ItemDifference) -> Judged | None:
    found = _judge_owner(judge, difference)
    lost = difference.sort == "removed"
    return found and found._replace(weight=_lowered(found.weight), firm=lost)


def _is_group(stack: Stack, name: str) -> bool:
    """Whether a name stands for more than one person."""
    return isinstance(stack.get(name), Team) or bool(re.search(r"[,&/+]|\band\b", name))


def _judge_approver(judge: Judge, difference: ItemDifference) -> Judged | None:
    words = judge.what_changed(difference)
    if difference.sort == "removed":
        return Judged("accountability", Weight.BREAKING, words)
    bet = difference.new
    if difference.sort == "added" and isinstance(bet, Bet):
        if isinstance(difference.old, Bet) and not difference.old.committed and bet.committed:
            words = Phrase(
                "bet ", Named(bet.id), " committed, approved by ", Named(str(difference.after))
            )
            return judge.judge_extra_bet(bet, words)
        return Judged("accountability", Weight.MINOR, words)
    return Judged("accountability", Weight.NOTABLE, words)


def _judge_approval_day(judge: Judge, difference: ItemDifference) -> Judged | None:
    """The day of an approval; another day, earlier or later, is not the day it was given."""
    weight = Weight.MINOR if difference.sort == "added" else Weight.NOTABLE
    return Judged("accountability", weight, judge.what_changed(difference))


def _judge_status(judge: Judge, difference: ItemDifference) -> Judged | None:
    old, new = difference.old, difference.new
    if old is None or new is None:
        return None
    words = judge.what_changed(difference)
    was_draft = judge.lifecycle_of(difference).stage == "draft"
    before, after = old.status, new.status
    if was_draft:
        if after in (None, "proposed", "dropped", "done"):
            return Judged("focus", Weight.MINOR, words)
        if isinstance(new, Bet):
            return judge.judge_extra_bet(new, words)
        heavy = isinstance(new, (Strategy, Objective))
        return Judged("focus", Weight.NOTABLE if heavy else Weight.MINOR, words)
    if after == "dropped" or (after == "done" and isinstance(new, Strategy)):
        return _judge_end(judge, new, words)
    if after == "proposed" or (after is None and isinstance(new, Bet) and not new.committed):
        if isinstance(new, HEAVY):
            return Judged("goalpost", Weight.BREAKING, words + ", now a draft again")
        return Judged("focus", Weight.NOTABLE, words)
    if after == "done" and isinstance(new, (Bet, Objective, KeyResult, Initiative)):
        return _judge_done(judge, new, words)
    if after == "blocked" and isinstance(new, HEAVY):
        return Judged("progress", Weight.NOTABLE, words)
    if before in ("done", "dropped") and after is not None:
        again = words + ": it is active again"
        if isinstance(new, Bet):
            found = judge.judge_extra_bet(new, again)
            return found._replace(weight=max(found.weight, Weight.NOTABLE))
        return Judged("focus", Weight.NOTABLE, again, firm=before == "dropped")
    if after == "committed" and before not in (None, "proposed"):
        return Judged("progress", Weight.NOTABLE, words)
    if after is None and before in ("at_risk", "blocked"):
        return Judged("evidence", Weight.NOTABLE, words, firm=True)
    return Judged("progress", Weight.MINOR, words)


def _judge_done(
    judge: Judge, new: Bet | Objective | KeyResult | Initiative, words: Phrase
) -> Judged:
    """An item that is called done: with what was reached of what was promised."""
    result = result_of(judge.after, new)
    if result.words and result.says != "said":
        words += f": {result.words}"
    found = _judge_end(judge, new, words)
    match result.says:
        case "missed" | "nearly" if result.says == "missed" or not _is_aspirational(judge, new):
            return found._replace(category="progress", weight=Weight.BREAKING)
        case "nearly" | "nothing said" | "unknown" if found.weight is Weight.MINOR:
            return found._replace(weight=Weight.NOTABLE)
    return found


def _is_aspirational(judge: Judge, item: Entity) -> bool:
    """Whether most of the way is all that was hoped for."""
    aims = (KeyResult, Objective)
    return isinstance(item, aims) and ambition_of(judge.after, item) == "aspirational"


def _judge_end(judge: Judge, new: Entity, words: Phrase) -> Judged:
    """An item that ended, perhaps while others still serve it; nested ones end with it."""
    hung = [
        child
        for child in judge.after.branches(new)
        if (
            child.active and new.status == "done"
            if child.nested_in == new.id
            else child.status not in _NOT_IN_FORCE
        )
        and state_of(judge.after, child).reported not in ("done", "dropped")
    ]
    if hung and new.status == "done" and not isinstance(new, Strategy):
        return Judged("progress", Weight.NOTABLE, words + _still_served_words(len(hung)))
    if hung and not isinstance(new, KeyResult):
        return Judged("traceability", Weight.BREAKING, words + _still_served_words(len(hung)))
    if new.status == "done":
        return Judged("progress", Weight.MINOR, words)
    if isinstance(new, KeyResult):
        return Judged("goalpost", Weight.BREAKING, words)
    breaks = isinstance(new, (Bet, Objective, Strategy, Decision))
    firm = isinstance(new, (Work, Decision, Outcome, Risk, Ritual))
    return Judged("focus", Weight.BREAKING if breaks else Weight.NOTABLE, words, firm)


_NOT_IN_FORCE = ("done", "dropped", "proposed")


def _still_served_words(number: int) -> str:
    return (
        f"; {number_words(number)} "
        f"{('item still serves' if number == 1 else 'items still serve')} it"
    )


def _judge_parents(judge: Judge, difference: ItemDifference) -> Judged | None:
    before, after = tuple(difference.before or ()), tuple(difference.after or ())
    old, new = difference.old, difference.new
    if old is None or new is None:
        return None
    lost = [parent for parent in before if parent not in after]
    gained = [parent for parent in after if parent not in before]
    if not after:
        words = Phrase(
            _subject(difference), " no longer serves ", _item_names(lost), " or anything else"
        )
        return Judged("traceability", Weight.BREAKING, words)
    if not before:
        words = Phrase(_subject(difference), " now serves ", _item_names(gained), "")
        return Judged("traceability", Weight.MINOR, words)
    weight = Weight.NOTABLE
    if before[0] != after[0]:
        first, then = Named(after[0]), Named(before[0])
        words = Phrase(_subject(difference), " serves ", first, " instead of ", then)
        if before[0] in after:
            words = Phrase(_subject(difference), " now serves ", first, " first, before ", then)
    elif lost:
        words = Phrase(_subject(difference), " no longer serves ", _item_names(lost))
        if gained:
            words = Phrase(words, ", but ", _item_names(gained))
    else:
        words = Phrase(_subject(difference), " now also serves ", _item_names(gained), "")
        weight = Weight.MINOR
    if judge.before.reaches_company(old) and not judge.after.reaches_company(new):
        words += ", so it no longer leads to a company strategy"
        return Judged("traceability", Weight.BREAKING, words)
    if difference.item in judge.layer_skippers:
        return Judged("traceability", Weight.BREAKING, words + ", which skips a layer")
    return Judged("traceability", weight, words)


def _item_names(ids: Sequence[str]) -> Phrase:
    return joined([Phrase(Named(identity)) for identity in ids])


def _judge_record(judge: Judge, difference: ItemDifference) -> Judged | None:
    """A check-in or reading: adding one is progress, changing one is evidence."""
    what = "check-in" if difference.names[0] == "check_ins" else "reading"
    part = difference.after if difference.after is not None else difference.before
    if len(difference.names) == 1 and isinstance(part, Part):
        verb = "added" if difference.sort == "added" else "removed"
        words = _part_of_subject(what, difference) + f" {verb}: {as_text(part)}"
        if difference.sort == "added":
            return Judged("progress", Weight.MINOR, words)
        return Judged("evidence", Weight.NOTABLE, words, firm=True)
    if difference.names[-1] == "note" and difference.sort != "removed":
        alike = difference.sort == "added" or is_reworded(*_sides(difference))
        if alike and wordings(*_sides(difference)).verdict not in _GRAVE:
            return Judged("clarification", Weight.MINOR, judge.what_changed(difference))
        return Judged("evidence", Weight.NOTABLE, judge.reworded(difference), firm=True)
    if difference.sort == "added":
        return Judged("progress", Weight.MINOR, judge.what_changed(difference))
    return Judged(
        "evidence", Weight.NOTABLE, judge.what_changed(difference, "rewritten"), firm=True
    )


_LEVEL_RANK = {"low": 0, "medium": 1, "high": 2, None: -1}


def _judge_confidence(judge: Judge, difference: ItemDifference) -> Judged | None:
    words = judge.what_changed(difference)
    if difference.names[-1] == "evidence":
        weaker = difference.sort == "changed" and _says_less(difference)
        if weaker:
            words = judge.reworded(difference)
        lost = weaker or difference.sort == "removed"
        return Judged("evidence", Weight.NOTABLE if lost else Weight.MINOR, words)
    before, after = difference.before, difference.after
    if isinstance(before, Part) or isinstance(after, Part):
        return Judged(
            "evidence", Weight.NOTABLE if difference.sort == "removed" else Weight.MINOR, words
        )
    if _LEVEL_RANK.get(after, 0) > _LEVEL_RANK.get(before, 0) and difference.sort != "added":
        stem = difference.field.removesuffix(".level")
        if f"{stem}.evidence" in judge.fields.get(difference.item, ()):
            return Judged(
                "evidence",
                Weight.MINOR,
                judge.what_changed(difference, "raised") + ", on new evidence",
            )
        words = judge.what_changed(difference, "raised") + " without new evidence"
        return Judged("evidence", Weight.NOTABLE, words)
    if difference.sort == "added":
        return Judged("evidence", Weight.MINOR, words)
    return Judged("evidence", Weight.NOTABLE, judge.what_changed(difference, "lowered"))


def _judge_plan(judge: Judge, difference: ItemDifference) -> Judged | None:
    if difference.names[-1] in ("note", "as_product", "as_policy"):
        if difference.sort == "removed":
            return Judged("evidence", Weight.NOTABLE, judge.what_changed(difference))
        found = wordings(difference.before, difference.after)
        edits = judge.fields.get(difference.item, set())
        rescored = any(field.startswith("earlier[") for field in edits)
        weaker = found.verdict in _GRAVE or found.lost
        if difference.sort == "changed" and weaker and not rescored:
            return judge.judge_words(difference, "evidence")
        return Judged("clarification", Weight.MINOR, judge.what_changed(difference))
    if difference.names[-1] == "date":
        return Judged("progress", Weight.MINOR, judge.what_changed(difference))
    fields = judge.fields.get(difference.item, set())
    stem = difference.field.rpartition(".")[0]
    shown = any(field.startswith("earlier[") for field in fields) or f"{stem}.note" in fields
    if difference.sort == "added" or shown:
        return Judged("evidence", Weight.MINOR, judge.what_changed(difference))
    return Judged("evidence", Weight.NOTABLE, judge.what_changed(difference))


def _losses_judge(category: Class) -> Callable[[Judge, ItemDifference], Judged | None]:
    """The judge of a list from which nothing should disappear unnoticed."""
    firm = category != "progress"  # the questions of a meeting come and go

    def judged(judge: Judge, difference: ItemDifference) -> Judged | None:
        words = judge.what_changed(difference)
        before, after = difference.before, difference.after
        if difference.sort == "added" or not before:
            return Judged(category, Weight.MINOR, words)
        name = difference.names[-1]
        if len(difference.names) > 1 and name == "note":
            return Judged("clarification", Weight.MINOR, words)
        if not after:
            return Judged(category, Weight.NOTABLE, words, firm)
        if len(difference.names) > 1 and name == "because":
            return judge.judge_words(difference, "evidence")
        if not _is_worded(before, after):
            return Judged(category, Weight.NOTABLE, words, firm)
        if category in ("goalpost", "focus", "accountability"):
            return judge.judge_words(difference, category)
        found = wordings(before, after)
        if not found.lost and found.verdict not in _GRAVE and is_reworded(before, after):
            return Judged("clarification", Weight.MINOR, words)
        return Judged(category, Weight.NOTABLE, judge.reworded(difference), firm)

    return judged


def _is_worded(before: Any, after: Any) -> bool:
    """Whether two values are texts, or lists of them."""
    return all(
        isinstance(value, str) or (isinstance(value, tuple) and not _is_single_value(value))
        for value in (before, after)
    ) and not isinstance(before, Part)


def _judge_kept(judge: Judge, difference: ItemDifference) -> Judged | None:
    """A field that should not lose anything, of whatever class it is."""
    about = reviewed(type(difference.entity), difference.names)
    found = _losses_judge(about.review or "clarification")(judge, difference)
    if found is not None and difference.names == ("guardrails",) and difference.before:
        gone = wordings(*_sides(difference)).lost or not difference.after
        if found.category == "goalpost" and (gone or _is_weakened(difference)):
            return found._replace(weight=Weight.BREAKING, firm=False)
    return found


def _is_weakened(difference: ItemDifference) -> bool:
    return wordings(*_sides(difference)).verdict in _GRAVE


def _says_less(difference: ItemDifference) -> bool:
    """Whether a text says less than before, the opposite, or nothing any more."""
    empty = is_empty_phrase(as_text(difference.after))
    return empty or wordings(*_sides(difference)).verdict in ("weaker", "opposite")


def _judge_trigger(judge: Judge, difference: ItemDifference) -> Judged | None:
    if difference.names[-1] == "fired" and difference.after is not None:
        stem = _field_phrase(difference).removeprefix("day of the ")
        words = _part_of_subject(stem, difference) + f" fired on {as_text(difference.after)}"
        return Judged("progress", Weight.NOTABLE, words)
    if difference.names[-1] in ("above", "below") and difference.sort != "added":
        return _judge_trigger_limit(judge, difference)
    return _losses_judge("goalpost")(judge, difference)


def _judge_trigger_limit(judge: Judge, difference: ItemDifference) -> Judged:
    """A limit that was moved: further away, it fires later or never."""
    now = _comparable(difference.before, difference.after)
    if now is None:
        return Judged("goalpost", Weight.BREAKING, judge.what_changed(difference))
    lower = now < difference.before.number
    words = judge.what_changed(difference, "lowered" if lower else "raised")
    fires_earlier = lower == (difference.names[-1] == "above")
    return Judged("goalpost", Weight.NOTABLE if fires_earlier else Weight.BREAKING, words)


def _judge_ambition(judge: Judge, difference: ItemDifference) -> Judged | None:
    """An aspirational goal is reached well at 70%, a committed one only in full."""
    words = judge.what_changed(difference)
    if difference.after == "aspirational":
        if difference.before == "committed":
            words = judge.what_changed(difference, "lowered")
            return Judged("goalpost", Weight.BREAKING, words)
        return Judged("goalpost", Weight.NOTABLE, words)
    if difference.before == "aspirational" and difference.after == "committed":
        words = judge.what_changed(difference, "raised")
    weight = Weight.MINOR if difference.sort == "added" else Weight.NOTABLE
    return Judged("goalpost", weight, words)


def _judge_exception(judge: Judge, difference: ItemDifference) -> Judged | None:
    """An exception to a policy: each one more, and each day longer, makes the rule weaker."""
    name, before, after = difference.names[-1], difference.before, difference.after
    words = judge.what_changed(difference)
    if len(difference.names) == 1:
        part = after if difference.sort == "added" else before
        if not isinstance(part, PolicyException):
            return Judged("goalpost", Weight.MINOR, words)
        if difference.sort == "removed":
            over = part.until is not None and part.until < judge.today
            weight = Weight.MINOR if over else Weight.NOTABLE
            return Judged("goalpost", weight, words, firm=not over)
        by = f" by {part.granted_by}" if part.granted_by else ""
        until = f" until {as_text(part.until)}" if part.until else ", with no end date"
        words = _part_of_subject(_field_phrase(difference), difference) + f" granted{by}{until}"
        return Judged("goalpost", Weight.NOTABLE, words, firm=True)
    if name == "until":
        longer = after is None or (before is not None and after > before)
        if before is not None and after is not None:
            words = judge.what_changed(difference, "extended" if longer else "shortened")
        weight = Weight.NOTABLE if longer else Weight.MINOR
        return Judged("goalpost", weight, words, firm=longer)
    if name == "granted_by":
        changed = difference.sort != "added"
        return Judged("accountability", Weight.NOTABLE if changed else Weight.MINOR, words, changed)
    if name == "because":
        return _judge_reason(judge, difference)
    if name == "for" and difference.sort == "changed":
        found = judge.judge_words(difference, "goalpost")
        now, was = _value_phrase(after), _value_phrase(before)
        words = Phrase("exception", Named(difference.item, "of subject"), " changed from ", was)
        return found._replace(words=Phrase(words, " to ", now))
    weight = Weight.NOTABLE if difference.sort == "removed" else Weight.MINOR
    return Judged("goalpost", weight, words, firm=True)


def _judge_control(judge: Judge, difference: ItemDifference) -> Judged | None:
    """How it is checked that a policy is kept, and when that was last tested."""
    before, after = difference.before, difference.after
    words = judge.what_changed(difference)
    if difference.names[-1] == "tested":
        older = after is None or (before is not None and after < before)
        return Judged("evidence" if older else "progress", Weight(1 + older), words, firm=older)
    if difference.sort == "added":
        return Judged("goalpost", Weight.MINOR, words)
    if difference.sort == "changed" and _is_worded(before, after):
        return judge.judge_words(difference, "goalpost")
    return Judged("goalpost", Weight.NOTABLE, words, firm=True)


def _judge_refusal(judge: Judge, difference: ItemDifference) -> Judged | None:
    """What is ruled out, or put off for this."""
    found = _losses_judge("focus")(judge, difference)
    part = difference.after if difference.sort == "added" else difference.before
    if (
        found is None
        or len(difference.names) > 1
        or not isinstance(part, Part)
        or difference.sort == "changed"
    ):
        return found
    what = _value_phrase(getattr(part, "title", None) or getattr(part, "what", None))
    does = "deprioritises" if difference.names[0] == "deprioritises" else "rules out"
    if difference.sort == "added":
        because = as_text(getattr(part, "because", None))
        why = f" ({elide(because.removesuffix('.'))})" if because else ""
        return found._replace(words=Phrase(_subject(difference), f" now {does} ", what, why))
    return found._replace(words=Phrase(_subject(difference), f" no longer {does} ", what))


def _judge_gap(judge: Judge, difference: ItemDifference) -> Judged | None:
    words = judge.what_changed(difference)
    whole = difference.before if difference.sort == "removed" else None
    if isinstance(whole, Part):
        open_ones = [a for a in getattr(whole, "actions", (whole,)) if not getattr(a, "done", None)]
        closed = not open_ones
        category: Class = "progress" if closed else "accountability"
        return Judged(category, Weight.MINOR if closed else Weight.NOTABLE, words)
    name = difference.names[-1]
    if name == "done" and difference.sort == "removed":
        return Judged("evidence", Weight.NOTABLE, words, firm=True)
    if difference.sort == "added" or name == "done":
        return Judged("progress", Weight.MINOR, words)
    if name == "dimension":
        return Judged("evidence", Weight.NOTABLE, words, firm=True)
    return _judge_statement(judge, difference)


def _judge_confirmation(judge: Judge, difference: ItemDifference) -> Judged | None:
    replaced = difference.sort == "changed" and difference.names[-1] == "by"
    if difference.sort == "removed" or replaced:
        return Judged("accountability", Weight.NOTABLE, judge.what_changed(difference), firm=True)
    if difference.sort == "changed" and difference.names[-1] == "note":
        return judge.judge_words(difference, "accountability")  # the condition of an approval
    return Judged("progress", Weight.MINOR, judge.what_changed(difference))


def _judge_boundary(judge: Judge, difference: ItemDifference) -> Judged | None:
    """A boundary: where we play, how we win, what is fixed, what is open."""
    words = judge.what_changed(difference)
    if difference.sort == "added" or not difference.before:
        return Judged("focus", Weight.MINOR, words)
    if isinstance(difference.new, Decision) and difference.names[0] == "choice":
        return _judge_choice(judge, difference)
    strategic = isinstance(difference.new, Strategy) and difference.names[0] in (
        "where_we_play",
        "how_we_win",
    )
    grave = Weight.BREAKING if strategic and judge.descendant_count(difference) else Weight.NOTABLE
    if not difference.after:
        return Judged("focus", grave, words, firm=not strategic)
    if not is_reworded(difference.before, difference.after):
        found = wordings(*_sides(difference))
        if found.verdict != "same" or found.lost or found.gained:
            return Judged("focus", grave, judge.reworded(difference), firm=not strategic)
    return judge.judge_words(difference, "focus", grave)


def _judge_choice(judge: Judge, difference: ItemDifference) -> Judged:
    """What was decided: with another figure, or the other way round, it is another decision."""
    if difference.after is None:
        return Judged("focus", Weight.BREAKING, judge.what_changed(difference), firm=True)
    draft = judge.lifecycle_of(difference).stage == "draft"
    options = tuple(map(str, getattr(difference.old, "options", ()) or ()))
    was, now = (chosen(options, str(side or "")) for side in _sides(difference))
    found = judge.judge_words(difference, "focus", Weight.BREAKING, firm=not draft)
    turned = bool(was and now) and was != now
    if turned and not str(found.words).endswith(_VERDICT_WORDS["opposite"]):
        found = found._replace(words=found.words + ", one of its other options")
    if turned or (found.weight is Weight.NOTABLE and not is_reworded(*_sides(difference))):
        return found._replace(category="focus", weight=Weight.BREAKING, firm=not draft)
    return found


def _judge_size(judge: Judge, difference: ItemDifference) -> Judged | None:
    bet = difference.new
    if isinstance(bet, Bet) and difference.before == "small" and difference.after != "small":
        found = judge.judge_extra_bet(bet, judge.what_changed(difference))
        return found if bet.active else found._replace(weight=Weight.MINOR)
    return Judged(
        "focus",
        Weight.MINOR if difference.sort == "added" else Weight.NOTABLE,
        judge.what_changed(difference),
    )


def _judge_risk_score(judge: Judge, difference: ItemDifference) -> Judged | None:
    before, after = difference.before, difference.after
    lower = isinstance(before, int) and (after is None or after < before)
    if difference.sort == "added":
        return Judged("evidence", Weight.MINOR, judge.what_changed(difference))
    verb = "lowered" if lower else "raised"
    weight = Weight.NOTABLE if lower else Weight.MINOR
    return Judged("evidence", weight, judge.what_changed(difference, verb), firm=lower)


def _judge_metric_trait(judge: Judge, difference: ItemDifference) -> Judged | None:
    metric = difference.old
    if not isinstance(metric, Metric):
        return None
    if difference.sort == "added" or not _is_used_by_goals(judge, metric):
        return Judged("goalpost", Weight.MINOR, judge.what_changed(difference))
    return Judged(
        "goalpost",
        Weight.BREAKING,
        judge.what_changed(difference) + ", which goals depend on",
        firm=True,
    )


def _is_used_by_goals(judge: Judge, metric: Metric) -> bool:
    old = judge.before.get(metric.id) or metric
    return any(isinstance(m.entity, (KeyResult, Bet, Outcome)) for m in judge.before.mentions(old))


def _judge_source(judge: Judge, difference: ItemDifference) -> Judged | None:
    """Where a measure is taken from, which changes what goals rest on."""
    changed = difference.sort == "changed"
    words = judge.reworded(difference) if changed else judge.what_changed(difference)
    if changed and wordings(*_sides(difference)).verdict == "same":
        return Judged("clarification", Weight.MINOR, words)
    if (
        difference.sort == "added"
        or not isinstance(difference.new, Metric)
        or not _is_used_by_goals(judge, difference.new)
    ):
        return Judged("evidence", Weight.MINOR, words)
    return Judged("evidence", Weight.NOTABLE, words + ", which goals depend on", firm=True)


def _judge_causes(judge: Judge, difference: ItemDifference) -> Judged | None:
    """What a metric moves, on which assumption, and with which lag."""
    before, after = difference.before, difference.after
    if isinstance(after, Effect):
        words = Phrase(_subject(difference), " now drives ", Named(after.metric))
        lag = f" after {after.lag}" if after.lag is not None else ""
        because = f" ({elide(after.because.removesuffix('.'))})" if after.because else ""
        return Judged("traceability", Weight.MINOR, words + f"{lag}{because}")
    if isinstance(before, Effect):
        words = Phrase(_subject(difference), " no longer drives ", Named(before.metric))
        return Judged("traceability", Weight.NOTABLE, words, firm=True)
    if difference.names[-1] == "lag":
        shorter = after is None or (
            before is not None and day_after(judge.today, after) < day_after(judge.today, before)
        )
        weight = Weight.MINOR if shorter else Weight.NOTABLE  # a longer lag puts off the conclusion
        return Judged("evidence", weight, judge.what_changed(difference), firm=not shorter)
    return _judge_statement(judge, difference)


def _judge_capacity(judge: Judge, difference: ItemDifference) -> Judged | None:
    """What a team can take on; more than a tenth up or down makes a different plan."""
    before, after = difference.before, difference.after
    verb, much = "changed", difference.sort == "removed"
    now = _comparable(before, after)
    if now is not None:
        verb = "lowered" if now < before.number else "raised"
        much = abs(now - before.number) > abs(before.number) / 10
    return Judged(
        "focus",
        Weight.NOTABLE if much else Weight.MINOR,
        judge.what_changed(difference, verb),
        firm=much,
    )


_CADENCES = ("daily", "weekly", "biweekly", "monthly", "quarterly", "half-yearly", "yearly")


def _judge_cadence(judge: Judge, difference: ItemDifference) -> Judged | None:
    before, after = difference.before, difference.after
    if difference.sort == "added":
        return Judged("accountability", Weight.MINOR, judge.what_changed(difference))
    rarer = after not in _CADENCES or before not in _CADENCES
    rarer = rarer or _CADENCES.index(after) > _CADENCES.index(before)
    words = judge.what_changed(difference)
    return Judged("accountability", Weight.NOTABLE if rarer else Weight.MINOR, words, firm=rarer)


def _judge_mitigation(judge: Judge, difference: ItemDifference) -> Judged | None:
    if difference.sort == "added":
        return None
    if difference.sort == "removed" or is_empty_phrase(difference.after):
        return Judged("evidence", Weight.NOTABLE, judge.what_changed(difference), firm=True)
    return judge.judge_words(difference, "evidence")


def _judge_reason(judge: Judge, difference: ItemDifference) -> Judged | None:
    """The reason of an item: what was learned, which should not go unnoticed."""
    if difference.sort == "added":
        return None
    if difference.sort == "removed":
        return Judged("evidence", Weight.NOTABLE, judge.what_changed(difference), firm=True)
    return judge.judge_words(difference, "evidence")


def _judge_statement(judge: Judge, difference: ItemDifference) -> Judged | None:
    """A sentence that others rely on: it should not go, nor say something else, unnoticed."""
    about = reviewed(type(difference.entity), difference.names)
    category: Class = about.review or "clarification"
    if difference.sort == "added":
        return None
    if difference.sort == "removed" or is_empty_phrase(as_text(difference.after)):
        return Judged(category, Weight.NOTABLE, judge.what_changed(difference), firm=True)
    return judge.judge_words(difference, category)


def _judge_description(judge: Judge, difference: ItemDifference) -> Judged | None:
    """A description: that of a metric says what is counted, and so what its goals promise."""
    metric = difference.new
    if not isinstance(metric, Metric) or not _is_used_by_goals(judge, metric):
        return None
    if difference.sort == "removed":
        words = judge.what_changed(difference) + ", which goals depend on"
        return Judged("goalpost", Weight.NOTABLE, words, firm=True)
    return None if difference.sort == "added" else judge.judge_words(difference, "goalpost")


def _judge_decided(judge: Judge, difference: ItemDifference) -> Judged | None:
    """The day of a decision: without it nothing is decided, and another one rewrites the record."""
    words = judge.what_changed(difference)
    match difference.sort:
        case "added":
            return Judged("progress", Weight.MINOR, words)
        case "removed":
            return Judged("focus", Weight.NOTABLE, words, firm=True)
    return Judged("evidence", Weight.NOTABLE, words, firm=True)


def _judge_supersedes(judge: Judge, difference: ItemDifference) -> Judged | None:
    """Which decision counts: the one that was replaced no longer does."""
    return Judged("focus", Weight.NOTABLE, judge.what_changed(difference), firm=True)


_LIGHTS = ("red", "yellow", "green")


def _judge_triad(judge: Judge, difference: ItemDifference) -> Judged | None:
    """An audited leg of the alignment triad, which should look better only for a reason."""
    words = judge.what_changed(difference)
    if difference.sort == "removed":
        return Judged("evidence", Weight.NOTABLE, words, firm=True)
    if difference.sort == "changed" and difference.names[-1] == "status":
        better = _LIGHTS.index(difference.after) > _LIGHTS.index(difference.before)
        stem = difference.field.rpartition(".")[0]
        if better and f"{stem}.note" not in judge.fields.get(difference.item, ()):
            return Judged("evidence", Weight.NOTABLE, words + ", without a new note", firm=True)
    if difference.sort == "changed" and difference.names[-1] == "note":
        fields = judge.fields.get(difference.item, ())
        stem = difference.field.rpartition(".")[0]
        if not {f"{stem}.status", f"{stem}.changed"}.intersection(fields):
            return judge.judge_words(difference, "evidence")
    return None


def _judge_health_answer(judge: Judge, difference: ItemDifference) -> Judged | None:
    """An answer in a health check, which should change only with new evidence."""
    words = judge.what_changed(difference)
    if difference.sort == "removed":
        return Judged("evidence", Weight.NOTABLE, words, firm=True)
    if len(difference.names) > 1 and difference.sort == "changed":
        stem = difference.field.rpartition(".")[0]
        fields = judge.fields.get(difference.item, ())
        if difference.names[-1] == "status" and f"{stem}.evidence" not in fields:
            return Judged("evidence", Weight.NOTABLE, words + " without new evidence", firm=True)
        if difference.names[-1] == "evidence" and f"{stem}.status" not in fields:
            return judge.judge_words(difference, "evidence")
    return None


def _judge_decision(judge: Judge, difference: ItemDifference) -> Judged | None:
    """What an experiment led to; a different answer is a different decision."""
    if difference.sort == "added" or not isinstance(difference.new, Experiment):
        return None
    return Judged("evidence", Weight.NOTABLE, judge.what_changed(difference), firm=True)


def _judge_look_back(judge: Judge, difference: ItemDifference) -> Judged | None:
    """What a retrospective found: it may grow, but should not shrink unnoticed."""
    found = _losses_judge("evidence")(judge, difference)
    if difference.sort == "added" or found is None:
        return Judged("progress", Weight.MINOR, judge.what_changed(difference))
    return found._replace(firm=found.weight is Weight.NOTABLE)


def _judge_team_reading(judge: Judge, difference: ItemDifference) -> Judged | None:
    """A team's own reading of the strategy."""
    if difference.sort == "removed":
        return Judged("focus", Weight.NOTABLE, judge.what_changed(difference), firm=True)
    if difference.names[-1] == "date":
        return Judged("progress", Weight.MINOR, judge.what_changed(difference))
    return _judge_statement(judge, difference)


_MONEY_FIELD = re.compile(r"(?i)\b(budget|cost|spend|funding|invest\w*|head ?count|fte)\b")


def _judge_own_fields(judge: Judge, difference: ItemDifference) -> Judged | None:
    """A field of the company's own; a change of money is notable."""
    if (
        isinstance(difference.new, HEAVY)
        and _MONEY_FIELD.search(difference.field.replace("_", " "))
        and figures(difference.before)
        and figures(difference.before) != figures(difference.after)
    ):
        return Judged("focus", Weight.NOTABLE, judge.what_changed(difference))
    return None


def _judge_utilisation(judge: Judge, difference: ItemDifference) -> Judged | None:
    before, after = difference.before, difference.after
    now = _comparable(before, after)
    more = difference.sort == "removed" or (now is not None and now > before.number)
    return Judged(
        "focus", Weight.NOTABLE if more else Weight.MINOR, judge.what_changed(difference), firm=more
    )


def _judge_score(judge: Judge, difference: ItemDifference) -> Judged | None:
    if difference.sort == "added":
        return Judged("progress", Weight.MINOR, judge.what_changed(difference))
    return Judged(
        "evidence", Weight.NOTABLE, judge.what_changed(difference, "rewritten"), firm=True
    )


def _judge_result(judge: Judge, difference: ItemDifference) -> Judged | None:
    if difference.sort == "added":
        return Judged("progress", Weight.MINOR, judge.what_changed(difference))
    if (
        difference.after
        and is_reworded(difference.before, difference.after)
        and figures(difference.before) == figures(difference.after)
        and not _is_weakened(difference)
    ):
        return Judged("clarification", Weight.MINOR, judge.what_changed(difference))
    return Judged("evidence", Weight.NOTABLE, judge.what_changed(difference), firm=True)


def _judge_nature(judge: Judge, difference: ItemDifference) -> Judged | None:
    """What an initiative is: changed against the vote on it, that decision is turned round."""
    words = judge.what_changed(difference)
    if difference.sort == "added":
        return Judged("goalpost", Weight.MINOR, words)
    ballot = getattr(difference.old, "ballot", None)
    first = difference.names[0] == "nature"
    won = getattr(ballot, str(difference.before), 0) > getattr(ballot, str(difference.after), 0)
    return Judged("goalpost", Weight.BREAKING if first and won else Weight.NOTABLE, words)


def _judge_phase(judge: Judge, difference: ItemDifference) -> Judged | None:
    if difference.names[-1] == "status":
        if difference.after == "dropped":
            return Judged("focus", Weight.NOTABLE, judge.what_changed(difference))
        return Judged("progress", Weight.MINOR, judge.what_changed(difference))
    if difference.names[-1] == "title" and difference.sort == "changed":
        return judge.judge_words(difference, "goalpost")
    if difference.names[-1] in ("ends", "starts"):
        return _judge_step_date(judge, difference)
    if difference.sort == "removed":
        return Judged("goalpost", Weight.NOTABLE, judge.what_changed(difference))
    return Judged("structure", Weight.MINOR, judge.what_changed(difference))


JUDGES: Mapping[str, Callable[[Judge, ItemDifference], Judged | None]] = {
    "ambition": _judge_ambition,
    "approval day": _judge_approval_day,
    "approver": _judge_approver,
    "baseline": _judge_baseline,
    "boundary": _judge_boundary,
    "cadence": _judge_cadence,
    "capacity": _judge_capacity,
    "causes": _judge_causes,
    "confidence": _judge_confidence,
    "confirmation": _judge_confirmation,
    "control": _judge_control,
    "criterion": _judge_criterion,
    "deadline": _judge_deadline,
    "decided": _judge_decided,
    "decision": _judge_decision,
    "description": _judge_description,
    "exception": _judge_exception,
    "gap": _judge_gap,
    "health answer": _judge_health_answer,
    "kept": _judge_kept,
    "look back": _judge_look_back,
    "measure": _judge_measure,
    "metric trait": _judge_metric_trait,
    "mitigation": _judge_mitigation,
    "nature": _judge_nature,
    "own fields": _judge_own_fields,
    "owner": _judge_owner,
    "parents": _judge_parents,
    "part owner": _judge_part_owner,
    "period": _judge_period,
    "phase": _judge_phase,
    "plan": _judge_plan,
    "record": _judge_record,
    "refusal": _judge_refusal,
    "reason": _judge_reason,
    "result": _judge_result,
    "risk score": _judge_risk_score,
    "score": _judge_score,
    "size": _judge_size,
    "source": _judge_source,
    "status": _judge_status,
    "statement": _judge_statement,
    "step date": _judge_step_date,
    "success criteria": _judge_success_criteria,
    "supersedes": _judge_supersedes,
    "target": _judge_target,
    "team reading": _judge_team_reading,
    "title": _judge_title,
    "triad": _judge_triad,
    "trigger": _judge_trigger,
    "utilisation": _judge_utilisation,
}
"""The judges by the names that field declarations use; where one returns None, the declared class
and weight apply."""


# --- words ----------------------------------------------------------------------------------------


def _field_phrase(difference: ItemDifference) -> str:
    """The field of a difference in words."""
    return field_words(difference.field, type(difference.entity))


def _lowered(weight: Weight) -> Weight:
    """One step down the scale; the lowest stays."""
    return Weight(max(weight - 1, Weight.MINOR))


def _is_notable(weight: FieldWeight | None, difference: ItemDifference) -> bool:
    """Whether a change of a field with that weight is notable, this time."""
    match weight:
        case "notable":
            return True
        case "changed":
            return difference.sort != "added"
        case "lost":
            return difference.sort == "removed"
    return False


_DRAFT_ENDING_FIELDS = ("status", "approved_by")
"""The fields that can end the draft stage."""
_MAX_COUNTED_BELOW = 5_000
"""Items below an item, up to which they are counted by kind."""


def _subject(difference: ItemDifference) -> Named:
    """The item that a sentence is about, as its subject."""
    return Named(difference.item, "subject")


def _part_of_subject(what: str, difference: ItemDifference) -> Phrase:
    """A field of the item that a sentence is about."""
    return Phrase(what, Named(difference.item, "of subject"))


def _with_kind(entity: Entity) -> Named:
    return Named(entity.id, "kind", entity.noun, entity.title)


def _phrase_of(difference: ItemDifference, value: Any) -> Phrase:
    """A value of a field in a sentence; a text is quoted, even if it is a single word."""
    field = fields_at(type(difference.entity), difference.names)[-1:]
    is_text = bool(field) and field[0].sort in ("text", "prose") and not field[0].names
    return _value_phrase(value, quote=is_text)


def _value_phrase(value: Any, *, quote: bool = False) -> Phrase:
    """A value in a sentence; what may be an id is shown as one, unless it is to be quoted."""
    if isinstance(value, str):
        text = " ".join(value.split())
        like_id = " " not in text and text == text.lower() and len(text) <= _ID_LENGTH
        if text and like_id and not quote:
            return Phrase(Named(text))
        return Phrase(in_quotes(value, always=quote) if text else "nothing")
    if isinstance(value, tuple) and not _is_single_value(value) and not isinstance(value, Part):
        shown = [_value_phrase(member, quote=quote) for member in value]
        together = joined(shown, "; ", "; ")
        if len(str(together)) > _LIST_LENGTH:
            return Phrase(elide(str(together), _LIST_LENGTH))
        return together if shown else Phrase("nothing")
    return Phrase(elide(as_text(value)))


_ID_LENGTH = 80
_LIST_LENGTH = 160
"""Characters of a list within a sentence."""


def _parent_phrase(stack: Stack, entity: Entity, word: str) -> Phrase:
    """The primary parent, after a preposition; empty if there is none."""
    above = stack.primary(entity)
    return Phrase(f" {word} ", Named(above.id)) if above is not None else Phrase("")


def _single_values(value: Any) -> tuple[str, ...]:
    """The members of a list, or else the value itself, each as text."""
    members = value if isinstance(value, tuple) and not _is_single_value(value) else (value,)
    return tuple(text for member in members if (text := as_text(member)) is not None)


def _is_sentence(value: Any) -> bool:
    """Whether a value is a sentence rather than a name."""
    return isinstance(value, str) and " " in value.strip()


def _is_single_value(value: Any) -> bool:
    return isinstance(value, (Quantity, Period))


def is_reworded(before: Any, after: Any) -> bool:
    """Whether two texts say the same in different words."""
    return text_likeness(as_text(before) or "", as_text(after) or "") >= ALIKE


_FIGURES_IN_WORDS = {
    **{
        word: str(number)
        for number, word in enumerate(
            "two three four five six seven eight nine ten eleven twelve".split(), 2
        )
    },
    "twice": "2",
    "half": "0.5",
    "twenty": "20",
    "thirty": "30",
    "forty": "40",
    "fifty": "50",
    "sixty": "60",
    "hundred": "100",
    "thousand": "1000",
}
"""Numbers as people write them; `one` is rarely meant as a number."""
_FIGURE = re.compile(r"\d[\d.,]*|\b(?:" + "|".join(_FIGURES_IN_WORDS) + r")\b", re.IGNORECASE)


def figures(value: Any) -> list[str]:
    """The numbers in a text, in figures or words."""
    return [number for number, _ in _figures(value)]


def _figures(value: Any) -> list[tuple[str, str]]:
    """The numbers in a text, each with its spelling there."""
    found = (text.rstrip(".,") for text in _FIGURE.findall(as_text(value) or ""))
    return [(_FIGURES_IN_WORDS.get(text.lower(), text), text) for text in found]


def figures_phrase(what: Phrase, before: Any, after: Any) -> Phrase | None:
    """A sentence about numbers that replaced others in a text; None if none did."""
    old, new = dict(_figures(before)), dict(_figures(after))
    lost = [text for number, text in old.items() if number not in new]
    gained = [text for number, text in new.items() if number not in old]
    if not lost or not gained:
        return None
    return what + f" says {joined(gained)} instead of {joined(lost)}"


def _number(text: str) -> float:
    try:
        return float(text.replace(",", ""))
    except ValueError:
        return 0.0


def fingerprint(item: str, field: str, before: str | None, after: str | None) -> str:
    """The identity of a change by its content, without line or commit."""
    text = "\0".join((item, field, before or "", after or ""))
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()

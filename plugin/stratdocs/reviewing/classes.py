"""What a change is about, and how much it matters, in a sentence.

A change that breaks what others rely on weighs most; it weighs less before the start, in a draft
hardly anything, and a stated reason takes one step off.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from hashlib import blake2b
from typing import Any, NamedTuple

from stratdocs.analysis.promises import Scale, better_direction
from stratdocs.linting.rules import RULES
from stratdocs.linting.settings import settings
from stratdocs.linting.verdict import descendant_counts
from stratdocs.model.diff import ALIKE, as_text, text_likeness
from stratdocs.model.fields import field_words, reviewed
from stratdocs.model.finding import Finding
from stratdocs.model.kinds import (
    Bet,
    Class,
    Decision,
    Entity,
    Experiment,
    Health,
    Initiative,
    KeyResult,
    Metric,
    Objective,
    Opportunity,
    Outcome,
    Part,
    Person,
    Retrospective,
    Risk,
    Ritual,
    Solution,
    Strategy,
    Team,
    Work,
)
from stratdocs.model.kinds import Weight as Weighs
from stratdocs.model.stack import Stack
from stratdocs.model.values import Period, Quantity
from stratdocs.reviewing.changes import ItemDifference, keywords, unlike
from stratdocs.reviewing.lifecycle import HEAVY, Dependents, Lifecycle, dependents, lifecycle
from stratdocs.reviewing.phrase import NUMBERS, Named, Phrase, joined, number_words
from stratdocs.reviewing.value import Change, Force, Weight
from stratdocs.words.phrases import MAX_SHOWN_CHARACTERS, elide, in_quotes


class Judged(NamedTuple):
    """What a difference is about, before it is weighed."""

    category: Class
    force: Force
    words: Phrase
    """What happened, without when, why and what depends on it."""
    firm: bool = False
    """Whether it weighs the same on kinds that little relies on, and before the start."""


ReasonOf = Callable[[ItemDifference], str | None]


class Judge:
    """Says what each difference of two stacks is about, and how much it matters."""

    def __init__(
        self, before: Stack, after: Stack, new: tuple[Finding, ...], reasons: ReasonOf
    ) -> None:
        self.before, self.after = before, after
        self.today: date = after.today
        self.reasons = reasons
        self.skipping = {f.item for f in new if f.rule in ("skipped-layer", "orphan")}
        self.missed = {mention.id for mention in after.graph.unresolved}
        self.fields: dict[str, set[str]] = {}
        """The changed fields of each item, known before any of them is judged."""
        self._lifecycles: dict[tuple[bool, str], Lifecycle] = {}
        self._counts: dict[Stack, Mapping[str, int]] = {}
        self._max_major: int | None = None

    def changes(self, differences: tuple[ItemDifference, ...]) -> Iterator[Change]:
        """Every difference as a change; a reason alone does not count where more changed."""
        for one in differences:
            self.fields.setdefault(one.item, set()).add(one.field)
        for one in differences:
            others = {field for field in self.fields[one.item] if field != "because"}
            if one.field == "because" and others - {""} and one.after is not None:
                continue
            yield self.change(one)

    def change(self, one: ItemDifference) -> Change:
        """One difference, judged and weighed."""
        judged = self.judged(one)
        entity = one.entity
        life = self.lifecycle_of(one)
        if life.stage == "draft" and one.new is not None and one.field in _STEPS:
            life = lifecycle(self.after, one.new)  # a step out of draft counts as what it becomes
        reason = self.reasons(one)
        weight = self.weight(one, judged, life, reason)
        old = one.new is None or (one.sort == "removed" and bool(one.field))
        holder = one.old if old and one.old is not None else entity
        route = one.route
        if old and one.new is not None and holder.node_at(*route) is None:
            holder, old, route = one.new, False, ()
        before, after = as_text(one.before), as_text(one.after)
        change = Change(
            item=one.item,
            kind=type(entity),
            title=entity.title,
            field=one.field,
            sort=one.sort,
            before=before,
            after=after,
            parts=(_parts(one.before), _parts(one.after)),
            category=judged.category,
            force=judged.force,
            weight=weight,
            what=judged.words,
            moment=life.moment(self.today),
            span=holder.at(*route),
            old=old,
            fingerprint=fingerprint(one.item, one.field or one.sort, before, after),
            reason=reason,
            below=self.below(one),
        )
        if change.counts and weight > Weight.MINOR:
            change = change._replace(dependents=self.dependents(one))
        return change

    # --- weighing

    def weight(
        self, one: ItemDifference, judged: Judged, state: Lifecycle, reason: str | None
    ) -> Weight:
        """How much it matters."""
        weight = {
            "breaks": Weight.BREAKING,
            "shifts": Weight.NOTABLE,
            "notes": Weight.MINOR,
        }[judged.force]
        if state.stage in ("draft", "dropped") and not (judged.firm and judged.force == "breaks"):
            return Weight.MINOR
        entity = one.old or one.new
        light = not isinstance(entity, HEAVY)
        if light and not judged.firm:
            if weight is Weight.BREAKING:
                weight = Weight.NOTABLE
            elif weight is Weight.NOTABLE and not self.below(one):
                weight = Weight.MINOR
        early = state.stage == "planned" or (
            state.stage == "running"
            and not state.settled(self.today)
            and not isinstance(entity, Experiment)  # its criterion counts from the first day
        )
        if judged.category == "goalpost" and early and weight is Weight.BREAKING:
            weight = Weight.NOTABLE
        if reason is not None and weight > Weight.MINOR:
            weight = Weight(weight - 1)
        return weight

    def lifecycle_of(self, one: ItemDifference) -> Lifecycle:
        """How far along the item was; that of what is new, as it is."""
        old = one.old is not None
        key = (old, one.item)
        if key not in self._lifecycles:
            entity = one.old if one.old is not None else one.entity
            self._lifecycles[key] = lifecycle(self.before if old else self.after, entity)
        return self._lifecycles[key]

    def below(self, one: ItemDifference) -> int:
        """How many items hang below it: now, or before it went."""
        if one.new is not None:
            return self._below(self.after).get(one.item, 0)
        return self._below(self.before).get(one.item, 0)

    def dependents(self, one: ItemDifference) -> tuple[Dependents, ...]:
        """Which items hang below it, unless they are too many to go through."""
        entity = one.new or one.old
        stack = self.after if one.new is not None else self.before
        few = entity is not None and 0 < self.below(one) <= _MANY
        return dependents(stack, entity) if few and entity is not None else ()

    def _below(self, stack: Stack) -> Mapping[str, int]:
        if stack not in self._counts:
            self._counts[stack] = descendant_counts(stack)
        return self._counts[stack]

    # --- what it is about

    def judged(self, one: ItemDifference) -> Judged:
        """What a difference is about."""
        match one.sort:
            case "renamed":
                was, now = Named(one.before), Named(one.after)
                if one.likely:
                    words = Phrase(was, " is likely called ", now, " now; without was: ", was)
                    return Judged("structure", "shifts", words + " its history is lost", firm=True)
                return Judged("structure", "notes", Phrase(was, " is called ", now, " now"))
            case "moved":
                words = Phrase(_subject(one), f" moved from {one.before} to {one.after}")
                return Judged("structure", "notes", words)
        if one.sort == "changed" and not one.field:
            return self.judge_replaced(one)
        if not one.field:
            return self.judge_added(one) if one.old is None else self.judge_removed(one)
        if one.field == "kind":
            words = Phrase(_subject(one), f" is {one.after} now, and was {one.before}")
            return Judged("structure", "shifts", words, firm=True)
        judge = reviewed(type(one.entity), one.names).judge
        found = None if judge is None else JUDGES[judge](self, one)
        return found if found is not None else self.judge_plain(one)

    # items

    def judge_added(self, one: ItemDifference) -> Judged:
        """An item that is new."""
        entity = one.entity
        words = Phrase(_with_kind(entity), " added", _under(self.after, entity, "to"))
        state = self.lifecycle_of(one)
        draft = state.stage in ("draft", "dropped", "over")
        match entity:
            case Bet():
                return self.judge_extra_bet(entity, words)
            case Strategy() | Objective() | Initiative():
                if isinstance(entity, Initiative) and not entity.active:
                    draft = True
                return Judged("focus", "notes" if draft else "shifts", words)
            case KeyResult():
                late = state.stage == "running" and state.settled(self.today)
                late = (
                    late and self.before.get(entity.serves[0] if entity.serves else "") is not None
                )
                return Judged(
                    "goalpost" if late else "structure", "shifts" if late else "notes", words
                )
            case Work() if entity.planned is False:
                return Judged("focus", "notes", words + ", which was not planned")
            case Risk() | Opportunity() | Solution() | Experiment() | Outcome():
                return Judged("evidence", "notes", words)
            case Decision() | Retrospective() | Health() | Ritual():
                return Judged("progress", "notes", words)
        return Judged("structure", "notes", words)

    def judge_extra_bet(self, bet: Bet, words: Phrase) -> Judged:
        """A bet that counts now and did not before, which may be one too many."""
        if not bet.active:
            return Judged("focus", "notes", words)
        if bet.size == "small":
            return Judged("focus", "notes", words)
        now = self.major_bets(self.after, bet)
        if now > self.max_major:
            words += (
                f": major bet number {now} at once, where a good period has 2 to {self.max_major}"
            )
            return Judged("focus", "breaks", words)
        return Judged("focus", "shifts", words)

    def major_bets(self, stack: Stack, bet: Bet) -> int:
        """How many major bets run with a bet, itself counted."""
        period = stack.period_of(bet)
        number = 0
        for other in stack.of(Bet):
            if other.active and other.size != "small":
                its = stack.period_of(other)
                number += period is None or its is None or its.overlaps(period)
        return number

    @property
    def max_major(self) -> int:
        """How many major bets a period carries, as the strategy's settings say."""
        if self._max_major is None:
            rules = settings(self.after, RULES).apply(RULES)
            limits = (getattr(r, "most", 4) for r in rules if r.name == "too-many-priorities")
            self._max_major = next(limits, 4)
        return self._max_major

    def judge_removed(self, one: ItemDifference) -> Judged:
        """An item that is gone."""
        entity = one.entity
        words = Phrase(_with_kind(entity), " taken out", _under(self.before, entity, "of"))
        left = [
            child for child in self.before.children(entity) if self.after.get(child.id) is not None
        ]
        missed = entity.id in self.missed
        state = self.lifecycle_of(one)
        if state.stage == "over" and isinstance(entity, HEAVY) and not missed:
            return Judged("evidence", "shifts", words + ", which was its record")
        match entity:
            case Person() | Team() if missed:
                return Judged("accountability", "breaks", words + ", and still named", firm=True)
            case Person() | Team():
                return Judged("structure", "notes", words)
            case KeyResult():
                return Judged("goalpost", "breaks", words)
            case Metric():
                used = missed or bool(self.before.mentions(entity))
                if used:
                    words += ", which others use"
                    return Judged("traceability", "breaks", words, firm=missed)
                return Judged("structure", "notes", words)
        if missed and left:
            words += _still(len(left))
            return Judged("traceability", "breaks", words, firm=True)
        match entity:
            case Bet() | Objective():
                return Judged("focus", "breaks", words)
            case Strategy():
                return Judged("traceability" if left else "focus", "breaks", words)
            case Initiative():
                return Judged("focus", "breaks" if self.below(one) else "shifts", words)
            case Work():
                return Judged("focus", "shifts", words, firm=entity.active)
            case Risk() | Decision() | Retrospective() | Health():
                return Judged("evidence", "shifts", words, firm=True)
            case Experiment():
                return Judged("evidence", "shifts", words, firm=entity.result is not None)
            case Ritual():
                return Judged("accountability", "shifts", words, firm=True)
        return Judged("evidence", "shifts" if self.below(one) else "notes", words)

    def judge_replaced(self, one: ItemDifference) -> Judged:
        """A different item under an id that was taken."""
        heavy = isinstance(one.entity, (*HEAVY, Outcome, Metric))
        kind: Class = "goalpost" if isinstance(one.entity, (KeyResult, Metric)) else "structure"
        after, before = _shown(one.after), _shown(one.before)
        words = Phrase("the id ", Named(one.item), f" is given to another {one.entity.noun}, ")
        words = Phrase(words, after, " instead of ", before)
        return Judged(kind, "breaks" if heavy else "shifts", words, firm=True)

    # fields

    def judge_plain(self, one: ItemDifference) -> Judged:
        """A field that is judged by nothing but its declaration."""
        about = reviewed(type(one.entity), one.names)
        category: Class = about.review or "clarification"
        force: Force = "shifts" if _weighs(about.weight, one) else "notes"
        firm = force == "shifts" and about.weight == "changed"
        reworded = category not in ("structure", "accountability")  # a name is not reworded
        if reworded and _wordy(one.before) and _wordy(one.after):
            if alike(one.before, one.after) and figures(one.before) == figures(one.after):
                category, force = "clarification", "notes"
        return Judged(category, force, self.what_changed(one), firm)

    def what_changed(self, one: ItemDifference, verb: str = "changed") -> Phrase:
        """A difference in words: `target of activation lowered from 55% to 48%`."""
        what = _of(_called(one), one)
        before, after = _shown(one.before), _shown(one.after)
        if (
            isinstance(one.before, tuple)
            and isinstance(one.after, tuple)
            and not _value(one.before)
        ):
            if not one.before:
                return Phrase(what, ": ", after, " added")
            if not one.after:
                return Phrase(what, ": ", before, " taken out")
            return Phrase(what, ": ", before, " became ", after)
        if one.field.endswith("]") and one.sort != "changed":
            more = f": {after}" if one.sort == "added" and str(after) not in str(what) else ""
            return what + f" {'added' if one.sort == 'added' else 'taken out'}{more}"
        if one.sort == "added":
            return Phrase(what, " set to ", after)
        if one.sort == "removed":
            return Phrase(what, " taken out (it was ", before, ")")
        if len(as_text(one.before) or "") + len(as_text(one.after) or "") > MAX_SHOWN_CHARACTERS:
            if not alike(one.before, one.after):
                return what + " rewritten"
            return other_figures(what, one.before, one.after) or what + " reworded"
        return Phrase(what, f" {verb} from ", before, " to ", after)

    def scale(self, one: ItemDifference) -> Scale:
        """What is easier for a goal, as it stood before; more is better where nobody says."""
        goal = one.old
        holder: Any = goal.success if isinstance(goal, Bet) else goal
        baseline, target = getattr(holder, "baseline", None), getattr(holder, "target", None)
        name = getattr(holder, "measure", None) or getattr(holder, "metric", None)
        way = better_direction(self.before, baseline, target, name)
        return Scale(way or "up")


# --- fields of which more is known ----------------------------------------------------------------


def _target(judge: Judge, one: ItemDifference) -> Judged | None:
    before, after = one.before, one.after
    if one.sort == "added":
        return Judged("goalpost", "notes", judge.what_changed(one))
    verb = "changed"
    now = _comparable(before, after)
    if now is not None:
        lower = now < before.number
        verb = "lowered" if lower else "raised" if now > before.number else "changed"
    ease = judge.scale(one).ease("target", before, after)
    words = judge.what_changed(one, verb)
    if (verb, ease) in (("raised", "easier"), ("lowered", "harder")):  # less is better here
        words += f" ({ease})"
    return Judged("goalpost", "shifts" if ease == "harder" else "breaks", words, _rested(one))


def _comparable(before: object, after: object) -> float | None:
    """The number after a change in the unit before it; None if the two cannot be compared."""
    if isinstance(before, Quantity) and isinstance(after, Quantity):
        return after.within(before)
    return None


def _rested(one: ItemDifference) -> bool:
    """Whether a goal without a period counts as fully as those with one."""
    return isinstance(one.old, Outcome)


def _baseline(judge: Judge, one: ItemDifference) -> Judged | None:
    if one.sort == "added":
        return Judged("goalpost", "notes", judge.what_changed(one))
    ease = judge.scale(one).ease("baseline", one.before, one.after)
    words = judge.what_changed(one, "rewritten")
    return Judged("goalpost", "shifts" if ease == "harder" else "breaks", words, _rested(one))


def _date(judge: Judge, one: ItemDifference) -> Judged | None:
    if one.sort == "added":
        return Judged("goalpost", "notes", judge.what_changed(one))
    ease = judge.scale(one).ease("by", one.before, one.after)
    words = judge.what_changed(one, "moved")
    return Judged("goalpost", "shifts" if ease == "harder" else "breaks", words, _rested(one))


def _step_date(judge: Judge, one: ItemDifference) -> Judged | None:
    """A date of an action or phase: a step on the way, no promise of its own."""
    found = _date(judge, one)
    return found and found._replace(force="shifts" if found.force == "breaks" else "notes")


def _period(judge: Judge, one: ItemDifference) -> Judged | None:
    before, after = one.before, one.after
    if one.sort == "added":
        return Judged("goalpost", "notes", judge.what_changed(one))
    carried = isinstance(before, Period) and before.end < judge.today
    eased = judge.scale(one).ease("period", before, after) == "easier"
    words = judge.what_changed(one, "moved")
    return Judged("goalpost", "breaks" if eased and not carried else "shifts", words)


def _measure(judge: Judge, one: ItemDifference) -> Judged | None:
    force: Force = "notes" if one.sort == "added" else "breaks"
    return Judged("goalpost", force, judge.what_changed(one))


def _criterion(judge: Judge, one: ItemDifference) -> Judged | None:
    """A criterion in words: with a different number it is a different criterion."""
    if one.sort == "added":
        return Judged("goalpost", "notes", judge.what_changed(one))
    if one.sort == "changed" and alike(one.before, one.after):
        same = figures(one.before) == figures(one.after)
        words = other_strength(_of(_called(one), one), one.before, one.after)
        if same and words is None:
            return Judged("clarification", "notes", judge.what_changed(one))
        if same and words is not None:
            return Judged("goalpost", "breaks", words, firm=isinstance(one.old, Experiment))
    firm = isinstance(one.old, Experiment)
    return Judged("goalpost", "breaks", judge.what_changed(one), firm=firm)


def _success(judge: Judge, one: ItemDifference) -> Judged | None:
    if len(one.names) > 1:
        return None
    return Judged("goalpost", "notes" if one.sort == "added" else "breaks", judge.what_changed(one))


def _title(judge: Judge, one: ItemDifference) -> Judged | None:
    """Other figures in the title of a goal are a different goal, unless its fields say so too."""
    words = judge.what_changed(one)
    new = one.new
    if one.after == one.item:
        lost = Phrase(_of("title", one), " taken out (it was ", _shown(one.before), ")")
        return Judged("clarification", "notes", lost)
    if isinstance(new, (KeyResult, Objective, Bet, Strategy, Initiative, Outcome)):
        other = judge.fields.get(one.item, set())
        follows = any(field.endswith(("target", "baseline", "by")) for field in other)
        before, after = figures(one.before), figures(one.after)
        if before != after and not follows:
            words = other_figures(_of("title", one), one.before, one.after) or words
            return Judged("goalpost", "breaks" if _lower(judge, one) else "shifts", words)
        if unlike(str(one.before), str(one.after)) and not follows:
            kind: Class = "goalpost" if isinstance(new, KeyResult) else "focus"
            return Judged(kind, "shifts", words + ", which says something else")
    if isinstance(new, Metric) and _goals_on(judge, new):
        before_words, after_words = keywords(str(one.before)), keywords(str(one.after))
        if before_words - after_words and after_words - before_words:
            return Judged("goalpost", "shifts", words + ", which goals rest on", firm=True)
    return Judged("clarification", "notes", words)


def _lower(judge: Judge, one: ItemDifference) -> bool:
    """Whether the goal that a title states became an easier one; so it did where it states none."""
    before, after = figures(one.before), figures(one.after)
    if not after or len(before) != len(after):
        return len(after) < len(before)
    old, new = before[-1], after[-1]
    if len(before) > 1 and before[0] != before[-1]:
        rising = _number(before[-1]) > _number(before[0])
    else:
        rising = judge.scale(one).way != "down"
    return _number(new) < _number(old) if rising else _number(new) > _number(old)


def _owner(judge: Judge, one: ItemDifference) -> Judged | None:
    words = judge.what_changed(one)
    if one.sort == "removed":
        return Judged("accountability", "breaks", words)
    before, after = str(one.before or ""), str(one.after or "")
    if _group(judge.after, after):
        was_group = _group(judge.before, before)
        if one.sort != "added" and not was_group:
            words += ", a group"
            return Judged("accountability", "breaks", words)
        return Judged("accountability", "shifts", words)
    if one.sort == "added" or _group(judge.before, before):
        return Judged("accountability", "notes", words)
    return Judged("accountability", "shifts", words)


def _part_owner(judge: Judge, one: ItemDifference) -> Judged | None:
    found = _owner(judge, one)
    return found and found._replace(force="shifts" if found.force == "breaks" else "notes")


def _group(stack: Stack, name: str) -> bool:
    """Whether a name is no single person's."""
    return isinstance(stack.get(name), Team) or bool(re.search(r"[,&/+]|\band\b", name))


def _approver(judge: Judge, one: ItemDifference) -> Judged | None:
    words = judge.what_changed(one)
    if one.sort == "removed":
        return Judged("accountability", "breaks", words)
    bet = one.new
    if one.sort == "added" and isinstance(bet, Bet):
        if isinstance(one.old, Bet) and not one.old.committed and bet.committed:
            words = Phrase("bet ", Named(bet.id), " committed, approved by ", Named(str(one.after)))
            return judge.judge_extra_bet(bet, words)
        return Judged("accountability", "notes", words)
    return Judged("accountability", "shifts", words)


def _approved_on(judge: Judge, one: ItemDifference) -> Judged | None:
    later = isinstance(one.before, date) and isinstance(one.after, date) and one.after > one.before
    force: Force = "shifts" if later or one.sort == "removed" else "notes"
    return Judged("accountability", force, judge.what_changed(one))


def _status(judge: Judge, one: ItemDifference) -> Judged | None:
    old, new = one.old, one.new
    if old is None or new is None:
        return None
    words = judge.what_changed(one)
    was_draft = judge.lifecycle_of(one).stage == "draft"
    before, after = old.status, new.status
    if was_draft:
        if after in (None, "proposed", "dropped", "done"):
            return Judged("focus", "notes", words)
        if isinstance(new, Bet):
            return judge.judge_extra_bet(new, words)
        heavy = isinstance(new, (Strategy, Objective))
        return Judged("focus", "shifts" if heavy else "notes", words)
    if after == "dropped" or (after == "done" and isinstance(new, Strategy)):
        return _ended(judge, new, words)
    if after == "proposed" or (after is None and isinstance(new, Bet) and not new.committed):
        if isinstance(new, HEAVY):
            return Judged("goalpost", "breaks", words + ", a draft again")
        return Judged("focus", "shifts", words)
    if after == "done" and isinstance(new, (Bet, Objective)):
        return _ended(judge, new, words)
    if after == "blocked" and isinstance(new, HEAVY):
        return Judged("progress", "shifts", words)
    if before in ("done", "dropped") and after is not None:
        if isinstance(new, Bet):
            return judge.judge_extra_bet(new, words)
        return Judged("focus", "shifts", words + ": it counts again", firm=before == "dropped")
    if after == "committed" and before not in (None, "proposed"):
        return Judged("progress", "shifts", words)
    return Judged("progress", "notes", words)


def _ended(judge: Judge, new: Entity, words: Phrase) -> Judged:
    """An item that ended while others still serve it; those within it end with it."""
    hung = [
        child
        for child in judge.after.branches(new)
        if (child.active if child.nested_in == new.id else child.status not in _OVER)
    ]
    if hung and new.status == "done" and not isinstance(new, Strategy):
        return Judged("progress", "shifts", words + _still(len(hung)))
    if hung and not isinstance(new, KeyResult):
        return Judged("traceability", "breaks", words + _still(len(hung)))
    if new.status == "done":
        return Judged("progress", "notes", words)
    if isinstance(new, KeyResult):
        return Judged("goalpost", "breaks", words)
    force: Force = "breaks" if isinstance(new, (Bet, Objective, Strategy)) else "shifts"
    return Judged("focus", force, words, firm=isinstance(new, Work))


_OVER = ("done", "dropped", "proposed")


def _still(number: int) -> str:
    return f"; {number_words(number)} {'item serves' if number == 1 else 'items serve'} it still"


def _serves(judge: Judge, one: ItemDifference) -> Judged | None:
    before, after = tuple(one.before or ()), tuple(one.after or ())
    old, new = one.old, one.new
    if old is None or new is None:
        return None
    lost = [parent for parent in before if parent not in after]
    gained = [parent for parent in after if parent not in before]
    if not after:
        words = Phrase(_subject(one), " no longer serves ", _items(lost), ", nor anything else")
        return Judged("traceability", "breaks", words)
    if not before:
        words = Phrase(_subject(one), " serves ", _items(gained), " now")
        return Judged("traceability", "notes", words)
    force: Force = "shifts"
    if before[0] != after[0]:
        first, then = Named(after[0]), Named(before[0])
        words = Phrase(_subject(one), " serves ", first, " instead of ", then)
        if before[0] in after:
            words = Phrase(_subject(one), " serves ", first, " first now, before ", then)
    elif lost:
        words = Phrase(_subject(one), " no longer serves ", _items(lost))
        if gained:
            words = Phrase(words, ", but ", _items(gained))
    else:
        words = Phrase(_subject(one), " serves ", _items(gained), " as well")
        force = "notes"
    if judge.before.reaches_company(old) and not judge.after.reaches_company(new):
        words += ", and reaches no company strategy any more"
        return Judged("traceability", "breaks", words)
    if one.item in judge.skipping:
        return Judged("traceability", "breaks", words + ", which skips a layer")
    return Judged("traceability", force, words)


def _items(ids: Sequence[str]) -> Phrase:
    return joined([Phrase(Named(identity)) for identity in ids])


def _record(judge: Judge, one: ItemDifference) -> Judged | None:
    """A check-in or reading: a new one is progress, an old one is evidence."""
    what = "check-in" if one.names[0] == "check_ins" else "reading"
    part = one.after if one.after is not None else one.before
    if len(one.names) == 1 and isinstance(part, Part):
        verb = "added" if one.sort == "added" else "taken out"
        words = _of(what, one) + f" {verb}: {as_text(part)}"
        if one.sort == "added":
            return Judged("progress", "notes", words)
        return Judged("evidence", "shifts", words, firm=True)
    if one.names[-1] == "note":
        return Judged("clarification", "notes", judge.what_changed(one))
    if one.sort == "added":
        return Judged("progress", "notes", judge.what_changed(one))
    return Judged("evidence", "shifts", judge.what_changed(one, "rewritten"), firm=True)


_RANK = {"low": 0, "medium": 1, "high": 2, None: -1}


def _confidence(judge: Judge, one: ItemDifference) -> Judged | None:
    words = judge.what_changed(one)
    if one.names[-1] == "evidence":
        lost = one.sort == "removed"
        return Judged("evidence", "shifts" if lost else "notes", words)
    before, after = one.before, one.after
    if isinstance(before, Part) or isinstance(after, Part):
        return Judged("evidence", "shifts" if one.sort == "removed" else "notes", words)
    if _RANK.get(after, 0) > _RANK.get(before, 0) and one.sort != "added":
        stem = one.field.removesuffix(".level")
        if f"{stem}.evidence" in judge.fields.get(one.item, ()):
            return Judged(
                "evidence", "notes", judge.what_changed(one, "raised") + ", on new evidence"
            )
        words = judge.what_changed(one, "raised") + " without new evidence"
        return Judged("evidence", "shifts", words)
    if one.sort == "added":
        return Judged("evidence", "notes", words)
    return Judged("evidence", "shifts", judge.what_changed(one, "lowered"))


def _plan(judge: Judge, one: ItemDifference) -> Judged | None:
    if one.names[-1] == "note":
        return Judged("clarification", "notes", judge.what_changed(one))
    fields = judge.fields.get(one.item, set())
    stem = one.field.rpartition(".")[0]
    shown = any(field.startswith("earlier[") for field in fields) or f"{stem}.note" in fields
    if one.sort == "added" or shown:
        return Judged("evidence", "notes", judge.what_changed(one))
    return Judged("evidence", "shifts", judge.what_changed(one))


def _fewer_is_worse(category: Class) -> Callable[[Judge, ItemDifference], Judged | None]:
    """For a list from which nothing should be removed without being seen."""

    def judged(judge: Judge, one: ItemDifference) -> Judged | None:
        words = judge.what_changed(one)
        before, after = one.before, one.after
        if one.sort == "added" or not before:
            return Judged(category, "notes", words)
        if after and alike(before, after) and figures(before) == figures(after):
            return Judged("clarification", "notes", words)
        if len(one.names) > 1 and one.names[-1] in ("because", "note", "then"):
            return Judged("clarification", "notes", words)
        return Judged(category, "shifts", words)

    return judged


def _kept(judge: Judge, one: ItemDifference) -> Judged | None:
    """What should stay, of whatever class it is."""
    about = reviewed(type(one.entity), one.names)
    return _fewer_is_worse(about.review or "clarification")(judge, one)


def _trigger(judge: Judge, one: ItemDifference) -> Judged | None:
    if one.names[-1] == "fired" and one.after is not None:
        stem = _called(one).removeprefix("day of the ")
        words = _of(stem, one) + f" fired on {as_text(one.after)}"
        return Judged("progress", "shifts", words)
    return _fewer_is_worse("goalpost")(judge, one)


def _refused(judge: Judge, one: ItemDifference) -> Judged | None:
    """What is not done, or waits for this."""
    found = _fewer_is_worse("focus")(judge, one)
    part = one.after if one.sort == "added" else one.before
    if found is None or len(one.names) > 1 or not isinstance(part, Part) or one.sort == "changed":
        return found
    what = _shown(getattr(part, "title", None) or getattr(part, "what", None))
    does = "puts off" if one.names[0] == "deprioritises" else "rules out"
    if one.sort == "added":
        because = as_text(getattr(part, "because", None))
        why = f" ({elide(because.removesuffix('.'))})" if because else ""
        return found._replace(words=Phrase(_subject(one), f" now {does} ", what, why))
    return found._replace(words=Phrase(_subject(one), f" no longer {does} ", what))


def _gap(judge: Judge, one: ItemDifference) -> Judged | None:
    words = judge.what_changed(one)
    whole = one.before if one.sort == "removed" else None
    if isinstance(whole, Part):
        open_ones = [a for a in getattr(whole, "actions", (whole,)) if not getattr(a, "done", None)]
        closed = not open_ones
        category: Class = "progress" if closed else "accountability"
        return Judged(category, "notes" if closed else "shifts", words)
    if one.sort == "added" or one.names[-1] == "done":
        return Judged("progress", "notes", words)
    return Judged("clarification", "notes", words)


def _confirmed(judge: Judge, one: ItemDifference) -> Judged | None:
    if one.sort == "removed":
        return Judged("accountability", "shifts", judge.what_changed(one))
    return Judged("progress", "notes", judge.what_changed(one))


def _boundary(judge: Judge, one: ItemDifference) -> Judged | None:
    """Where we play and how we win, what is fixed and what is open."""
    words = judge.what_changed(one)
    if one.sort == "added" or not one.before:
        return Judged("focus", "notes", words)
    if one.after and alike(one.before, one.after) and figures(one.before) == figures(one.after):
        return Judged("clarification", "notes", words)
    strategic = isinstance(one.new, Strategy) and one.names[0] in ("where_we_play", "how_we_win")
    return Judged("focus", "breaks" if strategic and judge.below(one) else "shifts", words)


def _size(judge: Judge, one: ItemDifference) -> Judged | None:
    bet = one.new
    if isinstance(bet, Bet) and one.before == "small" and one.after != "small":
        found = judge.judge_extra_bet(bet, judge.what_changed(one))
        return found if bet.active else found._replace(force="notes")
    return Judged("focus", "notes" if one.sort == "added" else "shifts", judge.what_changed(one))


def _risk_score(judge: Judge, one: ItemDifference) -> Judged | None:
    before, after = one.before, one.after
    lower = isinstance(before, int) and (after is None or after < before)
    if one.sort == "added":
        return Judged("evidence", "notes", judge.what_changed(one))
    verb = "lowered" if lower else "raised"
    force: Force = "shifts" if lower else "notes"
    return Judged("evidence", force, judge.what_changed(one, verb), firm=lower)


def _metric_field(judge: Judge, one: ItemDifference) -> Judged | None:
    metric = one.old
    if not isinstance(metric, Metric):
        return None
    if one.sort == "added" or not _goals_on(judge, metric):
        return Judged("goalpost", "notes", judge.what_changed(one))
    return Judged(
        "goalpost", "breaks", judge.what_changed(one) + ", which goals rest on", firm=True
    )


def _goals_on(judge: Judge, metric: Metric) -> bool:
    old = judge.before.get(metric.id) or metric
    return any(isinstance(m.entity, (KeyResult, Bet, Outcome)) for m in judge.before.mentions(old))


def _source(judge: Judge, one: ItemDifference) -> Judged | None:
    """Where a measure is taken from: what goals rest on is now measured differently."""
    words = judge.what_changed(one)
    if one.sort == "added" or not isinstance(one.new, Metric) or not _goals_on(judge, one.new):
        return Judged("evidence", "notes", words)
    return Judged("evidence", "shifts", words + ", which goals rest on", firm=True)


def _drives(judge: Judge, one: ItemDifference) -> Judged | None:
    lost = bool(one.before)
    return Judged("traceability", "shifts" if lost else "notes", judge.what_changed(one), firm=lost)


def _capacity(judge: Judge, one: ItemDifference) -> Judged | None:
    """What a team can take on; a tenth more or less is a different plan."""
    before, after = one.before, one.after
    verb, much = "changed", one.sort == "removed"
    now = _comparable(before, after)
    if now is not None:
        verb = "lowered" if now < before.number else "raised"
        much = abs(now - before.number) > abs(before.number) / 10
    return Judged("focus", "shifts" if much else "notes", judge.what_changed(one, verb), firm=much)


_OFTEN = ("daily", "weekly", "biweekly", "monthly", "quarterly", "half-yearly", "yearly")


def _cadence(judge: Judge, one: ItemDifference) -> Judged | None:
    before, after = one.before, one.after
    if one.sort == "added":
        return Judged("accountability", "notes", judge.what_changed(one))
    rarer = after not in _OFTEN or before not in _OFTEN
    rarer = rarer or _OFTEN.index(after) > _OFTEN.index(before)
    words = judge.what_changed(one)
    return Judged("accountability", "shifts" if rarer else "notes", words, firm=rarer)


def _mitigation(judge: Judge, one: ItemDifference) -> Judged | None:
    if one.sort == "removed":
        return Judged("evidence", "shifts", judge.what_changed(one), firm=True)
    return None


def _checked(judge: Judge, one: ItemDifference) -> Judged | None:
    """What was answered in a look at how we work; an answer of a past day is a record."""
    if len(one.names) > 1 and one.names[-1] == "status" and one.sort == "changed":
        stem = one.field.rpartition(".")[0]
        if f"{stem}.evidence" not in judge.fields.get(one.item, ()):
            words = judge.what_changed(one) + " without new evidence"
            return Judged("evidence", "shifts", words, firm=True)
    return None


def _decided(judge: Judge, one: ItemDifference) -> Judged | None:
    """What an experiment led to; once said, a different answer is a different decision."""
    if one.sort == "added" or not isinstance(one.new, Experiment):
        return None
    return Judged("evidence", "shifts", judge.what_changed(one), firm=True)


def _looked_back(judge: Judge, one: ItemDifference) -> Judged | None:
    """What a look back found: it may grow, and nothing should go from it unseen."""
    found = _fewer_is_worse("evidence")(judge, one)
    if one.sort == "added" or found is None:
        return Judged("progress", "notes", judge.what_changed(one))
    return found._replace(firm=found.force == "shifts")


def _reading(judge: Judge, one: ItemDifference) -> Judged | None:
    """A team's own words for the strategy."""
    if one.sort == "removed":
        return Judged("focus", "shifts", judge.what_changed(one), firm=True)
    if one.names[-1] == "date":
        return Judged("progress", "notes", judge.what_changed(one))
    return None


_MONEY = re.compile(r"(?i)\b(budget|cost|spend|funding|invest\w*|head ?count|fte)\b")


def _own(judge: Judge, one: ItemDifference) -> Judged | None:
    """What the company keeps besides; of money everybody knows what it means."""
    if (
        isinstance(one.new, HEAVY)
        and _MONEY.search(one.field.replace("_", " "))
        and figures(one.before)
        and figures(one.before) != figures(one.after)
    ):
        return Judged("focus", "shifts", judge.what_changed(one))
    return None


def _utilisation(judge: Judge, one: ItemDifference) -> Judged | None:
    before, after = one.before, one.after
    now = _comparable(before, after)
    more = now is not None and now > before.number
    return Judged("focus", "shifts" if more else "notes", judge.what_changed(one), firm=more)


def _score(judge: Judge, one: ItemDifference) -> Judged | None:
    if one.sort == "added":
        return Judged("progress", "notes", judge.what_changed(one))
    return Judged("evidence", "shifts", judge.what_changed(one, "rewritten"), firm=True)


def _result(judge: Judge, one: ItemDifference) -> Judged | None:
    if one.sort == "added":
        return Judged("progress", "notes", judge.what_changed(one))
    if one.after and alike(one.before, one.after) and figures(one.before) == figures(one.after):
        return Judged("clarification", "notes", judge.what_changed(one))
    return Judged("evidence", "shifts", judge.what_changed(one), firm=True)


def _nature(judge: Judge, one: ItemDifference) -> Judged | None:
    return Judged("goalpost", "notes" if one.sort == "added" else "breaks", judge.what_changed(one))


def _phase(judge: Judge, one: ItemDifference) -> Judged | None:
    if one.names[-1] == "status":
        return Judged("progress", "notes", judge.what_changed(one))
    if one.names[-1] in ("ends", "starts"):
        return _step_date(judge, one)
    if one.sort == "removed":
        return Judged("goalpost", "shifts", judge.what_changed(one))
    return Judged("structure", "notes", judge.what_changed(one))


JUDGES: Mapping[str, Callable[[Judge, ItemDifference], Judged | None]] = {
    "approval day": _approved_on,
    "approver": _approver,
    "baseline": _baseline,
    "boundary": _boundary,
    "cadence": _cadence,
    "capacity": _capacity,
    "causes": _drives,
    "confidence": _confidence,
    "confirmation": _confirmed,
    "criterion": _criterion,
    "deadline": _date,
    "decision": _decided,
    "gap": _gap,
    "health answer": _checked,
    "kept": _kept,
    "look back": _looked_back,
    "measure": _measure,
    "metric trait": _metric_field,
    "mitigation": _mitigation,
    "nature": _nature,
    "own fields": _own,
    "owner": _owner,
    "parents": _serves,
    "part owner": _part_owner,
    "period": _period,
    "phase": _phase,
    "plan": _plan,
    "record": _record,
    "refusal": _refused,
    "result": _result,
    "risk score": _risk_score,
    "score": _score,
    "size": _size,
    "source": _source,
    "status": _status,
    "step date": _step_date,
    "success criteria": _success,
    "target": _target,
    "team reading": _reading,
    "title": _title,
    "trigger": _trigger,
    "utilisation": _utilisation,
}
"""Who looks closer at a change, by the name that declarations of fields use; where a judge has
nothing to say, the class and weight of the declaration stand."""


# --- words ----------------------------------------------------------------------------------------


def _called(one: ItemDifference) -> str:
    """The field of a difference as a sentence calls it."""
    return field_words(one.field, type(one.entity))


def _weighs(weight: Weighs | None, one: ItemDifference) -> bool:
    """Whether a field that weighs so is more than good to know, this time."""
    match weight:
        case "notable":
            return True
        case "changed":
            return one.sort != "added"
        case "lost":
            return one.sort == "removed"
    return False


_STEPS = ("status", "approved_by")
"""The fields that make a draft more than one."""
_MANY = 5_000
"""Items below up to which they are counted by kind."""


def _subject(one: ItemDifference) -> Named:
    """The item that a sentence is about."""
    return Named(one.item, "subject")


def _of(what: str, one: ItemDifference) -> Phrase:
    """Something of the item that a sentence is about."""
    return Phrase(what, Named(one.item, "of subject"))


def _with_kind(entity: Entity) -> Named:
    return Named(entity.id, "kind", entity.noun, entity.title)


def _shown(value: Any) -> Phrase:
    """A value within a sentence; what may be an id is named as one."""
    if isinstance(value, str):
        text = " ".join(value.split())
        if text and " " not in text and text == text.lower() and len(text) <= _ID_LENGTH:
            return Phrase(Named(text))
        return Phrase(in_quotes(value) if text else "nothing")
    if isinstance(value, tuple) and not _value(value) and not isinstance(value, Part):
        shown = [_shown(one) for one in value]
        together = joined(shown, "; ", "; ")
        if len(str(together)) > _LIST_LENGTH:
            return Phrase(elide(str(together), _LIST_LENGTH))
        return together if shown else Phrase("nothing")
    return Phrase(elide(as_text(value)))


_ID_LENGTH = 80
_LIST_LENGTH = 160
"""Characters of a list within a sentence."""


def _under(stack: Stack, entity: Entity, word: str) -> Phrase:
    """What it serves first, behind a word."""
    above = stack.primary(entity)
    return Phrase(f" {word} ", Named(above.id)) if above is not None else Phrase("")


def _parts(value: Any) -> tuple[str, ...]:
    """The single values in a value, each as text."""
    members = value if isinstance(value, tuple) and not _value(value) else (value,)
    return tuple(text for member in members if (text := as_text(member)) is not None)


def _wordy(value: Any) -> bool:
    """Whether it is a sentence rather than a name."""
    return isinstance(value, str) and " " in value.strip()


def _value(value: Any) -> bool:
    return isinstance(value, (Quantity, Period))


def alike(before: Any, after: Any) -> bool:
    """Whether one is the other reworded."""
    one, two = as_text(before) or "", as_text(after) or ""
    return text_likeness(one, two) >= ALIKE


_FIGURES_IN_WORDS = {
    **{word: str(number) for number, word in enumerate(NUMBERS) if number > 1},
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
"""Numbers as people write them; `one` is mostly none."""
_FIGURE = re.compile(r"\d[\d.,]*|\b(?:" + "|".join(_FIGURES_IN_WORDS) + r")\b", re.IGNORECASE)


def figures(value: Any) -> list[str]:
    """The numbers in a text, those in words too."""
    return [number for number, _ in _figures(value)]


def _figures(value: Any) -> list[tuple[str, str]]:
    """The numbers in a text, each with how it is written there."""
    found = (one.rstrip(".,") for one in _FIGURE.findall(as_text(value) or ""))
    return [(_FIGURES_IN_WORDS.get(one.lower(), one), one) for one in found]


def other_figures(what: Phrase, before: Any, after: Any) -> Phrase | None:
    """That a text says a different number; None where it says the same, or only more or fewer."""
    old, new = dict(_figures(before)), dict(_figures(after))
    lost = [text for number, text in old.items() if number not in new]
    gained = [text for number, text in new.items() if number not in old]
    if not lost or not gained:
        return None
    return what + f" says {joined(gained)} instead of {joined(lost)}"


def other_strength(what: Phrase, before: Any, after: Any) -> Phrase | None:
    """That a text demands more or less than it did, by the words that say so."""
    old, new = strength(before), strength(after)
    lost = [f"“{one}”" for one in dict.fromkeys(old) if one not in new]
    gained = [f"“{one}”" for one in dict.fromkeys(new) if one not in old]
    if lost and gained:
        return what + f" says {joined(gained)} instead of {joined(lost)}"
    if lost or gained:
        return what + f" {'no longer says' if lost else 'now says'} {joined(lost or gained)}"
    return None


def strength(value: Any) -> list[str]:
    """The words of a text that make a demand a stronger or a weaker one."""
    return sorted(_STRENGTH.findall((as_text(value) or "").lower()))


_STRENGTH = re.compile(
    r"\b(?:all|almost|always|any|at least|at most|each|every|few|fewer|generally|half|hardly|"
    r"largely|less|mainly|many|more|most|mostly|nearly|never|no|nobody|none|not|nothing|often|only|"
    r"partly|rarely|roughly|seldom|some|sometimes|usually|without)\b"
)


def _number(text: str) -> float:
    try:
        return float(text.replace(",", ""))
    except ValueError:
        return 0.0


def fingerprint(item: str, field: str, before: str | None, after: str | None) -> str:
    """Names a change by what it says: no line and no commit is in it."""
    text = "\0".join((item, field, before or "", after or ""))
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()

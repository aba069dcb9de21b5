"""The facts of a review: each change by itself, or several that are one in fact.

A quarter that rolls over, a team that merges into another, four bets at once and an objective that
splits are a row each.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date

from stratdocs.analysis.focus import major_bets
from stratdocs.analysis.state import state_of
from stratdocs.model.days import day
from stratdocs.model.diff import ALIKE, text_likeness
from stratdocs.model.fields import field_on, field_words
from stratdocs.model.kinds import Bet, Entity, Initiative, Objective, Person, Strategy, Team
from stratdocs.model.stack import Stack
from stratdocs.reviewing.changes import keywords
from stratdocs.reviewing.consequences import MajorBets, consequences
from stratdocs.reviewing.lifecycle import dependents_by_kind
from stratdocs.reviewing.phrase import Named, Phrase, joined, number_words
from stratdocs.reviewing.questions import new_value, question, value_words
from stratdocs.reviewing.value import Change, Fact, Weight, entity_of
from stratdocs.reviewing.wording import dependents_words
from stratdocs.words.phrases import few

MAX_NAMED = 3
"""Items that the sentence of a fact names; it counts the rest."""
MANY = 3
"""Items with the same sign of progress from which on they share a row."""
_PLANS = (Strategy, Bet, Objective, Initiative)
"""The kinds whose beginning or end is a decision."""


def facts_of(
    changes: Sequence[Change], before: Stack, after: Stack, renamed: Mapping[str, str]
) -> tuple[Fact, ...]:
    """The facts behind the changes, what has to be decided first."""
    found = _Grouping(changes, before, after, renamed).facts()
    back = {now: was for was, now in renamed.items()}
    majors = MajorBets(*(frozenset(bet.id for bet in major_bets(s)) for s in (before, after)))
    finished = (
        fact._replace(
            question=fact.question or question(fact, before, after),
            notes=(*fact.notes, *consequences(fact, before, after, back, majors)),
        )
        for fact in found
    )
    return tuple(sorted(finished, key=lambda fact: fact.order))


def lives_on(
    change: Change, before: Stack, after: Stack, renamed: Mapping[str, str]
) -> tuple[str, ...]:
    """The items under which everything below a removed item goes on; none if anything is lost."""
    if change.field or change.sort != "removed":
        return ()
    entity = before.get(change.item)
    heirs: dict[str, None] = {}
    for child in before.children(entity) if entity is not None else ():
        if state_of(before, child).is_over and after.get(renamed.get(child.id, child.id)) is None:
            continue
        now = after.get(renamed.get(child.id, child.id))
        parent = after.primary(now) if now is not None else None
        if parent is None or type(parent) is not type(entity):
            return ()
        heirs[parent.id] = None
    return tuple(heirs)


class _Grouping:
    """Takes the changes that are one in fact out of the pool, group by group."""

    def __init__(
        self,
        changes: Sequence[Change],
        before: Stack,
        after: Stack,
        renamed: Mapping[str, str],
    ) -> None:
        self.pool = {id(change): change for change in changes}
        """The changes that are in no fact yet, by identity."""
        self.before, self.after, self.renamed = before, after, renamed
        self.found: list[Fact] = []

    def facts(self) -> list[Fact]:
        for step in (
            self.heirs,
            self.left_people,
            self.lifted_refusals,
            self.taken_along,
            self.bets_at_once,
            self.added_alike,
            self.parts_of_one,
            self.handed_over,
            self.progress,
            self.dates,
            self.files,
        ):
            step()
        return [*self.found, *(Fact((change,)) for change in self.pool.values())]

    def take(
        self,
        changes: Iterable[Change],
        words: Phrase | None = None,
        ask: Phrase | None = None,
        note: str = "",
    ) -> None:
        """Makes a fact of changes of the pool; the first one leads."""
        taken = tuple({id(change): change for change in changes}.values())
        for change in taken:
            self.pool.pop(id(change), None)
        self.found.append(Fact(taken, words, ask, (note,) if note else ()))

    def has(self, change: Change) -> bool:
        """Whether a change is in no fact yet."""
        return id(change) in self.pool

    def every(self, test: Callable[[Change], bool]) -> list[Change]:
        """The changes of the pool that pass a test."""
        return [change for change in self.pool.values() if test(change)]

    def grouped(
        self, key: Callable[[Change], tuple[object, ...] | None], least: int = 2
    ) -> list[list[Change]]:
        """The changes of the pool by a key, where at least so many share it."""
        groups: dict[tuple[object, ...], list[Change]] = {}
        for change in self.pool.values():
            found = key(change)
            if found is not None:
                groups.setdefault(found, []).append(change)
        return [members for members in groups.values() if len(members) >= least]

    # --- items that end, merge, split and begin

    def heirs(self) -> None:
        """Items whose work goes on under others: merged, split, replaced."""
        left: dict[str, list[Change]] = {}
        joined_by: dict[str, list[Change]] = {}
        for change in self.every(lambda c: c.field == "serves" and bool(c.parts[0])):
            for parent in change.parts[0]:
                left.setdefault(parent, []).append(change)
            if change.parts[1]:
                joined_by.setdefault(change.parts[1][0], []).append(change)
        begun = {change.item: change for change in self.every(_begins)}
        for change in self.every(_is_removed):
            heirs = lives_on(change, self.before, self.after, self.renamed)
            new = [begun[heir] for heir in heirs if heir in begun and self.has(begun[heir])]
            moved = list(filter(self.has, left.get(change.item, ())))
            if heirs:
                self.inherit(change, heirs, new, moved)
        for change in begun.values():
            moved = list(filter(self.has, joined_by.get(change.item, ())))
            if not issubclass(change.kind, Objective) or not moved or not self.has(change):
                continue
            sources = {c.parts[0][0] for c in moved}
            source = self.after.get(next(iter(sources))) if len(sources) == 1 else None
            if isinstance(source, Objective):
                children = [e for c in moved if (e := self.after.get(c.item)) is not None]
                item = Named(change.item, "kind", change.kind.noun, change.title)
                words = Phrase(item, " split off from ", Named(source.id))
                ask = Phrase("Should ", _titled(change), " be split off from ")
                ask += Phrase(Named(source.id), "?")
                self.take((change, *moved), words, ask, f"it takes {_counted(children)} with it")

    def inherit(
        self, change: Change, heirs: Sequence[str], new: Sequence[Change], moved: Sequence[Change]
    ) -> None:
        """Makes a fact of an item that is gone and of the heirs under which its work goes on."""
        names = joined([Phrase(Named(heir)) for heir in heirs])
        old = Named(change.item, "kind", change.kind.noun, change.title)
        if len(heirs) > 1:
            words = Phrase(old, " split into ", names)
            ask = Phrase("Should ", _titled(change), " be split into ", names, "?")
        elif new:
            words = Phrase(old, " replaced by ", names)
            ask = Phrase("Should ", names, " take the place of ", _titled(change), "?")
        else:
            words = Phrase(old, " merged into ", names)
            ask = Phrase("Should ", _titled(change), " become part of ", names, "?")
        kept = list(self.before.children(entity_of(change, self.before, self.after)))
        note = f"{_counted(kept)} of it {('continues' if len(kept) == 1 else 'continue')} there"
        self.take((change, *new, *moved), words, ask, note if kept else "")

    def left_people(self) -> None:
        """People and teams that are gone, with whoever takes over what was theirs."""
        gone = [
            c
            for c in self.every(_is_removed)
            if c.kind in (Person, Team) and c.weight is not Weight.BREAKING
        ]
        lost: dict[str, list[Change]] = {}
        for change in self.every(lambda c: bool(gone and c.field)):
            for part in change.parts[0]:
                if part not in change.parts[1]:
                    lost.setdefault(part, []).append(change)
        for change in gone:
            handed = list(filter(self.has, lost.get(change.item, ())))
            heirs = list(dict.fromkeys(part for c in handed for part in _gained(c)))
            if not handed:
                continue
            who = Phrase(Named(change.item, "kind", change.kind.noun, change.title))
            items = _items_phrase(handed)
            if change.kind is Team and len(heirs) == 1:
                words = Phrase(who, " merged into ", Named(heirs[0]), ", which takes over ", items)
                ask = Phrase(
                    "Should ", Named(heirs[0]), " take over everything from ", _titled(change), "?"
                )
            else:
                to = joined([Phrase(Named(heir)) for heir in heirs]) if heirs else Phrase("no one")
                take = " take over " if len(heirs) > 1 else " takes over "
                words = Phrase(who, " removed; ", to, take, items)
                ask = Phrase("Who should take over from ", _titled(change), "?")
                if heirs:
                    ask = Phrase("Should ", to, " take over from ", _titled(change), "?")
            handed.sort(key=lambda c: c.order)
            self.take((change, *handed), words, ask)

    def lifted_refusals(self) -> None:
        """What was ruled out and begins now."""
        lifted = self.every(
            lambda c: (
                c.field.partition("[")[0].partition(".")[0] in ("not_doing", "deprioritises")
                and bool(c.before)
                and c.sort != "added"
            )
        )
        for change in self.every(lambda c: _begins(c) and issubclass(c.kind, _PLANS)):
            for refusal in lifted:
                gone = [part for part in refusal.parts[0] if part not in refusal.parts[1]]
                if self.has(refusal) and any(_about(part, change.title) for part in gone):
                    entity = self.after.get(change.item)
                    above = self.after.primary(entity) if entity is not None else None
                    words = change.what + Phrase(", which ", Named(refusal.item), " had ruled out")
                    if above is not None and above.id == refusal.item:
                        words = change.what + ", which had ruled it out"
                    ask = Phrase(
                        "Should ",
                        _titled(change),
                        " start, although ",
                        _titled(refusal),
                        " ruled it out?",
                    )
                    self.take((change, refusal), words, ask)
                    break

    def taken_along(self) -> None:
        """Items that begin or end together with what they serve."""
        for begins in (True, False):
            test = _begins if begins else _ends
            whole = {c.item: c for c in self.every(test)}
            stack = self.after if begins else self.before
            along: dict[str, list[Change]] = {}
            highest: dict[str, str | None] = {}
            for change in whole.values():
                above = _highest_above(stack, change.item, whole, highest)
                if above is not None and above != change.item:
                    along.setdefault(above, []).append(change)
            for item, below in along.items():
                lead = whole[item]
                if not self.has(lead) or not all(map(self.has, below)):
                    continue
                with_it = [e for c in below if (e := stack.get(c.item)) is not None]
                words = lead.what + f", with {_counted(with_it)} below it"
                self.take((lead, *below), words)

    def bets_at_once(self) -> None:
        """Bets that begin together."""
        bets = self.every(
            lambda c: (
                issubclass(c.kind, Bet)
                and c.category == "focus"
                and c.weight > Weight.MINOR
                and (_begins(c) or c.field in ("status", "approved_by"))
                and c.after != "dropped"
            )
        )
        if len({c.item for c in bets}) < 2:
            return
        bets.sort(key=lambda c: c.order)
        now, were = len(major_bets(self.after)), len(major_bets(self.before))
        names = _few_items(bets)
        words = Phrase(f"{number_words(len(bets))} bets start at once: ", names)
        ask = Phrase("Is there room for ", _few_items(bets), " alongside the active bets?")
        note = f"{number_words(now)} major bets then, {number_words(were)} before"
        self.take(bets, words, ask, note)

    def added_alike(self) -> None:
        """Items of one kind and period that are added together."""

        def key(change: Change) -> tuple[object, ...] | None:
            if change.field or change.sort not in ("added", "removed"):
                return None
            if change.sort == "removed" and change.weight > Weight.MINOR:
                return None  # each of them is a promise of its own
            stack = self.after if change.sort == "added" else self.before
            entity = stack.get(change.item)
            period = stack.period_of(entity) if entity is not None else None
            return change.kind, change.sort, change.weight, change.category, period

        for members in self.grouped(key):
            lead = members[0]
            entity = entity_of(lead, self.before, self.after)
            period = self.after.period_of(entity) if lead.sort == "added" else None
            verb = "added" if lead.sort == "added" else "removed"
            where = f" for {period.short}" if period is not None else ""
            words = Phrase(f"{number_words(len(members))} {lead.kind.counted(2)} {verb}{where}: ")
            ask = Phrase(f"Are these the {lead.kind.counted(2)}{where}: ", _few_items(members), "?")
            self.take(members, words + _few_items(members), ask)

    # --- fields that change alike

    def handed_over(self) -> None:
        """The same person, team or state for several items."""

        def key(change: Change) -> tuple[object, ...] | None:
            field = field_on(change.field, change.kind) if change.field else None
            name = change.field.rpartition(".")[2]
            if field is None or change.field.endswith("]") or name in ("serves", "metric"):
                return None
            if name == "status" and change.weight is Weight.MINOR:
                return name, change.after, change.category
            people = field.names and all(
                isinstance(self.after.get(part) or self.before.get(part), (Person, Team))
                for side in change.parts
                for part in side
            )
            return (name, change.after, change.category) if people else None

        for members in self.grouped(key):
            if len({change.item for change in members}) < 2:
                continue
            members.sort(key=lambda c: c.order)
            lead = members[0]
            were = list(dict.fromkeys(part for c in members for part in c.parts[0]))
            name = field_words(lead.field, lead.kind)
            what = Phrase(f"{name} of {number_words(len(members))} items ")
            gone = _status_phrase(few(were))
            if not lead.after:
                what = Phrase(what, f"removed (was {gone})")
            elif were:
                now = lead.after if name == "status" else Named(lead.after)
                what = Phrase(what, f"changed from {gone} to ", now)
            else:
                what = Phrase(what, "set to ", Named(lead.after))
            ask = None
            if lead.after and name != "status":
                instead = Phrase(" instead of ", joined([Phrase(Named(w)) for w in were[:3]]))
                ask = Phrase(
                    "Should ", Named(lead.after), f" be the {name} of ", _few_items(members),
                    instead if were else "", "?",
                )  # fmt: skip
            self.take(members, Phrase(what, ": ", _few_items(members)), ask)

    def progress(self) -> None:
        """The same sign of progress of many items: check-ins, scores, reviews."""

        def key(change: Change) -> tuple[object, ...] | None:
            if change.weight is not Weight.MINOR or change.category != "progress":
                return None
            if not change.field or change.sort == "removed":
                return None
            return _sign(change), change.sort

        for members in self.grouped(key, MANY):
            items = {change.item for change in members}
            if len(items) < MANY:
                continue
            members.sort(key=lambda c: c.order)
            name, verb = _sign(members[0]), "changed"
            if members[0].sort == "added":
                verb = "added" if members[0].field.endswith("]") else "set"
            words = Phrase(f"{name} of {number_words(len(items))} items {verb}: ")
            self.take(members, words + _few_items(members))

    def dates(self) -> None:
        """Dates and periods that move together, as when a quarter rolls over."""

        def key(change: Change) -> tuple[object, ...] | None:
            if change.sort != "changed" or not change.field:
                return None
            ends = self._end(change.before), self._end(change.after)
            return ends if None not in ends and ends[0] != ends[1] else None

        def direction(change: Change) -> tuple[object, ...] | None:
            old, new = self._end(change.before), self._end(change.after)
            if key(change) is None or old is None or new is None:
                return None
            return change.item, old < new

        for members in self.grouped(direction):
            members.sort(key=lambda c: c.order)
            if len({key(change) for change in members}) > 1:
                self.take(members, joined([change.what for change in members], "; ", "; "))
        for members in self.grouped(key):
            items = list(dict.fromkeys(change.item for change in members))
            members.sort(key=lambda c: c.order)
            lead = members[0]
            if len(items) == 1:
                fields = [field_words(c.field, c.kind) for c in members]
                words = Phrase(f"{fields[0]} and {few(fields[1:])}", Named(lead.item, "of subject"))
                words += f" moved from {self._day(lead.before)} to {self._day(lead.after)}"
                self.take(members, words)
                continue
            names = {field_words(c.field, c.kind) for c in members}
            name = f"{names.pop()} of " if len(names) == 1 else ""
            words = Phrase(f"{name}{number_words(len(items))} items moved from ")
            words += f"{self._day(lead.before)} to {self._day(lead.after)}: "
            words += _few_items(members)
            way = f" move from {value_words(lead.before)} to {value_words(lead.after)}?"
            ask = Phrase("Should ", _few_items(members), way)
            self.take(members, words, ask)

    def _day(self, text: str | None) -> str:
        """A date as it is written, a period in words."""
        period = self.after.calendar.period(text) if text else None
        return period.short if period is not None else text or ""

    def _end(self, text: str | None) -> date | None:
        """The last day of a date or period; None for any other text."""
        found = day(text or "")
        if found is not None:
            return found
        period = self.after.calendar.period(text) if text else None
        return period.end if period is not None else None

    def parts_of_one(self) -> None:
        """Changes within one group of fields, as the two figures of a ballot; an approval and its
        day.
        """
        approved = {c.item for c in self.every(lambda c: c.field == "approved_by")}
        renamed = {c.item for c in self.every(lambda c: c.sort == "renamed")}

        def key(change: Change) -> tuple[object, ...] | None:
            commits = change.field == "status" and change.category == "focus"
            if change.field in ("approved_by", "approved_on") or (
                commits and change.item in approved
            ):
                return change.item, "approval"
            if change.item in renamed and (change.sort == "renamed" or change.field == "title"):
                return change.item, "name"
            stem, dot, _ = change.field.rpartition(".")
            return (change.item, stem, change.category) if dot and stem != "success" else None

        for members in self.grouped(key):
            members.sort(
                key=lambda c: (c.field not in ("status", ""), c.field == "approved_on", c.order)
            )
            stem = members[0].field.rpartition(".")[0]
            ask = None
            if stem and len({change.field.rpartition(".")[0] for change in members}) == 1:
                ask = new_value(field_words(stem, members[0].kind), _titled(members[0])) + "?"
            said = [change.what for change in members if not _repeats(change, members[0])]
            self.take(members, joined(said, "; ", "; "), ask)

    def files(self) -> None:
        """Items that moved together from file to file."""
        for members in self.grouped(
            lambda c: (c.before, c.after) if c.sort == "moved" and not c.field else None
        ):
            lead = members[0]
            words = Phrase(f"{len(members):,} items moved from {lead.before} to {lead.after}")
            self.take(members, words)


# --- words ----------------------------------------------------------------------------------------


def _repeats(change: Change, lead: Change) -> bool:
    """Whether words of a trigger only follow its limit, which leads."""
    if lead.field.endswith((".above", ".below")) and change.before and change.after:
        return change is not lead and _without_figures(change.before) == _without_figures(
            change.after
        )
    return False


def _without_figures(text: str) -> str:
    return re.sub(r"\d[\d.,]*", "", text)


def _sign(change: Change) -> str:
    """A sign of progress in words, without the item: `check-ins`, `score`."""
    route = re.sub(r"\[(?:[^\[\]]|\[[^\]]*\])*\]", "", change.field)
    words = field_words(route, change.kind)
    return f"{words}s" if change.field.endswith("]") and not words.endswith("s") else words


def _begins(change: Change) -> bool:
    return not change.field and change.sort == "added"


def _is_removed(change: Change) -> bool:
    return not change.field and change.sort == "removed"


def _ends(change: Change) -> bool:
    return _is_removed(change) or (change.field == "status" and change.after == "dropped")


def _gained(change: Change) -> tuple[str, ...]:
    return tuple(part for part in change.parts[1] if part not in change.parts[0])


def _titled(change: Change) -> Named:
    return Named(change.item, "titled", change.kind.noun, change.title)


def _few_items(changes: Sequence[Change]) -> Phrase:
    """The first items by name, and how many more there are."""
    every: Mapping[str, Change] = {change.item: change for change in changes}
    shown = list(every.values())
    most = len(shown) if len(shown) <= MAX_NAMED + 1 else MAX_NAMED
    names: list[Phrase | str] = [Phrase(_titled(c)) for c in shown[:most]]
    if len(shown) > most:
        names.append(f"{len(shown) - most:,} more")
    return joined(names)


def _items_phrase(changes: Sequence[Change]) -> Phrase:
    number = len({change.item for change in changes})
    noun = "item" if number == 1 else "items"
    return Phrase(f"{number_words(number)} {noun}: ", _few_items(changes))


def _status_phrase(text: str) -> str:
    return text.replace("_", " ") if text in ("on_track", "at_risk") else text


def _highest_above(
    stack: Stack, identity: str, among: Collection[str], known: dict[str, str | None]
) -> str | None:
    """The highest item up the trace of another that is among some; kept for all on the way."""
    way: list[str] = []
    step = identity
    while step not in known:
        known[step] = None  # so that a cycle is walked once
        way.append(step)
        above = stack.graph.parents.get(step)
        if not above:
            break
        step = above[0]
    found = known[step]
    for below in reversed(way):
        if below != step:
            found = found or (step if step in among else None)
        known[below] = found
        step = below
    return known[identity]


def _counted(entities: Iterable[Entity]) -> str:
    """Items by kind: `two key results and one work item`."""
    return dependents_words(dependents_by_kind(entities))


def _about(refusal: str, title: str) -> bool:
    """Whether a refusal and a title are about the same."""
    if text_likeness(refusal, title) >= ALIKE:
        return True
    words, wanted = keywords(refusal), keywords(title)
    return len(wanted) > 1 and 3 * len(words & wanted) >= 2 * len(wanted)

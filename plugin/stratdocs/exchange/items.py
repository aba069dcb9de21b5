"""Drafts as items: each field as our files have it, and what was done to get there."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from stratdocs.analysis.aims import ends_in_line
from stratdocs.editing.yaml_writer import Value
from stratdocs.exchange.cells import (
    Ways,
    amount_of,
    day_of,
    is_bare,
    is_name,
    is_nothing,
    is_two_days,
    is_two_numbers,
    listed,
    number_in,
    people_in,
    period_between,
    period_of,
    prose_of,
    range_of,
    status_of,
    unit_word,
)
from stratdocs.exchange.columns import Exported
from stratdocs.exchange.drafts import Draft, Drafts, Notes, plural_of, top_down
from stratdocs.exchange.known import OURS, Known
from stratdocs.exchange.layouts import Layout
from stratdocs.exchange.mapping import ColumnMap
from stratdocs.exchange.words import AMBITIONS, LEVELS, WORSE, normal
from stratdocs.model.decode import slug
from stratdocs.model.fields import fields_of
from stratdocs.model.kinds import BY_COLLECTION
from stratdocs.model.periods import period
from stratdocs.model.values import Quantity, quantity
from stratdocs.words.phrases import few

_NONE: Mapping[str, str] = MappingProxyType({})


class Current(NamedTuple):
    """A value whose day the source does not say, as a column `Current` has it."""

    value: str
    date: str = ""
    status: str = ""
    confidence: str = ""
    note: str = ""


class Item(NamedTuple):
    """An item to be written or compared."""

    kind: str
    """Its collection."""
    key: str
    """What it is found by in the next import."""
    title: str
    line: int
    values: Mapping[str, Value]
    """By field; custom fields are `fields.NAME`. Links are not among them."""
    links: Mapping[str, tuple[str, ...]]
    """Keys by field: serves, depends_on, owner, team."""
    check_ins: tuple[Mapping[str, str], ...] = ()
    current: Current | None = None
    own_id: str = ""
    """The id that it has with us, in a table that we wrote."""
    exported: bool = False
    """Whether its values are all that it says, as plain data, from a table that we wrote."""
    raw: Mapping[str, str] = _NONE
    """Words of the source that are compared instead of their values: the status."""
    cells: Mapping[str, str] = _NONE
    """The cells of a row of an export by full heading, also the empty ones."""
    base: Exported = Exported("")
    """Those cells as they were exported."""


class Source(NamedTuple):
    """All that a table says."""

    items: tuple[Item, ...]
    notes: Notes
    statuses: Mapping[str, tuple[str, int]]
    """Word of the source to our status and the number of rows; empty where it is unknown."""


PERSON, TEAM = "person:", "team:"


def source_of(
    drafts: Drafts,
    layout: Layout,
    given: ColumnMap,
    today: date,
    known: Known,
    year_starts: int | None = None,
) -> Source:
    """The items of a table. `known` is the strategy that they may belong to, `year_starts` the
    month in which the fiscal year starts.
    """
    reader = _Reader(drafts, layout, given, today, known, year_starts)
    made = {draft.key: reader.item(draft) for draft in top_down(drafts.drafts)}
    items = [made[draft.key] for draft in drafts.drafts]
    ordered = [*reader.teams.values(), *reader.people.values(), *items]
    return Source(tuple(ordered), drafts.notes, reader.statuses())


class _Reader:
    """What is known of the whole table while its items are made."""

    def __init__(
        self,
        drafts: Drafts,
        layout: Layout,
        given: ColumnMap,
        today: date,
        known: Known,
        year_starts: int | None,
    ) -> None:
        self.known = known
        self.year_starts = year_starts
        self.fiscal = 0
        self.drafts = drafts.drafts
        self.notes: Notes = drafts.notes
        self.layout = layout
        self.given = given
        self.ways: Ways = layout.ways
        self.today = today
        self.people: dict[str, Item] = {}
        self.teams: dict[str, Item] = {}
        self.words: dict[str, tuple[str, int]] = {}
        self.two_days = 0
        self.two_numbers: list[str] = []
        self.times_100 = self._fractions()
        self.confidence_scale = self._confidence_scale()
        self.by_title: dict[str, list[Draft]] = {}
        for draft in self.drafts:
            self.by_title.setdefault(normal(draft.title), []).append(draft)
        self.by_id = {t: d for d in self.drafts for t in (d.identity, *d.aliases, d.row) if t}
        outside = {p.key: p for d in self.drafts for p in d.parents if p.outside}
        self.ends: dict[str, tuple[Quantity, Quantity] | None] = {}
        self.periods = {key: parent.first("period") for key, parent in outside.items()}
        self.team_of: dict[str, tuple[str, ...]] = {}
        self.alone = self._alone()
        self.first_names = self._first_names()

    def statuses(self) -> Mapping[str, tuple[str, int]]:
        """The status words; asks about what could not be recognised."""
        for word, (status, count) in self.words.items():
            if not status:
                self.notes.questions.append(
                    f'unknown status "{word}" (rows: {count}); add it to a map, such as '
                    f"`status: {{{word}: on_track}}`"
                )
        if self.two_days:
            self.notes.questions.append(
                f"{_count(self.two_days, 'date')} could have the day or the month first: "
                "left out; add `dates: day-first` or `dates: month-first` to a map"
            )
        if self.fiscal:
            are = "is a fiscal year" if self.fiscal == 1 else "are fiscal years"
            self.notes.questions.append(
                f"{_count(self.fiscal, 'period')} {are}, kept as `fields.period`; add the "
                "month in which yours starts, such as `settings: {year_starts: 7}`, to a "
                "file of the strategy"
            )
        if self.two_numbers:
            numbers = _count(len(self.two_numbers), "number")
            self.notes.questions.append(
                f"{numbers} such as {self.two_numbers[0]} could use a comma or a point "
                "for decimals: left out; add "
                "`numbers: comma` or `numbers: point` to a map"
            )
        return self.words

    # --- scales of whole columns ---

    def _percent(self, draft: Draft) -> bool:
        return unit_word(draft.first("unit")) == "%" or "%" in draft.title

    def _fractions(self) -> frozenset[str]:
        """The columns that hold 0.4 for 40%, by all of their cells."""
        wanted = self.given.settings.get("percent")
        percent = [d for d in self.drafts if self._percent(d)]
        found: set[str] = set()
        unsure: list[str] = []
        fields = ("baseline", "target", "value")
        for field in fields:
            cells = [
                (d, c)
                for d in percent
                for c in [*d.all(field), *[v for _, v in d.dated if field == "value"]]
                if is_bare(c)
            ]
            numbers = [number_in(cell) or 0.0 for _, cell in cells]
            if numbers and max(map(abs, numbers)) > 1:
                self._mixed_scales(field, cells)
            if not numbers or max(map(abs, numbers)) > 1 or all(n in (0, 1) for n in numbers):
                continue
            scaled = kept = 0
            for draft, cell in cells:
                in_title = {float(n.replace(",", ".")) for n in _PERCENTS.findall(draft.title)}
                number = number_in(cell) or 0.0
                scaled += any(abs(number * 100 - n) < 1e-6 for n in in_title)
                kept += number in in_title
            if wanted == "fractions" or (wanted is None and scaled and not kept):
                found.add(field)
            elif wanted is None and not kept:
                unsure.append(field)
        if found and not wanted:  # beside a column of fractions, an undecided one is another
            found.update(unsure)
        elif unsure:
            self.notes.questions.append(
                f"the percentages in {' and '.join(unsure)} are all at most 1 and were kept "
                "as they are; if 0.4 means 40%, add `percent: fractions` to a map"
            )
        return frozenset(found)

    def _mixed_scales(self, field: str, cells: Sequence[tuple[Draft, str]]) -> None:
        """Asks about fractions among percentages: 0.4 where the title says 40%."""
        for draft, cell in cells:
            number = number_in(cell) or 0.0
            said = {float(n.replace(",", ".")) for n in _PERCENTS.findall(draft.title)}
            if 0 < abs(number) < 1 and number not in said:
                if any(abs(number * 100 - n) < 1e-6 for n in said):
                    self.notes.questions.append(
                        f'row {draft.line}: the {field} "{cell}" looks like '
                        f"{number * 100:g}%, but other rows count in percent: kept as it "
                        "is; correct the cell"
                    )

    def _confidence_scale(self) -> float:
        numbers = [
            n
            for d in self.drafts
            for c in d.all("confidence")
            if is_bare(c) and (n := number_in(c)) is not None
        ]
        top = max(numbers, default=0.0)
        return 10.0 if 0 < top <= 1 else 0.1 if top > 10 else 1.0

    # --- an item ---

    def item(self, draft: Draft) -> Item:
        """The item of a draft; its parents have been made before it."""
        kind = BY_COLLECTION[draft.kind]
        names = {field.name for field in fields_of(kind)}
        values: dict[str, Value] = {"title": draft.title}
        links: dict[str, tuple[str, ...]] = {}
        raw: dict[str, str] = {}
        description = "\n\n".join(map(prose_of, draft.all("description")))
        if description:
            values["description"] = description
        self._level(draft, names, values)
        self._owner(draft, values, links)
        self._team(draft, names, values, links)
        self._times(draft, names, values)
        if draft.parents:
            links["serves"] = tuple(dict.fromkeys(parent.key for parent in draft.parents))
        if waits := self._dependencies(draft):
            links["depends_on"] = waits
        self._status(draft, values, raw)
        if tags := list(dict.fromkeys(t for cell in draft.all("tags") for t in listed(cell))):
            values["tags"] = tags
        self._ambition(draft, names, values, links)
        check_ins: tuple[Mapping[str, str], ...] = ()
        current = None
        if "baseline" in names:
            self._amounts(draft, values)
        elif draft.first("target") and not self._is_rollup(draft):
            self._own_amounts(draft, values)
        if "check_ins" in names:
            check_ins, current = self._check_ins(draft)
            if not check_ins and current is None:
                self._progress(draft, values)
                self._without_value(draft)
        self._score(draft, names, values)
        if "url" in names and (url := draft.first("url") or draft.identity).startswith("http"):
            values["url"] = url
        self._estimate(draft, names, values)
        for field, cells in draft.cells.items():
            if field.startswith("fields.") and cells:
                values[field] = cells[0]
        return Item(
            draft.kind,
            draft.key,
            draft.title,
            draft.line,
            values,
            links,
            check_ins,
            current,
            draft.identity if self.layout.own else "",
            raw=raw,
        )

    def _ambition(
        self,
        draft: Draft,
        names: set[str],
        values: dict[str, Value],
        links: dict[str, tuple[str, ...]],
    ) -> None:
        """The ambition; what a key result's objective says as well, its team too, is left out."""
        ambition = AMBITIONS.get(normal(draft.first("ambition")))
        above = draft.parents[0] if draft.parents else None
        if draft.kind == "key_results" and above is not None:
            if ambition == AMBITIONS.get(normal(above.first("ambition"))):
                ambition = None
            if links.get("team") == self.team_of.get(above.key):
                links.pop("team", None)
        if "team" in links:
            self.team_of[draft.key] = links["team"]
        if ambition and "ambition" in names:
            values["ambition"] = ambition

    def _own_amounts(self, draft: Draft, values: dict[str, Value]) -> None:
        """The amounts of what has no target with us, as custom fields."""
        for field in ("baseline", "target", "value"):
            if cell := draft.first(field):
                values[f"fields.{field}"] = self._amount(draft, field, cell) or cell
        plural = plural_of(draft.kind)
        self.notes.converted(f"{plural} have no target: kept under `fields`", draft.title)

    def _without_value(self, draft: Draft) -> None:
        """Lists what a check-in would say, where no value makes one."""
        for field in ("confidence", "note"):
            if cell := draft.first(field):
                rule = f"a {field} without a value, which would be a check-in: left out"
                self.notes.converted(rule, " ".join(cell.split()))

    def _progress(self, draft: Draft, values: dict[str, Value]) -> None:
        progress = draft.first("progress")
        if progress and number_in(progress):
            values["fields.progress"] = progress
            rule = "progress without a value: kept as `fields.progress`"
            self.notes.converted(rule, progress)

    def _level(self, draft: Draft, names: set[str], values: dict[str, Value]) -> None:
        if "level" not in names or draft.kind == "strategies":
            return
        word = draft.first("level")
        if level := LEVELS.get(normal(word)):
            values["level"] = level
        elif word:
            self.notes.unread.append((draft.line, f'unknown level "{word}"'))

    def _owner(
        self, draft: Draft, values: dict[str, Value], links: dict[str, tuple[str, ...]]
    ) -> None:
        people: dict[str, str] = {}
        for cell in draft.all("owner"):
            for name in people_in(cell, self.alone):
                if not is_name(name):
                    values.setdefault("fields.owner", cell)
                elif identity := slug(name):
                    if full := self.first_names.get(identity):
                        self.notes.converted("first names of one person", f"{name} → {full}")
                        identity, name = slug(full), full
                    people.setdefault(self._owner_key(identity, name, draft), name)
        people.pop("", None)
        if not people:
            return
        first, *others = people
        for key, name in people.items():
            if key.startswith(PERSON):
                self._person(key.removeprefix(PERSON), name, draft.line)
        links["owner"] = (first,)
        if others:
            values["fields.co_owners"] = [people[other] for other in others]
            self.notes.converted(
                "several owners: the first is the owner", ", ".join(people.values())
            )

    def _owner_key(self, identity: str, name: str, draft: Draft) -> str:
        """The key of an owner, one of the strategy's if it has them; empty if it has several."""
        same = self.known.people(name)
        if len(same) > 1:
            ids = few([entity.id for entity in same])
            self.notes.questions.append(
                f'row {draft.line}: the owner "{name}" could be any of {ids}; give the full '
                "name or the id"
            )
            return ""
        plain = not same or normal(same[0].title) == normal(name) or same[0].id == identity
        if plain and (not same or same[0].collection == "people"):
            return PERSON + identity
        self.notes.converted("owners found in the strategy", f"{name} → {same[0].id}")
        return f"{OURS}{same[0].id}"

    def _alone(self) -> frozenset[str]:
        """The words that are a name of their own in some cell, or the first of one."""
        cells = {cell for draft in self.drafts for cell in draft.all("owner")}
        names = [cell.split() for cell in cells if "," not in cell and "@" not in cell]
        return frozenset(words[0] for words in names if words and len(words) <= 3)

    def _first_names(self) -> Mapping[str, str]:
        """The full name of each first name that only one person has."""
        names = {
            n for d in self.drafts for cell in d.all("owner") for n in people_in(cell, self.alone)
        }
        found: dict[str, set[str]] = {}
        for name in names:
            words = name.split()
            if 1 < len(words) <= 4 and all(w[:1].isupper() for w in (words[0], words[-1])):
                found.setdefault(slug(words[0]), set()).add(name)
        return {
            first: full.pop()
            for first, full in found.items()
            if len({slug(name) for name in full}) == 1
        }

    def _person(self, identity: str, name: str, line: int) -> None:
        key = PERSON + identity
        title = name if name != name.lower() or " " in name else name.replace("-", " ").title()
        if key not in self.people:
            self.people[key] = Item("people", key, title, line, {"title": title}, {})

    def _team(
        self,
        draft: Draft,
        names: set[str],
        values: dict[str, Value],
        links: dict[str, tuple[str, ...]],
    ) -> None:
        teams: dict[str, str] = {}
        for cell in draft.all("team"):
            for name in listed(cell):
                name = re.split(r"[\\/]", name)[-1].strip()
                if identity := slug(name):
                    teams.setdefault(identity, name)
        if not teams or "team" not in names:
            return
        first, *others = teams
        for identity, name in teams.items():
            key = TEAM + identity
            if key not in self.teams:
                self.teams[key] = Item("teams", key, name, draft.line, {"title": name}, {})
        links["team"] = (TEAM + first,)
        if others:
            values["fields.co_teams"] = [teams[other] for other in others]
            self.notes.converted("several teams: the first is the team", ", ".join(teams.values()))

    # --- when ---

    def _day(self, draft: Draft, field: str) -> str:
        for cell in draft.all(field):
            found = day_of(cell, self.ways)
            if found:
                if found != cell.strip():
                    self.notes.converted("dates", f"{cell} → {found}")
                return found
            if found is None:
                if is_two_days(cell, self.ways):
                    self.two_days += 1
                else:
                    self.notes.unread.append((draft.line, f'the date "{cell}" couldn\'t be read'))
                return ""
        return ""

    def _times(self, draft: Draft, names: set[str], values: dict[str, Value]) -> None:
        starts, ends = self._day(draft, "starts"), self._day(draft, "by")
        found, starts, ends = self._named_period(draft, values, starts, ends)
        if not found and starts and ends and draft.kind != "work":
            if name := period_between(starts, ends):
                found = name
                self.notes.converted("periods from two dates", f"{starts} to {ends} → {name}")
        if not found and draft.kind == "objectives" and not ends:
            found = self._shared_period(draft)
        above = next((p for p in map(self._period_of, draft.parents) if p), "")
        if found or above:
            self.periods[draft.key] = found or above
        if found and (found != above or draft.kind == "objectives"):
            values["period"] = found
        self._deadline(draft, names, values, ends)
        if draft.kind == "work" and (finished := self._day(draft, "finished")):
            values["finished"] = finished

    def _named_period(
        self, draft: Draft, values: dict[str, Value], starts: str, ends: str
    ) -> tuple[str, str, str]:
        """The period that a cell names, and the first and last day, which it may hold instead."""
        for cell in draft.all("period"):
            name = period_of(cell)
            if name and period(name, self.year_starts) is None:
                self.fiscal += 1
                values["fields.period"] = cell
                break
            if name:
                if name != cell:
                    self.notes.converted("periods", f"{cell} → {name}")
                return name, starts, ends
            if span := range_of(cell, self.ways):
                return "", starts or span[0], ends or span[1]
            if day := day_of(cell, self.ways):
                return "", starts, ends or day
            if is_two_days(cell, self.ways):
                self.two_days += 1
                break
            if not _CADENCE.fullmatch(cell):
                self.notes.unread.append((draft.line, f'the period "{cell}" couldn\'t be read'))
        return "", starts, ends

    def _deadline(self, draft: Draft, names: set[str], values: dict[str, Value], ends: str) -> None:
        if not ends:
            return
        if "by" in names:
            if not self._is_end(draft, ends):  # the end of its period is its deadline
                values["by"] = ends
        elif "due" in names:
            values["due"] = ends
        elif "period" not in values:
            values["fields.due"] = ends
            rule = "an end without a start isn't a period: kept as `fields.due`"
            self.notes.converted(rule, ends)

    def _is_end(self, draft: Draft, day: str) -> bool:
        span = period(self.periods.get(draft.key, ""), self.year_starts)
        return span is not None and span.end.isoformat() == day

    def _period_of(self, draft: Draft) -> str:
        return self.periods.get(draft.key, "")

    def _shared_period(self, draft: Draft) -> str:
        """The period that all of its children name."""
        found = {period_of(child.first("period")) for child in draft.children}
        return (found.pop() or "") if len(found) == 1 else ""

    # --- how it goes ---

    def _status(self, draft: Draft, values: dict[str, Value], raw: dict[str, str]) -> None:
        word = draft.first("status")
        status = ""
        if word:
            own = self.given.status.get(normal(word))
            status = own or status_of(word) or ""
            count = self.words.get(word, ("", 0))[1] + 1
            self.words[word] = (status, count)
            raw["status"] = word
            if own is None and normal(word) in WORSE:
                self.notes.converted(
                    f'"{word}" is read as `at_risk`, the worst status there is', draft.title
                )
        if draft.first("archived") and normal(draft.first("archived")) not in ("no", "false", "0"):
            status = "done" if status == "done" else "dropped"
        if draft.first("dropped"):
            status = "dropped"
        finished = draft.first("finished")
        if finished and normal(finished) not in ("no", "false", "0") and status in ("", "open"):
            status = "done"
        if status == "open":
            status = "committed" if self._begun(draft) else "proposed"
        if status:
            values["status"] = status

    def _begun(self, draft: Draft) -> bool:
        name = self.periods.get(draft.key, "")
        span = period(name, self.year_starts) if name else None
        if span is not None:
            return span.start <= self.today
        return False

    def _score(self, draft: Draft, names: set[str], values: dict[str, Value]) -> None:
        cell = draft.first("score")
        if not cell:
            return
        number = number_in(cell)
        if "score" in names and draft.kind != "risks" and number is not None:
            values["score"] = cell
        elif "score" in names:
            self.notes.unread.append((draft.line, f'the score "{cell}" isn\'t a number'))
        else:
            self.notes.converted(f"a {BY_COLLECTION[draft.kind].noun} has no score: left out", cell)

    def _estimate(self, draft: Draft, names: set[str], values: dict[str, Value]) -> None:
        cell = draft.first("estimate")
        number = number_in(cell) if cell else None
        if number is None or "estimate" not in names:
            return
        if self.layout.preset is not None and self.layout.preset.hours and is_bare(cell):
            values["estimate"] = f"{number / 3600:g} h"
            self.notes.converted("estimates in seconds", f"{cell} → {number / 3600:g} h")
        else:
            values["estimate"] = f"{cell} points" if is_bare(cell) else cell

    # --- what is measured ---

    def _is_rollup(self, draft: Draft) -> bool:
        """Whether its measure is only the share done of what is below it."""
        metric = normal(draft.first("metric"))
        ends = number_in(draft.first("baseline") or "0"), number_in(draft.first("target"))
        return metric in ("progress", "complete", "completion", "") and ends in ((0, 100), (0, 1))

    def _amount(self, draft: Draft, field: str, cell: str) -> str:
        unit = unit_word(draft.first("unit"))
        scale = field in self.times_100 and self._percent(draft)
        if not unit and scale:
            unit = "%"
        elif not unit and is_bare(cell) and (ends := self._ends(draft)) and ends[1].unit:
            unit = ends[1].unit if self._is_like(cell, draft) else ""
        found = amount_of(cell, unit, self.ways, times_100=scale and is_bare(cell))
        if found is None:
            if is_two_numbers(cell):
                self.two_numbers.append(cell)
            else:
                self.notes.unread.append((draft.line, f'the {field} "{cell}" isn\'t a number'))
            return ""
        if scale and is_bare(cell) and found:
            self.notes.converted("fractions of one as percentages", f"{cell} → {found}")
        elif found and found != " ".join(cell.split()):
            self.notes.converted("numbers with their unit", f"{cell} → {found}")
        return found

    def _amounts(self, draft: Draft, values: dict[str, Value]) -> None:
        metric = draft.first("metric")
        if metric and normal(metric) not in ("progress", "complete"):
            values["metric"] = self._metric(draft, " ".join(metric.split()))
        for field in ("baseline", "target"):
            for cell in draft.all(field):
                if amount := self._amount(draft, field, cell):
                    values[field] = amount
                    break
        if draft.kind == "key_results":
            self._figures_of_title(draft, values)

    def _figures_of_title(self, draft: Draft, values: dict[str, Value]) -> None:
        """Takes baseline and target from the title, if no cell has them and it says both."""
        if any(draft.all(field) for field in ("baseline", "target")):
            return
        ends = self._ends(draft)
        if ends is None:
            return
        looks = [*draft.all("value"), *(cell for _, cell in draft.dated)]
        unit = unit_word(draft.first("unit")) or ends[1].unit
        if not all(self._is_like(cell, draft) for cell in looks) or unit != ends[1].unit:
            self.notes.converted(
                "baseline and target in the title don't match the values: not written", draft.title
            )
            return
        values["baseline"], values["target"] = (end.text for end in ends)
        self.notes.converted(
            "baseline and target read from the title, since no cell has them",
            f"{draft.title[:40]}: {ends[0].text} → {ends[1].text}",
        )

    def _metric(self, draft: Draft, name: str) -> str:
        """The id of the strategy's metric with a name, else the name."""
        same = self.known.named(name, ("metrics",))
        if len(same) > 1:
            ids = few([entity.id for entity in same])
            self.notes.questions.append(
                f'row {draft.line}: the metric "{name}" is the title of several ({ids}); '
                "give the id of the one you mean"
            )
        if len(same) != 1:
            return name
        if same[0].id != name:
            self.notes.converted("metrics found in the strategy", f"{name} → {same[0].id}")
        return same[0].id

    def _ends(self, draft: Draft) -> tuple[Quantity, Quantity] | None:
        """The baseline and target in the title of a key result; read once."""
        if draft.key not in self.ends:
            figures = draft.kind == "key_results" and _MAY_SAY_BOTH.search(draft.title)
            self.ends[draft.key] = ends_in_line(draft.title) if figures else None
        return self.ends[draft.key]

    def _is_like(self, cell: str, draft: Draft) -> bool:
        """Whether a value may be meant in the unit of the baseline and target in the title: it has
        that unit, or none and is of their size.
        """
        ends, value = self._ends(draft), quantity(" ".join(cell.split()))
        if ends is None or value is None or value.unit:
            return value is None or ends is None or value.within(ends[1]) is not None
        numbers = sorted(abs(end.number) for end in ends)
        return not value.number or numbers[0] / _ALIKE <= abs(value.number) <= numbers[1] * _ALIKE

    def _check_ins(self, draft: Draft) -> tuple[tuple[Mapping[str, str], ...], Current | None]:
        found: dict[str, dict[str, str]] = {}
        for cell in draft.all("check_ins"):
            for match in _VIVA_CHECK_IN.finditer(cell):
                self._check_in(found, draft, match["date"], match["value"], match["status"],
                               match["note"], "")  # fmt: skip
            if not _VIVA_CHECK_IN.search(cell):
                self.notes.unread.append(
                    (draft.line, f'the check-in "{cell[:60]}" couldn\'t be read')
                )
        for row in self.layout.table.check_ins.get(draft.identity, ()):
            self._check_in(found, draft, row.date, row.value, row.status, row.note, row.confidence)
        for day, cell in draft.dated:
            self._check_in(found, draft, day, cell, "", "", "")
        ordered = tuple(found[day] for day in sorted(found))
        cell = draft.first("value")
        amount = self._amount(draft, "value", cell) if cell else ""
        note = draft.first("note")
        if amount and not (ordered and ordered[-1].get("value") == amount):
            status = status_of(draft.first("status")) or ""
            return ordered, Current(
                amount,
                self._day(draft, "value_date"),
                status if status not in ("open", "") else "",
                self._confidence(draft.first("confidence")),
                " ".join(note.split()),
            )
        if ordered:
            confidence = self._confidence(draft.first("confidence"))
            if confidence:
                found[max(found)].setdefault("confidence", confidence)
        return ordered, None

    def _check_in(
        self, found: dict[str, dict[str, str]], draft: Draft, day: str, value: str, status: str,
        note: str, confidence: str,
    ) -> None:  # fmt: skip
        when = day_of(day, self.ways)
        amount = self._amount(draft, "value", value)
        if not when or not (amount or note):
            if value and not when:
                self.notes.unread.append((draft.line, f'a check-in of "{day}" has no date'))
            return
        known = status_of(status) if status else None
        entry = {
            "date": when,
            "value": amount,
            "status": known if known and known != "open" else "",
            "confidence": self._confidence(confidence),
            "note": " ".join(prose_of(note).split()),
        }
        if when in found and amount and found[when].get("value"):
            return
        found[when] = {key: text for key, text in entry.items() if text}

    def _confidence(self, cell: str) -> str:
        """A confidence from 0 to 10; empty where it cannot be recognised."""
        if not cell or is_nothing(cell):
            return ""
        if match := re.fullmatch(r"(\d+(?:\.\d+)?) ?/ ?(\d+)", cell.strip()):
            number = float(match[1]) / float(match[2] or 1) * 10 if float(match[2]) else 0.0
        elif cell.strip().endswith("%"):
            number = (number_in(cell) or 0.0) / 10
        else:
            bare = number_in(cell)
            if bare is None:
                self.notes.converted("confidence in words: left out", cell)
                return ""
            number = bare * (10 if 0 < bare < 1 else self.confidence_scale)
        return str(round(number)) if 0 <= number <= 10 else ""

    def _dependencies(self, draft: Draft) -> tuple[str, ...]:
        found: list[str] = []
        for cell in draft.all("depends_on"):
            for text in [cell] if cell in self.by_id else listed(cell):
                other = self.by_id.get(text)
                same = self.by_title.get(normal(text), [])
                if other is None and len(same) == 1:
                    other = same[0]
                if other is draft:
                    self.notes.unlinked.append((draft.line, f'it depends on itself, "{text}"'))
                elif other is not None:
                    found.append(other.key)
                elif len(same) > 1:
                    lines = few([str(d.line) for d in same])
                    self.notes.unlinked.append(
                        (draft.line, f'it depends on "{text}", the title of several rows ({lines})')
                    )
                elif key := self._dependency_here(draft, text):
                    found.append(key)
        return tuple(dict.fromkeys(found))

    def _dependency_here(self, draft: Draft, text: str) -> str:
        """The key of what an item waits for, if the strategy has it; else it is listed."""
        if self.known.row(text) is not None:
            return text
        same = self.known.named(text, _WAITED_FOR)
        if len(same) == 1:
            return f"{OURS}{same[0].id}"
        what = (
            f"the title of several items here ({few([entity.id for entity in same])})"
            if same
            else "which is neither in the file nor in the strategy"
        )
        self.notes.unlinked.append((draft.line, f'it depends on "{text}", {what}'))
        return ""


_MAY_SAY_BOTH = re.compile(r"\d.*\d|\bfrom\b", re.IGNORECASE)
_ALIKE = 3
"""How many times larger or smaller a value without a unit may be than the figures in a title."""
_WAITED_FOR = frozenset(BY_COLLECTION) - {"people", "teams"}
_PERCENTS = re.compile(r"(?<!\d)(\d+(?:[.,]\d+)?) ?%")
_CADENCE = re.compile(r"(?i)(?:annual|annually|quarterly|monthly|yearly|custom|half-yearly|weekly)")
_VIVA_CHECK_IN = re.compile(
    r"Check-?in Date: (?P<date>[^;]*); User: (?P<user>.*?); Note: (?P<note>.*?); "
    r"Metric Name: (?P<metric>.*?); Status: (?P<status>.*?); Current Value: (?P<value>.*?); "
    r"Activity Date: [^;]*;?",
    re.DOTALL | re.IGNORECASE,
)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun if number == 1 else f'{noun}s'}"

"""Reading on after a syntax error: which small change would let the rest be read?

A strategy is written by hand, so a text that is not YAML is nearly one: a tab, a quote that is
never closed, a line indented by one too many. Each slip is looked for where it was made, which is
not always where a parser stops. Several repairs are tried; the one after which reading gets
furthest is taken. Lines keep their numbers, so findings further down still point at the right
place.

Knows lines of text and a `probe` that says where reading breaks; no YAML library, no strategy.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from stratdocs.yamltext.slips import (
    BARE,
    COLON_MESSAGE,
    TIGHT,
    VALUE,
    Break,
    Problem,
    Replacement,
    Slip,
    Vocabulary,
    flow_value,
    is_known,
    quoted,
    quoting_reason,
    second_field,
    typing_slips,
)

MAX_REPAIRS = 20
"""Slips reported of one file before reading of it stops; ten times as many tabs."""


class Recovered(NamedTuple):
    """A text that can be read, and what was changed for it."""

    lines: list[str]
    slips: list[Slip]
    unsure: set[int]
    """Lines, from 0, that were left out or may have been meant differently."""
    complete: bool


Probe = Callable[[str], Break | None]


class _Repair(NamedTuple):
    """One possible repair: the new text of each line that it changes, None for a line left out."""

    cost: int
    """What is lost: 1 nothing, 2 a line, 3 the lines nested below it too, 4 an item of the list."""
    edits: Mapping[int, str | None]
    slip: Slip
    sure: bool = False
    more: tuple[Slip, ...] = ()
    """Further slips in the same line."""
    exact: bool = False
    """Whether it is a mistake that people are known to make, and not a guess."""


def recover(lines: list[str], probe: Probe, vocabulary: Vocabulary) -> Recovered:
    """The text, repaired one slip at a time until it can be read."""
    recovery = _Recovery(list(lines), probe, vocabulary)
    complete = recovery.run()
    return Recovered(recovery.lines, recovery.slips, recovery.unsure, complete)


class _Recovery:
    def __init__(self, lines: list[str], probe: Probe, vocabulary: Vocabulary) -> None:
        self.lines = lines
        self.original = tuple(lines)
        self.probe = probe
        self.vocabulary = vocabulary
        self.slips: list[Slip] = []
        self.unsure: set[int] = set()
        self.changed: set[int] = set()
        """Lines that were repaired, other than for a tab."""
        self.top_keys: list[int] = []
        self.tabs_tried: set[int] = set()
        """Collections in which all tabs were replaced together, or could not be."""
        # characters read in all attempts: a hostile file must not take longer than a large one
        self.budget = sum(map(len, lines)) + 2_000_000

    def run(self) -> bool:
        """Repairs the text; returns whether it can be read to its end."""
        start = 0
        repairs = 0
        max_slips = MAX_REPAIRS if self.budget > _MAX_SEARCHED * 3 else 10 * MAX_REPAIRS
        while repairs < MAX_REPAIRS and len(self.slips) < max_slips:
            self.top_keys = [n for n, text in enumerate(self.lines) if _KEY_WORD.match(text)]
            stop = self.next_break(start, len(self.lines), {})
            if stop is None:
                return True
            repair = self.best_repair(stop)
            if repair is None:
                self.slips.append(_break_slip(self.lines, stop))
                return False
            repeated = self.changed.intersection(repair.edits)
            for slip in (repair.slip, *repair.more):
                if slip.line in repeated:
                    continue
                if slip.fix is not None and self.lines[slip.line] != self.original[slip.line]:
                    slip = slip._replace(fix=None)  # the line has changed, and with it its columns
                self.slips.append(slip)
            repairs += repair.slip.message is not TAB
            for line, text in repair.edits.items():
                if line in repeated:
                    text = None  # one repair of the line did not help, so it is left out
                self.lines[line] = text or ""
                if text is None or not repair.sure:
                    self.unsure.add(line)
            if repair.slip.message is not TAB:
                self.changed.update(repair.edits)
            if not repair.sure:
                self.unsure.update(_content_above(self.lines, min(repair.edits)))
            start = self.item_start(min(*repair.edits, stop.first))
        stop = self.next_break(start, len(self.lines), {})
        if stop is not None:
            self.slips.append(_break_slip(self.lines, stop))
        return stop is None

    def next_break(self, start: int, end: int, edits: Mapping[int, str | None]) -> Break | None:
        """Where reading would stop first between two lines, after the edits."""
        part = self.lines[start:end]
        for line, text in edits.items():
            if start <= line < end:
                part[line - start] = text or ""
        head = self.collection_line(start)
        if head is not None:
            part.insert(0, self.lines[head])
            start -= 1
        text = "\n".join(part)
        stop = self.probe(text)
        if stop is None:
            return None
        began = stop.began and (stop.began[0] + start, stop.began[1])
        line, column = stop.line + start, stop.column
        if line >= end:
            line, column = end - 1, len(self.lines[end - 1])
        return Break(line, column, stop.problem, stop.words, began)

    def reach(self, start: int, end: int, edits: Mapping[int, str | None]) -> int:
        """The line where reading would stop after the edits, else the end."""
        self.budget -= sum(map(len, self.lines[start:end]))
        stop = self.next_break(start, end, edits)
        return end if stop is None else stop.first

    def best_repair(self, stop: Break) -> _Repair | None:
        """The repair after which reading gets furthest, and which loses least."""
        start = self.item_start(stop.first)
        if stop.line - stop.first > _MAX_QUOTED_LINES:  # only what began there can be the slip
            end = self.item_end(stop.first)
            for repair in self.closing_repairs(stop):
                self.budget -= sum(map(len, self.lines[start:end]))
                if self.next_break(start, end, repair.edits) is None:
                    return repair
        end = self.item_end(stop.line)
        best: _Repair | None = None
        exact: _Repair | None = None
        best_worth = (0, 0, 0)
        size = sum(map(len, self.lines[start:end]))
        if size >= _MAX_SEARCHED:
            return None
        for repair in self.repairs(stop, start):
            if self.budget < 0:
                return None
            self.budget -= size
            worth = self.worth(repair, stop, start, end)
            if worth[0] < 1:
                continue
            if exact is None and repair.exact:
                exact = repair
            if best is None or worth > best_worth:
                best, best_worth = repair, worth
        if best is None or not best.exact:
            several = self.several_slips(stop, start, end, max(1, min(best_worth[0], 3)))
            if several is not None:
                return several
        # a known slip with another one in the next line is likelier than a line too many
        return exact if best is not None and best.cost > 1 and exact is not None else best

    def worth(self, repair: _Repair, stop: Break, start: int, end: int) -> tuple[int, int, int]:
        """How much a repair is worth: how many lines it gains, up to three, what it costs, and how
        far reading gets. After a good repair the next lines read well; more may be luck.
        """
        next_stop = self.next_break(start, end, repair.edits)
        reach = end if next_stop is None else next_stop.first
        gained = reach - stop.line
        last = max(repair.edits)
        if gained == 0 and last < stop.line and not _is_same_break(stop, next_stop):
            gained = reach - last  # a second slip begins where this one was noticed
        return min(gained, 3), -repair.cost, reach

    def several_slips(self, stop: Break, start: int, end: int, wanted: int) -> _Repair | None:
        """Several known slips in one line, where no single one explains why reading stops: the
        fewest that gain so many lines.
        """
        size = sum(map(len, self.lines[start:end]))
        for line in dict.fromkeys((stop.line, stop.first, *_content_above(self.lines, stop.line))):
            tries = [_Try(self.lines[line], stop, ())]
            seen = {tries[0].text}
            for tried in tries:
                for slip in typing_slips(tried.text, line, tried.stop, self.vocabulary):
                    if slip.fix is None or len(seen) > _MAX_TRIES or self.budget < 0:
                        continue
                    first, last, new, _ = slip.fix
                    text = tried.text[:first] + new + tried.text[last:]
                    if text in seen or len(text) > _MAX_GROWTH * len(self.lines[line]):
                        continue  # quotes within quotes within quotes repair nothing
                    seen.add(text)
                    self.budget -= size
                    slips = (*tried.slips, slip)
                    repair = _Repair(1, {line: text}, slip, exact=True)
                    if len(slips) > 1 and self.worth(repair, stop, start, end)[0] >= wanted:
                        placed = _in_original_columns(slips)
                        return repair._replace(slip=placed[0], more=placed[1:])
                    next_stop = self.next_break(start, end, {line: text})
                    here = next_stop is not None and next_stop.line == line
                    tries.append(_Try(text, next_stop if here and next_stop else stop, slips))
        return None

    # --- the layout of a strategy file: collections at the left margin, a list of items below each

    def collection_line(self, line: int) -> int | None:
        """The line with the name of the collection that a line belongs to."""
        if line >= len(self.lines) or not self.lines[line].startswith((" ", "-")):
            return None
        above = self.top_key(line)
        return above if above is not None and _OPEN_KEY.match(self.lines[above]) else None

    def top_key(self, line: int) -> int | None:
        """The nearest line with a key at the left margin, from the line itself upwards."""
        at = bisect_right(self.top_keys, line)
        return self.top_keys[at - 1] if at else None

    def item_start(self, line: int) -> int:
        """The first line of the collection's item that a line belongs to."""
        top = self.top_key(line)
        if top is None:
            return 0
        if not _OPEN_KEY.match(self.lines[top]):
            return top
        dashes = (
            n for n in _content_below(self.lines, top) if self.lines[n].lstrip(" ").startswith("- ")
        )
        first = next(dashes, None)
        if first is None:
            return top
        mark = " " * _indent_width(self.lines[first]) + "- "
        starts = (n for n in range(line, first - 1, -1) if self.lines[n].startswith(mark))
        return next(starts, top)

    def item_end(self, line: int, items: int = 2) -> int:
        """The line after the item that a line belongs to, or after that many items."""
        start = self.item_start(line)
        first = self.lines[start]
        mark = first[: _indent_width(first) + 2]
        limit = min(len(self.lines), line + _MAX_LINES_AROUND)
        for below in range(line + 1, limit):
            text = self.lines[below]
            if _KEY_WORD.match(text) or (mark.endswith("- ") and text.startswith(mark)):
                items -= 1
                if not items:
                    return below
        return limit

    def parent_key(self, line: int, width: int) -> str:
        """The key that a key of that indentation belongs to; empty at the top."""
        limit = width
        start = self.item_start(line)
        for above in range(line - 1, start - 1, -1):
            text = self.lines[above]
            at = _indent_width(text)
            if at >= limit or not _has_content(text):
                continue
            match = _DASHES.match(text, at)
            inner = match.end() if match else at
            word = _KEY_WORD.match(text[inner:])
            if inner > at:
                if word and inner < limit:
                    return word[1]
                limit = at + 1
            elif word:
                return word[1]
            if limit <= 0:
                return ""
        top = self.top_key(line - 1) if limit > 0 else None
        word = _KEY_WORD.match(self.lines[top]) if top is not None else None
        return word[1] if word else ""

    # --- possible repairs

    def repairs(self, stop: Break, start: int) -> Iterator[_Repair]:
        """Possible repairs, the most likely first."""
        lines = self.lines
        suspects = list(dict.fromkeys((stop.line, stop.first, *_content_above(lines, stop.line))))
        for line in suspects:
            tab = leading_tab(lines[line])
            if tab is not None:
                repair = self.tabs_repair(line) or self.tab_repair(line, tab, start)
                if repair is not None:
                    yield repair
                    return
        for line in suspects:
            yield from self.foreign_line_repairs(line)
            yield from self.typing_repairs(line, stop)
        yield from self.closing_repairs(stop)
        for line in suspects:
            yield from self.line_repairs(line, stop)
        yield from self.hyphen_repairs(stop)
        for line in suspects:
            yield from self.indentation_repairs(line, start)
        yield from self.loss_repairs(stop, start)

    def tabs_repair(self, line: int) -> _Repair | None:
        """Spaces for all tabs of a collection, each as wide, where that leaves only one reading."""
        start = self.top_key(line) or 0
        at = bisect_right(self.top_keys, line)
        end = self.top_keys[at] if at < len(self.top_keys) else len(self.lines)
        tabbed = [n for n in range(start, end) if leading_tab(self.lines[n]) is not None]
        size = sum(map(len, self.lines[start:end]))
        if start in self.tabs_tried or len(tabbed) < 2 or size > _MAX_TABBED:
            return None
        self.tabs_tried.add(start)
        readings: dict[tuple[int, ...], dict[int, str]] = {}
        for width in (2, 4, 8):
            edits = {n: _with_spaces(self.lines[n], width) for n in tabbed}
            if self.budget >= 0 and self.reach(start, end, edits) == end:
                part = [edits.get(n, self.lines[n]) for n in range(start, end)]
                readings.setdefault(_nesting(part), edits)
        if len(readings) != 1:
            return None
        edits = next(iter(readings.values()))
        first, *more = (Slip(n, self.lines[n].index("\t"), TAB) for n in tabbed)
        return _Repair(1, edits, first, sure=True, more=tuple(more))

    def tab_repair(self, line: int, tab: int, start: int) -> _Repair | None:
        """Spaces for a tab: as many as let the text be read and suit the line's key."""
        text = self.lines[line]
        slip = Slip(line, tab, TAB)
        prefix = _PREFIX.match(text)[0]  # type: ignore[index]  # it matches anything
        body = text[len(prefix) :]
        dashes = "".join(f"{part} " for part in re.findall("-", prefix))
        if not body or body.startswith("#"):
            width = len(prefix.replace("\t", ""))
            return _Repair(1, {line: " " * width + body}, slip, sure=True)
        head = len(text) - len(text.lstrip(" "))
        if dashes and tab > head:  # the tab follows the hyphen
            return _Repair(1, {line: " " * head + dashes + body}, slip, sure=True)
        body = dashes + body
        end = self.item_end(line)
        good: dict[int, int] = {}
        for width in self.likely_widths(line, prefix, body):
            reach = self.reach(start, end, {line: " " * width + body})
            if reach > line and width not in good:
                good[width] = reach
            if self.budget < 0:
                break
        if not good:
            return None
        furthest = max(good.values())
        likely = [width for width, reach in good.items() if reach == furthest]
        if _STRUCTURE.match(body):
            fits = {w: self.fit(line, w, body) for w in likely}
            likely = [w for w in likely if fits[w] == max(fits.values())]
            sure = len(likely) == 1
        else:
            sure = True  # a line of prose: its indentation means nothing
        return _Repair(1, {line: " " * likely[0] + body}, slip, sure=sure)

    def likely_widths(self, line: int, prefix: str, body: str) -> Iterator[int]:
        """Indentations that a line may have been meant to have, the most likely first."""
        spaces = prefix.partition("-")[0].count(" ")
        if spaces:
            yield spaces
        below = _content_below(self.lines, line)
        dashed = body.startswith("-")
        for width, dash, opens in _open_levels(self.lines, line):
            if opens:
                under = _indent_width(self.lines[below[0]]) if below else 0
                yield under if under > width and not dashed else width + 2
            if dash == dashed or opens:
                yield width
        if below:
            under = _indent_width(self.lines[below[0]])
            yield under
            if dashed and under >= 2:
                yield under - 2
        yield from (2, 4, 6, 8)
        if _OPEN_KEY.match(body):
            yield 0

    def fit(self, line: int, width: int, body: str) -> float:
        """How well a line fits an indentation: the share of its keys that belong there, and one
        half more if the next line fits too.
        """
        match = _DASHES.match(body)
        dashes = match[0] if match else ""
        inner = body[len(dashes) :]
        keys = _FLOW_KEYS.findall(inner) if inner.startswith("{") else _KEY_WORD.findall(inner)
        parent = self.parent_key(line, width + len(dashes))
        known = self.vocabulary.get(parent)
        below = _content_below(self.lines, line)
        bonus = 0.0
        if below:
            width_below = _indent_width(self.lines[below[0]])
            dash_below = self.lines[below[0]].lstrip().startswith("-")
            if _OPEN_KEY.match(body):  # the value of a key without one on its line follows below
                bonus = 0.5 * (
                    0 < width_below - width <= 4 or (dash_below and width_below == width)
                )
            elif dashes and _KEY_WORD.match(
                inner
            ):  # and the other fields of an item below its first
                bonus = 0.5 * (width_below == width + len(dashes) and not dash_below)
        if not keys:
            return bonus + (0.5 if known is None else 0.0)
        if known is None:
            return bonus + 0.5
        return bonus + sum(key in known for key in keys) / len(keys)

    def closing_repairs(self, stop: Break) -> Iterator[_Repair]:
        """A quote or bracket that is never closed."""
        if stop.began is None:
            return
        line, column = stop.began
        text = self.lines[line]
        mark = text[column : column + 1]
        if mark and mark in "\"'":
            slip = Slip(line, column, "this quote is never closed")
            if re.search(r"[\[{]", text[:column]):
                closing = re.compile(r"(?=, |[\]}])").search(text, column + 1)
                if closing:
                    at = closing.start()
                    yield _Repair(1, {line: text[:at] + mark + text[at:]}, slip)
            yield _Repair(1, {line: text.rstrip() + mark}, slip)
        elif mark and mark in "[{":
            closers = _closers(text, column)
            slip = Slip(line, column, f"this {mark} is never closed")
            if closers:
                yield _Repair(1, {line: text.rstrip() + closers}, slip)
            for above in _content_above(self.lines, stop.line):
                if above >= line and stop.line > line:
                    body = self.lines[above].rstrip()
                    slip = Slip(above, len(body), "add a comma here")
                    yield _Repair(1, {above: body + ","}, slip)

    def typing_repairs(self, line: int, stop: Break) -> Iterator[_Repair]:
        """Slips of typing and pasting that show in one line, each with what is meant."""
        text = self.lines[line]
        for slip in typing_slips(text, line, stop, self.vocabulary):
            if slip.fix is not None:
                start, end, new, _ = slip.fix
                yield _Repair(1, {line: text[:start] + new + text[end:]}, slip, exact=True)

    def foreign_line_repairs(self, line: int) -> Iterator[_Repair]:
        """Lines that belong to git or Markdown."""
        text = self.lines[line]
        if re.match(r"\s*(?:```|~~~)", text):
            message = "this line is Markdown, not YAML; leave it out"
            slip = Slip(line, _indent_width(text), message, fix=Replacement(0, len(text), ""))
            yield _Repair(1, {line: ""}, slip, exact=True)
        if re.match(_MERGE_MARK, text):
            marks = [n for n in range(len(self.lines)) if re.match(_MERGE_MARK, self.lines[n])]
            first = max((n for n in marks if n <= line and self.lines[n][0] == "<"), default=line)
            last = min((n for n in marks if n >= line and self.lines[n][0] == ">"), default=line)
            middle = next((n for n in marks if first < n < last and self.lines[n][0] in "=|"), last)
            message = (
                "git left both versions of a merge here; keep one of them, without the "
                "lines of <, = and >"
            )
            edits = dict.fromkeys((first, *range(middle, last + 1)), "")
            yield _Repair(1, edits, Slip(first, 0, message), exact=True)

    def line_repairs(self, line: int, stop: Break) -> Iterator[_Repair]:
        """Slips within one line."""
        text = self.lines[line]
        column = stop.column if line == stop.line else len(text)
        match = VALUE.match(text)
        here = column if line == stop.line else match.start("value") if match else 0
        if text[column : column + 1] in ("]", "}"):
            edit = text[:column] + text[column + 1 :]
            yield _Repair(
                1,
                {line: edit},
                Slip(line, column, f"this {text[column]} was never opened"),
            )
        slash = text.rfind("\\", 0, column + 1)
        if slash >= 0 and stop.problem is Problem.ESCAPE:
            edit = text[:slash] + "\\" + text[slash:]
            what = f"{text[slash : slash + 2]} means nothing in double quotes; use single ones"
            yield _Repair(1, {line: edit}, Slip(line, slash, what))
        inner = flow_value(text, column)
        if inner is not None:
            start, end = inner
            message = quoting_reason(stop.problem, text[start:end], column - start)
            new = quoted(text[start:end])
            edit = text[:start] + new + text[end:]
            fix = Replacement(start, end, new, safe=False)
            yield _Repair(1, {line: edit}, Slip(line, here, message, fix=fix))
        if match and match["value"][0] not in "|>":
            start, end = match.span("value")
            new = quoted(match["value"])
            edit = text[:start] + new + text[end:]
            glued = second_field(text, column, self.vocabulary) if line == stop.line else None
            message = quoting_reason(stop.problem, match["value"], here - start)
            fix = Replacement(start, end, new, safe=message is not COLON_MESSAGE)
            slip = Slip(line, here, message, fix=fix)
            if glued is not None:
                message = f"{glued[1]} belongs on a line of its own; if not, quote the text"
                slip = Slip(line, glued.start(1), message)
            elif re.match(r"[{\[]\s*[\"\w-]+\s*:", match["value"]):  # fields, and no text
                slip = _break_slip(self.lines, stop)
            yield _Repair(1, {line: edit}, slip)
        tight = TIGHT.match(text)
        if tight:
            at = tight.end("key")
            edit = f"{text[: at + 1]} {quoted(text[at + 1 :].rstrip())}"
            slip = Slip(line, at, "add a space after this colon")
            yield _Repair(1, {line: edit}, slip)
        bare = BARE.match(text)
        if bare and not _KEY.match(text):
            edit = f"{bare['head']}{bare['key']}: {quoted((bare['value'] or '').strip())}"
            slip = Slip(line, bare.end("head"), "this line has no colon, so it isn't a field")
            yield _Repair(1, {line: edit}, slip)

    def hyphen_repairs(self, stop: Break) -> Iterator[_Repair]:
        """The first item of a list, without its hyphen."""
        text = self.lines[stop.line]
        width = _indent_width(text)
        message = "add a hyphen before this item"
        if not text.lstrip(" ").startswith("- "):
            if _KEY.match(text) and (width - 2, True, False) in _open_levels(self.lines, stop.line):
                edit = text[: width - 2] + "- " + text[width:]
                yield _Repair(1, {stop.line: edit}, Slip(stop.line, width, message))
            return
        first = None
        for above in range(stop.line - 1, max(-1, stop.line - _MAX_LINES_AROUND), -1):
            body = self.lines[above]
            if not body.strip():
                continue
            if _indent_width(body) < width + 2:
                break
            first = above
        if (
            first is not None
            and _indent_width(self.lines[first]) == width + 2
            and not self.lines[first].lstrip(" ").startswith("- ")
        ):
            edit = " " * width + "- " + self.lines[first][width + 2 :]
            yield _Repair(1, {first: edit}, Slip(first, width + 2, message))

    def indentation_repairs(self, line: int, start: int) -> Iterator[_Repair]:
        """The line, alone or with the lines nested below it, moved to where it fits."""
        text = self.lines[line]
        if not text.strip() or line < start:
            return
        width = _indent_width(text)
        body = text.lstrip(" ")
        slip = Slip(line, width, INDENTATION)
        nested = _nested_below(self.lines, line)
        follows = _content_below(self.lines, line)
        dashed = body.startswith("-")
        widths = [w for w, dash, opens in _open_levels(self.lines, line) if dash == dashed or opens]
        widths += [_indent_width(self.lines[n]) - (2 if dashed else 0) for n in follows]
        for target in dict.fromkeys(widths):
            if target == width or target < 0:
                continue
            for group in ([line], [line, *nested]) if nested else ([line],):
                edits = {
                    n: " " * max(0, _indent_width(self.lines[n]) + target - width)
                    + self.lines[n].lstrip(" ")
                    for n in group
                }
                word = _KEY_WORD.match(body)
                known = word is not None and is_known(word[1], self.vocabulary)
                yield _Repair(1, edits, slip, exact=known)

    def loss_repairs(self, stop: Break, start: int) -> Iterator[_Repair]:
        """Leaving something out: a line, the lines nested below it too, an item."""
        lines = self.lines
        slip = _break_slip(lines, stop)
        for line in dict.fromkeys((slip.line, stop.line, stop.first)):
            if lines[line].strip():
                yield _Repair(2, {line: None}, slip)
        for line in dict.fromkeys((stop.line, stop.first)):
            nested = _nested_below(lines, line)
            if nested:
                yield _Repair(3, dict.fromkeys((line, *nested)), slip)
        end = self.item_end(stop.line, items=1)
        if any(line.strip() for line in lines[start:end]):
            yield _Repair(4, dict.fromkeys(range(start, end)), slip)


class _Try(NamedTuple):
    """A line after some repairs, where reading stops then, and the slips that were repaired."""

    text: str
    stop: Break
    slips: tuple[Slip, ...]


def _in_original_columns(slips: tuple[Slip, ...]) -> tuple[Slip, ...]:
    """Slips of one line, each found after the ones before it were repaired, in the columns of the
    line as typed; from left to right.
    """
    made: list[Replacement] = []
    placed = []
    for slip in slips:
        if slip.fix is None:  # all have one here
            continue
        start, end = (_original_column(made, at) for at in (slip.fix.start, slip.fix.end))
        overlapping = end - start != slip.fix.end - slip.fix.start
        fix = None if overlapping else slip.fix._replace(start=start, end=end)
        placed.append(slip._replace(column=_original_column(made, slip.column), fix=fix))
        made.append(slip.fix)
    return tuple(sorted(placed, key=lambda slip: slip.column))


def _original_column(made: Sequence[Replacement], column: int) -> int:
    """The column before replacements were made, one after the other."""
    for start, end, new, _ in reversed(made):
        if column >= start + len(new):
            column += end - start - len(new)
        elif column > start:
            column = start
    return column


def _is_same_break(first: Break, second: Break | None) -> bool:
    return second is not None and first[:3] == second[:3]


# --- messages ------------------------------------------------------------------------------------

TAB = "this line is indented with a tab; use spaces"
INDENTATION = "check the indentation: this line doesn't line up with the ones above"

_MESSAGES = {
    Problem.COLON: COLON_MESSAGE,
    Problem.LAYOUT: INDENTATION,
    Problem.NO_COLON: "this line has no colon, so it isn't a field",
    Problem.QUOTE: "this quote is never closed",
    Problem.BRACE: "add a comma or } here",
    Problem.BRACKET: "add a comma or ] here",
    Problem.CHARACTER: "a value can't start with this character; quote the text",
}


def _break_slip(lines: Sequence[str], stop: Break) -> Slip:
    """The slip to report where no repair tells better what is wrong."""
    line, column = stop.line, stop.column
    more = lines[line][column:].strip() or any(text.strip() for text in lines[line + 1 :])
    if stop.began is not None and not more:
        return Slip(*stop.began, "this is never closed")
    while line > 0 and not lines[line].strip():  # a parser notices after the fault
        line -= 1
        column = len(lines[line].rstrip())
    if stop.problem is Problem.NO_COLON and stop.began is not None:
        line, column = stop.began  # a parser notices on a line below
    column = min(column, len(lines[line]))
    message = _MESSAGES.get(stop.problem, stop.words)
    begins = re.search(r"(?:^|[\s-])([*&!])[*&]*$", lines[line][:column])
    if stop.problem is Problem.OTHER and begins:
        return Slip(line, begins.start(1), f"quote a text that begins with {begins[1]}")
    if stop.problem is Problem.CHARACTER and (sign := lines[line][column : column + 1]):
        message = f"quote a text that begins with {sign}"
    related = None
    if stop.began is not None and stop.began[0] != line:
        related = (*stop.began, "it starts here")
    return Slip(line, column, message, related)


# --- lines ---------------------------------------------------------------------------------------

_MERGE_MARK = r"(?:<{7}|={7}|>{7}|\|{7})(?: |$)"
_PREFIX = re.compile(r"(?:[ \t]|-(?=[ \t]))*")
_DASHES = re.compile(r"(?:- +)*")
_KEY = re.compile(r"\s*(?:- +)*[\w.-]+:(?:\s|$)")
_KEY_WORD = re.compile(r"^([\w.-]+):(?=\s|$)")
_FLOW_KEYS = re.compile(r"[{,]\s*([\w.-]+):")
_OPEN_KEY = re.compile(r"[\w.-]+:\s*(?:#.*)?$")
_OPENING = re.compile(r"[\w.-]+:\s*(?:[|>][+-]?\d?)?\s*(?:#.*)?$")
_STRUCTURE = re.compile(r"(?:-(?:\s|$)|[\w.-]+:(?:\s|$)|[{\[\]}])")
_MAX_LINES_AROUND = 400
"""Lines looked at around a slip."""
_MAX_SEARCHED = 1_000_000
"""Characters of an item; in a longer one no repair is tried."""
_MAX_TABBED = 200_000
"""Characters of a collection in which all tabs are replaced together."""
_MAX_GROWTH = 3
"""How many times as long a line may grow by its repairs."""
_MAX_TRIES = 40
"""Ways in which slips of one line are tried together."""
_MAX_QUOTED_LINES = 40
"""Lines over which people write one text within quotes or brackets."""


def leading_tab(text: str) -> int | None:
    prefix = _PREFIX.match(text)[0]  # type: ignore[index]  # it matches anything
    return prefix.index("\t") if "\t" in prefix else None


def _with_spaces(text: str, width: int) -> str:
    """A line that is indented with spaces where it had tabs of this width."""
    prefix = _PREFIX.match(text)[0]  # type: ignore[index]  # it matches anything
    indent = re.match(r"[ \t]*", prefix)[0]  # type: ignore[index]  # so does this
    dashes = "- " * prefix.count("-")
    return f"{indent.replace(chr(9), ' ' * width)}{dashes}{text[len(prefix) :]}"


def _nesting(lines: Sequence[str]) -> tuple[int, ...]:
    """For each line with content, the number of the line that it is nested in."""
    above: list[tuple[int, int]] = []
    parents = []
    for number, text in enumerate(lines):
        if not _has_content(text):
            continue
        width = _indent_width(text)
        dashed = text.startswith("- ", width)
        width += dashed  # a hyphen may be as far left as the key of its list
        while above and above[-1][0] >= width:
            above.pop()
        parents.append(above[-1][1] if above else -1)
        above.append((width, number))
        if dashed:
            above.append((width + 1, number))
    return tuple(parents)


def _indent_width(text: str) -> int:
    return len(text) - len(text.lstrip(" "))


def _has_content(text: str) -> bool:
    body = text.lstrip()
    return bool(body) and not body.startswith("#")


def _content_above(lines: Sequence[str], line: int) -> list[int]:
    """The nearest line above with content, if any."""
    for above in range(line - 1, max(-1, line - _MAX_LINES_AROUND), -1):
        if _has_content(lines[above]):
            return [above]
    return []


def _content_below(lines: Sequence[str], line: int) -> list[int]:
    """The nearest line below with content, if any."""
    for below in range(line + 1, min(len(lines), line + _MAX_LINES_AROUND)):
        if _has_content(lines[below]):
            return [below]
    return []


def _nested_below(lines: Sequence[str], line: int) -> list[int]:
    """The lines below that are indented further."""
    width = _indent_width(lines[line])
    nested = []
    for below in range(line + 1, min(len(lines), line + _MAX_LINES_AROUND)):
        if lines[below].strip():
            if _indent_width(lines[below]) <= width:
                break
            nested.append(below)
    return nested


def _open_levels(lines: Sequence[str], line: int) -> list[tuple[int, bool, bool]]:
    """The indentations that are open above a line, the deepest first.

    Each with whether hyphens stand there, and whether a key without a value is right above.
    """
    levels: list[tuple[int, bool, bool]] = []
    limit = 1 << 30
    opens = True
    for above in range(line - 1, max(-1, line - _MAX_LINES_AROUND * 5), -1):
        text = lines[above]
        if not _has_content(text):
            continue
        width = _indent_width(text)
        if width < limit:
            match = _DASHES.match(text, width)
            inner = match.end() if match else width
            opened = opens and bool(_OPENING.match(text, inner))
            if inner < limit:
                levels.append((inner, False, opened))
            if inner > width:
                levels.append((width, True, False))
            limit = width
        opens = False
        if limit == 0:
            break
    return levels


def _closers(text: str, column: int) -> str:
    """The brackets that close those left open by the line from the column on."""
    brackets: list[str] = []
    quote = ""
    for mark in text[column:]:
        if quote:
            quote = "" if mark == quote else quote
        elif mark in "\"'":
            quote = mark
        elif mark in "[{":
            brackets.append("]" if mark == "[" else "}")
        elif mark in "]}" and brackets and brackets[-1] == mark:
            brackets.pop()
    return "".join(reversed(brackets))

"""Reading on behind a break in YAML's grammar: which small change would let the rest be read?

A strategy is written by hand, so a text that is not YAML is nearly one: a tab, a quote that is
never closed, a line indented by one too many. Each slip is looked for where it was made, which is
not always where a parser stumbles over it. Several changes are tried; the one behind which reading
gets furthest is taken. Lines keep their numbers, so whatever is found further down still points at
the right place.

Knows lines of text and a `probe` that says where reading breaks; no YAML library, no strategy.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from enum import Enum, auto
from typing import NamedTuple

MAX_REPAIRS = 20
"""Slips told of one file before reading of it stops; of tabs, ten times as many."""


class Problem(Enum):
    """What keeps a parser from reading on, as far as the text shows it."""

    COLON = auto()
    """A colon between a key and a value where no value may stand."""
    LAYOUT = auto()
    """A line that belongs to none of the mappings and lists that are open above it."""
    NO_COLON = auto()
    """A line that would be a key, but has no colon."""
    QUOTE = auto()
    """The text ends within quotes."""
    BRACE = auto()
    """Neither a comma nor a } where one of them has to follow."""
    BRACKET = auto()
    """Neither a comma nor a ] where one of them has to follow."""
    CHARACTER = auto()
    """A character that no value may start with."""
    ESCAPE = auto()
    """A backslash between double quotes in front of a character that it may not stand before."""
    QUOTED = auto()
    """Anything else between quotes."""
    OTHER = auto()


class Break(NamedTuple):
    """Where reading stops. Lines and columns count from 0."""

    line: int
    column: int
    problem: Problem
    words: str
    """What the parser says. It is shown where the problem is a rare one; nothing depends on it."""
    began: tuple[int, int] | None = None
    """Where the quote, bracket or key began that is not finished here."""

    @property
    def first(self) -> int:
        """The first line that may be at fault."""
        return self.line if self.began is None else min(self.line, self.began[0])


class Slip(NamedTuple):
    """What was wrong with the text, and where; counted from 0."""

    line: int
    column: int
    message: str
    related: tuple[int, int, str] | None = None


class Recovered(NamedTuple):
    """The text made readable."""

    lines: list[str]
    slips: list[Slip]
    unsure: set[int]
    """Lines, from 0, that were left out, or may have been meant otherwise than they are read."""
    complete: bool


Probe = Callable[[str], Break | None]
Vocabulary = Mapping[str, Collection[str]]
"""Which keys are at home below a key; those at the top are below the empty one."""


class _Repair(NamedTuple):
    """One way to mend: whole lines as they would read instead, None for a line left out."""

    cost: int
    """What is lost: 1 nothing, 2 a line, 3 what hangs below it, 4 an item of the list."""
    edits: Mapping[int, str | None]
    slip: Slip
    sure: bool = False


def recover(lines: list[str], probe: Probe, vocabulary: Vocabulary) -> Recovered:
    """Changes one thing after the other until the text can be read."""
    mender = _Recovery(list(lines), probe, vocabulary)
    complete = mender.run()
    return Recovered(mender.lines, mender.slips, mender.unsure, complete)


class _Recovery:
    def __init__(self, lines: list[str], probe: Probe, vocabulary: Vocabulary) -> None:
        self.lines = lines
        self.probe = probe
        self.vocabulary = vocabulary
        self.slips: list[Slip] = []
        self.unsure: set[int] = set()
        self.mended: set[int] = set()
        """Lines that were changed, other than for a tab."""
        self.tops: list[int] = []
        # what may be tried in all: a hostile file must not take longer than a large one
        self.budget = sum(map(len, lines)) + 2_000_000

    def run(self) -> bool:
        """Whether the text can be read to its end now."""
        start = 0
        others = 0
        most = MAX_REPAIRS if self.budget > _MAX_SEARCHED * 3 else 10 * MAX_REPAIRS
        while others < MAX_REPAIRS and len(self.slips) < most:
            self.tops = [n for n, text in enumerate(self.lines) if _KEY_WORD.match(text)]
            found = self.look(start, len(self.lines), {})
            if found is None:
                return True
            change = self.best(found)
            if change is None:
                self.slips.append(_break_slip(self.lines, found))
                return False
            again = self.mended.intersection(change.edits)
            if not (again and change.slip.line in again):
                self.slips.append(change.slip)
            others += change.slip.message is not TAB
            for line, text in change.edits.items():
                if line in again:
                    text = None  # what did not help once is not tried again: the line is left out
                self.lines[line] = text or ""
                if text is None or not change.sure:
                    self.unsure.add(line)
            if change.slip.message is not TAB:
                self.mended.update(change.edits)
            if not change.sure:
                self.unsure.update(_content_above(self.lines, min(change.edits)))
            start = self.item_start(min(*change.edits, found.first))
        found = self.look(start, len(self.lines), {})
        if found is not None:
            self.slips.append(_break_slip(self.lines, found))
        return found is None

    def look(self, start: int, end: int, edits: Mapping[int, str | None]) -> Break | None:
        """The first break between two lines, as it would be after the edits."""
        taken = self.lines[start:end]
        for line, text in edits.items():
            if start <= line < end:
                taken[line - start] = text or ""
        head = self.collection_line(start)
        if head is not None:
            taken.insert(0, self.lines[head])
            start -= 1
        text = "\n".join(taken)
        found = self.probe(text)
        if found is None:
            return None
        began = found.began and (found.began[0] + start, found.began[1])
        line, column = found.line + start, found.column
        if line >= end:
            line, column = end - 1, len(self.lines[end - 1])
        return Break(line, column, found.problem, found.words, began)

    def reach(self, start: int, end: int, edits: Mapping[int, str | None]) -> int:
        """How far reading would get after the edits: the line of the next break, else the end."""
        self.budget -= sum(map(len, self.lines[start:end]))
        found = self.look(start, end, edits)
        return end if found is None else found.first

    def best(self, found: Break) -> _Repair | None:
        """The change behind which reading gets furthest, and which loses least."""
        start = self.item_start(found.first)
        if found.line - found.first > _MAX_QUOTED_LINES:  # only what began there can be the slip
            end = self.item_end(found.first)
            for change in self.unfinished(found):
                self.budget -= sum(map(len, self.lines[start:end]))
                if self.look(start, end, change.edits) is None:
                    return change
        end = self.item_end(found.line)
        best: _Repair | None = None
        best_worth = (0, 0, 0)
        size = sum(map(len, self.lines[start:end]))
        for change in self.changes(found, start) if size < _MAX_SEARCHED else ():
            if self.budget < 0:
                return None
            self.budget -= size
            after = self.look(start, end, change.edits)
            reach = end if after is None else after.first
            gained = reach - found.line
            last = max(change.edits)
            if gained == 0 and last < found.line and not _is_same_break(found, after):
                gained = reach - last  # another slip begins where this one was noticed
            if gained < 1:
                continue
            # behind a good change the next lines read well; more than that may be luck
            worth = (min(gained, 3), -change.cost, reach)
            if best is None or worth > best_worth:
                best, best_worth = change, worth
        return best

    # --- the layout of a strategy file: collections at the left margin, a list of items below each

    def collection_line(self, line: int) -> int | None:
        """The line of the collection's name above a line that stands below one."""
        if line >= len(self.lines) or not self.lines[line].startswith((" ", "-")):
            return None
        above = self.top(line)
        return above if above is not None and _OPEN_KEY.match(self.lines[above]) else None

    def top(self, line: int) -> int | None:
        """The nearest key at the left margin, that of the line itself included."""
        at = bisect_right(self.tops, line)
        return self.tops[at - 1] if at else None

    def item_start(self, line: int) -> int:
        """The first line of the collection's item that a line belongs to."""
        top = self.top(line)
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
        found = (n for n in range(line, first - 1, -1) if self.lines[n].startswith(mark))
        return next(found, top)

    def item_end(self, line: int, items: int = 2) -> int:
        """The line behind the item that a line belongs to, and behind so many more."""
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

    def home(self, line: int, width: int) -> str:
        """The key below which a key of that width stands; empty at the top."""
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
        top = self.top(line - 1) if limit > 0 else None
        word = _KEY_WORD.match(self.lines[top]) if top is not None else None
        return word[1] if word else ""

    # --- what may have been meant

    def changes(self, found: Break, start: int) -> Iterator[_Repair]:
        """Ways to mend, the most likely first."""
        lines = self.lines
        suspects = list(
            dict.fromkeys((found.line, found.first, *_content_above(lines, found.line)))
        )
        for line in suspects:
            tab = leading_tab(lines[line])
            if tab is not None:
                change = self.tab(line, tab, start)
                if change is not None:
                    yield change
                    return
        yield from self.unfinished(found)
        for line in suspects:
            yield from self.line(line, found)
        yield from self.hyphen(found)
        for line in suspects:
            yield from self.indentation(line, start)
        yield from self.loss(found, start)

    def tab(self, line: int, tab: int, start: int) -> _Repair | None:
        """Spaces for a tab: so many that what follows is read, and its key is at home."""
        text = self.lines[line]
        slip = Slip(line, tab, TAB)
        prefix = _PREFIX.match(text)[0]  # type: ignore[index]  # it matches anything
        body = text[len(prefix) :]
        dashes = "".join(f"{part} " for part in re.findall("-", prefix))
        if not body or body.startswith("#"):
            width = len(prefix.replace("\t", ""))
            return _Repair(1, {line: " " * width + body}, slip, sure=True)
        head = len(text) - len(text.lstrip(" "))
        if dashes and tab > head:  # the tab stands behind the hyphen
            return _Repair(1, {line: " " * head + dashes + body}, slip, sure=True)
        body = dashes + body
        end = self.item_end(line)
        good: dict[int, int] = {}
        for width in self.widths(line, prefix, body):
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
            homely = {w: self.at_home(line, w, body) for w in likely}
            likely = [w for w in likely if homely[w] == max(homely.values())]
            sure = len(likely) == 1
        else:
            sure = True  # a line of prose: its indentation means nothing
        return _Repair(1, {line: " " * likely[0] + body}, slip, sure=sure)

    def widths(self, line: int, prefix: str, body: str) -> Iterator[int]:
        """Widths that a line may have been meant to have, most likely first."""
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

    def at_home(self, line: int, width: int, body: str) -> float:
        """How many of the keys of a line are at home where that width puts it, from 0 to 1."""
        match = _DASHES.match(body)
        dashes = match[0] if match else ""
        inner = body[len(dashes) :]
        keys = _FLOW_KEYS.findall(inner) if inner.startswith("{") else _KEY_WORD.findall(inner)
        home = self.home(line, width + len(dashes))
        known = self.vocabulary.get(home)
        below = _content_below(self.lines, line)
        bonus = 0.0
        if below:
            under = _indent_width(self.lines[below[0]])
            dash = self.lines[below[0]].lstrip().startswith("-")
            if _OPEN_KEY.match(body):  # a key without a value is followed by what belongs to it
                bonus = 0.5 * (0 < under - width <= 4 or (dash and under == width))
            elif dashes and _KEY_WORD.match(inner):  # and an item by its other fields
                bonus = 0.5 * (under == width + len(dashes) and not dash)
        if not keys:
            return bonus + (0.5 if known is None else 0.0)
        if known is None:
            return bonus + 0.5
        return bonus + sum(key in known for key in keys) / len(keys)

    def unfinished(self, found: Break) -> Iterator[_Repair]:
        """A quote or bracket that is never closed."""
        if found.began is None:
            return
        line, column = found.began
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
            for above in _content_above(self.lines, found.line):
                if above >= line and found.line > line:
                    body = self.lines[above].rstrip()
                    slip = Slip(above, len(body), "a comma is missing here")
                    yield _Repair(1, {above: body + ","}, slip)

    def line(self, line: int, found: Break) -> Iterator[_Repair]:
        """Slips within one line."""
        text = self.lines[line]
        column = found.column if line == found.line else len(text)
        match = _VALUE.match(text)
        here = column if line == found.line else match.start("value") if match else 0
        says = _quoting_reason(found.problem, text[here : here + 1])
        if text[column : column + 1] in ("]", "}"):
            edit = text[:column] + text[column + 1 :]
            yield _Repair(
                1, {line: edit}, Slip(line, column, f"this {text[column]} closes nothing")
            )
        slash = text.rfind("\\", 0, column + 1)
        if slash >= 0 and found.problem is Problem.ESCAPE:
            edit = text[:slash] + "\\" + text[slash:]
            what = f"{text[slash : slash + 2]} means nothing between double quotes; use single ones"
            yield _Repair(1, {line: edit}, Slip(line, slash, what))
        inner = _flow_value(text, column)
        if inner is not None:
            start, end = inner
            edit = text[:start] + _quoted(text[start:end]) + text[end:]
            yield _Repair(1, {line: edit}, Slip(line, here, says))
        if match and match["value"][0] not in "|>":
            start, end = match.span("value")
            edit = text[:start] + _quoted(match["value"]) + text[end:]
            yield _Repair(1, {line: edit}, Slip(line, here, says))
        tight = _TIGHT.match(text)
        if tight:
            at = tight.end("key")
            edit = f"{text[: at + 1]} {_quoted(text[at + 1 :].rstrip())}"
            yield _Repair(1, {line: edit}, Slip(line, at, "a space is missing behind this colon"))
        bare = _BARE.match(text)
        if bare and not _KEY.match(text):
            edit = f"{bare['head']}{bare['key']}: {_quoted((bare['value'] or '').strip())}"
            slip = Slip(line, bare.end("head"), "this line has no colon, so it names no field")
            yield _Repair(1, {line: edit}, slip)

    def hyphen(self, found: Break) -> Iterator[_Repair]:
        """The first item of a list that has lost its hyphen."""
        text = self.lines[found.line]
        width = _indent_width(text)
        says = "a hyphen is missing in front of this item"
        if not text.lstrip(" ").startswith("- "):
            if _KEY.match(text) and (width - 2, True, False) in _open_levels(
                self.lines, found.line
            ):
                edit = text[: width - 2] + "- " + text[width:]
                yield _Repair(1, {found.line: edit}, Slip(found.line, width, says))
            return
        first = None
        for above in range(found.line - 1, max(-1, found.line - _MAX_LINES_AROUND), -1):
            body = self.lines[above]
            if not body.strip():
                continue
            if _indent_width(body) < width + 2:
                break
            first = above
        if first is not None and _indent_width(self.lines[first]) == width + 2:
            edit = " " * width + "- " + self.lines[first][width + 2 :]
            yield _Repair(1, {first: edit}, Slip(first, width + 2, says))

    def indentation(self, line: int, start: int) -> Iterator[_Repair]:
        """The line, and what hangs below it, moved to where it fits."""
        text = self.lines[line]
        if not text.strip() or line < start:
            return
        width = _indent_width(text)
        body = text.lstrip(" ")
        slip = Slip(line, width, INDENTATION)
        tail = _nested_below(self.lines, line)
        follows = _content_below(self.lines, line)
        dashed = body.startswith("-")
        widths = [w for w, dash, opens in _open_levels(self.lines, line) if dash == dashed or opens]
        widths += [_indent_width(self.lines[n]) - (2 if dashed else 0) for n in follows]
        for to in dict.fromkeys(widths):
            if to == width or to < 0:
                continue
            for group in ([line], [line, *tail]) if tail else ([line],):
                edits = {
                    n: " " * max(0, _indent_width(self.lines[n]) + to - width)
                    + self.lines[n].lstrip(" ")
                    for n in group
                }
                yield _Repair(1, edits, slip)

    def loss(self, found: Break, start: int) -> Iterator[_Repair]:
        """Giving something up: a line, what hangs below it, an item."""
        lines = self.lines
        stumble = _break_slip(lines, found)
        for line in dict.fromkeys((stumble.line, found.line, found.first)):
            if lines[line].strip():
                yield _Repair(2, {line: None}, stumble)
        for line in dict.fromkeys((found.line, found.first)):
            tail = _nested_below(lines, line)
            if tail:
                yield _Repair(3, dict.fromkeys((line, *tail)), stumble)
        end = self.item_end(found.line, items=1)
        if any(line.strip() for line in lines[start:end]):
            yield _Repair(4, dict.fromkeys(range(start, end)), stumble)


def _is_same_break(one: Break, other: Break | None) -> bool:
    return other is not None and one[:3] == other[:3]


# --- words ---------------------------------------------------------------------------------------

TAB = "a tab indents this line; YAML wants spaces"
INDENTATION = "this line does not fit the lines above: look at its indentation"
_COLON = "a colon is not expected here; text that holds `: ` needs quotes"
_AFTER_QUOTE = "text stands behind a closing quote; put quotes around all of it"
_CHARACTER = "no value can start with this character; put the text into quotes"

_MESSAGES = {
    Problem.COLON: _COLON,
    Problem.LAYOUT: INDENTATION,
    Problem.NO_COLON: "this line has no colon, so it names no field",
    Problem.QUOTE: "a quote is opened and never closed",
    Problem.BRACE: "a comma or } is missing here",
    Problem.BRACKET: "a comma or ] is missing here",
    Problem.CHARACTER: _CHARACTER,
}


def _break_slip(lines: Sequence[str], found: Break) -> Slip:
    """The break itself, told in plain words."""
    line, column = found.line, found.column
    more = lines[line][column:].strip() or any(text.strip() for text in lines[line + 1 :])
    if found.began is not None and not more:
        return Slip(*found.began, "what begins here is not finished")
    while line > 0 and not lines[line].strip():  # a parser notices behind the fault
        line -= 1
        column = len(lines[line].rstrip())
    column = min(column, len(lines[line]))
    says = _MESSAGES.get(found.problem, found.words)
    related = None
    if found.began is not None and found.began[0] != line:
        related = (*found.began, "what is not finished began here")
    return Slip(line, column, says, related)


def _quoting_reason(problem: Problem, at: str) -> str:
    """Why a value needs quotes."""
    if problem is Problem.CHARACTER:
        return _CHARACTER
    if at == ":" or problem is Problem.COLON:
        return _COLON
    if problem is Problem.LAYOUT:
        return _AFTER_QUOTE
    return "this text can be read in two ways; put it into quotes"


# --- lines ---------------------------------------------------------------------------------------

_PREFIX = re.compile(r"(?:[ \t]|-(?=[ \t]))*")
_DASHES = re.compile(r"(?:- +)*")
_KEY = re.compile(r"\s*(?:- +)*[\w.-]+:(?:\s|$)")
_KEY_WORD = re.compile(r"^([\w.-]+):(?=\s|$)")
_FLOW_KEYS = re.compile(r"[{,]\s*([\w.-]+):")
_OPEN_KEY = re.compile(r"[\w.-]+:\s*(?:#.*)?$")
_OPENING = re.compile(r"[\w.-]+:\s*(?:[|>][+-]?\d?)?\s*(?:#.*)?$")
_STRUCTURE = re.compile(r"(?:-(?:\s|$)|[\w.-]+:(?:\s|$)|[{\[\]}])")
_VALUE = re.compile(r"(?P<head>\s*(?:- +)*(?:[\w.-]+:[ \t]+|(?<=- )))(?P<value>\S.*?)\s*$")
_TIGHT = re.compile(r"\s*(?:- +)*(?P<key>[\w.-]+):(?=\S)")
_BARE = re.compile(r"(?P<head>\s*(?:- +)*)(?P<key>[A-Za-z_][\w.-]*)(?:\s+(?P<value>[^\s].*))?$")
_MAX_LINES_AROUND = 400
"""Lines that are looked at around a slip."""
_MAX_SEARCHED = 1_000_000
"""Characters between which no slip is looked for."""
_MAX_QUOTED_LINES = 40
"""Lines over which people write one text between quotes or brackets, at most."""


def leading_tab(text: str) -> int | None:
    prefix = _PREFIX.match(text)[0]  # type: ignore[index]  # it matches anything
    return prefix.index("\t") if "\t" in prefix else None


def _indent_width(text: str) -> int:
    return len(text) - len(text.lstrip(" "))


def _has_content(text: str) -> bool:
    body = text.lstrip()
    return bool(body) and not body.startswith("#")


def _content_above(lines: Sequence[str], line: int) -> list[int]:
    """The nearest line above that says something."""
    for above in range(line - 1, max(-1, line - _MAX_LINES_AROUND), -1):
        if _has_content(lines[above]):
            return [above]
    return []


def _content_below(lines: Sequence[str], line: int) -> list[int]:
    """The nearest line below that says something."""
    for below in range(line + 1, min(len(lines), line + _MAX_LINES_AROUND)):
        if _has_content(lines[below]):
            return [below]
    return []


def _nested_below(lines: Sequence[str], line: int) -> list[int]:
    """The lines below that are indented further."""
    width = _indent_width(lines[line])
    found = []
    for below in range(line + 1, min(len(lines), line + _MAX_LINES_AROUND)):
        if lines[below].strip():
            if _indent_width(lines[below]) <= width:
                break
            found.append(below)
    return found


def _open_levels(lines: Sequence[str], line: int) -> list[tuple[int, bool, bool]]:
    """The widths that are open above a line, deepest first.

    Each with whether it is one of hyphens, and whether a key without a value stands right above.
    """
    found: list[tuple[int, bool, bool]] = []
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
                found.append((inner, False, opened))
            if inner > width:
                found.append((width, True, False))
            limit = width
        opens = False
        if limit == 0:
            break
    return found


def _closers(text: str, column: int) -> str:
    """What would close the brackets that are open at the end of the line, from the column on."""
    open_: list[str] = []
    quote = ""
    for mark in text[column:]:
        if quote:
            quote = "" if mark == quote else quote
        elif mark in "\"'":
            quote = mark
        elif mark in "[{":
            open_.append("]" if mark == "[" else "}")
        elif mark in "]}" and open_ and open_[-1] == mark:
            open_.pop()
    return "".join(reversed(open_))


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _flow_value(text: str, column: int) -> tuple[int, int] | None:
    """The value around a column of a line that is written in braces."""
    if not re.search(r"[\[{]", text[:column]):
        return None
    opened = max(text.rfind(mark, 0, column) for mark in ("{", ", ", "["))
    match = re.compile(r"[{,\[]\s*(?:[\w.-]+:\s+)?").match(text, opened)
    closing = re.compile(r", |[}\]]|$").search(text, column)
    if match and closing and match.end() < closing.start():
        return match.end(), closing.start()
    return None

"""OKR pages as handbooks write them, as tables: headings, lists and tables of goals."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stratdocs.exchange.cells import period_of
from stratdocs.exchange.tables import Row, Table
from stratdocs.exchange.words import BY_WORD, normal
from stratdocs.model.finding import StratdocsError

_OBJECTIVE = re.compile(
    r"(?i)(?:objective|goal|ziel|objectif|objetivo|o)\s*#?\s*[\d.]*\s*(?:\([^)]*\)\s*)?[:.–—-]+\s*(?P<title>\S.*)"
)
_RESULT = re.compile(
    r"(?i)(?:(?:o\d+[ /-]*)?(?:key[ -]?result|kr|schlüsselergebnis|résultat clé|resultado clave))"
    r"\s*#?\s*[\d.]*\s*(?:\([^)]*\)\s*)?[:.–—-]+\s*(?P<title>\S.*)"
)
_NUMBERED_OBJECTIVE = re.compile(r"(?:Objective|O|Goal)\s*#?\d+[.:)]?\s+(?P<title>\S.*)")
_NUMBERED_RESULT = re.compile(r"(?i)(?:KR|Key result)\s*#?\d+(?:\.\d+)*[.:)]?\s+(?P<title>\S.*)")
_MODES = {
    "Key result": r"(?:our |the )?(?:key[ -]?results?|krs?|schlüsselergebnisse|résultats clés|"
    r"resultados clave|measures of success|how we.ll measure.*|success metrics)",
    "Objective": r"(?:our |the |team |company |quarterly |annual )*"
    r"(?:objectives?|okrs?|goals?|ziele)(?: (?:for|and key results).*)?",
    "Task": r"(?:initiatives|actions?|tasks|projects|deliverables|how|activities|maßnahmen|"
    r"action items|work)",
    "": r"(?:rationale|why|notes?|background|context|description|retro.*|summary|overview|links?|"
    r"dependencies|risks|faq|appendix|anti-goals|non-goals|not doing|resources|see also|"
    r"how to .*|what is .*|process)",
}
_SETTING = re.compile(
    r"(?i)\**(?P<name>owner|dri|lead|responsible|verantwortlich|status|team|period|quarter|"
    r"target|baseline|current|due|deadline|by|score|confidence|progress|metric)s?\**\s*:\**\s*"
    r"(?P<value>\S.*)"
)
_SETTING_HEADERS = {
    "dri": "Owner", "lead": "Owner", "responsible": "Owner", "verantwortlich": "Owner",
    "quarter": "Period", "due": "Due date", "deadline": "Due date", "by": "Due date",
}  # fmt: skip


def table_of_page(text: str) -> Table:
    """The goals of a page as a table, in the order of the page."""
    page = _Page()
    for number, line in _lines(text):
        page.line(number, line)
    page.end_table()
    records = page.records
    if not records:
        raise StratdocsError(
            "no goals were found on the page; it needs headings like `## Objective: ...` "
            "with a list of key results below, or a table"
        )
    headers = list(dict.fromkeys(key for _, record in records for key in record))
    rows = [Row(0, tuple(headers))]
    rows += [Row(n, tuple(record.get(header, "") for header in headers)) for n, record in records]
    return Table("", tuple(rows), "Markdown", tuple(page.notes()), shape="markdown")


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines outside code, comments and front matter, with their numbers."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    fence = ""
    front = bool(lines) and lines[0].strip() == "---"
    comment = False
    for number, line in enumerate(lines, 1):
        bare = line.strip()
        if front:
            front = number == 1 or bare not in ("---", "...")
            continue
        if match := re.match(r"(```+|~~~+)", bare):
            if not fence:
                fence = match[1]
            elif bare.startswith(fence):
                fence = ""
            continue
        if fence:
            continue
        if "<!--" in bare:
            comment = "-->" not in bare
            continue
        if comment:
            comment = "-->" not in bare
            continue
        yield number, line


class _Page:
    """What has been read of a page so far."""

    def __init__(self) -> None:
        self.records: list[tuple[int, dict[str, str]]] = []
        self.mode: str | None = None
        self.mode_depth = 0
        self.period = ""
        self.team = ""
        self.objective = ""
        self.objective_depth = 0
        self.result = ""
        self.stack: list[tuple[int, str, str]] = []
        """Open list items: indent, kind, row."""
        self.skipped: list[int] = []
        self.table: list[tuple[int, list[str]]] = []

    def notes(self) -> Iterator[str]:
        """What the preview says of the page."""
        if self.skipped:
            listed = ", ".join(map(str, self.skipped[:8])) + (
                " ..." if len(self.skipped) > 8 else ""
            )
            yield f"lines that belong to no goal were left out: {listed}"

    def line(self, number: int, line: str) -> None:
        """Takes in the next line."""
        if line.lstrip().startswith("|"):
            cells = [c.strip() for c in re.split(r"(?<!\\)\|", line.strip().strip("|"))]
            if not all(re.fullmatch(r":?-+:?", cell) for cell in cells):
                self.table.append((number, [_bare(cell) for cell in cells]))
            return
        self.end_table()
        if match := re.match(r" {0,3}(#{1,6})\s+(.*?)\s*#*\s*$", line):
            self.heading(number, len(match[1]), _bare(match[2]))
        elif match := re.match(r"(\s*)(?:[-*+]|\d+[.)])\s+(.*)", line):
            indent = len(match[1].replace("\t", "    "))
            self.item(number, indent, match[2])
        elif match := re.fullmatch(r"\s*(\*\*|__)(.+?)\1(:?)\s*(.*)", line):
            rest = f" {match[4]}" if match[4] else ""
            self.heading(number, 7, _bare(f"{match[2]}{match[3]}{rest}"))
        elif line.strip():
            if match := _SETTING.fullmatch(_bare(line)):
                self.setting(match)
            elif kind := _prefixed(_bare(line)):
                self.goal(number, kind[0], kind[1], 8)
        if not line.strip() and not self.stack:
            self.stack = []

    def heading(self, number: int, depth: int, text: str) -> None:
        """A heading, or a line in bold letters."""
        self.stack = []
        if found := _prefixed(text):
            self.goal(number, found[0], found[1], depth)
            return
        if match := _SETTING.fullmatch(text):
            self.setting(match)
            return
        bare = text.strip(" :.")
        for mode, words in _MODES.items():
            without_period = re.sub(
                r"(?i)\b(?:q[1-4]|h[12]|fy ?\d+|20\d\d)\b[\s:–—-]*", "", bare
            ).strip(" :-–—()")
            if re.fullmatch(f"(?i){words}", without_period or bare):
                self.mode, self.mode_depth = mode, depth
                if mode == "Objective":
                    self.objective = ""
                self._context(bare)
                return
        if self.mode == "Objective" and depth > self.mode_depth and not period_of(bare):
            self.goal(number, "Objective", text, depth)
            self.mode = "Objective"
            return
        if depth <= max(self.objective_depth, 1) or not self.objective:
            self.objective, self.result = "", ""
            if self.mode is not None and depth <= self.mode_depth:
                self.mode = None
        self._context(bare)

    def _context(self, text: str) -> None:
        if found := period_of(text):
            self.period = found
        if match := re.search(r"(?i)(?:^team:? (?P<a>.+)$|^(?P<b>.+?) team\b)", text):
            self.team = (match["a"] or match["b"]).strip(" :")

    def item(self, number: int, indent: int, text: str) -> None:
        """An item of a list."""
        while self.stack and self.stack[-1][0] >= indent:
            self.stack.pop()
        bare = _bare(text)
        if match := _SETTING.fullmatch(bare):
            self.setting(match)
            return
        for mode, words in _MODES.items():
            if mode and re.fullmatch(f"(?i){words}", bare.strip(" :")):
                self.mode, self.mode_depth = mode, 9
                return
        kind, title = _prefixed(bare) or (self._kind(), bare)
        if kind is None:
            self.skipped.append(number)
            return
        done = re.match(r"\[([ xX])\]\s+", text)
        row = self.goal(number, kind, title, 9)
        if done:
            self.records[-1][1]["Status"] = "done" if done[1] in "xX" else "open"
        if text.strip().startswith("~~") and text.strip().endswith("~~"):
            self.records[-1][1]["Status"] = "dropped"
        self.stack.append((indent, kind, row))

    def _kind(self) -> str | None:
        """The kind of an item of a list that does not say it; None if it is no goal."""
        if self.mode == "":
            return None
        if self.stack:
            above = self.stack[-1][1]
            return {"Objective": "Key result", "Key result": "Task"}.get(above)
        if self.mode == "Objective" and not self.objective:
            return "Objective"
        if self.objective:
            return "Task" if self.mode == "Task" else "Key result"
        return None

    def goal(self, number: int, kind: str, title: str, depth: int) -> str:
        """A new record of a goal."""
        row = str(number)
        record = {"Row ID": row, "Kind": kind}
        owner = re.search(
            r"\s*[(\[]?(?:(?i:owner|dri|lead)\s*:\s*@?(?P<a>[^()\[\]]+?)[)\]]"
            r"|[(\[]@(?P<b>[\w.-]+)[)\]])\s*$",
            title,
        )
        if owner:
            record["Owner"] = (owner["a"] or owner["b"]).strip()
            title = title[: owner.start()]
        if progress := re.search(r"\s*(?:=>|→)\s*(\d{1,3}) ?%\s*\.?$", title):
            record["Progress"] = f"{progress[1]}%"
            title = title[: progress.start()]
        record["Title"] = title.strip(" *_")
        if kind == "Objective":
            self.objective, self.objective_depth, self.result = row, depth, ""
            self.mode = None if self.mode in ("Key result", "Task", "") else self.mode
        elif kind == "Key result":
            parent = next((r for _, k, r in reversed(self.stack) if k == "Objective"), "")
            record["Parent row ID"] = parent or self.objective
            self.result = row
        else:
            parent = next((r for _, k, r in reversed(self.stack) if k == "Key result"), "")
            record["Parent row ID"] = parent or self.objective
        if self.period and kind == "Objective":
            record["Period"] = self.period
        if self.team and kind == "Objective":
            record["Team"] = self.team
        self.records.append((number, record))
        return row

    def setting(self, match: re.Match[str]) -> None:
        """A line such as `Owner: Jo`, which belongs to the last goal."""
        name = match["name"].casefold()
        header = _SETTING_HEADERS.get(name, name.capitalize())
        value = match["value"].strip(" *")
        if self.records and (self.objective or self.stack):
            self.records[-1][1].setdefault(header, value)
        elif header in ("Team", "Period"):
            setattr(self, header.lower(), value)

    def end_table(self) -> None:
        """Takes in a table that has ended."""
        table, self.table = self.table, []
        if len(table) < 2:
            return
        headers = table[0][1]
        known = {BY_WORD.get(normal(header)) for header in headers} - {None, "ignore"}
        if len(known) < 2 or not known & {"title", "objective", "key_result"}:
            return
        for number, cells in table[1:]:
            record = dict(zip(headers, cells, strict=False))
            if self.period:
                record.setdefault("Period", self.period)
            if any(cells):
                self.records.append((number, record))


def _prefixed(text: str) -> tuple[str, str] | None:
    """The kind and the title of a text that says what it is: `KR 1: ...`."""
    for kind, pattern in (
        ("Key result", _RESULT),
        ("Key result", _NUMBERED_RESULT),
        ("Objective", _OBJECTIVE),
        ("Objective", _NUMBERED_OBJECTIVE),
    ):
        if match := pattern.fullmatch(text):
            return kind, match["title"]
    return None


def _bare(text: str) -> str:
    """A line of Markdown without emphasis, links and check boxes."""
    text = re.sub(r"^\[[ xX]\]\s+", "", text.strip())
    text = re.sub(r"!\[[^\[\]]*\]\([^)\[]*\)", "", text)
    text = re.sub(r"\[([^\[\]]+)\]\([^)\[]*\)", r"\1", text)
    text = re.sub(r"\s*\{[:#.][^}]*\}\s*$", "", text)
    text = re.sub(r"~~(.+?)~~", r"\1", text)
    text = re.sub(r"(\*\*|__)(.+?)\1", r"\2", text)
    text = re.sub(r"<br ?/?>", " ", text)
    text = re.sub(r"(?<!\w)[*_](.+?)[*_](?!\w)", r"\1", text)
    return " ".join(text.replace("`", "").split())

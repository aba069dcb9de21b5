"""Everything that reads a text which somebody else wrote: each returns, or refuses in a sentence
(StratdocsError). `test_parsers.py` tries each on made-up texts, `fuzz.py` for hours.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date

from stratdocs.authoring.plan import filled_plan
from stratdocs.editing.renaming import rename_in_page, rename_item
from stratdocs.exchange.columns import cell_value
from stratdocs.exchange.mapping import read_map
from stratdocs.exchange.memory import read_memory
from stratdocs.exchange.opening import tables_of_file
from stratdocs.language.judgement import judgement
from stratdocs.language.measures import kept_level, level_wanted, stated
from stratdocs.linting.baseline import read as read_baseline
from stratdocs.linting.lint import lint
from stratdocs.markdowntext.scan import scan, without_code, without_links
from stratdocs.markdowntext.shown import is_shown_as_typed, not_shown
from stratdocs.model.costs import cost, cost_hint
from stratdocs.model.days import day, day_hint, day_meant, other_day_hint
from stratdocs.model.durations import duration, duration_hint
from stratdocs.model.finding import StratdocsError
from stratdocs.model.periods import Calendar, period, period_hint, period_meant
from stratdocs.model.recorded import read_log, replay
from stratdocs.model.stack import load
from stratdocs.model.values import both_readings, quantity, quantity_hint
from stratdocs.repo.git import _day_of
from stratdocs.repo.project import plugin_settings
from stratdocs.reviewing.accepted import accepted
from stratdocs.site.embeds import PageReader
from stratdocs.site.prose import Prose
from stratdocs.site.query import query

TODAY = date(2027, 2, 15)
STRATEGY = """\
strategies: [{id: top, title: Win, level: company}]
objectives:
  - {id: o, title: Clinics stay, serves: top, key_results: [{id: k, title: Churn, target: 3%}]}
"""
STACK = load({"a.yml": STRATEGY}, today=TODAY)
PROSE = Prose()


def checked(text: str) -> object:
    """All that a check does with a text."""
    return tuple(lint(load({"a.yml": text}, today=TODAY)))


def on_a_page(text: str) -> object:
    """All that is read of a written page."""
    page = PageReader(STACK)
    return tuple(page.findings("a.md", text)), scan(text), without_code(text)


def measured(text: str) -> object:
    """All that a line says of a measure."""
    found = stated(text)
    parts = (found.metric, found.baseline, found.target, found.by, found.change, found.closed)
    return parts, found.figures, kept_level(text), level_wanted(text)


PARSERS: dict[str, Callable[[str], object]] = {
    "strategy": checked,
    "period": lambda text: (period(text), period_meant(text), period_hint(text, Calendar())),
    "quantity": lambda text: (quantity(text), quantity_hint(text), both_readings(text)),
    "date": lambda text: (day(text), day_meant(text), day_hint(text), other_day_hint(text)),
    "duration": lambda text: (duration(text), duration_hint(text)),
    "cost": lambda text: (cost(text, repeats=True), cost_hint(text, repeats=False)),
    "filter": lambda text: query(text, stack=STACK),
    "baseline": lambda text: read_baseline(text, "b.json"),
    "accepted": accepted,
    "plan": lambda text: filled_plan(STACK, text, "plan.txt"),
    "map": lambda text: read_map("map.yml", text),
    "memory": lambda text: read_memory("imports.yml", text),
    "settings": lambda text: plugin_settings("mkdocs.yml", text),
    "settings of the strategy": lambda text: checked(f"settings:\n  rules: {text}\n"),
    "page": on_a_page,
    "prose": lambda text: (PROSE.html(text), is_shown_as_typed(text), *not_shown(text)),
    "inline marks": lambda text: without_links(text, lambda name: name or None),
    "csv": lambda text: tables_of_file(text.encode("utf-8", "replace"), "a.csv"),
    "markdown table": lambda text: tables_of_file(text.encode("utf-8", "replace"), "a.md"),
    "json": lambda text: tables_of_file(text.encode("utf-8", "replace"), "a.json"),
    "workbook": lambda text: tables_of_file(b"PK\x03\x04" + text.encode("latin-1", "replace"), "x"),
    "cell": lambda text: cell_value(text, many=not text.startswith("[")),
    "recorded history": lambda text: replay(read_log("history.yml", text), STACK),
    "change of a recorded history": lambda text: replay(
        read_log("history.yml", f"history: [{{date: 2027-01-01, changes: [{text}]}}]"), STACK
    ),
    "day of a commit": _day_of,
    "wording": judgement,
    "measure": measured,
    "rename": lambda text: rename_item({"a.yml": STRATEGY, "b.yml": text}, "top", "new-top"),
    "rename on a page": lambda text: rename_in_page(text, "top", "new-top"),
}


def try_all(text: str, names: frozenset[str] = frozenset(PARSERS)) -> None:
    """Gives a text to parsers; what they raise but a refusal is a bug."""
    for name in sorted(names):
        with suppress(StratdocsError):
            PARSERS[name](text)

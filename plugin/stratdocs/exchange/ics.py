"""The days of a strategy as a calendar: iCalendar, RFC 5545."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from stratdocs.exchange.events import Event
from stratdocs.model.kinds import Cadence

LONGEST_LINE = 75
"""Octets of a line, without its end."""
_RULES: Mapping[Cadence, str] = {
    "daily": "FREQ=DAILY",
    "weekly": "FREQ=WEEKLY",
    "biweekly": "FREQ=WEEKLY;INTERVAL=2",
    "monthly": "FREQ=MONTHLY",
    "quarterly": "FREQ=MONTHLY;INTERVAL=3",
    "half-yearly": "FREQ=MONTHLY;INTERVAL=6",
    "yearly": "FREQ=MONTHLY;INTERVAL=12",
}
_EVERY_MONTH_HAS = 28
"""The last day that every month has."""
_EPOCH = date(2000, 1, 1)
"""The day that sequence numbers count from."""


def ics(events: Sequence[Event], name: str, site: str | None = None) -> str:
    """A calendar of the name. `site`, the address of the strategy's site, makes ids its own; the
    same events keep their ids. No clock is read.

    There has to be an event: programs refuse an empty calendar.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//stratdocs//strategy as code//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"NAME:{_text(name)}",
        f"X-WR-CALNAME:{_text(name)}",
    ]
    for event in events:
        lines += _event(event, site)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for folded in map(_folded, lines))


def _event(event: Event, site: str | None) -> Iterator[str]:
    changed = event.changed or event.first
    yield "BEGIN:VEVENT"
    yield f"UID:{_uid(event.key, site)}"
    yield f"DTSTAMP:{_day(changed)}T000000Z"
    yield f"SEQUENCE:{max(0, (changed - _EPOCH).days) if event.changed else 0}"
    yield f"DTSTART;VALUE=DATE:{_day(event.first)}"
    if event.last < date.max:  # without an end it lasts for that day
        yield f"DTEND;VALUE=DATE:{_day(event.last + timedelta(days=1))}"
    if event.cadence is not None:
        yield f"RRULE:{_rule(event)}"
    yield f"SUMMARY:{_text(event.title)}"
    if details := [line for line in event.details if line.strip()]:
        yield f"DESCRIPTION:{_text(chr(10).join(details))}"
    if event.category:
        yield f"CATEGORIES:{_text(event.category)}"
    if event.url:
        yield f"URL:{_plain(event.url)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _rule(event: Event) -> str:
    """How an event returns: in a month that is too short, on its last day."""
    rule = _RULES[event.cadence or "daily"]
    if "MONTHLY" in rule and event.first.day > _EVERY_MONTH_HAS:
        days = range(_EVERY_MONTH_HAS, event.first.day + 1)
        rule += f";BYMONTHDAY={','.join(map(str, days))};BYSETPOS=-1"
    return rule if event.until is None else f"{rule};UNTIL={_day(event.until)}"


def _uid(key: str, site: str | None) -> str:
    """An id that no other calendar has: the host and path of a site are its own."""
    place = re.sub(r"^https?://", "", site or "").strip("/")
    host, _, path = place.partition("/")
    name = f"{path}/{key}" if path else key
    return f"{_plain(name).replace(' ', '-')}@{host or 'stratdocs'}"


def _day(day: date) -> str:
    return f"{day.year:04}{day.month:02}{day.day:02}"


def _text(text: str) -> str:
    """A text value: backslashes, semicolons, commas and line breaks are escaped."""
    clean = re.sub(r"[\x00-\x09\x0b-\x1f\x7f]", " ", text.replace("\r\n", "\n")).strip()
    escaped = re.sub(r"([\\;,])", r"\\\1", clean)
    return escaped.replace("\n", "\\n")


def _plain(text: str) -> str:
    return re.sub(r"[\x00-\x1f\x7f]", "", text)


def _folded(line: str) -> str:
    """A line, folded where it is too long, never within a character."""
    if len(line) <= LONGEST_LINE and line.isascii():
        return line
    return "\r\n ".join(_pieces(line))


def _pieces(line: str) -> Iterable[str]:
    room, piece, size = LONGEST_LINE, "", 0
    for letter in line:
        width = len(letter.encode("utf-8", "replace"))
        if size + width > room:
            yield piece
            room, piece, size = LONGEST_LINE - 1, "", 0  # a blank begins the lines that follow
        piece += letter
        size += width
    yield piece

"""What changed of an item, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from stratdocs.model.days import day, day_words
from stratdocs.model.diff import Difference, Key, as_text, same
from stratdocs.model.fields import field_on, field_words
from stratdocs.model.kinds import Part
from stratdocs.model.periods import PERIOD, Period, period
from stratdocs.model.values import Quantity, quantity
from stratdocs.site.views.page import SiteContext
from stratdocs.words.phrases import MAX_SHOWN_CHARACTERS, change_phrase, elide, in_quotes

_MAX_NAMED_MEMBERS = 4
"""Members of a list that are named."""


def difference_phrases(site: SiteContext, difference: Difference) -> Iterator[str]:
    """A difference as phrases: `target lowered from 55% to 48%`, `fixed: offline added`."""
    if difference.route == ("title",) and difference.before is not None:
        yield f"renamed from {in_quotes(difference.before, always=True)}"
    elif isinstance(difference.route[-1], Key) and (
        difference.before is None or difference.after is None
    ):
        verb = "added" if difference.before is None else "removed"
        yield f"{field_words(_route_words(difference))} {verb}"
    else:
        yield from _value_phrases(
            site, _route_words(difference), difference.before, difference.after
        )


def _route_words(difference: Difference) -> str:
    """The route of a difference, with days in keys of list items written out."""
    keys = (
        step._replace(words=_with_dates_in_words(step.words).translate(_TO_ROUND_BRACKETS))
        if isinstance(step, Key)
        else step
        for step in difference.route
    )
    return difference._replace(route=tuple(keys)).field


_TO_ROUND_BRACKETS = str.maketrans("[]", "()")
"""Square brackets have a meaning in a route."""


def _value_phrases(site: SiteContext, route: str, before: Any, after: Any) -> Iterator[str]:
    match before, after:
        case Mapping(), Mapping():
            for name in dict.fromkeys((*after, *before)):
                if not same(before.get(name), after.get(name)):
                    yield from _value_phrases(
                        site, f"{route}.{name}", before.get(name), after.get(name)
                    )
        case _ if _is_list(before) or _is_list(after):
            yield _list_phrase(site, route, _as_members(before), _as_members(after))
        case _:
            yield _value_phrase(site, route, before, after)


def _is_list(value: Any) -> bool:
    return isinstance(value, (tuple, list)) and not isinstance(value, (Quantity, Period))


def _as_members(value: Any) -> tuple[Any, ...]:
    return tuple(value) if _is_list(value) else () if value is None else (value,)


def _value_phrase(site: SiteContext, route: str, before: Any, after: Any) -> str:
    """One value that differs."""
    what = field_words(route)
    old, new = (value_words(site, route, value) for value in (before, after))
    if old and new and len(old) + len(new) > MAX_SHOWN_CHARACTERS:
        return f"{what} rewritten"
    return change_phrase(what, old, new, change_verb(before, after))


def change_verb(before: Any, after: Any) -> str:
    """The verb for a changed value: dates are moved, numbers raised or lowered."""
    if before is None or after is None:
        return "changed"
    old, new = str(before), str(after)
    if (day(old) and day(new)) or (PERIOD.fullmatch(old) and PERIOD.fullmatch(new)):
        return "moved"
    old_quantity, new_quantity = quantity(old), quantity(new)
    now = (
        new_quantity.within(old_quantity)
        if old_quantity is not None and new_quantity is not None
        else None
    )
    if old_quantity is None or now is None or now == old_quantity.number:
        return "changed"
    return "lowered" if now < old_quantity.number else "raised"


def value_words(site: SiteContext, route: str, value: Any) -> str | None:
    """A value for readers: dates and periods in words, items by their titles."""
    if value is None or isinstance(value, (Part, Mapping)):
        return as_text(value)
    text = value if isinstance(value, str) else as_text(value) or ""
    field = field_on(route)
    if field is not None and field.sort == "choice":
        return text.replace("_", " ")
    if field is None or field.sort == "own" or (field.sort == "text" and not field.names):
        return text
    found = site.stack.get(text)
    return found.title if found is not None else _with_dates_in_words(text)


def _with_dates_in_words(value: str) -> str:
    """A text; a date or a period in words."""
    when, stretch = day(value), period(value, 1)
    return day_words(when) if when else stretch.words if stretch else value


def _list_phrase(
    site: SiteContext, route: str, before: tuple[Any, ...], after: tuple[Any, ...]
) -> str:
    """The members that a list gained and lost: by name where they are few, else their number."""
    what = field_words(route)
    gained = [member for member in after if member not in before]
    lost = [member for member in before if member not in after]
    if not gained and not lost:  # only the primary link differs
        return f"{what} in a different order"
    parts = [
        f"{', '.join(_member_words(site, route, member) for member in members)} {verb}"
        if len(members) <= _MAX_NAMED_MEMBERS
        else f"{len(members)} {verb}"
        for members, verb in ((gained, "added"), (lost, "removed"))
        if members
    ]
    return f"{what}: {', '.join(parts)}"


def _member_words(site: SiteContext, route: str, member: Any) -> str:
    """A member of a list; in quotes where it contains a comma."""
    words = elide(value_words(site, route, member))
    return f"“{words}”" if "," in words else words

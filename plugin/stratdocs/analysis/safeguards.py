"""What keeps a policy kept: exceptions that are granted, and controls that are tested."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal, NamedTuple

from stratdocs.model.kinds import Control, Initiative, PolicyException

SURGE_SPAN = timedelta(days=91)
"""The length of each of the two spans in which exceptions are counted."""
MIN_SURGE = 5
"""Exceptions in the later span below which there is no surge."""
OLD_TEST = 365
"""Days after which a control wants another test."""

ExceptionState = Literal["open", "expired", "not yet", "open, without an end"]


def exception_state(exception: PolicyException, today: date) -> ExceptionState:
    """Whether an exception holds on a day; its last day counts."""
    if exception.until is not None and exception.until < today:
        return "expired"
    if exception.granted is not None and exception.granted > today:
        return "not yet"
    return "open" if exception.until is not None else "open, without an end"


def ends_before_granted(exception: PolicyException) -> bool:
    """Whether the last day of an exception is before the day it was granted."""
    granted, until = exception.granted, exception.until
    return granted is not None and until is not None and until < granted


def expired_exceptions(
    initiative: Initiative, today: date
) -> tuple[tuple[int, PolicyException], ...]:
    """The exceptions that have ended and that nobody has looked at since, each with its place."""
    reviewed = initiative.reviewed or date.min
    return tuple(
        (place, exception)
        for place, exception in enumerate(initiative.exceptions)
        if exception_state(exception, today) == "expired"
        and not ends_before_granted(exception)
        and reviewed <= (exception.until or date.max)
    )


def endless_places(initiative: Initiative) -> tuple[int, ...]:
    """The places of the exceptions for which nobody has written a last day."""
    return tuple(
        place
        for place, exception in enumerate(initiative.exceptions)
        if exception.until is None and initiative.node_at("exceptions", place, "until") is None
    )


class Surge(NamedTuple):
    """Exceptions that grow much faster than before."""

    now: int
    """Exceptions in the last 91 days."""
    before: int
    """Exceptions in the 91 days before."""
    on: date
    """The day of the last one."""


def exception_surge(initiative: Initiative, today: date) -> Surge | None:
    """The growth of exceptions, if more than twice as many were granted as in an equal span before;
    None if there is no surge, or if nothing shows that the policy held in the span before.
    """
    days = [
        exception.granted
        for exception in initiative.exceptions
        if exception.granted is not None and exception.granted <= today
    ]
    turn = today - SURGE_SPAN
    now = sum(day > turn for day in days)
    before = sum(turn - SURGE_SPAN < day <= turn for day in days)
    if now < MIN_SURGE or now <= 2 * before:
        return None
    starts = [phase.starts for phase in initiative.phases if phase.starts is not None]
    if initiative.period is not None:
        starts.append(initiative.period.start)
    held = any(day <= turn for day in days) or any(start <= turn - SURGE_SPAN for start in starts)
    return Surge(now, before, max(days)) if held else None


def test_age(control: Control, today: date) -> int | None:
    """Days since a control was tested; None if it never was, or not yet."""
    if control.tested is None or control.tested > today:
        return None
    return (today - control.tested).days

"""A review of two stacks, as the library offers it."""

from __future__ import annotations

from stratdocs.model.stack import Stack
from stratdocs.reviewing.compare import review_of
from stratdocs.reviewing.sides import sides_of
from stratdocs.reviewing.value import Review


def review(before: Stack, after: Stack) -> Review:
    """The review of a change from one stack to the other: each change with its weight, what it
    reaches, and the new and fixed findings.
    """
    return review_of(sides_of(before, after))

"""A review of two stacks, as the library offers it."""

from __future__ import annotations

from stratdocs.model.stack import Stack
from stratdocs.reviewing.compare import review_of
from stratdocs.reviewing.sides import sides_of
from stratdocs.reviewing.value import Review


def review(before: Stack, after: Stack) -> Review:
    """What a change from one stack to the other means: each change with its weight, whom it
    reaches, and the findings that are new or fixed.
    """
    return review_of(sides_of(before, after))

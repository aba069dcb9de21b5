"""A review of two stacks, as the library offers it."""

from __future__ import annotations

from stratdocs.model.stack import Stack
from stratdocs.reviewing import review as reviews
from stratdocs.reviewing.sides import given
from stratdocs.reviewing.value import Review


def review(before: Stack, after: Stack) -> Review:
    """What a change from one stack to the other means: each change with its weight, whom it
    reaches, and the findings that are new or fixed.
    """
    return reviews.review(given(before, after))

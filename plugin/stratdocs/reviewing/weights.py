"""The weights of changes that a strategy's settings set, by class or by field."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from stratdocs.reviewing.value import CLASSES, Change, Weight
from stratdocs.words.phrases import join_words

Weights = Mapping[str, str]
"""A weight by class or field, as the settings have it."""
_MEMBER = re.compile(r"\[(?:[^\[\]]|\[[^\]]*\])*\]")


def with_set_weights(
    changes: Iterable[Change], before: Weights, after: Weights
) -> Iterator[Change]:
    """The changes with the weights that the settings of either side set; the heavier one counts, so
    that no change makes itself lighter.
    """
    for change in changes:
        usual = change.weight
        weights = [set_weight(change, before) or usual, set_weight(change, after) or usual]
        weight = max(weights) if before != after else weights[0]
        if weight is usual:
            yield change
        else:
            yield change._replace(weight=weight, full_weight=max(weight, change.full_weight))


def set_weight(change: Change, weights: Weights) -> Weight | None:
    """The weight that the settings give a change; None if they say nothing of it.

    A draft may change freely and a first value breaks nothing, whatever is set. A stated reason
    takes off a step, as it does from any weight.
    """
    word = _set_word(change, weights)
    if word is None or change.moment.stage in ("draft", "dropped"):
        return None
    weight = Weight[word.upper()]
    is_first = change.sort == "added" and change.full_weight is Weight.MINOR
    if is_first and weight > Weight.MINOR:
        return None
    if change.reason is not None and weight > Weight.MINOR:
        return Weight(weight - 1)
    return weight


def _set_word(change: Change, weights: Weights) -> str | None:
    """The weight as written: of the longest name that fits the field, else of the class."""
    if not weights:
        return None
    route = _MEMBER.sub("", change.field)
    named = f".{change.kind.collection}.{route}."
    fitting = [name for name in weights if name not in CLASSES and route and f".{name}." in named]
    if fitting:
        return weights[max(fitting, key=lambda name: (name.count("."), name))]
    return weights.get(change.category)


def weights_note(weights: Weights) -> Iterator[str]:
    """A note on what is set."""
    if weights:
        words = [f"{name} counts as {weight}" for name, weight in weights.items()]
        yield f"weights set by this strategy: {join_words(words)}"

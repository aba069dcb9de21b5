"""How likely a line names work rather than a result, by weights learned from real lines.

The weights lie in `wording_weights.txt`: a line for each noun whose class was learned, then one for
each feature. `benchmarks/train_wording.py` writes them; they are read when they are first needed.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from math import exp
from typing import Literal, NamedTuple, get_args

FILE = "wording_weights.txt"

Strictness = Literal["gentle", "usual", "strict"]


class Thresholds(NamedTuple):
    """How likely work must be for what is said of a line."""

    stated: float
    """From which it is stated to name work."""
    asked: float
    """From which it is asked about."""
    result: float
    """Up to which it is taken for a result."""
    sure_result: float


class Weights(NamedTuple):
    """What was learned."""

    class_by_word: dict[str, str]
    """The classes of words that the lexicon does not list, learned from those that it does."""
    by_feature: dict[str, float]
    bias: float
    """What every line starts with."""
    scale: float
    """What the sum is multiplied by, so that nine of ten lines with .9 are work."""
    thresholds: dict[str, Thresholds]
    """By strictness."""


@cache
def weights() -> Weights:
    """The weights that are shipped."""
    from pkgutil import get_data  # a check without goals does not pay for it

    return read_weights((get_data(__package__, FILE) or b"").decode())


def read_weights(text: str) -> Weights:
    """The weights in the text of a file: comments and values by name, words, features."""
    head, words, body = text.split("\n\n")
    values = dict(
        line.split(": ", 1) for line in head.splitlines() if line and not line.startswith("#")
    )
    by_feature = {}
    for line in body.splitlines():
        weight, _, feature = line.partition(" ")
        by_feature[feature] = float(weight)
    thresholds = {
        name: Thresholds(*map(float, values[name].split())) for name in get_args(Strictness)
    }
    class_by_word = dict(line.split(" ") for line in words.splitlines())
    return Weights(
        class_by_word, by_feature, float(values["bias"]), float(values["scale"]), thresholds
    )


def likelihood(features: Sequence[str]) -> float:
    """How likely a line with these features names work, between 0 and 1."""
    learned = weights()
    known = learned.by_feature.get
    total = learned.bias + sum([known(feature, 0.0) for feature in features])
    return 1 / (1 + exp(-min(40.0, max(-40.0, total * learned.scale))))


def learned_class(word: str) -> str | None:
    """The class of a word that the lexicon does not list; None if it was not learned either."""
    return weights().class_by_word.get(word)


def weight(feature: str) -> float:
    """What a feature adds for work; below 0 for a result."""
    return weights().by_feature.get(feature, 0.0)


def thresholds(strictness: Strictness = "usual") -> Thresholds:
    """How likely work must be for what is said of a line."""
    return weights().thresholds[strictness]


def heard(
    likely_work: float, strictness: Strictness = "usual"
) -> Literal["stated", "asked"] | None:
    """Whether a line is stated to name work or asked about; None if it is passed over."""
    limits = thresholds(strictness)
    if likely_work >= limits.stated:
        return "stated"
    return "asked" if likely_work >= limits.asked else None

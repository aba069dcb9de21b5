"""How often the metric chain takes noise for a problem, and how often it finds a steady rise.

    python benchmarks/chain.py [--draws 2000]

Each draw is a cause and an effect that do not depend on each other, both noise around a level,
written as a strategy and read by `analysis.chain` as any other. A problem in such a pair is false.
The noise is normal (independent), or each value keeps a part of the one before (autocorrelated), or
it is rounded so coarsely that most readings are equal (flat). At 6 readings at most `MAX_FALSE` of
the pairs may be called a problem, whatever the noise; at other numbers `MAX_FALSE_ELSEWHERE`. The
seed is fixed: the same table each time.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from math import sqrt

from stratdocs.analysis.chain import chain
from stratdocs.analysis.trends import movement
from stratdocs.model.stack import load
from stratdocs.model.values import quantity

COUNTS = (3, 4, 5, 6, 8, 12)
"""Readings of each metric."""
MAX_FALSE = 0.02
"""Share of pairs of noise that may be called a problem at 6 readings."""
MAX_FALSE_ELSEWHERE = 0.025
"""Share of them at fewer or more readings."""
TODAY = date(2027, 2, 15)
SLOPES = (0.25, 0.5, 0.75, 1.0, 1.5)
"""Rises per reading, in standard deviations of the noise."""

Series = Callable[[random.Random, int], list[float]]


def noise(kept: float) -> Series:
    """Normal noise around 100, each value with a part of the one before."""

    def series(draw: random.Random, count: int) -> list[float]:
        error = draw.gauss(0, 1)
        values = [error]
        for _ in range(count - 1):
            error = kept * error + sqrt(1 - kept * kept) * draw.gauss(0, 1)
            values.append(error)
        return [100 + 10 * value for value in values]

    return series


def flat(draw: random.Random, count: int) -> list[float]:
    """A level with a little noise, rounded so that most values are equal."""
    return [float(round(draw.gauss(20, 0.6))) for _ in range(count)]


SORTS: dict[str, Series] = {
    "independent": noise(0),
    "flat, rounded": flat,
    "autocorrelated 0.3": noise(0.3),
    "autocorrelated 0.5": noise(0.5),
}


def readings(values: Sequence[float]) -> str:
    """The values as readings a month apart, the last one of today."""
    days = (TODAY - timedelta(30 * (len(values) - 1 - place)) for place in range(len(values)))
    return ", ".join(
        f"{{date: {day}, value: {value:.2f}}}" for day, value in zip(days, values, strict=True)
    )


def false_share(series: Series, count: int, draws: int, draw: random.Random) -> float:
    """The share of pairs that do not depend on each other and are called a problem."""
    pairs = "\n".join(
        f"  - {{id: c{n}, title: C, stage: output, drives: [e{n}], "
        f"readings: [{readings(series(draw, count))}]}}\n"
        f"  - {{id: e{n}, title: E, stage: outcome, readings: [{readings(series(draw, count))}]}}"
        for n in range(draws)
    )
    return len(chain(load({"s.yml": f"metrics:\n{pairs}"}, today=TODAY)).problems) / draws


def found_share(slope: float, count: int, draws: int, draw: random.Random) -> float:
    """The share of steady rises that are found."""
    unit = quantity("1")
    hits = 0
    for _ in range(draws):
        values = [100 + 10 * (slope * place + draw.gauss(0, 1)) for place in range(count)]
        dated = [(TODAY + timedelta(place), value) for place, value in enumerate(values)]
        hits += movement(dated, unit)[0] == "rising"
    return hits / draws


def tables(draws: int) -> Iterator[tuple[str, str, list[float]]]:
    """The rows of both tables: which, of what, and the share at each number of readings."""
    for name, series in SORTS.items():
        draw = random.Random(20270215)
        yield "false", name, [false_share(series, count, draws, draw) for count in COUNTS]
    for slope in SLOPES:
        draw = random.Random(20270215)
        shares = [found_share(slope, count, draws, draw) for count in COUNTS]
        yield "found", f"{slope:g} sigma a reading", shares


HEADS = {
    "false": "noise called a problem, readings:",
    "found": "steady rises that are found, readings:",
}


def main(draws: int) -> int:
    """Prints both tables; 1 if too much noise is called a problem."""
    seen = ""
    worst = elsewhere = 0.0
    for which, name, shares in tables(draws):
        if which != seen:
            print(f"{HEADS[which]:<40}" + "".join(f"{count:>8}" for count in COUNTS))
            seen = which
        print(f"  {name:<38}" + "".join(f"{share:>8.1%}" for share in shares))
        if which == "false":
            worst = max(worst, shares[COUNTS.index(6)])
            elsewhere = max(elsewhere, *shares)
    print(f"at 6 readings: {worst:.1%} at most, {MAX_FALSE:.1%} allowed")
    print(f"at any number: {elsewhere:.1%} at most, {MAX_FALSE_ELSEWHERE:.1%} allowed")
    return int(worst > MAX_FALSE or elsewhere > MAX_FALSE_ELSEWHERE)


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--draws", type=int, default=2000)
    sys.exit(main(options.parse_known_args()[0].draws))

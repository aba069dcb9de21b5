"""Is linking near-linear? 100,000 items must cost at most 12 times what 10,000 cost.

    python benchmarks/graph.py

Sound links, links that are broken here and there, and circles, each on its own.
"""

from __future__ import annotations

import gc
import sys
import time
from datetime import date

from stratdocs.model.stack import load

MOST = 12


def text(number: int, sort: str) -> str:
    """A strategy with so many items: fans, long chains and further contributions."""
    lines = ["strategies:", "  - {id: s, title: S, level: company}", "objectives:"]
    lines.append("  - {id: o-0, title: Customers stay, serves: s}")
    for n in range(1, number // 2):
        above = n - 1 if n % 1000 else 0
        if sort == "circles" and n % 1000 == 1:
            above = min(n + 800, number // 2 - 1)
        parents = f"[o-{above}, o-{n // 7}]" if n // 7 not in (n, above) else f"o-{above}"
        if sort == "broken" and n % 500 == 0:
            parents = f"nothing-{n}"
        lines.append(f"  - {{id: o-{n}, title: Customers stay, serves: {parents}}}")
    lines.append("work:")
    for n in range(number // 2):
        waits = f", depends_on: [w-{n - 1}, w-{n // 2}]" if n > 2 else ""
        lines.append(f"  - {{id: w-{n}, title: Work, serves: o-{n % (number // 2)}{waits}}}")
    return "\n".join(lines)


def seconds(number: int, sort: str) -> float:
    """CPU to load so many items, the best of three."""
    texts = {"a.yml": text(number, sort)}
    best = float("inf")
    gc.disable()  # as `check` does
    for _ in range(3):
        before = time.process_time()
        stack = load(texts, today=date(2027, 1, 1))
        for entity in stack.entities:
            stack.reaches_company(entity)
            stack.period_of(entity)
        best = min(best, time.process_time() - before)
        del stack
    gc.enable()
    gc.collect()
    return best


def main() -> int:
    """Prints the figures; 1 where a ratio is too large."""
    too_slow = False
    for sort in ("sound", "broken", "circles"):
        few, many = seconds(10_000, sort), seconds(100_000, sort)
        ratio = many / few
        too_slow |= ratio > MOST
        print(f"{sort:8} 10,000 items {few:.2f} s, 100,000 items {many:.2f} s: {ratio:.1f} times")
    return int(too_slow)


if __name__ == "__main__":
    sys.exit(main())

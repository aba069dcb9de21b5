"""Is linking near-linear? 100,000 items must cost at most 12 times what 10,000 cost.

    python benchmarks/graph.py

Measured separately: sound links, a few broken links, and cycles.
"""

from __future__ import annotations

import gc
import sys
import time
from datetime import date

from stratdocs.model.stack import load

MAX_RATIO = 12


def text(count: int, links: str) -> str:
    """A strategy with that many items: fans, long chains and secondary parents."""
    lines = ["strategies:", "  - {id: s, title: S, level: company}", "objectives:"]
    lines.append("  - {id: o-0, title: Customers stay, serves: s}")
    for n in range(1, count // 2):
        above = n - 1 if n % 1000 else 0
        if links == "cycles" and n % 1000 == 1:
            above = min(n + 800, count // 2 - 1)
        parents = f"[o-{above}, o-{n // 7}]" if n // 7 not in (n, above) else f"o-{above}"
        if links == "broken" and n % 500 == 0:
            parents = f"nothing-{n}"
        lines.append(f"  - {{id: o-{n}, title: Customers stay, serves: {parents}}}")
    lines.append("work:")
    for n in range(count // 2):
        waits = f", depends_on: [w-{n - 1}, w-{n // 2}]" if n > 2 else ""
        lines.append(f"  - {{id: w-{n}, title: Work, serves: o-{n % (count // 2)}{waits}}}")
    return "\n".join(lines)


def seconds(count: int, links: str) -> float:
    """CPU seconds to load that many items, the best of three."""
    texts = {"a.yml": text(count, links)}
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
    """Prints the figures; returns 1 if a ratio is too large."""
    too_slow = False
    for links in ("sound", "broken", "cycles"):
        few, many = seconds(10_000, links), seconds(100_000, links)
        ratio = many / few
        too_slow |= ratio > MAX_RATIO
        print(f"{links:8} 10,000 items {few:.2f} s, 100,000 items {many:.2f} s: {ratio:.1f} times")
    return int(too_slow)


if __name__ == "__main__":
    sys.exit(main())

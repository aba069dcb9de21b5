"""A cold `stratdocs check` of 10,000 items, as a ratio to the least that any check must do.

The floor is a process that walks the folder, reads and hashes every file and drives libyaml's
events over the same bytes, and keeps nothing. Both are whole processes, started in turn;
the figure is the median of their CPU time, user and system. Seconds depend on the machine, ratios
hardly do.

    python benchmarks/check.py [--runs 7] [--folder DIR]
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

PLUGIN = Path(__file__).parents[1] / "plugin"
MAX_RATIO = 2.5
"""A check may take this many times as long as the floor."""
MAX_MEGABYTES = 80

FLOOR = """
import os, sys
from hashlib import blake2b
from yaml import CBaseLoader, StreamEndEvent
ahead = [sys.argv[1]]
while ahead:
    with os.scandir(ahead.pop()) as entries:
        for entry in entries:
            if entry.is_dir():
                ahead.append(entry.path)
                continue
            with open(entry.path, "rb") as stream:
                data = stream.read()
            blake2b(data).digest()
            next_event = CBaseLoader(data.decode()).get_event
            while next_event().__class__ is not StreamEndEvent:
                pass
"""

COLLECTIONS = ("strategies", "bets", "objectives", "key_results", "work")
BETS, OBJECTIVES, KEY_RESULTS, WORK, DEPENDENCIES = 300, 700, 1_700, 7_283, 3_269
PRODUCTS = 16
TOPICS = "activation retention onboarding billing search import reporting support pricing".split()


def prose(n: int, topic: str) -> list[str]:
    """A description as people write one, over several lines."""
    return [
        "description: >-",
        f"  Number {n}: what there is to do for {topic}, said in a few sentences so that",
        "  whoever takes it up knows what is meant, why it is done now and not later, whom",
        "  to ask, and what is left out on purpose.",
    ]


def items(total: int = 10_000) -> Iterator[tuple[str, list[str]]]:
    """Collection and lines of each item: 10,000, and 3,269 links sideways; or fewer."""

    def share(number: int) -> int:
        return number * total // 10_000

    yield (
        "strategies",
        [
            "id: company",
            "title: Win by keeping customers",
            "level: company",
            "period: 2027",
            "owner: person-0",
        ],
    )
    for n in range(PRODUCTS):
        yield (
            "strategies",
            [
                f"id: product-{n}",
                f"title: Lead in {TOPICS[n % len(TOPICS)]} for segment {n}",
                "level: product",
                "serves: company",
                f"owner: person-{n}",
            ],
        )
    for n in range(share(BETS)):
        topic = TOPICS[n % len(TOPICS)]
        yield (
            "bets",
            [
                f"id: bet-{n}",
                f"title: Better {topic} for segment {n % 37}",
                f"serves: product-{n % PRODUCTS}",
                f"size: {('small', 'medium', 'big')[n % 3] if n < 9 else 'small'}",
                f"period: 2027-Q{n % 4 + 1}",
                "status: committed",
                f"owner: person-{n % 60}",
                (
                    f"success: {{outcome: Customers of segment {n % 37} stay, "
                    f"measure: share who use {topic} weekly, baseline: {20 + n % 30}%, "
                    f"target: {55 + n % 30}%, by: 2027-12-31}}"
                ),
            ],
        )
    for n in range(share(OBJECTIVES)):
        topic = TOPICS[n % len(TOPICS)]
        yield (
            "objectives",
            [
                f"id: objective-{n}",
                f"title: Customers of segment {n} rely on {topic}",
                *prose(n, topic),
                f"serves: bet-{n % share(BETS)}",
                "level: team",
                f"team: team-{n % 40}",
                f"period: 2027-Q{n % 4 + 1}",
                f"owner: person-{n % 60}",
            ],
        )
    for n in range(share(KEY_RESULTS)):
        topic = TOPICS[n % len(TOPICS)]
        yield (
            "key_results",
            [
                f"id: key-result-{n}",
                (
                    f"title: Increase weekly use of {topic} in region {n} "
                    f"from {20 + n % 30}% to {55 + n % 30}%"
                ),
                f"serves: objective-{n % share(OBJECTIVES)}",
                f"baseline: {20 + n % 30}%",
                f"target: {55 + n % 30}%",
                f"by: 2027-{n % 12 + 1:02}-28",
                f"owner: person-{n % 60}",
            ],
        )
    for n in range(share(WORK)):
        topic = TOPICS[n % len(TOPICS)]
        lines = [
            f"id: work-{n}",
            f"title: Part {n} of the new {topic}",
            *prose(n, topic),
            f"serves: key-result-{n % share(KEY_RESULTS)}",
            f"status: {('on_track', 'at_risk', 'done', 'committed')[n % 4]}",
            f"owner: person-{n % 60}",
            f"due: 2027-{n * 12 // WORK + 1:02}-15",  # what waits for it comes later
            f"estimate: {n % 9 + 1} h",
        ]
        if 0 < n <= share(DEPENDENCIES):
            lines.append(f"depends_on: work-{n - 1 - n % 7 if n > 7 else 0}")
        yield "work", lines


def write(folder: Path, *, a_file: int, many: int = 10_000) -> int:
    """Writes the strategy with that many items in a file; returns its size in bytes."""
    size = 0
    files: dict[str, list[str]] = {}
    for number, (collection, lines) in enumerate(items(many)):
        name = f"{number // 500:02}/{number // a_file:05}.yml"
        text = files.setdefault(name, [])
        if f"{collection}:" not in text:
            text.append(f"{collection}:")
        text.append("  - " + "\n    ".join(lines))
    for name, text in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        data = ("\n".join(text) + "\n").encode()
        file.write_bytes(data)
        size += len(data)
    return size


def run(command: list[str]) -> tuple[float, float, str]:
    """CPU seconds and megabytes of a process, and its output."""
    environment = {**os.environ, "PYTHONPATH": str(PLUGIN), "PYTHONDONTWRITEBYTECODE": ""}
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(command, env=environment, stdout=output)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        text = output.read().decode()
    crashed = (
        process.returncode == 1 and not text
    )  # a traceback ends with 1 too, but prints nothing here
    if crashed or process.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, text


def measure(folder: Path, runs: int) -> tuple[float, float]:
    """Ratio of CPU and megabytes of a check; prints a line of figures."""
    floor = [sys.executable, "-c", FLOOR, str(folder)]
    check = [sys.executable, "-m", "stratdocs", "check", str(folder), "--format", "concise"]
    for command in (floor, check):  # so that files are in the system's cache and modules compiled
        run(command)
    floors, checks = [], []
    for _ in range(runs):
        floors.append(run(floor))
        checks.append(run(check))
    lowest = statistics.median(cpu for cpu, _, _ in floors)
    taken = statistics.median(cpu for cpu, _, _ in checks)
    memory = max(megabytes for _, megabytes, _ in checks)
    summary = checks[0][2].strip().split("\n")[-1]
    print(f"  floor {lowest:.3f} s, check {taken:.3f} s: {taken / lowest:.2f} x; {memory:.0f} MB")
    print(f"  {summary}")
    return taken / lowest, memory


def main() -> int:
    """Prints the figures of both layouts of files; returns 1 if one misses the goal."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--folder", type=Path, help="keep the files here")
    call = parser.parse_args()
    failed = False
    with tempfile.TemporaryDirectory() as made:
        for words, a_file in (("50 items a file", 50), ("one item a file", 1)):
            folder = (call.folder or Path(made)) / f"by-{a_file}"
            size = write(folder, a_file=a_file)
            print(f"{words}, {size / 1e6:.1f} MB")
            ratio, memory = measure(folder, call.runs)
            failed = failed or ratio > MAX_RATIO or memory > MAX_MEGABYTES
    print(f"the goal is {MAX_RATIO} x and {MAX_MEGABYTES} MB: {'missed' if failed else 'met'}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

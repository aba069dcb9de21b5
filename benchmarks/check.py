"""A `stratdocs check` of 10,000 items, as a ratio to the least that any check must do.

The floor is a process that walks the folder, reads and hashes every file and drives libyaml's
events over the same bytes, and keeps nothing. Both are whole processes, started in turn;
the figure is the median of their CPU time, user and system. Seconds depend on the machine, ratios
hardly do.

The strategies are one without findings, in files of 50 items and of one, and one with debts: old
dates, long titles, and some 4,700 findings of many rules. A hundred items are compared with a
Python that does nothing. Each check starts from nothing, except the one that is called `again`: its
report was kept, and nothing has changed since. `--large` adds 100,000 items with debts, for memory.

    python benchmarks/check.py [--runs 7] [--folder DIR] [--large]
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

PLUGIN = Path(__file__).parents[1] / "plugin"
MAX_RATIO = {
    ("clean", "concise"): 2.3,
    ("debts", "concise"): 3.0,
    ("debts", "json"): 3.2,
    ("debts", "sarif"): 3.7,
    ("debts", "again"): 0.35,
}
"""A check may take this many times as long as the floor, by strategy and format."""
MAX_START = 5.5
"""A check of 100 items may take this many times as long as a Python that does nothing."""
MAX_MEGABYTES = 80
MAX_MEGABYTES_LARGE = 350

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


LONG = (
    ", for those of its customers who came over from the product before and have been waiting "
    "for it since"
)
"""What makes a title a long one."""


def items(total: int = 10_000, *, debts: bool = False) -> Iterator[tuple[str, list[str]]]:
    """Collection and lines of each item: 10,000, and 3,269 links sideways; or fewer.

    With debts, titles are long, work is overdue, key results name outputs or have no baseline.
    """
    for number, (collection, lines) in enumerate(_sound_items(total)):
        yield collection, _indebted(collection, number, lines) if debts else lines


def _indebted(collection: str, number: int, lines: list[str]) -> list[str]:
    """The lines of an item with something to find in about half of them."""
    changed = [
        line + (LONG if number % 2 and line.startswith("title: ") else "")
        for line in lines
        if not (number % 5 == 0 and line.startswith("baseline: "))
    ]
    topic = TOPICS[number % len(TOPICS)]
    match collection:
        case "work" if number % 3 == 0:
            return _with(changed, "due", f"2025-{number % 12 + 1:02}-15")
        case "work" if number % 4 == 0:
            return _with(changed, "depends_on", f"team-of-{topic}")
        case "work" if number % 31 == 0:
            return _with(changed, "due", "when it is ready")
        case "key_results" if number % 3 == 0:
            return _with(changed, "title", f"Ship the new {topic} in region {number}")
        case "objectives" if number % 3 == 0:
            return _with(changed, "title", f"Launch the new {topic} for segment {number}")
        case "bets" if number % 4 == 0:
            return [line for line in changed if not line.startswith("success: ")]
    return changed


def _with(lines: list[str], field: str, value: str) -> list[str]:
    """The lines with a different value of a field."""
    others = [line for line in lines if not line.startswith(f"{field}: ")]
    return [*others[:1], f"{field}: {value}", *others[1:]]


def _sound_items(total: int) -> Iterator[tuple[str, list[str]]]:
    """The items in which there is nothing to find."""

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
            f"due: 2027-{n * 12 // share(WORK) + 1:02}-15",  # what waits for it comes later
            f"estimate: {n % 9 + 1} h",
        ]
        if 0 < n <= share(DEPENDENCIES):
            lines.append(f"depends_on: work-{n - 1 - n % 7 if n > 7 else 0}")
        yield "work", lines


def write(folder: Path, *, a_file: int, many: int = 10_000, debts: bool = False) -> int:
    """Writes the strategy with that many items in a file; returns its size in bytes."""
    size = 0
    files: dict[str, list[str]] = {}
    for number, (collection, lines) in enumerate(items(many, debts=debts)):
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


def run(command: list[str], cache: str = "") -> tuple[float, float, str]:
    """CPU seconds and megabytes of a process, and its output."""
    environment = {**os.environ, "PYTHONPATH": str(PLUGIN), "PYTHONDONTWRITEBYTECODE": ""}
    environment["STRATDOCS_CACHE"] = cache
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


def medians(commands: Mapping[str, list[str]], runs: int) -> dict[str, tuple[float, float, str]]:
    """Median CPU seconds, most megabytes and the output of each command, run in turn."""
    taken: dict[str, list[tuple[float, float, str]]] = {name: [] for name in commands}
    with tempfile.TemporaryDirectory() as cache:
        for number in range(runs + 1):
            for name, command in commands.items():
                found = run(command, cache if name == "again" else "")
                if number:  # before, files come into the system's cache, modules are compiled
                    taken[name].append(found)
    return {
        name: (
            statistics.median(cpu for cpu, _, _ in results),
            max(megabytes for _, megabytes, _ in results),
            results[0][2],
        )
        for name, results in taken.items()
    }


def checking(folder: Path, form: str) -> list[str]:
    """The call that checks a folder."""
    return [sys.executable, "-m", "stratdocs", "check", str(folder), "--format", form]


def measure(words: str, folder: Path, runs: int, goals: Mapping[str, float], most: float) -> bool:
    """Whether the checks of a folder meet their goals; prints a line of figures for each format."""
    commands = {form: checking(folder, form) for form in ("concise", "json", "sarif")}
    commands["again"] = commands["concise"]
    found = medians({"floor": [sys.executable, "-c", FLOOR, str(folder)], **commands}, runs)
    lowest, _, _ = found.pop("floor")
    print(f"{words}: floor {lowest:.3f} s")
    met = True
    for form, (cpu, memory, report) in found.items():
        goal = f", goal {goals[form]} x" if form in goals else ""
        print(f"  {form:8} {cpu:.3f} s: {cpu / lowest:.2f} x{goal}; {memory:.0f} MB")
        met = met and cpu / lowest <= goals.get(form, cpu) and memory <= most
        if form == "concise":
            print(f"  {next(line for line in report.splitlines() if line.startswith('checked '))}")
    return met


def measure_start(folder: Path, runs: int) -> bool:
    """Whether a check of 100 items starts fast enough."""
    commands = {
        "nothing": [sys.executable, "-c", ""],
        "version": [sys.executable, "-m", "stratdocs", "--version"],
        "check": checking(folder, "concise"),
        "again": checking(folder, "concise"),
    }
    found = {name: cpu for name, (cpu, _, _) in medians(commands, max(runs, 3) * 3).items()}
    nothing = found["nothing"]
    print(
        f"100 items: empty Python {nothing:.3f} s, --version {found['version'] / nothing:.2f} x, "
        f"check {found['check'] / nothing:.2f} x, goal {MAX_START} x, "
        f"again {found['again'] / nothing:.2f} x"
    )
    return found["check"] / nothing <= MAX_START


def main() -> int:
    """Prints the figures of every strategy; returns 1 if one misses its goal."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--folder", type=Path, help="keep the files here")
    parser.add_argument("--large", action="store_true", help="100,000 items as well")
    call = parser.parse_args()
    clean, debts = (
        {form: ratio for (name, form), ratio in MAX_RATIO.items() if name == wanted}
        for wanted in ("clean", "debts")
    )
    with tempfile.TemporaryDirectory() as made:
        top = call.folder or Path(made)
        for name in ("clean", "single", "debts"):
            write(top / name, a_file=1 if name == "single" else 50, debts=name == "debts")
        write(top / "few", a_file=50, many=100)
        met = [
            measure("without findings", top / "clean", call.runs, clean, MAX_MEGABYTES),
            measure("one item a file", top / "single", call.runs, clean, MAX_MEGABYTES),
            measure("with debts", top / "debts", call.runs, debts, MAX_MEGABYTES),
            measure_start(top / "few", call.runs),
        ]
        if call.large:
            write(top / "large", a_file=50, many=100_000, debts=True)
            met.append(measure("100,000 with debts", top / "large", 1, debts, MAX_MEGABYTES_LARGE))
    print(f"the goals are {'met' if all(met) else 'missed'}")
    return 0 if all(met) else 1


if __name__ == "__main__":
    sys.exit(main())

"""A `stratdocs diff` of a branch that changes 1,000 of 10,000 items, as a ratio to one `check`.

The branch is in a real git repository; it changes targets, dates, owners, titles and statuses. Both
are whole processes, started in turn; the figure is the median of their CPU time, with that of git.

    python benchmarks/diff.py [--runs 5] [--folder DIR]
"""

from __future__ import annotations

import argparse
import os
import re
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from check import PLUGIN, write

MAX_RATIO = 3.0
"""A diff may take this many times as long as one check."""
MAX_COMMENT = 32_000
"""Characters of a comment."""
MAX_CHANGED = 1_000


def git(folder: Path, *words: str) -> None:
    """Runs git in a folder."""
    settings = ("-c", "user.name=Ana", "-c", "user.email=ana@example.com")
    subprocess.run(["git", *settings, *words], cwd=folder, check=True, capture_output=True)


def edit(text: str, number: int) -> str:
    """The text of an item, changed in one of several ways."""
    ways = (
        (r"target: (\d+)%", "target: 31%"),
        (r"owner: person-\d+", "owner: person-99"),
        (r"title: (.*)", r"title: \1, reworded"),
        (r"(due|by): 2027-\d\d-", r"\1: 2027-12-"),
        (r"status: \w+", "status: dropped"),
    )
    for way in range(len(ways)):
        pattern, new = ways[(number + way) % len(ways)]
        changed = re.sub(pattern, new, text, count=1)
        if changed != text:
            return changed
    return text


def change(folder: Path) -> int:
    """Changes every tenth item; returns how many."""
    number = changed = 0
    for file in sorted(folder.rglob("*.yml")):
        parts = re.split(r"(?m)^(?=  - id: )", file.read_text())
        for at in range(1, len(parts)):
            number += 1
            if number % 10 == 0 and changed < MAX_CHANGED:
                parts[at] = edit(parts[at], number // 10)
                changed += 1
        file.write_text("".join(parts))
    return changed


def run(command: list[str], folder: Path) -> tuple[float, str]:
    """CPU seconds of a process and its children, and its output."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    process = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(PLUGIN)},
        capture_output=True,
        text=True,
        check=False,
    )
    if process.returncode not in (0, 1) or not process.stdout:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}: {process.stderr}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return used, process.stdout


def measure(folder: Path, runs: int) -> tuple[float, int]:
    """Ratio of CPU and characters of the comment; prints a line of figures."""
    program = [sys.executable, "-m", "stratdocs"]
    check = [*program, "check", "strategy", "--format", "concise"]
    diff = [*program, "diff", "main", "topic", "strategy", "--format", "markdown"]
    for command in (check, diff):
        run(command, folder)
    checks, diffs = [], []
    for _ in range(runs):
        checks.append(run(check, folder)[0])
        diffs.append(run(diff, folder)[0])
    check_time, diff_time = statistics.median(checks), statistics.median(diffs)
    comment = run(diff, folder)[1]
    print(
        f"  check {check_time:.3f} s, diff {diff_time:.3f} s: {diff_time / check_time:.2f} x; "
        f"{len(comment):,} characters"
    )
    print(f"  {comment.splitlines()[2][:160]}")
    print(f"  {comment.splitlines()[4][:160]}")
    return diff_time / check_time, len(comment)


def main() -> int:
    """Prints the ratio; returns 1 if it misses the goal."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--folder", type=Path, help="keep the files here")
    call = parser.parse_args()
    failed = False
    with tempfile.TemporaryDirectory() as made:
        for words, a_file in (("50 items a file", 50), ("one item a file", 1)):
            folder = (call.folder or Path(made)) / f"by-{a_file}"
            write(folder / "strategy", a_file=a_file)
            git(folder, "init", "-q", "-b", "main")
            git(folder, "add", "-A")
            git(folder, "commit", "-qm", "start")
            git(folder, "checkout", "-qb", "topic")
            number = change(folder / "strategy")
            git(folder, "commit", "-qam", "Another plan")
            print(f"{words}, {number:,} items changed")
            ratio, length = measure(folder, call.runs)
            failed = failed or ratio > MAX_RATIO or length > MAX_COMMENT
    goal = f"the goal is {MAX_RATIO} x and {MAX_COMMENT:,} characters"
    print(f"{goal}: {'missed' if failed else 'met'}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

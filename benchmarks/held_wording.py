"""How the judge of wording does on labelled lines that nobody has tuned on.

    python benchmarks/held_wording.py FILE [FILE ...]

Each FILE has the columns `text`, `label`, `kind`, `genre` and `contested`; only figures of it are
printed. The judge is the one that ships, with its usual thresholds. Unclear lines count against
precision where they are accused.
"""

from __future__ import annotations

import csv
import sys
import time
from collections import Counter
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1] / "plugin"))

from stratdocs.language.wording import is_output, judge

LEVELS = {"stated": ("sure",), "stated or asked": ("sure", "likely")}


class Line(NamedTuple):
    """A labelled line, and how it is judged."""

    label: str
    genre: str
    is_goal: bool
    contested: bool
    level: str
    """How sure it is to be work; empty if it is taken for something else."""


def judged(path: Path) -> list[Line]:
    """The lines of a file, judged."""
    with path.open(encoding="utf-8", newline="") as rows:
        return [_judged(row) for row in csv.DictReader(rows)]


def _judged(row: dict[str, str]) -> Line:
    found = judge(row["text"], "objective" if row["kind"] == "objective" else "key_result")
    return Line(
        row["label"],
        row["genre"],
        row["kind"] in ("objective", "key_result"),
        row["contested"] == "1",
        found.confidence if is_output(found) else "",
    )


def figures(lines: list[Line]) -> str:
    """Precision, recall and outcomes accused."""
    work = [line for line in lines if line.label in ("output", "activity")]
    outcomes = [line for line in lines if line.label == "outcome"]
    rows = []
    for name, levels in LEVELS.items():
        accused = [line for line in lines if line.level in levels]
        right = sum(line.level in levels for line in work)
        wrong = sum(line.level in levels for line in outcomes)
        rows.append(
            f"  {name:16} P {_share(right, len(accused))} R {_share(right, len(work))} "
            f"outcomes accused {wrong}/{len(outcomes)} {_share(wrong, len(outcomes))}"
        )
    return "\n".join(rows)


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "  -  "


def confusion(lines: list[Line]) -> str:
    """By genre and label: stated, asked, passed over."""
    counts = Counter((line.genre, line.label, line.level) for line in lines)
    rows = []
    for genre, label in sorted({(line.genre, line.label) for line in lines}):
        stated, asked = counts[genre, label, "sure"], counts[genre, label, "likely"]
        rest = counts[genre, label, "guess"] + counts[genre, label, ""]
        rows.append(f"  {genre:28} {label:10} {stated:4} {asked:4} {rest:4}")
    return "\n".join(rows)


def main() -> int:
    """Print the figures."""
    for name in sys.argv[1:]:
        begin = time.process_time()
        lines = judged(Path(name))
        spent = (time.process_time() - begin) / len(lines)
        clear = [line for line in lines if not line.contested]
        sets = {
            "all": lines,
            "uncontested": clear,
            "uncontested objectives and key results": [line for line in clear if line.is_goal],
        }
        print(f"{Path(name).name}, {spent * 1e6:.0f} us a line")
        for title, some in sets.items():
            print(f"{title} ({len(some)})\n{figures(some)}")
        print(f"uncontested, by genre and label: stated, asked, passed over\n{confusion(clear)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""All measurements, one after the other; what follows the names is passed on to each of them.

python benchmarks/run.py [check] [build] [serve] [diff] [chain] [editor] [--runs 3]
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).parent
NAMES = ("check", "build", "serve", "diff", "chain", "editor")


def main(arguments: list[str]) -> int:
    """Runs the measurements; returns 1 if one of them misses its goal."""
    names = [argument for argument in arguments if argument in NAMES] or list(NAMES)
    more = [argument for argument in arguments if argument not in NAMES]
    missed = False
    for name in names:
        print(f"== {name}", flush=True)
        call = [sys.executable, str(FOLDER / f"{name}.py"), *more]
        missed = subprocess.call(call) != 0 or missed
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

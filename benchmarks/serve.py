"""A rebuild of `mkdocs serve` after one edit, as a ratio to the whole build that came before.

Both are in one process, as when serving; the figures are CPU seconds. The strategy has debts. How
many pages were printed again stands beside each edit.

    python benchmarks/serve.py [--items 2000] [--runs 5]
"""

from __future__ import annotations

import argparse
import os
import random
import re
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

MAX_RATIO = {400: 0.25, 2_000: 0.2, 10_000: 0.25}
"""A rebuild may take this share of a whole build, by the number of items."""


def edit(folder: Path, chance: random.Random) -> None:
    """Changes the title of one item."""
    file = chance.choice(sorted(folder.rglob("*.yml")))
    text = file.read_text("utf-8")
    title = chance.choice(list(re.finditer(r"title: .*", text)))
    file.write_text(f"{text[: title.end()]} again{text[title.end() :]}", "utf-8")


def main() -> int:
    """Prints the figures; returns 1 if the median misses its goal."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--items", type=int, default=2_000)
    parser.add_argument("--runs", type=int, default=5)
    call = parser.parse_args()
    os.environ["NO_MKDOCS_2_WARNING"] = "1"  # Material's banner
    import build  # noqa: PLC0415 - it brings MkDocs' plugins, whose banner comes at once
    from mkdocs.commands.build import build as mkdocs_build  # noqa: PLC0415
    from mkdocs.config import load_config  # noqa: PLC0415

    memory = build.IN_MEMORY if build.IN_MEMORY.is_dir() else None
    with tempfile.TemporaryDirectory(dir=memory) as made:
        folder = Path(made)
        settings = build.own(folder, call.items)
        chance = random.Random(1)

        def built() -> tuple[float, Any]:
            began = time.process_time()
            config = load_config(str(settings))
            plugin = config.plugins["stratdocs"]
            if not hasattr(plugin, "kept"):
                config.plugins.on_startup(command="serve", dirty=False)
            mkdocs_build(config, serve_url="http://127.0.0.1:8000/")
            return time.process_time() - began, plugin

        whole, plugin = built()
        print(f"{call.items:,} items: {whole:.2f} s, {plugin.kept.printed} pages")
        shares = []
        for _ in range(call.runs):
            edit(folder / "docs" / "strategy", chance)
            cpu, plugin = built()
            shares.append(cpu / whole)
            print(f"  after an edit {cpu:.2f} s: {shares[-1]:.2f} x, {plugin.kept.printed} pages")
    goal = MAX_RATIO.get(call.items, max(MAX_RATIO.values()))
    share = statistics.median(shares)
    print(f"{share:.2f} x; the goal is {goal} x: {'missed' if share > goal else 'met'}")
    return 1 if share > goal else 0


if __name__ == "__main__":
    sys.exit(main())

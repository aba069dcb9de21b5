"""How often an editor offers the right value among the first three.

Each value that names an item, a status or a period is taken out of a strategy, one at a time, and
what `stratdocs lsp` would offer there is asked for: with nothing typed, with one letter and with
two. The demo and the strategies of the tests are measured, and the files of each folder named.

    python benchmarks/completing.py [--letters 0 1 2] [--most 200] [FOLDER ...]
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "plugin"), str(ROOT / "tests")]

import bicycles  # noqa: E402  # of the tests
import clinics  # noqa: E402
import kitchens  # noqa: E402

from stratdocs.model.known import Known  # noqa: E402
from stratdocs.model.stack import load  # noqa: E402
from stratdocs.repo.git import Past  # noqa: E402
from stratdocs.workspace.completing import completions  # noqa: E402
from stratdocs.workspace.home import Home  # noqa: E402
from stratdocs.workspace.workspace import Snapshot  # noqa: E402
from stratdocs.yamltext.source import Node, ScalarNode, SequenceNode  # noqa: E402

FIELDS = ("serves", "owner", "depends_on", "drives", "metric", "guardrails", "team", "status")
FIELDS += ("period",)
AMONG = 3
HOME = Home("/strategy", "/strategy")


class Place(NamedTuple):
    """Where a value stands: lines and columns count from 1."""

    field: str
    value: str
    path: str
    line: int
    column: int
    end: int


def strategies(folders: list[Path]) -> Iterator[tuple[str, Mapping[str, str], date]]:
    """The name, texts and day of each strategy."""
    for folder in (ROOT / "content" / "strategy", *folders):
        paths = sorted(folder.rglob("*.yml"))
        texts = {str(path.relative_to(folder)): path.read_text("utf-8") for path in paths}
        yield folder.parent.name, texts, date(2026, 11, 21)
    yield "bicycles", bicycles.TEXTS, bicycles.TODAY
    yield "clinics", clinics.TEXTS, date(2026, 11, 21)
    yield "kitchens", kitchens.TEXTS, kitchens.TODAY


def places(texts: Mapping[str, str], today: date) -> Iterator[Place]:
    """The values that are taken out."""
    stack = load(texts, today=today)
    for item in stack.entities:
        for field in FIELDS:
            node = item.node_at(field)
            nodes: tuple[Node, ...] = node.nodes if isinstance(node, SequenceNode) else (node,)
            for value in nodes:
                if not isinstance(value, ScalarNode) or not value.text:
                    continue
                if field not in ("status", "period") and stack.get(value.text) is None:
                    continue  # a word in place of an id
                span = value.grip(item.path)
                if span.line == span.end_line and span.end_column - span.column == len(value.text):
                    yield Place(
                        field, value.text, span.path, span.line, span.column, span.end_column
                    )


def rank(
    texts: Mapping[str, str], today: date, place: Place, letters: int, known: Known
) -> tuple[int, list[str]]:
    """The number at which the value is offered, 1 the first, and what is offered instead."""
    lines = texts[place.path].split("\n")
    line = lines[place.line - 1]
    start = line[: place.column - 1] + place.value[:letters]
    lines[place.line - 1] = start + line[place.end - 1 :]
    stack = load({**texts, place.path: "\n".join(lines)}, today=today, known=known)
    snapshot = Snapshot(HOME, 1, stack, {}, Past())
    found = completions(snapshot, place.path, lines, place.line - 1, len(start))
    labels = [item.label for item in found.items]
    number = labels.index(place.value) + 1 if place.value in labels else len(labels) + 1
    return number, labels[:AMONG]


def main() -> int:
    """Prints for each strategy and field how often the value is among the first three."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--letters", nargs="*", type=int, default=[0, 1, 2])
    parser.add_argument("--most", type=int, default=200, help="places of a field that are tried")
    parser.add_argument("--fields", nargs="*", default=list(FIELDS))
    parser.add_argument("--misses", action="store_true", help="print what is offered instead")
    call = parser.parse_args()
    for name, texts, today in strategies(call.folders):
        by_field: dict[str, list[Place]] = defaultdict(list)
        for place in places(texts, today):
            by_field[place.field].append(place)
        known = Known()
        for field in call.fields:
            tried = by_field[field]
            if len(tried) > call.most:
                tried = random.Random(14).sample(tried, call.most)
            shares = []
            for letters in call.letters if tried else ():
                right = 0
                for place in tried:
                    number, instead = rank(texts, today, place, letters, known)
                    right += number <= AMONG
                    if call.misses and number > AMONG:
                        at = f"{place.path}:{place.line}"
                        print(f"  {at} {place.value} is number {number}, after {instead}")
                shares.append(f"{letters} letters {right / len(tried):4.0%}")
            if shares:
                print(f"{name:<10} {field:<11} {len(tried):4}  {'  '.join(shares)}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())

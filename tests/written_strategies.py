"""Random small strategies as people write them, with comments: nested or linked, in one file or
several, in blocks or braces.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from hypothesis import strategies as some

from stratdocs.model.stack import Stack, load

TODAY = date(2027, 2, 15)
TEXTS = ("Win", "It's one: two", "ünïcode – yes", "# not a comment", "40%", "no", "a, b", "2027")


def stack_from(texts: Mapping[str, str | None]) -> Stack:
    """The stack of those texts; None is a file that is gone."""
    return load({path: text for path, text in texts.items() if text is not None}, today=TODAY)


def meaning(stack: Stack) -> dict[str, dict[str, Any]]:
    """What the items say, wherever and however they are written; links as the graph has them."""
    hidden = ("path", "node", "route", "nested_in", "serves")
    return {
        item.id: {
            "kind": item.collection,
            "parents": stack.graph.parents.get(item.id, ()),
            **{
                name: repr(getattr(item, name))
                for name in item.declared
                if name not in hidden and getattr(item, name, None) not in (None, ())
            },
        }
        for item in stack.entities
    }


def quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


@some.composite
def written(draw: some.DrawFn) -> dict[str, str]:
    """The texts of a strategy by path: bets, objectives with key results, and work."""
    number = draw(some.integers(1, 4))
    titles = draw(some.lists(some.sampled_from(TEXTS), min_size=number * 5, max_size=number * 5))
    tops: dict[str, list[str]] = {"strategies": [], "bets": [], "objectives": [], "work": []}
    tops["strategies"].append("- {id: top, title: Win, level: company} # the top")
    offset = draw(some.sampled_from(("", "  ")))
    for n in range(number):
        title = iter(map(quoted, titles[n * 5 : n * 5 + 5]))
        parent = draw(some.sampled_from(["top", *(f"b{m}" for m in range(n))][:1]))
        tops["bets"].append(f"- {{id: b{n}, title: {next(title)}, serves: {parent}}}")
        serves = draw(
            some.sampled_from((f"b{n}", f"[b{n}, top]", f"\n    - b{n}\n    # too\n    - top"))
        )
        lines = [f"- id: o{n}   # objective {n}", f"  title: {next(title)}"]
        lines += [*f"  serves: {serves}".split("\n"), "  period: 2027-Q1", "  status: on_track"]
        if draw(some.booleans()):
            lines += ["  description: |", "    See [[b0]].", "", "      - a list"]
        lines += ["  # its results", "  key_results:"]
        indent = draw(some.sampled_from(("  ", "    ")))
        lines += [
            f"{indent}# about k{n}",
            f"{indent}- id: k{n}",
            f"{indent}  title: {next(title)}",
            f"{indent}  baseline: 40%",
            f"{indent}  target: 55%",
        ]
        if draw(some.booleans()):
            lines += [
                f"{indent}  work:",
                f"{indent}    - {{id: w{n}, title: {next(title)}}}  # own",
            ]
            lines += [f"{indent}    # a word after w{n}"]
        else:
            tops["work"].append(f"- {{id: w{n}, title: {next(title)}, serves: k{n}}}")
        lines += [f"{indent}- {{id: z{n}, title: {next(title)}, depends_on: [w0]}}"]
        tops["objectives"].append("\n".join(lines))
    files = draw(some.sampled_from((["a.yml"], ["a.yml", "b.yml"], ["b.yml", "sub/c.yml"])))
    texts: dict[str, list[str]] = {}
    for name, items in tops.items():
        if items:
            path = draw(some.sampled_from(files))
            gap = draw(some.sampled_from(("\n", "\n\n")))
            body = gap.join(items)
            body = "\n".join(offset + line if line else line for line in body.split("\n"))
            texts.setdefault(path, []).append(f"# the {name}\n{name}:\n{body}\n")
    line_break = draw(some.sampled_from(("\n", "\r\n")))
    heading = draw(
        some.sampled_from(("", "# Our strategy\n\n", "# yaml-language-server: $schema=x\n"))
    )
    made = {path: heading + "\n".join(parts) for path, parts in texts.items()}
    return {path: text.replace("\n", line_break) for path, text in made.items()}

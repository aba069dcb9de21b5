"""Mutations of the demo: each is checked, and each tenth is built into pages. A traceback ends it,
and so does a mutation that takes 20 seconds.

    python benchmarks/sweep.py [NUMBER [SEED]]

Without a number it makes 2,000. The same seed gives the same ones.
"""

import random
import signal
import sys
import time
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from stratdocs.linting.lint import lint
from stratdocs.model.stack import Stack, load
from stratdocs.repo.content import read_content
from stratdocs.site.pages import pages
from stratdocs.site.prose import Prose
from stratdocs.site.rendering import Renderer
from stratdocs.site.views.page import SiteContext

ROOT = Path(__file__).parents[1]
TODAY = date(2026, 11, 21)
PATIENCE = 20
"""Seconds of work for one mutation, however busy the machine is."""
SIGNS = (
    "{",
    "}",
    "[",
    "]",
    ":",
    "- ",
    "#",
    "'",
    '"',
    "|",
    ">",
    "&a ",
    "*a ",
    "!x ",
    "\t",
    "\n",
    "<<: ",
)
VALUES = (
    "",
    "null",
    "[]",
    "{}",
    "9e999",
    "-1",
    "2027-02-30",
    "[[x]]",
    "![a](b)",
    "é\u200b",
    "0" * 300,
)

Change = Callable[[str, random.Random], str]


def one_character(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text) + 1)
    return text[:at] + chance.choice(("", chance.choice(text or " "), "\ufffd")) + text[at + 1 :]


def one_sign(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text) + 1)
    return text[:at] + chance.choice(SIGNS) + text[at:]


def one_line(text: str, chance: random.Random) -> str:
    lines = text.split("\n")
    at, other = (chance.randrange(len(lines)) for _ in range(2))
    match chance.randrange(4):
        case 0:
            del lines[at]
        case 1:
            lines.insert(other, lines[at])
        case 2:
            lines[at], lines[other] = lines[other], lines[at]
        case _:
            lines[at] = " " * chance.randrange(9) + lines[at].lstrip()
    return "\n".join(lines)


def one_value(text: str, chance: random.Random) -> str:
    lines = text.split("\n")
    at = chance.choice([n for n, line in enumerate(lines) if ": " in line] or [0])
    lines[at] = f"{lines[at].partition(': ')[0]}: {chance.choice(VALUES)}"
    return "\n".join(lines)


CHANGES: tuple[Change, ...] = (one_character, one_sign, one_line, one_value)


def mutation(texts: Mapping[str, str], chance: random.Random) -> dict[str, str]:
    """The texts with one to three changes in one file."""
    path = chance.choice(sorted(texts))
    text = texts[path]
    for _ in range(chance.randrange(1, 4)):
        text = chance.choice(CHANGES)(text, chance)
    return {**texts, path: text}


def rendered(stack: Stack) -> int:
    """The characters of all pages."""
    site = SiteContext(stack, tuple(lint(stack)))
    renderer = Renderer(link=lambda path: f"{path}/", prose=Prose().html)
    return sum(len(renderer.html(page, "").content) for page in pages(site))


def late(signum: int, frame: object) -> None:
    raise TimeoutError(f"no end after {PATIENCE} s of work")


def main() -> int:
    signal.signal(signal.SIGVTALRM, late)
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    texts = read_content([ROOT / "content"]).texts
    began = time.monotonic()
    for turn in range(number):
        chance = random.Random(seed * 1_000_003 + turn)
        mutated = mutation(texts, chance)
        signal.setitimer(signal.ITIMER_VIRTUAL, PATIENCE)
        try:
            stack = load(mutated, today=TODAY)
            tuple(lint(stack))
            if turn % 10 == 0:
                rendered(stack)
        except BaseException:
            changed = next(path for path in texts if texts[path] != mutated[path])
            Path("mutation.yml").write_text(mutated[changed], "utf-8", "surrogatepass")
            print(
                f"mutation {turn} of seed {seed}, of {changed}, is in mutation.yml", file=sys.stderr
            )
            raise
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    print(f"{number:,} mutations in {time.monotonic() - began:.0f} s: no traceback")
    return 0


if __name__ == "__main__":
    sys.exit(main())

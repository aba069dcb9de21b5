"""Twice the text takes twice the work, whatever is repeated: counted in lines of Python that run,
never in seconds.
"""

import sys
import time
from collections.abc import Callable
from datetime import date
from types import FrameType
from typing import Any

import pytest

from stratdocs.linting.lint import lint
from stratdocs.model.stack import load
from stratdocs.reviewing.compare import review_of
from stratdocs.reviewing.sides import sides_of
from stratdocs.site.pages import pages
from stratdocs.site.prose import Prose
from stratdocs.site.rendering import Renderer
from stratdocs.site.views.page import SiteContext

TOP = "strategies: [{id: top, title: Win, level: company}]\n"
Shape = Callable[[int], str]


def items(collection: str, line: str) -> Shape:
    """A collection with an item for each number: `#` stands for it, `%` for the next one."""

    def text(size: int) -> str:
        lines = (line.replace("#", str(n)).replace("%", str(n + 1)) for n in range(size))
        return f"{TOP}{collection}:\n" + "".join(f"- {{{each}}}\n" for each in lines)

    return text


SHAPES: dict[str, Shape] = {
    "items without anything": lambda n: f"bets: [{'{},' * n}]\n",
    "items with one id": items("bets", "id: x, title: y"),
    "items with one title": items("bets", "title: y"),
    "one id in many documents": lambda n: "---\nbets: [{id: x, title: y}]\n" * n,
    "allows, one below the other": lambda n: "# stratdocs: allow x -- y\n" * n + TOP,
    "allows at the end": lambda n: TOP + "# stratdocs: allow x -- y\n" * n,
    "allows beside quotes": lambda n: items("bets", "id: b#, title: 'y'")(n).replace(
        "}\n", "} # stratdocs: allow orphan -- y\n"
    ),
    "allows of a line with many findings": lambda n: (
        "# stratdocs: allow orphan -- y\n" * n
        + f"bets: [{', '.join(f'{{id: b{i}, title: t}}' for i in range(n))}]\n"
    ),
    "one misspelt field": items("bets", "id: b#, titel: y, servs: top"),
    "many misspelt fields": lambda n: items("bets", f"id: b#, title: y, titl{n}x#: y")(n),
    "one misspelt word": items("rituals", "id: r#, title: y, cadence: wekly"),
    "one misspelt reference": items("bets", "id: b#, title: y, serves: tpo"),
    "many misspelt references": items("bets", "id: bet-#, title: y, serves: bte-#"),
    "misspelt settings": lambda n: (
        f"settings: {{rules: {{{', '.join(f'r{n}x{i}: off' for i in range(n))}}}}}\n"
    ),
    "a chain upwards": items("objectives", "id: o#, title: y, serves: o%"),
    "a ladder upwards": items("objectives", "id: o#, title: y, serves: [o%, x#]"),
    "a chain of waits": items("bets", "id: o#, title: y, serves: top, depends_on: o%"),
    "all wait for one": items("bets", "id: o#, title: y, serves: top, depends_on: o0"),
    "a chain of former ids": items("bets", "id: o#, title: y, serves: top, was: o%"),
    "one former id": items("bets", "id: o#, title: y, serves: top, was: o"),
    "a chain of metrics": items("metrics", "id: m#, title: M#, drives: m%"),
    "one parent, many times": lambda n: (
        f"{TOP}bets:\n- {{id: b, title: y, serves: [{'top, ' * n}]}}\n"
    ),
    "anchors": lambda n: "bets:\n" + "".join(f"- &a{i} {{id: x{i}, title: y}}\n" for i in range(n)),
    "aliases": lambda n: "x: &a y\nbets:\n" + "- *a\n" * n,
    "merge keys": lambda n: "bets:\n" + "- {<<: *d, id: x}\n" * n,
    "one key twice": lambda n: "bets:\n- id: x\n" + "  title: y\n" * n,
    "closing brackets": lambda n: "}\n" * n,
    "open braces": lambda n: "bets:\n" + "- {title: a\n" * n,
    "key results of one metric": lambda n: (
        f"{TOP}metrics: [{{id: m, title: M}}]\nobjectives:\n- id: o\n  title: t\n  serves: top\n"
        "  key_results:\n"
        + "".join(
            f"  - {{id: k{i}, title: K, metric: m, baseline: 1, target: 9}}\n" for i in range(n)
        )
    ),
    "skills that nobody has": lambda n: (
        "people: [{id: ana, title: Ana, team: t, skills: [web]}]\nteams: [{id: t, title: T}]\n"
        f"work: [{{id: w, title: W, team: t, skills: [{', '.join(f's{i}' for i in range(n))}]}}]\n"
    ),
    "key results": lambda n: (
        f"{TOP}objectives:\n- id: o\n  title: t\n  serves: top\n  key_results:\n"
        + "".join(f"  - {{id: k{i}, title: Raise A, target: 2%}}\n" for i in range(n))
    ),
}


def work(call: Callable[[], object]) -> int:
    """How many lines of Python a call runs."""
    count = 0

    def trace(frame: FrameType, event: str, arg: Any) -> Any:
        nonlocal count
        count += 1
        frame.f_trace_opcodes = False
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        call()
    finally:
        sys.settrace(before)
    return count


def check(text: str) -> object:
    stack = load({"a.yml": text}, today=date(2026, 11, 21))
    return tuple(lint(stack))


def assert_linear(count: Callable[[int], int], sizes: tuple[int, ...]) -> None:
    """The work grows at most a third faster than the text."""
    counts = [count(size) for size in sizes]
    assert counts[-1] / counts[0] < 4 / 3 * sizes[-1] / sizes[0], counts


QUICK = {
    *("items without anything", "items with one title", "allows, one below the other"),
    *("allows beside quotes", "one misspelt field", "a chain upwards"),
}


@pytest.mark.parametrize(
    "shape",
    [name if name in QUICK else pytest.param(name, marks=pytest.mark.slow) for name in SHAPES],
)
def test_a_check_takes_twice_the_work_for_twice_the_text(shape: str) -> None:
    check(SHAPES[shape](10))  # tables that are made once
    assert_linear(lambda size: work(lambda: check(SHAPES[shape](size))), (300, 600))


@pytest.mark.slow
@pytest.mark.parametrize("shape", SHAPES)
def test_also_where_there_are_thousands(shape: str) -> None:
    assert_linear(lambda size: work(lambda: check(SHAPES[shape](size))), (4000, 8000, 16000))


def one_objective(size: int, target: int) -> str:
    results = "".join(
        f"  - {{id: k{n}, title: Raise it from 1 to 9, baseline: 1, target: {target}}}\n"
        for n in range(size)
    )
    return f"{TOP}objectives:\n- id: o\n  title: O\n  period: 2026-Q4\n  key_results:\n{results}"


def test_a_review_takes_twice_the_work_for_twice_the_changes_below_one_item() -> None:
    def review(size: int) -> object:
        before, after = (
            load({"a.yml": one_objective(size, target)}, today=date(2026, 11, 21))
            for target in (9, 7)
        )
        return review_of(sides_of(before, after))

    review(10)  # tables that are made once
    assert_linear(lambda size: work(lambda: review(size)), (100, 300))


def ladder(size: int) -> str:
    steps = "".join(
        f"- {{id: {side}{n}, title: {side}, serves: [a{n + 1}, b{n + 1}]}}\n"
        for n in range(size // 2)
        for side in "ab"
    )
    return f"{TOP}objectives:\n{steps}"


WIDE: dict[str, Shape] = {
    "a chain": items("objectives", "id: o#, title: Clinics stay, serves: o%"),
    "a ladder": ladder,
    "a cycle": lambda n: items("objectives", "id: o#, title: y, serves: o%")(n).replace(
        f"serves: o{n}}}", "serves: o0}"
    ),
    "parts of one item": lambda n: (
        "strategies: [{id: top, title: Win, level: company, not_doing: ["
        + "".join(f"{{title: Harbour {i}, because: small}}, " for i in range(n))
        + "]}]\nbets:\n"
        + "".join(f"- {{id: b{i}, title: Berths {i}, serves: top}}\n" for i in range(n))
    ),
    "metrics that drive one": items("metrics", "id: m#, title: M#, drives: m0"),
    "a period each": lambda n: (
        TOP
        + "objectives:\n"
        + "".join(f"- {{id: o{i}, title: O, period: {1900 + i}, serves: top}}\n" for i in range(n))
    ),
}
"""What costs more where each item is compared with all above, below or beside it."""
OFTEN = ("a chain", "parts of one item")


@pytest.mark.parametrize(
    "shape",
    [name if name in OFTEN else pytest.param(name, marks=pytest.mark.slow) for name in WIDE],
)
def test_a_review_takes_twice_the_work_for_twice_the_items(shape: str) -> None:
    none = load({"a.yml": TOP}, today=date(2026, 11, 21))

    def review(size: int) -> object:
        text = WIDE[shape](size)
        one, other = (
            load({"a.yml": each}, today=date(2026, 11, 21))
            for each in (text, text.replace("title: ", "title: New "))
        )
        return [review_of(sides_of(*sides)) for sides in ((none, one), (one, none), (one, other))]

    review(10)  # tables that are made once
    assert_linear(lambda size: work(lambda: review(size)), (150, 450))


@pytest.mark.slow
@pytest.mark.parametrize("shape", WIDE)
def test_pages_take_twice_the_work_for_twice_the_items(shape: str) -> None:
    def print_pages(size: int) -> None:
        stack = load({"a.yml": WIDE[shape](size)}, today=date(2026, 11, 21))
        site = SiteContext(stack, tuple(lint(stack)))
        renderer = Renderer(link=lambda path: f"/{path}/", prose=Prose().html)
        for page in pages(site):
            if not page.is_manual:
                renderer.html(page, "")

    print_pages(10)  # templates that are compiled once
    assert_linear(lambda size: work(lambda: print_pages(size)), (200, 600))


@pytest.mark.slow
@pytest.mark.parametrize(
    "sign", [" ", "-", "- ", "#", "a", "1", "[", "(", ".", "1,", "a-", "from 1 "]
)
def test_a_long_text_in_any_field_is_read_in_time(sign: str) -> None:
    """Patterns look at it in C, which counts no lines: so it is measured, with much room."""
    text = "x " + sign * (20_000 // len(sign)) + " y"
    fields = ("title", "serves", "status", "period", "because", "owner", "size", "depends_on")
    item = ", ".join(f"{field}: '{text}'" for field in fields)

    began = time.process_time()
    check(f"bets: [{{id: b, {item}}}]\nobjectives: [{{id: o, {item}}}]\n# {sign * 20_000}\n")
    assert time.process_time() - began < 10

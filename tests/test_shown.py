"""Texts that a converter cannot take, and words that must not be lost."""

import re
import time
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stratdocs.markdowntext.shown import is_shown_as_typed, not_shown
from stratdocs.site.prose import Prose
from stratdocs.yamltext.source import MAX_TEXT

PROSE = Prose()
PIECES = (
    *(
        "1. ",
        "+ ",
        "- ",
        "* ",
        "> ",
        "[",
        "[[",
        "[[a|",
        "[a](",
        "# a\n",
        "a\n=\n",
        "-\n",
        "![",
        "`",
    ),
    *(
        "![a](",
        "*a",
        "**",
        "_a ",
        "<",
        "&",
        "|",
        "| a ",
        "|a|b|\n|-|-|\n",
        "    a\n",
        "\t",
        "\\",
        "***",
    ),
    *(
        "[a]: b\n",
        "[a][b]",
        "(",
        "- a\n  - b\n",
        "~~~",
        "```\n",
        "a  \n",
        "---\n",
        "*_",
        "](",
        "\n",
    ),
    *(">\n> ", "<http://a", "<a@b>", "- [ ] a\n", "![a](<", "***a**b*", "\u0002", "- [a](b)\n"),
)


def words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", "", html)).split())


def test_lists_too_deep_within_each_other_are_shown_as_typed() -> None:
    text = "1. " * 500 + "x"

    assert PROSE.html(text) == f"<p>{text}</p>"
    assert PROSE.html("1. a\n2. b") == "<ol>\n<li>a</li>\n<li>b</li>\n</ol>"


@pytest.mark.parametrize(
    "text",
    [
        "- " * 400 + "x",
        "> " * 400 + "x",
        "* + " * 100 + "x",
        "".join(" " * 4 * level + "- a\n" for level in range(60)),
        "".join("\t" * level + "- a\n" for level in range(60)),
        "[" * 5000,
        "![" * 300,
        "# a\n" * 5000,
    ],
)
def test_what_a_converter_cannot_take_is_found(text: str) -> None:
    assert is_shown_as_typed(text)
    assert PROSE.html(text).startswith("<p>")


@pytest.mark.parametrize(
    "text",
    [
        "- " * 400,
        "See [a](b). " * 100,
        "- [the plan of the year](https://example.com/plan)\n" * 1000,
        "| [a](b) | c |\n|---|---|\n" + "| [a](https://example.com/a) | c |\n" * 1000,
        "A paragraph of some length.\n\n" * 3000,
        "".join(" " * 4 * level + "- a\n" for level in range(12)),
        "    " + " " * 200 + "code, far to the right",
    ],
)
def test_what_people_write_is_not(text: str) -> None:
    assert not is_shown_as_typed(text)


@pytest.mark.slow
@pytest.mark.parametrize("piece", PIECES)
def test_no_text_up_to_the_limit_stops_a_build(piece: str) -> None:
    for times in (500, 2000, 8000, MAX_TEXT // len(piece)):
        text = (piece * times)[:MAX_TEXT]
        began = time.process_time()
        PROSE.html(text)
        tuple(not_shown(text))
        assert time.process_time() - began < 20, (piece, times)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("![Chart of churn](churn.png)", "<p>Chart of churn</p>"),
        ("a ![](x.png) b", "<p>a x.png b</p>"),
        ("[runbook](file:///x) tail", "<p>runbook (file:///x) tail</p>"),
        ("[**b** c](tel:12)", "<p><strong>b</strong> c (tel:12)</p>"),
        ("![a][b]\n\n[b]: x.png", "<p>a</p>"),
        (
            "[![logo](l.png)](https://a.example)",
            '<p><a href="https://a.example" rel="noopener">logo</a></p>',
        ),
        ("![a & `c`](x)", "<p>a &amp; c</p>"),
        ("[x](javascript:alert(1))", "<p>x (javascript:alert(1))</p>"),
        ("[rel](../a.md)", '<p><a href="../a.md" rel="noopener">rel</a></p>'),
        ("`![a](b)`", "<p><code>![a](b)</code></p>"),
    ],
)
def test_pictures_and_links_that_are_not_shown_keep_their_words(text: str, html: str) -> None:
    assert PROSE.html(text) == html


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("![a](b.png)", ["a"]),
        ("x ![](b.png) [c](tel:1) [d](http://e)", ["", "c"]),
        ("`![a](b)` \\![a](b)", []),
        ("[x](javascript:alert(1))", ["x"]),
        ("[x](note: see below)", []),
        ("[x](slack://a 'title')", ["x"]),
    ],
)
def test_what_is_not_shown_is_found(text: str, expected: list[str]) -> None:
    assert [part.words for part in not_shown(text)] == expected


@given(st.lists(st.sampled_from((*PIECES, "word", " ", "http:", "tel:1)", ")")), max_size=40))
def test_all_words_stay_on_the_page(pieces: list[str]) -> None:
    text = "start " + "".join(pieces) + "\n\nend"

    html = PROSE.html(text)
    shown = words(html)
    assert shown.startswith("start") or "start" in shown
    assert "end" in shown
    tuple(not_shown(text))
    assert not re.search(r"<(?:script|img|iframe|style|svg)\b", html)

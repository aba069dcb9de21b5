"""Every value and key keeps its place; whatever is wrong is a fault with a place, never a crash."""

from __future__ import annotations

import importlib.util
import sys
import time
from collections.abc import Iterator
from itertools import pairwise
from textwrap import dedent
from types import ModuleType
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from stratdocs.model.decode import vocabulary
from stratdocs.yamltext import source
from stratdocs.yamltext.recovery import Break, Problem
from stratdocs.yamltext.source import (
    Document,
    MappingNode,
    Node,
    ScalarNode,
    SequenceNode,
    SourceFile,
    Span,
    lines_of,
    read,
)


def _read(text: str) -> Document:
    return read("a.yml", dedent(text), vocabulary)


def _faults(text: str) -> list[str]:
    return [f"{f.span.line}:{f.span.column}: {f.message}" for f in _read(text).faults]


def _cut(text: str, span: Span) -> str:
    """What stands between the two ends of a span."""
    lines = lines_of(text)[span.line - 1 : span.end_line]
    lines[-1] = lines[-1][: span.end_column - 1]
    lines[0] = lines[0][span.column - 1 :]
    return "\n".join(lines)


def _walk(node: Node) -> Iterator[tuple[str | None, Node]]:
    """Every value with the name of its key."""
    match node:
        case SequenceNode():
            for inner in node.nodes:
                yield None, inner
                yield from _walk(inner)
        case MappingNode():
            for name, inner in node.values.items():
                yield name, inner
                yield from _walk(inner)


def _plain(node: Node) -> Any:
    match node:
        case ScalarNode():
            return node.text
        case SequenceNode():
            return [_plain(inner) for inner in node.nodes]
    return {name: _plain(inner) for name, inner in node.values.items()}


# --- places --------------------------------------------------------------------------------------

WRITTEN = {
    "block": "bets:\n  - id: a\n    title: First\n    size: big\n",
    "braces": "bets: [{id: a, title: First, size: big}]\n",
    "braces over lines": "bets:\n  - {id: a,\n     title: First,\n     size: big}\n",
    "quotes": "bets:\n  - id: 'a'\n    \"title\": \"First\"\n    size: 'big'\n",
    "comments": "# a\nbets: # b\n\n#c\n  - id: a # d\n   # e\n    title: First #f\n    size: big\n",
    "windows": "bets:\r\n  - id: a\r\n    title: First\r\n    size: big\r\n",
    "old macintosh": "bets:\r  - id: a\r    title: First\r    size: big\r",
    "byte order mark": "\ufeffbets:\n  - id: a\n    title: First\n    size: big\n",
    "no last line end": "bets:\n  - id: a\n    title: First\n    size: big",
    "not indented": "bets:\n- id: a\n  title: First\n  size: big\n",
    "documents": "---\nbets:\n  - id: a\n    title: First\n    size: big\n...\n---\n",
    "tab behind a colon": "bets:\n  - id:\ta\n    title:  First\t\n    size: big\n",
}


@pytest.mark.parametrize("text", WRITTEN.values(), ids=WRITTEN)
def test_keys_and_values_are_where_they_are_written(text: str) -> None:
    document = read("a.yml", text)
    bare = text.removeprefix("\ufeff")

    bet = document.roots[0].get("bets").nodes[0]  # type: ignore[union-attr]
    assert not document.faults
    assert _plain(bet) == {"id": "a", "title": "First", "size": "big"}
    for name, node in _walk(document.roots[0]):
        if name is not None:
            parent = document.roots[0] if name == "bets" else bet
            assert _cut(bare, parent.key_span(document.path, name)).strip("'\"") == name
        if isinstance(node, ScalarNode):
            assert _cut(bare, node.grip(document.path)).strip("'\"") == node.text


def test_columns_count_characters_whatever_their_size() -> None:
    text = 'métier: "naïve 🚲 señor" # ×\nпуть: {ключ: 値, emoji🚲: 🚲🚲 x}\n'
    document = read("a.yml", text)

    for name, node in _walk(document.roots[0]):
        parent = document.roots[0]
        if name is not None and name in parent.values:  # type: ignore[union-attr]
            assert _cut(text, parent.key_span(document.path, name)) == name  # type: ignore[union-attr]
        if isinstance(node, ScalarNode):
            assert _cut(text, node.grip(document.path)).strip('"') == node.text


def test_text_over_several_lines_is_underlined_at_its_key() -> None:
    text = dedent("""\
        a: |
          first

          second
        b: >-
          one
          two
        c: "begins
          and ends"
        d: plain
          goes on
        e:
    """)
    document = read("a.yml", text)
    root = document.roots[0]

    assert isinstance(root, MappingNode)
    assert {name: _cut(text, node.grip(document.path)) for name, node in root.values.items()} == {
        "a": "a",
        "b": "b",
        "c": "c",
        "d": "d",
        "e": "e",
    }
    assert _plain(root) == {
        "a": "first\n\nsecond\n",
        "b": "one two",
        "c": "begins and ends",
        "d": "plain goes on",
        "e": "",
    }


def test_some_characters_of_a_text_can_be_underlined() -> None:
    text = "a: Launch the app\nb: 'Launch the app'\nc: 'it''s Launch'\n"
    document = read("a.yml", text)
    root = document.roots[0]

    assert isinstance(root, MappingNode)
    cuts = [_cut(text, node.within(document.path, 0, 6)) for node in root.values.values()]  # type: ignore[union-attr]
    assert cuts == ["Launch", "Launch", "'it''s Launch'"]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("a:\n  - b: 1\n    c: 2\n\n# x\nd: 3\n", (2, 5)),
        ("a:\n  - {b: 1, c: 2}\nd: 3\n", (2, 2)),
        ("a:\n  - {b: 1,\n     c: 2\n    }\nd: 3\n", (2, 4)),
        ("a:\n  - b: 1\n    c: 2", (2, 3)),
        ("a:\n  - b: 1\n    c: {x: 1,\n        y: 2}\n  - b: 2\n", (2, 4)),
    ],
)
def test_a_group_knows_its_first_and_last_line(text: str, lines: tuple[int, int]) -> None:
    document = read("a.yml", text)
    root = document.roots[0]

    assert root.get("a").nodes[0].lines(document.path) == lines  # type: ignore[union-attr]


def test_what_was_typed_is_what_is_read() -> None:
    text = "a: no\nb: on\nc: 1:30\nd: 012\ne: 0x1F\nf: 1_000\ng: 2027-01-31\nh: .5\ni: ~\nj: Null\n"
    document = read("a.yml", text)
    root = document.roots[0]

    assert list(_plain(root).values()) == [  # type: ignore[union-attr]
        "no", "on", "1:30", "012", "0x1F", "1_000", "2027-01-31", ".5", "~", "Null",
    ]  # fmt: skip
    empty = [name for name, node in root.values.items() if node.empty]  # type: ignore[union-attr]
    assert empty == ["i", "j"]


def test_a_quoted_null_is_a_word() -> None:
    root = read("a.yml", "a: '~'\nb: \"null\"\nc: ''\n").roots[0]

    assert [node.empty for node in root.values.values()] == [False] * 3  # type: ignore[union-attr]


def test_line_ends_of_yaml_1_1_are_blanks() -> None:
    text = "a: one\u2028two\u2029three\x85four\nb: five\n"
    document = read("a.yml", text)

    assert _plain(document.roots[0]) == {"a": "one two three four", "b": "five"}
    assert document.roots[0].get("b").grip(document.path).line == 2  # type: ignore[union-attr]


# --- what YAML has and a strategy does not need --------------------------------------------------


def test_a_duplicate_key_is_reported_with_both_places() -> None:
    (fault,) = _read("a: 1\nb: {c: 1, c: 2}\n").faults

    assert fault.message == "c is set twice; only the first counts"
    assert fault.span == Span("a.yml", 2, 11, 2, 12)
    assert fault.related == ((Span("a.yml", 2, 5, 2, 6), "first written here"),)


def test_of_duplicate_keys_the_one_with_a_value_counts() -> None:
    document = _read("""\
        key_results:
        key_results:
          - id: a
        why: >-
        why: >-
          because
    """)

    assert _plain(document.roots[0]) == {"key_results": [{"id": "a"}], "why": "because"}
    assert [f.message for f in document.faults] == [
        "key_results is set twice; only this one has a value",
        "why is set twice; only this one has a value",
    ]


def test_an_item_without_its_hyphen_is_one_fault_and_an_item() -> None:
    document = _read("""\
        bets:
          - id: a
            title: A
            size: big

            id: b
            title: B
          - id: c
            title: C
    """)

    assert [f"{f.span.line}:{f.span.column}: {f.message}" for f in document.faults] == [
        "6:5: id is set twice; is a hyphen missing, and does a new item start here?"
    ]
    items = document.roots[0].get("bets").nodes  # type: ignore[union-attr]
    assert [_plain(item)["id"] for item in items] == ["a", "b", "c"]
    assert [item.lines(document.path) for item in items] == [(2, 5), (6, 7), (8, 9)]


def test_aliases_and_tags_are_reported_and_resolved() -> None:
    document = _read("""\
        a: &x first
        b: *x
        c: !!str 1
        d: &list [1]
        e: *list
        f: *nothing
        g:
          <<: *list
          h: 1
    """)

    assert [
        f"{f.span.line}:{f.span.column}: {f.message.split(';')[0]}" for f in document.faults
    ] == [
        "2:4: aliases aren't supported",
        "3:4: YAML tags aren't supported",
        "5:4: aliases aren't supported",
        "6:4: aliases aren't supported",
        "8:7: aliases aren't supported",
    ]
    assert document.faults[0].related == ((Span("a.yml", 1, 4, 1, 5), "it stands for this"),)
    assert _plain(document.roots[0]) == {
        "a": "first",
        "b": "first",
        "c": "1",
        "d": ["1"],
        "e": "*list",
        "f": "*nothing",
        "g": {"h": "1"},
    }


def test_a_placeholder_in_braces_is_one_fault() -> None:
    document = _read("a: {{ title }}\nb: [[id]]\nc: 1\n")

    (fault,) = document.faults
    assert fault.span[1:3] == (1, 5)
    assert "text that contains braces or brackets" in fault.message
    assert _plain(document.roots[0])["c"] == "1"


# --- hostile input -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "a: " + "[" * 40_000,
        "{" * 40_000,
        "{a: " * 40_000,
        "- " * 40_000,
        "? " * 40_000,
        "\n".join(" " * n + "a:" for n in range(1_000)),
        "a: " + "[" * 40_000 + "]" * 40_000,
    ],
    ids=["brackets", "braces", "mappings", "hyphens", "questions", "indentation", "closed"],
)
def test_endless_nesting_is_a_fault_at_its_place(text: str) -> None:
    before = time.process_time()
    document = read("a.yml", text)

    assert time.process_time() - before < 1
    assert len(document.faults) <= 2
    assert "nested more than 100 levels deep" in document.faults[-1].message
    assert not document.complete


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: " + "[" * 40_000, (1, 103)),  # the mapping is the first level
        ("{" * 40_000, (1, 101)),
        ("a: 1\nb: {c: '[', d: [" + "[" * 2_000, (2, 114)),
        ("a:\n  - " + "[" * 2_000 + "]" * 2_000 + "\n", (2, 103)),
    ],
    ids=["brackets", "braces", "within", "closed"],
)
def test_where_nesting_is_too_deep_does_not_depend_on_the_parser(
    slow_source: ModuleType, text: str, place: tuple[int, int]
) -> None:
    for reading in (read, slow_source.read):
        fault = reading("a.yml", text).faults[-1]

        assert fault.message == "nested more than 100 levels deep; the rest isn't read"
        assert (fault.span.line, fault.span.column) == place


def test_too_deep_nesting_is_reported_after_a_slip() -> None:
    document = read("a.yml", "a: b: c\nd: " + "[" * 2_000, vocabulary)

    assert [f"{f.span.line}:{f.span.column}: {f.message}" for f in document.faults] == [
        f"1:5: {COLON}",
        "2:103: nested more than 100 levels deep; the rest isn't read",
    ]


def test_brackets_in_prose_are_not_nesting() -> None:
    document = read("a.yml", "a: '" + "[" * 500 + "'\n# " + "[" * 500 + "\nb: 'c' [\n", vocabulary)

    assert "nested" not in document.faults[0].message
    assert len(document.roots[0].values["a"].text) == 500  # type: ignore[union-attr]


def test_an_alias_bomb_does_not_go_off() -> None:
    rows = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    names = "abcdefghijkl"
    for name, following in pairwise(names):
        rows.append(f"{following}: &{following} [{', '.join([f'*{name}'] * 9)}]")
    document = read("a.yml", "\n".join(rows))

    assert len(document.faults) == 9 * (len(names) - 1)
    assert _plain(document.roots[0])["l"] == ["*k"] * 9


def test_a_text_of_a_million_characters_is_a_fault_and_the_rest_is_read() -> None:
    document = read("a.yml", f"a: {'x' * 1_000_000}\nb: 1\n")

    assert [(f.span.line, f.span.column, f.message) for f in document.faults] == [
        (1, 4, "this text has 1,000,000 characters; the limit is 100,000")
    ]
    assert _plain(document.roots[0])["b"] == "1"


def test_a_file_above_the_limit_is_not_read() -> None:
    document = read("a.yml", "a: 1\n" * 2_000_001)

    assert [f.message for f in document.faults] == [
        "the file has 10,000,005 characters; the limit is 10,000,000"
    ]
    assert not document.complete


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("a: b\0c\nd: e\n", ["1:5: U+0000 can't be used in text"]),
        ("a: b\nd: \ud800e\n", ["2:4: U+D800 can't be used in text"]),
        ("a: \x1b[1mb\nd: e\n", ["1:4: U+001B can't be used in text"]),
        ("a: b\nd: \ufffe\n", ["2:4: U+FFFE can't be used in text"]),
    ],
    ids=["NUL", "lone surrogate", "escape", "no character"],
)
def test_unprintable_characters_are_reported_once_a_line(text: str, faults: list[str]) -> None:
    document = read("a.yml", text)

    assert [f"{f.span.line}:{f.span.column}: {f.message}" for f in document.faults] == faults
    assert set(_plain(document.roots[0])) == {"a", "d"}


def test_misread_utf_16_is_reported() -> None:
    text = "bets:\n  - id: a\n".encode("utf-16").decode("latin-1")

    assert any("U+0000 can't be used" in fault.message for fault in read("a", text).faults)


# --- slips ---------------------------------------------------------------------------------------

GOOD = """\
strategies:
  - id: win
    title: Win
    level: company

bets:
  - id: a
    title: A thing
    serves: win
    success:
      outcome: more
      target: 40%
    risks:
      - id: r
        title: R
      - {id: s, title: S}
  - id: b
    title: B
"""

TAB = "this line is indented with a tab; use spaces"
FIT = "check the indentation: this line doesn't line up with the ones above"
COLON = "unexpected colon; quote text that contains `: `"

SLIPS = [
    ("    title: A thing", "\ttitle: A thing", f"8:1: {TAB}"),
    ("    title: A thing", "\t    title: A thing", f"8:1: {TAB}"),
    ("    title: A thing", "  \ttitle: A thing", f"8:3: {TAB}"),
    ("  - id: a", "\t- id: a", f"7:1: {TAB}"),
    ("  - id: a", "  -\tid: a", f"7:4: {TAB}"),
    ("  - id: a", "  - \tid: a", f"7:5: {TAB}"),
    ("bets:", "\tbets:", f"6:1: {TAB}"),
    ("      target: 40%", "\ttarget: 40%", f"12:1: {TAB}"),
    ("    success:", "\tsuccess:", f"10:1: {TAB}"),
    ("    risks:", "\trisks:", f"13:1: {TAB}"),
    ("      - id: r", "\t- id: r", f"14:1: {TAB}"),
    ("      - {id: s, title: S}", "\t- {id: s, title: S}", f"16:1: {TAB}"),
    ("strategies:", "\tstrategies:", f"1:1: {TAB}"),
    ("    title: A thing", '    title: "A thing', "8:12: this quote is never closed"),
    ("    title: A thing", "    title: 'A thing", "8:12: this quote is never closed"),
    ("    title: A thing", "    title: [A thing", "8:12: this [ is never closed"),
    ("    title: A thing", "    title: {A: thing", "8:12: this { is never closed"),
    ("      - {id: s, title: S}", "      - {id: s, title: S", "16:9: this { is never closed"),
    (
        "      - {id: s, title: S}",
        '      - {id: s, title: "S}',
        "16:24: this quote is never closed",
    ),
    ("      - {id: s, title: S}", "      - {id: s, title: S}}", "16:26: this } was never opened"),
    ("      - {id: s, title: S}", "      - {id: s, title: S: T}", f"16:25: {COLON}"),
    ("    title: A thing", "    title: A: thing", f"8:13: {COLON}"),
    ("    title: A thing", "      title: A thing", f"8:7: {FIT}"),
    ("    title: A thing", "   title: A thing", f"8:4: {FIT}"),
    ("  - id: a", "   - id: a", f"7:4: {FIT}"),
    ("    success:", "     success:", f"10:6: {FIT}"),
    (
        "    title: A thing",
        "    title A thing",
        "8:5: add a colon after title",
    ),
    ("    title: A thing", "    title:A thing", "8:10: add a space after this colon"),
    (
        "    title: A thing",
        "    title: 'A' thing",
        "8:16: there is text after the closing quote; quote the whole value",
    ),
    (
        "    title: A thing",
        '    title: The "best" thing: x',
        f"8:28: {COLON}",
    ),
    (
        "    title: A thing",
        "    title: @thing",
        "8:12: a value can't start with @; leave it out",
    ),
    (
        "    title: A thing",
        "    title: %thing",
        "8:12: quote a text that begins with %",
    ),
    (
        "    title: A thing",
        '    title: "C:\\poor"',
        "8:15: \\p means nothing in double quotes; use single ones",
    ),
    ("      - id: r", "        id: r", "14:9: add a hyphen before this item"),
]


@pytest.mark.parametrize(("line", "slip", "message"), SLIPS, ids=[slip for _, slip, _ in SLIPS])
def test_a_slip_is_reported_where_it_was_made_and_the_rest_is_read(
    line: str, slip: str, message: str
) -> None:
    assert GOOD.count(line + "\n") == 1
    document = read("a.yml", GOOD.replace(line + "\n", slip + "\n"), vocabulary)

    assert [f"{f.span.line}:{f.span.column}: {f.message}" for f in document.faults] == [message]
    assert document.complete
    bets = document.roots[0].get("bets")  # type: ignore[union-attr]
    assert isinstance(bets, SequenceNode)
    assert [_plain(bet)["id"] for bet in bets.nodes] == ["a", "b"]
    assert _plain(bets.nodes[0])["risks"][0]["id"] == "r"
    if "tab" in message:
        assert _plain(document.roots[0]) == _plain(read("a.yml", GOOD).roots[0])


def test_all_slips_of_a_file_are_reported() -> None:
    text = GOOD
    for line, slip, _ in (SLIPS[0], SLIPS[7], SLIPS[9], SLIPS[19]):
        text = text.replace(line + "\n", slip + "\n")
    text = text.replace("    title: Win", "    title Win").replace("    title: B", '    title: "B')

    assert _faults(text) == [
        "3:5: add a colon after title",
        f"8:1: {TAB}",
        f"12:1: {TAB}",
        f"13:1: {TAB}",
        "16:26: this } was never opened",
        "18:12: this quote is never closed",
    ]


def test_a_missing_comma_is_reported_at_the_end_of_its_line() -> None:
    assert _faults("a: [\n  'b'\n  'c',\n]\nd: e\n") == ["2:6: add a comma here"]


def test_an_unclosed_quote_is_reported_once_however_far_the_next_one_is() -> None:
    rows = ["bets:"]
    for number in range(400):
        quote = '"' if number in (3, 390) else ""
        rows += [f"  - id: b{number}", f"    title: {quote}Bet", "    size: big"]
    document = read("a.yml", "\n".join(rows))

    assert [f"{f.span.line}:{f.span.column}: {f.message}" for f in document.faults] == [
        "12:12: this quote is never closed",
        "1173:12: this quote is never closed",
    ]
    assert len(document.roots[0].get("bets").nodes) == 400  # type: ignore[union-attr]


@pytest.mark.parametrize("pairs", [0, 1], ids=["each level", "below a list"])
def test_lines_that_are_all_indented_with_tabs_keep_their_nesting(pairs: int) -> None:
    """Some press the Tab key once a level, some once and then the space bar."""
    tabbed = "\n".join(
        line.replace("  ", "\t", pairs or (len(line) - len(line.lstrip(" "))) // 2)
        for line in GOOD.split("\n")
    )
    document = read("a.yml", tabbed, vocabulary)

    (fault,) = document.faults
    assert (
        fault.message
        == f"{tabbed.count(chr(10) + chr(9))} lines are indented with tabs; use spaces"
    )
    assert fault.fix is not None
    assert fault.fix.safe
    assert _plain(document.roots[0]) == _plain(read("a.yml", GOOD).roots[0])


def test_a_tab_is_reported_where_parsers_differ() -> None:
    assert _faults("a: {b: 1,\n\tc: 2}\nd: 'one\n\ttwo'\n") == [f"2:1: {TAB}", f"4:1: {TAB}"]


def test_a_tab_within_prose_is_accepted() -> None:
    assert _faults("a: |\n  def f():\n  \treturn 1\nb: one\ttwo\nc: \t3\n") == []


def test_a_blank_line_may_hold_a_tab() -> None:
    assert _faults("a:\n\t\n  b: 1\n  \t\n") == []


def test_lines_that_may_be_recovered_wrongly_are_unsure() -> None:
    sure = _read(GOOD.replace("    title: A thing", "\ttitle: A thing"))
    unsure = _read(GOOD.replace("    title: A thing", "    title: A: thing"))

    assert sure.unsure == ()
    assert unsure.unsure == (7, 8)


def test_only_the_unreadable_line_is_lost() -> None:
    document = _read(GOOD.replace("    title: A thing", "    }: ]["))

    assert len(document.faults) == 1
    assert document.unsure == (7, 8)
    bet = document.roots[0].get("bets").nodes[0]  # type: ignore[union-attr]
    assert list(bet.values) == ["id", "serves", "success", "risks"]


ITEM = """\
  - id: item-{0}
    title: The title of item {0}
    owner: maya
    success: {{outcome: x, measure: y, baseline: 40%, target: 50%}}
    description: |
      Some words
      and more.
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    "slip",
    ["\towner: maya", "     owner: maya", "    owner maya", '    owner: "maya', '    }}}} :: [[ "'],
)
def test_a_large_file_with_twenty_slips_takes_little_longer_than_one_without(slip: str) -> None:
    text = "bets:\n" + "".join(ITEM.format(n) for n in range(7_000))
    clean = time.process_time()
    read("a.yml", text)
    clean = time.process_time() - clean
    lines = text.split("\n")
    for number in range(18):
        lines[1 + 7 * (370 * number + 50) + 2] = slip
    with_slips = time.process_time()
    document = read("a.yml", "\n".join(lines))
    with_slips = time.process_time() - with_slips

    assert len(document.faults) == 18
    assert document.complete
    assert with_slips < 10 * clean


# --- the parser in pure Python -------------------------------------------------------------------


@pytest.fixture(scope="module")
def slow_source() -> Iterator[ModuleType]:
    """The module as it is where PyYAML has no C part."""
    spec = importlib.util.spec_from_file_location("slow_source", source.__file__)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["slow_source"] = module
    with pytest.MonkeyPatch.context() as patch:
        patch.delattr(yaml, "CBaseLoader")
        spec.loader.exec_module(module)
    yield module
    del sys.modules["slow_source"]


def _shape(node: Any) -> Any:
    """A node with all of its places."""
    places = (node.start, node.end, node.key)
    match type(node).__name__:
        case "ScalarNode":
            return (node.text, node.plain, *places)
        case "SequenceNode":
            return ([_shape(inner) for inner in node.nodes], *places)
    return ({name: _shape(inner) for name, inner in node.values.items()}, *places)


def test_libyaml_is_used_where_it_is_installed(slow_source: ModuleType) -> None:
    assert source.FAST
    assert not slow_source.FAST


ALIKE = [
    # PyYAML's own parser takes no tab behind a colon
    *(text for name, text in WRITTEN.items() if not name.startswith(("byte order", "tab"))),
    GOOD,
    "a: |\n  first\n\n  second\nb: >-\n  one\n  two\n\nc: 'begins\n  and ends'\nd: goes\n  on\n",
    "a: [1, [2, {b: c}]]\n'd': &x 1\ne: *x\nf: !!str 1\n? g\n: h\n",
    'métier: "naïve 🚲"\n🚲: [🚲, é]\n',
]


@pytest.mark.parametrize("text", ALIKE)
def test_the_pure_parser_gives_the_same_nodes_and_places(
    slow_source: ModuleType, text: str
) -> None:
    slow, fast = slow_source.read("a.yml", text), read("a.yml", text)

    assert [_shape(root) for root in slow.roots] == [_shape(root) for root in fast.roots]
    assert [tuple(fault) for fault in slow.faults] == [tuple(fault) for fault in fast.faults]


@pytest.mark.parametrize(("line", "slip", "message"), SLIPS, ids=[slip for _, slip, _ in SLIPS])
def test_the_pure_parser_reports_the_same_slips(
    slow_source: ModuleType, line: str, slip: str, message: str
) -> None:
    document = slow_source.read("a.yml", GOOD.replace(line + "\n", slip + "\n"), vocabulary)

    assert [f"{f.span.line}:{f.span.column}: {f.message}" for f in document.faults] == [message]


PROBLEMS = [
    ("a: b: c\n", Problem.COLON),
    ("a:\n    b: 1\n  c: 2\n", Problem.LAYOUT),
    ("a:\n  - b\n  c: 1\n", Problem.LAYOUT),
    ("a: 'b' c\n", Problem.LAYOUT),
    ("a: 1\nb\nc: 2\n", Problem.NO_COLON),
    ("a: 1\n'b'\nc: 2\n", Problem.NO_COLON),
    ("a: 1\nb", Problem.NO_COLON),
    ("a: 'b\nc: 2\n", Problem.QUOTE),
    ('a: ["b\n', Problem.QUOTE),
    ("a: {b: 1\nc: 2\n", Problem.BRACE),
    ("a: {b: c: d}\n", Problem.BRACE),
    ("a: [b\nc: 2\n", Problem.BRACKET),
    ("a: @b\n", Problem.CHARACTER),
    ("a: [`b]\n", Problem.CHARACTER),
    ("a: [|]\n", Problem.CHARACTER),
    ('a: "\\p"\n', Problem.ESCAPE),
    ('a: "\\users"\n', Problem.QUOTED),
    ("a: 'b\n---\n", Problem.QUOTED),
    ("a: *\n", Problem.OTHER),
    ("- a\nb: 1\n", Problem.LAYOUT),
]


@pytest.mark.parametrize(("text", "problem"), PROBLEMS)
def test_the_problem_does_not_depend_on_the_parser(
    slow_source: ModuleType, text: str, problem: Problem
) -> None:
    for module in (source, slow_source):
        assert module._first_break(text).problem is problem


@pytest.mark.parametrize(("line", "slip", "message"), SLIPS, ids=[slip for _, slip, _ in SLIPS])
def test_messages_do_not_depend_on_the_wording_of_the_parser(
    monkeypatch: pytest.MonkeyPatch, line: str, slip: str, message: str
) -> None:
    known = source._break_at

    def reworded(text: str, error: yaml.MarkedYAMLError, *rest: Any) -> Break:
        error.problem = error.context = "something went wrong"
        return known(text, error, *rest)

    monkeypatch.setattr(source, "_break_at", reworded)

    assert _faults(GOOD.replace(line + "\n", slip + "\n")) == [message]


# --- whatever may come ---------------------------------------------------------------------------

YAMLISH = st.text(alphabet=st.sampled_from("ab: -\n\n  \t'\"[]{},#&*!|>%@?\\\r\0é🚲\u2028~"))


def _inside(span: Span, lines: list[str]) -> bool:
    if not (1 <= span.line <= len(lines) and 1 <= span.end_line <= len(lines) + 1):
        return False
    return span.column >= 1 and span.column <= len(lines[span.line - 1]) + 2


@given(st.one_of(st.text(), YAMLISH))
@example("\ta: b")
@example("a: 'b")
@example("\r\r- [")
@example("%YAML 3.0\n---\na")
@example("a: \u2028\n\tb")
def test_no_text_makes_it_raise_and_every_place_lies_in_the_text(text: str) -> None:
    document = read("a.yml", text, vocabulary)
    lines = lines_of(text.removeprefix("\ufeff"))

    for fault in document.faults:
        assert _inside(fault.span, lines), fault
        assert all(_inside(span, lines) for span, _ in fault.related)
    for root in document.roots:
        for name, node in _walk(root):
            assert _inside(node.grip(document.path), lines), (name, node)
    assert all(1 <= line <= len(lines) for line in document.unsure)


WORDS = st.text(
    alphabet=st.characters(
        codec="utf-8", exclude_categories=["C", "Z"], exclude_characters="\ufeff"
    ),
    min_size=1,
    max_size=8,
)
TEXTS = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)
TREES = st.recursive(
    TEXTS,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(WORDS, inner, max_size=3)),
    max_leaves=12,
)
HOW = st.lists(st.integers(0, 5), min_size=1, max_size=20)


class _Writer:
    """Writes data as YAML by hand, now this way and now that, and notes where each text went."""

    def __init__(self, how: list[int]) -> None:
        self.how = how
        self.turn = 0
        self.lines = [""]
        self.places: list[tuple[str, int, int, int]] = []

    def pick(self, number: int) -> int:
        self.turn += 1
        return self.how[self.turn % len(self.how)] % number

    def put(self, text: str) -> None:
        self.lines[-1] += text

    def text(self, text: str) -> None:
        plain = text.isalnum() and text.isascii()
        match self.pick(3) if plain else 1 + self.pick(2):
            case 0:
                written = text
            case 1:
                written = "'" + text.replace("'", "''") + "'"
            case _:
                written = '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
        start = len(self.lines[-1])
        self.put(written)
        self.places.append((text, len(self.lines), start + 1, start + len(written) + 1))

    def flow(self, data: Any) -> None:
        match data:
            case str():
                self.text(data)
            case list():
                self.put("[")
                for number, inner in enumerate(data):
                    self.put(", " if number else "")
                    self.flow(inner)
                self.put("]")
            case _:
                self.put("{")
                for number, (name, inner) in enumerate(data.items()):
                    self.put(", " if number else "")
                    self.text(name)
                    self.put(": ")
                    self.flow(inner)
                self.put("}")

    def block(self, data: Any, indent: int) -> None:
        if isinstance(data, str) or not data or self.pick(4) == 0:
            self.put(" " if self.lines[-1].strip() else " " * indent)
            self.flow(data)
            return
        pairs = data.items() if isinstance(data, dict) else ((None, inner) for inner in data)
        for name, inner in pairs:
            if self.pick(5) == 0:
                self.put("  # why not: [")
            self.lines.append("")
            if self.pick(6) == 0:
                self.lines += ["# 'note", ""]
            self.put(" " * indent)
            if name is None:
                self.put("-")
            else:
                self.text(name)
                self.put(":")
            self.block(inner, indent + 2)


@pytest.mark.slow
@given(st.one_of(st.dictionaries(WORDS, TREES), st.lists(TREES, min_size=1)), HOW)
def test_each_span_cuts_out_exactly_what_was_written(data: Any, how: list[int]) -> None:
    writer = _Writer(how)
    writer.block(data, 0)
    text = "\n".join(writer.lines) + "\n"
    document = read("a.yml", text)

    assert not document.faults, text
    assert [_plain(root) for root in document.roots] == [data], text
    found = []
    for root in document.roots if not isinstance(data, str) else ():
        for _, node in _walk(root):
            if isinstance(node, ScalarNode):
                span = node.grip(document.path)
                found.append((node.text, span.line, span.column, span.end_column))
            if isinstance(node, MappingNode):
                found += _keys(document.path, node)
        if isinstance(root, MappingNode):
            found += _keys(document.path, root)
    assert sorted(found) == sorted(writer.places), text


def _keys(path: SourceFile, node: MappingNode) -> list[tuple[str, int, int, int]]:
    spans = {name: node.key_span(path, name) for name in node.values}
    return [(name, span.line, span.column, span.end_column) for name, span in spans.items()]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: x\n\u00a0b: y\n", (2, 1, 2, 2)),
        ("bets:\n  - a: x\n\u00a0\u00a0  b: y\n", (3, 1, 3, 5)),
        ("a: x\nb:\u00a0y\nc: z\n", (2, 3, 2, 4)),
    ],
)
def test_a_blank_that_does_not_break_is_named_at_its_place(text, place):
    document = read("s.yml", text)

    assert [tuple(fault.span)[1:] for fault in document.faults] == [place]
    assert "non-breaking" in document.faults[0].message
    assert document.complete


def test_a_blank_that_does_not_break_after_a_colon_can_be_fixed():
    (fault,) = read("s.yml", "a: x\nb:\u00a0y\nc: z\n").faults

    assert fault.fix is not None
    assert fault.fix.safe
    assert [edit.text for edit in fault.fix.edits] == [" "]


def test_a_blank_that_does_not_break_is_fine_in_a_text():
    assert read("s.yml", "a: 1\u00a0200 €\nb: |\n  \u00a0c: d\n").faults == ()


@pytest.mark.parametrize("quotes", ["'", "''", "'\"'"])
def test_quotes_before_a_hidden_rest_are_not_doubled_without_end(quotes):
    text = f'people:\n  - {{id: "x{quotes}" #y, title: Y, team: t}}\n    - {{id: z, title: Z}}\n'

    assert read("s.yml", text).faults

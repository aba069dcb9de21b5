"""What an edit changes in a text, and above all what it leaves alone."""

import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from random import Random
from textwrap import dedent
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from stratdocs.editing.autofix import unified_diff
from stratdocs.editing.edits import (
    InsertComments,
    InsertItem,
    InsertPair,
    Move,
    Operation,
    Remove,
    RenameKey,
    Replace,
    Route,
    edited,
    edited_together,
)
from stratdocs.editing.splices import EditRefused
from stratdocs.yamltext.source import Edit, Span

CHECK_IN = {"date": "2026-02-28", "value": "44%"}


def after(text: str, *edits: Operation) -> str:
    return edited({"a.yml": dedent(text)}, edits)["a.yml"]


def difference(text: str, *edits: Operation) -> list[str]:
    """The lines that edits take away and put in, marked with - and +."""
    lines = unified_diff({"a.yml": dedent(text)}, {"a.yml": after(text, *edits)}).split("\n")
    return [line for line in lines[2:] if line[:1] in ("+", "-")]


# --- where it comes to stand, and how it is written -----------------------------------------------


@pytest.mark.parametrize(
    ("before", "lines"),
    [
        ("title: A", ["+    check_ins:", "+      - date: 2026-02-28", "+        value: 44%"]),
        ("check_ins:", ["+      - date: 2026-02-28", "+        value: 44%"]),
        (
            "check_ins: []  # none yet",
            [
                "-    check_ins: []  # none yet",
                "+    check_ins:  # none yet",
                "+      - date: 2026-02-28",
                "+        value: 44%",
            ],
        ),
        ("check_ins: [{date: x}]", ["-    ", "+    check_ins: [{date: x}, ", "+"]),
        ("check_ins: {date: x} # c", ["-    ", "+    check_ins: [{date: x}, ", "+"]),
        ("check_ins:\n    - {date: x}", ["+    - {date: 2026-02-28, value: 44%}"]),
        ("check_ins:\n    - { date: x }", ["+    - { date: 2026-02-28, value: 44% }"]),
        (
            "check_ins:\n        -   date: x # c\n            # d",
            ["+        -   date: 2026-02-28", "+            value: 44%"],
        ),
        ("check_ins:\n      - date: x\n\n      - date: y", ["+", "+      - date: 2026-02-28"]),
    ],
)
def test_an_item_is_written_as_its_neighbours_are(before: str, lines: list[str]) -> None:
    text = f"bets:\n  - id: a\n    {before}\n    # about the owner\n    owner: ana\n"

    found = difference(text, InsertItem("a.yml", ("bets", 0, "check_ins"), CHECK_IN))

    if lines[-1] == "+":  # on the one line
        assert found[1:] == [
            "+    check_ins: [{date: x}, {date: 2026-02-28, value: 44%}]"
            + (" # c" if "# c" in before else "")
        ]
    else:
        assert found[: len(lines)] == lines


def test_items_inherit_the_braces_of_lists_with_the_same_key() -> None:
    text = """
        bets:
          - id: a
            check_ins:
              - {date: 2026-01-31, value: 43%}
          - id: b
        """

    assert difference(text, InsertItem("a.yml", ("bets", 1, "check_ins"), CHECK_IN)) == [
        "+    check_ins:",
        "+      - {date: 2026-02-28, value: 44%}",
    ]
    assert difference(
        text, InsertItem("a.yml", ("bets",), {"id": "c", "check_ins": [CHECK_IN]}, 0)
    ) == [
        "+  - id: c",
        "+    check_ins:",
        "+      - {date: 2026-02-28, value: 44%}",
    ]


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("serves: a  # c", "serves: [a, b]  # c"),
        ("serves: 'a'", "serves: ['a', b]"),
        ("serves: a, c", "serves: ['a, c', b]"),
        ("serves: [a]", "serves: [a, b]"),
        ("serves: [a,c]", "serves: [a,c,b]"),
        ("serves: [ a, ]", "serves: [ a, b, ]"),
        ("serves: []", "serves: [b]"),
        ("serves: ~", "serves: [b]"),
        ("serves:", "serves: [b]"),
        ("serves: [\n  a, # c\n]", "serves: [\n  a, # c\n  b,\n]"),
        ("serves: [\n  a # c\n]", "serves: [\n  a, # c\n  b\n]"),
        ("serves:\n- a\n# c\n\n# d\nx: y", "serves:\n- a\n# c\n\n- b\n\n# d\nx: y"),
    ],
)
def test_a_list_gets_one_more_text(before: str, now: str) -> None:
    assert after(before, InsertItem("a.yml", ("serves",), "b")) == now
    assert after(
        f"\ufeff{before}\n".replace("\n", "\r\n"), InsertItem("a.yml", ("serves",), "b")
    ) == (f"\ufeff{now}\n".replace("\n", "\r\n"))


@pytest.mark.parametrize(
    ("before", "where", "now"),
    [
        ("id:    a\nowner: b", "id", "id:    a\nwas:   z\nowner: b"),
        ("id: a # c\n# d\nowner: b", "id", "id: a # c\nwas: z\n# d\nowner: b"),
        ("id: a\nowner: |\n  b", None, "id: a\nowner: |\n  b\nwas: z"),
        ("{id: a, owner: b}", "id", "{id: a, was: z, owner: b}"),
        ("{id: a, owner: b}", 0, "{was: z, id: a, owner: b}"),
        ("{ }", None, "{was: z }"),
        ("# nothing yet\n", None, "# nothing yet\nwas: z\n"),
        ("", None, "was: z\n"),
        ("# c\nid: a\n", 0, "was: z\n# c\nid: a\n"),
    ],
)
def test_a_mapping_gets_one_more_key(before: str, where: int | str | None, now: str) -> None:
    assert after(before, InsertPair("a.yml", (), "was", "z", where)) == now


def test_the_documents_of_a_text_are_counted() -> None:
    text = "---\na: 1\n# end\n---\na: 2\n...\n"

    assert after(text, InsertPair("a.yml", (), "b", "x", document=1)) == (
        "---\na: 1\n# end\n---\na: 2\nb: x\n...\n"
    )
    assert after(text, InsertPair("a.yml", (), "b", "x")) == (
        "---\na: 1\n# end\n\nb: x\n---\na: 2\n...\n"
    )


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("no", "'no'"),
        ("1:30", "'1:30'"),
        ("012", "'012'"),
        ("null", "'null'"),
        ("", "''"),
        ("2026-01-31", "2026-01-31"),
        ("2026-02-31", "'2026-02-31'"),
        ("43%", "43%"),
        ("-5", "-5"),
        (5, "5"),
        (True, "true"),
        ("true", "'true'"),
        ("a: b", "'a: b'"),
        ("it's", "it's"),
        ("say: it's", "'say: it''s'"),
        ("a\tb", '"a\\tb"'),
        ("two\nlines\n", "|\n  two\n  lines"),
        ("two\nlines", "|-\n  two\n  lines"),
        (["a", "b"], "[a, b]"),
        ([], "[]"),
        ({}, "{}"),
        ({"x": {"v": "z"}}, "\n  x:\n    v: z"),
        (["long " * 12, "long " * 12], "\n  - '" + "long " * 12 + "'\n  - '" + "long " * 12 + "'"),
    ],
)
def test_quotes_are_written_only_where_readers_need_them(value: Any, text: str) -> None:
    gap = "" if text.startswith("\n") else " "

    assert after("a: 1\n", InsertPair("a.yml", (), "k", value)) == f"a: 1\nk:{gap}{text}\n"


# --- whose a comment is ---------------------------------------------------------------------------

COMMENTS = """
    bets:
      # about a
      - id: a # the first
        title: A
        # within a

        # still within a
      # directly below a

      # a heading

      # about b
      - id: b
      # directly below b
    # about teams
    teams: []
    """


def test_what_goes_takes_its_own_comments_along() -> None:
    assert difference(COMMENTS, Remove("a.yml", ("bets", 0))) == [
        "-  # about a",
        "-  - id: a # the first",
        "-    title: A",
        "-    # within a",
        "-",
        "-    # still within a",
        "-  # directly below a",
        "-",
    ]
    assert difference(COMMENTS, Remove("a.yml", ("bets", 1))) == [
        "-",
        "-  # about b",
        "-  - id: b",
        "-  # directly below b",
    ]
    assert difference(COMMENTS, Remove("a.yml", ("teams",))) == ["-# about teams", "-teams: []"]


def test_what_comes_leaves_each_comment_beside_what_it_is_about() -> None:
    assert after(COMMENTS, InsertItem("a.yml", ("bets",), {"id": "c"}, 1)) == dedent(
        COMMENTS
    ).replace("  # directly below a\n", "  # directly below a\n\n  - id: c\n")
    assert after(COMMENTS, InsertItem("a.yml", ("bets",), {"id": "c"})) == dedent(COMMENTS).replace(
        "  # directly below b\n", "  # directly below b\n\n  - id: c\n"
    )


def test_what_moves_is_written_as_before_at_its_new_column() -> None:
    target = "teams:\r\n- id: t\r\n  bets:\r\n  -   id:   z"

    texts = edited(
        {"a.yml": dedent(COMMENTS), "b.yml": target},
        [Move("a.yml", ("bets", 0), "b.yml", ("teams", 0, "bets"), 0)],
    )

    assert texts["a.yml"] == after(COMMENTS, Remove("a.yml", ("bets", 0)))
    assert texts["b.yml"] == target.replace(
        "  -   id:   z",
        "  # about a\r\n  - id: a # the first\r\n    title: A\r\n    # within a\r\n\r\n"
        "    # still within a\r\n  # directly below a\r\n\r\n  -   id:   z",
    )


def test_items_change_places() -> None:
    text = "a:\n- x # 1\n\n# 2\n- y\n\n- z\nb: [p, q, r]\n"

    assert after(text, Move("a.yml", ("a", 0), "a.yml", ("a",))) == (
        "a:\n# 2\n- y\n\n- z\n\n- x # 1\nb: [p, q, r]\n"
    )
    assert after(text, Move("a.yml", ("a", 1), "a.yml", ("a",), 0)) == (
        "a:\n# 2\n- y\n\n- x # 1\n\n- z\nb: [p, q, r]\n"
    )
    assert after(text, Move("a.yml", ("b", 0), "a.yml", ("b",), 2)) == text.replace(
        "p, q, r", "q, p, r"
    )


def test_what_is_emptied_is_written_as_empty() -> None:
    assert after("a:  # c\n  - x # d\n  # e\nb: 1\n", Remove("a.yml", ("a", 0))) == (
        "a: []  # c\nb: 1\n"
    )
    assert after("a:\n- x: 1 # d\n- y\n", Remove("a.yml", ("a", 0, "x"))) == "a:\n- {}\n- y\n"
    assert after("a: [x]\n", Remove("a.yml", ("a", 0))) == "a: []\n"


@pytest.mark.parametrize(
    ("before", "value", "now"),
    [
        ("a: 'x'  # c", "v", "a: 'v'  # c"),
        ("a: x  # c", "no", "a: 'no'  # c"),
        ("a: x  # c", ["v", "z"], "a: [v, z]  # c"),
        ("a:  # c\n- x # d\nb: 1", "v", "a: v  # c\nb: 1"),
        ("a:  # c\n- x # d\nb: 1", {"k": "v"}, "a:  # c\n  k: v\nb: 1"),
        ("a: |\n  x\n\nb: 1", "v", "a: v\n\nb: 1"),
        ("a: {x: 1}", {"k": ["v"]}, "a:\n  k: [v]"),
    ],
)
def test_a_value_is_replaced_in_place(before: str, value: Any, now: str) -> None:
    assert after(before, Replace("a.yml", ("a",), value)) == now


def test_edits_follow_one_another() -> None:
    text = "bets:\n  - {id: a, size: big}\n"
    edit = Edit(Span("a.yml", 2, 13, 2, 17), "lno", "key")

    assert after(
        text,
        edit,
        Replace("a.yml", ("bets", 0, "lno"), "leverage"),
        InsertItem("a.yml", ("bets",), {"id": "b"}),
        RenameKey("a.yml", ("bets", 1, "id"), "title"),
    ) == ("bets:\n  - {id: a, lno: leverage}\n  - {title: b}\n")


# --- the corners of YAML --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "edit", "now"),
    [
        (
            "a: &x # all of them\n# first\n- b\n- c\n",
            InsertItem("a.yml", ("a",), "d", 1),
            "a: &x # all of them\n# first\n- b\n- d\n- c\n",
        ),
        ("a: &x\n- b\n- *x\n", InsertItem("a.yml", ("a",), ["d"]), "a: &x\n- b\n- *x\n- [d]\n"),
        ("a: !!seq\n  - b\n", Remove("a.yml", ("a", 0)), "a: !!seq []\n"),
        (
            "a: &x !!map\n  b: 1\n",
            InsertPair("a.yml", ("a",), "c", "d", 0),
            "a: &x !!map\n  c: d\n  b: 1\n",
        ),
        ("a: &x\n  [b]\n", InsertItem("a.yml", ("a",), "c"), "a: &x\n  [b, c]\n"),
        (
            "a: [!!str b, c]\nd: [e]\n",
            Move("a.yml", ("a", 0), "a.yml", ("d",)),
            "a: [c]\nd: [e, !!str b]\n",
        ),
        ("\ufeffa: |\n  b", InsertPair("a.yml", (), "c", "d"), "\ufeffa: |\n  b\nc: d"),
        (
            "a: {b: c,\r\n    d: e}",
            Move("a.yml", ("a", "d"), "a.yml", ()),
            "a: {b: c}\r\nd: e",
        ),
        (
            "a: [\n  # why x\n  x, # about x\n  y,\n]\nb:\n  - z\n",
            Move("a.yml", ("a", 0), "a.yml", ("b",)),
            "a: [\n  y,\n]\nb:\n  - z\n  # why x\n  - x  # about x\n",
        ),
        (
            "a: {\r\n  x: 1 # about x\r\n}\r\nb: 2\r\n",
            Move("a.yml", ("a", "x"), "a.yml", ()),
            "a: {\r\n}\r\nb: 2\r\nx: 1  # about x\r\n",
        ),
    ],
)
def test_anchors_tags_and_comments_in_brackets_are_kept(
    before: str, edit: Operation, now: str
) -> None:
    assert edited({"a.yml": before}, [edit]) == {"a.yml": now}


# --- what is refused ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "edit", "message"),
    [
        ("a: 1", Remove("b.yml", ("a",)), "b.yml doesn't exist"),
        ("a: [1]", Remove("a.yml", ("a", 1)), "a.yml: a[1] isn't there"),
        ("a: 1", Remove("a.yml", ("a",)), "a.yml: a is the only thing in the text"),
        ("a: 1", InsertPair("a.yml", (), "a", "2"), "a.yml: the whole already has a"),
        ("a: 1", InsertPair("a.yml", ("a",), "b", "2"), "a.yml: a isn't a mapping"),
        (
            "a: 1",
            InsertPair("a.yml", (), "b\nc", "2"),
            "a.yml: the whole can't have a key like that",
        ),
        ("a: 1", InsertPair("a.yml", (), "c", "2", "b"), "has no b to put c after"),
        ("a: [1]", InsertItem("a.yml", ("a",), "2", 3), "a.yml: a has no place 3"),
        ("a: 1", InsertItem("a.yml", ("b", "c"), "2"), "a.yml: b.c isn't there"),
        ("a:\n  b: 1", InsertItem("a.yml", ("a",), "2"), "a.yml: a isn't a list, and can't be"),
        ("a: |\n  b", InsertItem("a.yml", ("a",), "2"), "a.yml: a isn't a list, and can't be"),
        (
            "a: 1\nb: 2",
            RenameKey("a.yml", ("a",), "b"),
            "can't be renamed to b, which already exists",
        ),
        ("? a\n: b\n", InsertPair("a.yml", (), "c", "2"), "can't be added to"),
        ("a: 1\nb: 2\na: 3\n", Remove("a.yml", ("a",)), "without changing"),
        ("a: [[x]]", Move("a.yml", ("a", 0), "a.yml", ("a", 0)), "can't be moved into itself"),
        (
            "a: [x]\nb:\n  - c: |\n      d\n",
            Move("a.yml", ("b", 0), "a.yml", ("a",)),
            "would be in brackets",
        ),
        (
            "a: [\n  x, # about x\n]\nb: [y]\n",
            Move("a.yml", ("a", 0), "a.yml", ("b",)),
            "where comments and texts of several lines aren't possible",
        ),
        ("a: &x y\nb: *x\nc:\n- *x\n", Replace("a.yml", ("a",), "z"), "without changing"),
        ("a: &x 1\nb: *x\n", Remove("a.yml", ("a",)), "without changing"),
    ],
)
def test_an_edit_that_cannot_be_made_is_refused_in_one_sentence(
    text: str, edit: Operation, message: str
) -> None:
    with pytest.raises(EditRefused) as caught:
        edited({"a.yml": text}, [edit])

    assert message in str(caught.value)
    assert str(caught.value).endswith("; nothing was changed")


def test_where_one_edit_is_refused_none_is_made() -> None:
    texts = {"a.yml": "a: 1\n"}

    with pytest.raises(EditRefused):
        edited(texts, [Replace("a.yml", ("a",), "2"), Remove("a.yml", ("b",))])

    assert texts == {"a.yml": "a: 1\n"}


# --- any text -------------------------------------------------------------------------------------

WORDS = st.text("abcdefg", min_size=1, max_size=6)
TEXTS = st.one_of(
    st.sampled_from(
        (
            "", "null", "~", "no", "yes", "true", "1:30", "012", "0x1F", "1e3", "1_000", "=", "<<",
            "2026-01-31", "2026-02-31", "43%", "-5", "+5", ".inf", "a: b", "a #b", "# a", "- a",
            "-", "?", "? a", "@a", "%a", "`a", "!a", "&a", "*a", "|", ">-", "{a", "[a]", "a, b",
            "it's", '"', "'", "\\", " a", "a ", "a\nb", "a\nb\n", "a\n\n  b\n", "  a\nb", "a\n\n",
            "\n", "a\t", "\ta", "a:", ":a", "a]", "---", "... x", "ü☃\u200b", "\x07", "\ufeff",
            "\u2028", "🦉", "x" * 3_000, "a " * 500 + "b",
        )
    ),
    st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cn", "Co")), max_size=12),
)  # fmt: skip
VALUES: st.SearchStrategy[Any] = st.recursive(
    TEXTS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, min_size=1, max_size=3)
    ),
    max_leaves=5,
)


class Written:
    """A text in any style, what it says, and the comments in it."""

    def __init__(self, seed: int, depth: int) -> None:
        random = Random(seed)
        self.choice, self.up_to = random.choice, random.randint
        self.comments: list[str] = []
        self.lines: list[str] = []
        self.offset = self.choice((0, 2, 2, 4))
        self.step = self.choice((2, 2, 4))
        self.gap = " " * self.choice((1, 1, 3))
        self.aligned = self.flag()
        self.between("")
        self.mapping("", "", depth)
        end = self.choice(("\n", "\n", "\r\n"))
        text = end.join(self.lines)
        if self.flag() or self.lines[-1].endswith("    c"):  # a block of text has its line break
            text += end
        self.text = self.choice(("", "", "\ufeff")) + text
        self.content = loaded(text)

    def flag(self, chance: int = 2) -> bool:
        return self.up_to(1, chance) == 1

    def word(self) -> str:
        return "".join(self.choice("abcdefg") for _ in range(self.up_to(1, 6)))

    def remark(self) -> str:
        self.comments.append(f"# {len(self.comments)}. {self.word()}")
        return self.comments[-1]

    def behind(self) -> str:
        """What may follow a value on its line."""
        if self.flag(4):
            return self.choice((" ", "   ", "\t", " \t")) + self.remark()
        return self.choice(("", "", "", " "))

    def between(self, indent: str) -> None:
        for _ in range(self.choice((0, 0, 0, 1, 2))):
            ahead = self.choice((indent, indent, indent + "  ", ""))
            self.lines.append(ahead + self.remark() if self.flag() else "")

    def scalar(self) -> str:
        """A text on one line."""
        text = self.choice((self.word(), "it's", "a: b", "x # y", "43%", "2026-01-31", "a, b"))
        style = self.choice(("plain", "plain", "single", "double"))
        if style == "plain" and re.fullmatch(r"[\w%-]+", text):
            return text
        return f'"{text}"' if style == "double" else "'" + text.replace("'", "''") + "'"

    def brackets(self, indent: str, depth: int) -> str:
        """A list or a mapping between brackets, perhaps on several lines."""
        mapping = self.flag()
        parts = [
            f"f{number}: " * mapping
            + (self.brackets(indent + "  ", depth - 1) if depth and self.flag(4) else self.scalar())
            for number in range(self.up_to(0, 3))
        ]
        first, last = "{}" if mapping else "[]"
        if parts and self.flag(4):  # each on its own line
            commas = [","] * (len(parts) - 1) + [self.choice(("", ","))]
            rows = [
                f"\n{indent}  {part}{comma}{self.behind()}"
                for part, comma in zip(parts, commas, strict=True)
            ]
            return f"{first}{''.join(rows)}\n{indent}{last}"
        blank = self.choice(("", "", " "))
        trailing = "," * bool(parts and self.flag(6))
        return first + blank + ", ".join(parts) + trailing + blank + last

    def value(self, ahead: str, indent: str, depth: int, *, key: bool) -> None:
        """The value of a key, or of an item behind its hyphen."""
        kinds = ["scalar", "scalar", "brackets", "text", "empty"] + ["list", "list", "map"] * depth
        kind = self.choice(kinds)
        if kind == "scalar":
            self.lines.append(f"{ahead} {self.scalar()}{self.behind()}")
        elif kind == "brackets":
            text = f"{ahead} {self.brackets(indent + '  ', 1)}{self.behind()}"
            self.lines.extend(text.split("\n"))
        elif kind == "text":
            sign = self.choice(("|", ">", "|-", "|+"))
            self.lines += [f"{ahead} {sign}", f"{indent}    a # b", "", f"{indent}    c"]
        elif kind == "empty" or not depth:
            self.lines.append(ahead + self.behind().replace("\t", " "))
        elif key:
            self.lines.append(ahead + self.behind().replace("\t", " "))
            inner = indent + " " * (self.offset if kind == "list" else self.step)
            self.between(inner)
            self.block(kind)("", inner, depth - 1)
        else:
            self.block(kind)(ahead + self.gap, indent + " " + self.gap, depth - 1)

    def block(self, kind: str) -> Callable[[str, str, int], None]:
        return self.sequence if kind == "list" else self.mapping

    def mapping(self, ahead: str, indent: str, depth: int) -> None:
        for number in range(self.up_to(1, 3)):
            key = "abc"[number] + "x" * self.up_to(0, 2)
            if number:
                self.between(indent)
            pad = " " * (4 - len(key)) if self.aligned else ""
            self.value(f"{ahead or indent}{key}:{pad}", indent, depth, key=True)
            ahead = ""

    def sequence(self, ahead: str, indent: str, depth: int) -> None:
        separated = self.flag(3)
        for number in range(self.up_to(1, 3)):
            if number:
                self.lines += [""] * separated
                self.between(indent)
            self.value(f"{ahead or indent}-", indent, depth, key=False)
            ahead = ""

    def __repr__(self) -> str:
        return f"\n{self.text!r}"


WRITTEN = st.builds(Written, st.integers(0, 10**9), st.integers(0, 3))
"""By a number and not drawn piece by piece, which would take most of the time."""


def loaded(text: str) -> Any:
    """What a text says, as PyYAML reads it, with texts only."""
    return yaml.load(text.removeprefix("\ufeff"), yaml.CBaseLoader)


def meant(value: Any) -> Any:
    """A value as texts only."""
    match value:
        case dict():
            return {key: meant(inner) for key, inner in value.items()}
        case list():
            return [meant(inner) for inner in value]
    return value


def routes(content: Any, route: Route = ()) -> Iterator[tuple[Route, Any]]:
    """Every value with the way to it."""
    if route:
        yield route, content
    match content:
        case dict():
            for key, inner in content.items():
                yield from routes(inner, (*route, key))
        case list():
            for number, inner in enumerate(content):
                yield from routes(inner, (*route, number))


def at(content: Any, route: Route) -> Any:
    for step in route:
        content = content[step]
    return content


def with_pair(mapping: dict[str, Any], index: int, key: str, value: Any) -> None:
    pairs = list(mapping.items())
    pairs.insert(index, (key, value))
    mapping.clear()
    mapping.update(pairs)


def lines_of(text: str) -> list[str]:
    return re.findall(r"[^\r\n]*(?:\r\n|\n|\Z)", text)


def assert_untouched(made: Written, after: str, *, changed: int = 1, gone: int = 0) -> None:
    """All comments are there, and but for lines that are new all are as they were."""
    before, now = lines_of(made.text), lines_of(after)
    head = 0
    while head < min(len(before), len(now)) and before[head] == now[head]:
        head += 1
    tail = 0
    while tail < min(len(before), len(now)) - head and before[-1 - tail] == now[-1 - tail]:
        tail += 1
    assert len(before) - head - tail <= changed + gone
    assert after.startswith("\ufeff") == made.text.startswith("\ufeff")
    assert "\r\n" not in made.text or not re.search(r"(?<!\r)\n", after)
    if not gone:
        assert [comment for comment in made.comments if comment not in after] == []


def same_end(made: Written, after: str) -> bool:
    """Whether the last line has its break as before; a block of text has to have one."""
    return made.text.endswith("\n") == after.endswith("\n")


@given(WRITTEN, VALUES, st.data())
def test_what_is_inserted_is_there_and_nothing_else_is_touched(
    made: Written, value: Any, data: st.DataObject
) -> None:
    content = deepcopy(made.content)
    holders = [((), content), *((r, v) for r, v in routes(content) if isinstance(v, (list, dict)))]
    route, holder = data.draw(st.sampled_from(holders), "holder")
    index = data.draw(st.integers(0, len(holder)), "index")
    where = None if index == len(holder) and data.draw(st.booleans()) else index
    edit: Operation
    if isinstance(holder, list):
        edit = InsertItem("a", route, value, where)
        holder.insert(index, value)
        new: Route = (*route, index)
    else:
        if index and where is not None:
            where_key: Any = list(holder)[index - 1]
        else:
            where_key = where
        edit = InsertPair("a", route, "new", value, where_key)
        with_pair(holder, index, "new", value)
        new = (*route, "new")

    result = edited({"a": made.text}, [edit])["a"]

    assert loaded(result) == meant(content)
    assert_untouched(made, result, changed=2)
    if len(holder) > 1 and same_end(made, result):
        assert edited({"a": result}, [Remove("a", new)])["a"] == made.text


@given(WRITTEN, VALUES, st.data())
def test_a_list_begins_where_there_was_none(made: Written, value: Any, data: st.DataObject) -> None:
    content = deepcopy(made.content)
    places = [
        (route, found)
        for route, found in routes(content)
        if (found == "" or (isinstance(found, str) and "\n" not in found) or found == [])
    ]
    mappings = [((), content), *((r, v) for r, v in routes(content) if isinstance(v, dict))]
    places += [((*route, "new"), None) for route, _ in mappings]
    route, found = data.draw(st.sampled_from(places), "place")
    at(content, route[:-1])[route[-1]] = [value] if not found else [found, value]

    result = edited({"a": made.text}, [InsertItem("a", route, value)])["a"]

    assert loaded(result) == meant(content)
    assert_untouched(made, result, changed=2)
    if found is None and len(at(content, route[:-1])) > 1 and same_end(made, result):
        assert edited({"a": result}, [Remove("a", route)])["a"] == made.text


@given(WRITTEN, st.data())
def test_what_is_removed_goes_with_its_comments_and_nothing_else(
    made: Written, data: st.DataObject
) -> None:
    content = deepcopy(made.content)
    route, _ = data.draw(st.sampled_from(list(routes(content))), "place")
    holder = at(content, route[:-1])
    if len(route) == 1 and len(holder) == 1:
        with pytest.raises(EditRefused):
            edited({"a": made.text}, [Remove("a", route)])
        return
    del holder[route[-1]]

    result = edited({"a": made.text}, [Remove("a", route)])["a"]

    assert loaded(result) == content
    assert_untouched(made, result, gone=len(made.lines))
    before = lines_of(made.text)
    new = [line for line in lines_of(result) if line not in before and line.lstrip()[:1] != "#"]
    assert len(new) <= 2


@given(WRITTEN, VALUES, st.data())
def test_a_value_is_replaced_and_nothing_else_is_touched(
    made: Written, value: Any, data: st.DataObject
) -> None:
    content = deepcopy(made.content)
    route, _ = data.draw(st.sampled_from(list(routes(content))), "place")
    at(content, route[:-1])[route[-1]] = value

    result = edited({"a": made.text}, [Replace("a", route, value)]).get("a", made.text)

    assert loaded(result) == content
    assert_untouched(made, result, gone=len(made.lines))


@given(WRITTEN, st.sampled_from(("new", "a b", "no", "1:30", "it's", "ü", "- x")), st.data())
def test_a_key_is_renamed_on_its_line(made: Written, key: str, data: st.DataObject) -> None:
    content = deepcopy(made.content)
    keys = [route for route, _ in routes(content) if isinstance(route[-1], str)]
    route = data.draw(st.sampled_from(keys), "place")
    holder = at(content, route[:-1])
    pairs = [(key if name == route[-1] else name, value) for name, value in holder.items()]
    holder.clear()
    holder.update(pairs)

    result = edited({"a": made.text}, [RenameKey("a", route, key)])["a"]

    assert loaded(result) == content
    assert list(at(loaded(result), route[:-1])) == list(holder)
    assert_untouched(made, result)


@given(WRITTEN, WRITTEN, st.data())
def test_what_moves_takes_its_comments_along(
    made: Written, other: Written, data: st.DataObject
) -> None:
    contents = {"a": deepcopy(made.content), "b": deepcopy(other.content)}
    texts = {"a": made.text, "b": other.text}
    items = [(r, v) for r, v in routes(contents["a"]) if len(r) > 1]
    if not items:
        return
    route, moved = data.draw(st.sampled_from(items), "what")
    to = data.draw(st.sampled_from("ab"), "to")
    kind = dict if isinstance(route[-1], str) else list
    places = [
        (r, v)
        for r, v in [((), contents[to]), *routes(contents[to])]
        if isinstance(v, kind) and (to == "b" or r[: len(route)] != route)
    ]
    if not places:
        return
    into, holder = data.draw(st.sampled_from(places), "into")
    edit = Move("a", route, to, into)
    source = at(contents["a"], route[:-1])
    if kind is dict and source is not holder and route[-1] in holder:
        with pytest.raises(EditRefused):
            edited(texts, [edit])
        return
    del source[route[-1]]
    if kind is dict:
        holder[route[-1]] = moved
    else:
        holder.append(moved)
    try:
        result = {**texts, **edited(texts, [edit])}
    except EditRefused:  # what fills several lines cannot stand between brackets, nor a block of
        # text above a comment that is indented as deep
        assert re.search(r"[\[{]|    c$", made.text + texts[to], re.MULTILINE)
        return

    assert loaded(result["a"]) == contents["a"]
    assert loaded(result["b"]) == contents["b"]
    both = result["a"] + result["b"]
    comments = [*made.comments, *other.comments]
    assert [comment for comment in comments if comment not in both] == []


def test_edits_made_together_are_those_made_one_after_the_other() -> None:
    text = dedent("""\
        work:
          - {id: a, title: A}
          # about b
          - id: b
            title: B   # the second
          - id: c
            title: C
    """)
    edits = [
        InsertPair("a.yml", ("work", 1), "status", "done", "title"),
        InsertPair("a.yml", ("work", 1), "because", "No need", "title"),
        InsertComments("a.yml", ("work", 1), ("# look again",), "title"),
        Replace("a.yml", ("work", 0, "title"), "It's: A"),
        InsertItem("a.yml", ("work",), {"id": "d", "title": "D"}),
        InsertItem("a.yml", ("work",), {"id": "e", "title": "E"}),
        Remove("a.yml", ("work", 2)),
    ]

    together = edited_together({"a.yml": text}, edits)["a.yml"]

    assert [line.strip() for line in together.splitlines()] == [
        "work:",
        "- {id: a, title: 'It''s: A'}",
        "# about b",
        "- id: b",
        "title: B   # the second",
        "status: done",
        "because: No need",
        "# look again",
        "- {id: d, title: D}",
        "- {id: e, title: E}",
    ]
    with pytest.raises(EditRefused):
        edited_together({"a.yml": text}, [*edits, Remove("a.yml", ("work", 9))])


def test_removals_that_touch_each_other_are_made_one_after_the_other() -> None:
    text = "work: [{id: a}, {id: b}, {id: c}]\n"
    edits = [
        Remove("a.yml", ("work", 2)),
        Remove("a.yml", ("work", 1)),
        Remove("a.yml", ("work", 0)),
    ]

    assert edited_together({"a.yml": text}, edits) == {"a.yml": "work: []\n"}

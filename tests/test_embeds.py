"""Blocks and links of written pages: what they ask for, and the findings on their mistakes."""

from __future__ import annotations

import itertools
import re
from textwrap import dedent

import pytest
from conftest import stack_of
from hypothesis import example, given
from hypothesis import strategies as st
from sites import Reader, text

from stratdocs.linting.lint import lint
from stratdocs.markdowntext.scan import Block, PageRequests, scan, with_replacements, without_links
from stratdocs.model.kinds import KINDS
from stratdocs.model.stack import Stack
from stratdocs.site import reference
from stratdocs.site.embeds import KEYS, PageReader
from stratdocs.site.prose import Prose
from stratdocs.site.query import SYNTAX, query
from stratdocs.site.rendering import Renderer, fill_tokens, token, with_unique_ids
from stratdocs.site.views import EMBEDS
from stratdocs.site.views.ask import Ask
from stratdocs.site.views.collection import ROWS_PER_PAGE
from stratdocs.site.views.page import SiteContext
from stratdocs.site.views.table import TABLE, column_names

HARBOUR = """
strategies:
  - {id: win, title: Win the small harbours, level: company, owner: ada}
bets:
  - {id: phone, title: A berth by phone, serves: win, size: big, owner: ada, cost_of_delay: high}
  - {id: map, title: "A <b>map</b>", serves: win, size: small, cost_of_delay: low}
  - {id: later, title: Later, serves: win, size: medium, status: proposed}
objectives:
  - id: ahead
    title: Skippers know their berth
    serves: phone
    key_results:
      - {id: booked, title: Raise berths booked from 20% to 40%, baseline: 20%, target: 40%}
people: [{id: ada, title: Ada Moor}]
"""


@pytest.fixture(scope="module")
def harbour() -> Stack:
    return stack_of(HARBOUR)


def finding_lines(stack: Stack, page: str) -> list[str]:
    """The findings of a page, as lines."""
    return [
        f"{f.span.line}:{f.span.column}-{f.span.end_column} {f.rule}: {f.message}"
        for f in PageReader(stack).findings("page.md", dedent(page).lstrip("\n"))
    ]


def request(stack: Stack, block: str) -> tuple[str | None, Ask]:
    """The request of a valid block."""
    (found,) = scan(f"```stratdocs\n{dedent(block).strip()}\n```\n").blocks
    answer = PageReader(stack).answer("page.md", found)
    assert answer.findings == ()
    return answer.view and answer.view.name, answer.ask


def block_html(stack: Stack, block: str) -> str:
    """The HTML of a valid block."""
    name, ask = request(stack, block)
    site = SiteContext(stack, lint(stack))
    renderer = Renderer(link=lambda path: path + "/", prose=Prose().html)
    view = EMBEDS[name or ""]
    return renderer.embed(view, view.data(site, ask))


def rows(html: str) -> list[list[str]]:
    """The cells of a table as text."""
    return [
        [text(cell) for cell in re.findall(r"<t[hd].*?</t[hd]>", row, re.DOTALL)]
        for row in re.findall(r"<tr.*?</tr>", html, re.DOTALL)
    ]


# Where blocks and links are


def found(page: str) -> tuple[list[str], list[str]]:
    written = scan(dedent(page).lstrip("\n"))
    return [block.text for block in written.blocks], [link.id for link in written.links]


@pytest.mark.parametrize(
    "page",
    [
        "```stratdocs\nview: tree\n```",
        "~~~ stratdocs\nview: tree\n~~~~",
        "````stratdocs\nview: tree\n````",
        "``` { .stratdocs }\nview: tree\n```",
        "- item\n\n    ```stratdocs\n    view: tree\n    ```",
        "1. item\n\n    - inner\n\n        ```stratdocs\n        view: tree\n        ```",
        "!!! note\n    ```stratdocs\n    view: tree\n    ```",
        "??? note\n\n    Text.\n\n    ```stratdocs\n    view: tree\n    ```",
        '=== "Tab"\n\n    !!! note\n\n        ```stratdocs\n        view: tree\n        ```',
        "> ```stratdocs\n> view: tree\n> ```",
        "---\ntitle: x\n---\n\n```stratdocs\nview: tree\n```",
        "```\n```\n\n```stratdocs\nview: tree\n```",
    ],
)
def test_a_block_is_found_wherever_markdown_allows_one(page: str) -> None:
    assert [*map(list, found(page))] == [["view: tree"], []]


@pytest.mark.parametrize(
    "page",
    [
        "````\n```stratdocs\nview: tree\n```\n````",
        "~~~markdown\n```stratdocs\nview: tree\n[[id]]\n```\n~~~",
        "Text.\n\n    ```stratdocs\n    view: tree [[id]]\n    ```",
        "- item\n\n        ```stratdocs\n        view: [[id]]\n        ```",
        "<!--\n```stratdocs\nview: tree [[id]]\n```\n-->",
        "```stratdocs-like\nview: tree\n```",
        "---\ntitle: '[[id]]'\n---",
        "`[[id]]` and ``a ` [[id]]`` and `two\nlines [[id]]`",
        "\\[[id]] and [[id]](there.md) and [[id]][ref] and ![[id]]",
        '<a title="[[id]]">x</a> <pre>\n[[id]]\n</pre>',
        "[[]] [[ ]] [[a\nb]] [[a]b]]",
    ],
)
def test_lookalikes_of_blocks_and_links_are_ignored(page: str) -> None:
    assert [*map(list, found(page))] == [[], []]


def test_links_are_found_with_their_words_and_place() -> None:
    page = "# The [[a]]\n\nTwo\n===\n\n- *see* [[b|the **bee**]], **[[ c ]]**\n\n| [[d\\|dee]] |\n"
    page += "`x` [[e.f_g-1]]`y`\n"

    actual = [(w.id, w.text, w.line, w.column, w.heading) for w in scan(page).links]

    assert actual == [
        ("a", None, 1, 9, True),
        ("b", "the **bee**", 6, 11, False),
        ("c", None, 6, 33, False),
        ("d", "dee", 8, 5, False),
        ("e.f_g-1", None, 9, 7, False),
    ]
    assert [link.heading for link in scan("A [[b]]\n---\n").links] == [True]


def test_a_comment_sign_in_code_opens_no_comment() -> None:
    assert found("Write `<!--` for it.\n\n[[a]]") == ([], ["a"])


def test_a_page_is_rewritten_at_its_blocks_and_links_only() -> None:
    page = "A [[b]] c\n\n- d\n\n    ~~~stratdocs\n    view: tree\n    ~~~\ne [[f]]"

    actual = with_replacements(
        page, scan(page), lambda b: f"{b.indent}BLOCK", lambda w: w.id.upper()
    )

    assert actual == "A B c\n\n- d\n\n    BLOCK\ne F"


def test_a_link_in_a_place_without_links_leaves_its_words() -> None:
    titles = {"a": "The A"}

    assert without_links("See [[a]], [[a|that]] and [[b]].", titles.get) == "See The A, that and b."


@given(st.text(alphabet="[]|`~\n ->!<-a`1.#:\t\\=\u2028", max_size=120))
@example("```stratdocs\n" * 30)
@example("> " * 50 + "```stratdocs\n" + "> " * 50)
@example("[[" * 500)
def test_any_page_is_read(page: str) -> None:
    written = scan(page)

    assert with_replacements(page, PageRequests((), ()), lambda _: "", lambda _: "") == page
    whole = [*written.blocks, *written.links]
    assert all(0 <= piece.start < piece.end <= len(page) for piece in whole)
    spans = sorted((piece.start, piece.end) for piece in whole)
    assert all(span[1] <= following[0] for span, following in itertools.pairwise(spans))


@pytest.mark.parametrize(
    "page", ["[[" * 50_000, "`a ``b " * 20_000, "<!--" * 30_000, "<a " * 30_000, "- " * 50_000]
)
def test_a_hostile_page_is_read_quickly(page: str) -> None:
    scan(f"[[a]]\n{page}")


# What blocks ask for


def test_a_block_says_which_view_of_what(harbour: Stack) -> None:
    name, ask = request(
        harbour,
        """
        view: table
        of: [bets, objectives]
        where: owner == ada
        columns: status, Served By, cost-of-delay
        sort: -title
        """,
    )

    assert name == "table"
    assert ask.of == ("bets", "objectives")
    assert ask.columns == ("status", "served_by", "cost_of_delay")
    assert ask.sort == "-title"
    assert [item.id for item in ask.select(SiteContext(harbour, ()), harbour.entities)] == ["phone"]


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (
            "view: tabel",
            "2:7-12 invalid-value: unknown view tabel; did you mean table?",
        ),
        (
            "view: table\nof: bet",
            "3:5-8 unknown-reference: bet isn't a collection or an item; did you mean bets?",
        ),
        (
            "view: table\nof: bets, phon",
            ("3:11-15 unknown-reference: phon isn't a collection or an item; did you mean phone?"),
        ),
        (
            "view: table\nof: bets\nwhere: sise == big",
            "4:8-12 unknown-field: sise isn't a field of a bet; did you mean size?",
        ),
        (
            'view: table\nof: bets\nwhere: "size == bigg"',
            (
                "4:17-21 invalid-value: size is never bigg; compare it with big, medium or "
                "small; did you mean big?"
            ),
        ),
        (
            "view: table\nof: bets\ncolumns: [status, ownr]",
            "4:19-23 unknown-field: unknown column ownr of bets; did you mean owner?",
        ),
        (
            "view: table\nof: bets\nsort: -sizes",
            "4:7-13 unknown-field: unknown column sizes of bets; did you mean size?",
        ),
        (
            "view: table\ndepth: 2",
            (
                "3:1-6 unknown-field: depth has no effect on table; "
                "it applies to tree, opportunity-tree and cascade"
            ),
        ),
        (
            "view: tree\ncolumns: [owner]",
            "3:1-8 unknown-field: columns has no effect on tree; it applies to table",
        ),
        (
            "view: tree\ndepth: many",
            "3:8-12 invalid-value: depth is many; use a whole number from 1 to 12",
        ),
        (
            "view: table\nwher: size == big",
            "3:1-5 unknown-field: wher isn't a key of a block; did you mean where?",
        ),
        (
            "viwe: table",
            "2:1-5 unknown-field: viwe isn't a key of a block; did you mean view?",
        ),
        (
            "of: bets",
            "2:1-3 invalid-value: this block has no view; write view: table",
        ),
        ("table", "2:1-6 invalid-value: a block must say what it shows, such as view: table"),
        ("", "1:1-4 invalid-value: a block must say what it shows, such as view: table"),
        (
            "view: table\nwhere: [size == big]",
            "3:1-6 invalid-value: where must be one line, such as: size == big and not owner",
        ),
        ("view: table\nof: {a: b}", "3:1-3 invalid-value: of must be a list of names"),
    ],
)
def test_a_mistake_in_a_block_has_its_place(harbour: Stack, block: str, expected: str) -> None:
    actual = finding_lines(harbour, f"```stratdocs\n{block}\n```\n")

    assert [expected] == actual


def test_broken_yaml_and_a_missing_fence_are_findings(harbour: Stack) -> None:
    (broken,) = finding_lines(harbour, "```stratdocs\nview: table\nof: [bets\n```\n")
    (endless,) = finding_lines(harbour, "A\n\n```stratdocs\nview: table\n")

    assert broken.startswith("3:")
    assert "invalid-yaml" in broken
    assert endless == "3:1-4 invalid-yaml: this block is never closed"


def test_places_in_an_indented_block_include_the_indentation(harbour: Stack) -> None:
    page = "!!! note\n\n    ```stratdocs\n    view: tabel\n    ```\n"
    page += "\n> ```stratdocs\n> view: x\n> ```\n"

    assert [line.split()[0] for line in finding_lines(harbour, page)] == ["4:11-16", "8:9-10"]


def test_an_unknown_id_in_a_link_is_a_finding_at_the_id(harbour: Stack) -> None:
    actual = finding_lines(harbour, "See [[phone]] and [[phoen|it]].\n\n[[later ]], [[latr]]\n")

    assert actual == [
        (
            "1:21-26 unknown-reference: this page names phoen, which doesn't exist; "
            "did you mean phone?"
        ),
        (
            "3:15-19 unknown-reference: this page names latr, which doesn't exist; "
            "did you mean later?"
        ),
    ]


def test_an_unreadable_strategy_makes_no_link_a_finding() -> None:
    cut = "bets:\n  - {id: a, title: A}\n" + "deep: " + "[" * 200
    assert not (stack := stack_of(cut)).whole

    assert (
        finding_lines(stack, "[[anything]]\n\n```stratdocs\nview: table\nof: something\n```\n")
        == []
    )


@given(st.text(alphabet="view: tableof bets\n[]{}\"'&*!|>-#,%@\x00\u2028", max_size=80))
@example("view: &a table\nof: *a")
@example("? [a]\n: b")
@example("view: table\nwhere: |\n  size ==\n  big\n")
def test_any_block_is_read(block: str) -> None:
    stack = stack_of(HARBOUR)
    whole = Block(0, 1, 1, 1, "", "", block, closed=True)

    answer = PageReader(stack).answer("page.md", whole)

    assert answer.view is not None or answer.findings


# What they show


def test_a_table_shows_the_requested_columns_in_the_requested_order(harbour: Stack) -> None:
    html = block_html(
        harbour,
        """
        view: table
        of: bets
        where: status != proposed
        columns: [size, owner, cost_of_delay, served_by]
        sort: -cost_of_delay
        """,
    )

    assert rows(html) == [
        ["Bet", "Size", "Owner", "Cost of delay", "Served by"],
        ["A berth by phone", "big", "Ada Moor", "high", "1"],
        ["A <b>map</b>", "small", "", "low", "0"],
    ]
    assert "<b>" not in html
    assert Reader(html).wrong == []


def test_several_kinds_in_one_table(harbour: Stack) -> None:
    html = block_html(harbour, "view: table\nof: [objectives, key_results, ada]")

    assert [row[:2] for row in rows(html)] == [
        ["Item", "Kind"],
        ["Skippers know their berth", "objective"],
        ["Raise berths booked from 20% to 40%", "key result"],
        ["Ada Moor", "person"],
    ]


def test_empty_cells_come_last_in_either_order(harbour: Stack) -> None:
    for sort in ("owner", "-owner"):
        html = block_html(harbour, f"view: table\nof: bets\ncolumns: [owner]\nsort: {sort}")

        assert [row[1] for row in rows(html)[1:]] == ["Ada Moor", "", ""]


def test_every_column_can_be_shown_of_every_kind(harbour: Stack) -> None:
    site = SiteContext(harbour, lint(harbour))
    for kind in KINDS:
        ask = Ask(of=(kind.collection,), columns=column_names((kind,)))
        TABLE.data(site, ask)
    everything = TABLE.data(site, Ask(columns=column_names(KINDS)))

    assert len(everything.rows) == len(harbour.entities)


def test_empty_tables_have_a_message_and_a_starter(harbour: Stack) -> None:
    none = block_html(harbour, "view: table\nof: bets\nwhere: size == big and owner == none")
    never = block_html(harbour, "view: table\nof: metrics")

    assert text(none) == "None of the 3 bets match."
    assert "No metrics yet. A metric looks like this:" in text(never)


def test_a_long_table_is_cut_with_a_link_to_the_rest() -> None:
    many = "".join(f"  - {{id: w{n}, title: Work {n}}}\n" for n in range(2000))
    stack = stack_of(f"work:\n{many}")

    html = block_html(stack, "view: table\nof: work\nsort: -title")

    assert len(rows(html)) == ROWS_PER_PAGE + 1
    assert "The first 500 of 2000; the rest is in the list of all work." in text(html)
    assert len(html) < 200_000


@pytest.mark.parametrize("name", EMBEDS)
def test_every_view_can_be_embedded_with_any_or_no_items(name: str, harbour: Stack) -> None:
    for stack in (harbour, stack_of("")):
        site = SiteContext(stack, lint(stack))
        renderer = Renderer(link=lambda path: path + "/", prose=Prose().html)
        view = EMBEDS[name]
        for ask in (Ask(), Ask(of=("bets",)), Ask(of=("win",)), Ask(where=lambda _, __: False)):
            html = renderer.embed(view, view.data(site, ask))

            assert Reader(html).wrong == []
            assert "<h1" not in html
            assert "<h2" not in html
            assert "style=" not in html


def test_a_view_used_twice_on_a_page_has_unique_ids(harbour: Stack) -> None:
    html = '<a href="#row-a">x</a><i id="row-a" aria-labelledby="row-a t"></i><i id="b"></i>'
    taken = {"row-a"}

    once = with_unique_ids(html, taken)
    again = with_unique_ids(html, taken)

    assert once == (
        '<a href="#row-a-2">x</a><i id="row-a-2" aria-labelledby="row-a-2 t"></i><i id="b"></i>'
    )
    assert 'id="row-a-3"' in again
    assert 'id="b-3"' in again


def test_tokens_are_replaced() -> None:
    said = {0: "<div>a</div>", 1: "<b>b</b>"}
    html = f"<p>{token(0)}</p><p>x {token(1)} {token(7)}</p>"

    actual = fill_tokens(html, said.get)

    assert actual == f"<div>a</div><p>x <b>b</b> {token(7)}</p>"


# Texts of the strategy


def test_texts_of_the_strategy_link_to_items(harbour: Stack) -> None:
    site = SiteContext(harbour, ())
    renderer = Renderer(
        link=lambda path: path + "/",
        prose=Prose().html,
        lookup=lambda name: (item := site.stack.get(name)) and site.ref(item),
    )

    html = renderer.prose("See **[[map]]**, [[later|what <i>waits</i>]], `[[map]]`, [[gone]].")

    html = " ".join(html.replace("\x00", "/").split())
    assert '<a href="/bets/map/">A &lt;b&gt;map&lt;/b&gt;</a>' in html
    assert ">what &lt;i&gt;waits&lt;/i&gt;</a> <span" in html
    assert 'sd-status--proposed sd-status--sign" title="Proposed">' in html
    assert "<code>[[map]]</code>" in html
    assert 'title="gone doesn\'t exist">gone</span>' in html


def test_an_unknown_id_in_a_text_is_a_finding_at_the_word() -> None:
    stack = stack_of(
        """
        bets:
          - id: phone
            title: A berth by phone
            description: |
              First, see [[map]]
              and [[maps]].
            why: 'as [[lost]] says, not `[[code]]`'
            dhm:
              delight: >
                Folded
                to [[nowhere]]
          - {id: map, title: The map, because: "[[phone]]"}
        """
    )

    actual = [(f.span.line, f.span.column, f.rule, f.message, f.fix) for f in stack.findings]

    assert actual == [
        (
            7,
            13,
            "unknown-reference",
            "description of phone refers to maps, which doesn't exist; did you mean map?",
            None,
        ),
        (8, 16, "unknown-reference", "why of phone refers to lost, which doesn't exist", None),
        (
            12,
            14,
            "unknown-reference",
            "delight of phone refers to nowhere, which doesn't exist",
            None,
        ),
    ]
    (phone, other) = stack.entities
    assert stack.namers(other) == (phone,)
    assert stack.namers(phone) == (other,)
    assert stack.mentions(phone) == ()  # words are not a link of the strategy


# The reference page


def test_the_reference_names_every_view_key_and_form() -> None:
    page = reference.views_page()
    renderer = Renderer(link=lambda path: path + "/", prose=Prose().html)

    html = renderer.html(page, "").content

    assert [name for name in (*EMBEDS, *KEYS) if f"<code>{name}</code>" not in html] == []
    assert Reader(html).wrong == []


@pytest.mark.parametrize("syntax", SYNTAX, ids=lambda syntax: syntax.form)
def test_every_example_of_the_reference_is_sound(syntax: object) -> None:
    assert query(syntax.example).errors == ()  # type: ignore[attr-defined]


def test_every_block_of_the_reference_is_sound(harbour: Stack) -> None:
    page = reference.views_page()

    for block in (reference.EXAMPLE, *(block for *_, block in page.data.views)):
        assert finding_lines(harbour, f"```stratdocs\n{block.rstrip()}\n```\n") == []

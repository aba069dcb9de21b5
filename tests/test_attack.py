"""Texts that mean harm, through the real MkDocs: nothing runs, and no word is lost."""

import json
import os
import re
from datetime import date
from pathlib import Path

import pytest
from every_field import every_field
from pages import html, item_page, site_of_stack
from sites import Reader, build, draw

from stratdocs import lint, load, review
from stratdocs.cli import main
from stratdocs.repo.content import named_file
from stratdocs.reports import FORMATS, report
from stratdocs.reports.checked import Checked
from stratdocs.reviewing.reports import FORMATS as REVIEW_FORMATS
from stratdocs.reviewing.reports import report as review_report
from stratdocs.site.rendering import without_tokens
from stratdocs.yamltext.source import MappingNode, ScalarNode, read

FORGED = r"""
docs/strategy/a.yml
    strategies:
      - id: top
        title: "Win \ue0000\ue001"
        level: company
        description: "a \ue0000\ue001 b [[top]]"
    bets:
      - {id: first, title: "First \U0000e0001\ue001", serves: top}
docs/index.md
    # Harbour

    ```stratdocs
    view: table
    of: bets
    ```

    typed 0

    [[first]]
"""


def test_no_text_can_pass_for_a_place_in_a_page() -> None:
    root = read("a.yml", 'a: "x \\ue0000\\ue001"\nb: y \ue0000\ue001\n').roots[0]

    assert isinstance(root, MappingNode)
    texts = [node.text for node in root.values.values() if isinstance(node, ScalarNode)]
    assert texts == ["x \ufffd0\ufffd", "y \ufffd0\ufffd"]
    assert without_tokens("\ue0000\ue001") == "\ufffd0\ufffd"


@pytest.mark.slow
def test_a_title_cannot_bring_a_view_onto_a_page(tmp_path: Path) -> None:
    folder = draw(tmp_path, FORGED)
    index = folder / "docs/index.md"
    index.write_text(index.read_text("utf-8").replace("typed 0", "typed \ue0000\ue001"), "utf-8")

    site = build(folder)

    assert site.status == 0
    assert site.page("").count('<div class="sd sd-embed') == 1
    for page in (folder / "site").rglob("*.html"):
        text = page.read_text("utf-8")
        assert "\ue000" not in text
        if page != folder / "site/index.html":
            assert '<div class="sd sd-embed' not in text, page


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
@pytest.mark.parametrize(
    "call",
    [
        "check --baseline pipe",
        "check --baseline pipe --update-baseline",
        "import pipe",
        "import okrs.csv --map pipe",
        "check-in --apply pipe",
        "init new --from pipe",
    ],
)
def test_a_pipe_that_nobody_writes_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], call: str
) -> None:
    monkeypatch.chdir(draw(tmp_path, "docs/strategy/a.yml\n    bets: [{id: a, title: A}]"))
    Path("okrs.csv").write_text("Objective\nSail\n", "utf-8")
    os.mkfifo("pipe")

    assert main(call.split()) == 2
    assert "pipe is a pipe, a device or a socket, so it isn't read" in capsys.readouterr().err


@pytest.mark.skipif(not Path("/dev/fd").is_dir(), reason="no such files here")
def test_what_a_shell_pipes_is_read() -> None:
    reader, writer = os.pipe()
    os.write(writer, b"Objective\nSail\n")
    os.close(writer)

    assert named_file(f"/dev/fd/{reader}") == b"Objective\nSail\n"
    os.close(reader)


def test_an_export_into_a_file_where_a_folder_is_needed_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(draw(tmp_path, "docs/strategy/a.yml\n    bets: [{id: a, title: A}]"))
    Path("out").write_text("mine", "utf-8")

    assert main(["export", "--format", "csv", "--output", "out"]) == 2
    assert "out is a file; name a folder for csv" in capsys.readouterr().err


SIGNS = (
    *("<script>hit()</script>", "</title><script>hit()</script>", "<img src=x onerror=hit()>"),
    *(
        '" onmouseover=hit() x="',
        "' autofocus onfocus=hit() '",
        "--><svg onload=hit()>",
        "<plaintext>",
    ),
    *("[l](javascript:hit())", "[l](data:text/html,<script>hit()</script>)", "<javascript:hit()>"),
    *("![alt words](https://evil.example/i.png)", "![[x]](x)", "[l][r]\n\n[r]: javascript:hit()"),
    *("&lt;script&gt;hit()&lt;/script&gt;", "&#x3c;img src=x onerror=hit()&#x3e;", "&#0;&#xD800;"),
    *("```\n<script>hit()</script>\n```", "<![CDATA[<b>]]>", "<!--", "]]>", "{: onclick=hit() }"),
    *("| a |\n|---|\n| <b> |", "- - - 1. > deep", "[^1]\n\n[^1]: note", "[TOC]", "!!! note"),
    *("{{ 7*7 }}", "{% include 'x' %}", "${7*7}", "%s %(x)s", "{0} {x!r}", "\\1 \\g<0>"),
    *("\x02klzzwxh:0001\x03", "\x02amp\x03", "\ue0000\ue001", "\U0010fffd", "\u202eevil", "\u200b"),
    *("null", "~", "no", "1e3", "!!python/object:x", "*a", "&a", "%TAG", "- dash", "a: b", "#x"),
    *("=HYPERLINK(1)", "@SUM(1)", "::error::x", "END:VCALENDAR\nBEGIN:VEVENT", "end\n subgraph x"),
    *("x" * 3000, "- " * 200 + "deep", "[" * 900, "<b>" * 300, "Donaudampfschiff" * 9, "ﷺ" * 9),
)
"""Texts that mean something to one of the languages that they go through."""


@pytest.mark.slow
@pytest.mark.parametrize("turn", range(0, len(SIGNS), 5))
def test_any_text_in_any_field_goes_through_every_door(turn: int) -> None:
    def words(number: int) -> str:
        return f"{SIGNS[(number + turn) % len(SIGNS)]} w{number}x"

    plain, stack = (
        load({"a.yml": json.dumps(every_field(text))}, today=date(2026, 11, 21))
        for text in (lambda number: f"plain w{number}x", words)
    )
    checked = Checked(tuple(lint(stack)), stack.texts, len(stack.entities))
    for form in FORMATS:
        assert "\x1b" not in report(checked, form)
    changes = review(plain, stack)
    for form in REVIEW_FORMATS:
        assert review_report(changes, form)

    sites = [site_of_stack(each) for each in (stack, plain)]
    for entity in stack.entities:
        shown, expected = (html(item_page(site, entity.id)) for site in sites)
        for element in Reader(shown).elements:
            assert element.tag not in ("script", "iframe", "object", "embed", "style", "plaintext")
            for name, value in element.attributes.items():
                assert not name.startswith("on"), element
                address = (value or "").replace("\t", "").strip().lower()
                assert name not in ("href", "src") or not address.startswith(BAD), element
        marks = re.compile(r"w\d+x")
        assert set(marks.findall("".join(Reader(expected).text))) <= set(
            marks.findall("".join(Reader(shown).text))
        )


BAD = ("javascript:", "data:", "vbscript:")

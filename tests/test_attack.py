"""Texts that mean harm, through the real MkDocs: nothing runs, and no word is lost."""

from pathlib import Path

import pytest
from sites import build, draw

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

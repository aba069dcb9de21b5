"""Blocks and links of written pages as an extension of Python-Markdown."""

from __future__ import annotations

from pathlib import Path
from xml.etree.ElementTree import Element, tostring

import pytest
from markdown import Markdown
from sites import Reader, build, draw, text

from stratdocs.cli import main
from stratdocs.markdown_extension.elements import elements, fill
from stratdocs.markdown_extension.extension import StratdocsExtension

STRATEGY = """
strategy/s.yml
    strategies:
      - {id: stay, title: Win clinics & keep them, level: company, owner: ana}
    bets:
      - {id: first-week, title: Value in the first week, serves: stay, owner: ana}
    people:
      - {id: ana, title: Ana Reis}
"""
BLOCK = "```stratdocs\nview: table\nof: bets\n```"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return draw(tmp_path, STRATEGY)


def html(site: Path, page: str, *more: str) -> str:
    extension = StratdocsExtension(source=str(site / "strategy"), today="2027-01-11")
    return Markdown(extensions=["tables", "toc", "md_in_html", *more, extension]).convert(page)


def links(html: str) -> list[str | None]:
    return [e.attributes.get("href") for e in Reader(html).elements if e.tag == "a"]


def test_a_link_leads_to_the_file_of_an_item(site: Path) -> None:
    found = html(site, "See [[first-week]] and [[ana|her]].")

    assert text(found) == "See Value in the first week and her."
    assert links(found) == ["bets/first-week.md", "people/ana.md"]


@pytest.mark.parametrize(
    "page",
    [
        BLOCK,
        f"before\n{BLOCK}\nafter",
        "> quoted\n>\n" + "\n".join(f"> {line}" for line in BLOCK.split("\n")),
        "1. one\n\n" + "\n".join(f"    {line}" for line in BLOCK.split("\n")) + "\n\n2. two",
        f"<div>\n\n{BLOCK}\n\n</div>",
        f'<div markdown="1">\n\n{BLOCK}\n\n</div>',
        "~~~ stratdocs\nview: table\nof: bets\n~~~",
    ],
)
def test_a_block_shows_its_view_wherever_it_is(site: Path, page: str) -> None:
    found = html(site, page)

    assert "Value in the first week" in text(found)
    assert "bets/first-week.md" in links(found)
    assert "<table" in found
    assert "view:" not in found
    assert "\ue000" not in found


def test_two_blocks_of_a_page_share_no_id(site: Path) -> None:
    found = html(site, f"{BLOCK}\n\n{BLOCK}\n\n```stratdocs\nview: cascade\n```\n" * 2)
    ids = [e.attributes["id"] for e in Reader(found).elements if "id" in e.attributes]

    assert len(ids) == len(set(ids))


def test_a_link_in_a_heading_becomes_its_words(site: Path) -> None:
    extension = StratdocsExtension(source=str(site / "strategy"))
    md = Markdown(extensions=["toc", extension])
    found = md.convert("# About [[first-week]]")

    assert links(found) == ["bets/first-week.md"]
    assert md.toc_tokens[0]["name"] == "About Value in the first week"  # type: ignore[attr-defined]


def test_code_stays_code(site: Path) -> None:
    found = html(site, "`[[ana]]`\n\n    [[ana]]\n\n```yaml\nview: x\n```\n", "fenced_code")

    assert "[[ana]]" in found
    assert links(found) == []


def test_what_is_unknown_is_shown_and_logged(site: Path, caplog: pytest.LogCaptureFixture) -> None:
    found = html(site, "[[nobody]]\n\n```stratdocs\nview: tabel\n```\n")

    assert "This block can't be shown" in found
    assert "nobody" in text(found)
    assert len(caplog.records) == 2


def test_without_a_strategy_the_page_says_what_to_set(site: Path) -> None:
    extension = StratdocsExtension(source=str(site / "nowhere"))
    found = Markdown(extensions=[extension]).convert(f"[[ana]] is here\n\n{BLOCK}")

    assert "ana is here" in found
    assert "isn't a folder; set source" in text(found)


def test_a_changed_strategy_is_read_again(site: Path) -> None:
    html(site, "[[ana]]")
    file = site / "strategy/s.yml"
    file.write_text(file.read_text("utf-8").replace("Ana Reis", "Ana Maria Reis"), "utf-8")

    assert text(html(site, "[[ana]]")) == "Ana Maria Reis"


def test_pages_without_blocks_and_links_read_no_strategy() -> None:
    extension = StratdocsExtension(source="nowhere")

    assert Markdown(extensions=[extension]).convert("# x\n\ny") == "<h1>x</h1>\n<p>y</p>"


def test_the_module_can_be_named_as_an_extension(site: Path) -> None:
    configs = {"stratdocs.markdown_extension": {"source": str(site / "strategy")}}
    md = Markdown(extensions=["stratdocs.markdown_extension"], extension_configs=configs)

    assert text(md.convert("[[ana]]")) == "Ana Reis"


def test_elements_are_those_of_the_html() -> None:
    html = (
        '<div class="a"><p>x &amp; <b>y</b> z</p><br><input disabled>'
        '<svg viewBox="0 0 1 1"><a xlink:href="b.md"><path d="M0"></path></a></svg></div>tail'
    )
    found = tostring(elements(html), encoding="unicode", method="html")

    assert found == (
        '<div><div class="a"><p>x &amp; <b>y</b> z</p><br><input disabled="disabled">'
        '<svg viewBox="0 0 1 1"><a href="b.md"><path d="M0"></path></a></svg></div>tail</div>'
    )


def test_tokens_are_filled_in_order() -> None:
    root = Element("div")
    paragraph = Element("p")
    paragraph.text = "a \ue0000\ue001 b \ue0001\ue001 c \ue0009\ue001"
    root.append(paragraph)

    assert fill(root, lambda number: f"<i>{number}</i>" if number < 2 else None)
    assert tostring(root, encoding="unicode") == (
        "<div><p>a <i>0</i> b <i>1</i> c \ue0009\ue001</p></div>"
    )


@pytest.mark.slow
@pytest.mark.parametrize("addresses", ["true", "false"])
def test_mkdocs_resolves_the_links_of_an_export(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, addresses: str
) -> None:
    draw(
        tmp_path,
        STRATEGY.replace("strategy/s.yml", "docs/strategy/s.yml")
        + f"""
mkdocs.yml
    site_name: Harbour
    theme: {{name: material, font: false}}
    use_directory_urls: {addresses}
    plugins: [search, stratdocs: {{today: 2027-01-11}}]
docs/deep/page.md
    # About [[first-week]]

    [[ana]], [bets](../bets.md), <span>[[stay]]</span>

    ```stratdocs
    view: table
    of: bets
    ```
""",
    )
    monkeypatch.chdir(tmp_path)
    assert main(["export", "--format", "markdown", "--output", "out"]) == 0
    (tmp_path / "out/mkdocs.yml").write_text("INHERIT: mkdocs.gen.yml\n", encoding="utf-8")

    built = build(tmp_path / "out", strict=True)

    assert [m for m in built.messages if m.startswith(("WARNING", "ERROR", "STOP"))] == []
    path = "deep/page/" if addresses == "true" else "deep/page.html"
    ending = "/" if addresses == "true" else ".html"
    found = {link for link in links(built.page(path)) if link is not None}
    up = "../../" if addresses == "true" else "../"
    for name in ("bets/first-week", "people/ana", "strategies/stay"):
        assert f"{up}{name}{ending}" in found

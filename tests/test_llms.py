"""What a site offers to programs that read text: pages as Markdown, and `llms.txt`."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from stratdocs.publishing.plain_markdown import markdown_href, plain_markdown

STRATEGY = """\
strategies:
  - {id: win, title: "Win [small] clinics", level: company, why: They stay., status: proposed}
bets:
  - {id: value, title: Value, serves: win, status: proposed}
"""


def build(folder: Path, settings: str) -> Path:
    (folder / "docs" / "strategy").mkdir(parents=True)
    (folder / "docs" / "strategy" / "all.yml").write_text(STRATEGY, encoding="utf-8")
    (folder / "docs" / "about.md").write_text("# About\n\nSee [[value]].\n", encoding="utf-8")
    (folder / "mkdocs.yml").write_text(settings, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-q"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    return folder / "site"


@pytest.mark.slow
def test_each_page_has_its_markdown_and_one_file_lists_them(tmp_path: Path) -> None:
    site = build(
        tmp_path,
        "site_name: Clinics\nsite_url: https://x.example/s\ntheme: {name: material}\n"
        "plugins:\n  - stratdocs: {llms_txt: true}\n",
    )

    listed = (site / "llms.txt").read_text(encoding="utf-8")
    assert listed.startswith("# Clinics\n")
    assert "- [Win (small) clinics](https://x.example/s/strategies/win/index.md)" in listed
    assert len(listed.splitlines()) < 200
    pages = {path.with_suffix("") for path in site.rglob("*.html") if path.name != "404.html"}
    assert pages == {path.with_suffix("") for path in site.rglob("*.md")}
    about = (site / "about" / "index.md").read_text(encoding="utf-8")
    assert about.startswith("# About\n\nSee [Value](../bets/value/index.md)")
    assert "# Value" in (site / "bets" / "value" / "index.md").read_text(encoding="utf-8")
    for text in (site / "llms.txt", *site.rglob("*.md")):
        assert "<div" not in text.read_text(encoding="utf-8")


@pytest.mark.slow
def test_it_is_an_option_and_other_files_stay(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "llms.txt").write_text("mine\n", encoding="utf-8")

    site = build(tmp_path, "site_name: x\nplugins:\n  - stratdocs\n")

    assert (site / "llms.txt").read_text(encoding="utf-8") == "mine\n"
    assert list(site.rglob("*.md")) == []


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p>One <b>two</b> <a href='../b/'>three</a></p>", "One **two** [three](../b/index.md)"),
        ("<h2>Head<a class='headerlink'>#</a></h2><p>x</p>", "## Head\n\nx"),
        ("<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>", "- a\n  - b\n- c"),
        ("<svg><text>no</text></svg><p>yes</p>", "yes"),
        ("<pre><code>a\n  b\n</code></pre>", "```\na\n  b\n```"),
        (
            "<table><thead><tr><th>A</th><th>B</th></tr></thead><tr><td>1|2</td><td>x</td></tr>",
            "| A | B |\n| --- | --- |\n| 1\\|2 | x |",
        ),
        ("<p>a</p><ul><li>b", "a\n\n- b"),
        ("</p></a></td></ul>text", "text"),
        ("<p>a &lt;script&gt;</p>", "a <script>"),
    ],
)
def test_html_becomes_markdown(html: str, markdown: str) -> None:
    assert plain_markdown("T", html) == f"# T\n\n{markdown}\n"


@pytest.mark.parametrize(
    ("href", "markdown"),
    [
        ("../bets/x/", "../bets/x/index.md"),
        ("../bets/x/#why", "../bets/x/index.md#why"),
        ("x.html", "x.md"),
        ("..", "../index.md"),
        ("#here", "#here"),
        ("https://a.example/", "https://a.example/"),
        ("//a.example/", "//a.example/"),
        ("bets.csv", "bets.csv"),
        ("", ""),
    ],
)
def test_links_lead_to_the_markdown_of_pages(href: str, markdown: str) -> None:
    assert markdown_href(href) == markdown

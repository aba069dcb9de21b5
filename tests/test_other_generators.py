"""The demo, exported and built by other generators, shows what it shows when MkDocs builds it."""

from __future__ import annotations

import json
import os
import posixpath
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from conftest import ROOT
from sites import Element, Reader, Site, read_site

GENERATORS = ROOT / ".generators" / "bin"
"""Where `.ci/run` installs them."""
TAGS = frozenset(
    "table thead tbody tr td th caption svg g path rect circle line text progress details summary "
    "h2 h3 h4 dl dt dd figure stratdocs-table stratdocs-tree".split()
)
"""What must be there as often in both."""

pytestmark = pytest.mark.slow


def program(name: str) -> str:
    found = shutil.which(name, path=f"{GENERATORS}{os.pathsep}{os.environ.get('PATH', '')}")
    if found is None:
        pytest.skip(f"{name} is not installed; .ci/run installs it into .generators")
    return found


def run(*command: str, cwd: Path) -> None:
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT / "plugin"),
        "NO_MKDOCS_2_WARNING": "1",
        "DISABLE_MKDOCS_2_WARNING": "true",
    }
    done = subprocess.run(  # noqa: PLW1510  # asserted below, with its output
        command, cwd=cwd, env=environment, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def mkdocs_site(demo: Path) -> Site:
    return read_site(demo)


@pytest.fixture(scope="module")
def export(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("export")
    run(
        program_here("stratdocs"),
        "export",
        "--format",
        "markdown",
        "--output",
        str(folder),
        cwd=ROOT,
    )
    return folder


def program_here(name: str) -> str:
    """A program of the environment of the tests."""
    found = shutil.which(
        name, path=f"{ROOT / '.venv' / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"
    )
    assert found is not None
    return found


@pytest.fixture(scope="module")
def zensical_site(export: Path) -> Site:
    zensical = program("zensical")
    run(zensical, "build", "--clean", "--strict", "-f", str(export / "mkdocs.gen.yml"), cwd=export)
    return Site(export / "site")


@pytest.fixture(scope="module")
def properdocs_site(export: Path, tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder = tmp_path_factory.mktemp("properdocs")
    settings = str(export / "mkdocs.gen.yml")
    run(
        program("properdocs"),
        "build",
        "-q",
        "--strict",
        "-f",
        settings,
        "-d",
        str(folder),
        cwd=export,
    )
    return Site(folder)


@pytest.fixture(params=["zensical", "properdocs"])
def other(request: pytest.FixtureRequest) -> Site:
    found: Site = request.getfixturevalue(f"{request.param}_site")
    return found


# --- what a page shows ----------------------------------------------------------------------------


class Shown(NamedTuple):
    """What the content of a page shows, without what a generator adds."""

    words: list[str]
    tags: Counter[str]
    embeds: int
    mentions: int
    links: Counter[str]


def classes(element: Element) -> list[str]:
    return (element.attributes.get("class") or "").split()


ADDED = re.compile(
    r'<div class="sd sd-trail">.*?</div>'
    r'|<nav +class="md-tags".*?</nav>'
    r'|<a [^>]*class="(?:headerlink|md-content__button)[^>]*>.*?</a>',
    re.DOTALL,
)
"""What generators and the export add: the pages above, tags, marks of headings, edit buttons."""


SOURCE = re.compile(r'(<p class="sd-source">\s*Written in )<a [^>]*>(.*?)</a>', re.DOTALL)
"""The link to a page's YAML, for which MkDocs has a button."""


def content(html: str) -> str:
    """The content of a page."""
    html = html[html.index("<article") : html.rindex("</article>")]
    return SOURCE.sub(r"\1\2", ADDED.sub("", html))


@cache
def shown(folder: Path, path: str) -> Shown:
    reader = Reader(content((folder / path).read_text("utf-8")))
    links = Counter(
        target
        for element in reader.elements
        if element.tag == "a"
        and (link := element.attributes.get("href") or element.attributes.get("xlink:href"))
        and (target := resolved(path, link)) is not None
    )
    return Shown(
        "".join("".join(reader.text).split()).split(),
        Counter(element.tag for element in reader.elements if element.tag in TAGS),
        sum("sd-embed" in classes(element) for element in reader.elements),
        sum("sd-mention" in classes(element) for element in reader.elements),
        links,
    )


def resolved(path: str, link: str) -> str | None:
    """The address that a link leads to from the site's root."""
    if "://" in link or link.startswith("mailto:"):
        return link
    where, _, anchor = link.partition("#")
    target = posixpath.normpath(posixpath.join(posixpath.dirname(path), where)) if where else path
    target = target.removesuffix("index.html").rstrip("/")
    return f"{target}#{anchor}" if anchor else target


def pages(site: Site) -> set[str]:
    return {path for path in site.files if path.endswith(".html")} - {"404.html"}


def differences(one: Site, two: Site, what: Callable[[Shown], object]) -> list[str]:
    """The pages that show something else in the two sites."""
    return [
        f"{path}: {first} / {second}"[:400]
        for path in sorted(pages(one) & pages(two))
        if (first := what(shown(one.folder, path))) != (second := what(shown(two.folder, path)))
    ]


def test_the_same_pages(mkdocs_site: Site, other: Site) -> None:
    assert pages(mkdocs_site) == pages(other)


def test_no_link_is_broken(other: Site) -> None:
    assert list(other.broken()) == []


def test_the_same_text(mkdocs_site: Site, other: Site) -> None:
    assert differences(mkdocs_site, other, lambda page: page.words) == []


def test_the_same_tables_pictures_and_bars(mkdocs_site: Site, other: Site) -> None:
    assert differences(mkdocs_site, other, lambda page: page.tags) == []
    total = sum((shown(other.folder, path).tags for path in pages(other)), Counter())
    assert min(total["table"], total["svg"], total["rect"], total["details"]) > 100


def test_the_same_embeds_and_mentions(mkdocs_site: Site, other: Site) -> None:
    assert differences(mkdocs_site, other, lambda page: (page.embeds, page.mentions)) == []
    assert sum(shown(other.folder, path).embeds for path in pages(other)) >= 6


def test_the_same_links(mkdocs_site: Site, other: Site) -> None:
    assert differences(mkdocs_site, other, lambda page: page.links) == []


def test_the_same_data(mkdocs_site: Site, other: Site) -> None:
    for name in ("strategy.json", "strategy.schema.json"):
        assert (mkdocs_site.folder / name).read_bytes() == (other.folder / name).read_bytes()


def test_every_item_has_its_page(other: Site) -> None:
    items = json.loads((other.folder / "strategy.json").read_text("utf-8"))["items"]

    assert [i["id"] for i in items if f"{i['url']}index.html" not in other.files] == []


def test_no_page_asks_another_host(other: Site) -> None:
    foreign = {
        source
        for page in other.pages.values()
        for element in page.elements
        if element.tag in ("script", "img", "link")
        and (source := element.attributes.get("src") or element.attributes.get("href") or "")
        and element.attributes.get("rel") not in ("canonical", "prev", "next")
        and "//" in source
    }

    assert foreign == set()

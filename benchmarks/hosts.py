"""Whether stratdocs works beside the plugins and themes that its users have.

    python benchmarks/hosts.py                 all of them, as a table
    python benchmarks/hosts.py rss print-site  only these
    python benchmarks/hosts.py --write         and writes the table into content/guide/works-with.md

Each host is installed into an environment of its own, in its newest version, beside a wheel of this
checkout. A small site is built with `mkdocs build --strict`: without stratdocs, with it as the last
plugin, and with it as the first. A host passes if both builds with stratdocs succeed without a
warning, every link and anchor of the site leads somewhere, the strategy's pages are there and in the
navigation, no YAML is published, and what is special about the host is right too. It needs uv and a
network; a host that does not build without stratdocs is reported as that.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Any
from urllib.parse import unquote, urlsplit

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "content" / "guide" / "works-with.md"
START, END = "<!-- hosts -->", "<!-- end of hosts -->"
DAY = "2026-10-01"
PATIENCE = 240
"""Seconds that a build may take."""


@dataclass(frozen=True)
class Host:
    """A plugin or theme, and how a site uses it."""

    name: str
    package: str
    plugins: tuple[Any, ...] = ()
    """Its lines below `plugins:`."""
    theme: Any = None
    files: dict[str, str] = field(default_factory=dict)
    """Files that it needs, beside those of the site."""
    settings: dict[str, Any] = field(default_factory=dict)
    expects: dict[str, str] = field(default_factory=dict)
    """What the site holds, by its path: a regular expression, or one that must not be found after
    an exclamation mark."""
    orders: tuple[str, ...] = ("first", "last")
    """Where stratdocs may stand in the list of plugins: before the host, or last."""
    may_break: str | None = None
    """The start of the paths whose links the host itself breaks."""
    listed: bool = True
    """Whether the navigation shows the strategy's pages."""
    note: str = ""
    """What a user has to know."""


def own(name: str, package: str = "", options: Any = None, **more: Any) -> Host:
    """A plugin with one line of settings."""
    return Host(name, package, (name if options is None else {name: options},), **more)


GEN = """
import mkdocs_gen_files
with mkdocs_gen_files.open("made.md", "w") as page:
    print("# Made by a script\\n\\n[[price-first]]", file=page)
with mkdocs_gen_files.open("strategy/more.yml", "w") as more:
    print("bets: [{id: made-bet, title: A bet from a script, serves: win}]", file=more)
"""

TOGETHER = (
    "mkdocs-literate-nav",
    "mkdocs-section-index",
    "mkdocs-macros-plugin",
    "mkdocs-document-dates",
)

HOSTS: tuple[Host, ...] = (
    # plugins that come with Material
    own(
        "blog",
        files={
            "docs/blog/index.md": "# Blog\n",
            "docs/blog/posts/a.md": "---\ndate: 2026-10-01\n---\n# Post\n\nWe trust [[price-first]].\n",
        },
    ),
    own("group", options={"plugins": ["tags"]}),
    own("meta", files={"docs/.meta.yml": "tags: [all]\n"}),
    own("offline", settings={"use_directory_urls": False}),
    own("tags", expects={"bets/price-first/index.html": r"md-tag[^>]*>pricing<"}),
    # the navigation
    own(
        "awesome-nav",
        "mkdocs-awesome-nav",
        {},
        files={"docs/.nav.yml": "nav:\n  - index.md\n  - Our bets: bets.md\n  - '*'\n"},
        expects={"index.html": "Our bets"},
        note="`.nav.yml` may name the strategy's pages; the others follow under their headings",
    ),
    own(
        "awesome-pages",
        "mkdocs-awesome-pages-plugin",
        {},
        files={"docs/.pages": "nav:\n  - index.md\n  - ...\n"},
    ),
    own(
        "literate-nav",
        "mkdocs-literate-nav",
        {},
        files={
            "docs/SUMMARY.md": "- [Home](index.md)\n- [Our bets](bets.md)\n- [Notes](notes.md)\n"
        },
        expects={"index.html": "Our bets"},
        note="`SUMMARY.md` may name the strategy's pages; the others follow under their headings",
    ),
    own("section-index", "mkdocs-section-index"),
    own("mkdocs-nav-weight", "mkdocs-nav-weight"),
    own(
        "api-autonav",
        "mkdocs-api-autonav",
        {"modules": ["src/harbour"]},
        files={"src/harbour/__init__.py": '"""Harbour."""\n'},
        note="needs `mkdocstrings[python]`",
    ),
    # what makes pages, or takes them away
    own(
        "gen-files",
        "mkdocs-gen-files",
        {"scripts": ["gen.py"]},
        files={"gen.py": GEN},
        expects={
            "made/index.html": 'href="../bets/price-first/"',
            "bets/made-bet/index.html": "A bet from a script",
            "index.html": 'href="made/"',
        },
        note="YAML that a script writes into the strategy's folder is read; it isn't in any commit, so its history is unknown",
    ),
    own(
        "exclude",
        "mkdocs-exclude",
        {"glob": ["drafts/*"]},
        files={"docs/drafts/a.md": "# Draft\n"},
        expects={"index.html": "!drafts"},
        note="also excludes pages of the strategy; links to them become plain text",
    ),
    own(
        "exclude-search",
        "mkdocs-exclude-search",
        {"exclude": ["rules/*", "notes.md"]},
        expects={"search/search_index.json": '!"location":"rules/stale'},
    ),
    own("file-filter", "mkdocs-file-filter-plugin", {}),
    own(
        "include-markdown",
        "mkdocs-include-markdown-plugin",
        files={
            "docs/more.md": "# More\n\n{% include-markdown 'part.txt' %}\n",
            "docs/part.txt": "We trust [[price-first]].\n",
        },
        expects={"more/index.html": 'href="../bets/price-first/"'},
    ),
    own(
        "monorepo",
        "mkdocs-monorepo-plugin",
        settings={
            "nav": [
                {"Home": "index.md"},
                {"Notes": "notes.md"},
                {"Sub": "!include ./sub/mkdocs.yml"},
            ]
        },
        files={
            "sub/mkdocs.yml": "site_name: sub\nnav: [{Sub: index.md}]\n",
            "sub/docs/index.md": "# Sub\n",
        },
    ),
    own(
        "redirects",
        "mkdocs-redirects",
        {"redirect_maps": {"old.md": "bets/price-first.md"}},
        expects={"old/index.html": "bets/price-first/"},
    ),
    own(
        "same-dir",
        "mkdocs-same-dir",
        note="downloads that it removes aren't linked",
        settings={},
    ),
    own("mkdocs-jupyter", "mkdocs-jupyter", {}),
    own(
        "mkdocs-simple-hooks",
        "mkdocs-simple-hooks",
        {"hooks": {"on_page_markdown": "late:on_page_markdown"}},
        files={"late.py": "def on_page_markdown(markdown, **_):\n    return markdown\n"},
    ),
    own("static-i18n", "mkdocs-static-i18n"),
    # what works on pages
    own(
        "macros",
        "mkdocs-macros-plugin",
        {},
        settings={"extra": {"which": "bets"}},
        files={
            "docs/computed.md": "# Computed\n\n[[{{ 'price-first' }}]]\n\n```stratdocs\nview: table\nof: {{ which }}\n```\n"
        },
        expects={
            "computed/index.html": 'href="../bets/price-first/"',
            "bets/price-first/index.html": r"\{\{ literally \}\}",
        },
        note="what a macro writes into `[[...]]` and blocks is judged after the macro has run",
    ),
    own("markdownextradata", "mkdocs-markdownextradata-plugin", {}),
    own("table-reader", "mkdocs-table-reader-plugin", {}),
    own("glightbox", "mkdocs-glightbox", {}),
    own("minify", "mkdocs-minify-plugin", {"minify_html": True}),
    own("open-in-new-tab", "mkdocs-open-in-new-tab", {}),
    own("mermaid2", "mkdocs-mermaid2-plugin"),
    own("drawio", "mkdocs-drawio", {}),
    own("mkdocs-video", "mkdocs-video", {}),
    own("img2fig", "mkdocs-img2fig-plugin"),
    own("autolinks", "mkdocs-autolinks-plugin"),
    own(
        "roamlinks",
        "mkdocs-roamlinks-plugin",
        note="names that no item has are left to this plugin",
    ),
    own("meta-descriptions", "mkdocs-meta-descriptions-plugin", {}),
    own("add-number", "mkdocs-add-number-plugin", {}),
    own("enumerate-headings", "mkdocs-enumerate-headings-plugin", {}),
    own("swagger-ui-tag", "mkdocs-swagger-ui-tag", {}),
    own("caption", "mkdocs-caption", {}),
    own("callouts", "mkdocs-callouts"),
    own("alias", "mkdocs-alias-plugin", {}),
    own("mkdocs-breadcrumbs-plugin", "mkdocs-breadcrumbs-plugin", {}),
    own("link-marker", "mkdocs-link-marker", {}),
    own("autorefs", "mkdocs-autorefs", {}),
    own("mkdocstrings", "mkdocstrings[python]", {}),
    own("spellcheck", "mkdocs-spellcheck", {"backends": []}),
    # what reads all pages
    own(
        "print-site",
        "mkdocs-print-site-plugin",
        orders=("first",),
        may_break="print_page/",
        expects={"print_page/index.html": "Price before features"},
        note="must be the last plugin; it prints the pages of the navigation, so links to single items lead nowhere on its page",
    ),
    own(
        "rss",
        "mkdocs-rss-plugin",
        {"match_path": ".*"},
        expects={"feed_rss_updated.xml": DAY[:4]},
        note="dates are those of the YAML",
    ),
    own(
        "llmstxt",
        "mkdocs-llmstxt",
        {"sections": {"Bets": ["bets/*.md"]}},
        expects={"llms.txt": "Price before features"},
    ),
    own(
        "htmlproofer",
        "mkdocs-htmlproofer-plugin",
        {"raise_error": True, "validate_external_urls": False},
    ),
    own(
        "encryptcontent",
        "mkdocs-encryptcontent-plugin",
        {"global_password": "qF7#mW2$kR9!tZ4^pL8&xV3*"},
        may_break="",
        expects={"strategy.json": "!.", "search/search_index.json": "!Price before"},
        note="`strategy.json` and the downloads aren't published with encrypted pages, since they would reveal what those hide",
    ),
    own(
        "to-pdf",
        "mkdocs-to-pdf",
        {},
        note="with `--strict`, each WeasyPrint message about our styles counts as a warning; without it, the build works",
    ),
    # dates and people from git
    own("document-dates", "mkdocs-document-dates", {}),
    own("git-authors", "mkdocs-git-authors-plugin", {}),
    own(
        "git-revision-date-localized",
        "mkdocs-git-revision-date-localized-plugin",
        {"type": "iso_date"},
        expects={
            "bets/price-first/index.html": DAY,
            "bets/index.html": DAY,
            "rules/stale/index.html": r"!git-revision-date-localized-plugin",
        },
        note="pages show the date of the YAML's last commit; pages of the manual show none",
    ),
    own("git-latest-changes", "mkdocs-git-latest-changes-plugin", {}),
    own("techdocs-core", "mkdocs-techdocs-core"),
    Host(
        "gen-files, literate-nav, section-index, macros, document-dates together",
        "mkdocs-gen-files",
        (
            {"gen-files": {"scripts": ["gen.py"]}},
            {"literate-nav": {}},
            "section-index",
            {"macros": {}},
            {"document-dates": {}},
        ),
        files={"gen.py": GEN},
        expects={"bets/made-bet/index.html": "A bet from a script"},
    ),
    # themes
    Host(
        "Material, with navigation.indexes, tabs, instant, prune",
        "",
        listed=False,  # each page shows only its own part of the navigation
        expects={"index.html": 'href="strategy-on-a-page/"'},
        theme={
            "name": "material",
            "font": False,
            "features": [
                "navigation.indexes",
                "navigation.tabs",
                "navigation.path",
                "navigation.instant",
                "navigation.prune",
                "navigation.expand",
                "toc.integrate",
            ],
        },
    ),
    Host(
        "theme material in German",
        "",
        theme={"name": "material", "font": False, "language": "de"},
        expects={"bets/price-first/index.html": 'lang="en"'},
    ),
    Host("theme mkdocs", "", theme="mkdocs"),
    Host("theme readthedocs", "", theme="readthedocs"),
    Host(
        "theme windmill",
        "mkdocs-windmill",
        theme="windmill",
        listed=False,
        note="builds its navigation with a script",
    ),
    Host("theme cerulean (bootswatch)", "mkdocs-bootswatch", theme="cerulean"),
    Host("theme ivory", "mkdocs-ivory", theme="ivory"),
    Host("theme terminal", "mkdocs-terminal", theme="terminal"),
    Host("theme dracula", "mkdocs-dracula-theme", theme="dracula"),
    Host("theme shadcn", "mkdocs-shadcn", theme="shadcn"),
    Host("theme cinder", "mkdocs-cinder", theme="cinder"),
    Host("theme rtd-dropdown", "mkdocs-rtd-dropdown", theme="rtd-dropdown"),
    Host("theme bootstrap4", "mkdocs-bootstrap4", theme="bootstrap4"),
    Host("theme simple-blog", "mkdocs-simple-blog", theme="simple-blog"),
    Host(
        "theme nature",
        "mkdocs-nature",
        theme="nature",
        listed=False,
        note="shows only the top of the navigation",
    ),
)

SITE = {
    "docs/index.md": "# Our site\n\nWe trust [[price-first]].\n",
    "docs/notes.md": "# Notes\n\n```stratdocs\nview: table\nof: bets\n```\n",
    "docs/strategy/all.yml": """
strategies:
  - id: win
    title: Win the small harbours
    level: company
    owner: ada
    description: Small harbours first. We write {{ literally }} what we mean.
bets:
  - id: price-first
    title: Price before features
    serves: win
    owner: ada
    tags: [pricing]
    description: We write {{ literally }} what we mean.
objectives:
  - id: booked
    title: Skippers know their berth before they leave
    serves: price-first
    owner: ada
    key_results:
      - {id: ahead, title: Raise berths booked ahead from 20% to 45%, baseline: 20%, target: 45%, owner: ada, by: 2026-12-31}
people: [{id: ada, title: Ada Moor}]
""",
}


@dataclass
class Result:
    """What came out of one host."""

    host: Host
    version: str = ""
    verdict: str = "works"
    """`works`, `fails`, or `not by itself`."""
    reasons: list[str] = field(default_factory=list)


def tried(host: Host, wheel: Path, work: Path) -> Result:
    """Builds a site with a host."""
    result = Result(host)
    env = work / "env"
    packages = [host.package] if host.package else []
    packages += ["mkdocstrings[python]"] if host.name == "api-autonav" else []
    packages += TOGETHER if host.name.endswith("together") else ()
    python = _install(env, [str(wheel), *packages])
    if isinstance(python, str):
        return Result(host, verdict="not installed", reasons=[python])
    result.version = _version(python, host.package)
    orders = host.orders if host.plugins else ("last",)
    for label in ("without", *orders):
        first = None if label == "without" else label == "first"
        folder = work / label
        _draw(folder, host, first=first)
        status, log = _build(python, folder)
        warned = [
            line
            for line in log.splitlines()
            if re.match(r"(WARNING|ERROR|CRITICAL)", line) or "Error:" in line
        ]
        if label == "without":
            if status:
                result.verdict = "not by itself"
                result.reasons = [(warned or log.splitlines()[-1:] or ["it failed"])[-1]]
                return result
            bare = set(_broken(folder / "site"))
            continue
        wrong = [f"exit {status}: {(warned or log.splitlines()[-1:])[-1][:300]}"] if status else []
        if not status:
            wrong += _wrong(folder / "site", host, bare)
        if wrong:
            result.verdict = "fails"
            result.reasons += [f"stratdocs {label}: {line}" for line in wrong[:6]]
    return result


def _install(env: Path, packages: list[str]) -> Path | str:
    """The Python of a new environment; a sentence where it cannot be made."""
    python = env / ("Scripts" if os.name == "nt" else "bin") / "python"
    for call in (
        ["uv", "venv", "-q", "--python", sys.executable, str(env)],
        ["uv", "pip", "install", "-q", "--python", str(python), *packages, "setuptools<81"],
    ):
        done = subprocess.run(call, capture_output=True, text=True, check=False)
        if done.returncode:
            return (
                done.stderr.strip().splitlines()[-1][:200]
                if done.stderr.strip()
                else "it cannot be installed"
            )
    return python


def _version(python: Path, package: str) -> str:
    name = re.split(r"[\[<=>]", package or "mkdocs-material")[0]
    code = f"from importlib.metadata import version; print(version({name!r}))"
    return subprocess.run(
        [python, "-c", code], capture_output=True, text=True, check=False
    ).stdout.strip()


def _draw(folder: Path, host: Host, *, first: bool | None) -> None:
    """Writes the site into a new repository."""
    ours: list[Any] = (
        [] if first is None else [{"stratdocs": {"fail_on": "never", "today": "2026-11-21"}}]
    )
    theirs = list(host.plugins)
    settings: dict[str, Any] = {
        "site_name": "Harbour",
        "site_url": "https://harbour.example/",
        "theme": host.theme or {"name": "material", "font": False},
        "plugins": ["search", *(ours if first else []), *theirs, *([] if first else ours)],
        **host.settings,
    }
    files = {**SITE, **host.files}
    if host.name == "same-dir":
        settings["docs_dir"] = "."
        settings["site_dir"] = "../site-same-dir"
        files = {path.removeprefix("docs/"): text for path, text in files.items()}
    if host.name == "static-i18n":
        languages = [
            {"locale": "en", "default": True, "name": "English"},
            {"locale": "de", "name": "Deutsch"},
        ]
        settings["plugins"] = [
            {"i18n": {"docs_structure": "suffix", "languages": languages}}
            if p == "static-i18n"
            else p
            for p in settings["plugins"]
        ]
        files["docs/index.de.md"] = "# Unsere Seite\n"
    if host.name == "api-autonav":
        settings["plugins"].insert(
            1, {"mkdocstrings": {"handlers": {"python": {"paths": ["src"]}}}}
        )
    if first is None:
        files = {path: re.sub(r"\[\[.*?\]\]", "it", text) for path, text in files.items()}
        files.setdefault("docs/bets.md", "# Bets\n")
        files.setdefault("docs/bets/price-first.md", "# Bets\n")
        files["docs/rules/stale.md"] = "# Stale\n"
    for path, text in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    (folder / "mkdocs.yml").write_text(json.dumps(settings, indent=1), encoding="utf-8")
    (folder / ".gitignore").write_text("site\n", encoding="utf-8")
    dated = {
        **os.environ,
        "GIT_AUTHOR_DATE": f"{DAY}T10:00:00",
        "GIT_COMMITTER_DATE": f"{DAY}T10:00:00",
    }
    for call in (
        ["init", "-q"],
        ["add", "-A"],
        ["-c", "user.name=Ada", "-c", "user.email=ada@harbour.example", "commit", "-qm", "All"],
    ):
        subprocess.run(["git", *call], cwd=folder, env=dated, check=True)


def _build(python: Path, folder: Path) -> tuple[int, str]:
    try:
        done = subprocess.run(
            [python, "-m", "mkdocs", "build", "--strict"],
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"},
        )
    except subprocess.TimeoutExpired:
        return 1, "ERROR it did not end"
    other = folder.parent / "site-same-dir"
    if other.is_dir():
        shutil.move(other, folder / "site")
    return done.returncode, done.stderr + done.stdout


class _Links(HTMLParser):
    """The links and anchors of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.anchors: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("href", "src") and value and tag != "base":
                self.links.append(value)
            elif name in ("id", "name") and value:
                self.anchors.add(value)


def _broken(site: Path) -> Iterator[str]:
    """Links and anchors that lead nowhere."""
    pages = {
        f.relative_to(site).as_posix(): _Links(f.read_text("utf-8"))
        for f in sorted(site.rglob("*.html"))
        if "assets" not in f.parts
    }
    files = {f.relative_to(site).as_posix() for f in site.rglob("*") if f.is_file()}
    for path, page in pages.items():
        for link in page.links if path != "404.html" else ():
            parts = urlsplit(link)
            if parts.scheme or parts.netloc or parts.path.startswith("/"):
                continue
            target = normpath(join(dirname(path), unquote(parts.path))) if parts.path else path
            if parts.path.endswith(("/", ".")):
                target = normpath(join(target, "index.html"))
            if target not in files:
                yield f"{path}: {link} is not there"
            elif (
                parts.fragment
                and target in pages
                and unquote(parts.fragment) not in pages[target].anchors
                and not parts.fragment.startswith("__")
            ):
                yield f"{path}: {link} has no such anchor"


def _wrong(site: Path, host: Host, bare: Iterable[str]) -> Iterator[str]:
    """What is wrong with a site."""
    known = {line.split(": ")[1] for line in bare}
    broken = [
        line
        for line in _broken(site)
        if line.split(": ")[1] not in known
        and not (host.may_break is not None and line.startswith(host.may_break))
    ]
    if broken:
        yield f"{len(broken)} broken links, as {broken[0]}"
    for path in ("bets", "objectives", "findings", "bets/price-first", "rules/stale"):
        if not (site / path / "index.html").is_file() and not (site / f"{path}.html").is_file():
            yield f"there is no page {path}"
    for raw in (
        f for f in site.rglob("*") if f.suffix in (".yml", ".yaml") and "strategy" in f.parts
    ):
        yield f"{raw.relative_to(site)} is published"
    notes = next(
        (f for f in (site / "notes" / "index.html", site / "notes.html") if f.is_file()), None
    )
    if (
        host.listed
        and notes is not None
        and not re.search(r'href="?(\.\./)?objectives(/|\.html)', notes.read_text("utf-8"))
        and "encrypt" not in host.name
    ):
        yield "the navigation does not show the strategy"
    for path, pattern in host.expects.items():
        file = site / path
        text = file.read_text("utf-8") if file.is_file() else ""
        if pattern.startswith("!") == bool(re.search(pattern.removeprefix("!"), text)):
            yield f"{path}: expected {pattern}"


def named(host: Host) -> str:
    """A host's name, with a link to its package. A table that scrolls also needs something in it
    that the keyboard reaches.
    """
    package = re.match(r"[\w.-]*", host.package)
    if not package or not package[0]:
        return host.name
    return f"[{host.name}](https://pypi.org/project/{package[0]}/)"


def table(results: Iterable[Result]) -> str:
    """The results as a table in Markdown."""
    lines = ["| Plugin or theme | Version | Result | To know |", "| --- | --- | --- | --- |"]
    for result in results:
        note = result.host.note
        if result.verdict == "not by itself":
            note = "does not build this site without stratdocs either"
        elif result.verdict == "fails":
            note = note or "; ".join(reason.replace("|", "/") for reason in result.reasons[:1])
        lines.append(f"| {named(result.host)} | {result.version} | {result.verdict} | {note} |")
    return "\n".join(lines) + "\n"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("names", nargs="*")
    parser.add_argument("--write", action="store_true", help="write the table into the guide")
    parser.add_argument("--wheel", help="a wheel, instead of one of this checkout")
    parser.add_argument("--keep", help="a folder in which the sites stay")
    call = parser.parse_args()
    hosts = [h for h in HOSTS if not call.names or any(name in h.name for name in call.names)]
    results = []
    with tempfile.TemporaryDirectory() as folder:
        work = Path(call.keep or folder)
        if call.wheel:
            wheel = Path(call.wheel)
        else:
            subprocess.run(
                ["uv", "build", "-q", "--wheel", "-o", str(work / "wheel"), str(ROOT)], check=True
            )
            wheel = next((work / "wheel").glob("*.whl"))
        for host in hosts:
            place = work / re.sub(r"\W+", "-", host.name)
            shutil.rmtree(place, ignore_errors=True)
            place.mkdir(parents=True)
            result = tried(host, wheel, place)
            results.append(result)
            print(f"{result.verdict:14} {host.name} {result.version}", flush=True)
            for reason in result.reasons:
                print(f"               {reason}", flush=True)
            if not call.keep:
                shutil.rmtree(place, ignore_errors=True)
    if call.write:
        _write(results)
    return 1 if any(result.verdict == "fails" for result in results) else 0


def _write(results: Iterable[Result]) -> None:
    """Writes the table into the guide."""
    text = PAGE.read_text("utf-8")
    ahead, rest = text.split(START)[0], text.split(END)[1]
    PAGE.write_text(f"{ahead}{START}\n\n{table(results)}\n{END}{rest}", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())

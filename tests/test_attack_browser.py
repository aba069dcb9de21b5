"""Texts that mean harm, in a browser that would let them: no script runs, no other host is asked,
and every word is there. A sample of pages, drawn by a fixed seed.
"""

from __future__ import annotations

import json
import random
import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from every_field import every_field, identity
from playwright.sync_api import Page, sync_playwright
from sites import build, draw

from stratdocs.model.kinds import KINDS

pytestmark = [pytest.mark.browser, pytest.mark.slow]

NAMES = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM = next(filter(None, map(shutil.which, NAMES)), None)
if CHROMIUM is None:
    pytest.skip("there is no Chromium here", allow_module_level=True)

SAMPLE = 40
HIT = "window.hit=1"
OPENINGS = (
    *(
        "",
        '"',
        "'",
        "'>",
        '">',
        "-->",
        "]]>",
        "`",
        "</title>",
        "</script>",
        "</textarea>",
        "</style>",
    ),
    *("</svg>", "\\", "&quot;", "\u2028", "{{", "[[top]] "),
)
CORES = (
    f"<script>{HIT}</script>",
    f"<img src=x onerror={HIT}>",
    f"<svg onload={HIT}><a xlink:href='javascript:{HIT}'>",
    f"<details open ontoggle={HIT}>",
    f"<math><mtext><style><img src onerror={HIT}>",
    f"[{{}}](javascript:{HIT})",
    f"[{{}}](data:text/html,<script>{HIT}</script>)",
    "![{}](https://evil.example/x.png)",
    f"<iframe srcdoc='<script>{HIT}</script>'>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    f"&lt;script&gt;{HIT}&lt;/script&gt;",
    "[{}]: https://evil.example 'x'\n\n[{}]",
    "{{% raw %}}{{{{ 7*7 }}}}{{% endraw %}}",
    f"<a href=javascript:{HIT} autofocus onfocus={HIT}>",
)
PAYLOADS = [
    f"{opening}{core.replace('{}', 'words')} w{number}x"
    for number, (opening, core) in enumerate(
        (opening, core) for opening in OPENINGS for core in CORES
    )
]


class Quiet(SimpleHTTPRequestHandler):
    """Serves files without a policy, so that what could run would."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name there
        """Logs nothing."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with each payload as the title and description of a bet, and within its parts."""
    folder = draw(
        tmp_path_factory.mktemp("attack"),
        """
        docs/index.md
            # Harbour

            ```stratdocs
            view: table
            of: bets
            ```
        """,
    )
    bets = [
        {
            "id": f"b{number}",
            "title": text.replace("\n", " "),
            "description": text,
            "serves": "top",
            "tags": [text[:60]],
            "because": text,
            "success": {"outcome": text, "measure": text},
            "fields": {"note": text},
        }
        for number, text in enumerate(PAYLOADS)
    ]
    top = {"id": "top", "title": "Win", "level": "company", "why": PAYLOADS[1]}
    items = every_field(lambda number: PAYLOADS[number % len(PAYLOADS)])
    items["strategies"].append(top)
    items["bets"].extend(bets)
    strategy = json.dumps(items)
    (folder / "docs/strategy").mkdir()
    (folder / "docs/strategy/a.yml").write_text(strategy, "utf-8")
    settings = (folder / "mkdocs.yml").read_text("utf-8")
    (folder / "mkdocs.yml").write_text(
        settings.replace("{today: 2026-11-21}", "{today: 2026-11-21, fail_on: never}"), "utf-8"
    )
    assert build(folder).status == 0
    return folder / "site"


@pytest.fixture(scope="module")
def page(site: Path) -> Iterator[tuple[Page, str, list[str]]]:
    """A page, the address of the site, and what went wrong."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_address[1]}/"
    wrong: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        opened = browser.new_page()
        opened.on(
            "request",
            lambda request: (
                None
                if request.url.startswith((address, "data:", "blob:"))
                else wrong.append(request.url)
            ),
        )
        opened.on("dialog", lambda dialog: wrong.append(dialog.message))
        yield opened, address, wrong
        browser.close()
    server.shutdown()
    server.server_close()


def test_nothing_runs_and_no_word_is_lost(page: tuple[Page, str, list[str]], site: Path) -> None:
    opened, address, wrong = page
    assert len(PAYLOADS) >= 236
    chance = random.Random(15)
    numbers = sorted(chance.sample(range(len(PAYLOADS)), SAMPLE))
    for number in numbers:
        opened.goto(f"{address}bets/b{number}/")
        opened.evaluate("for (const d of document.querySelectorAll('details')) d.open = true")
        text = opened.inner_text("article")
        assert text.count(f"w{number}x") >= 3, (PAYLOADS[number], text)
        assert opened.evaluate("window.hit") is None, PAYLOADS[number]
    every = [f"{kind.collection.replace('_', '-')}/{identity(kind)}/" for kind in KINDS]
    every = [path for path in every if (site / path / "index.html").is_file()]
    assert len(every) >= 15
    for path in ("", "bets/", "bets/portfolio/", "timeline/", "strategies/top/", *every):
        opened.goto(address + path)
        assert opened.evaluate("window.hit") is None, path
        bad = opened.evaluate(
            """[...document.querySelectorAll('article *')].filter(e =>
                [...e.attributes].some(a => a.name.startsWith('on')
                  || /^\\s*(javascript|vbscript|data):/i.test(a.value) && a.name.endsWith('href'))
                || ['IFRAME', 'OBJECT', 'EMBED', 'SCRIPT'].includes(e.tagName)
                ).map(e => e.outerHTML)"""
        )
        assert bad == [], path
    assert wrong == []

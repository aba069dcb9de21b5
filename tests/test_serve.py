"""Live reload: YAML is edited, broken and repaired while `mkdocs serve` shows it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ROOT
from sites import article, draw, text

pytestmark = pytest.mark.slow

PROJECT = """
    mkdocs.yml
        site_name: Harbour
        theme: {name: material, font: false}
        plugins:
          - stratdocs: {today: 2026-11-21, templates: own}
    own/unused.html.jinja
        nothing
    docs/index.md
        # Ahoy
    docs/strategy/company.yml
        strategies:
          - id: company
            title: Win the small harbours
            level: company
    docs/strategy/bets.yml
        bets:
          - {id: phone, title: A berth by phone, serves: company}
"""


class Server:
    """`mkdocs serve`, and what its pages say."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.address = f"127.0.0.1:{free.getsockname()[1]}"
        self.log = (folder / "log").open("w+", encoding="utf-8")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", self.address],
            cwd=folder,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
            stdout=self.log,
            stderr=subprocess.STDOUT,
        )

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(10)
        self.log.close()

    def write(self, path: str, content: str) -> None:
        (self.folder / path).write_text(content, encoding="utf-8")

    def page(self, path: str) -> str:
        with urllib.request.urlopen(f"http://{self.address}/{path}", timeout=5) as answer:
            return text(article(answer.read().decode()))

    def shows(self, path: str, words: str, *, seconds: float = 30) -> str:
        """Waits until the page contains the text; gives all of its text."""
        page_text = ""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if self.process.poll() is not None:
                break
            try:
                page_text = self.page(path)
            except (OSError, ValueError, urllib.error.URLError) as error:
                page_text = str(error)
            if words in page_text:
                return page_text
            time.sleep(0.2)
        log = (self.folder / "log").read_text("utf-8")
        pytest.fail(f"{path} does not say {words!r} but {page_text!r}\n{log}")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    server = Server(draw(tmp_path, PROJECT))
    yield server
    server.stop()


COMPANY = """\
strategies:
  - id: company
    title: {title}
    level: company
"""


def test_a_page_follows_edits_of_its_yaml_good_and_bad(server: Server) -> None:
    server.shows("strategies/company/", "Win the small harbours")

    server.write("docs/strategy/company.yml", COMPANY.format(title="Win all harbours"))
    server.shows("strategies/company/", "Win all harbours")

    server.write("docs/strategy/company.yml", COMPANY.format(title="Win all") + "\tlevel: x\n")
    page_text = server.shows("", "The strategy is broken")
    assert "docs/strategy/company.yml:5:1" in page_text
    assert "Ahoy" in page_text

    server.write("docs/strategy/company.yml", COMPANY.format(title="Win again"))
    page_text = server.shows("strategies/company/", "Win again")
    assert "The strategy is broken" not in page_text


def test_an_unknown_id_and_a_removed_folder_are_survived(server: Server) -> None:
    server.shows("bets/phone/", "A berth by phone")

    server.write("docs/strategy/bets.yml", "bets:\n  - {id: phone, title: Two, serves: gone}\n")
    page_text = server.shows("bets/phone/", "The strategy is broken")
    assert "phone serves gone, which doesn't exist" in page_text

    folder = server.folder / "docs" / "strategy"
    folder.rename(server.folder / "away")
    server.shows("", "the folder docs/strategy doesn't exist")
    (server.folder / "away").rename(folder)
    server.write("docs/strategy/bets.yml", "bets:\n  - {id: phone, title: Tri, serves: company}\n")
    page_text = server.shows("bets/phone/", "Tri")
    assert "The strategy is broken" not in page_text


def test_edits_of_the_sites_own_template_are_followed(server: Server) -> None:
    server.shows("bets/phone/", "A berth by phone")

    server.write("own/item.html.jinja", "<h1>Own {{ entity.id }}</h1>")
    server.shows("bets/phone/", "Own phone")

    server.write("own/item.html.jinja", "<h1>Own {{ entity.nothing }}</h1>")
    server.shows("bets/phone/", "own/item.html.jinja:1 can't render bets/phone")


def test_a_page_whose_item_came_back_is_asked_for_until_it_is_there(server: Server) -> None:
    server.shows("bets/phone/", "A berth by phone")

    server.write("docs/strategy/bets.yml", "bets: []\n")
    server.shows("bets/phone/", "404")
    with pytest.raises(urllib.error.HTTPError) as missing:
        server.page("bets/phone/")
    assert "location.reload()" in missing.value.read().decode()

    server.write("docs/strategy/bets.yml", "bets:\n  - {id: phone, title: Tri, serves: company}\n")
    server.shows("bets/phone/", "Tri")


def test_ten_edits_leave_the_server_right(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(ROOT / "benchmarks")
    from soak import grown, soak  # noqa: PLC0415  # a script, not a package

    memory = soak(tmp_path, 10, 7, comparisons=1)

    assert grown(memory) < 1.3  # of so few edits; benchmarks/soak.py measures a thousand


BLOCK = "# Ahoy\n\n[[phone|Our bet]]\n\n```stratdocs\nview: {view}\nof: bets\n```\n"


def test_a_written_page_follows_edits_of_itself_and_of_the_strategy(server: Server) -> None:
    server.write("docs/index.md", BLOCK.format(view="table"))
    server.shows("", "A berth by phone")

    server.write("docs/strategy/bets.yml", "bets:\n  - {id: phone, title: Tri, serves: company}\n")
    server.shows("", "Tri")

    server.write("docs/index.md", BLOCK.format(view="tabel"))
    page_text = server.shows("", "This block can't be shown")
    assert "docs/index.md:6:7 unknown view tabel; did you mean table?" in page_text
    assert "Our bet" in page_text

    server.write("docs/index.md", BLOCK.format(view="table"))
    assert "cannot be shown" not in server.shows("", "Tri")

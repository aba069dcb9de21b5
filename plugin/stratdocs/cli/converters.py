"""Other programs that make a PDF of a page and a PNG of a picture, where they are installed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from tempfile import TemporaryDirectory

from stratdocs.model.finding import StratdocsError

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
LONGEST_WAIT = 120
"""Seconds for a page of a large strategy."""
SCALE = 2
"""Pixels of a PNG for one of the picture's."""


def pdf(html: str) -> bytes:
    """A page on paper."""
    with TemporaryDirectory() as folder:
        page, out = os.path.join(folder, "page.html"), os.path.join(folder, "page.pdf")
        _save(page, html)
        if browser := _browser():
            options = [f"--print-to-pdf={out}", "--no-pdf-header-footer"]
            return _made(_browser_call(browser, folder, *options, f"file://{page}"), out)
        if program := shutil.which("weasyprint"):
            return _made([program, page, out], out)
    raise StratdocsError(
        "a PDF needs Chromium, Chrome or weasyprint, but none is installed; export html "
        "and print it in a browser"
    )


def png(svg: str) -> bytes:
    """A picture in pixels, twice its size."""
    with TemporaryDirectory() as folder:
        picture, out = os.path.join(folder, "picture.svg"), os.path.join(folder, "picture.png")
        _save(picture, svg)
        if program := shutil.which("rsvg-convert"):
            return _made([program, "--zoom", str(SCALE), "--output", out, picture], out)
        if program := shutil.which("cairosvg"):
            return _made([program, picture, "--scale", str(SCALE), "-o", out], out)
        if browser := _browser():
            size = re.search(r'width="([0-9]+)" height="([0-9]+)"', svg)
            wide, high = (size[1], size[2]) if size else ("1200", "800")
            page = os.path.join(folder, "page.html")
            shown = svg.partition("?>")[2]
            _save(page, f'<!doctype html><meta charset="utf-8"><style>*{{margin:0}}</style>{shown}')
            options = [
                f"--screenshot={out}",
                f"--window-size={wide},{high}",
                f"--force-device-scale-factor={SCALE}",
                "--hide-scrollbars",
            ]
            return _made(_browser_call(browser, folder, *options, f"file://{page}"), out)
    raise StratdocsError(
        "a PNG needs rsvg-convert, cairosvg or Chromium, but none is installed; export svg instead"
    )


def _browser() -> str | None:
    """A browser that prints."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    return found or (_MAC if sys.platform == "darwin" and os.path.exists(_MAC) else None)


def _browser_call(browser: str, folder: str, *rest: str) -> list[str]:
    """A call of a browser that reads nothing but one file."""
    profile = os.path.join(folder, "profile")
    options = ["--headless", "--disable-gpu", "--no-first-run", f"--user-data-dir={profile}"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        options.append("--no-sandbox")  # Chromium refuses to sandbox for root, as in containers
    return [browser, *options, *rest]


def _save(path: str, text: str) -> None:
    with open(path, "w", encoding="utf-8", errors="replace") as stream:
        stream.write(text)


def _made(call: Sequence[str], out: str) -> bytes:
    """What a program wrote."""
    name = os.path.basename(call[0])
    try:
        done = subprocess.run(call, capture_output=True, timeout=LONGEST_WAIT, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise StratdocsError(f"{name} failed: {error}") from error
    if done.returncode or not os.path.exists(out):
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise StratdocsError(f"{name} failed{(f': {said[-1]}' if said else '')}")
    with open(out, "rb") as stream:
        return stream.read()

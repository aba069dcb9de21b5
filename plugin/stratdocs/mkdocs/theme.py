"""What the theme gets from us: a style, a script, and partials that print a navigation once."""

from __future__ import annotations

from collections.abc import Hashable
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from stratdocs.mkdocs.page import StrategyPage
from stratdocs.site.rendering import share_partials, templates_dir

FOLDER = "assets/stratdocs"
"""The folder of our files in the site."""
STYLE, SCRIPT = "stratdocs.css", "stratdocs.js"


def name_assets(config: MkDocsConfig) -> None:
    """Names our style and script in the settings, and puts our partials before the theme's."""
    for name, listed in ((STYLE, config.extra_css), (SCRIPT, config.extra_javascript)):
        asset = f"{FOLDER}/{name}"
        if asset not in listed:
            listed.append(asset)
    if (partials := str(_partials())) not in config.theme.dirs:
        config.theme.dirs.insert(1 if config.theme.custom_dir else 0, partials)


def add_assets(files: Files, config: MkDocsConfig) -> None:
    """Adds our style and script to the site."""
    for name in (STYLE, SCRIPT):
        text = (templates_dir() / "assets" / name).read_text(encoding="utf-8")
        files.append(File.generated(config, f"{FOLDER}/{name}", content=text))


def share_navigation(environment: Any) -> None:
    """Lets the pages of one collection share their navigation, which is the same for all."""
    share_partials(environment, _partials(), _surroundings)


def _surroundings(page: Any) -> Hashable | None:
    """What the navigation around a page depends on; None for a page that is part of it."""
    return page.strategy.parent if isinstance(page, StrategyPage) and not page.in_nav else None


def _partials() -> Path:
    return templates_dir() / "theme"

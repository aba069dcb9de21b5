"""What the theme gets from us: a style, a script, and what pages share."""

from __future__ import annotations

from collections.abc import Hashable
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as HostPage

from stratdocs.mkdocs.page import StrategyPage
from stratdocs.mkdocs.shells import shells
from stratdocs.site.rendering import print_pages_by, share_partials, templates_dir

FOLDER = "assets/stratdocs"
"""The folder of our files in the site."""
STYLE, SCRIPT = "stratdocs.css", "stratdocs.js"


def name_assets(config: MkDocsConfig) -> None:
    """Names our style and script in the settings."""
    for name, listed in ((STYLE, config.extra_css), (SCRIPT, config.extra_javascript)):
        asset = f"{FOLDER}/{name}"
        if asset not in listed:
            listed.insert(0, asset)  # so that what a site styles itself comes later, and wins


def add_assets(files: Files, config: MkDocsConfig) -> None:
    """Adds our style and script to the site."""
    for name in (STYLE, SCRIPT):
        path = f"{FOLDER}/{name}"
        if files.get_file_from_path(path) is None:
            source = str(templates_dir() / "assets" / name)
            files.append(File.generated(config, path, abs_src_path=source))


def share_navigation(environment: Any, config: MkDocsConfig) -> None:
    """Lets the pages of one collection share their navigation, which is the same for all."""
    custom = config.theme.custom_dir
    share_partials(
        environment,
        templates_dir() / "theme",
        _surroundings,
        written=lambda name: custom is not None and Path(custom, name).is_file(),
    )


def share_shells(environment: Any, config: MkDocsConfig, nav: Navigation) -> None:
    """Lets the pages of one kind share what the theme prints around them."""
    found = shells(config, nav)
    if found is not None:
        print_pages_by(environment, "main.html", found.printed)


def _surroundings(page: Any) -> Hashable | None:
    """What the navigation around a page depends on; None for a page that is part of it."""
    if not isinstance(page, StrategyPage) or page.in_nav:
        return None
    return page.parent.url if isinstance(page.parent, HostPage) else page.strategy.parent

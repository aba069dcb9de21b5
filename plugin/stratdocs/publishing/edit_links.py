"""Addresses at which a page's YAML can be read and edited."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import quote, urljoin

from stratdocs.yamltext.source import Span


def edit_uri(source: Span, home: Path, docs: Path) -> str:
    """The YAML file as MkDocs appends it to the site's `edit_uri`, which ends at the folder `docs`;
    `home` is where the paths of spans start.
    """
    return quote(Path(os.path.relpath(home / source.path, docs)).as_posix())


def edit_base(repo_url: str | None, uri: str | None) -> str | None:
    """The address that a site's settings give to its folder of pages; None if they give none."""
    if uri is None or uri.startswith(("https://", "http://")):
        return uri
    return None if repo_url is None else f"{repo_url.rstrip('/')}/{uri.lstrip('/')}"


def edit_address(base: str, source: Span, home: Path, docs: Path) -> str:
    """Where the YAML of a page can be read and edited."""
    return at_line(urljoin(f"{base.rstrip('/')}/", edit_uri(source, home, docs)), source.line)


def at_line(url: str, line: int) -> str:
    """The address of a line of a file at a host of code. Hosts show lines on the page that displays
    a file, not on the page that edits it.
    """
    if "bitbucket" in url:
        return f"{url.split('?', 1)[0]}#lines-{line}"
    return f"{url.replace('/edit/', '/blob/', 1)}#L{line}"

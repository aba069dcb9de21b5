"""Addresses at which a page's YAML can be read and edited."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import quote

from stratdocs.mkdocs.settings import Folders
from stratdocs.yamltext.source import Span


def edit_uri(source: Span, folders: Folders) -> str:
    """The YAML file as MkDocs appends it to the site's `edit_uri`, which ends at docs_dir."""
    return quote(Path(os.path.relpath(folders.home / source.path, folders.docs)).as_posix())


def at_line(url: str, line: int) -> str:
    """The address of a line of a file at a host of code. Hosts show lines on the page that displays
    a file, not on the page that edits it.
    """
    if "bitbucket" in url:
        return f"{url.split('?', 1)[0]}#lines-{line}"
    return f"{url.replace('/edit/', '/blob/', 1)}#L{line}"

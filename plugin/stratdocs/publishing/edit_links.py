"""Addresses at which a page's YAML can be read and edited."""

from __future__ import annotations

import re
from pathlib import Path
from posixpath import normpath
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from stratdocs.repo.here import from_here
from stratdocs.yamltext.source import Span


def edit_uri(source: Span, home: Path, docs: Path) -> str | None:
    """The YAML file as MkDocs appends it to the site's `edit_uri`, which ends at the folder `docs`;
    `home` is where the paths of spans start. None if no path leads from one to the other.
    """
    path = Path(from_here(str(home / source.path), str(docs)))
    return None if path.is_absolute() else quote(path.as_posix())


def edit_base(repo_url: str | None, uri: str | None) -> str | None:
    """The address that a site's settings give to its folder of pages; None if they give none."""
    if uri is None or uri.startswith(("https://", "http://")):
        return uri
    return None if repo_url is None else f"{repo_url.rstrip('/')}/{uri.lstrip('/')}"


def edit_address(base: str, source: Span, home: Path, docs: Path) -> str | None:
    """Where the YAML of a page can be read and edited; None if it is outside the repository."""
    uri = edit_uri(source, home, docs)
    if uri is None:
        return None
    full = base + uri if "?" in base or "#" in base else urljoin(f"{base.rstrip('/')}/", uri)
    return at_line(full, source.line)


def at_line(url: str, line: int) -> str:
    """The address of a line of a file at a host of code. Hosts show lines on the page that displays
    a file, not on the page that edits it.
    """
    parts = urlsplit(url)
    folders = parts.path.split("/")
    if "_git" in folders and "path=" in parts.query:  # Azure DevOps
        query = re.sub(r"(?<=\bpath=)[^&]+", lambda path: normpath(path[0]), parts.query)
        place = f"line={line}&lineEnd={line + 1}&lineStartColumn=1&lineEndColumn=1"
        return urlunsplit(parts._replace(query=f"{query}&{place}"))
    if "repos" in folders and "browse" in folders:  # Bitbucket Data Center
        return f"{url.split('?', 1)[0]}#{line}"
    if "bitbucket" in parts.netloc:
        return f"{url.split('?', 1)[0]}#lines-{line}"
    if "_edit" in folders:  # Gitea, Forgejo
        at = folders.index("_edit")
        folders[at : at + 1] = ["src", "branch"]
    elif "/-/edit/" in parts.path:  # GitLab
        folders[folders.index("-") + 1] = "blob"
    elif "edit" in folders[2:]:  # GitHub: after the owner, and mostly the repository
        folders[folders.index("edit", 3 if "edit" in folders[3:] else 2)] = "blob"
    return urlunsplit(parts._replace(path="/".join(folders), fragment=f"L{line}"))

"""The strategy, read from the site's folder."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files

from stratdocs.mkdocs.files import is_below_source
from stratdocs.mkdocs.settings import Folders, from_here
from stratdocs.model.finding import Finding, Severity, StratdocsError
from stratdocs.model.stack import Stack
from stratdocs.repo.content import SUFFIXES, Content, read_content
from stratdocs.repo.strategy import Before, strategy_of_site
from stratdocs.yamltext.source import Span


def read_strategy(
    folders: Folders, written: Mapping[str, str], today: date, before: Before, *, survive: bool
) -> Stack:
    """The strategy with its history, in the folder on the disk and in the texts that other plugins
    have `written` below it. If there is neither, the build stops; to `survive` that while serving,
    it is a finding instead. What was read `before` is not read again.
    """
    content = _content(folders, survive=survive, needed=not written)
    content = content._replace(texts={**content.texts, **written})
    log = str(folders.history) if folders.history is not None else None
    return strategy_of_site(content, str(folders.source), str(folders.home), today, before, log)


def yaml_of_plugins(files: Files, folders: Folders) -> dict[str, str]:
    """The YAML below the strategy's folder that other plugins wrote, by path."""
    return {
        from_here(Path(folders.docs, file.src_uri)): text
        for file in files
        if (text := _written_text(file, folders)) is not None
    }


def _written_text(file: File, folders: Folders) -> str | None:
    """The text of a YAML file that another plugin wrote below the strategy's folder."""
    if not file.src_uri.lower().endswith(SUFFIXES) or not is_below_source(file, folders):
        return None
    on_disk = Path(folders.docs, file.src_uri)
    if file.abs_src_path is not None and Path(file.abs_src_path) == on_disk:
        return None
    try:
        return file.content_string
    except (OSError, UnicodeDecodeError):
        return None


def _content(folders: Folders, *, survive: bool, needed: bool) -> Content:
    source = from_here(folders.source)
    wrong = f"the folder {source} doesn't exist"
    if folders.source.is_dir():
        try:
            return read_content([folders.source])
        except StratdocsError as error:
            wrong = str(error)
    if not needed:
        return Content({}, [])
    if survive:
        span = Span(source, 1, 1, 1, 1)
        return Content({}, [Finding("invalid-yaml", Severity.ERROR, wrong, span)])
    raise PluginError(
        f"stratdocs: {wrong}; put the strategy's YAML there, or set a different folder with "
        "the option `source`"
    )

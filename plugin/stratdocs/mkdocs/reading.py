"""The strategy, read from the site's folder."""

from __future__ import annotations

from datetime import date

from mkdocs.exceptions import PluginError

from stratdocs.mkdocs.settings import Folders, from_here
from stratdocs.model.finding import Finding, Severity, StratdocsError
from stratdocs.model.stack import Stack
from stratdocs.repo.content import Content, read_content
from stratdocs.repo.strategy import Before, strategy_of_site
from stratdocs.yamltext.source import Span


def read_strategy(folders: Folders, today: date, before: Before, *, survive: bool) -> Stack:
    """The strategy with its history. If the folder cannot be read, the build stops; to `survive`
    that while serving, it is a finding instead. What was read `before` is not read again.
    """
    content = _content(folders, survive=survive)
    return strategy_of_site(content, str(folders.source), str(folders.home), today, before)


def _content(folders: Folders, *, survive: bool) -> Content:
    source = from_here(folders.source)
    wrong = f"there is no folder {source}"
    if folders.source.is_dir():
        try:
            return read_content([folders.source])
        except StratdocsError as error:
            wrong = str(error)
    if survive:
        span = Span(source, 1, 1, 1, 1)
        return Content({}, [Finding("invalid-yaml", Severity.ERROR, wrong, span)])
    raise PluginError(
        f"stratdocs: {wrong}; put the strategy's YAML there, "
        "or name another folder with the option `source`"
    )

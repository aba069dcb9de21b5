"""Views and links in written pages of MkDocs: the shared answers, put into its pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as HostPage

from stratdocs.markdowntext.scan import PageRequests
from stratdocs.mkdocs.findings import FindingLog
from stratdocs.mkdocs.page import ids, root
from stratdocs.mkdocs.settings import Folders
from stratdocs.model.finding import Finding, StratdocsError
from stratdocs.publishing.embedding import Embedding
from stratdocs.site.embeds import PageReader
from stratdocs.site.languages import with_languages
from stratdocs.site.rendering import ROOT, fill_tokens, has_tokens

Keep = Callable[[PageRequests], PageRequests]


def page_findings(
    written: PageReader, files: Files, folders: Folders, keep: Callable[[str], Keep]
) -> Iterator[Finding]:
    """What is wrong with the blocks and links of the written pages that are to `keep`."""
    for file in files.documentation_pages():
        yield from written.findings(folders.page(file), text_of(file), keep(file.src_uri))


def with_answers(embedding: Embedding, html: str, page: HostPage, language: str) -> str:
    """The HTML of a page with answers in place of the tokens, on a site in a language."""
    if not has_tokens(html):
        return html
    used_ids = ids(html)

    def answer(number: int) -> str | None:
        found = embedding.answer(number, used_ids)
        if found is None or not found.startswith("<div"):
            return found
        return with_languages(found, language)

    try:
        answered = fill_tokens(html, answer)
    except StratdocsError as error:
        raise PluginError(f"stratdocs: {error}") from error
    if page.present_anchor_ids is not None:
        page.present_anchor_ids = {*page.present_anchor_ids, *used_ids}
    return answered.replace(ROOT, root(page))


class NewFindings:
    """Reports the findings that were not there when the pages were read: other plugins wrote
    them.
    """

    def __init__(self, log: FindingLog, reported: Iterable[Finding]) -> None:
        self._log = log
        self._reported = {_key(finding) for finding in reported}
        self.stopping: list[Finding] = []
        """Findings that stop the build."""

    def report(self, findings: Iterable[Finding]) -> None:
        """Reports those that are new."""
        new = [finding for finding in findings if _key(finding) not in self._reported]
        self._reported.update(map(_key, new))
        self.stopping += self._log.report(new)


def _key(finding: Finding) -> tuple[str, str, str]:
    """What identifies a finding of a page, even if other plugins moved its line."""
    return finding.rule, finding.span.path, finding.message


def text_of(file: File) -> str:
    """The text of a written page; empty if it is not text, which the host reports."""
    try:
        return file.content_string
    except (OSError, UnicodeDecodeError):
        return ""

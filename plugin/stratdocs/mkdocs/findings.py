"""Findings in the log of a build and, while serving, on every page."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path

from mkdocs.exceptions import PluginError

from stratdocs.linting.not_judged import NotJudged
from stratdocs.mkdocs.settings import from_here
from stratdocs.model.finding import Finding, Severity
from stratdocs.repo.project import fail_level
from stratdocs.reports.checked import others_words, shown

# A logger below that of MkDocs, without a prefix: the path comes first, so that editors can jump
log = logging.getLogger("mkdocs.plugins.stratdocs")

MAX_SHOWN = 10
"""Findings that the notice on a page lists."""


class FindingLog:
    """Logs findings, and stops a build because of them."""

    def __init__(self, home: Path, fail_on: str, *, serving: bool) -> None:
        self.home = home
        self.fail_on = fail_on
        self.serving = serving
        """Whether the build goes on whatever the findings."""

    def report(self, findings: Iterable[Finding]) -> list[Finding]:
        """Logs each finding; returns those that stop the build.

        The others are logged as information, so that --strict does not stop for what may pass.
        """
        level = fail_level(self.fail_on)
        stopping = []
        for finding, others in shown(findings, folded=level is not Severity.ADVICE):
            span = finding.span
            place = f"{from_here(self.home / span.path)}:{span.line}:{span.column}"
            line = f"{place}: {finding.severity.word} {finding.rule}: {finding.message}"
            if others:
                line = f"{line} ({others_words(others)})"
            if level is not None and finding.severity >= level:
                log.error(line)
                stopping.append(finding)
            else:
                log.info(line)
        return stopping

    def report_not_judged(self, entries: Iterable[NotJudged]) -> None:
        """Logs what could not be judged, for which --strict does not stop either."""
        for entry in entries:
            log.info(f"stratdocs: not judged: {entry.sentence}")

    def stop(self, stopping: Sequence[Finding]) -> None:
        """Ends the build if there are any, unless serving."""
        if stopping and not self.serving:
            count = len(stopping)
            raise PluginError(
                "stratdocs: "
                f"{('1 finding stops' if count == 1 else f'{count} findings stop')} the "
                f"build; see above (fail_on: {self.fail_on})"
            )


def notice(stopping: Sequence[Finding]) -> str:
    """The notice on every page while the strategy is broken; empty if it is not."""
    if not stopping:
        return ""
    lines = "".join(
        f"<li><code>{escape(f.span.path)}:{f.span.line}:{f.span.column}</code> "
        f"{_with_code(f.message)}</li>"
        for f in stopping[:MAX_SHOWN]
    )
    more = len(stopping) - MAX_SHOWN
    if more > 0:
        lines += f"<li>and {more} more</li>"
    return (
        '<div class="admonition failure"><p class="admonition-title">The strategy is broken, '
        f"so this page may be incomplete</p><ul>{lines}</ul></div>"
    )


def _with_code(message: str) -> str:
    """A message as HTML, with what is in backticks as code."""
    return re.sub("`([^`]+)`", r"<code>\1</code>", escape(message))

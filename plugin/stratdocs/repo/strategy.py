"""The strategy of a site with its history, as its pages show it."""

from __future__ import annotations

import os
from datetime import date
from typing import NamedTuple

from stratdocs.model.finding import Finding
from stratdocs.model.known import Known
from stratdocs.model.stack import Stack, load
from stratdocs.repo.content import Content
from stratdocs.repo.git import Past
from stratdocs.repo.here import from_here
from stratdocs.repo.past import with_history


class Before(NamedTuple):
    """What was read before, so that a server reads again only what has changed."""

    known: Known
    past: Past


def strategy_of_site(
    content: Content,
    source: str,
    home: str,
    today: date,
    before: Before | None = None,
    log: str | None = None,
) -> Stack:
    """The strategy of the folder `source` with its history, in the content read from it.

    Paths start at `home`, the folder of the settings file, wherever the call comes from. `log` is
    the file of its recorded history, where the settings of the site name one.
    """
    if before is None:
        before = Before(Known(), Past())
    else:
        before.past.renew(source)

    def from_home(path: str) -> str:
        return from_here(path, home).replace(os.sep, "/")

    texts = {from_home(path): text for path, text in content.texts.items()}
    findings: list[Finding] = [
        finding._replace(span=finding.span._replace(path=from_home(finding.span.path)))
        for finding in content.findings
    ]
    stack = load(texts, today=today, findings=findings, known=before.known)
    return with_history(stack, [source], home=home, for_site=True, past=before.past, log=log)

"""Where the host of this job shows lines and pages, by what its environment says."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stratdocs.model.finding import Finding
    from stratdocs.reports.checked import Checked
    from stratdocs.reviewing.host import Host
    from stratdocs.yamltext.source import Span

FORMATS = ("github", "gitlab", "sarif")
"""The formats of hosts, which take paths from the repository's root."""


def host(
    environ: Mapping[str, str],
    folders: Sequence[str],
    page: str | None = None,
    site: Callable[[str], str | None] | None = None,
) -> Host:
    """The host of this job: GitHub or GitLab; elsewhere only what the call names."""
    from stratdocs.reviewing.host import Host  # a check does not wait for the review

    line, run = _addresses(environ)
    return Host(line, page or run, root_prefix(folders), site or (lambda _: None))


def root_prefix(folders: Sequence[str]) -> str:
    """The working directory, seen from the root of the repository; empty if it is the root."""
    from stratdocs.repo.content import repository_root  # the parser of the call does not need it
    from stratdocs.repo.here import from_here
    from stratdocs.repo.project import is_within

    here = os.path.realpath(os.curdir)
    root = repository_root([here])
    checked = os.path.realpath(folders[-1] if folders else here)
    if root is None or not is_within(checked, os.path.realpath(root)):
        root = repository_root([checked])
    if root is None:
        return ""
    prefix = from_here(here, os.path.realpath(root)).replace(os.sep, "/")
    return "" if prefix == "." or os.path.isabs(prefix) else prefix


def from_root(checked: Checked, folders: Sequence[str]) -> Checked:
    """What was checked, with its paths from the root of the repository."""
    from stratdocs.repo.content import path_from_root  # the parser of the call does not need it

    prefix = root_prefix(folders)
    if not prefix:
        return checked

    def moved(finding: Finding) -> Finding:
        related = tuple(other._replace(span=at(other.span)) for other in finding.related)
        return finding._replace(span=at(finding.span), related=related)

    def at(span: Span) -> Span:
        return span._replace(path=path(span.path))

    def path(name: str) -> str:
        return path_from_root(prefix, name)

    return checked._replace(
        findings=tuple(map(moved, checked.findings)),
        texts={path(name): text for name, text in checked.texts.items()},
        silenced=tuple(
            entry._replace(
                finding=moved(entry.finding),
                allow=entry.allow._replace(span=at(entry.allow.span)),
            )
            for entry in checked.silenced
        ),
        baselined=tuple(map(moved, checked.baselined)),
        hidden=tuple(map(moved, checked.hidden)),
    )


def _addresses(environ: Mapping[str, str]) -> tuple[str, str]:
    """The address of a line, as a template, and that of the review page."""
    repository = environ.get("GITHUB_REPOSITORY", "")
    if environ.get("GITHUB_ACTIONS") and repository:
        base = f"{environ.get('GITHUB_SERVER_URL', 'https://github.com')}/{repository}"
        run = environ.get("GITHUB_RUN_ID", "")
        return (
            f"{_literal(base)}/blob/{{commit}}/{{path}}#L{{line}}",
            f"{base}/actions/runs/{run}#artifacts" if run else "",
        )
    base, job = environ.get("CI_PROJECT_URL", ""), environ.get("CI_JOB_ID", "")
    if environ.get("GITLAB_CI") and base:
        return (
            f"{_literal(base)}/-/blob/{{commit}}/{{path}}#L{{line}}",
            f"{base}/-/jobs/{job}/artifacts/file/strategy-review.html" if job else "",
        )
    return "", ""


def _literal(text: str) -> str:
    """A text as a part of a template that stands for itself."""
    return text.replace("{", "{{").replace("}", "}}")

"""Findings as text, for people, editors and code review. One module for each format.

A format is imported when it is used, so that a check pays for no other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stratdocs.reports.checked import Checked

FOR_PEOPLE = ("full", "concise")
"""The formats that only people read."""
WITHOUT_NOT_JUDGED = ("gitlab", "rdjson")
"""The formats that have no place for what could not be judged: a report of Code Quality is a list
of faults, each on a line, and so are the diagnostics of Reviewdog. The call says it on stderr."""
FORMATS = (*FOR_PEOPLE, "json", "sarif", "github", "gitlab", "junit", "rdjson", "markdown")


def report(checked: Checked, form: str) -> str:
    """The findings in the format of that name; `full` at its usual width and without colour."""
    match form:
        case "concise":
            from stratdocs.reports.concise import concise

            return concise(checked)
        case "json":
            from stratdocs.reports.json import json

            return json(checked)
        case "sarif":
            from stratdocs.reports.sarif import sarif

            return sarif(checked)
        case "github":
            from stratdocs.reports.github import github

            return github(checked)
        case "gitlab":
            from stratdocs.reports.gitlab import gitlab

            return gitlab(checked)
        case "junit":
            from stratdocs.reports.junit import junit

            return junit(checked)
        case "rdjson":
            from stratdocs.reports.rdjson import rdjson

            return rdjson(checked)
        case "markdown":
            from stratdocs.reports.markdown import markdown

            return markdown(checked)
    from stratdocs.reports.full import full

    return full(checked)

"""What tools' exports look like: data only. A preset is what a user's map file is, and the words of
its header that tell it from others.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

FORMATS = ("csv", "excel", "json", "markdown", "zip")
"""What a file may be said to be."""
_NONE: Mapping[str, str] = MappingProxyType({})


class Preset(NamedTuple):
    """How the export of a tool is read."""

    name: str
    title: str
    must: tuple[tuple[str, ...], ...] = ()
    """A header has all words of one of these lines; none where only the shape of JSON shows it."""
    columns: Mapping[str, str] = _NONE
    """Fields by header, where they differ from the words that all tools share."""
    kinds: Mapping[str, str] = _NONE
    default_kind: str = ""
    """What a row is whose kind no word says; empty where its place in the tree decides."""
    hours: bool = False
    """Whether estimates are counted in seconds."""
    hint: str = ""
    """What the preview says of it."""


PRESETS: Mapping[str, Preset] = {
    preset.name: preset
    for preset in (
        Preset(
            "viva-goals",
            "Viva Goals",
            (
                ("object type", "aligned to (weight, objective id)"),
                ("okr type", "type name", "progress %"),
                ("object type", "last check in note", "progress %"),
            ),
            {
                "start": "baseline", "goal type": "ambition", "actual progress": "ignore",
                "progress %": "progress", "creator": "ignore", "created at": "ignore",
                "last check in": "ignore", "last check in note": "ignore", "tag": "tags",
                "okr type": "kind", "type name": "kind", "checkins": "check_ins",
                "start date": "starts", "end date": "by",
            },
            {"project": "work", "kpi": "key_results", "big rock": "objectives"},
            hint=(
                "the ZIP with everything that Viva Goals exports has more than the CSV of a "
                "view: all ids, owners and check-ins"
            ),
        ),
        Preset(
            "jira",
            "Jira",
            (("issue key", "issue type", "summary"), ("issue key", "issue id", "summary")),
            {
                "issue id": "alias", "parent": "serves", "parent key": "serves",
                "epic link": "serves", "parent id": "serves", "due date": "by", "target end": "by",
                "start date": "starts", "labels": "tags", "original estimate": "estimate",
                "story points": "ignore", "status category": "ignore", "sprint": "ignore",
                "comment": "ignore", "resolution": "ignore", "resolved": "finished",
                "project name": "ignore", "parent summary": "ignore", "components": "ignore",
                "inward issue link (blocks)": "depends_on", "reporter": "ignore",
            },
            default_kind="work",
            hours=True,
        ),
        Preset(
            "linear",
            "Linear",
            (("cycle name", "parent issue", "title"), ("project milestone id", "title")),
            {
                "uuid": "alias", "due date": "by", "parent issue": "serves",
                "initiatives": "ignore",
                "cycle name": "ignore", "cycle number": "ignore", "cycle start": "ignore",
                "cycle end": "ignore", "project": "ignore", "started": "ignore",
                "completed": "finished", "canceled": "dropped", "archived": "archived",
                "blocked by": "depends_on", "related to": "ignore", "duplicate of": "ignore",
                "roadmaps": "ignore", "time in status (minutes)": "ignore",
            },
            default_kind="work",
            hint=(
                "projects and initiatives are only names in Linear's export; to make "
                "objectives of the projects, map `Project: objective`"
            ),
        ),
        Preset(
            "azure-devops",
            "Azure DevOps",
            (("work item type", "state"), ("work item type", "title 1")),
            {
                "iteration path": "ignore", "target date": "by", "area path": "team",
                "assigned to": "owner", "parent": "serves", "board column": "ignore",
                "value area": "ignore", "effort": "ignore", "story points": "ignore",
            },
            default_kind="work",
        ),
        Preset(
            "asana",
            "Asana",
            (("task id", "section/column", "parent task"), ("task id", "section/column", "name")),
            {
                "section/column": "section", "assignee email": "ignore", "projects": "ignore",
                "completed at": "finished", "okr": "kind", "parent task": "serves",
                "blocked by (dependencies)": "depends_on", "blocking (dependencies)": "ignore",
            },
            default_kind="work",
        ),
        Preset(
            "peoplebox",
            "Peoplebox",
            (("goal title", "goal cycle"), ("goal title", "parent goal ids")),
            {
                "goal type": "unit", "scope": "level", "goal cycle": "ignore",
                "departments": "team", "check in type": "ignore",
            },
        ),
        Preset(
            "betterworks",
            "Betterworks",
            (("name", "type", "progress", "categories"),),
            {"type": "kind"},
            {"goal": "objectives", "milestone": "key_results"},
        ),
        Preset(
            "clickup",
            "ClickUp",
            (("task id", "task name", "space name"), ("task id", "task name", "list name")),
            {
                "due date": "ignore", "due date text": "by", "start date": "ignore",
                "start date text": "starts", "list name": "period", "folder name": "ignore",
                "space name": "ignore", "time estimated": "ignore", "comments": "ignore",
                "time estimated text": "ignore", "task content": "description",
            },
        ),
        Preset(
            "notion",
            "Notion",
            (("name", "last edited time"), ("name", "created time")),
            {"done": "ignore"},
        ),
        Preset(
            "github",
            "GitHub Projects",
            (("title", "linked pull requests"), ("title", "sub issues progress")),
            {
                "url": "id", "milestone": "period", "repository": "ignore", "effort": "ignore",
                "linked pull requests": "ignore", "sub issues progress": "ignore",
                "target date": "by",
            },
            default_kind="work",
        ),
        Preset(
            "monday",
            "Monday",
            (("name", "subitems", "group of rows"),),
            {"subitems": "ignore", "date": "by"},
        ),
        Preset("perdoo", "Perdoo (JSON)"),
        Preset("lattice", "Lattice (JSON)"),
        Preset("asana-goals", "Asana Goals (JSON)"),
        Preset("quantive", "Quantive (JSON)"),
    )
}  # fmt: skip
"""By name; of several that fit, the one with the most words counts."""

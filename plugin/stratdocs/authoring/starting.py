"""A new site: its settings, a small strategy that teaches by its comments, and the files around."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Literal, NamedTuple

from stratdocs.authoring.new_items import quarter
from stratdocs.editing.edits import InsertItem, InsertPair, Operation, edited
from stratdocs.editing.splices import EditRefused
from stratdocs.editing.yaml_writer import Value, scalar_text
from stratdocs.model.finding import StratdocsError
from stratdocs.model.schema import FILE_NAME
from stratdocs.words.phrases import join_words
from stratdocs.yamltext.source import MappingNode, Node, ScalarNode, SequenceNode, read

Host = Literal["github", "gitlab"]

REVISION = "6e356f315095dd4c4ea35fc5d44eafee8747e6fe"
"""The commit of stratdocs whose action and templates the files name."""


class Start(NamedTuple):
    """What is known of the new site."""

    name: str
    today: date
    docs: str = "docs"
    """The folder of pages, from the folder of the site."""
    source: str = "strategy"
    """The folder of YAML, below that."""
    below: str = ""
    """The folder of the site, from the top of its repository; empty for the top."""
    into_site: bool = False
    """Whether it is added to a site, which has plugins and a build of its own."""

    @property
    def folder(self) -> str:
        """The folder of YAML, from the folder of the site."""
        return posixpath.normpath(posixpath.join(self.docs, self.source))


def host_of(address: str) -> Host | None:
    """The host of a repository by the address of its remote; None for one that we have no file
    for.
    """
    rest = address.rsplit("://", maxsplit=1)[-1].rpartition("@")[2]
    name = rest.replace(":", "/").partition("/")[0].lower()
    return "github" if "github" in name else "gitlab" if "gitlab" in name else None


# --- files of a new site ------------------------------------------------------------------------


def settings_text(start: Start) -> str:
    """The mkdocs.yml of a new site."""
    return f"""\
# The site: `mkdocs serve` shows it while you write, `mkdocs build --strict` builds it into site/.
site_name: {scalar_text(start.name)}
# site_url: https://example.com/strategy/  # where it will be published

theme:
  name: material
  font: false  # the reader's own fonts: the site makes no requests to other hosts
  palette:
    - media: "(prefers-color-scheme: light)"
      scheme: default
      toggle: {{icon: material/weather-night, name: Switch to dark}}
    - media: "(prefers-color-scheme: dark)"
      scheme: slate
      toggle: {{icon: material/weather-sunny, name: Switch to light}}
  features:
    - content.tooltips
    - navigation.indexes
    - navigation.path
    - navigation.tabs
    - navigation.top
    - search.highlight
    - search.suggest

plugins:
  - search
  - stratdocs  # reads {start.folder}/; `fail_on: warning` would make the build stricter

markdown_extensions:
  - attr_list
  - md_in_html
  - tables
  - toc: {{permalink: true}}
"""


def strategy_text(start: Start) -> str:
    """A small strategy, whose comments say what each part is for."""
    today = start.today
    year, now = today.year, quarter(today)
    up = "../" * (start.folder.count("/") + 1)
    return f"""\
# yaml-language-server: $schema={up}{FILE_NAME}
#
# A strategy, from the top to the work. Replace the words and keep the shape.
#   stratdocs check             finds what is broken, vague or out of focus
#   stratdocs explain bets      lists what a bet can say, with an example
#   stratdocs new bet "..."     writes a new one
# Use as many files and folders as you like; each can have one or more of these lists.

people:
  - id: you  # an id is short and stays the same; a title may change
    title: Your name
    role: Head of product

# Where we play and how we win.
strategies:
  - id: customers-that-stay
    title: Win by keeping customers
    level: company  # or product
    period: {year}
    status: proposed  # a draft, which may be incomplete; committed once you commit to it
    owner: you  # one person, not a group
    why: Customers who stay three years pay for all the others.
    tradeoffs: [Fewer new markets for happier customers]
    fixed: [One price list for everyone]
    open: [How each team brings customers to value sooner]
    not_doing:
      - title: Winning back who left
        because: It costs twice as much as keeping someone.
    triggers:
      - when: Half of the new customers leave within a quarter
        then: We stop all other bets
        owner: you

# What we believe will achieve it. Aim for two to four major ones at a time.
bets:
  - id: first-week-value
    title: Value in the first week
    serves: customers-that-stay  # everything serves something above it
    period: {year}
    status: proposed
    owner: you
    size: big  # big, medium or small
    success:  # the five questions that a committed bet answers before it starts
      outcome: New customers do real work within a week
      measure: activation-7d
      baseline: 40%
      target: 55%
      by: {year}-12-31

# What a team is accountable for in a quarter, and how we will know: an outcome, not a task.
objectives:
  - id: first-week
    title: New customers get value in their first week
    serves: first-week-value
    level: team  # organisation, department, team or individual
    period: {now}
    status: proposed  # on_track, at_risk or blocked once it is active
    owner: you
    key_results:  # nesting means `serves`, too
      - id: activation
        title: Increase 7-day activation from 40% to 55%
        metric: activation-7d
        baseline: 40%
        target: 55%
        # once it is active, each week: stratdocs check-in activation 43%
        work:  # "launch" and "build" are right here: work is something to finish
          - id: guided-import
            title: Build the guided import of customer lists
            owner: you
            status: proposed
            done_when: A list of 5,000 rows is in within a minute.

# Something measured, defined once and used everywhere.
metrics:
  - id: activation-7d
    title: 7-day activation
    unit: "%"
    stage: outcome  # input, output, outcome or impact
    timing: leading  # leading or lagging
    direction: up
    readings:
      - {{date: {today - timedelta(days=7)}, value: 40%}}
"""


def attributes_line(start: Start) -> str:
    """The line by which git shows what a change means."""
    return f"{posixpath.join(start.below, start.folder)}/**/*.yml diff=stratdocs\n"


def workflow_text(start: Start) -> str:
    """The workflow for GitHub: a review of each pull request, and a check of each push."""
    inside = f"\n        working-directory: {start.below}" if start.below else ""
    paths = f"\n        with: {{paths: {start.below}/{start.folder}}}" if start.below else ""
    does, job, build = "checks it", "check:", ""
    if not start.into_site:  # whose build needs its own plugins
        does = "checks and builds the site"
        job = "site:  # a build runs what mkdocs.yml names, so this job can only read"
        build = f"\n      - run: mkdocs build --strict{inside}"
    return f"""\
# Explains what a pull request does to the strategy, and {does}.
name: strategy
on:
  push:
  pull_request:
    types: [opened, synchronize, reopened, labeled]
permissions:
  contents: read
jobs:
  review:
    if: github.event_name == 'pull_request'
    permissions:
      contents: read
      pull-requests: write  # for the comment
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683 # v4.2.2
        with: {{fetch-depth: 0, persist-credentials: false}}
      - uses: stratdocs/stratdocs@{REVISION} # or a newer commit{paths}
  {job}
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683 # v4.2.2
        with: {{fetch-depth: 0, persist-credentials: false}}
      - uses: actions/setup-python@a26af69be951a213d495a4c3e4e4022e16d87065 # v5.6.0
        with: {{python-version: "3.13"}}
      - run: pip install stratdocs
      - run: stratdocs check --format github{inside}{build}
"""


def pipeline_text(start: Start) -> str:
    """The pipeline for GitLab: Code Quality, a note on merge requests, and the site on Pages."""
    variables = ""
    if start.below:
        variables = f"\nvariables:\n  STRATDOCS_PATHS: {start.below}/{start.folder}\n"
    address = "https://raw.githubusercontent.com/stratdocs/stratdocs"
    return f"""\
# Explains what a merge request does to the strategy, and publishes the site.
include:
  - remote: {address}/{REVISION}/.gitlab/stratdocs.gitlab-ci.yml
{variables}"""


def hooks_text() -> str:
    """The hooks for pre-commit."""
    return f"""\
# `pre-commit install --hook-type pre-commit --hook-type pre-push` turns them on.
repos:
  - repo: https://github.com/stratdocs/stratdocs
    rev: {REVISION} # or a newer commit
    hooks: [{{id: stratdocs-check}}, {{id: stratdocs-review}}]
"""


def ci_file(host: Host, start: Start) -> tuple[str, str]:
    """The path of the CI file, from the top of the repository, and its text."""
    if host == "github":
        return ".github/workflows/strategy.yml", workflow_text(start)
    return ".gitlab-ci.yml", pipeline_text(start)


# --- into a site that there is --------------------------------------------------------------------

_WANTED = ("attr_list", "md_in_html")
"""The extensions of Markdown that our pages use."""


def with_plugin(text: str, name: str, path: str = "") -> str:
    """A mkdocs.yml that uses the plugin, with its pages below the folder `path` of the site; all
    that it said stays as it was, comments too.

    Raises StratdocsError where it is written in a way that nothing can be added to.
    """
    document = read(name, text)
    broken = ""
    if document.faults:
        fault = document.faults[0]
        broken = f"{name}:{fault.span.line}: {fault.message}; fix that first (nothing was changed)"
    if broken and (document.unsure or not document.complete):
        raise StratdocsError(broken)
    root = next((found for found in document.roots if isinstance(found, MappingNode)), None)
    if root is None:
        raise StratdocsError(f"{name} contains no settings, so nothing was changed")
    operations: list[Operation] = []
    plugins = root.get("plugins")
    base = root.get("INHERIT")
    if plugins is None and isinstance(base, ScalarNode):
        raise StratdocsError(
            f"{name} inherits its plugins from {base.text}; add `- stratdocs` to the list there"
        )
    if not uses(plugins, "stratdocs"):
        settings = {"path": path} if path else {}
        operations += _added(name, "plugins", plugins, {"stratdocs": settings}, beside=("search",))
    extensions = root.get("markdown_extensions")
    missing: Added = {word: {} for word in _WANTED if not uses(extensions, word)}
    operations += _added(name, "markdown_extensions", extensions, missing, beside=())
    try:
        return edited({name: text}, operations).get(name, text)
    except EditRefused as error:
        raise StratdocsError(
            broken
            or f"{name} can't be added to ({error}); add `- stratdocs` to its plugins by hand"
        ) from error


Added = Mapping[str, Mapping[str, str]]
"""Plugins or extensions to add, with their settings."""


def _added(
    name: str, key: str, node: Node | None, words: Added, *, beside: tuple[str, ...]
) -> list[Operation]:
    """The edits that add to a list of plugins or extensions."""
    if not words:
        return []
    added: list[Value] = [{word: dict(own)} if own else word for word, own in words.items()]
    if node is None or (isinstance(node, ScalarNode) and node.empty):
        whole = [*beside, *added]
        if node is None:
            return [InsertPair(name, (), key, whole)]
        return [InsertItem(name, (key,), word) for word in whole]
    if isinstance(node, ScalarNode) and node.plain and node.text.startswith("*"):
        raise StratdocsError(
            f"{name}: {key} is the alias {node.text}; add {join_words(list(words))} to the list "
            "that it names (nothing was changed)"
        )
    if isinstance(node, MappingNode):
        return [InsertPair(name, (key,), word, dict(own)) for word, own in words.items()]
    return [InsertItem(name, (key,), word) for word in added]


def uses(node: Node | None, word: str) -> bool:
    """Whether a list or mapping of plugins or extensions has one of that name."""
    match node:
        case SequenceNode():
            return any(uses(child, word) for child in node.nodes)
        case MappingNode():
            return word in node.values
        case ScalarNode():
            return node.text == word
    return False


def theme_of(text: str, name: str) -> str | None:
    """The name of a site's theme; None if it names none."""
    for root in read(name, text).roots:
        theme = root.get("theme") if isinstance(root, MappingNode) else None
        if isinstance(theme, MappingNode):
            theme = theme.get("name")
        if isinstance(theme, ScalarNode) and not theme.empty:
            return theme.text
    return None


def with_line(text: str, line: str) -> str:
    """A text with a line at its end, unless it is there."""
    if line.strip() in map(str.strip, text.splitlines()):
        return text
    return f"{text}{'' if not text or text.endswith(chr(10)) else chr(10)}{line}"


def new_files(start: Start, schema: str) -> Mapping[str, str]:
    """The files of a new site that are always written, from its folder; `schema` is that of its
    YAML.
    """
    return {
        "mkdocs.yml": settings_text(start),
        f"{start.folder}/strategy.yml": strategy_text(start),
        FILE_NAME: schema,
    }

"""The plugin's settings in `mkdocs.yml`, read without MkDocs.

Read with our own reader, which minds neither `!ENV` nor the tags of Markdown extensions, so that
the command line need not import MkDocs to find the strategy.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from stratdocs.model.days import day
from stratdocs.model.finding import Severity, StratdocsError
from stratdocs.repo.here import from_here
from stratdocs.repo.settings_files import FAIL_ON, FILES
from stratdocs.words.phrases import join_words
from stratdocs.yamltext.source import MappingNode, Node, ScalarNode, SequenceNode, read

DOCS_DIR = "docs"
SOURCE = "strategy"
TEMPLATES = ("macros", "markdownextradata")
"""Plugins that compute parts of written pages."""


PUBLISHED = "https://stratdocs.github.io/stratdocs/"
"""Where the manual is published."""
MANUAL = ("rules", "reference", "frameworks")
"""The first folders of its pages."""


class Project(NamedTuple):
    """A site that shows a strategy."""

    file: str
    """The settings file."""
    source: str
    """The folder of YAML, from the working directory."""
    today: date | None
    """The fixed day; None for the current day."""
    fail_on: Severity | None
    """The least severity that fails; None for never."""
    site: str | None
    """The address of the strategy's pages, where that of the site is known and shows them."""
    folders: bool
    """Whether an address on the site ends with a folder, or with `.html`."""
    name: str
    """The site's name."""
    pages: str | None
    """The folder of written pages, from the working directory; None if the site does not use the
    plugin, since then nothing on them is ours."""
    follow: bool = False
    """Whether links out of the repository are followed."""
    sources: tuple[str, ...] = ()
    """The folders of YAML of all strategies of the site, from the working directory."""
    computed: bool = False
    """Whether a plugin computes parts of written pages."""
    histories: tuple[str | None, ...] = ()
    """The file of the recorded history of each of them, from the working directory."""

    manual: str = "full"
    """Whether the site holds the manual: `full`, `link` to where it is published, or `none`."""
    left_out: tuple[str, ...] = ()
    """The views that the site leaves out."""
    number: int = 0
    """How many other strategies the settings name before this one."""
    chosen: bool = False
    """Whether something says that this one of the site's strategies is meant."""

    @property
    def shared(self) -> bool:
        """Whether the site shows other strategies too."""
        return len(self.sources) > 1

    def holding(self, paths: Iterable[str]) -> Project | None:
        """The strategy of the site whose folder all the paths lie in or are; None if there is
        none.
        """
        reals = [os.path.realpath(path) for path in paths]
        found = [
            (len(folder), number)
            for number, folder in enumerate(map(os.path.realpath, self.sources))
            if reals and all(is_within(real, folder) for real in reals)
        ]
        if not found:
            return None
        number = max(found)[1]  # the innermost
        project = self if number == self.number else _project(self.file, number)
        return project._replace(chosen=project.shared)

    def of(self, paths: Iterable[str]) -> Project:
        """The strategy of the site that holds the paths, or this one if none does."""
        return self.holding(paths) or self

    def page(self, path: str) -> str | None:
        """The address of a page, None if that of the site is not known or does not show it."""
        if path.split("/", maxsplit=1)[0] in MANUAL and self.manual != "full":
            return f"{PUBLISHED}{path}/" if self.manual == "link" else None
        if any(f"{path}/".startswith(f"{name}/") for name in self.left_out):
            return None
        return self.site and f"{self.site}{path}{'/' if self.folders else '.html'}"


def find_project(start: str = os.curdir) -> Project | None:
    """The project that a folder belongs to: its own settings file, or the nearest one above. Where
    a site has several strategies, that of the folder, or the first.
    """
    folder = os.path.abspath(start)
    while True:
        for name in FILES:
            file = os.path.join(folder, name)
            if os.path.isfile(file):
                return _project(file).of([start])
        above = os.path.dirname(folder)
        if above == folder or os.path.exists(os.path.join(folder, ".git")):
            return None
        folder = above


def each_strategy(project: Project) -> list[Project]:
    """The project as each of the strategies sees it that its site shows."""
    return [_project(project.file, number) for number in range(len(project.sources))]


def repository_above(folder: str) -> str | None:
    """The top folder of the git repository that a folder lies in; None if it lies in none."""
    while not os.path.exists(os.path.join(folder, ".git")):
        above = os.path.dirname(folder)
        if above == folder:
            return None
        folder = above
    return folder


def is_within(path: str, folder: str) -> bool:
    """Whether a real path is a folder or lies below it."""
    return path == folder or path.startswith(os.path.join(folder, ""))


FOLLOW = "STRATDOCS_FOLLOW"
"""The variable by which a job, and not the change that it looks at, allows links out of the
repository."""


def follows(*, allowed: bool) -> bool:
    """Whether links out of the repository are followed: as the settings say or, in CI, where these
    are a part of the change that is looked at, as the variable says.
    """
    if os.environ.get(FOLLOW):
        return os.environ[FOLLOW].lower() in ("1", "true", "yes")
    return allowed and not os.environ.get("CI")


def leads_out(path: str, *, follow: bool = False) -> bool:
    """Whether links in a git repository lead a path in it elsewhere, or to the files of git."""
    if follows(allowed=follow) or "\0" in path:
        return False
    whole = os.path.abspath(path)
    top: str | None = None
    for end in (*(at for at, sign in enumerate(whole) if sign == os.sep and at), len(whole)):
        above = whole[:end]
        if top is not None and os.path.islink(above):
            break
        if os.path.lexists(os.path.join(above, ".git")):
            top = above
    if top is None:
        return False
    real, real_top = os.path.realpath(whole), os.path.realpath(top)
    if real == os.path.normpath(real_top + os.sep + whole.removeprefix(top)):
        return False  # no link is on the way
    return not is_within(real, real_top) or is_within(real, os.path.join(real_top, ".git"))


def reject_link_out(path: str) -> None:
    """Raises StratdocsError if a file or folder to write is elsewhere by a link, which whoever
    wrote the repository could have set.
    """
    if leads_out(path):
        raise StratdocsError(
            f"{path} is a link that leads out of the git repository, so nothing is written there; "
            f"name a different place, or allow it with {FOLLOW}=true"
        )


def source_outside(file: str, source: str, *, follow: bool) -> str | None:
    """What is wrong with a `source`, or a `history`, that leads out of the repository of its
    settings file.
    """
    top = repository_above(os.path.dirname(os.path.realpath(file)))
    if top is None or is_within(os.path.realpath(source), top) or follows(allowed=follow):
        return None
    return f"leads out of the git repository, so it isn't read; {HOW_TO_FOLLOW}"


def recorded_history(paths: Iterable[str]) -> str | None:
    """The recorded history of the one strategy that all the paths are, lie in or hold, as the
    settings of its site name it; None if it has none.
    """
    found: set[str | None] = set()
    projects: dict[str, Project | None] = {}
    for path in paths:
        real = os.path.realpath(path)
        folder = real if os.path.isdir(real) else os.path.dirname(real)
        if folder not in projects:
            try:
                projects[folder] = find_project(folder)
            except StratdocsError:  # who needs these settings says what is wrong with them
                projects[folder] = None
        project = projects[folder]
        strategies = (
            [
                (os.path.realpath(source), log)
                for source, log in zip(project.sources, project.histories, strict=False)
            ]
            if project
            else []
        )
        around = [log for source, log in strategies if is_within(real, source)]
        below = {log for source, log in strategies if is_within(source, real)}
        found |= set(around[:1]) or below or {None}
    return found.pop() if len(found) == 1 else None


def named_histories(paths: Iterable[str]) -> set[str]:
    """The real paths of all recorded histories that the settings around the paths name."""
    found: set[str] = set()
    for folder in {os.path.dirname(os.path.realpath(path)) for path in paths} | {os.curdir}:
        try:
            project = find_project(folder)
        except StratdocsError:  # who needs these settings says what is wrong with them
            continue
        found |= {os.path.realpath(log) for log in (project.histories if project else ()) if log}
    return found


HOW_TO_FOLLOW = f"allow it with follow: true next to source in mkdocs.yml, in CI with {FOLLOW}=true"


def named_source(project: Project | None) -> str:
    """The folder that a project names for its strategy, whether it exists or not. Raises
    StratdocsError if there is none, or nothing says which of several is meant.
    """
    if project is None:
        raise no_site()
    reject_several(project)
    return project.source


def no_site(example: str = "") -> StratdocsError:
    """That no settings name a strategy; with an `example` of a call that does."""
    shown = f", as in {example}," if example else ","
    return StratdocsError(
        f"there is no mkdocs.yml here or above; give the strategy's folder{shown} or start a site "
        "with stratdocs init"
    )


def reject_several(project: Project | None) -> None:
    """Raises StratdocsError if nothing says which of a site's strategies is meant."""
    if project is not None and project.shared and not project.chosen:
        raise StratdocsError(
            f"this site has {len(project.sources)} strategies; name the folder of one: "
            f"{join_words(project.sources, 'or')}"
        )


def strategy_folder(project: Project | None) -> str:
    """The folder of a project's strategy. Raises StratdocsError if there is none."""
    source = named_source(project)
    if project is None or os.path.exists(source):
        return source
    file = from_here(project.file)
    if project.pages is None:
        raise StratdocsError(
            f"{file} doesn't use the stratdocs plugin, and {project.source} doesn't exist; "
            "give the strategy's folder, or add one with stratdocs init"
        )
    raise StratdocsError(
        f"{project.source}, which {file} sets as the strategy's folder, doesn't exist; "
        "create it, or set a different one"
    )


def beside_settings(project: Project | None, folder: str, name: str) -> str:
    """The path of a file that a strategy in a folder keeps beside the settings file of its site, or
    within the folder where there is none.
    """
    top = folder
    if project is not None and project.holding([folder]) is not None:
        top = os.path.dirname(project.file)
    return os.path.normpath(os.path.join(from_here(top), name)).replace(os.sep, "/")


def project_around(paths: Iterable[str]) -> Project | None:
    """The project whose strategy all the paths lie in, below its folder; None if there is none."""
    found: Project | None = None
    for path in paths:
        real = os.path.realpath(path)
        project = find_project(os.path.dirname(real))
        project = project.holding([real]) if project is not None else None
        if project is None or (found is not None and project.source != found.source):
            return None
        if real == os.path.realpath(project.source):
            return None
        found = project
    return found


def plugin_settings(name: str, text: str) -> list[dict[str, str]]:
    """The settings of our plugin, and the folder of pages, each time that the text of a settings
    file names the plugin. What is computed (`!ENV`) or no single value is `computed`.
    """
    found: list[dict[str, str]] = []
    for root in read(name, text).roots:
        if not isinstance(root, MappingNode):
            continue
        for own in _plugins(root.get("plugins"), "stratdocs"):
            values = {**own.values, **{k: v for k, v in root.values.items() if k == "docs_dir"}}
            found.append({key: text_of(value) or "computed" for key, value in values.items()})
    return found


YES, NO = ("true", "yes", "on"), ("false", "no", "off")
"""What MkDocs reads as true and as false."""


def is_true(text: str | None) -> bool:
    """Whether a setting says yes, as MkDocs reads it."""
    return (text or "").lower() in YES


def fail_level(word: str) -> Severity | None:
    """The severity that the word names, None for `never`."""
    return None if word == "never" else Severity[word.upper()]


def _project(file: str, number: int = 0) -> Project:
    """The project of a settings file, as the strategy of that number sees it."""
    settings = merged_settings(settings_texts(file))
    docs_dir = text_of(settings.get("docs_dir")) or DOCS_DIR
    plugins = _plugins(settings.get("plugins"), "stratdocs")
    plugin = plugins[number] if plugins else None
    own = MappingNode() if plugin is None else plugin
    docs = os.path.join(os.path.dirname(file), docs_dir)
    folders = [text_of(plugin.get("source")) or SOURCE for plugin in plugins]
    sources = [from_here(os.path.join(docs, folder)) for folder in folders or [SOURCE]]
    display = from_here(file)
    today = text_of(own.get("today"))
    if today is not None and day(today) is None:
        raise StratdocsError(
            f'today "{today}" in {display} isn\'t a valid date; use YYYY-MM-DD, such as 2026-11-21'
        )
    fail_on = text_of(own.get("fail_on")) or "error"
    if fail_on not in FAIL_ON:
        raise StratdocsError(
            f'invalid fail_on "{fail_on}" in {display}; use {", ".join(FAIL_ON[:-1])} or never'
        )
    follow = is_true(text_of(own.get("follow")))
    for folder in sources:
        if (wrong := source_outside(file, folder, follow=follow)) is not None:
            raise StratdocsError(f"source in {display} {wrong}")
    histories: list[str | None] = []
    for plugin in plugins:
        named = text_of(plugin.get("history"))
        log = from_here(os.path.join(os.path.dirname(file), named)) if named else None
        if log is not None and (wrong := source_outside(file, log, follow=follow)):
            raise StratdocsError(f"history in {display} {wrong}")
        histories.append(log)
    return Project(
        file,
        sources[number],
        None if today is None else day(today),
        fail_level(fail_on),
        None if plugin is None else _pages_address(text_of(settings.get("site_url")), own),
        text_of(settings.get("use_directory_urls")) != "false",
        text_of(settings.get("site_name")) or "Strategy",
        None if plugin is None else from_here(docs),
        follow,
        tuple(sources),
        any(_plugins(settings.get("plugins"), name) for name in TEMPLATES),
        tuple(histories) or (None,),
        text_of(own.get("manual")) or "full",
        tuple(_left_out(own.get("views"))),
        number,
    )


def _left_out(views: Node | None) -> Iterator[str]:
    for name, value in views.values.items() if isinstance(views, MappingNode) else ():
        if (text_of(value) or "").lower() in NO:
            yield name.strip("/")


def settings_texts(file: str) -> list[tuple[str, str]]:
    """The path and text of a settings file, then of those that it inherits from."""
    found: list[tuple[str, str]] = []
    while True:
        try:
            with open(file, encoding="utf-8", errors="replace") as stream:
                text = stream.read()
        except OSError as error:
            raise StratdocsError(f"{file} can't be read: {error.strerror}") from error
        found.append((file, text))
        base = text_of(root_of(file, text).get("INHERIT"))
        if base is None:
            return found
        file = os.path.join(os.path.dirname(file), base)
        if not os.path.isfile(file) or any(file == path for path, _ in found):
            return found


def root_of(file: str, text: str) -> MappingNode:
    """The mapping that the text of a settings file holds; an empty one if it holds none."""
    roots = read(file, text).roots
    return next((root for root in roots if isinstance(root, MappingNode)), MappingNode())


def merged_settings(texts: Iterable[tuple[str, str]]) -> MappingNode:
    """The settings of a file, laid over those of the files that it inherits from."""
    merged = MappingNode()
    for file, text in reversed(list(texts)):
        merged = _merged(root_of(file, text), merged)
    return merged


def _merged(own: MappingNode, base: MappingNode) -> MappingNode:
    """Settings laid over inherited ones, as MkDocs does: mappings are merged, all else replaced."""
    merged = MappingNode()
    merged.values = {**base.values, **own.values}
    for name, value in own.values.items():
        below = base.get(name)
        if isinstance(value, MappingNode) and isinstance(below, MappingNode):
            merged.values[name] = _merged(value, below)
    return merged


def plugin_node(settings: MappingNode, number: int) -> MappingNode:
    """Our plugin's settings where the site names it for the first time, or that `number` later."""
    return (_plugins(settings.get("plugins"), "stratdocs") or [MappingNode()])[number]


def _plugins(node: Node | None, name: str) -> list[MappingNode]:
    """The settings of a plugin, each time that the site names it: `plugins` is a list of names and
    mappings, or a mapping.
    """
    found: list[MappingNode] = []
    for part in node.nodes if isinstance(node, SequenceNode) else (node,):
        if isinstance(part, MappingNode) and name in part.values:
            own = part.get(name)
            found.append(own if isinstance(own, MappingNode) else MappingNode())
        elif isinstance(part, ScalarNode) and part.text == name:
            found.append(MappingNode())
    return found


def _pages_address(site: str | None, own: MappingNode) -> str | None:
    """The address of our pages: that of the site, and the folder for them in it."""
    address = site_address(site)
    folder = (text_of(own.get("path")) or "").strip("/")
    return f"{address}{folder}/" if address and folder else address


def site_address(text: str | None) -> str | None:
    """The site's address, with a slash at its end; None if it is not an http address."""
    if text is None or not text.startswith(("https://", "http://")):
        return None
    return text if text.endswith("/") else text + "/"


def text_of(node: Node | None) -> str | None:
    """A setting's text; None if there is none or it is computed (`!ENV`)."""
    return node.text if isinstance(node, ScalarNode) and not node.empty else None

"""The settings of an exported site, as text: those of the site's own file, without our plugin and
with the navigation of the export.

Generators merge inherited lists in two ways: MkDocs and ProperDocs replace them, Zensical appends.
So there are two files: the first inherits the site's settings and empties the lists, the second
inherits the first and fills them.
"""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from stratdocs.repo.project import merged_settings, root_of, text_of
from stratdocs.yamltext.source import MappingNode, Node, ScalarNode, SequenceNode

GENERATED, BASE = "mkdocs.gen.yml", "mkdocs.base.yml"
DOCS, SITE = "docs", "site"
EXTENSION = "stratdocs.markdown_extension"
"""The name of our extension of Python-Markdown, which needs no entry point."""
NEEDED = ("attr_list", "md_in_html", "tables")
"""The extensions of Markdown that exported pages use."""
PLUGIN = "stratdocs"
FILLED = ("nav", "plugins", "markdown_extensions", "extra_css", "extra_javascript")
"""The lists that an export fills."""
PATHS = ("hooks", "watch")
"""Lists of files and folders, which are named from the folder of the settings file."""


class SiteLists(NamedTuple):
    """What an export adds to the lists of the site's settings."""

    nav: Sequence[Any]
    extension: Mapping[str, str]
    """The settings of our extension of Markdown."""
    css: Sequence[str]
    scripts: Sequence[str]
    watch: Sequence[str]
    """Folders that the pages are made from, as the settings file names them."""
    unlisted: Sequence[str]
    """Patterns of the pages that the navigation does not list on purpose."""


def settings_files(
    texts: Sequence[tuple[str, str]], inherit: str | None, lists: SiteLists, title: str
) -> dict[str, str]:
    """The two files. `texts` are the site's settings file and those that it inherits from, which
    `inherit` names from the folder of the export; both empty for a strategy without a site.
    """
    settings = merged_settings(texts)
    return {
        BASE: _base(settings, inherit, title),
        GENERATED: _filled(texts, settings, inherit, lists),
    }


_NOTE = "# Written by stratdocs export. Do not edit: the next export writes it again.\n"


def _base(settings: MappingNode, inherit: str | None, title: str) -> str:
    lines = [_NOTE]
    if inherit is not None:
        lines.append(f"INHERIT: {_quoted(inherit)}\n")
    else:
        lines.append(f"site_name: {_quoted(title)}\ntheme: material\n")
    lines.append(f'docs_dir: {DOCS}\nsite_dir: {SITE}\nedit_uri: ""\n')
    theme = settings.get("theme")
    custom = text_of(theme.get("custom_dir")) if isinstance(theme, MappingNode) else None
    if custom is not None and inherit is not None:
        lines.append(f"theme:\n  custom_dir: {_quoted(_from_export(inherit, custom))}\n")
    emptied = [*FILLED, *(name for name in PATHS if settings.get(name) is not None)]
    lines.append("# Emptied: some generators add to an inherited list, others replace it.\n")
    lines += [f"{name}:\n" for name in emptied]
    return "".join(lines)


def _filled(
    texts: Sequence[tuple[str, str]], settings: MappingNode, inherit: str | None, lists: SiteLists
) -> str:
    plugins = [text for name, text in _entries(texts, "plugins") if name != PLUGIN]
    if settings.get("plugins") is None:
        plugins = ["search"]
    own = (EXTENSION, PLUGIN)
    extensions = [(n, t) for n, t in _entries(texts, "markdown_extensions") if n not in own]
    names = {name for name, _ in extensions}
    listed = [text for _, text in extensions]
    if "markdown.extensions.extra" not in names and "extra" not in names:
        listed += [name for name in NEEDED if name not in names]
    listed.append(_mapping(EXTENSION, lists.extension))
    excluded = text_of(settings.get("not_in_nav")) or ""
    unlisted = "".join(f"  {line}\n" for line in (*excluded.splitlines(), *lists.unlisted))
    paths = {
        name: [_quoted(_from_export(inherit or "", value)) for value in _texts(settings.get(name))]
        for name in PATHS
    }
    paths["watch"] += map(_quoted, lists.watch)
    css = [text for _, text in _entries(texts, "extra_css")]
    scripts = [text for _, text in _entries(texts, "extra_javascript")]
    return "".join(
        (
            _NOTE,
            f"INHERIT: {BASE}\n",
            _list("nav", [line for item in lists.nav for line in _nav_lines(item)], marked=True),
            _list("plugins", plugins),
            _list("markdown_extensions", listed),
            _list("extra_css", [*css, *map(_quoted, lists.css)]),
            _list("extra_javascript", [*scripts, *map(_quoted, lists.scripts)]),
            *(_list(name, paths[name]) for name in PATHS if paths[name]),
            f"not_in_nav: |\n{unlisted}" if unlisted else "",
        )
    )


# --- lists of the site's settings -----------------------------------------------------------------


def _entries(texts: Sequence[tuple[str, str]], key: str) -> list[tuple[str, str]]:
    """The name and the text of each entry of a list in the settings, as written, with its tags and
    comments. A mapping counts as a list of its keys.
    """
    for file, text in texts:
        node = root_of(file, text).get(key)
        match node:
            case SequenceNode():
                return [(_name(item), _slice(text, item)) for item in node.nodes]
            case MappingNode():
                return [
                    (name, _mapping_entry(text, name, value)) for name, value in node.values.items()
                ]
            case ScalarNode():
                return []
    return []


def _name(item: Node) -> str:
    match item:
        case ScalarNode():
            return item.text
        case MappingNode():
            return next(iter(item.values), "")
    return ""


def _slice(text: str, node: Node) -> str:
    """The text of a node, its further lines moved to the left by its column."""
    return _dedented(text, node.start, node.end)


def _mapping_entry(text: str, name: str, value: Node) -> str:
    if isinstance(value, ScalarNode) and value.empty:
        return name
    return _dedented(text, value.key, value.end)


def _dedented(text: str, start: int, end: int) -> str:
    column = start - text.rfind("\n", 0, start) - 1
    first, *others = text[start:end].rstrip().split("\n")
    lines = (line[column:] if not line[:column].strip() else line.lstrip() for line in others)
    return "\n".join((first, *lines))


def _texts(node: Node | None) -> list[str]:
    if not isinstance(node, SequenceNode):
        return []
    return [text for item in node.nodes if (text := text_of(item)) is not None]


# --- text -----------------------------------------------------------------------------------------


def _list(name: str, entries: Iterable[str], *, marked: bool = False) -> str:
    """A list of the settings; `marked` entries have their dashes already."""
    lines = [
        ("  " if marked else "  - ") + entry.replace("\n", "\n    ") + "\n" for entry in entries
    ]
    return f"{name}:\n{''.join(lines)}" if lines else f"{name}: []\n"


def _nav_lines(item: Any) -> Iterator[str]:
    """An entry of the navigation, as lines."""
    match item:
        case dict():
            for title, below in item.items():
                if isinstance(below, list):
                    yield f"- {_quoted(title)}:"
                    for inner in below:
                        yield from (f"    {line}" for line in _nav_lines(inner))
                else:
                    yield f"- {_quoted(title)}: {_quoted(below)}"
        case _:
            yield f"- {_quoted(item)}"


def _mapping(name: str, values: Mapping[str, str]) -> str:
    lines = (f"\n    {key}: {_quoted(value)}" for key, value in values.items())
    return f"{name}:{''.join(lines)}"


def _quoted(text: object) -> str:
    return json.dumps(text, ensure_ascii=False)


def _from_export(inherit: str, path: str) -> str:
    """A path beside the site's settings file, as the export's names it."""
    if posixpath.isabs(path):
        return path
    return posixpath.normpath(posixpath.join(posixpath.dirname(inherit), path))

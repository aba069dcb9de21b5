"""A recorded history, written from versions of the files, as `model/recorded.py` reads it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from stratdocs.editing.yaml_writer import scalar_text
from stratdocs.model.decode import decode
from stratdocs.model.history import RECORDS, Version, reason_in
from stratdocs.model.kinds import BY_COLLECTION, Entity
from stratdocs.model.recorded import (
    IDENTITY,
    WITHIN,
    Data,
    Log,
    data_of,
    is_same_data,
)
from stratdocs.yamltext.source import read

LEFT_OUT = RECORDS - {"because"}
"""Fields that carry their own dates: the files have them, and no log needs to."""
HEAD = """\
# The recorded history of this strategy: who changed what, when and why; the newest entry is last.
# `history:` in mkdocs.yml names this file. What it does not mention counts as unchanged.
history:
"""


class _Flat(NamedTuple):
    """An item without what is nested in it."""

    collection: str
    within: str | None
    data: Mapping[str, Data]
    whole: Data
    """The item with what is nested in it."""


class _Written(NamedTuple):
    """An entry of a log, not yet written as YAML."""

    version: Version
    author: str | None
    changes: tuple[Mapping[str, Data], ...]


def recording(
    versions: Iterable[Version], author: Callable[[Version], str | None], log: Log | None = None
) -> str:
    """The entries for versions, oldest first, as YAML; a log that is there already is continued.

    `author` gives the id of a person, or None where nobody is to be named.
    """
    known = {entry.commit for entry in log.entries} if log is not None else set()
    last = log.entries[-1].day if log is not None and log.entries else None
    kept = (
        version
        for version in versions
        if version.commit not in known and (last is None or version.day >= last)
    )
    return "".join(_text(written) for written in _entries(kept, author))


def _entries(
    versions: Iterable[Version], author: Callable[[Version], str | None]
) -> Iterator[_Written]:
    held: dict[str, str] = {}  # path to the last readable text of broken ones
    for version in versions:
        texts = {path: held.pop(path, text) for path, text in version.before.items()}
        before, after = _items(texts), _items(version.after)
        if after is None:
            held.update(texts)
        elif before is not None and (changes := tuple(_changes(before, after))):
            yield _Written(version, author(version), changes)


def _items(texts: Mapping[str, str]) -> dict[str, _Flat] | None:
    """The items of texts by id; None if one of them is broken."""
    found: dict[str, _Flat] = {}
    for path, text in sorted(texts.items()):
        document = read(path, text)
        if document.faults or not document.complete:
            return None
        for entity in decode((document,)).entities:
            if entity.id:
                found.setdefault(entity.id, _flat(entity))
    return found


def _flat(entity: Entity) -> _Flat:
    written = {name: data_of(node) for name, node in entity.node.values.items()}
    aside = {*LEFT_OUT, *type(entity).nests, IDENTITY}
    if entity.nested_in is not None:
        aside.add(WITHIN)
    own = {name: value for name, value in written.items() if name not in aside}
    return _Flat(entity.collection, entity.nested_in, own, written)


def _changes(
    before: Mapping[str, _Flat], after: Mapping[str, _Flat]
) -> Iterator[Mapping[str, Data]]:
    """What differs, in an order in which it can be taken back from its end."""
    renamed = {
        former: identity
        for identity, item in after.items()
        if isinstance(former := item.data.get("was"), str)
        and former in before
        and former not in after
        and identity not in before
    }
    old = {renamed.get(identity, identity): item for identity, item in before.items()}
    both = [item for item in old if item in after]
    turned = [item for item in both if old[item].collection != after[item].collection]
    gone = [*turned, *(item for item in old if item not in after)]
    new = [*turned, *(item for item in after if item not in old)]
    yield from (_removal(item, old, gone, renamed) for item in turned)
    for item in new:
        if after[item].within not in new:
            yield {"item": item, "added": "true"}
    for former, item in renamed.items():
        yield {"item": item, "field": IDENTITY, "from": former, "to": item}
    for item in after:
        if item in old and item not in turned:
            yield from _differences(item, old[item], after[item], renamed)
    for item in gone:
        if item not in turned and old[item].within not in gone:
            yield _removal(item, old, gone, renamed)


def _removal(
    item: str, old: Mapping[str, _Flat], gone: list[str], renamed: Mapping[str, str]
) -> Mapping[str, Data]:
    flat = old[item]
    within = {WITHIN: renamed.get(flat.within, flat.within)} if flat.within else {}
    fields = _remaining(flat.whole, flat.collection, gone)
    del fields[IDENTITY]
    return {"item": item, "collection": flat.collection, **within, "removed": fields}


def _remaining(whole: Data, collection: str, gone: list[str]) -> dict[str, Data]:
    """The fields of a removed item, without nested items that are elsewhere now."""
    data = dict(whole) if isinstance(whole, dict) else {}
    for field, inner in BY_COLLECTION[collection].nests.items():
        members = data.get(field)
        if isinstance(members, list):
            data[field] = [
                _remaining(member, inner, gone)
                for member in members
                if isinstance(member, dict) and member.get(IDENTITY) in gone
            ]
    return {name: value for name, value in data.items() if value != []}


def _differences(
    item: str, old: _Flat, new: _Flat, renamed: Mapping[str, str]
) -> Iterator[Mapping[str, Data]]:
    within = renamed.get(old.within, old.within) if old.within else None
    if within != new.within:
        yield {"item": item, "field": WITHIN, "from": within, "to": new.within}
    for name in dict.fromkeys((*new.data, *old.data)):
        for route, before, after in _leaves(name, old.data.get(name), new.data.get(name)):
            yield {"item": item, "field": route, "from": before, "to": after}


def _leaves(route: str, before: Data, after: Data) -> Iterator[tuple[str, Data, Data]]:
    """The parts of a field that differ; groups are compared key by key."""
    if is_same_data(before, after):
        return
    if isinstance(before, dict) and isinstance(after, dict):
        names = dict.fromkeys((*after, *before))
        if not any("." in name for name in names):
            for name in names:
                yield from _leaves(f"{route}.{name}", before.get(name), after.get(name))
            return
    yield route, before, after


# --- as YAML --------------------------------------------------------------------------------------


def _text(entry: _Written) -> str:
    version = entry.version
    subject, _, rest = version.message.strip().partition("\n")
    reason = reason_in(rest)
    alone = len(entry.changes) == 1 and "field" in entry.changes[0]
    whole = not rest.strip() or (alone and rest.strip().partition(":")[2].strip() == reason)
    lines = [f"  - date: {version.day}"]
    if entry.author:
        lines.append(f"    author: {scalar_text(entry.author)}")
    if version.commit:
        lines.append(f"    commit: {scalar_text(version.commit, chr(39))}")
    if version.message.strip():
        message = subject if whole else version.message.strip()
        lines.append(f"    message: {scalar_text(message, text_field=True)}")
    if whole and reason:
        lines.append(f"    because: {scalar_text(reason, text_field=True)}")
    lines.append("    changes:")
    lines.extend(f"      - {_flow(dict(change))}" for change in entry.changes)
    return "\n".join(lines) + "\n"


def _flow(value: Data) -> str:
    match value:
        case None:
            return "null"
        case str():
            return value if value == "true" else scalar_text(value, within_flow=True)
        case list():
            return f"[{', '.join(map(_flow, value))}]"
    return "{" + ", ".join(f"{_key(key)}: {_flow(inner)}" for key, inner in value.items()) + "}"


def _key(name: str) -> str:
    return scalar_text(name, within_flow=True)

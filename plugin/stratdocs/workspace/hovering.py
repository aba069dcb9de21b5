"""What stands at a place, said in a few lines of Markdown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from stratdocs.analysis.progress import Progress
from stratdocs.authoring.tracing import Trace, escaped
from stratdocs.linting.catalogue import as_markdown
from stratdocs.linting.rules import RULES
from stratdocs.model.fields import Field, field_of, prose
from stratdocs.model.kinds import BY_COLLECTION, Entity
from stratdocs.words.phrases import elide, join_words
from stratdocs.workspace.meaning import Meaning, meaning_of
from stratdocs.workspace.navigating import cursor_in, id_at, page_of, status_words
from stratdocs.workspace.workspace import Snapshot

_LONGEST = 300
"""Characters of a description."""
_ALLOW = re.compile(r"stratdocs:\s*allow\s+(?P<rule>[\w-]+)")


class Hover(NamedTuple):
    """What is said of a place, and the columns that it is about, counted from 0."""

    text: str
    start: int
    end: int


def hover(
    snapshot: Snapshot, path: str, lines: Sequence[str], line: int, column: int
) -> Hover | None:
    """What stands at a place: an item with why it is done, a field, a rule; None for the rest."""
    cursor = cursor_in(snapshot, path, lines, line, column)
    if cursor.place == "comment":
        return _rule(lines[line], column)
    named = id_at(snapshot, path, lines, line, column)
    if named is not None:
        item = snapshot.stack.get(named.id)
        if item is not None:
            return Hover(item_card(snapshot, item), named.start, named.end)
    if not snapshot.home.holds(path) or cursor.place == "text":
        return None
    meaning = meaning_of(cursor)
    text = _key(meaning) if cursor.place == "key" else _field(meaning.field)
    return Hover(text, cursor.start, cursor.end) if text else None


def item_card(snapshot: Snapshot, item: Entity) -> str:
    """An item in a few lines: what it is, why it is done, how far it has come."""
    stack = snapshot.warm
    facts = [item.noun]
    if status := status_words(snapshot, item):
        facts.append(status)
    if (period := stack.period_of(item)) is not None:
        facts.append(period.text)
    if item.owner:
        facts.append(f"owned by {stack.person(item.owner)}")
    parts = [f"**{escaped(item.title)}** (`{item.id}`)", escaped(", ".join(facts))]
    sentence = Trace(stack, item, stack.trace(item), (), (), ()).sentence
    if stack.graph.parents.get(item.id) or item.id in stack.graph.broken_upward:
        parts.append(escaped(sentence))
    if further := stack.parents(item)[1:]:
        names = join_words(f"{other.title} ({other.id})" for other in further)
        parts.append(escaped(f"It also contributes to {names}."))
    progress = stack.once(Progress).bar(item)[1]
    served = len(stack.graph.children.get(item.id, ()))
    below = [f"served by {served}"] if served else []
    if progress or below:
        parts.append(escaped(", ".join([*below, *([progress] if progress else [])])))
    if item.description:
        parts.append(escaped(elide(item.description, _LONGEST)))
    if (page := page_of(snapshot, item)) is not None:
        parts.append(f"[Its page]({page})")
    return "\n\n".join(parts)


def _key(meaning: Meaning) -> str:
    """What a key is for."""
    name = meaning.cursor.word
    if meaning.holder is None:
        kind = BY_COLLECTION.get(name)
        return f"**{name}**\n\n{prose(kind)}" if kind is not None else ""
    if meaning.kind is meaning.holder and meaning.kind is not None and name in meaning.kind.nests:
        nested = BY_COLLECTION[meaning.kind.nests[name]]
        return f"**{name}**: {nested.plural} that serve this {meaning.kind.noun}\n\n{prose(nested)}"
    return _field(field_of(meaning.holder, name))


def _field(field: Field | None) -> str:
    if field is None:
        return ""
    return f"**{field.name}**\n\n{field.doc}\n\nWrite {field.type}."


def _rule(line: str, column: int) -> Hover | None:
    """What a rule is about that a comment allows."""
    for match in _ALLOW.finditer(line):
        start, end = match.span("rule")
        rule = next((rule for rule in RULES if rule.name == match["rule"]), None)
        if rule is not None and start <= column <= end:
            return Hover(f"**{rule.name}**\n\n{as_markdown(rule)}", start, end)
    return None

from __future__ import annotations

from collections.abc import Iterator

from stratdocs.linting.rules.base import Rule
from stratdocs.markdowntext.shown import (
    LONG,
    MANY,
    SCHEMES,
    is_shown_as_typed,
    may_be_deep,
    not_shown,
)
from stratdocs.model.fields import fields_of
from stratdocs.model.finding import Finding, Severity
from stratdocs.model.kinds import Entity, Part
from stratdocs.model.stack import Stack
from stratdocs.words.phrases import excerpt, join_words


class LostMarkup(Rule):
    """A text contains a picture, a link or lists that the site can't show.

    The site requests nothing from other hosts, so only the words of a picture remain, and links
    lead only to web and mail addresses. Readers would look in vain for what the author meant them
    to see.
    """

    severity = Severity.ADVICE
    group = "reading"
    bad = """
        strategies:
          - id: customers-that-stay
            title: Win by keeping customers
            level: company
            description: "![Churn fell by half](churn.png)"   # <- lost-markup
    """
    good = """
        strategies:
          - id: customers-that-stay
            title: Win by keeping customers
            level: company
            description: "Churn fell by half: [the chart](https://example.com/churn.png)"
        bets:
          - {id: first-week-value, title: Value in the first week, serves: customers-that-stay}
    """

    def check(self, stack: Stack) -> Iterator[Finding]:
        candidates = {path for path, text in stack.texts.items() if _may_lose(text)}
        for entity in stack.entities:
            node = entity.node
            if (
                entity.path in candidates
                or node.end - node.start > LONG
                or stack.texts[entity.path].count("[", node.start, node.end) > MANY
            ):
                for route, text in _prose(entity, ()):
                    if message := _message(text):
                        yield self.finding(entity, f"{entity.id} {message}", *route)


def _may_lose(text: str) -> bool:
    """A quick look at a whole file; few hold any of it."""
    return "](" in text or "][" in text or may_be_deep(text)


def _prose(
    part: Entity | Part, route: tuple[str | int, ...]
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """The texts of an item, each with its place."""
    for field in fields_of(type(part)):
        if field.sort not in ("prose", "part"):
            continue
        value = getattr(part, field.name, None)
        several = isinstance(value, tuple)
        for number, each in enumerate(value if isinstance(value, tuple) else (value,)):
            place = (*route, field.name, number) if several else (*route, field.name)
            if isinstance(each, str) and field.sort == "prose":
                yield place, each
            elif isinstance(each, Part):
                yield from _prose(each, place)


def _message(text: str) -> str | None:
    if is_shown_as_typed(text):
        return (
            "has a text with too many brackets, headings or lists within lists; "
            "it is shown as typed, so split it or write it in plainer Markdown"
        )
    for part in not_shown(text):
        if part.what == "picture":
            named = f'"{excerpt(part.words or part.address)}"'
            return (
                f"has the picture {named}, which the site shows as text only; link to the "
                "picture, or put it on a written page"
            )
        known = join_words(sorted(SCHEMES), "or")
        return (
            f"links to {excerpt(part.address)}, which the site shows without a link; start "
            f"the address with {known}"
        )
    return None

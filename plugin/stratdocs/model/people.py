"""Who of the people in a strategy somebody is, by what other programs know of them."""

from __future__ import annotations

from stratdocs.model.kinds import Person
from stratdocs.model.stack import Stack


def person_of(stack: Stack, name: str, email: str) -> str | None:
    """The id of the person with that e-mail address, else of the only one with that name; None if
    there is none. Addresses are among a person's own fields or links.
    """
    people = stack.of(Person)
    address = email.strip().casefold()
    if address:
        for person in people:
            if address in _addresses(person):
                return person.id
    same = [person.id for person in people if person.title.casefold() == name.strip().casefold()]
    return same[0] if len(same) == 1 else None


def _addresses(person: Person) -> set[str]:
    written = [value for value in person.fields.values() if isinstance(value, str)]
    written += [link.url.removeprefix("mailto:") for link in person.links]
    return {text.strip().casefold() for text in written if "@" in text}

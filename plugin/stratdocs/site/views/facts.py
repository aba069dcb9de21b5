"""The fields of an entity as a person would lay them out, by the types that the model declares."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

from stratdocs.model.kinds import Entity, Part, Prose, Ref
from stratdocs.model.values import Period, Quantity, day_words
from stratdocs.site.views.page import SiteContext

Shape = Literal["line", "prose", "word", "number", "day", "link", "part"]


class Form(NamedTuple):
    """How the values of one declared field are shown."""

    name: str
    shape: Shape
    many: bool
    part: type[Part] | None = None

    @property
    def label(self) -> str:
        """The field's name as a heading: `Cost of delay`."""
        words = LABELS.get(self.name, self.name.replace("_", " "))
        return words[0].upper() + words[1:]


LABELS = {
    "lno": "leverage, neutral or overhead",
    "dhm": "delight, hard to copy, margin",
    "for_whom": "for whom",
    "url": "tracked at",
    "did_not": "what did not work",
    "worked": "what worked",
    "improve": "what we will do differently",
    "fixed": "what is fixed",
    "open": "what teams decide",
    "not_doing": "what we are not doing",
    "triggers": "what would change our course",
    "deprioritises": "what waits because of it",
    "done_when": "done when",
    "asks": "what it asks",
    "tradeoffs": "trade-offs",
    "of": "about",
    "utilisation": "may be planned",
    "by": "by",
    "reading": "our reading of the strategy",
    "confirmed": "who has confirmed that they understood",
    "empowered": "what the owner has been given",
}


class Fact(NamedTuple):
    """One field with its value, ready to print."""

    name: str
    label: str
    shape: Shape
    many: bool
    value: Any
    """By shape: text, a link, or facts of a part; a tuple of them where there are many."""
    columns: tuple[Form, ...] = ()
    """For many parts, the columns that any of them fills."""


def facts(site: SiteContext, entity: Entity, leave_out: Collection[str]) -> tuple[Fact, ...]:
    """The fields that are written, in the order in which the model declares them."""
    return tuple(
        fact
        for form in forms(type(entity))
        if form.name not in leave_out
        and (fact := _fact(site, form, getattr(entity, form.name))) is not None
    )


_forms: dict[type[Entity | Part], tuple[Form, ...]] = {}


def forms(kind: type[Entity | Part]) -> tuple[Form, ...]:
    """How each field of a kind is shown; of an entity, those that only its kind has."""
    known = _forms.get(kind)
    if known is None:
        known = _forms[kind] = _declared(kind)
    return known


def _declared(kind: type[Entity | Part]) -> tuple[Form, ...]:
    hints = get_type_hints(kind, include_extras=True)
    shared = set(Entity.declared) if issubclass(kind, Entity) else set()
    found = [_form(name, hints[name]) for name in kind.declared]
    return tuple(f for f in found if f is not None and f.name not in shared)


def _form(name: str, hint: Any, *, many: bool = False) -> Form | None:
    origin = get_origin(hint)
    if origin in (Union, UnionType):
        return _form(name, next(arm for arm in get_args(hint) if arm is not NoneType), many=many)
    if origin is tuple:
        return _form(name, get_args(hint)[0], many=True)
    if origin is Literal:
        return Form(name, "word", many)
    if origin is Annotated:
        base, mark = get_args(hint)
        match mark:
            case Ref():
                return Form(name, "link", many)
            case Prose():
                return Form(name, "prose", many)
        return Form(name, "number" if base is int else "line", many)
    if hint in (Quantity, int):
        return Form(name, "number", many)
    if hint in (Period, str, bool):
        return Form(name, "line", many)
    if hint is date:
        return Form(name, "day", many)
    if isinstance(hint, type) and issubclass(hint, Part):
        return Form(name, "part", many, hint)
    return None


def _fact(site: SiteContext, form: Form, value: Any) -> Fact | None:
    if value is None or value in ((), ""):
        return None
    if form.many:
        printed = tuple(_printable(site, form, one) for one in value)
        columns: tuple[Form, ...] = ()
        if form.part is not None:
            filled = {fact.name for row in printed for fact in row}
            columns = tuple(column for column in forms(form.part) if column.name in filled)
        return Fact(form.name, form.label, form.shape, many=True, value=printed, columns=columns)
    return Fact(form.name, form.label, form.shape, many=False, value=_printable(site, form, value))


def _printable(site: SiteContext, form: Form, value: Any) -> Any:
    if form.part is not None:
        return tuple(
            fact
            for inner in forms(form.part)
            if (fact := _fact(site, inner, getattr(value, inner.name))) is not None
        )
    match form.shape:
        case "link":
            return site.who(value)
        case "day":
            return day_words(value)
        case "word":
            return value.replace("_", " ")
    if value is True or value is False:
        return "yes" if value else "no"
    return str(value)

"""Values that a view hands to its template, with fields that mypy checks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NoReturn, dataclass_transform


@dataclass_transform(frozen_default=True, kw_only_default=True)
class TemplateData:
    """The base of values for templates: a frozen dataclass to type checkers.

    It is not one at run time: a check that reads written pages imports all views, and making 150
    dataclasses or NamedTuples would take as long as such a check itself.
    """

    def __init__(self, **values: Any) -> None:
        self.__dict__.update(values)

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"{type(self).__name__}.{name} is set once, where it is made")

    def __repr__(self) -> str:
        fields = ", ".join(f"{name}={value!r}" for name, value in vars(self).items())
        return f"{type(self).__name__}({fields})"


def fields(data: TemplateData) -> Mapping[str, Any]:
    """The fields by their names."""
    return vars(data)

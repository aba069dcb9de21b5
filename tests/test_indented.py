"""Reports as JSON have the bytes that the standard library writes."""

from __future__ import annotations

from enum import IntEnum
from json import dumps

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stratdocs.reports.indented import indented

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.lists(inner).map(tuple) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@given(VALUES)
def test_any_data_is_written_as_the_standard_library_writes_it(value: object) -> None:
    assert indented(value) == dumps(value, ensure_ascii=False, indent=2)


class Size(IntEnum):
    BIG = 3


class Path(str):
    __slots__ = ()


@pytest.mark.parametrize(
    "value", [Size.BIG, Path('a"b'), {"a": Size.BIG, "b": True, "c": Path("é\u2028\ud800")}, {}, []]
)
def test_subclasses_are_written_like_their_bases(value: object) -> None:
    assert indented(value) == dumps(value, ensure_ascii=False, indent=2)

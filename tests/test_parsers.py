"""Whatever the text, each parser returns or refuses in a sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from parsers import PARSERS, try_all

SIGNS = (
    *(
        "2027",
        "-Q1",
        "H1",
        "..",
        "€",
        "%",
        "1.2",
        ",",
        "k",
        "m",
        "from",
        " to ",
        "[[top]]",
        "[[",
        "]]",
    ),
    *(
        "```stratdocs\n",
        "```",
        "|",
        "|-|",
        "\n",
        "\t",
        "  ",
        "- ",
        "a:",
        "{",
        "}",
        "[",
        "]",
        '"',
        "'",
    ),
    *(
        "#",
        "# stratdocs: allow x -- y",
        "&a",
        "*a",
        "!b",
        "<",
        ">",
        "\\",
        "\\u00e9",
        "é",
        "日",
        "\u200b",
    ),
    *(
        "\ufeff",
        "\ud800",
        "\x00",
        "\ue000",
        "\U0001f600",
        "and",
        "or",
        "not",
        "=",
        "(",
        ")",
        "~",
        "null",
    ),
    *(
        "{'a': 1}",
        '{"version": 1}',
        "id",
        "title",
        "every 2 weeks",
        "3 days",
        "1e999",
        "9" * 400,
        "-" * 30,
    ),
    *(
        "serves: top",
        "month",
        "per week",
        "T12:00",
        "31/12/2027",
        "*",
        "_",
        "`",
        "![a](b)",
        "[a](tel:1)",
    ),
)
TEXTS = st.one_of(
    st.text(max_size=60),
    st.lists(st.sampled_from(SIGNS), max_size=12).map("".join),
    st.tuples(st.sampled_from(SIGNS), st.integers(1, 400)).map(lambda pair: pair[0] * pair[1]),
)


@pytest.mark.slow
@pytest.mark.parametrize("name", PARSERS)
@given(text=TEXTS)
def test_any_text_is_read_or_refused(name: str, text: str) -> None:
    try_all(text, frozenset((name,)))


@given(text=TEXTS)
def test_any_text_is_read_or_refused_by_all(text: str) -> None:
    try_all(text, frozenset(PARSERS) - {"rename", "strategy", "settings of the strategy"})

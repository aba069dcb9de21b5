"""Where the YAML of a page can be read, at each host of code."""

from __future__ import annotations

from pathlib import Path

import pytest

from stratdocs.publishing.edit_links import at_line, edit_address
from stratdocs.yamltext.source import Span


@pytest.mark.parametrize(
    ("edited", "shown"),
    [
        ("https://github.com/o/r/edit/main/s/a.yml", "https://github.com/o/r/blob/main/s/a.yml#L4"),
        (
            "https://github.com/edit/edit/edit/main/edit/a.yml",
            "https://github.com/edit/edit/blob/main/edit/a.yml#L4",
        ),
        (
            "https://gitlab.com/g/s/p/-/edit/main/a.yml",
            "https://gitlab.com/g/s/p/-/blob/main/a.yml#L4",
        ),
        (
            "https://gitlab.com/edit/edit/-/edit/main/a.yml",
            "https://gitlab.com/edit/edit/-/blob/main/a.yml#L4",
        ),
        ("https://gitlab.com/g/p/edit/main/a.yml", "https://gitlab.com/g/p/blob/main/a.yml#L4"),
        (
            "https://bitbucket.org/o/r/src/default/a.yml?mode=edit",
            "https://bitbucket.org/o/r/src/default/a.yml#lines-4",
        ),
        (
            "https://code.corp/projects/P/repos/r/browse/a.yml?at=main",
            "https://code.corp/projects/P/repos/r/browse/a.yml#4",
        ),
        (
            "https://gitea.com/o/r/_edit/main/docs/a.yml",
            "https://gitea.com/o/r/src/branch/main/docs/a.yml#L4",
        ),
        (
            "https://codeberg.org/o/r/_edit/main/a.yml",
            "https://codeberg.org/o/r/src/branch/main/a.yml#L4",
        ),
        (
            "https://dev.azure.com/o/p/_git/r?path=/docs/a.yml",
            (
                "https://dev.azure.com/o/p/_git/r?path=/docs/a.yml"
                "&line=4&lineEnd=5&lineStartColumn=1&lineEndColumn=1"
            ),
        ),
        (
            "https://git.sr.ht/~o/r/tree/main/item/a.yml",
            "https://git.sr.ht/~o/r/tree/main/item/a.yml#L4",
        ),
        ("https://github.com/o/r/blob/main/a.yml", "https://github.com/o/r/blob/main/a.yml#L4"),
    ],
)
def test_each_host_shows_the_line(edited: str, shown: str) -> None:
    assert shown == at_line(edited, 4)


@pytest.mark.parametrize("folder", ["docs/strategy", "strategy"])
@pytest.mark.parametrize("more", ["", "version=GBmain&"])
def test_an_address_may_end_in_a_question(folder: str, more: str) -> None:
    source = Span(f"{folder}/a b.yml", 4, 1, 4, 2)
    base = f"https://dev.azure.com/o/p/_git/r?{more}path=/docs/"

    address = edit_address(base, source, Path("/s"), Path("/s/docs"))

    assert address is not None
    assert address.startswith(
        f"https://dev.azure.com/o/p/_git/r?{more}path=/{folder}/a%20b.yml&line=4"
    )

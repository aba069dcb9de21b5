"""Texts that mean harm, through the real MkDocs: nothing runs, and no word is lost."""

import os
from pathlib import Path

import pytest
from sites import build, draw

from stratdocs.cli import main
from stratdocs.repo.content import named_file
from stratdocs.site.rendering import without_tokens
from stratdocs.yamltext.source import MappingNode, ScalarNode, read

FORGED = r"""
docs/strategy/a.yml
    strategies:
      - id: top
        title: "Win \ue0000\ue001"
        level: company
        description: "a \ue0000\ue001 b [[top]]"
    bets:
      - {id: first, title: "First \U0000e0001\ue001", serves: top}
docs/index.md
    # Harbour

    ```stratdocs
    view: table
    of: bets
    ```

    typed 0

    [[first]]
"""


def test_no_text_can_pass_for_a_place_in_a_page() -> None:
    root = read("a.yml", 'a: "x \\ue0000\\ue001"\nb: y \ue0000\ue001\n').roots[0]

    assert isinstance(root, MappingNode)
    texts = [node.text for node in root.values.values() if isinstance(node, ScalarNode)]
    assert texts == ["x \ufffd0\ufffd", "y \ufffd0\ufffd"]
    assert without_tokens("\ue0000\ue001") == "\ufffd0\ufffd"


@pytest.mark.slow
def test_a_title_cannot_bring_a_view_onto_a_page(tmp_path: Path) -> None:
    folder = draw(tmp_path, FORGED)
    index = folder / "docs/index.md"
    index.write_text(index.read_text("utf-8").replace("typed 0", "typed \ue0000\ue001"), "utf-8")

    site = build(folder)

    assert site.status == 0
    assert site.page("").count('<div class="sd sd-embed') == 1
    for page in (folder / "site").rglob("*.html"):
        text = page.read_text("utf-8")
        assert "\ue000" not in text
        if page != folder / "site/index.html":
            assert '<div class="sd sd-embed' not in text, page


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
@pytest.mark.parametrize(
    "call",
    [
        "check --baseline pipe",
        "check --baseline pipe --update-baseline",
        "import pipe",
        "import okrs.csv --map pipe",
        "check-in --apply pipe",
        "init new --from pipe",
    ],
)
def test_a_pipe_that_nobody_writes_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], call: str
) -> None:
    monkeypatch.chdir(draw(tmp_path, "docs/strategy/a.yml\n    bets: [{id: a, title: A}]"))
    Path("okrs.csv").write_text("Objective\nSail\n", "utf-8")
    os.mkfifo("pipe")

    assert main(call.split()) == 2
    assert "pipe is a pipe, a device or a socket, so it isn't read" in capsys.readouterr().err


@pytest.mark.skipif(not Path("/dev/fd").is_dir(), reason="no such files here")
def test_what_a_shell_pipes_is_read() -> None:
    reader, writer = os.pipe()
    os.write(writer, b"Objective\nSail\n")
    os.close(writer)

    assert named_file(f"/dev/fd/{reader}") == b"Objective\nSail\n"
    os.close(reader)


def test_an_export_into_a_file_where_a_folder_is_needed_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(draw(tmp_path, "docs/strategy/a.yml\n    bets: [{id: a, title: A}]"))
    Path("out").write_text("mine", "utf-8")

    assert main(["export", "--format", "csv", "--output", "out"]) == 2
    assert "out is a file; name a folder for csv" in capsys.readouterr().err

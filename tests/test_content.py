"""Whatever lies in a folder: it is read, or a finding says why not."""

import os
from pathlib import Path

import pytest

from stratdocs.model.finding import StratdocsError
from stratdocs.repo.content import read_content
from stratdocs.yamltext.source import MAX_FILE

BET = "bets:\n  - {id: a, title: A}\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put(*names: str, text: str | bytes = BET) -> None:
    for name in names:
        file = Path(name)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode() if isinstance(text, str) else text)


def paths_and_messages(*paths: str) -> tuple[list[str], list[str]]:
    """The paths read, and the findings as `path:line:col message`."""
    content = read_content(paths)
    findings = [
        f"{f.span.path}:{f.span.line}:{f.span.column} {f.message}" for f in content.findings
    ]
    assert {f.rule for f in content.findings} <= {"invalid-yaml"}
    return list(content.texts), findings


def test_files_below_a_folder_are_read_by_name() -> None:
    put("s/b.yml", "s/a.yaml", "s/c/a.YML", "s/notes.md", "s/c/d/e.yml")

    actual = paths_and_messages("s")

    assert actual == (["s/a.yaml", "s/b.yml", "s/c/a.YML", "s/c/d/e.yml"], [])


def test_hidden_files_and_settings_are_passed_over_unless_named() -> None:
    put("s/.git/a.yml", "s/.a.yml", "s/a.yml", "s/mkdocs.yml")

    assert paths_and_messages("s") == (["s/a.yml"], [])
    assert paths_and_messages("s/.git", "s/.a.yml", "s/mkdocs.yml") == (
        ["s/.git/a.yml", "s/.a.yml", "s/mkdocs.yml"],
        [],
    )


def test_paths_start_at_the_working_directory(folder: Path) -> None:
    put("s/a.yml", "b.yml")
    (folder / "s" / "inner").mkdir()

    assert list(read_content([folder / "s", "./b.yml"]).texts) == ["s/a.yml", "b.yml"]
    assert list(read_content(["."]).texts) == ["b.yml", "s/a.yml"]
    assert list(read_content(["s/inner/../a.yml"]).texts) == ["s/a.yml"]
    os.chdir("s/inner")
    assert list(read_content([".."]).texts) == ["../a.yml"]


def test_what_is_named_twice_is_read_once() -> None:
    put("s/a.yml")
    Path("s/b.yml").symlink_to("a.yml")
    Path("t").symlink_to("s")

    assert paths_and_messages("s", "s/a.yml", "./s", "t", "s/b.yml") == (["s/a.yml"], [])


def test_a_link_is_followed_once_and_not_in_circles() -> None:
    put("s/a.yml", "other/b.yml")
    Path("s/other").symlink_to("../other")
    Path("s/again").symlink_to("../other")
    Path("s/here").symlink_to(".")
    Path("s/round.yml").symlink_to("round.yml")
    Path("s/gone.yml").symlink_to("nowhere.yml")
    Path("s/gone.md").symlink_to("nowhere")

    actual = paths_and_messages("s")

    assert actual == (
        ["s/a.yml", "s/again/b.yml"],
        [
            "s/gone.yml:1:1 this link leads to nothing that can be read",
            "s/here:1:1 this link leads back to a folder that contains it",
            "s/round.yml:1:1 this link leads back to itself",
        ],
    )


def test_a_folder_named_like_a_file_is_reported_and_read() -> None:
    put("s/x.yml/a.yml")

    expected = ["s/x.yml:1:1 this is a folder, although it is named like a file"]
    assert (["s/x.yml/a.yml"], expected) == paths_and_messages("s")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_reported_and_not_waited_for() -> None:
    put("s/a.yml")
    os.mkfifo("s/pipe.yml")
    Path("s/to-pipe.yml").symlink_to("pipe.yml")
    message = "this is a pipe, a device or a socket, so it isn't read"

    assert (["s/a.yml"], [f"s/pipe.yml:1:1 {message}"]) == paths_and_messages("s")
    assert ([], [f"s/to-pipe.yml:1:1 {message}"]) == paths_and_messages("s/to-pipe.yml")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads all")
def test_a_file_that_must_not_be_read_is_reported() -> None:
    put("s/a.yml", "s/b/c.yml", "s/d.yml")
    Path("s/a.yml").chmod(0)
    Path("s/b").chmod(0)
    try:
        actual = paths_and_messages("s")
    finally:
        Path("s/b").chmod(0o700)

    assert actual == (
        ["s/d.yml"],
        [
            "s/a.yml:1:1 this file can't be read: Permission denied",
            "s/b:1:1 this folder can't be read: Permission denied",
        ],
    )


def test_a_path_to_nothing_is_the_callers_mistake() -> None:
    put("s/a.yml")
    with pytest.raises(StratdocsError, match=r"t doesn't exist; give a YAML file or a folder"):
        read_content(["s", "t"])
    with pytest.raises(StratdocsError, match="can't be read"):
        read_content(["a\0b"])


def test_a_huge_file_is_reported_and_not_loaded() -> None:
    put("s/big.yml", text=b"#" * (MAX_FILE + 5))
    put("s/largest.yml", text=b"#" * MAX_FILE)

    actual = paths_and_messages("s")

    expected = ["s/big.yml:1:1 the file has more than 10,000,000 bytes, which is the limit"]
    assert (["s/largest.yml"], expected) == actual


def test_folders_nested_without_end_are_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("stratdocs.repo.content.MAX_FOLDER_DEPTH", 2)
    put("s/1/2/3/a.yml", "s/1/2/b.yml")

    expected = ["s/1/2/3:1:1 folders are nested more than 2 deep; the rest isn't read"]
    assert (["s/1/2/b.yml"], expected) == paths_and_messages("s")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_utf_16_is_reported_and_read(encoding: str) -> None:
    put("a.yml", text=BET.encode(encoding))

    content = read_content(["a.yml"])

    assert content.texts["a.yml"].removeprefix("\ufeff") == BET
    name = encoding.upper()[:6]
    assert [f"this file is {name}; save it as UTF-8"] == [f.message for f in content.findings]


def test_a_byte_that_is_not_utf_8_is_reported_at_its_place_and_read_as_most_likely_meant() -> None:
    put("a.yml", text=b"bets:\r\n  - title: M\xfcnchen \xe2\x82\xac \x80\r\n")

    content = read_content(["a.yml"])

    assert content.texts["a.yml"] == "bets:\r\n  - title: München € €\r\n"
    (finding,) = content.findings
    assert finding.message == (
        "the byte FC isn't UTF-8 (it may be meant for ü), nor is 1 more; save the file as UTF-8"
    )
    assert finding.span[1:] == (2, 13, 2, 14)


def test_a_million_such_bytes_take_no_time() -> None:
    put("a.yml", text=b"a: " + b"\xe9" * 1_000_000)

    (finding,) = read_content(["a.yml"]).findings

    assert "nor are 999,999 more" in finding.message


def test_nul_and_bom_are_left_to_the_reader() -> None:
    put("a.yml", text="\ufeffbets: \0\n")

    assert read_content(["a.yml"])[:2] == ({"a.yml": "\ufeffbets: \0\n"}, [])

"""Writing files: all or none, whatever stops it."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from stratdocs.cli import main
from stratdocs.model.finding import StratdocsError
from stratdocs.repo.writing import JOURNAL, recover, write_all, write_files

OLD = {"s/a.yml": "one\r\n", "s/b.yml": "\ufefftwo\n", "s/c.yml": "three"}
NEW = {"s/a.yml": "1\r\n", "s/b.yml": "\ufeff2\n", "s/c.yml": "3"}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for path, text in OLD.items():
        put(path, text)
    return tmp_path


def put(path: str, text: str) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_bytes(text.encode())


def texts(folder: str = ".") -> dict[str, str]:
    """Every file below a folder, with its text."""
    return {
        path.as_posix(): path.read_bytes().decode()
        for path in sorted(Path(folder).rglob("*"))
        if path.is_file()
    }


def test_all_files_are_written() -> None:
    write_all({**NEW, "s/new/d.yml": "four\n"}, OLD)

    assert texts() == {**NEW, "s/new/d.yml": "four\n"}


def test_a_file_can_be_removed() -> None:
    write_all({"s/a.yml": None, "s/b.yml": NEW["s/b.yml"]}, OLD)

    assert texts() == {"s/b.yml": NEW["s/b.yml"], "s/c.yml": OLD["s/c.yml"]}


def test_what_stays_the_same_is_not_touched() -> None:
    before = Path("s/a.yml").stat().st_ino

    write_all({"s/a.yml": OLD["s/a.yml"], "s/b.yml": "2"}, OLD)

    assert Path("s/a.yml").stat().st_ino == before


def test_a_file_that_has_changed_meanwhile_stops_all() -> None:
    put("s/b.yml", "somebody else's")

    with pytest.raises(StratdocsError, match=r"s/b.yml has changed since it was read"):
        write_all(NEW, OLD)

    assert texts() == {**OLD, "s/b.yml": "somebody else's"}


def test_a_new_file_overwrites_none() -> None:
    with pytest.raises(StratdocsError, match=r"s/c.yml already exists"):
        write_all({"s/a.yml": "1", "s/c.yml": "new"}, {"s/a.yml": OLD["s/a.yml"]})

    assert texts() == OLD


def test_a_new_file_in_a_folder_that_is_a_file_stops_all() -> None:
    with pytest.raises(StratdocsError, match="not write"):
        write_all({"s/a.yml": "1", "s/new/x.yml": "x", "s/c.yml/d.yml": "new"}, OLD)

    assert texts() == OLD
    assert not Path("s/new").exists()


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everything")
def test_a_write_protected_file_stops_all() -> None:
    Path("s/b.yml").chmod(0o444)

    with pytest.raises(StratdocsError, match="write-protected"):
        write_all(NEW, OLD)

    assert texts() == OLD


@pytest.mark.skipif(os.name == "nt", reason="no permissions there")
def test_permissions_and_links_stay() -> None:
    Path("s/a.yml").chmod(0o640)
    Path("link.yml").symlink_to("s/a.yml")

    write_all({"link.yml": "1"}, {"link.yml": OLD["s/a.yml"]})

    assert Path("link.yml").is_symlink()
    assert Path("s/a.yml").read_text(encoding="utf-8") == "1"
    assert Path("s/a.yml").stat().st_mode & 0o777 == 0o640


def test_a_failure_between_two_files_takes_the_first_back(monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.replace

    def failing(source: str, target: str) -> None:
        if target.endswith("c.yml"):
            raise OSError(28, "No space left on device")
        real(source, target)

    monkeypatch.setattr(os, "replace", failing)

    with pytest.raises(StratdocsError, match=r"c.yml: No space left on device; nothing was"):
        write_all({"s/new.yml": "new", **NEW}, OLD)

    assert texts() == OLD


def held(monkeypatch: pytest.MonkeyPatch, name: str, times: int) -> None:
    """Lets another program hold a file, as on Windows, for so many attempts."""
    left = [times]

    def refusing(real: Callable[..., None]) -> Callable[..., None]:
        def change(*paths: str) -> None:
            if paths[-1].endswith(name) and left[0] > 0:
                left[0] -= 1
                raise PermissionError(13, "The process cannot access the file")
            real(*paths)

        return change

    monkeypatch.setattr(os, "replace", refusing(os.replace))
    monkeypatch.setattr(os, "unlink", refusing(os.unlink))
    monkeypatch.setattr(time, "sleep", lambda _: None)


@pytest.mark.parametrize("name", ["c.yml", JOURNAL])
def test_a_file_that_another_program_holds_for_a_moment_is_written(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    held(monkeypatch, name, 3)

    write_all(NEW, OLD)

    assert texts() == {**OLD, **NEW}
    assert not Path(JOURNAL).exists()


def test_a_file_that_another_program_keeps_gives_a_sentence_and_changes_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    held(monkeypatch, "c.yml", 1000)

    with pytest.raises(StratdocsError, match=r"c.yml: The process cannot access the file; nothing"):
        write_all({"s/new.yml": "new", **NEW}, OLD)

    assert texts() == OLD


def test_what_cannot_be_changed_back_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.replace
    placed: list[str] = []

    def failing(source: str, target: str) -> None:
        if target.endswith("c.yml") or target in placed:
            raise OSError(5, "Input/output error")
        if target.endswith(".yml"):
            placed.append(target)
        real(source, target)

    monkeypatch.setattr(os, "replace", failing)

    with pytest.raises(StratdocsError, match=r"couldn't be restored: s/b.yml and s/a.yml"):
        write_all(NEW, OLD)


def test_a_journal_that_cannot_be_removed_does_no_harm(monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.unlink

    def refusing(path: str) -> None:
        if path.endswith(JOURNAL):
            raise PermissionError(13, "The process cannot access the file")
        real(path)

    with monkeypatch.context() as patched:
        patched.setattr(os, "unlink", refusing)
        patched.setattr(time, "sleep", lambda _: None)
        write_all(NEW, OLD)

    assert len(recover()) == 1
    assert texts() == {**OLD, **NEW}


def kill_at(place: int, git: bool) -> dict[str, str]:
    """Starts to write all files in a process that is killed at its nth step."""
    if git:
        Path(".git").mkdir(exist_ok=True)
    script = f"""
import os
from stratdocs.repo import writing
step = 0
def counted(function):
    def call(*arguments, **named):
        global step
        step += 1
        if step == {place}:
            os._exit(9)
        return function(*arguments, **named)
    return call
for name in ("replace", "fsync", "chmod", "unlink"):
    setattr(os, name, counted(getattr(os, name)))
writing.write_all({NEW!r}, {OLD!r})
"""
    ended = subprocess.run([sys.executable, "-c", script], check=False).returncode
    assert ended in (0, 9)
    found = texts()
    return {} if ended == 0 else found


@pytest.mark.parametrize("git", [False, True])
@pytest.mark.parametrize("place", range(1, 20))
def test_a_killed_process_loses_nothing(place: int, git: bool) -> None:
    stopped = kill_at(place, git)
    if not stopped:
        assert texts() == NEW
        return
    for path, text in OLD.items():
        assert stopped[path] in (text, NEW[path])

    said = recover()

    assert texts() in (OLD, NEW)
    assert any(stopped[path] == NEW[path] for path in OLD) <= (texts() == NEW)
    assert said
    assert recover() == ()


def test_what_was_edited_after_the_kill_is_kept_and_reported() -> None:
    stopped: dict[str, str] = {}
    for place in range(1, 20):
        for path, text in OLD.items():
            put(path, text)
        stopped = kill_at(place, git=False)
        if stopped["s/a.yml"] == NEW["s/a.yml"]:
            break
        recover()
    put("s/c.yml", "a person's")

    said = recover()

    assert texts() == {**NEW, "s/c.yml": "a person's"}
    (sentence,) = said
    assert "s/c.yml has been changed since, so that change was left out; make it again" in sentence


def test_the_next_command_finishes_and_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    for place in range(1, 20):
        for path, text in OLD.items():
            put(path, text)
        if kill_at(place, git=False)["s/a.yml"] == NEW["s/a.yml"]:
            break
        recover()

    main(["rules"])

    assert texts() == NEW
    assert "all 3 files that it changed are now written" in capsys.readouterr().err


def test_a_journal_without_content_is_cleared(monkeypatch: pytest.MonkeyPatch) -> None:
    put(JOURNAL, "")
    os.utime(JOURNAL, (0, 0))

    assert recover() == ("a command was stopped before it changed anything",)
    assert texts() == OLD


@pytest.mark.parametrize(
    "entry",
    [
        ["/TOP/../other/a.yml", "/TOP/../other/a.yml.1.tmp", None],
        ["/TOP/s/a.yml", "/TOP/s/b.yml", None],
        ["/TOP/link/a.yml", "/TOP/link/a.yml.1.tmp", None],
        ["/TOP/s/a.yml", "/TOP/s/a.yml.2.tmp", None],
    ],
)
def test_a_journal_that_names_files_elsewhere_is_left_alone(
    tmp_path: Path, entry: list[str | None]
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "a.yml").write_text("mine", encoding="utf-8")
    (tmp_path / "link").symlink_to(other)
    top = os.path.realpath(tmp_path / "top")
    Path(top, "s").mkdir(parents=True)
    Path(top, "mkdocs.yml").write_text("site_name: x\n", encoding="utf-8")
    Path(top, "link").symlink_to(other)
    before = texts(str(tmp_path))
    files = [name and name.replace("/TOP", top) for name in entry]
    journal = Path(top, JOURNAL)
    journal.write_text(
        json.dumps({"process": 1, "state": "drafting", "files": [files]}), encoding="utf-8"
    )
    os.utime(journal, (0, 0))

    (sentence,) = recover([top])

    assert "files elsewhere, so it was left alone" in sentence
    journal.unlink()
    assert texts(str(tmp_path)) == before


@pytest.mark.parametrize("text", ["[]", "7", '{"process": 1}', "null", "\xff"])
def test_a_journal_that_is_nonsense_is_cleared(text: str) -> None:
    put(JOURNAL, text)
    os.utime(JOURNAL, (0, 0))

    assert recover() == ("a command was stopped before it changed anything",)
    assert texts() == OLD


def test_in_a_repository_only_the_journal_of_git_counts(tmp_path: Path) -> None:
    Path(".git").mkdir()
    Path("site/.x").mkdir(parents=True)
    put("site/mkdocs.yml", "site_name: x\n")
    put(f"site/{JOURNAL}", "7")
    os.utime(f"site/{JOURNAL}", (0, 0))

    assert recover(["site"]) == ()
    assert Path("site", JOURNAL).exists()


def test_two_commands_do_not_write_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("stratdocs.repo.writing.PATIENCE", 0.1)
    put(JOURNAL, f'{{"process": {os.getppid()}, "state": "ready", "files": []}}')

    with pytest.raises(StratdocsError, match="another stratdocs command is writing"):
        write_all(NEW, OLD)

    assert Path(JOURNAL).exists()
    assert {path: text for path, text in texts().items() if path != JOURNAL} == OLD


@pytest.mark.parametrize("place", range(1, 9))
def test_ctrl_c_leaves_all_or_nothing(monkeypatch: pytest.MonkeyPatch, place: int) -> None:
    step = 0

    def interrupted(real: Callable[..., None]) -> Callable[..., None]:
        def change(*arguments: object) -> None:
            nonlocal step
            step += 1
            if step == place:
                raise KeyboardInterrupt
            real(*arguments)

        return change

    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", interrupted(os.replace))
        patched.setattr(os, "fsync", interrupted(os.fsync))
        with pytest.raises(KeyboardInterrupt):
            write_all(NEW, OLD)

    assert texts() in (OLD, NEW)


def test_files_that_are_made_again_are_all_written_or_none(monkeypatch: pytest.MonkeyPatch) -> None:
    made: dict[str, bytes | None] = {path: text.encode() for path, text in NEW.items()}
    made |= {"s/new/d.csv": b"4"}
    real = os.replace

    def failing(source: str, target: str) -> None:
        if target.endswith("d.csv"):
            raise OSError(28, "No space left on device")
        real(source, target)

    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", failing)
        with pytest.raises(StratdocsError, match=r"d.csv: No space left on device; nothing was"):
            write_files(made)
    assert texts() == OLD
    assert not Path("s/new").exists()

    assert write_files(made) == tuple(made)
    assert write_files(made) == ()
    assert write_files({"s/c.yml": None}) == ("s/c.yml",)
    assert texts() == {"s/a.yml": NEW["s/a.yml"], "s/b.yml": NEW["s/b.yml"], "s/new/d.csv": "4"}


def test_a_draft_of_a_killed_process_with_the_same_number_is_replaced() -> None:
    put(f"s/a.yml.{os.getpid()}.tmp", "half")

    write_all(NEW, OLD)

    assert texts() == NEW

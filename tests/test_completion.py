"""`stratdocs completion`, as a shell runs it; and what a terminal shows while it waits."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from stratdocs import cli
from stratdocs.cli import main
from stratdocs.cli.completion import SHELLS

BASH, ZSH, FISH = map(shutil.which, ("bash", "zsh", "fish"))


def script(shell: str, capsys: pytest.CaptureFixture[str]) -> str:
    assert main(["completion", shell]) == 0
    return capsys.readouterr().out


CALLS = [
    ("stratdocs ret", ["retire"]),
    ("stratdocs check --form", ["--format"]),
    ("stratdocs check --format sa", ["sarif"]),
    ("stratdocs check --select orph", ["orphan"]),
    ("stratdocs move first", ["first-week"]),
    ("stratdocs move first-week --under b", ["bigger", "bet-a"]),
    ("stratdocs explain startu", ["startup"]),
    ("stratdocs completion f", ["fish"]),
    ("stratdocs split ok", ["okrs.yml"]),
]
"""Calls whose last word is to be completed, and what it may become."""
FILE = (
    "objectives:\n  - id: first-week\n    title: A\nbets: [{id: bet-a, title: B}]\n"
    "work:\n- {title: x, id: bigger}\n"
)


@pytest.mark.skipif(BASH is None or os.name == "nt", reason="there is no bash")
@pytest.mark.parametrize(("call", "offered"), CALLS)
def test_bash_completes_commands_options_values_and_ids(
    call: str, offered: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "okrs.yml").write_text(FILE)
    words = " ".join(f"'{word}'" for word in call.split())
    test = (
        f"{script('bash', capsys)}\nCOMP_WORDS=({words})\n"
        "COMP_CWORD=$((${#COMP_WORDS[@]} - 1))\n_stratdocs\nprintf '%s\\n' \"${COMPREPLY[@]}\"\n"
    )

    run = subprocess.run(
        [str(BASH), "-c", test], cwd=tmp_path, capture_output=True, check=True, encoding="utf-8"
    )

    assert sorted(run.stdout.split()) == sorted(offered)
    assert run.stderr == ""


@pytest.mark.skipif(ZSH is None, reason="there is no zsh")
@pytest.mark.parametrize(("call", "offered"), CALLS)
def test_zsh_completes_them_too(
    call: str, offered: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "okrs.yml").write_text(FILE)
    words = " ".join(f"'{word}'" for word in call.split())
    loaded = script("zsh", capsys).replace("&& compinit &&", "&& compinit -D -u &&")
    test = (
        f"{loaded}\nfind_words() {{\nemulate -L sh\n"
        "setopt kshglob noshglob braceexpand ksharrays\n"
        f"COMP_WORDS=({words})\nCOMP_CWORD=$((${{#COMP_WORDS[@]}} - 1))\n_stratdocs\n"
        "printf '%s\\n' \"${COMPREPLY[@]}\"\n}\nfind_words\n"
    )

    run = subprocess.run(
        [str(ZSH), "-f", "-c", test], cwd=tmp_path, capture_output=True, check=True,
        encoding="utf-8", env={**os.environ, "HOME": str(tmp_path)},
    )  # fmt: skip

    last = call.rsplit(maxsplit=1)[-1]  # zsh itself leaves out what does not begin with it
    assert sorted(word for word in run.stdout.split() if word.startswith(last)) == sorted(offered)
    assert run.stderr == ""


@pytest.mark.skipif(FISH is None, reason="there is no fish")
@pytest.mark.parametrize(("call", "offered"), CALLS)
def test_fish_completes_them_too(
    call: str, offered: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "okrs.yml").write_text(FILE)
    test = f"{script('fish', capsys)}\ncomplete -C '{call}'\n"

    run = subprocess.run(
        [str(FISH), "--no-config", "-c", test], cwd=tmp_path, capture_output=True, check=True,
        encoding="utf-8", env={**os.environ, "HOME": str(tmp_path)},
    )  # fmt: skip

    assert sorted(line.split("\t")[0] for line in run.stdout.splitlines()) == sorted(offered)
    assert run.stderr == ""


@pytest.mark.parametrize("shell", SHELLS)
def test_each_script_knows_every_command(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    text = script(shell, capsys)

    assert [verb for verb in cli.VERBS if verb not in text] == []
    assert "dry-run" in text


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="there are no pseudo-terminals")
@pytest.mark.parametrize(
    ("seconds", "environment", "expected"),
    [
        (0.4, {}, "done\r\n"),
        (2.6, {}, "\r\x1b[Kstratdocs: checking (2 s)\r\x1b[Kdone\r\n"),
        (2.6, {"CI": "true"}, "done\r\n"),
        (2.6, {"NO_COLOR": "1"}, "done\r\n"),
    ],
)
def test_a_terminal_shows_what_takes_long(
    seconds: float, environment: dict[str, str], expected: str
) -> None:
    code = (
        "import time\nfrom stratdocs.cli.output import progress\n"
        f"with progress('checking'): time.sleep({seconds})\nprint('done')"
    )
    ours, theirs = os.openpty()
    known = {name: value for name, value in os.environ.items() if name not in ("CI", "NO_COLOR")}
    path = os.pathsep.join(sys.path)

    subprocess.run(
        [sys.executable, "-c", code],
        env={**known, "TERM": "xterm", "PYTHONPATH": path, **environment},
        stdout=theirs,
        stderr=theirs,
        check=True,
    )
    os.close(theirs)

    assert os.read(ours, 4096).decode() == expected
    os.close(ours)


def test_a_pipe_shows_nothing_of_it() -> None:
    code = (
        "import time\nfrom stratdocs.cli.output import progress\n"
        "with progress('checking'): time.sleep(2.3)"
    )

    run = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "TERM": "xterm", "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        check=True,
    )

    assert run.stderr == b""

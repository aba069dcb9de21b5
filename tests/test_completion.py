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

BASH = shutil.which("bash")


def script(shell: str, capsys: pytest.CaptureFixture[str]) -> str:
    assert main(["completion", shell]) == 0
    return capsys.readouterr().out


@pytest.mark.skipif(BASH is None or os.name == "nt", reason="there is no bash")
@pytest.mark.parametrize(
    ("call", "offered"),
    [
        ("stratdocs ret", ["retire"]),
        ("stratdocs check --form", ["--format"]),
        ("stratdocs check --format sa", ["sarif"]),
        ("stratdocs check --select orph", ["orphan"]),
        ("stratdocs move first", ["first-week"]),
        ("stratdocs move first-week --under b", ["bigger", "bet-a"]),
        ("stratdocs explain startu", ["startup"]),
        ("stratdocs completion f", ["fish"]),
        ("stratdocs split ok", ["okrs.yml"]),
    ],
)
def test_bash_completes_commands_options_values_and_ids(
    call: str, offered: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "okrs.yml").write_text(
        "objectives:\n  - id: first-week\n    title: A\nbets: [{id: bet-a, title: B}]\n"
        "work:\n- {title: x, id: bigger}\n"
    )
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

"""A git repository in a temporary folder, for the tests that read one."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest


def new_repository(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    who: str = "Ana",
    email: str = "ana@example.com",
) -> Path:
    """An empty repository on main, which nothing of this machine's git reaches; the working folder
    from now on.
    """
    folder = tmp_path / "my repository"
    folder.mkdir()
    monkeypatch.chdir(folder)
    for name in [name for name in os.environ if name.startswith(("GIT_", "GITHUB_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))
    git("init", "-q", "-b", "main", "--template=")
    with (folder / ".git" / "config").open("a", encoding="utf-8") as config:
        config.write(f'[user]\n\tname = "{who}"\n\temail = "{email}"\n')
    (folder / ".git" / "info").mkdir(exist_ok=True)  # which a template would bring
    return folder


def git(*words: str, day: str | None = None) -> str:
    """What git says, as if it were noon of that day."""
    when = f"{day}T12:00:00+0000"
    dates = {} if day is None else {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when}
    done = subprocess.run(
        ["git", *words],
        env={**os.environ, **dates},
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout.strip()


def put(name: str, text: str) -> None:
    """Writes a file of the working folder."""
    file = Path(name)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode())

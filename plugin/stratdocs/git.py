"""The strategy's files as they were at a point of their history. The one module that calls git."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator

from stratdocs.content import SETTINGS, SUFFIXES
from stratdocs.finding import StratdocsError
from stratdocs.source import MAX_FILE

REGULAR = ("100644", "100755")
"""Modes of files; links and submodules are passed over."""


def texts_at(ref: str, paths: Iterable[str]) -> dict[str, str]:
    """The YAML that the paths named at a commit, branch or tag: path from the repository's root to
    text.

    Where a path held none then, it may have moved since: all YAML of the repository is read.
    """
    if ref.startswith("-") or not ref.strip() or "\0" in ref:
        raise StratdocsError(f'"{ref}" is no commit, branch or tag; --since takes one, as in main')
    texts: dict[str, str] = {}
    for path in paths:
        repository = _Repository(path)
        texts.update(repository.texts(repository.commit(ref)))
    return texts


class _Repository:
    """The repository that a path lies in."""

    def __init__(self, path: str) -> None:
        self.path = os.path.realpath(path)
        self.folder = self.path if os.path.isdir(self.path) else os.path.dirname(self.path)
        found = self.git("rev-parse", "--show-toplevel", fine=(0, 128))
        if found.returncode:
            why = found.stderr.decode("utf-8", "replace")
            if "dubious ownership" in why:
                raise StratdocsError(
                    f"git does not trust the repository of {path}: it belongs to somebody else; "
                    "its setting safe.directory says whom to trust"
                )
            raise StratdocsError(
                f"{path} lies in no git repository, so there is nothing to compare it with"
            )
        self.root = os.path.realpath(os.fsdecode(found.stdout).rstrip("\r\n"))

    def commit(self, ref: str) -> str:
        """The full name of a commit."""
        found = self.git("rev-parse", "--verify", "--quiet", f"{ref}^{{commit}}", fine=(0, 1, 128))
        if not found.returncode:
            return found.stdout.decode().strip()
        shallow = self.git("rev-parse", "--is-shallow-repository").stdout.strip() == b"true"
        raise StratdocsError(
            f"there is no {ref} in this clone, which holds only the last part of the history; "
            "git fetch --unshallow brings the rest (in CI: fetch-depth: 0)"
            if shallow
            else f"there is no commit, branch or tag {ref} in this repository"
        )

    def texts(self, commit: str) -> dict[str, str]:
        """The YAML of a commit."""
        within = os.path.relpath(self.path, self.root).replace(os.sep, "/")
        blobs = dict(self.listed(commit, "" if within == "." else within))
        return dict(self.read(blobs or dict(self.listed(commit, ""))))

    def listed(self, commit: str, within: str) -> Iterator[tuple[str, str]]:
        """Path and object of each YAML file below a path that is not hidden."""
        words = ["ls-tree", "-r", "-z", "-l", "--full-tree", commit, *([within] if within else [])]
        out = self.git(*words).stdout
        for entry in out.split(b"\0"):
            if not entry:
                continue
            about, _, raw = entry.partition(b"\t")
            mode, _, name, size = about.decode().split()
            path = os.fsdecode(raw)
            if (
                mode in REGULAR
                and path.lower().endswith(SUFFIXES)
                and int(size) <= MAX_FILE
                and not _passed_over(path, within)
            ):
                yield path, name

    def read(self, blobs: dict[str, str]) -> Iterator[tuple[str, str]]:
        """Path and text of each blob, all fetched in one go."""
        if not blobs:
            return
        asked = "".join(f"{name}\n" for name in blobs.values()).encode()
        out = self.git("cat-file", "--batch", given=asked).stdout
        at = 0
        for path in blobs:
            end = out.index(b"\n", at)
            size = int(out[at:end].split()[2])
            at = end + 1
            yield path, out[at : at + size].decode("utf-8", "replace")
            at += size + 1

    def git(
        self, *words: str, given: bytes | None = None, fine: tuple[int, ...] = (0,)
    ) -> subprocess.CompletedProcess[bytes]:
        """What git says in this repository."""
        environment = dict(os.environ, LC_ALL="C", GIT_OPTIONAL_LOCKS="0")
        try:
            done = subprocess.run(
                ["git", "-C", self.folder, *words],
                input=given if given is not None else b"",
                capture_output=True,
                env=environment,
                check=False,
            )
        except FileNotFoundError as error:
            raise StratdocsError("there is no git on this machine, which --since asks") from error
        except OSError as error:
            raise StratdocsError(f"git could not be started: {error.strerror}") from error
        if done.returncode not in fine:
            said = done.stderr.decode("utf-8", "replace").strip().split("\n", 1)[0]
            raise StratdocsError(f"git could not read the history: {said}")
        return done


def _passed_over(path: str, within: str) -> bool:
    """Whether a check passes the file over: settings beside a strategy, and what is hidden."""
    if path == within:
        return False
    below = path.removeprefix(within).strip("/").split("/")
    return below[-1] in SETTINGS or any(part.startswith(".") for part in below)

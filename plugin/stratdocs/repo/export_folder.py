"""The folder of an export: files that stratdocs writes and writes again, with a stamp."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from stratdocs.model.finding import StratdocsError
from stratdocs.repo.content import named_file
from stratdocs.repo.project import HOW_TO_FOLLOW, find_project, leads_out, reject_link_out

STAMP = ".stratdocs-export.json"
"""The file that says what an export wrote, and of what. Generators skip hidden files."""


def read_site_files(docs: Path, leave_out: Iterable[str]) -> dict[str, bytes]:
    """The files of a folder of pages by their path below it, without hidden ones and without the
    folders to leave out.
    """
    left_out = {Path(folder).resolve() for folder in leave_out}
    project = find_project(str(docs))
    follow = project is not None and project.follow
    found: dict[str, bytes] = {}
    for folder, below, names in os.walk(docs):
        here = Path(folder)
        below[:] = sorted(
            name for name in below if name[0] != "." and (here / name).resolve() not in left_out
        )
        for name in sorted(names):
            path = here / name
            if name[0] != "." and path.is_file():
                if path.is_symlink() and leads_out(str(path), follow=follow):
                    raise StratdocsError(
                        f"{path} is a link that leads out of the git repository, so it isn't "
                        f"read; {HOW_TO_FOLLOW}"
                    )
                try:
                    found[path.relative_to(docs).as_posix()] = path.read_bytes()
                except OSError as error:
                    raise StratdocsError(f"{path} can't be read: {error.strerror}") from error
    return found


def reject_foreign_folder(folder: Path) -> None:
    """Raises if the folder holds files that no export wrote."""
    if not folder.exists():
        return
    if not folder.is_dir():
        raise StratdocsError(f"{folder} is a file; give a folder for the export")
    if any(folder.iterdir()) and _stamp(folder) is None:
        raise StratdocsError(
            f"{folder} contains files that weren't exported; give a new or empty folder"
        )


class ExportChanges(NamedTuple):
    """What an export would do in its folder, by the path of each file below it."""

    new: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]


def export_changes(folder: Path, files: Mapping[str, bytes]) -> ExportChanges:
    """What writing an export would do. Raises if it would write over a file of somebody else."""
    former = _former(folder)
    new, changed = [], []
    for name, data in sorted(files.items()):
        path = folder / name
        if not path.exists():
            new.append(name)
        elif not path.is_file() or path.read_bytes() != data:
            if name not in former:
                raise StratdocsError(
                    f"{path} wasn't written by an export and would be replaced; move it, or "
                    "give a different folder"
                )
            changed.append(name)
    gone = sorted(name for name in former - files.keys() if (folder / name).is_file())
    return ExportChanges(tuple(new), tuple(changed), tuple(gone))


def _former(folder: Path) -> set[str]:
    """The files that the last export wrote."""
    listed = (_stamp(folder) or {}).get("files")
    return {str(name) for name in listed} if isinstance(listed, list) else set()


def write_export(folder: Path, files: Mapping[str, bytes], version: str) -> int:
    """Writes an export over the one before it and returns the number of files that changed.

    What the last export wrote and this one does not is removed; what is the same is left alone, so
    that a server that watches the folder builds only what changed. The stamp is written first, with
    the files of both, so that the next export completes one that was cut short.
    """
    former = _former(folder)
    export_changes(folder, files)
    for name in files:
        reject_link_out(str(folder / name))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _write_stamp(folder, former | files.keys(), version, "unfinished")
        changed = sum(_write(folder / name, data) for name, data in files.items())
        changed += sum(_remove(folder, name) for name in sorted(former - files.keys()))
        _write_stamp(folder, files.keys(), version, _fingerprint(files))
    except OSError as error:
        raise StratdocsError(
            f"{error.filename or folder} can't be written: {error.strerror}"
        ) from error
    return changed


def _fingerprint(files: Mapping[str, bytes]) -> str:
    """What identifies the content of an export."""
    total = hashlib.sha256()
    for name, data in sorted(files.items()):
        total.update(name.encode() + b"\0" + hashlib.sha256(data).digest())
    return total.hexdigest()


def _stamp(folder: Path) -> dict[str, object] | None:
    try:
        found = json.loads(named_file(str(folder / STAMP)))
    except (OSError, ValueError, RecursionError, StratdocsError):
        return None
    return found if isinstance(found, dict) else None


def _write_stamp(folder: Path, names: Iterable[str], version: str, content: str) -> None:
    data = {
        "note": "Written by stratdocs export. Do not edit: the next export writes it again.",
        "stratdocs": version,
        "content": content,
        "files": sorted(names),
    }
    text = json.dumps(data, indent=2, ensure_ascii=False) + "\n"
    _write(folder / STAMP, text.encode())


def _write(path: Path, data: bytes) -> bool:
    """Writes a file unless it is the same already; returns whether it did."""
    if path.is_file() and path.read_bytes() == data:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.stratdocs-new")
    draft.write_bytes(data)
    draft.replace(path)
    return True


def _remove(folder: Path, name: str) -> bool:
    """Removes a file that an earlier export wrote, and folders that are empty without it."""
    path = folder / name
    if not path.is_relative_to(folder) or ".." in path.relative_to(folder).parts:
        return False
    if not path.is_file() or leads_out(str(path)):
        return False
    path.unlink()
    above = path.parent
    while above != folder and not any(above.iterdir()):
        above.rmdir()
        above = above.parent
    return True

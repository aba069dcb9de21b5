"""The folder of an export: files that stratdocs writes and writes again, with a stamp."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from stratdocs.model.finding import StratdocsError
from stratdocs.repo.content import named_file
from stratdocs.repo.project import HOW_TO_FOLLOW, find_project, leads_out, reject_link_out
from stratdocs.repo.writing import write_files

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
        if not _leads_into(folder, path):
            raise StratdocsError(f"{path} leads out of {folder}; remove the link")
        if not path.exists():
            new.append(name)
        elif not path.is_file() or path.read_bytes() != data:
            if name not in former:
                raise StratdocsError(
                    f"{path} wasn't written by an export and would be replaced; move it, or "
                    "give a different folder"
                )
            changed.append(name)
    gone = sorted(name for name in former - files.keys() if _is_ours(folder, name))
    return ExportChanges(tuple(new), tuple(changed), tuple(gone))


def _former(folder: Path) -> set[str]:
    """The files that the last export wrote."""
    listed = (_stamp(folder) or {}).get("files")
    return {str(name) for name in listed} if isinstance(listed, list) else set()


def write_export(folder: Path, files: Mapping[str, bytes], version: str) -> int:
    """Writes an export over the one before it and returns the number of files that changed.

    What the last export wrote and this one does not is removed; what is the same is left alone, so
    that a server that watches the folder builds only what changed. All of it is written, or none.
    """
    former = _former(folder)
    reject_link_out(str(folder))
    export_changes(folder, files)
    gone = [name for name in sorted(former - files.keys()) if _is_ours(folder, name)]
    stamp = str(folder / STAMP)
    written: dict[str, bytes | None] = {stamp: _stamp_text(files, version)}
    written |= {str(folder / name): data for name, data in files.items()}
    written |= {str(folder / name): None for name in gone}
    changed = write_files(written)
    for name in gone:
        _remove_empty(folder, (folder / name).parent)
    return len(changed) - (stamp in changed)


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


def _stamp_text(files: Mapping[str, bytes], version: str) -> bytes:
    data = {
        "note": "Written by stratdocs export. Do not edit: the next export writes it again.",
        "stratdocs": version,
        "content": _fingerprint(files),
        "files": sorted(files),
    }
    return (json.dumps(data, indent=2, ensure_ascii=False) + "\n").encode()


def _is_ours(folder: Path, name: str) -> bool:
    """Whether what a stamp lists is a file in the folder; stamps may be made up."""
    return (folder / name).is_file() and _leads_into(folder, folder / name)


def _leads_into(folder: Path, path: Path) -> bool:
    """Whether a path stays in a folder, whatever links it leads through."""
    return path.resolve().is_relative_to(folder.resolve())


def _remove_empty(folder: Path, above: Path) -> None:
    """Removes folders that are empty without a file that an earlier export wrote."""
    with suppress(OSError):
        while above != folder and not any(above.iterdir()):
            above.rmdir()
            above = above.parent

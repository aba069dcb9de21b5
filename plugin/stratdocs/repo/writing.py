"""Writing to the strategy's files: all of a command's changes, or none.

    write_all({"bets.yml": new}, {"bets.yml": old})

Each new text is first written to a draft beside its file. A journal then lists the drafts, and they
take the places of their files one after the other. Whatever ends the process in between, `recover`
finds the journal when the next command starts: it finishes what was begun, or clears it away where
nothing had been changed. The journal is also the lock that lets only one command write at a time.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from stat import S_IMODE
from typing import NamedTuple

from stratdocs.model.finding import StratdocsError
from stratdocs.repo.here import from_here
from stratdocs.repo.settings_files import FILES
from stratdocs.words.phrases import join_words

JOURNAL = ".stratdocs-journal"
"""The name of the journal: in git's own folder, which nobody can commit to, or else beside the
settings file of the site, or else in the folder that all the files lie below."""
PATIENCE = 5.0
"""Seconds that a command waits until another one has finished writing."""


class _Entry(NamedTuple):
    """A file that is being replaced, created or removed; paths are absolute."""

    target: str
    draft: str | None
    """The draft that takes its place; None if the file is removed."""
    before: str | None
    """The digest of the file before; None if there was none."""


def write_all(texts: Mapping[str, str | None], read: Mapping[str, str]) -> None:
    """Writes the texts to their files, all or none; None removes a file.

    `read` holds the texts that the files had when they were read; a file that is not among them is
    new. Raises StratdocsError, and changes nothing, if a file no longer holds what was read, if a
    new one exists already, or if one cannot be written. Files keep their permissions, and links
    their targets.
    """
    changes = {path: text for path, text in texts.items() if text != read.get(path)}
    _write(
        {path: None if text is None else text.encode() for path, text in changes.items()},
        {path: read[path].encode() for path in changes if path in read},
    )


def write_files(files: Mapping[str, bytes | None]) -> tuple[str, ...]:
    """Writes files that are made again each time, over those that are there, all or none; None
    removes one. Returns those that changed. Raises StratdocsError, and changes nothing, if one
    cannot be written.
    """
    folders = {os.path.dirname(path) for path in files}
    recover(sorted(folders | {os.path.dirname(folder) for folder in folders}))
    for path in files:
        if os.path.exists(path) and not os.path.isfile(path):
            raise StratdocsError(f"{path} isn't a file, so nothing was written")
    try:
        read = {path: data for path in files if (data := _bytes(path)) is not None}
    except OSError as error:
        raise StratdocsError(
            f"could not write {error.filename}: {error.strerror}; nothing was changed"
        ) from error
    changes = {path: data for path, data in files.items() if data != read.get(path)}
    _write(changes, {path: read[path] for path in changes if path in read}, durable=False)
    return tuple(changes)


def _write(
    changes: Mapping[str, bytes | None], read: Mapping[str, bytes], *, durable: bool = True
) -> None:
    """Writes the changes, all or none; those that are not `durable` may be lost if the power goes,
    as they can be made again.
    """
    if not changes:
        return
    for path, data in changes.items():
        if data is None and os.path.islink(path):
            raise StratdocsError(
                f"{path} is a link to a file elsewhere, which would be removed; put the file "
                "itself there first (nothing was changed)"
            )
    targets = {path: os.path.realpath(path) for path in changes}
    if len(set(targets.values())) < len(targets):
        raise StratdocsError("two of the paths lead to the same file; nothing was changed")
    journal = _locked(_home(_common_folder(targets.values())))
    entries: list[_Entry] = []
    made: list[str] = []
    try:
        for path, data in changes.items():
            draft = None if data is None else f"{targets[path]}.{os.getpid()}.tmp"
            entries.append(_entry(path, targets[path], draft, read.get(path)))
        _write_journal(journal, "drafting", entries)
        for (path, data), entry in zip(changes.items(), entries, strict=True):
            try:
                made.extend(_make_folders(os.path.dirname(entry.target)))
                if data is not None:
                    _draft(entry, data, durable=durable)
            except OSError as error:
                raise _refusal(path, error) from error
        _write_journal(journal, "ready", entries)
    except BaseException:  # whatever stops it, Ctrl-C too, leaves no draft behind
        _clear(entries, made)
        _unlock(journal)
        raise
    _place(entries, {targets[path]: read.get(path) for path in changes}, made, journal)
    _unlock(journal)


def recover(paths: Iterable[str] = ()) -> tuple[str, ...]:
    """What was found of a command that was stopped while it wrote, in sentences; it is finished, or
    cleared away where it had changed nothing.

    Looks where the commands of this working directory, and for those paths, keep their journal.
    """
    here = os.path.realpath(os.curdir)
    homes = [_home(here)]
    for path in paths:
        real = os.path.realpath(path)
        homes.append(_home(real if os.path.isdir(real) else os.path.dirname(real)))
    return tuple(
        sentence
        for home in dict.fromkeys(homes)
        if os.path.exists(home.journal)
        for sentence in _recovered(home)
    )


# --- one file --------------------------------------------------------------------------------


def replace_file(target: str, data: bytes, *, keep_mode: bool = False) -> None:
    """Writes all data to a file or nothing: a draft beside the file takes its place."""
    entry = _Entry(target, f"{target}.{os.getpid()}.tmp", None)
    try:
        _draft(entry, data, keep_mode=keep_mode)
        _replace(entry.draft or "", target)
    except BaseException:  # whatever stops it, Ctrl-C too, leaves no draft behind
        _clear([entry], [])
        raise


def _entry(path: str, target: str, draft: str | None, before: bytes | None) -> _Entry:
    """The entry of a file that still is as it was read. Raises StratdocsError for any other."""
    try:
        now = _bytes(target)
    except OSError as error:
        raise _refusal(path, error) from error
    if before is None:
        if now is not None or os.path.lexists(path):
            raise StratdocsError(f"{path} already exists, so nothing was written")
        return _Entry(target, draft, None)
    if now != before:
        raise StratdocsError(
            f"{path} has changed since it was read, so nothing was written; try again"
        )
    if not os.access(target, os.W_OK):
        raise StratdocsError(f"{path} is write-protected, so nothing was written")
    return _Entry(target, draft, _digest(now))


def _refusal(path: str, error: OSError) -> StratdocsError:
    return StratdocsError(f"could not write {path}: {error.strerror}; nothing was changed")


def _draft(entry: _Entry, data: bytes, *, keep_mode: bool = True, durable: bool = True) -> None:
    """Writes the draft of an entry, with the permissions of the file that it replaces."""
    if entry.draft is None:
        return
    with suppress(FileNotFoundError):  # of a process that was killed and had our number
        os.unlink(entry.draft)
    with open(entry.draft, "xb") as stream:
        stream.write(data)
        stream.flush()
        if durable:
            os.fsync(stream.fileno())
    if keep_mode and os.path.exists(entry.target):
        os.chmod(entry.draft, S_IMODE(os.stat(entry.target).st_mode))


def _bytes(path: str) -> bytes | None:
    """The bytes of a file; None if there is none."""
    try:
        with open(path, "rb") as stream:
            return stream.read()
    except FileNotFoundError:
        return None


def _digest(data: bytes | None) -> str | None:
    from hashlib import sha256  # every command looks for a journal, few need more

    return None if data is None else sha256(data).hexdigest()


# --- all files -------------------------------------------------------------------------------


def _place(
    entries: list[_Entry], before: Mapping[str, bytes | None], made: list[str], journal: str
) -> None:
    """Puts each draft in the place of its file; if one cannot be, the others get their old text.

    Ctrl-C waits until all are there. If something else stops it, the journal stays, and the next
    command finishes.
    """
    placed: list[_Entry] = []
    try:
        for entry in entries:
            _place_one(entry)
            placed.append(entry)
        for folder in {os.path.dirname(entry.target) for entry in entries}:
            _flush_folder(folder)
    except KeyboardInterrupt:
        for entry in entries:
            if entry.draft is None or os.path.exists(entry.draft):
                _finish(entry)
        _unlock(journal)
        raise
    except OSError as error:
        kept = [entry.target for entry in reversed(placed) if not _taken_back(entry, before)]
        _clear(entries, made)
        _unlock(journal)
        failed = entries[len(placed)].target if len(placed) < len(entries) else entries[-1].target
        if kept:
            raise StratdocsError(
                f"could not write {from_here(failed)}: {error.strerror}; what was written before "
                f"couldn't be restored: {join_words(map(from_here, kept))}"
            ) from error
        raise _refusal(from_here(failed), error) from error


def _taken_back(entry: _Entry, before: Mapping[str, bytes | None]) -> bool:
    """Whether a file that was written could be given its old text again."""
    old = before[entry.target]
    try:
        if old is not None:
            replace_file(entry.target, old, keep_mode=True)
        else:
            _unlink(entry.target)
    except OSError:
        return False
    return True


def _place_one(entry: _Entry) -> None:
    if entry.draft is None:
        _unlink(entry.target)
    else:
        _replace(entry.draft, entry.target)


ATTEMPTS = 6
"""How often we try what Windows refuses while another program has a file open, as editors and
scanners do for a moment."""


def _replace(draft: str, target: str) -> None:
    _patiently(lambda: os.replace(draft, target))


def _unlink(path: str) -> None:
    _patiently(lambda: os.unlink(path))


def _patiently(change: Callable[[], None]) -> None:
    """Makes a change to a file, again for a moment if it is refused."""
    for attempt in range(ATTEMPTS - 1):
        try:
            change()
        except PermissionError:
            time.sleep(0.02 * 2**attempt)
        else:
            return
    change()


def _make_folders(folder: str) -> list[str]:
    """Makes a folder and those above it that are missing; returns them, the topmost first."""
    missing: list[str] = []
    above = folder
    while above and not os.path.isdir(above):
        missing.insert(0, above)
        above = os.path.dirname(above)
    for name in missing:
        os.mkdir(name)
    return missing


def _clear(entries: Iterable[_Entry], made: Iterable[str]) -> None:
    """Removes drafts, and folders that were made for them."""
    for entry in entries:
        if entry.draft is not None:
            with suppress(OSError):  # it may be gone, or never have been a draft
                _unlink(entry.draft)
    for folder in reversed(list(made)):
        with suppress(OSError):
            os.rmdir(folder)


def _flush_folder(folder: str) -> None:
    """Makes sure that the names in a folder survive a power cut, where the system can do that."""
    if os.name == "nt":
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


# --- the journal -----------------------------------------------------------------------------


class _Home(NamedTuple):
    """Where a journal is kept, and the folder that all its files lie below."""

    folder: str
    top: str

    @property
    def journal(self) -> str:
        """The path of the journal."""
        return os.path.join(self.folder, JOURNAL)


def _common_folder(targets: Iterable[str]) -> str:
    """The working directory if it holds all the files, or else the folder that does."""
    here = os.path.realpath(os.curdir)
    folders = [os.path.dirname(target) for target in targets]
    try:
        common = os.path.commonpath(folders)
        common = here if os.path.commonpath([here, common]) == here else common
    except ValueError:  # on two drives of Windows
        common = here
    while not os.path.isdir(common):
        common = os.path.dirname(common)
    return common


def _home(start: str) -> _Home:
    """Where the journal is kept for what lies in a folder."""
    beside: str | None = None
    folder = start
    while True:
        git = _git_folder(os.path.join(folder, ".git"))
        if git is not None:
            return _Home(git, folder)
        if beside is None and any(os.path.isfile(os.path.join(folder, name)) for name in FILES):
            beside = folder
        above = os.path.dirname(folder)
        if above == folder:
            return _Home(beside or start, beside or start)
        folder = above


def _git_folder(path: str) -> str | None:
    """The folder of git that `.git` is, or leads to in a worktree or submodule."""
    if os.path.isfile(path):
        with suppress(OSError, ValueError), open(path, encoding="utf-8") as stream:
            _, _, named = stream.read().partition("gitdir:")
            path = os.path.join(os.path.dirname(path), named.strip())
    return path if os.path.isdir(path) and os.access(path, os.W_OK) else None


def _locked(home: _Home) -> str:
    """The journal, once no other command holds it."""
    journal = home.journal
    patience = time.monotonic() + PATIENCE
    while True:
        try:
            with open(journal, "x", encoding="ascii") as stream:
                stream.write(f'{{"process": {os.getpid()}, "state": "drafting", "files": []}}')
            return journal
        except FileExistsError:
            _recovered(home)
            if os.path.exists(journal) and time.monotonic() > patience:
                raise StratdocsError(
                    "another stratdocs command is writing, so nothing was changed; try "
                    f"again when it is done (or remove {journal} if none is running)"
                ) from None
            time.sleep(0.05)
        except OSError as error:
            raise _refusal(os.path.dirname(journal), error) from error


def _unlock(journal: str) -> None:
    with suppress(OSError):  # if it stays, the next command finds that nothing is left to do
        _unlink(journal)


def _write_journal(journal: str, state: str, entries: Iterable[_Entry]) -> None:
    """Writes the journal again."""
    import json  # every command looks for a journal, few need more

    content = {"process": os.getpid(), "state": state, "files": [list(entry) for entry in entries]}
    draft = f"{journal}.{os.getpid()}.tmp"
    try:
        with open(draft, "wb") as stream:
            stream.write(json.dumps(content).encode("utf-8", "surrogatepass"))
            stream.flush()
            os.fsync(stream.fileno())
        _replace(draft, journal)
    except BaseException as error:  # Ctrl-C too
        _clear([_Entry(journal, draft, None)], ())
        if isinstance(error, OSError):
            raise _refusal(journal, error) from error
        raise


def _recovered(home: _Home) -> list[str]:
    """What was done about the journal of a command that was stopped; nothing if it may still run,
    or if the journal is gone.
    """
    import json  # few commands find a journal

    journal = home.journal
    try:
        with open(journal, "rb") as stream:
            data = stream.read()
        age = time.time() - os.stat(journal).st_mtime
    except OSError:
        return []
    try:
        content = json.loads(data)
        state, process = content["state"], int(content["process"])
        entries = [_Entry(*entry) for entry in content["files"]]
        if not all(_is_ours(entry, home.top, process) for entry in entries):
            return [
                f"{from_here(journal)} refers to files elsewhere, so it was left alone; remove it"
            ]
    except (
        ValueError,
        TypeError,
        KeyError,
        AttributeError,
        RecursionError,
    ):  # stopped before it had written anything
        if age < PATIENCE:
            return []
        _unlock(journal)
        return ["a command was stopped before it changed anything"]
    if _runs(process, age):
        return []
    sentences: list[str] = []
    if state == "ready":
        sentences = [sentence for entry in entries for sentence in _finish(entry)]
    _clear([*entries, _Entry(journal, f"{journal}.{process}.tmp", None)], ())
    _unlock(journal)
    if state != "ready":
        return ["a command was stopped before it changed anything"]
    number = len(entries)
    files = "the file" if number == 1 else f"all {number} files"
    head = f"a command was stopped while it was writing; {files} that it changed"
    if not sentences:
        return [f"{head} {('is' if number == 1 else 'are')} now written"]
    return [f"a command was stopped while it was writing; {sentence}" for sentence in sentences]


def _is_ours(entry: _Entry, top: str, process: int) -> bool:
    """Whether an entry may be followed: it touches files below a folder alone, through no links."""
    target, draft = entry.target, entry.draft
    return (
        target.startswith(os.path.join(top, ""))
        and os.path.realpath(target) == target
        and draft in (None, f"{target}.{process}.tmp")
        and not (draft is not None and os.path.islink(draft))
    )


def _finish(entry: _Entry) -> list[str]:
    """Finishes the change of one file; a sentence if that cannot be done."""
    name = from_here(entry.target)
    try:
        now = _digest(_bytes(entry.target))
        if entry.draft is None:
            if now is not None and now == entry.before:
                _unlink(entry.target)
            return []
        if not os.path.exists(entry.draft):
            return []
        if now != entry.before:
            return [f"{name} has been changed since, so that change was left out; make it again"]
        _replace(entry.draft, entry.target)
    except OSError as error:
        return [f"{name} can't be written: {error.strerror}; make that change again"]
    return []


def _runs(process: int, age: float) -> bool:
    """Whether the process that wrote a journal may still run; it takes less than a second."""
    if process == os.getpid():
        return False
    if sys.platform == "win32":
        return age < PATIENCE
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        pass
    return age < 60

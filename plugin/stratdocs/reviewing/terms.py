"""The terms by which a change is judged, and which it may alter itself: accepted changes,
baselines, the settings in `mkdocs.yml`, and the files by which a host runs stratdocs.

They are read on both sides, so that a review can tell what was there before from what the author
brings along, and whether a reviewer has confirmed it outside of the change.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import zip_longest
from typing import NamedTuple

from stratdocs.linting import baseline
from stratdocs.linting.rules import RULES
from stratdocs.model.days import day
from stratdocs.model.finding import Severity, StratdocsError
from stratdocs.model.history import Version
from stratdocs.model.stack import Stack
from stratdocs.repo.content import repository_root
from stratdocs.repo.git import (
    MAX_COMMITS,
    Commit,
    changed_files,
    commits_between,
    file_at,
    line_writers,
)
from stratdocs.repo.here import from_here
from stratdocs.repo.project import NO, is_true, plugin_settings
from stratdocs.repo.settings_files import FAIL_ON, FILES
from stratdocs.reports.checked import count_phrase
from stratdocs.reviewing.accepted import FILE, NOTHING, Accepted, Claim, accepted
from stratdocs.reviewing.changes import compared
from stratdocs.reviewing.exemptions import at_least_notable, named, weight_of
from stratdocs.reviewing.value import Exemption, Side, Weight
from stratdocs.words.phrases import excerpt, join_words
from stratdocs.yamltext.source import MappingNode, SequenceNode, read


class Terms(NamedTuple):
    """What a change is judged by besides the strategy itself."""

    accepted: Accepted = NOTHING
    """The changes that were accepted before the change."""
    claims: Mapping[str, Claim] = {}
    """The acceptances that come with the change, by fingerprint."""
    exemptions: tuple[Exemption, ...] = ()
    """What else comes with it beside the strategy's files."""
    confirmed: str | None = None
    """Who confirms, outside of the change, the exemptions that it brings along, and how."""
    notes: tuple[str, ...] = ()


def find_terms(
    base: Side,
    head: Side,
    folders: Sequence[str],
    *,
    versions: Sequence[Version] = (),
    confirmed: str | None = None,
    trailers: bool = False,
) -> Terms:
    """The terms of a change to the strategy in the folders; the versions between the two sides know
    the ids that an item had on the way.

    `confirmed` names who confirmed it on the host; with `trailers`, the committer of an
    `Accepted-by:` counts who wrote nothing of the change.
    """
    folders = tuple(folder for folder in folders if os.path.isdir(folder))
    if base.commit is None:
        return _folder_terms(folders, confirmed)
    near = folders[0] if folders else os.curdir
    files = changed_files(base.commit, head.commit, near, _is_term)
    after = _accepted_at(head.commit, folders)
    try:
        before = _accepted_at(base.commit, folders)
    except StratdocsError:  # the change repairs it
        before = NOTHING
    claims = {
        mark: Claim(because, after.name, after.lines[mark])
        for mark, because in after.reasons.items()
        if mark not in before.reasons
    }
    former = _FormerIds(base.stack, head.stack, versions)
    exemptions = tuple(
        exemption
        for path, (old, new) in sorted(files.items())
        if os.path.basename(path) != FILE
        for exemption in _exemptions(path, old, new, former)
    )
    if claims or exemptions:
        commits = commits_between(base.commit, head.commit, near)
        who, when = _writer(commits, after.name)
        claims = {mark: claim._replace(who=who, when=when) for mark, claim in claims.items()}
        writers = {exemption.path: _writer(commits, exemption.path) for exemption in exemptions}
        exemptions = tuple(
            exemption._replace(who=writers[exemption.path][0], when=writers[exemption.path][1])
            for exemption in exemptions
        )
    if confirmed is None and trailers and head.commit is not None:
        watched = (*folders, *files)
        confirmed = _confirmed_by_trailer(base.commit, head.commit, watched, near)
    counting = before._replace(
        reasons={mark: why for mark, why in before.reasons.items() if mark in after.reasons},
        notes=after.notes,
        writers=_accepted_by(before, base.commit),
    )
    return Terms(counting, claims, exemptions, confirmed)


def _folder_terms(folders: Sequence[str], confirmed: str | None) -> Terms:
    """The terms of two folders; of one alone, what it accepts was accepted."""
    found = [_accepted_at(None, [folder], alone=len(folders) > 1) for folder in folders]
    if len(found) < 2:  # two folders
        return Terms(found[0] if found else NOTHING, confirmed=confirmed)
    before, after = found[:2]
    claims = {
        mark: Claim(because, after.name, after.lines[mark])
        for mark, because in after.reasons.items()
        if mark not in before.reasons
    }
    return Terms(before._replace(notes=after.notes), claims, confirmed=confirmed)


# --- accepted changes -----------------------------------------------------------------------------


def _accepted_at(commit: str | None, folders: Iterable[str], *, alone: bool = False) -> Accepted:
    """The accepted changes that the nearest file lists in a commit, or else the working tree: from
    each folder up to its repository; `alone` looks in the folder only.
    """
    for start in folders:
        folder = os.path.realpath(start)
        top = folder if alone else repository_root([folder]) or folder
        while True:
            file = os.path.join(folder, FILE)
            text = _text_of(file) if commit is None else file_at(commit, file)
            if text is not None:
                return accepted(text, from_here(file).replace(os.sep, "/"))
            if folder == top or os.path.dirname(folder) == folder:
                break
            folder = os.path.dirname(folder)
    return NOTHING


def _accepted_by(listed: Accepted, commit: str) -> dict[str, tuple[str, date]]:
    """Who wrote each entry of the accepted changes of a commit, and when."""
    lines = line_writers(commit, listed.name) if listed.reasons else {}
    return {mark: lines[line] for mark, line in listed.lines.items() if line in lines}


def _text_of(file: str) -> str | None:
    if not os.path.isfile(file) or os.path.islink(file):
        return None
    try:
        with open(file, encoding="utf-8", errors="replace") as stream:
            return stream.read()
    except OSError as error:
        raise StratdocsError(f"{file} can't be read: {error.strerror}") from error


# --- who, and who confirms ------------------------------------------------------------------------


def _writer(commits: Sequence[Commit], path: str) -> tuple[str | None, date | None]:
    """Who changed a file last, and when; nobody if it is not committed yet."""
    for commit in commits:
        if path in commit.changed:
            return commit.author.name, commit.day
    return None, None


_TRAILER = re.compile(r"(?im)^accepted-by:[ \t]*(\S.*?)[ \t]*$")
_CO_AUTHOR = re.compile(r"(?im)^co-authored-by:[ \t]*(.*?)[ \t]*(?:<([^<>]*)>)?[ \t]*$")


def _confirmed_by_trailer(base: str, head: str, watched: Sequence[str], near: str) -> str | None:
    """Who confirms with an `Accepted-by:` in a commit of their own: they wrote nothing that the
    change does to the strategy or its terms, and nothing of that came after their commit.
    """
    commits = commits_between(base, head, near, merges=True)
    if len(commits) >= MAX_COMMITS:
        return None  # more may have been written than was read
    writing = [commit for commit in commits if _touches(commit, watched)]
    writers = {word for commit in writing for word in _people(commit)}
    for commit in commits:
        by, email = (word.strip().casefold() for word in commit.committer)
        signed = [word.casefold() for word in _TRAILER.findall(commit.message)]
        if not by or not email or {by, email} & writers:
            continue
        if not any(by in word or f"<{email}>" in word for word in signed):
            continue
        covered = {earlier.name for earlier in commits_between(base, commit.name, near)}
        if all(written.name in covered for written in writing):
            return f"{commit.committer.name}, who signed it with Accepted-by"
    return None


def _people(commit: Commit) -> Iterator[str]:
    """The names and addresses of all who may have written a commit."""
    named_too = _CO_AUTHOR.findall(commit.message)
    for name, email in (commit.author, commit.committer, *named_too):
        yield from (word.strip().casefold() for word in (name, email) if word.strip())


def _touches(commit: Commit, watched: Sequence[str]) -> bool:
    """Whether a commit changes one of the files or something in one of the folders."""
    places = [from_here(place).replace(os.sep, "/") for place in watched]
    return any(
        place in (".", path) or path.startswith(f"{place}/")
        for path in commit.changed
        for place in places
    )


# --- files beside the strategy --------------------------------------------------------------------

_HOST = re.compile(
    r"(?i)(?:^|/)(?:\.github/(?:workflows|actions)/.*|\.(?:forgejo|gitea)/workflows/.*|\.gitlab/.*|"
    r"[^/]*\.?gitlab-ci[^/]*|\.pre-commit-config\.yaml|\.circleci/config\.yml|"
    r"azure-pipelines[^/]*|bitbucket-pipelines\.yml|\.woodpecker[^/]*|\.travis\.yml|Jenkinsfile|"
    r"\.drone\.yml|Makefile|justfile|Taskfile\.ya?ml|tox\.ini|noxfile\.py)$"
)
"""Files by which hosts and hooks run programs."""
_YAML = re.compile(r"(?i)\.ya?ml$")
_BASELINE = re.compile(r"(?i)(?:\.json|(?:^|/)[^/]*baseline[^/]*)$")


def _is_term(path: str) -> bool:
    """Whether a file may be one of the terms, by its path."""
    name = os.path.basename(path)
    patterns = (_HOST, _BASELINE, _YAML)
    return name == FILE or any(pattern.search(path) for pattern in patterns)


class _FormerIds:
    """The ids that items had before the change, looked up only if a baseline asks for one."""

    def __init__(self, before: Stack, after: Stack, versions: Sequence[Version]) -> None:
        self.sides = before, after, versions

    @cached_property
    def renamed(self) -> Mapping[str, str]:
        """New id to old one."""
        return {now: was for was, now in compared(*self.sides).renamed.items()}

    def of(self, identity: str | None) -> str:
        """The id that an item had; empty if it has it still."""
        return self.renamed.get(identity or "", "")


def _exemptions(
    path: str, old: str | None, new: str | None, former: _FormerIds
) -> Iterator[Exemption]:
    """The exemptions that a changed file brings along."""
    if os.path.basename(path) in FILES or (
        _YAML.search(path)
        and any("stratdocs" in text and "plugins" in text for text in (old or "", new or ""))
    ):  # the latter for settings that others inherit
        yield from _site_settings(path, old, new)
    elif _BASELINE.search(path) and (entries := _entries(path, new)):
        yield from _baselined(path, _entries(path, old), entries, former)
    elif _HOST.search(path):
        yield from _host(path, old, new)


def _entries(path: str, text: str | None) -> tuple[baseline.Entry, ...]:
    """The entries of a baseline; none if the file is something else."""
    if text is None or '"fingerprint"' not in text:
        return ()
    try:
        return baseline.read(text, path)
    except StratdocsError:
        return ()


_SEVERITIES: Mapping[str, Severity] = {rule.name: rule.severity for rule in RULES}


def _baselined(
    path: str,
    old: Sequence[baseline.Entry],
    new: Sequence[baseline.Entry],
    former_ids: _FormerIds,
) -> Iterator[Exemption]:
    """The entries that came into a baseline; one that follows a rename is no new one."""
    known, kept = ({entry.fingerprint for entry in entries} for entries in (old, new))
    gone = Counter(
        (entry.rule, entry.item) for entry in old if entry.item and entry.fingerprint not in kept
    )
    added = []
    for entry in new:
        if entry.fingerprint in known:
            continue
        former = (entry.rule, former_ids.of(entry.item))
        if gone[former] > 0:
            gone[former] -= 1
        else:
            added.append(entry)
    if not added:
        return
    severity = max(_SEVERITIES.get(entry.rule, Severity.ERROR) for entry in added)
    rules = named(Counter(entry.rule or "an unknown rule" for entry in added))
    number = count_phrase(len(added), "finding", "findings")
    words = f"{path} has {number} more in the baseline: {rules}"
    yield Exemption("baseline", words, weight_of(severity), path)


def _site_settings(path: str, old: str | None, new: str | None) -> Iterator[Exemption]:
    """What the settings of the site let pass."""
    before, after = ([] if text is None else plugin_settings(path, text) for text in (old, new))
    if len(after) < len(before):
        what = "stratdocs" if not after else f"{len(before) - len(after)} of its strategies"
        yield Exemption("setting", f"{path} no longer uses {what}", Weight.BREAKING, path)
        return
    for was, now in zip_longest(before, after):
        yield from _strategy_settings(path, was, now)


def _strategy_settings(
    path: str, before: Mapping[str, str] | None, after: Mapping[str, str]
) -> Iterator[Exemption]:
    """What the settings of a strategy let pass; all of them, if there were none before."""
    was, now = ((settings or {}).get("follow", "false") for settings in (before, after))
    if was != now and not is_true(was) and now.lower() not in NO:
        words = f"follow in {path} is {excerpt(now)}: links out of the repository are followed"
        yield Exemption("setting", words, Weight.NOTABLE, path)
    if before is None:
        return
    was, now = (settings.get("fail_on", "error") for settings in (before, after))
    if was != now and (now not in FAIL_ON or was not in FAIL_ON or _rank(now) > _rank(was)):
        severity = Severity[was.upper()] if was.upper() in Severity.__members__ else Severity.ERROR
        words = f"fail_on in {path} changed from {was} to {now}"
        yield Exemption("setting", words, at_least_notable(severity), path)
    for name, meaning in _OTHER_SETTINGS.items():
        was, now = (settings.get(name, "unset") for settings in (before, after))
        if was != now:
            words = f"{name} in {path} changed from {excerpt(was)} to {excerpt(now)}: {meaning}"
            yield Exemption("setting", words, Weight.NOTABLE, path)


_OTHER_SETTINGS = {
    "today": "the date for which everything is judged",
    "source": "the folder of the strategy",
    "docs_dir": "the folder of pages",
}


def _rank(fail_on: str) -> int:
    """How much a build lets pass."""
    return ("advice", "warning", "error", "never").index(fail_on)


def day_before(base: Side, path: str, now: date | None) -> date | None:
    """The day that a review goes by: `now`, which the settings of the site fix, or, if the change
    moved it, the one that they fixed before.
    """
    old = None if base.commit is None else file_at(base.commit, path)
    if old is None:
        return now
    texts = (old, _text_of(path) or "")
    was, is_now = (next(iter(plugin_settings(path, text)), {}).get("today", "") for text in texts)
    return now if was == is_now else day(was)


def _host(path: str, old: str | None, new: str | None) -> Iterator[Exemption]:
    """A file by which a host runs stratdocs, if what it runs of it changed."""
    if old is None or "stratdocs" not in old:
        return
    if new is None or "stratdocs" not in new:
        yield Exemption("setting", f"{path} no longer runs stratdocs", Weight.BREAKING, path)
        return
    before, after = _instructions(path, old), _instructions(path, new)
    gone = [line for line in before if line not in after]
    came = [line for line in after if line not in before]
    if not gone and not came:
        return
    quoted = [f"“{excerpt(line)}”" for line in (came or gone)[:2]]
    verb = "says" if came else "no longer says"
    number = next((n for n, line in enumerate(new.splitlines(), 1) if line.strip() in came), 0)
    words = f"{path}, which runs stratdocs, {verb} {join_words(quoted)}"
    yield Exemption("setting", words, Weight.NOTABLE, path, number)


_ALWAYS = frozenset(("on", "workflow", "default", "defaults"))
"""The parts of a host's file that decide whether any of it runs."""


def _instructions(path: str, text: str) -> list[str]:
    """The lines of a file that bear on how it runs stratdocs, without comments and blanks."""
    if _YAML.search(path):
        parts = [part for name, part in _parts(path, text) if name in _ALWAYS or _ours(part)]
    else:
        parts = [line for line in text.splitlines() if _ours(line)]
    lines = (
        re.sub(r"(?:^|\s)#.*", "", line).strip() for part in parts for line in part.splitlines()
    )
    return [line for line in lines if line]


def _ours(text: str) -> bool:
    return "stratdocs" in text.casefold()


def _parts(path: str, text: str) -> Iterator[tuple[str, str]]:
    """The parts of a host's file with their names: jobs, the items of a list, or other keys. If it
    cannot be read, it is one part.
    """
    document = read(path, text)
    roots = [root for root in document.roots if isinstance(root, MappingNode)]
    if document.faults or not document.complete or not roots:
        yield "", text
        return
    for root in roots:
        for name, node in root.values.items():
            if name == "jobs" and isinstance(node, MappingNode):
                for job, inner in node.values.items():
                    yield "", f"{job}:\n{text[inner.start : inner.end]}"
            elif isinstance(node, SequenceNode):
                for item in node.nodes:
                    yield name, text[item.start : item.end]
            else:
                yield name, f"{name}:\n{text[node.start : node.end]}"

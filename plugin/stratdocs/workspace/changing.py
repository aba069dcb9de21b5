"""Changes that an editor offers: an id renamed, a finding fixed or allowed, an item made."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from stratdocs.authoring.new_items import Wanted, new_item
from stratdocs.editing.autofix import Replacement, replacements_by_finding
from stratdocs.editing.renaming import rename_in_page, rename_item
from stratdocs.exchange.memory import FILE, renamed_in_memory
from stratdocs.linting.allows import NO_REASON, allows
from stratdocs.linting.lint import EXPIRED, INVALID, UNUSED
from stratdocs.model.decode import SLUG
from stratdocs.model.finding import Finding, Severity, StratdocsError
from stratdocs.model.kinds import BY_COLLECTION, Entity
from stratdocs.model.stack import load
from stratdocs.repo.project import beside_settings
from stratdocs.words.phrases import excerpt, with_article
from stratdocs.workspace.workspace import Snapshot, Workspace
from stratdocs.yamltext.source import SourceFile, Span, lines_of

_FEW_KINDS = 3
"""Kinds of new items that are offered for one unknown id."""


class Change(NamedTuple):
    """A change of files, all of it or nothing."""

    title: str
    """What it does, in a few words."""
    replacements: tuple[Replacement, ...]
    created: Mapping[str, str]
    """New files, path to text."""
    sure: bool = False
    """Whether it can only mean this."""


# --- a new id -------------------------------------------------------------------------------------


def renamed(workspace: Workspace, snapshot: Snapshot, old: str, new: str) -> Change:
    """A new id for an item in all files and pages. Raises StratdocsError if it cannot be."""
    result = rename_item(snapshot.texts, old, new)
    before: dict[str, str] = dict(snapshot.texts)
    after = dict(result.texts)
    for path, text in snapshot.pages.items():
        if old not in text:
            continue
        written = workspace.raw(path)
        try:
            changed, number = rename_in_page(written, old, new)
        except StratdocsError as error:
            raise StratdocsError(f"{path}: {error}; nothing was changed") from error
        if number:
            before[path], after[path] = written, changed
    home = snapshot.home
    memory = home.path(beside_settings(home.project, home.source, FILE))
    remembered = workspace.raw(memory)
    if remembered and (now := renamed_in_memory(remembered, old, new)) != remembered:
        before[memory], after[memory] = remembered, now
    return _change(f"rename {old} to {new}", before, after)


def _change(
    title: str, before: Mapping[str, str], after: Mapping[str, str], *, sure: bool = False
) -> Change:
    replacements = [
        replacement
        for path, text in after.items()
        if path in before
        for replacement in fewest(path, before[path], text)
    ]
    created = {path: text for path, text in after.items() if path not in before}
    return Change(title, tuple(replacements), created, sure)


def fewest(path: str, before: str, after: str) -> Iterator[Replacement]:
    """The replacements that turn a text into another: whole lines that stay are left alone, and so
    is what stays at both ends of a changed one.
    """
    mark = before.startswith("\ufeff")
    before, after = before.removeprefix("\ufeff"), after.removeprefix("\ufeff" if mark else "")
    place = SourceFile(path, before)
    old, new = _LINE.findall(before), _LINE.findall(after)
    starts = [0]
    for line in old:
        starts.append(starts[-1] + len(line))
    for first, last, start, end in _changed_lines(old, new):
        removed, added = "".join(old[first:last]), "".join(new[start:end])
        left = _shared(removed, added)
        right = _shared(removed[left:][::-1], added[left:][::-1])
        at = starts[first]
        span = place.span(at + left, at + len(removed) - right)
        yield Replacement(span, added[left : len(added) - right])


_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


def _changed_lines(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """Runs of lines that differ: first and last of the old, first and last of the new."""
    if len(old) == len(new):  # the usual case, and the fastest: no line comes or goes
        for number, (before, after) in enumerate(zip(old, new, strict=True)):
            if before != after:
                yield number, number + 1, number, number + 1
        return
    left = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), None)
    if left is None:
        left = min(len(old), len(new))
    right = 0
    while right < min(len(old), len(new)) - left and old[-1 - right] == new[-1 - right]:
        right += 1
    middle = SequenceMatcher(
        a=old[left : len(old) - right], b=new[left : len(new) - right], autojunk=False
    )
    for kind, first, last, start, end in middle.get_opcodes():
        if kind != "equal":
            yield left + first, left + last, left + start, left + end


def _shared(one: str, other: str) -> int:
    """How many characters two texts share at their beginning."""
    size = min(len(one), len(other))
    return next((n for n in range(size) if one[n] != other[n]), size)


# --- what helps against a finding -----------------------------------------------------------------


def cures(snapshot: Snapshot, findings: Sequence[Finding]) -> Iterator[tuple[Finding, Change]]:
    """What could be done about findings of one file, each with the finding: fixes first, then new
    items, then allows.
    """
    fixes = replacements_by_finding(snapshot.texts, findings)
    for finding in findings:
        if finding in fixes:
            title = _fix_title(finding, fixes[finding])
            sure = finding.fix is not None and finding.fix.safe
            yield finding, Change(title, fixes[finding], {}, sure)
    for finding in findings:
        for change in _new_items(snapshot, finding):
            yield finding, change
    for finding in findings:
        if (allowed := _allow(snapshot, finding)) is not None:
            yield finding, allowed


def fix_all(snapshot: Snapshot, path: str) -> Change | None:
    """All safe fixes of a file together; None if there are none."""
    found = [f for f in snapshot.findings.get(path, ()) if f.fix is not None and f.fix.safe]
    fixes = replacements_by_finding(snapshot.texts, found)
    taken: list[Replacement] = []
    for replacements in fixes.values():
        if all(_apart(one, other) for one in replacements for other in taken):
            taken += replacements
    return Change("fix what is certain", tuple(taken), {}, sure=True) if taken else None


def _apart(one: Replacement, other: Replacement) -> bool:
    first, second = sorted((one.span, other.span))
    return first.path != second.path or first[3:] < second[1:3]


def _fix_title(finding: Finding, replacements: Sequence[Replacement]) -> str:
    texts = {replacement.text for replacement in replacements}
    if texts == {""}:
        return "Remove it"
    if len(replacements) == 1 and finding.suggestion:
        return f"Write {excerpt(finding.suggestion)}"
    if len(texts) == 1 and "\n" not in (text := next(iter(texts))):
        return f"Write {excerpt(text.strip())}" if text.strip() else "Correct the spaces"
    return f"Fix {finding.rule}"


def _allow(snapshot: Snapshot, finding: Finding) -> Change | None:
    """An allow on the line of a finding, with a reason to be written; None where none can be."""
    path = finding.span.path
    text = snapshot.texts.get(path)
    reading = finding.rule in (INVALID, EXPIRED, UNUSED)
    if text is None or reading or (finding.severity is Severity.ERROR and finding.item is None):
        return None
    comment = f"# stratdocs: allow {finding.rule} -- {NO_REASON}"
    lines = lines_of(text.removeprefix("\ufeff"))
    item = snapshot.stack.get(finding.item)
    numbers = [finding.span.line]
    if item is not None and item.path == path:
        numbers.append(item.node.lines(item.path)[0])
    for number in dict.fromkeys(numbers):
        if number > len(lines) or " #" in lines[number - 1]:
            continue
        line = lines[number - 1]
        end = len(line.rstrip())
        span = Span(path, number, end + 1, number, len(line) + 1)
        lines[number - 1] = f"{line.rstrip()}  {comment}"
        changed = load({path: "\n".join(lines)}, today=snapshot.stack.today)
        lines[number - 1] = line
        if any(a.rule == finding.rule and a.line == number for a in allows(changed)):
            title = f"Accept {finding.rule} here (then write the reason)"
            return Change(title, (Replacement(span, f"  {comment}"),), {})
    return None


def _new_items(snapshot: Snapshot, finding: Finding) -> Iterator[Change]:
    """The missing item of an unknown id, as `stratdocs new` writes it."""
    if finding.rule != "unknown-reference":
        return
    stack = snapshot.stack
    mention = next((m for m in stack.graph.unresolved if m.place == finding.span), None)
    if mention is None or not SLUG.fullmatch(mention.id):
        return
    upward = mention.route[0] == "serves"
    kinds = mention.entity.fits if upward else mention.ref.kinds
    title = mention.id.replace("-", " ").replace("_", " ").replace(".", " ").capitalize()
    folder = snapshot.home.path(snapshot.home.source)
    for collection in kinds[:_FEW_KINDS]:
        kind: type[Entity] = BY_COLLECTION[collection]
        wanted = Wanted(
            kind, title, values=(("id", mention.id),), folder="" if folder == "." else folder
        )
        try:
            made = new_item(stack, wanted)
        except StratdocsError:  # it needs a parent, or its file is broken
            continue
        yield _change(f"Create {with_article(kind.noun)} {mention.id}", stack.texts, made.texts)

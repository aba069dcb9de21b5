"""Edits of many items at once: each text is read once for a round of them, not once for each."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence

from stratdocs.editing.edits import Move, Operation, TextEditor, Texts, edited
from stratdocs.editing.splices import EditRefused, Step
from stratdocs.yamltext.source import Edit


def edited_together(texts: Texts, groups: Iterable[Sequence[Operation]]) -> dict[str, str]:
    """The changed texts after all edits. The edits of a group follow each other; those of different
    groups touch different items, and move none, so that they are made in rounds.

    Raises EditRefused if one of them cannot be made; then none is applied.
    """
    now = dict(texts)
    waiting = [list(reversed(group)) for group in groups if group]
    while waiting:
        _round(now, waiting)
        waiting = [group for group in waiting if group]
    return {path: text for path, text in now.items() if text != texts.get(path)}


def _round(now: dict[str, str], waiting: Sequence[list[Operation]]) -> None:
    """Makes the next edit of each group, where it does not meet that of a different group."""
    editors: dict[str, TextEditor] = {}
    taken: dict[str, list[tuple[int, int]]] = {}
    steps: dict[str, list[Step]] = {}
    made: dict[str, list[list[Operation]]] = {}
    for group in waiting:
        edit = group[-1]
        if isinstance(edit, (Edit, Move)) or edit.path not in now:
            continue
        path = edit.path
        if path not in editors:
            editors[path] = TextEditor(path, now[path])
        try:
            step = editors[path].step(edit)
        except EditRefused:
            continue
        if _is_free(taken.setdefault(path, []), step):
            steps.setdefault(path, []).append(step)
            made.setdefault(path, []).append(group)
    done = 0
    for path, found in steps.items():
        editor = editors[path]
        text = editor.with_splices(splice for step in found for splice in step.splices)
        if len(found) > 1 and editor.verify(text, found):
            now[path] = text
            for group in made[path]:
                group.pop()
            done += len(found)
    if not done:  # alone, as `edited` does, which has a second way
        now.update(edited(now, [waiting[0].pop()]))


def _is_free(taken: list[tuple[int, int]], step: Step) -> bool:
    """Reserves the places of a step; False if one of them touches one that is taken."""
    places = [(start, end) for start, end, _ in step.splices]
    for start, end in places:
        at = bisect_left(taken, (start, end))
        if (at < len(taken) and taken[at][0] <= end) or (at and taken[at - 1][1] >= start):
            return False
    for place in places:
        insort(taken, place)
    return True

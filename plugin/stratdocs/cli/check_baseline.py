"""`stratdocs check --baseline`: which findings are new, compared with those that a file accepts."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Mapping, Sequence

from stratdocs.cli.output import write
from stratdocs.linting import baseline
from stratdocs.linting.rules import RULES
from stratdocs.model.finding import StratdocsError
from stratdocs.model.kinds import Entity
from stratdocs.repo.content import named_file
from stratdocs.reports.checked import Checked, count_phrase


def without_baseline(
    checked: Checked,
    name: str,
    rules: Collection[str],
    *,
    former: Mapping[str, str],
    on_the_way: Callable[[], Mapping[str, str]] = dict,
    update: bool,
) -> Checked:
    """The findings that the baseline of that name does not list. With `update` the file lists all
    of them, so that none is left. `former` are the ids that items had before; `on_the_way` gives
    those that git knows, for an item renamed more than once.

    `rules` are the names of the rules that ran. What was done to the file, or should be, is added
    to the notes.
    """
    entries = _entries(name, must_exist=not update)
    known = {rule.name for rule in RULES}

    def was_skipped(entry: baseline.Entry) -> bool:
        """Whether it may still occur: its rule did not run or its file was not read."""
        return (entry.rule not in rules and entry.rule in known) or (
            entry.path not in checked.texts and os.path.exists(entry.path)
        )

    former = _listed_ids(former, {entry.item for entry in entries}, on_the_way)
    fingerprints = checked.fingerprints()
    before = checked.fingerprints(former) if former else fingerprints
    compared = baseline.compare(entries, checked.findings, fingerprints, was_skipped, before)
    stale = count_phrase(len(compared.stale), "entry", "entries")
    if update:
        now = baseline.update(entries, checked.findings, fingerprints, was_skipped)
        write(baseline.as_text(now), name)
        listed = count_phrase(len(now), "finding", "findings")
        note = f"{name} lists {listed}: {len(compared.new):,} new, {stale} gone"
        return checked._replace(
            findings=(),
            baseline=name,
            baselined=checked.findings,
            notes=(*checked.notes, note),
        )
    checked = checked._replace(findings=compared.new, baseline=name, baselined=compared.baselined)
    if not compared.stale:
        return checked
    only_one = len(compared.stale) == 1
    note = (
        f"{stale} in the baseline no longer {('occurs' if only_one else 'occur')}; "
        f"--update-baseline removes {('it' if only_one else 'them')}"
    )
    return checked._replace(notes=(*checked.notes, note))


def former_ids(entities: Sequence[Entity]) -> dict[str, str]:
    """The id that each renamed item had before, by its id; none that another item has now."""
    renamed = {entity.id: entity.was for entity in entities if entity.was}
    taken = {entity.id for entity in entities} if renamed else frozenset()
    return {now: was for now, was in renamed.items() if was not in taken}


def _listed_ids(
    former: Mapping[str, str],
    listed: Collection[str],
    on_the_way: Callable[[], Mapping[str, str]],
) -> Mapping[str, str]:
    """The former id of each renamed item, further back if the baseline lists none of that id."""
    if all(was in listed for was in former.values()):
        return former
    earlier = on_the_way()
    found: dict[str, str] = {}
    for now, was in former.items():
        seen = {now}
        while was not in listed and was in earlier and was not in seen:
            seen.add(was)
            was = earlier[was]  # one step further back
        found[now] = was
    return found


def _entries(name: str, *, must_exist: bool) -> tuple[baseline.Entry, ...]:
    """The entries of the file; none if there is no file and none is needed."""
    try:
        return baseline.read(named_file(name).decode("utf-8", "replace"), name)
    except FileNotFoundError as error:
        if must_exist:
            raise StratdocsError(
                f"baseline {name} doesn't exist; create it with --update-baseline"
            ) from error
        return ()

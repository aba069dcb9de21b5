"""`stratdocs check --baseline`: which findings are new beside those that a file accepts."""

from __future__ import annotations

import os
from collections.abc import Collection

from stratdocs.cli.output import write
from stratdocs.linting import baseline
from stratdocs.linting.rules import RULES
from stratdocs.model.finding import StratdocsError
from stratdocs.reports.checked import Checked, count_phrase


def without_baseline(
    checked: Checked, name: str, rules: Collection[str], *, update: bool
) -> Checked:
    """What is new beside the baseline of that name. With `update` nothing is, and the file lists
    all that was found.

    `rules` are the names of the rules that were asked. What became of the file, or should, is
    added to the notes.
    """
    entries = _entries(name, must_exist=not update)
    known = {rule.name for rule in RULES}

    def unasked(entry: baseline.Entry) -> bool:
        """Whether it may still occur: its rule or its file was not asked."""
        return (entry.rule not in rules and entry.rule in known) or (
            entry.path not in checked.texts and os.path.exists(entry.path)
        )

    fingerprints = checked.fingerprints()
    found = baseline.compare(entries, checked.findings, fingerprints, unasked)
    gone = count_phrase(len(found.stale), "entry", "entries")
    if update:
        now = baseline.update(entries, checked.findings, fingerprints, unasked)
        write(baseline.as_text(now), name)
        listed = count_phrase(len(now), "finding", "findings")
        note = f"{name} lists {listed}: {len(found.new):,} new, {gone} gone"
        return checked._replace(
            findings=(),
            baseline=name,
            baselined=checked.findings,
            notes=(*checked.notes, note),
        )
    checked = checked._replace(findings=found.new, baseline=name, baselined=found.baselined)
    if not found.stale:
        return checked
    single = len(found.stale) == 1
    note = (
        f"{gone} of the baseline no longer {'occurs' if single else 'occur'}; "
        f"--update-baseline prunes {'it' if single else 'them'}"
    )
    return checked._replace(notes=(*checked.notes, note))


def _entries(name: str, *, must_exist: bool) -> tuple[baseline.Entry, ...]:
    """What the file lists; nothing where there is no file and none is needed."""
    try:
        with open(name, encoding="utf-8", errors="replace") as stream:
            return baseline.read(stream.read(), name)
    except FileNotFoundError as error:
        if must_exist:
            raise StratdocsError(
                f"there is no baseline {name}; --update-baseline writes it"
            ) from error
        return ()
    except OSError as error:
        raise StratdocsError(f"{name} cannot be read: {error.strerror}") from error

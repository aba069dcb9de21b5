"""Two strategies in, a review out: what the newer one does to the older one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from stratdocs.analysis.aims import stated_value
from stratdocs.analysis.confirmation import unconfirmed
from stratdocs.linting.not_judged import history_gap, not_judged
from stratdocs.linting.rules import RULES
from stratdocs.linting.rules.base import Rule
from stratdocs.linting.settings import RuleSetting, settings
from stratdocs.model.finding import Finding, StratdocsError
from stratdocs.model.history import Reader, Version, history, newest_versions
from stratdocs.model.stack import Stack
from stratdocs.reports.checked import count_phrase
from stratdocs.reports.export import fingerprints
from stratdocs.reviewing import impact
from stratdocs.reviewing.accepted import NOTHING, Accepted
from stratdocs.reviewing.changes import Compared, compared, unsure_paths
from stratdocs.reviewing.classes import Judge
from stratdocs.reviewing.reasons import Reasons
from stratdocs.reviewing.sides import Sides, sides_of
from stratdocs.reviewing.value import (
    Change,
    EarlierChange,
    Mark,
    Review,
    Side,
    Unconfirmed,
    Weight,
    heaviest,
)
from stratdocs.words.phrases import join_words


def review(before: Stack, after: Stack) -> Review:
    """What the change from one stack to another means: each difference with its weight, the items
    and people that it reaches, and the findings that are new or fixed.

    A stack compared with itself gives a review that is `empty`.
    Raises StratdocsError if an argument has the wrong type.
    """
    for stack in (before, after):
        if not isinstance(stack, Stack):
            raise StratdocsError(
                "review takes two stacks, as load gives them, not a value of the type "
                f"{type(stack).__name__}"
            )
    return review_of(sides_of(before, after))


def review_of(sides: Sides, accepted: Accepted = NOTHING) -> Review:
    """What the newer side does to the older one."""
    base, head = sides.base, sides.head
    before, after = base.stack, head.stack
    difference = compared(before, after)
    new, fixed, unchanged = _findings(base, head, difference)
    judge = Judge(before, after, new, Reasons(before, after, sides.versions))
    every = heaviest(judge.changes(difference.differences))
    changes = tuple(change for change in every if change.fingerprint not in accepted.reasons)
    taken = tuple(
        change._replace(accepted=accepted.reasons[change.fingerprint])
        for change in every
        if change.fingerprint in accepted.reasons
    )
    reached = impact.affected(before, after, every)
    set_differently = tuple(_settings_changed(base, head))
    gaps = not_judged(after) if every or new or fixed else ()  # of no change, nothing is judged
    return Review(
        base,
        head,
        changes,
        taken,
        new,
        fixed,
        unchanged,
        reached,
        impact.reviewers(before, after, every, reached),
        impact.unconfirmed(before, after, every, _touched(sides.versions, every, after)),
        _marks(every, difference, before, after),
        difference.renamed,
        (
            *sides.notes,
            *accepted.notes,
            *difference.notes,
            *set_differently,
            *_newly_allowed(base, head),
            *(f"not judged: {entry.sentence}" for entry in gaps),
        ),
        tuple(_earlier(sides, every, after)),
        judged_otherwise=bool(set_differently),
        not_judged=(*history_gap(sides.gap), *gaps),
    )


def _findings(
    base: Side, head: Side, difference: Compared
) -> tuple[tuple[Finding, ...], tuple[Finding, ...], tuple[Finding, ...]]:
    """The findings that are new, fixed and unchanged. What an allow accepts now is not fixed, nor
    are the findings of a rule that is off now.

    If a file of one side cannot be read, findings that depend on it are missing there. So those of
    the other side are neither new nor fixed, unless they are about something that changed.
    """
    old = _fingerprints(base, difference.renamed)
    now = _fingerprints(head, {})
    hidden = {now[finding] for finding in head.silenced}
    were = {old[finding] for finding in (*base.findings, *base.silenced)}
    are = {now[finding] for finding in head.findings}
    changed = {item_difference.item for item_difference in difference.differences}

    def is_known(finding: Finding, other: Side) -> bool:
        sure = other.stack.whole and not unsure_paths(other.stack)
        return sure or finding.rule == "invalid-yaml" or finding.item in changed

    new = tuple(f for f in head.findings if now[f] not in were and is_known(f, base))
    news = frozenset(new)
    same = tuple(finding for finding in head.findings if finding not in news)
    unseen = _off(head) - _off(base)
    gone = (f for f in base.findings if old[f] not in are | hidden and f.rule not in unseen)
    return new, tuple(finding for finding in gone if is_known(finding, head)), same


MAX_PAST = 600_000
"""Characters of earlier commits that are read, the newest first."""


def _earlier(sides: Sides, changes: Iterable[Change], after: Stack) -> Iterator[Unconfirmed]:
    """The items that were to be confirmed again before this change, and still are."""
    size, kept = 0, len(sides.past)
    for version in reversed(sides.past):
        size += sum(len(text) for text in (*version.before.values(), *version.after.values()))
        if size > MAX_PAST:
            break
        kept -= 1
    versions = newest_versions(sides.past[kept:]).versions
    if not versions:
        return
    touched = {change.item for change in changes}
    past = history(
        versions,
        after.entities,
        Reader(everything=True, calendar=after.calendar, value_in=stated_value),
    )
    for item, parent, change, fields in unconfirmed(after, past.changes):
        if item.id not in touched and parent.id not in touched:
            cause = EarlierChange(parent.id, fields, change.when, change.who)
            yield Unconfirmed(item.id, parent.id, cause, impact.owner_of(after, item))


def _newly_allowed(base: Side, head: Side) -> Iterator[str]:
    """A note about findings of the base that an allow accepts now."""
    old = {(finding.rule, finding.item) for finding in base.findings}
    hidden = sorted(
        {
            (finding.rule, finding.item or finding.span.path)
            for finding in head.silenced
            if (finding.rule, finding.item) in old
        }
    )
    if hidden:
        names = join_words(f"{rule} of {item}" for rule, item in hidden[:5])
        more = f" and {len(hidden) - 5} more" if len(hidden) > 5 else ""
        yield f"an allow accepts what was found before: {names}{more}"


def _settings_changed(base: Side, head: Side) -> Iterator[str]:
    """A note for each rule whose settings differ."""
    old, new = settings(base.stack, RULES).rules, settings(head.stack, RULES).rules
    for rule in RULES:
        before, after = old.get(rule.name, RuleSetting()), new.get(rule.name, RuleSetting())
        if before == after:
            continue
        if after.off != before.off:
            lost = sum(finding.rule == rule.name for finding in base.findings)
            found = (
                f", with {count_phrase(lost, 'finding', 'findings')}" if lost and after.off else ""
            )
            words = f"is {'off' if after.off else 'on again'}{found}"
        else:
            words = join_words(list(_setting_words(before, after, rule)))
        yield f"the settings are others: {rule.name} {words}"


def _setting_words(before: RuleSetting, after: RuleSetting, rule: Rule) -> Iterator[str]:
    """The severity and the limits of a rule in words, where they differ."""
    if before.severity != after.severity:
        is_now, was = (setting.severity or rule.severity for setting in (after, before))
        yield f"counts as {is_now.word} instead of {was.word}"
    for name in dict.fromkeys((*before.limits, *after.limits)):
        default = getattr(rule, name, None)
        old, new = (setting.limits.get(name, default) for setting in (before, after))
        if old != new:
            yield f"takes {new} for {name.replace('_', ' ')}, and took {old}"


def _off(side: Side) -> frozenset[str]:
    """The rules that a strategy's settings switch off."""
    return frozenset(name for name, rule in settings(side.stack, RULES).rules.items() if rule.off)


def _fingerprints(side: Side, renamed: Mapping[str, str]) -> dict[Finding, str]:
    """The fingerprints of a side's findings, with every item under its new id."""
    every = sorted((*side.findings, *side.silenced), key=lambda finding: finding.order)
    if not renamed:
        return fingerprints(every, side.texts)
    named = [f._replace(item=renamed.get(f.item or "", f.item)) for f in every]
    found = fingerprints(named, side.texts)
    return {old: found[new] for old, new in zip(every, named, strict=True)}


def _touched(
    versions: Sequence[Version], changes: Iterable[Change], after: Stack
) -> dict[str, int]:
    """The number of the last commit that changed each changed item; empty for a single commit,
    which changes all at once.
    """
    if len(versions) < 2:
        return {}
    wanted = {change.item for change in changes}
    found: dict[str, int] = {}
    for number in range(len(versions) - 1, -1, -1):
        version = versions[number]
        if not wanted:
            break
        lines = {
            path: _new_lines(version.before.get(path, ""), text)
            for path, text in version.after.items()
            if any((entity := after.get(i)) and entity.path == path for i in wanted)
        }
        for identity in sorted(wanted):
            entity = after.get(identity)
            if entity is None or entity.path not in lines:
                continue
            first, last = entity.node.lines(entity.path)
            own = after.texts.get(entity.path, "").splitlines()[first - 1 : last]
            if any(line in lines[entity.path] for line in own if line.strip()):
                found[identity] = number
                wanted.discard(identity)
    return found


def _new_lines(before: str, after: str) -> frozenset[str]:
    return frozenset(after.splitlines()) - frozenset(before.splitlines())


def _marks(
    changes: Iterable[Change], difference: Compared, before: Stack, after: Stack
) -> dict[str, Mark]:
    """How each item is marked in the tree."""
    marks: dict[str, Mark] = {}
    for identity in difference.folded:
        marks[identity] = "removed" if after.get(identity) is None else "added"
    for change in changes:
        known = marks.get(change.item)
        if not change.field and change.sort in ("added", "removed"):
            marks[change.item] = "added" if change.sort == "added" else "removed"
        elif change.field == "serves" and _parent_changed(change, before, after, difference):
            marks[change.item] = "moved"
        elif change.sort != "moved" and known is None:
            marks[change.item] = "changed"
    return marks


def _parent_changed(change: Change, before: Stack, after: Stack, difference: Compared) -> bool:
    back = {now: was for was, now in difference.renamed.items()}
    old, new = before.get(back.get(change.item, change.item)), after.get(change.item)
    if old is None or new is None:
        return False
    was, now = before.primary(old), after.primary(new)
    was_id = was and difference.renamed.get(was.id, was.id)
    return was_id != (now and now.id)


def failing(review: Review, level: Weight | None) -> bool:
    """Whether a change or a new finding reaches the level; never, if that is None.

    An error counts as breaking, a warning as notable, advice as minor.
    """
    return level is not None and review.weight is not None and review.weight >= level

"""Two strategies in, a review out: what the newer one does to the older one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from stratdocs.analysis.aims import stated_value
from stratdocs.analysis.confirmation import unconfirmed
from stratdocs.analysis.state import state_of
from stratdocs.linting.not_judged import history_gap, not_judged
from stratdocs.linting.rules import RULES
from stratdocs.linting.settings import settings
from stratdocs.model.finding import Finding, StratdocsError
from stratdocs.model.history import Reader, Version, history, newest_versions
from stratdocs.model.kinds import Entity
from stratdocs.model.stack import Stack
from stratdocs.reports.export import fingerprints
from stratdocs.reviewing import impact
from stratdocs.reviewing.accepted import NOTHING, Accepted, Claim, reason_since
from stratdocs.reviewing.changes import Compared, compared, unsure_paths
from stratdocs.reviewing.classes import Judge, fingerprint
from stratdocs.reviewing.exemptions import Writers, changed_settings, new_allows
from stratdocs.reviewing.facts import facts_of, lives_on
from stratdocs.reviewing.lifecycle import BelowEach, dependents_by_kind
from stratdocs.reviewing.reasons import Reasons
from stratdocs.reviewing.sides import Sides, sides_of
from stratdocs.reviewing.terms import Terms
from stratdocs.reviewing.value import (
    Change,
    EarlierChange,
    Exemption,
    Mark,
    Review,
    Side,
    Unconfirmed,
    Weight,
    heaviest,
)
from stratdocs.reviewing.weights import weights_note, with_set_weights
from stratdocs.words.phrases import in_quotes, join_words


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


def review_of(sides: Sides, accepted: Accepted = NOTHING, terms: Terms | None = None) -> Review:
    """What the newer side does to the older one.

    `accepted` were accepted before; `terms` say that and what the change brings along besides.
    """
    base, head = sides.base, sides.head
    before, after = base.stack, head.stack
    terms = terms or Terms(accepted)
    difference = compared(before, after, sides.versions)
    new, fixed, unchanged = _findings(base, head, difference)
    judge = Judge(before, after, new, Reasons(before, after, sides.versions, dated=sides.dated))
    old_weights, new_weights = (settings(stack, RULES).review for stack in (before, after))
    heirs = _Heirs(before, after, difference.renamed)
    eased = map(heirs.seen_in, judge.changes(difference.differences))
    every = heaviest(with_set_weights(eased, old_weights, new_weights))
    counting = _counting(terms)
    marks = {
        change.fingerprint: _fingerprints_over_renames(change, difference.renamed, after)
        for change in every
    }
    why = {
        own: next((counting[mark] for mark in known if mark in counting), None)
        for own, known in marks.items()
    }
    changes = tuple(change for change in every if why[change.fingerprint] is None)
    taken = tuple(
        change._replace(accepted=because)
        for change in every
        if (because := why[change.fingerprint]) is not None
    )
    reached = impact.affected(before, after, every)
    writers = Writers(sides.versions)
    set_differently = changed_settings(base, head, writers)
    by_mark = {mark: change for change in every for mark in marks[change.fingerprint]}
    exemptions = [
        *(_claimed(claim, mark, by_mark.get(mark)) for mark, claim in terms.claims.items()),
        *new_allows(base, head, difference.renamed, every, writers),
        *terms.exemptions,
        *set_differently.looser,
    ]
    gaps = not_judged(after) if every or new or fixed else ()  # of no change, nothing is judged
    return Review(
        base,
        head,
        changes,
        taken,
        facts_of(changes, before, after, difference.renamed),
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
            *terms.accepted.notes,
            *terms.notes,
            *difference.notes,
            *set_differently.stricter,
            *(weights_note(new_weights) if every else ()),
            *(_stale(terms.accepted, by_mark) if every else ()),
            *(f"not judged: {entry.sentence}" for entry in gaps),
        ),
        tuple(_earlier(sides, every, after, frozenset(item.item for item in reached))),
        judged_otherwise=bool(set_differently.looser or set_differently.stricter),
        not_judged=(*history_gap(sides.gap), *gaps),
        unread=_unread(before, after),
        exemptions=tuple(
            sorted(
                (exemption._replace(confirmed=terms.confirmed) for exemption in exemptions),
                key=lambda exemption: exemption.order,
            )
        ),
    )


def _fingerprints_over_renames(
    change: Change, renamed: Mapping[str, str], after: Stack
) -> tuple[str, ...]:
    """The fingerprints of a change under each id that its item had: an acceptance follows it."""
    item = after.get(change.item)
    was = [old for old, new in renamed.items() if new == change.item] if renamed else []
    ids = dict.fromkeys((change.item, *was, *([item.was] if item is not None and item.was else [])))
    field = change.field or change.sort
    others = [fingerprint(name, field, change.before, change.after) for name in ids]
    return (change.fingerprint, *others[1:])


def _counting(terms: Terms) -> Mapping[str, str]:
    """The accepted changes that count, with their reasons: those from before, and those that come
    with the change once a reviewer confirms it.
    """
    before = {mark: terms.accepted.words(mark) for mark in terms.accepted.reasons}
    if terms.confirmed is None:
        return before
    claimed = {
        mark: reason_since(claim.because, claim.who, claim.when)
        for mark, claim in terms.claims.items()
    }
    return {**claimed, **before}


def _claimed(claim: Claim, mark: str, found: Change | None) -> Exemption:
    """An acceptance that comes with the change; of what is not in it, it may excuse anything."""
    what = f"{mark}, which isn't one of these changes" if found is None else str(found.what)
    return Exemption(
        "acceptance",
        f"{what}, with the reason {in_quotes(claim.because)}",
        Weight.BREAKING if found is None else found.weight,
        claim.path,
        claim.line,
        claim.who,
        claim.when,
    )


def _stale(accepted: Accepted, marks: Collection[str]) -> Iterator[str]:
    """A note on the accepted changes of before that are none of these."""
    stale = [mark for mark in accepted.reasons if mark not in marks]
    if stale:
        more = f" and {len(stale) - MAX_STALE} more" if len(stale) > MAX_STALE else ""
        yield (
            f"{accepted.name} accepts changes that aren't in this comparison: "
            f"{join_words(stale[:MAX_STALE])}{more}; remove the ones that are merged"
        )


MAX_STALE = 5
"""Accepted changes that are named in a note."""


class _Heirs:
    """What becomes of the items below one that is gone."""

    def __init__(self, before: Stack, after: Stack, renamed: Mapping[str, str]) -> None:
        self.before, self.after, self.renamed = before, after, renamed
        self.gone = BelowEach(before, lambda item: self.now(item) is None)

    def now(self, item: Entity) -> Entity | None:
        return self.after.get(self.renamed.get(item.id, item.id))

    def seen_in(self, change: Change) -> Change:
        """A change of an item that is gone, with what truly depended on it: what lives on under
        another item does not. If all of it does, nothing is given up.
        """
        if change.field or change.sort != "removed":
            return change
        before, after = self.before, self.after
        entity = before.get(change.item)
        if entity is None:
            return change
        if lives_on(change, before, after, self.renamed):
            return change._replace(dependents=(), weight=min(change.weight, Weight.NOTABLE))
        if not change.dependents:
            return change
        kept = [now for child in before.children(entity) if (now := self.now(child)) is not None]
        orphans = {now.id for now in kept if after.primary(now) is None}
        if not orphans:
            return change._replace(dependents=self.gone.of(entity))
        lost = [
            below
            for below in before.below(entity)
            if not state_of(before, below).is_over
            and ((now := self.now(below)) is None or after.top_of(now).id in orphans)
        ]
        return change._replace(dependents=dependents_by_kind(lost))


def _unread(before: Stack, after: Stack) -> tuple[str, ...]:
    """The files that differ and that one of the sides cannot read as a whole."""
    unsure = unsure_paths(before) | unsure_paths(after)
    return tuple(sorted(path for path in unsure if before.texts.get(path) != after.texts.get(path)))


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


def _earlier(
    sides: Sides, changes: Iterable[Change], after: Stack, reached: frozenset[str]
) -> Iterator[Unconfirmed]:
    """The items that were to be confirmed again before this change, and still are: those that it
    reaches, or whose parent it touches.
    """
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
    if not touched:
        return
    past = history(
        versions,
        after.entities,
        Reader(everything=True, calendar=after.calendar, value_in=stated_value),
    )
    for item, parent, change, fields in unconfirmed(after, past.changes):
        if item.id not in touched and (item.id in reached or parent.id in touched):
            cause = EarlierChange(parent.id, fields, change.when, change.who)
            yield Unconfirmed(item.id, parent.id, cause, impact.owner_of(after, item))


def _off(side: Side) -> frozenset[str]:
    """The rules that a strategy's settings switch off."""
    return frozenset(name for name, rule in settings(side.stack, RULES).rules.items() if rule.off)


def _fingerprints(side: Side, renamed: Mapping[str, str]) -> dict[Finding, str]:
    """The fingerprints of a side's findings, with every item under its new id."""
    every = sorted((*side.findings, *side.silenced), key=lambda finding: finding.order)
    return fingerprints(every, side.texts, renamed)


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

    An error counts as breaking, a warning as notable, advice as minor. What cannot be read may be
    anything, so it reaches every level.
    """
    if level is None:
        return False
    return bool(review.unread) or (review.weight is not None and review.weight >= level)

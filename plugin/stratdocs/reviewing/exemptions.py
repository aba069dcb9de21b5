"""The exemptions that a change brings along: new allows and looser settings.

The author of a change may write them, but they are for a reviewer to accept. So they stand first in
a review and weigh as much as what they excuse.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import NamedTuple

from stratdocs.linting.allows import Allow, allows, is_expired
from stratdocs.linting.rules import RULES
from stratdocs.linting.rules.base import Rule
from stratdocs.linting.settings import RuleSetting, settings
from stratdocs.model.decode import SETTINGS, STRICTNESSES
from stratdocs.model.finding import Severity
from stratdocs.model.history import Version
from stratdocs.model.kinds import Entity
from stratdocs.model.stack import Stack
from stratdocs.reports.checked import count_phrase
from stratdocs.reviewing.value import Change, Exemption, Side, Weight
from stratdocs.words.phrases import join_words
from stratdocs.yamltext.source import MappingNode, Node

MAX_NAMED = 5


def weight_of(severity: Severity) -> Weight:
    """The weight of a change that excuses findings of a severity."""
    return Weight(int(severity))


def at_least_notable(severity: Severity) -> Weight:
    """The same for what excuses future findings too, which a reviewer should see in any case."""
    return max(weight_of(severity), Weight.NOTABLE)


class Writers:
    """Who wrote or removed each line of the versions between two sides, and when."""

    def __init__(self, versions: Sequence[Version]) -> None:
        self.versions = versions

    @cached_property
    def added(self) -> Mapping[str, tuple[str | None, date]]:
        """The newest commit that added each line, by author and day."""
        return self._lines(removed=False)

    @cached_property
    def removed(self) -> Mapping[str, tuple[str | None, date]]:
        """The newest commit that took out each line, by author and day."""
        return self._lines(removed=True)

    def _lines(self, *, removed: bool) -> dict[str, tuple[str | None, date]]:
        found: dict[str, tuple[str | None, date]] = {}
        for version in self.versions:
            old, new = (
                {line.strip() for text in texts.values() for line in text.splitlines()}
                for texts in (version.before, version.after)
            )
            lines = old - new if removed else new - old
            found.update(dict.fromkeys(lines, (version.author, version.day)))
        return found

    def of(self, line: str, *, removed: bool = False) -> tuple[str | None, date | None]:
        """Who wrote a line, or took it out, and when; nobody if it is not committed yet."""
        return (self.removed if removed else self.added).get(line.strip(), (None, None))


def line_of(text: str, number: int) -> str:
    """A line of a text, by its number from 1; empty if there is none."""
    lines = text.splitlines()
    return lines[number - 1] if 0 < number <= len(lines) else ""


# --- allows ---------------------------------------------------------------------------------------


class _Reach(NamedTuple):
    """What a suppression covers."""

    rule: str
    item: str
    """The id of the item, or the path of the file outside of any."""
    field: str
    """The field; empty if it covers the whole item."""


def new_allows(
    base: Side,
    head: Side,
    renamed: Mapping[str, str],
    changes: Sequence[Change],
    writers: Writers,
) -> Iterator[Exemption]:
    """The allows of the newer side that the older one does not have, has for less, or only until an
    earlier day. One that gives the reason of a change weighs as that would without it.
    """
    back = {now: was for was, now in renamed.items()}
    known: dict[_Reach, list[date | None]] = {}
    for allow, reach in _valid(base.stack):
        known.setdefault(reach, []).append(allow.until)
    severities = _severities(base.stack)
    silenced: dict[tuple[str, str], list[Severity]] = {}
    for finding in head.silenced:
        for subject in {finding.item or finding.span.path, str(finding.span.path)}:
            silenced.setdefault((finding.rule, subject), []).append(finding.severity)
    reasoned: dict[tuple[str, str | None], list[Change]] = {}
    for change in changes:
        reasoned.setdefault((change.item, change.reason), []).append(change)
    for allow, reach in _valid(head.stack):
        was = reach._replace(item=back.get(reach.item, reach.item))
        before = known.get(was) or known.get(was._replace(field=""))
        until = before.pop() if before else _NEVER
        if until is None or (allow.until is not None and allow.until <= until):
            continue
        found = silenced.get((allow.rule, reach.item), ())
        severity = max(found) if found else severities.get(allow.rule, Severity.ERROR)
        weight = max(
            (
                Weight(min(change.full_weight, change.weight + 1))
                for change in reasoned.get((reach.item, allow.reason), ())
            ),
            default=Weight.MINOR,
        )
        end = f" until {allow.until}" if allow.until else ""
        instead = f" instead of {until}" if until != _NEVER else ""
        who, when = writers.of(line_of(head.texts[allow.span.path], allow.span.line))
        yield Exemption(
            "allow",
            f"{allow.rule} of {reach.item}{end}{instead}, because {allow.reason}",
            max(weight, at_least_notable(severity)),
            allow.span.path,
            allow.span.line,
            who,
            when,
        )


_NEVER = date.min
"""The last day of a suppression that doesn't exist."""


def _valid(stack: Stack) -> Iterator[tuple[Allow, _Reach]]:
    """The allows that count today, with what each covers."""
    valid = [
        allow
        for allow in allows(stack)
        if allow.problem is None and not is_expired(allow, stack.today)
    ]
    files: dict[str, list[Entity]] = {str(allow.span.path): [] for allow in valid}
    for entity in stack.entities if files else ():
        if str(entity.path) in files:
            files[str(entity.path)].append(entity)
    places = {path: _places(entities) for path, entities in files.items()}
    for allow in valid:
        path = str(allow.span.path)
        reach = places[path].get(allow.line, _Reach("", path, ""))
        yield allow, reach._replace(rule=allow.rule)


def _places(entities: Iterable[Entity]) -> dict[int, _Reach]:
    """What an allow on each line of a file covers; of nested items, the inner one."""
    found: dict[int, _Reach] = {}
    ranges = [(entity.node.lines(entity.path), entity) for entity in entities]
    ranges.sort(key=lambda item: item[0][0] - item[0][1])
    for (first, last), entity in ranges:
        found.update(dict.fromkeys(range(first, last + 1), _Reach("", entity.id, "")))
        starts = {entity.node.key_span(entity.path, name).line: name for name in entity.node.values}
        field = ""
        for line in range(first + 1, last + 1):
            field = starts.get(line, field)
            found[line] = _Reach("", entity.id, field)
    return found


def _severities(stack: Stack) -> dict[str, Severity]:
    """The severity of each rule as a strategy sets it."""
    listed = settings(stack, RULES).rules
    return {
        rule.name: listed.get(rule.name, RuleSetting()).severity or rule.severity for rule in RULES
    }


# --- settings -------------------------------------------------------------------------------------

LOWER_IS_LOOSER = frozenset(("pace",))
"""The limits that ask for less if they are lowered; all others do if they are raised."""
ANY_IS_LOOSER = frozenset(("together",))
"""The limits for which a change of any direction lets something pass."""


class SettingsChange(NamedTuple):
    """The settings of two strategies compared."""

    looser: tuple[Exemption, ...]
    stricter: tuple[str, ...]
    """A sentence for each rule that is judged more strictly."""


def changed_settings(base: Side, head: Side, writers: Writers) -> SettingsChange:
    """What the settings of the newer side let pass, and what they no longer do."""
    looser: list[Exemption] = []
    stricter: list[str] = []
    by_pack: list[tuple[str, Weight]] = []
    old, new = settings(base.stack, RULES), settings(head.stack, RULES)
    for rule in RULES:
        before = old.rules.get(rule.name, RuleSetting())
        after = new.rules.get(rule.name, RuleSetting())
        if before == after:
            continue
        words = f"{rule.name}{_rule_words(before, after, rule, base)}"
        if not _is_looser(before, after, rule):
            stricter.append(f"settings changed: {words}")
            continue
        weight = at_least_notable(before.severity or rule.severity)
        route = ("rules", rule.name)
        if _place(head.stack, route) is None and _place(base.stack, route) is None:
            by_pack.append((words, weight))
        else:
            looser.append(_setting(words, weight, route, base, head, writers))
    if by_pack:
        words = "; ".join(words for words, _ in by_pack)
        weight = max(weight for _, weight in by_pack)
        looser.append(_setting(words, weight, ("extends",), base, head, writers))
    for name in sorted({*old.review, *new.review}):
        was, now = old.review.get(name), new.review.get(name)
        if was == now:
            continue
        counts = f"now count as {now}" if now else "now have their usual weight"
        counted = f"was {was}" if was else "had their usual weight before"
        words = f"changes of {name} {counts} ({counted})"
        if _is_lighter(was, now):
            weight = Weight[was.upper()] if was else _usual_weight(name)
            route = ("review", name)
            looser.append(_setting(words, max(weight, Weight.NOTABLE), route, base, head, writers))
        else:
            stricter.append(f"settings changed: {words}")
    looser.extend(_moved_year(base, head, writers))
    old_strictness, strictness = base.stack.strictness, head.stack.strictness
    if old_strictness != strictness:
        words = f"`strictness` from {old_strictness} to {strictness}"
        if STRICTNESSES.index(strictness) < STRICTNESSES.index(old_strictness):
            place = ("strictness",)
            looser.append(_setting(words, Weight.NOTABLE, place, base, head, writers))
        else:
            stricter.append(f"settings changed: {words}")
    return SettingsChange(tuple(looser), tuple(stricter))


def _is_looser(before: RuleSetting, after: RuleSetting, rule: Rule) -> bool:
    """Whether a rule finds less, or finds it less severe."""
    if after.off:
        return not before.off
    if before.off:
        return False
    if (after.severity or rule.severity) < (before.severity or rule.severity):
        return True
    return any(
        now != was and (name in ANY_IS_LOOSER or (now < was) == (name in LOWER_IS_LOOSER))
        for name, was, now in _limits(before, after, rule)
    )


def _limits(before: RuleSetting, after: RuleSetting, rule: Rule) -> Iterator[tuple[str, int, int]]:
    """Each limit of a rule before and after."""
    for limit in type(rule).declared_limits():
        old, new = (setting.limits.get(limit.name, limit.default) for setting in (before, after))
        yield limit.name, old, new


def _rule_words(before: RuleSetting, after: RuleSetting, rule: Rule, base: Side) -> str:
    """What changed of a rule's settings, to follow its name."""
    if after.off != before.off:
        lost = sum(finding.rule == rule.name for finding in base.findings)
        found = f", with {count_phrase(lost, 'finding', 'findings')}" if lost and after.off else ""
        return f" is {'off' if after.off else 'on again'}{found}"
    return f": {join_words(list(_setting_words(before, after, rule)))}"


def _setting_words(before: RuleSetting, after: RuleSetting, rule: Rule) -> Iterator[str]:
    """The severity and the limits of a rule in words, where they differ."""
    if before.severity != after.severity:
        now, was = ((setting.severity or rule.severity).word for setting in (after, before))
        yield f"severity from {was} to {now}"
    for name, old, new in _limits(before, after, rule):
        if old != new:
            yield f"`{name}` from {old} to {new}"


def _is_lighter(was: str | None, now: str | None) -> bool:
    """Whether a weight that is set may let a change pass that did not before."""
    order = {"minor": 1, "notable": 2, "breaking": 3}
    if was is None or now is None:
        return now in ("minor", "notable") or was in ("notable", "breaking")
    return order[now] < order[was]


def _usual_weight(name: str) -> Weight:
    """The heaviest weight that a change of a class or field usually has."""
    light = name in ("progress", "clarification", "structure", "evidence")
    return Weight.NOTABLE if light else Weight.BREAKING


def _moved_year(base: Side, head: Side, writers: Writers) -> Iterator[Exemption]:
    """The start of the fiscal year, if it moved: with it, so do all periods that it defines."""
    was, now = (side.stack.calendar.year_starts for side in (base, head))
    if was == now:
        return
    moved = sum(
        base.stack.period_of(old) != head.stack.period_of(item)
        for item in head.stack.entities
        if (old := base.stack.get(item.id)) is not None
    )
    end = f", which moves {count_phrase(moved, 'period', 'periods')}" if moved else ""
    words = f"`year_starts` from {was or 1} to {now or 1}{end}"
    weight = Weight.BREAKING if moved else Weight.NOTABLE
    yield _setting(words, weight, ("year_starts",), base, head, writers)


def _setting(
    words: str,
    weight: Weight,
    route: tuple[str, ...],
    base: Side,
    head: Side,
    writers: Writers,
) -> Exemption:
    """A looser setting with its place, and who wrote it."""
    place = _place(head.stack, route)
    gone = place is None
    place, side = (_place(base.stack, route), base) if gone else (place, head)
    if place is None:
        return Exemption("setting", words, weight)
    path, line = place
    who, when = writers.of(line_of(side.stack.texts[path], line), removed=gone)
    return Exemption("setting", words, weight, path, 0 if gone else line, who, when)


def _place(stack: Stack, route: tuple[str, ...]) -> tuple[str, int] | None:
    """Path and line of a setting; of the last one, which counts."""
    found = None
    for document in stack.documents:
        for root in document.roots:
            node: Node | None = root
            line = 0
            for name in (SETTINGS, *route):
                if not isinstance(node, MappingNode) or name not in node.values:
                    break
                line = node.key_span(document.path, name).line
                node = node.get(name)
            else:
                found = (str(document.path), line)
    return found


def named(counted: Counter[str]) -> str:
    """Names with their numbers, the most frequent first: `2 of orphan and 1 of stale`."""
    words = [f"{number} of {name}" for name, number in counted.most_common(MAX_NAMED)]
    more = len(counted) - len(words)
    return join_words([*words, f"{more} more"] if more > 0 else words)

"""The verdict of a check: which is worst, clarity, alignment or feedback, and where to begin.

What leaders intend and what teams do come apart in these three ways, and a list of forty findings
hides in which. So the findings are weighed: by their severity, by whether their item is committed,
and by how much of the strategy lies below it. What the analyses conclude is weighed with them, even
where the authors have accepted the finding about it: what is accepted is not solved. Where harm
shows, it comes first, however much is only missing elsewhere: `urgency` says why.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import log2
from typing import NamedTuple

from stratdocs.analysis.conclusions import (
    CAUSES,
    CauseReport,
    Conclusion,
    cause_reports,
    sort_words,
)
from stratdocs.analysis.urgency import HARM, rule_rank
from stratdocs.linting.not_judged import NotJudged, names_of
from stratdocs.linting.rules import RULES
from stratdocs.linting.rules.base import Group, Rule
from stratdocs.linting.settings import settings
from stratdocs.model.finding import Finding, Severity
from stratdocs.model.kinds import Entity
from stratdocs.model.stack import Stack
from stratdocs.words.phrases import few, join_words

SEVERITY_WEIGHTS = {Severity.ERROR: 9, Severity.WARNING: 3, Severity.ADVICE: 1}
"""The weight of a finding by its severity."""
INACTIVE_SHARE = 1 / 3
"""The share of that weight for a finding about a draft or something finished."""
CONCLUSION_WEIGHTS = {"bad": 3, "watch": 1}
"""The weight of a conclusion that no finding reports, by its tone."""
WEIGHED_GROUPS: tuple[Group, ...] = CAUSES
"""The groups that are weighed against each other."""


class Part(NamedTuple):
    """What is found in one group."""

    group: Group
    findings: tuple[Finding, ...]
    """The worst first."""
    weight: float
    conclusions: tuple[Conclusion, ...] = ()
    """What the analyses conclude and none of these findings reports; the worst first."""
    accepted: int = 0
    """How many findings in it have been accepted."""

    @property
    def shows_harm(self) -> bool:
        """Whether any of it shows that a limit is broken or a promise missed."""
        return any(
            finding.severity > Severity.ADVICE and rule_rank(finding.rule) == HARM
            for finding in self.findings
        ) or any(found.rank == HARM for found in self.conclusions)

    @property
    def words(self) -> str:
        """What there is, in numbers: `2 errors, 1 warning and 1 split vote (1 accepted)`."""
        number = Counter(finding.severity for finding in self.findings)
        found = [
            f"{number[severity]:,} {word if number[severity] == 1 else words}"
            for severity, word, words in (
                (Severity.ERROR, "error", "errors"),
                (Severity.WARNING, "warning", "warnings"),
                (Severity.ADVICE, "suggestion", "suggestions"),
            )
            if number[severity]
        ]
        concluded = sort_words(self.conclusions)
        both = [join_words(found)] if found else []
        both += [concluded] if concluded else []
        accepted = f"{self.accepted:,} accepted" if self.accepted else ""
        if not both:
            return accepted or "no findings"
        return f"{', plus '.join(both)}{f' ({accepted})' if accepted else ''}"


class Verdict(NamedTuple):
    """What is worst, and what to do about it first."""

    parts: tuple[Part, ...]
    """The groups with findings, the worst of the three first."""
    first: Finding | None
    """The finding to start with."""
    below: int
    """How many items are below the item of that finding."""
    accepted: bool
    """Whether there are also findings that the authors have accepted."""
    items: int
    """How many items were checked."""
    rules: int
    """With how many rules."""
    not_judged: tuple[NotJudged, ...] = ()
    """What couldn't be judged, and so isn't fine."""
    causes: tuple[CauseReport, ...] = ()
    """What the analyses conclude about each cause, silenced or not, and what they could not know;
    empty where only a part of the strategy was asked about."""

    @property
    def conclusions(self) -> tuple[Conclusion, ...]:
        """Everything that the analyses conclude, whether or not a finding reports it."""
        return tuple(found for report in self.causes for found in report.conclusions)

    @property
    def worst(self) -> Part | None:
        """The worst of clarity, alignment and feedback; None where nothing is found in them."""
        return next((part for part in self._weighed if part.findings or part.conclusions), None)

    @property
    def _weighed(self) -> tuple[Part, ...]:
        return tuple(part for part in self.parts if part.group in WEIGHED_GROUPS)

    def part(self, group: Group) -> Part:
        """What is found about a group; empty where nothing is."""
        return next((part for part in self.parts if part.group == group), Part(group, (), 0))

    @property
    def reading_errors(self) -> Part | None:
        """The errors in the text itself, which come before all else."""
        for part in self.parts:
            if part.group == "reading":
                errors = tuple(f for f in part.findings if f.severity is Severity.ERROR)
                return part._replace(findings=errors) if errors else None
        return None

    @property
    def evidence(self) -> tuple[Finding, ...]:
        """The two heaviest findings of the worst part."""
        part = self.reading_errors or self.worst
        return part.findings[:2] if part is not None else ()

    @property
    def headline(self) -> str:
        """What is worst, and the evidence for it."""
        worst, unread = self.worst, self.reading_errors
        if unread is not None:
            then = f"; then look at {worst.group} ({worst.words})" if worst is not None else ""
            errors = "error" if len(unread.findings) == 1 else f"{len(unread.findings):,} errors"
            return f"Fix the {errors} first: until then parts of the strategy are ignored{then}"
        if not any(part.findings for part in self.parts):
            return f"{self.calm}; not solved {self.unsolved}" if self.unsolved else self.calm
        if worst is None:
            words = self.part("reading").words
            return (
                "No problems found in clarity, alignment and feedback; "
                f"about the text itself: {words}"
            )
        evidence = _by_rule(self.evidence) or _by_sort(worst.conclusions[:2])
        shown = len(self.evidence) or len(worst.conclusions[:2])
        more = len(worst.findings) + len(worst.conclusions) > shown
        above_all = "mainly " if more else ""
        besides = self._besides(worst)
        return f"Weakest area: {worst.group} ({worst.words}), {above_all}{evidence}{besides}"

    def _besides(self, worst: Part) -> str:
        """What no finding reports in the other groups: `; besides, 1 split vote in clarity: i`."""
        return "".join(
            (
                f"; also {sort_words(part.conclusions)} in {part.group}: "
                f"{few(dict.fromkeys((found.item.id for found in part.conclusions)), 2)}"
            )
            for part in self._weighed
            if part.conclusions and part.group != worst.group
        )

    @property
    def unsolved(self) -> str:
        """What the analyses conclude and no finding reports, by group: `in alignment: 1 strategy
        problem (1 accepted)`; empty for none.
        """
        return "; ".join(
            f"in {part.group}: {part._replace(findings=()).words}"
            for part in self._weighed
            if part.conclusions
        )

    @property
    def says(self) -> str:
        """The headline, and what could not be judged."""
        gaps = f"; not judged: {names_of(self.not_judged)}" if self.not_judged else ""
        return f"{self.headline}{gaps}"

    @property
    def calm(self) -> str:
        """What was checked, where nothing was found in it."""
        new = "new problems" if self.accepted else "problems"
        within = " in what could be judged of" if self.not_judged else " in"
        items = f"{self.items:,} {'item' if self.items == 1 else 'items'}"
        rules = f"{self.rules:,} {'rule' if self.rules == 1 else 'rules'}"
        return f"No {new} found{within} {items}, checked against {rules}"

    @property
    def advice(self) -> str | None:
        """What to do first; None where nothing was found."""
        if self.first is None:
            return None
        span, item, message = self.first.span, self.first.item, self.first.message
        if item is not None and item not in message:
            message = f"{item}: {message}"
        place = f"{span.path}:{span.line}:{span.column}"
        below = ""
        if self.below:
            items = "1 item" if self.below == 1 else f"{self.below:,} items"
            below = f"; affects {items} below it"
        return f"Start here: {message} ({place}{below})"


def verdict(
    stack: Stack,
    findings: Iterable[Finding],
    rules: Iterable[Rule] = RULES,
    *,
    accepted: Iterable[Finding] = (),
    not_judged: tuple[NotJudged, ...] = (),
    whole: bool = True,
) -> Verdict:
    """The verdict on the findings that these rules have in a stack and on what the analyses
    conclude, beside what could not be judged in it.

    If only a few rules are asked for, or not the `whole` strategy, no conclusions are given.
    """
    found = tuple(findings)
    silent = tuple(accepted)
    chosen = tuple(rules)
    asked = settings(stack, RULES).apply(chosen)
    causes = cause_reports(stack) if whole and len(chosen) >= len(RULES) else ()
    calm = Verdict((), None, 0, bool(silent), len(stack.entities), len(asked), not_judged, causes)
    if not (found or silent or calm.conclusions):
        return calm
    descendants = descendant_counts(stack)
    groups: dict[str, Group] = {rule.name: rule.group for rule in RULES}
    weights: dict[Finding, float] = {}
    by_group: dict[Group, list[Finding]] = {}
    for finding in found:
        reach = 1 + log2(1 + descendants.get(finding.item or "", 0))
        weights[finding] = (
            SEVERITY_WEIGHTS[finding.severity] * reach * _activity(stack.get(finding.item))
        )
        by_group.setdefault(groups.get(finding.rule, "reading"), []).append(finding)
    reported = {(finding.rule, finding.item) for finding in found}
    concluded: dict[Group, list[tuple[float, Conclusion]]] = {}
    for conclusion in calm.conclusions:
        if not any((rule, conclusion.item.id) in reported for rule in conclusion.rules):
            reach = 1 + log2(1 + descendants.get(conclusion.item.id, 0))
            weight = CONCLUSION_WEIGHTS[conclusion.tone] * reach * _activity(conclusion.item)
            concluded.setdefault(conclusion.cause, []).append((weight, conclusion))
    silenced = Counter(groups.get(finding.rule, "reading") for finding in silent)
    order: tuple[Group, ...] = (*WEIGHED_GROUPS, "reading")
    parts = [
        _part(group, by_group.get(group, ()), weights, concluded.get(group, ()), silenced[group])
        for group in order
        if group in by_group or group in concluded or silenced[group]
    ]
    parts.sort(
        key=lambda part: (
            part.group == "reading",
            not part.shows_harm,
            -part.weight,
            order.index(part.group),
        )
    )
    weighed = calm._replace(parts=tuple(parts))
    if not found:
        return weighed
    worst = weighed.worst
    first = min(
        weighed.reading_errors.findings if weighed.reading_errors is not None else found,
        key=lambda finding: (
            -finding.severity,
            rule_rank(finding.rule),
            -descendants.get(finding.item or "", 0),
            worst is None or groups.get(finding.rule) != worst.group,
            -weights[finding],
            finding.order,
        ),
    )
    return weighed._replace(first=first, below=descendants.get(first.item or "", 0))


def _part(
    group: Group,
    found: Sequence[Finding],
    weights: Mapping[Finding, float],
    concluded: Sequence[tuple[float, Conclusion]],
    accepted: int,
) -> Part:
    """The findings and conclusions of a group, and their weight in total."""
    ranked = sorted(
        found,
        key=lambda finding: (
            -finding.severity,
            rule_rank(finding.rule),
            -weights[finding],
            finding.order,
        ),
    )
    heaviest = sorted(concluded, key=lambda pair: (pair[1].tone != "bad", pair[1].rank, -pair[0]))
    return Part(
        group,
        tuple(ranked),
        sum(weights[finding] for finding in ranked) + sum(weight for weight, _ in heaviest),
        tuple(conclusion for _, conclusion in heaviest),
        accepted,
    )


def _activity(entity: Entity | None) -> float:
    """The weight of an item: full while it is under way, less as a draft or when it is over."""
    whole = entity is None or entity.status is None or entity.active
    return 1 if whole else INACTIVE_SHARE


def descendant_counts(stack: Stack) -> dict[str, int]:
    """How many items lie below each, by primary parents; items in a cycle have none."""
    parents, children = stack.graph.parents, stack.graph.children
    found = dict(Counter([above[0] for above in parents.values()]))
    # so far only direct children are counted; the counts below are added up, the lowest first
    above = {identity: parents[identity][0] for identity in children if identity in parents}
    waiting = dict(Counter(above.values()))
    ready = [identity for identity in above if identity not in waiting]
    for identity in ready:
        parent = above.get(identity)
        if parent is not None:
            found[parent] += found.get(identity, 0)
            waiting[parent] -= 1
            if not waiting[parent]:
                ready.append(parent)
    for identity, missed in waiting.items():
        found[identity] -= missed
    return found


def _by_rule(findings: Sequence[Finding]) -> str:
    """Findings in a few words: their items, by rule."""
    rules: dict[str, dict[str, None]] = {}
    for finding in findings:
        rules.setdefault(finding.rule, {})[finding.item or finding.span.path] = None
    return " and ".join(f"{' and '.join(items)} ({rule})" for rule, items in rules.items())


def _by_sort(concluded: Sequence[Conclusion]) -> str:
    """Conclusions in a few words: their items, each with what is wrong."""
    return " and ".join(f"{found.item.id} ({found.sort})" for found in concluded)

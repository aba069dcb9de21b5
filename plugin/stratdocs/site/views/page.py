"""Pages, links to entities, and the context that views read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from stratdocs.analysis.endings import unclosed
from stratdocs.analysis.pace import expected_share
from stratdocs.analysis.progress import Progress
from stratdocs.analysis.results import Outcome, keeps_values, result_of
from stratdocs.analysis.state import state_of
from stratdocs.analysis.trouble import days_late
from stratdocs.analysis.urgency import rule_rank
from stratdocs.linting.allows import Silenced
from stratdocs.linting.not_judged import NotJudged, not_judged
from stratdocs.linting.verdict import Verdict, verdict
from stratdocs.model.days import short_day
from stratdocs.model.decode import slug
from stratdocs.model.finding import Finding, Severity
from stratdocs.model.kinds import BY_COLLECTION, Bet, Entity, KeyResult, Objective, Work
from stratdocs.model.stack import Stack
from stratdocs.site.drawing.shapes import Drawing
from stratdocs.site.views.template_data import TemplateData
from stratdocs.yamltext.source import Span


class DownloadLink(NamedTuple):
    """A link from a page to a file that belongs to it."""

    path: str
    """The file's place in the site."""
    label: str
    type: str
    """Its media type."""


class Page(NamedTuple):
    """A page of the site: its path, its template, and the values for it."""

    path: str
    """Its place in the site, without slashes at the ends: `bets/first-week`; empty for home."""
    title: str
    template: str
    """The template's name, without its ending."""
    data: TemplateData
    parent: str | None = None
    """The path of the page above it in the breadcrumbs; None at the top."""
    source: Span | None = None
    """Where what it shows is written."""
    tags: tuple[str, ...] = ()
    gist: str = ""
    """A summary of one or two sentences, for search results and previews."""
    hide: tuple[str, ...] = ()
    """What the host may hide to give it room: `navigation`, `toc`."""
    listed: str | None = None
    """Its heading in the navigation; None for the many pages that are not listed there."""
    downloads: tuple[DownloadLink, ...] = ()
    """The files that belong to it, where the host offers them."""
    picture: Callable[[], Drawing] | None = None
    """The page as a picture that stands alone, if it has one beside what it prints."""

    @property
    def is_manual(self) -> bool:
        """Whether it explains stratdocs: a rule, a page of the reference or a framework."""
        return self.template.startswith(("rule", "reference", "framework"))


class Ref(NamedTuple):
    """A link to an entity's page."""

    path: str
    title: str
    noun: str
    id: str
    status: str | None
    """The status to show."""
    derived: str = ""
    """The title of the item below from which the status to show follows; empty if it is its own."""
    partly: str = ""
    """How many of the items below report, where a fine status follows from only some of them."""
    doubt: str = ""
    """What is to be said beside its status: `time is up` or `overdue` if its last day has passed
    and nobody has said how it ended; `target missed` or `result unknown` if it is done.
    """


class Bar(NamedTuple):
    """The progress of an item as a bar, with the figures next to it."""

    share: float | None
    """How full it is, 0 to 1; None if that is unknown."""
    expected: float | None
    """Where a steady pace would be today; None if that is unknown, or no longer matters."""
    status: str | None
    """The status that gives it its colour."""
    now: str
    """The value today, or the share of the way."""
    words: str
    """The same in words, for those who can't see it."""
    partly: str
    """How many of the key results below it goes by, if not by all."""
    unknown: str
    """Why it is unknown though there is a value; empty if it is known."""


_RESULT_DOUBTS: Mapping[Outcome, str] = {
    "missed": "target missed",
    "unknown": "result unknown",
    "nothing said": "result unknown",
}
"""What is said beside "done", by what came out."""

RESERVED_PATHS = frozenset(("bets/portfolio", "decisions/log", "metrics/chain"))
"""Paths of views within a collection, which no item may take."""


class SiteContext:
    """What views read: the stack, its findings and its progress."""

    def __init__(
        self,
        stack: Stack,
        findings: Iterable[Finding],
        silenced: Iterable[Silenced] = (),
        expiring: int = 0,
    ) -> None:
        self.stack = stack
        self.findings = tuple(findings)
        self.silenced = tuple(silenced)
        """Findings that the authors accept, each with its allow."""
        self.expiring = expiring
        """The number of allows that expire soon."""
        self.progress = Progress(stack)
        self._of: dict[str, list[Finding]] = {}
        for finding in self.findings:
            if finding.item is not None:
                self._of.setdefault(finding.item, []).append(finding)
        self._paths: dict[str, str] = {}
        taken = {
            f"{collection}/index" for collection in BY_COLLECTION
        }  # taken by the collection itself
        taken |= RESERVED_PATHS
        for entity in stack.entities:
            path = base = f"{entity.collection}/{slug(entity.id) or 'unnamed'}"
            if _is_slug(entity.id):
                path = base = f"{entity.collection}/{entity.id}"
            number = 2
            while path in taken:
                path = f"{base}-{number}"
                number += 1
            taken.add(path)
            self._paths[entity.id] = path
        self._refs: dict[str, Ref] = {}

    @cached_property
    def _doubts(self) -> dict[str, str]:
        """What a status alone would hide, by the ids of the items."""
        over = {ended.item.id for ended in unclosed(self.stack) if ended.claims}
        results = {
            goal.id
            for goal in self.stack.of(KeyResult)
            if (above := self.stack.primary(goal)) is not None and above.id in over
        }
        overdue = dict.fromkeys(days_late(self.stack), "overdue")
        return (
            overdue
            | dict.fromkeys((*over, *results), "time is up")
            | {
                item.id: _RESULT_DOUBTS[says]
                for item in self._finished
                if (says := result_of(self.stack, item).says) in _RESULT_DOUBTS
            }
        )

    @property
    def _finished(self) -> Iterator[Bet | Objective | KeyResult]:
        """The bets that are done and, where anybody keeps values, the goals."""
        yield from (bet for bet in self.stack.of(Bet) if bet.status == "done")
        if keeps_values(self.stack):
            goals: tuple[Objective | KeyResult, ...] = (
                *self.stack.of(Objective),
                *self.stack.of(KeyResult),
            )
            yield from (goal for goal in goals if self.progress.status(goal) == "done")

    @cached_property
    def not_judged(self) -> tuple[NotJudged, ...]:
        """What could not be judged, and why."""
        return not_judged(self.stack)

    @cached_property
    def verdict(self) -> Verdict:
        """The verdict on the findings, beside what could not be judged."""
        return verdict(
            self.stack,
            self.findings,
            accepted=[silenced.finding for silenced in self.silenced],
            not_judged=self.not_judged,
        )

    def path(self, entity: Entity) -> str:
        """The path of the entity's page: its collection and its id."""
        return self._paths[entity.id]

    def ref(self, entity: Entity) -> Ref:
        """A link to the entity."""
        known = self._refs.get(entity.id)
        if known is None:
            state = state_of(self.stack, entity)
            source = self.stack.get(state.derived_from)
            known = self._refs[entity.id] = Ref(
                self._paths[entity.id],
                entity.title,
                entity.noun,
                entity.id,
                state.status,
                source.title if source is not None else "",
                state.partly,
                self._doubts.get(entity.id, ""),
            )
        return known

    def bar(self, entity: Entity) -> Bar:
        """How far an item has come, and how far a steady pace would have."""
        share, words = self.progress.bar(entity)
        status = self.ref(entity).status
        now, unknown = "" if share is None else f"{share:.0%}", ""
        if isinstance(entity, KeyResult):
            found = self.progress.of_key_result(entity)
            if found.value is not None:
                now, unknown = found.value.text, found.unknown or ""
        elif isinstance(entity, Work) and share is None:
            due = entity.due if status not in ("done", "dropped") else None
            words = f"due {short_day(due, self.stack.today)}" if due else ""
        moves = share is not None and status not in ("done", "dropped", "proposed")
        expected = expected_share(self.stack, entity) if moves else None
        return Bar(share, expected, status, now, words, self.progress.partly(entity), unknown)

    def refs(self, entities: Iterable[Entity]) -> tuple[Ref, ...]:
        """Links to several entities."""
        return tuple(self.ref(entity) for entity in entities)

    def ref_or_text(self, identity: str | None) -> Ref | str | None:
        """A link to the entity of that id, else the words as written."""
        if not identity:
            return None
        found = self.stack.get(identity)
        return self.ref(found) if found is not None else identity

    def findings_of(self, entity: Entity) -> tuple[Finding, ...]:
        """The findings about one entity, the worst first."""
        return tuple(sorted(self._of.get(entity.id, ()), key=worst_first))


def worst_first(finding: Finding) -> tuple[object, ...]:
    """The key by which findings are listed."""
    return (-finding.severity, rule_rank(finding.rule), finding.order)


def _is_slug(identity: str) -> bool:
    return slug(identity) == identity.replace(".", "-").replace("_", "-").replace("--", "-")


def collection_title(collection: str) -> str:
    """A collection as a heading: `Key results`."""
    plural = BY_COLLECTION[collection].plural
    return plural[0].upper() + plural[1:]


def severity_counts(findings: Iterable[Finding]) -> tuple[str, ...]:
    """The number of findings of each severity, worst first: `2 errors`, `1 suggestion`."""
    counts = Counter(finding.severity for finding in findings)
    return tuple(
        f"{counts[severity]} {'suggestion' if severity is Severity.ADVICE else severity.word}"
        + ("s" if counts[severity] != 1 else "")
        for severity in sorted(Severity, reverse=True)
        if counts[severity]
    )


def first_sentence(text: str | None, limit: int = 200) -> str:
    """The first sentence of a text, cut at a word where it is long."""
    if not text:
        return ""
    flat = " ".join(text.split())
    end = flat.find(". ")
    if 0 < end < limit:
        return flat[: end + 1]
    if len(flat) <= limit:
        return flat
    return flat[:limit].rsplit(" ", 1)[0] + "…"

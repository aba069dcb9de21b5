"""All initiatives side by side: what each is by nature, and where its plan does not fit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from stratdocs.analysis.diagnosis import (
    ASPECTS,
    DIMENSIONS,
    OTHER_NATURE,
    PROFILES,
    Aspect,
    Dimension,
    InitiativeDiagnosis,
    Profile,
    diagnose,
    unscored,
)
from stratdocs.model.kinds import Initiative, Nature
from stratdocs.site.views.ask import View
from stratdocs.site.views.initiative import (
    COMPARISON,
    NATURES,
    Ballot,
    ScoreCell,
    ballot,
    diagnosis_tone,
    score_cell,
)
from stratdocs.site.views.page import Page, Ref, SiteContext
from stratdocs.site.views.template_data import TemplateData
from stratdocs.words.phrases import join_words

ROWS_PER_PAGE = 500
"""Initiatives on one page of the comparison."""
_MAX_COLUMNS = 12
"""Initiatives whose aspects one table compares."""


class InitiativeRow(NamedTuple):
    """One initiative of the comparison."""

    ref: Ref
    status: str | None
    nature: str
    ballot: Ballot | None
    looks: str
    """What the plan looks like, or why that is not known."""
    scores: tuple[tuple[ScoreCell, ScoreCell], ...]
    """For each dimension the scores on the row of its nature and on the other; product first
    without a nature.
    """
    gaps: int
    open: int
    overdue: int
    done: int
    headline: str
    tone: str


class ComparisonPage(TemplateData):
    """A page of the comparison of initiatives."""

    rows: Sequence[InitiativeRow]
    dimensions: Sequence[str]
    summary: tuple[tuple[int, str], ...]
    total: int
    first: int
    pages: Sequence[tuple[str, int, bool]]
    pairs: PairTable
    profiles: Sequence[Profile]
    aspects: tuple[Aspect, ...]
    poles: tuple[Dimension, ...]


class PairTable(TemplateData):
    """Initiatives as columns, their scores and aspects as rows; a reader chooses two of them."""

    refs: Sequence[Ref]
    lines: Sequence[PairLine]
    more: int


class PairLine(NamedTuple):
    """A row: what is compared, and the words of each initiative; empty where nothing is written."""

    title: str
    words: tuple[str, ...]
    prose: bool = False


EMBEDS: tuple[View, ...] = ()


def pages(site: SiteContext) -> Iterator[Page]:
    """All initiatives side by side, in pages of 500."""
    initiatives = site.stack.of(Initiative)
    found = [diagnose(site.stack, initiative) for initiative in initiatives]
    count = -(-len(initiatives) // ROWS_PER_PAGE)
    for number in range(count):
        part = slice(number * ROWS_PER_PAGE, (number + 1) * ROWS_PER_PAGE)
        rows = [
            _initiative_row(site, initiative, diagnosis)
            for initiative, diagnosis in zip(initiatives[part], found[part], strict=True)
        ]
        yield Page(
            path=COMPARISON if number == 0 else f"{COMPARISON}/page/{number + 1}",
            title="Initiatives side by side",
            template="compare_initiatives",
            data=ComparisonPage(
                rows=rows,
                dimensions=[d.title for d in DIMENSIONS],
                summary=_summary_counts(found),
                total=len(initiatives),
                first=number * ROWS_PER_PAGE + 1,
                pages=[
                    (COMPARISON if n == 0 else f"{COMPARISON}/page/{n + 1}", n + 1, n == number)
                    for n in range(count)
                ],
                pairs=_pair_table(site, rows, initiatives[part]),
                profiles=[PROFILES[nature] for nature in NATURES],
                aspects=ASPECTS,
                poles=DIMENSIONS,
            ),
            parent="initiatives",
            gist="The nature of each initiative, and where its plan doesn't fit.",
            listed="Strategy" if number == 0 else None,
            hide=("toc",),
        )


def _initiative_row(
    site: SiteContext, initiative: Initiative, found: InitiativeDiagnosis
) -> InitiativeRow:
    first: Nature = found.nature or "product"
    return InitiativeRow(
        site.ref(initiative),
        site.progress.status(initiative),
        _nature_words(found),
        ballot(found),
        _plan_words(found),
        tuple(
            (
                score_cell(score, first, found.nature),
                score_cell(score, OTHER_NATURE[first], found.nature),
            )
            for score in found.scores
        ),
        len(found.gaps),
        found.actions_open,
        sum(len(gap.overdue) for gap in (*found.gaps, *found.watched, *found.further)),
        found.actions_done,
        found.headline,
        diagnosis_tone(found),
    )


def _pair_table(
    site: SiteContext, rows: Sequence[InitiativeRow], initiatives: Sequence[Initiative]
) -> PairTable:
    """The first initiatives beside each other: nature, vote, state, scores and aspects."""
    rows, shown = rows[:_MAX_COLUMNS], initiatives[:_MAX_COLUMNS]
    periods = [site.stack.period_of(initiative) for initiative in shown]
    lines = [
        PairLine("Nature", tuple(row.nature for row in rows)),
        PairLine("Vote", tuple(row.ballot.says if row.ballot else "" for row in rows)),
        PairLine("Plan fit", tuple(f"{row.headline}." for row in rows)),
        PairLine("State", tuple((row.status or "").replace("_", " ") for row in rows)),
        PairLine("Period", tuple(period.short if period else "" for period in periods)),
    ]
    for place, dimension in enumerate(DIMENSIONS):
        lines.append(
            PairLine(dimension.title, tuple(_score_words(row.scores[place]) for row in rows))
        )
    for aspect in ASPECTS:
        words = tuple(getattr(each.aspects, aspect.key, None) or "" for each in shown)
        lines.append(PairLine(aspect.title, words, prose=True))
    return PairTable(
        refs=[row.ref for row in rows],
        lines=[line for line in lines if any(line.words)],
        more=max(0, len(initiatives) - len(shown)),
    )


def _score_words(scores: tuple[ScoreCell, ScoreCell]) -> str:
    """The scores of a dimension: `4 for its nature, 2 for the other`; empty without a score."""
    own, other = (str(cell.score) if cell.score is not None else "–" for cell in scores)
    return f"{own} for its nature, {other} for the other" if (own, other) != ("–", "–") else ""


def _nature_words(found: InitiativeDiagnosis) -> str:
    if found.nature is None:
        return "not decided"
    sure = {"vote": " by vote", "consistently higher row": ", a guess"}
    how = sure.get(found.decided or "", "")
    hybrid = f", {found.hybrid} guardrails" if found.hybrid else ""
    return f"{found.nature}{how}{hybrid}"


def _summary_counts(found: Iterable[InitiativeDiagnosis]) -> tuple[tuple[int, str], ...]:
    """The most important counts, each with its words."""
    found = tuple(found)
    wrong = sum(diagnosis.misdiagnosed for diagnosis in found)
    split = sum(diagnosis.split for diagnosis in found)
    gaps = [gap for diagnosis in found for gap in diagnosis.gaps]
    unaddressed = sum(not gap.addressed for gap in gaps)
    disputed = sum(diagnosis.disputed for diagnosis in found)
    unknown = sum(diagnosis.outlook == "unknown" for diagnosis in found)
    counts = [
        (wrong, "run as the wrong kind"),
        (split, "split vote" if split == 1 else "split votes"),
        *([(disputed, "declared against the vote")] if disputed else []),
        (len(gaps), _gap_words(len(gaps), unaddressed)),
    ]
    if unknown:
        counts.append((unknown, "with too little data for a diagnosis"))
    return tuple(counts)


def _gap_words(count: int, unaddressed: int) -> str:
    words = "execution gap" if count == 1 else "execution gaps"
    if not count:
        return words
    if not unaddressed:
        return f"{words}, {'with' if count == 1 else 'all with'} a cause and owned, dated actions"
    return f"{words}, {unaddressed} without a cause or enough owned, dated actions"


def _plan_words(found: InitiativeDiagnosis) -> str:
    if found.lean is None:
        words = join_words(unscored(found.scores))
        return f"{words[0].upper()}{words[1:]}."
    nobody = "Its nature is neither declared nor voted on. "
    guess = nobody if found.decided == "consistently higher row" else ""
    match found.lean:
        case "mixed":
            return "Its plan looks like both."
        case "even":
            return "Its plan fits both alike."
    return f"{guess}Its plan looks like a {found.lean}."

"""The frameworks that the product uses, each with this company's data beside it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, get_args

from stratdocs.analysis.capacity import current_loads
from stratdocs.analysis.chain import HEALTHY, UNKNOWN, chain
from stratdocs.analysis.context import CONTEXT, missing_context, strategies_in_force
from stratdocs.analysis.diagnosis import PROFILES, diagnose
from stratdocs.analysis.readiness import (
    CONFIDENCE,
    LNO,
    SIZES,
    Answer,
    dhm_answers,
    economics,
    lno_mix,
    portfolio,
    readiness,
    success_answers,
)
from stratdocs.analysis.results import standing
from stratdocs.analysis.rhythm import health_checks, meeting, starting_point
from stratdocs.analysis.risks import exposure, is_open, risk_weight
from stratdocs.analysis.state import state_of
from stratdocs.analysis.symptoms import symptoms
from stratdocs.analysis.triggers import firing, with_triggers
from stratdocs.model.days import day_words
from stratdocs.model.kinds import (
    BY_COLLECTION,
    Bet,
    Decision,
    Empowerment,
    Entity,
    HealthItem,
    Initiative,
    KeyResult,
    Leg,
    Metric,
    Nature,
    Objective,
    Opportunity,
    Outcome,
    Retrospective,
    Risk,
    Ritual,
    Solution,
    Strategy,
    Team,
    Triad,
    Work,
)
from stratdocs.model.schema import starter
from stratdocs.model.stack import Stack
from stratdocs.site.framework_texts import CLOSING_POINTS, FRAMEWORKS, Framework
from stratdocs.site.views.ask import View
from stratdocs.site.views.causes import CAUSES
from stratdocs.site.views.initiative import diagnosis_tone
from stratdocs.site.views.organisation import LOAD_MARKS
from stratdocs.site.views.page import Page, Ref, SiteContext, first_sentence
from stratdocs.site.views.part import view_section
from stratdocs.site.views.section import Section
from stratdocs.site.views.symptoms import SYMPTOMS
from stratdocs.site.views.template_data import TemplateData
from stratdocs.words.phrases import join_words

MAX_ROWS = 30
"""Items of the company that are shown beside the theory."""

INDEX = "compare"


_NUMBER = re.compile(r"(?:[■✓] )?[-+<>≤≥~€$£]?\d[\d.,]*( ?\w|%)?|–")


class FrameworkCell(NamedTuple):
    """A cell: words, with a mark or without, and links."""

    words: str = ""
    tone: str = ""
    """`good`, `watch` or `bad` for a mark; empty for plain words."""
    refs: tuple[Ref, ...] = ()


class FrameworkRow(NamedTuple):
    """An item, or a part of the framework, with a cell for each column."""

    ref: Ref | None
    title: str
    cells: tuple[FrameworkCell, ...]


class CompanyData(NamedTuple):
    """The company's data in terms of a framework."""

    says: str
    """The conclusion with its reason, in a sentence."""
    heads: tuple[str, ...] = ()
    rows: tuple[FrameworkRow, ...] = ()
    more: int = 0
    first: str = "What"
    """The heading of the first column."""

    @property
    def numeric(self) -> tuple[bool, ...]:
        """Whether each column holds numbers."""
        columns = [[row.cells[at].words for row in self.rows] for at in range(len(self.heads))]
        return tuple(
            any(column) and all(_NUMBER.fullmatch(words) for words in column if words)
            for column in columns
        )


# --- the company's data ---------------------------------------------------------------------------


def _bets(site: SiteContext) -> list[Bet]:
    """Running bets, then proposals; without those that are over."""
    bets = [bet for bet in site.stack.of(Bet) if not bet.over]
    return sorted(bets, key=lambda bet: not bet.active)


def _text_cell(value: object, limit: int = 140) -> FrameworkCell:
    return FrameworkCell(first_sentence(str(value), limit)) if value else _NOT_SAID


_NOT_SAID = FrameworkCell("not set", "none")


def _answer_rows(
    site: SiteContext, found: Callable[[Bet], Sequence[Answer]]
) -> tuple[FrameworkRow, ...]:
    rows: list[FrameworkRow] = []
    for bet in _bets(site)[:MAX_ROWS]:
        cells = []
        for answer in found(bet):
            named = site.stack.get(answer.answer) if isinstance(answer.answer, str) else None
            cells.append(_text_cell(named.title if named else answer.answer))
        rows.append(FrameworkRow(site.ref(bet), bet.title, tuple(cells)))
    return tuple(rows)


def _answers_sentence(
    bets: Sequence[Bet], found: Callable[[Bet], Sequence[Answer]], all_: str
) -> str:
    if not bets:
        return "Not enough data: no bet is active."
    short = [bet for bet in bets if any(answer.missing for answer in found(bet))]
    if not short:
        return f"{len(bets)} of {len(bets)} active bets answer {all_}."
    return f"{len(short)} of {len(bets)} active bets leave something open."


def _dhm(site: SiteContext) -> CompanyData:
    bets = _bets(site)
    says = _answers_sentence([bet for bet in bets if bet.active], dhm_answers, "all three")
    heads = ("Delight", "Hard to copy", "Margin")
    return CompanyData(
        says, heads, _answer_rows(site, dhm_answers), max(0, len(bets) - MAX_ROWS), "Bet"
    )


def _success_questions(site: SiteContext) -> CompanyData:
    bets = _bets(site)
    says = _answers_sentence([bet for bet in bets if bet.committed], success_answers, "all five")
    heads = ("Outcome", "Measure", "Baseline", "Now", "Target", "By")
    rows = tuple(
        row._replace(cells=(*row.cells[:3], _now_cell(site, bet), *row.cells[3:]))
        for row, bet in zip(_answer_rows(site, success_answers), bets, strict=False)
    )
    return CompanyData(says, heads, rows, max(0, len(bets) - MAX_ROWS), "Bet")


def _now_cell(site: SiteContext, bet: Bet) -> FrameworkCell:
    """Where the measure of a bet stands today, or what came out."""
    found = standing(site.stack, bet)
    if found.says == "unknown" and not bet.committed:
        return FrameworkCell()
    return FrameworkCell(found.brief, "none" if found.says == "unknown" else "")


_LEVEL_TONES = {"low": "bad", "medium": "watch", "high": "good"}


class _JudgedBet(NamedTuple):
    """What a framework says of one bet."""

    verdict: str
    sentence: str
    cells: tuple[FrameworkCell, ...]


def _judged_bets(
    site: SiteContext,
    judge: Callable[[Bet], _JudgedBet],
    phrases: Mapping[str, str],
    heads: tuple[str, ...],
) -> CompanyData:
    """The bets in the light of one framework, with how many come to which verdict."""
    bets = _bets(site)
    rows: list[FrameworkRow] = []
    counts: Counter[str] = Counter()
    for bet in bets:
        found = judge(bet)
        counts[found.verdict] += 1
        if len(rows) < MAX_ROWS:
            cells = (*found.cells, FrameworkCell(found.sentence))
            rows.append(FrameworkRow(site.ref(bet), bet.title, cells))
    says = join_words([f"{count} {phrases[word]}" for word, count in counts.most_common()])
    return CompanyData(
        f"Of {len(bets)} bets, {says}." if bets else "Not enough data: there are no bets.",
        heads,
        tuple(rows),
        max(0, len(bets) - MAX_ROWS),
        "Bet",
    )


def _confidence(site: SiteContext) -> CompanyData:
    def judge(bet: Bet) -> _JudgedBet:
        found = readiness(bet)
        levels = (found.levels[key] for key in CONFIDENCE)
        cells = tuple(
            FrameworkCell(level, _LEVEL_TONES[level]) if level else _NOT_SAID for level in levels
        )
        return _JudgedBet(found.says, found.sentence, cells)

    return _judged_bets(site, judge, _READINESS_PHRASES, ("Problem", "Solution", "Outcome", "So"))


_READINESS_PHRASES = {
    "execute": "are ready to execute",
    "discovery first": "need discovery first",
    "mixed": "are mixed",
    "not enough data": "don't have enough data",
}


def _sizes(site: SiteContext) -> CompanyData:
    bets = [bet for bet in site.stack.of(Bet) if bet.active]
    found = portfolio(bets)
    rows = tuple(
        FrameworkRow(
            None,
            f"{size.capitalize()} bets",
            (
                FrameworkCell(str(found.counts[size])),
                FrameworkCell(refs=site.refs([b for b in bets if b.size == size][:12])),
            ),
        )
        for size in SIZES
    )
    return CompanyData(found.sentence, ("How many", "Which"), rows, first="Size")


def _lno(site: SiteContext) -> CompanyData:
    bets = [bet for bet in site.stack.of(Bet) if bet.active]
    work = [item for item in site.stack.of(Work) if item.active]
    rows = tuple(
        FrameworkRow(
            None,
            sort.capitalize(),
            (
                FrameworkCell(refs=site.refs([b for b in bets if b.lno == sort][:12])),
                FrameworkCell(str(sum(item.lno == sort for item in work))),
            ),
        )
        for sort in LNO
    )
    return CompanyData(
        lno_mix([*bets, *work]).sentence, ("Bets", "Open work items"), rows, first="Sort"
    )


def _economics(site: SiteContext) -> CompanyData:
    def judge(bet: Bet) -> _JudgedBet:
        found = economics(bet)
        levels = (bet.cost_of_delay, bet.cost_of_rework)
        cells = tuple(FrameworkCell(str(level)) if level else _NOT_SAID for level in levels)
        return _JudgedBet(found.says, found.sentence, cells)

    heads = ("Cost of delay", "Cost of rework", "So")
    return _judged_bets(site, judge, _ECONOMICS_PHRASES, heads)


_ECONOMICS_PHRASES = {
    "ship early and iterate": "should ship early and iterate",
    "get it right first": "should get it right first",
    "not enough data": "don't have enough data",
}


def _stack(site: SiteContext) -> CompanyData:
    stack = site.stack
    rows: list[FrameworkRow] = []
    for words, kinds in _LAYERS:
        members = [e for name in kinds for e in stack.of(BY_COLLECTION[name])]
        live = [e for e in members if e.live]
        lost = sum(not stack.reaches_company(entity) for entity in live)
        rows.append(
            FrameworkRow(
                None,
                words,
                (
                    FrameworkCell(str(len(live))),
                    FrameworkCell(f"{lost} of them" if lost else "none", "watch" if lost else ""),
                ),
            )
        )
    live = [
        e for _, kinds in _LAYERS for name in kinds for e in stack.of(BY_COLLECTION[name]) if e.live
    ]
    reach = sum(map(stack.reaches_company, live))
    says = f"{reach} of {len(live)} active items lead up to a company strategy."
    if not live:
        says = "Not enough data: nothing is active."
    return CompanyData(
        says, ("Active", "Not linked to a company strategy"), tuple(rows), first="Layer"
    )


_LAYERS = (
    ("Strategies", ("strategies",)),
    ("Bets", ("bets",)),
    ("Objectives and key results", ("objectives", "key_results")),
    ("Initiatives", ("initiatives",)),
    ("Work", ("work",)),
)


def _tree(site: SiteContext) -> CompanyData:
    stack = site.stack
    rows: list[FrameworkRow] = []
    alone = 0
    for outcome in stack.of(Outcome):
        below = list(stack.below(outcome))
        opportunities = [item for item in below if isinstance(item, Opportunity)]
        solutions = [item for item in below if isinstance(item, Solution)]
        tests = [item for item in below if item.collection == "experiments"]
        seen = sum(bool(opportunity.evidence) for opportunity in opportunities)
        alone += sum(
            sum(isinstance(child, Solution) for child in stack.children(opportunity)) == 1
            for opportunity in opportunities
        )
        if len(rows) < MAX_ROWS:
            cells = (
                FrameworkCell(f"{len(opportunities)}, {seen} with evidence"),
                FrameworkCell(str(len(solutions))),
                FrameworkCell(str(len(tests))),
            )
            rows.append(FrameworkRow(site.ref(outcome), outcome.title, cells))
    count = len(stack.of(Outcome))
    says = "Not enough data: there are no outcomes."
    if count:
        words = "opportunity has" if alone == 1 else "opportunities have"
        says = (
            f"{alone} {words} a single solution, so nothing was compared."
            if alone
            else "Every opportunity with a solution has several to compare."
        )
    heads = ("Opportunities", "Solutions", "Experiments")
    return CompanyData(says, heads, tuple(rows), max(0, count - MAX_ROWS), "Outcome")


def _outputs(site: SiteContext) -> CompanyData:
    stack = site.stack
    findings = {
        finding.item: finding
        for finding in site.findings
        if finding.rule in ("output-objective", "output-key-result")
    }
    goals: list[Entity] = [
        goal
        for goal in (*stack.of(Objective), *stack.of(KeyResult))
        if state_of(stack, goal).in_force
    ]
    goals.sort(key=lambda goal: (goal.id not in findings, not isinstance(goal, KeyResult)))
    rows: list[FrameworkRow] = []
    for goal in goals[:MAX_ROWS]:
        finding = findings.get(goal.id)
        rows.append(
            FrameworkRow(
                site.ref(goal),
                goal.title,
                (
                    FrameworkCell("output", "watch")
                    if finding
                    else FrameworkCell("outcome", "good"),
                    FrameworkCell(finding.suggestion or finding.message)
                    if finding
                    else FrameworkCell(),
                ),
            )
        )
    wrong = sum(goal.id in findings for goal in goals)
    says = f"All {len(goals)} active goals name a change; none reads as an output."
    if wrong:
        says = f"{wrong} of {len(goals)} active goals name something made or done."
    if not goals:
        says = "Not enough data: no goal is active."
    return CompanyData(says, ("Named", "Try"), tuple(rows), max(0, len(goals) - MAX_ROWS), "Goal")


def _chain(site: SiteContext) -> CompanyData:
    metrics = site.stack.of(Metric)
    found = chain(site.stack)
    rows: list[FrameworkRow] = []
    for stage in ("input", "output", "outcome", "impact"):
        members = [metric for metric in metrics if metric.stage == stage]
        cells = (FrameworkCell(str(len(members))), FrameworkCell(refs=site.refs(members[:10])))
        rows.append(FrameworkRow(None, stage.capitalize(), cells))
    if found.problems:
        first = found.problems[0]
        says = f"{first.says.capitalize()}: {first.because.rstrip('.')}."
    elif found.diagnoses:
        count = len(found.diagnoses)
        healthy = sum(diagnosis.says in HEALTHY for diagnosis in found.diagnoses)
        unknown = sum(diagnosis.says in UNKNOWN for diagnosis in found.diagnoses)
        effects = "1 effect" if count == 1 else f"{count} effects"
        says = f"Of {effects}, {healthy} are healthy"
        says += f", and {unknown} can't be judged yet." if unknown else "."
        if unknown == count:
            says = f"Not enough data: {effects} can't be judged yet."
    else:
        says = "Not enough data: no metric with readings drives another one."
    return CompanyData(says, ("How many", "Which"), tuple(rows), first="Stage")


def _indicators(site: SiteContext) -> CompanyData:
    stack = site.stack
    intents: list[Strategy | Bet] = [
        *strategies_in_force(stack),
        *(b for b in stack.of(Bet) if b.active),
    ]
    rows: list[FrameworkRow] = []
    bare = 0
    for intent in intents:
        named = [metric for name in intent.metrics if (metric := stack.metric(name))]
        guards: list[Metric] = []
        if isinstance(intent, Bet):
            measure = stack.metric(intent.success.measure) if intent.success else None
            named += [measure] if measure and measure not in named else []
            guards = [metric for name in intent.guardrails if (metric := stack.metric(name))]
        guards += [g for m in named for n in m.guardrails if (g := stack.metric(n))]
        leading = [metric for metric in named if metric.timing == "leading"]
        lagging = [metric for metric in named if metric.timing == "lagging"]
        bare += not (leading and lagging)
        if len(rows) < MAX_ROWS:
            groups = (leading, lagging, list(dict.fromkeys(guards)))
            cells = [
                FrameworkCell(refs=site.refs(g[:4])) if g else FrameworkCell("none", "none")
                for g in groups
            ]
            rows.append(FrameworkRow(site.ref(intent), intent.title, tuple(cells)))
    says = f"{len(intents) - bare} of {len(intents)} have both a leading and a lagging indicator."
    if not intents:
        says = "Not enough data: no strategy or bet is active."
    heads = ("Leading", "Lagging", "Guardrails")
    return CompanyData(says, heads, tuple(rows), max(0, len(intents) - MAX_ROWS), "Strategy or bet")


def _clarity(site: SiteContext) -> CompanyData:
    goals = [goal for goal in site.stack.of(Objective) if goal.active]
    counts = Counter(
        finding.rule
        for finding in site.findings
        if finding.rule in ("vague-cascade", "skipped-layer")
    )
    rows: list[FrameworkRow] = []
    for level in ("organisation", "department", "team", "individual"):
        members = [goal for goal in goals if goal.level == level]
        cells = (FrameworkCell(str(len(members))), FrameworkCell(refs=site.refs(members[:6])))
        rows.append(FrameworkRow(None, level.capitalize(), cells))
    says = "Every level adds to the one above, and none is skipped."
    if counts:
        copied, skipped = counts["vague-cascade"], counts["skipped-layer"]
        says = f"Levels that only repeat the one above: {copied}. Skipped levels: {skipped}."
    if not goals:
        says = "Not enough data: no objective is active."
    return CompanyData(says, ("Active objectives", "Which"), tuple(rows), first="Level")


_LIGHTS = {"green": "good", "yellow": "watch", "red": "bad"}


def _triad(site: SiteContext) -> CompanyData:
    stack = site.stack
    every: tuple[Team | Initiative, ...] = (*stack.of(Team), *stack.of(Initiative))
    audited = [entity for entity in every if entity.triad is not None]
    rows: list[FrameworkRow] = []
    red = 0
    for entity in audited:
        legs: list[Leg | None] = [getattr(entity.triad, name) for name in Triad.declared]
        red += any(leg is not None and leg.status == "red" for leg in legs)
        if len(rows) < MAX_ROWS:
            rows.append(
                FrameworkRow(
                    site.ref(entity),
                    entity.title,
                    tuple(_leg_cell(leg) for leg in legs),
                )
            )
    says = f"{red} of {len(audited)} audited teams and initiatives have a red leg."
    if not audited:
        says = "Not enough data: no team or initiative has been audited."
    heads = ("People", "Process", "Metrics")
    return CompanyData(says, heads, tuple(rows), max(0, len(audited) - MAX_ROWS), "Audited")


def _leg_cell(leg: Leg | None) -> FrameworkCell:
    if leg is None or leg.status is None:
        return _NOT_SAID
    note = f": {first_sentence(leg.note, 120)}" if leg.note else ""
    return FrameworkCell(f"{leg.status}{note}", _LIGHTS[leg.status])


def _loop(site: SiteContext) -> CompanyData:
    stack = site.stack
    meetings = [(item, meeting(stack, item)) for item in stack.of(Ritual)]
    running = [(item, found) for item, found in meetings if found.state != "not running"]
    missed = sum(found.state == "missed" for _, found in running)
    retros = stack.of(Retrospective)
    lessons = sum(len(item.lessons) for item in retros)
    triggers = [trigger for item in with_triggers(stack) for trigger in item.triggers]
    fired = sum(bool(trigger.fired or firing(stack, trigger)) for trigger in triggers)
    decided = len(stack.of(Decision))
    rows = (
        FrameworkRow(
            None,
            "A signal is checked",
            (
                FrameworkCell(
                    f"{len(running)} meetings, {missed or 'none'} missed"
                    if running
                    else "no meeting"
                ),
            ),
        ),
        FrameworkRow(
            None,
            "Something is learned",
            (FrameworkCell(f"{len(retros)} retrospectives, {lessons} lessons"),),
        ),
        FrameworkRow(
            None,
            "The course may change",
            (FrameworkCell(f"{len(triggers)} triggers agreed, {fired} fired"),),
        ),
        FrameworkRow(
            None, "Something is decided", (FrameworkCell(f"{decided} decisions written"),)
        ),
    )
    says = "Not enough data: there are no meetings."
    if not (running or retros or triggers or decided):
        return CompanyData(says)
    if running:
        says = f"{len(running) - missed} of {len(running)} meetings are on schedule."
    return CompanyData(says, ("Here",), rows, first="Step of the loop")


def _health(site: SiteContext) -> CompanyData:
    series = sorted(health_checks(site.stack), key=lambda row: -len(row))
    if not series:
        return CompanyData("Not enough data: there is no check of execution health.")
    latest = series[0][-1]
    checks = {check.item: check for check in latest.checklist}
    rows = tuple(
        FrameworkRow(
            None,
            words,
            (
                FrameworkCell(check.status or "not set", _LIGHTS.get(check.status or "", "")),
                FrameworkCell(check.evidence or ""),
            )
            if (check := checks.get(item)) is not None
            else (_NOT_SAID, FrameworkCell()),
        )
        for item, words in ((i, i.replace("_", " ").capitalize()) for i in get_args(HealthItem))
    )
    found = starting_point(series[0])
    says = "Nothing is yellow or red."
    if found is not None and found.check.item is not None:
        item = found.check.item.replace("_", " ")
        says = f"Start with {item}. {found.because[0].upper()}{found.because[1:]}."
    when = f"Latest check, {day_words(latest.date)}" if latest.date else "Latest check"
    return CompanyData(says, (when, "Evidence"), rows, first="Item")


def _ownership(site: SiteContext) -> CompanyData:
    stack = site.stack
    every: tuple[Bet | Objective | Initiative, ...] = (
        *stack.of(Bet),
        *stack.of(Objective),
        *stack.of(Initiative),
    )
    owned = [item for item in every if item.active]
    rows: list[FrameworkRow] = []
    equipped = 0
    for item in sorted(owned, key=lambda item: item.empowered is None):
        given = item.empowered or Empowerment()
        equipped += item.empowered is not None
        if len(rows) < MAX_ROWS:
            cells = (
                FrameworkCell(stack.person(item.owner)) if item.owner else _NOT_SAID,
                _text_cell(given.authority, 100),
                _text_cell(given.resources, 100),
                _text_cell(given.barriers, 100),
            )
            rows.append(FrameworkRow(site.ref(item), item.title, cells))
    named = sum(item.owner is not None for item in owned)
    says = (
        f"{named} of {len(owned)} active bets, objectives and initiatives have an owner; "
        f"{equipped} state the owner's authority and resources."
    )
    if not owned:
        says = "Not enough data: nothing is active."
    heads = ("Owner", "Authority", "Resources", "Barriers")
    return CompanyData(says, heads, tuple(rows), max(0, len(owned) - MAX_ROWS))


def _context(site: SiteContext) -> CompanyData:
    stack = site.stack
    intents: list[Strategy | Bet] = [
        *strategies_in_force(stack),
        *(b for b in stack.of(Bet) if b.active),
    ]
    rows: list[FrameworkRow] = []
    whole = 0
    for intent in intents:
        missing = missing_context(intent)
        whole += not missing
        if len(rows) < MAX_ROWS:
            cells = [
                _NOT_SAID if name in missing else _brief_cell(getattr(intent, name))
                for name in CONTEXT
            ]
            rows.append(FrameworkRow(site.ref(intent), intent.title, tuple(cells)))
    says = f"{whole} of {len(intents)} active strategies and bets give all five."
    if not intents:
        says = "Not enough data: no strategy or bet is active."
    heads = ("Why", "Constraints", "Trade-offs", "Fixed", "Open")
    return CompanyData(says, heads, tuple(rows), max(0, len(intents) - MAX_ROWS), "Strategy or bet")


def _brief_cell(value: str | tuple[str, ...] | None) -> FrameworkCell:
    if isinstance(value, tuple):
        first = first_sentence(value[0], 90) if value else ""
        more = f" and {len(value) - 1} more" if value[1:] else ""
        return (
            FrameworkCell((first.removesuffix(".") if more else first) + more)
            if value
            else FrameworkCell("said")
        )
    return _text_cell(value, 90) if value else FrameworkCell("said")


def _rights(site: SiteContext) -> CompanyData:
    stack = site.stack
    decisions = stack.of(Decision)
    plans: tuple[Bet | Initiative, ...] = (*stack.of(Bet), *stack.of(Initiative))
    listed: list[Decision | Bet | Initiative] = [
        *decisions,
        *(plan for plan in plans if plan.rights),
    ]
    rows = [
        FrameworkRow(site.ref(item), item.title, _rights_cells(stack, item))
        for item in listed[:MAX_ROWS]
    ]
    clear = sum(bool(item.rights and item.rights.decides) for item in decisions)
    says = f"{clear} of {len(decisions)} decisions name who decides."
    if not decisions:
        says = "Not enough data: there are no decisions."
    heads = ("Decides", "Consulted", "Informed", "Approved")
    return CompanyData(says, heads, tuple(rows), max(0, len(listed) - MAX_ROWS), "Decision")


def _rights_cells(stack: Stack, item: Decision | Bet | Initiative) -> tuple[FrameworkCell, ...]:
    """Who decides, who is asked, who is informed, and who agreed."""
    rights, names = item.rights, stack.person
    agreed = [approval.by for approval in item.approvals] if isinstance(item, Decision) else []
    if isinstance(item, Bet) and item.approved_by:
        agreed = [item.approved_by]
    last = FrameworkCell(", ".join(map(names, agreed)))
    if not agreed and isinstance(item, Decision):
        last = FrameworkCell("no one yet", "watch")
    return (
        FrameworkCell(names(rights.decides)) if rights and rights.decides else _NOT_SAID,
        FrameworkCell(", ".join(map(names, rights.consulted if rights else ()))),
        FrameworkCell(", ".join(map(names, rights.informed if rights else ()))),
        last,
    )


def _risk(site: SiteContext) -> CompanyData:
    risks = [risk for risk in site.stack.of(Risk) if is_open(site.stack, risk)]
    risks.sort(key=lambda risk: -(exposure(risk) or 0))
    rows: list[FrameworkRow] = []
    for risk in risks[:MAX_ROWS]:
        found = risk_weight(risk.probability, risk.impact)
        tone = {"high": "bad", "medium": "watch", "low": "good"}.get(found, "none")
        cells = (
            FrameworkCell(f"{risk.probability or '–'} × {risk.impact or '–'}"),
            FrameworkCell(found, tone),
            _text_cell(risk.mitigation),
        )
        rows.append(FrameworkRow(site.ref(risk), risk.title, cells))
    severe = sum(risk_weight(risk.probability, risk.impact) == "high" for risk in risks)
    without_answer = sum(not risk.mitigation for risk in risks)
    answer = f"{without_answer} have no answer" if without_answer else "all have an answer"
    says = f"{severe} of {len(risks)} open risks are severe; {answer}."
    if not risks:
        says = "Not enough data: there are no risks."
    heads = ("Probability × impact", "Weight", "What we do about it")
    return CompanyData(says, heads, tuple(rows), max(0, len(risks) - MAX_ROWS), "Risk")


def _capacity(site: SiteContext) -> CompanyData:
    found = list(current_loads(site.stack).values())
    rows: list[FrameworkRow] = []
    for load in found[:MAX_ROWS]:
        tone, sign = LOAD_MARKS[load.state]
        cells = (
            FrameworkCell(load.capacity_words),
            FrameworkCell(f"{load.limit:.0%}"),
            FrameworkCell(f"{sign} {load.share_words}", tone),
        )
        rows.append(FrameworkRow(site.ref(load.team), load.team.title, cells))
    above = sum(load.above for load in found)
    says = f"{above} of {len(found)} teams plan more than their limit this period."
    partly = sum(load.state in ("unknown", "at least") for load in found)
    if partly:
        says = f"{says[:-1]}, as far as is known; not all work of {partly} could be counted."
    if all(load.state == "unknown" for load in found):
        says = "Not enough data: no team with a capacity has estimated work."
    heads = ("Capacity", "Limit", "Planned")
    return CompanyData(says, heads, tuple(rows), max(0, len(found) - MAX_ROWS), "Team")


def _causes(site: SiteContext) -> CompanyData:
    """The verdict; what it rests on is a view of its own."""
    return CompanyData(f"{site.verdict.says}.")


def _natures(site: SiteContext) -> CompanyData:
    open_ones = [item for item in site.stack.of(Initiative) if not item.over]
    open_ones.sort(key=lambda item: not item.active)
    rows: list[FrameworkRow] = []
    known = 0
    for item in open_ones:
        found = diagnose(site.stack, item)
        known += found.enough
        if len(rows) < MAX_ROWS:
            tone = diagnosis_tone(found)
            cells = (
                FrameworkCell(found.headline, tone if tone in _LIGHTS.values() else ""),
                _missing_steps_cell(item, found.nature),
                FrameworkCell(day_words(item.reviewed)) if item.reviewed else _NOT_SAID,
            )
            rows.append(FrameworkRow(site.ref(item), item.title, cells))
    says = f"{known} of {len(open_ones)} initiatives have a known nature and a scored plan."
    if not open_ones:
        says = "Not enough data: no initiative is under way or planned."
    heads = ("Diagnosis", "Steps not planned", "Reviewed")
    return CompanyData(says, heads, tuple(rows), max(0, len(open_ones) - MAX_ROWS), "Initiative")


def _missing_steps_cell(initiative: Initiative, nature: Nature | None) -> FrameworkCell:
    """The steps of the course that none of the phases is."""
    planned = {phase.step for phase in initiative.phases if phase.step}
    if nature is None or not planned:
        return _NOT_SAID
    missing = [step for step in PROFILES[nature].steps if step not in planned]
    return FrameworkCell(", ".join(missing) or "none")


def _closing(site: SiteContext) -> CompanyData:
    """What the data say to each of the five points, and how many symptoms show."""
    if not site.stack.entities:
        return CompanyData("Not enough data: nothing is written yet.")
    found = (_stack, _tree, _confidence, _context, _outputs)
    rows = tuple(
        FrameworkRow(None, point, (_says_cell(look(site).says),))
        for (point, _), look in zip(CLOSING_POINTS, found, strict=True)
    )
    signs = symptoms(site.stack)
    counted = [sign.shown for sign in signs if sign.shown is not None]
    shown = sum(count > 0 for count in counted)
    says = f"{shown} of {len(signs)} symptoms of the gap {'is' if shown == 1 else 'are'} present."
    if len(counted) < len(signs):
        says = f"{says[:-1]}; {len(signs) - len(counted)} can't be counted."
    return CompanyData(says, ("Here",), rows, first="Point")


def _says_cell(says: str) -> FrameworkCell:
    """A conclusion as a cell, paler if there is none."""
    return FrameworkCell(says, "none" if says.startswith("Not enough data") else "")


# --- the frameworks -------------------------------------------------------------------------------

COMPANY_DATA: Mapping[str, Callable[[SiteContext], CompanyData]] = {
    "causes": _causes,
    "strategy-stack": _stack,
    "clarity-cascade": _clarity,
    "context-not-control": _context,
    "dhm": _dhm,
    "confidence": _confidence,
    "bet-sizes": _sizes,
    "lno": _lno,
    "five-questions": _success_questions,
    "delay-or-rework": _economics,
    "opportunity-tree": _tree,
    "outcome-or-output": _outputs,
    "metric-chain": _chain,
    "indicators": _indicators,
    "triad": _triad,
    "ownership": _ownership,
    "decision-rights": _rights,
    "risk": _risk,
    "capacity": _capacity,
    "feedback-loop": _loop,
    "health-checklist": _health,
    "product-or-policy": _natures,
    "closing-the-gap": _closing,
}
"""The company's data for each framework, by its key."""

_SECTIONS: Mapping[str, View] = {"causes": CAUSES, "closing-the-gap": SYMPTOMS}
"""The view that shows the company's data of a framework where a table does not do."""


class FrameworksPage(TemplateData):
    """The list of the frameworks."""

    rows: Sequence[tuple[str, Framework, str]]


EMBEDS: tuple[View, ...] = ()


def pages(site: SiteContext) -> Iterator[Page]:
    """Each framework with this company's data beside it, and an index of them."""
    found = [(framework, COMPANY_DATA[framework.key](site)) for framework in FRAMEWORKS]
    yield Page(
        path=INDEX,
        title="Frameworks",
        template="frameworks",
        data=FrameworksPage(
            rows=[
                (f"{INDEX}/{framework.key}", framework, company.says)
                for framework, company in found
            ],
        ),
        gist="The frameworks behind this site in plain words, each with this company's data.",
        listed="Overview" if site.stack.entities else None,
        hide=("toc",),
    )
    for framework, company in found:
        yield Page(
            path=f"{INDEX}/{framework.key}",
            title=framework.title,
            template="framework",
            data=_framework_page(site, framework, company),
            parent=INDEX,
            gist=framework.asks,
            hide=("toc",),
        )


_KINDS_NEEDED: Mapping[str, tuple[type[Entity], ...]] = {
    "bets/portfolio": (Bet,),
    "compare/initiatives": (Initiative,),
    "metrics/chain": (Metric,),
    "okrs": (Objective, KeyResult),
}
"""The kinds that the page of a view needs; without any of them there is no page."""


class FrameworkPage(TemplateData):
    """One framework with the company's data."""

    framework: Framework
    company: CompanyData
    section: Section | None
    """A view that shows the company's data, where a table does not do."""
    see: Sequence[tuple[str, str]]
    starter: str | None


def _framework_page(site: SiteContext, framework: Framework, company: CompanyData) -> FrameworkPage:
    return FrameworkPage(
        framework=framework,
        company=company,
        section=view_section(site, view) if (view := _SECTIONS.get(framework.key)) else None,
        see=[
            (path, words)
            for path, words in framework.see
            if path not in _KINDS_NEEDED or any(map(site.stack.of, _KINDS_NEEDED[path]))
        ],
        starter=None
        if _has_data(company.rows) or (framework.key == "causes" and site.stack.entities)
        else starter(framework.collection),
    )


def _has_data(rows: Iterable[FrameworkRow]) -> bool:
    """Whether there is any data of the company."""
    return any(
        cell.refs or cell.words not in ("", "0", "0 of them", "none", "not set")
        for row in rows
        for cell in row.cells
    )

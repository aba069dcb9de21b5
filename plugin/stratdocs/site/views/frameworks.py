"""The frameworks that the product uses, each in plain words, with this company's data beside it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, get_args

from stratdocs.analysis.capacity import team_loads
from stratdocs.analysis.chain import chain
from stratdocs.analysis.context import CONTEXT, strategies_in_force, missing_context
from stratdocs.analysis.state import state_of
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
from stratdocs.words.phrases import join_words
from stratdocs.analysis.readiness import (
    CONFIDENCE,
    DHM,
    LNO,
    SUCCESS_QUESTIONS,
    SIZES,
    Answer,
    dhm_answers,
    economics,
    lno_mix,
    portfolio,
    success_answers,
    readiness,
)
from stratdocs.analysis.rhythm import health_checks, meeting, starting_point
from stratdocs.analysis.risks import exposure, is_open, risk_weight
from stratdocs.model.schema import starter
from stratdocs.model.values import day_words
from stratdocs.lint.verdict import WEIGHED_GROUPS, verdict
from stratdocs.site.views.page import Page, Picture, first_sentence

ROWS = 30
"""Items of the company that stand beside the theory; more make nothing clearer."""

INDEX = "compare"


_NUMBER = re.compile(r"(?:[■✓] )?[-+<>≤≥~€$£]?\d[\d.,]*( ?\w|%)?|–")


class Cell(NamedTuple):
    """What stands in a cell: words, perhaps marked, and links."""

    words: str = ""
    tone: str = ""
    """`good`, `watch` or `bad` for a mark; empty for plain words."""
    refs: tuple[Any, ...] = ()


class Row(NamedTuple):
    """One item, or one part, with what it says to each part of the framework."""

    ref: Any
    title: str
    cells: tuple[Cell, ...]


class Here(NamedTuple):
    """What the company's data say to a framework."""

    says: str
    """The conclusion with its reason, in a sentence."""
    heads: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    more: int = 0
    first: str = "What"
    """The heading of the first column."""

    @property
    def numeric(self) -> tuple[bool, ...]:
        """Of each column whether numbers stand in it."""
        columns = [[row.cells[at].words for row in self.rows] for at in range(len(self.heads))]
        return tuple(
            any(column) and all(_NUMBER.fullmatch(words) for words in column if words)
            for column in columns
        )


class Framework(NamedTuple):
    """One way of thinking about strategy, in our words."""

    key: str
    title: str
    asks: str
    """The question that it answers."""
    theory: str
    """How it goes."""
    parts: tuple[tuple[str, str], ...]
    """Its parts, each with what it is or asks."""
    wrong: str
    """How it goes wrong."""
    here: Callable[[Picture], Here]
    collection: str
    """Where one begins to write it down."""
    rules: tuple[str, ...] = ()
    """The rules that notice when it goes wrong."""
    by: str = ""
    """Whose it is, where it has an author."""
    see: tuple[tuple[str, str], ...] = ()
    """Views that show it in full: path and words."""


# --- the company's data ---------------------------------------------------------------------------


def _bets(picture: Picture) -> list[Bet]:
    """The bets that run first, then proposals; those that are over are left out."""
    bets = [bet for bet in picture.stack.of(Bet) if not bet.over]
    return sorted(bets, key=lambda bet: not bet.active)


def _text(value: object, limit: int = 140) -> Cell:
    return Cell(first_sentence(str(value), limit)) if value else _NONE


_NONE = Cell("not said", "none")


def _answers(picture: Picture, found: Callable[[Bet], Sequence[Answer]]) -> tuple[Row, ...]:
    rows: list[Row] = []
    for bet in _bets(picture)[:ROWS]:
        cells = []
        for one in found(bet):
            named = picture.stack.get(one.answer) if isinstance(one.answer, str) else None
            cells.append(_text(named.title if named else one.answer))
        rows.append(Row(picture.ref(bet), bet.title, tuple(cells)))
    return tuple(rows)


def _unanswered(bets: Sequence[Bet], found: Callable[[Bet], Sequence[Answer]], all_: str) -> str:
    if not bets:
        return "Not enough data, because no bet runs."
    short = [bet for bet in bets if any(one.missing for one in found(bet))]
    if not short:
        return f"{len(bets)} of {len(bets)} running bets answer {all_}."
    return f"{len(short)} of {len(bets)} running bets leave something open."


def _dhm(picture: Picture) -> Here:
    bets = _bets(picture)
    says = _unanswered([bet for bet in bets if bet.active], dhm_answers, "all three")
    heads = ("Delight", "Hard to copy", "Margin")
    return Here(says, heads, _answers(picture, dhm_answers), max(0, len(bets) - ROWS), "Bet")


def _five(picture: Picture) -> Here:
    bets = _bets(picture)
    says = _unanswered([bet for bet in bets if bet.committed], success_answers, "all five")
    heads = ("Outcome", "Measure", "Baseline", "Target", "By")
    return Here(says, heads, _answers(picture, success_answers), max(0, len(bets) - ROWS), "Bet")


_LEVEL_TONES = {"low": "bad", "medium": "watch", "high": "good"}


def _confidence(picture: Picture) -> Here:
    bets = _bets(picture)
    rows: list[Row] = []
    counts: Counter[str] = Counter()
    for bet in bets:
        found = readiness(bet)
        counts[found.says] += 1
        if len(rows) < ROWS:
            levels = (found.levels[key] for key in CONFIDENCE)
            cells = [Cell(one, _LEVEL_TONES[one]) if one else _NONE for one in levels]
            rows.append(Row(picture.ref(bet), bet.title, (*cells, Cell(found.sentence))))
    says = join_words([f"{count} {_READY[word]}" for word, count in counts.most_common()])
    return Here(
        f"Of {len(bets)} bets, {says}." if bets else "Not enough data, because there is no bet.",
        ("Problem", "Solution", "Outcome", "So"),
        tuple(rows),
        max(0, len(bets) - ROWS),
        "Bet",
    )


_READY = {
    "execute": "can be executed",
    "discovery first": "need discovery first",
    "mixed": "are mixed",
    "not enough data": "do not say enough",
}


def _sizes(picture: Picture) -> Here:
    bets = [bet for bet in picture.stack.of(Bet) if bet.active]
    found = portfolio(bets)
    rows = tuple(
        Row(
            None,
            f"{size.capitalize()} bets",
            (
                Cell(str(found.counts[size])),
                Cell(refs=picture.refs([b for b in bets if b.size == size][:12])),
            ),
        )
        for size in SIZES
    )
    return Here(found.sentence, ("How many", "Which"), rows, first="Size")


def _lno(picture: Picture) -> Here:
    bets = [bet for bet in picture.stack.of(Bet) if bet.active]
    work = [one for one in picture.stack.of(Work) if one.active]
    rows = tuple(
        Row(
            None,
            sort.capitalize(),
            (
                Cell(refs=picture.refs([b for b in bets if b.lno == sort][:12])),
                Cell(str(sum(one.lno == sort for one in work))),
            ),
        )
        for sort in LNO
    )
    return Here(lno_mix([*bets, *work]).sentence, ("Bets", "Open work items"), rows, first="Sort")


def _economics(picture: Picture) -> Here:
    bets = _bets(picture)
    rows: list[Row] = []
    counts: Counter[str] = Counter()
    for bet in bets:
        found = economics(bet)
        counts[found.says] += 1
        if len(rows) < ROWS:
            levels = (bet.cost_of_delay, bet.cost_of_rework)
            cells = [Cell(one) if one else _NONE for one in levels]
            rows.append(Row(picture.ref(bet), bet.title, (*cells, Cell(found.sentence))))
    says = join_words([f"{count} {_PACE[word]}" for word, count in counts.most_common()])
    return Here(
        f"Of {len(bets)} bets, {says}." if bets else "Not enough data, because there is no bet.",
        ("Cost of delay", "Cost of rework", "So"),
        tuple(rows),
        max(0, len(bets) - ROWS),
        "Bet",
    )


_PACE = {
    "ship early and iterate": "should ship early and iterate",
    "get it right first": "should get it right first",
    "not enough data": "do not say enough",
}


def _stack(picture: Picture) -> Here:
    stack = picture.stack
    rows: list[Row] = []
    for words, kinds in _LAYERS:
        members = [e for name in kinds for e in stack.of(BY_COLLECTION[name])]
        live = [e for e in members if e.stands]
        lost = sum(not stack.reaches_company(one) for one in live)
        rows.append(
            Row(
                None,
                words,
                (
                    Cell(str(len(live))),
                    Cell(f"{lost} of them" if lost else "none", "watch" if lost else ""),
                ),
            )
        )
    live = [
        e
        for _, kinds in _LAYERS
        for name in kinds
        for e in stack.of(BY_COLLECTION[name])
        if e.stands
    ]
    reach = sum(map(stack.reaches_company, live))
    says = f"{reach} of {len(live)} running items lead up to a company strategy."
    if not live:
        says = "Not enough data, because nothing runs."
    return Here(says, ("Running", "That reach no company strategy"), tuple(rows), first="Layer")


_LAYERS = (
    ("Strategies", ("strategies",)),
    ("Bets", ("bets",)),
    ("Objectives and key results", ("objectives", "key_results")),
    ("Initiatives", ("initiatives",)),
    ("Work", ("work",)),
)


def _tree(picture: Picture) -> Here:
    stack = picture.stack
    rows: list[Row] = []
    alone = 0
    for outcome in stack.of(Outcome):
        below = list(stack.below(outcome))
        opportunities = [one for one in below if isinstance(one, Opportunity)]
        solutions = [one for one in below if isinstance(one, Solution)]
        tests = [one for one in below if one.collection == "experiments"]
        seen = sum(bool(one.evidence) for one in opportunities)
        alone += sum(
            sum(isinstance(child, Solution) for child in stack.children(one)) == 1
            for one in opportunities
        )
        if len(rows) < ROWS:
            cells = (
                Cell(f"{len(opportunities)}, {seen} with evidence"),
                Cell(str(len(solutions))),
                Cell(str(len(tests))),
            )
            rows.append(Row(picture.ref(outcome), outcome.title, cells))
    count = len(stack.of(Outcome))
    says = "Not enough data, because no outcome is written."
    if count:
        one = "opportunity has" if alone == 1 else "opportunities have"
        says = (
            f"{alone} {one} a single solution, so that nothing was compared."
            if alone
            else "Every opportunity with a solution has several to compare."
        )
    heads = ("Opportunities", "Solutions", "Experiments")
    return Here(says, heads, tuple(rows), max(0, count - ROWS), "Outcome")


def _outputs(picture: Picture) -> Here:
    stack = picture.stack
    told = {
        finding.item: finding
        for finding in picture.findings
        if finding.rule in ("output-objective", "output-key-result")
    }
    goals: list[Entity] = [
        goal
        for goal in (*stack.of(Objective), *stack.of(KeyResult))
        if state_of(stack, goal).in_force
    ]
    goals.sort(key=lambda goal: (goal.id not in told, not isinstance(goal, KeyResult)))
    rows: list[Row] = []
    for goal in goals[:ROWS]:
        finding = told.get(goal.id)
        rows.append(
            Row(
                picture.ref(goal),
                goal.title,
                (
                    Cell("output", "watch") if finding else Cell("outcome", "good"),
                    Cell(finding.suggestion or finding.message) if finding else Cell(),
                ),
            )
        )
    wrong = sum(goal.id in told for goal in goals)
    says = f"All {len(goals)} running goals name a change; nothing tells them to be outputs."
    if wrong:
        says = f"{wrong} of {len(goals)} running goals name something made or done."
    if not goals:
        says = "Not enough data, because no goal runs."
    return Here(says, ("Named", "Rather"), tuple(rows), max(0, len(goals) - ROWS), "Goal")


def _chain(picture: Picture) -> Here:
    metrics = picture.stack.of(Metric)
    found = chain(picture.stack)
    rows: list[Row] = []
    for stage in ("input", "output", "outcome", "impact"):
        members = [one for one in metrics if one.stage == stage]
        cells = (Cell(str(len(members))), Cell(refs=picture.refs(members[:10])))
        rows.append(Row(None, stage.capitalize(), cells))
    if found.problems:
        first = found.problems[0]
        says = f"{first.says.capitalize()}, because {first.because.rstrip('.')}."
    elif found.diagnoses:
        says = f"No problem shows in {len(found.diagnoses)} places where causes meet effects."
    else:
        says = "Not enough data, because no metric drives another one with readings."
    return Here(says, ("How many", "Which"), tuple(rows), first="Stage")


def _indicators(picture: Picture) -> Here:
    stack = picture.stack
    intents: list[Strategy | Bet] = [*strategies_in_force(stack), *(b for b in stack.of(Bet) if b.active)]
    rows: list[Row] = []
    bare = 0
    for one in intents:
        named = [metric for name in one.metrics if (metric := stack.metric(name))]
        guards: list[Metric] = []
        if isinstance(one, Bet):
            measure = stack.metric(one.success.measure) if one.success else None
            named += [measure] if measure and measure not in named else []
            guards = [metric for name in one.guardrails if (metric := stack.metric(name))]
        guards += [g for m in named for n in m.guardrails if (g := stack.metric(n))]
        leading = [metric for metric in named if metric.timing == "leading"]
        lagging = [metric for metric in named if metric.timing == "lagging"]
        bare += not (leading and lagging)
        if len(rows) < ROWS:
            groups = (leading, lagging, list(dict.fromkeys(guards)))
            cells = [Cell(refs=picture.refs(g[:4])) if g else Cell("none", "none") for g in groups]
            rows.append(Row(picture.ref(one), one.title, tuple(cells)))
    says = f"{len(intents) - bare} of {len(intents)} have both, a leading and a lagging indicator."
    if not intents:
        says = "Not enough data, because no strategy or bet is in force."
    heads = ("Leading", "Lagging", "Guardrails")
    return Here(says, heads, tuple(rows), max(0, len(intents) - ROWS), "Strategy or bet")


def _clarity(picture: Picture) -> Here:
    goals = [one for one in picture.stack.of(Objective) if one.active]
    told = Counter(
        finding.rule
        for finding in picture.findings
        if finding.rule in ("vague-cascade", "skipped-layer")
    )
    rows: list[Row] = []
    for level in ("organisation", "department", "team", "individual"):
        members = [one for one in goals if one.level == level]
        cells = (Cell(str(len(members))), Cell(refs=picture.refs(members[:6])))
        rows.append(Row(None, level.capitalize(), cells))
    says = "Every step adds to the one above, and none is skipped."
    if told:
        copied, skipped = told["vague-cascade"], told["skipped-layer"]
        says = f"{copied} steps only repeat the one above, and {skipped} skip one."
    if not goals:
        says = "Not enough data, because no objective runs."
    return Here(says, ("Running objectives", "Which"), tuple(rows), first="Step")


_LIGHTS = {"green": "good", "yellow": "watch", "red": "bad"}


def _triad(picture: Picture) -> Here:
    stack = picture.stack
    every: tuple[Team | Initiative, ...] = (*stack.of(Team), *stack.of(Initiative))
    audited = [one for one in every if one.triad is not None]
    rows: list[Row] = []
    red = 0
    for one in audited:
        legs: list[Leg | None] = [getattr(one.triad, name) for name in Triad.declared]
        red += any(leg is not None and leg.status == "red" for leg in legs)
        if len(rows) < ROWS:
            rows.append(Row(picture.ref(one), one.title, tuple(_leg(leg) for leg in legs)))
    says = f"{red} of {len(audited)} audited teams and initiatives have a red leg."
    if not audited:
        says = "Not enough data, because nobody has audited a team or an initiative."
    heads = ("People", "Process", "Metrics")
    return Here(says, heads, tuple(rows), max(0, len(audited) - ROWS), "Audited")




def _leg(leg: Leg | None) -> Cell:
    if leg is None or leg.status is None:
        return _NONE
    note = f": {first_sentence(leg.note, 120)}" if leg.note else ""
    return Cell(f"{leg.status}{note}", _LIGHTS[leg.status])


def _loop(picture: Picture) -> Here:
    stack = picture.stack
    meetings = [(one, meeting(stack, one)) for one in stack.of(Ritual)]
    running = [(one, found) for one, found in meetings if found.state != "not running"]
    missed = sum(found.state == "missed" for _, found in running)
    retros = stack.of(Retrospective)
    lessons = sum(len(one.lessons) for one in retros)
    sources: tuple[Strategy | Bet, ...] = (*stack.of(Strategy), *stack.of(Bet))
    triggers = [trigger for one in sources for trigger in one.triggers]
    decided = len(stack.of(Decision))
    rows = (
        Row(
            None,
            "A signal is looked at",
            (
                Cell(
                    f"{len(running)} meetings, {missed} of them missed" if running else "no meeting"
                ),
            ),
        ),
        Row(None, "Something is learnt", (Cell(f"{len(retros)} looks back, {lessons} lessons"),)),
        Row(
            None,
            "The course may change",
            (
                Cell(
                    f"{len(triggers)} triggers agreed, {sum(bool(t.fired) for t in triggers)} fired"
                ),
            ),
        ),
        Row(None, "Something is decided", (Cell(f"{decided} decisions written"),)),
    )
    says = "Not enough data, because no meeting is written."
    if not (running or retros or triggers or decided):
        return Here(says)
    if running:
        says = f"{len(running) - missed} of {len(running)} meetings are held as agreed."
    return Here(says, ("Here",), rows, first="Step of the loop")


def _health(picture: Picture) -> Here:
    series = sorted(health_checks(picture.stack), key=lambda row: -len(row))
    if not series:
        return Here("Not enough data, because no check of execution health is written.")
    latest = series[0][-1]
    checks = {check.item: check for check in latest.checklist}
    rows = tuple(
        Row(
            None,
            words,
            (
                Cell(check.status or "not said", _LIGHTS.get(check.status or "", "")),
                Cell(check.evidence or ""),
            )
            if (check := checks.get(item)) is not None
            else (_NONE, Cell()),
        )
        for item, words in ((i, i.replace("_", " ").capitalize()) for i in get_args(HealthItem))
    )
    found = starting_point(series[0])
    says = "Nothing is yellow or red."
    if found is not None and found.check.item is not None:
        item = found.check.item.replace("_", " ")
        says = f"Start with {item}, because {found.because}."
    when = f"Latest check, {day_words(latest.date)}" if latest.date else "Latest check"
    return Here(says, (when, "What it rests on"), rows, first="Item")


def _ownership(picture: Picture) -> Here:
    stack = picture.stack
    every: tuple[Bet | Objective | Initiative, ...] = (
        *stack.of(Bet),
        *stack.of(Objective),
        *stack.of(Initiative),
    )
    owned = [one for one in every if one.active]
    rows: list[Row] = []
    equipped = 0
    for one in sorted(owned, key=lambda one: one.empowered is None):
        given = one.empowered or Empowerment()
        equipped += one.empowered is not None
        if len(rows) < ROWS:
            cells = (
                Cell(stack.person(one.owner)) if one.owner else _NONE,
                _text(given.authority, 100),
                _text(given.resources, 100),
                _text(given.barriers, 100),
            )
            rows.append(Row(picture.ref(one), one.title, cells))
    named = sum(one.owner is not None for one in owned)
    says = (
        f"{named} of {len(owned)} running bets, objectives and initiatives have an owner; "
        f"{equipped} say what the owner has been given."
    )
    if not owned:
        says = "Not enough data, because nothing runs."
    heads = ("Owner", "Authority", "Resources", "Barriers")
    return Here(says, heads, tuple(rows), max(0, len(owned) - ROWS))


def _context(picture: Picture) -> Here:
    stack = picture.stack
    told: list[Strategy | Bet] = [*strategies_in_force(stack), *(b for b in stack.of(Bet) if b.active)]
    rows: list[Row] = []
    whole = 0
    for one in told:
        missing = missing_context(one)
        whole += not missing
        if len(rows) < ROWS:
            cells = [_NONE if name in missing else _brief(getattr(one, name)) for name in CONTEXT]
            rows.append(Row(picture.ref(one), one.title, tuple(cells)))
    says = f"{whole} of {len(told)} strategies and bets in force say all five."
    if not told:
        says = "Not enough data, because no strategy or bet is in force."
    heads = ("Why", "Constraints", "Trade-offs", "Fixed", "Open")
    return Here(says, heads, tuple(rows), max(0, len(told) - ROWS), "Strategy or bet")


def _brief(value: str | tuple[str, ...] | None) -> Cell:
    if isinstance(value, tuple):
        more = f" and {len(value) - 1} more" if value[1:] else ""
        return Cell(first_sentence(value[0], 90) + more) if value else Cell("said")
    return _text(value, 90) if value else Cell("said")


def _rights(picture: Picture) -> Here:
    decisions = picture.stack.of(Decision)
    rows: list[Row] = []
    clear = 0
    for one in decisions:
        rights = one.rights
        clear += bool(rights and rights.decides)
        if len(rows) < ROWS:
            names = picture.stack.person
            cells = (
                Cell(names(rights.decides)) if rights and rights.decides else _NONE,
                Cell(", ".join(map(names, rights.consulted if rights else ()))),
                Cell(", ".join(map(names, rights.informed if rights else ()))),
                Cell(", ".join(names(a.by) for a in one.approvals))
                if one.approvals
                else Cell("nobody yet", "watch"),
            )
            rows.append(Row(picture.ref(one), one.title, cells))
    says = f"{clear} of {len(decisions)} decisions say whose they are to make."
    if not decisions:
        says = "Not enough data, because no decision is written."
    heads = ("Decides", "Asked before", "Told after", "Agreed")
    return Here(says, heads, tuple(rows), max(0, len(decisions) - ROWS), "Decision")


def _risk(picture: Picture) -> Here:
    risks = [one for one in picture.stack.of(Risk) if is_open(picture.stack, one)]
    risks.sort(key=lambda one: -(exposure(one) or 0))
    rows: list[Row] = []
    for one in risks[:ROWS]:
        found = risk_weight(one.probability, one.impact)
        tone = {"severe": "bad", "to be watched": "watch", "low": "good"}.get(found, "none")
        cells = (
            Cell(f"{one.probability or '–'} × {one.impact or '–'}"),
            Cell(found, tone),
            _text(one.mitigation),
        )
        rows.append(Row(picture.ref(one), one.title, cells))
    severe = sum(risk_weight(one.probability, one.impact) == "severe" for one in risks)
    bare = sum(not one.mitigation for one in risks)
    answer = f"{bare} have no answer" if bare else "all have an answer"
    says = f"{severe} of {len(risks)} standing risks are severe; {answer}."
    if not risks:
        says = "Not enough data, because no risk is written."
    heads = ("Probability × impact", "Weight", "What we do about it")
    return Here(says, heads, tuple(rows), max(0, len(risks) - ROWS), "Risk")


def _capacity(picture: Picture) -> Here:
    found = [
        load
        for load in team_loads(picture.stack)
        if load.period is None or load.period.includes(picture.stack.today)
    ]
    rows: list[Row] = []
    for load in found[:ROWS]:
        cells = (
            Cell(str(load.capacity)),
            Cell(f"{load.limit:.0%}"),
            Cell(f"{'■' if load.above else '✓'} {load.share:.0%}", "bad" if load.above else "good"),
        )
        rows.append(Row(picture.ref(load.team), load.team.title, cells))
    above = sum(load.above for load in found)
    says = f"{above} of {len(found)} teams plan more than their limit in the period that runs."
    if not found:
        says = "Not enough data, because no team with a capacity has estimated work."
    heads = ("Capacity", "Limit", "Planned")
    return Here(says, heads, tuple(rows), max(0, len(found) - ROWS), "Team")


def _causes(picture: Picture) -> Here:
    found = verdict(picture.stack, picture.findings)
    by_group = {part.group: part for part in found.parts}
    rows = tuple(
        Row(
            None,
            {"clarity": "Ambiguity", "alignment": "Misalignment", "feedback": "No feedback"}[group],
            (
                Cell(by_group[group].words if group in by_group else "nothing found"),
                Cell(by_group[group].findings[0].message if group in by_group else ""),
            ),
        )
        for group in WEIGHED_GROUPS
    )
    return Here(f"{found.headline}.", ("Found here", "The weightiest"), rows, first="Cause")


# --- the frameworks -------------------------------------------------------------------------------

FRAMEWORKS: tuple[Framework, ...] = (
    Framework(
        "causes",
        "Three causes of the gap",
        "Why does what leaders intend not become what teams do?",
        "Intent gets lost in three ways. It is too vague to act on; people, process and metrics "
        "pull in different directions; or nobody notices in time that it goes wrong. Each cause "
        "has its own cure, so it is worth knowing which is worst before doing anything: the "
        "cascade makes clear, the triad aligns, the loop corrects.",
        (
            ("Clarity", "Does everybody know what is meant, and what it asks of them?"),
            ("Alignment", "Do skills, authority, process and rewards serve the same end?"),
            ("Feedback", "Does somebody look, often enough to correct the course?"),
        ),
        "Treating the wrong one: more meetings do not help where the goal is vague.",
        _causes,
        "strategies",
        see=(("findings", "all findings"),),
    ),
    Framework(
        "strategy-stack",
        "The strategy stack",
        "How does a choice of the company become the work of this week?",
        "Strategy stands in layers, each with its own rhythm: the company's choices for a year, "
        "those of a product, the bets of a quarter, what teams are accountable for, the work of "
        "the week. Each says what it serves in the layer above.",
        (
            ("Company strategy", "Where we play and how we win; by the year"),
            ("Product strategy", "Which problems we solve, and whose; by the year or quarter"),
            ("Bets", "What we believe will achieve it; by the quarter"),
            ("Objectives", "What each team is accountable for; by the quarter"),
            ("Work", "What is finished next; by the week"),
        ),
        "A layer is skipped, or work hangs on nothing; then links are left to guesswork.",
        _stack,
        "strategies",
        ("orphan", "unserved", "skipped-layer", "off-plan-share"),
        see=(("traceability", "the whole tree"),),
    ),
    Framework(
        "clarity-cascade",
        "The clarity cascade",
        "What does this goal mean for my team, and for me?",
        "A goal is handed down in steps, and each step is more definite than the one above: "
        "customers are more content; answers take 12 hours rather than 24; urgent tickets are "
        "sorted first. Whoever skips a step leaves a gap that each reader fills differently.",
        (
            ("Organisation", "What should be different, for whom?"),
            ("Department", "By how much, until when?"),
            ("Team", "What is ours to change?"),
            ("Individual", "What do I do about it?"),
        ),
        "A step repeats the words of the one above and adds no owner, number or date.",
        _clarity,
        "objectives",
        ("vague-cascade", "vague-objective", "skipped-layer", "interpretation-missing"),
        see=(("cascade", "every step beside the one above"),),
    ),
    Framework(
        "context-not-control",
        "Context, not control",
        "What does a team need to know to decide by itself?",
        "A team that knows why, what limits us, what we prefer over what, what is fixed and what "
        "is its own to decide does not need to ask. One that knows only the task has to.",
        (
            ("Why", "The reason for the choice"),
            ("Constraints", "What limits us"),
            ("Trade-offs", "What we prefer over what"),
            ("Fixed", "What teams may not change"),
            ("Open", "What teams decide"),
        ),
        "Only what is fixed gets written, so everything looks fixed; or nothing is, so nothing "
        "does.",
        _context,
        "strategies",
        ("context-missing", "no-not-doing", "unconfirmed-strategy"),
        by="The phrase is Reed Hastings'.",
    ),
    Framework(
        "dhm",
        "Delight, hard to copy, margin",
        "Is this bet worth making?",
        "A product strategy should delight customers, in ways that are hard to copy, and that "
        "improve the margin. A bet need not be strong in all three, but it should know where it "
        "is weak.",
        tuple(zip(("Delight", "Hard to copy", "Margin"), DHM.values(), strict=True)),
        "One of the three is answered with hope, or all three with the same sentence.",
        _dhm,
        "bets",
        ("dhm-unanswered",),
        by="After Gibson Biddle.",
        see=(("bets/portfolio", "all bets"),),
    ),
    Framework(
        "confidence",
        "The confidence meter",
        "Do we know enough to build it?",
        "Three questions come before money: is the problem real, does this solve it, and does "
        "solving it bring what the strategy is after? Low in any of them means discovery first; "
        "high in all means execute.",
        tuple((key.capitalize(), question) for key, question in CONFIDENCE.items()),
        "Confidence is raised in a meeting instead of by evidence.",
        _confidence,
        "bets",
        ("executing-with-low-confidence",),
        see=(("bets/portfolio", "size and confidence of all bets"),),
    ),
    Framework(
        "bet-sizes",
        "Bet sizes",
        "Is our risk spread?",
        "Bets differ in what can be won, how unsure it is and what it costs. A healthy portfolio "
        "has all three sizes: mostly big ones put all eggs in one basket, mostly small ones move "
        "nothing that matters.",
        tuple((size.capitalize(), about) for size, about in SIZES.items()),
        "Everything is called medium.",
        _sizes,
        "bets",
        ("portfolio-balance", "too-many-priorities", "unapproved-bet"),
        see=(("bets/portfolio", "the portfolio"),),
    ),
    Framework(
        "lno",
        "Leverage, neutral, overhead",
        "Where is our effort worth most?",
        "Some work pays back many times over, some once, some only keeps the lights on. Each "
        "deserves another standard: leverage all care, neutral a good job, overhead as little as "
        "will do.",
        tuple((sort.capitalize(), about) for sort, about in LNO.items()),
        "Overhead is polished while leverage waits.",
        _lno,
        "work",
        by="After Shreyas Doshi.",
    ),
    Framework(
        "five-questions",
        "Five questions before the start",
        "How will we know that it worked?",
        "What is not answered before the start is answered afterwards by whatever happened. So a "
        "committed bet says what will be different, how that is measured, where the measure "
        "stands, where it should stand, and by when.",
        tuple(
            zip(("Outcome", "Measure", "Baseline", "Target", "By"), SUCCESS_QUESTIONS.values(), strict=True)
        ),
        "The baseline is measured after the start, when nobody can tell any more what changed.",
        _five,
        "bets",
        ("missing-success-criteria", "goalpost-moved"),
    ),
    Framework(
        "delay-or-rework",
        "Delay or rework",
        "Ship early, or get it right first?",
        "Waiting costs what could have been earned and learnt; haste costs what has to be done "
        "again. Usually waiting is dearer, so ship early and iterate. Where safety or law is at "
        "stake it is the reverse.",
        (
            ("Cost of delay", "What is lost while we wait?"),
            ("Cost of rework", "What does it take to do it over?"),
        ),
        "Everything is treated alike: drafts are polished, and safety is tried out.",
        _economics,
        "bets",
    ),
    Framework(
        "opportunity-tree",
        "The opportunity solution tree",
        "Which problem do we solve, and is this the best way?",
        "An outcome is wanted. Below it stand the problems and wishes of customers that would "
        "bring it, below each of them several ways to answer it, and below each way a test of "
        "what must be true for it. So every test leads up to an outcome.",
        (
            ("Outcome", "What the business wants to change"),
            ("Opportunity", "A problem or wish of customers, as seen or heard"),
            ("Solution", "One of several answers"),
            ("Experiment", "A test of one assumption"),
        ),
        "One solution an opportunity, so that nothing was compared.",
        _tree,
        "outcomes",
        (
            "single-solution-opportunity",
            "experiment-without-assumption",
            "undecided-experiment",
            "unmeasured-outcome",
        ),
        by="After Teresa Torres.",
        see=(("traceability", "the trees"),),
    ),
    Framework(
        "outcome-or-output",
        "Outcome or output",
        "Do our goals name a change, or a thing we make?",
        "An activity is what we do, an output what is then there, an outcome what it changes for "
        "somebody. A team that launches is done with the launch; one that raises the share of new "
        "customers who come back has to look. Goals name outcomes; the work below them may well "
        "be outputs.",
        (
            ("Activity", "Hold training sessions"),
            ("Output", "Launch a new start page"),
            ("Outcome", "Raise activation in the first week from 40% to 55%"),
        ),
        "All goals are green, and nothing has changed.",
        _outputs,
        "objectives",
        ("output-objective", "output-key-result", "unmeasurable-key-result", "green-but-flat"),
        see=(("okrs", "all goals"),),
    ),
    Framework(
        "metric-chain",
        "From input to impact",
        "Is it the strategy that fails, or the business model?",
        "What we put in leads to what we deliver, that to what customers do, and that to what the "
        "business earns. Where inputs are healthy and outcomes flat, the strategy is wrong; where "
        "outcomes rise and impact does not follow, the business model is.",
        (
            ("Input", "What we do: interviews, experiments"),
            ("Output", "What is there then: features, visits"),
            ("Outcome", "What customers do: use, come back"),
            ("Impact", "What the business gets: revenue, renewals"),
        ),
        "Inputs are wired straight to impact, so that nobody sees where it breaks.",
        _chain,
        "metrics",
        ("broken-metric-chain", "vanity-metric"),
        see=(("metrics/chain", "the chain, drawn"),),
    ),
    Framework(
        "indicators",
        "Leading, lagging, guardrails",
        "Do we see it coming, and what must not suffer?",
        "A lagging indicator says whether it worked, when it is too late to change; a leading one "
        "moves before. Each intent wants one or two of both. And since a measure that becomes a "
        "target is soon gamed, each target has a guardrail beside it.",
        (
            ("Leading", "Moves before the result"),
            ("Lagging", "Is the result"),
            ("Guardrail", "Must not get worse meanwhile"),
        ),
        "A single number is pushed, and what it was to stand for is forgotten.",
        _indicators,
        "metrics",
        ("indicator-balance", "single-metric-target", "metric-conflict"),
    ),
    Framework(
        "triad",
        "The alignment triad",
        "Why does it not work although everybody tries?",
        "People, process and metrics work in concert or not at all. People need the skills, the "
        "authority and a reason; the process has to help; the metrics have to reward what is "
        "meant. Whoever changes one leg should ask what that asks of the others.",
        (
            ("People", "Skills, authority, motivation"),
            ("Process", "The way the work is done"),
            ("Metrics", "What is measured and rewarded"),
        ),
        "A metric pays for what the intent forbids: number of calls where answers are wanted.",
        _triad,
        "teams",
        ("metric-conflict", "skill-gap", "red-without-intervention"),
    ),
    Framework(
        "ownership",
        "One owner, equipped",
        "Who answers for it, and can they?",
        "What everybody owns, nobody reports on. One named person answers for it, and has what it "
        "takes: the authority to decide, the people, money and time, and somebody who clears what "
        "stands in the way.",
        (
            ("Owner", "One person, who need not do it all"),
            ("Authority", "What they may decide alone"),
            ("Resources", "People, money and time they have"),
            ("Barriers", "What stands in the way, and who clears it"),
        ),
        "Somebody is accountable for what others decide.",
        _ownership,
        "objectives",
        ("group-owner", "owner-not-empowered", "blocked-without-escalation"),
    ),
    Framework(
        "decision-rights",
        "Decision rights",
        "Whose is it to decide?",
        "For each decision that matters one person decides; some are asked before, some told "
        "after. Bigger bets want the agreement of somebody more senior. Where that is not said, "
        "things are decided by who speaks last, or not at all.",
        (
            ("Decides", "The one who decides"),
            ("Consulted", "Who is asked before"),
            ("Informed", "Who is told after"),
            ("Approves", "Who has to agree"),
        ),
        "All are asked, nobody decides.",
        _rights,
        "decisions",
        ("unapproved-bet",),
        see=(("decisions/log", "the log of decisions"),),
    ),
    Framework(
        "risk",
        "Probability and impact",
        "What may go wrong, and what do we do about it?",
        "How likely, times how bad, tells which risks want an answer first. They come from four "
        "sides: resources, technology, people with a stake, and the world outside.",
        (
            ("Probability", "1, hardly, to 5, almost certainly"),
            ("Impact", "1, a nuisance, to 5, the end of it"),
            ("Mitigation", "What makes it less likely or less bad, and who sees to it"),
        ),
        "A list is written at the start and never looked at again.",
        _risk,
        "risks",
        ("risk-without-mitigation", "dependency-cycle", "late-dependency"),
        see=(("delivery", "dependencies and risks"),),
    ),
    Framework(
        "capacity",
        "Room to work",
        "Can we do all this?",
        "Questions, illness and mistakes take a third of the time of people who work with their "
        "heads. So 60 to 70% of their days can be planned; what is planned above that is done "
        "late or badly. Then something has to be cut, and somebody has to choose what.",
        (
            ("Capacity", "What a team has in a period"),
            ("Limit", "The share of it that may be planned"),
            ("Planned", "What the estimates of its work add up to"),
        ),
        "Plans add up to a hundred per cent, and the rest happens at night.",
        _capacity,
        "teams",
        ("over-capacity", "skill-gap"),
        see=(("capacity", "each team against its limit"), ("load", "who has how much in hand")),
    ),
    Framework(
        "feedback-loop",
        "The feedback loop",
        "Do we notice in time, and do we change anything?",
        "Short loops correct while it is cheap: a signal, somebody who looks at it, a small "
        "change. A look back at the end comes too late for this time, but in time for the next.",
        (
            ("Signal", "What tells us that we are off course?"),
            ("Look", "Who looks at it, how often?"),
            ("Correction", "What do we change, by whose right?"),
            ("Lesson", "What should others know?"),
        ),
        "The meeting takes place, and nothing is decided in it.",
        _loop,
        "rituals",
        ("ritual-missed", "stale", "cycle-without-retro", "no-adaptation-trigger"),
        see=(("rhythm", "the rhythm"), ("changes", "what changed")),
    ),
    Framework(
        "health-checklist",
        "The health checklist",
        "How well do we carry out what we decided?",
        "Nine items, each green, yellow or red, with what that rests on. A red one wants an "
        "intervention by somebody until some day. It is a talk to have each quarter rather than a "
        "mark to get.",
        (
            ("Green", "healthy"),
            ("Yellow", "needs attention"),
            ("Red", "critical: somebody intervenes"),
        ),
        "All is green because nobody asked those who do the work.",
        _health,
        "health",
        ("red-without-intervention", "overdue"),
        see=(("rhythm", "its trend"),),
    ),
)


def pages(picture: Picture) -> Iterator[Page]:
    """Each framework with this company's data beside it, and an index of them."""
    found = [(one, one.here(picture)) for one in FRAMEWORKS]
    yield Page(
        path=INDEX,
        title="Frameworks, and where we stand in each",
        template="frameworks",
        data={
            "rows": [(f"{INDEX}/{one.key}", one, here.says) for one, here in found],
            "natures": bool(picture.stack.of(Initiative)),
        },
        gist="The frameworks that this site uses, in plain words, each with this company's data.",
        listed="Reference" if picture.stack.entities else None,
        hide=("toc",),
    )
    for one, here in found:
        yield Page(
            path=f"{INDEX}/{one.key}",
            title=one.title,
            template="framework",
            data=_data(picture, one, here),
            parent=INDEX,
            gist=one.asks,
            hide=("toc",),
        )


_NEEDS: Mapping[str, tuple[type[Entity], ...]] = {
    "bets/portfolio": (Bet,),
    "metrics/chain": (Metric,),
    "okrs": (Objective, KeyResult),
}
"""Views whose page is there only with something to show: the kinds of which there has to be one."""


def _data(picture: Picture, one: Framework, here: Here) -> Mapping[str, Any]:
    return {
        "one": one,
        "here": here,
        "see": [
            (path, words)
            for path, words in one.see
            if path not in _NEEDS or any(map(picture.stack.of, _NEEDS[path]))
        ],
        "starter": None if _filled(here.rows) else starter(one.collection),
    }


def _filled(rows: Iterable[Row]) -> bool:
    """Whether anything of the company's stands beside the theory."""
    return any(
        cell.refs or cell.words not in ("", "0", "0 of them", "none", "not said")
        for row in rows
        for cell in row.cells
    )

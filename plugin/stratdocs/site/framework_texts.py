"""What each framework says, in our words; the company's data stand beside it on its page."""

from __future__ import annotations

from typing import NamedTuple

from stratdocs.analysis.readiness import CONFIDENCE, DHM, LNO, SIZES, SUCCESS_QUESTIONS


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
    collection: str
    """Where one begins to write it down."""
    rules: tuple[str, ...] = ()
    """The rules that notice when it goes wrong."""
    by: str = ""
    """Whose it is, where it has an author."""
    see: tuple[tuple[str, str], ...] = ()
    """Views that show it in full: path and words."""


FRAMEWORKS: tuple[Framework, ...] = (
    Framework(
        key="causes",
        title="Three causes of the gap",
        asks="Why does what leaders intend not become what teams do?",
        theory=(
            "Intent gets lost in three ways. It is too vague to act on; people, process and metrics "
            "pull in different directions; or nobody notices in time that it goes wrong. Each cause "
            "has its own cure, so it is worth knowing which is worst before doing anything: the "
            "cascade makes clear, the triad aligns, the loop corrects."
        ),
        parts=(
            ("Clarity", "Does everybody know what is meant, and what it asks of them?"),
            ("Alignment", "Do skills, authority, process and rewards serve the same end?"),
            ("Feedback", "Does somebody look, often enough to correct the course?"),
        ),
        wrong="Treating the wrong one: more meetings do not help where the goal is vague.",
        collection="strategies",
        see=(("findings", "all findings"),),
    ),
    Framework(
        key="strategy-stack",
        title="The strategy stack",
        asks="How does a choice of the company become the work of this week?",
        theory=(
            "Strategy stands in layers, each with its own rhythm: the company's choices for a year, "
            "those of a product, the bets of a quarter, what teams are accountable for, the work of "
            "the week. Each says what it serves in the layer above."
        ),
        parts=(
            ("Company strategy", "Where we play and how we win; by the year"),
            ("Product strategy", "Which problems we solve, and whose; by the year or quarter"),
            ("Bets", "What we believe will achieve it; by the quarter"),
            ("Objectives", "What each team is accountable for; by the quarter"),
            ("Work", "What is finished next; by the week"),
        ),
        wrong="A layer is skipped, or work hangs on nothing; then links are left to guesswork.",
        collection="strategies",
        rules=("orphan", "unserved", "skipped-layer", "off-plan-share"),
        see=(("traceability", "the whole tree"),),
    ),
    Framework(
        key="clarity-cascade",
        title="The clarity cascade",
        asks="What does this goal mean for my team, and for me?",
        theory=(
            "A goal is handed down in steps, and each step is more definite than the one above: "
            "customers are more content; answers take 12 hours rather than 24; urgent tickets are "
            "sorted first. Whoever skips a step leaves a gap that each reader fills differently."
        ),
        parts=(
            ("Organisation", "What should be different, for whom?"),
            ("Department", "By how much, until when?"),
            ("Team", "What is ours to change?"),
            ("Individual", "What do I do about it?"),
        ),
        wrong="A step repeats the words of the one above and adds no owner, number or date.",
        collection="objectives",
        rules=("vague-cascade", "vague-objective", "skipped-layer", "interpretation-missing"),
        see=(("cascade", "every step beside the one above"),),
    ),
    Framework(
        key="context-not-control",
        title="Context, not control",
        asks="What does a team need to know to decide by itself?",
        theory=(
            "A team that knows why, what limits us, what we prefer over what, what is fixed and what "
            "is its own to decide does not need to ask. One that knows only the task has to."
        ),
        parts=(
            ("Why", "The reason for the choice"),
            ("Constraints", "What limits us"),
            ("Trade-offs", "What we prefer over what"),
            ("Fixed", "What teams may not change"),
            ("Open", "What teams decide"),
        ),
        wrong=(
            "Only what is fixed gets written, so everything looks fixed; or nothing is, so nothing "
            "does."
        ),
        collection="strategies",
        rules=("context-missing", "no-not-doing", "unconfirmed-strategy"),
        by="The phrase is Reed Hastings'.",
    ),
    Framework(
        key="dhm",
        title="Delight, hard to copy, margin",
        asks="Is this bet worth making?",
        theory=(
            "A product strategy should delight customers, in ways that are hard to copy, and that "
            "improve the margin. A bet need not be strong in all three, but it should know where it "
            "is weak."
        ),
        parts=tuple(zip(("Delight", "Hard to copy", "Margin"), DHM.values(), strict=True)),
        wrong="One of the three is answered with hope, or all three with the same sentence.",
        collection="bets",
        rules=("dhm-unanswered",),
        by="After Gibson Biddle.",
        see=(("bets/portfolio", "all bets"),),
    ),
    Framework(
        key="confidence",
        title="The confidence meter",
        asks="Do we know enough to build it?",
        theory=(
            "Three questions come before money: is the problem real, does this solve it, and does "
            "solving it bring what the strategy is after? Low in any of them means discovery first; "
            "high in all means execute."
        ),
        parts=tuple((key.capitalize(), question) for key, question in CONFIDENCE.items()),
        wrong="Confidence is raised in a meeting instead of by evidence.",
        collection="bets",
        rules=("executing-with-low-confidence", "evidence-missing"),
        see=(("bets/portfolio", "size and confidence of all bets"),),
    ),
    Framework(
        key="bet-sizes",
        title="Bet sizes",
        asks="Is our risk spread?",
        theory=(
            "Bets differ in what can be won, how unsure it is and what it costs. A healthy portfolio "
            "has all three sizes: mostly big ones put all eggs in one basket, mostly small ones move "
            "nothing that matters."
        ),
        parts=tuple((size.capitalize(), about) for size, about in SIZES.items()),
        wrong="Everything is called medium.",
        collection="bets",
        rules=("portfolio-balance", "too-many-priorities", "unapproved-bet"),
        see=(("bets/portfolio", "the portfolio"),),
    ),
    Framework(
        key="lno",
        title="Leverage, neutral, overhead",
        asks="Where is our effort worth most?",
        theory=(
            "Some work pays back many times over, some once, some only keeps the lights on. Each "
            "deserves another standard: leverage all care, neutral a good job, overhead as little as "
            "will do."
        ),
        parts=tuple((sort.capitalize(), about) for sort, about in LNO.items()),
        wrong="Overhead is polished while leverage waits.",
        collection="work",
        by="After Shreyas Doshi.",
    ),
    Framework(
        key="five-questions",
        title="Five questions before the start",
        asks="How will we know that it worked?",
        theory=(
            "What is not answered before the start is answered afterwards by whatever happened. So a "
            "committed bet says what will be different, how that is measured, where the measure "
            "stands, where it should stand, and by when."
        ),
        parts=tuple(
            zip(
                ("Outcome", "Measure", "Baseline", "Target", "By"),
                SUCCESS_QUESTIONS.values(),
                strict=True,
            )
        ),
        wrong="The baseline is measured after the start, when nobody can tell any more what changed.",
        collection="bets",
        rules=("missing-success-criteria", "goalpost-moved", "done-without-result"),
    ),
    Framework(
        key="delay-or-rework",
        title="Delay or rework",
        asks="Ship early, or get it right first?",
        theory=(
            "Waiting costs what could have been earned and learnt; haste costs what has to be done "
            "again. Usually waiting is dearer, so ship early and iterate. Where safety or law is at "
            "stake it is the reverse."
        ),
        parts=(
            ("Cost of delay", "What is lost while we wait?"),
            ("Cost of rework", "What does it take to do it over?"),
        ),
        wrong="Everything is treated alike: drafts are polished, and safety is tried out.",
        collection="bets",
    ),
    Framework(
        key="opportunity-tree",
        title="The opportunity solution tree",
        asks="Which problem do we solve, and is this the best way?",
        theory=(
            "An outcome is wanted. Below it stand the problems and wishes of customers that would "
            "bring it, below each of them several ways to answer it, and below each way a test of "
            "what must be true for it. So every test leads up to an outcome."
        ),
        parts=(
            ("Outcome", "What the business wants to change"),
            ("Opportunity", "A problem or wish of customers, as seen or heard"),
            ("Solution", "One of several answers"),
            ("Experiment", "A test of one assumption"),
        ),
        wrong="One solution an opportunity, so that nothing was compared.",
        collection="outcomes",
        rules=(
            "single-solution-opportunity",
            "experiment-without-assumption",
            "undecided-experiment",
            "decided-against-evidence",
            "unmeasured-outcome",
        ),
        by="After Teresa Torres.",
        see=(("traceability", "the trees"),),
    ),
    Framework(
        key="outcome-or-output",
        title="Outcome or output",
        asks="Do our goals name a change, or a thing we make?",
        theory=(
            "An activity is what we do, an output what is then there, an outcome what it changes for "
            "somebody. A team that launches is done with the launch; one that raises the share of new "
            "customers who come back has to look. Goals name outcomes; the work below them may well "
            "be outputs."
        ),
        parts=(
            ("Activity", "Hold training sessions"),
            ("Output", "Launch a new start page"),
            ("Outcome", "Raise activation in the first week from 40% to 55%"),
        ),
        wrong="All goals are green, and nothing has changed.",
        collection="objectives",
        rules=(
            "output-objective",
            "output-key-result",
            "unmeasurable-key-result",
            "green-but-flat",
            "done-without-result",
            "period-over",
        ),
        see=(("okrs", "all goals"),),
    ),
    Framework(
        key="metric-chain",
        title="From input to impact",
        asks="Is it the strategy that fails, or the business model?",
        theory=(
            "What we put in leads to what we deliver, that to what customers do, and that to what the "
            "business earns. Where inputs are healthy and outcomes flat, the strategy is wrong; where "
            "outcomes rise and impact does not follow, the business model is."
        ),
        parts=(
            ("Input", "What we do: interviews, experiments"),
            ("Output", "What is there then: features, visits"),
            ("Outcome", "What customers do: use, come back"),
            ("Impact", "What the business gets: revenue, renewals"),
        ),
        wrong="Inputs are wired straight to impact, so that nobody sees where it breaks.",
        collection="metrics",
        rules=("broken-metric-chain", "vanity-metric"),
        see=(("metrics/chain", "the chain, drawn"),),
    ),
    Framework(
        key="indicators",
        title="Leading, lagging, guardrails",
        asks="Do we see it coming, and what must not suffer?",
        theory=(
            "A lagging indicator says whether it worked, when it is too late to change; a leading one "
            "moves before. Each intent wants one or two of both. And since a measure that becomes a "
            "target is soon gamed, each target has a guardrail beside it."
        ),
        parts=(
            ("Leading", "Moves before the result"),
            ("Lagging", "Is the result"),
            ("Guardrail", "Must not get worse meanwhile"),
        ),
        wrong="A single number is pushed, and what it was to stand for is forgotten.",
        collection="metrics",
        rules=("indicator-balance", "single-metric-target", "guardrail-broken", "metric-conflict"),
    ),
    Framework(
        key="triad",
        title="The alignment triad",
        asks="Why does it not work although everybody tries?",
        theory=(
            "People, process and metrics work in concert or not at all. People need the skills, the "
            "authority and a reason; the process has to help; the metrics have to reward what is "
            "meant. Whoever changes one leg should ask what that asks of the others."
        ),
        parts=(
            ("People", "Skills, authority, motivation"),
            ("Process", "The way the work is done"),
            ("Metrics", "What is measured and rewarded"),
        ),
        wrong="A metric pays for what the intent forbids: number of calls where answers are wanted.",
        collection="teams",
        rules=("metric-conflict", "leg-changed-alone", "skill-gap", "red-without-intervention"),
    ),
    Framework(
        key="ownership",
        title="One owner, equipped",
        asks="Who answers for it, and can they?",
        theory=(
            "What everybody owns, nobody reports on. One named person answers for it, and has what it "
            "takes: the authority to decide, the people, money and time, and somebody who clears what "
            "stands in the way."
        ),
        parts=(
            ("Owner", "One person, who need not do it all"),
            ("Authority", "What they may decide alone"),
            ("Resources", "People, money and time they have"),
            ("Barriers", "What stands in the way, and who clears it"),
        ),
        wrong="Somebody is accountable for what others decide.",
        collection="objectives",
        rules=("group-owner", "owner-not-empowered", "blocked-without-escalation"),
    ),
    Framework(
        key="decision-rights",
        title="Decision rights",
        asks="Whose is it to decide?",
        theory=(
            "For each decision that matters one person decides; some are asked before, some told "
            "after. Bigger bets want the agreement of somebody more senior. Where that is not said, "
            "things are decided by who speaks last, or not at all."
        ),
        parts=(
            ("Decides", "The one who decides"),
            ("Consulted", "Who is asked before"),
            ("Informed", "Who is told after"),
            ("Approves", "Who has to agree"),
        ),
        wrong="All are asked, nobody decides.",
        collection="decisions",
        rules=("unapproved-bet",),
        see=(("decisions/log", "the log of decisions"),),
    ),
    Framework(
        key="risk",
        title="Probability and impact",
        asks="What may go wrong, and what do we do about it?",
        theory=(
            "How likely, times how bad, tells which risks want an answer first. They come from four "
            "sides: resources, technology, people with a stake, and the world outside."
        ),
        parts=(
            ("Probability", "1, hardly, to 5, almost certainly"),
            ("Impact", "1, a nuisance, to 5, the end of it"),
            ("Mitigation", "What makes it less likely or less bad, and who sees to it"),
        ),
        wrong="A list is written at the start and never looked at again.",
        collection="risks",
        rules=("risk-without-mitigation", "dependency-cycle", "late-dependency"),
        see=(("delivery", "dependencies and risks"),),
    ),
    Framework(
        key="capacity",
        title="Room to work",
        asks="Can we do all this?",
        theory=(
            "Questions, illness and mistakes take a third of the time of people who work with their "
            "heads. So 60 to 70% of their days can be planned; what is planned above that is done "
            "late or badly. Then something has to be cut, and somebody has to choose what."
        ),
        parts=(
            ("Capacity", "What a team has in a period"),
            ("Limit", "The share of it that may be planned"),
            ("Planned", "What the estimates of its work add up to"),
        ),
        wrong="Plans add up to a hundred per cent, and the rest happens at night.",
        collection="teams",
        rules=("over-capacity", "skill-gap"),
        see=(("capacity", "each team against its limit"), ("load", "who has how much in hand")),
    ),
    Framework(
        key="feedback-loop",
        title="The feedback loop",
        asks="Do we notice in time, and do we change anything?",
        theory=(
            "Short loops correct while it is cheap: a signal, somebody who looks at it, a small "
            "change. A look back at the end comes too late for this time, but in time for the next."
        ),
        parts=(
            ("Signal", "What tells us that we are off course?"),
            ("Look", "Who looks at it, how often?"),
            ("Correction", "What do we change, by whose right?"),
            ("Lesson", "What should others know?"),
        ),
        wrong="The meeting takes place, and nothing is decided in it.",
        collection="rituals",
        rules=(
            "ritual-missed",
            "stale",
            "cycle-without-retro",
            "no-adaptation-trigger",
            "trigger-fired",
            "never-reported",
        ),
        see=(("rhythm", "the rhythm"), ("changes", "what changed")),
    ),
    Framework(
        key="health-checklist",
        title="The health checklist",
        asks="How well do we carry out what we decided?",
        theory=(
            "Nine items, each green, yellow or red, with what that rests on. A red one wants an "
            "intervention by somebody until some day. It is a talk to have each quarter rather than a "
            "mark to get."
        ),
        parts=(
            ("Green", "healthy"),
            ("Yellow", "needs attention"),
            ("Red", "critical: somebody intervenes"),
        ),
        wrong="All is green because nobody asked those who do the work.",
        collection="health",
        rules=("red-without-intervention", "incomplete-health-check", "overdue"),
        see=(("rhythm", "its trend"),),
    ),
)
"""In the order of the index."""

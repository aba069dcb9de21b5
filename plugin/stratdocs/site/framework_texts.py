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
    practice: tuple[tuple[str, str], ...] = ()
    """Advice for those who use it: a topic and a paragraph each."""


CLOSING_POINTS = (
    ("Translation", "Explicit layers from the strategy down to this week's work"),
    ("Traceability", "DHM and opportunity trees, so that all work leads up to a reason"),
    ("Priorities", "Few, and chosen by evidence and confidence"),
    ("Alignment", "Through context, not control"),
    ("Measurement", "Of outcomes, not only of outputs"),
)
"""The five points by which the gap is closed, each with what it takes."""

FRAMEWORKS: tuple[Framework, ...] = (
    Framework(
        key="causes",
        title="Three causes of the gap",
        asks="Why don't teams do what leaders intend?",
        theory=(
            "Intent gets lost in three ways. It is too vague to act on, or people, process and "
            "metrics pull in different directions, or no one notices in time that things are "
            "going wrong. Each cause has its own remedy, so find out which is worst before doing "
            "anything: the cascade clarifies, the triad aligns, the loop corrects."
        ),
        parts=(
            ("Clarity", "Does everyone know what is meant, and what it asks of them?"),
            ("Alignment", "Do skills, authority, process and rewards point the same way?"),
            ("Feedback", "Does someone check often enough to correct the course?"),
        ),
        wrong="Treating the wrong cause: more meetings don't help if the goal is vague.",
        collection="strategies",
        see=(
            ("compare/clarity-cascade", "the cascade"),
            ("compare/triad", "the triad"),
            ("compare/feedback-loop", "the loop"),
            ("findings", "all findings"),
        ),
        practice=(
            (
                "The clarity cascade",
                "Best used when goals are vague, or when people read them in different ways.",
            ),
            (
                "The alignment triad",
                "Best used when effort is high and results are poor.",
            ),
            (
                "The feedback loop",
                "Best used when the environment changes or is uncertain.",
            ),
            (
                "All three",
                (
                    "They work best together. Clear goals without alignment give a team no way to reach "
                    "them; alignment without feedback can do the wrong thing efficiently. Start with "
                    "the worst cause and add the others over time."
                ),
            ),
            (
                "Signs of a gap",
                (
                    "Strategies are well received but rarely bring the expected results. Teams "
                    "are busy, but key goals don't move. Deadlines are often missed. People say "
                    "they know what to do but can't get it done. To be sure, ask teams about "
                    "clarity, alignment and obstacles."
                ),
            ),
            (
                "Four structural reasons",
                (
                    "The strategy is abstract, and no one translates it for the people who do "
                    "the work. It is set by the year, but work is planned by the week. Teams are "
                    "measured by what they ship. And leaders have context that teams lack, while "
                    "teams know customers in a way that leaders don't."
                ),
            ),
        ),
    ),
    Framework(
        key="strategy-stack",
        title="The strategy stack",
        asks="How does a company's choice become this week's work?",
        theory=(
            "Strategy has layers, each with its own rhythm: the company's choices for a year, a "
            "product's strategy, the bets of a quarter, what teams are accountable for, the work "
            "of a week. Each says what it supports in the layer above."
        ),
        parts=(
            ("Company strategy", "Where we play and how we win; by the year"),
            ("Product strategy", "Which problems we solve, and whose; by the year or quarter"),
            ("Bets", "What we believe will achieve it; by the quarter"),
            ("Objectives", "What each team is accountable for; by the quarter"),
            ("Work", "What is finished next; by the week"),
        ),
        wrong=(
            "A layer is skipped, or work is linked to nothing, and people have to guess the "
            "connection."
        ),
        collection="strategies",
        rules=("orphan", "unserved", "skipped-layer", "off-plan-share"),
        see=(("traceability", "the whole tree"),),
    ),
    Framework(
        key="clarity-cascade",
        title="The clarity cascade",
        asks="What does this goal mean for my team, and for me?",
        theory=(
            "A goal is passed down level by level, and each level is more specific than the one "
            "above: customers are happier; answers take 12 hours rather than 24; urgent tickets "
            "come first. Skip a level, and each reader fills the gap differently."
        ),
        parts=(
            ("Organisation", "What should be different, for whom?"),
            ("Department", "By how much, by when?"),
            ("Team", "What is ours to change?"),
            ("Individual", "What will I do about it?"),
        ),
        wrong="A level repeats the one above and adds no owner, number or date.",
        collection="objectives",
        rules=(
            "vague-cascade",
            "vague-objective",
            "skipped-layer",
            "interpretation-missing",
            "done-undefined",
            "done-not-one-sentence",
        ),
        see=(
            ("cascade", "every level next to the one above"),
            ("teams-compared", "how each team reads the strategy"),
        ),
        practice=(
            (
                "When to stop",
                (
                    "When each piece can be worked on independently, and its owner can say in "
                    "one sentence what done looks like. Stopping earlier is the usual mistake."
                ),
            ),
            (
                "Teams in different places",
                (
                    "Write the strategy and its levels where everyone can read them. Let each "
                    "team present what it thinks they mean, and settle differences before the "
                    "work begins. Name someone who answers questions along the way."
                ),
            ),
        ),
    ),
    Framework(
        key="context-not-control",
        title="Context, not control",
        asks="What does a team need to know to decide by itself?",
        theory=(
            "Tell teams why, what limits us, what we prefer over what, what is fixed and what is "
            "theirs to decide, and they don't need to ask. A team that knows only the task has "
            "to."
        ),
        parts=(
            ("Why", "The reason for the choice"),
            ("Constraints", "What limits us"),
            ("Trade-offs", "What we prefer over what"),
            ("Fixed", "What teams may not change"),
            ("Open", "What teams decide"),
        ),
        wrong=(
            "Only what is fixed is written down, so everything looks fixed, or nothing is, so "
            "nothing looks fixed."
        ),
        collection="strategies",
        rules=("context-missing", "no-not-doing", "unconfirmed-strategy"),
        by="The phrase is Reed Hastings'.",
        practice=(
            (
                "Not too vague, not too rigid",
                (
                    "A vague strategy leaves teams guessing; one that settles every detail "
                    "ignores what they know and takes away their reason to own it. Say what and "
                    "why, set the limits, and leave the how to them. Check regularly whether "
                    "what is fixed still needs to be."
                ),
            ),
        ),
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
        wrong="One of the three answers is a hope, or all three are the same sentence.",
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
            "Three questions come before the investment: is the problem real, does this solve "
            "it, and does solving it achieve what the strategy aims for? Low confidence in any "
            "of them means discovery first; high in all means execute."
        ),
        parts=tuple((key.capitalize(), question) for key, question in CONFIDENCE.items()),
        wrong="Confidence is raised in a meeting instead of by evidence.",
        collection="bets",
        rules=("executing-with-low-confidence", "evidence-missing"),
        see=(("bets/portfolio", "size and confidence of all bets"),),
        practice=(
            (
                "When planning doesn't end",
                (
                    "Analysis can inform a decision or delay it. Set a day on which planning ends, and "
                    "keep it. A team that is stuck asks: what is the smallest experiment that would "
                    "test our assumptions?"
                ),
            ),
        ),
    ),
    Framework(
        key="bet-sizes",
        title="Bet sizes",
        asks="Is our risk spread?",
        theory=(
            "Bets differ in impact, uncertainty and cost. A healthy portfolio has all three "
            "sizes: mostly big bets put all eggs in one basket, and mostly small ones change "
            "nothing that matters."
        ),
        parts=tuple((size.capitalize(), about) for size, about in SIZES.items()),
        wrong="Everything is labelled medium.",
        collection="bets",
        rules=("portfolio-balance", "too-many-priorities", "unapproved-bet"),
        see=(("bets/portfolio", "the portfolio"),),
    ),
    Framework(
        key="lno",
        title="Leverage, neutral, overhead",
        asks="Where is our effort worth most?",
        theory=(
            "Some work pays back many times over, some pays for itself, some only keeps the "
            "lights on. Each deserves a different standard: great care for leverage, a good job "
            "for neutral, the bare minimum for overhead."
        ),
        parts=tuple((sort.capitalize(), about) for sort, about in LNO.items()),
        wrong="Overhead is polished while leverage waits.",
        collection="work",
        rules=("team-without-strategic-work",),
        by="After Shreyas Doshi.",
    ),
    Framework(
        key="five-questions",
        title="Five questions before the start",
        asks="How will we know that it worked?",
        theory=(
            "A question left open before the start gets answered afterwards by whatever "
            "happened. So a committed bet says what will be different, how that is measured, "
            "today's value, the target and the deadline."
        ),
        parts=tuple(
            zip(
                ("Outcome", "Measure", "Baseline", "Target", "By"),
                SUCCESS_QUESTIONS.values(),
                strict=True,
            )
        ),
        wrong="The baseline is measured after the start, when no one can tell what has changed.",
        collection="bets",
        rules=("missing-success-criteria", "goalpost-moved", "done-without-result"),
    ),
    Framework(
        key="delay-or-rework",
        title="Delay or rework",
        asks="Ship early, or get it right first?",
        theory=(
            "Waiting costs what could have been earned and learned; haste costs rework. Usually "
            "waiting costs more, so ship early and iterate. Where safety or the law is at stake, "
            "it is the reverse."
        ),
        parts=(
            ("Cost of delay", "What is lost while we wait?"),
            ("Cost of rework", "What would redoing it cost?"),
        ),
        wrong=(
            "Everything is treated alike: drafts are polished, and safety is left to trial and "
            "error."
        ),
        collection="bets",
    ),
    Framework(
        key="opportunity-tree",
        title="The opportunity solution tree",
        asks="Which problem are we solving, and is this the best way?",
        theory=(
            "The tree starts from an outcome we want. Below it are the customers' problems and "
            "wishes that would lead to it, below each of those several solutions, and below each "
            "solution a test of what must be true. So every test leads up to an outcome."
        ),
        parts=(
            ("Outcome", "What the business wants to change"),
            ("Opportunity", "A customer's problem or wish, as seen or heard"),
            ("Solution", "One of several solutions"),
            ("Experiment", "A test of one assumption"),
        ),
        wrong="One solution per opportunity, so nothing was compared.",
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
        asks="Do our goals name a change, or something we make?",
        theory=(
            "An activity is what we do, an output is what we make, and an outcome is what that "
            "changes for someone. A team that launches something is done at the launch; a team "
            "that wants more new customers to come back has to check whether they do. Goals name "
            "outcomes; the work below them can be outputs."
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
        asks="Is the strategy failing, or the business model?",
        theory=(
            "What we put in leads to what we deliver, that leads to what customers do, and that "
            "leads to what the business earns. If inputs are healthy but outcomes flat, the "
            "strategy is wrong; if outcomes rise but impact doesn't follow, the business model "
            "is."
        ),
        parts=(
            ("Input", "What we do: interviews, experiments"),
            ("Output", "What we make of it: features, visits"),
            ("Outcome", "What customers do: use, come back"),
            ("Impact", "What the business gets: revenue, renewals"),
        ),
        wrong="Inputs are linked straight to impact, so no one sees where the chain breaks.",
        collection="metrics",
        rules=("broken-metric-chain", "vanity-metric"),
        see=(("metrics/chain", "the chain, drawn"),),
    ),
    Framework(
        key="indicators",
        title="Leading, lagging, guardrails",
        asks="Do we see it coming, and what must not suffer?",
        theory=(
            "A lagging indicator shows whether it worked, when it is too late to change "
            "anything; a leading one moves earlier. Each goal needs one or two of each. And "
            "since any metric that becomes a target is soon gamed, each target needs a guardrail."
        ),
        parts=(
            ("Leading", "Moves before the result"),
            ("Lagging", "Is the result"),
            ("Guardrail", "Must not get worse in the meantime"),
        ),
        wrong="A single number is pushed, and what it represents is forgotten.",
        collection="metrics",
        rules=("indicator-balance", "single-metric-target", "guardrail-broken", "metric-conflict"),
        practice=(
            (
                "Beyond the numbers",
                (
                    "Several metrics are harder to game than one, and some things only come up "
                    "in conversation. Ask customers and the team what the numbers leave out, and "
                    "change a metric that has side effects."
                ),
            ),
        ),
    ),
    Framework(
        key="triad",
        title="The alignment triad",
        asks="Why isn't it working although everyone is trying?",
        theory=(
            "People, process and metrics work together or not at all. People need the skills, "
            "the authority and a reason; the process has to help; the metrics have to reward "
            "what is intended. If you change one, ask what that means for the others."
        ),
        parts=(
            ("People", "Skills, authority, motivation"),
            ("Process", "The way the work is done"),
            ("Metrics", "What is measured and rewarded"),
        ),
        wrong=(
            "A metric rewards what the strategy argues against: the number of calls, when the "
            "aim is answers."
        ),
        collection="teams",
        rules=("metric-conflict", "leg-changed-alone", "skill-gap", "red-without-intervention"),
        practice=(
            (
                "Audit each leg",
                (
                    "Look for friction in each of the three regularly. Poor performance is often "
                    "a wrong incentive in disguise: a sales team paid for revenue alone will not "
                    "look after old customers. Explain why you measure what you measure, and be "
                    "ready to change it."
                ),
            ),
        ),
    ),
    Framework(
        key="ownership",
        title="One owner, equipped",
        asks="Who is accountable for it, and can they deliver?",
        theory=(
            "What everyone owns, no one reports on. One named person is accountable and has what "
            "they need: the authority to decide, the people, money and time, and someone who "
            "clears obstacles."
        ),
        parts=(
            ("Owner", "One person, who doesn't have to do it all"),
            ("Authority", "What they may decide alone"),
            ("Resources", "People, money and time they have"),
            ("Barriers", "What is in the way, and who clears it"),
        ),
        wrong="Someone is accountable for what others decide.",
        collection="objectives",
        rules=("group-owner", "owner-not-empowered", "blocked-without-escalation"),
    ),
    Framework(
        key="decision-rights",
        title="Decision rights",
        asks="Who decides?",
        theory=(
            "For each decision that matters, one person decides; some people are consulted "
            "beforehand, others informed afterwards. Bigger bets need approval from someone more "
            "senior. If that isn't written down, the last person to speak decides, or no one "
            "does."
        ),
        parts=(
            ("Decides", "The person who decides"),
            ("Consulted", "The people asked beforehand"),
            ("Informed", "The people informed afterwards"),
            ("Approves", "The person who must agree"),
        ),
        wrong="Everyone is asked, and no one decides.",
        collection="decisions",
        rules=("unapproved-bet",),
        see=(("decisions/log", "the decision log"),),
    ),
    Framework(
        key="risk",
        title="Probability and impact",
        asks="What could go wrong, and what are we doing about it?",
        theory=(
            "How likely, times how bad, shows which risks need an answer first. They come from "
            "four sources: resources, technology, stakeholders and the outside world."
        ),
        parts=(
            ("Probability", "1 (rare) to 5 (almost certain)"),
            ("Impact", "1 (negligible) to 5 (critical)"),
            ("Mitigation", "What makes it less likely or less bad, and who is responsible"),
        ),
        wrong="A list is written at the start and never reviewed.",
        collection="risks",
        rules=("risk-without-mitigation", "dependency-cycle", "late-dependency"),
        see=(("delivery", "dependencies and risks"),),
        practice=(
            (
                "Dependencies",
                (
                    "Work that depends on something else is sequential; work that depends on "
                    "nothing can go on in parallel. Draw who depends on whom before you start, "
                    "or you find the bottleneck when it is already blocking you."
                ),
            ),
        ),
    ),
    Framework(
        key="capacity",
        title="Room to work",
        asks="Can we do all this?",
        theory=(
            "Questions, illness and mistakes take a third of a knowledge worker's time. So plan "
            "60 to 70% of their days; anything above that is done late or badly. Then something "
            "has to be cut, and someone has to choose what."
        ),
        parts=(
            ("Capacity", "What a team has in a period"),
            ("Limit", "The share of it that may be planned"),
            ("Planned", "What the estimates of its work add up to"),
        ),
        wrong="Plans add up to 100%, and the rest happens at night.",
        collection="teams",
        rules=("over-capacity", "skill-gap"),
        see=(
            ("capacity", "each team against its limit"),
            ("load", "the workload of teams and people"),
        ),
    ),
    Framework(
        key="feedback-loop",
        title="The feedback loop",
        asks="Do we notice in time, and do we change anything?",
        theory=(
            "Short loops correct the course while it is cheap: a signal, someone who checks it, "
            "a small change. A retrospective at the end comes too late for this time, but in "
            "time for the next."
        ),
        parts=(
            ("Signal", "What tells us that we are off course?"),
            ("Look", "Who checks it, and how often?"),
            ("Correction", "What do we change, and who decides?"),
            ("Lesson", "What should others know?"),
        ),
        wrong="The meeting takes place, and nothing is decided in it.",
        collection="rituals",
        rules=(
            "ritual-missed",
            "rhythm-missing",
            "cadence-too-slow",
            "unread-strategy",
            "stale",
            "never-reviewed",
            "cycle-without-retro",
            "no-adaptation-trigger",
            "trigger-fired",
            "never-reported",
        ),
        see=(("rhythm", "the rhythm"), ("changes", "what changed")),
        practice=(
            (
                "A loop that fits into daily work",
                (
                    "Fifteen minutes a week on one question are enough: are we on "
                    "track? If a team can't resolve something, it goes to someone who can."
                ),
            ),
            (
                "Questions for the retrospective",
                (
                    "Did the cascade produce work that people could act on? Were dependencies "
                    "seen early enough? Did the loop catch what went off course? Look for "
                    "patterns, not for someone to blame."
                ),
            ),
        ),
    ),
    Framework(
        key="health-checklist",
        title="The health checklist",
        asks="How well do we carry out what we decided?",
        theory=(
            "Nine items, each green, yellow or red, with the evidence. A red item needs an "
            "action, an owner and a date. Treat it as a conversation each quarter, not as a mark."
        ),
        parts=(
            ("Green", "healthy"),
            ("Yellow", "needs attention"),
            ("Red", "critical: someone must act"),
        ),
        wrong="Everything is green because no one asked the people who do the work.",
        collection="health",
        rules=("red-without-intervention", "incomplete-health-check", "overdue"),
        see=(("rhythm", "its trend"),),
        practice=(
            (
                "Beyond the checklist",
                (
                    "A pulse survey asks teams about goals, resources and obstacles. An audit "
                    "takes a sample of projects and checks how well they kept to the agreed way "
                    "of working. Share both with the teams."
                ),
            ),
        ),
    ),
    Framework(
        key="product-or-policy",
        title="Product or policy",
        asks="Is this value that people choose, or a rule that they follow?",
        theory=(
            "A product has to be wanted: it wins people over, learns from what they do and "
            "changes with them. A policy has to be followed: it says what applies, checks it and "
            "stays stable. Running one as the other is a main cause of failure. Most initiatives "
            "have something of both; then one leads, and the other adds guardrails."
        ),
        parts=(
            ("Leverage", "Persuasion or authority: must people want it, or obey it?"),
            (
                "Feedback",
                ("Does what we learn change the offer, or correct how the rule is followed?"),
            ),
            ("Measurement", "Adoption (more is better) or adherence (all or nothing)?"),
            ("Velocity", "Should it change all the time, or only by a formal amendment?"),
        ),
        wrong=(
            "A campaign for a rule: everyone has heard of it, and no one checks. A decree for a "
            "tool: everyone logs in, and no one uses it."
        ),
        collection="initiatives",
        rules=(
            "unprofiled-initiative",
            "split-ballot",
            "misdiagnosed-initiative",
            "plan-not-rescored",
            "unaddressed-gap",
            "policy-step-missing",
            "product-under-controls",
            "governance-mismatch",
            "unanswered-signal",
        ),
        see=(("compare/initiatives", "all initiatives and both profiles, side by side"),),
        practice=(
            (
                "When to ask",
                (
                    "At the kickoff of every initiative, while the plan can still change; again at each "
                    "milestone, and whenever it feels stuck. It takes a few hours: one sentence on what "
                    "it is for, a private vote, a score for each dimension, two or three owned actions "
                    "for each gap. If people disagree on what it is, settle that with leadership before "
                    "anything else."
                ),
            ),
            (
                "Checkpoints of a product",
                (
                    "Usability tests, conversion, net promoter score, and the adoption of each feature. "
                    "Keep each as a metric of the initiative. If use drops after a launch, find out "
                    "why, and change the product."
                ),
            ),
            (
                "Checkpoints of a policy",
                (
                    "Whether everyone who applies the rule reads it the same way, how many "
                    "completed the training, what audits found, and how many exceptions were "
                    "requested. Keep audits as controls, exceptions as exceptions, and the "
                    "others as metrics. A surge of exceptions doesn't question the purpose of "
                    "the rule; its wording, its announcement or its controls need work."
                ),
            ),
            (
                "Kinds of governance",
                (
                    "The way changes are decided has to match how often they should come. A "
                    "product is governed in short cycles, such as sprints: its team decides "
                    "after each. A policy goes through a change board: amendments are formal, "
                    "rare and announced."
                ),
            ),
            (
                "Government and non-profits",
                (
                    "The nature of the work decides, not the sector. The community programme of "
                    "a non-profit is a product: it has to be worth the participants' time, and "
                    "learns from them. The reporting rule of an agency is a policy: it has to be "
                    "clear, fair and checked. An agency that advertises a tax rule but can't "
                    "enforce it confuses the two."
                ),
            ),
            (
                "Teams used to the other way",
                (
                    "Put the profiles side by side and go through the four dimensions with your own "
                    "data. The question is what kind of work this is, not who is wrong."
                ),
            ),
        ),
    ),
    Framework(
        key="closing-the-gap",
        title="Closing the gap",
        asks="What closes the gap, and keeps it closed?",
        theory=(
            "Companies that carry out their strategy aren't always smarter. They take more care "
            "to connect it with the work, in five ways. And they keep at it, since attention "
            "fades with new priorities, new leaders and time. The gap may never close for good, "
            "but it can narrow from quarter to quarter."
        ),
        parts=CLOSING_POINTS,
        wrong="Everything is improved at once, for one quarter.",
        collection="initiatives",
        rules=("orphan", "off-plan-share", "priority-churn", "cycle-without-retro"),
        see=(
            ("compare/strategy-stack", "the layers"),
            ("compare/opportunity-tree", "opportunity trees"),
            ("compare/confidence", "confidence"),
            ("compare/context-not-control", "context"),
            ("compare/outcome-or-output", "outcomes"),
            ("rhythm", "the rhythm"),
        ),
        practice=(
            (
                "A narrower gap",
                (
                    "Compare the same numbers quarter by quarter: the symptoms above, the health "
                    "checklist, deliverables on time. Progress counts, not perfection. Where a number "
                    "gets worse, step in early, and choose one thing to change this week."
                ),
            ),
            (
                "Milestones",
                (
                    "Celebrate what was achieved, including small wins, and what was learned; "
                    "recognise teams that deliver reliably. A milestone is a phase or a key "
                    "result that is done. Say so in the next review, and look back on it while "
                    "it is fresh."
                ),
            ),
            (
                "Newcomers and habits",
                (
                    "Execution becomes an advantage when it is a habit, and habits are hard to "
                    "copy. Show newcomers their team's page and the chain from their work up to "
                    "the strategy, then ask what it means for them. Train managers, and make it "
                    "part of performance reviews. Leaders go first: they are open about "
                    "progress, remove obstacles and change plans that are wrong."
                ),
            ),
            (
                "A change plan",
                (
                    "To execute better, people have to change what they do. So plan it as a "
                    "change: an initiative whose work items have owners and dates. Explain why, "
                    "design it with the teams, train and support them, and try it with a pilot "
                    "team, ideally one with some freedom. Its success persuades the others. "
                    "Culture takes time."
                ),
            ),
            (
                "Resistance",
                (
                    "People resist what is imposed without explanation. Involve them, say why, "
                    "start small, show early wins, listen and adjust. If they still resist, find "
                    "out whether they don't understand it, don't trust it, or have good reasons "
                    "to doubt that it can work. Treat that cause rather than pushing harder."
                ),
            ),
            (
                "Choosing tools",
                (
                    "A tool has to fit the way you work, be easy to take up, and connect with "
                    "what you have. One that needs a lot of customising is abandoned; a "
                    "complicated one is resisted. Start with tasks, dependencies and progress, "
                    "and add more when you need it. The best tool is the one that the team uses."
                ),
            ),
        ),
    ),
)
"""In the order of the index."""

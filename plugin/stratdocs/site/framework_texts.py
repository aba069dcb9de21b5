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
    ("Translation", "Explicit layers from the strategy down to the work of the week"),
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
                    "Strategies are well received and rarely bring the expected results. Teams are "
                    "busy, and key goals do not move. Deadlines are often missed. People say that they "
                    "know what to do and cannot get it done. To be sure, ask teams about clarity, "
                    "alignment and obstacles."
                ),
            ),
            (
                "Four reasons in the structure",
                (
                    "The strategy is abstract, and nobody translates it for those who work in detail. "
                    "It is set by the year while work is planned by the week. Teams are measured by "
                    "what they ship. And leaders have context that teams lack, while teams know "
                    "customers in a way that leaders do not."
                ),
            ),
        ),
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
        rules=(
            "vague-cascade",
            "vague-objective",
            "skipped-layer",
            "interpretation-missing",
            "done-undefined",
            "done-not-one-sentence",
        ),
        see=(
            ("cascade", "every step beside the one above"),
            ("teams-compared", "how each team reads the strategy"),
        ),
        practice=(
            (
                "When to stop",
                (
                    "When each piece can be worked on by itself, and its owner can say in one sentence "
                    "what done looks like. To stop earlier is the usual mistake."
                ),
            ),
            (
                "Teams in different places",
                (
                    "Write the strategy and its steps where everybody can read them. Let each team "
                    "present what it takes them to mean, and settle differences before the work "
                    "begins. Name somebody who answers questions along the way."
                ),
            ),
        ),
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
        practice=(
            (
                "Not too vague, not too rigid",
                (
                    "A vague strategy leaves teams guessing; one that settles every detail ignores what "
                    "they know and takes away their reason to own it. Say what and why, set the limits, "
                    "and leave the how to them. Check regularly that what is fixed still has to be."
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
        practice=(
            (
                "When planning does not end",
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
        rules=("team-without-strategic-work",),
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
        practice=(
            (
                "Beside the numbers",
                (
                    "Several metrics are harder to game than one, and some things show only in "
                    "conversation. Ask customers and the team what the numbers leave out, and change a "
                    "metric that has side effects."
                ),
            ),
        ),
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
        practice=(
            (
                "Audit each leg",
                (
                    "Look for friction in each of the three at regular intervals. Poor performance is "
                    "often a wrong incentive in disguise: a sales team paid for revenue alone will not "
                    "look after old customers. Explain why you measure what you measure, and be ready "
                    "to change it."
                ),
            ),
        ),
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
            ("Probability", "1 (rare) to 5 (almost certain)"),
            ("Impact", "1 (negligible) to 5 (critical)"),
            ("Mitigation", "What makes it less likely or less bad, and who sees to it"),
        ),
        wrong="A list is written at the start and never looked at again.",
        collection="risks",
        rules=("risk-without-mitigation", "dependency-cycle", "late-dependency"),
        see=(("delivery", "dependencies and risks"),),
        practice=(
            (
                "Dependencies",
                (
                    "What waits for something else is sequential; what waits for nothing can go on in "
                    "parallel. Draw who waits for whom before the start, or the bottleneck shows when "
                    "it already blocks."
                ),
            ),
        ),
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
                    "Build it into daily work: fifteen minutes a week over one question, are we on "
                    "track? What a team cannot resolve goes to somebody who can."
                ),
            ),
            (
                "Questions for the look back",
                (
                    "Did the cascade produce work that people could act on? Were dependencies seen "
                    "early enough? Did the loop catch what went off course? Look for patterns, not for "
                    "somebody to blame."
                ),
            ),
        ),
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
        practice=(
            (
                "Beyond the checklist",
                (
                    "A pulse survey asks teams about goals, resources and obstacles. An audit takes a "
                    "sample of projects and looks at how well they kept to the agreed way of working. "
                    "Share both with the teams."
                ),
            ),
        ),
    ),
    Framework(
        key="product-or-policy",
        title="Product or policy",
        asks="Is this value that people choose, or a rule that they follow?",
        theory=(
            "A product has to be wanted: it wins people over, learns from what they do and changes "
            "with them. A policy has to be kept: it says what applies, checks it and stays as it is. "
            "Running one as the other is a main cause of failure. Most initiatives have something of "
            "both; then one leads, and the other lends guardrails."
        ),
        parts=(
            ("Leverage", "Persuasion or authority: do people have to want it, or to obey?"),
            ("Feedback", "Does what we learn change the thing, or correct how it is followed?"),
            ("Measurement", "Adoption, the more the better, or adherence, up to everybody?"),
            ("Velocity", "Should it change all the time, or only by a formal amendment?"),
        ),
        wrong=(
            "A campaign for a rule: everybody has heard of it, and nobody checks. A decree for a tool: "
            "everybody logs in, and nobody uses it."
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
                    "Whether everybody who applies the rule reads it alike, how many completed the "
                    "training, what audits found, and how many exceptions were requested. Keep audits "
                    "as controls, exceptions as exceptions, and the others as metrics. A surge of "
                    "exceptions does not question the purpose of the rule; its wording, its "
                    "announcement or its controls need work."
                ),
            ),
            (
                "Kinds of governance",
                (
                    "How changes are decided has to match how often they should come. A product is "
                    "governed in short cycles, such as sprints: its team decides after each. A policy "
                    "goes through a change board: amendments are formal, rare and announced."
                ),
            ),
            (
                "Government and non-profits",
                (
                    "The nature of the work decides, not the sector. The community programme of a "
                    "non-profit is a product: it has to be worth the time of those who take part, and "
                    "learns from them. The reporting rule of an agency is a policy: it has to be clear, "
                    "fair and checked. An agency that advertises a tax rule and has no means to enforce "
                    "it confuses the two."
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
            "Companies that carry out their strategy are not always smarter. They take more care of "
            "what connects it with the work, in five ways. And they keep at it, since attention fades "
            "with other priorities, new leaders or time. The gap may never close for good, but it can "
            "narrow from quarter to quarter."
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
                    "Celebrate what was reached, small wins too, and what was learnt; recognise teams "
                    "that deliver reliably. A milestone is a phase or a key result that is done: say so "
                    "in the next review, and look back on it while it is fresh."
                ),
            ),
            (
                "Newcomers and habits",
                (
                    "Execution becomes an advantage when it is a habit, and habits are hard to copy. "
                    "Show newcomers the page of their team, and the chain from their work up to the "
                    "strategy; then ask them what it means for them. Train managers and let performance "
                    "reviews include it. Leaders go first: they are open about progress, remove "
                    "obstacles and change plans that are wrong."
                ),
            ),
            (
                "A change plan",
                (
                    "To execute better, people have to change what they do. So plan it as a change: an "
                    "initiative whose work items have owners and dates. They explain why, design it "
                    "with the teams, train and support them, and try it with a pilot team, best one "
                    "with some freedom. Its success persuades the others. Culture takes time."
                ),
            ),
            (
                "Resistance",
                (
                    "People resist what is imposed without explanation. Involve them, say why, start "
                    "small, show early wins, listen and adjust. If they still resist, find out whether "
                    "they do not understand it, do not trust it, or have good reasons to doubt that it "
                    "can work. Treat that cause rather than pushing harder."
                ),
            ),
            (
                "The choice of tools",
                (
                    "A tool has to fit the way you work, be easy to take up, and connect with what you "
                    "have. One that needs much customising is abandoned; a complicated one is resisted. "
                    "Start with tasks, dependencies and progress, and add more when you need it. The "
                    "best tool is the one that the team uses."
                ),
            ),
        ),
    ),
)
"""In the order of the index."""

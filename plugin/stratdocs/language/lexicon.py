"""The words of strategy lines, in classes by what they say about a goal.

Verbs are grouped by what happens to their object, nouns by whose thing they name. Words are listed
in British spelling; the American one is derived. Nothing here is a verdict: `clause` reads the
words in their place in the sentence, and `decisions` decides.
"""

from __future__ import annotations

import re
from functools import cache


def _lists(text: str) -> dict[str, str]:
    """The lists of a text: a name with a colon, then its words; a comment before it says what they
    have in common.
    """
    found: dict[str, str] = {}
    name = ""
    for line in text.splitlines():
        if line.startswith("     "):
            found[name] += line
        elif line and "#" not in line:
            name, _, words = line.strip().partition(": ")
            found[name] = words
    return found


# ---------------------------------------------------------------- verbs

VERBS = _lists("""
    # what the team makes, changes or ends
    make: prepare relocate redo externalise exit kick-off cut-over switch-over spin-off pay-down
        fall-back seal accomplish subsidise rebalance burn-down adjust modify tweak serialise inline
        start begin edit anonymise mask rotate allowlist sandbox crawl enforce mandate revise
        backport rebase hand-off reconcile parse visualise model route mainstream launch relaunch
        ship release build rebuild develop implement deploy deliver create produce introduce install
        configure provision construct assemble engineer program prototype redesign design refactor
        rewrite overhaul revamp rework migrate port integrate consolidate centralise decouple
        decompose containerise upgrade update modernise digitise automate instrument index tag embed
        embedd deprecate decommission sunset retire remove delete replace swap merge unify
        standardise localise translate complete finish finalise conclude publish print author write
        draft document compile curate catalogue catalog inventory archive backfill seed establish
        institute incorporate set-up form formalise formulate codify operationalise package bundle
        brand restructure reorganise outsource purchase buy lease rent renovate refurbish equip fit
        retrofit commission pave plant extend add append patch fix repair resolve debug troubleshoot
        address tackle handle clean split extract isolate separate wire connect link mirror
        replicate sync synchronise expose script template scaffold mock sketch illustrate spec
        specify blueprint map chart diagram enumerate list file submit register patent trademark
        certify arrange customise adapt tailor rename transition transfer switch convert roll-out
        stand-up spin-up build-out wrap-up go-live lay-out write-up sign-off make-available
        hand-over come-up-with close-out plug-in open reopen issue distribute mail send provide
        supply offer hook tool tune calibrate paint label annotate classify categorise triage
        prioritise break-down scope size estimate budget allocate assign setup rollout kickoff
        bootstrap lint wrap populate upload ratify harden encrypt lay put enter clear remediate
        instal move award grant negotiate segment cluster partition mark restrict combine associate
        surface stub unblock bump pin vendor refine schedule store persist fine-tune re-take render
        log cache bring-back factor-out clean-up allow-for display include align validate
        authenticate graduate bring-in migrate-to copy
    # what is decided, or written down
    decide: describe define determine decide agree select choose pick approve propose recommend plan
        outline articulate clarify set specify name nominate appoint refine align-on settle schedule
        roadmap prioritise solidify
    # who joins the team
    hire: hire staff recruit fill
    # effort, with neither a lasting thing nor a result
    effort: lobby evangelise rehearse dogfood celebrate spray canvass commit-to dedicate tell thank
        watch invite chair moderate keynote simulate revisit research explore investigate study
        analyse examine inspect assess evaluate review diagnose benchmark compare contrast survey
        poll interview consult question observe shadow monitor track measure count log record report
        test trial pilot experiment probe validate verify check audit brainstorm discuss meet talk
        speak chat visit call phone email contact reach-out follow-up look-into look-at figure-out
        work-on work-with work-towards work-toward work-through collaborate coordinate facilitate
        participate take-part contribute attend host hold organise conduct carry-out publicise
        communicate broadcast campaign ask share present demo showcase post tweet blog podcast train
        coach mentor teach educate inform notify brief assist advise guide engage network
        partner-with focus-on learn understand discover identify uncover gather collect solicit
        capture aggregate look-for source prospect pitch canvas volunteer manage apply-for work
        listen think reflect consider sync-with check-in pair-with debrief scan screen sample
        take-action prepare-for re-take act-as prioritise highlight mention recognise adopt iterate
        read play practice stress-test place spend contribute-to participate-in adhere
    # events and runs: the object decides
    run: run conduct hold host organise perform execute do undertake carry-out stage lead
    # speaking up for something, or helping it along
    promote: promote encourage support foster advocate champion cultivate raise-awareness sponsor
        advertise market engage inspire nurture assist help spread empower strive-for
    # a quantity goes up
    up: increase grow rise raise boost lift double maximise accelerate expand scale elevate drive
        amplify ramp-up ramp push exceed beat outperform broaden widen
    # a quantity goes down
    down: reduce decrease lower cut minimise shorten halve shrink drop fall limit mitigate contain
        cap prevent avoid slow
    # a state of the world ends or is kept from harm
    end: end halt restore eliminate eradicate protect safeguard conserve prevent combat mobilise
        reverse stop halve achieve ensure strengthen reduce preserve fight close guarantee assure
        make-sure confirm
    # a level is kept
    keep: hold-on-to hang-on-to maintain keep sustain retain preserve stay remain protect endure
        continue
    # something gets better: the object decides
    better: improve enhance optimise strengthen streamline simplify polish advance better mature
        level-up smooth deepen speed-up cleanup clean-up evolve refresh enrich change sharpen
        solidify stabilise tighten harden
    # others say yes, or a value is reached
    gain: acquire win close attract secure earn sign convert generate book sell upsell cross-sell
        obtain land gain get achieve reach hit realise net onboard enrol activate recover retain
        monetise fundraise
    # people get a means
    enable: give enable allow help empower let permit encourage inspire
    # a state is reached
    become: become be make turn transform position establish-as move bring shift
    # something is had
    have: have own
    # what users, patients and staff do
    behave: treat need require take happen occur depend last mention cite quote earn conform load
        shop travel walk sleep donate vote stream play lend borrow use adopt buy purchase renew
        return recommend refer rate trust prefer choose pay switch log sign register visit click
        open read watch view download install share invite respond reply apply attend feel say
        report agree believe know experience find see follow comply adhere pass graduate qualify
        stay leave save spend volunteer answer acknowledge complete finish start try upgrade convert
        engage participate contribute perceive describe succeed arrive recover heal exercise eat
        cycle recycle wait run show export import filter preview render exist
""")

IRREGULAR = """
    build built built | rebuild rebuilt rebuilt | write wrote written | rewrite rewrote rewritten |
    find found found | get got gotten | get got got | make made made | run ran run | hold held held
    | win won won | grow grew grown | cut cut cut | keep kept kept | meet met met | send sent sent |
    set set set | put put put | sell sold sold | teach taught taught | speak spoke spoken | take
    took taken | give gave given | see saw seen | know knew known | feel felt felt | say said said |
    spend spent spent | leave left left | pay paid paid | buy bought bought | come came come | go
    went gone | begin began begun | become became become | bring brought brought | choose chose
    chosen | drive drove driven | beat beat beaten | do did done | have had had | lead led led | let
    let let | lay laid laid | break broke broken | think thought thought | understand understood
    understood | hit hit hit | spread spread spread | shrink shrank shrunk | stand stood stood |
    spin spun spun | rise rose risen | fall fell fallen | read read read | eat ate eaten | split
    split split | learn learnt learnt | upsell upsold upsold | strive strove striven | tell told
    told | fit fit fit | be was been
"""

_NOUN_OR_VERB = """
    staff fill fall rise budget launch release build design test support research review report plan
    return repair help contact call visit transfer upgrade update patch import export market survey
    audit sign measure track demo pilot trial experiment record rate increase decrease reach win
    post blog email brief campaign study map list index tag script template label link sync form
    file register model screen sample scan spread network coach train guide share present talk
    question display show offer supply issue sketch blueprint chart diagram inventory archive
    commission lift cut drop ramp limit cap save push drive use store log view click download run
    purchase lease rent switch split patent brand bundle package permit triage pay watch travel
    graduate sponsor mask route edit chair champion mandate answer size scope cluster estimate
    schedule name address document catalogue prototype mock spec lead hold stage play pitch source
    paint plant tool fit hook wire mirror print mail swap merge fix change treat need load last
    roadmap work
"""
# ---------------------------------------------------------------- nouns and adjectives

NOUNS = _lists("""
    # results: what people would look at on the last day
    measure: retention churn attrition revenue income profit profitability margin arr mrr ltv clv
        cac roi irr bookings sales pipeline quota runway burn cash yield payback growth share
        adoption activation conversion engagement usage utilisation frequency traffic view visit
        session reach clicks signup downloads installs subscriptions renewal referral lead sql nps
        csat sentiment satisfaction happiness loyalty advocacy rating reviews score latency uptime
        downtime availability throughput speed accuracy precision recall reliability stability
        quality scalability resilience usability performance efficiency productivity effectiveness
        time duration delay wait waiting lag mttr fcp rto rpo sla slo p50 p95 p99 percentile rate
        ratio percentage percent proportion majority cost spend spending expense overhead price
        saving waste emission carbon co2 footprint energy consumption water oee injury accident
        fatality death mortality infection incidence prevalence falls well-being literacy grades
        attendance absenteeism absence graduation employment poverty homelessness crime pollution
        biodiversity donation trust confidence awareness recognition reputation perception
        motivation inclusion belonging diversity compliance adherence conformance backlog demand
        occupancy volume turnaround predictability velocity experience outcome impact success
        succeed safety equity fairness interest clarity consistency simplicity ease friction
        abandonment complaint escalation refund fraud loss risk exposure vulnerability incident
        outage crash error failure defect regression toil overtime burnout stress turnover enrolment
        enrollment registration participation rank ranking visibility presence resolution wage
        salary harvest hectares tonnes kg mau gdp nrr life lives recovery wellness liquidity
        vaccination penetration credibility influence dependency turns capital
    # people outside the work, who act or decide
    person: customer user client patient consumer buyer subscriber member visitor guest resident
        citizen household family parent student pupil learner child graduate applicant beneficiary
        veteran tenant voter driver viewer listener reader follower audience community contributor
        partner supplier vendor reseller distributor merchant seller clinic hospital practice school
        university college municipality council agency company organisation business enterprise
        startup smb sme logo donor supporter sponsor investor funder grantee volunteer farmer
        creator publisher influencer analyst reference ambassador champion lead prospect evaluator
        people person individual adult girl boy youth senior migrant policyholder provider nurse
        clinician gp alumni department participant attendee candidate adopter player freelancer
        founder collaborator mentee maintainer dao validator tester implementer stakeholder
        government ministry regulator public deal contract win everyone anyone woman women men man
        children persons
    # people inside the organisation
    staff: admin head employee staff engineer developer designer manager leader executive director
        colleague teammate team squad crew workforce worker operator agent rep representative
        specialist consultant teacher officer administrator scientist researcher hire newcomer
        joiner starter intern contractor ae pm sre dev qa accountant controller supervisor personnel
        board committee chapter unit group wg associate mentor coach facilitator trainer owner vp
        cto ceo editor writer
    # things that people make
    artefact: camera club wallet signage marketplace sidecar mesh notebook llm copilot embeddings
        wing scanner degree directive matrix deck vault academy authorisation proof-of-concept
        tracker debugger archive collection app application software feature functionality
        capability product platform portal website site page homepage dashboard report tool tooling
        toolkit toolset plugin extension add-on addon widget component module library sdk api
        endpoint service microservice system subsystem infrastructure architecture framework engine
        database warehouse lake schema model prototype mvp poc mockup beta alpha version release
        build rc ga integration connector adapter interface ui gui cli bot chatbot assistant
        workflow automation script test suite harness coverage spec specification standard rfc adr
        doc documentation document manual guide guideline handbook playbook runbook wiki faq
        tutorial readme changelog template checklist form policy procedure process programme program
        plan roadmap strategy blueprint charter mission vision statement brand identity brief
        proposal whitepaper paper animation curriculum course lesson kit package bundle offering
        tier pricing agreement bylaw regulation taxonomy glossary catalogue catalog directory list
        registry register index map repository repo monorepo codebase code branch cluster server
        node environment sandbox staging instance vm container image firewall gateway proxy cdn
        cache queue bucket network lan cloud migration rollout launch deployment implementation
        installation refactor refactoring redesign overhaul revamp upgrade replacement rewrite
        milestone phase stage deliverable artefact artifact plant factory line facility building
        centre office store shop outlet lab classroom playground bridge road path lane track station
        depot well panel machine equipment device hardware sensor terminal vehicle fleet ward
        theatre park hub space workspace room forum questionnaire scorecard okr kpi metric goal
        target definition criteria requirement story epic task prd rota rotation calendar schedule
        cadence governance role ladder handover budget forecast alert alerting monitoring logging
        tracing observability telemetry instrumentation notification banner modal button menu filter
        chart screen flow wizard theme icon asset control permission role-based rbac sso mfa
        encryption backup failover redundancy flag toggle setting configuration config parser
        compiler runtime theory enablement update resource backend frontend back-end front-end
        firmware kernel protocol algorithm calculator viewer importer exporter scheduler indexer
        router daemon binary installer mirror dataset certificate certification licence license
        patent trademark soc2 soc iso hipaa gdpr fedramp pci permit mechanism scheme pathway
        initiative project improvement enhancement fix patch change webhook query solution section
        readiness draft design proof text copy ability routine baseline inventory pr creation
        introduction publication guidance go-live setup kickoff laptop file folder mode uniform
        lease clause nda gallery satellite tower exam console timeline sidebar tab tooltip
        orchestrator broker slice persona greenhouse ramp roof incubator tablet badge card ledger
        manifest channel parity link marker cleanup foundations measures metadata seo subproject
        breakdown crate support namespace selector syntax operator ci pipeline type trait example
        interop compatibility visualisation address pool parsing serialisation testnet mainnet rule
        commits
    # units of effort and of outreach
    effort: lobby evangelise rehearse dogfood celebrate spray canvass qbr q&a check patrol chat
        newsletter meeting workshop webinar conference meetup talk presentation keynote podcast
        episode blog post article tweet campaign event hackathon training class interview survey
        study research analysis assessment review audit evaluation investigation spike exploration
        discovery brainstorm discussion conversation call visit demo pilot trial experiment feedback
        input insight learning outreach email mailing communication marketing promotion advertising
        ad effort activity collaboration exchange consultation hearing stand-up sync one-on-one 1:1
        check-in retrospective retro ama drill exercise inspection coaching mentoring video
        announcement lunch ceremony tour session party competition challenge fair booth stream
        sprint content
    # what passes through an operation, and is handled well or badly
    flow: order bid ticket claim call request application invoice delivery appointment payment
        transaction event query case inquiry complaint message referral booking parcel transfer
        refund submission question incident job deploy pr letter benefit sample grant discharge
        admission operation trip journey train flight arrival meal repair return loan trade search
        write reads purchase checkout response contact dispute batch part record entry hearing
        contribution permit licence
    # words that count or group what follows: "the number of"
    count: number amount total count quantity volume level share percentage percent proportion rate
        portion majority half third base group pool network set range average mean km mile acre
        median minimum maximum increase decrease reduction rise drop growth improvement gain series
        variety lot hundreds pipeline version combination million billion thousand mix balance
        cohort part most many size
    # what should become fewer, whoever made it
    harm: bug defect vulnerability error incident outage crash complaint escalation ticket issue
        failure debt alerts pages toil interruption meeting steps clicks friction waste delays lag
        rework handoffs dependencies noise risk cost mistake regression warnings downtime churn
        queue barrier load vacancy fault breach violation finding workload exception emission
    # adjectives and adverbs of how well
    quality: painless effortless easiest fast faster quick quickly quicker rapid reliable reliably
        reliability stable robust solid performant responsive scalable resilient secure safe safer
        accurate accurately efficient efficiently easy easily easier seamless seamlessly smooth
        smoothly intuitive usable cheap cheaper smaller better best great excellent outstanding
        exceptional world-class happy satisfied productive profitable sustainable healthy engaged
        inclusive trusted preferred leading top competitive affordable independent confident
        successful consistently consistent timely correct correctly good high-quality superior
        first-class simple simpler transparent attractive strong stronger performing higher lower
        greater fewer shorter cleaner clearer
    # proofs that a rule is followed
    certificate: soc soc2 iso hipaa gdpr fedramp pci certification certificate accreditation wcag
    # the state that a piece of work ends in
    done: complete completed ready live available done finished operational functional published
        public enabled disabled in-place online implemented installed deployed launched released
        shipped accessible compatible interoperable self-serve underway compliant certified ga
        approved merged active functioning up-to-date current documented open integrated automated
        configured mandatory optional official final
    # states of people, of a market or of the world
    state: cohesion morale prosperity competence certainty unity ties bond trust awareness
        understanding culture relationship confidence loyalty demand value reputation credibility
        momentum interest engagement sense alignment community audience following expertise
        knowledge competence skill resilience capacity talent leaders leadership advantage moat
        category movement consensus opportunity job wealth equity happiness delight satisfaction
        growth savings revenue profit impact success results experience position environment mindset
        habit behaviour autonomy clarity synergy focus visibility place workplace accountability
        ownership district city town village nation neighbourhood society economy world transparency
        best situation condition discrimination violence poverty access equality ecosystem
        biodiversity forest ocean climate rights health well-being trafficking disparities disease
        sanitation hygiene participation cooperation security freedom labour corruption pollution
""")

# ---------------------------------------------------------------- small words

SMALL = _lists("""
    determiner: a an the this these those our your their its his her my all every each both any some
        no another several many most more fewer less new existing additional
    preposition: of in on at to for from by with within without into onto over under above below
        between across through throughout during after before since until till per via as than
        against about around among amongst towards toward upon beyond behind near including despite
        regarding along alongside inside outside concerning like unlike plus versus vs based
    subordinator: that who which whose whom where when while whilst because if unless so such how
        why whether what
    auxiliary: is are was were be been being am has have had having can could will would shall
        should may might must do does did isn't aren't cannot can't won't don't doesn't gets get
        remains stays become becomes
    opener: want we i they also then further finally first next please always try strive aim attempt
        seek continue begin start keep to will shall must should and team it's just still really
        together internally help least
    date: january february march april may june july august september october november december jan
        feb mar apr jun jul aug sep sept oct nov dec q1 q2 q3 q4 h1 h2 eoy eoq eom fy quarter year
        month week spring summer autumn winter monday tuesday wednesday thursday friday year-end end
    unit: second seconds sec secs s ms millisecond milliseconds minute minutes min mins hour hours
        hr hrs day days week weeks month months year years quarter quarters
    number: one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty
        forty fifty sixty ninety hundred zero
    value: to at of above below under over than least most from by within beyond exceed exceeds
        exceeding reach reaches reaching is are be remains stays < > ≤ ≥ = <= >= => ~ : around about
        approximately minimum maximum or + between into a an the up down
""")
VALUE_WORDS = frozenset(SMALL["value"].split())
"""The words that may stand between a measure and its value."""

NO_CLASSES: frozenset[str] = frozenset()


class Verb:
    """A verb form: its dictionary form, the groups it is in, and how it may be read."""

    __slots__ = ("base", "groups", "ing", "lemma", "past", "s_form")

    def __init__(self, lemma: str, groups: frozenset[str], roles: set[str]) -> None:
        self.lemma = lemma
        self.groups = groups
        self.base = "base" in roles
        self.s_form = "s" in roles
        self.past = "past" in roles
        self.ing = "ing" in roles


AMERICAN_SPELLINGS = tuple(
    tuple(pair.split("/"))
    for pair in """isation/ization ise/ize yse/yze our/or entre/enter programme/program
    artefact/artifact licence/license labell/label enrol/enroll fulfil/fulfill""".split()
)
"""British spellings and the American ones."""


def _groups_by_word(lists: dict[str, str], *, spelled: bool = True) -> dict[str, frozenset[str]]:
    """Each word of the lists and the lists it is in; with `spelled`, in both spellings."""
    found: dict[str, frozenset[str]] = {}
    for name, listed in lists.items():
        alone = frozenset([name])
        here = listed.split()
        for own, american in AMERICAN_SPELLINGS if spelled else ():
            if own in listed:
                here += [word.replace(own, american) for word in here if own in word]
        for word in here:
            found[word] = found[word] | alone if word in found else alone
    return found


NOUN_OR_VERB = frozenset(_groups_by_word({"": _NOUN_OR_VERB}))
"""The verbs that are as often nouns, so that what stands around them decides."""


def regular_forms(verb: str) -> tuple[str, list[str], list[str]]:
    """The -s form, the past forms and the -ing forms of a regular verb; with and without
    a doubled consonant, since a form that nobody writes does no harm.
    """
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return verb[:-1] + "ies", [verb[:-1] + "ied"], [verb + "ing"]
    if verb.endswith("ee"):
        return verb + "s", [verb + "d"], [verb + "ing"]
    if verb.endswith("e"):
        return verb + "s", [verb + "d"], [verb[:-1] + "ing"]
    s_form = verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")
    past, ing = [verb + "ed"], [verb + "ing"]
    if verb[-1:] in "bdglmnprt" and verb[-2:-1] in "aeiou":
        past.append(verb + verb[-1] + "ed")
        ing.append(verb + verb[-1] + "ing")
    return s_form, past, ing


@cache
def irregular_verbs() -> dict[str, list[tuple[str, str]]]:
    """The past and the participle of irregular verbs."""
    found: dict[str, list[tuple[str, str]]] = {}
    for entry in IRREGULAR.replace("\n", "|").split("|"):
        parts = entry.split()
        for at in range(0, len(parts) - 2, 3):
            found.setdefault(parts[at], []).append((parts[at + 1], parts[at + 2]))
    return found


def verb(form: str) -> Verb | None:
    """A verb form that the lexicon knows, compounds with a hyphen ("roll-out", "rolled-out")."""
    readings = _verb_forms().get(form)
    if not readings:
        return None
    lemma = form if form in readings else max(readings)
    return Verb(lemma, _verbs()[lemma], readings[lemma])


@cache
def _verb_forms() -> dict[str, dict[str, set[str]]]:
    """Each form of each verb, with its dictionary forms and its role in each."""
    found: dict[str, dict[str, set[str]]] = {}
    for lemma in _verbs():
        first, dash, rest = lemma.partition("-")
        s_form, past, ing = regular_forms(first)
        irregular = [form for pair in irregular_verbs().get(first, ()) for form in pair]
        roles = {"base": [first], "s": [s_form], "past": irregular or past, "ing": ing}
        for role, forms in roles.items():
            for form in forms:
                found.setdefault(form + dash + rest, {}).setdefault(lemma, set()).add(role)
    return found


@cache
def _phrasal_beginnings() -> frozenset[str]:
    return frozenset(form.partition("-")[0] for form in _verb_forms() if "-" in form)


def begins_phrasal_verb(word: str) -> bool:
    """Whether a verb of several words may begin with this: "rolled", "came"."""
    return word in _phrasal_beginnings()


@cache
def verb_particles() -> frozenset[str]:
    """The words after the first in verbs of several words: "out", "on", "place"."""
    return frozenset(part for lemma in _verbs() if "-" in lemma for part in lemma.split("-")[1:])


@cache
def _verbs() -> dict[str, frozenset[str]]:
    return _groups_by_word(VERBS)


def words(text: str) -> list[str]:
    """The words of a text in lower case, without punctuation: "sign-ups" are two."""
    return re.findall(r"\w+", text.lower())


def noun_groups(word: str) -> frozenset[str]:
    """The classes of a noun or adjective as it is listed; `classes_of` knows its plural, too."""
    return _nouns().get(word, NO_CLASSES)


def classes_of(word: str) -> frozenset[str]:
    """The classes of a noun or adjective; plural, hyphenated and slashed words by their ending."""
    found = noun_groups(word)
    forms = _singular(word)
    for joint in "-/.":
        first, joined, last = word.rpartition(joint)
        if joined and first not in {"", "pre", "post", "non"} and last:
            forms += [last, *_singular(last)]
    for form in forms:
        found |= noun_groups(form)
    return found


def _singular(word: str) -> list[str]:
    if not word.endswith("s") or word.endswith("ss"):
        return []
    return [
        *([word[:-3] + "y"] if word.endswith("ies") else ()),
        *([word[:-2]] if word.endswith("es") else ()),
        word[:-1],
    ]


@cache
def _nouns() -> dict[str, frozenset[str]]:
    return _groups_by_word(NOUNS)


def small_classes(word: str) -> frozenset[str]:
    """The classes of a function word: determiner, preposition, auxiliary, opener, date, unit."""
    return _small().get(word, NO_CLASSES)


@cache
def _small() -> dict[str, frozenset[str]]:
    return _groups_by_word(SMALL, spelled=False)

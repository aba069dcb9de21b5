"""The words of strategy lines, sorted by what they say of a goal.

Verbs are sorted by what their object becomes, nouns by whose thing they name. Words stand in
British spelling; the American one follows by itself. Nothing here is a verdict: `wording` reads
these words in their place in the sentence and decides there.
"""

from __future__ import annotations

import re
from collections.abc import Container
from functools import cache

# ---------------------------------------------------------------- verbs

VERBS: dict[str, str] = {
    # a piece of work of one's own comes into being, is changed, or ends
    "make_it": """
        kickstart jumpstart accomplish pay-down pay-off finance subsidise reprice
        rebalance burn-down deplete exit preposition pre-position lock
        adjust alter modify tweak reshape reroute reassign reallocate redistribute rephrase restyle
        externalise internalise serialise deserialise parameterise abstract inline vendorise
        memoise obfuscate redact watermark retheme recode rehost repackage reconfigure redeploy
        break-into break-up redo start begin drill bore
        repave repaint
        refit dub caption subtitle transcribe ghostwrite
        co-write edit proofread typeset anonymise pseudonymise tokenise mask reindex snapshot
        deprovision rotate revoke allowlist denylist quarantine sandbox orchestrate crawl scrape
        productionise industrialise white-label reposition restock induct downsize rightsize rezone
        repeal enforce mandate ban subcontract tender revise redline countersign hotfix backport
        cherry-pick rebase reinstate hand-off roll-back switch-over wind-down spin-down sort-out
        iron-out flesh-out firm-up ringfence earmark mothball purge truncate unbundle untangle
        spin-out reconcile parse mock-up visualise model palletise enclose route institutionalise
        mainstream seal rewire insulate resurface demolish excavate dig landscape weld fence restore
        dredge sow furnish decorate stock spin-off split-off sell-off buy-out hive-off merge-in
        shut-down onshore offshore nearshore dockerise kubernetise replatform re-platform launch
        relaunch ship release build rebuild develop implement deploy deliver create produce
        introduce install configure provision construct assemble architect engineer code program
        prototype redesign design refactor rewrite rearchitect overhaul revamp rework migrate port
        integrate consolidate centralise decouple decompose modularise containerise virtualise
        upgrade update modernise digitise digitalise automate instrument index tag embed embedd
        deprecate decommission sunset retire dismantle remove delete replace swap merge unify
        harmonise standardise localise translate internationalise complete finish finalise conclude
        publish print film author write draft document redraft compile curate catalogue catalog
        inventory archive backfill seed establish institute incorporate set-up form formalise
        formulate codify systematise operationalise productise package bundle brand rebrand
        restructure reorganise open-source outsource insource procure purchase buy lease rent
        renovate refurbish equip fit retrofit commission erect pave plant extend add append patch
        fix repair resolve debug troubleshoot address tackle handle clean prune tidy dedupe split
        extract isolate separate wire connect link mirror replicate sync synchronise expose script
        templatise template scaffold mock wireframe sketch storyboard illustrate animate spec
        specify blueprint map remap chart diagram enumerate list itemise file submit register patent
        trademark certify accredit notarise prepare ready arrange customise adapt tailor rename
        relocate transition transfer switch convert phase-out roll-out stand-up spin-up put-in-place
        put-together build-out wrap-up switch-on switch-off turn-on turn-off go-live bring-live
        set-out lay-out write-up write-down draw-up sign-off make-available hand-over cut-over
        come-up-with kick-off carry-over fit-out tear-down close-out phase-in plug-in roll-over open
        reopen inaugurate unveil issue distribute disseminate mail send provide supply offer hook
        tool tune calibrate paint label annotate classify categorise triage prioritise reprioritise
        groom break-down scope rescope size estimate budget allocate assign setup rollout kickoff
        fork bootstrap lint wrap populate upload amend enact legislate ratify promulgate
        gazette harden encrypt lay put enter key-in clear remediate instal move award grant allot
        negotiate renegotiate greet segment cluster shard
        make-explicit make-visible make-public make-accessible make-searchable
        partition deduplicate normalise sanitise
        """,
    # something is decided, or written down
    "decide": """
        describe define redefine determine decide agree select choose pick shortlist approve propose
        recommend plan replan outline articulate clarify set specify name nominate appoint refine
        align-on settle stipulate schedule timetable roadmap prioritise solidify crystallise
        """,
    # people join one's own team
    "hire": "hire rehire staff headhunt recruit fill",
    # effort, with neither a lasting thing nor a result
    "effort": """
        chip-away-at commit-to devote dedicate tell celebrate
        thank watch invite spray sponsor dogfood convene chair moderate keynote co-host petition
        spearhead champion simulate user-test revisit research explore investigate study analyse
        examine inspect assess reassess evaluate reevaluate review appraise diagnose benchmark
        compare contrast survey poll interview consult canvass question observe shadow monitor track
        measure count log record report test retest trial pilot experiment probe validate verify
        check audit brainstorm ideate discuss debate deliberate meet talk speak chat visit call
        phone telephone email contact reach-out follow-up look-into look-at find-out figure-out
        dig-into work-on work-with work-towards work-toward work-through collaborate cooperate
        coordinate liaise facilitate participate take-part join-in contribute attend host hold
        organise conduct carry-out promote advertise publicise market communicate broadcast
        evangelise advocate lobby campaign ask socialise share present demo exhibit showcase post
        tweet
        blog podcast vlog train retrain coach mentor teach educate tutor instruct upskill reskill
        cross-train inform notify brief remind encourage support assist advise guide accompany
        oversee supervise administer engage network partner-with continue try attempt aim strive
        seek focus-on refocus-on re-focus-on concentrate
        learn understand discover identify uncover gather collect solicit
        capture aggregate look-for scout source prospect pitch canvas door-knock leaflet volunteer
        manage apply-for work negotiate-with rehearse familiarise acquaint immerse listen think
        reflect consider contemplate sync-with check-in double-down ride-along pair-with debrief
        scan screen sample
        map-out take-action take-steps
        keep-track keep-up stay-abreast prepare-for raise-awareness spread pursue
        """,
    # events and runs: what is run decides
    "run": "run conduct hold host organise perform execute do undertake carry-out stage lead",
    # a quantity goes up
    "up": """
        increase grow rise climb raise boost lift double triple treble quadruple maximise accelerate
        expand scale multiply elevate drive amplify ramp-up ramp up-level heighten step-up push
        exceed surpass beat outperform broaden widen
        """,
    # a quantity goes down
    "down": """
        reduce decrease lower cut minimise shorten halve shrink drop fall decline dip slash curb
        limit mitigate lessen decelerate trim diminish contain cap bring-down prevent avoid
        eradicate eliminate save avert slow combat
        """,
    "keep": """
        hold-on-to hang-on-to maintain keep sustain retain preserve stay remain uphold protect
        survive withstand endure
        continue
        """,
    # something gets better: what it is decides
    "better": """
        improve enhance optimise strengthen streamline simplify perfect polish fine-tune advance
        reinforce better mature level-up bolster smooth revitalise reinvigorate deepen speed-up
        cleanup clean-up evolve rationalise refresh enrich change sharpen solidify stabilise tighten
        """,
    # someone outside says yes
    "gain": """
        acquire win close attract secure earn sign convert generate book sell upsell cross-sell
        obtain land gain get achieve reach hit attain realise net reactivate re-engage reengage
        onboard enrol
        enroll activate recover regain retain monetise fundraise
        """,
    "enable": "give enable allow help empower let permit encourage inspire",
    "ensure": "ensure guarantee assure make-sure see-to-it confirm",
    "become": "become be make turn transform position establish-as turn-into move bring shift",
    "have": "have own possess",
    # what users, patients, staff do: a change outside the work
    "behave": """
        treat need require take happen occur depend last mention cite quote earn conform load
        shop travel walk sleep donate vote dine stream cook swim play lend borrow use adopt buy
        purchase renew subscribe return recommend refer rate trust prefer choose pay switch log sign
        register visit click open read watch view download install share invite respond reply apply
        attend feel say report agree believe know experience find see follow comply adhere pass
        graduate qualify stay leave save spend earn donate volunteer vote answer acknowledge
        complete finish start try upgrade convert engage participate contribute perceive describe
        succeed arrive recover heal quit exercise eat drink commute cycle recycle wait cite
        """,
    # a thing does something: a feature
    "feature": """
        support expose provide allow include integrate implement run use accept offer contain
        feature display show render handle enable let emit log ingest import export sync interop
        fall-back indicate explain describe outline list
        cover interoperate validate authenticate authorise compile persist store return
        """,
    "exist": "exist",
    # praise and ambition that nobody can check
    "vague": "nail own master ace crush rock excel transform reimagine rethink embody live",
}

IRREGULAR = """
    build built built | rebuild rebuilt rebuilt | write wrote written | rewrite rewrote rewritten
    find found found | get got gotten | get got got | make made made | run ran run | hold held held
    win won won | grow grew grown | cut cut cut | keep kept kept | meet met met | send sent sent
    set set set | put put put | sell sold sold | teach taught taught | speak spoke spoken
    take took taken | give gave given | see saw seen | know knew known | feel felt felt
    say said said | spend spent spent | leave left left | pay paid paid | buy bought bought
    come came come | go went gone | begin began begun | become became become | bring brought brought
    choose chose chosen | draw drew drawn | drive drove driven | beat beat beaten
    redo redid redone
    do did done | have had had | lead led led | let let let | lay laid laid | break broke broken
    think thought thought | understand understood understood | hit hit hit | spread spread spread
    shrink shrank shrunk | stand stood stood | spin spun spun | tear tore torn | rise rose risen
    fall fell fallen | read read read | eat ate eaten | drink drank drunk | seek sought sought
    split split split | learn learnt learnt | upsell upsold upsold | quit quit quit
    oversee oversaw overseen | strive strove striven | see saw seen | tell told told
    cross-sell cross-sold cross-sold | reset reset reset | fit fit fit | shut shut shut
    be was been
"""

# Words that are as often a noun; as a verb only when what follows reads like an object.
NOUN_OR_VERB = """
    staff fill fall rise decline climb dip budget live launch release build design test support
    research review report plan process project order return repair claim access help service search
    contact call visit transfer upgrade update patch import export market benefit survey audit sign
    measure track demo pilot trial experiment record score rate cost increase decrease reduction
    reach win post blog email brief campaign study map list index tag code script template label
    link sync form file register model screen sample scan spread partner network coach train guide
    share present talk question display show offer supply issue sketch blueprint chart diagram
    inventory archive commission lift cut drop ramp limit cap trim save push drive use store log
    view click download run purchase lease rent switch split patent brand bundle package permit
    triage pay watch spray travel graduate sponsor drill mask model route edit chair champion tender
    ban
    snapshot mandate answer request size scope group cluster shard estimate schedule name address
    document catalogue prototype mock spec format focus function lead hold stage play time pitch
    source film paint plant tool fit hook wire mirror fork print mail swap merge fix change treat
    need load last roadmap
"""

# ---------------------------------------------------------------- nouns

NOUNS: dict[str, str] = {
    # results: what would be looked at on closing day
    "measure": """
        retention churn attrition revenue income profit profitability margin margins ebitda arr mrr
        acv arpu arppu ltv clv cac gmv aov aum roi roas irr bookings sales pipeline quota runway
        burn cashflow cash-flow cash yield payback growth share adoption activation conversion
        conversions engagement usage utilisation stickiness frequency traffic pageviews pageview
        views view visits visit sessions session impressions reach clicks ctr signups signup
        sign-ups sign-up downloads installs subscriptions renewals renewal upsells referrals
        referral leads lead mql mqls sql sqls win-rate winrate nps csat ces enps sentiment
        satisfaction happiness loyalty advocacy rating ratings reviews score scores latency uptime
        downtime availability throughput speed accuracy precision recall reliability stability
        quality durability scalability resilience usability performance efficiency productivity
        effectiveness time times duration delay delays wait waits waiting lag cycle-time lead-time
        mttr mttd mtbf ttfb lcp cls fcp inp tti rto rpo sla slas slo slos p50 p90 p95 p99 percentile
        rate rates ratio percentage percent proportion fraction majority cost costs cogs opex spend
        spending expense expenses overhead price saving savings waste emissions emission carbon co2
        footprint energy consumption water electricity dpmo oee scrap injuries injury accidents
        accident fatalities fatality deaths death mortality morbidity infections infection
        readmissions readmission admissions incidence prevalence falls hospitalisations wellbeing
        well-being literacy attainment grades gpa attendance absenteeism absence dropout dropouts
        drop-out truancy graduation employment unemployment poverty homelessness crime reoffending
        recidivism congestion pollution biodiversity donations donation gifts volunteering turnout
        trust confidence awareness recognition reputation perception morale motivation inclusion
        belonging diversity compliance adherence conformance non-compliance backlog arrears dso dpo
        inventory-turns stockouts stock-outs shrinkage fill-rate headroom demand occupancy ridership
        footfall basket volume turnaround responsiveness predictability velocity experience outcomes
        outcome impact success succeed safety equity fairness interest clarity freshness timeliness
        punctuality consistency simplicity ease friction effort-score abandonment bounce bounces
        complaints complaint escalations escalation refunds refund chargebacks fraud losses loss
        risk exposure vulnerabilities vulnerability incidents incident outages outage crashes crash
        errors error failures failure defects defect regressions regression toil overtime burnout
        stress sickness turnover tenure enrolment enrollment registrations registration uptake
        participation market-share mindshare share-of-voice rank ranking rankings visibility
        presence deflection containment resolution first-call-resolution wages wage salary incomes
        livelihoods yields harvest hectares tonnes kg kwh mwh kilometres maus mau wau waus dau daus
        wam wams tvl gdp ltv:cac nrr grr ndr life lives survival recovery wellness fitness obesity
        liquidity solvency
        smoking vaccination immunisation penetration profit-margin basket-size goodwill credibility
        independence influence dependence dependency turns capital receivables payables
        """,
    # people outside the work, who act or decide
    "person": """
        customer user client patient consumer shopper buyer subscriber member visitor guest resident
        citizen household family parent carer caregiver student pupil learner child teenager
        graduate applicant claimant beneficiary veteran tenant taxpayer voter passenger commuter
        rider driver traveller tourist viewer listener reader follower fan audience community
        contributor partner supplier vendor reseller distributor retailer dealer merchant seller
        store-owner clinic hospital practice school university college municipality council agency
        company organisation business enterprise startup smb sme account logo donor supporter
        sponsor investor shareholder backer funder grantee volunteer farmer grower smallholder
        artisan creator publisher advertiser influencer journalist analyst reference advocate
        ambassador champion lead prospect trialist evaluator people person individual adult woman
        man girl boy youth senior elder refugee migrant borrower lender saver policyholder insured
        payer provider physician doctor nurse clinician gp pharmacist alumnus alumni department
        hotel restaurant landlord homeowner participant respondent attendee candidate adopter player
        gamer freelancer entrepreneur founder collaborator mentee survivor offender prisoner
        curator maintainer asylum-seeker dao validator node-operator licensee franchisee tester
        implementer
        stakeholder parliament government ministry minister senate congress legislature regulator
        court
        public deal contract win customer-base userbase user-base everyone anyone
        """,
    # people of one's own
    "staff": """
        admin head employee staff engineer developer designer manager leader executive director
        colleague
        teammate team squad tribe crew workforce worker operator technician agent rep representative
        specialist consultant recruiter teacher lecturer professor instructor officer inspector
        administrator scientist researcher hire newcomer joiner starter intern apprentice trainee
        contractor marketer salesperson ae sdr bdr csm pm sre dev dba qa accountant lawyer
        controller supervisor foreman ic personnel headcount board committee chapter unit group wg
        associate mentor coach facilitator trainer buddy owner vp cto ceo cfo coo member-of-staff
        editor writer
        """,
    # things one makes
    "artefact": """
        camera club wallet exhibition makerspace twin flyer billboard signage helpdesk hotline
        helpline intranet extranet marketplace storefront paywall cookbook sitemap sidecar mesh
        lambda notebook classifier recommender ranker llm copilot embeddings wing annex ventilator
        scanner ambulance degree dormitory statute treaty memorandum directive cycleway footpath
        sidewalk crosswalk tunnel roundabout tramline refuge hostel foodbank kitchen atm robot
        conveyor lathe boiler compressor furnace matrix infographic battlecard deck one-pager rfp
        siem edr vault waf academy authorisation clearance canteen nursery proof-of-concept tracker
        linter debugger archive collection app application software feature functionality capability
        product platform portal website site page homepage microsite landing-page dashboard report
        tool tooling toolkit toolset plugin extension add-on addon widget component module library
        sdk api endpoint service microservice system subsystem infrastructure architecture framework
        engine database warehouse datalake lake schema model prototype mvp poc mockup wireframe beta
        alpha version release build rc ga integration connector adapter interface ui gui cli
        client-library bot chatbot assistant workflow automation script cron test tests suite
        harness coverage spec specification standard rfc adr doc docs documentation document manual
        guide guideline handbook playbook runbook wiki faq tutorial readme changelog template
        checklist form policy procedure process programme program plan roadmap strategy blueprint
        charter mission vision statement manifesto brand identity brief proposal business-case
        case-study casestudy whitepaper paper ebook e-book brochure leaflet poster animation
        curriculum syllabus course lesson kit package bundle offering tier pricing agreement mou law
        bill bylaw ordinance regulation decree taxonomy ontology glossary catalogue catalog
        directory list registry register index map repository repo monorepo codebase code branch
        cluster server node environment sandbox staging instance vm container image firewall gateway
        proxy cdn cache queue bucket network vpn lan wifi cloud migration rollout roll-out launch
        deployment implementation installation refactor refactoring redesign overhaul revamp upgrade
        replacement rewrite milestone phase stage deliverable artefact artifact pilot-site plant
        factory line facility building centre office store shop outlet lab laboratory classroom
        playground bridge road path lane track station depot well pump turbine panel machine
        equipment device hardware sensor meter kiosk terminal vehicle fleet bus ward theatre garden
        park hub space workspace room mailbox inbox forum questionnaire scorecard okr okrs kpi kpis
        metric metrics goal goals target targets definition criteria requirement requirements
        backlog-items story stories epic epics task tasks prd mrd rota rotation calendar schedule
        timetable ritual cadence structure governance role roles job-description ladder
        career-framework onboarding-programme handover budget forecast alert alerts alerting
        monitoring logging tracing observability telemetry instrumentation notification
        notifications banner modal button menu filter filters chart screen screens flow flows wizard
        theme style-guide design-system icon asset assets controls control permission permissions
        role-based rbac sso mfa login-page encryption backup backups failover disaster-recovery-plan
        redundancy flag flags toggle setting settings configuration config parser compiler runtime
        leaderboard theory enablement update resource backend frontend
        back-end front-end
        firmware kernel protocol algorithm calculator simulator emulator viewer importer exporter
        scheduler crawler scraper indexer router resolver daemon binary installer package-manager
        mirror dataset data-set datasets certificate certification accreditation licence license
        patent trademark soc2 soc iso hipaa gdpr fedramp hitrust pci permit sop sops mechanism
        scheme pathway playbooks initiative initiatives project projects programmes reports
        improvement improvements enhancement enhancements fix fixes patch patches change changes
        webhook webhooks queries query solution solutions section post-mortem postmortem hydrant
        shelter latrine borehole readiness draft design proof text wording copy ability routine
        routines baseline baselines inventory audit-log pr prs creation introduction publication
        guidance go-live relaunch re-launch rebrand cutover cut-over switchover go-lives refit
        buildout build-out setup kickoff kick-off laptop file folder mode headset uniform lease
        addendum clause
        nda
        museum gallery courtyard harbour jetty bench sewer pipe cable substation dam reservoir crane
        forklift trailer ferry tractor drone satellite antenna mast tower helipad lounge cross-dock
        dock rack conveyor barcode textbook exam console timeline sidebar tab popup tooltip
        middleware orchestrator broker loader renderer shader texture biome quest skin cutscene
        soundtrack dlc slice persona tagline wordmark microgrid greenhouse orchard garage car-park
        ramp elevator escalator roof facade heat-pump heat-pumps charger charging-station cycle-lane
        defibrillator incubator freezer fridge oven printer projector whiteboard tablet smartphone
        badge wristband voucher stamp card ledger subledger data-mart etl elt manifest telematics
        geoportal cadastre channel signposting pictogram transcript album anthology yearbook
        prospectus newsroom press-kit media-kit lookbook starter-kit parity residency
        link preset gif marker nonce cleanup
        foundations measures metadata seo submodule subproject breakdown metamodel
        """,
    # units of effort and of outreach
    "effort": """
        qbr qbrs q&a check patrol playtest chat huddle standup newsletter meeting workshop webinar
        seminar
        conference meetup talk presentation
        keynote podcast episode blog blogpost post article tweet press-release campaign event
        roadshow hackathon offsite retreat town-hall townhall training class bootcamp interview
        survey study research analysis assessment review audit one-to-one 1-to-1 one-on-ones
        evaluation investigation spike exploration discovery brainstorm brainstorming discussion
        conversation call visit site-visit demo pilot trial experiment test-run usability-test
        feedback input insight insights learning learnings outreach email emails mailing
        communication communications marketing promotion advertising ad ads advert effort efforts
        activity activities collaboration exchange consultation hearing stand-up standup sync
        one-on-one 1:1 1-1 1on1 check-in checkin retrospective retro ama field-trip rehearsal drill
        exercise inspection coaching mentoring tutoring brainstorms video videos case-studies
        announcement announcements interviewing tabling dinner lunch gala ceremony tour session
        party festival competition contest challenge open-house fair booth boot-camp stream
        livestream lecture masterclass symposium colloquium
        recital sprint sprints
        talks content
        """,
    # what flows through an operation, and is handled well or badly
    "flow": """
        order bid ticket claim call request application invoice shipment delivery appointment
        payment
        transaction event query case enquiry inquiry complaint message referral booking reservation
        parcel transfer refund submission question incident job deploy deploys pr prs pull-request
        merge-request letter permit-application passport benefit prescription sample specimen
        grant discharge admission surgery operation trip journey train flight departure arrival meal
        repair return loan trade search searches page-load write reads purchase checkout response
        responses contact contacts dispute lawsuit batch pallet part ingredient record entry appeal
        hearing contribution
        """,
    "light": """
        number amount total count quantity volume level levels share percentage percent proportion
        rate portion fraction majority half third base group pool network set range average mean
        km mile miles metre metres meters sqm acre acres
        median minimum maximum increase decrease reduction rise drop growth decline improvement gain
        series variety lot handful dozen hundreds thousands millions pipeline version combination
        million billion thousand mix balance cohort part most many size
        """,
    # own measures: they count work done
    "own": """
        documentation docs tests tooling features feature functionality releases release headcount
        team org team-size hires commits merge-requests pull-requests prototypes content
        integrations endpoints automation templates playbooks runbooks dashboards monitoring
        alerting
        """,
    # spoken of as harm: fewer of them is a result whoever made them
    "harm": """
        bug bugs defect defects vulnerability vulnerabilities error errors incident incidents outage
        outages crash crashes complaint complaints escalation ticket tickets issue issues failure
        failures debt alerts pages page-outs toil interruption interruptions meeting meetings steps
        duplicates clicks friction waste delays lag rework handoffs hand-offs dependencies
        false-positives flakiness flake flakes noise risk risks cost costs mistake mistakes
        regression regressions warnings downtime spam churn queue barrier barriers load vacancy
        vacancies fault faults leak leaks breach breaches violation violations
        finding findings workload workloads exception exceptions
        """,
    # qualities of a thing, named with an adjective
    "quality": """
        fast faster fastest quick quickly quicker rapid reliable reliably reliability stable robust
        rock-solid solid performant responsive scalable resilient secure safe safer accurate
        accurately efficient efficiently easy easily easier effortless effortlessly seamless
        seamlessly smooth smoothly intuitive delightful usable cheap cheaper smaller smallest
        lighter better best great excellent outstanding exceptional world-class happy happier
        satisfied productive profitable sustainable healthy healthier engaged inclusive loved
        trusted preferred leading top painless painful pleasant enjoyable competitive affordable
        low-cost cost-effective self-sufficient independent confident confidently successful
        consistently consistent timely punctual correct correctly error-free bug-free good
        high-performing high-quality superior first-class simple simpler transparent attractive
        strong stronger stickier elastically performing
        """,
    # the state a piece of work ends in
    "done": """
        complete completed ready live available done finished operational functional published
        public enabled disabled in-place up-and-running online implemented installed deployed
        launched released shipped accessible compatible interoperable self-serve underway compliant
        certified accredited production-ready feature-complete set up generally-available ga
        signed-off approved merged active functioning up-to-date current documented open
        in-production integrated automated configured mandatory optional official final
        """,
    # words that make 'build', 'create', 'deliver' speak of a state of mind or market
    "abstract": """
        ties bond bonds rapport
        trust awareness understanding culture relationship relationships confidence loyalty demand
        value reputation credibility momentum interest excitement engagement sense belief alignment
        community audience following goodwill expertise knowledge competence skill skills resilience
        capacity talent leaders leadership advantage moat category movement consensus opportunity
        opportunities job jobs wealth prosperity equity happiness delight satisfaction growth
        savings revenue profit impact success results experience experiences position environment
        mindset habit habits behaviour behaviours stability morale autonomy cohesion clarity
        certainty unity harmony synergy focus visibility place workplace accountability ownership
        borough district city town village county nation neighbourhood society
        economy world planet
        transparency psychological-safety wow magic best situation circumstances condition
        """,
}

DETERMINERS = """
    a an the this that these those our your their its his her my all every each both any some no
    another one two three four five six seven eight nine ten eleven twelve twenty thirty fifty
    hundred several many most more fewer less new existing additional at least
"""

PREPOSITIONS = """
    of in on at to for from by with within without into onto over under above below between across
    through throughout during after before since until till per via as than against about around
    among amongst towards toward upon beyond behind near including despite regarding
    compared along alongside inside outside concerning like unlike plus versus vs using based
    because while
    whilst when where whenever if
    unless so such which who whom whose that
"""

AUXILIARIES = """
    is are was were be been being am has have had having can could will would shall should may might
    must do does did isn't aren't cannot can't won't don't doesn't gets get remains remain stays
    stay becomes become needs
"""

OPENERS = """
    we i successfully effectively efficiently proactively actively aggressively fully continuously
    consistently regularly significantly dramatically substantially measurably quickly rapidly also
    then further finally first next please always try strive aim attempt seek endeavour continue
    begin start keep help-to to will shall must should and collaboratively jointly together
    iteratively gradually formally internally publicly securely officially materially radically
    drastically massively steadily sustainably at least team the-team it's automatically just still
    really truly collectively sucessfully fully-
"""

DATES = """
    january february march april may june july august september october november december jan feb
    mar apr jun jul aug sep sept oct nov dec q1 q2 q3 q4 h1 h2 eoy eoq eom fy quarter year month
    week spring summer autumn winter monday tuesday wednesday thursday friday q-1 q-2 q-3 q-4
    end-of-year year-end end
"""


NOTHING: frozenset[str] = frozenset()
A_VERSION = frozenset(["artefact"])
A_QUALITY = frozenset(["quality"])
A_PERSON = frozenset(["person"])
DONE_ONLY = frozenset(["done"])


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


AMERICAN = (
    ("isation", "ization"),
    ("ise", "ize"),
    ("yse", "yze"),
    ("our", "or"),
    ("entre", "enter"),
    ("programme", "program"),
    ("artefact", "artifact"),
    ("licence", "license"),
    ("labell", "label"),
    ("enrol", "enroll"),
    ("enrolment", "enrollment"),
    ("fulfil", "fulfill"),
)
"""What is spelled otherwise in American."""


def _sorted_words(lists: dict[str, str], *, spelled: bool = True) -> dict[str, frozenset[str]]:
    """Every word of some lists, `spelled` both ways, to the names of the lists it is in."""
    found: dict[str, frozenset[str]] = {}
    for name, listed in lists.items():
        alone = frozenset([name])
        here = listed.split()
        for own, american in AMERICAN if spelled else ():
            if own in listed:
                here += [word.replace(own, american) for word in here if own in word]
        for word in here:
            found[word] = found[word] | alone if word in found else alone
    return found


def _regular(verb: str) -> tuple[str, list[str], list[str]]:
    """The -s form, the past forms and the -ing forms of a regular verb; doubling is guessed both
    ways, since a form that nobody writes does no harm.
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
def _irregular() -> dict[str, list[tuple[str, str]]]:
    """The past and the participle of irregular verbs."""
    found: dict[str, list[tuple[str, str]]] = {}
    for entry in IRREGULAR.replace("\n", "|").split("|"):
        parts = entry.split()
        for at in range(0, len(parts) - 2, 3):
            found.setdefault(parts[at], []).append((parts[at + 1], parts[at + 2]))
    return found


def participle(lemma: str) -> str:
    """How a verb ends "once it is ...": "launched", "written", "rolled out"."""
    first, _, rest = lemma.partition("-")
    forms = _irregular().get(first)
    past = forms[-1][1] if forms else _regular(first)[1][-1 if _doubles(first) else 0]
    return f"{past} {rest}".strip().replace("-", " ")


def gerund(lemma: str) -> str:
    """How a verb stands after "by": "meeting", "reaching out"."""
    first, _, rest = lemma.partition("-")
    return f"{_regular(first)[2][-1 if _doubles(first) else 0]} {rest}".strip().replace("-", " ")


def _doubles(verb: str) -> bool:
    """Whether the last letter is written twice: short verbs, and those stressed at the end."""
    syllables = sum(
        letter in "aeiou" and (at == 0 or verb[at - 1] not in "aeiou")
        for at, letter in enumerate(verb)
    )
    closed_end = verb[-1:] not in "aeiouwxy" and verb[-3:-2] not in ("a", "e", "i", "o", "u")
    stressed = ("mit", "fer", "bed", "run", "fit", "plan", "gin", "ship")
    return closed_end and (syllables == 1 or verb.endswith(stressed))


def verb(form: str) -> Verb | None:
    """A verb form that the lexicon knows, compounds with a hyphen ("roll-out", "rolled-out")."""
    known = _verbs()
    readings = _readings(form, known)
    if not readings:
        return None
    lemma = form if form in known else max(readings)
    return Verb(lemma, known[lemma], readings[lemma])


def begins_verb(word: str) -> bool:
    """Whether a verb of several words may begin with this one: "rolled", "came-up"."""
    return bool(_readings(word, _beginnings()))


@cache
def _verbs() -> dict[str, frozenset[str]]:
    return _sorted_words(VERBS)


@cache
def _beginnings() -> frozenset[str]:
    parts = [lemma.split("-") for lemma in _verbs() if "-" in lemma]
    return frozenset("-".join(part[:length]) for part in parts for length in range(1, len(part)))


@cache
def continuing_verbs() -> frozenset[str]:
    """The words that follow the first in verbs of several: "out", "on", "place"."""
    return frozenset(part for lemma in _verbs() if "-" in lemma for part in lemma.split("-")[1:])


def _readings(form: str, known: Container[str]) -> dict[str, set[str]]:
    """Which of the known dictionary forms a form may come from, and what it then is."""
    first, dash, rest = form.partition("-")
    rest = dash + rest
    found: dict[str, set[str]] = {}
    if form in known:
        found[form] = {"base"}
    for lemma in _irregular_forms().get(first, ()):
        if lemma + rest in known:
            found.setdefault(lemma + rest, set()).add("past")
    for lemma in _stems(first):
        if lemma + rest not in known:
            continue
        s_form, past, ing = _regular(lemma)
        if lemma in _irregular():
            past = []
        for role, forms in (("s", (s_form,)), ("past", past), ("ing", ing)):
            if first in forms:
                found.setdefault(lemma + rest, set()).add(role)
    return found


def _stems(form: str) -> list[str]:
    """What is left of a form without the endings of verbs, some of it twice or for nothing."""
    if form.endswith("ing"):
        stem = form[:-3]
    elif form.endswith("ed"):
        stem = form[:-2]
    elif form.endswith("s"):
        stem = form[:-2] if form.endswith("es") else form[:-1]
    else:
        return []
    found = [stem, stem + "e"]
    if stem.endswith("i"):
        found.append(stem[:-1] + "y")
    if stem[-2:-1] == stem[-1:] and stem:
        found.append(stem[:-1])
    return found


@cache
def _irregular_forms() -> dict[str, list[str]]:
    """The verbs that a past form or participle may be of."""
    found: dict[str, list[str]] = {}
    for lemma, pasts in _irregular().items():
        for form in {form for pair in pasts for form in pair}:
            found.setdefault(form, []).append(lemma)
    return found


def words(text: str) -> list[str]:
    """The words of a text in small letters, without signs: "sign-ups" are two."""
    return _letters().findall(text.lower())


@cache
def _letters() -> re.Pattern[str]:
    return re.compile(r"\w+")


def noun_groups(word: str) -> frozenset[str]:
    """The groups a noun is in."""
    return _nouns().get(word, NOTHING)


def nominal(word: str) -> frozenset[str]:
    """What the verb of a noun is: "localisation" and "replacement" are work that ends,
    "evaluation" is effort; nothing for other nouns.
    """
    for ending in ("ation", "ion", "ment"):
        stem = word.removesuffix(ending)
        if stem == word or len(stem) < 4:
            continue
        for form in (stem + "ate", stem + "e", stem) if ending != "ment" else (stem, stem + "e"):
            groups = _verbs().get(form, NOTHING)
            if groups & {"make_it", "effort"}:
                return groups
    return NOTHING


@cache
def _nouns() -> dict[str, frozenset[str]]:
    return _sorted_words(NOUNS)


def lists_of(word: str) -> frozenset[str]:
    """In which of the small lists a word is: determiners, prepositions, auxiliaries, openers,
    dates, noun_or_verb.
    """
    return _small_lists().get(word, NOTHING)


@cache
def _small_lists() -> dict[str, frozenset[str]]:
    lists = {
        "determiners": DETERMINERS,
        "prepositions": PREPOSITIONS,
        "auxiliaries": AUXILIARIES,
        "openers": OPENERS,
        "dates": DATES,
        "noun_or_verb": NOUN_OR_VERB,
    }
    return _sorted_words(lists, spelled=False)


# ---------------------------------------------------------------- words with one use

DURATIONS = frozenset(
    """
    second seconds sec secs s ms millisecond milliseconds minute minutes min mins hour hours hr hrs
    h day days d week weeks wk month months mo year years yr quarter quarters m
    """.split()
)
TAUGHT = frozenset(
    "training course courses webinar workshop e-learning module modules onboarding".split()
)
MONTHS = frozenset(
    """january february march april may june
    july august september october november december""".split()
)
BRINGING = frozenset("with getting reaching earning generating achieving attracting".split())
FRONTING = frozenset("by in before until during within on".split())
BECOMING = frozenset("become be position transform establish-as".split())
LOOSE_EFFORT = frozenset("spread continue encourage pursue manage administer oversee".split())
NOT_ADVERBS = frozenset(
    """weekly daily monthly quarterly family assembly supply reply apply early only rely
    comply friendly user-friendly elderly anomaly yearly multiply ally fly""".split()
)
SHARE_WORDS = frozenset("% percent percentage pp bps".split())
CURRENCIES = frozenset("usd eur gbp chf cad aud sek nok dkk inr dollars euros pounds".split())
PUNCTUAL = frozenset("on-time first-time error-free same-day next-day".split())
HELPING = frozenset("help empower inspire encourage support".split())
JOINING = frozenset("onboard acquire attract get".split())
ARRIVING = frozenset("achieve reach hit get obtain".split())
FEELINGS = frozenset("use feel want easy love possible".split())
SERVING = frozenset("resolve deliver ship complete handle address".split())
GIVING = frozenset(
    """provide offer supply open address handle set deliver form advance issue name record
    file""".split()
)
WHOLES = frozenset("all every each both".split())
SERVICES = frozenset("support service services care experience".split())
RELATIVES = frozenset("that who which whose where how what when we if while".split())
TAKING_PART = frozenset("complete attend finish receive participate join take undergo".split())
NOT_YET = frozenset("that who which between until after before since".split())
TURNS = frozenset("and , & then or".split())
PURPOSES = frozenset("to that who which so by how what where while for".split())
POINTING = frozenset("the our their its your his her this these".split())
"""Words that cannot stand between a noun and the rest of what it names."""
OWN_EFFORT = frozenset("answer respond reply stream read watch visit walk invest".split())
"""What people do of their own accord, and a team when it is told to."""
NOT_ENDED = frozenset("up set open current".split())
FILLERS = frozenset("not now also been being all well no longer either both".split())
TAILS = frozenset("for to so in making".split())
STOPS = frozenset(". ; ! ? — – | → … • : - ( ) [ ]".split())
LIMITS = frozenset("within under below than < ≤ <= most takes take took".split())
POSTS = frozenset(
    """position positions vacancy vacancies role roles post posts seats openings""".split()
)
INTO = frozenset("into onto merged out".split())
DIRECTIONS = frozenset("to from off out into onto live online in-house inhouse".split())
QUANTIFIERS = frozenset("all every each most both no some".split())
JOINTS = frozenset("and or & + to then not".split())
PRONOUNS = frozenset("we they it you i he she us them".split())
RHYTHMS = frozenset(
    "weekly daily monthly quarterly yearly annually once twice again together".split()
)
PRIZES = frozenset(
    """points stars place chance step time places medals awards seats votes goals prizes titles
    points degrees grades
    times hours days weeks months years others pages miles""".split()
)
"""Things counted that are not made but won, or only units."""
FURTHER = frozenset("second third another additional".split())
SPOTS = frozenset("in on for with across at along from".split())
SEEN = frozenset("visits sessions views downloads".split())
"""What people do on a site, unless it is done for them."""
PERIODIC = frozenset("weekly monthly quarterly yearly annual fortnightly daily regular".split())
COUNTS = frozenset(
    """one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty
    forty fifty sixty ninety hundred zero""".split()
)
STATES = frozenset(
    """live ready complete available online done underway operational public running
    compliant open visible accessible searchable""".split()
)
"""States behind a noun that say the work has ended: "new site live"."""
STAGES = frozenset(
    "beta alpha preview production service operation place staging stores ga".split()
)
"""In what a thing is when the work on it has ended."""
GONE_LIVE = frozenset("live online operational".split())
"""States that even orders and payments are in only when the work on them has ended."""
LINKS = frozenset(
    """to at of above below under over than least most from by within beyond exceed exceeds
    exceeding reach reaches reaching is are be remains stays < > ≤ ≥ = <= >= => =< ~
    : around about approximately minimum maximum max min or + between per into a
    an the - – up down""".split()
)
SUPPLIERS = frozenset("provide supply extend bring deliver offer give".split())
"""Verbs whose share of people reached is a result, not a rollout."""
CONVERTERS = frozenset(
    """migrate move port convert transition automate instrument document map translate
    digitise digitize tag index encrypt review audit test check train switch transfer
    route track monitor""".split()
)
"""Verbs whose share of anything is a share of one's own work."""
RATES = frozenset("rate rates frequency ratio ratios".split())
COMPOUNDS = frozenset(
    """triage support test release launch build search order claim repair return access service
    process project call visit transfer update patch design lead sign cost score
    record rate win view click download training onboarding delivery market purchase
    trial sample loan page email deployment publishing learning teaching planning
    billing shipping hiring recruiting staffing engineering manufacturing operating
    working running testing purchasing buying selling trading reporting use help
    issue benefit""".split()
)
"""Words for work that as often stand before a measure: "support response time"."""
ASKED = frozenset(
    """requested reported used needed identified found required raised asked wanted""".split()
)
"""Participles that say which things are meant, not what became of them."""
HOSTS = frozenset("run conduct hold host organise organize".split())
GATHERERS = frozenset("get gather collect solicit capture obtain receive".split())
ANSWERS = frozenset(
    """feedback input inputs insight insights interviews opinions views learnings ideas
    suggestions""".split()
)
PARTICLES = frozenset(
    """of in on with for out up into to about towards toward through from as against :""".split()
)
CERTIFICATES = frozenset(
    """certification certifications certificate accreditation soc2 soc iso fedramp hipaa
    hitrust patent licence license permit permission approval authorisation
    authorization ato clearance attestation pci gdpr sign-off signoff parity
    completeness milestone mvp ga marking""".split()
)
VAGUE_THINGS = frozenset(
    """vision strategy mission structure process purpose identity role roles goal goals plan
    change changes improvement improvements space system environment brand platform
    product solution solutions service project projects""".split()
)
"""Things one may have without having finished a piece of work."""
MORE = frozenset("more greater better deeper stronger closer higher wider broader fuller".split())
MENDERS = frozenset(
    """fix resolve debug troubleshoot address tackle handle patch repair clean clear""".split()
)
ABSTRACT_MAKERS = frozenset(
    """build create develop deliver establish form generate produce provide offer restore
    rebuild seed supply open extend found""".split()
)
BE = frozenset(
    """is are was were be been being gets get becomes become remains remain stays stay isn't
    aren't""".split()
)
KNOWING = frozenset(
    """name explain say tell recall describe state
    trust rely live feel afford expect count""".split()
)
"""Verbs of knowing and feeling: what people can do then is a change in them."""
HANDLED = frozenset(
    """resolve answer respond process close deliver ship complete handle fulfil serve pay
    ingest settle address repair dispatch review approve issue finish admit discharge
    treat book return refund collect acknowledge decide reimburse""".split()
)
TRAINED = frozenset(
    """train retrain coach teach interview survey
    contact consult visit inform invite brief tell notify""".split()
)
FEATURES = frozenset(
    """support expose contain include integrate interop implement render display log import
    export sync use""".split()
)
FINISHERS = frozenset(
    """complete finish submit write create present document deliver produce prepare""".split()
)
MOVES = frozenset(
    """double doubles halve halves grow grows fall falls rise rises drop drops increase
    increases decrease decreases decline declines improve improves shrink shrinks
    triple triples""".split()
)
DELIVERABLES = frozenset(
    """mvp poc prototype draft roadmap rollout roll-out launch release migration
    implementation redesign refactor rewrite installation deployment dashboard
    playbook handbook runbook whitepaper wireframe creation introduction publication
    go-live relaunch rebrand cutover switchover buildout design proof readiness overhaul revamp
    modernisation modernization documentation
    beta""".split()
)
"""Nouns that by themselves name work of one's own."""
AUDIENCES = frozenset(
    """customers users clients patients consumers shoppers buyers subscribers members
    visitors guests residents citizens households families parents students pupils
    learners veterans tenants passengers commuters riders drivers readers viewers
    clinics hospitals schools partners suppliers donors volunteers farmers developers
    employees applicants contributors nurses doctors teachers beneficiaries merchants
    sellers""".split()
)
PAIRS = {
    "team member": "staff",
    "team members": "staff",
    "staff member": "staff",
    "staff members": "staff",
    "crew member": "staff",
    "crew members": "staff",
    "board member": "staff",
    "faculty member": "staff",
    "faculty members": "staff",
    "board members": "staff",
    "map view": "artefact",
    "employer brand": "measure",
    "local environment": "abstract",
    "natural environment": "abstract",
    "learning environment": "abstract",
    "working environment": "abstract",
    "work environment": "abstract",
    "brand reputation": "measure",
    "brand image": "measure",
    "list view": "artefact",
    "table view": "artefact",
    "detail view": "artefact",
    "calendar view": "artefact",
    "tree view": "artefact",
    "timeline view": "artefact",
    "test coverage": "own artefact",
    "code coverage": "own artefact",
    "unit coverage": "own artefact",
    "documentation coverage": "own artefact",
    "docs coverage": "own artefact",
    "automation coverage": "own artefact",
    "sales calls": "effort",
    "cold calls": "effort",
    "discovery calls": "effort",
    "customer calls": "effort",
    "outbound calls": "effort",
    "sales visits": "effort",
    "customer visits": "effort",
    "site visits": "effort",
    "office hours": "effort",
    "case studies": "artefact effort",
    "case study": "artefact effort",
    "cash flow": "measure",
    "cash flows": "measure",
    "user base": "person",
    "customer base": "person",
    "member base": "person",
    "donor base": "person",
    "supporter base": "person",
    "cloud account": "artefact",
    "cloud accounts": "artefact",
    "service account": "artefact",
    "service accounts": "artefact",
    "cron job": "artefact",
    "cron jobs": "artefact",
    "technical debt": "artefact own",
    "tech debt": "artefact own",
    "market research": "effort",
    "home visits": "effort",
    "school visits": "effort",
    "field visits": "effort",
    "client visits": "effort",
    "art pipeline": "artefact",
    "asset pipeline": "artefact",
    "content pipeline": "artefact",
    "build pipelines": "artefact",
    "food bank": "artefact",
    "food banks": "artefact",
    "level editor": "artefact",
    "text editor": "artefact",
    "code editor": "artefact",
    "visual editor": "artefact",
    "pipeline coverage": "measure",
    "media coverage": "measure",
    "press coverage": "measure",
    "vaccination coverage": "measure",
    "immunisation coverage": "measure",
    "market coverage": "measure",
    "network coverage": "measure",
    "insurance coverage": "measure",
    "interest coverage": "measure",
    "sign ups": "measure",
    "sign up": "measure",
    "team lead": "staff",
    "team leads": "staff",
    "tech lead": "staff",
    "tech leads": "staff",
    "business case": "artefact",
    "use case": "artefact",
    "business cases": "artefact",
    "stroke unit": "artefact",
    "care unit": "artefact",
    "intensive care": "artefact",
    "charging points": "artefact",
    "access points": "artefact",
    "water points": "artefact",
    "data sets": "artefact",
    "data set": "artefact",
    "team size": "staff own",
    "pull requests": "artefact own",
    "merge requests": "artefact own",
    "feature requests": "flow",
    "data quality": "measure",
    "sales pipeline": "measure",
    "data pipeline": "artefact",
    "ci pipeline": "artefact",
    "deployment pipeline": "artefact",
    "build pipeline": "artefact",
    "release pipeline": "artefact",
}
"""Pairs of words that say another thing than their last word."""


@cache
def paired() -> frozenset[str]:
    """The second words of the pairs."""
    return frozenset(pair.partition(" ")[2] for pair in PAIRS)


@cache
def dating() -> frozenset[str]:
    """Words before a number that make it a date."""
    return frozenset(DATES.split()) | {"q", "fy", "v"}


WITHIN = frozenset("within under less".split())
SINGLE = frozenset("a an one the".split())
PLANNED = frozenset("time full budget schedule".split())
LEVELS = PUNCTUAL | WITHIN | PLANNED | frozenset(["same", "without"])
"""Words with which a level of service may begin."""
UNITS = ("ms", "s", "m", "h", "d")
STARTERS = frozenset("go-live launch ship open start".split())
"""What a new thing does when the work on it ends."""
HARD_CERTIFICATES = frozenset("soc soc2 iso fedramp hipaa hitrust pci ato".split())
MEETING = frozenset("meet satisfy follow conform carry have comply".split())
STILL = frozenset("no longer never always still not".split())
ADJECTIVES = frozenset("real-time full-time part-time one-time long-term low-risk".split())
"""Words with a hyphen that say nothing of what their last part names."""
DOERS = ("ers", "ors", "ists", "ians")
"""How words for people end that no list knows."""
BEFORE = frozenset("before until because".split())
FREELY = frozenset(
    """without themselves own alone daily weekly monthly every any anywhere anytime
    everything""".split()
)
"""Words that say how freely or how often people can do something."""
NOTHINGS = frozenset("none zero nil nobody".split())
TIDYING = frozenset(
    "simplify streamline polish refresh cleanup clean-up rationalise stabilise stabilize".split()
)
"""Verbs of making better that are work on a thing, whatever the thing."""
CONFORMING = frozenset("meet comply conform satisfy".split())
MEASURED = frozenset("measured tracked counted".split())
"""Words with which it is said how the claim before is measured."""
COMPLEMENTS = frozenset("for on of with to in from about at across between".split())
EACH = frozenset("every each all twice once".split())
PEOPLE = frozenset(["person", "staff"])
ONE = frozenset("every each a an one the our".split())
KITS = frozenset("version set range series suite pair library".split())
"""Words for several things made that belong together, or for one state of them."""
WORTH = frozenset("down up within never always longer shorter higher lower smaller".split())
"""Words between a measure and its number, besides links and comparisons."""
OFTEN = frozenset("a an per each every daily weekly monthly yearly".split())
DEPARTMENTS = frozenset(
    "marketing engineering purchasing accounting recruiting manufacturing fundraising".split()
)
LAUNCHES = frozenset("launch build ship release design".split())
QUESTIONS = frozenset("what how why where when whether who".split())
INSIDE = frozenset("in on of".split())
IN_TIME = frozenset("over on in at of".split())
PLURALS = frozenset("people staff everyone".split())
MARKS = frozenset(["'", "*", "`", '"', "“", "”", "~", "#"])
DOING = frozenset("make give do perform deliver lead contribute".split())
NAMED = frozenset("feature mention cite quote".split())
"""What others do with one's name."""
USERS_OF = frozenset("active paying".split())
SPENDING = frozenset("spend devote dedicate".split())
FEWER = frozenset("fewer more less no better".split())
LONGER = frozenset("longer more again deeper".split())
LIFTING = frozenset("out into back".split())
MAKINGS = frozenset("delivery provision construction completion development".split())
GOES = frozenset("contact call visit go step attempt".split())
"""What is done once where it is done well: \"in one call\"."""
STAYING = frozenset("stay stays remain remains".split())
AIMS = frozenset("target targets goal goals plan plans budget forecast".split())
HIRING = frozenset("hiring recruiting recruitment headcount staffing".split())
TAKING = frozenset("takes requires needs costs".split())
"""What is said of how long or how much something done takes."""
TOPICS = frozenset(
    """infrastructure architecture tooling governance monitoring logging telemetry observability
    documentation docs cloud automation pricing brand story stories staging repo policy
    requirement requirements enhancement enhancements update updates""".split()
)
"""Things that alone, or with one word before them, may only be what a goal is about."""
BOUNDS = frozenset("above below under over exceeding < > ≤ ≥ <= >=".split())
HOLDING = frozenset("maintain keep hold sustain stay remain".split())
NONE_OF = frozenset("zero no fewer".split())
SHORTENED = frozenset("etc e.g i.e approx incl vs resp no".split())
"""Words that are shortened with a full stop, which ends no claim."""
ESPOUSING = frozenset("promote support champion advocate demonstrate".split())
TO_COME = frozenset("will shall to".split())
ILLS = frozenset("tackle address handle".split())
"""Verbs of work on one's own faults, which of the world's are hopes."""
OURSELVES = frozenset("we our the every each all".split())
STATES_OF = ("ness", "ity", "hood")
"""How words for states end that no list knows."""
NAMING = frozenset(["{", "<", "$", "@"])
RECRUITING = frozenset("hire rehire recruit headhunt".split())
SUPPORTING = frozenset("support guide inform advise underpin back".split())
"""What things do for decisions and plans, too."""
FOREMOST = frozenset("top first next last".split())
"""Words before a number that say which: "the top ten customers"."""
PRAISES = frozenset("positive favourable favorable".split())
"""Words that make feedback and reviews a result."""
TRIALS = frozenset("test tests trial trials pilot pilots".split())
ORDINALS = frozenset("second third fourth fifth tenth other".split())
WITHIN_OURSELVES = frozenset("internally within inside".split())
"""Where people come from who are promoted, not hired."""
EVERYBODY = frozenset("us them everyone anyone teams".split())
SELLING = frozenset("win close sign book".split())
VALUING = frozenset("at of from than per below above under < > ≤ ≥ <= >=".split())
"""Words between a measure and its value."""
COMPARISONS = frozenset("below above under < > ≤ ≥ <= >=".split())
COMPARING = frozenset("< > ≥ ≤ #".split())
NEGATIONS = frozenset("not no never without".split())
SHARED_GROUPS = frozenset("gain behave up down keep".split())
MOVING_GROUPS = frozenset("behave up down gain become".split())
DONE_PAIRS = frozenset(
    ["in place", "in operation", "up and", "in production", "in staging", "in beta"]
)
UNDONE = frozenset(["in use", "on track"])

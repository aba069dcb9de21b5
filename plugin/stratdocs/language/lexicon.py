"""The words of strategy lines, in groups by what they say about a goal.

Verbs are grouped by what happens to their object, nouns by whose thing they name. Words are listed
in British spelling; the American one is derived. Nothing here is a verdict: `wording` reads the
words in their place in the sentence and decides there.
"""

from __future__ import annotations

import re
from collections.abc import Container
from functools import cache

# ---------------------------------------------------------------- verbs

VERBS: dict[str, str] = {
    # the team's own work comes into being, is changed, or ends
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
    # people join the team
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
    # events and runs: the object decides
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
    # something gets better: the object decides
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

# Words that are as often nouns: verbs only if what follows reads like an object.
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
    # results: what people would look at on closing day
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
    # people inside the company
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
    # things that people make
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
    # measures of the team's own work
    "own": """
        documentation docs tests tooling features feature functionality releases release headcount
        team org team-size hires commits merge-requests pull-requests prototypes content
        integrations endpoints automation templates playbooks runbooks dashboards monitoring
        alerting
        """,
    # harm: fewer of them is a result, whoever made them
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


NO_GROUPS: frozenset[str] = frozenset()
ONLY_ARTEFACT = frozenset(["artefact"])
ONLY_QUALITY = frozenset(["quality"])
ONLY_PERSON = frozenset(["person"])
ONLY_DONE = frozenset(["done"])
"""Nouns in this group and in no other."""


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


AMERICAN_SPELLINGS = (
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


def _regular_forms(verb: str) -> tuple[str, list[str], list[str]]:
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
def _irregular_verbs() -> dict[str, list[tuple[str, str]]]:
    """The past and the participle of irregular verbs."""
    found: dict[str, list[tuple[str, str]]] = {}
    for entry in IRREGULAR.replace("\n", "|").split("|"):
        parts = entry.split()
        for at in range(0, len(parts) - 2, 3):
            found.setdefault(parts[at], []).append((parts[at + 1], parts[at + 2]))
    return found


def participle(lemma: str) -> str:
    """The past participle, as in "once it is ...": "launched", "written", "rolled out"."""
    first, _, rest = lemma.partition("-")
    forms = _irregular_verbs().get(first)
    regular = _regular_forms(first)[1][-1 if _doubles_consonant(first) else 0]
    past = forms[-1][1] if forms else regular
    return f"{past} {rest}".strip().replace("-", " ")


def _doubles_consonant(verb: str) -> bool:
    """Whether the last letter is doubled: in short verbs, and those stressed at the end."""
    syllables = sum(
        letter in "aeiou" and (at == 0 or verb[at - 1] not in "aeiou")
        for at, letter in enumerate(verb)
    )
    closed_end = verb[-1:] not in "aeiouwxy" and verb[-3:-2] not in ("a", "e", "i", "o", "u")
    stressed = ("mit", "fer", "bed", "run", "fit", "plan", "gin", "ship")
    return closed_end and (syllables == 1 or verb.endswith(stressed)) and not verb.endswith("ffer")


def verb(form: str) -> Verb | None:
    """A verb form that the lexicon knows, compounds with a hyphen ("roll-out", "rolled-out")."""
    known = _verbs()
    readings = _readings(form, known)
    if not readings:
        return None
    lemma = form if form in known else max(readings)
    return Verb(lemma, known[lemma], readings[lemma])


def begins_phrasal_verb(word: str) -> bool:
    """Whether a verb of several words may begin with this: "rolled", "came-up"."""
    return bool(_readings(word, _phrasal_beginnings()))


@cache
def _verbs() -> dict[str, frozenset[str]]:
    return _groups_by_word(VERBS)


@cache
def _phrasal_beginnings() -> frozenset[str]:
    parts = [lemma.split("-") for lemma in _verbs() if "-" in lemma]
    return frozenset("-".join(part[:length]) for part in parts for length in range(1, len(part)))


@cache
def verb_particles() -> frozenset[str]:
    """The words after the first in verbs of several words: "out", "on", "place"."""
    return frozenset(part for lemma in _verbs() if "-" in lemma for part in lemma.split("-")[1:])


def _readings(form: str, known: Container[str]) -> dict[str, set[str]]:
    """The known dictionary forms that a form may come from, with its role in each."""
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
        s_form, past, ing = _regular_forms(lemma)
        if lemma in _irregular_verbs():
            past = []
        for role, forms in (("s", (s_form,)), ("past", past), ("ing", ing)):
            if first in forms:
                found.setdefault(lemma + rest, set()).add(role)
    return found


def _stems(form: str) -> list[str]:
    """A form without the endings of verbs; some of these stems are not words."""
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
    """The irregular verbs that a past form or participle may belong to."""
    found: dict[str, list[str]] = {}
    for lemma, pasts in _irregular_verbs().items():
        for form in {form for pair in pasts for form in pair}:
            found.setdefault(form, []).append(lemma)
    return found


def words(text: str) -> list[str]:
    """The words of a text in lower case, without punctuation: "sign-ups" are two."""
    return _word_pattern().findall(text.lower())


@cache
def _word_pattern() -> re.Pattern[str]:
    return re.compile(r"\w+")


def noun_groups(word: str) -> frozenset[str]:
    """The groups a noun is in."""
    return _nouns().get(word, NO_GROUPS)


def nominal_groups(word: str) -> frozenset[str]:
    """The groups of the verb that a noun is made from; empty for other nouns. "Localisation" and
    "replacement" are work that ends, "evaluation" is effort.
    """
    for ending in ("ation", "ion", "ment"):
        stem = word.removesuffix(ending)
        if stem == word or len(stem) < 4:
            continue
        for form in (stem + "ate", stem + "e", stem) if ending != "ment" else (stem, stem + "e"):
            groups = _verbs().get(form, NO_GROUPS)
            if groups & {"make_it", "effort"}:
                return groups
    return NO_GROUPS


@cache
def _nouns() -> dict[str, frozenset[str]]:
    return _groups_by_word(NOUNS)


def lists_of(word: str) -> frozenset[str]:
    """The small lists that a word is in: determiners, prepositions, auxiliaries, openers, dates,
    nouns that are verbs too.
    """
    return _small_lists().get(word, NO_GROUPS)


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
    return _groups_by_word(lists, spelled=False)


# ---------------------------------------------------------------- words with one use

DURATIONS = frozenset(
    """
    second seconds sec secs s ms millisecond milliseconds minute minutes min mins hour hours hr hrs
    h day days d week weeks wk month months mo year years yr quarter quarters m
    """.split()
)
TRAINING_NOUNS = frozenset(
    "training course courses webinar workshop e-learning module modules onboarding".split()
)
"""What people attend to learn something."""
MONTHS = frozenset(
    """january february march april may june
    july august september october november december""".split()
)
BRINGING_WORDS = frozenset("with getting reaching earning generating achieving attracting".split())
"""Words before a number of what the work brings: "with 3,000 views"."""
FRONTED_PREPOSITIONS = frozenset("by in before until during within on".split())
"""Prepositions with which a line may open before its claim: "By the end of Q2, ..."."""
BECOMING_VERBS = frozenset("become be position transform establish-as".split())
"""Verbs whose object is a state to reach: certified, ready."""
VAGUE_EFFORT_VERBS = frozenset("spread continue encourage pursue manage administer oversee".split())
"""Verbs of effort without an end."""
NOT_ADVERBS = frozenset(
    """weekly daily monthly quarterly family assembly supply reply apply early only rely
    comply friendly user-friendly elderly anomaly yearly multiply ally fly""".split()
)
"""Words that end like adverbs and are none."""
SHARE_WORDS = frozenset("% percent percentage pp bps".split())
CURRENCIES = frozenset("usd eur gbp chf cad aud sek nok dkk inr dollars euros pounds".split())
SERVICE_ADJECTIVES = frozenset("on-time first-time error-free same-day next-day".split())
"""Adjectives that by themselves are a level of service."""
HELPING_VERBS = frozenset("help empower inspire encourage support".split())
"""Verbs of helping people do something, which promise no means."""
JOINING_VERBS = frozenset("onboard acquire attract get".split())
"""Verbs of people joining the staff."""
REACHING_VERBS = frozenset("achieve reach hit get obtain".split())
"""Verbs of reaching a value or a state."""
EASE_AND_FEELING = frozenset("use feel want easy love possible".split())
"""Words for what something becomes for those who use it: "make it easy to use"."""
SERVING_VERBS = frozenset("resolve deliver ship complete handle address".split())
"""Verbs of doing what others ask for."""
GIVING_VERBS = frozenset(
    """provide offer supply open address handle set deliver form advance issue name record
    file""".split()
)
"""Verbs whose unknown object need not be something made."""
WORDS_FOR_ALL = frozenset("all every each both".split())
SERVICE_NOUNS = frozenset("support service services care experience".split())
CLAUSE_OPENERS = frozenset("that who which whose where how what when we if while".split())
"""Words that open a subordinate clause."""
ATTENDING_VERBS = frozenset("complete attend finish receive participate join take undergo".split())
"""Verbs of taking part in a training."""
CLAUSE_BREAKS = frozenset("that who which between until after before since".split())
"""Words behind which a participle no longer ends the work on the thing before them."""
CONJUNCTIONS = frozenset("and , & then or".split())
"""Words between two claims, or two members of a list."""
PURPOSE_OPENERS = frozenset("to that who which so by how what where while for".split())
"""Words that may open a purpose or a further clause."""
ARTICLES_AND_POSSESSIVES = frozenset("the our their its your his her this these".split())
"""Words that cannot stand between a noun and the rest of what it names."""
VOLUNTARY_VERBS = frozenset("answer respond reply stream read watch visit walk invest".split())
"""What people do of their own accord, and a team when it is told to."""
OPEN_STATES = frozenset("up set open current".split())
"""Words for states that do not end the work."""
PREDICATE_FILLERS = frozenset("not now also been being all well no longer either both".split())
"""Words between "is" and the predicate of the subject."""
TAIL_OPENERS = frozenset("for to so in making".split())
"""Words after which a sentence no longer states how well something is done."""
CLAIM_ENDS = frozenset(". ; ! ? — – | → … • : - ( ) [ ]".split())
"""Signs at which a claim or a bracket ends."""
LIMIT_WORDS = frozenset("within under below than < ≤ <= most takes take took".split())
"""Words before a duration that make it a limit."""
VACANCIES = frozenset(
    """position positions vacancy vacancies role roles post posts seats openings""".split()
)
"""Nouns for a post to fill."""
MOVING_PARTICLES = frozenset("into onto merged out".split())
"""Words for where something has been got: "get the branch merged"."""
DIRECTION_WORDS = frozenset("to from off out into onto live online in-house inhouse".split())
"""Words for where something moves."""
QUANTIFIERS = frozenset("all every each most both no some".split())
PHRASE_ENDS = frozenset("and or & + to then not".split())
"""Words at which a noun phrase ends."""
PRONOUNS = frozenset("we they it you i he she us them".split())
REPEATING_ADVERBS = frozenset(
    "weekly daily monthly quarterly yearly annually once twice again together".split()
)
"""Adverbs of how often or with whom, which are not part of a noun phrase."""
PRIZES_AND_UNITS = frozenset(
    """points stars place chance step time places medals awards seats votes goals prizes titles
    points degrees grades
    times hours days weeks months years others pages miles""".split()
)
"""What is counted and is won, or is only a unit: nobody makes it."""
FURTHER_ONES = frozenset("second third another additional".split())
"""Words for one more of the same."""
PLACE_PREPOSITIONS = frozenset("in on for with across at along from".split())
"""Prepositions of where something made is put."""
VISIT_NOUNS = frozenset("visits sessions views downloads".split())
"""What people do on a site, unless it is done for them."""
PERIODIC_ADJECTIVES = frozenset(
    "weekly monthly quarterly yearly annual fortnightly daily regular".split()
)
NUMBER_WORDS = frozenset(
    """one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty
    forty fifty sixty ninety hundred zero""".split()
)
END_STATES = frozenset(
    """live ready complete available online done underway operational public running
    compliant open visible accessible searchable""".split()
)
"""States behind a noun that say the work has ended: "new site live"."""
RELEASE_STAGES = frozenset(
    "beta alpha preview production service operation place staging stores ga".split()
)
"""What a thing is in when the work on it has ended: "in beta"."""
LIVE_STATES = frozenset("live online operational".split())
"""States that even orders and payments are in only when the work on them has ended."""
MEASURE_LINKS = frozenset(
    """to at of above below under over than least most from by within beyond exceed exceeds
    exceeding reach reaches reaching is are be remains stays < > ≤ ≥ = <= >= => =< ~
    : around about approximately minimum maximum max min or + between per into a
    an the - – up down""".split()
)
"""Words between a measure and its value."""
SUPPLYING_VERBS = frozenset("provide supply extend bring deliver offer give".split())
"""Verbs whose share of people reached is a result, not a rollout."""
CONVERTING_VERBS = frozenset(
    """migrate move port convert transition automate instrument document map translate
    digitise digitize tag index encrypt review audit test check train switch transfer
    route track monitor""".split()
)
"""Verbs whose share of anything is a share of the team's own work."""
RATE_NOUNS = frozenset("rate rates frequency ratio ratios".split())
COMPOUND_STARTS = frozenset(
    """triage support test release launch build search order claim repair return access service
    process project call visit transfer update patch design lead sign cost score
    record rate win view click download training onboarding delivery market purchase
    trial sample loan page email deployment publishing learning teaching planning
    billing shipping hiring recruiting staffing engineering manufacturing operating
    working running testing purchasing buying selling trading reporting use help
    issue benefit""".split()
)
"""Words for work that as often come before a measure: "support response time"."""
RESTRICTING_PARTICIPLES = frozenset(
    """requested reported used needed identified found required raised asked wanted""".split()
)
"""Participles that say which things are meant, not what became of them."""
HOSTING_VERBS = frozenset("run conduct hold host organise organize".split())
"""Verbs of running an event."""
GATHERING_VERBS = frozenset("get gather collect solicit capture obtain receive".split())
"""Verbs of asking people for their answers."""
GATHERED_ANSWERS = frozenset(
    """feedback input inputs insight insights interviews opinions views learnings ideas
    suggestions""".split()
)
"""What people answer when asked."""
OBJECT_PARTICLES = frozenset(
    """of in on with for out up into to about towards toward through from as against :""".split()
)
"""Words between a verb and its object."""
CERTIFICATES = frozenset(
    """certification certifications certificate accreditation soc2 soc iso fedramp hipaa
    hitrust patent licence license permit permission approval authorisation
    authorization ato clearance attestation pci gdpr sign-off signoff parity
    completeness milestone mvp ga marking""".split()
)
"""What others grant, or what closes a piece of work."""
VAGUE_THINGS = frozenset(
    """vision strategy mission structure process purpose identity role roles goal goals plan
    change changes improvement improvements space system environment brand platform
    product solution solutions service project projects""".split()
)
"""Things a team may have without having finished a piece of work."""
MORE_WORDS = frozenset(
    "more greater better deeper stronger closer higher wider broader fuller".split()
)
"""Comparatives that make what is built a change: "deeper trust"."""
REPAIRING_VERBS = frozenset(
    """fix resolve debug troubleshoot address tackle handle patch repair clean clear""".split()
)
"""Verbs of repair."""
BUILDING_VERBS = frozenset(
    """build create develop deliver establish form generate produce provide offer restore
    rebuild seed supply open extend found""".split()
)
"""Verbs of making whose object may be trust or demand as well as a thing."""
BE_FORMS = frozenset(
    """is are was were be been being gets get becomes become remains remain stays stay isn't
    aren't""".split()
)
"""Forms of "be" and of verbs that work like it."""
KNOWING_VERBS = frozenset(
    """name explain say tell recall describe state
    trust rely live feel afford expect count""".split()
)
"""Verbs of knowing and feeling: what people can do then is a change in them."""
HANDLING_VERBS = frozenset(
    """resolve answer respond process close deliver ship complete handle fulfil serve pay
    ingest settle address repair dispatch review approve issue finish admit discharge
    treat book return refund collect acknowledge decide reimburse""".split()
)
"""Verbs of dealing with requests, orders, payments."""
OUTREACH_VERBS = frozenset(
    """train retrain coach teach interview survey
    contact consult visit inform invite brief tell notify""".split()
)
"""Verbs of training, asking or telling people: their number counts work done."""
FEATURE_VERBS = frozenset(
    """support expose contain include integrate interop implement render display log import
    export sync use""".split()
)
"""What a product does rather than its users."""
PRODUCING_VERBS = frozenset(
    """complete finish submit write create present document deliver produce prepare""".split()
)
"""Verbs of staff finishing a document or a thing."""
MOVEMENT_FORMS = frozenset(
    """double doubles halve halves grow grows fall falls rise rises drop drops increase
    increases decrease decreases decline declines improve improves shrink shrinks
    triple triples""".split()
)
"""Forms of verbs that say a measure rises or falls."""
DELIVERABLES = frozenset(
    """mvp poc prototype draft roadmap rollout roll-out launch release migration
    implementation redesign refactor rewrite installation deployment dashboard
    playbook handbook runbook whitepaper wireframe creation introduction publication
    go-live relaunch rebrand cutover switchover buildout design proof readiness overhaul revamp
    modernisation modernization documentation
    beta""".split()
)
"""Nouns that by themselves name the team's own work."""
NOUN_PAIRS = {
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
"""Pairs of words that mean something else than their last word does, with their group."""


@cache
def second_words_of_pairs() -> frozenset[str]:
    """The second words of the pairs."""
    return frozenset(pair.partition(" ")[2] for pair in NOUN_PAIRS)


@cache
def date_words() -> frozenset[str]:
    """The words before a number that make it a date."""
    return frozenset(DATES.split()) | {"q", "fy", "v"}


WITHIN_WORDS = frozenset("within under less".split())
"""Words before a limit of time."""
WORDS_FOR_ONE = frozenset("a an one the".split())
"""Words before a unit of time that stand for the number one."""
PLANNED_NOUNS = frozenset("time full budget schedule".split())
"""What things may be "on" or "in": time, budget."""
SERVICE_LEVEL_OPENERS = (
    SERVICE_ADJECTIVES | WITHIN_WORDS | PLANNED_NOUNS | frozenset(["same", "without"])
)
"""Words with which a level of service may begin."""
DURATION_LETTERS = ("ms", "s", "m", "h", "d")
"""How units of time written after a figure begin."""
STARTING_VERBS = frozenset("go-live launch ship open start".split())
"""What a new thing does when the work on it ends."""
NAMED_CERTIFICATES = frozenset("soc soc2 iso fedramp hipaa hitrust pci ato".split())
"""Certificates by their own names."""
MEETING_VERBS = frozenset("meet satisfy follow conform carry have comply".split())
"""Verbs of meeting a demand."""
ADVERBS_OF_STATE = frozenset("no longer never always still not".split())
"""Adverbs that may come between a subject and its verb."""
HYPHENATED_ADJECTIVES = frozenset(
    "real-time full-time part-time one-time long-term low-risk".split()
)
"""Words with a hyphen that say nothing of what their last part names."""
AGENT_ENDINGS = ("ers", "ors", "ists", "ians")
"""How words for people end that no list knows."""
CONDITION_OPENERS = frozenset("before until because".split())
"""Conjunctions after which a verb says nothing of the subject."""
FREEDOM_WORDS = frozenset(
    """without themselves own alone daily weekly monthly every any anywhere anytime
    everything""".split()
)
"""Words that say how freely or how often people can do something."""
WORDS_FOR_NONE = frozenset("none zero nil nobody".split())
TIDYING_VERBS = frozenset(
    "simplify streamline polish refresh cleanup clean-up rationalise stabilise stabilize".split()
)
"""Verbs of improvement that are work on any thing."""
CONFORMING_VERBS = frozenset("meet comply conform satisfy".split())
MEASURING_PARTICIPLES = frozenset("measured tracked counted".split())
"""Participles that say how the claim before them is measured."""
COMPLEMENT_PREPOSITIONS = frozenset("for on of with to in from about at across between".split())
"""Prepositions that say for whom or of what a thing is."""
DISTRIBUTIVE_WORDS = frozenset("every each all twice once".split())
PEOPLE_GROUPS = frozenset(["person", "staff"])
"""The groups of nouns for people."""
SINGULAR_DETERMINERS = frozenset("every each a an one the our".split())
"""Words before a noun in the singular."""
SET_NOUNS = frozenset("version set range series suite pair library".split())
"""Words for several things made that belong together, or for one state of them."""
VALUE_ADVERBS = frozenset("down up within never always longer shorter higher lower smaller".split())
"""Words between a measure and its number, besides links and comparisons."""
FREQUENCY_WORDS = frozenset("a an per each every daily weekly monthly yearly".split())
"""Words after "times" that make it how often, not how much more."""
DEPARTMENTS = frozenset(
    "marketing engineering purchasing accounting recruiting manufacturing fundraising".split()
)
LAUNCH_VERBS = frozenset("launch build ship release design".split())
QUESTION_WORDS = frozenset("what how why where when whether who".split())
PART_PREPOSITIONS = frozenset("in on of".split())
"""Prepositions before what changes: "a 20% reduction in waits"."""
TIME_PREPOSITIONS = frozenset("over on in at of".split())
"""Prepositions that make "time" part of an idiom and no measure: "on time"."""
IRREGULAR_PLURALS = frozenset("people staff everyone".split())
IGNORED_MARKS = frozenset(["'", "*", "`", '"', "“", "”", "~", "#"])
"""Signs that say nothing."""
DOING_VERBS = frozenset("make give do perform deliver lead contribute".split())
"""Verbs that only say that an activity is carried out."""
MENTIONING_VERBS = frozenset("feature mention cite quote".split())
"""What others do with a name."""
USER_ADJECTIVES = frozenset("active paying".split())
"""Adjectives that make people counted ones who use the thing."""
SPENDING_VERBS = frozenset("spend devote dedicate".split())
"""Verbs of spending time."""
COUNT_COMPARATIVES = frozenset("fewer more less no better".split())
"""Comparatives before what somebody does more or less of."""
DEPTH_COMPARATIVES = frozenset("longer more again deeper".split())
"""Words that make a repeated activity a result."""
LIFTING_PARTICLES = frozenset("out into back".split())
"""Where people are supported to: "into work"."""
MAKING_NOUNS = frozenset("delivery provision construction completion development".split())
"""Nouns for making what follows "of"."""
ATTEMPT_NOUNS = frozenset("contact call visit go step attempt".split())
"""What is done once where it is done well: "in one call"."""
STAYING_FORMS = frozenset("stay stays remain remains".split())
AIM_NOUNS = frozenset("target targets goal goals plan plans budget forecast".split())
HIRING_NOUNS = frozenset("hiring recruiting recruitment headcount staffing".split())
COSTING_FORMS = frozenset("takes requires needs costs".split())
"""What is said of how long something takes or how much it costs."""
TOPICS = frozenset(
    """infrastructure architecture tooling governance monitoring logging telemetry observability
    documentation docs cloud automation pricing brand story stories staging repo policy
    requirement requirements enhancement enhancements update updates""".split()
)
"""Things that alone, or with one word before them, may only be what a goal is about."""
BOUND_WORDS = frozenset("above below under over exceeding < > ≤ ≥ <= >=".split())
"""Words before a number that make it a bound."""
HOLDING_VERBS = frozenset("maintain keep hold sustain stay remain".split())
"""Verbs of keeping a value."""
NONE_DETERMINERS = frozenset("zero no fewer".split())
"""Words before something bad that should vanish or shrink."""
ABBREVIATIONS = frozenset("etc e.g i.e approx incl vs resp no".split())
"""Words shortened with a full stop, which ends no claim."""
PROMOTING_VERBS = frozenset("promote support champion advocate demonstrate".split())
"""Verbs of speaking up for something."""
FUTURE_AUXILIARIES = frozenset("will shall to".split())
TACKLING_VERBS = frozenset("tackle address handle".split())
"""Verbs that are work on the team's own faults, but only hopes for the world's."""
NEW_SUBJECTS = frozenset("we our the every each all".split())
"""Words with which a claim begins rather than another member of a list."""
ABSTRACT_ENDINGS = ("ness", "ity", "hood")
"""How words for states end that no list knows."""
NAME_SIGNS = frozenset(["{", "<", "$", "@"])
"""Signs that make the words before them a name."""
RECRUITING_VERBS = frozenset("hire rehire recruit headhunt".split())
SUPPORTING_VERBS = frozenset("support guide inform advise underpin back".split())
"""What things do for decisions and plans, too."""
RANK_WORDS = frozenset("top first next last".split())
"""Words before a number that say which: "the top ten customers"."""
PRAISE_ADJECTIVES = frozenset("positive favourable favorable".split())
"""Words that make feedback and reviews a result."""
TRIAL_NOUNS = frozenset("test tests trial trials pilot pilots".split())
PART_ORDINALS = frozenset("second third fourth fifth tenth other".split())
"""Words that, second in a line, make its subject a part: "every second request"."""
INTERNAL_ADVERBS = frozenset("internally within inside".split())
"""Where people come from who are promoted, not hired."""
PEOPLE_PRONOUNS = frozenset("us them everyone anyone teams".split())
SELLING_VERBS = frozenset("win close sign book".split())
VALUE_PREPOSITIONS = frozenset("at of from than per below above under < > ≤ ≥ <= >=".split())
"""Words between a measure and its value."""
COMPARISON_WORDS = frozenset("below above under < > ≤ ≥ <= >=".split())
COMPARISON_SIGNS = frozenset("< > ≥ ≤ #".split())
"""Signs that say a number follows."""
NEGATIONS = frozenset("not no never without".split())
OUTSIDE_GROUPS = frozenset("gain behave up down keep".split())
"""Groups in which others act or a measure moves: a verb that is also in one is not only work."""
MOVING_GROUPS = frozenset("behave up down gain become".split())
"""Groups of verbs that say that something outside the work changes."""
END_STATE_PAIRS = frozenset(
    ["in place", "in operation", "up and", "in production", "in staging", "in beta"]
)
"""States of two words that say the work has ended."""
ONGOING_PAIRS = frozenset(["in use", "on track"])
"""States of two words that look like an end and are none."""

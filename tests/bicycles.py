"""A small strategy that is clean under every rule: bicycle workshops, forty items in five files.

It is written the way people write: nested and linked, in blocks and in braces, with comments, prose
over several lines, quotes, and lists of every sort.
"""

from datetime import date

TODAY = date(2027, 2, 15)

COMPANY = """\
# Ketting repairs bicycles in nine towns.
strategies:
  - id: ride-again-tomorrow
    title: Whoever rides to work rides again tomorrow
    level: company
    period: 2027
    owner: femke
    why: |
      People who depend on a bicycle do not compare prices.
      They ask one thing:

        - when is it back?
      Nobody else in our towns answers with an hour.
    fixed:
      - The price is said before the work
      - "Nobody waits longer than a day: no exceptions"
    open: [opening hours, which parts are kept]
    not_doing:
      - title: Selling new bicycles
        because: it takes the floor that repairs need
      - {title: Repairs at home, because: a mechanic on the road mends a third}
    triggers:
      - when: A chain opens in two of our towns
        then: Look at prices again
        owner: femke
    metrics: [repeat-riders]
    reviewed: 2027-01-12

  - id: next-day
    title: Back on the road the next day
    level: product
    serves: ride-again-tomorrow
    owner: sander
    period: 2027
    tradeoffs:
      - speed over choice of parts

people:
  - {id: femke, title: Femke Aalders, role: managing director, team: office}
  - {id: sander, title: Sander Vonk, role: head of workshops}
  - id: noor
    title: Noor Haddad
    role: buyer
    team: supply
  - {id: wim, title: Wim Terpstra, team: stands}

teams:
  - id: stands
    title: The workshops' mechanics
    members: [wim]
    capacity: 400 d
    utilisation: 70%
    reading: {asks: Every bicycle back within a day., will_not_do: Restorations.}
  - id: supply
    title: Parts and purchase
    members: [noor]
  - {id: office, title: Office, members: [femke, sander]}
"""

BETS = """\
bets:
  # the two that matter this half-year
  - id: parts-at-hand
    title: The right part lies there before the bicycle comes
    serves: next-day
    status: on_track
    size: big
    period: 2027-H1
    owner: noor
    lno: leverage
    dhm: {delight: "Back the same day", hard_to_copy: ten years of slips, margin: fewer couriers}
    confidence:
      problem: high
      solution: {level: medium, evidence: two towns tried it for a winter}
      outcome: medium
    success:
      outcome: Repairs do not wait for parts
      measure: waits-for-parts
      baseline: 31%
      target: 12%
      by: 2027-06-30
    approved_by: femke
    approved_on: 2026-12-01
    deprioritises:
      - photo-estimates
      - what: new shop signs
        because: signs mend nothing
    risks:
      - id: dead-stock
        title: Parts lie there that nobody needs
        probability: 3
        impact: 2
        mitigation: the supplier takes back a tenth
        owner: noor

  - id: hour-by-message
    title: A message names the hour
    serves: [next-day, ride-again-tomorrow]
    status: committed
    size: medium
    period: 2027-Q1
    owner: sander
    success: {outcome: Riders know, measure: calls-about-repairs, baseline: 60, target: 20,
      by: 2027-03-31}

  - id: photo-estimates
    title: An estimate from a photograph
    serves: next-day
    status: proposed
    size: medium
    owner: wim

  - {id: winter-checks, title: Checks before winter, serves: next-day, status: done, size: small,
     success: {outcome: Safe in frost, measure: repeat-riders, baseline: 48%, target: 50%,
               by: 2026-12-01}}
"""

GOALS = """\
objectives:
  - id: no-waiting-for-parts
    title: Hardly any repair waits for a part
    level: department
    team: supply
    period: 2027-Q1
    owner: noor
    serves: parts-at-hand
    key_results:
      - id: waits-down
        title: Reduce repairs that wait for parts from 31% to 20%
        metric: waits-for-parts
        baseline: 31%
        target: 20%
        by: 2027-03-31
        owner: noor
        check_ins:
          - {date: 2027-01-31, value: 28%, status: on_track, confidence: 7, note: "Tyres: enough."}
          - date: 2027-02-14
            value: 27%
            status: on_track
            confidence: 6
        work:
          - id: shelf-plan
            title: A plan of the shelves for each town
            owner: wim
            due: 2027-02-20
            done_when: every workshop has a shelf for its ten commonest parts
            status: on_track
            depends_on: slip-count
      - {id: courier-down, title: Reduce courier trips a week from 40 to 25, target: 25}
    work:
      - id: slip-count
        title: Count the repair slips of three winters
        owner: noor
        due: 2027-01-31
        status: done

  - id: riders-know-the-hour
    title: Riders know when their bicycle is ready
    level: team
    team: stands
    period: 2027-Q1
    owner: wim
    serves: hour-by-message
    description: >-
      Half of all calls ask the same: when?
      A message answers that before anybody has to call.
    key_results:
      - id: calls-down
        title: Reduce calls about repairs from 60 to 20 a day
        metric: calls-about-repairs
        baseline: 60
        target: 20
        guardrails: [repeat-riders]
    risks:
      - {id: wrong-hour, title: The hour is wrong, probability: 4, impact: 3, owner: wim}

work:
  - {id: message-tool, title: A tool for messages, serves: calls-down, owner: wim, due: 2027-02-28,
     status: on_track, depends_on: [slip-count, hour-guess]}
  - id: hour-guess
    title: "A guess at the hour: from the slip"
    serves: hour-by-message
    owner: sander
    due: 2027-02-10
    done_when: the guess is right in eight of ten cases
    url: https://tracker.example/771
initiatives:
  - id: one-slip
    title: One repair slip for all towns
    serves: parts-at-hand
    nature: policy
    owner: sander
    goal: every repair is written down in the same words
    ballot: {product: 1, policy: 6}
    plan:
      leverage: {product: 2, policy: 4, note: the till opens only with a slip}
      feedback: {product: 2, policy: 3}
      measurement:
        product: 1
        policy: 4
      velocity: {product: 2, policy: 5}
    gaps:
      - dimension: feedback
        cause: nobody reads the slips that are wrong
        actions:
          - {title: Read ten wrong slips a week, owner: wim, by: 2027-03-01}
"""

METRICS = """\
metrics:
  - {id: slips-written, title: Repairs with a slip, stage: input, drives: waits-for-parts}
  - id: waits-for-parts
    title: Repairs that wait for parts
    unit: "%"
    stage: output
    direction: down
    drives: [repeat-riders]
    guardrails: [slips-written]
    readings:
      - {date: 2026-12-31, value: 31%}
      - {date: 2027-01-31, value: 28%}
  - id: calls-about-repairs
    title: Calls about repairs
    stage: outcome
    direction: down
  - id: repeat-riders
    title: Riders who come again within a year
    unit: '%'
    stage: impact
"""

DISCOVERY = """\
outcomes:
  - id: fewer-second-visits
    title: A repair takes one visit
    serves: next-day
    metric: repeat-riders
    opportunities:
      - id: part-not-there
        title: The part is not there
        evidence:
          - "Every third slip says: ordered"
          - {says: Thursday is worst, source: interview, date: 2027-01-08}
        solutions:
          - id: kit-on-monday
            title: A kit on Monday
            effort: low
            experiments:
              - id: two-town-kit
                title: Kits in two towns
                assumption: Mondays decide the week
                decision: proceed
          - {id: night-courier, title: A courier by night, effort: high}
rituals:
  - {id: monday-slips, title: Monday over the slips, refers_to: [parts-at-hand, waits-for-parts]}
retrospectives:
  - id: winter-look-back
    title: What the winter showed
    date: 2027-01-20
    team: stands
    worked:
      - checks in October
    did_not: [parts by post]
    improve:
      - order in September
decisions:
  - id: no-second-brand
    title: One brand of tyres
    decided: 2026-11-30
    owner: noor
    rights: {decides: noor, consulted: [wim], informed: [femke]}
health:
  - id: health-q1
    title: Health in the first quarter
    date: 2027-01-31
    checklist:
      - {item: strategic_clarity, status: green, evidence: all can say it}
      - item: resources
        status: yellow
        evidence: two stands without a mechanic
        owner: sander
"""

TEXTS = {
    "company.yml": COMPANY,
    "bets.yml": BETS,
    "goals.yml": GOALS,
    "metrics.yml": METRICS,
    "discovery.yml": DISCOVERY,
}

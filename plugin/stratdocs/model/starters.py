"""A small, believable example of each kind, all of one company, to be copied."""

STARTERS = """\
strategies:
  - id: customers-that-stay
    title: Win by keeping customers
    owner: maya
    period: 2027
    level: company
    why: Those who stay three years pay for all the others
    fixed: [One price list for everybody]
    open: [How each team gets customers to value sooner]
    not_doing: [{title: Winning back who left, because: It costs twice as much}]
outcomes:
  - id: value-in-days
    title: New customers do real work within days
    owner: maya
    serves: customers-that-stay
    metric: activation-7d
    baseline: 40%
    target: 55%
    by: 2027-06-30
opportunities:
  - id: lists-by-hand
    title: Typing in old lists takes a week
    serves: value-in-days
    evidence: [{says: We gave up after the third page, source: "Interview, March"}]
solutions:
  - id: guided-import
    title: A guided import
    serves: lists-by-hand
    effort: medium
experiments:
  - id: import-by-hand
    title: We import ten customers' lists by hand
    serves: guided-import
    assumption: With their lists in place they start the same day
    method: Ten new customers, one week
    passes_if: Seven of ten work with their lists on day one
bets:
  - id: first-week-value
    title: Value in the first week
    owner: maya
    period: 2027-H1
    status: committed
    serves: customers-that-stay
    size: big
    lno: leverage
    dhm:
      delight: Their own data on day one
      hard_to_copy: Importers for forty old systems
      margin: Half the onboarding calls
    confidence: {problem: high, solution: medium, outcome: medium}
    success:
      outcome: New customers do real work within a week
      measure: activation-7d
      baseline: 40%
      target: 55%
      by: 2027-06-30
    approved_by: maya
objectives:
  - id: first-week
    title: New customers get value in their first week
    owner: maya
    period: 2027-Q1
    status: on_track
    serves: first-week-value
    level: team
    team: onboarding
key_results:
  - id: activation
    title: Increase 7-day activation from 40% to 55%
    owner: maya
    serves: first-week
    metric: activation-7d
    baseline: 40%
    target: 55%
    by: 2027-03-31
    check_ins: [{date: 2027-01-31, value: 43%, status: on_track, confidence: 7}]
initiatives:
  - id: import-for-all
    title: The guided import for every new customer
    owner: maya
    serves: first-week-value
    nature: product
    ballot: {product: 6, policy: 1}
    plan:
      leverage: {product: 4, policy: 1}
      feedback: {product: 5, policy: 2}
      measurement: {product: 4, policy: 2}
      velocity: {product: 4, policy: 1}
work:
  - id: import-spreadsheets
    title: Import from spreadsheets
    owner: maya
    status: on_track
    serves: activation
    due: 2027-02-10
    done_when: A list of 5,000 rows is in within a minute
    estimate: 8 d
    lno: leverage
metrics:
  - id: activation-7d
    title: 7-day activation
    unit: "%"
    stage: outcome
    timing: leading
    shape: gradient
    readings: [{date: 2026-12-31, value: 40%}]
teams:
  - id: onboarding
    title: Onboarding
    members: [maya]
    capacity: 60 d
    utilisation: 65%
    reading:
      asks: Get customers to real work sooner
      will_not_do: Features for those who have long arrived
people:
  - id: maya
    title: Maya Lind
    role: Head of product
    team: onboarding
risks:
  - id: messy-lists
    title: Customers' lists are too messy to import
    owner: maya
    serves: import-spreadsheets
    probability: 4
    impact: 3
    mitigation: Try it with ten real lists first
    factor: technical
rituals:
  - id: monday-numbers
    title: Monday numbers
    owner: maya
    serves: first-week-value
    cadence: weekly
    asks: [What moved, What do we change]
    attendees: [maya]
retrospectives:
  - id: winter-look-back
    title: A look back on the winter
    serves: first-week
    date: 2027-03-30
    worked: [Watching customers import]
    did_not: [Guessing file formats]
    improve: [Ask for a sample file in the first call]
decisions:
  - id: import-before-templates
    title: Import first, templates later
    owner: maya
    serves: first-week-value
    decided: 2026-12-10
    question: What do new customers need most
    options: [Guided import, Ready-made templates]
    choice: Guided import, since every interview named it
    reversible: true
health:
  - id: spring-check
    title: Spring health check
    serves: customers-that-stay
    date: 2027-04-05
    checklist:
      - {item: strategic_clarity, status: green}
      - {item: feedback_loops, status: yellow, evidence: Two Mondays skipped}
"""

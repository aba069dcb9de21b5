"""A strategy for the tests of likelihood: a made-up firm that sells software to kitchens, with a
network of metrics and work that depends on other work. Its file names and order follow no other.
"""

from __future__ import annotations

from datetime import date

TODAY = date(2026, 11, 21)

COMPANY = """\
strategies:
  - id: less-thrown-away
    title: Kitchens buy what they cook
    level: company
    period: 2026
people:
  - {id: ida, title: Ida Falk}
  - {id: noor, title: Noor Haddad}
  - {id: tom, title: Tom Birch}
  - {id: wei, title: Wei Zhang}
teams:
  - {id: ordering, title: Ordering, members: [ida, tom]}
  - {id: stock, title: Stock, members: [noor, wei]}
bets:
  - id: orders-that-write-themselves
    title: A kitchen that gets its order proposed throws less away
    serves: less-thrown-away
    owner: ida
    period: 2026-H2
    success: {measure: food-waste, target: 6%, by: 2026-12-31}
  - id: stock-without-counting
    title: Stock that nobody has to count is stock that is right
    serves: less-thrown-away
    owner: noor
    period: 2026-H2
    success: {measure: stock-accuracy, target: 95%, by: 2026-12-31}
"""

NUMBERS = """\
metrics:
  - id: monthly-revenue
    title: Revenue per month
    unit: €
    stage: impact
    source: ledger
  - id: kitchens-lost
    title: Kitchens that cancel, per month
    unit: "%"
    stage: impact
    direction: down
    drives: [monthly-revenue]
    source: billing
  - id: food-waste
    title: Food thrown away, of food bought
    unit: "%"
    stage: outcome
    direction: down
    drives: [kitchens-lost]
    source: scales at the bin
  - id: orders-changed
    title: Proposed orders that a cook changes by hand
    unit: "%"
    stage: outcome
    direction: down
    drives: [orders-proposed-share, food-waste]
    source: order database
  - id: orders-proposed-share
    title: Orders that were proposed by us
    unit: "%"
    stage: output
    drives: [food-waste]
    source: order database
  - id: forecast-error
    title: Error of the forecast of guests
    unit: "%"
    stage: output
    direction: down
    drives: [orders-changed]
    source: forecast log
  - id: tills-connected
    title: Kitchens whose till is connected
    stage: input
    drives: [forecast-error]
    source: till log
  - id: stock-accuracy
    title: Shelves whose count agrees with the system
    unit: "%"
    stage: outcome
    drives: [orders-changed, food-waste]
    source: spot checks
  - id: deliveries-scanned
    title: Deliveries scanned at the door
    unit: "%"
    stage: output
    drives: [stock-accuracy]
    source: scanner log
  - id: scanners-shipped
    title: Scanners sent to kitchens, per month
    stage: input
    drives: [deliveries-scanned]
    source: warehouse
  - id: counting-hours
    title: Hours a week spent on counting shelves
    unit: h
    stage: outcome
    direction: down
    drives: [kitchens-lost]
    guardrails: [stock-accuracy]
    source: survey of cooks
  - id: demo-calls
    title: Calls in which we show the product
    stage: input
    drives: [trials-started]
    source: sales list
  - id: trials-started
    title: Trials started, per month
    stage: output
    drives: [trials-to-paid]
    source: billing
  - id: trials-to-paid
    title: Trials that become paid
    unit: "%"
    stage: outcome
    drives: [monthly-revenue]
    source: billing
  - id: first-order-days
    title: Days from the start of a trial to the first proposed order
    unit: d
    stage: output
    direction: down
    drives: [trials-to-paid]
    source: order database
  - id: answer-time
    title: Minutes until a cook gets an answer from us
    unit: min
    stage: output
    direction: down
    drives: [kitchens-lost]
    source: help desk
  - id: outages
    title: Minutes of outage during service
    unit: min
    stage: output
    direction: down
    drives: [answer-time, kitchens-lost]
    source: monitoring
"""

GOALS = """\
objectives:
  - id: proposals-believed
    title: Cooks send the proposed order as it is
    serves: orders-that-write-themselves
    team: ordering
    owner: ida
    period: 2026-Q4
    key_results:
      - id: changed-by-hand-20
        title: Lower the share of proposed orders changed by hand from 44% to 20%
        metric: orders-changed
        owner: tom
        work:
          - id: holidays-in-forecast
            title: The forecast knows school holidays
            owner: tom
            due: 2026-10-30
            status: done
            finished: 2026-10-29
          - id: weather-in-forecast
            title: The forecast knows the weather
            owner: tom
            due: 2026-11-20
            status: on_track
            depends_on: [weather-contract]
          - id: reasons-asked
            title: We ask why an order was changed
            owner: ida
            due: 2026-10-23
            status: done
            finished: 2026-10-22
          - id: reasons-answered
            title: The three most frequent reasons for changes are gone
            owner: ida
            due: 2026-12-11
            status: on_track
            depends_on: [reasons-asked]
      - id: tills-400
        title: Raise the number of kitchens with a connected till from 240 to 400
        metric: tills-connected
        owner: ida
        work:
          - id: till-contract
            title: A contract with the maker of the commonest till
            owner: ida
            due: 2026-10-16
            status: done
            finished: 2026-10-14
          - id: till-connector
            title: A connector to the commonest till
            owner: tom
            due: 2026-11-27
            status: at_risk
            depends_on: [till-contract]
          - id: till-self-service
            title: A kitchen connects its till without us
            owner: tom
            due: 2026-12-18
            status: committed
            depends_on: [till-connector]
  - id: shelves-right
    title: The system knows what stands on the shelf
    serves: stock-without-counting
    team: stock
    owner: noor
    period: 2026-Q4
    key_results:
      - id: accuracy-95
        title: Raise the share of shelves that agree from 81% to 95%
        metric: stock-accuracy
        owner: noor
        work:
          - id: spot-checks-weekly
            title: Ten spot checks a week in five kitchens
            owner: wei
            due: 2026-10-09
            status: done
            finished: 2026-10-09
          - id: recipes-subtracted
            title: Each dish sold is taken off the shelf by its recipe
            owner: wei
            due: 2026-12-04
            status: on_track
            depends_on: [till-connector, spot-checks-weekly]
      - id: scanned-80
        title: Raise the share of deliveries scanned at the door from 35% to 80%
        metric: deliveries-scanned
        owner: wei
        work:
          - id: scanner-chosen
            title: One scanner that survives a wet door
            owner: wei
            due: 2026-10-16
            status: done
            finished: 2026-10-20
          - id: scanners-sent
            title: Two hundred scanners sent out
            owner: noor
            due: 2026-11-27
            status: at_risk
            depends_on: [scanner-chosen]
          - id: supplier-labels
            title: Five suppliers print our label
            owner: noor
            due: 2026-12-11
            status: on_track
          - id: scan-without-typing
            title: A labelled box is booked in with one scan
            owner: wei
            due: 2026-12-18
            status: committed
            depends_on: [supplier-labels, scanners-sent]
initiatives:
  - id: weather-data
    title: Weather for every kitchen
    serves: orders-that-write-themselves
    owner: ida
    work:
      - id: weather-compared
        title: Three weather services compared on last winter
        owner: tom
        due: 2026-09-25
        status: done
        finished: 2026-09-24
      - id: weather-contract
        title: A contract with the best weather service
        owner: ida
        due: 2026-10-30
        status: done
        finished: 2026-11-02
        depends_on: [weather-compared]
"""

TEXTS = {"company.yml": COMPANY, "goals.yml": GOALS, "numbers.yml": NUMBERS}

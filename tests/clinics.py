"""A made-up company with software for clinics: the strategy that tests of reviews change."""

# ruff: noqa: E501  # a field reads on one line

from __future__ import annotations

from textwrap import dedent

STRATEGY = {
    "strategy/company.yml": """\
        strategies:
          - id: customers-that-stay
            title: Win by keeping customers
            level: company
            period: 2027
            owner: maya
            where_we_play: Independent clinics with two to ten chairs
            fixed: [Patients' data stays in the country.]
            not_doing: [{title: Hospitals, because: Another buyer and another law.}]
            triggers: [{when: Two chains buy a tenth of our clinics, then: We meet the same week, owner: maya}]
          - id: clinics-that-stay
            title: Clinics stay because mornings are calm
            level: product
            period: 2027
            owner: jo
            serves: customers-that-stay
        people:
          - {id: maya, title: Maya Lind}
          - {id: jo, title: Jo Kern}
          - {id: ana, title: Ana Reis}
        teams:
          - {id: onboarding, title: Onboarding, members: [jo, ana]}
        metrics:
          - {id: activation-7d, title: 7-day activation, unit: "%", direction: up, readings: [{date: 2026-12-31, value: 40%}]}
          - {id: load, title: Support load, unit: h, direction: down}
        """,
    "strategy/bets.yml": """\
        bets:
          - id: first-week-value
            title: Value in the first week
            serves: clinics-that-stay
            period: 2027-Q1
            status: on_track
            size: big
            owner: maya
            approved_by: maya
            confidence: {problem: high, solution: {level: medium, evidence: Six clinics tried it.}, outcome: medium}
            success: {outcome: Clinics see value in a week, measure: activation-7d, baseline: 40%, target: 55%, by: 2027-03-31}
            deprioritises: [fax-bridge]
          - {id: calm-mornings, title: Calm mornings, serves: clinics-that-stay, period: 2027-Q1, status: on_track, size: medium, owner: jo, approved_by: maya}
          - {id: fair-prices, title: Fair prices, serves: clinics-that-stay, period: 2027-Q1, status: on_track, size: medium, owner: jo, approved_by: maya}
          - {id: open-north, title: Open the north, serves: clinics-that-stay, period: 2027-Q1, status: on_track, size: big, owner: jo, approved_by: maya}
          - {id: fax-bridge, title: A bridge to fax, serves: clinics-that-stay, period: 2027-Q2, status: proposed, size: medium, owner: jo}
        """,
    "strategy/okrs.yml": """\
        objectives:
          - id: first-week
            title: New clinics get value in their first week
            level: team
            team: onboarding
            period: 2027-Q1
            status: on_track
            owner: jo
            serves: first-week-value
            key_results:
              - id: activation
                title: More clinics active after a week
                metric: activation-7d
                baseline: 40%
                target: 55%
                by: 2027-03-31
                owner: jo
                check_ins:
                  - {date: 2027-01-15, value: 42%, status: on_track, confidence: 7}
                work:
                  - {id: guided-import, title: Guided import, owner: jo, due: 2027-02-10, status: on_track, done_when: A clinic imports its list alone.}
              - {id: answers, title: Support answers faster, metric: load, baseline: 24 h, target: 12 h, owner: ana}
          - id: next-quarter
            title: Clinics plan a week ahead
            level: team
            period: 2027-Q2
            status: committed
            owner: jo
            serves: first-week-value
            key_results:
              - {id: planned-weeks, title: Clinics that plan ahead, metric: planned weeks, baseline: 10%, target: 40%, owner: jo}
          - id: idea
            title: Clinics recommend us
            level: team
            period: 2027-Q1
            status: proposed
            serves: first-week-value
            key_results:
              - {id: recommended, title: Clinics that recommend us, metric: share who recommend, baseline: 10%, target: 40%}
        risks:
          - {id: dirty-data, title: Lists are dirty, serves: first-week, probability: 4, impact: 3, mitigation: A person looks at each., owner: ana}
        """,
}
TEXTS = {path: dedent(text) for path, text in STRATEGY.items()}

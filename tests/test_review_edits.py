"""Edits of promises, decisions and rules in two small strategies: text in, text out.

What each comes to was decided before it was run: what weakens a promise, turns a decision or loosens
a rule is never calm, and what changes no meaning is.
"""

# ruff: noqa: E501  # a table reads across

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache

import pytest

from stratdocs.model.stack import Stack, load
from stratdocs.reviewing.compare import review_of
from stratdocs.reviewing.sides import sides_of
from stratdocs.reviewing.value import Review, Weight
from stratdocs.reviewing.verdict import fact_message

TODAY = date(2026, 11, 21)
Table = dict[str, tuple[Sequence[tuple[str, str]], Sequence[str]]]
"""What to replace by what, and what the review says, by the name of the edit."""

BAKERY = """\
strategies:
  - id: bread-that-lasts
    title: The bread that stays fresh longest in town
    level: company
    period: 2026
    owner: rosa
    why: Customers throw away a third of what they buy, and blame the baker.
    where_we_play: Six shops between the river and the ring road.
    how_we_win: Long fermentation, and no loaf older than a day.
    fixed:
      - No loaf is sold after its day.
      - All recipes are free of additives.
      - Two people check each batch before it leaves.
    open:
      - Opening hours of each shop.
    constraints:
      - The bakehouse rests from ten until two.
    tradeoffs:
      - Freshness over variety.
    not_doing:
      - {title: Supermarket supply, because: They set the price and the age.}
      - {title: Frozen dough, because: It is what we compete against.}
    triggers:
      - {when: Returned loaves exceed 3% in a month, then: Halve the evening batch and tell every shop., metric: returns, above: 3%, owner: tim}
    cadence: monthly
people:
  - {id: rosa, title: Rosa Lang}
  - {id: tim, title: Tim Ekwall}
  - {id: uma, title: Uma Rao}
teams:
  - {id: bakehouse, title: Bakehouse, members: [tim, uma], capacity: 60 d, utilisation: 70%}
metrics:
  - {id: returns, title: Returned loaves, unit: "%", direction: down, source: Till system, description: Loaves brought back within two days of purchase.}
  - {id: regulars, title: Customers who come weekly, direction: up, source: Loyalty card}
bets:
  - id: day-tags
    title: Every loaf wears its day
    serves: bread-that-lasts
    period: 2026-H2
    status: on_track
    size: big
    owner: rosa
    approved_by: rosa
    approved_on: 2026-06-20
    why: Nobody can see how fresh a loaf is.
    success: {outcome: Customers choose by the tag and never ask for the date., measure: returns, baseline: 6%, target: 2%, by: 2026-12-31}
    guardrails: [regulars]
    rights: {decides: rosa, consulted: [tim], informed: [uma]}
    empowered: {authority: Tim may stop the line at any time., resources: Two people and €20000., barriers: The old printer.}
    deprioritises: [{what: A sandwich counter, because: It needs the same hands.}]
objectives:
  - id: tagged-and-trusted
    title: Shops trust the tag
    serves: day-tags
    period: 2026-Q4
    status: on_track
    owner: tim
    team: bakehouse
    ambition: committed
    key_results:
      - {id: returns-down, title: Cut returned loaves from 6% to 2%, metric: returns, baseline: 6%, target: 2%, owner: tim, status: on_track, guardrails: [regulars], check_ins: [{date: 2026-11-02, value: 4%, confidence: 6, note: Two shops still take bread back without asking.}]}
      - {id: regulars-up, title: Raise weekly customers from 800 to 1000, metric: regulars, baseline: 800, target: 1000, owner: uma, status: at_risk}
    work:
      - {id: printer, title: A printer for each shop, owner: uma, due: 2026-11-30, status: on_track, done_when: All six shops print tags without help., depends_on: [paper]}
      - {id: paper, title: Paper that food law allows, owner: tim, due: 2026-11-10, status: on_track, done_when: The office has signed.}
initiatives:
  - id: tag-rule
    title: The rule of the tag
    serves: day-tags
    period: 2026-H2
    status: on_track
    owner: uma
    nature: policy
    ballot: {product: 1, policy: 6}
    goal: Every shop tags every loaf before it is on the shelf.
    exceptions: [{for: Market stall, granted_by: rosa, until: 2026-12-24, because: No power there.}]
    controls: [{what: A daily look at ten loaves in each shop, owner: tim, tested: 2026-10-30}]
    escalates_to: rosa
decisions:
  - id: no-discount
    title: No discount in the evening
    decided: 2026-07-02
    owner: rosa
    serves: bread-that-lasts
    question: Do we sell old bread cheaper?
    options: [Half price after six, Give it away, Neither]
    choice: Neither. What is left at seven goes to the food bank the same evening.
    rights: {decides: rosa, consulted: [tim]}
    approvals: [{by: rosa, date: 2026-07-02, note: Only while the food bank collects.}]
    reversible: true
risks:
  - {id: one-printer, title: The only printer breaks, serves: day-tags, probability: 3, impact: 4, owner: uma, mitigation: A second printer is rented until the new ones are in.}
rituals:
  - {id: tasting, title: Monday tasting, cadence: weekly, last_held: 2026-11-16, owner: rosa, serves: bread-that-lasts, asks: [Which loaf was not good enough?, What do we stop?]}
settings:
  rules:
    stale: {weeks: 4}
"""
LIBRARY = """\
strategies:
  - id: read-anywhere
    title: Every child in the county reads for pleasure
    level: company
    period: 2026
    owner: lena
    why: One child in four leaves school without having read a book for its own sake.
    where_we_play: Schools, libraries and homes in all fourteen parishes.
    how_we_win: We bring books to where children are, and only children choose them.
    problems:
      - Branch libraries close before parents leave work.
    for_whom: [children under twelve, their parents, teachers]
    fixed:
      - Borrowing stays free for everyone.
      - No child's reading record is shown to anybody but the child.
      - At least 40% of the budget is spent on books.
      - Volunteers are checked by the police before they meet children.
      - Every branch opens on Saturdays until 18:00.
    open:
      - Which books a branch buys.
      - When story hours are held.
    constraints:
      - The county pays no more than €900,000 a year.
      - We do not employ more than 40 people.
    tradeoffs:
      - More readers over more loans.
      - Paper over screens.
    not_doing:
      - {title: Homework help, because: Schools do it and are paid for it.}
      - {title: Games and consoles, because: They crowd out the shelves.}
    triggers:
      - {when: Two branches lose half of their visitors, then: Close one of them and run a bus instead, owner: omar}
      - {when: The county cuts the grant, then: Stop buying films at once, owner: lena}
    metrics: [readers]
    cadence: quarterly
    confirmed: [{by: omar, level: leadership, date: 2026-02-01}]
people: [{id: lena, title: Lena Frisk}, {id: omar, title: Omar Said}, {id: pia, title: Pia Holm}]
teams: [{id: branches, title: Branches, members: [omar, pia], capacity: 100 d, utilisation: 75%, reading: {asks: Each branch knows its children by name., will_not_do: We will not order books for adults first.}}]
metrics:
  - {id: readers, title: Children who finish a book a month, direction: up, unit: children, source: Library cards}
  - {id: waiting, title: Days until a book arrives, direction: down, threshold: 10 d}
bets:
  - id: book-bus
    title: A bus to each school
    serves: read-anywhere
    period: 2026-H2
    status: on_track
    size: big
    owner: lena
    approved_by: lena
    approved_on: 2026-06-01
    why: Half of the schools have no library within three kilometres.
    dhm: {delight: Children pick from 2000 books twice a month., hard_to_copy: Nobody else has the drivers., margin: It replaces three branches.}
    confidence: {problem: {level: high, evidence: We asked 31 schools and all said yes.}, solution: medium, outcome: low}
    success: {outcome: Each child within the county finishes four books by Christmas without being told to., measure: readers, baseline: 2100, target: 3500, by: 2026-12-20}
    guardrails: [waiting]
    rights: {decides: lena, consulted: [omar, pia], informed: [pia]}
    empowered: {authority: Omar signs contracts up to €50000., resources: Two buses and three drivers., barriers: Parking at schools.}
    deprioritises: [{what: An app, because: No phones under twelve.}]
    not_doing: [{title: Stops at shops, because: Queues.}]
    triggers: [{when: A bus is off the road for five days, then: Hire one the same week, owner: omar}]
objectives:
  - id: bus-in-every-parish
    title: No parish is without a bus
    serves: book-bus
    period: 2026-Q4
    status: on_track
    owner: omar
    team: branches
    why: Parishes without a bus lose readers first.
    key_results:
      - {id: stops, title: Raise stops from 20 to 56, baseline: 20, target: 56, owner: omar, status: on_track, by: 2026-12-15}
      - {id: late-days, title: All buses run on time on nine of ten days, metric: waiting, baseline: 18 d, target: 9 d, owner: pia, status: on_track, score: 0.4}
    work:
      - {id: second-bus, title: Buy and fit the second bus, owner: omar, due: 2026-12-01, status: on_track, done_when: It passes inspection and carries 2000 books., estimate: 20 d, depends_on: [licence]}
      - {id: licence, title: Licence for three drivers, owner: pia, due: 2026-11-25, status: on_track, done_when: All three have passed.}
initiatives:
  - id: quiet-hours
    title: Quiet hours in all branches
    serves: read-anywhere
    period: 2026-H2
    status: on_track
    owner: pia
    nature: policy
    goal: Nobody talks aloud in a branch between four and six.
    guardrails: [Children under six may always talk., Staff must never send a child away.]
    phases: [{title: Signs in all branches, step: rules, status: done, starts: 2026-07-01, ends: 2026-07-31}, {title: Weekly look, step: monitoring, status: on_track, starts: 2026-08-01, ends: 2026-12-31}]
    gaps: [{dimension: feedback, cause: Nobody asked the children., actions: [{title: Ask ten children in each branch, owner: pia, by: 2026-11-30}, {title: Hang up what they said, owner: pia, by: 2026-12-10}]}]
    controls: [{what: Omar visits each branch twice a month, owner: omar, tested: 2026-10-10}]
    exceptions: [{for: The harbour branch, granted_by: lena, until: 2026-12-31, because: It is a café.}]
    escalates_to: lena
decisions:
  - id: no-fines
    title: Fines are abolished
    decided: 2026-03-01
    owner: lena
    serves: read-anywhere
    question: Do we fine children who bring books late?
    options: [Fines as before, Fines for adults only, No fines]
    choice: No fines for anybody under eighteen; adults pay one euro a week.
    rights: {decides: lena, consulted: [omar], informed: [pia]}
    approvals: [{by: lena, date: 2026-03-01}]
    reversible: true
    first_output: 2026-04-01
risks: [{id: bus-fails, title: The old bus fails in winter, serves: book-bus, probability: 4, impact: 3, owner: omar, mitigation: The workshop checks it every week and lends us one if it fails.}]
rituals: [{id: monday, title: Monday round, cadence: weekly, owner: lena, serves: read-anywhere, asks: [Which child did we lose?]}]
retrospectives: [{id: retro, title: Summer, date: 2026-09-01, owner: lena, serves: book-bus, worked: [Stops at the beach.], did_not: [Two Saturdays without a driver.], improve: [A second driver for each Saturday.]}]
experiments: [{id: beach, title: Beach stops, serves: floating, status: done, assumption: Parents read aloud on the beach., method: Four Sundays at two beaches., passes_if: At least 60 of 100 families borrow again., result: 44 of 100 families borrowed again., decision: stop}]
solutions: [{id: floating, title: A floating library, serves: no-way-home}]
opportunities: [{id: no-way-home, title: Books stay at school over the summer, serves: more-pages, evidence: [{says: Teachers locked 900 books away in June., source: Survey of teachers}]}]
outcomes: [{id: more-pages, title: Children read through the summer, serves: read-anywhere, metric: readers, baseline: 2100, target: 3000}]
health: [{id: h, title: Autumn check, date: 2026-10-01, owner: lena, checklist: [{item: resources, status: red, evidence: Drivers were missing on six days., action: Hire a fourth driver by Christmas., owner: omar, by: 2026-12-20}]}]
"""

WEAKENED_BAKERY: Table = {
    "no loaf after its day": (
        (("No loaf is sold after its day.", "No loaf is sold two days after its day."),),
        (
            "notable focus: fixed points of bread-that-lasts: “No loaf is sold after its day” became “No loaf is sold two days after its day”, no reason given; 1 bet, 1 objective and 8 more depend on it",
        ),
    ),
    "all recipes to most": (
        (("All recipes are free", "Nearly all recipes are free"),),
        (
            "notable focus: fixed points of bread-that-lasts: “All recipes are free of additives” became “Nearly all recipes are free of additives”, which is weaker, no reason given; 1 bet, 1 objective and 8 more depend on it",
        ),
    ),
    "two people to one": (
        (("Two people check each batch", "One person checks each batch"),),
        (
            (
                "notable focus: fixed points of bread-that-lasts reworded: “Two people” "
                "became “One person”, no reason given; 1 bet, 1 objective and 8 more depend "
                "on it"
            ),
        ),
    ),
    "how we win softer": (
        (("and no loaf older than a day", "and few loaves older than a day"),),
        (
            "breaking focus: how we win of bread-that-lasts reworded: “no loaf” became “few loaves”, which is weaker, no reason given; 1 bet, 1 objective and 8 more depend on it",
        ),
    ),
    "where narrower": (
        (
            (
                "Six shops between the river and the ring road.",
                "Four shops between the river and the ring road.",
            ),
        ),
        (
            "breaking focus: where we play of bread-that-lasts reworded: “Six” became “Four”, no reason given; 1 bet, 1 objective and 8 more depend on it",
        ),
    ),
    "trigger never": (
        (("metric: returns, above: 3%", "metric: returns, above: 9%"),),
        (
            "breaking goalpost: upper limit of the trigger “Returned loaves exceed 3% in a month” of bread-that-lasts raised from 3% to 9% 46 weeks after the start, no reason given; 1 bet, 1 objective and 8 more depend on it",
        ),
    ),
    "trigger tells fewer": (
        (("tell every shop", "tell some shops"),),
        (
            "notable goalpost: consequence of the trigger “Returned loaves exceed 3% in a month” of bread-that-lasts changed from “Halve the evening batch and tell every shop” to “Halve the evening batch and tell some shops”, which is weaker, 46 weeks after the start, no reason given; 1 bet, 1 objective and 8 more depend on it",
        ),
    ),
    "outcome rarely": (
        (("never ask for the date", "rarely ask for the date"),),
        (
            "breaking goalpost: outcome of day-tags reworded: “never” became “rarely”, which is weaker, 20 weeks after the start, no reason given; 1 objective, 2 key results and 4 more depend on it",
        ),
    ),
    "aspirational": (
        (("ambition: committed", "ambition: aspirational"),),
        (
            "breaking goalpost: ambition of tagged-and-trusted lowered from committed to aspirational 7 weeks after the start, no reason given; 2 key results and 2 work items depend on it",
        ),
    ),
    "guardrail of kr gone": (
        ((", guardrails: [regulars], check_ins", ", check_ins"),),
        (
            (
                "breaking goalpost: guardrails of returns-down: regulars removed 7 weeks "
                "after the start, no reason given"
            ),
        ),
    ),
    "authority": (
        (("Tim may stop the line at any time.", "Tim may ask to stop the line."),),
        (
            "notable accountability: authority given to the owner of day-tags changed from “Tim may stop the line at any time” to “Tim may ask to stop the line”, which is weaker, no reason given; 1 objective, 2 key results and 4 more depend on it",
        ),
    ),
    "exception longer": (
        (("until: 2026-12-24", "until: 2027-12-24"),),
        (
            "notable goalpost: last day of the exception for “Market stall” of tag-rule extended from 2026-12-24 to 2027-12-24, 20 weeks after the start, no reason given",
        ),
    ),
    "control rarer": (
        (("A daily look at ten loaves", "A weekly look at ten loaves"),),
        (
            "notable goalpost: control of tag-rule changed from “A daily look at ten loaves in each shop” to “A weekly look at ten loaves in each shop” 20 weeks after the start, no reason given",
        ),
    ),
    "control gone": (
        (
            (
                "    controls: [{what: A daily look at ten loaves in each shop, owner: tim, tested: 2026-10-30}]\n",
                "",
            ),
        ),
        (
            (
                "notable goalpost: control “A daily look at ten loaves in each shop” of "
                "tag-rule removed 20 weeks after the start, no reason given"
            ),
        ),
    ),
    "goal later": (
        (("before it is on the shelf", "when it is on the shelf"),),
        (
            "notable goalpost: goal of tag-rule reworded: “before” became “when” 20 weeks after the start, no reason given",
        ),
    ),
    "done with help": (
        (("All six shops print tags without help.", "All six shops print tags."),),
        (
            "notable goalpost: done criterion of printer changed from “All six shops print tags without help” to “All six shops print tags”, which is weaker, no reason given",
        ),
    ),
    "mitigation promised": (
        (
            (
                "A second printer is rented until the new ones are in.",
                "A second printer could be rented.",
            ),
        ),
        (
            "notable evidence: mitigation of one-printer changed from “A second printer is rented until the new ones are in” to “A second printer could be rented”, which is weaker, no reason given",
        ),
    ),
    "metric redefined": (
        (
            (
                "Loaves brought back within two days of purchase.",
                "Loaves brought back within one day of purchase.",
            ),
        ),
        (
            "notable goalpost: description of returns reworded: “two days” became “one day”, no reason given",
        ),
    ),
    "source changed": (
        (("source: Till system", "source: Estimate by the shops"),),
        (
            "notable evidence: source of returns changed from “Till system” to “Estimate by the shops”, which goals depend on, no reason given",
        ),
    ),
    "done dep dropped": (
        ((", depends_on: [paper]}", "}"),),
        ("notable traceability: dependencies of printer: paper removed, no reason given",),
    ),
    "note deleted": (
        ((", note: Two shops still take bread back without asking.", ""),),
        (
            "notable evidence: note of the check-in of 2026-11-02 of returns-down removed (was “Two shops still take bread back without asking”), no reason given",
        ),
    ),
    "approval condition": (
        (("Only while the food bank collects.", "While we like."),),
        (
            "notable accountability: note of the approval by rosa of no-discount changed from “Only while the food bank collects” to “While we like”, which is weaker, no reason given",
        ),
    ),
    "owner is a team": (
        (("    owner: tim\n    team: bakehouse", "    owner: bakehouse\n    team: bakehouse"),),
        (
            "breaking accountability: owner of tagged-and-trusted changed from tim to bakehouse, a group, no reason given; 2 key results and 2 work items depend on it",
        ),
    ),
    "status hidden": (
        (("owner: uma, status: at_risk}", "owner: uma}"),),
        ("notable evidence: status of regulars-up removed (was at_risk), no reason given",),
    ),
}
REVERSED_BAKERY: Table = {
    "choice": (
        (
            (
                "choice: Neither. What is left at seven goes to the food bank",
                "choice: Half price after six. What is left at seven goes to the food bank",
            ),
        ),
        (
            "breaking focus: choice of no-discount reworded: “Neither” became “Half price after six”, one of its other options, no reason given",
        ),
    ),
    "rights": (
        (("rights: {decides: rosa, consulted: [tim]}", "rights: {decides: tim}"),),
        (
            (
                "notable accountability: decider of no-discount changed from rosa to tim; "
                "people consulted of no-discount: tim removed, no reason given"
            ),
        ),
    ),
    "question": (
        (("question: Do we sell old bread cheaper?", "question: Which bread do we sell cheaper?"),),
        (
            "notable focus: question of no-discount changed from “Do we sell old bread cheaper?” to “Which bread do we sell cheaper?”, no reason given",
        ),
    ),
    "nature": (
        (("nature: policy", "nature: product"),),
        (
            "breaking goalpost: nature of tag-rule changed from policy to product 20 weeks after the start, no reason given",
        ),
    ),
    "refusal begins": (
        (
            ("      - {title: Supermarket supply, because: They set the price and the age.}\n", ""),
            (
                "bets:\n",
                "bets:\n  - {id: supermarkets, title: Supermarket supply, serves: bread-that-lasts, size: medium, status: committed, owner: tim, period: 2026-H2, approved_by: rosa}\n",
            ),
        ),
        (
            "notable focus: bet supermarkets (Supermarket supply) added to bread-that-lasts, which had ruled it out",
        ),
    ),
    "title of decision": (
        (("title: No discount in the evening", "title: Discount in the evening"),),
        (
            "breaking focus: title of no-discount changed from “No discount in the evening” to “Discount in the evening”, which says the opposite, no reason given",
        ),
    ),
}
LOOSENED_BAKERY: Table = {
    "threshold": (
        (("stale: {weeks: 4}", "stale: {weeks: 40}"),),
        ("notable exemption: stale: `weeks` from 4 to 40",),
    ),
    "review weights": (
        (("settings:\n", "settings:\n  review: {goalpost: minor}\n"),),
        (
            (
                "breaking exemption: changes of goalpost now count as minor (had their usual "
                "weight before)"
            ),
        ),
    ),
    "allow": (
        (
            (
                "  - id: day-tags\n",
                "  - id: day-tags  # stratdocs: allow no-adaptation-trigger -- we watch it anyway\n",
            ),
        ),
        ("notable exemption: no-adaptation-trigger of day-tags, because we watch it anyway",),
    ),
    "utilisation gone": (
        ((", utilisation: 70%", ""),),
        ("notable focus: utilisation of bakehouse removed (was 70%), no reason given",),
    ),
    "cadence of ritual": (
        (("cadence: weekly, last_held", "cadence: yearly, last_held"),),
        (
            "notable accountability: cadence of tasting changed from weekly to yearly, no reason given",
        ),
    ),
    "year starts": (
        (("settings:\n", "settings:\n  year_starts: april\n"),),
        ("notable exemption: `year_starts` from 1 to 4",),
    ),
}
HARMLESS_BAKERY: Table = {
    "quotes": (
        (("title: Shops trust the tag", 'title: "Shops trust the tag"'),),
        (),
    ),
    "block style": (
        (
            (
                "deprioritises: [{what: A sandwich counter, because: It needs the same hands.}]",
                "deprioritises:\n      - what: A sandwich counter\n        because: It needs the same hands.",
            ),
        ),
        (),
    ),
    "same share": (
        (("baseline: 6%, target: 2%, owner: tim", "baseline: 0.06, target: 0.02, owner: tim"),),
        (),
    ),
    "synonym": (
        (
            (
                "Two people check each batch before it leaves.",
                "Two people verify every batch before it leaves.",
            ),
        ),
        (
            "minor clarification: fixed points of bread-that-lasts reworded, in spelling or style only",
        ),
    ),
    "american": (
        (
            (
                "Long fermentation, and no loaf older than a day.",
                "Long fermentation and no loaf older than one day.",
            ),
        ),
        (
            "minor clarification: how we win of bread-that-lasts reworded, in spelling or style only",
        ),
    ),
    "turned round": (
        (
            (
                "What is left at seven goes to the food bank the same evening.",
                "What is left at seven goes, the same evening, to the food bank.",
            ),
        ),
        ("minor clarification: choice of no-discount reworded, in spelling or style only",),
    ),
    "new work": (
        (
            (
                "    work:\n",
                "    work:\n      - {id: stickers, title: Stickers for the bags, owner: uma, due: 2026-12-10, status: on_track, done_when: Bags of all shops have one.}\n",
            ),
        ),
        (
            "minor structure: work item stickers (Stickers for the bags) added to tagged-and-trusted",
        ),
    ),
    "reviewed": (
        (("    cadence: monthly\n", "    cadence: monthly\n    reviewed: 2026-11-20\n"),),
        ("minor progress: last review of bread-that-lasts set to 2026-11-20",),
    ),
    "tag": (
        (("    size: big\n", "    size: big\n    tags: [shops]\n"),),
        ("minor structure: tags of day-tags: “shops” added",),
    ),
    "new reading": (
        (
            (
                "source: Till system",
                "readings: [{date: 2026-11-18, value: 3.8%}], source: Till system",
            ),
        ),
        ("minor progress: reading of returns added: 2026-11-18, 3.8%",),
    ),
    "control tested": (
        (("tested: 2026-10-30", "tested: 2026-11-19"),),
        (
            "minor progress: last test of the control “A daily look at ten loaves in each shop” of tag-rule changed from 2026-10-30 to 2026-11-19",
        ),
    ),
    "typo": (
        (
            (
                "Customers throw away a third of what they buy",
                "Customers throw away one third of what they buy",
            ),
        ),
        ("minor clarification: why of bread-that-lasts reworded, in spelling or style only",),
    ),
    "question more": (
        (("What do we stop?]", "What do we stop?, What sold out first?]"),),
        ("minor progress: questions of tasting: “What sold out first?” added",),
    ),
}
WEAKENED_LIBRARY: Table = {
    "free to cheap": (
        (("Borrowing stays free for everyone.", "Borrowing stays cheap for everyone."),),
        (
            "notable focus: fixed points of read-anywhere: “Borrowing stays free for everyone” became “Borrowing stays cheap for everyone”, which is weaker, no reason given; 1 bet, 1 objective and 12 more depend on it",
        ),
    ),
    "for everyone to children": (
        (("Borrowing stays free for everyone.", "Borrowing stays free for children."),),
        (
            "notable focus: fixed points of read-anywhere: “Borrowing stays free for everyone” became “Borrowing stays free for children”, which is weaker, no reason given; 1 bet, 1 objective and 12 more depend on it",
        ),
    ),
    "anybody but child and parents": (
        (("anybody but the child.", "anybody but the child and its parents."),),
        (
            "notable focus: fixed points of read-anywhere reworded: “and its parents” was added, which is weaker, no reason given; 1 bet, 1 objective and 12 more depend on it",
        ),
    ),
    "at least to about": (
        (("At least 40% of the budget", "About 40% of the budget"),),
        (
            "notable focus: fixed points of read-anywhere: “At least 40% of the budget is spent on books” became “About 40% of the budget is spent on books”, which is weaker, no reason given; 1 bet, 1 objective and 12 more depend on it",
        ),
    ),
    "40 to 35": (
        (("At least 40% of the budget", "At least 35% of the budget"),),
        (
            "notable focus: fixed points of read-anywhere: “At least 40% of the budget is spent on books” became “At least 35% of the budget is spent on books”, no reason given; 1 bet, 1 objective and 12 more depend on it",
        ),
    ),
    "police to us": (
        (("checked by the police before", "checked by us before"),),
        (
            "notable focus: fixed points of read-anywhere reworded: “police” became “us”, no reason given; 1 bet, 1 objective and 12 more depend on it",
        ),
    ),
    "before to after": (
        (("before they meet children", "after they meet children"),),
        (
            "notable focus: fixed points of read-anywhere reworded: “before” became “after”, which says the opposite, no reason given; 1 bet, 1 objective and 12 more depend on it",
        ),
    ),
    "checked gone": (
        (("      - Volunteers are checked by the police before they meet children.\n", ""),),
        (
            (
                "notable focus: fixed points of read-anywhere: “Volunteers are checked by "
                "the police before they meet children” removed, no reason given; 1 bet, 1 "
                "objective and 12 more depend on it"
            ),
        ),
    ),
    "saturday hour": (
        (("on Saturdays until 18:00", "on Saturdays until 14:00"),),
        (
            "notable focus: fixed points of read-anywhere: “Every branch opens on Saturdays until 18:00” became “Every branch opens on Saturdays until 14:00”, no reason given; 1 bet, 1 objective and 12 more depend on it",
        ),
    ),
    "saturdays some": (
        (("Every branch opens on Saturdays until", "Every branch opens on some Saturdays until"),),
        (
            "notable focus: fixed points of read-anywhere reworded: “on Saturdays” became “on some Saturdays”, which is weaker, no reason given; 1 bet, 1 objective and 12 more depend on it",
        ),
    ),
    "county pays more": (
        (("no more than €900,000 a year", "no more than €1,200,000 a year"),),
        (
            "notable focus: constraints of read-anywhere reworded: “€900,000” became “€1,200,000”, no reason given; 1 bet, 1 objective and 12 more depend on it",
        ),
    ),
    "employ aim": (
        (("We do not employ more than 40 people", "We aim not to employ more than 40 people"),),
        (
            "notable focus: constraints of read-anywhere: “We do not employ more than 40 people” became “We aim not to employ more than 40 people”, which is weaker, no reason given; 1 bet, 1 objective and 12 more depend on it",
        ),
    ),
    "only gone": (
        (("and only children choose them", "and children choose them"),),
        (
            "breaking focus: how we win of read-anywhere reworded: “and only children” became “and children”, which is weaker, no reason given; 1 bet, 1 objective and 12 more depend on it",
        ),
    ),
    "parishes fewer": (
        (("homes in all fourteen parishes", "homes in four parishes"),),
        (
            "breaking focus: where we play of read-anywhere reworded: “all fourteen” became “four”, no reason given; 1 bet, 1 objective and 12 more depend on it",
        ),
    ),
    "tradeoff swap": (
        (("Paper over screens.", "Screens over paper."),),
        (
            "notable focus: trade-offs of read-anywhere: “Paper over screens” became “Screens over paper”, which says the opposite, no reason given; 1 bet, 1 objective and 12 more depend on it",
        ),
    ),
    "then consider": (
        (("then: Close one of them and run a bus instead", "then: Consider closing one of them"),),
        (
            "notable goalpost: consequence of the trigger “Two branches lose half of their visitors” of read-anywhere changed from “Close one of them and run a bus instead” to “Consider closing one of them”, which is weaker, 46 weeks after the start, no reason given; 1 bet, 1 objective and 12 more depend on it",
        ),
    ),
    "at once gone": (
        (("Stop buying films at once", "Stop buying films in the next year"),),
        (
            "notable goalpost: consequence of the trigger “The county cuts the grant” of read-anywhere changed from “Stop buying films at once” to “Stop buying films in the next year”, which is weaker, 46 weeks after the start, no reason given; 1 bet, 1 objective and 12 more depend on it",
        ),
    ),
    "when stricter event": (
        (("Two branches lose half", "Five branches lose half"),),
        (
            "notable goalpost: trigger of read-anywhere changed from “Two branches lose half of their visitors” to “Five branches lose half of their visitors” 46 weeks after the start, no reason given; 1 bet, 1 objective and 12 more depend on it",
        ),
    ),
    "trigger of bet later": (
        (("Hire one the same week", "Hire one the same month"),),
        (
            "notable goalpost: consequence of the trigger “A bus is off the road for five days” of book-bus changed from “Hire one the same week” to “Hire one the same month” 20 weeks after the start, no reason given; 1 objective, 2 key results and 4 more depend on it",
        ),
    ),
    "outcome adults": (
        (("Each child within the county finishes", "Each child in the schools finishes"),),
        (
            "notable goalpost: outcome of book-bus reworded: “within the county” became “in the schools” 20 weeks after the start, no reason given; 1 objective, 2 key results and 4 more depend on it",
        ),
    ),
    "outcome four to two": (
        (("finishes four books", "finishes two books"),),
        (
            "breaking goalpost: outcome of book-bus reworded: “four” became “two” 20 weeks after the start, no reason given; 1 objective, 2 key results and 4 more depend on it",
        ),
    ),
    "outcome told": (
        (("by Christmas without being told to", "by Christmas"),),
        (
            (
                "breaking goalpost: outcome of book-bus reworded: “without being told to” "
                "was removed, which is weaker, 20 weeks after the start, no reason given; 1 "
                "objective, 2 key results and 4 more depend on it"
            ),
        ),
    ),
    "outcome easter": (
        (("four books by Christmas", "four books by Easter"),),
        (
            "breaking goalpost: outcome of book-bus reworded: “Christmas” became “Easter” 20 weeks after the start, no reason given; 1 objective, 2 key results and 4 more depend on it",
        ),
    ),
    "KR title softer": (
        (
            (
                "All buses run on time on nine of ten days",
                "Most buses run on time on nine of ten days",
            ),
        ),
        (
            "breaking goalpost: title of late-days changed from “All buses run on time on nine of ten days” to “Most buses run on time on nine of ten days”, which is weaker, 7 weeks after the start, no reason given",
        ),
    ),
    "KR title eight": (
        (("on time on nine of ten days", "on time on eight of ten days"),),
        (
            "notable goalpost: title of late-days says eight instead of nine, while its target is still 9 d, 7 weeks after the start, no reason given",
        ),
    ),
    "objective title": (
        (("title: No parish is without a bus", "title: Few parishes are without a bus"),),
        (
            "breaking goalpost: title of bus-in-every-parish changed from “No parish is without a bus” to “Few parishes are without a bus”, which is weaker, 7 weeks after the start, no reason given; 2 key results and 2 work items depend on it",
        ),
    ),
    "by later": (
        (("by: 2026-12-15", "by: 2027-02-15"),),
        (
            (
                "breaking goalpost: date of stops moved from 2026-12-15 to 2027-02-15, 7 "
                "weeks after the start, no reason given"
            ),
        ),
    ),
    "done_when or": (
        (
            (
                "It passes inspection and carries 2000 books.",
                "It passes inspection or carries 2000 books.",
            ),
        ),
        (
            "notable goalpost: done criterion of second-bus changed from “It passes inspection and carries 2000 books” to “It passes inspection or carries 2000 books”, which is weaker, no reason given",
        ),
    ),
    "done_when fewer": (
        (("All three have passed.", "Two have passed."),),
        (
            "notable goalpost: done criterion of licence changed from “All three have passed” to “Two have passed”, no reason given",
        ),
    ),
    "guardrail of rule": (
        (("Children under six may always talk.", "Children under six may usually talk."),),
        (
            "breaking goalpost: guardrails of quiet-hours: “Children under six may always talk” became “Children under six may usually talk”, which is weaker, 20 weeks after the start, no reason given",
        ),
    ),
    "staff never": (
        (("Staff must never send a child away.", "Staff should not send a child away."),),
        (
            "breaking goalpost: guardrails of quiet-hours: “Staff must never send a child away” became “Staff should not send a child away”, which is weaker, 20 weeks after the start, no reason given",
        ),
    ),
    "goal": (
        (("Nobody talks aloud in a branch", "Hardly anybody talks aloud in a branch"),),
        (
            "breaking goalpost: goal of quiet-hours reworded: “Nobody” became “Hardly anybody”, which is weaker, 20 weeks after the start, no reason given",
        ),
    ),
    "action fewer": (
        (("Ask ten children in each branch", "Ask ten children in one branch"),),
        (
            "notable accountability: action of quiet-hours changed from “Ask ten children in each branch” to “Ask ten children in one branch”, which is weaker, no reason given",
        ),
    ),
    "action gone": (
        ((", {title: Hang up what they said, owner: pia, by: 2026-12-10}", ""),),
        (
            (
                "notable accountability: action “Hang up what they said” of quiet-hours "
                "removed, no reason given"
            ),
        ),
    ),
    "visits": (
        (("Omar visits each branch twice a month", "Omar visits each branch once a month"),),
        (
            "notable goalpost: control of quiet-hours changed from “Omar visits each branch twice a month” to “Omar visits each branch once a month” 20 weeks after the start, no reason given",
        ),
    ),
    "control owner gone": (
        ((", owner: omar, tested: 2026-10-10", ", tested: 2026-10-10"),),
        (
            "notable accountability: owner of the control “Omar visits each branch twice a month” of quiet-hours removed (was omar), no reason given",
        ),
    ),
    "mitigation lends gone": (
        (
            (
                "The workshop checks it every week and lends us one if it fails.",
                "The workshop checks it every week.",
            ),
        ),
        (
            (
                "notable evidence: mitigation of bus-fails reworded: “and lends us one if it "
                "fails” was removed, which is weaker, no reason given"
            ),
        ),
    ),
    "criterion after result": (
        (
            (
                "At least 60 of 100 families borrow again.",
                "At least 40 of 100 families borrow again.",
            ),
        ),
        (
            "breaking goalpost: test criterion of beach changed from “At least 60 of 100 families borrow again” to “At least 40 of 100 families borrow again” after it was done, no reason given",
        ),
    ),
    "result polished": (
        (
            (
                "result: 44 of 100 families borrowed again.",
                "result: Nearly all families borrowed again.",
            ),
        ),
        (
            "notable evidence: result of beach changed from “44 of 100 families borrowed again” to “Nearly all families borrowed again”, no reason given",
        ),
    ),
    "evidence gone": (
        (
            (
                "evidence: [{says: Teachers locked 900 books away in June., source: Survey of teachers}]",
                "evidence: []",
            ),
        ),
        (
            (
                "notable evidence: evidence “Teachers locked 900 books away in June” of "
                "no-way-home removed, no reason given; 1 solution depends on it"
            ),
        ),
    ),
    "health greener": (
        (("{item: resources, status: red,", "{item: resources, status: green,"),),
        (
            "notable evidence: status of the answer on resources of h changed from red to green without new evidence, no reason given",
        ),
    ),
    "health action": (
        (("action: Hire a fourth driver by Christmas.", "action: Look for a fourth driver."),),
        (
            "notable accountability: action of the answer on resources of h changed from “Hire a fourth driver by Christmas” to “Look for a fourth driver”, no reason given",
        ),
    ),
    "team reading": (
        (
            (
                "We will not order books for adults first.",
                "We will try not to order books for adults first.",
            ),
        ),
        (
            "notable focus: reading of the strategy (will not do) of branches changed from “We will not order books for adults first” to “We will try not to order books for adults first”, which is weaker, no reason given",
        ),
    ),
    "authority sum": (
        (("contracts up to €50000", "contracts up to €5000"),),
        (
            "notable accountability: authority given to the owner of book-bus changed from “Omar signs contracts up to €50000” to “Omar signs contracts up to €5000”, no reason given; 1 objective, 2 key results and 4 more depend on it",
        ),
    ),
    "resources": (
        (("resources: Two buses and three drivers.", "resources: Two buses."),),
        (
            "notable accountability: resources given to the owner of book-bus changed from “Two buses and three drivers” to “Two buses”, no reason given; 1 objective, 2 key results and 4 more depend on it",
        ),
    ),
    "dhm": (
        (("Children pick from 2000 books twice a month.", "Children pick from 2000 books."),),
        (
            "notable evidence: delight argument of book-bus changed from “Children pick from 2000 books twice a month” to “Children pick from 2000 books”, no reason given; 1 objective, 2 key results and 4 more depend on it",
        ),
    ),
    "threshold": (
        (("direction: down, threshold: 10 d", "direction: down, threshold: 20 d"),),
        (
            "breaking goalpost: threshold of waiting changed from 10 d to 20 d, which goals depend on, no reason given",
        ),
    ),
    "owner gone": (
        (
            (
                "    serves: book-bus\n    period: 2026-Q4\n    status: on_track\n    owner: omar\n",
                "    serves: book-bus\n    period: 2026-Q4\n    status: on_track\n",
            ),
        ),
        (
            "breaking accountability: owner of bus-in-every-parish removed (was omar), no reason given; 2 key results and 2 work items depend on it",
        ),
    ),
    "consulted gone": (
        (("consulted: [omar, pia]", "consulted: [omar]"),),
        (
            (
                "notable accountability: people consulted of book-bus: pia removed, no "
                "reason given; 1 objective, 2 key results and 4 more depend on it"
            ),
        ),
    ),
    "retro": (
        (("did_not: [Two Saturdays without a driver.]", "did_not: []"),),
        (
            (
                "notable evidence: what did not work of retro: “Two Saturdays without a "
                "driver” removed, no reason given"
            ),
        ),
    ),
    "improve": (
        (("A second driver for each Saturday.", "A second driver for some Saturdays."),),
        (
            "notable evidence: resolutions of retro: “A second driver for each Saturday” became “A second driver for some Saturdays”, which is weaker, no reason given",
        ),
    ),
    "score": (
        (("score: 0.4", "score: 0.9"),),
        ("notable evidence: score of late-days rewritten from 0.4 to 0.9, no reason given",),
    ),
    "for_whom fewer": (
        (
            (
                "for_whom: [children under twelve, their parents, teachers]",
                "for_whom: [children under twelve]",
            ),
        ),
        (
            (
                "notable focus: for whom of read-anywhere: “their parents”; “teachers” "
                "removed, no reason given; 1 bet, 1 objective and 12 more depend on it"
            ),
        ),
    ),
    "KR moved to draft": (
        (
            (
                "owner: omar, status: on_track, by: 2026-12-15",
                "owner: omar, status: proposed, by: 2026-12-15",
            ),
        ),
        (
            (
                "breaking goalpost: status of stops changed from on_track to proposed, now a "
                "draft again 7 weeks after the start, no reason given"
            ),
        ),
    ),
    "objective period": (
        (
            (
                "    serves: book-bus\n    period: 2026-Q4",
                "    serves: book-bus\n    period: 2027-Q1",
            ),
        ),
        (
            (
                "breaking goalpost: period of bus-in-every-parish moved from 2026-Q4 to "
                "2027-Q1, 7 weeks after the start, no reason given; 2 key results and 2 work "
                "items depend on it"
            ),
        ),
    ),
    "KR deleted": (
        (
            (
                "      - {id: stops, title: Raise stops from 20 to 56, baseline: 20, target: 56, owner: omar, status: on_track, by: 2026-12-15}\n",
                "",
            ),
        ),
        (
            (
                "breaking goalpost: key result stops (Raise stops from 20 to 56) removed of "
                "bus-in-every-parish 7 weeks after the start, no reason given"
            ),
        ),
    ),
    "stays to should stay": (
        (("Borrowing stays free", "Borrowing should stay free"),),
        (
            "notable focus: fixed points of read-anywhere: “Borrowing stays free for everyone” became “Borrowing should stay free for everyone”, which is weaker, no reason given; 1 bet, 1 objective and 12 more depend on it",
        ),
    ),
    "everyone who registers": (
        (("free for everyone.", "free for everyone who has registered."),),
        (
            "notable focus: fixed points of read-anywhere: “Borrowing stays free for everyone” became “Borrowing stays free for everyone who has registered”, no reason given; 1 bet, 1 objective and 12 more depend on it",
        ),
    ),
    "until renovated": (
        (("Borrowing stays free for everyone.", "Borrowing stays free for everyone until 2027."),),
        (
            "notable focus: fixed points of read-anywhere: “Borrowing stays free for everyone” became “Borrowing stays free for everyone until 2027”, no reason given; 1 bet, 1 objective and 12 more depend on it",
        ),
    ),
    "unless director": (
        (("to anybody but the child.", "to anybody but the child, unless the director asks."),),
        (
            "notable focus: fixed points of read-anywhere reworded: “unless the director asks” was added, which is weaker, no reason given; 1 bet, 1 objective and 12 more depend on it",
        ),
    ),
    "spent or saved": (
        (("is spent on books", "is spent on books or films"),),
        (
            "notable focus: fixed points of read-anywhere reworded: “or films” was added, which is weaker, no reason given; 1 bet, 1 objective and 12 more depend on it",
        ),
    ),
    "new volunteers": (
        (("Volunteers are checked", "New volunteers are checked"),),
        (
            "notable focus: fixed points of read-anywhere reworded: “New” was added, which is weaker, no reason given; 1 bet, 1 objective and 12 more depend on it",
        ),
    ),
    "normally": (
        (("Every branch opens on", "Every branch normally opens on"),),
        (
            "notable focus: fixed points of read-anywhere reworded: “normally” was added, which is weaker, no reason given; 1 bet, 1 objective and 12 more depend on it",
        ),
    ),
    "main branch": (
        (("Every branch opens on", "The main branch opens on"),),
        (
            "notable focus: fixed points of read-anywhere reworded: “Every” became “main”, which is weaker, no reason given; 1 bet, 1 objective and 12 more depend on it",
        ),
    ),
    "how win children->librarians": (
        (("only children choose them", "librarians choose them"),),
        (
            "breaking focus: how we win of read-anywhere reworded: “only children” became “librarians”, which is weaker, no reason given; 1 bet, 1 objective and 12 more depend on it",
        ),
    ),
    "why opposite": (
        (("leaves school without having read", "leaves school having read"),),
        (
            "notable evidence: why of read-anywhere reworded: “school without having” became “school having”, which is weaker, no reason given; 1 bet, 1 objective and 12 more depend on it",
        ),
    ),
    "trigger owner gone": (
        (("and run a bus instead, owner: omar}", "and run a bus instead}"),),
        (
            "notable accountability: owner of the trigger “Two branches lose half of their visitors” of read-anywhere removed (was omar), no reason given; 1 bet, 1 objective and 12 more depend on it",
        ),
    ),
    "trigger fired undone": (
        (
            (
                "{when: The county cuts the grant, then: Stop buying films at once, owner: lena}",
                "{when: The county cuts the grant by half, then: Stop buying films at once, owner: lena}",
            ),
        ),
        (
            "notable goalpost: trigger of read-anywhere changed from “The county cuts the grant” to “The county cuts the grant by half” 46 weeks after the start, no reason given; 1 bet, 1 objective and 12 more depend on it",
        ),
    ),
    "two triggers to one": (
        (
            (
                "      - {when: The county cuts the grant, then: Stop buying films at once, owner: lena}\n",
                "",
            ),
        ),
        (
            (
                "notable goalpost: trigger “The county cuts the grant” of read-anywhere "
                "removed 46 weeks after the start, no reason given; 1 bet, 1 objective and "
                "12 more depend on it"
            ),
        ),
    ),
    "measure of bet": (
        (
            (
                "measure: readers, baseline: 2100, target: 3500",
                "measure: waiting, baseline: 2100, target: 3500",
            ),
        ),
        (
            (
                "breaking goalpost: measure of book-bus changed from readers to waiting 20 "
                "weeks after the start, no reason given; 1 objective, 2 key results and 4 "
                "more depend on it"
            ),
        ),
    ),
    "target of bet": (
        (("baseline: 2100, target: 3500, by", "baseline: 2100, target: 3000, by"),),
        (
            "breaking goalpost: target of book-bus lowered from 3500 to 3000, 20 weeks after the start, no reason given; 1 objective, 2 key results and 4 more depend on it",
        ),
    ),
    "target unit trick": (
        (("baseline: 18 d, target: 9 d", "baseline: 18 d, target: 9 weeks"),),
        (
            "breaking goalpost: target of late-days raised from 9 d to 9 weeks (easier) 7 weeks after the start, no reason given",
        ),
    ),
    "target unreadable": (
        (("baseline: 18 d, target: 9 d", "baseline: 18 d, target: soon"),),
        (
            (
                "breaking goalpost: target of late-days changed from 9 d to soon, which "
                "can't be read, 7 weeks after the start, no reason given"
            ),
        ),
    ),
    "by of bet unreadable": (
        (("by: 2026-12-20}\n    guardrails", "by: when ready}\n    guardrails"),),
        (
            (
                "breaking goalpost: date of book-bus changed from 2026-12-20 to “when "
                "ready”, which can't be read, 20 weeks after the start, no reason given; 1 "
                "objective, 2 key results and 4 more depend on it"
            ),
        ),
    ),
    "until unreadable": (
        (("until: 2026-12-31, because", "until: further notice, because"),),
        (
            (
                "breaking goalpost: last day of the exception for “The harbour branch” of "
                "quiet-hours changed from 2026-12-31 to “further notice”, which can't be "
                "read, 20 weeks after the start, no reason given"
            ),
        ),
    ),
    "check of action date": (
        (
            (
                "{title: Ask ten children in each branch, owner: pia, by: 2026-11-30}",
                "{title: Ask ten children in each branch, owner: pia, by: 2027-03-30}",
            ),
        ),
        (
            "notable goalpost: date of the action “Ask ten children in each branch” of quiet-hours moved from 2026-11-30 to 2027-03-30, 20 weeks after the start, no reason given",
        ),
    ),
    "success taken out": (
        (
            (
                "    success: {outcome: Each child within the county finishes four books by Christmas without being told to., measure: readers, baseline: 2100, target: 3500, by: 2026-12-20}\n",
                "",
            ),
        ),
        (
            "breaking goalpost: success of book-bus removed (was outcome Each child within the county finishes four books by Christmas without b…) 20 weeks after the start, no reason given; 1 objective, 2 key results and 4 more depend on it",
        ),
    ),
    "id reused": (
        (
            (
                "{id: stops, title: Raise stops from 20 to 56, baseline: 20, target: 56,",
                "{id: stops, title: Print a map of the stops, baseline: 0, target: 1,",
            ),
        ),
        (
            (
                "breaking goalpost: baseline of stops rewritten from 20 to 0, 7 weeks after "
                "the start, no reason given"
            ),
            (
                "breaking goalpost: target of stops lowered from 56 to 1, 7 weeks after the "
                "start, no reason given"
            ),
            "minor clarification: title of stops changed from “Raise stops from 20 to 56” to “Print a map of the stops”",
        ),
    ),
    "renamed and lowered": (
        (
            (
                "{id: stops, title: Raise stops from 20 to 56, baseline: 20, target: 56,",
                "{id: more-stops, title: Raise stops from 20 to 46, baseline: 20, target: 46,",
            ),
        ),
        (
            (
                "breaking goalpost: target of more-stops lowered from 56 to 46, 7 weeks "
                "after the start, no reason given"
            ),
            (
                "notable structure: stops was probably renamed to more-stops; without was: "
                "stops its history is lost; title of more-stops changed from “Raise stops "
                "from 20 to 56” to “Raise stops from 20 to 46”, no reason given"
            ),
        ),
    ),
    "hidden by renaming case": (
        (
            (
                "{id: stops, title: Raise stops from 20 to 56, baseline: 20, target: 56,",
                "{id: Stops, title: Raise stops from 20 to 46, baseline: 20, target: 46,",
            ),
        ),
        (
            (
                "breaking goalpost: target of Stops lowered from 56 to 46, 7 weeks after the "
                "start, no reason given"
            ),
            (
                "minor structure: stops is now spelled Stops; was: stops keeps its history; "
                "title of Stops changed from “Raise stops from 20 to 56” to “Raise stops "
                "from 20 to 46”"
            ),
        ),
    ),
    "moved to other objective and lowered": (
        (
            (
                "target: 56, owner: omar, status",
                "target: 50, owner: omar, serves: quiet-hours, status",
            ),
        ),
        (
            (
                "breaking goalpost: target of stops lowered from 56 to 50, 7 weeks after the "
                "start, no reason given"
            ),
            "minor traceability: stops now also serves quiet-hours",
        ),
    ),
    "reason emptied": (
        (("cause: Nobody asked the children.", "cause: tbd"),),
        (
            "notable accountability: cause of the gap in feedback of quiet-hours changed from “Nobody asked the children” to “tbd”, no reason given",
        ),
    ),
    "impact lower": (
        (("probability: 4, impact: 3", "probability: 2, impact: 3"),),
        ("notable evidence: probability of bus-fails lowered from 4 to 2, no reason given",),
    ),
    "exception for all": (
        (("for: The harbour branch", "for: All branches by the water"),),
        (
            (
                "notable goalpost: exception of quiet-hours changed from “The harbour "
                "branch” to “All branches by the water” 20 weeks after the start, no reason "
                "given"
            ),
        ),
    ),
    "exception added": (
        (
            (
                "until: 2026-12-31, because: It is a café.}",
                "until: 2026-12-31, because: It is a café.}, {for: The main branch, granted_by: pia}",
            ),
        ),
        (
            (
                "notable goalpost: exception for “The main branch” of quiet-hours granted by "
                "pia, with no end date 20 weeks after the start, no reason given"
            ),
        ),
    ),
    "control stale": (
        (("tested: 2026-10-10", "tested: 2026-01-10"),),
        (
            "notable evidence: last test of the control “Omar visits each branch twice a month” of quiet-hours changed from 2026-10-10 to 2026-01-10, no reason given",
        ),
    ),
    "capacity up": (
        (("capacity: 100 d", "capacity: 180 d"),),
        ("notable focus: capacity of branches raised from 100 d to 180 d, no reason given",),
    ),
    "direction": (
        (("direction: up, unit: children", "direction: down, unit: children"),),
        (
            "breaking goalpost: direction of readers changed from up to down, which goals depend on, no reason given",
        ),
    ),
    "decision day": (
        (("decided: 2026-03-01", "decided: 2026-05-01"),),
        (
            "notable evidence: decision day of no-fines changed from 2026-03-01 to 2026-05-01, no reason given",
        ),
    ),
    "irreversible": (
        (("reversible: true", "reversible: false"),),
        (
            "notable evidence: reversibility of no-fines changed from true to false, no reason given",
        ),
    ),
    "options lost": (
        (
            (
                "options: [Fines as before, Fines for adults only, No fines]",
                "options: [Fines as before, No fines]",
            ),
        ),
        (
            (
                "notable evidence: options of no-fines: “Fines for adults only” removed, no "
                "reason given"
            ),
        ),
    ),
    "assumption": (
        (("Parents read aloud on the beach.", "Parents take books to the beach."),),
        (
            "notable evidence: assumption of beach changed from “Parents read aloud on the beach” to “Parents take books to the beach”, no reason given",
        ),
    ),
    "confidence up": (
        (("solution: medium, outcome: low}", "solution: high, outcome: low}"),),
        (
            "notable evidence: confidence in the solution of book-bus raised from medium to high without new evidence, no reason given; 1 objective, 2 key results and 4 more depend on it",
        ),
    ),
    "escalates gone": (
        (("    escalates_to: lena\n", ""),),
        (
            "notable accountability: escalation contact of quiet-hours removed (was lena), no reason given",
        ),
    ),
}
REVERSED_LIBRARY: Table = {
    "fines again": (
        (
            (
                "choice: No fines for anybody under eighteen; adults pay one euro a week.",
                "choice: Fines for everybody; adults pay one euro a week.",
            ),
        ),
        (
            "breaking focus: choice of no-fines reworded: “No fines” became “Fines”; “anybody under eighteen” became “everybody”, which says the opposite, no reason given",
        ),
    ),
    "age": (
        (("anybody under eighteen; adults", "anybody under twelve; adults"),),
        (
            "breaking focus: choice of no-fines reworded: “eighteen” became “twelve”, no reason given",
        ),
    ),
    "euro": (
        (("adults pay one euro a week", "adults pay five euros a week"),),
        ("breaking focus: choice of no-fines reworded: “one” became “five”, no reason given",),
    ),
    "experiment go on": (
        (("decision: stop}", "decision: proceed}"),),
        ("notable evidence: decision of beach changed from stop to proceed, no reason given",),
    ),
    "approval gone": (
        (("    approvals: [{by: lena, date: 2026-03-01}]\n", ""),),
        ("notable accountability: approval by lena of no-fines removed, no reason given",),
    ),
    "bet small": (
        (("    size: big\n", "    size: small\n"),),
        (
            "notable focus: size of book-bus changed from big to small, no reason given; 1 objective, 2 key results and 4 more depend on it",
        ),
    ),
    "app begins": (
        (("    deprioritises: [{what: An app, because: No phones under twelve.}]\n", ""),),
        (
            (
                "notable focus: book-bus no longer deprioritises “An app”, no reason given; "
                "1 objective, 2 key results and 4 more depend on it"
            ),
        ),
    ),
    "approver": (
        (("approved_by: lena\n", "approved_by: omar\n"),),
        (
            "notable accountability: approver of book-bus changed from lena to omar, no reason given; 1 objective, 2 key results and 4 more depend on it",
        ),
    ),
    "refusal softened": (
        (("title: Games and consoles", "title: Consoles"),),
        (
            "notable focus: refusal of read-anywhere changed from “Games and consoles” to “Consoles”, which is weaker, no reason given; 1 bet, 1 objective and 12 more depend on it",
        ),
    ),
    "dropped objective": (
        (
            (
                "    serves: book-bus\n    period: 2026-Q4\n    status: on_track",
                "    serves: book-bus\n    period: 2026-Q4\n    status: dropped",
            ),
        ),
        (
            "breaking focus: status of bus-in-every-parish changed from on_track to dropped, no reason given; 2 work items depend on it",
        ),
    ),
    "done missed": (
        (
            (
                "owner: omar, status: on_track, by: 2026-12-15}",
                "owner: omar, status: done, by: 2026-12-15}",
            ),
        ),
        ("notable progress: status of stops changed from on_track to done: no value is recorded",),
    ),
    "title of policy": (
        (("title: Fines are abolished", "title: Fines are kept"),),
        (
            "breaking focus: title of no-fines changed from “Fines are abolished” to “Fines are kept”, which says the opposite, no reason given",
        ),
    ),
    "choice empty": (
        (("    choice: No fines for anybody under eighteen; adults pay one euro a week.\n", ""),),
        (
            "breaking focus: choice of no-fines removed (was “No fines for anybody under eighteen; adults pay one euro a week”), no reason given",
        ),
    ),
    "choice adults": (
        (("; adults pay one euro a week.", "."),),
        (
            (
                "breaking focus: choice of no-fines reworded: “adults pay one euro a week” "
                "was removed, no reason given"
            ),
        ),
    ),
    "decider": (
        (
            (
                "rights: {decides: lena, consulted: [omar], informed: [pia]}",
                "rights: {decides: pia, consulted: [omar], informed: [pia]}",
            ),
        ),
        ("notable accountability: decider of no-fines changed from lena to pia, no reason given",),
    ),
    "goal of rule": (
        (
            (
                "    goal: Nobody talks aloud in a branch between four and six.\n",
                "    goal: Everybody may talk aloud in a branch between four and six.\n",
            ),
        ),
        (
            "breaking goalpost: goal of quiet-hours reworded: “Nobody” became “Everybody may”, which says the opposite, 20 weeks after the start, no reason given",
        ),
    ),
}
HARMLESS_LIBRARY: Table = {
    "and comma": (
        (("Schools, libraries and homes", "Schools, libraries, and homes"),),
        (
            "minor clarification: where we play of read-anywhere reworded, in spelling or style only",
        ),
    ),
    "everybody": (
        (("Borrowing stays free for everyone.", "Borrowing stays free for everybody."),),
        (
            "minor clarification: fixed points of read-anywhere: “Borrowing stays free for everyone” became “Borrowing stays free for everybody”",
        ),
    ),
    "not less than": (
        (("At least 40% of the budget", "No less than 40% of the budget"),),
        ("minor clarification: fixed points of read-anywhere reworded, in spelling or style only",),
    ),
    "forty percent": (
        (("At least 40% of the budget", "At least 40 percent of the budget"),),
        ("minor clarification: fixed points of read-anywhere reworded, in spelling or style only",),
    ),
    "six pm": (
        (("on Saturdays until 18:00", "on Saturdays till 18:00"),),
        (
            "minor clarification: fixed points of read-anywhere: “Every branch opens on Saturdays until 18:00” became “Every branch opens on Saturdays till 18:00”",
        ),
    ),
    "dont": (
        (("We do not employ", "We don't employ"),),
        (
            "minor clarification: constraints of read-anywhere: “We do not employ more than 40 people” became “We don't employ more than 40 people”",
        ),
    ),
    "and 900k": (
        (("no more than €900,000 a year", "at most €900,000 per year"),),
        (
            "minor clarification: constraints of read-anywhere: “The county pays no more than €900,000 a year” became “The county pays at most €900,000 per year”",
        ),
    ),
    "twice": (
        (("Omar visits each branch twice a month", "Omar visits every branch twice a month"),),
        (
            "minor clarification: control of quiet-hours changed from “Omar visits each branch twice a month” to “Omar visits every branch twice a month”",
        ),
    ),
    "order of fixed": (
        (
            ("      - Borrowing stays free for everyone.\n", ""),
            (
                "      - Every branch opens on Saturdays until 18:00.\n",
                "      - Every branch opens on Saturdays until 18:00.\n      - Borrowing stays free for everyone.\n",
            ),
        ),
        (),
    ),
    "date quoted": (
        (("by: 2026-12-15", "by: '2026-12-15'"),),
        (),
    ),
    "weeks": (
        (("estimate: 20 d", "estimate: 20 days"),),
        (),
    ),
    "target words": (
        (("target: 9 d", "target: 9 days"),),
        (),
    ),
    "full stop": (
        (("Which books a branch buys.", "Which books a branch buys"),),
        (
            "minor clarification: points that teams decide of read-anywhere reworded, in spelling or style only",
        ),
    ),
    "capital": (
        (("Close one of them", "close one of them"),),
        (
            "minor clarification: consequence of the trigger “Two branches lose half of their visitors” of read-anywhere changed from “Close one of them and run a bus instead” to “close one of them and run a bus instead”",
        ),
    ),
    "British": (
        (
            ("Parents read aloud", "Parents read aloud"),
            ("Teachers locked", "teachers locked"),
        ),
        (
            "minor clarification: evidence of no-way-home changed from “Teachers locked 900 books away in June” to “teachers locked 900 books away in June”",
        ),
    ),
    "owner inline list": (
        (("consulted: [omar, pia]", "consulted: [pia, omar]"),),
        (),
    ),
    "check-in": (
        (
            (
                "status: on_track, score: 0.4}",
                "status: on_track, score: 0.4, check_ins: [{date: 2026-11-20, value: 11 d}]}",
            ),
        ),
        ("minor progress: check-in of late-days added: 2026-11-20, 11 d",),
    ),
    "phase done": (
        (("step: monitoring, status: on_track", "step: monitoring, status: done"),),
        (
            "minor progress: status of the phase “Weekly look” of quiet-hours changed from on_track to done",
        ),
    ),
    "link": (
        (("    size: big\n", "    size: big\n    links: [https://example.org/bus]\n"),),
        ("minor structure: link https://example.org/bus of book-bus added",),
    ),
    "rewrap": (
        (
            (
                "why: Half of the schools have no library within three kilometres.",
                "why: >-\n      Half of the schools have no library\n      within three kilometres.",
            ),
        ),
        (),
    ),
    "3 kilometres": (
        (("within three kilometres", "within 3 kilometres"),),
        ("minor clarification: why of book-bus reworded, in spelling or style only",),
    ),
    "comment": (
        (("bets:\n", "# what we bet on\nbets:\n"),),
        (),
    ),
    "period words": (
        (("period: 2026-Q4", "period: 2026-10..2026-12"),),
        (),
    ),
    "money k": (
        (("contracts up to €50000", "contracts up to €50k"),),
        (
            "minor clarification: authority given to the owner of book-bus changed from “Omar signs contracts up to €50000” to “Omar signs contracts up to €50k”",
        ),
    ),
    "bus trip": (
        (("Buy and fit the second bus", "Purchase and fit the second bus"),),
        (
            "minor clarification: title of second-bus changed from “Buy and fit the second bus” to “Purchase and fit the second bus”",
        ),
    ),
    "new key result draft": (
        (
            (
                "    work:\n      - {id: second-bus",
                "      - {id: sketch, title: Children draw the route, status: proposed}\n    work:\n      - {id: second-bus",
            ),
        ),
        (
            "minor structure: key result sketch (Children draw the route) added to bus-in-every-parish",
        ),
    ),
    "learn": (
        (("status: done, assumption", "status: done, tags: [beach], assumption"),),
        ("minor structure: tags of beach: “beach” added",),
    ),
    "long dash": (
        (("Stops at the beach.", "Stops at the beach"),),
        (
            "minor clarification: what worked of retro: “Stops at the beach” became “Stops at the beach”",
        ),
    ),
    "work done": (
        (
            (
                "due: 2026-11-25, status: on_track, done_when: All three have passed.",
                "due: 2026-11-25, status: done, finished: 2026-11-20, done_when: All three have passed.",
            ),
        ),
        (
            "minor progress: status of licence changed from on_track to done",
            "minor progress: end of licence set to 2026-11-20",
        ),
    ),
    "risk up": (
        (("probability: 4, impact: 3", "probability: 5, impact: 3"),),
        ("minor evidence: probability of bus-fails raised from 4 to 5",),
    ),
    "people added": (
        (("{id: pia, title: Pia Holm}", "{id: pia, title: Pia Holm}, {id: kim, title: Kim Berg}"),),
        ("minor structure: person kim (Kim Berg) added",),
    ),
}

OTHER_WORDS_BAKERY: Table = {
    "any recipe": (
        (("All recipes are free of additives.", "Any recipe is free of additives."),),
        (
            "notable focus: fixed points of bread-that-lasts: “All recipes are free of additives” became “Any recipe is free of additives”, no reason given; 1 bet, 1 objective and 8 more depend on it",
        ),
    ),
    "choice give away": (
        (
            (
                "choice: Neither. What is left at seven goes to the food bank the same evening.",
                "choice: Give it away. What is left at seven goes to the food bank the same evening.",
            ),
        ),
        (
            "breaking focus: choice of no-discount reworded: “Neither” became “Give it away”, one of its other options, no reason given",
        ),
    ),
    "choice half price hidden at end": (
        (("choice: Neither. What is left", "choice: Half price after six. What is left"),),
        (
            "breaking focus: choice of no-discount reworded: “Neither” became “Half price after six”, one of its other options, no reason given",
        ),
    ),
    "source": (
        (("source: Till system", "source: Estimate of the shop"),),
        (
            "notable evidence: source of returns changed from “Till system” to “Estimate of the shop”, which goals depend on, no reason given",
        ),
    ),
}
OTHER_WORDS_LIBRARY: Table = {
    "shown by": (
        (("is shown to anybody but the child.", "is shown by anybody but the child."),),
        (
            "notable focus: fixed points of read-anywhere reworded: “to” became “by”, no reason given; 1 bet, 1 objective and 12 more depend on it",
        ),
    ),
    "they pay": (
        (("adults pay one euro a week.", "they pay one euro a week."),),
        ("notable focus: choice of no-fines reworded: “adults” became “they”, no reason given",),
    ),
    "would": (
        (("Volunteers are checked by the police", "Volunteers would be checked by the police"),),
        (
            "notable focus: fixed points of read-anywhere reworded: “would” was added, which is weaker, no reason given; 1 bet, 1 objective and 12 more depend on it",
        ),
    ),
    "checked for the police": (
        (("Volunteers are checked by the police", "Volunteers are checked for the police"),),
        (
            "notable focus: fixed points of read-anywhere reworded: “by” became “for”, no reason given; 1 bet, 1 objective and 12 more depend on it",
        ),
    ),
    "after they meet": (
        (("before they meet children.", "after they meet children."),),
        (
            "notable focus: fixed points of read-anywhere reworded: “before” became “after”, which says the opposite, no reason given; 1 bet, 1 objective and 12 more depend on it",
        ),
    ),
    "opens in": (
        (
            (
                "Every branch opens on Saturdays until 18:00.",
                "Every large branch opens on Saturdays until 18:00.",
            ),
        ),
        (
            "notable focus: fixed points of read-anywhere reworded: “large” was added, which is weaker, no reason given; 1 bet, 1 objective and 12 more depend on it",
        ),
    ),
    "once it can": (
        (
            (
                "Every branch opens on Saturdays until 18:00.",
                "Every branch opens on Saturdays until 18:00, staff permitting.",
            ),
        ),
        (
            "notable focus: fixed points of read-anywhere reworded: “staff permitting” was added, no reason given; 1 bet, 1 objective and 12 more depend on it",
        ),
    ),
    "no parish small": (
        (("title: No parish is without a bus", "title: No larger parish is without a bus"),),
        (
            "breaking goalpost: title of bus-in-every-parish changed from “No parish is without a bus” to “No larger parish is without a bus”, which is weaker, 7 weeks after the start, no reason given; 2 key results and 2 work items depend on it",
        ),
    ),
    "fewer parishes": (
        (("title: No parish is without a bus", "title: Fewer parishes are without a bus"),),
        (
            "breaking goalpost: title of bus-in-every-parish changed from “No parish is without a bus” to “Fewer parishes are without a bus”, which is weaker, 7 weeks after the start, no reason given; 2 key results and 2 work items depend on it",
        ),
    ),
    "title asks": (
        (("title: Fines are abolished", "title: Fines are abolished?"),),
        (
            "breaking focus: title of no-fines changed from “Fines are abolished” to “Fines are abolished?”, which is weaker, no reason given",
        ),
    ),
    "title may": (
        (("title: Fines are abolished", "title: Fines are mostly abolished"),),
        (
            "breaking focus: title of no-fines changed from “Fines are abolished” to “Fines are mostly abolished”, which is weaker, no reason given",
        ),
    ),
    "choice fines as before": (
        (
            (
                "choice: No fines for anybody under eighteen; adults pay one euro a week.",
                "choice: Fines as before for anybody, adults or under eighteen.",
            ),
        ),
        (
            "breaking focus: choice of no-fines reworded: “No fines for anybody under eighteen; adults pay one euro a week” became “Fines as before for anybody, adults or under eighteen”, which is weaker, one of its other options, no reason given",
        ),
    ),
    "because dot": (
        (
            ("target: 56, owner: omar", "target: 40, because: '.', owner: omar"),
            ("from 20 to 56", "from 20 to 40"),
        ),
        (
            (
                "breaking goalpost: target of stops lowered from 56 to 40, 7 weeks after the "
                "start, no reason given"
            ),
            "minor clarification: title of stops changed from “Raise stops from 20 to 56” to “Raise stops from 20 to 40”",
            "minor clarification: reason of stops set to “nothing”",
        ),
    ),
    "because n/a": (
        (
            ("target: 56, owner: omar", "target: 40, because: n/a, owner: omar"),
            ("from 20 to 56", "from 20 to 40"),
        ),
        (
            (
                "breaking goalpost: target of stops lowered from 56 to 40, 7 weeks after the "
                "start, no reason given"
            ),
            "minor clarification: title of stops changed from “Raise stops from 20 to 56” to “Raise stops from 20 to 40”",
            "minor clarification: reason of stops set to “n/a”",
        ),
    ),
    "because none given": (
        (
            ("target: 56, owner: omar", "target: 40, because: No reason given., owner: omar"),
            ("from 20 to 56", "from 20 to 40"),
        ),
        (
            (
                "breaking goalpost: target of stops lowered from 56 to 40, 7 weeks after the "
                "start, no reason given"
            ),
            "minor clarification: title of stops changed from “Raise stops from 20 to 56” to “Raise stops from 20 to 40”",
            "minor clarification: reason of stops set to “No reason given”",
        ),
    ),
    "source2": (
        (("source: Library cards", "source: A survey of parents"),),
        (
            "notable evidence: source of readers changed from “Library cards” to “A survey of parents”, which goals depend on, no reason given",
        ),
    ),
    "bidi": (
        (("Borrowing stays free for everyone.", "Borrowing stays \u202efree\u202c for everyone."),),
        (
            "notable focus: fixed points of read-anywhere reworded: “U+202E, which changes the direction of the text,” was added, no reason given; 1 bet, 1 objective and 12 more depend on it",
        ),
    ),
    "homoglyph + cheap": (
        (("Borrowing stays free for everyone.", "B\u043errowing stays che\u0430p for everyone."),),
        (
            "notable focus: fixed points of read-anywhere: “Borrowing stays free for everyone” became “B\u043errowing stays che\u0430p for everyone”, which is weaker, no reason given; 1 bet, 1 objective and 12 more depend on it",
        ),
    ),
    "then order": (
        (("More readers over more loans.", "More loans over more readers."),),
        (
            "notable focus: trade-offs of read-anywhere: “More readers over more loans” became “More loans over more readers”, which says the opposite, no reason given; 1 bet, 1 objective and 12 more depend on it",
        ),
    ),
    "possessive turned": (
        (
            (
                "The workshop checks it every week and lends us one if it fails.",
                "The workshop's owner checks it when it fails.",
            ),
        ),
        (
            "notable evidence: mitigation of bus-fails reworded: “owner” was added; “every week and lends us one if” became “when”, no reason given",
        ),
    ),
    "weekly to regularly": (
        (("The workshop checks it every week and", "The workshop checks it regularly and"),),
        (
            "notable evidence: mitigation of bus-fails reworded: “every week” became “regularly”, no reason given",
        ),
    ),
    "at once to in due course": (
        (("then: Stop buying films at once", "then: Stop buying films in due course"),),
        (
            "notable goalpost: consequence of the trigger “The county cuts the grant” of read-anywhere changed from “Stop buying films at once” to “Stop buying films in due course”, which is weaker, 46 weeks after the start, no reason given; 1 bet, 1 objective and 12 more depend on it",
        ),
    ),
    "then question": (
        (("then: Stop buying films at once", "then: Stop buying films at once?"),),
        (
            "notable goalpost: consequence of the trigger “The county cuts the grant” of read-anywhere changed from “Stop buying films at once” to “Stop buying films at once?”, which is weaker, 46 weeks after the start, no reason given; 1 bet, 1 objective and 12 more depend on it",
        ),
    ),
    "german": (
        (
            (
                "Staff must never send a child away.",
                "Das Personal soll möglichst kein Kind wegschicken.",
            ),
        ),
        (
            "breaking goalpost: guardrails of quiet-hours: “Staff must never send a child away” became “Das Personal soll möglichst kein Kind wegschicken” 20 weeks after the start, no reason given",
        ),
    ),
}
SAME_WORDS_BAKERY: Table = {
    "every": (
        (("title: Every loaf wears its day", "title: Each loaf wears its day"),),
        (
            "minor clarification: title of day-tags changed from “Every loaf wears its day” to “Each loaf wears its day”",
        ),
    ),
}
SAME_WORDS_LIBRARY: Table = {
    "one person to persons": (
        (("Staff must never send a child away.", "Staff must never send one child away."),),
        (
            "minor clarification: guardrails of quiet-hours: “Staff must never send a child away” became “Staff must never send one child away”",
        ),
    ),
    "homoglyph only": (
        (("Borrowing stays free for everyone.", "B\u043errowing stays free for everyone."),),
        ("minor clarification: fixed points of read-anywhere reworded, in spelling or style only",),
    ),
    "each parish": (
        (("in all fourteen parishes.", "in each of the fourteen parishes."),),
        (
            "minor clarification: where we play of read-anywhere reworded, in spelling or style only",
        ),
    ),
    "own": (
        (("We do not employ more than 40 people.", "We employ no more than 40 people."),),
        (
            "minor clarification: constraints of read-anywhere: “We do not employ more than 40 people” became “We employ no more than 40 people”",
        ),
    ),
    "900k": (
        (
            (
                "The county pays no more than €900,000 a year.",
                "The county pays at most €900k a year.",
            ),
        ),
        (
            "minor clarification: constraints of read-anywhere: “The county pays no more than €900,000 a year” became “The county pays at most €900k a year”",
        ),
    ),
    "child's record": (
        (
            (
                "No child's reading record is shown to anybody but the child.",
                "No reading record of a child is shown to anybody but the child.",
            ),
        ),
        ("minor clarification: fixed points of read-anywhere reworded, in spelling or style only",),
    ),
    "softhyphen": (
        (("Borrowing stays free for everyone.", "Borrow\u00ading stays free for everyone."),),
        ("minor clarification: fixed points of read-anywhere reworded, in spelling or style only",),
    ),
    "nfd": (
        (("It is a café.", "It is a cafe\u0301."),),
        (
            "minor clarification: reason of the exception for “The harbour branch” of quiet-hours reworded, in spelling or style only",
        ),
    ),
    "source style": (
        (("source: Library cards", "source: library cards."),),
        ("minor clarification: source of readers changed from “Library cards” to “library cards”",),
    ),
    "fourteen": (
        (("in all fourteen parishes.", "in all 14 parishes."),),
        (
            "minor clarification: where we play of read-anywhere reworded, in spelling or style only",
        ),
    ),
    "order of problems": (
        (("Schools, libraries and homes in", "Homes, schools and libraries in"),),
        (
            "minor clarification: where we play of read-anywhere reworded, in spelling or style only",
        ),
    ),
    "choice style": (
        (("adults pay one euro a week.", "adults pay a euro each week."),),
        ("minor clarification: choice of no-fines reworded, in spelling or style only",),
    ),
    "exclam": (
        (("then: Stop buying films at once", "then: Stop buying films at once!"),),
        (
            "minor clarification: consequence of the trigger “The county cuts the grant” of read-anywhere changed from “Stop buying films at once” to “Stop buying films at once!”",
        ),
    ),
    "contraction": (
        (("We do not employ", "We don't employ"),),
        (
            "minor clarification: constraints of read-anywhere: “We do not employ more than 40 people” became “We don't employ more than 40 people”",
        ),
    ),
}


@cache
def stack(text: str) -> Stack:
    return load({"all.yml": text}, today=TODAY)


def reviewed(base: str, edits: Sequence[tuple[str, str]]) -> Review:
    text = base
    for old, new in edits:
        assert old in text
        text = text.replace(old, new, 1)
    return review_of(sides_of(stack(base), load({"all.yml": text}, today=TODAY)))


def said(review: Review) -> list[str]:
    """The facts and exemptions of a review, with class and weight."""
    facts = [f"{fact.weight.word} {fact.category}: {fact_message(fact)}" for fact in review.facts]
    exemptions = [f"{found.weight.word} exemption: {found.what}" for found in review.exemptions]
    return [*facts, *exemptions]


GRAVE = [
    (base, edits, expected)
    for base, tables in (
        (BAKERY, (WEAKENED_BAKERY, REVERSED_BAKERY, LOOSENED_BAKERY, OTHER_WORDS_BAKERY)),
        (LIBRARY, (WEAKENED_LIBRARY, REVERSED_LIBRARY, OTHER_WORDS_LIBRARY)),
    )
    for table in tables
    for edits, expected in table.values()
]
HARMLESS = [
    (base, edits, expected)
    for base, table in (
        (BAKERY, HARMLESS_BAKERY | SAME_WORDS_BAKERY),
        (LIBRARY, HARMLESS_LIBRARY | SAME_WORDS_LIBRARY),
    )
    for edits, expected in table.values()
]


@pytest.mark.parametrize(("base", "edits", "expected"), GRAVE)
def test_no_weaker_promise_or_turned_decision_ends_calm(
    base: str, edits: Sequence[tuple[str, str]], expected: Sequence[str]
) -> None:
    review = reviewed(base, edits)

    assert list(expected) == said(review)
    assert review.weight is not None
    assert review.weight > Weight.MINOR


@pytest.mark.parametrize(("base", "edits", "expected"), HARMLESS)
def test_what_changes_no_meaning_is_calm(
    base: str, edits: Sequence[tuple[str, str]], expected: Sequence[str]
) -> None:
    review = reviewed(base, edits)

    assert list(expected) == said(review)
    assert all(change.weight is Weight.MINOR for change in review.changes)

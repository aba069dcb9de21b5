"""Eighty changes of a strategy, each as a careful reviewer would take it."""

# ruff: noqa: E501  # a table reads across

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from textwrap import dedent

import pytest
from clinics import TEXTS

from stratdocs.model.stack import load
from stratdocs.reviewing.compare import review_of
from stratdocs.reviewing.sides import sides_of
from stratdocs.reviewing.value import Change, Review
from stratdocs.reviewing.wording import message

TODAY = date(2027, 1, 29)
TABLE = {
    "target lowered after the start": (
        ("target: 55%\n", "target: 48%\n"),
        (
            "breaking goalpost: target of activation lowered from 55% to 48% four weeks after the start, "
            "no reason given; one work item hangs on it"
        ),
    ),
    "target lowered after the start, with a reason": (
        ("target: 55%\n", "target: 48%\n        because: The pilot took two weeks longer.\n"),
        (
            "notable goalpost: target of activation lowered from 55% to 48% four weeks after the start, "
            "because the pilot took two weeks longer; one work item hangs on it"
        ),
    ),
    "target raised after the start": (
        ("target: 55%\n", "target: 60%\n"),
        (
            "notable goalpost: target of activation raised from 55% to 60% four weeks after the start, "
            "no reason given; one work item hangs on it"
        ),
    ),
    "target that falls, raised after the start": (
        ("target: 12 h", "target: 18 h"),
        (
            "breaking goalpost: target of answers raised from 12 h to 18 h (easier) four weeks after the start, "
            "no reason given"
        ),
    ),
    "target lowered before the start": (
        ("baseline: 10%, target: 40%, owner: jo", "baseline: 10%, target: 30%, owner: jo"),
        (
            "notable goalpost: target of planned-weeks lowered from 40% to 30% eight weeks before the "
            "start, no reason given"
        ),
    ),
    "target of a draft lowered": (
        ("baseline: 10%, target: 40%}", "baseline: 10%, target: 30%}"),
        "minor goalpost: target of recommended lowered from 40% to 30%, still a draft",
    ),
    "target of a bet lowered": (
        ("target: 55%, by", "target: 48%, by"),
        (
            "breaking goalpost: target of first-week-value lowered from 55% to 48% four weeks after the "
            "start, no reason given; three team objectives, four key results and two more hang on it"
        ),
    ),
    "target taken out": (
        ("        target: 55%\n", ""),
        (
            "breaking goalpost: target of activation taken out (it was 55%) four weeks after the start, "
            "no reason given; one work item hangs on it"
        ),
    ),
    "date moved later": (
        ("by: 2027-03-31\n", "by: 2027-06-30\n"),
        (
            "breaking goalpost: date of activation moved from 2027-03-31 to 2027-06-30 four weeks after "
            "the start, no reason given; one work item hangs on it"
        ),
    ),
    "date moved earlier": (
        ("by: 2027-03-31\n", "by: 2027-02-28\n"),
        (
            "notable goalpost: date of activation moved from 2027-03-31 to 2027-02-28 four weeks after "
            "the start, no reason given; one work item hangs on it"
        ),
    ),
    "baseline rewritten": (
        ("baseline: 40%\n", "baseline: 35%\n"),
        (
            "breaking goalpost: baseline of activation rewritten from 40% to 35% four weeks after the "
            "start, no reason given; one work item hangs on it"
        ),
    ),
    "measure changed": (
        ("metric: activation-7d\n", "metric: load\n"),
        (
            "breaking goalpost: measure of activation changed from activation-7d to load four weeks after "
            "the start, no reason given; one work item hangs on it"
        ),
    ),
    "period moved": (
        (
            "period: 2027-Q1\n    status: on_track\n    owner: jo",
            "period: 2027-Q2\n    status: on_track\n    owner: jo",
        ),
        (
            "breaking goalpost: period of first-week moved from 2027-Q1 to 2027-Q2 four weeks after the "
            "start, no reason given; two key results, one work item and one more hang on it"
        ),
    ),
    "owner taken out": (
        ("        owner: jo\n        check_ins", "        check_ins"),
        (
            "breaking accountability: owner of activation taken out (it was jo), no reason given; one work "
            "item hangs on it"
        ),
    ),
    "owner made a team": (
        ("        owner: jo\n        check_ins", "        owner: onboarding\n        check_ins"),
        (
            "breaking accountability: owner of activation changed from jo to onboarding, a group, no "
            "reason given; one work item hangs on it"
        ),
    ),
    "owner handed over": (
        ("        owner: jo\n        check_ins", "        owner: ana\n        check_ins"),
        (
            "notable accountability: owner of activation changed from jo to ana, no reason given; one work "
            "item hangs on it"
        ),
    ),
    "approver taken out": (
        ("    approved_by: maya\n", ""),
        (
            "breaking accountability: approver of first-week-value taken out (it was maya), no reason "
            "given; three team objectives, four key results and two more hang on it"
        ),
    ),
    "fifth bet": (
        (
            "  - {id: fax-bridge",
            "  - {id: partners, title: Partners, serves: clinics-that-stay, period: 2027-Q1, status: committed, size: big, owner: ana, approved_by: maya}\n  - {id: fax-bridge",
        ),
        (
            "breaking focus: bet partners (Partners) added to clinics-that-stay: major bet number 5 at "
            "once, where a good strategy has 2 to 4, no reason given"
        ),
    ),
    "draft bet added": (
        (
            "  - {id: fax-bridge",
            "  - {id: partners, title: Partners, serves: clinics-that-stay, period: 2027-Q2, status: proposed, size: big}\n  - {id: fax-bridge",
        ),
        "minor focus: bet partners (Partners) added to clinics-that-stay",
    ),
    "draft bet committed": (
        (
            "period: 2027-Q2, status: proposed, size: medium",
            "period: 2027-Q2, status: committed, size: medium",
        ),
        "notable focus: status of fax-bridge changed from proposed to committed, no reason given",
    ),
    "bet dropped with much hanging on it": (
        ("status: on_track\n    size: big", "status: dropped\n    size: big"),
        (
            "breaking traceability: status of first-week-value changed from on_track to dropped; two "
            "items serve it still, no reason given; three team objectives, four key results and two more "
            "hang on it"
        ),
    ),
    "bet dropped": (
        (
            "title: Fair prices, serves: clinics-that-stay, period: 2027-Q1, status: on_track",
            "title: Fair prices, serves: clinics-that-stay, period: 2027-Q1, status: dropped",
        ),
        "breaking focus: status of fair-prices changed from on_track to dropped, no reason given",
    ),
    "committed again a draft": (
        (
            "title: Fair prices, serves: clinics-that-stay, period: 2027-Q1, status: on_track",
            "title: Fair prices, serves: clinics-that-stay, period: 2027-Q1, status: proposed",
        ),
        (
            "breaking goalpost: status of fair-prices changed from on_track to proposed, a draft again "
            "four weeks after the start, no reason given"
        ),
    ),
    "key result deleted": (
        (
            "      - {id: answers, title: Support answers faster, metric: load, baseline: 24 h, target: 12 h, owner: ana}\n",
            "",
        ),
        (
            "breaking goalpost: key result answers (Support answers faster) taken out of first-week four "
            "weeks after the start, no reason given"
        ),
    ),
    "key result added": (
        (
            "      - {id: answers",
            "      - {id: kept, title: Clinics kept, metric: load, baseline: 24 h, target: 12 h, owner: ana}\n      - {id: answers",
        ),
        (
            "notable goalpost: key result kept (Clinics kept) added to first-week four weeks after the "
            "start, no reason given"
        ),
    ),
    "parent taken out": (
        (
            TEXTS["strategy/bets.yml"][
                TEXTS["strategy/bets.yml"].index("  - id: first") : TEXTS[
                    "strategy/bets.yml"
                ].index("  - {id: calm")
            ],
            "",
        ),
        (
            "breaking traceability: bet first-week-value (Value in the first week) taken out of "
            "clinics-that-stay; three items serve it still, no reason given; three team objectives, four "
            "key results and two more hung on it"
        ),
    ),
    "link taken out": (
        (
            "    serves: first-week-value\n    key_results:\n      - id: activation",
            "    key_results:\n      - id: activation",
        ),
        (
            "breaking traceability: first-week no longer serves first-week-value, nor anything else, no "
            "reason given; two key results, one work item and one more hang on it"
        ),
    ),
    "other parent": (
        (
            "    serves: first-week-value\n    key_results:\n      - id: activation",
            "    serves: calm-mornings\n    key_results:\n      - id: activation",
        ),
        (
            "notable traceability: first-week serves calm-mornings instead of first-week-value, no reason "
            "given; two key results, one work item and one more hang on it"
        ),
    ),
    "layer skipped": (
        (
            "    serves: first-week-value\n    key_results:\n      - id: activation",
            "    serves: customers-that-stay\n    key_results:\n      - id: activation",
        ),
        (
            "breaking traceability: first-week serves customers-that-stay instead of first-week-value, "
            "which skips a layer, no reason given; two key results, one work item and one more hang on it"
        ),
    ),
    "further parent": (
        (
            "    serves: first-week-value\n    key_results:\n      - id: activation",
            "    serves: [first-week-value, calm-mornings]\n    key_results:\n      - id: activation",
        ),
        "minor traceability: first-week serves calm-mornings as well",
    ),
    "confidence raised without evidence": (
        ("solution: {level: medium,", "solution: {level: high,"),
        (
            "notable evidence: confidence in the solution of first-week-value raised from medium to high "
            "without new evidence, no reason given; three team objectives, four key results and two more "
            "hang on it"
        ),
    ),
    "check-in added": (
        (
            "confidence: 7}\n",
            "confidence: 7}\n          - {date: 2027-01-29, value: 44%, status: on_track, confidence: 7}\n",
        ),
        "minor progress: check-in of activation added: 2027-01-29, 44%, on_track, confidence 7",
    ),
    "check-in rewritten": (
        ("value: 42%", "value: 46%"),
        (
            "notable evidence: value of the check-in of 2027-01-15 of activation rewritten from 42% to 46%, no "
            "reason given; one work item hangs on it"
        ),
    ),
    "status at risk": (
        (
            "period: 2027-Q1\n    status: on_track\n    owner: jo",
            "period: 2027-Q1\n    status: at_risk\n    owner: jo",
        ),
        "minor progress: status of first-week changed from on_track to at_risk",
    ),
    "title reworded": (
        (
            "title: More clinics active after a week",
            "title: More of the clinics active after one week",
        ),
        (
            "minor clarification: title of activation changed from “More clinics active after a week” "
            "to “More of the clinics active after one week”"
        ),
    ),
    "description added": (
        (
            "    team: onboarding\n",
            "    team: onboarding\n    description: Who comes in is helped.\n",
        ),
        "minor clarification: description of first-week set to “Who comes in is helped”",
    ),
    "no longer refused": (
        ("    not_doing: [{title: Hospitals, because: Another buyer and another law.}]\n", ""),
        (
            "notable focus: customers-that-stay no longer rules out “Hospitals”, no "
            "reason given; one strategy, five bets and nine more hang on it"
        ),
    ),
    "risk talked down": (
        ("probability: 4", "probability: 2"),
        "notable evidence: probability of dirty-data lowered from 4 to 2, no reason given",
    ),
    "unit of a metric": (
        ('unit: "%", direction: up', "unit: share, direction: up"),
        (
            "breaking goalpost: unit of activation-7d changed from % to share, which goals rest on, no "
            "reason given"
        ),
    ),
    "work taken up by another": (
        ("owner: jo, due: 2027-02-10", "owner: ana, due: 2027-02-10"),
        "minor accountability: owner of guided-import changed from jo to ana",
    ),
    "work due later": (
        ("due: 2027-02-10", "due: 2027-03-10"),
        "notable goalpost: due date of guided-import moved from 2027-02-10 to 2027-03-10, no reason given",
    ),
    "renamed": (
        ("      - {id: answers,", "      - {id: quick-answers, was: answers,"),
        "minor structure: answers is called quick-answers now",
    ),
    "renamed without saying so": (
        ("      - {id: answers,", "      - {id: quick-answers,"),
        (
            "notable structure: answers is likely called quick-answers now; without was: answers its "
            "history is lost"
        ),
    ),
    "a reason alone": (
        (
            "    team: onboarding\n",
            "    team: onboarding\n    because: We learnt it in December.\n",
        ),
        "minor clarification: reason of first-week set to “We learnt it in December”",
    ),
}


MORE = {
    **TEXTS,
    "strategy/more.yml": dedent("""\
        outcomes:
          - id: on-time
            title: Mornings start on time
            serves: clinics-that-stay
            owner: jo
            status: on_track
            metric: load
            baseline: 24 h
            target: 12 h
            opportunities:
              - id: lists
                title: Lists are typed by hand
                solutions:
                  - id: photo
                    title: A photo of the list
                    status: on_track
                    experiments:
                      - {id: photo-trial, title: Six clinics take photos, started: 2027-01-20, passes_if: Twice the lists in a week., owner: ana}
                      - {id: old-trial, title: Two clinics type, started: 2026-11-02, ended: 2026-11-20, passes_if: A list a day., result: Right for nine of twelve., decision: change}
        initiatives:
          - id: vendor-score
            title: A score for orders above €5,000
            serves: calm-mornings
            period: 2027-Q1
            status: on_track
            owner: jo
            nature: policy
            goal: Nothing above €5,000 is bought unchecked.
            ballot: {product: 1, policy: 5}
            guardrails: [No order waits a day.]
            gaps: [{dimension: leverage, cause: Nobody may refuse., actions: [{title: A directive is signed, owner: jo, by: 2027-02-15}]}]
            fields: {budget: "€140,000"}
        rituals:
          - {id: product-sync, title: Product sync, cadence: monthly, owner: maya, asks: [What do we stop?, What did we learn?]}
        retrospectives:
          - {id: retro-q4, title: The last quarter, date: 2027-01-05, owner: maya, improve: [Never more than four bets.]}
        """),
}
FURTHER: dict[str, tuple[tuple[str, str], tuple[str, ...]]] = {
    "title of a goal says less": (
        ("title: More clinics active after a week", "title: Some clinics active after a week"),
        (
            "breaking goalpost: title of activation changed from “More clinics active after a week” to “Some clinics active after a week”, which is weaker, four weeks after the start, no reason given; one work item hangs on it",
        ),
    ),
    "criterion of a running experiment": (
        ("passes_if: Twice the lists in a week.", "passes_if: Half of the lists in a week."),
        (
            "breaking goalpost: test criterion of photo-trial changed from “Twice the lists in a week” to “Half of the lists in a week” nine days after the start, no reason given",
        ),
    ),
    "result rewritten": (
        ("result: Right for nine of twelve.", "result: Right for eleven of twelve."),
        (
            "notable evidence: result of old-trial changed from “Right for nine of twelve” to “Right for eleven of twelve”, no reason given",
        ),
    ),
    "decision turned round": (
        ("decision: change", "decision: proceed"),
        (
            "notable evidence: decision of old-trial changed from change to proceed, no reason given",
        ),
    ),
    "result added": (
        (
            "passes_if: Twice the lists in a week.,",
            "passes_if: Twice the lists in a week., ended: 2027-01-29, result: 2.4 times as many.,",
        ),
        (
            "minor progress: end of photo-trial set to 2027-01-29",
            "minor progress: result of photo-trial set to “2.4 times as many”",
        ),
    ),
    "done criterion weakened": (
        (
            "done_when: A clinic imports its list alone.",
            "done_when: A clinic mostly imports its list alone.",
        ),
        (
            "notable goalpost: done criterion of guided-import changed from “A clinic imports its list alone” to “A clinic mostly imports its list alone”, which is weaker, no reason given",
        ),
    ),
    "done criterion weakened by a word": (
        ("A list a day.", "Some list a day."),
        (
            "breaking goalpost: test criterion of old-trial changed from “A list a day” to “Some list a day”, which is weaker, ten weeks after the end, no reason given",
        ),
    ),
    "target of an outcome eased": (
        ("target: 12 h\n    opportunities", "target: 18 h\n    opportunities"),
        (
            "breaking goalpost: target of on-time raised from 12 h to 18 h (easier), no reason given; one opportunity, one solution and two more hang on it",
        ),
    ),
    "solution pruned": (
        (
            "title: A photo of the list\n            status: on_track",
            "title: A photo of the list\n            status: dropped",
        ),
        (
            "notable focus: status of photo changed from on_track to dropped, no reason given; two experiments hang on it",
        ),
    ),
    "nature turned round": (
        ("nature: policy", "nature: product"),
        (
            "breaking goalpost: nature of vendor-score changed from policy to product four weeks after the start, no reason given",
        ),
    ),
    "goal with another figure": (
        ("Nothing above €5,000", "Nothing above €15,000"),
        (
            "breaking goalpost: goal of vendor-score changed from “Nothing above €5,000 is bought unchecked” to “Nothing above €15,000 is bought unchecked” four weeks after the start, no reason given",
        ),
    ),
    "votes changed": (
        ("ballot: {product: 1, policy: 5}", "ballot: {product: 1, policy: 2}"),
        (
            "notable evidence: votes for policy of vendor-score changed from 5 to 2, no reason given",
        ),
    ),
    "guardrail taken out": (
        ("    guardrails: [No order waits a day.]\n", ""),
        (
            "breaking goalpost: guardrails of vendor-score: “No order waits a day” taken out four weeks after the start, no reason given",
        ),
    ),
    "action put off": (
        ("by: 2027-02-15", "by: 2027-04-15"),
        (
            "notable goalpost: date of the action “A directive is signed” of vendor-score moved from 2027-02-15 to 2027-04-15 four weeks after the start, no reason given",
        ),
    ),
    "action done": (
        ("by: 2027-02-15", "by: 2027-02-15, done: 2027-01-28"),
        (
            "minor progress: completion of the action “A directive is signed” of vendor-score set to 2027-01-28",
        ),
    ),
    "budget cut": (
        ('budget: "€140,000"', 'budget: "€90,000"'),
        (
            "notable focus: budget of vendor-score changed from €140,000 to €90,000, no reason given",
        ),
    ),
    "a meeting less often": (
        ("cadence: monthly", "cadence: quarterly"),
        (
            "notable accountability: cadence of product-sync changed from monthly to quarterly, no reason given",
        ),
    ),
    "a question less": (
        ("asks: [What do we stop?, What did we learn?]", "asks: [What did we learn?]"),
        ("minor progress: questions of product-sync: “What do we stop?” taken out",),
    ),
    "lesson taken out": (
        (", improve: [Never more than four bets.]", ""),
        (
            "notable evidence: resolutions of retro-q4: “Never more than four bets” taken out, no reason given",
        ),
    ),
    "mitigation taken out": (
        (", mitigation: A person looks at each.", ""),
        (
            "notable evidence: mitigation of dirty-data taken out (it was “A person looks at each”), no reason given",
        ),
    ),
    "risk grows": (
        ("probability: 4", "probability: 5"),
        ("minor evidence: probability of dirty-data raised from 4 to 5",),
    ),
    "objective blocked": (
        (
            "period: 2027-Q1\n    status: on_track\n    owner: jo\n    serves",
            "period: 2027-Q1\n    status: blocked\n    owner: jo\n    serves",
        ),
        (
            "notable progress: status of first-week changed from on_track to blocked; two key results, one work item and one more hang on it",
        ),
    ),
    "bet done while others serve it": (
        ("status: on_track\n    size: big", "status: done\n    size: big"),
        (
            "notable progress: status of first-week-value changed from on_track to done; two items serve it still; three team objectives, four key results and two more hang on it",
        ),
    ),
    "small bet grows into a fifth": (
        (
            "status: proposed, size: medium, owner: jo}",
            "status: on_track, size: big, owner: jo, approved_by: maya}",
        ),
        (
            "notable focus: status of fax-bridge changed from proposed to on_track, no reason given",
            "notable focus: bet fax-bridge committed, approved by maya, no reason given",
            "minor focus: size of fax-bridge changed from medium to big, still a draft",
        ),
    ),
    "where we play widened": (
        (
            "Independent clinics with two to ten chairs",
            "Independent clinics with two to forty chairs",
        ),
        (
            "breaking focus: where we play of customers-that-stay changed from “Independent clinics with two to ten chairs” to “Independent clinics with two to forty chairs”, no reason given; one strategy, five bets and 15 more hang on it",
        ),
    ),
    "strategy called otherwise": (
        ("title: Win by keeping customers", "title: Sell to every hospital chain"),
        (
            "notable focus: title of customers-that-stay changed from “Win by keeping customers” to “Sell to every hospital chain”, which says something else, no reason given; one strategy, five bets and 15 more hang on it",
        ),
    ),
    "now refused": (
        (
            "not_doing: [{title: Hospitals,",
            "not_doing: [{title: Vets, because: Another law.}, {title: Hospitals,",
        ),
        ("minor focus: customers-that-stay now rules out “Vets” (Another law)",),
    ),
    "trigger with another figure": (
        ("when: Two chains buy a tenth", "when: Five chains buy a tenth"),
        (
            "notable goalpost: trigger of customers-that-stay changed from “Two chains buy a tenth of our clinics” to “Five chains buy a tenth of our clinics” four weeks after the start, no reason given; one strategy, five bets and 15 more hang on it",
        ),
    ),
    "trigger fired": (
        (
            "We meet the same week, owner: maya",
            "We meet the same week, owner: maya, fired: 2027-01-28",
        ),
        (
            "notable progress: trigger “Two chains buy a tenth of our clinics” of customers-that-stay fired on 2027-01-28; one strategy, five bets and 15 more hang on it",
        ),
    ),
    "no longer put off": (
        ("    deprioritises: [fax-bridge]\n", ""),
        (
            "notable focus: first-week-value no longer puts off fax-bridge, no reason given; three team objectives, four key results and two more hang on it",
        ),
    ),
    "another approver": (
        ("approved_by: maya\n    confidence", "approved_by: jo\n    confidence"),
        (
            "notable accountability: approver of first-week-value changed from maya to jo, no reason given; three team objectives, four key results and two more hang on it",
        ),
    ),
    "metric called otherwise": (
        ("title: 7-day activation", "title: 30-day retention"),
        (
            "notable goalpost: title of activation-7d changed from “7-day activation” to “30-day retention”, which goals rest on, no reason given",
        ),
    ),
    "reading rewritten": (
        (
            "readings: [{date: 2026-12-31, value: 40%}]",
            "readings: [{date: 2026-12-31, value: 35%}]",
        ),
        (
            "notable evidence: value of the reading of 2026-12-31 of activation-7d rewritten from 40% to 35%, no reason given",
        ),
    ),
    "person still named taken out": (
        ("  - {id: ana, title: Ana Reis}\n", ""),
        (
            "breaking accountability: person ana (Ana Reis) taken out, and still named, no reason given",
        ),
    ),
    "id given to something else": (
        (
            "- {id: answers, title: Support answers faster, metric: load, baseline: 24 h, target: 12 h, owner: ana}",
            "- {id: answers, title: Invoices without a mistake, metric: share of invoices, baseline: 80%, target: 99%, owner: jo}",
        ),
        (
            "breaking goalpost: the id answers is given to another key result, “Invoices without a mistake” instead of “Support answers faster”, four weeks after the start, no reason given",
        ),
    ),
    "comment only": (
        ("    team: onboarding\n", "    team: onboarding # as agreed\n"),
        (),
    ),
    "quotes and flow": (
        (
            "    serves: clinics-that-stay\n    period: 2027-Q1\n    status: on_track\n    size: big",
            "    serves: ['clinics-that-stay']\n    period: \"2027-Q1\"\n    status: on_track\n    size: big",
        ),
        (),
    ),
    "same number otherwise written": (
        ("target: 55%\n", "target: 55.0 %\n"),
        (),
    ),
    "draft reworded": (
        ("title: Clinics recommend us", "title: Everything else"),
        (
            "minor focus: title of idea changed from “Clinics recommend us” to “Everything else”, which says something else, still a draft",
        ),
    ),
}
"""Further edits, of what else a strategy holds; some change several things, some nothing."""


def reviewed(after: Mapping[str, str], before: Mapping[str, str] = TEXTS) -> Review:
    """What a change of texts comes to."""
    return review_of(sides_of(load(before, today=TODAY), load(after, today=TODAY)))


def edited(old: str, new: str, texts: Mapping[str, str] = TEXTS) -> dict[str, str]:
    """The texts with one edit, of something that they hold once."""
    holding = [path for path, text in texts.items() if old in text]
    assert len(holding) == 1
    assert texts[holding[0]].count(old) == 1
    return {**texts, holding[0]: texts[holding[0]].replace(old, new)}


def lines(changes: tuple[Change, ...]) -> list[str]:
    return [f"{change.weight.word} {change.category}: {message(change)}" for change in changes]


@pytest.mark.parametrize("name", TABLE)
def test_a_careful_reviewer_would_say_so(name: str) -> None:
    edit, expected = TABLE[name]

    assert [expected] == lines(reviewed(edited(*edit)).changes)


@pytest.mark.parametrize("name", FURTHER)
def test_and_so_of_all_that_a_strategy_holds(name: str) -> None:
    edit, expected = FURTHER[name]

    assert list(expected) == lines(reviewed(edited(*edit, MORE), MORE).changes)

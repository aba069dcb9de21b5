"""What a reader sees of the history: changes by month and item, promises first and now."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from textwrap import dedent
from typing import Any

import pytest
from pages import NASTY, TODAY, html, page, page_text, site_of_stack

from stratdocs.model.diff import Difference, Key
from stratdocs.model.history import History, Reader, Version, history
from stratdocs.model.kinds import Phase
from stratdocs.model.periods import period
from stratdocs.model.stack import load
from stratdocs.model.values import quantity
from stratdocs.site.views import changes
from stratdocs.site.views.page import SiteContext


def goal(changes_text: str, status: str = "on_track") -> str:
    return dedent(f"""
        metrics: [{{id: activation-7d, title: Seven-day activation}}]
        objectives:
          - id: week
            title: Value in the first week
            period: 2027-Q1
            status: {status}
            key_results:
              - {{id: activation, title: More activation, metric: activation-7d, {changes_text}}}
    """)


FIRST = goal("baseline: 40%, target: 55%, owner: ana")
LOWERED = goal("baseline: 40%, target: 48%, owner: ana")


def version(
    day: date, before: str, after: str, message: str = "Plan", *, commit: str | None = "abc123456"
) -> Version:
    return Version(day, "Ana Reis", commit, message, {"s.yml": before}, {"s.yml": after})


def site(*versions: Version, missing: str | None = None) -> SiteContext:
    """The last of the versions, with all of them as its history."""
    stack = load(versions[-1].after if versions else {}, today=TODAY)
    since = date(2026, 2, 15) if versions else None
    past = history(versions, stack.entities, Reader(everything=True), since=since, missing=missing)
    return site_of_stack(stack.with_history({}, past))


def changes_text(site: SiteContext) -> str:
    return page_text(page(changes.pages, "changes", site))


def test_a_change_has_author_date_and_reason() -> None:
    text = changes_text(
        site(version(date(2027, 2, 3), FIRST, LOWERED, "Lower\n\nReason: imports wait"))
    )

    assert "February 2027 : 1 key result changed" in text
    assert (
        "3 Feb 2027 , Ana Reis abc123456 Lower key result More activation : "
        "target lowered from 55% to 48% Reason: imports wait" in text
    )
    assert "More activation key result 1 3 Feb 2027 Ana Reis target" in text


def test_the_first_promise_is_beside_the_present_one() -> None:
    harder = goal("baseline: 40%, target: 50%, owner: ana")
    text = changes_text(
        site(
            version(date(2027, 2, 3), FIRST, LOWERED),
            version(date(2027, 2, 8), LOWERED, harder, "Because: the pilot went well"),
        )
    )

    assert "0 of 1 key results and bets are unchanged" in text
    assert (
        "Target, revised twice 55% 50% To 48%: Ana Reis, 3 Feb ? No reason given "
        "To 50%: Ana Reis, 8 Feb . the pilot went well" in text
    )


def test_a_draft_promises_nothing_and_a_reverted_promise_is_marked() -> None:
    draft = goal("baseline: 40%, target: 60%", status="proposed")
    text = changes_text(
        site(
            version(date(2027, 1, 3), draft, FIRST),
            version(date(2027, 2, 3), FIRST, LOWERED),
            version(date(2027, 2, 4), LOWERED, FIRST),
        )
    )

    assert "Target, revised twice 55% 55% changed and changed back" in text
    assert "60%" not in text.partition("Month by month")[0]


def test_the_page_begins_with_the_week_and_the_month_by_weight() -> None:
    harder = goal("baseline: 40%, target: 50%, owner: ana")
    renamed = harder.replace("title: More activation", "title: Activation")
    text = changes_text(
        site(
            version(date(2027, 1, 20), FIRST, LOWERED),
            version(date(2027, 2, 3), LOWERED, harder, "Because: the pilot went well"),
            version(date(2027, 2, 15), harder, renamed),
            version(date(2027, 2, 15), renamed, renamed.replace("50%", "45%"), "Again"),
        )
    )

    week, _, earlier = text.partition("Earlier this month, 1 to 14 February")
    assert (
        "2 changes this week, 3 this month. 1 has no reason, and it revised a commitment." in week
    )
    assert (
        "breaking Activation Target lowered, its third change 50% → 45% ? No reason given Ana Reis "
        "Mon 15 Feb minor Activation Title More activation → Activation Ana Reis Mon 15 Feb" in week
    )
    assert (
        "notable Activation Target raised, its second change 48% → 50% the pilot went well Ana "
        "Reis Wed 3 Feb" in earlier
    )
    assert "48%" not in week


def test_a_reason_is_asked_for_what_others_rely_on() -> None:
    before = "work: [{id: w, title: Import, due: 2027-02-10, estimate: 3 d, status: on_track}]"
    done = before.replace("on_track", "done")
    later = before.replace("2027-02-10", "2027-02-20")
    text = changes_text(site(version(TODAY, before, done)))
    assert "minor Import State On track → Done Ana Reis Mon 15 Feb" in text
    assert "No reason given" not in text

    text = changes_text(site(version(TODAY, before, later)))
    assert "notable Import Due date moved 10 Feb → 20 Feb ? No reason given" in text


def test_an_empty_month_names_the_last_change() -> None:
    text = changes_text(site(version(date(2027, 1, 20), FIRST, LOWERED)))

    assert (
        "Nothing has changed this month. The last change was on 20 Jan 2027: More activation , "
        "target lowered." in text
    )


def test_check_ins_and_readings_are_not_changes() -> None:
    looked = FIRST.replace("owner: ana}", "owner: ana, check_ins: [{date: 2027-01-31}]}")

    assert "Nothing has changed since 15 Feb 2026" in changes_text(
        site(version(date(2027, 2, 3), FIRST, looked))
    )


def test_uncommitted_changes_are_marked() -> None:
    text = changes_text(site(version(TODAY, FIRST, LOWERED, "", commit=None)))

    assert "Not committed yet key result More activation : target lowered from 55% to 48%" in text


def test_added_and_removed_items_have_their_titles() -> None:
    gone = FIRST.replace("id: week\n", "id: month\n").replace(
        "Value in the first week", "By the month"
    )
    text = changes_text(site(version(date(2027, 2, 3), FIRST, gone)))

    assert "objective By the month new" in text
    assert "objective Value in the first week removed" in text


def test_a_large_commit_is_counted() -> None:
    many = "work:\n" + "".join(f"  - {{id: w{n}, title: Work {n}}}\n" for n in range(80))
    text = changes_text(site(version(date(2027, 2, 3), "", many)))

    assert "80 work items added, among them: work item Work 0 new" in text
    assert "and 77 more." in text


def test_a_long_history_is_cut() -> None:
    versions = []
    day = date(2026, 6, 1)
    for number in range(400):
        before = f"bets: [{{id: b{number}, title: Bet, size: big}}]"
        versions.append(
            version(
                day + timedelta(days=number // 2),
                before,
                before.replace("big", "small"),
                f"Change {number}",
                commit=f"{number:09}",
            )
        )
    printed = html(page(changes.pages, "changes", site(*versions)))

    assert "earlier changes aren't listed." in printed
    assert printed.count("from big to small") == 200
    assert len(printed) < 150_000


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (quantity("55%"), quantity("48%"), "target lowered from 55% to 48%"),
        (quantity("48%"), quantity("55%"), "target raised from 48% to 55%"),
        (
            date(2026, 12, 15),
            date(2026, 12, 18),
            "target moved from 15 Dec 2026 to 18 Dec 2026",
        ),
        (
            period("2026-Q4"),
            period("2027-Q1"),
            "target moved from Q4 2026 to Q1 2027",
        ),
        (None, quantity("48%"), "target set to 48%"),
        (quantity("55%"), None, "target removed (was 55%)"),
        ("a" * 80, "b" * 80, "target rewritten"),
        ("ana", "jo", "target changed from Ana Reis to jo"),
        (("ana",), ("c",), "target: c added, Ana Reis removed"),
        (("a", "b"), ("b", "a"), "target in a different order"),
        ((), ("b", "c", "d", "e", "f"), "target: 5 added"),
        ((), ("a",), "target: a added"),
    ],
)
def test_a_difference_in_words(before: Any, after: Any, words: str) -> None:
    stack = load({"s.yml": "people:\n  - {id: ana, title: Ana Reis}"}, today=TODAY)
    difference = Difference(("target",), before, after)

    assert list(changes.difference_phrases(site_of_stack(stack), difference)) == [words]


def test_a_field_of_a_group_has_its_label() -> None:
    moved = Difference(("success", "by"), date(2026, 12, 15), date(2026, 12, 18))

    (words,) = changes.difference_phrases(site_of_stack(load({}, today=TODAY)), moved)

    assert words == "date moved from 15 Dec 2026 to 18 Dec 2026"


@pytest.mark.parametrize(
    ("difference", "words"),
    [
        (
            Difference(("phases", Key("Try [it]", 0), "ends"), date(2027, 3, 1), date(2027, 3, 8)),
            "end of the phase “Try (it)” moved from 1 Mar 2027 to 8 Mar 2027",
        ),
        (
            Difference(("phases", Key("Try [it]", 0), "step"), None, "launch"),
            "step of the phase “Try (it)” set to launch",
        ),
        (
            Difference(("phases", Key("Ship it", 1)), None, Phase(title="Ship it")),
            "phase “Ship it” added",
        ),
        (
            Difference(("phases", Key("Sell it", 1)), Phase(title="Sell it"), None),
            "phase “Sell it” removed",
        ),
    ],
)
def test_each_part_of_a_list_has_its_own_phrase(difference: Difference, words: str) -> None:
    assert list(changes.difference_phrases(site_of_stack(load({}, today=TODAY)), difference)) == [
        words
    ]


def test_the_page_is_built_without_a_history() -> None:
    stack = load({"s.yml": FIRST}, today=TODAY)
    past = History((), {}, None, "there is no git repository, so there is no history")

    text = changes_text(site_of_stack(stack.with_history({}, past)))

    assert "Incomplete: there is no git repository, so there is no history." in text
    assert "So who changed what, when and why is unknown." in text
    assert "Commit the strategy's files to git" in changes_text(
        site_of_stack(stack.with_history({}, History((), {}, None, None)))
    )
    assert "the history of the files wasn't read" in changes_text(site_of_stack(stack))


def test_an_incomplete_history_is_explained() -> None:
    text = changes_text(
        site(version(date(2027, 2, 3), FIRST, LOWERED), missing="this clone is shallow")
    )

    assert "Incomplete: this clone is shallow." in text


def test_titles_and_messages_are_text() -> None:
    texts: Mapping[str, str] = {"s.yml": f"bets: [{{id: b, title: '{NASTY}', owner: '{NASTY}'}}]"}
    past = Version(date(2027, 2, 3), NASTY, "abc", NASTY, {"s.yml": FIRST}, texts)

    assert "<script>" not in html(page(changes.pages, "changes", site(past)))


TREE = """
strategies: [{{id: stay, title: Customers stay, level: company, period: 2027, owner: ana}}]
bets:
  - id: week
    title: Value in a week
    serves: stay
    period: 2027-Q1
    status: on_track
    owner: ana
    approved_by: ana
    success: {{target: {target}}}
objectives:
  - {{id: start, title: A calm start, serves: week, period: 2027-Q1, owner: jo{start}}}
  - {{id: lists, title: Lists are clean, serves: week, period: 2027-Q1, owner: lea{lists}}}
people: [{{id: ana, title: Ana Reis}}, {{id: jo, title: Jo Kern}}, {{id: lea, title: Lea Holm}}]
"""


def test_items_below_a_changed_item_are_to_be_confirmed_again() -> None:
    first = TREE.format(target="55%", start="", lists="")
    eased = TREE.format(target="48%", start="", lists="")
    lowered = version(date(2027, 2, 3), first, eased)
    text = changes_text(site(lowered))

    assert (
        "A calm start supports Value in a week , whose target changed on 3 Feb 2027 (Ana Reis)."
        " Owner: Jo Kern." in text
    )
    assert "Lists are clean supports" in text

    later = TREE.format(target="48%", start=", reviewed: 2027-02-04", lists=", why: As before")
    text = changes_text(site(lowered, version(date(2027, 2, 10), eased, later, "Look again")))
    assert "Nothing needs reconfirming." in text

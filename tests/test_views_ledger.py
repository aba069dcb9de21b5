"""A page's section on its commitment: original and current, who revised it, when and why."""

from __future__ import annotations

from datetime import date
from textwrap import dedent

import pytest
from pages import TODAY, page_text, site_of_stack

from stratdocs.model.history import Reader, Version, history
from stratdocs.model.stack import load
from stratdocs.site.views.item import item_page
from stratdocs.site.views.page import SiteContext

TITLE = "Original and current commitment"


def strategy(*, target: str = "55%", by: str = "2027-03-31", due: str = "2027-02-01") -> str:
    return dedent(f"""
        people: [{{id: ana, title: Ana Reis}}, {{id: jo, title: Jo Kern}}]
        objectives:
          - id: week
            title: Value in the first week
            period: 2027-Q1
            status: on_track
            key_results:
              - {{id: activation, title: More activation, owner: ana,
                 baseline: 40%, target: {target}, by: {by}}}
        work:
          - {{id: import, title: Import, serves: activation, status: on_track, due: {due}}}
        bets:
          - id: first-week
            title: Value in the first week
            period: 2027-H1
            status: on_track
            approved_by: jo
            approved_on: 2027-01-04
            success: {{outcome: They stay, baseline: 40%, target: {target}, by: {by}}}
    """)


def version(
    day: date, before: str, after: str, message: str = "Plan", commit: str | None = "abc123456"
) -> Version:
    return Version(day, "Ana Reis", commit, message, {"s.yml": before}, {"s.yml": after})


def site(*versions: Version, missing: str | None = None) -> SiteContext:
    """The last of the versions, with all of them as its history."""
    stack = load(versions[-1].after, today=TODAY)
    start = date(2027, 1, 2)
    past = history(versions, stack.entities, Reader(everything=True), since=start, missing=missing)
    return site_of_stack(stack.with_history({}, past))


def ledger(site: SiteContext, identity: str) -> str:
    """The section of a page, as one line; empty if the page has none."""
    entity = site.stack.get(identity)
    assert entity is not None
    text = " ".join(page_text(item_page(site, entity)).split())
    _, found, rest = text.partition(TITLE)
    return rest.partition("Source:")[0].strip() if found else ""


FIRST = version(date(2027, 1, 4), "", strategy(), "First plan")
LOWERED = version(
    date(2027, 1, 8), strategy(), strategy(target="48%"), "Lower\n\nReason: imports wait"
)
LATER = version(
    date(2027, 1, 9), strategy(target="48%"), strategy(target="48%", by="2027-04-30"), "Later"
)


def test_each_revision_has_its_day_author_and_reason_the_newest_first() -> None:
    assert ledger(site(FIRST, LOWERED, LATER), "activation") == (
        "When What Who Why "
        "9 Jan Date 31 Mar → 30 Apr Ana Reis ? No reason given "
        "8 Jan Target 55% → 48% Ana Reis imports wait "
        "4 Jan Originally 40% → 55% by 31 Mar"
    )


def test_a_bet_says_who_approved_the_original() -> None:
    assert ledger(site(FIRST, LOWERED), "first-week").endswith(
        "8 Jan Target 55% → 48% Ana Reis imports wait 4 Jan Originally 40% → 55% by 31 Mar Jo Kern"
    )


def test_what_is_not_recorded_yet_has_no_day() -> None:
    pending = LOWERED._replace(commit=None, author=None)

    assert "not recorded yet Target 55% → 48%" in ledger(site(FIRST, pending), "activation")


def test_an_unchanged_commitment_says_since_when() -> None:
    assert ledger(site(FIRST), "activation") == "Unchanged since 4 Jan 2027."


def test_a_commitment_older_than_the_history_says_where_that_begins() -> None:
    older = version(date(2027, 1, 5), strategy(), strategy(due="2027-02-02"))

    assert ledger(site(older), "activation") == (
        "Unchanged since 2 Jan 2027, when its known history begins."
    )


def test_what_could_not_be_read_is_unknown() -> None:
    found = site(FIRST, missing="the clone is shallow")
    assert ledger(found, "activation") == (
        "No revision in the part of the history that could be read; the rest is unknown: "
        "the clone is shallow."
    )

    found = site(FIRST, LOWERED, missing="the clone is shallow")
    assert ledger(found, "activation").endswith(
        "Earlier revisions may be missing: the clone is shallow."
    )


def test_work_shows_only_revisions() -> None:
    moved = version(date(2027, 1, 8), strategy(), strategy(due="2027-02-15"), "Later")

    assert ledger(site(FIRST), "import") == ""
    assert ledger(site(FIRST, moved), "import").startswith(
        "When What Who Why 8 Jan Due date 1 Feb → 15 Feb Ana Reis ? No reason given"
    )


def test_many_revisions_are_folded() -> None:
    days = [strategy(by=f"2027-04-{day:02}") for day in range(1, 12)]
    steps = [
        version(date(2027, 1, 5 + n // 2), before, after)
        for n, (before, after) in enumerate(zip([strategy(), *days], days, strict=False))
    ]
    text = ledger(site(FIRST, *steps), "activation")

    assert text.count("Date") == 11
    assert "5 earlier" in text  # four revisions and the original


def test_a_proposal_has_no_commitment_to_revise() -> None:
    text = strategy().replace("status: on_track", "status: proposed")

    assert ledger(site(version(date(2027, 1, 4), "", text)), "activation") == ""


@pytest.mark.parametrize("identity", ["activation", "first-week", "import"])
def test_without_any_history_the_page_of_changes_says_so(identity: str) -> None:
    found = site_of_stack(load({"s.yml": strategy()}, today=TODAY))

    assert ledger(found, identity) == ""

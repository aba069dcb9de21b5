"""What a reader sees of the rhythm: meetings, health, triggers, lessons, decisions."""

from __future__ import annotations

from pages import NASTY, html, page, page_text, site_of

from stratdocs.site.views import rhythm
from stratdocs.site.views.page import SiteContext

RHYTHM = """
    people: [{id: ana, title: Ana Reis}]
    strategies:
      - id: stay
        title: Win by keeping customers
        level: company
        triggers:
          - {when: A rival is free, then: We stop, owner: ana}
          - {when: Ana leaves, then: Jo takes over, fired: 2027-02-01}
    rituals:
      - {id: weekly, title: Monday numbers, cadence: weekly, last_held: 2027-02-08,
         refers_to: [stay]}
      - {id: monthly, title: Product sync, cadence: monthly, last_held: 2026-11-05}
      - {id: gone, title: Old meeting, cadence: weekly, last_held: 2026-01-01, status: dropped}
      - {id: unsaid, title: Someday}
    retrospectives:
      - {id: q4, title: The fourth quarter, date: 2027-01-11, worked: [Pairs], improve: [Ask first],
         lessons: [{title: Ask for a file first, tags: [discovery]}]}
    decisions:
      - {id: first, title: Import first, decided: 2026-12-10, first_output: 2026-12-20,
         rights: {decides: ana, consulted: [jo]}, approvals: [{by: ana, date: 2026-12-11}]}
      - {id: second, title: No fax, decided: 2027-01-10, supersedes: first}
    work:
      - {id: a, title: A, due: 2027-01-10, finished: 2027-01-09, status: done}
      - {id: b, title: B, due: 2027-01-10, finished: 2027-01-12, status: done}
      - {id: c, title: C, due: 2027-02-01, status: on_track}
      - {id: d, title: D, due: 2027-03-01, status: on_track}
    health:
      - id: autumn
        title: Autumn check
        date: 2026-10-05
        checklist: [{item: resources, status: yellow}, {item: dependencies, status: green}]
        pulse: {clarity: 3.1/5, answers: 44}
      - id: winter
        title: Winter check
        date: 2027-01-05
        checklist:
          - {item: resources, status: red, evidence: Two teams plan 95%, action: Drop a bet,
             owner: ana, by: 2027-03-01}
          - {item: dependencies, status: red}
        audits: [{of: stay, found: As meant}]
"""


def rhythm_of(yaml: str) -> str:
    return page_text(page(rhythm.pages, "rhythm", site_of(yaml)))


def test_it_begins_with_where_to_start_and_why() -> None:
    assert (
        "Start here Resources is red It is one of 2 red items, not green since "
        "5 Oct 2026: Two teams plan 95%. Action: Drop a bet, by Ana Reis , by 1 Mar 2027."
        in rhythm_of(RHYTHM)
    )


def test_the_two_figures_have_their_reasons() -> None:
    text = rhythm_of(RHYTHM)

    assert "33% of work on time: 1 of 3 on time, 1 late, 1 overdue" in text
    assert (
        "10 days from a decision to its first result: one decision; "
        "1 has no first result yet: No fax" in text
    )


def test_missed_meetings_come_first_with_their_date() -> None:
    text = rhythm_of(RHYTHM)

    assert "missed 1 meeting wasn't held when due." in text
    assert (
        "Product sync every month 5 Nov 2026 6 Dec 2026 missed it is held "
        "every month, last 102 days ago"
    ) in text
    assert "Monday numbers every week 8 Feb 2027 15 Feb 2027 on schedule" in text
    assert text.index("Product sync") < text.index("Monday numbers") < text.index("Old meeting")
    assert "unknown it has no cadence" in text


def test_health_is_shown_over_time() -> None:
    text = rhythm_of(RHYTHM)

    assert "5 Oct 2026 5 Jan 2027" in text
    assert "Resources yellow red worse Two teams plan 95%" in text
    assert "5 Oct 2026 3.1/5 – – 44" in text
    assert "Win by keeping customers 5 Jan 2027 As meant" in text


def test_fired_triggers_come_first() -> None:
    text = rhythm_of(RHYTHM)

    assert "Ana leaves fired on 1 Feb 2027 Jo takes over" in text
    assert text.index("Ana leaves") < text.index("A rival is free")


def test_lessons_have_their_retrospective() -> None:
    assert "Ask for a file first discovery The fourth quarter" in rhythm_of(RHYTHM)


def test_the_log_shows_who_decided_and_who_agreed() -> None:
    text = page_text(page(rhythm.pages, "decisions/log", site_of(RHYTHM)))

    assert "approval missing 1 decision was made" in text
    assert "Ana Reis decides consulted: jo Ana Reis 11 Dec 2026 10" in text
    assert "Import first replaced by No fax" in text


def test_an_empty_strategy_gets_a_starter() -> None:
    text = rhythm_of("")

    assert "Not enough data: there is no check of execution health." in text
    assert "No meetings yet. Example: rituals:" in text
    assert "no decision has a date for its first result" in text


def test_titles_are_text() -> None:
    yaml = f"""
        rituals: [{{id: r, title: '{NASTY}', cadence: weekly, last_held: 2027-01-01}}]
        decisions: [{{id: d, title: '{NASTY}', choice: '{NASTY}', decided: 2027-01-01}}]
        strategies: [{{id: s, title: '{NASTY}', triggers: [{{when: '{NASTY}'}}]}}]
    """
    for shown in rhythm.pages(site_of(yaml)):
        assert "<script>" not in html(shown)


def thousands() -> SiteContext:
    lines = ["rituals:"]
    lines += [
        f"  - {{id: r{n}, title: Meeting {n}, cadence: weekly, last_held: 2027-02-08}}"
        for n in range(2000)
    ]
    lines += ["decisions:"]
    lines += [f"  - {{id: d{n}, title: Decision {n}, decided: 2027-01-01}}" for n in range(2000)]
    return site_of("\n".join(lines))


def test_long_tables_are_cut() -> None:
    site = thousands()

    for path in ("rhythm", "decisions/log"):
        printed = html(page(rhythm.pages, path, site))
        assert len(printed) < 300_000
        assert "1800 " in printed


def test_a_trigger_that_its_metric_sets_off_says_the_day_and_both_values() -> None:
    text = rhythm_of("""
        metrics:
          - {id: wait, title: Wait at the desk, readings: [{date: 2026-12-31, value: 12 min},
             {date: 2027-01-31, value: 14 min}]}
          - {id: seats, title: Seats, readings: [{date: 2027-01-31, value: 40%}]}
          - {id: unread, title: Unread}
        strategies:
          - id: stay
            title: Win by keeping customers
            level: company
            triggers:
              - {when: Boats are empty, metric: seats, below: 30%}
              - {when: Nobody has looked, metric: unread, below: 30%}
              - {when: In customers, metric: seats, below: 30 customers}
        initiatives:
          - {id: desks, title: Fewer desks, serves: stay, triggers: [{metric: wait, above: 10 min}]}
        """)

    assert (
        "Wait at the desk above 10 min fired on 31 Dec 2026, 12 min against 10 min last "
        "14 min on 31 Jan 2027"
    ) in text
    assert "Boats are empty Seats below 30%; last 40% on 31 Jan 2027" in text
    assert "Unread below 30%; no dated reading yet" in text
    assert "last 40% on 31 Jan 2027, which can't be compared with the limit" in text


FIGURES = """
    metrics:
      - {id: punctual, title: Deliverables finished on the day agreed, unit: "%",
         source: the tracker, readings: [{date: 2027-01-31, value: SHARE}]}
      - {id: lag, title: Days from a decision to its first output, unit: d,
         readings: [{date: 2027-01-31, value: LAG}]}
    work:
      - {id: a, title: A, due: 2027-01-10, finished: 2027-01-09, status: done}
      - {id: b, title: B, due: 2027-01-10, finished: 2027-01-12, status: done}
    decisions: [{id: d, title: D, decided: 2027-01-01, first_output: 2027-01-15}]
    """


def test_a_figure_that_is_also_recorded_says_whether_both_agree() -> None:
    alike = rhythm_of(FIGURES.replace("SHARE", "50%").replace("LAG", "2 weeks"))
    other = rhythm_of(FIGURES.replace("SHARE", "78%").replace("LAG", "12 widgets"))

    assert "the same Deliverables finished on the day agreed is recorded as 50%" in alike
    assert "the same Days from a decision to its first output is recorded as 2 weeks" in alike
    assert (
        "differs Deliverables finished on the day agreed is recorded as 78% on 31 Jan 2027 "
        "(source: the tracker); the figure above is computed"
    ) in other
    assert "can't be compared Days from a decision to its first output" in other


def test_a_metric_of_another_name_is_not_compared() -> None:
    named = FIGURES.replace("Deliverables finished on the day agreed", "Departures on time")
    text = rhythm_of(named.replace("SHARE", "78%").replace("LAG", "14 d"))

    assert "Departures on time is recorded" not in text


def test_symptoms_are_on_the_page_and_unknown_is_said() -> None:
    text = rhythm_of("strategies: [{id: stay, title: Win, level: company}]")

    assert "Symptoms of the gap" in text
    assert "Work without a strategy work items under way that lead to no strategy unknown" in (text)
    assert "No work is under way: add work and what it serves." in text


def test_lessons_are_listed_by_topic_where_several_share_one() -> None:
    text = rhythm_of("""
        retrospectives:
          - id: q4
            title: The fourth quarter
            date: 2027-01-11
            lessons: [{title: Ask for a file, tags: [discovery]}, {title: Pair, tags: [craft]}]
          - id: q3
            title: The third
            date: 2026-10-11
            lessons: [{title: Ask early, tags: [Discovery]}]
    """)

    assert "By topic Discovery Ask for a file The fourth quarter Ask early The third" in text


def test_the_sample_of_audits_leaves_out_what_was_audited_within_a_year() -> None:
    yaml = """
        bets: [{id: a, title: Bet A, status: on_track}, {id: b, title: Bet B, status: on_track}]
        initiatives: [{id: c, title: Idea C, status: proposed}]
        health: [{id: h, title: Check, date: 2027-01-05, audits: [{of: a, found: As meant}]}]
    """

    assert "drawn at random from the 1 bet or initiative under way" in rhythm_of(yaml)
    assert "audited for a year: Bet B" in rhythm_of(yaml)

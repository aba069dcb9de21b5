"""What a reader sees of teams and people: why, how much, which skills, whose reading."""

from __future__ import annotations

from pages import NASTY, html, item_page, page, page_text, site_of

from stratdocs.site.views import people

COMPANY = """
    strategies:
      - {id: stay, title: Win by keeping customers, level: company, how_we_win: We answer first.}
      - {id: help, title: Help that helps, level: product, serves: stay, fixed: [No night shifts.]}
    bets:
      - {id: answers, title: Answers in an hour, serves: help, status: on_track, owner: ana}
    objectives:
      - id: quick
        title: Customers are answered while they wait
        serves: answers
        team: support
        owner: ana
        period: 2027-Q1
        status: on_track
        key_results:
          - {id: wait, title: Cut the wait from 24 h to 12 h, baseline: 24 h, target: 12 h,
             owner: jo}
        work:
          - {id: triage, title: Urgent ones first, owner: jo, status: at_risk, due: 2027-02-01,
             estimate: 8 d, skills: [web, speech]}
          - {id: old, title: The old queue, owner: jo, status: done}
    teams:
      - id: support
        title: Support
        capacity: 60 d
        utilisation: 65%
        skills: [Web]
        reading: {asks: Answer those first who wait., will_not_do: Night shifts, date: 2027-01-12}
      - {id: sales, title: Sales}
    people:
      - {id: ana, title: Ana Reis, role: Head of support, team: support, skills: [listening]}
      - {id: jo, title: Jo Lund, team: support}
    metrics: [{id: calls, title: Calls a day, owner: jo}]
"""


def test_a_person_sees_why_for_everything_they_own() -> None:
    text = page_text(item_page(site_of(COMPANY), "jo"))

    assert "For Help that helps , which is part of Win by keeping customers" in text
    assert (
        "work item Urgent ones first supports Customers are answered while they wait ; Q1 2027 "
        "At risk, overdue due 1 Feb" in text
    )
    assert "Maintains: 1 Metrics Calls a day Done or dropped: 1 Work The old queue" in text


def test_a_person_sees_their_workload() -> None:
    text = page_text(item_page(site_of(COMPANY), "jo"))

    assert "2 active: 1 key result, 1 work item" in text
    assert "1 at risk or blocked; 1 overdue" in text
    assert "8 d of open work (estimated)" in text


def test_a_person_sees_what_is_due_next() -> None:
    text = page_text(item_page(site_of(COMPANY), "jo"))

    assert "Due next 1 Jan overdue key result Cut the wait" in text
    assert "1 Feb overdue work item Urgent ones first work due" in text


def test_a_team_sees_its_workload_against_its_limit() -> None:
    text = page_text(item_page(site_of(COMPANY), "support"))

    assert "13% of 60 d planned for Q1 2027, limit 65%" in text


def test_a_team_has_its_reading_beside_the_strategy() -> None:
    text = page_text(item_page(site_of(COMPANY), "support"))

    assert "The strategy Help that helps product strategy Fixed: No night shifts" in text
    assert "Win by keeping customers company strategy We answer first." in text
    assert "What it asks of us Answer those first who wait." in text
    assert "Written 12 Jan 2027." in text


def test_a_team_without_a_reading_is_shown_how_to_write_one() -> None:
    first, _, rest = COMPANY.partition("        reading: {")
    unread = first + rest.partition("\n")[2]
    text = page_text(item_page(site_of(unread), "support"))

    assert "The team hasn't written its reading yet" in text


def test_a_team_sees_which_skill_is_missing() -> None:
    text = page_text(item_page(site_of(COMPANY), "support"))

    assert "speech no one on the team Urgent ones first" in text
    assert "Web someone on the team Urgent ones first" in text
    assert "listening Ana Reis" in text


def test_work_of_a_teams_objective_counts_for_the_team() -> None:
    text = page_text(page(people.pages, "load", site_of(COMPANY)))

    assert "Support 3 1 objective, 1 key result, 1 work item 1 1 8 d" in text
    assert "13% planned of 60 d, limit 65%" in text
    assert "Sales –" in text


def test_an_empty_strategy_shows_what_a_team_looks_like() -> None:
    text = page_text(page(people.pages, "load", site_of("")))

    assert "No teams and no people yet. A team looks like this: teams:" in text


def test_titles_are_text() -> None:
    yaml = f"""
        people: [{{id: ana, title: '{NASTY}'}}]
        work: [{{id: w, title: '{NASTY}', owner: ana, status: on_track}}]
    """
    site = site_of(yaml)

    assert "<script>" not in html(item_page(site, "ana"))
    assert "<script>" not in html(page(people.pages, "load", site))


def test_a_head_of_thousands_has_a_page_of_moderate_size() -> None:
    lines = ["people: [{id: ana, title: Ana}]", "work:"]
    lines += [
        f"  - {{id: w{n}, title: Work {n}, owner: ana, status: on_track}}" for n in range(2000)
    ]
    printed = html(item_page(site_of("\n".join(lines)), "ana"))

    assert "1940 more are active" in printed
    assert len(printed) < 200_000

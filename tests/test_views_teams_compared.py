"""What a reader sees of the teams side by side: their readings and their health checks."""

from __future__ import annotations

from pages import NASTY, html, page, page_text, site_of

from stratdocs.site.views import teams_compared

TEAMS = """
    strategies:
      - {id: stay, title: Win by keeping customers, level: company, reviewed: 2027-01-10}
    teams:
      - id: core
        title: Core
        reading: {asks: Clinics start alone, will_not_do: Own hardware, date: 2027-01-12}
      - {id: labs, title: Labs, reading: {asks: Win by keeping customers longer, date: 2025-01-12}}
      - {id: desk, title: Desk}
      - {id: idle, title: Idle}
    objectives:
      - {id: a, title: A, team: core, serves: stay, status: on_track}
      - {id: b, title: B, team: labs, serves: stay, status: on_track}
      - {id: c, title: C, team: desk, serves: stay, status: on_track}
    health:
      - id: old
        title: Old
        serves: core
        date: 2026-10-05
        checklist: [{item: resources, status: red}]
      - id: core-now
        title: Core now
        serves: core
        date: 2027-01-05
        checklist: [{item: resources, status: green}]
      - id: labs-now
        title: Labs now
        serves: labs
        date: 2027-01-06
        checklist: [{item: resources, status: red}, {item: dependencies, status: yellow}]
"""


def text_of(yaml: str) -> str:
    return page_text(page(teams_compared.pages, "teams-compared", site_of(yaml)))


def test_the_readings_of_all_teams_are_side_by_side() -> None:
    text = text_of(TEAMS)

    assert "Core Clinics start alone Own hardware 12 Jan 2027" in text
    assert "Labs older than the strategy Win by keeping customers longer not set" in text
    assert "Desk not written not set not set" in text
    assert "Idle" not in text


def test_the_latest_check_of_each_team_is_a_column() -> None:
    text = text_of(TEAMS)

    assert "Item Core 5 Jan 2027 Labs 6 Jan 2027" in text
    assert "Resources green red Dependencies not checked yellow" in text


def test_without_readings_and_checks_it_says_how_they_are_written() -> None:
    text = text_of("strategies: [{id: stay, title: Win, level: company}]")

    assert "No team has written its reading of the strategy yet." in text
    assert "No health check has a checklist yet." in text


def test_what_people_write_is_text() -> None:
    found = html(
        page(
            teams_compared.pages,
            "teams-compared",
            site_of(f"teams: [{{id: t, title: {NASTY!r}, reading: {{asks: {NASTY!r}}}}}]"),
        )
    )

    assert "<script>alert" not in found

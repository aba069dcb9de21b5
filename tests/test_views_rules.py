"""What a reader sees of a rule: its page, the list, and the ways there."""

from datetime import date
from html import unescape
from textwrap import dedent

import pytest
from pages import plain_text

from stratdocs.linting.lint import examine, lint
from stratdocs.linting.rules import RULES
from stratdocs.model.finding import Finding, Severity
from stratdocs.model.stack import load
from stratdocs.site import rules
from stratdocs.site.rendering import Renderer
from stratdocs.site.views import findings, item
from stratdocs.site.views.page import Page, SiteContext

STRAY = """
    strategies:
      - {id: stay, title: Win by keeping customers, level: company}
    bets:
      - {id: first-week, title: Value in the first week, serves: stay}
    work:
      - {id: logo, title: A logo, status: on_track}
    settings:
      rules:
        orphan: error
        too-many-priorities: {most: 2}
        overdue: off
"""
STACK = load({"a.yml": dedent(STRAY)}, today=date(2027, 2, 15))
PICTURE = SiteContext(STACK, lint(STACK))


RENDERER = Renderer(link=lambda path: f"/{path}/", prose=lambda text: f"<p>{text}</p>")


def shown(page: Page) -> str:
    """The page as HTML."""
    return RENDERER.html(page, "").content


PAGES = {page.path: page for page in rules.pages(PICTURE)}


def test_a_rule_on_history_shows_the_earlier_text() -> None:
    page = plain_text(shown(PAGES["rules/goalpost-moved"]))

    assert page.index("Previous version") < page.index("target: 55%}")
    assert page.index("target: 55%}") < page.index("Weak example") < page.index("target: 48%}")
    assert "Previous version" not in plain_text(shown(PAGES["rules/orphan"]))


def test_every_rule_has_a_page_and_a_line_in_the_list() -> None:
    listed = shown(PAGES["rules"])

    assert set(PAGES) == {"rules", *(f"rules/{rule.name}" for rule in RULES)}
    assert [rule.name for rule in RULES if f'href="/rules/{rule.name}/"' not in listed] == []
    assert PAGES["rules"].listed == "Reference"


def test_the_list_shows_severities_here_and_the_settings_of_packs() -> None:
    listed = plain_text(shown(PAGES["rules"]))

    for said in (
        "orphan An item doesn't lead to a company strategy. error 1",
        "overdue An item is past its due date and still open. off",
        "extends: regulated For work where safety or legal rules make rework costlier than delay.",
        "risk-without-mitigation : error, low: 2",
    ):
        assert said in listed
    nowhere = next(iter(rules.pages(SiteContext(STACK, ()))))
    assert "Found" not in plain_text(shown(nowhere))


def test_every_page_shows_reason_examples_and_how_to_silence() -> None:
    for rule in RULES:
        html = shown(PAGES[f"rules/{rule.name}"])

        assert "<mark>" in html or f"# &lt;- {rule.name}" not in html
        for part in (rule.summary, "Weak example", "Strong example", f"allow {rule.name} until"):
            assert part in unescape(html), (rule.name, part)


def test_a_page_shows_the_findings_and_the_setting_of_the_rule() -> None:
    orphan = plain_text(shown(PAGES["rules/orphan"]))

    assert "In this strategy it is an error." in orphan
    assert "Findings in this strategy logo serves nothing" in orphan
    assert 'href="/work/logo/"' in shown(PAGES["rules/orphan"])
    assert "It is switched off in this strategy." in plain_text(shown(PAGES["rules/overdue"]))
    assert "2 to 4 are good. 4 2" in plain_text(shown(PAGES["rules/too-many-priorities"]))


def test_silenced_findings_are_shown_with_the_reason() -> None:
    text = dedent(STRAY).replace(
        "on_track}", "on_track} # stratdocs: allow orphan until 2027-03-01 -- the fair is in May"
    )
    stack = load({"a.yml": text}, today=date(2027, 2, 15))
    (page,) = findings.pages(SiteContext(stack, *examine(stack)))

    said = plain_text(shown(page))
    for words in (
        "No new problems found in what could be judged of 3 items, checked against",
        f"{len(RULES) - 1} rules . 1 is accepted , with a reason. Not judged",
        "Accepted, with the reason 1 suppression expires in the next 30 days; that finding returns",
        "Error An item doesn't lead to a company strategy 1 finding",
    ):
        assert words in said
    assert "Accepted until 1 Mar 2027: the fair is in May" in plain_text(shown(page))
    assert "Accepted" not in shown(next(findings.pages(PICTURE)))


def test_findings_lead_to_the_pages_of_their_rules() -> None:
    (found,) = findings.pages(PICTURE)
    logo = next(page for page in item.pages(PICTURE) if page.path == "work/logo")

    assert '<a href="/rules/orphan/">An item doesn' in shown(found)
    assert '<a href="/rules/orphan/"><code>orphan</code></a>' in shown(logo)


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ("first-week has no owner", "Has no owner"),
        ("target of first-week lowered", "Target of Value in the first week lowered"),
        ("no-one reports", "No-one reports"),  # no item
        ("stay, which first-week serves", "stay, which Value in the first week serves"),  # an id
        ("logo serves nothing", "logo serves nothing"),
    ],
)
def test_a_message_begins_with_a_capital_or_a_title(message: str, words: str) -> None:
    place = STACK.entities[1].grip
    finding = Finding("orphan", Severity.WARNING, message, place, item="first-week")
    (page,) = findings.pages(SiteContext(STACK, (finding,)))

    assert f"Value in the first week {words}" in plain_text(shown(page))

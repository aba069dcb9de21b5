"""A review of twenty changes of the demo, as it is read by people who read no YAML."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright
from test_review_demo import TODAY, WEIGHED, both, review, texts
from test_review_page import Reader

from stratdocs.model.fields import BY_COLLECTION, fields_of
from stratdocs.model.stack import load
from stratdocs.reviewing.host import Host
from stratdocs.reviewing.reports import report
from stratdocs.reviewing.value import Review

pytestmark = pytest.mark.slow

NAMES = (
    "sign-off to notice",
    "stop to go on",
    "four bets to six",
    "and to or",
    "everyone to most people",
    "morning to month",
    "half a refusal",
    "no mitigation",
    "a guardrail removed",
    "target lowered",
    "baseline rewritten",
    "work two weeks later",
    "a reason of the parent",
    "confidence without evidence",
    "an approval removed",
    "4 bets at once",
    "a big bet made small",
    "an idea committed",
    "a postponement",
    "a check-in",
    "a check-in painted green",
    "scores of a plan",
    "a sentence of a description",
    "a meeting held less often",
)
HOST = Host("https://git.example/x/{commit}/{path}#L{line}", "https://git.example/page")


@pytest.fixture(scope="module")
def twenty() -> Review:
    found = review(both(*(WEIGHED[name][0] for name in NAMES)))
    return found._replace(base=found.base._replace(commit="b" * 40))


def shown(page: str) -> str:
    """The text of a page without what is code, or a link to a line or rule."""
    return Reader(re.sub(r"(?s)<(code|a)\b.*?</\1>", "", page.split("<body>")[1])).text


def test_the_page_names_no_id_no_field_and_no_period_of_the_yaml(twenty: Review) -> None:
    words = set(re.findall(r"[\w.-]*\w", shown(report(twenty, "html", host=HOST))))

    ids = {entity.id for entity in load(texts(), today=TODAY).entities}
    fields = {field.name for kind in BY_COLLECTION.values() for field in fields_of(kind)}
    assert [word for word in words & ids if "-" in word] == []
    assert [word for word in words & fields if "_" in word] == []
    assert [word for word in words if re.fullmatch(r"\d{4}-(?:[HQ]\d|\d\d(?:-\d\d)?)", word)] == []
    assert words & {"on_track", "at_risk", "true", "false", "None"} <= {"None"}


def test_the_page_shows_progress_before_and_after_a_figure_that_moved(twenty: Review) -> None:
    page = report(twenty, "html")

    assert page.count('<svg class="bar"') == 6
    assert "60%: 85% of the way from 49% to 62%" in page
    assert "60%, beyond the target of 55%" in page


def test_decisions_come_before_figures_and_figures_before_dates(twenty: Review) -> None:
    fields = [fact.lead.field for fact in twenty.to_decide]

    assert fields[0] == ""
    assert fields.index("choice") < fields.index("target") < fields.index("period")


def test_all_reports_say_the_same_number(twenty: Review) -> None:
    words = f"{len(twenty.to_decide)} of {len(twenty.facts)} changes need a decision"

    assert [words in report(twenty, form) for form in ("html", "markdown", "text", "json")] == (
        [True] * 4
    )


def test_the_comment_leads_to_lines_and_the_page_by_titles(twenty: Review) -> None:
    comment = report(twenty, "markdown", host=HOST)

    assert len(comment) < 32_000
    assert f"https://git.example/x/{'b' * 40}/strategy/bets.yml#L43" in comment
    assert "[Read the review page](https://git.example/page)" in comment
    assert "at bbbbbbb." in comment
    assert "paperless-62" not in comment


@pytest.mark.browser
def test_the_page_of_twenty_changes_is_at_most_twelve_screens(
    twenty: Review, tmp_path: Path
) -> None:
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        pytest.skip("there is no Chromium here")
    file = tmp_path / "review.html"
    file.write_text(report(twenty, "html"), encoding="utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1300, "height": 900})
        page.goto(file.as_uri())
        height = page.evaluate("document.documentElement.scrollHeight")
        browser.close()

    assert len(twenty.facts) >= 20
    assert height <= 12 * 900

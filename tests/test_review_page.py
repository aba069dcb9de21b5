"""The page of a review: what it says to whoever reads no YAML, however much or ill-meant it is."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from html.parser import HTMLParser
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from clinics import TEXTS
from playwright.sync_api import Page, sync_playwright
from test_review_table import TODAY, reviewed

from stratdocs.model.stack import load
from stratdocs.reviewing.accepted import Accepted
from stratdocs.reviewing.compare import review_of
from stratdocs.reviewing.page import summary
from stratdocs.reviewing.reports import report
from stratdocs.reviewing.reports.html import MOST
from stratdocs.reviewing.sides import sides_of
from stratdocs.reviewing.wordwise import Piece, pieces

OKRS, BETS = "strategy/okrs.yml", "strategy/bets.yml"
EDITS = (
    ("        target: 55%\n        by", "        target: 48%\n        by"),
    ("title: New clinics get value", "title: Newly won clinics get value"),
    ("{id: guided-import, title: Guided import, owner: jo", "{id: guided-import, title: Guided import, owner: ana"),  # noqa: E501
    ("serves: first-week-value\n    key_results:\n      - {id: planned", "serves: calm-mornings\n    because: Planning is what makes mornings calm.\n    key_results:\n      - {id: planned"),  # noqa: E501
    ("      - {id: answers, title: Support answers faster, metric: load, baseline: 24 h, target: 12 h, owner: ana}\n", ""),  # noqa: E501
)  # fmt: skip


def changed(*edits: tuple[str, str], title: str = "Seats for everybody") -> Mapping[str, str]:
    texts = dict(TEXTS)
    for old, new in edits or EDITS:
        assert old in texts[OKRS], old
        texts[OKRS] = texts[OKRS].replace(old, new, 1)
    texts[BETS] += (
        f"  - {{id: seats, title: {title}, serves: clinics-that-stay, period: 2027-Q1, "
        "status: on_track, size: big, owner: onboarding, approved_by: maya}\n"
    )
    return texts


@pytest.fixture(scope="module")
def page() -> str:
    return report(reviewed(changed()), "html")


class Reader(HTMLParser):
    """What a page says, and of what it is made."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.hidden = 0
        self.feed(page)
        self.text = " ".join(" ".join(self.words).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.hidden += tag == "style"

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag == "style"

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.words.append(data)


def part(page: str, start: str, end: str = "<h2") -> str:
    """What the page says from one heading to the next."""
    return Reader(page.split(f'id="{start}"', 1)[1].split(">", 1)[1].split(end, 1)[0]).text


# --- what is said ---------------------------------------------------------------------------------


def test_the_head_says_what_weighs_most_and_how_much_there_is(page: str) -> None:
    text = Reader(page.split("<main", 1)[0]).text

    assert "4 of 6 changes need a decision" in text
    assert "6 changes: 3 breaking, 1 notable and 2 minor" in text


def test_decisions_are_questions_with_the_names_of_whom_to_ask(page: str) -> None:
    text = part(page, "decisions")

    assert (
        "2 of 4 Should the target of “More clinics active after a week” drop from 55% to "
        "48%? 4 weeks after the start; 1 work item depends on it. Progress jumps from "
        "13% to 25% because of the new target alone. ? No reason given Ask Jo Kern "
        "(owner)."
    ) in text
    assert "Is there room for “Seats for everybody” alongside what is already active?" in text
    assert "Should “Support answers faster” be dropped?" in text
    assert "active major bet number 5; aim for 2 to 4." in text


def test_a_reason_is_shown_where_it_is_decided() -> None:
    before, row, after = re.split(r"(.*id: calm-mornings.*\n)", TEXTS[BETS])
    row = row.replace("owner: jo", "owner: onboarding, because: They know mornings.")

    page = report(reviewed({**TEXTS, BETS: before + row + after}), "html")

    assert "Should Onboarding take over “Calm mornings” from Jo Kern?" in part(page, "decisions")
    assert "Reason: “They know mornings.”" in part(page, "decisions")


def test_the_tree_marks_what_changed_by_words_and_folds_what_did_not(page: str) -> None:
    text = part(page, "tree")

    assert "~ changed key result More clinics active after a week breaking" in text
    assert "− removed key result Support answers faster breaking" in text
    assert "+ added bet Seats for everybody breaking" in text
    assert "→ moved objective Clinics plan a week ahead (from “Value in the first week”)" in text
    assert re.search(r"\d unchanged Fair prices", text)
    assert "Clinics that recommend us" not in text.replace("unchanged Clinics recommend us", "")


def test_before_and_after_are_side_by_side_with_the_words_that_differ(page: str) -> None:
    assert '<dd class="value"><del>55%</del></dd>' in page
    assert '<dd class="value"><ins>48%</ins></dd>' in page
    assert "<del>New</del> clinics get value in their first week" in page
    assert "<ins>Newly won</ins> clinics get value in their first week" in page


def test_ids_are_shown_as_names(page: str) -> None:
    assert "Guided import" in page
    assert "Owner: Jo Kern → Ana Reis" in Reader(page).text
    assert '<dd class="value"><ins>Onboarding</ins></dd>' in page


def test_who_should_look_and_what_it_reaches_say_by_which_edge(page: str) -> None:
    assert "Jo Kern owns “More clinics active after a week”" in part(page, "people")
    assert "work item Guided import serves it (Ana Reis)" in part(page, "reach")


def test_a_parent_that_is_dropped_by_a_status_it_had_not_reaches_what_serves_it() -> None:
    company = "strategy/company.yml"
    dropped = TEXTS[company].replace("    owner: jo\n", "    owner: jo\n    status: dropped\n")
    assert dropped != TEXTS[company]

    page = report(reviewed({**TEXTS, company: dropped}), "html")

    assert "Should “Clinics stay because mornings are calm” be" in part(page, "decisions")
    assert "bet Value in the first week serves it (Maya Lind)" in part(page, "reach")


def test_new_and_fixed_findings_lead_to_their_rules() -> None:
    found = reviewed(changed())

    page = report(found, "html", url=lambda rule: f"https://example.org/rules/{rule}/")

    assert 'href="https://example.org/rules/group-owner/"' in page
    assert "“Seats for everybody” is owned by the team Onboarding" in part(page, "findings")
    back = review_of(sides_of(found.head.stack, found.base.stack))
    assert "owned by the team Onboarding" in part(report(back, "html"), "fixed")


def test_an_unsafe_address_is_not_a_link() -> None:
    page = report(reviewed(changed()), "html", url=lambda _: "javascript:alert(1)")

    assert "javascript:" not in page


def test_accepted_changes_are_shown_with_their_reasons() -> None:
    first = reviewed(changed()).changes[0]
    both = sides_of(*(load(texts, today=TODAY) for texts in (TEXTS, changed())))

    page = report(review_of(both, Accepted({first.fingerprint: "The board said so."})), "html")

    assert "Reason: The board said so." in part(page, "accepted")


def test_nothing_is_said_in_a_sentence() -> None:
    page = report(reviewed(TEXTS), "html")

    assert "Nothing changed between before and after" in Reader(page).text
    assert "No decision needed." in Reader(page).text


def test_where_nothing_is_to_be_decided_that_is_said() -> None:
    page = report(reviewed(reworded()), "html")

    assert "No decision" in Reader(page).text


def reworded() -> Mapping[str, str]:
    return {**TEXTS, OKRS: TEXTS[OKRS].replace("Lists are dirty", "The lists are dirty")}


def test_the_summary_holds_the_headline_and_the_changes_that_weigh() -> None:
    found = summary(reviewed(changed()))

    assert found.headline.startswith("Bet “Seats for everybody” added to “Clinics stay because")
    assert found.headline.endswith("; 4 of 6 changes need a decision")
    assert {row.weight for row in found.rows} <= {"breaking", "notable"}
    assert found.minor == 2
    assert found.new


# --- what it is made of ---------------------------------------------------------------------------


def test_the_page_needs_no_other_file(page: str) -> None:
    tags = Reader(page).tags

    assert not {"script", "link", "img", "iframe"} & {tag for tag, _ in tags}
    assert [tag for tag, _ in tags].count("style") == 1
    assert all(
        (value or "").startswith("#")
        for _, attributes in tags
        for name, value in attributes.items()
        if name in ("href", "src")
    )
    assert "default-src 'none'" in page


def test_every_link_within_the_page_leads_somewhere(page: str) -> None:
    tags = Reader(page).tags
    ids = [attributes["id"] for _, attributes in tags if "id" in attributes]

    assert len(ids) == len(set(ids))
    assert {a["href"] for _, a in tags if "href" in a} <= {f"#{identity}" for identity in ids}


HOSTILE = (
    "'</style><script>alert(1)</script>'",
    "'{{ 7 * 7 }} {% raw %}'",
    '"\\u202Eexe.fdp <img src=x onerror=alert(1)>"',
    "'\" onmouseover=\"alert(1)'",
)


@pytest.mark.parametrize("title", HOSTILE)
def test_hostile_titles_are_only_text(title: str, page: str) -> None:
    hostile = report(reviewed(changed(title=title)), "html")

    assert [tag for tag, _ in Reader(hostile).tags if tag in ("script", "img")] == []
    assert not any(name.startswith("on") for _, a in Reader(hostile).tags for name in a)
    assert "\u202e" not in hostile
    assert hostile.count("<style>") == 1
    assert "49" not in part(hostile, "decisions")


@pytest.mark.slow
def test_a_thousand_changes_fit_and_the_rest_is_counted() -> None:
    def texts(number: int, words: str) -> dict[str, str]:
        rows = "".join(
            f"  - {{id: goal-{n}, title: Goal {n}, level: team, period: 2027-Q1, status: on_track, "
            f"serves: first-week-value, why: {words}, key_results: "
            f"[{{id: result-{n}, title: Result {n}, baseline: 10%, target: {number}%}}]}}\n"
            for n in range(1000)
        )
        return {**TEXTS, "strategy/many.yml": "objectives:\n" + rows}

    long = "many words " * 300
    both = (load(texts(n, w), today=TODAY) for n, w in ((60, "none"), (50, long)))
    page = report(review_of(sides_of(*both)), "html")

    assert len(page.encode()) <= MOST
    assert re.search(r"And [\d,]+ more decisions", page)
    assert Reader(page).tags[-1][0] in ("p", "code")


# --- word by word ---------------------------------------------------------------------------------


def test_only_the_words_that_differ_are_marked() -> None:
    before, after = pieces("Cut it from 24 h to 12 h.", "Cut it from 24 h to 8 h, soon.", 200)

    assert before == (Piece("Cut it from 24 h to "), Piece("12", True), Piece(" h."))
    assert after == (
        Piece("Cut it from 24 h to "), Piece("8", True), Piece(" h"), Piece(", soon", True),
        Piece("."),
    )  # fmt: skip


def test_a_long_text_is_cut_around_what_differs() -> None:
    text = "word " * 400
    before, after = pieces(f"{text}old {text}", f"{text}new {text}", 300)

    assert Piece("old", True) in before
    assert Piece("new", True) in after
    assert sum(len(piece.text) for piece in after) <= 300


def test_texts_of_many_words_are_not_compared_for_ever() -> None:
    first, second = ("".join(f"{n * k} " for n in range(9_000)) for k in (3, 7))
    before, _ = pieces(first, second, 500)

    assert sum(len(piece.text) for piece in before) <= 500


# --- in a browser ---------------------------------------------------------------------------------

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
Look = Callable[..., Page]


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory, page: str) -> Iterator[Look]:
    if CHROMIUM is None:
        pytest.skip("there is no Chromium here")
    file = tmp_path_factory.mktemp("page") / "review.html"
    file.write_text(page, encoding="utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])

        def look(**options: Any) -> Page:
            found = browser.new_page(**options)
            found.goto(file.as_uri())
            return found

        yield look
        browser.close()


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1200, 360])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    opened: Look, scheme: str, width: int
) -> None:
    page = opened(color_scheme=scheme, viewport={"width": width, "height": 900})

    found = Axe().run(page).response["violations"]
    assert [(violation["id"], violation["nodes"][0]["html"]) for violation in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width

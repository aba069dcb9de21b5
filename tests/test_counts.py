"""Each count on the first page is the length of the list that it links to."""

from __future__ import annotations

import re
from pathlib import Path
from textwrap import dedent

import pytest
from sites import SETTINGS, build, draw, text

pytestmark = pytest.mark.slow

TROUBLE = Path(__file__).with_name("trouble.yaml")
"""A strategy in which nearly everything is wrong."""
DAY = "2026-08-15"
CALM = """
strategies:
  - id: bakery
    title: The best bread in the valley
    level: company
    owner: ana
    period: 2026
people:
  - {id: ana, title: Ana Reis}
objectives:
  - {id: morning, title: People in the valley find fresh bread every morning, owner: ana,
     period: 2026-Q3, serves: bakery, status: on_track}
key_results:
  - {id: sold, title: Share of bread sold by nine, owner: ana, baseline: 40%, target: 60%,
     serves: morning, check_ins: [{date: 2026-08-10, value: 52%, status: on_track}]}
  - {id: late, title: Complaints a week, owner: ana, baseline: 10, target: 4, serves: morning}
"""
"""A small strategy of few kinds, in which little is known."""


class Html:
    """The pages of a built site, as their HTML."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def of(self, path: str) -> str:
        html = (self.folder / path / "index.html").read_text("utf-8")
        return html[html.index("<article") : html.rindex("</article>")]

    def part(self, path: str, name: str) -> str:
        """What is below a heading, up to the next one of its kind or a larger one."""
        html = self.of(path)
        found = re.search(rf'<h(\d) id="{name}".*?</h\1>', html, re.DOTALL)
        if found is None:
            return ""
        return re.split(rf"<h[1-{found[1]}] ", html[found.end() :])[0]


@pytest.fixture(scope="module", params=["demo", "trouble", "calm"])
def site(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, demo: Path
) -> Html:
    if request.param == "demo":
        return Html(demo)
    folder = draw(tmp_path_factory.mktemp(request.param), "docs/about.md\n  Hello.")
    (folder / "mkdocs.yml").write_text(dedent(SETTINGS).replace("2026-11-21", DAY), "utf-8")
    yaml = TROUBLE.read_text("utf-8") if request.param == "trouble" else CALM
    (folder / "docs" / "strategy").mkdir()
    (folder / "docs" / "strategy" / "all.yaml").write_text(yaml, "utf-8")
    assert build(folder).status == 0
    return Html(folder / "site")


def number(pattern: str, words: str) -> int:
    """The number in some words; 0 where they are missing."""
    found = re.search(pattern, words)
    return int(found[1].replace(",", "")) if found else 0


def test_the_kinds_are_as_many_as_their_lists_have_rows(site: Html) -> None:
    counts = re.findall(
        r'<li><a href="([^"]*)">[^<]*</a> <span class="sd-count">(\d+)', site.part("", "all")
    )

    assert counts
    for path, count in counts:
        assert site.of(path).count('<tr id="row-') == int(count), path


def test_the_findings_are_as_many_as_their_page_lists(site: Html) -> None:
    home = text(site.of(""))
    listed = site.part("findings", "worst-first")

    for word, pattern in (
        ("error", r"(\d+) errors? ?,"),
        ("warning", r"(\d+) warnings? ?[,.]"),
        ("advice", r"(\d+) suggestions?"),
    ):
        assert number(pattern, home) == listed.count(f"sd-finding--{word}"), word
    accepted = site.part("findings", "accepted").count('class="sd-finding ')
    assert number(r"(\d+) accepted", home) == accepted


def test_the_causes_add_up_to_the_findings_and_what_the_data_show(site: Html) -> None:
    home, causes = text(site.of("")), site.part("rhythm", "causes")
    found = sum(
        number(rf"{name} (\d+) found", text(causes))
        for name in ("Ambiguity", "Misalignment", "No feedback")
    )

    findings = number(r"(\d+) warnings?", home) + number(r"(\d+) suggestions?", home)
    assert found == findings + number(r"(\d+) more problems? in the data", home)


def test_the_questions_that_stay_open_are_those_of_the_page_of_findings(site: Html) -> None:
    said = number(r"(\d+) questions? about clarity", text(site.of("")))

    assert said == site.of("findings").count("Unknown: ")
    assert said == site.part("rhythm", "causes").count("Unknown: ")


def test_the_symptoms_are_those_of_the_table(site: Html) -> None:
    home, rows = text(site.of("")), site.part("rhythm", "symptoms")
    shown = len(re.findall(r"sd-mark--watch", rows))
    unknown = len(re.findall(r">unknown<", rows))

    assert number(r"(\d+) of 5 symptoms of the gap", home) == shown
    said = number(r"show, (\d+) (?:is|are) unknown", home) or number(
        r"All (\d+) symptoms of the gap are unknown", home
    )
    assert said == unknown


def test_the_paces_are_those_of_the_page_of_goals(site: Html) -> None:
    home, goals = text(site.of("")), text(site.of("okrs"))
    fine, running = re.search(r"(\d+) of (\d+) key results? (?:is|are) on pace", home).groups()  # type: ignore[union-attr]

    assert int(fine) == number(r"(\d+) on pace", goals)
    behind = number(r"(\d+) behind pace", goals)
    unknown, early = number(r"(\d+) pace unknown", goals), number(r"(\d+) too early", goals)
    assert number(r"on pace, (\d+) behind", home) == behind
    assert number(r"pace unknown for (\d+)", home) == unknown
    assert number(r"too early to tell for (\d+)", home) == early
    assert int(running) == int(fine) + behind + unknown + early
    over, idle = (
        number(r"(\d+) more (?:has|have) ended", home),
        number(r"(\d+) proposed or dropped", goals),
    )
    total = number(r"(\d+) key results?", goals)
    assert total == int(running) + over + idle
    assert total == number(r"(\d+) key results? in Q\d", home)
    assert site.of("okrs").count("sd-row--deep") == total


def test_what_waits_is_listed_as_often_as_it_is_counted(site: Html) -> None:
    home = text(site.of(""))
    waits = site.part("", "decide")

    assert number(r"(\d+) matters? waits? for a decision", home) == waits.count("<li>")


def test_what_we_are_not_doing_is_as_long_as_its_page(site: Html) -> None:
    home = text(site.of(""))
    said = number(r"(\d+) things we're not doing", home) or int("One thing we are not" in home)

    listed = re.findall(r'<span class="sd-count">(\d+)', site.of("not-doing"))
    assert said == sum(map(int, listed))


def test_the_portfolio_is_the_same_on_both_pages(site: Html) -> None:
    home = text(site.of(""))
    if not (site.folder / "bets" / "portfolio").is_dir():
        assert "Focus" not in home
        return
    tiles = re.findall(
        r'sd-tile__figure">(\d+)</span>\s*<strong>(big|medium|small)', site.of("bets/portfolio")
    )

    assert bool(re.search(r"\bbig \d", home)) == bool(tiles)

    for count, size in tiles:
        assert re.search(rf"\b{size} {count}\b", home), size

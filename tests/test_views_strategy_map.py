"""What a reader sees of the strategy map: what is in what, its state and pace, as page and list."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from bicycles import TEXTS, TODAY
from pages import NASTY, html, page, page_text, plain_text, site_of, site_of_stack

from stratdocs.analysis.strategy_map import strategy_map
from stratdocs.model.kinds import Bet, Objective, Strategy
from stratdocs.model.stack import load
from stratdocs.site.drawing.shapes import Drawing, Shape
from stratdocs.site.drawing.strategy_map import HEIGHT, WIDTH
from stratdocs.site.drawing.widest import fitting_lines, widest
from stratdocs.site.standalone import svg
from stratdocs.site.views import strategy_map as view
from stratdocs.site.views.ask import Ask
from stratdocs.site.views.page import SiteContext

COMPANY = """
    strategies:
      - {id: stay, title: Win by keeping customers, level: company}
      - {id: help, title: Help that helps, level: product, serves: stay}
      - {id: north, title: The north, level: company, status: proposed}
    bets:
      - {id: answers, title: Answers in an hour, serves: help, status: on_track, size: big}
      - {id: bot, title: A bot, serves: help, status: dropped, size: medium}
      - {id: phone, title: A phone line, serves: help, status: blocked, size: small}
      - {id: loose, title: Loose end, status: committed}
    objectives:
      - id: quick
        title: Customers are answered while they wait
        serves: answers
        period: 2027-Q1
        key_results:
          - {id: wait, title: Cut the wait, baseline: 24 h, target: 12 h, status: on_track,
             check_ins: [{date: 2027-02-10, value: 21 h}]}
      - {id: below, title: The night shift answers, serves: quick, status: at_risk}
      - {id: direct, title: Customers stay a second year, serves: [quick, stay], status: on_track}
      - {id: lost, title: An aim of nobody, status: on_track}
"""


def map_text(yaml: str) -> str:
    return page_text(page(view.pages, "map", site_of(yaml)))


def places(yaml: str) -> dict[str, list[str]]:
    """What is in each strategy and bet, by ids; `None` for what is in none."""
    found: dict[str, list[str]] = {}
    for column in strategy_map(site_of(yaml).stack).columns:
        for place in (column.own, *column.parts):
            name = place.strategy.id if place.strategy else "None"
            found[name] = [bet.bet.id for bet in place.bets] + [o.id for o in place.objectives]
            for bet in place.bets:
                if bet.objectives:
                    found[bet.bet.id] = [o.id for o in bet.objectives]
    return found


# --- what is in what


def test_bets_are_in_strategies_and_objectives_in_bets() -> None:
    assert places(COMPANY) == {
        "stay": ["direct"],
        "help": ["answers", "bot", "phone"],
        "answers": ["quick", "below"],
        "north": [],
        "None": ["loose", "lost"],
    }


def test_a_product_strategy_comes_before_a_company_strategy_and_a_bet_before_both() -> None:
    assert places("""
        strategies:
          - {id: s, title: S, level: company}
          - {id: p, title: P, level: product, serves: s}
        bets: [{id: b, title: B, serves: [s, p]}]
        objectives:
          - {id: first, title: F, serves: [s, p, b]}
          - {id: second, title: G, serves: [s, p]}
    """) == {"s": ["b"], "b": ["first"], "p": ["second"]}


def test_a_bet_for_an_opportunity_is_in_the_strategy_above_it() -> None:
    assert places("""
        strategies: [{id: s, title: S}]
        outcomes: [{id: o, title: O, serves: s}]
        opportunities: [{id: p, title: P, serves: o}]
        bets: [{id: b, title: B, serves: p}]
    """) == {"s": ["b"]}


@pytest.mark.parametrize(
    "yaml",
    [
        "strategies: [{id: s, title: S, serves: t}, {id: t, title: T, serves: s}]",
        "bets: [{id: b, title: B, serves: c}, {id: c, title: C, serves: b}]",
        "objectives: [{id: o, title: O, serves: p}, {id: p, title: P, serves: o}]",
        "bets: [{id: b, title: B, serves: o}]\nobjectives: [{id: o, title: O, serves: b}]",
    ],
)
def test_a_cycle_is_shown_once(yaml: str) -> None:
    found = strategy_map(site_of(yaml).stack)
    stack = site_of(yaml).stack

    assert found.bets == len(stack.of(Bet))
    assert found.objectives == len(stack.of(Objective))
    assert sum(1 + len(c.parts) for c in found.columns if c.own.strategy) == len(stack.of(Strategy))


def test_what_ended_before_this_year_is_left_out_and_counted() -> None:
    text = map_text("""
        strategies: [{id: s, title: Stay}]
        bets:
          - {id: old, title: The old bet, serves: s, status: done, period: 2026-H1}
          - {id: late, title: The late bet, serves: s, status: on_track, period: 2026-H1}
    """)

    assert "The old bet" not in text
    assert "The late bet" in text
    assert "1 item that ended before this year is left out." in text


# --- what it says


def test_every_item_has_its_state_in_words() -> None:
    text = map_text(COMPANY)

    assert "3 strategies" not in text
    assert "2 strategies, 4 bets, 4 objectives, as of 15 Feb 2027" in text
    assert "● Answers in an hour : On track" in text
    assert "■ A phone line : Blocked" in text
    assert "✕ A bot : Dropped" in text
    assert "◆ Loose end : Committed" in text
    assert "No strategy : Leads to no strategy" in text


def test_a_bar_has_its_progress_beside_a_steady_pace() -> None:
    found = html(page(view.pages, "map", site_of(COMPANY)))

    assert "25%, from 1 key result; 51% at a steady pace" in found


def test_very_many_columns_are_counted() -> None:
    many = "".join(
        f"      - {{id: s{number}, title: Strategy {number}, level: company}}\n"
        for number in range(view.MAX_COLUMNS + 1)
    )

    found = plain_text(html(page(view.pages, "map", site_of(f"    strategies:\n{many}"))))

    assert "101 strategies, the first 100 columns of 101 shown" in found
    assert "Strategy 99" in found
    assert "Strategy 100" not in found


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (
            "{id: b, title: B, baseline: 0, target: 10, check_ins: [{date: 2027-02-01, value: 3}]}",
            51,
        ),
        ("{id: b, title: B, baseline: 0, target: 10}", 51),
        ("{id: b, title: B, baseline: 0, target: 10, status: dropped}", 51),
    ],
)
def test_a_steady_pace_is_that_of_the_key_results_that_make_the_bar(
    other: str, expected: int
) -> None:
    text = html(
        page(
            view.pages,
            "map",
            site_of(f"""
                bets: [{{id: bet, title: Bet, status: on_track}}]
                objectives:
                  - id: o
                    title: O
                    serves: bet
                    period: 2027-Q1
                    key_results:
                      - {{id: a, title: A, baseline: 10, target: 20,
                         check_ins: [{{date: 2027-02-10, value: 15}}]}}
                      - {other}
            """),
        )
    )

    assert f"; {expected}% at a steady pace" in text


def test_a_pace_that_is_unknown_has_no_tick() -> None:
    found = html(
        page(
            view.pages,
            "map",
            site_of("""
                bets: [{id: bet, title: Bet, status: on_track}]
                objectives:
                  - id: o
                    title: O
                    serves: bet
                    key_results:
                      - {id: a, title: A, baseline: 10, target: 20,
                         check_ins: [{date: 2027-02-10, value: 15}]}
            """),
        )
    )

    assert "sd-map__tick" not in found
    assert "pace unknown" in plain_text(found)


def test_unknown_progress_is_hatched_with_its_reason() -> None:
    found = html(page(view.pages, "map", site_of(COMPANY)))

    assert 'class="sd-map__hatch" role="img" aria-label="Progress unknown: no key results"' in found
    assert "Progress unknown: no key results" in plain_text(found)


def test_a_key_result_without_a_value_is_a_reason_too() -> None:
    text = map_text("""
        bets: [{id: b, title: B, status: on_track}]
        objectives:
          - id: o
            title: O
            serves: b
            key_results: [{id: k, title: K}, {id: l, title: L}]
    """)

    assert "Progress unknown: none of 2 key results has known progress" in text


def test_without_any_key_result_that_is_said_once() -> None:
    text = map_text("bets: [{id: b, title: B, status: on_track}, {id: c, title: C, status: done}]")

    assert "Progress unknown" not in text
    assert "Progress and pace are unknown: there are no key results." in text


def test_drafts_and_dropped_bets_have_no_bar() -> None:
    text = map_text("""
        strategies: [{id: s, title: S, status: proposed}]
        bets: [{id: b, title: B, serves: s, status: proposed}, {id: c, title: C, status: dropped}]
        objectives: [{id: o, title: O, serves: s, key_results: [{id: k, title: K}]}]
    """)

    assert "Progress unknown" not in text


def test_a_state_that_hides_something_is_marked() -> None:
    text = map_text("""
        bets: [{id: b, title: B, status: on_track, period: 2026-H2}]
        objectives: [{id: o, title: O, key_results: [{id: k, title: K}]}]
    """)

    assert "▲ B time is up : On track, time is up" in text


def test_no_status_is_not_shown_as_fine() -> None:
    text = map_text("bets: [{id: b, title: B, approved_by: ana}, {id: c, title: C, status: onn}]")

    assert "? C : Status unknown, it can't be read" in text


def test_the_list_has_the_order_of_the_map() -> None:
    found = html(page(view.pages, "map", site_of(COMPANY)))
    boxes, _, twin = found.partition('id="map-list"')

    def links(part: str) -> list[str]:
        return re.findall(r'href="\.\./((?:strategies|bets|objectives)/[^"]*)"', part)

    assert links(boxes) == links(twin)


def test_the_largest_bets_come_first_and_what_is_dropped_last() -> None:
    found = html(page(view.pages, "map", site_of(COMPANY)))

    assert re.findall(r'sd-map__own">\s*<p [^>]*>.*?href="\.\./bets/(\w+)/', found, re.DOTALL) == [
        "answers", "phone", "bot", "loose",
    ]  # fmt: skip


@pytest.mark.parametrize("yaml", ["", "people: [{id: ana, title: Ana}]"])
def test_an_empty_map_shows_how_a_strategy_is_written(yaml: str) -> None:
    made = page(view.pages, "map", site_of(yaml))

    assert "Nothing to map yet. A strategy looks like this:" in page_text(made)
    assert made.listed is None


def test_any_title_is_only_words() -> None:
    found = html(page(view.pages, "map", site_of(f"bets: [{{id: b, title: '{NASTY}'}}]")))

    assert "<script>" not in found


# --- how much


def many(bets: int, objectives: int = 0) -> SiteContext:
    lines = ["strategies: [{id: s, title: S}]", "bets:"]
    lines += [f"  - {{id: b{n}, title: Bet {n}, serves: s, status: on_track}}" for n in range(bets)]
    lines += ["objectives:"] if objectives else []
    lines += [f"  - {{id: o{n}, title: Aim {n}, serves: b{n % bets}}}" for n in range(objectives)]
    return site_of("\n".join(lines))


def test_forty_bets_are_shown_with_their_objectives() -> None:
    found = html(page(view.pages, "map", many(40, 80)))

    assert found.count("<details") == 1


def test_above_forty_bets_objectives_fold_to_a_count() -> None:
    found = html(page(view.pages, "map", many(41, 41)))

    assert found.count("<details") == 42
    assert "<summary>1 objective</summary>" in found


def test_from_a_hundred_bets_on_strategies_open_one_by_one() -> None:
    found = html(page(view.pages, "map", many(100)))

    assert "<summary>100 bets; " not in found
    assert "<summary>100 bets</summary>" in found


def test_too_many_bets_are_on_the_pages_of_their_strategies() -> None:
    text = page_text(page(view.pages, "map", many(301)))

    assert "301 bets are too many for one map; they are on the pages of their strategies." in text
    assert "Bet 7" not in text


# --- in a written page


def asked(ask: Ask) -> str:
    site = site_of(COMPANY)
    found = strategy_map(site.stack, view.kept(site, ask))
    return ", ".join(
        item.id
        for column in found.columns
        for place in (column.own, *column.parts)
        for item in (
            *((place.strategy,) if place.strategy else ()),
            *(i for bet in place.bets for i in (bet.bet, *bet.objectives)),
            *place.objectives,
        )
    )


@pytest.mark.parametrize(
    ("ask", "expected"),
    [
        (Ask(of=("bets",)), "stay, help, answers, bot, phone, loose"),
        (Ask(of=("strategies",)), "stay, help, north"),
        (Ask(of=("answers",)), "stay, direct, help, answers, quick, below"),
        (Ask(of=("help",)), "stay, direct, help, answers, quick, below, bot, phone"),
        (Ask(where=lambda site, item: item.status == "blocked"), "stay, help, phone"),
        (Ask(where=lambda site, item: item.status == "at_risk"), "stay, help, answers, below"),
        (Ask(of=("bets",), where=lambda site, item: item.id == "loose"), "loose"),
        (Ask(where=lambda site, item: False), ""),
    ],
)
def test_a_block_shows_what_it_names_within_what_that_serves(ask: Ask, expected: str) -> None:
    assert asked(ask) == expected


# --- the picture that stands alone

GOLDEN = Path(__file__).parent / "golden" / "strategy_map.svg"


def picture(site: SiteContext) -> Drawing:
    made = page(view.pages, "map", site).picture
    assert made is not None
    return made()


def alone(site: SiteContext) -> str:
    return svg(site, page(view.pages, "map", site), 1, lambda path: f"https://example.org/{path}/")


def test_the_picture_is_as_it_was() -> None:
    found = alone(site_of_stack(load(TEXTS, today=TODAY)))
    if os.environ.get("RENEW"):
        GOLDEN.write_text(found, encoding="utf-8")

    assert found == GOLDEN.read_text(encoding="utf-8")


def test_the_picture_links_each_item_to_its_page() -> None:
    found = alone(site_of(COMPANY))

    assert '<a href="https://example.org/bets/answers/">' in found
    assert '<a href="https://example.org/objectives/lost/">' in found
    assert 'width="1600"' in found
    assert 'height="900"' in found


@pytest.mark.parametrize(
    ("bets", "objectives"), [(0, 0), (1, 0), (1, 1), (16, 35), (40, 80), (100, 200), (700, 900)]
)
def test_the_picture_has_the_proportions_of_a_slide(bets: int, objectives: int) -> None:
    site = many(bets, objectives) if bets else site_of("strategies: [{id: s, title: S}]")
    drawn = picture(site)

    assert drawn.shapes
    assert drawn.width / drawn.height == pytest.approx(WIDTH / HEIGHT)
    assert all(0 <= y <= drawn.height for y in text_bottoms(drawn.shapes))


def text_bottoms(shapes: tuple[Shape, ...]) -> list[float]:
    own = [float(dict(shape.attributes)["y"]) for shape in shapes if shape.element == "text"]
    return own + [y for shape in shapes for y in text_bottoms(shape.inside)]


def overruns(shapes: tuple[Shape, ...], right: float) -> list[str]:
    """Texts that leave their box, with the widest font."""
    frames = [dict(s.attributes) for s in shapes if s.element == "rect" and "fill" not in s.kind]
    for frame in frames[:1]:
        right = min(right, float(frame["x"]) + float(frame["width"]))
    found = []
    for shape in shapes:
        if shape.element == "text":
            bold = any(name in shape.kind for name in ("strategy", "group", "title", "map-h"))
            size = SIZES[shape.kind.split()[0]]
            if float(dict(shape.attributes)["x"]) + widest(shape.text, size, bold=bold) > right:
                found.append(shape.text)
        found += overruns(shape.inside, right)
    return found


SIZES = {
    "map-h": 28,
    "map-about": 14,
    "map-strategy": 16,
    "map-group": 13.5,
    "map-title": 14,
    "map-idle": 14,
    "map-line": 12.5,
    "map-note": 12,
}


def test_no_text_leaves_its_box() -> None:
    for site in (many(16, 35), many(40, 80), site_of_stack(load(TEXTS, today=TODAY))):
        drawn = picture(site)

        assert overruns(drawn.shapes, drawn.width) == []


def test_every_title_is_whole() -> None:
    site = site_of_stack(load(TEXTS, today=TODAY))
    words = plain_text(re.sub(r"<title>.*?</title>", "", alone(site)))
    kept = strategy_map(site.stack)

    assert kept.bets
    for column in kept.columns:
        for place in column.parts:
            for bet in place.bets:
                assert bet.bet.title in " ".join(words.split())


@pytest.mark.parametrize(
    "text", ["x" * 390, "漢字" * 90, "مرحبا بالعالم " * 20, "e\u0301" * 150, "🚀" * 90, "a-b" * 90]
)
def test_any_word_is_broken_into_lines_that_fit_and_none_is_lost(text: str) -> None:
    lines = fitting_lines(text, 120, 14, bold=True)

    assert all(widest(line, 14, bold=True) <= 120 for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")

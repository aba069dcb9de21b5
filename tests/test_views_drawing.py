"""Pictures as plain data: words that fit, layers without overlaps, figures at their places."""

from __future__ import annotations

from datetime import date
from itertools import combinations, pairwise

import pytest

from stratdocs.site.drawing.charts import Bar, Item, Level, Piece, Point, bars, grid, line
from stratdocs.site.drawing.layered import Arrow, Box, layered
from stratdocs.site.drawing.shapes import SIZE, Drawing, Shape, shortened, text_width, wrapped_lines


def boxes(drawing: Drawing) -> dict[str, tuple[float, float, float, float]]:
    """Left, top, right and bottom of each box by its id."""
    found = {}
    for shape in drawing.shapes:
        if shape.kind.startswith("node"):
            attributes = dict(shape.inside[0].attributes)
            x, y, wide, high = (float(attributes[name]) for name in ("x", "y", "width", "height"))
            found[dict(shape.attributes)["id"]] = (x, y, x + wide, y + high)
    return found


def texts(drawing: Drawing) -> list[str]:
    """Every word of the picture."""

    def of(shape: Shape) -> list[str]:
        return ([shape.text] if shape.text else []) + [
            t for inner in shape.inside for t in of(inner)
        ]

    return [text for shape in drawing.shapes for text in of(shape)]


def chain(*ids: str) -> list[Arrow]:
    return [Arrow(source, target) for source, target in pairwise(ids)]


# --- words


def test_text_that_fits_is_left_alone() -> None:
    assert shortened("Guided import", 200) == "Guided import"


def test_text_that_does_not_fit_ends_in_an_ellipsis() -> None:
    found = shortened("Guided import of patient lists for every clinic", 100)

    assert found.endswith("…")
    assert text_width(found) <= 100


@pytest.mark.parametrize("text", ["x" * 5000, "漢字" * 90, "مرحبا بالعالم " * 40, "e\u0301" * 300])
def test_any_text_fits_after_the_cut(text: str) -> None:
    assert all(text_width(line) <= 150 + SIZE for line in wrapped_lines(text, 150))


def test_text_breaks_at_words() -> None:
    assert wrapped_lines("Guided import of patient lists", 110) == (
        "Guided import of",
        "patient lists",
    )


def test_no_text_is_one_empty_line() -> None:
    assert wrapped_lines("   ", 100) == ("",)


# --- layers


def test_successors_are_further_right() -> None:
    found = boxes(layered([Box(i, i) for i in "abc"], chain("a", "b", "c"), words="w"))

    assert found["node-a"][2] < found["node-b"][0]
    assert found["node-b"][2] < found["node-c"][0]


def test_successors_are_further_down_in_a_vertical_layout() -> None:
    found = boxes(layered([Box(i, i) for i in "ab"], chain("a", "b"), words="w", down=True))

    assert found["node-a"][3] < found["node-b"][1]


def test_no_two_boxes_overlap() -> None:
    arrows = [Arrow(f"n{i}", f"n{(i * 7 + 3) % 40}") for i in range(40)] + [
        Arrow(f"n{i}", f"n{(i * 3 + 11) % 40}") for i in range(40)
    ]
    drawing = layered([Box(f"n{i}", f"Work {i}") for i in range(60)], arrows, words="w")

    for first, second in combinations(boxes(drawing).values(), 2):
        apart = (
            first[2] <= second[0]
            or second[2] <= first[0]
            or first[3] <= second[1]
            or second[3] <= first[1]
        )
        assert apart
    assert all(r <= drawing.width and b <= drawing.height for _, _, r, b in boxes(drawing).values())


def test_a_cycle_is_broken_and_marked() -> None:
    drawing = layered([Box(i, i) for i in "abc"], chain("a", "b", "c", "a"), words="w")

    assert [shape.kind.split()[0] for shape in drawing.shapes if "back" in shape.kind] == [
        "edge",
        "head",
    ]


def test_a_picture_of_one_box() -> None:
    drawing = layered([Box("a", "A")], [Arrow("a", "a"), Arrow("a", "gone")], words="w")

    assert len(drawing.shapes) == 1


def test_a_picture_without_boxes_is_empty() -> None:
    assert layered([], [], words="nothing").shapes == ()


def test_a_tree_has_no_crossing_and_keeps_its_order() -> None:
    kin = [Arrow("r", c) for c in "abc"] + [Arrow(c, f"{c}{n}") for c in "abc" for n in range(3)]
    found = boxes(
        layered(
            [Box(i, i) for i in ("r", *"abc", *(f"{c}{n}" for c in "abc" for n in range(3)))],
            kin,
            words="w",
        )
    )
    leaves = [f"node-{c}{n}" for c in "abc" for n in range(3)]

    assert leaves == sorted(leaves, key=lambda leaf: found[leaf][1])


def test_the_same_boxes_give_the_same_picture() -> None:
    arrows = [Arrow(f"n{i}", f"n{(i * 7 + 3) % 20}") for i in range(20)]
    made = [layered([Box(f"n{i}", "x") for i in range(20)], arrows, words="w") for _ in "12"]

    assert made[0] == made[1]


def test_a_dense_graph_is_drawn() -> None:
    arrows = chain(*(f"n{i}" for i in range(150))) + [
        Arrow(f"n{i % 150}", f"n{(i * 31 + 7) % 150}") for i in range(500)
    ]

    assert len(boxes(layered([Box(f"n{i}", "x") for i in range(150)], arrows, words="w"))) == 150


# --- charts


def test_a_line_shows_its_target_and_latest_value() -> None:
    drawing = line(
        [Point(date(2027, 1, 31), 43, "43%"), Point(date(2027, 2, 28), 47, "47%", "import live")],
        levels=[Level(55, "target 55%"), Level(40, "from 40%", "baseline")],
        until=date(2027, 3, 31),
        words="w",
    )

    assert drawing is not None
    assert texts(drawing) == ["47%", "target 55%", "from 40%", "31 Jan 2027", "31 Mar 2027"]
    assert [s.title for s in drawing.shapes if s.kind == "point"][1] == (
        "47% on 28 Feb 2027: import live"
    )


def test_a_line_of_one_point_or_one_value_can_be_drawn() -> None:
    drawing = line([Point(date(2027, 1, 31), 43, "43%")], words="w")

    assert drawing is not None
    assert texts(drawing) == ["43%", "31 Jan 2027"]


def test_there_is_no_line_without_points() -> None:
    assert line([], words="w") is None


def test_a_full_cell_counts_the_rest() -> None:
    drawing = grid(
        [Item("high", "big", f"Bet {n}", f"bets/{n}") for n in range(12)],
        columns=[("low", "low"), ("high", "high")],
        rows=[("big", "big"), ("small", "small")],
        across="Confidence",
        up="Size",
        words="w",
    )

    assert "and 4 more" in texts(drawing)
    assert sum(shape.kind == "item" for shape in drawing.shapes) == 8


def test_bars_share_one_scale() -> None:
    drawing = bars(
        [
            Bar("A", (Piece(30, "leverage"),), "30 d of 60 d", (Level(42, "limit 42 d", "limit"),)),
            Bar("B", (Piece(60, "leverage"),), "60 d of 60 d"),
        ],
        words="w",
        room=600,
    )
    long = [float(dict(s.attributes)["width"]) for s in drawing.shapes if s.kind[:5] == "piece"]

    assert long == [299.0, 599.0]

"""`stratdocs retire`: an item closed as its kind closes, or removed with the links to it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as some
from written_strategies import meaning, stack_from, written

from stratdocs.authoring.retiring import Below, retired
from stratdocs.authoring.rewrite import new_errors
from stratdocs.cli import main
from stratdocs.model.finding import StratdocsError

PLAN = """\
people:
  - {id: jo, title: Jo Berg}
  - {id: lea, title: Lea Holm}
metrics:
  - {id: calls, title: Calls}
bets:
  - id: fax-bridge   # the old one
    title: Fax bridge
    owner: jo
    confirmed:
      - {by: jo, level: team, date: 2027-01-02}
      - {by: lea, level: team, date: 2027-01-02}
objectives:
  - id: fewer-faxes
    title: Clinics stop faxing
    serves: fax-bridge
    status: on_track
    description: >-
      See [[fax-bridge]] and
      [[calls|what we count]].
    key_results:
      - {id: faxes, title: Cut faxes, metric: calls}
work:
  - {id: line, title: A line, serves: faxes, status: on_track, depends_on: [cable, phone]}
  - {id: cable, title: A cable, serves: faxes, status: done, owner: jo}
  - {id: phone, title: A phone, serves: faxes}
"""


LINE = "- {id: line, title: A line, serves: faxes, status: on_track, depends_on: [cable, phone]}"


def diff(
    identity: str,
    below: Below = Below(),  # noqa: B008  # it is immutable
    *,
    remove: bool = False,
    clean: bool = False,
    pages: Mapping[str, str] | None = None,
    text: str = PLAN,
) -> list[str]:
    """The lines that go and come, marked with - and +."""
    texts = {"a.yml": dedent(text)}
    result = retired(
        stack_from(texts), identity, "Done", below, remove=remove, clean=clean, pages=pages
    )
    after = str(result.texts["a.yml"]).splitlines()
    before = texts["a.yml"].splitlines()
    return [f"- {line.strip()}" for line in before if line not in after] + [
        f"+ {line.strip()}" for line in after if line not in before
    ]


def test_a_plan_is_dropped_with_the_reason() -> None:
    assert diff("phone") == [
        "- - {id: phone, title: A phone, serves: faxes}",
        "+ - {id: phone, title: A phone, status: dropped, because: Done, serves: faxes}",
    ]
    assert diff("fax-bridge", Below(keep=True)) == ["+ status: dropped", "+ because: Done"]


def test_open_items_below_are_for_somebody_to_decide_on() -> None:
    with pytest.raises(StratdocsError) as caught:
        diff("fewer-faxes")

    assert str(caught.value) == (
        "1 item below fewer-faxes is open: line; use --with-below to retire them too, "
        "--keep-below, or --move-below ID"
    )


def test_they_are_retired_too_or_moved() -> None:
    lines = diff("fewer-faxes", Below(retire=True))
    assert [line for line in lines if line.startswith("+")] == [
        "+ status: dropped",
        "+ because: Done",
        f"+ {LINE.replace('on_track', 'dropped, because: Done')}",
    ]
    assert "+ - {id: line, title: A line, serves: fax-bridge, status: on_track, depends_on: " in (
        " ".join(diff("faxes", Below(move_to="fax-bridge")))
    )


def test_who_still_goes_by_it_is_said() -> None:
    result = retired(stack_from({"a.yml": PLAN}), "calls", "Nobody looks at it")

    assert result.notes == ("calls dropped", "still referenced by faxes (metric)")
    assert result.open_points


def test_people_are_removed_and_what_names_them_is_listed() -> None:
    with pytest.raises(StratdocsError) as caught:
        diff("jo")

    assert str(caught.value) == (
        "jo is still referenced in a.yml:9 fax-bridge (owner), a.yml:11 fax-bridge (by) "
        "and a.yml:25 cable (owner); --clean-links removes those links (nothing was "
        "changed)"
    )


def test_clean_links_take_the_entry_or_the_field_out() -> None:
    assert diff("jo", clean=True) == [
        "- - {id: jo, title: Jo Berg}",
        "- owner: jo",
        "- - {by: jo, level: team, date: 2027-01-02}",
        "- - {id: cable, title: A cable, serves: faxes, status: done, owner: jo}",
        "+ - {id: cable, title: A cable, serves: faxes, status: done}",
    ]


def test_links_in_texts_become_words() -> None:
    lines = diff("calls", remove=True, clean=True)

    assert "+ description: See [[fax-bridge]] and what we count." in lines
    assert not any("metric" in line for line in lines if line.startswith("+"))


def test_an_item_of_a_list_goes_and_an_emptied_list_with_it() -> None:
    lines = diff("cable", remove=True, clean=True)

    assert (
        "+ - {id: line, title: A line, serves: faxes, status: on_track, depends_on: [phone]}"
        in (lines)
    )
    text = "work:\n  - {id: a, title: A}\n  - id: b\n    title: B\n    depends_on:\n      - a\n"
    assert diff("a", remove=True, clean=True, text=text) == [
        "- - {id: a, title: A}",
        "- depends_on:",
        "- - a",
    ]


def test_pages_are_cleaned_and_blocks_listed() -> None:
    texts = {"a.yml": PLAN}
    page = "# Us\n\nAsk [[jo]] or [[jo|her]], `[[jo]]` not.\n"

    result = retired(stack_from(texts), "jo", "Left", clean=True, pages={"docs/us.md": page})

    assert result.texts["docs/us.md"] == "# Us\n\nAsk Jo Berg or her, `[[jo]]` not.\n"
    block = "```stratdocs\nview: table\nof: jo\n```\n"
    with pytest.raises(
        StratdocsError, match=r"jo is still referenced in docs/us\.md:1; change those"
    ):
        retired(stack_from(texts), "jo", "Left", clean=True, pages={"docs/us.md": block})


def test_a_file_that_held_nothing_else_goes() -> None:
    texts = {"a.yml": PLAN, "b.yml": "# just this\nwork:\n  - {id: late, title: Late}\n"}

    assert retired(stack_from(texts), "late", "No", remove=True).texts == {"b.yml": None}


def test_what_would_lose_its_parent_is_listed() -> None:
    with pytest.raises(StratdocsError, match="3 items below faxes would lose"):
        diff("faxes", remove=True)
    with pytest.raises(StratdocsError, match="would serve nothing without faxes"):
        diff("faxes", Below(keep=True), remove=True)


@pytest.mark.parametrize(
    ("identity", "message"),
    [("cable", "cable is already done"), ("nobody", "nobody doesn't exist")],
)
def test_what_cannot_be_retired_is_refused(identity: str, message: str) -> None:
    with pytest.raises(StratdocsError, match=message):
        diff(identity)


@given(written(), some.data())
def test_no_retirement_breaks_a_reference(texts: dict[str, str], data: some.DataObject) -> None:
    stack = stack_from(texts)
    before = meaning(stack)
    identity = data.draw(some.sampled_from(sorted(before)))
    remove, clean = data.draw(some.booleans()), data.draw(some.booleans())
    below = data.draw(some.sampled_from((Below(retire=True), Below(keep=True), Below())))
    try:
        result = retired(stack, identity, "Over: done", below, remove=remove, clean=clean)
    except StratdocsError:
        return
    now = stack_from({**texts, **result.texts})

    assert list(new_errors(stack, now)) == []
    after = meaning(now)
    if not remove:
        assert after.keys() == before.keys()
        assert after[identity]["status"] == "'dropped'"
        assert after[identity]["because"] == "'Over: done'"
    else:
        assert identity not in after
        text = "".join(text or "" for text in {**texts, **result.texts}.values())
        assert f"[[{identity}]]" not in text


def test_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.yml").write_text(PLAN)

    assert main(["retire", "phone", "--because", "No need", "."]) == 1  # line waits for it
    assert capsys.readouterr().err == (
        "stratdocs: phone dropped\nstratdocs: still referenced by line (depends_on)\n"
    )
    assert main(["retire", "jo", "--because", "Left", "--clean-links", "--dry-run", "."]) == 0
    assert "-  - {id: jo, title: Jo Berg}\n" in capsys.readouterr().out
    assert main(["retire", "jo", "--because", " ", "."]) == 2
    assert main(["retire", "jo", "."]) == 2
    assert main(["retire", "faxes", "--because", "x", "--with-below", "--keep-below", "."]) == 2


@pytest.mark.parametrize(
    ("parent", "message"),
    [
        ("first-week", "first-week is the item you are retiring"),
        ("activation", "activation is itself below first-week"),
    ],
)
def test_what_is_below_cannot_move_to_where_it_is(parent: str, message: str) -> None:
    text = """\
    objectives:
      - id: first-week
        title: Value in the first week
        key_results:
          - id: activation
            title: Raise activation
            work:
              - {id: guided-import, title: Guided import}
    """
    stack = stack_from({"a.yml": dedent(text)})

    with pytest.raises(StratdocsError, match=message):
        retired(stack, "first-week", "Merged", Below(move_to=parent))


HEADED = """\
# The strategy.
strategies: [{id: c, title: Win by keeping clinics, level: company}]

# --- People ---
# who is who
people:
  # the boss
  - id: maya   # first
    title: Maya

# Teams follow.
teams: [{id: t, title: Team}]
"""


def test_the_heading_of_a_list_stays_when_its_last_item_goes() -> None:
    stack = stack_from({"a.yml": HEADED})

    texts = retired(stack, "maya", "Left").texts

    boss = "people:\n  # the boss\n  - id: maya   # first\n    title: Maya\n"
    assert texts == {"a.yml": HEADED.replace(boss, "people: []\n")}

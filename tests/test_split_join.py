"""`stratdocs split` and `stratdocs join`: one file becomes several, and several one."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as some
from written_strategies import meaning, stack_from, written

from stratdocs.authoring.files import file_split, files_joined
from stratdocs.cli import main
from stratdocs.model.finding import StratdocsError

OKRS = """\
# yaml-language-server: $schema=../schema.json
# Our OKRs of 2027.

# what we want
objectives:   # two of them
  - id: first-week
    title: Value in the first week
    description: |
      Two lines.
        And one indented.
    # the end of it

  # about the calls
  - id: fewer-calls
    title: Clinics call us less

# what we do

work:
- {id: import, title: Import, serves: first-week}  # in braces
- id: portal
  title: Portal
settings:
  strictness: gentle
"""


def split(text: str, by: str | None = None) -> dict[str, str | None]:
    texts = {"s/okrs.yml": dedent(text)}
    return dict(file_split(stack_from(texts), "s/okrs.yml", by).texts)  # type: ignore[arg-type]


def test_a_file_of_several_collections_becomes_a_file_for_each() -> None:
    assert split(OKRS) == {
        "s/okrs/objectives.yml": OKRS[
            OKRS.index("# what we want") : OKRS.index("\n# what we do")
        ].join(("# yaml-language-server: $schema=../../schema.json\n", "")),
        "s/okrs/work.yml": "# yaml-language-server: $schema=../../schema.json\n"
        + OKRS[OKRS.index("\n# what we do") : OKRS.index("settings")],
        "s/okrs.yml": "# yaml-language-server: $schema=../schema.json\n# Our OKRs of 2027.\n\n"
        "settings:\n  strictness: gentle\n",
    }


def test_by_item_each_takes_the_comments_around_it_along() -> None:
    text = OKRS[OKRS.index("# what we want") : OKRS.index("# what we do")]

    assert split(text) == {
        "s/okrs.yml": None,
        "s/okrs/first-week.yml": text[: text.index("\n  # about the calls")],
        "s/okrs/fewer-calls.yml": "objectives:\n" + text[text.index("  # about the calls") : -1],
    }


def test_a_split_file_put_together_again_is_the_same_but_for_its_place() -> None:
    parts = {path: text for path, text in split(OKRS).items() if text is not None}
    paths = sorted(parts, key=lambda path: path != "s/okrs.yml")

    result = files_joined(stack_from(parts), paths).texts

    assert [path for path, text in result.items() if text is not None] == ["s/okrs.yml"]
    assert meaning(stack_from(result)) == meaning(stack_from({"a.yml": OKRS}))
    new = str(result["s/okrs.yml"])
    assert all(line in new for line in OKRS.splitlines() if line.strip())


@pytest.mark.parametrize(
    ("text", "by", "message"),
    [
        ("bets:\n  - {id: a, title: A}\n", None, "has a single item"),
        ("bets: [{id: a, title: A}, {id: b, title: B}]\n", None, "bets is written in brackets"),
        ("bets:\n  - {id: a, title: A}\n", "collection", "has a single collection"),
        ("bets:\n  - {id: a, title: A}\n  - {title: B}\n", None, "an item of bets has no id"),
        ("bets:\n  - {id: a, title: [}\n", None, r"okrs\.yml:2: .*; fix that first"),
        ("{bets: [{id: a, title: A}], work: [{id: b, title: B}]}\n", None, "one key per line"),
    ],
)
def test_a_split_that_cannot_be_is_refused(text: str, by: str | None, message: str) -> None:
    with pytest.raises(StratdocsError, match=message):
        split(text, by)


@pytest.mark.parametrize("by", ["collection", "item"])
def test_comments_of_what_holds_nothing_go_along(by: str) -> None:
    text = dedent("""\
        --- # 1
        settings:  # 2
        # 3
        bets:
          - {id: a, title: A}
          - {id: b, title: B}
        # 4
        people: []  # 5
        --- # 6
        teams:
          - {id: c, title: C}
        # 7
        risks:
        # 8
        """)

    made = "".join(new or "" for new in split(text, by).values())

    assert all(f"# {number}\n" in made for number in range(1, 9))


def test_a_split_overwrites_nothing() -> None:
    texts = {"okrs.yml": OKRS, "okrs/work.yml": "work: [{id: x, title: X}]\n"}

    with pytest.raises(StratdocsError, match=r"okrs/work\.yml already exists"):
        file_split(stack_from(texts), "okrs.yml")


@pytest.mark.parametrize("by", [None, "item"])
def test_documents_of_one_file_are_split_too(by: str | None) -> None:
    text = "bets:\n  - {id: a, title: A}\n---\n# more\nbets:\n  - {id: b, title: B}\n"
    text += "work:\n  - {id: c, title: C}\n"

    result = split(text, by)

    assert meaning(stack_from(result)) == meaning(stack_from({"a.yml": text}))
    assert "---" not in "".join(text or "" for text in result.values())


def test_joined_lists_have_one_indentation_and_comments_of_keys_stay() -> None:
    texts = {
        "a.yml": "work:\n  - id: a\n    title: A\n",
        "b.yml": "# from the east\nwork: # theirs\n- id: b\n  title: >-\n    two\n    lines\n",
    }

    assert files_joined(stack_from(texts), ["a.yml", "b.yml"]).texts == {
        "a.yml": "work:\n  - id: a\n    title: A\n\n  # from the east\n  # theirs\n"
        "  - id: b\n    title: >-\n      two\n      lines\n",
        "b.yml": None,
    }


@pytest.mark.parametrize(
    ("first", "second", "message"),
    [
        (
            "settings: {strictness: gentle}\n",
            "settings: {strictness: strict}\n",
            "both have settin",
        ),
        ("bets: [{id: a, title: A}]\n", "bets:\n  - {id: b, title: B}\n", r"a\.yml: bets is writt"),
        ("bets:\n  - {id: a, title: A}\n", "bets:\n  - {id: b, title: [}\n", r"b\.yml:2: "),
    ],
)
def test_files_that_cannot_be_put_together_stay(first: str, second: str, message: str) -> None:
    with pytest.raises(StratdocsError, match=message):
        files_joined(stack_from({"a.yml": first, "b.yml": second}), ["a.yml", "b.yml"])


@given(written(), some.data())
def test_a_strategy_that_is_split_and_put_together_is_the_same(
    texts: dict[str, str], data: some.DataObject
) -> None:
    before = meaning(stack_from(texts))
    path = data.draw(some.sampled_from(sorted(texts)))
    by = data.draw(some.sampled_from((None, "item", "collection")))
    try:
        parts = file_split(stack_from(texts), path, by).texts  # type: ignore[arg-type]
    except StratdocsError as error:
        if "a single" in str(error):
            return
        raise
    after = {p: text for p, text in {**texts, **parts}.items() if text is not None}

    assert meaning(stack_from(after)) == before
    for line in texts[path].splitlines():
        if "#" in line and "yaml-language-server" not in line:
            assert any(line in text for text in after.values()), line

    whole = files_joined(stack_from(after), data.draw(some.permutations(sorted(after))))

    assert meaning(stack_from({**after, **whole.texts})) == before
    assert sum(text is not None for text in whole.texts.values()) == 1


def test_the_commands_write_and_remove_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "okrs.yml").write_text(OKRS)

    assert main(["split", "okrs.yml", "--dry-run"]) == 0
    assert [file.name for file in tmp_path.iterdir()] == ["okrs.yml"]
    assert "--- /dev/null\n+++ b/okrs/work.yml\n" in capsys.readouterr().out
    assert main(["split", "okrs.yml", "--by", "item"]) == 0
    assert sorted(file.name for file in (tmp_path / "okrs").iterdir()) == [
        "fewer-calls.yml",
        "first-week.yml",
        "import.yml",
        "portal.yml",
    ]
    assert main(["join", "okrs/import.yml", "okrs/portal.yml"]) == 0
    assert not (tmp_path / "okrs" / "portal.yml").exists()
    assert main(["join", "okrs/import.yml", "okrs/none.yml"]) == 2
    assert main(["join", "okrs/import.yml", "okrs/import.yml"]) == 2


@pytest.mark.parametrize("folder", ["docs/elsewhere", "docs/strategy/.hidden"])
def test_new_files_stay_part_of_the_strategy(
    folder: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mkdocs.yml").write_text("site_name: x\nplugins: [stratdocs]\n")
    (tmp_path / "docs" / "strategy").mkdir(parents=True)
    (tmp_path / "docs" / "strategy" / "okrs.yml").write_text(OKRS)

    assert main(["split", "docs/strategy/okrs.yml", "--into", folder]) == 2
    assert main(["split", "docs/strategy/okrs.yml", "--into", "docs/strategy/q1"]) == 0


def test_a_single_item_in_brackets_gets_its_file_too() -> None:
    text = "bets: [{id: a, title: A}]\nwork:\n  - {id: b, title: B}\n"

    assert split(text, "item") == {
        "s/okrs/a.yml": "bets: [{id: a, title: A}]\n",
        "s/okrs/b.yml": "work:\n  - {id: b, title: B}\n",
        "s/okrs.yml": None,
    }


def test_a_file_of_something_else_is_not_joined() -> None:
    texts = {"a.yml": "bets:\n  - {id: a, title: A}\n", "mkdocs.yml": "site_name: Ours\n"}

    with pytest.raises(StratdocsError, match=r"mkdocs\.yml has no items or settings"):
        files_joined(stack_from(texts), ["a.yml", "mkdocs.yml"])


def test_a_link_to_a_file_elsewhere_is_not_split(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "elsewhere").mkdir()
    real = tmp_path / "elsewhere" / "plan.yml"
    text = "bets:\n  - {id: a, title: A}\nwork:\n  - {id: b, title: B, serves: a}\n"
    real.write_text(text)
    (tmp_path / "plan.yml").symlink_to(real)

    assert main(["split", "plan.yml"]) == 2
    assert "plan.yml is a link to a file elsewhere" in capsys.readouterr().err
    assert real.read_text() == text
    assert not (tmp_path / "plan").exists()

"""An item renamed, and renamed back; and the baseline that follows it."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from ruamel.yaml import YAML

from stratdocs.cli import main
from stratdocs.editing.renaming import rename_item
from stratdocs.model.finding import StratdocsError

BLOCK = """\
# Our bets.
bets:
  - id: a   # the first
    title: Prices that are fair
    serves: stay
    description: See [[a]].
  - id: second
    title: "Another: one"
    depends_on: [a]
strategies: [{id: stay, title: Win by keeping clinics, level: company}]
"""
FLOW = """\
strategies: [{id: stay, title: Win by keeping clinics, level: company}]
bets: [{id: a, title: Prices that are fair, serves: stay}, {id: second, title: Two, depends_on: a}]
"""
QUOTED = """\
strategies: [{"id": "stay", "title": "Win by keeping clinics"}]
bets:
- "id": "a"
  "title": "Prices that are fair"
  "serves": "stay"
"""
CRLF = BLOCK.replace("\n", "\r\n")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "strategy").mkdir()
    return tmp_path


def rename(old: str, new: str) -> None:
    assert main(["rename", old, new, "strategy"]) == 0


@pytest.mark.parametrize("text", [BLOCK, FLOW, QUOTED, CRLF])
def test_a_rename_and_back_leaves_every_byte_as_it_was(text: str) -> None:
    file = Path("strategy/all.yml")
    file.write_bytes(text.encode())

    rename("a", "b")
    assert b"was" in file.read_bytes()
    rename("b", "a")

    assert file.read_bytes() == text.encode()


def test_a_rename_to_a_third_id_keeps_the_last_one() -> None:
    file = Path("strategy/all.yml")
    file.write_text(BLOCK)

    rename("a", "b")
    rename("b", "c")

    assert "was: b\n" in file.read_text()
    assert file.read_text().count("was:") == 1


def test_a_baseline_follows_a_rename(capsys: pytest.CaptureFixture[str]) -> None:
    Path("strategy/all.yml").write_text(BLOCK)
    check = ["check", "strategy", "--baseline", "known.json", "--fail-on", "advice"]
    assert main([*check, "--update-baseline"]) == 0
    assert '"item": "second"' in Path("known.json").read_text()
    capsys.readouterr()

    rename("second", "another")
    code = main([*check, "--format", "concise"])
    said = capsys.readouterr()

    assert code == 0, said.out
    assert "no longer occur" not in said.err
    main([*check, "--update-baseline"])
    assert '"item": "another"' in Path("known.json").read_text()
    assert '"item": "second"' not in Path("known.json").read_text()


def test_a_baseline_lends_nothing_to_an_item_whose_former_id_is_taken() -> None:
    Path("strategy/all.yml").write_text(BLOCK)
    check = ["check", "strategy", "--baseline", "known.json", "--fail-on", "advice"]
    main([*check, "--update-baseline"])
    more = "bets:\n  - {id: third, was: second, title: A third one}\n"
    Path("strategy/more.yml").write_text(more)

    assert main(check) == 1


def test_a_rename_waits_for_a_file_that_cannot_be_read_whole() -> None:
    texts = {
        "a.yml": "bets:\n  - {id: first-week, title: A}\n",
        "b.yml": "decisions:\n  - id: q\n    title: Of [[first-week]]\n   bad: [\n",
    }

    with pytest.raises(StratdocsError, match=r"b\.yml:3: .* the file refers to first-week"):
        rename_item(texts, "first-week", "early-value")
    assert rename_item({**texts, "b.yml": "bets: [\n"}, "first-week", "early-value").texts


@pytest.mark.parametrize("text", [BLOCK, FLOW])
@pytest.mark.parametrize(
    "identity",
    "0 7 123 010 0o17 0x1f 0b10 1_000 1.5 1.2.3 1e3 2026-01-01 2026-1-1 2026-12 1-2 y n yes no on"
    " off true false null nan inf".split(),
)
def test_every_reader_of_yaml_takes_a_new_id_for_a_text(text: str, identity: str) -> None:
    file = Path("strategy/all.yml")
    file.write_text(text)

    rename("a", identity)

    written = file.read_text()
    for content in (yaml.safe_load(written), YAML(typ="safe", pure=True).load(written)):
        first, second = content["bets"]
        assert first["id"] == identity
        assert second["depends_on"] in (identity, [identity])
    rename(identity, "a")
    assert file.read_text() == text


@pytest.mark.parametrize("identity", ["123", "2026-01-01", "no", "1e3", "1_000"])
def test_an_id_is_a_text_wherever_a_command_writes_it(identity: str) -> None:
    file = Path("strategy/all.yml")
    file.write_text(BLOCK)
    title = "Contracts without small print"

    new = ["new", "objective", title, "strategy", "--serves", "a", "--set", f"id={identity}"]
    assert main(new) == 0
    assert main(["new", "work", "Price list", "strategy", "--serves", identity]) == 0
    assert main(["new", "bet", "Fewer fees", "strategy", "--set", f"depends_on={identity},a"]) == 0
    assert main(["move", "price-list", "--under", "a", "strategy"]) == 0
    assert main(["move", "price-list", "--under", identity, "strategy"]) == 0

    content = yaml.safe_load(file.read_text())
    assert [item["id"] for item in content["objectives"]] == [identity]
    assert content["work"][0]["serves"] == identity
    assert content["bets"][2]["depends_on"] == [identity, "a"]

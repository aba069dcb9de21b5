"""While serving, only pages that differ are printed again, and none that differs is missed."""

from __future__ import annotations

import os
import random
import re
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import bicycles
import pytest
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config

from stratdocs.mkdocs.plugin import StratdocsPlugin
from stratdocs.model.known import Known
from stratdocs.repo.git import Past
from stratdocs.repo.strategy import Before
from stratdocs.site.kept_pages import KeptPages, is_same
from stratdocs.site.rendering import templates_dir
from stratdocs.site.views.page import Ref
from stratdocs.site.views.template_data import TemplateData

ROUNDS = int(os.environ.get("ROUNDS", "6"))
SETTINGS = """
site_name: Ketting
site_url: https://ketting.example/
theme: {{name: material, font: false}}
plugins: [search, stratdocs: {{today: {today}, fail_on: never, manual: link}}]
"""
WRITTEN = """
# Ahoy

[[{identity}]] and [[{identity}|words]]

```stratdocs
view: table
of: bets
```
"""


class Serving:
    """A site that is built again after each edit, as `mkdocs serve` does."""

    def __init__(self, folder: Path, texts: dict[str, str]) -> None:
        self.folder = folder
        self.today = "2027-02-15"
        self.identity = "none"
        (folder / "docs/strategy").mkdir(parents=True)
        for path, text in texts.items():
            (folder / "docs/strategy" / Path(path).name).write_text(text, "utf-8")
        self.plugin: StratdocsPlugin | None = None

    @property
    def files(self) -> list[Path]:
        return sorted(self.folder.glob("docs/strategy/*.y*ml"))

    def site(self) -> dict[str, bytes]:
        """Builds the site once more; gives its files."""
        (self.folder / "mkdocs.yml").write_text(SETTINGS.format(today=self.today), "utf-8")
        written = WRITTEN.format(identity=self.identity)
        (self.folder / "docs/index.md").write_text(written, "utf-8")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            config = load_config(str(self.folder / "mkdocs.yml"))
            plugin: Any = config.plugins["stratdocs"]
            if self.plugin is None:
                config.plugins.on_startup(command="serve", dirty=False)
                self.plugin = plugin
            assert plugin is self.plugin
            mkdocs_build(config, serve_url="http://127.0.0.1:8000/")
        site = self.folder / "site"
        return {
            str(path.relative_to(site)): path.read_bytes()
            for path in site.rglob("*")
            if path.is_file() and path.suffix in (".html", ".json", ".xml", ".csv", ".ics")
        }

    def from_nothing(self) -> dict[str, bytes]:
        """The site as it is when nothing is kept."""
        assert self.plugin is not None
        kept = self.plugin.kept, self.plugin.before
        self.plugin.kept, self.plugin.before = KeptPages(), Before(Known(), Past())
        site = self.site()
        self.plugin.kept, self.plugin.before = kept
        return site

    @property
    def printed(self) -> int:
        assert self.plugin is not None
        return self.plugin.kept.printed


def _ids(text: str) -> list[str]:
    return re.findall(r"\bid: ([\w-]+)", text)


def _edit(serving: Serving, chance: random.Random) -> str:  # noqa: C901 - a kind a case
    """Makes one edit of a random kind; says which."""
    file = chance.choice(serving.files)
    text = file.read_text("utf-8")
    lines = text.split("\n")
    identities = [found for path in serving.files for found in _ids(path.read_text("utf-8"))]
    kind = chance.choice(
        ("word", "word", "line gone", "line twice", "comment", "rename", "mention", "today",
         "written", "file gone", "new file", "status", "broken")
    )  # fmt: skip
    place = chance.randrange(len(lines))
    match kind:
        case "word":
            words = list(re.finditer(r"\w+", text))
            word = chance.choice(words)
            text = (
                text[: word.start()]
                + chance.choice(("3", "new", "2027-03-01"))
                + text[word.end() :]
            )
        case "line gone":
            del lines[place]
            text = "\n".join(lines)
        case "line twice":
            text = "\n".join([*lines[: place + 1], *lines[place:]])
        case "comment":
            text = f"# {chance.random()}\n{text}"
        case "mention" if identities:
            for old in ("description: ", "why: ", "title: "):
                if old in text:
                    text = text.replace(old, f"{old}See [[{chance.choice(identities)}]] ", 1)
                    break
        case "status":
            text = re.sub(
                r"status: \w+", f"status: {chance.choice(('done', 'at_risk'))}", text, count=1
            )
        case "broken":
            text += "\n\t- {"
        case "today":
            serving.today = f"2027-0{chance.randint(1, 9)}-11"
        case "written" if identities:
            serving.identity = chance.choice(identities)
        case "file gone" if len(serving.files) > 2:
            file.unlink()
            return kind
        case "new file":
            new = serving.folder / f"docs/strategy/n{chance.randrange(10**6)}.yml"
            new.write_text(f"bets:\n  - {{id: n{new.stem}, title: Another bet}}\n", "utf-8")
        case "rename" if identities:
            old = chance.choice(identities)
            for path in serving.files:
                content = re.sub(rf"\b{re.escape(old)}\b", f"{old}-x", path.read_text("utf-8"))
                path.write_text(content, "utf-8")
            return kind
    file.write_text(text, "utf-8")
    return kind


@pytest.fixture
def serving(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Serving:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    return Serving(tmp_path, bicycles.TEXTS)


@pytest.mark.slow
def test_after_any_edit_the_site_is_that_of_a_build_from_nothing(serving: Serving) -> None:
    chance = random.Random(int(os.environ.get("SEED", "1")))
    serving.site()
    kinds = []
    for _ in range(ROUNDS):
        kinds.append(_edit(serving, chance))
        kept, full = serving.site(), serving.from_nothing()

        assert kept.keys() == full.keys(), kinds
        assert [path for path in kept if kept[path] != full[path]] == [], kinds
        if chance.random() < 0.3:  # so that not all that follows is broken
            for path, text in bicycles.TEXTS.items():
                (serving.folder / "docs/strategy" / Path(path).name).write_text(text, "utf-8")


def _edited(serving: Serving, old: str, new: str) -> int:
    """How many pages are printed after an edit."""
    for file in serving.files:
        file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")
    serving.site()
    return serving.printed


def test_only_pages_that_differ_are_printed_again(tmp_path: Path) -> None:
    items = "".join(f"  - {{id: w{n}, title: Part {n} of it, serves: bet}}\n" for n in range(60))
    texts = {
        "a.yml": "strategies: [{id: top, title: Win, level: company, why: 'See [[bet]]'}]\n",
        "b.yml": "bets: [{id: bet, title: Berths by phone, serves: top}]\n",
        "c.yml": f"work:\n{items}",
    }
    serving = Serving(tmp_path, texts)
    serving.site()
    everything = serving.printed

    assert everything > 70
    assert _edited(serving, "serves: bet}\n  - {id: w59", "serves: bet}\n# x\n  - {id: w59") <= 2
    assert 0 < _edited(serving, "Part 7 of it", "Part seven") < 12
    assert _edited(serving, "Berths by phone", "Berths by letter") >= 60
    serving.today = "2027-02-16"
    serving.site()
    assert serving.printed < everything / 2
    assert "Berths by letter" in serving.site()["strategies/top/index.html"].decode()


class _Data(TemplateData):
    value: object


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (1, True), (1, 1.0), ("1", 1), ((1, 2), [1, 2]), ({"a": 1, "b": 2}, {"b": 2, "a": 1}),
        (_Data(value=1), _Data(value=2)), (object(), object()), ((1, ("x",)), (1, ("y",))),
        (Ref("a", "A", "bet", "a", None), Ref("a", "A", "bet", "a", "done")), (frozenset({1}), {1}),
    ],
)  # fmt: skip
def test_what_may_print_differently_is_not_the_same(old: object, new: object) -> None:
    assert not is_same(old, new)
    assert not is_same(_Data(value=old), _Data(value=new))


def _twins() -> Iterator[tuple[object, object]]:
    for made in (lambda: _Data(value=(1, "a", None, {"k": (2.5,)})), lambda: frozenset("ab")):
        yield made(), made()


@pytest.mark.parametrize(("old", "new"), list(_twins()))
def test_equal_values_are_the_same(old: object, new: object) -> None:
    assert is_same(old, new)


def test_no_template_prints_the_place_of_an_item_itself() -> None:
    for path in templates_dir().rglob("*.jinja"):
        assert not re.search(r"entity\.(at|grip|node|path|route)\b", path.read_text("utf-8")), path

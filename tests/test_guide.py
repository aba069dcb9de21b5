"""Every command and example in the guide works as it is written."""

import os
import re
import shlex
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
import yaml

from stratdocs.authoring.starting import Start, strategy_text
from stratdocs.cli import VERBS
from stratdocs.linting.lint import lint
from stratdocs.linting.packs import PACKS
from stratdocs.linting.rules import RULES
from stratdocs.mkdocs.settings import Settings
from stratdocs.model.finding import Severity
from stratdocs.model.stack import load
from stratdocs.reports import FORMATS

ROOT = Path(__file__).parents[1]
GUIDE = ROOT / "content/guide"
PAGES = sorted(GUIDE.rglob("*.md"))
TODAY = date(2026, 11, 24)

SITE = """\
site_name: Our strategy
plugins:
  - search
  - stratdocs: {today: 2026-11-24}
site_url: https://example.com/
markdown_extensions: [attr_list, md_in_html]
"""

TABLE = """\
Objective,Key result,Owner
Clinics recommend us,Raise NPS from 30 to 50,Jo Berg
"""

SHIMS = {
    "pip": "exit 0",
    "git": 'exec "$GIT" -c user.name=You -c user.email=you@example.com "$@"',
    "mkdocs": 'if [ "$1" = serve ]; then set -- build; fi; exec "$PYTHON" -m mkdocs "$@" --quiet',
    "stratdocs": 'exec "$PYTHON" -m stratdocs "$@"',
    "dot": "cat",
    "zensical": "exit 0",
    "properdocs": "exit 0",
}
"""Programs that a page calls and what stands in for them: nothing is installed or served."""


@dataclass(frozen=True)
class Block:
    """A fenced block of a page."""

    language: str
    text: str
    line: int
    """Of the fence, from 1."""


def blocks(page: Path) -> list[Block]:
    found = []
    text = page.read_text(encoding="utf-8")
    for match in re.finditer(r"^(`{3,})([\w-]*)\n(.*?)^\1$", text, re.DOTALL | re.MULTILINE):
        line = text.count("\n", 0, match.start()) + 1
        found.append(Block(match[2], match[3], line))
    return found


def name(page: Path) -> str:
    return page.relative_to(GUIDE).as_posix()


def shells(page: Path) -> list[Block]:
    return [block for block in blocks(page) if block.language == "sh"]


def is_strategy(block: Block) -> bool:
    if block.language != "yaml":
        return False
    return not {"plugins", "site_name", "history", "kinds", "columns", "watch"} & set(
        yaml.safe_load(block.text)
    )


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_each_strategy_shown_is_sound(page: Path) -> None:
    found = [
        f"line {block.line + finding.span.line}: {finding.rule}: {finding.message}"
        for block in blocks(page)
        if is_strategy(block)
        for finding in lint(load({"shown.yml": block.text}, today=TODAY))
        if finding.severity is not Severity.ADVICE
    ]

    assert found == []


def prepared(folder: Path) -> None:
    """A strategy site, in which pages other than the first begin."""
    strategy = folder / "docs/strategy"
    strategy.mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(SITE, encoding="utf-8")
    text = strategy_text(Start("x", TODAY))
    text = text.replace("status: proposed  # on_track", "status: on_track  # or on_track")
    (strategy / "strategy.yml").write_text(text, encoding="utf-8")
    for name in ("okrs.csv", "goals.csv"):
        (folder / name).write_text(TABLE, encoding="utf-8")


def environment(folder: Path) -> dict[str, str]:
    """With the stand-ins first on the path, and no configuration of git but our own."""
    bin_ = folder / "bin"
    bin_.mkdir()
    for program, script in SHIMS.items():
        (bin_ / program).write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        (bin_ / program).chmod(0o755)
    git = subprocess.run(["which", "git"], capture_output=True, check=True, encoding="utf-8")
    return {
        **os.environ,
        "PATH": f"{bin_}{os.pathsep}{os.environ['PATH']}",
        "PYTHON": sys.executable,
        "PYTHONPATH": os.pathsep.join(sys.path),
        "GIT": git.stdout.strip(),
        "HOME": str(folder),
        "NO_COLOR": "1",
        "COLUMNS": "200",
    }


@pytest.mark.slow
@pytest.mark.parametrize("page", [page for page in PAGES if shells(page)], ids=name)
def test_the_commands_of_a_page_run_one_after_the_other(page: Path, tmp_path: Path) -> None:
    surroundings = environment(tmp_path)
    site = tmp_path / "site"
    site.mkdir()
    script = ["set -u"]
    if page.name != "start.md":
        prepared(site)
        script += ["git init -q -b main", "git add .", "git commit -qm 'Our strategy'"]
        script += ["sed -i.bak 's/Your name/Maya Lind/' docs/strategy/strategy.yml"]
        script += ["rm docs/strategy/strategy.yml.bak", "git commit -qam 'Maya leads it'"]
    for block in shells(page):
        for number, line in enumerate(block.text.splitlines(), start=block.line + 1):
            script += [line, f'[ $? -le 1 ] || {{ echo "line {number} failed"; exit 2; }}']

    done = subprocess.run(
        ["sh", "-c", "\n".join(script)],
        cwd=site,
        env=surroundings,
        capture_output=True,
        check=False,
        encoding="utf-8",
        timeout=300,
    )

    assert done.returncode == 0, f"{done.stdout[-2000:]}\n{done.stderr}"
    assert "Traceback" not in done.stderr


SHOWN = [(page, block) for page in PAGES for block in blocks(page) if block.language == "console"]


@pytest.mark.parametrize(
    ("page", "block"), SHOWN, ids=lambda value: name(value) if isinstance(value, Path) else ""
)
def test_what_a_command_prints_is_shown_as_it_is(page: Path, block: Block) -> None:
    command, _, shown = block.text.partition("\n")
    words = shlex.split(command.removeprefix("$ "))

    done = subprocess.run(
        [sys.executable, "-m", *words],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "NO_COLOR": "1"},
        capture_output=True,
        check=False,
        encoding="utf-8",
    )

    assert done.stdout.strip() == shown.strip(), f"{name(page)}, line {block.line}"


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_python_shown_runs(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for block in blocks(page):
        if block.language == "python":
            exec(compile(block.text, name(page), "exec"), {})  # our own page
            assert capsys.readouterr().out


def test_every_setting_of_the_plugin_is_listed() -> None:
    text = (GUIDE / "settings.md").read_text(encoding="utf-8")

    assert [setting for setting, _ in Settings._schema if f"| `{setting}` |" not in text] == []


def test_every_command_format_and_pack_is_listed() -> None:
    reference = (GUIDE / "reference.md").read_text(encoding="utf-8")
    settings = (GUIDE / "settings.md").read_text(encoding="utf-8")

    assert [verb for verb in VERBS if not re.search(rf"`(stratdocs )?{verb}`", reference)] == []
    assert [form for form in FORMATS if f"`{form}`" not in reference] == []
    assert [pack for pack in PACKS if f"`{pack}`" not in settings] == []


def test_every_rule_and_view_that_the_guide_names_exists() -> None:
    known = {rule.name for rule in RULES}
    named = {
        (name(page), word)
        for page in PAGES
        for word in re.findall(r"\((?:`([a-z]+(?:-[a-z]+)+)`)\)", page.read_text(encoding="utf-8"))
    }

    assert [pair for pair in named if pair[1] not in known] == []

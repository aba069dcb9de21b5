"""stratdocs-check: the same tree without a site, beside stratdocs or alone."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
import sysconfig
import tomllib
import venv
from pathlib import Path
from types import ModuleType

import pytest
from hatchling.builders.wheel import WheelBuilder
from test_wheel import environment, files_below, package_files

from stratdocs.cli.missing import LEFT_OUT, ROOMS, missing_sentence

ROOT = Path(__file__).parents[1]
SMALL = ROOT / "check"
LEFT_OUT_FILES = {
    *(f"{room}/" for room in ROOMS),
    "templates/",
}
KEPT_FILES = {
    "exchange/__init__.py",
    "exchange/presets.py",
    "templates/review.css",
    "templates/review.html.jinja",
}

STRATEGY = """\
strategies:
  - {id: first-call, title: Be the first call when something breaks, level: company}
bets:
  - {id: price-first, title: A price before the visit, serves: first-cal, size: big, period: 2027}
"""


def settings(folder: Path) -> dict[str, object]:
    return tomllib.loads((folder / "pyproject.toml").read_text("utf-8"))["project"]


def build(folder: Path, target: Path) -> Path:
    return Path(next(WheelBuilder(str(folder)).build(directory=str(target), versions=["standard"])))


@pytest.fixture(scope="module")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The wheels of stratdocs and of stratdocs-check."""
    target = tmp_path_factory.mktemp("wheels")
    return build(ROOT, target), build(SMALL, target)


def test_both_wheels_have_the_same_version(wheels: tuple[Path, Path]) -> None:
    full, small = (wheel.name.split("-")[1] for wheel in wheels)

    assert full == small


def test_the_small_one_needs_a_part_of_what_the_other_needs() -> None:
    full, small = settings(ROOT)["dependencies"], settings(SMALL)["dependencies"]

    assert set(small) < set(full)  # type: ignore[call-overload]
    assert settings(SMALL)["requires-python"] == settings(ROOT)["requires-python"]
    assert (SMALL / "LICENSE").read_bytes() == (ROOT / "LICENSE").read_bytes()


def test_the_small_one_has_the_package_but_for_rooms_of_a_site(wheels: tuple[Path, Path]) -> None:
    everything = {
        *files_below(ROOT / "plugin" / "stratdocs"),
        *(f"templates/{name}" for name in files_below(ROOT / "templates")),
    }
    expected = {
        name
        for name in everything
        if name in KEPT_FILES or not name.startswith(tuple(LEFT_OUT_FILES))
    }

    prefix = "stratdocs_check/stratdocs/"
    names = {name for name in package_files(wheels[1]) if ".dist-info/" not in name}

    assert {name for name in names if not name.startswith(prefix)} == {"stratdocs_check.pth"}
    assert expected == {name.removeprefix(prefix) for name in names if name.startswith(prefix)}


def test_no_file_and_no_program_is_in_both(wheels: tuple[Path, Path]) -> None:
    full, small = (package_files(wheel) for wheel in wheels)
    programs = [
        set(re.findall(r"^([\w-]+) = ", files[name].decode(), re.MULTILINE))
        for files in (full, small)
        for name in files
        if name.endswith("entry_points.txt")
    ]

    assert not full.keys() & small.keys()
    assert not programs[0] & programs[1]


# What pip installs for hooks


@pytest.fixture(scope="module")
def backend() -> ModuleType:
    spec = importlib.util.spec_from_file_location("backend", SMALL / "backend.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


TREE = Path("/home/ana/.cache/pre-commit/repo0x1")
PIP = {"PIP_BUILD_TRACKER": "/tmp/tracker"}


@pytest.mark.parametrize(
    ("environment", "small"),
    [
        ({**PIP, "VIRTUAL_ENV": f"{TREE}/py_env-python3.13"}, True),
        ({**PIP, "VIRTUAL_ENV": f"{TREE}/py_env-default"}, True),
        ({**PIP, "VIRTUAL_ENV": f"{TREE}/.venv"}, False),
        ({**PIP, "VIRTUAL_ENV": "/home/ana/py_env-1"}, False),
        ({**PIP, "VIRTUAL_ENV": ""}, False),
        ({**PIP, "PRE_COMMIT": "1"}, False),
        (PIP, False),
        ({"VIRTUAL_ENV": f"{TREE}/py_env-python3.13"}, False),
        ({}, False),
    ],
)
def test_pre_commit_gets_the_small_one_by_pip(
    backend: ModuleType, environment: dict[str, str], small: bool
) -> None:
    assert backend.is_for_hooks(environment, TREE) is small


def test_the_backend_builds_either(
    backend: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("PIP_BUILD_TRACKER", "x")
    monkeypatch.setenv("VIRTUAL_ENV", str(ROOT / "py_env-python3"))
    small = backend.build_wheel(str(tmp_path))
    monkeypatch.delenv("VIRTUAL_ENV")
    full = backend.build_wheel(str(tmp_path))

    assert small.startswith("stratdocs_check-")
    assert full.startswith("stratdocs-")
    assert Path.cwd() == ROOT


# What is missing is said in a sentence


@pytest.mark.parametrize("name", sorted(LEFT_OUT | {f"stratdocs.{room}" for room in ROOMS}))
def test_a_part_that_is_left_out_is_said_in_a_sentence(name: str) -> None:
    expected = (
        "stratdocs-check only checks and reviews; for export, or for a site, install the "
        "full package: pip install stratdocs"
    )

    for module in (name, f"{name}.inner"):
        assert expected == missing_sentence("export", ModuleNotFoundError(name=module))


@pytest.mark.parametrize("name", [None, "", "stratdocs", "stratdocs.model.kinds", "yaml", "jinja"])
def test_other_missing_modules_are_no_answer(name: str | None) -> None:
    assert missing_sentence("check", ModuleNotFoundError(name=name)) is None


# Installed


class Home:
    """A fresh environment."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        venv.create(folder / "venv")
        self.scripts = folder / "venv" / ("Scripts" if os.name == "nt" else "bin")
        self.python = str(self.scripts / "python")
        self.packages = Path(
            self.run(self.python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))")
        )
        (folder / "strategy").mkdir()
        (folder / "strategy" / "all.yml").write_text(STRATEGY, "utf-8")

    def pip(self, *words: str) -> None:
        call = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", self.python)
        self.run(*call, *words)

    def install(self, wheel: Path) -> None:
        self.pip("install", "--quiet", "--no-deps", "--no-index", str(wheel))

    def borrow(self, *names: str) -> None:
        """Lets it import packages of this environment."""
        for name in names:
            found = Path(sysconfig.get_path("purelib"), name)
            (self.packages / name).symlink_to(found, target_is_directory=found.is_dir())

    def run(self, *command: str, code: int = 0) -> str:
        done = subprocess.run(
            command,
            cwd=self.folder,
            env=environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == code, done.stdout + done.stderr
        return (done.stdout + done.stderr).strip()

    def stratdocs(self, *words: str, code: int = 0) -> str:
        return self.run(self.python, "-I", "-m", "stratdocs", *words, code=code)


@pytest.mark.slow
def test_the_small_one_checks_and_reviews_without_a_site_generator(
    wheels: tuple[Path, Path], tmp_path: Path
) -> None:
    home = Home(tmp_path)
    home.install(wheels[1])
    home.borrow("yaml")

    for name in LEFT_OUT:
        home.run(home.python, "-c", f"import {name}", code=1)
    assert "did you mean first-call?" in home.stratdocs("check", "strategy", code=1)
    assert "an output" in home.stratdocs("judge", "Launch the new quote form")
    program = str(home.scripts / "stratdocs-check")
    assert "did you mean first-call?" in home.run(program, "strategy", code=1)
    (tmp_path / "after").mkdir()
    after = STRATEGY.replace("big", "small").replace("first-cal,", "first-call,")
    (tmp_path / "after" / "all.yml").write_text(after, "utf-8")
    for kind in ("text", "markdown", "json", "github"):
        assert "big" in home.stratdocs(
            "diff", "strategy", "after", "--format", kind, "--fail-on", "never"
        )
    for call in (
        ["rules"],
        ["explain", "orphan"],
        ["schema"],
        ["completion", "bash"],
        ["trace", "first-call", "after"],
        ["check", "strategy", "--fix", "--fail-on", "never"],
        *(
            ["check", "strategy", "--fail-on", "never", "--format", kind]
            for kind in ("json", "sarif", "gitlab", "github", "junit", "rdjson", "markdown")
        ),
    ):
        home.stratdocs(*call)

    assert "pip install 'stratdocs-check[page]'" in home.stratdocs(
        "diff", "strategy", "after", "--format", "html", code=2
    )
    for call in (["export", "--format", "html", "strategy"], ["import", "okrs.csv"], ["lsp"]):
        said = home.stratdocs(*call, code=2)
        assert "install the full package: pip install stratdocs" in said
        assert "Traceback" not in said
    assert "pip install stratdocs, which brings the site" in home.stratdocs("init", "new-site")


@pytest.mark.slow
def test_the_page_of_a_review_needs_jinja_alone(wheels: tuple[Path, Path], tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.install(wheels[1])
    home.borrow("yaml", "jinja2", "markupsafe")
    (tmp_path / "after").mkdir()

    said = home.stratdocs("diff", "strategy", "after", "--format", "html", "--fail-on", "never")

    assert said.startswith("<!doctype html>")


@pytest.mark.slow
@pytest.mark.parametrize("order", ["full first", "small first"])
@pytest.mark.parametrize("goes", ["stratdocs", "stratdocs-check"])
def test_both_go_together_and_either_goes_without_the_other(
    wheels: tuple[Path, Path], tmp_path: Path, order: str, goes: str
) -> None:
    home = Home(tmp_path)
    for wheel in wheels if order == "full first" else wheels[::-1]:
        home.install(wheel)
    home.borrow("yaml")
    where = [home.python, "-c", "import stratdocs; print(stratdocs.__file__)"]

    assert "stratdocs_check" not in home.run(*where)
    for program in (["stratdocs", "check"], ["stratdocs-check"]):
        home.run(str(home.scripts / program[0]), *program[1:], "strategy", code=1)

    home.pip("uninstall", "--quiet", "--yes", goes)
    program = ["stratdocs-check"] if goes == "stratdocs" else ["stratdocs", "check"]

    assert "did you mean first-call?" in home.run(
        str(home.scripts / program[0]), *program[1:], "strategy", code=1
    )
    assert ("stratdocs_check" in home.run(*where)) is (goes == "stratdocs")
    assert (home.packages / "stratdocs").exists() is (goes == "stratdocs-check")

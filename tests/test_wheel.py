"""What is built is whole: the wheel, the wheel made from the sdist, and the program in it."""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path
from typing import NamedTuple

import pytest
from hatchling.builders.sdist import SdistBuilder
from hatchling.builders.wheel import WheelBuilder
from sites import draw

ROOT = Path(__file__).parents[1]
COMPILED = "stratdocs/site/compiled/"
sys.path.insert(0, str(ROOT / "check"))

from compile_templates import module_name, write_modules  # noqa: E402 - from its folder


def build_wheel(source: Path, target: Path) -> Path:
    return Path(next(WheelBuilder(str(source)).build(directory=str(target), versions=["standard"])))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_wheel(ROOT, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The unpacked source distribution."""
    target = tmp_path_factory.mktemp("sdist")
    archive = next(SdistBuilder(str(ROOT)).build(directory=str(target), versions=["standard"]))
    with tarfile.open(archive) as tar:
        tar.extraction_filter = getattr(tarfile, "data_filter", None)  # Debian's 3.11 has none
        tar.extractall(target)
    return next(folder for folder in target.iterdir() if folder.is_dir())


def package_files(wheel: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist() if not is_record(name)}


def is_record(name: str) -> bool:
    return name.endswith(".dist-info/RECORD")


def files_below(folder: Path) -> list[str]:
    return sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    )


def test_all_that_lies_in_the_package_and_in_templates_is_in_the_wheel(wheel: Path) -> None:
    expected = {
        *(f"stratdocs/{name}" for name in files_below(ROOT / "plugin" / "stratdocs")),
        *(f"stratdocs/templates/{name}" for name in files_below(ROOT / "templates")),
    }

    actual = {name for name in package_files(wheel) if ".dist-info/" not in name}

    assert expected == {name for name in actual if not name.startswith(COMPILED)}


def test_each_template_is_in_the_wheel_as_this_jinja_compiles_it(
    wheel: Path, tmp_path: Path
) -> None:
    write_modules(ROOT, tmp_path)
    expected = {COMPILED + path.name: path.read_bytes() for path in tmp_path.iterdir()}

    found = {n: data for n, data in package_files(wheel).items() if n.startswith(COMPILED)}
    assert found == expected
    templates = [name for name in files_below(ROOT / "templates") if name.endswith(".jinja")]
    assert {COMPILED + f"{module_name(name)}.py" for name in templates} < found.keys()
    assert len(found) == len(templates) + 1


@pytest.mark.slow
def test_a_site_by_the_wheel_compiles_no_template_and_is_the_same(
    wheel: Path, tmp_path: Path
) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "wheel")
    folder = draw(tmp_path / "site", SITE)
    by_checkout = by_the(ROOT / "plugin", folder)
    by_wheel = by_the(tmp_path / "wheel", folder)

    assert by_wheel.compiled == []
    assert len(by_checkout.compiled) > 10
    assert by_wheel.files == by_checkout.files
    assert len(by_wheel.files) > 30

    made_by = tmp_path / "wheel" / COMPILED / "__init__.py"
    made_by.write_text('JINJA = "0.1"\n')  # what is compiled is for another version
    assert by_the(tmp_path / "wheel", folder) == by_checkout


SITE = """
docs/strategy/s.yml
    strategies:
      - {id: stay, title: Win clinics & keep them, level: company, owner: ana}
    bets:
      - {id: first-week, title: Value in the first week, serves: stay, owner: ana}
    people:
      - {id: ana, title: Ana Reis}
mkdocs.yml
    site_name: Clinic
    theme: {name: material, font: false}
    plugins: [search, stratdocs: {today: 2027-02-15}]
"""
BUILD = """
import sys, jinja2
compiled, compile_ = [], jinja2.Environment.compile
def counted(self, source, name=None, *more, **options):
    if name and name.endswith(".jinja"):
        compiled.append(name)
    return compile_(self, source, name, *more, **options)
jinja2.Environment.compile = counted
from mkdocs.__main__ import cli
cli(["build", "-q", "-d", sys.argv[1]], standalone_mode=False)
print(*sorted(compiled))
"""


class Built(NamedTuple):
    """A site, and the templates of ours that were compiled for it."""

    files: dict[str, bytes]
    compiled: list[str]


def by_the(code: Path, folder: Path) -> Built:
    """The site that the package in a folder builds."""
    target = folder / f"site-{code.name}"
    done = subprocess.run(
        [sys.executable, "-c", BUILD, str(target)],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(code), "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    files = {name: (target / name).read_bytes() for name in files_below(target)}
    shutil.rmtree(target)
    return Built({n: data for n, data in files.items() if "sitemap" not in n}, done.stdout.split())


def test_a_second_wheel_has_the_same_bytes(wheel: Path, tmp_path: Path) -> None:
    assert build_wheel(ROOT, tmp_path).read_bytes() == wheel.read_bytes()


def test_templates_styles_scripts_and_the_typed_marker_are_in_the_wheel(wheel: Path) -> None:
    names = package_files(wheel).keys()

    assert "stratdocs/py.typed" in names
    for ending in (".jinja", ".css", ".js"):
        assert any(re.match(rf"stratdocs/.*{re.escape(ending)}$", name) for name in names), ending


def test_the_licence_is_in_the_wheel(wheel: Path) -> None:
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in package_files(wheel))


def test_a_wheel_from_the_sdist_is_the_same(wheel: Path, sdist: Path, tmp_path: Path) -> None:
    assert package_files(wheel) == package_files(build_wheel(sdist, tmp_path))


@pytest.mark.parametrize("name", ["dev.py", "Makefile", "mkdocs.yml", "tests/test_wheel.py"])
def test_the_sdist_has_all_for_tests_and_the_site(sdist: Path, name: str) -> None:
    assert (sdist / name).is_file()


@pytest.mark.slow
def test_the_installed_wheel_runs_away_from_the_checkout(wheel: Path, tmp_path: Path) -> None:
    """A fresh environment that has the wheel, and borrows everything else from this one."""
    home = tmp_path / "a fresh one"
    venv.create(home)
    scripts = home / ("Scripts" if os.name == "nt" else "bin")
    python = str(scripts / "python")
    run(
        *(sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", python),
        *("install", "--quiet", "--no-deps", "--no-index", str(wheel)),
        cwd=tmp_path,
    )
    packages = Path(run(python, "-c", PACKAGES, cwd=tmp_path).strip())
    (packages / "borrowed.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text(MKDOCS, encoding="utf-8")
    strategy = tmp_path / "docs" / "strategy"
    strategy.mkdir(parents=True)
    (strategy.parent / "index.md").write_text("# Welcome\n", encoding="utf-8")
    (strategy / "all.yml").write_text(STRATEGY, encoding="utf-8")

    where = run(python, "-c", "import stratdocs; print(stratdocs.__file__)", cwd=tmp_path)
    run(str(scripts / "stratdocs"), "check", "--fail-on", "never", cwd=tmp_path)
    run(python, "-m", "mkdocs", "build", "--quiet", cwd=tmp_path)

    assert Path(where.strip()).is_relative_to(home)
    assert (tmp_path / "site" / "people" / "ana" / "index.html").is_file()


PACKAGES = "import sysconfig; print(sysconfig.get_path('purelib'))"

MKDOCS = """\
site_name: Three files
theme: {name: material, font: false}
plugins: [search, stratdocs]
"""

STRATEGY = """\
people:
  - {id: ana, title: Ana Reis}
"""


def run(*command: str, cwd: Path) -> str:
    done = subprocess.run(
        command,
        cwd=cwd,
        env=environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,  # the assertion below shows what was printed
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def environment() -> dict[str, str]:
    """Without what would let the checkout's package be found in place of the wheel's."""
    ours = {"PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV"}
    kept = {name: value for name, value in os.environ.items() if name not in ours}
    return {**kept, "NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}

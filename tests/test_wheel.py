"""What is built is whole: the wheel, the wheel made from the sdist, and the program in it."""

import os
import re
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest
from hatchling.builders.sdist import SdistBuilder
from hatchling.builders.wheel import WheelBuilder

ROOT = Path(__file__).parents[1]


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

    assert expected == actual


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

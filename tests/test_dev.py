"""dev.py, as far as it is text in and text out; the rest is tried by every `make test`."""

import ast
import importlib.util
import re
import tomllib
from itertools import chain
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]
DEV = ROOT / "dev.py"


@pytest.fixture(scope="module")
def dev() -> ModuleType:
    spec = importlib.util.spec_from_file_location("dev", DEV)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_an_old_python_can_read_its_syntax() -> None:
    ast.parse(DEV.read_text(encoding="utf-8"), feature_version=(3, 6))


def test_an_old_python_gets_the_name_of_a_newer_one(dev: ModuleType) -> None:
    actual = dev.too_old_message("site", (3, 9, 2), "python3.12")

    expected = (
        "stratdocs needs Python 3.11 or newer; this is Python 3.9.2. "
        "There is a newer one on this machine: make site PYTHON=python3.12"
    )
    assert expected == actual


def test_without_a_newer_python_the_message_says_to_install_one(dev: ModuleType) -> None:
    actual = dev.too_old_message("test", (3, 10, 0), None)

    expected = (
        "stratdocs needs Python 3.11 or newer; this is Python 3.10.0. "
        "Install one, and say where it is: make test PYTHON=/path/to/python3"
    )
    assert expected == actual


def test_without_venv_the_message_names_the_package(dev: ModuleType) -> None:
    actual = dev.no_venv_message(["ensurepip"])

    expected = (
        "This Python cannot make a virtual environment: it has no module ensurepip. "
        "On Debian and Ubuntu it is in a package of its own: apt install python3-venv"
    )
    assert expected == actual


def test_what_is_needed_is_the_same_in_dev_and_in_the_package(dev: ModuleType) -> None:
    needed = ".".join(str(part) for part in dev.OLDEST)

    assert f'requires-python = ">={needed}"' in (ROOT / "pyproject.toml").read_text("utf-8")


@pytest.mark.parametrize(
    ("pyproject", "version", "root", "expected"),
    [
        pytest.param(b"[project]", (3, 11, 7), "/here", True, id="nothing changed"),
        pytest.param(b"[project] ", (3, 11, 7), "/here", True, id="only what is needed changed"),
        pytest.param(b"[project]", (3, 12, 0), "/here", False, id="another Python"),
        pytest.param(b"[project]", (3, 11, 7), "/there", False, id="the folder was moved"),
    ],
)
def test_the_environment_is_kept_for_the_same_python_in_the_same_place(
    dev: ModuleType, pyproject: bytes, version: tuple[int, ...], root: str, expected: bool
) -> None:
    made = dev.stamp(b"[project]", b"", (3, 11, 7), Path("/here")).text()

    actual = dev.stamp(pyproject, b"", version, Path(root)).made_here(made)

    assert expected == actual


def test_a_change_of_what_is_needed_changes_the_stamp(dev: ModuleType) -> None:
    before = dev.stamp(b"[project]", b"", (3, 11, 7), Path("/here")).text()
    after = dev.stamp(b"[project] ", b"", (3, 11, 7), Path("/here")).text()

    assert before != after


def test_a_change_of_the_pinned_versions_changes_the_stamp(dev: ModuleType) -> None:
    before = dev.stamp(b"[project]", b"a==1", (3, 11, 7), Path("/here"))
    after = dev.stamp(b"[project]", b"a==2", (3, 11, 7), Path("/here"))

    assert before.text() != after.text()
    assert after.made_here(before.text())


def test_the_old_end_is_the_lowest_that_is_allowed(dev: ModuleType) -> None:
    actual = dev.lowest(["PyYAML>=6.0.2", "click>=8.1,!=8.3.*", "mkdocs>=1.6,<2", "anything"])

    assert actual == ["click==8.1", "mkdocs==1.6", "PyYAML==6.0.2"]


def test_the_file_of_the_old_end_says_what_pyproject_says(dev: ModuleType) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    named = [*project["dependencies"], *project["optional-dependencies"]["test"]]

    assert _pins(dev.OLD_END) == dev.lowest(named)
    assert len(dev.lowest(named)) == len(named)


def test_everything_that_is_named_is_pinned(dev: ModuleType) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    named = [*project["dependencies"], *chain(*project["optional-dependencies"].values())]

    pinned = {_plain(pin) for pin in _pins(dev.PINNED)}
    pinned |= {_plain(name) for name in named if "==" in name}  # pinned where it is named
    assert {_plain(name) for name in named} - {"stratdocs"} <= pinned
    assert all(re.fullmatch(r"[\w.-]+==[\w.]+", pin) for pin in _pins(dev.PINNED))


def _pins(name: str) -> list[str]:
    lines = (ROOT / name).read_text("utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


def _plain(requirement: str) -> str:
    name = re.match(r"[\w.-]+", requirement)
    assert name
    return re.sub(r"[-_.]+", "-", name[0]).lower()


def test_what_failed_at_an_end_is_listed(dev: ModuleType) -> None:
    report = """
        <testsuites><testsuite>
          <testcase classname="tests.test_a" name="test_well"/>
          <testcase classname="tests.test_a" name="test_ill[1]"><failure message=""/></testcase>
          <testcase classname="tests.test_b" name="test_set_up"><error message=""/></testcase>
        </testsuite></testsuites>
    """
    failed = dev.failed_tests(report)

    expected = "2 tests failed\n    tests.test_a::test_ill[1]\n    tests.test_b::test_set_up"
    assert expected == dev.verdict(failed)
    assert dev.verdict([]) == "all well"
    assert dev.verdict(None) == "the tests could not be run"


@pytest.mark.parametrize(
    ("pages", "errors", "warnings", "expected"),
    [
        (412, 0, 0, "The site is in site/index.html: 412 pages, 0 errors, 0 warnings, 3 advice."),
        (1, 1, 1, "The site is in site/index.html: 1 page, 1 error, 1 warning, 3 advice."),
    ],
)
def test_it_says_where_the_site_is_and_what_was_found(
    dev: ModuleType, pages: int, errors: int, warnings: int, expected: str
) -> None:
    summary = {"errors": errors, "warnings": warnings, "advice": 3}

    actual = dev.outcome_line(summary, pages, "site/index.html")

    assert expected == actual


def test_the_error_page_is_not_counted(dev: ModuleType, tmp_path: Path) -> None:
    for name in ["404.html", "index.html", "bets/index.html", "assets/app.js"]:
        page = tmp_path / name
        page.parent.mkdir(exist_ok=True)
        page.touch()

    assert dev.pages(tmp_path) == 2


def test_only_what_needs_no_browser_runs_where_there_is_none(dev: ModuleType) -> None:
    call = dev.pytest("not browser", ["-k", "period"])

    assert call[-4:] == ["-m", "not browser", "-k", "period"]
    assert "-m" not in dev.pytest("", [])[2:]


def test_an_unknown_verb_gets_a_list_of_the_verbs(
    dev: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    status = dev.main(["sight"])

    assert status == 2
    expected = (
        "There is no verb sight; there are site, serve, test, quick, bench, ends, wheels, pin.\n"
    )
    assert expected == capsys.readouterr().out


def test_each_verb_is_in_the_help_and_in_the_makefile(dev: ModuleType) -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")

    for verb in dev.VERBS:
        assert f"dev.py {verb}" in dev.__doc__
    assert f"help {' '.join(dev.VERBS)}:" in makefile

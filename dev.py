#!/usr/bin/env python3
"""Every step of this repository, for `make` and for machines without it.

    python3 dev.py site      build the demo site strictly into site/, and say what was found
    python3 dev.py serve     serve the demo site, and reload it after each edit
    python3 dev.py test      everything: ruff, mypy, the import contract, all tests
    python3 dev.py quick     the tests to run while you work: under a minute on two cores
    python3 dev.py bench     the measurements in benchmarks/
    python3 dev.py ends      the tests with the newest and with the oldest versions that we allow
    python3 dev.py wheels    build both distributions into dist/: stratdocs, and the one for hooks
    python3 dev.py pin       write the constraints files again: what the tests run with from now on

What follows a verb is passed on to the program that it runs: `python3 dev.py serve -a
localhost:8001`, `python3 dev.py quick -k period`; only `site`, `wheels` and `pin` take nothing, and
`ends` may begin with the name of one end: `python3 dev.py ends oldest -m "not slow"`. Each verb
first makes .venv, or repairs it, if that is needed.

Only the standard library is used, and only syntax that Python 3.6 can read, so that an old Python
can at least say that it is too old.
"""

import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Callable, Dict, List, NamedTuple, Optional, Sequence, Tuple
from xml.etree import ElementTree as ET

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "made-by-dev"
SITE = ROOT / "site"
PINNED = "constraints.txt"
"""The newest versions known to work. Tests run with them; users install by ranges."""
OLD_END = "constraints-oldest.txt"
"""The lowest versions that pyproject.toml allows, of all packages for users and for tests."""

OLDEST = (3, 11)
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


class Stop(Exception):
    """Why a verb cannot go on, in a sentence, and what would help."""


# Is this machine ready?


def too_old_message(verb: str, version: Sequence[int], newer: Optional[str]) -> str:
    """The message for a Python that is too old; `newer` is one on this machine that is not."""
    needed = "Python {}".format(dotted(OLDEST))
    hint = (
        "There is a newer one on this machine: make {} PYTHON={}".format(verb, newer)
        if newer
        else "Install one, and say where it is: make {} PYTHON=/path/to/python3".format(verb)
    )
    return "stratdocs needs {} or newer; this is Python {}. {}".format(
        needed, dotted(version), hint
    )


def dotted(version: Sequence[int]) -> str:
    return ".".join(str(part) for part in version)


def newer_python() -> Optional[str]:
    """A Python on the PATH that is new enough and runs."""
    code = "import sys; sys.exit(sys.version_info[:2] < {!r})".format(OLDEST)
    for minor in range(15, OLDEST[1] - 1, -1):
        name = "python3.{}".format(minor)
        path = shutil.which(name)
        if path and quietly([path, "-c", code]) == 0:
            return name
    return None


def no_venv_message(missing: Sequence[str]) -> str:
    """The message for a Python without the modules that make a virtual environment."""
    return (
        "This Python cannot make a virtual environment: it has no module {}. On Debian and Ubuntu "
        "it is in a package of its own: apt install python3-venv"
    ).format(" and no module ".join(missing))


def missing_modules() -> List[str]:
    return [name for name in ("venv", "ensurepip") if importlib.util.find_spec(name) is None]


# The virtual environment


def program(name: str, venv: Path = VENV) -> str:
    """The path of a program in a virtual environment, most often .venv."""
    if os.name == "nt":
        return str(venv / "Scripts" / (name + ".exe"))
    return str(venv / "bin" / name)


class Stamp(NamedTuple):
    """What .venv was made from. It is written last, so that an interrupted install is repeated."""

    python: str
    root: str
    pyproject: str
    pinned: str

    def text(self) -> str:
        return "python {}\nroot {}\npyproject {}\npinned {}\n".format(*self)

    def made_here(self, text: str) -> bool:
        """Whether a stamp with that text is of the same Python in the same folder."""
        return text.splitlines()[:2] == self.text().splitlines()[:2]


def stamp(pyproject: bytes, pinned: bytes, version: Sequence[int], root: Path) -> Stamp:
    hashes = [hashlib.sha256(data).hexdigest() for data in (pyproject, pinned)]
    return Stamp(dotted(version), str(root), *hashes)


def prepare_venv() -> None:
    """Make .venv, or repair it; do nothing if it is up to date."""
    files = [(ROOT / name).read_bytes() for name in ("pyproject.toml", PINNED)]
    wanted = stamp(files[0], files[1], sys.version_info[:3], ROOT)
    made_from = STAMP.read_text(encoding="utf-8") if STAMP.is_file() else ""
    exists = Path(program("python")).exists()
    if exists and made_from == wanted.text():
        return
    if not (exists and (wanted.made_here(made_from) if made_from else is_this_python())):
        make_venv()
    elif made_from:
        STAMP.unlink()
    install()
    STAMP.write_text(wanted.text(), encoding="utf-8")


def is_this_python() -> bool:
    """Whether a .venv without a stamp is of this Python, and has pip."""
    code = "import pip, sys; sys.exit(sys.version_info[:2] != {!r})".format(
        tuple(sys.version_info[:2])
    )
    return quietly([program("python"), "-c", code]) == 0


def make_venv() -> None:
    say("Making .venv with Python {} ...".format(dotted(sys.version_info[:3])))
    new_venv(VENV)


def new_venv(venv: Path) -> None:
    if run([sys.executable, "-m", "venv", "--clear", str(venv)]) != 0:
        raise Stop(
            "The virtual environment could not be made; the message of Python is above. "
            "On Debian and Ubuntu this helps most often: apt install python3-venv"
        )


def install() -> None:
    say("Installing what stratdocs needs into .venv (takes a minute, once) ...")
    pip_install(VENV, ".[dev]", PINNED)


def pip_install(venv: Path, what: str, constraints: str = "") -> None:
    """Install this project into a virtual environment; constraints hold for its build as well."""
    call = [program("python", venv), "-m", "pip", "--disable-pip-version-check", "install", "-qq"]
    if constraints:
        call += ["--constraint", constraints]
    # older versions of pip read the first, newer ones the second
    names = ("PIP_CONSTRAINT", "PIP_BUILD_CONSTRAINT") if constraints else ()
    if run([*call, "--editable", what], ROOT, **dict.fromkeys(names, constraints)) != 0:
        raise Stop(
            "pip could not install what stratdocs needs; its message is above. Most often "
            "there is no network, or the package index does not answer (PIP_INDEX_URL names "
            "a different one). Once that is fixed, the same command continues from here."
        )


# Running programs


def environment() -> Dict[str, str]:
    """The environment, with the wish for no banners of MkDocs and Material about MkDocs 2."""
    return dict(os.environ, NO_MKDOCS_2_WARNING="1", DISABLE_MKDOCS_2_WARNING="true")


def run(command: Sequence[str], folder: Path = ROOT, **more: str) -> int:
    return subprocess.call(list(command), cwd=str(folder), env=dict(environment(), **more))


def quietly(command: Sequence[str]) -> int:
    return subprocess.call(
        list(command), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=str(ROOT)
    )


def say(text: str) -> None:
    print(text, flush=True)


# The verbs


def site(more: List[str]) -> int:
    if more:
        raise Stop("`site` takes nothing more: for other options, call .venv's own mkdocs build.")
    if run([program("python"), "-m", "mkdocs", "build", "--strict"]) != 0:
        raise Stop("The site is not fit to be shown; what is wrong with it is listed above.")
    check = subprocess.run(
        [program("stratdocs"), "check", "--format", "json"],
        stdout=subprocess.PIPE,
        cwd=str(ROOT),
        env=environment(),
        check=False,
    )
    if check.returncode > 1:
        raise Stop("The site was built, but stratdocs check could not say what was found.")
    say(outcome_line(json.loads(check.stdout.decode("utf-8"))["summary"], pages(SITE), index()))
    return 0


def pages(folder: Path) -> int:
    """How many pages a reader can reach: all but the error page."""
    return sum(page.name != "404.html" for page in folder.rglob("*.html"))


def index() -> str:
    """The path of the first page, from the working directory."""
    page = SITE / "index.html"
    return str(page.relative_to(ROOT) if Path.cwd() == ROOT else page)


def outcome_line(summary: Dict[str, int], pages: int, where: str) -> str:
    """One line with the path of the site and the number of findings."""
    found = [
        count(pages, "page"),
        count(summary["errors"], "error"),
        count(summary["warnings"], "warning"),
        "{} advice".format(summary["advice"]),
    ]
    return "The site is in {}: {}.".format(where, ", ".join(found))


def count(number: int, noun: str) -> str:
    return "{} {}{}".format(number, noun, "" if number == 1 else "s")


def serve(more: List[str]) -> int:
    try:
        return run([program("python"), "-m", "mkdocs", "serve", *more])
    except KeyboardInterrupt:
        return 0


def test(more: List[str]) -> int:
    python = program("python")
    browser = next((name for name in CHROMIUM if shutil.which(name)), None)
    if browser is None:
        say("No {} here: the tests in a browser are left out.".format(" or ".join(CHROMIUM)))
    return run_all(
        [
            ("ruff check", [python, "-m", "ruff", "check", "."]),
            ("ruff format", [python, "-m", "ruff", "format", "--check", "."]),
            ("mypy", [python, "-m", "mypy"]),
            ("lint-imports", [program("lint-imports"), "--no-logo"]),
            ("pytest", pytest("" if browser else "not browser", more)),
        ]
    )


def quick(more: List[str]) -> int:
    """The quick tests, with fewer made-up examples each than the whole run tries."""
    return run(pytest("not slow and not browser", ["--hypothesis-profile", "quick", *more]))


def pytest(markers: str, more: List[str], venv: Path = VENV) -> List[str]:
    """The call of pytest, with at most four processes: more cost more to start than they save."""
    call = [program("python", venv), "-m", "pytest", "-q", "-n", "auto", "--maxprocesses", "4"]
    return [*call, *(["-m", markers] if markers else []), *more]


def run_all(steps: Sequence[Tuple[str, List[str]]]) -> int:
    """Run all steps, even after one fails, and say at the end which did."""
    failed = []
    for name, command in steps:
        say("== " + name)
        if run(command) != 0:
            failed.append(name)
    if failed:
        raise Stop("Failed: {}.".format(", ".join(failed)))
    return 0


ENDS = {"newest": "", "oldest": OLD_END}
"""The two ends of the versions that users may have, each with its constraints."""


def ends(more: List[str]) -> int:
    """Run the tests in a fresh environment for each end, and list what failed."""
    names = []
    while more and more[0] in ENDS:
        names.append(more[0])
        more = more[1:]
    results = []
    for end in names or ENDS:
        say("== the {} versions".format(end))
        with tempfile.TemporaryDirectory() as folder:
            results.append((end, failures_with(end, more, Path(folder))))
    say("")
    for end, failed in results:
        say("{}: {}".format(end, verdict(failed)))
    return 1 if any(failed != [] for _, failed in results) else 0


def failures_with(end: str, more: List[str], folder: Path) -> Optional[List[str]]:
    """The tests that fail with the versions of an end; None if they could not be run."""
    venv, report = folder / "venv", folder / "report.xml"
    new_venv(venv)
    try:
        pip_install(venv, ".[test]", ENDS[end])
    except Stop as stop:
        say(str(stop))
        return None
    run([program("python", venv), "-m", "pip", "--disable-pip-version-check", "list"])
    browser = any(map(shutil.which, CHROMIUM))
    markers = "" if browser or "-m" in more else "not browser"
    # a separate cache: .pytest_cache is about the tests run with .venv
    cache = ["-o", "cache_dir={}".format(folder / "cache")]
    status = run([*pytest(markers, more, venv), *cache, "--junitxml", str(report)])
    failed = failed_tests(report.read_text(encoding="utf-8")) if report.is_file() else []
    return failed if failed or status == 0 else None


def failed_tests(report: str) -> List[str]:
    """The names of the tests that failed, from a report of pytest in JUnit's format."""
    cases = ET.fromstring(report).iter("testcase")
    return [
        "::".join(filter(None, (case.get("classname"), case.get("name"))))
        for case in cases
        if case.find("failure") is not None or case.find("error") is not None
    ]


def verdict(failed: Optional[List[str]]) -> str:
    if failed is None:
        return "the tests could not be run"
    return (
        "\n    ".join([count(len(failed), "test") + " failed", *failed]) if failed else "all well"
    )


def pin(more: List[str]) -> int:
    """Write both constraints files: the newest versions, and the lowest that we allow."""
    if more:
        raise Stop("`pin` takes nothing more.")
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    tests = [*project["dependencies"], *project["optional-dependencies"]["test"]]
    rest = [
        requirement
        for requirement in project["optional-dependencies"]["dev"]
        if "stratdocs" not in requirement
    ]
    write_pins(
        PINNED,
        "The newest versions known to work, for tests; users install by ranges.",
        newest([*tests, *rest]),
    )
    write_pins(OLD_END, "The lowest versions that pyproject.toml allows.", lowest(tests))
    say("Now run `python3 dev.py test`, and commit what has changed if all is well.")
    return 0


def newest(requirements: Sequence[str]) -> List[str]:
    """The newest versions of it all that the oldest Python can have, as constraints."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        call = [program("python"), "-m", "pip", "--disable-pip-version-check", "install", "-qq"]
        call += ["--dry-run", "--ignore-installed", "--report", str(report), "--target", folder]
        call += ["--only-binary", ":all:", "--python-version", dotted(OLDEST)]
        if run([*call, *requirements]) != 0:
            raise Stop("pip could not find versions that go together; its message is above.")
        found = json.loads(report.read_text(encoding="utf-8"))["install"]
    pins = (
        "{}=={}".format(*map(package["metadata"].get, ("name", "version"))) for package in found
    )
    return sorted(pins, key=lambda pin: pin.split("==")[0].lower())


def lowest(requirements: Sequence[str]) -> List[str]:
    """The lowest version that each requirement allows, as constraints."""
    found = (re.match(r"([\w.-]+).*>=([\w.]+)", requirement) for requirement in requirements)
    return sorted(("{}=={}".format(*match.groups()) for match in found if match), key=str.lower)


def write_pins(name: str, what: str, pins: Sequence[str]) -> None:
    head = ["# {}".format(what), "# Written by `python3 dev.py pin`."]
    (ROOT / name).write_text("\n".join([*head, *pins, ""]), encoding="utf-8")


def wheels(more: List[str]) -> int:
    """Build the wheel and the sources of stratdocs, and the wheel of stratdocs-check."""
    if more:
        raise Stop("`wheels` takes nothing more.")
    build = [program("python"), "-m", "hatchling", "build", "-d", str(ROOT / "dist")]
    if run(build) != 0 or run([*build, "-t", "wheel"], folder=ROOT / "check") != 0:
        raise Stop("The distributions could not be built; what is wrong is said above.")
    return 0


def bench(more: List[str]) -> int:
    return run([program("python"), str(ROOT / "benchmarks" / "run.py"), *more])


VERBS: Dict[str, Callable[[List[str]], int]] = {
    "site": site,
    "serve": serve,
    "test": test,
    "quick": quick,
    "bench": bench,
    "ends": ends,
    "wheels": wheels,
    "pin": pin,
}


def main(arguments: List[str]) -> int:
    if not arguments or arguments[0] in ("-h", "--help", "help"):
        say((__doc__ or "").strip())
        return 0
    verb, more = arguments[0], arguments[1:]
    if verb not in VERBS:
        say("There is no verb {}; there are {}.".format(verb, ", ".join(VERBS)))
        return 2
    try:
        if sys.version_info[:2] < OLDEST:
            raise Stop(too_old_message(verb, sys.version_info[:3], newer_python()))
        if missing_modules():
            raise Stop(no_venv_message(missing_modules()))
        prepare_venv()
        return VERBS[verb](more)
    except Stop as stop:
        print("\n{}".format(stop), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

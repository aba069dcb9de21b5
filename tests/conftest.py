"""Text in, findings out: what every test of the spine wants."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from textwrap import dedent
from types import CodeType

import pytest
from distribution import ByFile, slow_files_first
from hypothesis import settings
from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket

from stratdocs.linting.lint import lint
from stratdocs.model.finding import Finding
from stratdocs.model.history import Version, moves
from stratdocs.model.stack import Stack, load

ROOT = Path(__file__).parents[1]
os.environ["STRATDOCS_CACHE"] = ""  # each check runs; those that test the cache name a folder
TODAY = date(2027, 2, 15)

settings.register_profile("steady", derandomize=True, deadline=None, max_examples=60)
settings.register_profile("thorough", deadline=None, max_examples=2000)
settings.register_profile("quick", settings.get_profile("steady"), max_examples=10)
settings.load_profile("steady")


def pytest_collection_finish() -> None:
    """Looking for garbage as often as usual, also in all that was imported, takes a fifth of the
    time.
    """
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> ByFile | None:
    return ByFile(config, log) if config.getoption("dist") == "load" else None


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if hasattr(config, "workerinput"):  # one process of several
        items[:] = slow_files_first(items)


class CompiledTemplates(BytecodeCache):
    """Templates, compiled once a process and not once a site: half of the time of a small site.

    Jinja compares the path and the source; environments of different kinds share nothing.
    """

    def __init__(self) -> None:
        self._code: dict[tuple[object, ...], CodeType | None] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._code.get(_place(bucket))

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._code[_place(bucket)] = bucket.code


def _place(bucket: Bucket) -> tuple[object, ...]:
    kind = bucket.environment
    how = (type(kind), kind.autoescape, kind.trim_blocks, *sorted(kind.extensions))
    return (*how, bucket.key, bucket.checksum)


COMPILED = CompiledTemplates()
# no environment that a test makes brings a cache: what one assigns is passed over
Environment.bytecode_cache = property(lambda _: COMPILED, lambda _, __: None)  # type: ignore[assignment]


def stack_of(yaml: str | Mapping[str, str], earlier: str | Mapping[str, str] = "") -> Stack:
    """The stack of one text, called a.yml, or of several by path.

    `earlier` is the text of the commit before, for rules that look back.
    """
    now, before = (
        {path: dedent(text) for path, text in texts.items()}
        for texts in (
            {"a.yml": text} if isinstance(text, str) else text for text in (yaml, earlier)
        )
    )
    stack = load(now, today=TODAY)
    if not earlier:
        return stack
    return stack.with_history(moves([Version(TODAY, None, None, "", before, now)], stack.entities))


def finding_lines(findings: tuple[Finding, ...]) -> list[str]:
    """Findings as `check` prints them, one line each; without the path if there is one text."""
    paths = {finding.span.path for finding in findings}
    return [
        ("" if paths == {"a.yml"} else f"{f.span.path}:")
        + f"{f.span.line}:{f.span.column}: {f.severity.word} {f.rule}: {f.message}"
        for f in findings
    ]


@pytest.fixture
def stack() -> Callable[[str | Mapping[str, str]], Stack]:
    return stack_of


@pytest.fixture
def check() -> Callable[[str | Mapping[str, str]], list[str]]:
    """YAML to all its findings, as lines."""
    return lambda yaml: finding_lines(lint(stack_of(yaml)))


@pytest.fixture(scope="session")
def demo_build(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The demo site, built strictly as `make site` does, and its log if that failed."""
    site = tmp_path_factory.mktemp("demo") / "site"
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(site)],
        cwd=ROOT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    return site, done.stderr if done.returncode != 0 else ""


@pytest.fixture(scope="session")
def demo(demo_build: tuple[Path, str]) -> Path:
    """The folder of the demo site."""
    site, log = demo_build
    if not (site / "index.html").is_file():
        pytest.fail(log)
    return site


@pytest.fixture
def reads() -> Callable[[str | Mapping[str, str]], list[str]]:
    """YAML to what reading, decoding and linking find in it, as lines."""
    return lambda yaml: finding_lines(stack_of(yaml).findings)

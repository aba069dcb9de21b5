"""Text in, findings out: what every test of the spine wants."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from textwrap import dedent
from types import CodeType

import pytest
from hypothesis import settings
from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket

from stratdocs.linting.lint import lint
from stratdocs.model.finding import Finding
from stratdocs.model.history import Version, moves
from stratdocs.model.stack import Stack, load

ROOT = Path(__file__).parents[1]
TODAY = date(2027, 2, 15)

settings.register_profile("steady", derandomize=True, deadline=None, max_examples=60)
settings.register_profile("thorough", deadline=None, max_examples=2000)
settings.register_profile("quick", settings.get_profile("steady"), max_examples=10)
settings.load_profile("steady")


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

    A rule that looks back wants to know what stood there before today.
    """
    now, before = (
        {path: dedent(text) for path, text in texts.items()}
        for texts in ({"a.yml": one} if isinstance(one, str) else one for one in (yaml, earlier))
    )
    stack = load(now, today=TODAY)
    if not earlier:
        return stack
    return stack.with_history(moves([Version(TODAY, None, None, "", before, now)], stack.entities))


def told(findings: tuple[Finding, ...]) -> list[str]:
    """Findings as `check` says them in one line, without the path where there is one text only."""
    paths = {finding.span.path for finding in findings}
    return [
        ("" if paths == {"a.yml"} else f"{one.span.path}:")
        + f"{one.span.line}:{one.span.column}: {one.severity.word} {one.rule}: {one.message}"
        for one in findings
    ]


@pytest.fixture
def stack() -> Callable[[str | Mapping[str, str]], Stack]:
    return stack_of


@pytest.fixture
def check() -> Callable[[str | Mapping[str, str]], list[str]]:
    """YAML to all its findings, as lines."""
    return lambda yaml: told(lint(stack_of(yaml)))


@pytest.fixture(scope="session")
def demo_build(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The demo site, built strictly as `make site` does, and what was said if that went wrong."""
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
    site, said = demo_build
    if not (site / "index.html").is_file():
        pytest.fail(said)
    return site


@pytest.fixture
def reads() -> Callable[[str | Mapping[str, str]], list[str]]:
    """YAML to what reading, decoding and linking find in it, as lines."""
    return lambda yaml: told(stack_of(yaml).findings)

"""Text in, findings out: what every test of the spine wants."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from textwrap import dedent

import pytest
from hypothesis import settings

from stratdocs.finding import Finding
from stratdocs.lint import lint
from stratdocs.stack import Stack, load

TODAY = date(2027, 2, 15)

settings.register_profile("steady", derandomize=True, deadline=None, max_examples=60)
settings.register_profile("thorough", deadline=None, max_examples=2000)
settings.load_profile("steady")


def stack_of(yaml: str | Mapping[str, str]) -> Stack:
    """The stack of one text, called a.yml, or of several by path."""
    texts = {"a.yml": yaml} if isinstance(yaml, str) else yaml
    return load({path: dedent(text) for path, text in texts.items()}, today=TODAY)


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

"""What a judgement amounts to, by its confidence and the strictness that is asked for."""

from typing import Any

import pytest

from stratdocs.language.elsewhere import certain_wording
from stratdocs.language.judgement import Judgement
from stratdocs.language.stance import stance, unjudged_reason


class Found:
    def __init__(self, label: str, confidence: str) -> None:
        self.label, self.confidence = label, confidence


@pytest.mark.parametrize(
    ("confidence", "gentle", "usual", "strict"),
    [
        ("sure", "stated", "stated", "stated"),
        ("likely", None, "asked", "stated"),
        ("guess", None, None, "asked"),
    ],
)
def test_work_is_stated_asked_or_passed_over(
    confidence: str, gentle: str | None, usual: str | None, strict: str | None
) -> None:
    found: Any = Found("output", confidence)

    assert [stance(found, level) for level in ("gentle", "usual", "strict")] == [
        gentle,
        usual,
        strict,
    ]


@pytest.mark.parametrize("label", ["outcome", "unclear"])
def test_what_is_no_work_is_passed_over(label: str) -> None:
    found: Any = Found(label, "sure")

    assert stance(found, "strict") is None


def test_another_language_is_asked_about_at_most() -> None:
    found = certain_wording("Publicar 12 artículos en el blog")

    assert found is not None
    assert [stance(found, level) for level in ("gentle", "usual", "strict")] == [
        None,
        "asked",
        "asked",
    ]


def test_what_is_judged_has_no_reason_not_to_be() -> None:
    assert unjudged_reason("Launch the portal") is None
    assert unjudged_reason("Das Portal einführen") is None
    assert unjudged_reason("Das Portal gefällt allen") is not None


def test_a_probability_is_shown_where_there_is_one() -> None:
    found = Judgement("Launch it", "wrong", "why", "output", "sure", 0.974)

    assert found.verdict == "surely an output (97%)"
    assert found._replace(probability=0.9999).verdict == "surely an output (over 99%)"
    assert found._replace(probability=None).verdict == "surely an output"
    assert found._replace(label=None).verdict == "not judged"

"""What a judgement amounts to, by its confidence and the strictness that is asked for."""

from typing import Any, cast

import pytest

from stratdocs.language.elsewhere import certain_wording
from stratdocs.language.judgement import Judgement
from stratdocs.language.learned import Strictness, thresholds
from stratdocs.language.stance import stance, unjudged_reason


class Found:
    def __init__(self, label: str, probability: float, *, is_certain: bool = False) -> None:
        self.label, self.probability, self.is_certain = label, probability, is_certain


@pytest.mark.parametrize("strictness", ["gentle", "usual", "strict"])
def test_work_is_stated_asked_or_passed_over(strictness: Strictness) -> None:
    limits = thresholds(strictness)
    likelihoods = [limits.stated, limits.stated - 0.001, limits.asked, limits.asked - 0.001]

    said = [stance(cast("Any", Found("output", p)), strictness) for p in likelihoods]

    assert said == ["stated", "asked", "asked", None]


def test_a_certain_row_states_what_is_likely_work() -> None:
    likelihoods = [thresholds().asked, thresholds().asked - 0.001]
    said = [stance(cast("Any", Found("output", p, is_certain=True))) for p in likelihoods]

    assert said == ["stated", None]


@pytest.mark.parametrize("label", ["outcome", "unclear"])
def test_what_is_no_work_is_passed_over(label: str) -> None:
    found: Any = Found(label, 0.99)

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

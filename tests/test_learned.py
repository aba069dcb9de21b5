"""The weights of the judge of wording: their file, and what is made of them."""

from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stratdocs.language import learned, lexicon
from stratdocs.language.clause import clause
from stratdocs.language.decisions import decide
from stratdocs.language.features import features, stem
from stratdocs.language.wording import judge

TEXT = (files("stratdocs.language") / learned.FILE).read_text(encoding="utf-8")
MAX_BYTES = 400_000


def features_of(line: str) -> list[str]:
    read = clause(line)
    return features(read, decide(read))


def test_the_file_is_small_and_says_where_it_comes_from() -> None:
    assert len(TEXT.encode()) < MAX_BYTES
    head = TEXT.partition("\n\n")[0]
    for words in (
        "benchmarks/train_wording.py",
        "MIT",
        "No text of those lines",
        "date: ",
        "area:",
    ):
        assert words in head


def test_each_line_is_a_weight_and_a_short_feature() -> None:
    lines = TEXT.split("\n\n")[2].splitlines()
    names = [line.partition(" ")[2] for line in lines]
    assert len(set(names)) == len(names) > 1000
    for line in lines:
        weight, _, feature = line.partition(" ")
        assert abs(float(weight)) < 10
        assert 2 <= len(feature.split(" ")) <= 3, feature
        assert feature == feature.lower(), feature


def test_a_class_is_learned_only_for_a_plain_word_that_no_list_knows() -> None:
    for word, name in learned.weights().class_by_word.items():
        assert name in lexicon.NOUNS
        assert word.isalpha(), word
        assert not lexicon.classes_of(word), word


@pytest.mark.parametrize("strictness", ["gentle", "usual", "strict"])
def test_what_is_stated_is_likelier_than_what_is_asked(strictness: learned.Strictness) -> None:
    limits = learned.thresholds(strictness)
    assert 1 > limits.stated > limits.asked > limits.result >= limits.sure_result > 0


def test_strict_says_more_than_gentle() -> None:
    gentle, usual, strict = map(learned.thresholds, ("gentle", "usual", "strict"))
    assert gentle.stated > usual.stated > strict.stated
    assert gentle.asked > usual.asked > strict.asked


@given(st.text(max_size=80))
def test_any_text_has_a_likelihood(text: str) -> None:
    assert 0 < learned.likelihood(features_of(text)) < 1


def test_features_without_a_weight_count_nothing() -> None:
    known = features_of("Launch the new portal")
    assert learned.likelihood([*known, "word unheard-of"]) == learned.likelihood(known)


def test_figures_do_not_matter_only_their_kind() -> None:
    assert features_of("Lift retention to 40%") == features_of("Lift retention to 73.5%")


@pytest.mark.parametrize(
    ("line", "work"),
    [
        ("Launch the new booking portal", True),
        ("Write the migration guide", True),
        ("Host six webinars for partners", True),
        ("Lift 30-day retention from 40% to 55%", False),
        ("Fewer than two outages a quarter", False),
        ("80% of new clinics send their first invoice within a week", False),
    ],
)
def test_plain_lines_are_told_apart(line: str, work: bool) -> None:
    assert (learned.likelihood(features_of(line)) > 0.5) is work


def test_the_words_that_weigh_most_are_those_of_the_line() -> None:
    weighing = dict(judge("Launch the new booking portal").weighing)
    assert "Launch" in weighing
    assert weighing["Launch"] > 0


def test_a_line_without_words_is_unclear() -> None:
    for line in ("", "  ", "...", "40%", "2027"):
        assert judge(line).label == "unclear"


def test_stems_join_the_forms_of_a_word() -> None:
    assert len({stem(word) for word in ("launched", "launches", "launching")}) == 1
    assert stem("app") == "app"

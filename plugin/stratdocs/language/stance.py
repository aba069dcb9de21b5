"""What a judgement amounts to: work that is stated or asked about, a result, or nothing known."""

from __future__ import annotations

from typing import Literal

from stratdocs.language.decisions import Confidence
from stratdocs.language.elsewhere import LANGUAGES, ForeignWording, certain_wording
from stratdocs.language.learned import Strictness, heard
from stratdocs.language.tongues import (
    MAX_CHARACTERS,
    is_english,
    language_name,
    language_of,
)
from stratdocs.language.wording import Kind, Wording, judge
from stratdocs.words.phrases import join_words

Stance = Literal["stated", "asked"]
AnyWording = Wording | ForeignWording

_FOREIGN: dict[Strictness, tuple[Confidence, ...]] = {
    "gentle": ("sure",),
    "usual": ("sure", "likely"),
    "strict": ("sure", "likely", "guess"),
}
"""What is asked about in other languages, by how sure it is."""


def stance(wording: AnyWording, strictness: Strictness = "usual") -> Stance | None:
    """Whether a line is stated to be work or asked about; None if it is passed over.

    What is said of another language is asked about at most.
    """
    if wording.label not in ("output", "activity"):
        return None
    if isinstance(wording, ForeignWording):
        return "asked" if wording.confidence in _FOREIGN[strictness] else None
    found = heard(wording.probability, strictness)
    return "stated" if found and wording.is_certain else found


def wording_of(text: str, kind: Kind = "key_result") -> AnyWording | None:
    """The judgement of a line; None if it is in another language and not certain."""
    return judge(text, kind) if is_english(text) else certain_wording(text)


OTHER_LANGUAGES = join_words(map(language_name, LANGUAGES))
"""The languages in which a few shapes of lines are judged."""


def unjudged_reason(text: str) -> str | None:
    """Why a line is not judged; None if it is."""
    if not any(map(str.isalpha, text)):
        return "it has no words"
    if len(text) > MAX_CHARACTERS:
        return f"it has {len(text):,} characters; a goal is a sentence or two"
    if is_english(text) or certain_wording(text) is not None:
        return None
    language = language_of(text)
    if language in LANGUAGES:
        return f"it is in {language_name(language)}, where few wordings are judged"
    return f"it is in {language_name(language)}, where wording isn't judged"

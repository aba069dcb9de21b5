"""What a change of words comes to: the same in other words, less, more, the opposite, or neither.

Fine is said only of what is recognised: spelling, punctuation, contractions, figures written
otherwise, synonyms of style. Any other change of words may be a change of what is promised.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple, get_args

from stratdocs.model.values import quantity
from stratdocs.reviewing.meanings import SYNONYMS, meaning
from stratdocs.words.phrases import elide

Verdict = Literal["same", "stronger", "other", "moved", "weaker", "opposite"]
"""From harmless to grave; `moved` is a figure or a unit of time, which may be more or less."""


class Rewording(NamedTuple):
    """A change of words, and what it comes to."""

    verdict: Verdict
    changed: tuple[tuple[str, str], ...]
    """The stretches that differ, before and after, with a word or two around short ones."""
    share_changed: float = 0.0
    """The share of the words that differ, from 0 to 1."""

    @property
    def words(self) -> str:
        """The change in words: `“sign-off by” became “notice to”`."""
        shown = [_stretch_words(*pair) for pair in self.changed[:_MAX_STRETCHES]]
        more = len(self.changed) - len(shown)
        return "; ".join(shown) + (f"; and {more} more" if more else "")


_SCATTERED = 0.45
"""The share of words that differ, here and there, from which both texts are shown whole."""
_MAX_STRETCHES = 3
_MAX_STRETCH = 90
"""Characters of a stretch that are shown."""
_MAX_WORDS = 1_500


@lru_cache(maxsize=1024)
def rewording(before: str, after: str) -> Rewording:
    """What a change of words comes to."""
    turned = turning_sign(before, after)
    if turned:
        return Rewording("other", (("", f"{turned}, which changes the direction of the text,"),))
    before, after = as_read(before), as_read(after)
    one_counts = _counts_one(before, after)
    old, new = _tokens(before, counted=one_counts), _tokens(after, counted=one_counts)
    asked = _is_asked(after) - _is_asked(before)
    if _is_same(_meanings(old), _meanings(new)) or _same_in_another_order(before, old, after, new):
        if asked and not _OPENS_QUESTION.match(after):
            return Rewording("weaker" if asked > 0 else "stronger", ((_end(before), _end(after)),))
        return Rewording("same", ())
    if Counter(_meanings(old)) == Counter(_meanings(new)):
        stretches = [_span(old, new)]
    else:
        stretches = list(_stretches(old, new))
    found = [_verdict(old[i:j], new[k:m], old[:i]) for i, j, k, m in stretches]
    turned_round = _changes_voice(old, new)
    if gravest(found) == "same" and (turned_round or _drops_limit(old, new)):
        found = ["opposite" if turned_round else "other"]
        stretches = [(0, len(old), 0, len(new))]
    changed = tuple(
        (_shown(before, old, i, j, new[k:m]), _shown(after, new, k, m, old[i:j]))
        for i, j, k, m in stretches
    )
    counted = tuple(pair for pair, verdict in zip(changed, found, strict=True) if verdict != "same")
    different = sum(j - i + m - k for i, j, k, m in stretches)
    share = different / max(1, len(old) + len(new))
    if len(counted) > 1 and share > _SCATTERED and max(len(before), len(after)) <= _MAX_STRETCH:
        counted = ((before.removesuffix("."), after.removesuffix(".")),)
    return Rewording(gravest(found), counted or changed, share)


def as_read(text: str) -> str:
    """A text as a reader sees it: accents in one form, without characters that do not show, and
    without letters of another alphabet that only look like those around them.
    """
    if text.isascii():
        return text
    plain = "".join(
        sign for sign in unicodedata.normalize("NFC", text) if unicodedata.category(sign) != "Cf"
    )
    return _MIXED.sub(lambda word: word[0].translate(_LOOKALIKES), plain)


def turning_sign(before: str, after: str) -> str | None:
    """A sign that came in and turns the text round, by its number."""
    found = (sign for sign in after if sign in _TURNING and sign not in before)
    return next((f"U+{ord(sign):04X}" for sign in found), None)


_TURNING = "\u202a\u202b\u202d\u202e\u2066\u2067\u2068"
"""Characters after which a text is shown in another direction, and may read otherwise."""
_LOOKALIKES = str.maketrans(
    "АВЕЅІЈКМНОРСТХУаеѕіјорсухԁһӏΑΒΕΖΗΙΚΜΝΟΡΤΥΧοα", "ABESIJKMHOPCTXYaesijopcyxdhlABEZHIKMNOPTYXoa"
)  # fmt: skip
_MIXED = re.compile(r"\b\w*(?:[A-Za-z][Ͱ-ԯ]|[Ͱ-ԯ][A-Za-z])\w*")
"""A word of Latin letters with some of Greek or Cyrillic ones."""


def _counts_one(before: str, after: str) -> bool:
    """Whether a text says `one` where the other has no article either: `one owner`, `owners`."""
    ones, articles = (
        [len(pattern.findall(text.casefold())) for text in (before, after)]
        for pattern in (_ONE, _ONE_OR_ARTICLE)
    )
    return ones[0] != ones[1] and articles[0] != articles[1]


_ONE = re.compile(r"(?<!no )\bone\b(?! another)")
_ONE_OR_ARTICLE = re.compile(r"(?<!no )\b(?:one|an?|single|each|every|per)\b(?! another)")


def _is_asked(text: str) -> int:
    return int(text.rstrip().endswith("?"))


def _end(text: str) -> str:
    """The last words of a text, with its mark."""
    return " ".join(text.split()[-2:])


_OPENS_QUESTION = re.compile(
    r"(?i)\W*(?:do|does|did|is|are|was|were|can|could|should|shall|will|would|may|must|has|have|"
    r"what|who|whom|whose|how|which|when|why|where)\b"
)


def _stretch_words(before: str, after: str) -> str:
    was, now = (elide(text, _MAX_STRETCH) for text in (before, after))
    if not before:
        return f"“{now}” was added"
    if not after:
        return f"“{was}” was removed"
    return f"“{was}” became “{now}”"


def gravest(found: Sequence[Verdict]) -> Verdict:
    """The verdict on several stretches: the gravest."""
    return max(found, key=get_args(Verdict).index, default="same")


# --- words ----------------------------------------------------------------------------------------


class _Token(NamedTuple):
    meaning: str
    """The word as it is compared."""
    start: int
    end: int
    text: str


_WORD = re.compile(
    r"(?:[€$£¥]\s?)?\d[\d.,]*(?:\s?(?:%|[kKM]\b|bn\b|/\d+))?|[^\W_]+(?:[’'][^\W_]+)*|&|%"
)
_JOINED = re.compile(
    r"(?i)\b(?:no one|one another|each other|per cent|go(?:es)? on|sign[- ]offs?|at least|at most|"
    r"no less than|not less than|no fewer than|no later than|no more than|not more than|more than|"
    r"less than|fewer than|up to|as well as|in order to|so as to|"
    r"ha(?:s|ve|d) to|needs? to|ought to|(?:is|are) required to|(?:is|are) obliged to|"
    r"(?:is|are) able to|(?:is|are) allowed to|every ?one|every ?body|prior to|due to|"
    r"because of|think about|(?:aim|intend|hope|seek)s? not to|tr(?:y|ies) not to|"
    r"aims? to|tr(?:y|ies) to|not only|e\.g\.|i\.e\.|for example|"
    r"for instance|such as|a lot of|lots of|a number of|a few|a couple of|whether or not|"
    r"with regard to|in case of|in the event of|web sites?|set up|carry out|carries out|"
    r"as soon as|at once|in a row|around the clock|round the clock|24/7)(?!\w)"
)


def _tokens(text: str, *, counted: bool = False) -> list[_Token]:
    """The words of a text that carry meaning, as they are compared; `counted` if `one` does."""
    found: list[_Token] = []
    at = 0
    while match := _WORD.search(text, at):
        joined = _JOINED.match(text, match.start())
        used = joined if joined and joined.end() >= match.end() else match
        hyphened = re.compile(r"(?:[-‐‑][^\W_]+)+").match(text, used.end())
        start, end = used.start(), used.end()
        raw = text[start:end]
        if (raw[:1].isdigit() or raw[:1] in "€$£¥") and raw not in _CONTRACTIONS:
            end = _end_of_figure(text, start, end)
            found.append(_Token(_figure(text[start:end]), start, end, text[start:end]))
        elif hyphened and not joined:
            end = hyphened.end()
            whole = text[start:end].casefold()
            parts = [whole] if whole in SYNONYMS else re.split(r"[-‐‑]", text[start:end])
            offset = start
            for part in parts:
                found.extend(_word_tokens(part, offset))
                offset += len(part) + 1
        else:
            found.extend(_word_tokens(raw, start))
        at = max(end, match.start() + 1)
    if counted:
        found = [
            token._replace(meaning="one") if token.text.casefold() == "one" else token
            for token in found
        ]
    return list(_bounded([token for token in _with_amounts(text, found) if token.meaning]))


def _changes_voice(old: Sequence[_Token], new: Sequence[_Token]) -> bool:
    """Whether who does what to whom may be turned round: `nurses ask`, `nurses are asked`."""
    was, now = _meanings(old), _meanings(new)
    if _rises(was, now, "be") and _rises(was, now, "by") == _rises(was, now, "be"):
        return True
    passive, active = (old, new) if _rises(was, now, "be") < 0 else (new, old)
    verbs = {
        second.meaning: second.text.casefold()
        for first, second in pairwise(passive)
        if first.meaning == "be"
        and (second.meaning != second.text.casefold() or second.meaning in _SAME_PARTICIPLE)
    }
    return bool(_rises(was, now, "be")) and any(
        token.meaning in verbs and token.text.casefold() in (token.meaning, f"{token.meaning}s")
        for token in active
    )


_SAME_PARTICIPLE = frozenset("set cut put let read hit shut split spread cost".split())


def _rises(was: Sequence[str], now: Sequence[str], word: str) -> int:
    """1 if a word is said more often, -1 if less often, 0 if as often."""
    more = now.count(word) - was.count(word)
    return (more > 0) - (more < 0)


def _drops_limit(old: Sequence[_Token], new: Sequence[_Token]) -> bool:
    """Whether `in a day` became `a day`, or the other way."""
    limited = [
        any(
            first.meaning in ("in", "within") and second.meaning.startswith("#")
            for first, second in pairwise(side)
        )
        for side in (old, new)
    ]
    return limited[0] != limited[1]


def _bounded(tokens: Sequence[_Token]) -> Iterator[_Token]:
    """The tokens with `at most` for `not ... more than`, and `at least` for `not ... less than`."""
    bounds: dict[int, str] = {}
    refusals: set[int] = set()
    for at, token in enumerate(tokens):
        if token.meaning in _BOUNDS:
            near = range(at - 1, max(-1, at - _NEAR - 1), -1)
            refusal = next((n for n in near if tokens[n].meaning in ("not", "no", "never")), None)
            if refusal is not None:
                refusals.add(refusal)
                bounds[at] = _BOUNDS[token.meaning]
    for at, token in enumerate(tokens):
        if at not in refusals:
            yield token._replace(meaning=bounds.get(at, token.meaning))


_BOUNDS = {"more than": "at most", "less than": "at least"}
_NEAR = 3
"""Words between a refusal and the bound that it turns round."""


def _end_of_figure(text: str, start: int, end: int) -> int:
    """The end of a figure with the unit after it."""
    stripped = len(text[start:end].rstrip(".,"))
    end = start + stripped
    unit = re.compile(r"[ \u00a0-]?(?:percent|per cent|[%€$£])(?!\w)").match(text, end)
    ordinal = re.compile(r"(?:st|nd|rd|th)\b").match(text, end)
    return unit.end() if unit else ordinal.end() if ordinal else end


def _figure(text: str) -> str:
    """A figure as it is compared."""
    ordinal = re.fullmatch(r"(\d+)(?:st|nd|rd|th)", text.strip().casefold())
    if ordinal:
        return ordinal[1]
    amount = quantity(text.replace("percent", "%").replace("per cent", "%"))
    if amount is None:
        return text.strip().casefold()
    dimension, tail, number, _ = amount.meaning
    return f"{number:g}{dimension}{tail}" if dimension else f"{number:g}"


def _word_tokens(raw: str, start: int) -> Iterator[_Token]:
    """A word, or the two of a contraction, as they are compared."""
    plain = unicodedata.normalize("NFKC", raw).replace("’", "'")
    word = " ".join(plain.casefold().split())
    end = start + len(raw)
    for form in _spelt_out(word):
        yield _Token(form, start, end, raw)


@lru_cache(maxsize=8192)
def _spelt_out(word: str) -> tuple[str, ...]:
    if word in _CONTRACTIONS:
        return tuple(meaning(part) for part in _CONTRACTIONS[word].split())
    if word.endswith("n't"):
        return meaning(word[:-3]), "not"
    for ending, full in (("'ll", "will"), ("'re", "are"), ("'ve", "have"), ("'d", "would")):
        if word.endswith(ending):
            return meaning(word[: -len(ending)]), meaning(full)
    return (meaning(word.removesuffix("'s").rstrip("'")),)


_CONTRACTIONS = {
    "can't": "can not", "cannot": "can not", "won't": "will not", "shan't": "must not",
    "it's": "it is", "that's": "that is", "there's": "there is", "what's": "what is",
    "who's": "who is", "let's": "let us", "i'm": "i am",
    "around the clock": "#24h #24h", "round the clock": "#24h #24h", "24/7": "#24h #24h",
}  # fmt: skip

_UNITS = {
    "second": 1 / 3600, "minute": 1 / 60, "min": 1 / 60, "hour": 1, "hr": 1, "h": 1,
    "day": 24, "d": 24, "week": 168, "fortnight": 336,
}  # fmt: skip
_MONTHS = {"month": 1, "quarter": 3, "year": 12}


def _with_amounts(text: str, tokens: list[_Token]) -> list[_Token]:
    """The tokens with a number and its unit of time as one: `24 hours` is `1 day`; a unit after a
    slash and `daily` are one unit: `40/month` is `40 a month`.
    """
    found: list[_Token] = []
    for at, token in enumerate(tokens):
        last = found[-1] if found else None
        number = _number(last) if last is not None else None
        slashed = last is not None and text[last.end : token.start].strip() == "/"
        if slashed and (amount := _amount(1, token.meaning)):
            found.append(token._replace(meaning=amount))
        elif last is None or number is None:
            found.append(_period(token))
        elif amount := _amount(number, token.meaning):
            found[-1] = _Token(amount, last.start, token.end, f"{last.text} {token.text}")
        elif not (
            token.text.casefold() == "times"
            and at + 1 < len(tokens)
            and tokens[at + 1].text.casefold() in _PER
        ):  # two times a day is twice a day
            found.append(_period(token))
    return found


def _amount(number: float, unit: str) -> str | None:
    """A number of units of time as it is compared; None for another unit."""
    for sort, units in (("h", _UNITS), ("mo", _MONTHS)):
        if unit in units:
            return f"#{number * units[unit]:g}{sort}"
    return None


def _period(token: _Token) -> _Token:
    """A token, `daily` as `a day`."""
    unit = _EACH.get(token.text.casefold())
    return token._replace(meaning=_amount(1, unit) or token.meaning) if unit else token


_EACH = {
    "hourly": "hour", "daily": "day", "weekly": "week", "fortnightly": "fortnight",
    "monthly": "month", "quarterly": "quarter", "yearly": "year", "annually": "year",
}  # fmt: skip


_PER = frozenset(_EACH) | {"a", "an", "per", "each", "every"}


def _number(token: _Token) -> float | None:
    if token.text.casefold() in ("a", "an", "one", "per", "each", "every"):
        return 1.0  # once each day is once a day
    return float(token.meaning) if re.fullmatch(r"\d+(?:\.\d+)?", token.meaning) else None


def _meanings(tokens: Sequence[_Token]) -> list[str]:
    return [token.meaning for token in tokens]


def _is_same(before: Sequence[str], after: Sequence[str]) -> bool:
    """Whether words are the same, be they written together or apart."""
    return "".join(before).replace(" ", "") == "".join(after).replace(" ", "")


def _same_in_another_order(
    before: str, old: Sequence[_Token], after: str, new: Sequence[_Token]
) -> bool:
    """Whether two texts list the same in another order, or say `the master of the ship` for `the
    ship's master`.
    """
    was, now = _meanings(old), _meanings(new)
    if any(_is_said_otherwise(*pair) for pair in ((was, now), (now, was))):
        return True
    if bool(_POSSESSIVE.search(before)) != bool(_POSSESSIVE.search(after)):
        return _are_turned_pairs(_without(was, ["by"]), _without(now, ["by"]))
    if Counter(was) != Counter(now):
        return False
    head = next((n for n, (a, b) in enumerate(zip(was, now, strict=True)) if a != b), len(was))
    back = zip(reversed(was[head:]), reversed(now[head:]), strict=True)
    tail = len(was) - next((n for n, (a, b) in enumerate(back) if a != b), 0)
    if _is_turned_round(was[head:tail], now[head:tail]) or _is_turned_round(was, now):
        return True
    if _RANKED.search(before) or _RANKED.search(after) or _CLAUSES.match(before):
        return False
    return any(
        len(first) > 1 and Counter(first) == Counter(second)
        for first, second in (
            (_listing(before, old[head:tail]), _listing(after, new[head:tail])),
            (_listing(before, old), _listing(after, new)),
        )
    )


def _is_said_otherwise(plain: Sequence[str], other: Sequence[str]) -> bool:
    """Whether the other text says the same in another construction: in the passive, with the
    negation at the verb, with `only` at the end, with a word for a row of things, or `since`.
    """
    return (
        _is_passive_of(plain, other)
        or _is_negated_at_verb(plain, other)
        or _is_moved_to_end(plain, other, "only", _MOST_AFTER_ONLY)
        or _is_behind_noun(plain, other, "consecutive")
        or _is_cut_by_half(plain, other)
        or (
            [plain[0:1], other[0:1]] == [["because"], ["since"]]
            and plain[1:] == other[1:]
            and not re.search(r"\d", "".join(plain[1:2]))
        )
    )


_MOST_AFTER_ONLY = 2
"""Words that `only` passes on its way to the end without meaning another one."""


def _is_passive_of(active: Sequence[str], passive: Sequence[str]) -> bool:
    """Whether a text is the other in the passive: `it is signed by X` for `X signs it`."""
    if "by" not in passive or "be" not in passive:
        return False
    by = passive.index("by")
    be, verb = by - 2, passive[by - 1]
    if be < 1 or passive[be] != "be" or len(active) != len(passive) - 2:
        return False
    front, back = list(passive[:be]), list(passive[by + 1 :])
    helpers = [front.pop()] if front[-1] in _HELPERS else []
    return any(
        [*back[:cut], *helpers, verb, *front, *back[cut:]] == list(active)
        for cut in range(1, len(back) + 1)
    )


_HELPERS = frozenset("must should can may might could".split())


def _is_negated_at_verb(plain: Sequence[str], other: Sequence[str]) -> bool:
    """Whether `sell no data` became `do not sell data` or `never sell data`."""
    if plain.count("no") != 1 or "no" in other:
        return False
    at = plain.index("no")
    if at < 1 or plain[at - 1] in _NO_VERBS:
        return False
    before, verb, after = plain[: at - 1], plain[at - 1], plain[at + 1 :]
    return any(
        [*before, *negation, verb, *after] == list(other)
        for negation in (("do", "not"), ("never",))
    )


def _is_moved_to_end(plain: Sequence[str], other: Sequence[str], word: str, most: int) -> bool:
    """Whether a word moved from before the last words to the end."""
    if plain.count(word) != 1 or other[-1:] != [word]:
        return False
    at = plain.index(word)
    passed = plain[at + 1 :]
    moved = [*plain[:at], *passed, word] == list(other)
    return moved and at > 0 and len(passed) <= most and not _OPENING.intersection(passed)


def _is_behind_noun(plain: Sequence[str], other: Sequence[str], word: str) -> bool:
    """Whether a word stands behind its noun instead of before it."""
    if plain.count(word) != 1:
        return False
    at = plain.index(word)
    return [*plain[:at], *plain[at + 1 : at + 2], word, *plain[at + 2 :]] == list(other)


def _is_cut_by_half(plain: Sequence[str], other: Sequence[str]) -> bool:
    """Whether `halve it` became `cut it by half`."""
    if "halve" not in plain or list(other[-2:-1]) not in (["by"], ["in"]) or other[-1] != "0.5":
        return False
    return ["lower" if word == "halve" else word for word in plain] == list(other[:-2])


def _is_turned_round(was: Sequence[str], now: Sequence[str]) -> bool:
    """Whether a time or place moved from the end to the front, or the other way."""
    for cut in range(1, len(was)):
        front, back = was[:cut], was[cut:]
        if [*back, *front] == list(now):
            timed = [bool(_TIMES.intersection(part)) for part in (front, back)]
            opened = any(part[0] in _OPENING or part[0].startswith("#") for part in (front, back))
            return opened or timed[0] != timed[1]
    return False


_OPENING = frozenset(
    "in on at by from during within all until for via through if when whenever unless once "
    "where after before without".split()
)


_NO_VERBS = _OPENING | frozenset("with to without and or be under than not".split())
"""Words before `no` that a negation cannot pass."""


_POSSESSIVE = re.compile(r"\w[’']s\b|s[’']\s")


_RANKED = re.compile(r"(?i)\b(?:then|order|first|last|rank\w*|priorit\w*|next|over|before)\b")
"""Words that give the order of an enumeration a meaning."""
_CLAUSES = re.compile(
    r"(?i)(?:if|unless|when|whenever|where|while|because|once|until)\b(?!.*\b(?:and|or)\b)"
)
"""A clause and another after its comma, which are no enumeration."""


def _are_turned_pairs(was: Sequence[str], now: Sequence[str]) -> bool:
    """Whether only neighbours changed their places, as in `ship master` and `master ship`."""
    if len(was) != len(now):
        return False
    at = 0
    while at < len(was):
        if was[at] == now[at]:
            at += 1
            continue
        turned = (
            length
            for length in range(2, min(_MAX_TURNED, len(was) - at) + 1)
            if _is_rotation(was[at : at + length], now[at : at + length])
        )
        length = next(turned, 0)
        if not length:
            return False
        at += length
    return True


_MAX_TURNED = 5
"""Words of a possessor and what it has, together."""


def _is_rotation(was: Sequence[str], now: Sequence[str]) -> bool:
    return any([*was[cut:], *was[:cut]] == list(now) for cut in range(1, len(was)))


def _listing(text: str, tokens: Sequence[_Token]) -> list[tuple[str, ...]]:
    """The members of an enumeration."""
    parts: list[list[str]] = [[]]
    end = None
    for token in tokens:
        comma = end is not None and "," in text[end : token.start].replace(";", ",")
        if token.meaning in ("and", "or") or comma:
            parts.append([])
        if token.meaning not in ("and", "or"):
            parts[-1].append(token.meaning)
        end = token.end
    return [tuple(part) for part in parts if part]


def _span(old: Sequence[_Token], new: Sequence[_Token]) -> tuple[int, int, int, int]:
    """All that lies between the first and the last word that differ."""
    was, now = _meanings(old), _meanings(new)
    places = [at for at, (a, b) in enumerate(zip(was, now, strict=True)) if a != b]
    return places[0], places[-1] + 1, places[0], places[-1] + 1


def _stretches(old: Sequence[_Token], new: Sequence[_Token]) -> Iterator[tuple[int, int, int, int]]:
    """The stretches of words that differ."""
    before, after = _meanings(old)[:_MAX_WORDS], _meanings(new)[:_MAX_WORDS]
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    held: tuple[int, int, int, int] | None = None
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag == "equal":
            continue
        if held is not None and i - held[1] <= 1 and k - held[3] <= 1:
            held = (held[0], j, held[2], m)  # a word between two that differ
            continue
        if held is not None:
            yield held
        held = (i, j, k, m)
    if held is not None:
        yield held
    if len(old) > _MAX_WORDS or len(new) > _MAX_WORDS:
        yield _MAX_WORDS, len(old), _MAX_WORDS, len(new)


def _shown(
    text: str, tokens: Sequence[_Token], start: int, end: int, other: Sequence[_Token]
) -> str:
    """The text of a stretch, with the words around it if it is short."""
    own = tokens[start:end]
    lone = [token.meaning for token in (*own, *other)]
    if all(word in _NEEDS_CONTEXT for word in lone):
        start, end = max(0, start - 1), min(len(tokens), end + 1)
    gap = tokens[start - 1].end if start else 0
    begin = tokens[start].start if start < len(tokens) else len(text)
    one = re.search(r"(?i)\bone\b", text[gap:begin])  # not compared, but read
    if start >= end or start >= len(tokens):
        return one[0] if one else ""
    if one:
        begin = gap + one.start()
    return text[begin : tokens[end - 1].end].strip()


# --- what a stretch comes to ----------------------------------------------------------------------


def _verdict(old: Sequence[_Token], new: Sequence[_Token], before: Sequence[_Token]) -> Verdict:
    was, now = _meanings(old), _meanings(new)
    lost, gained = _without(was, now), _without(now, was)
    if _is_same(was, now):
        return "same"
    if (lost, gained) == (["may"], ["can"]):
        return "same"  # both permit
    if not lost and not gained:
        return "opposite" if set(was) & _PIVOTS else "other"
    if all(word in _FILLERS for word in (*lost, *gained)):
        return "same" if _is_style(lost, gained, before) else "other"
    if "any" in {*lost, *gained} <= {"all", "any"}:
        refused = _REFUSING.intersection(_meanings(before))
        return "same" if refused else "other"  # any of them may be a single one
    if _is_reversed(lost, gained):
        return "opposite"
    if _figures(lost) != _figures(gained):
        return "moved"
    found = _on_a_scale(lost, gained)
    if found is None and _periods(lost):
        found = "moved" if _periods(gained) else "weaker" if _VAGUE & set(gained) else None
    if found is None and lost and _HEDGES & set(gained) - set(lost):
        found = "weaker"
    if found is None and not lost:
        found = _added(new, gained, before)
    if found is None and not gained:
        found = _removed(old, lost, before)
    refused = _NEGATIONS.intersection((*_meanings(before), *lost, *gained))
    if found == "stronger" and "all" in gained and {"in", "within"} & set(lost):
        return "other"  # each so often instead of within so long
    if found == "stronger" and refused:
        return "other"  # more of what is ruled out is not more of a promise
    return found or "other"


def _removed(old: Sequence[_Token], lost: Sequence[str], before: Sequence[_Token]) -> Verdict:
    """What words come to that nothing replaced; a time taken out is a limit taken out."""
    said = set(lost)
    if said & _BINDING or (len(lost) > 1 and lost[-1] == "and"):
        return "weaker"
    if said & (_TIMES | {"late", "latest"}):
        return "moved"
    found = _added(old, lost, before)
    if found == "stronger":
        return "weaker"
    if "without" in said:
        return "other" if _NEGATIONS.intersection(_meanings(before)) else "weaker"
    conditional = said & (_CONDITIONS | _NARROWING) - {"at most", "up to"}
    if said & _EITHER_WAY:
        return "other"
    return "stronger" if found == "weaker" and conditional else "other"


def _without(words: Sequence[str], others: Sequence[str]) -> list[str]:
    return list((Counter(words) - Counter(others)).elements())


def _is_reversed(lost: Sequence[str], gained: Sequence[str]) -> bool:
    """Whether a word gave way to its opposite, or a negation came or went."""
    if any(frozenset((a, b)) in _OPPOSITES for a in lost for b in gained):
        return True
    was, now = _NEGATIONS & set(lost), _NEGATIONS & set(gained)
    if bool(was) == bool(now):
        return False
    rest = {*lost, *gained} - _NEGATIONS - _FILLERS - _BESIDE_NEGATION
    return not rest  # with another word it may be stronger: and no more


def _is_style(lost: Sequence[str], gained: Sequence[str], before: Sequence[_Token]) -> bool:
    """Whether words of grammar that came and went say the same: `paid by` is not `paid to`."""
    was, now = set(lost), set(gained)
    if ("we" in now) != ("we" in was) and "they" in {*was, *now}:
        return False
    if ("our" in now) != ("our" in was) and "its" in {*was, *now}:
        return False
    old, new = was & _ROLES, now & _ROLES
    if "by" in {*old, *new} and not (old and new):
        return bool({"on", "at"} & {*was, *now})
    if not old or not new:
        return True
    verb = before[-1].meaning if before else ""
    return {*old, *new} <= {"to", "with"} and verb in _WITH_OR_TO


_ROLES = frozenset("by for to with from at".split()) | {"in"}
"""Prepositions that say who does what to whom, or for how long."""
_WITH_OR_TO = frozenset("talk speak compare meet connect similar different agree listen".split())
_REFUSING = frozenset("not no never nobody nothing neither without if whether than ever".split())


_EXCEPTING = frozenset("but except unless apart".split())
"""Words after which a sentence that says no lists whom it does not mean."""
_NEGATIONS = frozenset("not no never nobody nothing neither".split())
_BESIDE_NEGATION = frozenset("all more long longer any yet still even".split())


def _on_a_scale(lost: Sequence[str], gained: Sequence[str]) -> Verdict | None:
    """Whether words of one scale replaced each other."""
    for scale in _SCALES:
        was = [scale[word] for word in lost if word in scale]
        now = [scale[word] for word in gained if word in scale]
        if was and now and max(was) != max(now):
            return "weaker" if max(now) < max(was) else "stronger"
    weak = _WEAK & set(gained), _WEAK & set(lost)
    if bool(weak[0]) != bool(weak[1]):
        return "weaker" if weak[0] else "stronger"
    firm = _FIRM & set(gained), _FIRM & set(lost)
    if bool(firm[0]) != bool(firm[1]):
        return "stronger" if firm[0] else "weaker"
    return None


def _added(
    tokens: Sequence[_Token],
    words: Sequence[str],
    before: Sequence[_Token],
) -> Verdict:
    """What words come to that were added and replace none."""
    said = set(words)
    negated = bool(_NEGATIONS.intersection(_meanings(before)))
    if "without" in said and negated:
        return "weaker"  # what is ruled out is allowed on a condition
    if _EXCEPTING.intersection(_meanings(before)) and negated:
        return "weaker"
    if words[0] == "and" and len(words) > 1 and words[1] not in _CONDITIONS:
        return "stronger"
    if said & _CONDITIONS:
        return "other" if "without" in said else "weaker"
    if said & {"or"}:
        return "weaker"
    if words[0] in ("and", "by", "with", "include") or (before and before[-1].meaning == "and"):
        return "stronger"
    if any(token.text[:1].isupper() for token in tokens) and not _starts_sentence(tokens, before):
        return "weaker" if words[0] in _PREPOSITIONS else "stronger"
    general = said & {"all", "late", "latest"}
    if (words[0] in _PREPOSITIONS or said & _NARROWING) and not general:
        return "weaker"
    return "other"


def _starts_sentence(tokens: Sequence[_Token], before: Sequence[_Token]) -> bool:
    capitals = [token for token in tokens if token.text[:1].isupper()]
    return not before and capitals[0] is tokens[0] and len(capitals) == 1


def _figures(words: Sequence[str]) -> list[str]:
    return sorted(word for word in words if re.search(r"\d", word))


def _periods(words: Sequence[str]) -> list[str]:
    return sorted(word for word in words if word in _TIMES)


# --- words that weigh -----------------------------------------------------------------------------

_FILLERS = frozenset(
    "be have do also its our in on at to for by with from it as so up we they there".split()
)
"""Words of grammar: where only they came or went, style changed. A preposition may say more: see
`_PREPOSITIONS`, which counts with what follows it."""

_SCALES: tuple[dict[str, int], ...] = tuple(
    {
        meaning(word) if " " not in word else SYNONYMS.get(word, word): rank
        for rank, words in ranks.items()
        for word in words.split(", ")
    }
    for ranks in (
        {6: "all, everyone, everything, always, whole, full, fully, entirely", 5: "almost, nearly",
         4: "most, usually", 3: "many, often, majority", 2: "some, sometimes, somebody, someone",
         1: "few, seldom, hardly, occasionally"},
        {6: "never, nobody, no, nothing, not", 2: "seldom, few, hardly, little, fewer, less",
         1: "sometimes"},
        {5: "must", 4: "should", 3: "can, may, could, might, try to, consider, think about, "
         "discuss, review, hope"},
        {3: "decide, ensure, stop, deliver, solve, prevent, enforce, fix, do, commit, refuse",
         2: "improve, support, help, encourage, promote, limit, reduce, lower, address",
         1: "consider, think about, discuss, review, explore, look, study, evaluate, talk, try to, "
         "monitor, watch, observe, plan"},
        {2: "and, both", 1: "or, either"},
        {2: "full, fully", 1: "partial, partially, partly"},
        {3: "commit, promise, ensure, must", 1: "aspire, aim, hope, try to, intend, endeavour, "
         "strive, wish"},
        {2: "at least", 1: "about"},
        {2: "at most", 1: "about"},
        {3: "approval, sign off, consent, permission, agreement", 2: "advice, consultation, review",
         1: "notice, information, knowledge, awareness"},
        {3: "approve, agree, consent, sign, decide", 2: "advise, consult, review",
         1: "discuss, tell, know, hear"},
        {3: "ask, consult", 1: "tell, know, hear"},
        {4: "eliminate, halve, end, cancel, terminate, stop, close",
         2: "lower, shorten, slow, pause, suspend, narrow, limit, ease, soften",
         1: "review, monitor, watch, track, question, discuss, consider"},
        {2: "ensure, refund, replace", 1: "offer, propose, suggest"},
        {2: "require, demand, order", 1: "recommend, suggest, advise, prefer, encourage, welcome"},
        {3: "free", 2: "subsidise, discount, cheap, affordable"},
        {2: "at most, at least, less than, more than", 1: "toward, near, close"},
        {2: "immediately", 1: "soon, later, eventually"},
        {2: "everyone, all", 1: "people, many, most"},
    )
)  # fmt: skip
_PIVOTS = frozenset("before after than to over instead above".split()) | {"more than", "less than"}
"""Words around which two things change their places with their meaning."""
_NEEDS_CONTEXT = frozenset(
    "and or not no never all most some any must should can may only with without".split()
)

_OPPOSITES = frozenset(
    frozenset((SYNONYMS.get(a, meaning(a)), SYNONYMS.get(b, meaning(b))))
    for a, b in (
        pair.split("/")
        for pair in (
            "stop/go on, stop/begin, stop/keep, begin/finish, begin/end, raise/lower, more/less, "
            "within/after, "
            "more/fewer, fewer/many, more than/less than, at least/at most, before/after, "
            "with/without, "
            "above/below, allow/forbid, accept/reject, accept/refuse, approve/reject, keep/drop, "
            "keep/remove, include/exclude, buy/sell, buy/build, buy/make, open/close, open/closed, "
            "internal/external, yes/no, in/out, mandatory/optional, required/optional, fast/slow, "
            "quick/slow, cheap/expensive, enough/little, much/little, always/never, all/none, "
            "everyone/nobody, everything/nothing, all/no, public/private, public/internal, "
            "decline/accept, mandatory/voluntary, keep/abolish, introduce/abolish, begin/abolish, "
            "required/voluntary, on/off, win/lose, "
            "right/wrong, possible/impossible, first/last, early/late, up/down, high/low, "
            "higher/lower, gain/lose, add/remove, enter/leave, hire/fire, join/leave, do/avoid, "
            "reversible/irreversible, for/against, proceed/stop, expand/shrink, merge/split, "
            "central/local, centralise/decentralise, inside/outside, true/false, success/failure, "
            "succeed/fail, support/oppose, protect/expose, increase/limit, grow/shrink, "
            "strengthen/weaken, best/worst, free/paid, free/charge, begin/drop, "
            "keep/stop, keep/sell, keep/close, rise/fall, only/also, invest/divest, both/neither, "
            "either/neither, ahead/behind, present/absent, manual/automatic, "
            "manually/automatically, safe/unsafe, able/unable, certain/uncertain, "
            "acceptable/unacceptable, paid/unpaid, limited/unlimited, legal/illegal"
        ).split(", ")
    )
)

_HEDGES = frozenset(
    "possible possibly feasible ideally practicable practical reasonable reasonably needed "
    "necessary desired applicable appropriate normally preferably exceptional exceptionally "
    "otherwise unless except optional optionally".split()
)
"""Words that leave it open when a promise counts."""
_VAGUE = _HEDGES | frozenset(
    "regular regularly periodic periodically soon later eventually promptly timely due future "
    "occasion occasionally time".split()
)
_WEAK = frozenset(
    "should would could might may mostly most almost nearly about seldom usually partly some few "
    "hardly eventually hopefully ideally possibly perhaps maybe try consider intend hope".split()
) | {"try to", "try not to", "think about"}
_FIRM = frozenset(
    "must always never only all any everyone everything both strictly immediately".split()
)
_EITHER_WAY = frozenset(
    "new first personal direct trained qualified suitable verified confirmed written repeated "
    "senior gross net large big".split()
)
"""Words that narrow what is promised, or say how good it is: a new kitchen."""
_BINDING = frozenset(
    "final sole binding independent exclusive irrevocable unconditional outside".split()
)
"""Words that give a right or a check its force."""
_CONDITIONS = frozenset(
    "if unless except where wherever when whenever possible possibly feasible ideally subject "
    "provided practicable practical reasonable reasonably necessary needed desired applicable "
    "appropriate most mostly usually about almost nearly some optional optionally partly normally "
    "eventually should would could might seldom hopefully possible try depending otherwise "
    "exception exclude preferably maybe best exceptional exceptionally justified urgent "
    "emergency".split()
) | {"try to", "up to", "at most"}
_NARROWING = frozenset(
    "only selected pilot new large big small main paying existing certain chosen key premium "
    "regular weekday weekdays first initial internal domestic local larger bigger biggest largest "
    "smaller smallest major minor important critical serious severe urgent eligible registered "
    "active loyal willing interested trained repeated direct written planned known reported "
    "visible medical commercial corporate private adult female male northern southern eastern "
    "western foreign online verified confirmed qualified suitable typical average "
    "senior junior upheld justified spot sample random summary personal "
    "sensitive raw gross net imported".split()
)
_PREPOSITIONS = frozenset(
    "for in from within during on at under above below between until per".split()
)
_TIMES = frozenset(
    "second minute hour noon morning evening night day daily today tomorrow weekend week weekly "
    "fortnight month monthly quarter quarterly season christmas easter year yearly annually decade "
    "january february march april june july august september october november december "
    "monday tuesday wednesday thursday friday saturday sunday spring summer autumn winter".split()
)

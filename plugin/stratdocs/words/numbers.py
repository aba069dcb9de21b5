"""Numbers that a line spells out: `two weeks` is `2 weeks`."""

from __future__ import annotations

import re
from functools import lru_cache

_SMALL = {
    word: number
    for number, word in enumerate(
        """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
        fifteen sixteen seventeen eighteen nineteen""".split()
    )
}
_TENS = {
    word: 10 * number
    for number, word in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2
    )
}
_TIMES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000}
_SPELLED = frozenset((*_SMALL, *_TENS, *_TIMES))


@lru_cache(maxsize=1)
def _spelled() -> re.Pattern[str]:
    """How a number is spelled out; `one` alone is a number only as the end of a range, since it
    mostly is none: "in one place", "no one".
    """
    units = "|".join(word for word, number in _SMALL.items() if number > 1)
    teens_and_tens = "|".join(_TENS)
    below_hundred = rf"(?:{teens_and_tens})(?:[- ](?:one|{'|'.join(list(_SMALL)[2:10])}))?|{units}"
    times = "|".join(_TIMES)
    first = rf"(?:{below_hundred}|(?:one|an?)(?=[ -](?:{times})\b))"
    number = rf"{first}(?:[ -](?:{times})\b(?: and (?:{below_hundred}))?)*"
    return re.compile(
        rf"(?<![\w-])(?:(?P<number>{number})"
        rf"|(?<=\bfrom )(?P<first>one|zero)(?= (?:\w+ )?to (?:\d|{first}))"
        rf"|(?<=\bto )(?P<last>one)(?= (?:second|minute|hour|day|week|month|year)\b))(?![\w-])",
        re.IGNORECASE,
    )


def in_figures(line: str) -> str:
    """A line with figures where it spells numbers out: `Cut set-up from two weeks to 5 days` as
    `from 2 weeks`.
    """
    if line.isascii():
        if _SPELLED.isdisjoint(re.findall("[a-z]+", line.lower())):
            return line
    elif not _may_spell().search(line):
        return line
    return _spelled().sub(lambda match: str(_number(match[0])), line)


@lru_cache(maxsize=1)
def _may_spell() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join((*_SMALL, *_TENS, *_TIMES))})\b", re.IGNORECASE)


def _number(words: str) -> int:
    total = 0
    for word in re.split("[ -]", words.lower().replace(" and ", " ")):
        if word in _TIMES:
            total = max(total, 1) * _TIMES[word]
        else:
            total += _SMALL.get(word, 0) + _TENS.get(word, 0)
    return total

from __future__ import annotations

import re
from collections.abc import Iterator

from stratdocs.analysis.aims import line_in_figures, title_figures
from stratdocs.language.measures import level_wanted, reached_level, stated
from stratdocs.linting.rules.base import Rule
from stratdocs.model.finding import Finding, Related, Severity
from stratdocs.model.kinds import KeyResult
from stratdocs.model.stack import Stack
from stratdocs.model.units import is_known
from stratdocs.model.values import Quantity, quantity
from stratdocs.words.phrases import join_words
from stratdocs.yamltext.source import Edit, Fix, ScalarNode


class TitleContradictsFields(Rule):
    """The title of a key result gives different figures from its fields.

    People quote the title, and programs calculate with the fields. If one was changed and the other
    wasn't, a page shows "from 30% to 45%" next to a target of 36%, and each reader takes the figure
    that suits. Write a figure in one place only, or the same in both.
    """

    severity = Severity.WARNING
    group = "clarity"
    bad = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        objectives:
          - id: onboarding
            title: New customers get value in their first week
            serves: customers-that-stay
            period: 2027-Q1
            key_results:
              - id: activation
                title: Increase 7-day activation from 30% to 45%   # <- title-contradicts-fields
                baseline: 30%
                target: 36%
    """
    good = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        objectives:
          - id: onboarding
            title: New customers get value in their first week
            serves: customers-that-stay
            period: 2027-Q1
            key_results:
              - id: activation
                title: Increase 7-day activation from 30% to 36%
                baseline: 30%
                target: 36%
    """

    def check(self, stack: Stack) -> Iterator[Finding]:
        for goal in stack.of(KeyResult):
            if goal.baseline is None and goal.target is None and goal.by is None:
                continue
            if _is_repeated(goal):
                continue
            title, line = title_figures(stack, goal), line_in_figures(goal.title)
            wrong = []
            target, target_words = title.target, title.words.target
            if target_words is None and (level := level_wanted(line) or _reached(goal, line)):
                target, target_words = quantity(level), level
                if target == goal.baseline:  # the title says how it stands today
                    target = None
            for field, said, written, words in (
                ("baseline", title.baseline, goal.baseline, title.words.baseline),
                ("target", target, goal.target, target_words),
            ):
                if said is not None and written is not None and not _agree(said, written):
                    wrong.append((field, words, str(written)))
            if title.by is not None and goal.by is not None and title.by != goal.by:
                wrong.append(("by", title.words.by, goal.by.isoformat()))
            if wrong:
                yield self._contradiction(goal, wrong)

    def _contradiction(self, goal: KeyResult, wrong: list[tuple[str, str | None, str]]) -> Finding:
        said = join_words(
            f"by {words}" if field == "by" else f"a {field} of {words}" for field, words, _ in wrong
        )
        written = join_words(f"`{field}` is {value}" for field, _, value in wrong)
        title = goal.title
        for field, words, value in wrong:
            title = _corrected(title, field, words, value)
        node = goal.node.get("title")
        fix = None
        if title != goal.title and isinstance(node, ScalarNode):
            fix = Fix(safe=False, edits=(Edit(goal.at("title"), title, "value"),))
        return self.finding(
            goal,
            f"the title of {goal.id} says {said}, but its {written}",
            "title",
            related=[Related(goal.at(field), f"`{field}` is {value}") for field, _, value in wrong],
            suggestion=title if fix else None,
            fix=fix,
        )


_DATING = frozenset("by until till before in end".split())
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()


def _is_repeated(goal: KeyResult) -> bool:
    """Whether the title plainly says its fields, `from 40% to 55%`, and nothing that may be a date:
    most do, and need not be read.
    """
    baseline, target = goal.baseline, goal.target
    if baseline is None or target is None:
        return False
    before, found, after = goal.title.partition(f" from {baseline} to {target}")
    if not found or (after and not re.match(r"[ ,.](?!\d)", after)):
        return False
    return not _may_be_dated(after.lower()) and " by " not in before


def _may_be_dated(text: str) -> bool:
    """Whether a text may name a date."""
    return (
        any(month in text for month in _MONTHS)
        or not _DATING.isdisjoint(re.findall(r"\w+", text))
        or re.search(r"20\d\d|\d-\d", text) is not None
    )


def _reached(goal: KeyResult, line: str) -> str | None:
    """The level that the title wants to reach; None if that may be something other than the target:
    it is the baseline, or counts something else, as in "Reach 100 clinics" with a target in euros.
    """
    level, start, end = reached_level(line), goal.baseline, goal.target
    said = quantity(level) if level else None
    if said is None or end is None or (start is not None and _agree(said, start)):
        return None
    if said.unit:
        return level if said.within(end) is not None else None
    counted = not is_known(end.unit) and end.unit.casefold() in goal.title.casefold()
    return level if counted or not end.unit else None


def _corrected(title: str, field: str, words: str | None, value: str) -> str:
    """The title with the value of a field; as it was if the title would not be read that way."""
    for found in (
        re.finditer(rf"(?<![\w.,]){re.escape(words)}(?!\w|[.,]\d)", title) if words else ()
    ):
        changed = f"{title[: found.start()]}{value}{title[found.end() :]}"
        if getattr(stated(changed).figures, field) == value:
            return changed
    return title


def _agree(said: Quantity, written: Quantity) -> bool:
    """Whether a figure in a title is that of its field; a bare number may have any unit, and 0.45
    be meant as 45%, which is a finding of its own.
    """
    number = said.within(written)
    if number is None and is_known(said.unit) and is_known(written.unit):
        return False
    if number is None and (not said.unit or not written.unit):
        number = said.number
        if said.unit == "%" and abs(number - written.number * 100) <= _NOTHING * abs(number):
            return True
    return number is None or abs(number - written.number) <= _NOTHING * abs(number)


_NOTHING = 1e-9
"""A difference from reckoning alone."""

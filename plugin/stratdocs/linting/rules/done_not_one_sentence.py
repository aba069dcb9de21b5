from __future__ import annotations

import re
from collections.abc import Iterator

from stratdocs.analysis.state import state_of
from stratdocs.linting.rules.base import Rule
from stratdocs.model.finding import Finding, Severity
from stratdocs.model.kinds import Work
from stratdocs.model.stack import Stack


class DoneNotOneSentence(Rule):
    """A definition of done takes more than one sentence.

    If done can't be said in one sentence, the work item is really several, and it will be nearly
    done for weeks. Split it until each part has one.
    """

    severity = Severity.ADVICE
    group = "clarity"
    heuristic = True
    bad = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        objectives:
          - id: imports
            title: Clinics see their own patients on the first day
            serves: customers-that-stay
            work:
              - id: guided-import
                title: Guided import of patient lists
                done_when: A clinic imports its list without a call. The old importer is gone.   # <- done-not-one-sentence
    """
    good = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        objectives:
          - id: imports
            title: Clinics see their own patients on the first day
            serves: customers-that-stay
            work:
              - id: guided-import
                title: Guided import of patient lists
                done_when: A clinic imports its list (CSV, XLSX etc.) without a call.
    """

    def check(self, stack: Stack) -> Iterator[Finding]:
        for work in stack.of(Work):
            if not work.done_when or not state_of(stack, work).in_force:
                continue
            count = sentences(work.done_when)
            if count > 1:
                yield self.finding(
                    work,
                    f"{work.id} needs {count} sentences to define done; use one, or split the work",
                    "done_when",
                )


_ABBREVIATION = r"\b(?:e\.g|i\.e|etc|approx|ca|incl|excl|vs|no|nos|dr|mr|mrs|ms|st|min|max|resp|z\.b|fig|inc|ltd|[a-z])\.$"
_END = r"[.!?][\"'”’)]?\s+(?=[\"'“‘(]?[^\W\d_])|\n\s*\n"
_BULLET = r"(?m)^\s*(?:[-*+]|\d+[.)])\s+\S"


def sentences(text: str) -> int:
    """How many sentences a text has; each bullet is one."""
    bullets = len(re.findall(_BULLET, text))
    if bullets > 1:
        return bullets
    count = 1
    for end in re.finditer(_END, text.strip()):
        before = text.strip()[: end.start() + 1]
        after = text.strip()[end.end() :].lstrip("\"'“‘(")
        if not re.search(_ABBREVIATION, before, re.IGNORECASE) and after[:1].isupper():
            count += 1
    return count

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from stratdocs.analysis.rhythm import CADENCE_DAYS, days_words, health_checks
from stratdocs.linting.rules.base import Limit, Rule
from stratdocs.model.finding import Finding, Severity
from stratdocs.model.kinds import HealthItem
from stratdocs.model.stack import Stack
from stratdocs.words.phrases import join_words


class IncompleteHealthCheck(Rule):
    """The latest health check covers only some of the nine questions, or is a year old.

    The nine items are one checklist because what is wrong tends to be in the one that no one likes
    to ask. Three greens out of nine look like good health, and so do nine from the year before
    last. Only the latest check counts; a check that is only a survey or an audit isn't covered.
    """

    grace = Limit(31, "Days beyond a year after which a health check is old.")

    severity = Severity.ADVICE
    group = "feedback"
    bad = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        bets:
          - {id: first-week-value, title: Value in the first week, serves: customers-that-stay}
        health:
          - id: health-2027-q1   # <- incomplete-health-check
            title: Execution health, January 2027
            date: 2027-01-12
            serves: customers-that-stay
            checklist:
              - {item: strategic_clarity, status: green, evidence: Nine of ten could say it}
              - {item: resources, status: green, evidence: Two teams below 65%}
              - {item: culture_of_execution, status: green, evidence: Dates are kept}
    """
    good = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        bets:
          - {id: first-week-value, title: Value in the first week, serves: customers-that-stay}
        health:
          - id: health-2027-q1
            title: Execution health, January 2027
            date: 2027-01-12
            serves: customers-that-stay
            checklist:
              - {item: strategic_clarity, status: green, evidence: Nine of ten could say it}
              - {item: outcome_decomposition, status: green, evidence: Every objective has a number}
              - {item: resources, status: green, evidence: Two teams below 65%}
              - {item: dependencies, status: yellow, evidence: One late for two weeks}
              - {item: progress_tracking, status: green, evidence: Check-ins every second week}
              - {item: feedback_loops, status: green, evidence: Three experiments stopped}
              - {item: alignment_of_metrics, status: yellow, evidence: One bonus is under review}
              - {item: accountability_with_empowerment, status: green, evidence: Owners sign alone}
              - {item: culture_of_execution, status: green, evidence: Dates are kept}
    """

    def check(self, stack: Stack) -> Iterator[Finding]:
        wanted = get_args(HealthItem)
        for row in health_checks(stack):
            asked = [health for health in row if health.checklist]
            if not asked:
                continue
            latest = asked[-1]
            age = (stack.today - latest.date).days if latest.date else None
            if not latest.live and latest.status != "done":
                continue
            if age is not None and age > CADENCE_DAYS["yearly"] + self.grace:
                yield self.finding(
                    latest,
                    f"{latest.id} is the latest health check, but is {days_words(age)} old",
                    "date",
                )
                continue
            judged = {check.item for check in latest.checklist if check.status is not None}
            missing = [item.replace("_", " ") for item in wanted if item not in judged]
            if missing:
                yield self.finding(
                    latest,
                    f"{latest.id} covers {len(wanted) - len(missing)} of the {len(wanted)} items, without "
                    f"{join_words(missing)}",
                )

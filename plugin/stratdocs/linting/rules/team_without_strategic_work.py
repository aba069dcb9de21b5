from __future__ import annotations

from collections.abc import Iterator, Sequence

from stratdocs.analysis.state import state_of
from stratdocs.linting.rules.base import Limit, Rule
from stratdocs.model.finding import Finding, Related, Severity
from stratdocs.model.kinds import Bet, Team, Work
from stratdocs.model.stack import Stack
from stratdocs.words.phrases import few


class TeamWithoutStrategicWork(Rule):
    """Nothing that a team works on supports the strategy.

    Overhead keeps things running and creates nothing new. A team that has nothing else can't move
    any goal, however busy it is; its capacity is missing where the strategy counts on it. It is a
    warning if any of the work doesn't lead to a strategy, and replaces the findings for the single
    work items. Bets that are all overhead don't count. A team may exist to keep things running:
    then say so in a suppression.
    """

    enough = Limit(2, "Fewest active work items for a team to be checked.")

    severity = Severity.ADVICE
    group = "alignment"
    bad = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        bets:
          - {id: first-week-value, title: Value in the first week, serves: customers-that-stay}
        teams:
          - {id: platform, title: Platform}   # <- team-without-strategic-work
        work:
          - {id: guided-import, title: Guided import of lists, serves: first-week-value, status: on_track, lno: leverage}
          - {id: certificates, title: New certificates, serves: first-week-value, team: platform, status: on_track, lno: overhead}
          - {id: backups, title: Backups in the north, serves: first-week-value, team: platform, status: on_track, lno: overhead}
          - {id: licences, title: Fewer licences, serves: first-week-value, team: platform, status: on_track, lno: overhead}
    """
    good = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        bets:
          - {id: first-week-value, title: Value in the first week, serves: customers-that-stay}
        teams:
          - {id: platform, title: Platform}
        work:
          - {id: certificates, title: New certificates, serves: first-week-value, team: platform, status: on_track, lno: overhead}
          - {id: backups, title: Backups in the north, serves: first-week-value, team: platform, status: on_track, lno: overhead}
          - {id: import-api, title: An interface for lists, serves: first-week-value, team: platform, status: on_track, lno: leverage}
    """

    def check(self, stack: Stack) -> Iterator[Finding]:
        running = [
            work
            for work in stack.of(Work)
            if (state := state_of(stack, work)).stage == "running"
            and state.in_force
            and not stack.unsure(work)
        ]
        by_team: dict[str, list[Work]] = {}
        teamless = []
        for work in running:
            team = stack.team_of(work)
            if team is None:
                teamless.append(work)
            else:
                by_team.setdefault(team.id, []).append(work)
        for team in stack.of(Team):
            works = by_team.get(team.id, [])
            if len(works) >= self.enough and all(_is_aimless(stack, work) for work in works):
                yield self.finding(
                    team,
                    f"{_none_serves(team, works)}: {few(work.id for work in works)}",
                    severity=None
                    if all(work.lno == "overhead" for work in works)
                    else Severity.WARNING,
                    related=[Related(work.grip, work.id) for work in works],
                )
        for items, what in (
            (teamless if not by_team else [], "work items"),
            (_bets(stack), "bets"),
        ):
            if len(items) >= self.enough and all(item.lno == "overhead" for item in items):
                yield self.finding(
                    stack.company or items[0],
                    f"{_all(len(items))} {what} under way are overhead: "
                    f"{few(item.id for item in items)}",
                    related=[Related(item.grip, item.id) for item in items],
                )


def _bets(stack: Stack) -> list[Bet]:
    return [bet for bet in stack.of(Bet) if bet.active and not stack.unsure(bet)]


def _is_aimless(stack: Stack, work: Work) -> bool:
    """Whether it is overhead, or certainly reaches no strategy."""
    if work.lno == "overhead":
        return True
    if work.lno is not None or not stack.whole or stack.company is None:
        return False
    unknown = any(step.id in stack.graph.broken_upward for step in stack.trace(work))
    return not unknown and not stack.reaches_company(work)


def _all(number: int) -> str:
    return "both" if number == 2 else f"all {number}"


def _none_serves(team: Team, works: Sequence[Work]) -> str:
    overhead = sum(work.lno == "overhead" for work in works)
    whole = f"{len(works)} work items of {team.id} under way"
    if overhead == len(works):
        if overhead == 2:
            return f"both work items of {team.id} under way are overhead"
        return f"all {whole} are overhead"
    if not overhead:
        return f"none of the {whole} leads to a strategy"
    are = "is" if overhead == 1 else "are"
    return (
        f"none of the {whole} supports the strategy: {overhead} {are} overhead, and the rest "
        "don't lead to it"
    )

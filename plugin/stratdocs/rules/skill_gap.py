from __future__ import annotations

from collections.abc import Iterator

from stratdocs.finding import Finding, Related, Severity
from stratdocs.model import Person, Team, Work
from stratdocs.rules.base import Rule
from stratdocs.stack import Stack


class SkillGap(Rule):
    """Work asks for a skill that nobody in its team has.

    The plan assumes somebody who is not there. Either another team lends them, or it is learnt or
    hired, which takes longer than the work, or something is cut. Asked of teams whose skills are
    listed; a skill of the work's owner counts.
    """

    severity = Severity.ADVICE
    group = "alignment"
    bad = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        teams:
          - {id: onboarding, title: Onboarding, skills: [web, interviews]}
        bets:
          - {id: first-week-value, title: Value in the first week, serves: customers-that-stay}
        work:
          - id: guided-import
            title: Guided import
            serves: first-week-value
            team: onboarding
            status: committed
            skills: [web, data cleaning]   # <- skill-gap
    """
    good = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        teams:
          - {id: onboarding, title: Onboarding, skills: [web, interviews, data cleaning]}
        bets:
          - {id: first-week-value, title: Value in the first week, serves: customers-that-stay}
        work:
          - id: guided-import
            title: Guided import
            serves: first-week-value
            team: onboarding
            skills: [web, data cleaning]
    """

    def check(self, stack: Stack) -> Iterator[Finding]:
        skills = {team.id: {_plain(one) for one in team.skills} for team in stack.of(Team)}
        people = {person.id: {_plain(one) for one in person.skills} for person in stack.of(Person)}
        for person in stack.of(Person):
            if person.team in skills:
                skills[person.team] |= people[person.id]
        for team in stack.of(Team):
            for member in team.members:
                skills[team.id] |= people.get(member, set())
        if not any(skills.values()):
            return
        lacking: dict[tuple[str, str], list[tuple[Work, int]]] = {}
        for work in stack.of(Work):
            if not work.skills or work.status in ("proposed", "done", "dropped"):
                continue
            own = stack.team_of(work)
            if own is None or not skills[own.id]:
                continue
            has = skills[own.id] | people.get(work.owner or "", set())
            for number, skill in enumerate(work.skills):
                if _plain(skill) not in has:
                    lacking.setdefault((own.id, _plain(skill)), []).append((work, number))
        for (own_id, skill), asked in lacking.items():
            (work, number), *others = asked
            more = f" and {len(others)} more ask" if others else " asks"
            elsewhere = [identity for identity, has in skills.items() if skill in has][:2]
            lent = f"; {' and '.join(elsewhere)} could lend it" if elsewhere else ""
            yield self.finding(
                work,
                f"{work.id}{more} for {work.skills[number]}, which nobody in {own_id} has{lent}",
                "skills",
                number,
                related=[Related(one.at("skills", at), f"{one.id} asks too") for one, at in others],
            )


def _plain(skill: str) -> str:
    return " ".join(skill.casefold().replace("-", " ").split())

from __future__ import annotations

from collections.abc import Iterator

from stratdocs.analysis.skills import comparable, team_skills
from stratdocs.linting.rules.base import Rule
from stratdocs.model.finding import Finding, Related, Severity
from stratdocs.model.kinds import Team, Work
from stratdocs.model.stack import Stack


class SkillGap(Rule):
    """Work needs a skill that no one on its team has.

    The plan assumes someone who isn't there. Either another team lends them, or the skill is
    learned or hired, which takes longer than the work, or something is cut. Reported for teams with
    a list of skills; a skill of the work's owner counts.
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
        found = {team.id: team_skills(stack, team) for team in stack.of(Team)}
        skills_by_team = {
            team: {
                comparable(skill.name) for skill in listed if skill.listed_by_team or skill.people
            }
            for team, listed in found.items()
        }
        lacking = {w.id: w for listed in found.values() for skill in listed for w in skill.lacking}
        places = {identity: _places(work) for identity, work in lacking.items()}
        for team, listed in found.items():
            for skill in listed:
                if not skill.lacking:
                    continue
                key = comparable(skill.name)
                requests = [(work, places[work.id][key]) for work in skill.lacking]
                (work, number), *others = requests
                more = f" and {len(others)} more need" if others else " needs"
                elsewhere = [other for other, known in skills_by_team.items() if key in known][:2]
                lenders = f"; {' and '.join(elsewhere)} could help" if elsewhere else ""
                yield self.finding(
                    work,
                    f"{work.id}{more} {work.skills[number]}, which no one on {team} has{lenders}",
                    "skills",
                    number,
                    related=[
                        Related(piece.at("skills", at), f"{piece.id} needs it too")
                        for piece, at in others
                    ],
                )


def _places(work: Work) -> dict[str, int]:
    """Where work first names each skill, by the form in which skills are compared."""
    places: dict[str, int] = {}
    for number, skill in enumerate(work.skills):
        places.setdefault(comparable(skill), number)
    return places

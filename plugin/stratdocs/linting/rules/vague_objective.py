from __future__ import annotations

import re
from collections.abc import Iterator

from stratdocs.analysis.goals import output_wording, unmeasured_parts
from stratdocs.analysis.state import state_of
from stratdocs.language.lexicon import noun_groups, words
from stratdocs.language.measures import names_measure, stated
from stratdocs.language.tongues import is_english
from stratdocs.linting.rules.base import Rule
from stratdocs.model.finding import Finding, Severity
from stratdocs.model.kinds import KeyResult, Objective
from stratdocs.model.stack import Stack
from stratdocs.words.phrases import pattern


class VagueObjective(Rule):
    """No one could tell whether an objective was met.

    "Be the best", "drive synergies", "operational excellence": everyone agrees, and each
    understands something else. An objective may well be ambitious and without a number, but it, or its key results, must say whose life will be different and how.

    An objective with a key result that has a target is left alone, and so are drafts.
    """

    severity = Severity.ADVICE
    group = "clarity"
    heuristic = True
    bad = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        objectives:
          - id: support
            title: Be the best support team in the industry   # <- vague-objective
            serves: customers-that-stay
    """
    good = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        objectives:
          - id: support
            title: Customers have their answer before they think of calling
            serves: customers-that-stay
    """

    def check(self, stack: Stack) -> Iterator[Finding]:
        for goal in stack.of(Objective):
            cue = empty_words(goal.title)
            if cue is None or not state_of(stack, goal).in_force:
                continue
            results = [child for child in stack.children(goal) if isinstance(child, KeyResult)]
            if any("target" not in unmeasured_parts(stack, result) for result in results):
                continue
            if output_wording(stack, goal) is None:
                yield self.finding(
                    goal,
                    f'{goal.id} can\'t be verified: "{cue}" could mean anything',
                    "title",
                    suggestion="Who will do or have what, that they don't today?",
                )


_RANKS = r"""
    \b(?:be(?:come|coming|ing)?|are|is|as|remain|build|create|deliver|provide|have)\s+(?:an?\s+|the\s+|our\s+|one\s+of\s+the\s+|seen\s+as\s+the\s+)?
      (?:very\s+)?(?:best|greatest|leading|leader|leaders|number\s+one|no\.?\s?1|\#1|go-to|go\s+to|premier|top)\b
  | \b(?:world[-\s]class|best[-\s](?:in|of)[-\s](?:class|breed)|industry[-\s]leading|cutting[-\s]edge|state[-\s]of[-\s]the[-\s]art
      |market\s+leader(?:ship)?|thought\s+leader(?:ship)?|excellence|to\s+the\s+next\s+level|synerg(?:y|ies)
      |game[-\s]chang(?:er|ing)|high(?:ly)?[-\s]perform(?:ing|ance)\s+(?:team|organi[sz]ation|culture)s?|step\s+change
      |future[-\s]proof|best\s+possible|exceptional\s+experience|as\s+\w+\s+as\s+(?:it\s+can\s+be|possible))\b"""
_EMPTY = r"""
    \b(?P<verb>improv\w+|strengthen\w*|enhanc\w+|optimi[sz]\w+|foster\w*|driv(?:e|es|ing)|leverag\w+|maximi[sz]\w+|boost\w*
      |cultivat\w+|embrac\w+|nail|elevat\w+|transform\w*|reinvent\w*|increas\w+|grow|build|creat\w+|promot\w+|advanc\w+)\s+
    (?:(?:our|the|its|greater|more|better|overall|internal|cross-\w+|a|strong|stronger|organi[sz]ational|operational
       |team|business|company|process|technical)\s+){0,3}
    (?:alignment|collaboration|teamwork|culture|innovation|efficiency|effectiveness|productivity|performance|quality|growth
      |success|value|impact|operations|ways\s+of\s+working|mindset|cohesion|agility|maturity|transformation|communication
      |synergies|synergy|presence|capabilit(?:y|ies)|processes|strategy|experience|engagement|awareness|credibility)
    (?=\s*(?:$|[.,;:(&+]|(?:and|of|in|for|across|among|within|with|as|to|through|by|on|at)\b))"""
_HINTS = frozenset(
    """best greatest leading leader leaders leadership number no no1 1 go premier top class breed
    edge art excellence level synergy synergies game performing performance change proof
    exceptional as alignment collaboration teamwork culture innovation efficiency effectiveness
    productivity quality growth success value impact operations working mindset cohesion agility
    maturity transformation communication presence capability capabilities processes strategy
    experience engagement awareness credibility""".split()
)
"""Each of the two patterns above needs one of these words: most lines have none."""
_RANK_OF_SOMETHING = r"\b(?:best|top)\s+(?:\d|three|five|ten|quartile|decile)"


def empty_words(title: str) -> str | None:
    """The words of an objective that say nothing observable; None if it says more."""
    if _HINTS.isdisjoint(words(title)) or not is_english(title):
        return None
    if found := pattern(_RANKS).search(title):
        if pattern(_RANK_OF_SOMETHING).search(title):
            return None
    elif (found := pattern(_EMPTY).search(title)) is None or _names_people(title):
        return None
    if stated(title).target or names_measure(title):
        return None
    return found.group().strip()


def _names_people(title: str) -> bool:
    found = re.findall(r"[^\W\d_][\w-]*", title.lower())
    return any("person" in noun_groups(form) for w in found for form in (w, w.removesuffix("s")))

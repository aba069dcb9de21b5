from __future__ import annotations

import re
from collections.abc import Iterator

from stratdocs.analysis.goals import is_task_worded
from stratdocs.analysis.state import state_of
from stratdocs.language.lexicon import words
from stratdocs.linting.rules.base import Rule
from stratdocs.model.finding import Finding, Severity
from stratdocs.model.kinds import Bet, KeyResult, Objective
from stratdocs.model.stack import Stack
from stratdocs.words.phrases import pattern


class VanityMetric(Rule):
    """The only metric is a vanity metric.

    Followers, page views, total downloads, sign-ups or meetings held only ever grow, or count
    attention; they look good and tell no one what to do. Next to a metric of what people do
    afterwards they are fine; alone they aren't.
    """

    severity = Severity.ADVICE
    group = "feedback"
    heuristic = True
    bad = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        objectives:
          - id: known
            title: Independent clinics know us and trust us
            serves: customers-that-stay
            period: 2027-Q1
            key_results:
              - id: followers
                title: Grow social media followers from 2,000 to 5,000   # <- vanity-metric
    """
    good = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        objectives:
          - id: known
            title: Independent clinics know us and trust us
            serves: customers-that-stay
            period: 2027-Q1
            key_results:
              - id: followers
                title: Grow social media followers from 2,000 to 5,000
              - id: recommended
                title: Raise new clinics that come by recommendation from 20% to 35%
    """

    def check(self, stack: Stack) -> Iterator[Finding]:
        for objective in stack.of(Objective):
            results = [child for child in stack.children(objective) if isinstance(child, KeyResult)]
            if not any(flattering(_measured(stack, result)) for result in results):
                continue
            results = [result for result in results if not state_of(stack, result).is_dropped]
            if not results or not state_of(stack, objective).in_force:
                continue
            first = results[0]
            cue = flattering(_measured(stack, first))
            if cue is None:
                continue
            cues = [cue, *(flattering(_measured(stack, result)) for result in results[1:])]
            if None in cues or all(is_task_worded(stack, result) for result in results):
                continue
            metric = stack.metric(first.metric)
            only = (
                f'"{cue}", which counts attention or only ever grows'
                if len(cues) == 1
                else f'"{cue}" and {len(cues) - 1} more like it, which count attention or only ever grow'
            )
            yield self.finding(
                first,
                f"{objective.id} is measured only by {only}",
                "metric" if metric is not None else "title",
            )
        for bet in stack.of(Bet):
            success = bet.success
            if not bet.active or success is None or not success.measure:
                continue
            names = [success.measure, *bet.metrics]
            cue, *others = (flattering(_title(stack, name)) for name in names)
            if cue is not None and None not in others:
                yield self.finding(
                    bet,
                    f'{bet.id} is measured only by "{cue}", which counts attention or only ever grows',
                    "success",
                    "measure",
                )


def _title(stack: Stack, name: str) -> str:
    metric = stack.metric(name)
    return metric.title if metric is not None else name


def _measured(stack: Stack, result: KeyResult) -> str:
    return _title(stack, result.metric) if result.metric else result.title


_FLATTERING = r"""
    \b(?:followers?|likes|impressions|page\s?-?views?|(?:web\s?site|site|unique|monthly)\s+(?:visits|visitors|views|traffic|hits)
      |video\s+views|total\s+(?:views|visits|visitors|listens|plays)|web\s+traffic|traffic\s+to|downloads?|installs|installations
      |git\s?hub\s+stars|stars\s+on\s+git\s?hub|retweets|hashtag\s+\w+|press\s+mentions|media\s+mentions
      |registered\s+(?:users|accounts|members)|total\s+(?:users|accounts|sign-?ups|registrations|members)
      |accounts\s+(?:created|opened)|log-?ins|sign-?ins|licen[cs]es\s+(?:assigned|bought|sold|handed\s+out)
      |(?:number\s+of\s+)?(?:meetings|workshops|trainings|emails|e-mails|newsletters|posts|lines\s+of\s+code|commits
         |story\s+points|tickets\s+closed|features|releases)(?:\s+(?:held|sent|written|published|shipped|released|closed))?$
      |lines\s+of\s+code)\b"""
_FLATTERERS = frozenset(
    """follower followers likes impressions pageview pageviews view views visits visitors traffic
    hits listens plays download downloads installs installations stars retweets hashtag mentions
    users accounts members signups ups registrations logins ins signins
    licences licenses meetings workshops trainings emails mails newsletters posts code commits
    points tickets features releases""".split()
)
"""The pattern above needs one of these words: most lines have none."""
_TELLING = r"""
    %|\b(?:rates?|ratio|share|percentage|per|conversions?|convert\w*|retention|retain\w*|retained|return\w*|repeat|active
      |who|that|which|paid|paying|revenue|qualified|engaged|cost|time|after|without|failed|lost|uninstalls?|fewer|reduce|cut)\b"""


def flattering(measure: str) -> str | None:
    """The words that name a count of attention, or one that only grows; None if it says more."""
    if _FLATTERERS.isdisjoint(words(measure)):
        return None
    found = pattern(_FLATTERING).search(measure)
    if found is None or pattern(_TELLING).search(re.sub(r"\d[\d.,]*\s?%", "", measure)):
        return None
    return found.group()

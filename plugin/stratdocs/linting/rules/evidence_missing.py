from __future__ import annotations

from collections.abc import Iterator

from stratdocs.analysis.readiness import readiness
from stratdocs.linting.rules.base import FEW, Rule, in_groups
from stratdocs.model.finding import Finding, Related, Severity
from stratdocs.model.kinds import Bet, Entity, Experiment, Initiative, Opportunity, Solution, Work
from stratdocs.model.stack import Stack
from stratdocs.model.unread import is_written
from stratdocs.words.phrases import few, join_words


class EvidenceMissing(Rule):
    """High confidence, or something being built, has no evidence behind it.

    High confidence without evidence is a strong opinion. It sends a bet straight to execution, and
    later no one can separate what was known from what was hoped. One line is enough: what was seen
    or heard, and where. A big bet with no stated confidence is reported too, where others have it.
    If no one keeps evidence at all, there is one finding.
    """

    severity = Severity.ADVICE
    group = "feedback"
    bad = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        bets:
          - id: first-week-value
            title: Value in the first week
            serves: customers-that-stay
            status: committed
            success:
              outcome: New customers do real work within a week
              measure: 7-day activation, from the product's events
              baseline: 40%
              target: 55%
              by: 2027-03-31
            confidence:
              problem: {level: high, evidence: Nine of twelve customers named it first}
              solution: high   # <- evidence-missing
              outcome: medium
    """
    good = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        bets:
          - id: first-week-value
            title: Value in the first week
            serves: customers-that-stay
            status: committed
            success:
              outcome: New customers do real work within a week
              measure: 7-day activation, from the product's events
              baseline: 40%
              target: 55%
              by: 2027-03-31
            guardrails: [Support calls per customer]
            confidence:
              problem: {level: high, evidence: Nine of twelve customers named it first}
              solution: {level: high, evidence: Loaded by hand for ten customers}
              outcome: medium
    """

    def check(self, stack: Stack) -> Iterator[Finding]:
        found = [*_sure_bets(stack), *_built_on(stack)]
        most = FEW if _keeps_evidence(stack) else 1
        for group in in_groups(found, lambda pair: pair[0].noun if most > 1 else None, most):
            entity, message, route = group[0]
            if len(group) > 1:
                names = [item.id for item, _, _ in group]
                message = (
                    f"{len(group)} {('bets' if isinstance(entity, Bet) else 'items')} have "
                    f"high confidence or are being built, without evidence: {few(names)}"
                )
            yield self.finding(
                entity,
                message,
                *route,
                related=[Related(item.at(*where), item.id) for item, _, where in group[1:6]],
            )
        yield from self._unsaid(stack)

    def _unsaid(self, stack: Stack) -> Iterator[Finding]:
        """Big bets under way without a stated confidence, where others have one."""
        if not any(bet.confidence is not None for bet in stack.of(Bet)):
            return
        bare = [
            bet
            for bet in stack.of(Bet)
            if bet.size == "big" and bet.active and not _says_how_sure(bet)
        ]
        for first, *others in in_groups(bare, lambda bet: bet.size):
            which = f"{first.id} is a big bet that doesn't say"
            if others:
                which = f"{1 + len(others)} big bets don't say"
            listed = f": {few(bet.id for bet in (first, *others))}" if others else ""
            yield self.finding(
                first,
                f"{which} how confident we are in the problem, the solution and the "
                f"outcome{listed}",
                "confidence",
                related=[Related(bet.at("confidence"), bet.id) for bet in others[:5]],
            )


_Unproven = tuple[Entity, str, tuple[str, ...]]


def _keeps_evidence(stack: Stack) -> bool:
    """Whether evidence is written of anything."""
    found: tuple[Opportunity | Solution, ...] = (*stack.of(Opportunity), *stack.of(Solution))
    return any(item.evidence for item in found) or any(
        bet.confidence is not None and len(_bare(bet)) < _levels(bet) for bet in stack.of(Bet)
    )


def _levels(bet: Bet) -> int:
    return sum(level is not None for level in readiness(bet).levels.values())


def _bare(bet: Bet) -> tuple[str, ...]:
    return readiness(bet).without_evidence


def _sure_bets(stack: Stack) -> Iterator[_Unproven]:
    for bet in stack.of(Bet):
        if not bet.active or bet.confidence is None:
            continue
        ready = readiness(bet)
        bare = [name for name in ready.without_evidence if ready.levels[name] == "high"]
        if bare:
            yield (
                bet,
                f"{bet.id} has high confidence in the {join_words(bare)} but no evidence for it",
                ("confidence", bare[0], "level"),
            )


def _says_how_sure(bet: Bet) -> bool:
    return bet.confidence is not None or is_written(bet, "confidence")


def _built_on(stack: Stack) -> Iterator[_Unproven]:
    for opportunity in stack.of(Opportunity):
        if not opportunity.undertaken:
            continue
        built = next(
            (child for child in stack.children(opportunity) if _is_built(stack, child)), None
        )
        if built is not None and not _has_evidence(stack, opportunity):
            yield (
                opportunity,
                f"{built.id} is being built for {opportunity.id}, which has no evidence",
                ("evidence",),
            )


def _is_built(stack: Stack, entity: Entity) -> bool:
    """Whether a solution or bet for an opportunity is carried out; experiments may run."""
    if not isinstance(entity, (Solution, Bet)) or entity.over:
        return False
    return entity.under_way or any(
        isinstance(child, (Work, Initiative, Bet)) and child.under_way
        for child in stack.children(entity)
    )


def _has_evidence(stack: Stack, opportunity: Opportunity) -> bool:
    """Whether evidence is written of it, above it or below it; what an experiment showed counts."""
    around = (*stack.trace(opportunity), *stack.below(opportunity))
    return any(
        (isinstance(item, (Opportunity, Solution)) and item.evidence)
        or (isinstance(item, Experiment) and item.result)
        for item in around
    )

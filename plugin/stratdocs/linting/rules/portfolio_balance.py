from __future__ import annotations

from collections.abc import Iterator

from stratdocs.analysis.readiness import MAJORITY_SHARE, portfolio
from stratdocs.linting.rules.base import Limit, Rule
from stratdocs.model.finding import Finding, Severity
from stratdocs.model.kinds import Bet
from stratdocs.model.stack import Stack
from stratdocs.words.phrases import few

NO_PORTFOLIO = 10
"""With this many major bets there is nothing to balance: first decide what comes first."""


class PortfolioBalance(Rule):
    """Active bets are unbalanced: mostly big, mostly small, or missing a size.

    With mostly big bets, one wrong assumption takes the year with it. With mostly small ones,
    everything works and nothing changes. Big ones for what may come, medium ones for what is fairly
    sure and small ones for what can be done by Friday support each other.
    """

    fewest = Limit(4, "Fewest active bets that make a portfolio.")

    severity = Severity.ADVICE
    group = "alignment"
    bad = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        people:
          - {id: maya, title: Maya Lind}
        bets:
          - {id: first-week, title: First week, size: big, serves: customers-that-stay, status: on_track, approved_by: maya}
          - {id: open-north, title: Open the north, size: big, serves: customers-that-stay, status: on_track, approved_by: maya}
          - {id: calm-mornings, title: Calm mornings, size: big, serves: customers-that-stay, status: committed, approved_by: maya}   # <- portfolio-balance
          - {id: fair-prices, title: Fair prices, size: small, serves: customers-that-stay, status: on_track}
    """
    good = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        bets:
          - {id: first-week, title: First week, size: big, serves: customers-that-stay}
          - {id: open-north, title: Open the north, size: medium, serves: customers-that-stay}
          - {id: calm-mornings, title: Calm mornings, size: medium, serves: customers-that-stay}
          - {id: fair-prices, title: Fair prices, size: small, serves: customers-that-stay}
    """

    def check(self, stack: Stack) -> Iterator[Finding]:
        bets = [bet for bet in stack.of(Bet) if bet.active]
        if len(bets) < self.fewest or sum(bet.size != "small" for bet in bets) >= NO_PORTFOLIO:
            return
        found = portfolio(bets)
        match found.says:
            case "risk is concentrated":
                named = [bet for bet in bets if bet.size == "big"]
                what = f"{len(named)} of {len(bets)} active bets are big"
            case "thinking is incremental":
                named = [bet for bet in bets if bet.size == "small"]
                what = f"{len(named)} of {len(bets)} active bets are small"
            case "unbalanced" if not found.unsized:
                named = bets
                absent = [size for size, count in found.counts.items() if not count]
                what = f"none of the {len(bets)} active bets is {' or '.join(absent)}"
            case _:
                return
        if len(named) > len(bets) * MAJORITY_SHARE and not any(map(stack.unsure, bets)):
            yield self.finding(named[-1], f"{what}: {few(bet.id for bet in named)}", "size")

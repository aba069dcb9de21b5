"""How often each rule found something: where to begin with a strategy never checked before."""

from __future__ import annotations

from collections import Counter

from stratdocs.reports.checked import Checked, not_judged_lines, summary


def statistics(checked: Checked) -> str:
    """The rules that found something, the most frequent first."""
    number = Counter(finding.rule for finding in checked.findings)
    worst: dict[str, str] = {}
    for finding in sorted(checked.findings, key=lambda finding: -finding.severity):
        worst.setdefault(finding.rule, finding.severity.word)
    ranked = sorted(number, key=lambda rule: (-number[rule], rule))
    figures = max((len(f"{count:,}") for count in number.values()), default=0)
    names = max(map(len, ranked), default=0)
    lines = [f"{number[rule]:>{figures},}  {rule:<{names}}  {worst[rule]}" for rule in ranked]
    return "\n".join((*lines, summary(checked), *not_judged_lines(checked), ""))

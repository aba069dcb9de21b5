"""Answers about what is wrong: check, judge and review."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from stratdocs.language.judgement import MAX_SHOWN, judgement
from stratdocs.language.wording import Kind
from stratdocs.linting.not_judged import NotJudged, not_judged
from stratdocs.linting.rules import RULES
from stratdocs.mcp.answer import Answer
from stratdocs.mcp.written import name_written, written, written_line
from stratdocs.model.decode import strictness_of
from stratdocs.model.finding import Finding, Severity, StratdocsError
from stratdocs.model.stack import Stack
from stratdocs.reviewing.reports.json import data
from stratdocs.reviewing.value import Review
from stratdocs.words.nearest import nearest
from stratdocs.words.phrases import join_words

_SUMMARIES = {rule.name: rule.summary for rule in RULES}


def finding_entries(found: Iterable[Finding]) -> list[dict[str, Any]]:
    """Findings in the program's own words: the rule, where, and what it is about."""
    return [
        {
            "rule": finding.rule,
            "severity": finding.severity.word,
            "item": finding.item and name_written(finding.item),
            "at": _place(finding),
            "about": _SUMMARIES.get(finding.rule, ""),
        }
        for finding in found
    ]


def messages(found: Iterable[Finding]) -> list[str]:
    """The messages of findings in the same order, which quote what is written."""
    return [
        written(finding.message + (f" (try: {finding.suggestion})" if finding.suggestion else ""))
        for finding in found
    ]


def _place(finding: Finding) -> str:
    span = finding.span
    return f"{written(span.path, 200)}:{span.line}:{span.column}"


# --- check ----------------------------------------------------------------------------------------


def check(stack: Stack, found: Sequence[Finding], what: str, limit: int | None) -> Answer:
    """What is wrong with an item, in a file, or in the whole strategy; the worst first."""
    name = what.strip()
    own = found if not name else [f for f in found if name in (f.item, f.span.path)]
    entity = stack.get(name) if name else None
    if name and entity is None and name not in stack.texts:
        guess = nearest(name, [*stack.texts, *(each.id for each in stack.entities)])
        hint = f"did you mean {guess}?" if guess else "leave it out to check everything"
        raise StratdocsError(f"{name_written(name)} isn't an id or a file; {hint}")
    ranked = sorted(own, key=lambda finding: -finding.severity)
    shown = ranked if limit is None else ranked[: max(1, limit)]
    gaps = not_judged(stack)
    counts = {
        level.word: number
        for level in sorted(Severity, reverse=True)
        if (number := sum(finding.severity is level for finding in own))
    }
    concluded = {
        "counts": counts,
        "findings": finding_entries(shown),
        **({"not_shown": len(own) - len(shown)} if len(own) > len(shown) else {}),
        **({"not_judged": [_gap(gap) for gap in gaps]} if gaps else {}),
    }
    said = {"messages": messages(shown)} if shown else {}
    serious = {word: number for word, number in counts.items() if word != "advice"}
    if serious:
        words = join_words(f"{number} {_counted(word, number)}" for word, number in serious.items())
        return Answer("wrong", f"{words} found", concluded, said)
    if entity is not None and stack.unsure(entity):
        return Answer("unknown", "some of this item couldn't be read", concluded, said)
    if not name and gaps:
        why = "no error or warning, but some things couldn't be judged; see not_judged"
        return Answer("unknown", why, concluded, said)
    return Answer("fine", "no error or warning found", concluded, said)


def _counted(word: str, number: int) -> str:
    return word if number == 1 else f"{word}s"


def _gap(gap: NotJudged) -> dict[str, str]:
    return {"what": written(gap.what), "why": written(gap.why), "help": written(gap.help)}


# --- judge ----------------------------------------------------------------------------------------


def judge(stack: Stack, wording: str, kind: str, parent: str) -> Answer:
    """How a wording reads: as an outcome, or as work."""
    line = " ".join(written_line(wording).split())
    if not line:
        raise StratdocsError("the wording is empty; pass the line of an objective or key result")
    wanted = kind.strip().lower().replace(" ", "_").removesuffix("s") or "key_result"
    kinds: dict[str, Kind] = {"objective": "objective", "key_result": "key_result"}
    if wanted not in kinds:
        raise StratdocsError("kind must be objective or key_result; other wordings may name work")
    above = stack.get(parent.strip()) if parent.strip() else None
    if parent.strip() and above is None:
        raise StratdocsError(f"{name_written(parent)} doesn't exist; leave parent out")
    title = above.title if above is not None else ""
    found = judgement(line, kinds[wanted], title, strictness_of(stack.documents))
    if found.answer == "unknown":
        because = f"it is {found.verdict}; see written.why"
    else:
        because = f"it is {found.verdict}"
    concluded = {
        "label": found.label,
        "confidence": found.confidence,
        "probability": found.probability and min(round(found.probability, 2), MAX_SHOWN),
        "columns": [found.place[0] + 1, found.place[1] + 1] if found.cue else None,
    }
    said = {
        "wording": written(line),
        "decided_by": written(found.cue),
        "why": written(found.why),
        "question": written(found.question),
    }
    return Answer(found.answer, because, _given(concluded), _given(said))


def _given(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}


# --- review ---------------------------------------------------------------------------------------


def review_answer(review: Review, path: Callable[[str], str]) -> Answer:
    """What a change does to the strategy, in short; `path` gives a file as answers name it."""
    whole = data(review)
    new = [
        finding._replace(
            span=finding.span._replace(path=path(review.head.openable(finding.span.path)))
        )
        for finding in review.new
    ]
    summary = whole["summary"]
    concluded = {
        "base": {"commit": whole["base"]["commit"]},
        "counts": {name: summary[name] for name in ("breaking", "notable", "minor", "to_decide")},
        "changes": [
            {
                "item": name_written(change["item"]),
                "field": change["field"] and written(change["field"], 80),
                "change": change["change"],
                "class": change["class"],
                "weight": change["weight"],
                "at": f"{written(path(change['path']), 200)}:{change['line']}",
            }
            for change in whole["changes"]
        ],
        "affected": [
            {
                "item": name_written(each["item"]),
                "of": name_written(each["source"]),
                "owner": each["owner"] and name_written(each["owner"]),
            }
            for each in whole["affected"]
        ],
        "reviewers": [name_written(each["person"]) for each in whole["reviewers"]],
        "new_findings": finding_entries(new),
        "not_judged": [{k: written(v) for k, v in gap.items()} for gap in summary["not_judged"]],
    }
    said = {
        "changes": [written(change["message"]) for change in whole["changes"]],
        "questions": [written(each["question"]) for each in whole["decisions"]],
        "new_findings": messages(review.new),
        "notes": [written(note) for note in whole["notes"]],
    }
    worst = next((word for word in ("breaking", "notable") if summary[word]), None)
    if worst is not None or any(f.severity > Severity.ADVICE for f in review.new):
        why = f"{summary['breaking']} breaking and {summary['notable']} notable changes"
        return Answer("wrong", f"{why}; it needs a reviewer", concluded, _given(said))
    if review.unread or summary["not_judged"]:
        why = "no breaking or notable change, but some things couldn't be judged"
        return Answer("unknown", why, concluded, _given(said))
    why = "the strategy is unchanged" if summary["empty"] else "only minor changes"
    return Answer("fine", why, _given(concluded), _given(said))

"""A review for other programs.

{"version": 1, "headline": "...", "base": {"name", "commit"}, "head": {...},
 "summary": {"empty": whether the strategy is as it was, "breaking", "notable", "minor": facts of
             that weight, "to_decide", "facts", "accepted", "exemptions", "new", "fixed",
             "unchanged",
             "classes": {"goalpost": 1, ...},
             "not_judged": [{"what", "why", "help"}]},
 "changes": [{"item", "kind", "title", "field", "change", "before", "after", "class", "weight",
              "message", "reason", "below", "draft", "path", "line", "column", "end_line",
              "end_column", "side", "fingerprint"}],
 "accepted": [the same, with "accepted": the reason, who accepted it and when],
 "exemptions": [{"sort", "message", "weight", "path", "line", "who", "when", "confirmed"}],
 "findings": {"new": [...], "fixed": [...], "unchanged": [...]}, as those of `check`,
 "affected": [{"item", "source", "because", "through", "direct", "owner"}],
 "reviewers": [{"person", "name", "reasons"}],
 "unconfirmed": [{"item", "parent", "because", "owner"}],
 "unconfirmed_before": [the same, of changes before the base],
 "decisions": [{"question", "notes", "changes": [fingerprints]}], what comes first first,
 "facts": [{"message", "class", "weight", "notes", "changes": [fingerprints]}]: changes that are one
          in fact are one of them,
 "unread": [files that cannot be read],
 "renamed": {old: new}, "notes": [...]}
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from stratdocs.model.finding import Finding
from stratdocs.reports.export import finding_data, not_judged_data
from stratdocs.reports.indented import indented
from stratdocs.reviewing.titles import Titles
from stratdocs.reviewing.value import (
    CLASSES,
    Change,
    Exemption,
    Fact,
    Review,
    Side,
    Unconfirmed,
    Weight,
)
from stratdocs.reviewing.verdict import fact_message, headline
from stratdocs.reviewing.wording import (
    affected_words,
    cause_words,
    exemption_question,
    exemption_words,
    message,
    reason_words,
)

VERSION = 1


def json(review: Review, url: Callable[[str], str | None] | None = None) -> str:
    """Everything that the review says."""
    return indented(data(review, url)) + "\n"


def data(review: Review, url: Callable[[str], str | None] | None = None) -> dict[str, Any]:
    """The review as plain values."""
    return {
        "version": VERSION,
        "headline": headline(review),
        "base": {"name": review.base.name, "commit": review.base.commit},
        "head": {"name": review.head.name, "commit": review.head.commit},
        "summary": {
            "empty": review.empty and not review.judged_otherwise,
            **{w.word: len(review.weighing(w)) for w in sorted(Weight, reverse=True)},
            "to_decide": len(review.to_decide),
            "labels": _labels(review),
            "facts": len(review.facts),
            "accepted": len(review.accepted),
            "exemptions": len(review.exemptions),
            "new": len(review.new),
            "fixed": len(review.fixed),
            "unchanged": len(review.unchanged),
            "classes": dict(review.counted()),
            "not_judged": not_judged_data(review.not_judged),
        },
        "changes": [_change(change, review) for change in review.changes],
        "accepted": [
            {**_change(change, review), "accepted": change.accepted} for change in review.accepted
        ],
        "exemptions": [_exemption(exemption) for exemption in review.exemptions],
        "findings": {
            "new": _findings(review.new, review.head, url),
            "fixed": _findings(review.fixed, review.base, url),
            "unchanged": _findings(review.unchanged, review.head, url),
        },
        "affected": [
            {
                "item": affected.item,
                "source": affected.source,
                "because": affected_words(affected),
                "through": list(affected.through),
                "direct": affected.direct,
                "owner": affected.owner,
            }
            for affected in review.affected
        ],
        "reviewers": [
            {
                "person": reviewer.person,
                "name": reviewer.name,
                "reasons": [reason_words(reason) for reason in reviewer.reasons],
            }
            for reviewer in review.reviewers
        ],
        "unconfirmed": [_unconfirmed(unconfirmed) for unconfirmed in review.unconfirmed],
        "unconfirmed_before": [_unconfirmed(unconfirmed) for unconfirmed in review.earlier],
        "decisions": _decisions(review),
        "facts": [_fact(fact) for fact in review.facts],
        "unread": list(review.unread),
        "renamed": dict(sorted(review.renamed.items())),
        "notes": list(review.notes),
    }


def _labels(review: Review) -> list[str]:
    """What the change may be labelled with: the classes of what has to be decided, `breaking`, and
    `exemption` as long as no reviewer has confirmed one.
    """
    found = {fact.category for fact in review.to_decide}
    return [
        *(["breaking"] if review.weight is Weight.BREAKING else []),
        *(["exemption"] if review.unconfirmed_exemptions else []),
        *(name for name in CLASSES if name in found),
    ]


def _exemption(exemption: Exemption) -> dict[str, Any]:
    return {
        "sort": exemption.sort,
        "message": exemption_words(exemption),
        "weight": exemption.weight.word,
        "path": exemption.path or None,
        "line": exemption.line or None,
        "who": exemption.who,
        "when": exemption.when.isoformat() if exemption.when else None,
        "confirmed": exemption.confirmed,
    }


def _unconfirmed(unconfirmed: Unconfirmed) -> dict[str, Any]:
    return {
        "item": unconfirmed.item,
        "parent": unconfirmed.parent,
        "because": cause_words(unconfirmed),
        "owner": unconfirmed.owner,
    }


def _decisions(review: Review) -> list[dict[str, Any]]:
    """What is to be decided: whether exemptions count, then the facts."""
    titles, excused = Titles(review), review.unconfirmed_exemptions
    own = exemption_question(excused) if excused else ""
    return [
        *([{"question": own, "notes": [], "changes": []}] if own else []),
        *(
            {
                "question": titles.question(fact),
                "notes": list(fact.notes),
                "changes": [change.fingerprint for change in fact.changes],
            }
            for fact in review.to_decide
        ),
    ]


def _fact(fact: Fact) -> dict[str, Any]:
    return {
        "message": fact_message(fact),
        "class": fact.category,
        "weight": fact.weight.word,
        "notes": list(fact.notes),
        "changes": [change.fingerprint for change in fact.changes],
    }


def _change(change: Change, review: Review) -> dict[str, Any]:
    span = change.span
    side = review.base if change.old else review.head
    return {
        "item": change.item,
        "kind": change.kind.collection,
        "title": change.title,
        "field": change.field or None,
        "change": change.sort,
        "before": change.before,
        "after": change.after,
        "class": change.category,
        "weight": change.weight.word,
        "message": message(change),
        "reason": change.reason,
        "below": change.below,
        "draft": change.free,
        "path": side.openable(span.path),
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
        "side": "base" if change.old else "head",
        "fingerprint": change.fingerprint,
    }


def _findings(
    findings: Iterable[Finding], side: Side, url: Callable[[str], str | None] | None
) -> list[dict[str, Any]]:
    found = finding_data(tuple(findings), side.texts, url=url or (lambda _: None))
    return [{**finding, "path": side.openable(finding["path"])} for finding in found]

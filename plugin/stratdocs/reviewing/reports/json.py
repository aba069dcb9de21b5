"""A review for other programs.

{"version": 1, "headline": "...", "base": {"name", "commit"}, "head": {...},
 "summary": {"breaking", "notable", "minor", "accepted", "new", "fixed", "unchanged",
             "classes": {"goalpost": 1, ...}},
 "changes": [{"item", "kind", "title", "field", "change", "before", "after", "class", "weight",
              "message", "reason", "below", "draft", "path", "line", "column", "end_line",
              "end_column", "side", "fingerprint"}],
 "accepted": [the same, with "accepted": the reason],
 "findings": {"new": [...], "fixed": [...], "unchanged": [...]}, as those of `check`,
 "affected": [{"item", "source", "because", "through", "direct", "owner"}],
 "reviewers": [{"person", "name", "reasons"}],
 "unconfirmed": [{"item", "parent", "because", "owner"}],
 "unconfirmed_before": [the same, of changes before the base],
 "decisions": [{"question", "changes": [fingerprints]}],
 "renamed": {old: new}, "notes": [...]}
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from json import dumps
from typing import Any

from stratdocs.model.finding import Finding
from stratdocs.reports.export import finding_data
from stratdocs.reviewing.value import Change, Review, Side, Unconfirmed, Weight
from stratdocs.reviewing.wording import (
    affected_words,
    cause_words,
    decisions,
    headline,
    message,
    reason_words,
)

VERSION = 1


def json(review: Review, url: Callable[[str], str | None] | None = None) -> str:
    """Everything that the review says."""
    return dumps(data(review, url), ensure_ascii=False, indent=2) + "\n"


def data(review: Review, url: Callable[[str], str | None] | None = None) -> dict[str, Any]:
    """The review as plain values."""
    return {
        "version": VERSION,
        "headline": headline(review),
        "base": {"name": review.base.name, "commit": review.base.commit},
        "head": {"name": review.head.name, "commit": review.head.commit},
        "summary": {
            **{w.word: len(review.weighing(w)) for w in sorted(Weight, reverse=True)},
            "accepted": len(review.accepted),
            "new": len(review.new),
            "fixed": len(review.fixed),
            "unchanged": len(review.unchanged),
            "classes": dict(review.counted()),
        },
        "changes": [_change(one, review) for one in review.changes],
        "accepted": [{**_change(one, review), "accepted": one.accepted} for one in review.accepted],
        "findings": {
            "new": _findings(review.new, review.head, url),
            "fixed": _findings(review.fixed, review.base, url),
            "unchanged": _findings(review.unchanged, review.head, url),
        },
        "affected": [
            {
                "item": one.item,
                "source": one.source,
                "because": affected_words(one),
                "through": list(one.through),
                "direct": one.direct,
                "owner": one.owner,
            }
            for one in review.affected
        ],
        "reviewers": [
            {
                "person": one.person,
                "name": one.name,
                "reasons": [reason_words(reason) for reason in one.reasons],
            }
            for one in review.reviewers
        ],
        "unconfirmed": [_unconfirmed(one) for one in review.unconfirmed],
        "unconfirmed_before": [_unconfirmed(one) for one in review.earlier],
        "decisions": [
            {"question": one.question, "changes": [c.fingerprint for c in one.changes]}
            for one in decisions(review)
        ],
        "renamed": dict(sorted(review.renamed.items())),
        "notes": list(review.notes),
    }


def _unconfirmed(one: Unconfirmed) -> dict[str, Any]:
    return {
        "item": one.item,
        "parent": one.parent,
        "because": cause_words(one),
        "owner": one.owner,
    }


def _change(one: Change, review: Review) -> dict[str, Any]:
    span = one.span
    side = review.base if one.old else review.head
    return {
        "item": one.item,
        "kind": one.kind.collection,
        "title": one.title,
        "field": one.field or None,
        "change": one.sort,
        "before": one.before,
        "after": one.after,
        "class": one.category,
        "weight": one.weight.word,
        "message": message(one),
        "reason": one.reason,
        "below": one.below,
        "draft": one.free,
        "path": side.openable(span.path),
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
        "side": "base" if one.old else "head",
        "fingerprint": one.fingerprint,
    }


def _findings(
    findings: Iterable[Finding], side: Side, url: Callable[[str], str | None] | None
) -> list[dict[str, Any]]:
    found = finding_data(tuple(findings), side.texts, url=url or (lambda _: None))
    return [{**one, "path": side.openable(one["path"])} for one in found]

"""The changes of a strategy as entries of a feed: what each commit did, in words."""

from __future__ import annotations

from html import escape

from stratdocs.exchange.feeds import Entry
from stratdocs.site.views.ask import ALL
from stratdocs.site.views.changes import ChangeRow, CommitRow, monthly_changes
from stratdocs.site.views.page import SiteContext

COMMIT_DIGITS = 7
"""Digits of a commit that name its entry, however long git's short form grows."""


def change_entries(site: SiteContext) -> tuple[Entry, ...]:
    """An entry for each commit that changed the strategy, the newest first; what is not committed
    yet has none.
    """
    return tuple(
        Entry(
            name=commit.commit[:COMMIT_DIGITS],
            day=commit.when,
            title=_title(commit),
            html=_html(commit),
            author=commit.who,
            anchor=month.id,
        )
        for month in monthly_changes(site, ALL).months
        for commit in month.commits
        if commit.commit
    )


def _title(commit: CommitRow) -> str:
    if commit.count != 1:
        return commit.kinds
    row = commit.rows[0]
    what = ", ".join(row.fields) if row.fields else f"{row.noun} {row.event}"
    return f"{row.title}: {what}{_more(row.more)}"


def _html(commit: CommitRow) -> str:
    parts = [f"<p>{escape(commit.subject)}</p>"] if commit.subject else []
    parts.append(f"<ul>{''.join(map(_item, commit.rows))}</ul>")
    if commit.more:
        parts.append(f"<p>And {commit.more} more.</p>")
    return "".join(parts)


def _item(row: ChangeRow) -> str:
    words = [f"<strong>{escape(row.title)}</strong> ({escape(row.noun)}) {row.event}"]
    if row.fields:
        words.append(f": {escape('; '.join(row.fields))}{_more(row.more)}")
    if row.reason:
        words.append(f". Reason: {escape(row.reason)}")
    return f"<li>{''.join(words)}</li>"


def _more(count: int) -> str:
    return f" and {count} more" if count else ""

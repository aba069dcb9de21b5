"""A review as a comment on a change: what a reviewer who is not an engineer can read on a phone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from stratdocs.model.finding import Finding, Severity
from stratdocs.model.kinds import Person, Team
from stratdocs.reports.checked import count_phrase
from stratdocs.reports.markdown import ICONS, code_span, escape_markdown
from stratdocs.reviewing.host import NO_HOST, Host
from stratdocs.reviewing.phrase import Named
from stratdocs.reviewing.titles import SmallRow, Titles, nested, status_words
from stratdocs.reviewing.value import (
    Change,
    EarlierChange,
    Fact,
    Review,
    Side,
    Unconfirmed,
    Weight,
)
from stratdocs.reviewing.verdict import counts, quoted, small, to_decide_words
from stratdocs.reviewing.wording import cause_words, exemption_lines, sentence
from stratdocs.words.phrases import elide, few, join_words

MARKER = "<!-- stratdocs review -->"
"""The first line, by which a host finds its comment again to update it."""
MAX_CHARACTERS = 32_000
"""More than a lead reads on a phone, and half of what hosts allow."""
MAX_DECISIONS = 12
"""Questions that are listed; with more to decide, ask for smaller changes."""
MAX_LISTED = 12
"""Items of a folded list."""
MAX_OPEN = 8
"""Rows of minor changes up to which they are unfolded."""
SHORT_HASH_LENGTH = 7
"""Characters of a commit's hash, as hosts show it."""
_SIGNS = {Weight.BREAKING: "⛔", Weight.NOTABLE: "⚠️", Weight.MINOR: "💬"}

Url = Callable[[str], str | None]


def markdown(review: Review, url: Url | None = None, host: Host | None = None) -> str:
    """The headline, what is to be decided, and the rest in short.

    If that is too long for a comment, the folded parts go first, then the details of the minor
    changes, then all but the counts.
    """
    writer = _Writer(review, url or (lambda _: None), host or NO_HOST)
    steps: tuple[Callable[[], Iterator[str]], ...] = (
        lambda: writer.whole(most=100),
        lambda: writer.whole(most=30),
        lambda: writer.whole(most=MAX_LISTED),
        writer.counted,
        writer.headline,
    )
    text = ""
    for step in steps:
        text = "\n\n".join((MARKER, *step())) + "\n"
        if len(text) <= MAX_CHARACTERS:
            return text
    return text[: MAX_CHARACTERS - 2] + "…\n"


class _Writer:
    """Writes the parts of a comment."""

    def __init__(self, review: Review, url: Url, host: Host) -> None:
        self.review, self.url, self.host = review, url, host
        self.titles = Titles(review)

    def whole(self, most: int) -> Iterator[str]:
        review = self.review
        yield from self.headline()
        if review.empty:
            return
        yield from self.accepted(most)
        yield from self.decisions(most)
        yield from self.links()
        heavy = [finding for finding in review.new if finding.severity is not Severity.ADVICE]
        if heavy:
            yield f"**{_found_words(heavy)}**"
            yield self.findings(heavy, review.head, most)
        yield from self.minor(most)
        yield from self.folded(most)
        yield from self.foot()

    def counted(self) -> Iterator[str]:
        yield from self.headline()
        number = self.review.counted()
        classes = [f"| {kind} | {count:,} |" for kind, count in number.items() if count]
        weights = (
            f"{len(self.review.weighing(weight)):,} {weight.word}"
            for weight in sorted(Weight, reverse=True)
        )
        yield join_words(weights) + "."
        yield "\n".join(("| Changes of | |", "| --- | ---: |", *classes))
        yield "More doesn't fit into a comment; `stratdocs diff` lists it all."
        yield from self.links()
        yield from self.foot()

    def headline(self) -> Iterator[str]:
        review = self.review
        weight = review.weight
        minor = weight is Weight.MINOR and not review.new
        calm = weight is None or (minor and not review.unconfirmed_exemptions)
        sign = "⚠️" if review.unread else "✅" if calm else _SIGNS[weight or Weight.MINOR]
        excused = review.unconfirmed_exemptions
        decided = review.to_decide and not review.unread
        decided = decided and not (excused and excused[0].weight is review.weight)
        words = to_decide_words(review) if decided else self.titles.headline()
        yield f"### {sign} Strategy: {escape_markdown(words)}"
        exempt = [
            f"- {escape_markdown(self.titles.in_text(line))}" for line in exemption_lines(review)
        ]
        if exempt:
            yield "\n".join(("**Exemptions this change brings with it**", "", *exempt))
        for note in review.notes[:10]:
            yield f"> {escape_markdown(self.titles.in_text(note))}"

    def decisions(self, most: int) -> Iterator[str]:
        facts = self.review.to_decide
        shown = facts[: min(most, MAX_DECISIONS)]
        if not shown:
            return
        yield "\n".join(f"{number}. {self.decision(fact)}" for number, fact in enumerate(shown, 1))
        if len(facts) > len(shown):
            page = "on the review page" if self.host.page else "listed by `stratdocs diff`"
            yield f"These are {len(shown)} of {len(facts):,} decisions; the rest are {page}."

    def decision(self, fact: Fact) -> str:
        """The question, what follows, the reason, whom to ask; then where it stands."""
        parts = [self.question(fact)]
        said = self.titles.beyond_question(fact)
        if said:
            parts.append(f"{escape_markdown(sentence(said))}.")
        parts += [f"{escape_markdown(self.titles.in_text(sentence(n)))}." for n in fact.notes]
        if fact.reason is not None:
            parts.append(f"Reason: “{escape_markdown(elide(fact.reason.rstrip('.'), 200))}.”")
        elif fact.lacks_reason:
            parts.append("**No reason given.**")
        names = list(self.titles.asked(fact))
        if names:
            people = join_words(f"**{escape_markdown(name)}**" for name in names)
            parts.append(f"Ask {people}.")
        marks = " ".join(code_span(change.fingerprint) for change in fact.changes[:3])
        kind = f"{fact.weight.word} {fact.category}"
        return f"{' '.join(parts)}<br><small>{self.place(fact.lead)} · {kind} · {marks}</small>"

    def question(self, fact: Fact) -> str:
        """The question, with a link to the line instead of quotation marks."""
        if fact.question is None:
            return ""

        def name(item: Named) -> str:
            address = self.host.change(fact.lead, self.review)
            if item.role == "titled" and item.item == fact.lead.item and address:
                return f"[{escape_markdown(elide(self.titles.title(item), 90))}]({address})"
            words = escape_markdown(self.titles.in_question(item))
            person = isinstance(self.review.entity(item.item), (Person, Team))
            return f"**{words}**" if person else words

        return nested(
            fact.question.worded(
                name, lambda text: escape_markdown(self.titles.in_text(status_words(text)))
            )
        )

    def place(self, change: Change) -> str:
        """The line of a change, as a link where the host shows it."""
        side = self.review.base if change.old else self.review.head
        path = side.openable(change.span.path)
        address = self.host.change(change, self.review)
        before = " before" if change.old and side.commit else ""
        if address:
            name = path.rsplit("/", 1)[-1]
            return f"[{escape_markdown(f'{name}:{change.span.line}')}]({address}){before}"
        return code_span(f"{path}:{change.span.line}") + before

    def links(self) -> Iterator[str]:
        """The review page, and what the classes of the decisions mean."""
        links = [f"[Read the review page]({self.host.page})"] if self.host.page else []
        counted = Counter(fact.category for fact in self.review.to_decide)
        for kind, _ in counted.most_common(2):
            address = self.host.site(f"reference/{kind}")
            words = f"What {kind} means"
            links.append(f"[{words}]({address})" if address else f"`stratdocs explain {kind}`")
        if links:
            yield " · ".join(links)

    def accepted(self, most: int) -> Iterator[str]:
        changes = self.review.accepted
        if not changes:
            return
        number = count_phrase(len(changes), "accepted change", "accepted changes")
        lines = [
            (
                f"- {escape_markdown(sentence(self.titles.message(Fact((change,)))))}. "
                f"Accepted, with the reason: {escape_markdown(change.accepted or '')}"
            )
            for change in changes[:most]
        ]
        yield "\n".join((f"**{number}**", "", *lines))

    def minor(self, most: int) -> Iterator[str]:
        facts = self.review.minor
        if not facts:
            return
        title = count_phrase(
            len(facts), "change that needs no decision", "changes that need no decision"
        )
        lines = ["| What | Change |", "| --- | --- |"]
        groups = self.titles.small_rows(facts)
        lines += (f"| {self.linked(row)} | {escape_markdown(row.words)} |" for row in groups[:most])
        if len(groups) > most:
            lines.append(
                f"| and {len(groups) - most:,} more | {escape_markdown(small(self.review))} |"
            )
        yield _details(title, "\n".join(lines), opened=len(groups) <= MAX_OPEN)

    def linked(self, row: SmallRow) -> str:
        """The title of a row, with a link to the line; without a host, with the line below it."""
        title = escape_markdown(row.title)
        if row.lead is None:
            return title
        address = self.host.change(row.lead, self.review)
        return f"[{title}]({address})" if address else f"{title}<br>{self.place(row.lead)}"

    def findings(self, findings: Sequence[Finding], side: Side, most: int) -> str:
        lines = []
        ordered = sorted(findings, key=lambda finding: (-finding.severity, finding.order))
        for finding in ordered[:most]:
            page = self.url(finding.rule)
            rule = f"[`{finding.rule}`]({page})" if page else f"`{finding.rule}`"
            said = escape_markdown(sentence(self.titles.in_text(finding.message)))
            span = finding.span
            path = side.openable(span.path)
            address = self.host.address(span, side.commit)
            name = f"{path.rsplit('/', 1)[-1]}:{span.line}" if address else f"{path}:{span.line}"
            where = f"[{escape_markdown(name)}]({address})" if address else code_span(name)
            lines.append(f"- {ICONS[finding.severity]} {said} ({rule}, {where})")
        return "\n".join((*lines, *_rest(len(findings), len(lines))))

    def folded(self, most: int) -> Iterator[str]:
        review = self.review
        advice = [finding for finding in review.new if finding.severity is Severity.ADVICE]
        if advice:
            title = count_phrase(len(advice), "new suggestion", "new suggestions")
            yield _details(title, self.findings(advice, review.head, min(most, MAX_LISTED)))
        if review.fixed:
            number = count_phrase(len(review.fixed), "fixed finding", "fixed findings")
            yield _details(number, self.findings(review.fixed, review.base, most))
        if review.reviewers:
            names = [reviewer.name for reviewer in review.reviewers[:6]]
            lines = (
                f"- {escape_markdown(reviewer.name)}: "
                + escape_markdown("; ".join(map(self.titles.reason, reviewer.reasons[:2])))
                for reviewer in review.reviewers[:12]
            )
            yield _details(
                f"Suggested reviewers: {escape_markdown(join_words(names))}", "\n".join(lines)
            )
        if review.affected:
            number = count_phrase(len(review.affected), "item affected", "items affected")
            shown = [affected for affected in review.affected if affected.direct][:MAX_LISTED]
            reach = [f"- {escape_markdown(self.titles.affected(affected))}" for affected in shown]
            yield _details(number, "\n".join((*reach, *_rest(len(review.affected), len(shown)))))
        for found, title in (
            (review.unconfirmed, "needs reconfirming"),
            (review.earlier, "not reconfirmed since an earlier change"),
        ):
            if found:
                number = count_phrase(len(found), "item", "items")
                yield _details(f"{number} {title}", "\n".join(self.unconfirmed(found)))

    def unconfirmed(self, found: Sequence[Unconfirmed]) -> Iterator[str]:
        """The items to confirm, by the change that made them so."""
        causes: dict[str, list[str]] = {}
        for item in found:
            since = item.cause
            words = cause_words(item) if isinstance(since, EarlierChange) else str(since.what)
            causes.setdefault(words, []).append(self.titles.of(item.item))
        for words, titles in list(causes.items())[:MAX_LISTED]:
            items = few([quoted(title) for title in titles])
            cause = sentence(self.titles.in_text(words))
            yield f"- {escape_markdown(f'{cause}: {items}')}"

    def foot(self) -> Iterator[str]:
        review = self.review
        items = count_phrase(len(review.head.stack.entities), "item", "items")
        sides = " with ".join((f"{items} compared", _side(review.base)))
        ends = f"{counts(review)}" if not review.empty else ""
        if review.unchanged:
            kept = count_phrase(len(review.unchanged), "finding was", "findings were")
            ends = f"{ends}; {kept} there before" if ends else f"{kept} there before"
        yield f"<small>{escape_markdown(f'{sides}. {ends}'.rstrip(' .'))}.</small>"


def _side(side: Side) -> str:
    short = (side.commit or "")[:SHORT_HASH_LENGTH]
    if not short or side.name.startswith(short):
        return short or side.name
    return f"{side.name} at {short}"


def _found_words(findings: Sequence[Finding]) -> str:
    """The number of new findings that weigh: `1 new error and 3 new warnings`."""
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    warnings = len(findings) - errors
    parts = [count_phrase(errors, "new error", "new errors")] if errors else []
    if warnings:
        parts.append(count_phrase(warnings, "new warning", "new warnings"))
    return join_words(parts)


def _rest(number: int, shown: int) -> list[str]:
    return [f"- and {number - shown:,} more"] if number > shown else []


def _details(title: str, body: str, *, opened: bool = False) -> str:
    tag = "<details open>" if opened else "<details>"
    return f"{tag}<summary>{title}</summary>\n\n{body}\n\n</details>"

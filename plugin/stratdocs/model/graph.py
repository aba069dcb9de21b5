"""Entities and their links in both directions: serves, depends on, drives.

Only one direction is written; the other is computed here. A link can be sound, unknown (to an id
that nothing has), of the wrong kind, or part of a cycle; all but the first are findings.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain

from stratdocs.model.aliases import is_placeholder, latin_letters
from stratdocs.model.decode import SLUG, Mention
from stratdocs.model.finding import Finding, Related, Severity
from stratdocs.model.kinds import BY_COLLECTION, KINDS, Entity, Metric, Person, Work
from stratdocs.words.nearest import Guess, Nearest, one_letter_apart, same_but_for_separators
from stratdocs.words.phrases import did_you_mean, excerpt, join_words, with_article
from stratdocs.yamltext.source import Edit, Fix, ScalarNode, SequenceNode, Span

Links = Mapping[str, tuple[str, ...]]


class _Titles:
    """Entities by their titles, to find the one that is named by its title and not by its id."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        self._ids: dict[str, list[str]] = {}
        self._names: dict[str, list[str]] = {}
        self._roles: dict[str, list[str]] = {}
        for entity in entities:
            self._ids.setdefault(_letters_of(entity.title), []).append(entity.id)
            if isinstance(entity, Person):
                if entity.role:
                    self._roles.setdefault(_letters_of(entity.role), []).append(entity.id)
                for word in set(_letters_of(entity.title).split()):
                    self._names.setdefault(word, []).append(entity.id)

    def named(self, text: str, *, but: str) -> list[str]:
        """The ids of the entities, other than one, with exactly that title."""
        return [identity for identity in self._ids.get(_letters_of(text), ()) if identity != but]

    def part_of_name(self, text: str) -> str | None:
        """The id of the only person whose name holds a word of the text and no word against it."""
        words = [word for word in _letters_of(text).split() if len(word) > 1]
        found = {identity for word in words for identity in self._names.get(word, ())}
        known = all(word in self._names for word in words)
        return found.pop() if len(found) == 1 and known else None

    def holder_of(self, role: str) -> str | None:
        """The id of the only person who has that role."""
        found = self._roles.get(_letters_of(role), ())
        return found[0] if len(found) == 1 else None


def _letters_of(text: str) -> str:
    """The words of a text in small letters, without signs and accents."""
    text = latin_letters(text)
    plain = text.translate(_SIGNS) if text.isascii() else re.sub(r"[^\w\s]|_", " ", text)
    return " ".join(plain.split())


_SIGNS = {code: " " for code in range(128) if not chr(code).isalnum() and not chr(code).isspace()}
"""The signs of ASCII, each as a space."""


class Graph:
    """The links of a stack, resolved. Every mapping goes from an id to ids, as written."""

    def __init__(
        self,
        entities: Iterable[Entity],
        mentions: Iterable[Mention],
        worded: Collection[Mention] = (),
        unread_ids: Collection[str] = (),
        lost: Iterable[Entity] = (),
    ) -> None:
        """Links entities by what they mention. `worded` are plain words where an id could be,
        `unread_ids` the ids of what could not be read, which may be mentioned, and `lost` the
        entities whose upward link could not be read.
        """
        self.by_id: dict[str, Entity] = {}
        for entity in entities:
            self.by_id.setdefault(entity.id, entity)
        self.findings: list[Finding] = []
        self.unresolved: list[Mention] = []
        """Ids that are referenced but don't exist."""
        self.wrong_kind: set[str] = set()
        """Ids referenced where an item of their kind doesn't fit."""
        self._sound: list[tuple[str, Mention]] = []
        self.named: dict[str, list[Mention]] = {}
        """The mentions of an entity in texts, by its id."""
        self._unread_ids = unread_ids
        self.uncertain_collections = set(BY_COLLECTION) if unread_ids else set()
        """Collections with a member whose upward link is broken: what they serve is unknown."""
        self.broken_upward: set[str] = set()
        """Ids of entities whose upward link is broken: whether they reach a strategy is unknown."""
        upward: dict[str, list[str]] = {}
        sideways: dict[str, list[str]] = {}
        driving: dict[str, list[str]] = {}
        links: dict[str | int, dict[str, list[str]]] = {
            "serves": upward,
            "depends_on": sideways,
            "drives": driving,
        }
        for entity in self.by_id.values():
            if entity.nested_in is not None and entity.nested_in in self.by_id:
                upward[entity.id] = [entity.nested_in]
        self._present = {entity.collection for entity in self.by_id.values()}
        self._nearest: dict[tuple[str, ...], Nearest] = {}
        self._by_title: dict[tuple[str, ...], _Titles] = {}
        guessed: dict[str | int, list[tuple[str, str]]] = {field: [] for field in links}
        for mention in mentions:
            entity, route, name, ref, span = mention
            field = route[0]
            kinds = entity.fits if field == "serves" else ref.kinds
            known = self.by_id.get(name)
            if known is not None and (not kinds or known.collection in kinds):
                target: str | None = name
            elif known is None and ref.local and kinds[0] not in self._present:
                continue  # no such collection is listed: a name is just text
            else:
                target = self._resolve(mention, kinds, known)
            identity = entity.id
            if span is not None:
                if target is not None:
                    self.named.setdefault(target, []).append(mention)
            elif target is not None and entity is self.by_id.get(identity):
                self._sound.append((target, mention))
                if field in links:
                    links[field].setdefault(identity, []).append(target)
                    if target != name:
                        guessed[field].append((identity, target))
        self._report_titles(worded)
        self._drop_doubtful_fixes()
        for field, pairs in guessed.items():
            self._drop_guesses_in_cycles(links[field], pairs, upward=field == "serves")
        self.parents: Links = _without_repeats(upward)
        self.children: Links = _reversed(self.parents)
        self.dependencies: Links = _without_repeats(sideways)
        self.dependents: Links = _reversed(self.dependencies)
        self.drives: Links = _without_repeats(driving)
        self.driven_by: Links = _reversed(self.drives)
        self.serves_cycles = self._cycles(self.parents, "serves", "serves-cycle", "serves")
        self.waiting_cycles = self._cycles(
            self.dependencies, "depends_on", "dependency-cycle", "depends on"
        )
        self._cycles(self.drives, "drives", "dependency-cycle", "drives")
        self._nearest, self._by_title = {}, {}  # all links are resolved; they hold much
        for entity in lost:
            self.broken_upward.add(entity.id)
            self.uncertain_collections.add(entity.collection)
        for cycle in self.serves_cycles:
            self.broken_upward.update(cycle)
            self.uncertain_collections.update(self.by_id[member].collection for member in cycle)

    @cached_property
    def mentions(self) -> Mapping[str, Sequence[Mention]]:
        """The mentions of an entity in any field, by its id."""
        mentions: dict[str, list[Mention]] = {}
        for target, mention in self._sound:
            mentions.setdefault(target, []).append(mention)
        return mentions

    # --- resolving

    def _resolve(
        self, mention: Mention, kinds: tuple[str, ...], target: Entity | None
    ) -> str | None:
        """The id that an unknown id stands for; None if that is not known, or if the id is that of
        an entity of the wrong kind.
        """
        entity = mention.entity
        upward = mention.route[0] == "serves"
        if target is not None:
            self.wrong_kind.add(mention.id)
            self._report_wrong_kind(mention, target, kinds)
        elif mention.id not in self._unread_ids:  # else why it could not be read is reported there
            self.unresolved.append(mention)
            guess = self._guess(mention, kinds)
            if guess is not None:
                if upward:
                    self.uncertain_collections.add(entity.collection)
                return guess.name
        if upward:
            self.broken_upward.add(entity.id)
            self.uncertain_collections.add(entity.collection)
        return None

    def _drop_guesses_in_cycles(
        self, links: dict[str, list[str]], guessed: list[tuple[str, str]], *, upward: bool
    ) -> None:
        """Drops guessed links that are part of a cycle, since nobody has written them."""
        if not guessed:
            return
        for component in list(_strongly_connected_components(_without_repeats(links))):
            for source, target in guessed:
                if source in component and target in component and source in links:
                    links[source] = [t for t in links[source] if t != target]
                    if not links[source]:
                        del links[source]
                    self._drop_fix(source, target)
                    if upward:
                        self.broken_upward.add(source)

    def _drop_doubtful_fixes(self) -> None:
        """Drops the fixes for several mentions of one unknown id: the id itself may be mistyped."""
        number = Counter(mention.id for mention in self.unresolved)
        if not any(count > 1 for count in number.values()):
            return
        doubtful = {
            mention.entity.at(*mention.route): mention.id
            for mention in self.unresolved
            if number[mention.id] > 1
        }
        for place, finding in enumerate(self.findings):
            written = doubtful.get(finding.span)
            if written is not None and finding.fix is not None and finding.suggestion is not None:
                mentions = self.mentions.get(finding.suggestion, ())
                if sum(mention.id == finding.suggestion for mention in mentions) <= number[written]:
                    self.findings[place] = finding._replace(fix=None)

    def _drop_fix(self, source: str, target: str) -> None:
        """Drops the fix that would turn a link into part of a cycle."""
        for number, finding in enumerate(self.findings):
            if finding.item == source and finding.suggestion == target:
                self.findings[number] = finding._replace(fix=None)

    def _nearest_id(self, name: str, kinds: tuple[str, ...], but: str) -> Guess | None:
        if kinds not in self._nearest:
            self._nearest[kinds] = Nearest(
                entity.id
                for entity in self.by_id.values()
                if not entity.id.startswith("?") and (not kinds or entity.collection in kinds)
            )
        return self._nearest[kinds].guess(name, but=but)

    def _guess(self, mention: Mention, kinds: tuple[str, ...]) -> Guess | None:
        """Reports a mention of an id that nothing has; returns the id that is probably meant."""
        text = mention.id
        if is_placeholder(text):
            self._report_unknown(mention, None, "; leave it empty until you know it")
            return None
        visible = re.sub(_INVISIBLE, "", text)
        if visible != text and mention.span is None and visible in self.by_id:
            hint = f"; it contains an invisible character{did_you_mean(visible)}"
            self._report_unknown(mention, Guess(visible, sure=True), hint, sure=True)
            return Guess(visible, sure=True)
        if mention.span is None and (several := self._several(mention, kinds)) is not None:
            self._report_unknown(mention, None, several)
            return None
        by_title = self._named(text, kinds, mention.entity.id)
        if len(by_title) == 1:
            guess = Guess(by_title[0], sure=True)
        elif by_title:
            hint = did_you_mean(join_words(by_title[:3], "or"))
            self._report_unknown(mention, None, hint)
            return None
        elif len(text) > _LONGEST_SLIP:
            self._report_unknown(mention, None)
            return None
        else:
            bare = re.sub(r"\s*\([^()]*\)$", "", re.sub(r"^\[([^\]]+)\]\(.*\)$", r"\1", text))
            trimmed = bare.rstrip("/").rpartition("/")[2].strip(_AROUND)  # of an address the end
            local = trimmed.partition("@")[0] if "people" in kinds else trimmed
            known = self.by_id.get(local)
            named = self._titles(kinds).named(local, but=mention.entity.id)
            if known is not None and local != text and (not kinds or known.collection in kinds):
                guess = Guess(local, sure=bare == text)
            elif local != text and len(named) == 1:
                guess = Guess(named[0], sure=bare == text)
            else:
                near = self._nearest_id(text, kinds, mention.entity.id)
                by_name = self._titles(kinds).part_of_name(text) if "people" in kinds else None
                by_name = by_name or (
                    self._titles(kinds).holder_of(text) if "people" in kinds else None
                )
                if by_name is not None and not (near and near.sure):
                    near = Guess(by_name, sure=False)
                self._report_unknown(
                    mention, near, sure=bool(near and near.sure and _is_typo(text, near.name))
                )
                return near
        self._report_unknown(mention, guess, sure=guess.sure)
        return guess

    def _several(self, mention: Mention, kinds: tuple[str, ...]) -> str | None:
        """The hint where a text names several entities; None where it does not."""
        parts = [part for part in re.split(_BETWEEN_NAMES, mention.id.strip("[]")) if part.strip()]
        if len(parts) < 2:
            parts = mention.id.split()
            if len(parts) < 2 or not all(part in self.by_id for part in parts):
                return None
        titles = self._titles(kinds)
        found: list[str] = []
        for part in map(str.strip, parts):
            by_title = titles.named(part, but=mention.entity.id)
            known = self.by_id.get(part) or self.by_id.get(part.lower())
            by_name = titles.part_of_name(part) if "people" in kinds else None
            if known is not None and (not kinds or known.collection in kinds):
                found.append(known.id)
            elif len(by_title) == 1:
                found.append(by_title[0])
            else:
                found.append(by_name or "")
        if not all(found) and "/" in mention.id:  # an address
            return None
        if not any(found) or self._named(mention.id, kinds, mention.entity.id):
            return None
        if mention.route[-1] == 0:  # a single value where a list fits
            ids = (identity or part.strip() for identity, part in zip(found, parts, strict=True))
            return f"; write several as a list in brackets: [{', '.join(ids)}]"
        if "people" in kinds:
            return "; name the one person who is accountable for it"
        return "; it takes one id"

    def _named(self, text: str, kinds: tuple[str, ...], but: str) -> list[str]:
        """The ids of what has that title; of people with the family name first, too."""
        titles = self._titles(kinds)
        family, comma, first = text.partition(",")
        if comma and "people" in kinds and "," not in first:
            return titles.named(f"{first.strip()} {family.strip()}", but=but)
        return titles.named(text, but=but)

    def _titles(self, kinds: tuple[str, ...]) -> _Titles:
        """The titles of the entities of those kinds."""
        if kinds not in self._by_title:
            self._by_title[kinds] = _Titles(
                entity
                for entity in self.by_id.values()
                if not entity.id.startswith("?") and (not kinds or entity.collection in kinds)
            )
        return self._by_title[kinds]

    def _report_titles(self, worded: Collection[Mention]) -> None:
        """Reports words that are the title of a single entity, which an id would link to."""
        by_words = {mention.id.lower() for mention in worded}
        titles = {entity.title.lower() for entity in self.by_id.values()} if by_words else set()
        if by_words.isdisjoint(titles):
            return
        for mention in worded:
            kinds = mention.ref.kinds
            found = self._titles(kinds).named(mention.id, but=mention.entity.id)
            if len(found) != 1:
                continue
            field = _field_name(mention)
            noun = self.by_id[found[0]].noun
            message = (
                f"{field} of {mention.entity.id} is the title of the {noun} {found[0]}; use "
                "the id to link them"
            )
            fix = Fix(safe=True, edits=(Edit(mention.place, found[0], "name"),))
            self._add_unknown(mention, message, found[0], fix, Severity.WARNING)

    def _report_unknown(
        self, mention: Mention, guess: Guess | None, hint: str = "", *, sure: bool = False
    ) -> None:
        """Reports a mention of an id that nothing has. A sure guess becomes a safe fix."""
        says = _VERBS.get(str(mention.route[0]))
        field = _field_name(mention)
        text = excerpt(mention.id)
        if says:
            fact = f"{mention.entity.id} {says} {text}"
        elif mention.span is not None:
            fact = f"{field.replace('_', ' ')} of {mention.entity.id} refers to {text}"
        elif isinstance(mention.route[-1], int):
            fact = f"{field} of {mention.entity.id} include {text}"
        else:
            fact = f"{field} of {mention.entity.id} is {text}"
        fix = None
        if mention.span is None and guess is not None and sure:  # else the place may be a part
            fix = Fix(safe=True, edits=(Edit(mention.place, guess.name, "name"),))
        end = hint or did_you_mean(guess and guess.name)
        fact = f"{fact}, which doesn't exist" if not is_placeholder(mention.id) else fact
        if not end and mention.ref.local and mention.span is None:
            kind = mention.ref.kinds[0]
            end = f"; add {text} to `{kind}`"
            if not SLUG.fullmatch(mention.id):
                end = f"; add the {BY_COLLECTION[kind].noun} to `{kind}` and use that id"
        self._add_unknown(mention, f"{fact}{end}", guess and guess.name, fix)

    def _add_unknown(
        self,
        mention: Mention,
        message: str,
        suggestion: str | None,
        fix: Fix | None,
        severity: Severity = Severity.ERROR,
    ) -> None:
        """Adds a finding about a mention that links to nothing."""
        route = ".".join(str(step) for step in mention.route if isinstance(step, str))
        self.findings.append(
            Finding(
                "unknown-reference",
                severity,
                message,
                _written_place(mention),
                mention.entity.id,
                route,
                suggestion=suggestion,
                fix=fix,
            )
        )

    def _report_wrong_kind(self, mention: Mention, target: Entity, kinds: tuple[str, ...]) -> None:
        entity = mention.entity
        field = next(step for step in reversed(mention.route) if isinstance(step, str))
        wanted = [BY_COLLECTION[kind].noun for kind in kinds]
        if mention.route[0] == "serves":
            fact = f"{entity.id} serves {target.id}, but {target.id} is {with_article(target.noun)}"
            rule = (
                f"{with_article(entity.noun)} can serve "
                f"{join_words(map(with_article, wanted), 'or')}"
            )
        else:
            fact = (
                f"{field} of {entity.id} is {target.id}, but {target.id} is "
                f"{with_article(target.noun)}"
            )
            rule = f"use {join_words(map(with_article, wanted), 'or')}"
        self.findings.append(
            Finding(
                "wrong-kind",
                Severity.ERROR,
                f"{fact}; {rule}",
                entity.at(*mention.route),
                entity.id,
                ".".join(str(step) for step in mention.route if isinstance(step, str)),
                (Related(target.grip, f"{target.id} is {with_article(target.noun)}"),),
            )
        )

    # --- cycles

    def _cycles(self, links: Links, field: str, rule: str, says: str) -> list[tuple[str, ...]]:
        """The strongly connected components; every mistaken link in one is reported once, with a
        cycle that it closes.
        """
        components = [tuple(component) for component in _strongly_connected_components(links)]
        upwards: bool | None = None
        for members in components:
            if upwards is None:
                upwards = self._mostly_upwards(links, field)
            inside = set(members)
            left = {source: [o for o in links[source] if o in inside] for source in members}
            for _ in range(_MAX_CYCLES_REPORTED):
                component = next(_strongly_connected_components(left), None)
                if component is None:
                    break
                cycle = _shortest_cycle(left, component)
                start = self._likely_mistake(cycle, component, left, links, field, upwards=upwards)
                cycle = [*cycle[start:], *cycle[:start]]
                self._report_cycle(cycle, field, rule, says)
                left[cycle[0]].remove(cycle[1 % len(cycle)])
        return components

    def _report_cycle(self, cycle: Sequence[str], field: str, rule: str, says: str) -> None:
        pairs = list(zip(cycle, [*cycle[1:], cycle[0]], strict=True))
        words = ", ".join(f"{source} {says} {target}" for source, target in pairs[:8])
        if len(pairs) > 8:
            words += f", and so on through {len(pairs)} of them"
        spans = [self._link_span(source, target, field) for source, target in pairs[:8]]
        related = [
            Related(span, f"{source} {says} {target}")
            for span, (source, target) in zip(spans, pairs, strict=False)
        ]
        message = f"cycle: {words}"
        self.findings.append(
            Finding(rule, Severity.ERROR, message, spans[0], cycle[0], field, tuple(related[1:]))
        )

    def _mostly_upwards(self, links: Links, field: str) -> bool:
        """Whether the links of that field mostly point to entities written further up."""
        order = self._order
        up = down = 0
        for source, targets in links.items():
            for target in targets:
                if self.by_id[source].nested_in != target:
                    up += order[target] < order[source]
                    down += order[target] > order[source]
        return up >= down if field != "drives" else up > down

    @cached_property
    def _order(self) -> dict[str, int]:
        return {identity: number for number, identity in enumerate(self.by_id)}

    def _likely_mistake(
        self,
        cycle: Sequence[str],
        component: set[str],
        left: Mapping[str, Sequence[str]],
        links: Links,
        field: str,
        *,
        upwards: bool,
    ) -> int:
        """The position in the cycle of the entity whose link is most likely the mistake.

        Links whose removal leaves no cycle come first, then the least likely. Nesting is never a
        mistake.
        """
        pairs = list(zip(cycle, [*cycle[1:], cycle[0]], strict=True))
        last: set[int] = set()
        if len(component) > len(cycle) and len(component) * len(cycle) < _MAX_LINKS_TRIED:
            for position, (source, target) in enumerate(pairs):
                less = {k: left[k] for k in component} | {
                    source: [o for o in left[source] if o != target]
                }
                if next(_strongly_connected_components(less), None) is None:
                    last.add(position)
        best, best_weight = 0, -1
        for position, (source, target) in enumerate(pairs):
            if field == "serves" and self.by_id[source].nested_in == target:
                continue
            weight = self._unlikelihood(source, target, field) + 64 * (position in last)
            weight += 4 * (field == "serves" and any(o not in component for o in links[source]))
            weight += (self._order[target] < self._order[source]) is not upwards
            if weight > best_weight:
                best, best_weight = position, weight
        return best

    def _unlikelihood(self, source_id: str, target_id: str, field: str) -> int:
        """How unlikely the link is to be meant; higher is less likely."""
        source, target = self.by_id[source_id], self.by_id[target_id]
        weight = 0
        if source.period and target.period and source.period != target.period:
            if field == "serves":
                weight += 2 * source.period.contains(target.period)
            else:
                weight += 2 * (source.period.end < target.period.end)
        match field:
            case "serves":
                weight += 8 * (_height(source) > _height(target))
                weight += 16 * self._is_nested_in(source_id, target)
            case "depends_on":
                if (
                    isinstance(source, Work)
                    and isinstance(target, Work)
                    and source.due
                    and target.due
                ):
                    weight += 8 * (target.due > source.due)
                weight += 4 * (source.status == "done" and target.status != "done")
            case _:
                if isinstance(source, Metric) and isinstance(target, Metric):
                    stages = [_STAGES.get(metric.stage or "", 0) for metric in (source, target)]
                    weight += 8 * (stages[0] > stages[1] > 0)
                    weight += 2 * (source.timing == "lagging" and target.timing == "leading")
        return weight

    def _is_nested_in(self, identity: str, entity: Entity) -> bool:
        """Whether the entity is nested in the one with that id, at any depth."""
        around = entity.nested_in
        while around is not None and around != identity:
            above = self.by_id.get(around)
            around = above.nested_in if above is not None else None
        return around == identity

    def _link_span(self, source: str, target: str, field: str) -> Span:
        """The place of the link; the id of the nested entity if the link is nesting."""
        for mention in self.mentions.get(target, ()):
            if mention.entity.id == source and mention.route[0] == field:
                return mention.entity.at(*mention.route)
        return self.by_id[source].grip


_MAX_CYCLES_REPORTED = 10
"""Cycles reported for one strongly connected component; with more, the plan itself is wrong."""
_MAX_LINKS_TRIED = 300_000
_VERBS = {"serves": "serves", "depends_on": "depends on", "drives": "drives"}
_STAGES = {"input": 1, "output": 2, "outcome": 3, "impact": 4}
_LEVELS = {
    "company": 2,
    "product": 1,
    "organisation": 4,
    "department": 3,
    "team": 2,
    "individual": 1,
}
_HEIGHT = {kind.collection: len(KINDS) - number for number, kind in enumerate(KINDS)}


def _height(entity: Entity) -> tuple[int, int]:
    """The height of an entity in the layers: by kind, then by level."""
    return (_HEIGHT[entity.collection], _LEVELS.get(str(getattr(entity, "level", "")), 0))


def _without_repeats(links: Mapping[str, Sequence[str]]) -> Links:
    """The links without repetitions, in the order written."""
    return {
        source: tuple(targets) if len(targets) == 1 else tuple(dict.fromkeys(targets))
        for source, targets in links.items()
    }


def _reversed(links: Links) -> Links:
    back: dict[str, list[str]] = {}
    for source, targets in links.items():
        for target in targets:
            back.setdefault(target, []).append(source)
    return {key: tuple(ids) for key, ids in back.items()}


def _links_that_may_cycle(links: Mapping[str, Sequence[str]]) -> Mapping[str, Sequence[str]]:
    """The links that may be part of a cycle: nodes without incoming links are removed repeatedly.

    That nearly always removes all of them, at a third of the cost of searching for cycles.
    """
    targeted = set(chain.from_iterable(links.values()))
    links = {node: targets for node, targets in links.items() if node in targeted}
    leading = Counter(chain.from_iterable(links.values()))
    removed = [node for node in links if node not in leading]
    for node in removed:
        for target in links.get(node, ()):
            leading[target] -= 1
            if not leading[target]:
                removed.append(target)
    return {node: targets for node, targets in links.items() if leading.get(node)}


def _strongly_connected_components(links: Mapping[str, Sequence[str]]) -> Iterator[set[str]]:
    """The strongly connected components of more than one member, or with a link to itself.

    Tarjan's algorithm without recursion, in time linear in entities and links.
    """
    links = _links_that_may_cycle(links)
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    on_stack: set[str] = set()
    stack: list[str] = []
    for root in links:
        if root in index:
            continue
        index[root] = low[root] = len(index)
        stack.append(root)
        on_stack.add(root)
        walk = [(root, iter(links.get(root, ())))]
        while walk:
            node, targets = walk[-1]
            for target in targets:
                if target not in index:
                    index[target] = low[target] = len(index)
                    stack.append(target)
                    on_stack.add(target)
                    walk.append((target, iter(links.get(target, ()))))
                    break
                if target in on_stack:
                    low[node] = min(low[node], index[target])
            else:
                walk.pop()
                if walk:
                    above = walk[-1][0]
                    low[above] = min(low[above], low[node])
                if low[node] == index[node]:
                    component = set()
                    while True:
                        member = stack.pop()
                        on_stack.discard(member)
                        component.add(member)
                        if member == node:
                            break
                    if len(component) > 1 or node in links.get(node, ()):
                        yield component


def _shortest_cycle(links: Mapping[str, Sequence[str]], component: set[str]) -> list[str]:
    """A shortest cycle in a strongly connected component, in the direction of the links."""
    start = min(component)
    previous: dict[str, str] = {}
    queue = [start]
    for node in queue:
        for target in links.get(node, ()):
            if target == start:
                way = [node]
                while way[-1] != start:
                    way.append(previous[way[-1]])
                return way[::-1]
            if target in component and target not in previous:
                previous[target] = node
                queue.append(target)
    return [start]


def _field_name(mention: Mention) -> str:
    """The name of the field that holds a mention."""
    return next(step for step in reversed(mention.route) if isinstance(step, str))


def _written_place(mention: Mention) -> Span:
    """The place of a mention, also where the name of its field is misspelt."""
    entity = mention.entity
    if mention.span is not None or entity.node_at(*mention.route) is not None:
        return mention.place
    for node in entity.node.values.values():
        for value in node.nodes if isinstance(node, SequenceNode) else (node,):
            if isinstance(value, ScalarNode) and value.text.strip() == mention.id:
                return value.grip(entity.path)
    return mention.place


_AROUND = "@#[]()<>{}\"'“”„‘’`.,;:! "
"""Signs around an id that belong to something else: a mention in a chat, a list, a quotation."""
_INVISIBLE = "[\u00ad\u200b-\u200f\u2060\ufeff]"
"""Characters without a shape, which copied text brings along."""
_LONGEST_SLIP = 300
"""Characters of what may be a misspelt id or title; a longer text is compared with none."""
_BETWEEN_NAMES = r"[,;/|+&]|\s(?:and|und|et|y|with|or)\s"


def _is_typo(written: str, meant: str) -> bool:
    """Whether an id is a misspelling of another, rather than the name of a different thing.

    Ids that differ in a figure or a short word (`-uk`, `-us`) may well name different things.
    """
    if not SLUG.fullmatch(meant):
        return False
    if same_but_for_separators(written, meant):
        return True
    if not one_letter_apart(written, meant) or _FIGURES.findall(written) != _FIGURES.findall(meant):
        return False
    words, meant_words = re.split("[-_.]", written), re.split("[-_.]", meant)
    if len(words) != len(meant_words):
        return True
    return all(
        word == meant_word or min(len(word), len(meant_word)) > 3
        for word, meant_word in zip(words, meant_words, strict=True)
    )


_FIGURES = re.compile(r"\d+")

"""The features of all lines: those that ship, and those of a parse, which only the teacher has."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from stratdocs.language.clause import clause
from stratdocs.language.decisions import decide
from stratdocs.language.features import features
from wording_training.caches import Parse, embeddings, parses
from wording_training.corpora import Line

DECIDED = ("row", "likely", "cue")
"""The kinds of features that come from the decision list."""


class Read:
    """Lines with their features."""

    def __init__(self, lines: Sequence[Line], cache: Path) -> None:
        self.lines = list(lines)
        texts = [line.text for line in self.lines]
        self.features = list(map(line_features, texts))
        self.parsed = [parse_features(found) for found in parses(texts, cache)]
        self.vectors = embeddings(texts, cache)
        self.work = np.array([line.target for line in self.lines])
        self.weight = np.array([line.weight for line in self.lines])

    def __len__(self) -> int:
        return len(self.lines)


def line_features(text: str) -> list[str]:
    """The features that ship."""
    read = clause(text)
    return features(read, decide(read))


def kind_of(feature: str) -> str:
    """The kind of a feature: its first word."""
    return feature.partition(" ")[0]


def undecided(found: Sequence[str]) -> list[str]:
    """The features without those of the decision list."""
    return [name for name in found if kind_of(name) not in DECIDED]


def parse_features(parse: Parse) -> list[str]:
    """Lemmas, tags and dependencies."""
    found = []
    before = ""
    for at, (lemma, tag, part, link, head) in enumerate(parse):
        found.append(f"lemma {lemma}")
        found.append(f"tags {before} {tag}")
        before = tag
        if link in ("ROOT", "nsubj", "nsubjpass", "dobj", "pobj", "attr"):
            found.append(f"{link} {lemma}")
            found.append(f"{link}-part {part} {at == 0}")
        if link in ("dobj", "nsubj", "nsubjpass"):
            found.append(f"{link} {head} {lemma}")
            found.append(f"{link}-of {head}")
        if link == "ROOT":
            found.append(f"root-tag {tag} {at == 0}")
        if link == "prep":
            found.append(f"prep {head} {lemma}")
    return found

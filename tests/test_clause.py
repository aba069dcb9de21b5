"""The parts of a line, as they are read."""

import pytest

from stratdocs.language.clause import Clause, Phrase, clause


def _text(line: Clause, part: Phrase | None) -> str:
    return "" if part is None else line.line[slice(*line.span(part.first, part.end))]


@pytest.mark.parametrize(
    ("line", "verb", "thing"),
    [
        ("Launch the new portal", "launch", "the new portal"),
        ("Roll out the rota to all wards", "roll-out", "the rota"),
        ("By the end of June, we will publish a handbook", "publish", "a handbook"),
        ("Phase 2: build the import", "build", "the import"),
        ("Design and build the ordering page", "design", "the ordering page"),
        ("Increase Total Value Locked", "increase", "Total Value Locked"),
        ("Moving our archive to the cellar", "move", "our archive"),
        ("Obtain ISO 27001 certification", "obtain", "ISO 27001 certification"),
        ("Unstub the parser", "unstub", "the parser"),
    ],
)
def test_a_demand_has_its_verb_and_object(line: str, verb: str, thing: str) -> None:
    read = clause(line)

    assert read.act is not None
    assert (verb, thing) == (read.act.verb.lemma, _text(read, read.act.object))
    assert read.subject is None


@pytest.mark.parametrize(
    ("line", "subject", "verb"),
    [
        ("Open source projects use our parser", "Open source projects", "use"),
        ("Blog post hits 3,000 readers", "Blog post", "hit"),
        ("Handbook published by June", "Handbook", "publish"),
        ("Support tickets answered within 2 hours", "Support tickets", "answer"),
        ("The plugin will be included in the next release", "The plugin", "include"),
        ("20 plants in Bavaria buy a machine", "20 plants", "buy"),
        ("Features shipped in spring are used by growers", "Features", "use"),
    ],
)
def test_a_statement_has_its_subject_and_verb(line: str, subject: str, verb: str) -> None:
    read = clause(line)

    assert read.act is not None
    assert (subject, verb) == (_text(read, read.subject), read.act.verb.lemma)


@pytest.mark.parametrize(
    "line",
    [
        "Build time under 8 minutes",
        "Lead time of four days",
        "Support for night trains",
        "Total Value Locked above 5 million",
        "A tool that shows the route",
        "Test",
    ],
)
def test_a_noun_that_looks_like_a_verb_is_none(line: str) -> None:
    assert clause(line).act is None


def test_the_parts_say_where_they_are_written() -> None:
    line = "Goal 3: In May, launch the map (beta) to cut calls by 20%, if funded"
    read = clause(line)

    assert _text(read, read.label) == "Goal 3"
    assert read.low(read.start) == "launch"
    assert read.act is not None
    assert line[slice(*read.span(read.act.first, read.act.end))] == "launch"
    assert _text(read, read.purpose) == "to cut calls by 20%, if funded"
    assert read.purpose is not None
    assert line[slice(*read.span(read.purpose.number))] == "20%"
    assert "beta" not in [word.raw for word in read.words]


@pytest.mark.parametrize(
    ("line", "kinds"),
    [
        ("Retention from 40% to 55%", ["share", "share"]),
        ("Answer within 2 working days", ["duration"]),
        ("Cut costs by $3m by 2027", ["money"]),
        ("Ship phase 2 of SOC 2 by 30 June", []),
        ("Post three times a week", []),
        ("Twelve interviews", ["count"]),
    ],
)
def test_numbers_are_values_unless_they_are_dates_or_names(line: str, kinds: list[str]) -> None:
    assert kinds == [measure.kind for measure in clause(line).measures]


def test_a_measure_knows_what_it_is_the_value_of_and_what_it_counts() -> None:
    retention = clause("Raise retention of new pupils from 40% to 55%")
    people = clause("500 active users")

    assert [(retention.low(measure.of), measure.role) for measure in retention.measures] == [
        ("retention", "from"),
        ("retention", "to"),
    ]
    assert people.result is not None
    assert people.result.counted is not None
    assert _text(people, people.result.counted) == "500 active users"

"""What a line of strategy says, by its structure.

`wording_lines.csv` holds invented lines from many sectors, each labelled by the rubric of
`wording.judge` before the judge was run on it, and used to develop it since: what is measured on
them here guards against going backwards, and proves nothing of lines that nobody here wrote.
"""

import csv
import io
import os
import time
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stratdocs.language.questions import question
from stratdocs.language.wording import is_output, judge

LINES = Path(__file__).with_name("wording_lines.csv")
CORPUS = Path(__file__).with_name("wording_corpus.csv")
SHARED = Path(__file__).parents[2] / "shared" / "okr-corpus" / "dev.csv"
"""Real lines, beside the checkout where they are; their text is not part of the repository."""

CLEAN = """
    Increase 7-day activation from 40% to 55%
    Reduce average response time from 24 to 12 hours
    New clinics get value in their first week: activation from 40% to 55%
    Retention 30 days after launch reaches 45%
    In the 60 days after launch, 40% of trial users upgrade
    On-time delivery rate above 95%
    Task completion rate of 92% on mobile
    Increase the task completion rate
    100% of departments pass the audit
    100% adherence to the travel policy
    All stores pass the hygiene inspection
    Training completion reaches 100% in every department
    Training completion rate of 98% among drivers
    100% of staff complete the safety training
    Deliver 95% of orders on time
    Implementation time for new customers falls from 9 to 3 weeks
    Launch delays fall to under a week
    Support response time below 2 hours
    Release frequency from monthly to daily
    Build time under 8 minutes
    Design partners renew at 90%
    Completed purchases per visitor +12%
    Trained midwives attend 90% of births
    Delivered-on-time share above 96%
    Ship 97% of orders on time and in full
    Launch the loyalty programme and lift the repeat purchase rate to 35%
    Launch partners bring in 20% of new sales
    Hiring managers rate shortlists 4 or better
    Patients report a satisfaction score of 4.5 out of 5
    Fewer than 2 outages a quarter
    Build trust with first-time buyers
    Become the tool that accountants recommend to each other
    Improve the reliability of deliveries
    New clinics get value in their first week
    Win independent clinics before the chains do
    Desks that sell earn their place, the others are let go
    Operators hold a record that passes before the rule starts
    Mates sign what they spoke without touching a field
    Scans arrive in the order they were made
    Permits issued within ten working days
    Inventory turns from 6 to 9
    Working capital down by 4 million
    Scope 3 emissions down 10%
    Every designer talks to at least one customer a week
    Seven of ten vacancies filled from inside
    Collect 95% of invoices within 45 days
    Importing takes a new firm less than an hour
    New services reach production in two days
    Share of trips by bike from 9% to 14%
    Offer acceptance at 85%
    Design debt no longer comes up in customer interviews
    Report writers spend half the time they used to
    Support contacts per 100 users drop by a third
    Vacant shops in the centre: from 31 to under 15
    Pipeline coverage of 3x at the start of each quarter
    Get 9 out of 10 parents to attend the evening
    Get 500 sign ups for the newsletter
    Half of our open leadership roles are filled from within
    Reports of abuse are followed up within 24 hours
    Building permits decided in 30 days on average
    IT run costs fall 15%
    Admins set up a workspace without help
    More than a quarter of nurses report that the new rota has helped them
    Our platforms serve twice as many people compared to last year
    Package maintainers trust the release process
    Parliament changes the asylum law
    Every second new account is opened on the phone
    Develop leaders: 60% of vacancies filled internally
    Reviewed and accepted within two days: 95% of pull requests
    Reports written by juniors need no second review
    Switching banks takes a customer an afternoon
    Roadmap trusted by all teams
    Resolve complaints in one contact
    Explore, broaden and widen the donor base
    Reach 105% of the sales plan
""".strip().splitlines()


@pytest.mark.parametrize("line", [line.strip() for line in CLEAN])
def test_what_is_right_is_not_accused(line: str) -> None:
    for kind in ("objective", "key_result"):
        wording = judge(line, kind)  # type: ignore[arg-type]

        assert not (is_output(wording) and wording.confidence != "guess"), wording


@pytest.mark.parametrize(
    ("line", "label", "cue"),
    [
        ("Launch new onboarding", "output", "Launch"),
        ("Roll out the new scheduling tool to all clinics", "output", "Roll out"),
        ("By the end of June, publish the hygiene handbook", "output", "publish"),
        ("Migrate 90% of the old pages to the new portal", "output", "Migrate"),
        ("We have shipped version two of the app", "output", "shipped"),
        ("Hire 4 nurses", "output", "Hire"),
        ("Launch a portal to reduce calls", "output", "Launch"),
        ("Define our pricing principles", "output", "Define"),
        ("Obtain ISO 27001 certification", "output", "ISO 27001 certification"),
        ("FedRAMP moderate authorization to operate", "output", "FedRAMP moderate authorization"),
        ("Be SOC 2 compliant", "output", "SOC 2"),
        ("Monitor air quality at 15 stations", "activity", "Monitor"),
        ("Reach out to 20 plugin authors", "activity", "Reach out"),
        ("Post on LinkedIn three times a week", "activity", "Post"),
        ("Interview 30 discharged patients", "activity", "Interview"),
        ("Host six webinars for partners", "activity", "Host"),
        ("Explore options for shared services", "activity", "Explore"),
        ("Train 200 nurses on hand hygiene", "activity", "Train"),
        ("Modernise and digitise the claims process", "output", "Modernise"),
        ("Move the intranet to the new servers", "output", "Move"),
        ("Burn down all overdue findings of the audit", "output", "Burn down"),
        ("Digital identity wallet in open beta", "output", "wallet"),
        ("Three new cycle lanes", "output", "lanes"),
        ("Theory of change", "output", "Theory"),
        ("Run a pilot project with one clinic", "activity", "Run"),
    ],
)
def test_work_is_heard_with_the_words_that_say_so(line: str, label: str, cue: str) -> None:
    wording = judge(line)

    assert (label, cue) == (wording.label, wording.cue)
    assert wording.confidence != "guess"
    assert line[slice(*wording.place)] == cue
    assert cue in wording.because


@pytest.mark.parametrize(
    "line",
    [
        "Residents can pay council tax online",
        "The new tram line is open",
        "Standard work instructions exist for all 45 stations",
        "New onboarding live by March",
        "New digital service for birth certificates goes live",
        "Dark mode can be switched on per device",
        "Make the rota generally available",
        "Localisation into 11 languages",
        "Promote cycling to school",
        "Dockerify the old importer",
        "Anti-cheat v2",
        "Reblend the whole catalogue",
        "Gift matching",
        "Standing desks in every office",
    ],
)
def test_work_is_heard_by_its_structure(line: str) -> None:
    assert is_output(judge(line))


@pytest.mark.parametrize("line", ["Warehouse wifi upgrade", "Ticket archive index"])
def test_a_qualified_thing_is_stated_without_a_verb(line: str) -> None:
    wording = judge(line)

    assert wording.label == "output"
    assert wording.confidence == "sure"


@pytest.mark.parametrize(
    "line",
    [
        "Zero leak-related faults reported",
        "Reaching a nurse by phone takes less than a minute",
        "Creating a greener town",
        "60% of pricing decisions are supported by the demand model",
        "Allow the fund to keep its reserves above CHF 40000",
    ],
)
def test_results_in_the_words_of_work_are_passed(line: str) -> None:
    wording = judge(line)

    assert not is_output(wording) or wording.confidence == "guess"


@pytest.mark.parametrize("line", ["Velocity", "Nail it", "Number of experiments", "¿Qué?", "🎯"])
def test_what_cannot_be_decided_is_not_stated(line: str) -> None:
    assert judge(line).confidence != "sure"


def test_american_and_british_spelling_say_the_same() -> None:
    for british, american in (
        ("Organise four workshops", "Organize four workshops"),
        ("Modernise the claims system", "Modernize the claims system"),
        ("Analyse exit interviews", "Analyze exit interviews"),
        ("The archive is digitised", "The archive is digitized"),
        ("A mentoring programme is in place", "A mentoring program is in place"),
    ):
        assert judge(british).label == judge(american).label != "unclear"


def test_each_invented_line_is_judged_as_before() -> None:
    """The column `now` of wording_lines.csv says how the judge takes each line: its label and how
    sure it is.

    A change of the judge that moves lines on purpose renews the column, and its diff is reviewed:

        RENEW_WORDING=1 python -m pytest tests/test_wording.py -k judged_as_before
    """
    with LINES.open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    now = [_verdict(line["text"]) for line in lines]
    if _renewing():
        rows = zip(lines, now, strict=True)
        _write(LINES, [("label", "text", "now"), *((a["label"], a["text"], b) for a, b in rows)])
    moved = _moved((line["text"], line["now"], new) for line, new in zip(lines, now, strict=True))

    assert _renewing() or not moved, moved


@pytest.mark.skipif(not SHARED.is_file(), reason="the corpus is not beside this checkout")
def test_each_real_line_is_judged_as_before() -> None:
    """As above for the lines of the corpus: wording_corpus.csv names each by the start of the
    SHA-256 of its text. The same command renews it.
    """
    with SHARED.open(encoding="utf-8", newline="") as file:
        texts = {_key(line["text"]): line["text"] for line in csv.DictReader(file)}
    now = {key: _verdict(text) for key, text in sorted(texts.items())}
    if _renewing():
        _write(CORPUS, [("line", "now"), *now.items()])
    with CORPUS.open(encoding="utf-8", newline="") as file:
        before = {line["line"]: line["now"] for line in csv.DictReader(file)}
    moved = _moved((text, before.get(key, "(new)"), now[key]) for key, text in texts.items())

    assert _renewing() or not moved, moved
    assert before.keys() == now.keys()


def _verdict(text: str) -> str:
    """How a line is taken, in the words of the judge: `output/sure`, `unclear/guess`."""
    wording = judge(text)
    return f"{wording.label}/{wording.confidence}"


def _moved(lines: Iterable[tuple[str, str, str]]) -> str:
    """The lines that are judged otherwise than before, by what they moved from and to."""
    groups: dict[tuple[str, str], list[str]] = {}
    for text, before, now in lines:
        if before != now:
            groups.setdefault((before, now), []).append(text)
    return "\n".join(
        f"\n{before} -> {now}: {len(texts)}\n" + "\n".join(f"    {text}" for text in texts)
        for (before, now), texts in sorted(groups.items())
    )


def _renewing() -> bool:
    return bool(os.environ.get("RENEW_WORDING"))


def _key(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:12]


def _write(path: Path, rows: Iterable[Iterable[str]]) -> None:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    path.write_text(text.getvalue(), encoding="utf-8", newline="\n")


def test_invented_lines_of_many_sectors_keep_their_figures() -> None:
    with LINES.open(encoding="utf-8") as lines:
        labelled = list(csv.DictReader(lines))
    work = [is_output(judge(line["text"])) for line in labelled]
    level = [judge(line["text"]).confidence for line in labelled]
    truth = [line["label"] in ("output", "activity") for line in labelled]
    stated = [said and sure == "sure" for said, sure in zip(work, level, strict=True)]
    heard = [said and sure != "guess" for said, sure in zip(work, level, strict=True)]

    assert _precision(stated, truth) >= 0.99
    assert _recall(stated, truth) >= 0.67
    assert _precision(heard, truth) >= 0.98
    assert _recall(heard, truth) >= 0.83


def _precision(said: list[bool], truth: list[bool]) -> float:
    return sum(a and b for a, b in zip(said, truth, strict=True)) / sum(said)


def _recall(said: list[bool], truth: list[bool]) -> float:
    return sum(a and b for a, b in zip(said, truth, strict=True)) / sum(truth)


VOCABULARY = """launch of the 90% 30 days after to and , . : ( ) 100 customers is are can has
retention from < - " 🎯 we have been increase who that by within in new % number if training
complete""".split()


@pytest.mark.slow
@given(
    st.one_of(st.text(), st.lists(st.sampled_from(VOCABULARY), max_size=40).map(" ".join)),
    st.sampled_from(["objective", "key_result"]),
)
@settings(max_examples=10 * settings.default.max_examples)
def test_any_text_is_judged_with_a_cue_from_it(text: str, kind: str) -> None:
    wording = judge(text, kind)  # type: ignore[arg-type]

    start, end = wording.place
    assert 0 <= start <= end <= len(text)
    assert text[start:end] == wording.cue
    again = judge(text, kind)  # type: ignore[arg-type]
    assert (wording.label, wording.because) == (again.label, again.because)
    assert question(text, wording) or wording.label == "outcome"


@pytest.mark.parametrize(
    "piece",
    ["launch ", "1 ", "90% of ", "((", "to ", "a-", "'", "and launch, ", " ", "é", "1,", "--"],
)
def test_a_very_long_line_costs_no_more_than_a_long_one(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    judge(text)
    begin = time.process_time()
    judge(text)

    assert time.process_time() - begin < 0.25

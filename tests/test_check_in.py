"""`stratdocs check-in`: one value, a walk, a list to fill in."""

import io
import shutil
import sys
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st

from stratdocs.authoring.check_ins import Entry, checked_in, doubts, measured_item
from stratdocs.authoring.due import due_items
from stratdocs.authoring.plan import filled_plan, plan_text
from stratdocs.cli import main
from stratdocs.model.kinds import KeyResult, Metric
from stratdocs.model.stack import load

TODAY = date(2027, 2, 15)
TEXT = """\
# The quarter.
objectives:
  - id: first-week   # ours
    title: New clinics get value in their first week
    period: 2027-Q1
    status: on_track
    key_results:
      - id: activation
        title: Increase 7-day activation from 40% to 55%
        baseline: 40%
        target: 55%   # agreed with Maya
        check_ins:
          - {date: 2027-01-18, value: 41%, status: on_track}
          # the fair
          - {date: 2027-01-31, value: 43%, status: on_track, confidence: 7}
      - id: calls
        title: Cut calls in the first month from 9 to 5
        baseline: 9
        target: 5
      - {id: revenue, title: Revenue, baseline: €1.0M, target: €1.2M}
metrics:
  - id: nps
    title: Recommendation
    readings:
      - date: 2027-02-01
        value: 31
      - date: 2027-01-01
        value: 30
  - {id: uptime, title: Uptime, unit: "%"}
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    put(TEXT)
    Path("mkdocs.yml").write_text(
        "site_name: x\nplugins:\n  - stratdocs: {today: 2027-02-15}\n", encoding="utf-8"
    )
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    return tmp_path


def put(text: str) -> None:
    Path("docs/strategy").mkdir(parents=True, exist_ok=True)
    Path("docs/strategy/okrs.yml").write_bytes(text.encode())


def text() -> str:
    return Path("docs/strategy/okrs.yml").read_bytes().decode()


def check_in(*arguments: str) -> int:
    return main(["check-in", *arguments])


def with_line(after: str, line: str) -> str:
    """The text with a line after the one that begins so."""
    lines = TEXT.splitlines(keepends=True)
    place = next(number for number, found in enumerate(lines) if found.strip().startswith(after))
    return "".join((*lines[: place + 1], f"{line}\n", *lines[place + 1 :]))


# --- one value ------------------------------------------------------------------------------------


def test_a_value_becomes_one_more_line() -> None:
    assert check_in("activation", "44%") == 0

    assert text() == with_line("- {date: 2027-01-31", "          - {date: 2027-02-15, value: 44%}")


def test_everything_that_is_said_is_written(capsys: pytest.CaptureFixture[str]) -> None:
    said = ["--status", "at_risk", "--confidence", "5", "--note", "a: b", "--date", "2027-02-10"]

    assert check_in("activation", "44%", *said) == 0

    line = "{date: 2027-02-10, value: 44%, status: at_risk, confidence: 5, note: 'a: b'}"
    assert text() == with_line("- {date: 2027-01-31", f"          - {line}")
    assert capsys.readouterr().err == (
        "stratdocs: activation: 44% on 2027-02-10, in docs/strategy/okrs.yml\n"
    )


def test_a_day_between_others_goes_between_them() -> None:
    assert check_in("activation", "42%", "--date", "2027-01-20") == 0

    assert "41%, status: on_track}\n          - {date: 2027-01-20, value: 42%}\n" in text()


def test_readings_that_begin_with_the_newest_stay_so() -> None:
    assert check_in("nps", "33") == 0

    assert (
        "readings:\n      - date: 2027-02-15\n        value: 33\n      - date: 2027-02-01" in text()
    )


def test_the_first_value_makes_the_list() -> None:
    assert check_in("calls", "8") == 0
    assert check_in("uptime", "99.9%") == 0
    assert check_in("revenue", "€1.1M") == 0

    stack = load({"a": text()}, today=TODAY)
    assert not stack.findings
    assert [str(check.value) for goal in stack.of(KeyResult) for check in goal.check_ins][2:] == [
        "8",
        "€1.1M",
    ]
    assert [str(r.value) for metric in stack.of(Metric) for r in metric.readings][-1] == "99.9%"


def test_the_first_value_stands_before_what_is_nested_below() -> None:
    put(
        TEXT.replace(
            "        target: 5\n", "        target: 5\n        work: [{id: w, title: W}]\n"
        )
    )

    assert check_in("calls", "8") == 0

    line = "          - {date: 2027-02-15, value: 8}\n"
    assert f"        target: 5\n        check_ins:\n{line}        work: [" in text()


def test_a_dry_run_shows_the_difference(capsys: pytest.CaptureFixture[str]) -> None:
    assert check_in("activation", "44%", "--dry-run") == 0

    assert text() == TEXT
    assert "+          - {date: 2027-02-15, value: 44%}" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ("activation 40", "its target is 55%; write 40% if you mean that, else --as-written"),
        ("activation 0.44", "0.44 could mean 44% or 0.44%, since its target is 55%; write 44%"),
        ("activation 0.44%", "about 100 times less than the target of activation, 55%; write 44%"),
        ("activation 3 d", "3 d can't be compared with the other values of activation"),
        ("activation many", 'the value of activation is "many"; use a number with its unit'),
        ("activation 44% --date 2027-02-30", 'date is "2027-02-30"; February 2027 has 28 days'),
        ("activation 44% --date 2027-02-16", "2027-02-16 is in the future"),
        ("activation 44% --date soon", 'date is "soon"; use a date such as 2027-02-15'),
        ("activation 44% --date 2027-01-31", "already has an entry for 31 Jan 2027, with 43%"),
        ("activation 44% --confidence 12", 'confidence is "12"'),
        ("activation 44% --status fine", 'status is "fine"'),
        ("nps 33 --status done", "nps is a metric, so its reading has no status"),
        ("uptime 99", "it is measured in %; write 99% if you mean that"),
        ("revenue 1.1", "its target is €1.2M; write €1.1M if you mean that"),
        ("activatoin 44%", "activatoin doesn't exist; did you mean activation?"),
        ("first-week 44%", "is an objective; check-ins are for key results and metrics; its key"),
        ("activation", "the value is missing"),
        ("activation 44% --plan", "use either an ID or --plan"),
        ("", "give a key result or metric and its value"),
        ("--apply nothing.txt", "nothing.txt can't be read"),
        ("--note x", "--note belongs to one key result"),
    ],
)
def test_what_cannot_be_right_is_one_sentence(
    call: str, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    words = call.replace("3 d", "3_d").split()

    assert check_in(*(word.replace("3_d", "3 d") for word in words)) == 2

    said = capsys.readouterr().err
    assert message in said
    assert said.count("\n") == 1
    assert text() == TEXT


def test_an_empty_value_is_a_missing_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert check_in("activation", " ") == 2
    assert "the value is missing" in capsys.readouterr().err
    assert text() == TEXT


def test_a_value_below_nothing_is_no_option() -> None:
    assert check_in("nps", "-5") == 0
    assert check_in("calls", "-5%", "--as-written") == 0

    assert "value: -5\n" in text()
    assert "value: -5%" in text()


@pytest.mark.parametrize("value", ["44 %", "≈44%", "60%", "0%", "100%"])
def test_what_can_be_right_is_written(value: str) -> None:
    assert check_in("activation", value) == 0


def test_a_person_may_insist() -> None:
    assert check_in("activation", "40", "--as-written") == 0
    assert check_in("activation", "41%", "--replace", "--note", "counted again") == 0

    line = "          - {date: 2027-02-15, value: 41%, note: counted again}"
    assert text() == with_line("- {date: 2027-01-31", line)


def test_a_file_that_cannot_be_read_to_its_end_is_named(
    capsys: pytest.CaptureFixture[str],
) -> None:
    put(TEXT.replace("title: Recommendation", 'title: "Recommendation'))

    assert check_in("uptime", "99%") == 2

    said = capsys.readouterr().err
    assert "docs/strategy/okrs.yml:" in said
    assert "fix that first (nothing was changed)" in said


def test_of_two_items_with_one_id_none_is_written(capsys: pytest.CaptureFixture[str]) -> None:
    double = TEXT + "  - {id: calls, title: Calls, unit: calls}\n"
    put(double)

    assert check_in("calls", "8") == 2

    assert "several items have the id calls" in capsys.readouterr().err
    assert text() == double


# --- the walk -------------------------------------------------------------------------------------


def answering(monkeypatch: pytest.MonkeyPatch, answers: Iterable[str]) -> list[str]:
    """Answers as a person at a terminal, and what was asked."""
    asked: list[str] = []
    left = iter(answers)

    def answer(question: str = "") -> str:
        asked.append(question.strip())
        try:
            return next(left)
        except StopIteration:
            raise EOFError from None

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(sys, "stdin", Terminal())
    monkeypatch.setattr("builtins.input", answer)
    return asked


def test_the_walk_asks_for_what_waits_longest_first(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    # calls and revenue have no value yet; nps is read every month, and is not due
    answers = ["", "€1.1M", "on_track", "6", "", "44", "", "at_risk", "", "Two clinics left"]
    answering(monkeypatch, answers)

    assert check_in() == 0

    said = capsys.readouterr().out
    assert "3 due" in said
    assert said.index("1/3  calls") < said.index("2/3  revenue") < said.index("3/3  activation")
    assert "43%: 20% of the way from 40% to 55% on 31 Jan 2027; reported on track" in said
    assert "€1.1M, status: on_track, confidence: 6}" in text()
    assert "value: 44%, status: at_risk, note: Two clinics left}" in text()


def test_the_walk_goes_on_after_a_wrong_answer_and_ends_when_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answering(monkeypatch, ["lots", "8", "", "99", "", "", "q"])

    assert check_in() == 0

    said = capsys.readouterr().out
    assert 'the value of calls is "lots"' in said
    assert 'confidence is "99"' in said
    assert "          - {date: 2027-02-15, value: 8}" in text()


def test_a_wrong_status_is_asked_again_and_the_value_kept(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answering(monkeypatch, ["8", "fine", "on track", "on_track", "many", "7", "", "q"])

    assert check_in() == 0

    said = capsys.readouterr().out
    assert 'status is "fine"; use' in said
    assert "did you mean on_track?" in said
    assert 'confidence is "many"' in said
    assert "{date: 2027-02-15, value: 8, status: on_track, confidence: 7}" in text()


def test_a_walk_that_ends_within_an_item_says_what_was_not_written(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answering(monkeypatch, ["8"])

    assert check_in() == 0

    assert "8 was not written for calls" in capsys.readouterr().err
    assert text() == TEXT


def test_a_question_without_an_answer_changes_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answering(monkeypatch, [])

    assert check_in("activation", "44") == 2

    assert capsys.readouterr().err == "\nstratdocs: no answer, so nothing was changed\n"
    assert text() == TEXT


# --- the list -------------------------------------------------------------------------------------


def test_a_list_is_printed_and_taken_back(capsys: pytest.CaptureFixture[str]) -> None:
    assert check_in("--plan") == 0
    plan = capsys.readouterr().out
    assert "Increase 7-day activation from 40% to 55%\n# 43%: 20% of the" in plan
    filled = plan.replace("activation:\n  status:", "activation: 44%\n  status: at_risk")
    filled = filled.replace("date: 2027-02-15", "date: 2027-02-12")
    Path("week.txt").write_text(filled.replace("calls:\n", "calls: 8\n"), encoding="utf-8")

    assert check_in("--apply", "week.txt") == 0

    assert "- {date: 2027-02-12, value: 44%, status: at_risk}" in text()
    assert "date: 2027-02-12, value: 8" in text()
    assert "revenue, title: Revenue, baseline: €1.0M, target: €1.2M}" in text()


def test_of_a_list_with_faults_nothing_is_written_and_all_are_told(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("week.txt").write_text(
        "date: 2027-02-12\nactivation: 44\n  colour: red\ncalls: 8\ncals: 7\n"
        "revenue: lots\n what\n",
        encoding="utf-8",
    )

    assert check_in("--apply", "week.txt") == 2

    said = capsys.readouterr().err
    for line in (2, 3, 5, 6, 7):
        assert f"week.txt:{line}: " in said
    assert text() == TEXT


@pytest.mark.parametrize(
    ("lines", "problem"),
    [
        ("activation: 44%\n  note: x\n  status: fine", '3: status is "fine"; use'),
        ("activation: 44%\n  confidence: 11", '2: confidence is "11"; use a whole number'),
        ("nps:\n  note: nobody asked", "1: nps is a metric, so its reading needs a value"),
        ("calls: 8\ndate: 2027-02-12", "2: a date must be above the first id"),
        ("calls: 8\ncalls: 9", "2: calls is listed twice for one day"),
        ("  status: fine\ncalls: 8", "1: status has no id above it"),
    ],
)
def test_each_fault_of_a_list_has_its_line(
    lines: str, problem: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("week.txt").write_text(lines, encoding="utf-8")

    assert check_in("--apply", "week.txt") == 2

    assert f"week.txt:{problem}" in capsys.readouterr().err
    assert text() == TEXT


def test_values_of_a_list_may_have_comments_and_quotes() -> None:
    Path("week.txt").write_text(
        "calls:8  # counted twice\n  note: 3 # of them twice\nactivation: '44%'\n", encoding="utf-8"
    )

    assert check_in("--apply", "week.txt") == 0

    assert "{date: 2027-02-15, value: 8, note: '3 # of them twice'}" in text()
    assert "{date: 2027-02-15, value: 44%}" in text()


def test_the_id_comes_before_the_value_that_is_missing(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert check_in("activatoin") == 2
    assert "activatoin doesn't exist; did you mean activation?" in capsys.readouterr().err


def test_a_folder_can_be_named_with_each_form(capsys: pytest.CaptureFixture[str]) -> None:
    Path("mkdocs.yml").unlink()

    assert check_in("--plan", "docs/strategy") == 0
    assert check_in("docs/strategy", "--plan", "--date", "2020-01-01") == 0
    assert check_in("nps", "33", "--note", "x", "docs/strategy/okrs.yml") == 0
    assert check_in("docs/strategy") == 2
    assert check_in("nps", "33", "nowhere") == 2

    said = capsys.readouterr().err
    assert "give a key result or metric and its value" in said
    assert "nowhere doesn't exist" in said


def test_an_empty_list_changes_nothing() -> None:
    stack = load({"a.yml": TEXT}, today=TODAY)

    filled = filled_plan(stack, plan_text(due_items(stack), TODAY), "week.txt")

    assert filled == ((), ())


# --- forty weeks ----------------------------------------------------------------------------------


@pytest.mark.slow
def test_forty_updates_of_the_demo_change_only_what_was_meant(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "content/strategy", tmp_path / "demo")
    before = {path.as_posix(): path.read_bytes().decode() for path in Path("demo").rglob("*.yml")}
    today = date(2026, 11, 21)
    stack = load(before, today=today)
    items = [due.item for due in due_items(stack, every=True)][:40]
    assert len(items) == 40

    after = dict(before)
    for item in items:
        latest = _latest(item)
        main_call = [item.id, latest, "--date", "2026-11-21", "--note", "A: b, c", "demo"]
        now = load(after, today=today)
        entry = Entry(measured_item(now, item.id), today, latest, note="A: b, c")
        after |= checked_in(now, [entry])
        assert check_in(*main_call) == 0

    for path, old in before.items():
        new = Path(path).read_bytes().decode()
        assert new == after[path]
        kept = [line for line in new.splitlines() if "A: b, c" not in line]
        extra = [line for line in kept if line.strip() == "- date: 2026-11-21"]
        assert len(kept) - len(extra) <= len(old.splitlines()) + 2 * len(items)
        assert _without(new, "A: b, c") == old
    now = load(after, today=today)
    assert len(now.entities) == len(stack.entities)
    assert not now.findings


def _latest(item: KeyResult | Metric) -> str:
    looks = item.check_ins if isinstance(item, KeyResult) else item.readings
    values = [str(look.value) for look in looks if look.value]
    return values[-1] if values else str(getattr(item, "baseline", None) or 1)


def _without(new: str, mark: str) -> str:
    """A text without the lines that hold a mark."""
    return "".join(line for line in new.splitlines(keepends=True) if mark not in line)


STYLES = {
    "braces": ("        check_ins:", "          - {{date: {0}, value: {1}}}{2}"),
    "lines": ("        check_ins:", "          - date: {0}{2}\n            value: {1}"),
    "flush": ("        check_ins:", "        - date: {0}\n          value: '{1}'{2}"),
}


@st.composite
def written(draw: st.DrawFn) -> str:
    """A key result with check-ins, in one of the ways in which people write them."""
    days = draw(st.lists(st.integers(1, 400), max_size=6, unique=True))
    order = draw(st.sampled_from((sorted(days), sorted(days, reverse=True))))
    head, line = STYLES[draw(st.sampled_from(sorted(STYLES)))]
    comment = st.sampled_from(("", "  # why", "  # a: b"))
    looks = [
        line.format(TODAY - timedelta(number), f"{40 + number % 9}%", draw(comment))
        for number in order
    ]
    above = draw(st.sampled_from(("", "          # the list\n")))
    tail = draw(st.sampled_from(("", "        owner: maya  # hers\n", "# the end\n")))
    body = "\n".join((head, above + looks[0], *looks[1:])) + "\n" if looks else ""
    whole = TEXT.split("        check_ins:", maxsplit=1)[0] + body + tail
    whole += draw(st.sampled_from(("", "\nmetrics: []\n")))
    if draw(st.booleans()):
        whole = whole.replace("\n", "\r\n")
    return draw(st.sampled_from(("", "\ufeff"))) + whole


@given(
    made=written(),
    day=st.dates(TODAY - timedelta(days=420), TODAY),
    value=st.integers(1, 100),
    note=st.text(max_size=30),
)
def test_whatever_is_noted_is_read_back_and_all_else_stays(
    made: str, day: date, value: int, note: str
) -> None:
    stack = load({"a.yml": made}, today=TODAY)
    note = " ".join("".join(char for char in note if char.isprintable()).split())
    item = measured_item(stack, "activation")
    assert isinstance(item, KeyResult)
    entry = Entry(item, day, f"{value}%", note=note)
    same = any(check.date == day for check in item.check_ins)

    after = checked_in(stack, [entry], replace=True)["a.yml"]

    now = load({"a.yml": after}, today=TODAY)
    found = now.get("activation")
    assert isinstance(found, KeyResult)
    (look,) = [check for check in found.check_ins if check.date == day]
    assert look.value is not None
    assert look.value.number == value
    assert (look.note or "") == note
    assert [f.message for f in now.findings] == [f.message for f in stack.findings]
    kept = after.split("\n")
    lost = [line for line in made.split("\n") if line and line not in kept]
    assert len(lost) <= int(same)
    days = [check.date for check in item.check_ins if check.date]
    if days == sorted(days) and not same:
        assert [check.date for check in found.check_ins] == sorted((*days, day))


MEASURED = """\
strategies: [{id: c, title: Win by keeping clinics, level: company}]
metrics:
  - id: calls
    title: Calls a day
    readings:
      - {date: 2027-01-10, value: 4.0}
      - {date: 2027-02-01, value: 4.2}
objectives:
  - id: o
    title: Clinics stay
    serves: c
    period: 2027-Q1
    key_results:
      - {id: first, title: Cut calls from 5 to 3, metric: calls}
      - id: own
        title: Cut calls from 5 to 3
        metric: calls
        check_ins: [{date: 2027-02-03, value: 4}]
      - {id: share, title: Raise share from 40% to 55%, metric: calls}
"""


@pytest.mark.parametrize(
    ("words", "where"),
    [
        ("first 4.1", "calls"),
        ("calls 4.1", "calls"),
        ("own 4.1", "own"),
        ("share 43%", "share"),
    ],
)
def test_a_value_is_written_where_the_key_result_takes_it_from(words: str, where: str) -> None:
    stack = load({"a.yml": MEASURED}, today=date(2027, 2, 10))
    identity, value = words.split()

    entry = Entry(measured_item(stack, identity), stack.today, value, note="x")
    text = checked_in(stack, [entry])["a.yml"]

    (line,) = set(text.splitlines()) - set(MEASURED.splitlines())
    after = load({"a.yml": text}, today=stack.today)
    item = measured_item(after, where)
    looks = item.check_ins if isinstance(item, KeyResult) else item.readings
    assert (str(looks[-1].value), looks[-1].note) == (value, "x")
    assert "x" in line


def test_status_and_confidence_stay_with_the_key_result() -> None:
    stack = load({"a.yml": MEASURED}, today=date(2027, 2, 10))

    entry = Entry(measured_item(stack, "first"), stack.today, "4.1", "at_risk", "4", "x")
    text = checked_in(stack, [entry])["a.yml"]

    assert "      - {date: 2027-02-10, value: 4.1}\n" in text
    assert "check_ins: [{date: 2027-02-10, status: at_risk, confidence: 4, note: x}]" in text


@pytest.mark.parametrize(
    ("words", "likely"),
    [
        ("calls 41", "4.1"),
        ("calls 0.41", "4.1"),
        ("calls 420", "4.2"),
        ("first 41", "4.1"),
        ("calls 4.3", None),
        ("calls 9", None),
        ("calls 20", None),
        ("calls 0", None),
        ("calls -4", None),
        ("money 900", "€900k"),
        ("money 0.9M", "€0.9M"),
        ("money 1", "€1M"),
        ("money €0.9", "€0.9M"),
    ],
)
def test_a_slip_of_the_decimal_point_or_the_size_is_in_doubt(
    words: str, likely: str | None
) -> None:
    money = "      - {id: money, title: Earn more, baseline: €800k, target: €1.2M}\n"
    stack = load({"a.yml": MEASURED + money}, today=date(2027, 2, 10))
    identity, value = words.split()

    found = doubts(stack, Entry(measured_item(stack, identity), stack.today, value))

    assert [doubt.likely for doubt in found] == ([likely] if likely else [])

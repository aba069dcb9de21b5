"""Each row of the table of decisions: the invented lines it is for, and those it must let pass.

`wording_shapes.csv` holds further invented lines of shapes that are easily read wrongly: work that
must be heard, results that must never be accused.
"""

import csv
from pathlib import Path

import pytest

from stratdocs.language.clause import clause
from stratdocs.language.decisions import ROWS, decide
from stratdocs.language.stance import stance
from stratdocs.language.wording import judge

FINDS = [(row.name, line) for row in ROWS for line in row.finds]
PASSES = [(row.name, line) for row in ROWS for line in row.passes]


@pytest.mark.parametrize(("name", "line"), FINDS)
def test_a_row_decides_the_lines_it_is_for(name: str, line: str) -> None:
    decision = decide(clause(line))

    assert decision is not None
    assert decision.row == name


@pytest.mark.parametrize(("name", "line"), PASSES)
def test_a_row_lets_other_lines_pass(name: str, line: str) -> None:
    decision = decide(clause(line))

    assert decision is None or decision.row != name


def test_each_row_has_its_own_name_and_lines() -> None:
    assert len({row.name for row in ROWS}) == len(ROWS)
    assert all(row.finds and row.passes for row in ROWS)


with Path(__file__).with_name("wording_shapes.csv").open(encoding="utf-8") as file:
    SHAPES = list(csv.DictReader(file))

WORK = """
    Launch the summer timetable
    Rolling out the new rota to all wards
    Set up a bike workshop in the old station
    Release notes for the spring version
    Safety leaflet for new tenants
    Booking portal: search and filters
    Phase 2: build the import for price lists
    By March, publish the first harvest report
    The annex will be included in the tender
    A draft of the plan is circulated to the board
    The route data are merged into the map
    Every depot has a handbook
    Riders can change their meeting point
    Ability to merge two orders
    The app supports night mode
    Save the delivery notes to the archive
    Trim the menu of the kiosk
    Make the price list public
    Allow drivers to swap shifts
    Finish the move to the new warehouse
    Two sommeliers hired
    Obtain the organic certificate
    Improve the layout of the price list
    Increase test coverage to 70%
    New depot open by May
    Agreement with the harbour signed
    Experiment with smaller parcels
    Meet every grower once a season
    Six workshops for restaurants
    Promote cycling to school
    Support local clubs
    Continue to maintain the price list
""".strip().splitlines()

RESULTS = """
    Open source projects use our parser
    Blog post hits 3,000 readers
    Support tickets per account fall by a third
    Launch dates hold: 9 of 10 on the day
    Build time under 6 minutes
    Shipping cost per parcel under $4
    Increase Total Value Locked on the exchange
    Total Time Saved per driver reaches 40 minutes a week
    50 neighbours running for the council by 2028
    End homelessness in the district
    Halt the decline of bees
    Restore the river to a good state
    Eliminate child labour in our supply chain
    Ensure that every child can swim
    Strengthen the resilience of small farms
    Meal planner scoped, shipped and used by 70 families a week
    Recall on the test set: 85%
    Monthly active riders: 10,000
    1,000 registered growers
    Health: walk to work rises from 10% to 25%
    Documents written by juniors need no second review
    Homes built under the scheme sell within a month
    Accounts opened online stay active
    Reduce complaints about late parcels
    Win forty independent cafés
    Build trust with first-time buyers
    The import is as fast as the old one
    No missed deliveries in December
    Deliver 95% of crates on time
    Resolve complaints in one contact
    Launch the club and win 400 members
    Half of our growers renew
""".strip().splitlines()


def _shapes(reading: str) -> list[str]:
    return [shape["line"] for shape in SHAPES if shape["reading"] == reading]


KNOWN_WRONG = frozenset(
    (
        "Increase test coverage to 70%",
        "Terms of use for partners",
        "Raise the number of posts to 10 a week",
        "Practise the piano every day",
        "Best-in-class support",
    )
)
"""Lines that are judged wrongly so far: a line that is judged rightly again leaves this list."""


@pytest.mark.parametrize("line", sorted(KNOWN_WRONG))
def test_what_is_known_to_be_wrong_is_still_wrong(line: str) -> None:
    is_work = line in {*map(str.strip, WORK), *_shapes("work")}

    assert (judge(line).label == "outcome") == is_work


@pytest.mark.parametrize("line", [*map(str.strip, WORK), *_shapes("work")])
def test_the_shapes_of_work_are_heard(line: str) -> None:
    assert line in KNOWN_WRONG or judge(line).label != "outcome"


@pytest.mark.parametrize("line", [*map(str.strip, RESULTS), *_shapes("result")])
def test_the_shapes_of_results_are_never_accused(line: str) -> None:
    assert line in KNOWN_WRONG or stance(judge(line)) is None

"""Prints as JSON how the program shows a strategy whose bets have the fields of `test_fields.py`.

It runs on a copy of the package that declares each of them in one line.
"""

import json
from datetime import date

from stratdocs.model.fields import reference
from stratdocs.model.kinds import Bet
from stratdocs.model.schema import file_schema
from stratdocs.model.stack import load
from stratdocs.reports.export import strategy
from stratdocs.reviewing.compare import review_of
from stratdocs.reviewing.page import data
from stratdocs.reviewing.sides import sides_of
from stratdocs.reviewing.verdict import headline
from stratdocs.reviewing.wording import message
from stratdocs.site.query import query
from stratdocs.site.views import collection, item
from stratdocs.site.views.ask import Ask
from stratdocs.site.views.page import Ref, SiteContext
from stratdocs.site.views.table import TABLE

OLD = """\
strategies: [{id: win, title: Win, level: company, period: 2027, owner: maya}]
bets:
  - {id: calm, title: Calm, serves: win, period: 2027-Q1, status: on_track, owner: maya}
  - id: quick
    title: Quick
    serves: win
    period: 2027-Q1
    status: on_track
    owner: maya
    sponsor: maya
    launch: 2027-02-01
    budget: 10 d
    echoes: win
people: [{id: maya, title: Maya Lind}, {id: jo, title: Jo Kern}]
"""
TODAY = date(2027, 1, 29)
old = load({"s.yml": OLD}, today=TODAY)


def changed(before, after):
    new = load({"s.yml": OLD.replace(before, after)}, today=TODAY)
    found = review_of(sides_of(old, new))
    (change,) = found.changes
    (decision,) = data(found).decisions
    (row,) = decision.sides
    return {
        "is": f"{change.weight.word} {change.category}: {message(change)}",
        "page": decision.question,
        "sides": ["".join(piece.text for piece in side) for side in (row.before, row.after)],
        "headline": headline(found),
    }


def shown(value: object) -> str:
    """A fact as a page prints it."""
    return value.title if isinstance(value, Ref) else str(value)


site = SiteContext(old, ())
quick = old.get("quick")
page = item.item_page(site, quick)
table = TABLE.data(site, Ask(of=("bets",), columns=("sponsor", "launch")))
asked = query("sponsor == maya", (Bet,), old)
print(
    json.dumps(
        {
            "findings": [finding.message for finding in old.findings],
            "decoded": [quick.sponsor, str(quick.launch), str(quick.budget), quick.echoes],
            "schema": {
                name: file_schema()["$defs"]["bet"]["properties"][name]["description"]
                for name in ("sponsor", "launch", "budget", "echoes")
            },
            "reference": {
                field.name: field.type
                for kind in reference()
                if kind.collection == "bets"
                for field in kind.fields
                if field.name in ("sponsor", "budget")
            },
            "facts": [
                (fact.label, shown(fact.value))
                for group in page.data.groups
                for fact in group.facts
            ],
            "back": [
                (words, [ref.title for ref in refs])
                for words, refs, _ in item.item_page(site, old.get("maya")).data.mentioned
            ],
            "index": [column.label for column in collection.columns_of(Bet, old.of(Bet))],
            "table": [
                [column.label for column in table.columns],
                [
                    [
                        getattr(cell.value[0], "title", "")
                        if cell.shape == "links"
                        else str(cell.value)
                        for cell in row.cells
                    ]
                    for row in table.rows
                ],
            ],
            "filter": [bet.id for bet in old.of(Bet) if asked.test(site, bet)],
            "export": strategy(old, ())["items"][-2]["fields"]["sponsor"],
            "person": changed("sponsor: maya", "sponsor: jo"),
            "day": changed("launch: 2027-02-01", "launch: 2027-03-01"),
            "figure": changed("budget: 10 d", "budget: 20 d"),
            "link": changed("echoes: win", "echoes: calm"),
        }
    )
)

"""Exports, byte for byte where a program that reads them is particular."""

from __future__ import annotations

import json
import re
from datetime import date
from io import BytesIO
from textwrap import dedent
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest

from stratdocs.exchange.columns import Table
from stratdocs.exchange.dot import dot
from stratdocs.exchange.events import Event, events
from stratdocs.exchange.feeds import Entry, Feed, atom, jsonfeed
from stratdocs.exchange.graphml import graphml
from stratdocs.exchange.ics import ics
from stratdocs.exchange.mermaid import mermaid
from stratdocs.exchange.network import Edge, Network, Node, network
from stratdocs.exchange.xlsx import xlsx
from stratdocs.model.finding import StratdocsError
from stratdocs.model.stack import Stack, load

TODAY = date(2026, 11, 21)


def stack(text: str) -> Stack:
    return load({"s.yml": dedent(text)}, today=TODAY)


def node(identity: str, title: str = "T", **more: object) -> Node:
    values = {"kind": "bets", "noun": "bet", "status": None, "owner": None, "period": None}
    return Node(**{**values, "progress": None, "url": None, "id": identity, "title": title, **more})


BET = """
    bets:
      - {id: b, title: B}
    objectives:
      - id: o
        title: O
        serves: [b, gone]
        key_results:
          - id: k
            title: K
            baseline: 40%
            target: 50%
            check_ins: [{date: 2026-11-01, value: 45%}]
          - {id: l, title: L, depends_on: k}
    """

# --- networks -------------------------------------------------------------------------------------


def test_a_network_holds_only_links_between_its_items():
    found = network(stack(BET))

    assert [(e.source, e.link, e.target) for e in found.edges] == [
        ("o", "serves", "b"),
        ("k", "serves", "o"),
        ("l", "serves", "o"),
        ("l", "depends_on", "k"),
    ]
    assert {n.id: n.progress for n in found.nodes}["k"] == pytest.approx(0.5)


def test_a_network_may_be_a_collection_or_an_item_with_all_below_it():
    assert [n.id for n in network(stack(BET), "key_results").nodes] == ["k", "l"]
    assert [n.id for n in network(stack(BET), "o").nodes] == ["o", "k", "l"]
    with pytest.raises(StratdocsError, match="object isn't a collection or an item; did you mean"):
        network(stack(BET), "object")


@pytest.mark.parametrize(
    ("identity", "shown"),
    [
        ("end", "n_end"),
        ("end-to-end", "n_end_to_end"),
        ("o---x", "n_o_x"),
        ("2027-plan", "n_2027_plan"),
        ("größe", "n_gr_e"),
    ],
)
def test_an_id_is_no_word_of_mermaid(identity: str, shown: str):
    assert f'  {shown}["T"]' in mermaid(Network((node(identity),), ())).splitlines()


def test_ids_that_look_alike_in_mermaid_stay_apart():
    text = mermaid(
        Network((node("a-b"), node("a.b")), (Edge("a-b", "a.b", "serves", primary=True),))
    )

    assert "  n_a_b --> n_a_b_2" in text.splitlines()


def test_a_label_in_mermaid_means_nothing_but_itself():
    text = mermaid(Network((node("a", '`a` "b" <b> #12; & (c)\n\x07'),), ()))

    label = "#96;a#96; #quot;b#quot; #lt;b#gt; #35;12; #amp; (c)"
    assert f'  n_a["{label}"]' in text.splitlines()


def test_what_mermaid_will_not_draw_says_so():
    nodes = tuple(node(f"n{number}", url="https://x.example/" + "y" * 60) for number in range(502))
    edges = tuple(Edge(f"n{number}", "n0", "serves", primary=True) for number in range(1, 502))
    lines = mermaid(Network(nodes, edges)).splitlines()

    assert lines[0] == "flowchart BT"
    assert lines[1].startswith(
        "  %% 501 links, but Mermaid draws only 500: raise its setting maxEdges"
    )
    assert not any("click" in line for line in lines)


def test_every_id_and_text_in_dot_is_quoted():
    text = dot(
        Network(
            (node("node", 'a "b" \\N &lt; <c>'), node("a:b")),
            (Edge("node", "a:b", "depends_on", words="depends on"),),
        )
    )

    assert '"node" [label="a \\"b\\" \\\\N &amp;lt; <c>"' in text
    assert '"node" -> "a:b" [style=dashed' in text
    assert 'charset="utf-8"' in text


def test_graphml_has_typed_values_and_leaves_out_unknown_ones():
    text = graphml(
        Network(
            (node("a", "x\x0b & y", progress=0.4), node("b", status="done")),
            (Edge("a", "b", "serves", primary=True),),
        )
    )
    root = ET.fromstring(text)
    space = {"g": "http://graphml.graphdrawing.org/xmlns"}

    assert {k.get("id"): k.get("attr.type") for k in root.findall("g:key", space)} == {
        "kind": "string", "title": "string", "status": "string", "owner": "string",
        "period": "string", "progress": "double", "url": "string", "link": "string",
        "primary": "boolean",
    }  # fmt: skip
    assert [
        {d.get("key"): d.text for d in n.findall("g:data", space)}
        for n in root.iter(f"{{{space['g']}}}node")
    ] == [
        {"kind": "bets", "title": "x & y", "progress": "0.4"},
        {"kind": "bets", "title": "T", "status": "done"},
    ]


# --- workbooks ------------------------------------------------------------------------------------


def sheet(*rows: tuple[str, ...]) -> str:
    data = xlsx([Table("bets", tuple("abcdefgh"[: len(rows[0])]), rows)])
    with ZipFile(BytesIO(data)) as archive:
        return archive.read("xl/worksheets/sheet1.xml").decode()


def test_the_same_tables_give_the_same_workbook():
    table = Table("bets", ("id",), (("a",),))
    data = xlsx([table])

    assert data == xlsx([table])
    with ZipFile(BytesIO(data)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        for name in archive.namelist():
            ET.fromstring(archive.read(name))


def test_no_text_is_a_formula_and_none_holds_what_xml_cannot():
    text = sheet(("=1+1", "a\x0b<b>", "_x000D_"))

    assert "<f>" not in text
    assert ">=1+1</t>" in text
    assert ">a&lt;b&gt;</t>" in text
    assert ">_x005F_x000D_</t>" in text


def test_shares_and_days_are_numbers_with_a_format():
    text = sheet(("40%", "12.50%", "2027-03-31", "7", "007", "1.0", "4 d", "-0.5"))

    assert '<c r="A2" s="3"><v>0.4</v></c>' in text
    assert '<c r="B2" s="5"><v>0.125</v></c>' in text
    assert '<c r="C2" s="2"><v>46477</v></c>' in text
    assert '<c r="D2"><v>7</v></c>' in text
    assert re.findall(r">([^<]+)</t>", text)[8:] == ["007", "1.0", "4 d"]
    assert '<c r="H2"><v>-0.5</v></c>' in text


def test_names_of_sheets_are_short_and_differ():
    data = xlsx([Table("a/b" + "x" * 40, ("id",), ()), Table("a:b" + "x" * 40, ("id",), ())])
    with ZipFile(BytesIO(data)) as archive:
        names = re.findall(r'sheet name="([^"]*)"', archive.read("xl/workbook.xml").decode())

    assert names == ["a b" + "x" * 28, "a b" + "x" * 26 + " 2"]


def test_a_cell_is_never_longer_than_excel_reads():
    assert len(re.findall(r">(y+)<", sheet(("y" * 40_000,)))[0]) == 32_767


# --- calendars ------------------------------------------------------------------------------------

DAY = date(2027, 3, 31)


def lines(*found: Event, site: str | None = "https://x.example/docs/") -> list[str]:
    text = ics(found, "Strategy", site)
    assert text.endswith("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    return text.replace("\r\n ", "").split("\r\n")


def test_a_calendar_holds_whole_days_that_end_on_the_day_after():
    assert lines(Event("work/w/due", "Due: W", DAY, DAY, changed=date(2026, 11, 1))) == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//stratdocs//strategy as code//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "NAME:Strategy",
        "X-WR-CALNAME:Strategy",
        "BEGIN:VEVENT",
        "UID:docs/work/w/due@x.example",
        "DTSTAMP:20261101T000000Z",
        "SEQUENCE:9801",
        "DTSTART;VALUE=DATE:20270331",
        "DTEND;VALUE=DATE:20270401",
        "SUMMARY:Due: W",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def test_text_in_a_calendar_is_escaped_without_a_blank():
    found = lines(Event("k", "a; b, c\\d\ne\x07", DAY, DAY))

    assert "SUMMARY:a\\; b\\, c\\\\d\\ne" in found


def test_a_line_of_a_calendar_has_at_most_75_octets_and_no_torn_character():
    title = "größe " * 30 + "日本" * 40
    text = ics([Event("k", title, DAY, DAY)], "S").encode()

    assert max(map(len, text.split(b"\r\n"))) <= 75
    for line in text.split(b"\r\n"):
        line.decode()
    assert title.strip() in text.decode().replace("\r\n ", "")


def test_the_last_day_of_a_month_stays_the_last_day():
    found = lines(
        Event("k", "K", date(2027, 1, 30), date(2027, 1, 30), cadence="quarterly", until=DAY)
    )

    assert ("RRULE:FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=28,29,30;BYSETPOS=-1;UNTIL=20270331") in found


def test_the_last_day_of_all_has_no_day_after():
    found = lines(Event("k", "K", date.max, date.max))

    assert "DTSTART;VALUE=DATE:99991231" in found
    assert not any(line.startswith("DTEND") for line in found)


def test_the_days_of_a_strategy_are_events():
    found = events(
        stack(
            """
            strategies:
              - {id: s, title: S, level: company, period: 2027, cadence: quarterly,
                 reviewed: 2026-10-02}
            bets:
              - {id: b, title: B, success: {by: 2027-03-31}, status: committed}
              - {id: over, title: Over, success: {by: 2027-03-31}, status: dropped}
            work:
              # stratdocs: allow orphan until 2027-02-01 -- later
              - {id: w, title: W, due: 2027-01-31, owner: jo}
            initiatives:
              - id: i
                title: I
                phases:
                  - {title: Build, starts: 2027-01-01, ends: 2027-02-01}
                  - {title: Watch, starts: 2027-02-02}
                  - {title: Odd, starts: 2027-02-02, ends: 2026-02-02}
                gaps: [{dimension: leverage, actions: [{title: Act, by: 2027-01-15, owner: jo}]}]
            rituals:
              - {id: r, title: R, cadence: weekly, last_held: 2026-11-16}
              - {id: never, title: Never held, cadence: weekly}
            people:
              - {id: jo, title: Jo Park}
            """
        )
    )

    assert [(str(e.first), e.title, e.cadence, e.details) for e in found] == [
        ("2026-10-02", "Review: S", "quarterly", ()),
        ("2026-11-16", "R", "weekly", ()),
        ("2027-01-01", "Build: I", None, ()),
        ("2027-01-15", "Due: Act", None, ("I", "Owner: Jo Park")),
        ("2027-01-31", "Due: W", None, ("Owner: Jo Park",)),
        ("2027-02-01", "Suppression of orphan expires", None, ("s.yml:10", "later")),
        ("2027-02-02", "Start of Watch: I", None, ()),
        ("2027-03-31", "Due: B", None, ()),
    ]


# --- feeds ----------------------------------------------------------------------------------------

FEED = Feed(
    "Tidewater: changes",
    "https://x.example/docs/",
    "https://x.example/docs/changes/",
    (
        Entry("abc1234", date(2026, 11, 2), "A & B\x0b: x", "<p>a\x0b &amp; b</p>", "Jo", "m"),
        Entry("abc1233", date(2026, 11, 1), "C", "<p>c</p>", None, "m"),
    ),
)


def test_an_entry_of_atom_keeps_its_id_and_has_the_day_of_its_commit():
    assert atom(FEED, "https://x.example/docs/changes.xml") == dedent(
        """\
        <?xml version="1.0" encoding="utf-8"?>
        <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
          <id>https://x.example/docs/changes/</id>
          <title>Tidewater: changes</title>
          <updated>2026-11-02T00:00:00Z</updated>
          <link rel="self" type="application/atom+xml" href="https://x.example/docs/changes.xml"/>
          <link rel="alternate" type="text/html" href="https://x.example/docs/changes/"/>
          <author><name>Tidewater: changes</name></author>
          <generator>stratdocs</generator>
          <entry>
            <id>tag:x.example,2026:docs/changes/abc1234</id>
            <title>A &amp; B: x</title>
            <updated>2026-11-02T00:00:00Z</updated>
            <link rel="alternate" type="text/html" href="https://x.example/docs/changes/#m"/>
            <author><name>Jo</name></author>
            <content type="html">&lt;p&gt;a &amp;amp; b&lt;/p&gt;</content>
          </entry>
          <entry>
            <id>tag:x.example,2026:docs/changes/abc1233</id>
            <title>C</title>
            <updated>2026-11-01T00:00:00Z</updated>
            <link rel="alternate" type="text/html" href="https://x.example/docs/changes/#m"/>
            <content type="html">&lt;p&gt;c&lt;/p&gt;</content>
          </entry>
        </feed>
        """
    )


def test_json_feed_says_the_same():
    found = json.loads(jsonfeed(FEED, "https://x.example/docs/changes.json"))

    assert found["version"] == "https://jsonfeed.org/version/1.1"
    assert found["items"][0] == {
        "id": "tag:x.example,2026:docs/changes/abc1234",
        "url": "https://x.example/docs/changes/#m",
        "title": "A & B: x",
        "content_html": "<p>a &amp; b</p>",
        "date_published": "2026-11-02T00:00:00Z",
        "authors": [{"name": "Jo"}],
    }


def test_a_feed_has_the_newest_50():
    many = tuple(Entry(str(n), date(2026, 11, 1), "T", "", None, "m") for n in range(60))
    text = atom(FEED._replace(entries=many), "https://x.example/a")

    assert text.count("<entry>") == 50
    assert "changes/49<" in text

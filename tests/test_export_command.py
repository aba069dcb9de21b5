"""`stratdocs export` as it is called, and the downloads of a site."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from repository import git, new_repository, put
from sites import build

from stratdocs.cli import converters, main
from stratdocs.cli.export import FORMATS

STRATEGY = """\
strategies:
  - {id: stay, title: Win by keeping customers, level: company, period: 2026}
bets:
  - id: first-week
    title: Value in the <first> week
    serves: stay
    size: big
    success: {outcome: They stay, by: 2027-03-31}
metrics:
  - {id: calls, title: Calls, stage: input, drives: [{metric: sales}]}
  - {id: sales, title: Sales, stage: outcome}
"""
SETTINGS = """\
site_name: Clinic
site_url: https://clinic.example/docs
docs_dir: docs
plugins: [stratdocs: {today: 2026-11-21}]
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    found = new_repository(tmp_path, monkeypatch)
    put("mkdocs.yml", SETTINGS)
    put("docs/index.md", "# Start")
    put("docs/strategy/all.yml", STRATEGY)
    return found


def commit_a_change() -> None:
    git("add", "-A")
    git("commit", "-qm", "Begin", day="2026-10-01")
    put("docs/strategy/all.yml", STRATEGY.replace("2027-03-31", "2027-06-30"))
    git("commit", "-qam", "More time & <rest>", day="2026-11-02")


def exported(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    code = main(["export", "--format", *words])
    out = capsys.readouterr()

    assert (code, out.err) == (0, "")
    return out.out


def refused(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    code = main(["export", *words])
    out = capsys.readouterr()

    assert (code, out.out) == (2, "")
    return out.err.strip().removeprefix("stratdocs: ")


# --- what is called wrongly -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("", "--format is missing; see stratdocs export --help"),
        ("--format exel", 'invalid format "exel"; use json, csv, xlsx,'),
        ("--format csv", "csv holds one collection: name it with --of, such as --of bets"),
        ("--format csv --of bet", 'invalid collection "bet"; use'),
        ("--format dot --of bet", "bet isn't a collection or an item; did you mean bets?"),
        ("--format ics --of bets", "--format ics doesn't take --of"),
        ("--format json --page bets", "--format json doesn't take --page"),
        ("--format svg", "name the page with the picture with --page"),
        ("--format svg --page bets", "bets has no picture; these pages have one: "),
        ("--format svg --page metrics/chain#x", "metrics/chain#x isn't a picture"),
        ("--format svg --page metrics/chain#2", "metrics/chain has 1 picture; it has no number 2"),
        ("--format html --page nowhere", "nowhere isn't an item or a page"),
        ("--format csv --of bets gone", "gone doesn't exist"),
        ("--format csv --of bets --output gone/x.csv", "could not write gone/x.csv"),
    ],
)
def test_a_wrong_call_is_one_sentence(
    capsys: pytest.CaptureFixture[str], words: str, sentence: str
) -> None:
    said = refused(capsys, *words.split())

    assert said.startswith(sentence)
    assert "\n" not in said


def test_a_feed_needs_the_address_of_the_site(capsys: pytest.CaptureFixture[str]) -> None:
    put("mkdocs.yml", SETTINGS.replace("site_url: https://clinic.example/docs\n", ""))

    assert "set site_url in mkdocs.yml" in refused(capsys, "--format", "atom")
    assert "set site_url in mkdocs.yml" in refused(capsys, "--format", "jsonfeed")


def test_an_empty_calendar_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    put("docs/strategy/all.yml", "people: [{id: jo, title: Jo}]")

    assert refused(capsys, "--format", "ics").startswith("there is nothing for a calendar")


def test_nothing_to_export_ends_with_3(capsys: pytest.CaptureFixture[str]) -> None:
    put("docs/strategy/all.yml", "")

    assert main(["export", "--format", "json"]) == 3
    assert "nothing to export" in capsys.readouterr().err


# --- what is written ------------------------------------------------------------------------------

TEXTS = [form for form in sorted(FORMATS) if form not in ("csv", "xlsx", "svg", "png", "pdf")]


@pytest.mark.parametrize("form", TEXTS)
def test_the_same_strategy_gives_the_same_bytes(
    capsys: pytest.CaptureFixture[str], form: str
) -> None:
    commit_a_change()

    first = exported(capsys, form)

    assert first
    assert exported(capsys, form, "--output", "out") == ""
    assert Path("out").read_bytes() == first.encode()


def test_the_tables_of_all_collections_go_into_a_folder(
    capsys: pytest.CaptureFixture[str],
) -> None:
    exported(capsys, "csv", "--output", "tables")

    assert sorted(file.name for file in Path("tables").iterdir()) == [
        "bets.csv", "metrics.csv", "strategies.csv",
    ]  # fmt: skip
    text = exported(capsys, "csv", "--of", "bets")
    assert Path("tables/bets.csv").read_bytes().decode() == text
    last = text.splitlines()[-1]
    assert last.startswith(
        "first-week,Value in the <first> week,bet,stay,big,They stay,2027-03-31,v1 "
    )


def test_a_workbook_is_written_to_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    exported(capsys, "xlsx", "--of", "bets", "--output", "a.xlsx")
    exported(capsys, "xlsx", "--of", "bets", "--output", "b.xlsx")

    assert Path("a.xlsx").read_bytes() == Path("b.xlsx").read_bytes()
    assert Path("a.xlsx").read_bytes().startswith(b"PK")


def test_items_link_to_their_pages(capsys: pytest.CaptureFixture[str]) -> None:
    url = "https://clinic.example/docs/bets/first-week/"

    for form in ("mermaid", "dot", "graphml", "ics"):
        text = exported(capsys, form).replace("\r\n ", "")
        assert url in text, form


def test_a_day_in_the_calendar_is_stamped_with_the_last_change(
    capsys: pytest.CaptureFixture[str],
) -> None:
    commit_a_change()
    lines = exported(capsys, "ics").split("\r\n")

    assert "UID:docs/bets/first-week/due@clinic.example" in lines
    assert "DTSTART;VALUE=DATE:20270630" in lines
    assert "DTSTAMP:20261102T000000Z" in lines


def test_a_feed_says_what_each_commit_changed(capsys: pytest.CaptureFixture[str]) -> None:
    commit_a_change()
    entries = json.loads(exported(capsys, "jsonfeed"))["items"]

    assert [entry["title"] for entry in entries] == [
        "Value in the <first> week: date moved from 31 Mar 2027 to 30 Jun 2027"
    ]
    assert entries[0]["url"] == "https://clinic.example/docs/changes/#changes-2026-11"
    assert re.fullmatch("tag:clinic.example,2026:docs/changes/[0-9a-f]{7}", entries[0]["id"])
    assert entries[0]["content_html"].startswith(
        "<p>More time &amp; &lt;rest&gt;</p><ul><li><strong>Value in the &lt;first&gt; week"
    )
    ET.fromstring(exported(capsys, "atom"))


# --- pages and pictures ---------------------------------------------------------------------------


def test_a_page_is_one_file(capsys: pytest.CaptureFixture[str]) -> None:
    for page in ("", "first-week", "bets/portfolio", "changes"):
        html = exported(capsys, "html", *(["--page", page] if page else []))

        assert html.startswith("<!doctype html>")
        assert not re.search(r"<script|<link|<img|@import|url\(|\x00", html)
    assert '<a href="https://clinic.example/docs/strategies/stay/"' in exported(capsys, "html")


def test_a_page_without_a_site_links_to_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    put("mkdocs.yml", SETTINGS.replace("site_url: https://clinic.example/docs\n", ""))
    html = exported(capsys, "html", "--page", "first-week")

    assert [href for href in re.findall(r'href="([^"]*)"', html) if href[:1] != "#"] == []
    assert "stratdocs-nowhere" not in html
    assert "Win by keeping customers" in html


def test_a_picture_stands_alone(capsys: pytest.CaptureFixture[str]) -> None:
    text = exported(capsys, "svg", "--page", "metrics/chain")
    root = ET.fromstring(text)

    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert {"viewBox", "width", "height", "font-family"} <= set(root.keys())
    assert (root.findtext("{http://www.w3.org/2000/svg}title") or "").strip()
    assert "var(" not in text
    assert "xlink" not in text
    assert 'href="https://clinic.example/docs/metrics/calls/"' in text
    assert ".sd-draw__box" in text


def test_without_a_converter_a_sentence_says_what_is_missing(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(converters.shutil, "which", lambda _: None)
    monkeypatch.setattr(converters.sys, "platform", "linux")

    said = refused(capsys, "--format", "pdf", "--output", "a.pdf")
    assert said.startswith("a PDF needs Chromium, Chrome or weasyprint")
    said = refused(capsys, "--format", "png", "--page", "metrics/chain", "--output", "a.png")
    assert said.startswith("a PNG needs rsvg-convert, cairosvg or Chromium")
    assert not Path("a.pdf").exists()


# --- the site -------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("urls", ["true", "false"])
def test_a_site_offers_files_beside_its_pages(
    folder: Path, capsys: pytest.CaptureFixture[str], urls: str
) -> None:
    commit_a_change()
    put("mkdocs.yml", f"{SETTINGS}use_directory_urls: {urls}\n")
    built = build(folder)
    page = "{}/index.html" if urls == "true" else "{}.html"
    up = "../" if urls == "true" else ""

    for name, links in {
        "bets": [f"{up}bets/bets.csv"],
        "rituals": [f"{up}calendar.ics"],
        "rhythm": [f"{up}calendar.ics"],
        "changes": [f"{up}changes.xml", f"{up}changes.json"],
    }.items():
        html = built.page(page.format(name))
        part = re.search(r'<p class="sd-downloads">.*?</p>', html, re.DOTALL)
        assert part is not None, name
        assert re.findall(r'href="([^"]*)"', part[0]) == links
    end = "/" if urls == "true" else ".html"
    feed = (folder / "site/changes.xml").read_text("utf-8")
    assert f"<id>https://clinic.example/docs/changes{end}</id>" in feed
    data = (folder / "site/bets/bets.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbfid,title,type")
    assert b"\r\n" in data
    assert f"URL:https://clinic.example/docs/bets/first-week{end}" in (
        folder / "site/calendar.ics"
    ).read_bytes().decode().replace("\r\n ", "")
    assert (folder / "site/calendar.ics").read_bytes().decode() == exported(capsys, "ics")
    assert feed == exported(capsys, "atom")

    assert (folder / "site/strategy.json").read_text("utf-8") == exported(capsys, "json")


def test_a_dry_run_names_the_files_and_writes_none(capsys: pytest.CaptureFixture[str]) -> None:
    assert exported(capsys, "csv", "--output", "tables", "--dry-run").splitlines() == [
        f"new {Path('tables') / name}.csv" for name in ("strategies", "bets", "metrics")
    ]
    assert not Path("tables").exists()
    exported(capsys, "csv", "--output", "tables")
    Path("tables/bets.csv").write_text("")

    lines = exported(capsys, "csv", "--output", "tables", "--dry-run").splitlines()

    assert [line.partition(" ")[0] for line in lines] == ["unchanged", "changed", "unchanged"]
    assert main(["export", "--format", "csv", "--of", "bets", "--dry-run"]) == 2


def test_an_exported_site_replaces_no_file_of_somebody_else(
    capsys: pytest.CaptureFixture[str],
) -> None:
    planned = exported(capsys, "markdown", "--output", "build", "--dry-run").splitlines()
    assert f"new {Path('build/docs/index.md')}" in planned
    assert not Path("build").exists()
    assert main(["export", "--format", "markdown", "--output", "build"]) == 0
    capsys.readouterr()
    assert "nothing would change" in exported(capsys, "markdown", "--output", "build", "--dry-run")
    stamp = Path("build/.stratdocs-export.json")
    text = stamp.read_text("utf-8")
    first = next(line for line in text.splitlines() if "docs/bets/index.md" in line)
    stamp.write_text(text.replace(first + "\n", ""), "utf-8")
    Path("build/docs/bets/index.md").write_text("mine", "utf-8")

    assert main(["export", "--format", "markdown", "--output", "build"]) == 2

    assert "wasn't written by an export and would be replaced" in capsys.readouterr().err
    assert Path("build/docs/bets/index.md").read_text("utf-8") == "mine"


def test_a_page_is_dark_where_the_system_is(capsys: pytest.CaptureFixture[str]) -> None:
    html = exported(capsys, "html")

    assert html.count("@media screen and (prefers-color-scheme: dark)") == 2
    assert "data-md-color-scheme" not in html


@pytest.mark.slow
def test_a_site_without_downloads_has_no_files(folder: Path) -> None:
    put("mkdocs.yml", SETTINGS.replace("2026-11-21}", "2026-11-21, downloads: false}"))
    built = build(folder)

    found = {file.suffix for file in (folder / "site").rglob("*") if file.is_file()}
    assert not found & {".csv", ".ics"}
    assert not (folder / "site/changes.json").exists()
    assert "sd-downloads" not in built.page("bets/index.html")


@pytest.mark.skipif(os.name == "nt", reason="links need a right there")
def test_an_exported_site_is_not_written_through_a_link(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    export = ["export", "--format", "markdown", "--output", "build"]
    assert main(export) == 0
    bets = next(path for path in Path("build").rglob("bets") if path.is_dir())
    elsewhere = folder / "elsewhere"
    bets.rename(elsewhere)
    bets.symlink_to(elsewhere)
    before = {path: path.read_bytes() for path in elsewhere.rglob("*") if path.is_file()}

    assert main(export) == 2

    assert "leads out of build; remove the link" in capsys.readouterr().err
    after = {path: path.read_bytes() for path in elsewhere.rglob("*") if path.is_file()}
    assert after == before


def test_tables_are_all_written_or_none(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    placed = 0
    real = os.replace

    def full(source: str, target: str) -> None:
        nonlocal placed
        if target.endswith(".csv"):
            placed += 1
            if placed == 3:
                raise OSError(28, "No space left on device")
        real(source, target)

    monkeypatch.setattr(os, "replace", full)

    assert main(["export", "--format", "csv", "--output", "tables"]) == 2

    assert "No space left on device; nothing was changed" in capsys.readouterr().err
    assert not (folder / "tables").exists()

"""The same strategy gives the same bytes, whatever the machine: hash seed, locale and time zone."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MACHINES = [
    {"PYTHONHASHSEED": "0", "LC_ALL": "C", "TZ": "UTC"},
    {"PYTHONHASHSEED": "1", "LC_ALL": "C.UTF-8", "TZ": "Pacific/Kiritimati"},
    {"PYTHONHASHSEED": "2", "LC_ALL": "tr_TR.UTF-8", "TZ": "Pacific/Pago_Pago"},
    {"PYTHONHASHSEED": "3", "LC_ALL": "de_DE.ISO-8859-1", "TZ": "Asia/Kathmandu"},
]
CALLS = (
    ["check", "content/strategy", "--format", "json", "--fail-on", "never"],
    ["check", "broken", "--format", "full", "--fail-on", "never"],
    ["export", "--format", "json"],
    ["diff", "content/strategy", "broken", "--format", "json", "--fail-on", "never"],
    ["rules"],
)
BROKEN = """\
strategies: [{id: top, title: Win, levle: company}, {title: Win}, {title: Win}]
bets:
  - {id: a, titel: x, serves: tpo}
  - {id: b, title: y, serves: [top, tpo], status: comitted, size: bigg}
  # stratdocs: allow orphn -- x
"""


def run(machine: dict[str, str], words: list[str], folder: Path) -> bytes:
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG", "GIT_"))}
    environment |= {**machine, "PYTHONPATH": os.pathsep.join(sys.path)}
    call = [sys.executable, "-m", "stratdocs", *words]
    return subprocess.run(
        call, cwd=folder, env=environment, capture_output=True, check=False, timeout=300
    ).stdout


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the demo and a broken strategy."""
    (tmp_path / "content").symlink_to(ROOT / "content")
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken/a.yml").write_text(BROKEN, "utf-8")
    today = "site_name: x\ndocs_dir: content\nplugins: [stratdocs: {today: 2026-11-21}]\n"
    (tmp_path / "mkdocs.yml").write_text(today, "utf-8")
    return tmp_path


@pytest.mark.slow
@pytest.mark.parametrize("words", CALLS, ids=lambda words: " ".join(words[:2]))
def test_reports_are_the_same_on_every_machine(words: list[str], folder: Path) -> None:
    outputs = [run(machine, words, folder) for machine in MACHINES]

    assert outputs[0]
    assert len(set(outputs)) == 1


@pytest.mark.slow
def test_a_site_is_the_same_on_every_machine(tmp_path: Path) -> None:
    (tmp_path / "docs/strategy").mkdir(parents=True)
    (tmp_path / "docs/strategy/a.yml").write_text(BROKEN, "utf-8")
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: x\ntheme: {name: mkdocs}\n"
        "plugins: [search, stratdocs: {today: 2026-11-21, fail_on: never}]\n",
        "utf-8",
    )
    sites = []
    for number, machine in enumerate(MACHINES):
        environment = os.environ | machine | {"PYTHONPATH": os.pathsep.join(sys.path)}
        call = [sys.executable, "-m", "mkdocs", "build", "-q", "-d", f"site{number}"]
        subprocess.run(
            call,
            cwd=tmp_path,
            env={**environment, "SOURCE_DATE_EPOCH": "1800000000"},
            check=True,
            capture_output=True,
        )
        site = tmp_path / f"site{number}"
        sites.append(
            {
                path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
                for path in site.rglob("*")
                if path.is_file() and path.name != "sitemap.xml.gz"
            }
        )

    assert len(sites[0]) > 100
    differing = {path for site in sites for path, _ in site.items() ^ sites[0].items()}
    assert differing == set()

"""Random edits of a small site under `mkdocs serve`: does the server live, are its pages right, and
does its memory stay as it is?

    python benchmarks/soak.py [EDITS [SEED]]

Without a number it makes 1,000 edits. The same seed gives the same ones. Ten times on the way all
pages and files of a fresh build, and all addresses that were ever there, are compared with what the
server shows; then an item is removed and comes back.
"""

from __future__ import annotations

import os
import random
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path
from types import TracebackType
from typing import Self

from sweep import CHANGES

PATIENCE = 60
"""Seconds for one rebuild."""
WARM = 0.2
"""The part of the edits after which the memory counts."""
COMMITTED = 0.1
"""How many edits come after a commit."""
GROWTH = 1.1
"""How much larger the memory may be at the end than after that."""
INJECTED = re.compile(
    rb"<script>\s*(?:var livereload|// stratdocs: serving).*?</script>\n?", re.DOTALL
)
"""What a server adds to pages."""

FILES = {
    "mkdocs.yml": """\
site_name: Harbour
site_url: !ENV SITE
theme: {name: material, font: false}
plugins:
  - search
  - stratdocs: {today: 2026-11-21, fail_on: never, manual: none}
""",
    "docs/index.md": "# Ahoy\n\n[[phone|Our bet]]\n\n```stratdocs\nview: table\nof: bets\n```\n",
    "docs/notes.md": "# Notes\n\nOf [[hans]], by [[first-berth]].\n",
    "docs/strategy/company.yml": """\
strategies:
  - id: company
    title: Win the small harbours
    level: company
    owner: hans
    why: |
      Small harbours answer nobody.

      - They have *no* clerk
      - Boats turn away
    not_doing: [{title: Large harbours, because: they have clerks}]
  - {id: berths, title: A berth for every boat, level: product, serves: company, owner: hans}
people:
  - {id: hans, title: Hans Ek, role: harbour master}
  - {id: ida, title: Ida Lund, team: booking}
teams:
  - {id: booking, title: Booking, members: [ida], capacity: 60 d}
""",
    "docs/strategy/bets.yml": """\
bets:
  - id: phone
    title: A berth by phone
    serves: berths
    size: big
    owner: hans
    success: {outcome: Boats book ahead, measure: booked, baseline: 10%, target: 40%}
  - {id: maps, title: Maps of free berths, serves: berths, size: small, depends_on: [phone]}
""",
    "docs/strategy/goals.yml": """\
metrics:
  - {id: booked, title: Berths booked ahead, unit: "%", readings: [{date: 2026-10-01, value: 10%}]}
objectives:
  - id: first-berth
    title: Captains find a berth before they arrive
    level: team
    team: booking
    period: 2026-Q4
    serves: phone
    key_results:
      - id: ahead
        title: Increase berths booked ahead from 10% to 40%
        metric: booked
        baseline: 10%
        target: 40%
        by: 2026-12-31
        owner: ida
        check_ins: [{date: 2026-11-01, value: 20%, status: on_track, note: "Half of it, *so far*"}]
""",
    "docs/strategy/work.yml": """\
work:
  - {id: form, title: A form for phones, serves: ahead, due: 2026-12-10, status: on_track}
  - {id: lines, title: A second line, serves: ahead, due: 2026-11-10, depends_on: [form]}
risks:
  - {id: storm, title: Storms cut the lines, serves: form, probability: 3, impact: 4, owner: hans}
""",
}
"""The site, to which files come back."""
BUOY = "bets:\n  - {id: buoy, title: A buoy a boat, serves: berths}\n"
"""An item that nothing else edits."""
WRITTEN = (
    "# Ahoy\n\nNothing of the strategy.\n",
    "# Ahoy\n\n[[phone]] and [[lines]], who knows [[nobody]]?\n",
    "# Ahoy\n\n```stratdocs\nview: cards\nof: work\nwhere: owner = ida\n```\n",
    "# Ahoy\n\n```stratdocs\nview: tabel\nof: bets\n```\n",
    "# Ahoy\n\n```stratdocs\nview: [\n",
    "",
)
"""What a written page may say instead."""


class Failure(Exception):
    """What the server did wrong."""


class Server:
    """`mkdocs serve` of a folder."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            host = f"127.0.0.1:{free.getsockname()[1]}"
        self.site = f"http://{host}/"
        self.environment = {
            **os.environ,
            "NO_MKDOCS_2_WARNING": "1",
            "SITE": self.site,
            "SOURCE_DATE_EPOCH": "1795219200",
        }
        self.log = folder / "log"
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", host],
                cwd=folder,
                env=self.environment,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        self.epoch = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.process.terminate()
        self.process.wait(20)

    def answer(self, path: str) -> tuple[int, bytes]:
        """The status of an address and what the server says there."""
        try:
            with urllib.request.urlopen(self.site + path, timeout=PATIENCE) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read()

    def wait(self) -> None:
        """Waits until the site is built again, or has been built at all."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and self.process.poll() is None:
            try:
                _, said = self.answer(f"livereload/{self.epoch}/1")
            except OSError:
                time.sleep(0.1)
                continue
            if int(said) > self.epoch:
                self.epoch = int(said)
                return
        state = "is dead" if self.process.poll() is not None else "has not built again"
        raise Failure(f"the server {state}\n{self.log.read_text('utf-8', 'replace')[-4000:]}")

    def settle(self) -> None:
        """Waits until nothing is left to build."""
        while True:
            time.sleep(1.5)
            _, said = self.answer(f"livereload/{self.epoch - 1}/1")
            self.answer("")  # which waits for a build that has begun
            if int(said) == self.epoch:
                return
            self.epoch = int(said)

    def memory(self) -> int:
        """What the server holds, in kilobytes."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        found = re.search(r"VmRSS:\s*(\d+)", status)
        return int(found[1]) if found else 0


def draw(folder: Path) -> None:
    """Writes the site."""
    for path, text in (*FILES.items(), ("docs/strategy/buoy.yml", BUOY)):
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    git(folder, "init", "--quiet")
    commit(folder)


def commit(folder: Path) -> None:
    """Commits what there is, so that pages have a history."""
    git(folder, "add", "--all", "docs")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", "Edits")


def git(folder: Path, *words: str) -> None:
    day = "2026-11-20T12:00:00Z"
    who = ("-c", "user.name=Ida", "-c", "user.email=ida@example.com", "-c", "core.autocrlf=false")
    dated = {**os.environ, "GIT_AUTHOR_DATE": day, "GIT_COMMITTER_DATE": day}
    subprocess.run(["git", "-C", str(folder), *who, *words], env=dated, check=True)


def edit(folder: Path, chance: random.Random) -> str:
    """Edits one file as people and their programs do; what was done."""
    strategy = folder / "docs" / "strategy"
    if chance.random() < COMMITTED:
        commit(folder)
    files = sorted(path for path in strategy.glob("*.yml") if path.name != "buoy.yml")
    if not files:
        return restore(folder, chance)
    file = chance.choice(files)
    match chance.choices(range(8), (40, 22, 7, 8, 5, 10, 3, 5))[0]:
        case 0:
            text = file.read_text("utf-8", "surrogatepass")
            for _ in range(chance.randrange(1, 4)):
                text = chance.choice(CHANGES)(text, chance)
            file.write_text(text, "utf-8", "surrogatepass")
            return f"changed {file.name}"
        case 1:
            return restore(folder, chance)
        case 2:
            file.unlink()
            return f"removed {file.name}"
        case 3:
            number = chance.randrange(8)
            work = (
                f"work:\n  - {{id: new-{number}, title: Work {chance.random()}, serves: ahead}}\n"
            )
            (strategy / f"new-{number}.yml").write_text(work, "utf-8")
            return f"wrote new-{number}.yml"
        case 4:
            names = [f"moved-{number}.yml" for number in range(8)]
            file.rename(file.with_name(chance.choice([n for n in names if n != file.name])))
            return f"moved {file.name}"
        case 5:
            (folder / "docs" / "index.md").write_text(chance.choice(WRITTEN), "utf-8")
            return "wrote index.md"
        case 6:
            strategy.rename(folder / "away")
            time.sleep(chance.random() * 2)
            (folder / "away").rename(strategy)
            restore(folder, chance)  # so that something differs
            return "moved the folder away and back"
        case _:
            (strategy / ".new").write_bytes(file.read_bytes() + b"# saved\n")
            (strategy / ".new").replace(file)
            return f"replaced {file.name}"


def restore(folder: Path, chance: random.Random) -> str:
    """Brings a file back as it was."""
    path = chance.choice([path for path in FILES if path.startswith("docs/")])
    (folder / path).write_text(FILES[path], "utf-8")
    return f"restored {path}"


def compare(server: Server, folder: Path, seen: set[str]) -> None:
    """Compares what the server shows with a fresh build; an address `seen` before may be gone."""
    server.settle()
    with tempfile.TemporaryDirectory() as fresh:
        built = subprocess.run(
            [sys.executable, "-m", "mkdocs", "build", "-q", "-d", fresh],
            cwd=folder,
            env=server.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if built.returncode:
            raise Failure(f"a fresh build fails, which the server survives\n{built.stderr}")
        paths = {p.relative_to(fresh).as_posix(): p for p in Path(fresh).rglob("*") if p.is_file()}
        for path, file in sorted(paths.items()):
            status, said = server.answer(path)
            if status != 200:
                raise Failure(f"{path} is missing on the server")
            if INJECTED.sub(b"", said) != file.read_bytes() and not path.endswith(".gz"):
                raise Failure(f"{path} differs from that of a fresh build")
        for path in sorted(seen - set(paths)):
            if server.answer(path)[0] != 404:
                raise Failure(f"{path} is still on the server")
        seen |= set(paths)


def remove_and_restore(server: Server, folder: Path) -> None:
    """Takes an item away and brings it back, as a change of branches does."""
    for text, expected in (("bets: []\n", 404), (BUOY, 200)):
        (folder / "docs/strategy" / "buoy.yml").write_text(text, "utf-8")
        server.wait()
        server.settle()
        status, said = server.answer("bets/buoy/")
        if status != expected:
            raise Failure(f"bets/buoy/ answers {status} instead of {expected}")
        if not INJECTED.search(said):
            raise Failure(f"bets/buoy/ with status {status} does not reload by itself")


def soak(folder: Path, edits: int, seed: int, *, comparisons: int = 10) -> list[int]:
    """Edits a site while it is served; the memory of the server after each edit. Raises Failure for
    what it does wrong.
    """
    chance = random.Random(seed)
    draw(folder)
    seen: set[str] = set()
    memory: list[int] = []
    done = "began"
    with Server(folder) as server:
        server.wait()
        try:
            for turn in range(1, edits + 1):
                done = edit(folder, chance)
                server.wait()
                memory.append(server.memory())
                if turn % max(edits // comparisons, 1) == 0:
                    compare(server, folder, seen)
                    remove_and_restore(server, folder)
                    print(
                        f"{turn:,} edits: {memory[-1] / 1024:.0f} MB, {len(seen)} addresses",
                        flush=True,
                    )
        except Failure as failure:
            raise Failure(f"edit {len(memory) + 1} of seed {seed}, {done}: {failure}") from None
    return memory


def grown(memory: list[int]) -> float:
    """How large the memory is at the end, compared with that after the warm-up."""
    part = max(len(memory) // 10, 1)
    warm = int(len(memory) * WARM)
    return sorted(memory[-part:])[part // 2] / sorted(memory[warm : warm + part])[part // 2]


def main() -> int:
    edits = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        try:
            memory = soak(Path(folder), edits, seed)
        except Failure as failure:
            print(failure, file=sys.stderr)
            return 1
    growth = grown(memory)
    print(f"{edits:,} edits in {time.monotonic() - began:.0f} s, memory x {growth:.2f}")
    return int(growth > GROWTH)


if __name__ == "__main__":
    sys.exit(main())

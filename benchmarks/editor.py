"""How long an editor waits for `stratdocs lsp` while somebody types, as a ratio to one `check`.

A client writes `serves: fir` letter by letter into a strategy of 1,000 and one of 10,000 items,
and asks at the third letter what may follow. Measured is the time until the completion and until
the findings of that version arrive, seen by the client, and a hover after that. All figures are
medians; the check is the CPU time of a whole `stratdocs check` of the same files.

    python benchmarks/editor.py [--runs 7] [--items 1000 10000]
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from queue import Queue
from typing import Any

from check import PLUGIN, run, write

MOST = {1_000: 0.1, 10_000: 0.5}
"""Seconds that an answer may take, on a machine where a check takes as long as in CHECKED."""
CHECKED = {1_000: 0.115, 10_000: 0.432}
"""CPU seconds of a check on the machine for which the goals were set."""
BETWEEN = 0.03
"""Seconds between two letters."""


class Client:
    """The least that speaks with a language server."""

    def __init__(self, folder: Path) -> None:
        environment = {**os.environ, "PYTHONPATH": str(PLUGIN)}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "stratdocs", "lsp"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
        )
        self.arrived: Queue[tuple[float, dict[str, Any]]] = Queue()
        self.number = 0
        threading.Thread(target=self._read, daemon=True).start()
        root = folder.as_uri()
        client = {"general": {"positionEncodings": ["utf-16"]}}
        folders = [{"uri": root, "name": "benchmark"}]
        self.ask(
            "initialize",
            capabilities=client,
            rootUri=root,
            workspaceFolders=folders,
            processId=None,
        )
        self.say("initialized")

    def _read(self) -> None:
        stream = self.process.stdout
        assert stream is not None
        while header := stream.readline():
            size = 0
            while header.strip():
                name, _, value = header.partition(b":")
                size = int(value) if name.lower() == b"content-length" else size
                header = stream.readline()
            self.arrived.put((time.perf_counter(), json.loads(stream.read(size))))

    def _send(self, **message: Any) -> None:
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin is not None
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(data), data))
        self.process.stdin.flush()

    def say(self, method: str, **params: Any) -> None:
        self._send(method=method, params=params)

    def ask(self, method: str, **params: Any) -> tuple[float, Any]:
        """The moment of the answer, and the answer."""
        self.number += 1
        self._send(id=self.number, method=method, params=params)
        kept = []
        while True:
            when, message = self.arrived.get(timeout=120)
            if message.get("id") == self.number and "method" not in message:
                for entry in kept:
                    self.arrived.put(entry)
                return when, message["result"]
            kept.append((when, message))

    def findings(self, uri: str, version: int) -> float:
        """The moment when the findings of a version arrived."""
        while True:
            when, message = self.arrived.get(timeout=120)
            told = message.get("params", {})
            if message.get("method") == "textDocument/publishDiagnostics":
                if told["uri"] == uri and told.get("version") == version:
                    return when


def measure(items: int, rounds: int, folder: Path) -> dict[str, float]:
    """The seconds of each answer, and of a check."""
    source = folder / "docs" / "strategy"
    source.mkdir(parents=True)
    write(source, a_file=50, many=items)
    settings = "site_name: Benchmark\nplugins:\n  - stratdocs: {today: 2027-01-11}\n"
    (folder / "mkdocs.yml").write_text(settings, "utf-8")
    check = [sys.executable, "-m", "stratdocs", "check", str(source), "--format", "concise"]
    run(check)
    checked = statistics.median(run(check)[0] for _ in range(5))
    client = Client(folder)
    file = max(source.rglob("*.yml"))
    uri, text = file.as_uri(), file.read_text("utf-8")
    version = 1
    document = {"uri": uri, "languageId": "yaml", "version": version, "text": text}
    client.say("textDocument/didOpen", textDocument=document)
    client.findings(uri, version)
    took: dict[str, list[float]] = {"completion": [], "findings": [], "hover": []}
    line = text.count("\n") + 2
    for number in range(rounds):
        start = 0.0
        for typed in ("key-r", "key-re", "key-res"):
            version += 1
            now = f"{text}  - id: new-{number}\n    title: Something new\n    serves: {typed}\n"
            start = time.perf_counter()
            client.say(
                "textDocument/didChange",
                textDocument={"uri": uri, "version": version},
                contentChanges=[{"text": now}],
            )
            if typed != "key-res":
                time.sleep(BETWEEN)
        place = {"line": line, "character": len("    serves: key-res")}
        when, found = client.ask(
            "textDocument/completion", textDocument={"uri": uri}, position=place
        )
        assert found["items"], "nothing to complete"
        took["completion"].append(when - start)
        took["findings"].append(client.findings(uri, version) - start)
        start = time.perf_counter()
        place = {"line": line - 2, "character": 10}
        when, _ = client.ask("textDocument/hover", textDocument={"uri": uri}, position=place)
        took["hover"].append(when - start)
    client.ask("shutdown")
    client.say("exit")
    return {"check": checked, **{name: statistics.median(times) for name, times in took.items()}}


def main() -> int:
    """Prints the figures; returns 1 if one misses the goal."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--items", type=int, nargs="*", default=list(MOST))
    call = parser.parse_args()
    failed = False
    for items in call.items:
        with tempfile.TemporaryDirectory() as made:
            times = measure(items, call.runs, Path(made).resolve())
        checked = times.pop("check")
        goal = MOST[items] / CHECKED[items]
        print(f"{items:,} items, check {checked:.3f} s; at most {goal:.2f} x that")
        for name, seconds in times.items():
            failed = failed or seconds / checked > goal
            print(f"  {name:<11} {seconds * 1000:6.0f} ms, {seconds / checked:.2f} x")
    print(f"the goal is {'missed' if failed else 'met'}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

"""Looks for texts that a parser neither reads nor refuses, guided by coverage.

    python benchmarks/fuzz.py                    for ever, or -max_total_time=600
    python benchmarks/fuzz.py found/crash-...    one text again

Wants atheris (`pip install atheris`, for Linux). The first byte picks a parser of tests/parsers.py,
the rest is the text.
"""

import sys
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
with atheris.instrument_imports(include=["stratdocs", "parsers"]):
    from parsers import PARSERS, try_all

NAMES = sorted(PARSERS)


def try_bytes(data: bytes) -> None:
    """Gives a text to the parser that its first byte picks."""
    if data:
        name = NAMES[data[0] % len(NAMES)]
        try_all(data[1:].decode("utf-8", "surrogateescape"), frozenset((name,)))


if __name__ == "__main__":
    atheris.Setup(sys.argv, try_bytes)
    atheris.Fuzz()

"""How tests are shared among processes: by file, so that what a file builds is built once."""

from __future__ import annotations

from collections import Counter

import pytest
from xdist.scheduler import LoadScopeScheduling

DEMO = frozenset({"test_browser", "test_counts", "test_other_generators", "test_site"})
"""Files that look at the demo site, which one process builds for all of them."""


class ByFile(LoadScopeScheduling):
    """Gives a process a file at a time, in the order of the collection."""

    def __init__(self, config: pytest.Config, log: object = None) -> None:
        config.option.loadscopereorder = False  # by number of tests, whatever they cost
        super().__init__(config, log)  # type: ignore[arg-type]

    def _split_scope(self, nodeid: str) -> str:
        return _share(nodeid)


def _share(nodeid: str) -> str:
    file = nodeid.partition("::")[0]
    return "the demo" if file.rpartition("/")[2].removesuffix(".py") in DEMO else file


def slow_files_first(items: list[pytest.Item]) -> list[pytest.Item]:
    """Files with slow tests first, then by size: what comes last should be over soon."""
    sizes = Counter(_share(item.nodeid) for item in items)
    slow = Counter(_share(item.nodeid) for item in items if item.get_closest_marker("slow"))

    def cost(item: pytest.Item) -> tuple[int, int, int, str]:
        share = _share(item.nodeid)
        return (-(share == "the demo"), -slow[share], -sizes[share], share)

    return sorted(items, key=cost)

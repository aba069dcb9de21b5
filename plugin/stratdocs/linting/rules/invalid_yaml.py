from __future__ import annotations

from stratdocs.linting.rules.base import ReadingRule


class InvalidYaml(ReadingRule):
    """The text is not YAML, or uses more of YAML than a strategy needs.

    A file that cannot be read hides everything in it from the reader, the tree and the checks.
    Aliases, tags and duplicate keys can be read in two ways, so each value is written once, where
    it belongs.
    """

    bad = """
        bets:
          - id: first-week-value
            title: Value in the first week
            size: big
            size: small   # <- invalid-yaml
    """
    good = """
        bets:
          - id: first-week-value
            title: Value in the first week
            size: big
    """

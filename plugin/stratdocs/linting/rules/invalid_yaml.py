from __future__ import annotations

from stratdocs.linting.rules.base import ReadingRule


class InvalidYaml(ReadingRule):
    """The file isn't valid YAML, or uses YAML features that strategies don't allow.

    A file that can't be read hides everything in it from readers, the tree and the checks. Aliases,
    tags and duplicate keys can be read in two ways, so each value is written once, where it
    belongs.
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

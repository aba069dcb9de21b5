from __future__ import annotations

import re
from collections.abc import Iterator

from stratdocs.linting.rules.base import Rule
from stratdocs.model.finding import Finding, Severity
from stratdocs.model.stack import Stack
from stratdocs.yamltext.source import ScalarNode


class MisreadId(Rule):
    """Other programs read an id as a number, a date, or yes or no.

    stratdocs takes an id as it is written. Most programs that read YAML turn `no` into false and
    `012` into ten, so the item gets lost when someone reads the files with another program.
    """

    severity = Severity.ADVICE
    group = "reading"
    bad = """
        strategies:
          - {id: on, title: Win by keeping customers, level: company}   # <- misread-id
        bets:
          - {id: first-week-value, title: Value in the first week, serves: "on"}
    """
    good = """
        strategies:
          - {id: stay, title: Win by keeping customers, level: company}
        bets:
          - {id: "2027", title: Value in the first week, serves: stay}
    """

    def check(self, stack: Stack) -> Iterator[Finding]:
        for entity in stack.entities:
            if len(entity.id) > _LONGEST or not _MISREAD.fullmatch(entity.id):
                continue
            node = entity.node.get("id")
            if isinstance(node, ScalarNode) and node.plain and node.text == entity.id:
                quoted = f'"{entity.id}"'
                yield self.finding(
                    entity,
                    f"`{entity.id}` isn't text to other programs that read YAML; write "
                    f"{quoted} here and wherever it is referenced",
                    "id",
                    suggestion=quoted,
                )


_LONGEST = 20
_MISREAD = re.compile(
    r"y|n|yes|no|on|off|true|false"
    r"|[0-9][0-9_]*(?:\.[0-9_]*)?(?:e[0-9]+)?"
    r"|0x[0-9a-f_]+|0b[01_]+|0o[0-7]+"
    r"|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}"
)

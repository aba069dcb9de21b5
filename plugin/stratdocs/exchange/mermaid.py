"""A network as a flowchart of Mermaid."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from stratdocs.exchange.network import Network, Node
from stratdocs.model.kinds import BY_COLLECTION
from stratdocs.words.phrases import elide

MOST_LINKS = 500
"""Links that Mermaid draws, unless its `maxEdges` is raised."""
MOST_CHARACTERS = 50_000
"""Characters that Mermaid reads, unless its `maxTextSize` is raised."""
LONGEST_TITLE = 60
"""Characters of a title in a box."""

_STYLES: Mapping[str, str] = {
    "strategy": "fill:#dbe7fb,stroke:#2f5fad,color:#111",
    "bet": "fill:#e6ddf7,stroke:#6a4bb0,color:#111",
    "objective": "fill:#d9f0e3,stroke:#2c7a52,color:#111",
    "key result": "fill:#eef8f1,stroke:#2c7a52,color:#111",
    "initiative": "fill:#fbe9d3,stroke:#a8641b,color:#111",
    "discovery": "fill:#fdf3cf,stroke:#927213,color:#111",
    "risk": "fill:#fadfdc,stroke:#a83a32,color:#111",
}
"""How the boxes of a layer look; the others are grey."""
_PLAIN_STYLE = "fill:#f1f1f1,stroke:#666,color:#111"
_ENTITIES = {"&": "#amp;", '"': "#quot;", "<": "#lt;", ">": "#gt;", "#": "#35;", "`": "#96;"}
"""What means something in a label."""


def mermaid(network: Network) -> str:
    """The flowchart, from what serves up to what is served. Links to pages are left out where
    Mermaid could not read them all; if it will not draw the rest either, a comment says so.
    """
    ids = _ids(network)
    lines = [f'  {ids[node.id]}["{_label(node)}"]' for node in network.nodes]
    for edge in network.edges:
        arrow = f"-. {edge.words} .->" if edge.words else "-->" if edge.primary else "-.->"
        lines.append(f"  {ids[edge.source]} {arrow} {ids[edge.target]}")
    kinds: dict[str, list[str]] = {}
    for node in network.nodes:
        kinds.setdefault(node.kind, []).append(ids[node.id])
    for kind, members in kinds.items():
        style = _STYLES.get(BY_COLLECTION[kind].layer, _PLAIN_STYLE)
        lines += [f"  classDef sd_{kind} {style}", f"  class {','.join(members)} sd_{kind}"]
    addresses = [
        f'  click {ids[node.id]} href "{_address(node.url)}"' for node in network.nodes if node.url
    ]
    if _size(lines) + _size(addresses) <= MOST_CHARACTERS:
        lines += addresses
    size = _size(lines)
    comments = [f"  %% {sentence}" for sentence in _limits(len(network.edges), size)]
    return "\n".join(("flowchart BT", *comments, *lines)) + "\n"


def _size(lines: Sequence[str]) -> int:
    return sum(len(line) + 1 for line in lines)


def _limits(links: int, size: int) -> list[str]:
    """What keeps Mermaid from drawing it, a sentence each."""
    found = []
    if links > MOST_LINKS:
        found.append(
            f"{links} links, but Mermaid draws only {MOST_LINKS}: raise its setting "
            "maxEdges, or export a part with --of"
        )
    if size > MOST_CHARACTERS:
        found.append(
            f"{size} characters, but Mermaid reads only {MOST_CHARACTERS}: raise its "
            "setting maxTextSize, or export a part with --of"
        )
    return found


def _ids(network: Network) -> dict[str, str]:
    """An id for each item that is no word of Mermaid, such as `end`, and no arrow."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for node in network.nodes:
        name = base = "n_" + re.sub(r"[^A-Za-z0-9]+", "_", node.id)
        number = 2
        while name in taken:
            name = f"{base}_{number}"
            number += 1
        taken.add(name)
        found[node.id] = name
    return found


def _label(node: Node) -> str:
    clean = " ".join(re.sub(r"[\x00-\x1f\x7f]", " ", node.title).split())
    status = f" · {node.status.replace('_', ' ')}" if node.status else ""
    text = elide(clean or node.id, LONGEST_TITLE) + status
    return "".join(_ENTITIES.get(letter, letter) for letter in text)


def _address(url: str) -> str:
    return url.replace('"', "%22").replace(" ", "%20").replace("\n", "")

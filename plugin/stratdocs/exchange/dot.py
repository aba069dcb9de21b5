"""A network as a graph of Graphviz."""

from __future__ import annotations

import re

from stratdocs.exchange.network import Edge, Network, Node


def dot(network: Network) -> str:
    """The graph, from what serves up to what is served."""
    lines = [
        "digraph strategy {",
        '  graph [charset="utf-8", rankdir=BT]',
        '  node [shape=box, style=rounded, fontname="Helvetica, Arial, sans-serif"]',
        *(f"  {_quoted(node.id)} [{_attributes(node)}]" for node in network.nodes),
        *(
            f"  {_quoted(edge.source)} -> {_quoted(edge.target)}{_style(edge)}"
            for edge in network.edges
        ),
        "}",
    ]
    return "\n".join(lines) + "\n"


def _attributes(node: Node) -> str:
    words = {
        "label": _wrapped(node.title or node.id),
        "tooltip": f"{node.noun} {node.id}"
        + (f": {node.status.replace('_', ' ')}" if node.status else ""),
        "class": node.kind,
        "URL": node.url,
    }
    return ", ".join(f"{name}={_quoted(word)}" for name, word in words.items() if word)


def _wrapped(text: str, width: int = 28) -> str:
    """A text on lines of about so many characters."""
    lines: list[str] = []
    for word in text.split():
        if lines and len(lines[-1]) + len(word) < width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return "\n".join(lines)


def _style(edge: Edge) -> str:
    if edge.words:
        return f" [style=dashed, label={_quoted(edge.words)}]"
    return "" if edge.primary else " [style=dotted]"


def _quoted(text: str) -> str:
    """A quoted text; `&`, which begins an entity, and what would be an escape are themselves."""
    clean = re.sub(r"[\x00-\x09\x0b-\x1f\x7f]", " ", text)
    escaped = clean.replace("\\", "\\\\").replace('"', '\\"').replace("&", "&amp;")
    return f'"{escaped}"'

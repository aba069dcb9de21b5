"""A network as GraphML, for Gephi, yEd, networkx and their like."""

from __future__ import annotations

from typing import Literal, NamedTuple

from stratdocs.exchange.network import Network
from stratdocs.exchange.xmltext import xml_text


class _Key(NamedTuple):
    name: str
    of: Literal["node", "edge"]
    type: Literal["string", "double", "boolean"]


_KEYS = (
    _Key("kind", "node", "string"),
    _Key("title", "node", "string"),
    _Key("status", "node", "string"),
    _Key("owner", "node", "string"),
    _Key("period", "node", "string"),
    _Key("progress", "node", "double"),
    _Key("url", "node", "string"),
    _Key("link", "edge", "string"),
    _Key("primary", "edge", "boolean"),
)


def graphml(network: Network) -> str:
    """The network; a value that is not known has no element."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
        *(
            f'  <key id="{key.name}" for="{key.of}" attr.name="{key.name}" attr.type="{key.type}"/>'
            for key in _KEYS
        ),
        '  <graph id="strategy" edgedefault="directed">',
    ]
    for node in network.nodes:
        lines.append(f'    <node id="{xml_text(node.id)}">')
        lines += [_data(key, getattr(node, key.name)) for key in _KEYS if key.of == "node"]
        lines.append("    </node>")
    for number, edge in enumerate(network.edges):
        ends = f'source="{xml_text(edge.source)}" target="{xml_text(edge.target)}"'
        lines.append(f'    <edge id="e{number}" {ends}>')
        lines += [_data(key, getattr(edge, key.name)) for key in _KEYS if key.of == "edge"]
        lines.append("    </edge>")
    lines += ["  </graph>", "</graphml>"]
    return "\n".join(filter(None, lines)) + "\n"


def _data(key: _Key, value: object) -> str:
    match value:
        case None | "":
            return ""
        case bool():
            text = "true" if value else "false"
        case float():
            text = f"{value:.4f}".rstrip("0").rstrip(".")
        case _:
            text = xml_text(str(value))
    return f'      <data key="{key.name}">{text}</data>'

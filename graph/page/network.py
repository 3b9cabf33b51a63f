"""The view as a pyvis network, and the network as one page of our own template.

pyvis writes its own page with addresses of a CDN in it, its heading twice and unescaped, and text that
runs when a title holds "href"; so it is given no title, no heading and no menu, its template is replaced
through the hook it has for that, and what it makes is returned, never written by it.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from importlib import resources
from typing import Any

import pyvis
from jinja2 import DictLoader, Environment
from markupsafe import Markup
from pyvis.network import Network

from graph.page.data import Drawing
from graph.page.label import clean
from graph.vocab import Vocabulary

SCRIPTS = (
    "words.js",
    "model.js",
    "state.js",
    "reach.js",
    "arrange.js",
    "scenes.js",
    "overview.js",
    "paint.js",
    "lines.js",
    "canvas.js",
    "camera.js",
    "evidence.js",
    "panel.js",
    "search.js",
    "filters.js",
    "table.js",
    "gaps.js",
    "choice.js",
    "svg.js",
    "digest.js",
    "export.js",
    "address.js",
    "main.js",
)
VIEWS = ("overview", "chain", "full", "ego", "path", "table", "gaps", "loops")
ESCAPED = re.compile("[<>&\u2028\u2029\ud800-\udfff]")
VIS = "templates/lib/vis-9.1.2/vis-network.min.js"
BANNER = "@version 9.1.2"  # the page asks this version, and no other, how it draws and where it looks
OPTIONS: Mapping[str, Any] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "nodes": {"fixed": True, "shape": "custom", "labelHighlightBold": False},
    "interaction": {"hover": True, "dragNodes": False, "selectConnectedEdges": False, "zoomSpeed": 0.7},
}


class _Ids(dict[int | str, None]):
    """pyvis looks every id up in a list; this is the same to it, and does not get slower."""

    def append(self, id: int | str) -> None:
        self[id] = None


def network(drawing: Drawing, vocabulary: Vocabulary) -> Network:
    """Every entity a node at its place, every arrow an edge with what it says and the way it takes; no physics."""
    view, layout = drawing.view, drawing.layout
    index = {e.id: n for n, e in enumerate(view.entities)}
    net = Network(directed=True, cdn_resources="in_line")
    net.node_ids = _Ids()
    net.options = dict(OPTIONS)
    for entity in view.entities:
        x, y = layout.position[entity.id]
        net.add_node(index[entity.id], label=entity.label or "?", color=vocabulary.kinds[entity.kind].color, x=x, y=y)
    for arrow in view.arrows:
        ends = index[arrow.source], index[arrow.target]
        way = layout.way.get((arrow.source, arrow.target), ())
        net.add_edge(*ends, flows=arrow.flows, said=len(arrow.statements), **({"way": way} if way else {}))
    return net


def places(nodes: Sequence[Mapping[str, Any]]) -> Mapping[str, list[int]]:
    """Where nodes stand, in columns, in the order of their entities: how they look the page knows itself.

    >>> places([{"id": 0, "x": 4, "y": 2, "label": "镍"}])
    {'x': [4], 'y': [2]}
    """
    return {axis: [node[axis] for node in nodes] for axis in "xy"}


def lines(edges: Sequence[Mapping[str, Any]]) -> Mapping[str, Any]:
    """Edges in columns, with the ways, by number, of those that have one: there are many of them.

    >>> lines([{"from": 0, "to": 1, "flows": True, "said": 2, "arrows": "to"}])
    {'from': [0], 'to': [1], 'flows': [1], 'said': [2], 'way': {}}
    """
    columns = {name: [int(edge[name]) for edge in edges] for name in ("from", "to", "flows", "said")}
    return columns | {"way": {number: edge["way"] for number, edge in enumerate(edges) if "way" in edge}}


def page(net: Network, title: str, data: Mapping[str, Any]) -> str:
    """The page, whole: the network that pyvis holds, the data beside it by name, styles and scripts inside it."""
    own = "\n".join(_asset(name) for name in SCRIPTS)
    scripts = [_vis(), f"(() => {{\n'use strict';\n{own}}})();"]
    if any("</script" in s.lower() for s in scripts):
        raise AssertionError("a script would end early")
    net.templateEnv = Environment(loader=DictLoader({"page.html": _asset("page.html")}), autoescape=True)
    net.templateEnv.filters.update(embed=embed, places=places, lines=lines)
    net.templateEnv.globals.update(
        title=clean(title),
        data={**data, "words": json.loads(_asset("words.json"))},
        views=VIEWS,
    )
    style = _asset("page.css")
    net.templateEnv.globals.update(scripts=[Markup(s) for s in scripts], style=Markup(style))
    net.templateEnv.globals.update(hashes=Markup(" ".join(map(_hash, scripts))), style_hash=Markup(_hash(style)))
    net.path = "page.html"
    html = str(net.generate_html())
    net.templateEnv = None  # a circle that holds all of the detail, which would have to be looked through to find it
    return html


def embed(value: object) -> Markup:
    r"""JSON that cannot end the script element it stands in.

    >>> print(embed("</script>&"))
    "\u003c/script\u003e\u0026"
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False, check_circular=False)
    return Markup(ESCAPED.sub(lambda m: f"\\u{ord(m[0]):04x}", text))


def _asset(name: str) -> str:
    return (resources.files(__package__) / "assets" / name).read_text("utf-8").replace("\r\n", "\n")


def _vis() -> str:
    script = (resources.files(pyvis) / VIS).read_text("utf-8").replace("\r\n", "\n")
    if BANNER not in script[:2000]:
        raise AssertionError(f"pyvis brings another vis-network than the page was made for: {BANNER}")
    return script


def _hash(script: str) -> str:
    """For the content security policy: this script (or style sheet) counts, and no other."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"

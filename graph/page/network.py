"""The view as a pyvis network, and the network as one page of our own template.

pyvis writes its own page with addresses of a CDN in it, its heading twice and unescaped, and text that
runs when a title holds "href"; so it is given no title, no heading and no menu, its template is replaced
through the hook it has for that, and what it makes is returned, never written by it.
"""

from __future__ import annotations

import base64
import hashlib
import itertools
import json
import re
from collections.abc import Mapping, Sequence
from importlib import resources
from typing import Any

import pyvis
from jinja2 import DictLoader, Environment
from markupsafe import Markup
from pyvis.network import Network

from graph.page.boxes import Box
from graph.page.label import clean
from graph.page.layout import Layout
from graph.page.view import Arrow, View
from graph.vocab import Vocabulary

SCRIPTS = ("words.js", "state.js", "draw.js", "network.js", "panel.js", "tools.js", "table.js", "main.js")
STRENGTH = ("Stated", "Derived", "Reference")
DASHES: Mapping[str, bool | list[int]] = {"Stated": False, "Derived": [9, 6], "Reference": [2, 5]}
ESCAPED = re.compile("[<>&\u2028\u2029\ud800-\udfff]")
VIS = "templates/lib/vis-9.1.2/vis-network.min.js"
OPTIONS: Mapping[str, Any] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "nodes": {"fixed": True},
    "edges": {
        "smooth": {"enabled": True, "type": "cubicBezier", "forceDirection": "horizontal", "roundness": 0.45},
        "arrows": {"to": {"enabled": True, "scaleFactor": 0.55}},
        "selectionWidth": 0,
        "hoverWidth": 0,
    },
    "interaction": {"hover": True, "dragNodes": False, "selectConnectedEdges": False, "zoomSpeed": 0.7},
}


class _Ids(dict[int | str, None]):
    """pyvis looks every id up in a list; this is the same to it, and does not get slower."""

    def append(self, id: int | str) -> None:
        self[id] = None


def network(view: View, layout: Layout, boxes: Mapping[str, Box], vocabulary: Vocabulary) -> Network:
    """Every entity a node at its place, every arrow an edge in the style of its best ground; no physics."""
    index = {e.id: n for n, e in enumerate(view.entities)}
    net = Network(directed=True, cdn_resources="in_line")
    net.node_ids = _Ids()
    net.options = dict(OPTIONS)
    for entity in view.entities:
        x, y = layout.position[entity.id]
        color = vocabulary.kinds[entity.kind].color
        net.add_node(index[entity.id], label=entity.label or "?", shape="custom", color=color, x=x, y=y)
    for number, arrow in enumerate(view.arrows):
        way = layout.way.get((arrow.source, arrow.target), ())
        _line(net, number, (index[arrow.source], index[arrow.target]), way, _look(arrow, view))
    return net


def _look(arrow: Arrow, view: View) -> dict[str, Any]:
    """How an edge is drawn, and the numbers of what it says."""
    origins = {view.statements[n].origin for n in arrow.statements}
    best = next(o for o in STRENGTH if o in origins)
    return {"dashes": DASHES[best], "flows": arrow.flows, "said": list(arrow.statements)}


def _line(
    net: Network, number: int, ends: tuple[int, int], way: Sequence[tuple[int, int]], look: Mapping[str, Any]
) -> None:
    """One edge, or one for each stretch between the bends; only the last has an arrow and says something."""
    stops: list[int | str] = [f"e{number}.{n}" for n in range(len(way))]
    for bend, (x, y) in zip(stops, way, strict=True):
        net.add_node(bend, label=" ", shape="dot", size=0, x=x, y=y)
    stretches = list(itertools.pairwise([ends[0], *stops, ends[1]]))
    for n, (start, stop) in enumerate(stretches[:-1]):
        net.add_edge(start, stop, id=f"e{number}.{n}", dashes=look["dashes"], arrows="")
    net.add_edge(*stretches[-1], id=f"e{number}", start=ends[0], **look)


def page(net: Network, title: str, detail: Mapping[str, Any]) -> str:
    """The page, whole: the network that pyvis holds, the detail beside it, styles and scripts inside it."""
    own = "\n".join(_asset(name) for name in SCRIPTS)
    scripts = [_vis(), f"(() => {{\n'use strict';\n{own}}})();"]
    if any("</script" in s.lower() for s in scripts):
        raise AssertionError("a script would end early")
    net.templateEnv = Environment(loader=DictLoader({"page.html": _asset("page.html")}), autoescape=True)
    net.templateEnv.filters["embed"] = embed
    net.templateEnv.globals.update(
        title=clean(title),
        detail=dict(detail),
        words=json.loads(_asset("words.json")),
        style=Markup(_asset("page.css")),
    )
    net.templateEnv.globals.update(scripts=[Markup(s) for s in scripts], hashes=Markup(" ".join(map(_hash, scripts))))
    net.path = "page.html"
    return str(net.generate_html())


def embed(value: object) -> Markup:
    r"""JSON that cannot end the script element it stands in.

    >>> print(embed("</script>&"))
    "\u003c/script\u003e\u0026"
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return Markup(ESCAPED.sub(lambda m: f"\\u{ord(m[0]):04x}", text))


def _asset(name: str) -> str:
    return (resources.files(__package__) / "assets" / name).read_text("utf-8").replace("\r\n", "\n")


def _vis() -> str:
    return (resources.files(pyvis) / VIS).read_text("utf-8").replace("\r\n", "\n")


def _hash(script: str) -> str:
    """For the content security policy: this script may run, and no other."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"

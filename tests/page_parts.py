"""The JSON parts of a page, and what its columns mean: an entity, a statement, a line as a table of its own."""

from __future__ import annotations

import json
import re
from itertools import islice
from typing import Any

from graph.vocab import load

Told = dict[str, Any]


def part(html: str, name: str) -> Any:
    """One of the JSON parts of a page."""
    found = re.search(rf'<script type="application/json" id="data-{name}">(.*?)</script>', html, re.DOTALL)
    assert found, f"the page has no {name}"
    return json.loads(found[1])


def points(html: str) -> list[Told]:
    """Where each entity stands."""
    at = part(html, "nodes")
    return [{"x": x, "y": y} for x, y in zip(at["x"], at["y"], strict=True)]


def lines(html: str) -> list[Told]:
    """Each line with the numbers of its statements."""
    edges, numbers = part(html, "edges"), iter(range(10**9))
    return [
        {
            "from": edges["from"][n],
            "to": edges["to"][n],
            "flows": edges["flows"][n] == 1,
            "said": list(islice(numbers, edges["said"][n])),
            "way": edges["way"].get(str(n), []),
        }
        for n in range(len(edges["from"]))
    ]


def detail(html: str) -> Told:
    """What the page tells, with the evidence in it."""
    told = part(html, "detail") | part(html, "evidence")
    told["entities"] = [_entity(row, list(told["chains"])) for row in told["entities"]]
    told["said"] = _said(told["said"], told["claims"], lines(html))
    return told


def _entity(row: list[Any], chains: list[str]) -> Told:
    label, kind, stage, lane, sure, w, h, wide, high, zh, *rest = row
    more = dict(*rest)
    own = {
        "id": f"{kind.lower()}/{label}",
        "label": label,
        "kind": kind,
        "stage": list(load().concepts("Stage"))[stage] if stage >= 0 else "",
        "lane": chains[lane] if lane >= 0 else "",
        "sure": bool(sure),
        "size": {"zh": [w, h], "en": [wide, high]},
        "lines": {"zh": zh or [label], "en": more.pop("en", zh or [label])},
    }
    return own | more


def _said(columns: Told, claims: list[Any], edges: list[Told]) -> list[Told]:
    held, ends = iter(claims), {n: (e["from"], e["to"]) for e in edges for n in e["said"]}
    found = []
    for n, count in enumerate(columns["claims"]):
        relation = columns["relations"][columns["relation"][n]]
        one = {
            "p": relation,
            "origin": columns["origins"][columns["origin"][n]],
            "confidence": columns["confidence"][n],
        }
        if n in ends:
            source, target = ends[n]
            one |= {"s": target, "o": source} if relation in columns["turned"] else {"s": source, "o": target}
        else:
            one["s"] = columns["of"][n - len(ends)]
        for name in ("step", "rule", "premises", "amount", "value"):
            if str(n) in columns[name]:
                one[name] = columns[name][str(n)]
        found.append(one | {"claims": list(islice(held, count))})
    return found

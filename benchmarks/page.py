"""What the page costs beside pyvis as it comes, on the same graph in the same run.

`python -m benchmarks.page 1000 3000` (and `--stock 600` to wait up to so many seconds for pyvis with its physics).

Times are CPU of the renderer's main thread, which is what a page of canvases waits for; in brackets, of all threads of
the browser. They hold on a busy machine, where frames per second do not. "-" is what a page does not have.
"""

from __future__ import annotations

import argparse
import math
import tempfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from time import process_time
from typing import Any

from pyvis.network import Network

from benchmarks.tab import FIT, OWN, SETTLED, STOCK, ZOOM, Cost, Tab, middle, tab
from graph.model import Knowledge
from graph.page import render
from graph.rdf import reference_facts
from graph.vocab import load
from tests.province import pairs, province

CLICKS = 5
WORDS = "铜高纯有限"
TARGETS = {  # of issue 4: row, size ("" for every size) -> at most this many
    ("ready / stock", 1000): 1 / 50,
    ("pan overview", 0): 25,
    ("pan full", 3000): 60,
    ("pan full", 10000): 190,
    ("click to lit", 3000): 100,
    ("build", 10000): 1000,
}


def busy(knowledge: Knowledge) -> list[str]:
    """Materials with more lines than most: what somebody would click on."""
    lines: dict[str, int] = {}
    for ends in pairs(knowledge):
        for end in ends:
            lines[end] = lines.get(end, 0) + 1
    known = sorted((e.id for e in knowledge.entities if e.kind == "Material"), key=lambda id: (-lines.get(id, 0), id))
    return known[len(known) // 10 :][:CLICKS]


def own(path: Path, knowledge: Knowledge) -> tuple[dict[str, Cost], dict[str, dict[str, float]]]:
    """The costs of our page, and where it puts each entity."""
    found: dict[str, Cost] = {}
    with tab() as t:
        found["ready"] = t.opens(path, "html[data-ready]", 120)
        has = t.page.evaluate("() => Boolean(document.getElementById('network').page)")
        for name in ("overview", "chain", "full"):
            there = t.page.locator(f"#view-{name}")
            if there.count():
                found[f"open {name}"] = t.cost(there.first.click)
            if there.count() or name == "full":
                found[f"pan {name}"] = t.moves(OWN)
        found["pan nearer"] = t.moves(OWN, nearer=4)
        found["zoom full"] = t.moves(OWN, ZOOM)
        found["click to lit"] = middle([_clicks(t, id) for id in busy(knowledge)]) if has else Cost()
        t.page.keyboard.press("Escape")
        t.page.keyboard.press("Escape")
        found |= _tools(t)
        places = t.page.evaluate(f"() => {{ {OWN} return view.getPositions(); }}")
    return found, places


def _clicks(t: Tab, id: str) -> Cost:
    """A real click on a node of the full view; one that lights nothing is not counted as quick."""
    t.page.evaluate(f"() => {{ {OWN} {FIT} }}")
    t.page.evaluate(SETTLED)
    point = t.page.evaluate(
        f"id => {{ {OWN} const p = page.nodePoint(id), r = box.getBoundingClientRect();"
        "return p && [p.x + r.left, p.y + r.top]; }",
        id,
    )
    if not point:
        return Cost()
    t.page.evaluate(SETTLED)
    spent = t.cost(lambda: t.page.mouse.click(*point))
    lit = t.page.evaluate(f"() => {{ {OWN} return Boolean(page.lit()); }}")
    t.page.keyboard.press("Escape")
    t.page.evaluate(SETTLED)
    return spent if lit else Cost()


def _tools(t: Tab) -> dict[str, Cost]:
    found = {}
    t.page.focus("#search")
    found["keystroke"] = middle([t.cost(partial(t.page.keyboard.type, key)) for key in WORDS])
    t.page.keyboard.press("Escape")
    box = t.page.locator("fieldset[data-filter=kind] label[data-value=Company] input")
    if box.count():
        if not box.first.is_visible():
            t.page.click("#show-filters")
        found["filter"] = t.cost(lambda: box.first.click(timeout=60_000))
    return found


def stock(knowledge: Knowledge, path: Path, places: dict[str, Any], physics: bool) -> float:
    """The same graph through pyvis as its guide shows, written to a file; milliseconds of CPU to make it."""
    start = process_time()
    net = Network(directed=True, cdn_resources="in_line", height="900px", neighborhood_highlight=True)
    for number, entity in enumerate(knowledge.entities):
        at = {} if physics else places.get(entity.id) or {"x": number % 60 * 90, "y": number // 60 * 60}
        net.add_node(entity.id, label=entity.label, title=entity.label, **at)
    for (subject, thing), said in pairs(knowledge).items():
        net.add_edge(subject, thing, title="\n".join(said))
    net.toggle_physics(physics)
    html = net.generate_html()
    path.write_text(html, encoding="utf-8")
    return (process_time() - start) * 1000


def peer(path: Path, knowledge: Knowledge, physics: bool, limit: float) -> dict[str, Cost]:
    """The costs of pyvis's page: opened, panned, and its highlight of neighbours."""
    many = len(knowledge.entities) > 100
    with tab() as t:
        found = {"ready": t.opens(path, "#loadingBar[style*='opacity: 0']" if physics and many else "canvas", limit)}
        if math.isnan(found["ready"].main):
            return found
        if physics:  # it goes on moving for minutes; what a frame costs is asked of a picture at rest
            t.page.evaluate("() => network.stopSimulation()")
        found["pan full"] = t.moves(STOCK)
        found["pan nearer"] = t.moves(STOCK, nearer=4)
        found["zoom full"] = t.moves(STOCK, ZOOM)
        lights = f"id => {{ {STOCK} neighbourhoodHighlight({{nodes: [id]}}); view.redraw(); }}"
        lit = [t.cost(partial(t.page.evaluate, lights, id)) for id in busy(knowledge)]
        found["click to lit"] = middle(lit)
    return found


ROWS = (
    "ready",
    "open overview",
    "pan overview",
    "open chain",
    "pan chain",
    "open full",
    "pan full",
    "pan nearer",
    "zoom full",
    "click to lit",
)


def measure(size: int, folder: Path, limit: float) -> None:
    """One table: a row for each thing a reader does, a column for each page."""
    knowledge = province(size)
    lines = len(pairs(knowledge))
    reference = reference_facts(knowledge.processes, load())  # a build has read the ontology by then
    start = process_time()
    html = render(knowledge, f"{size}", reference)
    built = (process_time() - start) * 1000
    page = folder / f"own-{size}.html"
    page.write_text(html, encoding="utf-8", newline="\n")
    ours, numbered = own(page, knowledge)
    drawn_order = sorted(e.id for e in knowledge.entities)
    places = {id: numbered[str(n)] for n, id in enumerate(drawn_order) if str(n) in numbered}
    columns = {"this page": ours}
    made = {"this page": (built, len(html.encode()))}
    for name, physics in (("pyvis, still", False), ("pyvis", True)):
        if physics and not limit:
            continue
        path = folder / f"stock-{size}-{physics}.html"
        spent = stock(knowledge, path, places, physics)
        made[name] = (spent, path.stat().st_size)
        columns[name] = peer(path, knowledge, physics, limit or 120)
    show(size, lines, columns, made)


def show(size: int, lines: int, columns: dict[str, dict[str, Cost]], made: dict[str, tuple[float, int]]) -> None:
    """Print it, with what each row is to reach."""
    print(f"\n{size:,} nodes, {lines:,} joined pairs; CPU ms of the main thread (of all threads)")
    print(f"{'':16}" + "".join(f"{name:>18}" for name in columns) + f"{'ratio':>9}{'to reach':>10}")
    last = list(columns)[-1]
    for row in (*ROWS, "keystroke", "filter"):
        cells = [str(c.get(row, Cost())) for c in columns.values()]
        ratio = columns["this page"].get(row, Cost()).main / columns[last].get(row, Cost()).main
        _print(row, size, cells, ratio)
    _print("build", size, [f"{b:,.0f}" for b, _ in made.values()], made["this page"][0] / made[last][0])
    _print("file, MB", size, [f"{n / 1e6:.2f}" for _, n in made.values()], made["this page"][1] / made[last][1])


def _print(row: str, size: int, cells: Sequence[str], ratio: float) -> None:
    target = TARGETS.get((row, size), TARGETS.get((row, 0)))
    text = "" if target is None else f"{target:,.0f}"
    if row == "ready" and (share := TARGETS.get(("ready / stock", size))):
        text = f"×{share:.2f}"
    shown = "" if math.isnan(ratio) else f"×{ratio:.3f}"
    print(f"{row:16}" + "".join(f"{c:>18}" for c in cells) + f"{shown:>9}{text:>10}", flush=True)


def main() -> None:
    """Measure each size that was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", type=int, nargs="*", default=[1000, 3000, 10000])
    parser.add_argument("--stock", type=float, default=0, metavar="SECONDS", help="pyvis with its physics too")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for size in chosen.sizes:
            measure(size, Path(folder), chosen.stock)


if __name__ == "__main__":
    main()

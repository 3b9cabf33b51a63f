"""How long a lookup takes beside networkx and rdflib, in one run: `python benchmarks/lookup.py --edges 100000`.

A made-up chain of materials in layers, each made from a few of the layer before, as reference knowledge and texts
would give it. Times are CPU milliseconds, the median of several; a ratio below 1 means faster than the peer.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable
from statistics import median
from time import process_time

import networkx as nx
import rdflib

from graph.chain import to_networkx, upstream
from graph.chain.flows import index_of
from graph.model import Entity
from graph.record import Record, Said, Statement
from graph.vocab import load

LAYERS, WANTED = 12, 1000
MADE_FROM = rdflib.URIRef("https://w3id.org/industry-chain#madeFrom")
PATH = "SELECT DISTINCT ?x WHERE {{ <urn:{node}> <https://w3id.org/industry-chain#madeFrom>+ ?x }}"


def flows(edges: int, seed: int = 7) -> list[tuple[str, str]]:
    """Pairs of a material and what is made from it, about `edges` of them."""
    chance, width = random.Random(seed), max(2, edges // (3 * LAYERS))
    found = set()
    while len(found) < edges:
        layer = chance.randrange(LAYERS)
        near = chance.randrange(width)
        other = min(width - 1, max(0, near + chance.randrange(-40, 41)))
        found.add((f"料{layer}之{near}", f"料{layer + 1}之{other}"))
    return sorted(found)


def record(pairs: list[tuple[str, str]]) -> Record:
    """The pairs as a graph that a build could have written."""
    names = sorted({name for pair in pairs for name in pair})
    return Record(
        entities=tuple(Entity(f"material/{name}", "Material", name, (f"{name}号",)) for name in names),
        statements=tuple(
            Statement(f"material/{made}", "madeFrom", f"material/{feed}", "Stated", (Said(f"claim/{n}"),))
            for n, (feed, made) in enumerate(pairs)
        ),
    )


def cpu(work: Callable[[], object], times: int = 15) -> float:
    """The median CPU time of some work, in milliseconds."""
    spent = []
    for _ in range(times):
        start = process_time()
        work()
        spent.append((process_time() - start) * 1000)
    return median(spent)


def thousand(plain: nx.DiGraph[str], names: list[str]) -> tuple[str, int]:
    """A node of the last layer, and how many flows back some thousand nodes lie upstream of it."""
    last = [name for name in names if name.startswith(f"料{LAYERS}之")]
    for depth in range(2, LAYERS + 1):
        near = nx.single_source_shortest_path_length(plain.reverse(copy=False), last[len(last) // 2], cutoff=depth)
        if len(near) >= WANTED:
            return last[len(last) // 2], depth
    return last[len(last) // 2], LAYERS


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--edges", type=int, default=100_000)
    parser.add_argument(
        "--no-rdflib", action="store_true", help="leave rdflib out: it needs minutes at a million edges"
    )
    chosen = parser.parse_args()
    pairs = flows(chosen.edges)
    start = process_time()
    chain = to_networkx(record(pairs), load())
    print(f"{chosen.edges} edges, {chain.number_of_nodes()} nodes, made in {process_time() - start:.1f} s")
    plain: nx.DiGraph[str] = nx.DiGraph(pairs)
    node, depth = thousand(plain, sorted(plain))
    found = upstream(chain, f"material/{node}", depth)
    back = plain.reverse(copy=False)
    ours = cpu(lambda: upstream(chain, f"material/{node}", depth))
    peer = cpu(lambda: nx.single_source_shortest_path_length(back, node, cutoff=depth))
    print(f"name            {cpu(lambda: index_of(chain).find(f'{node}号', 'Material')):9.4f} ms")
    print(f"upstream        {ours:9.3f} ms for {len(found)} nodes with {sum(len(r.edges) for r in found)} edges")
    print(f"networkx        {peer:9.3f} ms for the nodes alone; ratio {ours / peer:.2f}")
    if not chosen.no_rdflib:
        triples = rdflib.Graph()
        triples.addN((rdflib.URIRef(f"urn:{b}"), MADE_FROM, rdflib.URIRef(f"urn:{a}"), triples) for a, b in pairs)
        asked = cpu(lambda: len(list(triples.query(PATH.format(node=node)))), 1)
        whole = cpu(lambda: upstream(chain, f"material/{node}"), 3)
        print(f"rdflib path     {asked:9.3f} ms; all upstream here {whole:.3f} ms; ratio {whole / asked:.4f}")


if __name__ == "__main__":
    main()

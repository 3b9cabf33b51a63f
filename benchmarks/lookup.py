"""How long a lookup takes beside networkx and rdflib, in one run: `python benchmarks/lookup.py --edges 1000000`.

A made-up chain of materials in layers, each made from a few of the layer before, as reference knowledge and texts
would give it. Times are CPU milliseconds, the median of several; a ratio below 1 means faster than the peer.
A million edges take some minutes and some gigabytes, most of them for rdflib; a terminal shows how far it is.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable
from statistics import median
from time import process_time

import networkx as nx
import rdflib
from tqdm import tqdm

from graph.api import KnowledgeGraph
from graph.chain import Chain, to_networkx, upstream
from graph.chain.flows import index_of
from graph.model import Entity
from graph.record import Record, Said, Statement
from graph.store import store_of
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


def walk(triples: rdflib.Graph, node: rdflib.URIRef, depth: int) -> set[object]:
    """What lies so many steps upstream in rdflib, a step at a time: SPARQL 1.1 has no path of bounded length."""
    seen, edge = {node}, {node}
    for _ in range(depth):
        edge = {made for one in edge for made in triples.objects(one, MADE_FROM)} - seen
        seen |= edge
    return seen


def in_rdflib(pairs: list[tuple[str, str]], chain: Chain, node: str, depth: int, ours: float) -> None:
    """The same in rdflib: as many steps back, then all that lies upstream, by a path of SPARQL."""
    triples, here = rdflib.Graph(), rdflib.URIRef(f"urn:{node}")
    for feed, made in tqdm(pairs, desc="rdflib", leave=False, disable=None):
        triples.add((rdflib.URIRef(f"urn:{made}"), MADE_FROM, rdflib.URIRef(f"urn:{feed}")))
    peer = cpu(lambda: walk(triples, here, depth))
    print(f"rdflib          {peer:9.3f} ms for the nodes alone; ratio {ours / peer:.2f}")
    asked = cpu(lambda: len(list(triples.query(PATH.format(node=node)))), 1)
    whole = cpu(lambda: upstream(chain, f"material/{node}"), 3)
    print(f"rdflib path     {asked:9.3f} ms; all upstream here {whole:.3f} ms; ratio {whole / asked:.4f}")


def in_sparql(pairs: list[tuple[str, str]], node: str) -> None:
    """A question in SPARQL: the first makes the union of the named graphs, the next finds it."""
    made_from, home = load().iri("madeFrom"), load().graph_iri("reference")
    links = ((load().entity_iri(f"material/{end}") for end in pair) for pair in pairs)
    quads = (f"<{made}> <{made_from}> <{feed}> <{home}> .\n" for feed, made in links)
    known = KnowledgeGraph(store_of("".join(tqdm(quads, desc="SPARQL", total=len(pairs), leave=False, disable=None))))
    asked = f"SELECT ?feed {{ <{load().entity_iri(f'material/{node}')}> chain:madeFrom ?feed }}"
    first, again = cpu(lambda: known.sparql(asked), 1), cpu(lambda: known.sparql(asked))
    print(f"sparql          {again:9.3f} ms for {len(known.sparql(asked))} rows; the first question {first:.0f} ms")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--edges", type=int, default=100_000)
    parser.add_argument("--no-rdflib", action="store_true", help="leave rdflib out")
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
    in_sparql(pairs, node)
    if not chosen.no_rdflib:
        in_rdflib(pairs, chain, node, depth, ours)


if __name__ == "__main__":
    main()

"""What a store costs, beside rdflib in memory and plain pyoxigraph: `python -m benchmarks.store OUTPUT [--rdflib]`.

OUTPUT is the folder of a build; `--copies N` multiplies it into a graph of the same shape N times as large, each copy
with things of its own and the reference knowledge shared: `python -m benchmarks.corpus 600 --out TEXTS`, then
`industry-chain build TEXTS --out OUTPUT --no-page` give some 10^5 triples, 5,500 texts 10^6, and five copies of
these 5*10^6. Times are CPU milliseconds, the median of five; a question that takes longer than `--limit` seconds is
stopped and shown as such. Each engine runs in a process of its own, whose memory is that of the process at its end.
"""

from __future__ import annotations

import argparse
import json
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time

import pyoxigraph as ox
import rdflib

import graph
from graph.query import queries, question
from graph.store import NAME, index, united
from graph.vocab import load

ENGINES = ("disk", "memory", "pyoxigraph", "rdflib")
BASE = b"https://w3id.org/industry-chain/"
OWN = (
    b"id/company/",
    b"id/project/",
    b"id/facility/",
    b"id/claim/",
    b"id/passage/",
    b"id/quantity/",
    b"graph/document/",
)
SPARQL = {
    "neighbours": "SELECT ?other { <THING> chain:madeFrom ?other }",
    "closure": "SELECT ?other { <THING> (chain:madeFrom|chain:recycledFrom)+ ?other }",
    "makers upstream": """SELECT DISTINCT ?who { <THING> (chain:madeFrom|chain:recycledFrom)+ ?m .
        ?who chain:produces ?m }""",
    "capacity by material": """SELECT ?m ?unit (SUM(?v) AS ?sum) { ?c rdf:predicate chain:capacity ; rdf:object ?q .
        ?q chain:material ?m ; chain:unit ?unit ; qudt:numericValue ?v } GROUP BY ?m ?unit""",
    "label search": 'SELECT ?who { ?who skos:prefLabel|skos:altLabel ?name FILTER(REGEX(?name, "硫酸[镍钴]")) }',
}
THING, MATERIAL = "https://w3id.org/industry-chain/id/material/三元前驱体", "material/三元前驱体"


def copied(lines: Iterator[bytes], copies: int) -> Iterator[bytes]:
    """The lines once for each copy, with names of its own in place of those of companies, claims, texts."""
    for line in lines:
        yield line
        if any(BASE + own in line for own in OWN):
            for number in range(1, copies):
                other = line
                for own in OWN:
                    other = other.replace(BASE + own, b"%s%sk%d-" % (BASE, own, number))
                yield other


def enlarged(output: Path, copies: int, folder: Path) -> Path:
    """A folder with the graph so many times as large."""
    with (output / "graph.nq").open("rb") as lines, (folder / "graph.nq").open("wb") as file:
        file.writelines(copied(lines, copies))
    return folder


def cpu(work: Callable[[], object], times: int = 5) -> tuple[float, int]:
    """The median CPU time of some work in milliseconds, and how many answers it gives."""
    spent, found = [], 0
    for _ in range(times):
        start = process_time()
        answer = work()
        spent.append((process_time() - start) * 1000)
        found = len(answer) if hasattr(answer, "__len__") else 1
        if spent[-1] > 2000:
            break
    return median(spent), found


def show(name: str, spent: float, found: int) -> None:
    """One line, so that the process above can read it."""
    print(json.dumps([name, spent, found]), flush=True)


def timed(name: str, work: Callable[[], object]) -> object:
    """Do it once, and show what it cost."""
    start = process_time()
    answer = work()
    show(name, (process_time() - start) * 1000, 0)
    return answer


def plain(nquads: Path, folder: Path) -> None:
    """Load a file as it is, each graph by itself: what the store of a build does, but for the union and the stamp."""
    store = ox.Store(folder)
    store.bulk_load(path=nquads, format=ox.RdfFormat.N_QUADS)
    store.optimize()
    store.flush()


def on_disk(folder: Path, wanted: str) -> None:
    """The store of a build: SPARQL, and the look-ups of the library."""
    if wanted == "load":
        timed("load", lambda: index(folder / "graph.nq", folder / NAME))
        timed("plain pyoxigraph, on disk", lambda: plain(folder / "graph.nq", folder / "plain"))
    known = timed("open", lambda: graph.load(folder))
    assert isinstance(known, graph.KnowledgeGraph)
    if wanted == "load":
        timed("names read", lambda: known.index.names)
        timed("first search", lambda: known.search("硫酸镍"))
        links = known.links
        timed("links read", lambda: (links.over("madeFrom", "recycledFrom"), links.over("produces")))
        timed("capacities read", links.capacities)
        made, makes = links.over("madeFrom", "recycledFrom"), links.over("produces")
        own: dict[str, Callable[[], object]] = {
            "neighbours": lambda: links.over("madeFrom", "recycledFrom").after(known.find("三元前驱体").id),
            "closure": lambda: made.reached(MATERIAL, forward=True),
            "makers upstream": lambda: {w for m in made.reached(MATERIAL, forward=True) for w in makes.before(m)},
            "capacity by material": links.capacities,
            "label search": lambda: known.search("硫酸镍"),
            "upstream, with words": lambda: known.upstream(MATERIAL, 3),
            "producers, with words": lambda: known.producers(MATERIAL).records(),
        }
        for name, work in own.items():
            many = 1000 if name in {"neighbours", "closure"} else 1
            spent, found = cpu(lambda work=work, many=many: [work() for _ in range(many)][-1])  # type: ignore[misc]
            show(f"library: {name}", spent / many, found)
        timed("library: ledger", known.ledger)
    elif wanted in SPARQL:
        show(wanted, *cpu(lambda: known.sparql(SPARQL[wanted].replace("THING", THING)).rows))
    elif wanted:
        show(wanted, *cpu(lambda: graph.ask(known._store, wanted).rows))


def in_oxigraph(folder: Path, wanted: str, *, union: bool) -> None:
    """Plain pyoxigraph in memory; with `union`, as the library holds a graph that has no store on disk."""
    store = ox.Store()
    start = process_time()
    store.bulk_load(path=folder / "graph.nq", format=ox.RdfFormat.N_QUADS)
    if union:
        store = united(store)
    if wanted == "load":
        show("load", (process_time() - start) * 1000, 0)
        return
    text = SPARQL[wanted].replace("THING", THING) if wanted in SPARQL else question(wanted).text
    prefixes = dict(load().prefixes)
    show(wanted, *cpu(lambda: list(store.query(text, prefixes=prefixes, use_default_graph_as_union=not union))))  # type: ignore[arg-type]


def in_rdflib(folder: Path, wanted: str) -> None:
    """In memory, in rdflib."""
    held = rdflib.Graph()
    lines = ((folder / "graph.nq").read_bytes()).splitlines()
    triples = b"".join({line[: line.rindex(b" ", 0, -2)] + b" .\n" for line in lines})
    timed("load", lambda: held.parse(data=triples, format="nt"))
    if wanted != "load":
        text = SPARQL[wanted].replace("THING", THING) if wanted in SPARQL else question(wanted).text
        prefixes = {name: rdflib.Namespace(iri) for name, iri in load().prefixes.items()}
        show(wanted, *cpu(lambda: list(held.query(text, initNs=prefixes)), 3))


def work(engine: str, folder: Path, wanted: str) -> None:
    """What a process of its own does."""
    if engine == "disk":
        on_disk(folder, wanted)
    elif engine == "rdflib":
        in_rdflib(folder, wanted)
    else:
        in_oxigraph(folder, wanted, union=engine == "memory")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    show("peak MB", peak, 0)


def ask(engine: str, folder: Path, wanted: str, limit: float) -> list[tuple[str, float, int]]:
    """What a process of its own shows; only what it came to within the limit."""
    command = [sys.executable, "-m", "benchmarks.store", str(folder), "--engine", engine, "--wanted", wanted]
    try:
        said = subprocess.run(command, capture_output=True, timeout=limit, check=True, text=True).stdout
    except subprocess.TimeoutExpired as error:
        said = (error.stdout or b"").decode()
        if f'["{wanted}"' not in said:
            said += json.dumps([wanted, limit * 1000, -1])
    return [tuple(json.loads(line)) for line in said.splitlines()]  # type: ignore[misc]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("output", type=Path)
    parser.add_argument("--copies", type=int, default=1)
    parser.add_argument("--limit", type=float, default=30)
    parser.add_argument("--engines", nargs="+", default=["disk", "memory", "pyoxigraph"], choices=ENGINES)
    parser.add_argument("--named", action="store_true", help="the named questions, too")
    parser.add_argument("--engine", help=argparse.SUPPRESS)
    parser.add_argument("--wanted", default="", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.engine:
        work(chosen.engine, chosen.output, chosen.wanted)
        return
    with TemporaryDirectory() as room:
        folder = Path(room)
        enlarged(chosen.output, chosen.copies, folder)
        with (folder / "graph.nq").open("rb") as lines:
            print(f"{sum(1 for _ in lines):,} quads, {(folder / 'graph.nq').stat().st_size / 1e6:.0f} MB")
        wanted = ["load", *SPARQL, *(q.name for q in queries() if chosen.named)]
        for engine in chosen.engines:
            for one in wanted:
                loading = 0 if engine == "disk" else 600  # which each process does again
                limit = 3600 if one == "load" else chosen.limit + loading
                for name, spent, found in ask(engine, folder, one, limit):
                    if one in {"load", name}:
                        count = "" if not found else f"{found} answers" if found > 0 else f"stopped after {limit:g} s"
                        print(f"{engine:11} {name:28} {spent:12.4f} {count}", flush=True)
            if engine == "disk":
                size = sum(path.stat().st_size for path in (folder / "store").iterdir())
                print(f"{engine:11} on disk {size / 1e6:.0f} MB")
    shutil.rmtree(room, ignore_errors=True)


if __name__ == "__main__":
    main()

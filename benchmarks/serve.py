"""What the endpoint answers, beside other servers in the same run: `python -m benchmarks.serve --peers BIN`.

Four clients ask a mix of four small queries (what stands around a thing, what a material is made from, who makes any
of that, the words behind a claim), each time of another thing, over a graph of a made-up corpus, about 10^5
statements. BIN is the folder of an environment's programs with `oxigraph` and `rdflib-endpoint` in it; without it
only `industry-chain serve` is measured. Then queries without an end are asked, to see by how much a limit of one second
is overrun. The clients run on the same machine and take their share of it; CPU is that of the server alone.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory

import pyoxigraph as ox

from benchmarks.servers import Client, Server, other, ours

CHAIN, SKOS = "https://w3id.org/industry-chain#", "http://www.w3.org/2004/02/skos/core#"
PROV, OA = "http://www.w3.org/ns/prov#", "http://www.w3.org/ns/oa#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
AROUND = f"SELECT ?p ?o ?name {{{{ <{{0}}> ?p ?o OPTIONAL {{{{ ?o <{SKOS}prefLabel> ?name }}}} }}}}"
FEEDS = f"SELECT DISTINCT ?m {{{{ <{{0}}> <{CHAIN}madeFrom>+ ?m }}}}"
MAKERS = f"""SELECT DISTINCT ?who {{{{
    <{{0}}> <{CHAIN}madeFrom>+ ?m . ?who <{CHAIN}produces> ?m . ?who a <{CHAIN}Company> }}}}"""
WORDS = f"SELECT ?words {{{{ ?claim <{RDF}subject> <{{0}}> ; <{PROV}wasQuotedFrom>/<{OA}exact> ?words }}}}"
ENDLESS = b"SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
CLIENTS = 4


def corpus(folder: Path, documents: int) -> Path:
    """A build of so many documents."""
    program = [sys.executable, "-m"]
    subprocess.run([*program, "benchmarks.corpus", str(documents), "--out", str(folder / "texts")], check=True)
    output = folder / "output"
    build = ["graph.cli", "build", str(folder / "texts"), "--out", str(output), "--no-page", "--quiet", "--no-cache"]
    subprocess.run([*program, *build], check=True)
    return output


def mix(output: Path, count: int = 2000) -> list[bytes]:
    """Queries on things of the graph, drawn by lot, the same in every run."""
    store, chance = ox.Store.read_only(str(output / "store")), random.Random(7)
    made = _of(store, f"SELECT DISTINCT ?m {{ ?m <{CHAIN}madeFrom> ?n }} ORDER BY ?m")
    firms = _of(store, f"SELECT DISTINCT ?c {{ ?c a <{CHAIN}Company> }} ORDER BY ?c")
    asked = ((AROUND, firms), (FEEDS, made), (MAKERS, made), (WORDS, firms))
    return [text.format(chance.choice(things)).encode() for _ in range(count // 4) for text, things in asked]


def _of(store: ox.Store, query: str) -> list[str]:
    return [row[0].value for row in store.query(query)]


def rate(server: Server, queries: Sequence[bytes], seconds: float) -> tuple[float, float, float, float]:
    """Requests a second, the median and the 95th percentile of the milliseconds of one, the server's CPU in ms each."""
    times: list[float] = []
    end = time.perf_counter() + seconds

    def client(first: int) -> None:
        mine, at = Client(server.url), first
        while time.perf_counter() < end:
            start = time.perf_counter()
            status, _, _ = mine.post("", queries[at % len(queries)])
            times.append(time.perf_counter() - start)
            assert status == 200
            at += CLIENTS

    spent, start = server.cpu, time.perf_counter()
    threads = [threading.Thread(target=client, args=(number,)) for number in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took = time.perf_counter() - start
    each = 1000 * (server.cpu - spent) / len(times)
    return len(times) / took, 1000 * median(times), 1000 * quantiles(times, n=20)[-1], each


def overrun(output: Path, limit: float = 1.0, tries: int = 10) -> list[float]:
    """Seconds by which a limit is overrun, the largest last, and how a small query fares meanwhile."""
    found = []
    with ours(output, "--seconds", str(limit)) as server:
        client = Client(f"{server.url}/sparql")
        for _ in range(tries):
            start = time.perf_counter()
            status, _, _ = client.post("", ENDLESS)
            found.append(time.perf_counter() - start - limit)
            assert status == 504
    return sorted(found)


def servers(output: Path, peers: Path | None) -> Iterator[tuple[str, AbstractContextManager[Server], str]]:
    """Each server with its name and the path of its endpoint."""
    yield "industry-chain serve", ours(output, "--seconds", "30"), "/sparql"
    if peers is not None:
        store, triples = output / "store", output / "graph.ttl"
        command = [str(peers / "oxigraph"), "serve-read-only", "--location", str(store), "--bind", "127.0.0.1:7991"]
        yield "oxigraph serve-read-only", other(command, "http://127.0.0.1:7991/query"), ""
        command = [str(peers / "rdflib-endpoint"), "serve", str(triples), "--host", "127.0.0.1", "--port", "7992"]
        yield "rdflib-endpoint", other(command, "http://127.0.0.1:7992/"), ""


def main() -> None:
    """Measure, and tell in a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peers", type=Path, help="the folder of programs with oxigraph and rdflib-endpoint")
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--runs", type=int, default=3)
    chosen = parser.parse_args()
    with TemporaryDirectory() as folder:
        output = corpus(Path(folder), chosen.documents)
        queries = mix(output)
        count = sum(1 for _ in (output / "graph.nq").open(encoding="utf-8"))
        print(f"{count} statements, {CLIENTS} clients\n")
        print("| server | requests/s | median ms | 95 % ms | CPU ms each | memory MiB |")
        print("| --- | --- | --- | --- | --- | --- |")
        for _ in range(chosen.runs):
            for name, starting, path in servers(output, chosen.peers):
                with starting as server:
                    asked = Server(server.url + path, server.process)
                    rate(asked, queries, 2)
                    told = rate(asked, queries, chosen.seconds)
                    print(
                        f"| {name} | {' | '.join(f'{value:.1f}' for value in told)} | {server.memory:.0f} |", flush=True
                    )
        late = overrun(output)
    print(f"\na limit of 1 s is overrun by {1000 * median(late):.0f} ms (median), {1000 * late[-1]:.0f} ms at most")


if __name__ == "__main__":
    main()

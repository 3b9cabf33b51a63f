"""An evidence-backed knowledge graph of industry chains, read from Chinese industrial news.

    built = graph.build(["texts"])
    graph.write(built, "output")
    known = graph.load("output")
    known.upstream("硫酸镍")

`build` reads files and folders, `build_texts` takes texts at hand; both go through `_know`, the whole flow in one
function one can read, where each stage stands in a module of its own and knows no other stage. `write` puts what was
built into a folder, whole or not at all, and `load` opens such a folder to look up, walk and analyse it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from contextlib import closing
from functools import cache, partial
from importlib import import_module, resources
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from graph import lexicon, output, text
from graph.assemble import assemble
from graph.errors import Error, OntologyError, OutputError, QueryError, SourceError
from graph.extractions import Resources, extract_all
from graph.model import (
    Amount,
    Claim,
    Document,
    Entity,
    Evidence,
    Fact,
    Knowledge,
    Link,
    Mention,
    Process,
    Quantity,
    Rejection,
    Span,
)
from graph.rdf import Unfit
from graph.reading import each_once, listed, read_all
from graph.renewing import Last, Renewal
from graph.resolve import resolve
from graph.store import is_address
from graph.work import Clock, Progress, silently, uncollected
from graph.writing import Build, write_files

if TYPE_CHECKING:
    from graph.api import KnowledgeGraph, load
    from graph.publishing import Published
    from graph.query import Question, Rows, ask, queries, sparql
    from graph.spark import Built as OnSpark

__version__ = "0.1.0"
__all__ = [
    "Amount",
    "Build",
    "Claim",
    "Document",
    "Entity",
    "Error",
    "Evidence",
    "Fact",
    "Knowledge",
    "KnowledgeGraph",
    "Link",
    "Mention",
    "OntologyError",
    "OutputError",
    "Process",
    "Progress",
    "Published",
    "Quantity",
    "QueryError",
    "Question",
    "Rejection",
    "Resources",
    "Rows",
    "SourceError",
    "Span",
    "__version__",
    "ask",
    "build",
    "build_into",
    "build_on_spark",
    "build_texts",
    "example",
    "files",
    "load",
    "publish",
    "queries",
    "sparql",
    "write",
]

PathLike = str | os.PathLike[str]
_ASKED = {  # what a build has no use for: loading it takes as long as reading forty short texts
    "graph.api": ("KnowledgeGraph", "load"),
    "graph.publishing": ("Published",),
    "graph.query": ("Question", "Rows", "ask", "queries", "sparql"),
}

if not TYPE_CHECKING:  # a name that is not there stays a mistake to the type checker

    def __getattr__(name):
        for module, names in _ASKED.items():
            if name in names:
                return globals().setdefault(name, getattr(import_module(module), name))
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def build(
    paths: PathLike | Iterable[PathLike],
    *,
    ontology: PathLike | None = None,
    progress: Progress | None = None,
    using: Resources | None = None,
) -> Build:
    """Read texts and say what they say: from files and folders, or one of them, to `Knowledge`.

    A file that cannot be read is listed in `unreadable`; `SourceError` is raised when none can. `ontology` is
    a folder of domain knowledge to use in place of the project's own; `using` says how many processes may read texts
    and where to keep what they said for the next build.

    >>> build(["nowhere"])
    Traceback (most recent call last):
    ...
    graph.errors.SourceError: nowhere: no such file or folder / 没有这个文件或文件夹; check the path
    """
    show, clock, home = progress or silently, Clock(), Path(ontology) if ontology else None
    given = (paths,) if isinstance(paths, str | os.PathLike) else paths
    documents, unreadable = read_all([Path(path) for path in given], show, clock)
    return Build(_know(documents, home, show, clock, using), unreadable, clock.seconds, home)


def build_texts(texts: Iterable[tuple[str, str]], *, ontology: PathLike | None = None) -> Knowledge:
    """Say what texts say that are at hand: pairs of a name and a text.

    >>> known = build_texts([("brief", "云峰镍业有限公司主要生产电解镍。")])
    >>> [(fact.subject, fact.predicate, fact.object) for fact in known.facts]
    [('company/云峰镍业有限公司', 'produces', 'material/电解镍')]
    """
    documents = (Document(name, words) for name, words in texts)
    return _know(each_once(documents), Path(ontology) if ontology else None, silently, Clock())


@cache
def example() -> KnowledgeGraph:
    """A small graph to try things on: two made-up briefs on a nickel works and whom it supplies.

    >>> example()
    <KnowledgeGraph: 2 texts, 10 stated of 765 statements>
    """
    from graph.api import KnowledgeGraph  # noqa: PLC0415 - only those who ask pay for its import

    lines = resources.files("graph").joinpath("example.jsonl").read_text("utf-8").splitlines()
    return KnowledgeGraph.of(build_texts((told["id"], told["text"]) for told in map(json.loads, lines)))


def _know(  # noqa: PLR0913 - all that the flow takes
    documents: tuple[Document, ...],
    home: Path | None,
    show: Progress,
    clock: Clock,
    using: Resources | None = None,
    *,
    last: Last | None = None,
) -> Knowledge:
    with clock("ontology"):
        words = lexicon.load(home)
    with clock("extract"), uncollected(), closing(extract_all(documents, home, using)) as found:
        told = tuple(one for _, one in zip(show("extract", documents), found, strict=True))
    with clock("resolve"), uncollected():
        resolution = resolve(told, words)
    if last is not None:
        with clock("keep"), uncollected():
            last.begin(told, resolution, words)
    with clock("assemble"), uncollected():
        return assemble(told, resolution, words.processes, words.parents())


def files(built: Build, *, page: bool = True, progress: Progress | None = None) -> dict[str, bytes]:
    """Everything that a build writes, by the name of its file; the store on disk, an index of it, left out.

    Without `page`, the page, the report and its lists are left out.

    Raises `OutputError` when the graph would break the shapes of the ontology: such a graph is not written.
    """
    with TemporaryDirectory() as folder:
        write_files(built, Path(folder), page=page, store=False, progress=progress or silently)
        return {path.name: path.read_bytes() for path in sorted(Path(folder).iterdir())}


def write(built: Build, folder: PathLike, *, page: bool = True) -> None:
    """Write everything into `folder`, whole or not at all."""
    with output.reserve(Path(folder)) as slot, slot.grow() as new:
        write_files(built, new, page=page)


def build_into(  # noqa: PLR0913 - all but two are asked for by name
    folder: PathLike,
    paths: Iterable[PathLike],
    *,
    page: bool = True,
    store: bool = True,
    progress: Progress | None = None,
    using: Resources | None = None,
) -> Build:
    """Build and write, holding `folder` from the beginning, so that what stands in the way is said at once.

    Without `page`, the page, the report and its lists are left out; without `store`, the index on disk.
    """
    given, using, show, clock = [Path(path) for path in paths], using or Resources(), progress or silently, Clock()
    with output.reserve(Path(folder), given) as slot, Last(slot.folder, using) as last:
        documents, unreadable = read_all(given, show, clock)

        def written(renewal: Renewal | None) -> Build:
            known = partial(_know, documents, None, show, clock, using, last=None if renewal else last)
            counts = None if renewal is None else renewal.counts
            built = Build(known if renewal else known(), unreadable, clock.seconds, counts=counts)
            with slot.grow() as new:
                write_files(built, new, page=page, store=store, progress=show, workers=using.workers, last=last,
                            renewal=renewal)  # fmt: skip
            last.keep()
            return built

        with clock("renew"), uncollected():
            renewal = last.renewal(documents)
        try:
            return written(renewal)
        except Unfit:
            return written(None)


def build_on_spark(
    folder: PathLike, paths: Iterable[PathLike], *, master: str | None = None, progress: Progress | None = None
) -> OnSpark:
    """Build on Apache Spark, at `master`, and write the graph and its claims into `folder` as files in sorted parts.

    All machines must see `folder` and `paths` as this one does. By default Spark runs where the program was submitted
    to, else on all cores of this machine.
    """
    from graph import spark  # noqa: PLC0415 - an extra

    spark.require()
    given = [Path(path) for path in paths]
    with output.reserve(Path(folder), given) as slot:
        found, unreadable = listed(given)
        if not found:
            raise unreadable[0] if len(unreadable) == 1 else text.nothing(given)
        with slot.grow() as new:
            return spark.build_into(new, found, unreadable, master=master, progress=progress or silently)


def publish(folder: PathLike, url: str, *, progress: Progress | None = None) -> Published:
    """Put the build in `folder` into a store whose Graph Store Protocol answers at `url`, a named graph for each text.

    Only graphs that changed since the last publication are sent; those of texts that left are deleted. Credentials
    are those of the environment: INDUSTRY_CHAIN_STORE_USER and …_PASSWORD, or …_TOKEN.

    >>> publish("output", "ftp://example.org")
    Traceback (most recent call last):
    ...
    graph.errors.QueryError: ftp://example.org: is no address; give one that begins with http:// or https://
    """
    from graph import publishing  # noqa: PLC0415 - only those who publish pay for these imports
    from graph.store.remote import Graphs  # noqa: PLC0415

    if not is_address(url):
        raise QueryError("is no address", url.rpartition("@")[2], "give one that begins with http:// or https://")
    return publishing.publish(Path(folder), Graphs(url), progress or silently)

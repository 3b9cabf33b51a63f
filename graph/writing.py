"""Everything that a build writes, file by file, into a folder: the same bytes however many processes write."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from functools import cached_property, partial
from pathlib import Path
from threading import Event
from types import MappingProxyType

from graph import output, rdf, report, shapes, tables, vocab
from graph.cells import write_csv
from graph.errors import SourceError
from graph.messages import Language, Speaker
from graph.model import Knowledge
from graph.processes import cores, start
from graph.renewing import CLAIMS, JSONLD, NQUADS, TURTLE, Last, Renewal, csv
from graph.store import NAME as STORE
from graph.store import index, mend, open_store, store_of
from graph.vocab import Vocabulary
from graph.work import Clock, Progress, silently, uncollected

LARGE = 400_000  # statements from which on shapes are asked text by text, and writing in several processes pays
SHOWN = 600_000  # statements up to which a page and a report of all of them are of use
PART = 1_500  # things on the page of a larger graph
LANGUAGES: tuple[Language, ...] = ("zh", "en")
_PROGRAM = "from graph.writing import main; main()"
_APART = ("shapes", "graph.jsonld", "graph.ttl")  # what needs nothing but graph.nq
_WHOLE = "0/1"
_SHARES = {"shapes": ("0/2", "1/2")}  # the first, every so many; else all in one


class Build:
    """What came of a build: what is known, what could not be read, and the seconds that each stage took."""

    def __init__(
        self,
        knowledge: Knowledge | Callable[[], Knowledge],
        unreadable: tuple[SourceError, ...] = (),
        timings: Mapping[str, float] = MappingProxyType({}),
        ontology: Path | None = None,
        *,
        counts: report.Counts | None = None,
    ) -> None:
        """Of what is known, or of a way to know it: after a small change nobody may ask for more than counts."""
        self._known, self._counts = knowledge, counts
        self.unreadable, self.timings, self.ontology = unreadable, timings, ontology

    @cached_property
    def knowledge(self) -> Knowledge:
        """All that is known."""
        return self._known if isinstance(self._known, Knowledge) else self._known()

    @cached_property
    def counts(self) -> report.Counts:
        """How much is known."""
        return self._counts or report.counts_of(self.knowledge)


def write_files(  # noqa: PLR0913 - all but two are asked for by name
    built: Build,
    folder: Path,
    *,
    page: bool = True,
    store: bool = True,
    progress: Progress = silently,
    workers: int | None = None,
    last: Last | None = None,
    renewal: Renewal | None = None,
) -> None:
    """Write all files of a build into an empty folder.

    Without `page`, the page, the report and its lists are left out; without `store`, the index on disk. Of a graph too
    large for one page, the page shows what most is said of, and the report and its lists are left out. The `last`
    build is told what the next is to know; where there is a `renewal` of its output, what still holds is kept.

    Raises:
        OutputError: the graph would break the shapes of the ontology.
        rdf.Unfit: there is no place for the renewal in the last output.
    """
    vocabulary, clock = vocab.load(built.ontology), Clock()
    count = 1 if renewal else cores() if workers is None else workers
    with clock(NQUADS), uncollected():
        write = renewal.nquads if renewal else partial(rdf.write_nquads, built.knowledge, vocabulary, apart=count > 1)
        lines = write(folder / NQUADS)
    count = count if lines > LARGE else 1
    apart = ((STORE,) if store and count > 1 else ()) + _APART
    with (
        _processes(folder, vocabulary.directory, lines, count, apart) as end,
        _indexed(folder, store and count == 1, renewal) as indexed,
    ):
        makers = _tables(built, folder, vocabulary, last, renewal)
        makers |= {name: partial(end, name) for name in reversed(_APART)}
        if renewal is not None:
            makers |= _renewing(makers, renewal, folder, vocabulary, lines)
        if page:
            makers |= (_pages if lines <= SHOWN else _page_of_part)(built.knowledge, folder, vocabulary)
        makers |= {STORE: indexed if count == 1 else partial(end, STORE)} if store else {}
        for name in progress("write", tuple(makers)):
            with clock(name), uncollected():
                makers[name]()
    if last is not None:
        last.note.lines = lines
    _report(built, folder, {**built.timings, **clock.seconds}, last, renewal)


def _report(
    built: Build, folder: Path, timings: Mapping[str, float], last: Last | None, renewal: Renewal | None
) -> None:
    names, counts = [path.name for path in folder.iterdir()], built.counts
    with ExitStack() as stack:
        file = stack.enter_context((folder / output.REPORT).open("xb"))
        if renewal is not None:
            changed = {document.id for known in renewal.new for document in known.documents}
            lists = renewal.lists(stack.enter_context(rdf.mapped(renewal.folder / output.REPORT)))
        else:
            changed = {document.id for document in built.knowledge.documents} if last else set[str]()
            lists = report.pieces_of(built.knowledge)
        places = report.write(file, counts, lists, unreadable=built.unreadable, timings=timings, files=names)
    if last is not None:
        last.note_report(places, sorted(changed))


Makers = dict[str, Callable[[], None]]


def _tables(built: Build, folder: Path, vocabulary: Vocabulary, last: Last | None, renewal: Renewal | None) -> Makers:
    def documents() -> None:
        with (folder / "documents.jsonl").open("x", encoding="utf-8", newline="\n") as file:
            file.writelines(report.document_lines(renewal.by_id.values() if renewal else built.knowledge.documents))

    def entities() -> None:
        of_all = renewal.entities(vocabulary) if renewal else tables.entity_rows(built.knowledge, vocabulary)
        with (folder / "entities.csv").open("x", encoding="utf-8-sig", newline="") as file:  # the mark is for Excel
            write_csv(file, tables.ENTITY_COLUMNS, of_all)

    def claims() -> None:
        if renewal is not None:
            renewal.claims(vocabulary, folder / CLAIMS)
            return
        sizes = csv.write(built.knowledge, vocabulary, folder / CLAIMS)
        if last is not None:
            last.note_files(built.knowledge, sizes)

    return {"entities.csv": entities, CLAIMS: claims, "documents.jsonl": documents}


def _renewing(makers: Makers, renewal: Renewal, folder: Path, vocabulary: Vocabulary, lines: int) -> Makers:
    """What is made of the last output; where the change has no place in it, all is written as else."""
    old, change = renewal.folder, renewal.change

    def either(name: str, renew: Callable[[], None]) -> None:
        try:
            renew()
        except rdf.Unfit:
            makers[name]()

    def shapely() -> None:
        asked = vocabulary.directory / "shapes.ttl"
        parts = change.parts(folder / NQUADS, vocabulary)
        shapes.refuse([words for part in parts for words in shapes.violations(part, asked, "ntriples")])

    jsonld = partial(rdf.renew_jsonld, old / JSONLD, change, folder / JSONLD)
    turtle = partial(rdf.renew_turtle, old / TURTLE, change, folder / NQUADS, vocabulary, folder / TURTLE)
    found: Makers = {JSONLD: partial(either, JSONLD, jsonld), TURTLE: partial(either, TURTLE, turtle)}
    return found | ({"shapes": shapely} if lines > LARGE else {})


def _pages(knowledge: Knowledge, folder: Path, vocabulary: Vocabulary) -> Makers:
    from graph.api import KnowledgeGraph  # noqa: PLC0415 - only those who want a page pay for these imports
    from graph.page import render  # noqa: PLC0415
    from graph.reports.files import report_files  # noqa: PLC0415
    from graph.reports.findings import findings  # noqa: PLC0415

    known = KnowledgeGraph(open_store(folder / "graph.nq"), vocabulary, lambda: knowledge.documents)

    def page() -> None:
        reference = rdf.reference_facts(knowledge.processes, vocabulary)
        (folder / "graph.html").write_bytes(render(knowledge, "", reference, findings(known)).encode())

    def reports() -> None:
        for name, content in report_files(known).items():
            (folder / name).write_bytes(content)

    return {"graph.html": page, "report.html": reports}


def _page_of_part(knowledge: Knowledge, folder: Path, vocabulary: Vocabulary) -> Makers:
    from graph.api import KnowledgeGraph  # noqa: PLC0415 - the same
    from graph.page import render  # noqa: PLC0415
    from graph.part import most_told  # noqa: PLC0415
    from graph.reports.findings import findings  # noqa: PLC0415

    def page() -> None:
        part = most_told(knowledge, PART)
        known = KnowledgeGraph(store_of(rdf.nquads(part, vocabulary)), vocabulary, lambda: part.documents)
        title = " · ".join(Speaker(spoken)("page.part", part=PART, all=len(knowledge.entities)) for spoken in LANGUAGES)
        reference = rdf.reference_facts(knowledge.processes, vocabulary)
        (folder / "graph.html").write_bytes(render(part, title, reference, findings(known)).encode())

    return {"graph.html": page}


@contextmanager
def _indexed(folder: Path, wanted: bool, mended: Renewal | None) -> Iterator[Callable[[], None]]:
    """A way to wait for the store on disk, which from now on grows in a thread: the engine needs no Python."""
    make = partial(index, folder / NQUADS, folder / STORE)
    if mended is not None:
        gone, come = mended.change.gone, mended.change.come
        make = partial(mend, mended.folder, gone, come, folder / NQUADS, folder / STORE)
    with ThreadPoolExecutor(1) as threads:
        made = threads.submit(make) if wanted else None
        yield made.result if made else lambda: None


# What can be done in a process of its own.


@contextmanager
def _processes(
    folder: Path, ontology: Path, lines: int, count: int, apart: Iterable[str]
) -> Iterator[Callable[[str], None]]:
    """A way to end each piece of work, which by then other processes, so many at a time, have done or are at."""
    running: list[subprocess.Popen[bytes]] = []
    threads, over = ThreadPoolExecutor(max(1, count)), Event()

    def told_by(name: str, share: str) -> list[str] | None:
        """What a process finds wrong with the graph; None where it comes to no end."""
        process = start(_PROGRAM, name, share, str(folder), str(ontology), str(lines))
        running.append(process)
        if over.is_set():
            process.kill()
        said, _ = process.communicate()
        return None if process.returncode else list(json.loads(said))

    shares = {name: _SHARES.get(name, (_WHOLE,)) for name in apart if count > 1}
    work = {name: [threads.submit(told_by, name, share) for share in shares[name]] for name in shares}

    def end(name: str) -> None:
        told = [future.result() for future in work.get(name, ())]
        if not told or None in told:  # done here, or failed there: then the error is met again here
            _discard(folder / name)
            told = [_work(name, _WHOLE, folder, ontology, lines)]
        shapes.refuse([words for found in told for words in found or ()])

    try:
        yield end
    finally:
        threads.shutdown(wait=False, cancel_futures=True)
        over.set()
        for process in tuple(running):
            process.kill()
        threads.shutdown()
        for left in folder.iterdir():
            if left.is_dir() and left.name != STORE:  # what a process that failed had laid aside
                shutil.rmtree(left)


def _discard(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    path.unlink(missing_ok=True)


def _work(name: str, share: str, folder: Path, ontology: Path, lines: int) -> list[str]:
    nquads, vocabulary = folder / "graph.nq", vocab.load(ontology)
    if name == "graph.ttl":
        rdf.write_turtle(nquads, vocabulary, folder / name)
    elif name == "graph.jsonld":
        rdf.write_jsonld(nquads, folder / name)
    elif name == STORE:
        index(nquads, folder / name)
    else:
        first, step = map(int, share.split("/"))
        return list(_broken(nquads, vocabulary, lines, (first, step)))
    return []


def _broken(nquads: Path, vocabulary: Vocabulary, lines: int, share: rdf.Share) -> Iterator[str]:
    asked = vocabulary.directory / "shapes.ttl"
    parts = rdf.parts_of(nquads, vocabulary, share) if lines > LARGE else (rdf.triples_of(nquads),)
    for part in parts:
        yield from shapes.violations(part, asked, "ntriples")


def main() -> None:
    """Do one piece of work in a process of its own; fail in silence, as the process that asks will see why."""
    name, share, folder, ontology, lines = sys.argv[1:]
    try:
        print(json.dumps(_work(name, share, Path(folder), Path(ontology), int(lines))))  # noqa: T201 - to the pipe
    except Exception:
        sys.exit(1)

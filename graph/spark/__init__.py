"""The same stages on Apache Spark, for more texts than one machine can hold: `--engine spark`.

Each function that decides something is that of the default engine, given the part of all texts that it looks at. The
graph is the same to the byte. What is worked out once waits as Parquet in the folder that is being written, so that
folder and texts must be seen by all machines under one path. The driver holds names of files, those that cannot be
read, what domain knowledge says, and a sample of the lines.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from graph import lexicon, output, rdf, report, vocab
from graph.errors import SourceError
from graph.spark.checks import lines_of
from graph.spark.follows import entities, follow
from graph.spark.frames import Frames, Row
from graph.spark.names import meanings, meant
from graph.spark.parts import CLAIMS, LINES, Size, write_claims, write_lines, write_parts
from graph.spark.session import require, running
from graph.spark.texts import read_texts
from graph.spark.told import tell
from graph.text import nothing
from graph.work import Clock, Progress, silently

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

__all__ = ["Built", "build_into", "require"]

_STAGES = ("extract", "resolve", "assemble", "derive", "quads", "claims")
_USED = "SELECT DISTINCT id FROM {used}"
_LINES = """SELECT line AS place, CAST(NULL AS array<string>) AS cells FROM (
  SELECT explode(lines) AS line FROM {told} UNION ALL SELECT explode(lines) FROM {followed}
  UNION ALL SELECT line FROM {domain})"""
_CLAIMS = "SELECT c.* FROM (SELECT explode(claims) AS c FROM {told} UNION ALL SELECT explode(claims) FROM {followed})"
_SIZES = """SELECT count(*) AS texts, coalesce(sum(size(lines)), 0) AS lines, coalesce(sum(size(claims)), 0) AS claims
  FROM {told}"""
_KINDS = "SELECT entity.kind AS name, count(*) AS times FROM {entities} GROUP BY entity.kind"
_MADE = "SELECT count(DISTINCT m) AS times FROM {followed} LATERAL VIEW explode(made) AS m"
_REFUSED = (
    "SELECT r.reason AS name, sum(r.times) AS times FROM {told} LATERAL VIEW explode(refused) AS r GROUP BY r.reason"
)
_FACTS = """SELECT 'Stated' AS origin, f.predicate, count(DISTINCT f.subject, f.object) AS facts, sum(f.times) AS claims
  FROM {told} LATERAL VIEW explode(facts) AS f GROUP BY f.predicate
  UNION ALL SELECT c.origin, c.predicate, sum(c.facts), sum(c.claims)
  FROM {followed} LATERAL VIEW explode(counted) AS c GROUP BY c.origin, c.predicate"""


@dataclass(frozen=True, slots=True)
class Built:
    """What came of a build: how much of what, and what could not be read."""

    texts: int
    lines: int
    entities: Mapping[str, int]
    claims: Mapping[str, int]
    facts: Mapping[str, Mapping[str, int]]
    rejected: Mapping[str, int]
    unreadable: tuple[SourceError, ...] = ()


def build_into(  # noqa: PLR0913 - all but three are asked for by name
    folder: Path, files: Sequence[Path], unreadable: Iterable[SourceError] = (), *,
    master: str | None = None, home: Path | None = None, progress: Progress = silently,
) -> Built:  # fmt: skip
    """Build from files into an empty folder: `quads`, `claims` and the report.

    Raises:
        SourceError: no file can be read.
    """
    clock = Clock()
    with ExitStack() as stack:
        with clock("start"):
            spark = stack.enter_context(running(master))
        room = stack.enter_context(TemporaryDirectory(dir=folder, prefix=".spark-"))
        work = _Work(Frames(spark, Path(room)), folder, files, home)
        for stage in progress("write", _STAGES):
            with clock(stage):
                getattr(work, stage)()
        built = work.built(unreadable)
    counts = {"texts": built.texts, "entities": built.entities, "claims": built.claims, "facts": built.facts,
              "rejected": built.rejected}  # fmt: skip
    names = [path.name for path in folder.iterdir()]
    told_all = report.counted(counts, built.unreadable, clock.seconds, names)
    (folder / output.REPORT).write_text(told_all, encoding="utf-8", newline="\n")
    return built


class _Work:
    """The stages, each of which leaves what the next takes up."""

    texts: DataFrame
    meanings: DataFrame
    told: DataFrame
    entities: DataFrame
    followed: DataFrame
    faults: tuple[SourceError, ...]
    lines: int

    def __init__(self, frames: Frames, folder: Path, files: Sequence[Path], home: Path | None) -> None:
        self._frames, self._folder, self._files, self._home = frames, folder, files, home

    def extract(self) -> None:
        self.texts, self.faults = read_texts(self._frames, self._files, self._home)
        if self.texts.isEmpty():
            raise self.faults[0] if len(self.faults) == 1 else nothing(self._files)

    def resolve(self) -> None:
        self.meanings = meanings(self._frames, self.texts, self._home)

    def assemble(self) -> None:
        found = meant(self._frames, self.texts, self.meanings)
        self.told = tell(self._frames, self.texts, found, self._home)

    def derive(self) -> None:
        self.entities = entities(self._frames, self.meanings)
        self.followed = follow(self._frames, self.told, self.entities, self._home)

    def quads(self) -> None:
        rows = self._sql(_LINES, domain=self._domain())
        self.lines = write_parts(self._frames, rows, self._size("lines", LINES), self._folder / "quads", write_lines)

    def claims(self) -> None:
        rows, size = self._sql(_CLAIMS), self._size("claims", CLAIMS)
        write_parts(self._frames, rows, size, self._folder / "claims", write_claims)

    def built(self, unreadable: Iterable[SourceError]) -> Built:
        """How much there is of what."""
        facts: dict[str, dict[str, int]] = defaultdict(dict)
        claims: Counter[str] = Counter()
        for origin, predicate, count, said in sorted(self._sql(_FACTS).collect()):
            facts[origin][predicate] = count
            claims[predicate] += said
        kinds = Counter(dict(self._sql(_KINDS).collect()))
        kinds["Company"] += self._one(_MADE)
        rejected = dict(sorted(self._sql(_REFUSED).collect()))
        faults = tuple(sorted((*self.faults, *unreadable), key=str))
        told_of = {name: dict(sorted(counts.items())) for name, counts in (("kinds", +kinds), ("claims", +claims))}
        texts = self._one(_SIZES)
        return Built(texts, self.lines, told_of["kinds"], told_of["claims"], dict(facts), rejected, faults)

    def _domain(self) -> DataFrame:
        """What domain knowledge says: as much as the ontology holds, and no more."""
        vocabulary, processes = vocab.load(self._home), lexicon.load(self._home).processes
        used = self._frames.mapped(self.entities, partial(_described, home=self._home), "id string")
        ids = [row.id for row in self._frames.sql(_USED, used=used).collect()]
        return self._frames.of(
            ((line,) for line in lines_of(rdf.domain_quads(ids, processes, vocabulary))), "line string"
        )

    def _size(self, what: str, part: int) -> Size:
        """By what the texts add: it is the same however the work is cut."""
        sizes = self._sql(_SIZES).first()
        return Size(int(sizes[what]) if sizes else 0, part)

    def _one(self, query: str) -> int:
        found = self._sql(query).first()
        return int(found[0]) if found else 0

    def _sql(self, query: str, **more: DataFrame) -> DataFrame:
        """What a query gives of the frames that it names."""
        known = {"told": self.told, "followed": self.followed, "entities": self.entities, **more}
        return self._frames.sql(query, **{name: frame for name, frame in known.items() if f"{{{name}}}" in query})


def _described(rows: Iterable[Row], home: Path | None = None) -> Iterable[Row]:
    """Which entities, and concepts they narrow, domain knowledge describes."""
    vocabulary = vocab.load(home)
    ids = {id for row in rows for id in (row["id"], *(row["entity"]["broader"] or ()))}
    return ({"id": id} for id in sorted(rdf.concept_ids(ids, vocabulary)))

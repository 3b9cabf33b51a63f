"""The same stages on Spark: the same graph to the byte, in sorted parts; what fails is told in one line.

One session and one build for all; without pyspark or Java these tests say so and are skipped.
"""

from __future__ import annotations

import csv
import importlib.util
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

import graph
from graph import rdf, spark, vocab
from graph.cli import main
from graph.errors import Error, SourceError
from graph.model import Document
from graph.spark import checks, components, texts
from graph.spark import session as begun
from graph.spark.frames import Frames, Row
from graph.spark.session import about
from graph.spark.session import running as started

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

missing = [name for name in ("pyspark", "pyarrow") if importlib.util.find_spec(name) is None]
missing += [] if shutil.which("java") else ["java"]
needs_spark = pytest.mark.skipif(bool(missing), reason=f"{', '.join(missing)} not installed: nothing ran on Spark")
pytestmark = pytest.mark.filterwarnings(
    "ignore:PySpark does not yet fully support pandas:FutureWarning",
    "ignore:unclosed:ResourceWarning",  # the client of the virtual machine leaves its connections to the collector
)

SAID = {
    "group.md": "云峰集团青石镍业有限公司主要生产硫酸镍。云峰集团主要生产电解镍。青石镍业位于云州经济开发区。",
    "project.md": "蓝桥铜箔股份有限公司投资12亿元的年产2万吨锂电铜箔项目正在建设，项目以阴极铜为原料。",
    "again.md": "蓝桥铜箔有限公司（以下简称“蓝桥”）表示，年产2万吨锂电铜箔项目已建成投产，蓝桥位于格尔木市。",
    "short.md": "今年，蓝桥铜箔锂电铜箔产量为3万吨。云州经开区企业青石镍业有限公司产能5万吨/年。",
}
RECORDS = (
    {"id": "r1", "text": "石泉冶炼有限公司以铜精矿为原料生产阴极铜，产能20万吨/年。", "date": "2031-07-01"},
    {
        "id": "r2",
        "text": "石泉冶炼有限公司向蓝桥铜箔股份有限公司供应阴极铜。",
        "title": "供应",
        "url": "https://example.org/2",
    },
    {"id": "r1", "text": "石泉冶炼有限公司的年处理3万吨废旧锂电池项目开工。"},
)
NUMBERS = ("start", "end", "value", "low", "high", "confidence")


class Twice(NamedTuple):
    """The same texts, built by both engines."""

    default: Path
    spark: Path

    def reports(self) -> list[dict[str, Any]]:
        return [json.loads((out / "report.json").read_text(encoding="utf-8")) for out in self]


@pytest.fixture(scope="module")
def running() -> Iterator[SparkSession]:
    with started("local[2]") as found:
        yield found


@pytest.fixture(scope="module")
def twice(running: SparkSession, root: Path, tmp_path_factory: pytest.TempPathFactory) -> Twice:
    """The texts of the checkout, some of every kind, one that is there twice, one that cannot be read."""
    from pyarrow import Table, parquet  # noqa: PLC0415 - skipped where it is missing

    home = tmp_path_factory.mktemp("spark")
    given = home / "texts"
    shutil.copytree(root / "texts", given)
    for name, words in SAID.items():
        (given / name).write_text(words, encoding="utf-8", newline="\n")
    (given / "z").mkdir()
    (given / "z" / "group.md").write_text(SAID["group.md"], encoding="utf-8", newline="\n")
    lines = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in RECORDS)
    (given / "records.jsonl").write_text(lines, encoding="utf-8")
    parquet.write_table(
        Table.from_pylist([{**record, "id": f"p{n}"} for n, record in enumerate(RECORDS)]), given / "p.parquet"
    )
    (given / "broken.pdf").write_bytes(b"no pdf")
    out = Twice(home / "default", home / "spark")
    graph.build_into(out.default, [given], page=False)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(spark, "LINES", 1_000)
        patch.setattr(spark, "CLAIMS", 60)
        graph.build_on_spark(out.spark, [given])
    return out


@needs_spark
def test_the_parts_in_their_order_are_the_graph_of_the_default_engine(twice: Twice) -> None:
    parts = [path.read_bytes() for path in sorted((twice.spark / "quads").iterdir())]
    assert len(parts) > 2
    assert b"".join(parts) == (twice.default / "graph.nq").read_bytes()


@needs_spark
def test_the_claims_are_those_of_the_default_engine(twice: Twice) -> None:
    from pyarrow import parquet  # noqa: PLC0415

    parts = sorted((twice.spark / "claims").iterdir())
    with (twice.default / "claims.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    wanted = [{k: (float(v) if k in NUMBERS else v) if v else None for k, v in row.items()} for row in rows]
    assert len(parts) > 1
    assert [row for part in parts for row in parquet.read_table(part).to_pylist()] == wanted


@needs_spark
@pytest.mark.parametrize("counted", ["entities", "claims", "facts", "rejected", "unreadable"])
def test_the_report_counts_as_the_default_engine_does(twice: Twice, counted: str) -> None:
    default, of_spark = twice.reports()
    assert of_spark[counted] == default[counted]
    assert of_spark["texts"] == len(default["documents"])


@needs_spark
def test_nothing_else_is_left_in_the_folder(twice: Twice) -> None:
    assert sorted(path.name for path in twice.spark.iterdir()) == ["claims", "quads", "report.json"]
    assert all(path.name.startswith("part-") for name in ("claims", "quads") for path in (twice.spark / name).iterdir())


@needs_spark
def test_where_no_text_can_be_read_the_last_output_stays(twice: Twice, tmp_path: Path) -> None:
    out, texts = tmp_path / "output", tmp_path / "texts"
    shutil.copytree(twice.spark, out)
    texts.mkdir()
    (texts / "a.pdf").write_bytes(b"no pdf")
    with pytest.raises(SourceError, match=r"a\.pdf"):
        graph.build_on_spark(out, [texts])
    assert sorted(path.name for path in out.iterdir()) == ["claims", "quads", "report.json"]
    assert (out / "report.json").read_bytes() == (twice.spark / "report.json").read_bytes()


@needs_spark
def test_a_fault_in_a_partition_names_the_document(running: SparkSession, tmp_path: Path) -> None:
    def failing(rows: Iterator[Row]) -> Iterator[Row]:
        for row in rows:
            with about(f"{row['id']}.txt"):
                yield {"id": 1 // row["id"]}

    frames = Frames(running, tmp_path)
    frame = frames.mapped(frames.of([(1,), (0,)], "id int"), failing, "id int")
    with pytest.raises(Error, match=r"^0\.txt: cannot be processed \(ZeroDivisionError"), started():
        frame.collect()


@needs_spark
def test_stars_find_the_components_that_one_task_finds(running: SparkSession, tmp_path: Path) -> None:
    links = [(n + 7, n) for n in range(60) if n % 13] + [(n, n // 2 + 100) for n in range(200, 230)]
    frames = [Frames(running, tmp_path / name) for name in ("one", "stars")]
    found = [
        components.components(frame, frame.of(links, "node bigint, least bigint"), few).collect()
        for frame, few in zip(frames, (1_000, 0), strict=True)
    ]
    assert sorted(found[0]) == sorted(found[1])
    assert len({row.least for row in found[0]}) > 10


@needs_spark
def test_nothing_listens_beyond_this_machine(running: SparkSession) -> None:
    conf = running.sparkContext.getConf()
    assert (conf.get("spark.driver.host"), conf.get("spark.ui.enabled")) == ("127.0.0.1", "false")


# Without Spark


@pytest.fixture
def without(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What this machine is without: no Java, and whatever is put into this list."""
    lost: list[str] = []
    there = importlib.util.find_spec("json")
    monkeypatch.setattr(begun, "find_spec", lambda name: None if name in lost else there)
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.delenv("JAVA_HOME", raising=False)
    return lost


def test_reading_that_fails_names_the_document(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*given: object) -> None:
        raise ValueError("too much")

    monkeypatch.setattr(texts, "extract", fail)
    document = Document("b.txt", "云峰镍业有限公司主要生产电解镍。")
    row = {"id": document.id, "document": {"name": document.name, "text": document.text}}
    with pytest.raises(RuntimeError, match=r"cannot be processed \(ValueError: too much\).*b\.txt"):
        list(texts.extracted([row]))


def test_a_file_that_cannot_be_read_is_named_as_it_was_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir("/")  # as on another machine
    row = {"file": 0, "given": b"texts/a.md", "path": bytes(tmp_path / "a.md")}
    (told,) = texts.read([row])
    assert told["fault"]["place"] == "texts/a.md"


def test_what_breaks_a_shape_stops_the_build() -> None:
    a, home = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>", "<https://w3id.org/industry-chain/graph/a>"
    bare = f"<https://w3id.org/industry-chain/id/company/a> {a} <https://w3id.org/industry-chain#Company> {home} ."
    with pytest.raises(RuntimeError, match=r"the graph breaks ontology/shapes\.ttl"):
        checks.check([bare], [], None)


def test_what_is_derived_rests_on_claims_that_are_there() -> None:
    known = graph.build_texts([("a", SAID["project.md"])])
    derived = [fact for fact in known.facts if fact.origin == "Derived" and fact.premises]
    ids = {id for fact in derived for id in rdf.spoken_of(fact)}
    entities = tuple(entity for entity in known.entities if entity.id in ids)
    claims = {fact.id: rdf.claim_ids(fact) for fact in known.facts}
    part = graph.Knowledge((), entities, tuple(derived), (), (), ())
    lines = checks.lines_of(rdf.part_quads(part, vocab.load(), claims))
    checks.check(lines, ids, None, [claim for found in claims.values() for claim in found])
    with pytest.raises(RuntimeError, match=r"the graph breaks ontology/shapes\.ttl"):
        checks.check(lines, ids, None)


@pytest.mark.parametrize(
    ("lost", "language", "line"),
    [
        ("pyspark", "en", "--engine spark: pyspark is not installed; run pip install 'industry-chain-graph[spark]'"),
        ("pyspark", "zh", "--engine spark：未安装 pyspark；请运行 pip install 'industry-chain-graph[spark]'"),
        ("java", "en", "--engine spark: Java is not installed; install Java 17 or newer, or set JAVA_HOME"),
        ("java", "zh", "--engine spark：未安装 Java；请安装 Java 17 或更新的版本，或设置 JAVA_HOME"),
    ],
)
def test_what_is_missing_is_said_in_one_line(
    without: list[str], lost: str, language: str, line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    without.append(lost)
    assert main(["build", "nowhere", "--engine", "spark", "--lang", language]) == 1
    assert capsys.readouterr().err == f"industry-chain: {line}\n"


def test_a_master_without_spark_is_a_slip(text: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", str(text), "--master", "local[2]", "--lang", "en"]) == 1
    assert "add --engine spark" in capsys.readouterr().err

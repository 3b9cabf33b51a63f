"""A Spark session: found, started on this machine or taken from who submitted the build, and its faults in one line."""

from __future__ import annotations

import json
import os
import shutil
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING

from graph.errors import Error, SourceError
from graph.processes import cores, environment

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_MARK, _END = "<<industry-chain ", " industry-chain>>"
_ROWS = 64  # that go to Python at a time: texts with all that is said of them may be long
_EVERYWHERE = {
    "spark.log.level": "ERROR",
    "spark.sql.execution.arrow.maxRecordsPerBatch": str(_ROWS),
    "spark.python.daemon.module": "graph.spark.daemon",
    "spark.ui.showConsoleProgress": "false",
}
_HERE = {  # this machine only: nothing listens beyond the loopback
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    # Beside Python, Java does little here: its second compiler would cost more than it gives.
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
    "spark.driver.memory": "2g",
    "spark.ui.enabled": "false",
}


def require() -> None:
    """Say what is missing, if anything is.

    Raises:
        Error: there is no pyspark, or no Java.
    """
    if find_spec("pyspark") is None or find_spec("pyarrow") is None:
        raise Error("pyspark is not installed", "--engine spark", "run pip install 'industry-chain-graph[spark]'")
    home = os.environ.get("JAVA_HOME", "")
    if not (Path(home, "bin", "java").is_file() if home else shutil.which("java")):
        raise Error("Java is not installed", "--engine spark", "install Java 17 or newer, or set JAVA_HOME")


@contextmanager
def running(master: str | None = None) -> Iterator[SparkSession]:
    """A session, which ends with this unless somebody else began it.

    `master` is where Spark runs; by default where it was submitted to, else all cores of this machine.
    """
    require()
    from pyspark.sql import SparkSession  # noqa: PLC0415 - an extra

    begun = SparkSession.getActiveSession()
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="PySpark does not yet fully support pandas")  # pandas is not used
        spark = begun or _started(master)
        try:
            with _told():
                yield spark
        finally:
            if begun is None:
                spark.stop()


def _started(master: str | None) -> SparkSession:
    from pyspark import SparkConf, SparkContext  # noqa: PLC0415
    from pyspark.errors import PySparkException  # noqa: PLC0415
    from pyspark.sql import SparkSession  # noqa: PLC0415

    if "PYSPARK_GATEWAY_PORT" in os.environ:  # by spark-submit: Java runs already, and knows what was asked for
        SparkContext._ensure_initialized()
    given = SparkConf()
    master = master or given.get("spark.master", None) or "local[*]"
    conf = {**_EVERYWHERE, **(_local(master) if master.startswith("local") else {})}
    builder = SparkSession.builder.appName("industry-chain").master(master)
    for key, value in conf.items():
        builder = builder if given.contains(key) else builder.config(key, value)
    with _hushed() as log:
        try:
            return builder.getOrCreate()
        except (PySparkException, OSError) as error:
            log.seek(0)
            said = [line for line in log.read().decode(errors="replace").splitlines() if "rror" in line] or [str(error)]
            raise Error(f"Spark did not start ({said[-1]})", master, "is Java 17 or newer?") from error


def _local(master: str) -> dict[str, str]:
    """What a session on this machine needs: workers that find what this program found."""
    count = master[6:-1].partition(",")[0] if master.startswith("local[") else "1"
    found = environment()
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    python = {f"spark.executorEnv.{name}": found[name] for name in ("PYTHONPATH", "PYTHONSAFEPATH")}
    return {**_HERE, **python, "spark.sql.shuffle.partitions": str(2 * (int(count) if count.isdecimal() else cores()))}


@contextmanager
def _hushed():  # type: ignore[no-untyped-def]
    """What Java says on the standard error goes into a file: what matters of it is told as an error."""
    sys.stderr.flush()
    kept = os.dup(2)
    with TemporaryFile() as log:
        os.dup2(log.fileno(), 2)
        try:
            yield log
        finally:
            os.dup2(kept, 2)
            os.close(kept)


@contextmanager
def about(name: str) -> Iterator[None]:
    """Name the document at which something fails, whatever machine it fails on."""
    try:
        yield
    except SourceError:
        raise
    except Exception as error:
        raise RuntimeError(f"{_MARK}{json.dumps(_parts(error, name))}{_END}") from error


def _parts(error: Exception, name: str) -> tuple[str, str, str]:
    if isinstance(error, Error):
        return error.what, error.where or name, error.remedy
    return (
        f"cannot be processed ({type(error).__name__}: {error})",
        name,
        "this is a fault of the tool: please report it",
    )


@contextmanager
def _told() -> Iterator[None]:
    """Say a fault of a partition as the error that it is."""
    from py4j.protocol import Py4JError  # noqa: PLC0415
    from pyspark.errors import PySparkException  # noqa: PLC0415

    try:
        yield
    except (PySparkException, Py4JError) as error:
        _, _, marked = str(error).partition(_MARK)
        if not marked:
            raise
        raise Error(*json.loads(marked.partition(_END)[0])) from error

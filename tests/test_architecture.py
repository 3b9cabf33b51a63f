"""The house rules that keep each module readable, testable and replaceable on its own."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "graph"
MODULES = sorted(path for path in PACKAGE.rglob("*.py"))
STAGES = (
    "text",
    "extract",
    "resolve",
    "assemble",
    "derive",
    "rdf",
    "tables",
    "shapes",
    "query",
    "chain",
    "page",
    "evaluate",
)
# Each module imports only from its left; stages stand side by side and never see one another.
ORDER = (
    ("errors",),
    ("vocab", "messages", "model", "output", "cells", "store", "work", "processes"),
    ("record", "rows", "stages", "part"),
    ("lexicon",),
    (*STAGES, "report"),
    ("api", "extractions", "reading"),
    ("reports", "renewing", "serve"),
    ("writing", "publishing", "spark"),
    ("__init__",),
    ("cli",),
)
WITHIN = {  # what stands side by side and yet builds on another
    "messages": {"vocab"},
    "report": {"messages"},
    "assemble": {"derive"},  # the second half of one stage, in a file of its own
    "extract": {"text"},  # a rule reads sentences of the text's normal view, and asks it where they stand
}
LIBRARIES = {
    "rdflib": {"rdf", "shapes", "query"},
    "pyoxigraph": {"rdf", "shapes", "store", "query", "vocab", "lexicon", "serve"},
    "shacl": {"shapes"},
    "networkx": {"chain", "page"},
    "pyvis": {"page"},
    "xlsxwriter": {"rows"},
    "pandas": {"rows", "chain"},  # chain only names the type
    "pyspark": {"spark"},
    "py4j": {"spark"},
    "pyarrow": {"spark", "text"},
}
NETWORK = {"socket", "urllib.request", "http", "requests", "httpx", "urllib3", "aiohttp", "ftplib", "smtplib", "ssl"}
ASKS = "graph/store/address.py"  # the one file that speaks to a server, and only to the one it is given
SERVERS = {"socket", "uvicorn", "starlette"}  # what listens, and never asks: only `serve` may
LONG: set[str] = set()  # files allowed over the limit, each with its reason beside it
LIMIT = 300
CLOCKS = {"time.time", "time.time_ns", "datetime.now", "datetime.today", "date.today", "datetime.utcnow"}


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def part(path: Path) -> str:
    """The module of the house a file belongs to: graph/page/view.py is "page"."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def rank(name: str) -> int:
    return next(number for number, row in enumerate(ORDER) if name in row)


def imported(path: Path) -> Iterator[str]:
    """Full names of what a file imports: "graph.vocab", "rdflib", "graph" for the package itself."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: write the full name of what you import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def parts_imported(path: Path) -> set[str]:
    names = {name.split(".")[1] for name in imported(path) if name.startswith("graph.")}
    here = {module.stem if module.stem != "__init__" else "" for module in PACKAGE.glob("*.py")}
    known = here | {folder.name for folder in PACKAGE.iterdir() if (folder / "__init__.py").exists()}
    return {name if name in known else "__init__" for name in names} | ({"__init__"} & set(imported(path)))


def id_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


each_module = pytest.mark.parametrize("path", MODULES, ids=id_of)


@each_module
def test_a_module_imports_only_from_its_left(path: Path) -> None:
    here = part(path)
    for there in parts_imported(path) - {here}:
        assert rank(there) < rank(here) or there in WITHIN.get(here, set()), f"{here} must not import {there}"


@each_module
def test_a_library_is_seen_only_where_it_belongs(path: Path) -> None:
    here = part(path)
    for name in imported(path):
        allowed = LIBRARIES.get(name.split(".")[0])
        assert allowed is None or here in allowed, f"{here} must not import {name}"


@each_module
def test_nothing_reaches_the_network(path: Path) -> None:
    for name in imported(path):
        served = part(path) == "serve" and name.split(".")[0] in SERVERS
        asks = (id_of(path), name) == (ASKS, "httpx")
        assert served or asks or not any(f"{name}.".startswith(f"{module}.") for module in NETWORK), (
            f"{path.name} imports {name}"
        )


@each_module
def test_nothing_but_the_server_listens(path: Path) -> None:
    listens = {name.split(".")[0] for name in imported(path)} & SERVERS
    assert not listens or part(path) == "serve", f"{path.name} imports {', '.join(listens)}"


@each_module
def test_a_file_can_be_read_in_one_sitting(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= LIMIT or id_of(path) in LONG, f"{lines} lines: make it a folder of the same name"


@each_module
def test_functions_are_small(path: Path) -> None:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef):
            body = (node.end_lineno or 0) - node.body[0].lineno + 1
            documented = ast.get_docstring(node) is not None
            doc = (node.body[0].end_lineno or 0) - node.body[0].lineno + 1 if documented else 0
            assert body - doc <= 40, f"{node.name} has {body - doc} lines"


@each_module
def test_graph_names_the_package_and_nothing_else(path: Path) -> None:
    for node in ast.walk(tree(path)):
        named = isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and node.id == "graph"
        assert not named, f"line {node.lineno}: RDF graphs are `rdf`, networkx graphs `chain`"  # type: ignore[attr-defined]
        assert not (isinstance(node, ast.arg) and node.arg == "graph"), f"{path}: an argument is called graph"


@each_module
def test_the_same_input_can_only_give_the_same_bytes(path: Path) -> None:
    names = set(imported(path))
    assert not names & {"random", "uuid", "secrets"}, "chance has no place in an output"
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            assert called != "hash", f"line {node.lineno}: hash() differs from run to run; use digest()"
            assert called not in CLOCKS, f"line {node.lineno}: a clock has no place in an output"


def test_every_module_has_its_place() -> None:
    known = {name for row in ORDER for name in row}
    assert {part(path) for path in MODULES} <= known


def test_there_is_no_import_cycle() -> None:
    graph_of: dict[str, set[str]] = {}
    for path in MODULES:
        graph_of.setdefault(part(path), set()).update(parts_imported(path) - {part(path)})
    done: set[str] = set()
    while waiting := {name for name in graph_of if name not in done}:
        free = {name for name in waiting if graph_of[name] <= done}
        assert free, f"a cycle among {sorted(waiting)}"
        done |= free


@pytest.mark.parametrize("path", MODULES, ids=id_of)
def test_no_domain_word_is_written_in_python(path: Path) -> None:
    """A company, a place or a material in code is knowledge that belongs into ontology/."""
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            said = " / " in node.value  # words in both languages are for a reader; they look for nothing in a text
            assert said or not any(word in node.value for word in ("有限公司", "硫酸", "电池")), node.value

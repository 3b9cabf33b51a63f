"""Parts of the server that a client does not see apart."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.query.screen import harmless, unescaped
from graph.serve import worker
from graph.serve.frames import Refused
from graph.serve.language import spoken
from graph.serve.operations import operations
from graph.serve.settings import Limits, ServeError, Settings, checked
from tests.test_cli import words_of

SPARQL: dict[str, Any] = {"default": None, "named": None, "results": "text/csv", "graphs": "application/n-triples"}
SPARQL |= {"rows": 10**6, "answer": 10**9}
QUERIES = (
    "SELECT ?n { ?c a chain:Company ; skos:prefLabel ?n } ORDER BY ?n",
    "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
    "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }",
    "CONSTRUCT { ?c a chain:Company } WHERE { ?c a chain:Company } ORDER BY ?c",
)
ASKED: dict[str, list[list[str]]] = {
    "search": [["text", "镍"]],
    "company": [["name", "云峰镍业有限公司"]],
    "upstream": [["name", "硫酸镍"]],
    "producers": [["material", "硫酸镍"], ["words", "true"]],
    "ledger": [],
    "gaps": [["chain_name", "镍"]],
    "audit": [],
}


def answers(kind: str, built: Path, asked: list[dict[str, Any]]) -> list[bytes]:
    answer = worker.ANSWERS[kind](str(built))()
    return [answer(one).body for one in asked]


@pytest.mark.parametrize("kind", ["sparql", "api"])
def test_a_large_graph_answers_as_a_small_one(built: Path, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if kind == "sparql":
        asked = [{"query": query, **SPARQL} for query in QUERIES]
        asked.append({"question": "producers", "given": [], "media": "text/csv"})
    else:
        asked = [{"name": n, "given": g, "media": "application/json", "lang": "en"} for n, g in ASKED.items()]
    small = answers(kind, built, asked)
    monkeypatch.setattr(worker, "SMALL", 0)
    assert answers(kind, built, asked) == small


def refusals(root: Path) -> Iterator[str]:
    """What every refusal of the server says, with 7 for what differs each time."""
    for path in sorted((root / "graph" / "serve").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            named = ast.unparse(node.func) if isinstance(node, ast.Call) else ""
            if isinstance(node, ast.Call) and named == "Refused" and len(node.args) > 1:
                words = node.args[1]
                parts = [words.body, words.orelse] if isinstance(words, ast.IfExp) else [words]
                yield from filter(None, map(words_of, parts))
            elif isinstance(node, ast.Call) and named == "_busy":
                yield words_of(node.args[0])


def test_every_refusal_is_said_in_chinese_too(root: Path) -> None:
    said = sorted({words for words in refusals(root) if words not in {"7", "not so"}})
    assert len(said) > 30
    missing = [words for words in said if not re.search("[一-鿿]", spoken(Refused(400, words), "zh").words)]
    assert missing == [], "add a row without a key to ontology/messages.csv"
    assert all(spoken(Refused(400, words), "en").words == words for words in said)


@given(st.text(alphabet="FROMfrom SERVICEservice<>:?*{}#\n\r\\u0041x", max_size=60))
def test_what_is_harmless_holds_no_keyword_that_reaches_out(text: str) -> None:
    if harmless(text):
        folded = text.lower()
        assert "service" not in folded
        assert "from<" not in folded.replace(" ", "").replace("\n", "").replace("\r", "")
        assert "\\u" not in folded


@pytest.mark.parametrize(
    ("given_text", "read"),
    [
        (r"\u0053ERVICE", "SERVICE"),
        (r"\U00000053ERVICE", "SERVICE"),
        (r"'\\u0053'", r"'\\u0053'"),
        (r"'\\\u0053'", r"'\\S'"),
        (r"\uD800", r"\uD800"),
        (r"\U00110000", r"\U00110000"),
        (r"\u00", r"\u00"),
    ],
)
def test_escapes_stand_for_characters_before_anything_is_read(given_text: str, read: str) -> None:
    assert unescaped(given_text) == read


def test_settings_never_show_the_token() -> None:
    assert "secret" not in repr(Settings(Path("output"), token="secret" * 5))


@pytest.mark.parametrize(
    ("host", "token", "fine"),
    [
        ("127.0.0.1", "", True),
        ("localhost", "", True),
        ("::1", "", True),
        ("0.0.0.0", "", False),
        ("::", "", False),
        ("192.0.2.1", "", False),
        ("graph.example", "", False),
        ("0.0.0.0", "t" * 16, True),
        ("0.0.0.0", "t" * 15, False),
        ("127.0.0.1", "short", False),
        ("127.0.0.1", "é" * 20, False),
    ],
)
def test_only_this_machine_is_answered_without_a_token(host: str, token: str, fine: bool) -> None:
    settings = Settings(Path("output"), host=host, token=token, limits=Limits())
    if fine:
        assert checked(settings) is settings
    else:
        with pytest.raises(ServeError):
            checked(settings)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_operation_says_what_it_is(language: Any) -> None:
    for operation in operations().values():
        assert operation.summary(language) not in {"", operation.name}
        assert all(operation.about(parameter, language) for parameter in operation.parameters)

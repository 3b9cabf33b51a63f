"""A served build as a client meets it: pages, files, the REST API, named questions, languages, clients of others."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

import graph
from graph.cli import main
from graph.query import queries
from tests.serving import CSV, TURTLE, Server, serving


@pytest.fixture(scope="module")
def server(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(built, tmp_path_factory.mktemp("serve")) as server:
        yield server


@pytest.fixture(scope="module")
def known(built: Path) -> graph.KnowledgeGraph:
    return graph.load(built)


# Pages and files


@pytest.mark.parametrize("path", ["/", "/page", "/report", "/query", "/api"])
@pytest.mark.parametrize(("language", "tongue"), [("zh-CN,zh;q=0.9", "zh"), ("en-US,en;q=0.9,zh;q=0.1", "en")])
def test_every_page_is_there_in_both_languages(server: Server, path: str, language: str, tongue: str) -> None:
    answer = server.ask(path, Accept_Language=language)
    assert (answer.status, answer.media) == (200, "text/html")
    if path not in {"/page", "/report"}:  # these hold both
        assert f'<html lang="{tongue}' in answer.text
        assert f'<html lang="{tongue}' in server.ask(f"{path}?lang={tongue}", Accept_Language="fr").text


def test_files_are_those_of_the_build(server: Server, built: Path) -> None:
    for path in built.iterdir():
        if path.is_file():
            assert server.get(f"/files/{path.name}").body == path.read_bytes(), path.name


def test_a_file_is_saved_and_runs_nothing(server: Server) -> None:
    answer = server.get("/files/graph.html")
    assert answer.headers["content-disposition"].startswith("attachment")
    assert "sandbox" in answer.headers["content-security-policy"]


@pytest.mark.parametrize(
    "path",
    [
        "/files/../report.json",
        "/files/..%2Freport.json",
        "/files/%2e%2e/%2e%2e/etc/passwd",
        "/files/..%5C..%5Cetc%5Cpasswd",
        "/files//etc/passwd",
        "/files/%2Fetc%2Fpasswd",
        "/files/store/CURRENT",
        "/files/store%2FCURRENT",
        "/files/graph.nq%00.html",
        "/files/.",
        "/files/",
        "/assets/../app.py",
        "/assets/..%2Fapp.py",
        "/assets/yasgui/../../app.py",
        "/assets/home.html",
        "/api/..%2Fopenapi.json",
        "/api/questions/..%2F..%2Fmakers",
        "/nothing",
        "//etc/passwd",
    ],
)
def test_nothing_else_can_be_had(server: Server, path: str) -> None:
    answer = server.ask(path)
    assert answer.status == 404, answer.text
    assert b"root:" not in answer.body


def test_health_is_told(server: Server) -> None:
    assert server.get("/health").text == "ok\n"


# The API says what the library says


def test_the_api_lists_what_the_library_lists(server: Server, known: graph.KnowledgeGraph) -> None:
    told = server.get("/api/producers", material="硫酸镍").json
    want = known.producers("硫酸镍").records()
    assert (told["count"], [row["name"] for row in told["rows"]]) == (len(want), [row["name"] for row in want])
    assert told["rows"][0]["quote"] == want[0]["quote"]


ASKED: dict[str, dict[str, Any]] = {
    "search": {"text": "镍", "kinds": ["Material", "Company"]},
    "thing": {"name": "云峰镍业有限公司"},
    "company": {"name": "云峰镍业有限公司"},
    "project": {"name": "年产3万吨硫酸镍项目"},
    "material": {"name": "nickel sulfate"},
    "park": {"name": "云州经济开发区"},
    "chain": {"name": "镍"},
    "upstream": {"name": "硫酸镍", "depth": 2, "origin": ["Stated", "Derived"], "to": "Material"},
    "downstream": {"name": "阴极铜", "origin": "Stated"},
    "paths": {"start": "阴极铜", "end": "锂电铜箔", "most": 3},
    "producers": {"material": "硫酸镍", "narrower": "false"},
    "consumers": {"material": "阴极铜"},
    "products": {"company": "云峰镍业有限公司"},
    "evidence": {"name": "云峰镍业有限公司", "other": "硫酸镍"},
    "ledger": {},
    "totals": {},
    "gaps": {"chain_name": "镍"},
    "balance": {"chain_name": "镍"},
    "shares": {},
    "candidates": {"company": "蓝桥铜箔股份有限公司"},
    "bottlenecks": {},
    "loops": {"longest": 6},
    "what-if": {"remove": ["硫酸镍"], "capacity": ["锂电铜箔=0.5"], "alone": "true"},
    "audit": {},
}


@pytest.mark.parametrize("name", ASKED)
def test_every_operation_answers(server: Server, name: str) -> None:
    answer = server.get(f"/api/{name}", **ASKED[name])
    assert answer.status == 200, answer.text
    assert answer.media == "application/json"


def test_every_operation_is_tried_and_described(server: Server) -> None:
    paths = server.get("/openapi.json").json["paths"]
    assert {path.removeprefix("/api/") for path in paths if "/questions" not in path} == set(ASKED)
    assert {path for path in paths if "/questions/" in path} == {f"/api/questions/{one.name}" for one in queries()}
    for methods in paths.values():
        for asked in methods.values():
            assert asked["summary"]
            assert asked["summary"] != asked["operationId"]
            assert all(parameter["description"] for parameter in asked["parameters"])


def test_the_whole_library_is_mirrored(server: Server) -> None:
    offered = {name.replace("-", "_") for name in ASKED} | {"local_shares", "supply_candidates"}
    own = {name for name in vars(graph.KnowledgeGraph) if not name.startswith("_")}
    for parent in graph.KnowledgeGraph.__mro__[1:-1]:
        own |= {name for name in vars(parent) if not name.startswith("_")}
    handed_over = {"to_networkx", "to_rdf", "of", "record", "flows", "index", "sparql"}
    asked_otherwise = {"find", "diff", "evaluate"}  # `thing` finds; the others take a file
    assert {
        name for name in own if callable(getattr(graph.KnowledgeGraph, name))
    } - offered - asked_otherwise <= handed_over


def test_words_come_with_every_row_when_asked_for(server: Server) -> None:
    row = server.get("/api/consumers", material="阴极铜", words="true").json["rows"][0]
    assert any("阴极铜" in words["quote"] for words in row["words"])
    words = row["words"][0]
    assert (words["title"], words["published"]) == ("云州经济开发区上半年快讯", "2031-07-01")


def test_a_card_holds_relations_figures_and_states(server: Server) -> None:
    card = server.get("/api/project", name="年产3万吨硫酸镍项目").json
    assert card["thing"]["kind"] == "Project"
    assert [row["status"] for row in card["states"]] == ["InProduction"]
    assert "12亿元" in {row["as_written"] for row in card["figures"]}
    assert all(row["words"] for row in card["states"])


def test_rows_come_page_by_page(server: Server) -> None:
    whole = server.get("/api/search", text="镍").json
    pages = [server.get("/api/search", text="镍", limit=5, offset=at).json for at in range(0, whole["count"], 5)]
    assert [row for page in pages for row in page["rows"]] == whole["rows"]
    assert server.get("/api/search", text="镍", limit=0).json["rows"] == []


def test_rows_come_as_csv(server: Server) -> None:
    answer = server.get("/api/ledger", CSV)
    assert answer.media == CSV
    assert "3万吨" in answer.text


@pytest.mark.parametrize(
    ("path", "given", "status", "words"),
    [
        ("/api/upstream", {"name": "乌有之物"}, 404, "乌有之物"),
        ("/api/upstream", {}, 400, "name is not given"),
        ("/api/upstream", {"name": ""}, 400, "name is not given"),
        ("/api/upstream", {"name": "硫酸镍", "deep": "1"}, 400, "no parameter 'deep'"),
        ("/api/upstream", {"name": "硫酸镍", "depth": "-1"}, 400, "whole number"),
        ("/api/upstream", {"name": "硫酸镍", "depth": "x"}, 400, "whole number"),
        ("/api/upstream", {"name": "硫酸镍", "origin": "Guessed"}, 400, "Stated, Derived, Reference"),
        ("/api/upstream", {"name": ["硫酸镍", "铜"]}, 400, "more than once"),
        ("/api/producers", {"material": "硫酸镍", "narrower": "maybe"}, 400, "true or false"),
        ("/api/what-if", {"capacity": "硫酸镍"}, 400, "NAME=VALUE"),
        ("/api/what-if", {"capacity": "硫酸镍=很多"}, 400, "很多"),
        ("/api/nothing", {}, 404, "no such operation"),
        ("/api/questions/nothing", {}, 404, "no such question"),
        ("/api/questions/producers", {"who": "x"}, 400, "no parameter 'who'"),
        ("/api/questions/producers/query", {"who": "x"}, 400, "who"),
    ],
)
def test_what_is_wrong_is_a_problem_in_json(
    server: Server, path: str, given: dict[str, Any], status: int, words: str
) -> None:
    answer = server.get(path, **given)
    assert (answer.status, answer.media) == (status, "application/problem+json")
    assert answer.json["status"] == status
    assert words in answer.json["detail"]


def test_a_problem_is_told_in_the_language_of_the_client(server: Server) -> None:
    path = f"/api/upstream?name={quote('乌有之物')}"
    assert "没有" in server.ask(path, Accept_Language="zh-CN").json["detail"]
    assert "没有" not in server.ask(path, Accept_Language="en").json["detail"]


@pytest.mark.parametrize(
    ("path", "zh", "en"),
    [
        ("/sparql?query=SELECT", "不是 SPARQL 1.1", "not SPARQL 1.1"),
        ("/sparql?query=CLEAR+ALL", "只能读取", "only read"),
        ("/sparql?query=ASK{}&query=ASK{}", "不止一个查询", "more than one query"),
        (
            "/sparql?query=ASK{SERVICE<http://127.0.0.1:9/>{}}",
            "另一台服务器（SERVICE）；不会从网络获取",
            "another server",
        ),
        ("/nowhere", "没有内容", "nothing at this address"),
        ("/api/producers", "没有给出 material", "material is not given"),
        ("/api/questions/producers?who=x", "who", "who"),
    ],
)
def test_what_is_refused_is_told_in_the_language_of_the_client(server: Server, path: str, zh: str, en: str) -> None:
    told = {language: server.ask(path, Accept_Language=language) for language in ("zh-CN,en;q=0.5", "en", "")}
    assert {answer.status for answer in told.values()} <= {400, 404}
    assert zh in told["zh-CN,en;q=0.5"].text
    assert en in told["en"].text
    assert told[""].text == told["en"].text


@pytest.mark.parametrize("media", ["image/png", TURTLE])
def test_a_form_the_api_does_not_have_is_refused(server: Server, media: str) -> None:
    assert server.get("/api/ledger", media).status == 406


# Named questions


@pytest.mark.parametrize("question", queries(), ids=lambda question: question.name)
def test_every_named_question_runs(server: Server, question: graph.Question, built: Path) -> None:
    told = server.get(f"/api/questions/{question.name}").json
    want = graph.ask(built, question.name)
    assert (told["count"], told["columns"] if told["count"] else []) == (len(want), list(want.columns) if want else [])


def test_a_question_takes_names_of_ones_own(server: Server) -> None:
    found = server.get("/api/questions/producers", material="硫酸镍").json["rows"]
    assert {row["producer"] for row in found} >= {"云峰镍业有限公司"}


def test_a_name_is_only_a_name(server: Server) -> None:
    query = server.get("/api/questions/producers/query", material='x" } DROP ALL #').text
    assert '"x\\" } DROP ALL #"' in query
    assert server.get("/api/questions/producers", material='"} SERVICE <http://127.0.0.1:9/> {').json["count"] == 0


def test_the_questions_are_listed_in_both_languages(server: Server) -> None:
    told = server.get("/api/questions").json
    assert {one["name"] for one in told} == {one.name for one in queries()}
    assert all(one["zh"] and one["en"] and one["query"] for one in told)


# Clients of others


def test_sparqlwrapper_reads_every_form(server: Server) -> None:
    wrapper = pytest.importorskip("SPARQLWrapper")
    client = wrapper.SPARQLWrapper(f"{server.url}sparql")
    client.setQuery("SELECT ?n { ?c a chain:Company ; skos:prefLabel ?n } ORDER BY ?n")
    for form in (wrapper.JSON, wrapper.XML):
        client.setReturnFormat(form)
        assert client.queryAndConvert()
    client.setReturnFormat(wrapper.JSON)
    found = client.queryAndConvert()["results"]["bindings"]
    assert "云峰镍业有限公司" in [row["n"]["value"] for row in found]
    client.setMethod(wrapper.POST)
    assert client.queryAndConvert()["results"]["bindings"] == found
    client.setQuery("CONSTRUCT WHERE { ?c a chain:Company }")
    client.setReturnFormat(wrapper.TURTLE)
    assert b"chain:Company" in client.queryAndConvert()
    client.setReturnFormat(wrapper.JSON)
    client.setQuery("SELECT nonsense")
    with pytest.raises(wrapper.SPARQLExceptions.QueryBadFormed):
        client.query()


def test_curl_asks_as_the_documents_say(server: Server, tmp_path: Path) -> None:
    if not shutil.which("curl"):
        pytest.skip("no curl on this machine")
    (tmp_path / "a.rq").write_text("SELECT ?n { ?c a chain:Company ; skos:prefLabel ?n } ORDER BY ?n", encoding="utf-8")
    text = ["curl", "-sf", "-H", f"Accept: {CSV}", f"{server.url}sparql"]
    form = subprocess.run([*text, "--data-urlencode", f"query@{tmp_path / 'a.rq'}"], capture_output=True, check=True)
    plain = ["-H", "Content-Type: application/sparql-query", "--data-binary", f"@{tmp_path / 'a.rq'}"]
    direct = subprocess.run([*text, *plain], capture_output=True, check=True)
    get = subprocess.run(
        [*text, "-G", "--data-urlencode", f"query@{tmp_path / 'a.rq'}"], capture_output=True, check=True
    )
    assert form.stdout == direct.stdout == get.stdout
    assert "云峰镍业有限公司" in form.stdout.decode()


# The command


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nowhere"], "nowhere"),
        ([".", "--host", "0.0.0.0"], "no token is set"),
        ([".", "--port", "70000"], "whole number"),
        ([".", "--port", "x"], "whole number"),
        ([".", "--seconds", "0"], "number of seconds"),
        ([".", "--host", "256.0.0.1"], "cannot listen"),
    ],
)
def test_what_cannot_be_served_is_said_in_one_line(
    arguments: list[str],
    words: str,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("INDUSTRY_CHAIN_TOKEN", raising=False)
    if arguments[-1] == "256.0.0.1":
        monkeypatch.setenv("INDUSTRY_CHAIN_TOKEN", "t" * 20)
    with ThreadPoolExecutor(1) as apart:  # a browser that other tests share keeps a loop running in this thread
        assert apart.submit(main, ["serve", *arguments, "--lang", "en"]).result() == 1
    said = capsys.readouterr().err
    assert words in said
    assert said.count("\n") == 1


def test_a_port_that_is_taken_is_said(server: Server, built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", str(built), "--port", str(server.port), "--lang", "zh"]) == 1
    assert "不能监听" in capsys.readouterr().err


def test_a_file_of_rdf_is_served_without_pages(built: Path, tmp_path: Path) -> None:
    shutil.copy(built / "graph.ttl", tmp_path / "a.ttl")
    with serving(tmp_path / "a.ttl", tmp_path) as server:
        assert server.get("/page").status == 404
        assert server.get("/").status == 200
        assert server.query("ASK { ?c a chain:Company }").json["boolean"] is True
        assert server.get("/api/producers", material="硫酸镍").json["count"] > 0
        assert json.loads(server.get("/openapi.json").body)["openapi"].startswith("3.1")

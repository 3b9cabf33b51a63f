"""The SPARQL 1.1 Protocol by plain HTTP: what is asked, what comes back, what is refused."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote, urlencode

import pyoxigraph as ox
import pytest

from tests.serving import CSV, FORM, JSON, JSONLD, NTRIPLES, QUERY, TSV, TURTLE, UPDATE, XML, Server, serving

ONE, TWO = "http://data.example/one", "http://data.example/two"
DATA = f"""
<http://data.example/a> <http://data.example/in> "one" <{ONE}> .
<http://data.example/a> <http://data.example/in> "two" <{TWO}> .
<http://data.example/a> <http://data.example/name> "\u786b\u9178\u954d\\nA, \\"B\\" \\\\"@zh <{ONE}> .
"""
SPO = "SELECT * { ?s ?p ?o }"
INSIDE = "SELECT ?o { ?s <http://data.example/in> ?o } ORDER BY ?o"
NAMED = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g"
CONSTRUCT = "CONSTRUCT WHERE { ?s <http://data.example/in> ?o }"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("protocol")
    (folder / "data.nq").write_text(DATA, encoding="utf-8")
    with serving(folder / "data.nq", folder, "--rows", "50") as server:
        yield server


def form(query: str, **more: object) -> str:
    return urlencode({"query": query, **more}, doseq=True)


# Asking


def test_a_query_is_asked_by_get(server: Server) -> None:
    answer = server.query("ASK { ?s ?p ?o }")
    assert (answer.status, answer.media, answer.json["boolean"]) == (200, JSON, True)


def test_a_query_is_asked_by_a_form(server: Server) -> None:
    answer = server.ask("/sparql", "POST", form("ASK {}"), Content_Type=FORM)
    assert (answer.status, answer.json["boolean"]) == (200, True)


def test_a_query_is_posted_as_it_is(server: Server) -> None:
    answer = server.ask("/sparql", "POST", "ASK { FILTER(STRLEN('镍') = 1) }", Content_Type=f"{QUERY}; charset=UTF-8")
    assert (answer.status, answer.json["boolean"]) == (200, True)


def test_head_has_the_head_and_no_body(server: Server) -> None:
    whole = server.query(SPO)
    head = server.ask(f"/sparql?{form(SPO)}", "HEAD", Accept=JSON)
    assert (head.status, head.body, head.headers["content-length"]) == (200, b"", str(len(whole.body)))


@pytest.mark.parametrize("how", ["get", "form", "direct"])
@pytest.mark.parametrize(
    ("asked", "graphs", "found"),
    [
        (INSIDE, {}, ["one", "two"]),  # the default graph is the union of all
        (INSIDE, {"default-graph-uri": ONE}, ["one"]),
        (INSIDE, {"default-graph-uri": [ONE, TWO]}, ["one", "two"]),
        (INSIDE, {"named-graph-uri": ONE}, []),
        (NAMED, {}, [ONE, TWO]),
        (NAMED, {"named-graph-uri": TWO}, [TWO]),
        (NAMED, {"default-graph-uri": ONE}, []),
        (NAMED, {"default-graph-uri": ONE, "named-graph-uri": [ONE, TWO]}, [ONE, TWO]),
        (INSIDE.replace("{", f"FROM <{TWO}> {{", 1), {}, ["two"]),
        (NAMED.replace("{", f"FROM NAMED <{TWO}> {{", 1), {}, [TWO]),
        (INSIDE.replace("{", f"FROM <{TWO}> {{", 1), {"default-graph-uri": ONE}, ["one"]),  # the protocol goes first
    ],
)
def test_the_dataset_is_that_of_the_request(
    server: Server, how: str, asked: str, graphs: dict[str, object], found: list[str]
) -> None:
    if how == "get":
        answer = server.query(asked, **graphs)
    elif how == "form":
        answer = server.ask("/sparql", "POST", form(asked, **graphs), Content_Type=FORM)
    else:
        answer = server.ask(f"/sparql?{urlencode(graphs, doseq=True)}", "POST", asked, Content_Type=QUERY)
    assert [value for row in answer.rows for value in row.values()] == found


# Forms of an answer


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        (JSON, JSON),
        ("application/json", JSON),
        (XML, XML),
        ("application/xml", XML),
        (CSV, CSV),
        (TSV, TSV),
        ("*/*", JSON),
        ("text/*", CSV),
        (f"{CSV};q=0.5, {XML}", XML),
        (f"{CSV}, {XML};q=0", CSV),
        (f"{TURTLE}, {JSON};q=0.3", JSON),
        ("image/png, */*;q=0.1", JSON),
        ("text/html,application/xhtml+xml,*/*;q=0.8", JSON),
    ],
)
@pytest.mark.parametrize("query", [SPO, "ASK {}"])
def test_a_table_comes_in_the_form_asked_for(server: Server, query: str, accept: str, media: str) -> None:
    answer = server.query(query, accept)
    assert (answer.status, answer.media) == (200, media)
    assert "accept" in answer.headers["vary"].lower()


@pytest.mark.parametrize("media", [JSON, XML, TSV])
def test_every_form_says_the_same(server: Server, media: str) -> None:
    told = ox.parse_query_results(server.query(SPO, media).body, format=ox.QueryResultsFormat.from_media_type(media))
    want = ox.parse_query_results(server.query(SPO, JSON).body, format=ox.QueryResultsFormat.JSON)
    assert not isinstance(told, ox.QueryBoolean)
    assert not isinstance(want, ox.QueryBoolean)
    assert {tuple(map(str, row)) for row in told} == {tuple(map(str, row)) for row in want}


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        (TURTLE, TURTLE),
        (NTRIPLES, NTRIPLES),
        (JSONLD, JSONLD),
        ("application/rdf+xml", "application/rdf+xml"),
        ("*/*", TURTLE),
        ("application/json", JSONLD),
    ],
)
@pytest.mark.parametrize("query", [CONSTRUCT, "DESCRIBE <http://data.example/a>"])
def test_triples_come_in_the_form_asked_for(server: Server, query: str, accept: str, media: str) -> None:
    answer = server.query(query, accept)
    assert (answer.status, answer.media) == (200, media)
    form = ox.RdfFormat.from_media_type(media)
    assert form is not None
    assert len(list(ox.parse(answer.body, format=form))) == (2 if query == CONSTRUCT else 3)


@pytest.mark.parametrize(
    ("query", "accept"), [(SPO, "image/png"), (SPO, TURTLE), (CONSTRUCT, CSV), ("ASK {}", f"{JSON};q=0")]
)
def test_a_form_that_cannot_be_had_is_refused(server: Server, query: str, accept: str) -> None:
    answer = server.query(query, accept)
    assert answer.status == 406
    assert "can be had as" in answer.text


# What is wrong


@pytest.mark.parametrize(
    ("sent", "status", "words"),
    [
        (("GET", f"/sparql?{form('SELECT')}", None, ""), 400, "not SPARQL 1.1"),
        (("GET", "/sparql?query=", None, ""), 400, "not SPARQL 1.1"),
        (("GET", f"/sparql?{form('ASK {}')}&{form('ASK {}')}", None, ""), 400, "more than one query"),
        (("GET", "/sparql?query=ASK%20%7B%7D%FF", None, ""), 400, "not in UTF-8"),
        (("GET", f"/sparql?{form('ASK {}', **{'named-graph-uri': 'urn:no'})}", None, ""), 400, "no such graph"),
        (("GET", f"/sparql?{form('ASK {}', **{'default-graph-uri': 'no iri'})}", None, ""), 400, "no such graph"),
        (("GET", f"/sparql?{form('ASK FROM <http://data.example/no> {}')}", None, ""), 400, "not here"),
        (("GET", f"/sparql?{form('CLEAR ALL')}", None, ""), 400, "would change the graph"),
        (("GET", f"/sparql?{urlencode({'update': 'CLEAR ALL'})}", None, ""), 403, "only read"),
        (("POST", "/sparql", urlencode({"update": "CLEAR ALL"}), FORM), 403, "only read"),
        (("POST", "/sparql", "CLEAR ALL", UPDATE), 403, "only read"),
        (("POST", "/sparql", "CLEAR ALL", QUERY), 400, "would change the graph"),
        (("POST", "/sparql", "LOAD <http://127.0.0.1:9/>", QUERY), 400, "would change the graph"),
        (("POST", "/sparql", "", FORM), 400, "no query"),
        (("POST", "/sparql", "a=b", FORM), 400, "no query"),
        (("POST", "/sparql", f"{form('ASK {}')}&{form('ASK {}')}", FORM), 400, "more than one query"),
        (("POST", f"/sparql?{form('ASK {}')}", "ASK {}", QUERY), 400, "two queries"),
        (("POST", "/sparql", "ASK {}", "text/plain"), 415, "a query is sent as"),
        (("POST", "/sparql", "ASK {}", ""), 415, "a query is sent as"),
        (("POST", "/sparql", b"ASK { <a:\xff> ?p ?o }", QUERY), 400, "not in UTF-8"),
        (("POST", "/sparql", "ASK {}".encode("utf-16"), f"{QUERY}; charset=utf-16"), 415, "UTF-8"),
        (("PUT", "/sparql", "ASK {}", QUERY), 405, "not asked so"),
        (("DELETE", "/sparql", None, ""), 405, "not asked so"),
        (
            ("GET", f"/sparql?{form('SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }')}", None, ""),
            400,
            "SERVICE",
        ),
        (("GET", f"/sparql?{form('SELECT * { ?s ?p ?o ' + '#' * 100_001)}", None, ""), 413, "characters"),
        (("POST", "/sparql", "#" * 2_000_000, QUERY), 413, "bytes"),
        (("GET", f"/sparql?{form('SELECT * { ' + '{' * 90_000)}", None, ""), 422, "nested too deeply"),
        (("GET", f"/sparql?{form('SELECT * { VALUES ?x { ' + '1 ' * 60 + '} }')}", None, ""), 422, "more than 50 rows"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(
    server: Server, sent: tuple[str, str, bytes | str | None, str], status: int, words: str
) -> None:
    method, path, body, media = sent
    answer = server.ask(path, method, body, **({"Content_Type": media} if media else {}))
    assert (answer.status, words in answer.text) == (status, True), answer.text
    assert answer.text.count("\n") == 1
    assert answer.media == "text/plain"
    assert server.query("ASK { ?s ?p ?o }").json["boolean"] is True


def test_a_method_that_is_not_taken_names_those_that_are(server: Server) -> None:
    assert {"GET", "POST"} <= set(server.ask("/sparql", "PUT").headers["allow"].split(", "))


@pytest.mark.parametrize("media", [JSON, XML, CSV, TSV])
@pytest.mark.parametrize(("count", "status"), [(49, 200), (50, 200), (51, 422)])
@pytest.mark.parametrize("value", ["1 ", "'a\\nb' ", "'\"}},{\"' ", "'<result/>' ", "'\\r\\n\"' ", "UNDEF "])
def test_rows_are_counted_whatever_stands_in_them(
    server: Server, media: str, count: int, status: int, value: str
) -> None:
    assert server.query(f"SELECT * {{ VALUES ?x {{ {value * count} }} }}", media).status == status


def test_triples_are_counted_too(server: Server) -> None:
    values = " ".join(f"({number} <a:{number}>)" for number in range(51))
    query = f"CONSTRUCT {{ ?y <a:is> ?x }} {{ VALUES (?x ?y) {{ {values} }} }}"
    assert server.query(query, TURTLE).status == 422
    assert server.query(f"{query} LIMIT 50", TURTLE).status == 200


def test_the_same_triple_counts_once(server: Server) -> None:
    query = f"CONSTRUCT {{ <a:a> <a:is> <a:b> }} {{ VALUES ?x {{ {'1 ' * 60} }} }}"
    assert server.query(query, NTRIPLES).body.count(b"\n") == 1


# What the endpoint says of itself


@pytest.mark.parametrize("media", [TURTLE, NTRIPLES, JSONLD])
def test_without_a_query_the_endpoint_describes_itself(server: Server, media: str) -> None:
    answer = server.get("/sparql", media)
    form = ox.RdfFormat.from_media_type(answer.media)
    told = {(t.predicate.value, str(t.object)) for t in ox.parse(answer.body, format=form)}
    sd = "http://www.w3.org/ns/sparql-service-description#"
    assert (f"{sd}endpoint", f"<{server.url}sparql>") in told
    assert (f"{sd}supportedLanguage", f"<{sd}SPARQL11Query>") in told
    assert (f"{sd}feature", f"<{sd}UnionDefaultGraph>") in told
    assert sum(predicate == f"{sd}resultFormat" for predicate, _ in told) == 8


def test_a_browser_is_led_from_the_endpoint_to_the_editor(server: Server) -> None:
    answer = server.get("/sparql", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")
    assert (answer.status, answer.headers["location"]) == (303, "/query")


def test_prefixes_of_the_vocabulary_are_known(server: Server) -> None:
    assert server.query("ASK { FILTER(STR(chain:produces) = 'https://w3id.org/industry-chain#produces') }").json[
        "boolean"
    ]


def test_other_parameters_are_passed_over(server: Server) -> None:
    assert server.query("ASK {}", format="json", debug="on").status == 200


def test_a_name_with_from_in_it_is_no_dataset(server: Server) -> None:
    iri = quote("http://data.example/madeFrom", safe="")
    assert server.ask(f"/sparql?query=ASK%20%7B%20%3Fs%20%3C{iri}%3E%20%3Fo%20%7D").json["boolean"] is False
    assert server.query("ASK { ?claim prov:wasQuotedFrom <a:b> }").json["boolean"] is False

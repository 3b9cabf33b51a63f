"""The pages of the server in a real browser: they work, complain of nothing and ask nobody else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.serving import Server, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.browser import Reader

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def server(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(built, tmp_path_factory.mktemp("serve")) as server:
        yield server


@pytest.fixture
def visitor(browser: Browser, tmp_path: Path, server: Server) -> Iterator[Reader]:
    """Somebody with a network, of which the server may be all they meet."""
    from tests.browser import Reader  # noqa: PLC0415 - skips where playwright is missing

    context = browser.new_context(locale="en-GB")
    reader = Reader(context.new_page(), tmp_path)
    yield reader
    assert reader.complaints == []
    assert [url for url in reader.fetched if not url.startswith((server.url, "data:", "blob:"))] == []
    context.close()


def test_a_visitor_finds_everything_from_the_first_page(server: Server, visitor: Reader) -> None:
    visitor.page.goto(server.url)
    links = [link.get_attribute("href") or "" for link in visitor.all("a")]
    assert {"/page", "/report", "/files/graph.ttl", "/openapi.json?lang=en"} <= set(links)
    for link in links:
        assert server.ask(link if link.startswith("/") else f"/{link}").status == 200, link
    assert visitor.barriers() == []


def test_the_map_works_where_it_is_served(server: Server, visitor: Reader) -> None:
    visitor.page.goto(f"{server.url}page")
    visitor.waits_until_ready()
    assert visitor.sees("#network")


def test_a_named_question_is_filled_in_and_run(server: Server, visitor: Reader) -> None:
    visitor.page.goto(f"{server.url}query")
    visitor.page.wait_for_selector("html[data-ready]", state="attached")
    visitor.page.select_option("#question", "producers")
    visitor.page.fill("#given-material", "硫酸镍")
    visitor.clicks("#run")
    visitor.reads(".yasr", "云峰镍业有限公司")
    assert "硫酸镍" in visitor.js("yasgui.getTab().getQuery()")


def test_a_query_of_ones_own_is_typed_and_run(server: Server, visitor: Reader) -> None:
    visitor.page.goto(f"{server.url}query")
    visitor.page.wait_for_selector("html[data-ready]", state="attached")
    query = "CONSTRUCT { ?a a chain:Company } WHERE { ?a a chain:Company }"
    visitor.js("query => { yasgui.getTab().setQuery(query); }", query)
    visitor.page.click(".yasqe_queryButton")
    visitor.reads(".yasr", "company")


def test_the_editor_works_behind_a_token(built: Path, browser: Browser, tmp_path: Path) -> None:
    from tests.browser import Reader  # noqa: PLC0415 - skips where playwright is missing

    token = "a token of this test"
    with serving(built, tmp_path, token=token) as server:
        context = browser.new_context(http_credentials={"username": "anybody", "password": token})
        reader = Reader(context.new_page(), tmp_path)
        reader.page.goto(f"{server.url}query?question=makers")
        reader.page.wait_for_selector("html[data-ready]", state="attached")
        reader.clicks("#run")
        reader.reads(".yasr", "云峰镍业有限公司")
        context.close()


def test_a_link_to_a_question_opens_it(server: Server, visitor: Reader) -> None:
    visitor.page.goto(f"{server.url}query?lang=zh&question=makers")
    visitor.page.wait_for_selector("html[data-ready]", state="attached")
    assert visitor.page.input_value("#question") == "makers"
    assert visitor.text("#run") == "运行"


# Words with Latin letters that the editor itself shows: its own, outside of queries, answers and names of tabs.
FOREIGN = r"""() => {
    const found = [], walk = (node) => {
        if (node.nodeType === Node.TEXT_NODE) found.push(node.data);
        if (node.nodeType !== Node.ELEMENT_NODE) return;
        if (node.matches(".CodeMirror-code, [role=tab] > span, tbody, thead, input, metadata")) return;
        ["title", "aria-label", "placeholder"].forEach((name) => found.push(node.getAttribute(name) || ""));
        node.childNodes.forEach(walk);
    };
    document.querySelectorAll("#yasgui, .yasqe_tooltip").forEach(walk);
    return found.flatMap((words) => words.match(/[A-Za-z]{2,}/g) || []);
}"""
NAMES = {"ASK", "SELECT", "CONSTRUCT", "DESCRIBE", "GET", "POST", "Accept", "cURL"}
FORMS = {"JSON", "CSV", "XML", "TSV", "RDF", "Turtle", "TriG", "Triples", "Quads"}


def test_the_editor_speaks_chinese_on_a_chinese_page(server: Server, visitor: Reader) -> None:
    page = visitor.page
    page.goto(f"{server.url}query?lang=zh&question=makers")
    page.wait_for_selector("html[data-ready]", state="attached")
    assert page.get_attribute(".yasqe_queryButton", "title") == "运行查询"
    assert set(visitor.js(FOREIGN)) <= NAMES | FORMS
    visitor.clicks("#run")
    visitor.reads(".yasr_response_chip", "行，用时")
    visitor.reads(".select_table", "表格")
    page.type(".tableFilter", "zzz")
    visitor.reads(".yasr_results", "没有符合筛选的行")
    assert set(visitor.js(FOREIGN)) <= NAMES | FORMS
    page.click(".tabContextButton")
    visitor.reads("#yasgui", "请求方式")
    values = page.eval_on_selector_all(
        ".requestConfigWrapper input[type=text]", "all => all.map((one) => one.value).filter(Boolean)"
    )
    assert values == [], "the address of the page is no part of a query"
    assert set(visitor.js(FOREIGN)) <= NAMES | FORMS
    page.click(".tabContextButton")
    page.click(".yasqe_share")
    page.click("[role=tab]", button="right")
    assert "重命名标签页" in page.inner_text(".context-menu")
    assert set(visitor.js(FOREIGN)) <= NAMES | FORMS


def test_what_is_wrong_is_said_in_the_language_of_the_page(server: Server, visitor: Reader) -> None:
    visitor.page.goto(f"{server.url}query?lang=zh")
    visitor.page.wait_for_selector("html[data-ready]", state="attached")
    visitor.js("query => { yasgui.getTab().setQuery(query); }", "ASK { SERVICE <http://127.0.0.1:9/> {} }")
    visitor.page.click(".yasqe_queryButton")
    visitor.reads(".yasr_results", "另一台服务器")
    visitor.complaints.clear()  # the browser tells of each answer that is an error


def test_words_of_a_query_and_of_its_answer_are_left_alone(server: Server, visitor: Reader) -> None:
    visitor.page.goto(f"{server.url}query?lang=zh")
    visitor.page.wait_for_selector("html[data-ready]", state="attached")
    visitor.js("query => { yasgui.getTab().setQuery(query); }", 'SELECT ("Settings" AS ?Table) {}')
    visitor.page.click(".yasqe_queryButton")
    visitor.reads(".yasr_results tbody", "Settings")
    visitor.reads(".yasr_results thead", "Table")
    assert "Settings" in visitor.text(".CodeMirror-code")


def test_a_link_cannot_have_the_editor_ask_another_server(server: Server, visitor: Reader) -> None:
    elsewhere = "http%3A%2F%2F127.0.0.1%3A9%2Fsparql"
    visitor.page.goto(f"{server.url}query#query=ASK%20%7B%7D&endpoint={elsewhere}&requestMethod=GET")
    visitor.page.wait_for_selector("html[data-ready]", state="attached")
    visitor.page.wait_for_timeout(500)
    assert visitor.js("yasgui.getTab().getEndpoint()") == f"{server.url}sparql"


def test_the_api_answers_on_its_page(server: Server, visitor: Reader) -> None:
    visitor.page.goto(f"{server.url}api#producers")
    visitor.page.fill("#producers-material", "nickel sulfate")
    visitor.clicks("#producers button")
    visitor.reads("#producers .answer", "云峰镍业有限公司")
    assert "material=nickel" in visitor.text("#producers .address")
    assert visitor.barriers() == []

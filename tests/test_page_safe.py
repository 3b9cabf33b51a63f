"""Texts are hostile: nothing that they say runs, and nothing leaves the file."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any

import pytest

from graph.model import Amount, Entity, Fact, Knowledge
from tests.browser import VIEWS, Reader, address, small, state
from tests.page_knowledge import chain

pytestmark = pytest.mark.browser
PAYLOADS = (
    "</script><script>window.ran=1</script>",
    "<img src=x onerror=window.ran=1>",
    '"><svg onload=window.ran=1>',
    "javascript:window.ran=1",
    "<a href=javascript:window.ran=1>href</a>",
    "<!--<script>",
    "{{7*7}}{% raw %}${window.ran=1}",
    "'-window.ran=1-'",
    "\u2028\u2029\u202e",
    "</style><style>*{display:none}",
    "&lt;script&gt;window.ran=1&lt;/script&gt;",
)
NAMES = ("__proto__", "constructor", "toString", "hasOwnProperty")  # what every object of JavaScript has already
FORMULAS = ('=HYPERLINK("http://x")', "+1+1", "-2+3", "@SUM(1)", "\t=1", "\r=1", "＝1+1")


def poisoned(payload: str) -> Knowledge:
    """The chain with the payload in every text that a page shows, ids of entities and chains among them."""
    knowledge = chain()
    document = knowledge.documents[0]
    bad = replace(document, title=payload, publisher=payload, published=payload, url=payload)

    def id(old: str) -> str:
        kind, slash, label = old.partition("/")
        return f"{kind}/{payload}{label}" if slash else old

    def thing(old: str | Amount) -> str | Amount:
        if isinstance(old, Amount):
            return replace(
                old, as_written=payload + old.as_written, year=payload, material=old.material and id(old.material)
            )
        return id(old)

    def spoil(fact: Fact) -> Fact:
        claims = tuple(
            replace(
                c,
                phase=payload,
                evidence=replace(c.evidence, document=bad.id, quote=payload + c.evidence.quote, cue=payload),
            )
            for c in fact.claims
        )
        return replace(fact, subject=id(fact.subject), object=thing(fact.object), claims=claims, rule=payload)

    def named(e: Entity) -> Entity:
        return replace(
            e, id=id(e.id), label=f"甲{payload}{e.label}", names=(payload,), english=(payload,), formula=payload
        )

    steps = tuple(
        replace(
            p,
            id=id(p.id),
            label=payload,
            english=payload,
            source=payload,
            chain=id("chain/示例"),
            flows=tuple(replace(f, material=id(f.material), source=payload) for f in p.flows),
        )
        for p in knowledge.processes
    )
    links = tuple(
        replace(li, document=bad.id, label=payload, entity=id(li.entity), reason=payload) for li in knowledge.links
    )
    entities = (*map(named, knowledge.entities), Entity(id("chain/示例"), "Chain", f"甲{payload}"))
    return replace(
        knowledge,
        documents=(bad,),
        entities=entities,
        facts=tuple(map(spoil, knowledge.facts)),
        links=links,
        processes=steps,
    )


def inherited() -> Knowledge:
    """Entities whose ids and labels are the names that every object of JavaScript has."""
    knowledge = chain()
    old = [e.id for e in knowledge.entities if e.kind == "Material"][: len(NAMES)]
    new = {o: f"material/{name}" for o, name in zip(old, NAMES, strict=True)} | {
        "company/白帆锂业有限公司": "__proto__"
    }

    def swap(value: Any) -> Any:
        return new.get(value, value) if isinstance(value, str) else value

    entities = tuple(replace(e, id=swap(e.id), label=swap(e.id).rpartition("/")[2]) for e in knowledge.entities)
    facts = tuple(replace(f, subject=swap(f.subject), object=swap(f.object)) for f in knowledge.facts)
    links = tuple(replace(li, entity=swap(li.entity)) for li in knowledge.links)
    return replace(knowledge, entities=entities, facts=facts, links=links)


def harmless(reader: Reader) -> None:
    """Nothing ran, nothing became an element, no link leads to a script, nobody was asked for anything."""
    assert reader.js("window.ran") is None
    assert reader.js("document.querySelectorAll('img,iframe,object,embed,svg[onload],[onerror]').length") == 0
    assert reader.js("[...document.links].filter(a => !/^(https?|blob|file):/.test(a.href)).length") == 0
    assert [url for url in reader.fetched if not url.startswith(("file:", "blob:", "data:"))] == []
    assert reader.complaints == []


@pytest.mark.parametrize("payload", ["".join(PAYLOADS), *PAYLOADS[:5]], ids=lambda p: p[:20] if len(p) < 60 else "all")
def test_no_text_can_run(reader: Reader, payload: str) -> None:
    knowledge = poisoned(payload)
    reader.opens(knowledge, payload)
    assert payload.partition("\u2028")[0] in reader.js("document.querySelector('h1').textContent")
    nodes, lines = (sorted(found) for found in reader.shown())
    assert len(nodes) > 40
    for ids in (*((n,) for n in nodes[:6]), *lines[:6]):
        reader.goes_to(*ids).one("#panel").wait_for()
    assert payload[:20] in reader.js("document.getElementById('panel').textContent")
    for view in VIEWS:
        reader.looks_at(view)
    reader.seeks("甲")
    assert reader.js("document.getElementById('hits').textContent").count("甲") > 2
    harmless(reader)


def test_names_that_every_object_has_are_names_like_others(reader: Reader) -> None:
    reader.opens(inherited())
    nodes, _ = reader.shown()
    assert {"__proto__", *(f"material/{name}" for name in NAMES)} & nodes
    for id in ("__proto__", "material/__proto__", "material/constructor"):
        if id in nodes:
            reader.opens(inherited(), at=state(n=id))
            assert reader.text("#panel h2") == id.rpartition("/")[2]
            assert f'"{id}":"self"' in reader.js("JSON.stringify(document.getElementById('network').page.lit().nodes)")
    for view in VIEWS:
        reader.looks_at(view)
    reader.seeks("__proto__").presses("Enter")
    assert reader.text("#panel h2") == "__proto__"
    harmless(reader)


def test_a_relation_that_nobody_knows_is_text_too(reader: Reader) -> None:
    knowledge = chain()
    odd = tuple(replace(f, predicate="<img src=x onerror=window.ran=1>") for f in knowledge.facts[:3])
    more = tuple(replace(f, predicate="__proto__") for f in knowledge.facts[3:5])
    reader.opens(replace(knowledge, facts=(*odd, *more, *knowledge.facts[5:])))
    for start, end in sorted(reader.shown()[1])[:10]:
        reader.goes_to(start, end)
    reader.looks_at("table")
    harmless(reader)


def test_it_opens_without_a_network_and_without_complaint(reader: Reader) -> None:
    reader.opens(small(), at=state(n="material/三元前驱体"))
    for view in VIEWS:
        reader.looks_at(view)
    assert [url.rpartition("/")[2].partition("#")[0] for url in reader.fetched] == ["graph.html"]
    harmless(reader)


def test_a_network_that_never_answers_does_not_delay_it(reader: Reader) -> None:
    reader.page.route(lambda url: not url.startswith("file:"), lambda route: None)  # taken, and never answered
    reader.page.context.set_offline(False)
    try:
        start = time.monotonic()
        reader.opens(small())
        assert time.monotonic() - start < 8
        assert reader.shown()[0]
        harmless(reader)
    finally:
        reader.page.context.set_offline(True)
        reader.page.unroute_all()


def test_even_a_script_put_in_later_may_not_run(reader: Reader) -> None:
    reader.opens(small())
    put = "document.createElement('script'), {textContent: 'window.ran = 1'}"
    reader.js(f"() => {{ document.body.append(Object.assign({put})); }}")
    reader.js(
        "() => { const b = document.createElement('button'); b.setAttribute('onclick', 'window.ran = 1');"
        "document.body.append(b); b.click(); b.remove(); }"
    )
    assert reader.js("window.ran") is None
    assert reader.js("fetch('https://example.org').then(() => 'fetched', () => 'refused')") == "refused"
    picture = "new Promise(done => { const i = new Image(); i.onload = () => done(1); i.onerror = () => done(0);"
    assert reader.js(picture + "i.src = 'https://example.org/x.png'; })") == 0


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)//https://", "data:text/html,x", "file:///etc/passwd", "//example.org", ""]
)
def test_only_a_web_address_becomes_a_link(reader: Reader, url: str) -> None:
    knowledge = chain()
    reader.opens(
        replace(knowledge, documents=(replace(knowledge.documents[0], url=url),)), at=address("material/碳酸锂")
    )
    assert reader.js("[...document.links].map(a => a.getAttribute('href')).filter(h => !/^(https?:|#)/.test(h))") == []

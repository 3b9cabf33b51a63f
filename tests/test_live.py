"""A graph on disk, asked piece by piece, answers as one that was read as a whole, to the order of the answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import graph
from graph import KnowledgeGraph, rdf, vocab
from graph.errors import QueryError
from graph.store import index

MATERIALS = ("硫酸镍", "电解镍", "锂电铜箔", "阴极铜", "铜精矿", "碳酸锂", "三元前驱体", "废锂电池", "硫酸", "镍铁")
NAMES = ("云峰镍业有限公司", "蓝桥铜箔有限公司", "青石材料有限公司", "石泉冶炼有限公司", "镜湖新能源有限公司")
FORMS = (
    "{a}主要生产{m}。",
    "{a}以{m}为原料生产{n}。",
    "{a}投资{k}亿元建设的年产{k}万吨{m}项目{s}，项目以{n}为原料。",
    "{b}向{a}供应{n}。",
    "{a}是{b}的控股子公司。",
    "{a}现有{m}产能{k}万吨/年，位于格尔木市。",
    "{a}年处理{k}万吨{n}项目{s}，产品为{m}。",
)
STATES = ("已建成投产", "正在建设", "已签约")
sentences = st.builds(
    lambda form, a, b, m, n, k, s: form.format(a=a, b=b, m=m, n=n, k=k, s=s),
    st.sampled_from(FORMS),
    st.sampled_from(NAMES),
    st.sampled_from(NAMES),
    st.sampled_from(MATERIALS),
    st.sampled_from(MATERIALS),
    st.integers(1, 9),
    st.sampled_from(STATES),
)
corpora = st.lists(st.lists(sentences, min_size=1, max_size=4), min_size=1, max_size=5)
SHOWN = ("Company", "Project", "Facility", "Material", "Chain", "Place")


def both(texts: list[list[str]], folder: Path) -> tuple[KnowledgeGraph, KnowledgeGraph]:
    """The graph of texts read as a whole, and on disk."""
    knowledge = graph.build_texts((f"{n}", "".join(said)) for n, said in enumerate(texts))
    rdf.write_nquads(knowledge, vocab.load(), folder / "graph.nq")
    index(folder / "graph.nq", folder / "store")
    return graph.load(folder / "graph.nq"), graph.load(folder)


def answers(known: KnowledgeGraph, id: str) -> Iterator[object]:
    """All that can be looked up of an entity, with the words behind it, as plain values."""
    card = known.search(known.index.entities[id].label)[0]
    yield card.entity, card.aliases, card.record(), card.evidence
    yield card.objects().records(), card.subjects().records(), card.figures.records(), card.states.records()
    yield card.capacities.records(), known.index.is_named(id), known.index.narrower(id), known.index.owner(id)
    if id.startswith("material/"):
        yield known.producers(id).records(), known.consumers(id).records()
    if id.startswith("chain/"):
        yield known.chain(id).stages.records()
    if id.startswith(("material/", "company/", "project/", "facility/")):
        for walk in (known.upstream, known.downstream):
            for bounds in ({}, {"depth": 1}, {"origin": "Stated"}, {"to": "Company"}):
                found = walk(id, **bounds)  # type: ignore[arg-type]
                yield [(r.entity, r.depth, r.stage) for r in found]
                yield [(str(e), e.origin, e.evidence) for r in found[:20] for e in r.edges]


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(corpora)
def test_each_answer_is_that_of_the_whole(texts: list[list[str]]) -> None:
    with TemporaryDirectory() as home:
        whole, piecemeal = both(texts, Path(home))
        assert repr(piecemeal) == repr(whole)
        said = {s.subject for s in whole.record.statements if s.origin != "Reference"}
        ends = {e for s in whole.record.statements if s.origin != "Reference" and isinstance(e := s.object, str)}
        for id in sorted((said | ends) & whole.index.entities.keys()):
            assert list(answers(piecemeal, id)) == list(answers(whole, id)), id
        assert piecemeal.ledger().records() == whole.ledger().records()
        assert piecemeal.totals().records() == whole.totals().records()
        assert "record" not in vars(piecemeal), "nothing asked for everything"


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> tuple[KnowledgeGraph, KnowledgeGraph]:
    texts = [[FORMS[n % len(FORMS)].format(a=a, b=NAMES[0], m="硫酸镍", n="废锂电池", k=3, s="已投产")] for n, a in
             enumerate(NAMES)]  # fmt: skip
    return both(texts, tmp_path_factory.mktemp("pair"))


Ask = Callable[[KnowledgeGraph], object]
ASKED: tuple[Ask, ...] = (
    lambda known: [card.label for card in known.search("镍")],
    lambda known: [card.label for card in known.search("nickel s", "Material")],
    lambda known: [card.label for card in known.search("")],
    lambda known: known.find("NICKEL SULFATE").id,
    lambda known: [str(path) for path in known.paths("废锂电池", "硫酸镍")],
    lambda known: [path.evidence for path in known.paths("废锂电池", "三元前驱体")],
    lambda known: known.index.suggest("硫酸镍镍"),
    lambda known: len(known.record.statements),
    lambda known: known.bottlenecks().records(),
    lambda known: known.gaps("镍").records(),
)


@pytest.mark.parametrize("ask", ASKED)
def test_names_ways_and_analyses_are_those_of_the_whole(ask: Ask, pair: tuple[KnowledgeGraph, KnowledgeGraph]) -> None:
    whole, piecemeal = pair
    assert ask(piecemeal) == ask(whole)


@pytest.mark.parametrize("name", ["无此物", "硫酸镍镍", "格尔木市"])
def test_a_name_that_is_not_there_is_told_alike(name: str, pair: tuple[KnowledgeGraph, KnowledgeGraph]) -> None:
    said = []
    for known in pair:
        with pytest.raises(QueryError) as slip:
            known.upstream(name)
        said.append(str(slip.value))
    assert said[0] == said[1]

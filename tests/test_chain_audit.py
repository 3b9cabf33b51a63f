"""An audit finds slips and conflicts in texts, shows the words, and keeps quiet where texts may be right."""

from __future__ import annotations

import csv
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import graph
from graph import chain, text
from graph.chain import Audit, Finding, Index
from graph.chain.audit import audit
from graph.chain.audit.growth import growth
from graph.chain.audit.tables import matcher
from graph.model import Document
from graph.record import Record
from graph.vocab import load
from tests.rewritten import knowledge_of

ROWS = list(csv.DictReader(Path("ontology/audit.csv").read_text(encoding="utf-8").splitlines()))
EMPTY = Index(Record(), load())
PLANT = "云峰镍业有限公司年产2万吨硫酸镍项目"


def audited(*texts: str, dates: tuple[str, ...] = ()) -> Audit:
    return graph.KnowledgeGraph.of(knowledge_of(*texts, dates=dates)).audit()


def kinds(*texts: str, dates: tuple[str, ...] = ()) -> list[str]:
    return [found.kind for found in audited(*texts, dates=dates)]


def grown(words: str) -> list[Finding]:
    return list(growth(text.told(Document("a", words)), EMPTY))


def test_two_figures_for_one_investment_are_a_conflict_with_both_quotes() -> None:
    (found,) = audited(f"{PLANT}总投资10亿元。", f"{PLANT}总投资12亿元。")
    assert (found.kind, found.severity) == ("figures", "conflict")
    assert found.subject is not None
    assert found.subject.kind == "Project"
    assert "10亿元与12亿元，相差20%" in found.text()
    assert "10亿元 and 12亿元, 20% apart" in found.text("en")
    assert [e.quote[-4:] for e in found.evidence] == ["10亿元", "12亿元"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("总投资10亿元", "总投资10亿元"),
        ("总投资10亿元", "总投资超10亿元"),
        ("总投资超10亿元", "总投资10亿元以上"),
        ("总投资10亿元", "总投资约10.3亿元"),
        ("总投资10亿元", "总投资10.2亿元"),  # rounds to it
        ("总投资近10亿元", "总投资9.8亿元"),
        ("总投资10亿元", "一期总投资4亿元"),
        ("总投资10亿元", "累计完成投资3亿元"),
        ("总投资10亿元", "占地面积300亩"),
    ],
)
def test_figures_that_may_both_hold_are_none(one: str, other: str) -> None:
    assert kinds(f"{PLANT}{one}。", f"{PLANT}{other}。") == []


def test_a_bound_agrees_with_what_lies_in_it_and_not_with_what_lies_outside() -> None:
    share = "蓝桥铜箔股份有限公司产品{}出口。".format
    assert kinds(share("80%"), share("80%以上")) == []
    assert kinds(share("80%"), share("82%")) == ["figures"]


def test_figures_of_different_years_are_none_of_one_year_are() -> None:
    told = "{}年，云峰镍业有限公司实现营业收入{}亿元。".format
    assert kinds(told(2023, 358), told(2024, 420)) == []
    assert kinds(told(2024, 358), told(2024, 420)) == ["figures"]
    assert kinds(told(2024, 358), "2024年上半年，云峰镍业有限公司实现营业收入180亿元。") == []
    assert kinds(told(2024, 358), "2024年上半年，天气转好，云峰镍业有限公司实现营业收入180亿元。") == []


def test_a_company_may_grow_from_year_to_year() -> None:
    made = "蓝桥铜箔股份有限公司年产{}万吨锂电铜箔。".format
    assert kinds(made(2), made(5), dates=("2022-03-01", "2025-03-01")) == []
    assert kinds(made(2), made(5), dates=("2025-03-01", "2025-04-01")) == ["figures"]


def test_the_same_digits_at_another_magnitude_are_told_as_such() -> None:
    (found,) = audited(f"{PLANT}总投资30亿元。", f"{PLANT}总投资30万元。")
    assert found.kind == "unit"
    assert "相差10000倍" in found.zh


def test_one_number_in_two_currencies() -> None:
    assert kinds(f"{PLANT}总投资3亿元。", f"{PLANT}总投资3亿美元。") == ["currency"]
    assert kinds(f"{PLANT}总投资3亿元。", f"{PLANT}总投资4000万美元。") == []
    (found,) = audited("动力电池产业千亿美元触手可及。", "动力电池产业是千亿级产业。")
    assert (found.kind, len(found.evidence)) == ("currency", 2)
    assert kinds("动力电池产业是千亿级产业。", "动力电池产业冲刺千亿元。") == []


def test_a_later_text_that_falls_behind_is_told_and_progress_is_not() -> None:
    built, begun = f"{PLANT}建成投产。", f"{PLANT}正在建设。"
    (found,) = audited(built, begun, dates=("2024-01-02", "2025-01-02"))
    assert found.kind == "status"
    assert "2024-01-02的文本中已是“投产”，2025-01-02的文本却说“在建”" in found.zh
    assert kinds(begun, built, dates=("2024-01-02", "2025-01-02")) == []
    assert kinds(built, begun) == []
    assert kinds(built, f"{PLANT}签约。", dates=("2024-01-02", "2025-01-02")) == []


@pytest.mark.parametrize(
    ("words", "computed"),
    [
        ("园区税收从2020年的2000万元跃升至2024年的8000万元，年均增速达55%。", "41.4%"),
        ("产值由2021年的10亿元增加到2023年的40亿元，年均增长50%。", "100%"),
        ("产能由28万吨增加至52万吨，增长92%。", "85.7%"),
        ("产量从2万吨增长到6万吨，增长3倍。", "2倍"),
        ("2024年产值达60亿元，比2020年的20亿元增长3倍。", "2倍"),
        ("产值2020年为10亿元，2024年增至20亿元。其间年均增速为30%。", "18.9%"),
        ("能耗从500万千瓦时下降到400万千瓦时，下降30%。", "-20%"),
        ("到位资金150亿元，比上年增加50亿元，增长40%。", "50%"),
        ("占比从60%提高到70%，提高20个百分点。", "10个百分点"),
        ("产值从10亿元增长到15亿元，实现翻番。", "1.5倍"),
    ],
)
def test_growth_that_does_not_follow_from_its_ends(words: str, computed: str) -> None:
    (found,) = grown(words)
    assert computed in found.zh
    assert "the text says" in found.en


@pytest.mark.parametrize(
    "words",
    [
        "产值从2020年的10亿元增长到2024年的20亿元，年均增长18.9%。",
        "产值从2020年的10亿元增长到2024年的20亿元，年均增长约20%。",
        "产值从2020年的10亿元增长到2024年的20亿元，利润年均增长50%。",
        "产值从2020年的10亿元增长到2024年的20亿元；增速为13.6%。",
        "产值从2020年的10亿元增长到2024年的20亿元，同比增长13.6%。",
        "地区生产总值从2020年的10亿元增长到2024年的20亿元，年均增长8%。",  # in constant prices
        "产值从2020年的10亿元增长到2024年的20亿元，位居全省第一。",
        "产量从2万吨增长到6万吨，增长2倍。",
        "产量从2万吨增长到6万吨，是原来的3倍。",
        "产量从2万吨增长到6.9万吨，增长两倍多。",
        "产值从10亿元增长到21亿元，实现翻番。",
        "占比从60%提高到70%，提高10个百分点。",
        "占比从60%提高到70%，提高10%。",
        "到位资金150亿元，比上年增加50亿元，增长50%。",
        "到位资金153.29亿元，同比增量45.48亿元，增长率达42.19%。",
        "日产量从每月2万吨增加到每年20万吨，增长20%。",
        "名次从第50名上升到第20名，上升60%。",
        "五年来，产值从10亿元增长到20亿元，年均增长18.9%。",
        "五年来，产值从10亿元增长到20亿元，年均增长14.9%。",
        "产值从10亿元增长到20亿元，年均增长70%。",  # over how many years is not told
    ],
)
def test_growth_that_may_be_right_is_none(words: str) -> None:
    assert grown(words) == []


def test_a_rise_that_falls_is_told() -> None:
    (found,) = grown("产值从2020年的10亿元增长到2024年的8亿元。")
    assert found.kind == "direction"
    assert grown("指标从10亿元提升到8亿元。") == []  # 提升 may mean better


money = st.integers(1, 99_999)


def rounded(number: Decimal, places: int) -> Decimal:
    return number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


@settings(deadline=None)
@given(money, money, st.integers(1, 12), st.integers(0, 3), st.integers(0, 2))
def test_arithmetic_within_rounding_never_alarms(one: int, other: int, years: int, places: int, shown: int) -> None:
    start, end = Decimal(one) / 10, Decimal(other) / 10
    first, second = rounded(start, places), rounded(end, places)
    if min(first, second) == 0 or start >= end:
        return
    yearly = rounded(((end / start) ** (Decimal(1) / years) - 1) * 100, shown)
    total = rounded((end / start - 1) * 100, shown)
    ends = f"产值从{2024 - years}年的{first}亿元增长到2024年的{second}亿元，"
    assert [f.kind for f in grown(f"{ends}年均增长{yearly}%。") if f.kind != "direction"] == []
    assert [
        f.kind for f in grown(f"产值从{first}亿元增长到{second}亿元，增长{total}%。") if f.kind != "direction"
    ] == []


def test_a_corrupted_number_and_a_broken_sentence_are_told_with_their_sentence() -> None:
    number = "云州经济技术开发区在榜单中排名第6十五位。"
    broken = "该公司产品白度达到要求，质量稳定，远销海外各地，项目建成后带动就业，广"
    cut = f"{number}\n\n{broken}\n\n新段落继续，公司表示，今后要加快建设。"
    found = {one.kind: one for one in audited(cut)}
    assert set(found) == {"number", "cut"}
    assert "第6十五位" in found["number"].zh
    assert found["number"].evidence[0].quote == number
    assert found["cut"].evidence[0].quote == broken


@pytest.mark.parametrize("words", ["312一级公路通车。", "本规范版本为1.2.3。", "2024.5.16公司投产。"])
def test_a_road_a_version_or_a_date_is_no_corrupted_number(words: str) -> None:
    assert kinds(words) == []


def test_shares_above_the_whole() -> None:
    assert kinds("蓝桥铜箔股份有限公司产品市场份额达120%。") == ["share"]
    assert kinds("蓝桥铜箔股份有限公司产能利用率达120%。") == []
    assert kinds("一、二、三次产业占全市比重分别为20%、50%、40%。") == ["sum"]
    assert kinds("一、二、三次产业占全市比重分别为9.3%、50.4%、40.4%。") == []  # rounding
    assert kinds("两市新能源装机占比分别为60%、70%。") == []  # each of its own whole


def test_a_chemical_by_the_piece_or_in_gigawatt_hours_is_told() -> None:
    assert kinds("云峰镍业有限公司年产5GWh硫酸镍。") == ["misfit"]
    assert kinds("云峰镍业有限公司年产5万吨硫酸镍。", "青禾能源有限公司年产6GWh动力电池。") == []


@pytest.mark.parametrize("row", [row for row in ROWS if row["role"] == "superlative"], ids=lambda row: row["example"])
def test_each_superlative_of_the_table_finds_its_example_and_nothing_else(row: dict[str, str]) -> None:
    assert kinds(row["example"]) == ["superlative"]
    assert kinds(row["counterexample"]) == []


@pytest.mark.parametrize(
    "row", [row for row in ROWS if row["role"] in {"source", "aim"}], ids=lambda row: row["example"]
)
def test_a_source_or_an_aim_excuses_a_superlative(row: dict[str, str]) -> None:
    assert kinds(row["example"]) == []
    assert kinds(row["counterexample"]) == ["superlative"]


CUED = [row for row in ROWS if row["counterexample"] and row["role"] in {"part", "period", "real", "share"}]


@pytest.mark.parametrize("row", CUED, ids=lambda row: row["role"])
def test_each_other_expression_of_the_table_finds_its_example_and_nothing_else(row: dict[str, str]) -> None:
    assert matcher(Path("ontology"), row["role"]).search(row["example"])
    assert row["role"] == "share" or not matcher(Path("ontology"), row["role"]).search(row["counterexample"])


def test_a_superlative_is_told_once_a_text_with_every_sentence_and_whom_it_is_of() -> None:
    (found,) = audited("云峰镍业有限公司是全国最大的电解镍企业。职工800人。云峰镍业有限公司是全国最大的镍盐企业。")
    assert found.severity == "unsupported"
    assert found.subject is not None
    assert found.subject.label == "云峰镍业有限公司"
    assert len(found.evidence) == 2


@pytest.mark.parametrize(
    "words",
    [
        "据国家统计局统计，全市工业稳步发展。其中，公司产量居全国第一。",  # the sentence before names the source
        "公司是全国最大的企业吗？",
        "公司获颁《全国最大铜箔企业》证书。",
        "产业第一、企业家老大。",
        "力争三年内，公司建成全国最大的铜箔基地。",
    ],
)
def test_what_is_asked_quoted_sourced_or_wished_is_no_superlative(words: str) -> None:
    assert kinds(words) == []


MESSY = (
    "**产值**从２０２０年的10亿元增长到2024年的20亿元，年均增长50%。公司是全国最大的铜箔企业。\n\n在榜单中排名第6十五位。",
    f"{PLANT}总投资10亿元。",
    f"{PLANT}总投资12亿元。",
)


def test_the_words_stand_at_their_offsets_also_in_a_loaded_graph(tmp_path: Path) -> None:
    known = knowledge_of(*MESSY)
    graph.write(graph.Build(known), tmp_path / "output", page=False)
    here, loaded = graph.KnowledgeGraph.of(known).audit(), graph.load(tmp_path / "output").audit()
    assert here == loaded
    assert here.whole
    assert {found.kind for found in here} >= {"figures", "growth.yearly", "number", "superlative"}
    texts = {document.id: document.text for document in known.documents}
    for found in here:
        for words in found.evidence:
            assert texts[words.document.id][words.start : words.end] == words.quote != ""


def test_a_lone_graph_is_audited_by_its_quotes_and_says_so(tmp_path: Path) -> None:
    graph.write(graph.Build(knowledge_of(*MESSY)), tmp_path / "output", page=False)
    found = graph.load(tmp_path / "output" / "graph.ttl").audit()
    assert {one.kind for one in found} >= {"figures", "number"}
    assert not found.whole
    assert "原话" in found.note()
    assert "quoted words" in found.note("en")
    assert found.note() in found._repr_html_()


def test_texts_that_are_not_those_of_the_graph_are_not_read(tmp_path: Path) -> None:
    graph.write(graph.Build(knowledge_of(*MESSY)), tmp_path / "output", page=False)
    texts = tmp_path / "output" / "documents.jsonl"
    texts.write_text(texts.read_text(encoding="utf-8").replace("年均增长50%", "年均增长18.9%"), encoding="utf-8")
    assert not graph.load(tmp_path / "output").audit().whole
    texts.write_text("[]\n", encoding="utf-8")
    assert not graph.load(tmp_path / "output").audit().whole


def test_the_order_of_texts_changes_nothing_and_rows_can_be_shown() -> None:
    assert audited(*MESSY) == graph.KnowledgeGraph.of(knowledge_of(*MESSY, back=True)).audit()
    rows = audited(*MESSY).records()
    assert {"kind", "severity", "subject", "text_zh", "text_en", "quote", "document"} <= set(rows[0])


def test_an_expression_that_is_none_is_told_in_one_line(tmp_path: Path) -> None:
    for name in ("audit.csv", "units.csv"):
        (tmp_path / name).write_text((Path("ontology") / name).read_text(encoding="utf-8"), encoding="utf-8")
    with (tmp_path / "audit.csv").open("a", encoding="utf-8") as file:
        file.write("superlative,最(大,,\n")
    with pytest.raises(graph.OntologyError, match=r"audit\.csv: no expression"):
        matcher(tmp_path, "superlative")


def test_the_free_function_works_on_a_chain_alone() -> None:
    known = graph.KnowledgeGraph.of(knowledge_of(*MESSY[1:]))
    assert [found.kind for found in audit(known.flows)] == ["figures"] == [f.kind for f in chain.audit(known.flows)]


@pytest.mark.parametrize(
    "words", ["", "从到", "从1亿元增长到，增长%", "占比" * 500, "从1吨增至2吨，增长" * 200, "9" * 400 + "%", "最" * 999]
)
def test_any_text_can_be_audited(words: str) -> None:
    audited(words)

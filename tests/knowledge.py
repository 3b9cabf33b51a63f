"""A small knowledge of invented companies, with every class and every kind of ground; for all tests."""

from __future__ import annotations

from decimal import Decimal

from graph.model import (
    Amount,
    Claim,
    Document,
    Entity,
    Evidence,
    Fact,
    Flow,
    Kind,
    Knowledge,
    Link,
    Mention,
    Modality,
    Process,
    Quantity,
    Rejection,
    Span,
)

FIRST = Document(
    name="brief-1.txt",
    text=(
        "青禾镍业有限公司（以下简称青禾镍业）隶属于青禾集团，年产8万吨电解镍，二期拟新增3万吨。"
        "白鹭循环公司投资约6.5亿元，在南浦市临江工业园区建设废旧电池回收项目，年处理废旧电池不少于2万吨，"
        "采用湿法浸出工艺，已于2031年投产。该项目属于电池材料产业链。"
    ),
    title="南浦：“镍”与回收",
    publisher="南浦日报",
    published="2031-05-08",
    url="https://news.example.org/2031/05/08/a?b=c&d=e",
)
SECOND = Document(
    name="brief-2.txt",
    text="青禾镍业电解镍产能为80000吨/年。\n青禾镍业向白鹭循环供货，拥有北坡矿山，其<b>镍矿</b>储量约100万吨。",
    title="企业快讯",
    published="2031年6月",
)


def _mention(document: Document, surface: str, kind: Kind, label: str = "") -> Mention:
    start = document.text.index(surface)
    return Mention(document.id, Span(start, start + len(surface)), surface, kind, label or surface)


def _evidence(document: Document, quote: str, cue: str = "r1") -> Evidence:
    start = document.text.index(quote)
    return Evidence(document.id, Span(start, start + len(quote)), quote, "rules", cue)


def _said(
    document: Document,
    subject: Mention,
    predicate: str,
    object: Mention | Quantity | str,
    quote: str,
    **more: str,
) -> Claim:
    modality: Modality = "Prospective" if more.get("modality") == "Prospective" else "Asserted"
    return Claim(subject, predicate, object, _evidence(document, quote), 0.9, modality, more.get("phase", ""))


def _quantity(document: Document, words: str, unit: str, *numbers: str, **more: Mention) -> Quantity:
    start = document.text.index(words)
    value, low, high = (Decimal(n) if n else None for n in (*numbers, "", "", "")[:3])
    span = Span(start, start + len(words))
    return Quantity(span, words, unit, value, low, high, more.get("material"), "Input" if "处理" in words else "")


def _facts() -> tuple[Fact, ...]:
    mill = _mention(FIRST, "青禾镍业", "Company")
    again = _mention(SECOND, "青禾镍业", "Company")
    nickel = _mention(FIRST, "电解镍", "Material")
    plant = _mention(FIRST, "废旧电池回收项目", "Project")
    egret = _mention(FIRST, "白鹭循环公司", "Company", "白鹭循环")
    spent = _mention(FIRST, "废旧电池", "Material")
    first, rest = "年产8万吨电解镍", "二期拟新增3万吨"
    whole = "白鹭循环公司投资约6.5亿元，在南浦市临江工业园区建设废旧电池回收项目"
    treats = "年处理废旧电池不少于2万吨"

    def fact(claim: Claim, subject: str, object: str | Amount, *more: Claim) -> Fact:
        return Fact(subject, claim.predicate, object, "Stated", (claim, *more), confidence=claim.confidence)

    eighty = Amount("8万吨", "t/a", Decimal(80000), material="material/电解镍")
    stated = (
        fact(_said(FIRST, mill, "produces", nickel, first), "company/青禾镍业有限公司", "material/电解镍"),
        fact(
            _said(FIRST, mill, "capacity", _quantity(FIRST, "8万吨", "t/a", "80000", material=nickel), first),
            "company/青禾镍业有限公司",
            eighty,
            _said(SECOND, again, "capacity", _quantity(SECOND, "80000吨/年", "t/a", "8E+4"), "电解镍产能为80000吨/年"),
        ),
        fact(
            _said(
                FIRST,
                mill,
                "capacity",
                _quantity(FIRST, "3万吨", "t/a", "30000"),
                rest,
                phase="二期",
                modality="Prospective",
            ),
            "company/青禾镍业有限公司",
            Amount("3万吨", "t/a", Decimal(30000), material="material/电解镍", basis="Output"),
        ),
        fact(
            _said(FIRST, mill, "subsidiaryOf", _mention(FIRST, "青禾集团", "Company"), "隶属于青禾集团"),
            "company/青禾镍业有限公司",
            "company/青禾集团",
        ),
        fact(_said(FIRST, egret, "undertakes", plant, whole), "company/白鹭循环", "project/废旧电池回收项目"),
        fact(
            _said(FIRST, egret, "investment", _quantity(FIRST, "约6.5亿元", "[CNY]", "6.50E+8"), whole),
            "project/废旧电池回收项目",
            Amount("约6.5亿元", "[CNY]", Decimal("6.50E+8")),
        ),
        fact(_said(FIRST, egret, "investsIn", plant, whole), "company/白鹭循环", "project/废旧电池回收项目"),
        fact(
            _said(FIRST, plant, "locatedIn", _mention(FIRST, "临江工业园区", "Park"), whole),
            "project/废旧电池回收项目",
            "park/临江工业园区",
        ),
        fact(
            _said(FIRST, plant, "locatedIn", _mention(FIRST, "南浦市", "Place"), whole),
            "project/废旧电池回收项目",
            "place/南浦市",
        ),
        fact(_said(FIRST, plant, "recycles", spent, treats), "project/废旧电池回收项目", "material/废旧电池"),
        fact(
            _said(FIRST, plant, "capacity", _quantity(FIRST, "年处理废旧电池不少于2万吨", "t/a", "", "20000"), treats),
            "project/废旧电池回收项目",
            Amount("不少于2万吨", "t/a", None, Decimal(20000), None, "material/废旧电池", "Input", "2031"),
        ),
        fact(
            _said(FIRST, plant, "usesTechnology", _mention(FIRST, "湿法浸出工艺", "Technology"), "采用湿法浸出工艺"),
            "project/废旧电池回收项目",
            "technology/湿法浸出工艺",
        ),
        fact(
            _said(FIRST, plant, "status", "InProduction", "已于2031年投产"), "project/废旧电池回收项目", "InProduction"
        ),
        fact(
            _said(
                FIRST,
                plant,
                "partOfChain",
                _mention(FIRST, "电池材料产业链", "Chain"),
                "该项目属于电池材料产业链",
            ),
            "project/废旧电池回收项目",
            "chain/电池材料",
        ),
        fact(
            _said(SECOND, again, "suppliesTo", _mention(SECOND, "白鹭循环", "Company"), "青禾镍业向白鹭循环供货"),
            "company/青禾镍业有限公司",
            "company/白鹭循环",
        ),
        fact(
            _said(SECOND, again, "operates", _mention(SECOND, "北坡矿山", "Facility"), "拥有北坡矿山"),
            "company/青禾镍业有限公司",
            "facility/北坡矿山",
        ),
        fact(
            _said(
                SECOND, again, "reserve", _quantity(SECOND, "约100万吨", "t", "1000000"), "其<b>镍矿</b>储量约100万吨"
            ),
            "facility/北坡矿山",
            Amount("约100万吨", "t", Decimal(1000000), Decimal("900000.50"), Decimal(1100000), "material/镍矿"),
        ),
    )
    derived = (
        Fact(
            "company/白鹭循环",
            "recycles",
            "material/废旧电池",
            "Derived",
            premises=(stated[4].id, stated[9].id),
            rule="undertakes-recycles",
            confidence=0.81,
        ),
    )
    return (*stated, *derived)


def _links() -> tuple[Link, ...]:
    return (
        Link(FIRST.id, "青禾镍业", "company/青禾镍业有限公司", 0.98, "the text says 以下简称"),
        Link(FIRST.id, "白鹭循环", "company/白鹭循环", 1.0, "same name"),
        Link(SECOND.id, "白鹭循环", "company/白鹭循环", 1.0, "same name"),
    )


def _entities() -> tuple[Entity, ...]:
    return (
        Entity("company/青禾镍业有限公司", "Company", "青禾镍业有限公司", ("青禾镍业",), ("Qinghe Nickel",)),
        Entity("company/青禾集团", "Company", "青禾集团"),
        Entity("company/白鹭循环", "Company", "白鹭循环", ("白鹭循环公司", "白鹭循环")),
        Entity("project/废旧电池回收项目", "Project", "废旧电池回收项目"),
        Entity("material/电解镍", "Material", "电解镍", formula="Ni"),
        Entity("material/镍", "Material", "镍"),
        Entity("material/镍矿", "Material", "镍矿", broader=("material/镍",)),
        Entity("material/废旧电池", "Material", "废旧电池", ("废电池",)),
        Entity("chain/电池材料", "Chain", "电池材料"),
        Entity("place/南浦市", "Place", "南浦市"),
        Entity("park/临江工业园区", "Park", "临江工业园区"),
        Entity("facility/北坡矿山", "Facility", "北坡矿山"),
        Entity("technology/湿法浸出工艺", "Technology", "湿法浸出工艺"),
    )


def _processes() -> tuple[Process, ...]:
    return (
        Process(
            "process/镍电解精炼",
            "镍电解精炼",
            "nickel electrorefining",
            "chain/电池材料",
            "Refining",
            (
                Flow("material/镍矿", "input", Decimal("1.20")),
                Flow("material/电解镍", "output", Decimal(1)),
                Flow("material/镍", "byproduct"),
            ),
            "https://encyclopedia.example.org/nickel",
        ),
        Process(
            "process/废旧电池回收",
            "废旧电池回收",
            "battery recycling",
            "chain/电池材料",
            "Recycling",
            (Flow("material/废旧电池", "input"), Flow("material/电解镍", "output")),
            "",
        ),
    )


def sample() -> Knowledge:
    """Two texts, thirteen entities, eighteen facts, two reference steps, one doubt."""
    doubt = Rejection(FIRST.id, Span(0, 4), FIRST.text[:4], "no predicate fits", "青禾镍业")
    return Knowledge((FIRST, SECOND), _entities(), _facts(), _links(), (doubt,), _processes())

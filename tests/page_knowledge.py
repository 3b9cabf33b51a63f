"""A made-up chain of some seventy entities, as a build would know it: what the page is looked at with."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import cast

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
    Span,
)
from graph.page import render
from graph.page.view import View, see
from graph.rdf import reference_facts
from graph.vocab import load


def seen(knowledge: Knowledge) -> View:
    """What the page shows of this knowledge, domain knowledge included."""
    return see(knowledge, load(), reference_facts(knowledge.processes, load()))


def drawn(knowledge: Knowledge, title: str = "") -> str:
    """The page of this knowledge, as a build draws it."""
    return render(knowledge, title, reference_facts(knowledge.processes, load()))


C, P, F, M, T = "company", "project", "facility", "material", "technology"
QL, YG, ZH = "青岚镍钴集团", "远谷新能源材料有限公司", "泽恒循环科技有限公司"
# Sentences with the facts they carry: (subject, predicate, object) as kind/label; a status or an amount stands bare.
SENTENCES: tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...] = (
    (
        "青岚镍钴集团下辖的乌塔镍矿每年采出镍矿和钴矿,供自家选厂使用。",
        (
            (f"{C}/{QL}", "operates", f"{F}/乌塔镍矿"),
            (f"{F}/乌塔镍矿", "produces", f"{M}/镍矿"),
            (f"{F}/乌塔镍矿", "produces", f"{M}/钴矿"),
        ),
    ),
    (
        "青岚镍钴集团的6万吨高冰镍技改项目已于去年建成投产,以镍精矿为原料生产高冰镍,副产硫酸。",
        (
            (f"{C}/{QL}", "undertakes", f"{P}/6万吨高冰镍技改项目"),
            (f"{P}/6万吨高冰镍技改项目", "status", "InProduction"),
            (f"{P}/6万吨高冰镍技改项目", "consumes", f"{M}/镍精矿"),
            (f"{P}/6万吨高冰镍技改项目", "produces", f"{M}/高冰镍"),
            (f"{P}/6万吨高冰镍技改项目", "produces", f"{M}/硫酸"),
            (f"{P}/6万吨高冰镍技改项目", "capacity", "6万吨|60000|t/a|高冰镍"),
        ),
    ),
    (
        "青岚镍钴集团电解镍厂采用富氧浸出工艺,把高冰镍做成电解镍。",
        (
            (f"{C}/{QL}", "operates", f"{F}/青岚镍钴集团电解镍厂"),
            (f"{F}/青岚镍钴集团电解镍厂", "usesTechnology", f"{T}/富氧浸出工艺"),
            (f"{F}/青岚镍钴集团电解镍厂", "consumes", f"{M}/高冰镍"),
            (f"{F}/青岚镍钴集团电解镍厂", "produces", f"{M}/电解镍"),
        ),
    ),
    (
        "青岚铜业股份有限公司年产12万吨阴极铜项目投资18亿元,正在安装设备,原料是铜精矿,今后还将产出阳极泥。",
        (
            (f"{C}/青岚铜业股份有限公司", "undertakes", f"{P}/年产12万吨阴极铜项目"),
            (f"{P}/年产12万吨阴极铜项目", "status", "UnderConstruction"),
            (f"{P}/年产12万吨阴极铜项目", "consumes", f"{M}/铜精矿"),
            (f"{P}/年产12万吨阴极铜项目", "produces", f"{M}/阴极铜"),
            (f"{P}/年产12万吨阴极铜项目", "produces", f"{M}/阳极泥"),
            (f"{P}/年产12万吨阴极铜项目", "capacity", "年产12万吨|120000|t/a|阴极铜"),
            (f"{P}/年产12万吨阴极铜项目", "investment", "18亿元|1800000000|[CNY]|"),
        ),
    ),
    (
        "从阳极泥里提取金、银和铂、钯的稀贵金属车间由青岚铜业股份有限公司运营。",
        (
            (f"{C}/青岚铜业股份有限公司", "operates", f"{F}/稀贵金属车间"),
            (f"{F}/稀贵金属车间", "consumes", f"{M}/阳极泥"),
            (f"{F}/稀贵金属车间", "produces", f"{M}/金"),
            (f"{F}/稀贵金属车间", "produces", f"{M}/银"),
            (f"{F}/稀贵金属车间", "produces", f"{M}/铂"),
            (f"{F}/稀贵金属车间", "produces", f"{M}/钯"),
        ),
    ),
    (
        "远谷新能源材料有限公司年产8万吨电池级硫酸镍项目和年产5万吨三元前驱体项目同时开工。",
        (
            (f"{C}/{YG}", "undertakes", f"{P}/年产8万吨电池级硫酸镍项目"),
            (f"{C}/{YG}", "undertakes", f"{P}/年产5万吨三元前驱体项目"),
            (f"{P}/年产8万吨电池级硫酸镍项目", "produces", f"{M}/电池级硫酸镍"),
            (f"{P}/年产8万吨电池级硫酸镍项目", "status", "UnderConstruction"),
            (f"{P}/年产5万吨三元前驱体项目", "produces", f"{M}/三元前驱体"),
            (f"{P}/年产5万吨三元前驱体项目", "status", "UnderConstruction"),
            (f"{P}/年产8万吨电池级硫酸镍项目", "capacity", "年产8万吨|80000|t/a|电池级硫酸镍"),
            (f"{P}/年产5万吨三元前驱体项目", "capacity", "年产5万吨|50000|t/a|三元前驱体"),
        ),
    ),
    (
        "远谷新能源材料有限公司用高冰镍和硫酸生产电池级硫酸镍,再与硫酸钴、硫酸锰一起制成三元前驱体。",
        (
            (f"{M}/电池级硫酸镍", "madeFrom", f"{M}/高冰镍"),
            (f"{M}/电池级硫酸镍", "madeFrom", f"{M}/硫酸"),
            (f"{M}/三元前驱体", "madeFrom", f"{M}/电池级硫酸镍"),
            (f"{M}/三元前驱体", "madeFrom", f"{M}/硫酸钴"),
            (f"{M}/三元前驱体", "madeFrom", f"{M}/硫酸锰"),
        ),
    ),
    (
        "三元前驱体卖给丰禾正极材料有限公司,后者配上碳酸锂烧成三元正极材料。",
        (
            (f"{C}/丰禾正极材料有限公司", "consumes", f"{M}/三元前驱体"),
            (f"{C}/丰禾正极材料有限公司", "consumes", f"{M}/碳酸锂"),
            (f"{C}/丰禾正极材料有限公司", "produces", f"{M}/三元正极材料"),
        ),
    ),
    (
        "碳酸锂由白帆锂业有限公司从锂辉石精矿中提取,年产能约2.5万吨。",
        (
            (f"{C}/白帆锂业有限公司", "produces", f"{M}/碳酸锂"),
            (f"{C}/白帆锂业有限公司", "consumes", f"{M}/锂辉石精矿"),
            (f"{C}/白帆锂业有限公司", "capacity", "约2.5万吨|25000|t/a|碳酸锂"),
        ),
    ),
    (
        "云桥铜箔有限公司以阴极铜为原料,生产6微米锂电铜箔和4.5微米极薄铜箔。",
        (
            (f"{C}/云桥铜箔有限公司", "consumes", f"{M}/阴极铜"),
            (f"{C}/云桥铜箔有限公司", "produces", f"{M}/6微米锂电铜箔"),
            (f"{C}/云桥铜箔有限公司", "produces", f"{M}/4.5微米极薄铜箔"),
        ),
    ),
    (
        "星野动力电池有限公司每天下线12万只圆柱电芯,所用三元正极材料、6微米锂电铜箔、导电浆料、人造石墨均在园区采购。",
        (
            (f"{C}/星野动力电池有限公司", "produces", f"{M}/圆柱电芯"),
            (f"{C}/星野动力电池有限公司", "consumes", f"{M}/三元正极材料"),
            (f"{C}/星野动力电池有限公司", "consumes", f"{M}/6微米锂电铜箔"),
            (f"{C}/星野动力电池有限公司", "consumes", f"{M}/导电浆料"),
            (f"{C}/星野动力电池有限公司", "consumes", f"{M}/人造石墨"),
            (f"{C}/星野动力电池有限公司", "production", "12万只|120000|{piece}/d|圆柱电芯"),
        ),
    ),
    (
        "圆柱电芯装进储能电池包和电动工具,储能电池包由望溪储能科技有限公司集成。",
        (
            (f"{M}/储能电池包", "madeFrom", f"{M}/圆柱电芯"),
            (f"{M}/电动工具", "madeFrom", f"{M}/圆柱电芯"),
            (f"{C}/望溪储能科技有限公司", "produces", f"{M}/储能电池包"),
        ),
    ),
    (
        "玄墨碳材料有限公司2万吨导电浆料和300吨石墨烯粉体生产线投产,产品是导电浆料和石墨烯粉体。",
        (
            (f"{C}/玄墨碳材料有限公司", "undertakes", f"{P}/2万吨导电浆料和300吨石墨烯粉体生产线"),
            (f"{P}/2万吨导电浆料和300吨石墨烯粉体生产线", "produces", f"{M}/导电浆料"),
            (f"{P}/2万吨导电浆料和300吨石墨烯粉体生产线", "produces", f"{M}/石墨烯粉体"),
            (f"{P}/2万吨导电浆料和300吨石墨烯粉体生产线", "status", "InProduction"),
        ),
    ),
    (
        "泽恒循环科技有限公司拟建年处理9万吨废铅酸蓄电池项目,回收废铅酸蓄电池,产出再生铅和聚丙烯颗粒。",
        (
            (f"{C}/{ZH}", "undertakes", f"{P}/年处理9万吨废铅酸蓄电池项目"),
            (f"{P}/年处理9万吨废铅酸蓄电池项目", "recycles", f"{M}/废铅酸蓄电池"),
            (f"{P}/年处理9万吨废铅酸蓄电池项目", "produces", f"{M}/再生铅"),
            (f"{P}/年处理9万吨废铅酸蓄电池项目", "produces", f"{M}/聚丙烯颗粒"),
            (f"{P}/年处理9万吨废铅酸蓄电池项目", "status", "Planned"),
            (f"{P}/年处理9万吨废铅酸蓄电池项目", "capacity", "年处理9万吨|90000|t/a|废铅酸蓄电池"),
        ),
    ),
    (
        "退役锂电池经泽恒循环科技有限公司拆解得到黑粉,黑粉可以再做成硫酸钴和碳酸锂。",
        (
            (f"{C}/{ZH}", "recycles", f"{M}/退役锂电池"),
            (f"{C}/{ZH}", "produces", f"{M}/黑粉"),
            (f"{M}/硫酸钴", "recycledFrom", f"{M}/黑粉"),
            (f"{M}/碳酸锂", "recycledFrom", f"{M}/黑粉"),
        ),
    ),
    (
        "钛源化工有限公司把高钛渣氯化成四氯化钛,既做钛白粉,也供凌云钛业有限公司生产海绵钛和钛锭。",
        (
            (f"{C}/钛源化工有限公司", "consumes", f"{M}/高钛渣"),
            (f"{C}/钛源化工有限公司", "produces", f"{M}/四氯化钛"),
            (f"{C}/钛源化工有限公司", "produces", f"{M}/钛白粉"),
            (f"{C}/钛源化工有限公司", "suppliesTo", f"{C}/凌云钛业有限公司"),
            (f"{C}/凌云钛业有限公司", "produces", f"{M}/海绵钛"),
            (f"{C}/凌云钛业有限公司", "produces", f"{M}/钛锭"),
            (f"{C}/凌云钛业有限公司", "consumes", f"{M}/四氯化钛"),
        ),
    ),
    (
        "氯碱分厂的烧碱和氯气就近送给钛源化工有限公司,氯气用于氯化高钛渣。",
        (
            (f"{F}/氯碱分厂", "produces", f"{M}/烧碱"),
            (f"{F}/氯碱分厂", "produces", f"{M}/氯气"),
            (f"{C}/钛源化工有限公司", "consumes", f"{M}/氯气"),
        ),
    ),
    (
        "松砚合金有限公司的高温合金棒材以电解镍为原料,用于航空发动机叶片。",
        (
            (f"{C}/松砚合金有限公司", "produces", f"{M}/高温合金棒材"),
            (f"{C}/松砚合金有限公司", "consumes", f"{M}/电解镍"),
            (f"{M}/航空发动机叶片", "madeFrom", f"{M}/高温合金棒材"),
        ),
    ),
    (
        "青岚镍钴集团、青岚铜业股份有限公司和云桥铜箔有限公司都在青岚经济开发区,开发区属于临泽市。",
        (
            (f"{C}/{QL}", "locatedIn", "park/青岚经济开发区"),
            (f"{C}/青岚铜业股份有限公司", "locatedIn", "park/青岚经济开发区"),
            (f"{C}/云桥铜箔有限公司", "locatedIn", "park/青岚经济开发区"),
            ("park/青岚经济开发区", "locatedIn", "place/临泽市"),
        ),
    ),
    (
        "星野动力电池有限公司、丰禾正极材料有限公司和远谷新能源材料有限公司是新能源电池产业链的骨干企业。",
        (
            (f"{C}/星野动力电池有限公司", "partOfChain", "chain/新能源电池产业链"),
            (f"{C}/丰禾正极材料有限公司", "partOfChain", "chain/新能源电池产业链"),
            (f"{C}/{YG}", "partOfChain", "chain/新能源电池产业链"),
        ),
    ),
    (
        "青岚镍钴集团是有色金属新材料产业链的链主,电解镍和阴极铜是这条链的拳头产品。",
        (
            (f"{C}/{QL}", "partOfChain", "chain/有色金属新材料产业链"),
            (f"{M}/电解镍", "partOfChain", "chain/有色金属新材料产业链"),
            (f"{M}/阴极铜", "partOfChain", "chain/有色金属新材料产业链"),
        ),
    ),
)
STEPS: tuple[tuple[str, str, tuple[str, ...], tuple[str, ...], str], ...] = (
    ("采矿", "Mining", (), ("镍矿", "钴矿", "铜精矿", "锂辉石精矿"), ""),
    ("镍矿浮选", "Mining", ("镍矿",), ("镍精矿",), "Crundwell et al., Extractive Metallurgy of Nickel, 2011"),
    (
        "镍火法熔炼",
        "Smelting",
        ("镍精矿",),
        ("高冰镍", "硫酸"),
        "Crundwell et al., Extractive Metallurgy of Nickel, 2011",
    ),
    ("铜熔炼", "Smelting", ("铜精矿",), ("粗铜",), "Schlesinger et al., Extractive Metallurgy of Copper, 2011"),
    (
        "铜电解",
        "Refining",
        ("粗铜",),
        ("阴极铜", "阳极泥"),
        "Schlesinger et al., Extractive Metallurgy of Copper, 2011",
    ),
    ("镍电解", "Refining", ("高冰镍",), ("电解镍",), ""),
    ("贵金属精炼", "Refining", ("阳极泥",), ("金", "银", "铂", "钯"), ""),
    ("硫酸镍结晶", "MaterialMaking", ("高冰镍", "硫酸"), ("电池级硫酸镍",), ""),
    ("硫酸钴制备", "Refining", ("钴矿", "硫酸"), ("硫酸钴",), ""),
    ("碳酸锂提取", "Refining", ("锂辉石精矿",), ("碳酸锂",), ""),
    ("前驱体共沉淀", "MaterialMaking", ("电池级硫酸镍", "硫酸钴", "硫酸锰"), ("三元前驱体",), "invented for the tests"),
    ("正极烧结", "MaterialMaking", ("三元前驱体", "碳酸锂"), ("三元正极材料",), "invented for the tests"),
    ("铜箔电沉积", "MaterialMaking", ("阴极铜",), ("6微米锂电铜箔", "4.5微米极薄铜箔"), ""),
    ("电芯装配", "ComponentMaking", ("三元正极材料", "人造石墨", "导电浆料", "6微米锂电铜箔"), ("圆柱电芯",), ""),
    ("成组", "EndProduct", ("圆柱电芯",), ("储能电池包", "电动工具"), ""),
    ("铅回收", "Recycling", ("废铅酸蓄电池",), ("再生铅", "聚丙烯颗粒"), ""),
    ("锂电回收", "Recycling", ("退役锂电池",), ("黑粉",), ""),
    ("氯化", "Refining", ("高钛渣", "氯气"), ("四氯化钛",), ""),
    ("镁热还原", "MaterialMaking", ("四氯化钛",), ("海绵钛",), ""),
    ("叶片锻造", "ComponentMaking", ("高温合金棒材",), ("航空发动机叶片",), ""),
)
ENGLISH = {
    "硫酸": "sulfuric acid",
    "电解镍": "electrolytic nickel",
    "高冰镍": "high-grade nickel matte",
    "阴极铜": "copper cathode",
    "碳酸锂": "lithium carbonate",
    "三元前驱体": "ternary precursor",
    "三元正极材料": "ternary cathode material",
    "圆柱电芯": "cylindrical cell",
    "阳极泥": "anode slime",
    "海绵钛": "titanium sponge",
    "四氯化钛": "titanium tetrachloride",
    "电池级硫酸镍": "battery-grade nickel sulfate",
    "镍矿": "nickel ore",
    "黑粉": "black mass",
    "烧碱": "caustic soda",
    "金": "gold",
    "银": "silver",
    "铂": "platinum",
    "钯": "palladium",
}
NAMES = {"烧碱": ("氢氧化钠",), "阴极铜": ("电解铜", "电铜"), f"{QL}": ("青岚集团", "青岚")}
FORMULA = {"硫酸": "H2SO4", "碳酸锂": "Li2CO3", "烧碱": "NaOH", "四氯化钛": "TiCl4"}
KINDS = {k.lower(): k for k in ("Company", "Project", "Material", "Chain", "Place", "Park", "Facility", "Technology")}


@dataclass
class _Builder:
    """Gathers facts sentence by sentence; offsets are found in the text, as an extractor would give them."""

    document: Document
    facts: dict[tuple[str, str, str], Fact] = field(default_factory=dict)

    def add(self, sentence: str, start: int, fact: tuple[str, str, str]) -> None:
        subject, predicate, object = fact
        claim, thing = self._claim(sentence, start, subject, predicate, object)
        known = self.facts.get(fact)
        claims = (*known.claims, claim) if known else (claim,)
        self.facts[fact] = Fact(subject, predicate, thing, "Stated", claims, confidence=claim.confidence)

    def _claim(
        self, sentence: str, start: int, subject: str, predicate: str, object: str
    ) -> tuple[Claim, str | Amount]:
        name = self.document.id
        evidence = Evidence(name, Span(start, start + len(sentence)), sentence, "rules", "made up")
        mood: Modality = "Prospective" if "拟" in sentence or "将" in sentence else "Asserted"
        found = self._mention(sentence, start, subject)
        if "|" in object:
            quantity, amount = self._amount(sentence, start, object)
            return Claim(found, predicate, quantity, evidence, 0.92, mood), amount
        thing = self._mention(sentence, start, object) if "/" in object else object
        return Claim(found, predicate, thing, evidence, 0.87, mood), object

    def _mention(self, sentence: str, start: int, id: str) -> Mention:
        kind, _, label = id.partition("/")
        at = max(0, sentence.find(label))
        span = Span(start + at, start + at + len(label))
        return Mention(self.document.id, span, label, cast(Kind, KINDS[kind]), label)

    def _amount(self, sentence: str, start: int, packed: str) -> tuple[Quantity, Amount]:
        words, value, unit, material = packed.split("|")
        at = start + sentence.index(words)
        mention = self._mention(sentence, start, f"material/{material}") if material else None
        quantity = Quantity(Span(at, at + len(words)), words, unit, Decimal(value), material=mention)
        return quantity, Amount(words, unit, Decimal(value), material=f"material/{material}" if material else "")


def chain() -> Knowledge:
    """Some seventy entities, all three grounds, every kind, all stages of a chain."""
    text = "\n".join(sentence for sentence, _ in SENTENCES)
    document = Document(
        "invented.md",
        text,
        "临泽工业调研:一座虚构城市的产业链",
        "虚构日报",
        "2025-06-18",
        "https://example.org/news?id=1&b=2",
    )
    builder = _Builder(document)
    for sentence, spoken in SENTENCES:
        for fact in spoken:
            builder.add(sentence, text.index(sentence), fact)
    facts = (*builder.facts.values(),)
    derived = _derived(facts)
    ids = sorted({i for f in facts for i in (f.subject, f.object) if isinstance(i, str) and "/" in i})
    ids += ["material/粗铜", "technology/智能配煤系统", "company/孤舟咨询有限公司"]
    entities = tuple(_entity(i) for i in ids)
    links = tuple(Link(document.id, e.label, e.id, 1.0, "same name") for e in entities)
    return Knowledge((document,), entities, (*facts, *derived), links, (), tuple(_process(*s) for s in STEPS))


def _derived(facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
    by = {(f.subject, f.predicate, f.object if isinstance(f.object, str) else ""): f for f in facts}
    owner = by["company/青岚镍钴集团", "undertakes", "project/6万吨高冰镍技改项目"]
    makes = by["project/6万吨高冰镍技改项目", "produces", "material/高冰镍"]
    rule = "企业承建的项目产出的物料,由该企业生产"
    return (
        Fact(
            owner.subject, "produces", makes.object, "Derived", premises=(owner.id, makes.id), rule=rule, confidence=0.8
        ),
        Fact(
            "company/青岚铜业股份有限公司",
            "subsidiaryOf",
            "company/青岚镍钴集团",
            "Derived",
            rule="名称以集团的字号开头",
            confidence=0.6,
        ),
    )


def _entity(id: str) -> Entity:
    kind, _, label = id.partition("/")
    english = (ENGLISH[label],) if label in ENGLISH else ()
    return Entity(id, cast(Kind, KINDS[kind]), label, NAMES.get(label, ()), english, (), FORMULA.get(label, ""))


def _process(label: str, stage: str, taken: tuple[str, ...], given: tuple[str, ...], source: str) -> Process:
    flows = tuple(Flow(f"material/{m}", "input") for m in taken) + tuple(Flow(f"material/{m}", "output") for m in given)
    return Process(f"process/{label}", label, f"step: {stage.lower()}", "示例", stage, flows, source)


def large(copies: int) -> Knowledge:
    """The chain several times over under other names: as wide as a province, and as dense."""
    one = chain()
    parts = [_renamed(one, n) for n in range(copies)]
    entities = tuple({e.id: e for p in parts for e in p.entities}.values())
    facts = tuple({f.id: f for p in parts for f in p.facts}.values())
    return replace(one, entities=entities, facts=facts, links=())


def _renamed(one: Knowledge, n: int) -> Knowledge:
    def new(id: str) -> str:
        return id if id.startswith("material/") and len(id) % 2 else f"{id}{n or ''}"

    entities = tuple(replace(e, id=new(e.id), label=new(e.id).partition("/")[2]) for e in one.entities)
    facts = tuple(
        replace(
            f,
            subject=new(f.subject),
            object=new(f.object) if isinstance(f.object, str) and "/" in f.object else f.object,
        )
        for f in one.facts
    )
    return replace(one, entities=tuple({e.id: e for e in entities}.values()), facts=facts)

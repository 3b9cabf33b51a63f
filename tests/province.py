"""A made-up province of any size: chains from ore to end product and back, who makes what, and a sentence for each.

Names, companies and sentences are invented; the same size gives the same knowledge in every run.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property, lru_cache

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

STEMS = "铜镍锂钴铝锌铅锡钨钼钛镁硅锰钒铬锑铋镓铟锗铼钽铌锆铪稀土磷氟硫氯碳煤焦铁钢盐玻陶"
STAGES = ("Mining", "Smelting", "Refining", "MaterialMaking", "ComponentMaking", "EndProduct", "Recycling")
SHARES = (0.13, 0.14, 0.16, 0.2, 0.17, 0.12, 0.08)  # of the materials of a chain, stage by stage
FORMS = (
    ("原矿", "精矿", "富集料"),
    ("锍", "粗锭", "熔渣"),
    ("电解板", "盐晶体", "高纯粉"),
    ("合金带", "箔材", "前驱料", "靶材"),
    ("极片", "线束", "壳体", "铸件"),
    ("储能柜", "驱动总成", "叶轮机组"),
    ("废料", "返回渣"),
)
GRADES = (
    "",
    "电子级",
    "工业级",
    "超细",
    "高强",
    "低氧",
    "耐蚀",
    "球形",
    "单晶",
    "改性",
    "薄型",
    "复合",
    "再制",
    "特种",
)
FIRST, SECOND = "云蓝青白玄赤苍素翠紫丹墨朱银金碧澄霁晴朗", "岚峰川泽溪谷原岭湾洲汀坞屿渚麓坪峡浦沙野"
TRADES = ("矿业", "冶炼", "精炼", "新材料", "科技", "装备", "循环")
SIDES = ("东", "西", "南", "北", "中")
PAGE = 80  # sentences to a text
SURE = (0.72, 0.81, 0.87, 0.9, 0.93, 0.95)
Spoken = tuple[str, str, str | Amount]
SAID = {
    "madeFrom": "{s}以{o}为原料制成。",
    "recycledFrom": "从{o}中可以回收{s}。",
    "produces": "{s}生产{o},产品销往省内外。",
    "consumes": "{s}每年消耗大量{o}。",
    "recycles": "{s}回收{o}。",
    "undertakes": "{s}承建{o},目前进展顺利。",
    "operates": "{s}下辖{o}。",
    "locatedIn": "{s}位于{o}。",
    "partOfChain": "{s}是{o}的骨干。",
    "suppliesTo": "{s}向{o}供货。",
    "subsidiaryOf": "{s}隶属于{o}。",
    "usesTechnology": "{s}采用{o}。",
    "capacity": "{s}形成{o}的能力。",
    "investment": "{s}投资{o}。",
    "status": "{s}{o}。",
}
STATUSES = {"Planned": "已列入计划", "UnderConstruction": "正在建设", "InProduction": "已投产", "Suspended": "已停工"}
SPECIES: dict[str, Kind] = {
    kind.lower(): kind
    for kind in ("Company", "Project", "Material", "Chain", "Place", "Park", "Facility", "Technology")
}


@lru_cache(maxsize=8)
def province(nodes: int, seed: int = 7) -> Knowledge:
    """`nodes` entities with some 1.7 lines each.

    >>> len(province(50).entities)
    50
    """
    made = _Province(nodes, random.Random(seed))
    made.fill()
    return made.knowledge()


@dataclass
class _Province:
    nodes: int
    chance: random.Random
    entities: dict[str, Entity] = field(default_factory=dict)
    facts: list[Fact] = field(default_factory=list)
    processes: list[Process] = field(default_factory=list)
    rows: list[list[list[str]]] = field(default_factory=list)  # materials by chain and stage
    feeds: dict[str, list[str]] = field(default_factory=dict)  # what each material is made from
    sentences: list[str] = field(default_factory=list)
    spoken: list[Spoken] = field(default_factory=list)
    _seen: set[tuple[str, str, str]] = field(default_factory=set)

    @cached_property
    def chains(self) -> list[str]:
        count = min(40, max(2, self.nodes // 120))
        return [self.new("chain", f"{STEMS[n]}产业链") for n in range(count)]

    def share(self, part: float) -> int:
        return max(1, round(self.nodes * part))

    def fill(self) -> None:
        """Materials first, then those who make them, then where they are; what is left over are companies."""
        places = [self.new("place", f"{FIRST[n % 20]}{SECOND[n // 20]}县") for n in range(self.share(0.01))]
        parks = [self.new("park", f"{self.name(n)}工业园区") for n in range(self.share(0.015))]
        for n, park in enumerate(parks):
            self.say(park, "locatedIn", places[n % len(places)])
        arts = [self.new("technology", f"{self.name(n)}法工艺") for n in range(self.share(0.02))]
        for n, chain in enumerate(self.chains):
            self.grow(chain, STEMS[n])
        for row in self.rows:
            self.join(row)
        self.staff(parks, arts)

    def new(self, kind: str, label: str) -> str:
        id = f"{kind}/{label}"
        english = (f"{kind} {len(self.entities)}",) if kind == "material" and len(self.entities) % 3 else ()
        names = (label.removesuffix("有限公司"),) if kind == "company" else ()
        self.entities.setdefault(id, Entity(id, SPECIES[kind], label, names, english))
        return id

    def name(self, number: int) -> str:
        return FIRST[number % 20] + SECOND[number // 20 % 20] + (SIDES[number // 400 % 5] if number >= 400 else "")

    def grow(self, chain: str, stem: str) -> None:
        """The materials of one chain, stage by stage."""
        total = self.nodes * 0.5 / len(self.chains)
        row = []
        for stage, part in enumerate(SHARES):
            forms = FORMS[stage]
            labels = (f"{GRADES[n // len(forms) % 14]}{stem}{forms[n % len(forms)]}" for n in range(200))
            ids = [self.new("material", next(labels)) for _ in range(max(1, round(total * part)))]
            row.append(ids)
        self.rows.append(row)
        self.say(row[3][0], "partOfChain", chain)

    def join(self, row: list[list[str]]) -> None:
        """What each material is made from, mostly of its own chain; waste is taken from what was used."""
        chain = self.chains[self.rows.index(row)]
        for stage in range(1, 6):
            for made in row[stage]:
                feeds = self.some(row[6] if stage == 2 and self.chance.random() < 0.1 else row[stage - 1], 0.3)
                if self.chance.random() < 0.04:
                    feeds += self.some(self.chance.choice(self.rows)[stage - 1])
                for feed in feeds:
                    self.say(made, "recycledFrom" if feed in row[6] else "madeFrom", feed)
                self.feeds[made] = feeds
                if self.chance.random() < 0.7:
                    self.step(chain, stage, made, feeds)
        for waste in row[6]:
            self.feeds[waste] = self.some(row[5])
            self.step(chain, 6, waste, self.feeds[waste])

    def step(self, chain: str, stage: int, made: str, feeds: Sequence[str]) -> None:
        label = f"{made.partition('/')[2]}制备"
        flows = (*(Flow(f, "input", Decimal("1.2")) for f in dict.fromkeys(feeds)), Flow(made, "output", Decimal(1)))
        source = "Invented Handbook, 2031" if self.chance.random() < 0.8 else ""
        self.processes.append(
            Process(f"process/{label}", label, f"step {len(self.processes)}", chain, STAGES[stage], flows, source)
        )

    def staff(self, parks: Sequence[str], arts: Sequence[str]) -> None:
        """Companies and their projects, until there are as many entities as asked for."""
        firms: list[str] = []
        while len(self.entities) < self.nodes:
            number = len(firms)
            lane = number % len(self.rows)
            stage = self.chance.choices(range(7), SHARES)[0]
            firm = self.new("company", f"{self.name(number)}{STEMS[lane]}{TRADES[stage]}有限公司")
            self.employ(firm, lane, stage)
            self.settle(firm, firms, parks, arts)
            firms.append(firm)

    def employ(self, firm: str, lane: int, stage: int) -> None:
        made = self.some(self.rows[lane][stage], 0.3)
        for thing in made:
            self.say(firm, "produces", thing)
        for feed in self.feeds.get(made[0], [])[:1]:
            self.say(firm, "recycles" if feed in self.rows[lane][6] else "consumes", feed)
        if self.chance.random() < 0.45 and len(self.entities) < self.nodes:
            self.build(firm, made[0])
        if self.chance.random() < 0.25:
            self.say(firm, "partOfChain", self.chains[lane])

    def build(self, firm: str, thing: str) -> None:
        tonnes, label = self.chance.randrange(1, 60), thing.partition("/")[2]
        project = self.new("project", f"{firm.partition('/')[2][:3]}年产{tonnes}万吨{label}项目")
        self.say(firm, "undertakes", project)
        self.say(project, "produces", thing)
        self.say(project, "status", self.chance.choice(sorted(STATUSES)))
        self.say(project, "capacity", Amount(f"年产{tonnes}万吨", "t/a", Decimal(tonnes * 10_000), material=thing))
        if self.chance.random() < 0.5:
            cost = self.chance.randrange(1, 90)
            self.say(project, "investment", Amount(f"{cost}亿元", "[CNY]", Decimal(cost * 100_000_000)))
        if self.chance.random() < 0.5:
            self.conclude(firm, project, thing)

    def conclude(self, firm: str, project: str, thing: str) -> None:
        owner, maker = Fact(firm, "undertakes", project, "Stated"), Fact(project, "produces", thing, "Stated")
        rule = "undertakes-produces"
        self.facts.append(Fact(firm, "produces", thing, "Derived", (), (owner.id, maker.id), rule, 0.8))

    def settle(self, firm: str, firms: Sequence[str], parks: Sequence[str], arts: Sequence[str]) -> None:
        if self.chance.random() < 0.5:
            self.say(firm, "locatedIn", self.chance.choice(parks))
        if self.chance.random() < 0.1:
            self.say(firm, "usesTechnology", self.chance.choice(arts))
        kin = firms[len(firms) % len(self.rows) :: len(self.rows)]  # of the same chain
        if kin and self.chance.random() < 0.15:
            self.say(firm, "suppliesTo", self.chance.choice(kin))
        if firms and self.chance.random() < 0.08:
            self.say(firm, "subsidiaryOf", self.chance.choice(firms[: 1 + len(firms) // 10]))

    def some(self, of: Sequence[str], more: float = 0) -> list[str]:
        """One of them; now and then, two."""
        return self.chance.sample(of, min(len(of), 1 + (self.chance.random() < more)))

    def say(self, subject: str, predicate: str, object: str | Amount) -> None:
        key = (subject, predicate, object.as_written if isinstance(object, Amount) else object)
        if key not in self._seen and subject != object:
            self._seen.add(key)
            told = STATUSES.get(key[2]) or key[2].rpartition("/")[2]
            self.sentences.append(SAID[predicate].format(s=subject.partition("/")[2], o=told))
            self.spoken.append((subject, predicate, object))

    def knowledge(self) -> Knowledge:
        """All of it, with the texts that the sentences stand in."""
        documents, facts = [], list(self.facts)
        for number, start in enumerate(range(0, len(self.sentences), PAGE)):
            lines = self.sentences[start : start + PAGE]
            document = Document(
                f"brief-{number:03}.md",
                "\n".join(lines),
                f"某省产业快讯第{number + 1}期",
                f"{FIRST[number % 20]}{SECOND[number % 7]}日报",
                f"2031-{number % 12 + 1:02}-{number % 28 + 1:02}",
                f"https://example.org/brief/{number}",
            )
            documents.append(document)
            facts += self.told(document, lines, self.spoken[start : start + PAGE])
        named = sorted({(f.claims[0].evidence.document, f.subject) for f in facts if f.claims})
        links = tuple(Link(d, self.entities[i].label, i, 1.0, "same name") for d, i in named)
        return Knowledge(
            tuple(documents),
            (*self.entities.values(),),
            (*facts,),
            links,
            (),
            (*{p.id: p for p in self.processes}.values(),),
        )

    def told(self, document: Document, lines: Sequence[str], spoken: Sequence[Spoken]) -> Iterator[Fact]:
        start = 0
        for line, said in zip(lines, spoken, strict=True):
            claim = _claim(document, Span(start, start + len(line)), said, self.chance.choice(SURE))
            yield Fact(*said, "Stated", (claim,), confidence=claim.confidence)
            start += len(line) + 1


def _claim(document: Document, at: Span, said: Spoken, sure: float) -> Claim:
    subject, predicate, object = said
    quote = document.text[at.start : at.end]
    evidence = Evidence(document.id, at, quote, "rules", f"invented-{predicate}")
    thing: Mention | Quantity | str
    if isinstance(object, Amount):
        start = at.start + quote.index(object.as_written)
        span = Span(start, start + len(object.as_written))
        thing = Quantity(span, object.as_written, object.unit, object.value)
    else:
        thing = _mention(document, at, object) if "/" in object else object
    mood: Modality = "Prospective" if object in {"Planned", "UnderConstruction"} else "Asserted"
    return Claim(_mention(document, at, subject), predicate, thing, evidence, sure, mood)


def _mention(document: Document, at: Span, id: str) -> Mention:
    kind, _, label = id.partition("/")
    start = document.text.index(label, at.start)
    return Mention(document.id, Span(start, start + len(label)), label, SPECIES[kind], label)


def pairs(knowledge: Knowledge) -> dict[tuple[str, str], list[str]]:
    """Which two entities are joined by something that is said of them, and the sentences that say it."""
    known = {e.id for e in knowledge.entities}
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for fact in knowledge.facts:
        if isinstance(fact.object, str) and fact.object in known:
            found[fact.subject, fact.object] += [c.evidence.quote for c in fact.claims]
    return dict(found)

"""The page as it leaves Python: complete in itself, safe whatever a text says, laid out from upstream to downstream."""

from __future__ import annotations

import base64
import hashlib
import itertools
import json
import random
import re
import subprocess
import sys
import time
from dataclasses import replace
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.model import Entity, Fact, Flow, Knowledge, Link, Process
from graph.page import Findings, Part, StepFound, Sum, draw, render
from graph.page.network import SCRIPTS, network
from graph.page.pinyin import readings
from graph.rdf import reference_facts
from graph.vocab import load
from tests.knowledge import sample
from tests.page_knowledge import chain, drawn, large, seen
from tests.page_parts import detail, lines, part, points

EMPTY = Knowledge((), (), (), (), (), ())
ASSETS = Path(str(resources.files("graph.page") / "assets"))
Box = tuple[float, float, float, float]


class Page:
    """A page taken apart: entities with where they stand, what is said, edges by the ids of their ends."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.html = drawn(knowledge, "某地")
        self.detail, self.points, self.lines = detail(self.html), points(self.html), lines(self.html)
        self.ids = [e["id"] for e in self.detail["entities"]]
        self.labels = [e["label"] for e in self.detail["entities"]]

    def entity(self, id: str) -> dict[str, Any]:
        return dict(self.detail["entities"][self.ids.index(id)])

    def x(self, id: str) -> float:
        return float(self.points[self.ids.index(id)]["x"])

    def boxes(self, language: str) -> dict[str, Box]:
        found = {}
        for n, entity in enumerate(self.detail["entities"]):
            x, y = self.points[n]["x"], self.points[n]["y"]
            w, h = (side / 2 for side in entity["size"][language])
            found[entity["id"]] = (x - w, y - h, x + w, y + h)
        return found

    def arrows(self) -> dict[tuple[str, str], dict[str, Any]]:
        """Each line under the ids of its ends."""
        return {(self.ids[e["from"]], self.ids[e["to"]]): e for e in self.lines}

    def arrows_of(self, id: str) -> list[dict[str, Any]]:
        """The lines of an entity over which something flows."""
        return [e for ends, e in self.arrows().items() if id in ends and e["flows"]]

    def origins(self, line: dict[str, Any]) -> list[str]:
        """On what ground a line stands."""
        return sorted(self.detail["said"][n]["origin"] for n in line["said"])

    def said(self, predicate: str) -> list[dict[str, Any]]:
        return [s for s in self.detail["said"] if s["p"] == predicate]

    def quote(self, claim: list[Any]) -> str:
        return str(self.detail["sentences"][claim[2]])

    def marked(self, claim: list[Any], role: str) -> str:
        at = 2 * "som".index(role)
        return self.quote(claim)[slice(*claim[5][at : at + 2])]


def two_chains() -> Knowledge:
    """Two short chains that have nothing to do with one another."""
    steps = tuple(
        Process(
            f"process/{m}",
            f"炼{m}",
            "",
            f"chain/{m}链",
            "Smelting",
            (Flow(f"material/{m}精矿", "input"), Flow(f"material/{m}锭", "output")),
            "",
        )
        for m in "锡锌"
    )
    entities = tuple(
        entity
        for m in "锡锌"
        for entity in (
            Entity(f"company/{m}厂", "Company", f"{m}厂"),
            Entity(f"material/{m}精矿", "Material", f"{m}精矿"),
            Entity(f"material/{m}锭", "Material", f"{m}锭"),
        )
    )
    said = (("consumes", "精矿"), ("produces", "锭"))
    facts = tuple(Fact(f"company/{m}厂", p, f"material/{m}{o}", "Stated") for m in "锡锌" for p, o in said)
    return replace(EMPTY, entities=entities, facts=facts, processes=steps)


@pytest.fixture(scope="module")
def page() -> Page:
    return Page(chain())


def test_a_page_fetches_nothing(page: Page) -> None:
    without = re.sub(r"<script>.*?</script>", "", page.html, flags=re.DOTALL)
    assert not re.search(r"<(link|img|iframe|object|base)\b|\bsrc=|@import|url\(", without)
    policy = re.findall(r'Content-Security-Policy" content="([^"]*)"', page.html)[0]
    assert "unsafe" not in policy
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "http" not in policy


def test_only_the_scripts_of_the_page_may_run(page: Page) -> None:
    parts = re.findall(r"<(script|style)>(.*?)</\1>", page.html, re.DOTALL)
    order = sorted(parts, key=lambda part: part[0])
    hashes = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for _, text in order]
    assert re.findall(r"'sha256-(.*?)'", page.html) == hashes
    assert [tag for tag, _ in order] == ["script", "script", "style"]


def test_no_text_becomes_markup() -> None:
    scripts = "\n".join(a.read_text("utf-8") for a in ASSETS.iterdir() if a.name.endswith(".js"))
    for way in (
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "new Function",
        "fetch(",
        "XMLHttp",
    ):
        assert way not in scripts


def test_another_vis_network_than_the_page_was_made_for_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules["graph.page.network"], "BANNER", "@version 10.0.0")
    with pytest.raises(AssertionError, match="another vis-network"):
        drawn(EMPTY)


def test_what_pyvis_adds_of_its_own_is_left_out(page: Page) -> None:
    assert page.html.startswith("<!doctype html>")
    assert page.html.count("<h1") == 1
    for unwanted in ("bootstrap", "cdn.", "tom-select", "vis-tooltip{", "loadingBar"):
        assert unwanted not in page.html
    assert len(page.html.encode()) < 750_000


def test_pyvis_holds_every_entity_and_never_moves_one() -> None:
    knowledge = sample()
    options = part(drawn(knowledge), "options")
    assert options["physics"] == {"enabled": False}
    assert options["nodes"]["fixed"] is True
    held = network(draw(knowledge, reference_facts(knowledge.processes, load()), load()), load())
    assert [node["label"] for node in held.nodes] == Page(knowledge).labels
    assert [{"x": node["x"], "y": node["y"]} for node in held.nodes] == points(drawn(knowledge))
    assert [(e["from"], e["to"]) for e in held.edges] == [(e["from"], e["to"]) for e in lines(drawn(knowledge))]


def test_an_empty_knowledge_gives_a_page() -> None:
    html = drawn(EMPTY)
    assert points(html) == lines(html) == []
    assert part(html, "words")["zh"]["emptyTitle"]


def test_material_flows_from_left_to_right(page: Page) -> None:
    way = [
        "material/镍矿",
        "material/镍精矿",
        "project/6万吨高冰镍技改项目",
        "material/高冰镍",
        "material/电池级硫酸镍",
        "material/三元前驱体",
        "company/丰禾正极材料有限公司",
        "material/三元正极材料",
        "material/圆柱电芯",
        "material/储能电池包",
    ]
    places = [page.x(id) for id in way]
    assert places == sorted(places)
    assert len(set(places)) > 4


def test_columns_are_those_of_the_stages(page: Page) -> None:
    names = list(load().concepts("Stage"))
    bands = {names[stage]: (left, right) for stage, left, right in page.detail["bands"]}
    for id in page.ids:
        if (entity := page.entity(id))["stage"] and entity.get("lane") and page.arrows_of(id):
            left, right = bands[entity["stage"]]
            assert left <= page.x(id) <= right


def test_a_chain_is_a_lane_of_its_own() -> None:
    view = Page(two_chains())
    tin, zinc = (next(lane for lane in view.detail["lanes"] if lane[0] == c) for c in ("chain/锡链", "chain/锌链"))
    assert tin[4] <= zinc[2] or zinc[4] <= tin[2]
    for id, lane in (("material/锡锭", tin), ("material/锌锭", zinc), ("company/锡厂", tin)):
        _, left, top, right, bottom = lane
        x, y = view.x(id), view.points[view.ids.index(id)]["y"]
        assert left < x < right
        assert top < y < bottom
    assert view.entity("company/锡厂")["lane"] == "chain/锡链"


def test_what_stands_in_no_flow_is_given_no_stage() -> None:
    entities = (Entity("facility/甲", "Facility", "甲"), Entity("place/乙", "Place", "乙"))
    facts = (Fact("facility/甲", "locatedIn", "place/乙", "Derived"),)
    assert Page(replace(EMPTY, entities=entities, facts=facts)).entity("facility/甲")["stage"] == ""


def test_an_arrow_points_downstream_whichever_way_the_relation_reads(page: Page) -> None:
    arrows = page.arrows()
    assert ("material/硫酸", "material/电池级硫酸镍") in arrows  # said as: made from
    assert ("company/白帆锂业有限公司", "material/碳酸锂") in arrows  # said as: produces
    assert ("material/锂辉石精矿", "company/白帆锂业有限公司") in arrows  # said as: consumes
    assert ("company/青岚镍钴集团", "company/青岚铜业股份有限公司") in arrows  # said as: subsidiary of


def test_a_line_knows_the_grounds_that_it_stands_on(page: Page) -> None:
    arrows = page.arrows()
    assert page.origins(arrows["material/硫酸", "material/电池级硫酸镍"]) == ["Stated"]
    assert page.origins(arrows["company/青岚镍钴集团", "material/高冰镍"]) == ["Derived"]
    assert page.origins(arrows["material/粗铜", "material/阴极铜"]) == ["Reference"]


def test_all_that_two_ends_share_is_one_line(page: Page) -> None:
    line = page.arrows()["material/三元前驱体", "material/三元正极材料"]
    both = page.arrows()["material/电池级硫酸镍", "material/三元前驱体"]
    assert page.origins(line) == ["Reference"]
    assert page.origins(both) == ["Reference", "Stated"]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("knowledge", [sample(), chain(), large(3)], ids=["sample", "chain", "large"])
def test_no_box_covers_another(knowledge: Knowledge, language: str) -> None:
    boxes = Page(knowledge).boxes(language)
    for (one, a), (other, b) in itertools.combinations(boxes.items(), 2):
        apart = a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
        assert apart, f"{one} covers {other}"


def test_a_long_line_is_led_around_boxes(page: Page) -> None:
    bends = [place for line in page.lines for place in line.get("way", ())]
    assert bends
    for left, top, right, bottom in page.boxes("zh").values():
        assert not any(left < x < right and top < y < bottom for x, y in bends)


def test_stages_are_named_in_order(page: Page) -> None:
    stages = [stage for stage, _, _ in page.detail["bands"]]
    lefts = [left for _, left, _ in page.detail["bands"]]
    assert stages == sorted(stages)
    assert lefts == sorted(lefts)


def test_reference_knowledge_brings_in_nothing_that_no_text_names() -> None:
    steps = (Process("process/a", "甲", "a", "", "Refining", (Flow("铅", "input"), Flow("锡", "output")), ""),)
    entities = (Entity("material/铅", "Material", "铅"), Entity("material/锡", "Material", "锡"))
    assert Page(replace(EMPTY, entities=entities, processes=steps)).ids == []


def test_every_quote_is_whole_and_marks_the_words_it_is_about(page: Page) -> None:
    sentences = {c.evidence.quote for f in chain().facts for c in f.claims}
    marked = [(s, c) for s in page.detail["said"] for c in s["claims"]]
    assert len(marked) > 80
    for said, claim in marked:
        assert page.quote(claim) in sentences
        assert page.detail["entities"][said["s"]]["label"] == page.marked(claim, "s")
        if "o" in said:
            assert page.detail["entities"][said["o"]]["label"] == page.marked(claim, "o")
    assert len(page.detail["sentences"]) == len(set(page.detail["sentences"]))


def test_a_name_taken_for_another_comes_with_the_reason() -> None:
    knowledge = chain()
    id, why = "company/青岚镍钴集团", "short for the only one / 唯一对应的简称"
    link = Link(knowledge.documents[0].id, "青岚", id, 0.85, why)
    told = Page(replace(knowledge, links=(*knowledge.links, link))).entity(id)["why"]
    assert told == [{"name": "青岚", "reason": why, "score": 85, "documents": [0]}]


def test_a_status_has_the_colour_of_its_card(page: Page) -> None:
    assert page.detail["cards"]["Planned"]["color"] == "#E06666"
    assert page.detail["cards"].keys() == load().statuses.keys()


def test_every_character_of_a_name_comes_with_its_sound(page: Page) -> None:
    assert page.detail["pinyin"]["镍"] == "nie"
    assert set("重庆") <= readings(["重庆"]).keys()
    assert readings(["重庆"])["重"].split()[:2] == ["zhong", "chong"]


def test_findings_are_shown_with_the_names_of_what_they_tell_of() -> None:
    step = StepFound(
        "chain/锡链",
        ("炼锡", "tin smelting"),
        "Smelting",
        "NotStated",
        ("补链", "missing link"),
        (Part("material/锡精矿"),),
        (Part("material/锡锭", ("company/锡厂",)),),
        ("未载明。", "Not stated."),
    )
    findings = Findings((step,), (), (Sum("material/锡锭", 1000.0, 2000.0, "t/a"),))
    told = part(render(two_chains(), findings=findings), "detail")["findings"]
    assert told["steps"][0]["state"] == "NotStated"
    assert told["steps"][0]["outputs"] == [["material/锡锭", ["company/锡厂"]]]
    assert told["labels"]["company/锡厂"] == "锡厂"
    assert told["sums"]["material/锡锭"] == [1000.0, 2000.0, "t/a"]


def test_a_quantity_comes_with_its_words_number_and_unit(page: Page) -> None:
    capacity = next(s for s in page.said("capacity") if s["amount"]["text"] == "年产12万吨")
    assert (capacity["amount"]["value"], capacity["amount"]["unit"]) == ("120,000", "t/a")
    assert capacity["amount"]["material"] == "阴极铜"
    assert capacity["claims"]


def test_a_project_is_written_short_with_its_amount_under_it(page: Page) -> None:
    project = page.entity("project/年产12万吨阴极铜项目")
    assert project["lines"]["zh"] == ["阴极铜"]
    assert project["note"] == "年产12万吨"
    assert project["label"] == "年产12万吨阴极铜项目"


def test_projects_that_would_look_the_same_are_written_out() -> None:
    twins = tuple(Entity(f"project/{n}", "Project", n) for n in ("硫酸镍项目", "硫酸镍"))
    place = Entity("place/甲", "Place", "甲")
    facts = tuple(Fact(e.id, "locatedIn", place.id, "Derived") for e in twins)
    page = Page(replace(EMPTY, entities=(*twins, place), facts=facts))
    assert page.entity("project/硫酸镍项目")["lines"]["zh"] == ["硫酸镍项目"]


@pytest.mark.parametrize(
    ("url", "safe"),
    [("https://a.example/x", True), ("javascript:alert(1)//https://", False), ("data:text/html,x", False), ("", False)],
)
def test_only_a_web_address_becomes_a_link(url: str, safe: bool) -> None:
    knowledge = chain()
    document = replace(knowledge.documents[0], url=url)
    assert Page(replace(knowledge, documents=(document,))).detail["documents"][0]["link"] is safe


def test_both_languages_have_every_word() -> None:
    words = json.loads((ASSETS / "words.json").read_text("utf-8"))
    assert words["zh"].keys() == words["en"].keys()
    assert all(words[language].values() for language in words)
    scripts = "\n".join(a.read_text("utf-8") for a in ASSETS.iterdir() if a.name.endswith(".js"))
    used = set(re.findall(r"\bt\('(\w+)'[,)]", scripts))
    assert used <= words["zh"].keys()
    spoken = [k for k in words["zh"] if f"'{k}'" in scripts or re.search(rf"'{k.partition('_')[0]}_'", scripts)]
    assert words["zh"].keys() - used - set(spoken) <= {"pathPickText", "loopsNoneText"}
    han = [k for k, v in words["en"].items() if re.search("[一-鿿]", v)]
    assert han == ["language"]


def test_every_script_of_the_page_is_used_and_short() -> None:
    scripts = sorted(a.name for a in ASSETS.iterdir() if a.name.endswith(".js"))
    assert scripts == sorted(SCRIPTS)
    for asset in ASSETS.iterdir():
        assert asset.name == "words.json" or len(asset.read_text("utf-8").splitlines()) <= 300


def test_the_order_of_what_is_known_changes_nothing() -> None:
    knowledge = chain()
    shuffle = random.Random(7)
    mixed = replace(
        knowledge,
        entities=tuple(shuffle.sample(knowledge.entities, len(knowledge.entities))),
        facts=tuple(shuffle.sample(knowledge.facts, len(knowledge.facts))),
        processes=tuple(shuffle.sample(knowledge.processes, len(knowledge.processes))),
    )
    assert drawn(mixed) == drawn(knowledge)


def test_the_bytes_are_the_same_under_any_hash_seed(environment: dict[str, str]) -> None:
    code = (
        "import hashlib; from tests.page_knowledge import chain, drawn;"
        "print(hashlib.sha256(drawn(chain()).encode()).hexdigest())"
    )

    def digest(seed: str) -> str:
        run = [sys.executable, "-c", code]
        return subprocess.run(
            run, env={**environment, "PYTHONHASHSEED": seed}, check=True, capture_output=True, text=True
        ).stdout

    assert digest("1") == digest("2") == hashlib.sha256(drawn(chain()).encode()).hexdigest() + "\n"


def test_a_province_takes_less_than_a_second() -> None:
    knowledge = large(5)
    assert len(seen(knowledge).arrows) > 350
    start = time.process_time()
    drawn(knowledge)
    assert time.process_time() - start < 1


text = st.text(st.characters(codec=None, exclude_categories=()), min_size=1, max_size=12) | st.sampled_from(
    [
        "</script><script>x()</script>",
        "<!--<script>",
        "]]>",
        "{{ 7*7 }}",
        "{% raw %}",
        "\u2028\u2029",
        "\ud800",
        "&lt;",
        "href",
    ]
)


def markup(html: str) -> tuple[int, ...]:
    """How often what could begin or end a script stands in a page."""
    small = html.lower()
    return small.count("<script"), small.count("</script"), small.count("<!--")


@settings(max_examples=25, deadline=None)
@given(label=text, quote=text, title=text, publisher=text)
def test_whatever_a_text_says_it_stays_text(label: str, quote: str, title: str, publisher: str) -> None:
    knowledge = chain()
    fact = next(f for f in knowledge.facts if f.claims)
    claim = replace(fact.claims[0], evidence=replace(fact.claims[0].evidence, quote=quote))
    entities = tuple(replace(e, label=label) if e.id == fact.subject else e for e in knowledge.entities)
    document = replace(knowledge.documents[0], title=title, publisher=publisher)
    html = drawn(
        replace(knowledge, documents=(document,), entities=entities, facts=(replace(fact, claims=(claim,)),)), title
    )
    assert html.encode()
    assert not re.search("<script[^<]*[\u2028\u2029]", html)
    assert markup(html) == markup(drawn(EMPTY))
    told = detail(html)
    assert told["documents"][0]["publisher"] == publisher
    claims = [c for s in told["said"] for c in s["claims"]]
    assert [told["sentences"][c[2]] for c in claims] == [quote]


def test_a_network_of_an_empty_view_is_empty() -> None:
    assert network(draw(EMPTY, (), load()), load()).num_nodes() == 0


def test_what_is_not_certain_is_never_shown_as_certain() -> None:
    knowledge = chain()
    fact = replace(knowledge.facts[0], confidence=0.9975)
    fact = replace(fact, claims=tuple(replace(c, confidence=0.9999) for c in fact.claims))
    said = detail(drawn(replace(knowledge, facts=(fact,))))["said"]
    stated = next(s for s in said if s["claims"])
    assert stated["confidence"] == stated["claims"][0][3] == 99

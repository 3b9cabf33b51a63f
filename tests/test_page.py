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
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.model import Entity, Fact, Flow, Knowledge, Process
from graph.page.network import network
from graph.page.view import View
from graph.vocab import load
from tests.knowledge import sample
from tests.page_knowledge import chain, drawn, large, seen

EMPTY = Knowledge((), (), (), (), (), ())
Box = tuple[float, float, float, float]


def part(html: str, name: str) -> Any:
    """One of the JSON parts of a page."""
    found = re.search(rf'<script type="application/json" id="data-{name}">(.*?)</script>', html, re.DOTALL)
    assert found, f"the page has no {name}"
    return json.loads(found[1])


class Page:
    """A page taken apart: entities with where they stand, what is said, edges by the ids of their ends."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.html = drawn(knowledge, "某地")
        self.detail = part(self.html, "detail")
        self.points = {p["id"]: p for p in part(self.html, "nodes")}
        self.lines = part(self.html, "edges")
        self.ids = [e["id"] for e in self.detail["entities"]]

    def x(self, id: str) -> float:
        return float(self.points[self.ids.index(id)]["x"])

    def boxes(self, language: str) -> dict[str, Box]:
        found = {}
        for n, entity in enumerate(self.detail["entities"]):
            x, y = self.points[n]["x"], self.points[n]["y"]
            w, h = entity["w"][language] / 2, entity["h"][language] / 2
            found[entity["id"]] = (x - w, y - h, x + w, y + h)
        return found

    def arrows(self) -> dict[tuple[str, str], dict[str, Any]]:
        """The last stretch of each line, which has its arrow, under the ends of the whole line."""
        return {(self.ids[e["start"]], self.ids[e["to"]]): e for e in self.lines if "said" in e}

    def said(self, predicate: str) -> list[dict[str, Any]]:
        return [s for s in self.detail["said"] if s["p"] == predicate]


@pytest.fixture(scope="module")
def page() -> Page:
    return Page(chain())


def test_a_page_fetches_nothing(page: Page) -> None:
    without = re.sub(r"<script>.*?</script>", "", page.html, flags=re.DOTALL)
    assert not re.search(r"<(link|img|iframe|object|base)\b|\bsrc=|@import|url\(", without)
    assert "default-src 'none'; script-src 'unsafe-inline'" in page.html


def test_only_the_scripts_of_the_page_may_run(page: Page) -> None:
    scripts = re.findall(r"<script>(.*?)</script>", page.html, re.DOTALL)
    hashes = [base64.b64encode(hashlib.sha256(s.encode()).digest()).decode() for s in scripts]
    assert re.findall(r"'sha256-(.*?)'", page.html) == hashes
    assert len(scripts) == 2


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
    assert {e["label"] for e in part(drawn(knowledge), "detail")["entities"]} <= {e.label for e in knowledge.entities}


def test_an_empty_knowledge_gives_a_page() -> None:
    html = drawn(EMPTY)
    assert part(html, "nodes") == part(html, "edges") == []
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
    assert len(set(places)) == len(places)


def test_an_arrow_points_downstream_whichever_way_the_relation_reads(page: Page) -> None:
    arrows = page.arrows()
    assert ("material/硫酸", "material/电池级硫酸镍") in arrows  # said as: made from
    assert ("company/白帆锂业有限公司", "material/碳酸锂") in arrows  # said as: produces
    assert ("material/锂辉石精矿", "company/白帆锂业有限公司") in arrows  # said as: consumes
    assert ("company/青岚镍钴集团", "company/青岚铜业股份有限公司") in arrows  # said as: subsidiary of


def test_the_ground_of_a_line_shows_in_its_style(page: Page) -> None:
    arrows = page.arrows()
    assert arrows["material/硫酸", "material/电池级硫酸镍"]["dashes"] is False  # stated, and known from reference too
    assert arrows["company/青岚镍钴集团", "material/高冰镍"]["dashes"] == [9, 6]
    assert arrows["material/粗铜", "material/阴极铜"]["dashes"] == [2, 5]


def test_all_that_two_ends_share_is_one_line(page: Page) -> None:
    line = page.arrows()["material/三元前驱体", "material/三元正极材料"]
    both = page.arrows()["material/电池级硫酸镍", "material/三元前驱体"]
    assert [page.detail["said"][n]["origin"] for n in line["said"]] == ["Reference"]
    assert sorted(page.detail["said"][n]["origin"] for n in both["said"]) == ["Reference", "Stated"]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("knowledge", [sample(), chain(), large(3)], ids=["sample", "chain", "large"])
def test_no_box_covers_another(knowledge: Knowledge, language: str) -> None:
    boxes = Page(knowledge).boxes(language)
    for (one, a), (other, b) in itertools.combinations(boxes.items(), 2):
        apart = a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
        assert apart, f"{one} covers {other}"


def test_a_long_line_is_led_around_boxes(page: Page) -> None:
    bends = [(p["x"], p["y"]) for id, p in page.points.items() if isinstance(id, str)]
    assert bends
    for left, top, right, bottom in page.boxes("zh").values():
        assert not any(left < x < right and top < y < bottom for x, y in bends)


def test_stages_are_named_in_order(page: Page) -> None:
    through = [b for b in page.detail["bands"] if "top" not in b]
    names = list(load().concepts("Stage"))
    assert [names.index(b["stage"]) for b in through] == sorted(names.index(b["stage"]) for b in through)
    assert [b["stage"] for b in page.detail["bands"] if "top" in b] == ["Recycling"]


def test_reference_knowledge_brings_in_nothing_that_no_text_names() -> None:
    steps = (Process("process/a", "甲", "a", "", "Refining", (Flow("铅", "input"), Flow("锡", "output")), ""),)
    entities = (Entity("material/铅", "Material", "铅"), Entity("material/锡", "Material", "锡"))
    assert Page(replace(EMPTY, entities=entities, processes=steps)).ids == []


def test_every_quote_is_whole_and_marks_the_words_it_is_about(page: Page) -> None:
    sentences = {c.evidence.quote for f in chain().facts for c in f.claims}
    marked = [(s, c) for s in page.detail["said"] for c in s.get("claims", [])]
    assert len(marked) > 80
    for said, claim in marked:
        assert "".join(text for text, _ in claim["quote"]) in sentences
        subject = "".join(text for text, role in claim["quote"] if "s" in role)
        assert page.detail["entities"][said["s"]]["label"] == subject
        if "o" in said:
            thing = "".join(text for text, role in claim["quote"] if "o" in role)
            assert page.detail["entities"][said["o"]]["label"] == thing


def test_a_quantity_comes_with_its_words_number_and_unit(page: Page) -> None:
    capacity = next(s for s in page.said("capacity") if s["amount"]["text"] == "年产12万吨")
    assert (capacity["amount"]["value"], capacity["amount"]["unit"]) == ("120,000", "t/a")
    assert capacity["amount"]["material"] == "阴极铜"
    assert capacity["claims"]


def test_a_project_is_written_short_with_its_amount_under_it(page: Page) -> None:
    project = page.detail["entities"][page.ids.index("project/年产12万吨阴极铜项目")]
    assert project["lines"]["zh"] == ["阴极铜"]
    assert project["note"] == "年产12万吨"
    assert project["label"] == "年产12万吨阴极铜项目"


def test_projects_that_would_look_the_same_are_written_out() -> None:
    twins = tuple(Entity(f"project/{n}", "Project", n) for n in ("硫酸镍项目", "硫酸镍"))
    place = Entity("place/甲", "Place", "甲")
    facts = tuple(Fact(e.id, "locatedIn", place.id, "Derived") for e in twins)
    page = Page(replace(EMPTY, entities=(*twins, place), facts=facts))
    assert page.detail["entities"][page.ids.index("project/硫酸镍项目")]["lines"]["zh"] == ["硫酸镍项目"]


@pytest.mark.parametrize(
    ("url", "safe"),
    [("https://a.example/x", True), ("javascript:alert(1)//https://", False), ("data:text/html,x", False), ("", False)],
)
def test_only_a_web_address_becomes_a_link(url: str, safe: bool) -> None:
    knowledge = chain()
    document = replace(knowledge.documents[0], url=url)
    assert Page(replace(knowledge, documents=(document,))).detail["documents"][0]["link"] is safe


def test_both_languages_have_every_word() -> None:
    assets = resources.files("graph.page") / "assets"
    words = json.loads((assets / "words.json").read_text("utf-8"))
    assert words["zh"].keys() == words["en"].keys()
    assert all(words[language].values() for language in words)
    scripts = "\n".join(a.read_text("utf-8") for a in assets.iterdir() if a.name.endswith(".js"))
    used = set(re.findall(r"\bt\('(\w+)'", scripts))
    assert used <= words["zh"].keys()
    han = [k for k, v in words["en"].items() if re.search("[一-鿿]", v)]
    assert han == ["language"]


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
    detail = part(html, "detail")
    assert detail["documents"][0]["publisher"] == publisher
    claims = [c for s in detail["said"] for c in s.get("claims", [])]
    assert ["".join(t for t, _ in c["quote"]) for c in claims] == [quote]


def test_a_network_of_an_empty_view_is_empty() -> None:
    assert network(View((), (), (), ()), None, {}, load()).num_nodes() == 0  # type: ignore[arg-type]

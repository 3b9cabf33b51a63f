"""What 公司, 该项目, 一期, 前者 and 我们 stand for: the name last in focus, one of a pair, or the speaker."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from graph.extract.annotate import Annotated, View
from graph.extract.antecedents import is_project, named_after, pair_of, phase_before, two_of, with_phase
from graph.extract.asides import (
    OF_MANY,
    in_passing,
    is_aside,
    is_epithet,
    is_object,
    is_parent,
    is_part,
    main_company,
    stem,
)
from graph.extract.items import FOUND, Item, Items
from graph.extract.parks import ITS, whose
from graph.extract.pointers import park_sort, pointers
from graph.extract.quotations import around, in_quotation, of_speaker
from graph.extract.reporter import reporter
from graph.extract.standing import (
    ANNOUNCES,
    announces_alone,
    bought_one,
    calls_itself,
    is_formal,
    is_other,
    is_report,
    is_told,
    opens,
    pointed,
    refers,
    told_after,
)
from graph.extract.topics import Focus, begins, of_topic, owner, unknown_entry
from graph.extract.towns import dominant, meant_place
from graph.lexicon import Lexicon
from graph.lexicon.firms import stem as firm

_OFFICIAL = re.compile(r"书记|局长|市长|县长|区长|主任|厅长|部长|处长|委员|市委|县委|政府")
# What a park was called before, took in, or lies near to
_FORMER = re.compile(r"(?:前身[为是系]|原名|原称|原为|曾用名|距离?|毗邻|[紧相]邻|紧靠|[将把]原?|原|与|考察|参观)“?$")
_GROUP = "集团"
_WRITER = frozenset({"公司", "本公司", "发行人"})
_LISTING = re.compile(r"[^，。；：\n]{0,3}[、和及与](?!其)[^，。；：、\n]{0,24}")
_PAIRED = {"前者": 0, "后者": 2, "对方": 2}
_OWNED = ("子公司", "孙公司", "合资公司")  # never the company that announces
_BUILT = frozenset("厂地场站矿")
_OTHER_KINDS = frozenset({"Project", "Facility", "Park", "Place"})  # what 该园区 or 该区 stands for may be another
_AGENTS = frozenset("由被")
_REACH = 4


def resolve_references(annotated: Annotated, lexicon: Lexicon) -> tuple[View, ...]:
    """The sentences with every reference named, as far as an antecedent is found."""
    reader = _Reader(annotated.views, lexicon)
    views = (*annotated.views, None)
    return tuple(reader.read(view, following) for view, following in pairwise(views) if view is not None)


class _Reader:
    """Goes through the sentences in order and keeps in mind what was named last."""

    def __init__(self, views: Sequence[View], lexicon: Lexicon) -> None:
        self._towns = dominant(views, lexicon)
        self._reports = is_report(views)
        self._formal = is_formal(views)
        whose = reporter(views)  # whom the text calls 公司 from its first line on, by its own words
        self._reporter = whose.label if whose is not None else ""
        self._lexicon = lexicon
        self._lines = lexicon.heads_of("Project", "line")
        self._parts = (*self._lines, *lexicon.endings.get("base", ()))
        self._last: dict[str, Focus] = {}
        self._works: list[Focus] = []
        self._topic: Focus | None = None  # the company that a paragraph opened with
        self._block = -1
        self._announcer: Focus | None = Focus(whose, 0) if whose is not None else None
        self._alone = announces_alone(views)  # whether no other company of the text announces
        self._declared = whose is not None  # whether the announcement says that it calls this company 公司
        self._pair: Items = ()
        self._listed = self._several = False  # whether projects stand in a list: 项目 after it is none of them
        self._epithet = -1  # the paragraph of a project told only by its sort
        self._other = -1  # the paragraph of a 项目 of another sort, told with its phases: they are of none named
        self._parents: set[str] = set()  # whom the company spoken of belongs to: 公司 is not they
        self._unnamed = -1  # the paragraph of a 项目 that stands for none named: its phases are of no line

    def read(self, view: View, following: View | None) -> View:
        """The sentence with its references named."""
        items = pointers(view.items, self._lexicon)
        if unknown_entry(view):
            self._last.clear()
        main = self._spoken_of(main_company(items, view), view)
        if main is not None and view.block != self._block and begins(items, main):
            self._topic = Focus(main, view.block)
            self._parents.discard(firm(main.name))
        self._parents |= {firm(i.name) for i in items if i.kind == "Company" and is_parent(i, view)}
        self._block = view.block
        if main is not None and not self._reporter and ANNOUNCES.match(view.text[main.end : main.end + 16]):
            self._announcer = Focus(main, view.block)  # 公司 in its own sentence as well
        self._listed = self._in_list(items, view)
        resolved = tuple(
            self._paired(self._item(items, index, view, following), items[:index]) for index in range(len(items))
        )
        self._pair = pair_of(resolved) or two_of(resolved) or self._pair
        if main is not None:
            self._see(main, view.block)
            if calls_itself(main, view, self._declared, self._reports):
                self._announcer, self._declared = Focus(main, view.block), True
        own = self._announcer if self._declared else None
        return replace(view, items=resolved, reporter=own.item.label if own else self._reporter)

    def _spoken_of(self, main: Item | None, view: View) -> Item | None:
        """The company a sentence is about; no parent, nor who only works for whom the paragraph opened with."""
        topic = self._topic
        same = topic is not None and topic.block == view.block
        if main is not None and view.block == self._block and firm(main.name) in self._parents:
            return None
        agent = main is not None and view.text[main.start - 1 : main.start] in _AGENTS
        return None if same and agent else main

    def _paired(self, item: Item, before: Items) -> Item:
        """前者 and 后者 as the first and the second of the two names last joined."""
        if item.text not in _PAIRED:
            return item
        pair = pair_of(before) or two_of(before) or self._pair
        if not pair:  # 某区与某集团签约，后者将投资
            last = next((i for i in reversed(before) if i.kind == "Company" and i.label), None)
            return replace(named_after(item, last, "Company"), reference=True) if last and item.text == "后者" else item
        meant = pair[_PAIRED[item.text]]
        return replace(named_after(item, meant, meant.kind), reference=True)

    def _see(self, item: Item, block: int, items: Items = ()) -> None:
        whose = owner(items, item, self._topic, block) if item.kind == "Project" else ""
        focus = Focus(replace(item, reference=False) if item.reference else item, block, whose)
        if is_project(item):
            self._works.append(focus)
        self._last[self._sort(item)] = self._last[park_sort(item)] = focus
        if item.tag == FOUND and not item.name.endswith(self._lexicon.heads_of("Project")):
            self._last["Facility"] = self._last["Park"] = focus  # 该电站, 该产业园, which is being built
        if item.kind == "Place":
            self._last["Place" + item.label[-1:]] = focus  # 该镇 is the town named last
        if item.kind == "Company" and _GROUP in item.label:
            self._last[_GROUP] = focus
        if item.kind == "Company":
            self._last.pop("Daughter", None)

    def _sort(self, item: Item) -> str:
        """A line, a unit or a base is what a project builds: no other 项目 goes by its name."""
        part = item.kind == "Project" and (item.label or item.text).endswith(self._parts)
        return "Line" if part else item.kind

    def _in_list(self, items: Items, view: View) -> bool:
        """Whether a sentence names several projects one beside the other (A、B和C等项目)."""
        named = [item for item in items if is_project(item) and self._sort(item) == item.kind]
        between = [view.text[one.end : other.start] for one, other in pairwise(named) if one.label != other.label]
        return any(_LISTING.fullmatch(words) for words in between) or bool(named and OF_MANY.search(view.text))

    def _project(self, item: Item, block: int) -> Item | None:
        """What 项目 or 生产线 stands for: the last one called so, or one of the other sort, a paragraph nearer."""
        if self._several and not item.phase:
            return None
        sorts: tuple[str, ...] = ("Line", "Project") if item.text.endswith(self._lines) else ("Project", "Line")
        if item.phase and self._unnamed == block:
            sorts = ("Project",)
        if item.phase and self._other == block:
            return None
        near = [found for sort in sorts if (found := self._last.get(sort)) and block - found.block <= _REACH]
        if len(near) > 1 and near[1].block - near[0].block > 1 and not item.phase:
            near.reverse()
        if not near and not item.phase:
            self._unnamed = block
        if not near or item.phase:
            return near[0].item if near else None
        meant = of_topic(near[0], self._topic, self._works, _REACH)
        return meant.item if meant else None

    def _site(self, item: Item, block: int) -> Item | None:
        """The plant or park that 该项目 is where no project was named: a park that goes by what is built there."""
        if item.phase or self._epithet == block or "Project" in self._last:
            return None
        near = [f for kind in ("Facility", "Park") if (f := self._last.get(kind)) and block - f.block <= 1]
        site = near[0].item if near else None
        sited = site is not None and (site.label[-1] in _BUILT or self._lexicon.ends(site.label, "project-site"))
        return site if sited else None

    def _get(self, kind: str, block: int) -> Item | None:
        found = self._last.get(kind)
        return found.item if found and block - found.block <= _REACH else None

    def _plant(self, items: Items, index: int, block: int) -> Item:
        """A piece, a plant without its name (基地, 电厂) as the one spoken of in this paragraph, if that ends so."""
        item, last = items[index], self._last.get("Facility")
        if item.kind or last is None or last.block != block or not last.item.name.endswith(item.text):
            return item
        meant = self._lexicon.is_(item.text, "that:Facility") and opens(items, index) and is_told(items, index)
        return replace(item, kind="Facility", reference=True) if meant and len(item.text) > 1 else item

    def _item(self, items: Items, index: int, view: View, following: View | None) -> Item:
        item = self._plant(items, index, view.block)
        if not (item.kind or item.reference or item.text == "项目"):
            return item
        items = items if item is items[index] else (*items[:index], item, *items[index + 1 :])
        if is_project(item):
            self._several, self._other = self._listed, -1
        elif item.text == "项目" and with_phase(items, index):
            self._other = view.block
        named = self._named(items, index, view, following) if item.reference else item
        seen = not item.reference or (named.kind in {"Company", "Project"} and bool(named.label))
        if not item.reference and named.kind == "Project" and is_epithet(items, index, view):
            self._epithet = view.block
            return self._described(named, view.block)
        aside = {"Company": is_aside, "Project": in_passing}.get(named.kind)
        part = is_project(item) and is_part(items, index)
        former = named.kind == "Park" and _FORMER.search(view.text[: named.start])
        agent = named.kind == "Company" and self._spoken_of(named, view) is None
        if named.kind and seen and not part and not (former or agent or (aside and aside(named, view))):
            self._see(named, view.block, items)
        elif named.kind == "Company" and seen and not is_object(named, view):
            self._last["Daughter"] = Focus(named, view.block)
        return named

    def _described(self, item: Item, block: int) -> Item:
        """What 某市重点项目 or 国内最大的氧化铝项目 tells of: the project spoken of, if it makes the same."""
        topic = self._project(replace(item, phase=""), block)
        made = [part.text for part in item.parts if part.kind == "Material"]
        same = topic is not None and all(stem(text) in topic.label for text in made)
        if same and topic is not None:
            self._see(topic, block)
        return replace(named_after(item, topic, "Project"), reference=True) if same else item

    def _named(self, items: Items, index: int, view: View, following: View | None) -> Item:
        item = items[index]
        if item.kind == "Speaker" or (item.kind == "Company" and in_quotation(view.text, item.start)):
            speaker = self._speaker(view, following, item)
            if speaker is not None or item.kind == "Speaker":
                return named_after(item, speaker, "Company")
        if item.tag == ITS:
            place = self._antecedent(whose(items[index - 1]), view.block)
            label = place.label + item.text if place is not None and place.label else ""
            return replace(item, label=label, reference=not label)
        if not refers(items, index):
            return replace(item, kind="", reference=False)
        this = pointed(items, index) and item.kind == "Company" and items[index - 1].text != "本"
        if this and (pointed_at := bought_one(items, index, view) or self._daughter(view)):
            return named_after(item, pointed_at, "Company")
        if self._formal and item.text in _WRITER and not this and not self._announcer:
            opened = opens(items, index)
            return replace(item, kind="Company" if opened else "", reference=opened)
        meant = self._antecedent(item, view.block) or of_speaker(item, view, following)
        meant = None if is_other(items, index, meant) else meant or told_after(items, index)
        kind = meant.kind if meant is not None and item.kind in _OTHER_KINDS else item.kind
        return replace(named_after(item, meant, kind), phase=item.phase or phase_before(items, index))

    def _daughter(self, view: View) -> Item | None:
        """The company that the paragraph only told of as somebody's."""
        found = self._last.get("Daughter")
        return found.item if found is not None and found.block == view.block else None

    def _antecedent(self, item: Item, block: int) -> Item | None:
        """What a word of its kind stands for in this paragraph."""
        if item.kind == "Project":
            return self._project(item, block) or self._site(item, block)
        if item.kind == "Place":
            last = self._get("Place" + item.text[1:], block) if item.text[0] == "该" else None
            last = last or self._get("Place", block)
            return meant_place(item, self._towns, last, self._zone(block), self._lexicon)
        own = item.text.endswith(_OWNED)
        if (
            item.kind == "Company"
            and not own
            and self._announcer
            and (self._declared or self._alone or block - self._announcer.block <= 1)
        ):
            return self._announcer.item
        if item.text == _GROUP and _GROUP in self._last:
            return self._last[_GROUP].item
        found = self._get(park_sort(item) or item.kind, block)
        other = item.kind == "Facility" and found is not None and (found.label or found.text)[-1] != item.text[-1]
        return None if other else found  # 该基地 is no plant

    def _zone(self, block: int) -> Item | None:
        """The park that 该区 may be: one that ends so, named in this paragraph."""
        park = self._last.get("Park")
        return park.item if park and park.block == block and park.item.label.endswith("区") else None

    def _speaker(self, view: View, following: View | None, item: Item) -> Item | None:
        """The company of whoever says the quotation; an official's 我们 is no company."""
        said = around(view, following, item)
        named = next((i for i in said if i.kind == "Company" and not i.reference), None)
        company = any(i.text in {"公司", "企业", "集团"} for i in said)
        if named is None and (company or not any(_OFFICIAL.search(i.text) for i in said)):
            return self._get("Company", view.block)
        return named

"""A document as sentences of items: every name, amount and reference found, nothing claimed yet."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from graph.extract.abroad import abroad
from graph.extract.aliases import Name
from graph.extract.amounts import unrated
from graph.extract.begun import begun, everywhere
from graph.extract.columns import Cell, cells, name_field, name_whole
from graph.extract.coordinated import coordinated
from graph.extract.counted import counted
from graph.extract.entries import entry
from graph.extract.facilities import numbered, renamed, unplaced
from graph.extract.gazetteer import Known, divisions_in, known_places
from graph.extract.industries import industry_lists
from graph.extract.items import Item, Items, boundaries, merge, overlay, words
from graph.extract.learned import learn
from graph.extract.listed import project_spans
from graph.extract.matches import listed, matches
from graph.extract.materials import beside_amounts, labelled, open_spans, thesaurus_spans
from graph.extract.names import by_head, chain_lists, quoted_technologies
from graph.extract.openly import made_openly
from graph.extract.phrases import inner
from graph.extract.pointers import references
from graph.extract.quantity import CORRUPT, quantities
from graph.extract.sites import sites
from graph.extract.techniques import techniques
from graph.extract.townships import outside, place_chains, townships
from graph.lexicon import Lexicon
from graph.model import Document
from graph.text import Normal, Sentence, normalise, sentences

_DATE = re.compile(
    r"(?:(?:19|20)\d{2}年(?:\d{1,2}月(?:\d{1,2}日)?)?|\d{1,2}月\d{1,2}日|\d{1,2}月(?:份|底|初|中旬|上旬|下旬)?|(?:今|去|明|前)年(?:上半年|下半年|底|初|年底|年初)?"
    r"|(?:今年|去年)?(?:前[一二三]季度|\d{1,2}[至~-]\d{1,2}月份?)|今年以来|近年来|(?:上|下)半年|[一二三四]季度|“?十[一二三四五六]五”?(?:期间|时期|规划)?|(?:19|20)\d{2}(?=[~-]))"
)
_HOLDS = re.compile(r"含(?=[一-龥]{1,3}[约达]?\d)")  # 含铜|5万吨 is how much copper
_LOCANTS = re.compile(r"(?<![A-Za-z\d.,])[N\d]\d?'?(?:,[N\d]\d?'?)+-(?=[一-龥])")  # 2,4-二氯苯酚
_OF_FIRMS = re.compile(
    r"企业|(?:[、和及与][^，。；、]{2,10}){0,6}?等?(?:[一二三四五六七八九十\d]+[大个])?"
    r"(?:传统|新兴|主导|支柱|特色|优势|战略性新兴|重点)*(?:产业|行业|集群|板块|领域)"
)


@dataclass(frozen=True, slots=True)
class View:
    """A sentence with what was found in it. `start` is its offset in the normalised text.

    `cell` is the cell of an understood table that it stands in, `reporter` the company whose own report the text is.
    """

    start: int
    text: str
    block: int
    role: str
    cut: bool
    items: Items
    cell: Cell | None = None
    reporter: str = ""

    @property
    def whole(self) -> int:
        """Where the last complete clause of a sentence that breaks off ends."""
        return max(self.text.rfind(mark) for mark in "，；。") + 1 if self.cut else len(self.text)


@dataclass(frozen=True, slots=True)
class Annotated:
    """A document, its normal text, its sentences, and the enterprise names it taught."""

    document: Document
    normal: Normal
    views: tuple[View, ...]
    names: Mapping[str, Name] = field(default_factory=dict)


def annotate(document: Document, lexicon: Lexicon) -> Annotated:
    """Find every name of a document, first those that stand alone, then those they explain."""
    normal = normalise(document)
    pieces = tuple(s for s in sentences(normal) if normal.offsets[s.start] >= document.start)
    names = learn(normal.text, pieces, lexicon)
    ordered = dict(sorted(names.items()))
    places = known_places([normal.text[s.start : s.end] for s in pieces], lexicon)
    bases = [_base(normal.text[s.start : s.end], ordered, places, lexicon) for s in pieces]
    views = tuple(_view(normal.text, *told, lexicon) for told in zip(pieces, bases, strict=True))
    plants = {short.text: short for view in views for item in view.items if (short := unplaced(item)) is not None}
    again = (merge(base, renamed(base, plants)) if plants else base for base in bases)
    views = tuple(
        view if items is base else _view(normal.text, piece, items, lexicon)
        for view, piece, base, items in zip(views, pieces, bases, again, strict=True)
    )
    views = tuple(_in_table(views, cells(normal, lexicon), lexicon))
    cores = _cores(views)
    views = tuple(_with_chains(view, cores, lexicon) for view in views)
    works = [item for view in views for item in view.items if item.kind == "Project"]
    views = tuple(replace(view, items=everywhere(view.items, works)) for view in views)
    return Annotated(document, normal, views, names)


def _view(text: str, piece: Sentence, items: Items, lexicon: Lexicon) -> View:
    sentence = text[piece.start : piece.end]
    for find in (_mines, _materials, _parks, _openly, _projects, _others, sites, counted, begun, _measured):
        items = merge(items, find(items, lexicon))
    items = merge(unrated(items), list(quoted_technologies(items, lexicon)))
    items = merge(items, list(techniques(items, lexicon)))
    items = references(items, lexicon)
    return View(piece.start, sentence, piece.block, piece.role, piece.cut, items)


def _in_table(views: Sequence[View], found: Sequence[Cell], lexicon: Lexicon) -> Iterator[View]:
    """The sentences, those in cells of tables with their cell."""
    starts = [cell.start for cell in found]
    for view in views:
        cell = found[bisect_right(starts, view.start) - 1] if starts and view.start >= starts[0] else None
        if cell is None or view.start >= cell.end:
            yield replace(view, items=entry(view.text, name_field(view.text, view.items), lexicon))
        else:
            items = name_whole(cell, view.items, lexicon) if view.start == cell.start else view.items
            yield replace(view, items=items, cell=cell)


def _base(sentence: str, names: Mapping[str, Name], places: Known, lexicon: Lexicon) -> Items:
    edges = boundaries(words(sentence)) | {m.end() for m in _HOLDS.finditer(sentence)}
    companies = [
        _company(sentence, s, e, names) for s, e in matches(sentence, tuple(names)) if _alone(sentence, s, e, edges)
    ]
    companies += coordinated(sentence, companies, names, lexicon)
    dates = [Item(m.start(), m.end(), m.group(), "t") for m in _DATE.finditer(sentence)]
    amounts = [q for q in quantities(sentence, lexicon.units) if not _is_year(q) and not _corrupt(sentence, q)]
    divisions = divisions_in(sentence, edges, places.short, lexicon)
    materials = thesaurus_spans(sentence, edges, listed(sentence, lexicon, "terms"), lexicon)
    amounts = [a for a in amounts if not any(_within(a, m) for m in materials)]
    industries = industry_lists(sentence, lexicon)
    heads = [h for h in _cut_heads(sentence, edges, lexicon) if not any(_within(h, m) for m in materials)]
    known = sorted([*divisions, *materials], key=lambda i: (-(i.end - i.start), i.start))
    towns = outside(townships(sentence, {p.end for p in divisions}, places.towns), divisions)
    foreign = abroad(sentence, divisions, places.abroad, lexicon)
    locants = [Item(m.start(), m.end(), m.group(), "n") for m in _LOCANTS.finditer(sentence)]
    first = (*companies, *dates, *locants, *numbered(sentence), *amounts, *chain_lists(sentence, lexicon), *industries)
    items = overlay(sentence, [*first, *heads, *towns, *known, *foreign])
    return merge(items, list(place_chains(items)))


def _within(inner: Item, outer: Item) -> bool:
    return outer.start <= inner.start and inner.end < outer.end


def _cut_heads(sentence: str, edges: frozenset[int], lexicon: Lexicon) -> list[Item]:
    """Heads of names that the segmenter cut (集聚|区, 酸|浸法), as one piece each."""
    spans = listed(sentence, lexicon, "name_heads")
    return [
        Item(start, end, sentence[start:end], "n")
        for start, end in spans
        if end in edges and sentence[start:end] not in lexicon.terms and any(start < edge < end for edge in edges)
    ]


def _company(sentence: str, start: int, end: int, names: Mapping[str, Name]) -> Item:
    text = sentence[start:end]
    return Item(start, end, text, "nt", "Company", names[text].full, names=(text,))


def _alone(sentence: str, start: int, end: int, edges: frozenset[int]) -> bool:
    """A short name counts where it cuts no word (not in 规|上汽|车)."""
    cuts = sentence[max(0, start - 1) : start + 1] == "规上"
    return end - start >= 4 or (not cuts and (start in edges or end in edges))


def _is_year(item: Item) -> bool:
    measure = item.measure
    return measure is not None and measure.dimension == "time" and bool(re.search(r"(?:19|20)\d{2}", item.text))


def _corrupt(sentence: str, item: Item) -> bool:
    return any(m.start() < item.end and item.start < m.end() for m in CORRUPT.finditer(sentence))


def _mines(items: Items, lexicon: Lexicon) -> list[Item]:
    """Named mines first: their names hold ores."""
    return by_head(items, lexicon, frozenset({"Facility"}), "mine")


def _materials(items: Items, lexicon: Lexicon) -> list[Item]:
    return [labelled(item, lexicon) for item in open_spans(items, lexicon)]


def _openly(items: Items, lexicon: Lexicon) -> list[Item]:
    """Before projects: their names hold what is made."""
    return [labelled(item, lexicon) for item in made_openly(items, lexicon)]


def _measured(items: Items, lexicon: Lexicon) -> list[Item]:
    return [labelled(item, lexicon) for item in beside_amounts(items, lexicon)]


def _parks(items: Items, lexicon: Lexicon) -> list[Item]:
    return by_head(items, lexicon, frozenset({"Park"}))


def _projects(items: Items, lexicon: Lexicon) -> list[Item]:
    return project_spans(items, lexicon)


def _others(items: Items, lexicon: Lexicon) -> list[Item]:
    return by_head(items, lexicon, frozenset({"Facility", "Technology", "Chain"}))


def _cores(views: Sequence[View]) -> dict[str, str]:
    """Names of chains a document uses with their head, so that they count without it as well."""
    counted = Counter(i.label for v in views for i in v.items if i.kind == "Chain" and len(i.label) >= 4)
    return {label: label for label in sorted(counted)}


def _with_chains(view: View, cores: Mapping[str, str], lexicon: Lexicon) -> View:
    spans = []
    edges = {i.start for i in view.items} | {i.end for i in view.items}
    for start, end in matches(view.text, [*cores, *_industries(lexicon)]):
        covered = [i for i in view.items if i.start >= start and i.end <= end]
        if (
            start in edges
            and end in edges
            and not _modifies(view.items, end, lexicon)
            and all(not i.kind or (i.kind == "Material" and (i.weak or _of_firms(view.text, end))) for i in covered)
        ):
            spans.append(Item(start, end, view.text[start:end], "n", "Chain", view.text[start:end]))
    return replace(view, items=merge(view.items, spans)) if spans else view


def _of_firms(text: str, end: int) -> bool:
    """Whether a name says what enterprises are in (纺织服装企业, 食品、机器人三大产业), not what one makes."""
    return bool(_OF_FIRMS.match(text, end))


def _modifies(items: Items, end: int, lexicon: Lexicon) -> bool:
    """Whether the industry's name only stands before a material (航空航天用高温合金, 光伏组件)."""
    after = next((i for i in items if i.start == end), None)
    if after is None:
        return False
    return after.kind == "Material" or after.text in {"用", "级", "类"} or (inner(after, lexicon) and after.tag == "vn")


@cache
def _industries(lexicon: Lexicon) -> tuple[str, ...]:
    named = {word for role in ("industry", "industry-named") for word in lexicon.by_role(role) if word[-1] != "业"}
    return tuple(sorted({*lexicon.by_role("industry"), *(word + "业" for word in named)}))

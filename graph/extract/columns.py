"""What the columns of a table say: its heading row, known by `ontology/columns.csv`, and the unit a heading gives."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from graph.extract.amounts import AND, DIMENSIONS, PHASE
from graph.extract.items import Item, Items
from graph.extract.materials import labelled
from graph.extract.projects import named
from graph.extract.quantity import quantities
from graph.lexicon import Column, Lexicon
from graph.text import Normal
from graph.text.tables import Row, Table

_HEADING = re.compile(r"(?:(?P<year>20\d\d)年)?(?P<name>[^（(/：]+)(?:[（(/：]+(?:单位：)?(?P<unit>[^（()）]*)[）)]?)?")
_CAPTION = re.compile(r"(?<![一-鿿])(?:计量|金额|投资)?单位：(?P<units>[^\n（）()。]{1,24})")
_BEFORE = 120  # a caption stands no further from its heading row
_OF_A_YEAR = frozenset({"production", "outputValue", "revenue", "tax"})
_NAME = {"project": (4, 60), "company": (4, 20), "produces": (2, 12), "locatedIn": (4, 24)}
_PLAIN = re.compile(r"[一-鿿A-Za-z0-9（）()·%.,~/+“”、\-]+")
_PART = re.compile(r"[、，；（）/]|\d")
_FIELD = re.compile(
    r"(?:项目名称：|(?=[^，。；：]*；[一-鿿]{2,8}：))(?P<name>[^，。；：、]{2,40}?(?:项目|工程))(?=[。；]|$)"
)
_KNOWN = 3
_LONGEST = 24
_SITED = frozenset({"company", "undertakes", "locatedIn", "content", "status"})


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of an understood table: its row, where it stands, what its column says, the unit and year above it."""

    row: int
    start: int
    end: int
    column: Column
    unit: str = ""
    year: str = ""


def cells(normal: Normal, lexicon: Lexicon) -> tuple[Cell, ...]:
    """The cells of every row under a heading row that is understood, by where they begin; those of headings too."""
    found: list[Cell] = []
    last = 0
    for table in normal.tables:
        heads: tuple[Cell | None, ...] = ()
        form = tuple(_form(normal.text, table, lexicon))
        found += form
        for row in () if form else table:
            here = _heads(normal.text, row, last, lexicon)
            if here:
                heads = here
                found += (replace(h, column=replace(h.column, says="silent")) for h in here if h)
            elif len(row) == len(heads):
                found += _record(normal.text, row, heads, lexicon)
        last = table[-1][-1][1]
    return tuple(sorted(found, key=lambda cell: cell.start))


def _form(text: str, table: Table, lexicon: Lexicon) -> Iterator[Cell]:
    """The cells of a table whose rows give a heading and its value in turn; all of it tells of one project."""
    if any(len(row) % 2 for row in table):
        return
    pairs = [(key, value) for row in table for key, value in zip(row[::2], row[1::2], strict=True) if key[1] > key[0]]
    heads = [_head(text, *key, lexicon) for key, _ in pairs]
    known = [head.column.says for head in heads if head]
    crossed = any(_head(text, *value, lexicon) for _, value in pairs)
    if crossed or known.count("project") != 1 or len(known) < _KNOWN or len(known) * 2 < len(pairs):
        return
    for head, (_, (start, end)) in zip(heads, pairs, strict=True):
        if head is not None:
            yield replace(head, column=replace(head.column, says="silent"))
            if end > start and not lexicon.is_(text[start:end], "vacant"):
                yield replace(head, row=table[0][0][0], start=start, end=end)


def _heads(text: str, row: Row, last: int, lexicon: Lexicon) -> tuple[Cell | None, ...]:
    """What each cell of a heading row says of its column, () if it is none that can be understood."""
    heads = tuple(_head(text, start, end, lexicon) for start, end in row)
    known = [head.column.says for head in heads if head]
    filled = sum(end > start for start, end in row)
    about = [head for head in heads if head and head.column.says == "project"]
    subjects = len(about) or known.count("company")
    # 项目 alone heads the items of an account as well
    vague = bool(about) and len(about[0].column.heading) <= len("项目") and not _SITED & set(known)
    if subjects != 1 or vague or len(known) < min(_KNOWN, filled) or len(known) * 2 < filled or len(known) == 1:
        return ()
    caption = list(_CAPTION.finditer(text, max(last, row[0][0] - _BEFORE), row[0][0]))
    units = re.split("[、，；和]", caption[-1]["units"]) if caption else []
    return tuple(head and (head if head.unit else replace(head, unit=_of(units, head, lexicon))) for head in heads)


def _head(text: str, start: int, end: int, lexicon: Lexicon) -> Cell | None:
    if not 0 < end - start <= _LONGEST:
        return None
    words = text[start:end].replace(" ", "")
    match = _HEADING.fullmatch(words)
    if words in lexicon.columns:
        return Cell(start, start, end, lexicon.columns[words])
    column = lexicon.columns.get(match["name"]) if match else None
    if match is None or column is None or (match["year"] and column.says not in _OF_A_YEAR):
        return None
    given = Cell(start, start, end, column, year=match["year"] or "")
    return replace(given, unit=_of([match["unit"] or ""], given, lexicon))


def _of(units: Sequence[str], head: Cell, lexicon: Lexicon) -> str:
    """The one unit of the column's dimension among those given, "" if there is none or it is not clear."""
    fitting = [unit for unit in units if unit and measured("1", unit, head.column, lexicon)]
    return fitting[0] if len(fitting) == 1 else ""


def measured(number: str, unit: str, column: Column, lexicon: Lexicon) -> Item | None:
    """A number in the unit of its column, None if the two make no quantity that the column can hold."""
    found = quantities(number + unit, lexicon.units)
    if len(found) != 1 or found[0].text not in {number + unit, (number + unit)[-len(found[0].text) :]}:
        return None
    whole, measure = found[0], found[0].measure
    wide = DIMENSIONS if column.dimension == "amount" else {column.dimension}
    start = whole.start
    if measure is None or measure.dimension not in wide or measure.value == "0" or len(number) <= start:
        return None
    return replace(whole, end=len(number), text=number[start:])


def _record(text: str, row: Row, heads: Sequence[Cell | None], lexicon: Lexicon) -> Iterator[Cell]:
    """The cells of a row that tell of something; none of a row without the name of what it is about."""
    filled = [(head, *span) for head, span in zip(heads, row, strict=True) if head and span[1] > span[0]]
    filled = [(head, s, e) for head, s, e in filled if not lexicon.is_(text[s:e], "vacant")]
    subject = "project" if any(head and head.column.says == "project" for head in heads) else "company"
    if any(head.column.says == subject and re.search(r"[一-鿿]{2}", text[s:e]) for head, s, e in filled):
        yield from (Cell(row[0][0], s, e, head.column, head.unit, head.year) for head, s, e in filled)


def name_whole(cell: Cell, items: Items, lexicon: Lexicon) -> Items:
    """The items of a cell whose words are, as a whole, the name that the column asks for."""
    text = "".join(item.text for item in items)
    says = cell.column.says
    least, most = _NAME.get(says, (1, 0))
    if not least <= len(text) <= most or not _PLAIN.fullmatch(text) or len(text) != cell.end - cell.start:
        return items
    if says == "project":
        return whole_project(items)
    if says == "locatedIn":
        return _park(text, items)
    plain = not any(item.kind in {"Company", "Material", "Place", "Park"} for item in items) and not _PART.search(text)
    if says == "company" and plain and not lexicon.ends(text, "no-enterprise"):
        return (Item(0, len(text), text, "nt", "Company", text, parts=items, names=(text,)),)
    if says == "produces" and plain:
        return (labelled(Item(0, len(text), text, "n", "Material", text, parts=items), lexicon),)
    return items


def name_field(text: str, items: Items) -> Items:
    """The items of a sentence of fields that begins with a project's name (某项目；业主：…), or gives it as a field."""
    match = _FIELD.match(text)
    if match is None:
        return items
    start, end = match.span("name")
    edges = {item.start for item in items} | {item.end for item in items}
    inside = tuple(item for item in items if start <= item.start and item.end <= end)
    if not {start, end} <= edges or any(i.kind == "Company" or i.reference for i in inside[:-1]):
        return items
    kept = whole_project(inside)
    return (*(i for i in items if i.end <= start), *kept, *(i for i in items if i.start >= end))


def whole_project(items: Items) -> Items:
    """The words as one project, after the place or the owner it begins with; a name that stands so already stays."""
    lead = 0
    while lead < len(items) and (
        items[lead].kind in {"Company", "Place", "Park"} or (lead and items[lead].text == "的")
    ):
        lead += 1
    lead -= lead == len(items) and items[-1].kind == "Park"
    lead -= lead == len(items) - 1 > 0 and bool(PHASE.match(items[-1].text))  # 某产业园|二期
    end = _before_aside(items)
    rest = items[lead:end]
    if not rest or (len(rest) == 1 and rest[0].kind in {"Project", "Material", "Chain"}) or _several(rest):
        return items
    parts = tuple(part for item in rest for part in (item.parts if item.kind == "Project" and item.parts else (item,)))
    parts = tuple(replace(item, kind="", reference=False) if item.reference else item for item in parts)
    phase = next((item.phase for item in rest if item.phase), "")
    return (*items[:lead], replace(named(parts, "", ""), phase=phase), *items[end:])


def _before_aside(items: Items) -> int:
    """Where a bracket begins that the cell ends with, after the project's name (某项目（一期）); else the end."""
    opened = next((i for i, item in enumerate(items) if item.text == "（"), len(items))
    aside = 0 < opened < len(items) and items[opened - 1].kind == "Project" and items[-1].text == "）"
    return opened if aside else len(items)


def _several(items: Items) -> bool:
    """Whether the words name more than one project, or tell how many of a sort there are."""
    counted = any(item.measure is not None and item.text.endswith(("个", "项")) for item in items)
    projects = sum(item.kind == "Project" and not item.reference for item in items)
    return counted or (projects > 1 and any(item.text in {"、", *AND} for item in items))


def _park(text: str, items: Items) -> Items:
    """The cell as one park, where its last words are taken for one and no place is known before them (土某旗某园区)."""
    last = items[-1]
    if len(items) == 1 or last.kind != "Park" or any(item.kind for item in items[:-1]) or _PART.search(text):
        return items
    return (replace(last, start=0, text=text, label=text, parts=items, names=(text,)),)

"""What the rows of a table say: each cell of its row's project or company, as the heading of its column tells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from graph.extract.amounts import is_amount
from graph.extract.annotate import View
from graph.extract.columns import measured
from graph.extract.draft import Draft, rated
from graph.extract.items import Item, Items
from graph.extract.line import line
from graph.extract.naming import from_names
from graph.extract.rules import of_line
from graph.lexicon import Lexicon

_KINDS = {
    "locatedIn": ("Park", "Place"),
    "produces": ("Material",),
    "consumes": ("Material",),
    "partOfChain": ("Chain",),
}
_TELLING = frozenset({"content", "capacity", "status"})
_RATED = frozenset({"capacity"})
_OF_PROJECTS = frozenset({"investment", "status", "content"})
Placed = tuple[Item, int]


def drafts(views: Sequence[View], lexicon: Lexicon) -> Iterator[Draft]:
    """What the rows of the tables that are understood say."""
    told = [view for view in views if view.cell is not None and view.cell.column.says != "silent"]
    for _, row in groupby(told, key=lambda view: view.cell.row if view.cell else 0):
        yield from _row(tuple(row), lexicon)


def _row(row: tuple[View, ...], lexicon: Lexicon) -> Iterator[Draft]:
    projects = _found(row, "Project", {"project"})
    companies = _found(row, "Company", {"company", "undertakes"})
    about = any(_says(view) == "project" for view in row)
    subjects = projects if about else companies
    for view in row:
        if _says(view) == "project":
            yield from from_names(line(view, lexicon), lexicon)
    if len(subjects) == 1:
        yield from _of_subject(row, subjects[0], about, lexicon)


def _of_subject(row: Sequence[View], subject: Placed, about: bool, lexicon: Lexicon) -> Iterator[Draft]:
    """What the cells say of the one project, or company, of their row; `about`: it is a project."""
    if about:
        yield from (_draft(who, subject, "undertakes", view) for view, who in _owners(row))
    for view in row:
        if _says(view) != "project" and (about or _says(view) not in _OF_PROJECTS):
            yield from _cell(view, subject, row, lexicon)


def _says(view: View) -> str:
    return view.cell.column.says if view.cell else ""


def _found(row: Sequence[View], kind: str, columns: set[str]) -> list[Placed]:
    """The names of a kind in some columns, with where they stand."""
    views = [view for view in row if _says(view) in columns]
    return [(item, view.start + item.start) for view in views for item in _names(view, (kind,))]


def _owners(row: Sequence[View]) -> Iterator[tuple[View, Placed]]:
    for view in row:
        if _says(view) in {"company", "undertakes", "project"}:
            yield from ((view, (item, view.start + item.start)) for item in _names(view, ("Company",)))


def _names(view: View, kinds: Sequence[str]) -> Items:
    return tuple(i for i in view.items if i.kind in kinds and not i.reference and not i.weak)


def _cell(view: View, subject: Placed, row: Sequence[View], lexicon: Lexicon) -> Iterator[Draft]:
    """What a cell says of the row's subject."""
    says = _says(view)
    if says in _KINDS:
        for item in _innermost(_names(view, _KINDS[says]), says):
            yield _draft(subject, (item, view.start + item.start), says, view)
    state = next((r[6:] for r in sorted(lexicon.words.get(view.text, ())) if r.startswith("state:")), "")
    if says == "status" and state:
        yield replace(_draft(subject, (Item(0, len(view.text), view.text), view.start), says, view), object=state)
        return
    amount = _amount(view, lexicon)
    if amount is not None:
        yield _measure(view, subject, amount, row)
    elif says in _TELLING:
        yield from _told(view, subject, lexicon)


def _innermost(items: Items, says: str) -> Items:
    """Of the places of a cell the parks, where there are any: the others only say where those lie."""
    parks = tuple(item for item in items if item.kind == "Park")
    return parks[-1:] if parks and says == "locatedIn" else items


def _amount(view: View, lexicon: Lexicon) -> Item | None:
    """The cell as an amount: a number in the unit of its column, or with its own."""
    cell = view.cell
    if cell is None or not cell.column.dimension:
        return None
    own = measured(view.text, "", cell.column, lexicon)
    return own or (measured(view.text, cell.unit, cell.column, lexicon) if cell.unit else None)


def _measure(view: View, subject: Placed, amount: Item, row: Sequence[View]) -> Draft:
    """The amount as a measure of the subject; of its product, if the row names one."""
    says = _says(view)
    draft = _draft(subject, (amount, view.start + amount.start), says, view)
    made = [(i, v.start + i.start) for v in row if _says(v) == "produces" for i in _names(v, ("Material",))]
    thing = made[0] if len(made) == 1 and says in {"capacity", "production"} and is_amount(amount) else None
    at = view.start + amount.start
    draft = replace(draft, object="", amount=amount, amount_at=at, year=view.cell.year if view.cell else "")
    if says in _RATED:
        draft = replace(draft, unit=rated(replace(amount, text="\0"), view.cell.column.heading if view.cell else ""))
    return _over(replace(draft, object=thing[0], object_at=thing[1]), thing) if thing else draft


def _over(draft: Draft, thing: Placed) -> Draft:
    item, at = thing
    return replace(draft, start=min(draft.start, at), end=max(draft.end, at + item.end - item.start))


def _told(view: View, subject: Placed, lexicon: Lexicon) -> Iterator[Draft]:
    """What the words of a cell say, the subject of the row being the one carried on."""
    item, at = subject
    size = item.end - item.start
    alone = replace(item, start=0, end=size)
    before = View(at, item.text, view.block, view.role, False, (alone,))
    plain = replace(view, items=_opened(view.items), cell=None)
    for draft in of_line((line(before, lexicon), line(plain, lexicon)), 1, lexicon):
        if draft.subject.kind == item.kind and draft.subject.name == item.name:
            yield draft


def _opened(items: Items) -> Items:
    """The pieces, those of a line or works that stand in the cell's words one by one: they are no project apart."""
    return tuple(p for i in items for p in (i.parts if i.kind == "Project" and i.parts else (i,)))


def _draft(subject: Placed, thing: Placed, predicate: str, view: View) -> Draft:
    """A claim over the words of the row from the one cell to the other."""
    who, at = subject
    what, there = thing
    start, end = min(at, there), max(at + who.end - who.start, there + what.end - what.start)
    column = view.cell.column if view.cell else None
    sure = column.confidence if column else 0.0
    cue = f"column-{column.says}" if column else ""
    return Draft(
        who, at, predicate, what, there, start, end, cue, sure, phase=who.phase if who.kind == "Project" else ""
    )

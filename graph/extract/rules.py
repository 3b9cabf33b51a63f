"""The default extractor: cues over lines, and what a project's own name says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from graph.extract import subject
from graph.extract.items import Item
from graph.extract.line import KINDS, Line, Slot, code, line
from graph.extract.annotate import Annotated, View
from graph.extract.patterns import Pattern, compile_cue
from graph.extract.projects import outputs
from graph.lexicon import Lexicon
from graph.lexicon.forms import is_waste

_NEGATED = re.compile(
    r"(?:并?不(?!锈|断|仅|但|只|低于|少于|超过|足|到|久|同)(?:再|会|能|得|予)?|未(?!来)|没有|无需|停止|尚未|并非|否认|终止|取消|暂缓|禁止|避免|放弃|撤回|拒绝|叫停)[^，。；]{0,8}$"
)
_HYPOTHETICAL = re.compile(
    r"(?:如果|假如|倘若|若(?!干)|是否|能否|希望|鼓励|支持|引导|倡导|建议|呼吁|传闻|有传|据传|网传|曾经|一度|曾|需要|应当|应该|必须)[^，。；]{0,14}$"
)
_PROSPECTIVE = re.compile(
    r"(?:拟|(?<![\d项动技炬])计划(?!单列|重点|专项)|将(?!近)|预计|力争|有望|规划|目标|争取|届时|即将|准备|筹划|可望|谋划|(?:建成|投产|达产|完工|竣工|满产)(?:投产|投运|达产|达效|运营)?[之以]?后)"
)
_YEAR = re.compile(r"(?:(?:19|20)\d{2})年")


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim before the gate, in items and offsets of the normalised text."""

    subject: Item
    predicate: str
    object: Item | str
    amount: Item | None
    subject_at: int
    object_at: int
    start: int
    end: int
    cue: str
    confidence: float
    modality: str = "Asserted"
    phase: str = ""
    year: str = ""
    basis: str = ""
    unit: str = ""
    base: int = 0
    refused: str = ""


def drafts(annotated: Annotated, views: Sequence[View], lexicon: Lexicon) -> Iterator[Draft]:
    """Everything the sentences say, refused drafts included."""
    lines = tuple(line(_whole(view)) for view in views if view.role != "byline")
    patterns = [compile_cue(cue) for cue in lexicon.cues]
    for index, current in enumerate(lines):
        yield from _from_names(current, lexicon)
        for pattern in patterns:
            yield from _apply(pattern, current, lines[max(0, index - 4) : index], lexicon)


def _whole(view: View) -> View:
    """A sentence that breaks off, up to its last complete clause."""
    if not view.cut:
        return view
    end = max(view.text.rfind(mark) for mark in "，；。") + 1
    return replace(view, text=view.text[:end], items=tuple(i for i in view.items if i.end <= end))


def _from_names(current: Line, lexicon: Lexicon) -> Iterator[Draft]:
    """年产5万吨硫酸项目 makes sulphuric acid, 5万吨 a year; 处理, 回收 and 拆解 take in."""
    for item in current.view.items:
        if item.kind == "Project" and not item.reference:
            for amount, material, role in outputs(item, lexicon):
                yield from _from_name(current, item, amount, material, role, lexicon)


def _from_name(current: Line, project: Item, amount: Item | None, material: Item | None, role: str,
               lexicon: Lexicon) -> Iterator[Draft]:  # fmt: skip
    made = material
    waste = made is not None and is_waste(made.text, lexicon)
    takes = role == "input" or role == "recover" and waste
    base = current.view.start

    def draft(predicate: str, thing: Item, **more: str) -> Draft:
        return Draft(project, predicate, thing, amount, base + project.start, base + thing.start, base + project.start,
                     base + project.end, "name", 0.95, phase=project.phase, base=base, **more)  # type: ignore[arg-type]  # fmt: skip

    if role == "building":
        if amount is not None and amount.measure is not None and amount.measure.dimension == "area":
            yield replace(draft("area", project), object="", unit=amount.measure.unit)
        return
    if made is not None and role not in {"step", "power"}:
        yield draft("recycles" if takes and waste else "consumes" if takes else "produces", made)
    if amount is not None and amount.measure is not None:
        unit = _rated(amount, project.text, annual=True)
        thing = made if role not in {"step", "power"} else None
        yield replace(draft("capacity", project, basis="Input" if takes else ""), object=thing or "", unit=unit)


def _rated(amount: Item, context: str, annual: bool = False) -> str:
    """The unit with its rate, from the amount itself or from 年产, 每天 before it."""
    measure = amount.measure
    if measure is None:
        return ""
    if measure.rate:
        return measure.unit + measure.rate
    head = context[: context.find(amount.text)] if amount.text in context else context
    if re.search(r"每天|日产|日处理|每日|日均|日加工|日供", head[-14:]):
        return measure.unit + "/d"
    if (
        annual
        and "/年" in context
        or re.search(
            r"年产|年处理|每年|年均|年产能|年[^，。、]{0,8}能力|年消纳|年利用|年加工|年回收|年拆解|年可|年处置|全年|年综合",
            head[-40:],
        )
    ):
        return measure.unit + "/a"
    return measure.unit


def _apply(pattern: Pattern, current: Line, before: tuple[Line, ...], lexicon: Lexicon) -> Iterator[Draft]:
    for match in pattern.expression.finditer(current.text):
        found = _subject(pattern, match, current, before, lexicon)
        if found is None:
            continue
        if "S" in match.re.groupindex and pattern.cue.subject:
            yield from _backward(pattern, match, found, current, before, lexicon)
            continue
        for predicate in pattern.cue.predicate.split("+"):
            yield from _claims(pattern, predicate, match, found, current, lexicon)


def _backward(pattern: Pattern, match: re.Match[str], found: subject.Found, current: Line, before: tuple[Line, ...],
              lexicon: Lexicon) -> Iterator[Draft]:  # fmt: skip
    """A cue that names its subject and leaves its object to the discourse (产品向高温合金延伸: of which chain?)."""
    other = subject.find(current, match.start(), pattern.cue.subject, before, lexicon)
    if other is None:
        return
    for who in _subjects(found):
        for thing in _subjects(other):
            draft = _draft(pattern, pattern.cue.predicate, match, other, who, thing, None, current, lexicon)
            at, thing_at = current.view.start + who.start, other.line.view.start + thing.start
            yield replace(draft, subject_at=at, object_at=thing_at, start=min(draft.start, thing_at, at),
                          end=max(draft.end, thing_at + len(thing.text)))  # fmt: skip


def _sorted_out(predicate: str, thing: Item | str, lexicon: Lexicon) -> str:
    """What "takes" and "recovers" come to: waste is recycled, feedstock consumed, what is recovered produced."""
    if predicate not in {"takes", "recovers"}:
        return predicate
    if isinstance(thing, Item) and is_waste(thing.name, lexicon):
        return "recycles"
    return "consumes" if predicate == "takes" else "produces"


def _subject(pattern: Pattern, match: re.Match[str], current: Line, before: tuple[Line, ...],
             lexicon: Lexicon) -> subject.Found | None:  # fmt: skip
    if "S" in match.re.groupindex:
        return subject.Found(current.slots[match.start("S")], current, 0)
    # else the cue leaves its subject to the discourse
    return subject.find(current, match.start(), pattern.cue.subject, before, lexicon)


def _claims(pattern: Pattern, predicate: str, match: re.Match[str], found: subject.Found, current: Line,
            lexicon: Lexicon) -> Iterator[Draft]:  # fmt: skip
    objects = tuple(_objects(predicate, pattern, match, current))
    subjects = _subjects(found)
    respective = "分别" in current.text[max(0, match.start() - 3) : match.end()] and len(subjects) == len(objects) > 1
    for index, who in enumerate(subjects):
        for thing, amount in objects[index : index + 1] if respective else objects:
            thing = _own_place(who, thing, current) if predicate == "locatedIn" else thing
            if thing is not who:
                yield _draft(
                    pattern, _sorted_out(predicate, thing, lexicon), match, found, who, thing, amount, current, lexicon
                )


def _own_place(who: Item, thing: Item | str, current: Line) -> Item | str:
    """In 甲市A项目、乙市B项目 each project lies in the place right before it."""
    return next((i for i in current.view.items if i.kind == "Place" and i.end == who.start), thing)


def _subjects(found: subject.Found) -> tuple[Item, ...]:
    return found.slot.items or tuple(m for _, m in found.slot.pairs if m is not None)


def _objects(predicate: str, pattern: Pattern, match: re.Match[str],
             current: Line) -> Iterator[tuple[Item | str, Item | None]]:  # fmt: skip
    groups = match.re.groupindex
    if predicate.startswith("status:"):
        yield predicate[7:], None
    elif "Q" in groups and predicate not in _JOINING:
        slot = current.slots[match.start("Q")]
        amounts = [i for i in slot.items if i.measure] or [a for a, _ in slot.pairs]
        if len(amounts) == 1 and amounts[0].measure and amounts[0].measure.dimension in pattern.dimensions:
            yield "", amounts[0]
    elif "A" in groups and predicate not in _JOINING:
        yield from _from_amounts(predicate, current.slots[match.start("A")], match, current)
    elif "O" in groups:
        slot = current.slots[match.start("O")]
        yield from ((item, None) for item in slot.items or tuple(m for _, m in slot.pairs if m is not None))


_JOINING = frozenset(
    "undertakes operates subsidiaryOf investsIn suppliesTo locatedIn partOfChain usesTechnology".split()
)
_RELATIONS = frozenset("takes recovers produces consumes recycles madeFrom recycledFrom suppliesTo".split())


def _from_amounts(predicate: str, slot: Slot, match: re.Match[str],
                  current: Line) -> Iterator[tuple[Item | str, Item | None]]:  # fmt: skip
    outer = current.slots[match.start("O")].items if "O" in match.re.groupindex else ()
    for amount, material in slot.pairs:
        thing = material if material is not None else outer[0] if len(outer) == 1 else None
        if predicate in _RELATIONS:
            if thing is not None:
                yield thing, None
        else:
            yield thing or "", amount


def _draft(pattern: Pattern, predicate: str, match: re.Match[str], found: subject.Found, who: Item, thing: Item | str,
           amount: Item | None, current: Line, lexicon: Lexicon) -> Draft:  # fmt: skip
    base, slots = current.view.start, current.slots
    first, last = slots[match.start()].start, slots[match.end() - 1].end
    context = _context(current, match)
    confidence = pattern.cue.confidence * (1.0, 0.95, 0.85)[found.distance]
    at = found.line.view.start + who.start
    if who.reference:
        confidence *= 0.97
    basis = "Input" if predicate == "capacity" and pattern.cue.id.startswith("in-") else ""
    rated = predicate in {"capacity", "consumption"}
    written = current.view.text[max(0, (amount.start if amount else first) - 40) : amount.end if amount else last]
    written = re.split(r"[。；]|，(?!.*年产)", written)[-1]
    return Draft(
        subject=who, predicate=predicate.partition(":")[0], object=thing, amount=amount, subject_at=at,
        object_at=base + thing.start if isinstance(thing, Item) else base + first,
        start=min(base + first, at), end=max(base + last, at + len(who.text)), cue=pattern.cue.id,
        confidence=round(confidence, 3), modality="Prospective" if _PROSPECTIVE.search(context) else "Asserted",
        phase=who.phase, base=base, year=_year(current, amount, first), basis=basis,
        unit=_rated(amount, written) if amount and rated else "", refused=_refused(current, match, predicate.partition(":")[2], who),
    )  # fmt: skip


def _context(current: Line, match: re.Match[str]) -> str:
    """The clause up to the end of the match, with the clause before it when that sets the time (建成后，)."""
    start = subject.clause_start(current.text, match.start())
    earlier = subject.clause_start(current.text, start - 1) if start else start
    before = current.text[earlier:start]
    return (before if re.search(r"后，$|届时|预计|拟|计划", before) else "") + current.text[start : match.end()]


def _refused(current: Line, match: re.Match[str], status: str, who: Item) -> str:
    start = subject.clause_start(current.text, match.start())
    verb = current.text[start : match.end()]
    head = current.text[start : match.start()]
    for part in (head, verb[: max(1, len(verb) - 1)]):
        if _NEGATED.search(part) or _HYPOTHETICAL.search(part):
            return "negated or only supposed / 否定或假设"
    if status and status != "Planned" and _PROSPECTIVE.search(verb):
        return "said of the future / 尚未发生"
    if who.reference and not who.label:
        return "reference without a name / 指代不明"
    return ""


def _year(current: Line, amount: Item | None, first: int) -> str:
    """The year of the clause, or the one the sentence opens with; not one that only begins a period (以来)."""
    limit = amount.start if amount else first
    text = current.view.text
    clause = max(text.rfind(mark, 0, limit) for mark in "，；。：") + 1
    dates = [i for i in current.view.items if i.tag == "t" and i.end <= limit and _YEAR.search(i.text)]
    near = [i for i in dates if (i.start >= clause or i.start == 0) and not re.match(r"以来|起|至今|~", text[i.end :])]
    found = _YEAR.search(near[-1].text) if near else None
    return found.group()[:4] if found else ""


__all__ = ["KINDS", "Draft", "code", "drafts"]

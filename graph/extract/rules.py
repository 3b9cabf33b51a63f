"""The default extractor: cues over lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from graph.extract import subject, truth
from graph.extract.agenda import only_set
from graph.extract.annotate import View
from graph.extract.announce import announced
from graph.extract.asides import stem
from graph.extract.brandowners import brand_owners
from graph.extract.changes import changed
from graph.extract.clauses import clause_start
from graph.extract.draft import Basis, Draft
from graph.extract.events import eventful
from graph.extract.fired import Fired, Thing, is_for_others, is_list, is_shared, is_treated, of_group
from graph.extract.flows import is_only_used, sorted_out
from graph.extract.founded import newly_founded
from graph.extract.funders import funders
from graph.extract.headed import headed
from graph.extract.houses import of_houses
from graph.extract.items import Item
from graph.extract.line import Line, line
from graph.extract.lines import on_lines
from graph.extract.majority import daughters
from graph.extract.measures import is_made, measure_of, measured_in
from graph.extract.naming import from_names
from graph.extract.others import is_of_another
from graph.extract.ownworks import own_works
from graph.extract.paired import is_broken, one_by_one, whole_list
from graph.extract.parts import as_one, built, of_wholes
from graph.extract.patterns import Pattern, matching
from graph.extract.phases import phase_of
from graph.extract.placed import placed
from graph.extract.ranked import ranked
from graph.extract.seated import seated
from graph.extract.stages import passed_stages
from graph.extract.stakes import mended, stakes
from graph.extract.things import BETWEEN_NAMES, in_turn, is_phase, own_place, subjects_of, told
from graph.extract.yearly import by_year, in_order, years_of
from graph.lexicon import Lexicon

_SCALE = re.compile(r"(?:项目)?(?:建设|生产|设计|总|主要建设)?(?:规模|内容)")
# Of goods that flow it is not said which project of a list they are told of.
_FLOWS = frozenset({"produces", "consumes", "recycles", "takes", "uses", "recovers"})
_WHOLES = frozenset({"Place", "Park", "Chain"})
_ENDS_BUILDING = frozenset({"Completed", "InProduction"})  # 拟于6月动工，年底投产: the second clause is to come as well
_GROWN = re.compile(r"(?:产能|能力|规模)[^，。；]{0,4}(?:扩张|扩大|扩|提升|提高|增长|增加|增)[至到]")
_MADE = {"produces": "takes", "capacity": "intake"}  # what a cue of making comes to for waste that is treated
_GOODS = frozenset({"produces", "consumes", "takes", "uses", "recovers"})
_WITH = frozenset("与同")
_BEFORE = 10


def drafts(views: Sequence[View], lexicon: Lexicon) -> Iterator[Draft]:
    """Everything the sentences say, refused drafts included."""
    lines = tuple(line(_whole(view), lexicon) for view in views if view.role != "byline" and view.cell is None)
    found = [draft for index in range(len(lines)) for draft in of_line(lines, index, lexicon)]
    found = [draft for draft in found if not _is_summed(draft, found)]
    found = mended(found, list(stakes(lines)))
    found += list(daughters(found, lines))
    found += list(ranked(lines))
    found += funders(lines, found)
    found += [*announced(lines, found), *headed(lines, found, lexicon)]
    found += list(own_works(lines, found))
    found += brand_owners(lines, found, lexicon)
    found += list(of_houses(lines, found, lexicon))
    found += [*placed(lines, found, lexicon), *eventful(lines, found, lexicon), *seated(lines, lexicon)]
    yield from passed_stages(list(only_set(found, lines)))


def _is_summed(draft: Draft, found: Sequence[Draft]) -> bool:
    """Whether a figure taken for a place's is said of something that stands nearer to it."""
    if draft.amount is None or draft.subject.kind not in _WHOLES:
        return False
    same = (d for d in found if d.amount_at == draft.amount_at and d.predicate == draft.predicate)
    return any(d.subject.kind not in _WHOLES and not d.refused for d in same)


def _whole(view: View) -> View:
    """A sentence that breaks off, up to its last complete clause."""
    if not view.cut:
        return view
    end = view.whole
    return replace(view, text=view.text[:end], items=tuple(i for i in view.items if i.end <= end))


def of_line(lines: Sequence[Line], index: int, lexicon: Lexicon) -> Iterator[Draft]:
    """What one line says, with the lines before it to take a subject from; refused drafts included."""
    current, before = lines[index], tuple(lines[max(0, index - _BEFORE) : index])
    yield from of_wholes(_of_line(current, before, lexicon), current, before, lexicon)


def _of_line(current: Line, before: tuple[Line, ...], lexicon: Lexicon) -> Iterator[Draft]:
    yield from from_names(current, lexicon)
    yield from _told(current, before, lexicon)
    for without, figures in changed(current):
        yield from (draft for draft in _told(without, before, lexicon) if draft.amount in figures)


def _told(current: Line, before: tuple[Line, ...], lexicon: Lexicon) -> Iterator[Draft]:
    """What the cues find in a line."""
    for pattern, match in matching(current.text, lexicon):
        yield from on_lines(_fire(pattern, match, current, before, lexicon), current, lexicon)


def _fire(
    pattern: Pattern, match: re.Match[str], current: Line, before: tuple[Line, ...], lexicon: Lexicon
) -> Iterator[Draft]:
    if "B" in match.re.groupindex or "R" in match.re.groupindex:
        yield from _pair(pattern, match, current)
        return
    if pattern.cue.predicate == "turns":
        yield from _turned(pattern, match, current, before, lexicon)
        return
    named = "S" in match.re.groupindex
    if named and not pattern.cue.subject:
        found: subject.Found | None = subject.Found(current.slots[match.start("S")], current, 0)
    else:
        found = _found(pattern, match, current, before, lexicon)
    if found is None or is_of_another(found, match, current, pattern, lexicon):
        return
    fired = Fired(pattern, match, current, found)
    years = years_of(fired)
    for predicate in pattern.cue.predicate.split("+"):
        told_of = _backward(fired, predicate) if named and pattern.cue.subject else _claims(fired, predicate, lexicon)
        yield from by_year(told_of, years) if years else in_order(told_of, predicate)


def _turned(
    pattern: Pattern, match: re.Match[str], current: Line, before: tuple[Line, ...], lexicon: Lexicon
) -> Iterator[Draft]:
    """What comes out is made from what goes in; who does it takes the one and makes the other."""
    outcome = subject.Found(current.slots[match.start("S")], current, 0)
    yield from _claims(Fired(pattern, match, current, outcome), "madeFrom", lexicon)
    named = match.start("W") if "W" in match.re.groupindex else -1
    worker = subject.Found(current.slots[named], current, 0) if named >= 0 else None
    worker = worker or (_found(pattern, match, current, before, lexicon) if pattern.cue.subject else None)
    if worker is not None:
        yield from _claims(Fired(pattern, match, current, worker), "takes", lexicon)
        yield from _claims(Fired(pattern, match, current, worker, "S"), "produces", lexicon)


def _found(
    pattern: Pattern, match: re.Match[str], current: Line, before: tuple[Line, ...], lexicon: Lexicon
) -> subject.Found | None:
    """The subject of a cue; a scale (建设规模为…) is that of the project spoken of, rather than of who builds it."""
    kinds, at = pattern.cue.subject, match.start()
    if new := newly_founded(current, at):
        return new
    if "P" in kinds and match.group().startswith("项目"):
        return subject.find(current, at, "P", before, lexicon)  # 此次签约项目占地100亩: never the company before
    clause = current.text[clause_start(current.text, at) : match.end()]
    scaled = "P" in kinds and _SCALE.match(clause)
    of_project = subject.find(current, at, "P", before, lexicon) if scaled else None
    found = as_one(of_project or subject.find(current, at, kinds, before, lexicon), current, before, lexicon)
    other = found is not None and "C" in kinds and _makes_other(found, match, current, before, lexicon)
    return subject.find(current, at, kinds.replace("P", ""), before, lexicon) if other else found


def _makes_other(
    found: subject.Found, match: re.Match[str], current: Line, before: tuple[Line, ...], lexicon: Lexicon
) -> bool:
    """Whether an earlier clause's line goes by another product than the one told (铜箔生产线投产，年产铝箔5万吨)."""
    if not found.distance or any(item.kind != "Project" for item in found.slot.items):
        return False
    if _GROWN.search(match.group()):
        return True  # 某项目投产，公司铜箔产能扩张至9万吨
    if not all(lexicon.ends(item.name, "part") for item in found.slot.items):
        return False
    if found.line is current and built(current, before, lexicon):
        return False
    groups = (match.start(group) for group in ("O", "A") if group in match.re.groupindex)
    told = [item for at in groups for item in _goods(current, at)]
    made = [part.name for item in found.slot.items for part in item.parts if part.kind == "Material"]
    return bool(told and made) and not any(stem(item.name) in name for item in told for name in made)


def _goods(current: Line, index: int) -> list[Item]:
    slot = current.slots[index]
    return [*(i for i in slot.items if i.kind == "Material"), *(m for _, m in slot.pairs if m is not None)]


def _pair(pattern: Pattern, match: re.Match[str], current: Line) -> Iterator[Draft]:
    """A cue between two names that 与 joins: what the first is to the second, or the second to the first."""
    slot = current.slots[match.start("R" if "R" in match.re.groupindex else "B")]
    first, *others = slot.items
    again = (item.label for told in current.slots[match.start() + 1 : match.end()] for item in told.items)
    turned = "R" in match.re.groupindex and first.label not in again  # 甲与乙签约，由甲为其供气
    if others and (len(others) == 1 or current.view.text[first.end : others[0].start] in _WITH):  # 甲与乙、丙签署
        fired = Fired(pattern, match, current, subject.Found(slot, current, 0))
        pairs = ((other, first) if turned else (first, other) for other in others)
        yield from (_draft(fired, pattern.cue.predicate, who, (what, None)) for who, what in pairs)


def _backward(fired: Fired, predicate: str) -> Iterator[Draft]:
    """A cue that names its subject and leaves its object to the discourse (产品向高温合金延伸: of which chain?)."""
    slot = fired.slot("S")
    base = fired.line.view.start
    whose, things = slot.items if slot else (), fired.subject.slot.items
    each = len(whose) == len(things) > 1 and one_by_one(fired)
    for index, who in enumerate(whose):
        for thing in things[index : index + 1] if each else things:
            draft = _draft(fired, predicate, who, (thing, None))
            at, thing_at = base + who.start, fired.subject.line.view.start + thing.start
            start, end = min(draft.start, thing_at, at), max(draft.end, thing_at + len(thing.text))
            yield replace(draft, subject_at=at, object_at=thing_at, start=start, end=end)


def _claims(fired: Fired, predicate: str, lexicon: Lexicon) -> Iterator[Draft]:
    things, subjects = tuple(told(fired, predicate)), subjects_of(fired, predicate)
    each = predicate in BETWEEN_NAMES and len(things) > 1 and one_by_one(fired)
    subjects = whole_list(fired, subjects, len(things)) if each else subjects
    in_pairs = each and len(subjects) == len(things)
    if each and is_broken(fired, subjects, len(things)):
        return
    together = predicate in BETWEEN_NAMES or (predicate in _FLOWS and all(who.kind == "Project" for who in subjects))
    if fired.subject.distance and together and is_list(fired.subject) and not in_pairs:
        return
    if predicate in _GOODS and (of_group(fired) or is_for_others(fired)):
        return
    if predicate == "undertakes" and len(subjects) > 1 and is_phase(things):
        return
    near = fired.line.text[max(0, fired.match.start() - 3) : fired.match.end()]
    respectively = in_pairs or ("分别" in near and len(subjects) == len(things) > 1)
    if "分别" in near and fired.slot("Q") and predicate not in BETWEEN_NAMES and len(subjects) > 1:
        things = in_turn(fired, len(subjects))
        respectively = bool(things)
    elif fired.slot("Q") is not None and (years := years_of(fired)):
        things = in_turn(fired, len(years)) or things
    measured = fired.slot("Q") or fired.slot("A")
    if measured and not respectively and predicate not in BETWEEN_NAMES and is_shared(fired, subjects, near):
        return
    for index, who in enumerate(subjects if things else ()):
        for thing, amount in things[index : index + 1] if respectively else things:
            other = own_place(who, thing, fired.line) if predicate == "locatedIn" else thing
            used = is_only_used(fired.pattern.cue.predicate, who, other, lexicon)
            if other is not who and is_made(predicate, amount) and not used:
                taken = predicate in _MADE and is_treated(fired, other, lexicon)
                told_as = _MADE[predicate] if taken else predicate
                draft = _draft(fired, sorted_out(told_as, other, lexicon), who, (other, amount))
                reach = draft.object_at + len(other.text) if isinstance(other, Item) else 0  # a list may go on
                yield replace(draft, end=max(draft.end, reach))


def _draft(fired: Fired, predicate: str, who: Item, what: Thing) -> Draft:
    current, match, found = fired.line, fired.match, fired.subject
    thing, amount = what
    base = current.view.start
    first, last = current.slots[match.start()].start, current.slots[match.end() - 1].end
    at = found.line.view.start + who.start
    name, _, status = predicate.partition(":")
    basis: Basis = "Input" if name == "intake" else ""
    name = measure_of(name, amount)
    return Draft(
        subject=who,
        subject_at=at,
        predicate=name,
        object=thing,
        object_at=base + (thing.start if isinstance(thing, Item) else first),
        start=min(base + first, at),
        end=max(base + last, at + len(who.text), base + (amount.end if amount else 0)),
        cue=fired.pattern.cue.id,
        confidence=fired.pattern.cue.confidence,
        carried=found.distance > 0,
        amount=amount,
        amount_at=base + (amount.start if amount else first),
        unit=measured_in(name, amount, fired.slot("A"), current),
        basis=basis,
        year=_year(fired, amount, status),
        modality="Prospective" if truth.to_come(current, match) else "Asserted",
        phase=phase_of(fired, who),
        refused=_refused(fired, status, who),
    )


def _year(fired: Fired, amount: Item | None, status: str) -> str:
    """The year of an amount; of a status the year it was come to, none of what is only planned."""
    current, match = fired.line, fired.match
    if not status or amount:
        return truth.year(current, amount.start if amount else current.slots[match.start()].start)
    return truth.year(current, current.slots[match.end() - 1].end) if status != "Planned" else ""


def _refused(fired: Fired, status: str, who: Item) -> str:
    planned = status == "Planned" and truth.not_begun(fired.match)
    if not planned and truth.denied(fired.line, fired.match, ended=status == "Suspended"):
        return "negated or only supposed / 否定或假设"
    later = status in _ENDS_BUILDING and truth.to_come(fired.line, fired.match)
    begun = status == "UnderConstruction" and truth.nearly_done(fired.match)
    begun = begun or truth.decided(fired.line, fired.match, status)
    to_come = later or truth.clause_to_come(fired.line, fired.match, first=status == "Signed")
    if status and status != "Planned" and not begun and to_come:
        return "said of the future / 尚未发生"
    return "reference without a name / 指代不明" if who.reference and not who.label else ""

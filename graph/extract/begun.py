"""Works known by what is said of them: what is begun, topped out or put to use is built, whatever it is called.

>>> from graph import lexicon
>>> from graph.extract.items import words
>>> [item.label for item in begun(words("石英砂提纯基地主体完工，正在安装设备。"), lexicon.load())]
['石英砂提纯基地']
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from graph.extract.amounts import AND, PHASE, has_amount, is_amount, is_head, joined
from graph.extract.facilities import NUMBERED
from graph.extract.items import FOUND, Item, Items, boundaries, merge
from graph.extract.matches import matches
from graph.extract.phrases import specific
from graph.extract.projects import named
from graph.extract.said import led_to, pushed, said_of, tells_state
from graph.extract.telling import is_sort, is_vague, tells
from graph.lexicon import Lexicon
from graph.lexicon.forms import is_known

_WORKSHOP = "车间"  # a part of what is built
_MARKS = frozenset("，。；：！？“”《》、\n")
_STOPS = frozenset({"d", "ad", "t", "p", "c", "r", "uj", "ul", "uz", "ud", "ug", "y", "x"})
_AT = frozenset({"在", "于", "到", "从", "对", "向", "为", "由", "与", "距"})
_WIDER = frozenset({"Place", "Park", "Facility"})
_SITES = frozenset({"Park", "Facility"})
_BEGINS = re.compile(
    r"(?!举行|举办|召开|迎来|组织)[^，。；]{0,12}?(?:开工|动工|奠基|破土|开建|封顶|竣工|落成|(?:建设|施工)现场)"
)
_SITE = re.compile(r"(?:项目)?(?:建设|施工)?(?:现场|工地)")
_RUNS = re.compile(  # a plant that is at work has been built
    r"(?:已经?|现已|正式|全面|顺利|成功|陆续|相继|先后|均|也|都|全部|如期|今[天日年]|近日|日前|去年|[\d年月日底初]+)*"
    r"(?:建成|竣工)?(?:投产|投用|投运|投入|启用|试生产|试运行|试产|并网|点火|通车|交付)"
)
_RAN = re.compile(r"(?:投产|投用|投运|启用|使用|运营|运行|并网)(?:了|的)[^，。；]*$")
_NO_WORKS = frozenset({"Project", "Park", "Company", "Place", "Quantity", "Chain"})
_OWNERS = _WIDER | {"Company"}
_BARE = re.compile(r"[\d一二三四五六七八九十两几多全各其该本新老旧原首批个条座栋处项大小]+")
_TRADES = frozenset({"制造", "生产", "加工", "采购", "销售", "供应"})  # as in 机电制造产业园
_LONGEST, _LEAST, _PLAIN, _NEAR, _LED = 36, 2, 3, 8, 6


def begun(items: Items, lexicon: Lexicon) -> list[Item]:
    """The works over the pieces of a sentence that a state is said of and that no name was found for."""
    text, found = joined(items), []
    if not tells_state(text, lexicon):
        return []
    limit = len(items)
    led = [match.end() for match in led_to(lexicon).finditer(text)]
    pushes = [match.end() for match in pushed().finditer(text)]
    for index in range(len(items) - 1, -1, -1):
        part = _is_part(items, index, lexicon)
        headed = is_head(items[index], lexicon) or part
        said = index < limit and said_of(lexicon, headed, once=part).match(text, items[index].end)
        after_state = _after_state(items, index, led, pushes if part else [], lexicon)
        for work in _listed(items, index, lexicon) if said else after_state:
            if work.end <= (items[limit].start if limit < len(items) else len(text)):
                limit = next(i for i, item in enumerate(items) if item.start == work.start)
                found.append(work)
    return found


def _is_part(items: Items, index: int, lexicon: Lexicon) -> bool:
    """Whether a phase ends here, or that a plant is enlarged or renewed (某铜业三期, 某石化烷基化扩能)."""
    item = items[index]
    if item.kind or not index:
        return False
    phase = PHASE.match(item.text) and not item.text.endswith(lexicon.heads_of("Project"))
    return bool(phase) or item.text.endswith(lexicon.endings.get("enlarged", ()))


def _after_state(items: Items, index: int, led: list[int], pushes: list[int], lexicon: Lexicon) -> Iterator[Item]:
    """The works that end at `index` if what leads to them says how far they are (去年开工的|某公司|电机工厂)."""
    if not any(0 < items[index].end - at <= _LONGEST for at in (*led, *pushes)):
        return
    work = _work(items, index, lexicon)
    first = next((i for i, item in enumerate(items) if work and item.start == work.start), 0)
    owner = items[first - 1] if first and items[first - 1].kind in _OWNERS else None
    before = [items[first].start, *([owner.start] if owner else [])]
    if work is None:
        return
    whose = owner is not None and owner.kind == "Company" and not owner.reference
    goods = bool(work.phase) and any(part.kind in {"Material", "Facility", "Park"} for part in work.parts)
    told = whose or goods or has_amount(work.parts)
    if any(at in led for at in before) or (told and any(at in pushes for at in before)):
        yield work


def everywhere(items: Items, known: Iterable[Item]) -> Items:
    """The pieces of a sentence, the works that another one told under the same name as such."""
    edges = boundaries(items)
    by_text = {work.text: work for work in known if work.tag == FOUND}
    found = []
    for start, end in matches(joined(items), tuple(sorted(by_text))):
        covered = [item for item in items if start <= item.start and item.end <= end]
        if start in edges and end in edges and all(item.kind in {"", "Material", "Facility"} for item in covered):
            work, same = by_text[joined(tuple(covered))], covered[0] if len(covered) == 1 else None
            parts = same.parts if same and work.parts else tuple(covered) if work.parts else ()
            found.append(replace(work, start=start, end=end, parts=parts))
    return merge(items, found)


def _listed(items: Items, index: int, lexicon: Lexicon) -> Iterator[Item]:
    """The works whose list ends at `index`, from the right (甲基地、乙基地开工)."""
    work = _work(items, index, lexicon)
    while work is not None:
        yield work
        first = next(i for i, item in enumerate(items) if item.start == work.start)
        link = next((i for i in range(first - 1, max(0, first - _LED), -1) if items[i].text in {"、", *AND}), 0)
        if not link or any(item.text in _MARKS for item in items[link + 1 : first]):
            return
        work = _work(items, link - 1, lexicon)


def _work(items: Items, index: int, lexicon: Lexicon) -> Item | None:
    """The works that end with a piece, named as far as its phrase goes."""
    last = items[index]
    if last.kind in _SITES:
        return _built(items, index, lexicon)
    known_goods = last.kind == "Material" and is_known(last.text, lexicon)
    head = "" if known_goods or last.reference or last.kind in _NO_WORKS else _head(items, index, lexicon)
    return _phrase(items, index, head, lexicon) if head else None


def _phrase(items: Items, index: int, head: str, lexicon: Lexicon) -> Item | None:
    """The phrase that ends with a head, if it tells of one thing; with its owner if it tells little without."""
    reached = first = _first(items, _opening(items, index, head), lexicon)
    while first < index and _is_led(items[first], lexicon):
        first += 1
    run, led = items[first : index + 1], items[max(0, reached - 1) : first + 1]
    several = any(_counts(item) or item.text in _AT for item in led) or any(i.text[:1] in {"等", "最"} for i in run)
    part = reached > 0 and items[reached - 1].kind == "Project"  # 某项目2万平方米标准厂房
    if several or part or is_sort(items, first, run) or _is_at(items, reached, index) or len(joined(run)) > _LONGEST:
        return None
    whole, told = _named(run), _tells(run, head, lexicon)
    if told and len(joined(run)) - len(head) > _PLAIN:
        return whole
    if reached and items[reached - 1].kind in _OWNERS:
        first = reached
    before = items[first - 1] if first else None
    return _with_owner(_named(items[first : index + 1]), before, head, told, lexicon) or (whole if told else None)


def _named(run: Items) -> Item:
    return replace(named(run, "", next((i.text for i in run if PHASE.match(i.text)), "")), tag=FOUND)


def _with_owner(work: Item, before: Item | None, head: str, told: bool, lexicon: Lexicon) -> Item | None:
    """Works whose phrase tells little, with what stands before it (某市二期工程, 某产业园标准厂房, 某集团新工厂)."""
    told_what = any(lexicon.ends(i.text, role) for role in ("building", "base") for i in work.parts)
    concrete = told or told_what or head not in lexicon.heads_of("Project")
    if before is None or before.reference or not concrete:
        return None
    if before.kind == "Company" and not told:
        return replace(work, label=before.text + work.text, names=(work.text, before.text + work.text))
    if before.kind not in _WIDER:
        return None
    text = before.text + work.text
    return replace(work, start=before.start, text=text, label=text, parts=(before, *work.parts), names=(text,))


def _built(items: Items, index: int, lexicon: Lexicon) -> Item | None:
    """A plant or park that is being built, as a project; not one where something else is begun (在某基地开工)."""
    plant = items[index]
    named_so = index + 1 < len(items) and is_head(items[index + 1], lexicon)
    if (
        _is_at(items, index, index)
        or named_so
        or plant.reference
        or NUMBERED.search(plant.text)
        or plant.text.endswith(_WORKSHOP)
    ):
        return None
    after = joined(items[index + 1 :])
    if plant.kind == "Park":
        begins = plant.text.endswith(_sites(lexicon)) and _BEGINS.match(after)
        return replace(plant, kind="Project", tag=FOUND, parts=()) if begins else None
    runs = _RUNS.match(after) or _RAN.search(joined(items[max(0, index - 3) : index]))
    return replace(plant, kind="Project", tag=FOUND) if not runs else None


def _is_at(items: Items, first: int, last: int) -> bool:
    """Whether these pieces are only where something else is done (在某市某基地开工, but not 在某基地建设现场)."""
    held = first > 0 and items[first - 1].text in _AT
    for item in reversed(items[max(0, first - _NEAR) : first]):
        held = held or item.text in {"在", "于"}
        if item.text in _MARKS or item.text == "的" or item.kind == "Company" or item.tag[:1] == "v":
            break
    return held and not _SITE.match(joined(items[last + 1 : last + 4]))


def _head(items: Items, index: int, lexicon: Lexicon) -> str:
    """The ending that shows that the phrase up to a piece is built, "" if none does."""
    text = joined(items[max(0, index - 2) : index + 1])
    if is_head(items[index], lexicon) and not lexicon.ends(text, "no-project"):
        return next(h for h in lexicon.heads_of("Project") if items[index].text.endswith(h))
    if lexicon.ends(text, "no-project") or text.endswith(_WORKSHOP):
        return ""
    if PHASE.match(items[index].text):
        return items[index].text
    ends = (*_sites(lexicon), *lexicon.endings.get("built", ()), *lexicon.heads_of("Facility"))
    return max((end for end in ends if text.endswith(end)), key=len, default="")


def _sites(lexicon: Lexicon) -> tuple[str, ...]:
    """The ends of parks that go by what is built there."""
    return (*lexicon.endings.get("project-site", ()), "工业园")


def _opening(items: Items, index: int, head: str) -> int:
    """The piece that the ending of a phrase begins in (采购|安装)."""
    first = index
    while first > 0 and items[index].end - items[first].start < len(head):
        first -= 1
    return first


def _first(items: Items, index: int, lexicon: Lexicon) -> int:
    """Where the phrase begins that ends at `index`: after a mark, an owner, or a word of grammar."""
    first = index
    while first > 0 and items[index].end - items[first - 1].start <= _LONGEST and _inside(items[first - 1], lexicon):
        first -= 1
    return first


def _inside(item: Item, lexicon: Lexicon) -> bool:
    roles = lexicon.words.get(item.text, frozenset())
    barred = "break" in roles and item.text not in _TRADES
    if item.reference or barred or any(role.startswith("ref:") for role in roles):
        return False
    if item.kind:
        return item.kind in {"Material", "Technology", "Chain"} or is_amount(item)
    if item.text in _MARKS or item.text in AND:
        return item.text in {"及", "与"}
    return item.text in {"-", "+", "/", "·"} or (item.tag not in _STOPS and item.text != "的")


def _is_led(item: Item, lexicon: Lexicon) -> bool:
    """Whether a word only leads to the name: a verb, a rank, a joining word."""
    barred = any(lexicon.is_(item.text, role) for role in ("trim", "title", "client"))
    return (
        not item.kind
        and not PHASE.match(item.text)
        and (barred or item.text in AND or item.tag in {"v", "vd", "f", "k", "q", "m"})
    )


def _counts(item: Item) -> bool:
    """Whether a piece counts works: several of a sort have no name."""
    if PHASE.match(item.text):
        return False
    return (item.measure is not None and not is_amount(item)) or (not item.kind and item.tag in {"m", "q"})


def _tells(run: Items, head: str, lexicon: Lexicon) -> bool:
    """Whether a phrase tells one of its kind from another."""
    if head in lexicon.heads_of("Project"):
        return tells(run, lexicon) and not _is_general(run, head, lexicon)
    return not _is_general(run, head, lexicon) and (len(run) > 1 or len(run[0].text) - len(head) >= _LEAST) and (
        has_amount(run) or specific(run[:-1] or run, lexicon)
    )  # fmt: skip


def _is_general(run: Items, head: str, lexicon: Lexicon) -> bool:
    """Whether a phrase is no more than how many, how new or of what sort."""
    run = run[1:] if PHASE.match(run[0].text) else run
    stem = joined(run).removesuffix(head)
    general = all(is_vague(i, lexicon) or lexicon.is_(i.text, "trim") for i in run[:-1]) and len(run) > 1
    vague = general or lexicon.is_(stem, "generic") or lexicon.is_(stem, "trim")
    return len(stem) < _LEAST or vague or bool(_BARE.fullmatch(stem))

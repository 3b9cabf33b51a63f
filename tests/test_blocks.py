"""Names decided component by component mean what they mean where all are at hand: nothing outside a block matters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.lexicon import Lexicon
from graph.model import Entity, Kind, Name, Resolution
from graph.resolve import SAME_NAME, resolve_names
from graph.resolve.blocks import blocks, same_label, thinned
from graph.spark.components import joined
from graph.spark.frames import number
from tests.reading import words

JUDGED = (
    ("云峰镍业", "same", "青石矿业有限公司"),
    ("石泉铜箔", "different", "石泉铜箔有限公司"),
    ("镍都", "same", "云峰集团"),
)
STEMS = ("云峰镍业", "云峰镍业科技", "兰州云峰镍业", "石泉铜箔", "青石矿业")
LABELS: dict[Kind, tuple[str, ...]] = {
    "Company": (
        *(stem + form for stem, form in product(STEMS, ("", "有限公司", "股份有限公司"))),
        "云峰集团",
        "云峰集团云峰镍业有限公司",
    ),
    "Project": (
        "年产3万吨硫酸镍项目",
        "硫酸镍项目",
        "3万吨/年硫酸镍工程",
        "年产3万吨硫酸镍项目（云峰镍业）",
        "硫酸镍项目~2",
    ),
    "Material": ("硫酸镍", "电池级硫酸镍", "阴极铜", "电解铜"),
    "Park": ("金昌经济技术开发区", "金昌经开区", "金昌市国家级经济技术开发区", "金昌高新区"),
    "Chain": ("镍和钴产业链", "镍及钴产业链", "镍钴产业链", "云州镍钴集群", "云州镍钴新材料产业集群", "锂电池"),
    "Place": ("云州市", "镍都"),
}  # fmt: skip
KEYS = [(kind, label) for kind, labels in LABELS.items() for label in labels]
OWNERS = st.lists(st.sampled_from(STEMS), max_size=2, unique=True).map(lambda found: tuple(sorted(found)))


def judging() -> Lexicon:
    return replace(words(), judgements=JUDGED)


LEXICON = judging()


@st.composite
def texts(draw: st.DrawFn) -> list[Name]:
    """The names of a few texts, most of which say little."""
    return [
        name
        for document in range(draw(st.integers(1, 7)))
        for name in _told(draw, f"d{document}", draw(st.lists(st.sampled_from(KEYS), max_size=5, unique=True)))
    ]


def _told(draw: st.DrawFn, document: str, keys: Sequence[tuple[Kind, str]]) -> Iterable[Name]:
    called, companies = draw(st.sampled_from("abc")), [label for kind, label in keys if kind == "Company"]
    for kind, label in sorted(keys):
        surfaces = (label, f"{document}的{label}")
        owners = draw(OWNERS) if kind == "Project" else ()
        others = [other for other in companies if other != label]
        short = draw(st.booleans()) and kind == "Company" and others
        shorts = ((0, draw(st.sampled_from(others)), "explained / 文中说明"),) if short else ()
        yield Name(document, called + document, kind, label, surfaces, owners, shorts)


def components(names: Sequence[Name]) -> list[list[Name]]:
    """As the stages of Spark find them."""
    places = {(same_label(name.label), block) for name in names for block in blocks(name, LEXICON)}
    asked = {block.key for _, block in places if not block.offered} | {same_label(name.label) for name in names}
    links = ({"node": number(one), "least": number(block.key)} for one, block in places if block.key in asked)
    least = {row["node"]: row["least"] for row in joined(links)}
    found: dict[int, list[Name]] = defaultdict(list)
    for name in sorted(names, key=lambda name: name.key):
        node = number(same_label(name.label))
        found[least.get(node, node)].append(name)
    return list(found.values())


def meaning(found: Resolution, keys: Iterable[tuple[str, Kind, str]]) -> tuple[object, ...]:
    """Entities, what each name means, and why, as far as it is not simply its name."""
    labels = {key[1:]: entity for key, entity in found.of.items() if key[1] != "Project"}
    of = {key: found.of.get(key) if key[1] == "Project" else labels.get(key[1:]) for key in keys}
    return (
        sorted(found.entities, key=by_id),
        of,
        {link for link in found.links if (link.score, link.reason) != SAME_NAME},
    )


def by_id(entity: Entity) -> str:
    return entity.id


@settings(max_examples=150, deadline=None)
@given(texts())
def test_components_decide_as_the_whole(names: list[Name]) -> None:
    keys = [name.key for name in names]
    alone = [len({name.label for name in component}) == 1 for component in components(names)]
    kept = [thinned(part, LEXICON, alone=one) for part, one in zip(components(names), alone, strict=True)]
    parts = [resolve_names(part, LEXICON) for part in kept]
    together = Resolution(
        tuple(entity for part in parts for entity in part.entities),
        {key: entity for part in parts for key, entity in part.of.items()},
        tuple(link for part in parts for link in part.links),
    )
    assert meaning(together, keys) == meaning(resolve_names(names, LEXICON), keys)


def test_a_name_of_very_many_texts_is_held_but_twice() -> None:
    told = [Name(f"{n:04}", "", "Company", "云峰镍业有限公司", (f"云峰{n}",)) for n in range(1_000)]
    first, last = thinned(told, LEXICON)
    assert (first.document, last.document, len(first.surfaces)) == ("0000", "0999", 1_000)


def test_a_beginning_that_nobody_is_called_by_joins_nothing() -> None:
    names = [Name(stem, "", "Company", f"{stem}有限公司") for stem in ("云峰镍业", "云峰镍业科技")]
    short = Name("c", "", "Company", "云峰镍")
    assert len(components(names)) == 2
    assert len(components([*names, short])) == 1


def test_the_components_of_a_judged_lexicon_are_those_of_its_rows() -> None:
    names = [Name("a", "", "Company", "云峰集团"), Name("b", "", "Place", "镍都"), Name("c", "", "Place", "云州市")]
    assert sorted(map(len, components(names))) == [1, 2]

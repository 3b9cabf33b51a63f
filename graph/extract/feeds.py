"""What a product is made of, where the name of a project tells (甲醇制烯烃, 电石法PVC)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from graph.extract.amounts import joined
from graph.extract.items import Item

BY = ("制取", "制", "法", "耦合")  # 甲醇制烯烃, 双氧水法环氧丙烷
_SHORTEST = 2


def made_of(project: Item) -> Iterator[tuple[Item, Item]]:
    """Each feed and what is made of it."""
    for item in project.parts:
        if len(item.parts) > _SHORTEST and item.parts[0].kind == "Material" and item.parts[1].text in BY:
            rest = item.parts[2:]
            product = replace(item, start=rest[0].start, text=joined(rest), label=joined(rest), parts=rest, names=())
            yield item.parts[0], product
    for feed, by, product in zip(project.parts, project.parts[1:], project.parts[2:], strict=False):
        if feed.kind == product.kind == "Material" and by.text in BY:
            yield feed, product

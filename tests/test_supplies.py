"""Who supplies whom: enterprises that are ordinary words, sorts that stand before them, lists that go on."""

from __future__ import annotations

import pytest

from tests.reading import named, said


def supplies(text: str) -> set[str]:
    return {line for line in said(text) if "|suppliesTo|" in line}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("云岭手机配件有限公司为OPPO、小米、荣耀等品牌代工。", {"小米", "荣耀"}),
        ("小米、现代等车企的座椅由云岭座椅有限公司供应。", {"小米", "现代"}),
        ("云岭座椅有限公司是现代的供应商。", {"现代"}),
    ],
)
def test_a_word_is_an_enterprise_beside_others(text: str, names: set[str]) -> None:
    assert names <= named(text, "Company")


@pytest.mark.parametrize("text", ["当地种植大豆、小米等杂粮。", "云岭机械有限公司生产通用设备、现代农机。"])
def test_a_word_alone_is_none(text: str) -> None:
    assert not named(text, "Company") & {"小米", "通用", "现代"}


@pytest.mark.parametrize("sort", ["下游客户", "隔壁的", "同一园区的", "国内知名酒企", "第一大客户"])
def test_the_sort_of_an_enterprise_stands_in_no_cues_way(sort: str) -> None:
    found = supplies(f"云岭玻璃有限公司向{sort}青石酒业有限公司供应酒瓶。")
    assert found == {"云岭玻璃有限公司|suppliesTo|青石酒业有限公司"}


def test_a_list_goes_on_after_its_sort() -> None:
    text = "云岭座椅有限公司的客户包括青石汽车有限公司、远山汽车有限公司等国内知名车企，以及博世、采埃孚等巨头。"
    clients = {line.rpartition("|")[2] for line in supplies(text)}
    assert clients == {"青石汽车有限公司", "远山汽车有限公司", "博世", "采埃孚"}


def test_who_buys_from_the_other_of_two() -> None:
    text = "青石动力有限公司与云岭锂材有限公司签订协议，五年内向其采购碳酸锂3万吨。"
    assert supplies(text) == {"云岭锂材有限公司|suppliesTo|青石动力有限公司"}


def test_what_another_clause_says_is_not_turned_round() -> None:
    text = (
        "青石动力有限公司与云岭锂材有限公司签署采购框架协议，云岭锂材有限公司将于五年内向青石动力有限公司供应碳酸锂。"
    )
    assert supplies(text) == {"云岭锂材有限公司|suppliesTo|青石动力有限公司"}


@pytest.mark.parametrize(
    ("gives", "takes"), [("云岭气体集团", "青石冶金有限公司"), ("青石冶金有限公司", "云岭气体集团")]
)
def test_who_of_two_supplies_the_other_is_told_by_name(gives: str, takes: str) -> None:
    text = f"云岭气体集团与青石冶金有限公司签署合作协议，由{gives}为其供应氧气、氮气。"
    assert supplies(text) == {f"{gives}|suppliesTo|{takes}"}

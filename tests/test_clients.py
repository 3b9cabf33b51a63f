"""Enterprises shown by who deals with them, and those with names in Latin letters."""

from __future__ import annotations

import pytest

from tests.reading import about, named

MAKER = "岭南云泽电缆股份有限公司"


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ("产品销往德国Kesten Pharma", "Kesten Pharma"),
        ("与希腊船东Thalor Maritime签下合同", "Thalor Maritime"),
        ("客户包括Yunlin Solar、Añada Güler等", "Añada Güler"),
        ("设立Yunze Interior Hungary Kft.（以下简称“匈牙利云泽”）", "Yunze Interior Hungary Kft."),
        ("产品供应Brükner汽车等客户", "Brükner汽车"),
        ("供应商有瑞典Norhult AB", "Norhult AB"),
    ],
)
def test_an_enterprise_is_known_by_its_form_its_country_or_its_list(told: str, name: str) -> None:
    assert name in named(f"{MAKER}{told}。", "Company")


@pytest.mark.parametrize(
    "told", ["获得美国FDA批件", "生产德国OEM产品", "采用TOPCon技术", "总部位于德国Holzbach", "生产iPhone SE线束"]
)
def test_codes_agencies_and_towns_are_none(told: str) -> None:
    assert named(f"{MAKER}{told}。", "Company") == {MAKER}


def test_clients_abroad_are_supplied() -> None:
    assert about(f"{MAKER}的客户包括德国Kesten Pharma、Opera Bioform等。", "suppliesTo") == {
        f"{MAKER}|Kesten Pharma",
        f"{MAKER}|Opera Bioform",
    }


@pytest.mark.parametrize(
    ("told", "names"),
    [
        ("主要客户有扬州云线高分子、深圳岚绝缘材料等", {"扬州云线高分子", "深圳岚绝缘材料"}),
        ("主要供应商是淮南云丰盐化和河南中岚碱业", {"淮南云丰盐化", "河南中岚碱业"}),
        ("原料由河北大云庄禽业和山东岚翎食品供应", {"河北大云庄禽业", "山东岚翎食品"}),
        ("铜精矿采购自智利和秘鲁，客户包括电池厂和车企", set()),
    ],
)
def test_clients_and_suppliers_told_in_twos_are_enterprises(told: str, names: set[str]) -> None:
    assert named(f"{MAKER}{told}。", "Company") - {MAKER} == names

"""Which words are places, what lies where by its name, and which industries a place or park is of."""

from __future__ import annotations

import pytest

from tests.reading import about, named, read


def _places(text: str) -> set[str]:
    return {m.label for m in read(text).mentions if m.kind == "Place"}


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("项目在江苏吴江投产。", "吴江区"),
        ("项目位于山东东营河口。", "河口区"),
        ("在吉林长春，一条新线投产。", "长春市"),
        ("项目选址云南河口。", "河口瑶族自治县"),
        ("项目在邹平县开工。", "邹平市"),
        ("朝阳区是老工业区。朝阳的工厂多。", "朝阳区"),
        ("基地建在印尼中苏拉威西省。", "中苏拉威西省"),
        ("项目落户山东省邹平县青石镇。", "青石镇"),
        ("刘集镇位于扬州市。", "刘集镇"),
    ],
)
def test_a_place_is_known_by_what_stands_around_it(text: str, label: str) -> None:
    assert label in _places(text)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("项目带动朝阳产业。", "朝阳区"),
        ("遂昌县实施乡村建设行动。", "实施乡村"),
        ("总投资22亿摩洛哥迪拉姆。", "迪拉姆"),
        ("新建区在南昌。新建项目投产。", "建设区"),
        ("中国新兴纺织基地揭牌。", "新兴区"),
        ("鄂托克前旗上海庙产业兴旺。", "上海市"),
    ],
)
def test_an_ordinary_word_is_no_place(text: str, label: str) -> None:
    assert label not in _places(text)


def test_a_town_that_opens_a_sentence_is_known_in_the_whole_text() -> None:
    text = "云溪镇依托铜矿起步。如今在园区里，云溪镇引进了青石铜业有限公司等企业。"
    assert about(text, "locatedIn") == {"青石铜业有限公司|云溪镇"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("格尔木市云溪镇是铜镇。", "云溪镇|格尔木市"),
        ("格尔木市铜箔生产基地投产。", "格尔木市铜箔生产基地|格尔木市"),
        ("德令哈市产业兴旺。德令哈云峰锂业有限公司投产。", "德令哈云峰锂业有限公司|德令哈市"),
        ("昆山市产业兴旺。云峰半导体（昆山）有限公司投产。", "云峰半导体（昆山）有限公司|昆山市"),
        ("遂昌县云峰年产5万吨铜箔项目投产。", "云峰年产5万吨铜箔项目|遂昌县"),
    ],
)
def test_a_name_says_where_it_lies(text: str, said: str) -> None:
    assert said in about(text, "locatedIn")


@pytest.mark.parametrize(
    "text",
    [
        "德令哈云峰锂业有限公司投产。",
        "中国铜冶炼基地提速。",
        "宁波云峰年产5万吨铜箔项目投产。",
    ],
)
def test_a_name_that_only_tells_where_something_came_from_says_nothing(text: str) -> None:
    assert not about(text, "locatedIn")


def test_what_a_park_was_or_is_far_from_is_not_the_park_told_of() -> None:
    text = "德令哈工业园距格尔木经济开发区20公里。园区已引进云岭锂材股份有限公司、青石矿业有限公司等企业。"
    assert "青石矿业有限公司|德令哈工业园" in about(text, "locatedIn")
    assert "青石矿业有限公司|格尔木经济开发区" not in about(text, "locatedIn")


def test_a_company_is_not_called_after_the_park_it_is_in() -> None:
    text = "记者走进青石工业园区云岭锂材股份有限公司，车间忙碌。"
    assert "云岭锂材股份有限公司|青石工业园区" in about(text, "locatedIn")


def test_a_heading_names_the_place_of_what_follows() -> None:
    text = "衢州：年产5万吨铜箔项目建成投产。\n桐乡：年产2万吨铜杆项目顺利推进。"
    assert about(text, "locatedIn") == {"年产5万吨铜箔项目|衢州市", "年产2万吨铜杆项目|桐乡市"}


@pytest.mark.parametrize(
    ("text", "chains"),
    [
        ("遂昌县以食品加工业和装备制造业作为两大主导产业。", {"食品加工业", "装备制造业"}),
        ("遂昌县形成了“光电照明、建材家居”四大优势产业。", {"光电照明", "建材家居"}),
        ("遂昌县形成了电动工具、五金等几大支柱产业。", {"电动工具", "五金"}),
        ("木材加工业成为遂昌县的一大支柱产业。", {"木材加工业"}),
    ],
)
def test_a_town_is_of_the_industries_it_lives_on(text: str, chains: set[str]) -> None:
    assert about(text, "partOfChain") == {f"遂昌县|{chain}" for chain in chains}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("云岭锂材股份有限公司入驻新材料产业园。", "新材料产业园"),
        ("云岭锂材股份有限公司入驻德令哈装备制造产业园。", "德令哈装备制造产业园"),
        ("云岭锂材股份有限公司入驻德令哈市草堂组团。", "德令哈市草堂组团"),
        ("德令哈市产业兴旺。云岭锂材股份有限公司入驻我市经济开发区。", "德令哈市经济开发区"),
        ("云岭锂材股份有限公司入驻格尔木经开区化工园区。", "格尔木经开区化工园区"),
        ("云岭锂材股份有限公司落户格尔木市打渔山经济开发区。", "格尔木市打渔山经济开发区"),
        ("祥云县产业兴旺。云岭锂材股份有限公司落户县工业园区。", "祥云县工业园区"),
        ("昆山工业园区产值增长。云岭锂材股份有限公司落户昆山。", "昆山市"),
    ],
)
def test_a_park_has_its_whole_name(text: str, said: str) -> None:
    assert f"云岭锂材股份有限公司|{said}" in about(text, "locatedIn")


def test_a_part_of_a_town_without_a_name_is_no_park() -> None:
    assert not about("老旧片区改造工程开工。云岭锂材股份有限公司入驻西部片区、两个片区。", "locatedIn")


def test_towns_of_a_list_are_places_whatever_they_are_called() -> None:
    text = "产业强镇有昆山市周市镇、东岭镇。东岭镇以光电照明产业为主导。"
    assert {"周市镇", "东岭镇"} <= _places(text)
    assert about(text, "partOfChain") == {"东岭镇|光电照明"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("云岭锂材股份有限公司位于印尼科多瓦利。", "云岭锂材股份有限公司|科多瓦利"),
        ("云岭锂材股份有限公司落户印尼科多瓦利县。", "科多瓦利县|印度尼西亚"),
        ("公司在印尼科多瓦利建厂。青石矿业有限公司也落户科多瓦利。", "青石矿业有限公司|科多瓦利"),
    ],
)
def test_a_place_abroad_is_known_by_how_it_is_spelt(text: str, said: str) -> None:
    assert said in about(text, "locatedIn")


def test_a_brand_after_a_country_is_no_place() -> None:
    assert _places("云岭集团在泰国云峰工厂下线汽车。") == {"泰国"}


def test_projects_of_a_list_lie_where_the_first_does_unless_one_has_a_site_of_its_own() -> None:
    text = "格尔木市先后引进云岭锂材股份有限公司年产3万吨碳酸锂项目、年产2万吨铜箔项目，德令哈市年产1万吨镁锭项目。"
    assert about(text, "locatedIn") == {
        "年产3万吨碳酸锂项目|格尔木市",
        "年产2万吨铜箔项目|格尔木市",
        "年产1万吨镁锭项目|德令哈市",
    }


def test_whom_an_industry_is_led_by_belongs_to_that_one() -> None:
    text = "培育以青石股份为链主的特种钢、以东江防爆为链主的电驱防爆等优势产业。"
    assert about(text, "partOfChain") == {"青石股份|特种钢", "东江防爆|电驱防爆"}


def test_an_industry_is_not_called_leading() -> None:
    assert about("德令哈工业园聚焦锂电主导产业。", "partOfChain") == {"德令哈工业园|锂电"}
    assert not about("德令哈工业园做大做强主导产业。", "partOfChain")


def test_projects_told_as_those_of_an_event_lie_in_its_town() -> None:
    text = "遂昌县集中开工的两个工业项目是年产3万吨碳酸锂项目、年产2万吨铜箔项目。"
    assert about(text, "locatedIn") == {"年产3万吨碳酸锂项目|遂昌县", "年产2万吨铜箔项目|遂昌县"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("格尔木市加快转型，着力构建以纺织服装、装备制造为主的产业集群。", "格尔木市|纺织服装"),
        (
            "昆山市周市镇、东岭镇是强镇。周市镇起步早。东岭镇是“中国灯城”。该镇形成了“光电照明、建材家居”四大优势产业。",
            "东岭镇|光电照明",
        ),
    ],
)
def test_a_place_told_of_before_an_adverb_or_by_its_sort_is_meant(text: str, said: str) -> None:
    assert said in about(text, "partOfChain")


def test_who_sets_up_another_company_is_not_where_that_one_is() -> None:
    text = "云岭锂材股份有限公司在浙江舟山设立全资子公司青石矿业有限公司。"
    assert about(text, "locatedIn") == {"青石矿业有限公司|舟山市"}


def test_industries_that_a_plus_joins_are_each_one() -> None:
    text = "格尔木市围绕“盐湖化工+新能源”两大主导产业，加快延链补链。"
    assert about(text, "partOfChain") == {"格尔木市|盐湖化工", "格尔木市|新能源"}


def test_an_office_of_farming_is_no_village() -> None:
    assert named("云岭公司与沈阳市浑南区农业农村局签约。", "Place") == {"沈阳市", "浑南区"}

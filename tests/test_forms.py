"""What notices, reports and public consultations say in set phrases: sums, statuses, places, fields, steps, intakes."""

from __future__ import annotations

import pytest

from tests.reading import about, said

PROJECT = "年产3万吨碳酸锂项目"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("由赤松锂业有限公司和远山锂材有限公司共同出资约12亿元兴建，规划用地300亩", "investment|1200000000 [CNY]"),
        ("总造价约12亿元", "investment|1200000000 [CNY]"),
        ("总投资：9.5亿元；其中设备投资5亿元", "investment|950000000 [CNY]"),
        ("将增加就业岗位800人", "jobs|800 {person}"),
        ("建成后可实现2万余人就业", "jobs|>=20000 {person}"),
        ("产能为每年5万吨", "capacity|50000 t/a"),
        ("达产后年销售约10亿元", "revenue|1000000000 [CNY]"),
        ("达产后实现年产值16亿元、利润3亿元", "profit|300000000 [CNY]"),
    ],
)
def test_a_project_has_the_sums_said_of_it(words: str, expected: str) -> None:
    assert f"{PROJECT}|{expected}" in said(f"{PROJECT}{words}。")


@pytest.mark.parametrize(
    ("words", "predicate"),
    [
        ("总投资9亿元，其中环保投资300万元", "investment"),
        ("总投资9亿元，其中设备投资5亿元", "investment"),
        ("总投资9亿元，达产后亩均产值500万元", "outputValue"),
        ("总投资9亿元，达产后亩均税收30万元", "tax"),
    ],
)
def test_a_part_or_a_rate_is_no_total(words: str, predicate: str) -> None:
    assert about(f"{PROJECT}{words}。", predicate) <= {f"{PROJECT}|900000000 [CNY]"}


def test_staff_abroad_and_ore_raised_are_counted() -> None:
    assert about("赤松锂业有限公司拥有海外员工5000多人。", "jobs") == {"赤松锂业有限公司|>=5000 {person}"}
    mined = about("赤松矿业有限公司白水铜矿2024年完成出矿120万吨。", "production")
    assert mined == {"白水铜矿|1200000 t @2024"}


def test_a_bare_hundred_counts_after_a_bound_only() -> None:
    assert about("赤松铜业有限公司铜产能突破百万吨。", "capacity") == {"赤松铜业有限公司|>=1000000 t 铜"}
    assert not about("赤松铜业有限公司打造百万吨铜产能。", "capacity")
    assert not about("2024年赤松铜业有限公司产值突破百亿元。", "outputValue")


def test_what_a_project_lets_another_have_is_not_its_own() -> None:
    assert not about(f"{PROJECT}全面建成，将使本地龙头的碳酸锂产能突破10万吨。", "capacity") & {
        f"{PROJECT}|>=100000 t 碳酸锂"
    }


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("2023年5月开工建设，两条主生产线2024年10月2日全部投产", "InProduction"),
        ("于2023年3月开工建设，2024年5月20日完成竣工验收", "Completed"),
        ("2024年4月全面启动建设", "UnderConstruction"),
        ("举行项目启动大会", "UnderConstruction"),
        ("稳步推进，目前核心设备安装完毕", "UnderConstruction"),
        ("主体已完工，正在进行设备安装调试", "UnderConstruction"),
        ("18日正式启动生产", "InProduction"),
    ],
)
def test_a_status_in_the_words_of_news(words: str, status: str) -> None:
    assert f"{PROJECT}|status|{status}" in said(f"赤松锂业有限公司{PROJECT}{words}。")


@pytest.mark.parametrize(
    "words",
    [
        "拟于今年6月动工，2027年底投产",
        "计划2025年3月开工，2027年5月20日完成竣工验收",
        "投产次年起年销售额14亿元",
        "建成正式投产的时间推迟",
    ],
)
def test_what_is_to_come_is_no_status(words: str) -> None:
    states = about(f"赤松锂业有限公司{PROJECT}{words}。", "status")
    assert not states & {f"{PROJECT}|{state}" for state in ("InProduction", "Completed", "UnderConstruction")}


def test_built_and_running_is_running_only() -> None:
    assert about(f"赤松锂业有限公司{PROJECT}建成正式投产。", "status") == {f"{PROJECT}|InProduction"}


def test_who_signs_for_a_project_it_then_names_has_signed_it() -> None:
    states = about(f"赤松锂业有限公司公告，与德令哈市人民政府签订投资协议，拟投建“{PROJECT}”。", "status")
    assert f"{PROJECT}|Signed" in states
    to_come = about(f"赤松锂业有限公司公告，拟与德令哈市人民政府签订投资协议，投建“{PROJECT}”。", "status")
    assert f"{PROJECT}|Signed" not in to_come


@pytest.mark.parametrize(
    "words",
    [
        "建设地点为德令哈工业园",
        "总投资5亿元，建设地点：德令哈工业园",
        "建设地点同为德令哈工业园，项目分三期建设",
        "选址：青海省德令哈工业园",
    ],
)
def test_a_site_is_where_the_project_is(words: str) -> None:
    (place,) = about(f"{PROJECT}{words}。", "locatedIn")
    assert place.startswith(f"{PROJECT}|")
    assert place.endswith("德令哈工业园")


def test_of_two_parks_the_inner_one_is_the_site() -> None:
    text = f"赤松锂业有限公司{PROJECT}开工仪式在德令哈市昆仑工业园北部园区隆重举行。"
    assert f"{PROJECT}|北部园区" in about(text, "locatedIn")


@pytest.mark.parametrize("park", ["德令哈纺织工业城", "德令哈市昆仑产业新城", "德令哈（盐湖）经济开发区"])
def test_parks_by_more_heads_and_with_brackets(park: str) -> None:
    assert about(f"赤松锂业有限公司位于{park}。", "locatedIn") == {f"赤松锂业有限公司|{park}"}


@pytest.mark.parametrize(
    "text",
    [
        f"赤松锂业有限公司与德令哈市人民政府签署《{PROJECT}投资协议》。",
        f"赤松锂业有限公司与德令哈市政府签订投资协议，拟投建“{PROJECT}”。",
    ],
)
def test_a_project_agreed_with_a_government_lies_there(text: str) -> None:
    assert f"{PROJECT}|德令哈市" in about(text, "locatedIn")


def test_an_agreement_with_one_government_places_no_project_elsewhere() -> None:
    text = f"赤松锂业有限公司与德令哈市政府签订战略协议，拟在格尔木市建设{PROJECT}。"
    assert about(text, "locatedIn") == {f"{PROJECT}|格尔木市"}


FIELDS = ("项目名称：" + PROJECT, "建设性质：新建", "建设地点：德令哈市", "建设单位：赤松锂业有限公司")
MORE_FIELDS = (*FIELDS, "建设规模：年产碳酸锂3万吨", "占地面积：300亩", "总投资：5亿元")


@pytest.mark.parametrize("joint", ["；", "。", "\n"])
def test_the_fields_of_a_form_are_of_its_project(joint: str) -> None:
    found = said(joint.join(MORE_FIELDS) + "。")
    assert {
        f"{PROJECT}|locatedIn|德令哈市",
        f"赤松锂业有限公司|undertakes|{PROJECT}",
        f"{PROJECT}|area|300 {{mu}}",
        f"{PROJECT}|investment|500000000 [CNY]",
        f"{PROJECT}|produces|碳酸锂",
    } <= found
    assert not about(joint.join(MORE_FIELDS), "capacity") - {f"{PROJECT}|30000 t/a 碳酸锂"}


def test_what_one_project_costs_is_not_what_its_place_gets() -> None:
    text = "赤松锂业有限公司计划在德令哈市新建耐火材料项目，总投资6亿元。"
    assert "德令哈市|600000000 [CNY]" not in about(text, "investment")
    signed = "今年以来，德令哈工业园新引进项目20个，总投资60亿元。"
    assert about(signed, "investment") == {"德令哈工业园|6000000000 [CNY]"}

"""What a text does not say, though its words are near: plans told as done, totals given to one, waste as a product."""

from __future__ import annotations

import pytest

from tests.reading import about, named, read

WORKS = "年产5万吨铜箔项目"


@pytest.mark.parametrize(
    "text",
    [
        f"云岭集团铝带项目启动。项目完成后，建成{WORKS}。",
        f"云岭集团分两期建成{WORKS}。",
        f"双方的合作将持续五年，最终建成{WORKS}。",
        "青石县实施云岭铜箔项目投产达效行动。",
    ],
)
def test_what_is_to_be_built_is_not_built(text: str) -> None:
    assert not {told for told in about(text, "status") if told.endswith(("Completed", "InProduction"))}


def test_works_that_are_got_ready_for_are_planned() -> None:
    assert about("云岭铝合金铸造项目正在紧锣密鼓地筹备中。", "status") == {"云岭铝合金铸造项目|Planned"}
    text = f"全县全力推进{WORKS}一期及配套机组、云岭电厂项目前期工作。"
    assert f"{WORKS}|UnderConstruction" not in about(text, "status")


@pytest.mark.parametrize(
    "text",
    [
        "云岭环保有限公司已具备年处理6250吨废轮胎的能力。",
        "云岭环保有限公司专注于废旧锂电池的回收。",
        "云岭环保有限公司形成处理每年5万吨废旧锂电池的生产能力。",
    ],
)
def test_waste_that_is_treated_is_no_product(text: str) -> None:
    assert not about(text, "produces")


def test_waste_that_is_treated_measures_what_goes_in() -> None:
    (claim,) = (
        c for c in read("云岭环保有限公司形成处理每年5万吨废旧锂电池的生产能力。").claims if c.predicate == "capacity"
    )
    assert "Input" in str(claim.object)


@pytest.mark.parametrize("list_of_works", ["玉米物流园、乳酸加工、3万吨铜箔项目", "云岭大厦改造及3万吨铜箔项目"])
def test_a_total_is_not_that_of_the_last_of_a_list(list_of_works: str) -> None:
    text = f"青石县重点推进{list_of_works}，预计总投资17亿元，达产后年产值25亿元。"
    assert not about(text, "investment") | about(text, "outputValue")


def test_the_making_of_a_group_of_works_is_not_that_of_each() -> None:
    text = "青石县建设玉米淀粉、葡萄糖酸钠、胚芽油等项目26个，淀粉生产能力180万吨。"
    assert not {told for told in about(text, "produces") if told.endswith("|淀粉")}


def test_a_company_is_not_carried_past_other_firms() -> None:
    text = "云岭电子有限公司轿车仪表市场占有率达28%；22家内饰件生产企业，仅汽车座椅年生产能力就达70万套。"
    assert "云岭电子有限公司|汽车座椅" not in about(text, "produces")


def test_a_cost_is_not_that_of_the_project_before_another_that_has_no_name() -> None:
    text = f"{WORKS}落户青石县，总投资9亿元，其中新能源汽车项目投资3亿元，产品为新能源乘用车。"
    assert f"{WORKS}|新能源乘用车" not in about(text, "produces")


def test_a_mine_told_of_by_where_it_lies_is_what_its_reserves_are_of() -> None:
    text = "地处江西省九江市西南18公里的青石山铜矿，矿石储量达2.2亿吨。"
    assert {told.split("|")[0] for told in about(text, "reserve")} == {"青石山铜矿"}


@pytest.mark.parametrize(
    ("project", "made"),
    [("青石山铜矿二期扩建工程", "铜矿"), ("云岭铜锌冶炼厂二期技改锌合金项目", "锌合金")],
)
def test_what_a_project_makes_is_called_without_its_works(project: str, made: str) -> None:
    assert {told.split("|")[1] for told in about(f"{project}开工。", "produces")} == {made}


def test_what_others_can_be_supplied_with_is_no_capacity() -> None:
    text = "云岭新能源有限公司称，两座工厂的产能可为40万辆电动车提供充足的电池。"
    assert not {told for told in about(text, "produces") if told.endswith("电动车")}


@pytest.mark.parametrize(
    "text",
    [
        "全县实施云岭玻璃钢化、年产60万平方米铝板等业态融合项目。",
        "还有汽车内饰等一批大有潜力的汽车零部件产品项目开工。",
        "窑外分解窑熟料生产能力16.8亿吨（运营新型干法生产线1536条）。",
    ],
)
def test_a_sort_of_works_is_no_project(text: str) -> None:
    sorts = ("业态融合项目", "零部件产品项目", "干法生产线")
    assert not {name for name in named(text, "Project") if name.endswith(sorts)}


def test_what_closes_a_list_of_works_leaves_its_members_to_be_projects() -> None:
    text = "全县扎实推进云岭集团年产22万吨磁选铁、200万吨水泥等赤泥综合利用项目。"
    assert about(text, "status") == {
        "年产22万吨磁选铁项目|UnderConstruction",
        "200万吨水泥项目|UnderConstruction",
    }


def test_who_is_helped_undertakes_nothing_that_is_told_next() -> None:
    text = f"尽快促成云岭集团自备电厂建设；扎实推进{WORKS}建设。"
    assert not about(text, "undertakes")


def test_what_works_of_a_list_reach_together_is_not_what_each_does() -> None:
    text = f"推进{WORKS}、年产3万吨铝箔项目等涉铝项目，力争到2030年产值突破100亿元。"
    assert not about(text, "outputValue")


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (f"{WORKS}已实现满负荷运转。", "InProduction"),
        (f"{WORKS}总投资3亿元。自去年建成投产以来，产品供不应求。", "InProduction"),
        (f"{WORKS}已通过审批。", "Approved"),
        (f"{WORKS}报批手续工作进展顺利。", "Planned"),
        (f"{WORKS}已完成综合楼基槽验收和临建施工。", "UnderConstruction"),
        (f"{WORKS}正按计划建设。", "UnderConstruction"),
        (f"{WORKS}受资金影响，目前处于停工状态。", "Suspended"),
        (f"云岭集团与德令哈市签约，将投资建设{WORKS}。", "Signed"),
    ],
)
def test_how_far_works_are(text: str, status: str) -> None:
    assert about(text, "status") == {f"{WORKS}|{status}"}


@pytest.mark.parametrize("name", ["中岭兴龙铜箔项目", "中威斯铝合金铸造项目"])
def test_a_name_may_begin_with_the_middle(name: str) -> None:
    assert about(f"总投资5亿元的{name}开工。", "status") == {f"{name}|UnderConstruction"}


@pytest.mark.parametrize(
    "text",
    [
        f"围绕{WORKS}，开工建设云岭火电机组项目。",
        f"{WORKS}落户青石县。项目开工额达到792亿元。",
        "省市重点工程完成投资340亿元。",
        "全县新开工高科技项目。",
    ],
)
def test_what_is_begun_is_only_what_is_said_to_be(text: str) -> None:
    assert not {told for told in about(text, "status") if not told.startswith("云岭")}


def test_machines_bought_for_making_are_no_product() -> None:
    assert not about("云岭锂材有限公司正在抓紧安装生产机器和设备。", "produces")


def test_an_aim_for_a_park_is_no_output_of_a_project() -> None:
    text = f"{WORKS}开工，力争五年内打造年产值200亿元、年利税50亿元规模的高新技术产业园。"
    assert not about(text, "outputValue") | about(text, "profitAndTax")


@pytest.mark.parametrize(
    ("text", "predicate"),
    [
        ("当天，该县新“开工一批”项目16个，总投资207.6亿元。", "status"),
        ("云岭锂业、青石铜业等入驻企业相继启动二期项目建设。", "undertakes"),
        ("云岭铝业有限公司将铝液加工成用于动力电池、药品包装等产品的高端铝材。", "madeFrom"),
        ("德令哈工业园培育企业20家，产值超10亿元企业4家。", "outputValue"),
        (f"{WORKS}建设投产具体进度将按市场需求推进。", "status"),
        (f"{WORKS}主体完工；投资2000万元的污水处理厂建设即将完工，届时可日处理污水2000吨。", "intake"),
    ],
)
def test_near_words_are_not_enough(text: str, predicate: str) -> None:
    assert about(text, predicate) <= {f"{WORKS}|UnderConstruction"}


def test_an_event_is_no_part_of_the_name_of_what_it_opens() -> None:
    text = "青石县举行项目建设活动暨云岭新型铜箔制造项目开工仪式。"
    assert about(text, "status") == {"云岭新型铜箔制造项目|UnderConstruction"}


def test_a_mark_parts_the_amounts_of_a_list_of_lines() -> None:
    text = "云岭公司建设年产10万吨聚羧酸减水剂，8万吨干粉减水剂，3万吨水泥助磨剂等生产线。"
    assert named(text, "Project") == {
        "年产10万吨聚羧酸减水剂生产线",
        "8万吨干粉减水剂生产线",
        "3万吨水泥助磨剂生产线",
    }
    assert not {name for name in named("启动产业园建设，扩大长链二元酸、戊二胺等项目规模。", "Project") if "，" in name}


def test_a_total_is_not_that_of_the_place_that_one_of_a_list_begins_with() -> None:
    text = "青石创业园、格尔木市某某休闲食品等项目4个，总投资33亿元。"
    assert not about(text, "investment")


@pytest.mark.parametrize(
    "tasks", ["今年要重点抓好以下工作：", "下一步，全县将围绕铝产业发力，", "力争全年产值突破100亿元。"]
)
def test_what_a_report_sets_itself_to_do_is_not_done(tasks: str) -> None:
    text = f"{tasks}加快年产2万吨铜杆项目建设，开工建设{WORKS}，建成年产3万吨铝箔项目。"
    assert about(text, "status") == {"年产2万吨铜杆项目|UnderConstruction", f"{WORKS}|Planned"}


@pytest.mark.parametrize("so_far", ["去年，", "下一步将加大投入。目前，", "今年以来，全县全力推进项目建设，"])
def test_what_a_report_tells_of_is_done(so_far: str) -> None:
    text = f"{so_far}开工建设{WORKS}，建成年产3万吨铝箔项目。"
    assert about(text, "status") == {f"{WORKS}|UnderConstruction", "年产3万吨铝箔项目|Completed"}


def test_works_of_a_list_that_are_to_be_begun_are_planned() -> None:
    text = f"全力推进云岭硅砂深加工、{WORKS}、35万千瓦风电等50个5000万元以上项目开工建设。"
    assert about(text, "status") == {
        "云岭硅砂深加工项目|Planned",
        f"{WORKS}|Planned",
        "35万千瓦风电项目|Planned",
    }


@pytest.mark.parametrize(
    ("text", "predicate"),
    [
        ("云岭锂材有限公司从事碳酸锂的研发，2023年全国碳酸锂产量46万吨。", "production"),
        ("云岭锂材有限公司突破了碳酸锂提纯技术，可用于生产动力电池。", "produces"),
        ("云岭装备有限公司生产铜箔生产设备。", "produces"),
        ("其中青石锂业有限公司年产碳酸锂2万吨，远山铜业有限公司年产铜箔3万吨，合计年产值20亿元。", "outputValue"),
    ],
)
def test_what_is_told_of_the_whole_or_of_uses_is_not_the_firms(text: str, predicate: str) -> None:
    assert not about(text, predicate)


def test_what_is_bought_to_make_something_is_what_the_buyer_makes_it_of() -> None:
    text = "云岭锂材有限公司向青石电池有限公司采购锂电池，用于生产储能系统。"
    assert "储能系统|锂电池" in about(text, "madeFrom")

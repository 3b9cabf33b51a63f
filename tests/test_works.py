"""What reports and announcements tell of one project: its lines, phases and parts, and those a company goes by."""

from __future__ import annotations

import pytest

from graph.model import Quantity
from tests.reading import about, read

WORKS = "云岭膜材项目"


def measured(text: str, predicate: str) -> set[str]:
    """What a text measures: "某项目||5|碳酸锂" with the phase, the number and the material."""
    told = ((c, c.object) for c in read(text).claims if c.predicate == predicate)
    return {
        f"{c.subject.label}|{c.phase}|{q.value}|{q.material.label if q.material else ''}"
        for c, q in told
        if isinstance(q, Quantity)
    }


@pytest.mark.parametrize(
    ("said", "made"),
    [
        ("建设2条聚丙烯薄膜生产线，年产能2万吨", "聚丙烯薄膜"),
        ("新建铜箔生产线3条，年产能2万吨", "铜箔"),
    ],
)
def test_what_lines_make_is_what_the_next_clause_measures(said: str, made: str) -> None:
    assert f"{WORKS}||20000|{made}" in measured(f"{WORKS}总投资3亿元，{said}。", "capacity")


def test_a_list_of_lines_is_of_the_project_that_builds_them() -> None:
    text = (
        f"{WORKS}总投资3亿元，拟建设年产60万立方米保温板材生产线2条，年产20万吨的氧化钙生产线4条，"
        "年产10万吨的砂浆生产线2条，全部建成投产后预计年产值12亿元。"
    )
    assert measured(text, "capacity") == {
        f"{WORKS}||600000|保温板材",
        f"{WORKS}||200000|氧化钙",
        f"{WORKS}||100000|砂浆",
    }
    assert measured(text, "outputValue") == {f"{WORKS}||1200000000|"}


def test_the_parts_of_a_capacity_are_measured_each() -> None:
    text = f"{WORKS}年产能1.5万吨，包括1万吨聚丙烯薄膜和0.5万吨铜箔。"
    assert measured(text, "capacity") >= {f"{WORKS}||10000|聚丙烯薄膜", f"{WORKS}||5000|铜箔"}


def test_what_is_made_beside_it_belongs_to_the_list() -> None:
    text = f"{WORKS}达产后年产10万吨纯碱及联产4万吨氯化铵。"
    assert measured(text, "capacity") == {f"{WORKS}||100000|纯碱", f"{WORKS}||40000|氯化铵"}


@pytest.mark.parametrize(
    "listed",
    ["云岭制药有限公司项目，总投资10亿元，占地277亩", "云岭制药有限公司（青石集团）项目，总投资10亿元，占地277亩"],
)
def test_a_project_may_go_by_its_company_alone(listed: str) -> None:
    name = "云岭制药有限公司项目"
    assert about(f"{listed}。", "undertakes") == {f"云岭制药有限公司|{name}"}
    assert measured(f"{listed}。", "investment") == {f"{name}||1000000000|"}
    assert measured(f"{listed}。", "area") == {f"{name}||277|"}


def test_the_first_of_several_projects_is_no_praise_of_another() -> None:
    text = "首个签约项目是云岭镁砖深加工项目。该项目签约额3亿元，项目投资企业青石耐火材料有限公司负责建设。"
    assert measured(text, "investment") == {"云岭镁砖深加工项目||300000000|"}
    assert "青石耐火材料有限公司|云岭镁砖深加工项目" in about(text, "undertakes")


def test_what_a_project_plans_is_said_of_it() -> None:
    text = f"{WORKS}开工。项目计划新建约10万平方米的大型厂房。"
    assert measured(text, "area") == {f"{WORKS}||100000|"}


def test_waste_that_is_treated_is_made_into_something() -> None:
    text = f"{WORKS}通过回收处理磷酸铁锂废料得到碳酸锂、磷酸铁。"
    assert about(text, "recycledFrom") == {"碳酸锂|磷酸铁锂废料", "磷酸铁|磷酸铁锂废料"}
    assert about(text, "produces") >= {f"{WORKS}|碳酸锂", f"{WORKS}|磷酸铁"}


def test_what_is_recycled_is_no_product() -> None:
    text = "青石环保有限公司年回收处理废旧家电80万台。"
    assert about(text, "produces") == set()
    assert about(text, "recycles") == {"青石环保有限公司|废旧家电"}


def test_what_stands_in_brackets_is_not_spoken_of_after_them() -> None:
    text = f"{WORKS}总投资17亿元（项目分两期建设，一期总投资10亿元，用地200亩），建成后年产值12亿元。"
    assert measured(text, "outputValue") == {f"{WORKS}||1200000000|"}


def test_machines_that_are_bought_are_not_made() -> None:
    assert measured(f"{WORKS}购置生产设备62台，新建厂房和库房共计4万平方米。", "production") == set()


def test_a_place_that_begins_the_name_of_a_plant_does_not_do_what_the_plant_does() -> None:
    assert measured("格尔木市废弃轮胎拆解基地规划年处理能力100万台。", "capacity") == set()


def test_a_project_told_in_a_bracket_goes_by_its_company() -> None:
    text = "总投资3亿元的云田重工有限公司（挖掘机）项目，投产后年营业额可达30亿元；总投资5500万元的屠宰场项目将开工。"
    assert about(text, "undertakes") == {"云田重工有限公司|云田重工有限公司（挖掘机）项目"}
    assert measured(text, "revenue") == {"云田重工有限公司（挖掘机）项目||3000000000|"}


def test_one_of_a_sort_of_projects_is_the_one_spoken_of() -> None:
    text = "年产50万吨合成氨项目，是目前国内单体规模最大的在建合成氨项目之一，总投资28亿元。"
    assert measured(text, "investment") == {"年产50万吨合成氨项目||2800000000|"}


def test_the_whole_project_is_no_phase() -> None:
    text = f"{WORKS}分两期建设。一期工程投资5000万元。整个项目建成后，年税收3000万元。"
    assert measured(text, "tax") == {f"{WORKS}||30000000|"}


@pytest.mark.parametrize(
    ("said", "made"),
    [("手机、电脑等小尺寸显示屏", {"小尺寸显示屏"}), ("碳酸锂、氢氧化锂等锂盐", {"碳酸锂", "氢氧化锂"})],
)
def test_a_list_closes_with_its_sort_or_with_what_is_built_into_it(said: str, made: set[str]) -> None:
    assert about(f"青石电子有限公司主要生产{said}。", "produces") == {f"青石电子有限公司|{name}" for name in made}


def test_an_amount_before_its_measure_is_one_of_the_project() -> None:
    text = f"{WORKS}投产后可实现6亿元的年产值，4000万元的税收。"
    assert measured(text, "outputValue") == {f"{WORKS}||600000000|"}
    assert measured(text, "tax") == {f"{WORKS}||40000000|"}


def test_plants_that_a_project_holds_are_its_parts() -> None:
    text = "云岭丙烯项目占地900亩，含90万吨/年丙烷脱氢装置、60万吨/年聚丙烯装置，总投资额约129亿元。"
    assert measured(text, "investment") == {"云岭丙烯项目||12900000000|"}
    assert "云岭丙烯项目||600000|聚丙烯" in measured(text, "capacity")


def test_when_all_is_done_no_phase_is_meant() -> None:
    text = f"{WORKS}分两期实施。预计明年6月一期投产，全部达产后年均营业收入18亿元。"
    assert measured(text, "revenue") == {f"{WORKS}||1800000000|"}


def test_a_sentence_may_end_with_whose_project_it_told_of() -> None:
    text = "记者采访的是首个开工的项目——云田纺织有限责任公司项目。该项目建成后可年产30万套服装。"
    assert measured(text, "capacity") == {"云田纺织有限责任公司项目||300000|服装"}


def test_what_a_plant_is_called_by_is_what_it_makes() -> None:
    text = "云岭铝业有限公司计划建设一座年产300万吨的电解铝厂。"
    assert measured(text, "capacity") == {"电解铝厂||3000000|电解铝"}


def test_a_sum_before_a_name_is_that_of_the_name() -> None:
    text = "确保投资9亿元的云岭铜箔项目、投资3亿元青石锂业有限公司铝箔项目建成。"
    assert measured(text, "investment") == {"云岭铜箔项目||900000000|", "铝箔项目||300000000|"}


def test_so_much_of_nothing_is_no_project() -> None:
    assert about("云岭能源有限公司一期建设10万吨/年生产项目。", "undertakes") == set()


def test_the_works_that_one_builds_are_told_together() -> None:
    text = "云岭化工有限公司一期主要建设年产1万吨丁二醇、年产5万吨乳酸、年产5000吨阻燃剂三个项目。"
    assert {line.split("||")[1] for line in measured(text, "capacity")} == {"10000|丁二醇", "50000|乳酸", "5000|阻燃剂"}


def test_the_project_that_this_one_is_part_of_is_named_after_it() -> None:
    text = "记者获悉，该项目属于云田80万吨生物基材料一体化项目的一期项目，占地740亩。"
    assert {line.split("|")[2] for line in measured(text, "area")} == {"740"}


def test_the_sum_of_several_works_is_no_ones() -> None:
    text = "云岭集团铜箔产业基地、远山汽车零部件等7个产业龙头项目签约落户德令哈工业园，项目总投资185亿元。"
    assert measured(text, "investment") == set()
    text = "共开工4个项目，分别为2个优质项目，云岭铜箔项目和青石铝箔项目，全部建成后预计将完成产值315亿元。"
    assert measured(text, "outputValue") == set()


def test_what_is_told_of_an_unheard_site_is_not_the_last_projects() -> None:
    text = f"{WORKS}开工。恒利源电子线路板科技中心总投资60亿元，占地约620亩。"
    assert measured(text, "area") == set()


def test_a_capacity_that_is_built_upon_is_not_the_new_projects() -> None:
    text = "云岭集团60万吨缓控释肥项目奠基，在已经拥有50万吨缓控释肥生产能力的基础上，云岭集团打造基地。"
    assert measured(text, "capacity") == {"60万吨缓控释肥项目||600000|缓控释肥"}


def test_a_yearly_amount_closes_a_list_of_goods() -> None:
    text = "青石工业有限公司年产电机控制器、减速器各3万台。"
    assert about(text, "produces") == {"青石工业有限公司|电机控制器", "青石工业有限公司|减速器"}


def test_the_method_a_project_is_called_by_is_used_by_it() -> None:
    assert about("云岭6万吨镍湿法冶炼项目投产。", "usesTechnology") == {"云岭6万吨镍湿法冶炼项目|湿法冶炼"}


def test_full_production_tells_when_and_is_no_subject() -> None:
    text = f"{WORKS}计划今年7月30日建成投产，满产后预计实现年产值150亿元。"
    assert measured(text, "outputValue") == {f"{WORKS}||15000000000|"}


def test_each_member_of_a_list_costs_what_stands_before_it() -> None:
    text = "亿元项目为：总投资2亿元云岭铜箔项目、投资8亿元青石培育中心、投资2亿元年产9000万平方米隔膜项目等10个项目。"
    assert measured(text, "investment") == {"云岭铜箔项目||200000000|", "年产9000万平方米隔膜项目||200000000|"}

"""Recycling loops, left-overs that feed others, bottlenecks, and who could trade with whom."""

from __future__ import annotations

from graph.chain import Bottleneck
from tests.chains import told

PLANT, OTHER, THIRD = "云峰再生有限公司", "青石材料有限公司", "远山电池有限公司"


# Loops


def test_waste_recovered_comes_round_to_waste_again() -> None:
    (loop,) = (loop for loop in told("工人从废锂电池中提取碳酸锂。").loops() if loop.sort == "Closed")
    names = [entity.label for entity in loop.entities]
    assert names[:2] == ["废锂电池", "碳酸锂"]
    assert names[-1] == "废锂电池"
    assert [edge.origin for edge in loop.edges][:2] == ["Stated", "Reference"]
    assert "提取碳酸锂" in loop.evidence[0].quote


def test_each_metal_recovered_has_a_loop_of_its_own() -> None:
    loops = [loop for loop in told("工人从废锂电池中提取镍钴。").loops() if loop.sort == "Closed"]
    passed = [{entity.label for entity in loop.entities} for loop in loops]
    assert any("镍" in names for names in passed)
    assert any("钴" in names for names in passed)


def test_who_recycles_stands_beside_the_loop() -> None:
    (loop,) = (x for x in told(f"{PLANT}年处理2万吨废铅酸蓄电池项目投产。").loops() if x.sort == "Closed")
    assert PLANT in {actor.label for actor in loop.actors}
    assert "废铅酸蓄电池" in loop.evidence[0].quote


def test_waste_of_one_that_feeds_another_is_an_exchange() -> None:
    graph = told(f"{PLANT}主要生产电石渣。{OTHER}消耗电石渣。")
    (loop,) = (loop for loop in graph.loops() if loop.sort == "Exchange")
    assert [entity.label for entity in loop.entities] == [PLANT, "电石渣", OTHER]
    assert len(loop.stated) == 2


def test_nobody_recycling_means_no_loop() -> None:
    assert not told(f"{PLANT}主要生产碳酸锂。").loops()


# Bottlenecks


def found(sort: str, *texts: str) -> list[Bottleneck]:
    return [bottleneck for bottleneck in told(*texts).bottlenecks() if bottleneck.sort == sort]


def test_a_single_producer_of_what_others_need_is_a_bottleneck() -> None:
    (one,) = found("SingleProducer", f"{PLANT}主要生产碳酸锂。{OTHER}采购碳酸锂。")
    assert one.entity.label == PLANT
    assert one.material is not None
    assert one.material.label == "碳酸锂"
    assert [entity.label for entity in one.affected] == [OTHER]
    assert PLANT in one.text("zh")
    assert PLANT in one.text("en")


def test_a_capacity_of_a_company_and_of_its_project_is_not_held_twice() -> None:
    texts = f"{PLANT}年产3万吨碳酸锂。", f"{PLANT}年产3万吨碳酸锂项目投产。{OTHER}年产1万吨碳酸锂项目投产。"
    (one,) = found("Concentration", *texts)
    assert one.hhi == 75 * 75 + 25 * 25


def test_who_makes_a_kind_of_it_makes_it() -> None:
    need = f"{PLANT}年产3万吨碳酸锂项目投产。{THIRD}以碳酸锂为原料生产磷酸铁锂。"
    assert [one.material.label for one in found("SingleProducer", need) if one.material] == ["碳酸锂"]
    assert not found("SingleProducer", need, f"{OTHER}年产1万吨电池级碳酸锂项目投产。")


def test_two_producers_are_no_bottleneck() -> None:
    assert not found("SingleProducer", f"{PLANT}主要生产碳酸锂。{THIRD}主要生产碳酸锂。{OTHER}采购碳酸锂。")


def test_a_project_and_its_owner_are_one_producer() -> None:
    assert found("SingleProducer", f"{PLANT}年产3万吨碳酸锂项目投产。{OTHER}采购碳酸锂。")


def test_concentration_is_the_sum_of_squared_shares() -> None:
    (one,) = found("Concentration", f"{PLANT}年产3万吨碳酸锂项目投产。{OTHER}年产1万吨碳酸锂项目投产。")
    assert one.hhi == 75 * 75 + 25 * 25
    assert one.entity.label == PLANT


def test_four_equal_producers_are_concentrated_and_eight_are_not() -> None:
    names = [f"{place}峰锂业有限公司" for place in "东南西北青赤白墨"]
    texts = [f"{name}年产1万吨碳酸锂项目投产。" for name in names]
    assert found("Concentration", *texts[:4])
    assert not found("Concentration", *texts)


def test_what_every_way_passes_dominates_what_lies_behind() -> None:
    (one,) = found("Dominator", f"{PLANT}主要生产碳酸锂。{OTHER}以碳酸锂为原料生产磷酸铁锂。{THIRD}采购磷酸铁锂。")[:1]
    assert THIRD in {entity.label for entity in one.affected}


# Candidates of supply


def test_who_makes_what_one_needs_could_supply_it() -> None:
    (candidate,) = told(f"{PLANT}主要生产碳酸锂。{OTHER}采购碳酸锂。").supply_candidates(OTHER)
    assert (candidate.role, candidate.other.label, candidate.material.label) == ("supplier", PLANT, "碳酸锂")
    assert (candidate.needed, candidate.already) == ("Stated", False)
    assert {evidence.quote for evidence in candidate.evidence} == {f"{PLANT}主要生产碳酸锂", f"{OTHER}采购碳酸锂"}


def test_who_needs_what_one_makes_could_take_it() -> None:
    (candidate,) = told(f"{PLANT}主要生产碳酸锂。{OTHER}采购碳酸锂。").supply_candidates(PLANT)
    assert (candidate.role, candidate.other.label) == ("customer", OTHER)


def test_a_need_that_only_reference_knows_says_so() -> None:
    graph = told(f"{PLANT}主要生产硫酸镍。{OTHER}主要生产三元前驱体。")
    (candidate,) = graph.supply_candidates(OTHER)
    assert (candidate.needed, candidate.material.label) == ("Reference", "硫酸镍")


def test_trade_that_a_text_states_is_marked() -> None:
    graph = told(f"{PLANT}主要生产碳酸锂。{OTHER}采购碳酸锂。{PLANT}向{OTHER}供应碳酸锂。")
    assert all(candidate.already for candidate in graph.supply_candidates(OTHER))


def test_nobody_supplies_themselves() -> None:
    assert not told(f"{PLANT}主要生产碳酸锂。{PLANT}采购碳酸锂。").supply_candidates(PLANT)

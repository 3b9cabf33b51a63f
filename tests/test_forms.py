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

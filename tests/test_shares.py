"""The part of a need that is met locally, or of a product that is used locally, as texts put it."""

from __future__ import annotations

import pytest

from tests.reading import about, claim

OF = "格尔木市|"


@pytest.mark.parametrize(
    "text",
    [
        "格尔木市硫酸镍本地化率提升至75%。",
        "格尔木市硫酸镍本地配套率由40%提高到75%。",
        "格尔木市硫酸镍自给率已达75%。",
        "随着两条生产线投产，格尔木硫酸镍就近配套率达到75%，链条更加完整。",
        "格尔木市大力招商，硫酸镍本地配套率升至75%。",
    ],
)
def test_the_share_of_a_material_is_said_of_the_place(text: str) -> None:
    assert about(text, "localShare") == {f"{OF}75 % 硫酸镍"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("锂电池产业链本地配套率由30%提高到65%。", "锂电池|65 %"),
        ("云岭铜业有限公司原料自给率达到40%。", "云岭铜业有限公司|40 %"),
        ("云岭铜业有限公司拥有两座矿山，原料自给率达到40%。", "云岭铜业有限公司|40 %"),
        ("德令哈工业园企业本地配套率超过60%。", "德令哈工业园|>=60 %"),
    ],
)
def test_a_share_is_said_of_a_chain_a_company_or_a_park(text: str, found: str) -> None:
    assert about(text, "localShare") == {found}


@pytest.mark.parametrize("how", ["就地转化率", "就地加工转化率", "本地消纳率", "就近加工率"])
def test_what_is_used_where_it_is_made_is_another_share(how: str) -> None:
    text = f"格尔木市电解铜{how}达到60%。"
    assert about(text, "localUse") == {f"{OF}60 % 电解铜"}
    assert about(text, "localShare") == set()


@pytest.mark.parametrize("aim", ["到2030年，", "力争到2030年底，", "到“十五五”末，"])
def test_a_share_aimed_at_is_to_come(aim: str) -> None:
    assert claim(f"{aim}格尔木市硫酸镍本地配套率达到75%。", "localShare").modality == "Prospective"


@pytest.mark.parametrize(
    "text",
    ["格尔木市硫酸镍合格率达到99%。", "格尔木市硫酸镍产能利用率达到80%。", "格尔木市硫酸镍本地配套率不高。"],
)
def test_another_rate_is_no_local_share(text: str) -> None:
    assert about(text, "localShare") == set()

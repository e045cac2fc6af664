"""What changed between two versions, in sentences."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from rulebook.difference import differences, renumbered
from rulebook.loading import read_rule
from rulebook.model import RuleVersion
from rulebook.wording import conditions, period_line, policies, worth
from tests.building import OFFICES

CASES = Path(__file__).parents[1] / "cases" / "rules"
GOLDEN = OFFICES / "golden" / "rules" / "xxcy"


@pytest.fixture
def plain() -> dict[str, Any]:
    """The least that a rule must say."""
    return {
        "scheme": "s", "name": "办法", "version": "1", "decided": {"by": "办", "on": "2025-01-01", "document": "号"},
        "effective": {"from": "2025-01-01"}, "calendar": "natural", "unlisted": "zero", "reuse": "all", "sharing": "full",
        "late": "adoption_period", "blanks": "zero", "ties": "shared", "rounding": {"decimals": 2, "mode": "half_up"},
        "tariff": [{"id": "T1", "when": {"tier": "省"}, "points": 5}], "examples": [{"tier": "省", "points": 5}],
    }  # fmt: skip


def told(plain: dict[str, Any], old: dict[str, Any], new: dict[str, Any]) -> tuple[str, ...]:
    return differences(
        RuleVersion.model_validate({**plain, **old}), RuleVersion.model_validate({**plain, **new})
    )


def test_two_years_of_the_golden_office() -> None:
    old, new = (read_rule(GOLDEN / f"{year}.yaml").rule for year in (2024, 2025))
    assert differences(old, new) == (
        "决定：中共某市委组织部 2023-12-20 某组通〔2023〕9号 → 中共某市委组织部 2024-12-20 某组通〔2024〕8号",
        "有效期：2024-01-01 至 2024-12-31 → 2025-01-01 起",
        "同一稿件多次采用：每次都计 → 只计最高一次",
        "分值 T1（中央级）：条件由“中央级”改为“《组工信息》”；10 分 → 20 分",
        "分值 T2（省级）：条件由“省级”改为“省级报纸”；5 分 → 8 分",
        "分值 T3（市级）：改编号为 T5；2 分 → 3 分",
        "新增分值 T3：省级网站，4 分",
        "新增分值 T4：省级网站、1000字以上，6 分",
        "新增系数 F1：头版头条，× 2",
    )
    assert renumbered(old, new) == {"T1": "T1", "T2": "T2", "T3": "T5"}


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ({}, {"ties": "dense"}, "同分：并列，其后名次空出（1、2、2、4） → 并列，其后名次不空（1、2、2、3）"),
        ({}, {"unlisted": 0.5}, "未列入的采用：计 0 分 → 计 0.5 分"),
        (
            {},
            {"late": {"count_in": "nowhere", "after_days": 5}},
            "迟到的记录：计入采用当期 → 月度结束 5 天后收到的，不计",
        ),
        ({}, {"reuse": {"keep": "highest", "per": "tier", "top": 2}},
         "同一稿件多次采用：每次都计 → 每个层级内只计最高一次，最多计 2 次"),
        ({}, {"rank": {"groups": "none"}}, "排名范围：各组分别排名 → 全体一起排名"),
        ({}, {"tariff": []}, "取消分值 T1：省级，5 分"),
        ({}, {"recognise": {"exclude": [{"id": "X1", "when": {"kind": "广告"}, "reason": "不计广告"}]}},
         "新增不计的情形 X1：广告，理由“不计广告”"),
        ({}, {"additions": [{"id": "A1", "when": {"what": "批示"},
                        "each": {"of": "words", "every": 100, "points": 1, "rest": "dropped"}}]},
         "新增加分 A1：批示，字数每 100 计 1 分（不足的不计）"),
        ({}, {"period": [{"id": "P1", "per": "month", "task": {"count": {}, "owed": {"县": 8}}, "missed": -5,
                     "mark": "零报送"}]},
         "新增期间条款 P1：每月任务：各类刊物媒体的篇数应达 县 8，未完成的计 -5 分，未达到的注明“零报送”"),
        ({"period": [{"id": "L1", "per": "year", "cap": 120}]}, {"period": [{"id": "L1", "per": "year", "cap": 100}]},
         "期间条款 L1：每年得分最多计 120 分 → 每年得分最多计 100 分"),
        ({"period": [{"id": "L1", "per": "year", "cap": 120}]}, {"period": [{"id": "L2", "per": "year", "cap": 120}]},
         "期间条款 L1：改编号为 L2"),
        # two columns may use the same word
        ({"tariff": [{"id": "T1", "when": {"kind": "简讯"}, "points": 5}]},
         {"tariff": [{"id": "T1", "when": {"channel": "简讯"}, "points": 5}]},
         "分值 T1（简讯）：条件 channel：无 → 简讯，kind：简讯 → 无"),
    ],
)  # fmt: skip
def test_one_change_is_one_sentence(
    plain: dict[str, Any], old: dict[str, Any], new: dict[str, Any], sentence: str
) -> None:
    assert told(plain, old, new) == (sentence,)


def test_a_line_that_goes_on_under_another_number_is_the_same_line(plain: dict[str, Any]) -> None:
    old = [
        {"id": "T1", "when": {"tier": "省"}, "points": 5},
        {"id": "T2", "when": {"tier": "市"}, "points": 2},
    ]
    new = [{"id": "T1", "when": {"tier": "中央"}, "points": 9}, {"id": "T2", "when": {"tier": "省"}, "points": 6},
           {"id": "T3", "when": {"tier": "市"}, "points": 2}]  # fmt: skip
    assert told(plain, {"tariff": old}, {"tariff": new}) == (
        "分值 T1（省级）：改编号为 T2；5 分 → 6 分",
        "分值 T2（市级）：改编号为 T3",
        "新增分值 T1：中央级，9 分",
    )


def test_every_rule_we_know_can_be_told_and_differs_in_nothing_from_itself() -> None:
    rules = [read_rule(path).rule for path in sorted(CASES.glob("*/*.yaml"))]
    assert len(rules) >= 14
    for rule in rules:
        assert differences(rule, rule) == ()
        assert all(label and text for label, text, _ in policies(rule))
        assert all(conditions(line.when) for _, line in rule.record_lines)
        assert all(worth(line, rule.counted_in) for _, line in rule.record_lines)
        assert all(period_line(line, rule.counted_in) for line in rule.period)

"""Titles put together from parts; every one of them is invented."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random

# Each phrase holds a keyword of topics.csv; the last ones belong to no topic.
THEMES = (
    "村党组织书记履职管理", "党支部标准化规范化建设", "村级集体经济发展", "村级后备干部培养",
    "社区网格党建", "城市党建联建共建", "红色物业", "非公企业党的组织覆盖", "园区党建服务", "新就业群体党建",
    "流动党员管理", "党员积分管理", "发展党员全程纪实", "主题党日", "年轻干部培养选拔", "干部考核评价",
    "干部调配程序", "干部监督日常管理", "提醒谈话", "任前公示", "干部教育培训质量评估", "干部讲堂",
    "现场教学点", "人才引进服务", "乡土人才培育", "人才服务专员", "科技特派员选派", "公务员平时考核",
    "公务员职级晋升管理", "驻村帮扶工作", "第一书记管理", "党建引领乡村治理", "党员冬训", "老干部志愿服务",
    "组工信息报送",
)  # fmt: skip
VERBS = ("抓实", "做细", "激活", "深化", "规范", "拓展", "建强", "优化", "夯实", "赋能", "严把", "创新")
RESULTS = (
    "激发干事热情", "凝聚发展合力", "夯实基层根基", "打通服务末梢", "提升治理效能", "锻造过硬队伍",
    "蓄足发展后劲",
    "压实工作责任", "办好民生实事", "点亮红色阵地", "拓宽增收路子", "擦亮党建品牌",
)  # fmt: skip
NUMBERS = "一二三四五六七八"
TOOLS = ("张清单", "个一", "项机制", "步工作法", "色管理", "个到位", "本台账", "道关口")
PAIRS = ("联", "促", "带", "进", "访", "评", "化", "定")


def make_title(place: str, rng: Random, used: set[str]) -> str:
    """Return a title nobody has used yet, and remember it."""
    while True:
        title = rng.choice(_PATTERNS)(place, rng)
        if title not in used:
            used.add(title)
            return title


def _label(rng: Random) -> str:
    if rng.random() < 0.5:
        return f"{rng.choice(NUMBERS)}{rng.choice(TOOLS)}"
    first, second = rng.sample(PAIRS, 2)
    return f"{rng.choice(NUMBERS)}{first}{rng.choice(NUMBERS)}{second}"


def _by_label(place: str, rng: Random) -> str:
    return f"{place}“{_label(rng)}”{rng.choice(VERBS)}{rng.choice(THEMES)}"


def _with_result(place: str, rng: Random) -> str:
    return f"{place}：{rng.choice(VERBS)}{rng.choice(THEMES)} {rng.choice(RESULTS)}"


def _full(place: str, rng: Random) -> str:
    return f"{place}以“{_label(rng)}”{rng.choice(VERBS)}{rng.choice(THEMES)} {rng.choice(RESULTS)}"


def _counted(place: str, rng: Random) -> str:
    who = rng.choice(("个党支部", "名党员", "个村（社区）", "名干部"))
    return f"{place}{rng.randint(12, 980)}{who}{rng.choice(VERBS)}{rng.choice(THEMES)}"


def _practice(place: str, rng: Random) -> str:
    return f"{rng.choice(VERBS)}{rng.choice(THEMES)} {rng.choice(RESULTS)}——{place}“{_label(rng)}”的做法"


def _study(place: str, rng: Random) -> str:
    return f"关于{place}{rng.choice(THEMES)}的调查与思考——以“{_label(rng)}”为例"


_PATTERNS = (_by_label, _with_result, _full, _full, _counted, _practice, _study)

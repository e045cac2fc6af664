"""One suggestion where a name is plainly misspelt, and never where it may be another name."""

from __future__ import annotations

import csv
import random
from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from questions.suggest import KnownName, Suggester
from warehouse.names import name_key
from warehouse.office import OPEN_END, OPEN_START

REGISTRY = Path(__file__).parents[1] / "cases" / "inbox_small" / "registry"
SUMMER = (date(2007, 7, 1), date(2007, 8, 31))
Entry = tuple[str, list[str]]


def suggester(entries: Iterable[Entry], *, are_units: bool) -> Suggester:
    return Suggester(
        (
            KnownName(name_key(one), name, name, OPEN_START, OPEN_END)
            for name, aliases in entries
            for one in (name, *aliases)
        ),
        are_units=are_units,
    )


def listed(file: str) -> list[Entry]:
    with (REGISTRY / file).open(encoding="utf-8-sig") as handle:
        return [
            (row["name"], [one for one in row["aliases"].split("|") if one]) for row in csv.DictReader(handle)
        ]


UNITS = suggester([*listed("units.csv"), ("组织一科", []), ("组织二科", [])], are_units=True)
OUTLETS = suggester(listed("outlets.csv"), are_units=False)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("林洲市", "林州市委组织部"),  # sounds alike
        ("林州市季组织部", "林州市委组织部"),  # looks alike
        ("文峰区委组识部", "文峰区委组织部"),  # shares its right half
        ("林州市组织部", "林州市委组织部"),  # one character lost
        ("林州市委组织织部", "林州市委组织部"),  # one typed twice
        ("龙区安委组织部", "龙安区委组织部"),  # two exchanged
        ("组织1科", "组织一科"),
        ("文峰区委组织部研究室", "文峰区委组织部"),  # an office of it behind
        ("安阳市龙安区委组织部", "龙安区委组织部"),  # the place above it in front
        ("汤阴组织部", "汤阴县委组织部"),  # what kind of place was left out
    ],
)
def test_a_unit_plainly_meant_is_the_only_suggestion(written: str, meant: str) -> None:
    assert UNITS.suggest(name_key(written), *SUMMER) == (meant,)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("河南曰报", "河南日报"),
        ("《何南组工信息》", "河南组工信息"),
        ("按阳电视台", "安阳电视台"),
        ("中国组织人事报第1版", "中国组织人事报"),
        ("河南电视台《河南新闻联播》", "河南电视台"),
    ],
)
def test_an_outlet_plainly_meant_is_the_only_suggestion(written: str, meant: str) -> None:
    assert OUTLETS.suggest(name_key(written), *SUMMER) == (meant,)


@pytest.mark.parametrize(
    "written",
    ["干一科", "组织三科", "安阳", "华县", "长垣县", "清丰县", "濮阳县", "濮阳市委组织部", "商丘市委组织部", "林州县委组织部",
     "安阳组织部", "安阳市委组织部电教科", "市委办公室", "老干部科", "安阳市教育局", "科", ""],
)  # fmt: skip
def test_what_may_be_another_unit_never_has_one_suggestion(written: str) -> None:
    assert len(UNITS.suggest(name_key(written), *SUMMER)) != 1


@pytest.mark.parametrize(
    "written",
    [
        "河北日报", "海南日报", "安阳晚报", "大河晨报", "人民网河南频道", "人民日报江西版", "安阳广播电视台",
        "乡镇黑板报", "〃", "豫北信息港",
    ],
)  # fmt: skip
def test_what_may_be_another_outlet_never_has_one_suggestion(written: str) -> None:
    assert len(OUTLETS.suggest(name_key(written), *SUMMER)) != 1


def test_a_short_name_that_fits_several_offers_them() -> None:
    assert set(UNITS.suggest("安阳", *SUMMER)) >= {"安阳县委组织部", "安阳市委组织部"}
    assert "组织一科" in UNITS.suggest("组织三科", *SUMMER)


def test_only_names_in_force_are_suggested() -> None:
    closed = KnownName("龙安区委组织部", "U1", "龙安区委组织部", OPEN_START, date(2007, 6, 30))
    assert Suggester([closed], are_units=True).suggest("龙按区委组织部", *SUMMER) == ()
    assert Suggester([closed], are_units=True).suggest("龙按区委组织部", date(2007, 6, 1), SUMMER[1]) == (
        "龙安区委组织部",
    )


def words(text: str) -> list[str]:
    return text.split()


# Other registries: places whose names nobody gave them, organs and outlets such as there are everywhere.
PLACE = (
    "安平阳宁永兴泰和长清新东南西北江河海湖山林丰城州定康武文德义信乐昌龙云石泉金水青川原口关桥华沙滩岭峰谷坪坝塘港湾溪沟井寺塔楼营寨堡"
    "屯岗坡洼柳杨槐松柏梅兰竹桃杏枣桑麻禾谷粟铁铜银玉珠宝光明朝霞晖丹赤黄绿蓝紫白黑固勇忠孝仁礼智贤良善福禄寿喜庆祥瑞吉利通达顺昭广"
)
SECTIONS = words(
    "办公室 研究室 组织科 组织一科 组织二科 干部科 干部一科 干部教育科 干部监督科 人才工作科 党员教育中心 电教中心 老干部科"
    " 公务员科 信息科 宣传科 党建科 农村科 城市科 人事科 综合科 调研室"
)
ORGANS = words(
    "宣传部 统战部 教育局 财政局 公安局 民政局 司法局 水利局 农业局 林业局 审计局 交通局 信访局 税务局 气象局"
)
PRESS = words(
    "日报 晚报 晨报 都市报 商报 电视台 人民广播电台 新闻网 党建网 组工信息 组工通讯 组工动态 法制报 农村报 教育报 青年报"
    " 政务信息 党建研究 经济报"
)
# Slips as people make them, by sound and by look; not taken from the table that suggestions are made with.
SLIPS = words(
    "州洲舟 阳杨扬 安按案 河何和 南难男 林琳临 区曲 县现 市是 委季 组祖阻 织职识 部步 日曰 报抱 建健 研妍 干千 教较"
    " 人入 才材 科棵料 室窒 息熄 新薪 城诚 平苹评 清青情 东冻 海悔 农浓 播拨 视祝 大太 晨辰 经径 法发 通桶 信倌 工公"
)


def registry(chance: random.Random) -> tuple[list[Entry], list[Entry], list[str], list[str]]:
    """Return about 300 units and 200 outlets, and names of units and outlets that are not among them."""
    stems = list(dict.fromkeys("".join(chance.sample(PLACE, 2)) for _ in range(700)))
    city, own, foreign = stems[0], stems[1:270], stems[270:470]
    sections, press = chance.sample(SECTIONS, 14), chance.sample(PRESS, 9)
    units = [(f"{city}市委组织部", ["市委组织部"])]
    units += [
        (f"{stem}{kind}委组织部", [f"{stem}{kind}"]) for stem in own for kind in chance.sample("县市区", 1)
    ]
    units += [(one, [f"市委组织部{one}", f"{city}市委组织部{one}"]) for one in sections]
    outlets = [(place + one, []) for place in (city, *own[:21]) for one in press]
    no_units = [
        f"{stem}{kind}{tail}"
        for stem in foreign
        for kind in chance.sample("县市区", 1)
        for tail in ("", "委组织部")
    ]
    no_units += [f"{city}市{organ}" for organ in ORGANS] + [f"市{organ}" for organ in ORGANS]
    no_units += [
        before + one for one in SECTIONS if one not in sections for before in ("", f"{city}市委组织部")
    ]
    no_outlets = [place + one for place in foreign[:40] for one in PRESS]
    no_outlets += [place + one for place in own[:21] for one in PRESS if one not in press]
    return units, outlets, no_units, no_outlets


def test_other_registries_give_no_false_and_no_wrong_single_suggestion() -> None:
    alike = {character: slip.replace(character, "") for slip in SLIPS for character in slip}
    told: Counter[str] = Counter()
    for seed in range(3):
        chance = random.Random(seed)  # noqa: S311
        units, outlets, no_units, no_outlets = registry(chance)
        for entries, foreign, are_units in ((units, no_units, True), (outlets, no_outlets, False)):
            known = {one for name, aliases in entries for one in (name, *aliases)}
            asked = suggester(entries, are_units=are_units)
            for name in set(foreign) - known:
                told["foreign"] += 1
                told["false"] += len(asked.suggest(name, *SUMMER)) == 1
            for name, _ in entries:
                places = [at for at, character in enumerate(name) if character in alike]
                if not places:
                    continue
                at = chance.choice(places)
                misspelt = name[:at] + chance.choice(alike[name[at]]) + name[at + 1 :]
                if misspelt not in known:
                    found = asked.suggest(misspelt, *SUMMER)
                    told["misspelt"] += 1
                    told["right"] += found == (name,)
                    told["wrong"] += len(found) == 1 and found != (name,)
    assert told["foreign"] > 4000
    assert told["misspelt"] > 1200
    assert told["false"] < told["foreign"] / 100, told
    assert told["wrong"] < told["misspelt"] / 100, told
    assert told["right"] > told["misspelt"] * 0.9, told

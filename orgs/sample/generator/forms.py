"""The form each sender fills in: file name, kind of file, headings, and how it writes names and dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from generator.names import SITE

if TYPE_CHECKING:
    from collections.abc import Callable

Day = tuple[int, int, int]
Cell = str | int | date


def _written(template: str) -> Callable[[Day], str]:
    return lambda day: template.format(*day)


_iso = _written("{0}-{1:02}-{2:02}")
_slash = _written("{0}/{1}/{2}")
_dots = _written("{0}.{1}.{2}")
_month_day = _written("{1}月{2}日")
_chinese = _written("{0}年{1}月{2}日")
_compact = _written("{0}{1:02}{2:02}")


def _cell(day: Day) -> Cell:
    """A real date where there is such a day; Excel leaves the others as the text typed in."""
    try:
        return date(*day)
    except ValueError:
        return _iso(day)


@dataclass(frozen=True, slots=True)
class Form:
    """One sender's register; `columns` are pairs of heading (`group/heading` for two rows) and field."""

    file_name: str
    encoding: Literal["xlsx", "utf-8-sig", "gbk"]
    columns: tuple[tuple[str, str], ...]
    write_day: Callable[[Day], Cell]
    title: str = ""
    sender: str = ""  # printed under the title and above the signature
    naming: Literal["full", "short", "party"] = "full"
    brackets: bool = False
    has_total: bool = False


def _columns(text: str) -> tuple[tuple[str, str], ...]:
    pairs = (part.split("=") for part in text.split())
    return tuple((heading.replace("_", " "), field) for heading, field in pairs)


_TWO_ROWS = """序号=serial 报送单位=unit 稿件情况/标题=title 稿件情况/体裁=kind 稿件情况/字数=words
    稿件情况/作者=author 采用情况/采用刊物=outlet 采用情况/刊发日期=day 采用情况/版面=page 采用情况/期号=issue
    备注=remark"""

FORMS: dict[str, Form] = {
    "望川县委组织部": Form(
        "望川县委组织部{year}年{month}月份信息采用情况统计表.xlsx", "xlsx", _columns(_TWO_ROWS), _cell,
        title="望川县委组织部{year}年{month}月份信息采用情况统计表", sender="望川县委组织部", has_total=True,
    ),
    "岚溪县委组织部": Form(
        "附件2：岚溪县信息采用情况统计表（{month}月份）.xlsx", "xlsx",
        _columns("""序号=serial 供稿单位=unit 采用媒体=outlet 级别=tier 题目=title 见报日期=day 版次=page
            字数=words 撰稿人=author"""),
        _month_day, title="岚溪县{year}年{month}月份信息采用情况统计表",
        naming="short", brackets=True, has_total=True,
    ),
    "桐屏县委组织部": Form(
        "{year}{month:02}桐屏县发稿情况统计表.xlsx", "xlsx",
        _columns("""序号=serial 刊登媒体=outlet 刊登日期=day 版面=page 稿件标题=title 单位名称=unit
            类别=kind 字数=words 供稿人=author 说明=remark"""),
        _dots, title="桐屏县委组织部{year}年{month}月发稿情况统计表", sender="桐屏县委组织部", naming="party",
    ),
    "鹤汀县委组织部": Form(
        "鹤汀县{month}月份发稿.csv", "gbk",
        _columns("""编号=serial 单位=unit 稿件标题=title 发表刊物=outlet 采用时间=day 版面=page
            字_数=words 作者=author"""),
        _slash, title="鹤汀县委组织部{year}年{month}月份发稿情况统计表", sender="鹤汀县委组织部",
        has_total=True,
    ),
    "清渠县委组织部": Form(
        "清渠县委组织部{year}年{month}月采用信息登记表.csv", "utf-8-sig",
        _columns("""序号=serial 标题=title 报送单位=unit 采用刊物=outlet 层级=tier 期号=issue 版次=page
            刊登日期=day 字数=words 作者=author 备_注=remark"""),
        _chinese, brackets=True,
    ),
    "澜州区委组织部": Form(
        "澜州区委组织部{year}年{month}月份采用情况表.xlsx", "xlsx",
        _columns(_TWO_ROWS.replace("采用情况/期号=issue", "")),
        _cell, title="澜州区委组织部{year}年{month}月份组工宣传信息采用情况统计表", sender="澜州区委组织部",
        naming="party", has_total=True,
    ),
    "南屏区委组织部": Form(
        "南屏区{year}年{month}月份信息采用.csv", "gbk",
        _columns("""供稿单位=unit 题目=title 采用媒体=outlet 见报日期=day 版面=page 字数=words
            撰稿人=author"""),
        _month_day, naming="short",
    ),
    "云麓区委组织部": Form(
        "{year}{month:02}云麓区信息录用情况登记表.xlsx", "xlsx",
        _columns("""序号=serial 报送单位=unit 标题=title 采用刊物=outlet 级别=tier 刊发日期=day
            版面=page 体裁=kind 字数=words 作者=author 备注=remark"""),
        _dots, brackets=True,
    ),
    "锦湾区委组织部": Form(
        "锦湾区{year}年{month}月信息采用.csv", "utf-8-sig",
        _columns("""No.=serial 刊发日期=day 采用刊物=outlet 信息题目=title 单位=unit 版次=page
            字数=words 作者=author"""),
        _compact, title="锦湾区委组织部{year}年{month}月信息采用情况", naming="short",
    ),
    "科室": Form(
        "市委组织部各科室{year}年{month}月信息采用汇总.xlsx", "xlsx", _columns(_TWO_ROWS), _slash,
        title="市委组织部各科室{year}年{month}月信息采用情况汇总表", sender="市委组织部",
        brackets=True, has_total=True,
    ),
    "乡镇": Form(
        "望川县乡镇信息采用情况（{year}年{month}月）.xlsx", "xlsx",
        _columns("""序号=serial 单位=unit 标题=title 采用刊物=outlet 采用时间=day 版面=page 字数=words
            作者=author 备注=remark"""),
        _month_day, title="望川县各乡镇{year}年{month}月份信息采用情况统计表", sender="望川县委组织部",
        naming="short",
    ),
}  # fmt: skip

SITE_FILE = SITE + "_{year}{month:02}_list.html"

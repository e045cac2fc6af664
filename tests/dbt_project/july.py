"""What the office of every register delivers in July: for each column that a rule may ask, a record with that cell.

Each column arrives under two headings, once in a workbook and once in a text file, written as people write it.
"""

from __future__ import annotations

from collections.abc import Sequence

Cells = Sequence[object]

# The line of rules/columns/2025.yaml that asks for the column, its headings in either file, the cell in either file.
COLUMNS: dict[str, tuple[str, str, object, object]] = {
    "channel": ("栏目", "播出节目", "新闻联播", "《新闻联播》"),
    "placement": ("版面", "刊发位置", "A01版头条", "头版头条"),
    "kind": ("体裁", "稿件类别", "调研", "简讯/调研"),
    "form": ("单篇/综合", "采用方式", "综合", "综合"),
    "degree": ("采用程度", "采用篇幅", "全文", "全文"),
    "path": ("报送渠道", "途径", "经办公室", " 经办公室"),
    "origin": ("原创/转载", "是否原创", "原创", "是"),
    "level": ("级别", "获奖级别", "省级", "省"),
    "grade": ("等次", "稿件等级", "一等", "一等"),
    "status": ("状态", "是否完成", "已完成", "√"),
    "evidence": ("证明材料", "是否附原件", "有", "已附"),
    "words": ("字数", "篇幅", "1.2千", "１２００字"),
    "seconds": ("时长", "播出时长（分钟）", "1分30秒", 1.5),
    "pictures": ("图片数", "配图", "１２ 张", "十二幅"),
    "reads": ("阅读量", "点击量", "3.5万", "35,000次"),
    "value": ("数值", "指标值", "85分", 85),
    "given": ("上级计分", "得分", 3, "3分"),
    "days_late": ("逾期天数", "超期天数", "2天", "两天"),
    "persons": ("作者", "撰稿人", "作者甲（丁县）60%、作者乙 40%", "作者丙　作者丁"),
}


def _register(which: int) -> list[Cells]:
    headings = [names[which] for names in COLUMNS.values()]
    rows: list[Cells] = [("单位", "标题", "采用刊物", "采用日期", *headings)]
    for nth, (line, names) in enumerate(COLUMNS.items()):
        cells: list[object] = [None] * len(COLUMNS)
        cells[nth] = names[which + 2]
        rows.append(("丁县", f"{line}第{'一二'[which]}稿", "某市日报", f"7月{nth + 1}日", *cells))
    return rows


# The whole of a row, as the line `sent_in` asks for it.
_SENT_IN: Cells = (
    "丁县", "丁县修桥", "7月9日", "头版要闻", "单篇", "部分", "直报", "转载", "市级", "优稿", "选用", "无", 800, "100秒",
    2, 120, 7, 3, "作者甲、作者乙", 4,
)  # fmt: skip
JULY: dict[str, list[Cells]] = {
    "2025年7月采用情况.xlsx": _register(0),
    "2025年7月采用登记.csv": [
        *_register(1),
        ("甲县、丁县", "两县合写一稿", "某市日报", "7月31日"),
        ("甲县（75%）、丁县（25%）", "两县合写二稿", "某市日报", "7月30日"),
    ],
    "2025年7月合写采用.csv": [
        ("单位", "标题", "采用刊物", "采用日期", "分值占比"),
        ("甲县、丁县", "两县合写三稿", "某市日报", "7月29日", "丁县60%，甲县40%"),
    ],
    "2025年7月指标.csv": [("单位", "指标名称", "数值", "统计日期"), ("丁县", "更新条数", "30条", "7月31日")],
    "2025年7月事项.xlsx": [("单位", "事项", "级别", "日期", "赋分"), ("丁县", "组织活动", "市级", "7月20日", "2分")],
    "2025年7月转报.csv": [("单位", "标题", "转报日期", "上报刊物"), ("丁县", "丁县治河", "7月21日", "某省日报")],
    "2025年7月信息报送登记.csv": [
        ("单位", "标题", "报送日期", "版面栏目", "稿件形式", "采用程度", "上报方式", "原创或转载", "级别", "质量等次", "选用情况",
         "佐证", "字数", "时长", "照片", "浏览量", "数值", "赋分", "作者", "逾期"),
        _SENT_IN,
    ],
}  # fmt: skip

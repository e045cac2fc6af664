"""What the office of every register delivers in April: adoptions with their authors, paid by rules/gaofei.

A provincial paper pays 100, a city paper 60; units share equally, authors by their shares; a piece is paid once, as its
best adoption; nobody gets more than 150 a month. 甲县: 作者甲 100 + 50 + 100, cut to 150; 作者丁 36 and 作者戊 24 of 60;
作者己 30 of 60, the half of 丁县 has no author: 240. Of 作者戊 the register says that he is of 乙县, which reports
nothing of it: he is paid under 甲县. 乙县: 作者乙 50 + 30, 作者丙 30: 110. 丁县: its own 作者甲 60. In all 410.
In May the piece of 作者乙 and 作者丙 is commented on: 20, 10 for each.
"""

from __future__ import annotations

from collections.abc import Sequence

Cells = Sequence[object]

APRIL: dict[str, list[Cells]] = {
    "2025年4月采用登记表.csv": [
        ("单位", "作者", "标题", "采用刊物", "采用日期", "作者2", "字数", "图片数", "是否转载"),
        ("甲县", "作者甲", "甲县四月第一稿", "某省日报", "4月2日"),
        ("甲县", "作者甲", "甲县四月第一稿", "某市日报", "4月5日"),
        ("甲县、乙县", "作者甲（甲县）、作者乙（乙县）", "两县四月合写稿", "某省日报", "4月8日"),
        ("乙县", "通讯员 作者乙", "乙县四月第一稿", "某市日报", "4月9日", "作者丙", "千余字", "若干", "是"),
        ("丁县", "作者甲", "丁县四月第一稿", "某市日报", "4月10日", "", "约1.2千字", "几张", "否"),
        ("丁县", "集体", "丁县四月集体稿", "某省日报", "4月11日"),
        ("丁县", "", "丁县四月未署名稿", "某市日报", "4月12日"),
        ("甲县", "作者丁60%、作者戊（乙县）40%", "甲县四月第二稿", "某市日报", "4月14日"),
        ("甲县", "作者甲", "甲县四月第三稿", "某省日报", "4月20日"),
        ("甲县、丁县", "作者己", "甲丁两县四月合写稿", "某市日报", "4月21日"),
    ],
    "2025年5月领导批示.csv": [
        ("单位", "标题", "批示领导", "级别", "批示日期"),
        ("乙县", "乙县四月第一稿", "某副市长", "市级", "5月6日"),
    ],
}  # fmt: skip

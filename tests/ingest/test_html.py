from __future__ import annotations

from datetime import date

import pytest

from ingest.landing import land
from ingest.layouts import Layouts

TABLE = """<html><head><meta charset="gb2312"></head><body><table border="1">
<tr><td colspan="5">云岭县3月采用情况</td></tr>
<tr><td rowspan="2">序号</td><td rowspan="2">单位</td><td colspan="2">稿件
   情况</td><td rowspan="2">采用刊物</td></tr>
<tr><td>标题</td><td>刊发日期</td></tr>
<tr><td>1</td><td rowspan="2">云岭县</td><td>甲<br>乙 &lt;b&gt;</td><td>3.5</td><td> 澜江
    日报 </td></tr>
<tr><td>2</td><td>丙</td><td>3.6</td><td>省报</td></tr>
<tr><td></td><td>合计</td><td>2篇</td><td></td><td></td></tr>
</table></body></html>"""

LIST = """<html><head><title>基层动态_岭川党建网</title></head><body><div>鹤山县 首页</div><ul class="list">
<li><a href="./t1.html">云岭县：澜江：激活村室</a><span class="date">[2025-03-05]</span></li>
<li><a href="./t2.html">没有单位的标题</a><span class="date">2025-03-04</span></li>
<li><span class="date">2025-03-03</span></li>
</ul></body></html>"""

SITE = """[[site]]
outlet = "岭川党建网"
title_contains = "岭川党建网"
item = "ul.list li"
title = "a"
date = "span.date"
"""


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-8-sig"])
def test_a_table_saved_as_xls_is_read_with_its_spans(encoding, tmp_path, landed, stored):
    path = tmp_path / "register.xls"
    path.write_bytes(TABLE.encode(encoding))
    one = landed(path)
    rows = stored(one)
    assert (one.kind, one.record_count) == ("html_table", 2)
    assert [(row["row_number"], row["row_role"], row["unit_name"]) for row in rows] == [
        (4, "record", "云岭县"),
        (5, "record", "云岭县"),
        (6, "total", "合计"),
    ]
    assert [row["article_title"] for row in rows[:2]] == ["甲\n乙 <b>", "丙"]
    assert [row["outlet_name"] for row in rows[:2]] == ["澜江 日报", "省报"]
    assert rows[0]["table_title"] == "云岭县3月采用情况"


def test_rows_of_several_tables_have_different_numbers(tmp_path, rows_of):
    table = "<table><tr><th>单位<th>标题<th>刊物<tr><td>甲<td>乙<td>丙</table>"
    path = tmp_path / "two.html"
    path.write_text(f"<table><tr><td>导航</table>{table}<p>{table}", encoding="utf-8")
    assert [row["row_number"] for row in rows_of(path)] == [3, 5]


def landed_list(tmp_path, office, home, addition=""):
    (office / "sites.toml").write_text(SITE + addition, encoding="utf-8")
    path = tmp_path / "list.html"
    path.write_bytes(LIST.encode("gb18030"))
    (one,) = land([path], home, Layouts.load(office), date(2025, 4, 3))
    return one


def test_a_declared_list_page_gives_one_record_per_item(tmp_path, office, home, stored):
    one = landed_list(tmp_path, office, home, 'split_unit_at = "："\n')
    rows = stored(one)
    assert (one.kind, one.record_count) == ("html_list", 3)
    assert [(row["row_number"], row["unit_name"], row["article_title"]) for row in rows] == [
        (1, "云岭县", "澜江：激活村室"),
        (2, None, "没有单位的标题"),
        (3, None, None),
    ]
    assert [row["adopted_on"] for row in rows] == ["[2025-03-05]", "2025-03-04", "2025-03-03"]
    assert {row["outlet_name"] for row in rows} == {"岭川党建网"}
    assert [row["link"] for row in rows] == ["./t1.html", "./t2.html", None]
    assert rows[0]["table_title"] == "基层动态_岭川党建网"


def test_a_title_is_split_only_where_the_office_says_so(tmp_path, office, home, stored):
    rows = stored(landed_list(tmp_path, office, home))
    assert [(row["unit_name"], row["article_title"]) for row in rows[:1]] == [
        (None, "云岭县：澜江：激活村室")
    ]


def test_a_page_of_a_declared_site_without_items_is_not_taken(tmp_path, office, home, landed):
    (office / "sites.toml").write_text(SITE, encoding="utf-8")
    path = tmp_path / "article.html"
    path.write_text("<title>甲_岭川党建网</title><h1>甲</h1><p>云岭县</p>", encoding="utf-8")
    (one,) = land([path], home, Layouts.load(office), date(2025, 4, 3))
    assert one.problem_code == "unsupported_kind"

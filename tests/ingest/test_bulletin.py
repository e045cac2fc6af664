"""Issues of bulletins: heads, contents and articles as different desks set them."""

from __future__ import annotations

import docx
import pytest

from tests.ingest.documents import from_lines, from_xml, paragraph, pdf

PROSE = "今年以来，云岭县坚持党建引领，推动基层治理。各项工作取得了成效。"


def told(rows, *columns):
    return [tuple(row[column] for column in columns) for row in rows if row["row_role"] == "record"]


# By what stands above the 目录: name, issue, day and kind.
HEADS = {
    "plain": (
        ["岭川组工信息", "第8期", "中共岭川市委组织部主办        2025年3月5日"],
        ("岭川组工信息", "第8期", "2025年3月5日", None),
    ),
    "running number": (
        [
            "内部资料 注意保存",
            "《鹤山信息》",
            "2025年第12期（总第345期）",
            "中共鹤山县委办公室编  2025年３月５日",
        ],
        ("《鹤山信息》", "2025年第12期（总第345期）", "2025年３月５日", None),
    ),
    "running number apart": (
        ["澜江政务", "第十二期", "总第345期", "澜江市政府办公室", "二〇二五年三月五日"],
        ("澜江政务", "第十二期 总第345期", "二〇二五年三月五日", None),
    ),
    "supplement": (
        ["工作动态（增刊）", "〔2025〕8号", "2025-03-05"],
        ("工作动态", "〔2025〕8号", "2025-03-05", "增刊"),
    ),
    "one line": (
        ["秘密★一年", "信息专报 2025年第3期 2025.3.5"],
        ("信息专报", "2025年第3期", "2025.3.5", "专报"),
    ),
    "month only": (["青山通讯", "第3期", "2025年3月"], ("青山通讯", "第3期", "2025年3月", None)),
}


@pytest.mark.parametrize("head", HEADS)
def test_a_head_says_name_issue_day_and_kind(head, tmp_path, landed, stored):
    lines, expected = HEADS[head]
    one = landed(
        from_lines(
            tmp_path / "issue.docx",
            *lines,
            "目  录",
            "抓实夜校建设（云岭县委组织部）",
            "",
            "抓实夜校建设",
            PROSE,
        )
    )
    rows = stored(one)
    assert one.kind == "docx_bulletin"
    assert told(rows, "outlet_name", "issue", "adopted_on", "kind") == [expected]
    assert (rows[0]["row_number"], rows[0]["unit_name"]) == (len(lines) + 2, "云岭县委组织部")


# By how an entry is written: title, unit and page.
ENTRIES = {
    "★抓实夜校建设……（云岭县委组织部）": ("抓实夜校建设", "云岭县委组织部", None),
    "抓实夜校建设(云岭县委组织部)..........................3": ("抓实夜校建设", "云岭县委组织部", "3"),
    "1.抓实夜校建设……12（云岭县委组织部）": ("抓实夜校建设", "云岭县委组织部", "12"),
    "（2）抓实夜校建设（云岭县委、鹤山县委）\t（4）": ("抓实夜校建设", "云岭县委、鹤山县委", "4"),
    "◆ 抓实“夜校”建设（试行）【云岭县委组织部】": ("抓实“夜校”建设（试行）", "云岭县委组织部", None),
    "抓实夜校建设（上）〔云岭县委组织部(党教中心)〕 ……  7": (
        "抓实夜校建设（上）", "云岭县委组织部(党教中心)", "7",
    ),
    "抓实夜校建设——云岭县等5县〔供稿：云岭县委组织部〕": ("抓实夜校建设——云岭县等5县", "云岭县委组织部", None),
    "抓实夜校建设（之二）（市第三中学）": ("抓实夜校建设（之二）", "市第三中学", None),
    "抓实2025年夜校建设（一）": ("抓实2025年夜校建设（一）", None, None),
    "抓实夜校建设…………………… 第9页": ("抓实夜校建设", None, "9"),
    "抓实夜校建设（云岭县委组织部 张某）": ("抓实夜校建设", "云岭县委组织部", None),
}  # fmt: skip


@pytest.mark.parametrize("entry", ENTRIES)
def test_an_entry_is_split_into_title_unit_and_page(entry, tmp_path, rows_of):
    rows = rows_of(
        from_lines(tmp_path / "issue.docx", "岭川信息", "第8期", "2025年3月5日", "【本期要目】", entry)
    )
    assert told(rows, "article_title", "unit_name", "page") == [ENTRIES[entry]]
    assert rows[0]["cells"] == f'["{entry}"]'.replace("\t", "\\t")


def test_units_before_the_titles_and_sections_between_them(tmp_path, rows_of):
    rows = rows_of(
        from_lines(
            tmp_path / "issue.docx",
            "鹤山信息", "第12期", "2025年3月5日", "本期目录", "【经验交流】", "云岭乡：抓实村级夜校\t1",
            "清水镇：推进“一网统管”\t3", "◆简讯", "大河镇：举办培训班：三期\t7", "",
            "抓实村级夜校", PROSE, "报：市委办。  送：各乡镇。",
        )
    )  # fmt: skip
    assert told(rows, "row_number", "unit_name", "article_title", "kind", "page") == [
        (6, "云岭乡", "抓实村级夜校", "经验交流", "1"),
        (7, "清水镇", "推进“一网统管”", "经验交流", "3"),
        (9, "大河镇", "举办培训班：三期", "简讯", "7"),
    ]
    assert [(row["row_number"], row["cells"]) for row in rows if row["row_role"] == "note"] == [
        (5, '["【经验交流】"]'),
        (8, '["◆简讯"]'),
    ]


def test_colons_of_single_titles_are_no_list_of_units(tmp_path, rows_of):
    rows = rows_of(
        from_lines(
            tmp_path / "issue.docx",
            "鹤山信息", "第12期", "2025年3月5日", "目录", "云岭乡：抓实村级夜校", "推进“一网统管”", "举办培训班三期",
        )
    )  # fmt: skip
    assert told(rows, "article_title", "unit_name")[0] == ("云岭乡：抓实村级夜校", None)


def test_a_contents_laid_out_as_a_table_is_one(tmp_path, landed, stored):
    entries = [
        ["标题", "报送单位", "页码"],
        ["抓实夜校建设", "云岭县委办", "1"],
        ["开展主题党日", "清水镇党委", "3"],
    ]
    one = landed(
        from_lines(
            tmp_path / "issue.docx",
            [["岭川信息"], ["2025年第9期"], ["2025年3月5日"]],
            "目录",
            entries,
            "抓实夜校建设",
            PROSE,
        )
    )
    assert one.kind == "docx_bulletin"
    assert told(stored(one), "sheet_name", "row_number", "article_title", "unit_name", "page", "issue") == [
        ("表2", 2, "抓实夜校建设", "云岭县委办", "1", "2025年第9期"),
        ("表2", 3, "开展主题党日", "清水镇党委", "3", "2025年第9期"),
    ]


def test_unit_and_author_may_stand_under_the_article(tmp_path, rows_of):
    rows = rows_of(
        from_lines(
            tmp_path / "issue.docx",
            "岭川信息", "第8期", "2025年3月5日", "目录", "1、抓实夜校建设", "2、开展主题党日", "——以清水镇为例",
            "3、举办培训班（大河镇）", "",
            "抓实夜校建设", PROSE, "（云岭县委组织部  张某）", "开展主题党日——以清水镇为例",
            PROSE + "（清水镇党委）", "举办培训班", PROSE, "供稿：鹤山县",
        )
    )  # fmt: skip
    assert told(rows, "row_number", "article_title", "unit_name", "author") == [
        (5, "抓实夜校建设", "云岭县委组织部", "张某"),
        (6, "开展主题党日——以清水镇为例", "清水镇党委", None),
        (8, "举办培训班", "大河镇", None),
    ]


def test_without_contents_every_signed_article_is_one(tmp_path, rows_of):
    rows = rows_of(
        from_lines(
            tmp_path / "issue.docx",
            "澜江政务专报", "第7期", "澜江市政府办公室  2025年3月5日", "粮食收购情况",
            "——以云岭县为例", PROSE, "一、主要做法", PROSE,
            "（云岭县政府办  张某）", "夜校建设情况", PROSE + "（鹤山县政府办）", "报：省政府办公厅",
        )
    )  # fmt: skip
    assert told(rows, "row_number", "article_title", "unit_name", "kind") == [
        (4, "粮食收购情况——以云岭县为例", "云岭县政府办", "专报"),
        (10, "夜校建设情况", "鹤山县政府办", "专报"),
    ]


def test_without_contents_and_signatures_headings_or_the_first_line_tell(tmp_path, rows_of):
    made = docx.Document()
    for text in ("岭川信息", "第7期", "2025年3月5日"):
        made.add_paragraph(text)
    for text in ("抓实夜校建设", "开展主题党日（清水镇）"):
        made.add_heading(text, 1)
        made.add_heading("一、做法", 2)
        made.add_paragraph(PROSE)
    made.save(str(tmp_path / "styled.docx"))
    assert told(rows_of(tmp_path / "styled.docx"), "row_number", "article_title", "unit_name") == [
        (4, "抓实夜校建设", None),
        (7, "开展主题党日", "清水镇"),
    ]
    plain = from_lines(
        tmp_path / "plain.docx", "岭川信息", "第7期", "2025年3月5日", "抓实夜校建设", PROSE, "一、做法", PROSE
    )
    assert told(rows_of(plain), "row_number", "article_title") == [(4, "抓实夜校建设")]


def test_the_issue_may_stand_in_a_text_box_or_in_the_heading_of_the_page(tmp_path, rows_of):
    box = f"<w:p><w:r><w:pict><w:txbxContent>{paragraph('2025年第9期')}</w:txbxContent></w:pict></w:r></w:p>"
    lines = "".join(map(paragraph, ("目录", "抓实夜校建设（云岭县）")))
    path = from_xml(
        tmp_path / "box.docx", paragraph("岭川信息") + box + lines, header1=paragraph("2025年3月5日")
    )
    assert told(rows_of(path), "row_number", "outlet_name", "issue", "adopted_on") == [
        (4, "岭川信息", "2025年第9期", "2025年3月5日")
    ]


def test_a_pdf_issue_joins_what_its_lines_cut(tmp_path, landed, stored):
    one = landed(
        pdf(
            tmp_path / "issue.pdf",
            ["岭川组工信息", "2025年第8期（总第312期）", "中共岭川市委组织部编    2025年3月5日",
             "目  录", "云岭县抓实支部建设（云岭县委组织部）……1",
             "鹤山县推动干部教育培训提质增效创新开展", "夜校建设（鹤山县委组织部）………3"],
            ["云岭县抓实支部建设", PROSE, "（云岭县委组织部 张某）"],
        )
    )  # fmt: skip
    assert one.kind == "pdf_bulletin"
    assert told(stored(one), "row_number", "article_title", "unit_name", "page", "author") == [
        (5, "云岭县抓实支部建设", "云岭县委组织部", "1", "张某"),
        (6, "鹤山县推动干部教育培训提质增效创新开展夜校建设", "鹤山县委组织部", "3", None),
    ]


def test_a_paragraph_of_sixty_thousand_characters_ends_the_contents(tmp_path, rows_of):
    rows = rows_of(
        from_lines(
            tmp_path / "long.docx", "岭川信息", "第8期", "2025年3月5日", "目录", "抓实夜校建设", "长" * 60_000
        )
    )
    assert told(rows, "row_number", "article_title") == [(5, "抓实夜校建设")]


def test_brackets_and_blanks_without_end_cost_little(tmp_path, rows_of):
    lines = [
        "（" * 20_000,
        "）" * 20_000,
        " " * 20_000 + "1",
        "…" * 20_000 + "甲",
        "1." * 10_000,
        "一、" * 9_000,
    ]
    rows = rows_of(from_lines(tmp_path / "odd.docx", "岭川信息", "第8期", "2025年3月5日", "目录", *lines))
    assert len(rows) >= 1

"""What programs put into texts is taken out before anything reads them; what was done is said, what came is kept."""

from __future__ import annotations

import pytest

from ingest import cleaning
from ingest.cell_faults import void_rows
from ingest.clean_grids import cleaned, line, notes_of
from ingest.grids import Grid
from ingest.marks import marked, pieces, plain, shown, whole


@pytest.mark.parametrize(
    ("delivered", "read"),
    [
        ("南屏&ldquo;红石榴&rdquo;服务站&amp;社区食堂", "南屏“红石榴”服务站&社区食堂"),
        ("&amp;ldquo;三化&amp;rdquo;联动&#12290;&#x4e00;", "“三化”联动。一"),
        ("a&b; R&D; 5&nosuch;6 &amp", "a&b; R&D; 5&nosuch;6 &amp"),
        ('="2025-03-18"', "2025-03-18"),
        ('="甲""乙"""', '甲"乙"'),
        ('=HYPERLINK("https://a.example/1","林州市健全制度")', "林州市健全制度"),
        ("=1+2", "=1+2"),
        ("'2025-03-18", "2025-03-18"),
        ("'90后'干部", "'90后'干部"),
        ("甲_x000D_\n乙", "甲\n乙"),
        ("甲_x000D__x000A_乙_x005F_", "甲\n乙_"),
        ("甲\x1f乙\x07丙\x0b丁", "甲乙丙\n丁"),
        ("甲\u200b乙\ufeff丙\u202c丁\xad", "甲乙丙丁"),
        ("深化改⾰做好⾼质量发展", "深化改革做好高质量发展"),
        ("⺠⽣⻅⼈⺠⽇报⽤⼾", "民生见人民日报用户"),
        ("\uf9dc盛\U0002f800", "隆盛丽"),
        ("葛\U000e0100城\ufe0f", "葛城"),
        ("①：（一）ＡＢＣ", "①：（一）ＡＢＣ"),
        ("𠮷村", "𠮷村"),
    ],
)
def test_a_text_is_rid_of_what_nobody_typed(delivered, read):
    assert cleaning.clean(delivered) == read


def test_a_fold_is_said_with_its_cell_and_the_original_is_kept():
    grid = cleaned(Grid("三月", [["单位", "标题"], ["林州", "深化改⾰"]], (1, 2)))
    assert grid.rows[1] == ["林州", "深化改革"]
    assert grid.delivered is not None
    assert grid.delivered[1] == ["林州", "深化改⾰"]
    (note,) = grid.notes
    assert note.problem is not None
    assert (note.problem.code, note.role) == ("read_as", "note")
    assert "⾰ 读作 革（第2行B列）" in note.problem.sentence


def test_a_grid_without_anything_rare_is_left_as_it_is():
    grid = Grid("", [["单位", "标题"], ["林州", "深化“放管服”改革（一）"]], (1, 2))
    assert cleaned(grid) is grid


@pytest.mark.parametrize(
    "error",
    ["#N/A", "#REF!", "#DIV/0!", "#NAME?", "#SPILL!", "#GETTING_DATA", "########", "Err:502", " #VALUE! "],
)
def test_an_error_is_blank_and_said_with_row_and_cell(error):
    grid = cleaned(Grid("", [["单位", "字数"], ["林州", error]], (1, 2)))
    assert grid.rows[1] == ["林州", ""]
    assert grid.errors == {1: {1: error.strip()}}
    assert grid.notes[0].problem is not None
    assert f"第2行B列是 {error.strip()}" in grid.notes[0].problem.sentence


@pytest.mark.parametrize("text", ["#党建引领#", "# 1", "##", "#12!", "Err:5021", "见#N/A处"])
def test_what_is_no_error_is_left_alone(text):
    assert cleaned(Grid("", [["林州", text]], (1,))).rows[0] == ["林州", text]


def test_a_half_struck_cell_loses_the_struck_half():
    grid = cleaned(Grid("", [["林州", "甲乙丙丁", marked("500", "struck_out") + " 800"]], (7,)))
    assert grid.rows[0][2] == "800"
    assert grid.delivered is not None
    assert grid.delivered[0][2] == "500 800"
    assert grid.not_this == {}
    assert grid.notes[0].problem is not None
    assert "第7行C列略去“500”，读作“800”" in grid.notes[0].problem.sentence


def test_a_row_is_struck_when_most_of_it_is_or_its_title():
    void = marked
    rows = [
        ["1", "林州", "林州市健全制度", "人民日报"],
        [
            "2",
            void("林州", "struck_out"),
            void("林州市健全制度", "struck_out"),
            void("人民日报", "struck_out"),
        ],
        ["3", "林州", void("林州市健全制度", "struck_out"), "人民日报"],
        ["4", "林州", "林州市健全制度", void("人民日报", "struck_out")],
        ["5", void("林州", "unseen"), "林州市健全制度", "人民日报"],
    ]
    grid = cleaned(Grid("", rows, range(1, 6)))
    assert void_rows(grid, 0, 5) == {1: "struck_out", 2: "struck_out"}
    assert [row[2] for row in grid.rows] == ["林州市健全制度"] * 5
    assert [row[3] for row in grid.rows] == ["人民日报"] * 3 + ["", "人民日报"]
    assert grid.rows[4][1] == "林州"
    assert [note.problem.code for note in grid.notes if note.problem] == ["struck_part", "unseen_part"]


@pytest.mark.parametrize(
    "text",
    ["<del>旧题</del>新题", "<S>旧题</S>新题", '<strike class="x">旧题</strike>新题', "旧\u0336题\u0336新题"],
)
def test_text_that_says_itself_what_is_struck(text):
    assert line(text) == "新题"
    assert cleaned(Grid("", [["林州", text]], (1,))).rows[0] == ["林州", "新题"]


def test_marks_are_told_and_taken_out_again():
    text = marked("甲", "struck_out") + marked("乙", "struck_out") + "丙" + marked("丁", "unseen")
    assert (plain(text), shown(text), whole(text)) == ("甲乙丙丁", "丙", None)
    assert pieces(text) == [("struck_out", "甲乙"), ("unseen", "丁")]
    assert whole(marked("甲", "unseen")) == "unseen"
    assert marked(" ", "struck_out") == " "


def test_running_text_says_what_is_not_read_of_it():
    notes = notes_of([(3, marked("作废一条", "struck_out")), (4, "⺠⽣")], "段")
    sentences = [note.problem.sentence for note in notes if note.problem]
    assert sentences == [
        "划了删除线的文字：第3段“作废一条”",
        "字形相同的另一个字符：⺠ 读作 民（第4段）、⽣ 读作 生（第4段）",
    ]

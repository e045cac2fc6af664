"""The way back: what the clerk wrote becomes signed rows, all of them or none, and is not asked again."""

from __future__ import annotations

import csv
import random
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest

from questions.answers import Taken, take
from questions.asking import ask
from tests.questions.conftest import DAY, HOSTILE, QUESTIONS, Desk, fill, write_warehouse
from warehouse.errors import DataError
from warehouse.office import Office

ANSWERS: dict[str, object] = {
    "甲县季": "甲县委组织部", "外县": "不是本地单位", HOSTILE: "丁区", "曰报": "《某省 日报》",
    "2月30日": "日期=2025年3月1日；刊物=省日报", "隐藏": "计入", "缺少标题": "标题=补上的题目",
    "党建四引": "不同", "不完整": "不计", "写“同意”": "计入",
    "是否合格": "是否采用", "空白的有": "不计", "没有写单位": "甲县", "没有像表头": "不是登记表",
}  # fmt: skip


def taken(desk: Desk, path: Path, by: str = "张三") -> Taken:
    return take(desk.home, desk.office, path, by, DAY)


def refusal(desk: Desk, path: Path) -> str:
    before = {one: one.read_bytes() for one in desk.folder.rglob("*") if one.is_file()}
    with pytest.raises(DataError) as caught:
        taken(desk, path)
    assert before == {one: one.read_bytes() for one in desk.folder.rglob("*") if one.is_file()}
    return caught.value.zh


def rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.reader(handle))[1:]


def test_every_answer_becomes_a_dated_signed_row(desk: Desk) -> None:
    result = taken(desk, fill(desk.ask(), ANSWERS))
    assert (len(result.aliases), len(result.decisions), result.known_count, result.gone_count) == (3, 7, 0, 0)
    signed = ["张三", "2025-04-10"]
    assert sorted(rows(desk.folder / "aliases.csv")) == [
        ["outlet", "某省曰报", "某省日报", *signed, "", ""],
        ["unit", f"'{HOSTILE}", "丁区委组织部", *signed, "", ""],
        ["unit", "甲县季组织部", "甲县委组织部", *signed, "", ""],
    ]
    decided = {(row[0], row[1], row[3]) for row in rows(desk.folder / "decisions.csv")}
    assert decided == {
        ("unit", "外县委组织部", "不是本地单位"),
        ("record", "r" * 32, "日期=2025-03-01；刊物=省日报"),
        ("record", "s" * 32, "计入"),
        ("record", "t" * 32, "标题=补上的题目"),
        ("word", "“状态”一栏写“同意”", "计入"),
        ("pair", "p" * 32, "不同"),
        ("delivery", "d" * 64, "不计"),
    }
    assert all(row[4:6] == signed for row in rows(desk.folder / "decisions.csv"))


def test_what_was_answered_is_never_asked_again(desk: Desk) -> None:
    taken(desk, fill(desk.ask(), ANSWERS))
    assert ask(desk.home, desk.office, desk.home.root / "next.xlsx").path is None


@pytest.mark.parametrize("seed", range(4))
def test_of_any_part_that_was_answered_nothing_is_asked_again(desk: Desk, seed: int) -> None:
    chosen = random.Random(seed).sample(sorted(ANSWERS), 1 + seed * 2)  # noqa: S311
    taken(desk, fill(desk.ask(), {words: ANSWERS[words] for words in chosen}))
    left = ask(desk.home, desk.office, desk.home.root / "next.xlsx")
    assert sum(left.counts.values()) == len(QUESTIONS) - len(chosen)


def test_the_same_file_answered_twice_adds_nothing(desk: Desk) -> None:
    filled = fill(desk.ask(), ANSWERS)
    taken(desk, filled)
    before = (desk.folder / "aliases.csv").read_bytes(), (desk.folder / "decisions.csv").read_bytes()
    again = taken(desk, filled, by="李四")
    assert (again.aliases, again.decisions, again.known_count) == ([], [], len(ANSWERS))
    assert before == (
        (desk.folder / "aliases.csv").read_bytes(),
        (desk.folder / "decisions.csv").read_bytes(),
    )


def test_a_file_answered_again_after_the_next_build_adds_nothing(desk: Desk) -> None:
    filled = fill(desk.ask(), ANSWERS)
    taken(desk, filled)
    rebuilt = desk.home.current
    rebuilt.unlink()
    write_warehouse(rebuilt, desk.office, questions=())
    again = taken(desk, filled)
    # a file that is no register is known by its form: who it was is no longer asked
    counts = again.known_count, again.gone_count
    assert (again.aliases, again.decisions, again.forms, counts) == ([], [], [], (len(ANSWERS) - 1, 1))
    assert "张三 答复为“甲县委组织部”" in refusal(desk, _changed(filled, "甲县季", "乙县委组织部"))


def _changed(path: Path, words: str, answer: str) -> Path:
    book = openpyxl.load_workbook(path)
    for sheet in book:
        for row in sheet.iter_rows(min_row=4):
            if any(words in str(cell.value) for cell in row):
                row[-1].value = answer
    changed = path.with_name("changed.xlsx")
    book.save(changed)
    return changed


def test_a_contradiction_is_refused_with_the_way_out(desk: Desk) -> None:
    filled = fill(desk.ask(), ANSWERS)
    taken(desk, filled)
    told = refusal(desk, _changed(filled, "党建四引", "同一篇"))
    assert "2025-04-10 已由 张三 答复为“不同”：要改，请改 decisions.csv 中的那一行" in told


@pytest.mark.parametrize(
    ("words", "answer", "reason"),
    [
        ("甲县季", "丙县县委", "不在单位名单中"),
        ("甲县季", "己区", "“己区委组织部”2025-02-16 起才有，问题中的记录从 2025-01 开始"),
        ("甲县季", "字" * 100_000, "“" + "字" * 30 + "…”"),
        ("曰报", "不是本地单位", "不在刊物媒体名单中"),
        ("2月30日", "日期=2025-02-30", "日期“2025-02-30”不存在"),
        ("2月30日", "日期=5日", "要写年、月、日"),
        ("2月30日", "日期=2025-04-04", "晚于收件日期 2025-04-03"),
        ("2月30日", "刊物=省日报", "这一行要更正的是日期"),
        ("2月30日", "日期=2025-03-01；刊物=某某晚报", "不在刊物媒体名单中"),
        ("2月30日", "日期=2025-03-01；日期=2025-03-02", "写了两次"),
        ("2月30日", "计入", "还缺日期"),
        ("缺少标题", "标题=", "没有写完"),
        ("缺少标题", "不知道", "看不懂答复"),
        ("隐藏", "标题=二", "可以写：不计、计入"),
        ("党建四引", "是", "可以写：同一篇、不同"),
        ("不完整", "重发", "可以写：不计"),
    ],
)
def test_an_answer_that_means_nothing_is_named_and_nothing_is_written(
    desk: Desk, words: str, answer: str, reason: str
) -> None:
    told = refusal(desk, fill(desk.ask(), {words: answer}))
    assert reason in told
    assert "一条也没有记录" in told
    assert "行，答复“" in told


def test_good_answers_are_kept_when_one_means_nothing(desk: Desk) -> None:
    with pytest.raises(DataError) as caught:
        taken(desk, fill(desk.ask(), {**ANSWERS, "2月30日": "不知道"}))
    assert f"1 个答复看不懂，没有记录；其余 {len(ANSWERS) - 1} 个已经记录" in caught.value.zh
    left = ask(desk.home, desk.office, desk.home.root / "next.xlsx")
    assert left.counts == {"record": 1}


def test_what_is_said_of_a_form_is_kept_by_its_headings_and_its_sender(desk: Desk) -> None:
    taken(desk, fill(desk.ask(), ANSWERS))
    assert sorted(row[:4] + row[5:6] for row in rows(desk.folder / "forms.csv")) == [
        ["blank", "f2", "/空白", "是否采用", "不计"],
        ["column", "f1", "", "是否合格", "是否采用"],
        ["table", "f4", "/通知", "", "不是登记表"],
        ["unit", "f3", "/导出", "", "甲县委组织部"],
    ]


@pytest.mark.parametrize("answer", ["2025-03-01", "2025.3.1", "20250301", "3月1日", "3.1", "日期=3月1日"])
def test_a_day_alone_answers_a_question_about_a_day(desk: Desk, answer: str) -> None:
    result = taken(desk, fill(desk.ask(), {"2月30日": answer}))
    assert [one.answer for one in result.decisions] == ["日期=2025-03-01"]


def test_a_cell_that_a_spreadsheet_made_a_date_is_a_day(desk: Desk) -> None:
    result = taken(desk, fill(desk.ask(), {"2月30日": DAY.replace(month=3)}))
    assert [one.answer for one in result.decisions] == ["日期=2025-03-10"]


def test_a_formula_is_no_answer(desk: Desk) -> None:
    assert (
        taken(desk, fill(desk.ask(), {"甲县季": '=HYPERLINK("http://x.invalid","甲县委组织部")'})).aliases
        == []
    )


def test_rows_in_another_order_and_more_columns_and_sheets_do_not_matter(desk: Desk) -> None:
    filled = fill(desk.ask(), ANSWERS)
    book = openpyxl.load_workbook(filled)
    for sheet in book:
        if sheet.title != "说明":
            rows_below = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
            for number, values in enumerate(reversed(rows_below), start=4):
                for column, value in enumerate(values, start=1):
                    sheet.cell(number, column).value = value
            sheet.insert_cols(2)
            sheet.insert_rows(1)
    book["记录"].delete_rows(5)
    book["记录"].title = "改了名"
    book.remove(book["说明"])
    book.create_sheet("私人")["A1"] = "答复"
    book.save(filled)
    result = taken(desk, filled)
    assert len(result.aliases) + len(result.decisions) + len(result.forms) == len(ANSWERS) - 1


def test_one_question_with_two_answers_is_refused(desk: Desk) -> None:
    filled = fill(desk.ask(), {"党建四引": "不同"})
    book = openpyxl.load_workbook(filled)
    sheet = book["疑似重复"]
    sheet.append([*[cell.value for cell in sheet[4]][:-1], "同一篇"])
    book.save(filled)
    assert "同一编号在表中另有答复“不同”" in refusal(desk, filled)


def test_a_workbook_of_another_office_is_refused(desk: Desk) -> None:
    filled = fill(desk.ask(), ANSWERS)
    settings = desk.folder / "office.toml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace("中共某市", "中共别市"), encoding="utf-8"
    )
    assert "都不是 中共别市委组织部 现在的问题" in refusal(desk, filled)


def test_what_is_no_workbook_of_questions_is_refused(desk: Desk) -> None:
    other = desk.home.root / "other.xlsx"
    book = openpyxl.Workbook()
    book.save(other)
    assert "不是 tongbao questions 写出的问题表" in refusal(desk, other)
    whole = desk.ask().read_bytes()
    for damage in (b"", b"\0" * 500, b"PK\x03\x04", whole[: len(whole) // 2]):
        other.write_bytes(damage)
        assert str(other) in refusal(desk, other)
    assert "找不到文件" in refusal(desk, desk.home.root / "none.xlsx")


def test_existing_rows_are_kept_to_the_byte_in_their_own_writing(desk: Desk) -> None:
    path = desk.folder / "aliases.csv"
    before = "decided_on,kind,alias,name,decided_by\r\n2024-01-05,unit,甲,甲县委组织部,王五".encode("gb18030")
    path.write_bytes(before)
    taken(desk, fill(desk.ask(), {"甲县季": "甲", "外县": "不是本地单位"}))
    added = path.read_bytes().removeprefix(before).decode("gb18030")
    assert added == "\r\n2025-04-10,unit,甲县季组织部,甲县委组织部,张三\r\n"
    assert [one.alias for one in Office.load(desk.folder).aliases] == ["甲", "甲县季组织部"]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_a_workbook_that_libreoffice_saved_comes_back_whole(desk: Desk, tmp_path: Path, kind: str) -> None:
    filled = fill(desk.ask(), ANSWERS)
    saved = tmp_path / "saved"
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", kind,
         "--outdir", str(saved), str(filled)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    result = taken(desk, saved / f"filled.{kind}")
    assert (len(result.aliases), len(result.decisions)) == (3, 7)
    assert ask(desk.home, desk.office, desk.home.root / "next.xlsx").path is None

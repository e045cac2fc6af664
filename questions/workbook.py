"""The workbook that goes to the clerk: one sheet for each kind of question, one column to fill."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from xlsxwriter.utility import xl_col_to_name

from questions.question import Question, choices_of
from warehouse.decisions import ADOPTED, BOTH, COUNT, NOT_OURS, REPLACES, SET_ASIDE
from warehouse.forms import BY_ROW, IRRELEVANT, NO_REGISTER
from warehouse.sheets import A4, HEAD_COLOUR, HEI, SONG, new_book, text_height

CODE, ANSWER = "编号", "答复"
MOST_ROWS = 5_000  # of a sheet: what is left over is asked when these are answered
_MOST_CHARACTERS, _MOST_LINES = 600, 12
_HEAD_ROW = 2


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it stands in the workbook."""

    code: str
    question: Question
    suggestions: tuple[str, ...] = ()


Value = str | int | None


@dataclass(frozen=True, slots=True)
class _QuestionColumn:
    head: str
    width: float
    value: Callable[[Asked], Value]


@dataclass(frozen=True, slots=True)
class _Plan:
    """A sheet: its name, the kind of question on it, what the clerk is told, what stands beside each question."""

    name: str
    kind: str
    hint: str
    columns: tuple[_QuestionColumn, ...]


def _suggestion(number: int) -> _QuestionColumn:
    return _QuestionColumn(
        f"建议{number}", 16, lambda asked: dict(enumerate(asked.suggestions, start=1)).get(number)
    )


_CODE = _QuestionColumn(CODE, 13, lambda asked: asked.code)
_NAME = _QuestionColumn("问题", 24, lambda asked: f"“{asked.question.subject}”{asked.question.about}")
_ABOUT = _QuestionColumn("问题", 34, lambda asked: asked.question.about)
_COUNT = _QuestionColumn("出现次数", 5, lambda asked: asked.question.record_count)
_FILE = _QuestionColumn("所在文件", 20, lambda asked: asked.question.file_name)
_SHEET = _QuestionColumn("工作表", 8, lambda asked: asked.question.sheet_name)
_ROW = _QuestionColumn("行", 5, lambda asked: asked.question.row_number or None)
_EXAMPLE = _QuestionColumn("例子", 30, lambda asked: asked.question.context)
_CELLS = _QuestionColumn("各单元格原文", 46, lambda asked: _cells(asked.question.cells))
_OTHER_PLACE = _QuestionColumn("另一篇在", 24, lambda asked: asked.question.context)
_RELATION = _QuestionColumn(
    "可能是",
    12,
    lambda asked: {"same_adoption": "同一次采用"}.get(asked.question.asks_for or "", "同一篇稿件"),
)
_NOT_OURS = _QuestionColumn("其他答复", 14, lambda asked: NOT_OURS[asked.question.decides])
_SET_ASIDE = _QuestionColumn("其他答复", 9, lambda asked: COUNT if asked.question.asks_for in (None, ADOPTED) else SET_ASIDE)
_SUGGESTIONS = (_suggestion(1), _suggestion(2), _suggestion(3), _NOT_OURS)

_PLANS = (
    _Plan(
        "列的含义", "column",
        f"看不出这一列是什么：在“{ANSWER}”中选建议，或从下拉表中选；与统计无关的选“{IRRELEVANT}”；以后表头相同的表都照此办；拿不准的留空",
        (_CODE, _ABOUT, _COUNT, _FILE, _SHEET, _suggestion(1), _suggestion(2), _suggestion(3)),
    ),
    _Plan(
        "空白的算不算", "blank",
        f"空白的没有采用，选“{SET_ASIDE}”；也算采用，选“{COUNT}”；以后同一来源、表头相同的表都照此办；拿不准的留空",
        (_CODE, _ABOUT, _COUNT, _FILE, _SHEET, _EXAMPLE),
    ),
    _Plan(
        "整张表的单位", "form",
        f"整张表都是一个单位的，在“{ANSWER}”中写这个单位；各行单位不同的选“{BY_ROW}”，再到“记录”表逐行写；"
        f"不是采用登记表的选“{NO_REGISTER}”；以后同一来源、表头相同的表都照此办",
        (_CODE, _ABOUT, _COUNT, _FILE, _SHEET, _EXAMPLE, _suggestion(1), _suggestion(2)),
    ),
    _Plan(
        "单位名称", "unit_name",
        f"在“{ANSWER}”中选一个建议，或写名单里的单位名称（别名也可以）；不是本地单位就选“{NOT_OURS['unit']}”；拿不准的留空",
        (_CODE, _NAME, _COUNT, _FILE, _SHEET, _ROW, _EXAMPLE, *_SUGGESTIONS),
    ),
    _Plan(
        "刊物名称", "outlet_name",
        f"在“{ANSWER}”中选一个建议，或写名单里的刊物媒体名称；不统计的就选“{NOT_OURS['outlet']}”；拿不准的留空",
        (_CODE, _NAME, _COUNT, _FILE, _SHEET, _ROW, _EXAMPLE, *_SUGGESTIONS),
    ),
    _Plan(
        "记录", "record",
        f"在“{ANSWER}”中写更正，如：日期=2025-03-05；刊物=某日报（可写 日期、刊物、单位、标题）；不应统计的写“{SET_ASIDE}”；"
        f"隐藏的行、没写是否采用的行，确应统计的写“{COUNT}”；拿不准的留空",
        (_CODE, _ABOUT, _FILE, _SHEET, _ROW, _CELLS, _suggestion(1), _suggestion(2), _suggestion(3), _SET_ASIDE),
    ),
    _Plan(
        "写法", "word",
        f"这样写的算采用，选“{COUNT}”；没有采用，选“{SET_ASIDE}”；以后同一栏同样写的都照此办；拿不准的留空",
        (_CODE, _ABOUT, _COUNT, _FILE, _SHEET, _ROW, _EXAMPLE),
    ),
    _Plan(
        "疑似重复", "pair",
        f"两个标题是不是同一篇：在“{ANSWER}”中选“同一篇”或“不同”；拿不准的留空",
        (_CODE, _ABOUT, _RELATION, _FILE, _SHEET, _ROW, _OTHER_PLACE),
    ),
    _Plan(
        "未读文件", "delivery",
        f"按“问题”中的办法处理后重新放入收件夹；不再需要这份文件的，在“{ANSWER}”中选“{SET_ASIDE}”；"
        f"本来就不是登记表、以后再来也不必问的，选“{NO_REGISTER}”",
        (_CODE, _ABOUT, _FILE),
    ),
    _Plan(
        "换过的文件", "version",
        f"新的是旧的改过的，选“{REPLACES}”：旧的里没有了的行不再计；是另一份东西，选“{BOTH}”；拿不准的留空，未答复前两份都算",
        (_CODE, _ABOUT, _FILE),
    ),
)  # fmt: skip


def render(
    asked: Sequence[Asked], office_name: str, newest_day: date, links: Mapping[str, str] | None = None
) -> bytes:
    """Return the workbook; the same questions give the same bytes. `links` lead to the files, by their deliveries."""
    target = io.BytesIO()
    book = new_book(target, "待答问题", office_name, newest_day)
    styles = _styles(book)
    by_kind = {plan.kind: [one for one in asked if one.question.kind == plan.kind] for plan in _PLANS}
    _explain(book, styles, office_name, by_kind)
    for plan in _PLANS:
        _write(book, styles, plan, by_kind[plan.kind][:MOST_ROWS], links or {})
    book.close()
    return target.getvalue()


def _styles(book: Any) -> dict[str, Any]:
    def made(**properties: object) -> Any:
        return book.add_format(
            {"font_name": SONG, "font_size": 10, "valign": "vcenter", "text_wrap": True, **properties}
        )

    return {
        "title": made(font_name=HEI, font_size=16, text_wrap=False),
        "hint": made(font_color="#C00000"),
        "head": made(font_name=HEI, bg_color=HEAD_COLOUR, border=1, align="center"),
        # as if typed with an apostrophe: a text that begins like a formula stays one when somebody edits the cell
        "text": made(border=1, quote_prefix=True),
        "link": made(border=1, font_color="#0563C1", underline=1),
        "number": made(border=1, align="center"),
        "answer": made(border=2, bg_color="#FFF8DC", locked=False, num_format="@"),
    }


def _explain(
    book: Any, styles: Mapping[str, Any], office_name: str, by_kind: Mapping[str, Sequence[Asked]]
) -> None:
    sheet = _sheet(book, "说明", (16, 100))
    sheet.write_string(0, 0, "待答问题", styles["title"])
    lines = [
        ("单位", office_name),
        (
            "怎么填",
            f"每张表只填最右边的“{ANSWER}”一列；留空的下次还会再问，答过的不会再问。可以排序、筛选、删行，不要改“{CODE}”。",
        ),
        ("怎么交", "保存后运行：tongbao questions --answer 这个文件 --by 姓名，再运行 tongbao run"),
    ]
    for plan in _PLANS:
        count = len(by_kind[plan.kind])
        more = f"（本表先列 {MOST_ROWS} 个，答复后再取其余的）" if count > MOST_ROWS else ""
        lines.append((plan.name, f"{count} 个{more}。{plan.hint}" if count else "没有"))
    for row, (name, text) in enumerate(lines, start=_HEAD_ROW):
        sheet.write_string(row, 0, name, styles["head"])
        sheet.write_string(row, 1, text, styles["text"])
        sheet.set_row(row, _height((text,), (100,)))
    sheet.protect()


def _write(
    book: Any, styles: Mapping[str, Any], plan: _Plan, asked: Sequence[Asked], links: Mapping[str, str]
) -> None:
    columns = (*plan.columns, _QuestionColumn(ANSWER, 22, lambda _: ""))
    widths = [column.width for column in columns]
    sheet = _sheet(book, plan.name, widths)
    sheet.write_string(0, 0, plan.name, styles["title"])
    sheet.set_row(0, 26)
    sheet.merge_range(1, 0, 1, len(columns) - 1, "", styles["hint"])
    sheet.write_string(1, 0, plan.hint, styles["hint"])
    sheet.set_row(1, 30)
    for position, column in enumerate(columns):
        sheet.write_string(_HEAD_ROW, position, column.head, styles["head"])
    for row, one in enumerate(asked, start=_HEAD_ROW + 1):
        values = [_short(column.value(one)) for column in columns]
        for position, value in enumerate(values[:-1]):
            _put(sheet, row, position, value, styles)
            if columns[position] is _FILE and (link := links.get(one.question.delivery_id or "")):
                sheet.write_url(row, position, f"external:{link}", styles["link"], str(value)[:250])
        sheet.write_blank(row, len(columns) - 1, None, styles["answer"])
        sheet.set_row(row, _height(values, widths))
    last_row = _HEAD_ROW + max(len(asked), 1)
    sheet.autofilter(_HEAD_ROW, 0, last_row, len(columns) - 1)
    sheet.freeze_panes(_HEAD_ROW + 1, 2)
    sheet.repeat_rows(0, _HEAD_ROW)
    _offer(sheet, plan, last_row, len(columns) - 1)
    sheet.protect(
        "",
        {"autofilter": True, "sort": True, "format_columns": True, "format_rows": True, "delete_rows": True},
    )


def _offer(sheet: Any, plan: _Plan, last_row: int, column: int) -> None:
    """Put a list to choose from behind each answer; anything else may still be typed."""
    source: object = list(choices_of(plan.kind))
    if {_NOT_OURS, _SET_ASIDE} & set(plan.columns):
        first, last = (xl_col_to_name(column - back) for back in (len(_SUGGESTIONS), 1))
        source = f"=${first}{_HEAD_ROW + 2}:${last}{_HEAD_ROW + 2}"
    sheet.data_validation(
        _HEAD_ROW + 1, column, last_row, column, {"validate": "list", "source": source, "show_error": False}
    )


def _sheet(book: Any, name: str, widths: Sequence[float]) -> Any:
    sheet = book.add_worksheet(name)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C&A　第 &P 页，共 &N 页")
    return sheet


def _put(sheet: Any, row: int, column: int, value: Value, styles: Mapping[str, Any]) -> None:
    if isinstance(value, int):
        sheet.write_number(row, column, value, styles["number"])
    elif value:
        sheet.write_string(row, column, value, styles["text"])
    else:
        sheet.write_blank(row, column, None, styles["text"])


def _short(value: Value) -> Value:
    if isinstance(value, str) and len(value) > _MOST_CHARACTERS:
        return value[:_MOST_CHARACTERS] + "…"
    return value


def _cells(cells: str | None) -> str:
    return " ｜ ".join(json.loads(cells)) if cells else ""


def _height(values: Sequence[Value], widths: Sequence[float]) -> int:
    return 5 + text_height(values, widths, _MOST_LINES)

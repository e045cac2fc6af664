"""A unit's account as a Word document: written as text around the circular's styles, as hundreds are made at a time."""

from __future__ import annotations

import io
import re
import zipfile
from functools import lru_cache
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from reports.documents.circular.circular import renamed
from reports.documents.circular.make_template import PATH
from reports.documents.circular.word_table import GRID, Cell, table
from reports.saying import plain
from reports.stable_zip import packed, stable
from reports.subjects.unit import text as unit_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reports.saying.measure import Denomination
    from reports.saying.wording import Fonts
    from reports.subjects.unit.value import Counted, RecordPlace, UnitAccount, UnitAccounts

_WIDTH = 174.0  # millimetres between the margins
_ROW_HEIGHT = 6.0
_HEAD, _SMALL = "TableHead", "TableSmall"
Files = dict[tuple[str, str], int]
_PAGE = (
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1021" w:bottom="1134" w:left="1021" '
    'w:header="567" w:footer="567" w:gutter="0"/>'
)


def render(account: UnitAccount, accounts: UnitAccounts, fonts: Fonts) -> bytes:
    """Return the sheet; the same account gives the same bytes."""
    title = unit_text.title(account, accounts)
    members, head, tail = _frame(fonts)
    body = "".join(_parts(account, accounts, title))
    core = members["docProps/core.xml"].replace(b"{{ title }}", escape(title).encode())
    return packed({**members, "docProps/core.xml": core, "word/document.xml": f"{head}{body}{tail}".encode()})


@lru_cache(maxsize=1)
def _frame(fonts: Fonts) -> tuple[dict[str, bytes], str, str]:
    """Return the circular's members, and what stands before and after the body of a sheet."""
    with zipfile.ZipFile(io.BytesIO(stable(PATH.read_bytes(), renamed(fonts)))) as source:
        members = {name: source.read(name) for name in source.namelist()}
    document = members.pop("word/document.xml").decode()
    head = document[: document.index("<w:body>") + len("<w:body>")]
    footers = "".join(re.findall(r"<w:footerReference [^>]*/>", document)[:2])
    return members, head, f"<w:sectPr>{footers}{_PAGE}</w:sectPr></w:body></w:document>"


def _parts(account: UnitAccount, accounts: UnitAccounts, title: str) -> Iterator[str]:
    yield _paragraph(title, "AnnexTitle")
    yield _paragraph(
        f"{accounts.office_name}　统计区间 {accounts.period.days}　计分办法 {unit_text.rules(accounts)}", _SMALL
    )
    standing = unit_text.standing(account, accounts)
    yield table(
        [_WIDTH / len(standing)] * len(standing), [_cells([head for head, _ in standing], _HEAD)],
        [_cells([figure for _, figure in standing])], GRID, _ROW_HEIGHT + 2,
    )  # fmt: skip
    if account.remarks:
        yield _text("；".join(account.remarks))
    yield _heading(f"一、计入的记录（{len(account.counted)}条）")
    files = unit_text.files(account)
    yield from _counted(account, accounts.measure, files)
    yield _heading(f"二、未计入的记录（{len(account.not_counted)}条）")
    yield from _not_counted(account, files)
    yield _heading("三、与刊物来件核对")
    yield from _claims(account, files)
    if files:
        yield _text("来件：" + "；".join(f"件{number} {' '.join(filter(None, file))}" for file, number in files.items()))
    yield _heading("四、任务")
    yield from _quotas(account)
    yield _heading("五、异议")
    yield _text(unit_text.objections(accounts))
    yield _form(account)
    yield _text("填表人：　　　　　　　　　联系电话：　　　　　　　　　负责人（签字）：")
    yield _text("　　　　　　　　　　　　　　　　　　　　　　　　　　　　　　年　　月　　日（公章）")


def _counted(account: UnitAccount, measure: Denomination, files: Files) -> Iterator[str]:
    rows = [
        [
            *_cells([str(number)]),
            *_cells([f"{each.outlet_name} {each.day}", _what(each)], _SMALL, "left"),
            *_cells([plain.number(each.points)]),
            *_cells(["；".join(unit_text.sentences(each))], _SMALL, "left"),
            *_cells([unit_text.CLAIM.get(each.claim, "")], _SMALL),
            *_cells([_place(each.source, files)], _SMALL, "left"),
        ]
        for number, each in enumerate(account.counted, start=1)
    ]  # fmt: skip
    heads = ("序号", "刊物媒体和日期", "标题", measure.noun, "计分说明", "核对", "来件、行和记录编号")
    yield _list([10, 24, 40, 12, 38, 14, 36], heads, rows)
    if account.others:
        yield _text(f"不属于单条记录的{measure.noun}：")
        lines = [
            [*_cells([unit_text.earned(each)], _SMALL, "left"), *_cells([plain.number(each.points)])]
            for each in account.others
        ]
        yield _list([_WIDTH - 20, 20], ("计分说明", measure.noun), lines)
    yield _text(f"合计{plain.number(account.points)}{measure.unit}，与公布的{measure.noun}一致。")


def _what(record: Counted) -> str:
    more = filter(None, (unit_text.with_whom(record), unit_text.doubt(record.doubt)))
    return "".join((unit_text.thing(record), *(f"（{each}）" for each in more)))


def _not_counted(account: UnitAccount, files: Files) -> Iterator[str]:
    rows = [
        [
            *_cells([str(number), plain.OUTCOME[each.outcome]], _SMALL),
            *_cells([unit_text.reason(each), " ".join(filter(None, (each.outlet_name, each.day))), each.article_title,
                     _place(each.source, files)], _SMALL, "left"),
        ]
        for number, each in enumerate(account.not_counted, start=1)
    ]  # fmt: skip
    yield _list([10, 18, 44, 26, 40, 36], ("序号", "处理", "原因", "刊物媒体和日期", "标题", "来件、行和记录编号"), rows)


def _claims(account: UnitAccount, files: Files) -> Iterator[str]:
    yield _text(unit_text.claims(account))
    for asked, found in unit_text.open_claims(account):
        yield _text(f"{asked}：{len(found)}篇次")
        rows = [
            [
                *_cells([f"{each.outlet_name} {each.day}", each.article_title], _SMALL, "left"),
                *_cells(["已计" if each.is_counted else "未计"], _SMALL),
                *_cells([_place(each.source, files)], _SMALL, "left"),
            ]
            for each in found
        ]  # fmt: skip
        yield _list([40, 70, 16, 48], ("刊物媒体和日期", "标题", "计分", "来件、行和记录编号"), rows)


def _quotas(account: UnitAccount) -> Iterator[str]:
    rows = [
        [*_cells([plain.term(each.period_code), each.what, str(each.owed), plain.number(each.done), plain.percent(each.pace),
                  plain.quota(each.short), said])]
        for quotas, said in ((account.due, "本期到期"), (account.running, "未到期，截至本期末"))
        for each in quotas
    ]  # fmt: skip
    if rows:
        heads = ("任务期", "任务内容", "任务数", "完成数", "完成率", "欠数", "说明")
        yield _list([20, 44, 18, 18, 20, 18, 36], heads, rows)
    else:
        yield _text("本期没有任务。")


def _form(account: UnitAccount) -> str:
    rows = [
        [*_cells([number], _SMALL), *_cells([record, unit_text.OBJECTION_KINDS, "", ""], _SMALL, "left")]
        for number, record in unit_text.form_rows(account)
    ]
    heads = [_cells(("序号", "记录编号", "异议类别", "理由和依据", "请求"), _HEAD)]
    return table([16, 40, 38, 50, 30], heads, rows, GRID, 11)


def _list(widths: Sequence[float], heads: Sequence[str], rows: Sequence[Sequence[Cell]]) -> str:
    nothing = [[Cell("（无）", "left", span=len(widths))]]
    return table(widths, [_cells(heads, _HEAD)], rows or nothing, GRID, _ROW_HEIGHT)


def _cells(texts: Sequence[str], style: str = "TableText", align: str = "center") -> list[Cell]:
    return [Cell(text, "left" if align == "left" else "center", style) for text in texts]


def _place(source: RecordPlace, files: Files) -> str:
    row = f"第{source.row_number}行" if source.row_number else "整个文件"
    return f"件{files[source.file_name, source.sheet_name]} {row} {source.record_id}"


def _heading(text: str) -> str:
    return _paragraph(text, "TableTitle", "left")


def _text(text: str) -> str:
    return _paragraph(text, "TableText", "left")


def _paragraph(text: str, style: str, align: str = "center") -> str:
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/><w:jc w:val="{align}"/></w:pPr>'
        f'<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'
    )

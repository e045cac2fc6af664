"""Registers and list pages as the bytes that arrive; the same rows always give the same bytes."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime
from html import escape
from random import Random
from typing import TYPE_CHECKING

import xlsxwriter

from generator.names import SITE, Registry

if TYPE_CHECKING:
    from generator.forms import Cell, Form
    from generator.plan import Adoption

SIGNATURE = "填报人：作者01        审核人：作者02        联系电话：0000-0000000"
WIDTHS = {"serial": 6, "unit": 20, "title": 52, "outlet": 18, "day": 14}


def write_register(form: Form, code: str, rows: list[Adoption], registry: Registry, note: str = "") -> bytes:
    """Write one month's register in its sender's form; `note` stands behind the title."""
    year, month = int(code[:4]), int(code[5:])
    above = [form.title.format(year=year, month=month) + note] if form.title else []
    if form.sender:
        after = date(year + month // 12, month % 12 + 1, 2)
        above.append(f"填报单位：{form.sender}    填报时间：{after.year}年{after.month}月{after.day}日")
    rng = Random(f"{code} {form.file_name}")  # noqa: S311 -- repeatable, not secret
    body = [_cells(serial, row, form, registry, rng) for serial, row in enumerate(rows, start=1)]
    below = _below(form, len(body))
    if form.encoding == "xlsx":
        return _workbook(form, above, [*body, *below], datetime(year, month, 1, tzinfo=UTC))
    headings: list[list[Cell]] = [[heading for heading, _ in form.columns]]
    padded: list[list[Cell]] = [[text] for text in above]
    return _delimited([*padded, *headings, *body, *below], len(form.columns), form.encoding)


def write_list_page(code: str, rows: list[Adoption]) -> bytes:
    """Write the provincial site's list of the city's pieces, newest first."""
    items = []
    for number, row in enumerate(reversed(rows), start=1):
        day = f"{row.day[0]}-{row.day[1]:02}-{row.day[2]:02}"
        unit, title = escape("、".join(filter(None, (row.unit, row.co_unit)))), escape(row.title)
        items.append(
            f'<li><a href="./t{day.replace("-", "")}_{number:04}.html" title="{title}">{title}</a>'
            f'<span class="unit">{unit}</span><span class="date">{day}</span></li>'
        )
    page = [
        "<!DOCTYPE html>", '<html lang="zh-CN"><head><meta charset="utf-8">',
        f"<title>澜江市稿件采用列表（{code[:4]}年{int(code[5:])}月）_{SITE}</title></head>",
        '<body><div class="nav">首页 &gt; 各市动态 &gt; 澜江</div>', '<ul class="list">', *items, "</ul>",
        f'<div class="foot">{SITE}</div></body></html>', "",
    ]  # fmt: skip
    return "\n".join(page).encode("utf-8")


def _cells(serial: int, row: Adoption, form: Form, registry: Registry, rng: Random) -> list[Cell]:
    outlet = registry.outlets.get(row.outlet)
    units, outlets = filter(None, (row.unit, row.co_unit)), filter(None, (row.outlet, row.second_outlet))
    values: dict[str, Cell] = {
        "serial": serial,
        "unit": "、".join(_unit_text(name, form, registry) for name in units),
        "outlet": "、".join(_outlet_text(name, form, registry, rng) for name in outlets),
        "tier": f"{outlet.tier}级" if outlet else "",
        "title": row.title,
        "day": form.write_day(row.day),
        "page": row.page,
        "issue": row.issue,
        "kind": row.kind,
        "words": rng.choices((row.words, f"约{row.words}字", f"{row.words}字"), (18, 1, 1))[0],
        "author": row.author,
        "remark": "合写" if row.co_unit else "",
    }
    return [values[field] for _, field in form.columns]


def _unit_text(name: str, form: Form, registry: Registry) -> str:
    unit = registry.units.get(name)
    if unit is None or form.naming == "full":
        return name
    return unit.short if form.naming == "short" else f"中共{name}"


def _outlet_text(name: str, form: Form, registry: Registry, rng: Random) -> str:
    outlet = registry.outlets.get(name)
    if outlet is None:
        return name
    if outlet.aliases and rng.random() < 0.1:
        return rng.choice(outlet.aliases)
    return f"《{name}》" if form.brackets and outlet.medium in ("内刊", "报纸", "期刊") else name


def _below(form: Form, count: int) -> list[list[Cell]]:
    width = len(form.columns)
    lines: list[list[Cell]] = []
    if form.has_total:
        lines.append(["合计", f"{count}篇"])
    if form.sender:
        lines.append([SIGNATURE])
    return [[*line, *[""] * (width - len(line))] for line in lines]


def _delimited(lines: list[list[Cell]], width: int, encoding: str) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows([*line, *[""] * (width - len(line))] for line in lines)
    return text.getvalue().encode(encoding)


def _workbook(form: Form, above: list[str], lines: list[list[Cell]], made: datetime) -> bytes:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False})
    book.set_properties({"created": made})  # else the clock gets into the bytes
    sheet = book.add_worksheet("Sheet1")
    bold = book.add_format({"bold": True, "align": "center", "valign": "vcenter", "border": 1})
    plain = book.add_format({"border": 1})
    day = book.add_format({"border": 1, "num_format": "yyyy-mm-dd"})
    last = len(form.columns) - 1
    for column, (_, field) in enumerate(form.columns):
        sheet.set_column(column, column, WIDTHS.get(field, 10))
    for row, text in enumerate(above):
        sheet.merge_range(row, 0, row, last, text, bold if row == 0 else plain)
    first = _write_headings(sheet, form, len(above), bold)
    for row, line in enumerate(lines, start=first):
        for column, value in enumerate(line):
            sheet.write(row, column, value, day if isinstance(value, date) else plain)
    book.close()
    return buffer.getvalue()


def _write_headings(sheet: xlsxwriter.worksheet.Worksheet, form: Form, top: int, bold: object) -> int:
    """Write one or two rows of headings from row `top` on; return the row below them."""
    parts = [heading.split("/") for heading, _ in form.columns]
    if all(len(part) == 1 for part in parts):
        sheet.write_row(top, 0, [part[0] for part in parts], bold)
        return top + 1
    for column, part in enumerate(parts):
        if len(part) == 1:
            sheet.merge_range(top, column, top + 1, column, part[0], bold)
            continue
        group = [index for index, other in enumerate(parts) if other[0] == part[0]]
        if column == group[0]:
            sheet.merge_range(top, column, top, group[-1], part[0], bold)
        sheet.write(top + 1, column, part[1], bold)
    return top + 2

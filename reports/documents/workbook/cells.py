"""The look of a sheet, and writing into it: texts stay texts, totals are formulas that carry their value."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from xlsxwriter.utility import xl_col_to_name

from reports.saying import plain
from warehouse.sheets import A4, HEAD_COLOUR, text_height

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reports.saying.figures_table import Form, Table, Value
    from reports.saying.wording import Fonts

RED, GREY, PALE_RED = "#C00000", "#BFBFBF", "#F8D7D4"
_MOST_CHARACTERS = 32767  # of one cell; a longer text would be left out altogether
_MOST_LINES = 20


class Styles:
    """The formats of one workbook."""

    def __init__(self, book: Any, fonts: Fonts) -> None:
        def made(**properties: object) -> Any:
            return book.add_format(
                {"font_name": fonts.song, "font_size": 11, "valign": "vcenter", **properties}
            )

        boxed: dict[str, object] = {"border": 1, "align": "center"}
        self.title = made(font_name=fonts.hei, font_size=18, align="center")
        self.under_title = made(font_size=9, align="right")
        self.section = made(font_name=fonts.hei, font_size=12)
        self.head = made(font_name=fonts.hei, bg_color=HEAD_COLOUR, text_wrap=True, **boxed)
        self.text = made(border=1, text_wrap=True)
        self.centred = made(**boxed)
        self.count = made(num_format="0", **boxed)
        self.points = made(num_format="General", **boxed)
        self.difference = made(num_format='"+"General;"-"General;0', **boxed)
        self.times = made(num_format='General"倍"', **boxed)
        self.moved = made(num_format='"↑"0;"↓"0;"持平"', **boxed)
        self.short = made(num_format='"欠"0;"欠"0;"完成"', **boxed)
        self.unmet = made(num_format='"欠"0"项";"欠"0"项";"完成"', **boxed)
        self.total = made(font_name=fonts.hei, bg_color="#F7F0EF", **boxed)
        self.note = made(text_wrap=True, valign="top")
        self.is_short = book.add_format({"bg_color": PALE_RED, "font_color": RED})
        texts: tuple[Form, ...] = ("text", "long", "code", "name")
        self._by_form: dict[Form, Any] = {
            **dict.fromkeys(texts, self.text), "count": self.count, "points": self.points,
            "difference": self.difference, "short": self.short,
        }  # fmt: skip
        self._made, self._boxed = made, boxed
        self._percents: dict[tuple[int, bool], Any] = {}

    def of(self, form: Form) -> Any:
        """Return the format of a column of a list."""
        return self._by_form.get(form, self.centred)

    def percent(self, value: Decimal, *, sign: bool) -> Any:
        """Return the format of a per cent with as many decimals as it was rounded to."""
        digits = "0." + "0" * -int(value.as_tuple().exponent) if value.as_tuple().exponent else "0"
        key = len(digits), sign
        if key not in self._percents:
            pattern = f"+{digits}%;-{digits}%;{digits}%" if sign else f"{digits}%"
            self._percents[key] = self._made(num_format=pattern, **self._boxed)
        return self._percents[key]


class Sheet:
    """One sheet, written from the top."""

    def __init__(self, book: Any, styles: Styles, name: str, widths: Sequence[float]) -> None:
        self.sheet = book.add_worksheet(name)
        self.styles = styles
        self.last_column = len(widths) - 1
        self._widths = tuple(widths)
        for column, width in enumerate(widths):
            self.sheet.set_column(column, column, width)
        self.sheet.set_paper(A4)
        self.sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.center_horizontally()
        self.sheet.set_footer("&C第 &P 页，共 &N 页")

    def title(self, text: str, under: str, columns: int | None = None) -> None:
        """Write the title and the line below it, over the first columns or over all."""
        last = columns - 1 if columns else self.last_column
        self.sheet.merge_range(0, 0, 0, last, "", self.styles.title)
        self.sheet.write_string(0, 0, text, self.styles.title)
        self.sheet.set_row(0, 30)
        self.sheet.merge_range(1, 0, 1, last, "", self.styles.under_title)
        self.sheet.write_string(1, 0, under, self.styles.under_title)

    def heads(self, row: int, heads: Sequence[str]) -> None:
        """Write a row of column heads."""
        for column, head in enumerate(heads):
            self.sheet.write_string(row, column, head, self.styles.head)

    def keep_head(self, rows: int) -> None:
        """Keep the first rows on the screen and on every printed page."""
        self.sheet.freeze_panes(rows, 0)
        self.sheet.repeat_rows(0, rows - 1)

    def put(self, row: int, column: int, value: Value, style: Any) -> None:
        """Write a text as a text, a figure as a figure, and a dash for what is not known."""
        if isinstance(value, int | Decimal):
            self.sheet.write_number(row, column, float(value), style)
        elif value is None:
            self.sheet.write_string(row, column, plain.NONE, self.styles.centred)
        else:
            self.sheet.write_string(row, column, value[:_MOST_CHARACTERS], style)

    def fit(self, row: int, cells: Sequence[Value]) -> None:
        """Make a row as high as its longest text needs."""
        self.sheet.set_row(row, 4 + text_height(cells, self._widths, _MOST_LINES))

    def percent(self, row: int, column: int, value: Decimal | None, *, sign: bool) -> None:
        """Write a per cent as the fraction a spreadsheet takes it for."""
        if value is None:
            self.put(row, column, None, None)
        else:
            self.sheet.write_number(row, column, float(value / 100), self.styles.percent(value, sign=sign))

    def total(self, row: int, column: int, first_row: int, value: Decimal | int) -> None:
        """Write the sum of the cells above as a formula that carries its value."""
        letters = xl_col_to_name(column)
        formula = f"=SUM({letters}{first_row + 1}:{letters}{row})"
        self.sheet.write_formula(row, column, formula, self.styles.total, float(value))

    def table(self, name: str, first_row: int, table: Table) -> None:
        """Write rows as an Excel table that can be sorted and filtered."""
        self.heads(first_row, table.heads)
        formats = [self.styles.of(column.form) for column in table.columns]
        for number, row in enumerate(table.rows, start=first_row + 1):
            for index, (style, value) in enumerate(zip(formats, row, strict=True)):
                self.put(number, index, value, style)
            self.fit(number, row)
        if table.rows:
            self.sheet.add_table(
                first_row, 0, first_row + len(table.rows), len(table.columns) - 1,
                {"name": name, "style": None,
                 "columns": [{"header": head, "header_format": self.styles.head} for head in table.heads]},
            )  # fmt: skip
        else:
            self.sheet.write_string(first_row + 1, 0, "（无）", self.styles.note)

    def section(self, row: int, table: Table) -> int:
        """Write a small table under its own title and return the row for the next."""
        self.sheet.write_string(row, 0, f"{table.title}{table.remark}", self.styles.section)
        return self.plain_rows(row + 1, table) + 1

    def plain_rows(self, row: int, table: Table) -> int:
        """Write heads and rows, texts as texts and figures as figures; return the row below them."""
        self.heads(row, table.heads)
        for number, cells in enumerate(table.rows, start=row + 1):
            for column, value in enumerate(cells):
                if table.columns[column].form == "percent" and isinstance(value, Decimal):
                    self.percent(number, column, value, sign=False)
                else:
                    self.put(number, column, value, self.styles.text if isinstance(value, str) else self.styles.points)
            self.fit(number, cells)
        if not table.rows:
            self.sheet.write_string(row + 1, 0, "（无）", self.styles.note)
        return row + 1 + max(len(table.rows), 1)

"""Reading back a workbook that the clerk has filled, whatever program saved it and however it was sorted."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError

from questions.workbook import ANSWER, CODE
from warehouse.errors import DataError

_HEAD_WITHIN = 20  # rows: somebody may have put some above
_MOST_BYTES, _MOST_UNPACKED, _MOST_CELLS = 50_000_000, 400_000_000, 5_000_000

_Cell = str | int | float | bool | date | datetime | time | timedelta


@dataclass(frozen=True, slots=True)
class Given:
    """One answer, and where it stands."""

    sheet_name: str
    row_number: int
    code: str
    text: str


def read(path: Path) -> tuple[Given, ...]:
    """Return the answers; raise `DataError` when the file is no workbook of questions."""
    _check_size(path)
    try:
        with CalamineWorkbook.from_path(path) as book:
            sheets = [
                answers
                for name in book.sheet_names
                if (answers := _answers(book.get_sheet_by_name(name))) is not None
            ]
    except PasswordError:
        raise DataError(f"{path} 设有打开密码：请取消密码后再试", f"{path} is encrypted") from None
    except (CalamineError, OSError, zipfile.BadZipFile) as error:
        raise _unreadable(path) from error
    except BaseException as error:
        # a panic inside the Rust library cannot be imported and is no Exception; it means a damaged file
        if type(error).__name__ != "PanicException":
            raise
        raise _unreadable(path) from None
    if not sheets:
        raise DataError(
            f"{path} 不是 tongbao questions 写出的问题表：没有一张表有“{CODE}”和“{ANSWER}”两列",
            f"{path} is no workbook of tongbao questions: no sheet has the columns {CODE} and {ANSWER}",
        )
    return tuple(answer for answers in sheets for answer in answers)


def _check_size(path: Path) -> None:
    if not path.is_file():
        raise DataError(f"找不到文件 {path}", f"{path} does not exist")
    size = path.stat().st_size
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as packed:
            size = max(
                size, sum(member.file_size for member in packed.infolist()) * _MOST_BYTES // _MOST_UNPACKED
            )
    if size > _MOST_BYTES:
        raise DataError(f"{path} 过大，不像是问题表", f"{path} is too large for a workbook of questions")


def _unreadable(path: Path) -> DataError:
    return DataError(
        f"{path} 打不开：请在表格软件中另存为 xlsx 再试", f"{path} cannot be read: save it as xlsx"
    )


def _answers(sheet: CalamineSheet) -> list[Given] | None:
    """Return a sheet's answers, or None if it has no column for them."""
    if sheet.total_height * sheet.total_width > _MOST_CELLS:
        return None
    rows = sheet.to_python(skip_empty_area=False)
    for number, row in enumerate(rows[:_HEAD_WITHIN], start=1):
        heads = [str(cell).strip() for cell in row]
        if CODE in heads and ANSWER in heads:
            code, answer = heads.index(CODE), heads.index(ANSWER)
            return [
                Given(sheet.name, below, _text(cells[code]), _text(cells[answer]))
                for below, cells in enumerate(rows[number:], start=number + 1)
                if _text(cells[answer])
            ]
    return None


def _text(cell: _Cell) -> str:
    """A day typed into a cell comes back as a day, whatever it looked like."""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()

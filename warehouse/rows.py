"""Lists that people keep in a spreadsheet, read row by row; what is wrong is named with row, column and value."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from warehouse.errors import DataError


class OfficeEntry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


_Row = TypeVar("_Row", bound=OfficeEntry)
_REASONS = {
    "missing": "缺少这一项",
    "extra_forbidden": "没有这一项（请检查拼写）",
    "string_too_short": "不能为空",
    "int_parsing": "要写整数",
    "int_from_float": "要写整数",
    "decimal_parsing": "要写数字",
    "bool_parsing": "要写 1（是）或 0（否）",
    "date_parsing": "要写成 2025-01-01 这样的日期",
    "date_from_datetime_parsing": "要写成 2025-01-01 这样的日期",
    "greater_than_equal": "不能小于 {ge}",
    "less_than_equal": "不能大于 {le}",
    "literal_error": "只能是 {expected}",
}


def read_rows(path: Path, model: type[_Row], optional: bool = False) -> tuple[_Row, ...]:
    """Read a list of an office's folder; raise `DataError` naming row, column and value."""
    if optional and not path.exists():
        return ()
    rows = enumerate(csv.DictReader(io.StringIO(text_of(path))), start=2)
    return tuple(
        row_of(row, model, f"{path} 第 {number} 行", f"{path.name} row {number}")
        for number, row in rows
        if any(row.values())
    )


def row_of(
    row: Mapping[str, object],
    model: type[_Row],
    where_zh: str,
    where_en: str,
    headings: Mapping[str, str] | None = None,
) -> _Row:
    """Check one row; raise `DataError` naming its place, and the column by the heading it stands under."""
    try:
        return model.model_validate(row)
    except ValidationError as error:
        raise as_data_error(error, where_zh, where_en, headings) from error


def text_of(path: Path) -> str:
    """Decode what a spreadsheet program saved: UTF-8 with or without a mark, else GB18030."""
    if not path.exists():
        raise DataError(f"缺少文件 {path}", f"missing file {path}")
    content = path.read_bytes()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise DataError(f"{path}：编码无法识别，请另存为 UTF-8 的 csv", f"{path}: neither UTF-8 nor GB18030")


def as_data_error(
    error: ValidationError, where_zh: str, where_en: str, headings: Mapping[str, str] | None = None
) -> DataError:
    """Say the first thing that is wrong, in the desk's language."""
    first = error.errors()[0]
    column = ".".join(map(str, first["loc"])) or "整行"
    if first["type"] in _REASONS:
        reason = _REASONS[first["type"]].format(**first.get("ctx", {}))
    else:
        reason = first["msg"].removeprefix("Value error, ")
    value = "" if first["type"] == "missing" or not first["loc"] else f"，值为“{first['input']}”"
    return DataError(
        f"{where_zh}：“{(headings or {}).get(column, column)}”{value}：{reason}",
        f"{where_en}: {column}: {first['msg']}",
    )

"""Workbooks: xlsx, xlsm, xls and ods, as units fill them in and send them by mail.

Hidden rows are data. Hidden sheets are old copies, left behind in last month's form: their rows are kept and not counted.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from ingest import archives, limits
from ingest.grids import Grid, Merge
from ingest.layouts import Layouts
from ingest.reading import Problem, Reading, Row, UnreadableError, encrypted, truncated
from ingest.tables import reading_of, rows_of, sheet_note
from warehouse.errors import BrokenError


def read_zip(path: Path, layouts: Layouts) -> Reading:
    """Read an xlsx, xlsm or ods workbook."""
    archives.check(path)
    return read(path, layouts)


def read(path: Path, layouts: Layouts) -> Reading:
    """Read a workbook whose size is known to be safe."""
    sheets = _sheets(path)
    grids = [_grid(sheet) for sheet in sheets if not sheet["is_hidden"]]
    hidden = [row for sheet in sheets if sheet["is_hidden"] for row in _set_aside(_grid(sheet), layouts)]
    return reading_of("workbook", grids, layouts, hidden)


def _set_aside(grid: Grid, layouts: Layouts) -> list[Row]:
    """Return the rows of a hidden sheet, each with the reason why it is not counted."""
    rows = rows_of(grid, layouts)
    if rows is None:
        return [sheet_note(grid.sheet_name, "是隐藏的，也没有登记表的表头，未读取")]
    problem = Problem(
        "hidden_sheet",
        f"工作表“{grid.sheet_name}”是隐藏的，按旧副本处理，不计：如果应当计入，请取消隐藏后重新发送",
    )
    return [replace(row, problem=problem) if row.role == "record" else row for row in rows]


def _sheets(path: Path) -> list[dict[str, Any]]:
    """Have the sheets read by a process of its own; see `sheets` for why."""
    command = [sys.executable, "-m", "ingest.readers.sheets", str(path)]
    try:
        done = subprocess.run(
            command,
            capture_output=True,
            check=False,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},  # finds what this process found
            timeout=limits.MAX_READER_SECONDS,
        )
    except subprocess.TimeoutExpired as error:
        raise _too_large() from error
    if done.returncode < 0:
        raise truncated()
    if done.returncode > 0:
        said = done.stderr.decode(errors="replace")[-2000:]
        raise BrokenError(f"读取工作簿的程序出错：{path}", f"the workbook reader failed on {path}: {said}")
    answer: Mapping[str, Any] = json.loads(done.stdout)
    if "problem" in answer:
        problem = _PROBLEMS[answer["problem"]]()
        raise problem
    return list(answer["sheets"])


def _too_large() -> UnreadableError:
    return UnreadableError(
        "too_large",
        f"表格范围过大（最多 {limits.MAX_ROWS} 行、{limits.MAX_COLUMNS} 列）："
        f"请把记录复制到新的 xlsx 后重新发送",
    )


_PROBLEMS = {"encrypted": encrypted, "truncated": truncated, "too_large": _too_large}


def _grid(sheet: Mapping[str, Any]) -> Grid:
    rows: list[list[str]] = sheet["rows"]
    return Grid(
        sheet["name"], rows, range(1, len(rows) + 1), [Merge(*corners) for corners in sheet["merges"]]
    )

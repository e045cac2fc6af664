"""The settings that an office writes in TOML; what they mean is for whoever asks."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from warehouse.errors import DataError


def read_toml(path: Path) -> dict[str, Any]:
    """Return what a file says; raise `DataError` if it is no TOML."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataError(f"{path}：文件格式有误：{error}", f"{path}: not valid TOML: {error}") from error

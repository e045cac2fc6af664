"""What the commands say: one line per thing, in the clerk's language or in English."""

from __future__ import annotations

from typing import Literal

import click
from rich.console import Console

from warehouse.errors import TongbaoError

Language = Literal["zh", "en"]

# Wide and unstyled: lines are read by people, logs and other programs alike.
_out = Console(highlight=False, soft_wrap=True)
_err = Console(highlight=False, soft_wrap=True, stderr=True)


def language() -> str:
    """Return the language the running command was asked to speak."""
    context = click.get_current_context(silent=True)
    return str(context.find_root().meta.get("tongbao.lang", "zh")) if context else "zh"


def say(zh: str, en: str) -> None:
    """Print one line."""
    _out.print(zh if language() == "zh" else en, markup=False)


def complain(error: TongbaoError) -> None:
    """Print what went wrong, in one sentence, to the error stream."""
    _err.print(f"错误：{error.zh}" if language() == "zh" else f"error: {error.en}", markup=False)

"""What the commands say: one line per thing, in the clerk's language or in English."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Literal

from rich.console import Console

from warehouse.errors import DataError, TongbaoError

Language = Literal["zh", "en"]

# Wide and unstyled: lines are read by people, logs and other programs alike.
_out = Console(highlight=False, soft_wrap=True)
_err = Console(highlight=False, soft_wrap=True, stderr=True)


_language: ContextVar[Language] = ContextVar("language", default="zh")


def speak(language: Language) -> None:
    """Speak this language from now on."""
    _language.set(language)


def say(zh: str, en: str) -> None:
    """Print one line."""
    _out.print(zh if _language.get() == "zh" else en, markup=False)


@contextmanager
def working(zh: str, en: str) -> Iterator[None]:
    """Show on a terminal that something is going on; to a log or another program it says nothing."""
    if not _out.is_terminal:
        yield
        return
    with _out.status(zh if _language.get() == "zh" else en):
        yield


def speak_any_encoding() -> None:
    """Print what a terminal of another encoding cannot show as question marks, instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def typed(argument: str) -> str:
    """Return an argument as it was typed: the bytes of a GBK terminal under a UTF-8 locale are read as GBK.

    The name of a file that really bears these bytes stays what it is; raises `DataError` for bytes that are no text.
    """
    try:
        argument.encode()
    except UnicodeEncodeError:
        if not os.path.lexists(argument.rpartition("=")[2]):
            try:
                return os.fsencode(argument).decode("gb18030")
            except UnicodeDecodeError:
                raise unreadable(argument) from None
    return argument


def unreadable(text: str) -> DataError:
    """Name an argument, or a file, whose bytes are no text in any encoding we know."""
    shown = os.fsencode(text)[:60]
    return DataError(
        f"参数或文件名不是 UTF-8 也不是 GBK，读不懂：{shown!r}：请换成普通文字的名称",
        f"an argument or file name is neither UTF-8 nor GBK: {shown!r}",
    )


def complain(error: TongbaoError) -> None:
    """Print what went wrong, in one sentence, to the error stream."""
    _err.print(f"错误：{error.zh}" if _language.get() == "zh" else f"error: {error.en}", markup=False)

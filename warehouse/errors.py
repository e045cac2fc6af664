"""Errors that carry one sentence for the clerk and one for the developer."""

from __future__ import annotations

import errno

_OF_MACHINE = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, errno.EMFILE, errno.ENFILE}


class TongbaoError(Exception):
    """Something to tell a person: `zh` for the desk, `en` for code and logs."""

    exit_code = 3

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh = zh
        self.en = en


class DataError(TongbaoError):
    """The data or a file that people write is wrong; a person can put it right."""

    exit_code = 1


class BrokenError(TongbaoError):
    """The program or the machine failed; the data may be fine."""

    exit_code = 3


def is_of_machine(error: BaseException) -> bool:
    """Tell a machine that is out of space or failing from a file that is bad: the file is not to blame."""
    return isinstance(error, OSError) and error.errno in _OF_MACHINE

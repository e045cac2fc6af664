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


def of_machine(error: OSError) -> TongbaoError:
    """Say what the machine refused, and the way out: no permission, no space, or else in its own words."""
    if isinstance(error, PermissionError):
        return BrokenError(
            f"没有读写 {error.filename} 的权限：它属于另一个用户（例如曾用 root 运行过）或是只读的；用同一个用户运行，"
            "或请管理员改属主（chown）",
            f"no permission for {error.filename}: run as the user who owns it, or have its owner changed",
        )
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return BrokenError("磁盘满了：腾出空间再运行，已有结果不受影响", f"no space left: {error}")
    return BrokenError(f"这台机器上读写文件出错：{error}", f"the machine failed: {error}")

"""Old office files: doc, wps, rtf and the like, converted by LibreOffice where it is installed, then read as new ones.

The program runs on a copy of the bytes, in a folder and with a profile of its own that is thrown away; macros are
switched off in that profile, and every address leads nowhere.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from ingest import limits
from ingest.layouts import Layouts
from ingest.readers import docx, workbook
from ingest.reading import Reading, UnreadableError, interrupted, out_of_time

_PROGRAMS = ("soffice", "libreoffice")
_FILTERS = {"docx": "docx:MS Word 2007 XML", "xlsx": "xlsx:Calc MS Excel 2007 XML"}
_SECURITY = "/org.openoffice.Office.Common/Security/Scripting"
_INET = "/org.openoffice.Inet/Settings"
_SETTINGS = (
    (_SECURITY, "DisableMacrosExecution", "true"),
    (_SECURITY, "MacroSecurityLevel", "3"),
    (_SECURITY, "BlockUntrustedRefererLinks", "true"),
    # A proxy on a port where nobody listens: whatever a document links to is not fetched.
    (_INET, "ooInetProxyType", "2"),
    (_INET, "ooInetHTTPProxyName", "127.0.0.1"),
    (_INET, "ooInetHTTPProxyPort", "9"),
    (_INET, "ooInetHTTPSProxyName", "127.0.0.1"),
    (_INET, "ooInetHTTPSProxyPort", "9"),
)


def read_text(path: Path, layouts: Layouts) -> Reading:
    """Read a document: doc, wps, rtf, odt, Word's own XML."""
    with tempfile.TemporaryDirectory(prefix="tongbao-office-") as scratch:
        return docx.read(_converted(path, Path(scratch), "docx"), layouts)


def read_sheets(path: Path, layouts: Layouts) -> Reading:
    """Read a workbook in a form that no other reader takes: xlsb, Excel's own XML."""
    with tempfile.TemporaryDirectory(prefix="tongbao-office-") as scratch:
        return workbook.read_zip(_converted(path, Path(scratch), "xlsx"), layouts)


def program() -> str | None:
    """Return where LibreOffice is, if it is installed."""
    return next((found for name in _PROGRAMS if (found := shutil.which(name))), None)


def read_later(path: Path, layouts: Layouts) -> Reading:  # noqa: ARG001 - the readers have one signature
    """Say what is missing; the file is kept, and read by the first `tongbao land` after it has been installed."""
    raise _missing()


def _missing() -> UnreadableError:
    return UnreadableError(
        "needs_libreoffice",
        "这是旧格式文件（doc、wps、rtf 等），要用 LibreOffice 转换后读取，本机没有找到它（soffice）："
        "请报送单位另存为 docx 或 xlsx 后重新发送；或在本机安装 LibreOffice，再运行一次 tongbao land，就会自动读取",
    )


def _converted(path: Path, scratch: Path, ending: str) -> Path:
    found = program()
    if found is None:
        raise _missing()
    profile = scratch / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_profile(), encoding="utf-8")
    source = scratch / f"source{path.suffix}"
    shutil.copyfile(path, source)
    made = scratch / "made"
    _run(
        [
            found, "--headless", "--norestore", "--nologo", "--nolockcheck", "--nodefault", "--nofirststartwizard",
            f"-env:UserInstallation={profile.as_uri()}", "--convert-to", _FILTERS[ending], "--outdir", str(made), str(source),
        ],
        scratch,
    )  # fmt: skip
    converted = made / f"source.{ending}"
    if not converted.is_file():
        raise UnreadableError(
            "truncated",
            "LibreOffice 打不开这个文件（可能已损坏或设有密码）：请报送单位检查后另存为 docx 或 xlsx 重新发送",
        )
    return converted


def _profile() -> str:
    items = "".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in _SETTINGS
    )
    return f'<oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>'


def _run(command: list[str], scratch: Path) -> None:
    """Run the program in a group of its own: it starts another one, and both must end with the time."""
    environment = {
        "PATH": os.environ.get("PATH", ""), "HOME": str(scratch), "TMPDIR": str(scratch), "LANG": "C.UTF-8",
        "SAL_USE_VCLPLUGIN": "svp",
    }  # fmt: skip
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL,
        cwd=scratch, env=environment, start_new_session=True,
    ) as running:  # fmt: skip
        try:
            running.wait(limits.MAX_CONVERTING_SECONDS)
        except subprocess.TimeoutExpired as error:
            raise out_of_time(f"LibreOffice 转换超过 {limits.MAX_CONVERTING_SECONDS} 秒仍未完成") from error
        finally:
            # Whatever it left behind, also after a normal end.
            with contextlib.suppress(ProcessLookupError):
                os.killpg(running.pid, signal.SIGKILL)
    # Some shells pass on what ended a program as a number of their own.
    if running.returncode in (-signal.SIGXCPU, 128 + signal.SIGXCPU):
        raise out_of_time("LibreOffice 转换用去的处理器时间过长，没有完成")
    if running.returncode in (-signal.SIGKILL, 128 + signal.SIGKILL):
        raise interrupted()

"""What a delivered file is, told by its content: names and endings are often wrong."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

from ingest import archives, limits
from ingest.reading import UnreadableError, encrypted
from ingest.text import has_mark, is_plain

Content = Literal[
    "workbook_zip",
    "workbook_ole",
    "html",
    "text",
    "docx",
    "pdf",
    "feed",
    "json",
    "old_text",
    "old_sheets",
    "archive",
    "message",
]

_LOOK_AT_BYTES = 8192
# How the streams of a mail of Outlook begin.
_MAIL = "__substg1.0_".encode("utf-16-le")
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_AGAIN = "请另存为 xlsx 或 csv 后重新放入收件夹"
_LOCK_NAME = re.compile(r"~\$.*|\.~lock\..*#", re.DOTALL)
# A lock file holds the name of whoever has the document open, nothing else.
_MAX_LOCK_BYTES = 1024
# The first element of a page or an XML file; declarations and comments begin otherwise.
_ROOT = re.compile(r"<([A-Za-z][\w:.-]*)")
# An object or a list of objects; a bracket alone also begins lines of text.
_JSON = re.compile(r"\{\s*[\"}]|\[\s*[\[{\]]")

# A line of the head of a message, and one that every such head has.
_HEADER = re.compile(rb"[A-Za-z][A-Za-z-]{1,40}:[ \t]")
_MIME = re.compile(rb"^(?:mime-version|content-type)[ \t]*:", re.IGNORECASE | re.MULTILINE)
# First bytes of kinds that are kept but not read.
_MAGIC = (
    (b"Rar!", "RAR 压缩包"),
    (b"7z\xbc\xaf", "7z 压缩包"),
    (b"\x1f\x8b", "gz 压缩包"),
    (b"\xff\xd8\xff", "图片"),
    (b"\x89PNG", "图片"),
    (b"GIF8", "图片"),
    (b"BM", "图片"),
    (b"II*\0", "图片"),
    (b"MM\0*", "图片"),
    (b"RIFF", "图片或影音"),
    (b"\x78\x9f\x3e\x22", "Outlook 的附件包（winmail.dat）"),
    (b"\0\1\0\0Standard Jet DB", "Access 数据库（mdb）"),
    (b"\0\1\0\0Standard ACE DB", "Access 数据库（accdb）"),
    (b"SQLite format 3", "SQLite 数据库"),
    (b"Founder CEB", "方正 CEB 文件"),
    (b"CAJ", "CAJ 文件"),
    (b"HN", "CAJ 文件"),
    (b"ITSF", "CHM 文件"),
)
# The same for kinds that are read.
_READ: tuple[tuple[bytes, Content], ...] = ((b"%PDF", "pdf"), (b"{\\rtf", "old_text"))
# Parts that tell what an Office archive is, the first that fits.
_PARTS: tuple[tuple[str, Content], ...] = (
    ("xl/workbook.xml", "workbook_zip"),
    ("xl/workbook.bin", "old_sheets"),
    ("word/document.xml", "docx"),
)
# The first elements of Office's own XML, and of feeds.
_XML: dict[str, Content] = {
    "rss": "feed", "feed": "feed", "rdf:rdf": "feed", "workbook": "old_sheets", "ss:workbook": "old_sheets",
    "w:worddocument": "old_text", "pkg:package": "old_text",
}  # fmt: skip


def find(path: Path, file_name: str) -> Content:
    """Return the kind of content; raise `UnreadableError` with the reason if no reader takes it."""
    size = path.stat().st_size
    if size == 0:
        raise UnreadableError("empty_file", "文件为空（0 字节）：请报送单位重新发送")
    if size > limits.MAX_FILE_BYTES:
        most = limits.MAX_FILE_BYTES // (1024 * 1024)
        raise UnreadableError(
            "too_large", f"文件超过 {most} MB：请删去图片等多余内容，或分成几个文件重新发送"
        )
    with path.open("rb") as handle:
        start = handle.read(_LOOK_AT_BYTES)
    if start.startswith(b"PK"):
        return _in_zip(path)
    if start.startswith(_OLE):
        return _in_ole(path.read_bytes())
    if _LOCK_NAME.fullmatch(Path(file_name).name) and size <= _MAX_LOCK_BYTES:
        raise UnreadableError(
            "lock_file", "这是文件打开时产生的临时锁文件，不含数据：请关闭文档后发送文档本身"
        )
    for magic, content in _READ:
        if start.startswith(magic):
            return content
    for magic, name in _MAGIC:
        # Letters may also begin a table.
        if start.startswith(magic) and not (magic.isalpha() and is_plain(start)):
            raise _unsupported(name)
    return _in_text(start)


def _unsupported(name: str) -> UnreadableError:
    return UnreadableError("unsupported_kind", f"{name}暂不能读取：{_AGAIN}")


def _in_zip(path: Path) -> Content:
    names = {name.replace("\\", "/") for name in archives.member_names(path)}
    for part, content in _PARTS:
        if part in names:
            return content
    if "ppt/presentation.xml" in names:
        raise _unsupported("演示文稿（pptx）")
    if "OFD.xml" in names:
        raise UnreadableError(
            "unsupported_kind",
            "OFD 版式文件暂不能读取：请报送单位发送 Word 或 xlsx 原件，或在阅读器中另存为 PDF 后重新放入收件夹",
        )
    if any(name.endswith((".iwa", "Index.zip")) for name in names):
        raise _unsupported("苹果 Numbers、Pages 文档")
    declared = archives.mimetype(path)
    if declared.startswith("application/vnd.oasis.opendocument.spreadsheet"):
        return "workbook_zip"
    if declared.startswith("application/vnd.oasis.opendocument.text"):
        return "old_text"
    if declared.startswith("application/vnd.oasis.opendocument"):
        raise _unsupported("OpenDocument 演示文稿或图形（odp、odg 等）")
    return "archive"


def _in_ole(content: bytes) -> Content:
    """Tell OLE containers apart by the names of their streams, which also damaged ones still show."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise encrypted()
    if _stream("WordDocument") in content:
        return "old_text"
    if _stream("PowerPoint Document") in content:
        raise _unsupported("旧版演示文稿（ppt）")
    if _MAIL in content:
        raise UnreadableError(
            "unsupported_kind",
            "Outlook 邮件（msg）暂不能读取：请打开邮件，把附件另存出来放入收件夹，或把邮件另存为 eml",
        )
    if _stream("Workbook") in content or _stream("Book") in content:
        return "workbook_ole"
    raise _unknown()


def _stream(name: str) -> bytes:
    return name.encode("utf-16-le") + b"\0\0"


def _unknown() -> UnreadableError:
    return UnreadableError(
        "unknown_kind", f"认不出这是什么文件（可能已损坏，或后缀名不对）：请报送单位检查，{_AGAIN}"
    )


def _is_message(start: bytes) -> bool:
    """Tell whether bytes begin with the headers of a mail, or of a page saved like one."""
    head = re.split(rb"\r?\n\r?\n", start.lstrip(), maxsplit=1)[0]
    return _HEADER.match(head) is not None and _MIME.search(head) is not None


def _in_text(start: bytes) -> Content:
    if not has_mark(start) and not is_plain(start):
        raise _unknown()
    if _is_message(start):
        return "message"
    is_wide = has_mark(start) and not start.startswith(b"\xef")
    opening = start.decode("utf-16" if is_wide else "utf-8", errors="replace").lstrip("\ufeff \t\r\n")
    root = _ROOT.search(opening) if opening.startswith("<") else None
    if root is None:
        return "json" if _JSON.match(opening) else "text"
    if root[1].lower() in _XML:
        return _XML[root[1].lower()]
    if opening.startswith("<?xml") and root[1].lower() != "html":
        raise _unsupported("XML 文件")
    return "html"

"""MIME messages: mails with their attachments, and pages that Word, Excel and browsers save as one file (mht).

What is attached to a mail is taken in like what is packed in a zip. A page is read as such; a mail without attachments
as the page or the text that it is.
"""

from __future__ import annotations

import email
import email.errors
import email.header
import email.policy
import html
import re
from collections.abc import Iterator
from email.message import Message
from pathlib import Path

from ingest import limits
from ingest.layouts import Layouts
from ingest.readers import html_page
from ingest.reading import Problem, Reading, Row, UnreadableError
from ingest.text import decode

_MAX_NAME_CHARS = 120
_MAX_SAID_CHARS = 60
_NOTHING = UnreadableError(
    "unsupported_kind",
    "这是一封邮件（或单个文件网页），没有附件，正文里也没有登记表、列表或文章："
    "请打开后把其中的登记表另存为 xlsx 或 csv 放入收件夹",
)


def read(path: Path, layouts: Layouts, folder: Path) -> Reading:
    """Put the attachments into a new folder, as files called 0, 1, 2 ... whose names the reading has, or read the page."""
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.compat32)
    attached = list(_attached(message))
    if not attached:
        return read_page(message, layouts)
    if len(attached) > limits.MAX_ARCHIVE_MEMBERS:
        raise UnreadableError("too_large", "邮件里的附件过多：请把附件另存出来，直接放入收件夹")
    folder.mkdir()
    names: list[str] = []
    for name, content in attached:
        (folder / str(len(names))).write_bytes(content)
        names.append(name if name not in names else f"{len(names) + 1}-{name}")
    said = " ".join(_plain_text(message).split())
    note = f"邮件正文没有作为记录读取：“{said[:_MAX_SAID_CHARS]}”" if said else None
    rows = (Row("", 0, "note", problem=Problem("left_out", note)),) if note else ()
    return Reading("archive", rows, len(names), tuple(names), note)


def read_page(message: Message, layouts: Layouts) -> Reading:
    """Read the pages of a message as one; raise `UnreadableError` if there is nothing to read on them."""
    pages = [_text(part) for part in message.walk() if part.get_content_type() == "text/html"]
    if not pages:
        pages = [f"<pre>{html.escape(text)}</pre>" for text in [_plain_text(message)] if text]
    try:
        return html_page.read_text("\n".join(pages), layouts)
    except UnreadableError as error:
        if error.problem.code != "unsupported_kind":
            raise
        raise _NOTHING from error


def page_in(content: bytes, layouts: Layouts) -> Reading:
    """Read the page that a message is."""
    return read_page(email.message_from_bytes(content, policy=email.policy.compat32), layouts)


def _attached(message: Message) -> Iterator[tuple[str, bytes]]:
    """Give what somebody has attached; pictures that the text shows are part of it."""
    for number, part in enumerate(message.walk()):
        if part.get_content_type() == "message/rfc822" and part is not message:
            inner = part.get_payload()
            yield f"附件{number}.eml", b"".join(one.as_bytes() for one in inner if isinstance(one, Message))
            continue
        name = _name(part)
        is_shown = part.get("Content-ID") is not None and part.get_content_disposition() != "attachment"
        content = part.get_payload(decode=True)
        if name and not part.is_multipart() and not is_shown and isinstance(content, bytes) and content:
            yield name, content


def _name(part: Message) -> str:
    """Return the name of an attachment as a label; mail programs write it in many ways, some of them bare."""
    name = part.get_filename() or ""
    if part.get_content_disposition() != "attachment" and part.get_content_maintype() in (
        "text",
        "multipart",
    ):
        return ""
    if not name and part.get_content_disposition() == "attachment":
        name = "附件"
    try:
        decoded = "".join(
            text if isinstance(text, str) else _decoded(text, charset)
            for text, charset in email.header.decode_header(name)
        )
    except (email.errors.HeaderParseError, UnicodeError, LookupError):
        decoded = name
    raw = decoded.encode("utf-8", "surrogateescape")
    shown = decode(raw) or "附件"
    shown = re.sub(r"[\x00-\x1f/\\:]+", "_", shown).strip(" .")
    return shown[-_MAX_NAME_CHARS:]


def _plain_text(message: Message) -> str:
    found = (
        _text(part)
        for part in message.walk()
        if part.get_content_type() == "text/plain" and part.get_content_disposition() != "attachment"
    )
    return next(found, "")


def _text(part: Message) -> str:
    content = part.get_payload(decode=True)
    return _decoded(content, part.get_content_charset()) if isinstance(content, bytes) else ""


def _decoded(content: bytes, charset: str | None) -> str:
    """Decode by what is there, else by what the message says it is."""
    text = decode(content)
    if text is not None:
        return text
    try:
        return content.decode(charset or "utf-8", errors="replace")
    except LookupError:
        return content.decode("gb18030", errors="replace")

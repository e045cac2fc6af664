from __future__ import annotations

import hashlib
import io
import os
import zipfile

import openpyxl
import pytest

from ingest import limits


def zipped(*names: str, **content: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name in names:
            archive.writestr(name, b"<x/>")
        for name, data in content.items():
            archive.writestr(name, data)
    return held.getvalue()


def ole(*streams: str) -> bytes:
    return (
        bytes.fromhex("d0cf11e0a1b11ae1")
        + b"\0" * 600
        + b"\0\0".join(one.encode("utf-16-le") for one in streams)
        + b"\0" * 600
    )


def xlsx() -> bytes:
    book = openpyxl.Workbook()
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


CASES = {
    "empty_file": ("空.xlsx", b""),
    "lock_file": ("~$七月.xlsx", b"\x06Zhao  " + b"\0" * 158),
    "lock_file office": (".~lock.七月.xlsx#", b",zhao,pc,2025,file:///home;"),
    "truncated": ("半.xlsx", xlsx()[:3000]),
    "truncated xls": ("半.xls", ole("Workbook")),
    "encrypted": ("密.xlsx", ole("EncryptionInfo", "EncryptedPackage")),
    "unknown_kind": ("乱.xls", hashlib.shake_128(b"seven").digest(4096)),
    "unknown_kind ole": ("怪.msi", ole("SomethingElse")),
    "unsupported_kind docx": ("函.docx", zipped("word/document.xml")),
    "unsupported_kind odp": ("讲稿.odp", zipped(mimetype=b"application/vnd.oasis.opendocument.presentation")),
    "unsupported_kind pptx": ("讲稿.pptx", zipped("ppt/presentation.xml")),
    "unsupported_kind ppt": ("讲稿.ppt", ole("PowerPoint Document")),
    "unsupported_kind xml": ("数据.xml", b'<?xml version="1.0"?><orders/>'),
    "unsupported_kind html": ("说明.html", "<html><title>甲</title><p>正文</p></html>".encode()),
    "needs_libreoffice doc": ("简报.xls", ole("WordDocument")),
    "needs_libreoffice rtf": ("简报.doc", b"{\\rtf1 abc}"),
    "needs_libreoffice odt": ("简报.odt", zipped(mimetype=b"application/vnd.oasis.opendocument.text")),
    "needs_libreoffice xlsb": ("表.xlsb", zipped("xl/workbook.bin")),
    "needs_libreoffice xml": ("表.xls", b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>'),
    "truncated pdf": ("半.pdf", b"%PDF-1.7\n\xe2\xe3"),
    "truncated feed": ("半.xml", b'<?xml version="1.0"?><rss><chan'),
    "truncated json": ("半.json", b'[{"title": "a"'),
    "no_header": ("说明.txt", "各单位：\n请按时报送。\n".encode()),
    "broken_encoding": ("坏.csv", "单位,标题,刊物\n云岭县,甲".encode() + b"\xe4\xba,\xff\xfe\n"),
    "broken_encoding cut": ("坏2.csv", ("单位,标题,刊物\n" + "云岭县,甲,澜江日报\n" * 3).encode()[:-2]),
    "broken_encoding utf-16": ("坏.txt", "单位\t标题\t刊物".encode("utf-16")[:-1]),
}  # fmt: skip


@pytest.fixture(autouse=True, scope="module")
def _without_libreoffice(fresh_worker):
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("PATH", "/nowhere")
        yield


@pytest.mark.parametrize("case", CASES)
def test_a_file_that_cannot_be_read_is_one_row_with_its_reason(case, inbox, landed, stored):
    name, content = CASES[case]
    (inbox / name).write_bytes(content)
    one = landed(inbox / name)
    (row,) = stored(one)
    assert one.problem_code == case.split()[0]
    assert (row["row_number"], row["row_role"], row["cells"], row["sheet_name"]) == (0, "record", "[]", "")
    assert (row["problem_code"], row["problem"]) == (one.problem_code, one.problem)
    assert one.record_count == 1
    assert "请" in row["problem"]
    assert one.kind == ("delimited" if one.problem_code == "no_header" else "unreadable")


def test_every_problem_of_a_whole_file_has_its_case():
    codes = {case.split()[0] for case in CASES}
    assert len(CASES) == 26
    assert codes == {
        "empty_file", "lock_file", "truncated", "encrypted", "unknown_kind", "unsupported_kind", "no_header",
        "broken_encoding", "needs_libreoffice",
    }  # fmt: skip


def test_the_way_out_of_an_unsupported_kind_is_said(inbox, landed):
    (inbox / "a.pptx").write_bytes(zipped("ppt/presentation.xml"))
    (inbox / "b.html").write_bytes("<html><p>正文</p></html>".encode())
    (inbox / "c.doc").write_bytes(ole("WordDocument"))
    assert (
        landed(inbox / "a.pptx").problem
        == "演示文稿（pptx）暂不能读取：请另存为 xlsx 或 csv 后重新放入收件夹"
    )
    assert "sites.toml" in (landed(inbox / "b.html").problem or "")
    for word in ("LibreOffice", "soffice", "另存为 docx"):
        assert word in (landed(inbox / "c.doc").problem or "")


def test_content_decides_not_the_name(workbook, header, record, tmp_path, landed):
    path = workbook([header, record])
    for name in ("a.csv", "~$a.xlsx", "a"):
        path.with_name(name).write_bytes(path.read_bytes() + b"")
        one = landed(path.with_name(name))
        assert (one.kind, one.record_count) == ("workbook", 1)


def test_a_file_beyond_the_size_limit_is_kept_unread(inbox, landed, home):
    path = inbox / "big.csv"
    with path.open("wb") as handle:
        handle.truncate(limits.MAX_FILE_BYTES + 1)
    one = landed(path)
    assert one.problem_code == "too_large"
    assert os.stat(home.raw / one.delivery_id / "original.csv").st_size == limits.MAX_FILE_BYTES + 1  # noqa: PTH116

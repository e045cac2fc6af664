"""Mails, pages saved as one file, and files inside Word files are read, or named as what they are."""

from __future__ import annotations

import base64
from email.message import EmailMessage
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from ingest import kinds, records, registry
from ingest.reading import UnreadableError

_TABLE = (
    "<html><body><table><tr><th>单位</th><th>标题</th><th>刊物</th><th>刊发日期</th></tr>"
    "<tr><td>林州</td><td>林州市健全制度</td><td>人民日报</td><td>2025-03-05</td></tr></table></body></html>"
)
_CSV = "单位,标题,刊物,刊发日期\n林州,林州市健全制度,人民日报,2025-03-05\n"
_PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


@pytest.fixture
def read(tmp_path, layouts):
    def rows(path: Path):
        return registry.read(path, path.name, layouts, tmp_path / "members", lambda _: None)

    return rows


def _titles(reading):
    rows = records.as_table(reading.rows).to_pylist()
    return [row["article_title"] for row in rows if row["row_role"] == "record"]


def _problem(reading):
    return records.as_table(reading.rows).to_pylist()[0]["problem"]


@pytest.mark.parametrize(("charset", "name"), [("utf-8", "登记表.doc"), ("gb18030", "登记表.mht")])
def test_a_page_saved_as_one_file_is_read(tmp_path, read, charset, name):
    encoded = base64.encodebytes(_TABLE.encode(charset)).decode()
    path = tmp_path / name
    path.write_text(
        "From: <Saved by Word>\r\nSubject: =?utf-8?B?55m76K6w?=\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; boundary="--x"; type="text/html"\r\n\r\n'
        f'----x\r\nContent-Type: text/html; charset="{charset}"\r\n'
        f"Content-Transfer-Encoding: base64\r\n\r\n{encoded}\r\n----x--\r\n"
    )
    assert _titles(read(path)) == ["林州市健全制度"]


def _mail() -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "a@b.example", "三月登记表"
    mail.set_content("请查收附件。")
    return mail


def test_what_is_attached_to_a_mail_is_taken_in_like_what_is_packed(tmp_path, read):
    mail = _mail()
    mail.add_attachment(_CSV.encode(), maintype="text", subtype="csv", filename="登记表.csv")
    mail.add_attachment(
        _CSV.encode() + b"x", maintype="application", subtype="octet-stream", filename="登记表.csv"
    )
    path = tmp_path / "a.eml"
    path.write_bytes(mail.as_bytes())
    reading = read(path)
    assert (reading.kind, reading.members) == ("archive", ("登记表.csv", "2-登记表.csv"))
    assert (tmp_path / "members" / "0").read_bytes() == _CSV.encode()
    assert reading.note == "邮件正文没有作为记录读取：“请查收附件。”"


def test_a_mail_without_attachments_is_its_page_or_says_what_it_is(tmp_path, read):
    mail = _mail()
    path = tmp_path / "a.eml"
    path.write_bytes(mail.as_bytes())
    assert "这是一封邮件" in _problem(read(path))
    mail.add_alternative(_TABLE, subtype="html")
    path.write_bytes(mail.as_bytes())
    assert _titles(read(path)) == ["林州市健全制度"]


def _holding(path: Path, name: str, kind: str, content: bytes, relation: str) -> Path:
    document = docx.Document()
    part = Part(PackURI(f"/word/{name}"), kind, content, document.part.package)
    link = document.part.relate_to(part, relation)
    chunk = OxmlElement("w:altChunk")
    chunk.set(qn("r:id"), link)
    document.element.body.insert(0, chunk)
    document.save(str(path))
    return path


def test_a_page_or_workbook_inside_a_word_file_is_read(tmp_path, read):
    page = _holding(
        tmp_path / "a.docx", "afchunk.htm", "text/html", _TABLE.encode(), RELATIONSHIP_TYPE.A_F_CHUNK
    )
    assert _titles(read(page)) == ["林州市健全制度"]
    book = openpyxl.Workbook()
    assert book.active is not None
    for line in _CSV.splitlines():
        book.active.append(line.split(","))
    book.save(tmp_path / "inner.xlsx")
    content = (tmp_path / "inner.xlsx").read_bytes()
    held = _holding(
        tmp_path / "b.docx", "embeddings/a.xlsx", "application/x", content, RELATIONSHIP_TYPE.PACKAGE
    )
    assert _titles(read(held)) == ["林州市健全制度"]


def test_a_file_of_nothing_but_pictures_says_so(tmp_path, read):
    (tmp_path / "a.png").write_bytes(_PNG)
    document = docx.Document()
    document.add_picture(str(tmp_path / "a.png"))
    document.save(str(tmp_path / "a.docx"))
    assert "文档里只有图片" in _problem(read(tmp_path / "a.docx"))
    (tmp_path / "a.html").write_text(
        "<html><body><p>附图</p><img src='a.png'></body></html>", encoding="utf-8"
    )
    assert "网页里只有图片" in _problem(read(tmp_path / "a.html"))
    import xlsxwriter

    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        book.add_worksheet().insert_image(0, 0, str(tmp_path / "a.png"))
    assert "工作簿里只有图片" in _problem(read(tmp_path / "a.xlsx"))


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "__substg1.0_0037001F".encode("utf-16-le"),
            "Outlook 邮件（msg）",
        ),
        (b"\x78\x9f\x3e\x22" + bytes(99), "winmail.dat"),
        (b"BM" + b"\x01\x02" * 50, "图片"),
        (b"Founder CEB" + bytes(99), "方正 CEB"),
    ],
)
def test_a_kind_that_is_not_read_is_named(tmp_path, content, named):
    (tmp_path / "a").write_bytes(content)
    with pytest.raises(UnreadableError, match=named.replace("（", ".").replace("）", ".")):
        kinds.find(tmp_path / "a", "a")


def test_letters_that_begin_a_table_are_no_kind(tmp_path):
    (tmp_path / "a.csv").write_text("BM,标题\n甲,乙\n", encoding="utf-8")
    assert kinds.find(tmp_path / "a.csv", "a.csv") == "text"


def test_items_of_a_feed_and_of_an_export_are_cleaned(tmp_path, read):
    (tmp_path / "a.xml").write_text(
        '<?xml version="1.0"?><rss version="2.0"><channel><title>红旗网</title><item>'
        "<title>深化改⾰&amp;amp;ldquo;三化&amp;amp;rdquo;</title><link>https://a.example/1?x=1&amp;amp;y=2</link><pubDate>2025-03-05</pubDate></item></channel></rss>",
        encoding="utf-8",
    )
    rows = records.as_table(read(tmp_path / "a.xml").rows).to_pylist()
    assert (rows[0]["article_title"], rows[0]["link"]) == ("深化改革“三化”", "https://a.example/1?x=1&y=2")
    assert [row["problem_code"] for row in rows[1:]] == ["read_as"]
    article = '{"title": "<del>旧题</del>深化改⾰&hellip;", "link": "https://a.example/1", "create_time": "2025-03-05"}'
    (tmp_path / "a.json").write_text(f'{{"account": "红旗网", "list": [{article}]}}', encoding="utf-8")
    assert _titles(read(tmp_path / "a.json")) == ["深化改革…"]

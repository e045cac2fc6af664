"""Every draft bears its mark on paper, and the mark is all that differs from what is issued."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile

import pytest
from docx import Document
from selectolax.lexbor import LexborHTMLParser

from reports import drafts
from reports.editions.watermark import WORD, marked
from tests.reports.conftest import AS_OF, write_home
from warehouse.period import Period


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """The home from which the documents of all these tests are written."""
    return write_home(tmp_path_factory.mktemp("marked"))


@pytest.fixture(scope="module")
def plain(home):
    """The documents of a quarter as they would be issued."""
    report, wording = drafts.read(
        home.current.resolve(), home.root.parent / "office", Period.parse("2025-Q1"), AS_OF
    )
    return drafts.render(report, wording, AS_OF, home.root.parent / "office")


@pytest.fixture(scope="module")
def draft(home):
    """The same documents as drafts."""
    folder = drafts.write(home, home.root.parent / "office", Period.parse("2025-Q1"), AS_OF)
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix != ".json"}


def members(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml")}


def test_every_document_of_a_draft_is_marked_and_of_an_edition_none(plain, draft):
    assert sorted(plain) == sorted(draft)
    assert all(name.endswith((".docx", ".xlsx", ".html")) for name in draft)
    for name, content in draft.items():
        assert content == marked(name, plain[name]) != plain[name]


def test_each_header_of_the_circular_bears_the_mark_behind_the_text(plain, draft):
    headers = {
        name: text for name, text in members(draft["circular.docx"]).items() if name.startswith("word/header")
    }
    assert len(headers) == 2  # odd and even pages; later sections go on with them
    for text in headers.values():
        assert re.search(rf'<v:textpath[^>]* string="{WORD}"', text)
        assert "z-index:-" in text
    sections = members(draft["circular.docx"])["word/document.xml"].count("<w:sectPr")
    assert sections == 2
    assert not [name for name in members(plain["circular.docx"]) if name.startswith("word/header")]


def test_the_text_of_the_circular_is_the_same(plain, draft):
    texts = [
        [each.text for each in Document(io.BytesIO(files["circular.docx"])).paragraphs]
        for files in (plain, draft)
    ]
    assert texts[0] == texts[1]
    assert len(texts[0]) > 20


def test_the_mark_is_printed_on_every_page_of_the_circular_alone(draft, tmp_path):
    """What Word draws is drawn by LibreOffice too: each page has more ink than the same page without the mark."""
    path = tmp_path / "circular.docx"
    path.write_bytes(draft["circular.docx"])
    command = [
        "soffice",
        "--headless",
        f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
        "--convert-to",
        "pdf",
    ]
    try:
        subprocess.run([*command, "--outdir", tmp_path, path], check=True, capture_output=True, timeout=120)
    except FileNotFoundError:
        pytest.skip("LibreOffice is not installed")
    import pdfplumber

    with pdfplumber.open(tmp_path / "circular.pdf") as pdf:
        grey = [sum(curve["non_stroking_color"] is not None for curve in page.curves) for page in pdf.pages]
    assert len(grey) >= 5
    assert min(grey) > 0


def test_every_sheet_prints_the_mark_and_keeps_its_page_numbers(plain, draft):
    sheets = {
        name: text
        for name, text in members(draft["statistics.xlsx"]).items()
        if name.startswith("xl/worksheets/sheet")
    }
    assert len(sheets) > 8
    for text in sheets.values():
        assert re.search(rf"<headerFooter><oddHeader>[^<]*{WORD}[^<]*</oddHeader><oddFooter>[^<]*第", text)
    assert not any("<oddHeader>" in text for text in members(plain["statistics.xlsx"]).values())


@pytest.mark.parametrize(
    ("sheet", "expected"),
    [
        ("<pageMargins a='1'/><drawing/>", "<pageMargins a='1'/><headerFooter>"),
        ("<pageMargins a='1'/><pageSetup b='1'/><drawing/>", "<pageSetup b='1'/><headerFooter>"),
        ("<headerFooter><oddHeader>&amp;L自有</oddHeader></headerFooter>", "&amp;L自有</oddHeader>"),
    ],
)
def test_a_sheet_without_a_footer_or_with_a_header_of_its_own_is_marked_too(sheet, expected):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
    text = members(marked("any.xlsx", target.getvalue()))["xl/worksheets/sheet1.xml"]
    assert expected in text
    assert text.count(WORD) == text.count("<headerFooter>") == 1


def test_the_page_shows_and_prints_a_band_that_its_policy_allows(draft):
    page = LexborHTMLParser(draft["statistics.html"].decode())
    [band] = page.css(".draft-band")
    assert band.text() == WORD
    assert "position:fixed" in draft["statistics.html"].decode()
    policy = page.css_first("meta[http-equiv]").attributes["content"]
    assert "style-src 'unsafe-inline'" in policy


def test_a_page_that_names_its_styles_by_hash_names_the_band_too():
    strict = b"<meta content=\"style-src 'sha256-abc='; base-uri 'none'\"><body></body>"
    assert re.search(rb"style-src 'sha256-[\w+/=]{44}' 'sha256-abc='", marked("unit.html", strict))


def test_what_cannot_bear_a_mark_stays_as_it_is():
    assert marked("units.csv", b"a,b\n") == b"a,b\n"

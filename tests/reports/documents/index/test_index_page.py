"""The index lists what lies in the home, newest first, and asks nothing outside."""

import html
import json
import re
from urllib.parse import unquote

import pytest

from reports.documents.index.index_page import write_index
from warehouse.home import Home


@pytest.fixture
def home(tmp_path):
    home = Home(tmp_path / "home")
    home.prepare()
    return home


def shelve(home, shelf, name, period, **more):
    folder = home.root / shelf / name
    folder.mkdir(parents=True)
    files = more.pop("files", {"circular.docx": "ab", "statistics.html": "cd"})
    lock = {"period": period, "as_of": "2025-04-10", "files": files, **more}
    (folder / "edition.json").write_text(json.dumps(lock), encoding="utf-8")
    for file in files:
        (folder / file).write_bytes(b"x")
    return folder


def rows_of(home):
    page = write_index(home).read_text(encoding="utf-8")
    return [
        [re.sub(r"<[^>]*>", "", cell).strip() for cell in re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL)]
        for row in re.findall(r"<tr>(.*?)</tr>", page, re.DOTALL)
        if "<td" in row
    ]


def test_editions_stand_before_drafts_and_new_years_before_old(home):
    shelve(home, "drafts", "2025-Q1", "2025-Q1")
    shelve(home, "editions", "2024-Q4", "2024-Q4", document_number="澜组通报〔2025〕1号", issued_on="2025-01-10")
    shelve(
        home, "editions", "2024-Q4-r2", "2024-Q4", document_number="澜组通报〔2025〕3号", issued_on="2025-02-01",
        revises="2024-Q4",
    )  # fmt: skip
    rows = rows_of(home)
    assert [row[:4] for row in rows] == [
        ["2025年第一季度", "草稿", "—", "2025-04-10"],
        ["2024年第四季度", "修订版，替代 2024-Q4", "澜组通报〔2025〕3号", "2025-02-01"],
        ["2024年第四季度", "定稿", "澜组通报〔2025〕1号", "2025-01-10"],
    ]


def test_every_link_leads_to_a_file_that_is_there(home):
    folder = shelve(home, "drafts", "2025-03", "2025-03", files={"circular.docx": "ab", "统计 #1.xlsx": "cd"})
    (folder / "units").mkdir()
    (folder / "units" / "X01-某县?.html").write_bytes(b"x")
    page = write_index(home).read_text(encoding="utf-8")
    links = re.findall(r'href="([^"]*)"', page)
    assert len(links) == 3
    assert all((home.root / unquote(link)).is_file() for link in links)


def test_the_page_runs_nothing_and_escapes_what_it_prints(home):
    shelve(home, "drafts", "2025-03", "2025-03", document_number="<script>alert(1)</script>")
    page = html.unescape(write_index(home).read_text(encoding="utf-8").replace("&lt;", "‹"))
    assert "<script" not in page
    assert "‹script>" in page
    assert "default-src 'none'; style-src 'sha256-" in page


def test_a_home_without_reports_has_an_index_that_says_so(home):
    assert "还没有报表" in write_index(home).read_text(encoding="utf-8")


@pytest.mark.parametrize("content", ["{", "[]", '{"period": "2025-99", "files": {}}', '{"files": {}}'])
def test_an_edition_that_cannot_be_read_is_named_and_hides_nothing(home, content):
    shelve(home, "drafts", "2025-02", "2025-02")
    folder = shelve(home, "editions", "2025-03", "2025-03")
    (folder / "edition.json").write_text(content)
    assert [row[0] for row in rows_of(home)] == ["2025年2月"]
    assert "移走：editions/2025-03/edition.json" in write_index(home).read_text(encoding="utf-8")


def test_the_same_folders_give_the_same_bytes(home):
    shelve(home, "drafts", "2025-03", "2025-03")
    assert write_index(home).read_bytes() == write_index(home).read_bytes()

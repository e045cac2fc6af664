"""The circular on paper: lines and characters, page numbers and colophon, counted in the rendered PDF."""

import itertools
import shutil
import subprocess
from collections import Counter

import pdfplumber
import pytest

from reports.documents.circular import circular
from tests.reports.conftest import AS_OF

pytestmark = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
SENTENCE = "各县区党委组织部要对照年度任务查找差距补齐短板切实提高信息报送的质量和时效"
MM = 72 / 25.4
BLANK_PAGES = 'pdf:writer_pdf_Export:{"IsSkipEmptyPages":{"type":"boolean","value":"false"}}'


@pytest.fixture(scope="module")
def pages(quarter, wording, tmp_path_factory):
    """The pages of a circular whose closing words fill several of them: characters, and lines by their height."""
    folder = tmp_path_factory.mktemp("paper")
    long = wording.model_copy(update={"closing": (SENTENCE * 45,), "length_limit": 9000})
    (folder / "circular.docx").write_bytes(circular.render(quarter, long, AS_OF))
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", BLANK_PAGES,
         "--outdir", str(folder), str(folder / "circular.docx")],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    with pdfplumber.open(folder / "circular.pdf") as pdf:
        return [list(page.chars) for page in pdf.pages]


def lines_of(page):
    """Texts of a page by baseline, from the top, without blanks."""
    printed = sorted(
        (char for char in page if char["text"].strip()), key=lambda char: (round(char["bottom"]), char["x0"])
    )
    return [
        "".join(char["text"] for char in line)
        for _, line in itertools.groupby(printed, key=lambda char: round(char["bottom"] / 4))
    ]


def full_pages(pages):
    """Pages that hold nothing but the long paragraph, and their page number."""
    return [
        lines
        for page in pages
        if (lines := lines_of(page)) and all(set(line) <= set(SENTENCE) for line in lines[:-1])
    ]


def test_a_full_page_holds_22_lines_of_28_characters(pages):
    found = full_pages(pages)
    assert len(found) >= 1
    for lines in found:
        assert len(lines) == 22 + 1  # the page number
        assert Counter(len(line) for line in lines[:-1]) == {28: 22}


def test_the_text_stands_within_the_margins_of_the_standard(pages):
    page = next(page for page in pages if lines_of(page) in full_pages(pages))
    text = [char for char in page if char["text"] in SENTENCE]
    assert min(char["x0"] for char in text) / MM == pytest.approx(28, abs=1)
    assert max(char["x1"] for char in text) / MM == pytest.approx(210 - 26, abs=1.5)
    assert min(char["top"] for char in text) / MM >= 37 - 1
    assert max(char["bottom"] for char in text) / MM <= 297 - 35 + 1


def test_odd_numbers_stand_right_and_even_ones_left(pages):
    numbered = 0
    for number, page in enumerate(pages, start=1):
        foot = [char for char in page if char["top"] / MM > 297 - 35 and char["text"].isdigit()]
        if not foot:
            continue
        numbered += 1
        assert "".join(char["text"] for char in foot) == str(number)
        assert (foot[0]["x0"] > 105 * MM) == bool(number % 2)
    assert numbered >= 6


def test_the_colophon_closes_the_last_even_page_without_a_number(pages):
    assert len(pages) % 2 == 0
    last = lines_of(pages[-1])
    assert last[0].startswith("抄送：")
    assert last[-1].endswith("印发")
    assert max(char["bottom"] for char in pages[-1]) / MM == pytest.approx(297 - 35, abs=4)
    assert not any(line.startswith("—") for line in last)


def test_the_red_head_is_red_and_the_date_has_company(pages):
    head = [char for char in pages[0] if char["size"] > 30]
    assert "".join(char["text"] for char in head) == "中共澜江市委组织部文件"
    assert {tuple(round(part, 2) for part in char["non_stroking_color"]) for char in head} == {(0.78, 0, 0)}
    signed = next(lines_of(page) for page in pages if "2025年4月10日" in lines_of(page))
    assert signed.index("2025年4月10日") == signed.index("中共澜江市委组织部") + 1
    assert any(len(line) > 10 and "附件" not in line for line in signed[: signed.index("中共澜江市委组织部")])

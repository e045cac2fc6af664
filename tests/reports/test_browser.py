"""Every page as a browser shows it: from a file, without a network, on a desk, a phone, paper, to a screen reader.

Runs where the machine has a Chromium (Debian: chromium, fonts-noto-cjk); skipped elsewhere.
"""

import shutil
from dataclasses import replace
from decimal import Decimal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from reports.documents.index.index_page import Shelved
from reports.documents.index.index_page import render as render_index
from reports.documents.page import page
from reports.documents.unit_sheet import unit_page
from reports.subjects.unit.value import (
    Counted,
    Earned,
    NotCounted,
    PastPeriod,
    RecordPlace,
    UnitAccount,
    UnitAccounts,
)
from tests.reports import marts
from warehouse.period import Period

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}
NAMES = ("month", "quarter", "half", "year", "unit", "index")
LABELS = """() => [...document.querySelectorAll('.chart')].map((chart) => {
    const texts = [...chart.querySelectorAll('text')].filter((text) => text.textContent.trim());
    return [texts.length, texts.filter((text) => text.getBoundingClientRect().width > 3).length];
})"""


def _account(quarter):
    source = RecordPlace("ab" * 16, "2025-03/登记表.xlsx", "采用", 3)
    earned = (Earned(Decimal(12), "2025", "T12", "《岭川日报》，省级报纸 12 分", ""),)
    counted = Counted(
        source, "adoption", marts.SCRIPT, "岭川日报", "2025-03-01", Decimal("0.5"), "桐屏县委组织部", "", "confirmed", "", earned
    )
    left_out = NotCounted(source, "rejected", "缺少标题：请补填后重报", "", "岭川日报", "2025-03-02", "")
    history = tuple(PastPeriod(f"2024-{month:02d}", Decimal(month), month) for month in range(1, 13))
    account = UnitAccount(
        "X1", "望川县委组织部", "县", 5, Decimal(12), Decimal(12), 1, True, 2, None, None, (), (counted,) * 3, (), (left_out,),
        1, (), (), (), history,
    )  # fmt: skip
    return account, UnitAccounts(quarter.period, quarter.office_name, quarter.measure, quarter.notes, (account,), 0)


@pytest.fixture(scope="module")
def pages(month, quarter, tmp_path_factory):
    folder = tmp_path_factory.mktemp("pages")
    half, year = (replace(quarter, period=replace(quarter.period, period=Period.parse(code))) for code in ("2025-H1", "2025"))
    made = {name: page.render(report, "关于信息采用情况的统计")
            for name, report in (("month", month), ("quarter", quarter), ("half", half), ("year", year))}  # fmt: skip
    made["unit"] = unit_page.render(*_account(quarter))
    shelved = Shelved(
        "2025-Q1", quarter.period.period, True, "澜组通报〔2025〕1号", "2025-04-10", "", (("通报", "circular.docx"),) * 9,
        (("X1-望川县委组织部", "x.html"),) * 40,
    )  # fmt: skip
    made["index"] = render_index((shelved,), ("drafts/2025-02/edition.json",))
    for name, content in made.items():
        (folder / f"{name}.html").write_bytes(content)
    return folder


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture
def opened(browser, pages):
    contexts = []

    def open_page(name, viewport=DESK):
        context = browser.new_context(viewport=viewport, offline=True)
        contexts.append(context)
        shown = context.new_page()
        shown.complaints = []
        shown.on("console", lambda message: shown.complaints.append(message.text))
        shown.on("pageerror", lambda error: shown.complaints.append(str(error)))
        shown.goto((pages / f"{name}.html").as_uri())
        return shown

    yield open_page
    for context in contexts:
        context.close()


@pytest.mark.parametrize("name", NAMES)
def test_a_page_opens_from_a_file_without_a_complaint(opened, name):
    shown = opened(name)
    assert shown.locator("h1").inner_text()
    assert shown.complaints == []


@pytest.mark.parametrize("name", NAMES)
def test_a_phone_shows_a_page_without_scrolling_sideways(opened, name):
    shown = opened(name, PHONE)
    assert shown.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert shown.locator("td").count() > 3


@pytest.mark.parametrize("name", ["month", "quarter", "half", "year"])
@pytest.mark.parametrize("viewport", [DESK, PHONE])
def test_the_labels_of_the_charts_are_drawn(opened, name, viewport):
    labels = opened(name, viewport).evaluate(LABELS)
    assert len(labels) == 3  # the months and two groups
    assert all(drawn == count > 4 for count, drawn in labels)


def test_the_bars_of_a_units_history_have_their_figures(opened):
    texts = opened("unit").locator("svg.bars text").all_text_contents()
    assert texts[:2] == ["1", "2024-01"]
    assert len(texts) == 24


@pytest.mark.parametrize("name", NAMES)
def test_a_screen_reader_finds_nothing_serious_to_stumble_over(browser, pages, name):
    # The policy lets no foreign script in, axe's neither: only here it is set aside.
    with browser.new_context(viewport=DESK, bypass_csp=True, offline=True) as context:
        shown = context.new_page()
        shown.goto((pages / f"{name}.html").as_uri())
        found = Axe().run(shown).response
    assert len(found["passes"]) > 10
    assert [(each["impact"], each["id"]) for each in found["violations"] if each["impact"] in ("serious", "critical")] == []


def test_a_table_is_sorted_by_the_head_that_is_pressed(opened):
    shown = opened("quarter")
    table = shown.locator("table.sortable").first
    points = table.locator("button", has_text="得分").first
    points.press("Enter")
    assert table.locator("th[aria-sort=ascending]").inner_text().startswith("得分")
    column = [float(text) for text in table.locator("tbody tr td:nth-child(7)").all_inner_texts()]
    assert column == sorted(column)
    assert len(column) == 5
    points.click()
    column = [float(text) for text in table.locator("tbody tr td:nth-child(7)").all_inner_texts()]
    assert column == sorted(column, reverse=True)


@pytest.mark.parametrize("name", ["quarter", "unit"])
def test_on_paper_nothing_is_cut_off(opened, name):
    shown = opened(name)
    shown.emulate_media(media="print")
    shown.set_viewport_size({"width": 703, "height": 1000})  # A4 less its margins
    edges = shown.evaluate(
        "() => [...document.querySelectorAll('table')].map((table) => table.getBoundingClientRect().right)"
    )
    assert len(edges) > 3
    assert max(edges) <= 704

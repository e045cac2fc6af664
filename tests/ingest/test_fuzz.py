"""A few hundred odd and damaged files of every kind: never a traceback, always rows or a reason.

The long run is `python -m tests.ingest.fuzz 20000`.
"""

from __future__ import annotations

import pytest

from ingest.layouts import Layouts
from ingest.worker import Worker
from tests.ingest import fuzz
from tests.ingest.builders import BUILDERS, Table

TRIES = 16
PLAIN = Table(
    above=("2025年3月采用情况",),
    header=("标题", "刊发日期", "链接", "报送单位", "采用刊物"),
    rows=tuple(
        (f"云岭县第{number}条信息", "2025-03-05", "a.html", "云岭县委组织部", "澜江日报")
        for number in range(4)
    ),
)
# A zip is not read by a reader: landing unpacks it.
READ = sorted(set(BUILDERS) - {"archive"})


@pytest.fixture(scope="module")
def layouts(repository):
    return Layouts.load(repository / "orgs" / "sample")


@pytest.fixture(scope="module")
def worker():
    """A worker that finds no LibreOffice: converting old files takes seconds each."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("PATH", "")
        one = Worker()
        yield one
        one.close()


@pytest.mark.parametrize("kind", READ)
def test_a_plain_file_of_each_kind_is_read_so_that_the_tries_reach_the_reader(
    kind, layouts, worker, tmp_path
):
    tally = fuzz.Tally()
    fuzz.attempt(BUILDERS[kind](PLAIN), tmp_path, layouts, tally, worker)
    (result,) = tally.results
    assert result in {
        "xlsx": "workbook", "docx_register": "docx_table", "docx_bulletin": "docx_bulletin", "rss": "feed", "atom": "feed",
        "pdf": "pdf_bulletin", "json": "article_list", "html_table": "html_table", "html_list": "html_list",
        "html_plain_list": "html_list", "html_article": "html_article",
    }.get(kind, "delimited")  # fmt: skip


@pytest.mark.parametrize("kind", fuzz.kinds())
def test_no_file_ends_in_a_traceback(kind, layouts, worker, tmp_path):
    assert fuzz.run(kind, TRIES, tmp_path, layouts, worker, is_fixed=True).results.total() >= TRIES


def test_all_kinds_are_tried():
    assert len(fuzz.kinds()) == len(BUILDERS) + 7 == 24

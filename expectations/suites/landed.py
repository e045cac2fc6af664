"""What must hold of landed records before they are built into a warehouse.

Records are still text here. The question is whether the files were read the way they were meant, not whether
what they say is right: a record without a unit, or with an impossible date, is rejected in the build.
"""

from __future__ import annotations

from expectations import vocabulary as gxe
from expectations.check import Check, Suite
from warehouse.office import Checks

_RECORDS = """
    select problem_code
    from record
"""

_READABLE = """
    select article_title, adopted_on
    from record
    where problem_code is null
"""

# One or two records say nothing about how a file was read. A title of nothing but digits and the marks of a
# date was a neighbouring column.
_FILES = """
    select
        file_name,
        case when count(*) >= 3 then
            round(100 * avg((article_title is null)::integer))
        else 0 end as untitled_percent,
        case when count(*) >= 3 then
            round(100 * avg(coalesce(
                regexp_full_match(article_title, '[\\s0-9０-９年月日号时分:：/.,，、—~-]+'), false
            )::integer))
        else 0 end as misread_percent
    from record
    where problem_code is null
    group by delivery_id, file_name
    order by file_name, delivery_id
"""

# Without ten records a year ago there is nothing to compare with, and the month counts as unchanged.
_MONTHS = """
    with month as (
        select month_code, sum(record_count) as record_count
        from delivery
        group by month_code
    )

    select
        month.month_code,
        case when year_ago.record_count >= 10 then
            month.record_count / year_ago.record_count
        else 1 end as times
    from month
    left join month as year_ago
        on year_ago.month_code = (month.month_code[:4]::integer - 1) || month.month_code[5:]
    where $month::varchar is null or month.month_code = $month
    order by month.month_code
"""


def suite(checks: Checks) -> Suite:
    """Return the checks of landed records, held against the office's limits."""
    return Suite(
        queries={"records": _RECORDS, "readable": _READABLE, "files": _FILES, "months": _MONTHS},
        fail=(*_read(checks), *_titled(), *_volume(checks)),
        warn=_warn(),
        if_empty="请先把来件放入收件夹并运行 tongbao land，或核对月份。",
    )


def _read(checks: Checks) -> tuple[Check, ...]:
    """Something arrived, and most of it could be read."""
    return (
        Check(
            name="landed.any_records",
            frame="records",
            expectation=gxe.ExpectTableRowCountToBeBetween(min_value=1),
            claim="收到了记录",
            claim_en="records have landed",
            problem="一条记录也没有收到。请先把来件放入收件夹并运行 tongbao land，或核对月份。",
            limit="1",
        ),
        Check(
            name="landed.problem_share",
            frame="records",
            expectation=gxe.ExpectColumnValuesToBeNull(
                column="problem_code", mostly=round(1 - checks.max_rejected_share, 6)
            ),
            claim="读不出来的文件和记录不多",
            claim_en="the share of records that could not be read is within the limit",
            problem="{found} 的记录（读不出来的文件每份算一条）没有读出来，上限是 {limit}。"
            "请看 tongbao land 列出的原因，请报送单位另存为 xlsx 或 csv 重新报送；"
            "确属正常时调高 office.toml 的 max_rejected_share。",
            limit=f"{100 * checks.max_rejected_share:g}%",
        ),
    )


def _titled() -> tuple[Check, ...]:
    """What is taken for a title is one."""
    return (
        Check(
            name="landed.titles_present",
            frame="readable",
            expectation=gxe.ExpectColumnValuesToNotBeNull(column="article_title", mostly=0.5),
            claim="多数记录有标题",
            claim_en="most records have a title",
            problem="{found} 的记录没有标题，上限是 {limit}：多半是标题列的表头没有认出来。"
            "请核对来件的表头，把新叫法写进 headers.csv 后重新收件。",
            limit="50%",
        ),
        Check(
            name="landed.title_length",
            frame="readable",
            expectation=gxe.ExpectColumnValueLengthsToBeBetween(
                column="article_title", min_value=4, max_value=120, mostly=0.8
            ),
            claim="标题长短合常理",
            claim_en="most titles are 4 to 120 characters long",
            problem="{found} 的标题不足 4 字或超过 120 字，上限是 {limit}："
            "多半是把别的列（作者、正文）当成了标题。"
            "请核对来件的表头，把新叫法写进 headers.csv 后重新收件。",
            limit="20%",
        ),
        Check(
            name="landed.titles_are_words",
            frame="files",
            expectation=gxe.ExpectColumnValuesToBeBetween(column="misread_percent", max_value=50),
            claim="标题不是日期或数字",
            claim_en="in no file are most titles dates or numbers",
            problem="这些来件的标题列里多是日期或数字（上限 {limit}）：{found}。多半是列对错了位。"
            "请核对表头，把新叫法写进 headers.csv 后重新收件。",
            limit="50%",
            named_by=("file_name",),
            measure="%",
        ),
    )


def _volume(checks: Checks) -> tuple[Check, ...]:
    """No month has many times what it had a year ago."""
    return (
        Check(
            name="landed.volume",
            frame="months",
            expectation=gxe.ExpectColumnValuesToBeBetween(
                column="times", max_value=checks.max_change_against_last_year
            ),
            claim="来件记录数与去年同月相比没有猛增",
            claim_en="no month has many times the records of the same month a year ago",
            problem="这些月份的记录数猛增到去年同月的若干倍（上限 {limit} 倍）：{found}。"
            "多半是同一份登记表换了样子重复报送。请核对这些月份的来件；"
            "确属正常时调高 office.toml 的 max_change_against_last_year。",
            limit=f"{checks.max_change_against_last_year:g}",
            named_by=("month_code",),
            measure="倍",
        ),
    )


def _warn() -> tuple[Check, ...]:
    return (
        Check(
            name="landed.file_titles",
            frame="files",
            expectation=gxe.ExpectColumnValuesToBeBetween(column="untitled_percent", max_value=50),
            claim="每份来件的多数记录有标题",
            claim_en="in every file most records have a title",
            problem="这些来件超过一半的记录没有标题：{found}。请核对表头，需要时把新叫法写进 headers.csv。",
            limit="50%",
            named_by=("file_name",),
            measure="%",
        ),
        Check(
            name="landed.dates_present",
            frame="readable",
            expectation=gxe.ExpectColumnValuesToNotBeNull(column="adopted_on", mostly=0.5),
            claim="多数记录有日期",
            claim_en="most records have a date",
            problem="{found} 的记录没有日期（超过 {limit}）。"
            "请核对日期列的表头，需要时把新叫法写进 headers.csv。",
            limit="50%",
        ),
    )

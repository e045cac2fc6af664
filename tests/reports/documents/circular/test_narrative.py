"""The circular's sentences say what the figures say, and nothing when there is nothing to say."""

import re
from dataclasses import fields, is_dataclass, replace
from datetime import date
from decimal import Decimal

import pytest

from reports.documents.circular import narrative
from reports.saying import phrases, plain
from reports.subjects.accounts.value import Accounts
from reports.subjects.notes.value import Notes
from tests.reports.conftest import build, changed
from warehouse.errors import DataError


def text_of(report, wording):
    return "\n".join(paragraph.lead + paragraph.text for paragraph in narrative.body(report, wording))


NUMERALS = {
    9: "九", 10: "十", 11: "十一", 19: "十九", 20: "二十", 21: "二十一", 30: "三十", 99: "九十九", 100: "一百",
    101: "一百零一", 110: "一百一十", 111: "一百一十一", 120: "一百二十",
}  # fmt: skip
GRAINS = ["month", "quarter", "half", "year"]
EDGES = ["first_year", "nothing_at_all", "whole", "all_tied", "one_unit"]


@pytest.fixture(scope="module")
def all_tied(quarter):
    """Everybody of a group has the same points and shares the first place."""
    county = quarter.ranking.groups[0]
    lines = tuple(replace(line, points=Decimal(30), place=1, is_tied=True) for line in county.units)
    return changed(quarter, "ranking", groups=(replace(county, units=lines, spread=Decimal(0)),))


@pytest.fixture(scope="module")
def one_unit(quarter):
    """An office with a single unit."""
    county = quarter.ranking.groups[0]
    return changed(quarter, "ranking", groups=(replace(county, units=county.units[:1], spread=None),))


def values_in(thing):
    """Every figure and every text anywhere in a value."""
    if isinstance(thing, Decimal | int | str | date):
        yield thing
    elif is_dataclass(thing):
        for each in fields(thing):
            yield from values_in(getattr(thing, each.name))
    elif isinstance(thing, tuple):
        yield len(thing)
        for each in thing:
            yield from values_in(each)


@pytest.mark.parametrize("which", [*GRAINS, *EDGES])
def test_each_number_in_the_prose_is_in_the_value(which, request, wording):
    report = request.getfixturevalue(which)
    text = text_of(report, wording.model_copy(update={"closing": ("无。",)}))
    known = list(values_in(report))
    figures = {plain.number(abs(value)) for value in known if isinstance(value, Decimal | int)}
    figures |= {
        str(part)
        for value in known
        if isinstance(value, date)
        for part in (value.year, value.month, value.day)
    }
    # Derived from tuples of lines: places gained, topics touched, kinds of units.
    figures |= {str(abs(line.place_change or 0)) for line in report.ranking.ranked}
    figures |= {str(abs(line.year_ago_place_change or 0)) for line in report.ranking.ranked}
    figures |= {str(sum(bool(topic.piece_count) for topic in report.pieces.topics))}
    figures |= {plain.number(Decimal(name)) for name in known if isinstance(name, str) and name.isdigit()}
    persons = {quota.person: quota.short for quota in report.persons.quotas}
    figures |= {str(len({each.article_title for each in report.comments.remarks})) if report.comments else "0", str(len(persons))}
    figures |= {str(report.tasks.owing_count - report.tasks.met_count)}
    for name in sorted((value for value in known if isinstance(value, str) and value), key=len, reverse=True):
        if not name.isdigit():
            text = text.replace(name, "")
    printed = [
        plain.number(Decimal(number)) for number in re.findall(r"\d+(?:\.\d+)?", text.replace("附件1", ""))
    ]
    assert len(printed) > 3
    assert set(printed) <= figures


def test_the_opening_counts_everything_against_last_year_and_the_quarter_before(quarter, wording):
    assert text_of(quarter, wording).splitlines()[0] == (
        "2025年第一季度，全市组织系统被各级刊物媒体采用信息12篇次，比上年同期增加8篇次，是上年同期的3倍、增长200.0%；"
        "比上季度增加10篇次，是上季度的6倍、增长500.0%。其中，中央级3篇次、省级3篇次、市级6篇次。现将有关情况通报如下。"
    )


def test_equal_points_are_printed_side_by_side(quarter, wording):
    assert "第2位岚溪县委组织部、桐屏县委组织部（并列，均为30分）" in text_of(quarter, wording)


def test_units_short_and_units_with_nothing_are_named(quarter, wording):
    text = text_of(quarter, wording)
    assert "岚溪县委组织部（省级以上媒体任务3篇，完成2篇，欠1篇）" in text
    assert "没有信息被采用的单位有1个：鹤汀县委组织部。" in text


def test_without_a_last_year_nothing_is_compared_with_it(first_year, wording):
    text = text_of(first_year, wording)
    assert "被各级刊物媒体采用信息12篇次。其中" in text
    assert "上年同期" not in text
    assert "None" not in text


def test_headings_are_numbered_without_gaps(nothing_at_all, wording):
    headings = [each.text for each in narrative.body(nothing_at_all, wording) if each.level == 1]
    assert headings == ["一、排名情况", "二、任务完成情况", "三、存在问题", "四、下步工作"]
    assert "没有信息被各级刊物媒体采用" in text_of(nothing_at_all, wording)


def test_a_decline_is_called_one(quarter, wording):
    fallen = replace(quarter.totals.adoptions, year_ago=None, previous=narrative_change(12, 30))
    report = changed(quarter, "totals", adoptions=fallen)
    assert "采用信息12篇次，比上季度减少18篇次，下降60.0%。" in text_of(report, wording)


def narrative_change(now, base):
    from reports.change import change

    return change(now, base, 1)


def test_a_long_list_of_names_is_cut_before_the_body_grows_too_long(quarter, wording):
    many = changed(quarter, "ranking", nothing=tuple(f"第{number}单位" for number in range(40)))
    whole = len(text_of(many, wording))
    cut = text_of(many, wording.model_copy(update={"length_limit": whole - 50}))
    assert "等40个单位（其余见附件1）" in cut
    assert "等40个单位" not in text_of(many, wording)


def test_a_body_that_cannot_be_cut_is_refused_with_both_lengths(quarter, wording):
    with pytest.raises(DataError, match="length_limit 100"):
        narrative.body(quarter, wording.model_copy(update={"length_limit": 100}))


def test_records_not_counted_are_told_with_their_reasons(quarter, wording):
    assert "有4条登记记录未能计入，主要原因：报送单位不在单位名单中（2条）" in text_of(quarter, wording)
    clean = replace(quarter.notes, outcomes=replace(quarter.notes.outcomes, rejected=0))
    assert isinstance(clean, Notes)
    assert "条登记记录" not in text_of(replace(quarter, notes=clean), wording)


@pytest.mark.parametrize(
    ("value", "printed"),
    [("489.4000", "489.4"), ("60.0000", "60"), ("0.0000", "0"), ("0.5", "0.5"), ("100", "100")],
)
def test_points_are_printed_without_a_tail_of_zeros(value, printed):
    assert plain.number(Decimal(value)) == printed


def test_a_multiple_has_two_decimals_and_stands_beside_the_per_cent():
    from reports.change import change

    assert phrases.against(change(504, 83, 1), "上年") == "，比上年增加421篇次，是上年的6.07倍、增长507.2%"
    assert phrases.against(change(504, 83, 0), "上年") == "，比上年增加421篇次，是上年的6.07倍、增长507%"


def test_a_year_is_held_against_last_year_once(year, wording):
    first = text_of(year, wording).splitlines()[0]
    assert "采用信息12篇次，比上年增加6篇次，是上年的2倍、增长100.0%。其中" in first
    assert "上年同期" not in text_of(year, wording)


def test_a_half_year_is_called_by_its_name(half, wording):
    text = text_of(half, wording)
    assert "采用信息2篇次，比上半年减少2篇次，下降50.0%。" in text
    assert "全年累计采用6篇次。" in text
    assert "下半年没有信息被采用的单位有4个" in text


def test_all_equal_are_named_side_by_side(all_tied, wording):
    text = text_of(all_tied, wording)
    assert "得分居首位的是望川县委组织部、岚溪县委组织部" in text
    assert "（并列，均为30分）" in text
    assert "相差" not in text


def test_a_single_unit_is_first_of_nobody(one_unit, wording):
    assert "县组。望川县委组织部被采用3篇次，得70分。" in text_of(one_unit, wording)
    assert "居首位" not in text_of(one_unit, wording)


def test_a_new_unit_neither_rose_nor_fell(quarter, wording):
    moved = next(line for line in text_of(quarter, wording).splitlines() if "县组" in line)
    assert "下降最多的是鹤汀县委组织部（下降2位）" in moved
    assert "新城县委组织部" not in moved


def test_a_renamed_unit_is_named_as_it_is_now(whole, wording):
    text = text_of(whole, wording)
    assert "干部教育培训科" in text
    assert "干部教育科" not in text


def test_registers_are_told_where_they_are_kept(whole, wording):
    text = text_of(whole, wording)
    for said in (
        "各单位共报送信息12篇，其中县组11篇、科室组1篇，比上年同期增加6篇，是上年同期的2倍、增长100.0%；被采用6篇，采用率50.0%。采用率最高的是办公室（100.0%）。",
        "1篇稿件得到领导批示2人次：《望川党建新路》（望川县委组织部）。",
        "澜江市被采用30篇次，居4个市并列第2位",
        "全市3个县（市、区）中有采用的2个，平均5.7篇次",
        "按《稿酬办法》3人共计30元，个人金额居前的是：第1名007（望川县委组织部，18元）、并列第2名012",
        "有1篇次作者没有登记到人，按《稿酬办法》不计。",
        "参加优秀稿件评选的是《望川党建新路》（望川县委组织部，31票）。",
        "承担个人任务的2人均未完成任务：007（望川县委组织部，欠1篇）、012（岚溪县委组织部，欠1篇）。",
        "到期的约稿4篇，按期完成1篇、逾期完成1篇、未完成1篇、尚未到期1篇。",
        "零报告的单位有1个：桐屏县委组织部。",
        "未完成约稿的有：《鹤汀约稿》（鹤汀县委组织部）；逾期完成约稿的有：《岚溪约稿》",
        "尚未到期的1篇约稿要按时限报送；要抓紧围绕城市党建组稿。",
        "刊发领导干部署名文章1篇次：《望川党建新路》",
        "《澜江组工信息》1期刊用3篇次",
        "注明体裁的4篇次中，经验3篇次（占75.0%）",
    ):
        assert said in text


def test_nothing_is_said_of_registers_nobody_keeps(quarter, wording):
    text = text_of(quarter, wording)
    # but that what persons owe is not known where nobody notes the authors
    assert "没有登记作者、个人任务完成情况不详的1人：012（岚溪县委组织部）" in text
    for word in ("报送信息", "批示", "约稿", "全省", "微信", "署名", "体裁", "只升不降"):
        assert word not in text.replace("多报反映", "")


def test_whoever_is_below_last_year_is_named_where_that_must_not_be(tmp_path, wording):
    report = build(tmp_path, "2025-02", never_down=True)
    assert "采用数低于上年同期的单位有1个：望川县委组织部（1篇次降为0篇次）。" in text_of(report, wording)
    assert "只升不降" not in text_of(build(tmp_path / "plain", "2025-02"), wording)


def test_bulletins_and_media_are_counted_apart(quarter, wording):
    text = text_of(quarter, wording)
    assert "内刊4篇次（中央级1篇次、市级3篇次），比上年同期增加3篇次" in text
    assert "媒体8篇次（中央级2篇次、省级3篇次、市级3篇次），比上年同期增加5篇次" in text
    assert "其中省级以上5篇次，比上年同期增加3篇次" in text


@pytest.mark.parametrize("which", GRAINS)
def test_the_length_gate_holds_for_every_grain(which, request, wording):
    with pytest.raises(DataError, match="length_limit 60"):
        narrative.body(request.getfixturevalue(which), wording.model_copy(update={"length_limit": 60}))


def test_a_task_missed_again_and_again_is_summed_up(quarter, wording):
    owed = next(quota for quota in quarter.tasks.due if quota.short)
    months = tuple(
        replace(owed, period_code=f"2025-0{month}", grain="month", owed=4, done=1, short=3)
        for month in (1, 3)
    )
    report = changed(quarter, "tasks", due=months, short_units=(owed.unit_name,))
    assert "（省级以上媒体月度任务有2个月未完成，共欠6篇）" in text_of(report, wording)


def test_closing_words_may_bear_headings_of_three_levels(quarter, wording):
    closing = (
        "（一）压实责任。各单位要抓好落实。",
        "（二）强化保障",
        "1.建好队伍。",
        "（1）骨干队伍",
        "照常执行。",
    )
    body = narrative.body(quarter, wording.model_copy(update={"closing": closing}))
    assert [(each.lead, each.text, each.level) for each in body[-7:-2]] == [
        ("（一）压实责任。", "各单位要抓好落实。", 0),
        ("", "（二）强化保障", 2),
        ("", "1.建好队伍", 3),
        ("", "（1）骨干队伍", 4),
        ("", "照常执行。", 0),
    ]


def test_more_than_ten_items_of_a_section_are_counted_on(quarter, wording):
    county = replace(quarter.ranking.groups[0], units=quarter.ranking.groups[0].units[:1])
    report = changed(quarter, "ranking", groups=tuple(replace(county, name=f"片区{number}") for number in range(1, 122)))
    leads = [each.lead for each in narrative.body(report, wording.model_copy(update={"length_limit": 99_999}))]
    assert [f"（{said}）片区{number}组。" in leads for number, said in NUMERALS.items()] == [True] * len(NUMERALS)
    assert len(set(leads)) > 121


def test_the_offices_own_heading_may_bear_a_number_above_ten(quarter, wording):
    closing = ("（一百零二）强化保障",)
    body = narrative.body(quarter, wording.model_copy(update={"closing": closing}))
    assert [each.level for each in body if each.text == closing[0]] == [2]


def test_the_opening_says_how_much_of_it_was_pushed(quarter, whole, wording):
    pushed = replace(quarter, accounts=Accounts(pushes=4, own_pushes=1, reads=90, items=()))
    unread = replace(quarter, accounts=replace(pushed.accounts, reads=None))
    assert "推送" not in text_of(unread, wording).splitlines()[0]
    assert "采用信息12篇次（含微信公众号推送4条），比上年同期" in text_of(pushed, wording).splitlines()[0]
    assert whole.accounts.pushes == 0
    assert "推送" not in text_of(whole, wording).splitlines()[0]


def test_whole_ten_thousands_are_told_as_such():
    counts = (400_000, 10_000, 12_500, 9_000, 0)
    assert [plain.readings(count) for count in counts] == ["40万", "1万", "12500", "9000", "0"]

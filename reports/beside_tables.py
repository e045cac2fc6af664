"""Tables of what some offices keep beside the ranking: annex 1, workbook and page print the same ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.saying import plain
from reports.saying.figures_table import Table
from reports.subjects.persons import table as persons_tables
from reports.subjects.ranking import rescored_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reports.saying.figures_table import Value
    from reports.subjects.accounts.value import Accounts
    from reports.subjects.commissions.value import Commissions
    from reports.subjects.province.value import Peer, Peers
    from reports.subjects.submissions.value import AdoptionRate
    from reports.value import Report

_ACCOUNTS = "新媒体账号（不计入得分）"
_OUTCOMES = {"kept": "按期完成", "late": "逾期完成", "missed": "未完成", "open": "尚未到期"}


def by_subject(report: Report) -> dict[str, list[Table]]:
    """Return all of them, a subject's tables together."""
    found: dict[str, list[Table]] = {}
    for table in (*annexed(report), *_told(report)):
        found.setdefault(table.subject, []).append(table)
    return found


def annexed(report: Report) -> Iterator[Table]:
    """Yield what annex 1 prints too: a table for each subject there are figures of."""
    for title, heads, rows in rescored_text.tables(report):
        yield _compared(title, heads, rows)
    if report.quotas.running:
        yield _progress(report)
    if report.submissions and report.submissions.units:
        yield _rates("报送和采用率", "单位", report.submissions.units)
    yield from persons_tables.tables(report)
    if report.candidates:
        yield _candidates(report)
    if report.accounts and report.accounts.items:
        yield _account_items(report.accounts)
    if report.peers:
        yield _cities(report.peers)
        if report.peers.own_counties:
            yield _counties(report.peers)


def _told(report: Report) -> Iterator[Table]:
    """Yield what the circular tells in its text only."""
    if report.submissions and report.submissions.groups:
        yield _rates("各组报送和采用率", "组别", report.submissions.groups)
    if report.commissions and report.commissions.items:
        yield _commissions(report.commissions)
    if report.comments:
        yield _comments(report)
    if report.accounts:
        yield _pushes(report.accounts)


def _place(of: Peer) -> Value:
    return plain.placed(of.place, is_tied=True) if of.is_tied else of.place


def _compared(title: str, heads: tuple[str, ...], rows: Sequence[Sequence[Value]]) -> Table:
    percents = tuple(column for column, head in enumerate(heads) if head.endswith("增长"))
    widths = tuple(4.0 + 3.8 * len(head) for head in heads[1:])
    return Table("同口径比较", title, heads, widths, rows, percents=percents)


def _progress(report: Report) -> Table:
    rows = [
        (each.unit_name, each.what, each.owed, "、".join(map(plain.number, each.by_month)), each.done, each.pace)
        for each in report.quotas.running
    ]
    title = f"全年任务进度（时序进度{plain.percent(report.quotas.expected_pace)}）"
    since = report.period.month(report.period.so_far.codes[0])
    heads = ("单位", "任务内容", "任务数", f"{since}以来各月完成数", "完成数", "完成率")
    return Table("任务进度", title, heads, (32, 14, 44, 14, 16), rows, names=2, percents=(5,))


def _rates(title: str, whose: str, rates: Sequence[AdoptionRate]) -> Table:
    rows = [(each.unit_name, each.submitted, each.adopted, each.share) for each in rates]
    heads = (whose, "报送（篇）", "采用（篇）", "采用率")
    return Table("报送采用率", title, heads, (28, 28, 28), rows, percents=(3,))


def _candidates(report: Report) -> Table:
    rows = [
        (each.article_title, each.unit_name, each.votes, each.jury, each.points) for each in report.candidates
    ]
    heads = ("标题", "单位", "得票", "评审", report.measure.head)
    return Table("评优", "优秀稿件评选", heads, (34, 16, 16, 16), rows, names=2)


def _account_items(figures: Accounts) -> Table:
    rows = [(each.account_name, each.unit_name, each.reads, each.followers) for each in figures.items]
    heads = ("账号", "单位", "阅读量", "关注人数")
    return Table("公众号", _ACCOUNTS, heads, (46, 26, 26), rows, names=2)


def _pushes(figures: Accounts) -> Table:
    rows = [("全部账号", figures.pushes, figures.own_pushes, figures.reads)]
    heads = ("范围", "推送（条）", "其中本部", "阅读量")
    return Table("公众号", "推送和阅读总数（不计入得分）", heads, (28, 28, 28), rows)


def _cities(peers: Peers) -> Table:
    spread = {each.city_name: each for each in peers.spreading}
    rows: list[Sequence[Value]] = []
    for city in peers.cities:
        counties = spread.get(city.name)
        more = (counties.county_count, counties.with_one, counties.average) if counties else (None,) * 3
        rows.append((city.name, _place(city), city.count, *more))
    heads = ("市", "名次", "采用篇次", "县（市、区）数", "有采用的", "县均篇次")
    return Table("全省位次", "全省各市", heads, (20, 22, 28, 22, 22), rows)


def _counties(peers: Peers) -> Table:
    rows = [
        (each.name, _place(each), each.count) for each in peers.own_counties
    ]
    heads = ("县（市、区）", "名次", "采用篇次")
    return Table("全省位次", "所属县（市、区）在全省的位次", heads, (40, 40), rows)


def _commissions(asked: Commissions) -> Table:
    rows = [
        (each.article_title, each.unit_name, str(each.deadline), _OUTCOMES[each.outcome])
        for each in asked.items
    ]
    return Table("约稿批示", "约稿", ("稿件", "单位", "截止日期", "完成情况"), (40, 26, 22), rows, names=2)


def _comments(report: Report) -> Table:
    rows = [
        (each.article_title, each.unit_name, each.leader, each.level, str(each.commented_on))
        for each in report.comments
    ]
    heads = ("稿件", "单位", "批示领导", "级别", "批示日期")
    return Table("约稿批示", "领导批示", heads, (38, 22, 16, 24), rows, names=2)

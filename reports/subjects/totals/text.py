"""What the circular says of the whole: an empty text where there is nothing to say."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from reports.saying import phrases, plain
from reports.saying.phrases import against, is_worth_saying, titled
from reports.saying.plain import number
from warehouse.office import BULLETIN_LINE

if TYPE_CHECKING:
    from reports.change import Compared
    from reports.saying.wording import Wording
    from reports.subjects.pieces.value import Adoption
    from reports.subjects.province.value import Peer
    from reports.value import Report

_OUTLETS_NAMED = 5
_TITLES_NAMED = 3
_PLACES_NAMED = 3


def opening(report: Report, wording: Wording) -> str:
    """Say how much was adopted in all."""
    who = wording.opening.format(period=report.period.zh)
    total, period = report.totals.adoptions, report.period
    last_year = against(total.year_ago, period.last_year)
    # The year before a year is last year: that is said already.
    before = "" if period.grain == "year" else against(total.previous, period.before)
    if not total.now:
        return f"{who}没有信息被各级刊物媒体采用{last_year}。现将有关情况通报如下。"
    tiers = "、".join(f"{plain.tier(tier.name)}{tier.now}篇次" for tier in report.totals.tiers if tier.now)
    both = f"{last_year}；{before.removeprefix('，')}" if last_year and before else last_year or before
    # An office that counts what its accounts are read for counts pushes apart; to others they are a medium like any.
    pushed = report.accounts.pushes if report.accounts and report.accounts.reads is not None else 0
    included = f"（含微信公众号推送{pushed}条）" if pushed else ""
    return (
        f"{who}被各级刊物媒体采用信息{total.now}篇次{included}{both}。其中，{tiers}。现将有关情况通报如下。"
    )


def by_tier(report: Report) -> str:
    """Say how much each tier adopted."""
    than = report.period.last_year
    said = [
        phrases.counted(tier, plain.tier(tier.name), than)
        for tier in report.totals.tiers
        if is_worth_saying(tier)
    ]
    return f"{'；'.join(said)}。"


def by_line(report: Report) -> str:
    """Say how much bulletins and media adopted, each counted apart, and who adopted most."""
    totals, than = report.totals, report.period.last_year
    text = ""
    for position, (line, tiers) in enumerate(zip(totals.lines, totals.crossed, strict=True)):
        if not is_worth_saying(line):
            continue
        text += f"{line.name}{line.now}篇次{_tiers(tiers)}{against(line.year_ago, than)}"
        if line.name == BULLETIN_LINE:
            text += _issues(report)
        else:
            text += _upper(report, totals.upper[position : position + 1], tiers, than)
        text += "。"
    most = sorted((outlet for outlet in totals.outlets if outlet.now), key=lambda outlet: -outlet.now)
    named = "、".join(f"{outlet.name}（{outlet.now}篇次）" for outlet in most[:_OUTLETS_NAMED])
    if len(most) == 1:
        return f"{text}采用信息的只有{named}。"
    return f"{text}采用较多的是：{named}。"


def _tiers(tiers: tuple[Compared, ...]) -> str:
    said = [f"{plain.tier(tier.name)}{tier.now}篇次" for tier in tiers if tier.now]
    return f"（{'、'.join(said)}）" if len(said) > 1 else ""


def _upper(report: Report, upper: tuple[Compared, ...], tiers: tuple[Compared, ...], than: str) -> str:
    """What stands in the two highest tiers, and of that in the highest."""
    if not upper or not upper[0].now:
        return ""
    text = f"；其中{phrases.counted(upper[0], plain.upper(report.tiers), than)}"
    if upper[0].now == sum(tier.now for tier in tiers):
        text = f"，均在{plain.upper(report.tiers)}"
    highest = tiers[0]
    if highest.now and highest.now < upper[0].now:
        text += f"；{phrases.counted(highest, plain.tier(highest.name), than)}"
    return text


def _issues(report: Report) -> str:
    return "".join(
        f"；《{each.outlet_name}》{each.issues}期刊用{each.adoptions}篇次" for each in report.bulletins
    )


def pieces(report: Report) -> str:
    """Say how many pieces these were, and name the leads, the signed ones and the best."""
    totals = report.totals
    reprints = f"；另被转载{totals.reprints.now}篇次" if totals.reprints.now else ""
    compared = against(totals.pieces.year_ago, report.period.last_year, "篇")
    text = f"共有{totals.pieces.now}篇稿件被采用{compared}{reprints}。"
    for placement, found in groupby(report.front_pages, key=lambda adoption: adoption.placement):
        text += f"{placement}刊发{_listed(list(found))}。"
    if report.signed:
        text += f"刊发领导干部署名文章{_listed(list(report.signed))}。"
    return text + _best(report)


def _listed(found: list[Adoption]) -> str:
    named = "、".join(
        titled(each.article_title, each.unit_name, each.outlet_name) for each in found[:_TITLES_NAMED]
    )
    return f"{len(found)}篇次：{named}{'等' if len(found) > _TITLES_NAMED else ''}"


def _best(report: Report) -> str:
    if not report.best or report.best[0].points is None:
        return ""
    top = [piece for piece in report.best if piece.points == report.best[0].points]
    named = "、".join(titled(piece.article_title, piece.unit_name) for piece in top[:_TITLES_NAMED])
    equal = f"等{len(top)}篇，均为" if len(top) > _TITLES_NAMED else "，均为" if len(top) > 1 else "，计"
    return f"{report.measure.noun}最高的稿件是{named}{equal}{number(top[0].points)}{report.measure.unit}。"


def kinds(report: Report) -> str:
    """Say what kinds of pieces they were."""
    said = "、".join(f"{kind.name}{kind.count}篇次（占{plain.percent(kind.share)}）" for kind in report.kinds)
    stated = sum(kind.count for kind in report.kinds)
    if not said:
        return ""
    of = "" if stated == len(report.adoptions) else f"注明体裁的{stated}篇次中，"
    return f"{of}{said}。"


def topics(report: Report) -> str:
    """Say which topics of the plan were covered."""
    if not report.topics:
        return ""
    this = report.period.this
    touched = [topic for topic in report.topics if topic.piece_count]
    if not touched:
        return f"年度选题计划的{len(report.topics)}个方向，{this}均未涉及。"
    named = "、".join(f"{topic.name}（{topic.piece_count}篇）" for topic in touched)
    many = "均有涉及" if len(touched) == len(report.topics) else f"涉及{len(touched)}个"
    return f"年度选题计划的{len(report.topics)}个方向，{this}{many}：{named}。"


def submitted(report: Report) -> str:
    """Say how much was sent in and how much of that was adopted."""
    sent = report.submissions
    if sent is None or not sent.submitted.now:
        return ""
    than = report.period.last_year
    compared = against(sent.submitted.year_ago, than, "篇")
    groups = [f"{plain.group(each.unit_name)}{each.submitted}篇" for each in sent.groups if each.submitted]
    # What the organiser sent in itself belongs to no group.
    is_divided = len(groups) > 1 or sum(each.submitted or 0 for each in sent.groups) < sent.submitted.now
    by_group = f"，其中{'、'.join(groups)}" if groups and is_divided else ""
    text = f"各单位共报送信息{sent.submitted.now}篇{by_group}{compared}；"
    text += f"被采用{sent.adopted}篇，采用率{plain.percent(sent.share)}。"
    rates = [rate for rate in sent.units if rate.submitted and rate.share is not None]
    best = max((rate.share for rate in rates if rate.share is not None), default=None)
    if not best or len(rates) < 2:
        return text
    leading = "、".join(rate.unit_name for rate in rates if rate.share == best)
    return f"{text}采用率最高的是{leading}（{plain.percent(best)}）。"


def comments(report: Report) -> str:
    """Say which pieces leaders remarked on."""
    if not report.comments:
        return ""
    titles = dict.fromkeys((each.article_title, each.unit_name) for each in report.comments)
    named = "、".join(titled(*each) for each in list(titles)[:_TITLES_NAMED])
    more = "等" if len(titles) > _TITLES_NAMED else ""
    return f"{len(titles)}篇稿件得到领导批示{len(report.comments)}人次：{named}{more}。"


def accounts(report: Report) -> str:
    """Say what was pushed to readers' telephones and how often it was read."""
    figures = report.accounts
    if figures is None:
        return ""
    said = []
    if figures.pushes:
        own = f"，其中本部推送{figures.own_pushes}条" if figures.own_pushes else ""
        said.append(f"微信公众号推送信息{figures.pushes}条{own}")
    if figures.reads:
        said.append(f"{'' if said else '微信公众号'}阅读量{plain.readings(figures.reads)}人次")
    return f"{'；'.join(said)}。" if said else ""


def cumulative(report: Report) -> str:
    """Say how much was adopted since the year began, unless the period says it already."""
    if report.totals.cumulative.now == report.totals.adoptions.now:
        return ""
    total, unknown = report.totals.cumulative, report.period.so_far.unknown
    lacking = f"（{unknown} 没有来件，没有计入）" if unknown else ""
    return f"{report.period.since}累计采用{total.now}篇次{lacking}{against(total.year_ago, '上年同期')}。"


def peers(report: Report) -> str:
    """Say where the city and its counties stand in the province, by the province's own figures."""
    peers = report.peers
    if peers is None or peers.own is None:
        return ""
    own = peers.own
    text = f"据全省通报，{own.name}被采用{own.count}篇次，居{len(peers.cities)}个市{_placed(own)}"
    leading = [county for county in peers.own_counties if county.count][:_PLACES_NAMED]
    if leading:
        named = "、".join(f"{county.name}（{county.count}篇次，{_placed(county)}）" for county in leading)
        text += f"；所属县（市、区）在全省{len(peers.counties)}个县（市、区）中居前的是{named}"
    for each in peers.spreading:
        if each.is_own:
            text += f"；全市{each.county_count}个县（市、区）中有采用的{each.with_one}个，平均{number(each.average)}篇次"
    return f"{text}。"


def _placed(peer: Peer) -> str:
    return f"{'并列' if peer.is_tied else ''}第{peer.place}位"

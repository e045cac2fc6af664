"""How a unit's sheet puts things: the same in Word and on the page."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from reports.saying import plain

if TYPE_CHECKING:
    from reports.subjects.unit.value import (
        Counted,
        Earned,
        NotCounted,
        OneSidedClaim,
        RecordPlace,
        UnitAccount,
        UnitAccounts,
    )

CLAIM = {"confirmed": "报送与刊物一致", "claimed_only": "单位报送", "observed_only": "刊物来件"}
OBJECTION_KINDS = "□应计未计　□不应计　□分值　□归属　□其他"
BLANK_ROWS = 4
_REGISTER = {
    "submission": "报送", "commission": "约稿", "comment": "批示", "prize": "获奖", "penalty": "扣分", "zero_report": "零报告",
    "head_count": "人数", "jury_score": "评分", "account_figure": "账号数据", "figure": "指标", "item": "事项",
    "forwarding": "上报",
}  # fmt: skip
_PREFILLED = 10  # of the records not counted: longer forms are filled by nobody


def title(account: UnitAccount, accounts: UnitAccounts) -> str:
    """Print what the sheet is."""
    return f"{account.unit_name}{accounts.period.zh}信息采用{accounts.measure.noun}单"


def rules(accounts: UnitAccounts) -> str:
    """Print the editions of the rule in force within the period."""
    return "；".join(f"《{rule.scheme_name}》{rule.rule_version}版" for rule in accounts.notes.rules) or "无"


def standing(account: UnitAccount, accounts: UnitAccounts) -> tuple[tuple[str, str], ...]:
    """Print points and place, heads beside figures; of the others only how many there are."""
    place = plain.NONE
    if account.place is not None:
        place = f"{'并列' if account.is_tied else ''}第{account.place}名"
    return (
        (f"本期{accounts.measure.noun}", plain.number(account.points)),
        (f"{plain.group(account.group)}{account.ranked_count}个单位中", place),
        ("较上期", plain.moved(account.place_change)),
        ("较上年同期", plain.moved(account.year_ago_place_change)),
        (f"累计{accounts.measure.noun}", plain.number(account.cumulative_points)),
        *_year_ago(account, accounts),
    )


def _year_ago(account: UnitAccount, accounts: UnitAccounts) -> tuple[tuple[str, str], ...]:
    """Last year's points and the growth; by this period's version of the rule where another one held then."""
    since, change = account.since_year_ago, accounts.rule_change
    if since is None or change is None:
        return ((f"上年同期{accounts.measure.noun}", plain.base(account.year_ago)), ("同比", plain.growth(account.year_ago)))
    unit = change.year_ago_unit
    return (
        (f"上年同期{unit or accounts.measure.noun}（公布）", plain.number(since.published)),
        (f"上年同期{accounts.measure.noun}（按{change.version}版重算）", plain.number(since.points)),
        ("同比（采用情况）", plain.growth(account.year_ago)),
        ("计分办法所致", plain.percent(None if unit else since.growth_by_rule(change.decimals), sign=True)),
    )


def rescored_by(accounts: UnitAccounts) -> str:
    """Name the version by which earlier periods stand beside this one: that at its end."""
    return accounts.notes.rules[-1].rule_version if accounts.notes.rules else ""


def thing(record: Counted) -> str:
    """Print what a record is: a title; of another register also which."""
    kind = _REGISTER.get(record.register, "")
    return " ".join(part for part in (f"〔{kind}〕" if kind else "", record.article_title) if part) or "（无标题）"


def with_whom(record: Counted) -> str:
    """Print who wrote it too, the equal share, and under which name the unit reported it."""
    said = []
    if record.co_units:
        share = plain.number((record.share or Decimal(1)).quantize(Decimal("0.001")))
        said.append(f"与{record.co_units}合写，份额{share}")
    if record.earlier_name:
        said.append(f"以{record.earlier_name}名义")
    return "；".join(said)


def earned(line: Earned) -> str:
    """Print a line of the rule with its points and sentence."""
    about = f"{line.about}：" if line.about else ""
    name = f"{line.rule_line_id} " if line.rule_line_id.isascii() and line.rule_line_id[1:].isdigit() else ""
    return f"{name}{about}{line.explanation}"


def sentences(record: Counted) -> tuple[str, ...]:
    """Print every line a record was given; of several each with its points."""
    if len(record.lines) == 1:
        return (earned(record.lines[0]),)
    return tuple(f"{earned(line)}（{plain.signed(line.points)}）" for line in record.lines) or ("没有适用的条款，计0分",)


def doubt(about: str) -> str:
    """Print what is still being asked about a counted record."""
    return f"待核实：{about}" if about else ""


def reason(record: NotCounted) -> str:
    """Print why a record was not counted, and whether an answer may still change it."""
    if not record.doubt:
        return record.reason
    return f"{record.reason}（待补正）" if record.doubt == record.reason else f"{record.reason}（待核实：{record.doubt}）"


def source(found: RecordPlace) -> str:
    """Print where a record stands."""
    row = f"第{found.row_number}行" if found.row_number else "整个文件"
    return " ".join(part for part in (found.file_name, found.sheet_name, row) if part)


def files(account: UnitAccount) -> dict[tuple[str, str], int]:
    """Number the files and sheets that the records of a unit stand in: on paper a name in every row would fill it."""
    records: tuple[Counted | NotCounted | OneSidedClaim, ...] = (*account.counted, *account.not_counted, *account.claims)
    named = dict.fromkeys((each.source.file_name, each.source.sheet_name) for each in records)
    return {file: number for number, file in enumerate(named, start=1)}


def claims(account: UnitAccount) -> str:
    """Print how what the unit reports compares with what publishers show."""
    count = len(account.claims) + account.confirmed_count
    unheld = sum(each.claim == "claimed_only" and not each.is_watched for each in account.claims)
    return (
        f"本期采用{count}篇次，其中单位报送且见于刊物来件{account.confirmed_count}篇次；"
        f"只有单位报送、该刊物没有来件可核对{unheld}篇次。"
    )


def open_claims(account: UnitAccount) -> tuple[tuple[str, tuple[OneSidedClaim, ...]], ...]:
    """Return what the unit should look at, each with what is asked of it."""
    observed = tuple(each for each in account.claims if each.claim == "observed_only")
    unseen = tuple(each for each in account.claims if each.claim == "claimed_only" and each.is_watched)
    asked = (
        ("刊物来件中有、单位没有报送（请核对，属实的补报）", observed),
        ("单位报送了、该刊物来件中没有（请补样报样刊或链接）", unseen),
    )
    return tuple((text, found) for text, found in asked if found)


def objections(accounts: UnitAccounts) -> str:
    """Print how to object, and until when."""
    notes = accounts.notes
    return (
        f"对记录、分值、归属有异议的，请在{notes.objections_until}前（印发之日起{notes.objection_days}个工作日内）"
        f"填写下表，由单位负责人签字、加盖公章后连同依据报{accounts.office_name}。只填有异议的行，其余留空；"
        "逾期未提出的，视为无异议。"
    )


def form_rows(account: UnitAccount) -> tuple[tuple[str, str], ...]:
    """Return the rows of the objection form: what was not counted and not corrected, then blank ones."""
    first = [
        (f"未计入{number}", each.source.record_id)
        for number, each in enumerate(account.not_counted, start=1)
        if each.outcome != "superseded"
    ]
    return (*first[:_PREFILLED], *(("", "") for _ in range(BLANK_ROWS)))

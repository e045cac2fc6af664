"""The statement after a run: everything that arrived, by what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from reports.neutral import KINDS, export_csv
from reports.subjects.notes.conditions import Condition, blanks, by_version, conditions
from reports.subjects.notes.elsewhere import WAY_OUT, Elsewhere, authors_elsewhere
from tongbao.speaking import say
from warehouse.database import read_only

_TOTALS = """
    select
        count(*),
        count(*) filter (where problem_code is not null),
        coalesce(sum(record_count), 0),
        coalesce(sum(accepted_count), 0),
        coalesce(sum(rejected_count), 0),
        coalesce(sum(duplicate_count), 0),
        coalesce(sum(superseded_count), 0),
        coalesce(sum(again_count), 0)
    from marts.fct_delivery
"""

_OTHER = """
    select kept.register_name, kept.register, count(*)
    from marts.fct_record as record
    inner join marts.dim_register as kept using (register)
    where record.outcome = 'accepted' and kept.register != 'adoption'
    group by kept.register_name, kept.register
    order by count(*) desc, kept.register
"""

_VERSIONS = """
    select file_name, version_note
    from marts.fct_delivery
    where version_note is not null
    order by received_on desc, file_name, delivery_id
"""

_REASONS = """
    select
        count(*) as record_count,
        reason_code,
        arg_min(reason, (file_name, sheet_name, row_number)) as example,
        arg_min(
            concat_ws(' ', file_name, nullif(sheet_name, ''), if(row_number > 0, '第' || row_number || '行', null)),
            (file_name, sheet_name, row_number)
        ) as place
    from marts.fct_record
    where outcome != 'accepted'
    group by outcome, reason_code
    order by record_count desc, reason_code
"""

_UNREAD_NUMBERS = """
    select delivery.file_name, coalesce(column_label, column_name), unread_count, unread_text
    from marts.fct_delivery_column
    inner join marts.fct_delivery as delivery using (delivery_id)
    where unread_count > 0
    order by delivery.received_on desc, delivery.file_name, column_name
"""
_NOT_READ = """
    select
        delivery.file_name,
        read.sheet_name,
        read.what,
        read.not_understood,
        read.text_count,
        read.texts[1],
        read.sentence
    from marts.fct_delivery_table as read
    inner join marts.fct_delivery as delivery using (delivery_id)
    where len(read.not_understood) > 0 or read.text_count > 0 or read.what = 'passed_over'
    order by delivery.received_on desc, delivery.file_name, read.delivery_id, read.table_number
"""
_NOTED = """
    select delivery.file_name, note.sentence
    from marts.fct_delivery_note as note
    inner join marts.fct_delivery as delivery using (delivery_id)
    order by delivery.received_on desc, delivery.file_name, note.delivery_id, note.note_number
"""
_UNTOLD = """
    select task.rule_line_id, named.register_name, list(distinct period_code order by period_code), max(unit_count)
    from marts.fct_task_untold as task
    inner join marts.dim_register as named using (register)
    group by task.scheme_code, task.rule_version, task.rule_line_id, named.register_name
    order by all
"""
_QUOTAS_UNTOLD = """
    select what, '', list(distinct period_code order by period_code), count(distinct unit_code)
    from marts.fct_quota
    inner join marts.dim_period using (period_code)
    where short is null and last_day <= (select max(adopted_on) from marts.fct_adoption)
    group by what
    order by all
"""

# The newest of the files that were replaced.
_NAMED = 20
_PERIODS = 6


def tell(database: Path, exports: Path) -> None:
    """Say how many records arrived and how each was judged, with one example of every reason; list all as csv."""
    with read_only(database) as connection:
        unanswered = blanks(conditions(connection))
        totals = connection.execute(_TOTALS).fetchone() or (0,) * 8
        versions = connection.execute(_VERSIONS).fetchall()
        other = connection.execute(_OTHER).fetchall()
        reasons = connection.execute(_REASONS).fetchall()
        elsewhere = authors_elsewhere(connection)
        numbers = connection.execute(_UNREAD_NUMBERS).fetchall()
        not_read = connection.execute(_NOT_READ).fetchall()
        noted = connection.execute(_NOTED).fetchall()
        untold = connection.execute(_UNTOLD).fetchall()
        quotas = connection.execute(_QUOTAS_UNTOLD).fetchall()
    files, unread, records, accepted, rejected, duplicate, superseded, again = totals
    kept = sum(count for *_, count in other)
    say(
        f"来件 {files} 份（{unread} 份无法读取，另有 {again} 份与已收的完全相同）；记录 {records} 条"
        f" = 采用 {accepted - kept}{f' + 其他登记 {kept}' if kept else ''}"
        f" + 不计 {rejected} + 重复 {duplicate} + 被更正 {superseded}",
        f"{files} deliveries ({unread} unreadable, {again} more were copies); {records} records"
        f" = {accepted - kept} adoptions{f' + {kept} in other registers' if kept else ''}"
        f" + {rejected} rejected + {duplicate} duplicate + {superseded} superseded",
    )
    if other:
        say(
            "  其他登记：" + "、".join(f"{name} {count} 条" for name, _, count in other),
            "  other registers: " + ", ".join(f"{count} {code}" for _, code, count in other),
        )
    for file, note in versions[:_NAMED]:
        say(f"  {file}：{note}", f"  {file} lies where another lay: {note}")
    if len(versions) > _NAMED:
        say(f"  ……另有 {len(versions) - _NAMED} 份换过的文件", f"  ... and {len(versions) - _NAMED} more replaced files")
    for count, code, example, place in reasons:
        say(f"  {count:>5} 条，如 {place}：{example}", f"  {count:>5} {code}, e.g. {place}: {example}")
    if unanswered:
        _tell_unanswered(unanswered)
    _tell_elsewhere(elsewhere)
    _tell_unread_numbers(numbers)
    _tell_not_read(not_read)
    _tell_noted(noted)
    _tell_untold([*untold, *quotas])
    say("逐条清单：", "record by record:")
    list_records(database, exports, KINDS)


def _tell_unanswered(unanswered: Sequence[Condition]) -> None:
    say(
        "提醒：计分办法问到而记录空白的，按不符合这一条计分；请报送单位补填，或用 tongbao rules form 发新的登记表：",
        "warning: where a rule asks what records leave blank, they do not meet the line: have it filled in,"
        " or send out the register of tongbao rules form:",
    )
    for (scheme, version), asked in by_version(unanswered):
        say(f"  {scheme}/{version}：", f"  {scheme}/{version}:")
        for each in asked:
            say(f"    {each.zh}", f"    {each.en}")


def _tell_elsewhere(found: Sequence[Elsewhere]) -> None:
    if not found:
        return
    say(
        f"提醒：作者的单位不是记录的单位的 {len(found)} 处，按登记表计在记录的单位名下；{WAY_OUT}：",
        f"warning: {len(found)} authors are of another unit than their record's, under which they are counted;"
        " correct either, or name both units of what they wrote together:",
    )
    for each in found[:_NAMED]:
        say(f"  {each.zh}", f"  {each.en}")
    if len(found) > _NAMED:
        say(f"  ……另有 {len(found) - _NAMED} 处", f"  ... and {len(found) - _NAMED} more")


def _tell_unread_numbers(found: Sequence[tuple[str, str, int, str]]) -> None:
    if not found:
        return
    say(
        "提醒：下列各栏应填数字，读不出数字的按空白处理；请报送单位改填后重报：",
        "warning: cells that should hold a number and do not are as if blank:",
    )
    for file, column, count, text in found[:_NAMED]:
        say(f"  {file} {column}：{count} 格，如“{text}”", f"  {file} {column}: {count}, e.g. {text}")
    if len(found) > _NAMED:
        say(f"  ……另有 {len(found) - _NAMED} 栏", f"  ... and {len(found) - _NAMED} more columns")


def _tell_not_read(found: Sequence[tuple[str, str, str, list[str], int, str, str]]) -> None:
    """Say what of the tables was not understood: columns, lines, or all of one."""
    if not found:
        return
    say("提醒：下列表格、列和文字没有读懂，没有参加统计：", "not understood, and no part of the figures:")
    for file, sheet, what, columns, count, text, sentence in found[:_NAMED]:
        place = f"{file}{f' {sheet}' if sheet else ''}"
        if what == "passed_over":
            say(f"  {place}：{sentence}", f"  {place}: a table was passed over: {sentence}")
        if columns:
            said = "、".join(columns)
            say(f"  {place}：列 {said}", f"  {place}: columns {said}")
        if count:
            say(f"  {place}：{count} 行文字，{text}", f"  {place}: {count} rows of text, {text}")
    if len(found) > _NAMED:
        more = len(found) - _NAMED
        say(f"  ……另有 {more} 张表", f"  ... and {more} more tables")


def _tell_noted(found: Sequence[tuple[str, str]]) -> None:
    """Say which cells were not read as they stand there."""
    if not found:
        return
    say("提醒：下列单元格没有照原样读取，请核对：", "cells that were not read as they stand there:")
    for file, sentence in found[:_NAMED]:
        say(f"  {file}：{sentence}", f"  {file}: {sentence}")
    if len(found) > _NAMED:
        more = len(found) - _NAMED
        say(f"  ……另有 {more} 处", f"  ... and {more} more")


def _tell_untold(found: Sequence[tuple[str, str, list[str], int]]) -> None:
    if not found:
        return
    say(
        "提醒：登记表没有收齐，下列任务不作判断，不算完成，也不算未完成；收到登记表或零报告后再计：",
        "warning: registers are missing, so these tasks are neither met nor missed:",
    )
    for task, register, periods, units in found:
        asked = f" 问{register}" if register else ""
        when = "、".join(periods[-_PERIODS:]) + (f" 等{len(periods)}期" if len(periods) > _PERIODS else "")
        say(f"  {task}{asked}：{when}，{units} 个单位", f"  {task} {register}: {when}, {units} units")


def list_records(database: Path, folder: Path, kinds: Sequence[str]) -> None:
    """Write the neutral csv files and say where they lie."""
    for path, count in export_csv(database, folder, kinds):
        say(f"  {path}：{count} 行", f"  {path}: {count} rows")

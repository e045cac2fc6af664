"""What else an office may keep, for the small warehouse's first quarter of 2025; figures worked by hand.

Sent in: 望川 8 pieces, 4 adopted (50.0%); 岚溪 3, 1 (33.3%); 桐屏 nothing, with a zero report; 鹤汀 and 新城 silent;
办公室 1, 1 (100.0%): 12 in all, 6 adopted (50.0%). A year before 6: twice as many now. Commissions: 望川 kept, 岚溪
late, 鹤汀 missed, 桐屏 open: 4. Persons, in yuan: 007 has 12 + 6 = 18, 012 and 021 have 6 each, 30 in all; the brief
of 望川 is by nobody.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import duckdb

_SENT = (
    ("X1", "2024-02", 6, 2, 0),
    ("X1", "2025-01", 5, 3, 0),
    ("X1", "2025-03", 3, 1, 0),
    ("X2", "2025-02", 3, 1, 0),
    ("X3", "2025-03", 0, 0, 1),
    ("K1", "2025-03", 1, 1, 0),
)
_COMMENTS = (
    ("c1", "X1", True, date(2025, 3, 1), "2025-03", "望川党建新路", "某领导", "市"),
    ("c2", "X1", True, date(2025, 3, 2), "2025-03", "望川党建新路", "另一领导", "省"),
    ("c3", "X2", False, date(2025, 3, 2), "2025-03", "望川党建新路", "另一领导", "省"),
    ("c4", "X2", True, date(2025, 4, 2), "2025-04", "下一季度的稿", "另一领导", "省"),
)
_COMMISSIONS = (
    ("m1", "X1", True, None, "望川约稿", date(2025, 1, 31), "kept", "2025-01"),
    ("m2", "X2", True, None, "岚溪约稿", date(2025, 2, 28), "late", "2025-02"),
    ("m3", "X4", True, None, "鹤汀约稿", date(2025, 3, 10), "missed", "2025-03"),
    ("m4", "X3", True, "约字5号", None, date(2025, 3, 31), "open", "2025-03"),
)
_MARKS = (
    ("j1", "X1", "得票", 31),
    ("j2", "X1", "质量", 90),
    ("j3", "X1", "质量", 85),
)
_ACCOUNTS = (
    ("g1", "X1", date(2025, 1, 31), "2025-01", "望川先锋", 900, 4000),
    ("g2", "X1", date(2025, 3, 31), "2025-03", "望川先锋", 1000, 5000),
    ("g3", "X2", date(2025, 3, 31), "2025-03", "岚溪党建", 300, None),
)
# Who wrote what, and what the scheme zz pays for it; the office's own quotas of persons are in conftest.
PERSONS = (
    ("007", "X1", 7, 12),
    ("007", "X1", 8, 6),
    ("012", "X2", 10, 6),
    ("021", "X3", 13, 6),
)
_NAMES = {"X1": "望川县委组织部", "X2": "岚溪县委组织部", "X3": "桐屏县委组织部"}
_PLACED = (
    ("X1", 1, "007", 2, 18, 1, False, None),
    ("X2", 2, "012", 1, 6, 2, True, "一季一篇未完成"),
    ("X3", 3, "021", 1, 6, 2, True, None),
)
PEERS = (
    ("澜江市", "", 30, True), ("丰州市", "", 30, False), ("云台市", "", 41, False), ("北岭市", "", 7, False),
    ("澜江市", "望川县", 12, True), ("澜江市", "岚溪县", 5, True), ("澜江市", "鹤汀县", 0, True),
    ("云台市", "山阴县", 12, False), ("云台市", "水阳县", 20, False),
)  # fmt: skip


def adoption_id(number: int) -> str:
    """Return the key of the adoption of that number: keys stand in the order of the numbers."""
    return f"a0000000-0000-0000-0000-{number:012}"


def piece_id(number: int) -> str:
    """Return the key of a piece."""
    return f"b0000000-0000-0000-0000-{number:012}"


def fill(con: duckdb.DuckDBPyConnection) -> None:
    """Write the registers into a warehouse that has everything else."""
    for table, columns, rows in (
        ("fct_unit_month_submission", "unit_code, month_code, submission_count, adopted_count, zero_report_count", _SENT),
        ("fct_comment", "record_id, unit_code, is_lead, commented_on, month_code, article_title, leader, level", _COMMENTS),
        ("fct_commission", "record_id, unit_code, is_lead, commission_number, article_title, deadline, outcome, month_code",
         _COMMISSIONS),
        ("fct_jury_score", "record_id, unit_code, kind_text, score", _MARKS),
        ("fct_account_figure", "record_id, unit_code, figure_on, month_code, account_name, followers, reads", _ACCOUNTS),
    ):  # fmt: skip
        marks = ", ".join("?" * len(columns.split(",")))
        con.executemany(f"insert into marts.{table} ({columns}) values ({marks})", rows)
    con.execute(
        "update marts.fct_jury_score set is_lead = true, month_code = '2025-03', juror = 'J', piece_id = ?",
        (piece_id(0),),
    )
    con.execute("update marts.fct_account_figure set is_lead = true")
    con.executemany("insert into marts.fct_peer_count values ('2025-Q1', ?, ?, ?, ?)", PEERS)
    _persons(con)
    kind = "update marts.fct_adoption set kind_text = ? where adoption_id = ?"
    con.executemany(
        kind, [("署名文章", adoption_id(7)), *(("经验", adoption_id(number)) for number in (9, 10, 11))]
    )
    con.execute("update marts.fct_adoption set issue_number = 12 where outlet_code = 'M4'")


def _persons(con: duckdb.DuckDBPyConnection) -> None:
    con.execute(
        "insert into marts.dim_rule_version values ('zz', '稿酬办法', '2025', '', '2024-12-20', '2024-01-01', "
        "'9999-12-31', '元', 'persons', false, 'all', 'full', 'shared', '')"
    )
    for person, unit, adoption, points in PERSONS:
        con.execute(
            "insert into marts.fct_adoption_author values (?, ?, ?, 1, null)", (adoption_id(adoption), unit, person)
        )
        con.execute(
            "insert into marts.fct_score_line values ('zz', '2025', 'P1', 'tariff', ?, null, null, ?, ?, null, '2025-03', "
            "null, ?, '')",
            (adoption_id(adoption), unit, person, Decimal(points)),
        )
    con.execute(
        "insert into marts.fct_score_line values ('zz', '2025', 'P1', 'tariff', ?, null, null, 'X1', null, null, "
        "'2025-03', null, 0, '')",
        (adoption_id(9),),
    )
    con.execute("update marts.fct_adoption set author = '集体' where adoption_id = ?", (adoption_id(9),))
    for unit, order, person, count, points, place, is_tied, marks in _PLACED:
        con.execute(
            "insert into marts.fct_person_ranking values ('zz', '2025-Q1', '县', ?, ?, ?, ?, ?, ?, ?, ?, ?, false, null, ?, "
            "null, null)",
            (unit, _NAMES[unit], order, person, count, points, points, place, is_tied, marks),
        )
    con.execute(
        "insert into marts.fct_quota values ('Q5', 'X1', '望川县委组织部', '007', '2025-Q1', 'quarter', '省级以上媒体', "
        "2, 1, 1, 0.5, false)"
    )

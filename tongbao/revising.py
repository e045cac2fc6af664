"""Whether what has been issued still says what the warehouse says: builds and drafts tell when a revision is due."""

from __future__ import annotations

import json
from pathlib import Path

from tongbao.speaking import say
from warehouse.database import read_only
from warehouse.home import Home
from warehouse.period import Period

_LATE = """
    select edition, edition.period_code, count(*)
    from marts.fct_late_record as late
    inner join marts.fct_edition as edition using (period_code)
    where is_valid and treatment = 'revision' and received_on > edition.issued_on
    group by edition, edition.period_code
    order by edition.period_code
"""


def tell_after_build(current: Path) -> None:
    """Say which editions lack records that arrived after they were issued and count in their period."""
    with read_only(current) as connection:
        late = connection.execute(_LATE).fetchall()
    for edition, period, count in late:
        say(
            f"  提醒：{edition} 印发后又收到 {count} 条计入该期的记录，需要修订：tongbao revise {period} --reason 理由",
            f"  warning: {count} records of {edition} arrived after it was issued: "
            f"tongbao revise {period} --reason WHY",
        )


def tell_after_report(home: Home, period: Period, folder: Path) -> None:
    """Say whether the figures of a draft are still those of the edition of its period."""
    from warehouse.editions import newest

    edition = newest(home, period)
    drafted = json.loads((folder / "edition.json").read_bytes())["figures"]
    # An edition of an earlier program may have frozen less: what it does not hold is not compared.
    if edition and any(edition.files.get(name, now) != now for name, now in drafted.items()):
        say(
            f"  提醒：数字与已印发的 {edition.edition} 不同，需要修订：tongbao revise {period.code} --reason 理由",
            f"  warning: the figures are no longer those of {edition.edition}: "
            f"tongbao revise {period.code} --reason WHY",
        )

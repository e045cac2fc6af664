"""Authors of another unit than the one they are counted under: nobody but the office can say which of the two is meant."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reports.rows import rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    import duckdb

_FOUND = """
    select record.file_name, record.sheet_name, record.row_number, elsewhere.person, own.unit_name, counted.unit_name
    from marts.fct_author_elsewhere as elsewhere
    inner join marts.fct_record as record using (record_id)
    inner join marts.dim_unit as own on elsewhere.own_unit_code = own.unit_code
    inner join marts.dim_unit as counted on elsewhere.unit_code = counted.unit_code
    where $months is null or list_contains($months, record.month_code)
    order by record.file_name, record.sheet_name, record.row_number, elsewhere.person, elsewhere.own_unit_code
"""
WAY_OUT = "请核对作者单位或报送单位，合写的请把两家单位都写上"


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """An author in a record that counts for `counted_under`, though he stands there with `own_unit`."""

    file_name: str
    sheet_name: str
    row_number: int
    person: str
    own_unit: str
    counted_under: str

    @property
    def zh(self) -> str:
        """Where he stands and under whom he counts, e.g. `四月.csv 第3行 王五（乙县），计在甲县名下`."""
        return f"{self._file} 第{self.row_number}行 {self.person}（{self.own_unit}），计在{self.counted_under}名下"

    @property
    def en(self) -> str:
        """The same in English."""
        return f"{self._file} row {self.row_number} {self.person} ({self.own_unit}), counted under {self.counted_under}"

    @property
    def _file(self) -> str:
        return " ".join(name for name in (self.file_name, self.sheet_name) if name)


def authors_elsewhere(
    con: duckdb.DuckDBPyConnection, months: Sequence[str] | None = None
) -> tuple[Elsewhere, ...]:
    """Return them in the order of the files, over some months or all there are."""
    found = rows(con, _FOUND, {"months": list(months) if months is not None else None})
    return tuple(Elsewhere(*row) for row in found)

"""Neutral csv: every record that arrived, in files that other programs can compare with their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from warehouse.database import read_only

KINDS = ("records", "rejects", "duplicates", "other", "claims")

# One line per adoption: a record that names two outlets gives two.
_RECORDS = """
    select
        unit.unit_name as unit,
        outlet.outlet_name as outlet,
        adoption.adopted_on as date,
        adoption.article_title as title,
        record.file_name as file,
        record.sheet_name as sheet,
        record.row_number as row,
        replace(adoption.co_units, '、', '|') as co_units,
        adoption.tier_code as tier,
        replace(adoption.piece_id::varchar, '-', '') as piece_id,
        adoption.words,
        adoption.author,
        concat(adoption.page_section, adoption.page_number) as page
    from marts.fct_adoption as adoption
    inner join marts.dim_unit as unit using (unit_code)
    inner join marts.dim_outlet as outlet using (outlet_code)
    inner join marts.fct_record as record using (record_id)
    where adoption.is_lead
    order by file, sheet, row, outlet
"""

_REJECTS = """
    select file_name as file, sheet_name as sheet, row_number as row, reason_code, reason
    from marts.fct_record
    where outcome = 'rejected'
    order by file, sheet, row
"""

# A copy of a whole file stands as row 0 of its own name.
_DUPLICATES = """
    select
        record.file_name as file,
        record.sheet_name as sheet,
        record.row_number as row,
        coalesce(first.file_name || '#' || first.sheet_name || '!' || first.row_number, '') as of,
        case record.outcome when 'duplicate' then 'same' else 'superseded' end as kind
    from marts.fct_record as record
    left join marts.fct_record as first on record.of_record_id = first.record_id
    where record.outcome in ('duplicate', 'superseded')

    union all

    select again.file_name, '', 0, delivery.file_name || '#!0', 'same'
    from marts.fct_delivery_again as again
    inner join marts.fct_delivery as delivery using (delivery_id)
    order by file, sheet, row
"""

# Kept as something else than an adoption, by the register it stands in.
_OTHER = """
    select file_name as file, sheet_name as sheet, row_number as row, register as what
    from marts.fct_record
    where register != 'adoption' and outcome = 'accepted'
    order by file, sheet, row
"""

# What units report held against what publishers show, counted or not.
_CLAIMS = """
    select
        unit.unit_name as unit,
        outlet.outlet_name as outlet,
        claim.adopted_on as date,
        claim.article_title as title,
        claim.claim_code as claim,
        claim.is_watched,
        claim.is_counted,
        claimed.file_name || '#' || claimed.sheet_name || '!' || claimed.row_number as claimed_in,
        observed.file_name || '#' || observed.sheet_name || '!' || observed.row_number as observed_in
    from marts.fct_claim as claim
    inner join marts.dim_unit as unit using (unit_code)
    inner join marts.dim_outlet as outlet using (outlet_code)
    left join marts.fct_record as claimed on claim.claimed_record_id = claimed.record_id
    left join marts.fct_record as observed on claim.observed_record_id = observed.record_id
    order by unit, date, outlet, title
"""

_QUERIES = dict(zip(KINDS, (_RECORDS, _REJECTS, _DUPLICATES, _OTHER, _CLAIMS), strict=True))

# A spreadsheet would run a cell that begins like this.
_HARMLESS = 'case when regexp_matches("{0}", \'^[=+@\\t-]\') then \'\'\'\' || "{0}" else "{0}" end as "{0}"'


def export_csv(database: Path, folder: Path, kinds: Sequence[str]) -> Iterator[tuple[Path, int]]:
    """Write the files one after the other; yield each with its number of rows."""
    folder.mkdir(parents=True, exist_ok=True)
    with read_only(database) as connection:
        for kind in kinds:
            relation = connection.sql(_QUERIES[kind])
            columns = ", ".join(
                _HARMLESS.format(name) if str(type_) == "VARCHAR" else f'"{name}"'
                for name, type_ in zip(relation.columns, relation.types, strict=True)
            )
            target, draft = folder / f"{kind}.csv", folder / f".{kind}.csv.tmp"
            quoted = str(draft).replace("'", "''")
            connection.execute(f"copy (select {columns} from ({_QUERIES[kind]})) to '{quoted}' (header)")  # noqa: S608 - our own queries
            count = connection.execute(f"select count(*) from ({_QUERIES[kind]})").fetchone()  # noqa: S608
            draft.replace(target)
            yield target, count[0] if count else 0

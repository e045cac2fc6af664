-- One row per rule version: its policies, as written.
select
    scheme_code,
    rule_version,
    scheme_name,
    decision,
    decided_on,
    effective_from,
    effective_to,
    counted_in,
    whom,
    reuse_keep,
    reuse_per,
    reuse_top,
    reuse_others,
    reuse_of,
    unit_sharing,
    person_sharing,
    ties,
    late,
    late_after_days,
    late_of,
    blanks,
    unlisted,
    decimals,
    rounding,
    case decimals when 0 then 1 when 1 then 10 when 2 then 100 when 3 then 1000 else 10000 end::smallint
        as units,
    case decimals when 0 then 1 when 1 then 0.1 when 2 then 0.01 when 3 then 0.001 else 0.0001 end::decimal(
        5, 4
    )
        as unit,
    month_ends,
    year_starts,
    is_grouped,
    unranked_groups,
    unranked_units,
    gates,
    file_sha256
from {{ source('rulebook', 'rule_version') }}

-- One row per group or unit that a need names, with what it owes.
select
    scheme_code,
    rule_version,
    rule_line_id,
    need_order,
    name,
    owed
from {{ source('rulebook', 'rule_need_owed') }}

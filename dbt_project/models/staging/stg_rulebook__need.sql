-- One row per thing counted for a period line, and what is owed of it.
select
    scheme_code,
    rule_version,
    rule_line_id,
    need_order,
    measure,
    when_id,
    other_when_id,
    total_of,
    owed,
    owed_per,
    owed_each,
    at_most
from {{ source('rulebook', 'rule_need') }}

-- One row per tie-break of a rule, in order.
select
    scheme_code,
    rule_version,
    break_order,
    when_id,
    of_lines
from {{ source('rulebook', 'rule_tie_break') }}

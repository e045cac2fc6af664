-- One row per unit of a worked example.
select
    scheme_code,
    rule_version,
    case_code,
    unit_name,
    group_code,
    is_ranked,
    unit_order
from {{ source('rulebook', 'rule_case_unit') }}

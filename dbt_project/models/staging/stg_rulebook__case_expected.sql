-- One row per claim of a worked example: what must come out.
select
    scheme_code,
    rule_version,
    case_code,
    expected_order,
    unit_name,
    person,
    measure,
    key,
    expected
from {{ source('rulebook', 'rule_case_expected') }}

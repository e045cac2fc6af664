-- One row per attribute of a unit of a worked example.
select
    scheme_code,
    rule_version,
    case_code,
    unit_name,
    attribute,
    value
from {{ source('rulebook', 'rule_case_attribute') }}

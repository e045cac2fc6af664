-- One row per worked example: a small world of its own.
select
    scheme_code,
    rule_version,
    case_code,
    about,
    period_code
from {{ source('rulebook', 'rule_case') }}

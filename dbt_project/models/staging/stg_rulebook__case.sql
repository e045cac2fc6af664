-- One row per worked example and per printed circular: a small world of its own.
select
    scheme_code,
    rule_version,
    case_code,
    about,
    period_code
from {{ source('rulebook', 'rule_case') }}

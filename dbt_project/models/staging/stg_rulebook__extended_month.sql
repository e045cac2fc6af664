-- One row per month that a rule lets end later than usual.
select
    scheme_code,
    rule_version,
    month_code,
    last_day
from {{ source('rulebook', 'rule_extended_month') }}

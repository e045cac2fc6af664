-- One row per period and month of the same year up to the period's end: inside the period, or before it.
select
    period_code,
    month_code,
    is_inside
from {{ ref('int_period__part') }}
where case_code = ''

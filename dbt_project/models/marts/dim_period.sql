-- Every month, quarter, half-year and year from the first counted year to the month of the newest adoption,
-- by the office's own calendar.
select
    period_code,
    grain,
    (last_serial // 12)::integer as year,
    first_day,
    last_day,
    previous_code,
    year_ago_code
from {{ ref('int_period__span') }}
where case_code = ''

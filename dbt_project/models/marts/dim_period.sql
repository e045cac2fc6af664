-- Every month, quarter, half-year and year from the first counted year to the month of the newest adoption,
-- by the office's own calendar.
with known as (
    select
        period_code,
        bool_and(is_known) as is_known
    from {{ ref('dim_period_month') }}
    where is_inside
    group by period_code
)

select
    span.period_code,
    span.grain,
    (span.last_serial // 12)::integer as year,
    span.first_day,
    span.last_day,
    span.previous_code,
    span.year_ago_code,
    known.is_known
from {{ ref('int_period__span') }} as span
inner join known using (period_code)
where span.case_code = ''

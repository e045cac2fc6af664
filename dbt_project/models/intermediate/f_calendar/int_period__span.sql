-- One row per world and period that has begun: month, quarter, half-year, year of its own calendar.
with grain as (
    select
        unnest(['month', 'quarter', 'half', 'year']) as grain,
        unnest([1, 3, 6, 12]) as month_count
),

span as (
    select
        month.case_code,
        grain.grain,
        grain.month_count,
        month.year_offset,
        min(month.serial) as first_serial,
        max(month.serial) as last_serial,
        min(month.first_day) as first_day,
        max(month.last_day) as last_day,
        bool_or(month.is_begun) as is_begun,
        bool_and(month.is_begun) as is_over
    from {{ ref('int_period__month') }} as month
    cross join grain
    group by
        month.case_code, grain.grain, grain.month_count, month.year_offset, month.serial // grain.month_count
)

select
    case_code,
    {{ period_code('grain', 'first_serial', 'year_offset') }} as period_code,
    grain,
    first_serial,
    last_serial,
    first_day,
    last_day,
    {{ period_code('grain', 'first_serial - month_count', 'year_offset') }} as previous_code,
    {{ period_code('grain', 'first_serial - 12', 'year_offset') }} as year_ago_code,
    is_over
from span
where is_begun

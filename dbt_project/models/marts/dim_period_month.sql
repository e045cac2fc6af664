-- One row per period and month of the same year up to the period's end: inside the period, or before it;
-- months that have not begun included.
select
    span.period_code,
    month.month_code,
    month.serial >= span.first_serial as is_inside,
    month.first_day,
    month.last_day,
    known.month_code is not null as is_known
from {{ ref('int_period__span') }} as span
inner join {{ ref('int_period__month') }} as month
    on
        span.case_code = month.case_code
        and span.last_serial // 12 = month.serial // 12
        and span.last_serial >= month.serial
left join {{ ref('int_period__known') }} as known
    on known.register = 'adoption' and month.month_code = known.month_code
where span.case_code = ''

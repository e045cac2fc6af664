-- One row per world, period and begun month of the same year up to the period's end: inside it, or before
-- it.
select
    span.case_code,
    span.period_code,
    month.month_code,
    month.serial,
    month.serial >= span.first_serial as is_inside
from {{ ref('int_period__span') }} as span
inner join {{ ref('int_period__month') }} as month
    on
        span.case_code = month.case_code
        and span.last_serial >= month.serial
        and span.first_serial // 12 * 12 <= month.serial
where month.is_begun

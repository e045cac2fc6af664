-- Periods of one length follow each other day by day; each names the one before it and that of a year before,
-- its months are those whose days it has, and of a year those up to the period's end are before or inside.
with counted as (
    select
        period_code,
        grain,
        year,
        first_day,
        last_day,
        previous_code,
        year_ago_code,
        case grain when 'month' then 12 when 'quarter' then 4 when 'half' then 2 else 1 end as per_year,
        row_number() over (partition by grain order by first_day) as nth
    from {{ ref('dim_period') }}
),

month as (
    select *
    from counted
    where grain = 'month'
),

part as (
    select
        period.period_code,
        month.month_code,
        month.first_day,
        month.last_day,
        month.first_day >= period.first_day as is_inside
    from counted as period
    inner join {{ ref('int_period__month') }} as month
        on
            period.year = month.serial // 12
            and month.case_code = ''
            and period.last_day >= month.last_day
)

select
    'period' as what,
    period.period_code,
    null as month_code
from counted as period
left join counted as previous on period.grain = previous.grain and period.nth - 1 = previous.nth
left join counted as next on period.grain = next.grain and period.nth + 1 = next.nth
left join counted as year_ago on period.grain = year_ago.grain and period.nth - period.per_year = year_ago.nth
left join counted as named on period.previous_code = named.period_code
left join counted as named_year_ago on period.year_ago_code = named_year_ago.period_code
left join month as opening on period.first_day = opening.first_day
left join month as closing on period.last_day = closing.last_day
left join {{ ref('int_period__span') }} as span
    on period.period_code = span.period_code and span.case_code = ''
where
    period.first_day is null
    or period.first_day != previous.last_day + 1
    or named.period_code is distinct from previous.period_code
    or named_year_ago.period_code is distinct from year_ago.period_code
    or period.previous_code is distinct from span.previous_code
    or period.year_ago_code is distinct from span.year_ago_code
    or period.last_day is distinct from span.last_day
    or period.grain is distinct from span.grain
    or period.year is distinct from span.last_serial // 12
    or opening.period_code is null
    or (closing.period_code is null and next.period_code is not null)

union all

select
    'month' as what,
    period_code,
    month_code
from {{ ref('dim_period_month') }} as published
full join part using (period_code, month_code)
where
    published.is_inside is distinct from part.is_inside
    or published.first_day is distinct from part.first_day
    or published.last_day is distinct from part.last_day

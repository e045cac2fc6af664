-- Every month, quarter, half-year and year from the first counted year to the month of the newest adoption.
with span as (
    select
        date_trunc('year', setting.counted_from)::date as first_day,
        coalesce(max(adoption.adopted_on), setting.counted_from) as last_adopted_on
    from {{ source('office', 'office_setting') }} as setting
    left join {{ ref('int_adoption__distinct') }} as adoption on true
    group by setting.counted_from
),

grain as (
    select
        unnest(['month', 'quarter', 'half', 'year']) as grain,
        unnest([1, 3, 6, 12]) as month_count
),

start as (
    select
        grain.grain,
        grain.month_count,
        unnest(generate_series(span.first_day, span.last_adopted_on, to_months(grain.month_count)))::date
            as first_day
    from span
    cross join grain
),

coded as (
    select
        grain,
        first_day,
        (first_day + to_months(month_count))::date - 1 as last_day,
        (first_day - to_months(month_count))::date as previous_first_day,
        (first_day - to_months(12))::date as year_ago_first_day
    from start
)

select
    {{ period_code('grain', 'first_day') }} as period_code,
    grain,
    first_day,
    last_day,
    {{ period_code('grain', 'previous_first_day') }} as previous_code,
    {{ period_code('grain', 'year_ago_first_day') }} as year_ago_code
from coded

-- Every row of quotas.csv is owed in each begun period of its grain and year, from the first in which its
-- unit is there: the periods of a year are those of the months that the year itself has.
with year_month as (
    select
        year.period_code as year_code,
        part.month_code
    from {{ ref('dim_period') }} as year
    inner join {{ ref('dim_period_month') }} as part
        on year.period_code = part.period_code and part.is_inside
    where year.grain = 'year'
),

of_year as (
    select distinct
        year_month.year_code,
        period.grain,
        period.period_code
    from {{ ref('dim_period') }} as period
    inner join {{ ref('dim_period_month') }} as part
        on period.period_code = part.period_code and part.is_inside
    inner join year_month on part.month_code = year_month.month_code
),

written as (
    select
        lineage.reporting_unit_code as unit_code,
        of_year.period_code,
        coalesce(quota.person, '') as person,
        quota.what,
        sum(quota.owed) as owed
    from {{ ref('stg_office__quota') }} as quota
    inner join of_year
        on quota.grain = of_year.grain and printf('%04d', quota.year) = of_year.year_code
    inner join {{ ref('dim_unit_lineage') }} as lineage using (period_code, unit_code)
    group by all
),

published as (
    select
        unit_code,
        period_code,
        coalesce(person, '') as person,
        what,
        sum(owed) as owed
    from {{ ref('fct_quota') }}
    group by all
)

select
    unit_code,
    period_code,
    person,
    what,
    written.owed,
    published.owed as published_owed
from written
full join published using (unit_code, period_code, person, what)
where written.owed is distinct from published.owed

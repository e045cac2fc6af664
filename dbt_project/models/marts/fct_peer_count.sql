-- Cities of the province and their counties by the province's own published figures. A city of which only
-- counties were published has their sum. Empty in an office that keeps no peers.csv.
with city as (
    select
        period_code,
        city_name,
        coalesce(
            sum(adoption_count) filter (where county_name is null),
            sum(adoption_count)
        )::integer as adoption_count,
        is_own
    from {{ ref('stg_office__peer') }}
    group by period_code, city_name, is_own
)

select
    period_code,
    city_name,
    '' as county_name,
    adoption_count,
    is_own
from city

union all

select
    period_code,
    city_name,
    county_name,
    adoption_count,
    is_own
from {{ ref('stg_office__peer') }}
where county_name is not null

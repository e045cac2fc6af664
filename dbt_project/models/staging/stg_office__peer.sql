-- One row per city or county and period that the province has published figures of.
select
    period_code,
    city_name,
    county_name,
    count as adoption_count,
    is_own
from {{ source('office', 'office_peer') }}

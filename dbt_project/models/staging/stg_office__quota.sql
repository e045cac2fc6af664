-- One row per quota as the office wrote it.
select
    quota_code,
    unit_code,
    person,
    year,
    grain,
    what,
    counted,
    outlet_code,
    tier_order_min,
    tier_order_max,
    line_code,
    owed
from {{ source('office', 'office_quota') }}

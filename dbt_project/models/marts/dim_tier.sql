-- One row per tier, highest first.
select
    tier_code,
    tier_order
from {{ source('office', 'office_tier') }}

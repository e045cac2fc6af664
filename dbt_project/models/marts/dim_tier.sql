-- One row per tier, the level of an outlet; highest first.
select
    tier_code,
    tier_order
from {{ source('office', 'office_tier') }}

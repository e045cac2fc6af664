-- One row per outlet.
select
    outlet_code,
    outlet_name,
    tier_code,
    medium_code,
    line_code,
    outlet_order
from {{ ref('stg_office__outlet') }}

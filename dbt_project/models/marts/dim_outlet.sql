-- One row per outlet: a bulletin, newspaper, journal, station, site or account that may adopt a piece.
select
    outlet_code,
    outlet_name,
    tier_code,
    medium_code,
    line_code,
    outlet_order
from {{ ref('stg_office__outlet') }}

-- One row per adoption and credited unit; the first unit named leads.
select
    adoption_id,
    piece_id,
    adopted_on,
    unnest(unit_codes) as unit_code,
    generate_subscripts(unit_codes, 1) as position,
    len(unit_codes)::integer as unit_count
from {{ ref('int_adoption__described') }}

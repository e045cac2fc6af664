-- One row per adoption with the piece it belongs to: same lead unit, same title, not more than 60 days
-- apart. The same outlet printing the same title again prints another piece: its n-th time belongs to the
-- n-th piece.
with spaced as (
    select
        adoption_id,
        lead_unit_code,
        title_key,
        outlet_code,
        adopted_on,
        adopted_on - lag(adopted_on) over (
            partition by lead_unit_code, title_key order by adopted_on, adoption_id
        ) as days_since
    from {{ ref('int_adoption__distinct') }}
),

spelled as (
    select
        *,
        sum(case when days_since > 60 then 1 else 0 end) over (
            partition by lead_unit_code, title_key order by adopted_on, adoption_id
            rows unbounded preceding
        ) as spell
    from spaced
),

counted as (
    select
        *,
        row_number() over (
            partition by lead_unit_code, title_key, spell, outlet_code order by adopted_on, adoption_id
        ) as time_in_outlet
    from spelled
)

select
    adoption_id,
    md5(concat_ws('|', lead_unit_code, title_key, spell, time_in_outlet))::uuid as piece_id
from counted

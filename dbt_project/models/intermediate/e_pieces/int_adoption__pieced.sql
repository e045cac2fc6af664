-- One row per adoption with the piece it belongs to: same lead unit, same text under whatever heading,
-- not more than 60 days apart. The same outlet printing it again prints another piece: its n-th time
-- belongs to the n-th piece.
with titled as (
    select
        adoption.adoption_id,
        adoption.lead_unit_code,
        adoption.outlet_code,
        adoption.adopted_on,
        coalesce(family.family_key, report.core_key) as text_key
    from {{ ref('int_adoption__distinct') }} as adoption
    inner join {{ ref('int_adoption__report') }} as report on adoption.adoption_id = report.report_id
    left join {{ ref('int_title__family') }} as family
        on adoption.lead_unit_code = family.unit_code and report.core_key = family.core_key
),

spaced as (
    select
        *,
        adopted_on - lag(adopted_on) over (
            partition by lead_unit_code, text_key order by adopted_on, adoption_id
        ) as days_since
    from titled
),

spelled as (
    select
        *,
        sum(case when days_since > 60 then 1 else 0 end) over (
            partition by lead_unit_code, text_key order by adopted_on, adoption_id
            rows unbounded preceding
        ) as spell
    from spaced
),

counted as (
    select
        *,
        row_number() over (
            partition by lead_unit_code, text_key, spell, outlet_code order by adopted_on, adoption_id
        ) as time_in_outlet
    from spelled
)

select
    adoption_id,
    md5(concat_ws('|', lead_unit_code, text_key, spell, time_in_outlet))::uuid as piece_id
from counted

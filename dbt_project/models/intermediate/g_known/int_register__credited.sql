-- One row per thing in a register beside adoptions and credited unit; the first unit named leads. The month
-- is that of the office's calendar, none where it does not reach (a deadline far ahead, an earlier count).
with credited as (
    select
        record_id,
        register,
        happened_on,
        received_on,
        unnest(unit_codes) as unit_code,
        generate_subscripts(unit_codes, 1) = 1 as is_lead,
        len(unit_codes)::integer as unit_count
    from {{ ref('int_register__distinct') }}
    where is_standing
)

select
    credited.*,
    month.month_code,
    linked.piece_id,
    linked.adopted_on
from credited
left join {{ days_of_months() }} as month on credited.happened_on = month.on_day
left join {{ ref('int_register__linked') }} as linked on credited.record_id = linked.record_id

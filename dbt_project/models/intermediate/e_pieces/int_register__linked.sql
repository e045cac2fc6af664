-- One row per record of a register beside adoptions that speaks of an adopted piece: same title, a unit in
-- common, within the days that the register allows. Of several the adoption nearest in time is meant. What
-- has no such piece is kept without one.
select
    thing.record_id,
    arg_min(pieced.piece_id, (
        abs(adoption.adopted_on - thing.happened_on), adoption.adopted_on, adoption.adoption_id
    )) as piece_id,
    arg_min(adoption.adopted_on, (
        abs(adoption.adopted_on - thing.happened_on), adoption.adopted_on, adoption.adoption_id
    )) as adopted_on
from {{ ref('int_register__distinct') }} as thing
inner join {{ ref('register') }} as register using (register)
inner join {{ ref('stg_register__record') }} as record using (record_id)
inner join {{ ref('int_adoption__distinct') }} as adoption
    on
        record.title_key = adoption.title_key
        and list_has_any(thing.unit_codes, adoption.unit_codes)
        and adoption.adopted_on
        between thing.happened_on - register.adopted_days_before
        and thing.happened_on + register.adopted_days_after
inner join {{ ref('int_adoption__pieced') }} as pieced using (adoption_id)
where thing.is_standing
group by thing.record_id

-- One row per adoption and author, with the credited unit he wrote for; who is named twice in a cell is one.
with named as (
    select
        adoption_id,
        unnest(
            list_transform(person_units, lambda each: {{ credited_unit('each', 'unit_codes') }}) -- noqa: PRS
        ) as unit_code,
        unnest(person_names) as person,
        unnest(person_shares) as share,
        generate_subscripts(person_names, 1) as position
    from {{ ref('int_adoption__described') }}
)

select
    adoption_id,
    unit_code,
    person,
    min(position)::integer as position,
    max(share) as share
from named
group by adoption_id, unit_code, person

-- Every person the office knows: whoever wrote something that was adopted, and whoever owes something by
-- name. The same name in two units is two persons.
with known as (
    select
        author.unit_code,
        author.person,
        adoption.adopted_on
    from {{ ref('fct_adoption_author') }} as author
    inner join {{ ref('fct_adoption') }} as adoption using (adoption_id, unit_code)

    union all

    select
        unit_code,
        person,
        null as adopted_on
    from {{ ref('stg_office__quota') }}
    where person is not null
)

select
    unit_code,
    person,
    min(adopted_on) as first_adopted_on,
    max(adopted_on) as last_adopted_on,
    count(adopted_on)::integer as adoption_count
from known
group by unit_code, person

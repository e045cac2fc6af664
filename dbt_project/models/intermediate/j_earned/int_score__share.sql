-- One row per reading and share of it that some account has: what that comes to, rounded once.
with asked as (
    select distinct
        reading_id,
        weight,
        weight_of
    from {{ ref('int_score__joint') }}
    where withheld is null
),

divided as (
    select
        asked.reading_id,
        asked.weight,
        asked.weight_of,
        reading.rounding,
        reading.units,
        reading.unit,
        {{ divided('reading.points * asked.weight', 'asked.weight_of') }} as share
    from asked
    inner join {{ ref('int_score__reading') }} as reading using (reading_id)
    where reading.terms is null
)

select
    reading_id,
    weight,
    weight_of,
    {{ rounded('share', 'divided') }} as points
from divided

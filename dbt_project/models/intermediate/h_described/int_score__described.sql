{{ config(materialized='view') }}
-- One row per thing that a rule may look at, its numbers as buckets, with the profile it shares with all
-- that no rule can tell from it.
with bucketed as (
    select -- noqa: AM04
        thing.* exclude (unit_codes, {{ said_numbers().split() | join(', ') }}),
        thing.unit_codes[1] as unit_code,
        case when len(thing.unit_codes) > 1 then thing.unit_codes end as unit_codes,
        {% for name in said_numbers().split() %}
        thing.{{ name }} as {{ name }}_number,
        {% endfor %}
        {% for name in asked_numbers().split() %}
        {{ name }}_bucket.bucket as {{ name }},
        {% endfor %}
        len(thing.unit_codes)::integer as unit_count
    from {{ ref('int_score__thing') }} as thing
    {% for name in said_numbers().split() %}
    left join {{ ref('int_score__bucket') }} as {{ name }}_bucket
        on {{ name }}_bucket.number_name = '{{ name }}' and thing.{{ name }} = {{ name }}_bucket.number
    {% endfor %}
    left join {{ ref('int_score__bucket') }} as units_bucket
        on units_bucket.number_name = 'units' and len(thing.unit_codes) = units_bucket.number
    left join {{ ref('int_score__bucket') }} as persons_bucket
        on persons_bucket.number_name = 'persons' and len(thing.person_names) = persons_bucket.number
    left join {{ ref('int_score__bucket') }} as day_bucket
        on day_bucket.number_name = 'day' and day(thing.entered_on) = day_bucket.number
)

select
    *, -- noqa: AM04
    hash(
        what,
        "{{ (asked_texts() ~ ' ' ~ asked_numbers()).split() | join('", "') }}" -- noqa: LT05
    ) as profile_id
from bucketed

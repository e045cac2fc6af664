-- One row per number column and number in it: the largest edge of any rule's bands that is not above it.
-- Two numbers with the same edge fulfil the same conditions, so that few descriptions stand for millions of
-- records. What is only paid by or added up has one bucket, which tells it from a blank.
with edge as (
    select distinct
        regexp_replace(edge_name, '_(from|end)$', '') as number_name,
        edge
    from (
        unpivot (
            select columns('_(from|end)$')
            from {{ ref('stg_rulebook__when') }}
        ) on columns(*) into name edge_name value edge
    )

    union

    select
        column_name as number_name,
        -99999999 as edge
    from {{ ref('int_score__asked') }}
),

number as (
    {% for name in said_numbers().split() %}
    select
        '{{ name }}' as number_name,
        {{ name }} as number
    from {{ ref('int_score__thing') }}

    union

    {% endfor %}
    select
        'units' as number_name,
        len(unit_codes)::decimal(18, 4) as number
    from {{ ref('int_score__thing') }}

    union

    select
        'persons' as number_name,
        len(person_names)::decimal(18, 4) as number
    from {{ ref('int_score__thing') }}

    union

    select
        'day' as number_name,
        unnest(range(1, 32))::decimal(18, 4) as number
)

select
    number.number_name,
    number.number,
    coalesce(max(edge.edge) filter (where edge.edge <= number.number), -99999999)::decimal(18, 4) as bucket
from number
inner join edge using (number_name)
where number.number is not null
group by number.number_name, number.number

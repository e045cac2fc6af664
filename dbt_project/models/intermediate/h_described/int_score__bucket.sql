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
    select
        'words' as number_name,
        words as number
    from {{ ref('int_score__thing') }}

    union

    select
        'seconds' as number_name,
        seconds as number
    from {{ ref('int_score__thing') }}

    union

    select
        'pictures' as number_name,
        pictures as number
    from {{ ref('int_score__thing') }}

    union

    select
        'reads' as number_name,
        reads as number
    from {{ ref('int_score__thing') }}

    union

    select
        'value' as number_name,
        value as number
    from {{ ref('int_score__thing') }}

    union

    select
        'given' as number_name,
        given as number
    from {{ ref('int_score__thing') }}

    union

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

    union

    select
        'days_late' as number_name,
        days_late as number
    from {{ ref('int_score__thing') }}
)

select
    number.number_name,
    number.number,
    coalesce(max(edge.edge) filter (where edge.edge <= number.number), -99999999)::decimal(18, 4) as bucket
from number
inner join edge using (number_name)
where number.number is not null
group by number.number_name, number.number

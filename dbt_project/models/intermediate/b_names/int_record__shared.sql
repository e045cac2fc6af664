-- One row per record that says what each of its units has of it: the shares by the code of the unit. A
-- share stands behind the unit's name, else in the order of the units; where there is not one for each,
-- none is known.
with said as (
    select
        record_id,
        {{ half_width('shares') }} as shares_text
    from {{ ref('stg_landed__record') }}
    where shares is not null

    union all

    select
        record_id,
        {{ half_width('shares') }} as shares_text
    from {{ ref('stg_register__record') }}
    where shares is not null
),

named as (
    select
        said.record_id,
        name.code,
        row_number() over (partition by said.record_id order by name.position) as nth,
        count(*) over (partition by said.record_id) as name_count,
        try_cast(nullif(regexp_extract(
            split_part(said.shares_text, {{ half_width('name.name_text') }}, 2), '^[^0-9、，,；;]{0,3}([0-9]+([.][0-9]+)?)', 1  -- noqa: LT05
        ), '') as decimal(18, 4)) as share_behind,
        regexp_extract_all(said.shares_text, '[0-9]+(?:[.][0-9]+)?') as numbers
    from said
    inner join {{ ref('int_name__resolved') }} as name
        on said.record_id = name.record_id and name.kind = 'unit'
),

shared as (
    select
        record_id,
        code,
        name_count,
        coalesce(
            share_behind, if(len(numbers) = name_count, numbers[nth]::decimal(18, 4), null)
        ) as share
    from named
)

select
    record_id,
    map_from_entries(list((code, share))) as shares
from (
    select
        record_id,
        code,
        sum(share)::decimal(18, 4) as share
    from shared
    where code is not null
    group by record_id, code
) as by_code
group by record_id
having count(share) = count(*) and sum(share) > 0

-- One row per record and name in its unit or outlet cell: the code the name stands for on the day, or none.
with cell as (
    select
        record_id,
        'unit' as kind,
        unit_text as cell_text,
        null::date as on_day
    from {{ ref('int_record__completed') }}
    where unit_text is not null

    union all

    select
        record_id,
        'outlet' as kind,
        outlet_text as cell_text,
        null::date as on_day
    from {{ ref('int_record__completed') }}
    where outlet_text is not null

    union all

    select
        record_id,
        kind,
        cell_text,
        on_day
    from {{ ref('int_register__cell') }}
),

name as (
    select
        cell.record_id,
        cell.kind,
        read.position,
        read.name_text,
        read.name_key,
        coalesce(cell.on_day, dated.adopted_on, dated.received_on) as on_day
    from cell
    inner join {{ ref('int_name__read') }} as read using (kind, cell_text)
    left join {{ ref('int_record__dated') }} as dated using (record_id)
),

-- somebody has decided that this is none of ours
foreign_name as (
    select distinct
        kind,
        subject_key as name_key
    from {{ ref('stg_office__decision') }}
    where kind in ('unit', 'outlet')
),

met as (
    select
        name.record_id,
        name.kind,
        name.position,
        name.name_text,
        name.name_key,
        standing.code,
        foreign_name.name_key is not null as is_decided_foreign
    from name
    left join {{ ref('int_name__standing') }} as standing
        on
            name.kind = standing.kind
            and name.name_key = standing.name_key
            and {{ in_force('name.on_day', 'standing') }}
    left join foreign_name on name.kind = foreign_name.kind and name.name_key = foreign_name.name_key
),

-- Most names stand for one all their days: only of the others it is counted for how many.
several as (
    select
        kind,
        name_key
    from {{ ref('int_name__standing') }}
    group by kind, name_key
    having count(*) > 1
)

select
    record_id,
    kind,
    position,
    name_text,
    if(code is null, 0, 1)::bigint as candidate_count,
    code,
    code is null and is_decided_foreign as is_foreign
from met
anti join several using (kind, name_key)

union all

select
    record_id,
    kind,
    position,
    name_text,
    count(distinct code) as candidate_count,
    case when count(distinct code) = 1 then min(code) end as code,
    count(distinct code) != 1 and bool_or(is_decided_foreign) as is_foreign
from met
semi join several using (kind, name_key)
group by record_id, kind, position, name_text

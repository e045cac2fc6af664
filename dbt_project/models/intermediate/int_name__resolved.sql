-- One row per record and name in its unit or outlet cell: the code the name stands for on the day, or none.
with cell as (
    select
        record_id,
        'unit' as kind,
        unit_text as cell_text
    from {{ ref('int_record__completed') }}
    where unit_text is not null

    union all

    select
        record_id,
        'outlet' as kind,
        outlet_text as cell_text
    from {{ ref('int_record__completed') }}
    where outlet_text is not null
),

name as (
    select
        cell.record_id,
        cell.kind,
        read.position,
        read.name_text,
        read.name_key,
        coalesce(dated.adopted_on, dated.received_on) as on_day
    from cell
    inner join {{ ref('int_name__read') }} as read using (kind, cell_text)
    inner join {{ ref('int_record__dated') }} as dated using (record_id)
),

-- An earlier name stands for whoever has taken its place by that day.
standing as (
    select
        alias.kind,
        alias.name_key,
        coalesce(lineage.descendant_code, alias.code) as code,
        greatest(alias.effective_from, coalesce(lineage.effective_from, alias.effective_from))
            as effective_from,
        case
            when lineage.step_count > 0 then lineage.effective_to
            else least(alias.effective_to, coalesce(lineage.effective_to, alias.effective_to))
        end as effective_to
    from {{ ref('stg_office__alias') }} as alias
    left join
        {{ ref('int_unit__lineage') }} as lineage
        on alias.kind = 'unit' and alias.code = lineage.unit_code
)

select
    name.record_id,
    name.kind,
    name.position,
    name.name_text,
    count(distinct standing.code) as candidate_count,
    case when count(distinct standing.code) = 1 then min(standing.code) end as code
from name
left join standing
    on
        name.kind = standing.kind
        and name.name_key = standing.name_key
        and {{ in_force('name.on_day', 'standing') }}
group by name.record_id, name.kind, name.position, name.name_text

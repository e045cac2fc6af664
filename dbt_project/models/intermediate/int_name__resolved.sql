-- One row per record and name in its unit or outlet cell: the code the name stands for on the day, or none.
-- A cell is first read as one name, and only if that is unknown as several with a mark between them.
with cell as (
    select
        record_id,
        'unit' as kind,
        unit_text as cell_text,
        null::date as on_day
    from {{ ref('stg_landed__record') }}
    where unit_text is not null

    union all

    select
        record_id,
        'outlet' as kind,
        outlet_text as cell_text,
        null::date as on_day
    from {{ ref('stg_landed__record') }}
    where outlet_text is not null

    union all

    select
        record_id,
        kind,
        cell_text,
        on_day
    from {{ ref('int_register__cell') }}
),

keyed as (
    select
        cell.record_id,
        cell.kind,
        cell.cell_text,
        {{ name_key('cell.cell_text') }} as name_key,
        coalesce(cell.on_day, dated.adopted_on, dated.received_on) as on_day
    from cell
    left join {{ ref('int_record__dated') }} as dated using (record_id)
),

known as (
    select distinct
        kind,
        name_key
    from {{ ref('stg_office__alias') }}
),

part as (
    select
        keyed.record_id,
        keyed.kind,
        keyed.on_day,
        case
            when known.name_key is not null then [keyed.cell_text]
            else string_split_regex(keyed.cell_text, '[、，,；;/\n]+')
        end as names
    from keyed
    left join known using (kind, name_key)
),

name as (
    select
        record_id,
        kind,
        on_day,
        unnest(names) as name_text,
        generate_subscripts(names, 1) as position
    from part
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
        and {{ name_key('name.name_text') }} = standing.name_key
        and {{ in_force('name.on_day', 'standing') }}
where trim(name.name_text) != ''
group by name.record_id, name.kind, name.position, name.name_text

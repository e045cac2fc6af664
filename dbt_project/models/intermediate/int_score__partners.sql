-- One row per thing of several units and each of these: the names of the others, in printing order.
with named_unit as (
    select
        '' as case_code,
        unit_code,
        unit_name,
        unit_order
    from {{ ref('stg_office__unit') }}

    union all

    select
        case_code,
        unit_name as unit_code,
        unit_name,
        unit_order
    from {{ ref('stg_rulebook__case_unit') }}
),

member as (
    select
        entry.case_code,
        entry.entry_id,
        unnest(entry.unit_codes) as unit_code
    from {{ ref('int_score__entry') }} as entry
    where entry.unit_count > 1
),

named as (
    select
        member.case_code,
        member.entry_id,
        member.unit_code,
        named_unit.unit_name,
        named_unit.unit_order
    from member
    inner join named_unit using (case_code, unit_code)
)

select
    mine.case_code,
    mine.entry_id,
    mine.unit_code,
    string_agg(theirs.unit_name, '、' order by theirs.unit_order) as names
from named as mine
inner join named as theirs
    on
        mine.case_code = theirs.case_code
        and mine.entry_id = theirs.entry_id
        and mine.unit_code != theirs.unit_code
group by mine.case_code, mine.entry_id, mine.unit_code

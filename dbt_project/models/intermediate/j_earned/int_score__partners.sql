-- One row per team of units that ever wrote something together and each of its units: the names of the
-- others, in printing order.
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

team as (
    select distinct
        case_code,
        unit_codes
    from {{ ref('int_score__entry') }}
    where unit_count > 1
),

member as (
    select
        case_code,
        hash(unit_codes) as team_id,
        unnest(unit_codes) as unit_code
    from team
),

named as (
    select
        member.case_code,
        member.team_id,
        member.unit_code,
        named_unit.unit_name,
        named_unit.unit_order
    from member
    inner join named_unit using (case_code, unit_code)
)

select
    mine.case_code,
    mine.team_id,
    mine.unit_code,
    string_agg(theirs.unit_name, '、' order by theirs.unit_order) as names
from named as mine
inner join named as theirs
    on
        mine.case_code = theirs.case_code
        and mine.team_id = theirs.team_id
        and mine.unit_code != theirs.unit_code
group by mine.case_code, mine.team_id, mine.unit_code

-- One row per unit and bared title: the first of all its titles that are headings of the same text.
with recursive
-- what a person has decided goes before what two titles look like
alike as (
    select
        likeness.unit_code,
        likeness.first_core,
        likeness.second_core
    from {{ ref('int_title__likeness') }} as likeness
    left join {{ ref('int_pair__decided') }} as decided using (subject)
    where coalesce(decided.is_same, likeness.is_plain)

    union

    -- what one adoption was called by those who reported it
    select
        adoption.lead_unit_code as unit_code,
        first_report.core_key as first_core,
        report.core_key as second_core
    from {{ ref('int_adoption__matched') }} as matched
    inner join {{ ref('int_adoption__distinct') }} as adoption using (adoption_id)
    inner join {{ ref('int_adoption__report') }} as report on matched.report_id = report.report_id
    inner join
        {{ ref('int_adoption__report') }} as first_report
        on matched.adoption_id = first_report.report_id
    where report.core_key != first_report.core_key
),

neighbour as (
    select
        unit_code,
        first_core as core_key,
        second_core as other_key
    from alike

    union

    select
        unit_code,
        second_core as core_key,
        first_core as other_key
    from alike
),

reached as (
    select
        unit_code,
        core_key,
        other_key
    from neighbour

    union

    select
        reached.unit_code,
        reached.core_key,
        neighbour.other_key
    from reached
    inner join neighbour on reached.unit_code = neighbour.unit_code and reached.other_key = neighbour.core_key
)

select
    unit_code,
    core_key,
    least(core_key, min(other_key)) as family_key
from reached
group by unit_code, core_key

{{ config(materialized='view') }}
-- One row per thing that a rule may look at, described: the office's adoptions, what stands in its other
-- registers, and the records of worked examples.
with copied as (
    select
        record.*,
        unnest(range(record.times)) as copy_number
    from {{ ref('stg_rulebook__case_record') }} as record
    where record.what != '评分' or record.piece is null
),

-- Several marks of one piece count as one, with their mean; late ones, or those without evidence, apart.
juried as (
    select
        case_code,
        min(record_number) as record_number,
        piece,
        kind,
        units,
        min(entered_on) as entered_on,
        min(received_on) as received_on,
        {{ divided('sum(value * times)', 'sum(times)') }} as value
    from {{ ref('stg_rulebook__case_record') }}
    where what = '评分' and piece is not null
    group by case_code, piece, kind, units, status, evidence, path, form, degree, coalesce(days_late, 0) > 0
)

select
    '' as case_code,
    adoption.adoption_id as entry_id,
    adoption.piece_id,
    '采用' as what,
    adoption.adopted_on as entered_on,
    adoption.received_on,
    adoption.unit_codes,
    adoption.unit_shares,
    adoption.person_names,
    adoption.person_units,
    adoption.person_shares,
    adoption.outlet_name as outlet,
    adoption.tier_code as tier,
    adoption.medium_code as medium,
    adoption.channel,
    adoption.placement_code as placement,
    {{ kinds_in('adoption.kind_text') }} as kind,
    adoption.form,
    adoption.degree,
    adoption.path,
    adoption.origin,
    coalesce(level.level, adoption.level) as level,
    adoption.grade,
    adoption.status,
    adoption.evidence,
    unit.group_code as "group",
    adoption.words::decimal(18, 4) as words,
    adoption.seconds,
    adoption.pictures,
    adoption.reads,
    adoption.value,
    adoption.given,
    adoption.days_late
from {{ ref('int_adoption__described') }} as adoption
left join {{ ref('stg_office__unit') }} as unit
    on
        adoption.lead_unit_code = unit.unit_code
        and {{ in_force('adoption.adopted_on', 'unit') }}
left join {{ ref('int_level__spelled') }} as level on adoption.level = level.written

union all

select
    '' as case_code,
    entry_id,
    piece_id,
    what,
    entered_on,
    received_on,
    unit_codes,
    unit_shares,
    person_names,
    person_units,
    person_shares,
    outlet,
    tier,
    medium,
    channel,
    placement,
    kind,
    form,
    degree,
    path,
    origin,
    level,
    grade,
    status,
    evidence,
    "group",
    words,
    seconds,
    pictures,
    reads,
    value,
    given,
    days_late
from {{ ref('int_register__thing') }}

union all

select
    copied.case_code,
    md5(concat_ws('|', copied.case_code, copied.record_number, copied.copy_number))::uuid as entry_id,
    md5(concat_ws(
        '|', copied.case_code, coalesce(copied.piece, copied.record_number || '|' || copied.copy_number)
    ))::uuid as piece_id,
    copied.what,
    copied.entered_on,
    copied.received_on,
    copied.units as unit_codes,
    copied.shares as unit_shares,
    copied.person_names,
    copied.person_units,
    copied.person_shares,
    copied.outlet,
    copied.tier,
    copied.medium,
    copied.channel,
    copied.placement,
    array_to_string(copied.kind, '、') as kind,
    copied.form,
    copied.degree,
    copied.path,
    copied.origin,
    copied.level,
    copied.grade,
    copied.status,
    copied.evidence,
    unit.group_code as "group",
    copied.words,
    copied.seconds,
    copied.pictures,
    copied.reads,
    copied.value,
    copied.given,
    copied.days_late
from copied
left join {{ ref('stg_rulebook__case_unit') }} as unit
    on copied.case_code = unit.case_code and copied.units[1] = unit.unit_name

union all

select
    juried.case_code,
    md5(concat_ws('|', juried.case_code, juried.record_number))::uuid as entry_id,
    md5(concat_ws('|', juried.case_code, juried.piece))::uuid as piece_id,
    '评分' as what,
    juried.entered_on,
    juried.received_on,
    juried.units as unit_codes,
    []::decimal(18, 4)[] as unit_shares,
    record.person_names,
    record.person_units,
    record.person_shares,
    record.outlet,
    record.tier,
    record.medium,
    record.channel,
    record.placement,
    array_to_string(juried.kind, '、') as kind,
    record.form,
    record.degree,
    record.path,
    record.origin,
    record.level,
    record.grade,
    record.status,
    record.evidence,
    unit.group_code as "group",
    record.words,
    record.seconds,
    record.pictures,
    record.reads,
    juried.value::decimal(18, 4) as value,
    record.given,
    record.days_late
from juried
inner join {{ ref('stg_rulebook__case_record') }} as record using (case_code, record_number)
left join {{ ref('stg_rulebook__case_unit') }} as unit
    on juried.case_code = unit.case_code and juried.units[1] = unit.unit_name

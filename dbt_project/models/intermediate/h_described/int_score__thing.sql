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
    {% for name in (said_texts() ~ said_numbers()).split()
        if name not in ['placement', 'kind', 'level', 'words'] %}
    adoption.{{ name }},
    {% endfor %}
    adoption.outlet_name as outlet,
    adoption.tier_code as tier,
    adoption.medium_code as medium,
    adoption.placement_code as placement,
    {{ kinds_in('adoption.kind_text') }} as kind,
    coalesce(level.level, adoption.level) as level,
    unit.group_code as "group",
    adoption.words::decimal(18, 4) as words
from {{ ref('int_adoption__described') }} as adoption
left join {{ ref('stg_office__unit') }} as unit
    on
        adoption.lead_unit_code = unit.unit_code
        and {{ in_force('adoption.adopted_on', 'unit') }}
left join {{ ref('int_level__spelled') }} as level on adoption.level = level.written

union all by name

select
    '' as case_code,
    entry_id,
    piece_id,
    entered_on,
    received_on,
    unit_codes,
    unit_shares,
    person_names,
    person_units,
    person_shares,
    {% for name in (asked_texts() ~ ' ' ~ said_numbers()).split() %}
    "{{ name }}",
    {% endfor %}
    what
from {{ ref('int_register__thing') }}

union all by name

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
    {% for name in (said_texts() ~ said_numbers()).split() if name != 'kind' %}
    copied.{{ name }},
    {% endfor %}
    copied.outlet,
    copied.tier,
    copied.medium,
    array_to_string(copied.kind, '、') as kind,
    unit.group_code as "group"
from copied
left join {{ ref('stg_rulebook__case_unit') }} as unit
    on copied.case_code = unit.case_code and copied.units[1] = unit.unit_name

union all by name

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
    {% for name in (said_texts() ~ said_numbers()).split() if name not in ['kind', 'value'] %}
    record.{{ name }},
    {% endfor %}
    record.outlet,
    record.tier,
    record.medium,
    array_to_string(juried.kind, '、') as kind,
    juried.value::decimal(18, 4) as value,
    unit.group_code as "group"
from juried
inner join {{ ref('stg_rulebook__case_record') }} as record using (case_code, record_number)
left join {{ ref('stg_rulebook__case_unit') }} as unit
    on juried.case_code = unit.case_code and juried.units[1] = unit.unit_name

-- One row per world, unit, attribute and span of days: heads, counties, and what the list of quotas says it
-- owes. Heads that a unit reports hold until it reports others; those of attributes.csv stand before them.
with counted as (
    select
        thing.lead_unit_code as unit_code,
        register.register_name as attribute,
        heads.head_count::decimal(18, 4) as value,
        thing.happened_on as effective_from,
        coalesce(
            lead(thing.happened_on) over (partition by thing.lead_unit_code order by thing.happened_on) - 1,
            '9999-12-31'::date
        ) as effective_to
    from {{ ref('int_register__distinct') }} as thing
    inner join {{ ref('stg_register__head_count') }} as heads using (record_id)
    inner join {{ ref('register') }} as register using (register)
    where thing.is_standing
)

select
    '' as case_code,
    unit_code,
    attribute,
    value,
    null as grain,
    effective_from,
    effective_to
from {{ source('office', 'office_attribute') }}

union all

select
    '' as case_code,
    counted.unit_code,
    counted.attribute,
    counted.value,
    null as grain,
    counted.effective_from,
    counted.effective_to
from counted
where
    not exists (
        select 1
        from {{ source('office', 'office_attribute') }} as listed
        where counted.unit_code = listed.unit_code and counted.attribute = listed.attribute
    )

union all

select
    '' as case_code,
    quota.unit_code,
    quota.what as attribute,
    quota.owed as value,
    quota.grain,
    coalesce(span.first_day, make_date(quota.year, 1, 1)) as effective_from,
    coalesce(span.last_day, make_date(quota.year, 12, 31)) as effective_to
from {{ ref('stg_office__quota') }} as quota
-- of the office's own year
left join {{ ref('int_period__span') }} as span
    on span.case_code = '' and span.grain = 'year' and quota.year::varchar = span.period_code
where quota.person is null

union all

select
    case_code,
    unit_name as unit_code,
    attribute,
    value,
    null as grain,
    '0001-01-01'::date as effective_from,
    '9999-12-31'::date as effective_to
from {{ ref('stg_rulebook__case_attribute') }}

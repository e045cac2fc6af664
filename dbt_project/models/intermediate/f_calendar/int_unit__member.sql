-- One row per world, period and unit that answers for itself in it.
select distinct
    span.case_code,
    span.period_code,
    unit.unit_code,
    unit.unit_name,
    unit.group_code,
    unit.unit_order,
    unit.is_ranked
from {{ ref('int_unit__reporting') }} as reporting
inner join {{ ref('int_period__span') }} as span using (case_code, period_code)
inner join {{ ref('stg_office__unit') }} as unit
    on reporting.reporting_unit_code = unit.unit_code and span.first_day <= unit.effective_to
where span.case_code = ''

union all

select
    span.case_code,
    span.period_code,
    unit.unit_name as unit_code,
    unit.unit_name,
    unit.group_code,
    unit.unit_order,
    unit.is_ranked
from {{ ref('int_period__span') }} as span
inner join {{ ref('stg_rulebook__case_unit') }} as unit using (case_code)

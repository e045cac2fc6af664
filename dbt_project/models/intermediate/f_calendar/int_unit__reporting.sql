-- Who answers for a unit in a period: itself, or the newest of its successors that exists by the period's
-- last day.
select
    span.case_code,
    span.period_code,
    lineage.unit_code,
    arg_max(lineage.descendant_code, lineage.step_count) as reporting_unit_code,
    arg_max(unit.unit_name, lineage.step_count) as reporting_unit_name
from {{ ref('int_period__span') }} as span
inner join {{ ref('int_unit__lineage') }} as lineage on span.last_day >= lineage.effective_from
inner join {{ ref('stg_office__unit') }} as unit on lineage.descendant_code = unit.unit_code
where span.case_code = ''
group by span.case_code, span.period_code, lineage.unit_code

union all

select
    span.case_code,
    span.period_code,
    unit.unit_name as unit_code,
    unit.unit_name as reporting_unit_code,
    unit.unit_name as reporting_unit_name
from {{ ref('int_period__span') }} as span
inner join {{ ref('stg_rulebook__case_unit') }} as unit using (case_code)

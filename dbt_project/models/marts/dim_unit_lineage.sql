-- Who answers for a unit in a period: itself, or the newest of its successors that exists by the period's
-- last day.
select
    period.period_code,
    lineage.unit_code,
    arg_max(lineage.descendant_code, lineage.step_count) as reporting_unit_code,
    arg_max(unit.unit_name, lineage.step_count) as reporting_unit_name
from {{ ref('dim_period') }} as period
inner join {{ ref('int_unit__lineage') }} as lineage on period.last_day >= lineage.effective_from
inner join {{ ref('dim_unit') }} as unit on lineage.descendant_code = unit.unit_code
group by period.period_code, lineage.unit_code

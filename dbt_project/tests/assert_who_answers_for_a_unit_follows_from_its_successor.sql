-- In every period of a unit it answers for itself, until whoever took its place is there by the period's last
-- day: then that one answers, or who answers for it.
with unit_of_period as (
    select
        period.period_code,
        unit.unit_code,
        unit.successor_code,
        coalesce(period.last_day >= greatest(successor.effective_from, unit.effective_to + 1), false)
            as is_taken_over
    from {{ ref('dim_period') }} as period
    inner join {{ source('office', 'office_unit') }} as unit on period.last_day >= unit.effective_from
    left join {{ source('office', 'office_unit') }} as successor on unit.successor_code = successor.unit_code
)

select
    period_code,
    unit_code,
    lineage.reporting_unit_code
from {{ ref('dim_unit_lineage') }} as lineage
full join unit_of_period using (period_code, unit_code)
left join {{ ref('dim_unit_lineage') }} as successor
    on
        lineage.period_code = successor.period_code
        -- within the key: a condition on one side of an outer join alone makes it compare all rows with all
        and if(unit_of_period.is_taken_over, unit_of_period.successor_code, null) = successor.unit_code
left join {{ source('office', 'office_unit') }} as unit on lineage.reporting_unit_code = unit.unit_code
where
    lineage.reporting_unit_code is distinct from
    if(unit_of_period.is_taken_over, successor.reporting_unit_code, unit_code)
    or lineage.reporting_unit_name is distinct from unit.unit_name

-- Who answers for a unit in a period: itself, or the newest of its successors that exists by the period's
-- last day.
select
    period_code,
    unit_code,
    reporting_unit_code,
    reporting_unit_name
from {{ ref('int_unit__reporting') }}
where case_code = ''

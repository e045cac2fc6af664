-- One row per score line of a worked example or a printed circular.
select
    case_code,
    scheme_code,
    rule_version,
    rule_line_id,
    step,
    unit_code,
    person,
    month_code,
    period_code,
    points,
    explanation
from {{ ref('int_score__line') }}
where case_code != ''

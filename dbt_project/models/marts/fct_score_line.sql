-- Each line of a rule applied to a record, a piece or a period, for each unit credited: the points, and the
-- sentence that explains them. The sum of the lines of a unit is its published score.
select
    scheme_code,
    rule_version,
    rule_line_id,
    step,
    entry_id as adoption_id,
    piece_id,
    unit_code,
    nullif(person, '') as person,
    entered_on as adopted_on,
    month_code,
    period_code,
    points,
    explanation
from {{ ref('int_score__line') }}
where case_code = ''

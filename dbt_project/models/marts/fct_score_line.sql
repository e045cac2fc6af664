-- Each line of a rule applied to a record, a piece or a period, for each unit credited: the points, and the
-- sentence that explains them. The sum of the lines of a unit is its published score.
select
    line.scheme_code,
    line.rule_version,
    line.rule_line_id,
    line.step,
    case when other.entry_id is null then line.entry_id end as adoption_id,
    other.record_id as other_record_id,
    line.piece_id,
    line.unit_code,
    nullif(line.person, '') as person,
    line.entered_on as adopted_on,
    line.month_code,
    line.period_code,
    line.points,
    line.explanation
from {{ ref('int_score__line') }} as line
left join {{ ref('int_register__thing') }} as other on line.entry_id = other.entry_id
where line.case_code = '' and not {{ is_rescoring('line.scheme_code') }}

-- One row per scheme and thing scored: the most specific tariff line that fits it.
-- No line: the rule does not list it, or no rule is in force; both earn nothing and say so.
select
    subject.scheme_code,
    subject.rule_version,
    subject.subject_id,
    line.rule_line_id,
    line.wording,
    coalesce(line.value, 0)::decimal(18, 4) as tariff_points
from {{ ref('int_score__subject') }} as subject
left join {{ ref('stg_rulebook__line') }} as line
    on
        subject.scheme_code = line.scheme_code
        and subject.rule_version = line.rule_version
        and line.step = 'tariff'
        and {{ fits('subject', 'line') }}
qualify row_number() over (
        partition by subject.scheme_code, subject.subject_id
        order by line.specificity desc nulls last, line.line_order asc
    ) = 1

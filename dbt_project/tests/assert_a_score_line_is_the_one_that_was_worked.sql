-- Each line of the office stands in the table of lines as it was worked, once; what it was worked for is an
-- adoption or a record of another register, and what it was worked by is a line of the rule.
{{ unlike(
    'fct_score_line',
    ['scheme_code', 'rule_version', 'rule_line_id', 'step', 'adoption_id', 'other_record_id', 'piece_id',
     'unit_code', "coalesce(person, '')", 'adopted_on', 'month_code', 'period_code', 'points', 'explanation'],
    ref('int_score__line') ~ ' as worked left join ' ~ ref('int_register__thing') ~ ' as thing using (entry_id)',
    ['scheme_code', 'rule_version', 'rule_line_id', 'step', 'if(thing.record_id is null, entry_id, null)',
     'thing.record_id', 'worked.piece_id', 'worked.unit_code', 'worked.person', 'worked.entered_on',
     'worked.month_code', 'worked.period_code', 'worked.points', 'worked.explanation'],
    from="worked.case_code = '' and not " ~ is_rescoring('worked.scheme_code')
) }}
union all
select
    'dim_rule_line' as table_name,
    row(scheme_code, rule_version, rule_line_id)::varchar as content
from {{ ref('fct_score_line') }}
anti join {{ ref('dim_rule_line') }} using (scheme_code, rule_version, rule_line_id)

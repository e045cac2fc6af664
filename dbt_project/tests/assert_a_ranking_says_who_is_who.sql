-- A ranking names a unit as the office does, and carries what was found of its tasks and awards.
{{ unlike(
    'fct_ranking',
    ['unit_code', 'group_code', 'unit_name', 'unit_order', 'scheme_code', 'period_code'],
    ref('fct_ranking') ~ ' inner join ' ~ ref('stg_office__unit') ~ ' as unit using (unit_code)',
    ['unit_code', 'unit.group_code', 'unit.unit_name', 'unit.unit_order', 'scheme_code', 'period_code']
) }}
union all
{{ unlike(
    'fct_ranking',
    ['scheme_code', 'period_code', 'unit_code', 'missed_gates', 'marks', 'award', 'award_amount'],
    ref('int_score__placed'),
    from="case_code = '' and person = '' and not " ~ is_rescoring('scheme_code')
) }}

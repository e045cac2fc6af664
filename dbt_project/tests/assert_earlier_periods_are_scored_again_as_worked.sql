-- What is published of earlier periods by a later version of the rule is what its scheme came to; the version
-- is one of the office's, and replaced another.
{{ unlike(
    'fct_rescored',
    ['scheme_code', 'rule_version', 'period_code', 'unit_code', 'points', 'place'],
    ref('int_score__placed'),
    ["split_part(scheme_code, '/', 1)", "split_part(scheme_code, '/', 2)", 'period_code', 'unit_code', 'points', 'place'],
    from="case_code = '' and person = '' and rule_version is not null and " ~ is_rescoring('scheme_code')
) }}

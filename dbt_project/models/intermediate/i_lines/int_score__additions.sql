-- One row per rule version, profile and addition that fits it: all of them count, unless the rule does not
-- recognise what the profile describes.
select
    {{ reading_id(version_id('line.scheme_code', 'line.rule_version'), 'line.profile_id') }} as reading_id,
    line.* exclude (step, line_order, specificity, is_adding, times), -- noqa: AM04
    {{ rounded('line.points', 'version') }} as rounded_points,
    version.counted_in,
    version.rounding,
    version.units,
    version.unit
from {{ fitting_lines('addition') }} as line
inner join {{ ref('stg_rulebook__version') }} as version using (scheme_code, rule_version)
left join {{ ref('int_score__refusal') }} as refusal using (scheme_code, rule_version, profile_id)
where refusal.reason is null

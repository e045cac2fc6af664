-- One row per rule version, profile and addition that fits it: all of them count, unless the rule does not
-- recognise what the profile describes.
select
    {{ reading_id(version_id('line.scheme_code', 'line.rule_version'), 'fitting.profile_id') }} as reading_id,
    line.scheme_code,
    line.rule_version,
    fitting.profile_id,
    line.rule_line_id,
    line.family,
    line.points,
    {{ rounded('line.points', 'version') }} as rounded_points,
    line.each_of,
    line.each_every,
    line.each_after,
    line.each_points,
    line.each_rest,
    line.each_most,
    line.wording,
    version.counted_in,
    version.rounding,
    version.units,
    version.unit
from {{ ref('stg_rulebook__line') }} as line
inner join {{ ref('stg_rulebook__version') }} as version
    on line.scheme_code = version.scheme_code and line.rule_version = version.rule_version
inner join {{ ref('int_score__match') }} as fitting
    on
        line.scheme_code = fitting.scheme_code
        and line.rule_version = fitting.rule_version
        and line.rule_line_id = fitting.when_id
left join {{ ref('int_score__refusal') }} as refusal
    on
        fitting.scheme_code = refusal.scheme_code
        and fitting.rule_version = refusal.rule_version
        and fitting.profile_id = refusal.profile_id
where line.step = 'addition' and refusal.reason is null

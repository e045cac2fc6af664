-- One row per rule version, profile and tariff line that gives it points: the most specific one that fits
-- (of several for a record of several kinds, the highest), and those that are added to it.
select
    line.scheme_code,
    line.rule_version,
    fitting.profile_id,
    line.rule_line_id,
    line.line_order,
    line.is_adding,
    line.points,
    line.each_of,
    line.each_every,
    line.each_after,
    line.each_points,
    line.each_rest,
    line.each_most,
    line.wording
from {{ ref('stg_rulebook__line') }} as line
inner join {{ ref('int_score__match') }} as fitting
    on
        line.scheme_code = fitting.scheme_code
        and line.rule_version = fitting.rule_version
        and line.rule_line_id = fitting.when_id
where line.step = 'tariff'
qualify
    line.is_adding
    or row_number() over (
        partition by line.scheme_code, line.rule_version, fitting.profile_id, line.is_adding
        order by line.specificity desc, line.points desc, line.line_order asc
    ) = 1

{# The lines of a rule that hold over a period, of the kinds that are named: each with every begun period of
   its grain, and every account there that it is for. #}
{% macro bound_lines(kinds) -%}
(
        select
            line.*,
            span.* exclude (scheme_code, rule_version, grain),
            member.* exclude (case_code, scheme_code, rule_version, period_code)
        from {{ ref('stg_rulebook__period_line') }} as line
        inner join {{ ref('stg_rulebook__version') }} as rule using (scheme_code, rule_version)
        inner join {{ ref('int_score__span') }} as span using (scheme_code, rule_version, grain)
        inner join {{ ref('int_score__member') }} as member using (case_code, scheme_code, period_code)
        where
            line.kind in ('{{ kinds | join("', '") }}')
            and (member.person != '') = (rule.whom = 'persons')
            and {{ is_for('line', 'member') }}
    )
{%- endmacro %}

{# The lines of one step of a rule that look at one record, each with every profile that it fits. #}
{% macro fitting_lines(step) -%}
(
        select
            line.*,
            fitting.profile_id
        from {{ ref('stg_rulebook__line') }} as line
        inner join {{ ref('int_score__match') }} as fitting
            on
                line.scheme_code = fitting.scheme_code
                and line.rule_version = fitting.rule_version
                and line.rule_line_id = fitting.when_id
        where line.step = '{{ step }}'
    )
{%- endmacro %}

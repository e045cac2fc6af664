{# The schemes that each world is scored by: every one of the office's, and the version that a worked example
   or a printed circular stands in; an example of a single record has no period. #}
{% macro world_schemes() -%}
select distinct
        '' as case_code,
        scheme_code,
        null as rule_version,
        true as has_period
    from {{ ref('stg_rulebook__version') }}

    union all

    select
        case_code,
        scheme_code,
        rule_version,
        period_code is not null as has_period
    from {{ ref('stg_rulebook__case') }}
{%- endmacro %}

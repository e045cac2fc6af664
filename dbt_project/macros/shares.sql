{# "甲局（60%）、乙镇（40%）": the names without what each has of it. #}
{% macro without_shares(text) -%}
regexp_replace({{ text }}, '[(（]?[0-9]+([.][0-9]+)?[%％][)）]?', '', 'g')
{%- endmacro %}

{% macro has_shares(text) -%}
regexp_matches({{ text }}, '[0-9][%％]')
{%- endmacro %}

{# Each author's own unit among those credited; the first of them where none is named. #}
{% macro units_of_persons(said, thing) -%}
list_transform(
        {{ said }}.person_units,
        lambda one: if( -- noqa: PRS
            list_contains({{ thing }}.unit_codes, one), one, {{ thing }}.unit_codes[1]
        )
    )
{%- endmacro %}

{# Authors whose shares nobody gives have equal ones. #}
{% macro shares_of_persons(said) -%}
coalesce(
        {{ said }}.person_shares,
        list_transform({{ said }}.person_names, lambda each: 1::decimal(18, 4)) -- noqa: PRS
    )
{%- endmacro %}

{# What each of the credited units has; who is not named has nothing. None where nobody says. #}
{% macro shares_of_units(said, thing) -%}
case
        when {{ said }}.shares is not null and len({{ thing }}.unit_codes) > 1
        then
            list_transform(
                {{ thing }}.unit_codes,
                lambda one: coalesce({{ said }}.shares[one], 0)::decimal(18, 4) -- noqa: PRS
            )
    end
{%- endmacro %}

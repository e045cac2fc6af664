{# "甲局（60%）、乙镇（40%）": the names without what each has of it. #}
{% macro without_shares(text) -%}
regexp_replace({{ text }}, '[(（]?[0-9]+([.][0-9]+)?[%％][)）]?', '', 'g')
{%- endmacro %}

{% macro has_shares(text) -%}
regexp_matches({{ text }}, '[0-9][%％]')
{%- endmacro %}

{# Each author's own unit: the only one that is credited, else as the record says: null where it says nothing,
   not one of those credited for an outsider. #}
{% macro units_of_persons(said, thing) -%}
case
        when len({{ thing }}.unit_codes) > 1 then {{ said }}.person_units
        else list_transform({{ said }}.person_units, lambda one: {{ thing }}.unit_codes[1]) -- noqa: PRS
    end
{%- endmacro %}

{# The unit that an author counts for: his own if it is credited, else the first. #}
{% macro credited_unit(one, unit_codes) -%}
if(list_contains({{ unit_codes }}, {{ one }}), {{ one }}, {{ unit_codes }}[1])
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

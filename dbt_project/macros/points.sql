{# Exact division of decimals, to six decimals, towards zero: in DuckDB the sign / would go through floating
   point. Both sides keep at most six decimals. #}
{% macro divided(numerator, denominator) -%}
(
        (
            (({{ numerator }})::decimal(24, 6) * 1000000)::hugeint * 1000000
            // (({{ denominator }})::decimal(24, 6) * 1000000)::hugeint
        )::decimal(32, 0) * 0.000001
    )::decimal(24, 6)
{%- endmacro %}

{# Points to as many decimals as a version keeps, rounded its way; halves go away from zero or to the even. #}
{% macro rounded(number, version) -%}
(
        sign({{ number }})
        * case {{ version }}.rounding
            when 'down' then floor(abs({{ number }}) * {{ version }}.units)
            when 'up' then ceil(abs({{ number }}) * {{ version }}.units)
            when 'half_up' then floor(abs({{ number }}) * {{ version }}.units + 0.5)
            else
                floor(abs({{ number }}) * {{ version }}.units + 0.5)
                - case
                    when
                        abs({{ number }}) * {{ version }}.units + 0.5
                        = floor(abs({{ number }}) * {{ version }}.units + 0.5)
                        and floor(abs({{ number }}) * {{ version }}.units + 0.5) % 2 = 1
                        then 1
                    else 0
                end
        end
        * {{ version }}.unit
    )::decimal(18, 4)
{%- endmacro %}

{# The points of a line that pays by quantity. A last part that is not full counts as the line says. #}
{% macro by_quantity(number, term) -%}
least(case
        when ({{ number }}) is null or ({{ number }}) <= {{ term }}.each_after then 0
        when {{ term }}.each_rest = 'exact'
            then {{ divided('((' ~ number ~ ') - ' ~ term ~ '.each_after) * ' ~ term ~ '.each_points', term ~ '.each_every') }}
        when {{ term }}.each_rest = 'counted'
            then ceil({{ divided('(' ~ number ~ ') - ' ~ term ~ '.each_after', term ~ '.each_every') }}) * {{ term }}.each_points
        else floor({{ divided('(' ~ number ~ ') - ' ~ term ~ '.each_after', term ~ '.each_every') }}) * {{ term }}.each_points
    end, coalesce({{ term }}.each_most, 99999999))::decimal(24, 6)
{%- endmacro %}

{# The number of a thing that a line pays by or adds up. #}
{% macro number_of(name, thing) -%}
case {{ name }}
        when 'words' then {{ thing }}.words_number
        when 'seconds' then {{ thing }}.seconds_number
        when 'pictures' then {{ thing }}.pictures_number
        when 'reads' then {{ thing }}.reads_number
        when 'value' then {{ thing }}.value_number
        when 'given' then {{ thing }}.given_number
    end
{%- endmacro %}

{# What keeps the times of one piece apart where each outlet, tier or medium has its own best. #}
{% macro apart_in_reuse(version, outlet, tier, medium) -%}
concat_ws(
            '|',
            if(list_contains({{ version }}.reuse_per, 'outlet'), {{ outlet }}, null),
            if(list_contains({{ version }}.reuse_per, 'tier'), {{ tier }}, null),
            if(list_contains({{ version }}.reuse_per, 'medium'), {{ medium }}, null)
        )
{%- endmacro %}

{# What each account has in each month, by several tables of lines together. #}
{% macro points_by_month(tables) -%}
{%- set each = [] -%}
{%- for table in tables -%}
{%- do each.append('select case_code, scheme_code, unit_code, person, month_code, points from ' ~ table) -%}
{%- endfor -%}
select
        * exclude (points),
        sum(points) as points
    from ({{ each | join(' union all ') }}) as line
    group by all
{%- endmacro %}

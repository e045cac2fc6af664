{# What a unit's share of a record is counted by (weight), and what all the record's shares come to (weight_of).
   Shares or heads that are not given mean equal shares. #}
{% macro unit_weight(side) -%}
case
        {% if side == 'weight' -%}
        when unit_sharing = 'first' then (position = 1)::integer
        when unit_sharing = 'given' and len(unit_shares) > 0 then unit_shares[position]
        when unit_sharing = 'heads' and len(person_units) > 0
            then len(list_filter(person_units, lambda each: each = unit_code))
        else 1
        {%- else -%}
        when unit_sharing = 'given' and len(unit_shares) > 0 then list_sum(unit_shares)
        when unit_sharing = 'heads' and len(person_units) > 0 then len(person_units)
        when unit_sharing in ('equal', 'given', 'heads') then unit_count
        else 1
        {%- endif %}
    end::decimal(18, 4)
{%- endmacro %}

{# What a unit's share of a record is counted by. Shares or heads that are not given mean equal shares.
   `heads` are the units of the authors, one for each. #}
{% macro unit_weight() -%}
case
        when unit_sharing = 'first' then (position = 1)::integer
        when unit_sharing = 'given' and len(unit_shares) > 0 then unit_shares[position]
        when unit_sharing = 'heads' and len(heads) > 0
            then len(list_filter(heads, lambda each: each = unit_code)) -- noqa: PRS
        else 1
    end::decimal(18, 4)
{%- endmacro %}

{# What all shares of a record come to. #}
{% macro unit_weight_of() -%}
case
        when unit_sharing = 'given' and len(unit_shares) > 0 then list_sum(unit_shares)
        when unit_sharing = 'heads' and len(heads) > 0 then len(heads)
        when unit_sharing in ('equal', 'given', 'heads') then unit_count
        else 1
    end::decimal(18, 4)
{%- endmacro %}

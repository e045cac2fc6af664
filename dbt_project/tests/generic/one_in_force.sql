{% test one_in_force(model, key) %}
-- On no day may two rows of one key be in force.
select
    {{ key }},
    effective_to,
    lead(effective_from) over (partition by {{ key }} order by effective_from, effective_to) as next_from
from {{ model }}
qualify next_from <= effective_to
{% endtest %}

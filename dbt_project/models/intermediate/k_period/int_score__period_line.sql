{{ config(materialized='view') }}
-- One row per score line that holds over a period.
{%- set steps = {'duty': 'duty', 'limited': 'limit', 'zeroed': 'zero', 'converted': 'conversion'} %}
{% for table, step in steps.items() %}
select
    {{ of_period() }},
    points,
    explanation,
    '{{ step }}' as step
from {{ ref('int_score__' ~ table) }}
{{ 'union all' if not loop.last }}
{% endfor %}

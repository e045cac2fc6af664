-- A record that is accepted in a register beside adoptions stands in the fact of that register.
{%- set registers = [
    'submission', 'commission', 'comment', 'prize', 'penalty', 'zero_report', 'head_count', 'jury_score',
    'account_figure'
] %}
with fact as (
    {% for register in registers %}
    select
        '{{ register }}' as register,
        record_id
    from {{ ref('fct_' ~ register) }}

    union all

    {% endfor %}
    select
        register,
        record_id
    from {{ ref('fct_item') }}

    union all

    select
        'outlet_count' as register,
        unnest(record_ids) as record_id
    from {{ ref('fct_outlet_count') }}
)

select
    record.register,
    record.record_id
from {{ ref('fct_record') }} as record
anti join fact using (register, record_id)
where record.register != 'adoption' and record.outcome = 'accepted'
